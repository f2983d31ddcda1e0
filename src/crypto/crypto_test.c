// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/cms.h"
#include "crypto/key.h"
#include "crypto/password.h"

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static const struct instant when = {1795557686000};  // 2026-11-24T22:01:26Z

static void sha256_gives_the_standards_values(void **state) {  // FIPS 180-4 examples
    (void)state;
    static const struct { struct view in; const char *out; } rows[] = {
        {VIEW(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {VIEW("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {VIEW("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_TEXT t = text_with_ceiling(100);
        struct hash h;
        hash_begin(&h);
        for (size_t k = 0; k < rows[i].in.bytes; k++) hash_add(&h, (struct view){rows[i].in.at + k, 1});
        struct digest whole = sha256(rows[i].in), pieces = hash_end(&h);
        text_digest(&t, &whole);
        assert_string_equal(text_string(&t), rows[i].out);
        assert_true(digest_same(&whole, &pieces));
    }
}

static void hmac_gives_openssls_values(void **state) {
    (void)state;
    unsigned char key[32], expected[32];
    for (size_t i = 0; i < 32; i++) key[i] = (unsigned char)(7 * i);
    for (size_t n = 0; n < 200; n += 13) {
        char bytes[200];
        size_t got;
        memset(bytes, (int)n, sizeof bytes);
        struct digest d = hmac_sha256(key, (struct view){bytes, n});
        assert_non_null(EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key, 32, (unsigned char *)bytes, n, expected, 32, &got));
        assert_memory_equal(d.bytes, expected, 32);
        assert_true(mac_same(&d, expected));
        expected[n % 32] ^= 1;
        assert_false(mac_same(&d, expected));
    }
}

static void ed25519_gives_the_rfcs_signature(void **state) {  // RFC 8032 §7.1, test 2: secret is seed and public key
    (void)state;
    struct sign_key k = {.name = "rfc"};
    unsigned char expected[64], got[64];
    assert_true(hex_read(VIEW("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
                              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), k.secret, 64));
    memcpy(k.public, k.secret + 32, 32);
    assert_true(hex_read(VIEW("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"), expected, 64));
    sign_raw(&k, VIEW("\x72"), got);
    assert_memory_equal(got, expected, 64);
    struct verify_key open = sign_key_public(&k);
    assert_true(verify_raw(&open, VIEW("\x72"), got));
}

static void a_signature_is_for_one_purpose(void **state) {
    (void)state;
    struct sign_key k;
    assert_int_equal(sign_key_make(sys_real(), VIEW("claire@fr"), &k, NULL).code, CODE_OK);
    struct verify_key open = sign_key_public(&k);
    AUTO_TEXT t = text_with_ceiling(200);
    text_signature(&t, &k, "malines/approval/1", VIEW("abc"));
    assert_true(verify_base64(&open, "malines/approval/1", VIEW("abc"), text_seen(&t)));
    assert_false(verify_base64(&open, "malines/call/1", VIEW("abc"), text_seen(&t)));
    assert_false(verify_base64(&open, "malines/approval/1", VIEW("abd"), text_seen(&t)));
    sign_key_wipe(&k);
}

static void a_verifier_key_is_strict(void **state) {  // the example of C2SP signed-note
    (void)state;
    struct verify_key k;
    AUTO_TEXT t = text_with_ceiling(300);
    char line[] = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    assert_int_equal(vkey_read(view_of(line), &k, NULL).code, CODE_OK);
    text_vkey(&t, &k);
    assert_string_equal(text_string(&t), line);
    for (size_t i = 0; i < sizeof line - 1; i++) {
        line[i] ^= 1;
        assert_int_not_equal(vkey_read(view_of(line), &k, NULL).code, CODE_OK);
        line[i] ^= 1;
    }
}

static void a_key_file_reads_back(void **state) {
    (void)state;
    char folder[] = "/tmp/malines-key-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/officer.key", folder);
    struct sign_key k, back;
    assert_int_equal(sign_key_make(sys_real(), VIEW("claire@fr"), &k, NULL).code, CODE_OK);
    assert_int_equal(sign_key_save(&k, path, NULL).code, CODE_OK);
    assert_int_equal(sign_key_load(path, &back, NULL).code, CODE_OK);
    assert_memory_equal(k.secret, back.secret, sizeof k.secret);
    assert_string_equal(k.name, back.name);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(sign_key_load(path, &back, NULL).code, CODE_KEY_EXPOSED);
    unlink(path), rmdir(folder);
}

static void a_password_fits_itself_only(void **state) {
    (void)state;
    AUTO_TEXT kept = text_with_ceiling(1000);
    assert_int_equal(password_keep(sys_real(), VIEW("correct horse"), &kept, NULL).code, CODE_OK);
    assert_true(password_fits(VIEW("correct horse"), text_seen(&kept)));
    assert_false(password_fits(VIEW("correct hors"), text_seen(&kept)));
    assert_false(password_fits(VIEW("correct horse"), VIEW("")));
    assert_int_equal(password_keep(sys_real(), VIEW("short"), &kept, NULL).code, CODE_BAD_FIELD);
}

static struct identity *invented(void) {
    struct identity_wish wish = {CERTIFICATE_SIGNING, "be.malines.example", NULL, {when.ms - DAY_MS}, {when.ms + DAY_MS}};
    struct identity *i = NULL;
    assert_int_equal(identity_new(sys_real(), &wish, &i, NULL).code, CODE_OK);
    return i;
}

static void an_identity_reads_back(void **state) {
    (void)state;
    char folder[] = "/tmp/malines-id-XXXXXX", key[64], certificate[64];
    assert_non_null(mkdtemp(folder));
    snprintf(key, sizeof key, "%s/key.pem", folder);
    snprintf(certificate, sizeof certificate, "%s/cert.pem", folder);
    struct identity *i = invented(), *other = invented(), *back = NULL;
    assert_int_equal(identity_write(i, key, certificate, NULL).code, CODE_OK);
    assert_int_equal(identity_read(key, certificate, &back, NULL).code, CODE_OK);
    struct digest a = certificate_spki_digest(identity_certificate(i)), b = certificate_spki_digest(identity_certificate(back));
    assert_true(digest_same(&a, &b));
    assert_int_equal(certificate_valid_at(identity_certificate(i), when, NULL).code, CODE_OK);
    assert_int_equal(certificate_valid_at(identity_certificate(i), instant_after(when, 2 * DAY_MS), NULL).code, CODE_EXPIRED);
    AUTO_TEXT pem = text_with_ceiling(10000);
    text_certificate(&pem, identity_certificate(other));
    assert_int_equal(file_write(certificate, text_seen(&pem), 0644, NULL).code, CODE_OK);
    identity_free(back);
    assert_int_equal(identity_read(key, certificate, &back, NULL).code, CODE_BAD_CERTIFICATE);
    identity_free(i), identity_free(other);
    unlink(key), unlink(certificate), rmdir(folder);
}

// The independent oracle: OpenSSL's own verifier.
static bool openssl_agrees(const struct identity *i, struct view der) {
    const unsigned char *at = (const unsigned char *)der.at;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)der.bytes);
    STACK_OF(X509) *certs = sk_X509_new_null();
    sk_X509_push(certs, certificate_x509(identity_certificate(i)));
    X509_STORE *pinned = X509_STORE_new();
    X509_STORE_add_cert(pinned, certificate_x509(identity_certificate(i)));
    X509_STORE_set_flags(pinned, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    bool ok = cms && CMS_verify(cms, certs, pinned, NULL, NULL, CMS_BINARY | CMS_CADES) == 1;
    X509_STORE_free(pinned);
    sk_X509_free(certs);
    CMS_ContentInfo_free(cms);
    return ok;
}

static void a_signed_message_reads_back_and_no_byte_may_change(void **state) {
    (void)state;
    struct identity *i = invented(), *other = invented();
    AUTO_TEXT der = text_with_ceiling(5000);
    struct view content;
    struct instant at;
    assert_int_equal(cms_sign_at(i, when, VIEW("{\"malines\":\"envelope/1\"}"), &der, NULL).code, CODE_OK);
    assert_true(openssl_agrees(i, text_seen(&der)));
    assert_int_equal(cms_read(identity_certificate(i), text_seen(&der), &content, &at, NULL).code, CODE_OK);
    assert_true(view_is(content, "{\"malines\":\"envelope/1\"}"));
    assert_int_equal(at.ms, when.ms);
    assert_int_equal(cms_read(identity_certificate(other), text_seen(&der), &content, NULL, NULL).code, CODE_BAD_SIGNATURE);
    for (size_t k = 0; k < der.bytes; k++)
        for (int bit = 0; bit < 8; bit++) {
            der.at[k] = (char)(der.at[k] ^ 1 << bit);
            assert_int_not_equal(cms_read(identity_certificate(i), text_seen(&der), &content, NULL, NULL).code, CODE_OK);
            der.at[k] = (char)(der.at[k] ^ 1 << bit);
        }
    for (size_t k = 0; k < der.bytes; k++)
        assert_int_equal(cms_read(identity_certificate(i), (struct view){der.at, k}, &content, NULL, NULL).code, CODE_BAD_FORMAT);
    text_char(&der, 0);
    assert_int_equal(cms_read(identity_certificate(i), text_seen(&der), &content, NULL, NULL).code, CODE_BAD_FORMAT);
    identity_free(i), identity_free(other);
}

// Lengths on either side of each step of DER's length octets, and times on either side of the year in which their form changes.
static void every_length_and_time_reads_back_and_openssl_agrees(void **state) {
    (void)state;
    static char bytes[0x10001];
    static const size_t lengths[] = {0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0x10001};
    static const int64_t times[] = {-631152000000, -1, 0, 951825600000, 2524607999000, 2524608000000, 253402300799000};
    struct identity *i = invented();
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++)
        for (size_t t = 0; t < sizeof times / sizeof *times; t++) {
            AUTO_TEXT der = text_with_ceiling(0x20000);
            struct view content, said = {bytes, lengths[l]};
            struct instant at, wanted = {times[t]};
            assert_int_equal(cms_sign_at(i, wanted, said, &der, NULL).code, CODE_OK);
            assert_int_equal(cms_read(identity_certificate(i), text_seen(&der), &content, &at, NULL).code, CODE_OK);
            assert_true(view_same(content, said) && openssl_agrees(i, text_seen(&der)));
            assert_int_equal(at.ms, wanted.ms == -1 ? -1000 : wanted.ms);
        }
    AUTO_TEXT none = text_with_ceiling(5000);
    assert_int_equal(cms_sign_at(i, (struct instant){-631152000001}, VIEW(""), &none, NULL).code, CODE_INTERNAL);
    assert_int_equal(cms_sign_at(i, (struct instant){253402300800000}, VIEW(""), &none, NULL).code, CODE_INTERNAL);
    identity_free(i);
}

// What OpenSSL would take and we do not: certificates inside, detached, SHA-512, two signers, indefinite lengths.
static void other_profiles_are_refused(void **state) {
    (void)state;
    struct identity *i = invented();
    X509 *x = certificate_x509(identity_certificate(i));
    static const struct { unsigned flags; const char *digest; int signers; } rows[] = {
        {CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP, "SHA256", 1}, {CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP | CMS_NOCERTS | CMS_DETACHED, "SHA256", 1},
        {CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP | CMS_NOCERTS, "SHA512", 1}, {CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP | CMS_NOCERTS, "SHA256", 2},
        {CMS_BINARY | CMS_NOCERTS | CMS_NOSMIMECAP, "SHA256", 1}, {CMS_BINARY | CMS_NOCERTS | CMS_CADES, "SHA256", 1},
        {CMS_BINARY | CMS_NOCERTS | CMS_CADES | CMS_NOSMIMECAP | CMS_USE_KEYID, "SHA256", 1},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        unsigned flags = rows[r].flags | CMS_PARTIAL;
        BIO *in = BIO_new_mem_buf("abc", 3);
        CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, flags);
        for (int n = 0; n < rows[r].signers; n++)
            assert_non_null(CMS_add1_signer(cms, x, identity_key(i), EVP_get_digestbyname(rows[r].digest), flags));
        assert_int_equal(CMS_final(cms, in, NULL, flags), 1);
        unsigned char *der = NULL;
        int n = i2d_CMS_ContentInfo(cms, &der);
        struct view content, bytes = {(const char *)der, (size_t)n};
        assert_int_equal(cms_read(identity_certificate(i), bytes, &content, NULL, NULL).code, CODE_BAD_FORMAT);
        OPENSSL_free(der), CMS_ContentInfo_free(cms), BIO_free(in);
    }
    identity_free(i);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_standards_values), cmocka_unit_test(hmac_gives_openssls_values),
        cmocka_unit_test(ed25519_gives_the_rfcs_signature),
        cmocka_unit_test(a_signature_is_for_one_purpose), cmocka_unit_test(a_key_file_reads_back),
        cmocka_unit_test(a_verifier_key_is_strict), cmocka_unit_test(a_password_fits_itself_only),
        cmocka_unit_test(an_identity_reads_back), cmocka_unit_test(a_signed_message_reads_back_and_no_byte_may_change),
        cmocka_unit_test(other_profiles_are_refused), cmocka_unit_test(every_length_and_time_reads_back_and_openssl_agrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
