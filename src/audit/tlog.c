// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/tlog.h"

// Groups of three digits, all but the last behind an x: 1234067 is x001/x234/067.
static void text_index(struct text *t, uint64_t index) {
    unsigned groups[7];
    size_t n = 0;
    do groups[n++] = (unsigned)(index % 1000);
    while (index /= 1000);
    while (n-- > 1) text_format(t, "x%03u/", groups[n]);
    text_format(t, "%03u", groups[0]);
}

void text_tile_path(struct text *t, int level, uint64_t index, unsigned width) {
    if (level == TILE_LEVEL_ENTRIES) text_put(t, "tile/entries/");
    else text_format(t, "tile/%d/", level);
    text_index(t, index);
    if (width < TILE_WIDTH) text_format(t, ".p/%u", width);
}

unsigned tile_width(int level, uint64_t index, uint64_t size) {
    int shift = level <= 0 ? 0 : 8 * level;
    uint64_t hashes = shift > 63 ? 0 : size >> shift;
    if (index > hashes / TILE_WIDTH) return 0;
    return index < hashes / TILE_WIDTH ? TILE_WIDTH : (unsigned)(hashes % TILE_WIDTH);
}

void bundle_add(struct text *t, struct view entry) {
    ENSURE(entry.bytes <= ENTRY_BYTES_MAX);
    text_be(t, entry.bytes, 2);
    text_view(t, entry);
}

void text_proof_lines(struct text *t, const struct proof *path) {
    for (size_t i = 0; i < path->count; i++) {
        text_base64(t, path->at[i].bytes, sizeof path->at[i].bytes);
        text_char(t, '\n');
    }
    text_char(t, '\n');
}

bool proof_lines_read(struct reader *r, struct proof *out) {
    for (;;) {
        struct view line = read_line(r);
        if (r->failed) return false;
        if (!line.bytes) return true;
        if (out->count == PROOF_HASHES_MAX) return false;
        struct digest *d = &out->at[out->count++];
        if (!base64_exactly(line, d->bytes, sizeof d->bytes)) return false;
    }
}

void text_tlog_proof(struct text *t, uint64_t index, const struct proof *path, struct view checkpoint) {
    text_format(t, "c2sp.org/tlog-proof@v1\nindex %llu\n", (unsigned long long)index);
    text_proof_lines(t, path);
    text_view(t, checkpoint);
}

RESULT tlog_proof_read(struct view bytes, struct tlog_proof *out, struct error *err) {
    if (bytes.bytes > TLOG_PROOF_BYTES_MAX) return FAIL(err, TOO_BIG, "a proof of more than %d bytes", TLOG_PROOF_BYTES_MAX);
    struct reader r = reader_of(bytes);
    struct tlog_proof p = {0};
    if (!view_is(read_line(&r), "c2sp.org/tlog-proof@v1")) return FAIL(err, BAD_FORMAT, "not a tlog-proof of version 1");
    struct view line = read_line(&r), number;
    if (view_starts(line, "extra ")) line = read_line(&r);
    if (!view_is(view_cut(line, ' ', &number), "index") || !plain_number(number, &p.index) || !proof_lines_read(&r, &p.path))
        return FAIL(err, BAD_FORMAT, "the proof's index or hashes");
    p.checkpoint = r.left;
    *out = p;
    return DONE;
}

RESULT tlog_proof_verify(struct view bytes, struct view entry, const struct verify_key *key, uint64_t *index,
                         struct checkpoint *out, struct error *err) {
    struct tlog_proof p;
    struct checkpoint c;
    TRY(tlog_proof_read(bytes, &p, err));
    TRY(checkpoint_open(p.checkpoint, key, &c, err));
    struct digest leaf = merkle_leaf(entry);
    if (!inclusion_holds(p.index, c.size, &leaf, &p.path, &c.root))
        return FAIL(err, LOG_BROKEN, "entry %llu is not what the log of %s holds there", (unsigned long long)p.index, key->name);
    *index = p.index;
    if (out) *out = c;
    return DONE;
}
