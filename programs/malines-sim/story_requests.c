// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_requests.c — the sentences of a request's form: which kind, what it says, what it is about; the answer's own form;
// refusals; the clock; notes, colleagues and copies. Kinds, clocks and grounds are called by the titles that laws/ gives them.
#include "story_room.h"

#include "law/kinds.h"

#include <stdio.h>

enum { NAME_ROOM = 120 };

// ---- Titles, as laws/ has them ----

static const struct law_kind *kind_called(const struct tale *t, struct view words) {
    size_t count;
    const struct law_kind *all = law_kinds(cast_law(t->stage.cast), &count);
    bool sirene = view_starts(words, "SIRENE form ") && words.bytes == 13;
    for (size_t i = 0; i < count; i++) {
        bool lettered = sirene && all[i].form.bytes == 1 && all[i].form.at[0] == words.at[12];
        if (lettered || view_same(all[i].title, words)) return &all[i];
    }
    return NULL;
}

// The ground's id, by its title or by itself; words that are neither stay as they are, for the node to refuse.
static struct view ground_called(const struct tale *t, const struct law_kind *kind, struct view words) {
    for (size_t i = 0; kind && i < kind->grounds.count; i++) {
        const struct law_ground *g = law_ground(cast_law(t->stage.cast), kind->grounds.at[i]);
        if (g && view_same(g->title, words)) return g->id;
    }
    return words;
}

// "hit place" for hit_place.
static void name_of(struct view words, char out[NAME_ROOM]) {
    snprintf(out, NAME_ROOM, "%.*s", VIEW_ARGS(words));
    for (char *c = out; *c; c++)
        if (*c == ' ') *c = '_';
}

// ---- The form of a request ----

static RESULT take_form(struct tale *t, const struct slots *s, struct error *err) {
    const struct law_kind *k = kind_called(t, s->text[1]);
    if (!k) return BROKEN(err, "no kind of request has this title");
    json_decref(t->form);
    t->form = json_pack("{s:s,s:s,s:{}}", "to", cast_id(s->member[2]), "purpose", "investigation", "fields");
    json_put_view(t->form, "kind", k->id);
    t->writer = s->member[0];
    return DONE;
}

static RESULT says(struct tale *t, json_t *form, const struct slots *s, struct error *err) {
    char name[NAME_ROOM];
    if (!form) return BROKEN(err, "nothing is being filled in");
    name_of(s->text[0], name);
    if (form == t->form && order_form_says(t, form, name, s->text[1])) return DONE;
    json_put_view(json_object_get(form, "fields"), name, s->text[1]);
    return DONE;
}
static RESULT form_says(struct tale *t, const struct slots *s, struct error *err) { return says(t, t->form, s, err); }

static RESULT form_refers(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->form || !t->request[0]) return BROKEN(err, "there was no request before");
    json_object_set_new(json_object_get(t->form, "fields"), "release_ref", json_string(t->request));
    return DONE;
}

static RESULT form_of_alert(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->form || !t->alert[0]) return BROKEN(err, "no alert was entered before");
    json_object_set_new(t->form, "record", json_string(t->alert));
    return DONE;
}

static RESULT form_of_hit(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->form || !t->check) return BROKEN(err, "no check was made before");
    json_object_set(t->form, "check", json_object_get(t->check, "id"));
    json_object_set_new(t->form, "candidate", json_integer(1));
    return DONE;
}

static RESULT form_of_private_hit(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->form || !t->check) return BROKEN(err, "no check was made before");
    json_object_set(t->form, "check", json_object_get(t->check, "id"));
    return DONE;
}

static RESULT form_is_urgent(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->form) return BROKEN(err, "nothing is being filled in");
    json_object_set_new(t->form, "urgent", json_true());
    return DONE;
}

// What was asked before stays "the first answer".
static RESULT hand_in(struct tale *t, const struct slots *s, struct error *err) {
    json_t *answer = NULL;
    if (!t->form) return BROKEN(err, "nothing is being filled in");
    json_put_view(t->form, "text", s->text[0]);
    struct result r = attempt(t, t->writer, request_create, OFFICER_author, t->form, &answer);
    if (!FAILED(r)) {
        memcpy(t->given, t->request, sizeof t->given);
        snprintf(t->request, sizeof t->request, "%s", json_string_value(json_object_get(answer, "id")));
    }
    json_decref(answer);
    return pass_over(r);
}

// ---- The form of an answer ----

static RESULT begin_answer(struct tale *t, const struct slots *s, struct error *err) {
    (void)s, (void)err;
    json_decref(t->answer);
    t->answer = json_pack("{s:s,s:s,s:{}}", "request", t->request, "decision", "release", "fields");
    return DONE;
}
static RESULT answer_says(struct tale *t, const struct slots *s, struct error *err) { return says(t, t->answer, s, err); }

static const struct law_kind *kind_of_request(struct tale *t, int member) {
    json_t *shown = NULL;
    struct error ignored;
    if (FAILED(show_request(t, member, t->request, &shown, &ignored))) return NULL;
    const struct law_kind *k = law_kind(cast_law(t->stage.cast), json_view(shown, "kind"));
    json_decref(shown);
    return k;
}

static RESULT holds_back(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->answer) return BROKEN(err, "no answer was begun");
    json_t *list = json_object_get(t->answer, "withheld"), *one = json_object();
    if (!list) json_object_set_new(t->answer, "withheld", list = json_array());
    json_put_view(one, "part", s->text[1]);
    json_put_view(one, "ground", ground_called(t, kind_of_request(t, s->member[0]), s->text[2]));
    json_array_append_new(list, one);
    return DONE;
}

static RESULT pseudonym_only(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->answer) return BROKEN(err, "no answer was begun");
    json_object_set_new(t->answer, "pseudonymise", json_true());
    return DONE;
}

static RESULT answer_names_alert(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->answer || !t->alert[0]) return BROKEN(err, "no answer was begun, or no alert entered");
    json_object_set_new(t->answer, "record", json_string(t->alert));
    return DONE;
}

static RESULT shown_before(struct tale *t, int member, struct view words, bool *there, struct error *err) {
    json_t *answer = NULL, *shown = NULL;
    if (!t->answer) return BROKEN(err, "no answer was begun");
    AUTO_JSON *params = json_copy(t->answer);
    json_object_set_new(params, "preview", json_true());
    json_object_set_new(params, "text", json_string("as below"));
    struct result r = attempt(t, member, request_decide, OFFICER_author, params, &answer);
    *there = !FAILED(r) && in_text(answer, words);
    json_decref(answer);
    TRY(pass_over(r));
    TRY(show_request(t, member, t->request, &shown, err));
    bool untouched = view_is(json_view(shown, "step"), "received");
    json_decref(shown);
    return untouched ? DONE : BROKEN(err, "to look at it has changed the request");
}

static RESULT would_hold(struct tale *t, const struct slots *s, struct error *err) {
    bool there;
    TRY(shown_before(t, s->member[0], s->text[1], &there, err));
    return there || t->refusal.code ? DONE : BROKEN(err, "it would not");
}
static RESULT would_not_hold(struct tale *t, const struct slots *s, struct error *err) {
    bool there;
    TRY(shown_before(t, s->member[0], s->text[1], &there, err));
    return there ? BROKEN(err, "it would") : DONE;
}

static RESULT release_so(struct tale *t, int member, enum cast_officer who, struct view text, struct error *err) {
    if (!t->answer) return BROKEN(err, "no answer was begun");
    json_put_view(t->answer, "text", text);
    return pass_over(attempt(t, member, request_decide, who, t->answer, NULL));
}
static RESULT release_form(struct tale *t, const struct slots *s, struct error *err) {
    return release_so(t, s->member[0], OFFICER_author, s->text[1], err);
}
static RESULT colleague_releases(struct tale *t, const struct slots *s, struct error *err) {
    TRY(begin_answer(t, s, err));
    return release_so(t, s->member[0], OFFICER_deputy, s->text[1], err);
}

static RESULT colleague_approves(struct tale *t, const struct slots *s, struct error *err) {
    return approve(t, s->member[0], OFFICER_deputy, OFFICER_deputy, err);
}

static RESULT refuse_on_ground(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s}", "request", t->request, "decision", "refuse");
    const struct law_kind *kind = kind_of_request(t, s->member[0]);
    json_put_view(params, "ground", ground_called(t, kind, s->text[1]));
    json_put_view(params, "text", s->text[2]);
    order_refusal_form(t, kind, params);
    return pass_over(attempt(t, s->member[0], request_decide, OFFICER_author, params, NULL));
}

static RESULT take_note(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s}", "request", t->request);
    return pass_over(attempt(t, s->member[0], request_noted, OFFICER_author, params, NULL));
}

static RESULT hand_over(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s}", "request", t->request, "officer", cast_officer(t->stage.cast, s->member[0], OFFICER_deputy)->id);
    json_put_view(params, "reason", s->text[1]);
    return pass_over(attempt(t, s->member[0], request_handed, OFFICER_author, params, NULL));
}

// ---- What is read ----

static RESULT reads_under(struct tale *t, const struct slots *s, struct error *err) {
    char name[NAME_ROOM];
    json_t *shown = NULL;
    name_of(s->text[1], name);
    TRY(show_request(t, s->member[0], t->request, &shown, err));
    AUTO_JSON *held = shown;
    struct view asked = json_view(json_object_get(held, "fields"), name);
    struct view answered = json_view(json_object_get(json_object_get(held, "answer"), "fields"), name);
    if (view_same(asked, s->text[2]) || view_same(answered, s->text[2])) return DONE;
    return BROKEN(err, "it reads \"%.*s\"", VIEW_ARGS(answered.bytes ? answered : asked));
}

static RESULT told_held_back(struct tale *t, const struct slots *s, struct error *err) {
    json_t *shown = NULL;
    const json_t *one;
    size_t i;
    bool told = false;
    struct view ground = ground_called(t, kind_of_request(t, s->member[0]), s->text[2]);
    TRY(show_request(t, s->member[0], t->request, &shown, err));
    json_array_foreach(json_object_get(json_object_get(shown, "answer"), "withheld"), i, one)
        told |= view_same(json_view(one, "part"), s->text[1]) && view_same(json_view(one, "ground"), ground);
    json_decref(shown);
    return told ? DONE : BROKEN(err, "it is not told so");
}

static RESULT first_answer(struct tale *t, const struct slots *s, bool wanted, struct error *err) {
    json_t *shown = NULL;
    if (!t->given[0]) return BROKEN(err, "there was no request before this one");
    TRY(show_request(t, s->member[0], t->given, &shown, err));
    bool there = in_text(shown, s->text[1]);
    json_decref(shown);
    return there == wanted ? DONE : BROKEN(err, there ? "it has" : "it has not");
}
static RESULT still_has_first(struct tale *t, const struct slots *s, struct error *err) { return first_answer(t, s, true, err); }
static RESULT first_is_gone(struct tale *t, const struct slots *s, struct error *err) { return first_answer(t, s, false, err); }

static RESULT beside_first(struct tale *t, const struct slots *s, struct error *err) {
    json_t *shown = NULL;
    size_t i;
    const json_t *one;
    bool beside = false;
    TRY(show_request(t, s->member[0], t->request, &shown, err));
    json_array_foreach(json_object_get(shown, "related"), i, one) beside |= view_is(json_view(one, "id"), t->given);
    json_decref(shown);
    return beside ? DONE : BROKEN(err, "it does not");
}

static RESULT copy_there(struct tale *t, int member, bool *there, struct error *err) {
    AUTO_JSON *none = json_object();
    AUTO_JSON *answer = NULL;
    struct error failure = {0};
    size_t i;
    const json_t *one;
    if (stage_ask(&t->stage, member, contact_list, cast_officer(t->stage.cast, member, OFFICER_author), none, &answer, &failure) != REPLY_done)
        return BROKEN(err, "%s", code_name(failure.code));
    *there = false;
    json_array_foreach(json_object_get(answer, "copies"), i, one) *there |= view_is(json_view(one, "request"), t->request);
    return DONE;
}
static RESULT has_copy(struct tale *t, const struct slots *s, struct error *err) {
    bool there;
    TRY(copy_there(t, s->member[0], &there, err));
    return there ? DONE : BROKEN(err, "it has none");
}
static RESULT has_no_copy(struct tale *t, const struct slots *s, struct error *err) {
    bool there;
    TRY(copy_there(t, s->member[0], &there, err));
    return there ? BROKEN(err, "it has one") : DONE;
}

// ---- The clock, as both sides see it ----

static RESULT on_both(struct tale *t, const struct slots *s, json_t *clocks[2], struct error *err) {
    for (int i = 0; i < 2; i++) {
        json_t *shown = NULL;
        TRY(show_request(t, s->member[i], t->request, &shown, err));
        clocks[i] = json_incref(json_object_get(shown, "clock"));
        json_decref(shown);
    }
    return DONE;
}

static RESULT per_cent_gone(struct tale *t, const struct slots *s, struct error *err) {
    json_t *clocks[2] = {NULL, NULL};
    struct result r = on_both(t, s, clocks, err);
    int64_t stages[2] = {json_int(clocks[0], "stage"), json_int(clocks[1], "stage")};
    json_decref(clocks[0]), json_decref(clocks[1]);
    TRY(r);
    bool agree = stages[0] == stages[1] && stages[0] == (int64_t)s->number[2];
    return agree ? DONE : BROKEN(err, "they see %d and %d", (int)stages[0], (int)stages[1]);
}

static RESULT late_for_both(struct tale *t, const struct slots *s, struct error *err) {
    json_t *clocks[2] = {NULL, NULL};
    struct result r = on_both(t, s, clocks, err);
    bool late = json_flag(clocks[0], "late") && json_flag(clocks[1], "late");
    json_decref(clocks[0]), json_decref(clocks[1]);
    TRY(r);
    return late ? DONE : BROKEN(err, "it is not");
}

static RESULT due_on(struct tale *t, const struct slots *s, struct error *err) {
    json_t *clocks[2] = {NULL, NULL};
    struct result r = on_both(t, s, clocks, err);
    char due[2][40];
    for (int i = 0; i < 2; i++) snprintf(due[i], sizeof due[i], "%.*s", VIEW_ARGS(json_view(clocks[i], "due_at")));
    json_decref(clocks[0]), json_decref(clocks[1]);
    TRY(r);
    bool agree = strcmp(due[0], due[1]) == 0 && strlen(due[0]) > 10 && view_same((struct view){due[0], 10}, s->text[2]);
    return agree ? DONE : BROKEN(err, "it is due %s and %s", due[0], due[1]);
}

static RESULT no_clock(struct tale *t, const struct slots *s, struct error *err) {
    json_t *clocks[2] = {NULL, NULL};
    struct result r = on_both(t, s, clocks, err);
    bool none = !json_is_object(clocks[0]) && !json_is_object(clocks[1]);
    json_decref(clocks[0]), json_decref(clocks[1]);
    TRY(r);
    return none ? DONE : BROKEN(err, "one runs");
}

static RESULT other_clock(struct tale *t, const struct slots *s, struct error *err) {
    const struct law_kind *k = kind_of_request(t, s->member[0]);
    AUTO_JSON *params = json_pack("{s:s}", "request", t->request);
    struct view name = s->text[1];
    for (size_t i = 0; k && i < k->instead.count; i++) {
        const struct law_clock *c = law_clock(cast_law(t->stage.cast), k->instead.at[i]);
        if (c && view_same(c->title, name)) name = c->id;
    }
    (void)err;
    json_put_view(params, "clock", name);
    json_put_view(params, "text", s->text[2]);
    return pass_over(attempt(t, s->member[0], request_reclocked, OFFICER_author, params, NULL));
}

static RESULT stop_to_clarify(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s}", "request", t->request, "reason", "clarification", "text", "it is not clear who is meant");
    return pass_over(attempt(t, s->member[0], request_paused, OFFICER_author, params, NULL));
}

const struct sentence request_sentences[] = {
    {"In {member}, an officer takes the form \"{text}\" for {member}", take_form},
    {"It says under {text}: \"{text}\"", form_says},
    {"It refers to the request before", form_refers},
    {"It is about the alert", form_of_alert},
    {"It is about the hit", form_of_hit},
    {"It is about the private hit", form_of_private_hit},
    {"It is urgent", form_is_urgent},
    {"The officer hands it in, with the words: \"{text}\"", hand_in},
    {"The officer in {member} begins an answer", begin_answer},
    {"The answer says under {text}: \"{text}\"", answer_says},
    {"The answer of {member} holds back \"{text}\", on the ground \"{text}\"", holds_back},
    {"The answer names the alert", answer_names_alert},
    {"The answer gives a pseudonym in place of the name", pseudonym_only},
    {"Looked at beforehand, the answer of {member} would hold \"{text}\"", would_hold},
    {"Looked at beforehand, the answer of {member} would not hold \"{text}\"", would_not_hold},
    {"The officer in {member} decides to release it so: \"{text}\"", release_form},
    {"The officer in {member} decides to refuse, on the ground \"{text}\": \"{text}\"", refuse_on_ground},
    {"The officer in {member} takes note of it", take_note},
    {"The officer in {member} hands it over to a colleague, because {text}", hand_over},
    {"The colleague in {member} decides to release: \"{text}\"", colleague_releases},
    {"The colleague in {member} tries to approve", colleague_approves},
    {"Then {member} reads under {text}: \"{text}\"", reads_under},
    {"Then {member} is told that \"{text}\" was held back, on the ground \"{text}\"", told_held_back},
    {"Then {member} still has of the request before: \"{text}\"", still_has_first},
    {"Then {member} has no longer of the request before: \"{text}\"", first_is_gone},
    {"Then in {member} it stands beside the request before", beside_first},
    {"Then the single point of contact in {member} has a copy of it", has_copy},
    {"Then the single point of contact in {member} has no copy of it", has_no_copy},
    {"Then {member} and {member} see that {number} per cent of its time are gone", per_cent_gone},
    {"Then {member} and {member} see that it is late", late_for_both},
    {"Then {member} and {member} see the same: it is due on {text}", due_on},
    {"Then {member} and {member} see that it waits for no answer", no_clock},
    {"The officer in {member} names another clock, \"{text}\", because \"{text}\"", other_clock},
    {"The officer in {member} stops its clock, for it is not clear who is meant", stop_to_clarify},
    {NULL, NULL},
};
