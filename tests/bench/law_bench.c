// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// law_bench — how many decisions a second one core makes: every pair, purpose, category and kind of request of the
// tables, again and again.
//   law_bench LAWS [SECONDS]     {"decisions": n, "allowed": n, "per_second": n}: processor time of this thread
#include "bench.h"

#include "law/law.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
    struct law *law;
    struct error err;
    size_t members, purposes, categories;
    if (argc < 2) return fprintf(stderr, "law_bench LAWS [SECONDS]\n"), 64;
    if (FAILED(law_load(argv[1], &law, &err))) return fprintf(stderr, "%s\n", err.detail), 78;
    const struct law_member *m = law_members(law, &members);
    const struct law_purpose *p = law_purposes(law, &purposes);
    const struct law_category *c = law_categories(law, &categories);
    const char *requests[] = {"", "supplementary_information"};
    struct instant now = {INT64_C(1795824000000)};
    double budget = argc > 2 ? atof(argv[2]) : 2, began = cpu_s(), spent = 0;
    unsigned long long done = 0, allowed = 0;
    while ((spent = cpu_s() - began) < budget)
        for (size_t n = 0; n < members * members * purposes * categories * 4; n++) {
            size_t left = n;
#define DRAW(count) (left % (count)); left /= (count)
            size_t from = DRAW(members);
            size_t to = DRAW(members);
            size_t why = DRAW(purposes);
            size_t what = DRAW(categories);
            struct law_facts f = {.from = m[from].id, .to = m[to].id, .reg = VIEW("alerts"), .purpose = p[why].id, .category = c[what].id,
                                  .kind = VIEW("person"), .person = VIEW("suspect"), .eu_only = left & 1 ? YES : NO, .minor = NO, .special = NO,
                                  .request = view_of(requests[left >> 1])};
            struct law_decision d;
            law_decide(law, &f, now, &d);
            allowed += d.allowed;
            done++;
        }
    printf("{\"decisions\":%llu,\"allowed\":%llu,\"per_second\":%.0f}\n", done, allowed, (double)done / spent);
    law_free(law);
    return 0;
}
