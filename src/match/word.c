// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/word.h"

#include "match/acronym.h"
#include "match/chat.h"
#include "match/digits.h"
#include "match/flight.h"
#include "match/misread.h"
#include "match/points.h"
#include "match/tables/letters.h"

#include <threads.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

uint64_t bytes_hash(struct view v) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < v.bytes; i++) h = (h ^ (uint8_t)v.at[i]) * 0x100000001b3u;
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

// ---- folding a letter ---------------------------------------------------------------------------

static uint32_t fold_arabic(uint32_t cp) {
    switch (cp) {
    case U'أ': case U'إ': case U'آ': case U'ٱ': return U'ا';
    case U'ى': case U'ی': case U'ے': case U'ئ': case U'ې': case U'ۍ': return U'ي';
    case U'ک': case U'ڪ': return U'ك';
    case U'ؤ': return U'و';
    case U'ہ': case U'ە': case U'ۀ': case U'ھ': case U'ۂ': return U'ه';
    case U'ۃ': return U'ة';
    case U'ٹ': case U'ټ': return U'ت';
    case U'ڈ': case U'ډ': return U'د';
    case U'ڑ': case U'ړ': return U'ر';
    case U'ں': case U'ڼ': return U'ن';
    case U'ښ': return U'ش';
    case U'ږ': return U'ژ';
    case U'ځ': return U'ز';
    case U'ګ': return U'گ';
    default: return cp;
    }
}

static uint32_t fold_marked(uint32_t cp) {
    if (cp >= 0x2000 || sound_of_marked(cp)) return cp;
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
    UChar parts[8];
    for (int step = 0; step < 3 && U_SUCCESS(e); step++) {
        int32_t units = unorm2_getRawDecomposition(nfc, (UChar32)cp, parts, 8, &e);
        if (units <= 0 || U_FAILURE(e)) break;
        cp = parts[0];
        if (sound_of_marked(cp)) break;
    }
    return cp;
}

// Lower case, without the marks that do not change the sound; 0 for what is skipped (marks, format
// characters, tatweel, hamza, apostrophes inside words); ' ' for what separates.
static uint32_t fold(uint32_t cp) {
    if (cp < 0x80) {
        if (cp >= 'A' && cp <= 'Z') return cp + 32;
        if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9')) return cp;
        return cp == '\'' || cp == '`' ? '\'' : ' ';
    }
    if (cp == 0x2019 || cp == 0x2018 || cp == 0x02BC || cp == 0x02BB || cp == 0xB4 || cp == 0x2BF || cp == 0x2BE) return '\'';
    if (cp == 0xAA || cp == 0xBA) return cp == 0xAA ? 'a' : 'o';  // Mª, Jº
    if (cp == 0x640 || cp == U'ء') return 0;
    int type = u_charType((UChar32)cp);
    if (cp >= 0x900 && cp < 0x1AB0 && (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK)) return cp;  // vowels of Indian scripts
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    if (type == U_DECIMAL_DIGIT_NUMBER) return '0' + (uint32_t)u_charDigitValue((UChar32)cp);
    if (!u_isalpha((UChar32)cp)) return ' ';
    cp = (uint32_t)u_tolower((UChar32)cp);
    if (cp >= 0x600 && cp <= 0x6FF) return fold_arabic(cp);
    if (cp == U'й' || cp == U'ё' || cp == U'ї' || cp == U'ў') return cp;
    return fold_marked(cp);
}

// The letters of most names, asked of Unicode's tables once each: Latin, Greek, Cyrillic, Hebrew, Arabic.
enum { FOLDED_LETTERS = 0x700 };
static uint16_t folded[FOLDED_LETTERS];
static once_flag letters_folded = ONCE_FLAG_INIT;
static void fold_letters(void) { for (uint32_t cp = 0; cp < FOLDED_LETTERS; cp++) folded[cp] = (uint16_t)fold(cp); }

uint32_t letter_fold(uint32_t cp) {
    if (cp >= FOLDED_LETTERS) return fold(cp);
    call_once(&letters_folded, fold_letters);
    return folded[cp];
}

// ---- words of letters ---------------------------------------------------------------------------

static enum script script_of(uint32_t cp) {
    if (cp < 0x250) return cp >= '0' && cp <= '9' ? SCRIPT_DIGITS : SCRIPT_LATIN;
    if (cp >= 0x600 && cp < 0x700) return SCRIPT_ARABIC;
    if (cp >= 0x400 && cp < 0x530) return SCRIPT_CYRILLIC;
    if (cp >= 0x370 && cp < 0x400) return SCRIPT_GREEK;
    if (cp >= 0x590 && cp < 0x600) return SCRIPT_HEBREW;
    if ((cp >= 0x1E00 && cp < 0x1F00) || cp == U'ə') return SCRIPT_LATIN;
    if ((cp >= 0x4E00 && cp < 0xA000) || (cp >= 0xAC00 && cp < 0xD7A4)) return SCRIPT_SYLLABLES;
    return SCRIPT_OTHER;
}

static void settle_script(struct letters *w, bool chat) {
    size_t seen[SCRIPT_DIGITS + 1] = {0};
    for (size_t i = 0; i < w->count; i++) seen[script_of(w->at[i])]++;
    w->script = SCRIPT_LATIN;
    for (int s = 0; s <= SCRIPT_DIGITS; s++) if (seen[s] > seen[w->script]) w->script = (uint8_t)s;
    if (seen[SCRIPT_DIGITS]) {
        bool read = seen[SCRIPT_LATIN] && ((chat && chat_read(w)) || digits_are_letters(w, seen[SCRIPT_DIGITS]));
        if (!read) w->script = SCRIPT_DIGITS;
    } else if (seen[SCRIPT_LATIN] && (seen[SCRIPT_CYRILLIC] || seen[SCRIPT_GREEK])) {
        w->script = (uint8_t)sound_unmix(w->at, w->count, (enum script)w->script);
    }
}

struct cutter {
    struct letters *out;
    size_t count;
    struct letters *now;  // the next of `out`; the last place is never given
    bool dot, space, apostrophe;  // what stood before
};

static void cut_here(struct cutter *c) {
    if (!c->now->count) return;
    if (c->count + 1 < CUT_WORDS_MAX) c->now = &c->out[++c->count];
    c->now->count = 0;
}

static void add_letter(struct cutter *c, uint32_t cp, struct point p, uint32_t end) {
    enum script s = script_of(cp);
    if (c->now->count && s != SCRIPT_DIGITS) {
        enum script before = script_of(c->now->at[c->now->count - 1]);
        if (before != s && (before == SCRIPT_ARABIC || s == SCRIPT_ARABIC) && before != SCRIPT_DIGITS) cut_here(c);
    }
    if (!c->now->count) {
        c->now->first = p.at;
        c->now->dotted = c->dot && !c->space;
        c->now->elided = c->apostrophe;
        c->now->uneven = c->dot = c->space = c->apostrophe = false;
    }
    c->now->uneven |= end - p.at != (size_t)U8_LENGTH(cp);
    if (c->now->count < SOUND_LETTERS_MAX) c->now->at[c->now->count++] = cp;
    c->now->end = end;
}

// Urdu writes the breath of kh, gh, th, dh with a letter of its own (do-chashmi he): it belongs to the letter before it, as the h
// of the romanisation does.
static bool aspirate(struct cutter *c, uint32_t cp, uint32_t end) {
    static const struct { uint32_t plain, breathed; } rows[] = {ASPIRATES};
    if (cp != U'ھ' || !c->now->count) return false;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        if (c->now->at[c->now->count - 1] != rows[r].plain) continue;
        c->now->at[c->now->count - 1] = rows[r].breathed;
        c->now->end = end;
        return true;
    }
    return false;
}

static bool is_small(uint32_t cp) { return cp >= 'a' && cp <= 'z'; }
static bool is_capital(uint32_t cp) { return cp >= 'A' && cp <= 'Z'; }

// A small l and a capital I are one stroke to a machine that reads: AIi, KhaIid, BiIal; lmad, lbrahim where the other words begin with capitals.
// So are | and ! where a word goes on in small letters, which are then as a 1 (Kha|id, |brahim; not ali|omar). 0 where it is what it looks like.
static bool is_stroke(uint32_t cp) { return cp == 'I' || cp == 'l' || cp == '|' || cp == '!'; }
static uint32_t misread_stroke(const struct point *p, size_t n, size_t i, bool begins, bool capitals) {
    uint32_t next = i + 1 < n ? p[i + 1].cp : ' ', before = i ? p[i - 1].cp : ' ';
    if (p[i].cp == '|' || p[i].cp == '!')
        return capitals && is_small(next) && (begins ? !letter_is_vowel(next) : is_small(before) || is_capital(before)) ? '1' : 0;
    if (p[i].cp == 'I' && !begins && letter_is_vowel(letter_fold(before)))
        return is_small(next) ? (letter_is_vowel(next) ? 'l' : 0) : is_small(before) && letter_fold(next) == ' ' ? 'l' : 0;
    return p[i].cp == 'l' && begins && capitals && is_small(next) && !letter_is_vowel(next) && next != 'l' && next != 'h' ? 'i' : 0;
}

static bool begins_with_capitals(const struct point *p, size_t n) {
    for (size_t i = 0; i + 1 < n; i++) if (is_capital(p[i].cp) && is_small(p[i + 1].cp)) return true;
    return false;
}

// Persian writes محمد‌حسين with a character of no width between the two names; of other words it parts no names (احمدی‌نژاد).
enum { ZERO_WIDTH_NON_JOINER = 0x200C };
static bool is_mohamed(const struct letters *w) {
    static const uint32_t mohamed[] = {U'م', U'ح', U'م', U'د'};
    return w->count == sizeof mohamed / sizeof *mohamed && memcmp(w->at, mohamed, sizeof mohamed) == 0;
}

static void settle_scripts(struct letters *w, size_t n, bool chat) {
    for (size_t i = 0; i < n; i++) settle_script(&w[i], chat);
}

// J a m i l a  B e n: a form with a box for each letter, or a title that was spread. Single letters with one space between are a word, and two
// spaces part words. What the spaces between letters become is no letter (letter_fold gives 0).
enum { SPREAD_LETTERS = 5, NOTHING_BETWEEN = 0x200D };
static void close_up(struct point *p, size_t n) {
    size_t letters = 0;
    for (size_t i = 0; i < n; i++) {
        bool space = p[i].cp == ' ';
        if (!space && i && p[i - 1].cp != ' ') return;
        letters += !space;
    }
    if (letters < SPREAD_LETTERS) return;
    for (size_t i = 1; i + 1 < n; i++)
        if (p[i].cp == ' ' && p[i - 1].cp != ' ' && p[i + 1].cp != ' ') p[i].cp = NOTHING_BETWEEN;
}

static bool has_digits(const struct point *p, size_t n) {
    for (size_t i = 0; i < n; i++) if (p[i].cp >= '0' && p[i].cp <= '9') return true;
    return false;
}

static size_t cut_words(enum naming of, const struct point *p, size_t n, size_t bytes, struct letters *out) {
    struct cutter c = {.out = out, .now = out, .space = true};
    bool capitals = begins_with_capitals(p, n), digits = of == NAMING_PERSON && has_digits(p, n), chat = false;
    out->count = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t stroke = is_stroke(p[i].cp) ? misread_stroke(p, n, i, !c.now->count, capitals) : 0;
        uint32_t cp = stroke ? stroke : letter_fold(p[i].cp), end = (uint32_t)(i + 1 < n ? p[i + 1].at : bytes);
        if (p[i].cp == ZERO_WIDTH_NON_JOINER && is_mohamed(c.now)) cut_here(&c);
        if (cp == 0) continue;
        if (cp == ' ') {
            cut_here(&c);
            if (p[i].cp == '.' || p[i].cp == '/') c.dot = true;
            else c.space = true;
            c.apostrophe = false;
        }
        else if (cp == '\'') {  // l'Idrissi and d'Arc are two words, Sa'ad and D'hoore are one
            bool flemish = c.now->count == 1 && c.now->at[0] == 'd' && i + 1 < n && letter_fold(p[i + 1].cp) == 'h';
            if (digits && c.now->count && i + 1 < n && is_small(letter_fold(p[i + 1].cp)) && chat_mark(c.now)) c.now->uneven = chat = true;
            if (c.now->count == 1 && !flemish && (c.now->at[0] == 'l' || c.now->at[0] == 'd')) cut_here(&c);
            c.apostrophe = !c.now->count;
        } else if (!aspirate(&c, p[i].cp, end)) add_letter(&c, cp, p[i], end);
    }
    cut_here(&c);
    settle_scripts(out, c.count, digits && (chat || names_chat(out, c.count)));
    return c.count;
}

// ---- machine readable zones ---------------------------------------------------------------------

// ICAO Doc 9303 writes Arabic letter by letter, those that Latin has not with an X before them: MXHMWD is محمود.
struct icao_word {
    uint32_t at[SOUND_LETTERS_MAX];
    size_t count;
    bool sure;  // nothing but this can be meant
};

static size_t icao_letter(const uint32_t *l, size_t n, uint32_t *letter) {
    static const struct { char latin[4]; uint32_t arabic; } rows[] = {ICAO_LETTERS};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        size_t k = 0;
        while (rows[r].latin[k] && k < n && l[k] == (uint8_t)rows[r].latin[k]) k++;
        if (rows[r].latin[k]) continue;
        *letter = rows[r].arabic;
        return k;
    }
    return 0;
}

// What no Latin name has: a letter with its mark and a consonant at its side. Latin has xh before vowels (Xhaka, Hanxhari) and
// before w (Xhosa), so that only what follows ح counts.
static bool is_marked(uint32_t c, size_t k) { return k > 1 && u32_has(U"خشصضطظثذح", c); }

static bool read_icao_word(const struct letters *w, struct icao_word *out) {
    uint32_t before = 0;
    bool before_marked = false;
    *out = (struct icao_word){.count = 0};
    if (w->script != SCRIPT_LATIN) return false;
    for (size_t i = 0, k; i < w->count; i += k) {
        uint32_t c = 0;
        if (!(k = icao_letter(w->at + i, w->count - i, &c)) || out->count == SOUND_LETTERS_MAX) return false;
        if (!c) continue;  // a hamza on the line
        bool marked = is_marked(c, k), consonant = !u32_has(U"اعي", c);
        out->sure |= before_marked && consonant && c != U'و';
        out->sure |= marked && c != U'ح' && before && !u32_has(U"اعي", before);
        before = c, before_marked = marked;
        out->at[out->count++] = c;
    }
    return true;
}

// The same table writes NXX for Ñ and UXX for Ü, where N and UE are not preferred. No name has two x behind them.
static void read_marked_letters(struct letters *w) {
    size_t n = 0;
    if (w->script != SCRIPT_LATIN) return;
    for (size_t i = 0; i < w->count; i++) {
        bool marked = (w->at[i] == 'n' || w->at[i] == 'u') && i + 2 < w->count && w->at[i + 1] == 'x' && w->at[i + 2] == 'x';
        w->at[n++] = marked ? letter_fold(w->at[i] == 'n' ? U'ñ' : U'ü') : w->at[i];
        if (marked) i += 2, w->uneven = true;
    }
    w->count = (uint8_t)n;
}

static bool has_x(const struct letters *w) {
    for (size_t i = 0; i < w->count; i++) if (w->at[i] == 'x') return true;
    return false;
}

// In a passport's zone nobody mixes: where one word is sure all are read so, and where a Latin one can't be read so none is.
static void read_icao(struct letters *w, size_t n) {
    struct icao_word word;
    bool sure = false;
    for (size_t i = 0; i < n && !sure; i++) sure = has_x(&w[i]) && read_icao_word(&w[i], &word) && word.sure;
    for (size_t i = 0; i < n && sure; i++) sure = w[i].script != SCRIPT_LATIN || read_icao_word(&w[i], &word);
    for (size_t i = 0; sure && i < n; i++) {
        if (!read_icao_word(&w[i], &word) || !word.count) continue;  // hamzas alone are no word
        memcpy(w[i].at, word.at, word.count * sizeof *word.at);
        w[i].count = (uint8_t)word.count, w[i].script = SCRIPT_ARABIC;
    }
    for (size_t i = 0; !sure && i < n; i++) if (has_x(&w[i])) read_marked_letters(&w[i]);
}

// ---- the words of a name ------------------------------------------------------------------------

// A ه that ends a word of a table with ta marbuta is that letter without its dots (فاطمه).
static uint16_t kin_of_letters(const struct letters *w) {
    uint16_t kin = kin_of(letters_text(w), w->hash);
    if (kin || w->script != SCRIPT_ARABIC || w->count < 4 || w->at[w->count - 1] != U'ه') return kin;
    struct letters dotted = *w;
    dotted.at[w->count - 1] = U'ة';
    letters_spell(&dotted);
    return kin_of(letters_text(&dotted), dotted.hash);
}

static bool finish(const struct letters *w, struct view name, struct arena *a, struct read_word *out) {
    struct view t = letters_text(w);
    char *kept = arena_copy(a, t);
    if (!kept) return false;
    out->folded = (struct view){kept, t.bytes};
    out->received = (struct view){name.at + w->first, w->end - w->first};
    out->word.hash = w->hash;
    out->word.role = w->role, out->alone = w->alone;
    out->word.script = w->script;
    out->word.letters = w->count;
    out->word.kin = kin_of_letters(w);
    out->word.sex = sex_of(w);
    return true;
}

static struct view whole_characters(struct view name) {
    if (name.bytes <= NAME_READ_BYTES_MAX) return name;
    size_t n = NAME_READ_BYTES_MAX;
    while (n > 0 && ((uint8_t)name.at[n] & 0xC0) == 0x80) n--;
    return (struct view){name.at, n};
}

static size_t letters_of(const struct read_word *w, uint32_t out[SOUND_LETTERS_MAX]) {
    size_t n = 0;
    for (size_t at = 0; at < w->folded.bytes && n < SOUND_LETTERS_MAX;) out[n++] = utf8_next(w->folded, &at);
    if (n > 1 && (out[n - 1] == ':' || out[n - 1] == ';')) n--;  // a word of organisations (firm.h) sounds as it is written
    return n;
}

void word_sound(struct read_word *w) {
    uint32_t letters[SOUND_LETTERS_MAX], meant[SOUND_LETTERS_MAX];
    size_t n = letters_of(w, letters), misread = w->word.kin ? 0 : misread_letters(letters, n, w->word.script, meant);
    sound_word(letters, n, &w->word);
    if (misread) sound_misread(meant, misread, &w->word);
}

void word_sound_once(struct read_word *w) {
    uint32_t letters[SOUND_LETTERS_MAX], read[SOUND_LETTERS_MAX];
    size_t n = letters_of(w, letters);
    bool digits = w->word.script == SCRIPT_LATIN && digits_read(letters, n, false, read);
    sound_word(digits ? read : letters, n, &w->word);
}

static size_t words_written(enum naming of, struct view name, struct letters out[CUT_WORDS_MAX]) {
    struct point points[NAME_READ_BYTES_MAX];
    if (!name.bytes || !utf8_valid(name)) return 0;
    size_t count = points_of(name, points, NAME_READ_BYTES_MAX);
    close_up(points, count);
    size_t n = cut_words(of, points, count, name.bytes, out);
    read_icao(out, n);
    spell_words(out, n);
    if (of == NAMING_PERSON) flight_words(name, out, n);
    return n;
}

// The first letters are those of the words as they are written: a legal form, a word of organisations would be one word for several.
static void make_acronyms(struct view name, const struct letters *written, size_t n, struct acronyms *out) {
    struct letters own[CUT_WORDS_MAX];
    memcpy(own, written, n * sizeof *own);
    acronyms_of(name, own, shape_words(own, n, NAMING_PERSON), out);
}

bool words_read_with(enum naming of, struct view name, struct arena *a, struct read_word **out, size_t *count, struct acronyms *made) {
    struct letters letters[CUT_WORDS_MAX];
    *out = NULL;
    *count = 0;
    name = whole_characters(name);
    size_t n = words_written(of, name, letters);
    if (made) make_acronyms(name, letters, n, made);
    n = shape_words(letters, n, of);
    if (!n) return true;
    struct read_word *words = ARENA_ARRAY(a, n, struct read_word);
    if (!words) return false;
    for (size_t i = 0; i < n; i++)
        if (!finish(&letters[i], name, a, &words[i])) return false;
    *out = words;
    *count = n;
    return true;
}
