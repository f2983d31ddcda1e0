// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/checks/budget.h"

enum { HOURS_A_DAY = 24, KEY_BYTES = 16, REFUSALS_A_MINUTE = 10, SWEEP_ROWS = 5000, ALARMS_KEPT_DAYS = 7, OFFICER_BYTES_MAX = 64, OFFICER_ROOM = 128 };

const struct migration BUDGET_MIGRATIONS[] = {
    // asked_about: which names went with which dates of birth, as digests under the day's salt; gone when the day is over.
    {"budget", 1,
     "CREATE TABLE asked_hour(peer TEXT NOT NULL, purpose TEXT NOT NULL, hour INTEGER NOT NULL, asked INTEGER NOT NULL,"
     " PRIMARY KEY(peer, purpose, hour)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE asked_day(peer TEXT NOT NULL, purpose TEXT NOT NULL, day INTEGER NOT NULL, asked INTEGER NOT NULL, hits INTEGER NOT NULL,"
     " names INTEGER NOT NULL, PRIMARY KEY(peer, purpose, day)) STRICT, WITHOUT ROWID;"
     "CREATE TABLE asked_about(day INTEGER NOT NULL, peer TEXT NOT NULL, purpose TEXT NOT NULL, name BLOB NOT NULL, born BLOB NOT NULL,"
     " PRIMARY KEY(day, peer, purpose, name, born)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX asked_born ON asked_about(day, peer, purpose, born);"
     "CREATE TABLE asked_salt(day INTEGER PRIMARY KEY, salt BLOB NOT NULL) STRICT;"
     "CREATE TABLE alarm(peer TEXT NOT NULL, purpose TEXT NOT NULL, rule TEXT NOT NULL, day INTEGER NOT NULL, at INTEGER NOT NULL,"
     " PRIMARY KEY(peer, purpose, rule, day)) STRICT, WITHOUT ROWID;"},
};
const size_t BUDGET_MIGRATION_COUNT = sizeof BUDGET_MIGRATIONS / sizeof *BUDGET_MIGRATIONS;

static int64_t today(const struct node *n) { return now(n).ms / DAY_MS; }
// A purpose that is in no table is a word of the member's: it gets none of its own here.
static struct view class_of(struct node *n, struct view purpose) { return purpose_known(n, purpose) ? purpose : VIEW("unknown"); }

// ---- Alarms: once a member, purpose, rule and day ----

RESULT alarm_raise(struct node *n, struct peer *p, struct view purpose, const char *rule, int threshold, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO alarm(peer, purpose, rule, day, at) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"};
    TRY(store_run(n->store, &KEEP, VALUES(V_TEXT(id_of(p)), V_TEXT(purpose), V_STR(rule), V_INT(today(n)), V_INT(now(n).ms)), err));
    if (!store_changes(n->store)) return DONE;
    AUTO_JSON *more = json_pack("{s:i}", "threshold", threshold);
    struct entry e = {.op = "alarm", .peer = id_of(p), .direction = "in", .register_name = REGISTER_ALERTS, .purpose = purpose,
                      .decision = view_of(rule), .more = more};
    return write_entry(n, &e, NULL, err);
}

RESULT alarms_json(struct node *n, const struct peer *p, json_t **out, struct error *err) {
    static const struct stmt READ = {"SELECT purpose, rule, at FROM alarm WHERE peer=$1 ORDER BY at DESC LIMIT 50"};
    struct cursor c;
    json_t *list = json_array();
    struct result r = store_query(n->store, &READ, VALUES(V_TEXT(id_of(p))), &c, err);
    while (!FAILED(r) && cursor_next(&c)) {
        AUTO_TEXT at = text_with_ceiling(40);
        json_t *j = json_object();
        text_instant(&at, cursor_instant(&c, 2));
        json_put_view(j, "purpose", cursor_view(&c, 0));
        json_put_view(j, "rule", cursor_view(&c, 1));
        json_put_view(j, "at", text_seen(&at));
        json_array_append_new(list, j);
    }
    if (!FAILED(r)) r = cursor_end(&c, err);
    return json_given(r, list, out);
}

// ---- The budget ----

struct asked_counts {
    int64_t hour, day;
};

static RESULT asked_so_far(struct node *n, struct view who, struct view class, int64_t hour, struct asked_counts *out, struct error *err) {
    static const struct stmt HOUR = {"SELECT asked FROM asked_hour WHERE peer=$1 AND purpose=$2 AND hour=$3"};
    static const struct stmt DAY = {"SELECT sum(asked) FROM asked_hour WHERE peer=$1 AND purpose=$2 AND hour>$3"};
    TRY(store_number(n->store, &HOUR, VALUES(V_TEXT(who), V_TEXT(class), V_INT(hour)), 0, &out->hour, err));
    return store_number(n->store, &DAY, VALUES(V_TEXT(who), V_TEXT(class), V_INT(hour - HOURS_A_DAY)), 0, &out->day, err);
}

static RESULT count_one(struct node *n, struct view who, struct view class, int64_t hour, struct error *err) {
    static const struct stmt CHARGE = {
        "INSERT INTO asked_hour(peer, purpose, hour, asked) VALUES($1, $2, $3, 1)"
        " ON CONFLICT(peer, purpose, hour) DO UPDATE SET asked = asked + 1"};
    return store_run(n->store, &CHARGE, VALUES(V_TEXT(who), V_TEXT(class), V_INT(hour)), err);
}

RESULT budget_charge(struct node *n, struct peer *p, struct view purpose, struct view by, struct error *err) {
    struct view class = class_of(n, purpose);
    const struct law_budget *b = law_budget(n->settings.law, class);
    int64_t hour = now(n).ms / HOUR_MS;
    struct asked_counts member, officer = {0, 0};
    AUTO_TEXT who = text_with_ceiling(OFFICER_ROOM);
    bool apart = b->officer_per_hour && by.bytes;
    if (by.bytes > OFFICER_BYTES_MAX) return FAIL(err, BAD_FIELD, "by: at most %d bytes", OFFICER_BYTES_MAX);
    text_format(&who, "%s/%.*s", p->member->id, VIEW_ARGS(by));
    TRY(asked_so_far(n, id_of(p), class, hour, &member, err));
    if (apart) TRY(asked_so_far(n, text_seen(&who), class, hour, &officer, err));
    bool over = member.hour >= b->per_hour || member.day >= b->per_day;
    bool over_officer = apart && (officer.hour >= b->officer_per_hour || officer.day >= b->officer_per_day);
    if (over || over_officer) {
        p->over = b, p->over_officer = !over;
        return FAIL(err, QUOTA, "%d questions an hour and %d a day for this purpose%s", over ? b->per_hour : b->officer_per_hour,
                    over ? b->per_day : b->officer_per_day, over ? "" : " and officer");
    }
    if (apart) TRY(count_one(n, text_seen(&who), class, hour, err));
    return count_one(n, id_of(p), class, hour, err);
}

// ---- Fishing ----

static RESULT salt_of_today(struct node *n, struct text *salt, struct error *err) {
    static const struct stmt READ = {"SELECT salt FROM asked_salt WHERE day=$1"};
    static const struct stmt KEEP = {"INSERT INTO asked_salt(day, salt) VALUES($1, $2)"};
    unsigned char fresh[32];
    struct result r = store_bytes(n->store, &READ, VALUES(V_INT(today(n))), salt, err);
    if (r.code != CODE_NOT_FOUND) return r;
    sys_random(n->sys, fresh, sizeof fresh);
    text_add(salt, fresh, sizeof fresh);
    return store_run(n->store, &KEEP, VALUES(V_INT(today(n)), V_BLOB(fresh, sizeof fresh)), err);
}

struct about {
    struct digest name, born;
    bool dated;
};

static void add_sized(struct hash *h, struct view v) {
    uint32_t bytes = (uint32_t)v.bytes;
    hash_add(h, (struct view){(const char *)&bytes, sizeof bytes});
    hash_add(h, v);
}

// The names as they were sent, or the numbers where there is no name: a rule that can be told in a sentence. A question
// spelt otherwise is another question, and counts as one.
static struct about about_of(const struct subject *s, struct view salt) {
    struct hash h;
    struct about a = {.dated = s->birth_count > 0};
    hash_begin(&h);
    add_sized(&h, salt);
    for (size_t i = 0; i < s->name_count; i++) add_sized(&h, s->names[i].text);
    for (size_t i = 0; i < s->paper_count && !s->name_count; i++) add_sized(&h, s->papers[i].number);
    for (size_t i = 0; i < s->identifier_count && !s->name_count; i++) add_sized(&h, s->identifiers[i].value);
    a.name = hash_end(&h);
    hash_begin(&h);
    add_sized(&h, salt);
    for (size_t i = 0; i < s->birth_count; i++) {
        int32_t days[2] = {s->births[i].first, s->births[i].last};
        add_sized(&h, (struct view){(const char *)days, sizeof days});
    }
    a.born = hash_end(&h);
    return a;
}

#define DAY_OF(n, p, purpose) V_INT(today(n)), V_TEXT(id_of(p)), V_TEXT(purpose)
#define KEY(d) V_BLOB((d).bytes, KEY_BYTES)

// *fresh: the name with this date is new today; *name_fresh: the name is.
static RESULT keep_about(struct node *n, struct peer *p, struct view purpose, const struct about *a, bool *fresh, bool *name_fresh,
                         struct error *err) {
    static const struct stmt SEEN = {"SELECT 1 FROM asked_about WHERE day=$1 AND peer=$2 AND purpose=$3 AND name=$4 LIMIT 1"};
    static const struct stmt KEEP = {"INSERT INTO asked_about(day, peer, purpose, name, born) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"};
    int64_t seen;
    TRY(store_number(n->store, &SEEN, VALUES(DAY_OF(n, p, purpose), KEY(a->name)), 0, &seen, err));
    TRY(store_run(n->store, &KEEP, VALUES(DAY_OF(n, p, purpose), KEY(a->name), KEY(a->born)), err));
    *fresh = store_changes(n->store) > 0;
    *name_fresh = !seen;
    return DONE;
}

static RESULT count_day(struct node *n, struct peer *p, struct view purpose, bool hit, bool name_fresh, const struct law_budget *b,
                        struct error *err) {
    static const struct stmt COUNT = {
        "INSERT INTO asked_day(day, peer, purpose, asked, hits, names) VALUES($1, $2, $3, 1, $4, $5)"
        " ON CONFLICT(peer, purpose, day) DO UPDATE SET asked = asked + 1, hits = hits + $4, names = names + $5"};
    static const struct stmt FEW_HITS = {
        "SELECT names >= $4 AND hits * $5 < asked FROM asked_day WHERE day=$1 AND peer=$2 AND purpose=$3"};
    int64_t fishing = 0;
    TRY(store_run(n->store, &COUNT, VALUES(DAY_OF(n, p, purpose), V_INT(hit), V_INT(name_fresh)), err));
    if (!b->many_names) return DONE;
    TRY(store_number(n->store, &FEW_HITS, VALUES(DAY_OF(n, p, purpose), V_INT(b->many_names), V_INT(b->one_hit_in)), 0, &fishing, err));
    return fishing ? alarm_raise(n, p, purpose, "many_names_few_hits", b->many_names, err) : DONE;
}

static RESULT look_at_variation(struct node *n, struct peer *p, struct view purpose, const struct about *a, const struct law_budget *b,
                                struct error *err) {
    static const struct stmt DATES = {
        "SELECT count(*) FROM (SELECT 1 FROM asked_about WHERE day=$1 AND peer=$2 AND purpose=$3 AND name=$4 LIMIT $5)"};
    static const struct stmt NAMES = {
        "SELECT count(*) FROM (SELECT 1 FROM asked_about WHERE day=$1 AND peer=$2 AND purpose=$3 AND born=$4 LIMIT $5)"};
    int64_t dates = 0, names = 0;
    if (b->one_name) TRY(store_number(n->store, &DATES, VALUES(DAY_OF(n, p, purpose), KEY(a->name), V_INT(b->one_name)), 0, &dates, err));
    if (b->one_name && dates >= b->one_name) TRY(alarm_raise(n, p, purpose, "one_name_many_dates", b->one_name, err));
    if (b->one_date && a->dated) TRY(store_number(n->store, &NAMES, VALUES(DAY_OF(n, p, purpose), KEY(a->born), V_INT(b->one_date)), 0, &names, err));
    return b->one_date && names >= b->one_date ? alarm_raise(n, p, purpose, "one_date_many_names", b->one_date, err) : DONE;
}

RESULT budget_learn(struct node *n, struct peer *p, struct view purpose, const struct subject *about, bool hit, struct error *err) {
    struct view class = class_of(n, purpose);
    const struct law_budget *b = law_budget(n->settings.law, class);
    AUTO_TEXT salt = text_with_ceiling(64);
    bool fresh, name_fresh;
    TRY(salt_of_today(n, &salt, err));
    struct about a = about_of(about, text_seen(&salt));
    TRY(keep_about(n, p, class, &a, &fresh, &name_fresh, err));
    TRY(count_day(n, p, class, hit, name_fresh, b, err));
    return fresh ? look_at_variation(n, p, class, &a, b, err) : DONE;
}

// ---- Refusals ----

static RESULT note_quota(struct node *n, struct peer *p, struct error *err) {
    const struct law_budget *b = p->over;
    p->over = NULL;
    if (!b) return DONE;
    return p->over_officer ? alarm_raise(n, p, b->id, "officer_quota_used_up", b->officer_per_hour, err)
                           : alarm_raise(n, p, b->id, "quota_used_up", b->per_hour, err);
}

static RESULT write_refusal(struct node *n, struct peer *p, struct view body, enum code why, struct error *err) {
    struct digest digest = sha256(body);
    struct entry e = {.op = "refusal", .peer = id_of(p), .direction = "in", .message_digest = digest.bytes, .decision = view_of(code_name(why))};
    TRY(write_entry(n, &e, NULL, err));
    return why == CODE_QUOTA ? note_quota(n, p, err) : DONE;
}

typedef struct result piece(struct node *n, struct peer *p, struct view body, enum code why, struct error *err);

static bool done_alone(struct node *n, piece *do_it, struct peer *p, struct view body, enum code why) {
    struct error err;
    if (FAILED(turn(n, &err)) || FAILED(store_mark(n->store, &err))) return false;
    if (!FAILED(do_it(n, p, body, why, &err))) return !FAILED(store_keep(n->store, &err));  // a store that can't keep a mark refuses the commit as well
    store_undo(n->store);
    return false;
}

void refusal_noted(struct node *n, struct peer *p, struct view body, enum code why) {
    if (ticks(n).us >= p->refusals_until.us) {
        p->refusals_until = (struct tick){ticks(n).us + (uint64_t)MINUTE_MS * 1000};
        p->refusals_written = 0;
    }
    if (p->refusals_written < REFUSALS_A_MINUTE && done_alone(n, write_refusal, p, body, why)) p->refusals_written++;
    else p->refusals_waiting++;
}

static struct result write_waiting(struct node *n, struct peer *p, struct view body, enum code why, struct error *err) {
    (void)body, (void)why;
    AUTO_JSON *more = json_pack("{s:I}", "count", (json_int_t)p->refusals_waiting);
    struct entry e = {.op = "refusal", .peer = id_of(p), .direction = "in", .decision = VIEW("many"), .more = more};
    return write_entry(n, &e, NULL, err);
}

// ---- Care ----

static RESULT sweep(struct node *n, struct error *err) {
    static const struct stmt ABOUT = {
        "DELETE FROM asked_about WHERE (day, peer, purpose, name, born) IN"
        " (SELECT day, peer, purpose, name, born FROM asked_about WHERE day < $1 LIMIT $2)"};
    static const struct stmt SALT = {"DELETE FROM asked_salt WHERE day < $1"};
    static const struct stmt DAYS = {"DELETE FROM asked_day WHERE day < $1"};
    static const struct stmt HOURS = {"DELETE FROM asked_hour WHERE hour < $1"};
    static const struct stmt ALARMS = {"DELETE FROM alarm WHERE day < $1"};
    int64_t day = today(n), hour = now(n).ms / HOUR_MS;
    TRY(store_run(n->store, &ABOUT, VALUES(V_INT(day), V_INT(SWEEP_ROWS)), err));
    TRY(store_run(n->store, &SALT, VALUES(V_INT(day)), err));
    TRY(store_run(n->store, &DAYS, VALUES(V_INT(day - 1)), err));
    TRY(store_run(n->store, &HOURS, VALUES(V_INT(hour - 2 * HOURS_A_DAY)), err));
    return store_run(n->store, &ALARMS, VALUES(V_INT(day - ALARMS_KEPT_DAYS)), err);
}

RESULT budget_care(struct node *n, struct error *err) {
    for (size_t i = 0; i < n->peer_count; i++) {
        struct peer *p = &n->peers[i];
        if (p->refusals_waiting && done_alone(n, write_waiting, p, VIEW(""), CODE_OK)) p->refusals_waiting = 0;
    }
    return sweep(n, err);
}
