// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// raw.c — a form as bytes, and back.
//
// First a byte that says what there is of the usual. Then the words of its names, which a search reads of every entry it meets: each once,
// as numbers of the vocabulary in three bytes. Of those that may do, the names: for each a byte for count and role, and which of the
// words; the first mostly has the first ones. Then how many of the rest, the hashes of numbers, births and texts. What most entries have costs a
// byte: one birth that the order of births tells, one nationality. The text of a name is told by its words as the vocabulary spells
// them, in small letters, in capitals or with one, where that gives it back to the last byte; of an alias by what it has between the
// beginning and the end that it shares with the name before it; else as it is.
#include "match/segment.h"
#include "match/shape.h"

#include "base/instant.h"

#include <stdlib.h>

enum { HEAD_KIND = 7, HEAD_BORN = 8, HEAD_SEX = 4 /* shifted */, HEAD_NUMBERS = 64, HEAD_MORE = 128 };  // born: one birth, told by where the entry stands
enum { NUMBER_PAPER = 1, NUMBER_LOOSE = 2, NUMBER_REPEATED = 4 };
enum { NUMBER_BYTES = 9 };
static const char SEXES[4] = {0, 'm', 'f', 'x'};
enum { TOLD_DAY, TOLD_MONTH, TOLD_YEAR, TOLD_SPANS, DAYS_MAX = 4000000 };  // how long a birth is that begins where the entry stands

// How the text of a name is told, in the low bits of what stands before it: so many bytes of its own; between a beginning and an end that it shares; by all
// its words in one style; by so many pieces.
enum text_told { TEXT_WHOLE, TEXT_SHARES, TEXT_SPELLED, TEXT_PIECES, TEXT_BITS = 2 };
// A piece stands between spaces: a word of the name in a style, or bytes of its own.
enum piece_style { PIECE_SMALL, PIECE_CAPITAL, PIECE_CAPITALS, PIECE_OWN, PIECE_BITS = 2, PIECE_MOST = 63 };
enum { HEAD_WORDS = 31, HEAD_ROLE = 5 /* shifted */ };
_Static_assert((int)NAME_WORDS_MAX <= (int)HEAD_WORDS && (int) ROLE_OF_MEANT < 8, "a name's head is a byte");

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
    uint8_t *at;
    size_t used, room;        // beyond the room it only counts
};
static void put(struct pen *p, const void *from, size_t bytes) {
    if (bytes && p->used + bytes <= p->room) memcpy(p->at + p->used, from, bytes);
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
static bool is_repeated(const struct form *f, size_t i) {
    return i && f->numbers[i].text.at == f->numbers[i - 1].text.at && f->numbers[i].text.bytes == f->numbers[i - 1].text.bytes;
}

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

struct turns {                // words of an entry, each once, and for each word of its names which of them it is
    uint32_t ids[FORM_WORDS_MAX], count;
    uint16_t of[FORM_WORDS_MAX];
};
static void take_turns(const struct form *f, const uint32_t *ids, struct turns *t) {
    t->count = 0;
    for (size_t i = 0; i < f->word_count; i++) {
        uint32_t turn = 0;
        while (turn < t->count && t->ids[turn] != ids[i]) turn++;
        if (turn == t->count) t->ids[t->count++] = ids[i];
        t->of[i] = (uint16_t)turn;
    }
}

static void put_words(struct pen *p, const struct form *f, const uint32_t *ids) {
    struct turns t;
    bool first_in_order = f->name_count;
    take_turns(f, ids, &t);
    put_count(p, t.count);
    for (size_t i = 0; i < t.count; i++) put(p, &t.ids[i], RAW_ID_BYTES);
    for (size_t i = 0; f->name_count && i < f->names[0].count; i++) first_in_order &= t.of[f->names[0].first + i] == i;
    put_count(p, f->name_count * 2 + first_in_order);
    for (size_t i = 0; i < f->name_count; i++) {
        const struct form_name *name = &f->names[i];
        put_byte(p, name->count | (unsigned)name->role << HEAD_ROLE);
        for (size_t k = 0; (i || !first_in_order) && k < name->count; k++) put_count(p, t.of[name->first + k]);
    }
}

static bool has_more(const struct form *f, int span) { return f->nationality_count != 1 || f->birth_place_count || (f->birth_count && span == TOLD_SPANS); }

static void put_head(struct pen *p, const struct form *f) {
    int span = span_told(f);
    put_byte(p, f->kind | (span < TOLD_SPANS ? HEAD_BORN : 0) | sex_told(f->sex) << HEAD_SEX
                | (f->number_count ? HEAD_NUMBERS : 0) | (has_more(f, span) ? HEAD_MORE : 0));
}

static void put_rest(struct pen *p, const struct form *f) {
    int span = span_told(f);
    bool more = has_more(f, span);
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
    if (v.bytes > TOGETHER_MAX || before.bytes > TOGETHER_MAX) return s;
    while (s.first < most && v.at[s.first] == before.at[s.first]) s.first++;
    while (s.first + s.last < most && v.at[v.bytes - 1 - s.last] == before.at[before.bytes - 1 - s.last]) s.last++;
    return s;
}

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// How `text` is written, that is the word `small` but for capitals; PIECE_OWN: it is not.
static enum piece_style style_of(struct view text, struct view small) {
    size_t capitals = 0, letters = 0;
    if (!small.bytes || text.bytes != small.bytes) return PIECE_OWN;
    for (size_t i = 0; i < text.bytes; i++) {
        bool capital = text.at[i] != small.at[i];
        if (capital && (!is_small(small.at[i]) || text.at[i] != small.at[i] - 'a' + 'A')) return PIECE_OWN;
        capitals += capital, letters += is_small(small.at[i]);
    }
    if (!capitals) return PIECE_SMALL;
    if (capitals == letters && letters > 1) return PIECE_CAPITALS;
    return capitals == 1 && text.at[0] != small.at[0] ? PIECE_CAPITAL : PIECE_OWN;
}

struct pieces {
    struct { struct view own; uint8_t style, word; } at[2 * NAME_WORDS_MAX];
    size_t count, bytes;      // bytes they are told in
    bool even;                // all the words, in order, in one style
};

// False: it is not to be told so.
static bool cut_pieces(const struct form_name *name, const uint32_t *ids, const struct vocabulary *v, struct pieces *out) {
    struct view rest = name->text;
    *out = (struct pieces){.even = true};
    for (size_t next = 0; rest.bytes <= TOGETHER_MAX && name->count; ) {
        const char *space = rest.bytes ? memchr(rest.at, ' ', rest.bytes) : NULL;
        struct view own = {rest.at, space ? (size_t)(space - rest.at) : rest.bytes};
        size_t word = next;
        enum piece_style style = PIECE_OWN;
        while (word < name->count && (style = style_of(own, vocabulary_text(v, ids[name->first + word]))) == PIECE_OWN) word++;
        if (out->count == sizeof out->at / sizeof *out->at || (style == PIECE_OWN && own.bytes > PIECE_MOST)) return false;
        if (style != PIECE_OWN) next = word + 1;
        out->even &= style != PIECE_OWN && word == out->count && style == (out->count ? out->at[0].style : style);
        out->bytes += 1 + (style == PIECE_OWN ? own.bytes : 0);
        out->at[out->count].own = own, out->at[out->count].style = (uint8_t)style, out->at[out->count++].word = (uint8_t)word;
        if (!space) {
            out->even &= out->count == name->count;
            return true;
        }
        rest.bytes -= own.bytes + 1, rest.at = space + 1;
    }
    return false;
}

static void put_pieces(struct pen *p, const struct pieces *c) {
    if (c->even) {
        put_count(p, (size_t)c->at[0].style << TEXT_BITS | TEXT_SPELLED);
        return;
    }
    put_count(p, c->count << TEXT_BITS | TEXT_PIECES);
    for (size_t i = 0; i < c->count; i++) {
        bool own = c->at[i].style == PIECE_OWN;
        put_byte(p, (unsigned)(own ? c->at[i].own.bytes : c->at[i].word) << PIECE_BITS | c->at[i].style);
        if (own) put(p, c->at[i].own.at, c->at[i].own.bytes);
    }
}

static void put_name(struct pen *p, const struct form_name *name, struct view before, const uint32_t *ids, const struct vocabulary *v) {
    struct pieces pieces;
    struct shared s = shared_of(name->text, before);
    bool shares = s.first + s.last > 2, spelled = cut_pieces(name, ids, v, &pieces);
    if (!shares) s = (struct shared){0, 0};
    size_t own = name->text.bytes - s.first - s.last;
    if (spelled && (pieces.even || pieces.bytes < own + (shares ? 2 : 0))) {
        put_pieces(p, &pieces);
        return;
    }
    put_count(p, own << TEXT_BITS | (shares ? TEXT_SHARES : TEXT_WHOLE));
    if (shares) put_byte(p, (unsigned)s.first), put_byte(p, (unsigned)s.last);
    put(p, name->text.at + s.first, own);
}

size_t raw_write(const struct form *f, const uint32_t *ids, const struct vocabulary *v, uint8_t *out, size_t room) {
    struct pen p = {out, 0, room};
    put_head(&p, f);
    put_words(&p, f, ids);
    put_rest(&p, f);
    for (size_t i = 0; i < f->nationality_count; i++) put_text(&p, f->nationalities[i]);
    for (size_t i = 0; i < f->birth_place_count; i++) put_text(&p, f->birth_places[i]);
    for (size_t i = 0; i < f->number_count; i++) if (!is_repeated(f, i)) put_text(&p, f->numbers[i].text);
    for (size_t i = 0; i < f->name_count; i++) put_name(&p, &f->names[i], i ? f->names[i - 1].text : (struct view){NULL, 0}, ids, v);
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

uint32_t raw_words(const uint8_t *at, uint32_t bytes, uint32_t out[FORM_WORDS_MAX]) {
    struct raw_ids ids = raw_ids_of(at, bytes);
    for (uint32_t i = 0; i < ids.count && i < FORM_WORDS_MAX; i++) out[i] = raw_id(ids, i);
    return ids.count < FORM_WORDS_MAX ? ids.count : FORM_WORDS_MAX;
}

// The same; the eye goes on behind them.
static size_t take_words(struct eye *e, uint32_t out[FORM_WORDS_MAX]) {
    size_t n = take_count(e);
    const uint8_t *at = n <= FORM_WORDS_MAX ? take(e, n * RAW_ID_BYTES) : NULL;
    if (!at || e->at == e->end) return e->past = true, 0;
    for (size_t i = 0; i < n; i++) out[i] = raw_id((struct raw_ids){at, (uint32_t)n}, (uint32_t)i);
    return n;
}

static size_t take_names_of(struct eye *e, const uint32_t *ids, size_t distinct, uint32_t out[RAW_RUN_MAX]) {
    size_t told = take_count(e), words = 0, n = 0;
    if (told / 2 > RAW_LIST_MAX) return e->past = true, 0;
    for (size_t i = 0; i < told / 2; i++) {
        unsigned head = take_byte(e), count = head & HEAD_WORDS;
        if ((words += count) > FORM_WORDS_MAX) return e->past = true, 0;
        out[n++] = count | (head >> HEAD_ROLE) << 8;
        for (size_t k = 0; k < count; k++) {
            size_t turn = i || !(told & 1) ? take_count(e) : k;
            if (turn >= distinct) return e->past = true, 0;
            out[n++] = ids[turn];
        }
    }
    return n;
}

uint32_t raw_names(const uint8_t *at, uint32_t bytes, uint32_t out[RAW_RUN_MAX]) {
    uint32_t ids[FORM_WORDS_MAX];
    struct eye e = {.at = at, .end = at + bytes};
    take_byte(&e);
    size_t n = take_words(&e, ids);
    return (uint32_t)take_names_of(&e, ids, n, out);
}

static void skip_words(struct eye *e) {
    take(e, take_count(e) * RAW_ID_BYTES);
    size_t told = take_count(e);
    for (size_t i = 0; i < told / 2 && !e->past; i++)
        for (unsigned n = take_byte(e) & HEAD_WORDS; (i || !(told & 1)) && n--;) take_count(e);
}

struct head {
    uint8_t kind;
    char sex;
    bool born;                // its one birth is told by where it stands
    size_t numbers, births, nationalities, places;
};
static struct head head_of(unsigned b) {
    return (struct head){.kind = b & HEAD_KIND, .sex = SEXES[b >> HEAD_SEX & 3], .born = b & HEAD_BORN, .births = !!(b & HEAD_BORN), .nationalities = 1};
}
static void take_counts(struct eye *e, unsigned b, struct head *h) {
    if (b & HEAD_NUMBERS) h->numbers = take_count(e);
    if (b & HEAD_MORE) h->births = take_count(e), h->nationalities = take_count(e), h->places = take_count(e);
}
static struct eye eye_on(const struct raw *r) { return (struct eye){.at = r->at, .end = r->at + r->bytes}; }

// Where the hashes of its numbers begin, and how many there are.
static struct eye eye_on_numbers(const struct raw *r, size_t *count) {
    struct eye e = eye_on(r);
    unsigned b = take_byte(&e);
    struct head h = head_of(b);
    skip_words(&e);
    take_counts(&e, b, &h);
    *count = h.numbers;
    return e;
}
size_t raw_number_count(const struct raw *r) {
    size_t n = 0;
    if (r->bytes && *r->at & HEAD_NUMBERS) eye_on_numbers(r, &n);
    return n;
}
uint64_t raw_number(const struct raw *r, size_t i) {
    uint64_t hash;
    size_t n;
    memcpy(&hash, eye_on_numbers(r, &n).at + i * NUMBER_BYTES, 8);
    return hash;
}

size_t raw_days(const struct raw *r, int32_t out[RAW_LIST_MAX]) {
    size_t n = 0;
    struct eye e = eye_on(r);
    unsigned b = take_byte(&e);
    struct head h = head_of(b);
    if (r->born != BORN_ANY || h.born) return 0;
    skip_words(&e);
    take_counts(&e, b, &h);
    take(&e, h.numbers * NUMBER_BYTES);
    for (size_t i = 0; i < h.births && n < RAW_LIST_MAX && !e.past; i++) {
        int32_t first = take_day(&e), last = take_day(&e);
        bool told = take_byte(&e) != DATE_NONE && first == last && !e.past;
        for (size_t k = 0; told && k < n; k++) told = out[k] != first;
        if (told) out[n++] = first;
    }
    return n;
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

// A name that is put together, piece by piece.
struct seam {
    char *at;
    size_t bytes;
};
static void sew(struct eye *e, struct seam *s, const char *from, size_t bytes) {
    if (s->bytes + bytes > TOGETHER_MAX) e->past = true;
    else if (bytes) memcpy(s->at + s->bytes, from, bytes), s->bytes += bytes;
}

static void sew_word(struct eye *e, struct seam *s, struct view small, unsigned style) {
    size_t from = s->bytes;
    if (!small.bytes) e->past = true;
    sew(e, s, small.at, small.bytes);
    for (size_t i = from; i < s->bytes && style != PIECE_SMALL && (style == PIECE_CAPITALS || i == from); i++)
        if (is_small(s->at[i])) s->at[i] = (char)(s->at[i] - 'a' + 'A');
}

struct name_read {            // the words of the name that is read
    const uint32_t *ids;
    unsigned count;
    const struct vocabulary *v;
};
static void sew_pieces(struct eye *e, struct seam *s, const struct name_read *n, size_t pieces) {
    for (size_t i = 0; i < pieces && !e->past; i++) {
        unsigned b = take_byte(e), style = b & PIECE_OWN, k = b >> PIECE_BITS;
        const uint8_t *own = style == PIECE_OWN ? take(e, k) : NULL;
        if (i) sew(e, s, " ", 1);
        if (own) sew(e, s, (const char *)own, k);
        else if (style != PIECE_OWN && k < n->count) sew_word(e, s, vocabulary_text(n->v, n->ids[k]), style);
        else e->past = true;
    }
}

static void sew_shared(struct eye *e, struct seam *s, struct view before, size_t own) {
    size_t first = take_byte(e), last = take_byte(e);
    const uint8_t *at = take(e, own);
    if (!at || before.bytes > TOGETHER_MAX || first + last > before.bytes) {
        e->past = true;
        return;
    }
    sew(e, s, before.at, first);
    sew(e, s, (const char *)at, own);
    sew(e, s, before.at + before.bytes - last, last);
}

static struct view take_name(struct eye *e, struct view before, const struct name_read *n, char **room) {
    size_t told = take_count(e), k = told >> TEXT_BITS;
    struct seam s = {*room, 0};
    if ((told & TEXT_PIECES) == TEXT_WHOLE) {
        const char *at = (const char *)take(e, k);
        return (struct view){at, at ? k : 0};
    }
    if ((told & TEXT_PIECES) == TEXT_SHARES) sew_shared(e, &s, before, k);
    else if ((told & TEXT_PIECES) == TEXT_PIECES) sew_pieces(e, &s, n, k);
    else if (k >= PIECE_OWN) e->past = true;
    else for (unsigned i = 0; i < n->count; i++) {
        if (i) sew(e, &s, " ", 1);
        sew_word(e, &s, vocabulary_text(n->v, n->ids[i]), (unsigned)k);
    }
    *room += s.bytes;
    return (struct view){s.at, s.bytes};
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

// The texts of names, whose words are in their places.
static void take_names(struct eye *e, const struct vocabulary *v, struct unpacked *u) {
    const struct form_name *before = NULL;
    char *room = u->together;
    const uint32_t *ids = u->run;
    for (size_t i = 0; i < u->form.name_count; i++) {
        struct form_name *name = &u->names[i];
        struct name_read read = {++ids, name->count, v};
        name->text = take_name(e, before ? before->text : (struct view){NULL, 0}, &read, &room);
        ids += name->count;
        before = name;
    }
    if ((size_t)(room - u->together) > u->together_bytes) u->together_bytes = (size_t)(room - u->together);
}

static size_t place_names(const uint32_t *run, uint32_t count, struct unpacked *u) {
    size_t names = 0, words = 0;
    for (uint32_t at = 0; at < count && names < RAW_LIST_MAX; names++) {
        uint32_t head = run[at], n = raw_name_words(head);
        u->names[names] = (struct form_name){.first = (uint16_t)words, .count = (uint8_t)n, .role = raw_name_role(head)};
        at += 1 + n, words += n;
    }
    return names;
}

// All but the texts of names, at which the eye stops. False when it is not what raw_write wrote.
static bool take_entry(const struct raw *r, struct eye *at, struct head *h, uint32_t *run, struct unpacked *u) {
    struct eye e = eye_on(r), numbers;
    uint32_t ids[FORM_WORDS_MAX];
    unsigned b = take_byte(&e);
    *h = head_of(b);
    size_t n = take_words(&e, ids);
    *run = (uint32_t)take_names_of(&e, ids, n, u->run);
    take_counts(&e, b, h);
    if (h->births > RAW_LIST_MAX || h->nationalities > RAW_LIST_MAX || h->places > RAW_LIST_MAX || h->numbers > RAW_NUMBERS_MAX) return false;
    numbers = e;
    take(&e, h->numbers * NUMBER_BYTES);
    take_births(&e, h, r->born, u);
    for (size_t i = 0; i < h->nationalities; i++) u->nationalities[i] = take_text(&e);
    for (size_t i = 0; i < h->places; i++) u->birth_places[i] = take_text(&e);
    take_numbers(h, &numbers, &e, u);
    *at = e;
    return !e.past && (!h->born || h->births == 1);
}

bool raw_is_sound(const struct raw *r, const struct vocabulary *v, struct unpacked *u) {
    struct head h;
    struct eye e;
    uint32_t run, below = v ? v->count : 0;
    if (!take_entry(r, &e, &h, &run, u)) return false;
    size_t names = u->form.name_count = place_names(u->run, run, u);
    for (uint32_t at = 0; at < run; names--) {
        if (!names) return false;
        for (uint32_t n = raw_name_words(u->run[at++]); n--; at++) if (u->run[at] >= below) return false;
    }
    take_names(&e, v, u);
    return !e.past;
}

// Mr Ben, J. P.: what these are elsewhere they are not here.
static void spare_words(struct unpacked *u, size_t first, size_t end) {
    struct particles p = {true, true};
    for (size_t i = first; i < end && p.all; i++) p = particles_of(p, u->words[i]->role);
    for (size_t i = first; i < end && p.all && u->spared_count < SPARED_MAX; i++) {
        if (!is_spared(p, u->words[i]->role)) continue;
        struct word *w = &u->spared[u->spared_count++];
        *w = *u->words[i], w->role = ROLE_COMMON;
        u->words[i] = w;
    }
}

static void forget_spared(struct unpacked *u) {
    explicit_bzero(u->spared, u->spared_count * sizeof *u->spared);
    u->spared_count = 0;
}

void raw_unpack(const struct raw *r, const struct vocabulary *v, size_t live, struct unpacked *u) {
    struct head h = {0};
    struct eye e = {.at = NULL};
    uint32_t run = 0;
    size_t words = 0;
    if (!take_entry(r, &e, &h, &run, u)) run = 0;
    forget_spared(u);
    for (uint32_t at = 0, n; at < run; at += n, words += n) {
        n = raw_name_words(u->run[at++]);
        for (uint32_t i = 0; i < n; i++) u->words[words + i] = vocabulary_word(v, u->run[at + i]);
        spare_words(u, words, words + n);
        for (uint32_t i = 0; i < n; i++) u->bits[words + i] = word_bits(u->words[words + i]->role, vocabulary_with(v, u->run[at + i]), live);
    }
    u->texts_at = (uint32_t)(e.at ? e.at - r->at : r->bytes);
    u->form = (struct form){.kind = h.kind, .sex = h.sex, .names = u->names, .numbers = u->numbers, .births = u->births,
                            .nationalities = u->nationalities, .birth_places = u->birth_places, .words = u->words, .bits = u->bits,
                            .name_count = place_names(u->run, run, u), .number_count = h.numbers, .birth_count = h.births, .nationality_count = h.nationalities,
                            .birth_place_count = h.places, .word_count = words};
}

void raw_unpack_names(const struct raw *r, const struct vocabulary *v, struct unpacked *u) {
    struct eye e = {.at = r->at + u->texts_at, .end = r->at + r->bytes};
    take_names(&e, v, u);
}

void raw_forget(struct unpacked *u) {
    forget_spared(u);
    explicit_bzero(u->together, u->together_bytes);
    u->together_bytes = 0;
}
