// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// hashes.c — lists of hashes of terrorist content: entered, searched, given back. Digests are looked up in the store; PDQ hashes
// in a list in memory that is made anew when the register has changed. The log says how many were asked for, never which.
#include "node/evidence/evidence.h"
#include "node/keeping.h"
#include "registers/evidence/hashes.h"
#include "node/unread.h"

#include <stdlib.h>

enum { ADDED_MAX = 5000, ASKED_MAX = 1000, MATCHES_MAX = 1000, SOURCE_BYTES_MAX = 200, RETAIN_YEARS_MAX = 10 };
static const char PURPOSE[] = "terrorist_content";
#define REGISTER_HASHES VIEW("content_hashes")

struct hash_desk {
    struct pdq_list *list;   // numbers are ids of the register, which are never used twice
    int64_t stamp;           // of the register that it holds
    json_t *unread;          // ids of it that can't be read, and are not in the list
};

void hash_desk_free(struct hash_desk *d) {
    if (!d) return;
    pdq_list_free(d->list);
    json_decref(d->unread);
    free(d);
}

// ---- In memory ----

struct taking {
    struct pdq_list *list;
    json_t *unread;
};
static struct result take_one(void *ctx, int64_t id, struct view value, struct error *err) {
    struct taking *t = ctx;
    struct pdq h;
    (void)err;
    if (value.bytes != sizeof h || id > UINT32_MAX) return json_array_append_new(t->unread, json_integer(id)), DONE;
    memcpy(&h, value.at, sizeof h);
    pdq_list_add(t->list, &h, (uint32_t)id);
    return DONE;
}

static RESULT pdq_held(struct node *n, struct pdq_list **out, struct error *err) {
    struct hash_desk *d = n->evidence->hashes;
    int64_t stamp;
    TRY(content_hash_stamp(n->store, &stamp, err));
    if (!d) d = n->evidence->hashes = calloc(1, sizeof *d);
    ENSURE(d);
    if (d->list && d->stamp == stamp) return *out = d->list, DONE;
    d->list = pdq_list_free(d->list);
    struct pdq_list *l = pdq_list_new();
    struct taking t = {l, json_array()};
    struct result r = content_hash_each(n->store, HASH_pdq, take_one, &t, err);
    if (FAILED(r)) {
        pdq_list_free(l), json_decref(t.unread);
        return r;
    }
    json_decref(d->unread);
    d->unread = t.unread;
    pdq_list_index(l);
    d->list = *out = l;
    d->stamp = stamp;
    return DONE;
}

static RESULT changed(struct node *n, struct error *err) {
    int64_t stamp;
    sys_random(n->sys, &stamp, sizeof stamp);
    return content_hash_changed(n->store, stamp, err);
}

static RESULT noted(struct node_call *call, const char *op, struct view decision, json_t *more, struct error *err) {
    struct entry e = {.op = op, .officer = call->officer, .register_name = REGISTER_HASHES, .purpose = view_of(PURPOSE), .decision = decision, .more = more};
    return write_entry(call->node, &e, NULL, err);
}

// ---- Entering ----

static RESULT source_of(const json_t *params, struct view *out, struct error *err) {
    *out = view_trim(json_view(params, "source"));
    return out->bytes && out->bytes <= SOURCE_BYTES_MAX ? DONE : FAIL(err, BAD_ARGUMENT, "source: whose list it is, at most %d bytes", SOURCE_BYTES_MAX);
}

// Labels are the types of content of the table: laws/fields.yaml, content_type.
static RESULT label_known(struct node *n, struct view label, struct error *err) {
    const struct law_field *f = law_field(n->settings.law, VIEW("content_type"));
    return !label.bytes || (f && words_have(f->choices, label)) ? DONE : FAIL(err, BAD_FIELD, "label: one of the types of content of laws/fields.yaml");
}

static RESULT entry_of(struct node *n, const json_t *one, struct hash_entry *e, struct error *err) {
    const json_t *quality = json_object_get(one, "quality");
    TRY(hash_read(json_view(one, "type"), json_view(one, "value"), &e->type, e->value, err));
    e->label = json_view(one, "label");
    e->quality = json_is_integer(quality) ? (int)json_integer_value(quality) : -1;
    if (quality && (!json_is_integer(quality) || json_integer_value(quality) < 0 || json_integer_value(quality) > 100))
        return FAIL(err, BAD_FIELD, "quality: 0 to 100");
    return label_known(n, e->label, err);
}

// One that can't be read refuses them all, with its place: half a list entered says less than it seems to. A picture with too
// little in it (PDQ's own measure) is left out and counted.
static RESULT add_all(struct node *n, const json_t *list, struct hash_entry *e, int64_t counts[3], struct error *err) {
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        struct error why = {0};
        bool added;
        if (FAILED(entry_of(n, one, e, &why))) return FAIL(err, BAD_FIELD, "hashes[%zu]: %s", i, why.detail);
        if (e->type == HASH_pdq && e->quality >= 0 && e->quality < PDQ_QUALITY_MIN) {
            counts[2]++;
            continue;
        }
        TRY(content_hash_add(n->store, e, &added, err));
        counts[added ? 0 : 1]++;
    }
    return DONE;
}

struct result hashes_added(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const json_t *list = json_object_get(call->params, "hashes");
    int64_t years = json_int(call->params, "retain_years"), counts[3] = {0};
    struct hash_entry e = {.added_at = now(n)};
    TRY(source_of(call->params, &e.source, err));
    if (!json_is_array(list) || json_array_size(list) > ADDED_MAX) return FAIL(err, BAD_ARGUMENT, "hashes: a list of at most %d", ADDED_MAX);
    if (years < 0 || years > RETAIN_YEARS_MAX) return FAIL(err, BAD_ARGUMENT, "retain_years: 1 to %d", RETAIN_YEARS_MAX);
    e.retain_until = instant_years_after(now(n), years ? (int)years : 1);
    TRY(add_all(n, list, &e, counts, err));
    if (counts[0]) TRY(changed(n, err));
    AUTO_JSON *more = json_pack("{s:I,s:I,s:I}", "added", (json_int_t)counts[0], "unchanged", (json_int_t)counts[1], "too_plain", (json_int_t)counts[2]);
    TRY(noted(call, "collection", VIEW("hashes_added"), more, err));
    json_t *answer = json_deep_copy(more);
    json_put_view(answer, "source", e.source);
    call_answer(call, answer);
    return DONE;
}

struct result hashes_dropped(struct node_call *call, struct error *err) {
    struct view source;
    int64_t dropped;
    TRY(source_of(call->params, &source, err));
    TRY(content_hash_drop(call->node->store, source, &dropped, err));
    if (!dropped) return FAIL(err, NOT_FOUND, "no list of that source");
    TRY(changed(call->node, err));
    AUTO_JSON *more = json_pack("{s:I}", "dropped", (json_int_t)dropped);
    TRY(commit_words(call->node, "reason_commit", json_view(call->params, "reason"), more, err));
    TRY(noted(call, "erasure", VIEW("hashes_dropped"), more, err));
    call_answer(call, json_pack("{s:I}", "dropped", (json_int_t)dropped));
    return DONE;
}

struct result hashes_listed(struct node_call *call, struct error *err) {
    json_t *list = NULL;
    TRY(content_hash_counts(call->node->store, &list, err));
    call_answer(call, json_pack("{s:o}", "lists", list));
    return DONE;
}

RESULT hashes_care(struct node *n, struct error *err) {
    int64_t dropped;
    TRY(content_hash_expire(n->store, now(n), &dropped, err));
    return dropped ? changed(n, err) : DONE;
}

// ---- Searching ----

struct near {
    struct node *n;
    json_t *matches;
    size_t asked;
};

static void near_found(void *ctx, uint32_t number, int distance) {
    struct near *f = ctx;
    json_t *entry;
    if (json_array_size(f->matches) >= MATCHES_MAX || FAILED(content_hash_one(f->n->store, number, now(f->n), &entry, NULL))) return;
    json_object_set_new(entry, "asked", json_integer((json_int_t)f->asked));
    json_object_set_new(entry, "distance", json_integer(distance));
    json_array_append_new(f->matches, entry);
}

static RESULT search_one(struct node *n, size_t i, const json_t *one, int distance, json_t *matches, struct error *err) {
    unsigned char value[HASH_BYTES_MAX];
    enum hash_type type;
    struct error why = {0};
    if (FAILED(hash_read(json_view(one, "type"), json_view(one, "value"), &type, value, &why))) return FAIL(err, BAD_FIELD, "hashes[%zu]: %s", i, why.detail);
    if (type != HASH_pdq) {
        size_t before = json_array_size(matches);
        TRY(content_hash_find(n->store, type, value, now(n), matches, err));
        for (size_t k = before; k < json_array_size(matches); k++) json_object_set_new(json_array_get(matches, k), "asked", json_integer((json_int_t)i));
        return DONE;
    }
    struct pdq_list *list;
    struct pdq h;
    struct near found = {n, matches, i};
    TRY(pdq_held(n, &list, err));
    memcpy(&h, value, sizeof h);
    pdq_search(list, &h, distance, near_found, &found);
    return DONE;
}

struct result hashes_searched(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const json_t *list = json_object_get(call->params, "hashes"), *d = json_object_get(call->params, "distance");
    int64_t distance = json_is_integer(d) ? json_integer_value(d) : PDQ_DISTANCE;
    size_t i;
    json_t *one;
    if (!json_is_array(list) || !json_array_size(list) || json_array_size(list) > ASKED_MAX)
        return FAIL(err, BAD_ARGUMENT, "hashes: a list of 1 to %d", ASKED_MAX);
    if (distance < 0 || distance > PDQ_DISTANCE) return FAIL(err, BAD_ARGUMENT, "distance: 0 to %d", PDQ_DISTANCE);
    AUTO_JSON *matches = json_array();
    json_array_foreach((json_t *)list, i, one) TRY(search_one(n, i, one, (int)distance, matches, err));
    AUTO_JSON *more = json_pack("{s:I,s:I}", "asked", (json_int_t)json_array_size(list), "found", (json_int_t)json_array_size(matches));
    TRY(noted(call, "consultation", VIEW("hashes_searched"), more, err));
    call_answer(call, json_pack("{s:O,s:I,s:b}", "matches", matches, "asked", (json_int_t)json_array_size(list), "cut",
                                json_array_size(matches) >= MATCHES_MAX));
    unread_begin(call->answer);
    json_array_foreach(n->evidence->hashes ? n->evidence->hashes->unread : NULL, i, one)
        unread_numbered(call->answer, "content_hash", json_integer_value(one));
    return DONE;
}
