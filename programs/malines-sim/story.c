// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "story_room.h"

#include "drafts.h"
#include "federation/envelope.h"
#include "store/store.h"
#include "dna/read.h"
#include "registers/records.h"

#include <stdio.h>
#include <stdlib.h>

static void keep_letter(void *ctx, int from, int to, const char *path, struct view body) {
    struct tale *t = ctx;
    if (strcmp(path, "/m1/hello") == 0 || t->letter_count == LETTERS_KEPT) return;
    struct kept_letter *l = &t->letters[t->letter_count++];
    *l = (struct kept_letter){from, to, path, text_with_ceiling(body.bytes)};
    text_view(&l->body, body);
}

RESULT attempt(struct tale *t, int member, node_handler *handler, enum cast_officer who, const json_t *params,
                      json_t **answer) {
    struct error failure = {0};
    enum outcome outcome = stage_ask(&t->stage, member, handler, cast_officer(t->stage.cast, member, who), params,
                                     answer, &failure);
    t->attempted = true;
    t->refusal = failure;
    if (outcome == REPLY_lost) return FAIL(&t->refusal, UNREACHABLE, "the node is off");
    return outcome == REPLY_done ? DONE : (struct result){failure.code};
}

// A sentence that is meant to succeed; when it does not, the next one must say so (see `play`).
struct result pass_over(struct result r) {
    (void)r;
    return DONE;
}

// ---- Alerts ----

static RESULT enter_alert(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *draft = NULL;
    json_t *answer = NULL;
    TRY(draft_from_words(s->text[1], &draft, err));
    AUTO_JSON *params = json_pack("{s:O}", "alert", draft);
    struct result r = attempt(t, s->member[0], alert_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) {
        snprintf(t->alert, sizeof t->alert, "%s", json_string_value(json_object_get(answer, "record")));
        t->alert_owner = s->member[0];
        t->alert_us = world_us(t->stage.world);
    }
    json_decref(answer);
    return pass_over(r);
}

static RESULT delete_alert(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->alert[0]) return BROKEN(err, "no alert was entered before");
    AUTO_JSON *params = json_pack("{s:s,s:s}", "record", t->alert, "reason", "the purpose is achieved");
    return pass_over(attempt(t, s->member[0], alert_delete, OFFICER_author, params, NULL));
}

// ---- Checks ----

static RESULT make_check(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *subject = NULL;
    json_t *answer = NULL;
    TRY(subject_from_words(s->text[1], &subject, err));
    AUTO_JSON *params = json_pack("{s:O,s:s}", "subject", subject, "purpose", "police_check");
    struct result r = attempt(t, s->member[0], check_run, OFFICER_author, params, &answer);
    if (!FAILED(r)) {
        json_decref(t->check);
        t->check = answer;
        t->checker = s->member[0];
    }
    return pass_over(r);
}

static size_t candidates_of(const struct tale *t, int member) {  // CAST_MEMBER_COUNT: of all
    size_t i, count = 0;
    const json_t *one;
    json_array_foreach(json_object_get(t->check, "candidates"), i, one)
        if (member == CAST_MEMBER_COUNT || cast_index(json_view(one, "owner")) == member) count++;
    return count;
}

static const json_t *coverage_of(const struct tale *t, int member) {
    size_t i;
    const json_t *line;
    json_array_foreach(json_object_get(t->check, "coverage"), i, line)
        if (cast_index(json_view(line, "member")) == member) return line;
    return NULL;
}

static RESULT candidate_shown(struct tale *t, const struct slots *s, struct error *err) {
    return candidates_of(t, s->member[0]) ? DONE : BROKEN(err, "no candidate from there is shown");
}

static RESULT no_candidate_from(struct tale *t, const struct slots *s, struct error *err) {
    size_t n = candidates_of(t, s->member[0]);
    return n == 0 ? DONE : BROKEN(err, "%zu are shown", n);
}

static RESULT no_candidate(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    size_t n = candidates_of(t, CAST_MEMBER_COUNT);
    return n == 0 ? DONE : BROKEN(err, "%zu are shown", n);
}

// The words of the screens for a line of coverage.
static const char *words_for(const json_t *line) {
    struct view state = json_view(line, "state");
    bool reached = json_flag(line, "reached");
    if (view_is(state, "closed")) return "closed";
    if (view_is(state, "not_allowed")) return "not allowed";
    if (view_is(state, "clock")) return "clock is wrong";
    return view_is(state, "answered") && reached ? "answered" : "not reached";
}

static RESULT covered(struct tale *t, const struct slots *s, struct error *err) {
    const json_t *line = coverage_of(t, s->member[0]);
    if (!line) return BROKEN(err, "the check says nothing of that member");
    const char *words = words_for(line);
    return view_is(s->text[1], words) ? DONE : BROKEN(err, "the check says \"%s\"", words);
}

static RESULT made_anew(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *none = json_object();
    (void)err;
    return pass_over(attempt(t, s->member[0], sealed_rebuild, OFFICER_author, none, NULL));
}

// What was asked privately has a line of its own, beside what the member publishes or answers openly.
static const json_t *private_line(const struct tale *t, int member) {
    size_t i;
    const json_t *line;
    json_array_foreach(json_object_get(t->check, "coverage"), i, line)
        if (cast_index(json_view(line, "member")) == member && view_is(json_view(line, "sharing"), "sealed")) return line;
    return NULL;
}

static RESULT privately(struct tale *t, const struct slots *s, struct error *err) {
    static const struct {
        const char *state, *words;
    } rows[] = {{"hit", "a record may exist"}, {"no_hit", "no hit"}, {"stale", "filter too old"}, {"quota", "quota used up"},
                {"too_little", "too little to ask"}, {"unreachable", "not reached"}, {"not_allowed", "not allowed"}};
    const json_t *line = private_line(t, s->member[0]);
    if (!line) return BROKEN(err, "it was not asked privately");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (view_is(json_view(line, "state"), rows[i].state) && view_is(s->text[1], rows[i].words)) return DONE;
    return BROKEN(err, "the check says \"%s\"", json_string_value(json_object_get(line, "state")));
}

// A private hit names what met and the check itself, never a record.
static RESULT names_no_record(struct tale *t, const struct slots *s, struct error *err) {
    const json_t *line = private_line(t, s->member[0]);
    AUTO_TEXT text = text_with_ceiling(64 * 1024);
    text_json(&text, line);
    if (!line || !json_array_size(json_object_get(line, "met"))) return BROKEN(err, "it does not say what met");
    return strstr(text_string(&text), "/alerts/") ? BROKEN(err, "it names a record") : DONE;
}

static bool holds_bytes(struct view body, struct view words) {
    return words.bytes && memmem(body.at, body.bytes, words.at, words.bytes) != NULL;
}

static RESULT no_letter_says(struct tale *t, const struct slots *s, struct error *err) {
    size_t seen = 0;
    for (size_t i = 0; i < t->letter_count; i++) {
        const struct kept_letter *l = &t->letters[i];
        if (l->from != s->member[0] || l->to != s->member[1]) continue;
        seen++;
        if (holds_bytes(text_seen(&l->body), s->text[2])) return BROKEN(err, "a letter on %s does", l->path);
    }
    return seen ? DONE : BROKEN(err, "no letter went there");
}

static RESULT copy_is_dated(struct tale *t, const struct slots *s, struct error *err) {
    const json_t *line = coverage_of(t, s->member[0]);
    struct instant as_of;
    return line && instant_read(json_view(line, "as_of"), &as_of) ? DONE : BROKEN(err, "the check names no time");
}

static RESULT within(struct tale *t, const struct slots *s, struct error *err) {
    uint64_t took_ms = (world_us(t->stage.world) - t->alert_us) / 1000;
    return took_ms <= s->number[0] * 1000 ? DONE : BROKEN(err, "it took %d ms", (int)took_ms);
}

// ---- Lines, nodes, time ----

static void set_line(struct tale *t, const struct slots *s, bool cut) {
    t->stage.net.lines[s->member[0]][s->member[1]].cut = cut;
    t->stage.net.lines[s->member[1]][s->member[0]].cut = cut;
}

static RESULT cut_line(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    set_line(t, s, true);
    return DONE;
}

static RESULT mend_line(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    set_line(t, s, false);
    return DONE;
}

static RESULT switch_off(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    stage_stop(&t->stage, s->member[0], CRASH_KILLED);
    return DONE;
}

static RESULT power_fails(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    stage_stop(&t->stage, s->member[0], CRASH_POWER);
    return DONE;
}

static RESULT switch_on(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    stage_start(&t->stage, s->member[0]);
    return DONE;
}

static RESULT time_passes(struct tale *t, uint64_t ms) {
    stage_run_for(&t->stage, ms);
    return DONE;
}

static RESULT ms_pass(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return time_passes(t, s->number[0]);
}

static RESULT seconds_pass(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return time_passes(t, s->number[0] * 1000);
}

static RESULT minutes_pass(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return time_passes(t, s->number[0] * MINUTE_MS);
}

static RESULT hours_pass(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return time_passes(t, s->number[0] * HOUR_MS);
}

// ---- What a node holds, seen by opening its store ----

static RESULT holds(struct tale *t, int member, const char *record, bool *out, struct error *err) {
    bool was_up = stage_is_up(&t->stage, member);
    struct store *store = NULL;
    struct record r;
    struct view owner, reg, uid;
    AUTO_TEXT hold = text_with_ceiling(4 * 1024 * 1024);
    if (!record_name_read(view_of(record), &owner, &reg, &uid)) return BROKEN(err, "no alert was entered before");
    stage_stop(&t->stage, member, CRASH_KILLED);
    TRY(stage_store(&t->stage, member, &store, err));
    struct result found = record_find(store, owner, reg, uid, &hold, &r, err);
    store_close(store);
    if (was_up) stage_start(&t->stage, member);
    if (FAILED(found) && found.code != CODE_NOT_FOUND) return found;
    *out = !FAILED(found);
    return DONE;
}

static RESULT holds_alert(struct tale *t, const struct slots *s, struct error *err) {
    bool yes = false;
    TRY(holds(t, s->member[0], t->alert, &yes, err));
    return yes ? DONE : BROKEN(err, "it does not");
}

static RESULT holds_no_alert(struct tale *t, const struct slots *s, struct error *err) {
    bool yes = false;
    TRY(holds(t, s->member[0], t->alert, &yes, err));
    return yes ? BROKEN(err, "it does") : DONE;
}

static RESULT nowhere(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    for (int m = 0; m < MEMBERS; m++) {
        bool yes = false;
        TRY(holds(t, m, t->alert, &yes, err));
        if (yes) return BROKEN(err, "%s still holds it", cast_country(m));
    }
    return DONE;
}

static RESULT starts(struct tale *t, const struct slots *s, struct error *err) {
    return stage_is_up(&t->stage, s->member[0]) ? DONE
                                                : BROKEN(err, "it does not: %s",
                                                         code_name(t->stage.actors[s->member[0]].why_down));
}

static RESULT refuses_to_start(struct tale *t, const struct slots *s, struct error *err) {
    const struct actor *a = &t->stage.actors[s->member[0]];
    if (a->node) return BROKEN(err, "it started");
    const char *cause = code_cause(a->why_down);
    return view_is(s->text[1], cause) ? DONE : BROKEN(err, "it says \"%s\"", cause);
}

static RESULT make_backup(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    int m = s->member[0];
    sim_backup_free(t->backup[m]);
    t->backup[m] = sim_disk_backup(machine_disk(t->stage.actors[m].machine));
    return DONE;
}

static RESULT restore_backup(struct tale *t, const struct slots *s, struct error *err) {
    int m = s->member[0];
    if (!t->backup[m]) return BROKEN(err, "no backup of it was made");
    stage_stop(&t->stage, m, CRASH_KILLED);
    sim_disk_restore(machine_disk(t->stage.actors[m].machine), t->backup[m]);
    stage_start(&t->stage, m);
    return DONE;
}

// ---- Letters shown again or altered ----

static RESULT slip_in(struct tale *t, int to, bool altered, struct error *err) {
    size_t shown = 0, count = t->letter_count;
    for (size_t i = 0; i < count; i++) {
        const struct kept_letter *l = &t->letters[i];
        if (l->to != to) continue;
        AUTO_TEXT body = text_with_ceiling(l->body.bytes);
        text_view(&body, text_seen(&l->body));
        if (altered) body.at[body.bytes / 2] ^= 1;
        stage_slip_in(&t->stage, l->from, l->to, l->path, text_seen(&body), 1000);
        shown++;
    }
    stage_run_for(&t->stage, 100);
    return shown ? DONE : BROKEN(err, "no letter went there before");
}

static RESULT letters_again(struct tale *t, const struct slots *s, struct error *err) {
    return slip_in(t, s->member[0], false, err);
}
static RESULT letters_altered(struct tale *t, const struct slots *s, struct error *err) {
    return slip_in(t, s->member[0], true, err);
}

// ---- A member that lies about what it holds: well signed, with its own key ----

static RESULT greeting_of(struct tale *t, int from, int to, long long counts, struct text *base64, struct error *err) {
    AUTO_JSON *said = NULL;
    AUTO_TEXT text = text_with_ceiling(2000), der = text_with_ceiling(8000);
    text_format(&text, "{\"held\":{\"alerts\":%lld,\"dna\":0,\"prints\":0,\"requests\":%lld},\"sent\":{\"alerts\":0,\"dna\":0,\"prints\":0,\"requests\":0},", counts, counts);
    text_format(&text, "\"settled\":{\"alerts\":%lld,\"dna\":0,\"prints\":0,\"requests\":%lld},\"trust\":1,\"whole\":false}", counts, counts);
    TRY(json_strict(text_seen(&text), &said, err));
    TRY(envelope_seal(cast_signer(t->stage.cast, from), "greeting", cast_id(from), cast_id(to), world_now(t->stage.world), said, &der, err));
    text_base64(base64, der.at, der.bytes);
    return DONE;
}

static RESULT claim_is_listed(struct tale *t, int at, int of, struct error *err) {
    json_t *answer = NULL, *one;
    AUTO_JSON *none = json_object();
    struct result r = attempt(t, at, peers_listed, OFFICER_author, none, &answer);
    size_t i;
    bool listed = false;
    json_array_foreach(json_object_get(answer, "members"), i, one)
        listed |= view_is(json_view(one, "id"), cast_id(of)) && json_view(one, "claim").bytes;
    json_decref(answer);
    return !FAILED(r) && listed ? DONE : BROKEN(err, "%s does not list it", cast_id(at));
}

// It shows its own signature as if it were the other's.
static RESULT claim_more(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_TEXT greeting = text_with_ceiling(12000), body = text_with_ceiling(40000);
    stage_run_for(&t->stage, 300);  // between two of its true greetings, which would take the claim back
    TRY(greeting_of(t, s->member[0], s->member[1], 999999, &greeting, err));
    text_put(&body, "{\"at\":\"");
    text_instant(&body, world_now(t->stage.world));
    text_format(&body, "\",\"greeting\":\"%s\",\"shown\":\"%s\"}", text_string(&greeting), text_string(&greeting));
    stage_slip_in(&t->stage, s->member[0], s->member[1], "/m1/hello", text_seen(&body), 1000);
    stage_run_for(&t->stage, 5);
    return claim_is_listed(t, s->member[1], s->member[0], err);
}

static RESULT log_whole(struct tale *t, const struct slots *s, struct error *err) {
    json_t *answer = NULL;
    AUTO_JSON *none = json_object();
    struct result r = attempt(t, s->member[0], audit_checked, OFFICER_auditor, none, &answer);
    bool ok = !FAILED(r) && json_flag(answer, "ok");
    json_decref(answer);
    return ok ? DONE : BROKEN(err, "it is not (%s %s)", code_name(r.code), t->refusal.detail);
}

RESULT log_is_whole(struct tale *t, int member, struct error *err) {
    struct slots one = {.count = 1, .member = {member}};
    return log_whole(t, &one, err);
}

static RESULT logs_whole(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    for (int m = 0; m < MEMBERS; m++) {
        TRY(log_is_whole(t, m, err));
    }
    return DONE;
}

static RESULT was_refused(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->attempted) return BROKEN(err, "nothing was tried");
    if (!t->refusal.code) return BROKEN(err, "it was not refused");
    const char *cause = code_cause(t->refusal.code);
    if (!view_is(s->text[0], cause)) return BROKEN(err, "it was refused because %s (%s)", cause, t->refusal.detail);
    t->refusal.code = CODE_OK;
    return DONE;
}

// ---- Requests ----

static RESULT confirm_hit(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->check || t->checker != s->member[0]) return BROKEN(err, "that officer made no check");
    AUTO_JSON *params = json_pack("{s:O,s:i,s:s,s:s}", "check", json_object_get(t->check, "id"), "candidate", 1,
                                  "judgement", "hit", "reason",
                                  "name and date of birth agree");
    return pass_over(attempt(t, s->member[0], candidate_judge, OFFICER_author, params, NULL));
}

static RESULT write_request(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->check || t->checker != s->member[0]) return BROKEN(err, "that officer made no check");
    AUTO_JSON *params = json_pack("{s:O,s:i,s:s}", "check", json_object_get(t->check, "id"), "candidate", 1, "kind",
                                  "supplementary_information");
    json_put_view(params, "text", s->text[1]);
    json_t *answer = NULL;
    struct result r = attempt(t, s->member[0], request_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) snprintf(t->request, sizeof t->request, "%s", json_string_value(json_object_get(answer, "id")));
    json_decref(answer);
    return pass_over(r);
}

// What Directive (EU) 2023/977 art. 4(5) wants to know, in other words than the law's.
static json_t *particulars(bool urgent, bool offence) {
    json_t *f = json_pack("{s:s,s:s,s:s,s:s}", "facts", "a van seen before an attack", "grounds_to_ask", "its plate is yours", "connection",
                          "whoever holds it", "contact_point_copy", "sent");
    if (offence) json_object_set_new(f, "offence", json_string("preparation of a terrorist offence"));
    if (urgent) json_object_update_new(f, json_pack("{s:s,s:s}", "urgency", "life", "urgency_reasons", "it may happen tonight"));
    return f;
}

static RESULT ask_for_information(struct tale *t, const struct slots *s, bool urgent, bool offence) {
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:b,s:o}", "kind", "information", "to", cast_id(s->member[1]), "purpose", "investigation",
                                  "urgent", urgent, "fields", particulars(urgent, offence));
    json_put_view(params, "text", s->text[s->count - 1]);
    json_t *answer = NULL;
    struct result r = attempt(t, s->member[0], request_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) snprintf(t->request, sizeof t->request, "%s", json_string_value(json_object_get(answer, "id")));
    json_decref(answer);
    return pass_over(r);
}

static RESULT ask_urgently(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return ask_for_information(t, s, true, true);
}
static RESULT ask_at_leisure(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return ask_for_information(t, s, false, true);
}
static RESULT ask_without_offence(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return ask_for_information(t, s, false, false);
}

RESULT show_request(struct tale *t, int member, const char *request, json_t **out, struct error *err) {
    AUTO_JSON *params = json_pack("{s:s}", "request", request);
    struct error failure = {0};
    enum outcome o = stage_ask(&t->stage, member, request_show, cast_officer(t->stage.cast, member, OFFICER_author),
                               params, out, &failure);
    return o == REPLY_done ? DONE : BROKEN(err, "%s holds no such request: %s", cast_country(member),
                                           code_name(failure.code));
}

RESULT approve(struct tale *t, int member, enum cast_officer who, enum cast_officer signs, struct error *err) {
    json_t *shown = NULL;
    TRY(show_request(t, member, t->request, &shown, err));
    AUTO_JSON *params = approval_for(t->stage.cast, member, signs, shown);
    json_decref(shown);
    return pass_over(attempt(t, member, request_approve, who, params, NULL));
}

static RESULT approve_own(struct tale *t, const struct slots *s, struct error *err) {
    return approve(t, s->member[0], OFFICER_author, OFFICER_author, err);
}
static RESULT approve_second(struct tale *t, const struct slots *s, struct error *err) {
    return approve(t, s->member[0], OFFICER_approver, OFFICER_approver, err);
}
static RESULT approve_forged(struct tale *t, const struct slots *s, struct error *err) {
    return approve(t, s->member[0], OFFICER_approver, OFFICER_author, err);
}

static RESULT decide(struct tale *t, int member, const char *decision, struct view text) {
    AUTO_JSON *params = json_pack("{s:s,s:s}", "request", t->request, "decision", decision);
    json_put_view(params, "text", text);
    if (strcmp(decision, "refuse") == 0) json_object_set_new(params, "ground", json_string("national_security"));
    return pass_over(attempt(t, member, request_decide, OFFICER_author, params, NULL));
}

static RESULT decide_release(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return decide(t, s->member[0], "release", s->text[1]);
}
static RESULT decide_refuse(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return decide(t, s->member[0], "refuse", s->text[1]);
}

// ---- What was given, in the hands of an officer who is in a hurry ----

static RESULT use_it(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s}", "request", t->request, "reason", "there is no time");
    json_put_view(params, "purpose", s->text[1]);
    return pass_over(attempt(t, s->member[0], data_used, OFFICER_author, params, NULL));
}

static RESULT take_it_out(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s}", "request", t->given[0] ? t->given : t->request, "reason", "there is no time");
    return pass_over(attempt(t, s->member[0], data_exported, OFFICER_author, params, NULL));
}

static RESULT write_about_it(struct tale *t, int member, const json_t *params) {
    json_t *answer = NULL;
    struct result r = attempt(t, member, request_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) {
        if (!t->given[0]) memcpy(t->given, t->request, sizeof t->given);
        snprintf(t->request, sizeof t->request, "%s", json_string_value(json_object_get(answer, "id")));
    }
    json_decref(answer);
    return pass_over(r);
}

static RESULT pass_it_on(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "onward_information", "to", cast_id(s->member[1]), "purpose", "investigation", "text",
                                  "for your case", "passes", t->given[0] ? t->given : t->request, "fields", "reason", "there is no time");
    return write_about_it(t, s->member[0], params);
}

static RESULT ask_consent(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s}}", "kind", "release_consent", "to", cast_id(s->member[1]), "purpose", "investigation", "text",
                                  "May we pass it on?", "fields", "release_ref", t->request, "new_use", "pass_on", "new_recipient", cast_id(s->member[2]), "reason",
                                  "the van went there");
    return write_about_it(t, s->member[0], params);
}

// ---- An emergency: the author's authenticator alone; every data-protection officer is told ----

static RESULT release_alone(struct tale *t, const struct slots *s, struct error *err) {
    json_t *shown = NULL;
    AUTO_JSON *params = json_pack("{s:s,s:s}", "request", t->request, "decision", "release");
    json_put_view(params, "emergency", s->text[1]);
    json_put_view(params, "text", s->text[2]);
    struct result r = attempt(t, s->member[0], request_decide, OFFICER_author, params, NULL);
    if (FAILED(r)) return pass_over(r);
    TRY(show_request(t, s->member[0], t->request, &shown, err));
    AUTO_JSON *touch = touch_for(t->stage.cast, s->member[0], shown);
    json_decref(shown);
    return pass_over(attempt(t, s->member[0], request_approve, OFFICER_author, touch, NULL));
}

static RESULT officers_know(struct tale *t, struct view what, struct error *err) {
    for (int m = 0; m < MEMBERS; m++) {
        AUTO_JSON *none = json_object();
        AUTO_JSON *answer = NULL;
        struct error failure = {0};
        bool known = false;
        size_t i;
        const json_t *one;
        if (stage_ask(&t->stage, m, notice_list, cast_officer(t->stage.cast, m, OFFICER_auditor), none, &answer, &failure) != REPLY_done)
            return BROKEN(err, "%s: %s", cast_country(m), code_name(failure.code));
        json_array_foreach(json_object_get(answer, "notices"), i, one)
            known = known || (view_is(json_view(one, "request"), t->request) && view_same(json_view(one, "what"), what));
        if (!known) return BROKEN(err, "the one of %s does not", cast_country(m));
    }
    return DONE;
}

static RESULT know_of_it(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    return officers_know(t, VIEW("emergency"), err);
}
static RESULT know_of_confirmation(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    return officers_know(t, VIEW("emergency_confirmed"), err);
}
static RESULT know_of_recall(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    return officers_know(t, VIEW("emergency_recalled"), err);
}

// Nothing happens for hours: the clocks of all go on, and whatever waits for a minute has its minute.
static RESULT hours_go_by(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    for (int m = 0; m < t->stage.players; m++) machine_jump(t->stage.actors[m].machine, (int64_t)s->number[0] * HOUR_MS);
    return time_passes(t, 65 * 1000);
}

static RESULT erasures_open(struct tale *t, int asker, int holder, size_t *open, struct error *err) {
    AUTO_JSON *params = json_pack("{s:b}", "open", 1);
    AUTO_JSON *answer = NULL;
    struct error failure = {0};
    size_t i;
    const json_t *one;
    if (stage_ask(&t->stage, asker, recall_list, cast_officer(t->stage.cast, asker, OFFICER_author), params, &answer, &failure) != REPLY_done)
        return BROKEN(err, "%s", code_name(failure.code));
    *open = 0;
    json_array_foreach(json_object_get(answer, "recalls"), i, one) *open += cast_index(json_view(one, "member")) == holder;
    return DONE;
}

static RESULT still_to_erase(struct tale *t, const struct slots *s, struct error *err) {
    size_t open;
    TRY(erasures_open(t, s->member[0], s->member[1], &open, err));
    return open ? DONE : BROKEN(err, "nothing is missing");
}

static RESULT all_erased(struct tale *t, const struct slots *s, struct error *err) {
    size_t open;
    TRY(erasures_open(t, s->member[0], s->member[1], &open, err));
    return open ? BROKEN(err, "%zu are missing", open) : DONE;
}

// ---- Its clock ----

static RESULT clock_of(struct tale *t, int member, struct instant *started, struct instant *due, bool *still, struct error *err) {
    json_t *shown = NULL;
    TRY(show_request(t, member, t->request, &shown, err));
    AUTO_JSON *held = shown;
    const json_t *clock = json_object_get(shown, "clock");
    *still = json_flag(clock, "still");
    if (!instant_read(json_view(clock, "started_at"), started) || !instant_read(json_view(clock, "due_at"), due))
        return BROKEN(err, "in %s its clock has not begun", cast_country(member));
    return DONE;
}

static RESULT due_for_both(struct tale *t, const struct slots *s, struct error *err) {
    struct instant started[2], due[2];
    bool still;
    for (int i = 0; i < 2; i++) TRY(clock_of(t, s->member[i], &started[i], &due[i], &still, err));
    if (due[0].ms != due[1].ms || started[0].ms != started[1].ms) return BROKEN(err, "they differ by %lld ms", (long long)(due[0].ms - due[1].ms));
    int64_t hours = (int64_t)s->number[2] * HOUR_MS, takes = due[0].ms - started[0].ms;
    return takes == hours ? DONE : BROKEN(err, "it is due %lld minutes after", (long long)(takes / MINUTE_MS));
}

static RESULT clock_stands(struct tale *t, const struct slots *s, struct error *err) {
    struct instant started, due;
    bool still;
    TRY(clock_of(t, s->member[0], &started, &due, &still, err));
    return still ? DONE : BROKEN(err, "it runs");
}

static RESULT stop_clock(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s}", "request", t->request, "reason", "judicial_authorisation", "text", "asked of the judge");
    return pass_over(attempt(t, s->member[0], request_paused, OFFICER_author, params, NULL));
}
static RESULT start_clock(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s}", "request", t->request);
    return pass_over(attempt(t, s->member[0], request_resumed, OFFICER_author, params, NULL));
}

static RESULT stands_at(struct tale *t, const struct slots *s, struct error *err) {
    json_t *shown = NULL;
    TRY(show_request(t, s->member[0], t->request, &shown, err));
    char step[40];
    snprintf(step, sizeof step, "%.*s", VIEW_ARGS(json_view(shown, "step")));
    json_decref(shown);
    return view_is(s->text[1], step) ? DONE : BROKEN(err, "it stands at \"%s\"", step);
}

bool in_text(const json_t *j, struct view words) {
    AUTO_TEXT all = text_with_ceiling(4 * 1024 * 1024);
    text_json(&all, j);
    struct view v = text_seen(&all);
    return words.bytes && memmem(v.at, v.bytes, words.at, words.bytes) != NULL;
}

static RESULT has_read(struct tale *t, const struct slots *s, struct error *err) {
    json_t *shown = NULL;
    TRY(show_request(t, s->member[0], t->request, &shown, err));
    bool there = in_text(shown, s->text[1]);
    json_decref(shown);
    return there ? DONE : BROKEN(err, "it has not");
}

static RESULT has_not_read(struct tale *t, const struct slots *s, struct error *err) {
    struct error ignored;
    return FAILED(has_read(t, s, &ignored)) ? DONE : BROKEN(err, "it has");
}

// ---- Witnesses ----

static RESULT witness_silent(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    t->stage.no_witness[s->member[0]] = true;
    return DONE;
}

static RESULT witness_back(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    t->stage.no_witness[s->member[0]] = false;
    return DONE;
}

// As its auditor sees it: how many entries a quorum of witnesses stands behind.
static RESULT quorum_size(struct tale *t, int member, json_int_t *out, struct error *err) {
    AUTO_JSON *none = json_object();
    json_t *answer = NULL;
    struct error why = {0};
    if (stage_ask(&t->stage, member, audit_status, cast_officer(t->stage.cast, member, OFFICER_auditor), none, &answer, &why) != REPLY_done)
        return BROKEN(err, "its log can't be looked at: %s", code_name(why.code));
    *out = json_int(json_object_get(answer, "cosigned"), "size");
    json_decref(answer);
    return DONE;
}

static RESULT has_quorum(struct tale *t, const struct slots *s, struct error *err) {
    json_int_t size;
    TRY(quorum_size(t, s->member[0], &size, err));
    return size > t->quorum_was[s->member[0]] ? (t->quorum_was[s->member[0]] = size, DONE) : BROKEN(err, "it stays at %d entries", (int)size);
}

static RESULT has_no_quorum(struct tale *t, const struct slots *s, struct error *err) {
    json_int_t size;
    TRY(quorum_size(t, s->member[0], &size, err));
    return size == t->quorum_was[s->member[0]] ? DONE : BROKEN(err, "it went on to %d entries", (int)size);
}

// ---- DNA: people by number, typed by the kits that laboratories have ----

// The same person has the same alleles wherever they are typed; nobody's are real.
static RESULT typed_profile(struct tale *t, uint64_t person, struct view kit_name, struct text *out, struct error *err) {
    const struct dna_book *b = cast_dna(t->stage.cast);
    const struct dna_kit *kit = dna_kit_find(b, kit_name);
    struct dna_profile p = {0};
    if (!kit) return FAIL(err, BAD_ARGUMENT, "no such kit");
    for (size_t i = 0; i < b->locus_count; i++) {
        unsigned a = (unsigned)((person * 31 + i * 7) % 5), c = (unsigned)((person * 17 + i * 3) % 6), low = b->loci[i].lowest + 2;
        if (!(kit->loci >> i & 1) || !b->loci[i].repeat) continue;
        p.at[i] = (struct dna_pair){dna_length_code(b->loci[i].repeat, low + a, 0), dna_length_code(b->loci[i].repeat, low + 2 + c, 0)};
        dna_pair_order(&p.at[i]);
    }
    text_profile(out, b, &p);
    return DONE;
}

static RESULT enter_profile(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_TEXT profile = text_with_ceiling(8192);
    json_t *begun = NULL, *done = NULL;
    TRY(typed_profile(t, s->number[1], s->text[2], &profile, err));
    AUTO_JSON *none = json_object();
    TRY(attempt(t, s->member[0], dna_import_begin, OFFICER_author, none, &begun));
    const char *id = json_string_value(json_object_get(begun, "import"));
    AUTO_TEXT item = text_with_ceiling(16384);
    text_format(&item, "{\"category\":\"%.*s\",\"kit\":\"%.*s\",\"profile\":%s,\"ref\":\"%s-%llu\"}\n", VIEW_ARGS(s->text[3]), VIEW_ARGS(s->text[2]),
                text_string(&profile), cast_id(s->member[0]), (unsigned long long)s->number[1]);
    AUTO_JSON *items = json_pack("{s:s,s:s}", "import", id, "items", text_string(&item));
    AUTO_JSON *commit = json_pack("{s:s}", "import", id);
    struct result r = attempt(t, s->member[0], dna_import_items, OFFICER_author, items, NULL);
    if (!FAILED(r)) r = attempt(t, s->member[0], dna_import_commit, OFFICER_author, commit, &done);
    json_decref(begun), json_decref(done);
    return pass_over(r);
}

static RESULT compare_there(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_TEXT profile = text_with_ceiling(8192), ref = text_with_ceiling(64);
    AUTO_JSON *j = NULL;
    json_t *answer = NULL;
    TRY(typed_profile(t, s->number[1], s->text[2], &profile, err));
    TRY(json_strict(text_seen(&profile), &j, err));
    text_format(&ref, "%s-%llu", cast_id(s->member[0]), (unsigned long long)s->number[1]);
    AUTO_JSON *params = json_pack("{s:O,s:s,s:[s]}", "profile", j, "ref", text_string(&ref), "members", cast_id(s->member[3]));
    struct result r = attempt(t, s->member[0], dna_searched, OFFICER_author, params, &answer);
    const json_t *line = json_array_get(json_object_get(answer, "asked"), 0);
    bool asked = view_is(json_view(line, "state"), "asked");
    json_decref(answer);
    if (!FAILED(r) && !asked) t->refusal = (struct error){CODE_NO_BASIS, "the law lets no profile be compared there"};
    return pass_over(r);
}

static json_t *matches_of(struct tale *t, int member) {
    AUTO_JSON *none = json_object();
    struct error failure = {0};
    json_t *answer = NULL;
    if (stage_ask(&t->stage, member, dna_matches_listed, cast_officer(t->stage.cast, member, OFFICER_author), none, &answer, &failure) != REPLY_done) return NULL;
    return answer;
}

// "be-7" and "fr-7", seen from `member`.
static const json_t *match_of(const json_t *list, int own, int theirs, uint64_t person) {
    char a[64], b[64];
    size_t i;
    json_t *m;
    snprintf(a, sizeof a, "%s-%llu", cast_id(own), (unsigned long long)person);
    snprintf(b, sizeof b, "%s-%llu", cast_id(theirs), (unsigned long long)person);
    json_array_foreach(json_object_get(list, "matches"), i, m) {
        bool there = view_is(json_view(m, "member"), cast_id(theirs)), ours = view_is(json_view(m, "own_ref"), a), number = view_is(json_view(m, "their_ref"), b);
        if (there && ours && (number || !json_view(m, "their_ref").bytes)) return m;
    }
    return NULL;
}

static RESULT both_know(struct tale *t, const struct slots *s, struct error *err) {
    for (int i = 0; i < 2; i++) {
        AUTO_JSON *list = matches_of(t, s->member[i]);
        const json_t *m = match_of(list, s->member[i], s->member[1 - i], s->number[3]);
        if (!m || json_int(m, "quality") != (int64_t)s->number[2])
            return BROKEN(err, "%s knows of %zu matches, none of them is it", cast_id(s->member[i]), json_array_size(json_object_get(list, "matches")));
    }
    return DONE;
}

static RESULT knows_of_none(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    size_t n = json_array_size(json_object_get(list, "matches"));
    return list && n == 0 ? DONE : BROKEN(err, "it knows of %zu", n);
}

static RESULT knows_only_that(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    const json_t *m = match_of(list, s->member[0], s->member[1], s->number[2]);
    if (!m) return BROKEN(err, "it knows of no match");
    return json_view(m, "their_ref").bytes ? BROKEN(err, "it has the number, too") : DONE;
}

static RESULT answered_in_time(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    for (int m = 0; m < MEMBERS; m++) {
        AUTO_JSON *none = json_object();
        struct error failure = {0};
        json_t *answer = NULL;
        enum outcome got = stage_ask(&t->stage, m, dna_status, cast_officer(t->stage.cast, m, OFFICER_author), none, &answer, &failure);
        const json_t *r = json_object_get(answer, "replies");
        bool good = got == REPLY_done && json_int(r, "waiting") == 0 && json_int(r, "answered") == json_int(r, "within_term");
        json_decref(answer);
        if (!good) return BROKEN(err, "not at %s", cast_id(m));
    }
    return DONE;
}

static RESULT expert_confirms(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    const json_t *m = match_of(list, s->member[0], s->member[1], s->number[2]);
    (void)err;
    AUTO_JSON *params = json_pack("{s:I,s:s,s:s}", "match", (json_int_t)json_int(m, "match"), "judgement", "confirmed", "reason", "typed again with more loci");
    return pass_over(attempt(t, s->member[0], dna_judged, OFFICER_author, params, NULL));
}

static RESULT ask_for_core_data(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    const json_t *m = match_of(list, s->member[0], s->member[1], s->number[2]);
    json_t *answer = NULL;
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "core_data", "to", cast_id(s->member[1]), "purpose", "investigation", "text",
                                  "a stain of the case", "fields", "match_ref", m ? json_string_value(json_object_get(m, "name")) : "dna/0", "match_of", "dna", "confirmed_on",
                                  "2026-11-28", "facts", "a window broken at night", "offence", "0101");
    struct result r = attempt(t, s->member[0], request_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) snprintf(t->request, sizeof t->request, "%s", json_string_value(json_object_get(answer, "id")));
    json_decref(answer);
    return pass_over(r);
}

// ---- The vocabulary ----
static const struct sentence vocabulary[] = {
    {"In {member}, an officer enters an alert: {text}", enter_alert},
    {"{member} deletes the alert", delete_alert},
    {"In {member}, an officer checks: {text}", make_check},
    {"Then the candidate from {member} is shown", candidate_shown},
    {"Then no candidate from {member} is shown", no_candidate_from},
    {"Then no candidate is shown", no_candidate},
    {"Then {member} is \"{text}\"", covered},
    {"Then the check says of when the copy from {member} is", copy_is_dated},
    {"Then at most {number} second has passed since the alert was entered", within},
    {"Then at most {number} seconds have passed since the alert was entered", within},
    {"The line between {member} and {member} is cut", cut_line},
    {"The line between {member} and {member} is mended", mend_line},
    {"The node of {member} is switched off", switch_off},
    {"The node of {member} is switched on", switch_on},
    {"The power fails in {member}", power_fails},
    {"{number} milliseconds pass", ms_pass},
    {"{number} seconds pass", seconds_pass},
    {"{number} minutes pass", minutes_pass},
    {"{number} hours pass", hours_pass},
    {"Then {member} holds the alert", holds_alert},
    {"Then {member} does not hold the alert", holds_no_alert},
    {"Then the alert is nowhere", nowhere},
    {"Then the node of {member} is up", starts},
    {"Then the node of {member} refuses to start, because {text}", refuses_to_start},
    {"A backup of {member} is made", make_backup},
    {"The old backup of {member} is restored", restore_backup},
    {"The witness of {member} does not answer", witness_silent},
    {"The witness of {member} answers again", witness_back},
    {"Then a quorum of witnesses has cosigned what is new in the log of {member}", has_quorum},
    {"Then no quorum of witnesses has cosigned what is new in the log of {member}", has_no_quorum},
    {"Every letter to {member} is shown to it again", letters_again},
    {"Every letter to {member} is shown to it again, altered", letters_altered},
    {"{member} claims to hold more than {member} ever sent", claim_more},
    {"Then the log of {member} is whole", log_whole},
    {"Then the logs of all four are whole", logs_whole},
    {"Then this is refused, because {text}", was_refused},
    {"In {member}, the sealed filters are made anew", made_anew},
    {"Then, asked privately, {member} says \"{text}\"", privately},
    {"Then {member} names what met, and no record", names_no_record},
    {"Then no letter from {member} to {member} says: {text}", no_letter_says},
    {"The officer in {member} confirms the hit", confirm_hit},
    {"The officer in {member} asks for supplementary information: \"{text}\"", write_request},
    {"The same officer in {member} tries to approve", approve_own},
    {"A second officer in {member} approves", approve_second},
    {"Somebody in {member} approves with a signature that is not the officer's", approve_forged},
    {"The officer in {member} decides to release: \"{text}\"", decide_release},
    {"The officer in {member} decides to refuse: \"{text}\"", decide_refuse},
    {"In {member}, an officer asks {member} urgently, for a life is at risk: \"{text}\"", ask_urgently},
    {"In {member}, an officer asks {member} for information: \"{text}\"", ask_at_leisure},
    {"In {member}, an officer asks {member} for information and names no offence: \"{text}\"", ask_without_offence},
    {"Then {member} and {member} see the same: it is due {number} hours after it was received", due_for_both},
    {"The officer in {member} stops its clock, for a judge has to allow it", stop_clock},
    {"The officer in {member} lets its clock go on", start_clock},
    {"Then {member} sees that the clock stands still", clock_stands},
    {"An officer in {member}, in a hurry, uses it for \"{text}\"", use_it},
    {"An officer in {member}, in a hurry, takes it out of the node", take_it_out},
    {"An officer in {member}, in a hurry, passes it on to {member}", pass_it_on},
    {"The officer in {member} asks {member} to let it be passed on to {member}", ask_consent},
    {"Nobody else is there: the officer in {member} releases it alone with an authenticator, because {text}: \"{text}\"", release_alone},
    {"Then the data-protection officers of all four know of the emergency", know_of_it},
    {"Then the data-protection officers of all four know that it was confirmed", know_of_confirmation},
    {"Then the data-protection officers of all four know that it was recalled", know_of_recall},
    {"{number} hours go by", hours_go_by},
    {"Then {member} knows that {member} has still to erase it", still_to_erase},
    {"Then {member} knows that {member} has erased everything it was asked to", all_erased},
    {"Then in {member} the request is \"{text}\"", stands_at},
    {"Then {member} has read: \"{text}\"", has_read},
    {"Then {member} has not read: \"{text}\"", has_not_read},
    {"The laboratory in {member} enters person {number}, typed with {text}, as {text}", enter_profile},
    {"In {member}, an officer has person {number}, typed with {text}, compared in {member}", compare_there},
    {"Then {member} and {member} know of a match of quality {number}, of person {number}", both_know},
    {"Then {member} knows of no DNA match", knows_of_none},
    {"Then {member} knows that {member} has person {number}, and not under which number", knows_only_that},
    {"Then every DNA question was answered within fifteen minutes", answered_in_time},
    {"The expert in {member} confirms the match with {member}, of person {number}", expert_confirms},
    {"The officer in {member} asks {member} for the core data of person {number}", ask_for_core_data},
};

static const char GUESTS[] = "A service provider and a hosting service take part";

void story_vocabulary(void) {
    puts(GUESTS);
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++) puts(vocabulary[i].pattern);
    for (const struct sentence *p = request_sentences; p->pattern; p++) puts(p->pattern);
    for (const struct sentence *p = order_sentences; p->pattern; p++) puts(p->pattern);
}

bool story_wants_guests(struct view text) {
    while (text.bytes)
        if (view_is(view_trim(view_cut(text, '\n', &text)), GUESTS)) return true;
    return false;
}

static RESULT play_one(struct tale *t, const struct sentence *sentence, const struct slots *s, struct error *err) {
    for (size_t i = 0; i < s->count; i++)
        if (s->member[i] >= t->stage.players) return BROKEN(err, "%s takes no part (\"%s\")", cast_country(s->member[i]), GUESTS);
    return sentence->play(t, s, err);
}

static RESULT play(struct tale *t, struct view sentence, struct error *err) {
    struct slots s;
    // What was refused must be told by the next sentence: a story never glosses over it.
    if (t->refusal.code && !view_starts(sentence, "Then this is refused"))
        return BROKEN(err, "what was tried before this was refused: %s %s", code_name(t->refusal.code),
                      t->refusal.detail);
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
        if (sentence_fits(sentence, vocabulary[i].pattern, &s)) return play_one(t, &vocabulary[i], &s, err);
    for (const struct sentence *p = request_sentences; p->pattern; p++)
        if (sentence_fits(sentence, p->pattern, &s)) return play_one(t, p, &s, err);
    for (const struct sentence *p = order_sentences; p->pattern; p++)
        if (sentence_fits(sentence, p->pattern, &s)) return play_one(t, p, &s, err);
    if (view_is(sentence, GUESTS)) return t->stage.players > MEMBERS ? DONE : FAIL(err, BAD_ARGUMENT, "the cast has no guests");
    return FAIL(err, BAD_ARGUMENT, "no sentence of the vocabulary (malines-sim --vocabulary)");
}

static RESULT play_all(struct tale *t, struct view text, const char *name, bool told, struct error *err) {
    for (int line = 1; text.bytes; line++) {
        struct view sentence = view_trim(view_cut(text, '\n', &text));
        if (told) printf("%.*s\n", VIEW_ARGS(sentence));
        if (sentence.bytes == 0 || sentence.at[0] == '#') continue;
        struct error why = {0};
        struct result r = play(t, sentence, &why);
        if (FAILED(r))
            return fail_with(err, r.code, "%s:%d: %.*s: %s", name, line,
                             (int)(sentence.bytes < 120 ? sentence.bytes : 120), sentence.at, why.detail);
    }
    return t->refusal.code ? FAIL(err, CONFLICT, "%s: the last attempt was refused: %s", name, t->refusal.detail)
        : DONE;
}

static void end_tale(struct tale *t) {
    json_decref(t->check), json_decref(t->form), json_decref(t->answer);
    stage_end(&t->stage);
    for (size_t i = 0; i < t->letter_count; i++) text_free(&t->letters[i].body);
    for (int m = 0; m < PLAYERS_MAX; m++) sim_backup_free(t->backup[m]);
    free(t);
}

RESULT story_play(const struct cast *cast, struct view text, const char *name, bool told, struct error *err) {
    struct tale *t = calloc(1, sizeof *t);
    ENSURE(t);
    stage_begin(&t->stage, cast, 1, 0);
    t->stage.onlooker = (struct onlooker){.ctx = t, .letter = keep_letter};
    for (int m = 0; m < t->stage.players; m++) stage_start(&t->stage, m);
    struct result r = stage_enrol(&t->stage, err);
    stage_run_for(&t->stage, 3000);  // until all have greeted each other
    if (!FAILED(r)) r = play_all(t, text, name, told, err);
    end_tale(t);
    return r;
}
