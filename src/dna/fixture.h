// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// fixture.h — what the tests of this room begin with: the book of the laws, and a profile from what is written; not part of the library.
#ifndef MALINES_DNA_FIXTURE_H
#define MALINES_DNA_FIXTURE_H

#include "dna/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static struct dna_book *book;

static inline int load(void **state) {
    struct error err = {0};
    (void)state;
    return FAILED(dna_book_load(LAWS_FOLDER, &book, &err)) ? fprintf(stderr, "%s\n", err.detail), 1 : 0;
}

static inline int drop(void **state) {
    (void)state;
    book = dna_book_free(book);
    return 0;
}

static inline struct dna_profile profile(const char *json) {
    struct dna_profile p = {0};
    struct error err = {0};
    if (FAILED(dna_profile_read(book, view_of(json), (struct dna_how){false}, &p, &err))) fail_msg("%s", err.detail);
    return p;
}

#endif
