// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// retrieve — find listed people again among many who do not exist. Called by retrieval.py.
//   retrieve NAMES_FOLDER PEOPLE RECORDS.tsv QUESTIONS.tsv [NAMES_OUT.tsv]
// A record: number, name, births (dates.h) with semicolons between or nothing. A question: group, number of its record, name, birth, and perhaps a second
// group that it counts in too. For each group recall among the first 1, 10 and 100 (a tie counts against) and the time of a
// search: group|n|r1|r10|r100|median us|p90 us|p99 us; before them, of the index: seconds to build|its bytes. NAMES_OUT, for other
// programs: key, name, year of birth or 0.
// SCALE_SNAPSHOT=FILE: the people are those that names_scale kept there, with their aliases, in the place of people with one name each; NAMES_OUT stays empty.
// RETRIEVE_SHOW=1 tells on stderr what is not among the first ten: group, why, its place, bits, name asked, name looked for. "outranked": ten others bring
// as much; "floor": it brings less than is asked for; "index": it would be among the ten had it been looked at.
// RETRIEVE_LOOK=1 asks by first looks and nothing else, about records with a full date: the questions without a date with that one, those whose date errs as
// they are: group|n|found by composite keys alone (RETRIEVE_NEAR: their floor), of those with a day|found by a look with floor 0.5|
// found by a search with it|median us of a look|entries that share a key and the day|of these compared.
#include "bench.h"
#include "match/index_room.h"
#include "names/population.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FIRST_LISTED = 1 << 30, LINE = 4096, GROUPS_MAX = 64, QUESTIONS_MAX = 60000, BIRTHS_MAX = 12 };
// Of what is ranked, far below what an officer is shown: the best ten there are, however little speaks for them.
static const float FLOOR = 0.00002f;

struct group {
    char name[80];
    size_t n, first, ten, hundred;
    double *us;
    size_t looked, near, compared;          // of first looks
    size_t dated, nearest;                  // with a day; of these found by composite keys alone
};
struct record {
    char *name;
    struct dates birth[BIRTHS_MAX];
    size_t births;
};
enum { RECORDS_MAX = 1 << 16, MISSES_MAX = 20000, APART = 1, WANTED = 10, WIDE = 100 };
struct miss {
    const struct group *group;
    uint64_t record;
    size_t place;
    float floor, first, tenth;  // bits of the answers
    char *asked;
    struct dates birth;
    bool born;
};
struct bench {
    struct match_index *ix;
    struct record record[RECORDS_MAX];
    struct group group[GROUPS_MAX];
    size_t groups, misses;
    struct miss miss[MISSES_MAX];
};

static struct subject person(const char *name, const struct dates *births, size_t count, struct name *n) {
    *n = (struct name){.text = view_of(name), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    return (struct subject){.kind = SUBJECT_person, .names = n, .name_count = 1, .births = births, .birth_count = count};
}

static bool person_of(const char *name, const char *birth, struct name *n, struct dates *d, struct subject *s) {
    *s = person(name, d, *birth && dates_read(view_of(birth), d), n);
    return *name != 0;
}

// All that are alleged.
static size_t births_of(char *text, struct dates out[BIRTHS_MAX]) {
    size_t n = 0;
    for (char *one; n < BIRTHS_MAX && (one = strsep(&text, ";"));) n += dates_read(view_of(one), &out[n]);
    return n;
}

static void write_name(FILE *out, uint64_t key, const char *name, const struct subject *s) {
    struct tm day = {.tm_year = -1900};
    time_t began = s->birth_count ? (time_t)s->births[0].first * 86400 : 0;
    if (s->birth_count) gmtime_r(&began, &day);
    if (out) fprintf(out, "%llu\t%s\t%d\n", (unsigned long long)key, name, day.tm_year + 1900);
}

static void put_people(struct bench *b, const struct population *p, uint64_t people, FILE *names) {
    b->ix = match_index_new();
    for (uint64_t i = 0; i < people; i++) {
        struct made_person m;
        population_person(p, i, &m);
        m.subject.name_count = 1;  // the protocol: primary names only
        ENSURE(!FAILED(match_index_put(b->ix, i, 0, &m.subject, NULL)));
        write_name(names, i, m.text[0], &m.subject);
    }
}

static void load_people(struct bench *b, const char *path, uint64_t people) {
    uint64_t as_of;
    MUST(match_index_load(path, &b->ix, &as_of, err));
    if (as_of == people) return;
    fprintf(stderr, "%s holds %llu people\n", path, (unsigned long long)as_of);
    exit(1);
}

static void put_records(struct bench *b, const char *path, FILE *names) {
    FILE *f = fopen(path, "r");
    char line[LINE];
    while (f && fgets(line, sizeof line, f)) {
        char *rest = line, *number = strsep(&rest, "\t\n"), *name = strsep(&rest, "\t\n"), *births = strsep(&rest, "\t\n");
        if (!births || !*name) continue;
        struct record r = {.name = name};
        r.births = births_of(births, r.birth);
        struct name n;
        struct subject s = person(name, r.birth, r.births, &n);
        uint64_t at = strtoull(number, NULL, 10);
        struct result put = match_index_put(b->ix, FIRST_LISTED + at, 0, &s, NULL);
        if (at < RECORDS_MAX) b->record[at] = r, b->record[at].name = strdup(name);
        if (!FAILED(put)) write_name(names, FIRST_LISTED + at, name, &s);
    }
    if (f) fclose(f);
    while (match_index_tend(b->ix)) {}
}

static struct group *group_of(struct bench *b, const char *name) {
    for (size_t i = 0; i < b->groups; i++) if (!strcmp(b->group[i].name, name)) return &b->group[i];
    if (b->groups == GROUPS_MAX) return NULL;
    struct group *g = &b->group[b->groups++];
    snprintf(g->name, sizeof g->name, "%s", name);
    g->us = calloc(QUESTIONS_MAX, sizeof *g->us);
    ENSURE(g->us);
    return g;
}

// Its place among the answers, the last of those that score the same; 0 when it is not there.
static size_t place_of(const struct candidate *c, size_t count, uint64_t key) {
    for (size_t i = 0; i < count; i++) {
        if (c[i].key != key) continue;
        size_t last = i;
        while (last + 1 < count && c[last + 1].score == c[i].score) last++;
        return last + 1;
    }
    return 0;
}

// ---- what was missed ----------------------------------------------------------------------------

static void note_miss(struct bench *b, const struct group *g, uint64_t key, const struct subject *asked, float floor, size_t place,
                      const struct candidate *first, size_t count) {
    if (b->misses == MISSES_MAX || (place && place <= WANTED)) return;
    struct miss *m = &b->miss[b->misses++];
    *m = (struct miss){g, key - FIRST_LISTED, place, floor,
                       count ? first[0].bits : -99, count >= WANTED ? first[WANTED - 1].bits : -99,
                       strdup(asked->names[0].text.at), {0}, asked->birth_count > 0};
    if (m->born) m->birth = asked->births[0];
}

// The listed persons alone, compared without an index but weighed as it weighs: on a shelf of their own.
static void set_apart(struct bench *b) {
    for (uint64_t i = 0; i < RECORDS_MAX; i++) {
        struct record *r = &b->record[i];
        if (!r->name) continue;
        struct name n;
        struct subject s = person(r->name, r->birth, r->births, &n);
        struct result put = match_index_put(b->ix, FIRST_LISTED + i, APART, &s, NULL);
        (void)put;
    }
    while (match_index_tend(b->ix)) {}
}

static float bits_apart(const struct bench *b, const struct miss *m) {
    struct name n;
    struct subject s = person(m->asked, &m->birth, m->born, &n);
    const struct candidate *out;
    size_t count = 0;
    AUTO_ARENA a = arena_with_ceiling(256 << 20);
    if (FAILED(match_search_all(b->ix, &s, (struct match_options){0, 1000, match_shelf(APART)}, &a, &out, &count, NULL))) return -99;
    for (size_t i = 0; i < count; i++) if (out[i].key == FIRST_LISTED + m->record) return out[i].bits;
    return -99;
}

static void tell_misses(struct bench *b) {
    if (b->misses) set_apart(b);
    for (size_t i = 0; i < b->misses; i++) {
        const struct miss *m = &b->miss[i];
        float bits = bits_apart(b, m), needed = log2f((float)match_index_count(b->ix, MATCH_ALL_SHELVES)) - 1.6f * log2f(1 / m->floor - 1);
        const char *why = m->place || bits <= m->tenth ? "outranked" : bits < needed ? "floor" : "index";
        fprintf(stderr, "%s\t%s\t%zu\t%.1f of %.1f\tfirst %.1f, tenth %.1f\t%s\t%s\n", m->group->name, why, m->place,
                (double)bits, (double)needed, (double)m->first, (double)m->tenth, m->asked, b->record[m->record].name);
    }
}

// Among a hundred, asked for apart: that is not timed.
static bool is_among(const struct bench *b, const struct subject *s, uint64_t key, struct arena *a) {
    const struct candidate *out;
    size_t count = 0;
    return !FAILED(match_search(b->ix, s, (struct match_options){FLOOR, WIDE, MATCH_ALL_SHELVES}, a, &out, &count, NULL)) && place_of(out, count, key);
}

static void count_in(struct group *g, double us, size_t place, bool among) {
    if (!g || g->n == QUESTIONS_MAX) return;
    g->us[g->n++] = us;
    g->first += place == 1, g->ten += place && place <= WANTED, g->hundred += among;
}

static void ask(struct bench *b, struct group *g, struct group *second, uint64_t key, const char *name, const char *birth) {
    struct name n;
    struct dates d;
    struct subject s;
    const struct candidate *out;
    size_t count = 0;
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    if (!g || !person_of(name, birth, &n, &d, &s)) return;
    double began = cpu_us();
    struct result r = match_search(b->ix, &s, (struct match_options){FLOOR, WANTED, MATCH_ALL_SHELVES}, &a, &out, &count, NULL);
    double us = cpu_us() - began;
    size_t place = FAILED(r) ? 0 : place_of(out, count, key);
    if (getenv("RETRIEVE_SHOW")) note_miss(b, g, key, &s, FLOOR, place, out, count);
    bool among = (place && place <= WANTED) || is_among(b, &s, key, &a);
    count_in(g, us, place, among);
    count_in(second, us, place, among);
}

// ---- first looks --------------------------------------------------------------------------------

// By composite keys alone; nothing is counted of a birth that they have no day of (1 January).
static void note_nearest(const struct bench *b, struct group *g, const struct subject *s, uint64_t key) {
    const struct candidate *out;
    size_t count = 0;
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    const char *floor = getenv("RETRIEVE_NEAR");
    if (FAILED(match_near(b->ix, s, (struct match_options){floor ? (float)atof(floor) : 0.007f, 1000, MATCH_ALL_SHELVES}, &a, &out, &count, NULL))) return;
    g->dated++, g->nearest += place_of(out, count, key) > 0;
}

// What the last look of this thread met.
static const struct looked *last_met(const struct match_index *ix) {
    struct seen s = index_enter(ix);
    index_leave(&s);
    return &s.desk->looked;
}

typedef struct result search_fn(const struct match_index *ix, const struct subject *question, struct match_options options,
                                struct arena *a, const struct candidate **out, size_t *count, struct error *err);
static bool is_found(const struct bench *b, search_fn *way, const struct subject *s, uint64_t key) {
    const struct candidate *out;
    size_t count = 0;
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    return !FAILED(way(b->ix, s, (struct match_options){0.5f, WANTED, MATCH_ALL_SHELVES}, &a, &out, &count, NULL)) && place_of(out, count, key);
}

static void look_for(struct bench *b, struct group *g, uint64_t number, const char *name, const char *err) {
    const struct record *r = number < RECORDS_MAX ? &b->record[number] : NULL;
    struct name n;
    struct dates birth;
    struct subject s;
    bool own = g && strstr(g->name, "no date");
    if (!g || !r || !r->births || r->birth[0].first != r->birth[0].last || g->n == QUESTIONS_MAX
        || (!own && !strstr(g->name, "err")) || !person_of(name, err, &n, &birth, &s)) return;
    if (own) birth = r->birth[0], s.births = &birth, s.birth_count = 1;
    double began = cpu_us();
    g->looked += is_found(b, match_look, &s, FIRST_LISTED + number);
    g->us[g->n++] = cpu_us() - began;
    const struct looked *met = last_met(b->ix);
    g->near += met->near, g->compared += met->compared;
    g->ten += is_found(b, match_search, &s, FIRST_LISTED + number);
    note_nearest(b, g, &s, FIRST_LISTED + number);
}

static int ascending(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static void say(const struct group *g) {
    double n = (double)g->n;
    qsort(g->us, g->n, sizeof *g->us, ascending);
    printf("%s|%zu|%.3f|%.3f|%.3f|%.0f|%.0f|%.0f\n", g->name, g->n, (double)g->first / n, (double)g->ten / n, (double)g->hundred / n, g->us[g->n / 2],
           g->us[g->n * 9 / 10], g->us[g->n * 99 / 100]);
}

static void say_looks(const struct group *g) {
    double n = (double)g->n;
    if (!g->n) return;
    qsort(g->us, g->n, sizeof *g->us, ascending);
    printf("%s|%zu|%.3f|%.3f|%.3f|%.1f|%.2f|%.2f\n", g->name, g->n, g->dated ? (double)g->nearest / (double)g->dated : 0,
           (double)g->looked / n, (double)g->ten / n, g->us[g->n / 2], (double)g->near / n, (double)g->compared / n);
}

int main(int argc, char **argv) {
    static struct bench b;
    char line[LINE];
    if (argc < 5) return fprintf(stderr, "retrieve NAMES_FOLDER PEOPLE RECORDS QUESTIONS [NAMES_OUT]\n"), 64;
    struct population *p = population_open(argv[1], 7);
    FILE *names = argc > 5 ? fopen(argv[5], "w") : NULL, *questions = fopen(argv[4], "r");
    if (!p || !questions) return fprintf(stderr, "no lists of names in %s, or no questions\n", argv[1]), 77;
    bool looks = getenv("RETRIEVE_LOOK");
    uint64_t people = strtoull(argv[2], NULL, 10);
    ENSURE(people < FIRST_LISTED);
    double began = cpu_us();
    if (getenv("SCALE_SNAPSHOT")) load_people(&b, getenv("SCALE_SNAPSHOT"), people);
    else put_people(&b, p, people, names);
    put_records(&b, argv[3], names);
    printf("%.1f|%zu\n", (cpu_us() - began) / 1e6, match_index_bytes(b.ix));
    if (names) fclose(names);
    while (fgets(line, sizeof line, questions)) {
        char *rest = line, *group = strsep(&rest, "\t\n"), *number = strsep(&rest, "\t\n"), *name = strsep(&rest, "\t\n"), *birth = strsep(&rest, "\t\n"),
             *second = strsep(&rest, "\t\n");
        if (birth && looks) look_for(&b, group_of(&b, group), strtoull(number, NULL, 10), name, birth);
        else if (birth) ask(&b, group_of(&b, group), second && *second ? group_of(&b, second) : NULL, FIRST_LISTED + strtoull(number, NULL, 10), name, birth);
    }
    fclose(questions);
    for (size_t i = 0; i < b.groups; i++) looks ? say_looks(&b.group[i]) : say(&b.group[i]);
    tell_misses(&b);
    match_index_free(b.ix);
    population_close(p);
    return 0;
}
