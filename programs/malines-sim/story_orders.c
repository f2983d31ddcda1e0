// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_orders.c — the sentences of orders: the values of a form of the law (laws/forms), the enforcing authority that is told
// of an order, the coordination before a removal order. What is filled in without being told is invented and says so.
#include "story_room.h"

#include "law/kinds.h"
#include "node/handlers.h"
#include "orders/book.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>

enum { NAME_BYTES = 120 };

static void underscored(struct view words, struct text *out) {
    for (size_t i = 0; i < words.bytes; i++) text_add(out, words.at[i] == ' ' ? "_" : &words.at[i], 1);
}

static const json_t *field_of(const json_t *form, const char *name) {
    size_t i, k;
    const json_t *section, *f;
    json_array_foreach(json_object_get(form, "sections"), i, section)
        json_array_foreach(json_object_get(section, "fields"), k, f)
            if (view_is(json_view(f, "id"), name)) return f;
    return NULL;
}

// "co messages, co mailbox" for a field of ticks; what no field takes stays a text, for the node to refuse.
static json_t *ticked(struct view words) {
    json_t *list = json_array();
    while (words.bytes) {
        AUTO_TEXT one = text_with_ceiling(NAME_BYTES);
        underscored(view_trim(view_cut(words, ',', &words)), &one);
        json_array_append_new(list, json_of(text_seen(&one)));
    }
    return list;
}

static json_t *value_of(const json_t *field, struct view words) {
    struct view type = json_view(field, "type");
    uint64_t number;
    AUTO_TEXT choice = text_with_ceiling(NAME_BYTES);
    if (view_is(type, "ticks")) return ticked(words);
    if (view_is(type, "number") && view_to_u64(words, &number)) return json_integer((json_int_t)number);
    if (view_is(type, "yes")) return json_boolean(view_is(words, "yes"));
    if (!view_is(type, "choice")) return json_of(words);
    underscored(words, &choice);
    return json_of(text_seen(&choice));
}

static json_t *values_of(json_t *draft) {
    json_t *order = json_object_get(draft, "order");
    if (!order) json_object_set_new(draft, "order", order = json_pack("{s:{}}", "values"));
    return json_object_get(order, "values");
}

bool order_form_says(struct tale *t, json_t *draft, const char *name, struct view words) {
    const struct law_kind *k = law_kind(cast_law(t->stage.cast), json_view(draft, "kind"));
    const json_t *field = k ? field_of(order_form(cast_orders(t->stage.cast), k->paper), name) : NULL;
    if (!field) return false;
    json_object_set_new(values_of(draft), name, value_of(field, words));
    return true;
}

// Where what is handed over would be sealed to: a certificate of the issuing authority's own, from 2026 to 2035.
static json_t *certificate_made(void) {
    static const time_t from = 1767225600, until = 2082758400;
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x = X509_new();
    BIO *out = BIO_new(BIO_s_mem());
    char *pem;
    ENSURE(key && x && out && X509_set_version(x, X509_VERSION_3) && ASN1_INTEGER_set(X509_get_serialNumber(x), 7));
    ENSURE(X509_time_adj_ex(X509_getm_notBefore(x), 0, 0, &(time_t){from}) && X509_time_adj_ex(X509_getm_notAfter(x), 0, 0, &(time_t){until}));
    ENSURE(X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)"invented", -1, -1, 0));
    ENSURE(X509_set_issuer_name(x, X509_get_subject_name(x)) && X509_set_pubkey(x, key) && X509_sign(x, key, EVP_sha256()));
    ENSURE(PEM_write_bio_X509(out, x) == 1);
    long n = BIO_get_mem_data(out, &pem);
    json_t *j = json_stringn(pem, (size_t)n);
    BIO_free(out), X509_free(x), EVP_PKEY_free(key);
    return j;
}

static json_t *invented(const struct tale *t, const json_t *field) {
    struct view type = json_view(field, "type");
    const json_t *first = json_array_get(json_object_get(field, "choices"), 0);
    if (view_is(json_view(field, "id"), "certificate")) return certificate_made();
    if (view_is(type, "ticks")) return json_pack("[O]", first);
    if (view_is(type, "choice")) return json_incref((json_t *)first);
    const struct law_member *m = law_member(cast_law(t->stage.cast), view_of(cast_id(t->writer)));
    if (view_is(type, "country") && m) return json_of(m->country);
    if (view_is(type, "day")) return json_string("2026-11-01");
    if (view_is(type, "instant")) return json_string("2026-11-01T08:00:00Z");
    if (view_is(type, "number")) return json_integer(48);
    return view_is(type, "yes") ? json_true() : json_string("invented");
}

// What must be there; and whose data it is, of which one of several fields says enough.
static bool wanted(const json_t *field, const json_t *values) {
    size_t i;
    const json_t *one, *of = json_object_get(field, "for");
    const char *id = json_string_value(json_object_get(field, "id"));
    if ((!view_is(json_view(field, "need"), "must") && !view_is(view_of(id), "ident_user")) || json_object_get(values, id)) return false;
    json_array_foreach(of, i, one)
        if (json_equal(one, json_object_get(values, "data_category"))) return true;
    return !of;
}

static void fill(const struct tale *t, struct view paper, json_t *values) {
    size_t i, k;
    const json_t *section, *f;
    json_array_foreach(json_object_get(order_form(cast_orders(t->stage.cast), paper), "sections"), i, section)
        json_array_foreach(json_object_get(section, "fields"), k, f)
            if (wanted(f, values)) json_object_set_new(values, json_string_value(json_object_get(f, "id")), invented(t, f));
}

static RESULT fill_the_rest(struct tale *t, const struct slots *s, struct error *err) {
    const struct law_kind *k = law_kind(cast_law(t->stage.cast), json_view(t->form, "kind"));
    (void)s;
    if (!k || !k->paper.bytes) return BROKEN(err, "no form of the law is being filled in");
    fill(t, k->paper, values_of(t->form));
    return DONE;
}

void order_refusal_form(struct tale *t, const struct law_kind *k, json_t *decision) {
    if (!k || !k->answer_paper.bytes) return;
    json_t *values = json_pack("{s:[O],s:O}", "impossible_reasons", json_object_get(decision, "ground"), "explanation", json_object_get(decision, "text"));
    fill(t, k->answer_paper, values);
    json_object_set_new(decision, "answer", json_pack("{s:o}", "values", values));
}

static RESULT of_the_order(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->form || !t->request[0]) return BROKEN(err, "there was no order before");
    json_object_set_new(t->form, "order", json_pack("{s:s}", "of", t->request));
    return DONE;
}

static RESULT back_to_before(struct tale *t, const struct slots *s, struct error *err) {
    char held[UUID_ROOM];
    (void)s;
    if (!t->given[0]) return BROKEN(err, "there was no request before this one");
    memcpy(held, t->request, sizeof held);
    memcpy(t->request, t->given, sizeof held);
    memcpy(t->given, held, sizeof held);
    return DONE;
}

static RESULT purpose_is(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(NAME_BYTES);
    if (!t->form) return BROKEN(err, "nothing is being filled in");
    underscored(s->text[0], &name);
    json_put_view(t->form, "purpose", text_seen(&name));
    return DONE;
}

static RESULT magistrate_approves(struct tale *t, const struct slots *s, struct error *err) {
    return approve(t, s->member[0], OFFICER_approver, OFFICER_approver, err);
}

static RESULT may_leave(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->answer) return BROKEN(err, "no answer was begun");
    json_object_set_new(t->answer, "may_leave", json_true());
    return DONE;
}

// What a preservation order or a removal keeps, and until which day.
static RESULT kept_until(struct tale *t, const struct slots *s, struct error *err) {
    json_t *shown = NULL;
    TRY(show_request(t, s->member[0], t->request, &shown, err));
    AUTO_JSON *held = shown;
    struct view until = json_view(json_object_get(held, "preserved"), "until");
    struct view then = json_view(json_object_get(held, "then"), "extended_to");
    if (!then.bytes) then = json_view(json_object_get(held, "then"), "until");
    if (!until.bytes) until = then;
    return view_starts(until, "20") && until.bytes >= 10 && view_same((struct view){until.at, 10}, s->text[1])
               ? DONE : BROKEN(err, "it is kept until \"%.*s\"", VIEW_ARGS(until));
}

// ---- Content at an address ----

static json_t *address(struct view url) {
    json_t *j = json_pack("{s:s,s:[{s:s}]}", "kind", "object", "identifiers", "type", "url");
    json_put_view(json_array_get(json_object_get(j, "identifiers"), 0), "value", url);
    return j;
}

static RESULT investigates(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:{s:s,s:o,s:s,s:s,s:s}}", "alert", "category", "online_content", "subject", address(s->text[1]), "reason",
                                  "an inquiry is under way", "authority", "an office", "decision_ref", "7");
    return pass_over(attempt(t, s->member[0], alert_create, OFFICER_author, params, NULL));
}

static RESULT coordinates(struct tale *t, const struct slots *s, struct error *err) {
    json_t *answer = NULL;
    (void)err;
    AUTO_JSON *params = json_pack("{s:o,s:s}", "subject", address(s->text[1]), "purpose", "terrorist_content");
    struct result r = attempt(t, s->member[0], check_run, OFFICER_author, params, &answer);
    if (FAILED(r)) return pass_over(r);
    json_decref(t->check);
    t->check = answer;
    t->checker = s->member[0];
    return DONE;
}

static RESULT form_coordinated(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    if (!t->form || !t->check) return BROKEN(err, "the others were not asked before");
    json_object_set(t->form, "coordination", json_object_get(t->check, "id"));
    return DONE;
}

static RESULT form_weighed(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->form) return BROKEN(err, "nothing is being filled in");
    json_put_view(t->form, "weighed", s->text[0]);
    return DONE;
}

static RESULT stop_for_information(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s}", "request", t->request, "reason", "insufficient_information");
    json_put_view(params, "text", s->text[1]);
    return pass_over(attempt(t, s->member[0], request_paused, OFFICER_author, params, NULL));
}

// The measure was taken a moment ago.
static RESULT measure_taken(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(NAME_BYTES), at = text_with_ceiling(NAME_BYTES);
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:{}}", "request", t->request, "decision", "release", "fields");
    json_t *fields = json_object_get(params, "fields");
    underscored(s->text[1], &name);
    json_put_view(fields, "content_measure", text_seen(&name));
    text_instant(&at, sys_now(machine_sys(t->stage.actors[s->member[0]].machine)));
    json_put_view(fields, "measure_at", text_seen(&at));
    json_put_view(params, "text", s->text[2]);
    return pass_over(attempt(t, s->member[0], request_decide, OFFICER_author, params, NULL));
}

static RESULT logs_of_all(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    for (int m = 0; m < t->stage.players; m++) TRY(log_is_whole(t, m, err));
    return DONE;
}

const struct sentence order_sentences[] = {
    {"The rest of the form is filled in with invented words", fill_the_rest},
    {"It tells of the order before", of_the_order},
    {"The order before is taken up again", back_to_before},
    {"Its purpose is {text}", purpose_is},
    {"A magistrate in {member} approves", magistrate_approves},
    {"The answer may leave the Union", may_leave},
    {"Then in {member} it is kept until {text}", kept_until},
    {"In {member}, an officer investigates what is at {text}", investigates},
    {"In {member}, an officer asks the others whether anybody investigates what is at {text}", coordinates},
    {"It names the answers of the others", form_coordinated},
    {"It says how their interest was weighed: \"{text}\"", form_weighed},
    {"The officer in {member} stops its clock, for information is missing: \"{text}\"", stop_for_information},
    {"The officer in {member} answers that just now it was \"{text}\": \"{text}\"", measure_taken},
    {"Then the logs of all who take part are whole", logs_of_all},
    {NULL, NULL},
};
