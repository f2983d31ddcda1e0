// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "network.h"

#include <stdlib.h>

void network_begin(struct network *n, struct chance chance) {
    *n = (struct network){.chance = chance};
    network_calm(n);
}

void network_end(struct network *n) {
    for (size_t i = 0; i < n->count; i++) text_free(&n->heap[i].body);
    free(n->heap);
    *n = (struct network){0};
}

void network_calm(struct network *n) {
    for (int from = 0; from < PLAYERS_MAX; from++)
        for (int to = 0; to < PLAYERS_MAX; to++)
            n->lines[from][to] = (struct line){.delay_least_us = 500, .delay_most_us = 3000};
    n->evil = false;
}

static bool sooner(const struct event *a, const struct event *b) {
    return a->at_us != b->at_us ? a->at_us < b->at_us : a->order < b->order;
}

static void swap(struct network *n, size_t i, size_t k) {
    struct event e = n->heap[i];
    n->heap[i] = n->heap[k];
    n->heap[k] = e;
}

void network_plan(struct network *n, struct event e) {
    if (n->count == n->room) {
        n->room = n->room ? 2 * n->room : 64;
        n->heap = realloc(n->heap, n->room * sizeof *n->heap);
        ENSURE(n->heap);
    }
    e.order = ++n->order;
    size_t i = n->count++;
    n->heap[i] = e;
    for (; i && sooner(&n->heap[i], &n->heap[(i - 1) / 2]); i = (i - 1) / 2) swap(n, i, (i - 1) / 2);
}

bool network_next(struct network *n, struct event *out) {
    if (!n->count) return false;
    *out = n->heap[0];
    n->heap[0] = n->heap[--n->count];
    for (size_t i = 0;;) {
        size_t least = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < n->count; child++)
            if (sooner(&n->heap[child], &n->heap[least])) least = child;
        if (least == i) return true;
        swap(n, i, least);
        i = least;
    }
}

uint64_t network_next_us(const struct network *n) { return n->count ? n->heap[0].at_us : UINT64_MAX; }

static struct text copy_of(const struct text *t) {
    struct text copy = text_with_ceiling(t->ceiling);
    text_view(&copy, text_seen(t));
    return copy;
}

static void damage(struct network *n, struct text *body) {
    if (!body->bytes) return;
    size_t at = chance_below(&n->chance, body->bytes);
    if (chance_hit(&n->chance, 200)) body->bytes = at;  // cut short
    else body->at[at] = (char)(body->at[at] ^ (1 << chance_below(&n->chance, 8)));
}

static uint64_t delay(struct network *n, const struct line *l) {
    return chance_between(&n->chance, l->delay_least_us, l->delay_most_us);
}

void network_send(struct network *n, struct event e, uint64_t now_us) {
    int sender = e.kind == EVENT_request ? e.from : e.to, receiver = e.kind == EVENT_request ? e.to : e.from;
    const struct line *l = &n->lines[sender][receiver];
    bool lost = chance_hit(&n->chance, l->lost), doubled = chance_hit(&n->chance, l->doubled),
        damaged = chance_hit(&n->chance, l->damaged);
    // TLS keeps a greeting fresh, or it does not arrive.
    bool greeting = strcmp(e.path, "/m1/hello") == 0;
    if (l->cut || lost || (greeting && damaged)) {
        text_free(&e.body);
        return;
    }
    if (doubled && !greeting) {
        struct event again = e;
        again.body = copy_of(&e.body);
        again.at_us = now_us + delay(n, l) * chance_between(&n->chance, 1, 200);
        network_plan(n, again);
    }
    if (damaged) damage(n, &e.body);
    e.at_us = now_us + delay(n, l);
    network_plan(n, e);
}
