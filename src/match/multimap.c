// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/multimap.h"

#include <stdlib.h>

enum { HEADS_AT_FIRST = 256 };

void multimap_free(struct multimap *m) {
    free(m->heads);
    free(m->links);
    *m = (struct multimap){0};
}

size_t multimap_bytes(const struct multimap *m) { return m->head_count * sizeof *m->heads + m->room * sizeof *m->links; }

static uint32_t *head(const struct multimap *m, uint32_t key) {
    return &m->heads[(key * 0x9e3779b1u >> 7) & (m->head_count - 1)];
}

static void spread(struct multimap *m, size_t head_count) {
    free(m->heads);
    m->heads = calloc(head_count, sizeof *m->heads);
    ENSURE(m->heads);
    m->head_count = head_count;
    for (size_t i = 0; i < m->used; i++) {
        struct link *l = &m->links[i];
        if (l->value == UINT32_MAX) continue;  // free
        uint32_t *h = head(m, l->key);
        l->next = *h;
        *h = (uint32_t)i + 1;
    }
}

static uint32_t new_link(struct multimap *m) {
    if (m->free) {
        uint32_t at = m->free;
        m->free = m->links[at - 1].next;
        return at;
    }
    if (m->used == m->room) {
        size_t room = m->room + m->room / 2 + 128;
        ENSURE(room < UINT32_MAX);
        m->links = realloc(m->links, room * sizeof *m->links);
        ENSURE(m->links);
        m->room = room;
    }
    return (uint32_t)++m->used;
}

void multimap_add(struct multimap *m, uint32_t key, uint32_t value) {
    ENSURE(value != UINT32_MAX);
    if (m->used >= m->head_count) spread(m, m->head_count ? m->head_count * 2 : HEADS_AT_FIRST);
    uint32_t at = new_link(m), *h = head(m, key);
    m->links[at - 1] = (struct link){key, value, *h};
    *h = at;
}

void multimap_remove(struct multimap *m, uint32_t key, uint32_t value) {
    if (!m->head_count) return;
    for (uint32_t *to = head(m, key); *to; to = &m->links[*to - 1].next) {
        struct link *l = &m->links[*to - 1];
        if (l->key != key || l->value != value) continue;
        uint32_t at = *to;
        *to = l->next;
        *l = (struct link){0, UINT32_MAX, m->free};
        m->free = at;
        return;
    }
}

static const struct link *of_key(const struct multimap *m, uint32_t at, uint32_t key) {
    while (at && m->links[at - 1].key != key) at = m->links[at - 1].next;
    return at ? &m->links[at - 1] : NULL;
}

const struct link *multimap_first(const struct multimap *m, uint32_t key) {
    return m->head_count ? of_key(m, *head(m, key), key) : NULL;
}
const struct link *multimap_next(const struct multimap *m, const struct link *l) { return of_key(m, l->next, l->key); }
