// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// case_read.c — a mixture case as JSON:
//   {"replicates":[{"TH01":["6","7","9.3"]}], "drop_in":0.05, "theta":0.01, "rare":0.0001,
//    "known":[{"profile":{"TH01":["6","7"]}, "prosecution":0.0, "defence":0.0}],
//    "prosecution":{"candidate":0.03,"unknowns":1,"dropout":0.03,"only_seen":false}, "defence":{"unknowns":2,"dropout":0.03}}
// A known person is in both hypotheses, each with its drop-out.
#include "codec/json.h"
#include "dna/mixture.h"
#include "dna/read.h"

struct reading {
    const struct dna_book *book;
    struct dna_case *out;
    struct error *err;
};

static RESULT share(struct reading *r, const json_t *in, const char *key, double *out) {
    const json_t *v = json_object_get(in, key);
    if (!json_is_number(v) || json_number_value(v) < 0 || json_number_value(v) >= 1)
        return FAIL(r->err, BAD_FIELD, "\"%s\" must be a number from 0 to below 1", key);
    *out = json_number_value(v);
    return DONE;
}

static RESULT replicate_read(struct reading *r, json_t *in, struct dna_trace *t) {
    const char *key;
    json_t *list, *v;
    size_t i;
    if (!json_is_object(in)) return FAIL(r->err, BAD_FIELD, "\"replicates\" holds objects of loci");
    json_object_foreach(in, key, list) {
        struct view values[DNA_VALUES_MAX];
        int slot = dna_locus_find(r->book, view_of(key));
        if (slot < 0) return FAIL(r->err, BAD_FIELD, "a locus that is not known");
        if (json_array_size(list) > DNA_VALUES_MAX) return FAIL(r->err, BAD_FIELD, "%.*s: too many values", VIEW_ARGS(r->book->loci[slot].id));
        json_array_foreach(list, i, v) values[i] = (struct view){json_string_value(v) ? json_string_value(v) : "?", json_string_length(v)};
        TRY(dna_trace_read(r->book, slot, values, json_array_size(list), t, r->err));
    }
    return DONE;
}

static RESULT known_read(struct reading *r, const json_t *in) {
    struct dna_claim *hp = &r->out->prosecution, *hd = &r->out->defence;
    struct dna_profile p;
    unsigned n = hp->known_count;
    if (n == DNA_KNOWN_MAX) return FAIL(r->err, TOO_BIG, "more than %d known people", DNA_KNOWN_MAX);
    AUTO_TEXT profile = text_with_ceiling(1 << 16);
    text_json(&profile, json_object_get(in, "profile"));
    TRY(dna_profile_read(r->book, text_seen(&profile), (struct dna_how){false}, &p, r->err));
    TRY(share(r, in, "prosecution", &hp->known[n].dropout));
    TRY(share(r, in, "defence", &hd->known[n].dropout));
    hp->known[n].profile = hd->known[n].profile = p;
    hp->known_count = hd->known_count = n + 1;
    return DONE;
}

static RESULT claim_read(struct reading *r, const json_t *in, const char *key, struct dna_claim *out) {
    const json_t *c = json_object_get(in, key);
    int64_t unknowns = json_int(c, "unknowns");
    if (!json_is_object(c)) return FAIL(r->err, BAD_FIELD, "\"%s\" is missing", key);
    if (unknowns < 0 || unknowns > DNA_UNKNOWN_MAX) return FAIL(r->err, BAD_FIELD, "\"%s\": 0 to %d unknown people", key, DNA_UNKNOWN_MAX);
    out->unknowns = (unsigned)unknowns, out->only_seen = json_flag(c, "only_seen");
    return share(r, c, "dropout", &out->unknown_dropout);
}

RESULT dna_case_read(const struct dna_book *b, const struct dna_freq *f, const json_t *in, struct dna_case *out, struct error *err) {
    struct reading r = {b, out, err};
    json_t *v;
    size_t i;
    memset(out, 0, sizeof *out);
    out->book = b, out->freq = f;
    TRY(share(&r, in, "drop_in", &out->drop_in));
    TRY(share(&r, in, "theta", &out->theta));
    TRY(share(&r, in, "rare", &out->rare));
    TRY(claim_read(&r, in, "prosecution", &out->prosecution));
    TRY(claim_read(&r, in, "defence", &out->defence));
    TRY(share(&r, json_object_get(in, "prosecution"), "candidate", &out->prosecution.candidate_dropout));
    json_array_foreach(json_object_get(in, "known"), i, v) TRY(known_read(&r, v));
    json_array_foreach(json_object_get(in, "replicates"), i, v) {
        if (i == DNA_REPLICATES_MAX) return FAIL(err, TOO_BIG, "more than %d replicates", DNA_REPLICATES_MAX);
        TRY(replicate_read(&r, v, &out->replicates[i]));
        out->replicate_count++;
    }
    return out->replicate_count ? DONE : FAIL(err, BAD_FIELD, "\"replicates\" is missing");
}
