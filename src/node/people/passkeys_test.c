// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// passkeys_test.c — officers with authenticators, made here with OpenSSL: invited, enrolled, signing in, approving, removed.
#include "crypto/approval.h"
#include "crypto/hash.h"
#include "node/node_house.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
#define STR(j, key) json_string_value(json_object_get(j, key))

// ---- An authenticator and the browser before it ----
struct p256 {
    EVP_PKEY *key;
    unsigned char id[16], public[65];
    const char *origin, *rp_id;
    uint32_t count;
    char credential[PASSKEY_TEXT_BYTES_MAX];
};

static struct p256 p256_new(unsigned char number, const char *origin, const char *rp_id) {
    struct p256 s = {.key = EVP_EC_gen("P-256"), .origin = origin, .rp_id = rp_id};
    size_t n;
    assert_non_null(s.key);
    memset(s.id, number, sizeof s.id);
    assert_true(EVP_PKEY_get_octet_string_param(s.key, OSSL_PKEY_PARAM_PUB_KEY, s.public, sizeof s.public, &n) && n == 65);
    return s;
}

static void put_client(const struct p256 *s, const char *type, const char *challenge, struct text *out) {
    text_format(out, "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}", type, challenge, s->origin);
}

static void put_head(const struct p256 *s, unsigned flags, struct text *auth) {
    struct digest rp = sha256(view_of(s->rp_id));
    text_add(auth, rp.bytes, 32);
    text_be(auth, flags, 1);
    text_be(auth, s->count, 4);
}

static json_t *p256_make(const struct p256 *s, const char *challenge) {
    AUTO_TEXT auth = text_with_ceiling(500), client = text_with_ceiling(500), made = text_with_ceiling(2000);
    put_head(s, 0x45, &auth);
    text_add(&auth, "0123456789abcdef", 16);
    text_be(&auth, sizeof s->id, 2);
    text_add(&auth, s->id, sizeof s->id);
    text_add(&auth, "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", 10);
    text_add(&auth, s->public + 1, 32);
    text_add(&auth, "\x22\x58\x20", 3);
    text_add(&auth, s->public + 33, 32);
    put_client(s, "webauthn.create", challenge, &client);
    text_base64url(&made, auth.at, auth.bytes);
    text_char(&made, '.');
    text_base64url(&made, client.at, client.bytes);
    return json_of(text_seen(&made));
}

static json_t *p256_sign(struct p256 *s, const char *challenge) {
    AUTO_TEXT auth = text_with_ceiling(500), client = text_with_ceiling(500), evidence = text_with_ceiling(2000);
    unsigned char signature[128];
    size_t n = sizeof signature, head;
    s->count++;
    put_head(s, 0x05, &auth);
    put_client(s, "webauthn.get", challenge, &client);
    struct digest d = sha256(text_seen(&client));
    head = auth.bytes;
    text_add(&auth, d.bytes, 32);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    assert_true(EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, s->key) && EVP_DigestSign(c, signature, &n, (unsigned char *)auth.at, auth.bytes));
    EVP_MD_CTX_free(c);
    text_base64url(&evidence, auth.at, head);
    text_char(&evidence, '.');
    text_base64url(&evidence, client.at, client.bytes);
    text_char(&evidence, '.');
    text_base64url(&evidence, signature, n);
    return json_of(text_seen(&evidence));
}

static json_t *p256_id(const struct p256 *s) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_base64url(&t, s->id, sizeof s->id);
    return json_of(text_seen(&t));
}

// ---- Ceremonies ----
static char *invite(struct house *h, int member, const char *officer) {
    AUTO_JSON *code = house_invitation(h, member, officer);
    return strdup(json_string_value(code));
}

static enum code begin(struct house *h, int member, const char *officer, const char *code, const char *origin, json_t **out) {
    return house_do(h, member, AUTHOR, passkey_begin, json_pack("{s:s,s:s,s:s}", "officer", officer, "code", code, "origin", origin), out);
}

static enum code add(struct house *h, int member, const char *officer, const char *code, const json_t *begun, const struct p256 *s, json_t **out) {
    json_t *p = json_pack("{s:s,s:s,s:O,s:o}", "officer", officer, "code", code, "ticket", json_object_get(begun, "ticket"), "made",
                          p256_make(s, STR(begun, "challenge")));
    return house_do(h, member, AUTHOR, passkey_add, p, out);
}

static char *enrol(struct house *h, int member, const char *officer, struct p256 *s) {
    AUTO_JSON *begun = NULL;
    AUTO_JSON *added = NULL;
    char *code = invite(h, member, officer);
    assert_int_equal(begin(h, member, officer, code, s->origin, &begun), CODE_OK);
    assert_string_equal(STR(begun, "rp_id"), s->rp_id);
    assert_int_equal(add(h, member, officer, code, begun, s, &added), CODE_OK);
    snprintf(s->credential, sizeof s->credential, "%s", STR(added, "credential"));
    free(code);
    return strdup(STR(added, "passkey"));
}

static enum code challenge(struct house *h, int member, const char *officer, const char *origin, json_t **out) {
    return house_do(h, member, AUTHOR, session_challenge, json_pack("{s:s,s:s}", "officer", officer, "origin", origin), out);
}

static json_t *sign_in_with(const char *officer, const json_t *asked, struct p256 *s) {
    return json_pack("{s:s,s:O,s:o,s:o}", "officer", officer, "ticket", json_object_get(asked, "ticket"), "id", p256_id(s), "evidence",
                     p256_sign(s, STR(asked, "challenge")));
}

static struct p256 french(unsigned char number) { return p256_new(number, house_origins[FR], "malines.fr.example"); }

static void an_invitation_is_for_one_person_one_passkey_and_one_day(void **state) {
    struct house *h = house_new(*state);
    struct p256 s = french(1), other = french(2), elsewhere = p256_new(3, "https://malines.fr.example", "malines.fr.example");
    AUTO_JSON *begun = NULL;
    AUTO_JSON *late = NULL;
    char *code = invite(h, FR, "approver"), *second;
    assert_int_equal(begin(h, FR, "author", code, s.origin, NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(begin(h, FR, "nobody", code, s.origin, NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(begin(h, FR, "approver", code, elsewhere.origin, NULL), CODE_NOT_ALLOWED);
    assert_int_equal(begin(h, FR, "approver", code, s.origin, &begun), CODE_OK);
    assert_int_equal(add(h, FR, "approver", code, begun, &elsewhere, NULL), CODE_BAD_SIGNATURE);
    assert_int_equal(add(h, FR, "approver", code, begun, &s, NULL), CODE_OK);
    assert_int_equal(add(h, FR, "approver", code, begun, &other, NULL), CODE_NOT_SIGNED_IN);  // the code is used up
    assert_int_equal(begin(h, FR, "approver", code, s.origin, NULL), CODE_NOT_SIGNED_IN);
    free(code);
    code = invite(h, FR, "author");
    assert_int_equal(begin(h, FR, "author", code, s.origin, &late), CODE_OK);
    assert_int_equal(add(h, FR, "author", code, late, &s, NULL), CODE_ALREADY);  // one authenticator is one person's
    h->now.ms += 6 * 60 * 1000;
    assert_int_equal(add(h, FR, "author", code, late, &other, NULL), CODE_NOT_SIGNED_IN);
    second = invite(h, FR, "author");  // a new one ends the old one
    assert_int_equal(begin(h, FR, "author", code, s.origin, NULL), CODE_NOT_SIGNED_IN);
    h->now.ms += 24 * 3600 * 1000LL;
    assert_int_equal(begin(h, FR, "author", second, s.origin, NULL), CODE_NOT_SIGNED_IN);
    free(code), free(second);
    EVP_PKEY_free(s.key), EVP_PKEY_free(other.key), EVP_PKEY_free(elsewhere.key);
    house_free(h);
}

static void wrong_codes_end_an_invitation(void **state) {
    struct house *h = house_new(*state);
    for (int wrong = 9; wrong <= 10; wrong++) {
        char *code = invite(h, FR, "approver");
        for (int i = 0; i < wrong; i++) assert_int_equal(begin(h, FR, "approver", "abcde-fghij-kmnpq-rstuv", house_origins[FR], NULL), CODE_NOT_SIGNED_IN);
        assert_int_equal(begin(h, FR, "approver", code, house_origins[FR], NULL), wrong == 9 ? CODE_OK : CODE_NOT_SIGNED_IN);
        free(code);
    }
    AUTO_JSON *none = NULL;
    char *code = invite(h, ES, "approver");  // no address of the console is known there
    assert_int_equal(begin(h, ES, "approver", code, "https://malines.es.example", NULL), CODE_NOT_ALLOWED);
    assert_int_equal(house_do(h, ES, AUTHOR, node_about, json_object(), &none), CODE_OK);
    assert_string_equal(STR(json_object_get(none, "passkeys"), "why_not"), "no address of the console is known");
    free(code);
    house_free(h);
}

static void a_sign_in_is_for_one_officer_one_address_and_once(void **state) {
    struct house *h = house_new(*state);
    struct p256 s = french(1), stranger = french(1);
    AUTO_JSON *asked = NULL;
    AUTO_JSON *nobody = NULL;
    AUTO_JSON *again = NULL;
    AUTO_JSON *session = NULL;
    struct officer o;
    char *name = enrol(h, FR, "approver", &s);
    assert_int_equal(challenge(h, FR, "approver", "https://malines.be.example", NULL), CODE_NOT_ALLOWED);
    assert_int_equal(challenge(h, FR, "approver", s.origin, &asked), CODE_OK);
    assert_int_equal(challenge(h, FR, "nobody", s.origin, &nobody), CODE_OK);
    const char *key;
    json_t *value;
    json_object_foreach(asked, key, value) assert_int_equal(strlen(STR(asked, key)), strlen(STR(nobody, key)));
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, sign_in_with("nobody", nobody, &s), NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, sign_in_with("author", asked, &s), NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, sign_in_with("approver", asked, &stranger), NULL), CODE_NOT_SIGNED_IN);
    json_t *good = sign_in_with("approver", asked, &s);
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, json_incref(good), &session), CODE_OK);
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, good, NULL), CODE_REPLAYED);
    struct view token = view_of(STR(session, "token"));
    assert_int_equal(node_officer_by_session(house_node(h, FR), token, &o, NULL).code, CODE_OK);
    assert_string_equal(o.id, "approver");
    assert_string_equal(o.auth, "passkey");
    assert_int_equal(challenge(h, FR, "approver", s.origin, &again), CODE_OK);
    s.count = 1;  // a copy of the authenticator counts from where it was taken
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, sign_in_with("approver", again, &s), NULL), CODE_NOT_SIGNED_IN);
    s.count = 9;
    h->now.ms += 6 * 60 * 1000;
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, sign_in_with("approver", again, &s), NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(house_do(h, FR, AUTHOR, passkey_remove, json_pack("{s:s}", "passkey", name), NULL), CODE_OK);
    assert_int_equal(node_officer_by_session(house_node(h, FR), token, &o, NULL).code, CODE_NOT_SIGNED_IN);
    json_decref(again);
    assert_int_equal(challenge(h, FR, "approver", s.origin, &again), CODE_OK);
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, sign_in_with("approver", again, &s), NULL), CODE_NOT_SIGNED_IN);
    free(name);
    EVP_PKEY_free(s.key), EVP_PKEY_free(stranger.key);
    house_free(h);
}

// ---- The log of sign-ins ----
static size_t logins(struct house *h, const char *decision, json_t **newest) {
    AUTO_JSON *list = NULL;
    size_t i, n = 0;
    json_t *e;
    assert_int_equal(house_do(h, FR, DPO, audit_listed, json_pack("{s:s,s:i}", "op", "login", "limit", 200), &list), CODE_OK);
    json_array_foreach(json_object_get(list, "entries"), i, e) {
        if (strcmp(STR(e, "decision"), decision) != 0) continue;
        if (!n++ && newest) *newest = json_incref(e);
    }
    return n;
}

static void failures(struct house *h, int count) {
    for (int i = 0; i < count; i++)
        assert_int_equal(house_do(h, FR, AUTHOR, session_open, json_pack("{s:s,s:s}", "officer", "marie", "password", "guess"), NULL), CODE_NOT_SIGNED_IN);
}

// Nobody who was not signed in is named; of a flood only the number stays.
static void who_fails_to_sign_in_is_in_the_log(void **state) {
    struct house *h = house_new(*state);
    struct p256 s = french(1);
    AUTO_JSON *asked = NULL;
    AUTO_JSON *session = NULL;
    AUTO_JSON *one = NULL;
    AUTO_JSON *later = NULL;
    QUIET(h, 500);
    failures(h, 1);
    assert_int_equal(logins(h, "refused", &one), 1);
    AUTO_TEXT words = text_with_ceiling(10000);
    text_json(&words, one);
    assert_null(strstr(text_string(&words), "marie"));
    assert_int_equal(strlen(STR(one, "tried_commit")), 64);
    failures(h, 49);
    assert_int_equal(logins(h, "refused", NULL), 20);
    h->now.ms += 3600 * 1000;
    failures(h, 1);
    assert_int_equal(logins(h, "refused", &later), 21);
    assert_int_equal(json_int(later, "more_before"), 30);
    // Who goes is in it as who comes; a token that opens nothing leaves nothing.
    char *name = enrol(h, FR, "approver", &s);
    assert_int_equal(challenge(h, FR, "approver", s.origin, &asked), CODE_OK);
    assert_int_equal(house_do(h, FR, AUTHOR, session_passkey, sign_in_with("approver", asked, &s), &session), CODE_OK);
    for (int i = 0; i < 2; i++) assert_int_equal(house_do(h, FR, APPROVER, session_close, json_pack("{s:s}", "token", STR(session, "token")), NULL), CODE_OK);
    assert_int_equal(logins(h, "closed", NULL), 1);
    free(name);
    EVP_PKEY_free(s.key);
    house_free(h);
}

// ---- Approvals ----
static json_t *request_at(struct house *h) {
    AUTO_JSON *check = NULL;
    json_t *request = NULL;
    json_t *subject = json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", "Karim Exemple", "given", "Karim", "family",
                                "Exemple", "births", "1990-05-04");
    json_t *draft = json_pack("{s:{s:s,s:O,s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", subject, "reason", "a decision",
                              "authority", "an office", "decision_ref", "7");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft, NULL), CODE_OK);
    QUIET(h, 2500);
    assert_int_equal(house_do(h, FR, AUTHOR, check_run, json_pack("{s:o,s:s}", "subject", subject, "purpose", "border_check"), &check), CODE_OK);
    json_t *judged = json_pack("{s:O,s:i,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "judgement", "hit");
    assert_int_equal(house_do(h, FR, AUTHOR, candidate_judge, judged, NULL), CODE_OK);
    json_t *demand = json_pack("{s:O,s:i,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "text", "More?");
    assert_int_equal(house_do(h, FR, AUTHOR, request_create, demand, &request), CODE_OK);
    return request;
}

static json_t *approval_by(struct p256 *s, const json_t *request) {
    unsigned char bytes[CHALLENGE_BYTES];
    AUTO_TEXT t = text_with_ceiling(64);
    approval_challenge(json_view(request, "digest"), bytes);
    text_base64url(&t, bytes, sizeof bytes);
    return json_pack("{s:O,s:O,s:s,s:s,s:o}", "request", json_object_get(request, "id"), "digest", json_object_get(request, "digest"), "scheme",
                     "webauthn", "credential", s->credential, "signature", p256_sign(s, text_string(&t)));
}

static void an_approval_by_passkey_is_of_another_person_and_goes_to_the_other_side(void **state) {
    struct house *h = house_new(*state);
    struct p256 own = french(1), second = french(2), belgian = p256_new(3, house_origins[BE], "malines.be.example");
    AUTO_JSON *asked = NULL;
    AUTO_JSON *decided = NULL;
    AUTO_JSON *end = NULL;
    free(enrol(h, FR, "author", &own)), free(enrol(h, FR, "approver", &second)), free(enrol(h, BE, "approver", &belgian));
    QUIET(h, 2500);
    AUTO_JSON *request = request_at(h);
    const char *id = STR(request, "id");
    assert_int_equal(house_do(h, FR, AUTHOR, request_approve, approval_by(&own, request), NULL), CODE_SAME_PERSON);
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, approval_by(&own, request), NULL), CODE_NOT_ALLOWED);
    json_t *login = approval_by(&second, request);
    assert_int_equal(challenge(h, FR, "approver", second.origin, &asked), CODE_OK);
    json_object_set_new(login, "signature", p256_sign(&second, STR(asked, "challenge")));
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, login, NULL), CODE_BAD_SIGNATURE);
    json_t *good = approval_by(&second, request);
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, json_incref(good), NULL), CODE_OK);
    assert_int_equal(house_do(h, FR, APPROVER, request_approve, good, NULL), CODE_WRONG_STEP);
    QUIET(h, 2500);
    json_t *decision = json_pack("{s:s,s:s,s:s}", "request", id, "decision", "release", "text", "yes");
    assert_int_equal(house_do(h, BE, AUTHOR, request_decide, decision, &decided), CODE_OK);
    json_t *old = approval_by(&second, decided);  // a passkey of the other member's
    assert_int_equal(house_do(h, BE, APPROVER, request_approve, old, NULL), CODE_NOT_ALLOWED);
    assert_int_equal(house_do(h, BE, APPROVER, request_approve, approval_by(&belgian, decided), NULL), CODE_OK);
    QUIET(h, 2500);
    assert_int_equal(house_do(h, FR, AUTHOR, request_show, json_pack("{s:s}", "request", id), &end), CODE_OK);
    assert_string_equal(STR(end, "step"), "released");
    assert_int_equal(json_array_size(json_object_get(end, "approvals")), 2);
    EVP_PKEY_free(own.key), EVP_PKEY_free(second.key), EVP_PKEY_free(belgian.key);
    house_free(h);
}

// A registrar alone makes nobody: neither an account nor an invitation, not for himself under another name.
static void nobody_makes_an_officer_alone(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *added = NULL;
    AUTO_JSON *invited = NULL;
    AUTO_JSON *begun = NULL;
    assert_int_equal(house_do(h, FR, REGISTRAR, officer_add,
                              json_pack("{s:s,s:s,s:[s],s:s}", "officer", "ghost@fr", "name", "Ghost", "roles", "approver", "password",
                                        "a long password"), &added), CODE_OK);
    assert_true(json_is_true(json_object_get(added, "waits_for_second_person")));
    json_t *in = json_pack("{s:s,s:s}", "officer", "ghost@fr", "password", "a long password");
    assert_int_equal(house_do(h, FR, REGISTRAR, session_open, json_incref(in), NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(house_do(h, FR, REGISTRAR, officer_invite, json_pack("{s:s}", "officer", "ghost@fr"), NULL), CODE_NOT_FOUND);
    assert_int_equal(house_do(h, FR, REGISTRAR, officer_vouched, json_pack("{s:s}", "officer", "ghost@fr"), NULL), CODE_SAME_PERSON);
    assert_int_equal(house_do(h, FR, SECURITY, officer_vouched, json_pack("{s:s}", "officer", "nobody@fr"), NULL), CODE_NOT_FOUND);
    assert_int_equal(house_do(h, FR, SECURITY, officer_vouched, json_pack("{s:s}", "officer", "ghost@fr"), NULL), CODE_OK);
    assert_int_equal(house_do(h, FR, REGISTRAR, session_open, json_incref(in), NULL), CODE_OK);
    // An invitation for somebody who is there: half a code opens nothing, and the inviting person does not get the other half.
    assert_int_equal(house_do(h, FR, REGISTRAR, officer_invite, json_pack("{s:s}", "officer", "approver"), &invited), CODE_OK);
    assert_int_equal(begin(h, FR, "approver", STR(invited, "code"), house_origins[FR], NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(house_do(h, FR, REGISTRAR, officer_vouched, json_pack("{s:s}", "officer", "approver"), NULL), CODE_SAME_PERSON);
    assert_int_equal(house_do(h, FR, APPROVER, officer_vouched, json_pack("{s:s}", "officer", "approver"), NULL), CODE_SAME_PERSON);
    AUTO_JSON *half = NULL;
    assert_int_equal(house_do(h, FR, SECURITY, officer_vouched, json_pack("{s:s}", "officer", "approver"), &half), CODE_OK);
    assert_int_equal(begin(h, FR, "approver", STR(half, "code"), house_origins[FR], NULL), CODE_NOT_SIGNED_IN);
    AUTO_JSON *whole = json_sprintf("%s-%s", STR(invited, "code"), STR(half, "code"));
    assert_int_equal(begin(h, FR, "approver", json_string_value(whole), house_origins[FR], &begun), CODE_OK);
    assert_int_equal(house_do(h, FR, SECURITY, officer_vouched, json_pack("{s:s}", "officer", "approver"), NULL), CODE_WRONG_STEP);
    // An account that ends, ends at once.
    assert_int_equal(house_do(h, FR, SECURITY, officer_ended, json_pack("{s:s,s:s}", "officer", "ghost@fr", "reason", "left"), NULL), CODE_OK);
    assert_int_equal(house_do(h, FR, REGISTRAR, session_open, in, NULL), CODE_NOT_SIGNED_IN);
    assert_int_equal(house_do(h, FR, SECURITY, officer_vouched, json_pack("{s:s}", "officer", "ghost@fr"), NULL), CODE_WRONG_STEP);
    house_free(h);
}

static void some_roles_are_never_one_persons(void **state) {
    static const char *const pairs[][2] = {{"operator", "analyst"}, {"operator", "auditor"}, {"registrar", "approver"},
                                           {"registrar", "case_officer"}, {"registrar", "security_officer"},
                                           {"security_officer", "approver"}, {"auditor", "register_owner"}, {"auditor", "registrar"},
                                           {"oversight", "observer"}, {"oversight", "auditor"},
                                           {"observer", "analyst"}};
    struct house *h = house_new(*state);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(house_do(h, FR, REGISTRAR, officer_add,
                                  json_pack("{s:s,s:s,s:[s,s]}", "officer", "x@fr", "name", "X", "roles", pairs[i][0], pairs[i][1]), NULL), CODE_NOT_ALLOWED);
    assert_int_equal(house_do(h, FR, REGISTRAR, officer_add,
                              json_pack("{s:s,s:s,s:[s,s]}", "officer", "x@fr", "name", "X", "roles", "analyst", "case_officer"), NULL), CODE_OK);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(an_invitation_is_for_one_person_one_passkey_and_one_day, LAWS_FOLDER),
        cmocka_unit_test_prestate(wrong_codes_end_an_invitation, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_sign_in_is_for_one_officer_one_address_and_once, LAWS_FOLDER),
        cmocka_unit_test_prestate(who_fails_to_sign_in_is_in_the_log, LAWS_FOLDER),
        cmocka_unit_test_prestate(an_approval_by_passkey_is_of_another_person_and_goes_to_the_other_side, LAWS_FOLDER),
        cmocka_unit_test_prestate(nobody_makes_an_officer_alone, LAWS_FOLDER),
        cmocka_unit_test_prestate(some_roles_are_never_one_persons, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
