// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/likeness.h"

#include "match/distance.h"
#include "match/shape.h"
#include "match/tables/kin.h"
#include "match/tables/weights.h"
#include "match/tables/words.h"

#include <math.h>
#include <stdlib.h>
#include <threads.h>

// ---- two words ----------------------------------------------------------------------------------

static inline int cost_of_change(char x, char y) { return SOUND_COSTS[x & 63][y & 63]; }

static struct sound_side side_of_sounds(const char *at, size_t n, bool arabic, bool other_arabic) {
    struct sound_side s = {.at = at, .n = n, .arabic = arabic};
    const uint8_t *cost = SILENCE_COSTS[silence_row(s.arabic, other_arabic)];
    for (size_t i = 0; i < s.n; i++) s.silence[i] = cost[s.at[i] & 63];
    if (s.n) s.silence[s.n - 1] = silence_at_end(s.at, s.n, s.arabic, s.silence[s.n - 1]);
    for (size_t i = 0; i < s.n; i++) s.sounded += s.silence[i] >= SILENT_COUNTS;
    return s;
}
static inline struct sound_side side_of(const struct word *w, size_t variant, bool other_arabic) {
    return side_of_sounds(w->sound[variant], w->sound_bytes[variant], leaves_vowels_out(w->script), other_arabic);
}

enum { SURE_COST = 12 };  // of two sounds that are written for one another every day
static inline int least(int a, int b) { return a < b ? a : b; }

// Weighted edit distance with swaps of neighbours; stops when every way costs more than `most`: those through this row, and by a swap those past it.
static int distance(const struct sound_side *x, const struct sound_side *y, int most) {
    int rows[3][SOUND_MAX + 1];
    int *older = rows[0], *old = rows[1], *now = rows[2];
    int best_before = old[0] = 0;
    for (size_t j = 0; j < y->n; j++) old[j + 1] = old[j] + y->silence[j];
    for (size_t i = 0; i < x->n; i++) {
        const uint8_t *change = SOUND_COSTS[x->at[i] & 63];
        int gone = x->silence[i], best;
        best = now[0] = old[0] + gone;
        for (size_t j = 0; j < y->n; j++) {
            int d = least(old[j] + change[y->at[j] & 63], least(old[j + 1] + gone, now[j] + y->silence[j]));
            if (i && j && x->at[i] == y->at[j - 1] && x->at[i - 1] == y->at[j]) d = least(d, older[j - 1] + SWAP);
            now[j + 1] = d;
            best = least(best, d);
        }
        if (best > most && best_before + SWAP > most) return least(best, best_before + SWAP);
        best_before = best;
        int *spare = older;
        older = old, old = now, now = spare;
    }
    return old[y->n];
}

static float sound_likeness(const struct sound_side *x, const struct sound_side *y) {
    size_t n = sounds_that_count(x->sounded, y->sounded);
    int most = reach_of(n), d = distance(x, y, most);
    return d > most ? 0 : likeness_at(d, n);
}

static void hear_beside(const struct word *w, bool arabic, struct heard *out) {
    out->word = w;
    for (size_t v = 0; v < WORD_SOUNDS && w->sound_bytes[v]; v++) out->side[v][arabic] = side_of(w, v, arabic);
}

// A sound of another word stands for one of this word's or is left out: no way between the two costs less than the least for each.
static void hear_least(const struct word *w, size_t variant, bool arabic, struct heard *out) {
    uint8_t *at = out->least[variant][arabic];
    memcpy(at, SILENCE_COSTS[silence_row(arabic, leaves_vowels_out(w->script))], SOUND_SYMBOLS);
    for (size_t i = 0; i < w->sound_bytes[variant]; i++) {
        const uint8_t *cost = SOUND_COSTS[w->sound[variant][i] & 63];
        for (size_t k = 0; k < SOUND_SYMBOLS; k++) at[k] = at[k] < cost[k] ? at[k] : cost[k];
    }
}

void word_hear_sides(const struct word *w, struct heard *out) {
    hear_beside(w, false, out);
    hear_beside(w, true, out);
}

void word_hear(const struct word *w, struct heard *out) {
    word_hear_sides(w, out);
    for (size_t v = 0; v < WORD_SOUNDS && w->sound_bytes[v]; v++) hear_least(w, v, false, out), hear_least(w, v, true, out);
}

// Whether the least that each of the sounds costs exceeds what is within reach.
static bool least_is_beyond(const struct heard *x, size_t variant, const char *sound, size_t count, bool arabic) {
    const uint8_t *at = x->least[variant][arabic];
    char last = sound[count - 1];
    // As silence_at_end, where that is less than elsewhere.
    int at_end = last == 'h' || (arabic && sound_is_vowel(last)) ? SILENT_LAST : last == 't' ? SILENT_TA : FAR;
    int d = least(at[last & 63], at_end);
    for (size_t j = 0; j + 1 < count; j++) d += at[sound[j] & 63];
    return d > reach_of(sounds_that_count(x->side[variant][arabic].sounded, count));  // no more than all of its sounds count
}

bool heard_is_beyond(const struct heard *x, const char *sound, size_t count, uint8_t script) {
    bool arabic = leaves_vowels_out(script);
    struct sound_side y = {.n = 0};
    for (size_t v = 0, n = word_sounds(x->word, script); v < n; v++) {
        if (least_is_beyond(x, v, sound, count, arabic)) continue;
        if (!y.n) y = side_of_sounds(sound, count, arabic, leaves_vowels_out(x->word->script));
        if (sound_likeness(&x->side[v][arabic], &y) > 0) return false;
    }
    return true;
}

// The distance is the same in both directions: whole numbers, and each way from x to y is one from y to x.
static float both_sounds(const struct heard *x, const struct word *y) {
    float best = 0;
    bool ax = leaves_vowels_out(x->word->script), ay = leaves_vowels_out(y->script);
    for (size_t j = 0, m = word_sounds(y, x->word->script), n = word_sounds(x->word, y->script); j < m; j++) {
        struct sound_side b = side_of(y, j, ax);
        for (size_t i = 0; i < n; i++) {
            if (i + j == 2) continue;  // both without their first letters: what the first pair saw already
            if (best >= 1 - GLUED_LOSS * (float)(i + j)) continue;
            float q = sound_likeness(&x->side[i][ay], &b) - GLUED_LOSS * (float)(i + j);
            if (q > best) best = q;
        }
    }
    return best;
}

static float initial_likeness(const struct word *x, const struct word *y) {
    if (!x->sound_bytes[0] || !y->sound_bytes[0]) return 0;
    return cost_of_change(x->sound[0][0], y->sound[0][0]) <= 20 ? 0.5f : 0;
}

static bool more_than(unsigned bits, int most) {
    while (bits && most-- > 0) bits &= bits - 1;
    return bits != 0;
}

// Too many consonant classes that only one of them has. A word with a second reading may do without some of its own.
static bool far_apart(const struct word *x, const struct word *y) {
    int apart = x->sound_bytes[0] > 5 && y->sound_bytes[0] > 5 ? 3 : 2;
    uint32_t only_x = word_sounds(x, SCRIPT_LATIN) > 1 ? 0 : x->mask & ~y->mask, only_y = word_sounds(y, SCRIPT_LATIN) > 1 ? 0 : y->mask & ~x->mask;
    return more_than(only_x | only_y, apart);
}

float heard_likeness(const struct heard *x, const struct word *y) {
    const struct word *w = x->word;
    if (w->hash == y->hash) return 1;
    if (are_syllables(w, y)) return 0;
    if (!w->sound_bytes[0] || !y->sound_bytes[0]) return are_kin(w, y) ? KIN_ALIKE : 0;  // 1, I
    if (w->role == ROLE_INITIAL || y->role == ROLE_INITIAL) return initial_likeness(w, y);
    if ((w->role == ROLE_KUNYA) != (y->role == ROLE_KUNYA)) return 0;  // Abu Hussein is no Hussein Abba
    bool kin = are_kin(w, y);
    if (far_apart(w, y)) return kin ? KIN_ALIKE : 0;
    float q = both_sounds(x, y);
    if (known_apart(w, y, q)) return 0;
    if (kin && q < KIN_ALIKE) return KIN_ALIKE;
    return q > 0.99f ? 0.99f : q;
}

float word_likeness(const struct word *x, const struct word *y) {
    if (x->hash == y->hash) return 1;
    if (far_apart(x, y) && !are_kin(x, y) && x->role != ROLE_INITIAL && y->role != ROLE_INITIAL) return 0;
    struct heard h;
    hear_beside(x, leaves_vowels_out(y->script), &h);
    return heard_likeness(&h, y);
}

float word_bits(uint8_t role, size_t with, size_t of) {
    static const float prior[] = {[ROLE_PLAIN] = 8.5f, [ROLE_FREQUENT] = 7.0f, [ROLE_COMMON] = 5.5f, [ROLE_GIVEN] = 5.5f,
                                  [ROLE_PATRONYMIC] = 4.5f, [ROLE_GENERIC] = 2.5f, [ROLE_KUNYA] = 3.0f, [ROLE_TITLE] = 0.5f,
                                  [ROLE_INITIAL] = 3.5f, [ROLE_LINK] = 0.25f};
    static const float pseudo = 2000;  // as if so many names had been seen before the first
    static const float half_bit = 0.70710678f;
    static const float share[] = {[ROLE_PLAIN] = 0x1p-8f * half_bit, [ROLE_FREQUENT] = 0x1p-7f, [ROLE_COMMON] = 0x1p-5f * half_bit,
                                  [ROLE_GIVEN] = 0x1p-5f * half_bit, [ROLE_PATRONYMIC] = 0x1p-4f * half_bit, [ROLE_GENERIC] = 0x1p-2f * half_bit,
                                  [ROLE_KUNYA] = 0x1p-3f};  // 2^-prior
    if (role >= ROLE_TITLE || of == 0) return prior[role];
    float bits = -log2f(((float)with + pseudo * share[role]) / ((float)of + pseudo));
    return bits > WORD_BITS_MAX ? WORD_BITS_MAX : bits < 1.5f ? 1.5f : bits;
}

// ---- memo ---------------------------------------------------------------------------------------

enum { MEMO_ROWS = 512 };
struct likeness_memo {
    struct { const struct word *x, *y; float q; } row[MEMO_ROWS];
};

struct likeness_memo *likeness_memo_new(struct arena *a) { return ARENA_NEW(a, struct likeness_memo); }

static float remembered(struct likeness_memo *m, const struct word *x, const struct word *y) {
    if (!m) return word_likeness(x, y);
    size_t h = (((uintptr_t)x >> 3) * 0x9e3779b1u ^ ((uintptr_t)y >> 3) * 0x85ebca77u) >> 7 & (MEMO_ROWS - 1);
    if (m->row[h].x != x || m->row[h].y != y) {
        m->row[h].q = word_likeness(x, y);
        m->row[h].x = x, m->row[h].y = y;
    }
    return m->row[h].q;
}

// Legal forms say nothing where only one side has one: of the aliases of six lists that differ in a form alone 133 leave it out, of their
// nearest others five. Another one on each side, of limited liability and of shares, 9 and 3.
static const char *const LEGAL_FORMS[] = {"co", "llc", "plc", "lp"};
enum { LEGAL_FORM_COUNT = sizeof LEGAL_FORMS / sizeof *LEGAL_FORMS };
static uint64_t form_hashes[LEGAL_FORM_COUNT];
static once_flag forms_hashed = ONCE_FLAG_INIT;
static void hash_forms(void) {
    for (size_t i = 0; i < LEGAL_FORM_COUNT; i++) form_hashes[i] = bytes_hash(view_of(LEGAL_FORMS[i]));
}

// Which of them; LEGAL_FORM_COUNT: none. The first may be any.
static size_t legal_form(const struct word *w) {
    size_t i = 0;
    if (w->role != ROLE_GENERIC) return LEGAL_FORM_COUNT;
    call_once(&forms_hashed, hash_forms);
    while (i < LEGAL_FORM_COUNT && form_hashes[i] != w->hash) i++;
    return i;
}
bool word_is_legal_form(const struct word *w) { return legal_form(w) < LEGAL_FORM_COUNT; }

// ---- two names ----------------------------------------------------------------------------------

static const float LEFT_OVER_SHARE = 0.16f;    // of the weight of a word the other side lacks
static const float ORDER_BITS = 0.75f, LONE_ORDER_BITS = 1.5f;  // words met in another order; where some met nothing as well
static const float NOTHING_ALIKE_BITS = -20;   // no word of the other
static const float ALIKE_FLOOR = 0.36f;        // below, words are not paired

static const float CHILD_BITS = 4, SAID_CHILD_BITS = 5;  // the one is the other's child, by the row of fathers; where "son of" stands
static const float TURNED_BITS = 5;            // Ali ben Salah, Salah ben Ali: his father or his son
static const float RELATIVE_BITS = 12, RELATIVE_FROM = 2.7f, SIBLING_BITS = 1;

enum { NONE = -1, JOINED = -2 };
struct pairing {
    const struct weighed_name *x, *y;
    float q[NAME_WORDS_MAX][NAME_WORDS_MAX], worth[NAME_WORDS_MAX][NAME_WORDS_MAX];  // filled as far as used
    int8_t of_x[NAME_WORDS_MAX], of_y[NAME_WORDS_MAX];  // partner; NONE; or JOINED - the first partner of a join
    uint32_t equal_x, equal_y;                          // a bit for each word that the other side has too
    float bits;
    bool firms;                                         // both are of organisations or ships
    bool alike;                                         // some words are
    bool all_same, same_name, initial;                  // those that met: the same spelling, the same name, a letter that a name begins with
    float least, least_worth;                           // likeness of the pair that is least alike, and what it brings
    size_t met;
};

// Two spellings are worth what their likeness could not be by chance, less what writers seldom do.
static float alike_worth(size_t sounds, float q, float ceiling) {
    float chance = CHANCE_BITS[sounds < LENGTHS_MAX ? sounds : LENGTHS_MAX - 1] - CHANCE_SLOPE * (1 - q);
    return fminf(chance, ceiling) - WRITING_SLOPE * fmaxf(0, WRITTEN_ALIKE - q);
}

float likeness_for(const struct word *x, float bits) {
    float chance = CHANCE_BITS[x->sound_bytes[0] < LENGTHS_MAX ? x->sound_bytes[0] : LENGTHS_MAX - 1];
    float q = (bits - chance + CHANCE_SLOPE + WRITING_SLOPE * WRITTEN_ALIKE) / (CHANCE_SLOPE + WRITING_SLOPE);
    return q > NEAR_ALIKE ? NEAR_ALIKE : q < LEAST_ALIKE ? LEAST_ALIKE : q;
}

// ---- words cut short ----------------------------------------------------------------------------

static const float CUT_LIKENESS = 0.9f, CUT_BETWEEN = 0.85f;  // of the beginnings; between two scripts

bool sounds_may_begin(const char *x, const char *y) {
    bool second = cost_of_change(x[1], y[1]) <= FAR / 2 || sound_is_vowel(x[1]) || sound_is_vowel(y[1]);  // a vowel that one script does not write
    return cost_of_change(x[0], y[0]) <= SURE_COST && second;
}

bool word_is_cut(const struct word *x, const struct word *y) {
    const struct word *cut = x->sound_bytes[0] < y->sound_bytes[0] ? x : y, *whole = cut == x ? y : x;
    if (!sounds_may_be_cut(x->sound_bytes[0], y->sound_bytes[0])) return false;
    if (cut->role > ROLE_FREQUENT || whole->role > ROLE_FREQUENT || cut->script >= SCRIPT_SYLLABLES || whole->script >= SCRIPT_SYLLABLES) return false;
    bool for_itself = cut->script != whole->script && (cut->kin || is_known_name(cut));  // ياسين is no Jacinta cut short
    if (for_itself || !sounds_may_begin(cut->sound[0], whole->sound[0])) return false;
    size_t n = cut->sound_bytes[0], shorter = cut->script == whole->script ? 0 : 2;  // whose vowels are not written
    struct sound_side a = side_of(cut, 0, leaves_vowels_out(whole->script));
    struct word beginning = *whole;
    for (size_t k = n - shorter; k <= n; k++) {
        beginning.sound_bytes[0] = (uint8_t)k, beginning.sound_bytes[1] = 0;
        struct sound_side b = side_of(&beginning, 0, leaves_vowels_out(cut->script));
        if (sound_likeness(&a, &b) >= (shorter ? CUT_BETWEEN : CUT_LIKENESS)) return true;
    }
    return false;
}

// ---- two names, their words weighed -------------------------------------------------------------

// There are few syllables: what Chinese and Korean names have in common by their sound is soon shared by many.
static float syllable_bits(const struct word *w) { return w->script == SCRIPT_SYLLABLES ? SYLLABLE_BITS * (float)w->letters : 1000; }

float sounds_worth(const struct word *x, float x_bits, uint8_t y_role, size_t y_sounds, float y_bits, float q, float ceiling) {
    if (x->role == ROLE_INITIAL || y_role == ROLE_INITIAL) return fminf(x_bits, y_bits) * (q < 1 ? 0.1f : 1);
    bool father_or_family = (x->role == ROLE_PATRONYMIC) != (y_role == ROLE_PATRONYMIC);  // Nikolai Vasilievich Sergeevich, Nikolai Sergeevich Valuev
    float bits = father_or_family ? fminf(x_bits, y_bits) : (x_bits + y_bits) / 2;
    if (q >= 1 || x->role >= ROLE_TITLE) return bits * q;
    size_t sounds = x->sound_bytes[0] < y_sounds ? x->sound_bytes[0] : y_sounds;
    return alike_worth(sounds, q, fminf(bits, ceiling));
}

float words_worth(const struct word *x, float x_bits, const struct word *y, float y_bits, float q, float ceiling) {
    ceiling = fminf(ceiling, fminf(syllable_bits(x), syllable_bits(y)));
    float worth = sounds_worth(x, x_bits, y->role, y->sound_bytes[0], y_bits, q, ceiling);
    bool spelled = q < 1 && x->role < ROLE_TITLE && y->role != ROLE_INITIAL;
    return spelled && worth < CUT_WORTH && word_is_cut(x, y) ? CUT_WORTH : worth;
}

static bool is_arabic_name(const struct word *w) { return (w->kin >= KIN_ARABIC_FROM && w->kin <= KIN_ARABIC_TO) || w->kin >= KIN_ARABIC_MORE; }

// What half of the names begin or end with says little: Abdelhamid is as near to Abdelmajid as Hamid to Majid, Rahmatullah to
// Hikmatullah as Rahma to Hikma. The sounds of a compound without Abd, Ben, -din, -ullah; none where it is no such compound.
enum compound { COMPOUND_NONE, COMPOUND_ABD, COMPOUND_BEN, COMPOUND_DIN, COMPOUND_ALLAH };
static bool ends_with(const struct word *w, size_t from_end, const char *any_of) {
    return w->sound_bytes[0] >= from_end && strchr(any_of, w->sound[0][w->sound_bytes[0] - from_end]) != NULL;
}

static enum compound own_part(const struct word *w, struct word *part) {
    const char *s = w->sound[0];
    size_t n = w->sound_bytes[0], last = n && s[n - 1] == 'h' ? 1 : 0;
    *part = *w;
    if (n < 6) return COMPOUND_NONE;
    size_t abd = s[0] == 'E' && s[1] == 'a' ? 1 : 0;  // عبد, Somali cabd
    if ((s[abd] == 'a' || s[abd] == 'E') && s[abd + 1] == 'b' && s[abd + 2] == 'd') {
        memmove(part->sound[0], s + abd + 3, n - abd - 3), part->sound_bytes[0] = (uint8_t)(n - abd - 3);
        return COMPOUND_ABD;
    }
    if (s[0] == 'b' && s[1] == 'e' && s[2] == 'n') {
        memmove(part->sound[0], s + 3, n - 3), part->sound_bytes[0] = (uint8_t)(n - 3);
        return COMPOUND_BEN;
    }
    if (s[n - 1] == 'n' && s[n - 3] == 'd' && ends_with(w, 2, "iyeE")) {
        size_t own = n - 3;
        if (own > 3 && sound_is_vowel(s[own - 1]) && !sound_is_vowel(s[own - 2])) own--;  // of the article or its case: Zine-ed-Din
        part->sound_bytes[0] = (uint8_t)own;
        return COMPOUND_DIN;
    }
    bool vowels = ends_with(w, last + 1, "a") && ends_with(w, last + 2, "l") && ends_with(w, last + 3, "uoea");
    bool none = last && s[n - 2] == 'l' && s[n - 3] == 'l';
    if (!vowels && !none) return COMPOUND_NONE;
    part->sound_bytes[0] = (uint8_t)(n - 3 - (vowels ? last : 0));
    return part->sound_bytes[0] < 3 ? COMPOUND_NONE : COMPOUND_ALLAH;
}

// Of God's names and of what is said of faith there are few, and all know them: whoever writes one does not mistake it for another.
static const float PARTS_APART = 0.7f;

static float likeness_of_parts(const struct word *x, const struct word *y, float q) {
    struct word a, b;
    enum compound of_x = own_part(x, &a), of_y = own_part(y, &b);
    if (of_x == COMPOUND_NONE || of_x != of_y || are_kin(x, y)) return q;
    struct sound_side s = side_of(&a, 0, leaves_vowels_out(y->script)), t = side_of(&b, 0, leaves_vowels_out(x->script));
    float own = sound_likeness(&s, &t);
    bool known = of_x != COMPOUND_BEN && x->script == y->script && a.sound_bytes[0] > 3 && b.sound_bytes[0] > 3;
    return known && own < PARTS_APART ? 0 : fminf(q, own);
}

// A word that may be misread also as it may be meant (عبد اللطبف): its second sound has the other name behind Abd.
static const struct word *as_meant(const struct word *w, struct word *meant) {
    if (!w->sound_bytes[1] || w->second != SECOND_MISREAD) return NULL;
    *meant = *w;
    memcpy(meant->sound[0], w->sound[1], sizeof meant->sound[0]), meant->sound_bytes[0] = w->sound_bytes[1];
    return meant;
}

static float likeness_of_compounds(const struct word *x, const struct word *y, float q) {
    struct word a, b;
    const struct word *meant_x = as_meant(x, &a), *meant_y = as_meant(y, &b);
    float best = likeness_of_parts(x, y, q);
    if (meant_x && best < q) best = fmaxf(best, likeness_of_parts(meant_x, y, q));
    if (meant_y && best < q) best = fmaxf(best, likeness_of_parts(x, meant_y, q));
    return best;
}

// Bou and Ben make another family's name (Taleb, Boutaleb; Amar, Benamar), and what is left without them is heard at a loss only because others
// write them apart (words_joined_likeness).
static bool begins_with_parent(const struct word *w) {
    const char *s = w->sound[0];
    size_t n = w->sound_bytes[0], less = n - w->sound_bytes[1];
    if (!w->sound_bytes[1] || w->second || less < 2 || n < 5) return false;
    bool bou = s[0] == 'b' && (s[1] == 'u' || s[1] == 'w' || (s[1] == 'o' && s[2] == 'u'));
    bool ben = s[0] == 'b' && (s[1] == 'n' || ((s[1] == 'e' || s[1] == 'i') && s[2] == 'n'));
    return bou || ben || (s[0] == 'a' && s[1] == 'b' && s[2] == 'u');
}

// As both_sounds, of one word with its first letters.
static float with_parent(const struct word *parent, const struct word *other) {
    struct sound_side s = side_of(parent, 0, leaves_vowels_out(other->script));
    float best = 0;
    for (size_t v = 0, n = word_sounds(other, parent->script); v < n; v++) {
        struct sound_side t = side_of(other, v, leaves_vowels_out(parent->script));
        best = fmaxf(best, sound_likeness(&s, &t) - GLUED_LOSS * (float)v);
    }
    return best;
}

// A nisba in -awi is of a place (Sahraoui), one in -i of a person, a tribe or a trade (Sahri): the w is a root's or the place's, never left out.
static bool ends_in_awi(const struct word *w) {
    size_t n = w->sound_bytes[0];
    const char *s = w->sound[0];
    return n >= 5 && (s[n - 1] == 'i' || s[n - 1] == 'y')
           && (s[n - 2] == 'u' || s[n - 2] == 'w' || s[n - 2] == 'v' || s[n - 2] == 'o')
           && (leaves_vowels_out(w->script) || s[n - 3] == 'a' || s[n - 3] == 'e');
}
static bool ends_in_i_alone(const struct word *w) {
    size_t n = w->sound_bytes[0];
    const char *s = w->sound[0];
    return n >= 3 && (s[n - 1] == 'i' || s[n - 1] == 'y') && !strchr("uwvoOb", s[n - 2]) && !(sound_is_vowel(s[n - 2]) && strchr("uwvoO", s[n - 3]));
}

static bool is_of_a_line(const struct word *w) {
    static const char *const endings[] = {LINE_ENDINGS};
    size_t n = w->sound_bytes[0];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t k = strlen(endings[i]);
        if (n >= k + 3 && memcmp(w->sound[0] + n - k, endings[i], k) == 0) return true;
    }
    return false;
}

static const float OTHER_FAMILY = 0.3f;  // lost by what makes another family's name
static float likeness_of_families(const struct word *x, const struct word *y, float q) {
    if (are_kin(x, y) || x->role == ROLE_INITIAL || y->role == ROLE_INITIAL) return q;
    bool parent = begins_with_parent(x);
    if (parent != begins_with_parent(y)) {
        float whole = parent ? with_parent(x, y) : with_parent(y, x);
        if (whole < q) q = whole - OTHER_FAMILY;
    }
    if ((ends_in_awi(x) && ends_in_i_alone(y)) || (ends_in_awi(y) && ends_in_i_alone(x))) q -= OTHER_FAMILY;
    bool of_a_line = is_of_a_line(x);
    if (of_a_line == is_of_a_line(y)) return q;
    const struct word *plain = of_a_line ? y : x;
    char last = plain->sound_bytes[0] ? plain->sound[0][plain->sound_bytes[0] - 1] : 0;
    return last == 'i' || last == 'y' ? q - OTHER_FAMILY : q;
}

// The man's form of a name and the woman's are two people, near as they sound (Karim, Karima; Denis, Denise).
static bool of_two_sexes(const struct word *x, const struct word *y) {
    uint8_t a = x->sex < y->sex ? x->sex : y->sex, b = x->sex < y->sex ? y->sex : x->sex;
    if (!a || a == b || are_kin(x, y)) return false;
    const struct word *latin = x->sex == a ? x : y;  // the man's or the woman's of the table
    char last = latin->sound_bytes[0] ? latin->sound[0][latin->sound_bytes[0] - 1] : 0;
    bool in_ta = last == 'a' || last == 'e' || last == 't';  // men's as well (Usama, Hamze, Izzat)
    return b == WORD_OF_WOMAN || a == WORD_ENDS_IN_TA || (a == WORD_OF_MAN && b == WORD_ENDS_IN_TA && !in_ta)
           || (a == WORD_OF_WOMAN && b == WORD_ENDS_OTHERWISE && last == 'a');
}

// Short forms of two names: of Juan Manuel and of Juan Pedro each is a Juan, and neither is the other.
static bool are_of_other_two(const struct word *x, const struct word *y) {
    uint8_t a = are_kin(x, y) ? second_name_of(x->hash) : 0, b = a ? second_name_of(y->hash) : 0;
    return b && a != b;
}

// Hasan and Husayn, the Prophet's grandsons: everybody tells them apart, also where families and fathers are called after them (Khasanov,
// Khusainov; Hasanović, Huseinović; Alhassane, Alhousseini; Hassani, حسيني). By their vowels, where these are written.
enum grandson { NO_GRANDSON, HASAN, HUSAYN };
static enum grandson grandson_of(const struct word *w) {
    if (w->kin == KIN_OF_HASAN || w->kin == KIN_OF_HUSAYN) return w->kin == KIN_OF_HASAN ? HASAN : HUSAYN;  // Lahcen, Hacene
    const char *s = w->sound[0], *end = s + w->sound_bytes[0];
    bool no_vowels = leaves_vowels_out(w->script);
    if (end - s > 2 && (*s == 'a' || *s == 'e') && s[1] == 'l') s += 2;
    else if (end - s > 2 && *s == 'l' && no_vowels) s++;  // لحسن
    if (s == end || !strchr("hX", *s++)) return NO_GRANDSON;
    const char *first = s;
    while (s < end && sound_is_vowel(*s)) s++;
    size_t before = (size_t)(s - first);
    while (s < end && *s == 's') s++;
    if (s == first + before) return NO_GRANDSON;
    const char *second = s;
    while (s < end && (sound_is_vowel(*s) || *s == 'y')) s++;
    size_t behind = (size_t)(s - second);
    if (s == end || *s != 'n') return NO_GRANDSON;
    bool in_i = memchr(second, 'i', behind) || memchr(second, 'y', behind) || memchr(second, 'e', behind);
    if (no_vowels && !before && !behind) return s + 1 == end ? HASAN : NO_GRANDSON;  // حسني is either's
    if (no_vowels) return !before && behind == 1 && *second == 'y' ? HUSAYN : NO_GRANDSON;  // حسان is neither
    if (before == 1 && *first == 'a' && behind == 1 && *second == 'a') return HASAN;
    return before && (*first == 'u' || *first == 'o') && in_i ? HUSAYN : NO_GRANDSON;
}
static bool are_two_grandsons(const struct word *x, const struct word *y) {
    enum grandson a = grandson_of(x), b = a ? grandson_of(y) : NO_GRANDSON;
    return b && a != b;
}

// Words near in sound, or kin, of which it is known that they are two names.
static bool are_two_names(const struct word *x, const struct word *y) {
    if (x->kin != y->kin && is_arabic_name(x) && is_arabic_name(y)) return true;
    return of_two_sexes(x, y) || are_of_other_two(x, y) || are_two_grandsons(x, y);
}

// Between Arabic, which leaves vowels out, and another script a vowel costs next to nothing, so that what is unlike are consonants: another
// name's more often than a writer's (شعبي, Chaoui), who hears them all. In Latin writing some of it are vowels. What was alike at all stays so.
static const float SPELLED_ALIKE = 0.84f, ACROSS_SLOPE = 0.25f, LATIN_SLOPE = 0.08f;
static float among_families(const struct word *x, const struct word *y, float q) {
    bool across = (x->script == SCRIPT_ARABIC) != (y->script == SCRIPT_ARABIC), latin = x->script == SCRIPT_LATIN && y->script == SCRIPT_LATIN;
    if (q >= SPELLED_ALIKE || q <= ALIKE_FLOOR || x->role == ROLE_INITIAL || y->role == ROLE_INITIAL) return q;
    return fmaxf(ALIKE_FLOOR, q - (across ? ACROSS_SLOPE : latin ? LATIN_SLOPE : 0) * (SPELLED_ALIKE - q));
}

static float ceiling_of(const struct weighed_name *n, size_t i) { return n->alike_bits ? n->alike_bits[i] : ALIKE_BITS_MAX; }

// Gives the most that the words can bring one by one.
static float fill(struct pairing *p, struct likeness_memo *memo) {
    float most = 0;
    for (size_t i = 0; i < p->x->count; i++) {
        float best = 0;
        for (size_t j = 0; j < p->y->count; j++) {
            const struct word *x = p->x->word[i], *y = p->y->word[j];
            float q = p->q[i][j] = remembered(memo, x, y);
            bool generic = x->role == ROLE_GENERIC || y->role == ROLE_GENERIC;
            if (p->firms && generic && q < 1 && (word_is_legal_form(x) || word_is_legal_form(y))) q = p->q[i][j] = 0;
            if (q < 1 && q >= ALIKE_FLOOR)
                q = p->q[i][j] = are_two_names(x, y) ? 0 : among_families(x, y, likeness_of_families(x, y, likeness_of_compounds(x, y, q)));
            if (q < ALIKE_FLOOR) continue;
            p->worth[i][j] = words_worth(x, p->x->bits[i], y, p->y->bits[j], q, fminf(ceiling_of(p->x, i), ceiling_of(p->y, j)));
            p->alike |= x->role < ROLE_TITLE;
            if (q > 0.95f || are_kin(x, y)) p->equal_x |= 1u << i, p->equal_y |= 1u << j;
            best = fmaxf(best, p->worth[i][j]);
        }
        most += best;
    }
    return most;
}

// Two spellings of one name. Arabic leaves short vowels out and other scripts write them, so that two spellings of one
// name in two scripts are a little further apart.
static bool is_same_name(const struct word *x, const struct word *y, float q) { return q >= (x->script == y->script ? 0.84f : 0.82f); }

static void count_in(struct pairing *p, float bits, const struct word *x, const struct word *y, float q) {
    p->bits += bits;
    p->initial |= q < 1 && (x->role == ROLE_INITIAL || y->role == ROLE_INITIAL);
    if (x->role >= ROLE_TITLE || y->role >= ROLE_TITLE) return;
    p->met++;
    p->all_same &= q >= 1;
    p->same_name &= is_same_name(x, y, q);
    if (x->role != ROLE_INITIAL && y->role != ROLE_INITIAL && q < p->least) p->least = q, p->least_worth = bits;
}

// Best pair first; equal worth is settled by the words' hashes, so that the order of sides says nothing.
static bool take_best_pair(struct pairing *p) {
    float best = -1000;
    uint64_t tie = 0;
    int bi = -1, bj = -1;
    for (size_t i = 0; i < p->x->count; i++)
        for (size_t j = 0; p->of_x[i] == NONE && j < p->y->count; j++) {
            if (p->of_y[j] != NONE || p->q[i][j] < ALIKE_FLOOR) continue;
            float w = p->worth[i][j];
            uint64_t t = p->x->word[i]->hash + p->y->word[j]->hash;
            if (w < best || (w == best && t <= tie)) continue;
            best = w, tie = t, bi = (int)i, bj = (int)j;
        }
    if (bi < 0) return false;
    p->of_x[bi] = (int8_t)bj;
    p->of_y[bj] = (int8_t)bi;
    count_in(p, best, p->x->word[bi], p->y->word[bj], p->q[bi][bj]);
    return true;
}

// One of the two sides of a pairing, seen from either end.
struct end {
    const struct weighed_name *name;
    int8_t *of;
    uint32_t equal;
};

static struct end end_of(struct pairing *p, bool y) {
    return y ? (struct end){p->y, p->of_y, p->equal_y} : (struct end){p->x, p->of_x, p->equal_x};
}

// The words from `i` on as one: two, or three when the first two are links (van den Broecke) or the other side writes syllables.
static bool join_from(const struct weighed_name *n, size_t i, size_t k, const struct word *whole, struct word *out) {
    if (i + k > n->count) return false;
    bool links = n->word[i]->role == ROLE_LINK && n->word[i + 1]->role == ROLE_LINK;
    if (k == 3 && !links && whole->script != SCRIPT_SYLLABLES) return false;
    for (size_t t = i; t < i + k; t++) if (n->word[t]->script == SCRIPT_DIGITS) return false;
    struct word two;
    word_join(n->word[i], n->word[i + 1], &two);
    if (k == 3) word_join(&two, n->word[i + 2], out);
    else *out = two;
    return true;
}

static bool all_free(const struct end *e, size_t i, size_t k) {
    bool equal = true;
    for (size_t t = i; t < i + k; t++) {
        if (e->of[t] != NONE) return false;
        equal &= (e->equal >> t & 1) || e->name->word[t]->role == ROLE_LINK;
    }
    return !equal;
}

static bool as_long(const struct word *a, const struct word *b, const struct word *whole) {
    return lengths_could_join(a->sound_bytes[0] + b->sound_bytes[0], whole->sound_bytes[0], a->script, whole->script);
}

bool words_could_join(const struct word *a, const struct word *b, const struct word *whole) {
    bool third_follows = (a->role == ROLE_LINK && b->role == ROLE_LINK) || (whole->script == SCRIPT_SYLLABLES && whole->letters >= 3);  // van den Broecke
    if (!third_follows && !as_long(a, b, whole)) return false;
    bool second = word_sounds(whole, SCRIPT_LATIN) > 1;
    uint32_t from_neither = second || third_follows ? 0 : whole->mask & ~(a->mask | b->mask);
    int unsure = a->script == whole->script && !second ? 0 : 1;  // letters of several classes have none (ظاهر, Dahir), a second reading others (Gertjan)
    return whole->sound_bytes[0] >= a->sound_bytes[0]
           && !more_than(classes_of_half(a->role, a->sound_bytes[0], a->mask) & ~whole->mask, unsure)
           && !more_than(b->mask & ~whole->mask, 1)
           && !more_than(from_neither, 1 + unsure);
}

static const float ARTICLE_LOSS = 0.05f;  // an article that only one side has

// In Maghreb speech the n of ben becomes the sound behind it (Ben Tahar, Bettahar), and an article stands between (Ben Sghaier, بالصغير).
static float said_with_ben(const struct word *ben, const struct word *name, const struct word *whole) {
    struct word be = *ben, joined;
    be.sound[0][0] = 'b', be.sound_bytes[0] = 1;
    word_join_by(&be, "e", name, &joined);
    float q = word_likeness(&joined, whole);
    word_join_by(&be, "el", name, &joined);
    return fmaxf(q, word_likeness(&joined, whole)) - ARTICLE_LOSS;
}

float words_joined_likeness(const struct word *a, const struct word *b, const struct word *whole) {
    struct word joined;
    word_join(a, b, &joined);
    float q = word_likeness(&joined, whole);
    if (is_ben(a->role, a->sound_bytes[0], a->mask)) q = fmaxf(q, said_with_ben(a, b, whole));
    if (q >= JOINED_LIKENESS || a->role >= ROLE_TITLE || whole->sound_bytes[0] < a->sound_bytes[0] + b->sound_bytes[0]) return q;
    word_join_by(a, "el", b, &joined);
    return fmaxf(q, word_likeness(&joined, whole) - ARTICLE_LOSS);
}

static bool could_join(const struct weighed_name *n, size_t i, const struct word *whole) {
    return words_could_join(n->word[i], n->word[i + 1], whole);
}

// One of the neighbours is as near by itself: Yahya Haqqani is no Haqqani in one word.
static bool stands_alone(const struct pairing *p, bool flip, size_t i, size_t k, size_t j, float joined) {
    for (size_t t = i; t < i + k; t++)
        if ((flip ? p->q[j][t] : p->q[t][j]) >= joined) return true;
    return false;
}

// Neighbours on one side written as one word on the other (Ben Ali, Benali). `flip` looks from y to x.
static void take_joins(struct pairing *p, bool flip) {
    struct end many = end_of(p, flip), one = end_of(p, !flip);
    for (size_t k = 2; k <= 3; k++)
        for (size_t i = 0; i + k <= many.name->count; i++)
            for (size_t j = 0; all_free(&many, i, k) && j < one.name->count; j++) {
                struct word joined;
                const struct word *whole = one.name->word[j];
                if (one.of[j] != NONE || one.equal >> j & 1 || !could_join(many.name, i, whole) || !join_from(many.name, i, k, whole, &joined)) continue;
                float q = k == 2 ? words_joined_likeness(many.name->word[i], many.name->word[i + 1], whole) : word_likeness(&joined, whole);
                if (q < JOINED_LIKENESS || stands_alone(p, flip, i, k, j, q)) continue;
                for (size_t t = i; t < i + k; t++) many.of[t] = (int8_t)(JOINED - (int)j);
                one.of[j] = (int8_t)(JOINED - (int)i);
                float worth = alike_worth(whole->sound_bytes[0], q, fminf(fminf(one.name->bits[j], ALIKE_BITS_MAX), syllable_bits(whole)));
                *(flip ? &p->worth[j][i] : &p->worth[i][j]) = worth;  // told with the first of them
                count_in(p, worth, &joined, &joined, fminf(q, 0.98f));
            }
}

// Of what nothing stands opposite: the beginning of a word with the word.
static void take_cut_words(struct pairing *p) {
    for (size_t i = 0; i < p->x->count; i++)
        for (size_t j = 0; p->of_x[i] == NONE && j < p->y->count; j++) {
            if (p->of_y[j] != NONE || !word_is_cut(p->x->word[i], p->y->word[j])) continue;
            p->of_x[i] = (int8_t)j, p->of_y[j] = (int8_t)i;
            p->q[i][j] = ALIKE_FLOOR, p->worth[i][j] = CUT_WORTH;
            count_in(p, CUT_WORTH, p->x->word[i], p->y->word[j], ALIKE_FLOOR);
        }
}

// Words that nothing stands opposite.
struct left_overs {
    float bits, against;  // what they weigh; what it tells against the other side's, all of them together
    size_t count;
    uint8_t forms;        // a bit for each legal form, which are not counted
    bool names;           // one is more than a word of organisations
};

// What somebody is called besides is as rare for the one meant as for anybody, so that its rarity cancels out (m over u is one):
// beside one word that met, what is left over weighs what its role says. Where more met, its rarity is weighed too: that keeps
// namesakes with one more surname, of whom a register holds many, below one half (docs/matching-measured.md has the figures of both).
static struct left_overs left_over(const struct weighed_name *n, const int8_t *of, bool by_role, bool firms) {
    struct left_overs l = {0, 0, 0, 0, false};
    for (size_t i = 0; i < n->count; i++) {
        if (of[i] != NONE || n->word[i]->role >= ROLE_TITLE) continue;
        size_t form = firms ? legal_form(n->word[i]) : LEGAL_FORM_COUNT;
        if (form < LEGAL_FORM_COUNT) {
            l.forms |= (uint8_t)(1u << form);
            continue;
        }
        l.bits += by_role ? word_bits(n->word[i]->role, 0, 0) : n->bits[i];
        l.against += contradiction_bits(n->word[i]);
        l.names |= n->word[i]->role != ROLE_GENERIC && !(firms && n->word[i]->role == ROLE_COMMON);  // a trade, a place
        l.count++;
    }
    return l;
}

// Where the given name stands that tells children of one house apart: behind a Mohamed that goes before it (Mohamed Amine, Mohamed Yassine).
static size_t own_name(const struct weighed_name *n) { return n->count > 2 && n->word[0]->kin == KIN_OF_MOHAMED && n->word[1]->role < ROLE_KUNYA ? 1 : 0; }

// Mohamed Reza is called Reza: who is only called Mohamed lacks the name that tells who it is.
static const float OWN_NAME_BITS = 1;
static bool lacks_own_name(const struct weighed_name *n, const int8_t *of) { return own_name(n) == 1 && of[0] != NONE && of[1] == NONE; }

static const float OTHER_FORM_BITS = 1.25f;
// A name with a word of organisations more is most often the same (Belneftekhim Concern): of the aliases of six lists 235 are so, of their
// nearest others 23.
static const float LONE_GENERIC_SHARE = 0.6f;
// Both sides hold words the other lacks: that speaks against, by as many pairs as can be made of them. What agrees then is
// what relatives share, and they are many: the father's, the grandfather's and the family's name.
static void weigh_left_overs(struct pairing *p, size_t *lone, float *whole) {
    struct left_overs x = left_over(p->x, p->of_x, p->met <= 1, p->firms), y = left_over(p->y, p->of_y, p->met <= 1, p->firms);
    size_t pairs = x.count < y.count ? x.count : y.count, most = x.count > y.count ? x.count : y.count;
    *lone = x.count + y.count;
    *whole = !*lone ? WHOLE_BITS : !p->firms || (x.count && y.count) || x.names || y.names ? 0 : WHOLE_BITS * LONE_GENERIC_SHARE;
    if (x.forms > 1 && y.forms > 1 && !(x.forms & y.forms)) p->bits -= OTHER_FORM_BITS;
    if (!most) return;
    if (pairs) {
        float each = (x.against / (float)x.count + y.against / (float)y.count) / 2;
        // Another given name before the same others.
        bool siblings = (p->of_x[0] == NONE && p->of_y[0] == NONE)
                        || (p->of_x[own_name(p->x)] == NONE && p->of_y[own_name(p->y)] == NONE);
        if (each >= RELATIVE_FROM) p->bits = bits_above(p->bits, RELATIVE_BITS) - (siblings ? SIBLING_BITS : 0);
        p->bits -= each * (float)pairs;
    }
    float longer = x.count > y.count ? x.bits / (float)x.count : y.count > x.count ? y.bits / (float)y.count : 0;
    p->bits -= LEFT_OVER_SHARE * longer * (float)(most - pairs);
    if (!pairs && (lacks_own_name(p->x, p->of_x) || lacks_own_name(p->y, p->of_y))) p->bits -= OWN_NAME_BITS;
}

static bool in_order(const struct pairing *p) {
    int last = -1, downs = 0;
    for (size_t i = 0; i < p->x->count; i++) {
        if (p->of_x[i] < 0) continue;
        downs += p->of_x[i] < last;
        last = p->of_x[i];
    }
    return downs == 0;
}

// That nothing is left over tells as much as the words that met are alike: of two people who share a name, the other names
// are often near (Jaziri, Jabiri) and seldom the same.
static float wholeness(float least) {
    static const float none = 0.5f, all = 0.62f;
    return least <= none ? 0 : least >= all ? 1 : (least - none) / (all - none);
}

// ---- fathers and children -----------------------------------------------------------------------

static const char *const NASAB[] = {"ben", "bin", "ibn", "bint", "bent", "ould", "uld", "ag", "ou", "بن", "ابن", "بنت", "ولد", "او"};
static const char *const PEOPLES[] = {"ait", "oulad", "ouled", "walad", "ايت", "اولاد"};
static const char *const MOTHERS[] = {"oum", "umm", "um", "om", "oem", "oumou", "umu", "ummu", "ام"};  // of the words that are ROLE_KUNYA
static const char *const YOUNGER[] = {"jr", "jnr", "fils", "hijo"}, *const ELDER[] = {"sr", "snr", "pere", "padre"};  // of those that are ROLE_TITLE
static const char *const CAPITAL[] = {"fund", "trust", "capital", "partners"};                                           // that are ROLE_GENERIC
enum { NASAB_COUNT = sizeof NASAB / sizeof *NASAB, PEOPLES_COUNT = sizeof PEOPLES / sizeof *PEOPLES, MOTHER_COUNT = sizeof MOTHERS / sizeof *MOTHERS,
       YOUNGER_COUNT = sizeof YOUNGER / sizeof *YOUNGER, ELDER_COUNT = sizeof ELDER / sizeof *ELDER, CAPITAL_COUNT = sizeof CAPITAL / sizeof *CAPITAL };
enum { DESCENT = 0, MOTHER = NASAB_COUNT + PEOPLES_COUNT, YOUNG = MOTHER + MOTHER_COUNT, OLD = YOUNG + YOUNGER_COUNT, OF_CAPITAL = OLD + ELDER_COUNT,
       KNOWN_WORDS = OF_CAPITAL + CAPITAL_COUNT };
static uint64_t known_hashed[KNOWN_WORDS];
static once_flag are_known_hashed = ONCE_FLAG_INIT;
static void hash_all(const char *const *words, size_t count, size_t at) {
    for (size_t i = 0; i < count; i++) known_hashed[at + i] = bytes_hash(view_of(words[i]));
}
static void hash_known(void) {
    hash_all(NASAB, NASAB_COUNT, DESCENT), hash_all(PEOPLES, PEOPLES_COUNT, DESCENT + NASAB_COUNT);
    hash_all(MOTHERS, MOTHER_COUNT, MOTHER), hash_all(YOUNGER, YOUNGER_COUNT, YOUNG), hash_all(ELDER, ELDER_COUNT, OLD);
    hash_all(CAPITAL, CAPITAL_COUNT, OF_CAPITAL);
}

static bool is_among_known(const struct word *w, size_t from, size_t count) {
    call_once(&are_known_hashed, hash_known);
    for (size_t i = from; i < from + count; i++) if (w->hash == known_hashed[i]) return true;
    return false;
}
static bool is_among_links(const struct word *w, size_t count) { return w->role == ROLE_LINK && is_among_known(w, DESCENT, count); }
// "Son of" or "daughter of": what follows is the father's name.
static bool is_nasab(const struct word *w) { return is_among_links(w, NASAB_COUNT); }
// That, or "people of".
static bool is_descent(const struct word *w) { return is_among_links(w, NASAB_COUNT + PEOPLES_COUNT); }

static size_t next_name(const struct weighed_name *n, size_t from) {
    while (from < n->count && n->word[from]->role >= ROLE_TITLE) from++;
    return from;
}

// Omar ben Hassan ben Ali Mokhtari is the son of Hassan ben Ali Mokhtari: before the whole of the one name the other has one
// word. A name that goes before others (Mohamed, Abu) is none, and where no "son of" follows three names must agree.
static float child_bits(struct pairing *p, bool flip) {
    struct end child = end_of(p, flip), father = end_of(p, !flip);
    size_t first = next_name(child.name, 0), second = next_name(child.name, first + 1), met = 0;
    if (second >= child.name->count || child.of[first] != NONE
        || child.name->word[first]->role == ROLE_KUNYA || child.name->word[first]->role == ROLE_INITIAL) return 0;
    bool said = is_nasab(child.name->word[first + 1]);
    if (!said && child.name->word[first]->kin == KIN_OF_MOHAMED) return 0;
    for (size_t i = 0, last = 0; i < father.name->count; i++) {
        if (father.name->word[i]->role >= ROLE_TITLE) continue;
        if (father.of[i] < 0 || (size_t)father.of[i] < last || (!met && (size_t)father.of[i] != second)) return 0;
        last = (size_t)father.of[i], met++;
    }
    return said && met >= 2 ? SAID_CHILD_BITS : met >= 3 ? CHILD_BITS : 0;
}

// Ait Brahim are a family, and Hassan of them is no Brahim Ait Hassan.
static size_t around_descent(const struct weighed_name *n) {
    for (size_t i = 1; i + 1 < n->count; i++)
        if (is_descent(n->word[i]) && n->word[i - 1]->role < ROLE_TITLE && n->word[i + 1]->role < ROLE_TITLE) return i;
    return 0;
}

// Whether the name begins with somebody's own, who is a son of somebody, and that is the name of a father of the other's.
static bool is_father_of_other(const struct weighed_name *n, const int8_t *of, const struct weighed_name *other) {
    if (n->count < 3 || n->word[0]->role >= ROLE_TITLE || !is_nasab(n->word[1])) return false;
    return of[0] > 0 && is_nasab(other->word[of[0] - 1]);
}

// Father and son are exchanged around "son of", or each is an ancestor of the other.
static bool are_turned(const struct pairing *p) {
    size_t i = around_descent(p->x), j = i ? around_descent(p->y) : 0;
    if (j && p->of_x[i - 1] == (int)j + 1 && p->of_x[i + 1] == (int)j - 1) return true;
    return j && is_father_of_other(p->x, p->of_x, p->y) && is_father_of_other(p->y, p->of_y, p->x);
}

// Abdi Hirsi Warfa, Hirsi Abdi Warfa: a family's name is put first, nobody's father is. The longer name may have the grandfather's as well.
static bool first_two_turned(const struct pairing *p) {
    size_t n = p->x->count, m = p->y->count;
    return n >= 3 && m >= 3 && p->of_x[0] == 1 && p->of_x[1] == 0 && p->of_x[n - 1] == (int)m - 1;
}

// A number that only one side has: the second ship of a name. The first is as often written without.
static const float LONE_NUMBER_BITS = 3;
enum lone_number { NO_LONE_NUMBER, LONE_ONE, LONE_OTHER };
static enum lone_number lone_number(struct pairing *p, bool flip) {
    struct end e = end_of(p, flip);
    enum lone_number most = NO_LONE_NUMBER;
    for (size_t i = 0; i < e.name->count && most < LONE_OTHER; i++)
        if (e.of[i] == NONE && e.name->word[i]->script == SCRIPT_DIGITS) most = e.name->word[i]->kin == KIN_OF_ONE ? LONE_ONE : LONE_OTHER;
    return most;
}

// Abu Yasir is the father of a Yasir: of one word behind the kunya that only one side has, nothing is told of a Yasir.
static const float LONE_KUNYA_BITS = 2;
static bool lone_kunya(struct pairing *p, bool flip) {
    struct end e = end_of(p, flip);
    for (size_t i = 0; i + 1 < e.name->count; i++)
        if (e.of[i] == NONE && e.of[i + 1] >= 0 && e.name->word[i]->role == ROLE_KUNYA) return true;
    return false;
}

// What stands alone before a word that met: father of, mother of, son of.
enum before { BEFORE_NOTHING, FATHER_OF, MOTHER_OF, SON_OF };
static enum before before_met(const struct end *e, size_t i) {
    const struct word *w = e->name->word[i];
    if (e->of[i] != NONE || e->of[i + 1] < 0) return BEFORE_NOTHING;
    if (w->role == ROLE_KUNYA) return is_among_known(w, MOTHER, MOTHER_COUNT) ? MOTHER_OF : FATHER_OF;
    return is_nasab(w) ? SON_OF : BEFORE_NOTHING;
}

// Umm Salama is no Abu Salama, nor is Ibn Yunus the father of one.
static bool are_of_other_sides(struct pairing *p) {
    struct end x = end_of(p, false), y = end_of(p, true);
    for (size_t i = 0; i + 1 < x.name->count; i++) {
        enum before of_x = before_met(&x, i);
        size_t j = of_x ? (size_t)x.of[i + 1] : 0;
        enum before of_y = j ? before_met(&y, j - 1) : BEFORE_NOTHING;
        if (of_y && of_x != of_y) return true;
    }
    return false;
}

// The younger and the elder of one name say so.
static bool has_kin_word(const struct weighed_name *n, size_t from, size_t count) {
    for (size_t i = 1; i < n->count; i++) if (n->word[i]->role == ROLE_TITLE && is_among_known(n->word[i], from, count)) return true;
    return false;
}
static bool are_elder_and_younger(const struct weighed_name *x, const struct weighed_name *y) {
    return has_kin_word(x, YOUNG, YOUNGER_COUNT) && has_kin_word(y, OLD, ELDER_COUNT);
}

// A house of investment numbers the rounds of its capital (Fund XII, Fund XIII): who asks about one is told of the house.
static bool is_of_capital(const struct weighed_name *n) {
    for (size_t i = 0; i < n->count; i++) if (n->word[i]->role == ROLE_GENERIC && is_among_known(n->word[i], OF_CAPITAL, CAPITAL_COUNT)) return true;
    return false;
}

// What the numbers that only one side has tell of the two.
static enum numbers numbers_of(const struct pairing *p, enum lone_number x, enum lone_number y) {
    if (x && y) return is_of_capital(p->x) && is_of_capital(p->y) ? NUMBERS_AGREE : NUMBERS_DIFFER;
    return x == LONE_OTHER || y == LONE_OTHER ? NUMBER_OF_ONE : NUMBERS_AGREE;
}

static enum evidence_grade grade(const struct pairing *p, size_t lone, bool turned) {
    if (p->bits <= 0 || p->met == 0) return GRADE_different;
    if (turned) return GRADE_swapped;
    if (lone || p->initial) return GRADE_partial;
    if (p->all_same) return GRADE_same;
    return p->same_name ? GRADE_same_script : GRADE_similar;
}

// Both orders of asking must give the same sum to the last bit, so the sides are put in one order first.
static bool comes_first(const struct weighed_name *x, const struct weighed_name *y) {
    if (x->count != y->count) return x->count < y->count;
    for (size_t i = 0; i < x->count; i++)
        if (x->word[i]->hash != y->word[i]->hash) return x->word[i]->hash < y->word[i]->hash;
    return true;
}

// How many words may be two neighbours of the other side.
static size_t count_wholes(struct pairing *p, bool flip) {
    struct end many = end_of(p, flip), one = end_of(p, !flip);
    size_t wholes = 0;
    for (size_t j = 0; j < one.name->count; j++) {
        bool whole = false;
        for (size_t i = 0; !(one.equal >> j & 1) && !whole && i + 1 < many.name->count; i++) whole = could_join(many.name, i, one.name->word[j]);
        wholes += whole;
    }
    return wholes;
}

// Pairs the words of p->x and p->y; false when they can't bring `beat` bits.
static bool pair_up(struct pairing *p, float beat, struct likeness_memo *memo) {
    static const float rounding = 0.01f;
    p->equal_x = p->equal_y = 0, p->firms = p->x->of_firm && p->y->of_firm;
    p->bits = 0, p->alike = false, p->all_same = p->same_name = true, p->initial = false, p->met = 0, p->least = 1, p->least_worth = 0;
    float most = fill(p, memo) + WHOLE_BITS + rounding;
    size_t wholes = count_wholes(p, false) + count_wholes(p, true);
    if ((!wholes && !p->alike) || most + (float)wholes * ALIKE_BITS_MAX < beat) return false;
    memset(p->of_x, NONE, sizeof p->of_x);
    memset(p->of_y, NONE, sizeof p->of_y);
    if (wholes) take_joins(p, false), take_joins(p, true);
    while (take_best_pair(p)) {}
    take_cut_words(p);
    return true;
}

// Of two names that agree but for one pair of words that is hardly alike, that pair may be a relative's other name as well as a
// spelling: what agrees besides counts as among relatives.
static const float LIKELY_ANOTHER = 0.65f, HARDLY_ALIKE_SHARE = 0.5f;

// An organisation whose name is of general words alone (Global Trading Co): that all are the same says more than each of them does.
static const float ALL_GENERIC_BITS = 3;
static bool is_generic_whole(const struct pairing *p, size_t lone) {
    bool whole = p->firms && !lone && p->all_same && p->met > 1;
    for (size_t i = 0; whole && i < p->x->count; i++) whole = p->x->word[i]->role >= ROLE_GENERIC && p->x->word[i]->role != ROLE_KUNYA;
    return whole;
}

// What the words that met, and those that did not, bring together.
static struct name_likeness weigh(struct pairing *p) {
    size_t lone = 0;
    float whole = 0;
    if (p->least < LIKELY_ANOTHER && p->bits - p->least_worth > RELATIVE_BITS) p->bits -= (p->bits - p->least_worth - RELATIVE_BITS) * HARDLY_ALIKE_SHARE;
    weigh_left_overs(p, &lone, &whole);
    if (p->met) p->bits += whole * wholeness(p->least) + (is_generic_whole(p, lone) ? ALL_GENERIC_BITS : 0);
    if (p->met > 1 && !in_order(p)) p->bits -= first_two_turned(p) ? CHILD_BITS : lone ? LONE_ORDER_BITS : ORDER_BITS;
    float child = fmaxf(child_bits(p, false), child_bits(p, true)), turned = are_turned(p) ? TURNED_BITS : 0;
    bool relatives = !p->firms && (are_of_other_sides(p) || are_elder_and_younger(p->x, p->y) || are_elder_and_younger(p->y, p->x));
    if (child > CHILD_BITS || turned > 0 || relatives) p->bits = bits_above(p->bits, RELATIVE_BITS) - SAID_CHILD_BITS * (float)relatives;
    enum lone_number of_x = lone_number(p, false), of_y = lone_number(p, true);
    bool numbered = (of_x == NO_LONE_NUMBER) != (of_y == NO_LONE_NUMBER);
    p->bits -= fmaxf(child, turned) + LONE_NUMBER_BITS * (float)numbered;
    p->bits -= LONE_KUNYA_BITS * (float)(lone_kunya(p, false) || lone_kunya(p, true));
    return (struct name_likeness){p->bits, grade(p, lone, turned > 0), (uint8_t)p->met, lone > 0, numbers_of(p, of_x, of_y)};
}

static const struct name_likeness STRANGERS = {NOTHING_ALIKE_BITS, GRADE_different, 0, false, NUMBERS_AGREE};

struct name_likeness name_likeness(const struct weighed_name *x, const struct weighed_name *y, float beat, struct likeness_memo *memo) {
    bool keep = comes_first(x, y);
    struct pairing p;  // the tables are not cleared
    p.x = keep ? x : y, p.y = keep ? y : x;
    return pair_up(&p, beat, memo) ? weigh(&p) : STRANGERS;
}

// ---- telling which words met --------------------------------------------------------------------

static enum word_meeting meeting_of(const struct word *x, const struct word *y, float q) {
    if (q >= 1) return MEETING_same;
    if (x->role == ROLE_INITIAL || y->role == ROLE_INITIAL) return MEETING_initial;
    return is_same_name(x, y, q) ? MEETING_same_script : MEETING_similar;
}

static size_t run_of(const int8_t *of, size_t n, size_t from) {
    size_t k = 1;
    while (from + k < n && of[from + k] == of[from]) k++;
    return k;
}

// What the words from `i` of the one side met; both sides may hold several when they were joined.
static struct met_words met_from(const struct pairing *p, size_t i) {
    struct met_words m = {.x_first = (uint8_t)i, .x_count = 1, .how = MEETING_unmatched};
    int other = p->of_x[i];
    if (other == NONE) return m;
    bool joined = other < 0;
    size_t j = (size_t)(joined ? JOINED - other : other);
    m.y_first = (uint8_t)j, m.y_count = 1;
    m.how = joined ? MEETING_joined : meeting_of(p->x->word[i], p->y->word[j], p->q[i][j]);
    m.bits = p->worth[i][j];
    if (!joined) return m;
    m.x_count = (uint8_t)run_of(p->of_x, p->x->count, i);
    m.y_count = (uint8_t)(m.x_count > 1 ? 1 : run_of(p->of_y, p->y->count, j));
    return m;
}

// The same pairing seen from the other side.
static void turn(struct pairing *p) {
    const struct weighed_name *x = p->x;
    int8_t of_x[NAME_WORDS_MAX];
    p->x = p->y, p->y = x;
    memcpy(of_x, p->of_x, sizeof of_x);
    memcpy(p->of_x, p->of_y, sizeof of_x);
    memcpy(p->of_y, of_x, sizeof of_x);
    float(*q)[NAME_WORDS_MAX] = p->q, (*worth)[NAME_WORDS_MAX] = p->worth;
    size_t n = p->x->count > p->y->count ? p->x->count : p->y->count;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            float spare = q[i][j];
            q[i][j] = q[j][i], q[j][i] = spare;
            spare = worth[i][j];
            worth[i][j] = worth[j][i], worth[j][i] = spare;
        }
}

struct name_likeness name_meetings(const struct weighed_name *x, const struct weighed_name *y, struct likeness_memo *memo,
                                   struct met_words out[MET_WORDS_MAX], size_t *count) {
    struct pairing p;
    size_t n = 0;
    bool flip = !comes_first(x, y);
    p.x = flip ? y : x, p.y = flip ? x : y;
    bool paired = pair_up(&p, NOTHING_ALIKE_BITS, memo);
    if (!paired) memset(p.of_x, NONE, sizeof p.of_x), memset(p.of_y, NONE, sizeof p.of_y);
    struct name_likeness likeness = paired ? weigh(&p) : STRANGERS;
    if (flip) turn(&p);
    for (size_t i = 0; i < x->count; i += out[n++].x_count) out[n] = met_from(&p, i);
    for (size_t j = 0; j < y->count; j++)
        if (p.of_y[j] == NONE) out[n++] = (struct met_words){.y_first = (uint8_t)j, .y_count = 1, .how = MEETING_unmatched};
    *count = n;
    return likeness;
}
