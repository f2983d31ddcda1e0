// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// gist.h — all that most comparisons need of a word, in 16 bytes: far memory is what a search waits for. Its gist tells consonant classes, how
// many sounds, script and role; the sounds follow where they fit. What a gist says of two words is what likeness.c says of them (spell_test).
#ifndef MALINES_MATCH_GIST_H
#define MALINES_MATCH_GIST_H

#include "match/word.h"

#include <string.h>

enum { GIST_MASK = 0x1ff, GIST_SECOND = 1 << 9, GIST_LONG = 1 << 10, GIST_INITIAL = 1 << 11, GIST_SOUNDED = 1 << 12, GIST_KIN = 1 << 13, GIST_N = 14,
       GIST_N_MASK = 31, GIST_SAID = 1 << 19, GIST_RETIRED = 1 << 20, GIST_SCRIPT = 21, GIST_SCRIPT_MASK = 7, GIST_KNOWN = 1 << 24,
       GIST_APART = 1 << 25, GIST_LARGER = 1 << 26, GIST_KUNYA = 1 << 27, GIST_ROLE = 28 };
enum { SHAPE_SOUNDS = 12 };
struct shape {
    char sound[SHAPE_SOUNDS];  // first: sixteen bytes are read from here
    uint32_t gist;
};

static inline bool gist_stands_apart(uint32_t gist) { return gist & GIST_APART; }  // an initial, syllables: not compared by its sounds
static inline size_t gist_sounds(uint32_t gist) { return gist >> GIST_N & GIST_N_MASK; }  // how many there are
static inline uint8_t gist_role(uint32_t gist) { return (uint8_t)(gist >> GIST_ROLE); }
static inline uint8_t gist_script(uint32_t gist) { return (uint8_t)(gist >> GIST_SCRIPT & GIST_SCRIPT_MASK); }

// A name that everybody knows for itself: of two of them that are not very near neither stands for the other (distance.h).
static inline bool is_known_name(const struct word *w) {
    bool given = w->role == ROLE_PLAIN && (w->sex == WORD_OF_MAN || w->sex == WORD_OF_WOMAN);  // of the tables of given names
    return given || w->role == ROLE_FREQUENT || w->role == ROLE_COMMON;
}

static inline struct shape shape_of(const struct word *w) {
    bool second = word_sounds(w, SCRIPT_LATIN) > 1, larger = w->sound_bytes[0] > SHAPE_SOUNDS || second;
    bool apart = !w->sound_bytes[0] || w->role == ROLE_INITIAL || w->script == SCRIPT_SYLLABLES;
    uint32_t g = (w->mask & GIST_MASK) | (uint32_t)w->sound_bytes[0] << GIST_N | (uint32_t)w->script << GIST_SCRIPT | (uint32_t)w->role << GIST_ROLE;
    g |= (second ? GIST_SECOND : 0) | (word_is_said(w) ? GIST_SAID : 0) | (w->sound_bytes[0] > 5 ? GIST_LONG : 0);
    g |= (w->role == ROLE_INITIAL ? GIST_INITIAL : 0) | (w->sound_bytes[0] ? GIST_SOUNDED : 0) | (w->kin ? GIST_KIN : 0);
    g |= (w->role == ROLE_KUNYA ? GIST_KUNYA : 0) | (is_known_name(w) ? GIST_KNOWN : 0) | (apart ? GIST_APART : 0) | (larger ? GIST_LARGER : 0);
    struct shape s = {.gist = g};
    memcpy(s.sound, w->sound[0], sizeof s.sound);
    return s;
}
// What holds of a gist where a shape does not hold all sounds that count beside `asked`.
static inline uint32_t gist_larger(uint32_t asked) { return gist_script(asked) != SCRIPT_LATIN ? GIST_LARGER | GIST_SAID : GIST_LARGER; }
// Told by its shape alone, beside one: few sounds, one reading, no kin, no initial, no syllables.
static inline bool shape_is_whole(uint32_t gist, uint32_t asked) { return !(gist & (GIST_APART | GIST_KIN | gist_larger(asked))); }

// In a row words of one kind of script lie together, the shorter before the longer.
enum { SHAPE_ORDERS = 64 };
static inline unsigned shape_order(uint32_t gist) { return (leaves_vowels_out(gist_script(gist)) ? SHAPE_ORDERS / 2 : 0) + (unsigned)gist_sounds(gist); }
static inline struct shape shape_wiped(uint32_t gist) {  // only this order is left
    return (struct shape){.gist = GIST_RETIRED | (gist & (GIST_N_MASK << GIST_N | GIST_SCRIPT_MASK << GIST_SCRIPT))};
}

static inline bool gist_more_than(uint32_t classes, int most) {
    while (classes && most-- > 0) classes &= classes - 1;
    return classes != 0;
}

// False: heard_likeness is 0 for the two, or one is no word any more. The same word has the same gist.
static inline bool gists_near(uint32_t x, uint32_t y) {
    if (y & GIST_RETIRED) return false;
    if (((x | y) & GIST_INITIAL) || !(x & y & GIST_SOUNDED) || (x & y & GIST_KIN)) return true;
    uint32_t only_x = x & GIST_SECOND ? 0 : x & ~y & GIST_MASK, only_y = y & GIST_SECOND ? 0 : y & ~x & GIST_MASK;
    return !gist_more_than(only_x | only_y, x & y & GIST_LONG ? 3 : 2);
}

// The same without a turn that a processor would have to guess, for many in a row.
static inline bool gists_near_straight(uint32_t x, uint32_t y) {
    uint32_t both = x & y, only = (x & ~y & (x & GIST_SECOND ? 0 : GIST_MASK)) | (y & ~x & (y & GIST_SECOND ? 0 : GIST_MASK));
    only &= only - 1, only &= only - 1, only &= both & GIST_LONG ? only - 1 : only;
    uint32_t unsure = ((x | y) & GIST_INITIAL) | (~both & GIST_SOUNDED) | (both & GIST_KIN);
    return ((only == 0) | (unsure != 0)) & ((y & GIST_RETIRED) == 0);
}

// Ben, bin, ibn, بن by their classes: the n may be the sound that follows (Ben Tahar, Bettahar).
static inline bool is_ben(uint8_t role, size_t sounds, uint32_t classes) { return role == ROLE_LINK && sounds <= 3 && classes == (CLASS_B | CLASS_N); }
static inline uint32_t classes_of_half(uint8_t role, size_t sounds, uint32_t classes) { return is_ben(role, sounds, classes) ? CLASS_B : classes; }

// False: a word is not the first half of another.
static inline bool gist_could_begin(uint32_t a, uint32_t whole) {
    // Letters that stand for several classes have none (ظاهر, Dahir), and a second reading has others (Gertjan).
    int unsure = gist_script(a) == gist_script(whole) && !(whole & GIST_SECOND) ? 0 : 1;
    return gist_script(whole) == SCRIPT_SYLLABLES
           || (gist_sounds(whole) >= gist_sounds(a)
               && !gist_more_than(classes_of_half(gist_role(a), gist_sounds(a), a & GIST_MASK) & ~whole, unsure));
}
// Whether two halves with so many sounds may be a whole of so many. Where one script leaves the vowels out (محمدرضا, Mohammad Reza) the other may
// have as many more as there are consonants.
static inline bool lengths_could_join(int halves, int whole, uint8_t script, uint8_t script_of_whole) {
    int apart = halves - whole;
    if (leaves_vowels_out(script) == leaves_vowels_out(script_of_whole)) return (apart < 0 ? -apart : apart) <= (script == script_of_whole ? 2 : 3);
    int unwritten = leaves_vowels_out(script_of_whole) ? apart : -apart, written = leaves_vowels_out(script_of_whole) ? whole : halves;
    return unwritten >= -3 && unwritten <= (written > 3 ? written : 3);
}
// False: words_could_join says so of the three. True says nothing of syllables.
static inline bool gists_could_join(uint32_t a, uint32_t b, uint32_t whole) {
    if (gist_script(whole) == SCRIPT_SYLLABLES) return true;
    bool links = gist_role(a) == ROLE_LINK && gist_role(b) == ROLE_LINK;
    int unsure = gist_script(a) == gist_script(whole) && !(whole & GIST_SECOND) ? 0 : 1;
    if (!links && !lengths_could_join((int)(gist_sounds(a) + gist_sounds(b)), (int)gist_sounds(whole), gist_script(a), gist_script(whole))) return false;
    uint32_t from_neither = whole & GIST_SECOND || links ? 0 : whole & ~(a | b) & GIST_MASK;
    return gist_could_begin(a, whole) && !gist_more_than(b & ~whole & GIST_MASK, 1) && !gist_more_than(from_neither, 1 + unsure);
}

#endif
