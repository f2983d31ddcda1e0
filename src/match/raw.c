// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// raw.c — a form as bytes, and back. A byte says what there is of the usual; then how many of the rest, the hashes of numbers (found without reading
// on), births and texts. What most entries have costs a byte: one birth that the order of births tells, one nationality. An alias
// is told by what it has between the beginning and the end that it shares with the name before it.
#include "match/segment.h"

#include "base/instant.h"

#include <stdlib.h>

enum { HEAD_KIND = 7, HEAD_BORN = 8, HEAD_SEX = 4 /* shifted */, HEAD_NUMBERS = 64, HEAD_MORE = 128 };  // born: one birth, told by where the entry stands
enum { NUMBER_PAPER = 1, NUMBER_LOOSE = 2, NUMBER_REPEATED = 4 };
enum { NUMBER_BYTES = 9 };
static const char SEXES[4] = {0, 'm', 'f', 'x'};
enum { TOLD_DAY, TOLD_MONTH, TOLD_YEAR, TOLD_SPANS, DAYS_MAX = 4000000 };  // how long a birth is that begins where the entry stands

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

// ---- writing ------------------------------------------------------------------------------------

struct pen {
    uint8_t *at;              // NULL while counting
    size_t used;
};
static void put(struct pen *p, const void *from, size_t bytes) {
    if (p->at && bytes) memcpy(p->at + p->used, from, bytes);
    p->used += bytes;
}
static void put_byte(struct pen *p, unsigned byte) { put(p, &(uint8_t){(uint8_t)byte}, 1); }
static void put_count(struct pen *p, size_t n) {  // LEB128
    for (; n >= 128; n >>= 7) put_byte(p, (unsigned)n | 128);
    put_byte(p, (unsigned)n);
}
static void put_text(struct pen *p, struct view v) {
    put_count(p, v.bytes);
    put(p, v.at, v.bytes);
}

// Several keys of one number have one text.
static bool is_repeated(const struct form *f, size_t i) { return i && f->numbers[i].text.at == f->numbers[i - 1].text.at && f->numbers[i].text.bytes == f->numbers[i - 1].text.bytes; }

static int32_t last_of(int32_t first, int span) {
    int year, month, day;
    if (span == TOLD_DAY) return first;
    days_split(first, &year, &month, &day);
    if (span == TOLD_YEAR) return days_of(year, 12, 31);
    return days_of(month < 12 ? year : year + 1, month % 12 + 1, 1) - 1;
}

// How the one birth is told by the entry's place in the order of births; TOLD_SPANS: it is not.
static int span_told(const struct form *f) {
    int span = TOLD_DAY;
    if (f->birth_count != 1 || raw_born(f) != f->births[0].first || abs(f->births[0].first) >= DAYS_MAX) return TOLD_SPANS;
    while (span < TOLD_SPANS && last_of(f->births[0].first, span) != f->births[0].last) span++;
    return span;
}

static unsigned sex_told(char sex) {
    unsigned k = 0;
    while (k < 3 && SEXES[k] != sex) k++;
    return k;
}

static void put_head(struct pen *p, const struct form *f) {
    int span = span_told(f);
    bool more = f->nationality_count != 1 || f->birth_place_count || (f->birth_count && span == TOLD_SPANS);
    put_byte(p, f->kind | (span < TOLD_SPANS ? HEAD_BORN : 0) | sex_told(f->sex) << HEAD_SEX | (f->number_count ? HEAD_NUMBERS : 0) | (more ? HEAD_MORE : 0));
    put_count(p, f->name_count);
    if (f->number_count) put_count(p, f->number_count);
    if (more) put_count(p, f->birth_count), put_count(p, f->nationality_count), put_count(p, f->birth_place_count);
    for (size_t i = 0; i < f->number_count; i++) {
        const struct form_number *n = &f->numbers[i];
        put(p, &n->hash, 8);
        put_byte(p, (n->paper ? NUMBER_PAPER : 0u) | (n->loose ? NUMBER_LOOSE : 0u) | (is_repeated(f, i) ? NUMBER_REPEATED : 0u));
    }
    if (span < TOLD_SPANS) put_byte(p, f->births[0].precision | (unsigned)span << 4);
    for (size_t i = 0; span == TOLD_SPANS && i < f->birth_count; i++) {
        put(p, &f->births[i].first, 4);
        put(p, &f->births[i].last, 4);
        put_byte(p, f->births[i].precision);
    }
}

struct shared {
    size_t first, last;  // bytes at the beginning and at the end
};
static struct shared shared_of(struct view v, struct view before) {
    struct shared s = {0, 0};
    size_t most = v.bytes < before.bytes ? v.bytes : before.bytes;
    if (v.bytes > SHARED_LENGTH_MAX || before.bytes > SHARED_LENGTH_MAX) return s;
    while (s.first < most && v.at[s.first] == before.at[s.first]) s.first++;
    while (s.first + s.last < most && v.at[v.bytes - 1 - s.last] == before.at[before.bytes - 1 - s.last]) s.last++;
    return s;
}

// Twice the bytes of its own, and one more where it shares with the name before.
static void put_name(struct pen *p, struct view v, struct view before) {
    struct shared s = shared_of(v, before);
    bool shares = s.first + s.last > 2;
    if (!shares) s = (struct shared){0, 0};
    size_t own = v.bytes - s.first - s.last;
    put_count(p, own * 2 + shares);
    if (shares) put_byte(p, (unsigned)s.first), put_byte(p, (unsigned)s.last);
    put(p, v.at + s.first, own);
}

size_t raw_text(const struct form *f, uint8_t *out) {
    struct pen p = {out, 0};
    put_head(&p, f);
    for (size_t i = 0; i < f->name_count; i++) put_name(&p, f->names[i].text, i ? f->names[i - 1].text : (struct view){NULL, 0});
    for (size_t i = 0; i < f->nationality_count; i++) put_text(&p, f->nationalities[i]);
    for (size_t i = 0; i < f->birth_place_count; i++) put_text(&p, f->birth_places[i]);
    for (size_t i = 0; i < f->number_count; i++) if (!is_repeated(f, i)) put_text(&p, f->numbers[i].text);
    return p.used;
}

// ---- reading ------------------------------------------------------------------------------------

struct eye {                  // never beyond the end: there it reads zeros and is `past`
    const uint8_t *at, *end;
    bool past;
};
static const uint8_t *take(struct eye *e, size_t bytes) {
    if (bytes > (size_t)(e->end - e->at)) return e->past = true, e->at = e->end, NULL;
    const uint8_t *at = e->at;
    e->at += bytes;
    return at;
}
static unsigned take_byte(struct eye *e) {
    const uint8_t *at = take(e, 1);
    return at ? *at : 0;
}
static size_t take_count(struct eye *e) {
    size_t n = 0;
    for (unsigned shift = 0; shift < 28; shift += 7) {
        unsigned byte = take_byte(e);
        n |= (size_t)(byte & 127) << shift;
        if (byte < 128) return n;
    }
    return e->past = true, 0;
}
static struct view take_text(struct eye *e) {
    size_t n = take_count(e);
    const uint8_t *at = take(e, n);
    return (struct view){(const char *)at, at ? n : 0};
}
static int32_t take_day(struct eye *e) {
    int32_t day = 0;
    const uint8_t *at = take(e, 4);
    if (at) memcpy(&day, at, 4);
    return day;
}

struct head {
    uint8_t kind;
    char sex;
    bool born;                // its one birth is told by where it stands
    size_t names, numbers, births, nationalities, places;
};
static struct head take_head(struct eye *e) {
    unsigned b = take_byte(e);
    struct head h = {.kind = b & HEAD_KIND, .sex = SEXES[b >> HEAD_SEX & 3], .born = b & HEAD_BORN, .births = !!(b & HEAD_BORN), .nationalities = 1};
    h.names = take_count(e);
    if (b & HEAD_NUMBERS) h.numbers = take_count(e);
    if (b & HEAD_MORE) h.births = take_count(e), h.nationalities = take_count(e), h.places = take_count(e);
    return h;
}
static struct eye eye_on(const struct raw *r) { return (struct eye){.at = r->text, .end = r->text + r->text_bytes}; }

size_t raw_number_count(const struct raw *r) {
    if (!r->text_bytes || !(r->text[0] & HEAD_NUMBERS)) return 0;
    struct eye e = eye_on(r);
    return take_head(&e).numbers;
}
uint64_t raw_number(const struct raw *r, size_t i) {
    uint64_t hash;
    struct eye e = eye_on(r);
    take_head(&e);
    memcpy(&hash, e.at + i * NUMBER_BYTES, 8);
    return hash;
}

static void take_births(struct eye *e, const struct head *h, int32_t born, struct unpacked *u) {
    if (h->born) {
        unsigned b = take_byte(e);
        bool may_be = born > -DAYS_MAX && born < DAYS_MAX && b >> 4 < TOLD_SPANS;
        e->past |= !may_be;
        u->births[0] = (struct dates){born, may_be ? last_of(born, (int)(b >> 4)) : born, (enum date_precision)(b & 15)};
    }
    for (size_t i = 0; !h->born && i < h->births; i++) {
        int32_t first = take_day(e), last = take_day(e);
        u->births[i] = (struct dates){first, last, (enum date_precision)take_byte(e)};
    }
}

// A name that shares nothing lies in the entry, another is put together.
static struct view take_name(struct eye *e, struct view before, char **room) {
    size_t n = take_count(e), own = n / 2, first = n & 1 ? take_byte(e) : 0, last = n & 1 ? take_byte(e) : 0;
    const char *at = (const char *)take(e, own);
    if (!(n & 1) || !at) return (struct view){at, at ? own : 0};
    if (first + last > before.bytes || before.bytes > SHARED_LENGTH_MAX || first + last + own > SHARED_LENGTH_MAX) return e->past = true, (struct view){NULL, 0};
    struct view v = {*room, first + own + last};
    memcpy(*room, before.at, first);
    if (own) memcpy(*room + first, at, own);
    memcpy(*room + first + own, before.at + before.bytes - last, last);
    *room += v.bytes;
    return v;
}

static void take_numbers(const struct head *h, struct eye *fixed, struct eye *e, struct unpacked *u) {
    for (size_t i = 0; i < h->numbers; i++) {
        const uint8_t *at = take(fixed, NUMBER_BYTES);
        unsigned flags = at ? at[8] : 0;
        u->numbers[i] = (struct form_number){.paper = flags & NUMBER_PAPER, .loose = flags & NUMBER_LOOSE};
        if (at) memcpy(&u->numbers[i].hash, at, 8);
        u->numbers[i].text = flags & NUMBER_REPEATED && i ? u->numbers[i - 1].text : take_text(e);
    }
}

// False when it is not what raw_text wrote.
static bool take_texts(const struct raw *r, struct head *h, struct unpacked *u) {
    struct eye e = eye_on(r), numbers;
    char *room = u->shared;
    *h = take_head(&e);
    if (h->names > RAW_LIST_MAX || h->births > RAW_LIST_MAX || h->nationalities > RAW_LIST_MAX || h->places > RAW_LIST_MAX || h->numbers > RAW_NUMBERS_MAX) return false;
    numbers = e;
    take(&e, h->numbers * NUMBER_BYTES);
    take_births(&e, h, r->born, u);
    for (size_t i = 0; i < h->names; i++) u->names[i].text = take_name(&e, i ? u->names[i - 1].text : (struct view){NULL, 0}, &room);
    for (size_t i = 0; i < h->nationalities; i++) u->nationalities[i] = take_text(&e);
    for (size_t i = 0; i < h->places; i++) u->birth_places[i] = take_text(&e);
    take_numbers(h, &numbers, &e, u);
    if ((size_t)(room - u->shared) > u->shared_bytes) u->shared_bytes = (size_t)(room - u->shared);
    return !e.past && (!h->born || h->births == 1);
}

void raw_forget(struct unpacked *u) {
    explicit_bzero(u->shared, u->shared_bytes);
    u->shared_bytes = 0;
}

// The words' names are as many as the text's, and all lies within the two runs.
bool raw_is_sound(const struct raw *r, uint32_t word_ids, struct unpacked *u) {
    size_t names = 0, words = 0;
    struct head h;
    for (uint32_t at = 0; at < r->word_count; names++) {
        uint32_t n = raw_name_words(r->words[at++]);
        if (n > NAME_WORDS_MAX || n > r->word_count - at || (words += n) > FORM_WORDS_MAX || names == RAW_LIST_MAX) return false;
        for (; n--; at++) if (r->words[at] >= word_ids) return false;
    }
    return take_texts(r, &h, u) && h.names == names;
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
    struct head h;
    take_texts(r, &h, u);
    u->form = (struct form){.kind = h.kind, .sex = h.sex, .names = u->names, .numbers = u->numbers, .births = u->births,
                            .nationalities = u->nationalities, .birth_places = u->birth_places, .words = u->words, .bits = u->bits,
                            .name_count = h.names, .number_count = h.numbers, .birth_count = h.births, .nationality_count = h.nationalities,
                            .birth_place_count = h.places, .word_count = take_words(r, v, live, u)};
}
