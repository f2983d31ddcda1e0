// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// inbox_bench — how long a node takes to list an inbox of a million requests: what waits and is due first, then the newest.
//   inbox_bench LAWS FOLDER [REQUESTS]     {"requests": n, "in_ms": t, "all_ms": t, "listed": n}: processor time of this
//   thread, the median of 21 calls of the handler that the console uses, answers included
#include "bench.h"

#include "cast.h"
#include "node/handlers.h"
#include "requests/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CALLS = 21, IN_ONE_TRANSACTION = 20000 };
#define GOOD(expr) ENSURE(!FAILED(expr))

// Nine of ten are over, as in life; the rest waits for somebody.
static void put_one(struct store *s, size_t i, struct instant began) {
    static const enum request_event asked[] = {EVENT_draft, EVENT_approve, EVENT_receipt, EVENT_refuse},
                                    owned[] = {EVENT_arrive, EVENT_decide, EVENT_release, EVENT_receipt};
    enum request_side side = i % 3 ? SIDE_owner : SIDE_asker;
    size_t steps = i % 10 ? 4 : side == SIDE_owner ? 1 + i / 10 % 2 : 1;
    struct instant at = instant_after(began, (int64_t)i * 1000);
    AUTO_TEXT id = text_with_ceiling(40), demand = text_with_ceiling(2000), hold = text_with_ceiling(8000);
    text_format(&id, "01936f2e-0000-7000-8000-%012zx", i);
    text_format(&demand, "{\"fields\":{\"person_or_object\":\"van %zu\"},\"from\":\"fr\",\"kind\":\"information\","
                         "\"purpose\":\"investigation\",\"request\":\"%s\",\"text\":\"Who holds it?\",\"to\":\"be\"}",
                i, text_string(&id));
    struct request r = {.id = text_seen(&id), .side = side, .peer = VIEW("fr"), .kind = VIEW("information"),
                        .demand = text_seen(&demand), .author = VIEW("be-1"),
                        .created_at = at, .due_at = instant_after(at, 7 * (int64_t)DAY_MS),
                        .clock = VIEW("not_urgent"), .calendar = VIEW("be"), .started_at = at};
    GOOD(request_add(s, &r, NULL));
    for (size_t k = 0; k < steps; k++) {
        GOOD(request_find(s, text_seen(&id), &hold, &r, NULL));
        GOOD(request_step_to(s, &r, (side == SIDE_owner ? owned : asked)[k], VIEW("be-2"), VIEW(""), at, NULL));
    }
}

static void fill(const char *path, size_t requests) {
    struct store *s = NULL;
    struct instant began = instant_after(sys_now(sys_real()), -(int64_t)requests * 1000);
    GOOD(store_open(sys_real(), path, &s, NULL));
    GOOD(store_migrate(s, REQUEST_MIGRATIONS, REQUEST_MIGRATION_COUNT, NULL));
    for (size_t i = 0; i < requests; i++) {
        if (i % IN_ONE_TRANSACTION == 0) GOOD(store_begin(s, NULL));
        put_one(s, i, began);
        if (i % IN_ONE_TRANSACTION == IN_ONE_TRANSACTION - 1 || i + 1 == requests) GOOD(store_commit(s, NULL));
    }
    store_close(s);
}

static void told(void *ctx, const struct error *failure, const json_t *answer) {
    ENSURE(!failure);
    *(size_t *)ctx = json_array_size(json_object_get(answer, "requests"));
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median_ms(struct node *n, const struct officer *o, const char *box, size_t *listed) {
    double took[CALLS];
    AUTO_JSON *params = json_pack("{s:s}", "box", box);
    for (int i = 0; i < CALLS; i++) {
        double began = 1e3 * cpu_s();
        node_call(n, request_list, o, params, told, listed);
        GOOD(node_flush(n, NULL));
        took[i] = 1e3 * cpu_s() - began;
    }
    qsort(took, CALLS, sizeof *took, by_size);
    return took[CALLS / 2];
}

int main(int argc, char **argv) {
    struct cast *cast = NULL;
    struct node *n = NULL;
    char path[4096];
    size_t requests = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000000, listed = 0;
    if (argc < 3) return fprintf(stderr, "inbox_bench LAWS FOLDER [REQUESTS]\n"), 64;
    GOOD(cast_new(argv[1], &cast, NULL));
    snprintf(path, sizeof path, "%s/store.db", argv[2]);
    fill(path, requests);
    struct node_settings settings = cast_settings(cast, MEMBER_be);
    settings.store_path = path;
    GOOD(node_open(sys_real(), &settings, &n, NULL));
    const struct officer *who = cast_officer(cast, MEMBER_be, OFFICER_author);
    double in = median_ms(n, who, "in", &listed), all = median_ms(n, who, "all", &listed);
    printf("{\"requests\":%zu,\"in_ms\":%.2f,\"all_ms\":%.2f,\"listed\":%zu}\n", requests, in, all, listed);
    node_close(n);
    cast_free(cast);
    return 0;
}
