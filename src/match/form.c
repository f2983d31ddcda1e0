// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/form.h"

#include "codec/identifier.h"
#include "codec/mrz.h"
#include "match/acronym.h"
#include "match/calendar.h"
#include "match/otherwise.h"
#include "match/parts.h"

enum { NUMBER_BYTES_MIN = 3, ACRONYMS_OF_ONE = 2 };

// A name of a text, which may have several (parts.h).
struct part {
    struct view text;
    enum name_role role;
    bool with_acronym;
};
struct made_of {
    struct view letters, of;  // an acronym and the name as received
};
struct maker {
    const struct subject *s;
    struct arena *a;
    struct part *parts;
    struct form_name *names;
    struct form_number *numbers;
    const struct word **words;
    float *bits;
    const struct dates *births;
    struct made_of *acronyms;
    size_t part_count, part_room, name_count, number_count, word_count, birth_count, acronym_count;
    unsigned otherwise;  // how the name at hand may be meant besides (otherwise.h)
    bool sounds;
};

static bool more_room(struct maker *m) {
    size_t room = 2 * m->part_room + m->s->name_count + NAME_PARTS_MAX;
    struct part *parts = ARENA_ARRAY(m->a, room, struct part);
    if (!parts) return false;
    if (m->part_count) memcpy(parts, m->parts, m->part_count * sizeof *parts);
    m->parts = parts, m->part_room = room;
    return true;
}

// Of a text of several names with semicolons none has an acronym.
static bool part_text(struct maker *m, const struct name *n) {
    struct name_part parts[NAME_PARTS_MAX];
    size_t count = parts_of(n->text, naming_of((uint8_t)m->s->kind), parts);
    bool with_acronym = m->s->kind == SUBJECT_organisation && n->role != NAME_weak && !memchr(n->text.at, ';', n->text.bytes);
    if (m->part_count + count > m->part_room && !more_room(m)) return false;
    for (size_t i = 0; i < count; i++) {
        bool weak = parts[i].weak;
        m->parts[m->part_count++] = (struct part){parts[i].text, weak ? NAME_weak : n->role, with_acronym && !weak};
    }
    return true;
}

// Several long names may have one.
static bool note_acronym(struct maker *m, const struct acronym *made, struct view of) {
    struct view letters = {made->text, made->bytes};
    for (size_t i = 0; i < m->acronym_count; i++)
        if (view_same(m->acronyms[i].letters, letters)) return true;
    if (!letters.bytes) return true;
    char *kept = arena_copy(m->a, letters);
    if (kept) m->acronyms[m->acronym_count++] = (struct made_of){{kept, letters.bytes}, of};
    return kept;
}

static bool add_name(struct maker *m, const struct part *p) {
    struct read_word *read;
    size_t count;
    struct acronyms made;
    if (!words_read_with(naming_of((uint8_t)m->s->kind), p->text, m->a, &read, &count, p->with_acronym ? &made : NULL)) return false;
    if (p->with_acronym && (!note_acronym(m, &made.without_form, p->text) || !note_acronym(m, &made.whole, p->text))) return false;
    if (!count || m->word_count + count > FORM_WORDS_MAX) return true;
    m->otherwise |= may_be_otherwise(read, count);
    m->names[m->name_count++] = (struct form_name){p->text, (uint16_t)m->word_count, (uint8_t)count, (uint8_t)p->role};
    for (size_t i = 0; i < count; i++) {
        if (m->sounds) word_sound(&read[i]);
        m->words[m->word_count] = &read[i].word;
        m->bits[m->word_count++] = word_bits(read[i].word.role, 0, 0);
    }
    return true;
}

// Behind the names; one that is no single word as it is read is none.
static bool add_acronyms(struct maker *m) {
    for (size_t i = 0; i < m->acronym_count; i++) {
        size_t before = m->name_count;
        if (!add_name(m, &(struct part){m->acronyms[i].letters, (enum name_role)ROLE_OF_ACRONYM, false})) return false;
        if (m->name_count > before && m->names[before].count != 1) m->word_count -= m->names[--m->name_count].count;
        else if (m->name_count > before) m->names[before].text = m->acronyms[i].of;
    }
    return true;
}

// What was made of letters of the name stands for these.
static void told_by_name(struct read_word *w, const struct meant *m, struct view name) {
    size_t first = (size_t)(w->received.at - m->text), end = first + w->received.bytes;
    w->received = (struct view){name.at + m->from[first], (size_t)(m->from[end - 1] + 1 - m->from[first])};
}

// The name as it may be meant besides, as weak as any that is not sure: a name of its own, with the text of the first.
static bool add_meant(struct maker *m, const struct name *n, enum otherwise way) {
    struct meant meant;
    if (!name_otherwise(n->text, way, &meant)) return true;
    size_t from = m->word_count, before = m->name_count;
    if (!add_name(m, &(struct part){{meant.text, meant.bytes}, (enum name_role)ROLE_OF_MEANT, false})) return false;
    if (m->name_count == before) return true;
    m->names[before].text = n->text;
    for (size_t i = from; i < m->word_count; i++) told_by_name((struct read_word *)m->words[i], &meant, n->text);
    return true;
}

static bool add_names_meant(struct maker *m) {
    unsigned ways = m->otherwise;
    for (size_t i = 0; ways && i < m->s->name_count; i++)
        for (int way = 0; way < OTHERWISE_COUNT; way++)
            if (ways >> way & 1 && !add_meant(m, &m->s->names[i], (enum otherwise)way)) return false;
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
    for (size_t i = 0; i < s->name_count; i++) if (!part_text(m, &s->names[i])) return false;
    size_t acronyms = s->kind == SUBJECT_organisation ? ACRONYMS_OF_ONE * m->part_count : 0, names = m->part_count + acronyms;
    m->acronyms = ARENA_ARRAY(m->a, acronyms + 1, struct made_of);
    m->numbers = ARENA_ARRAY(m->a, IDENTIFIER_KEYS_MAX * (s->paper_count + s->identifier_count) + 1, struct form_number);
    if (s->kind == SUBJECT_person) names += s->name_count * OTHERWISE_COUNT;
    size_t most = names * NAME_WORDS_MAX < FORM_WORDS_MAX ? names * NAME_WORDS_MAX : FORM_WORDS_MAX;
    m->names = ARENA_ARRAY(m->a, names + 1, struct form_name);
    m->words = ARENA_ARRAY(m->a, most + 1, const struct word *);
    m->bits = ARENA_ARRAY(m->a, most + 1, float);
    if (!m->names || !m->acronyms || !m->numbers || !m->words || !m->bits) return false;
    for (size_t i = 0; i < m->part_count; i++) if (!add_name(m, &m->parts[i])) return false;
    if (!add_acronyms(m) || (s->kind == SUBJECT_person && !add_names_meant(m))) return false;
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
