// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: node_house_dep
//
// Messages of sealed checks, signed by a partner that lies. The first byte chooses the side: what an owner is asked by
// ("/m1/sealed"), or what an asker is answered, to its question or to its pulling of filters. "@FILTER" and "@CHECK" in the
// rest stand for the filter that is in use and the check that is asked, so that inputs get behind the first tests.
// Whatever comes, a question that is answered was paid for, the node goes on, and nobody says "no hit" but after a proof.
#include "federation/envelope.h"
#include "node/node_house.h"
#include "sealed/question.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

struct play {
    struct house *h;
    char filter[100];
    struct view words;
    int answers;
    int64_t paid;         // keys, as of the last question
};

static json_t *subject(void) {
    return json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", "Marta Ejemplo", "given", "Marta",
                     "family", "Ejemplo", "births", "1990-05-04");
}

static void fill_in(struct text *out, struct view words, const char *filter, struct view check) {
    for (size_t i = 0; i < words.bytes; i++) {
        struct view rest = {words.at + i, words.bytes - i};
        if (view_starts(rest, "@FILTER")) text_put(out, filter), i += 6;
        else if (view_starts(rest, "@CHECK")) text_view(out, check), i += 5;
        else text_char(out, words.at[i]);
    }
}

static bool lie(void *ctx, const json_t *message, struct text *out) {
    struct play *p = ctx;
    p->answers++;
    fill_in(out, p->words, p->filter, json_view(message, "check"));
    return text_ok(out);
}

static void learn_filter(struct play *p) {
    AUTO_JSON *status = NULL;
    size_t i;
    json_t *one;
    ENSURE(house_do(p->h, FR, AUTHOR, sealed_status, json_object(), &status) == CODE_OK);
    json_array_foreach(json_object_get(status, "held"), i, one)
        if (view_is(json_view(one, "class"), "police_records") && view_is(json_view(one, "member"), "es"))
            snprintf(p->filter, sizeof p->filter, "%s", json_string_value(json_object_get(one, "filter")));
    ENSURE(*p->filter);
}

static void fresh(struct play *p) {
    p->h = house_under(LAWS_FOLDER, HOUSE_DAYS_KNOWN);
    p->h->ctx = p;
    AUTO_JSON *alert = json_pack("{s:s,s:o,s:s,s:s,s:s}", "category", "police_record", "subject", subject(), "reason", "invented",
                                 "authority", "an office", "decision_ref", "7");
    ENSURE(!FAILED(house_run(p->h, 2500)));
    ENSURE(house_do(p->h, ES, AUTHOR, alert_create, json_pack("{s:O}", "alert", alert), NULL) == CODE_OK);
    ENSURE(house_do(p->h, ES, AUTHOR, sealed_rebuild, json_object(), NULL) == CODE_OK);
    ENSURE(!FAILED(house_run(p->h, 61000)));
    learn_filter(p);
    p->paid = 0;
    p->h->sealed = lie;
}

// She is held: "hit" can't be proven without the key, and "no hit" would be false.
static void asker_answered(struct play *p) {
    AUTO_JSON *check = NULL;
    size_t i;
    json_t *line;
    p->h->stolen[ES] = true;
    ENSURE(house_do(p->h, FR, AUTHOR, check_run, json_pack("{s:o,s:s}", "subject", subject(), "purpose", "investigation"), &check) == CODE_OK);
    json_array_foreach(json_object_get(check, "coverage"), i, line)
        if (view_is(json_view(line, "member"), "es") && view_is(json_view(line, "sharing"), "sealed"))
            ENSURE(!view_is(json_view(line, "state"), "no_hit") && !view_is(json_view(line, "state"), "hit"));
    if (memmem(p->words.at, p->words.bytes, "\"offers\"", 8) || memmem(p->words.at, p->words.bytes, "\"chunk\"", 7))
        p->h->us += 4000000, p->h->now.ms += 4000;  // and it pulls again
    ENSURE(!FAILED(house_run(p->h, 0)));
    p->h->stolen[ES] = false;
    ENSURE(!FAILED(house_run(p->h, 0)));
}

static int64_t paid(struct play *p) {
    AUTO_JSON *status = NULL;
    size_t i;
    json_t *one;
    int64_t keys = 0;
    ENSURE(house_do(p->h, ES, AUTHOR, sealed_status, json_object(), &status) == CODE_OK);
    json_array_foreach(json_object_get(status, "asked"), i, one) keys += json_int(one, "keys");
    return keys;
}

static void owner_asked(struct play *p) {
    AUTO_TEXT words = text_with_ceiling(1 << 20), reply = text_with_ceiling(1 << 20);
    fill_in(&words, p->words, p->filter, VIEW("0193a5c0-0000-7000-8000-000000000001"));
    if (!text_ok(&words)) return;
    int status = house_send(p->h, FR, ES, "/m1/sealed", "sealed", text_seen(&words), &reply);
    ENSURE(status >= 200 && status < 600);
    bool evaluated = memmem(reply.at ? reply.at : "", reply.bytes, "\"evaluated\"", 11) != NULL;
    int64_t now_paid = status == 200 ? paid(p) : p->paid;
    ENSURE(evaluated ? now_paid > p->paid : now_paid == p->paid);
    p->paid = now_paid;
    ENSURE(!FAILED(house_run(p->h, 0)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    static struct play p;
    static int plays;
    if (!p.h) fresh(&p);
    if (!bytes || bytes > 256 * 1024) return 0;
    p.words = (struct view){(const char *)data + 1, bytes - 1};
    if (data[0] & 1) asker_answered(&p);
    else owner_asked(&p);
    if (++plays % 500 == 0) p.h = house_free(p.h);  // so that nothing piles up
    return 0;
}
