// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The command line's reader of lists, with a helper that a file has taken over (tests/hostile/malines-import).
#include "reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static struct result taken(void *ctx, struct view line, struct error *err) {
    (void)line, (void)err;
    ++*(int *)ctx;
    return DONE;
}

// A line without an end meets a ceiling; a reader that waits for its end never ends here.
static void a_line_without_an_end_is_refused(void **state) {
    (void)state;
    AUTO_JSON *files = json_pack("[s]", "/proc/self/exe"), *report = NULL;
    const struct list_wish wish = {.format = "swollen", .files = files};
    struct list_reader *r = NULL;
    int lines = 0;
    assert_int_equal(reader_open(&wish, &r, NULL).code, CODE_OK);
    assert_int_equal(reader_run(r, taken, NULL, &lines, &report, NULL).code, CODE_TOO_BIG);
    assert_int_equal(lines, 0);
    assert_null(report);
    reader_free(r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_line_without_an_end_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
