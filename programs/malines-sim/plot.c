// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "plot.h"

#include "dna_day.h"
#include "prints_day.h"
#include "drafts.h"
#include "judge.h"
#include "weather.h"

#include <stdio.h>
#include <stdlib.h>

enum { STEPS_USUAL = 80, FOUND_MAX = 32, REFS = 12, TOKEN_OFFICER = 1, ROLLS_WITHIN_MS = 90000, TOKEN_WEATHER = 2, CALM_ROUNDS_MAX = 70,
      SECONDS_FIRST = 15, LONGEST_SHORT_TERM_MS = 15000, FULL_CALM_OF_THOUSAND = 125, LABORATORY_OF_THOUSAND = 150, PRINTS_OF_THOUSAND = 200, SOUGHT_MAX = 12 };

struct found {               // a candidate somebody may follow up
    int member;
    char check[UUID_ROOM];
    int candidate;           // 0: a private hit, of
    char owner[4];
};

struct list_note {           // the list a member imports: a version for each reference, 0 for none
    int sure[REFS], maybe[REFS];
    bool in_doubt;
};

struct plot {
    struct stage stage;
    struct judge judge;
    struct weather weather;
    struct chance chance;
    struct found found[FOUND_MAX];
    size_t found_count;
    struct list_note lists[MEMBERS];
    struct dna_day dna;
    struct prints_day prints;
    int steps_left, next_version;
    bool busy;               // somebody is in the middle of several calls
    bool full_calm;          // the calm lasts its whole time, though nothing waits any more
    struct plot_sum *sum;
    struct hash trace;
};

// ---- Replies ----

struct waiting {             // what a reply belongs to
    struct plot *plot;
    int member;
    size_t note;
    uint64_t asked_us;
};

static struct waiting *wait_for(struct plot *p, int member, size_t note) {
    struct waiting *w = malloc(sizeof *w);
    ENSURE(w);
    *w = (struct waiting){p, member, note, world_us(p->stage.world)};
    return w;
}

static void trace(struct plot *p, int member, enum outcome outcome, const struct error *failure) {
    char line[60];
    int n = snprintf(line, sizeof line, "%llu %d %d %d\n", (unsigned long long)world_us(p->stage.world), member,
                     (int)outcome,
                     failure ? (int)failure->code : 0);
    hash_add(&p->trace, (struct view){line, (size_t)n});
}

// A failure that the weather explains; any other answer to a lawful, well-formed call is a fault.
static bool bad_luck(enum code c) {
    return c == CODE_DISK_FULL || c == CODE_DISK_FAILED || c == CODE_BUSY || c == CODE_STORE_DAMAGED;
}

// A commit on a failing disk is in doubt: nobody can know whether it will be there.
static bool in_doubt(enum outcome o, const struct error *failure) {
    return o == REPLY_lost || (o == REPLY_failed && (failure->code == CODE_DISK_FAILED ||
                                                     failure->code == CODE_STORE_DAMAGED));
}

// ---- Alerts ----

static void alert_created(void *ctx, enum outcome outcome, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    struct judge *j = &w->plot->judge;
    struct alert_note *note = &j->alerts[w->note];
    trace(w->plot, w->member, outcome, failure);
    bool over = note->term_us && outcome == REPLY_failed;  // by the owner's clock, right or wrong
    if (outcome == REPLY_failed && !bad_luck(failure->code) && !over)
        judge_break(j, "an alert was refused: %s %s", code_name(failure->code), failure->detail);
    if (!in_doubt(outcome, failure)) note->created = TOLD_no;
    if (outcome == REPLY_done) {
        note->created = TOLD_yes;
        note->created_us = world_us(w->plot->stage.world);
        note->created_at = sys_now(machine_sys(w->plot->stage.actors[w->member].machine));
        snprintf(note->record, sizeof note->record, "%s", json_string_value(json_object_get(answer, "record")));
    }
    free(w);
}

static const char *const given_names[] = {"Karim", "Lien", "Marta", "Jean", "Fatima", "Youssef", "Anneke", "Pilar",
                                          "Luc", "Salma"};
static const char *const family_names[] = {"Exemple", "Voorbeeld", "Ejemplo", "Modele", "Mithal", "Proef", "Ensayo",
                                           "Namudhaj"};
#define PICK(c, list) (list)[chance_below((c), sizeof(list) / sizeof *(list))]

static void give_short_term(struct plot *p, struct alert_note *note, json_t *alert) {
    uint64_t in_us = chance_between(&p->chance, 1, 15) * 1000000;
    AUTO_TEXT t = text_with_ceiling(40);
    text_instant(&t, instant_after(world_now(p->stage.world), (int64_t)(in_us / 1000)));
    note->term_us = world_us(p->stage.world) + in_us;
    json_object_set_new(alert, "retain_until", json_of(text_seen(&t)));
    json_object_set_new(alert, "review_at", json_of(text_seen(&t)));
}

static void create_alert(struct plot *p, int member) {
    struct judge *j = &p->judge;
    if (j->alert_count == ALERTS_MAX) return;
    size_t i = j->alert_count++;
    struct alert_note *note = &j->alerts[i];
    *note = (struct alert_note){.owner = member, .created = TOLD_maybe, .union_only = member != MEMBER_ma &&
                                chance_hit(&p->chance, 600)};
    snprintf(note->name, sizeof note->name, "%s %s", PICK(&p->chance, given_names), PICK(&p->chance, family_names));
    snprintf(note->born, sizeof note->born, "%d-%02d-%02d", (int)chance_between(&p->chance, 1950, 2000),
             (int)chance_between(&p->chance, 1, 12), (int)chance_between(&p->chance, 1, 28));
    snprintf(note->mark, sizeof note->mark, "mark%06zu", i);
    char reason[120];
    snprintf(reason, sizeof reason, "%s %s", note->mark, note->union_only ? UNION_ONLY : "may travel");
    AUTO_JSON *params = json_pack("{s:o}", "alert", alert_draft(note->union_only ? "refusal" : "national",
                                                                person(note->name, note->born), reason));
    if (note->union_only) json_object_set_new(json_object_get(params, "alert"), "eu_only", json_true());
    if (chance_hit(&p->chance, 120)) give_short_term(p, note, json_object_get(params, "alert"));
    stage_say(&p->stage, "%s enters %s%s", cast_id(member), note->mark, note->union_only ? " (Union only)" : "");
    stage_call(&p->stage, member, alert_create, cast_officer(p->stage.cast, member, OFFICER_author), params,
               alert_created,
               wait_for(p, member, i));
}

static void alert_gone(void *ctx, enum outcome outcome, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    struct judge *j = &w->plot->judge;
    struct alert_note *note = &j->alerts[w->note];
    (void)answer;
    trace(w->plot, w->member, outcome, failure);
    bool over = note->term_us && outcome == REPLY_failed && failure->code == CODE_NOT_FOUND;
    if (outcome == REPLY_failed && !bad_luck(failure->code) && !over)
        judge_break(j, "a deletion was refused: %s %s", code_name(failure->code), failure->detail);
    if (!in_doubt(outcome, failure)) note->deleted = TOLD_no;
    if (outcome == REPLY_done) {
        note->deleted = TOLD_yes;
        note->deleted_us = world_us(w->plot->stage.world);
        note->deleted_at = sys_now(machine_sys(w->plot->stage.actors[w->member].machine));
    }
    free(w);
}

static struct alert_note *some_alert(struct plot *p) {
    return p->judge.alert_count ? &p->judge.alerts[chance_below(&p->chance, p->judge.alert_count)] : NULL;
}

static void delete_alert(struct plot *p) {
    struct alert_note *note = some_alert(p);
    if (!note || note->created != TOLD_yes || note->deleted != TOLD_no) return;
    note->deleted = TOLD_maybe;
    AUTO_JSON *params = json_pack("{s:s,s:s}", "record", note->record, "reason", "purpose achieved");
    stage_say(&p->stage, "%s deletes %s", cast_id(note->owner), note->mark);
    stage_call(&p->stage, note->owner, alert_delete, cast_officer(p->stage.cast, note->owner, OFFICER_author), params,
               alert_gone,
               wait_for(p, note->owner, (size_t)(note - p->judge.alerts)));
}

// ---- Checks ----

static void keep_private(struct plot *p, int member, const json_t *check) {
    size_t i;
    const json_t *line;
    json_array_foreach(json_object_get(check, "coverage"), i, line) {
        if (!view_is(json_view(line, "sharing"), "sealed") || !view_is(json_view(line, "state"), "hit")) continue;
        struct found *f = &p->found[p->found_count++ % FOUND_MAX];
        *f = (struct found){.member = member};
        snprintf(f->check, sizeof f->check, "%s", json_string_value(json_object_get(check, "id")));
        snprintf(f->owner, sizeof f->owner, "%.*s", VIEW_ARGS(json_view(line, "member")));
        p->sum->private_hits++;
    }
}

static void keep_found(struct plot *p, int member, const json_t *check) {
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(check, "candidates"), i, one) {
        p->sum->hits++;
        if (view_is(json_view(one, "owner"), cast_id(member)) || !chance_hit(&p->chance, 500)) continue;
        struct found *f = &p->found[p->found_count++ % FOUND_MAX];
        *f = (struct found){.member = member, .candidate = (int)i + 1};
        snprintf(f->check, sizeof f->check, "%s", json_string_value(json_object_get(check, "id")));
    }
}

static void check_answered_(void *ctx, enum outcome outcome, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    struct plot *p = w->plot;
    trace(p, w->member, outcome, failure);
    if (outcome == REPLY_failed && !bad_luck(failure->code))
        judge_break(&p->judge, "a check failed: %s %s", code_name(failure->code), failure->detail);
    if (outcome == REPLY_done) {
        p->sum->checks++;
        judge_check(&p->judge, w->member, w->asked_us, w->note < ALERTS_MAX ? &p->judge.alerts[w->note] : NULL, answer);
        keep_found(p, w->member, answer);
        keep_private(p, w->member, answer);
    }
    free(w);
}

// Does the owner hold it closed, for another member of the Union to ask privately?
static bool closed_to(const struct alert_note *a, int member) {
    return a && member != MEMBER_ma && a->owner != MEMBER_ma && a->owner != member && !a->union_only && a->created == TOLD_yes && a->deleted == TOLD_no;
}

// A passenger: what is closed nationally is asked privately. What is to be shown under this purpose is not judged here.
static void screen_somebody(struct plot *p, int member) {
    const struct alert_note *note = NULL;
    for (int tries = 0; tries < SOUGHT_MAX && !closed_to(note, member); tries++) note = some_alert(p);
    if (!closed_to(note, member)) return;
    AUTO_JSON *params = json_pack("{s:o,s:s}", "subject", person(note->name, note->born), "purpose", "passenger_screening");
    stage_call(&p->stage, member, check_run, cast_officer(p->stage.cast, member, OFFICER_author), params, check_answered_, wait_for(p, member, ALERTS_MAX));
}

static void check_somebody(struct plot *p, int member) {
    struct alert_note *note = some_alert(p);
    AUTO_JSON *params = json_pack("{s:o,s:s}", "subject", note ? person(note->name, note->born)
                                  : person("Nemo Nobody", "1971-01-01"), "purpose",
                                  "police_check");
    stage_call(&p->stage, member, check_run, cast_officer(p->stage.cast, member, OFFICER_author), params,
               check_answered_,
               wait_for(p, member, note ? (size_t)(note - p->judge.alerts) : ALERTS_MAX));
}

// ---- Sealed filters, made anew by hand: else none would be newer than the first hour ----

static void filters_begun(void *ctx, enum outcome outcome, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    (void)answer;
    trace(w->plot, w->member, outcome, failure);
    if (outcome == REPLY_failed && !bad_luck(failure->code)) judge_break(&w->plot->judge, "filters: %s %s", code_name(failure->code), failure->detail);
    free(w);
}

static void make_filters(struct plot *p, int member) {
    AUTO_JSON *none = json_object();
    stage_call(&p->stage, member, sealed_rebuild, cast_officer(p->stage.cast, member, OFFICER_author), none, filters_begun, wait_for(p, member, ALERTS_MAX));
}

// ---- Several calls, one after the other ----

static enum outcome ask(struct plot *p, int member, node_handler *handler, enum cast_officer who, const json_t *params,
                        json_t **answer,
                        struct error *failure) {
    struct error why = {0};
    enum outcome o = stage_ask(&p->stage, member, handler, cast_officer(p->stage.cast, member, who), params, answer,
                               &why);
    trace(p, member, o, o == REPLY_failed ? &why : NULL);
    if (failure) *failure = why;
    return o;
}

static void list_items(const int versions[REFS], struct text *out) {
    for (int r = 0; r < REFS; r++) {
        if (!versions[r]) continue;
        char ref[20], name[60], born[12];
        snprintf(ref, sizeof ref, "REF-%d", r);
        snprintf(name, sizeof name, "Listed Person%d", versions[r]);
        snprintf(born, sizeof born, "%d-05-%02d", 1950 + r, 1 + versions[r] % 28);
        AUTO_JSON *entry = json_pack("{s:s,s:o}", "ref", ref, "subject", person(name, born));
        text_json(out, entry), text_char(out, '\n');
    }
}

static void import_list(struct plot *p, int member) {
    struct list_note *l = &p->lists[member];
    int wanted[REFS];
    for (int r = 0; r < REFS; r++)
        wanted[r] = !chance_hit(&p->chance, 700) ? 0 : l->sure[r] && chance_hit(&p->chance, 700) ? l->sure[r]
            : ++p->next_version;
    AUTO_JSON *begin = json_pack("{s:s,s:s,s:s}", "source", "sim_list", "category", "un_list", "format", "csv");
    json_t *answer = NULL;
    if (ask(p, member, import_begin, OFFICER_author, begin, &answer, NULL) != REPLY_done) return;
    AUTO_JSON *opened = answer;
    AUTO_TEXT lines = text_with_ceiling(100 * 1000);
    list_items(wanted, &lines);
    AUTO_JSON *items = json_pack("{s:O,s:o}", "import", json_object_get(opened, "import"), "items", json_of(text_seen(&lines)));
    if (ask(p, member, import_items, OFFICER_author, items, NULL, NULL) != REPLY_done) return;
    AUTO_JSON *end = json_pack("{s:O}", "import", json_object_get(opened, "import"));
    struct error why;
    json_t *counts = NULL;
    memcpy(l->maybe, wanted, sizeof wanted);
    enum outcome o = ask(p, member, import_commit, OFFICER_author, end, &counts, &why);
    if (o == REPLY_failed && !bad_luck(why.code) && why.code != CODE_NOT_FOUND)
        judge_break(&p->judge, "an import was refused: %s %s", code_name(why.code), why.detail);
    if (o == REPLY_done && json_int(counts, "refused"))
        judge_break(&p->judge, "an import refused %d items", (int)json_int(counts, "refused"));
    if (in_doubt(o, &why)) l->in_doubt = true;
    if (o == REPLY_done) {
        memcpy(l->sure, wanted, sizeof wanted);
        l->in_doubt = false;
    }
    json_decref(counts);
}

// The request out of a private hit: it names the subject, and the owner decides.
static void follow_private(struct plot *p, const struct found *f) {
    AUTO_JSON *demand = json_pack("{s:s,s:s,s:s,s:s}", "kind", "sealed_hit", "check", f->check, "to", f->owner, "text", "what is it?");
    struct error why = {0};
    enum outcome o = ask(p, f->member, request_create, OFFICER_author, demand, NULL, &why);
    if (o == REPLY_failed && !bad_luck(why.code) && why.code != CODE_NOT_FOUND && why.code != CODE_CONFLICT)
        judge_break(&p->judge, "a request out of a private hit was refused: %s %s", code_name(why.code), why.detail);
    if (o == REPLY_done) p->sum->private_requests++;
}

static void follow_up(struct plot *p) {
    if (!p->found_count) return;
    size_t kept = p->found_count < FOUND_MAX ? p->found_count : FOUND_MAX;
    struct found f = p->found[chance_below(&p->chance, kept)];
    if (!f.candidate) {
        follow_private(p, &f);
        return;
    }
    AUTO_JSON *judged = json_pack("{s:s,s:i,s:s,s:s}", "check", f.check, "candidate", f.candidate, "judgement", "hit",
                                  "reason", "agrees");
    AUTO_JSON *demand = json_pack("{s:s,s:i,s:s,s:s}", "check", f.check, "candidate", f.candidate, "kind",
                                  "supplementary_information", "text",
                                  "what is known of the stay?");
    if (ask(p, f.member, candidate_judge, OFFICER_author, judged, NULL, NULL) != REPLY_done) return;
    ask(p, f.member, request_create, OFFICER_author, demand, NULL, NULL);
}

// ---- Requests: officers read their boxes and do what waits for them ----

// Gives why it was not taken; OK when it was.
static enum code approve(struct plot *p, int member, const json_t *shown, bool dishonest) {
    static const struct {
        enum cast_officer who, signs;
    } tricks[] = {{OFFICER_author, OFFICER_author}, {OFFICER_approver, OFFICER_author},
                  {OFFICER_approver, OFFICER_deputy}};
    enum cast_officer who = chance_hit(&p->chance, 500) ? OFFICER_approver : OFFICER_deputy, signs = who;
    bool wrong_digest = false;
    if (dishonest) {
        size_t trick = chance_below(&p->chance, 4);
        wrong_digest = trick == 3;
        if (!wrong_digest) who = tricks[trick].who, signs = tricks[trick].signs;
    }
    AUTO_JSON *params = approval_for(p->stage.cast, member, signs, shown);
    if (wrong_digest)
        json_object_set_new(params, "digest",
                            json_string("0000000000000000000000000000000000000000000000000000000000000000"));
    struct error why = {0};
    enum outcome o = ask(p, member, request_approve, who, params, NULL, &why);
    if (dishonest && o == REPLY_done)
        judge_break(&p->judge, "I5: an approval that must be refused was taken at %s", cast_id(member));
    return o == REPLY_failed ? why.code : CODE_OK;
}

// The author signs with an authenticator and lets it go alone: where the law names no emergency, this can't have been decided.
static void touch(struct plot *p, int member, const json_t *request) {
    json_t *shown = NULL;
    AUTO_JSON *params = json_pack("{s:O}", "request", json_object_get(request, "id"));
    if (ask(p, member, request_show, OFFICER_author, params, &shown, NULL) != REPLY_done) return;
    AUTO_JSON *approval = touch_for(p->stage.cast, member, shown);
    json_decref(shown);
    ask(p, member, request_approve, OFFICER_author, approval, NULL, NULL);
}

static void decide(struct plot *p, int member, const json_t *shown) {
    bool release = chance_hit(&p->chance, 700), emergency = release && chance_hit(&p->chance, 300);
    AUTO_JSON *params = json_pack("{s:O,s:s,s:s,s:s}", "request", json_object_get(shown, "id"), "decision", release
                                  ? "release" : "refuse", "text",
                                  "the stay ended in May", "ground", release ? "" : "no_record");
    struct error why = {0};
    if (emergency) json_object_set_new(params, "emergency", json_string("it may happen tonight"));
    enum outcome o = ask(p, member, request_decide, OFFICER_author, params, NULL, &why);
    if (o == REPLY_done && emergency) touch(p, member, shown);
    if (o != REPLY_failed || bad_luck(why.code)) return;
    json_object_del(params, "emergency");
    json_object_set_new(params, "decision", json_string("refuse"));  // the record is gone, or the law says no
    json_object_set_new(params, "ground", json_string("no_record"));
    ask(p, member, request_decide, OFFICER_author, params, NULL, NULL);
}

static void work_on(struct plot *p, int member, const json_t *line, bool honest) {
    struct view needs = json_view(line, "needs");
    AUTO_JSON *params = json_pack("{s:O}", "request", json_object_get(line, "id"));
    json_t *shown = NULL;
    if (ask(p, member, request_show, OFFICER_author, params, &shown, NULL) != REPLY_done) return;
    judge_request(&p->judge, member, shown);
    if (view_is(needs, "decision")) {
        decide(p, member, shown);
    } else if (needs.bytes) {
        enum code why = approve(p, member, shown, !honest && chance_hit(&p->chance, 250));
        bool changed = view_is(needs, "release_approval") && (why == CODE_NOT_FOUND || why == CODE_CONFLICT);
        if (changed && honest) decide(p, member, shown);  // the record went or changed since it was decided
    }
    json_decref(shown);
}

// Gives how many requests are not at their end.
static size_t work_box(struct plot *p, int member, bool all) {
    AUTO_JSON *params = json_pack("{s:s}", "box", "all");
    json_t *answer = NULL;
    if (ask(p, member, request_list, OFFICER_author, params, &answer, NULL) != REPLY_done) return 1;
    size_t i, open = 0;
    const json_t *line;
    json_array_foreach(json_object_get(answer, "requests"), i, line) {
        struct view step = json_view(line, "step");
        bool in = view_is(json_view(line, "box"), "in"), ended = view_is(step, "recalled") ||
            (view_is(step, "delivered") && !json_object_get(line, "confirm_by")) || (!in && (view_is(step, "released") || view_is(step, "refused")));
        open += !ended;
        if (json_view(line, "needs").bytes && (all || chance_hit(&p->chance, 500))) work_on(p, member, line, all);
    }
    json_decref(answer);
    return open;
}

static void look_at_log(struct plot *p, int member) {
    AUTO_JSON *none = json_object();
    json_t *answer = NULL;
    if (ask(p, member, audit_status, OFFICER_auditor, none, &answer, NULL) == REPLY_done)
        judge_checkpoint(&p->judge, member, answer);
    json_decref(answer);
}

// ---- One step ----

static void several_calls(struct plot *p, int member, uint64_t draw) {
    if (p->busy) return;
    p->busy = true;
    if (draw < 14) follow_up(p);
    else if (draw < 36) work_box(p, member, false);
    else if (draw < 40) import_list(p, member);
    else look_at_log(p, member);
    p->busy = false;
}

static void officer_acts(struct plot *p) {
    int member = (int)chance_below(&p->chance, MEMBERS);
    uint64_t draw = chance_below(&p->chance, 100);
    if (draw < 19) check_somebody(p, member);
    else if (draw < 25) screen_somebody(p, member);
    else if (draw < 44) create_alert(p, member);
    else if (draw < 48) make_filters(p, member);
    else if (draw < 56) delete_alert(p);
    else several_calls(p, member, draw - 56);
}

// Beside what officers do, so that the draws of theirs are what they were.
static void laboratory_acts(struct plot *p) {
    if (p->busy || !chance_hit(&p->dna.chance, LABORATORY_OF_THOUSAND)) return;
    p->busy = true;
    dna_day_act(&p->dna);
    p->busy = false;
}

static void prints_act(struct plot *p) {
    if (p->busy || !chance_hit(&p->prints.chance, PRINTS_OF_THOUSAND)) return;
    p->busy = true;
    prints_day_act(&p->prints);
    p->busy = false;
}

static void on_plot(void *ctx, const struct event *e) {
    struct plot *p = ctx;
    if (p->steps_left <= 0) return;  // calm
    if (e->token == TOKEN_WEATHER) {
        weather_change(&p->weather);
        judge_lines(&p->judge);
        stage_plan(&p->stage, chance_between(&p->chance, 50000, 1500000), TOKEN_WEATHER);
        return;
    }
    p->steps_left--;
    stage_plan(&p->stage, chance_between(&p->chance, 1000, 300000), TOKEN_OFFICER);
    officer_acts(p);
    laboratory_acts(p);
    prints_act(p);
}

// ---- The calm ----

static bool lanes_empty(struct plot *p, int member) {
    AUTO_JSON *none = json_object();
    json_t *answer = NULL;
    if (ask(p, member, peers_listed, OFFICER_auditor, none, &answer, NULL) != REPLY_done) return false;
    bool empty = true;
    size_t i;
    const json_t *one, *lane;
    const char *name;
    json_array_foreach(json_object_get(answer, "members"), i, one) {
        json_object_foreach(json_object_get(one, "channels"), name, lane) empty = empty &&
            json_int(lane, "waiting") == 0;
    }
    json_decref(answer);
    return empty;
}

// Everybody does what waits for them; true when nothing does.
static bool round_of_work(struct plot *p) {
    bool quiet = true;
    for (int m = 0; m < MEMBERS && !p->judge.broken; m++) quiet = work_box(p, m, true) == 0 && quiet;
    for (int m = 0; m < MEMBERS && !p->judge.broken; m++) quiet = lanes_empty(p, m) && quiet;
    quiet = prints_day_finish(&p->prints) && quiet;  // last: what came meanwhile waits for an AFIS
    return quiet;
}

static bool at_rest(struct plot *p) {
    AUTO_JSON *none = json_object();
    bool rest = true;
    for (int m = 0; m < MEMBERS && rest && !p->judge.broken; m++) {
        json_t *answer = NULL;
        rest = ask(p, m, audit_status, OFFICER_auditor, none, &answer, NULL) == REPLY_done && judge_at_rest(&p->judge, m, answer);
        json_decref(answer);
    }
    return rest;
}

// What only time brings: ends of terms, cosignatures. It must come within the longest short term.
static void come_to_rest(struct plot *p) {
    for (int ms = 0; ms < LONGEST_SHORT_TERM_MS && !p->judge.broken && (p->full_calm || !at_rest(p)); ms += 1000)
        stage_run_for(&p->stage, 1000);
}

static void calm_down(struct plot *p) {
    weather_calm(&p->weather);
    judge_lines(&p->judge);
    judge_calm_begins(&p->judge);
    int rounds = 0;
    for (bool quiet = false; !quiet && !p->judge.broken; rounds++) {
        stage_run_for(&p->stage, rounds < SECONDS_FIRST ? 1000 : 10000);
        for (int m = 0; m < MEMBERS; m++)
            if (!stage_is_up(&p->stage, m) && rounds > SECONDS_FIRST + 5)
                judge_break(&p->judge, "%s does not start: %s", cast_id(m), code_name(p->stage.actors[m].why_down));
        quiet = round_of_work(p);
        if (!quiet && rounds > CALM_ROUNDS_MAX)
            judge_break(&p->judge, "after the calm something still waits: outboxes or requests");
    }
    come_to_rest(p);
    for (int m = 0; m < MEMBERS && !p->judge.broken; m++) look_at_log(p, m);
    for (int m = 0; m < MEMBERS; m++) stage_stop(&p->stage, m, CRASH_KILLED);
    for (int m = 0; m < MEMBERS && !p->judge.broken; m++)
        judge_list(&p->judge, m, "sim_list", p->lists[m].sure, p->lists[m].in_doubt ? p->lists[m].maybe : NULL, REFS);
    if (!p->judge.broken) judge_calm(&p->judge);
}

// ---- The onlooker ----

static void on_letter(void *ctx, int from, int to, const char *path, struct view body) {
    struct plot *p = ctx;
    judge_letter(&p->judge, from, to, path, body);
    weather_letter(&p->weather, from, to, path, body);
}

static void on_cosigned(void *ctx, int member, int witness, struct view note) {
    judge_cosigned(&((struct plot *)ctx)->judge, member, witness, note);
}

static void on_answer(void *ctx, int from, int to, const char *path, int status, struct view body) {
    judge_answer(&((struct plot *)ctx)->judge, from, to, path, status, body);
}

static void on_stopped(void *ctx, int member) {
    struct plot *p = ctx;
    judge_lines(&p->judge);
    if (chance_hit(&p->chance, 300)) judge_store(&p->judge, member);
}

static void on_started(void *ctx, int member) {
    (void)member;
    judge_lines(&((struct plot *)ctx)->judge);
}

// ---- The whole day ----

static void storm(struct plot *p) {
    stage_plan(&p->stage, 1000, TOKEN_OFFICER);
    stage_plan(&p->stage, 2000000, TOKEN_WEATHER);
    while (p->steps_left > 0 && !p->judge.broken) ENSURE(stage_step(&p->stage));
}

bool plot_run(const struct cast *cast, const struct plot_wish *wish, struct plot_sum *sum, char verdict[600]) {
    struct plot *p = calloc(1, sizeof *p);
    ENSURE(p);
    *sum = (struct plot_sum){0};
    p->sum = sum;
    p->steps_left = wish->steps ? wish->steps : STEPS_USUAL;
    p->chance = chance_of(wish->seed, "plot");
    hash_begin(&p->trace);
    struct chance calendar = chance_of(wish->seed, "calendar");  // in every other storm an epoch of sealed checks ends
    p->full_calm = chance_hit(&calendar, FULL_CALM_OF_THOUSAND);
    stage_begin(&p->stage, cast, wish->seed, chance_hit(&calendar, 500) ? (int64_t)chance_between(&calendar, 1000, ROLLS_WITHIN_MS) : 0);
    p->stage.verbose = wish->verbose;
    judge_begin(&p->judge, &p->stage);
    dna_day_begin(&p->dna, &p->stage, &p->judge, chance_of(wish->seed, "dna"));
    p->judge.dna = &p->dna;
    prints_day_begin(&p->prints, &p->stage, &p->judge, chance_of(wish->seed, "prints"));
    p->judge.prints = &p->prints;
    weather_begin(&p->weather, &p->stage, &p->judge, chance_of(wish->seed, "weather"));
    p->stage.onlooker = (struct onlooker){p, on_letter, on_answer, on_cosigned, on_stopped, on_started};
    p->stage.plot = on_plot;
    p->stage.plot_ctx = p;
    for (int m = 0; m < MEMBERS; m++) stage_start(&p->stage, m);
    struct error err = {0};
    if (FAILED(stage_enrol(&p->stage, &err))) judge_break(&p->judge, "%s", err.detail);
    p->stage.gathers = true;
    storm(p);
    if (!p->judge.broken) calm_down(p);
    struct digest d = hash_end(&p->trace);
    AUTO_TEXT hex = text_with_ceiling(100);
    text_digest(&hex, &d);
    snprintf(sum->trace, sizeof sum->trace, "%s", text_string(&hex));
    sum->calls = p->stage.calls, sum->letters = p->stage.letters, sum->crashes = p->stage.crashes,
        sum->us = world_us(p->stage.world);
    sum->emergencies = p->judge.emergencies, sum->released = p->judge.released, sum->refused = p->judge.refused;
    sum->replays = p->weather.replays, sum->dna_hits = p->dna.hits;
    sum->prints_searched = p->prints.searched, sum->prints_spent = p->prints.spent;
    bool held = !p->judge.broken;
    snprintf(verdict, 600, "%s", p->judge.verdict);
    stage_end(&p->stage);
    weather_end(&p->weather);
    free(p);
    return held;
}
