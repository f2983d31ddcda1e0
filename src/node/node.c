// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// node.c — standing up, turns, flush. Invariants:
//   1 nobody is told anything, and nothing is sent, before the transaction that it belongs to is durable;
//   2 a piece of work that fails is undone alone;
//   3 what lives in memory follows the change feed, after the commit;
//   4 after a failed flush to disk the node does nothing more: it must be started again.
#include "node/records/ahead.h"
#include "node/checks/asking.h"
#include "node/checks/checks.h"
#include "node/checks/budget.h"
#include "node/peers/generation.h"
#include "node/evidence/evidence.h"
#include "node/orders/orders.h"
#include "registers/evidence/destructions.h"
#include "registers/evidence/openings.h"
#include "registers/evidence/timeline.h"
#include "node/peers/greet.h"
#include "node/records/index_file.h"
#include "node/records/tending.h"
#include "node/checks/judged.h"
#include "node/dna/dna.h"
#include "node/peers/reconcile.h"
#include "node/people/signin.h"
#include "node/oversight/reports.h"
#include "node/sealed/sealed.h"
#include "node/peers/witnesses.h"
#include "node/keeping.h"
#include "node/passed.h"
#include "node/prints/prints.h"
#include "registers/alerts/alerts.h"
#include "registers/evidence/hashes.h"
#include "registers/evidence/quarantine.h"
#include "registers/evidence/restrictions.h"
#include "registers/evidence/terms.h"

#include <stdlib.h>

static const char *const role_names[] = {
#define X(name) #name,
    ROLE_LIST(X)
#undef X
};

const char *role_name(enum role r) { return r < ROLE_COUNT ? role_names[r] : "?"; }

bool role_read(struct view v, enum role *out) {
    for (enum role r = 0; r < ROLE_COUNT; r++) {
        if (!view_is(v, role_names[r])) continue;
        *out = r;
        return true;
    }
    return false;
}

struct instant now(const struct node *n) { return sys_now(n->sys); }
struct tick ticks(const struct node *n) { return sys_tick(n->sys); }
const char *node_index_told(const struct node *n) { return n->index_told; }

struct peer *peer_of(struct node *n, struct view member) {
    for (size_t i = 0; i < n->peer_count; i++)
        if (view_is(member, n->peers[i].member->id)) return &n->peers[i];
    return NULL;
}

// ---- The index follows the feed ----

unsigned shelf_of(const struct node *n, const struct peer *p) { return OWN_SHELF + 1 + (unsigned)(p - n->peers); }
size_t shelf_count(const struct node *n, unsigned shelf) { return match_index_count(n->index, match_shelf(shelf)); }

RESULT index_body(struct node *n, int64_t id, unsigned shelf, struct view body, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject s;
    if (FAILED(alert_subject(body, &a, &s, NULL))) return FAIL(err, STORE_DAMAGED, "a record's body is none");
    struct result put = match_index_put(n->index, (uint64_t)id, shelf, &s, err);
    if (put.code != CODE_BAD_FIELD) return put;
    match_index_drop(n->index, (uint64_t)id);  // it is kept, and found by its name only
    return DONE;
}

static RESULT index_record(struct node *n, const struct record *r, struct error *err) {
    bool own = view_is(r->owner, n->settings.authority);
    struct peer *p = own ? NULL : peer_of(n, r->owner);
    if (!own && !p) return DONE;  // a member that left the trust list: its copies wait for their end
    return index_body(n, r->id, own ? OWN_SHELF : shelf_of(n, p), r->body, err);
}

// A record that can't be read stands on no shelf, is noted (passed.h), and hides no other.
struct indexing {
    struct node *n;
    json_t *unread;  // their names
};

static struct result index_one(void *ctx, const struct record *r, struct error *err) {
    struct indexing *i = ctx;
    struct result put = index_record(i->n, r, err);
    if (put.code != CODE_STORE_DAMAGED) return put;
    match_index_drop(i->n->index, (uint64_t)r->id);
    record_unread(i->unread, r);
    return DONE;
}

static struct result follow(void *ctx, int64_t id, const struct record *r, struct error *err) {
    struct indexing *i = ctx;
    if (r) return index_one(i, r, err);
    match_index_drop(i->n->index, (uint64_t)id);
    return DONE;
}

static RESULT follow_feed(struct node *n, struct error *err) {
    enum { PORTION = 4096 };
    AUTO_JSON *unread = json_array();
    struct indexing ix = {n, unread};
    for (int64_t before = -1; before != n->feed_seen;) {
        before = n->feed_seen;
        TRY(record_follow(n->store, before, PORTION, ahead_known(n), follow, &ix, &n->feed_seen, err));
    }
    if (n->ahead) TRY(feed_position(n->store, &n->feed_seen, err));  // what was passed over stands behind the last one
    return passed_records(n, unread, err);
}

// ---- Standing up ----

static RESULT make_tables(struct store *s, struct error *err) {
    TRY(store_migrate(s, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, err));
    TRY(store_migrate(s, RECORDS_MIGRATIONS, RECORDS_MIGRATION_COUNT, err));
    TRY(store_migrate(s, CHANNEL_MIGRATIONS, CHANNEL_MIGRATION_COUNT, err));
    TRY(store_migrate(s, BUDGET_MIGRATIONS, BUDGET_MIGRATION_COUNT, err));
    TRY(store_migrate(s, GREETING_MIGRATIONS, GREETING_MIGRATION_COUNT, err));
    TRY(store_migrate(s, REQUEST_MIGRATIONS, REQUEST_MIGRATION_COUNT, err));
    TRY(store_migrate(s, PEOPLE_MIGRATIONS, PEOPLE_MIGRATION_COUNT, err));
    TRY(store_migrate(s, SIGNIN_MIGRATIONS, SIGNIN_MIGRATION_COUNT, err));
    TRY(store_migrate(s, ALERT_MIGRATIONS, ALERT_MIGRATION_COUNT, err));
    TRY(store_migrate(s, CHECK_MIGRATIONS, CHECK_MIGRATION_COUNT, err));
    TRY(store_migrate(s, JUDGED_MIGRATIONS, JUDGED_MIGRATION_COUNT, err));
    TRY(store_migrate(s, INDEX_FILE_MIGRATIONS, INDEX_FILE_MIGRATION_COUNT, err));
    TRY(store_migrate(s, CERTIFICATE_MIGRATIONS, CERTIFICATE_MIGRATION_COUNT, err));
    TRY(store_migrate(s, GENERATION_MIGRATIONS, GENERATION_MIGRATION_COUNT, err));
    TRY(store_migrate(s, BREACH_MIGRATIONS, BREACH_MIGRATION_COUNT, err));
    TRY(store_migrate(s, STATISTIC_MIGRATIONS, STATISTIC_MIGRATION_COUNT, err));
    TRY(store_migrate(s, EXCHANGE_MIGRATIONS, EXCHANGE_MIGRATION_COUNT, err));
    TRY(store_migrate(s, RECONCILE_MIGRATIONS, RECONCILE_MIGRATION_COUNT, err));
    TRY(store_migrate(s, ITEM_MIGRATIONS, ITEM_MIGRATION_COUNT, err));
    TRY(store_migrate(s, QUARANTINE_MIGRATIONS, QUARANTINE_MIGRATION_COUNT, err));
    TRY(store_migrate(s, TERM_MIGRATIONS, TERM_MIGRATION_COUNT, err));
    TRY(store_migrate(s, TIMELINE_MIGRATIONS, TIMELINE_MIGRATION_COUNT, err));
    TRY(store_migrate(s, OPENING_MIGRATIONS, OPENING_MIGRATION_COUNT, err));
    TRY(store_migrate(s, DESTRUCTION_MIGRATIONS, DESTRUCTION_MIGRATION_COUNT, err));
    TRY(store_migrate(s, RESTRICTION_MIGRATIONS, RESTRICTION_MIGRATION_COUNT, err));
    TRY(store_migrate(s, HASH_MIGRATIONS, HASH_MIGRATION_COUNT, err));
    TRY(store_migrate(s, SEALED_MIGRATIONS, SEALED_MIGRATION_COUNT, err));
    TRY(store_migrate(s, DNA_MIGRATIONS, DNA_MIGRATION_COUNT, err));
    TRY(store_migrate(s, PRINTS_MIGRATIONS, PRINTS_MIGRATION_COUNT, err));
    TRY(store_migrate(s, ORDER_MIGRATIONS, ORDER_MIGRATION_COUNT, err));
    TRY(store_migrate(s, PASSED_MIGRATIONS, PASSED_MIGRATION_COUNT, err));
    return store_migrate(s, PUBLISH_MIGRATIONS, PUBLISH_MIGRATION_COUNT, err);
}

// All in one transaction: one flush to disk, and no store that is half made.
static RESULT open_store(const struct sys *sys, const char *path, struct store **out, struct error *err) {
    TRY(store_open(sys, path, out, err));
    TRY(store_begin(*out, err));
    struct result r = make_tables(*out, err);
    if (!FAILED(r)) return store_commit(*out, err);
    store_rollback(*out);
    return r;
}

RESULT node_store_make(const struct sys *sys, const char *path, struct error *err) {
    struct store *s = NULL;
    struct result r = open_store(sys, path, &s, err);
    store_close(s);
    return r;
}

static RESULT meet_peers(struct node *n, struct error *err) {
    size_t count = trust_count(n->trust);
    if (count > MATCH_SHELVES) return FAIL(err, TOO_BIG, "the trust list has %zu members; a node searches those of %d", count, MATCH_SHELVES);
    n->peers = calloc(count ? count : 1, sizeof *n->peers);
    ENSURE(n->peers);
    for (size_t i = 0; i < count; i++) {
        const struct member *m = trust_at(n->trust, i);
        if (strcmp(m->id, n->settings.authority) == 0) {
            n->me = m;
            continue;
        }
        n->peers[n->peer_count++] = (struct peer){.member = m, .copy_behind = true};
    }
    return n->me ? DONE : FAIL(err, NOT_TRUSTED, "the trust list has no member \"%.20s\"", n->settings.authority);
}

static RESULT load_index(struct node *n, struct error *err) {
    AUTO_JSON *unread = json_array();
    struct indexing ix = {n, unread};
    if (index_file_taken(n)) return follow_feed(n, err);
    n->index_saved = -1;
    TRY(feed_position(n->store, &n->feed_seen, err));
    TRY(record_all(n->store, VIEW(""), 0, INT64_MAX, index_one, &ix, err));
    return passed_records(n, unread, err);
}

static void digest_law(struct node *n) {
    AUTO_TEXT t = text_with_ceiling(64 * 1024 * 1024);
    law_canonical(n->settings.law, &t);
    ENSURE(text_ok(&t));
    n->law_digest = sha256(text_seen(&t));
}

static RESULT stand_up(struct node *n, struct error *err) {
    TRY(trust_read(n->settings.trust_list, n->settings.trust_anchor, now(n), &n->trust, err));
    TRY(meet_peers(n, err));
    TRY(open_store(n->sys, n->settings.store_path, &n->store, err));
    TRY(trust_keep(n->store, n->trust, err));
    TRY(generation_own(n, err));
    TRY(audit_log_open(n->store, n->settings.log_key, n->settings.authority, &n->log, err));
    TRY(passed_counted(n, err));
    TRY(witnesses_up(n, err));
    n->reconcile = reconcile_desk_new(n->peer_count);
    digest_law(n);
    TRY(generation_begun(n, err));
    TRY(load_index(n, err));
    if (store_is_open(n->store)) TRY(store_commit(n->store, err));
    TRY(dna_stand_up(n, err));
    TRY(prints_stand_up(n, err));
    n->index_whole = true;
    n->unpublished = true;
    return DONE;
}

RESULT node_open(const struct sys *sys, const struct node_settings *settings, struct node **out, struct error *err) {
    struct node *n = calloc(1, sizeof *n);
    ENSURE(n);
    n->sys = sys;
    n->settings = *settings;
    n->told_end = &n->told;
    n->answered_end = &n->answered;
    n->held_end = &n->held;
    n->ready_end = &n->ready;
    n->index = match_index_new();
    if (settings->index_file) ENSURE(n->index_path = strdup(settings->index_file));
    n->sealed = sealed_desk_new();
    n->dna = dna_desk_new(settings->dna);
    n->prints = prints_desk_new(settings->prints);
    if (!n->settings.check_budget_ms) n->settings.check_budget_ms = 1000;
    if (!n->settings.hello_ms) n->settings.hello_ms = 1000;
    if (!n->settings.cosign_ms) n->settings.cosign_ms = MINUTE_MS;
    struct result r = node_thresholds_fit(settings->law, settings->thresholds, settings->threshold_count, err);
    if (!FAILED(r)) r = stand_up(n, err);
    if (!FAILED(r)) r = evidence_open(n, err);  // the vault is ours once the store is
    if (FAILED(r)) {
        node_close(n);
        return r;
    }
    *out = n;
    return DONE;
}

static void free_outgoing(struct outgoing *o) {
    while (o) {
        struct outgoing *next = o->next;
        text_free(&o->out.body);
        free(o);
        o = next;
    }
}

static void free_waiting(struct node *n) {
    while (n->told) {
        struct told *t = n->told;
        n->told = t->next;
        json_decref(t->answer);
        free(t->backup);
        free(t);
    }
    while (n->answered) {
        struct answered *a = n->answered;
        n->answered = a->next;
        text_free(&a->body);
        free(a);
    }
    while (n->flights) {
        struct flight *f = n->flights;
        n->flights = f->next;
        asking_free(f->asking);
        free(f);
    }
    asking_free(n->asking);
    free_outgoing(n->held);
    free_outgoing(n->ready);
}

struct node *node_close(struct node *n) {
    if (!n) return NULL;
    n->tending = tending_end(n->tending);
    index_file_leave(n);
    free_waiting(n);
    checks_free(n);
    imports_free(n);
    sealed_desk_free(n->sealed);
    n->witnesses = witnesses_free(n->witnesses);
    dna_desk_free(n->dna);
    prints_desk_free(n->prints);
    n->reconcile = reconcile_desk_free(n->reconcile);
    subjects_free(n);
    fetches_free(n);
    n->evidence = evidence_free(n->evidence);
    audit_log_close(n->log);
    store_close(n->store);
    match_index_free(n->index);
    for (size_t i = 0; i < n->peer_count; i++) greetings_forget(&n->peers[i]);
    free(n->index_path);
    free(n->peers);
    trust_free(n->trust);
    free(n);
    return NULL;
}

// ---- Turns ----

RESULT turn(struct node *n, struct error *err) {
    if (n->stopped.code) return fail_with(err, n->stopped.code, "%s", n->stopped.detail);
    if (store_is_open(n->store)) return DONE;
    TRY(store_begin(n->store, err));
    n->changes_before = store_all_changes(n->store);
    return DONE;
}

bool turn_is_clean(const struct node *n) {
    return !store_is_open(n->store) || n->changes_before == store_all_changes(n->store);
}

struct told *tell(struct node *n, call_done *done, void *ctx, const struct error *failure, json_t *answer) {
    struct told *t = malloc(sizeof *t);
    ENSURE(t);
    *t = (struct told){.done = done, .ctx = ctx, .answer = answer};
    if (failure) t->failure = *failure;
    *n->told_end = t;
    n->told_end = &t->next;
    return t;
}

struct answered *answer_peer(struct node *n, wire_done *done, void *ctx, int status, struct view body) {
    struct answered *a = malloc(sizeof *a);
    ENSURE(a);
    *a = (struct answered){.done = done, .ctx = ctx, .status = status, .body = text_with_ceiling(ANSWER_BYTES_MAX)};
    text_view(&a->body, body);
    *n->answered_end = a;
    n->answered_end = &a->next;
    return a;
}

static json_t *failure_json(const struct error *failure) {
    return json_pack("{s:{s:s,s:s,s:s,s:s}}", "error", "code", code_name(failure->code), "cause", code_cause(failure->code),
                     "next", code_next(failure->code), "detail", failure->detail);
}

void answer_peer_failure(struct node *n, wire_done *done, void *ctx, const struct error *failure) {
    AUTO_JSON *j = failure_json(failure);
    AUTO_TEXT body = text_with_ceiling(4096);
    text_json(&body, j);
    answer_peer(n, done, ctx, code_http(failure->code), text_seen(&body));
}

struct flight *send_later(struct node *n, size_t peer, const char *path, struct text *body, int timeout_ms) {
    struct outgoing *o = malloc(sizeof *o);
    struct flight *f = malloc(sizeof *f);
    ENSURE(o && f);
    *f = (struct flight){.next = n->flights, .token = ++n->next_token, .peer = peer};
    n->flights = f;
    *o = (struct outgoing){.out = {f->token, n->peers[peer].member->id, path, *body, timeout_ms, strncmp(path, "/m1/", 4) != 0}};
    *body = text_with_ceiling(body->ceiling);
    *n->held_end = o;
    n->held_end = &o->next;
    return f;
}

static RESULT handle(struct node *n, struct node_call *call, node_handler *handler, struct error *err) {
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = handler(call, err);
    if (FAILED(r)) {
        if (!call->stays) store_undo(n->store);
        else TRY(store_keep(n->store, err));
        return r;
    }
    return store_keep(n->store, err);
}

void node_call(struct node *n, node_handler *handler, const struct officer *officer, const json_t *params, call_done *done,
               void *ctx) {
    struct node_call call = {.node = n, .officer = officer, .params = params, .done = done, .ctx = ctx};
    struct error err = {0};
    int64_t changes = store_all_changes(n->store);
    struct result r = handle(n, &call, handler, &err);
    if (FAILED(r)) {
        err.code = r.code;
        json_decref(call.answer);
        free(call.backup);
        if (!call.later) tell(n, done, ctx, &err, NULL);
    } else if (!call.later) {
        struct told *t = tell(n, done, ctx, NULL, call.answer ? call.answer : json_object());
        t->backup = call.backup;
        t->only_read = changes == store_all_changes(n->store);
    }
}

void call_answer(struct node_call *call, json_t *answer) {
    json_decref(call->answer);
    call->answer = answer;
}

// ---- Flush ----

// Once committed, waiting work may go: first the messages, then the people.
static void release_messages(struct node *n) {
    if (!n->held) return;
    *n->ready_end = n->held;
    n->ready_end = n->held_end;
    n->held = NULL;
    n->held_end = &n->held;
}

// The commit failed: what was promised in it never happened.
static void withdraw(struct node *n, const struct error *why) {
    checks_abort(n, why);  // first, so that no question of this turn is answered by its own failure
    asking_withdraw(n);
    while (n->held) {
        struct outgoing *o = n->held;
        n->held = o->next;
        uint64_t token = o->out.token;
        text_free(&o->out.body);
        free(o);
        node_wire_failed(n, token, CODE_BUSY);
    }
    n->held_end = &n->held;
    for (struct told *t = n->told; t; t = t->next) {
        if (t->only_read) continue;
        json_decref(t->answer);
        t->answer = NULL;
        if (t->failure.code == CODE_OK) t->failure = *why;
    }
    for (struct answered *a = n->answered; a; a = a->next) {
        if (a->only_read) continue;
        AUTO_JSON *j = failure_json(why);
        text_clear(&a->body);
        text_json(&a->body, j);
        a->status = code_http(why->code);
    }
}

// SQLite copies a store only while nothing is being written to it: right after the commit.
static void write_backups(struct node *n) {
    for (struct told *t = n->told; t; t = t->next) {
        if (!t->backup || t->failure.code != CODE_OK) continue;
        struct error why = {0};
        struct result r = store_backup(n->store, t->backup, &why);
        if (!FAILED(r)) continue;
        json_decref(t->answer);
        t->answer = NULL;
        t->failure = why;
        t->failure.code = r.code;
    }
}

static void tell_all(struct node *n) {
    while (n->told || n->answered) {  // who is told may ask again: that goes to the next turn
        struct told *people = n->told;
        struct answered *peers = n->answered;
        n->told = NULL;
        n->told_end = &n->told;
        n->answered = NULL;
        n->answered_end = &n->answered;
        while (peers) {
            struct answered *next = peers->next;
            peers->done(peers->ctx, peers->status, text_seen(&peers->body));
            text_free(&peers->body);
            free(peers);
            peers = next;
        }
        while (people) {
            struct told *next = people->next;
            people->done(people->ctx, people->failure.code ? &people->failure : NULL, people->answer);
            json_decref(people->answer);
            free(people->backup);
            free(people);
            people = next;
        }
        if (store_is_open(n->store)) return;
    }
}

// Until it is tried again, with the next sweep at the latest.
static void nothing_published(struct node *n) {
    n->unpublished = false, n->unpublishable = true;
    for (size_t i = 0; i < n->peer_count; i++) n->peers[i].copy_behind = true;
}

// What can't be published must not keep everything else from being committed: the members' copies are then said to be behind, it is
// noted, and tried again when there is something new and with each sweep.
static RESULT publish_or_wait(struct node *n, struct error *err) {
    struct error why = {0};
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = publish_some(n, &why);
    if (!FAILED(r)) r = passed_no_more(n, "publication", VIEW(""), &why);
    n->unpublishable = FAILED(r);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    if (fault_of_ours(n, r.code)) return fail_with(err, r.code, "%s", why.detail);
    nothing_published(n);
    return passed_over(n, "publication", VIEW(""), r.code, err);
}

static RESULT commit(struct node *n, struct error *err) {
    if (n->stopped.code == CODE_STORE_ROLLED_BACK) return turn(n, err);
    if (n->unpublished && !n->stopped.code) TRY(publish_or_wait(n, err));
    return store_is_open(n->store) ? store_commit(n->store, err) : DONE;
}

// A copy is known to be whole by what this turn took in: only when the turn is durable, and the indexes have followed.
static void copies_known(struct node *n, bool durable) {
    for (size_t i = 0; i < n->peer_count; i++) {
        struct peer *p = &n->peers[i];
        if (durable && p->copy_then.ms) p->copy_as_of = p->copy_then;
        p->copy_then = (struct instant){0};
    }
}

RESULT node_flush(struct node *n, struct error *err) {
    struct error why = {0};
    for (size_t i = 0; i < n->peer_count; i++) n->peers[i].in_turn = 0;
    if (!store_is_open(n->store)) store_tidy(n->store);  // nothing was written: nobody waits for an answer
    struct result r = commit(n, &why);
    if (FAILED(r)) {
        if (store_is_open(n->store)) store_rollback(n->store);
        why.code = r.code;
        if (!n->stopped.code && (r.code == CODE_DISK_FAILED || r.code == CODE_STORE_DAMAGED)) n->stopped = why;
        nothing_published(n);
        copies_known(n, false);
        ahead_settled(n, false);
        passed_settled(n, false);
        sealed_settled(n, false);
        withdraw(n, &why);
        tell_all(n);
        if (err) *err = why;
        return r;
    }
    passed_settled(n, true);
    sealed_settled(n, true);
    write_backups(n);
    checks_durable(n);
    ahead_caught_up(n);
    r = follow_feed(n, &why);
    ahead_settled(n, true);
    if (!FAILED(r)) r = dna_follow(n, &why);
    why.code = r.code;
    if (FAILED(r) && !n->stopped.code) n->stopped = why;  // an index that is not the register must not answer
    copies_known(n, !FAILED(r));
    release_messages(n);
    asking_work(n);
    sealed_batches(n);
    lanes_work(n);
    release_messages(n);
    tell_all(n);
    index_file_care(n);
    if (FAILED(r) && err) *err = why;
    return r;
}

bool node_next_out(struct node *n, struct wire_out *out) {
    struct outgoing *o = n->ready;
    if (!o) return false;
    n->ready = o->next;
    if (!n->ready) n->ready_end = &n->ready;
    *out = o->out;
    free(o);
    return true;
}

// ---- Time ----

static struct tick sooner(struct tick a, struct tick b) { return a.us < b.us ? a : b; }

struct tick node_wake(const struct node *n) {
    struct tick t = sooner(n->next_care, wire_wake(n));
    if (n->unpublished && !n->stopped.code) return (struct tick){0};
    return sooner(sooner(t, sooner(evidence_wake(n), sooner(sealed_wake(n), sooner(dna_wake(n), prints_wake(n))))),
                  sooner(checks_wake(n), sooner(witnesses_wake(n), sooner(reconcile_wake(n), sooner(subjects_wake(n), lost_wake(n))))));
}

static struct result keep_name(void *ctx, const struct record *r, struct error *err) {
    (void)err;
    record_unread(ctx, r);
    return DONE;
}

static struct result expire_one(struct node *n, struct view name, struct error *err) {
    struct view owner, reg, uid;
    if (!record_name_read(name, &owner, &reg, &uid)) return FAIL(err, STORE_DAMAGED, "a record's name is none");
    struct record r = {.owner = owner, .reg = reg, .uid = uid};
    bool own = view_is(owner, n->settings.authority);
    int64_t index;
    if (FAILED(record_held(n, name, NULL))) return DONE;
    TRY(judged_forget(n, name, err));
    TRY(own ? withdraw_record(n, &r, err) : record_drop(n->store, owner, reg, uid, err));
    struct entry e = {.op = "erasure", .about = name, .register_name = reg, .decision = VIEW("term_over")};
    TRY(write_entry(n, &e, &index, err));
    return own ? record_deleted(n, name, "term_over", index, err) : DONE;
}

// Nothing survives its date (promise P7): own records and copies alike, each expiry an entry. So many a turn; what a hold keeps is
// passed over, and the next turn goes on behind it.
static RESULT expire(struct node *n, struct error *err) {
    enum { PORTION = 500 };
    AUTO_JSON *names = json_array();
    TRY(record_expired(n->store, now(n), PORTION, &n->expired, keep_name, names, err));
    for (size_t i = 0; i < json_array_size(names); i++)
        TRY(cared(n, "expiry", expire_one, view_of(json_string_value(json_array_get(names, i))), err));
    return DONE;
}

static RESULT requests_forgotten(struct node *n, struct error *err) {
    int64_t forgotten;
    TRY(exchanges_forgotten(n, kept_since(n, TERM_request), err));
    TRY(request_forget(n->store, kept_since(n, TERM_request), &forgotten, err));
    return expiry_noted(n, "requests", forgotten, err);
}

static RESULT evidence_forgotten(struct node *n, struct error *err) {
    int64_t erased;
    TRY(audit_erase(n->store, now(n), &erased, err));
    return expiry_noted(n, "evidence_of_the_log", erased, err);
}

// What has lasted its time is swept out once a minute.
static void sweep(struct node *n) {
    static const struct {
        const char *part;
        caring *care;
    } parts[] = {{"people", people_care}, {"judgements", judged_care}, {"orders", orders_care}, {"emergencies", emergencies_care}, {"answers", keeping_care},
                 {"budgets", budget_care}, {"generation", generation_care}, {"hashes", hashes_care}, {"evidence", terms_care},
                 {"requests_forgotten", requests_forgotten}, {"evidence_of_the_log", evidence_forgotten}, {"passed", passed_care}};
    if (ticks(n).us < n->next_sweep.us) return;
    n->next_sweep = (struct tick){ticks(n).us + (uint64_t)MINUTE_MS * 1000};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) apart(n, parts[i].part, parts[i].care);
    n->unpublished = n->unpublished || n->unpublishable;
}

void node_work(struct node *n) {
    if (n->stopped.code) return;
    checks_work(n);
    greetings_work(n);
    sealed_work(n);
    witnesses_work(n);
    dna_work(n);
    prints_work(n);
    reconcile_work(n);
    subjects_work(n);
    lost_work(n);
    evidence_work(n);
    if (ticks(n).us < n->next_care.us) return;
    n->next_care = (struct tick){ticks(n).us + 1000000};
    tending_work(n);
    apart(n, "expiry", expire);
    sweep(n);
    apart(n, "round_requests", round_requests);
    apart(n, "round_records", round_records);
    apart(n, "statistics", statistics_care);
    apart(n, "checkpoint", checkpoint_now);
}
