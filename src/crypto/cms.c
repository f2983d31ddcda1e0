// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/cms.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

// ---- Writing ----

static bool add_signer(CMS_ContentInfo *cms, const struct identity *signer, struct instant when, unsigned flags) {
    X509 *x509 = certificate_x509(identity_certificate(signer));
    CMS_SignerInfo *si = CMS_add1_signer(cms, x509, identity_key(signer), EVP_sha256(), flags);
    ASN1_TIME *time = ASN1_TIME_set(NULL, (time_t)(when.ms / SECOND_MS));
    bool ok = si && time &&
              CMS_signed_add1_attr_by_NID(si, NID_pkcs9_signingTime, ASN1_STRING_type(time), time, -1) == 1;
    ASN1_TIME_free(time);
    return ok;
}

static bool write_der(CMS_ContentInfo *cms, struct text *out) {
    unsigned char *der = NULL;
    int n = i2d_CMS_ContentInfo(cms, &der);
    if (n > 0) text_add(out, der, (size_t)n);
    OPENSSL_free(der);
    return n > 0;
}

RESULT cms_sign_at(const struct identity *signer, struct instant when, struct view content, struct text *out,
                   struct error *err) {
    if (content.bytes > CMS_BYTES_MAX - CMS_OVERHEAD_BYTES_MAX) return FAIL(err, TOO_BIG, "more than %d bytes", CMS_BYTES_MAX);
    const unsigned flags = CMS_BINARY | CMS_NOCERTS | CMS_NOSMIMECAP | CMS_CADES | CMS_PARTIAL;
    BIO *in = BIO_new_mem_buf(content.at, (int)content.bytes);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, flags);
    bool ok = in && cms && add_signer(cms, signer, when, flags) && CMS_final(cms, in, NULL, flags) == 1 && write_der(cms, out);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    ERR_clear_error();
    if (!ok) return FAIL(err, INTERNAL, "OpenSSL could not sign");
    if (!text_ok(out)) return FAIL(err, TOO_BIG, "the signed message is larger than the ceiling");
    return DONE;
}

// ---- Reading ----

enum { TAG_INTEGER = 0x02, TAG_OCTETS = 0x04, TAG_OID = 0x06, TAG_UTC = 0x17, TAG_TIME = 0x18, TAG_SEQUENCE = 0x30, TAG_SET = 0x31, TAG_0 = 0xA0 };

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

#define OID_SIGNED_DATA VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02")
#define OID_DATA VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01")
#define OID_CONTENT_TYPE VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x03")
#define OID_DIGEST VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04")
#define OID_TIME VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05")
#define OID_CERTIFICATE_V2 VIEW("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x2F")
#define SHA256_OID "\x60\x86\x48\x01\x65\x03\x04\x02\x01"
#define ECDSA_SHA256_OID "\x2A\x86\x48\xCE\x3D\x04\x03\x02"

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
    text_char(&set, TAG_SET);
    if (sd->attributes.bytes < 0x80) text_be(&set, sd->attributes.bytes, 1);
    else if (sd->attributes.bytes < 0x100) text_be(&set, 0x8100 | sd->attributes.bytes, 2);
    else text_be(&set, 0x820000 | (sd->attributes.bytes & 0xFFFF), 3);
    text_view(&set, sd->attributes);
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
