// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// wire.c — questions, answers and the pieces of containers between members, on a lane of their own.
//
// A question is what Reg. (EU) 2024/982 arts. 15(1) and 24(1) let it be and nothing else: when, which number, the data with the
// reference number. Why it is asked stays with who asked (art. 33). The holder's law, then its capacity, then whether an AFIS is
// connected decide at once whether it is taken; the pieces of a question that was not are dropped as they come.
//
//   question  {"at","data","digest","identified","kind","parts","ref","search"}      digest: SHA-256 in hex of the container
//   part      {"answer","data","n","search"}                                          n from 1; in base64
//   answer    {"at","candidates":[{"identified","rank","ref","score"}],"capacity":{"day","per_day","used"},"code","digest",
//              "parts","search","searched","state"}
// Where the law lets only yes or no go, a candidate is {"rank"} alone.
#include "node/prints/prints.h"

#include <stdio.h>
#include <stdlib.h>

void prints_digest(struct view container, char hex[72]) {
    struct digest d = sha256(container);
    AUTO_TEXT t = text_with_ceiling(80);
    text_hex(&t, d.bytes, sizeof d.bytes);
    snprintf(hex, 72, "%s", text_string(&t));
}

static bool digest_good(struct view v) {
    unsigned char bytes[32];
    return v.bytes == 64 && hex_read(v, bytes, sizeof bytes);
}

// One message of the lane, and its leaf in the log.
RESULT prints_post(struct node *n, struct view member, const char *type, const json_t *body, struct error *err) {
    int64_t seq;
    AUTO_TEXT t = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    text_json(&t, body);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "a message above the ceiling");
    TRY(outbox_put(n->store, member, view_of(lane_channel(LANE_prints)), view_of(type), text_seen(&t), &seq, err));
    lane_wake(n, member, LANE_prints);
    struct digest d = message_digest(seq, view_of(type), text_seen(&t));
    AUTO_JSON *more = json_pack("{s:s,s:I}", "channel", lane_channel(LANE_prints), "seq", (json_int_t)seq);
    struct entry e = {.op = "message", .peer = member, .direction = "out", .message_digest = d.bytes, .decision = view_of(type), .more = more};
    return write_entry(n, &e, NULL, err);
}

RESULT prints_parts_send(struct node *n, struct view member, struct view search, bool answer, struct view container, struct error *err) {
    int64_t number = 0;
    for (size_t at = 0; at < container.bytes; at += PRINTS_PART_BYTES) {
        AUTO_TEXT data = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
        text_base64(&data, container.at + at, container.bytes - at < PRINTS_PART_BYTES ? container.bytes - at : PRINTS_PART_BYTES);
        AUTO_JSON *body = json_pack("{s:b,s:s,s:I}", "answer", answer, "data", text_string(&data), "n", (json_int_t)++number);
        json_put_view(body, "search", search);
        TRY(prints_post(n, member, "part", body, err));
    }
    return DONE;
}

// ---- Capacities ----
static RESULT capacity_json(struct node *n, const struct prints_held *p, json_t **out, struct error *err) {
    const struct prints_capacity *c = prints_capacity_find(n->prints->book, view_of(p->member), prints_me(n), p->data);
    struct prints_meter m = {view_of(p->member), true, p->identified, p->data, prints_day(n)};
    int64_t used;
    TRY(prints_used(n->store, &m, &used, err));
    *out = json_pack("{s:I,s:I,s:I}", "day", (json_int_t)m.day, "per_day", (json_int_t)prints_per_day(c, p->identified), "used", (json_int_t)used);
    return DONE;
}

// ---- Answering ----
static RESULT reply_logged(struct node *n, const struct prints_held *p, const struct prints_reply *r, const struct permit *law, struct error *err) {
    size_t hits = json_array_size(r->candidates);
    AUTO_JSON *more = json_pack("{s:s,s:s,s:s,s:I,s:I,s:s}", "search", p->id, "kind", p->kind, "data", prints_data_name(p->data),
                                "candidates", (json_int_t)hits, "searched", (json_int_t)r->searched, "code", r->code ? code_name(r->code) : "");
    const char *decision = r->state != PRINTS_searched ? prints_state_name(r->state) : hits ? "hit" : "no_hit";
    struct entry e = {.op = "consultation", .officer = r->by, .peer = view_of(p->member), .direction = "in", .about = view_of(p->ref),
                      .register_name = prints_register(p->data),
                      .instrument = law->instrument, .article = law->article, .law_row = law->row, .decision = view_of(decision), .more = more};
    return write_entry(n, &e, NULL, err);
}

static json_t *candidates_let_go(const json_t *candidates, const struct permit *law) {
    bool whole = view_is(law->answer, "record");
    json_t *out = json_array(), *one;
    size_t i;
    json_array_foreach((json_t *)candidates, i, one) {
        if (whole) json_array_append(out, one);
        else json_array_append_new(out, json_pack("{s:I}", "rank", (json_int_t)json_int(one, "rank")));
    }
    return out;
}

static RESULT candidates_kept(struct node *n, const struct prints_held *p, const json_t *candidates, struct error *err) {
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)candidates, i, one) {
        struct prints_candidate c = {.search = view_of(p->id), .member = view_of(p->member), .incoming = p->incoming,
                                     .identified = json_flag(one, "identified"),
                                     .rank = json_int(one, "rank"), .score = json_int(one, "score"), .ref = json_view(one, "ref")};
        TRY(prints_candidate_put(n->store, &c, err));
    }
    return DONE;
}

static int64_t part_count(struct view container) { return (int64_t)((container.bytes + PRINTS_PART_BYTES - 1) / PRINTS_PART_BYTES); }

RESULT prints_reply(struct node *n, const struct prints_held *p, const struct prints_reply *r, struct error *err) {
    struct permit law;
    char digest[72] = "";
    json_t *capacity;
    bool allowed = prints_permitted(n, prints_me(n), view_of(p->member), p->data, &(struct prints_case){0}, &law);  // it may have changed since
    struct prints_reply none = {.state = PRINTS_refused, .code = CODE_NO_BASIS, .by = r->by};
    if (!allowed) r = &none;
    struct view container = allowed && view_is(law.answer, "record") ? r->container : VIEW("");
    if (container.bytes) prints_digest(container, digest);
    TRY(capacity_json(n, p, &capacity, err));
    AUTO_JSON *body = json_pack("{s:I,s:o,s:o,s:s,s:s,s:I,s:s,s:I,s:s}", "at", (json_int_t)now(n).ms, "candidates",
                                candidates_let_go(r->candidates, &law), "capacity", capacity,
                                "code", r->code ? code_name(r->code) : "", "digest", digest, "parts", (json_int_t)part_count(container),
                                "search", p->id, "searched", (json_int_t)r->searched, "state", prints_state_name(r->state));
    struct prints_outcome o = {.state = r->state, .code = r->code ? view_of(code_name(r->code)) : VIEW(""), .searched = r->searched, .at = now(n)};
    TRY(prints_answered(n->store, view_of(p->id), true, &o, err));
    TRY(candidates_kept(n, p, r->candidates, err));
    TRY(prints_parts_forget(n->store, view_of(p->id), true, false, err));  // art. 50(3)
    TRY(prints_post(n, view_of(p->member), "answer", body, err));
    TRY(prints_parts_send(n, view_of(p->member), view_of(p->id), true, container, err));
    return reply_logged(n, p, r, &law, err);
}

// ---- A question arrives ----
static RESULT prints_question_read(struct node *n, struct peer *p, const json_t *body, struct prints_search *out, struct error *err) {
    *out = (struct prints_search){.id = json_view(body, "search"), .member = id_of(p), .incoming = true,
                                  .identified = json_flag(body, "identified"), .kind = json_view(body, "kind"),
                                  .ref = json_view(body, "ref"), .state = PRINTS_arriving, .digest = json_view(body, "digest"),
                                  .parts = json_int(body, "parts"), .at = now(n)};
    if (!uuid_valid(out->id) || !office_number(out->ref)) return FAIL(err, BAD_FIELD, "a question without its number or reference");
    if (!prints_data_read(json_view(body, "data"), &out->data)) return FAIL(err, BAD_FIELD, "data: fingers, palms or faces");
    if (!prints_kind_find(n->prints->book, out->kind) || view_is(out->kind, "FACE") != (out->data == PRINTS_faces))
        return FAIL(err, BAD_FIELD, "kind: no search with these data");
    if (out->parts < 1 || out->parts > PRINTS_PARTS_MAX || !digest_good(out->digest)) return FAIL(err, BAD_FIELD, "a container of no size or no digest");
    return DONE;
}

// Why it is not taken: CODE_OK: it is.
static RESULT question_judged(struct node *n, const struct prints_search *q, enum code *out, struct error *err) {
    struct permit law;
    struct prints_meter m = {q->member, true, q->identified, q->data, prints_day(n)};
    int64_t used;
    *out = CODE_OK;
    TRY(prints_used(n->store, &m, &used, err));
    unsigned per_day = prints_per_day(prints_capacity_find(n->prints->book, q->member, prints_me(n), q->data), q->identified);
    if (!prints_permitted(n, prints_me(n), q->member, q->data, &(struct prints_case){0}, &law)) *out = CODE_NO_BASIS;
    else if (used >= per_day) *out = CODE_QUOTA;
    else if (!prints_afis_connected(n, q->data)) *out = CODE_NO_AFIS;
    return *out ? DONE : prints_use(n->store, &m, 1, err);
}

static RESULT question_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    struct prints_search q;
    struct prints_held held;
    enum code why;
    TRY(prints_question_read(n, p, body, &q, err));
    TRY(prints_put(n->store, &q, err));
    TRY(question_judged(n, &q, &why, err));
    if (!why) return DONE;
    TRY(prints_held(n, q.id, true, &held, err));
    struct prints_reply r = {.state = why == CODE_NO_AFIS ? PRINTS_not_searched : PRINTS_refused, .code = why};
    return prints_reply(n, &held, &r, err);
}

// ---- Pieces ----
static RESULT piece_read(const json_t *body, struct text *out, struct error *err) {
    return base64_text(json_view(body, "data"), out) && out->bytes ? DONE : FAIL(err, BAD_FIELD, "a piece of a container that is none");
}

// Are the bytes what the question or answer said they would be?
static RESULT whole_good(struct node *n, struct view id, bool incoming, bool answer, const char *digest, bool *out, struct error *err) {
    char is[72];
    AUTO_TEXT whole = text_with_ceiling(PRINTS_BYTES_MAX);
    TRY(prints_whole(n->store, id, incoming, answer, &whole, err));
    prints_digest(text_seen(&whole), is);
    return *out = strcmp(is, digest) == 0, DONE;
}

static RESULT question_whole(struct node *n, const struct prints_held *p, struct error *err) {
    bool good;
    struct prints_reply bad = {.state = PRINTS_refused, .code = CODE_BAD_FORMAT};
    TRY(whole_good(n, view_of(p->id), true, false, p->digest, &good, err));
    return good ? prints_step(n->store, view_of(p->id), true, PRINTS_waiting, VIEW(""), err) : prints_reply(n, p, &bad, err);
}

static RESULT piece_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    struct prints_held held;
    bool answer = json_flag(body, "answer"), good;
    int64_t number = json_int(body, "n"), count;
    AUTO_TEXT bytes = text_with_ceiling(PRINTS_PART_BYTES);
    TRY(prints_held(n, json_view(body, "search"), !answer, &held, err));
    int64_t of = answer ? held.answer_parts : held.parts;
    if (!view_same(view_of(held.member), id_of(p)) || number < 1 || number > of) return FAIL(err, BAD_FIELD, "a piece of no container");
    if (!answer && held.state != PRINTS_arriving) return DONE;  // the question was not taken
    TRY(piece_read(body, &bytes, err));
    TRY(prints_part_put(n->store, view_of(held.id), !answer, answer, number, text_seen(&bytes), err));
    TRY(prints_part_count(n->store, view_of(held.id), !answer, answer, &count, err));
    if (count < of) return DONE;
    if (!answer) return question_whole(n, &held, err);
    TRY(whole_good(n, view_of(held.id), false, true, held.answer_digest, &good, err));
    return good ? DONE : prints_parts_forget(n->store, view_of(held.id), false, true, err);
}

// ---- An answer arrives ----
static RESULT answer_candidates(struct node *n, const struct prints_held *p, const json_t *body, struct error *err) {
    const json_t *list = json_object_get(body, "candidates");
    const struct prints_kind *k = prints_kind_find(n->prints->book, view_of(p->kind));
    size_t i;
    json_t *one;
    if (json_array_size(list) > (k ? k->candidates : 0)) return FAIL(err, BAD_FIELD, "more candidates than this search may have");
    json_array_foreach((json_t *)list, i, one)
        if (json_int(one, "rank") != (int64_t)i + 1 || (json_view(one, "ref").bytes && !office_number(json_view(one, "ref"))))
            return FAIL(err, BAD_FIELD, "a candidate of no rank or reference");
    return candidates_kept(n, p, list, err);
}

static RESULT capacity_heard(struct node *n, const struct prints_held *p, enum prints_state state, const json_t *capacity, struct error *err) {
    struct prints_meter told = {view_of(p->member), false, p->identified, p->data, json_int(capacity, "day")}, ours = told;
    int64_t used = json_int(capacity, "used"), per_day = json_int(capacity, "per_day");
    ours.day = p->at.ms / DAY_MS;
    if (state != PRINTS_searched) TRY(prints_use(n->store, &ours, -1, err));  // it was not used
    if (used < 0 || per_day < 0 || told.day < ours.day - 1 || told.day > prints_day(n) + 1) return DONE;
    return prints_told_set(n->store, &told, used, per_day, err);
}

static RESULT answer_logged(struct node *n, const struct prints_held *p, const json_t *body, enum prints_state state, struct error *err) {
    size_t hits = json_array_size(json_object_get(body, "candidates"));
    AUTO_JSON *more = json_pack("{s:s,s:I}", "search", p->id, "candidates", (json_int_t)hits);
    json_put_view(more, "code", json_view(body, "code"));
    const char *decision = state != PRINTS_searched ? prints_state_name(state) : hits ? "hit" : "no_hit";
    struct entry e = {.op = "collection", .peer = view_of(p->member), .direction = "in", .about = view_of(p->ref), .register_name = prints_register(p->data),
                      .decision = view_of(decision), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT answer_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    struct prints_held held;
    enum prints_state state;
    enum code code = CODE_OK;
    struct view word = json_view(body, "code"), digest = json_view(body, "digest");
    int64_t parts = json_int(body, "parts");
    TRY(prints_held(n, json_view(body, "search"), false, &held, err));
    if (!view_same(view_of(held.member), id_of(p)) || held.state != PRINTS_sent) return FAIL(err, NOT_FOUND, "an answer to what was not asked");
    if (!prints_state_read(json_view(body, "state"), &state) || state < PRINTS_searched) return FAIL(err, BAD_FIELD, "state");
    if (word.bytes && !code_from_name(word.at, word.bytes, &code)) return FAIL(err, BAD_FIELD, "code");
    if (parts < 0 || parts > PRINTS_PARTS_MAX || (parts > 0) != digest_good(digest)) return FAIL(err, BAD_FIELD, "a container of no size or no digest");
    TRY(answer_candidates(n, &held, body, err));
    struct prints_outcome o = {.state = state, .code = word, .digest = parts ? digest : VIEW(""), .parts = parts,
                               .searched = json_int(body, "searched"), .at = now(n)};
    TRY(prints_answered(n->store, view_of(held.id), false, &o, err));
    TRY(capacity_heard(n, &held, state, json_object_get(body, "capacity"), err));
    return answer_logged(n, &held, body, state, err);
}

RESULT prints_arrived(struct node *n, struct peer *p, struct view type, const json_t *body, struct error *err) {
    if (!n->prints->book) return FAIL(err, NO_BASIS, "this node answers no searches with fingerprints or faces");
    if (view_is(type, "question")) return question_arrived(n, p, body, err);
    if (view_is(type, "part")) return piece_arrived(n, p, body, err);
    if (view_is(type, "answer")) return answer_arrived(n, p, body, err);
    return FAIL(err, BAD_FIELD, "no message of this type on this channel");
}
