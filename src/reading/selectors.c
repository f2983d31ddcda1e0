// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// selectors.c — numbers and addresses in running text. A cheap look at the shape says where one may stand; what it is, and
// whether it holds, codec/identifier.h says. In running text only what is valid counts (a date is no telephone number);
// what a file names as a sender counts whatever its form.
//
// Invariant: a text that was judged once is not judged again (`raw`), so that a chat of few people costs little.
#include "reading/reading_room.h"

#include <stdlib.h>

enum { RUN_BYTES_MAX = 128, URL_BYTES_MAX = 2000, TABLE_FIRST = 1024, BYTES_MAX = 64 * 1024 * 1024 };

struct selector {
    struct view kind, text, reason, validity;
    uint64_t count, last;
    uint64_t *events;
    uint32_t shown;
    uint8_t roles;
};
struct slot {               // of a table by text: raw texts and canonical ones
    struct view key;
    uint32_t number;        // of the selector + 1; 0: judged, and none
    bool taken;
};
struct table {
    struct slot *slots;
    size_t room, used;
};
struct selectors {
    char country[3];
    struct arena arena;
    struct selector *all;
    size_t count, room;
    struct table raw, known;
    uint64_t left_out;
};

struct selectors *selectors_new(struct view country) {
    struct selectors *s = calloc(1, sizeof *s);
    ENSURE(s);
    s->arena = arena_with_ceiling(BYTES_MAX);
    if (country.bytes == 2) memcpy(s->country, country.at, 2);
    return s;
}

struct selectors *selectors_free(struct selectors *s) {
    if (!s) return NULL;
    for (size_t i = 0; i < s->count; i++) free(s->all[i].events);
    arena_free(&s->arena);
    free(s->all), free(s->raw.slots), free(s->known.slots), free(s);
    return NULL;
}
size_t selectors_count(const struct selectors *s) { return s->count; }
uint64_t selectors_left_out(const struct selectors *s) { return s->left_out; }

// ---- A table by text ----

static uint64_t hash_of(struct view v) {  // FNV-1a, 64 bits, with a last mix; collisions only cost time, and their number is bounded
    uint64_t h = 14695981039346656037ull;
    for (size_t i = 0; i < v.bytes; i++) h = (h ^ (unsigned char)v.at[i]) * 1099511628211ull;
    return h ^ (h >> 29);
}

static struct slot *slot_of(struct table *t, struct view key) {
    size_t at = hash_of(key) & (t->room - 1);
    while (t->slots[at].taken && !view_same(t->slots[at].key, key)) at = (at + 1) & (t->room - 1);
    return &t->slots[at];
}

static void table_grown(struct table *t) {
    struct table larger = {calloc(t->room ? 2 * t->room : TABLE_FIRST, sizeof *t->slots), t->room ? 2 * t->room : TABLE_FIRST, t->used};
    ENSURE(larger.slots);
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].taken) *slot_of(&larger, t->slots[i].key) = t->slots[i];
    free(t->slots);
    *t = larger;
}

// The key's slot, taken now; *fresh: it was not there. NULL when no more are kept.
static struct slot *entered(struct selectors *s, struct table *t, struct view key, bool *fresh) {
    if (2 * (t->used + 1) > t->room) table_grown(t);
    struct slot *slot = slot_of(t, key);
    *fresh = !slot->taken;
    if (slot->taken) return slot;
    char *kept = t->used < 4 * SELECTORS_MAX ? arena_copy(&s->arena, key) : NULL;
    if (!kept) return NULL;
    *slot = (struct slot){{kept, key.bytes}, 0, true};
    t->used++;
    return slot;
}

// ---- What was found ----

static void counted(struct selectors *s, uint32_t number, enum selector_role role, uint64_t event) {
    struct selector *f = &s->all[number - 1];
    f->roles |= (uint8_t)role;
    f->count++;
    if (f->last == event) return;
    f->last = event;
    if (f->shown == SELECTOR_EVENTS_MAX) return;
    if (!f->events) f->events = calloc(SELECTOR_EVENTS_MAX, sizeof *f->events);
    ENSURE(f->events);
    f->events[f->shown++] = event;
}

static uint32_t number_of(struct selectors *s, struct view kind, struct view text, const char *reason, const char *validity) {
    bool fresh;
    AUTO_TEXT key = text_with_ceiling(URL_BYTES_MAX + 100);
    text_view(&key, kind), text_char(&key, ' '), text_view(&key, text);
    struct slot *slot = s->count < SELECTORS_MAX && text_ok(&key) ? entered(s, &s->known, text_seen(&key), &fresh) : NULL;
    if (!slot) return s->left_out++, 0;
    if (!fresh) return slot->number;
    if (s->count == s->room) {
        s->room = s->room ? 2 * s->room : 64;
        s->all = realloc(s->all, s->room * sizeof *s->all);
        ENSURE(s->all);
    }
    struct view kept = {slot->key.at + kind.bytes + 1, text.bytes}, word = {slot->key.at, kind.bytes};
    s->all[s->count] = (struct selector){.kind = word, .text = kept, .reason = view_of(reason), .validity = view_of(validity)};
    return slot->number = (uint32_t)++s->count;
}

static uint32_t judged(struct selectors *s, struct view type, struct view text, bool whole) {
    struct identifier_reading r = identifier_read(type, text, view_of(s->country));
    bool fits = r.validity == IDENTIFIER_VALID || r.reason == IDENTIFIER_NO_DIGEST || (r.kind == IDENTIFIER_username && r.validity != IDENTIFIER_INVALID);
    if (!r.text[0] || (!fits && !whole)) return 0;
    return number_of(s, view_of(identifier_kind_name(r.kind)), view_of(r.text), identifier_reason_name(r.reason), identifier_validity_name(r.validity));
}

static void tried(struct selectors *s, const char *type, struct view text, bool whole, enum selector_role role, uint64_t event) {
    bool fresh;
    AUTO_TEXT key = text_with_ceiling(URL_BYTES_MAX + 100);
    text_format(&key, "%s%c", type, whole ? '!' : ' '), text_view(&key, text);
    if (!utf8_valid(text)) return;
    struct slot *slot = text_ok(&key) ? entered(s, &s->raw, text_seen(&key), &fresh) : NULL;
    if (!slot) {
        s->left_out++;
        return;
    }
    if (fresh) slot->number = judged(s, view_of(type), text, whole);
    if (slot->number) counted(s, slot->number, role, event);
}

void selector_whole(struct selectors *s, struct view type, struct view text, enum selector_role role, uint64_t event) {
    AUTO_TEXT word = text_with_ceiling(40);
    text = view_trim(text);
    text_view(&word, type);
    if (text.bytes && text.bytes <= RUN_BYTES_MAX && utf8_valid(text) && !memchr(text.at, 0, text.bytes))
        tried(s, text_string(&word), text, true, role, event);
}

// ---- Where one may stand ----

static bool letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool in_address(char c) { return letter_or_digit(c) || strchr(".!#$%&'*+/=?^_`{|}~-", c) ? c != 0 : (unsigned char)c >= 0x80; }
static bool in_host(char c) { return letter_or_digit(c) || c == '.' || c == '-' || (unsigned char)c >= 0x80; }

// An Arabic-Indic (U+0660) or Persian (U+06F0) digit, two bytes.
static bool far_digit(struct view v, size_t at) {
    if (at + 1 >= v.bytes) return false;
    unsigned char a = (unsigned char)v.at[at], b = (unsigned char)v.at[at + 1];
    return (a == 0xD9 && b >= 0xA0 && b <= 0xA9) || (a == 0xDB && b >= 0xB0 && b <= 0xB9);
}

struct hunt {
    struct selectors *s;
    struct view text;
    enum selector_role role;
    uint64_t event;
};

static void found(const struct hunt *h, const char *type, size_t from, size_t to) {
    if (to > from && to - from <= RUN_BYTES_MAX) tried(h->s, type, (struct view){h->text.at + from, to - from}, false, h->role, h->event);
}

static void at_sign(const struct hunt *h, size_t at) {
    size_t from = at, to = at + 1;
    while (from > 0 && at - from < 64 && in_address(h->text.at[from - 1])) from--;
    while (to < h->text.bytes && to - at < 100 && in_host(h->text.at[to])) to++;
    while (to > at + 1 && (h->text.at[to - 1] == '.' || h->text.at[to - 1] == '-')) to--;
    if (from < at && memchr(h->text.at + at, '.', to - at)) found(h, "email", from, to);
    if (from < at) return;
    for (to = at + 1; to < h->text.bytes && (letter_or_digit(h->text.at[to]) || h->text.at[to] == '_'); to++) continue;
    if (to - at > 4) found(h, "username", at + 1, to);  // Telegram's are five letters or longer, Instagram's often are
}

static size_t colon(const struct hunt *h, size_t at) {  // of ://
    size_t from = at, to = at + 3;
    const struct view v = h->text;
    if (to > v.bytes || memcmp(v.at + at, "://", 3) != 0) return at;
    while (from > 0 && at - from < 10 && letter_or_digit(v.at[from - 1])) from--;
    while (to < v.bytes && to - from < URL_BYTES_MAX && (unsigned char)v.at[to] > 0x20 && !strchr("<>\"|\\^`{}", v.at[to])) to++;
    while (to > at + 3 && strchr(".,;:!?)'", v.at[to - 1])) to--;
    if (to == at + 3 || from == at) return at;
    tried(h->s, "url", (struct view){v.at + from, to - from}, false, h->role, h->event);
    size_t host = at + 3, end = host;
    while (end < to && in_host(v.at[end])) end++;
    if (memchr(v.at + host, '.', end - host)) found(h, digit(v.at[end - 1]) ? "ip" : "domain", host, end);
    return to - 1;
}

// From a plus or a digit on: digits with what people put between them. Gives the end; *digits how many.
static size_t number_run(struct view v, size_t at, size_t *digits) {
    size_t end = at;
    *digits = 0;
    for (size_t i = at; i < v.bytes && i - at < 60;) {
        if (digit(v.at[i])) end = ++i, ++*digits;
        else if (far_digit(v, i)) end = i += 2, ++*digits;
        else if (strchr("+ .-/()", v.at[i]) && v.at[i] && i - end < 2) i++;
        else if ((unsigned char)v.at[i] == 0xC2 && i + 1 < v.bytes && (unsigned char)v.at[i + 1] == 0xA0 && i - end < 2) i += 2;
        else break;
    }
    return end;
}

static size_t number(const struct hunt *h, size_t at) {
    const struct view v = h->text;
    size_t digits, end = number_run(v, at, &digits), dots = 0, plain = at;
    while (plain < v.bytes && (digit(v.at[plain]) || v.at[plain] == '.')) dots += v.at[plain++] == '.';
    if (plain > at && v.at[plain - 1] == '.') plain--, dots--;
    if (dots == 3 && digit(v.at[at])) found(h, "ip", at, plain);
    bool dialled = v.at[at] == '+' || v.at[at] == '0' || far_digit(v, at);
    if (dots != 3 && dialled && digits >= 8 && digits <= 16) found(h, "phone", at, end);
    if (digits == 15 && v.at[at] != '+' && v.at[at] != '0') found(h, "imei", at, end);
    return end > at ? end - 1 : at;
}

// Words of letters and digits: accounts, purses, IPv6. Gives the last byte of the word.
static size_t word(const struct hunt *h, size_t at) {
    const struct view v = h->text;
    size_t end = at, colons = 0, hex = at, letters = 0;
    while (end < v.bytes && letter_or_digit(v.at[end])) letters += !digit(v.at[end]), end++;
    while (hex < v.bytes && hex - at < 46 && (v.at[hex] == ':' || digit(v.at[hex]) || ((v.at[hex] | 0x20) >= 'a' && (v.at[hex] | 0x20) <= 'f')))
        colons += v.at[hex++] == ':';
    if (colons >= 2 && (colons == 7 || memmem(v.at + at, hex - at, "::", 2))) {
        found(h, "ip", at, hex);
        return hex - 1;
    }
    if (end - at >= 26 && end - at <= 90 && letters) found(h, "crypto", at, end);
    if (end - at >= 4 && !digit(v.at[at]) && !digit(v.at[at + 1]) && digit(v.at[at + 2]) && digit(v.at[at + 3])) {
        size_t to = end;  // with blanks between groups of four
        for (size_t i = end; i < v.bytes && i - at < 44; i++) {
            if (v.at[i] == ' ' && i + 1 < v.bytes && letter_or_digit(v.at[i + 1]) && v.at[i - 1] != ' ') continue;
            if (!letter_or_digit(v.at[i])) break;
            to = i + 1;
        }
        for (; to - at >= 15; to--)  // the words behind it are no part of it: the first length whose check holds
            if (letter_or_digit(v.at[to - 1]) && (to == v.bytes || !letter_or_digit(v.at[to]))) {
                struct identifier_reading r = identifier_read(VIEW("iban"), (struct view){v.at + at, to - at}, VIEW(""));
                if (r.validity == IDENTIFIER_VALID) return found(h, "iban", at, to), to - 1;
            }
    }
    return end > at ? end - 1 : at;
}

void selectors_in(struct selectors *s, struct view text, enum selector_role role, uint64_t event) {
    const struct hunt h = {s, text, role, event};
    bool inside = false;  // of a word
    for (size_t i = 0; i < text.bytes; i++) {
        char c = text.at[i];
        if (c == '@') at_sign(&h, i);
        else if (c == ':') i = colon(&h, i);
        else if (!inside && (digit(c) || c == '+' || far_digit(text, i))) {
            size_t end = number(&h, i), as_word = digit(c) ? word(&h, i) : i;
            i = end > as_word ? end : as_word;
        } else if (!inside && letter_or_digit(c)) i = word(&h, i);
        inside = letter_or_digit(text.at[i]) || text.at[i] == '_';
    }
}

// ---- Out ----

static void roles_put(struct text *t, uint8_t roles) {
    static const struct { uint8_t role; const char *word; } words[] = {{ROLE_FROM, "from"}, {ROLE_TEXT, "text"}, {ROLE_TO, "to"}};
    bool some = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (roles & words[i].role) text_format(t, "%s\"%s\"", some ? "," : "", words[i].word), some = true;
}

RESULT selectors_said(struct selectors *s, delivery_sink *sink, void *ctx, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    for (size_t i = 0; i < s->count; i++) {
        const struct selector *f = &s->all[i];
        text_clear(&t);
        text_format(&t, "{\"selector\":{\"count\":%llu,\"events\":[", (unsigned long long)f->count);
        for (uint32_t k = 0; k < f->shown; k++) text_format(&t, "%s%llu", k ? "," : "", (unsigned long long)f->events[k]);
        text_format(&t, "],\"kind\":\"%.*s\",\"reason\":\"%.*s\",\"roles\":[", VIEW_ARGS(f->kind), VIEW_ARGS(f->reason));
        roles_put(&t, f->roles);
        text_put(&t, "],\"text\":"), text_json_text(&t, f->text);
        text_format(&t, ",\"validity\":\"%.*s\"}}", VIEW_ARGS(f->validity));
        if (!text_ok(&t)) return FAIL(err, TOO_BIG, "a selector");
        TRY(sink(ctx, text_seen(&t), err));
    }
    return DONE;
}
