// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// histories_test.c — every history of a request: up to five steps by three officers of the owner, under each of four clocks. At
// each state that can be reached every officer tries everything; what is refused leaves the state as it was (which is checked),
// so the paths through the states are all histories there are. None reaches a release but by two distinct persons, each with a
// signature that holds over exactly what went, under a law that allows it; one alone begins an emergency, and no more.
#include "crypto/approval.h"
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define QUIET(h, ms) assert_int_equal(house_run(h, ms).code, CODE_OK)
enum { STEPS = 5, STATES_MAX = 400, OFFICERS = 3, NAME_ROOM = 400 };
static const int officers[OFFICERS] = {AUTHOR, APPROVER, DEPUTY};

#define ACTS(X) X(release) X(emergency) X(refuse) X(approve) X(touch) X(borrow)
enum act {
#define X(name) ACT_##name,
    ACTS(X)
#undef X
    ACT_COUNT
};
struct move {
    int officer;
    enum act act;
};
struct state {
    char name[NAME_ROOM];
    struct move path[STEPS];
    int depth;
    unsigned long long histories;   // that lead here, of its depth
};
struct world {
    struct house *h;
    struct soft soft[OFFICERS];
    bool urgent;
    const char *clock;              // named by the owner instead; NULL: the usual one
    struct state states[STATES_MAX];
    size_t count, released, alone;
    unsigned long long histories;
};

static json_t *shown(struct world *w, int member, const char *id) {
    json_t *j = NULL;
    assert_int_equal(house_do(w->h, member, AUTHOR, request_show, json_pack("{s:s}", "request", id), &j), CODE_OK);
    return j;
}

static char *asked(struct world *w) {
    json_t *made = NULL, *fields = json_pack("{s:s,s:s,s:s,s:s,s:s}", "facts", "f", "offence", "o", "grounds_to_ask", "g", "connection", "c",
                                             "contact_point_copy", "sent");
    if (w->urgent) json_object_update_new(fields, json_pack("{s:s,s:s}", "urgency", "life", "urgency_reasons", "tonight"));
    assert_int_equal(house_do(w->h, FR, AUTHOR, request_create,
                              json_pack("{s:s,s:s,s:s,s:s,s:b,s:o}", "kind", "information", "to", "be", "purpose", "investigation", "text",
                                        "Who?", "urgent", w->urgent, "fields", fields), &made), CODE_OK);
    char *id = strdup(word_of(made, "id"));
    AUTO_JSON *request = shown(w, FR, id);
    json_decref(made);
    assert_int_equal(house_do(w->h, FR, APPROVER, request_approve, house_approval(w->h, FR, APPROVER, request), NULL), CODE_OK);
    QUIET(w->h, 300);
    if (w->clock)
        assert_int_equal(house_do(w->h, BE, AUTHOR, request_reclocked,
                                  json_pack("{s:s,s:s,s:s}", "request", id, "clock", w->clock, "text", "why"), NULL), CODE_OK);
    return id;
}

static enum code act(struct world *w, const char *id, struct move m) {
    int who = officers[m.officer], other = officers[(m.officer + 1) % OFFICERS];
    json_t *p = json_pack("{s:s,s:s,s:s}", "request", id, "decision", m.act == ACT_refuse ? "refuse" : "release", "text", "an answer");
    if (m.act == ACT_refuse) json_object_set_new(p, "ground", json_string("not_available"));
    if (m.act == ACT_emergency) json_object_set_new(p, "emergency", json_string("tonight"));
    if (m.act <= ACT_refuse) return house_do(w->h, BE, who, request_decide, p, NULL);
    json_decref(p);
    AUTO_JSON *request = shown(w, BE, id);
    json_t *signature = m.act == ACT_touch ? house_touch(w->h, &w->soft[m.officer], request)
                                           : house_approval(w->h, BE, m.act == ACT_borrow ? other : who, request);
    return house_do(w->h, BE, who, request_approve, signature, NULL);
}

// Valid signatures under the decision, of distinct persons, the author's apart.
static size_t persons(const json_t *request, bool *author_signed) {
    const json_t *answer = json_object_get(request, "answer"), *a;
    struct view names[8], keys[8];
    size_t i, n = 0;
    AUTO_JSON *kept = json_array();
    *author_signed = false;
    json_array_foreach(json_object_get(request, "approvals"), i, a) {
        struct approval_proof p = {json_view(a, "scheme"), json_view(a, "credential"), json_view(a, "signature")};
        AUTO_TEXT key = text_with_ceiling(KEY_WORD_BYTES_MAX);
        if (strcmp(word_of(a, "action"), "request.decide") != 0) continue;
        if (FAILED(approval_holds(&p, json_view(a, "digest"), VIEW(""), NULL, NULL))) fail_msg("a signature that does not hold is kept");
        if (view_same(json_view(a, "by"), json_view(answer, "author"))) {
            *author_signed = true;
            continue;
        }
        assert_int_equal(approval_key(&p, &key, NULL).code, CODE_OK);
        json_t *word = json_of(text_seen(&key));
        json_array_append_new(kept, word);
        names[n] = json_view(a, "by"), keys[n++] = (struct view){json_string_value(word), json_string_length(word)};
    }
    return distinct_persons(names, keys, n);
}

// What counts of a request: where it stands, who wrote what, who signed it.
static void name_state(struct world *w, const char *id, char out[NAME_ROOM]) {
    AUTO_JSON *be = shown(w, BE, id);
    const json_t *answer = json_object_get(be, "answer"), *a;
    const char *digest = word_of(be, "digest");
    AUTO_TEXT t = text_with_ceiling(NAME_ROOM);
    size_t i;
    text_format(&t, "%s/%s/%s/%s/%s", word_of(be, "step"), word_of(be, "needs"), word_of(answer, "decision"), word_of(answer, "author"),
                json_object_get(answer, "emergency") ? "emergency" : "");
    json_array_foreach(json_object_get(be, "approvals"), i, a)
        if (strcmp(word_of(a, "action"), "request.decide") == 0 && (!*digest || strcmp(word_of(a, "digest"), digest) == 0))
            text_format(&t, " %s:%s", word_of(a, "by"), word_of(a, "scheme"));
    snprintf(out, NAME_ROOM, "%s", text_string(&t));
}

static void judge(struct world *w, const char *id) {
    QUIET(w->h, 300);
    AUTO_JSON *fr = shown(w, FR, id);
    AUTO_JSON *be = shown(w, BE, id);
    bool author, read = strstr(word_of(json_object_get(fr, "answer"), "text"), "an answer") != NULL;
    size_t others = persons(fr, &author);
    if (!read) return;
    const json_t *basis = json_object_get(json_object_get(fr, "answer"), "basis");
    w->released++;
    if (strcmp(word_of(json_object_get(fr, "answer"), "decision"), "release") == 0) assert_string_equal(word_of(basis, "instrument"), "dir-2023-977");
    if (others >= 1) return;         // the author, and one who signed: two distinct persons
    assert_true(author);
    assert_non_null(json_object_get(fr, "confirm_by"));  // an emergency that waits, and says until when
    assert_string_equal(word_of(be, "needs"), "confirmation");
    w->alone++;
}

static struct state *state_named(struct world *w, const char *name, int depth) {
    for (size_t i = 0; i < w->count; i++)
        if (w->states[i].depth == depth && strcmp(w->states[i].name, name) == 0) return &w->states[i];
    return NULL;
}

static char *replay(struct world *w, const struct state *s) {
    char *id = asked(w);
    for (int i = 0; i < s->depth; i++) assert_int_equal(act(w, id, s->path[i]), CODE_OK);
    return id;
}

static void go_on(struct world *w, size_t from) {
    char *id = replay(w, &w->states[from]), before[NAME_ROOM], after[NAME_ROOM];
    name_state(w, id, before);
    for (int m = 0; m < OFFICERS * ACT_COUNT; m++) {
        struct move move = {m / ACT_COUNT, (enum act)(m % ACT_COUNT)};
        enum code code = act(w, id, move);
        name_state(w, id, after);
        if (code) {
            assert_string_equal(before, after);
            continue;
        }
        struct state *s = state_named(w, after, w->states[from].depth + 1);
        if (!s) {
            assert_true(w->count < STATES_MAX);
            s = &w->states[w->count++];
            *s = w->states[from];
            snprintf(s->name, sizeof s->name, "%s", after);
            s->path[s->depth++] = move;
            s->histories = 0;
            judge(w, id);
        }
        s->histories += w->states[from].histories;
        w->histories += w->states[from].histories;
        free(id);
        id = replay(w, &w->states[from]);
    }
    free(id);
}

static void all_histories(void **state, bool urgent, const char *clock) {
    struct world *w = calloc(1, sizeof *w);
    *w = (struct world){.h = house_new(*state), .urgent = urgent, .clock = clock, .count = 1};
    QUIET(w->h, 2500);
    for (int i = 0; i < OFFICERS; i++) w->soft[i] = house_authenticator(w->h, BE, officers[i]);
    w->states[0].histories = 1;
    for (size_t i = 0; i < w->count; i++)
        if (w->states[i].depth < STEPS) go_on(w, i);
    print_message("%s: %zu states, %llu histories, %zu of the states read in France, %zu of them on one signature for now\n",
                  clock ? clock : urgent ? "urgent_direct" : "not_urgent", w->count,
                  w->histories, w->released, w->alone);
    assert_true(w->released > 4 && w->alone > 0 && w->alone < w->released && w->histories > 100);
    house_free(w->h);
    free(w);
}

static void under_seven_days(void **state) { all_histories(state, false, NULL); }
static void under_eight_hours(void **state) { all_histories(state, true, NULL); }
static void under_three_days(void **state) { all_histories(state, true, "urgent_indirect"); }
static void under_three_days_at_leisure(void **state) { all_histories(state, false, "urgent_indirect"); }

// The row ends while requests are under way, each as far as it may be: whoever does what then, in whichever order, nothing is released.
static void nothing_goes_once_the_law_has_ended(void **state) {
    static const struct move begun[][2] = {{{0, ACT_COUNT}, {0, ACT_COUNT}}, {{0, ACT_release}, {0, ACT_COUNT}},
                                           {{0, ACT_emergency}, {0, ACT_COUNT}}, {{2, ACT_release}, {0, ACT_COUNT}},
                                           {{0, ACT_refuse}, {0, ACT_release}}};
    enum { BEGUN = sizeof begun / sizeof *begun };
    struct world w = {.h = house_under(*state, "s/in_force: {from: 2024-12-12}/in_force: {from: 2024-12-12, to: 2026-11-26}/")};
    char *ids[BEGUN], after[NAME_ROOM];
    QUIET(w.h, 2500);
    for (int i = 0; i < OFFICERS; i++) w.soft[i] = house_authenticator(w.h, BE, officers[i]);
    for (int b = 0; b < BEGUN; b++) {
        ids[b] = asked(&w);
        for (int k = 0; k < 2 && begun[b][k].act != ACT_COUNT; k++) assert_int_equal(act(&w, ids[b], begun[b][k]), CODE_OK);
    }
    w.h->now.ms += 3 * (int64_t)DAY_MS, w.h->us += 3 * (uint64_t)DAY_MS * 1000;
    QUIET(w.h, 3000);
    for (int b = 0; b < BEGUN; b++)
        for (int round = 0; round < STEPS; round++)
            for (int m = 0; m < OFFICERS * ACT_COUNT; m++) {
                struct move move = {(m + round * 7) % (OFFICERS * ACT_COUNT) / ACT_COUNT, (enum act)((m + round * 7) % ACT_COUNT)};
                if (move.act == ACT_refuse && round + 1 < STEPS) continue;  // a refusal is no release; it comes last, for it ends it
                enum code code = act(&w, ids[b], move);
                if (move.act == ACT_release || move.act == ACT_emergency) assert_int_not_equal(code, CODE_OK);
                QUIET(w.h, 100);
                name_state(&w, ids[b], after);
                assert_int_not_equal(strncmp(after, "released", 8), 0);
                assert_int_not_equal(strncmp(after, "delivered//release", 18), 0);
                AUTO_JSON *fr = shown(&w, FR, ids[b]);
                assert_string_not_equal(word_of(json_object_get(fr, "answer"), "decision"), "release");
            }
    for (int b = 0; b < BEGUN; b++) free(ids[b]);
    house_free(w.h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(under_seven_days, LAWS_FOLDER), cmocka_unit_test_prestate(under_eight_hours, LAWS_FOLDER),
        cmocka_unit_test_prestate(under_three_days, LAWS_FOLDER), cmocka_unit_test_prestate(under_three_days_at_leisure, LAWS_FOLDER),
        cmocka_unit_test_prestate(nothing_goes_once_the_law_has_ended, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
