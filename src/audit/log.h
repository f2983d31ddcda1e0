// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// log.h — the audit log of a node, in the same store and the same transaction as what it records
// (docs/audit-format.md).
//
// An entry is one canonical JSON object without personal data: those enter only as commitments,
// SHA-256(salt ‖ record). Salt and record lie in the table audit_evidence and are erased at their date; the
// tree stays provable. Beside each entry lie the hashes of the subtrees that it completes, so that roots and
// proofs cost a few reads. A checkpoint is signed only for a tree that continues the last signed one.
#ifndef MALINES_AUDIT_LOG_H
#define MALINES_AUDIT_LOG_H

#include "audit/tlog.h"
#include "codec/json.h"
#include "store/store.h"

extern const struct migration AUDIT_MIGRATIONS[];
extern const size_t AUDIT_MIGRATION_COUNT;

struct audit_log;
// The store is migrated already. The log's name (origin) is the key's; `node` is written into every entry. Key is
// borrowed. STORE_ROLLED_BACK when the store holds fewer entries than were signed; LOG_BROKEN when others.
RESULT audit_log_open(struct store *s, const struct sign_key *key, const char *node, struct audit_log **out, struct error *err);
struct audit_log *audit_log_close(struct audit_log *log);  // gives NULL
// One that is only looked at: under another key, which is checked; with it nothing can be appended or signed.
struct audit_log *audit_log_of(const struct audit_log *like, const struct verify_key *key);
const char *audit_log_origin(const struct audit_log *log);
RESULT audit_size(struct store *s, uint64_t *out, struct error *err);

// All below that write run inside the caller's transaction.

// Keep `record` under a fresh salt until `erase_after` (0: until told otherwise) and give its commitment.
RESULT audit_commit(struct audit_log *log, struct store *s, struct view record, struct instant erase_after, struct digest *commit,
                    struct error *err);
RESULT audit_erase(struct store *s, struct instant now, int64_t *erased, struct error *err);  // what is over its date
RESULT audit_forget(struct store *s, struct view commit, struct error *err);  // one record at once; the commitment stays

// Append an entry: `members` (borrowed) plus "v", "node", "index" and "at". TOO_BIG above 65,535 bytes.
RESULT audit_append(struct audit_log *log, struct store *s, struct instant now, const json_t *members, int64_t *index,
                    struct error *err);

// A bulk operation: one entry with "items_root" (RFC 6962 root over the commitments, in order) and "items_count"; the
// commitments are kept beside it, so that each item can be proven. Each has a salt of its own, but all are made from one
// seed, SHA-256(seed ‖ number in 8 bytes), which lies beside them until `erase_after` (0: until told otherwise): what an
// item says is not kept here, it is what the record itself says for as long as it lives.
struct audit_bulk;
struct audit_bulk *audit_bulk_new(const struct sys *sys);
void audit_bulk_record(struct audit_bulk *b, struct view record);            // committed to under its salt
void audit_bulk_add(struct audit_bulk *b, const struct digest *commit);     // or a commitment made elsewhere
size_t audit_bulk_count(const struct audit_bulk *b);
struct audit_bulk *audit_bulk_free(struct audit_bulk *b);  // gives NULL
// Of an operation that goes on over many transactions: what was gathered since the last part is put into the store now, so
// that the entry itself is small. *operation names the parts of it, to be forgotten when the operation comes to nothing.
// When the transaction is undone the bulk says more than the store: the caller gives it up.
RESULT audit_bulk_part(struct audit_bulk *b, struct store *s, int64_t *operation, struct error *err);
RESULT audit_bulk_parts_forget(struct store *s, int64_t operation, struct error *err);
RESULT audit_append_bulk(struct audit_log *log, struct store *s, struct instant now, const json_t *members,
                         struct audit_bulk *b, struct instant erase_after, int64_t *index, struct error *err);
struct bulk_proof {
    struct digest commit, salt;
    bool open;           // the salt is still here
    struct proof path;   // to items_root
};
RESULT audit_bulk_proof(struct store *s, int64_t index, uint64_t item, struct bulk_proof *out, struct error *err);

// Sign the tree as it stands, unless it did not grow. STORE_ROLLED_BACK, LOG_BROKEN: see above.
RESULT audit_checkpoint(struct audit_log *log, struct store *s, struct instant now, struct error *err);
RESULT audit_last_checkpoint(struct store *s, struct text *note, struct error *err);  // NOT_FOUND: none yet

// ---- Witnesses (cosign.h) ----
// So many cosignatures make a checkpoint one that is shown to others (exports, proofs); 0, as it begins: the newest is.
void audit_log_quorum(struct audit_log *log, size_t quorum);
// A verified line under the checkpoint of `size`, by our clock. One for each witness and size.
RESULT audit_cosignature_keep(struct store *s, uint64_t size, const char *witness, struct view line, struct instant at, struct error *err);
// The newest checkpoint that at least `quorum` witnesses cosigned, with their lines. `size` and `at` may be NULL. NOT_FOUND.
RESULT audit_cosigned(struct store *s, size_t quorum, struct text *note, uint64_t *size, struct instant *at, struct error *err);
RESULT audit_root(struct store *s, uint64_t size, struct digest *out, struct error *err);
RESULT audit_consistency(struct store *s, uint64_t before, uint64_t size, struct proof *out, struct error *err);  // before 0: empty

// Compute everything again: entries, inner hashes, checkpoints. LOG_BROKEN names the first entry that is wrong.
RESULT audit_verify_all(struct audit_log *log, struct store *s, uint64_t *size, struct digest *root, struct error *err);
// The signed tree as tlog-tiles files below `folder` (which exists). NOT_FOUND without a checkpoint.
RESULT audit_export(struct audit_log *log, struct store *s, const char *folder, struct error *err);
// The proof bundle of a signed entry: {"malines":"proof/1","log":vkey,"entry":text,"proof":tlog-proof}. NOT_FOUND.
RESULT audit_proof(struct audit_log *log, struct store *s, int64_t index, json_t **out, struct error *err);

#endif
