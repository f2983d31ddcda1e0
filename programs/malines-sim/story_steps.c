// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_steps.c — the sentences of a request on its way: a hit confirmed, asking, approving, deciding; what was given in the hands
// of somebody in a hurry; an emergency; the clock.
#include "story_room.h"

#include "drafts.h"

#include <stdio.h>
#include <stdlib.h>

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
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:s}}", "kind", "onward_information", "to", cast_id(s->member[1]),
                                  "purpose", "investigation", "text", "for your case",
                                  "passes", t->given[0] ? t->given : t->request, "fields", "reason", "there is no time");
    return write_about_it(t, s->member[0], params);
}

static RESULT ask_consent(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s}}", "kind", "release_consent", "to", cast_id(s->member[1]),
                                  "purpose", "investigation", "text", "May we pass it on?", "fields",
                                  "release_ref", t->request, "new_use", "pass_on", "new_recipient", cast_id(s->member[2]),
                                  "reason", "the van went there");
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

const struct sentence step_sentences[] = {
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
    {NULL, NULL},
};
