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

void *arena_take(struct arena *a, size_t bytes) {
    if (bytes > a->ceiling || a->used > a->ceiling - bytes) return NULL;
    size_t rounded = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    struct arena_block *b = a->last;
    if (!b || b->room - b->used < rounded) {
        size_t room = rounded > BLOCK_BYTES ? rounded : BLOCK_BYTES;
        b = malloc(sizeof *b + room);
        ENSURE(b);
        *b = (struct arena_block){.before = a->last, .room = room};
        a->last = b;
    }
    void *at = b->bytes + b->used;
    b->used += rounded;
    a->used += bytes;
    return memset(at, 0, rounded);
}

void *arena_array(struct arena *a, size_t count, size_t bytes) {
    size_t total;
    if (__builtin_mul_overflow(count, bytes, &total)) return NULL;
    return arena_take(a, total);
}

char *arena_copy(struct arena *a, struct view v) {
    char *at = arena_take(a, v.bytes + 1);
    if (at && v.bytes) memcpy(at, v.at, v.bytes);
    return at;
}
