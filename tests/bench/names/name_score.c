// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// name_score.c — scores pairs of names: for measuring beside other programs (name_bench.py).
//
// stdin: kind, name, name, and optionally two dates of birth, separated by tabs. stdout, a line each: score, bits, grade of
// the name, then each word pair as "asked~found meeting bits". The last line on stderr: CPU microseconds a pair.
#include "match/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LINE_BYTES_MAX = 65536, FIELDS = 5 };

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

struct side {
    struct name name;
    struct dates birth;
    struct subject s;
};

static enum subject_kind kind_of(const char *schema) {
    static const struct { const char *schema; enum subject_kind kind; } rows[] = {
        {"Person", SUBJECT_person}, {"person", SUBJECT_person}, {"Vessel", SUBJECT_vessel}, {"vessel", SUBJECT_vessel}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) if (!strcmp(schema, rows[i].schema)) return rows[i].kind;
    return SUBJECT_organisation;
}

static struct subject *side(struct side *out, const char *kind, const char *name, const char *born) {
    *out = (struct side){.name = {.text = view_of(name), .given = view_of(""), .family = view_of(""), .role = NAME_primary}};
    out->s = (struct subject){.kind = kind_of(kind), .names = &out->name, .name_count = 1};
    if (born && *born && dates_read(view_of(born), &out->birth)) out->s.births = &out->birth, out->s.birth_count = 1;
    return &out->s;
}

static void print(const struct candidate *c) {
    const struct evidence *name = c->evidence;
    printf("%.4f\t%.2f\t%s", (double)c->score, (double)c->bits, evidence_grade_name(name->grade));
    for (size_t i = 0; i < name->word_count; i++) {
        const struct word_pair *w = &name->words[i];
        printf("\t%.*s~%.*s %s %.1f", VIEW_ARGS(w->asked), VIEW_ARGS(w->found), word_meeting_name(w->how), (double)w->bits);
    }
    printf("\n");
}

int main(void) {
    static char line[LINE_BYTES_MAX];
    double spent = 0;
    size_t pairs = 0;
    while (fgets(line, sizeof line, stdin)) {
        char *field[FIELDS] = {NULL}, *rest = line;
        for (size_t i = 0; i < FIELDS; i++) field[i] = strsep(&rest, "\t\n");
        if (!field[2]) continue;
        struct side x, y;
        struct candidate c;
        AUTO_ARENA a = arena_with_ceiling(1 << 22);
        double t = now_us();
        struct result r = match_pair(side(&x, field[0], field[1], field[3]), side(&y, field[0], field[2], field[3] ? field[4] : NULL), &a, &c, NULL);
        spent += now_us() - t;
        pairs++;
        if (FAILED(r) || !c.evidence_count) printf("0\t0\tunknown\n");
        else print(&c);
    }
    fprintf(stderr, "%.3f us a pair, %zu pairs\n", pairs ? spent / (double)pairs : 0, pairs);
    return 0;
}
