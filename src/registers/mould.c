// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/mould.h"

#include <endian.h>
#include <string.h>

// ---- The check ----

enum { LANES = 4, CHECK_BYTES = sizeof(uint32_t) };

static const uint64_t odd[] = {0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu, 0xD6E8FEB86659FD93u, 0xA0761D6478BD642Fu};

// No two states become one, and no two words lead from one state to the same.
static uint64_t stir(uint64_t state, uint64_t word, uint64_t by) {
    state = (state ^ word) * by;
    return state ^ state >> 32;
}

// Each bit depends on every bit then. Before that, what two wrong bytes do at the upper end of two states is undone when these are put
// together, and a copy makes the same byte wrong twice.
static uint64_t settled(uint64_t state) { return stir(stir(stir(state, 0, odd[0]), 0, odd[1]), 0, odd[2]); }

// Four words at a time, each into a state of its own: a processor stirs them beside each other.
static uint32_t check_of(struct view v) {
    uint64_t state[LANES] = {v.bytes, 1, 2, 3}, word[LANES], all = 0;
    for (; v.bytes >= sizeof word; v.at += sizeof word, v.bytes -= sizeof word) {
        memcpy(word, v.at, sizeof word);
        for (int i = 0; i < LANES; i++) state[i] = stir(state[i], le64toh(word[i]), odd[i]);
    }
    memset(word, 0, sizeof word);
    if (v.bytes) memcpy(word, v.at, v.bytes);
    for (int i = 0; i < LANES; i++) state[i] = stir(state[i], le64toh(word[i]), odd[i]);
    for (int i = 0; i < LANES; i++) all ^= settled(state[i]);
    return (uint32_t)all;
}

// ---- Packing ----

enum { GRAM = 4, STRIDE = 4, BLOCK = 8, COPY_LEAST = 6, PLACE_BITS = 10 };

struct packing {
    const char *at;                        // the mould, the body behind it
    size_t bytes, told, end;               // told: up to where the body is told; end: where the last copy ended
    uint32_t places[1 << PLACE_BITS];      // by the four bytes there: place + 1
    struct text *out;
};

static void put_number(struct text *t, uint64_t n) {
    for (; n >= 0x80; n >>= 7) text_char(t, (char)(n | 0x80));
    text_char(t, (char)n);
}

static uint64_t zigzag(int64_t n) { return n < 0 ? 2 * (uint64_t)-(n + 1) + 1 : 2 * (uint64_t)n; }
static int64_t unzigzag(uint64_t n) { return n & 1 ? -(int64_t)(n >> 1) - 1 : (int64_t)(n >> 1); }

static uint32_t *place_of(struct packing *p, size_t at) {
    uint32_t gram;
    memcpy(&gram, p->at + at, GRAM);
    return &p->places[gram * 2654435761u >> (32 - PLACE_BITS)];
}

static bool same_gram(const struct packing *p, size_t a, size_t b) { return memcmp(p->at + a, p->at + b, GRAM) == 0; }

// Where the bytes at `at` stand already: best where the last copy ended, for a value lies between. SIZE_MAX: nowhere.
static size_t found(struct packing *p, size_t at) {
    if (p->end < at && same_gram(p, p->end, at)) return p->end;
    uint32_t place = *place_of(p, at);
    return place && same_gram(p, place - 1, at) ? place - 1 : SIZE_MAX;
}

static void tell(struct packing *p, size_t at, size_t from, size_t count) {
    put_number(p->out, at - p->told);
    text_add(p->out, p->at + p->told, at - p->told);
    put_number(p->out, count);
    if (count) put_number(p->out, zigzag((int64_t)from - (int64_t)p->end));
    p->told = at + count;
    p->end = from + count;
}

// The copy at `at`, if it is worth one; gives the place behind it.
static size_t copied(struct packing *p, size_t at, size_t from) {
    size_t back = 0, count = GRAM;
    while (at + count + BLOCK <= p->bytes && memcmp(p->at + from + count, p->at + at + count, BLOCK) == 0) count += BLOCK;
    while (at + count < p->bytes && p->at[from + count] == p->at[at + count]) count++;
    while (at - back > p->told && from > back && p->at[from - back - 1] == p->at[at - back - 1]) back++;
    if (count + back < COPY_LEAST) return at;
    tell(p, at - back, from - back, count + back);
    return at + count;
}

static void pack_all(struct packing *p, size_t words) {
    for (size_t i = 0; i + GRAM <= words; i += STRIDE) *place_of(p, i) = (uint32_t)i + 1;
    for (size_t i = words; i + GRAM <= p->bytes;) {
        size_t from = found(p, i), next = from == SIZE_MAX ? i : copied(p, i, from);
        if (next == i) *place_of(p, i) = (uint32_t)i + 1, next++;
        i = next;
    }
    if (p->told < p->bytes) tell(p, p->bytes, p->end, 0);
}

void mould_pack(struct view words, struct view body, struct text *out) {
    ENSURE(words.bytes <= MOULD_BYTES_MAX && body.bytes <= MOULD_BODY_BYTES_MAX);
    AUTO_TEXT both = text_with_ceiling(MOULD_BYTES_MAX + MOULD_BODY_BYTES_MAX);
    text_view(&both, words);
    text_view(&both, body);
    ENSURE(text_ok(&both));
    struct packing p = {.at = text_string(&both), .bytes = both.bytes, .told = words.bytes, .out = out};
    const uint32_t check = htole32(check_of(body));
    put_number(out, body.bytes);
    put_number(out, words.bytes + MOULD_CHECKED);
    text_add(out, (const char *)&check, CHECK_BYTES);
    pack_all(&p, words.bytes);
}

// ---- Unpacking: every number may be wrong ----

static bool number(struct view *v, uint64_t *out) {
    *out = 0;
    for (unsigned shift = 0; v->bytes && shift < 35; shift += 7) {
        unsigned char c = (unsigned char)*v->at;
        v->at++, v->bytes--;
        *out |= (uint64_t)(c & 0x7F) << shift;
        if (!(c & 0x80)) return true;
    }
    return false;
}

struct unpacking {
    struct view words, rest;
    struct text *out;
    size_t start, total;  // start: of the body in `out`
    int64_t end;
};

static size_t left(const struct unpacking *u) { return u->total - (u->out->bytes - u->start); }

static bool own(struct unpacking *u) {
    uint64_t count;
    if (!number(&u->rest, &count) || count > u->rest.bytes || count > left(u)) return false;
    text_add(u->out, u->rest.at, count);
    u->rest.at += count, u->rest.bytes -= count;
    return true;
}

static bool copy(struct unpacking *u) {
    uint64_t count, difference;
    if (!number(&u->rest, &count) || count > left(u)) return false;
    if (!count) return true;
    if (!number(&u->rest, &difference)) return false;
    int64_t from = u->end + unzigzag(difference), here = (int64_t)(u->words.bytes + u->out->bytes - u->start);
    if (from < 0 || from >= here) return false;
    u->end = from + (int64_t)count;
    size_t at = (size_t)from;
    if (at < u->words.bytes) {
        size_t there = u->words.bytes - at < count ? u->words.bytes - at : (size_t)count;
        text_add(u->out, u->words.at + at, there);
        at += there, count -= there;
    }
    for (; count; count--, at++) text_char(u->out, u->out->at[u->start + at - u->words.bytes]);  // it may reach into itself
    return true;
}

static bool head(struct unpacking *u, bool *checked, uint32_t *check) {
    uint64_t total, known;
    if (!number(&u->rest, &total) || !number(&u->rest, &known) || total > MOULD_BODY_BYTES_MAX) return false;
    *checked = known >= MOULD_CHECKED;
    if (*checked) known -= MOULD_CHECKED;
    bool before = !*checked && u->words.bytes && *u->words.at == MOULD_SINCE;
    if (before || known > u->words.bytes || (*checked && u->rest.bytes < CHECK_BYTES)) return false;
    u->total = total, u->words.bytes = known;
    if (!*checked) return true;
    memcpy(check, u->rest.at, CHECK_BYTES);
    u->rest.at += CHECK_BYTES, u->rest.bytes -= CHECK_BYTES;
    return true;
}

RESULT mould_unpack(struct view words, struct view packed, struct text *out, struct error *err) {
    struct unpacking u = {words, .rest = packed, .out = out, .start = out->bytes};
    bool checked = false;
    uint32_t check = 0;
    bool good = head(&u, &checked, &check);
    if (good && u.total > out->ceiling - out->bytes) return FAIL(err, TOO_BIG, "the record is larger than the ceiling");
    while (good && left(&u)) good = own(&u) && copy(&u) && (u.rest.bytes || !left(&u));
    if (good && checked) good = check_of((struct view){text_seen(out).at + u.start, u.total}) == le32toh(check);
    return good && !u.rest.bytes ? DONE : FAIL(err, STORE_DAMAGED, "a record's body can't be read");
}

// ---- What a mould may hold ----

enum { KEY_BYTES_MAX = 32, VALUE_BYTES_MAX = 24 };
static const char VALUE_LETTERS[] = "abcdefghijklmnopqrstuvwxyzH0123456789_.:()-TZ";

static bool told_of_all(struct view key) {
    static const char *const KEYS[] = {"article", "basis", "category", "handling", "purpose", "retain_until", "review_at",
                                       "subject_category", "information", "kind", "type", "country"};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (view_is(key, KEYS[i])) return true;
    return false;
}

// A word of a table, such as 36(2), object_list, passport, fr: of another member's record nobody here knows more.
static bool plain_value(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if (!memchr(VALUE_LETTERS, v.at[i], sizeof VALUE_LETTERS - 1)) return false;
    return v.bytes <= VALUE_BYTES_MAX;
}

static bool plain_key(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if (!((v.at[i] >= 'a' && v.at[i] <= 'z') || (v.at[i] >= '0' && v.at[i] <= '9') || v.at[i] == '_')) return false;
    return v.bytes && v.bytes <= KEY_BYTES_MAX;
}

// The string that begins at `at`, without its quotes.
static struct view string_at(struct view body, size_t at) {
    size_t end = at + 1;
    while (end < body.bytes && body.at[end] != '"') end += body.at[end] == '\\' ? 2 : 1;
    if (end > body.bytes) end = body.bytes;
    return (struct view){body.at + at + 1, end - at - 1};
}

void mould_words(struct view body, struct text *out) {
    struct view key = {0};
    for (size_t i = 0; i < body.bytes; i++) {
        char c = body.at[i];
        if (c != '"') {
            if (c && strchr("{}[]:,truefalsn", c)) text_char(out, c);  // of what is no string: the form, and true, false and null
            continue;
        }
        struct view string = string_at(body, i);
        i += string.bytes + 1;
        bool is_key = i + 1 < body.bytes && body.at[i + 1] == ':';
        if (is_key) key = string;
        bool kept = is_key ? plain_key(string) : told_of_all(key) && plain_value(string);
        text_char(out, '"');
        if (kept) text_view(out, string);
        text_char(out, '"');
    }
}
