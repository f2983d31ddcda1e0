// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/form.h"

#include "codec/mrz.h"

#include <unicode/uchar.h>

size_t number_canonical(struct view v, char *out, size_t room) {
    size_t n = 0;
    if (!utf8_valid(v)) return 0;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t cp = utf8_next(v, &at);
        char c[4];
        if (cp >= 'a' && cp <= 'z') cp -= 32;
        if (cp < 0x80 && !((cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z'))) continue;
        if (cp >= 0x80) {
            int digit = u_charDigitValue((UChar32)cp);
            if (digit >= 0) cp = '0' + (uint32_t)digit;
            else if (!u_isalpha((UChar32)cp)) continue;
        }
        size_t k = utf8_put(cp, c);
        if (n + k > room) break;
        memcpy(out + n, c, k);
        n += k;
    }
    return n;
}

enum { NUMBER_BYTES_MAX = 200, NUMBER_BYTES_MIN = 3 };

struct maker {
    const struct subject *s;
    struct arena *a;
    struct form_name *names;
    struct form_number *numbers;
    const struct word **words;
    float *bits;
    size_t name_count, number_count, word_count;
    bool sounds;
};

static bool add_name(struct maker *m, const struct name *n) {
    struct read_word *read;
    size_t count;
    if (!words_read(n->text, m->a, &read, &count)) return false;
    if (!count || m->word_count + count > FORM_WORDS_MAX) return true;
    m->names[m->name_count++] = (struct form_name){n->text, (uint16_t)m->word_count, (uint8_t)count, (uint8_t)n->role};
    for (size_t i = 0; i < count; i++) {
        if (m->sounds) word_sound(&read[i]);
        m->words[m->word_count] = &read[i].word;
        m->bits[m->word_count++] = word_bits(&read[i].word, 0, 0);
    }
    return true;
}

static void add_number(struct maker *m, struct view text, bool paper) {
    char canonical[NUMBER_BYTES_MAX];
    size_t n = number_canonical(text, canonical, sizeof canonical);
    if (n < NUMBER_BYTES_MIN) return;
    m->numbers[m->number_count++] = (struct form_number){text, bytes_hash((struct view){canonical, n}), paper};
}

static bool make(struct maker *m) {
    const struct subject *s = m->s;
    m->names = ARENA_ARRAY(m->a, s->name_count + 1, struct form_name);
    m->numbers = ARENA_ARRAY(m->a, s->paper_count + s->identifier_count + 1, struct form_number);
    size_t most = s->name_count * NAME_WORDS_MAX < FORM_WORDS_MAX ? s->name_count * NAME_WORDS_MAX : FORM_WORDS_MAX;
    m->words = ARENA_ARRAY(m->a, most + 1, const struct word *);
    m->bits = ARENA_ARRAY(m->a, most + 1, float);
    if (!m->names || !m->numbers || !m->words || !m->bits) return false;
    for (size_t i = 0; i < s->name_count; i++) if (!add_name(m, &s->names[i])) return false;
    for (size_t i = 0; i < s->paper_count; i++)
        if (!view_is(s->papers[i].type, "mrz")) add_number(m, s->papers[i].number, true);
    for (size_t i = 0; i < s->identifier_count; i++) add_number(m, s->identifiers[i].value, false);
    return true;
}

RESULT form_read(const struct subject *s, struct arena *a, bool sounds, struct form *out, size_t *unread, struct error *err) {
    struct subject whole;
    TRY(mrz_into_subject(s, a, &whole, unread, err));
    struct maker m = {.s = &whole, .a = a, .sounds = sounds};
    if (!make(&m)) return FAIL(err, TOO_BIG, "the subject has too much in it to compare");
    if (!m.name_count && !m.number_count) return FAIL(err, BAD_FIELD, "names: nothing to search for: no name with a letter, no document, no identifier");
    *out = (struct form){.kind = (uint8_t)whole.kind, .sex = whole.sex, .names = m.names, .numbers = m.numbers,
                         .births = whole.births, .nationalities = whole.nationalities, .birth_places = whole.birth_places,
                         .words = m.words, .bits = m.bits, .name_count = m.name_count, .number_count = m.number_count,
                         .birth_count = whole.birth_count, .nationality_count = whole.nationality_count,
                         .birth_place_count = whole.birth_place_count, .word_count = m.word_count};
    return DONE;
}
