// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/approval.h"
#include "crypto/hash.h"
#include "crypto/jwt.h"
#include "crypto/key.h"
#include "crypto/webauthn_vectors.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define ORIGIN VIEW("https://example.org")

static const struct vector *vector(const char *name) {
    for (size_t i = 0; i < VECTOR_COUNT; i++)
        if (strcmp(vectors[i].name, name) == 0) return &vectors[i];
    fail();
    return NULL;
}

static void put_hex(struct text *t, const char *hex) {
    unsigned char bytes[4096];
    size_t n = strlen(hex) / 2;
    assert_true(hex_read(view_of(hex), bytes, n));
    text_base64url(t, bytes, n);
}

static void challenge_of(const char *hex, unsigned char out[32]) { assert_true(hex_read(view_of(hex), out, 32)); }

static enum code made(const struct vector *v, struct view origin, struct passkey *out) {
    AUTO_TEXT t = text_with_ceiling(EVIDENCE_BYTES_MAX);
    unsigned char challenge[32];
    uint32_t counter;
    put_hex(&t, v->made_auth);
    text_char(&t, '.');
    put_hex(&t, v->made_client);
    challenge_of(v->made_challenge, challenge);
    return webauthn_made(text_seen(&t), challenge, origin, out, &counter, NULL).code;
}

static void put_evidence(struct text *t, const struct vector *v) {
    put_hex(t, v->auth);
    text_char(t, '.');
    put_hex(t, v->client);
    text_char(t, '.');
    put_hex(t, v->signature);
}

static enum code holds(const struct vector *v, const struct passkey *p, struct view origin, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(EVIDENCE_BYTES_MAX);
    unsigned char challenge[32];
    put_evidence(&t, v);
    challenge_of(v->challenge, challenge);
    return webauthn_holds(p, text_seen(&t), challenge, origin, NULL, err).code;
}

static void the_standards_ceremonies_hold(void **state) {
    (void)state;
    static const char *const names[] = {"packed.ES256", "tpm.ES256"};
    for (size_t i = 0; i < 2; i++) {
        const struct vector *v = vector(names[i]);
        struct passkey p, again;
        AUTO_TEXT id = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
        AUTO_TEXT words = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
        assert_int_equal(made(v, ORIGIN, &p), CODE_OK);
        text_hex(&id, p.id, p.id_bytes);
        assert_string_equal(text_string(&id), v->id);
        assert_string_equal(p.rp_id, "example.org");
        text_passkey(&words, &p);
        assert_int_equal(passkey_read(text_seen(&words), &again, NULL).code, CODE_OK);
        assert_int_equal(holds(v, &again, ORIGIN, NULL), CODE_OK);
        assert_int_equal(holds(v, &again, VIEW(""), NULL), CODE_OK);
        assert_int_equal(holds(v, &again, VIEW("https://example.com"), NULL), CODE_BAD_SIGNATURE);
        assert_int_equal(holds(v, &again, VIEW("https://example.org:8443"), NULL), CODE_BAD_SIGNATURE);
        assert_int_equal(made(v, VIEW("https://www.example.org"), &p), CODE_BAD_SIGNATURE);
    }
}

// A passkey from a registration whose authenticator did not verify its user: its key is read past that check.
static struct passkey unverified(const struct vector *v) {
    unsigned char auth[4096];
    struct passkey p = {.algorithm = PASSKEY_es256, .rp_id = "example.org", .public_bytes = 64};
    size_t n = strlen(v->made_auth) / 2;
    assert_true(hex_read(view_of(v->made_auth), auth, n));
    p.id_bytes = (size_t)auth[53] << 8 | auth[54];
    memcpy(p.id, auth + 55, p.id_bytes);
    const unsigned char *cose = auth + 55 + p.id_bytes;  // a5 010203262001 21 5820 x 22 5820 y, or a4 0101032720 06 21 5820 x
    if (cose[0] == 0xa5) {
        memcpy(p.public, cose + 10, 32);
        memcpy(p.public + 32, cose + 45, 32);
    } else {
        p.algorithm = PASSKEY_eddsa;
        p.public_bytes = 32;
        memcpy(p.public, cose + 10, 32);
    }
    return p;
}

static void what_is_framed_or_not_verified_does_not_hold(void **state) {
    (void)state;
    static const struct {
        const char *name, *why;
        enum code registers;
    } rows[] = {
        {"crossOrigin", "it was signed in a frame of another page", CODE_BAD_SIGNATURE},
        {"topOrigin", "it was signed in a frame of another page", CODE_BAD_SIGNATURE},
        {"none.ES256", "the authenticator did not verify who was present", CODE_BAD_SIGNATURE},
        {"packed.EdDSA", "the authenticator did not verify who was present", CODE_BAD_SIGNATURE},
        {"long id", NULL, CODE_BAD_SIGNATURE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct vector *v = vector(rows[i].name);
        struct passkey p;
        struct error err = {0};
        assert_int_equal(made(v, ORIGIN, &p), rows[i].registers);
        p = unverified(v);
        assert_int_equal(holds(v, &p, ORIGIN, &err), rows[i].why ? CODE_BAD_SIGNATURE : CODE_OK);
        if (rows[i].why) assert_string_equal(err.detail, rows[i].why);
    }
    assert_int_equal(unverified(vector("long id")).id_bytes, 1023);
}

static void no_byte_of_the_evidence_can_change(void **state) {
    (void)state;
    const struct vector *v = vector("packed.ES256");
    struct passkey p;
    unsigned char challenge[32];
    AUTO_TEXT t = text_with_ceiling(EVIDENCE_BYTES_MAX);
    assert_int_equal(made(v, ORIGIN, &p), CODE_OK);
    put_evidence(&t, v);
    challenge_of(v->challenge, challenge);
    for (size_t i = 0; i < t.bytes; i++) {
        char was = t.at[i];
        t.at[i] = was == 'A' ? 'B' : 'A';
        assert_int_not_equal(webauthn_holds(&p, text_seen(&t), challenge, ORIGIN, NULL, NULL).code, CODE_OK);
        t.at[i] = was;
    }
    for (size_t n = 0; n < t.bytes; n++)
        assert_int_not_equal(webauthn_holds(&p, (struct view){t.at, n}, challenge, ORIGIN, NULL, NULL).code, CODE_OK);
    challenge[7] ^= 1;
    assert_int_equal(webauthn_holds(&p, text_seen(&t), challenge, ORIGIN, NULL, NULL).code, CODE_BAD_SIGNATURE);
    challenge[7] ^= 1;
    p.rp_id[0] = 'f';
    assert_int_equal(webauthn_holds(&p, text_seen(&t), challenge, VIEW(""), NULL, NULL).code, CODE_BAD_SIGNATURE);
}

static void a_credential_has_one_spelling(void **state) {
    (void)state;
    struct passkey p;
    AUTO_TEXT words = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
    assert_int_equal(made(vector("packed.ES256"), ORIGIN, &p), CODE_OK);
    text_passkey(&words, &p);
    for (size_t i = 0; i < words.bytes; i++) {  // whatever else is read, it is written back as it was
        char was = words.at[i];
        for (int c = 1; c < 128; c++) {
            struct passkey q;
            AUTO_TEXT back = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
            words.at[i] = (char)c;
            if (FAILED(passkey_read(text_seen(&words), &q, NULL))) continue;
            text_passkey(&back, &q);
            assert_true(view_same(text_seen(&back), text_seen(&words)));
        }
        words.at[i] = was;
    }
    p.public[3] ^= 1;  // a point beside the curve
    text_clear(&words);
    text_passkey(&words, &p);
    assert_int_equal(passkey_read(text_seen(&words), &p, NULL).code, CODE_BAD_FORMAT);
}

static void passkeys_need_a_domain(void **state) {
    (void)state;
    static const struct {
        const char *origin, *rp_id;
    } rows[] = {
        {"https://malines.example", "malines.example"}, {"https://malines.example:8443", "malines.example"}, {"http://localhost:8082", "localhost"},
        {"http://fr.localhost:8082", "fr.localhost"}, {"http://malines.example", NULL}, {"https://192.0.2.1", NULL}, {"https://[2001:db8::1]", NULL},
        {"http://127.0.0.1:8082", NULL}, {"https://", NULL}, {"https://malines.example/", NULL}, {"https://malines.example:", NULL},
        {"https://malines.example:0", NULL}, {"https://MALINES.example", NULL}, {"https://a..b", NULL}, {"https://.a", NULL},
        {"https://user@malines.example", NULL}, {"ftp://malines.example", NULL}, {"null", NULL}, {"", NULL}, {"https://3232235777", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_TEXT t = text_with_ceiling(PASSKEY_RP_ROOM);
        enum code c = rp_id_of(view_of(rows[i].origin), &t, NULL).code;
        assert_int_equal(c, rows[i].rp_id ? CODE_OK : CODE_BAD_ARGUMENT);
        if (rows[i].rp_id) assert_string_equal(text_string(&t), rows[i].rp_id);
    }
}

// ---- Signed here, by OpenSSL, with the standard's keys ----

static EVP_PKEY *private_of(const struct vector *v, bool eddsa) {
    unsigned char secret[32];
    assert_true(hex_read(view_of(v->private_key), secret, 32));
    if (eddsa) return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, secret, 32);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    EC_KEY *k = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM *n = BN_bin2bn(secret, 32, NULL);
    EVP_PKEY *out = EVP_PKEY_new();
    assert_true(EC_KEY_set_private_key(k, n) && EVP_PKEY_assign_EC_KEY(out, k));
    BN_free(n);
    return out;
#pragma GCC diagnostic pop
}

static void sign_as(const struct vector *v, bool eddsa, unsigned flags, const char *client, struct text *evidence) {
    unsigned char said[37 + 32] = {0}, signature[128];
    size_t n = sizeof signature;
    struct digest rp = sha256(VIEW("example.org")), d = sha256(view_of(client));
    memcpy(said, &rp, 32);
    said[32] = (unsigned char)flags;
    memcpy(said + 37, &d, 32);
    EVP_PKEY *k = private_of(v, eddsa);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    assert_true(EVP_DigestSignInit(c, NULL, eddsa ? NULL : EVP_sha256(), NULL, k) && EVP_DigestSign(c, signature, &n, said, sizeof said));
    EVP_MD_CTX_free(c);
    EVP_PKEY_free(k);
    text_base64url(evidence, said, 37);
    text_char(evidence, '.');
    text_base64url(evidence, client, strlen(client));
    text_char(evidence, '.');
    text_base64url(evidence, signature, n);
}

static void an_approval_is_of_one_action_and_no_sign_in(void **state) {
    (void)state;
    const char *digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (int eddsa = 0; eddsa < 2; eddsa++) {
        const struct vector *v = vector(eddsa ? "packed.EdDSA" : "none.ES256");
        struct passkey p = unverified(v);
        unsigned char challenge[32];
        AUTO_TEXT words = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX), b64 = text_with_ceiling(100), client = text_with_ceiling(500);
        AUTO_TEXT evidence = text_with_ceiling(EVIDENCE_BYTES_MAX), weak = text_with_ceiling(EVIDENCE_BYTES_MAX);
        text_passkey(&words, &p);
        approval_challenge(view_of(digest), challenge);
        text_base64url(&b64, challenge, 32);
        text_format(&client, "{\"type\":\"webauthn.get\",\"challenge\":\"%s\",\"origin\":\"https://fr.example.org\"}", text_string(&b64));
        sign_as(v, eddsa, 0x05, text_string(&client), &evidence);
        sign_as(v, eddsa, 0x01, text_string(&client), &weak);
        struct approval_proof a = {VIEW("webauthn"), text_seen(&words), text_seen(&evidence)};
        assert_int_equal(approval_holds(&a, view_of(digest), VIEW(""), NULL, NULL).code, CODE_OK);
        assert_int_equal(approval_holds(&a, view_of(digest), VIEW("https://fr.example.org"), NULL, NULL).code, CODE_OK);
        assert_int_equal(approval_holds(&a, view_of(digest), ORIGIN, NULL, NULL).code, CODE_BAD_SIGNATURE);
        assert_int_equal(approval_holds(&a, VIEW("ba78"), VIEW(""), NULL, NULL).code, CODE_BAD_SIGNATURE);
        a.signature = text_seen(&weak);
        assert_int_equal(approval_holds(&a, view_of(digest), VIEW(""), NULL, NULL).code, CODE_BAD_SIGNATURE);
        a = (struct approval_proof){VIEW("ed25519"), text_seen(&words), text_seen(&evidence)};
        assert_int_not_equal(approval_holds(&a, view_of(digest), VIEW(""), NULL, NULL).code, CODE_OK);
        a.scheme = VIEW("none");
        assert_int_equal(approval_holds(&a, view_of(digest), VIEW(""), NULL, NULL).code, CODE_BAD_FORMAT);
    }
}

static void one_key_in_two_dresses_is_one(void **state) {
    (void)state;
    struct passkey p = unverified(vector("packed.EdDSA"));
    struct verify_key k = {.name = "claire"}, renamed = {.name = "julien"};
    memcpy(k.public, p.public, 32), memcpy(renamed.public, p.public, 32);
    AUTO_TEXT words = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX), a = text_with_ceiling(KEY_WORD_BYTES_MAX), b = text_with_ceiling(KEY_WORD_BYTES_MAX);
    AUTO_TEXT vkey = text_with_ceiling(400), other = text_with_ceiling(400), c = text_with_ceiling(KEY_WORD_BYTES_MAX);
    text_passkey(&words, &p), text_vkey(&vkey, &k), text_vkey(&other, &renamed);
    struct approval_proof by_passkey = {VIEW("webauthn"), text_seen(&words), VIEW("")};
    struct approval_proof by_key = {VIEW("ed25519"), text_seen(&vkey), VIEW("")}, by_other = {VIEW("ed25519"), text_seen(&other), VIEW("")};
    assert_int_equal(approval_key(&by_passkey, &a, NULL).code, CODE_OK);
    assert_int_equal(approval_key(&by_key, &b, NULL).code, CODE_OK);
    assert_int_equal(approval_key(&by_other, &c, NULL).code, CODE_OK);
    assert_string_equal(text_string(&a), text_string(&b));
    assert_string_equal(text_string(&a), text_string(&c));
}

static void a_page_below_may_and_a_page_beside_may_not(void **state) {
    (void)state;
    static const struct {
        const char *origin;
        enum code code;
    } rows[] = {{"https://a.example.org", CODE_OK}, {"https://aexample.org", CODE_BAD_SIGNATURE}, {"http://example.org", CODE_BAD_SIGNATURE},
                {"https://org", CODE_BAD_SIGNATURE}, {"https://example.org.evil.example", CODE_BAD_SIGNATURE}, {"", CODE_BAD_SIGNATURE}};
    const struct vector *v = vector("none.ES256");
    struct passkey p = unverified(v);
    unsigned char challenge[32] = {1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_TEXT b64 = text_with_ceiling(100), client = text_with_ceiling(500), evidence = text_with_ceiling(EVIDENCE_BYTES_MAX);
        text_base64url(&b64, challenge, 32);
        text_format(&client, "{\"type\":\"webauthn.get\",\"challenge\":\"%s\",\"origin\":\"%s\"}", text_string(&b64), rows[i].origin);
        sign_as(v, false, 0x05, text_string(&client), &evidence);
        assert_int_equal(webauthn_holds(&p, text_seen(&evidence), challenge, VIEW(""), NULL, NULL).code, rows[i].code);
    }
}

static void persons_are_counted_once(void **state) {
    (void)state;
    static const struct {
        const char *names[4], *keys[4];
        size_t persons;
    } rows[] = {
        {{"a", "b", "c", "d"}, {"1", "2", "3", "4"}, 4}, {{"a", "a", "b", "b"}, {"1", "2", "3", "4"}, 2}, {{"a", "b", "c", "d"}, {"1", "1", "1", "1"}, 1},
        {{"a", "a", "b", "c"}, {"1", "2", "2", "3"}, 2}, {{"a", "b", "c", "a"}, {"1", "2", "2", "2"}, 1}, {{"a", "b", "a", "b"}, {"1", "2", "2", "3"}, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct view names[4], keys[4];
        for (size_t k = 0; k < 4; k++) names[k] = view_of(rows[i].names[k]), keys[k] = view_of(rows[i].keys[k]);
        assert_int_equal(distinct_persons(names, keys, 4), rows[i].persons);
        assert_int_equal(distinct_persons(names, keys, 0), 0);
    }
}

// A token of EdDSA whose claims are `n` letters long.
static void put_token(struct text *t, const struct sign_key *key, size_t n) {
    static const char HEAD[] = "{\"alg\":\"EdDSA\",\"kid\":\"k\"}";
    AUTO_TEXT claims = text_with_ceiling(JWT_BYTES_MAX);
    unsigned char signature[SIGNATURE_BYTES];
    text_put(&claims, "{\"groups\":\"");
    while (n--) text_char(&claims, 'g');
    text_put(&claims, "\"}");
    text_base64url(t, HEAD, sizeof HEAD - 1);
    text_char(t, '.');
    text_base64url(t, claims.at, claims.bytes);
    sign_raw(key, text_seen(t), signature);
    text_char(t, '.');
    text_base64url(t, signature, sizeof signature);
}

static void a_token_of_many_groups_is_read(void **state) {
    (void)state;
    static const struct { size_t letters; enum code code; } rows[] = {{10, CODE_OK}, {9000, CODE_OK}, {12000, CODE_OK}, {13000, CODE_TOO_BIG}};
    struct sign_key key;
    struct jwt_keys *keys = NULL;
    AUTO_TEXT set = text_with_ceiling(500);
    assert_int_equal(sign_key_make(sys_real(), VIEW("provider"), &key, NULL).code, CODE_OK);
    text_put(&set, "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":\"");
    text_base64url(&set, key.public, sizeof key.public);
    text_put(&set, "\"}]}");
    assert_int_equal(jwt_keys_read(text_seen(&set), &keys, NULL).code, CODE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_TEXT token = text_with_ceiling(2 * JWT_BYTES_MAX);
        AUTO_JSON *claims = NULL;
        put_token(&token, &key, rows[i].letters);
        assert_int_equal(jwt_open(keys, text_seen(&token), &claims, NULL).code, rows[i].code);
        if (rows[i].code == CODE_OK) assert_int_equal(json_view(claims, "groups").bytes, rows[i].letters);
        token.at[token.bytes - 5] ^= 1;
        assert_int_not_equal(jwt_open(keys, text_seen(&token), &claims, NULL).code, CODE_OK);
    }
    jwt_keys_free(keys);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_ceremonies_hold),
        cmocka_unit_test(what_is_framed_or_not_verified_does_not_hold),
        cmocka_unit_test(no_byte_of_the_evidence_can_change),
        cmocka_unit_test(a_credential_has_one_spelling),
        cmocka_unit_test(passkeys_need_a_domain),
        cmocka_unit_test(an_approval_is_of_one_action_and_no_sign_in),
        cmocka_unit_test(a_page_below_may_and_a_page_beside_may_not),
        cmocka_unit_test(one_key_in_two_dresses_is_one),
        cmocka_unit_test(persons_are_counted_once),
        cmocka_unit_test(a_token_of_many_groups_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
