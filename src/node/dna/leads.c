// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// leads.c — a mixed trace against the own register: likelihood ratios as leads for an investigator. Nothing of it goes to
// another member, no match is made of it, and what it found is logged as a consultation.
#include "node/dna/dna.h"

#include "dna/mixture.h"

#include <math.h>
#include <stdlib.h>

enum { LEADS_USUAL = 50, LEADS_MAX = 250 };
static const double LOG10_USUAL = 3;  // a ratio of 1000: the usual threshold of such searches (SmartRank's manual)

static struct result lead_said(void *ctx, const struct dna_record *r, struct error *err) {
    json_t *j = ctx;
    (void)err;
    json_put_view(j, "ref", r->ref);
    json_put_view(j, "category", r->category);
    return DONE;
}

static RESULT leads_said(struct node *n, const struct dna_lead *leads, size_t count, json_t *out, struct error *err) {
    for (size_t i = 0; i < count; i++) {
        json_t *j = json_pack("{s:f,s:i}", "log10_lr", leads[i].log10_lr, "loci", (int)leads[i].loci);
        json_array_append_new(out, j);
        struct result r = dna_record_get(n->store, (int64_t)leads[i].id, lead_said, j, err);
        if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;  // deleted in this turn
    }
    return DONE;
}

static RESULT searched(struct node_call *call, struct dna_case *c, json_t *out, struct error *err) {
    struct node *n = call->node;
    const json_t *threshold = json_object_get(call->params, "threshold");
    int64_t limit = json_int(call->params, "limit");
    struct dna_lead *leads;
    size_t count;
    TRY(dna_case_read(n->dna->book, dna_frequencies(n), json_object_get(call->params, "case"), c, err));
    TRY(dna_index_leads(n->dna->index, c, json_is_number(threshold) ? json_number_value(threshold) : LOG10_USUAL,
                        (size_t)(limit < 1 ? LEADS_USUAL : limit > LEADS_MAX ? LEADS_MAX : limit), &leads, &count, err));
    struct result r = leads_said(n, leads, count, out, err);
    free(leads);
    return r;
}

struct result dna_led(struct node_call *call, struct error *err) {
    struct dna_desk *d;
    struct node *n = call->node;
    TRY(dna_here(n, &d, err));
    if (!dna_frequencies(n)) return FAIL(err, NOT_FOUND, "allele frequencies: read them in with `malines dna frequencies`");
    struct dna_case *c = malloc(sizeof *c);
    ENSURE(c);
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o,s:I,s:s}", "leads", list, "searched", (json_int_t)dna_index_count(d->index), "population",
                                dna_frequencies(n)->population));
    struct result r = searched(call, c, list, err);
    free(c);
    TRY(r);
    AUTO_JSON *more = json_pack("{s:I}", "leads", (json_int_t)json_array_size(list));
    struct entry e = {.op = "consultation", .officer = call->officer, .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .decision = VIEW("mixture_searched"), .more = more};
    return write_entry(n, &e, NULL, err);
}
