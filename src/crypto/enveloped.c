// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/enveloped.h"

#include <fcntl.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

enum { RSA_BITS_MIN = 2048, EC_BITS_MIN = 256 };

static X509 *read_certificate(struct view v) {
    if (!v.bytes || v.bytes > RECIPIENT_BYTES_MAX) return NULL;
    BIO *in = BIO_new_mem_buf(v.at, (int)v.bytes);
    X509 *x = view_starts(view_trim(v), "-----BEGIN") ? PEM_read_bio_X509(in, NULL, NULL, NULL) : d2i_X509_bio(in, NULL);
    BIO_free(in);
    ERR_clear_error();
    return x;
}

static const char *unfit(X509 *x) {
    EVP_PKEY *key = X509_get0_pubkey(x);
    uint32_t usage = X509_get_key_usage(x);
    int type = key ? EVP_PKEY_base_id(key) : 0;
    if (type == EVP_PKEY_RSA && EVP_PKEY_bits(key) >= RSA_BITS_MIN)
        return usage == UINT32_MAX || usage & (X509v3_KU_KEY_ENCIPHERMENT | X509v3_KU_DATA_ENCIPHERMENT) ? NULL : "its key is not for encipherment";
    if (type == EVP_PKEY_EC && EVP_PKEY_bits(key) >= EC_BITS_MIN)
        return usage == UINT32_MAX || usage & X509v3_KU_KEY_AGREEMENT ? NULL : "its key is not for agreement";
    return "RSA from 2048 bits or an elliptic curve from 256 is needed";
}

RESULT enveloped_recipient(struct view certificate, struct instant when, struct error *err) {
    X509 *x = read_certificate(certificate);
    if (!x) return FAIL(err, BAD_CERTIFICATE, "no certificate in PEM or DER of at most %d bytes", RECIPIENT_BYTES_MAX);
    const char *why = unfit(x);
    time_t t = (time_t)(when.ms / SECOND_MS);
    bool valid = X509_cmp_time(X509_get0_notBefore(x), &t) < 0 && X509_cmp_time(X509_get0_notAfter(x), &t) > 0;
    X509_free(x);
    if (why) return FAIL(err, BAD_CERTIFICATE, "%s", why);
    return valid ? DONE : FAIL(err, EXPIRED, "the certificate is not valid at this time");
}

static BIO *fresh_file(const char *path, int *file) {
    *file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return *file < 0 ? NULL : BIO_new_fd(*file, BIO_NOCLOSE);
}

// The file is there whole and on the disk, or not at all.
static RESULT file_ended(BIO *out, int file, const char *path, bool ok, enum code why, struct error *err) {
    ok = ok && fsync(file) == 0;
    BIO_free(out);
    close(file);
    ERR_clear_error();
    if (ok) return DONE;
    unlink(path);
    return fail_with(err, why, "%s: not written", path);
}

RESULT enveloped_seal_file(struct view certificate, const char *from, const char *to, struct error *err) {
    const unsigned flags = CMS_BINARY | CMS_STREAM | CMS_PARTIAL;
    int file;
    X509 *x = read_certificate(certificate);
    if (!x || unfit(x)) {
        X509_free(x);
        return FAIL(err, BAD_CERTIFICATE, "a certificate that can be sealed to is needed");
    }
    BIO *in = BIO_new_file(from, "rb"), *out = in ? fresh_file(to, &file) : NULL;
    if (!out) {
        BIO_free(in);
        X509_free(x);
        return FAIL(err, NO_SYSTEM, "%s can't be read, or %s is there already", from, to);
    }
    STACK_OF(X509) *all = sk_X509_new_null();
    sk_X509_push(all, x);
    CMS_ContentInfo *cms = CMS_encrypt(all, NULL, EVP_aes_256_cbc(), flags);
    bool ok = cms && i2d_CMS_bio_stream(out, cms, in, (int)flags) == 1;
    CMS_ContentInfo_free(cms);
    sk_X509_pop_free(all, X509_free);
    BIO_free(in);
    return file_ended(out, file, to, ok, CODE_DISK_FAILED, err);
}

RESULT enveloped_open_file(struct view key_pem, struct view certificate, const char *from, const char *to, struct error *err) {
    int file = -1;
    if (key_pem.bytes > RECIPIENT_BYTES_MAX) return FAIL(err, TOO_BIG, "the key");
    X509 *x = read_certificate(certificate);
    BIO *text = BIO_new_mem_buf(key_pem.at, (int)key_pem.bytes), *in = BIO_new_file(from, "rb");
    EVP_PKEY *key = PEM_read_bio_PrivateKey(text, NULL, NULL, NULL);
    CMS_ContentInfo *cms = in ? d2i_CMS_bio(in, NULL) : NULL;
    bool fit = x && key && cms && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_enveloped;
    BIO *out = fit ? fresh_file(to, &file) : NULL;
    bool ok = out && CMS_decrypt(cms, key, x, NULL, out, CMS_BINARY) == 1;
    CMS_ContentInfo_free(cms);
    EVP_PKEY_free(key);
    X509_free(x);
    BIO_free(text);
    BIO_free(in);
    ERR_clear_error();
    if (!out) return FAIL(err, BAD_FORMAT, "a CMS EnvelopedData file, its key in PEM, its certificate and a new file are needed");
    return file_ended(out, file, to, ok, CODE_BAD_FORMAT, err);
}

// ContentInfo, in definite or indefinite form, with the type id-envelopedData.
bool enveloped_begins(struct view v) {
    static const char oid[] = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03";
    return v.bytes > 16 && v.at[0] == 0x30 && memmem(v.at + 1, 16, oid, sizeof oid - 1) != NULL;
}
