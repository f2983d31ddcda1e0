// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "federation/channel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#define MUST(expr) assert_int_equal((expr).code, CODE_OK)
#define FR VIEW("fr")
#define ALERTS VIEW("alerts")

static struct store *fresh(void) {
    struct store *s = NULL;
    MUST(store_open(sys_real(), NULL, &s, NULL));
    MUST(store_migrate(s, CHANNEL_MIGRATIONS, CHANNEL_MIGRATION_COUNT, NULL));
    MUST(store_begin(s, NULL));
    return s;
}

static struct store *finished(struct store *s) {
    MUST(store_commit(s, NULL));
    MUST(store_check(s, NULL));
    return store_close(s);
}

struct seen {
    int64_t first, last, count;
};

static struct result note(void *ctx, const struct post *p, struct error *err) {
    (void)err;
    struct seen *seen = ctx;
    if (!seen->count++) seen->first = p->seq;
    seen->last = p->seq;
    return DONE;
}

static void messages_wait_until_they_are_settled(void **state) {
    (void)state;
    struct store *s = fresh();
    int64_t seq = 0, waiting = 0;
    for (int i = 1; i <= 5; i++) {
        MUST(outbox_put(s, FR, ALERTS, VIEW("copy"), VIEW("0123456789"), &seq, NULL));
        assert_int_equal(seq, i);
    }
    MUST(outbox_put(s, FR, VIEW("requests"), VIEW("request"), VIEW("x"), &seq, NULL));
    assert_int_equal(seq, 1);  // each channel counts for itself
    struct seen seen = {0};
    MUST(outbox_read(s, FR, ALERTS, 100, 25, note, &seen, NULL));
    assert_int_equal(seen.count, 2);  // two of ten bytes fit in 25
    seen = (struct seen){0};
    MUST(outbox_read(s, FR, ALERTS, 100, 1, note, &seen, NULL));
    assert_int_equal(seen.count, 1);  // never less than one
    MUST(outbox_settle(s, FR, ALERTS, 3, NULL));
    seen = (struct seen){0};
    MUST(outbox_read(s, FR, ALERTS, 100, 1000, note, &seen, NULL));
    assert_true(seen.first == 4 && seen.last == 5);
    MUST(outbox_settle(s, FR, ALERTS, 2, NULL));  // an old receipt again: nothing moves back
    MUST(outbox_waiting(s, FR, ALERTS, &waiting, NULL));
    assert_int_equal(waiting, 2);
    assert_int_equal(outbox_settle(s, FR, ALERTS, 6, NULL).code, CODE_BAD_FIELD);
    finished(s);
}

static void numbers_go_on_after_all_is_settled(void **state) {
    (void)state;
    struct store *s = fresh();
    int64_t seq = 0;
    MUST(outbox_put(s, FR, ALERTS, VIEW("copy"), VIEW("x"), &seq, NULL));
    MUST(outbox_settle(s, FR, ALERTS, 1, NULL));
    MUST(outbox_put(s, FR, ALERTS, VIEW("copy"), VIEW("x"), &seq, NULL));
    assert_int_equal(seq, 2);
    finished(s);
}

static void each_message_takes_effect_once_and_in_order(void **state) {
    (void)state;
    struct store *s = fresh();
    unsigned char one[DIGEST_BYTES] = {1}, other[DIGEST_BYTES] = {2};
    struct instant now = {1000};
    enum arrival arrival;
    int64_t index = 0;
    assert_int_equal(inbox_take(s, FR, ALERTS, 2, one, now, &arrival, &index, NULL).code, CODE_GAP);
    assert_int_equal(inbox_take(s, FR, ALERTS, 0, one, now, &arrival, &index, NULL).code, CODE_GAP);
    MUST(inbox_take(s, FR, ALERTS, 1, one, now, &arrival, &index, NULL));
    assert_int_equal(arrival, ARRIVED_NEW);
    AUTO_TEXT refusal = text_with_ceiling(100);
    MUST(inbox_refusal(s, FR, ALERTS, 1, &refusal, NULL));
    assert_int_equal(refusal.bytes, 0);
    MUST(inbox_refused(s, FR, ALERTS, 1, VIEW("NO_BASIS"), NULL));
    MUST(inbox_refusal(s, FR, ALERTS, 1, &refusal, NULL));
    assert_string_equal(text_string(&refusal), "NO_BASIS");
    MUST(inbox_logged(s, FR, ALERTS, 1, 77, NULL));
    MUST(inbox_take(s, FR, ALERTS, 1, one, now, &arrival, &index, NULL));
    assert_int_equal(arrival, ARRIVED_AGAIN);
    assert_int_equal(index, 77);
    assert_int_equal(inbox_take(s, FR, ALERTS, 1, other, now, &arrival, &index, NULL).code, CODE_REPLAYED);
    MUST(inbox_take(s, FR, ALERTS, 2, other, now, &arrival, &index, NULL));
    assert_int_equal(arrival, ARRIVED_NEW);
    int64_t last = 0;
    MUST(inbox_last(s, FR, ALERTS, &last, NULL));
    assert_int_equal(last, 2);
    finished(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(messages_wait_until_they_are_settled),
                                       cmocka_unit_test(numbers_go_on_after_all_is_settled),
                                       cmocka_unit_test(each_message_takes_effect_once_and_in_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
