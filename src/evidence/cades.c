// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/cades.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <time.h>

// ---- Writing ----

static bool signer_added(CMS_ContentInfo *cms, const struct identity *signer, struct instant when, unsigned flags) {
    X509 *x509 = certificate_x509(identity_certificate(signer));
    CMS_SignerInfo *si = CMS_add1_signer(cms, x509, identity_key(signer), EVP_sha256(), flags);
    ASN1_TIME *time = ASN1_TIME_set(NULL, (time_t)(when.ms / SECOND_MS));
    bool ok = si && time && CMS_signed_add1_attr_by_NID(si, NID_pkcs9_signingTime, ASN1_STRING_type(time), time, -1) == 1;
    ASN1_TIME_free(time);
    return ok;
}

RESULT cades_sign(const struct identity *signer, struct instant when, struct view content, struct text *out, struct error *err) {
    const unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_NOSMIMECAP | CMS_CADES | CMS_PARTIAL;
    if (content.bytes > INT32_MAX) return FAIL(err, TOO_BIG, "what is signed");
    BIO *in = BIO_new_mem_buf(content.at, (int)content.bytes);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, flags);
    unsigned char *der = NULL;
    bool ok = in && cms && signer_added(cms, signer, when, flags) && CMS_final(cms, in, NULL, flags) == 1;
    int n = ok ? i2d_CMS_ContentInfo(cms, &der) : -1;
    if (n > 0) text_add(out, der, (size_t)n);
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    ERR_clear_error();
    if (n <= 0) return FAIL(err, INTERNAL, "OpenSSL could not sign");
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the signature");
}

// ---- Reading ----

void certificate_named(X509 *x, char out[SIGNER_NAME_ROOM]) {
    int n = X509_NAME_get_text_by_NID(X509_get_subject_name(x), NID_commonName, out, SIGNER_NAME_ROOM);
    if (n < 0) n = snprintf(out, SIGNER_NAME_ROOM, "(no name)");
    for (char *c = out; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F) *c = '?';
    if (!utf8_valid(view_of(out))) snprintf(out, SIGNER_NAME_ROOM, "(a name that can't be shown)");
}

static struct instant time_of(CMS_SignerInfo *si) {
    ASN1_OBJECT *type = OBJ_nid2obj(NID_pkcs9_signingTime);
    struct instant when = {0};
    for (int kind = V_ASN1_UTCTIME; kind <= V_ASN1_GENERALIZEDTIME; kind++)
        (void)instant_of_asn1(CMS_signed_get0_data_by_OBJ(si, type, -3, kind), &when);
    ERR_clear_error();
    return when;
}

static bool signature_is_weak(CMS_SignerInfo *si) {
    X509_ALGOR *digest = NULL, *signature = NULL;
    const ASN1_OBJECT *o = NULL;
    int md = NID_undef;
    CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, &signature);
    X509_ALGOR_get0(&o, NULL, NULL, digest);
    int nid = OBJ_obj2nid(o);
    X509_ALGOR_get0(&o, NULL, NULL, signature);
    OBJ_find_sigid_algs(OBJ_obj2nid(o), &md, NULL);
    ERR_clear_error();
    return nid == NID_sha1 || nid == NID_md5 || md == NID_sha1 || md == NID_md5;
}

static void signer_read(CMS_SignerInfo *si, struct cades_signer *out) {
    X509 *x = NULL;
    unsigned n = 0;
    CMS_SignerInfo_get0_algs(si, NULL, &x, NULL, NULL);
    ENSURE(x && X509_digest(x, EVP_sha256(), out->certificate.bytes, &n) == 1);
    certificate_named(x, out->name);
    out->when = time_of(si);
    out->weak = signature_is_weak(si);
    out->names_certificate = CMS_signed_get_attr_by_NID(si, NID_id_smime_aa_signingCertificateV2, -1) >= 0 ||
                             CMS_signed_get_attr_by_NID(si, NID_id_smime_aa_signingCertificate, -1) >= 0;
}

// OpenSSL looks at the signing-certificate attribute only where it builds a chain: one that ends at what the signature
// itself carries, at any time and for any purpose, since whose certificate it is is judged by the caller.
static X509_STORE *carried(CMS_ContentInfo *cms) {
    STACK_OF(X509) *certificates = CMS_get1_certs(cms);
    X509_STORE *s = X509_STORE_new();
    ENSURE(s);
    for (int i = 0; i < sk_X509_num(certificates); i++) X509_STORE_add_cert(s, sk_X509_value(certificates, i));
    sk_X509_pop_free(certificates, X509_free);
    X509_STORE_set_flags(s, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    X509_STORE_set_purpose(s, X509_PURPOSE_ANY);
    return s;
}

static RESULT verified(CMS_ContentInfo *cms, struct view content, struct cades_signer *out, struct error *err) {
    unsigned flags = CMS_BINARY | CMS_DETACHED;
    STACK_OF(CMS_SignerInfo) *all = CMS_get0_SignerInfos(cms);
    if (!all || sk_CMS_SignerInfo_num(all) != 1) return FAIL(err, BAD_FORMAT, "a signature has not exactly one signer");
    CMS_SignerInfo *si = sk_CMS_SignerInfo_value(all, 0);
    BIO *in = BIO_new_mem_buf(content.at, (int)content.bytes);
    ENSURE(in);
    if (CMS_signed_get_attr_by_NID(si, NID_id_smime_aa_signingCertificateV2, -1) >= 0) flags |= CMS_CADES;  // then it must be true
    X509_STORE *store = carried(cms);
    bool ok = CMS_verify(cms, NULL, store, in, NULL, flags) == 1;
    X509_STORE_free(store);
    BIO_free(in);
    if (ok) signer_read(si, out);
    ERR_clear_error();
    return ok ? DONE : FAIL(err, BAD_SIGNATURE, "a signature does not hold: it, or what it signs, was altered");
}

RESULT cades_verify(struct view der, struct view content, struct cades_signer *out, struct error *err) {
    const unsigned char *at = (const unsigned char *)der.at;
    struct cades_signer s = {0};
    if (der.bytes > CADES_BYTES_MAX || content.bytes > INT32_MAX) return FAIL(err, TOO_BIG, "a signature, or what it signs");
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)der.bytes);
    bool whole = cms && at == (const unsigned char *)der.at + der.bytes && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed &&
                 CMS_is_detached(cms) == 1;
    struct result r = whole ? verified(cms, content, &s, err) : FAIL(err, BAD_FORMAT, "not a detached CMS signature");
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
    if (!FAILED(r)) *out = s;
    return r;
}
