// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/sound.h"

#include "match/digits.h"
#include "match/tables/costs.h"
#include "match/tables/letters.h"
#include "match/tables/said.h"
#include "match/tables/words.h"

#include <threads.h>
#include <unicode/utrans.h>

struct letter_sound {
    uint32_t letter;
    char sound[3];
};

static const char *look_up(const struct letter_sound *rows, size_t count, uint32_t cp) {
    for (size_t i = 0; i < count; i++) if (rows[i].letter == cp) return rows[i].sound;
    return NULL;
}
#define LOOK_UP(rows, cp) look_up(rows, sizeof(rows) / sizeof *(rows), cp)

const char *sound_of_marked(uint32_t cp) {
    static const struct letter_sound rows[] = {MARKED_LETTERS};
    return LOOK_UP(rows, cp);
}

uint32_t sound_unmarked(uint32_t cp) {
    static const struct { uint32_t marked, plain; } rows[] = {UNMARKED_LETTERS};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) if (rows[i].marked == cp) return rows[i].plain;
    return 0;
}

enum { ARABIC_FROM = 0x600, CYRILLIC_FROM = 0x400, GREEK_FROM = 0x370, TIFINAGH_FROM = 0x2D30, HEBREW_FROM = 0x590 };

// By its place in the script's block.
const char *sound_of_letter(uint32_t cp) {
#define L(letter, sound) [(letter)-ARABIC_FROM] = sound,
    static const char *const arabic[0x100] = {ARABIC_LETTERS(L)};
#undef L
#define L(letter, sound) [(letter)-CYRILLIC_FROM] = sound,
    static const char *const cyrillic[0x130] = {CYRILLIC_LETTERS(L)};
#undef L
#define L(letter, sound) [(letter)-GREEK_FROM] = sound,
    static const char *const greek[0x90] = {GREEK_LETTERS(L)};
#undef L
#define L(letter, sound) [(letter)-TIFINAGH_FROM] = sound,
    static const char *const tifinagh[0x50] = {TIFINAGH_LETTERS(L)};
#undef L
#define L(letter, sound) [(letter)-HEBREW_FROM] = sound,
    static const char *const hebrew[0x70] = {HEBREW_LETTERS(L)};
#undef L
    if (cp >= ARABIC_FROM && cp < ARABIC_FROM + 0x100) return arabic[cp - ARABIC_FROM];
    if (cp >= CYRILLIC_FROM && cp < CYRILLIC_FROM + 0x130) return cyrillic[cp - CYRILLIC_FROM];
    if (cp >= GREEK_FROM && cp < GREEK_FROM + 0x90) return greek[cp - GREEK_FROM];
    if (cp >= TIFINAGH_FROM && cp < TIFINAGH_FROM + 0x50) return tifinagh[cp - TIFINAGH_FROM];
    if (cp >= HEBREW_FROM && cp < HEBREW_FROM + 0x70) return hebrew[cp - HEBREW_FROM];
    return sound_of_marked(cp);
}

struct look_alike { uint32_t letter; char latin; };
static const struct look_alike CYRILLIC_TWINS[] = {LOOK_ALIKES}, GREEK_TWINS[] = {GREEK_LOOK_ALIKES};

// The letter's twin in the other script; 0 for none.
static uint32_t twin_of(const struct look_alike *rows, size_t count, uint32_t letter, bool in_latin) {
    for (size_t i = 0; i < count; i++) {
        if (in_latin && letter == rows[i].letter) return (uint8_t)rows[i].latin;
        if (!in_latin && letter == (uint8_t)rows[i].latin) return rows[i].letter;
    }
    return 0;
}

// A word of two scripts is of the one that all letters of the other have a twin in (Ѕамir is Samir); of the one it has most of where that
// holds of both or of neither.
enum script sound_unmix(uint32_t *letters, size_t count, enum script most) {
    bool latin_has_all = true, other_has_all = true, greek = false;
    for (size_t i = 0; i < count; i++) greek |= letters[i] >= GREEK_FROM && letters[i] < CYRILLIC_FROM;
    const struct look_alike *rows = greek ? GREEK_TWINS : CYRILLIC_TWINS;
    size_t n = greek ? sizeof GREEK_TWINS / sizeof *GREEK_TWINS : sizeof CYRILLIC_TWINS / sizeof *CYRILLIC_TWINS;
    for (size_t i = 0; i < count; i++) {
        if (letters[i] < GREEK_FROM || letters[i] >= 0x1E00) other_has_all &= twin_of(rows, n, letters[i], false) != 0;
        else latin_has_all &= twin_of(rows, n, letters[i], true) != 0;
    }
    bool to_latin = latin_has_all == other_has_all ? most == SCRIPT_LATIN : latin_has_all;
    for (size_t i = 0; i < count; i++) {
        uint32_t twin = twin_of(rows, n, letters[i], to_latin);
        if (twin) letters[i] = twin;
    }
    return to_latin ? SCRIPT_LATIN : greek ? SCRIPT_GREEK : SCRIPT_CYRILLIC;
}

// ---- sounds being written -----------------------------------------------------------------------

enum { LONG_SOUND = 64 };
struct sounds {
    char at[LONG_SOUND];
    size_t count;
};

static void put(struct sounds *s, const char *sound) {
    while (*sound && s->count < LONG_SOUND) s->at[s->count++] = *sound++;
}

static bool front(const uint32_t *l, size_t i, size_t n) {
    return i < n && (l[i] == 'e' || l[i] == 'i' || l[i] == 'y' || l[i] == U'ě');
}

static bool latin_vowel(uint32_t c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == U'ö' || c == U'ü' || c == U'ä' || c == U'ø' || c == U'å';
}

struct latin_row { char letters[8], sound[3], where; };
static const struct latin_row GROUPS[] = {LATIN_GROUPS};
enum { GROUP_COUNT = sizeof GROUPS / sizeof *GROUPS };

// The rows that begin with one letter, in the order of the table: laid out once, before the first word is read.
static struct { uint8_t first[128], next[GROUP_COUNT]; } group_rows;  // 1 + row, 0 none
static once_flag groups_laid_out = ONCE_FLAG_INIT;

static void lay_out_looks(void);
static void lay_out_groups(void) {
    _Static_assert(GROUP_COUNT < 255, "rows");
    for (size_t r = GROUP_COUNT; r-- > 0;) {
        uint8_t c = (uint8_t)GROUPS[r].letters[0];
        group_rows.next[r] = group_rows.first[c];
        group_rows.first[c] = (uint8_t)(r + 1);
    }
    lay_out_looks();
}

static bool somali_ayn(const uint32_t *l, size_t after, size_t n) {
    if (after + 2 >= n) return false;
    bool abd = l[after] == 'a' && l[after + 1] == 'b' && l[after + 2] == 'd';
    bool is_long = l[after] == l[after + 1] && (l[after] == 'a' || l[after] == 'i' || l[after] == 'u');
    return abd || is_long;
}

static bool is_somali(const uint32_t *l, size_t n) {
    if (n > 3 && l[0] == 'c' && somali_ayn(l, 1, n)) return true;
    for (size_t i = 1; i < n; i++) if (l[i] == l[i - 1] && (l[i] == 'a' || l[i] == 'i' || l[i] == 'u')) return true;
    return false;
}

static bool stands_right(char where, const uint32_t *l, size_t i, size_t after, size_t n) {
    switch (where) {
    case 'f': return front(l, after, n);
    case 'b': return !front(l, after, n);
    case '$': return after == n && i > 0;
    case '^': return i == 0;
    case 'p': return i > 1 && after + 1 < n
                     && (l[i - 1] == 'n' || l[i - 1] == 'g' ? l[after] == 'i' || l[after] == 'u'
                         : l[after] == 'u' && (l[after + 1] == 'a' || l[after + 1] == 'e' || l[after + 1] == 'n'));
    case 'w': return i == 0 && after < n && (l[after] == 'i' || l[after] == 'u' || l[after] == U'ü');
    case 'i': return i > 1 && after < n && l[i - 1] == 'i' && latin_vowel(l[i - 2]) && latin_vowel(l[after]);
    case 's': return i == 0 && somali_ayn(l, after, n);
    case 'o': return is_somali(l, n);
    case 'k': return i == 0 || (!latin_vowel(l[i - 1]) && l[i - 1] != 'r');
    case 'n': return i > 1 && l[i - 1] == 'n' && (l[i - 2] == 'o' || l[i - 2] == 'u');
    default: return true;
    }
}

// Which group of letters starts here; gives its length, 0 for none.
static size_t latin_group(const uint32_t *l, size_t i, size_t n, const char **sound) {
    if (l[i] >= 128) return 0;
    if (i == 2 && l[2] == 'd' && l[0] == 'a' && l[1] == 'b' && n > 3 && l[3] == 'j') return 0;  // Abd Jalil
    for (size_t r = group_rows.first[l[i]]; r; r = group_rows.next[r - 1]) {
        const char *g = GROUPS[r - 1].letters;
        size_t k = 1;
        while (g[k] && i + k < n && l[i + k] == (uint8_t)g[k]) k++;
        if (g[k] || !stands_right(GROUPS[r - 1].where, l, i, i + k, n)) continue;
        *sound = GROUPS[r - 1].sound;
        return k;
    }
    return 0;
}

// Syllables, as runs of vowels.
static size_t syllables(const uint32_t *l, size_t n) {
    size_t runs = 0;
    for (size_t i = 0; i < n; i++) runs += latin_vowel(l[i]) && !(i && latin_vowel(l[i - 1]));
    return runs;
}

static void latin_single(const uint32_t *l, size_t i, size_t n, struct sounds *s) {
    uint32_t c = l[i];
    bool last = i + 1 == n, after_vowel = i > 0 && latin_vowel(l[i - 1]);
    if (c == 'y') {
        bool before_vowel = !last && latin_vowel(l[i + 1]);
        put(s, before_vowel || (after_vowel && i > 0) ? "y" : "i");
    } else if (c == 'h' && last && after_vowel && l[i - 1] != 'i' && l[i - 1] != 'u') {
        // silent
    } else if (c == 'e' && last && n > 4 && !after_vowel) {
        // French silent e
    } else if ((c == U'š' && i && l[i - 1] == 't') || (c == U'ž' && i && l[i - 1] == 'd')) {
        s->at[s->count - 1] = c == U'š' ? 'T' : 'D';  // Finnish and Estonian tš; South Slavic, Czech and Lithuanian dž
    } else if (c == U'đ' && syllables(l, n) > 1) {
        put(s, "D");  // South Slavic dj; Vietnamese writes each syllable apart, and its đ is a d
    } else {
        char one[2] = {(char)c, 0};
        put(s, c < 0x80 ? one : sound_of_marked(c) ? sound_of_marked(c) : "");
    }
}

static void latin(const uint32_t *l, size_t n, struct sounds *s) {
    call_once(&groups_laid_out, lay_out_groups);
    for (size_t i = 0; i < n;) {
        const char *sound = "";
        size_t k = latin_group(l, i, n, &sound);
        if (k) put(s, sound);
        else latin_single(l, i, n, s);
        i += k ? k : 1;
    }
}

// Sounds that a script has no letter for and writes with two: Arabic تش and Hebrew טש tch, Arabic دج and Cyrillic дж dj (not of Abd before a name in ج).
static void put_letter(struct sounds *s, const char *sound, enum script script) {
    char before = s->count ? s->at[s->count - 1] : 0;
    if (before == 't' && sound[0] == 'S' && leaves_vowels_out(script)) s->at[s->count - 1] = 'T';
    else if (before == 'd' && !(s->count == 3 && memcmp(s->at, "Ebd", 3) == 0)
             && ((sound[0] == 'D' && script == SCRIPT_ARABIC) || (sound[0] == 'Z' && script == SCRIPT_CYRILLIC)))
        s->at[s->count - 1] = 'D';
    else put(s, sound);
}

// What Greek writes with two letters (ISO 843): which group starts here. The upsilon of αυ, ευ, ηυ is v before vowels and what
// is voiced, else f.
static bool greek_group(const uint32_t *l, size_t i, size_t n, const char **sound) {
    static const struct { uint32_t at[2]; char sound[4], where; } rows[] = {GREEK_GROUPS};
    for (size_t r = 0; i + 1 < n && r < sizeof rows / sizeof *rows; r++) {
        if (l[i] != rows[r].at[0] || l[i + 1] != rows[r].at[1]) continue;
        bool voiced = i + 2 < n && u32_has(U"αεηιουωβγδζλμνρ", l[i + 2]);
        if ((rows[r].where == '^' && i > 0) || (rows[r].where == 'v' && !voiced)) continue;
        *sound = rows[r].sound;
        return true;
    }
    return false;
}

static void lettered(const uint32_t *l, size_t n, enum script script, struct sounds *s) {
    for (size_t i = 0; i < n; i++) {
        const char *sound = NULL;
        if (script == SCRIPT_GREEK && greek_group(l, i, n, &sound)) i++;
        else sound = sound_of_letter(l[i]);
        if (sound) put_letter(s, sound, script);
    }
    size_t k = s->count;  // -iy is written -y, -i, -ij
    if (k >= 3 && s->at[k - 1] == 'y' && s->at[k - 2] == 'i') s->count--;
}

// Abd + article + name in one word: the vowel and the l of the article go, so that all spellings meet.
static void without_inner_article(struct sounds *s) {
    size_t at = 0;
    while (at < s->count && (s->at[at] == 'a' || s->at[at] == 'E')) at++;
    if (at == 0 || at > 2 || s->count < at + 5 || s->at[at] != 'b' || s->at[at + 1] != 'd') return;
    size_t from = at + 2, to = from;
    while (to < s->count && sound_is_vowel(s->at[to])) to++;
    if (to < s->count && s->at[to] == 'l' && s->count - to > 2) to++;
    if (s->count - to < 2) return;
    if (s->at[to] == 'd') to++;  // ed-Daim: the d of the article's place is that of the name
    memmove(s->at + from, s->at + to, s->count - to);
    s->count -= to - from;
}

// Doubled letters are one sound. Arabic writes a letter twice only when a vowel stands between (Mudallal), but for Allah.
static size_t settle(struct sounds *s, bool arabic, char out[SOUND_MAX]) {
    without_inner_article(s);
    size_t n = 0;
    for (size_t i = 0; i < s->count && n < SOUND_MAX; i++) {
        bool doubled = n && out[n - 1] == s->at[i], allah = i + 2 == s->count && s->at[i + 1] == 'h';
        if (!doubled || (arabic && !(s->at[i] == 'l' && allah) && !(n > 1 && out[n - 2] == s->at[i]))) out[n++] = s->at[i];
    }
    return n;
}

// ---- scripts without a table of their own -------------------------------------------------------

// Made once, when the first such name is read; it is never changed and may serve several threads.
static UTransliterator *any_latin;
static once_flag opened = ONCE_FLAG_INIT;

static void open_any_latin(void) {
    static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
    UErrorCode e = U_ZERO_ERROR;
    any_latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);  // NULL: such names match by their spelling
}

// Gives the letters of the word in Latin writing, as ICU has it; 0 when it can't.
static size_t in_latin(const uint32_t *l, size_t n, uint32_t out[SOUND_LETTERS_MAX]) {
    enum { ROOM = 8 * SOUND_LETTERS_MAX };
    UChar text[ROOM];
    int32_t units = 0, limit;
    size_t count = 0;
    UErrorCode e = U_ZERO_ERROR;
    call_once(&opened, open_any_latin);
    for (size_t i = 0; i < n; i++) U16_APPEND_UNSAFE(text, units, l[i]);
    limit = units;
    if (any_latin) utrans_transUChars(any_latin, text, &units, ROOM, 0, &limit, &e);
    if (!any_latin || U_FAILURE(e)) return 0;
    for (int32_t i = 0; i < units && count < SOUND_LETTERS_MAX; i++) {
        if (text[i] >= 'a' && text[i] <= 'z') out[count++] = text[i];
        else if (text[i] >= 0x250) return sound_of_marked(text[i]) ? count : 0;  // not in Latin: ICU has no table either
    }
    return count;
}

void sound_warm(void) {
    static const uint32_t letters[] = {U'王', U'김', U'カ', U'か', U'क', U'ক', U'க', U'ก', U'ა', U'Ա'};  // ICU makes a script's rules with its first word
    uint32_t out[SOUND_LETTERS_MAX];
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) in_latin(&letters[i], 1, out);
}

static void write_sounds(const uint32_t *l, size_t n, enum script script, struct sounds *s) {
    s->count = 0;
    uint32_t other[SOUND_LETTERS_MAX];
    if (script == SCRIPT_LATIN) latin(l, n, s);
    else if ((script == SCRIPT_SYLLABLES || script == SCRIPT_OTHER) && !sound_of_letter(l[0])) latin(other, in_latin(l, n, other), s);
    else if (script != SCRIPT_DIGITS) lettered(l, n, script, s);
}

static bool is_row(const char *row, const uint32_t *l, size_t n) {
    size_t k = 0;
    while (k < n && l[k] == (uint8_t)row[k]) k++;
    return k == n && !row[k];
}

static bool is_after_bel(const uint32_t *l, size_t n) {
    static const char *const rows[] = {AFTER_BEL};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) if (is_row(rows[r], l, n)) return true;
    return false;
}

static bool is_after_l(const uint32_t *l, size_t n) {
    static const char *const rows[] = {AFTER_L};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) if (is_row(rows[r], l, n)) return true;
    return is_after_bel(l, n);
}

// How many letters of a glued article, ben, abou or abd start the word; the rest must still be a word.
static size_t glued(const uint32_t *l, size_t n, enum script script) {
    static const char *const rows[] = {"ben", "bin", "abou", "abu", "bou", "ait", "abdel", "abdul", "abdal", "abdoul", "abd", "al", "el", "ul"};
    if (script == SCRIPT_ARABIC && n >= 6 && l[0] == U'ع' && l[1] == U'ب' && l[2] == U'د') return 3;
    if (script == SCRIPT_ARABIC && n >= 5 && l[0] == U'ب' && (l[1] == U'ل' || l[1] == U'ن')) return 2;  // بلقايد, بنسعيد
    if (script == SCRIPT_ARABIC) return n >= 4 && l[0] == U'ا' && l[1] == U'ل' ? 2 : 0;
    if (script != SCRIPT_LATIN) return 0;
    if (n >= 5 && l[0] == 'l' && l[1] < 0x80 && l[1] != 'l' && l[1] != 'y' && !latin_vowel(l[1])) return 1;  // Lmrini, Lhaj: of Maghreb writing alone
    if (n >= 5 && l[0] == 'l' && latin_vowel(l[1]) && is_after_l(l + 1, n - 1)) return 1;                     // Lamine, Lamrani
    if (n >= 6 && l[0] == 'b' && l[1] == 'e' && l[2] == 'l') return is_after_bel(l + 3, n - 3) ? 3 : 0;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        size_t k = 0;
        while (rows[r][k] && k < n && l[k] == (uint8_t)rows[r][k]) k++;
        if (!rows[r][k] && n >= k + 3 && !(k == 2 && latin_vowel(l[2]) && n < 6)) return k;
    }
    return 0;
}

// A machine that reads takes rn for m (Karirn, Femandez). The letters with m, how many; 0: none of these.
static size_t m_for_rn(const uint32_t *l, size_t n, uint32_t out[SOUND_LETTERS_MAX]) {
    size_t count = 0;
    if (n < 5) return 0;
    for (size_t i = 0; i < n; i++) {
        bool rn = l[i] == 'r' && i + 1 < n && l[i + 1] == 'n';
        out[count++] = rn ? 'm' : l[i];
        i += rn;
    }
    return count < n ? count : 0;
}

// Who has no such letters, or no patience, leaves the marks out (Colic for Čolić). The letters without them, how many; 0: there are none.
static size_t without_marks(const uint32_t *l, size_t n, uint32_t out[SOUND_LETTERS_MAX]) {
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        uint32_t plain = l[i] < 0x80 ? 0 : sound_unmarked(l[i]);
        out[i] = plain ? plain : l[i];
        any |= plain != 0;
    }
    return any ? n : 0;
}

// Zh of Maghreb and Pakistani names is z and h (Nezha, Azhar), ts t and s where a script writes both (Tsouli, التسولي); the ij that ends an Arabic
// name is i and j (Bahij), the dja and tja that end a woman's in Dutch, German and Slavic writing dia and tia (Nadja, Katja), and a Dutch
// name that ends in Jan is two (Gertjan). The
// letters with a sign between that has no sound, how many; 0: nothing of the kind, or the ending of a Slavic name, whose zh is one sound.
static size_t letters_apart(const uint32_t *l, size_t n, uint32_t out[SOUND_LETTERS_MAX]) {
    size_t count = 0, parted = 0;
    if (n < 4 || n >= SOUND_LETTERS_MAX) return 0;
    bool slavic = n > 7 || l[n - 1] == 'v' || l[n - 1] == 'y' || (l[n - 1] == 'a' && l[n - 2] == 'v') || (l[n - 1] == 'o' && l[n - 2] == 'k');
    for (size_t i = 0; i < n; i++) {
        bool zh = l[i] == 'h' && i && l[i - 1] == 'z' && i + 1 < n && !slavic, ij = l[i] == 'j' && i + 1 == n && l[i - 1] == 'i' && !latin_vowel(l[i - 2]);
        bool ts = l[i] == 's' && i && l[i - 1] == 't' && i + 1 < n && latin_vowel(l[i + 1]) && !slavic;
        bool ja = l[i] == 'j' && i > 1 && i + 2 == n && l[i + 1] == 'a' && (l[i - 1] == 'd' || l[i - 1] == 't');
        bool jan = l[i] == 'j' && i > 2 && i + 3 == n && l[i - 1] == 't' && l[i + 1] == 'a' && l[i + 2] == 'n';
        if (zh || ij || ts || ja || jan) out[count++] = U'ʿ', parted++;
        out[count++] = l[i];
    }
    return parted == 1 ? count : 0;
}

// A word in Arabic script as it may be meant besides: a ه behind a long a is a ta marbuta without its dots (حياه, Hayat), the l of بال is the sun letter
// behind it (بالطيب, Bettaieb), and the دج that begins a word has a vowel between (دجانة, Dujana; not دجيلالي, Djilali).
static size_t arabic_otherwise(const uint32_t *l, size_t n, uint32_t out[SOUND_LETTERS_MAX]) {
    memcpy(out, l, n * sizeof *l);
    if (n >= 6 && l[0] == U'ب' && l[1] == U'ا' && l[2] == U'ل' && u32_has(U"تثدذرزسشصضطظن", l[3])) {
        memmove(out + 1, out + 3, (n - 3) * sizeof *out);
        return n - 2;
    }
    if (n >= 4 && n < SOUND_LETTERS_MAX && l[0] == U'د' && l[1] == U'ج') {
        memmove(out + 2, out + 1, (n - 1) * sizeof *out);
        out[1] = U'ا';
        return n + 1;
    }
    if (n < 4 || l[n - 1] != U'ه' || l[n - 2] != U'ا') return 0;
    out[n - 1] = U'ت';
    return n;
}

// ---- as it is said ------------------------------------------------------------------------------

struct said_row { char letters[7], said[6], where; uint8_t count; };
#define END(letters, said) {letters, said, 0, sizeof letters - 1},
#define WITHIN(letters, said, where) {letters, said, where, sizeof letters - 1},
static const struct said_row AT_END[] = {SAID_AT_END(END)}, INSIDE[] = {SAID_INSIDE(WITHIN)};
#undef END
#undef WITHIN

// What two letters of a Latin word that stand beside one another may be the sign of, so that most words are looked through once. Laid out with
// the groups.
enum { NO_LETTER = 26, PAIR_ROWS = 27, LOOKS_SAID = 1, LOOKS_SAID_AT_END = 2, LOOKS_RN = 4, LOOKS_APART = 8, LOOKS_MARKED = 16, LOOKS_FOREIGN = 32 };
static uint8_t looks_of[PAIR_ROWS][PAIR_ROWS];

static void two_look(const char *two, uint8_t what) { looks_of[two[0] - 'a'][two[1] - 'a'] |= what; }

static void lay_out_looks(void) {
    static const char apart[][3] = {"zh", "ts", "ij", "ja", "tj"};
    for (size_t r = 0; r < sizeof INSIDE / sizeof *INSIDE; r++) {
        const char *g = INSIDE[r].letters;
        if (g[1]) two_look(g, LOOKS_SAID);
        else for (const char *e = "eiy"; *e; e++) two_look((char[]){*g, *e}, LOOKS_SAID);
    }
    for (size_t r = 0; r < sizeof AT_END / sizeof *AT_END; r++) two_look(AT_END[r].letters + AT_END[r].count - 2, LOOKS_SAID_AT_END);
    for (size_t r = 0; r < sizeof apart / sizeof *apart; r++) two_look(apart[r], LOOKS_APART);
    two_look("rn", LOOKS_RN);
    for (size_t r = 0; r < PAIR_ROWS; r++) looks_of[r]['k' - 'a'] |= LOOKS_FOREIGN, looks_of[r]['w' - 'a'] |= LOOKS_FOREIGN;
}

static unsigned looks_like(const uint32_t *l, size_t n) {
    uint32_t before = NO_LETTER;
    unsigned found = 0, last = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = l[i] - 'a' < NO_LETTER ? l[i] - 'a' : NO_LETTER;
        if (l[i] >= 0x80) found |= LOOKS_MARKED;
        found |= last = looks_of[before][c];
        before = c;
    }
    return last & LOOKS_SAID_AT_END ? found : found & ~(unsigned)LOOKS_SAID_AT_END;
}

static bool stands_here(const struct said_row *row, const uint32_t *at) {
    size_t k = row->count;
    while (k && at[k - 1] == (uint8_t)row->letters[k - 1]) k--;
    return !k;
}

static const struct said_row *said_at_end(const uint32_t *l, size_t n) {
    for (size_t r = 0; r < sizeof AT_END / sizeof *AT_END; r++)
        if (n > AT_END[r].count && stands_here(&AT_END[r], l + n - AT_END[r].count)) return &AT_END[r];
    return NULL;
}

static bool is_said_there(char where, const uint32_t *l, size_t i, size_t after, size_t n) {
    switch (where) {
    case 'v': return i > 0 && after < n && latin_vowel(l[i - 1]) && latin_vowel(l[after]);
    case 'a': return i > 0 && after < n && latin_vowel(l[after]);
    case 'c': return i == 0 && after < n && !latin_vowel(l[after]);
    case 'f': return front(l, after, n);
    default: return true;
    }
}

static const struct said_row *said_inside(const uint32_t *l, size_t i, size_t n) {
    for (size_t r = 0; r < sizeof INSIDE / sizeof *INSIDE; r++) {
        size_t after = i + INSIDE[r].count;
        bool begins = l[i] == (uint8_t)INSIDE[r].letters[0] && after <= n;
        if (begins && stands_here(&INSIDE[r], l + i) && is_said_there(INSIDE[r].where, l, i, after, n)) return &INSIDE[r];
    }
    return NULL;
}

// A Latin word as it is said, by its letters. The letters that say it, how many; 0: it is said as it is written, or is of a language that
// none of the rows is of.
static size_t as_said(const uint32_t *l, size_t n, unsigned looks, uint32_t out[SOUND_LETTERS_MAX]) {
    const struct said_row *end = n > 3 && looks & LOOKS_SAID_AT_END ? said_at_end(l, n) : NULL;
    size_t count = 0, written = end ? n - end->count : n;
    bool any = end;
    for (size_t i = 0, taken; i < n && count + sizeof end->said < SOUND_LETTERS_MAX; i += taken) {
        const struct said_row *row = i == written ? end : looks & LOOKS_SAID ? said_inside(l, i, n) : NULL;
        if (row && i < written && i + row->count > written) row = NULL;  // its letters are those of the end
        if (!row) out[count++] = l[i];
        for (const char *c = row ? row->said : ""; *c; c++) out[count++] = (uint8_t)*c;
        taken = row ? row->count : 1;
        any |= row != NULL;
    }
    return any && count > 1 ? count : 0;
}

static uint32_t class_bit(char c) {
    switch (c) {
    case 'b': case 'p': return CLASS_B;
    case 'f': return 1u << 1;
    case 't': case 'd': case 'Q': return 1u << 2;
    case 's': case 'z': case 'S': case 'Z': case 'T': case 'D': case 'c': return 1u << 3;
    case 'k': case 'q': case 'g': case 'G': case 'X': return 1u << 4;
    case 'C': case 'J': case 'K': case 'R': case 'V': case 'v': case 'w': case 'x': return 0;  // stand for several
    case 'l': return 1u << 5;
    case 'r': return 1u << 6;
    case 'm': return 1u << 7;
    case 'n': return CLASS_N;
    default: return 0;
    }
}

static uint32_t mask_of(const struct word *w) {
    uint32_t mask = 0;
    for (size_t i = 0; i < w->sound_bytes[0]; i++) mask |= class_bit(w->sound[0][i]);
    return mask;
}

// The letters of a Latin word as it may be read besides, how many; 0: there is nothing of the kind.
static size_t latin_otherwise(const uint32_t *l, size_t n, uint32_t out[SOUND_LETTERS_MAX], uint8_t *second) {
    call_once(&groups_laid_out, lay_out_groups);
    unsigned looks = looks_like(l, n);
    size_t count = 0;
    *second = SECOND_MISREAD;
    if (looks & LOOKS_RN) count = m_for_rn(l, n, out);
    if (!count && looks & LOOKS_MARKED) count = without_marks(l, n, out);
    if (!count && looks & LOOKS_APART) count = letters_apart(l, n, out);
    if (count || looks & LOOKS_FOREIGN || !(looks & (LOOKS_SAID | LOOKS_SAID_AT_END))) return count;
    *second = SECOND_SAID;
    return as_said(l, n, looks, out);
}

// A second sound that is the first is none.
static void settle_second(struct word *w) {
    if (w->sound_bytes[0] != w->sound_bytes[1] || memcmp(w->sound[0], w->sound[1], w->sound_bytes[0]) != 0) return;
    w->sound_bytes[1] = 0, w->second = SECOND_UNGLUED;
    memset(w->sound[1], 0, sizeof w->sound[1]);
}

void sound_word(const uint32_t *l, size_t n, struct word *w) {
    struct sounds s;
    uint32_t first[SOUND_LETTERS_MAX], other[SOUND_LETTERS_MAX];
    bool digits = w->script == SCRIPT_LATIN && digits_read(l, n, false, first);
    if (digits) digits_read(l, n, true, other), l = first;
    size_t skip = digits ? 0 : glued(l, n, (enum script)w->script), otherwise = digits ? n : 0;
    bool arabic_script = w->script == SCRIPT_ARABIC;
    bool arabic = arabic_script && skip == 2 && l[0] == U'ا';  // its article is not part of the name; of others it is not known
    memset(w->sound, 0, sizeof w->sound);
    write_sounds(l + (arabic ? skip : 0), n - (arabic ? skip : 0), (enum script)w->script, &s);
    w->sound_bytes[0] = (uint8_t)settle(&s, arabic_script, w->sound[0]);
    w->sound_bytes[1] = 0;
    w->second = SECOND_MISREAD;
    if (!otherwise && !skip && w->script == SCRIPT_LATIN) otherwise = latin_otherwise(l, n, other, &w->second);
    if (!skip && arabic_script) otherwise = arabic_otherwise(l, n, other);
    if (!otherwise) w->second = SECOND_UNGLUED;
    if (skip || otherwise) {
        write_sounds(otherwise ? other : l + (arabic ? 0 : skip), otherwise ? otherwise : n - (arabic ? 0 : skip), (enum script)w->script, &s);
        w->sound_bytes[1] = (uint8_t)settle(&s, arabic_script, w->sound[1]);
    }
    settle_second(w);
    w->mask = mask_of(w);
}

void sound_misread(const uint32_t *l, size_t n, struct word *w) {
    struct sounds s;
    bool arabic = w->script == SCRIPT_ARABIC;
    size_t article = arabic && glued(l, n, SCRIPT_ARABIC) == 2 && l[0] == U'ا' ? 2 : 0;
    memset(w->sound[1], 0, sizeof w->sound[1]);
    write_sounds(l + article, n - article, (enum script)w->script, &s);
    w->sound_bytes[1] = (uint8_t)settle(&s, arabic, w->sound[1]);
    w->second = SECOND_MISREAD;
    settle_second(w);
}

void word_join_by(const struct word *x, const char *between, const struct word *y, struct word *out) {
    struct sounds s = {.count = 0};
    for (size_t i = 0; i < x->sound_bytes[0]; i++) s.at[s.count++] = x->sound[0][i];
    put(&s, between);
    for (size_t i = 0; i < y->sound_bytes[0] && s.count < LONG_SOUND; i++) s.at[s.count++] = y->sound[0][i];
    *out = *x;
    out->hash = x->hash * 0x9e3779b97f4a7c15u + y->hash;
    out->role = ROLE_PLAIN;
    out->letters = (uint8_t)(x->letters + y->letters);
    out->sound_bytes[1] = 0;
    memset(out->sound, 0, sizeof out->sound);
    out->sound_bytes[0] = (uint8_t)settle(&s, false, out->sound[0]);
    out->mask = mask_of(out);
}

// ---- keys ---------------------------------------------------------------------------------------

// The coarse classes a sound may stand for, '.' for "not written".
static const char *readings(char c, bool first) {
    switch (c) {
    case 'b': case 'p': return "B";
    case 'f': return "F";
    case 'v': return "FB";               // Spanish says b: Vargas, Bargas
    case 'w': return first ? ".F" : ".F";
    case 't': case 'd': return "T";
    case 'Q': case 'V': return "TS";  // Persian, Turkish and Urdu mouths say s and z: Othman, Osman
    case 's': case 'z': case 'S': case 'Z': case 'T': return "S";
    case 'c': return "SK";              // who does not know the language says k: Cygan, Delcea
    case 'D': return "SK";
    case 'k': case 'q': case 'G': return "K";
    case 'g': return "KS.";  // Ukrainian and Belarusian h: Galina, Halina
    case 'X': return "K.";
    case 'C': return "SK";
    case 'K': return "KS";
    case 'J': return "S.K";
    case 'x': return "S.K";
    case 'l': return "L";
    case 'r': return "R";
    case 'R': return "RK";
    case 'm': return "M";
    case 'n': return "N";
    case 'y': return first ? ".S" : ".";
    default: return ".";
    }
}

enum { SKELETON_MAX = 12, SKELETONS_MAX = 8 };
struct skeleton {
    char at[SKELETON_MAX];
    size_t count;
};

static void extend(struct skeleton *s, char c) {
    if (c == '.' || s->count == SKELETON_MAX || (s->count && s->at[s->count - 1] == c)) return;
    s->at[s->count++] = c;
}

static size_t skeletons(const char *sound, size_t n, struct skeleton out[SKELETONS_MAX]) {
    size_t count = 1;
    out[0].count = 0;
    for (size_t i = 0; i < n; i++) {
        const char *r = readings(sound[i], i == 0);
        size_t before = count;
        for (size_t alt = 1; r[alt]; alt++)
            for (size_t k = 0; k < before && count < SKELETONS_MAX; k++) {
                out[count] = out[k];
                extend(&out[count++], r[alt]);
            }
        for (size_t k = 0; k < before; k++) extend(&out[k], r[0]);
    }
    return count;
}

struct keys {
    uint32_t *out;
    size_t count;
};

static void add_key(struct keys *k, const char *at, size_t n) {
    uint32_t key = (uint32_t)bytes_hash((struct view){at, n});
    for (size_t i = 0; i < k->count; i++) if (k->out[i] == key) return;
    if (k->count < WORD_KEYS_MAX) k->out[k->count++] = key;
}

static void add_deletions(struct keys *k, const struct skeleton *s) {
    char rest[SKELETON_MAX];
    for (size_t drop = 0; s->count >= 4 && drop < s->count; drop++) {
        size_t n = 0;
        for (size_t i = 0; i < s->count; i++)
            if (i != drop && !(n && rest[n - 1] == s->at[i])) rest[n++] = s->at[i];
        add_key(k, rest, n);
    }
}

// The t of a ta marbuta is written or not (Aminat, Amina), where enough of a name stands before it (silence_at_end).
static void add_without_ta(struct keys *k, const char *sound, size_t n) {
    struct skeleton s[SKELETONS_MAX];
    if (n < TA_SOUNDS || sound[n - 1] != 't' || sound[n - 2] != 'a') return;
    skeletons(sound, n - 1, s);
    add_key(k, s[0].at, s[0].count);
}

size_t word_keys(const struct word *w, bool whole, uint32_t out[WORD_KEYS_MAX]) {
    struct keys k = {out, 0};
    if (w->sound_bytes[0] == 0) {  // digits, other scripts: the spelling itself
        out[0] = (uint32_t)w->hash | 1;
        return 1;
    }
    struct skeleton s[WORD_SOUNDS][SKELETONS_MAX];
    for (size_t v = 0, sounds = word_sounds(w, SCRIPT_LATIN); v < sounds; v++)
        for (size_t i = 0, n = skeletons(w->sound[v], w->sound_bytes[v], s[v]); i < n; i++) add_key(&k, s[v][i].at, s[v][i].count);
    add_without_ta(&k, w->sound[0], w->sound_bytes[0]);
    if (!whole) add_deletions(&k, &s[0][0]);
    return k.count;
}

// The hash is spread anew: a table of keys takes other bits of it.
size_t word_tags(const struct word *w, uint16_t out[WORD_KEYS_MAX]) {
    uint32_t keys[WORD_KEYS_MAX];
    size_t n = word_keys(w, true, keys);
    for (size_t i = 0; i < n; i++) {
        uint16_t tag = (uint16_t)(keys[i] * 0x9e3779b1u >> (32 - WORD_TAG_BITS));
        out[i] = tag ? tag : 1;
    }
    return n;
}
