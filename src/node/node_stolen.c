// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// node_stolen.c — a member that was stolen: what it says of itself, how it answers, and what it sends. It has the keys, so that
// nothing but what it says is wrong with it.
#include "node/node_house_room.h"

// ---- Greetings ----
static void greeting_of(struct house *h, int from, int to, struct view said, struct text *base64) {
    AUTO_TEXT der = text_with_ceiling(1 << 20);
    GOOD(envelope_seal_text(h->members[from].signs, "greeting", house_ids[from], house_ids[to], h->now, said, &der, NULL));
    text_base64(base64, der.at, der.bytes);
}

void house_greeting(struct house *h, int from, int to, struct house_counts c, struct text *base64) {
    AUTO_TEXT said = text_with_ceiling(4096);
    long long sent = c.sent, held = c.held, settled = c.settled;
    text_format(&said, "{\"held\":{\"alerts\":%lld,\"dna\":%lld,\"prints\":%lld,\"requests\":%lld},\"sent\":{\"alerts\":%lld,"
                       "\"dna\":%lld,\"prints\":%lld,\"requests\":%lld},", held, held, held, held, sent,
                sent, sent, sent);
    text_format(&said, "\"settled\":{\"alerts\":%lld,\"dna\":%lld,\"prints\":%lld,\"requests\":%lld},\"trust\":1,\"whole\":false}", settled,
                settled, settled, settled);
    greeting_of(h, from, to, text_seen(&said), base64);
}

static void stolen_receipt(struct house *h, int from, int to, const json_t *post, struct text *payload) {
    AUTO_TEXT greeting = text_with_ceiling(1 << 20);
    AUTO_JSON *receipt = h->receive(h->ctx, post);
    house_greeting(h, to, from, (struct house_counts){.held = INT64_MAX}, &greeting);
    json_put_view(receipt, "greeting", text_seen(&greeting));
    text_json(payload, receipt);
}

// It greets back that it holds nothing, and gives receipts.
static void receive_stolen(struct house *h, int from, int to, const struct wire_out *out, struct reply *r) {
    struct envelope e;
    AUTO_TEXT text = text_with_ceiling(1 << 20);
    const struct member *sender = trust_member(h->members[to].trust, view_of(house_ids[from]));
    if (strcmp(out->path, "/m1/hello") == 0) {
        house_greeting(h, to, from, (struct house_counts){0}, &text);
        text_put(&r->body, "{\"at\":\"");
        text_instant(&r->body, h->now);
        text_format(&r->body, "\",\"greeting\":\"%s\"}", text_string(&text));
    } else {
        if (FAILED(envelope_open(sender, house_ids[to], "post", h->now, text_seen(&out->body), &e, NULL))) return;
        AUTO_JSON *whole = e.whole;
        stolen_receipt(h, from, to, e.payload, &text);
        GOOD(envelope_seal_text(h->members[to].signs, "receipt", house_ids[to], house_ids[from], h->now, text_seen(&text), &r->body, NULL));
    }
    r->done = true;
    r->status = 200;
}

static void answer_sealed(struct house *h, int from, int to, const struct wire_out *out, struct reply *r) {
    struct envelope e;
    AUTO_TEXT said = text_with_ceiling(4 << 20);
    const struct member *sender = trust_member(h->members[to].trust, view_of(house_ids[from]));
    if (FAILED(envelope_open(sender, house_ids[to], "sealed", h->now, text_seen(&out->body), &e, NULL))) return;
    AUTO_JSON *whole = e.whole;
    if (!h->sealed(h->ctx, e.payload, &said)) return;
    r->done = true;
    r->status = 200;
    GOOD(envelope_seal_text(h->members[to].signs, "sealed_answer", house_ids[to], house_ids[from], h->now, text_seen(&said), &r->body, NULL));
}

void house_ask_stolen(struct house *h, int from, int to, const struct wire_out *out, struct reply *r) {
    struct envelope e;
    if (h->sealed && strcmp(out->path, "/m1/sealed") == 0) return answer_sealed(h, from, to, out, r);
    if (h->receive && strcmp(out->path, "/m1/ask") != 0) return receive_stolen(h, from, to, out, r);
    const struct member *asker = trust_member(h->members[to].trust, view_of(house_ids[from]));
    if (!h->answer || strcmp(out->path, "/m1/ask") != 0 || FAILED(envelope_open(asker, house_ids[to], "ask", h->now, text_seen(&out->body), &e, NULL)))
        return;
    AUTO_JSON *whole = e.whole;
    AUTO_JSON *answers = json_array();
    for (size_t i = 0; i < json_array_size(json_object_get(e.payload, "questions")); i++) {
        json_t *answer = h->answer(h->ctx, json_array_get(json_object_get(e.payload, "questions"), i));
        if (answer) json_array_append_new(answers, answer);
    }
    if (!json_array_size(answers)) return;
    r->done = true;
    r->status = 200;
    AUTO_JSON *payload = json_pack("{s:O}", "answers", answers);
    GOOD(envelope_seal(h->members[to].signs, "answer", house_ids[to], house_ids[from], h->now, payload, &r->body, NULL));
}

// ---- Speaking as a stolen member ----
int house_hello(struct house *h, int from, int to, struct view greeting, struct view shown, struct text *reply) {
    AUTO_TEXT body = text_with_ceiling(1 << 20);
    text_put(&body, "{\"at\":\"");
    text_instant(&body, h->now);
    text_format(&body, "\",\"greeting\":\"%.*s\",\"shown\":\"%.*s\"}", VIEW_ARGS(greeting), VIEW_ARGS(shown));
    return house_send(h, from, to, "/m1/hello", NULL, text_seen(&body), reply);
}

int house_hello_saying(struct house *h, int from, int to, struct view said) {
    AUTO_TEXT greeting = text_with_ceiling(1 << 20);
    greeting_of(h, from, to, said, &greeting);
    return house_hello(h, from, to, text_seen(&greeting), VIEW(""), NULL);
}

json_t *house_open(struct house *h, int from, int to, const char *type, struct view bytes) {
    struct envelope e;
    const struct member *signer = trust_member(h->members[to].trust, view_of(house_ids[from]));
    if (FAILED(envelope_unpad(bytes, &bytes, NULL)) || FAILED(envelope_open(signer, house_ids[to], type, h->now, bytes, &e, NULL))) return NULL;
    json_t *payload = json_incref(e.payload);
    json_decref(e.whole);
    return payload;
}

// A post has its sender's greeting inside; here one that covers whatever it holds.
static void add_greeting(struct house *h, int from, int to, struct view payload, struct text *out) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT greeting = text_with_ceiling(1 << 20);
    if (FAILED(json_strict(payload, &j, NULL)) || !json_is_object(j) || json_object_get(j, "greeting")) {
        text_view(out, payload);
        return;
    }
    house_greeting(h, from, to, (struct house_counts){.sent = INT64_MAX}, &greeting);
    json_put_view(j, "greeting", text_seen(&greeting));
    text_json(out, j);
}

int house_send(struct house *h, int from, int to, const char *path, const char *type, struct view bytes, struct text *reply) {
    AUTO_TEXT sealed = text_with_ceiling(4 << 20);
    AUTO_TEXT post = text_with_ceiling(4 << 20);
    struct reply r = {.body = text_with_ceiling(8 << 20)};
    if (type && strcmp(type, "post") == 0) add_greeting(h, from, to, bytes, &post), bytes = text_seen(&post);
    if (type) GOOD(envelope_seal_text(h->members[from].signs, type, house_ids[from], house_ids[to], h->now, bytes, &sealed, NULL));
    else text_view(&sealed, bytes);
    node_receive(h->members[to].node, house_ids[from], view_of(path), text_seen(&sealed), house_replied, &r);
    struct error ignored;
    struct result flushed = node_flush(h->members[to].node, &ignored);
    (void)flushed;
    ENSURE(r.done);
    if (reply) text_view(reply, text_seen(&r.body));
    text_free(&r.body);
    return r.status;
}

enum code house_ask(struct house *h, int from, int to, struct view question, json_t **answer, size_t *bytes) {
    AUTO_TEXT payload = text_with_ceiling(1 << 20);
    AUTO_TEXT reply = text_with_ceiling(8 << 20);
    text_format(&payload, "{\"questions\":[%.*s]}", VIEW_ARGS(question));
    int status = house_send(h, from, to, "/m1/ask", "ask", text_seen(&payload), &reply);
    if (status != 200) return CODE_BAD_FIELD;
    AUTO_JSON *whole = house_open(h, to, from, "answer", text_seen(&reply));
    ENSURE(json_array_size(json_object_get(whole, "answers")) == 1);
    json_t *one = json_array_get(json_object_get(whole, "answers"), 0);
    if (answer) *answer = json_incref(one);
    if (bytes) *bytes = reply.bytes;
    struct view refused = json_view(one, "refused");
    for (enum code c = CODE_OK; c < CODE_COUNT; c++)
        if (view_is(refused, code_name(c))) return c;
    return CODE_OK;
}
