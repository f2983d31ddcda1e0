// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "requests/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#define MUST(expr) assert_int_equal((expr).code, CODE_OK)

static struct store *fresh(void) {
    struct store *s = NULL;
    MUST(store_open(sys_real(), NULL, &s, NULL));
    MUST(store_migrate(s, REQUEST_MIGRATIONS, REQUEST_MIGRATION_COUNT, NULL));
    MUST(store_begin(s, NULL));
    return s;
}

// Every history of up to six events on each side: none leaves the house without "approve" (asker) or reaches
// an answer without "decide" before it (owner).
static void walk(enum request_side side, enum request_step at, int left, bool approved, bool decided, int *released) {
    if (side == SIDE_asker && (at == STEP_sent || at == STEP_received)) assert_true(approved);
    if (side == SIDE_owner && (at == STEP_released || at == STEP_refused || at == STEP_delivered)) assert_true(decided);
    if (at == STEP_released) ++*released;
    if (left == 0) return;
    for (enum request_event e = 0; e < EVENT_COUNT; e++) {
        enum request_step to;
        if (FAILED(request_next(side, at, e, &to, NULL))) continue;
        walk(side, to, left - 1, approved || e == EVENT_approve, decided || e == EVENT_decide, released);
    }
}

static void no_history_skips_a_person(void **state) {
    (void)state;
    int released = 0;
    walk(SIDE_asker, STEP_none, 6, false, false, &released);
    walk(SIDE_owner, STEP_none, 6, false, false, &released);
    assert_true(released > 2);
}

static struct request sample(void) {
    return (struct request){.id = VIEW("0193"), .side = SIDE_asker, .peer = VIEW("be"), .kind = VIEW("supplementary_information"),
                            .demand = VIEW("{}"), .author = VIEW("p1"), .created_at = {5}, .due_at = {10}};
}

static struct result count_line(void *ctx, const struct request_line *line, struct error *err) {
    (void)line, (void)err;
    ++*(int *)ctx;
    return DONE;
}

static void steps_and_lines_are_kept(void **state) {
    (void)state;
    struct store *s = fresh();
    struct request r = sample(), back;
    AUTO_TEXT hold = text_with_ceiling(10000);
    MUST(request_add(s, &r, NULL));
    assert_int_equal(request_add(s, &r, NULL).code, CODE_ALREADY);
    MUST(request_step_to(s, &r, EVENT_draft, VIEW("p1"), VIEW(""), (struct instant){5}, NULL));
    MUST(request_find(s, r.id, &hold, &back, NULL));
    assert_int_equal(back.step, STEP_drafted);
    assert_true(view_is(back.peer, "be"));
    assert_int_equal(request_step_to(s, &back, EVENT_receipt, VIEW("be"), VIEW(""), (struct instant){6}, NULL).code, CODE_WRONG_STEP);
    MUST(request_step_to(s, &back, EVENT_approve, VIEW("p2"), VIEW(""), (struct instant){7}, NULL));
    int lines = 0;
    MUST(request_history(s, r.id, count_line, &lines, NULL));
    assert_int_equal(lines, 2);
    MUST(store_commit(s, NULL));
    store_close(s);
}

static void one_person_counts_once(void **state) {
    (void)state;
    struct store *s = fresh();
    struct request r = sample();
    MUST(request_add(s, &r, NULL));
    struct approval a = {r.id, VIEW("request.send"), VIEW("aa"), VIEW("p2"), VIEW("ed25519"), VIEW("k2"), VIEW("s"), {1}};
    int64_t persons = 0;
    MUST(approval_add(s, &a, NULL));
    assert_int_equal(approval_add(s, &a, NULL).code, CODE_ALREADY);
    a.digest = VIEW("bb");  // the action changed: the earlier signature does not count for it
    MUST(approval_count(s, r.id, a.action, a.digest, &persons, NULL));
    assert_int_equal(persons, 0);
    MUST(approval_add(s, &a, NULL));
    a.by = VIEW("p3");
    MUST(approval_add(s, &a, NULL));
    MUST(approval_count(s, r.id, a.action, a.digest, &persons, NULL));
    assert_int_equal(persons, 2);
    MUST(store_commit(s, NULL));
    store_close(s);
}

static void ended_requests_are_forgotten_whole(void **state) {
    (void)state;
    struct store *s = fresh();
    struct request r = sample(), back;
    AUTO_TEXT hold = text_with_ceiling(10000);
    struct approval a = {r.id, VIEW("request.send"), VIEW("aa"), VIEW("p2"), VIEW("ed25519"), VIEW("k2"), VIEW("s"), {1}};
    struct trace t = {VIEW("log"), VIEW("sent"), 7, {1}};
    int64_t forgotten = -1;
    MUST(request_add(s, &r, NULL));
    MUST(approval_add(s, &a, NULL));
    MUST(trace_add(s, r.id, &t, NULL));
    MUST(request_posted(s, r.id, VIEW("be"), 1, NULL));
    static const enum request_event way[] = {EVENT_draft, EVENT_approve, EVENT_receipt, EVENT_refuse};
    for (int i = 0; i < 4; i++) {
        MUST(request_forget(s, (struct instant){100}, &forgotten, NULL));
        assert_int_equal(forgotten, 0);  // it has not ended
        MUST(request_find(s, r.id, &hold, &back, NULL));
        MUST(request_step_to(s, &back, way[i], VIEW("p1"), VIEW(""), (struct instant){5}, NULL));
    }
    MUST(request_forget(s, (struct instant){5}, &forgotten, NULL));
    assert_int_equal(forgotten, 0);  // it began at 5, not before
    MUST(request_forget(s, (struct instant){6}, &forgotten, NULL));
    assert_int_equal(forgotten, 1);
    assert_int_equal(request_find(s, r.id, &hold, &back, NULL).code, CODE_NOT_FOUND);
    MUST(store_commit(s, NULL));
    MUST(store_check(s, NULL));
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_history_skips_a_person), cmocka_unit_test(steps_and_lines_are_kept),
                                       cmocka_unit_test(one_person_counts_once),
                                       cmocka_unit_test(ended_requests_are_forgotten_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
