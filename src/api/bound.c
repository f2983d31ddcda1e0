// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/bound.h"

// NULL for HANDLER_none
static node_handler *handler_bound(enum handler h) {
    static node_handler *const handlers[] = {
        NULL,
#define X(name) name,
        HANDLER_LIST(X)
#undef X
    };
    return handlers[h];
}

static struct result by_session(void *n, struct view token, struct officer *out, struct error *err) {
    return node_officer_by_session(n, token, out, err);
}

static struct result by_key(void *n, struct view officer, struct view said, struct view signature, struct officer *out,
                            struct error *err) {
    return node_officer_by_key(n, officer, said, signature, out, err);
}

static void run(void *n, enum handler h, const struct officer *officer, const json_t *params, call_done *done,
                void *ctx) {
    node_call(n, handler_bound(h), officer, params, done, ctx);
}

struct api_doors api_doors_of_node(struct node *n) { return (struct api_doors){n, by_session, by_key, run}; }
