// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// checks.c — one question, many answers, one coverage statement.
//
// Own records and published copies are searched at once, in memory; members that keep their register at home
// are asked in parallel, in one round trip within the time budget. The answer always says who answered, as of
// when, and who did not and why: a member that was not reached is never a "no hit" (promise P9).
#include "node/checks/answer.h"
#include "node/checks/asking.h"
#include "node/checks/checks.h"
#include "node/checks/judged.h"
#include "node/sealed/sealed.h"

#include "registers/alerts/alerts.h"

#include <stdlib.h>

enum { CASE_BYTES_MAX = 200 };

const struct migration CHECK_MIGRATIONS[] = {
    {"checks", 1,
     "CREATE TABLE checks(id TEXT PRIMARY KEY, officer TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;"
     "CREATE INDEX checks_age ON checks(at);"
     "CREATE TABLE judgement(check_id TEXT NOT NULL REFERENCES checks(id) ON DELETE CASCADE, candidate INTEGER NOT NULL,"
     " judgement TEXT NOT NULL, reason TEXT NOT NULL, officer TEXT NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(check_id, candidate)) STRICT, WITHOUT ROWID;"},
};
const size_t CHECK_MIGRATION_COUNT = 1;

struct check {
    struct check *next;
    char id[UUID_ROOM];
    char officer[OFFICER_ID_ROOM];
    json_t *body;               // the check as it will be answered
    size_t waiting;             // members that have not answered
    bool durable;               // its first entry is committed
    struct tick began, deadline;
    call_done *done;
    void *ctx;
};

static void free_check(struct check *c) {
    json_decref(c->body);
    free(c);
}

void checks_free(struct node *n) {
    while (n->checks) {
        struct check *c = n->checks;
        n->checks = c->next;
        free_check(c);
    }
}

static struct check **find(struct node *n, struct view id) {
    struct check **at = &n->checks;
    while (*at && !view_is(id, (*at)->id)) at = &(*at)->next;
    return at;
}

static void put_instant(json_t *j, const char *key, struct instant t) {
    json_object_set_new(j, key, json_instant(t));
}

// ---- Coverage: one line a member ----

static json_t *line_for(struct node *n, struct view member, const struct permit *permit) {
    json_t *j = json_object();
    struct peer *p = peer_of(n, member);
    json_put_view(j, "member", member);
    json_put_view(j, "sharing", permit->sharing.bytes ? permit->sharing : VIEW("closed"));
    json_object_set_new(j, "basis", permit_basis(permit));
    put_instant(j, "last_heard", p ? p->last_heard : now(n));
    return j;
}

static void say(json_t *line, const char *state, bool reached) {
    json_object_set_new(line, "state", json_string(state));
    json_object_set_new(line, "reached", json_boolean(reached));
}

// Likenesses below it are not shown; of the score of what was not shown nothing is said, for that would tell "none" from "not
// releasable" (promise P5).
static void put_ceiling(struct node *n, json_t *line, struct view purpose) {
    json_object_set_new(line, "score_ceiling_thousandths", json_integer(purpose_ceiling(n, view_of(n->settings.authority), purpose)));
}

static void own_line(struct node *n, struct view purpose, json_t *coverage) {
    struct permit own = {.allowed = true, .sharing = VIEW("own")};
    json_t *j = line_for(n, view_of(n->settings.authority), &own);
    say(j, n->own_unread ? "in_part" : "answered", true);
    put_instant(j, "as_of", now(n));
    json_object_set_new(j, "records", json_integer((json_int_t)shelf_count(n, OWN_SHELF)));
    put_ceiling(n, j, purpose);
    json_array_append_new(coverage, j);
}

// A copy answers even when its owner is away; then the line says so, with the age of the copy.
static json_t *copy_line(struct node *n, struct peer *p, const struct permit *permit, struct view purpose, json_t *coverage) {
    json_t *j = line_for(n, view_of(p->member->id), permit);
    bool reached = peer_reached(n, p);
    bool part = p->copy_as_of.ms && p->copy_unread;  // some of the copy can't be read here
    say(j, part ? "in_part" : p->copy_as_of.ms && reached ? "answered" : "unreachable", reached);
    if (part) json_object_set_new(j, "unread", json_true());
    put_instant(j, "as_of", p->copy_as_of);
    json_object_set_new(j, "records", json_integer((json_int_t)shelf_count(n, shelf_of(n, p))));
    if (!reached) json_object_set_new(j, "code", json_string("UNREACHABLE"));
    put_ceiling(n, j, purpose);
    json_array_append_new(coverage, j);
    return j;
}

static void closed_line(struct node *n, struct peer *p, const struct permit *permit, json_t *coverage) {
    json_t *j = line_for(n, view_of(p->member->id), permit);
    say(j, permit->allowed ? "closed" : "not_allowed", false);
    json_put_view(j, "reason", permit->reason);
    json_object_set_new(j, "as_of", json_null());
    json_array_append_new(coverage, j);
}

// ---- Asking ----

static void put_question(struct node *n, struct check *c, size_t peer, const json_t *subject, struct view purpose, const struct permit *permit) {
    AUTO_JSON *question = json_pack("{s:s,s:O,s:o}", "check", c->id, "subject", subject, "basis", permit_basis(permit));
    json_put_view(question, "purpose", purpose);
    struct officer o = {0};
    AUTO_TEXT by = text_with_ceiling(64);
    memcpy(o.id, c->officer, sizeof o.id);
    if (o.id[0] && !FAILED(officer_pseudonym(n, &o, &by, NULL))) json_put_view(question, "by", text_seen(&by));  // the owner keeps budgets of officers, too
    ask_later(n, peer, c->id, question);
    c->waiting++;
}

// `line` is the copy's, when part of the register is published and part is asked: both ways make one line, which is
// "answered" only when both did their part.
static void ask(struct node *n, struct check *c, size_t peer, const json_t *subject, struct view purpose, const struct permit *permit,
                json_t *line) {
    put_question(n, c, peer, subject, purpose, permit);
    bool both = line != NULL;
    if (!both) {
        line = line_for(n, view_of(n->peers[peer].member->id), permit);
        json_object_set_new(line, "as_of", json_null());
        json_array_append_new(json_object_get(c->body, "coverage"), line);
    }
    json_object_set_new(line, "asked_too", json_boolean(both));
    say(line, "unreachable", false);  // until it answers
    json_object_set_new(line, "code", json_string("UNREACHABLE"));
    json_object_set_new(line, "pending", json_true());
}

// Some of what the member holds is only asked for privately: a line of its own for each class, whatever else it answers.
static RESULT ask_privately(struct node *n, struct check *c, size_t peer, const struct subject *subject, const struct law_sealed *class,
                            const struct permit *permit, struct error *err) {
    json_t *line = line_for(n, view_of(n->peers[peer].member->id), permit), *said = NULL;
    AUTO_JSON *question = json_pack("{s:s}", "officer", c->officer);
    json_object_set_new(line, "as_of", json_null());
    json_put_view(line, "class", class->id);
    json_put_view(line, "register", class->reg);
    json_array_append_new(json_object_get(c->body, "coverage"), line);
    json_put_view(question, "case", json_view(c->body, "case"));
    TRY(sealed_ask(n, c->id, peer, subject, question, class, permit, &said, err));
    AUTO_JSON *now_said = said;
    json_object_update(line, now_said);
    if (!view_is(json_view(line, "state"), "waiting")) return DONE;
    say(line, "unreachable", false);  // until it answers
    json_object_set_new(line, "code", json_string("UNREACHABLE"));
    json_object_set_new(line, "sealed_pending", json_true());
    c->waiting++;
    return DONE;
}

// Own records and the copies that the law lets be searched for this purpose, at once.
static RESULT search_here(struct node *n, struct check *c, const struct ways *ways, const struct subject *subject, struct view purpose,
                          struct error *err) {
    uint64_t shelves = match_shelf(OWN_SHELF);
    for (size_t i = 0; i < n->peer_count; i++)
        if (ways[i].published.allowed) shelves |= match_shelf(shelf_of(n, &n->peers[i]));
    return search_index(n, shelves, view_of(n->settings.authority), purpose, subject, CANDIDATES_MAX, json_object_get(c->body, "candidates"), err);
}

// What one member can contribute: its copy, its answer, both, or nothing and why.
static RESULT reach(struct node *n, struct check *c, size_t peer, const struct ways *ways, const json_t *as_json, const struct subject *subject,
                    struct view purpose, struct error *err) {
    struct peer *p = &n->peers[peer];
    struct view owner = view_of(p->member->id), me = view_of(n->settings.authority);
    json_t *line = NULL, *coverage = json_object_get(c->body, "coverage");
    if (ways->published.allowed) line = copy_line(n, p, &ways->published, purpose, coverage);
    if (ways->asked.allowed) ask(n, c, peer, as_json, purpose, &ways->asked, line);
    size_t classes;
    bool privately = false;
    const struct law_sealed *class = law_sealed_classes(n->settings.law, &classes);
    for (; classes; classes--, class++) {
        struct permit sealed;
        if (!view_same(class->purpose, purpose) || !sealed_between(n, owner, me, class->id, &sealed)) continue;
        privately = true;
        TRY(ask_privately(n, c, peer, subject, class, &sealed, err));
    }
    if (line || ways->asked.allowed || privately) return DONE;
    struct permit none;
    permit_alert(n, owner, me, purpose, NULL, &none);
    closed_line(n, p, &none, coverage);
    return DONE;
}

static json_t *variants_json(const struct variant *v, size_t count) {
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *spellings = json_array();
        for (size_t k = 0; k < v[i].spelling_count; k++) json_array_append_new(spellings, json_of(v[i].spellings[k]));
        json_t *j = json_pack("{s:o}", "spellings", spellings);
        json_put_view(j, "token", v[i].token);
        json_array_append_new(list, j);
    }
    return list;
}

static RESULT variants_of(const struct subject *subject, json_t **out, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    const struct variant *list;
    size_t count;
    TRY(match_variants(subject, &a, &list, &count, err));
    *out = variants_json(list, count);
    return DONE;
}

// ---- The end of a check ----

static double score_of(const json_t *candidate) { return json_number_value(json_object_get(candidate, "score")); }

static int by_score(const void *a, const void *b) {
    double x = score_of(*(json_t *const *)a), y = score_of(*(json_t *const *)b);
    if (x != y) return x > y ? -1 : 1;
    return view_compare(json_view(*(json_t *const *)a, "record"), json_view(*(json_t *const *)b, "record"));
}

// Best first, numbered from 1, at most CANDIDATES_MAX; how many were left out is said.
static void order_candidates(json_t *body) {
    json_t *list = json_object_get(body, "candidates");
    size_t count = json_array_size(list);
    json_t **rows = calloc(count ? count : 1, sizeof *rows);
    ENSURE(rows);
    for (size_t i = 0; i < count; i++) rows[i] = json_incref(json_array_get(list, i));
    qsort(rows, count, sizeof *rows, by_score);
    json_array_clear(list);
    for (size_t i = 0; i < count; i++) {
        if (i < CANDIDATES_MAX) {
            json_object_set_new(rows[i], "n", json_integer((json_int_t)i + 1));
            json_object_set_new(rows[i], "judgement", json_null());
            json_array_append(list, rows[i]);
        }
        json_decref(rows[i]);
    }
    free(rows);
    if (count > CANDIDATES_MAX) json_object_set_new(body, "left_out", json_integer((json_int_t)(count - CANDIDATES_MAX)));
}

static RESULT keep_check(struct node *n, struct check *c, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO checks(id, officer, at, body) VALUES($1, $2, $3, $4)"};
    AUTO_TEXT body = text_with_ceiling(ANSWER_BYTES_MAX);
    text_json(&body, c->body);
    if (!text_ok(&body)) return FAIL(err, TOO_BIG, "the answer is above the ceiling");
    return store_run(n->store, &KEEP, VALUES(V_STR(c->id), V_STR(c->officer), V_INT(now(n).ms), V_BLOB(body.at, body.bytes)), err);
}

static RESULT log_end(struct node *n, struct check *c, struct error *err) {
    AUTO_JSON *reached = json_array();
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(c->body, "coverage"), i, line) {
        json_t *j = json_object();
        json_put_view(j, "member", json_view(line, "member"));
        json_put_view(j, "state", json_view(line, "state"));
        json_array_append_new(reached, j);
    }
    AUTO_JSON *more = json_pack("{s:s,s:O,s:I}", "check", c->id, "coverage", reached, "candidates",
                                (json_int_t)json_array_size(json_object_get(c->body, "candidates")));
    struct entry e = {.op = "combination", .register_name = REGISTER_ALERTS, .purpose = json_view(c->body, "purpose"),
                      .decision = VIEW("check_ended"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT finish_in_store(struct node *n, struct check *c, struct error *err) {
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = judged_recall(n, c->body, err);
    if (!FAILED(r)) order_candidates(c->body);
    if (!FAILED(r)) r = keep_check(n, c, err);
    if (!FAILED(r)) r = log_end(n, c, err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    return r;
}

static void finish(struct node *n, struct check *c) {
    struct error err = {0};
    struct check **at = find(n, view_of(c->id));
    if (*at) *at = c->next;
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(c->body, "coverage"), i, line) {
        json_object_del(line, "pending");
        json_object_del(line, "sealed_pending");
    }
    json_object_set_new(c->body, "took_ms", json_integer((json_int_t)((ticks(n).us - c->began.us) / 1000)));
    struct result r = finish_in_store(n, c, &err);
    err.code = r.code;
    tell(n, c->done, c->ctx, FAILED(r) ? &err : NULL, FAILED(r) ? NULL : json_incref(c->body));
    free_check(c);
}

static json_t *pending_line(struct check *c, const char *member, const char *pending) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(c->body, "coverage"), i, line)
        if (json_flag(line, pending) && view_is(json_view(line, "member"), member)) return line;
    return NULL;
}

static void settled(struct node *n, struct check *c, json_t *line) {
    json_object_set_new(line, "took_ms", json_integer((json_int_t)((ticks(n).us - c->began.us) / 1000)));
    json_object_del(line, "pending");
    json_object_del(line, "sealed_pending");
    if (--c->waiting == 0) finish(n, c);
}

// A peer's candidates are its word: its record names must be its own, and nothing more than we understand is kept.
static void take_candidates(struct check *c, const char *member, const json_t *list) {
    static const char *const members[] = {"record", "score", "bits", "answer", "subject", "alert", "evidence", "version"};
    size_t i;
    const json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        json_t *j = json_pack("{s:s,s:s}", "owner", member, "sharing", "asked");
        for (size_t k = 0; k < sizeof members / sizeof *members; k++) {
            json_t *v = json_object_get(one, members[k]);
            json_object_set(j, members[k], v ? v : json_null());
        }
        if (json_is_array(json_object_get(one, "not_this_person"))) json_object_set(j, "not_this_person", json_object_get(one, "not_this_person"));
        json_array_append_new(json_object_get(c->body, "candidates"), j);
    }
}

// Of a register searched both ways, the higher of the two; an owner who does not say has none here.
static void take_ceiling(json_t *line, json_t *said, bool both) {
    static const char KEY[] = "score_ceiling_thousandths";
    if (!said) json_object_del(line, KEY);
    else if (!both || json_integer_value(said) > json_int(line, KEY)) json_object_set(line, KEY, said);
}

void check_answered(struct node *n, struct view id, size_t peer, const json_t *answer) {
    struct check *c = *find(n, id);
    const char *member = n->peers[peer].member->id;
    json_t *line = c ? pending_line(c, member, "pending") : NULL;
    if (!line) return;
    if (!view_is(json_view(answer, "check"), c->id) || !answer_is_good(answer, member)) {  // no answer, and never "no hit"
        check_unanswered(n, id, peer, CODE_BAD_FORMAT);
        return;
    }
    bool in_part = view_is(json_view(answer, "state"), "in_part"), both = json_flag(line, "asked_too");
    bool answered = in_part || view_is(json_view(answer, "state"), "answered");
    in_part = in_part || (answered && json_flag(line, "unread"));
    if (in_part) say(line, "in_part", true);  // not all of its register can be read there: no "no hit"
    else if (both && answered && !json_is_string(json_object_get(line, "as_of"))) say(line, "unreachable", true);  // its copy is not here yet
    else say(line, answered ? "answered" : "not_allowed", true);
    json_object_del(line, "code");
    json_t *records = json_object_get(answer, "records");
    if (!both) json_put_view(line, "as_of", json_view(answer, "as_of"));
    if (records) json_object_set(line, both ? "asked_records" : "records", records);
    take_ceiling(line, json_object_get(answer, "score_ceiling_thousandths"), both);
    put_instant(line, "last_heard", n->peers[peer].last_heard);
    if (answered) take_candidates(c, member, json_object_get(answer, "candidates"));
    settled(n, c, line);
}

void check_unanswered(struct node *n, struct view id, size_t peer, enum code why) {
    struct check *c = *find(n, id);
    json_t *line = c ? pending_line(c, n->peers[peer].member->id, "pending") : NULL;
    if (!line) return;
    say(line, silence_name(why), silence_reached(why));
    json_object_set_new(line, "code", json_string(code_name(why)));
    put_instant(line, "last_heard", n->peers[peer].last_heard);
    settled(n, c, line);
}

static json_t *private_line(struct check *c, const char *member, struct view class) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(c->body, "coverage"), i, line)
        if (json_flag(line, "sealed_pending") && view_is(json_view(line, "member"), member) && view_same(json_view(line, "class"), class)) return line;
    return NULL;
}

void check_privately_answered(struct node *n, struct view id, size_t peer, struct view class, json_t *said) {
    struct check *c = *find(n, id);
    json_t *line = c ? private_line(c, n->peers[peer].member->id, class) : NULL;
    if (!line) return;
    json_object_del(line, "code");
    json_object_update(line, said);
    put_instant(line, "last_heard", n->peers[peer].last_heard);
    settled(n, c, line);
}

void checks_work(struct node *n) {
    struct check *next;
    for (struct check *c = n->checks; c; c = next) {
        next = c->next;
        if (ticks(n).us >= c->deadline.us) finish(n, c);  // who has not answered stays "unreachable"
    }
}

struct tick checks_wake(const struct node *n) {
    struct tick wake = {UINT64_MAX};
    for (const struct check *c = n->checks; c; c = c->next)
        if (c->deadline.us < wake.us) wake = c->deadline;
    return wake;
}

void checks_abort(struct node *n, const struct error *why) {
    struct check **at = &n->checks;
    while (*at) {
        struct check *c = *at;
        if (c->durable) {
            at = &c->next;
            continue;
        }
        *at = c->next;
        sealed_asking_forget(n, c->id);
        tell(n, c->done, c->ctx, why, NULL);
        free_check(c);
    }
}

void checks_durable(struct node *n) {
    for (struct check *c = n->checks; c; c = c->next) c->durable = true;
}

// ---- Handlers ----

static RESULT read_question(struct node_call *call, const json_t *asked, struct arena *a, struct subject *out,
                            struct view *purpose, struct error *err) {
    *purpose = json_view(call->params, "purpose");
    if (!purpose_known(call->node, *purpose)) return FAIL(err, BAD_ARGUMENT, "purpose: one of the list that `malines purposes` prints");
    TRY(question_read(asked, a, out, err));
    return nationalities_known(out, err);
}

// The case a question belongs to is as personal as the question: a commitment of its own.
static RESULT case_commit(struct node_call *call, json_t *more, struct error *err) {
    struct view file = json_view(call->params, "case");
    if (file.bytes > CASE_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "case: at most %d bytes", CASE_BYTES_MAX);
    return commit_words(call->node, "case_commit", file, more, err);
}

// Its end is an entry of its own, by the same id.
static RESULT log_question(struct node_call *call, const struct check *c, struct view purpose, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s}", "check", c->id);
    TRY(case_commit(call, more, err));
    AUTO_TEXT about = text_with_ceiling(HELD_BYTES_MAX);
    text_json(&about, json_object_get(call->params, "subject"));
    struct entry e = {.op = "consultation", .officer = call->officer, .about = text_seen(&about), .register_name = REGISTER_ALERTS,
                      .purpose = purpose, .decision = VIEW("asked"), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

static RESULT run_check(struct node_call *call, struct check *c, const json_t *as_json, const struct subject *subject, struct view purpose,
                        struct error *err) {
    struct node *n = call->node;
    struct view me = view_of(n->settings.authority);
    json_t *variants;
    TRY(variants_of(subject, &variants, err));
    json_object_set_new(c->body, "variants", variants);
    TRY(log_question(call, c, purpose, err));
    struct ways ways[MATCH_SHELVES];
    for (size_t i = 0; i < n->peer_count; i++) ways_to(n, view_of(n->peers[i].member->id), me, purpose, &ways[i]);
    TRY(search_here(n, c, ways, subject, purpose, err));
    own_line(n, purpose, json_object_get(c->body, "coverage"));
    for (size_t i = 0; i < n->peer_count; i++) TRY(reach(n, c, i, &ways[i], as_json, subject, purpose, err));
    return DONE;
}

static struct check *new_check(struct node_call *call, struct view purpose) {
    struct node *n = call->node;
    struct check *c = calloc(1, sizeof *c);
    ENSURE(c);
    uuid_new(n->sys, c->id);
    if (call->officer) memcpy(c->officer, call->officer->id, sizeof c->officer);
    c->began = ticks(n);
    c->deadline = (struct tick){c->began.us + (uint64_t)n->settings.check_budget_ms * 1000};
    c->done = call->done;
    c->ctx = call->ctx;
    c->body = json_pack("{s:s,s:[],s:[]}", "id", c->id, "candidates", "coverage");
    json_put_view(c->body, "purpose", purpose);
    put_instant(c->body, "asked_at", now(n));
    json_object_set(c->body, "subject", json_object_get(call->params, "subject"));
    if (json_object_get(call->params, "case")) json_object_set(c->body, "case", json_object_get(call->params, "case"));
    return c;
}

struct result check_run(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject subject;
    struct view purpose;
    AUTO_JSON *asked = subject_said_in(json_object_get(call->params, "subject"), view_of(n->settings.authority));
    TRY(read_question(call, asked, &a, &subject, &purpose, err));
    struct check *c = new_check(call, purpose);
    AUTO_JSON *question = json_pack("{s:O}", "subject", asked);
    json_t *warnings = alert_warnings(question, now(n));  // mistyped, it seems: asked about all the same, and said, for nobody has such a number
    if (json_array_size(warnings)) json_object_set(c->body, "warnings", warnings);
    json_decref(warnings);
    struct result r = run_check(call, c, asked, &subject, purpose, err);
    if (FAILED(r)) {
        asking_forget(n, c->id);  // it was not logged, so it is not asked
        sealed_asking_forget(n, c->id);
        free_check(c);
        return r;
    }
    call->later = true;
    c->next = n->checks;
    n->checks = c;
    if (c->waiting == 0) finish(n, c);
    return DONE;
}

static json_t *preview_line(struct view member, const struct permit *permit, json_t *members) {
    json_t *j = json_pack("{s:b,s:o}", "allowed", permit->allowed, "basis", permit_basis(permit));
    json_put_view(j, "member", member);
    json_put_view(j, "sharing", permit->allowed ? permit->sharing : VIEW("closed"));
    json_put_view(j, "reason", permit->reason);
    json_array_append_new(members, j);
    return j;
}

// Each way in which reach() would come to what the member holds, so that nobody is asked whom the plan did not name.
static void preview_member(struct node *n, struct view owner, struct view purpose, json_t *members) {
    struct view me = view_of(n->settings.authority);
    struct ways ways;
    ways_to(n, owner, me, purpose, &ways);
    size_t before = json_array_size(members), classes;
    if (ways.published.allowed) preview_line(owner, &ways.published, members);
    if (ways.asked.allowed) preview_line(owner, &ways.asked, members);
    const struct law_sealed *class = law_sealed_classes(n->settings.law, &classes);
    for (; classes; classes--, class++) {
        struct permit sealed;
        if (!view_same(class->purpose, purpose) || !sealed_between(n, owner, me, class->id, &sealed)) continue;
        json_t *line = preview_line(owner, &sealed, members);
        json_put_view(line, "class", class->id);
        json_put_view(line, "register", class->reg);
    }
    if (json_array_size(members) > before) return;
    struct permit none;
    permit_alert(n, owner, me, purpose, NULL, &none);
    preview_line(owner, &none, members);
}

struct result check_preview(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject subject;
    struct view purpose;
    json_t *variants;
    TRY(read_question(call, json_object_get(call->params, "subject"), &a, &subject, &purpose, err));
    TRY(variants_of(&subject, &variants, err));
    json_t *members = json_array();
    preview_line(view_of(n->settings.authority), &(struct permit){.allowed = true, .sharing = VIEW("own")}, members);
    for (size_t i = 0; i < n->peer_count; i++) preview_member(n, view_of(n->peers[i].member->id), purpose, members);
    call_answer(call, json_pack("{s:o,s:o}", "variants", variants, "members", members));
    return DONE;
}

// For the console, which has no sandbox of its own: who may ask may have a table read. What is in it goes on to the helper as it is; each of its people is
// asked about by a check of its own, under the law, the budgets and with the entries of one.
struct result check_table(struct node_call *call, struct error *err) {
    if (!json_view(call->params, "table").bytes) return FAIL(err, BAD_ARGUMENT, "table: CSV with a heading");
    call_answer(call, json_pack("{s:O}", "table", json_object_get(call->params, "table")));
    return DONE;
}

RESULT check_load(struct node *n, struct view id, json_t **out, struct error *err) {
    static const struct stmt LOAD = {"SELECT body FROM checks WHERE id=$1"};
    AUTO_TEXT body = text_with_ceiling(ANSWER_BYTES_MAX);
    TRY(store_bytes(n->store, &LOAD, VALUES(V_TEXT(id)), &body, err));
    return json_stored(text_seen(&body), out, err);
}

static RESULT add_judgements(struct node *n, struct view id, json_t *body, struct error *err) {
    static const struct stmt READ = {"SELECT candidate, judgement FROM judgement WHERE check_id=$1"};
    struct cursor c;
    TRY(store_query(n->store, &READ, VALUES(V_TEXT(id)), &c, err));
    while (cursor_next(&c)) {
        json_t *one = json_array_get(json_object_get(body, "candidates"), (size_t)cursor_int(&c, 0) - 1);
        if (one) json_put_view(one, "judgement", cursor_view(&c, 1));
    }
    return cursor_end(&c, err);
}

RESULT check_candidate(struct node *n, struct view check, int64_t number, json_t **candidate, json_t **whole, struct error *err) {
    json_t *body = NULL;
    TRY(check_load(n, check, &body, err));
    struct result r = add_judgements(n, check, body, err);
    json_t *one = number > 0 ? json_array_get(json_object_get(body, "candidates"), (size_t)number - 1) : NULL;
    if (!FAILED(r) && !one) r = FAIL(err, NOT_FOUND, "the check has no candidate of this number");
    if (FAILED(r)) {
        json_decref(body);
        return r;
    }
    *candidate = one;
    *whole = body;
    return DONE;
}

struct result check_show(struct node_call *call, struct error *err) {
    json_t *body = NULL;
    struct view id = json_view(call->params, "check");
    TRY(check_load(call->node, id, &body, err));
    call_answer(call, body);
    TRY(restricted_hidden(call->node, body, err));
    AUTO_JSON *more = json_object();
    json_put_view(more, "check", id);
    struct entry e = {.op = "consultation", .officer = call->officer, .register_name = REGISTER_ALERTS,
                      .purpose = json_view(body, "purpose"), .decision = VIEW("shown_again"), .more = more};
    TRY(write_entry(call->node, &e, NULL, err));
    return add_judgements(call->node, id, body, err);
}

struct result candidate_judge(struct node_call *call, struct error *err) {
    static const struct stmt JUDGE = {
        "INSERT INTO judgement(check_id, candidate, judgement, reason, officer, at) VALUES($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT(check_id, candidate) DO UPDATE SET judgement=$3, reason=$4, officer=$5, at=$6"};
    struct node *n = call->node;
    struct view id = json_view(call->params, "check"), judgement = json_view(call->params, "judgement");
    int64_t number = json_int(call->params, "candidate");
    json_t *candidate, *whole;
    if (!view_is(judgement, "hit") && !view_is(judgement, "dismissed") && !view_is(judgement, "unsure"))
        return FAIL(err, BAD_ARGUMENT, "judgement: hit, dismissed or unsure");
    TRY(check_candidate(n, id, number, &candidate, &whole, err));
    AUTO_JSON *held = whole;
    AUTO_TEXT who = text_with_ceiling(64);
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(store_run(n->store, &JUDGE,
                  VALUES(V_TEXT(id), V_INT(number), V_TEXT(judgement), V_TEXT(json_view(call->params, "reason")), V_TEXT(text_seen(&who)),
                         V_INT(now(n).ms)),
                  err));
    bool decides = (call->officer->roles & ROLE_BIT(case_officer)) != 0;  // an analyst's word is shown next time, and lowers nothing
    struct judged j = {id, judgement, json_view(call->params, "reason"), text_seen(&who), decides};
    TRY(judged_keep(n, whole, candidate, &j, err));
    AUTO_JSON *more = json_object();
    json_put_view(more, "check", id);
    TRY(commit_words(n, "reason_commit", json_view(call->params, "reason"), more, err));
    struct entry e = {.op = "judgement", .officer = call->officer, .about = json_view(candidate, "record"),
                      .register_name = REGISTER_ALERTS, .decision = judgement, .more = more};
    TRY(write_entry(n, &e, NULL, err));
    call_answer(call, json_pack("{s:b}", "ok", 1));
    return DONE;
}
