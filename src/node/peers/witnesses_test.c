// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/witness_memory.h"
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static json_t *status_of(struct house *h, int member) {
    json_t *answer = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, audit_status, json_object(), &answer), CODE_OK);
    return answer;
}

static json_int_t quorum_size(struct house *h, int member) {
    AUTO_JSON *s = status_of(h, member);
    return json_int(json_object_get(s, "cosigned"), "size");
}

static json_int_t signed_size(struct house *h, int member) {
    AUTO_JSON *s = status_of(h, member);
    struct view rest, origin = view_cut(json_view(s, "checkpoint"), '\n', &rest);
    uint64_t size = 0;
    (void)origin;
    view_to_u64(view_cut(rest, '\n', &rest), &size);
    return (json_int_t)size;
}

static json_t *draft(const char *name) {
    return json_pack("{s:{s:s,s:{s:s,s:[{s:s,s:s,s:s}],s:[s]},s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", "kind", "person", "names", "text",
                     name, "given", "Karim", "family", "Exemple", "births", "1990-05-04", "reason", "a decision", "authority", "an office",
                     "decision_ref", "7");
}

static void a_quorum_cosigns_each_round(void **state) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 3000).code, CODE_OK);
    json_int_t first = quorum_size(h, BE);
    assert_true(first > 0);
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
    assert_int_equal(house_run(h, 5000).code, CODE_OK);
    assert_int_equal(quorum_size(h, BE), first);             // the pace does not follow what happens
    assert_int_equal(house_run(h, 61000).code, CODE_OK);
    assert_true(quorum_size(h, BE) > first);
    AUTO_JSON *proof = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, audit_proven, json_pack("{s:I}", "index", (json_int_t)0), &proof), CODE_OK);
    struct view text = json_view(proof, "proof");
    assert_non_null(memmem(text.at, text.bytes, "\n\xE2\x80\x94 fr ", 8));
    assert_non_null(memmem(text.at, text.bytes, "\n\xE2\x80\x94 es ", 8));
    house_free(h);
}

static void before_a_quorum_is_heard_nothing_is_signed(void **state) {
    struct house *h = house_new(*state);
    h->no_witness[FR] = true;
    assert_int_equal(house_run(h, 5000).code, CODE_OK);
    assert_int_equal(signed_size(h, BE), 0);
    assert_int_equal(quorum_size(h, BE), 0);
    h->no_witness[FR] = false;
    assert_int_equal(house_run(h, 20000).code, CODE_OK);
    assert_true(signed_size(h, BE) > 0 && quorum_size(h, BE) > 0);
    house_free(h);
}

// The other nodes are off; their witnesses, which stand elsewhere, are not.
static void an_empty_store_is_told_by_the_witnesses(void **state) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 3000).code, CODE_OK);
    assert_true(quorum_size(h, BE) > 0);
    h->silent[FR] = h->silent[ES] = true;
    house_forget(h, BE);
    assert_int_equal(house_run(h, 3000).code, CODE_STORE_ROLLED_BACK);
    house_free(h);
}

// The same key over another history that has grown longer: a fork, not a backup.
static void another_history_is_told_by_the_witnesses(void **state) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 3000).code, CODE_OK);
    json_int_t size = quorum_size(h, BE);
    h->silent[FR] = h->silent[ES] = h->no_witness[FR] = h->no_witness[ES] = true;
    house_forget(h, BE);
    for (int i = 0; i < size + 5; i++) assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
    assert_int_equal(signed_size(h, BE), 0);
    h->no_witness[FR] = h->no_witness[ES] = false;
    h->us += 300 * 1000000ull;
    assert_int_equal(house_run(h, 3000).code, CODE_STORE_ROLLED_BACK);
    house_free(h);
}

// What a witness can't prove with our own signature is its own trouble.
static void a_lying_witness_stops_nobody(void **state) {
    struct house *h = house_new(*state);
    assert_int_equal(house_run(h, 3000).code, CODE_OK);
    struct memory_shelf *shelf = house_shelf(h, FR);
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->at[i].origin, "be") == 0) text_clear(&shelf->at[i].note), text_put(&shelf->at[i].note, "be\n99999\nAAAA\n\nnothing\n");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft("Karim Exemple"), NULL), CODE_OK);
    assert_int_equal(house_run(h, 61000).code, CODE_OK);
    AUTO_JSON *s = status_of(h, BE);
    const json_t *lines = json_object_get(json_object_get(s, "cosigned"), "witnesses");
    assert_int_equal(json_array_size(lines), 2);
    assert_true(json_view(json_array_get(lines, 0), "trouble").bytes > 0);
    assert_int_equal(json_view(json_array_get(lines, 1), "trouble").bytes, 0);
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_quorum_cosigns_each_round, LAWS_FOLDER),
        cmocka_unit_test_prestate(before_a_quorum_is_heard_nothing_is_signed, LAWS_FOLDER),
        cmocka_unit_test_prestate(an_empty_store_is_told_by_the_witnesses, LAWS_FOLDER),
        cmocka_unit_test_prestate(another_history_is_told_by_the_witnesses, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_lying_witness_stops_nobody, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
