// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "locked_room.h"

#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <rnp/rnp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>

static const char *const formats[] = {"none",
#define X(name) #name,
                                      LOCKED_FORMATS(X)
#undef X
};
static const char *const outcomes[] = {
#define X(name) #name,
    LOCKED_OUTCOMES(X)
#undef X
};
enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

const char *locked_format_name(enum locked_format f) { return formats[f]; }
const char *locked_outcome_name(enum locked_outcome o) { return outcomes[o]; }

bool locked_format_read(struct view v, enum locked_format *out) {
    for (size_t i = 1; i < FORMAT_COUNT; i++)
        if (view_is(v, formats[i])) return *out = (enum locked_format)i, true;
    return false;
}

enum locked_outcome ends(struct locked_work *w, enum locked_outcome o, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(w->report->detail, sizeof w->report->detail, format, args);
    va_end(args);
    return o;
}

enum locked_outcome part_out(struct locked_work *w, const void *at, size_t bytes) {
    if (bytes > w->bytes_max - w->report->bytes) return ends(w, LOCKED_IS_too_big, "more than %llu bytes come out of it", (unsigned long long)w->bytes_max);
    if (bytes && !w->sink(w->ctx, (struct view){at, bytes})) return ends(w, LOCKED_IS_not_taken, "the bytes were not taken");
    w->report->bytes += bytes;
    return LOCKED_IS_opened;
}

// ---- Which is it? By what stands at its beginning; a PDF may have a little before it. ----

static bool has(struct view file, size_t at, const char *bytes, size_t n) { return file.bytes >= at + n && memcmp(file.at + at, bytes, n) == 0; }

static bool is_cms(struct view f) {
    static const unsigned char oid[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01};  // 1.2.840.113549.1, PKCS; behind its tag and length
    if (view_starts(f, "-----BEGIN CMS-----") || view_starts(f, "-----BEGIN PKCS7-----") || view_starts(f, "MIME-Version:")) return true;
    if (f.bytes < 20 || f.at[0] != 0x30) return false;
    size_t n = (unsigned char)f.at[1], head = n > 0x80 && n <= 0x84 ? 2 + (n & 7) : 2;
    return f.bytes > head && f.at[head] == 6 && has(f, head + 2, (const char *)oid, sizeof oid);
}

static bool is_openpgp(struct view f) {
    if (view_starts(f, "-----BEGIN PGP MESSAGE-----")) return true;
    unsigned char c = f.bytes ? (unsigned char)f.at[0] : 0, tag = c & 0x40 ? c & 0x3F : (c & 0x3C) >> 2;
    return c & 0x80 && (tag == 1 || tag == 3 || tag == 9 || tag == 18 || tag == 20);  // encrypted keys, encrypted data
}

static enum locked_format locked_format_of(struct view f) {
    static const char luks[] = {'L', 'U', 'K', 'S', (char)0xBA, (char)0xBE};
    if (has(f, 0, luks, sizeof luks)) return LOCKED_luks;
    if (view_starts(f, "age-encryption.org/") || age_armored(f)) return LOCKED_age;
    if (has(f, 0, "PK\3\4", 4)) return LOCKED_zip;
    if (memmem(f.at, f.bytes < 1024 ? f.bytes : 1024, "%PDF-", 5)) return LOCKED_pdf;
    if (is_cms(f)) return LOCKED_cms;
    return is_openpgp(f) ? LOCKED_openpgp : LOCKED_none;
}

// What we know of and do not read: said by its name, so that nobody takes it for a wrong key.
static enum locked_outcome foreign(struct locked_work *w) {
    static const struct { const char *at; size_t offset, bytes; enum locked_outcome is; const char *name; } known[] = {
        {"-FVE-FS-", 3, 8, LOCKED_IS_not_possible_here, "a BitLocker volume"},
        {"7z\xBC\xAF\x27\x1C", 0, 6, LOCKED_IS_unsupported, "a 7-Zip archive"},
        {"Rar!\x1A\x07", 0, 6, LOCKED_IS_unsupported, "a RAR archive"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, 8, LOCKED_IS_unsupported, "an Office document or message store"},
        {"NXSB", 32, 4, LOCKED_IS_not_possible_here, "an APFS container (its keys lie in a chip)"},
        {"SQLite format 3", 0, 15, LOCKED_IS_unsupported, "a database that is not locked"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (has(w->file, known[i].offset, known[i].at, known[i].bytes)) return ends(w, known[i].is, "%s", known[i].name);
    return ends(w, LOCKED_IS_unsupported, "not one of the formats that are opened here");
}

static enum locked_outcome opened_as(struct locked_work *w) {
    switch (w->report->format) {
#define X(name) case LOCKED_##name: return name##_opened(w);
        LOCKED_FORMATS(X)
#undef X
        case LOCKED_none: return foreign(w);
    }
    return LOCKED_IS_unsupported;
}

void locked_open(enum locked_format f, struct view file, const struct locked_key *key, uint64_t bytes_max, locked_sink *sink, void *ctx,
                 struct locked_report *out) {
    struct locked_work w = {file, key, bytes_max, sink, ctx, out};
    *out = (struct locked_report){.format = f == LOCKED_none ? locked_format_of(file) : f};
    out->outcome = opened_as(&w);
    if (out->outcome != LOCKED_IS_opened) out->proven = false;
}

void locked_prepare(void) {
    static const char *const ciphers[] = {"AES-256-XTS", "AES-128-XTS", "AES-256-CBC", "AES-128-CBC", "AES-256-ECB", "DES-EDE3-CBC", "AES-256-GCM"};
    static const char *const digests[] = {"SHA1", "SHA256", "SHA512", "SHA384", "SHA224", "RIPEMD160"};
    (void)OSSL_PROVIDER_load(NULL, "legacy");  // RC2 and DES of old CMS; where the module is not there, those are unsupported
    (void)OSSL_PROVIDER_load(NULL, "default");
    for (size_t i = 0; i < sizeof ciphers / sizeof *ciphers; i++) EVP_CIPHER_free(EVP_CIPHER_fetch(NULL, ciphers[i], NULL));
    for (size_t i = 0; i < sizeof digests / sizeof *digests; i++) EVP_MD_free(EVP_MD_fetch(NULL, digests[i], NULL));
    ENSURE(sodium_init() >= 0);
    unsigned char chance[16];
    rnp_ffi_t ffi = NULL;
    (void)RAND_bytes(chance, sizeof chance);
    (void)rnp_ffi_create(&ffi, "GPG", "GPG");  // Botan opens /dev/urandom once and for all
    rnp_ffi_destroy(ffi);
}
