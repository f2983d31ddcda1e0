// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// hashes.h — the register of hashes of terrorist content: perceptual hashes of pictures (PDQ, found within a distance) and
// digests of files (MD5, SHA-1, SHA-256, found exactly). It holds no content, and nothing of a person.
#ifndef MALINES_REGISTERS_EVIDENCE_HASHES_H
#define MALINES_REGISTERS_EVIDENCE_HASHES_H

#include "codec/json.h"
#include "evidence/pdq.h"
#include "store/store.h"

extern const struct migration HASH_MIGRATIONS[];
extern const size_t HASH_MIGRATION_COUNT;

#define HASH_TYPES(X) X(pdq, 32) X(md5, 16) X(sha1, 20) X(sha256, 32)
enum hash_type {
#define X(name, bytes) HASH_##name,
    HASH_TYPES(X)
#undef X
    HASH_TYPE_COUNT
};
enum { HASH_BYTES_MAX = 32 };
// "md5", "9e107d9d372bb6826bd81d3542a419d6" (either case). BAD_FIELD.
RESULT hash_read(struct view type, struct view hex, enum hash_type *out, unsigned char value[HASH_BYTES_MAX], struct error *err);

struct hash_entry {
    enum hash_type type;
    unsigned char value[HASH_BYTES_MAX];
    struct view source, label;     // whose list; Reg. (EU) 2021/784 art. 2(7): incites..threatens; empty: not said
    int quality;                   // of a PDQ hash, 0 to 100; -1: not said
    struct instant added_at, retain_until;
};
// *added false: this source has it already; its term is the longer of the two.
RESULT content_hash_add(struct store *s, const struct hash_entry *e, bool *added, struct error *err);
RESULT content_hash_drop(struct store *s, struct view source, int64_t *dropped, struct error *err);  // a source's whole list
RESULT content_hash_expire(struct store *s, struct instant now, int64_t *dropped, struct error *err);
// Changes whenever anything in the register does; never the same twice.
RESULT content_hash_stamp(struct store *s, int64_t *out, struct error *err);
RESULT content_hash_changed(struct store *s, int64_t stamp, struct error *err);
typedef struct result content_hash_reader(void *ctx, int64_t id, struct view value, struct error *err);
RESULT content_hash_each(struct store *s, enum hash_type t, content_hash_reader *reader, void *ctx, struct error *err);
// Entries of exactly this value, appended to `out`: [{"type","value","source","label"?,"quality"?,"added_at","retain_until"}]
RESULT content_hash_find(struct store *s, enum hash_type t, const unsigned char *value, struct instant now, json_t *out, struct error *err);
RESULT content_hash_one(struct store *s, int64_t id, struct instant now, json_t **out, struct error *err);  // NOT_FOUND: gone, or its term is over
RESULT content_hash_counts(struct store *s, json_t **out, struct error *err);  // [{"source","type","count"}]

#endif
