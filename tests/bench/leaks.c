// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// leaks.c — does an answer's size or time tell whether a record exists (promise P5)? One member asks another about somebody of
// whom there is nothing, somebody whose record the law does not let go for this purpose, and somebody under protection, in
// random order, many times. The bytes must be equal; of the owner's and asker's processor time, Welch's t between each two of
// them is told. Above 4.5 (the bound of test vector leakage assessment, ISO/IEC 17825) the difference can be seen in so many
// questions by somebody on the same machine; over a network, under a budget, far less.
#include "bench.h"

#include "node/node_house.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CLASSES = 3, ROUNDS = 1500, AN_HOUR = 100, CROWD = 200 };
static const struct {
    const char *what, *given, *family, *born, *category;  // NULL: there is none
} who[CLASSES] = {{"no record", "Nabil", "Niemand", "1970-01-01", NULL},
                  {"not releasable", "Karim", "Exemple", "1990-05-04", "return"},
                  {"protected", "Livia", "Voorbeeld", "1980-02-11", "vulnerable"}};

static void enter(struct house *h, const char *category, const char *given, const char *family, const char *born) {
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s %s", given, family);
    json_t *draft = json_pack("{s:{s:s,s:{s:s,s:[{s:s,s:s,s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", category, "subject", "kind", "person", "names",
                              "text", text_string(&name), "given", given, "family", family, "births", born, "reason", "a decision", "authority", "an office",
                              "decision_ref", "7");
    ENSURE(house_do(h, ES, AUTHOR, alert_create, draft, NULL) == CODE_OK);
}

static void fill(struct house *h) {
    for (int i = 0; i < CROWD; i++) {
        char family[40];
        snprintf(family, sizeof family, "Iemand%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i * 7 % 26);
        enter(h, "return", "Ander", family, "1966-06-06");
    }
    for (int c = 0; c < CLASSES; c++)
        if (who[c].category) enter(h, who[c].category, who[c].given, who[c].family, who[c].born);
}

struct sample {
    double sum, squares, least;
    size_t count, bytes;
};

static void ask(struct house *h, int c, struct sample *s) {
    AUTO_TEXT question = text_with_ceiling(4096);
    size_t bytes = 0;
    text_format(&question, "{\"check\":\"x\",\"purpose\":\"investigation\",\"subject\":{\"births\":[\"%s\"],"
                           "\"kind\":\"person\",\"names\":[{\"text\":\"%s %s\"}]}}",
                who[c].born, who[c].given, who[c].family);
    double before = cpu_us();
    ENSURE(house_ask(h, BE, ES, text_seen(&question), NULL, &bytes) == CODE_OK);
    double took = cpu_us() - before;
    s->sum += took, s->squares += took * took, s->count++, s->bytes = bytes;
    if (s->count == 1 || took < s->least) s->least = took;
}

static double welch(const struct sample *a, const struct sample *b) {
    double ma = a->sum / (double)a->count, mb = b->sum / (double)b->count, va = a->squares / (double)a->count - ma * ma,
           vb = b->squares / (double)b->count - mb * mb;
    return (ma - mb) / sqrt(va / (double)a->count + vb / (double)b->count);
}

static void a_day_later(struct house *h) {  // for the budgets
    h->now.ms += 25 * HOUR_MS, h->us += 25ull * HOUR_MS * 1000;
    ENSURE(house_run(h, 100).code == CODE_OK);
}

int main(int argc, char **argv) {
    struct house *h = house_new(argc > 1 ? argv[1] : "laws");
    struct sample s[CLASSES] = {0}, warm = {0};
    unsigned random = 4711;
    h->stolen[BE] = true;
    ENSURE(house_run(h, 100).code == CODE_OK);
    fill(h);
    for (int round = 0; round < ROUNDS; round++) {
        if (round % AN_HOUR == 0) a_day_later(h);
        for (int k = 0; k < CLASSES; k++) {
            random = random * 1103515245 + 12345;
            int c = (int)(random >> 16) % CLASSES;
            ask(h, c, round < 20 ? &warm : &s[c]);
        }
    }
    bool same = true, worst_seen = false;
    for (int c = 0; c < CLASSES; c++) {
        printf("%-15s %5zu bytes  %8.1f us of processor (mean of %zu; least %.1f)\n", who[c].what, s[c].bytes,
               s[c].sum / (double)s[c].count, s[c].count, s[c].least);
        same &= s[c].bytes == s[0].bytes;
    }
    for (int a = 0; a < CLASSES; a++)
        for (int b = a + 1; b < CLASSES; b++) {
            double t = welch(&s[a], &s[b]);
            worst_seen |= fabs(t) > 4.5;
            printf("%s / %s: t = %.2f%s\n", who[a].what, who[b].what, t, fabs(t) > 4.5 ? "   (goal: |t| <= 4.5)" : "");
        }
    printf("bytes %s; times %s\n", same ? "equal" : "DIFFER", worst_seen ? "can be told apart on this machine" : "can't be told apart");
    house_free(h);
    return same ? 0 : 1;
}
