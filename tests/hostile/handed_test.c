// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The daemon's desk for what the console hands over, with a helper that a file has taken over (tests/hostile/malines-import): no place is
// held for ever, nor the stop, and who asked is told a code and a cause. A desk that waits without a clock never ends here.
#include "handed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum { LONG_MS = 100 * 1000, SHORT_MS = 300 };

struct told {
    struct loop *loop;
    int waiting;          // answers still to come
    enum code code;
    char detail[400];
    json_t *read;
};

static void is_read(void *ctx, const struct error *why, const json_t *read) {
    struct told *t = ctx;
    t->code = why ? why->code : CODE_OK;
    snprintf(t->detail, sizeof t->detail, "%s", why ? why->detail : "");
    json_decref(t->read);
    t->read = json_incref((json_t *)read);
    if (--t->waiting == 0) loop_stop(t->loop);
}

static struct told house(void) {
    struct told t = {.code = CODE_OK};
    assert_int_equal(loop_new(sys_real(), &t.loop, NULL).code, CODE_OK);
    return t;
}

static void put_as(struct handed *c, const char *kind, const char *file, struct told *t) {
    AUTO_JSON *what = json_pack("{s:s}", kind, file);
    struct api_reader door = handed_door(c);
    t->waiting++;
    door.read(door.ctx, what, is_read, t);
}

static void put(struct handed *c, const char *base64, struct told *t) { put_as(c, "container", base64, t); }

#define SILENT "c2lsZW50Cg=="
#define DEAF "ZGVhZgo="
#define CLOSED "Y2xvc2VkCg=="
#define ENDLESS "ZW5kbGVzcwo="
#define CHATTY "Y2hhdHR5Cg=="
#define WRONG "d3JvbmcK"

static void a_helper_taken_over_gives_its_place_back(void **state) {
    (void)state;
    struct told t = house();
    struct handed *c = handed_new(t.loop, SHORT_MS);
    static const char *const hostile[][2] = {{SILENT, DEAF}, {CLOSED, SILENT}};
    for (size_t i = 0; i < 2; i++) {
        put(c, hostile[i][0], &t), put(c, hostile[i][1], &t);
        loop_run(t.loop);
        assert_int_equal(t.code, CODE_HELPER_FAILED);
        assert_non_null(strstr(t.detail, "was ended"));
        assert_null(t.read);
    }
    handed_free(c);
    loop_free(t.loop);
}

static void one_that_behaves_is_heard(void **state) {
    (void)state;
    struct told t = house();
    struct handed *c = handed_new(t.loop, LONG_MS);
    put(c, CHATTY, &t);
    loop_run(t.loop);
    assert_int_equal(t.code, CODE_OK);
    assert_string_equal(json_string_value(json_object_get(t.read, "container")), "bGVmdA==");
    json_decref(t.read), t.read = NULL;
    put(c, WRONG, &t);
    loop_run(t.loop);
    assert_int_equal(t.code, CODE_BAD_FIELD);
    assert_string_equal(t.detail, "record 3: 13.999");
    put(c, ENDLESS, &t);
    loop_run(t.loop);
    assert_int_equal(t.code, CODE_TOO_BIG);
    handed_free(c);
    loop_free(t.loop);
}

// Rows are counted here, whatever the helper says of them; and a table whose last line did not come is none.
static void a_table_has_a_ceiling_and_an_end(void **state) {
    (void)state;
    static const struct { const char *does; enum code code; } rows[] = {
        {"tabled\n", CODE_OK}, {"rows\n", CODE_TOO_BIG}, {"halved\n", CODE_HELPER_FAILED}, {"endless\n", CODE_TOO_BIG}};
    struct told t = house();
    struct handed *c = handed_new(t.loop, LONG_MS);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_as(c, "table", rows[i].does, &t);
        loop_run(t.loop);
        assert_int_equal(t.code, rows[i].code);
        if (t.code == CODE_OK) assert_int_equal(json_array_size(json_object_get(t.read, "rows")), 1);
        else assert_null(t.read);
    }
    json_decref(t.read);
    handed_free(c);
    loop_free(t.loop);
}

static void a_third_is_told_to_wait(void **state) {
    (void)state;
    struct told t = house(), third = house();
    struct handed *c = handed_new(t.loop, SHORT_MS);
    put(c, SILENT, &t), put(c, SILENT, &t);
    third.waiting = 1;  // told at once, before any loop runs
    put(c, CHATTY, &third);
    assert_int_equal(third.code, CODE_BUSY);
    loop_run(t.loop);
    handed_free(c);
    loop_free(t.loop), loop_free(third.loop);
}

static void the_stop_waits_for_nobody(void **state) {
    (void)state;
    struct told t = house();
    struct handed *c = handed_new(t.loop, LONG_MS);
    put(c, SILENT, &t), put(c, DEAF, &t);
    handed_free(c);
    assert_int_equal(t.waiting, 0);
    assert_int_equal(t.code, CODE_UNREACHABLE);
    loop_free(t.loop);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_helper_taken_over_gives_its_place_back),
        cmocka_unit_test(one_that_behaves_is_heard),
        cmocka_unit_test(a_table_has_a_ceiling_and_an_end),
        cmocka_unit_test(a_third_is_told_to_wait),
        cmocka_unit_test(the_stop_waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
