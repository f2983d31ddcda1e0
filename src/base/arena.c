// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/arena.h"

#include <stdlib.h>

enum { BLOCK_BYTES = 16 * 1024, ALIGN = 16 };

struct arena_block {
    struct arena_block *before;
    size_t used, room;
    _Alignas(ALIGN) char bytes[];
};

void arena_free(struct arena *a) {
    while (a->last) {
        struct arena_block *b = a->last;
        a->last = b->before;
        free(b);
    }
    a->used = 0;
}

static size_t rounded(size_t bytes) { return (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1); }

// As it comes; whoever copies something in has no use for zeros.
static char *take(struct arena *a, size_t bytes) {
    if (bytes > a->ceiling || a->used > a->ceiling - bytes) return NULL;
    const size_t whole = rounded(bytes);
    struct arena_block *b = a->last;
    if (!b || b->room - b->used < whole) {
        size_t room = whole > BLOCK_BYTES ? whole : BLOCK_BYTES;
        b = malloc(sizeof *b + room);
        ENSURE(b);
        *b = (struct arena_block){.before = a->last, .room = room};
        a->last = b;
    }
    char *at = b->bytes + b->used;
    b->used += whole;
    a->used += bytes;
    return at;
}

void *arena_take(struct arena *a, size_t bytes) {
    char *at = take(a, bytes);
    return at ? memset(at, 0, rounded(bytes)) : NULL;
}

void *arena_array(struct arena *a, size_t count, size_t bytes) {
    size_t total;
    if (__builtin_mul_overflow(count, bytes, &total)) return NULL;
    return arena_take(a, total);
}

char *arena_copy(struct arena *a, struct view v) {
    char *at = take(a, v.bytes + 1);
    if (!at) return NULL;
    if (v.bytes) memcpy(at, v.at, v.bytes);
    at[v.bytes] = 0;
    return at;
}
