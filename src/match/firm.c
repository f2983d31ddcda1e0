// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/firm.h"

#include "match/tables/firms.h"
#include "match/tables/trades.h"

#include <threads.h>
#include <unicode/utf8.h>

// ---- tables -------------------------------------------------------------------------------------

struct firm_row { const char *from, *to; bool short_form; };
static const struct firm_row ROWS[] = {
#define F(from, to) {from, to, false},
    FIRM_LIMITED FIRM_SHARES FIRM_OTHERS FIRM_STATE FIRM_WORDS FIRM_MORE_WORDS FIRM_PUBLIC_WORDS FIRM_COUNTRIES
#undef F
#define F(from, to) {from, to, true},
    FIRM_SHORT_FORMS
#undef F
};
static const struct firm_row MEANINGS[] = {
#define T(to, from) {from, to, false},
    FIRM_TRADES FIRM_DIRECTIONS FIRM_PLACES
#undef T
};
enum { ROWS_MAX = 8000, BUCKETS = 8192, BEGINNING = 3, ROW_WORDS_MAX = 12, ROW_LETTERS_MAX = 80, LETTERS_A_ROW = 20 };
enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS, MEANING_COUNT = sizeof MEANINGS / sizeof *MEANINGS };

uint32_t letter_plain(uint32_t cp) {
    static const struct { uint32_t marked; char letter; } rows[] = {
        {U'ç', 'c'}, {U'č', 'c'}, {U'ć', 'c'}, {U'š', 's'}, {U'ş', 's'}, {U'ș', 's'}, {U'ś', 's'}, {U'ž', 'z'}, {U'ż', 'z'},
        {U'ğ', 'g'}, {U'ł', 'l'}, {U'đ', 'd'}, {U'ı', 'i'}, {U'ø', 'o'}, {U'ä', 'a'}, {U'ö', 'o'}, {U'ü', 'u'}, {U'å', 'a'}, {U'ř', 'r'}};
    if (cp < U'ä' || cp > U'ț') return cp;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) if (rows[i].marked == cp) return (uint8_t)rows[i].letter;
    return cp;
}

// A row's words as a name's are folded; rows are reached by the letters that their first word begins with.
struct folded_row {
    const struct firm_row *row;
    const uint32_t *at;         // in `letters`
    uint16_t open;              // a bit for each word: any letters may follow
    uint8_t end[ROW_WORDS_MAX], words, letters;
};
static struct folded_row folded[ROWS_MAX];
static uint32_t letters[ROWS_MAX * LETTERS_A_ROW];  // of all rows, one behind another
static size_t row_count, letters_used;
static uint16_t first[BUCKETS], next[ROWS_MAX];
static once_flag laid_out = ONCE_FLAG_INIT;

static size_t bucket_of(const uint32_t *at, size_t count) {
    uint32_t h = 0;
    for (size_t i = 0; i < count && i < BEGINNING; i++) h = (h + letter_plain(at[i])) * 0x9E3779B1u;
    return h >> 19;
}

// "And" of a row, which names have in many languages, goes.
static void without_and(uint32_t *at, struct folded_row *r) {
    static const uint32_t and[] = {'a', 'n', 'd'};
    for (size_t k = 1; k + 1 < r->words; k++) {
        size_t from = r->end[k - 1];
        if (r->end[k] - from != 3 || memcmp(at + from, and, sizeof and) != 0) continue;
        memmove(at + from, at + r->end[k], (r->letters - r->end[k]) * sizeof *at);
        for (size_t i = k; i + 1 < r->words; i++) r->end[i] = (uint8_t)(r->end[i + 1] - 3);
        uint16_t before = (uint16_t)((1u << k) - 1);
        r->open = (uint16_t)((r->open & before) | (r->open >> 1 & ~before));
        r->words--, r->letters -= 3, k--;
    }
}

static void fold_row(struct view v, uint32_t *at, struct folded_row *out) {
    for (size_t i = 0; i < v.bytes;) {
        uint32_t cp = utf8_next(v, &i);
        if (cp == '*') {
            out->open |= (uint16_t)(1u << out->words);
            continue;
        }
        bool elided = cp == '\'' && out->letters - (out->words ? out->end[out->words - 1] : 0) == 1;  // d'intérêt is two words
        if (cp == ' ' || elided) {
            out->end[out->words++] = out->letters;
            continue;
        }
        uint32_t letter = letter_plain(letter_fold(cp));
        if (letter && letter != ' ' && letter != '\'') at[out->letters++] = letter;
        ENSURE(out->letters < ROW_LETTERS_MAX && out->words < ROW_WORDS_MAX);
    }
    out->end[out->words++] = out->letters;
    out->at = at;
    without_and(at, out);
}

static void add_row(const struct firm_row *row, struct view from) {
    ENSURE(row_count < ROWS_MAX && letters_used + ROW_LETTERS_MAX <= sizeof letters / sizeof *letters);
    struct folded_row *r = &folded[row_count];
    fold_row(from, letters + letters_used, r);
    r->row = row;
    letters_used += r->letters;
    size_t bucket = bucket_of(r->at, r->end[0]);
    next[row_count] = first[bucket], first[bucket] = (uint16_t)++row_count;
}

// Of rows that are as long the last counts: a legal form and what firms.h says of a word go before its trade.
static void lay_out(void) {
    for (size_t i = 0; i < MEANING_COUNT; i++)
        for (const char *at = MEANINGS[i].from, *end; at; at = *end ? end + 2 : NULL) {
            end = strstr(at, ", ");
            if (!end) end = at + strlen(at);
            add_row(&MEANINGS[i], (struct view){at, (size_t)(end - at)});
        }
    for (size_t i = 0; i < ROW_COUNT; i++) add_row(&ROWS[i], view_of(ROWS[i].from));
}

// ---- words and phrases --------------------------------------------------------------------------

// How many letters of a word are Arabic's "the", "for the", "in the", "and": written with it, and no part of what it means.
static size_t before_word(const struct letters *w) {
    static const struct { const uint32_t *at; size_t count, least; } rows[] = {
        {U"وال", 3, 3}, {U"بال", 3, 3}, {U"ولل", 3, 3}, {U"ال", 2, 2}, {U"لل", 2, 3}, {U"و", 1, 3}, {U"ب", 1, 3}, {U"ل", 1, 3}, {U"al", 2, 4}, {U"el", 2, 5}};
    if (w->script != SCRIPT_ARABIC && w->at[0] != 'a' && w->at[0] != 'e') return 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (w->count >= rows[i].count + rows[i].least && memcmp(w->at, rows[i].at, rows[i].count * sizeof *w->at) == 0) return rows[i].count;
    return 0;
}

static bool meets(const struct letters *w, size_t skip, const struct folded_row *r, size_t word) {
    size_t from = word ? r->end[word - 1] : 0, n = r->end[word] - from, count = w->count - skip;
    if (r->open >> word & 1 ? count < n : count != n) return false;
    for (size_t k = 0; k < n; k++) if (letter_plain(w->at[skip + k]) != r->at[from + k]) return false;
    return true;
}

static bool row_meets(const struct letters *w, size_t n, const struct folded_row *r) {
    if (r->words > n) return false;
    for (size_t k = 0; k < r->words; k++) {
        size_t skip = before_word(&w[k]);
        if (!meets(&w[k], 0, r, k) && (!skip || !meets(&w[k], skip, r, k))) return false;
    }
    return true;
}

bool is_legal_form(struct view t) { return view_is(t, "llc") || view_is(t, "plc") || view_is(t, "lp"); }

// Three letters and fewer are a legal form at either end of a name, elsewhere a word (SIA, VAT, too).
static bool may_stand(const struct firm_row *row, const struct folded_row *r, const struct letters *w, size_t i, size_t n) {
    bool at_end = i == 0 || i + r->words == n;
    bool few = row->short_form || (is_legal_form(view_of(row->to)) && r->letters <= 3 && !w[i].dotted);
    return (!few || at_end) && (r->words < n || *row->to);
}

// The longest row that the words from `i` on meet: of most words, then of most letters. NULL for none.
static const struct firm_row *row_from(const struct letters *w, size_t i, size_t n, size_t *words) {
    const struct firm_row *best = NULL;
    size_t most = 0, skip = before_word(&w[i]);
    *words = 1;
    for (size_t from = 0;; from = skip) {
        for (size_t k = first[bucket_of(w[i].at + from, w[i].count - from)]; k; k = next[k - 1]) {
            const struct folded_row *r = &folded[k - 1];
            bool longer = !best || r->words > *words || (r->words == *words && r->letters > most);
            if (!longer || !row_meets(w + i, n - i, r) || !may_stand(r->row, r, w, i, n)) continue;
            best = r->row, *words = r->words, most = r->letters;
        }
        if (from == skip) return best;
    }
}

static void become(struct letters *w, const char *word) {
    w->count = 0;
    w->script = SCRIPT_LATIN;
    for (; *word; word++) w->at[w->count++] = (uint8_t)*word;
    w->uneven = true;
    letters_spell(w);
}

static size_t write_out(struct letters *w, size_t n) {
    size_t kept = 0, words;
    for (size_t i = 0; i < n; i += words) {
        const struct firm_row *row = row_from(w, i, n, &words);
        if (row && !*row->to && (kept || i + words < n)) continue;
        uint32_t end = w[i + words - 1].end;
        if (kept != i) w[kept] = w[i];
        if (row && *row->to) become(&w[kept], row->to), w[kept].end = end;
        kept++;
    }
    return kept;
}

// Between two words of three letters and more.
static bool is_and(const struct letters *w, size_t i, size_t n) {
    static const char *const words[] = {FIRM_ANDS};
    if (!i || i + 1 >= n || w[i - 1].count < 3 || w[i + 1].count < 3 || w[i].count > 3) return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) if (view_is(letters_text(&w[i]), words[k])) return true;
    return false;
}

static size_t leave_and_out(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_and(w, i, n)) continue;
        if (kept != i) w[kept] = w[i];
        kept++;
    }
    return kept;
}

// ---- numbers ------------------------------------------------------------------------------------

static const char *numeral_of(const struct letters *w) {
    static const char *const rows[][2] = {
        {"i", "1"}, {"ii", "2"}, {"iii", "3"}, {"iv", "4"}, {"v", "5"}, {"vi", "6"}, {"vii", "7"}, {"viii", "8"}, {"ix", "9"}, {"x", "10"},
        {"xi", "11"}, {"xii", "12"}, {"xiii", "13"}, {"xiv", "14"}, {"xv", "15"}, {"xvi", "16"}, {"xvii", "17"}, {"xviii", "18"}, {"xix", "19"}, {"xx", "20"}};
    if (w->script != SCRIPT_LATIN || w->dotted) return NULL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) if (view_is(letters_text(w), rows[i][0])) return rows[i][1];
    return NULL;
}

// 61st, 53η, 70e are 61, 53, 70.
static void without_ordinal(struct letters *w) {
    static const char *const ends[] = {FIRM_ORDINALS};
    size_t digits = 0;
    while (digits < w->count && w->at[digits] >= '0' && w->at[digits] <= '9') digits++;
    if (!digits || digits == w->count) return;
    struct letters end = *w;
    memmove(end.at, end.at + digits, (end.count -= (uint8_t)digits) * sizeof *end.at);
    letters_spell(&end);
    bool ordinal = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) ordinal |= view_is(letters_text(&end), ends[i]);
    if (!ordinal) return;
    w->count = (uint8_t)digits, w->script = SCRIPT_DIGITS, w->uneven = true;
    letters_spell(w);
}

static bool is_number_sign(const struct letters *w) {
    static const char *const signs[] = {FIRM_NUMBER_SIGNS};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) if (view_is(letters_text(w), signs[i])) return true;
    return false;
}

static bool ends_firm(const struct letters *w) { return is_legal_form(letters_text(w)) || view_is(letters_text(w), "co"); }

// A Roman numeral ends a name or stands before its legal form, behind a word (Fund X, Progress V; not Vi, V Kontakte). No. 5 is 5.
static size_t write_numbers(struct letters *w, size_t n) {
    size_t last = n, kept = 0;
    while (last > 1 && ends_firm(&w[last - 1])) last--;
    const char *numeral = last > 1 && w[last - 2].count > 1 ? numeral_of(&w[last - 1]) : NULL;
    if (numeral) become(&w[last - 1], numeral), w[last - 1].script = SCRIPT_DIGITS;
    for (size_t i = 0; i < n; i++) without_ordinal(&w[i]);
    for (size_t i = 0; i < n; i++) {
        bool sign = i && i + 1 < n && w[i + 1].script == SCRIPT_DIGITS && is_number_sign(&w[i]);
        if (sign) continue;
        if (kept != i) w[kept] = w[i];
        kept++;
    }
    return kept;
}

// ---- Chinese names ------------------------------------------------------------------------------

struct chinese { const uint32_t *at; size_t count; const char *to; };
static const struct chinese CHINESE[] = {
#define C(from, to) {U##from, sizeof U##from / sizeof(uint32_t) - 1, to},
    FIRM_CHINESE
#undef C
};

// The longest that the letters from `i` on begin with; NULL for none.
static const struct chinese *chinese_from(const struct letters *w, size_t i) {
    const struct chinese *best = NULL;
    for (size_t k = 0; k < sizeof CHINESE / sizeof *CHINESE; k++) {
        const struct chinese *c = &CHINESE[k];
        if (c->count > w->count - i || (best && c->count <= best->count)) continue;
        if (memcmp(w->at + i, c->at, c->count * sizeof *w->at) == 0) best = c;
    }
    return best;
}

static bool is_place_sign(uint32_t cp) {
    for (const uint32_t *at = CHINESE_PLACES; *at; at++) if (*at == cp) return true;
    return false;
}

static uint32_t bytes_of(const uint32_t *at, size_t n) {
    uint32_t bytes = 0;
    for (size_t i = 0; i < n; i++) bytes += (uint32_t)U8_LENGTH(at[i]);
    return bytes;
}

// The letters [from, end) of a word as one of their own; where marks between them were left out it is shown as the whole.
static struct letters stretch(const struct letters *w, size_t from, size_t end) {
    struct letters part = *w;
    memmove(part.at, w->at + from, (end - from) * sizeof *w->at);
    part.count = (uint8_t)(end - from);
    bool even = !w->uneven && w->end - w->first == bytes_of(w->at, w->count);
    if (even) part.first = w->first + bytes_of(w->at, from), part.end = w->first + bytes_of(w->at, end);
    letters_spell(&part);
    return part;
}

// 深圳市鸿达电子有限公司: place, name, trade, form. Gives how many words it is; 1 where it does not end like the name of a firm.
static size_t part_chinese(const struct letters *w, struct letters *out, size_t room) {
    size_t n = 0, own = 0;
    bool firm = false;
    for (size_t i = 0; i < w->count;) {
        const struct chinese *c = chinese_from(w, i);
        if (!(firm = c != NULL)) {
            i++;
            continue;
        }
        if (n + 2 >= room) return out[0] = *w, (size_t)1;
        if (i > own) out[n++] = stretch(w, own, i);
        size_t end = i + c->count;
        end += end < w->count && c->to[strlen(c->to) - 1] == ';' && is_place_sign(w->at[end]);
        out[n] = stretch(w, i, end), become(&out[n++], c->to);
        i = own = end;
    }
    if (firm && n) return n;
    out[0] = *w;
    return 1;
}

static size_t part_all_chinese(struct letters *w, size_t n) {
    enum { LETTERS_MIN = 4 };
    struct letters out[CUT_WORDS_MAX];
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool chinese = w[i].script == SCRIPT_SYLLABLES && w[i].count >= LETTERS_MIN;
        size_t room = CUT_WORDS_MAX - kept - (n - i - 1);
        if (chinese) kept += part_chinese(&w[i], out + kept, room);
        else out[kept++] = w[i];
    }
    memcpy(w, out, kept * sizeof *w);
    return kept;
}

static bool has_syllables(const struct letters *w, size_t n) {
    for (size_t i = 0; i < n; i++) if (w[i].script == SCRIPT_SYLLABLES) return true;
    return false;
}

// ---- ships --------------------------------------------------------------------------------------

// How many words say what a ship is, before its name.
static size_t length_of_prefix(const struct letters *w, size_t n) {
    static const char *const words[] = {SHIP_WORDS};
    static const char *const pairs[][2] = {SHIP_PAIRS};
    for (size_t i = 0; n > 2 && i < sizeof pairs / sizeof *pairs; i++)
        if (view_is(letters_text(&w[0]), pairs[i][0]) && view_is(letters_text(&w[1]), pairs[i][1]) && (w[1].count > 1 || w[1].dotted)) return 2;
    for (size_t i = 0; n > 1 && i < sizeof words / sizeof *words; i++) if (view_is(letters_text(&w[0]), words[i])) return 1;
    return 0;
}

// ---- all together -------------------------------------------------------------------------------

bool is_of_firms(const struct letters *w) { return w->count > 1 && w->at[w->count - 1] == ':'; }
bool is_telling_of_firms(const struct letters *w) { return w->count > 1 && w->at[w->count - 1] == ';'; }

static bool is_activity(const struct letters *w) {
    static const char *const words[] = {FIRM_ACTIVITIES};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) if (view_is(letters_text(w), words[i])) return true;
    return false;
}

bool tell_activity(struct letters *w) {
    if (w->count == SOUND_LETTERS_MAX || !is_activity(w)) return false;
    w->count -= is_of_firms(w);
    w->at[w->count++] = ';';
    w->uneven = true;
    letters_spell(w);
    return true;
}

// "For the", "and", "in" are written with the word behind them: للتضامن, لعمال. What it makes of a word is known, or the word is a name that begins so.
static void without_small_word(struct letters *w) {
    size_t skip = w->script == SCRIPT_ARABIC ? before_word(w) : 0;
    if (!skip || is_word_of_organisations(w)) return;
    struct letters word = *w;
    memmove(word.at, word.at + skip, (word.count -= (uint8_t)skip) * sizeof *word.at);
    letters_spell(&word);
    if (is_word_of_organisations(&word)) *w = word;
}

size_t firm_words(struct letters *w, size_t n, enum naming of) {
    call_once(&laid_out, lay_out);
    if (of == NAMING_SHIP) {
        size_t prefix = length_of_prefix(w, n);
        memmove(w, w + prefix, (n -= prefix) * sizeof *w);
        return write_numbers(w, n);
    }
    if (has_syllables(w, n)) n = part_all_chinese(w, n);
    if (n < 2) return n;
    n = write_numbers(w, write_out(w, leave_and_out(w, n)));
    for (size_t i = 0; i < n; i++) without_small_word(&w[i]);  // what no row had
    return n;
}
