// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scale — the engine at the size of a continent's register: people who do not exist, asked for in other spellings.
//   scale NAMES_FOLDER PEOPLE [IDENTIFIERS [THREADS]]   prints one line a measure: what|value|unit
#include "base/instant.h"
#include "match/index_room.h"
#include "names/population.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { ASKED = 4000, SCANNED = 40 };

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
static double wall_s(void) { return seconds(CLOCK_MONOTONIC); }
static double own_s(void) { return seconds(CLOCK_THREAD_CPUTIME_ID); }

static void say(const char *what, double value, const char *unit) {
    printf("%s|%.6g|%s\n", what, value, unit);
    fflush(stdout);
}

static double resident_mb(void) {
    FILE *f = fopen("/proc/self/statm", "r");
    long all = 0, resident = 0;
    if (f && fscanf(f, "%ld %ld", &all, &resident) != 2) resident = 0;
    if (f) fclose(f);
    return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

static double most_resident_mb(void) {
    struct rusage u;
    return getrusage(RUSAGE_SELF, &u) ? 0 : (double)u.ru_maxrss * 1024 / 1e6;
}

// ---- building -----------------------------------------------------------------------------------

struct bench {
    struct match_index *ix;
    const struct population *population;
    uint64_t people, identifiers;
    unsigned threads;
    float floor;
};

static void number_of(uint64_t i, char *out, size_t room) { snprintf(out, room, "%c%c%08llu", 'A' + (char)(i % 23), 'B' + (char)(i / 23 % 23), (unsigned long long)(i * 2654435761u % 100000000u)); }

static void put_identifier(struct bench *b, uint64_t i) {
    char text[24];
    number_of(i, text, sizeof text);
    struct paper p = {VIEW("id"), VIEW("fr"), view_of(text)};
    struct subject s = {.kind = SUBJECT_document, .papers = &p, .paper_count = 1};
    ENSURE(!FAILED(match_index_put(b->ix, b->people + i, 0, &s, NULL)));
}

static void put_person(struct bench *b, uint64_t i) {
    struct made_person m;
    population_person(b->population, i, &m);
    ENSURE(!FAILED(match_index_put(b->ix, i, 0, &m.subject, NULL)));
}

static void progress(const char *what, uint64_t i, uint64_t of) {
    if (isatty(2) && i % 65536 == 0) fprintf(stderr, "\r%s %5.1f %%", what, 100.0 * (double)i / (double)of);
    if (isatty(2) && i + 1 == of) fprintf(stderr, "\r\033[K");
}

// SCALE_SNAPSHOT=FILE: an index that was built before; made when it is not there.
static bool build_from_file(struct bench *b) {
    const char *path = getenv("SCALE_SNAPSHOT");
    uint64_t as_of;
    if (!path || access(path, R_OK) || FAILED(match_index_load(path, &b->ix, &as_of, NULL)) || as_of != b->people) return false;
    while (match_index_tend(b->ix)) {}
    say("index, from a file", (double)match_index_bytes(b->ix) / 1e6, "MB");
    return true;
}

struct feeder {
    struct bench *b;
    uint64_t me;
};
static void *feed(void *ctx) {
    const struct feeder *f = ctx;
    for (uint64_t i = f->me; i < f->b->people; i += f->b->threads) {
        put_person(f->b, i);
        if (!f->me) progress("people", i, f->b->people);
    }
    return NULL;
}

static void feed_people(struct bench *b) {
    struct feeder f[16];
    pthread_t threads[16];
    for (unsigned i = 0; i < b->threads; i++) f[i] = (struct feeder){b, i}, pthread_create(&threads[i], NULL, feed, &f[i]);
    for (unsigned i = 0; i < b->threads; i++) pthread_join(threads[i], NULL);
}

static void build(struct bench *b) {
    double began = wall_s(), spent = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (build_from_file(b)) return;
    b->ix = match_index_new();
    feed_people(b);
    while (match_index_tend(b->ix)) {}
    say("build people", wall_s() - began, "s");
    say("of processor time", seconds(CLOCK_PROCESS_CPUTIME_ID) - spent, "s");
    say("index of people", (double)match_index_bytes(b->ix) / 1e6, "MB");
    began = wall_s();
    for (uint64_t i = 0; i < b->identifiers; i++) put_identifier(b, i), progress("identifiers", i, b->identifiers);
    while (match_index_tend(b->ix)) {}
    if (b->identifiers) say("build identifiers", wall_s() - began, "s");
    say("index", (double)match_index_bytes(b->ix) / 1e6, "MB");
    say("of it the vocabulary", (double)vocabulary_bytes(&b->ix->vocabulary) / 1e6, "MB");
    say("its words", (double)b->ix->vocabulary.live, "");
    say("of it entries", (double)b->ix->entry_bytes / 1e6, "MB");
    say("resident", resident_mb(), "MB");
    say("resident at most", most_resident_mb(), "MB");
    if (getenv("SCALE_SNAPSHOT")) ENSURE(!FAILED(match_index_save(b->ix, getenv("SCALE_SNAPSHOT"), b->people, NULL)));
}

// ---- asking -------------------------------------------------------------------------------------

enum way { BY_NAME, BY_YEAR, BY_DAY, WAY_COUNT };
static const char *const WAYS[] = {"no date", "year", "full date"};

// Every second is somebody in the index, in another spelling; the others are not, and one in eight of them is misspelt:
// what a border asks, but for how seldom it finds.
static uint64_t question(const struct bench *b, uint64_t i, enum way way, struct made_person *m) {
    uint64_t number = i % 2 ? (i * 0x9e3779b97f4a7c15u) % b->people : b->people * 2 + i;
    char text[PERSON_TEXT_MAX];
    population_person(b->population, number, m);
    if (number < b->people || i % 16 == 0) {
        population_respell(m->text[0], i * 77 + 5, text, sizeof text);
        memcpy(m->text[0], text, sizeof text);
    }
    m->names[0].text = view_of(m->text[0]);
    m->subject.name_count = 1, m->subject.sex = 0, m->subject.nationality_count = 0;
    if (way == BY_NAME) m->subject.birth_count = 0;
    if (way == BY_YEAR && m->subject.birth_count) {
        int year, month, day;
        days_split(m->birth.first, &year, &month, &day);
        m->birth = (struct dates){days_of(year, 1, 1), days_of(year, 12, 31), DATE_YEAR};
    }
    return number;
}

struct asker {
    const struct bench *b;
    enum way way;
    unsigned me;
    size_t asked, known, found, first, candidates;
    double spent, *took;
};

static void *ask(void *ctx) {
    struct asker *a = ctx;
    double began = own_s();
    for (size_t i = a->me; i < ASKED; i += a->b->threads) {
        struct made_person m;
        AUTO_ARENA arena = arena_with_ceiling(64 << 20);
        const struct candidate *out;
        size_t count;
        uint64_t number = question(a->b, i, a->way, &m);
        double t = own_s();
        struct error err = {0};
        struct result r = match_search(a->b->ix, &m.subject, (struct match_options){a->b->floor, 10, MATCH_ALL_SHELVES}, &arena, &out, &count, &err);
        if (FAILED(r)) fprintf(stderr, "%s: %s\n", m.text[0], err.detail);
        a->took[i] = own_s() - t;
        a->asked++;
        a->candidates += number >= a->b->people ? count : 0;
        a->known += number < a->b->people;
        for (size_t k = 0; k < count; k++) a->found += out[k].key == number;
        a->first += count && out[0].key == number;
    }
    a->spent = own_s() - began;
    return NULL;
}

static int ascending(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static void ask_all(const struct bench *b, enum way way) {
    static double took[ASKED];
    struct asker a[16];
    pthread_t threads[16];
    char what[80];
    size_t known = 0, found = 0, first = 0, candidates = 0;
    double per_second = 0;
    for (unsigned i = 0; i < b->threads; i++) {
        a[i] = (struct asker){.b = b, .way = way, .me = i, .took = took};
        pthread_create(&threads[i], NULL, ask, &a[i]);
    }
    for (unsigned i = 0; i < b->threads; i++) {
        pthread_join(threads[i], NULL);
        known += a[i].known, found += a[i].found, first += a[i].first, candidates += a[i].candidates;
        per_second += (double)a[i].asked / a[i].spent;
    }
    qsort(took, ASKED, sizeof *took, ascending);
    struct { const char *what; double value; const char *unit; } rows[] = {
        {"median", took[ASKED / 2] * 1e6, "us"}, {"p90", took[ASKED * 9 / 10] * 1e6, "us"}, {"p99", took[ASKED * 99 / 100] * 1e6, "us"},
        {"per second on all threads", per_second, "/s"}, {"recall at 1", (double)first / (double)known, ""}, {"recall at 10", (double)found / (double)known, ""},
        {"candidates for one who is not there", (double)candidates / (double)(ASKED - known), ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(what, sizeof what, "search, %s: %s", WAYS[way], rows[i].what);
        say(what, rows[i].value, rows[i].unit);
    }
}

// What an exhaustive comparison finds and the index does not.
static void against_scan(const struct bench *b) {
    size_t above = 0, missed = 0;
    for (size_t i = 0; i < SCANNED; i++) {
        struct made_person m;
        AUTO_ARENA a = arena_with_ceiling((size_t)4 << 30);
        const struct candidate *fast, *slow;
        size_t fast_count, slow_count;
        question(b, i * 2 + 1, (enum way)(i % WAY_COUNT), &m);
        struct match_options o = {0.5f, 10, MATCH_ALL_SHELVES};
        ENSURE(!FAILED(match_search(b->ix, &m.subject, o, &a, &fast, &fast_count, NULL)));
        ENSURE(!FAILED(match_search_all(b->ix, &m.subject, o, &a, &slow, &slow_count, NULL)));
        for (size_t k = 0; k < slow_count; k++) {
            bool there = false;
            for (size_t j = 0; j < fast_count; j++) there |= fast[j].key == slow[k].key;
            bool lost = !there && (fast_count < o.limit || slow[k].score > fast[fast_count - 1].score);
            missed += lost;
            if (!lost || !getenv("SCALE_SHOW")) continue;
            fprintf(stderr, "lost %.3f:", (double)slow[k].score);
            for (size_t j = 0; j < slow[k].evidence_count; j++)
                fprintf(stderr, " %s %s %.1f [%.*s ~ %.*s]", evidence_field_name(slow[k].evidence[j].field), evidence_grade_name(slow[k].evidence[j].grade),
                        (double)slow[k].evidence[j].bits, VIEW_ARGS(slow[k].evidence[j].asked), VIEW_ARGS(slow[k].evidence[j].found));
            fprintf(stderr, "\n");
        }
        above += slow_count;
    }
    say("exhaustive scan: candidates", (double)above, "");
    say("exhaustive scan: missed by the index", (double)missed, "");
}

// ---- false alarms -------------------------------------------------------------------------------

static int descending(const void *x, const void *y) {
    float a = *(const float *)x, b = *(const float *)y;
    return (a < b) - (a > b);
}

// How many of those who are there are found with a score that so many strangers a question exceed.
static void false_alarms(const struct bench *b, enum way way) {
    enum { QUESTIONS = 2000, WIDE = 10 };
    static const double rates[] = {3, 1, 0.3, 0.1};
    static float strangers[QUESTIONS * WIDE], known[QUESTIONS];
    size_t s = 0, k = 0, asked = 0;
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct made_person m;
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        const struct candidate *out;
        size_t count = 0;
        uint64_t number = question(b, i + ASKED, way, &m);
        struct result r = match_search(b->ix, &m.subject, (struct match_options){0.02f, WIDE, MATCH_ALL_SHELVES}, &a, &out, &count, NULL);
        if (FAILED(r)) continue;
        bool there = number < b->people;
        asked += !there;
        if (there) known[k] = 0;
        for (size_t c = 0; c < count; c++) {
            if (!there) strangers[s++] = out[c].score;
            else if (out[c].key == number) known[k] = out[c].score;
        }
        k += there;
    }
    qsort(strangers, s, sizeof *strangers, descending);
    for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
        size_t place = (size_t)(rates[r] * (double)asked), hit = 0;
        float above = place < s ? strangers[place] : 0;
        for (size_t i = 0; i < k; i++) hit += known[i] > above;
        char what[80];
        snprintf(what, sizeof what, "recall at %g false candidates a question, %s", rates[r], WAYS[way]);
        say(what, (double)hit / (double)k, "");
    }
}

// ---- the rest -----------------------------------------------------------------------------------

// Identifiers, half of which are there, as a border reads them from papers: what 98 of a hundred questions are.
static void ask_identifiers(const struct bench *b) {
    enum { ASKED_NUMBERS = 200000 };
    size_t found = 0;
    double began = own_s();
    for (uint64_t i = 0; i < ASKED_NUMBERS; i++) {
        char text[24];
        uint64_t n = i * 0x9e3779b97f4a7c15u % (b->identifiers * 2);
        number_of(n, text, sizeof text);
        struct paper p = {VIEW("id"), VIEW("fr"), view_of(text)};
        struct subject s = {.kind = SUBJECT_document, .papers = &p, .paper_count = 1};
        AUTO_ARENA a = arena_with_ceiling(1 << 20);
        const struct candidate *out;
        size_t count;
        ENSURE(!FAILED(match_search(b->ix, &s, (struct match_options){0.5f, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL)));
        found += count > 0;
    }
    double each = (own_s() - began) / ASKED_NUMBERS;
    say("an identifier asked", each * 1e6, "us");
    say("identifiers found", (double)found / ASKED_NUMBERS, "of those asked");
}

static void *ask_on(void *ctx) {
    _Atomic bool *stop = ((void **)ctx)[1];
    const struct bench *b = ((void **)ctx)[0];
    for (size_t i = 0; !atomic_load(stop); i++) {
        struct made_person m;
        AUTO_ARENA arena = arena_with_ceiling(64 << 20);
        const struct candidate *out;
        size_t count;
        question(b, i, BY_YEAR, &m);
        struct result r = match_search(b->ix, &m.subject, (struct match_options){0.5f, 10, MATCH_ALL_SHELVES}, &arena, &out, &count, NULL);
        (void)r;
    }
    return NULL;
}

// From the put to the first search that finds it, by the clock, while another thread asks without pause and a third tends.
static void put_under_load(struct bench *b) {
    enum { ALERTS = 2000 };
    _Atomic bool stop = false;
    void *ctx[] = {b, &stop};
    pthread_t asker;
    double longest = 0, sum = 0;
    pthread_create(&asker, NULL, ask_on, ctx);
    for (uint64_t i = 0; i < ALERTS; i++) {
        struct made_person m;
        const struct candidate *out;
        size_t count;
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        uint64_t key = b->people * 8 + b->identifiers + i;
        population_person(b->population, key, &m);
        double began = wall_s();
        ENSURE(!FAILED(match_index_put(b->ix, key, 0, &m.subject, NULL)));
        m.subject.name_count = 1;
        struct result r = match_search(b->ix, &m.subject, (struct match_options){0.01f, 50, MATCH_ALL_SHELVES}, &a, &out, &count, NULL);
        double took = wall_s() - began;
        ENSURE(!FAILED(r));
        sum += took;
        if (took > longest) longest = took;
        match_index_drop(b->ix, key);
    }
    atomic_store(&stop, true);
    pthread_join(asker, NULL);
    say("an alert put under load, until found: mean", sum / ALERTS * 1e3, "ms");
    say("an alert put under load, until found: longest", longest * 1e3, "ms");
}

static void snapshot(struct bench *b) {
    char path[] = "/tmp/malines-scale-XXXXXX";
    int fd = mkstemp(path);
    struct error err = {0};
    uint64_t as_of;
    struct match_index *again = NULL;
    if (fd < 0) return;
    close(fd);
    double began = wall_s();
    struct result r = match_index_save(b->ix, path, 1, &err);
    if (!FAILED(r)) {
        say("snapshot written", wall_s() - began, "s");
        size_t count = match_index_count(b->ix, MATCH_ALL_SHELVES);
        b->ix = match_index_free(b->ix);
        began = wall_s();
        r = match_index_load(path, &again, &as_of, &err);
        if (!FAILED(r)) say("snapshot read", wall_s() - began, "s");
        if (!FAILED(r)) ENSURE(match_index_count(again, MATCH_ALL_SHELVES) == count);
        b->ix = again;
    }
    if (FAILED(r)) fprintf(stderr, "snapshot: %s\n", err.detail);
    unlink(path);
}

int main(int argc, char **argv) {
    if (argc < 3) return fprintf(stderr, "scale NAMES_FOLDER PEOPLE [IDENTIFIERS [THREADS]]\n"), 64;
    struct population *p = population_open(argv[1], 2026);
    if (!p) return fprintf(stderr, "no lists of names in %s\n", argv[1]), 77;
    struct bench b = {NULL, p, strtoull(argv[2], NULL, 10), argc > 3 ? strtoull(argv[3], NULL, 10) : 0, argc > 4 ? (unsigned)atoi(argv[4]) : 2};
    b.floor = getenv("SCALE_FLOOR") ? (float)atof(getenv("SCALE_FLOOR")) : 0.5f;
    if (b.threads < 1 || b.threads > 16) b.threads = 2;
    build(&b);
    if (getenv("SCALE_ONLY")) return ask_all(&b, (enum way)(atoi(getenv("SCALE_ONLY")) % WAY_COUNT)), 0;  // for who looks where time goes
    for (enum way w = 0; w < WAY_COUNT; w++) ask_all(&b, w);
    for (enum way w = 0; w < WAY_COUNT; w++) false_alarms(&b, w);
    if (b.identifiers) ask_identifiers(&b);
    put_under_load(&b);
    if (!getenv("SCALE_NO_SCAN")) against_scan(&b);
    snapshot(&b);
    match_index_free(b.ix);
    population_close(p);
    return 0;
}
