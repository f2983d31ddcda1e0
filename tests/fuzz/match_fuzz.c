// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: match_dep
//
// Names on both sides, separated by line ends, of people, organisations and ships: the pair score is symmetric and finite, and an index
// that holds the first finds it again when it is asked for it.
#include "match/index_room.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { NAMES_MAX = 4 };

static size_t cut(struct view input, struct name *names) {
    size_t n = 0;
    while (input.bytes && n < NAMES_MAX) {
        struct view rest, line = view_cut(input, '\n', &rest);
        input = rest;
        if (line.bytes) names[n++] = (struct name){.text = line, .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    }
    return n;
}

static void ask(const struct subject *x, const struct subject *y) {
    struct match_index *ix = match_index_new();
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    const struct candidate *fast, *slow;
    size_t fast_count, slow_count;
    struct match_options o = {0.5f, 10, MATCH_ALL_SHELVES};
    bool put = match_index_put(ix, 1, 0, x, NULL).code == CODE_OK;
    bool other = match_index_put(ix, 2, 0, y, NULL).code == CODE_OK;
    ENSURE(match_index_count(ix, MATCH_ALL_SHELVES) == (size_t)put + (size_t)other);
    if (put) {
        ENSURE(match_search(ix, x, o, &a, &fast, &fast_count, NULL).code == CODE_OK);
        ENSURE(match_search_all(ix, x, o, &a, &slow, &slow_count, NULL).code == CODE_OK);
        ENSURE(fast_count <= slow_count);
    }
    match_index_drop(ix, 1), match_index_drop(ix, 2);
    ENSURE(ix->vocabulary.live == 0 && ix->live == 0);
    match_index_free(ix);
}

static void compare(enum subject_kind kind, struct name *names, size_t n) {
    struct subject x = {.kind = kind, .names = names, .name_count = n / 2};
    struct subject y = {.kind = kind, .names = names + n / 2, .name_count = n - n / 2};
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    struct candidate there, back;
    const struct variant *v;
    size_t count;
    struct result r = match_pair(&x, &y, &a, &there, NULL);
    ENSURE(match_pair(&y, &x, &a, &back, NULL).code == r.code);
    if (r.code == CODE_OK) ENSURE(isfinite(there.bits) && there.bits == back.bits && there.score >= 0 && there.score <= 1);
    ENSURE(match_variants(&x, &a, &v, &count, NULL).code == CODE_OK);
    ask(&x, &y);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const enum subject_kind kinds[] = {SUBJECT_person, SUBJECT_organisation, SUBJECT_vessel};
    struct name names[NAMES_MAX];
    size_t n = cut((struct view){(const char *)data, size}, names);
    if (n < 2) return 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) compare(kinds[i], names, n);
    return 0;
}
