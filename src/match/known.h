// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// known.h — the spellings of the words that most entries hold, found before they are asked for (match_index_tend makes them).
// Which words are near does not change while the vocabulary is packed as it was: only what came since is compared anew.
#ifndef MALINES_MATCH_KNOWN_H
#define MALINES_MATCH_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KNOWN_FROM = 32, KNOWN_MAX = 20000 };  // held by so many entries at least; words at most
struct known {
    uint64_t made;       // the packing of the vocabulary it belongs to
    size_t count, room, spelling_count, spelling_room;
    uint32_t *id;        // words, ascending
    uint32_t *from;      // where their spellings begin; one more at the end
    uint32_t *spelling;  // words of the vocabulary
    uint16_t *alike;     // likeness in 65,535ths, rounded up
};
struct known_run {
    const uint32_t *word;
    const uint16_t *alike;
    size_t count;
};
struct known *known_new(uint64_t made);
struct known *known_free(struct known *k);  // gives NULL; k may be NULL
size_t known_bytes(const struct known *k);
void known_add_word(struct known *k, uint32_t id);  // its spellings follow
void known_add_spelling(struct known *k, uint32_t word, float alike);
bool known_of(const struct known *k, uint32_t id, struct known_run *out);
static inline float known_likeness(uint16_t alike) { return (float)alike / 65535; }

#endif
