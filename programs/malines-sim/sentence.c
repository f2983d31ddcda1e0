// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sentence.h"

#include "cast.h"

static struct view rest(struct view v, size_t from) { return (struct view){v.at + from, v.bytes - from}; }

// Where `words` stands in `v`; v.bytes when it does not.
static size_t place_of(struct view v, struct view words) {
    if (words.bytes == 0) return v.bytes;
    for (size_t i = 0; i + words.bytes <= v.bytes; i++)
        if (memcmp(v.at + i, words.at, words.bytes) == 0) return i;
    return v.bytes;
}

static bool take_slot(struct slots *s, struct view kind, struct view value) {
    if (s->count == SLOTS_MAX || value.bytes == 0) return false;
    size_t i = s->count++;
    s->text[i] = value;
    if (view_is(kind, "member")) return (s->member[i] = cast_index(value)) < CAST_MEMBER_COUNT;
    if (view_is(kind, "number")) return view_to_u64(value, &s->number[i]);
    return view_is(kind, "text");
}

bool sentence_fits(struct view sentence, const char *pattern, struct slots *out) {
    struct slots s = {0};
    struct view left = view_of(pattern);
    while (left.bytes) {
        struct view after, fixed = view_cut(left, '{', &after);
        if (sentence.bytes < fixed.bytes || memcmp(sentence.at, fixed.at, fixed.bytes) != 0) return false;
        sentence = rest(sentence, fixed.bytes);
        if (fixed.bytes == left.bytes) break;
        struct view kind = view_cut(after, '}', &left), following, next = view_cut(left, '{', &following);
        size_t end = place_of(sentence, next);
        if (end == sentence.bytes && next.bytes) return false;
        if (!take_slot(&s, kind, (struct view){sentence.at, end})) return false;
        sentence = rest(sentence, end);
    }
    if (sentence.bytes) return false;
    *out = s;
    return true;
}
