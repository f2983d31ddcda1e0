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
static bool note_acronym(struct maker *m, struct view text, const struct read_word *read, size_t count) {
    char letters[ACRONYM_BYTES_MAX];
    struct view a = acronym_of(read, count, letters);
    for (size_t i = 0; i < m->acronym_count; i++)
        if (view_same(m->acronyms[i].letters, a)) return true;
    if (!a.bytes) return true;
    char *kept = arena_copy(m->a, a);
    if (kept) m->acronyms[m->acronym_count++] = (struct acronym){{kept, a.bytes}, text};
    return kept;
}

static bool add_part(struct maker *m, struct view text, enum name_role role, bool with_acronym) {
    struct read_word *read;
    size_t count;
    if (!words_read(text, m->a, &read, &count)) return false;
    if (with_acronym && !note_acronym(m, text, read, count)) return false;
    if (!count || m->word_count + count > FORM_WORDS_MAX) return true;
    m->names[m->name_count++] = (struct form_name){text, (uint16_t)m->word_count, (uint8_t)count, (uint8_t)role};
    for (size_t i = 0; i < count; i++) {
        if (m->sounds) word_sound(&read[i]);
        m->words[m->word_count] = &read[i].word;
        m->bits[m->word_count++] = word_bits(read[i].word.role, 0, 0);
    }
    return true;
}

enum { NAME_PARTS_MAX = 16 };

// Lists write several names into one text: "Abdul Karim; Abd al-Karim". Gives how many, at most NAME_PARTS_MAX.
static size_t count_parts(struct view text) {
    size_t parts = 1;
    for (size_t i = 0; i < text.bytes && parts < NAME_PARTS_MAX; i++) parts += text.at[i] == ';';
    return parts;
}

static bool add_name(struct maker *m, const struct name *n) {
    struct view rest = n->text;
    for (size_t left = count_parts(rest); left > 1; left--) {
        size_t bytes = (size_t)((const char *)memchr(rest.at, ';', rest.bytes) - rest.at);
        if (!add_part(m, (struct view){rest.at, bytes}, n->role, false)) return false;
        rest = (struct view){rest.at + bytes + 1, rest.bytes - bytes - 1};
    }
    bool alone = rest.at == n->text.at;  // a text of several names has no acronym
    return add_part(m, rest, n->role, alone && m->s->kind == SUBJECT_organisation && n->role != NAME_weak);
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
    for (size_t i = 0; i < s->name_count; i++) parts += count_parts(s->names[i].text) + 1;  // and its acronym
    m->names = ARENA_ARRAY(m->a, parts + 1, struct form_name);
    m->acronyms = ARENA_ARRAY(m->a, s->name_count + 1, struct acronym);
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
