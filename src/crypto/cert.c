// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/cert.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

struct certificate {
    X509 *x509;
    EVP_PKEY *key;  // borrowed from x509
    unsigned char *der;
    int der_bytes;
};
struct identity {
    EVP_PKEY *key;
    struct certificate *certificate;
};

enum { SCALAR_BYTES = 32, POINT_BYTES = 65, SERIAL_BYTES = 16, PEM_BYTES_MAX = 20000 };

struct x509_st *certificate_x509(const struct certificate *c) { return c->x509; }
struct evp_pkey_st *certificate_key(const struct certificate *c) { return c->key; }
struct evp_pkey_st *identity_key(const struct identity *i) { return i->key; }
const struct certificate *identity_certificate(const struct identity *i) { return i->certificate; }
static struct view certificate_der(const struct certificate *c) {
    return (struct view){(const char *)c->der, (size_t)c->der_bytes};
}
struct digest certificate_digest(const struct certificate *c) { return sha256(certificate_der(c)); }

struct digest certificate_spki_digest(const struct certificate *c) {
    unsigned char *der = NULL;
    int n = i2d_PUBKEY(c->key, &der);
    ENSURE(n > 0);
    struct digest d = sha256((struct view){(const char *)der, (size_t)n});
    OPENSSL_free(der);
    return d;
}

static bool is_p256(EVP_PKEY *key) {
    char group[40];
    size_t n = 0;
    return key && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC && EVP_PKEY_get_group_name(key, group, sizeof group, &n) == 1 &&
           strcmp(group, "prime256v1") == 0;
}

// Takes over `x509`. NULL when its key is of another kind.
static struct certificate *certificate_of(X509 *x509) {
    EVP_PKEY *key = X509_get0_pubkey(x509);
    unsigned char *der = NULL;
    int n = is_p256(key) ? i2d_X509(x509, &der) : -1;
    if (n <= 0) {
        X509_free(x509);
        return NULL;
    }
    struct certificate *c = malloc(sizeof *c);
    ENSURE(c);
    *c = (struct certificate){x509, key, der, n};
    return c;
}

struct certificate *certificate_free(struct certificate *c) {
    if (!c) return NULL;
    X509_free(c->x509);
    OPENSSL_free(c->der);
    free(c);
    return NULL;
}

static X509 *x509_of_der(struct view v) {
    const unsigned char *at = (const unsigned char *)v.at;
    X509 *x = d2i_X509(NULL, &at, (long)v.bytes);
    if (x && (const char *)at != v.at + v.bytes) {
        X509_free(x);
        x = NULL;
    }
    return x;
}

static X509 *x509_of_pem(struct view v) {
    BIO *bio = BIO_new_mem_buf(v.at, (int)v.bytes);
    ENSURE(bio);
    X509 *x = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    char *rest = NULL;
    long left = BIO_get_mem_data(bio, &rest);
    if (x && left > 0 && view_trim((struct view){rest, (size_t)left}).bytes > 0) {
        X509_free(x);
        x = NULL;
    }
    BIO_free(bio);
    return x;
}

RESULT certificate_read(struct view bytes, struct certificate **out, struct error *err) {
    if (bytes.bytes > PEM_BYTES_MAX) return FAIL(err, TOO_BIG, "a certificate of more than %d bytes", PEM_BYTES_MAX);
    X509 *x = view_starts(bytes, "-----BEGIN CERTIFICATE-----") ? x509_of_pem(bytes) : x509_of_der(bytes);
    if (!x) return FAIL(err, BAD_CERTIFICATE, "not one X.509 certificate in PEM or DER");
    struct certificate *c = certificate_of(x);
    if (!c) return FAIL(err, BAD_CERTIFICATE, "its key is not on the curve P-256");
    *out = c;
    return DONE;
}

bool instant_of_asn1(const ASN1_TIME *time, struct instant *out) {
    struct tm tm;
    if (!time || ASN1_TIME_to_tm(time, &tm) != 1) return false;
    out->ms = (int64_t)days_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) * DAY_MS + tm.tm_hour * HOUR_MS + tm.tm_min * MINUTE_MS +
              tm.tm_sec * SECOND_MS;
    return true;
}

RESULT certificate_valid_at(const struct certificate *c, struct instant when, struct error *err) {
    time_t at = (time_t)(when.ms / SECOND_MS);
    if (X509_cmp_time(X509_get0_notBefore(c->x509), &at) >= 0) return FAIL(err, EXPIRED, "the certificate is not valid yet");
    if (X509_cmp_time(X509_get0_notAfter(c->x509), &at) <= 0) return FAIL(err, EXPIRED, "the certificate has expired");
    return DONE;
}

static void text_bio(struct text *t, BIO *bio) {
    char *at = NULL;
    long n = BIO_get_mem_data(bio, &at);
    if (n > 0) text_add(t, at, (size_t)n);
    BIO_free(bio);
}

void text_certificate(struct text *t, const struct certificate *c) {
    BIO *bio = BIO_new(BIO_s_mem());
    ENSURE(bio && PEM_write_bio_X509(bio, c->x509) == 1);
    text_bio(t, bio);
}

// A scalar below the group order from our own source of chance, so that a simulated world makes its own keys.
static void random_scalar(const struct sys *sys, const EC_GROUP *group, unsigned char out[SCALAR_BYTES], BIGNUM *scalar) {
    do {
        sys_random(sys, out, SCALAR_BYTES);
        ENSURE(BN_bin2bn(out, SCALAR_BYTES, scalar));
    } while (BN_is_zero(scalar) || BN_cmp(scalar, EC_GROUP_get0_order(group)) >= 0);
}

static EVP_PKEY *key_of_scalar(const EC_GROUP *group, const BIGNUM *scalar) {
    unsigned char open[POINT_BYTES];
    EC_POINT *point = EC_POINT_new(group);
    ENSURE(point && EC_POINT_mul(group, point, scalar, NULL, NULL, NULL) == 1 &&
           EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, open, sizeof open, NULL) == sizeof open);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    ENSURE(build && OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) &&
           OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, open, sizeof open) &&
           OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, scalar));
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    EVP_PKEY *key = NULL;
    ENSURE(params && ctx && EVP_PKEY_fromdata_init(ctx) == 1 &&
           EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params) == 1);
    EVP_PKEY_CTX_free(ctx);
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(build);
    EC_POINT_free(point);
    return key;
}

static EVP_PKEY *new_p256(const struct sys *sys) {
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM *scalar = BN_secure_new();
    ENSURE(group && scalar);
    unsigned char bytes[SCALAR_BYTES];
    random_scalar(sys, group, bytes, scalar);
    EVP_PKEY *key = key_of_scalar(group, scalar);
    OPENSSL_cleanse(bytes, sizeof bytes);
    BN_clear_free(scalar);
    EC_GROUP_free(group);
    return key;
}

static bool extend(X509 *x, int nid, const char *value) {
    X509V3_CTX ctx;
    X509V3_set_ctx(&ctx, x, x, NULL, NULL, 0);
    X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
    bool ok = e && X509_add_ext(x, e, -1) == 1;
    X509_EXTENSION_free(e);
    return ok;
}

static bool host_ok(const char *host) {
    size_t n = strlen(host);
    return n >= 1 && n <= 253 && strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789-.") == n;
}

static bool extend_for(X509 *x, const struct identity_wish *w) {
    bool ok = extend(x, NID_basic_constraints, "critical,CA:FALSE") &&
              extend(x, NID_key_usage, "critical,digitalSignature") && extend(x, NID_subject_key_identifier, "hash");
    if (w->use == CERTIFICATE_TLS) ok = ok && extend(x, NID_ext_key_usage, "serverAuth,clientAuth");
    if (w->host) {
        AUTO_TEXT alt = text_with_ceiling(300);
        text_format(&alt, "DNS:%s", w->host);
        ok = ok && extend(x, NID_subject_alt_name, text_string(&alt));
    }
    return ok;
}

static bool name_and_dates(X509 *x, const struct identity_wish *w) {
    X509_NAME *name = X509_get_subject_name(x);
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)w->name, -1, -1, 0) == 1 &&
           X509_set_issuer_name(x, name) == 1 && ASN1_TIME_set(X509_getm_notBefore(x), w->from.ms / SECOND_MS) &&
           ASN1_TIME_set(X509_getm_notAfter(x), w->until.ms / SECOND_MS);
}

static X509 *self_signed(const struct sys *sys, const struct identity_wish *w, EVP_PKEY *key) {
    unsigned char serial[SERIAL_BYTES];
    sys_random(sys, serial, sizeof serial);
    serial[0] = (unsigned char)((serial[0] & 0x7F) | 0x40);
    BIGNUM *number = BN_bin2bn(serial, sizeof serial, NULL);
    X509 *x = X509_new();
    ENSURE(x && number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x)));
    BN_free(number);
    if (X509_set_version(x, X509_VERSION_3) == 1 && name_and_dates(x, w) && X509_set_pubkey(x, key) == 1 &&
        extend_for(x, w) && X509_sign(x, key, EVP_sha256()) > 0)
        return x;
    X509_free(x);
    return NULL;
}

static struct identity *identity_of(EVP_PKEY *key, struct certificate *certificate) {
    struct identity *i = malloc(sizeof *i);
    ENSURE(i);
    *i = (struct identity){key, certificate};
    return i;
}

RESULT identity_new(const struct sys *sys, const struct identity_wish *wish, struct identity **out, struct error *err) {
    size_t n = strlen(wish->name);
    if (n < 1 || n > 64) return FAIL(err, BAD_FIELD, "name: 1 to 64 bytes");
    if (wish->host && !host_ok(wish->host)) return FAIL(err, BAD_FIELD, "host: a DNS name in lower case");
    if (!instant_before(wish->from, wish->until)) return FAIL(err, BAD_FIELD, "until: after from");
    EVP_PKEY *key = new_p256(sys);
    X509 *x = self_signed(sys, wish, key);
    struct certificate *c = x ? certificate_of(x) : NULL;
    if (!c) {
        EVP_PKEY_free(key);
        return FAIL(err, BAD_FIELD, "the certificate could not be made from this name and these dates");
    }
    *out = identity_of(key, c);
    return DONE;
}

struct identity *identity_free(struct identity *i) {
    if (!i) return NULL;
    EVP_PKEY_free(i->key);
    certificate_free(i->certificate);
    free(i);
    return NULL;
}

RESULT identity_write(const struct identity *i, const char *key_path, const char *certificate_path, struct error *err) {
    AUTO_TEXT key = text_secret(PEM_BYTES_MAX);
    AUTO_TEXT certificate = text_with_ceiling(PEM_BYTES_MAX);
    BIO *bio = BIO_new(BIO_s_secmem());
    ENSURE(bio && PEM_write_bio_PKCS8PrivateKey(bio, i->key, NULL, NULL, 0, NULL, NULL) == 1);
    text_bio(&key, bio);
    text_certificate(&certificate, i->certificate);
    TRY(file_write(key_path, text_seen(&key), 0600, err));
    return file_write(certificate_path, text_seen(&certificate), 0644, err);
}

static int no_passphrase(char *out, int bytes, int writing, void *context) {
    (void)out, (void)bytes, (void)writing, (void)context;
    return 0;  // never asks on a terminal
}

static EVP_PKEY *key_of_pem(struct view v) {
    BIO *bio = BIO_new_mem_buf(v.at, (int)v.bytes);
    ENSURE(bio);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL);
    BIO_free(bio);
    return key;
}

RESULT identity_read(const char *key_path, const char *certificate_path, struct identity **out, struct error *err) {
    AUTO_TEXT pem = {0}, open = text_with_ceiling(PEM_BYTES_MAX);
    TRY(secret_file_read(key_path, PEM_BYTES_MAX, &pem, err));
    TRY(file_read(certificate_path, PEM_BYTES_MAX, &open, err));
    struct certificate *c = NULL;
    TRY(certificate_read(text_seen(&open), &c, err));
    EVP_PKEY *key = key_of_pem(text_seen(&pem));
    if (!key || X509_check_private_key(c->x509, key) != 1) {
        EVP_PKEY_free(key);
        certificate_free(c);
        return FAIL(err, BAD_CERTIFICATE, "%s: not the private key of %s", key_path, certificate_path);
    }
    *out = identity_of(key, c);
    return DONE;
}
