// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scan.h — an exhaustive scan that ends in seconds among ninety million: without keys, spellings, lists, bands or plan. Every word of the index is
// compared with every word asked, one by one; every entry is told the most that its words and its birth could bring of that; those that could
// reach the floor are compared in full.
#ifndef MALINES_BENCH_SCAN_H
#define MALINES_BENCH_SCAN_H

#include "match/match.h"

// The candidates in `a`, as match_search_all has them. Of a question with one name.
RESULT scan_search(const struct match_index *ix, const struct subject *question, struct match_options options, struct arena *a,
                   const struct candidate **out, size_t *count, struct error *err);

#endif
