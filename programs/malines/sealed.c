// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed.c — malines sealed watch: a bar for the filters that are being made, until they are.
#include "link.h"
#include "reader.h"

#include <stdio.h>
#include <time.h>

enum { LOOK_MS = 500 };

// All of them as one: records gone through, of all that each goes through.
static size_t progress(const json_t *status, int64_t *done, int64_t *of) {
    size_t i, count = 0;
    json_t *one;
    *done = *of = 0;
    json_array_foreach(json_object_get(status, "under_way"), i, one) {
        *done += json_int(one, "done"), *of += json_int(one, "of");
        count++;
    }
    return count;
}

static RESULT watched(struct link *l, struct error *err) {
    size_t most = 0;
    for (;;) {
        AUTO_JSON *status = NULL;
        int64_t done, of;
        TRY(link_call(l, command_of(HANDLER_sealed_status), l->shell->values, &status, err));
        size_t left = progress(status, &done, &of);
        if (left > most) most = left;
        if (!left) return most ? (void)fputc('\n', stderr) : (void)0, link_print(l, HANDLER_sealed_status, status), DONE;
        // Those that are ready have left the list: they count as gone through.
        int64_t each = of / (int64_t)left;
        bar_shown((uint64_t)(done + (int64_t)(most - left) * each), (uint64_t)(of + (int64_t)(most - left) * each));
        fprintf(stderr, "%zu of %zu filters to be made", left, most);
        nanosleep(&(struct timespec){0, LOOK_MS * 1000000L}, NULL);
    }
}

RESULT do_sealed_watch(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = watched(&l, err);
    link_close(&l);
    return r;
}
