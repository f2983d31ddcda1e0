// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/parts.h"

#include "match/points.h"
#include "match/tables/firms.h"

enum { LETTERS_MIN = 3, LETTERS_MAX = 10, PARTS_OF_ONE = 2 };
struct parts {
    struct name_part *at;
    size_t count;
};

static struct view trimmed(struct view v, const char *begin, const char *end) {
    while (v.bytes && strchr(begin, v.at[0])) v.at++, v.bytes--;
    while (v.bytes && strchr(end, v.at[v.bytes - 1])) v.bytes--;
    return v;
}

static void add(struct parts *p, struct view v, bool weak) {
    if (p->count < NAME_PARTS_MAX) p->at[p->count++] = (struct name_part){v, weak};
}

static bool is_letter_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }

// ---- a.k.a. -------------------------------------------------------------------------------------

struct marker { const char *text; uint8_t bytes; bool is_word; };

// The marker that stands at `at`; NULL: none.
static const struct marker *marker_at(struct view v, size_t at) {
#define M(text, is_word) {text, sizeof text - 1, is_word},
    static const struct marker rows[] = {OTHER_NAME_MARKERS(M)};
#undef M
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct marker *m = &rows[i];
        size_t end = at + m->bytes;
        bool stands = (v.at[at] | 0x20) == m->text[0] && end < v.bytes && strncasecmp(v.at + at, m->text, m->bytes) == 0 && !is_letter_byte(v.at[end]);
        if (stands && (!m->is_word || v.at[at - 1] == '(' || v.at[end] == ':')) return m;
    }
    return NULL;
}

// Where a text says that another name follows, and what says so; 0: nowhere.
static size_t other_name(struct view v, const struct marker **marker) {
    for (size_t at = 1; at < v.bytes; at++)
        if (is_letter_byte(v.at[at]) && !is_letter_byte(v.at[at - 1]) && (*marker = marker_at(v, at))) return at;
    return 0;
}

// ---- letters in brackets ------------------------------------------------------------------------

// The letters that the words of `name` begin with, in their order; small words may be left out, the first may not.
static bool begin_words(struct view letters, struct view name) {
    size_t met = 0, words = 0;
    for (size_t i = 0; i < name.bytes && met < letters.bytes; i++) {
        bool begins = is_letter_byte(name.at[i]) && (i == 0 || !is_letter_byte(name.at[i - 1]));
        if (!begins) continue;
        bool same = (name.at[i] | 0x20) == (letters.at[met] | 0x20);
        if (!same && !words) return false;
        met += same, words++;
    }
    return met == letters.bytes;
}

// Islamic Revolutionary Guard Corps (IRGC): two names, of which the letters say less.
static bool add_with_letters(struct parts *p, struct view v) {
    size_t open = v.bytes && v.at[v.bytes - 1] == ')' ? v.bytes - 1 : 0;
    while (open && v.at[open] != '(') open--;
    if (!open) return false;
    struct view name = trimmed((struct view){v.at, open}, " ", " "), letters = {v.at + open + 1, v.bytes - open - 2};
    if (letters.bytes < LETTERS_MIN || letters.bytes > LETTERS_MAX || p->count + PARTS_OF_ONE >= NAME_PARTS_MAX) return false;
    for (size_t i = 0; i < letters.bytes; i++) if (letters.at[i] < 'A' || letters.at[i] > 'Z') return false;
    if (!begin_words(letters, name)) return false;
    add(p, name, false), add(p, letters, true);
    return true;
}

// ---- a text -------------------------------------------------------------------------------------

// Leaves a place for what stands behind; where there is no more room for parts the rest is one name.
static void part_firm(struct parts *p, struct view v) {
    const struct marker *marker;
    size_t at;
    while (p->count + PARTS_OF_ONE + 1 < NAME_PARTS_MAX && (at = other_name(v, &marker))) {
        struct view before = trimmed((struct view){v.at, at}, " ", " ,(\"");
        if (before.bytes && !add_with_letters(p, before)) add(p, before, false);
        v = trimmed((struct view){v.at + at + marker->bytes, v.bytes - at - marker->bytes}, " .:\"", " )\"");
    }
    if (!add_with_letters(p, v)) add(p, v, false);
}

static void part(struct parts *p, struct view v, enum naming of) {
    if (of == NAMING_PERSON) add(p, v, false);
    else part_firm(p, v);
}

// Where the first name of a text ends; all of it where no other follows.
static size_t end_of_first(struct view text) {
    for (size_t at = 0; at < text.bytes; at++) if (text.at[at] == ';' && !point_ends_letter(text, at)) return at;
    return text.bytes;
}

size_t parts_of(struct view text, enum naming of, struct name_part out[NAME_PARTS_MAX]) {
    struct parts p = {out, 0};
    for (size_t end; p.count + 1 < NAME_PARTS_MAX && (end = end_of_first(text)) < text.bytes;) {
        part(&p, (struct view){text.at, end}, of);
        text.bytes -= end + 1, text.at += end + 1;
    }
    part(&p, text, of);
    return p.count;
}
