// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// arena.h — memory for one piece of work, freed whole.
//
// A request, a message, a search gets an arena with a ceiling; what it builds lives there and is freed in
// one go, so request code has no free(). What a peer can make grow meets the ceiling: arena_take() then
// gives NULL and the caller answers TOO_BIG.
#ifndef MALINES_BASE_ARENA_H
#define MALINES_BASE_ARENA_H

#include "base/view.h"

struct arena_block;
struct arena {
    struct arena_block *last;
    size_t used, ceiling;  // bytes
};

static inline struct arena arena_with_ceiling(size_t ceiling) { return (struct arena){NULL, 0, ceiling}; }
void arena_free(struct arena *a);  // all of it; the arena can be used again
#define AUTO_ARENA __attribute__((cleanup(arena_free))) struct arena

void *arena_take(struct arena *a, size_t bytes);                 // zeroed, aligned to 16; NULL at the ceiling
void *arena_array(struct arena *a, size_t count, size_t bytes);  // likewise; NULL on overflow too
char *arena_copy(struct arena *a, struct view v);                // NUL-terminated
#define ARENA_NEW(a, type) ((type *)arena_take((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

#endif
