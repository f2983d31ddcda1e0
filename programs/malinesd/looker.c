// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "looker.h"

#include "paper.h"
#include "sys/helper.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { LOOK_DEADLINE_MS = 120 * 1000, SAID_BYTES_MAX = 64 * 1024 };

struct looker {
    struct loop *loop;
    struct beside *beside;     // NULL: nothing is being looked into
    char path[8192];
    json_t *report;            // NULL: failed
    struct error failure;
    item_looked *done;
    void *done_ctx;
    int give_up;               // an eventfd: readable once we stop
    atomic_bool ending;
};

struct looker *looker_new(struct loop *l) {
    struct looker *k = calloc(1, sizeof *k);
    ENSURE(k);
    *k = (struct looker){.loop = l, .give_up = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    ENSURE(k->give_up >= 0);
    return k;
}

static RESULT looked_into(struct looker *k, struct error *err) {
    static const char no_key[8] = {0};  // two lengths of nothing
    AUTO_TEXT out = text_with_ceiling(SAID_BYTES_MAX), heard = text_with_ceiling(SAID_BYTES_MAX);
    const struct program_path program = program_beside("malines-open");
    const char *const command[] = {program.at, "--format", "pdf", "--most", "1", k->path, NULL};
    const struct helper helper = {.command = command, .input = {no_key, sizeof no_key}, .deadline_ms = LOOK_DEADLINE_MS, .give_up = k->give_up};
    int status = 0;
    TRY(helper_run(loop_sys(k->loop), &helper, &out, &heard, &status, err));
    for (struct view rest = text_seen(&heard); rest.bytes;) {
        AUTO_JSON *line = NULL;
        if (FAILED(json_strict(view_cut(rest, '\n', &rest), &line, NULL)) || !json_object_get(line, "opening")) continue;
        k->report = json_incref(json_object_get(line, "opening"));
        return DONE;
    }
    return helper_failed("malines-open", &heard, status, err);
}

static void told(struct looker *k, const struct error *failure) {
    AUTO_JSON *report = k->report;
    k->report = NULL, k->beside = NULL;
    k->done(k->done_ctx, failure, report);
}

// On the loop's thread.
static void over(void *ctx) {
    struct looker *k = ctx;
    sys_waited(k->beside);
    told(k, k->report ? NULL : &k->failure);
}

// Beside it: nothing of the node is touched here.
static void work(void *ctx) {
    struct looker *k = ctx;
    struct result r = looked_into(k, &k->failure);
    if (FAILED(r)) k->failure.code = r.code;
    if (!k->ending) loop_post(k->loop, over, k);
}

static bool look(void *ctx, const char *path, item_looked *done, void *done_ctx) {
    struct looker *k = ctx;
    if (k->beside || k->ending) return false;
    snprintf(k->path, sizeof k->path, "%s", path);
    k->done = done, k->done_ctx = done_ctx;
    k->beside = sys_beside(loop_sys(k->loop), work, k);
    return true;
}

struct looker *looker_free(struct looker *k) {
    struct error gone = {CODE_UNREACHABLE, "the node is stopping"};
    if (!k) return NULL;
    k->ending = true;
    ENSURE(eventfd_write(k->give_up, 1) == 0);
    if (k->beside) sys_waited(k->beside), told(k, &gone);
    close(k->give_up);
    free(k);
    return NULL;
}

struct item_looker looker_door(struct looker *k) { return (struct item_looker){k, look}; }
