// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// column.h — of a segment the tags of each entry's words (word_tags), side by side in the order of births: those born on a day who share one with
// a question are found without going to any word. What is wiped keeps its place, and no tag. A small segment has none, whose words lie near,
// nor has a very large one: it costs some nine bytes an entry.
#ifndef MALINES_MATCH_COLUMN_H
#define MALINES_MATCH_COLUMN_H

#include "match/segment.h"

enum { COLUMN_FROM = 1 << 16, COLUMN_UPTO = 12 << 20 };  // slots

// Of a segment that nobody sees yet; its words lie in `v`. A column is read while entries are wiped.
void column_make(struct segment *s, const struct vocabulary *v);
void column_free(struct segment *s);              // wiped
void column_wipe(struct segment *s, uint32_t slot);
size_t column_bytes(const struct segment *s);

// What is asked: tags, and a bit each for what they stand for.
enum { TAGS_ASKED_MAX = 256 };
struct asked_tags {
    uint16_t at[TAGS_ASKED_MAX];
    uint64_t of[TAGS_ASKED_MAX];
    size_t count;
};
bool asked_tags_add(struct asked_tags *t, uint16_t tag, uint64_t of);  // false: too many

// The tags of an entry's words as a column has them: one that spellings have in common once.
enum { TAGS_OF_WORD = 4, COLUMN_TAGS = 16 };  // of a row
struct tag_list {
    uint16_t at[TAGS_OF_WORD * FORM_WORDS_MAX + COLUMN_TAGS];  // with what fills the last row
    size_t count;
};
void tag_list_add(struct tag_list *l, const struct vocabulary *v, uint32_t word);

// What an entry shares with what is asked.
struct sharing {
    uint32_t slot, left;                          // left: its words that share nothing, titles aside and those under the same keys once
    uint64_t of;
};
struct sharing asked_tags_shared(const struct asked_tags *t, const struct tag_list *l);

// The entries of a birth that share one of the first tags, some at a time, with what they share of all.
struct column_look {
    uint32_t row, end, slot, last;                // slot: that of the tag before the row; last: the last that was told
};
enum { SHARING_ROOM = 64 };
struct sharing_list {
    struct sharing at[SHARING_ROOM];
    size_t count;
};
struct column_look column_begin(const struct segment *s, int32_t day);  // asks for what is read first
bool column_next(const struct segment *s, struct column_look *l, const struct asked_tags *t, size_t first,
                 struct sharing_list *out);  // false: there are no more

#endif
