// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/passed.h"
#include "node/unread.h"

const struct migration PASSED_MIGRATIONS[] = {
    {"passed", 1,
     "CREATE TABLE passed_over(part TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL, since INTEGER NOT NULL,"
     " met INTEGER NOT NULL, PRIMARY KEY(part, name)) STRICT, WITHOUT ROWID"},
    {"passed", 2, "ALTER TABLE passed_over ADD COLUMN seen INTEGER NOT NULL DEFAULT 1"},  // in the lap or the round under way
};
const size_t PASSED_MIGRATION_COUNT = 2;

enum { MET_EVERY_MS = MINUTE_MS, LAP_MS = HOUR_MS, MESSAGES_FOR_MS = 7 * DAY_MS, NAME_BYTES_MAX = 400 };

// "be/alerts" of be/alerts/UID, "request" of request/ID.
static struct view kind_of(struct view name) {
    size_t end = name.bytes;
    while (end && name.at[end - 1] != '/') end--;
    return (struct view){name.at, end ? end - 1 : 0};
}

// What a data-protection officer can open and ask about. That a part failed is no entry: it may be the log itself.
static RESULT first_met(struct node *n, const char *part, struct view name, enum code why, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s,s:s}", "part", part, "code", code_name(why));
    struct view kind = kind_of(name);
    struct entry e = {.op = "alarm", .decision = VIEW("passed_over"), .about = name, .more = more};
    if (view_is(kind, "request")) e.request = (struct view){name.at + kind.bytes + 1, name.bytes - kind.bytes - 1};
    return write_entry(n, &e, NULL, err);
}

// Whose register has a record that can't be read.
static void register_unread(struct node *n, struct view name) {
    struct view rest, owner = view_cut(name, '/', &rest);
    struct peer *p = peer_of(n, owner);
    if (view_is(owner, n->settings.authority)) n->own_unread = true;
    else if (p) p->copy_unread = true;
}

RESULT passed_over(struct node *n, const char *part, struct view name, enum code why, struct error *err) {
    static const struct stmt NEW = {"INSERT INTO passed_over(part, name, kind, code, since, met) VALUES($1, $2, $3, $4, $5, $5) ON CONFLICT DO NOTHING"};
    static const struct stmt MET = {"UPDATE passed_over SET met = $3, code = $4, seen = 1 WHERE part = $1 AND name = $2"
                                    " AND (met < $5 OR code <> $4 OR seen = 0)"};  // not each second
    struct view word = view_of(code_name(why));
    if (name.bytes > NAME_BYTES_MAX) name.bytes = NAME_BYTES_MAX;
    if (!utf8_valid(name)) name = VIEW("?");
    TRY(store_run(n->store, &NEW, VALUES(V_STR(part), V_TEXT(name), V_TEXT(kind_of(name)), V_TEXT(word), V_INT(now(n).ms)), err));
    n->passed_any = true;
    if (strcmp(part, "register") == 0) register_unread(n, name);
    if (store_changes(n->store) == 1) return name.bytes ? first_met(n, part, name, why, err) : DONE;
    return store_run(n->store, &MET, VALUES(V_STR(part), V_TEXT(name), V_INT(now(n).ms), V_TEXT(word), V_INT(now(n).ms - MET_EVERY_MS)), err);
}

static struct result keep_name(void *ctx, const struct record *r, struct error *err) {
    (void)err;
    record_name(ctx, r);
    return DONE;
}

RESULT passed_record(struct node *n, int64_t id, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(NAME_BYTES_MAX + 1);
    TRY(record_all(n->store, VIEW(""), id - 1, 1, keep_name, &name, err));
    return passed_over(n, "register", text_seen(&name), CODE_STORE_DAMAGED, err);
}

RESULT passed_records(struct node *n, const json_t *names, struct error *err) {
    if (json_array_size(names)) TRY(turn(n, err));
    for (size_t i = 0; i < json_array_size(names); i++)
        TRY(passed_over(n, "register", view_of(json_string_value(json_array_get(names, i))), CODE_STORE_DAMAGED, err));
    return DONE;
}

RESULT passed_no_more(struct node *n, const char *part, struct view name, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM passed_over WHERE part = $1 AND name = $2"};
    return n->passed_any ? store_run(n->store, &FORGET, VALUES(V_STR(part), V_TEXT(name)), err) : DONE;
}

RESULT cared(struct node *n, const char *part, cared_for *one, struct view name, struct error *err) {
    static const char REQUEST[] = "request/";
    AUTO_TEXT whole = text_with_ceiling(NAME_BYTES_MAX + sizeof REQUEST);
    if (!memchr(name.at, '/', name.bytes)) text_put(&whole, REQUEST);
    text_view(&whole, name);
    TRY(store_mark(n->store, err));
    struct result r = one(n, name, err);
    if (!FAILED(r)) r = passed_no_more(n, part, text_seen(&whole), err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    bool ours = r.code != CODE_STORE_DAMAGED && fault_of_ours(n, r.code);  // then no other can be cared for either
    return ours ? r : passed_over(n, part, text_seen(&whole), r.code, err);
}

static RESULT done_apart(struct node *n, const char *part, caring *care, struct error *err) {
    TRY(care(n, err));
    return passed_no_more(n, part, VIEW(""), err);
}

// What can't be read is taken for something, and read again within a minute.
static void recount(struct node *n) {
    if (FAILED(passed_counted(n, NULL))) n->passed_any = true;
}

void passed_settled(struct node *n, bool durable) {
    if (durable) n->rounds_durable = n->rounds;
    else n->rounds = n->rounds_durable, recount(n);
}

static RESULT tried(struct node *n, const char *part, caring *care, enum code why, struct error *err) {
    struct rounds before = n->rounds;
    TRY(turn(n, err));
    TRY(store_mark(n->store, err));
    struct result r = care ? done_apart(n, part, care, err) : passed_over(n, part, VIEW(""), why, err);
    if (!FAILED(r)) return store_keep(n->store, err);
    store_undo(n->store);
    n->rounds = before;
    recount(n);
    return r;
}

void apart(struct node *n, const char *part, caring *care) {
    struct result r = tried(n, part, care, CODE_OK, NULL);
    if (!FAILED(r) || r.code == CODE_DISK_FULL || r.code == CODE_DISK_FAILED) return;  // a failed disk shows itself at the next commit
    struct result noted = tried(n, part, NULL, r.code, NULL);
    (void)noted;  // it will be, when it fails again
}

// ---- What is forgotten, what is told ----

RESULT passed_counted(struct node *n, struct error *err) {
    static const struct stmt ANY = {"SELECT count(*) FROM passed_over"};
    static const struct stmt OWNERS = {"SELECT DISTINCT kind FROM passed_over WHERE part = 'register'"};
    bool own_was = n->own_unread;
    AUTO_JSON *owners = json_array();
    struct cursor c;
    int64_t any;
    TRY(store_number(n->store, &ANY, NO_VALUES, 0, &any, err));
    TRY(store_query(n->store, &OWNERS, NO_VALUES, &c, err));
    while (cursor_next(&c)) json_array_append_new(owners, json_of(cursor_view(&c, 0)));
    TRY(cursor_end(&c, err));
    n->passed_any = any > 0;
    n->own_unread = false;
    for (size_t i = 0; i < n->peer_count; i++) n->peers[i].copy_unread = false;
    for (size_t i = 0; i < json_array_size(owners); i++) register_unread(n, view_of(json_string_value(json_array_get(owners, i))));
    n->unpublished = n->unpublished || (own_was && !n->own_unread);  // what the members hold is whole again
    return DONE;
}

// Those of a round: round.c. A message comes once.
#define BY_LAP "part NOT IN ('requests', 'register', 'messages')"

static RESULT lap_care(struct node *n, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM passed_over WHERE seen = 0 AND " BY_LAP}, UNSEEN = {"UPDATE passed_over SET seen = 0 WHERE " BY_LAP};
    if (ticks(n).us < n->rounds.lap.us) return DONE;
    if (n->rounds.lap.us) TRY(store_run(n->store, &FORGET, NO_VALUES, err));  // a lap that a stop cut short ends nothing
    n->rounds.lap = (struct tick){ticks(n).us + (uint64_t)LAP_MS * 1000};
    return store_run(n->store, &UNSEEN, NO_VALUES, err);
}

RESULT passed_care(struct node *n, struct error *err) {
    // A clock that ran ahead and was set right: what it dated ends a week from now, not a week after that.
    static const struct stmt RIGHT = {"UPDATE passed_over SET since = min(since, $1), met = min(met, $1) WHERE since > $1 OR met > $1"};
    static const struct stmt OLD_NEWS = {"DELETE FROM passed_over WHERE part = 'messages' AND met < $1"};
    if (!n->passed_any) return DONE;
    TRY(store_run(n->store, &RIGHT, VALUES(V_INT(now(n).ms)), err));
    TRY(store_run(n->store, &OLD_NEWS, VALUES(V_INT(now(n).ms - MESSAGES_FOR_MS)), err));
    TRY(lap_care(n, err));
    return passed_counted(n, err);
}

RESULT passed_json(struct node *n, json_t **out, struct error *err) {
    static const struct stmt SUMS = {
        "SELECT part, kind, code, count(*), min(since), max(met) FROM passed_over GROUP BY part, kind, code ORDER BY min(since), part"};
    struct cursor c;
    TRY(store_query(n->store, &SUMS, NO_VALUES, &c, err));
    json_t *list = json_array();
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:I,s:o,s:o}", "count", (json_int_t)cursor_int(&c, 3), "since", json_instant(cursor_instant(&c, 4)), "last",
                              json_instant(cursor_instant(&c, 5)));
        json_put_view(j, "part", cursor_view(&c, 0));
        json_put_view(j, "kind", cursor_view(&c, 1));
        json_put_view(j, "code", cursor_view(&c, 2));
        json_array_append_new(list, j);
    }
    return json_given(cursor_end(&c, err), list, out);
}

RESULT passed_named(struct node *n, json_t *answer, struct error *err) {
    static const struct stmt NAMES = {"SELECT name FROM passed_over WHERE part = 'register' AND kind = $1 ORDER BY name"};
    struct cursor c;
    AUTO_TEXT kind = text_with_ceiling(100);
    text_format(&kind, "%s/alerts", n->settings.authority);
    unread_begin(answer);
    if (!n->own_unread) return DONE;
    TRY(store_query(n->store, &NAMES, VALUES(V_TEXT(text_seen(&kind))), &c, err));
    while (cursor_next(&c)) unread_row(answer, NULL, cursor_view(&c, 0));
    return cursor_end(&c, err);
}
