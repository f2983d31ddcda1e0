// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// subjects.c — where have one person's data been? For the data-protection officer who answers a data subject, or a supervisor
// (Directive (EU) 2016/680 arts. 14, 16 and 17): records here and copies, to whom each own record went, checks and requests that
// hold it, what was read out of evidence, every other place with words that people wrote (places.c), entries of the log that
// are about it, and what the other members hold of ours. One question, one answer, which says what it could not reach. It
// looks through the store a portion at a time, so that nobody waits for it.
#include "node/oversight/auditor.h"
#include "node/oversight/reports.h"
#include "node/peers/witnesses.h"

#include "registers/alerts/alerts.h"
#include "node/unread.h"

#include <stdlib.h>

enum {
    FOUND_MOST = 50, NEEDLES_MOST = 100, NEEDLE_BYTES_MIN = 4, NAMED_MOST = 200, PLACES_MOST = 500, PORTION = 2000, PEERS_WAIT_MS = 10000, PROOFS_MOST = 100,
    LOG_MOST = 5000,
};

enum stage { STAGE_evidence, STAGE_checks, STAGE_readings, STAGE_places, STAGE_log, STAGE_done };
struct subject_search {
    struct subject_search *next;
    char id[UUID_ROOM];
    struct officer officer;
    call_done *done;
    void *ctx;
    json_t *answer;
    json_t *needles;            // texts to be found in evidence and checks
    json_t *commits;            // hex of commitments whose evidence holds one
    json_t *threads;            // ids of checks and requests that hold one: entries name them in clear
    enum stage stage;
    int64_t at;                 // of the stage
    size_t place;               // of places.c
    struct text after;          // and the key in it
    size_t waiting;             // members
    uint64_t first_token, last_token;  // of its flights: they are queued together
    struct tick deadline;
    bool proofs;
};

static void free_search(struct subject_search *s) {
    text_free(&s->after);
    json_decref(s->answer), json_decref(s->needles), json_decref(s->commits), json_decref(s->threads);
    free(s);
}

void subjects_free(struct node *n) {
    while (n->searches) {
        struct subject_search *s = n->searches;
        n->searches = s->next;
        free_search(s);
    }
}

static json_t *list_of(const struct subject_search *s, const char *key) { return json_object_get(s->answer, key); }

static void add_needle(struct subject_search *s, struct view v) {
    if (v.bytes >= NEEDLE_BYTES_MIN && json_array_size(s->needles) < NEEDLES_MOST) json_array_append_new(s->needles, json_of(v));
}

// A number as it was written, and without what people write between its digits.
static void add_number(struct subject_search *s, struct view v) {
    AUTO_TEXT plain = text_with_ceiling(1000);
    for (size_t i = 0; i < v.bytes; i++)
        if (!memchr(" -./()", v.at[i], 6)) text_char(&plain, v.at[i]);
    add_needle(s, v);
    if (text_ok(&plain) && !view_same(text_seen(&plain), v)) add_needle(s, text_seen(&plain));
}

static bool holds_needle(const struct subject_search *s, struct view bytes) {
    for (size_t i = 0; i < json_array_size(s->needles); i++) {
        const json_t *needle = json_array_get(s->needles, i);
        if (memmem(bytes.at, bytes.bytes, json_string_value(needle), json_string_length(needle))) return true;
    }
    return false;
}

// ---- Records ----

static struct result add_sent(void *ctx, const struct sharing *row, struct error *err) {
    AUTO_TEXT at = text_with_ceiling(40);
    (void)err;
    text_instant(&at, row->sent_at);
    json_t *j = json_pack("{s:s,s:b,s:b}", "at", text_string(&at), "confirmed", row->confirmed_at.ms != 0, "withdrawn", row->version == 0);
    json_put_view(j, "member", row->member);
    json_array_append_new(ctx, j);
    return DONE;
}

static RESULT add_record(struct node *n, struct subject_search *s, const struct candidate *c, const struct record *r, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(400), until = text_with_ceiling(40);
    record_name(&name, r);
    text_instant(&until, r->retain_until);
    bool own = view_is(r->owner, n->settings.authority);
    json_t *sent = json_array();
    json_t *j = json_pack("{s:s,s:b,s:f,s:I,s:s,s:o}", "record", text_string(&name), "own", own, "score", (double)c->score, "version", (json_int_t)r->version,
                          "retain_until", text_string(&until), "sent_to", sent);
    if (r->source.bytes) json_put_view(j, "list", r->source);
    json_array_append_new(list_of(s, "records"), j);
    add_needle(s, text_seen(&name));
    return own ? sharing_each(n->store, r->reg, r->uid, add_sent, sent, err) : DONE;
}

// Its words are damaged, but the index knows whom it is about: that it is here must be told.
static RESULT add_unread_record(struct node *n, struct subject_search *s, const struct candidate *c, struct error *err) {
    static const struct stmt NAME = {"SELECT owner, reg, uid FROM record WHERE id = $1"};
    struct cursor at;
    TRY(store_query(n->store, &NAME, VALUES(V_INT((int64_t)c->key)), &at, err));
    if (cursor_next(&at)) {
        AUTO_TEXT name = text_with_ceiling(400);
        struct record r = {.owner = cursor_view(&at, 0), .reg = cursor_view(&at, 1), .uid = cursor_view(&at, 2)};
        record_name(&name, &r);
        json_array_append_new(list_of(s, "records"), json_pack("{s:s,s:b,s:f,s:b}", "record", text_string(&name), "own",
                                                               view_is(r.owner, n->settings.authority), "score", (double)c->score, "unread", 1));
        unread_row(s->answer, NULL, text_seen(&name));
    }
    return cursor_end(&at, err);
}

static RESULT find_records(struct node *n, struct subject_search *s, const struct subject *subject, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    const struct candidate *list;
    size_t count;
    struct match_options options = {.floor = 0.5f, .limit = FOUND_MOST, .shelves = MATCH_ALL_SHELVES};
    TRY(match_search(n->index, subject, options, &a, &list, &count, err));
    for (size_t i = 0; i < count; i++) {
        struct record r;
        struct result got = record_get(n->store, (int64_t)list[i].key, &hold, &r, err);
        if (got.code == CODE_NOT_FOUND) continue;
        if (got.code == CODE_STORE_DAMAGED) {
            TRY(add_unread_record(n, s, &list[i], err));
            continue;
        }
        TRY(got);
        TRY(add_record(n, s, &list[i], &r, err));
    }
    return DONE;
}

// ---- Requests ----

static RESULT find_requests(struct node *n, struct subject_search *s, struct view needle, struct error *err) {
    static const struct stmt FIND = {
        "SELECT id, side, peer, kind, step, created_at FROM request WHERE instr(demand, $1) > 0 OR instr(coalesce(decision, ''), $1) > 0 LIMIT 500"};
    struct cursor c;
    TRY(store_query(n->store, &FIND, VALUES(V_TEXT(needle)), &c, err));
    while (cursor_next(&c)) {
        struct view id = cursor_view(&c, 0);
        AUTO_TEXT key = text_with_ceiling(100), at = text_with_ceiling(40);
        text_view(&key, id);
        text_instant(&at, cursor_instant(&c, 5));
        if (!text_ok(&key) || json_object_get(s->threads, text_string(&key))) continue;
        json_object_set_new(s->threads, text_string(&key), json_true());
        json_t *j = json_pack("{s:s,s:s}", "box", cursor_int(&c, 1) == SIDE_asker ? "out" : "in", "at", text_string(&at));
        json_put_view(j, "request", id);
        json_put_view(j, "member", cursor_view(&c, 2));
        json_put_view(j, "kind", cursor_view(&c, 3));
        json_put_view(j, "step", cursor_view(&c, 4));
        json_array_append_new(list_of(s, "requests"), j);
    }
    return cursor_end(&c, err);
}

static RESULT find_all_requests(struct node *n, struct subject_search *s, struct error *err) {
    for (size_t i = 0; i < json_array_size(s->needles); i++)
        TRY(find_requests(n, s, view_of(json_string_value(json_array_get(s->needles, i))), err));
    return DONE;
}

// ---- Portions: evidence, checks, log ----

static RESULT look_at_evidence(struct node *n, struct subject_search *s, bool *more, struct error *err) {
    static const struct stmt SOME = {"SELECT id, digest, record FROM audit_evidence WHERE id > $1 ORDER BY id LIMIT $2"};
    struct cursor c;
    int64_t count = 0;
    TRY(store_query(n->store, &SOME, VALUES(V_INT(s->at), V_INT(PORTION)), &c, err));
    for (; cursor_next(&c); count++) {
        AUTO_TEXT hex = text_with_ceiling(100);
        s->at = cursor_int(&c, 0);
        if (!holds_needle(s, cursor_view(&c, 2))) continue;
        text_hex(&hex, cursor_view(&c, 1).at, cursor_view(&c, 1).bytes);
        json_object_set_new(s->commits, text_string(&hex), json_true());
    }
    *more = count == PORTION;
    return cursor_end(&c, err);
}

static RESULT look_at_checks(struct node *n, struct subject_search *s, bool *more, struct error *err) {
    static const struct stmt SOME = {"SELECT rowid, id, at, body FROM checks WHERE rowid > $1 ORDER BY rowid LIMIT $2"};
    struct cursor c;
    int64_t count = 0;
    TRY(store_query(n->store, &SOME, VALUES(V_INT(s->at), V_INT(PORTION / 10)), &c, err));
    for (; cursor_next(&c); count++) {
        AUTO_TEXT at = text_with_ceiling(40), id = text_with_ceiling(100);
        s->at = cursor_int(&c, 0);
        if (!holds_needle(s, cursor_view(&c, 3))) continue;
        text_instant(&at, cursor_instant(&c, 2));
        text_view(&id, cursor_view(&c, 1));
        json_array_append_new(list_of(s, "checks"), json_pack("{s:s,s:s}", "check", text_string(&id), "at", text_string(&at)));
        json_object_set_new(s->threads, text_string(&id), json_true());
    }
    *more = count == PORTION / 10;
    return cursor_end(&c, err);
}

// Lines of events and selectors, counted by reading: which item, and how often. `at` is reading and number in one.
static void count_line(struct subject_search *s, int64_t reading, struct view item) {
    json_t *list = list_of(s, "readings"), *last = json_array_get(list, json_array_size(list) ? json_array_size(list) - 1 : 0);
    if (last && json_int(last, "reading") == reading) {
        json_object_set_new(last, "lines", json_integer((json_int_t)json_int(last, "lines") + 1));
        return;
    }
    json_t *j = json_pack("{s:I,s:i}", "reading", (json_int_t)reading, "lines", 1);
    json_put_view(j, "item", item);
    json_array_append_new(list, j);
}

static RESULT look_at_readings(struct node *n, struct subject_search *s, bool *more, struct error *err) {
    static const struct stmt SOME = {
        "SELECT r.reading, l.number, r.item, l.line FROM (SELECT reading, number, line FROM evidence_event WHERE (reading, number) > ($1, $2)"
        " UNION ALL SELECT reading, number, line FROM evidence_selector WHERE (reading, number) > ($1, $2) ORDER BY reading, number LIMIT $3) l"
        " JOIN evidence_reading r ON r.reading = l.reading ORDER BY r.reading, l.number"};
    enum { NUMBER_BITS = 32 };
    struct cursor c;
    int64_t count = 0;
    TRY(store_query(n->store, &SOME, VALUES(V_INT(s->at >> NUMBER_BITS), V_INT(s->at & UINT32_MAX), V_INT(PORTION)), &c, err));
    for (; cursor_next(&c); count++) {
        s->at = cursor_int(&c, 0) << NUMBER_BITS | cursor_int(&c, 1);
        if (holds_needle(s, cursor_view(&c, 3))) count_line(s, cursor_int(&c, 0), cursor_view(&c, 2));
    }
    *more = count == PORTION;
    return cursor_end(&c, err);
}

static void stands_there(void *ctx, const char *place, struct view key, struct view words) {
    struct subject_search *s = ctx;
    json_t *list = list_of(s, "elsewhere_here");
    AUTO_TEXT thread = text_with_ceiling(100);
    if (!holds_needle(s, words)) return;
    if (json_array_size(list) == PLACES_MOST) {
        json_object_set_new(s->answer, "log_cut", json_true());
        return;
    }
    json_t *j = json_pack("{s:s}", "place", place);
    json_put_view(j, "key", key);
    json_array_append_new(list, j);
    text_view(&thread, view_cut(key, ' ', &key));
    if (text_ok(&thread)) json_object_set_new(s->threads, text_string(&thread), json_true());  // entries name it where it is a request or a check
}

static RESULT look_at_places(struct node *n, struct subject_search *s, bool *more, struct error *err) {
    TRY(place_looked(n, s->place, &s->after, PORTION, stands_there, s, more, err));
    if (*more) return DONE;
    text_clear(&s->after);
    *more = ++s->place < places_count();
    return DONE;
}

static bool is_about(const struct subject_search *s, const json_t *entry) {
    static const char *const threads[] = {"check", "request"};
    const char *key;
    json_t *v;
    for (size_t i = 0; i < 2; i++) {
        const char *id = json_string_value(json_object_get(entry, threads[i]));
        if (id && json_object_get(s->threads, id)) return true;
    }
    json_object_foreach((json_t *)entry, key, v)
        if (json_is_string(v) && json_string_length(v) == 64 && json_object_get(s->commits, json_string_value(v))) return true;
    return false;
}

static void look_at_entry(struct subject_search *s, int64_t index, struct view bytes) {
    static const char *const members[] = {"index", "at", "op", "decision", "actor", "peer", "direction", "purpose", "request", "check", "law_row", "article"};
    AUTO_JSON *e = NULL;
    if (FAILED(json_strict(bytes, &e, NULL))) {  // it may be about the person: nobody can tell
        unread_note(s->answer, index);
        return;
    }
    if (!is_about(s, e)) return;
    if (json_array_size(list_of(s, "log")) == LOG_MOST) {
        json_object_set_new(s->answer, "log_cut", json_true());
        return;
    }
    json_t *j = json_object();
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_t *v = json_object_get(e, members[i]);
        if (v) json_object_set(j, members[i], v);
    }
    // What lies in a case file of a prosecution is for criminal procedure (art. 18): the reader must know.
    if (view_is(json_view(e, "purpose"), "prosecution")) json_object_set_new(j, "judicial_file", json_true());
    json_array_append_new(list_of(s, "log"), j);
}

static RESULT look_at_log(struct node *n, struct subject_search *s, bool *more, struct error *err) {
    static const struct stmt SOME = {"SELECT id, entry FROM audit_entry WHERE id >= $1 ORDER BY id LIMIT $2"};
    struct cursor c;
    int64_t count = 0;
    TRY(store_query(n->store, &SOME, VALUES(V_INT(s->at), V_INT(PORTION)), &c, err));
    for (; cursor_next(&c); count++) {
        int64_t index = cursor_int(&c, 0);
        unread_between(s->answer, s->at, index);  // entries are numbered without a gap
        look_at_entry(s, index, cursor_view(&c, 1));
        s->at = index + 1;
    }
    *more = count == PORTION;
    return cursor_end(&c, err);
}

static RESULT look_on(struct node *n, struct subject_search *s, struct error *err) {
    bool more = false;
    if (s->stage == STAGE_evidence) TRY(look_at_evidence(n, s, &more, err));
    else if (s->stage == STAGE_checks) TRY(look_at_checks(n, s, &more, err));
    else if (s->stage == STAGE_readings) TRY(look_at_readings(n, s, &more, err));
    else if (s->stage == STAGE_places) TRY(look_at_places(n, s, &more, err));
    else if (s->stage == STAGE_log) TRY(look_at_log(n, s, &more, err));
    if (!more) s->stage++, s->at = 0;
    return DONE;
}

// ---- The end ----

static RESULT add_proofs(struct node *n, struct subject_search *s, struct error *err) {
    json_t *proofs = json_array(), *line;
    size_t i;
    json_object_set_new(s->answer, "proofs", proofs);
    TRY(checkpoint_now(n, err));
    json_array_foreach(list_of(s, "log"), i, line) {
        json_t *bundle = NULL, *entry = NULL, *opened = NULL;
        if (i == PROOFS_MOST) break;
        struct result r = audit_proof(n->log, n->store, json_int(line, "index"), &bundle, err);
        if (r.code == CODE_NOT_FOUND) continue;  // not signed yet
        TRY(r);
        AUTO_JSON *proof = bundle;
        TRY(entry_read(n, json_int(line, "index"), &entry, err));
        AUTO_JSON *held = entry;
        TRY(entry_opened(n, entry, &opened, err));
        json_array_append_new(proofs, json_pack("{s:s,s:O,s:o}", "malines", "opened-proof/1", "proof", proof, "opened", opened));
    }
    return DONE;
}

static RESULT conclude(struct node *n, struct subject_search *s, struct error *err) {
    size_t i;
    json_t *line;
    bool complete = true;
    json_array_foreach(list_of(s, "members"), i, line) complete &= json_flag(line, "reached");
    complete = complete && !json_object_get(s->answer, "log_cut") && !json_int(s->answer, "unread");
    json_object_set_new(s->answer, "complete", json_boolean(complete));
    if (s->proofs) TRY(add_proofs(n, s, err));
    AUTO_JSON *more = json_pack("{s:s,s:b,s:I,s:I}", "search", s->id, "complete", complete, "records", (json_int_t)json_array_size(list_of(s, "records")),
                                "entries", (json_int_t)json_array_size(list_of(s, "log")));
    struct entry e = {.op = "consultation", .officer = &s->officer, .register_name = VIEW("audit"), .decision = VIEW("subject_found"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static void finish(struct node *n, struct subject_search *s) {
    struct error err = {0};
    struct subject_search **at = &n->searches;
    while (*at != s) at = &(*at)->next;
    *at = s->next;
    struct result r = turn(n, &err);
    if (!FAILED(r)) r = store_mark(n->store, &err);
    if (!FAILED(r)) {
        r = conclude(n, s, &err);
        if (FAILED(r)) store_undo(n->store);
        else r = store_keep(n->store, &err);
    }
    err.code = r.code;
    tell(n, s->done, s->ctx, FAILED(r) ? &err : NULL, FAILED(r) ? NULL : json_incref(s->answer));
    free_search(s);
}

static bool ended(const struct node *n, const struct subject_search *s) {
    return s->stage == STAGE_done && (!s->waiting || ticks(n).us >= s->deadline.us);
}

void subjects_work(struct node *n) {
    struct subject_search *next;
    for (struct subject_search *s = n->searches; s; s = next) {
        struct error err = {0};
        next = s->next;
        if (s->stage != STAGE_done && FAILED(look_on(n, s, &err))) s->stage = STAGE_done, json_object_set_new(s->answer, "log_cut", json_true());
        if (ended(n, s)) finish(n, s);
    }
}

struct tick subjects_wake(const struct node *n) {
    struct tick wake = {UINT64_MAX};
    for (const struct subject_search *s = n->searches; s; s = s->next) {
        if (s->stage != STAGE_done || !s->waiting) return (struct tick){0};
        if (s->deadline.us < wake.us) wake = s->deadline;
    }
    return wake;
}

// ---- The other members: what they hold of ours ----

static RESULT ask_member(struct node *n, struct subject_search *s, size_t peer, struct error *err) {
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    json_t *records = json_array(), *requests = json_array(), *line;
    AUTO_JSON *asked = json_pack("{s:o,s:o}", "records", records, "requests", requests);
    const char *me = n->peers[peer].member->id;
    size_t i;
    json_array_foreach(list_of(s, "records"), i, line)
        if (json_flag(line, "own") && json_array_size(records) < NAMED_MOST) json_array_append(records, json_object_get(line, "record"));
    json_array_foreach(list_of(s, "requests"), i, line)
        if (view_is(json_view(line, "member"), me) && json_array_size(requests) < NAMED_MOST) json_array_append(requests, json_object_get(line, "request"));
    TRY(envelope_seal(n->settings.signer, "subject_find", n->settings.authority, me, now(n), asked, &sealed, err));
    struct flight *f = send_later(n, peer, "/m1/subject", &sealed, PEERS_WAIT_MS);
    f->kind = FLIGHT_subject;
    if (!s->first_token) s->first_token = f->token;
    s->last_token = f->token;
    json_array_append_new(list_of(s, "members"), json_pack("{s:s,s:b}", "member", me, "reached", 0));
    s->waiting++;
    return DONE;
}

static struct subject_search *search_of(struct node *n, const struct flight *f) {
    struct subject_search *s = n->searches;
    while (s && (f->token < s->first_token || f->token > s->last_token)) s = s->next;
    return s;
}

void subject_landed(struct node *n, const struct flight *f, int status, struct view body) {
    struct subject_search *s = search_of(n, f);
    struct envelope e;
    size_t i;
    json_t *line;
    if (!s) return;
    s->waiting--;
    if (status != 200 || FAILED(envelope_open(n->peers[f->peer].member, n->settings.authority, "subject_found", now(n), body, &e, NULL))) return;
    AUTO_JSON *whole = e.whole;
    json_array_foreach(list_of(s, "members"), i, line) {
        if (!view_is(json_view(line, "member"), n->peers[f->peer].member->id)) continue;
        json_object_set_new(line, "reached", json_true());
        json_object_set(line, "holds", e.payload);
    }
}

void subject_lost(struct node *n, const struct flight *f) {
    struct subject_search *s = search_of(n, f);
    if (s) s->waiting--;
}

static RESULT checks_with(struct node *n, struct view name, int64_t *out, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM checks WHERE instr(body, CAST($1 AS BLOB)) > 0"};
    return store_number(n->store, &COUNT, VALUES(V_TEXT(name)), 0, out, err);
}

// Of a record of theirs: is the copy still here, and in how many kept checks does it stand?
static RESULT say_record(struct node *n, const struct peer *p, struct view name, json_t *list, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct view owner, reg, uid;
    struct record r;
    int64_t checks;
    if (!record_name_read(name, &owner, &reg, &uid) || !view_is(owner, p->member->id)) return DONE;  // only their own
    struct result got = record_find(n->store, owner, reg, uid, &hold, &r, err);
    if (FAILED(got) && got.code != CODE_NOT_FOUND) return got;
    TRY(checks_with(n, name, &checks, err));
    json_t *j = json_pack("{s:b,s:I}", "copy", !FAILED(got), "checks", (json_int_t)checks);
    if (!FAILED(got)) json_object_set_new(j, "version", json_integer((json_int_t)r.version));
    json_put_view(j, "record", name);
    json_array_append_new(list, j);
    return DONE;
}

static RESULT say_request(struct node *n, const struct peer *p, struct view id, json_t *list, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    struct result got = request_find(n->store, id, &hold, &r, err);
    if (got.code == CODE_NOT_FOUND || (!FAILED(got) && !view_is(r.peer, p->member->id))) return DONE;
    TRY(got);
    json_t *j = json_pack("{s:s}", "step", request_step_name(r.step));
    json_put_view(j, "request", id);
    json_array_append_new(list, j);
    return DONE;
}

static RESULT say_all(struct node *n, const struct peer *p, const json_t *asked, json_t *answer, struct error *err) {
    const json_t *records = json_object_get(asked, "records"), *requests = json_object_get(asked, "requests");
    if (json_array_size(records) > NAMED_MOST || json_array_size(requests) > NAMED_MOST) return FAIL(err, TOO_BIG, "more than %d names", NAMED_MOST);
    for (size_t i = 0; i < json_array_size(records); i++)
        TRY(say_record(n, p, view_of(json_string_value(json_array_get(records, i))), json_object_get(answer, "records"), err));
    for (size_t i = 0; i < json_array_size(requests); i++)
        TRY(say_request(n, p, view_of(json_string_value(json_array_get(requests, i))), json_object_get(answer, "requests"), err));
    return DONE;
}

RESULT subject_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err) {
    struct envelope e;
    TRY(envelope_open(p->member, n->settings.authority, "subject_find", now(n), body, &e, err));
    AUTO_JSON *whole = e.whole;
    AUTO_JSON *answer = json_pack("{s:[],s:[]}", "records", "requests");
    TRY(say_all(n, p, e.payload, answer, err));
    AUTO_JSON *more = json_pack("{s:I}", "records", (json_int_t)json_array_size(json_object_get(answer, "records")));
    struct entry entry = {.op = "consultation", .peer = view_of(p->member->id), .direction = "in", .register_name = REGISTER_ALERTS,
                          .decision = VIEW("subject_find_answered"), .message_digest = e.digest.bytes, .more = more};
    TRY(write_entry(n, &entry, NULL, err));
    return envelope_seal(n->settings.signer, "subject_found", n->settings.authority, p->member->id, now(n), answer, reply, err);
}

// ---- Handler ----

static RESULT log_search(struct node_call *call, const struct subject_search *s, struct view reason, struct view use, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s}", "search", s->id);
    AUTO_TEXT about = text_with_ceiling(HELD_BYTES_MAX);
    json_put_view(more, "use", use);
    TRY(commit_words(call->node, "reason_commit", reason, more, err));
    text_json(&about, json_object_get(call->params, "subject"));
    struct entry e = {.op = "consultation", .officer = call->officer, .about = text_seen(&about), .register_name = VIEW("audit"),
                      .decision = VIEW("subject_find"), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

static RESULT begin(struct node_call *call, struct subject_search *s, const struct subject *subject, struct view reason, struct view use, struct error *err) {
    struct node *n = call->node;
    for (size_t i = 0; i < subject->name_count; i++) add_needle(s, subject->names[i].text);
    for (size_t i = 0; i < subject->paper_count; i++) add_number(s, subject->papers[i].number);
    for (size_t i = 0; i < subject->identifier_count; i++) add_number(s, subject->identifiers[i].value);
    TRY(find_records(n, s, subject, err));
    TRY(find_all_requests(n, s, err));
    TRY(log_search(call, s, reason, use, err));
    for (size_t i = 0; i < n->peer_count; i++) TRY(ask_member(n, s, i, err));
    return DONE;
}

// Where a member's own records of the person may be, only its own supervisor may say (arts. 17 and 46).
static json_t *rights(struct node *n) {
    json_t *list = json_array();
    for (size_t i = 0; i < n->peer_count; i++) {
        const struct law_member *m = law_member(n->settings.law, view_of(n->peers[i].member->id));
        json_t *j = json_pack("{s:s,s:s}", "member", n->peers[i].member->id, "kind", "data_subject");
        if (m && m->authorities) json_object_set(j, "authority", json_object_get(m->authorities, "protection"));
        json_array_append_new(list, j);
    }
    return list;
}

struct result subject_found(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    AUTO_JSON *asked = subject_said_in(json_object_get(call->params, "subject"), view_of(n->settings.authority));
    struct subject subject;
    struct view reason, use;
    TRY(log_use_read(call->params, &reason, &use, err));
    TRY(question_read(asked, &a, &subject, err));
    TRY(nationalities_known(&subject, err));
    struct subject_search *s = calloc(1, sizeof *s);
    ENSURE(s);
    uuid_new(n->sys, s->id);
    if (call->officer) s->officer = *call->officer;
    s->done = call->done, s->ctx = call->ctx;
    s->after = text_with_ceiling(400);
    s->needles = json_array(), s->commits = json_object(), s->threads = json_object();
    s->answer = json_pack("{s:s,s:[],s:[],s:[],s:[],s:[],s:[],s:[],s:o}", "search", s->id, "records", "requests", "checks", "readings",
                          "elsewhere_here", "log", "members", "elsewhere", rights(n));
    unread_begin(s->answer);
    s->deadline = (struct tick){ticks(n).us + PEERS_WAIT_MS * UINT64_C(1000)};
    s->proofs = json_flag(call->params, "proofs");
    struct result r = begin(call, s, &subject, reason, use, err);
    if (FAILED(r)) {
        free_search(s);
        return r;
    }
    call->later = true;
    s->next = n->searches;
    n->searches = s;
    return DONE;
}
