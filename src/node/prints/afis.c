// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// afis.c — the door of the national AFIS. Its connector (`malines prints serve`, or whatever a member writes instead)
// signs in with an account of its own and asks for work; as long as it does, an AFIS is connected. It takes the oldest search
// that waits and hands back candidates, or why it could not search.
#include "node/prints/prints.h"

#include <stdio.h>
#include <stdlib.h>

// ---- Work is taken ----
static unsigned data_bits(const json_t *params) {
    const json_t *list = json_object_get(params, "data");
    unsigned bits = 0;
    for (enum prints_data d = 0; d < PRINTS_DATA_COUNT; d++)
        if (json_holds(list, view_of(prints_data_name(d)))) bits |= 1U << d;
    return bits;
}

static RESULT handed(struct node_call *call, const struct prints_held *p, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT container = text_with_ceiling(PRINTS_BYTES_MAX), base64 = text_with_ceiling(PRINTS_BYTES_MAX * 2);
    const struct prints_kind *k = prints_kind_find(n->prints->book, view_of(p->kind));
    TRY(prints_whole(n->store, view_of(p->id), true, false, &container, err));
    text_base64(&base64, container.at, container.bytes);
    TRY(prints_step(n->store, view_of(p->id), true, PRINTS_taken, VIEW(""), err));
    call_answer(call, json_pack("{s:s,s:s,s:s,s:b,s:s,s:i,s:s}", "search", p->id, "kind", p->kind, "data", prints_data_name(p->data),
                                "identified", p->identified, "from", p->member,
                                "candidates", (int)(k ? k->candidates : 1), "container", text_string(&base64)));
    AUTO_JSON *more = json_pack("{s:s,s:s}", "search", p->id, "container", p->digest);
    struct entry e = {.op = "consultation", .officer = call->officer, .peer = view_of(p->member), .direction = "in", .about = view_of(p->ref),
                      .register_name = prints_register(p->data), .decision = VIEW("handed_to_afis"), .more = more};
    return write_entry(n, &e, NULL, err);
}

struct result prints_afis_next(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct prints_desk *d;
    struct prints_held p;
    unsigned bits = data_bits(call->params);
    TRY(prints_here(n, &d, err));
    if (!bits) return FAIL(err, BAD_ARGUMENT, "data: what this AFIS compares: fingers, palms, faces");
    for (enum prints_data i = 0; i < PRINTS_DATA_COUNT; i++)
        if (bits >> i & 1) d->afis_seen[i] = ticks(n), d->afis_ever[i] = true;
    if (json_flag(call->params, "busy")) return call_answer(call, json_object()), DONE;
    if (json_flag(call->params, "fresh")) TRY(prints_taken_back(n->store, err));
    struct result r = prints_next(n->store, bits, prints_hold, &p, err);
    if (r.code == CODE_NOT_FOUND) return call_answer(call, json_object()), DONE;
    TRY(r);
    return handed(call, &p, err);
}

// ---- What it found ----
// In the order of the AFIS, as many as this search may have.
static RESULT candidates_read(const json_t *given, unsigned most, json_t **out, struct error *err) {
    size_t i;
    json_t *one;
    *out = json_array();
    json_array_foreach((json_t *)given, i, one) {
        struct view ref = json_view(one, "ref");
        if (i == most) break;
        if (!office_number(ref))
            return FAIL(err, BAD_FIELD, "candidates: ref: the reference number, with a digit and without blanks, at most %d characters", OFFICE_NUMBER_MAX);
        json_t *c = json_pack("{s:b,s:I,s:I}", "identified", json_flag(one, "identified"), "rank", (json_int_t)i + 1, "score",
                              (json_int_t)json_int(one, "score"));
        json_put_view(c, "ref", ref);
        json_array_append_new(*out, c);
    }
    return DONE;
}

static RESULT failed_read(struct view word, enum code *out, struct error *err) {
    if (!word.bytes) return *out = CODE_OK, DONE;
    if (!code_from_name(word.at, word.bytes, out) || !*out) return FAIL(err, BAD_FIELD, "failed: one of the codes of docs/errors");
    return DONE;
}

static RESULT container_read(struct view v, struct text *out, struct error *err) {
    if (base64_text(v, out)) return DONE;
    return text_ok(out) ? FAIL(err, BAD_FIELD, "container: base64") : FAIL(err, TOO_BIG, "container: above 2 MiB");
}

struct result prints_afis_answered(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct prints_desk *d;
    struct prints_held p;
    enum code failed;
    AUTO_JSON *candidates = NULL;
    AUTO_TEXT container = text_with_ceiling(PRINTS_BYTES_MAX);
    TRY(prints_here(n, &d, err));
    TRY(prints_held(n, json_view(call->params, "search"), true, &p, err));
    if (p.state != PRINTS_taken) return FAIL(err, WRONG_STEP, "this search is not with an AFIS: it is %s", prints_state_name(p.state));
    const struct prints_kind *k = prints_kind_find(d->book, view_of(p.kind));
    TRY(failed_read(json_view(call->params, "failed"), &failed, err));
    TRY(candidates_read(failed ? NULL : json_object_get(call->params, "candidates"), k ? k->candidates : 0, &candidates, err));
    if (!failed) TRY(container_read(json_view(call->params, "container"), &container, err));
    struct prints_reply r = {.state = failed ? PRINTS_refused : PRINTS_searched, .code = failed, .candidates = candidates,
                             .searched = json_int(call->params, "searched"),
                             .container = text_seen(&container), .by = call->officer};
    TRY(prints_reply(n, &p, &r, err));
    call_answer(call, json_pack("{s:s,s:s,s:I}", "search", p.id, "state", prints_state_name(r.state), "candidates", (json_int_t)json_array_size(candidates)));
    return DONE;
}
