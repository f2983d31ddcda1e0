// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// scale — the engine at the size of a continent's register: people who do not exist, asked for in other spellings.
//   scale NAMES_FOLDER PEOPLE [IDENTIFIERS [THREADS]]   prints one line a measure: what|value|unit
// SCALE_SNAPSHOT=FILE: the index of people, begun from if it is there and holds as many, else kept there. SCALE_FLOOR: of the searches (0.5).
// SCALE_ONLY=0, 1, 2: nothing but that way of asking. SCALE_SCANNED=200 or 55-60: questions that are asked of an exhaustive scan (names/scan.h) as well;
// what it alone finds is told on stderr.
// SCALE_LOOKS=1: nothing but first looks. SCALE_SCANS=1: nothing but the scan.
#include "base/instant.h"
#include "memory.h"
#include "match/index_room.h"
#include "names/population.h"
#include "names/scan.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { ASKED = 4000, SCANNED = 200, SCANNED_TWICE = 6, ALL_COMPARED = 3000000, THREADS_MAX = MEMORY_THREADS_MAX };

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

struct scan {
    uint64_t from;
    _Atomic size_t candidates, missed, wrong;
};
struct bench {
    struct match_index *ix;
    const struct population *population;
    uint64_t people, identifiers;
    unsigned threads;
    float floor;
    struct scan *scan;
};

// A French passport's number, and of one in fifty a digit misread for a letter: each of another number.
static void number_of(uint64_t i, char *out, size_t room) {
    uint64_t n = i * 2654435761u % 10000000u, letters = i / 10000000u % 676;
    snprintf(out, room, "%02u%c%c%05u", (unsigned)(n / 100000), 'A' + (char)(letters / 26), 'A' + (char)(letters % 26), (unsigned)(n % 100000));
    if (i % 50 == 0) out[8] = "OIZEASGTBP"[n % 10];
}

static void put_identifier(const struct bench *b, uint64_t i) {
    char text[24];
    number_of(i, text, sizeof text);
    struct paper p = {VIEW("passport"), VIEW("fr"), view_of(text)};
    struct subject s = {.kind = SUBJECT_document, .papers = &p, .paper_count = 1};
    ENSURE(!FAILED(match_index_put(b->ix, b->people + i, 0, &s, NULL)));
}

static void put_person(const struct bench *b, uint64_t i) {
    struct made_person m;
    population_person(b->population, i, &m);
    ENSURE(!FAILED(match_index_put(b->ix, i, 0, &m.subject, NULL)));
}

static void progress(const char *what, uint64_t i, uint64_t of) {
    if (i + 1 < of && i % 65536) return;
    if (isatty(2)) fprintf(stderr, i + 1 < of ? "\r%s %5.1f %%" : "\r\033[K", what, 100.0 * (double)i / (double)of);
}

// On all threads: fn(b, i) for each i below `count`.
struct share {
    const struct bench *b;
    void (*fn)(const struct bench *b, uint64_t i);
    const char *what;
    uint64_t me, count;
};
static void *do_share(void *ctx) {
    const struct share *s = ctx;
    for (uint64_t i = s->me; i < s->count; i += s->b->threads) {
        s->fn(s->b, i);
        if (!s->me) progress(s->what, i, s->count);
    }
    return NULL;
}
static void share_out(const struct bench *b, const char *what, uint64_t count, void (*fn)(const struct bench *b, uint64_t i)) {
    struct share share[THREADS_MAX];
    pthread_t threads[THREADS_MAX];
    for (unsigned i = 0; i < b->threads; i++) {
        share[i] = (struct share){b, fn, what, i, count};
        ENSURE(pthread_create(&threads[i], NULL, do_share, &share[i]) == 0);
    }
    for (unsigned i = 0; i < b->threads; i++) pthread_join(threads[i], NULL);
}

static void tend(const struct bench *b) {
    while (match_index_tend(b->ix)) {}
}

static bool load_people(struct bench *b, const char *path) {
    uint64_t as_of;
    if (!path || access(path, R_OK)) return false;
    MUST(match_index_load(path, &b->ix, &as_of, err));
    if (as_of == b->people) return true;
    fprintf(stderr, "%s holds %llu people: made anew\n", path, (unsigned long long)as_of);
    b->ix = match_index_free(b->ix);
    return false;
}

static void build_people(struct bench *b) {
    const char *path = getenv("SCALE_SNAPSHOT");
    double began = wall_s(), spent = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    bool loaded = load_people(b, path);
    if (!loaded) b->ix = match_index_new(), share_out(b, "people", b->people, put_person);
    tend(b);
    say(loaded ? "people, from a file" : "build people", wall_s() - began, "s");
    say("of processor time", seconds_of(CLOCK_PROCESS_CPUTIME_ID) - spent, "s");
    say("index of people", (double)match_index_bytes(b->ix) / 1e6, "MB");
    say("bytes a person", (double)match_index_bytes(b->ix) / (double)b->people, "");
    say("of it the vocabulary", (double)vocabulary_bytes(&b->ix->vocabulary) / 1e6, "MB");
    say("its words", (double)b->ix->vocabulary.live, "");
    say("of it entries", (double)b->ix->entry_bytes / 1e6, "MB");
    if (path && !loaded) MUST(match_index_save(b->ix, path, b->people, err));
}

static void build_identifiers(struct bench *b) {
    double began = wall_s(), spent = seconds_of(CLOCK_PROCESS_CPUTIME_ID), before = (double)exact_bytes(&b->ix->exact);
    share_out(b, "identifiers", b->identifiers, put_identifier);
    tend(b);
    say("build identifiers", wall_s() - began, "s");
    say("processor time an identifier", (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - spent) / (double)b->identifiers * 1e6, "us");
    say("bytes an identifier", ((double)exact_bytes(&b->ix->exact) - before) / (double)b->identifiers, "");
}

static void build(struct bench *b) {
    build_people(b);
    if (b->identifiers) build_identifiers(b);
    say("index", (double)match_index_bytes(b->ix) / 1e6, "MB");
    say("resident", resident_mb(), "MB");
    say("resident at most", most_resident_mb(), "MB");
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

// Twice the same questions: nobody asked any of their words before, and all were asked before (and are remembered as far as there is room).
enum round { FIRST_ROUND, ASKED_BEFORE, ROUND_COUNT };
static const char *const ROUNDS[] = {"", ", words asked before"};

struct asker {
    const struct bench *b;
    enum way way;
    unsigned me;
    pthread_barrier_t *all_have_asked;
    size_t asked, known, found, first, candidates;  // of one round: a second time is found what was found the first
    double spent[ROUND_COUNT], (*took)[ASKED];
};

static void ask_one(struct asker *a, enum round round, size_t i) {
    struct made_person m;
    AUTO_ARENA arena = arena_with_ceiling(64 << 20);
    const struct candidate *out;
    size_t count;
    uint64_t number = question(a->b, i, a->way, &m);
    double t = cpu_s();
    struct error err = {0};
    struct result r = match_search(a->b->ix, &m.subject, (struct match_options){a->b->floor, 10, MATCH_ALL_SHELVES}, &arena, &out, &count, &err);
    a->spent[round] += a->took[round][i] = cpu_s() - t;
    if (FAILED(r)) fprintf(stderr, "%s: %s\n", m.text[0], err.detail);
    if (round != FIRST_ROUND) return;
    a->asked++;
    a->candidates += number >= a->b->people ? count : 0;
    a->known += number < a->b->people;
    for (size_t k = 0; k < count; k++) a->found += out[k].key == number;
    a->first += count && out[0].key == number;
}

static void *ask(void *ctx) {
    struct asker *a = ctx;
    for (enum round round = 0; round < ROUND_COUNT; round++) {
        for (size_t i = a->me; i < ASKED; i += a->b->threads) ask_one(a, round, i);
        pthread_barrier_wait(a->all_have_asked);
    }
    return NULL;
}

static int ascending(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

// What was asked before is remembered until the index changes.
static void forget_asked(const struct bench *b) {
    struct made_person m;
    uint64_t key = b->people * 8 + b->identifiers;
    population_person(b->population, 0, &m);
    ENSURE(!FAILED(match_index_put(b->ix, key, 0, &m.subject, NULL)));
    match_index_drop(b->ix, key);
}

static void say_of(enum way way, enum round round, const char *of, double value, const char *unit) {
    char what[80];
    snprintf(what, sizeof what, "search, %s%s: %s", WAYS[way], ROUNDS[round], of);
    say(what, value, unit);
}

static void ask_all(const struct bench *b, enum way way) {
    static double took[ROUND_COUNT][ASKED];
    struct asker a[THREADS_MAX];
    pthread_t threads[THREADS_MAX];
    pthread_barrier_t barrier;
    size_t known = 0, found = 0, first = 0, candidates = 0;
    double per_second[ROUND_COUNT] = {0};
    forget_asked(b);
    pthread_barrier_init(&barrier, NULL, b->threads);
    for (unsigned i = 0; i < b->threads; i++) {
        a[i] = (struct asker){.b = b, .way = way, .me = i, .all_have_asked = &barrier, .took = took};
        pthread_create(&threads[i], NULL, ask, &a[i]);
    }
    for (unsigned i = 0; i < b->threads; i++) {
        pthread_join(threads[i], NULL);
        known += a[i].known, found += a[i].found, first += a[i].first, candidates += a[i].candidates;
        for (enum round r = 0; r < ROUND_COUNT; r++) per_second[r] += (double)a[i].asked / a[i].spent[r];
    }
    pthread_barrier_destroy(&barrier);
    for (enum round r = 0; r < ROUND_COUNT; r++) {
        qsort(took[r], ASKED, sizeof *took[r], ascending);
        say_of(way, r, "median", took[r][ASKED / 2] * 1e6, "us");
        say_of(way, r, "p90", took[r][ASKED * 9 / 10] * 1e6, "us");
        say_of(way, r, "p99", took[r][ASKED * 99 / 100] * 1e6, "us");
        say_of(way, r, "per second on all threads", per_second[r], "/s");
    }
    say_of(way, FIRST_ROUND, "recall at 1", (double)first / (double)known, "");
    say_of(way, FIRST_ROUND, "recall at 10", (double)found / (double)known, "");
    say_of(way, FIRST_ROUND, "candidates for one who is not there", (double)candidates / (double)(ASKED - known), "");
}

// ---- against an exhaustive comparison -----------------------------------------------------------

static void show_lost(uint64_t i, const struct candidate *c) {
    char line[4000];
    int n = snprintf(line, sizeof line, "question %llu lost %llu, %.3f:", (unsigned long long)i, (unsigned long long)c->key, (double)c->score);
    for (size_t j = 0; j < c->evidence_count && n < (int)sizeof line; j++)
        n += snprintf(line + n, sizeof line - (size_t)n, " %s %s %.1f [%.*s ~ %.*s]",
                      evidence_field_name(c->evidence[j].field), evidence_grade_name(c->evidence[j].grade),
                      (double)c->evidence[j].bits, VIEW_ARGS(c->evidence[j].asked), VIEW_ARGS(c->evidence[j].found));
    fprintf(stderr, "%s\n", line);
}

static bool differ(const struct candidate *x, const struct candidate *y, size_t count) {
    for (size_t i = 0; i < count; i++) if (x[i].key != y[i].key || x[i].score != y[i].score) return true;
    return false;
}

// What it finds and the index does not.
static void scan_one(const struct bench *b, uint64_t behind) {
    struct made_person m;
    uint64_t i = b->scan->from + behind;
    AUTO_ARENA a = arena_with_ceiling((size_t)16 << 30);
    const struct candidate *fast, *slow, *all;
    size_t fast_count, slow_count, all_count;
    question(b, i * 2 + 1, (enum way)(i % WAY_COUNT), &m);
    struct match_options o = {0.5f, 10, MATCH_ALL_SHELVES};
    MUST(match_search(b->ix, &m.subject, o, &a, &fast, &fast_count, err));
    MUST(scan_search(b->ix, &m.subject, o, &a, &slow, &slow_count, err));
    if (b->people <= ALL_COMPARED && behind < SCANNED_TWICE) {  // the scan itself beside what leaves nothing out
        MUST(match_search_all(b->ix, &m.subject, o, &a, &all, &all_count, err));
        atomic_fetch_add(&b->scan->wrong, all_count != slow_count || differ(all, slow, all_count));
    }
    for (size_t k = 0; k < slow_count; k++) {
        bool there = false;
        for (size_t j = 0; j < fast_count; j++) there |= fast[j].key == slow[k].key;
        bool lost = !there && (fast_count < o.limit || slow[k].score > fast[fast_count - 1].score);
        atomic_fetch_add(&b->scan->missed, lost);
        if (lost) show_lost(i, &slow[k]);
    }
    atomic_fetch_add(&b->scan->candidates, slow_count);
}

static void against_scan(const struct bench *b) {
    const char *which = getenv("SCALE_SCANNED"), *range = which ? strchr(which, '-') : NULL;
    uint64_t count = which ? strtoull(which, NULL, 10) : SCANNED;
    double began = wall_s();
    *b->scan = (struct scan){.from = range ? count : 0};
    if (range) count = strtoull(range + 1, NULL, 10) + 1 - count;
    if (!count) return;
    share_out(b, "exhaustive scan", count, scan_one);
    say("exhaustive scan: questions", (double)count, "");
    say("exhaustive scan: took", wall_s() - began, "s");
    say("exhaustive scan: candidates", (double)b->scan->candidates, "");
    say("exhaustive scan: missed by the index", (double)b->scan->missed, "");
    if (b->people <= ALL_COMPARED) say("exhaustive scan: wrong beside all compared in full", (double)b->scan->wrong, "");
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

// ---- a first look -------------------------------------------------------------------------------

// Full dates only, as they are or as a clerk mistakes them.
enum mistake { NO_MISTAKE, EXCHANGED, NEXT_DAY, ANOTHER_YEAR, MISTAKES };
static const char *const MISTAKEN[] = {"full date", "day and month exchanged", "a day off", "a year off"};

static bool mistaken(enum mistake how, struct dates *d) {
    int year, month, day;
    days_split(d->first, &year, &month, &day);
    if (d->first != d->last || (how == EXCHANGED && (day > 12 || day == month)) || (how == ANOTHER_YEAR && !date_exists(year + 1, month, day))) return false;
    int32_t to = how == EXCHANGED ? days_of(year, day, month) : how == ANOTHER_YEAR ? days_of(year + 1, month, day) : d->first + (how == NEXT_DAY);
    *d = (struct dates){to, to, DATE_DAY};
    return true;
}

struct looks {
    // Of those who are there found by a look, by a search; of the others looks that led to a search, entries met.
    size_t there, not_there, found, searched, opened, near, compared;
    double took[2][ASKED], sum[2];  // of those who are not there, who are; microseconds
};

// What the last look of this thread met.
static const struct looked *last_met(const struct match_index *ix) {
    struct seen s = index_enter(ix);
    index_leave(&s);
    return &s.desk->looked;
}

static bool is_found(struct result r, const struct candidate *out, size_t count, uint64_t key) {
    for (size_t i = 0; !FAILED(r) && i < count; i++) if (out[i].key == key) return true;
    return false;
}

// By the wall's clock: the processor's own is a call into the kernel, which takes a tenth of a look.
static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void look_once(const struct bench *b, const struct made_person *m, uint64_t number, struct looks *l) {
    AUTO_ARENA a = arena_with_ceiling(64 << 20);
    struct match_options o = {b->floor, 10, MATCH_ALL_SHELVES};
    const struct candidate *out = NULL;
    size_t count = 0;
    bool there = number < b->people;
    double began = now_us();
    struct result r = match_look(b->ix, &m->subject, o, &a, &out, &count, NULL);
    double us = now_us() - began;
    const struct looked *met = last_met(b->ix);
    l->took[there][there ? l->there : l->not_there] = us, l->sum[there] += us;
    l->there += there, l->not_there += !there;
    if (there) {
        l->found += is_found(r, out, count, number), count = 0;
        r = match_search(b->ix, &m->subject, o, &a, &out, &count, NULL);
        l->searched += is_found(r, out, count, number);
    } else l->near += met->near, l->compared += met->compared, l->opened += out != NULL;
}

// Questions of those who are there, or not.
struct asked_of { struct made_person who; uint64_t number; };
static size_t make_crowd(const struct bench *b, enum mistake how, bool there, struct asked_of out[ASKED]) {
    size_t count = 0;
    for (size_t i = 0; i < ASKED; i++) {
        struct made_person *m = &out[count].who;
        out[count].number = question(b, i, BY_DAY, m);
        count += (out[count].number < b->people) == there && m->subject.birth_count && mistaken(how, &m->birth);
    }
    return count;
}

// First those who are not there, one after the other: so a crowd is.
static void look_all(const struct bench *b, enum mistake how) {
    static struct looks l;
    static struct asked_of crowd[ASKED];
    char what[100];
    l = (struct looks){0};
    for (int there = 0; there < 2; there++)
        for (size_t i = 0, n = make_crowd(b, how, there, crowd); i < n; i++) look_once(b, &crowd[i].who, crowd[i].number, &l);
    for (size_t k = 0; k < 2; k++) qsort(l.took[k], k ? l.there : l.not_there, sizeof **l.took, ascending);
    double n = (double)l.not_there, known = (double)l.there;
    struct { const char *what; double value; const char *unit; } rows[] = {
        {"recall of a look", (double)l.found / known, ""}, {"recall of a search", (double)l.searched / known, ""},
        {"entries that share a key, of one who is not there", (double)l.near / n, ""},
        {"of these compared", (double)l.compared / n, ""}, {"led to a search", (double)l.opened / n, "of those not there"},
        {"median, not there", l.took[0][l.not_there / 2], "us"}, {"mean, not there", l.sum[0] / n, "us"},
        {"p99, not there", l.took[0][l.not_there * 99 / 100], "us"},
        {"median, there", l.took[1][l.there / 2], "us"}, {"mean, there", l.sum[1] / known, "us"}};
    for (size_t i = 0; i < (how == NO_MISTAKE ? sizeof rows / sizeof *rows : 2); i++) {
        snprintf(what, sizeof what, "a first look, %s: %s", MISTAKEN[how], rows[i].what);
        say(what, rows[i].value, rows[i].unit);
    }
}

// ---- the composite key --------------------------------------------------------------------------

// Of one floor: entries told of those who are not there; of those who are, how many are among them.
static void near_at(const struct bench *b, float floor) {
    static struct asked_of crowd[ASKED];
    static double took[ASKED];
    double told = 0, known = 0;
    char what[100];
    size_t n[2];
    for (int there = 0; there < 2; there++) {
        n[there] = make_crowd(b, NO_MISTAKE, there, crowd);
        for (size_t i = 0; i < n[there]; i++) {
            AUTO_ARENA a = arena_with_ceiling(64 << 20);
            const struct candidate *out = NULL;
            size_t count = 0;
            double began = now_us();
            struct result r = match_near(b->ix, &crowd[i].who.subject, (struct match_options){floor, 1000, MATCH_ALL_SHELVES}, &a, &out, &count, NULL);
            double us = now_us() - began;
            if (there) known += is_found(r, out, count, crowd[i].number);
            else told += (double)count, took[i] = us;
        }
    }
    qsort(took, n[0], sizeof *took, ascending);
    struct { const char *what; double value; const char *unit; } rows[] = {
        {"recall", known / (double)n[1], ""}, {"others told a question", told / (double)n[0], ""},
        {"median, not there", took[n[0] / 2], "us"}, {"p99, not there", took[n[0] * 99 / 100], "us"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(what, sizeof what, "composite key, floor %g: %s", (double)floor, rows[i].what);
        say(what, rows[i].value, rows[i].unit);
    }
}

static void nearest(const struct bench *b) {
    static const float floors[] = {0.05f, 0.02f, 0.01f, 0.007f, 0.005f, 0.003f};  // 0.007 is usual (match_near)
    for (size_t i = 0; i < sizeof floors / sizeof *floors; i++) near_at(b, floors[i]);
}

static void first_looks(const struct bench *b) {
    const struct version *v = atomic_load(&b->ix->version);
    size_t bytes = b->ix->vocabulary.slab_count * SLAB_WORDS * sizeof(uint64_t);
    for (size_t i = 0; i < v->count; i++) bytes += column_bytes(v->segment[i]);
    say("what looks need of the index", (double)bytes / (double)b->people, "bytes a person");
    nearest(b);
    for (enum mistake how = 0; how < MISTAKES; how++) look_all(b, how);
}

// ---- the rest -----------------------------------------------------------------------------------

// Identifiers, half of which are there, as a border reads them from papers: what 98 of a hundred questions are.
static void ask_identifiers(const struct bench *b) {
    enum { ASKED_NUMBERS = 200000 };
    size_t found = 0;
    double began = cpu_s();
    for (uint64_t i = 0; i < ASKED_NUMBERS; i++) {
        char text[24];
        uint64_t n = i * 0x9e3779b97f4a7c15u % (b->identifiers * 2);
        number_of(n, text, sizeof text);
        struct paper p = {VIEW("passport"), VIEW("fr"), view_of(text)};
        struct subject s = {.kind = SUBJECT_document, .papers = &p, .paper_count = 1};
        AUTO_ARENA a = arena_with_ceiling(1 << 20);
        const struct candidate *out;
        size_t count;
        ENSURE(!FAILED(match_search(b->ix, &s, (struct match_options){0.5f, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL)));
        found += count > 0;
    }
    double each = (cpu_s() - began) / ASKED_NUMBERS;
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

// What the searches had to do with: last, when the index has gone.
static void memory(unsigned threads, size_t index_bytes) {
    size_t bytes = (size_t)1 << 30;
    while (bytes < index_bytes && bytes < (size_t)4 << 30) bytes *= 2;
    double hop = memory_hop_s(bytes, 1), eight = memory_hop_s(bytes, 8);
    say("memory: read by one thread", memory_read_rate(1) / 1e9, "GB/s");
    say("memory: read by all threads", memory_read_rate(threads) / 1e9, "GB/s");
    say("memory: a read anywhere", hop * 1e9, "ns");
    say("memory: reads anywhere, one after the other", 1 / hop / 1e6, "M/s a thread");
    say("memory: reads anywhere, eight at a time", 1 / eight / 1e6, "M/s a thread");
}

int main(int argc, char **argv) {
    if (argc < 3) return fprintf(stderr, "scale NAMES_FOLDER PEOPLE [IDENTIFIERS [THREADS]]\n"), 64;
    struct population *p = population_open(argv[1], 2026);
    if (!p) return fprintf(stderr, "no lists of names in %s\n", argv[1]), 77;
    struct scan scan;
    struct bench b = {NULL, p, strtoull(argv[2], NULL, 10), argc > 3 ? strtoull(argv[3], NULL, 10) : 0, argc > 4 ? (unsigned)atoi(argv[4]) : 2, 0.5f, &scan};
    if (getenv("SCALE_FLOOR")) b.floor = (float)atof(getenv("SCALE_FLOOR"));
    if (b.threads < 1 || b.threads > THREADS_MAX) b.threads = 2;
    build(&b);
    if (getenv("SCALE_LOOKS")) return first_looks(&b), 0;
    if (getenv("SCALE_ONLY")) return ask_all(&b, (enum way)(atoi(getenv("SCALE_ONLY")) % WAY_COUNT)), 0;  // for who looks where time goes
    if (getenv("SCALE_SCANS")) return against_scan(&b), 0;
    for (enum way w = 0; w < WAY_COUNT; w++) ask_all(&b, w);
    for (enum way w = 0; w < WAY_COUNT; w++) false_alarms(&b, w);
    first_looks(&b);
    if (b.identifiers) ask_identifiers(&b);
    put_under_load(&b);
    against_scan(&b);
    snapshot(&b);
    size_t bytes = match_index_bytes(b.ix);
    match_index_free(b.ix);
    memory(b.threads, bytes);
    population_close(p);
    return 0;
}
