// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// bundle.c — a court bundle is composed here and put together by whoever asked for it.
//
// The node writes all that is said of the items (index, lines, proofs, manifest) and signs it; the items themselves follow
// in parts. So a bundle of any size costs the node no more than its papers, and nobody but the node says what is in it.
// That a copy was made is an event of each item's line, and in the bundle.
#include "evidence/asic.h"
#include "evidence/bundle.h"
#include "node/evidence/evidence.h"
#include "node/peers/witnesses.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAPER_NAME "index.pdf"

enum { FILES_MAX = 4000, PARTS_BYTES_MAX = 3 * 1024 * 1024, PAPER_BYTES_MAX = 1024 * 1024 };

struct bundling {
    struct node *n;
    json_t *index, *items, *lines;  // index holds items
    json_t *files;                  // [{name, type, text or base64}]
    struct text names;              // what `manifest` points into
    struct asic_file manifest[FILES_MAX];
    size_t count, bytes;
};

static RESULT file_named(struct bundling *b, const char *name, const char *type, const struct digest *d, struct error *err) {
    if (b->count == FILES_MAX) return FAIL(err, TOO_BIG, "a bundle of more than %d files", FILES_MAX);
    char *kept = strdup(name);
    ENSURE(kept);
    b->manifest[b->count++] = (struct asic_file){view_of(kept), view_of(type), *d};
    return DONE;
}

static RESULT file_added(struct bundling *b, const char *name, const char *type, struct view content, struct error *err) {
    struct digest d = sha256(content);
    json_t *text = json_of(content);
    b->bytes += content.bytes;
    if (!text || b->bytes > PARTS_BYTES_MAX) {
        json_decref(text);
        return FAIL(err, TOO_BIG, "the bundle's papers come to more than %d bytes: take fewer items", PARTS_BYTES_MAX);
    }
    json_array_append_new(b->files, json_pack("{s:s,s:s,s:o}", "name", name, "type", type, "text", text));
    return file_named(b, name, type, &d, err);
}

static RESULT json_added(struct bundling *b, const char *name, const char *type, const json_t *j, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(PARTS_BYTES_MAX);
    text_json(&t, j);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "%s of the bundle", name);
    return file_added(b, name, type, text_seen(&t), err);
}

// ---- One item ----

static RESULT proof_added(struct bundling *b, int64_t index, struct error *err) {
    AUTO_JSON *proof = NULL;
    char name[80];
    snprintf(name, sizeof name, "proofs/%lld.json", (long long)index);
    TRY(audit_proof(b->n->log, b->n->store, index, &proof, err));
    return json_added(b, name, "application/json", proof, err);
}

static RESULT line_added(struct bundling *b, size_t number, struct view item, struct error *err) {
    AUTO_JSON *line = NULL;
    char name[80];
    size_t i;
    const json_t *e;
    TRY(line_json(b->n->store, item, &line, err));
    json_array_append(b->lines, line);
    AUTO_JSON *whole = json_pack("{s:s,s:O}", "malines", "custody-line/1", "events", line);
    json_put_view(whole, "item", item);
    snprintf(name, sizeof name, "custody/%04zu.json", number);
    TRY(json_added(b, name, "application/json", whole, err));
    json_array_foreach(line, i, e) TRY(proof_added(b, json_int(e, "log_index"), err));
    return DONE;
}

static RESULT item_listed(struct bundling *b, size_t number, struct view id, struct error *err) {
    json_t *item = NULL;
    struct digests d;
    AUTO_TEXT name = text_with_ceiling(ZIP_NAME_BYTES_MAX);
    TRY(item_json(b->n->store, id, &item, err));
    json_array_append_new(b->items, item);
    TRY(item_digests(b->n->store, id, &d, err));
    if (view_is(json_view(item, "state"), "destroyed"))
        return FAIL(err, WRONG_STEP, "item %zu was destroyed: its line can be shown, its bytes can't be handed out", number);
    if (view_is(json_view(item, "state"), "damaged")) return FAIL(err, STORE_DAMAGED, "item %zu is no longer what came in: it can't be handed out", number);
    text_bundle_name(&name, number, json_view(item, "name"));
    json_put_view(item, "file", text_seen(&name));
    return file_named(b, text_string(&name), "application/octet-stream", &d.sha256, err);
}

// ---- The whole ----

static RESULT copies_written(struct node_call *call, const json_t *ids, struct error *err) {
    size_t i;
    const json_t *id;
    json_array_foreach(ids, i, id) {
        AUTO_JSON *there = NULL;
        TRY(item_json(call->node->store, view_of(json_string_value(id)), &there, err));
        TRY(item_may_leave(call->node, view_of(json_string_value(id)), err));
        json_t *event = custody_said(call->node, call->officer, call->params, "copied");
        TRY(custody_write(call->node, call->officer, view_of(json_string_value(id)), event, NULL, err));
    }
    return checkpoint_now(call->node, err);
}

static RESULT papers_written(struct bundling *b, const json_t *ids, struct error *err) {
    AUTO_TEXT page = text_with_ceiling(PARTS_BYTES_MAX);
    size_t i;
    const json_t *id;
    json_array_foreach(ids, i, id) TRY(item_listed(b, i + 1, view_of(json_string_value(id)), err));
    json_array_foreach(ids, i, id) TRY(line_added(b, i + 1, view_of(json_string_value(id)), err));
    TRY(json_added(b, "index.json", "application/json", b->index, err));
    text_bundle_page(&page, b->index, b->lines);
    TRY(file_added(b, "index.html", "text/html", text_seen(&page), err));
    AUTO_JSON *graph = case_uco(b->index, b->lines);
    return json_added(b, "case.jsonld", "application/ld+json", graph, err);
}

static void no_paper(struct bundling *b, const char *why) { json_object_set_new(b->index, "paper", json_pack("{s:s}", "not_laid_out", why)); }

// The page that a helper of this node laid out (the API hands it on), or why there is none. It comes beside the other papers: one that is
// too long for its share is left out, and the bundle says so.
static RESULT paper_added(struct bundling *b, const json_t *page, struct error *err) {
    struct view base64 = json_view(page, "pdf"), failed = json_view(page, "failed");
    AUTO_TEXT pdf = text_with_ceiling(PAPER_BYTES_MAX);
    if (!base64.bytes) {
        if (failed.bytes) no_paper(b, json_string_value(json_object_get(page, "failed")));
        return DONE;
    }
    if (base64.bytes > PAPER_BYTES_MAX) return no_paper(b, "TOO_BIG"), DONE;
    if (!base64_text(base64, &pdf) || !view_starts(text_seen(&pdf), "%PDF-")) return FAIL(err, HELPER_FAILED, "what was laid out is no PDF");
    struct digest d = sha256(text_seen(&pdf));
    AUTO_TEXT hex = text_with_ceiling(100);
    text_digest(&hex, &d);
    json_object_set_new(b->index, "paper", json_pack("{s:s,s:s}", "file", PAPER_NAME, "sha256", text_string(&hex)));
    json_array_append_new(b->files, json_pack("{s:s,s:s,s:O}", "name", PAPER_NAME, "type", "application/pdf", "base64", json_object_get(page, "pdf")));
    return file_named(b, PAPER_NAME, "application/pdf", &d, err);
}

static RESULT signed_now(struct bundling *b, json_t *answer, struct error *err) {
    AUTO_TEXT manifest = text_with_ceiling(PARTS_BYTES_MAX);
    AUTO_TEXT p7s = text_with_ceiling(CADES_BYTES_MAX);
    AUTO_TEXT encoded = text_with_ceiling(CADES_BYTES_MAX * 2);
    text_asic_manifest(&manifest, VIEW("META-INF/signature001.p7s"), false, b->manifest, b->count);
    if (!text_ok(&manifest)) return FAIL(err, TOO_BIG, "the bundle's manifest");
    TRY(cades_sign(b->n->settings.signer, now(b->n), text_seen(&manifest), &p7s, err));
    text_base64(&encoded, p7s.at, p7s.bytes);
    json_put_view(answer, "manifest", text_seen(&manifest));
    json_put_view(answer, "signature", text_seen(&encoded));
    return DONE;
}

static struct copy *copy_noted(struct node_call *call, const json_t *ids) {
    struct evidence_desk *d = call->node->evidence;
    struct copy *c = calloc(1, sizeof *c);
    size_t i;
    const json_t *id;
    ENSURE(c);
    free(d->copies[d->next_copy % COPIES_MAX]);
    d->copies[d->next_copy++ % COPIES_MAX] = c;
    uuid_new(call->node->sys, c->id);
    snprintf(c->officer, sizeof c->officer, "%s", call->officer->id);
    c->until = kept_until(call->node, TERM_evidence_copy);
    json_array_foreach(ids, i, id) snprintf(c->items[c->count++], UUID_ROOM, "%s", json_string_value(id));
    return c;
}

static void bundling_free(struct bundling *b) {
    for (size_t i = 0; i < b->count; i++) free((char *)b->manifest[i].name.at);
    json_decref(b->index), json_decref(b->lines), json_decref(b->files);
    free(b);
}

static RESULT ids_checked(const json_t *ids, struct error *err) {
    size_t i, j;
    if (!json_array_size(ids) || json_array_size(ids) > COPY_ITEMS_MAX) return FAIL(err, BAD_ARGUMENT, "items: 1 to %d", COPY_ITEMS_MAX);
    for (i = 0; i < json_array_size(ids); i++) {
        const char *id = json_string_value(json_array_get(ids, i));
        if (!id || !uuid_valid(view_of(id))) return FAIL(err, BAD_ARGUMENT, "items: their ids");
        for (j = 0; j < i; j++)
            if (strcmp(id, json_string_value(json_array_get(ids, j))) == 0) return FAIL(err, BAD_ARGUMENT, "items: one is named twice");
    }
    return DONE;
}

static RESULT bundled(struct node_call *call, const json_t *ids, struct bundling *b, struct error *err) {
    json_t *event = custody_said(call->node, call->officer, call->params, "copied");
    b->index = json_pack("{s:s,s:O,s:O,s:O,s:O,s:O,s:o}", "malines", "bundle/1", "authority", json_object_get(event, "authority"), "who",
                         json_object_get(event, "who"), "made_at", json_object_get(event, "at"), "why", json_object_get(event, "why"), "basis",
                         json_object_get(event, "basis"), "items", json_array());
    json_decref(event);
    if (!b->index) return FAIL(err, BAD_FIELD, "why and basis: no copy leaves without them");
    b->items = json_object_get(b->index, "items");
    TRY(paper_added(b, json_object_get(call->params, "page"), err));
    TRY(copies_written(call, ids, err));
    TRY(papers_written(b, ids, err));
    AUTO_JSON *answer = json_pack("{s:O,s:O}", "files", b->files, "items", b->items);
    TRY(signed_now(b, answer, err));
    json_object_set_new(answer, "bundle", json_string(copy_noted(call, ids)->id));
    json_object_set(answer, "made_at", json_object_get(b->index, "made_at"));
    call_answer(call, json_incref(answer));
    return DONE;
}

// What will be laid out: the items and their lines as they stand, before the copy is made.
static RESULT page_item(struct node *n, struct view id, json_t *items, json_t *lines, struct error *err) {
    json_t *item = NULL, *line = NULL;
    TRY(item_may_leave(n, id, err));
    TRY(item_json(n->store, id, &item, err));
    AUTO_TEXT name = text_with_ceiling(ZIP_NAME_BYTES_MAX);
    json_array_append_new(items, item);
    text_bundle_name(&name, json_array_size(items), json_view(item, "name"));
    json_put_view(item, "file", text_seen(&name));
    TRY(line_json(n->store, id, &line, err));
    json_array_append_new(lines, line);
    return DONE;
}

struct result evidence_page(struct node_call *call, struct error *err) {
    const json_t *ids = json_object_get(call->params, "items"), *id;
    struct evidence_desk *d;
    size_t i;
    TRY(evidence_desk_of(call->node, &d, err));
    TRY(ids_checked(ids, err));
    json_t *event = custody_said(call->node, call->officer, call->params, "copied"), *items = json_array(), *lines = json_array();
    json_object_set_new(event, "items", items);
    json_t *answer = json_pack("{s:{s:o,s:o}}", "bundle", "index", event, "lines", lines);
    json_put_view(answer, "language", json_view(call->params, "language"));
    call_answer(call, answer);
    json_array_foreach(ids, i, id) TRY(page_item(call->node, view_of(json_string_value(id)), items, lines, err));
    return DONE;
}

struct result evidence_bundle(struct node_call *call, struct error *err) {
    const json_t *ids = json_object_get(call->params, "items");
    struct evidence_desk *d;
    TRY(evidence_desk_of(call->node, &d, err));
    TRY(ids_checked(ids, err));
    struct bundling *b = calloc(1, sizeof *b);
    ENSURE(b);
    b->n = call->node;
    b->files = json_array();
    b->lines = json_array();
    struct result r = bundled(call, ids, b, err);
    bundling_free(b);
    return r;
}

// ---- The items of a bundle, in parts ----

static bool copy_allows(const struct evidence_desk *d, const struct node_call *call, struct view item) {
    struct view id = json_view(call->params, "bundle");
    for (size_t i = 0; i < COPIES_MAX; i++) {
        const struct copy *c = d->copies[i];
        if (!c || !view_is(id, c->id) || strcmp(c->officer, call->officer->id) != 0 || !instant_before(now(call->node), c->until)) continue;
        for (size_t k = 0; k < c->count; k++)
            if (view_is(item, c->items[k])) return true;
    }
    return false;
}

static RESULT part_read(int file, int64_t from, struct text *out, struct error *err) {
    char *part = malloc(PART_BYTES_MAX);
    ENSURE(part);
    ssize_t n = pread(file, part, PART_BYTES_MAX, from);
    if (n > 0) text_base64(out, part, (size_t)n);
    free(part);
    return n < 0 ? FAIL(err, NO_SYSTEM, "an item could not be read: %s", strerrordesc_np(errno)) : DONE;
}

struct result evidence_read(struct node_call *call, struct error *err) {
    struct evidence_desk *d;
    struct digests what;
    struct view item = json_view(call->params, "item");
    int64_t from = json_int(call->params, "from");
    AUTO_TEXT data = text_with_ceiling(2 * PART_BYTES_MAX);
    int file = -1;
    TRY(evidence_desk_of(call->node, &d, err));
    if (!copy_allows(d, call, item)) return FAIL(err, NOT_ALLOWED, "items are handed out for a bundle that you asked for, and for some hours");
    TRY(item_may_leave(call->node, item, err));
    TRY(item_digests(call->node->store, item, &what, err));
    TRY(vault_item(d->vault, &what.sha256, &file, err));
    struct result r = part_read(file, from < 0 ? 0 : from, &data, err);
    close(file);
    TRY(r);
    call_answer(call, json_pack("{s:s}", "data", text_string(&data)));
    return DONE;
}
