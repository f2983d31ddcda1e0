// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cms.c — CMS EnvelopedData and AuthEnvelopedData of others (RFC 5652, 5083), by OpenSSL: DER, PEM or S/MIME.
//
// A wrong RSA key is told by the certificate, which must belong to the key and be named in the message: without that, OpenSSL
// goes on with a random key (against Bleichenbacher's attack) and what comes out is noise that sometimes looks well formed.
#include "locked_room.h"

#include <openssl/pem.h>
#include <openssl/cms.h>  // after pem.h: it declares the PEM form only then
#include <openssl/err.h>
#include <openssl/x509.h>

enum { FILE_MAX = 512 * 1024 * 1024, PART = 64 * 1024 };

static CMS_ContentInfo *read_any(struct view f) {
    BIO *in = BIO_new_mem_buf(f.at, (int)f.bytes), *cont = NULL;
    if (!in) return NULL;
    CMS_ContentInfo *c = NULL;
    if (f.bytes && f.at[0] == 0x30) c = d2i_CMS_bio(in, NULL);
    else if (view_starts(f, "-----BEGIN")) c = PEM_read_bio_CMS(in, NULL, NULL, NULL);
    else c = SMIME_read_CMS(in, &cont);
    BIO_free(cont);
    BIO_free(in);
    return c;
}

struct given {
    EVP_PKEY *key;
    X509 *certificate;
};

// The password callback: without a password it says so, instead of asking at a terminal.
static int password_given(char *out, int room, int writing, void *ctx) {
    const struct view *p = ctx;
    (void)writing;
    if (!p->bytes || p->bytes > (size_t)room) return -1;
    memcpy(out, p->at, p->bytes);
    return (int)p->bytes;
}

static void given_read(const struct locked_key *k, struct given *g) {
    struct view password = k->password;
    BIO *a = BIO_new_mem_buf(k->key.at, (int)k->key.bytes), *b = BIO_new_mem_buf(k->key.at, (int)k->key.bytes);
    if (a) g->key = PEM_read_bio_PrivateKey(a, NULL, password_given, &password);
    if (b) g->certificate = PEM_read_bio_X509(b, NULL, password_given, &password);
    BIO_free(a);
    BIO_free(b);
}

static bool named(CMS_ContentInfo *c, X509 *certificate) {
    STACK_OF(CMS_RecipientInfo) *all = CMS_get0_RecipientInfos(c);
    for (int i = 0; i < sk_CMS_RecipientInfo_num(all); i++) {
        CMS_RecipientInfo *r = sk_CMS_RecipientInfo_value(all, i);
        if (CMS_RecipientInfo_type(r) == CMS_RECIPINFO_TRANS && CMS_RecipientInfo_ktri_cert_cmp(r, certificate) == 0) return true;
        if (CMS_RecipientInfo_type(r) != CMS_RECIPINFO_AGREE) continue;
        STACK_OF(CMS_RecipientEncryptedKey) *keys = CMS_RecipientInfo_kari_get0_reks(r);
        for (int k = 0; k < sk_CMS_RecipientEncryptedKey_num(keys); k++)
            if (CMS_RecipientEncryptedKey_cert_cmp(sk_CMS_RecipientEncryptedKey_value(keys, k), certificate) == 0) return true;
    }
    return false;
}

static enum locked_outcome key_set(struct locked_work *w, CMS_ContentInfo *c) {
    struct given g = {0};
    enum locked_outcome o = LOCKED_IS_opened;
    if (!w->key->key.bytes) {
        unsigned char *p = (unsigned char *)(uintptr_t)w->key->password.at;
        return CMS_decrypt_set1_password(c, p, (ossl_ssize_t)w->key->password.bytes) == 1 ? o : ends(w, LOCKED_IS_wrong_key, "CMS: not for this password");
    }
    given_read(w->key, &g);
    if (!g.key || !g.certificate)
        o = ends(w, LOCKED_IS_wrong_key, "CMS: a private key and its certificate are needed (PEM), and the key's password if it has one");
    else if (X509_check_private_key(g.certificate, g.key) != 1) o = ends(w, LOCKED_IS_wrong_key, "CMS: the certificate is not of this key");
    else if (!named(c, g.certificate))
        o = ends(w, LOCKED_IS_wrong_key, "CMS: %d recipients, none of them this certificate", sk_CMS_RecipientInfo_num(CMS_get0_RecipientInfos(c)));
    else if (CMS_decrypt_set1_pkey(c, g.key, g.certificate) != 1) o = ends(w, LOCKED_IS_wrong_key, "CMS: not for this key");
    EVP_PKEY_free(g.key);
    X509_free(g.certificate);
    return o;
}

static enum locked_outcome content_out(struct locked_work *w, CMS_ContentInfo *c) {
    enum locked_outcome o = LOCKED_IS_opened;
    char part[PART];
    BIO *in = CMS_dataInit(c, NULL);
    if (!in) return ends(w, LOCKED_IS_unsupported, "CMS: the content, or its cipher");
    int n = 1;
    while (o == LOCKED_IS_opened && (n = BIO_read(in, part, sizeof part)) > 0) o = part_out(w, part, (size_t)n);
    // The last BIO of the chain that is a cipher knows whether padding and tag were right.
    if (o == LOCKED_IS_opened && (n < 0 || BIO_get_cipher_status(in) != 1))
        o = ends(w, LOCKED_IS_broken, "CMS: the content was altered, or is not for this key");
    OPENSSL_cleanse(part, sizeof part);
    BIO_free_all(in);
    return o;
}

enum locked_outcome cms_opened(struct locked_work *w) {
    if (w->file.bytes > FILE_MAX) return ends(w, LOCKED_IS_not_possible_here, "CMS: more than %d MiB are read into memory", FILE_MAX / 1024 / 1024);
    CMS_ContentInfo *c = read_any(w->file);
    if (!c) return ends(w, LOCKED_IS_broken, "CMS: not well formed");
    int type = OBJ_obj2nid(CMS_get0_type(c));
    bool auth = type == NID_id_smime_ct_authEnvelopedData;
    enum locked_outcome o = type == NID_pkcs7_enveloped || auth ? key_set(w, c)
                                                                : ends(w, LOCKED_IS_unsupported, "CMS: signed or plain data, nothing is locked");
    if (o == LOCKED_IS_opened) o = content_out(w, c);
    w->report->proven = o == LOCKED_IS_opened && auth;
    CMS_ContentInfo_free(c);
    ERR_clear_error();
    return o;
}
