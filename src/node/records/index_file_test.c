// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// index_file_test.c — a start from the index's file finds what a start without it finds; a file that is not the one is thrown away.
#include "node/node_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char path[80];

static json_t *subject(const char *family) {
    AUTO_TEXT name = text_with_ceiling(100);
    text_format(&name, "Karim %s", family);
    return json_pack("{s:s,s:[{s:s,s:s,s:s}],s:[s]}", "kind", "person", "names", "text", text_string(&name), "given", "Karim", "family",
                     family, "births", "1990-05-04");
}
static json_t *entered(struct house *h, const char *family) {
    json_t *created = NULL, *draft = json_pack("{s:{s:s,s:o,s:s,s:s,s:s}}", "alert", "category", "refusal", "subject", subject(family), "reason", "a decision",
                                               "authority", "an office", "decision_ref", "7");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_create, draft, &created), CODE_OK);
    return created;
}
static size_t found(struct house *h, const char *family) {
    AUTO_JSON *check = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, check_run, json_pack("{s:o,s:s}", "subject", subject(family), "purpose", "border_check"), &check), CODE_OK);
    return json_array_size(json_object_get(check, "candidates"));
}
static const char *told(struct house *h) { return node_index_told(house_node(h, BE)); }
static bool there(void) { return access(path, F_OK) == 0; }

static void an_hour_passes(struct house *h) {
    h->us += 3600 * (uint64_t)1000000;
    h->now.ms += HOUR_MS;
    assert_int_equal(house_run(h, 100).code, CODE_OK);
}
static struct house *house_with_file(void **state) {
    snprintf(path, sizeof path, "/tmp/malines-index-%ld", (long)getpid());
    unlink(path);
    struct house *h = house_new(*state);
    h->index_file[BE] = path;
    house_on_disk(h, BE, 7);
    assert_int_equal(house_run(h, 2500).code, CODE_OK);
    return h;
}
static void end(struct house *h) {
    house_free(h);
    unlink(path);
}

static void it_stands_again_from_its_file_and_follows_the_feed(void **state) {
    struct house *h = house_with_file(state);
    AUTO_JSON *one = entered(h, "Exemple");
    house_restart(h, BE);
    assert_string_equal(told(h), "from its file");
    assert_int_equal(found(h, "Exemple"), 1);
    AUTO_JSON *two = entered(h, "Voorbeeld");
    json_t *gone = json_pack("{s:O,s:s}", "record", json_object_get(one, "record"), "reason", "over");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_delete, gone, NULL), CODE_OK);
    house_crash(h, BE, false);  // the file is of before: the rest comes from the feed
    assert_string_equal(told(h), "from its file");
    assert_int_equal(found(h, "Exemple"), 0);
    assert_int_equal(found(h, "Voorbeeld"), 1);
    end(h);
}

static void a_file_that_is_not_the_one_is_thrown_away(void **state) {
    struct house *h = house_with_file(state);
    AUTO_JSON *one = entered(h, "Exemple");
    house_restart(h, BE);
    house_crash(h, BE, false);
    assert_string_equal(told(h), "from its file");
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    assert_int_equal(fseek(f, 200, SEEK_SET), 0);
    assert_int_equal(fputc('x', f), 'x');
    fclose(f);
    house_crash(h, BE, false);
    assert_non_null(strstr(told(h), "not the file that the store knows"));
    assert_false(there());
    assert_int_equal(found(h, "Exemple"), 1);
    end(h);
}

static void it_is_written_anew_within_the_hour(void **state) {
    struct house *h = house_with_file(state);
    AUTO_JSON *one = entered(h, "Exemple");
    assert_false(there());
    an_hour_passes(h);
    assert_true(there());
    struct stat before, after;
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(before.st_mode & 077, 0);
    json_t *gone = json_pack("{s:O,s:s}", "record", json_object_get(one, "record"), "reason", "over");
    assert_int_equal(house_do(h, BE, AUTHOR, alert_delete, gone, NULL), CODE_OK);
    an_hour_passes(h);
    assert_int_equal(stat(path, &after), 0);
    assert_true(before.st_ino != after.st_ino);  // what was erased is in no file that has a name
    house_crash(h, BE, false);
    assert_int_equal(found(h, "Exemple"), 0);
    end(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(it_stands_again_from_its_file_and_follows_the_feed, LAWS_FOLDER),
        cmocka_unit_test_prestate(a_file_that_is_not_the_one_is_thrown_away, LAWS_FOLDER),
        cmocka_unit_test_prestate(it_is_written_anew_within_the_hour, LAWS_FOLDER),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
