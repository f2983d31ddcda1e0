// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines-verify — checks an exported audit log, or proofs of single entries, with no node and no network.
//
//   malines-verify log FOLDER --key VKEY
//   malines-verify proof FILE... --key VKEY [--key VKEY...]
//
// It links nothing of the node but the pure parts of the log. The keys come from the trust list, by another
// channel than the files. Exit codes are those of sysexits.h.
#include "audit/tlog.h"
#include "codec/json.h"

#include <stdio.h>

enum { KEYS_MAX = 32, BUNDLE_BYTES_MAX = TILE_WIDTH * (ENTRY_BYTES_MAX + 2), PROOF_FILE_BYTES_MAX = 1024 * 1024 };

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

static RESULT check_log(const char *folder, const struct verify_key *key, struct checkpoint *c, struct error *err) {
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    struct frontier f = {0};
    unsigned width;
    TRY(read_below(folder, VIEW("checkpoint"), NOTE_BYTES_MAX, &note, err));
    TRY(checkpoint_open(text_seen(&note), key, c, err));
    c->origin = view_of(key->name);  // outlives the note's bytes, and is the same
    for (uint64_t i = 0; (width = tile_width(0, i, c->size)) > 0; i++) TRY(check_bundle(folder, i, width, &f, err));
    for (int level = 1; level < 8; level++)
        for (uint64_t i = 0; (width = tile_width(level, i, c->size)) > 0; i++) TRY(check_tile(folder, level, i, width, err));
    struct digest root = frontier_root(&f);
    return digest_same(&root, &c->root) ? DONE : FAIL(err, LOG_BROKEN, "the entries do not give the signed root");
}

static RESULT check_proof(const char *path, const struct verify_key *keys, size_t count, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(PROOF_FILE_BYTES_MAX);
    AUTO_JSON *bundle = NULL;
    struct verify_key named;
    uint64_t index;
    struct checkpoint c;
    TRY(file_read(path, PROOF_FILE_BYTES_MAX, &bytes, err));
    TRY(json_strict(text_seen(&bytes), &bundle, err));
    if (!view_is(json_view(bundle, "malines"), "proof/1")) return FAIL(err, BAD_FORMAT, "not a proof bundle");
    TRY(vkey_read(json_view(bundle, "log"), &named, err));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(keys[i].name, named.name) != 0 || memcmp(keys[i].public, named.public, sizeof named.public) != 0) continue;
        TRY(tlog_proof_verify(json_view(bundle, "proof"), json_view(bundle, "entry"), &keys[i], &index, &c, err));
        printf("%s: good. Entry %llu was in the log of %s when it held %llu entries.\n", path, (unsigned long long)index, keys[i].name,
               (unsigned long long)c.size);
        return DONE;
    }
    return FAIL(err, NOT_TRUSTED, "the log of %s is not among the keys given", named.name);
}

static int told(struct result r, const char *what, const struct error *err) {
    if (!FAILED(r)) return 0;
    fprintf(stderr, "%s: NOT good: %s.\n  %s\n  Next: %s.\n", what, code_cause(r.code), err->detail, code_next(r.code));
    return code_exit(r.code);
}

static int usage(void) {
    fputs("malines-verify log FOLDER --key VKEY\nmalines-verify proof FILE... --key VKEY [--key VKEY...]\n", stderr);
    return code_exit(CODE_BAD_ARGUMENT);
}

static int verify_log(const char *folder, const struct verify_key *key) {
    struct checkpoint c;
    struct error err;
    struct result r = check_log(folder, key, &c, &err);
    if (!FAILED(r))
        printf("%s: good. All %llu entries of the log of %s are as they were signed.\n", folder, (unsigned long long)c.size, key->name);
    return told(r, folder, &err);
}

int main(int argc, char **argv) {
    struct verify_key keys[KEYS_MAX];
    size_t key_count = 0;
    int files = 0, exit_code = 0;
    struct error err;
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--key") != 0) {
            argv[2 + files++] = argv[i];
            continue;
        }
        if (++i == argc || key_count == KEYS_MAX) return usage();
        struct result r = vkey_read(view_of(argv[i]), &keys[key_count++], &err);
        if (FAILED(r)) return told(r, "--key", &err);
    }
    if (!files || !key_count) return usage();
    if (strcmp(argv[1], "log") == 0) return files == 1 && key_count == 1 ? verify_log(argv[2], &keys[0]) : usage();
    if (strcmp(argv[1], "proof") != 0) return usage();
    for (int i = 0; i < files; i++) {
        int code = told(check_proof(argv[2 + i], keys, key_count, &err), argv[2 + i], &err);
        if (code && !exit_code) exit_code = code;
    }
    return exit_code;
}
