// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sys.h"

#include <pthread.h>
#include <stdlib.h>

struct beside {
    pthread_t thread;
    void (*work)(void *ctx);
    void *ctx;
};

static void *run(void *ctx) {
    struct beside *b = ctx;
    b->work(b->ctx);
    return NULL;
}

struct beside *sys_beside(const struct sys *s, void (*work)(void *ctx), void *ctx) {
    struct beside *b = s->cores ? malloc(sizeof *b) : NULL;
    if (b) {
        *b = (struct beside){.work = work, .ctx = ctx};
        if (pthread_create(&b->thread, NULL, run, b) == 0) return b;
        free(b);
    }
    work(ctx);
    return NULL;
}

struct beside *sys_waited(struct beside *b) {
    if (!b) return NULL;
    pthread_join(b->thread, NULL);
    free(b);
    return NULL;
}
