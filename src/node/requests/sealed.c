// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed.c — the formal request out of a hit of a sealed check. No filter holds the name of a record, so the request
// names the subject itself, in clear and under its own article, and the owner looks for it in its register: what was erased
// meanwhile is not there, and is answered "no" like what never was.
#include "node/checks/checks.h"
#include "node/passed.h"
#include "node/requests/requests_room.h"
#include "node/sealed/sealed.h"

enum { RESOLVED_MAX = 20 };

// ---- A demand of ours ----

static bool is_hit(const json_t *line, struct view to, struct view class) {
    return view_is(json_view(line, "sharing"), "sealed") && view_is(json_view(line, "state"), "hit") && view_same(json_view(line, "member"), to) &&
           (!class.bytes || view_same(json_view(line, "class"), class));
}

// The one line that says "hit" of this member, in the class that was named where there are several.
static RESULT hit_line(const json_t *check, struct view to, struct view class, const json_t **out, struct error *err) {
    size_t i;
    const json_t *line, *found = NULL;
    json_array_foreach(json_object_get(check, "coverage"), i, line) {
        if (!is_hit(line, to, class)) continue;
        if (found) return FAIL(err, BAD_ARGUMENT, "class: that member has a private hit in several registers, name one");
        found = line;
    }
    if (!found) return FAIL(err, WRONG_STEP, "that member has no private hit in this check");
    *out = found;
    return DONE;
}

RESULT demand_of_hit(struct node_call *call, json_t *demand, struct error *err) {
    struct view to = json_view(call->params, "to");
    const json_t *line;
    AUTO_JSON *check = NULL;
    if (!json_view(call->params, "check").bytes) return FAIL(err, BAD_ARGUMENT, "check: one with a private hit");
    if (!peer_of(call->node, to)) return FAIL(err, BAD_ARGUMENT, "to: the member that has it");
    TRY(check_load(call->node, json_view(call->params, "check"), &check, err));
    TRY(hit_line(check, to, json_view(call->params, "class"), &line, err));
    json_t *sealed = json_object();
    static const char *const members[] = {"class", "epoch", "reference", "question", "as_of", "met"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) json_object_set(sealed, members[i], json_object_get(line, members[i]));
    json_object_set_new(demand, "sealed", sealed);
    json_object_set(demand, "subject", json_object_get(check, "subject"));
    json_put_view(demand, "to", to);
    json_put_view(demand, "purpose", json_view(check, "purpose"));
    return DONE;
}

// ---- A demand of theirs ----

struct view demand_register(struct node *n, const struct law_kind *k, const json_t *demand) {
    const struct law_sealed *class = k->about == ABOUT_subject ? law_sealed(n->settings.law, json_view(json_object_get(demand, "sealed"), "class")) : NULL;
    return class ? class->reg : k->about == ABOUT_none ? k->reg : REGISTER_ALERTS;
}

RESULT hit_for_us(struct node *n, const json_t *demand, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject subject;
    const json_t *sealed = json_object_get(demand, "sealed");
    const struct law_sealed *class = law_sealed(n->settings.law, json_view(sealed, "class"));
    struct view question = json_view(sealed, "question");
    if (!class || !view_same(class->purpose, json_view(demand, "purpose")) || !uuid_valid(json_view(sealed, "reference")) ||
        (question.bytes && !uuid_valid(question)))
        return FAIL(err, BAD_FIELD, "sealed: the class, the purpose or the reference of the hit");
    return question_read(json_object_get(demand, "subject"), &a, &subject, err);
}

RESULT hit_counted(struct node *n, struct peer *p, const json_t *demand, struct error *err) {
    return sealed_day_request(n, p, json_view(json_object_get(demand, "sealed"), "class"), err);
}

// ---- The owner looks for the subject ----

static RESULT was_asked(struct node *n, const struct request *r, const json_t *sealed, bool *out, struct error *err) {
    static const struct stmt ASKED = {"SELECT count(*) FROM sealed_asked WHERE member=$1 AND question=$2"};
    struct view question = json_view(sealed, "question");
    int64_t count;
    TRY(store_number(n->store, &ASKED, VALUES(V_TEXT(r->peer), V_TEXT(question.bytes ? question : json_view(sealed, "reference"))), 0, &count, err));
    *out = count > 0;
    return DONE;
}

// Own records that are in the class, with what speaks for each; the law is asked for each, as when the filter was made.
static RESULT keep_askable(struct node *n, const struct request *r, const struct law_sealed *class, const json_t *found, json_t *out, struct error *err) {
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)found, i, one) {
        AUTO_JSON *alert = NULL;
        struct permit permit;
        TRY(record_alert(n, json_view(one, "record"), &alert, err));
        if (json_array_size(out) < RESOLVED_MAX && sealed_holds(n, r->peer, class, alert, &permit)) json_array_append(out, one);
    }
    return DONE;
}

static RESULT resolve(struct node *n, const struct request *r, const json_t *demand, json_t *candidates, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    AUTO_JSON *found = json_array();
    struct subject subject;
    const struct law_sealed *class = law_sealed(n->settings.law, json_view(json_object_get(demand, "sealed"), "class"));
    if (!class) return FAIL(err, NO_BASIS, "the law has no such class any more");
    TRY(question_read(json_object_get(demand, "subject"), &a, &subject, err));
    TRY(search_index(n, match_shelf(OWN_SHELF), view_of(n->settings.authority), class->purpose, &subject, ASKED_CANDIDATES_MAX, found, err));
    return keep_askable(n, r, class, found, candidates, err);
}

struct result request_resolved(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *demand = NULL;
    AUTO_JSON *candidates = json_array();
    struct request r;
    bool asked;
    TRY(request_find(n->store, json_view(call->params, "request"), &hold, &r, err));
    TRY(json_stored(r.demand, &demand, err));
    const struct law_kind *k = law_kind(n->settings.law, r.kind);
    if (r.side != SIDE_owner || !k || k->about != ABOUT_subject) return FAIL(err, WRONG_STEP, "not a request to us that names a subject");
    TRY(resolve(n, &r, demand, candidates, err));
    TRY(was_asked(n, &r, json_object_get(demand, "sealed"), &asked, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .peer = r.peer, .request = r.id, .register_name = demand_register(n, k, demand),
                      .decision = VIEW("subject_looked_for")};
    TRY(write_entry(n, &e, NULL, err));
    call_answer(call, json_pack("{s:O,s:b}", "candidates", candidates, "question_known", asked));
    json_put_view(call->answer, "request", r.id);
    return passed_named(n, call->answer, err);
}

// ---- The decision: which record it is, an officer says ----

RESULT hit_record(struct node *n, struct view peer, const json_t *demand, struct view name, json_t **alert, struct error *err) {
    struct view owner, reg, uid;
    struct permit permit;
    const struct law_sealed *class = law_sealed(n->settings.law, json_view(json_object_get(demand, "sealed"), "class"));
    if (!name.bytes) return FAIL(err, BAD_ARGUMENT, "record: the one that request resolve found; where none is, refuse with the ground \"no_record\"");
    if (!record_name_read(name, &owner, &reg, &uid) || !view_is(owner, n->settings.authority))
        return FAIL(err, BAD_ARGUMENT, "record: one of your own register");
    TRY(record_alert(n, name, alert, err));
    return class && sealed_holds(n, peer, class, *alert, &permit) ? DONE
                                                                  : FAIL(err, NO_BASIS, "that record is not one that this member may ask for in this class");
}

RESULT alert_decided(struct node *n, const struct request *r, const json_t *demand, json_t **alert, struct error *err) {
    AUTO_JSON *decision = NULL;
    if (r->side == SIDE_owner && r->decision.bytes) TRY(json_stored(r->decision, &decision, err));
    struct view name = json_view(decision, "record");
    if (!name.bytes) return alert_if_held(n, demand, alert, err);
    *alert = NULL;
    struct result found = record_alert(n, name, alert, err);
    return FAILED(found) && found.code != CODE_NOT_FOUND ? found : DONE;
}
