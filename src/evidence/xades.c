// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Clause numbers are those of XML Signature 1.1 (W3C) unless said otherwise.
#include "evidence/xades.h"
#include "evidence/xml.h"

#include <libxml/c14n.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>

#define XADES "http://uri.etsi.org/01903/v1.3.2#"
#define PROPERTIES_TYPE "http://uri.etsi.org/01903#SignedProperties"
enum { CERTIFICATES_MAX = 16, CANONICAL_BYTES_MAX = 8 * 1024 * 1024, VALUE_BYTES_MAX = 2048, CERTIFICATE_BYTES_MAX = 16 * 1024 };

struct signature {
    xmlDoc *doc;
    xmlNode *info, *value, *key_info, *properties, *unsigned_properties;
    X509 *certificate;
    bool properties_referenced;
};

// ---- Canonical form (§6.5) ----

static bool canonical_mode(struct view uri, xmlC14NMode *out) {
    if (view_is(uri, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315")) return *out = XML_C14N_1_0, true;
    if (view_is(uri, "http://www.w3.org/2006/12/xml-c14n11")) return *out = XML_C14N_1_1, true;
    if (view_is(uri, "http://www.w3.org/2001/10/xml-exc-c14n#")) return *out = XML_C14N_EXCLUSIVE_1_0, true;
    return false;
}

static int is_below(void *top, xmlNodePtr node, xmlNodePtr parent) {
    const xmlNode *n = node->type == XML_NAMESPACE_DECL ? parent : node;
    while (n && n != top) n = n->parent;
    return n != NULL;
}

static RESULT canonical(xmlNode *n, xmlC14NMode mode, struct text *out, struct error *err) {
    xmlOutputBuffer *b = xmlAllocOutputBuffer(NULL);
    ENSURE(b);
    int done = xmlC14NExecute(n->doc, is_below, n, mode, NULL, 0, b);
    if (done >= 0) text_add(out, xmlOutputBufferGetContent(b), xmlOutputBufferGetSize(b));
    xmlOutputBufferClose(b);
    return done >= 0 && text_ok(out) ? DONE : FAIL(err, BAD_FORMAT, "a part of a signature can't be brought into its canonical form");
}

static RESULT mode_of(xmlNode *method, xmlC14NMode *out, struct error *err) {
    if (!canonical_mode(xml_attribute(method, "Algorithm"), out) || xml_first(method))
        return FAIL(err, BAD_FORMAT, "a signature uses a canonical form that is not read here");
    return DONE;
}

// ---- Digests and signature methods ----

struct method {
    const char *uri;
    int key;
    const EVP_MD *(*md)(void);
    bool weak;
};
static const struct method METHODS[] = {
    {"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", EVP_PKEY_RSA, EVP_sha256, false},
    {"http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", EVP_PKEY_RSA, EVP_sha384, false},
    {"http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", EVP_PKEY_RSA, EVP_sha512, false},
    {"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", EVP_PKEY_EC, EVP_sha256, false},
    {"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", EVP_PKEY_EC, EVP_sha384, false},
    {"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", EVP_PKEY_EC, EVP_sha512, false},
    {"http://www.w3.org/2000/09/xmldsig#rsa-sha1", EVP_PKEY_RSA, EVP_sha1, true},
};
static const struct method *method_of(struct view uri) {
    for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++)
        if (view_is(uri, METHODS[i].uri)) return &METHODS[i];
    return NULL;
}

static const EVP_MD *digest_of(struct view uri, bool *weak) {
    if (view_is(uri, "http://www.w3.org/2001/04/xmlenc#sha256")) return EVP_sha256();
    if (view_is(uri, "http://www.w3.org/2001/04/xmldsig-more#sha384")) return EVP_sha384();
    if (view_is(uri, "http://www.w3.org/2001/04/xmlenc#sha512")) return EVP_sha512();
    if (!view_is(uri, XML_DSIG "sha1")) return NULL;
    *weak = true;
    return EVP_sha1();
}

// base64 in XML has white space in it.
static bool base64_of(struct view v, struct text *out) {
    AUTO_TEXT t = text_with_ceiling(2 * out->ceiling + 16);
    for (size_t i = 0; i < v.bytes; i++)
        if (!strchr(" \t\r\n", v.at[i])) text_char(&t, v.at[i]);
    return text_ok(&t) && t.bytes && base64_text(text_seen(&t), out);
}

static bool digest_is(const EVP_MD *md, struct view bytes, struct view expected_base64) {
    unsigned char found[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    AUTO_TEXT expected = text_with_ceiling(EVP_MAX_MD_SIZE);
    return base64_of(expected_base64, &expected) && EVP_Digest(bytes.at, bytes.bytes, found, &size, md, NULL) == 1 &&
           view_same(text_seen(&expected), (struct view){(const char *)found, size});
}

// ---- The parts, each where it must be ----

static xmlNode *child(xmlNode *n, const char *space, const char *name) {
    for (xmlNode *c = xml_first(n); c; c = xml_next(c))
        if (xml_is(c, space, name)) return c;
    return NULL;
}

static RESULT parts_found(xmlNode *root, struct signature *s, struct error *err) {
    xmlNode *signature = xml_is(root, XML_DSIG, "Signature") ? root : child(root, XML_DSIG, "Signature");
    if (!signature) return FAIL(err, BAD_FORMAT, "a file of signatures holds none");
    for (xmlNode *n = signature == root ? NULL : xml_first(root); n; n = xml_next(n))
        if (n != signature && xml_is(n, XML_DSIG, "Signature")) return FAIL(err, BAD_FORMAT, "a file of signatures holds several: not read here");
    s->info = child(signature, XML_DSIG, "SignedInfo");
    s->value = child(signature, XML_DSIG, "SignatureValue");
    s->key_info = child(signature, XML_DSIG, "KeyInfo");
    for (xmlNode *o = xml_first(signature); o; o = xml_next(o)) {
        xmlNode *q = xml_is(o, XML_DSIG, "Object") ? child(o, XADES, "QualifyingProperties") : NULL;
        if (q && s->properties) return FAIL(err, BAD_FORMAT, "a signature has its properties twice");
        if (!q) continue;
        s->properties = child(q, XADES, "SignedProperties");
        s->unsigned_properties = child(q, XADES, "UnsignedProperties");
    }
    if (!s->info || !s->value || !s->key_info || !s->properties) return FAIL(err, BAD_FORMAT, "not a XAdES signature: a part is missing");
    return DONE;
}

// ---- References (§4.4.3) ----

static RESULT properties_checked(struct signature *s, xmlNode *reference, const EVP_MD *md, struct view digest, struct error *err) {
    xmlC14NMode mode = XML_C14N_1_0;  // §4.4.3.2: what a reference into the document is brought into by itself
    struct view uri = xml_attribute(reference, "URI"), id = xml_attribute(s->properties, "Id");
    xmlNode *transforms = child(reference, XML_DSIG, "Transforms"), *t = xml_first(transforms);
    AUTO_TEXT bytes = text_with_ceiling(CANONICAL_BYTES_MAX);
    if (!id.bytes || !view_same((struct view){uri.at + 1, uri.bytes - 1}, id) || s->properties_referenced)
        return FAIL(err, BAD_FORMAT, "a signature refers to something else in its file than to its properties");
    if (t && xml_next(t)) return FAIL(err, BAD_FORMAT, "a signature transforms what it signs: not read here");
    if (t) TRY(mode_of(t, &mode, err));
    TRY(canonical(s->properties, mode, &bytes, err));
    if (!digest_is(md, text_seen(&bytes), digest)) return FAIL(err, BAD_SIGNATURE, "a signature's own properties were altered");
    s->properties_referenced = true;
    return DONE;
}

static RESULT reference_checked(struct asic_reading *r, struct signature *s, xmlNode *reference, struct error *err) {
    struct view uri = xml_attribute(reference, "URI");
    xmlNode *method = child(reference, XML_DSIG, "DigestMethod"), *value = child(reference, XML_DSIG, "DigestValue");
    bool weak = false;
    const EVP_MD *md = digest_of(xml_attribute(method, "Algorithm"), &weak);
    if (!uri.bytes || !md || !value) return FAIL(err, BAD_FORMAT, "a signature's reference has no address, or a digest that is not accepted");
    r->proof->signer.weak |= weak;
    if (uri.at[0] == '#') return properties_checked(s, reference, md, xml_content(value), err);
    if (child(reference, XML_DSIG, "Transforms")) return FAIL(err, BAD_FORMAT, "a signature transforms a file before it is signed: not read here");
    if (view_is(xml_attribute(reference, "Type"), PROPERTIES_TYPE)) return FAIL(err, BAD_FORMAT, "a signature's properties lie elsewhere");
    return asic_covers(r, uri, xml_attribute(method, "Algorithm"), xml_content(value), err);
}

static RESULT references_checked(struct asic_reading *r, struct signature *s, struct error *err) {
    for (xmlNode *n = xml_first(s->info); n; n = xml_next(n))
        if (xml_is(n, XML_DSIG, "Reference")) TRY(reference_checked(r, s, n, err));
    if (!s->properties_referenced) return FAIL(err, BAD_FORMAT, "a signature does not sign its own properties");
    return DONE;
}

// ---- The certificate: of those in KeyInfo the one that the signed properties name (EN 319 132-1 §5.2.2) ----

static xmlNode *named_digest(xmlNode *properties) {
    xmlNode *s = child(properties, XADES, "SignedSignatureProperties");
    xmlNode *certificates = child(s, XADES, "SigningCertificateV2");
    if (!certificates) certificates = child(s, XADES, "SigningCertificate");
    return child(child(certificates, XADES, "Cert"), XADES, "CertDigest");
}

static X509 *certificate_in(xmlNode *n, const EVP_MD *md, struct view digest) {
    AUTO_TEXT der = text_with_ceiling(CERTIFICATE_BYTES_MAX);
    if (!base64_of(xml_content(n), &der) || !digest_is(md, text_seen(&der), digest)) return NULL;
    const unsigned char *at = (const unsigned char *)der.at;
    X509 *x = d2i_X509(NULL, &at, (long)der.bytes);
    ERR_clear_error();
    return x;
}

static RESULT certificate_found(struct asic_reading *r, struct signature *s, struct error *err) {
    xmlNode *named = named_digest(s->properties), *method = child(named, XML_DSIG, "DigestMethod"), *value = child(named, XML_DSIG, "DigestValue");
    const EVP_MD *md = digest_of(xml_attribute(method, "Algorithm"), &r->proof->signer.weak);
    if (!md || !value) return FAIL(err, BAD_FORMAT, "a signature's properties do not name its certificate");
    for (xmlNode *data = xml_first(s->key_info); data; data = xml_next(data))
        for (xmlNode *n = xml_is(data, XML_DSIG, "X509Data") ? xml_first(data) : NULL; n && !s->certificate; n = xml_next(n))
            if (xml_is(n, XML_DSIG, "X509Certificate")) s->certificate = certificate_in(n, md, xml_content(value));
    if (!s->certificate) return FAIL(err, BAD_SIGNATURE, "the certificate beside a signature is not the one that its properties name");
    unsigned n = 0;
    ENSURE(X509_digest(s->certificate, EVP_sha256(), r->proof->signer.certificate.bytes, &n) == 1);
    certificate_named(s->certificate, r->proof->signer.name);
    r->proof->signer.names_certificate = true;
    return DONE;
}

// ---- The signature itself ----

// XML writes r and s one behind the other (RFC 4050 §3.3); OpenSSL reads them in DER.
static bool ecdsa_der(const unsigned char *raw, size_t n, unsigned char **out, int *bytes) {
    ECDSA_SIG *sig = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw, (int)(n / 2), NULL), *s = BN_bin2bn(raw + n / 2, (int)(n / 2), NULL);
    *out = NULL;
    bool ok = n && n % 2 == 0 && sig && r && s && ECDSA_SIG_set0(sig, r, s) == 1;
    if (!ok) BN_free(r), BN_free(s);
    *bytes = ok ? i2d_ECDSA_SIG(sig, out) : -1;
    ECDSA_SIG_free(sig);
    return *bytes > 0;
}

static bool signature_is(const struct method *m, EVP_PKEY *key, struct view info, const unsigned char *raw, size_t n) {
    unsigned char *der = NULL;
    int der_bytes = 0;
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    ENSURE(c);
    bool ecdsa = m->key == EVP_PKEY_EC, ok = EVP_PKEY_get_base_id(key) == m->key && (!ecdsa || ecdsa_der(raw, n, &der, &der_bytes));
    ok = ok && EVP_DigestVerifyInit(c, NULL, m->md(), NULL, key) == 1 &&
         EVP_DigestVerify(c, ecdsa ? der : raw, ecdsa ? (size_t)der_bytes : n, (const unsigned char *)info.at, info.bytes) == 1;
    OPENSSL_free(der);
    EVP_MD_CTX_free(c);
    ERR_clear_error();
    return ok;
}

static RESULT value_checked(struct asic_reading *r, struct signature *s, struct error *err) {
    xmlC14NMode mode;
    AUTO_TEXT value = text_with_ceiling(VALUE_BYTES_MAX);
    AUTO_TEXT info = text_with_ceiling(CANONICAL_BYTES_MAX);
    const struct method *m = method_of(xml_attribute(child(s->info, XML_DSIG, "SignatureMethod"), "Algorithm"));
    EVP_PKEY *key = X509_get0_pubkey(s->certificate);
    if (!m || !key) return FAIL(err, BAD_FORMAT, "a signature's method is not accepted");
    TRY(mode_of(child(s->info, XML_DSIG, "CanonicalizationMethod"), &mode, err));
    TRY(canonical(s->info, mode, &info, err));
    if (!base64_of(xml_content(s->value), &value) || !signature_is(m, key, text_seen(&info), (const unsigned char *)value.at, value.bytes))
        return FAIL(err, BAD_SIGNATURE, "a signature does not hold: it, or what it signs, was altered");
    r->proof->signer.weak |= m->weak || (m->key == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) < 2048);
    return DONE;
}

// ---- What stands beside the signature: time-stamps over its value (EN 319 132-1 §5.3) ----

static RESULT stamp_checked(struct signature *s, xmlNode *stamp, struct instant *when, struct error *err) {
    xmlC14NMode mode = XML_C14N_1_0;
    xmlNode *method = child(stamp, XML_DSIG, "CanonicalizationMethod"), *token = child(stamp, XADES, "EncapsulatedTimeStamp");
    AUTO_TEXT der = text_with_ceiling(STAMP_BYTES_MAX), value = text_with_ceiling(CANONICAL_BYTES_MAX);
    if (method) TRY(mode_of(method, &mode, err));
    TRY(canonical(s->value, mode, &value, err));
    if (!base64_of(xml_content(token), &der)) return FAIL(err, BAD_FORMAT, "a signature's time-stamp is not base64");
    return stamp_verify(NULL, text_seen(&der), text_seen(&value), when, err);
}

static RESULT stamps_checked(struct signature *s, struct error *err) {
    xmlNode *all = child(s->unsigned_properties, XADES, "UnsignedSignatureProperties");
    struct instant when;
    for (xmlNode *n = xml_first(all); n; n = xml_next(n))
        if (xml_is(n, XADES, "SignatureTimeStamp")) TRY(stamp_checked(s, n, &when, err));
    return DONE;
}

static RESULT checked(struct asic_reading *r, struct signature *s, xmlNode *root, struct error *err) {
    TRY(parts_found(root, s, err));
    TRY(certificate_found(r, s, err));
    TRY(value_checked(r, s, err));
    TRY(references_checked(r, s, err));
    TRY(stamps_checked(s, err));
    struct view time = xml_content(child(child(s->properties, XADES, "SignedSignatureProperties"), XADES, "SigningTime"));
    if (!instant_read(time, &r->proof->signer.when)) r->proof->signer.when = (struct instant){0};
    return DONE;
}

RESULT xades_verify(struct asic_reading *r, struct view xml, struct error *err) {
    struct signature s = {0};
    TRY(xml_strict(xml, &s.doc, err));
    struct result done = checked(r, &s, xmlDocGetRootElement(s.doc), err);
    X509_free(s.certificate);
    xmlFreeDoc(s.doc);
    return done;
}
