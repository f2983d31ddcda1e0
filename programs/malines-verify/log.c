// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// log.c — an exported log: every entry against its leaf, every tile against those below, and the signed root.
#include "verify.h"

enum { BUNDLE_BYTES_MAX = TILE_WIDTH * (ENTRY_BYTES_MAX + 2) };

static RESULT read_below(const char *folder, struct view path, size_t ceiling, struct text *out, struct error *err) {
    AUTO_TEXT whole = text_with_ceiling(4000);
    text_format(&whole, "%s/%.*s", folder, VIEW_ARGS(path));
    return text_ok(&whole) ? file_read(text_string(&whole), ceiling, out, err) : FAIL(err, BAD_ARGUMENT, "the folder's name is too long");
}

// One bundle and its tile of leaf hashes: each entry must hash to its leaf.
static RESULT check_bundle(const char *folder, uint64_t index, unsigned width, struct frontier *f, struct error *err) {
    AUTO_TEXT bundle = text_with_ceiling(BUNDLE_BYTES_MAX);
    AUTO_TEXT tile = text_with_ceiling(TILE_WIDTH * 32);
    AUTO_TEXT path = text_with_ceiling(200);
    struct digest made[MERKLE_LEVELS];
    text_tile_path(&path, TILE_LEVEL_ENTRIES, index, width);
    TRY(read_below(folder, text_seen(&path), BUNDLE_BYTES_MAX, &bundle, err));
    text_clear(&path);
    text_tile_path(&path, 0, index, width);
    TRY(read_below(folder, text_seen(&path), TILE_WIDTH * 32, &tile, err));
    if (tile.bytes != width * 32) return FAIL(err, LOG_BROKEN, "%s has not %u hashes", text_string(&path), width);
    struct reader r = reader_of(text_seen(&bundle));
    for (unsigned i = 0; i < width; i++) {
        size_t bytes = read_u16(&r);
        struct digest leaf = merkle_leaf(read_bytes(&r, bytes));
        if (r.failed || memcmp(leaf.bytes, tile.at + 32 * i, 32) != 0)
            return FAIL(err, LOG_BROKEN, "entry %llu is not the one that was logged", (unsigned long long)(index * TILE_WIDTH + i));
        frontier_add(f, &leaf, made);
    }
    return reader_done(&r) ? DONE : FAIL(err, LOG_BROKEN, "bytes after entry %llu", (unsigned long long)(index * TILE_WIDTH + width - 1));
}

// A tile above level 0: each of its hashes is the root of the whole tile below it.
static RESULT check_tile(const char *folder, int level, uint64_t index, unsigned width, struct error *err) {
    AUTO_TEXT path = text_with_ceiling(200);
    AUTO_TEXT tile = text_with_ceiling(TILE_WIDTH * 32);
    text_tile_path(&path, level, index, width);
    TRY(read_below(folder, text_seen(&path), TILE_WIDTH * 32, &tile, err));
    bool same = tile.bytes == width * 32;
    for (unsigned i = 0; same && i < width; i++) {
        AUTO_TEXT below = text_with_ceiling(TILE_WIDTH * 32);
        AUTO_TEXT name = text_with_ceiling(200);
        struct frontier f = {0};
        struct digest made[MERKLE_LEVELS];
        text_tile_path(&name, level - 1, index * TILE_WIDTH + i, TILE_WIDTH);
        TRY(read_below(folder, text_seen(&name), TILE_WIDTH * 32, &below, err));
        for (size_t k = 0; k < below.bytes / 32; k++) {
            struct digest d;
            memcpy(d.bytes, below.at + 32 * k, 32);
            frontier_add(&f, &d, made);
        }
        struct digest root = frontier_root(&f);
        same = f.size == TILE_WIDTH && memcmp(root.bytes, tile.at + 32 * i, 32) == 0;
    }
    return same ? DONE : FAIL(err, LOG_BROKEN, "%s does not fit the tiles below it", text_string(&path));
}

// Which of the logs it is, is for its signature to say.
static RESULT open_checkpoint(const char *folder, const struct log_keys *keys, const struct log_key **log, struct checkpoint *out,
                              struct behind *behind, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(NOTE_BYTES_MAX);
    struct note n;
    struct checkpoint claimed;
    TRY(read_below(folder, VIEW("checkpoint"), NOTE_BYTES_MAX, &bytes, err));
    TRY(note_read(text_seen(&bytes), &n, err));
    TRY(checkpoint_read(n.text, &claimed, err));
    for (size_t i = 0; i < keys->count; i++) {
        if (!view_is(claimed.origin, keys->at[i].key.name)) continue;
        TRY(checkpoint_open(text_seen(&bytes), &keys->at[i].key, out, err));
        out->origin = view_of(keys->at[i].key.name);  // outlives the note's bytes, and is the same
        *log = &keys->at[i];
        witnesses_behind(keys, *log, text_seen(&bytes), behind);
        return DONE;
    }
    return FAIL(err, NOT_TRUSTED, "this log is not among those whose keys are known here");
}

static RESULT check_entries(const char *folder, const struct checkpoint *c, struct error *err) {
    struct frontier f = {0};
    unsigned width;
    for (uint64_t i = 0; (width = tile_width(0, i, c->size)) > 0; i++) TRY(check_bundle(folder, i, width, &f, err));
    struct digest root = frontier_root(&f);
    return digest_same(&root, &c->root) ? DONE : FAIL(err, LOG_BROKEN, "the entries do not give the signed root");
}

static RESULT check_tiles(const char *folder, const struct checkpoint *c, struct error *err) {
    unsigned width;
    for (int level = 1; level < 8; level++)
        for (uint64_t i = 0; (width = tile_width(level, i, c->size)) > 0; i++) TRY(check_tile(folder, level, i, width, err));
    return DONE;
}

RESULT verify_log(const char *folder, const struct log_keys *keys, struct report *r, struct text *verdict, struct error *err) {
    const struct log_key *log = NULL;
    struct checkpoint c = {0};
    struct behind behind;
    TRY(told(r, open_checkpoint(folder, keys, &log, &c, &behind, err), err, "The checkpoint is signed with a log key that is known here"));
    TRY(told(r, check_entries(folder, &c, err), err, "The entries give the root that %s signed", log->name));
    TRY(told(r, check_tiles(folder, &c, err), err, "The tiles fit one another"));
    text_format(verdict, "Proven: all %llu entries of the log of %s are as they were signed.", (unsigned long long)c.size, log->name);
    return told_behind(r, keys, &behind, "the signed root", verdict, err);
}
