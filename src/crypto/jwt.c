// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/jwt.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdlib.h>

enum { RSA_BITS_LEAST = 2048, RSA_BYTES_MAX = 1024, COORDINATE_BYTES = 32, ED25519_BYTES = 32, POINT_BYTES = 65, SIGNATURE_BYTES_MAX = RSA_BYTES_MAX };

enum kind { RS256, ES256, EDDSA, KINDS };
static const struct {
    const char *alg, *kty, *crv;  // RFC 7518 §3.1, RFC 8037 §3.1
} kinds[KINDS] = {{"RS256", "RSA", ""}, {"ES256", "EC", "P-256"}, {"EdDSA", "OKP", "Ed25519"}};

struct key {
    char *name;
    enum kind kind;
    EVP_PKEY *key;
};
struct jwt_keys {
    struct key at[JWT_KEYS_MAX];
    size_t count;
};

// ---- Keys ----

static EVP_PKEY *from_params(const char *type, OSSL_PARAM_BLD *build) {
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    EVP_PKEY *key = NULL;
    if (!params || !ctx || EVP_PKEY_fromdata_init(ctx) != 1 || EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params) != 1) key = NULL;
    EVP_PKEY_CTX_free(ctx);
    OSSL_PARAM_free(params);
    return key;
}

static bool bytes_of(const json_t *j, const char *member, unsigned char *out, size_t room, size_t *bytes) {
    return base64url_read(json_view(j, member), out, room, bytes) && *bytes > 0;
}

static EVP_PKEY *rsa_key(const json_t *j) {
    unsigned char n[RSA_BYTES_MAX], e[8];
    size_t n_bytes, e_bytes;
    if (!bytes_of(j, "n", n, sizeof n, &n_bytes) || !bytes_of(j, "e", e, sizeof e, &e_bytes)) return NULL;
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    BIGNUM *modulus = BN_bin2bn(n, (int)n_bytes, NULL), *exponent = BN_bin2bn(e, (int)e_bytes, NULL);
    EVP_PKEY *key = NULL;
    if (build && modulus && exponent && BN_is_odd(exponent) && !BN_is_one(exponent) && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus) &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent))
        key = from_params("RSA", build);
    BN_free(modulus), BN_free(exponent);
    OSSL_PARAM_BLD_free(build);
    if (key && EVP_PKEY_get_bits(key) >= RSA_BITS_LEAST) return key;
    EVP_PKEY_free(key);
    return NULL;
}

static EVP_PKEY *ec_key(const json_t *j) {
    unsigned char point[POINT_BYTES] = {4};
    size_t x, y;
    if (!bytes_of(j, "x", point + 1, COORDINATE_BYTES, &x) || !bytes_of(j, "y", point + 1 + COORDINATE_BYTES, COORDINATE_BYTES, &y) ||
        x != COORDINATE_BYTES || y != COORDINATE_BYTES)
        return NULL;
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    EVP_PKEY *key = NULL;
    if (build && OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) &&
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point))
        key = from_params("EC", build);
    OSSL_PARAM_BLD_free(build);
    return key;
}

static EVP_PKEY *ed_key(const json_t *j) {
    unsigned char x[ED25519_BYTES];
    size_t bytes;
    if (!bytes_of(j, "x", x, sizeof x, &bytes) || bytes != sizeof x) return NULL;
    return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, x, sizeof x);
}

// KINDS: not one of ours.
static enum kind kind_of(const json_t *j) {
    enum kind k = 0;
    while (k < KINDS && !(view_is(json_view(j, "kty"), kinds[k].kty) && view_is(json_view(j, "crv"), kinds[k].crv))) k++;
    struct view alg = json_view(j, "alg"), use = json_view(j, "use");
    bool other = k == KINDS || (alg.bytes && !view_is(alg, kinds[k].alg)) || (use.bytes && !view_is(use, "sig"));
    return other ? KINDS : k;
}

static RESULT add_key(struct jwt_keys *all, const json_t *j, struct error *err) {
    struct view name = json_view(j, "kid");
    if (json_object_get(j, "d") || json_object_get(j, "k")) return FAIL(err, BAD_FORMAT, "a private or symmetric key lies among the provider's keys");
    enum kind kind = kind_of(j);
    if (kind == KINDS || !name.bytes) return DONE;
    if (all->count == JWT_KEYS_MAX) return FAIL(err, TOO_BIG, "more than %d keys", JWT_KEYS_MAX);
    for (size_t i = 0; i < all->count; i++)
        if (view_is(name, all->at[i].name)) return FAIL(err, BAD_FORMAT, "two of the provider's keys have one name");
    EVP_PKEY *key = kind == RS256 ? rsa_key(j) : kind == ES256 ? ec_key(j) : ed_key(j);
    ERR_clear_error();
    if (!key) return FAIL(err, BAD_FORMAT, "one of the provider's keys can't be read, or is too short");
    struct key one = {strndup(name.at, name.bytes), kind, key};
    ENSURE(one.name);
    all->at[all->count++] = one;
    return DONE;
}

RESULT jwt_keys_read(struct view json, struct jwt_keys **out, struct error *err) {
    AUTO_JSON *j = NULL;
    size_t i;
    const json_t *one;
    TRY(json_strict(json, &j, err));
    struct jwt_keys *all = calloc(1, sizeof *all);
    ENSURE(all);
    struct result r = DONE;
    json_array_foreach(json_object_get(j, "keys"), i, one)
        if (!FAILED(r)) r = add_key(all, one, err);
    if (!FAILED(r) && !all->count) r = FAIL(err, BAD_FORMAT, "no key for RS256, ES256 or EdDSA with a name (kid)");
    if (FAILED(r)) jwt_keys_free(all);
    else *out = all;
    return r;
}

struct jwt_keys *jwt_keys_free(struct jwt_keys *k) {
    for (size_t i = 0; k && i < k->count; i++) free(k->at[i].name), EVP_PKEY_free(k->at[i].key);
    free(k);
    return NULL;
}

// ---- A token ----

// JOSE has r and s side by side (RFC 7518 §3.4), OpenSSL wants them in DER.
static int es256_der(const unsigned char *raw, size_t bytes, unsigned char **der) {
    if (bytes != 2 * COORDINATE_BYTES) return 0;
    ECDSA_SIG *sig = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw, COORDINATE_BYTES, NULL), *s = BN_bin2bn(raw + COORDINATE_BYTES, COORDINATE_BYTES, NULL);
    ENSURE(sig && r && s && ECDSA_SIG_set0(sig, r, s) == 1);
    int n = i2d_ECDSA_SIG(sig, der);
    ECDSA_SIG_free(sig);
    return n;
}

static bool holds(const struct key *k, struct view said, const unsigned char *signature, size_t bytes) {
    unsigned char *der = NULL;
    int n = k->kind == ES256 ? es256_der(signature, bytes, &der) : 0;
    if (k->kind == ES256 && n <= 0) return false;
    if (der) signature = der, bytes = (size_t)n;
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool ok = c && EVP_DigestVerifyInit(c, NULL, k->kind == EDDSA ? NULL : EVP_sha256(), NULL, k->key) == 1 &&
              EVP_DigestVerify(c, signature, bytes, (const unsigned char *)said.at, said.bytes) == 1;
    EVP_MD_CTX_free(c);
    OPENSSL_free(der);
    ERR_clear_error();
    return ok;
}

static RESULT read_part(struct view base64, json_t **out, struct error *err) {
    unsigned char *bytes = malloc(base64.bytes + 1);
    size_t n = 0;
    ENSURE(bytes);
    struct result r = base64.bytes && base64url_read(base64, bytes, base64.bytes + 1, &n)
                          ? json_strict((struct view){(const char *)bytes, n}, out, err) : FAIL(err, BAD_FORMAT, "a token in three parts of base64url");
    free(bytes);
    if (!FAILED(r) && !json_is_object(*out)) {
        json_decref(*out);
        return FAIL(err, BAD_FORMAT, "a part of the token is no object");
    }
    return r;
}

static RESULT key_for(const struct jwt_keys *k, const json_t *head, const struct key **out, struct error *err) {
    static const char *const refused[] = {"crit", "jwk", "jku", "x5u", "x5c", "b64"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (json_object_get(head, refused[i])) return FAIL(err, BAD_FORMAT, "the token's head has %s", refused[i]);
    *out = NULL;
    for (size_t i = 0; i < k->count; i++)
        if (view_is(json_view(head, "kid"), k->at[i].name)) *out = &k->at[i];
    if (!*out) return FAIL(err, BAD_SIGNATURE, "the token names no key of the provider");
    return view_is(json_view(head, "alg"), kinds[(*out)->kind].alg) ? DONE : FAIL(err, BAD_SIGNATURE, "the token's algorithm is not its key's");
}

RESULT jwt_open(const struct jwt_keys *k, struct view token, json_t **claims, struct error *err) {
    struct view rest, head = view_cut(token, '.', &rest), signature, body = view_cut(rest, '.', &signature);
    unsigned char bytes[SIGNATURE_BYTES_MAX];
    size_t n = 0;
    const struct key *key;
    AUTO_JSON *h = NULL;
    if (token.bytes > JWT_BYTES_MAX) return FAIL(err, TOO_BIG, "the token: at most %d bytes", JWT_BYTES_MAX);
    TRY(read_part(head, &h, err));
    TRY(key_for(k, h, &key, err));
    struct view said = {token.at, head.bytes + 1 + body.bytes};
    if (!base64url_read(signature, bytes, sizeof bytes, &n) || !n || !holds(key, said, bytes, n))
        return FAIL(err, BAD_SIGNATURE, "the provider's signature does not hold");
    return read_part(body, claims, err);
}
