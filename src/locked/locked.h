// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// locked.h — what is encrypted, opened with one key that was lawfully obtained. Linked by the sandboxed malines-open only.
//
// One key, one try: nothing here looks for a key, and no parameter makes it try two. What comes out goes to a sink in parts;
// the sink must wait for the outcome, since most containers prove themselves at their end only. Nothing goes to a disk.
//
//   cms      RFC 5652/5083, DER, PEM or S/MIME: to a certificate (PEM: its private key and certificate) or with a password
//   openpgp  RFC 4880, armored or not, by librnp: to a key (a secret key block) or with a password
//   age      C2SP age v1, armored or not: to an X25519 identity, or with a passphrase
//   zip      AES (WinZip) and ZipCrypto, by libarchive: what comes out is a plain ZIP with the same names
//   pdf      ISO 32000, by qpdf: what comes out is the document without its lock
//   luks     LUKS1 and LUKS2 images: what comes out is the volume
#ifndef MALINES_LOCKED_LOCKED_H
#define MALINES_LOCKED_LOCKED_H

#include "base/view.h"

#define LOCKED_FORMATS(X) X(cms) X(openpgp) X(age) X(zip) X(pdf) X(luks)
enum locked_format {
    LOCKED_none,  // not one of those
#define X(name) LOCKED_##name,
    LOCKED_FORMATS(X)
#undef X
};
const char *locked_format_name(enum locked_format f);  // "none" for none
bool locked_format_read(struct view v, enum locked_format *out);

// What a try came to. Each is written to the custody line as it is.
#define LOCKED_OUTCOMES(X)                                                                                            \
    X(opened)                                                                                                         \
    X(wrong_key)          /* the container is whole as far as can be seen, and not for this key */                   \
    X(not_possible_here)  /* it needs a card, a chip, a kernel's device, or more memory than is given */             \
    X(unsupported)        /* a format or a cipher that is not read here */                                           \
    X(broken)             /* not well formed, or altered */                                                          \
    X(too_big)            /* what comes out passes the ceiling: a bomb, or a ceiling set too low */                  \
    X(not_taken)          /* whoever waited for the bytes did not take them */
enum locked_outcome {
#define X(name) LOCKED_IS_##name,
    LOCKED_OUTCOMES(X)
#undef X
    LOCKED_OUTCOME_COUNT
};
const char *locked_outcome_name(enum locked_outcome o);

enum { LOCKED_KEY_BYTES_MAX = 64 * 1024, LOCKED_DETAIL_ROOM = 200 };
struct locked_key {
    struct view key;       // what was handed over: a private key, an identity, a key file; empty: the password alone
    struct view password;  // a password; beside a key: what opens that key
};

typedef bool locked_sink(void *ctx, struct view part);  // false: not taken, stop
struct locked_report {
    enum locked_format format;
    enum locked_outcome outcome;
    uint64_t bytes;                   // that came out
    bool proven;                      // the container itself says that nothing was altered (a MAC, a tag, a checksum of its cipher)
    char detail[LOCKED_DETAIL_ROOM];  // of the container, never of its content or of the key
    char active[LOCKED_DETAIL_ROOM];  // what is in it that runs or is fetched by itself when it is shown: to be put aside; empty: nothing seen
};
// `bytes_max`: what may come out, at most. LOCKED_none: by its first bytes.
void locked_open(enum locked_format f, struct view file, const struct locked_key *key, uint64_t bytes_max, locked_sink *sink, void *ctx,
                 struct locked_report *out);
// Before a sandbox is entered: loads what libraries load when they are first used.
void locked_prepare(void);

#endif
