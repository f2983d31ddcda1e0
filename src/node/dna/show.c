// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// show.c — a match as a table of alleles side by side, with what it is worth and what chance alone would bring; what a
// change of the rule between two members would mean before anyone signs it; where the register stands.
#include "node/dna/dna.h"
#include "node/unread.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LIMIT_USUAL = 50, LIMIT_MAX = 500, MASKS_MAX = 1024 };
static const double THETA = 0.01;  // NRC II 4.4: 0.01 for most populations, 0.03 for small isolated ones

static int64_t limit_of(const json_t *params) {
    int64_t n = json_int(params, "limit");
    return n < 1 ? LIMIT_USUAL : n > LIMIT_MAX ? LIMIT_MAX : n;
}

static void put_number(json_t *j, const char *key, double v) {  // never a number that JSON cannot hold
    json_object_set_new(j, key, isfinite(v) ? json_real(v) : json_null());
}

// ---- Rules ----
static json_t *rule_json(const struct dna_rule *r) {
    char mark[2] = {r->mark, 0};
    json_t *j = json_pack("{s:i,s:i,s:s,s:b}", "min_full", (int)r->min_full, "deviations_max", (int)r->deviations_max, "mark", mark, "micro_variants",
                          r->micro_variants);
    json_put_view(j, "id", r->id);
    json_put_view(j, "title", r->title);
    json_put_view(j, "source", r->source);
    return j;
}

static json_t *pairing_json(const struct dna_pairing *p) {
    char mark[2] = {p->mark, 0};
    json_t *j = json_pack("{s:s,s:b,s:b}", "mark", mark, "push", p->push, "kinship", p->kinship), *list = json_array();
    for (const char *const *c = p->categories; *c; c++) json_array_append_new(list, json_string(*c));
    json_put_view(j, "from", p->from);
    json_put_view(j, "to", p->to);
    json_put_view(j, "rule", p->rule);
    json_put_view(j, "source", p->source);
    json_object_set_new(j, "categories", list);
    return j;
}

static json_t *loci_json(const struct dna_book *b, uint32_t mask) {
    json_t *list = json_array();
    for (size_t i = 0; i < b->locus_count; i++)
        if (mask >> i & 1) json_array_append_new(list, json_of(b->loci[i].id));
    return list;
}

// ---- One match ----
static void chances(struct node *n, const struct dna_rule *rule, struct dna_chance_locus out[DNA_SLOTS]) {
    const struct dna_freq *f = dna_frequencies(n);
    memset(out, 0, DNA_SLOTS * sizeof *out);
    if (f) dna_chance_all(n->dna->book, f, rule, THETA, out);
}

// What chance alone would bring: of this one question, and of all that both sides hold.
static RESULT put_chance(struct node *n, const struct dna_match *m, const struct dna_rule *rule, const struct dna_verdict *v, json_t *out, double *expected,
                         struct error *err) {
    struct dna_chance_locus terms[DNA_SLOTS];
    double p[5];
    int64_t searched;
    const struct dna_freq *f = dna_frequencies(n);
    *expected = NAN;
    TRY(dna_batch_searched(n->store, m->batch, m->member, &searched, err));
    if (view_same(m->member, dna_me(n))) searched = (int64_t)dna_index_count(n->dna->index);
    json_object_set_new(out, "searched", json_integer((json_int_t)searched));
    if (!f) return DONE;
    chances(n, rule, terms);
    dna_chance(n->dna->book, rule, terms, dna_mask(&m->own) & dna_mask(&m->theirs), p);
    *expected = p[0] * (double)searched;
    json_object_set_new(out, "population", json_string(f->population));
    put_number(out, "theta", THETA);
    put_number(out, "expected_one", *expected);
    put_number(out, "expected_all", p[0] * (double)searched * (double)dna_index_count(n->dna->index));
    unsigned loci;
    double lr = dna_rarity(n->dna->book, f, &m->own, v, THETA, &loci);
    put_number(out, "log10_lr", lr);
    json_object_set_new(out, "lr_loci", json_integer((json_int_t)loci));
    return DONE;
}

static json_t *match_head(const struct node *n, const struct dna_match *m) {
    AUTO_TEXT name = text_with_ceiling(40);
    text_format(&name, "dna/%lld", (long long)m->id);
    json_t *j = json_pack("{s:I,s:s,s:s,s:I,s:b,s:b}", "match", (json_int_t)m->id, "name", text_string(&name), "direction",
                          view_same(m->member, dna_me(n)) ? "home" : m->incoming ? "in" : "out", "quality",
                          (json_int_t)m->quality, "own_identified", m->own_identified, "theirs_identified", m->theirs_identified);
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, m->at);
    json_object_set_new(j, "at", json_string(text_string(&at)));
    json_put_view(j, "member", m->member);
    json_put_view(j, "own_ref", m->own_ref);
    json_put_view(j, "their_ref", m->their_ref);
    json_put_view(j, "rule", m->rule);
    json_put_view(j, "state", m->state);
    if (m->damaged) json_object_set_new(j, "unread", json_true());
    return j;
}

struct showing {
    struct node *n;
    json_t *out;
    bool weak;
    char member[24], state[16];
};

static struct result match_whole(void *ctx, const struct dna_match *m, struct error *err) {
    struct showing *s = ctx;
    const struct dna_book *b = s->n->dna->book;
    const struct dna_rule *rule = dna_rule_find(b, m->rule);
    struct dna_verdict v = {0};
    double expected = NAN;
    s->out = match_head(s->n, m);
    snprintf(s->member, sizeof s->member, "%.*s", VIEW_ARGS(m->member));
    snprintf(s->state, sizeof s->state, "%.*s", VIEW_ARGS(m->state));
    json_put_view(s->out, "reason", m->reason);
    if (!rule || !m->profiles) return DONE;
    dna_compare(b, rule, &m->own, &m->theirs, &v);
    json_object_set_new(s->out, "rule_row", rule_json(rule));
    json_object_set_new(s->out, "table", dna_table_json(b, &m->own, &m->theirs, &v));
    json_object_set_new(s->out, "counts",
                        json_pack("{s:i,s:i,s:i,s:i,s:i}", "compared", v.compared, "full", v.full, "wildcard", v.wild, "micro_variant", v.micro,
                                                    "mismatch", v.mismatches));
    json_object_set_new(s->out, "sex_differs", json_boolean(v.sex_differs));
    json_object_set_new(s->out, "unverified", dna_unverified_json(b, rule, dna_mask(&m->own) & dna_mask(&m->theirs) & b->counted, v.micro > 0));
    json_t *chance = json_object();
    json_object_set_new(s->out, "chance", chance);
    TRY(put_chance(s->n, m, rule, &v, chance, &expected, err));
    s->weak = dna_weak(rule, &v, expected);
    json_object_set_new(s->out, "weak", json_boolean(s->weak));
    return DONE;
}

struct result dna_match_shown(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    struct showing s = {.n = call->node};
    TRY(dna_here(call->node, &d, err));
    struct result r = dna_match_get(call->node->store, json_int(call->params, "match"), match_whole, &s, err);
    if (FAILED(r)) return json_decref(s.out), r;
    call_answer(call, s.out);
    struct entry e = {.op = "consultation", .officer = call->officer, .about = json_view(s.out, "own_ref"), .register_name = REGISTER_DNA,
                      .purpose = PURPOSE_DNA,
                      .decision = VIEW("match_shown")};
    return write_entry(call->node, &e, NULL, err);
}

struct matches {
    struct node *n;
    json_t *json;
};

static struct result match_listed(void *ctx, const struct dna_match *m, struct error *err) {
    struct matches *list = ctx;
    (void)err;
    json_array_append_new(list->json, match_head(list->n, m));
    return DONE;
}

struct result dna_matches_listed(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    struct matches list = {call->node, json_array()};
    call_answer(call, json_pack("{s:o}", "matches", list.json));
    TRY(dna_here(call->node, &d, err));
    TRY(dna_match_each(call->node->store, json_int(call->params, "before"), limit_of(call->params), match_listed, &list, err));
    unread_begin(call->answer);
    unread_listed(call->answer, list.json, "dna_match", "match");
    return DONE;
}

// A qualified human confirms or dismisses (2024/982 arts. 6(7), 47); a weak one needs the reason why it is acted upon.
struct result dna_judged(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    struct node *n = call->node;
    struct showing s = {.n = n};
    AUTO_TEXT who = text_with_ceiling(100);
    struct view judgement = json_view(call->params, "judgement"), reason = json_view(call->params, "reason");
    int64_t id = json_int(call->params, "match");
    TRY(dna_here(n, &d, err));
    bool confirmed = view_is(judgement, "confirmed");
    if (!confirmed && !view_is(judgement, "dismissed")) return FAIL(err, BAD_ARGUMENT, "judgement: confirmed or dismissed");
    struct result r = dna_match_get(n->store, id, match_whole, &s, err);
    AUTO_JSON *whole = s.out;
    TRY(r);
    if ((s.weak || !confirmed) && !reason.bytes)
        return FAIL(err, BAD_ARGUMENT, "reason: %s", confirmed ? "the match is weak (type more loci first): why is it acted upon?" : "why it is dismissed");
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(dna_match_judge(n->store, id, judgement, text_seen(&who), reason, err));
    AUTO_JSON *more = json_pack("{s:I,s:b}", "match", (json_int_t)id, "weak", s.weak);
    struct entry e = {.op = "judgement", .officer = call->officer, .peer = view_of(s.member), .about = json_view(whole, "own_ref"),
                      .register_name = REGISTER_DNA,
                      .purpose = PURPOSE_DNA, .decision = judgement, .more = more};
    TRY(write_entry(n, &e, NULL, err));
    json_object_set_new(whole, "state", json_of(judgement));
    call_answer(call, json_incref(whole));
    return DONE;
}

// A request for core data after a DNA match names a match of ours with that member, which was confirmed.
RESULT dna_match_backs(struct node *n, const json_t *demand, struct error *err) {
    const json_t *fields = json_object_get(demand, "fields");
    struct view ref = json_view(fields, "match_ref"), rest;
    struct showing s = {.n = n};
    uint64_t id;
    if (!n->dna->book || !view_is(json_view(demand, "kind"), "core_data") || !view_is(json_view(fields, "match_of"), "dna") || !view_starts(ref, "dna/"))
        return DONE;
    view_cut(ref, '/', &rest);
    if (!view_to_u64(rest, &id) || id > INT64_MAX) return FAIL(err, BAD_FIELD, "match_ref: as in dna/12");
    struct result r = dna_match_get(n->store, (int64_t)id, match_whole, &s, err);
    json_decref(s.out);
    TRY(r);
    if (!view_is(json_view(demand, "to"), s.member)) return FAIL(err, BAD_FIELD, "match_ref: a match with another member");
    return strcmp(s.state, "confirmed") == 0 ? DONE : FAIL(err, WRONG_STEP, "the match is not confirmed by a qualified officer");
}

// ---- What a change would mean ----
struct masks {
    uint32_t mask[MASKS_MAX];
    double count[MASKS_MAX];
    size_t used;
};

static void mask_add(void *ctx, uint32_t mask, size_t profiles) {
    struct masks *m = ctx;
    size_t i = 0;
    while (i < m->used && m->mask[i] != mask) i++;
    if (i == MASKS_MAX) return;  // what is so rare changes no figure
    if (i == m->used) m->mask[m->used] = mask, m->count[m->used++] = 0;
    m->count[i] += (double)profiles;
}

static struct result mask_seen(void *ctx, uint32_t mask, int64_t profiles, struct error *err) {
    (void)err;
    mask_add(ctx, mask, (size_t)profiles);
    return DONE;
}

static double total(const struct masks *m) {
    double n = 0;
    for (size_t i = 0; i < m->used; i++) n += m->count[i];
    return n;
}

static json_t *scenario(struct node *n, const struct dna_rule *rule, const struct masks *a, const struct masks *b) {
    struct dna_chance_locus terms[DNA_SLOTS];
    double pairs = 0, chance = 0, p[5], comparable = 0;
    bool known = dna_frequencies(n) != NULL;
    chances(n, rule, terms);
    for (size_t i = 0; i < a->used; i++) {
        bool any = false;
        for (size_t k = 0; k < b->used; k++) {
            uint32_t common = a->mask[i] & b->mask[k] & n->dna->book->counted;
            if ((unsigned)__builtin_popcount(common) < rule->min_full) continue;
            any = true;
            pairs += a->count[i] * b->count[k];
            dna_chance(n->dna->book, rule, terms, common, p);
            chance += p[0] * a->count[i] * b->count[k];
        }
        comparable += any ? a->count[i] : 0;
    }
    json_t *j = json_pack("{s:o}", "rule", rule_json(rule));
    put_number(j, "comparable_profiles", comparable);
    put_number(j, "comparable_pairs", pairs);
    put_number(j, "chance_hits", known ? chance : NAN);
    return j;
}

struct recount {
    struct node *n;
    const struct dna_rule *rule;
    struct view member;
    int64_t now, then;
    json_t *rotten;  // {unread, unread_rows}
};

static struct result match_recounted(void *ctx, const struct dna_match *m, struct error *err) {
    struct recount *r = ctx;
    struct dna_verdict v;
    (void)err;
    if (!view_same(m->member, r->member)) return DONE;
    if (m->damaged) unread_numbered(r->rotten, "dna_match", m->id);
    if (!m->profiles) return DONE;
    dna_compare(r->n->dna->book, r->rule, &m->own, &m->theirs, &v);
    r->now++, r->then += v.hit;
    return DONE;
}

static json_t *kits_json(const struct dna_book *b) {
    json_t *list = json_array();
    for (size_t i = 0; i < b->kit_count; i++)
        for (size_t k = i; k < b->kit_count; k++) {
            json_t *j = json_pack("{s:i}", "common", __builtin_popcount(b->kits[i].loci & b->kits[k].loci & b->counted));
            json_put_view(j, "a", b->kits[i].id);
            json_put_view(j, "b", b->kits[k].id);
            json_array_append_new(list, j);
        }
    return list;
}

static uint32_t all_loci(const struct masks *m) {
    uint32_t mask = 0;
    for (size_t i = 0; i < m->used; i++) mask |= m->mask[i];
    return mask;
}

static json_t *unverified_json(const struct dna_book *b, const struct dna_pairing *pair, const struct dna_rule *now_rule,
                               const struct dna_rule *then, uint32_t loci, const struct dna_kit *kit) {
    json_t *list = json_array(), *rows[] = {dna_unverified_json(b, now_rule, loci, now_rule->micro_variants),
                                            dna_unverified_json(b, then, loci, then->micro_variants)};
    AUTO_TEXT name = text_with_ceiling(100);
    size_t i;
    json_t *one;
    text_format(&name, "%.*s %.*s", VIEW_ARGS(pair->from), VIEW_ARGS(pair->to));
    dna_row_unverified(list, "pair", text_seen(&name), pair->mark, pair->source);
    for (size_t k = 0; k < 2; k++) {
        json_array_foreach(rows[k], i, one)
            dna_row_unverified(list, json_string_value(json_object_get(one, "what")), json_view(one, "id"), json_view(one, "mark").at[0],
                               json_view(one, "source"));
        json_decref(rows[k]);
    }
    for (const char *const *c = pair->categories; *c; c++) {
        const struct dna_category *k = dna_category_find(b, view_of(*c));
        if (k) dna_row_unverified(list, "category", k->id, k->mark, k->source);
    }
    if (kit) dna_row_unverified(list, "kit", kit->id, kit->mark, kit->source);
    return list;
}

// Could the other rule make a hit of two profiles that are none now? Then nobody knows how many before they are asked again:
// profiles of others are compared and not kept.
static bool finds_more(const struct dna_rule *now_rule, const struct dna_rule *then) {
    return then->min_full < now_rule->min_full || then->deviations_max > now_rule->deviations_max || then->stringency > now_rule->stringency ||
           (then->count_wild && !now_rule->count_wild) || (then->flatten && !now_rule->flatten) || (then->micro_variants && !now_rule->micro_variants);
}

// Which of the two is ours? The other's loci are known from what it asked about, or by the kit that is named.
struct result dna_harmonised(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct dna_desk *d;
    struct view from = json_view(call->params, "from"), to = json_view(call->params, "to"), id = json_view(call->params, "rule"),
                kit_name = json_view(call->params, "kit");
    TRY(dna_here(n, &d, err));
    const struct dna_pairing *pair = dna_pair_find(d->book, from, to);
    if (!pair) return FAIL(err, NOT_FOUND, "no row of pairs.yaml is about these two, in this direction");
    struct view other = view_same(from, dna_me(n)) ? to : from;
    if (!view_same(from, dna_me(n)) && !view_same(to, dna_me(n))) return FAIL(err, BAD_ARGUMENT, "one of the two must be this node's own member");
    const struct dna_rule *now_rule = dna_rule_find(d->book, pair->rule), *then = id.bytes ? dna_rule_find(d->book, id) : now_rule;
    const struct dna_kit *kit = kit_name.bytes ? dna_kit_find(d->book, kit_name) : NULL;
    if (!then || then->scope != DNA_EXCHANGE) return FAIL(err, BAD_ARGUMENT, "rule: no rule for exchange");
    if (kit_name.bytes && !kit) return FAIL(err, BAD_ARGUMENT, "kit: not known");
    struct masks *ours = calloc(2, sizeof *ours), *theirs = ours + 1;
    ENSURE(ours);
    dna_index_masks(d->index, dna_kinds(n, pair), mask_add, ours);
    struct result r = dna_seen_each(n->store, other, mask_seen, theirs, err);
    int64_t count = json_int(call->params, "profiles");
    if (kit) theirs->used = 0, mask_add(theirs, kit->loci & d->book->counted, count > 0 ? (size_t)count : 1);
    AUTO_JSON *rotten = json_object();
    struct recount again = {.n = n, .rule = then, .member = other, .rotten = rotten};
    unread_begin(rotten);
    if (!FAILED(r)) r = dna_match_each(n->store, 0, INT64_MAX, match_recounted, &again, err);
    if (!FAILED(r)) {
        uint32_t a = all_loci(ours), b = all_loci(theirs);
        json_t *j = json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "pair", pairing_json(pair), "now", scenario(n, now_rule, ours, theirs), "then",
                              scenario(n, then, ours, theirs), "ours", loci_json(d->book, a), "theirs", loci_json(d->book, b), "common",
                              loci_json(d->book, a & b), "unverified", unverified_json(d->book, pair, now_rule, then, a & b, kit), "kits", kits_json(d->book));
        struct dna_permit permit;
        bool lawful = dna_permitted(n, to, from, &permit);
        json_object_set_new(j, "lawful", json_boolean(lawful));
        if (lawful) json_object_set_new(j, "basis", permit_basis(&permit.law));
        json_object_set_new(j, "hits_new", finds_more(now_rule, then) ? json_null() : json_integer(0));
        put_number(j, "our_profiles", total(ours));
        put_number(j, "their_profiles", total(theirs));
        json_object_set_new(j, "theirs_from", json_string(kit ? "kit" : theirs->used ? "asked" : "nothing"));
        json_object_set_new(j, "hits_stored", json_integer((json_int_t)again.now));
        json_object_set_new(j, "hits_kept", json_integer((json_int_t)again.then));
        json_object_set_new(j, "population", dna_frequencies(n) ? json_string(dna_frequencies(n)->population) : json_null());
        json_object_update(j, rotten);
        call_answer(call, j);
    }
    free(ours);
    return r;
}

// ---- Where the register stands ----
struct replies {
    struct node *n;
    json_t *list;
    int64_t answered, in_time, waiting, slowest_ms;
};

// Due when the rule of the pair says, of whoever asked to whoever was asked.
static int64_t reply_due_ms(struct node *n, struct view asker, struct view owner) {
    const struct dna_pairing *p = dna_pair_find(n->dna->book, asker, owner);
    const struct dna_rule *rule = p ? dna_rule_find(n->dna->book, p->rule) : NULL;
    return rule && rule->reply_minutes ? rule->reply_minutes * (int64_t)MINUTE_MS : INT64_MAX;
}

static struct result batch_counted(void *ctx, const struct dna_batch *b, struct error *err) {
    struct replies *r = ctx;
    (void)err;
    int64_t took = b->answered_at.ms - b->asked_at.ms;
    struct view me = dna_me(r->n);
    int64_t due = reply_due_ms(r->n, b->incoming ? b->member : me, b->incoming ? me : b->member);
    if (!b->answered_at.ms) r->waiting++;
    else r->answered++, r->in_time += took <= due;
    if (b->answered_at.ms && took > r->slowest_ms) r->slowest_ms = took;
    if (json_array_size(r->list) >= LIMIT_USUAL) return DONE;
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, b->asked_at);
    json_t *j = json_pack("{s:s,s:s,s:I,s:I,s:I,s:I,s:I}", "direction", b->incoming ? "in" : "out", "at", text_string(&at), "profiles",
                          (json_int_t)b->count, "hits",
                          (json_int_t)b->hits, "near", (json_int_t)b->near, "cut", (json_int_t)b->cut, "searched", (json_int_t)b->searched);
    json_object_set_new(j, "none", b->answered_at.ms ? json_integer((json_int_t)(b->matched < b->count ? b->count - b->matched : 0)) : json_null());
    json_put_view(j, "batch", b->id);
    json_put_view(j, "member", b->member);
    json_put_view(j, "kind", b->kind);
    json_object_set_new(j, "reply_ms", b->answered_at.ms ? json_integer((json_int_t)took) : json_null());
    json_array_append_new(r->list, j);
    return DONE;
}

struct result dna_status(struct node_call *call, struct error *err) {
    enum { BATCHES_COUNTED = 10000 };
    struct dna_desk *d;
    struct node *n = call->node;
    struct replies r = {.n = n, .list = json_array()};
    json_t *pairs = json_array();
    TRY(dna_here(n, &d, err));
    TRY(dna_batch_each(n->store, BATCHES_COUNTED, batch_counted, &r, err));
    for (size_t i = 0; i < d->book->pair_count; i++)
        if (view_same(d->book->pairs[i].from, dna_me(n)) || view_same(d->book->pairs[i].to, dna_me(n)))
            json_array_append_new(pairs, pairing_json(&d->book->pairs[i]));
    call_answer(call, json_pack("{s:I,s:o,s:o,s:{s:I,s:I,s:I,s:I,s:I}}", "profiles", (json_int_t)dna_index_count(d->index), "batches", r.list, "pairs", pairs,
                                "replies", "answered", (json_int_t)r.answered, "within_term", (json_int_t)r.in_time, "waiting", (json_int_t)r.waiting,
                                "slowest_ms", (json_int_t)r.slowest_ms, "due_ms", (json_int_t)d->book->rules[0].reply_minutes * MINUTE_MS));
    return DONE;
}

struct result dna_frequencies_put(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    struct node *n = call->node;
    AUTO_TEXT json = text_with_ceiling(1 << 20);
    TRY(dna_here(n, &d, err));
    text_json(&json, json_object_get(call->params, "frequencies"));
    struct dna_freq *f = calloc(1, sizeof *f);
    ENSURE(f);
    struct result r = dna_freq_json(d->book, text_seen(&json), f, err);
    if (!FAILED(r)) r = dna_population_put(n->store, view_of(f->population), text_seen(&json), err);
    struct entry e = {.op = "configuration", .officer = call->officer, .register_name = REGISTER_DNA, .decision = VIEW("frequencies")};
    if (!FAILED(r)) r = write_entry(n, &e, NULL, err);
    if (!FAILED(r)) {
        call_answer(call, json_pack("{s:s,s:i}", "population", f->population, "loci", __builtin_popcount(f->loci)));
        free(d->freq), d->freq = NULL, d->freq_read = false;
    }
    free(f);
    return r;
}
