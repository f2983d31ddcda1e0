// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/large.h"

#include "base/result.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE = 2 << 20, LARGE_FROM = 2 * PAGE };

static size_t whole_pages(size_t bytes) { return (bytes + 4095) & ~(size_t)4095; }

// More is asked for than needed, so that a large page begins within; the ends go back.
static void *map_aligned(size_t bytes) {
    size_t all = whole_pages(bytes) + PAGE;
    char *at = mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ENSURE(at != MAP_FAILED);
    size_t before = (PAGE - (uintptr_t)at % PAGE) % PAGE, after = PAGE - before;
    if (before) munmap(at, before);
    if (after) munmap(at + before + whole_pages(bytes), after);
    madvise(at + before, whole_pages(bytes), MADV_HUGEPAGE);  // where there are none it is memory all the same
    return at + before;
}

void *large_new(size_t count, size_t bytes) {
    ENSURE(!bytes || count < SIZE_MAX / 2 / bytes);
    if (count * bytes >= LARGE_FROM) return map_aligned(count * bytes);
    void *at = calloc(count ? count : 1, bytes);
    ENSURE(at);
    return at;
}

void large_free(void *at, size_t count, size_t bytes) {
    if (at && count * bytes >= LARGE_FROM) munmap(at, whole_pages(count * bytes));
    else free(at);
}
