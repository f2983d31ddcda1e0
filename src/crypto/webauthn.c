// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/webauthn.h"

#include "codec/json.h"
#include "crypto/hash.h"

#include <arpa/inet.h>
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>

#define SCHEME "webauthn"

enum {
    AUTH_DATA_BYTES_MAX = 2048, AUTH_DATA_BYTES_MIN = 37, CLIENT_DATA_BYTES_MAX = 3072, SIGNATURE_DER_BYTES_MAX = 128,
    FLAG_PRESENT = 0x01, FLAG_VERIFIED = 0x04, FLAG_ATTESTED = 0x40, EDDSA_PUBLIC_BYTES = 32, ES256_PUBLIC_BYTES = 64,
};

static const struct {
    const char *name;
    int cose;
    size_t public_bytes;
} algorithms[] = {[PASSKEY_es256] = {"es256", COSE_ES256, ES256_PUBLIC_BYTES}, [PASSKEY_eddsa] = {"eddsa", COSE_EDDSA, EDDSA_PUBLIC_BYTES}};
enum { ALGORITHM_COUNT = sizeof algorithms / sizeof *algorithms };

// ---- Domains and pages ----

static bool is_domain(struct view d) {
    bool letter = false;
    char name[PASSKEY_RP_ROOM] = "";
    unsigned char address[16];
    if (!d.bytes || d.bytes >= PASSKEY_RP_ROOM || strchr(".-", d.at[0]) || strchr(".-", d.at[d.bytes - 1])) return false;
    for (size_t i = 0; i < d.bytes; i++) {
        char c = d.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (c == '.' && d.at[i - 1] != '.'))) return false;
        letter = letter || (c >= 'a' && c <= 'z');
    }
    memcpy(name, d.at, d.bytes);
    return letter && inet_pton(AF_INET, name, address) != 1;
}

static bool ends_below(struct view host, struct view domain) {
    if (host.bytes <= domain.bytes + 1) return false;
    struct view end = {host.at + host.bytes - domain.bytes, domain.bytes};
    return view_same(end, domain) && end.at[-1] == '.';
}

// Scheme and host of an origin as browsers write it; false when it is none.
static bool origin_parts(struct view origin, bool *secure, struct view *host) {
    struct view port;
    uint64_t number = 1;
    *secure = view_starts(origin, "https://");
    size_t n = *secure ? 8 : 7;
    if (origin.bytes > ORIGIN_BYTES_MAX || (!*secure && !view_starts(origin, "http://"))) return false;
    struct view rest = {origin.at + n, origin.bytes - n};
    bool with_port = memchr(rest.at, ':', rest.bytes) != NULL;
    *host = view_cut(rest, ':', &port);
    return !with_port || (view_to_u64(port, &number) && number > 0 && number <= 65535);
}

static bool is_localhost(struct view host) { return view_is(host, "localhost") || ends_below(host, VIEW("localhost")); }

RESULT rp_id_of(struct view origin, struct text *out, struct error *err) {
    bool secure;
    struct view host;
    if (!origin_parts(origin, &secure, &host)) return FAIL(err, BAD_ARGUMENT, "the console's address is not of the form https://HOST[:PORT]");
    if (!is_domain(host)) return FAIL(err, BAD_ARGUMENT, "passkeys need a domain name, and the console's address has none: an IP address will not do");
    if (!secure && !is_localhost(host)) return FAIL(err, BAD_ARGUMENT, "passkeys need https, but for localhost");
    text_view(out, host);
    return DONE;
}

// May a page of this origin use the RP id? (WebAuthn §5.1.3, without the list of public suffixes.)
static bool origin_belongs(struct view origin, struct view rp_id) {
    bool secure;
    struct view host;
    return origin_parts(origin, &secure, &host) && is_domain(host) && (secure || is_localhost(host)) &&
           (view_same(host, rp_id) || ends_below(host, rp_id));
}

// ---- Credentials ----

void text_passkey(struct text *t, const struct passkey *p) {
    text_format(t, SCHEME "+%s+%s+", algorithms[p->algorithm].name, p->rp_id);
    text_base64url(t, p->public, p->public_bytes);
    text_char(t, '+');
    text_base64url(t, p->id, p->id_bytes);
}

void text_passkey_key(struct text *t, const struct passkey *p) {
    text_format(t, "%s+", algorithms[p->algorithm].name);
    text_hex(t, p->public, p->public_bytes);
}

// The key as libfido2 wants it, which also looks whether the point lies on the curve. NULL when it does not.
static void *fido_key(const struct passkey *p) {
    int failed;
    if (p->algorithm == PASSKEY_es256) {
        es256_pk_t *k = es256_pk_new();
        ENSURE(k);
        failed = es256_pk_from_ptr(k, p->public, p->public_bytes);
        if (failed) es256_pk_free(&k);
        return k;
    }
    eddsa_pk_t *k = eddsa_pk_new();
    ENSURE(k);
    failed = eddsa_pk_from_ptr(k, p->public, p->public_bytes);
    if (failed) eddsa_pk_free(&k);
    return k;
}

static void fido_key_free(const struct passkey *p, void *key) {
    es256_pk_t *es256 = key;
    eddsa_pk_t *eddsa = key;
    if (p->algorithm == PASSKEY_es256) es256_pk_free(&es256);
    else eddsa_pk_free(&eddsa);
}

static bool key_is_good(const struct passkey *p) {
    void *key = fido_key(p);
    if (key) fido_key_free(p, key);
    return key != NULL;
}

static bool algorithm_read(struct view v, enum passkey_algorithm *out) {
    for (int i = 0; i < ALGORITHM_COUNT; i++)
        if (view_is(v, algorithms[i].name)) return *out = (enum passkey_algorithm)i, true;
    return false;
}

RESULT passkey_read(struct view v, struct passkey *out, struct error *err) {
    struct passkey p = {0};
    struct view rest = v;
    if (v.bytes > PASSKEY_TEXT_BYTES_MAX) return FAIL(err, BAD_FORMAT, "not a passkey");
    struct view scheme = view_cut(rest, '+', &rest), algorithm = view_cut(rest, '+', &rest), rp = view_cut(rest, '+', &rest);
    struct view public = view_cut(rest, '+', &rest);
    if (!view_is(scheme, SCHEME) || !algorithm_read(algorithm, &p.algorithm) || !is_domain(rp) ||
        !base64url_read(public, p.public, sizeof p.public, &p.public_bytes) || p.public_bytes != algorithms[p.algorithm].public_bytes ||
        !base64url_read(rest, p.id, sizeof p.id, &p.id_bytes) || !p.id_bytes)
        return FAIL(err, BAD_FORMAT, "not a passkey");
    memcpy(p.rp_id, rp.at, rp.bytes);
    if (!key_is_good(&p)) return FAIL(err, BAD_FORMAT, "the passkey's public key is none");
    *out = p;
    return DONE;
}

// ---- What the browser says: clientDataJSON (WebAuthn §5.8.1) ----

static RESULT check_client_data(struct view bytes, const char *type, const unsigned char *challenge, struct view origin, struct view rp_id,
                                struct error *err) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT wanted = text_with_ceiling(64);
    TRY(json_strict(bytes, &j, err));
    text_base64url(&wanted, challenge, CHALLENGE_BYTES);
    struct view told = json_view(j, "origin");
    const json_t *crossed = json_object_get(j, "crossOrigin");
    if (!view_is(json_view(j, "type"), type)) return FAIL(err, BAD_SIGNATURE, "it was signed for something else than %s", type);
    if (!view_same(json_view(j, "challenge"), text_seen(&wanted))) return FAIL(err, BAD_SIGNATURE, "another challenge was signed");
    if (!origin_belongs(told, rp_id) || (origin.bytes && !view_same(told, origin)))
        return FAIL(err, BAD_SIGNATURE, "it was signed on a page of another address");
    if ((crossed && !json_is_false(crossed)) || json_object_get(j, "topOrigin"))
        return FAIL(err, BAD_SIGNATURE, "it was signed in a frame of another page");
    return DONE;
}

// ---- What the authenticator says: authenticatorData (WebAuthn §6.1) ----

struct parts {
    unsigned char auth[AUTH_DATA_BYTES_MAX], client[CLIENT_DATA_BYTES_MAX], signature[SIGNATURE_DER_BYTES_MAX];
    size_t auth_bytes, client_bytes, signature_bytes;
};

static RESULT parts_read(struct view v, bool with_signature, struct parts *out, struct error *err) {
    struct view rest = v;
    if (v.bytes > EVIDENCE_BYTES_MAX) return FAIL(err, TOO_BIG, "the evidence is above %d bytes", EVIDENCE_BYTES_MAX);
    struct view auth = view_cut(rest, '.', &rest), client = rest, signature = {"", 0};
    if (with_signature) client = view_cut(rest, '.', &signature);
    if (!base64url_read(auth, out->auth, sizeof out->auth, &out->auth_bytes) || out->auth_bytes < AUTH_DATA_BYTES_MIN ||
        !base64url_read(client, out->client, sizeof out->client, &out->client_bytes) ||
        !base64url_read(signature, out->signature, sizeof out->signature, &out->signature_bytes) || with_signature != !!out->signature_bytes)
        return FAIL(err, BAD_FORMAT, "the evidence is not of the form that a passkey gives");
    return DONE;
}

static uint32_t counter_of(const struct parts *p) {
    struct reader r = reader_of((struct view){(const char *)p->auth + 33, 4});
    return read_u32(&r);
}

// libfido2 hands what follows the counter to libcbor, which makes room for as many elements as a list says it has before it
// has seen one of them (16 GB for nine bytes). So: definite lengths alone, as CTAP 2.1 (8) wants, and none above what is left.
static bool cbor_is_honest(struct reader *r, int depth) {
    enum { DEPTH_MAX = 4, FIRST_LONG = 24, LAST_LONG = 27 };
    uint8_t head = read_u8(r), info = head & 31;
    uint64_t n = info;
    if (info >= FIRST_LONG && info <= LAST_LONG) n = info == 24 ? read_u8(r) : info == 25 ? read_u16(r) : info == 26 ? read_u32(r) : read_u64(r);
    if (r->failed || info > LAST_LONG || depth > DEPTH_MAX) return false;
    switch (head >> 5) {
    case 2: case 3: return n <= r->left.bytes && read_bytes(r, (size_t)n).bytes == n;
    case 4: case 5:
        if (n > r->left.bytes) return false;
        for (uint64_t i = head >> 5 == 5 ? 2 * n : n; i > 0; i--)
            if (!cbor_is_honest(r, depth + 1)) return false;
        return true;
    case 6: return cbor_is_honest(r, depth + 1);
    default: return true;  // numbers, true, false, null
    }
}

static bool tail_is_honest(const struct parts *p) {
    enum { FIXED_BYTES = 37, AAGUID_BYTES = 16 };
    struct reader r = reader_of((struct view){(const char *)p->auth, p->auth_bytes});
    read_bytes(&r, FIXED_BYTES);
    if (p->auth[32] & FLAG_ATTESTED) {
        read_bytes(&r, AAGUID_BYTES);
        read_bytes(&r, read_u16(&r));  // the credential's id
    }
    while (!r.failed && r.left.bytes)
        if (!cbor_is_honest(&r, 0)) return false;
    return !r.failed;
}

static RESULT check_auth_data(const struct parts *p, struct view rp_id, unsigned flags, struct error *err) {
    struct digest rp = sha256(rp_id);
    if (memcmp(p->auth, rp.bytes, sizeof rp.bytes) != 0) return FAIL(err, BAD_SIGNATURE, "it was signed for another RP id");
    if (!(p->auth[32] & FLAG_PRESENT)) return FAIL(err, BAD_SIGNATURE, "nobody was present when it was signed");
    if (!(p->auth[32] & FLAG_VERIFIED)) return FAIL(err, BAD_SIGNATURE, "the authenticator did not verify who was present");
    if (!tail_is_honest(p)) return FAIL(err, BAD_FORMAT, "the authenticator's data hold a list longer than they are");
    return (p->auth[32] & FLAG_ATTESTED) == flags ? DONE : FAIL(err, BAD_FORMAT, "the authenticator's data are of another ceremony");
}

// ---- Assertions ----

static int fido_verified(const struct passkey *p, const struct parts *e, fido_assert_t *a, const void *key) {
    struct digest client = sha256((struct view){(const char *)e->client, e->client_bytes});
    int r = fido_assert_set_count(a, 1);
    if (!r) r = fido_assert_set_rp(a, p->rp_id);
    if (!r) r = fido_assert_set_clientdata_hash(a, client.bytes, sizeof client.bytes);
    if (!r) r = fido_assert_set_authdata_raw(a, 0, e->auth, e->auth_bytes);
    if (!r) r = fido_assert_set_sig(a, 0, e->signature, e->signature_bytes);
    if (!r) r = fido_assert_set_up(a, FIDO_OPT_TRUE);
    if (!r) r = fido_assert_set_uv(a, FIDO_OPT_TRUE);
    return r ? r : fido_assert_verify(a, 0, algorithms[p->algorithm].cose, key);
}

static RESULT check_signed(const struct passkey *p, const struct parts *e, struct error *err) {
    fido_init(0);
    fido_assert_t *a = fido_assert_new();
    void *key = fido_key(p);
    ENSURE(a);
    int r = key ? fido_verified(p, e, a, key) : FIDO_ERR_INVALID_ARGUMENT;
    if (key) fido_key_free(p, key);
    fido_assert_free(&a);
    return r == FIDO_OK ? DONE : FAIL(err, BAD_SIGNATURE, "the passkey's signature does not hold");
}

RESULT webauthn_holds(const struct passkey *p, struct view evidence, const unsigned char challenge[CHALLENGE_BYTES], struct view origin,
                      uint32_t *counter, struct error *err) {
    struct parts e;
    struct view rp_id = view_of(p->rp_id);
    TRY(parts_read(evidence, true, &e, err));
    TRY(check_client_data((struct view){(const char *)e.client, e.client_bytes}, "webauthn.get", challenge, origin, rp_id, err));
    TRY(check_auth_data(&e, rp_id, 0, err));
    TRY(check_signed(p, &e, err));
    if (counter) *counter = counter_of(&e);
    return DONE;
}

// ---- Registration ----

static RESULT take_key(fido_cred_t *c, enum passkey_algorithm algorithm, struct passkey *out, struct error *err) {
    size_t public_bytes = fido_cred_pubkey_len(c), id_bytes = fido_cred_id_len(c);
    if (public_bytes != algorithms[algorithm].public_bytes || !id_bytes || id_bytes > sizeof out->id)
        return FAIL(err, BAD_FORMAT, "the passkey's key or id is of another size");
    out->algorithm = algorithm;
    out->public_bytes = public_bytes;
    out->id_bytes = id_bytes;
    memcpy(out->public, fido_cred_pubkey_ptr(c), public_bytes);
    memcpy(out->id, fido_cred_id_ptr(c), id_bytes);
    return key_is_good(out) ? DONE : FAIL(err, BAD_FORMAT, "the passkey's public key is none");
}

// libfido2 reads the data for one algorithm at a time.
static RESULT take_credential(const struct parts *made, struct passkey *out, struct error *err) {
    fido_init(0);
    for (int i = 0; i < ALGORITHM_COUNT; i++) {
        fido_cred_t *c = fido_cred_new();
        ENSURE(c);
        int failed = fido_cred_set_type(c, algorithms[i].cose) || fido_cred_set_authdata_raw(c, made->auth, made->auth_bytes);
        struct result r = failed ? DONE : take_key(c, (enum passkey_algorithm)i, out, err);
        fido_cred_free(&c);
        if (!failed) return r;
    }
    return FAIL(err, BAD_FORMAT, "the authenticator's data hold no key of ES256 or EdDSA");
}

RESULT webauthn_made(struct view made, const unsigned char challenge[CHALLENGE_BYTES], struct view origin, struct passkey *out,
                     uint32_t *counter, struct error *err) {
    struct parts m;
    struct passkey p = {0};
    AUTO_TEXT rp_id = text_with_ceiling(PASSKEY_RP_ROOM);
    TRY(rp_id_of(origin, &rp_id, err));
    TRY(parts_read(made, false, &m, err));
    TRY(check_client_data((struct view){(const char *)m.client, m.client_bytes}, "webauthn.create", challenge, origin, text_seen(&rp_id), err));
    TRY(check_auth_data(&m, text_seen(&rp_id), FLAG_ATTESTED, err));
    TRY(take_credential(&m, &p, err));
    memcpy(p.rp_id, rp_id.at, rp_id.bytes);
    *out = p;
    *counter = counter_of(&m);
    return DONE;
}
