// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/cms.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

// ---- Writing ----

enum { TAG_INTEGER = 0x02, TAG_OCTETS = 0x04, TAG_OID = 0x06, TAG_UTC = 0x17, TAG_TIME = 0x18, TAG_SEQUENCE = 0x30, TAG_SET = 0x31, TAG_0 = 0xA0, TAG_4 = 0xA4,
       SIGNATURE_BYTES_MAX = 80 };

#define OID_SIGNED_DATA VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02")
#define OID_DATA VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01")
#define OID_CONTENT_TYPE VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x03")
#define OID_DIGEST VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04")
#define OID_TIME VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05")
#define OID_CERTIFICATE_V2 VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x2F")
#define SHA256_OID "\x60\x86\x48\x01\x65\x03\x04\x02\x01"
#define ECDSA_SHA256_OID "\x2A\x86\x48\xCE\x3D\x04\x03\x02"

// Tag and length, in the shortest form.
static void text_head(struct text *t, uint8_t tag, size_t bytes) {
    text_be(t, tag, 1);
    size_t count = 0;
    while (bytes >> (8 * count)) count++;
    if (bytes >= 0x80) text_be(t, 0x80 | count, 1);
    text_be(t, bytes, bytes < 0x80 ? 1 : count);
}

static void text_der(struct text *t, uint8_t tag, struct view contents) {
    text_head(t, tag, contents.bytes);
    text_view(t, contents);
}

static size_t element(size_t contents) {
    size_t count = 0;
    while (contents >= 0x80 && contents >> (8 * count)) count++;
    return 2 + count + contents;
}

static void text_algorithm(struct text *t, struct view oid) {
    text_head(t, TAG_SEQUENCE, element(oid.bytes));
    text_der(t, TAG_OID, oid);
}

// SEQUENCE { oid, SET { value } }
static void text_attribute(struct text *t, struct view oid, uint8_t tag, struct view value) {
    text_head(t, TAG_SEQUENCE, element(oid.bytes) + element(element(value.bytes)));
    text_der(t, TAG_OID, oid);
    text_head(t, TAG_SET, element(value.bytes));
    text_der(t, tag, value);
}

static bool text_time(struct text *t, struct instant when) {
    int64_t since_midnight = (when.ms % DAY_MS + DAY_MS) % DAY_MS;
    int year, month, day, s = (int)(since_midnight / SECOND_MS);
    AUTO_TEXT digits = text_with_ceiling(40);
    days_split((int32_t)((when.ms - since_midnight) / DAY_MS), &year, &month, &day);
    bool utc = year < 2050;  // RFC 5652 §11.3
    if (utc) text_format(&digits, "%02d", year % 100);
    else text_format(&digits, "%04d", year);
    text_format(&digits, "%02d%02d%02d%02d%02dZ", month, day, s / 3600, s / 60 % 60, s % 60);
    text_attribute(t, OID_TIME, utc ? TAG_UTC : TAG_TIME, text_seen(&digits));
    return year >= 1950 && year <= 9999;
}

struct issuer {  // of the signer's certificate, as DER
    struct text name, serial;
};

static void add_der(struct text *t, unsigned char *der, int bytes) {
    ENSURE(bytes > 0);
    text_add(t, der, (size_t)bytes);
    OPENSSL_free(der);
}

static void issuer_of(const struct certificate *c, struct issuer *out) {
    unsigned char *name = NULL, *serial = NULL;
    X509 *x = certificate_x509(c);
    *out = (struct issuer){text_with_ceiling(CMS_OVERHEAD_BYTES_MAX), text_with_ceiling(100)};
    int n = i2d_X509_NAME(X509_get_issuer_name(x), &name), m = i2d_ASN1_INTEGER(X509_get_serialNumber(x), &serial);
    add_der(&out->name, name, n);
    add_der(&out->serial, serial, m);
}

// SigningCertificateV2 (RFC 5035 §3): the certificate's SHA-256, and its issuer [4] and serial number beside it.
static void text_certificate_id(struct text *t, const struct certificate *c, const struct issuer *i) {
    struct digest d = certificate_digest(c);
    size_t names = element(i->name.bytes), serial = element(names) + i->serial.bytes, id = element(32) + element(serial);
    AUTO_TEXT value = text_with_ceiling(CMS_OVERHEAD_BYTES_MAX);
    text_head(&value, TAG_SEQUENCE, element(id));
    text_head(&value, TAG_SEQUENCE, id);
    text_der(&value, TAG_OCTETS, digest_view(&d));
    text_head(&value, TAG_SEQUENCE, serial);
    text_head(&value, TAG_SEQUENCE, names);
    text_der(&value, TAG_4, text_seen(&i->name));
    text_view(&value, text_seen(&i->serial));
    text_attribute(t, OID_CERTIFICATE_V2, TAG_SEQUENCE, text_seen(&value));
}

// In the order of DER's SET OF: each is longer than the one before it.
static bool text_attributes(struct text *t, const struct certificate *c, const struct issuer *i, struct instant when, struct view content) {
    struct digest of_content = sha256(content);
    text_attribute(t, OID_CONTENT_TYPE, TAG_OID, OID_DATA);
    bool ok = text_time(t, when);
    text_attribute(t, OID_DIGEST, TAG_OCTETS, digest_view(&of_content));
    text_certificate_id(t, c, i);
    return ok && text_ok(t);
}

// Over the attributes as a SET (RFC 5652 §5.4).
static bool sign_attributes(const struct identity *signer, struct view attributes, struct text *out) {
    unsigned char signature[SIGNATURE_BYTES_MAX];
    size_t bytes = sizeof signature;
    AUTO_TEXT set = text_with_ceiling(2 * CMS_OVERHEAD_BYTES_MAX);
    text_der(&set, TAG_SET, attributes);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    ENSURE(ctx && text_ok(&set));
    bool ok = EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, identity_key(signer)) == 1 &&
              EVP_DigestSign(ctx, signature, &bytes, (const unsigned char *)set.at, set.bytes) == 1;
    EVP_MD_CTX_free(ctx);
    ERR_clear_error();
    if (ok) text_add(out, signature, bytes);
    return ok;
}

// SET { SignerInfo }
static bool text_signers(struct text *t, const struct identity *signer, struct instant when, struct view content) {
    struct issuer i;
    const struct certificate *c = identity_certificate(signer);
    AUTO_TEXT attributes = text_with_ceiling(CMS_OVERHEAD_BYTES_MAX), signature = text_with_ceiling(SIGNATURE_BYTES_MAX);
    AUTO_TEXT info = text_with_ceiling(2 * CMS_OVERHEAD_BYTES_MAX);
    issuer_of(c, &i);
    bool ok = text_attributes(&attributes, c, &i, when, content) && sign_attributes(signer, text_seen(&attributes), &signature);
    text_der(&info, TAG_INTEGER, VIEW("\x01"));
    text_head(&info, TAG_SEQUENCE, i.name.bytes + i.serial.bytes);
    text_view(&info, text_seen(&i.name));
    text_view(&info, text_seen(&i.serial));
    text_algorithm(&info, VIEW(SHA256_OID));
    text_der(&info, TAG_0, text_seen(&attributes));
    text_algorithm(&info, VIEW(ECDSA_SHA256_OID));
    text_der(&info, TAG_OCTETS, text_seen(&signature));
    text_head(t, TAG_SET, element(info.bytes));
    text_der(t, TAG_SEQUENCE, text_seen(&info));
    text_free(&i.name);
    text_free(&i.serial);
    return ok && text_ok(&info) && text_ok(t);
}

static void text_signed_data(struct text *out, struct view content, struct view signers) {
    AUTO_TEXT algorithm = text_with_ceiling(100);
    text_algorithm(&algorithm, VIEW(SHA256_OID));
    size_t octets = element(content.bytes), inner = element(OID_DATA.bytes) + element(octets);
    size_t data = element(1) + element(algorithm.bytes) + element(inner) + signers.bytes;
    text_head(out, TAG_SEQUENCE, element(OID_SIGNED_DATA.bytes) + element(element(data)));
    text_der(out, TAG_OID, OID_SIGNED_DATA);
    text_head(out, TAG_0, element(data));
    text_head(out, TAG_SEQUENCE, data);
    text_der(out, TAG_INTEGER, VIEW("\x01"));
    text_der(out, TAG_SET, text_seen(&algorithm));
    text_head(out, TAG_SEQUENCE, inner);
    text_der(out, TAG_OID, OID_DATA);
    text_head(out, TAG_0, octets);
    text_der(out, TAG_OCTETS, content);
    text_view(out, signers);
}

RESULT cms_sign_at(const struct identity *signer, struct instant when, struct view content, struct text *out,
                   struct error *err) {
    if (content.bytes > CMS_BYTES_MAX - CMS_OVERHEAD_BYTES_MAX) return FAIL(err, TOO_BIG, "more than %d bytes", CMS_BYTES_MAX);
    AUTO_TEXT signers = text_with_ceiling(2 * CMS_OVERHEAD_BYTES_MAX);
    if (!text_signers(&signers, signer, when, content)) return FAIL(err, INTERNAL, "OpenSSL could not sign");
    text_signed_data(out, content, text_seen(&signers));
    if (!text_ok(out)) return FAIL(err, TOO_BIG, "the signed message is larger than the ceiling");
    return DONE;
}

// ---- Reading ----

static size_t der_length(struct reader *r) {
    size_t first = read_u8(r);
    if (first < 0x80) return first;
    size_t count = first & 0x7F, n = 0;
    if (count == 0 || count > 4) {  // indefinite, or beyond any message of ours
        r->failed = true;
        return 0;
    }
    for (size_t i = 0; i < count; i++) n = n << 8 | read_u8(r);
    if (n < 0x80 || n >> (8 * (count - 1)) == 0) r->failed = true;  // not the shortest form
    return n;
}

// The contents of the next element, which must have this tag.
static struct view der(struct reader *r, uint8_t tag) {
    if (read_u8(r) != tag) r->failed = true;
    size_t n = der_length(r);
    return read_bytes(r, n);
}

// A reader of the contents of the next element; fails at once when `r` has failed.
static struct reader der_into(struct reader *r, uint8_t tag) {
    struct view v = der(r, tag);
    return (struct reader){v, r->failed};
}

static void der_is(struct reader *r, uint8_t tag, struct view expected) {
    if (!view_same(der(r, tag), expected)) r->failed = true;
}

struct signed_data {
    struct view content, issuer_serial, attributes, signature;  // attributes: the contents of [0]
    struct view digest, certificate_digest;
    struct instant when;
};

static void read_algorithm(struct reader *r, struct view oid) {
    struct reader in = der_into(r, TAG_SEQUENCE);
    der_is(&in, TAG_OID, oid);
    if (in.left.bytes) der_is(&in, 0x05, VIEW(""));  // NULL parameters are met in the wild and mean the same
    if (!reader_done(&in)) r->failed = true;
}

static bool two_digits(const char *at, int *out) {
    if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9') return false;
    *out = (at[0] - '0') * 10 + at[1] - '0';
    return true;
}

static bool read_time(uint8_t tag, struct view v, struct instant *out) {
    int part[7] = {0};
    size_t digits = tag == TAG_UTC ? 12 : 14;
    if ((tag != TAG_UTC && tag != TAG_TIME) || v.bytes != digits + 1 || v.at[digits] != 'Z') return false;
    for (size_t i = 0; i < digits / 2; i++)
        if (!two_digits(v.at + 2 * i, &part[i + (tag == TAG_UTC)])) return false;
    int year = tag == TAG_TIME ? part[0] * 100 + part[1] : part[1] + (part[1] < 50 ? 2000 : 1900);  // RFC 5652 §11.3
    if (!date_exists(year, part[2], part[3]) || part[4] > 23 || part[5] > 59 || part[6] > 59) return false;
    out->ms = (int64_t)days_of(year, part[2], part[3]) * DAY_MS + part[4] * HOUR_MS + part[5] * MINUTE_MS + part[6] * SECOND_MS;
    return true;
}

// SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2 }, one of them, SHA-256 by default, no issuer.
static void read_certificate_id(struct reader *set, struct signed_data *out) {
    struct reader whole = der_into(set, TAG_SEQUENCE), certs = der_into(&whole, TAG_SEQUENCE), id = der_into(&certs, TAG_SEQUENCE);
    out->certificate_digest = der(&id, TAG_OCTETS);
    if (id.left.bytes) der(&id, TAG_SEQUENCE);  // issuerSerial: what the digest names already
    if (!reader_done(&id) || !reader_done(&certs) || !reader_done(&whole)) set->failed = true;
}

static void read_attribute(struct reader *r, unsigned *seen, struct signed_data *out) {
    struct reader a = der_into(r, TAG_SEQUENCE);
    struct view oid = der(&a, TAG_OID);
    struct reader set = der_into(&a, TAG_SET);
    unsigned bit = 0;
    if (view_same(oid, OID_CONTENT_TYPE)) bit = 1, der_is(&set, TAG_OID, OID_DATA);
    if (view_same(oid, OID_DIGEST)) bit = 2, out->digest = der(&set, TAG_OCTETS);
    if (view_same(oid, OID_CERTIFICATE_V2)) bit = 4, read_certificate_id(&set, out);
    if (view_same(oid, OID_TIME) && set.left.bytes) {
        uint8_t tag = (uint8_t)set.left.at[0];
        bit = 8;
        if (!read_time(tag, der(&set, tag), &out->when)) set.failed = true;
    }
    if (!bit || (*seen & bit) || !reader_done(&set) || !reader_done(&a)) r->failed = true;
    *seen |= bit;
}

// The attributes in the order of DER's SET OF, so that every verifier hashes the same bytes.
static void read_attributes(struct reader *r, struct signed_data *out) {
    out->attributes = der(r, TAG_0);
    struct reader in = {out->attributes, r->failed};
    struct view before = {"", 0};
    unsigned seen = 0;
    while (!in.failed && in.left.bytes) {
        struct view from = in.left;
        read_attribute(&in, &seen, out);
        struct view this = {from.at, from.bytes - in.left.bytes};
        if (view_compare(before, this) >= 0) in.failed = true;
        before = this;
    }
    if (in.failed || seen != 15) r->failed = true;
}

static void read_signer(struct reader *r, struct signed_data *out) {
    struct reader set = der_into(r, TAG_SET), si = der_into(&set, TAG_SEQUENCE);
    der_is(&si, TAG_INTEGER, VIEW("\x01"));
    out->issuer_serial = der(&si, TAG_SEQUENCE);
    read_algorithm(&si, VIEW(SHA256_OID));
    read_attributes(&si, out);
    read_algorithm(&si, VIEW(ECDSA_SHA256_OID));
    out->signature = der(&si, TAG_OCTETS);
    if (!reader_done(&si) || !reader_done(&set)) r->failed = true;
}

static bool read_signed_data(struct view bytes, struct signed_data *out) {
    struct reader r = reader_of(bytes), info = der_into(&r, TAG_SEQUENCE);
    der_is(&info, TAG_OID, OID_SIGNED_DATA);
    struct reader wrap = der_into(&info, TAG_0), sd = der_into(&wrap, TAG_SEQUENCE);
    der_is(&sd, TAG_INTEGER, VIEW("\x01"));
    struct reader algorithms = der_into(&sd, TAG_SET);
    read_algorithm(&algorithms, VIEW(SHA256_OID));
    struct reader content = der_into(&sd, TAG_SEQUENCE);
    der_is(&content, TAG_OID, OID_DATA);
    struct reader octets = der_into(&content, TAG_0);
    out->content = der(&octets, TAG_OCTETS);
    read_signer(&sd, out);
    return reader_done(&octets) && reader_done(&content) && reader_done(&algorithms) && reader_done(&sd) &&
           reader_done(&wrap) && reader_done(&info) && reader_done(&r);
}

// IssuerAndSerialNumber of the pinned certificate, as DER contents.
static bool issuer_matches(const struct certificate *pinned, struct view issuer_serial) {
    unsigned char *issuer = NULL, *serial = NULL;
    X509 *x = certificate_x509(pinned);
    int n = i2d_X509_NAME(X509_get_issuer_name(x), &issuer), m = i2d_ASN1_INTEGER(X509_get_serialNumber(x), &serial);
    bool same = n > 0 && m > 0 && issuer_serial.bytes == (size_t)(n + m) && memcmp(issuer_serial.at, issuer, (size_t)n) == 0 &&
                memcmp(issuer_serial.at + n, serial, (size_t)m) == 0;
    OPENSSL_free(issuer);
    OPENSSL_free(serial);
    return same;
}

// The signed bytes are the attributes as a SET (RFC 5652 §5.4): the same bytes with another first tag.
static bool signature_holds(const struct certificate *pinned, const struct signed_data *sd) {
    AUTO_TEXT set = text_with_ceiling(sd->attributes.bytes + 8);
    text_der(&set, TAG_SET, sd->attributes);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    ENSURE(ctx && text_ok(&set));
    bool ok = sd->attributes.bytes < 0x10000 &&
              EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, certificate_key(pinned)) == 1 &&
              EVP_DigestVerify(ctx, (const unsigned char *)sd->signature.at, sd->signature.bytes,
                               (const unsigned char *)set.at, set.bytes) == 1;
    EVP_MD_CTX_free(ctx);
    ERR_clear_error();
    return ok;
}

RESULT cms_read(const struct certificate *pinned, struct view bytes, struct view *content, struct instant *when,
                struct error *err) {
    if (bytes.bytes > CMS_BYTES_MAX) return FAIL(err, TOO_BIG, "more than %d bytes", CMS_BYTES_MAX);
    struct signed_data sd = {0};
    if (!read_signed_data(bytes, &sd)) return FAIL(err, BAD_FORMAT, "not a signed message of our profile (docs/protocol.md)");
    struct digest of_certificate = certificate_digest(pinned), of_content = sha256(sd.content);
    if (!issuer_matches(pinned, sd.issuer_serial) || !view_same(sd.certificate_digest, digest_view(&of_certificate)))
        return FAIL(err, BAD_SIGNATURE, "signed with another certificate than the one of the trust list");
    if (!view_same(sd.digest, digest_view(&of_content)) || !signature_holds(pinned, &sd))
        return FAIL(err, BAD_SIGNATURE, "the message was altered after it was signed");
    *content = sd.content;
    if (when) *when = sd.when;
    return DONE;
}
