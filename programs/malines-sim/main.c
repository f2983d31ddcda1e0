// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines-sim — play a federation of four nodes on a simulated world: one seed, many seeds, or a story.
#include "plot.h"
#include "story.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char USAGE[] =
    "malines-sim SEED [--steps N] [--verbose]   play one day drawn by this seed\n"
    "malines-sim --seeds FROM..TO [--steps N]   play many; stop at the first that breaks a promise\n"
    "malines-sim --story FILE...                play stories written in plain sentences\n"
    "malines-sim --vocabulary                   print the sentences that a story may hold\n"
    "  --laws DIR   the law tables (default: laws)\n";

struct wish {
    const char *laws;
    struct plot_wish plot;
    uint64_t from, to;
    bool many, story;
};

static bool play_seed(const struct cast *cast, const struct wish *w, uint64_t seed, struct plot_sum *sum) {
    struct plot_wish wish = w->plot;
    char verdict[600];
    wish.seed = seed;
    if (!w->many) printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    bool held = plot_run(cast, &wish, sum, verdict);
    if (!held) {
        printf("seed %llu: BROKEN: %s\n", (unsigned long long)seed, verdict);
        printf("replay: malines-sim %llu --verbose", (unsigned long long)seed);
        if (wish.steps) printf(" --steps %d", wish.steps);
        putchar('\n');
    }
    return held;
}

static void add(struct plot_sum *all, const struct plot_sum *one) {
    all->calls += one->calls, all->letters += one->letters, all->crashes += one->crashes, all->checks += one->checks;
    all->hits += one->hits, all->released += one->released, all->refused += one->refused, all->emergencies += one->emergencies;
    all->replays += one->replays, all->private_hits += one->private_hits, all->dna_hits += one->dna_hits;
    all->prints_searched += one->prints_searched, all->prints_spent += one->prints_spent;
    all->private_requests += one->private_requests, all->us += one->us;
}

static void print_sum(const struct plot_sum *s) {
    printf("%llu calls, %llu letters, %llu crashes, %llu checks with %llu candidates, "
           "%llu requests released (%llu in an emergency) and %llu refused, "
           "%llu private hits and %llu requests out of them, %llu DNA hits, "
           "%llu searches with prints answered and %llu refused for the day was spent, "
           "%llu letters shown again or forged, %.1f simulated hours\n",
           (unsigned long long)s->calls, (unsigned long long)s->letters, (unsigned long long)s->crashes,
           (unsigned long long)s->checks, (unsigned long long)s->hits,
           (unsigned long long)s->released, (unsigned long long)s->emergencies, (unsigned long long)s->refused,
           (unsigned long long)s->private_hits, (unsigned long long)s->private_requests, (unsigned long long)s->dna_hits,
           (unsigned long long)s->prints_searched, (unsigned long long)s->prints_spent, (unsigned long long)s->replays,
           (double)s->us / 3600e6);
}

static int play_seeds(const struct cast *cast, const struct wish *w) {
    struct plot_sum all = {0}, one;
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    if (w->many) printf("seeds %llu..%llu\n", (unsigned long long)w->from, (unsigned long long)w->to);
    for (uint64_t seed = w->from; seed <= w->to; seed++) {
        if (!play_seed(cast, w, seed, &one)) return 1;
        add(&all, &one);
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    double seconds = (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9;
    print_sum(&all);
    if (!w->many) printf("trace %s\n", one.trace);
    printf("no promise broken; %.1f seeds a second\n", (double)(w->to - w->from + 1) / (seconds > 0 ? seconds : 1));
    return 0;
}

static int play_story(const struct cast *cast, const char *path, const struct wish *w) {
    struct error err = {0};
    AUTO_TEXT text = text_with_ceiling(1024 * 1024);
    struct result r = file_read(path, 1024 * 1024, &text, &err);
    struct cast *more = NULL;
    if (!FAILED(r) && story_wants_guests(text_seen(&text))) r = cast_with_guests(w->laws, &more, &err);
    if (!FAILED(r)) r = story_play(more ? more : cast, text_seen(&text), path, w->plot.verbose, &err);
    cast_free(more);
    if (FAILED(r)) fprintf(stderr, "malines-sim: %s: %s\n", code_name(r.code), err.detail);
    else printf("%s: held\n", path);
    return FAILED(r) ? code_exit(r.code) : 0;
}

static bool read_range(struct view v, struct wish *w) {
    struct view second, first = view_cut(v, '.', &second);
    if (!second.bytes || second.at[0] != '.') return false;
    second.at++, second.bytes--;
    return view_to_u64(first, &w->from) && view_to_u64(second, &w->to) && w->from <= w->to;
}

// Gives how many arguments it took; 0: not an option.
static int read_option(int argc, char **argv, int i, struct wish *w) {
    uint64_t n = 0;
    struct view value = view_of(i + 1 < argc ? argv[i + 1] : "");
    if (strcmp(argv[i], "--verbose") == 0) return (w->plot.verbose = true, 1);
    if (strcmp(argv[i], "--laws") == 0 && value.bytes) return (w->laws = argv[i + 1], 2);
    if (strcmp(argv[i], "--steps") == 0 && view_to_u64(value, &n) && n < 1000000) return (w->plot.steps = (int)n, 2);
    if (strcmp(argv[i], "--seeds") == 0 && read_range(value, w)) return (w->many = true, 2);
    if (strcmp(argv[i], "--story") == 0) return (w->story = true, 1);
    return 0;
}

static int play(const struct wish *w, int names, char **name) {
    struct cast *cast = NULL;
    struct error err = {0};
    struct result r = cast_new(w->laws, &cast, &err);
    if (FAILED(r)) {
        fprintf(stderr, "malines-sim: %s: %s\n", code_name(r.code), err.detail);
        return code_exit(r.code);
    }
    int status = 0;
    for (int i = 0; w->story && i < names && !status; i++) status = play_story(cast, name[i], w);
    if (!w->story) status = play_seeds(cast, w);
    cast_free(cast);
    return status;
}

int main(int argc, char **argv) {
    struct wish w = {.laws = "laws"};
    mallopt(M_MMAP_THRESHOLD, 256 * 1024 * 1024);  // disks in memory grow and go all the time
    mallopt(M_TRIM_THRESHOLD, 512 * 1024 * 1024);
    char *names[argc];
    int count = 0;
    bool seed = false;
    if (argc == 2 && strcmp(argv[1], "--vocabulary") == 0) {
        story_vocabulary();
        return 0;
    }
    for (int i = 1; i < argc;) {
        int taken = read_option(argc, argv, i, &w);
        if (!taken && argv[i][0] == '-') break;
        if (!taken) names[count++] = argv[i];
        i += taken ? taken : 1;
        if (i == argc && count == 1 && !w.story && view_to_u64(view_of(names[0]), &w.from)) w.to = w.from, seed = true;
        if (i == argc && (seed || (w.many && !count) || (w.story && count))) return play(&w, count, names);
    }
    fputs(USAGE, stderr);
    return 64;
}
