// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// people.c — who works here: accounts, sessions, and the keys with which officers sign.
//
// An officer has a pseudonym made once by chance; the log and the other members see only that. Who it is stays in
// this table, at home.
#include "node/node_room.h"

#include "crypto/password.h"
#include "node/people/passkeys.h"
#include "node/people/signin.h"

const struct migration PEOPLE_MIGRATIONS[] = {
    {"people", 1,
     "CREATE TABLE officer(id TEXT PRIMARY KEY, name TEXT NOT NULL, roles INTEGER NOT NULL, pseudonym TEXT NOT NULL UNIQUE,"
     " password TEXT NOT NULL, credential TEXT NOT NULL, added_at INTEGER NOT NULL) STRICT;"
     "CREATE UNIQUE INDEX officer_credential ON officer(credential) WHERE credential <> '';"
     "CREATE TABLE session(token BLOB PRIMARY KEY, officer TEXT NOT NULL REFERENCES officer(id), opened_at INTEGER NOT NULL,"
     " used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"},
    {"people", 2,
     "CREATE TABLE passkey(name TEXT PRIMARY KEY, officer TEXT NOT NULL REFERENCES officer(id), credential TEXT NOT NULL UNIQUE,"
     " key TEXT NOT NULL UNIQUE, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, counter INTEGER NOT NULL, added_at INTEGER NOT NULL,"
     " used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE INDEX passkey_officer ON passkey(officer);"
     "CREATE TABLE invitation(officer TEXT PRIMARY KEY REFERENCES officer(id), code BLOB NOT NULL, until INTEGER NOT NULL,"
     " tries INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
     "CREATE TABLE ticket(digest BLOB PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;"  // those that were used
     "ALTER TABLE session ADD COLUMN passkey TEXT NOT NULL DEFAULT '';"},
    // Who added or invited somebody, and whether a second person has vouched for it. An invitation is two codes, of two persons.
    {"people", 3,
     "ALTER TABLE officer ADD COLUMN added_by TEXT NOT NULL DEFAULT '';"
     "ALTER TABLE officer ADD COLUMN state TEXT NOT NULL DEFAULT 'active';"
     "DROP TABLE invitation;"
     "CREATE TABLE invitation(officer TEXT PRIMARY KEY REFERENCES officer(id), code BLOB NOT NULL, second BLOB NOT NULL, by TEXT NOT NULL,"
     " until INTEGER NOT NULL, tries INTEGER NOT NULL) STRICT, WITHOUT ROWID;"},
    // How often nobody was signed in, by the hour: the first of an hour are entries of their own, of the others the number is one.
    {"people", 4, "CREATE TABLE sign_in_failed(hour INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;"},
    // Which entry of the log enrolled which key or passkey (enrolled.c).
    {"people", 5, "CREATE TABLE enrolled(credential TEXT PRIMARY KEY, idx INTEGER NOT NULL) STRICT, WITHOUT ROWID"},
};
const size_t PEOPLE_MIGRATION_COUNT = sizeof PEOPLE_MIGRATIONS / sizeof *PEOPLE_MIGRATIONS;

enum { FAILURES_TOLD_AN_HOUR = 20, TOKEN_BYTES = 32, PSEUDONYM_BYTES = 6, CREDENTIAL_ROOM = 400 };

// Combinations that no one person may hold: who keeps accounts or runs the machine neither asks nor approves; who watches
// does nothing else.
#define WITH_DATA                                                                                                     \
    (ROLE_BIT(analyst) | ROLE_BIT(case_officer) | ROLE_BIT(approver) | ROLE_BIT(register_owner) | ROLE_BIT(judge) | ROLE_BIT(prosecutor))
#define ALL_ROLES ((1u << ROLE_COUNT) - 1)
static const struct {
    unsigned one, other;
    const char *why;
} exclusions[] = {
    {ROLE_BIT(operator), ALL_ROLES & ~ROLE_BIT(operator), "an operator has no data, no questions and no accounts"},
    {ROLE_BIT(registrar), WITH_DATA, "who makes accounts neither asks nor approves"},
    {ROLE_BIT(security_officer), WITH_DATA | ROLE_BIT(registrar), "who watches accounts makes none, and neither asks nor approves"},
    {ROLE_BIT(auditor), WITH_DATA | ROLE_BIT(registrar) | ROLE_BIT(security_officer), "who audits does not act"},
    {ROLE_BIT(oversight), ALL_ROLES & ~ROLE_BIT(oversight), "who oversees the house has no part in it"},
    {ROLE_BIT(observer), ALL_ROLES & ~ROLE_BIT(observer), "an observer only looks on"},
};

static RESULT read_roles(const json_t *list, unsigned *out, struct error *err) {
    unsigned roles = 0;
    size_t i;
    const json_t *one;
    if (!json_array_size(list)) return FAIL(err, BAD_ARGUMENT, "roles: at least one");
    json_array_foreach((json_t *)list, i, one) {
        enum role r;
        if (!json_is_string(one) || !role_read(view_of(json_string_value(one)), &r)) return FAIL(err, BAD_ARGUMENT, "roles: unknown role");
        roles |= 1u << r;
    }
    for (size_t k = 0; k < sizeof exclusions / sizeof *exclusions; k++)
        if ((roles & exclusions[k].one) && (roles & exclusions[k].other)) return FAIL(err, NOT_ALLOWED, "%s", exclusions[k].why);
    *out = roles;
    return DONE;
}

static json_t *roles_json(unsigned roles) {
    json_t *list = json_array();
    for (enum role r = 0; r < ROLE_COUNT; r++)
        if (roles & 1u << r) json_array_append_new(list, json_string(role_name(r)));
    return list;
}

static bool id_is_good(struct view id) {
    if (!id.bytes || id.bytes >= OFFICER_ID_ROOM) return false;
    for (size_t i = 0; i < id.bytes; i++) {
        char c = id.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("@.-_", c))) return false;
    }
    return true;
}

// Keys enter the log with the pseudonym, so that anyone can tell years later whose key it was then.
static RESULT log_enrolment(struct node_call *call, struct view pseudonym, struct view credential, unsigned roles, struct error *err) {
    AUTO_JSON *more = json_pack("{s:o}", "roles", roles_json(roles));
    json_put_view(more, "pseudonym", pseudonym);
    if (credential.bytes) json_put_view(more, "credential", credential);
    struct entry e = {.op = "enrolment", .officer = call->officer, .decision = VIEW("enrolled"), .more = more};
    int64_t index;
    AUTO_TEXT account = text_with_ceiling(100);
    TRY(write_entry(call->node, &e, &index, err));
    text_format(&account, "account %.*s", VIEW_ARGS(pseudonym));
    TRY(enrolment_noted(call->node, text_seen(&account), index, err));
    return enrolment_noted(call->node, credential, index, err);
}

// Two persons watch the accounts: from then on nobody, the store's owner included, makes one alone.
static RESULT accounts_watched(struct node *n, bool *out, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM officer WHERE state = 'active' AND (roles & $1) <> 0"};
    int64_t count;
    TRY(store_number(n->store, &COUNT, VALUES(V_INT(ROLE_BIT(registrar) | ROLE_BIT(security_officer))), 0, &count, err));
    *out = count >= 2;
    return DONE;
}

// May this caller do it without a second person? Only the store's owner, while there are no two.
RESULT alone_is_enough(struct node_call *call, bool *out, struct error *err) {
    bool watched;
    TRY(accounts_watched(call->node, &watched, err));
    *out = !watched && call->officer && call->officer->auth && strcmp(call->officer->auth, "local") == 0;
    return DONE;
}

static RESULT add_row(struct node *n, const json_t *p, unsigned roles, struct view password, struct view pseudonym, struct view by,
                      bool active, struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO officer(id, name, roles, pseudonym, password, credential, added_at, added_by, state) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    struct result r = store_run(n->store, &ADD,
                                VALUES(V_TEXT(json_view(p, "officer")), V_TEXT(json_view(p, "name")), V_INT(roles), V_TEXT(pseudonym),
                                       V_TEXT(password), V_TEXT(json_view(p, "key")), V_INT(now(n).ms), V_TEXT(by), V_STR(active ? "active" : "waiting")),
                                err);
    return r.code == CODE_CONFLICT ? FAIL(err, ALREADY, "an officer of this id, or with this key, is here") : r;
}

// A verifier key carries a name, so the same key can be written in two ways: what counts is the key.
static RESULT check_key_is_new(struct node *n, struct view credential, struct error *err) {
    static const struct stmt ALL = {"SELECT credential FROM officer WHERE credential <> ''"};
    struct verify_key key, other;
    struct cursor c;
    bool taken = false;
    TRY(vkey_read(credential, &key, err));
    TRY(store_query(n->store, &ALL, NO_VALUES, &c, err));
    while (cursor_next(&c))
        taken = taken || (!FAILED(vkey_read(cursor_view(&c, 0), &other, NULL)) && memcmp(other.public, key.public, sizeof key.public) == 0);
    TRY(cursor_end(&c, err));
    return taken ? FAIL(err, ALREADY, "another officer has this key") : DONE;
}

struct result officer_add(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const json_t *p = call->params;
    struct view id = json_view(p, "officer"), name = json_view(p, "name"), password = json_view(p, "password"), key = json_view(p, "key");
    unsigned roles;
    unsigned char chance[PSEUDONYM_BYTES];
    if (!id_is_good(id)) return FAIL(err, BAD_ARGUMENT, "officer: lower-case letters, digits, @ . - _");
    if (!name.bytes || name.bytes > 120) return FAIL(err, BAD_ARGUMENT, "name: 1 to 120 bytes");
    TRY(read_roles(json_object_get(p, "roles"), &roles, err));
    if (key.bytes) TRY(check_key_is_new(n, key, err));
    AUTO_TEXT kept = text_with_ceiling(400);
    AUTO_TEXT pseudonym = text_with_ceiling(40);
    if (password.bytes) TRY(password_keep(n->sys, password, &kept, err));
    sys_random(n->sys, chance, sizeof chance);
    text_format(&pseudonym, "%s-", n->settings.authority);
    text_hex(&pseudonym, chance, sizeof chance);
    AUTO_TEXT by = text_with_ceiling(64);
    bool active;
    TRY(officer_pseudonym(n, call->officer, &by, err));
    TRY(alone_is_enough(call, &active, err));
    TRY(add_row(n, p, roles, text_seen(&kept), text_seen(&pseudonym), text_seen(&by), active, err));
    TRY(log_enrolment(call, text_seen(&pseudonym), key, roles, err));
    json_t *answer = json_pack("{s:s,s:b}", "pseudonym", text_string(&pseudonym), "waits_for_second_person", !active);
    json_put_view(answer, "officer", id);
    call_answer(call, answer);
    return DONE;
}

struct result officer_list(struct node_call *call, struct error *err) {
    static const struct stmt LIST = {
        "SELECT id, name, roles, pseudonym, credential, (SELECT count(*) FROM passkey WHERE officer = officer.id), state, added_by,"
        " EXISTS (SELECT 1 FROM invitation WHERE officer = officer.id AND second = x'') FROM officer ORDER BY id"};
    struct cursor c;
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "officers", list));
    TRY(store_query(call->node->store, &LIST, NO_VALUES, &c, err));
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:o}", "roles", roles_json((unsigned)cursor_int(&c, 2)));
        json_put_view(j, "officer", cursor_view(&c, 0));
        json_put_view(j, "name", cursor_view(&c, 1));
        json_put_view(j, "pseudonym", cursor_view(&c, 3));
        json_put_view(j, "key", cursor_view(&c, 4));
        json_object_set_new(j, "passkeys", json_integer(cursor_int(&c, 5)));
        json_put_view(j, "state", cursor_view(&c, 6));
        json_put_view(j, "added_by", cursor_view(&c, 7));
        json_object_set_new(j, "invitation_waits", json_boolean(cursor_int(&c, 8)));
        json_array_append_new(list, j);
    }
    return cursor_end(&c, err);
}

// ---- A second person ----

static RESULT account_of(struct node *n, struct view id, struct text *state, struct text *by, struct text *pseudonym, struct error *err) {
    static const struct stmt GET = {"SELECT state, added_by, pseudonym FROM officer WHERE id=$1"};
    struct cursor c;
    TRY(store_query(n->store, &GET, VALUES(V_TEXT(id)), &c, err));
    bool found = cursor_next(&c);
    if (found) text_view(state, cursor_view(&c, 0)), text_view(by, cursor_view(&c, 1)), text_view(pseudonym, cursor_view(&c, 2));
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "no such officer");
}

static RESULT log_account(struct node_call *call, struct view pseudonym, const char *decision, struct error *err) {
    AUTO_JSON *more = json_object();
    json_put_view(more, "pseudonym", pseudonym);
    TRY(commit_words(call->node, "reason_commit", json_view(call->params, "reason"), more, err));
    struct entry e = {.op = "enrolment", .officer = call->officer, .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

struct result officer_vouched(struct node_call *call, struct error *err) {
    static const struct stmt ACTIVE = {"UPDATE officer SET state='active' WHERE id=$1 AND state='waiting'"};
    struct node *n = call->node;
    struct view id = json_view(call->params, "officer");
    AUTO_TEXT state = text_with_ceiling(20), by = text_with_ceiling(64), pseudonym = text_with_ceiling(64), who = text_with_ceiling(64);
    TRY(account_of(n, id, &state, &by, &pseudonym, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    if (view_same(text_seen(&who), text_seen(&pseudonym))) return FAIL(err, SAME_PERSON, "nobody vouches for himself");
    json_t *answer = json_object();
    json_put_view(answer, "officer", id);
    call_answer(call, answer);
    bool waits = view_is(text_seen(&state), "waiting");
    if (waits && view_same(text_seen(&who), text_seen(&by))) return FAIL(err, SAME_PERSON, "you added this account yourself");
    if (view_is(text_seen(&state), "ended")) return FAIL(err, WRONG_STEP, "this account has ended");
    if (waits) {
        TRY(store_run(n->store, &ACTIVE, VALUES(V_TEXT(id)), err));
        TRY(log_account(call, text_seen(&pseudonym), "vouched", err));
    }
    return invitation_vouched(call, id, text_seen(&who), waits, answer, err);
}

// At once: no session, key or passkey of this account does anything any more. What it signed stays provable.
struct result officer_ended(struct node_call *call, struct error *err) {
    static const struct stmt END[] = {{"UPDATE officer SET state='ended' WHERE id=$1"}, {"DELETE FROM session WHERE officer=$1"},
                                      {"DELETE FROM invitation WHERE officer=$1"}, {"DELETE FROM passkey WHERE officer=$1"}};
    struct node *n = call->node;
    struct view id = json_view(call->params, "officer");
    AUTO_TEXT state = text_with_ceiling(20), by = text_with_ceiling(64), pseudonym = text_with_ceiling(64);
    TRY(account_of(n, id, &state, &by, &pseudonym, err));
    for (size_t i = 0; i < sizeof END / sizeof *END; i++) TRY(store_run(n->store, &END[i], VALUES(V_TEXT(id)), err));
    TRY(signin_ended(n, id, err));
    TRY(log_account(call, text_seen(&pseudonym), "ended", err));
    json_t *answer = json_object();
    json_put_view(answer, "officer", id);
    call_answer(call, answer);
    return DONE;
}

static void take_text(char *out, size_t room, struct view v) {
    size_t n = v.bytes < room - 1 ? v.bytes : room - 1;
    memcpy(out, v.at, n);
    out[n] = 0;
}

void take_officer(struct officer *o, struct view id, struct view name, unsigned roles) {
    *o = (struct officer){.roles = roles};
    take_text(o->id, sizeof o->id, id);
    take_text(o->name, sizeof o->name, name);
}

// One officer with the password and credential kept for it. NOT_FOUND: also who waits for a second person, and whose account has ended.
static RESULT load(struct node *n, struct view id, struct officer *out, struct text *password, struct text *credential, struct error *err) {
    static const struct stmt LOAD = {"SELECT id, name, roles, password, credential FROM officer WHERE id=$1 AND state = 'active'"};
    struct cursor c;
    TRY(store_query(n->store, &LOAD, VALUES(V_TEXT(id)), &c, err));
    bool found = cursor_next(&c);
    if (found) {
        take_officer(out, cursor_view(&c, 0), cursor_view(&c, 1), (unsigned)cursor_int(&c, 2));
        if (password) text_view(password, cursor_view(&c, 3));
        if (credential) text_view(credential, cursor_view(&c, 4));
    }
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "no such officer");
}

RESULT officer_named(struct node *n, struct view id, struct officer *out, struct error *err) {
    AUTO_TEXT password = text_with_ceiling(400);
    AUTO_TEXT credential = text_with_ceiling(400);
    return load(n, id, out, &password, &credential, err);
}

RESULT officer_pseudonym(struct node *n, const struct officer *o, struct text *out, struct error *err) {
    static const struct stmt GET = {"SELECT pseudonym FROM officer WHERE id=$1"};
    if (!o) return FAIL(err, NOT_SIGNED_IN, "this needs an officer");
    struct result r = store_bytes(n->store, &GET, VALUES(V_STR(o->id)), out, err);
    if (r.code != CODE_NOT_FOUND) return r;
    text_format(out, "%s-local", n->settings.authority);  // the store's owner, before the first account
    return DONE;
}

RESULT officer_credential(struct node *n, struct view pseudonym, struct text *vkey, struct error *err) {
    static const struct stmt GET = {"SELECT credential FROM officer WHERE pseudonym=$1 AND credential <> '' AND state = 'active'"};
    struct result r = store_bytes(n->store, &GET, VALUES(V_TEXT(pseudonym)), vkey, err);
    return r.code == CODE_NOT_FOUND ? FAIL(err, NOT_ALLOWED, "no key is enrolled for you") : r;
}

// ---- Sessions: the browser holds the token, the store only its digest ----

static RESULT open_row(struct node *n, const struct officer *o, struct view token, struct view passkey, struct error *err) {
    static const struct stmt OPEN = {"INSERT INTO session(token, officer, opened_at, used_at, passkey) VALUES($1, $2, $3, $3, $4)"};
    struct digest d = sha256(token);
    return store_run(n->store, &OPEN, VALUES(V_BLOB(d.bytes, 32), V_STR(o->id), V_INT(now(n).ms), V_TEXT(passkey)), err);
}

static json_t *officer_json(const struct officer *o) {
    return json_pack("{s:s,s:s,s:o}", "id", o->id, "name", o->name, "roles", roles_json(o->roles));
}

RESULT session_begin(struct node_call *call, struct officer *o, struct view passkey, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT token = text_with_ceiling(100);
    AUTO_TEXT until = text_with_ceiling(40);
    unsigned char chance[TOKEN_BYTES];
    sys_random(n->sys, chance, sizeof chance);
    text_hex(&token, chance, sizeof chance);
    TRY(open_row(n, o, text_seen(&token), passkey, err));
    if (!o->auth) o->auth = passkey.bytes ? "passkey" : "session";
    AUTO_JSON *more = json_object();
    if (passkey.bytes) json_put_view(more, "passkey", passkey);
    struct entry e = {.op = "login", .officer = o, .decision = VIEW("opened"), .more = more};
    TRY(write_entry(n, &e, NULL, err));
    text_instant(&until, instant_after(now(n), SESSION_WHOLE_MS));
    call_answer(call, json_pack("{s:s,s:o,s:s}", "token", text_string(&token), "officer", officer_json(o), "expires_at", text_string(&until)));
    return DONE;
}

// ---- Sign-ins that failed: Directive (EU) 2016/680 art. 29(2)(e) ----

static RESULT note_failure(struct node_call *call, const char *by, int64_t untold, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s}", "by", by);
    struct view name = json_view(call->params, "officer");
    if (untold) json_object_set_new(more, "more_before", json_integer((json_int_t)untold));
    if (name.bytes) TRY(commit_words(call->node, "tried_commit", name, more, err));
    struct entry e = {.op = "login", .decision = VIEW("refused"), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

// A flood of them is a few entries: of the rest their number is told, by the first of another hour.
static RESULT count_failure(struct node_call *call, const char *by, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO sign_in_failed(hour, count) VALUES($1, 1) ON CONFLICT(hour) DO UPDATE SET count = count + 1"};
    static const struct stmt COUNT = {"SELECT count FROM sign_in_failed WHERE hour = $1"};
    static const struct stmt UNTOLD = {"SELECT coalesce(sum(max(count - $2, 0)), 0) FROM sign_in_failed WHERE hour < $1"};
    static const struct stmt OVER = {"DELETE FROM sign_in_failed WHERE hour < $1"};
    struct node *n = call->node;
    int64_t hour = now(n).ms / HOUR_MS, count, untold = 0;
    TRY(store_run(n->store, &ADD, VALUES(V_INT(hour)), err));
    TRY(store_number(n->store, &COUNT, VALUES(V_INT(hour)), 0, &count, err));
    if (count > FAILURES_TOLD_AN_HOUR) return DONE;
    TRY(store_number(n->store, &UNTOLD, VALUES(V_INT(hour), V_INT(FAILURES_TOLD_AN_HOUR)), 0, &untold, err));
    TRY(store_run(n->store, &OVER, VALUES(V_INT(hour)), err));
    return note_failure(call, by, untold, err);
}

struct result sign_in_told(struct node_call *call, const char *by, struct result r) {
    struct error ignored;
    if (r.code != CODE_NOT_SIGNED_IN) return r;
    if (!FAILED(count_failure(call, by, &ignored))) call->stays = true;
    return r;
}

static RESULT open_by_password(struct node_call *call, struct error *err) {
    AUTO_TEXT kept = text_with_ceiling(400);
    struct officer o = {0};
    struct result found = load(call->node, json_view(call->params, "officer"), &o, &kept, NULL, err);
    if (FAILED(found) && found.code != CODE_NOT_FOUND) return found;
    if (!password_fits(json_view(call->params, "password"), text_seen(&kept)))
        return FAIL(err, NOT_SIGNED_IN, "the name or the password is wrong");
    return session_begin(call, &o, VIEW(""), err);
}

struct result session_open(struct node_call *call, struct error *err) { return sign_in_told(call, "password", open_by_password(call, err)); }

struct result session_close(struct node_call *call, struct error *err) {
    static const struct stmt CLOSE = {"DELETE FROM session WHERE token=$1"};
    struct digest d = sha256(json_view(call->params, "token"));
    TRY(store_run(call->node->store, &CLOSE, VALUES(V_BLOB(d.bytes, 32)), err));
    struct entry e = {.op = "login", .officer = call->officer, .decision = VIEW("closed")};
    return store_changes(call->node->store) ? write_entry(call->node, &e, NULL, err) : DONE;
}

RESULT node_officer_by_session(struct node *n, struct view token, struct officer *out, struct error *err) {
    static const struct stmt FIND = {
        "SELECT officer, passkey, opened_at FROM session WHERE token=$1 AND opened_at > $2 AND used_at > $3"};
    static const struct stmt USED = {"UPDATE session SET used_at=$2 WHERE token=$1 AND used_at < $3"};
    struct digest d = sha256(token);
    AUTO_TEXT id = text_with_ceiling(OFFICER_ID_ROOM), by = text_with_ceiling(100);
    struct cursor c;
    TRY(store_query(n->store, &FIND, VALUES(V_BLOB(d.bytes, 32), V_INT(now(n).ms - SESSION_WHOLE_MS), V_INT(now(n).ms - SESSION_IDLE_MS)), &c, err));
    struct instant opened = {0};
    bool found = cursor_next(&c);
    if (found) text_view(&id, cursor_view(&c, 0)), text_view(&by, cursor_view(&c, 1)), opened.ms = cursor_int(&c, 2);
    TRY(cursor_end(&c, err));
    if (!found) return FAIL(err, NOT_SIGNED_IN, "the session is over");
    TRY(load(n, text_seen(&id), out, NULL, NULL, err));
    out->proven_at = opened;
    out->auth = by.bytes ? "passkey" : "session";
    if (by.bytes) TRY(signin_session(n, text_seen(&by), out, err));
    TRY(turn(n, err));  // noted once a minute, so that reading does not write each time
    return store_run(n->store, &USED, VALUES(V_BLOB(d.bytes, 32), V_INT(now(n).ms), V_INT(now(n).ms - MINUTE_MS)), err);
}

RESULT node_officer_by_key(struct node *n, struct view officer, struct view signed_bytes, struct view signature_base64,
                           struct officer *out, struct error *err) {
    AUTO_TEXT credential = text_with_ceiling(CREDENTIAL_ROOM);
    struct officer o;
    struct verify_key key;
    if (FAILED(load(n, officer, &o, NULL, &credential, NULL)) || !credential.bytes) return FAIL(err, NOT_SIGNED_IN, "no such officer, or no key enrolled");
    TRY(vkey_read(text_seen(&credential), &key, err));
    if (!verify_base64(&key, "malines/call/1", signed_bytes, signature_base64)) return FAIL(err, NOT_SIGNED_IN, "the call's signature does not hold");
    o.auth = "key";
    *out = o;
    return DONE;
}

RESULT people_care(struct node *n, struct error *err) {
    static const struct stmt OLD_SESSIONS = {"DELETE FROM session WHERE opened_at <= $1 OR used_at <= $2"};
    static const struct stmt OLD_CHECKS = {
        "DELETE FROM checks WHERE at <= $1 OR (at <= $2 AND NOT EXISTS"
        " (SELECT 1 FROM judgement WHERE check_id = checks.id AND judgement IN ('hit', 'unsure')))"};
    TRY(passkeys_care(n, err));
    TRY(store_run(n->store, &OLD_SESSIONS, VALUES(V_INT(now(n).ms - SESSION_WHOLE_MS), V_INT(now(n).ms - SESSION_IDLE_MS)), err));
    TRY(store_run(n->store, &OLD_CHECKS, VALUES(V_INT(kept_since(n, TERM_check).ms), V_INT(kept_since(n, TERM_check_unused).ms)), err));
    return expiry_noted(n, "checks", store_changes(n->store), err);
}
