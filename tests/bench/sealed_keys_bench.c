// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed_keys_bench — what a sealed check finds of what a clear one finds, on labelled pairs of names.
//   sealed_keys_bench PAIRS.tsv        (label, scripts, kind, name1, name2, id1, id2)
// The pairs say no dates: both sides get the same invented one (what a key finds when dates agree), and, for chance
// hits, dates drawn evenly from 60 years. "clear" is the score of match_pair at 0.5, with the same dates.
#include "match/match.h"
#include "sealed/keys.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAIRS_MAX = 20000, LINE_ROOM = 8192, GROUPS = 8, DAY_SPAN = 60 * 365, RANDOM_PAIRS = 2000000 };
struct pair {
    bool same;
    char *group, *name[2];
};
struct counted {
    char name[40];
    size_t pairs, clear, any, both, type[SEALED_KEY_TYPE_COUNT];
};
struct keyed {
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count, left_out;
};

static struct subject person_named(struct name *n, const char *text, const struct dates *born) {
    *n = (struct name){.text = view_of(text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    return (struct subject){.kind = SUBJECT_person, .names = n, .name_count = 1, .births = born, .birth_count = born ? 1 : 0};
}

static struct keyed keyed(enum sealed_side side, const char *text, const struct dates *born, struct arena *a) {
    struct keyed k = {.count = 0};
    struct name n;
    struct subject s = person_named(&n, text, born);
    ENSURE(!FAILED(sealed_keys(&s, side, a, k.keys, &k.count, &k.left_out, NULL)));
    return k;
}

// Bits of the types that meet.
static unsigned meet(const struct keyed *x, const struct keyed *y) {
    unsigned met = 0;
    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < y->count; j++)
            if (x->keys[i].type == y->keys[j].type && view_same(x->keys[i].value, y->keys[j].value)) met |= 1u << x->keys[i].type;
    return met;
}

static bool clear_finds(const struct pair *p, const struct dates *asked, const struct dates *held, struct arena *a) {
    struct name n[2];
    struct candidate c;
    struct subject x = person_named(&n[0], p->name[0], asked), y = person_named(&n[1], p->name[1], held);
    return !FAILED(match_pair(&x, &y, a, &c, NULL)) && c.score >= 0.5f;
}

static void count_pair(struct counted *c, const struct pair *p, const struct dates *asked, const struct dates *held) {
    AUTO_ARENA a = arena_with_ceiling(1 << 24);
    struct keyed x = keyed(SEALED_ASKER, p->name[0], asked, &a), y = keyed(SEALED_OWNER, p->name[1], held, &a);
    unsigned met = meet(&x, &y);
    bool clear = clear_finds(p, asked, held, &a);
    c->pairs++;
    c->clear += clear;
    c->any += met != 0;
    c->both += met && clear;
    for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++) c->type[t] += (met >> t) & 1;
}

static struct counted *group_of(struct counted *groups, size_t *count, const char *name) {
    for (size_t i = 0; i < *count; i++) if (strcmp(groups[i].name, name) == 0) return &groups[i];
    ENSURE(*count < 32);
    snprintf(groups[*count].name, sizeof groups[*count].name, "%s", name);
    return &groups[(*count)++];
}

static size_t read_pairs(const char *path, struct pair *out) {
    FILE *f = fopen(path, "r");
    char line[LINE_ROOM];
    size_t n = 0;
    if (!f || !fgets(line, sizeof line, f)) return 0;
    while (n < PAIRS_MAX && fgets(line, sizeof line, f)) {
        char *rest = line, *label = strsep(&rest, "\t"), *scripts = strsep(&rest, "\t"), *kind = strsep(&rest, "\t");
        char *x = strsep(&rest, "\t"), *y = strsep(&rest, "\t\n");
        char group[40];
        if (!y) continue;
        snprintf(group, sizeof group, "%s %s %s", *label == '1' ? "same" : "other", scripts, kind);
        out[n++] = (struct pair){*label == '1', strdup(group), {strdup(x), strdup(y)}};
    }
    fclose(f);
    return n;
}

static void print_groups(const struct counted *g, size_t count) {
    printf("| %-26s | %6s | %6s | %6s | %6s", "pairs", "count", "clear", "sealed", "of clr");
    for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++) printf(" | %12s", sealed_key_type_name((enum sealed_key_type)t));
    printf(" |\n");
    for (size_t i = 0; i < count; i++) {
        double n = (double)g[i].pairs;
        printf("| %-26s | %6zu | %5.1f%% | %5.1f%% | %5.1f%%", g[i].name, g[i].pairs, 100 * (double)g[i].clear / n, 100 * (double)g[i].any / n,
               g[i].clear ? 100 * (double)g[i].both / (double)g[i].clear : 0);
        for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++) printf(" | %11.1f%%", 100 * (double)g[i].type[t] / n);
        printf(" |\n");
    }
}

// How often two people who have nothing to do with each other meet, were their dates as said; the dates' share is a plain
// product: 1.4 in 21,900 for a day or its mirror, 1 in 60 for a year.
static void print_chance(const struct pair *p, size_t n, const char *what, const struct dates *asked, const struct dates *held, double date) {
    AUTO_ARENA a = arena_with_ceiling(1u << 30);
    struct keyed *k = calloc(2 * n, sizeof *k), *owned = k + n;
    size_t met[SEALED_KEY_TYPE_COUNT] = {0}, keys = 0, left_out = 0;
    ENSURE(k);
    for (size_t i = 0; i < n; i++) {
        k[i] = keyed(SEALED_ASKER, p[i].name[0], asked, &a), keys += k[i].count, left_out += k[i].left_out > 0;
        owned[i] = keyed(SEALED_OWNER, p[i].name[0], held, &a);
    }
    uint64_t x = 88172645463325252u;
    for (size_t i = 0; i < RANDOM_PAIRS; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        size_t u = x % n, v = (x >> 32) % n;
        if (strcmp(p[u].name[0], p[v].name[0]) == 0) continue;
        unsigned m = meet(&k[u], &owned[v]);
        for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++) met[t] += (m >> t) & 1;
    }
    printf("%s: keys asked for %.1f; above the ceiling %.1f%%\n", what, (double)keys / (double)n, 100 * (double)left_out / (double)n);
    for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++) {
        double q = (double)met[t] / RANDOM_PAIRS;
        if (met[t]) printf("  %-12s two random names meet 1 in %.0f; chance hits of a question in 100,000 persons: %.4f\n",
                           sealed_key_type_name((enum sealed_key_type)t), 1 / q, 1e5 * q * date);
    }
    free(k);
}

static const struct dates DAY = {7000, 7000, DATE_DAY}, YEAR = {6940, 7304, DATE_YEAR};

static void recall(const struct pair *pairs, size_t n, const char *what, const struct dates *asked, const struct dates *held) {
    struct counted groups[32] = {0};
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count_pair(group_of(groups, &count, pairs[i].group), &pairs[i], asked, held);
        count_pair(group_of(groups, &count, pairs[i].same ? "same, all" : "other, all"), &pairs[i], asked, held);
    }
    printf("\n%s\n", what);
    print_groups(groups, count);
}

int main(int argc, char **argv) {
    static struct pair pairs[PAIRS_MAX];
    size_t n = argc > 1 ? read_pairs(argv[1], pairs) : 0;
    if (!n) return puts("sealed_keys_bench PAIRS.tsv"), 2;
    recall(pairs, n, "both know the day of birth", &DAY, &DAY);
    recall(pairs, n, "the owner knows only the year", &DAY, &YEAR);
    recall(pairs, n, "the owner knows no date", &DAY, NULL);
    puts("");
    print_chance(pairs, n, "both know the day", &DAY, &DAY, 1.4 / DAY_SPAN);
    print_chance(pairs, n, "the owner knows only the year", &DAY, &YEAR, 1.0 / 60);
    print_chance(pairs, n, "the owner knows no date", &DAY, NULL, 1);
    return 0;
}
