// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// multimap.h — 32-bit keys to 32-bit values, many to many: chains in two flat arrays. The keys are hashes
// already. When memory runs out the program dies (ENSURE): an index that holds half of what it was given
// would answer "no hit" where there is one.
#ifndef MALINES_MATCH_MULTIMAP_H
#define MALINES_MATCH_MULTIMAP_H

#include "base/result.h"

#include <stdint.h>

struct link {
    uint32_t key, value, next;     // next: 1 + place, 0 ends
};
struct multimap {
    uint32_t *heads;               // 1 + place of the first link, 0 for none
    struct link *links;
    size_t head_count, used, room; // head_count a power of two
    uint32_t free;                 // 1 + place of the first free link
};

void multimap_free(struct multimap *m);
void multimap_add(struct multimap *m, uint32_t key, uint32_t value);
void multimap_remove(struct multimap *m, uint32_t key, uint32_t value);  // one link; nothing when absent
size_t multimap_bytes(const struct multimap *m);

// for (const struct link *l = multimap_first(m, key); l; l = multimap_next(m, l)) …l->value…
const struct link *multimap_first(const struct multimap *m, uint32_t key);
const struct link *multimap_next(const struct multimap *m, const struct link *l);

#endif
