// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_nodes.c — the sentences of lines and power, of time, of what a node holds, of old backups, letters shown again, liars and
// witnesses.
#include "story_room.h"

#include "federation/envelope.h"
#include "registers/records.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

// ---- Lines, nodes, time ----

static void set_line(struct tale *t, const struct slots *s, bool cut) {
    t->stage.net.lines[s->member[0]][s->member[1]].cut = cut;
    t->stage.net.lines[s->member[1]][s->member[0]].cut = cut;
}

static RESULT clock_goes_wrong(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    machine_jump(t->stage.actors[s->member[0]].machine, -(int64_t)s->number[1] * MINUTE_MS);
    return DONE;
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

RESULT time_passes(struct tale *t, uint64_t ms) {
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
    text_format(&text, "{\"held\":{\"alerts\":%lld,\"dna\":0,\"prints\":0,\"requests\":%lld},", counts, counts);
    text_put(&text, "\"sent\":{\"alerts\":0,\"dna\":0,\"prints\":0,\"requests\":0},");
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

const struct sentence node_sentences[] = {
    {"The clock of {member} falls {number} minutes behind", clock_goes_wrong},
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
    {NULL, NULL},
};
