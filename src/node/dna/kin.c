// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// kin.c — relatives of whoever left a profile, in the own register alone. It makes suspects of people for whose children
// or brothers they are, so it stands behind a flag of its own: `kinship` in the row of pairs.yaml from the member to itself.
// Without it, refused with what the row says. With it: an officer asks and says why, two others approve, then the register is
// gone through in portions. What comes out is a lead for an investigator; nothing of it is a match, none of it is exchanged.
#include "node/dna/dna.h"
#include "node/requests/requests_room.h"

#include "dna/mixture.h"
#include "node/unread.h"

#include <math.h>
#include <stdlib.h>

enum { KIN_LEADS = 50, PORTION_RECORDS = 10000, REASON_BYTES_MAX = 2000, LISTED_MAX = 200, RESULT_BYTES_MAX = 64 * 1024 };
static const double THETA = 0.01, LOG10_LEAST = 3;  // as for other leads: a ratio of 1000

struct dna_kin {                 // a search that is being run
    struct dna_kin_row row;
    int64_t position, searched;
    struct kin_lead {
        char ref[64], category[24];
        double log10_lr;
    } leads[KIN_LEADS];
    size_t count;
};

static bool relation_read(struct view v, enum dna_relation *out) {
    static const char *const names[] = {"parent_child", "full_siblings", "half_siblings"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_is(v, names[i])) return *out = (enum dna_relation)i, true;
    return false;
}

// May relatives be searched here at all? NO_BASIS says what the row of national law says.
static RESULT flag(struct node *n, const struct dna_pairing **out, struct error *err) {
    const struct dna_pairing *p = dna_pair_find(n->dna->book, dna_me(n), dna_me(n));
    if (!p) return FAIL(err, NO_BASIS, "a search for relatives needs a row of national law, and there is none");
    if (!p->kinship) return FAIL(err, NO_BASIS, "a search for relatives is not allowed here: %.*s (mark %c)", VIEW_ARGS(p->source), p->mark);
    return *out = p, DONE;
}

static RESULT logged(struct node_call *call, const struct dna_kin_row *k, const char *decision, json_t *more, struct error *err) {
    json_object_set_new(more, "search", json_integer((json_int_t)k->id));
    struct entry e = {.op = "consultation", .officer = call->officer, .about = view_of(k->ref), .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .decision = view_of(decision), .more = more};
    return write_entry(call->node, &e, NULL, err);
}

// ---- Asking ----
static struct result profile_kept(void *ctx, const struct dna_record *r, struct error *err) {
    struct dna_kin_row *k = ctx;
    if (r->ref.bytes >= sizeof k->ref) return FAIL(err, TOO_BIG, "the reference number");
    memcpy(k->ref, r->ref.at, r->ref.bytes);
    k->profile = r->profile;
    return DONE;
}

struct result dna_kin_asked(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct dna_desk *d;
    struct dna_kin_row k = {.asked_at = now(n)};
    const struct dna_pairing *pair;
    enum dna_relation relation;
    AUTO_TEXT who = text_with_ceiling(64);
    AUTO_JSON *more = json_object();
    struct view word = json_view(call->params, "relation"), reason = json_view(call->params, "reason");
    TRY(dna_here(n, &d, err));
    TRY(flag(n, &pair, err));
    if (!dna_frequencies(n)) return FAIL(err, NOT_FOUND, "allele frequencies: read them in with `malines dna frequencies`");
    if (!relation_read(word, &relation)) return FAIL(err, BAD_ARGUMENT, "relation: parent_child, full_siblings or half_siblings");
    if (!view_trim(reason).bytes || reason.bytes > REASON_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "reason: case and why, 1 to %d bytes", REASON_BYTES_MAX);
    TRY(dna_record_find(n->store, json_view(call->params, "ref"), profile_kept, &k, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    TRY(dna_kin_put(n->store, &k, word, reason, text_seen(&who), &k.id, err));
    TRY(commit_words(n, "reason_commit", reason, more, err));
    json_put_view(more, "relation", word);
    call_answer(call, json_pack("{s:I,s:s,s:i}", "search", (json_int_t)k.id, "state", "waiting", "approvals_needed", DNA_KIN_APPROVALS));
    return logged(call, &k, "relatives_asked", more, err);
}

// ---- Two others ----
struct result dna_kin_approved(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct dna_desk *d;
    struct dna_kin_row k;
    const struct dna_pairing *pair;
    AUTO_TEXT who = text_with_ceiling(64);
    AUTO_JSON *more = json_object();
    TRY(dna_here(n, &d, err));
    TRY(flag(n, &pair, err));
    TRY(dna_kin_get(n->store, json_int(call->params, "search"), &k, err));
    TRY(officer_pseudonym(n, call->officer, &who, err));
    struct view me = text_seen(&who);
    if (strcmp(k.state, "waiting") != 0) return FAIL(err, WRONG_STEP, "the search is %s", k.state);
    if (view_is(me, k.asked_by) || view_is(me, k.first_by)) return FAIL(err, SAME_PERSON, "two persons other than who asked approve a search for relatives");
    bool whole = k.first_by[0] != 0;
    TRY(dna_kin_vouch(n->store, k.id, me, whole, err));
    if (whole) d->kin_due = true, d->next_home = ticks(n);
    call_answer(call, json_pack("{s:I,s:s,s:i}", "search", (json_int_t)k.id, "state", whole ? "approved" : "waiting", "approvals", whole ? 2 : 1));
    return logged(call, &k, "relatives_approved", more, err);
}

// ---- Going through the register ----
static void lead_put(struct dna_kin *k, const struct dna_record *r, double lr) {
    if (!(lr >= LOG10_LEAST) || r->ref.bytes >= sizeof k->leads->ref || r->category.bytes >= sizeof k->leads->category) return;
    if (k->count == KIN_LEADS && !(lr > k->leads[KIN_LEADS - 1].log10_lr)) return;
    size_t at = k->count < KIN_LEADS ? k->count++ : KIN_LEADS - 1;
    for (; at && k->leads[at - 1].log10_lr < lr; at--) k->leads[at] = k->leads[at - 1];
    k->leads[at] = (struct kin_lead){.log10_lr = lr};
    memcpy(k->leads[at].ref, r->ref.at, r->ref.bytes);
    memcpy(k->leads[at].category, r->category.at, r->category.bytes);
}

struct going {
    struct node *n;
    const struct dna_pairing *pair;
    enum dna_relation relation;
    size_t seen;
};

static struct result record_met(void *ctx, const struct dna_record *r, struct error *err) {
    struct going *g = ctx;
    struct node *n = g->n;
    struct dna_kin *k = n->dna->kin;
    const struct dna_category *c = dna_category_find(n->dna->book, r->category);
    double lr;
    g->seen++;
    k->position = r->id;
    if (!c || !c->searchable || !dna_pair_has(g->pair, c->id) || view_is(r->ref, k->row.ref)) return DONE;
    TRY(dna_kinship(n->dna->book, dna_frequencies(n), g->relation, g->pair->kinship, THETA, &k->row.profile, &r->profile, &lr, err));
    lead_put(k, r, lr);
    k->searched++;
    return DONE;
}

static RESULT kin_over(struct node *n, const struct dna_kin *k, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(RESULT_BYTES_MAX);
    json_t *list = json_array();
    for (size_t i = 0; i < k->count; i++)
        json_array_append_new(list, json_pack("{s:s,s:s,s:f}", "category", k->leads[i].category, "ref", k->leads[i].ref, "log10_lr", k->leads[i].log10_lr));
    text_json(&t, list);
    json_decref(list);
    TRY(dna_kin_done(n->store, k->row.id, text_seen(&t), k->searched, err));
    AUTO_JSON *more = json_pack("{s:I,s:I,s:I}", "search", (json_int_t)k->row.id, "leads", (json_int_t)k->count, "searched", (json_int_t)k->searched);
    struct entry e = {.op = "consultation", .about = view_of(k->row.ref), .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .decision = VIEW("relatives_searched"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT kin_taken_up(struct node *n, bool *none, struct error *err) {
    struct dna_kin_row row;
    struct result r = dna_kin_next(n->store, &row, err);
    *none = r.code == CODE_NOT_FOUND;
    if (FAILED(r)) return *none ? DONE : r;
    ENSURE(n->dna->kin = calloc(1, sizeof *n->dna->kin));
    n->dna->kin->row = row;
    return DONE;
}

static RESULT kin_portion(struct node *n, bool *more, struct error *err) {
    struct dna_kin *k = n->dna->kin;
    struct going g = {.n = n};
    if (FAILED(flag(n, &g.pair, NULL)) || !dna_frequencies(n) || !relation_read(view_of(k->row.relation), &g.relation)) {
        *more = false;
        return dna_kin_done(n->store, k->row.id, VIEW("[]"), 0, err);  // the law or the frequencies went in between
    }
    TRY(dna_record_each(n->store, k->position, PORTION_RECORDS, record_met, &g, err));
    *more = g.seen == PORTION_RECORDS;
    return *more ? DONE : kin_over(n, k, err);
}

void dna_kin_free(struct dna_desk *d) { free(d->kin), d->kin = NULL; }

RESULT dna_kin_some(struct node *n, bool *more, struct error *err) {
    struct dna_desk *d = n->dna;
    bool none = false, rest = false;
    *more = false;
    if (!d->kin_due) return DONE;
    if (!d->kin) TRY(kin_taken_up(n, &none, err));
    if (none) return d->kin_due = false, DONE;
    struct result r = kin_portion(n, &rest, err);
    if (FAILED(r) || !rest) dna_kin_free(d);  // what failed begins again
    *more = !FAILED(r);
    return r;
}

// ---- What came of it ----
static json_t *kin_json(const struct dna_kin_row *k) {
    json_t *j = json_pack("{s:I,s:s,s:s,s:s,s:s,s:i}", "search", (json_int_t)k->id, "ref", k->ref, "relation", k->relation, "state",
                          k->state, "asked_by", k->asked_by,
                          "approvals", (k->first_by[0] != 0) + (k->second_by[0] != 0));
    if (!j) j = json_pack("{s:I,s:b}", "search", (json_int_t)k->id, "unread", 1);  // its words are no text
    if (k->damaged) json_object_set_new(j, "unread", json_true());
    json_object_set_new(j, "asked_at", json_instant(k->asked_at));
    return j;
}

struct result dna_kin_shown(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct dna_desk *d;
    struct dna_kin_row k;
    const struct dna_pairing *pair;
    AUTO_TEXT result = text_with_ceiling(RESULT_BYTES_MAX);
    AUTO_JSON *leads = NULL, *more = json_object();
    TRY(dna_here(n, &d, err));
    TRY(flag(n, &pair, err));
    TRY(dna_kin_get(n->store, json_int(call->params, "search"), &k, err));
    json_t *j = kin_json(&k);
    call_answer(call, j);
    if (strcmp(k.state, "done") != 0) return DONE;
    TRY(dna_kin_result(n->store, k.id, &result, err));
    TRY(json_stored(text_seen(&result), &leads, err));
    json_object_set(j, "leads", leads);
    json_object_set_new(j, "searched", json_integer((json_int_t)k.searched));
    json_object_set_new(j, "population", dna_frequencies(n) ? json_string(dna_frequencies(n)->population) : json_null());
    json_object_set_new(j, "investigative_only", json_true());
    return logged(call, &k, "relatives_shown", more, err);
}

static struct result kin_listed(void *ctx, const struct dna_kin_row *k, struct error *err) {
    (void)err;
    json_array_append_new(ctx, kin_json(k));
    return DONE;
}

struct result dna_kin_list(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "searches", list));
    TRY(dna_here(call->node, &d, err));
    TRY(dna_kin_each(call->node->store, LISTED_MAX, kin_listed, list, err));
    unread_begin(call->answer);
    unread_listed(call->answer, list, "dna_relatives", "search");
    return DONE;
}
