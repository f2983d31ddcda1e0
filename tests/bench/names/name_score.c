// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// name_score.c — scores pairs of names: for measuring beside other programs (name_bench.py).
//
// stdin: kind, name, name, and optionally two dates of birth, separated by tabs. stdout, a line each: score, bits, grade of
// the name, then each word pair as "asked~found meeting bits". The last line on stderr: CPU microseconds a pair, folding and
// reasons included, in a second pass over all pairs.
#include "match/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FIELDS = 5 };
struct pair {
    char *line, *field[FIELDS];
};
struct pairs {
    struct pair *at;
    size_t count, room;
};

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static enum subject_kind kind_of(const char *schema) {
    static const struct { const char *schema; enum subject_kind kind; } rows[] = {
        {"Person", SUBJECT_person}, {"person", SUBJECT_person}, {"Vessel", SUBJECT_vessel}, {"vessel", SUBJECT_vessel}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) if (!strcmp(schema, rows[i].schema)) return rows[i].kind;
    return SUBJECT_organisation;
}

struct side {
    struct name name;
    struct dates birth;
    struct subject s;
};

static struct subject *side(struct side *out, const char *kind, const char *name, const char *born) {
    *out = (struct side){.name = {.text = view_of(name), .given = view_of(""), .family = view_of(""), .role = NAME_primary}};
    out->s = (struct subject){.kind = kind_of(kind), .names = &out->name, .name_count = 1};
    if (born && *born && dates_read(view_of(born), &out->birth)) out->s.births = &out->birth, out->s.birth_count = 1;
    return &out->s;
}

static bool score(const struct pair *p, struct arena *a, struct candidate *out) {
    struct side x, y;
    struct result r = match_pair(side(&x, p->field[0], p->field[1], p->field[3]), side(&y, p->field[0], p->field[2], p->field[4]), a, out, NULL);
    return !FAILED(r) && out->evidence_count;
}

static void print(const struct pair *p) {
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct candidate c;
    if (!score(p, &a, &c)) {
        printf("0\t0\tunknown\n");
        return;
    }
    printf("%.4f\t%.2f\t%s", (double)c.score, (double)c.bits, evidence_grade_name(c.evidence->grade));
    for (size_t i = 0; i < c.evidence->word_count; i++) {
        const struct word_pair *w = &c.evidence->words[i];
        printf("\t%.*s~%.*s %s %.1f", VIEW_ARGS(w->asked), VIEW_ARGS(w->found), word_meeting_name(w->how), (double)w->bits);
    }
    printf("\n");
}

static void read_pairs(struct pairs *p) {
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        struct pair one = {.line = strdup(line)};
        char *rest = one.line;
        for (size_t i = 0; i < FIELDS; i++) one.field[i] = strsep(&rest, "\t\n");
        if (!one.field[2]) {
            free(one.line);
            continue;
        }
        if (p->count == p->room) p->at = realloc(p->at, (p->room = p->room * 2 + 64) * sizeof *p->at);
        p->at[p->count++] = one;
    }
    free(line);
}

int main(void) {
    struct pairs p = {NULL, 0, 0};
    read_pairs(&p);
    for (size_t i = 0; i < p.count; i++) print(&p.at[i]);
    double t = now_us();
    for (size_t i = 0; i < p.count; i++) {
        AUTO_ARENA a = arena_with_ceiling(1 << 22);
        struct candidate c;
        score(&p.at[i], &a, &c);
    }
    if (p.count) fprintf(stderr, "%.3f us a pair, %zu pairs\n", (now_us() - t) / (double)p.count, p.count);
    for (size_t i = 0; i < p.count; i++) free(p.at[i].line);
    free(p.at);
    return 0;
}
