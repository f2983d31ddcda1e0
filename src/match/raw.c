// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// raw.c — a form as bytes, and back. Numbers come first, so that their hashes are found without reading the rest.
#include "match/segment.h"

#include "base/instant.h"

struct head {                 // then the numbers, births, lengths of texts, and the texts in the same order
    uint8_t kind, sex, names, births, nationalities, places;
    uint16_t numbers;
};
enum { NUMBER_PAPER = 1, NUMBER_LOOSE = 2, NUMBER_REPEATED = 4 };
enum { HEAD_BYTES = 8, NUMBER_BYTES = 11, BIRTH_BYTES = 9, LENGTH_BYTES = 2 };

static size_t at_most(size_t n, size_t most) { return n < most ? n : most; }

struct form raw_fit(const struct form *f) {
    struct form fit = *f;
    fit.name_count = at_most(f->name_count, RAW_LIST_MAX);
    fit.birth_count = at_most(f->birth_count, RAW_LIST_MAX);
    fit.nationality_count = at_most(f->nationality_count, RAW_LIST_MAX);
    fit.birth_place_count = at_most(f->birth_place_count, RAW_LIST_MAX);
    fit.number_count = at_most(f->number_count, RAW_NUMBERS_MAX);
    fit.word_count = 0;
    for (size_t i = 0; i < fit.name_count; i++) fit.word_count += f->names[i].count;
    return fit;
}

// ---- writing ------------------------------------------------------------------------------------

struct pen {
    uint8_t *at;              // NULL while counting
    size_t used;
};
static void put(struct pen *p, const void *from, size_t bytes) {
    if (p->at && bytes) memcpy(p->at + p->used, from, bytes);
    p->used += bytes;
}
static void put_length(struct pen *p, struct view v) {
    uint16_t n = (uint16_t)v.bytes;
    put(p, &n, LENGTH_BYTES);
}

// Several keys of one number have one text.
static bool is_repeated(const struct form *f, size_t i) { return i && f->numbers[i].text.at == f->numbers[i - 1].text.at; }

static void put_fixed(struct pen *p, const struct form *f) {
    struct head h = {f->kind, (uint8_t)f->sex, (uint8_t)f->name_count, (uint8_t)f->birth_count, (uint8_t)f->nationality_count,
                     (uint8_t)f->birth_place_count, (uint16_t)f->number_count};
    put(p, &h, HEAD_BYTES);
    for (size_t i = 0; i < f->number_count; i++) {
        const struct form_number *n = &f->numbers[i];
        uint8_t flags = (uint8_t)((n->paper ? NUMBER_PAPER : 0) | (n->loose ? NUMBER_LOOSE : 0) | (is_repeated(f, i) ? NUMBER_REPEATED : 0));
        put(p, &n->hash, 8);
        put(p, &flags, 1);
        put_length(p, n->text);
    }
    for (size_t i = 0; i < f->birth_count; i++) {
        uint8_t precision = (uint8_t)f->births[i].precision;
        put(p, &f->births[i].first, 4);
        put(p, &f->births[i].last, 4);
        put(p, &precision, 1);
    }
}

size_t raw_text(const struct form *f, uint8_t *out) {
    struct pen p = {out, 0};
    put_fixed(&p, f);
    for (size_t i = 0; i < f->name_count; i++) put_length(&p, f->names[i].text);
    for (size_t i = 0; i < f->nationality_count; i++) put_length(&p, f->nationalities[i]);
    for (size_t i = 0; i < f->birth_place_count; i++) put_length(&p, f->birth_places[i]);
    for (size_t i = 0; i < f->number_count; i++) if (!is_repeated(f, i)) put(&p, f->numbers[i].text.at, f->numbers[i].text.bytes);
    for (size_t i = 0; i < f->name_count; i++) put(&p, f->names[i].text.at, f->names[i].text.bytes);
    for (size_t i = 0; i < f->nationality_count; i++) put(&p, f->nationalities[i].at, f->nationalities[i].bytes);
    for (size_t i = 0; i < f->birth_place_count; i++) put(&p, f->birth_places[i].at, f->birth_places[i].bytes);
    return p.used;
}

// A day, or a whole month or year that is told by its first day: what stands in the order of births.
static bool is_told_by_first_day(const struct dates *d) {
    enum { MONTH = 31, YEAR = 366 };
    int year, month, day;
    if (d->first == d->last) return true;
    days_split(d->first, &year, &month, &day);
    return day == 1 && d->last > d->first && d->last - d->first < (month == 1 ? YEAR : MONTH);
}

int32_t raw_born(const struct form *f) {
    if (!f->birth_count) return BORN_NONE;
    const struct dates *d = &f->births[0];
    bool one = f->birth_count == 1 && d->precision != DATE_NONE && d->first >= BORN_FIRST;
    return one && is_told_by_first_day(d) ? d->first : BORN_ANY;
}

// ---- reading ------------------------------------------------------------------------------------

static struct head head_of(const struct raw *r) {
    struct head h = {0};
    memcpy(&h, r->text, HEAD_BYTES);
    return h;
}
size_t raw_number_count(const struct raw *r) { return r->text_bytes ? head_of(r).numbers : 0; }
uint64_t raw_number(const struct raw *r, size_t i) {
    uint64_t hash;
    memcpy(&hash, r->text + HEAD_BYTES + i * NUMBER_BYTES, 8);
    return hash;
}

static size_t lengths_bytes(const struct head *h) {
    return (size_t)h->numbers * NUMBER_BYTES + (size_t)h->births * BIRTH_BYTES + (size_t)(h->names + h->nationalities + h->places) * LENGTH_BYTES;
}

struct eye {
    const uint8_t *at, *text;
};
static void take(struct eye *e, void *to, size_t bytes) {
    memcpy(to, e->at, bytes);
    e->at += bytes;
}
static struct view take_text(struct eye *e) {
    uint16_t n;
    take(e, &n, LENGTH_BYTES);
    struct view v = {(const char *)e->text, n};
    e->text += n;
    return v;
}

// The lengths and the texts are in one order but for the numbers, whose lengths stand with their hashes.
static void take_fixed(struct eye *e, const struct head *h, struct unpacked *u) {
    e->text = e->at + lengths_bytes(h);
    for (size_t i = 0; i < h->numbers; i++) {
        uint8_t flags;
        take(e, &u->numbers[i].hash, 8);
        take(e, &flags, 1);
        u->numbers[i].paper = flags & NUMBER_PAPER;
        u->numbers[i].loose = flags & NUMBER_LOOSE;
        u->numbers[i].holders = 0;
        if (flags & NUMBER_REPEATED && i) e->at += LENGTH_BYTES, u->numbers[i].text = u->numbers[i - 1].text;
        else u->numbers[i].text = take_text(e);
    }
    for (size_t i = 0; i < h->births; i++) {
        uint8_t precision;
        take(e, &u->births[i].first, 4);
        take(e, &u->births[i].last, 4);
        take(e, &precision, 1);
        u->births[i].precision = (enum date_precision)precision;
    }
}

static size_t length_at(const uint8_t *at) {
    uint16_t n;
    memcpy(&n, at, LENGTH_BYTES);
    return n;
}

// The words' names are as many as the text's, and all lies within the two runs.
bool raw_is_sound(const struct raw *r, uint32_t word_ids) {
    size_t names = 0, words = 0;
    for (uint32_t at = 0; at < r->word_count; names++) {
        uint32_t n = raw_name_words(r->words[at++]);
        if (n > NAME_WORDS_MAX || n > r->word_count - at || (words += n) > FORM_WORDS_MAX || names == RAW_LIST_MAX) return false;
        for (; n--; at++) if (r->words[at] >= word_ids) return false;
    }
    if (r->text_bytes < HEAD_BYTES) return false;
    struct head h = head_of(r);
    size_t used = HEAD_BYTES + lengths_bytes(&h);
    if (h.names != names || h.births > RAW_LIST_MAX || h.nationalities > RAW_LIST_MAX || h.places > RAW_LIST_MAX || h.numbers > RAW_NUMBERS_MAX || used > r->text_bytes) return false;
    const uint8_t *at = r->text + HEAD_BYTES;
    for (size_t i = 0; i < h.numbers; i++, at += NUMBER_BYTES) used += at[8] & NUMBER_REPEATED && i ? 0 : length_at(at + 9);
    at += (size_t)h.births * BIRTH_BYTES;
    for (size_t i = 0; i < (size_t)h.names + h.nationalities + h.places; i++, at += LENGTH_BYTES) used += length_at(at);
    return used <= r->text_bytes;
}

static size_t take_words(const struct raw *r, const struct vocabulary *v, size_t live, struct unpacked *u) {
    size_t words = 0, names = 0;
    for (uint32_t at = 0; at < r->word_count; names++) {
        uint32_t head = r->words[at++], n = raw_name_words(head);
        u->names[names].first = (uint16_t)words;
        u->names[names].count = (uint8_t)n;
        u->names[names].role = raw_name_role(head);
        for (; n--; at++, words++) {
            u->words[words] = vocabulary_word(v, r->words[at]);
            u->bits[words] = word_bits(u->words[words], vocabulary_with(v, r->words[at]), live);
        }
    }
    return words;
}

void raw_unpack(const struct raw *r, const struct vocabulary *v, size_t live, struct unpacked *u) {
    struct head h = head_of(r);
    struct eye e = {.at = r->text + HEAD_BYTES};
    take_fixed(&e, &h, u);
    for (size_t i = 0; i < h.names; i++) u->names[i].text = take_text(&e);
    for (size_t i = 0; i < h.nationalities; i++) u->nationalities[i] = take_text(&e);
    for (size_t i = 0; i < h.places; i++) u->birth_places[i] = take_text(&e);
    u->form = (struct form){.kind = h.kind, .sex = (char)h.sex, .names = u->names, .numbers = u->numbers, .births = u->births,
                            .nationalities = u->nationalities, .birth_places = u->birth_places, .words = u->words, .bits = u->bits,
                            .name_count = h.names, .number_count = h.numbers, .birth_count = h.births, .nationality_count = h.nationalities,
                            .birth_place_count = h.places, .word_count = take_words(r, v, live, u)};
}
