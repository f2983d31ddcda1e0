// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/misread.h"

#include "match/shape.h"
#include "match/tables/misread.h"

enum { LATIN_LEAST = 5, PLACES_MAX = 4 };

static void put_letters(const uint32_t *l, size_t n, uint8_t script, struct letters *out) {
    memcpy(out->at, l, n * sizeof *l);
    out->count = (uint8_t)n, out->script = script;
    letters_spell(out);
}

// What the readings of a word come to: the one that is a name.
struct names_found {
    uint32_t *out;
    size_t count, names;
};
static void note_name(struct names_found *f, const uint32_t *l, size_t n) {
    bool again = f->names && f->count == n && memcmp(f->out, l, n * sizeof *l) == 0;
    if (again) return;
    memcpy(f->out, l, n * sizeof *l);
    f->count = n, f->names++;
}

// ---- two letters for one ------------------------------------------------------------------------

struct pair_row { char seen[4], meant[2], where; uint8_t count; };
#define R(seen, meant, where) {seen, meant, where, sizeof seen - 1},
static const struct pair_row PAIRS[] = {MISREAD_PAIRS(R)};
#undef R

static const struct pair_row *pair_at(const uint32_t *l, size_t i, size_t n) {
    for (size_t r = 0; r < sizeof PAIRS / sizeof *PAIRS; r++) {
        const struct pair_row *p = &PAIRS[r];
        if (l[i] != (uint8_t)p->seen[0] || i + p->count > n || (p->where == '^') != (i == 0)) continue;
        size_t k = 1;
        while (k < p->count && l[i + k] == (uint8_t)p->seen[k]) k++;
        if (k == p->count && !(p->where == 'i' && i + k == n)) return p;
    }
    return NULL;
}

// Bit k of `which`: the k-th place where two letters may be one is so read.
static size_t read_pairs(const uint32_t *l, size_t n, unsigned which, uint32_t *out) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const struct pair_row *p = pair_at(l, i, n);
        bool one = p && which & 1;
        if (p) which >>= 1;
        out[count++] = one ? (uint8_t)p->meant[0] : l[i];
        if (one) i += p->count - 1u;
    }
    return count;
}

static void find_pairs(const uint32_t *l, size_t n, struct names_found *found) {
    uint32_t read[SOUND_LETTERS_MAX];
    struct letters w;
    size_t places = 0;
    for (size_t i = 0; i < n; i++) places += pair_at(l, i, n) != NULL;
    if (!places || places > PLACES_MAX || n < LATIN_LEAST) return;
    put_letters(l, n, SCRIPT_LATIN, &w);
    if (is_in_tables(&w)) return;
    for (unsigned which = 1; which < 1u << places; which++) {
        size_t k = read_pairs(l, n, which, read);
        put_letters(read, k, SCRIPT_LATIN, &w);
        if (is_name_of_tables(&w)) note_name(found, read, k);
    }
}

size_t misread_letters(const uint32_t *l, size_t n, uint8_t script, uint32_t out[SOUND_LETTERS_MAX]) {
    struct names_found found = {.out = out};
    if (script == SCRIPT_LATIN) find_pairs(l, n, &found);
    return found.names == 1 ? found.count : 0;
}
