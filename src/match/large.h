// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// large.h — memory that is read here and there, in pages of two megabytes where the system has them for the asking: of a large index
// every look would else wait for where its page lies, before it waits for the page.
#ifndef MALINES_MATCH_LARGE_H
#define MALINES_MATCH_LARGE_H

#include <stddef.h>

void *large_new(size_t count, size_t bytes);             // zeroes; never NULL
void large_free(void *at, size_t count, size_t bytes);   // the same figures; `at` may be NULL

#endif
