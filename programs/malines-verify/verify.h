// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// verify.h — what malines-verify can check, apart from arguments and the trust list. Needs no node and no network.
//
// Each check is told in one sentence that can be read aloud, with OK or with what failed; the first failure ends
// the work. All bytes come from outside; the keys come from the caller alone, never from the files.
#ifndef MALINES_VERIFY_H
#define MALINES_VERIFY_H

#include "audit/cosign.h"
#include "audit/tlog.h"
#include "codec/json.h"

enum { LOG_KEYS_MAX = 256, PROOF_FILE_BYTES_MAX = 16 * 1024 * 1024, SENTENCE_BYTES_MAX = 2000, VERDICT_BYTES_MAX = 4000 };

struct log_key {
    char member[20];            // "be"; empty when the key was given by hand
    char name[40];              // "Belgium"; the log's name when the key was given by hand
    struct verify_key key;
    struct digest signs;        // SHA-256 of the member's signing certificate
    bool has_signs;
};
struct log_keys {
    struct log_key at[LOG_KEYS_MAX];
    size_t count;
    struct log_key witnesses[LOG_KEYS_MAX];  // each cosigns the logs of the other members
    size_t witness_count;
    bool must_be_cosigned;
    struct instant trusted_to;  // end of the trust list that named them; 0: do not look
};
const struct log_key *log_key_of(const struct log_keys *keys, struct view member);  // NULL

struct report {
    json_t *checks;             // as JSON instead of printing; NULL: print
};
// Tell a check that ended with `was`, and give that back.
RESULT told(struct report *r, struct result was, const struct error *err, const char *format, ...) __attribute__((format(printf, 4, 5)));

// Which of the other members' witnesses cosigned a checkpoint of that log.
struct behind {
    size_t asked, count;        // how many could, and how many did
    char names[200];            // "France and Spain"
};
static inline bool is_quorum(const struct behind *b) { return b->asked && b->count >= witness_quorum(b->asked); }
void witnesses_behind(const struct log_keys *keys, const struct log_key *log, struct view checkpoint, struct behind *out);
// Tell it. NOT_WITNESSED only when a quorum was demanded; without known witnesses nothing is told.
RESULT told_behind(struct report *r, const struct log_keys *keys, const struct behind *b, const char *what, struct text *verdict, struct error *err);

// An exported log (docs/audit-format.md). The verdict is one sentence.
RESULT verify_log(const char *folder, const struct log_keys *keys, struct report *r, struct text *verdict, struct error *err);

// A proof bundle, in one of those logs. *entry (a new reference) is what it proves.
struct proven {
    const struct log_key *log;
    uint64_t index, size;       // the entry's number, and how many entries the log then held
    struct behind behind;
    json_t *entry;
};
RESULT bundle_open(const json_t *bundle, const struct log_keys *keys, struct proven *out, struct error *err);
RESULT verify_proof(struct view file, const struct log_keys *keys, struct report *r, struct text *verdict, struct error *err);

// What is shown beside an entry is what it committed to. LOG_BROKEN, BAD_FORMAT.
RESULT opened_holds(const json_t *entry, const json_t *opened, struct error *err);
// A certificate that nothing was found which could be released (certificate/1, docs/audit-format.md).
RESULT verify_certificate(struct view file, const struct log_keys *keys, struct report *r, struct text *verdict, struct error *err);

// The proofs of one request (request-proof/1), of one side or of both. BAD_FORMAT, BAD_SIGNATURE, LOG_BROKEN,
// SAME_PERSON, NEEDS_APPROVAL, NOT_TRUSTED, EXPIRED; CONFLICT when the two files do not tell the same.
RESULT verify_request(const struct view *files, size_t count, const struct log_keys *keys, struct report *r, struct text *verdict,
                      struct error *err);

// A container of ASiC (evidence/asic.h) and, when it is a court bundle of a node (evidence/bundle.h), all that it says of
// itself: items under both digests, custody lines, that each event was in the authority's log, time-stamps. Without
// keys the container is only compared with itself, and the verdict says so.
struct stamp_trust;
struct bundle_wish {
    const struct log_keys *keys;
    const struct stamp_trust *stamps;  // NULL: stamps are held against the certificate that they carry
    bool weak;                         // signatures that use SHA-1 count too
};
RESULT verify_bundle(struct view file, const struct bundle_wish *wish, struct report *r, struct text *verdict, struct error *err);

// A signed order on paper (docs/printing.md): one signature over all of it, and nothing that acts. BAD_FORMAT, NOT_FOUND (it is
// not signed), BAD_SIGNATURE, NOT_TRUSTED, EXPIRED.
struct certificate;
struct pdf_wish {
    const struct certificate *signer;  // who must have signed; NULL: the verdict says that nobody vouches
    struct instant now;
};
RESULT verify_pdf(struct view file, const struct pdf_wish *wish, struct report *r, struct text *verdict, struct error *err);

// What is read aloud from a file is a word: 1 to 200 printable ASCII characters without blanks, so that no file can write
// sentences of its own or move the terminal's cursor.
bool is_word(struct view v);
void make_plain(char *line);  // control characters become '?'
// Does the object have these members and no others? `names` are separated by blanks.
bool members_are(const json_t *object, const char *names);

#endif
