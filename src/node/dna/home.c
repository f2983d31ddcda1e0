// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// home.c — what is new is compared with the own register: each new profile with all that were there before it, which is
// the same as all of those with the new. In portions of a size that leaves room for others' questions. The row of pairs.yaml
// from the member to itself says by which rule, which categories, and (`push`) whether at all. When that rule is another than the one
// which was compared by, all is compared again; what is known is not told twice. A match lies with the others;
// what was deleted is in no search from then on, and a match with it loses both profiles.
#include "node/dna/dna.h"

#include <stdio.h>
#include <stdlib.h>

enum { AT_ONCE = 250, HITS_EACH = 50, ENTRY_PROFILES = 100000 };
#define ROWS_AT_ONCE (INT64_C(128) << 20)  // profiles times register: about 20 ms of one core

struct newcomer {
    int64_t id;
    char ref[64];
    bool identified;
    struct dna_profile profile;
};
struct home {
    struct node *n;
    const struct dna_pairing *pair;
    const struct dna_rule *rule;
    struct newcomer *list;
    size_t count, room;
    struct dna_compared done;
    const struct newcomer *at;
    const struct dna_hit *hit;
    bool looked;                 // at a row, whether it counts or not
};

static struct result newcomer_met(void *ctx, const struct dna_record *r, struct error *err) {
    struct home *h = ctx;
    const struct dna_category *c = dna_category_find(h->n->dna->book, r->category);
    (void)err;
    if (h->count == h->room || r->ref.bytes >= sizeof h->list->ref) return DONE;
    h->done.position = r->id, h->looked = true;
    if (!c || !c->searchable || !dna_pair_has(h->pair, c->id)) return DONE;
    struct newcomer *m = &h->list[h->count++];
    *m = (struct newcomer){.id = r->id, .identified = c->identified, .profile = r->profile};
    memcpy(m->ref, r->ref.at, r->ref.bytes);
    return DONE;
}

static struct result older_met(void *ctx, const struct dna_record *r, struct error *err) {
    struct home *h = ctx;
    struct node *n = h->n;
    const struct dna_category *c = dna_category_find(n->dna->book, r->category);
    bool known;
    if (!c || !dna_pair_has(h->pair, c->id)) return DONE;
    struct dna_match m = {.member = dna_me(n), .batch = VIEW(""), .own_ref = view_of(h->at->ref), .their_ref = r->ref, .rule = h->rule->id,
                          .own_identified = h->at->identified, .theirs_identified = c->identified, .profiles = true, .own = h->at->profile,
                          .theirs = r->profile, .quality = h->hit->verdict.quality, .at = now(n)};
    TRY(dna_match_known(n->store, &m, 1, &known, err));
    if (known) return DONE;
    ++*(h->hit->verdict.quality > 2 ? &h->done.near : &h->done.full);
    return dna_match_put(n->store, &m, NULL, err);
}

static RESULT hits_kept(struct home *h, const struct newcomer *m, const struct dna_hits *hits, struct error *err) {
    size_t kept = 0;
    h->at = m;
    for (size_t i = 0; i < hits->count && kept < HITS_EACH; i++) {
        h->hit = &hits->at[i];
        if (hits->at[i].id >= (uint64_t)m->id) continue;  // a newer one looks at this one, in its turn
        struct result r = dna_record_get(h->n->store, (int64_t)hits->at[i].id, older_met, h, err);
        if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;  // deleted in this turn
        kept++;
    }
    return DONE;
}

static RESULT compare_all(struct home *h, struct error *err) {
    struct dna_profile *queries = calloc(h->count + 1, sizeof *queries);
    struct dna_hits *hits = calloc(h->count + 1, sizeof *hits);
    struct dna_search how = {h->rule, DNA_BEST, 0, dna_kinds(h->n, h->pair)};
    ENSURE(queries && hits);
    for (size_t i = 0; i < h->count; i++) queries[i] = h->list[i].profile;
    struct result r = dna_index_batch(h->n->dna->index, &how, queries, h->count, hits, err);
    for (size_t i = 0; i < h->count && !FAILED(r); i++) r = hits_kept(h, &h->list[i], &hits[i], err);
    for (size_t i = 0; i < h->count; i++) dna_hits_free(&hits[i]);
    free(queries), free(hits);
    h->done.profiles += (int64_t)h->count;
    return r;
}

// One entry for a run, not one for each portion.
static RESULT run_logged(struct home *h, struct error *err) {
    struct dna_compared *d = &h->done;
    AUTO_JSON *more = json_pack("{s:I,s:I,s:I,s:I}", "profiles", (json_int_t)d->profiles, "hits", (json_int_t)d->full, "near", (json_int_t)d->near, "searched",
                                (json_int_t)dna_index_count(h->n->dna->index));
    json_put_view(more, "rule", h->rule->id);
    struct entry e = {.op = "consultation", .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .decision = d->full ? VIEW("hit") : d->near ? VIEW("near") : VIEW("no_hit"),
                      .more = more};
    if (d->profiles) TRY(write_entry(h->n, &e, NULL, err));
    d->profiles = d->full = d->near = 0;
    return DONE;
}

static RESULT portion(struct home *h, bool *more, struct error *err) {
    struct dna_compared before = h->done;
    TRY(dna_record_each(h->n->store, h->done.position, (int64_t)h->room, newcomer_met, h, err));
    *more = h->looked;
    if (h->count) TRY(compare_all(h, err));
    if (!h->looked || h->done.profiles >= ENTRY_PROFILES) TRY(run_logged(h, err));
    return h->looked || before.profiles ? dna_compared_set(h->n->store, &h->done, err) : DONE;
}

// The rule and its categories, in one line that differs when they do.
static void rule_line(const struct home *h, char out[static 100]) {
    const struct dna_rule *r = h->rule;
    snprintf(out, 100, "%.*s %u %u %d%d%d%d %x", (int)(r->id.bytes < 40 ? r->id.bytes : 40), r->id.at, r->min_full, r->deviations_max,
             (int)r->stringency, r->flatten, r->count_wild, r->micro_variants, (unsigned)dna_kinds(h->n, h->pair));
}

static RESULT begun_again(struct home *h, struct error *err) {
    char now_rule[100];
    rule_line(h, now_rule);
    if (strcmp(h->done.rule, now_rule) == 0) return DONE;
    if (h->done.rule[0]) h->done.position = 0;
    memcpy(h->done.rule, now_rule, sizeof now_rule);
    return dna_compared_set(h->n->store, &h->done, err);
}

RESULT dna_home(struct node *n, bool *more, struct error *err) {
    struct home h = {.n = n, .pair = dna_pair_find(n->dna->book, dna_me(n), dna_me(n))};
    *more = false;
    if (!h.pair || !h.pair->push || !(h.rule = dna_rule_find(n->dna->book, h.pair->rule))) return DONE;
    TRY(dna_compared_get(n->store, &h.done, err));
    TRY(begun_again(&h, err));
    int64_t rows = (int64_t)dna_index_count(n->dna->index) + 1;
    h.room = rows * AT_ONCE <= ROWS_AT_ONCE ? AT_ONCE : ROWS_AT_ONCE / rows > 1 ? (size_t)(ROWS_AT_ONCE / rows) : 1;
    ENSURE(h.list = calloc(h.room, sizeof *h.list));
    struct result r = portion(&h, more, err);
    free(h.list);
    return r;
}
