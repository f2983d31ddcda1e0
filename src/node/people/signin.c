// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/people/signin.h"

#include "crypto/card.h"
#include "node/requests/requests_room.h"

// pin: of a certificate, the hex of its key's SHA-256; of an account of the provider, issuer LF subject.
const struct migration SIGNIN_MIGRATIONS[] = {
    {"signin", 1,
     "CREATE TABLE signin(name TEXT PRIMARY KEY, officer TEXT NOT NULL REFERENCES officer(id), kind TEXT NOT NULL, pin TEXT NOT NULL,"
     " label TEXT NOT NULL, until INTEGER NOT NULL, state TEXT NOT NULL, added_by TEXT NOT NULL, added_at INTEGER NOT NULL,"
     " used_at INTEGER NOT NULL, UNIQUE(kind, pin)) STRICT, WITHOUT ROWID;"},
};
const size_t SIGNIN_MIGRATION_COUNT = sizeof SIGNIN_MIGRATIONS / sizeof *SIGNIN_MIGRATIONS;

enum { LABEL_BYTES_MAX = 80, SUB_BYTES_MAX = 255, EACH_MOST = 10 };

struct means {
    const char *kind;
    struct text *pin;
    struct instant until;
    char name[SIGNIN_NAME_ROOM];
};

// ---- Enrolment by two persons ----

static void name_it(struct means *m) {
    AUTO_TEXT t = text_with_ceiling(PIN_BYTES_MAX + 40), hex = text_with_ceiling(SIGNIN_NAME_ROOM);
    text_format(&t, "%s\n", m->kind);
    text_view(&t, text_seen(m->pin));
    struct digest d = sha256(text_seen(&t));
    text_hex(&hex, d.bytes, 8);
    snprintf(m->name, sizeof m->name, "%s", text_string(&hex));
}

// OpenID Connect Core §2: at most 255 ASCII characters, never given to another person by its issuer.
static bool subject_is_good(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if (v.at[i] <= ' ' || v.at[i] > '~') return false;
    return v.bytes && v.bytes <= SUB_BYTES_MAX;
}

bool signin_pin(const struct node *n, struct view subject, struct text *pin) {
    if (!subject_is_good(subject)) return false;
    text_format(pin, "%s\n%.*s", n->settings.oidc->issuer, VIEW_ARGS(subject));
    return text_ok(pin);
}

static RESULT read_means(struct node *n, const json_t *p, struct means *m, struct error *err) {
    struct view certificate = json_view(p, "certificate"), subject = json_view(p, "subject");
    struct card card;
    if ((certificate.bytes > 0) == (subject.bytes > 0)) return FAIL(err, BAD_ARGUMENT, "certificate or subject: one of the two");
    if (certificate.bytes) {
        TRY(card_read(certificate, &card, err));
        if (!instant_before(now(n), card.until)) return FAIL(err, EXPIRED, "the certificate's time is over");
        m->kind = SIGNIN_CERTIFICATE, m->until = card.until;
        text_hex(m->pin, card.spki.bytes, sizeof card.spki.bytes);
    } else {
        if (!n->settings.oidc) return FAIL(err, NOT_ALLOWED, "no identity provider stands in this node's settings");
        if (!signin_pin(n, subject, m->pin)) return FAIL(err, BAD_ARGUMENT, "subject: the provider's sub, 1 to %d letters without blanks", SUB_BYTES_MAX);
        m->kind = SIGNIN_OIDC;
    }
    name_it(m);
    return DONE;
}

static RESULT log_means(struct node_call *call, struct view officer, const char *kind, struct view name, const char *what, struct error *err) {
    static const struct stmt GET = {"SELECT pseudonym FROM officer WHERE id=$1"};
    AUTO_TEXT pseudonym = text_with_ceiling(64), decision = text_with_ceiling(60);
    TRY(store_bytes(call->node->store, &GET, VALUES(V_TEXT(officer)), &pseudonym, err));
    text_format(&decision, "%s_%s", kind, what);
    AUTO_JSON *more = json_object();
    json_put_view(more, "pseudonym", text_seen(&pseudonym));
    json_put_view(more, "credential", name);
    struct entry e = {.op = "enrolment", .officer = call->officer, .decision = text_seen(&decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

static RESULT too_many(struct node *n, struct view officer, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM signin WHERE officer=$1"};
    int64_t have;
    TRY(store_number(n->store, &COUNT, VALUES(V_TEXT(officer)), 0, &have, err));
    return have < EACH_MOST ? DONE : FAIL(err, QUOTA, "%d are enrolled for this officer already", EACH_MOST);
}

static RESULT keep(struct node_call *call, struct view officer, const struct means *m, struct view label, bool active, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO signin(name, officer, kind, pin, label, until, state, added_by, added_at, used_at)"
                                    " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, 0) ON CONFLICT DO NOTHING"};
    struct node *n = call->node;
    AUTO_TEXT by = text_with_ceiling(64);
    TRY(officer_pseudonym(n, call->officer, &by, err));
    TRY(too_many(n, officer, err));
    TRY(store_run(n->store, &ADD, VALUES(V_STR(m->name), V_TEXT(officer), V_STR(m->kind), V_TEXT(text_seen(m->pin)), V_TEXT(label), V_INT(m->until.ms),
                                         V_STR(active ? "active" : "waiting"), V_TEXT(text_seen(&by)), V_INT(now(n).ms)), err));
    return store_changes(n->store) == 1 ? DONE : FAIL(err, ALREADY, "this is enrolled already");
}

struct result signin_added(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view officer = json_view(call->params, "officer"), label = view_trim(json_view(call->params, "label"));
    struct officer o;
    bool active;
    AUTO_TEXT pin = text_with_ceiling(PIN_BYTES_MAX);
    struct means m = {.pin = &pin};
    if (label.bytes > LABEL_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "label: at most %d bytes", LABEL_BYTES_MAX);
    TRY(officer_named(n, officer, &o, err));
    TRY(read_means(n, call->params, &m, err));
    TRY(alone_is_enough(call, &active, err));
    TRY(keep(call, officer, &m, label, active, err));
    TRY(log_means(call, officer, m.kind, view_of(m.name), "added", err));
    call_answer(call, json_pack("{s:s,s:s,s:b}", "credential", m.name, "kind", m.kind, "waits_for_second_person", !active));
    return DONE;
}

struct held {
    struct text officer, kind, state, by;
};

static RESULT held_find(struct node *n, struct view name, struct held *h, struct error *err) {
    static const struct stmt GET = {"SELECT officer, kind, state, added_by FROM signin WHERE name=$1"};
    struct text *into[] = {&h->officer, &h->kind, &h->state, &h->by};
    struct cursor c;
    TRY(store_query(n->store, &GET, VALUES(V_TEXT(name)), &c, err));
    bool found = cursor_next(&c);
    for (int i = 0; i < 4; i++) {
        *into[i] = text_with_ceiling(100);
        if (found) text_view(into[i], cursor_view(&c, i));
    }
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "nothing of this name is enrolled");
}

static void held_free(struct held *h) {
    text_free(&h->officer), text_free(&h->kind), text_free(&h->state), text_free(&h->by);
}
#define AUTO_HELD __attribute__((cleanup(held_free))) struct held

struct result signin_vouched(struct node_call *call, struct error *err) {
    static const struct stmt ACTIVE = {"UPDATE signin SET state='active' WHERE name=$1 AND state='waiting'"};
    struct node *n = call->node;
    struct view name = json_view(call->params, "credential");
    AUTO_HELD h = {{0}};
    AUTO_TEXT who = text_with_ceiling(64);
    TRY(held_find(n, name, &h, err));
    if (!view_is(text_seen(&h.state), "waiting")) return FAIL(err, WRONG_STEP, "it waits for nobody");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    if (view_same(text_seen(&who), text_seen(&h.by))) return FAIL(err, SAME_PERSON, "you enrolled this yourself");
    if (call->officer && view_is(text_seen(&h.officer), call->officer->id)) return FAIL(err, SAME_PERSON, "nobody vouches for himself");
    TRY(store_run(n->store, &ACTIVE, VALUES(V_TEXT(name)), err));
    TRY(log_means(call, text_seen(&h.officer), text_string(&h.kind), name, "vouched", err));
    call_answer(call, json_pack("{s:s}", "officer", text_string(&h.officer)));
    return DONE;
}

struct result signin_removed(struct node_call *call, struct error *err) {
    static const struct stmt REMOVE[] = {{"DELETE FROM signin WHERE name=$1"}, {"DELETE FROM session WHERE passkey=$1"}};
    struct node *n = call->node;
    struct view name = json_view(call->params, "credential");
    AUTO_HELD h = {{0}};
    TRY(held_find(n, name, &h, err));
    for (size_t i = 0; i < 2; i++) TRY(store_run(n->store, &REMOVE[i], VALUES(V_TEXT(name)), err));
    TRY(log_means(call, text_seen(&h.officer), text_string(&h.kind), name, "removed", err));
    call_answer(call, json_pack("{s:s}", "officer", text_string(&h.officer)));
    return DONE;
}

struct result signin_list(struct node_call *call, struct error *err) {
    static const struct stmt LIST = {"SELECT name, officer, kind, label, state, until, added_at, used_at FROM signin ORDER BY officer, added_at"};
    static const char *const texts[] = {"credential", "officer", "kind", "label", "state"}, *const times[] = {"until", "added_at", "used_at"};
    struct cursor c;
    json_t *all = json_array();
    call_answer(call, json_pack("{s:o}", "credentials", all));
    TRY(store_query(call->node->store, &LIST, NO_VALUES, &c, err));
    while (cursor_next(&c)) {
        json_t *j = json_object();
        for (int i = 0; i < 5; i++) json_put_view(j, texts[i], cursor_view(&c, i));
        for (int i = 0; i < 3; i++) json_object_set_new(j, times[i], json_instant(cursor_instant(&c, 5 + i)));
        json_array_append_new(all, j);
    }
    return cursor_end(&c, err);
}

// ---- Use ----

RESULT signin_find(struct node *n, const char *kind, struct view pin, struct view officer, struct officer *out, struct text *name, struct error *err) {
    static const struct stmt FIND = {"SELECT s.name, o.id, o.name, o.roles FROM signin s JOIN officer o ON o.id = s.officer WHERE s.kind=$1 AND s.pin=$2"
                                     " AND ($3 = '' OR o.id=$3) AND s.state='active' AND o.state='active' AND (s.until = 0 OR s.until > $4)"};
    struct cursor c;
    TRY(store_query(n->store, &FIND, VALUES(V_STR(kind), V_TEXT(pin), V_TEXT(officer), V_INT(now(n).ms)), &c, err));
    bool found = cursor_next(&c);
    if (found) {
        text_view(name, cursor_view(&c, 0));
        take_officer(out, cursor_view(&c, 1), cursor_view(&c, 2), (unsigned)cursor_int(&c, 3));
    }
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_SIGNED_IN, "no officer is enrolled with this");
}

RESULT signin_used(struct node *n, struct view name, struct error *err) {
    static const struct stmt USED = {"UPDATE signin SET used_at=$2 WHERE name=$1"};
    return store_run(n->store, &USED, VALUES(V_TEXT(name), V_INT(now(n).ms)), err);
}

static RESULT open_by_certificate(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct officer o = {0};
    struct view shown = json_view(call->params, "shown");
    AUTO_TEXT name = text_with_ceiling(SIGNIN_NAME_ROOM);
    if (!shown.bytes) return FAIL(err, NOT_SIGNED_IN, "no certificate was shown: the console's address for cards asks for one");
    TRY(signin_find(n, SIGNIN_CERTIFICATE, shown, json_view(call->params, "officer"), &o, &name, err));
    TRY(signin_used(n, text_seen(&name), err));
    o.auth = SIGNIN_CERTIFICATE;
    return session_begin(call, &o, text_seen(&name), err);
}

struct result session_certificate(struct node_call *call, struct error *err) { return sign_in_told(call, SIGNIN_CERTIFICATE, open_by_certificate(call, err)); }

RESULT signin_session(struct node *n, struct view name, struct officer *o, struct error *err) {
    static const struct stmt GET = {"SELECT kind, pin FROM signin WHERE name=$1"};
    struct cursor c;
    TRY(store_query(n->store, &GET, VALUES(V_TEXT(name)), &c, err));
    bool found = cursor_next(&c), card = found && view_is(cursor_view(&c, 0), SIGNIN_CERTIFICATE);
    if (found) o->auth = card ? SIGNIN_CERTIFICATE : SIGNIN_OIDC;
    if (card) snprintf(o->shows, sizeof o->shows, "%.*s", VIEW_ARGS(cursor_view(&c, 1)));
    return cursor_end(&c, err);
}

RESULT signin_ended(struct node *n, struct view officer, struct error *err) {
    static const struct stmt END = {"DELETE FROM signin WHERE officer=$1"};
    return store_run(n->store, &END, VALUES(V_TEXT(officer)), err);
}
