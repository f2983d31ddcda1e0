// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Many words at once must be as near as each of them alone. Words are made up of syllables of several scripts.
#include "match/spell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { WORDS = 4000, ASKED = 300 };

static uint32_t next_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void make_word(uint64_t *seed, char *out, size_t room) {
    static const char *const latin[] = {"kha", "ch", "sh", "mo", "ham", "ed", "ben", "al", "ou", "ssa", "dj", "ji", "zo", "ra", "gh", "te",
                                        "v", "w", "ya", "h", "abd", "el", "x", "q", "ç", "ž"};
    static const char *const arabic[] = {"م", "ح", "مد", "عبد", "ال", "س", "ل", "ام", "ي", "و", "خ", "ش", "ر", "ق", "ة", "ا", "ن", "ه"};
    static const char *const cyrillic[] = {"вла", "ди", "мир", "щ", "ов", "ич", "на", "ю", "х", "ж", "ий", "се", "р"};
    static const struct { const char *const *at; uint32_t count; } scripts[] = {{latin, 26}, {latin, 26}, {arabic, 18}, {cyrillic, 13}};
    static const char *const known[] = {"mohamed", "ahmed", "mahmoud", "karim", "karima", "kamel", "kamal", "jamila", "jamal", "denis",
                                        "denise", "danis", "rachid", "rachida", "rashad", "maria", "mario", "mariam", "hassan", "hussein"};
    if (next_random(seed) % 8 == 0) {  // of the tables of names, some of which are known for two
        snprintf(out, room, "%s", known[next_random(seed) % (sizeof known / sizeof *known)]);
        return;
    }
    uint32_t s = next_random(seed) % 4, parts = 1 + next_random(seed) % (next_random(seed) % 20 ? 5 : 16);
    size_t n = 0;
    for (uint32_t i = 0; i < parts && n + 8 < room; i++) n += (size_t)snprintf(out + n, room - n, "%s", scripts[s].at[next_random(seed) % scripts[s].count]);
}

static const struct word *word_of(struct arena *a, uint64_t *seed) {
    char text[200];
    struct read_word *w;
    size_t count = 0;
    do {
        make_word(seed, text, sizeof text);
        assert_true(words_read((struct view){arena_copy(a, view_of(text)), strlen(text)}, a, &w, &count));
    } while (!count);
    word_sound(w);
    return &w->word;
}

static void many_are_as_near_as_each(void **state) {
    (void)state;
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    static const struct word *words[WORDS];
    static struct shape shapes[WORDS];
    static float q[WORDS];
    uint64_t seed = 11;
    size_t alike = 0;
    for (size_t i = 0; i < WORDS; i++) words[i] = word_of(&a, &seed), shapes[i] = shape_of(words[i]);
    for (size_t i = 0; i < ASKED; i++) {
        struct heard h;
        const struct word *x = i % 7 ? word_of(&a, &seed) : words[i];
        memset(&h, 0, sizeof h);
        word_hear(x, &h);
        size_t count = WORDS - next_random(&seed) % 40;
        float least = i % 3 ? 0.3f : 0.6f;
        spell_likeness(&h, words, shapes, count, least, q);
        for (size_t k = 0; k < count; k++) {
            float one = heard_likeness(&h, words[k]);
            if (one < least) one = 0;
            if (one != q[k]) fail_msg("word %zu, %zu: %.9g alone, %.9g among many", i, k, (double)one, (double)q[k]);
            if (one > 0) assert_true(gists_near(shape_of(x).gist, shapes[k].gist));
            alike += one > 0.5f && one < 1;
        }
    }
    assert_true(alike > 100);
}

// Of those that are not far by their gists.
static void some_are_as_near_as_each(void **state) {
    (void)state;
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    static const struct word *words[WORDS];
    static struct shape shapes[WORDS];
    static float q[WORDS];
    static uint16_t which[WORDS];
    uint64_t seed = 37;
    for (size_t i = 0; i < WORDS; i++) words[i] = word_of(&a, &seed), shapes[i] = shape_of(words[i]);
    shapes[WORDS / 2] = shape_wiped(shapes[WORDS / 2].gist);
    for (size_t i = 0; i < ASKED; i++) {
        struct heard h;
        const struct word *x = i % 7 ? word_of(&a, &seed) : words[i];
        float least = i % 3 ? 0.3f : 0.6f;
        size_t n = 0;
        memset(&h, 0, sizeof h);
        word_hear_sides(x, &h);
        for (size_t k = 0; k < WORDS; k++) {
            bool near = gists_near(shape_of(x).gist, shapes[k].gist);
            assert_int_equal(near, gists_near_straight(shape_of(x).gist, shapes[k].gist));
            if (near && (i % 2 || k % 29 == 0)) which[n++] = (uint16_t)k;  // few, or more than are compared at once
        }
        spell_some(&h, words, shapes, which, n, least, q);
        for (size_t m = 0; m < n; m++) {
            float one = heard_likeness(&h, words[which[m]]);
            if (one < least) one = 0;
            if (one != q[which[m]]) fail_msg("word %zu, %u: %.9g alone, %.9g among some", i, which[m], (double)one, (double)q[which[m]]);
        }
    }
}

// What sounds and gists alone tell is true of the words: they rule out nothing that is alike, or could be one word.
static void a_glance_rules_out_nothing_alike(void **state) {
    (void)state;
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    static const struct word *words[WORDS];
    uint64_t seed = 23;
    size_t beyond = 0, joined = 0, apart = 0;
    for (size_t i = 0; i < WORDS; i++) words[i] = word_of(&a, &seed);
    for (size_t i = 0; i < ASKED; i++) {
        struct heard h;
        const struct word *x = words[i];
        memset(&h, 0, sizeof h);
        word_hear(x, &h);
        for (size_t k = 0; x->sound_bytes[0] && k < WORDS; k++) {
            const struct word *y = words[k], *z = words[(k + i + 1) % WORDS];
            bool could = words_could_join(x, y, z), may = gists_could_join(shape_of(x).gist, shape_of(y).gist, shape_of(z).gist);
            assert_true(may == could || (may && z->script == SCRIPT_SYLLABLES));
            joined += could, apart += !may;
            bool plain = y->sound_bytes[0] && !y->sound_bytes[1] && y->role != ROLE_INITIAL && !(x->kin && x->kin == y->kin);
            if (!plain || !heard_is_beyond(&h, y->sound[0], y->sound_bytes[0], y->script)) continue;
            beyond++;
            if (y->hash != x->hash && x->role != ROLE_INITIAL) assert_true(heard_likeness(&h, y) == 0);
        }
    }
    assert_true(beyond > ASKED * WORDS / 4 && joined > 100 && apart > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(many_are_as_near_as_each), cmocka_unit_test(some_are_as_near_as_each),
                                       cmocka_unit_test(a_glance_rules_out_nothing_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
