// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// namesake.c — whose identity was misused (Reg. (EU) 2018/1862 art. 62): with that person's consent, what tells them from the one
// an alert is about stands in the alert itself. So it goes where the alert goes, is shown before anything else when a check
// matches it, is used for nothing else (art. 62(3)), and is erased with the alert, or before when the person so wishes (62(5)).
#include "node/checks/namesake.h"

#include "match/tell.h"

enum { NAMESAKE_ARENA_BYTES = 16 << 20 };

// One of them against the question; NULL: not met.
static json_t *met(const json_t *one, const struct subject *question, float bits) {
    AUTO_ARENA a = arena_with_ceiling(NAMESAKE_ARENA_BYTES);
    struct subject s;
    struct candidate c;
    if (FAILED(subject_read(json_object_get(one, "subject"), &a, &s, NULL)) || FAILED(match_pair(question, &s, &a, &c, NULL))) return NULL;
    if (c.score < NAMESAKE_FLOOR) return NULL;
    json_t *j = json_pack("{s:f,s:f,s:b,s:O,s:O,s:o}", "score", (double)c.score, "bits", (double)c.bits, "nearer", c.bits > bits, "subject",
                          json_object_get(one, "subject"), "consented_at", json_object_get(one, "consented_at"), "evidence", evidence_told(&c));
    static const char *const parents[] = {"father", "mother"};
    for (size_t i = 0; i < 2; i++)
        if (json_object_get(one, parents[i])) json_object_set(j, parents[i], json_object_get(one, parents[i]));
    return j;
}

json_t *namesakes_met(const json_t *alert, const struct subject *question, float bits) {
    json_t *list = json_object_get(alert, "not_this_person"), *out = NULL, *one;
    size_t i;
    json_array_foreach(list, i, one) {
        json_t *j = met(one, question, bits);
        if (!j) continue;
        if (!out) out = json_array();
        json_array_append_new(out, j);
    }
    return out;
}

// ---- Kept ----

static RESULT added(json_t *list, const json_t *person, struct error *err) {
    if (!json_is_object(person))
        return FAIL(err, BAD_ARGUMENT, "\"person\": what tells the person from the one the alert is about, with consented_at and consent_ref");
    json_array_append(list, (json_t *)person);
    return DONE;
}

static RESULT removed(json_t *list, int64_t number, struct error *err) {
    if (number < 1 || number > (int64_t)json_array_size(list)) return FAIL(err, NOT_FOUND, "the alert has no such person");
    json_array_remove(list, (size_t)number - 1);
    return DONE;
}

// {record, version, reason, person | withdrawn}: the alert's next version, with or without this person.
struct result alert_misused(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view name = json_view(call->params, "record"), reason = json_view(call->params, "reason");
    const json_t *person = json_object_get(call->params, "person");
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *alert = NULL;
    if (!view_trim(reason).bytes) return FAIL(err, BAD_ARGUMENT, "\"reason\" is missing");
    TRY(own_record(n, name, json_int(call->params, "version"), &hold, &r, err));
    TRY(json_stored(r.body, &alert, err));
    AUTO_JSON *list = json_object_get(alert, "not_this_person") ? json_copy(json_object_get(alert, "not_this_person")) : json_array();
    TRY(person ? added(list, person, err) : removed(list, json_int(call->params, "withdrawn"), err));
    if (json_array_size(list)) json_object_set(alert, "not_this_person", list);
    else json_object_del(alert, "not_this_person");
    AUTO_JSON *more = json_pack("{s:s}", "misused_identity", person ? "added" : "withdrawn");
    return alert_next(call, alert, &r, reason, more, err);
}
