// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// tlog.h — the files of a log: tiles and entry bundles (c2sp.org/tlog-tiles) and the proof of one entry
// (c2sp.org/tlog-proof).
#ifndef MALINES_AUDIT_TLOG_H
#define MALINES_AUDIT_TLOG_H

#include "audit/merkle.h"
#include "audit/note.h"

enum { TILE_WIDTH = 256, TILE_LEVEL_ENTRIES = -1, ENTRY_BYTES_MAX = 65535, TLOG_PROOF_BYTES_MAX = 80 * 1024 };

// "tile/0/x001/234" or "tile/entries/000.p/12"; width 256 is a whole tile.
void text_tile_path(struct text *t, int level, uint64_t index, unsigned width);
// How many hashes the tile has in a tree of `size`: 0 (none) to 256. Level 0 for entry bundles.
unsigned tile_width(int level, uint64_t index, uint64_t size);
void bundle_add(struct text *t, struct view entry);  // big-endian u16 length, then the bytes

// The hashes of a proof as C2SP's texts carry them, in base64, a line each, and an empty line: tlog-proof, tlog-witness.
void text_proof_lines(struct text *t, const struct proof *path);
bool proof_lines_read(struct reader *r, struct proof *out);  // false: another line, too many, or no end; *out begins at {0}

struct tlog_proof {
    uint64_t index;
    struct proof path;
    struct view checkpoint;  // the signed note
};
void text_tlog_proof(struct text *t, uint64_t index, const struct proof *path, struct view checkpoint);
// BAD_FORMAT. A line of extra data is passed over: it proves nothing.
RESULT tlog_proof_read(struct view bytes, struct tlog_proof *out, struct error *err);
// Was `entry` in the log of `key`? *out (may be NULL) gets what the log then said of itself. BAD_FORMAT,
// BAD_SIGNATURE (not that log's checkpoint), LOG_BROKEN (the entry is not in it).
RESULT tlog_proof_verify(struct view bytes, struct view entry, const struct verify_key *key, uint64_t *index,
                         struct checkpoint *out, struct error *err);

#endif
