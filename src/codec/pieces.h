// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// pieces.h — a source of a list (list.h) whose bytes are at hand: `step` of them at a time, as tests, fuzzers and benches want.
#ifndef MALINES_CODEC_PIECES_H
#define MALINES_CODEC_PIECES_H

#include "codec/list.h"

#include <string.h>

struct pieces {
    struct view left;
    size_t step;
};

static inline ssize_t pieces_give(void *state, char *into, size_t room) {
    struct pieces *p = state;
    size_t n = p->step < room ? p->step : room;
    if (n > p->left.bytes) n = p->left.bytes;
    memcpy(into, p->left.at, n);
    p->left = (struct view){p->left.at + n, p->left.bytes - n};
    return (ssize_t)n;
}

// `p` lives as long as the source is read.
static inline struct list_source pieces_of(struct pieces *p) { return (struct list_source){pieces_give, p}; }

#endif
