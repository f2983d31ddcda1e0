// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/form.h"

#include "codec/identifier.h"
#include "codec/mrz.h"
#include "match/acronym.h"
#include "match/calendar.h"

enum { NUMBER_BYTES_MIN = 3 };

struct acronym {
    struct view letters, of;  // the name as received
};
struct maker {
    const struct subject *s;
    struct arena *a;
    struct form_name *names;
    struct form_number *numbers;
    const struct word **words;
    float *bits;
    const struct dates *births;
    struct acronym *acronyms;
    size_t name_count, number_count, word_count, birth_count, acronym_count;
    bool sounds;
};

// Several long names may have one.
static bool note_letters(struct maker *m, struct view text, struct view letters) {
    for (size_t i = 0; i < m->acronym_count; i++)
        if (view_same(m->acronyms[i].letters, letters)) return true;
    if (!letters.bytes) return true;
    char *kept = arena_copy(m->a, letters);
    if (kept) m->acronyms[m->acronym_count++] = (struct acronym){{kept, letters.bytes}, text};
    return kept;
}

// Of the words as they are written; with those of its legal form and without (Korea Kwangson Banking Corporation, KKBC).
static bool note_acronyms(struct maker *m, struct view text) {
    struct read_word *read;
    size_t count;
    char letters[ACRONYM_BYTES_MAX];
    if (!words_read(text, m->a, &read, &count)) return false;
    if (!note_letters(m, text, acronym_of(read, count, false, letters))) return false;
    return note_letters(m, text, acronym_of(read, count, true, letters));
}

static bool add_part(struct maker *m, struct view text, enum name_role role, bool with_acronym) {
    struct read_word *read;
    size_t count;
    if (!words_read_as(naming_of((uint8_t)m->s->kind), text, m->a, &read, &count)) return false;
    if (with_acronym && !note_acronyms(m, text)) return false;
    if (!count || m->word_count + count > FORM_WORDS_MAX) return true;
    m->names[m->name_count++] = (struct form_name){text, (uint16_t)m->word_count, (uint8_t)count, (uint8_t)role};
    for (size_t i = 0; i < count; i++) {
        if (m->sounds) word_sound(&read[i]);
        m->words[m->word_count] = &read[i].word;
        m->bits[m->word_count++] = word_bits(read[i].word.role, 0, 0);
    }
    return true;
}

// ---- several names in one text ------------------------------------------------------------------

enum { NAME_PARTS_MAX = 16, PARTS_OF_ONE = 2 };
struct parts {
    struct view at[NAME_PARTS_MAX];
    bool weak[NAME_PARTS_MAX];  // the letters in brackets behind a name
    size_t count;
};

static struct view trimmed(struct view v, const char *begin, const char *end) {
    while (v.bytes && strchr(begin, v.at[0])) v.at++, v.bytes--;
    while (v.bytes && strchr(end, v.at[v.bytes - 1])) v.bytes--;
    return v;
}

static void add_view(struct parts *p, struct view v, bool weak) {
    if (p->count < NAME_PARTS_MAX) p->weak[p->count] = weak, p->at[p->count++] = v;
}

static bool is_letter_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }

// Where a text says that another name follows, and how long that is; 0: nowhere.
static size_t other_name(struct view v, size_t *bytes) {
    static const char *const says[] = {"a.k.a.", "a.k.a", "aka", "also known as", "f.k.a.", "f.k.a", "fka", "n.k.a.", "formerly known as", "alias"};
    for (size_t at = 1; at < v.bytes; at++) {
        int first = v.at[at] | 0x20;
        bool may = (first == 'a' || first == 'f' || first == 'n') && !is_letter_byte(v.at[at - 1]);
        for (size_t i = 0; may && i < sizeof says / sizeof *says; i++) {
            *bytes = strlen(says[i]);
            bool stands = at + *bytes < v.bytes && strncasecmp(v.at + at, says[i], *bytes) == 0 && !is_letter_byte(v.at[at + *bytes]);
            if (!stands) continue;
            bool name = !strcmp(says[i], "alias") && v.at[at - 1] != '(' && v.at[at + *bytes] != ':';  // Studio Alias Ltd
            if (!name) return at;
        }
    }
    return 0;
}

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
    enum { LETTERS_MIN = 3, LETTERS_MAX = 10 };
    size_t open = v.bytes && v.at[v.bytes - 1] == ')' ? v.bytes - 1 : 0;
    while (open && v.at[open] != '(') open--;
    if (!open) return false;
    struct view name = trimmed((struct view){v.at, open}, " ", " "), letters = {v.at + open + 1, v.bytes - open - 2};
    if (letters.bytes < LETTERS_MIN || letters.bytes > LETTERS_MAX || p->count + PARTS_OF_ONE >= NAME_PARTS_MAX) return false;
    for (size_t i = 0; i < letters.bytes; i++) if (letters.at[i] < 'A' || letters.at[i] > 'Z') return false;
    if (!begin_words(letters, name)) return false;
    add_view(p, name, false), add_view(p, letters, true);
    return true;
}

// Leaves a place for what stands behind; where there is no more room for parts the rest is one name.
static void part_firm(struct parts *p, struct view v) {
    size_t bytes, at;
    while (p->count + PARTS_OF_ONE + 1 < NAME_PARTS_MAX && (at = other_name(v, &bytes))) {
        struct view before = trimmed((struct view){v.at, at}, " ", " ,(\"");
        if (before.bytes && !add_with_letters(p, before)) add_view(p, before, false);
        v = trimmed((struct view){v.at + at + bytes, v.bytes - at - bytes}, " .:\"", " )\"");
    }
    if (!add_with_letters(p, v)) add_view(p, v, false);
}

// Lists write several names into one text: "Abdul Karim; Abd al-Karim", "Ansar (a.k.a. Jund)". At most NAME_PARTS_MAX.
static void part_name(struct view text, bool firm, struct parts *p) {
    p->count = 0;
    for (const char *end; p->count + 1 < NAME_PARTS_MAX && (end = memchr(text.at, ';', text.bytes)); ) {
        struct view one = {text.at, (size_t)(end - text.at)};
        if (firm) part_firm(p, one);
        else add_view(p, one, false);
        text.bytes -= one.bytes + 1, text.at = end + 1;
    }
    if (firm) part_firm(p, text);
    else add_view(p, text, false);
}

static bool is_firm(const struct subject *s) { return naming_of((uint8_t)s->kind) != NAMING_PERSON; }

// How many names a text may give, with the acronyms of an organisation's.
static size_t most_parts(struct view text, const struct subject *s) {
    enum { ACRONYMS_OF_ONE = 2 };
    struct parts p;
    part_name(text, is_firm(s), &p);
    return s->kind == SUBJECT_organisation ? (1 + ACRONYMS_OF_ONE) * p.count : p.count;
}

// Of a text of several names with semicolons none has an acronym.
static bool add_name(struct maker *m, const struct name *n) {
    struct parts p;
    part_name(n->text, is_firm(m->s), &p);
    bool with_acronym = m->s->kind == SUBJECT_organisation && n->role != NAME_weak && !memchr(n->text.at, ';', n->text.bytes);
    for (size_t i = 0; i < p.count; i++)
        if (!add_part(m, p.at[i], p.weak[i] ? NAME_weak : n->role, with_acronym && !p.weak[i])) return false;
    return true;
}

// Behind the names; one that is no single word as it is read is none.
static bool add_acronyms(struct maker *m) {
    for (size_t i = 0; i < m->acronym_count; i++) {
        size_t before = m->name_count;
        if (!add_part(m, m->acronyms[i].letters, (enum name_role)ROLE_OF_ACRONYM, false)) return false;
        if (m->name_count > before && m->names[before].count != 1) m->word_count -= m->names[--m->name_count].count;
        else if (m->name_count > before) m->names[before].text = m->acronyms[i].of;
    }
    return true;
}

static void add_number(struct maker *m, struct view type, struct view text, struct view country, bool paper) {
    struct identifier_key keys[IDENTIFIER_KEYS_MAX];
    size_t n = identifier_keys(type, text, country, keys);
    for (size_t i = 0; i < n; i++) {
        struct view key = view_of(keys[i].text);
        if (key.bytes < NUMBER_BYTES_MIN) continue;
        m->numbers[m->number_count++] = (struct form_number){text, bytes_hash(key), paper, keys[i].loose, 0};
    }
}

static bool make(struct maker *m) {
    const struct subject *s = m->s;
    size_t parts = 0;
    for (size_t i = 0; i < s->name_count; i++) parts += most_parts(s->names[i].text, s);
    m->names = ARENA_ARRAY(m->a, parts + 1, struct form_name);
    m->acronyms = ARENA_ARRAY(m->a, (s->kind == SUBJECT_organisation ? parts : 0) + 1, struct acronym);
    m->numbers = ARENA_ARRAY(m->a, IDENTIFIER_KEYS_MAX * (s->paper_count + s->identifier_count) + 1, struct form_number);
    size_t most = parts * NAME_WORDS_MAX < FORM_WORDS_MAX ? parts * NAME_WORDS_MAX : FORM_WORDS_MAX;
    m->words = ARENA_ARRAY(m->a, most + 1, const struct word *);
    m->bits = ARENA_ARRAY(m->a, most + 1, float);
    if (!m->names || !m->acronyms || !m->numbers || !m->words || !m->bits) return false;
    for (size_t i = 0; i < s->name_count; i++) if (!add_name(m, &s->names[i])) return false;
    if (!add_acronyms(m)) return false;
    for (size_t i = 0; i < s->paper_count; i++)
        if (!view_is(s->papers[i].type, "mrz")) add_number(m, s->papers[i].type, s->papers[i].number, s->papers[i].country, true);
    for (size_t i = 0; i < s->identifier_count; i++) add_number(m, s->identifiers[i].type, s->identifiers[i].value, s->identifiers[i].country, false);
    return true;
}

// Births of years around 1400 as the Gregorian days they may mean. The subject's own list where there are none.
static bool add_births(struct maker *m) {
    const struct subject *s = m->s;
    struct dates meant[CALENDARS_MAX];
    size_t extra = 0;
    for (size_t i = 0; i < s->birth_count; i++) extra += calendar_readings(s->births[i], meant);
    m->births = s->births, m->birth_count = s->birth_count;
    if (!extra) return true;
    struct dates *all = ARENA_ARRAY(m->a, s->birth_count + extra, struct dates);
    if (!all) return false;
    m->births = all, m->birth_count = 0;
    for (size_t i = 0; i < s->birth_count; i++) {
        size_t n = calendar_readings(s->births[i], meant);
        for (size_t k = 0; k < n && m->birth_count < SUBJECT_LIST_MAX; k++) all[m->birth_count++] = meant[k];
        if (!n && m->birth_count < SUBJECT_LIST_MAX) all[m->birth_count++] = s->births[i];
    }
    return true;
}

RESULT form_read(const struct subject *s, struct arena *a, bool sounds, struct form *out, size_t *unread, struct error *err) {
    struct subject whole;
    TRY(mrz_into_subject(s, a, &whole, unread, err));
    struct maker m = {.s = &whole, .a = a, .sounds = sounds};
    if (!make(&m) || !add_births(&m)) return FAIL(err, TOO_BIG, "the subject has too much in it to compare");
    if (!m.name_count && !m.number_count) return FAIL(err, BAD_FIELD, "names: nothing to search for: no name with a letter, no document, no identifier");
    *out = (struct form){.kind = (uint8_t)whole.kind, .sex = whole.sex, .even = EVEN_BITS, .texts = true, .names = m.names, .numbers = m.numbers,
                         .births = m.births, .nationalities = whole.nationalities, .birth_places = whole.birth_places,
                         .words = m.words, .bits = m.bits, .name_count = m.name_count, .number_count = m.number_count,
                         .birth_count = m.birth_count, .nationality_count = whole.nationality_count,
                         .birth_place_count = whole.birth_place_count, .word_count = m.word_count};
    return DONE;
}
