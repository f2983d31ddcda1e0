// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// asked.c — the owner's side of a check: the law first, then the search, then only what the law lets go; all of
// it an entry in the owner's log before the answer leaves. And how a candidate is written, for us and for peers.
#include "node/checks/asking.h"
#include "node/checks/budget.h"
#include "node/checks/namesake.h"
#include "node/passed.h"

#include "match/tell.h"

// Of an alert, what a hit shows: never the national file behind it.
static json_t *alert_shown(const json_t *alert) {
    static const char *const members[] = {"category", "article", "reason", "action", "flags", "handling", "evaluation", "basis",
                                          "authority", "purpose", "legal_basis", "retain_until", "review_at", "eu_only", "list", "conditions"};
    json_t *out = json_object();
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_t *v = json_object_get(alert, members[i]);
        if (v) json_object_set(out, members[i], v);
    }
    return out;
}

json_t *candidate_json(const struct candidate *c, const struct record *r, const json_t *alert, struct view answer) {
    AUTO_TEXT name = text_with_ceiling(400);
    record_name(&name, r);
    json_t *j = json_pack("{s:f,s:f}", "score", (double)c->score, "bits", (double)c->bits);
    json_put_view(j, "record", text_seen(&name));
    json_put_view(j, "owner", r->owner);
    json_put_view(j, "answer", answer);
    json_object_set_new(j, "version", json_integer(r->version));
    bool whole = view_is(answer, "record");
    if (!whole) {  // how near it is would tell more than yes
        json_object_set_new(j, "score", json_real(0.5));
        json_object_set_new(j, "bits", json_real(0));
    }
    json_object_set_new(j, "subject", whole ? json_incref(json_object_get(alert, "subject")) : json_null());
    json_object_set_new(j, "alert", whole ? alert_shown(alert) : json_null());
    json_object_set_new(j, "evidence", whole ? evidence_told(c) : json_array());
    return j;
}

// Protective alerts (SIS art. 32, children) live apart: found only by a border check that shows a document, and
// with the question saying so (promise P12).
static bool shown_to_question(const json_t *alert, struct view purpose, const struct subject *question) {
    if (!json_flag(alert, "protected")) return true;
    return view_is(purpose, "border_check") && question->paper_count > 0;
}

RESULT question_read(const json_t *j, struct arena *a, struct subject *out, struct error *err) {
    struct subject s;
    TRY(subject_read(j, a, &s, err));
    if (s.name_count > QUESTION_NAMES_MAX) return FAIL(err, TOO_BIG, "names: a question holds at most %d", QUESTION_NAMES_MAX);
    for (size_t i = 0; i < s.name_count; i++)
        if (s.names[i].text.bytes > QUESTION_NAME_BYTES_MAX)
            return FAIL(err, TOO_BIG, "names: in a question at most %d bytes", QUESTION_NAME_BYTES_MAX);
    if (s.paper_count + s.identifier_count > QUESTION_NUMBERS_MAX)
        return FAIL(err, TOO_BIG, "documents and identifiers: a question holds at most %d", QUESTION_NUMBERS_MAX);
    *out = s;
    return DONE;
}

struct search {
    struct node *n;
    struct view asker, purpose;
    const struct subject *question;
    size_t shown[MATCH_SHELVES];  // so far, of each owner
    size_t weighed;
    uint64_t hinted;              // owners of whom "yes" was said
    json_t *found;
};

// All is asked of every record, in the same order, whatever comes of it: how long it takes must not tell why it is not shown.
static RESULT put_to_law(struct search *s, const struct record *r, struct permit *permit, json_t **alert, bool *show, struct error *err) {
    bool by_answer = view_is(r->owner, s->n->settings.authority) && !view_same(r->owner, s->asker);
    TRY(json_stored(r->body, alert, err));
    permit_alert(s->n, r->owner, s->asker, s->purpose, *alert, permit);
    bool for_question = shown_to_question(*alert, s->purpose, s->question), held_there = by_answer && !view_is(permit->sharing, "asked");
    *show = permit->allowed && !view_is(permit->answer, "nothing") && for_question && !held_there;  // what it holds a copy of it searches itself
    s->weighed++;
    return DONE;
}

// A record that can't be read is none, and hides no other: every answer about its register says from now on that not all could be read. One that
// said so of this question alone, or that was no answer, would tell that there is somebody (promise P5).
static RESULT unreadable(struct search *s, const struct candidate *c, struct result r, struct error *err) {
    if (r.code != CODE_STORE_DAMAGED || fault_of_ours(s->n, r.code)) return r;
    s->weighed++;
    return passed_record(s->n, (int64_t)c->key, err);
}

static RESULT weigh(struct search *s, const struct candidate *c, struct text *hold, struct error *err) {
    struct record r;
    AUTO_JSON *alert = NULL;
    struct permit permit;
    bool show;
    struct result got = record_get(s->n->store, (int64_t)c->key, hold, &r, err);
    if (got.code == CODE_NOT_FOUND) return DONE;  // dropped in this very turn
    if (!FAILED(got)) got = put_to_law(s, &r, &permit, &alert, &show, err);
    if (FAILED(got)) return unreadable(s, c, got, err);
    bool whole = view_is(permit.answer, "record");
    if (!show || (!whole && s->hinted & match_shelf(c->shelf))) return DONE;  // "yes" is one word, however many there are
    json_t *j = candidate_json(c, &r, alert, permit.answer);
    json_t *namesakes = whole ? namesakes_met(alert, s->question, c->bits) : NULL;
    if (namesakes) json_object_set_new(j, "not_this_person", namesakes);
    json_object_set_new(j, "sharing", json_of(permit.sharing));
    json_array_append_new(s->found, j);
    if (!whole) s->hinted |= match_shelf(c->shelf);
    s->shown[c->shelf]++;
    return DONE;
}

static struct result weigh_in_vain(void *ctx, const struct record *r, struct error *err) {
    AUTO_JSON *alert = NULL;
    struct permit permit;
    bool show;
    return put_to_law(ctx, r, &permit, &alert, &show, err);
}

RESULT search_index(struct node *n, uint64_t shelves, struct view asker, struct view purpose, const struct subject *question, size_t limit,
                    json_t *found, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    const struct candidate *list;
    size_t count;
    struct view me = view_of(n->settings.authority);
    // the law takes some away: the limit is for what it leaves
    struct match_options options = {.floor = purpose_floor(n, asker, purpose), .limit = SEARCHED_MAX, .shelves = shelves};
    TRY(match_search(n->index, question, options, &a, &list, &count, err));
    struct search s = {.n = n, .asker = asker, .purpose = purpose, .question = question, .found = found};
    for (size_t i = 0; i < count; i++)
        if (s.shown[list[i].shelf] < limit) TRY(weigh(&s, &list[i], &hold, err));
    if (s.weighed || view_same(asker, me)) return DONE;
    struct result in_vain = record_any(n->store, me, weigh_in_vain, &s, err);  // "none" takes the way of "not for you" (promise P5)
    return in_vain.code == CODE_STORE_DAMAGED && !fault_of_ours(n, in_vain.code) ? DONE : in_vain;  // as above
}

static json_t *answer_begin(struct node *n, const json_t *question, const char *state) {
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, now(n));
    json_t *j = json_pack("{s:s,s:s}", "state", state, "as_of", text_string(&at));
    json_put_view(j, "check", json_view(question, "check"));
    return j;
}

static RESULT answer_to(struct node *n, struct peer *p, const json_t *question, json_t **answer, struct error *err) {
    struct view asker = view_of(p->member->id), me = view_of(n->settings.authority), purpose = json_view(question, "purpose");
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject subject;
    struct ways ways;
    TRY(question_read(json_object_get(question, "subject"), &a, &subject, err));
    TRY(budget_charge(n, p, purpose, json_view(question, "by"), err));
    ways_to(n, me, asker, purpose, &ways);
    AUTO_JSON *found = json_array();
    const struct permit permit = ways.asked;
    bool open = permit.allowed;
    TRY(search_index(n, match_shelf(OWN_SHELF), asker, purpose, &subject, ASKED_CANDIDATES_MAX, found, err));
    if (!open) json_array_clear(found);
    TRY(budget_learn(n, p, purpose, &subject, json_array_size(found) > 0, err));
    AUTO_TEXT about = text_with_ceiling(HELD_BYTES_MAX);
    text_json(&about, json_object_get(question, "subject"));
    struct entry e = {.op = "disclosure", .peer = asker, .direction = "out", .about = text_seen(&about),
                      .register_name = REGISTER_ALERTS, .purpose = purpose_known(n, purpose) ? purpose : VIEW("unknown"),
                      .instrument = permit.instrument, .article = permit.article,
                      .law_row = permit.row, .decision = !open ? VIEW("not_allowed") : n->own_unread ? VIEW("answered_in_part") : VIEW("answered")};
    TRY(write_entry(n, &e, NULL, err));
    json_t *j = answer_begin(n, question, !open ? "not_allowed" : n->own_unread ? "in_part" : "answered");
    json_object_set(j, "candidates", found);
    if (open) json_object_set_new(j, "records", json_integer((json_int_t)shelf_count(n, OWN_SHELF)));
    json_object_set_new(j, "score_ceiling_thousandths", json_integer(purpose_ceiling(n, asker, purpose)));
    json_object_set_new(j, "basis", permit_basis(&permit));
    *answer = j;
    return DONE;
}

// ---- The questions of one envelope ----

// With room for the signature and the rest of the envelope. One answer alone may take it all.
enum { ANSWERS_BYTES_MAX = ENVELOPE_BYTES_MAX - 64 * 1024 };

static RESULT answer_within(struct node *n, struct peer *p, const json_t *question, size_t room, struct text *out, struct error *err) {
    AUTO_JSON *answer = NULL;
    AUTO_TEXT written = text_with_ceiling(ENVELOPE_BYTES_MAX);
    TRY(answer_to(n, p, question, &answer, err));
    text_json(&written, answer);
    if (written.bytes > room || !text_ok(&written)) return FAIL(err, BUSY, "no room for this answer beside the others");
    text_view(out, text_seen(&written));
    return DONE;
}

static void refuse_one(struct node *n, struct peer *p, const json_t *question, enum code why, struct text *out) {
    AUTO_TEXT said = text_with_ceiling(ENVELOPE_BYTES_MAX);
    AUTO_JSON *answer = json_pack("{s:s}", "refused", code_name(why));
    json_put_view(answer, "check", json_view(question, "check"));
    text_json(&said, question);
    if (why != CODE_BUSY) refusal_noted(n, p, text_seen(&said), why);
    text_json(out, answer);
}

static RESULT answer_one(struct node *n, struct peer *p, const json_t *question, struct text *out, struct error *err) {
    struct error why;
    struct view check = json_view(question, "check");
    if (!check.bytes || check.bytes >= UUID_ROOM) return FAIL(err, BAD_FIELD, "questions: each names its check");
    TRY(store_mark(n->store, err));
    struct result r = answer_within(n, p, question, out->bytes < ANSWERS_BYTES_MAX ? ANSWERS_BYTES_MAX - out->bytes : 0, out, &why);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    if (fault_of_ours(n, r.code)) return fail_with(err, r.code, "%s", why.detail);
    refuse_one(n, p, question, r.code, out);
    return DONE;
}

RESULT asked(struct node *n, struct peer *p, const json_t *questions, struct text *answers, size_t *count, struct error *err) {
    *count = json_array_size(questions);
    if (!*count || *count > QUESTIONS_MAX) return FAIL(err, BAD_FIELD, "questions: a list of 1 to %d", QUESTIONS_MAX);
    p->in_turn += (int)*count - 1;
    text_put(answers, "{\"answers\":");
    for (size_t i = 0; i < *count; i++) {
        text_char(answers, i ? ',' : '[');
        TRY(answer_one(n, p, json_array_get(questions, i), answers, err));
    }
    text_put(answers, "]}");
    return text_ok(answers) ? DONE : FAIL(err, TOO_BIG, "answers above the ceiling");
}
