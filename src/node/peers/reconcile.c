// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/oversight/auditor.h"
#include "node/peers/reconcile.h"
#include "node/unread.h"

#include <stdlib.h>
#include <time.h>

// logged_message: what the entries of our log say, read from the log itself. again: further entries about the same message.
// reconciled: up to that number both logs agreed; rows below it are gone.
const struct migration RECONCILE_MIGRATIONS[] = {
    {"reconcile", 1,
     "CREATE TABLE logged_message(peer TEXT NOT NULL, channel TEXT NOT NULL, way TEXT NOT NULL, seq INTEGER NOT NULL, digest TEXT NOT NULL,"
     " log_index INTEGER NOT NULL, again INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(peer, channel, way, seq)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE logged_to(one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL) STRICT;"
     "CREATE TABLE reconciled(peer TEXT NOT NULL, channel TEXT NOT NULL, way TEXT NOT NULL, seq INTEGER NOT NULL,"
     " PRIMARY KEY(peer, channel, way)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE reconciliation(id INTEGER PRIMARY KEY, peer TEXT NOT NULL, at INTEGER NOT NULL, report TEXT NOT NULL) STRICT;"},
};
const size_t RECONCILE_MIGRATION_COUNT = sizeof RECONCILE_MIGRATIONS / sizeof *RECONCILE_MIGRATIONS;

enum {
    READ_AT_ONCE = 2000, PAGE = 1000, TIMEOUT_MS = 15000, RETRY_MS = 60000, SOON_MS = 50, LOOK_MS = HOUR_MS,
    DIFFERENCES_SHOWN = 50, REPORT_BYTES_MAX = 64 * 1024,
};
static const char *const ways[] = {"out", "in"};  // seen from this node
enum { WAYS = 2 };

struct job {                      // with one member
    bool wanted, flying;
    int lane, way;
    int64_t after, up_to;         // compared, and where this part ends
    int64_t began[LANE_COUNT][WAYS], end[LANE_COUNT][WAYS];
    int64_t log_end;              // our log is to be read up to here first
    int64_t matched, differing;
    json_t *differences;          // the first of them
    struct tick next_try;
};
struct reconcile_desk {
    struct job *of;               // in the order of n->peers
    size_t count;
    struct tick next_look;
};

struct reconcile_desk *reconcile_desk_new(size_t peers) {
    struct reconcile_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    d->of = calloc(peers ? peers : 1, sizeof *d->of);
    ENSURE(d->of);
    d->count = peers;
    return d;
}

struct reconcile_desk *reconcile_desk_free(struct reconcile_desk *d) {
    if (!d) return NULL;
    for (size_t i = 0; i < d->count; i++) json_decref(d->of[i].differences);
    free(d->of);
    free(d);
    return NULL;
}

static struct tick in_ms(const struct node *n, uint64_t ms) { return (struct tick){ticks(n).us + ms * 1000}; }

// ---- Reading our own log ----

// Only entries that may tell of a message are read as JSON.
static bool may_tell(struct view entry) {
    return memmem(entry.at, entry.bytes, "\"op\":\"message\"", 14) || memmem(entry.at, entry.bytes, "\"decision\":\"published\"", 22);
}

static RESULT note_entry(struct node *n, int64_t index, struct view bytes, struct error *err) {
    static const struct stmt NOTE = {
        "INSERT INTO logged_message(peer, channel, way, seq, digest, log_index) VALUES($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT(peer, channel, way, seq) DO UPDATE SET again = again + 1"};
    AUTO_JSON *e = NULL;
    if (!may_tell(bytes) || FAILED(json_strict(bytes, &e, NULL))) return DONE;
    struct view channel = json_view(e, "channel"), way = json_view(e, "direction");
    if (!channel.bytes || json_int(e, "seq") < 1) return DONE;
    return store_run(n->store, &NOTE, VALUES(V_TEXT(json_view(e, "peer")), V_TEXT(channel), V_TEXT(way), V_INT(json_int(e, "seq")),
                                             V_TEXT(json_view(e, "message_sha256")), V_INT(index)), err);
}

static RESULT entry_at(struct node *n, int64_t index, struct text *out, struct error *err) {
    static const struct stmt GET = {"SELECT entry FROM audit_entry WHERE id = $1"};
    text_clear(out);
    return store_bytes(n->store, &GET, VALUES(V_INT(index)), out, err);
}

// Read on, at most so many entries. *next gets the first that was not read.
static RESULT read_log(struct node *n, int64_t limit, int64_t *next, struct error *err) {
    static const struct stmt NEXT = {"SELECT next FROM logged_to"};
    static const struct stmt MOVE = {"INSERT INTO logged_to(one, next) VALUES(1, $1) ON CONFLICT(one) DO UPDATE SET next = $1"};
    AUTO_TEXT entry = text_with_ceiling(ENTRY_BYTES_MAX);
    uint64_t size;
    TRY(audit_size(n->store, &size, err));
    TRY(store_number(n->store, &NEXT, NO_VALUES, 0, next, err));
    int64_t from = *next;
    for (int64_t i = 0; i < limit && *next < (int64_t)size; i++, ++*next) {
        TRY(entry_at(n, *next, &entry, err));
        TRY(note_entry(n, *next, text_seen(&entry), err));
    }
    return *next > from ? store_run(n->store, &MOVE, VALUES(V_INT(*next)), err) : DONE;
}

// {"last": n, "items": [[number, digest, entry, further entries]..]}: what our log says of messages after..to.
static RESULT page_of(struct node *n, struct view peer, struct view channel, const char *way, int64_t after, int64_t to, json_t **out,
                      struct error *err) {
    static const struct stmt PAGE_OF = {
        "SELECT seq, digest, log_index, again FROM logged_message WHERE peer=$1 AND channel=$2 AND way=$3 AND seq > $4 AND seq <= $5 ORDER BY seq"};
    struct cursor c;
    json_t *items = json_array();
    struct result r = store_query(n->store, &PAGE_OF, VALUES(V_TEXT(peer), V_TEXT(channel), V_STR(way), V_INT(after), V_INT(to)), &c, err);
    if (!FAILED(r)) {
        while (cursor_next(&c)) {
            struct view digest = cursor_view(&c, 1);
            json_array_append_new(items, json_pack("[I,s%,I,I]", (json_int_t)cursor_int(&c, 0), digest.at, digest.bytes,
                                                   (json_int_t)cursor_int(&c, 2), (json_int_t)cursor_int(&c, 3)));
        }
        r = cursor_end(&c, err);
    }
    return json_given(r, items, out);
}

// ---- The other member asks ----

static RESULT answer_page(struct node *n, struct peer *p, const json_t *asked, json_t **out, struct error *err) {
    struct view channel = json_view(asked, "channel"), way = json_view(asked, "way");
    int64_t after = json_int(asked, "after"), to = json_int(asked, "to"), next;
    uint64_t size;
    json_t *items;
    bool in = view_is(way, "in");
    if ((!in && !view_is(way, "out")) || after < 0 || to < after || to - after > PAGE) return FAIL(err, BAD_FIELD, "way, after or to");
    TRY(read_log(n, READ_AT_ONCE, &next, err));
    TRY(audit_size(n->store, &size, err));
    TRY(page_of(n, id_of(p), channel, in ? "in" : "out", after, to, &items, err));
    *out = json_pack("{s:b,s:o}", "behind", next < (int64_t)size, "items", items);
    return DONE;
}

RESULT reconcile_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    struct envelope e;
    TRY(envelope_open(p->member, n->settings.authority, "reconcile", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    AUTO_JSON *answer = NULL;
    TRY(answer_page(n, p, e.payload, &answer, err));
    return envelope_seal(n->settings.signer, "reconciled", n->settings.authority, p->member->id, now(n), answer, reply, err);
}

// ---- Asking ----

static RESULT reconciled_to(struct node *n, struct view peer, const char *channel, const char *way, int64_t *out, struct error *err) {
    static const struct stmt GET = {"SELECT seq FROM reconciled WHERE peer=$1 AND channel=$2 AND way=$3"};
    return store_number(n->store, &GET, VALUES(V_TEXT(peer), V_STR(channel), V_STR(way)), 0, out, err);
}

// What is compared ends where both sides have it: what we took, and what we hold receipts for.
static RESULT set_bounds(struct node *n, const struct peer *p, struct job *job, struct error *err) {
    for (int l = 0; l < LANE_COUNT; l++) {
        const char *channel = lane_channel((enum lane_name)l);
        int64_t sent, waiting;
        TRY(outbox_last(n->store, id_of(p), view_of(channel), &sent, err));
        TRY(outbox_waiting(n->store, id_of(p), view_of(channel), &waiting, err));
        job->end[l][0] = sent - waiting;
        TRY(inbox_last(n->store, id_of(p), view_of(channel), &job->end[l][1], err));
        for (int w = 0; w < WAYS; w++) TRY(reconciled_to(n, id_of(p), channel, ways[w], &job->began[l][w], err));
    }
    return DONE;
}

static void part_begins(struct job *job) {
    job->after = job->began[job->lane][job->way];
    job->up_to = job->end[job->lane][job->way];
}

static RESULT job_begin(struct node *n, size_t peer, struct error *err) {
    struct job *job = &n->reconcile->of[peer];
    uint64_t size;
    if (job->wanted) return DONE;
    TRY(audit_size(n->store, &size, err));
    json_decref(job->differences);
    *job = (struct job){.wanted = true, .log_end = (int64_t)size, .differences = json_array()};
    TRY(set_bounds(n, &n->peers[peer], job, err));
    part_begins(job);
    return DONE;
}

static int64_t page_end(const struct job *job) { return job->up_to - job->after > PAGE ? job->after + PAGE : job->up_to; }

static RESULT ask_page(struct node *n, size_t peer, struct error *err) {
    struct job *job = &n->reconcile->of[peer];
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    AUTO_JSON *asked = json_pack("{s:s,s:s,s:I,s:I}", "channel", lane_channel((enum lane_name)job->lane), "way", ways[!job->way], "after",
                                 (json_int_t)job->after, "to", (json_int_t)page_end(job));
    TRY(envelope_seal(n->settings.signer, "reconcile", n->settings.authority, n->peers[peer].member->id, now(n), asked, &sealed, err));
    send_later(n, peer, "/m1/reconcile", &sealed, TIMEOUT_MS)->kind = FLIGHT_reconcile;
    job->flying = true;
    return DONE;
}

// ---- Comparing ----

static void differs(struct job *job, int64_t seq, const char *what, const json_t *here, const json_t *there) {
    if (job->differing++ >= DIFFERENCES_SHOWN) return;
    json_t *j = json_pack("{s:s,s:s,s:I,s:s}", "channel", lane_channel((enum lane_name)job->lane), "way", ways[job->way], "message", (json_int_t)seq,
                          "what", what);
    if (here) json_object_set(j, "entry_here", json_array_get(here, 2));
    if (there) json_object_set(j, "entry_there", json_array_get(there, 2));
    json_array_append_new(job->differences, j);
}

static void compare_one(struct job *job, int64_t seq, const json_t *here, const json_t *there) {
    if (!here) differs(job, seq, "not_in_our_log", here, there);
    if (!there) differs(job, seq, "not_in_their_log", here, there);
    if (!here || !there) return;
    if (!json_equal(json_array_get(here, 1), json_array_get(there, 1))) differs(job, seq, "another_message", here, there);
    else if (json_integer_value(json_array_get(here, 3))) differs(job, seq, "more_than_once_in_our_log", here, there);
    else if (json_integer_value(json_array_get(there, 3))) differs(job, seq, "more_than_once_in_their_log", here, there);
    else job->matched++;
}

// The item of that number, when it is the next of the list.
static const json_t *take_item(const json_t *items, size_t *at, int64_t seq) {
    const json_t *item = json_array_get(items, *at);
    if (!item || json_integer_value(json_array_get(item, 0)) != seq) return NULL;
    ++*at;
    return item;
}

static bool page_is_good(const json_t *items, int64_t after, int64_t to) {
    int64_t last = after;
    if (!json_is_array(items)) return false;
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        int64_t seq = json_integer_value(json_array_get(item, 0));
        if (seq <= last || seq > to || !json_is_string(json_array_get(item, 1)) || !json_is_integer(json_array_get(item, 2)) ||
            !json_is_integer(json_array_get(item, 3)))
            return false;
        last = seq;
    }
    return true;
}

static RESULT compare_page(struct node *n, size_t peer, const json_t *theirs, struct error *err) {
    struct job *job = &n->reconcile->of[peer];
    AUTO_JSON *ours = NULL;
    size_t o = 0, t = 0;
    int64_t to = page_end(job);
    if (!page_is_good(theirs, job->after, to)) return FAIL(err, BAD_FIELD, "a page of another form");
    TRY(page_of(n, id_of(&n->peers[peer]), view_of(lane_channel((enum lane_name)job->lane)), ways[job->way], job->after, to, &ours, err));
    for (int64_t seq = job->after + 1; seq <= to; seq++) {
        const json_t *here = take_item(ours, &o, seq), *there = take_item(theirs, &t, seq);
        compare_one(job, seq, here, there);
    }
    job->after = to;
    return DONE;
}

// ---- The end of it ----

static RESULT forget_agreed(struct node *n, const struct peer *p, const struct job *job, struct error *err) {
    static const struct stmt AGREED = {
        "INSERT INTO reconciled(peer, channel, way, seq) VALUES($1, $2, $3, $4) ON CONFLICT(peer, channel, way) DO UPDATE SET seq = $4"};
    for (int l = 0; l < LANE_COUNT; l++)
        for (int w = 0; w < WAYS; w++)
            TRY(store_run(n->store, &AGREED, VALUES(V_TEXT(id_of(p)), V_STR(lane_channel((enum lane_name)l)), V_STR(ways[w]), V_INT(job->end[l][w])), err));
    return DONE;
}

static json_t *report_of(const struct node *n, const struct peer *p, const struct job *job) {
    json_t *covered = json_object();
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, now(n));
    for (int l = 0; l < LANE_COUNT; l++)
        json_object_set_new(covered, lane_channel((enum lane_name)l),
                            json_pack("{s:[I,I],s:[I,I]}", "out", (json_int_t)job->began[l][0] + 1, (json_int_t)job->end[l][0], "in",
                                      (json_int_t)job->began[l][1] + 1, (json_int_t)job->end[l][1]));
    return json_pack("{s:s,s:s,s:s,s:I,s:I,s:o,s:O}", "member", p->member->id, "at", text_string(&at), "result", job->differing ? "differs" : "same",
                     "matched", (json_int_t)job->matched, "differing", (json_int_t)job->differing, "messages", covered, "differences", job->differences);
}

static RESULT finish(struct node *n, size_t peer, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO reconciliation(peer, at, report) VALUES($1, $2, $3)"};
    struct job *job = &n->reconcile->of[peer];
    struct peer *p = &n->peers[peer];
    AUTO_JSON *report = report_of(n, p, job);
    AUTO_TEXT text = text_with_ceiling(REPORT_BYTES_MAX);
    AUTO_JSON *more = json_pack("{s:I,s:I}", "matched", (json_int_t)job->matched, "differing", (json_int_t)job->differing);
    struct entry e = {.op = "reconciliation", .peer = id_of(p), .decision = job->differing ? VIEW("differs") : VIEW("same"), .more = more};
    text_json(&text, report);
    ENSURE(text_ok(&text));
    TRY(store_run(n->store, &KEEP, VALUES(V_TEXT(id_of(p)), V_INT(now(n).ms), V_TEXT(text_seen(&text))), err));
    if (!job->differing) TRY(forget_agreed(n, p, job, err));
    TRY(write_entry(n, &e, NULL, err));
    struct entry alarm = {.op = "alarm", .peer = id_of(p), .decision = VIEW("logs_differ"), .more = more};
    if (job->differing) TRY(write_entry(n, &alarm, NULL, err));
    job->wanted = false;
    return DONE;
}

// The next part that has anything to compare; the end when there is none.
static RESULT go_on(struct node *n, size_t peer, struct error *err) {
    struct job *job = &n->reconcile->of[peer];
    while (job->after >= job->up_to) {
        if (++job->way == WAYS) job->way = 0, job->lane++;
        if (job->lane == LANE_COUNT) return finish(n, peer, err);
        part_begins(job);
    }
    return ask_page(n, peer, err);
}

static RESULT heard(struct node *n, size_t peer, int status, struct view body, struct error *err) {
    struct envelope e;
    if (status != 200) return FAIL(err, UNREACHABLE, "status %d", status);
    TRY(envelope_open(n->peers[peer].member, n->settings.authority, "reconciled", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    if (json_flag(e.payload, "behind")) return DONE;  // it reads its own log first
    return compare_page(n, peer, json_object_get(e.payload, "items"), err);
}

void reconcile_landed(struct node *n, const struct flight *f, int status, struct view body) {
    struct job *job = &n->reconcile->of[f->peer];
    struct error err = {0};
    struct result r = heard(n, f->peer, status, body, &err);
    job->flying = false;
    job->next_try = in_ms(n, FAILED(r) ? RETRY_MS : SOON_MS);
}

void reconcile_lost(struct node *n, const struct flight *f) {
    n->reconcile->of[f->peer].flying = false;
    n->reconcile->of[f->peer].next_try = in_ms(n, RETRY_MS);
}

// ---- When ----

static int month_of(struct instant t) {
    time_t seconds = (time_t)(t.ms / 1000);
    struct tm day;
    gmtime_r(&seconds, &day);
    return day.tm_year * 12 + day.tm_mon;
}

// In each month once; the first time when the month of the log's beginning is over.
static RESULT is_due(struct node *n, struct view peer, bool *out, struct error *err) {
    static const struct stmt LAST = {"SELECT max(at) FROM reconciliation WHERE peer = $1"};
    static const struct stmt FIRST = {"SELECT at FROM audit_checkpoint ORDER BY size LIMIT 1"};
    int64_t last;
    TRY(store_number(n->store, &LAST, VALUES(V_TEXT(peer)), 0, &last, err));
    if (!last) TRY(store_number(n->store, &FIRST, NO_VALUES, now(n).ms, &last, err));
    *out = month_of((struct instant){last}) < month_of(now(n));
    return DONE;
}

static RESULT look(struct node *n, struct error *err) {
    for (size_t i = 0; i < n->peer_count; i++) {
        bool due;
        TRY(is_due(n, id_of(&n->peers[i]), &due, err));
        if (due) TRY(job_begin(n, i, err));
    }
    return DONE;
}

static RESULT work_on(struct node *n, size_t peer, struct error *err) {
    struct job *job = &n->reconcile->of[peer];
    int64_t next;
    TRY(read_log(n, READ_AT_ONCE, &next, err));
    job->next_try = in_ms(n, SOON_MS);
    return next < job->log_end ? DONE : go_on(n, peer, err);
}

static RESULT work(struct node *n, struct error *err) {
    struct reconcile_desk *d = n->reconcile;
    bool looking = ticks(n).us >= d->next_look.us;
    if (looking) d->next_look = in_ms(n, LOOK_MS);
    if (looking) TRY(look(n, err));
    for (size_t i = 0; i < d->count; i++)
        if (d->of[i].wanted && !d->of[i].flying && ticks(n).us >= d->of[i].next_try.us) TRY(work_on(n, i, err));
    return DONE;
}

void reconcile_work(struct node *n) {
    struct error err;
    if (ticks(n).us < reconcile_wake(n).us || FAILED(turn(n, &err)) || FAILED(store_mark(n->store, &err))) return;
    struct result r = work(n, &err);
    if (!FAILED(r)) r = store_keep(n->store, &err);
    else store_undo(n->store);
    for (size_t i = 0; FAILED(r) && i < n->reconcile->count; i++) n->reconcile->of[i].next_try = in_ms(n, RETRY_MS);
}

struct tick reconcile_wake(const struct node *n) {
    const struct reconcile_desk *d = n->reconcile;
    struct tick wake = d->next_look;
    for (size_t i = 0; i < d->count; i++)
        if (d->of[i].wanted && !d->of[i].flying && d->of[i].next_try.us < wake.us) wake = d->of[i].next_try;
    return wake;
}

// ---- Handlers ----

struct result reconcile_now(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view member = json_view(call->params, "member");
    json_t *begun = json_array();
    call_answer(call, json_pack("{s:o}", "begun", begun));
    for (size_t i = 0; i < n->peer_count; i++) {
        if (member.bytes && !view_same(member, id_of(&n->peers[i]))) continue;
        TRY(job_begin(n, i, err));
        json_array_append_new(begun, json_string(n->peers[i].member->id));
    }
    if (!json_array_size(begun)) return FAIL(err, NOT_FOUND, "no such member");
    struct entry e = {.op = "consultation", .officer = call->officer, .decision = VIEW("reconciliation_wished")};
    return write_entry(n, &e, NULL, err);
}

struct result reconciliations_listed(struct node_call *call, struct error *err) {
    static const struct stmt ALL = {"SELECT report, id FROM reconciliation ORDER BY id DESC LIMIT 100"};
    struct node *n = call->node;
    struct cursor c;
    json_t *list = json_array(), *running = json_array();
    call_answer(call, json_pack("{s:o,s:o}", "reports", list, "running", running));
    unread_begin(call->answer);
    for (size_t i = 0; i < n->peer_count; i++)
        if (n->reconcile->of[i].wanted) json_array_append_new(running, json_string(n->peers[i].member->id));
    TRY(store_query(n->store, &ALL, NO_VALUES, &c, err));
    while (cursor_next(&c)) {
        json_t *report;
        if (FAILED(json_strict(cursor_view(&c, 0), &report, NULL))) unread_numbered(call->answer, "reconciliation", cursor_int(&c, 1));
        else json_array_append_new(list, report);
    }
    return cursor_end(&c, err);
}
