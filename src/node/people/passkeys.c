// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// passkeys.c — authenticators of officers: invited, enrolled, used to sign in and to approve, removed.
//
// A challenge costs nothing here until it is answered rightly: it is the digest of a ticket that only this node can have
// made (an HMAC over ceremony, officer, address and end), and only tickets that were used are remembered. So nobody who is
// not signed in can fill the store, and the answer to "may I sign in" is the same for officers that do not exist.
#include "node/people/passkeys.h"
#include "node/people/signin.h"
#include "node/unread.h"

enum {
    INVITATION_MS = 24 * HOUR_MS, INVITATION_TRIES = 10, HALF_LETTERS = 15, CODE_BYTES_MAX = 64,
    TICKET_MS = 5 * MINUTE_MS, NONCE_BYTES = 16, TICKET_BYTES = 8 + NONCE_BYTES + 32, TICKET_TEXT_BYTES_MAX = 100,
    PASSKEYS_MAX = 20, LABEL_BYTES_MAX = 80, NAME_BYTES = 8, ID_TEXT_BYTES_MAX = 1400,
};

// ---- Where passkeys work ----

// The address of ours that `origin` is, to the letter. NULL: none.
static const char *our_origin(const struct node *n, struct view origin) {
    for (size_t i = 0; i < 2; i++)
        if (n->settings.origins[i] && view_is(origin, n->settings.origins[i])) return n->settings.origins[i];
    return NULL;
}

static RESULT our_page(const struct node *n, struct view origin, struct text *rp_id, const char **out, struct error *err) {
    const char *ours = n->settings.origins[0];
    *out = our_origin(n, origin);
    if (!ours) return FAIL(err, NOT_ALLOWED, "no address of the console is known, so passkeys can't be used");
    if (!*out) return FAIL(err, NOT_ALLOWED, "passkeys work at %s, not at this address", ours);
    return rp_id_of(origin, rp_id, err);
}

json_t *passkeys_about(const struct node *n) {
    json_t *at = json_array();
    struct error why = {0};
    for (size_t i = 0; i < 2; i++) {
        AUTO_TEXT rp_id = text_with_ceiling(PASSKEY_RP_ROOM);
        if (n->settings.origins[i] && !FAILED(rp_id_of(view_of(n->settings.origins[i]), &rp_id, &why)))
            json_array_append_new(at, json_string(n->settings.origins[i]));
    }
    if (!n->settings.origins[0]) snprintf(why.detail, sizeof why.detail, "no address of the console is known");
    return json_pack("{s:o,s:s}", "at", at, "why_not", json_array_size(at) ? "" : why.detail);
}

// ---- Tickets ----

static struct digest ticket_mac(struct node *n, const char *ceremony, struct view officer, const char *origin, const unsigned char *head) {
    AUTO_TEXT t = text_with_ceiling(2000);
    text_format(&t, "malines/ticket/1\n%s\n%.*s\n%s\n", ceremony, VIEW_ARGS(officer), origin);
    text_add(&t, head, 8 + NONCE_BYTES);
    ENSURE(text_ok(&t));
    if (!n->ticket_secret_made) sys_random(n->sys, n->ticket_secret, sizeof n->ticket_secret);
    n->ticket_secret_made = true;
    return hmac_sha256(n->ticket_secret, text_seen(&t));
}

struct digest ticket_word(struct node *n, const char *what, struct view ticket) {
    AUTO_TEXT t = text_with_ceiling(500);
    text_format(&t, "malines/oidc/1\n%s\n", what);
    text_view(&t, ticket);
    ENSURE(text_ok(&t));
    if (!n->ticket_secret_made) sys_random(n->sys, n->ticket_secret, sizeof n->ticket_secret);
    n->ticket_secret_made = true;
    return hmac_sha256(n->ticket_secret, text_seen(&t));
}

// Names have no line feed and a limit, so that the MAC says one thing only.
static bool name_is_short(struct view officer) { return officer.bytes && officer.bytes < OFFICER_ID_ROOM && !memchr(officer.at, '\n', officer.bytes); }

static RESULT ticket_give(struct node *n, const char *ceremony, struct view officer, struct view origin, json_t *out, struct error *err) {
    unsigned char ticket[TICKET_BYTES];
    const char *ours;
    AUTO_TEXT end = text_with_ceiling(8), text = text_with_ceiling(TICKET_TEXT_BYTES_MAX), challenge = text_with_ceiling(64);
    AUTO_TEXT rp_id = text_with_ceiling(PASSKEY_RP_ROOM);
    if (!name_is_short(officer)) return FAIL(err, BAD_ARGUMENT, "officer: the sign-in name");
    TRY(our_page(n, origin, &rp_id, &ours, err));
    text_be(&end, (uint64_t)instant_after(now(n), TICKET_MS).ms, 8);
    memcpy(ticket, end.at, 8);
    sys_random(n->sys, ticket + 8, NONCE_BYTES);
    struct digest mac = ticket_mac(n, ceremony, officer, ours, ticket);
    memcpy(ticket + 8 + NONCE_BYTES, mac.bytes, sizeof mac.bytes);
    struct digest d = sha256((struct view){(const char *)ticket, sizeof ticket});
    text_base64url(&text, ticket, sizeof ticket);
    text_base64url(&challenge, d.bytes, sizeof d.bytes);
    json_put_view(out, "ticket", text_seen(&text));
    json_put_view(out, "challenge", text_seen(&challenge));
    json_put_view(out, "rp_id", text_seen(&rp_id));
    return DONE;
}

struct ticket {
    struct digest challenge;
    struct instant until;
    const char *origin;
};

static RESULT ticket_read(struct node *n, const char *ceremony, struct view officer, struct view text, struct ticket *out, struct error *err) {
    unsigned char ticket[TICKET_BYTES];
    size_t bytes;
    bool ours = false;
    if (!name_is_short(officer) || !base64url_read(text, ticket, sizeof ticket, &bytes) || bytes != sizeof ticket)
        return FAIL(err, BAD_FORMAT, "the ticket is not one of ours");
    for (size_t i = 0; i < 2 && !ours; i++) {
        out->origin = n->settings.origins[i];
        if (!out->origin) continue;
        struct digest mac = ticket_mac(n, ceremony, officer, out->origin, ticket);
        ours = mac_same(&mac, ticket + 8 + NONCE_BYTES);
    }
    struct reader r = reader_of((struct view){(const char *)ticket, 8});
    out->until = (struct instant){(int64_t)read_u64(&r)};
    if (!ours || instant_before(out->until, now(n))) return FAIL(err, NOT_SIGNED_IN, "the challenge is over: begin again");
    out->challenge = sha256((struct view){(const char *)ticket, sizeof ticket});
    return DONE;
}

RESULT ticket_used(struct node *n, const struct digest *ticket, struct instant until, struct error *err) {
    static const struct stmt USE = {"INSERT INTO ticket(digest, until) VALUES($1, $2) ON CONFLICT DO NOTHING"};
    TRY(store_run(n->store, &USE, VALUES(V_BLOB(ticket->bytes, 32), V_INT(until.ms)), err));
    return store_changes(n->store) == 1 ? DONE : FAIL(err, REPLAYED, "this challenge was answered already");
}

static RESULT ticket_use(struct node *n, const struct ticket *t, struct error *err) { return ticket_used(n, &t->challenge, t->until, err); }

RESULT passkeys_care(struct node *n, struct error *err) {
    static const struct stmt TICKETS = {"DELETE FROM ticket WHERE until < $1"};
    static const struct stmt INVITATIONS = {"DELETE FROM invitation WHERE until < $1"};
    TRY(store_run(n->store, &TICKETS, VALUES(V_INT(now(n).ms)), err));
    return store_run(n->store, &INVITATIONS, VALUES(V_INT(now(n).ms)), err);
}

// ---- Invitations ----

// As it is spoken or typed: capitals, hyphens and blanks do not count. The two halves are of two persons, and each is kept
// as a digest, so that neither they nor the store alone make the whole.
static struct digest half_digest(struct view officer, int half, struct view letters) {
    AUTO_TEXT t = text_with_ceiling(1000);
    text_format(&t, "malines/invitation/2\n%.*s\n%d\n%.*s", VIEW_ARGS(officer), half, VIEW_ARGS(letters));
    return sha256(text_seen(&t));
}

static void plain_letters(struct view code, struct text *out) {
    for (size_t i = 0; i < code.bytes && i < CODE_BYTES_MAX; i++) {
        char c = code.at[i];
        if (c != '-' && c != ' ') text_char(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
}

static void half_new(struct node *n, struct text *out) {
    static const char letters[33] = "abcdefghijkmnpqrstuvwxyz23456789";  // without l, o, 0 and 1; five bits each
    unsigned char chance[HALF_LETTERS];
    sys_random(n->sys, chance, sizeof chance);
    for (size_t i = 0; i < HALF_LETTERS; i++) {
        if (i && i % 5 == 0) text_char(out, '-');
        text_char(out, letters[chance[i] % 32]);
    }
}

static RESULT log_about(struct node *n, const struct officer *by, const struct officer *whom, const char *decision, struct view credential,
                        struct error *err) {
    AUTO_TEXT pseudonym = text_with_ceiling(64);
    AUTO_JSON *more = json_object();
    TRY(officer_pseudonym(n, whom, &pseudonym, err));
    json_put_view(more, "pseudonym", text_seen(&pseudonym));
    if (credential.bytes) json_put_view(more, "credential", credential);
    struct entry e = {.op = "enrolment", .officer = by, .decision = view_of(decision), .more = more};
    int64_t index;
    TRY(write_entry(n, &e, &index, err));
    return strcmp(decision, "passkey_enrolled") == 0 ? enrolment_noted(n, credential, index, err) : DONE;
}

static void put_address(struct node *n, struct view officer, struct view code, json_t *answer) {
    AUTO_TEXT address = text_with_ceiling(600);
    if (!n->settings.origins[0]) return;
    text_format(&address, "%s/#/enrol?officer=%.*s&code=%.*s", n->settings.origins[0], VIEW_ARGS(officer), VIEW_ARGS(code));
    json_put_view(answer, "address", text_seen(&address));
}

static RESULT keep_second(struct node *n, struct view officer, struct text *half, struct error *err) {
    static const struct stmt SECOND = {"UPDATE invitation SET second=$2 WHERE officer=$1"};
    AUTO_TEXT plain = text_with_ceiling(CODE_BYTES_MAX), fresh = text_with_ceiling(CODE_BYTES_MAX);
    half_new(n, &fresh);
    text_view(half, text_seen(&fresh));
    plain_letters(text_seen(&fresh), &plain);
    struct digest d = half_digest(officer, 2, text_seen(&plain));
    return store_run(n->store, &SECOND, VALUES(V_TEXT(officer), V_BLOB(d.bytes, 32)), err);
}

// The first half is shown to who invites, the second to who vouches. While nobody can vouch, the store's owner gets both.
struct result officer_invite(struct node_call *call, struct error *err) {
    static const struct stmt INVITE = {
        "INSERT INTO invitation(officer, code, second, by, until, tries) VALUES($1, $2, x'', $3, $4, 0)"
        " ON CONFLICT(officer) DO UPDATE SET code=$2, second=x'', by=$3, until=$4, tries=0"};
    struct node *n = call->node;
    struct officer o;
    bool alone;
    AUTO_TEXT code = text_with_ceiling(CODE_BYTES_MAX), plain = text_with_ceiling(CODE_BYTES_MAX), until = text_with_ceiling(40), who = text_with_ceiling(64);
    TRY(officer_named(n, json_view(call->params, "officer"), &o, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(alone_is_enough(call, &alone, err));
    half_new(n, &code);
    plain_letters(text_seen(&code), &plain);
    struct instant end = instant_after(now(n), INVITATION_MS);
    struct digest d = half_digest(view_of(o.id), 1, text_seen(&plain));
    TRY(store_run(n->store, &INVITE, VALUES(V_STR(o.id), V_BLOB(d.bytes, 32), V_TEXT(text_seen(&who)), V_INT(end.ms)), err));
    TRY(log_about(n, call->officer, &o, "invited", VIEW(""), err));
    if (alone) text_char(&code, '-');
    if (alone) TRY(keep_second(n, view_of(o.id), &code, err));
    text_instant(&until, end);
    json_t *answer = json_pack("{s:s,s:s,s:s,s:b}", "officer", o.id, "code", text_string(&code), "expires_at", text_string(&until),
                               "waits_for_second_person", !alone);
    if (alone) put_address(n, view_of(o.id), text_seen(&code), answer);
    call_answer(call, answer);
    return DONE;
}

static RESULT invitation_by(struct node *n, struct view officer, bool *waits, struct text *by, struct error *err) {
    static const struct stmt FIND = {"SELECT by FROM invitation WHERE officer=$1 AND second = x'' AND until > $2"};
    struct result r = store_bytes(n->store, &FIND, VALUES(V_TEXT(officer), V_INT(now(n).ms)), by, err);
    *waits = !FAILED(r);
    return r.code == CODE_NOT_FOUND ? DONE : r;
}

RESULT invitation_vouched(struct node_call *call, struct view officer, struct view who, bool did_more, json_t *answer, struct error *err) {
    struct node *n = call->node;
    struct officer o;
    bool waits;
    AUTO_TEXT by = text_with_ceiling(64), half = text_with_ceiling(CODE_BYTES_MAX);
    TRY(invitation_by(n, officer, &waits, &by, err));
    if (!waits) return did_more ? DONE : FAIL(err, WRONG_STEP, "neither the account nor an invitation waits for a second person");
    if (view_same(text_seen(&by), who)) return did_more ? DONE : FAIL(err, SAME_PERSON, "you invited this officer yourself");
    TRY(officer_named(n, officer, &o, err));
    TRY(keep_second(n, officer, &half, err));
    TRY(log_about(n, call->officer, &o, "invitation_vouched", VIEW(""), err));
    json_put_view(answer, "code", text_seen(&half));
    return DONE;
}

static RESULT count_wrong(struct node_call *call, struct view officer, struct error *err) {
    static const struct stmt WRONG = {"UPDATE invitation SET tries = tries + 1 WHERE officer=$1"};
    static const struct stmt ENOUGH = {"DELETE FROM invitation WHERE officer=$1 AND tries >= $2"};
    TRY(store_run(call->node->store, &WRONG, VALUES(V_TEXT(officer)), err));
    TRY(store_run(call->node->store, &ENOUGH, VALUES(V_TEXT(officer), V_INT(INVITATION_TRIES)), err));
    call->stays = true;
    return DONE;
}

static RESULT code_fits(struct node *n, struct view officer, struct view code, bool *there, bool *fits, struct error *err) {
    static const struct stmt FIND = {"SELECT code, second FROM invitation WHERE officer=$1 AND until > $2"};
    AUTO_TEXT plain = text_with_ceiling(CODE_BYTES_MAX);
    struct cursor c;
    plain_letters(code, &plain);
    bool whole = plain.bytes == 2 * HALF_LETTERS;
    size_t half = whole ? HALF_LETTERS : 0;
    struct digest first = half_digest(officer, 1, (struct view){text_string(&plain), half});
    struct digest second = half_digest(officer, 2, (struct view){text_string(&plain) + half, half});
    TRY(store_query(n->store, &FIND, VALUES(V_TEXT(officer), V_INT(now(n).ms)), &c, err));
    *there = cursor_next(&c);
    *fits = *there && whole && view_same(cursor_view(&c, 0), digest_view(&first)) && view_same(cursor_view(&c, 1), digest_view(&second));
    return cursor_end(&c, err);
}

// The officer whom this code invites. One answer for an unknown officer, a wrong code and one whose time is over.
static RESULT invited(struct node_call *call, struct officer *out, struct error *err) {
    struct view officer = json_view(call->params, "officer");
    bool there, fits;
    TRY(code_fits(call->node, officer, json_view(call->params, "code"), &there, &fits, err));
    if (fits) return officer_named(call->node, officer, out, err);
    if (there) TRY(count_wrong(call, officer, err));
    return FAIL(err, NOT_SIGNED_IN, "the name or the code is wrong, or the code's time is over");
}

// ---- Enrolment ----

static RESULT exclude(struct node *n, const struct officer *o, json_t *out, struct error *err) {
    static const struct stmt IDS = {"SELECT id FROM passkey WHERE officer=$1"};
    struct cursor c;
    TRY(store_query(n->store, &IDS, VALUES(V_STR(o->id)), &c, err));
    while (cursor_next(&c)) json_array_append_new(out, json_of(cursor_view(&c, 0)));
    return cursor_end(&c, err);
}

struct result passkey_begin(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct officer o;
    AUTO_TEXT pseudonym = text_with_ceiling(64), user = text_with_ceiling(100);
    TRY(invited(call, &o, err));
    TRY(officer_pseudonym(n, &o, &pseudonym, err));
    text_base64url(&user, pseudonym.at, pseudonym.bytes);  // the authenticator keeps the pseudonym, not the person
    json_t *ids = json_array(), *answer = json_pack("{s:s,s:s,s:o}", "user", text_string(&user), "name", o.name, "exclude", ids);
    call_answer(call, answer);
    TRY(exclude(n, &o, ids, err));
    return ticket_give(n, "enrol", view_of(o.id), json_view(call->params, "origin"), answer, err);
}

static void passkey_name(struct view credential, struct text *out) {
    struct digest d = sha256(credential);
    text_hex(out, d.bytes, NAME_BYTES);
}

static RESULT too_many(struct node *n, const struct officer *o, struct error *err) {
    static const struct stmt COUNT = {"SELECT count(*) FROM passkey WHERE officer=$1"};
    int64_t have;
    TRY(store_number(n->store, &COUNT, VALUES(V_STR(o->id)), 0, &have, err));
    return have < PASSKEYS_MAX ? DONE : FAIL(err, QUOTA, "%d passkeys are enrolled for this officer already", PASSKEYS_MAX);
}

static RESULT passkey_keep(struct node *n, const struct officer *o, const struct passkey *p, uint32_t counter, struct view label,
                           struct text *credential, struct text *name, struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO passkey(name, officer, credential, key, id, label, counter, added_at, used_at)"
        " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING"};
    AUTO_TEXT key = text_with_ceiling(KEY_WORD_BYTES_MAX), id = text_with_ceiling(ID_TEXT_BYTES_MAX);
    text_passkey(credential, p);
    passkey_name(text_seen(credential), name);
    text_passkey_key(&key, p);
    text_base64url(&id, p->id, p->id_bytes);
    ENSURE(text_ok(credential) && text_ok(&key) && text_ok(&id));
    TRY(too_many(n, o, err));
    TRY(store_run(n->store, &ADD, VALUES(V_TEXT(text_seen(name)), V_STR(o->id), V_TEXT(text_seen(credential)), V_TEXT(text_seen(&key)),
                                         V_TEXT(text_seen(&id)), V_TEXT(label), V_INT(counter), V_INT(now(n).ms)), err));
    return store_changes(n->store) == 1 ? DONE : FAIL(err, ALREADY, "this passkey is enrolled already");
}

struct result passkey_add(struct node_call *call, struct error *err) {
    static const struct stmt USED = {"DELETE FROM invitation WHERE officer=$1"};
    struct node *n = call->node;
    const json_t *p = call->params;
    struct view label = view_trim(json_view(p, "label"));
    struct officer o;
    struct ticket t;
    struct passkey key;
    uint32_t counter;
    AUTO_TEXT credential = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX), name = text_with_ceiling(2 * NAME_BYTES);
    if (label.bytes > LABEL_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "label: at most %d bytes", LABEL_BYTES_MAX);
    TRY(invited(call, &o, err));
    TRY(ticket_read(n, "enrol", view_of(o.id), json_view(p, "ticket"), &t, err));
    TRY(webauthn_made(json_view(p, "made"), t.challenge.bytes, view_of(t.origin), &key, &counter, err));
    TRY(ticket_use(n, &t, err));
    TRY(passkey_keep(n, &o, &key, counter, label, &credential, &name, err));
    TRY(store_run(n->store, &USED, VALUES(V_STR(o.id)), err));
    o.auth = "invitation";
    TRY(log_about(n, &o, &o, "passkey_enrolled", text_seen(&credential), err));
    call_answer(call, json_pack("{s:s,s:s}", "passkey", text_string(&name), "credential", text_string(&credential)));
    return DONE;
}

// ---- Showing and removing ----

static RESULT list(struct node_call *call, struct view officer, struct error *err) {
    static const struct stmt LIST = {
        "SELECT name, officer, label, credential, id, added_at, used_at FROM passkey WHERE $1 = '' OR officer=$1 ORDER BY officer, added_at"};
    static const char *const texts[] = {"passkey", "officer", "label", "credential", "id"};
    struct cursor c;
    json_t *all = json_array();
    call_answer(call, json_pack("{s:o}", "passkeys", all));
    TRY(store_query(call->node->store, &LIST, VALUES(V_TEXT(officer)), &c, err));
    while (cursor_next(&c)) {
        json_t *j = json_object();
        struct passkey p;
        AUTO_TEXT added = text_with_ceiling(40), used = text_with_ceiling(40);
        for (int i = 0; i < 5; i++) json_put_view(j, texts[i], cursor_view(&c, i));
        text_instant(&added, cursor_instant(&c, 5));
        text_instant(&used, cursor_instant(&c, 6));
        json_put_view(j, "added_at", text_seen(&added));
        json_put_view(j, "used_at", text_seen(&used));
        if (!FAILED(passkey_read(cursor_view(&c, 3), &p, NULL))) json_object_set_new(j, "rp_id", json_string(p.rp_id));
        else json_object_set_new(j, "unread", json_true());
        json_array_append_new(all, j);
    }
    unread_begin(call->answer);
    unread_listed(call->answer, all, "passkey", "passkey");
    return cursor_end(&c, err);
}

struct result passkey_list(struct node_call *call, struct error *err) { return list(call, VIEW(""), err); }

struct result passkey_mine(struct node_call *call, struct error *err) {
    if (!call->officer) return FAIL(err, NOT_SIGNED_IN, "this needs an officer");
    return list(call, view_of(call->officer->id), err);
}

struct result passkey_remove(struct node_call *call, struct error *err) {
    static const struct stmt FIND = {"SELECT officer, credential FROM passkey WHERE name=$1"};
    static const struct stmt REMOVE = {"DELETE FROM passkey WHERE name=$1"};
    static const struct stmt SESSIONS = {"DELETE FROM session WHERE passkey=$1"};
    struct node *n = call->node;
    struct view name = json_view(call->params, "passkey");
    struct officer o = {0};
    struct cursor c;
    AUTO_TEXT credential = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
    TRY(store_query(n->store, &FIND, VALUES(V_TEXT(name)), &c, err));
    bool found = cursor_next(&c);
    if (found) take_officer(&o, cursor_view(&c, 0), VIEW(""), 0), text_view(&credential, cursor_view(&c, 1));
    TRY(cursor_end(&c, err));
    if (!found) return FAIL(err, NOT_FOUND, "no passkey of this name");
    TRY(store_run(n->store, &REMOVE, VALUES(V_TEXT(name)), err));
    TRY(store_run(n->store, &SESSIONS, VALUES(V_TEXT(name)), err));
    TRY(log_about(n, call->officer, &o, "passkey_removed", text_seen(&credential), err));
    call_answer(call, json_pack("{s:s}", "officer", o.id));
    return DONE;
}

// ---- Use ----

struct kept {
    struct officer officer;
    struct passkey key;
    int64_t counter;
    struct text name;
};

// The passkey that the statement names. NOT_FOUND.
static RESULT kept_find(struct node *n, const struct stmt *find, struct view a, struct view b, struct kept *out, struct error *err) {
    struct cursor c;
    AUTO_TEXT credential = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
    out->name = text_with_ceiling(2 * NAME_BYTES);
    TRY(store_query(n->store, find, VALUES(V_TEXT(a), V_TEXT(b)), &c, err));
    bool found = cursor_next(&c);
    if (found) {
        text_view(&out->name, cursor_view(&c, 0));
        text_view(&credential, cursor_view(&c, 1));
        out->counter = cursor_int(&c, 2);
        take_officer(&out->officer, cursor_view(&c, 3), cursor_view(&c, 4), (unsigned)cursor_int(&c, 5));
    }
    TRY(cursor_end(&c, err));
    return found ? passkey_read(text_seen(&credential), &out->key, err) : FAIL(err, NOT_FOUND, "no such passkey");
}
#define KEPT "SELECT p.name, p.credential, p.counter, o.id, o.name, o.roles FROM passkey p JOIN officer o ON o.id = p.officer WHERE o.state = 'active' AND "

// An authenticator that counts never goes back (WebAuthn §6.1.1): else there are two of it.
static RESULT used(struct node *n, const struct kept *k, uint32_t counter, struct error *err) {
    static const struct stmt USED = {"UPDATE passkey SET counter=$2, used_at=$3 WHERE name=$1"};
    if ((counter || k->counter) && (int64_t)counter <= k->counter)
        return FAIL(err, BAD_SIGNATURE, "the authenticator's count went back: this was seen before, or there is a copy of it");
    return store_run(n->store, &USED, VALUES(V_TEXT(text_seen(&k->name)), V_INT(counter), V_INT(now(n).ms)), err);
}

static RESULT passkey_signed(struct node *n, const struct kept *k, const struct approval_proof *p, struct view digest, struct error *err) {
    uint32_t counter;
    for (size_t i = 0; i < 2; i++) {
        AUTO_TEXT rp_id = text_with_ceiling(PASSKEY_RP_ROOM);
        const char *origin = n->settings.origins[i];
        if (!origin || FAILED(rp_id_of(view_of(origin), &rp_id, NULL)) || !view_is(text_seen(&rp_id), k->key.rp_id)) continue;
        TRY(approval_holds(p, digest, view_of(origin), &counter, err));
        return used(n, k, counter, err);
    }
    return FAIL(err, NOT_ALLOWED, "this passkey was made for another address of the console");
}

static RESULT key_signed(struct node *n, struct view pseudonym, const struct approval_proof *p, struct view digest, struct error *err) {
    AUTO_TEXT enrolled = text_with_ceiling(400);
    TRY(officer_credential(n, pseudonym, &enrolled, err));
    if (!view_same(p->credential, text_seen(&enrolled))) return FAIL(err, NOT_ALLOWED, "this key is not enrolled for you");
    return approval_holds(p, digest, VIEW(""), NULL, err);
}

static RESULT signed_by(struct node *n, struct view pseudonym, const struct approval_proof *p, struct view digest, struct error *err) {
    static const struct stmt MINE = {KEPT "p.credential=$2 AND o.pseudonym=$1"};
    struct kept k = {0};
    if (view_is(p->scheme, SCHEME_ED25519)) return key_signed(n, pseudonym, p, digest, err);
    if (!view_is(p->scheme, SCHEME_WEBAUTHN)) return FAIL(err, BAD_ARGUMENT, "scheme: ed25519 or webauthn");
    struct result r = kept_find(n, &MINE, pseudonym, p->credential, &k, err);
    if (r.code == CODE_NOT_FOUND) r = FAIL(err, NOT_ALLOWED, "this passkey is not enrolled for you");
    if (!FAILED(r)) r = passkey_signed(n, &k, p, digest, err);
    text_free(&k.name);
    return r;
}

RESULT officer_signed(struct node *n, struct view pseudonym, const struct approval_proof *p, struct view digest, struct error *err) {
    int64_t index;
    TRY(signed_by(n, pseudonym, p, digest, err));
    TRY(enrolment_found(n, pseudonym, p->credential, &index, err));
    return account_found(n, pseudonym, err);
}

struct result session_challenge(struct node_call *call, struct error *err) {
    json_t *answer = json_object();
    call_answer(call, answer);
    return ticket_give(call->node, "sign-in", json_view(call->params, "officer"), json_view(call->params, "origin"), answer, err);
}

static RESULT sign_in(struct node_call *call, struct kept *k, const struct ticket *t, struct error *err) {
    uint32_t counter;
    TRY(webauthn_holds(&k->key, json_view(call->params, "evidence"), t->challenge.bytes, view_of(t->origin), &counter, err));
    TRY(ticket_use(call->node, t, err));
    TRY(used(call->node, k, counter, err));
    return session_begin(call, &k->officer, text_seen(&k->name), err);
}

static RESULT open_by_passkey(struct node_call *call, struct error *err) {
    static const struct stmt ITS = {KEPT "o.id=$1 AND p.id=$2"};
    struct node *n = call->node;
    struct ticket t;
    struct kept k = {0};
    struct view officer = json_view(call->params, "officer");
    TRY(ticket_read(n, "sign-in", officer, json_view(call->params, "ticket"), &t, err));
    struct result r = kept_find(n, &ITS, officer, json_view(call->params, "id"), &k, err);
    if (!FAILED(r)) r = sign_in(call, &k, &t, err);
    text_free(&k.name);
    if (r.code == CODE_NOT_FOUND || r.code == CODE_BAD_SIGNATURE || r.code == CODE_BAD_FORMAT || r.code == CODE_BAD_JSON || r.code == CODE_TOO_BIG)
        return FAIL(err, NOT_SIGNED_IN, "the name or the passkey is not the one");
    return r;
}

struct result session_passkey(struct node_call *call, struct error *err) { return sign_in_told(call, "passkey", open_by_passkey(call, err)); }
