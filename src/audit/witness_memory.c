// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/witness_memory.h"

#include <stdio.h>

static struct result last(void *ctx, const char *origin, struct text *note, struct error *err) {
    struct memory_shelf *m = ctx;
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->at[i].origin, origin) == 0) {
            text_view(note, text_seen(&m->at[i].note));
            return DONE;
        }
    return FAIL(err, NOT_FOUND, "nothing of this log");
}

static struct result keep(void *ctx, const char *origin, struct view note, struct error *err) {
    struct memory_shelf *m = ctx;
    size_t i = 0;
    if (m->full) return FAIL(err, DISK_FULL, "the shelf");
    while (i < m->count && strcmp(m->at[i].origin, origin) != 0) i++;
    if (i == MEMORY_LOGS_MAX) return FAIL(err, TOO_BIG, "the shelf");
    if (i == m->count) {
        snprintf(m->at[i].origin, sizeof m->at[i].origin, "%s", origin);
        m->at[m->count++].note = text_with_ceiling(NOTE_BYTES_MAX);
    }
    text_clear(&m->at[i].note);
    text_view(&m->at[i].note, note);
    return DONE;
}

struct witness_shelf memory_shelf_of(struct memory_shelf *m) { return (struct witness_shelf){keep, last, m}; }

void memory_shelf_end(struct memory_shelf *m) {
    for (size_t i = 0; i < m->count; i++) text_free(&m->at[i].note);
    *m = (struct memory_shelf){0};
}
