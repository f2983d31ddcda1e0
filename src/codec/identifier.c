// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier.c — the door: which reader reads what, what a number of unknown kind may be, and under which keys it is found.
#include "codec/identifier_room.h"

#include <unicode/uchar.h>

static const char *const kind_names[] = {
#define X(name) #name,
    IDENTIFIER_KINDS(X)
#undef X
};
static const char *const reason_names[] = {
#define X(name, validity) #name,
    IDENTIFIER_REASONS(X)
#undef X
};
static const enum identifier_validity validity_of[] = {
#define X(name, validity) IDENTIFIER_##validity,
    IDENTIFIER_REASONS(X)
#undef X
};

const char *identifier_kind_name(enum identifier_kind k) { return k < IDENTIFIER_KIND_COUNT ? kind_names[k] : "?"; }
const char *identifier_reason_name(enum identifier_reason r) { return r < IDENTIFIER_REASON_COUNT ? reason_names[r] : "?"; }
const char *identifier_validity_name(enum identifier_validity v) {
    return v == IDENTIFIER_VALID ? "valid" : v == IDENTIFIER_INVALID ? "invalid" : "unchecked";
}

bool identifier_kind_read(struct view name, enum identifier_kind *out) {
    for (size_t i = 0; i < IDENTIFIER_KIND_COUNT; i++)
        if (view_is(name, kind_names[i])) {
            *out = (enum identifier_kind)i;
            return true;
        }
    return false;
}

// How a kind is read, and how much a guess of it is worth: the shorter and freer the form, the less.
static const struct {
    identifier_reader *read;
    uint8_t worth;         // of a guess whose check digits hold; 0: never guessed
    uint8_t worth_by_form; // of a guess that only fits a form; 0: not guessed by form alone
    uint8_t least, most;   // bytes of its folded form, with what may stand before it: others are no guess
} readers[IDENTIFIER_KIND_COUNT] = {
    [IDENTIFIER_phone] = {read_phone, 50, 50, 4, 30},      [IDENTIFIER_email] = {read_email, 100, 100, 3, 254},
    [IDENTIFIER_iban] = {read_iban, 99, 0, 15, 38},        [IDENTIFIER_account] = {read_account, 80, 0, 12, 30},
    [IDENTIFIER_bic] = {read_bic, 0, 20, 8, 11},           [IDENTIFIER_lei] = {read_lei, 95, 0, 20, 20},
    [IDENTIFIER_imei] = {read_imei, 70, 0, 14, 20},        [IDENTIFIER_imsi] = {read_imsi, 0, 30, 14, 15},
    [IDENTIFIER_iccid] = {read_iccid, 90, 0, 18, 21},      [IDENTIFIER_mac] = {read_mac, 0, 35, 12, 12},
    [IDENTIFIER_plate] = {read_plate, 0, 45, 2, 30},       [IDENTIFIER_vin] = {read_vin, 65, 60, 17, 17},
    [IDENTIFIER_imo] = {read_imo, 40, 0, 7, 10},           [IDENTIFIER_mmsi] = {read_mmsi, 0, 15, 9, 13},
    [IDENTIFIER_passport] = {read_passport, 0, 40, 4, 20}, [IDENTIFIER_id] = {read_id, 75, 25, 4, 20},
    [IDENTIFIER_national] = {read_national, 85, 42, 4, 15}, [IDENTIFIER_registration] = {read_registration, 38, 0, 9, 15},
    [IDENTIFIER_mrz] = {read_mrz, 98, 0, 20, 90},          [IDENTIFIER_ip] = {read_ip, 96, 96, 1, 64},
    [IDENTIFIER_domain] = {read_domain, 0, 55, 3, 254},    [IDENTIFIER_username] = {read_username, 0, 0, 0, 0},
    [IDENTIFIER_crypto] = {read_crypto, 97, 0, 25, 90},    [IDENTIFIER_url] = {read_url, 0, 0, 0, 0},
};

// A URL of unknown kind is known by its "://", whatever its length; nothing else has one.
static bool is_url(struct view text) { return memmem(text.at, text.bytes, "://", 3) != NULL; }

static void given_fill(struct given *g, struct view text, struct view country, struct identifier_reading *out) {
    g->raw = view_trim(text);
    memset(g->country, 0, sizeof g->country);
    if (country_exists(country))
        for (size_t i = 0; i < 2; i++) g->country[i] = (char)(country.at[i] | 0x20);
    g->folded = (struct view){out->text, identifier_fold(g->raw, out->text, IDENTIFIER_BYTES_MAX)};
    out->text[g->folded.bytes] = '\0';
}

static struct identifier_reading reading_by(enum identifier_kind kind, struct view text, struct view country) {
    struct identifier_reading out = {.kind = kind};
    struct given g;
    given_fill(&g, text, country, &out);
    if (g.raw.bytes > (kind == IDENTIFIER_url ? SIZE_MAX : IDENTIFIER_BYTES_MAX)) out.text[0] = '\0', out.reason = IDENTIFIER_TOO_LONG;
    else if (!utf8_valid(g.raw)) out.reason = IDENTIFIER_BAD_CHARACTER;
    else if (!g.raw.bytes) out.reason = IDENTIFIER_EMPTY;
    else out.reason = readers[kind].read ? readers[kind].read(&g, &out) : IDENTIFIER_NO_RULE;
    out.validity = validity_of[out.reason];
    return out;
}

// ---- Guessing ----
enum { WORTH_URL = 110 };  // above all others
static unsigned worth_of(const struct identifier_reading *r, struct view country) {
    bool here = country.bytes != 2 || !r->country[0] || ((country.at[0] | 0x20) == r->country[0] && (country.at[1] | 0x20) == r->country[1]);
    unsigned worth = r->reason == IDENTIFIER_CHECK_HOLDS                                             ? readers[r->kind].worth
                     : r->reason == IDENTIFIER_FORM_FITS || r->reason == IDENTIFIER_NOT_PUBLIC       ? readers[r->kind].worth_by_form
                     : r->reason == IDENTIFIER_NO_DIGEST                                             ? 60
                     : r->reason == IDENTIFIER_NO_COUNTRY && r->kind == IDENTIFIER_phone && r->loose[0] ? 10
                                                                                                      : 0;
    return here || worth < 2 ? worth : worth / 2;
}

size_t identifier_guess(struct view text, struct view country, struct identifier_reading *out, size_t room) {
    unsigned worths[IDENTIFIER_GUESSES_MAX];
    char folded[IDENTIFIER_BYTES_MAX];
    size_t count = 0, bytes = identifier_fold(text, folded, sizeof folded);
    if (room > IDENTIFIER_GUESSES_MAX) room = IDENTIFIER_GUESSES_MAX;
    struct identifier_reading url = is_url(text) ? reading_by(IDENTIFIER_url, text, country) : (struct identifier_reading){.validity = IDENTIFIER_INVALID};
    if (url.validity == IDENTIFIER_VALID && room) out[0] = url, worths[0] = WORTH_URL, count = 1;
    if (view_trim(text).bytes > IDENTIFIER_BYTES_MAX) return count;
    for (size_t k = 0; k < IDENTIFIER_KIND_COUNT; k++) {
        if ((!readers[k].worth && !readers[k].worth_by_form) || bytes < readers[k].least || bytes > readers[k].most) continue;
        struct identifier_reading r = reading_by((enum identifier_kind)k, text, country);
        unsigned worth = worth_of(&r, country);
        if (k == IDENTIFIER_account && view_same(view_of(r.text), (struct view){folded, bytes})) continue;  // an IBAN already
        size_t at = count;
        if (!worth) continue;
        while (at > 0 && worths[at - 1] < worth) at--;
        if (at >= room) continue;
        size_t moved = (count < room ? count : room - 1) - at;
        memmove(out + at + 1, out + at, moved * sizeof *out);
        memmove(worths + at + 1, worths + at, moved * sizeof *worths);
        out[at] = r;
        worths[at] = worth;
        if (count < room) count++;
    }
    return count;
}

// Like nothing that holds, and yet of a form that is one kind's alone: an IBAN of its country's length, lines of a travel document, or
// a national number of the country that was said. It was mistyped, and says so.
static bool is_mistyped(struct view text, struct view country, struct identifier_reading *out) {
    static const enum identifier_kind kinds[] = {IDENTIFIER_iban, IDENTIFIER_mrz, IDENTIFIER_national};
    if (view_trim(text).bytes > IDENTIFIER_BYTES_MAX) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i] == IDENTIFIER_national && !country_exists(country)) continue;
        *out = reading_by(kinds[i], text, country);
        if (out->reason == IDENTIFIER_BAD_CHECK) return true;
    }
    return false;
}

struct identifier_reading identifier_read(struct view type, struct view text, struct view country) {
    enum identifier_kind kind;
    return identifier_read_as(identifier_kind_read(type, &kind) ? kind : IDENTIFIER_other, text, country);
}

struct identifier_reading identifier_read_as(enum identifier_kind kind, struct view text, struct view country) {
    struct identifier_reading best;
    if (readers[kind].read) return reading_by(kind, text, country);
    if (identifier_guess(text, country, &best, 1) || is_mistyped(text, country, &best)) return best;
    return reading_by(IDENTIFIER_other, text, country);
}

// ---- Keys ----
static size_t key_add(struct identifier_key *out, size_t count, const char *text, bool loose) {
    if (count == IDENTIFIER_KEYS_MAX) return count;
    struct identifier_key *k = &out[count];
    size_t n = identifier_fold(view_of(text), k->text, IDENTIFIER_BYTES_MAX);
    k->text[n] = '\0';
    k->loose = loose;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(out[i].text, k->text)) n = 0;
    return n ? count + 1 : count;
}

size_t identifier_keys(struct view type, struct view text, struct view country, struct identifier_key out[IDENTIFIER_KEYS_MAX]) {
    struct identifier_reading best = identifier_read(type, text, country);
    if (best.kind == IDENTIFIER_url) return url_keys(text, out, IDENTIFIER_KEYS_MAX);
    char plain[IDENTIFIER_BYTES_MAX + 1];
    size_t n = identifier_fold(text, plain, IDENTIFIER_BYTES_MAX), count = key_add(out, 0, best.text, false);
    plain[n] = '\0';
    count = key_add(out, count, plain, false);
    if (best.kind == IDENTIFIER_phone || best.kind == IDENTIFIER_email || best.kind == IDENTIFIER_imei) count = key_add(out, count, best.loose, true);
    struct identifier_reading fixes[IDENTIFIER_KEYS_MAX];
    size_t fix_count = identifier_fixes(&best, fixes, IDENTIFIER_KEYS_MAX - count);
    for (size_t i = 0; i < fix_count; i++) count = key_add(out, count, fixes[i].text, true);
    return count;
}

// ---- Folding ----
static uint32_t narrow(uint32_t cp) { return cp >= 0xff01 && cp <= 0xff5e ? cp - 0xfee0 : cp; }

static uint32_t digits_made_plain(uint32_t cp) {
    if (cp < 0x80) return cp;
    cp = narrow(cp);
    int digit = cp < 0x80 ? -1 : u_charDigitValue((UChar32)cp);
    return digit >= 0 ? '0' + (uint32_t)digit : cp;
}

size_t identifier_fold(struct view v, char *out, size_t room) {
    enum { TATWEEL = 0x640 };
    size_t n = 0;
    if (!utf8_valid(v)) return 0;
    for (size_t at = 0; at < v.bytes;) {
        uint8_t byte = (uint8_t)v.at[at];
        uint32_t cp = byte < 0x80 ? at++, byte : digits_made_plain(utf8_next(v, &at));
        char c[4];
        if (cp >= 'a' && cp <= 'z') cp -= 32;
        if (cp < 0x80 ? !((cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z')) : cp == TATWEEL || !u_isalpha((UChar32)cp)) continue;
        size_t k = cp < 0x80 ? 1 : utf8_put(cp, c);
        if (n + k > room) break;
        if (k == 1) out[n] = (char)cp;
        else memcpy(out + n, c, k);
        n += k;
    }
    return n;
}

size_t fold_digits_kept(struct view raw, char *out, size_t room) {
    size_t n = 0;
    for (size_t at = 0; at < raw.bytes;) {
        char c[4];
        size_t k = utf8_put(digits_made_plain(utf8_next(raw, &at)), c);
        if (n + k > room) break;
        memcpy(out + n, c, k);
        n += k;
    }
    return n;
}
