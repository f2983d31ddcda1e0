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
static void walk(enum kind_way way, enum request_side side, enum request_step at, int left, bool approved, bool decided, int *released) {
    if (side == SIDE_asker && (at == STEP_sent || at == STEP_received)) assert_true(approved);
    if (side == SIDE_owner && (at == STEP_released || at == STEP_refused || at == STEP_delivered)) assert_true(decided);
    if (at == STEP_released) ++*released;
    if (at == STEP_noted) assert_true(way == WAY_gives && (side == SIDE_owner || approved));
    if (left == 0) return;
    for (enum request_event e = 0; e < EVENT_COUNT; e++) {
        enum request_step to;
        if (FAILED(request_next(way, side, at, e, &to, NULL))) continue;
        walk(way, side, to, left - 1, approved || e == EVENT_approve, decided || e == EVENT_decide, released);
    }
}

static void no_history_skips_a_person(void **state) {
    (void)state;
    int released = 0;
    walk(WAY_asks, SIDE_asker, STEP_none, 6, false, false, &released);
    walk(WAY_asks, SIDE_owner, STEP_none, 6, false, false, &released);
    assert_true(released > 2);
    released = 0;
    walk(WAY_gives, SIDE_asker, STEP_none, 6, false, false, &released);
    walk(WAY_gives, SIDE_owner, STEP_none, 6, false, false, &released);
    assert_int_equal(released, 0);  // what only tells releases nothing
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
    MUST(approval_count(s, r.id, a.action, a.digest, r.author, &persons, NULL));
    assert_int_equal(persons, 0);
    MUST(approval_add(s, &a, NULL));
    a.by = VIEW("p3");
    MUST(approval_add(s, &a, NULL));
    a.by = r.author;  // in an emergency the author signs first: that never counts
    MUST(approval_add(s, &a, NULL));
    MUST(approval_count(s, r.id, a.action, a.digest, r.author, &persons, NULL));
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

// What was written before there were clocks is still there, and goes on.
static void an_older_store_is_carried_over(void **state) {
    (void)state;
    struct store *s = NULL;
    struct request back;
    AUTO_TEXT hold = text_with_ceiling(10000);
    static const struct stmt OLD = {
        "INSERT INTO request(id, side, step, peer, kind, demand, decision, author, created_at, due_at, urgent)"
        " VALUES('0193', 1, 'received', 'fr', 'supplementary_information', x'7b7d', x'', '', 5, 10, 0)"};
    MUST(store_open(sys_real(), NULL, &s, NULL));
    MUST(store_migrate(s, REQUEST_MIGRATIONS, 2, NULL));
    MUST(store_begin(s, NULL));
    MUST(store_run(s, &OLD, NO_VALUES, NULL));
    MUST(store_commit(s, NULL));
    MUST(store_migrate(s, REQUEST_MIGRATIONS, REQUEST_MIGRATION_COUNT, NULL));
    MUST(store_begin(s, NULL));
    MUST(request_find(s, VIEW("0193"), &hold, &back, NULL));
    assert_true(back.way == WAY_asks && !back.clock.bytes && !back.started_at.ms && back.due_at.ms == 10);
    MUST(request_step_to(s, &back, EVENT_decide, VIEW("p1"), VIEW(""), (struct instant){6}, NULL));
    MUST(store_commit(s, NULL));
    store_close(s);
}

static struct result sum_pause(void *ctx, const struct request_pause *p, struct error *err) {
    (void)err;
    *(int64_t *)ctx += p->span.to.ms ? p->span.to.ms - p->span.from.ms : 1000000;
    return DONE;
}

static void pauses_are_kept_and_ended(void **state) {
    (void)state;
    struct store *s = fresh();
    struct request r = sample(), back;
    AUTO_TEXT hold = text_with_ceiling(10000);
    struct request_pause p = {VIEW("clarification"), VIEW("asked back"), {{20}, {0}}};
    int64_t sum = 0;
    MUST(request_add(s, &r, NULL));
    MUST(request_pause_add(s, r.id, &p, NULL));
    MUST(request_pause_each(s, r.id, sum_pause, &sum, NULL));
    assert_int_equal(sum, 1000000);
    MUST(request_pause_end(s, r.id, (struct instant){50}, NULL));
    MUST(request_pause_end(s, r.id, (struct instant){90}, NULL));  // it is over already
    sum = 0;
    MUST(request_pause_each(s, r.id, sum_pause, &sum, NULL));
    assert_int_equal(sum, 30);
    MUST(request_set_clock(s, r.id, VIEW("sirene"), VIEW("be"), (struct instant){7}, (struct instant){99}, NULL));
    MUST(request_set_holder(s, r.id, VIEW("p9"), NULL));
    MUST(request_find(s, r.id, &hold, &back, NULL));
    assert_true(view_is(back.clock, "sirene") && view_is(back.calendar, "be") && back.started_at.ms == 7 && back.due_at.ms == 99 &&
                view_is(back.holder, "p9"));
    MUST(request_pauses_drop(s, r.id, NULL));
    sum = 0;
    MUST(request_pause_each(s, r.id, sum_pause, &sum, NULL));
    assert_int_equal(sum, 0);
    MUST(store_commit(s, NULL));
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_history_skips_a_person), cmocka_unit_test(steps_and_lines_are_kept),
                                       cmocka_unit_test(one_person_counts_once), cmocka_unit_test(an_older_store_is_carried_over),
                                       cmocka_unit_test(pauses_are_kept_and_ended),
                                       cmocka_unit_test(ended_requests_are_forgotten_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
