// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "registers/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define MUST(call) assert_int_equal((call).code, CODE_OK)

static int64_t put(struct store *s, const char *uid, int64_t version) {
    const struct record r = {.owner = VIEW("be"), .reg = VIEW("alerts"), .uid = view_of(uid), .version = version, .body = VIEW("{}"), .digest = VIEW("d")};
    int64_t id;
    bool changed;
    MUST(record_put(s, &r, &id, &changed, NULL));
    assert_true(changed);
    return id;
}

struct seen {
    int64_t id[8], version[8];  // version 0: gone
    size_t count;
};
static struct result see(void *ctx, int64_t id, const struct record *r, struct error *err) {
    struct seen *s = ctx;
    (void)err;
    assert_true(s->count < 8);
    s->id[s->count] = id, s->version[s->count++] = r ? r->version : 0;
    return DONE;
}

// Whoever has taken records in already need not see them again, unless they were changed or dropped since.
static void what_is_known_is_passed_over(void **state) {
    (void)state;
    struct store *s;
    MUST(store_open(sys_real(), NULL, &s, NULL));
    MUST(store_migrate(s, RECORDS_MIGRATIONS, RECORDS_MIGRATION_COUNT, NULL));
    MUST(store_begin(s, NULL));
    int64_t before = put(s, "a", 1), first = put(s, "b", 1), changed = put(s, "c", 1), dropped = put(s, "d", 1), last = put(s, "e", 1), after = put(s, "f", 1);
    assert_int_equal(put(s, "c", 2), changed);
    MUST(record_drop(s, VIEW("be"), VIEW("alerts"), VIEW("d"), NULL));
    MUST(store_commit(s, NULL));
    struct seen all = {0}, rest = {0};
    int64_t reached = 0;
    MUST(record_follow(s, 0, 100, (struct record_ids){0}, see, &all, &reached, NULL));
    assert_int_equal(all.count, 8);
    MUST(record_follow(s, 0, 100, (struct record_ids){first, last}, see, &rest, &reached, NULL));
    const struct seen expected = {{before, changed, dropped, after, changed, dropped}, {1, 2, 0, 1, 2, 0}, 6};
    assert_memory_equal(&rest, &expected, sizeof rest);
    store_close(s);
}

#define ALERT_OF(name)                                                                                                 \
    "{\"action\":\"seize\",\"category\":\"object_list\",\"list\":{\"source\":\"stolen\"},\"subject\":{\"kind\":\"person\"," \
    "\"names\":[{\"text\":\"" name "\"}]}}"
static const struct stmt BODY = {"SELECT body FROM record WHERE uid=$1"}, WORDS = {"SELECT words FROM mould"}, MOULDS = {"SELECT count(*) FROM mould"};

static int64_t put_body(struct store *s, const char *uid, int64_t version, struct view body) {
    const struct record r = {.owner = VIEW("be"), .reg = VIEW("alerts"), .uid = view_of(uid), .source = VIEW("stolen"), .ref = view_of(uid),
                             .version = version, .body = body, .digest = VIEW("d")};
    int64_t id;
    bool changed;
    MUST(record_put(s, &r, &id, &changed, NULL));
    return id;
}

static struct store *standing(size_t migrations) {
    struct store *s;
    MUST(store_open(sys_real(), NULL, &s, NULL));
    MUST(store_migrate(s, RECORDS_MIGRATIONS, migrations, NULL));
    MUST(store_begin(s, NULL));
    return s;
}

static void expect_body(struct store *s, int64_t id, struct view body) {
    AUTO_TEXT hold = text_with_ceiling(10000);
    struct record r;
    MUST(record_get(s, id, &hold, &r, NULL));
    assert_true(view_same(r.body, body));
}

static struct result sum(void *ctx, const struct record *r, struct error *err) {
    (void)err;
    *(size_t *)ctx += r->body.bytes;
    return DONE;
}

static void bodies_are_packed_at_rest_and_whole_to_whoever_reads(void **state) {
    (void)state;
    struct store *s = standing(RECORDS_MIGRATION_COUNT);
    AUTO_TEXT raw = text_with_ceiling(10000);
    int64_t first = put_body(s, "a", 1, VIEW(ALERT_OF("Karim"))), other = put_body(s, "b", 1, VIEW(ALERT_OF("Luna"))), count;
    size_t total = 0;
    expect_body(s, first, VIEW(ALERT_OF("Karim")));
    expect_body(s, other, VIEW(ALERT_OF("Luna")));
    MUST(store_bytes(s, &BODY, VALUES(V_STR("b")), &raw, NULL));
    assert_true(raw.bytes < 40);
    put_body(s, "b", 2, VIEW("{}"));  // too short to be worth it
    expect_body(s, other, VIEW("{}"));
    put_body(s, "b", 3, VIEW(ALERT_OF("Selma")));
    expect_body(s, other, VIEW(ALERT_OF("Selma")));
    MUST(record_each(s, VIEW("be"), 0, 10, sum, &total, NULL));
    assert_int_equal(total, strlen(ALERT_OF("Karim")) + strlen(ALERT_OF("Selma")));
    MUST(store_number(s, &MOULDS, NO_VALUES, 0, &count, NULL));
    assert_int_equal(count, 1);
    MUST(record_drop(s, VIEW("be"), VIEW("alerts"), VIEW("a"), NULL));  // and of who is gone nothing stays
    text_clear(&raw);
    MUST(store_bytes(s, &WORDS, NO_VALUES, &raw, NULL));
    assert_non_null(memmem(raw.at, raw.bytes, "object_list", 11));
    assert_null(memmem(raw.at, raw.bytes, "seize", 5));  // an officer's words, they too
    assert_null(memmem(raw.at, raw.bytes, "Karim", 5));
    MUST(record_drop(s, VIEW("be"), VIEW("alerts"), VIEW("b"), NULL));
    MUST(store_number(s, &MOULDS, NO_VALUES, 0, &count, NULL));
    assert_int_equal(count, 0);  // the last of its list
    store_rollback(s);
    store_close(s);
}

// Bodies of a form that the mould has not: it grows, for as long as there is room, and what was packed before stays readable.
static void a_list_of_many_forms_is_read(void **state) {
    (void)state;
    enum { COUNT = 300 };
    struct store *s = standing(RECORDS_MIGRATION_COUNT);
    struct text body[COUNT];
    int64_t id[COUNT];
    AUTO_TEXT raw = text_with_ceiling(10000);
    for (int i = 0; i < COUNT; i++) {
        body[i] = text_with_ceiling(10000);
        text_put(&body[i], "{\"list\":{\"source\":\"stolen\"}");
        for (int k = 0; k < i % 9; k++) text_format(&body[i], ",\"member_%d_%d\":[\"%d\",{\"kind\":\"kind_%d\"}]", i % 50, k, i * k, i % 7);
        text_char(&body[i], '}');
        char uid[20];
        snprintf(uid, sizeof uid, "%d", i);
        id[i] = put_body(s, uid, 1, text_seen(&body[i]));
    }
    for (int i = 0; i < COUNT; i++) expect_body(s, id[i], text_seen(&body[i])), text_free(&body[i]);
    MUST(store_bytes(s, &WORDS, NO_VALUES, &raw, NULL));
    assert_true(raw.bytes <= 2048);
    store_rollback(s);
    store_close(s);
}

static void a_store_of_before_is_read(void **state) {
    (void)state;
    static const struct stmt OLD = {"INSERT INTO record(owner, reg, uid, source, ref, version, body, digest, retain_until, changed_at)"
                                    " VALUES('be', 'alerts', 'old', 'stolen', 'old', 1, $1, x'00', 0, 0)"};
    struct store *s = standing(3);
    MUST(store_run(s, &OLD, VALUES(V_BLOB(ALERT_OF("Karim"), strlen(ALERT_OF("Karim")))), NULL));
    int64_t id = store_last_id(s);
    MUST(store_migrate(s, RECORDS_MIGRATIONS, RECORDS_MIGRATION_COUNT, NULL));
    expect_body(s, id, VIEW(ALERT_OF("Karim")));
    assert_int_equal(put_body(s, "old", 2, VIEW(ALERT_OF("Luna"))), id);
    expect_body(s, id, VIEW(ALERT_OF("Luna")));
    store_rollback(s);
    store_close(s);
}

// The bodies that were packed before they had a check: nine bytes of the mould, three of its own.
static void a_body_packed_before_is_read(void **state) {
    (void)state;
    static const struct stmt MOULD = {"INSERT INTO mould(id, owner, reg, source, words) VALUES(7, 'be', 'alerts', 'stolen', CAST('{\"kind\":\"' AS BLOB))"},
                             OLD = {"INSERT INTO record(owner, reg, uid, source, ref, version, body, digest, retain_until, changed_at, mould)"
                                    " VALUES('be', 'alerts', 'old', 'stolen', 'old', 1, x'0c090009000361227d00', x'00', 0, 0, 7)"};
    struct store *s = standing(4);
    MUST(store_run(s, &MOULD, NO_VALUES, NULL));
    MUST(store_run(s, &OLD, NO_VALUES, NULL));
    int64_t id = store_last_id(s);
    MUST(store_migrate(s, RECORDS_MIGRATIONS, RECORDS_MIGRATION_COUNT, NULL));
    int64_t later = put_body(s, "later", 1, VIEW(ALERT_OF("Karim"))), moulds;  // into the same mould, which grows, with a check
    expect_body(s, later, VIEW(ALERT_OF("Karim")));
    expect_body(s, id, VIEW("{\"kind\":\"a\"}"));
    MUST(store_number(s, &MOULDS, NO_VALUES, 0, &moulds, NULL));
    assert_int_equal(moulds, 1);
    store_rollback(s);
    store_close(s);
}

// A copy that comes again, or comes late, in a form that its list's mould has not.
static void what_is_refused_as_old_changes_nothing(void **state) {
    (void)state;
    struct store *s = standing(RECORDS_MIGRATION_COUNT);
    const struct view other = VIEW("{\"births\":[\"1990\"],\"height_cm\":181,\"identity_misused\":false,\"nationalities\":[],\"warnings\":null}");
    int64_t id = put_body(s, "a", 2, VIEW(ALERT_OF("Karim"))), before = store_all_changes(s);
    for (int64_t version = 1; version <= 2; version++) assert_int_equal(put_body(s, "a", version, other), 0);
    assert_int_equal(store_all_changes(s), before);
    expect_body(s, id, VIEW(ALERT_OF("Karim")));
    store_rollback(s);
    store_close(s);
}

static int64_t put_in_list(struct store *s, const char *uid, int64_t version, const char *list) {
    const struct record r = {.owner = VIEW("be"), .reg = VIEW("alerts"), .uid = view_of(uid), .source = view_of(list), .ref = view_of(uid),
                             .version = version, .body = VIEW(ALERT_OF("Karim")), .digest = VIEW("d")};
    int64_t id;
    bool changed;
    MUST(record_put(s, &r, &id, &changed, NULL));
    return id;
}

static void expect_moulds(struct store *s, int64_t expected) {
    int64_t count;
    MUST(store_number(s, &MOULDS, NO_VALUES, 0, &count, NULL));
    assert_int_equal(count, expected);
}

// With the last entry of a list its mould goes, however the entry left: to another list, to none, or dropped after the mould
// was no use to it.
static void a_mould_goes_with_the_last_that_leaves_its_list(void **state) {
    (void)state;
    static const struct stmt STRAY = {"INSERT INTO mould(owner, reg, source, words) VALUES('be', 'alerts', 'gone', x'00')"};
    struct store *s = standing(4);
    MUST(store_run(s, &STRAY, NO_VALUES, NULL));
    MUST(store_migrate(s, RECORDS_MIGRATIONS, RECORDS_MIGRATION_COUNT, NULL));
    expect_moulds(s, 0);
    int64_t id = put_in_list(s, "a", 1, "stolen");
    put_in_list(s, "b", 1, "stolen");
    put_in_list(s, "a", 2, "lost");
    expect_moulds(s, 2);
    put_in_list(s, "b", 2, "lost");
    expect_moulds(s, 1);
    expect_body(s, id, VIEW(ALERT_OF("Karim")));
    put_in_list(s, "a", 3, "");
    put_body(s, "b", 3, VIEW("{}"));  // in the list of put_body; too short for a mould
    expect_moulds(s, 0);
    put_in_list(s, "b", 4, "stolen");
    put_body(s, "b", 5, VIEW("{}"));
    MUST(record_drop(s, VIEW("be"), VIEW("alerts"), VIEW("b"), NULL));
    expect_moulds(s, 0);
    expect_body(s, id, VIEW(ALERT_OF("Karim")));
    store_rollback(s);
    store_close(s);
}

static struct result count_one(void *ctx, const struct record *r, struct error *err) {
    (void)r, (void)err;
    ++*(size_t *)ctx;
    return DONE;
}

struct damaged {
    size_t seen;
    char uid[8];
};
static struct result see_damaged(void *ctx, const struct record *r, struct error *err) {
    struct damaged *d = ctx;
    (void)err;
    d->seen++;
    if (r->damaged && !r->body.bytes) snprintf(d->uid, sizeof d->uid, "%.*s", VIEW_ARGS(r->uid));
    return DONE;
}

static struct result follow_damaged(void *ctx, int64_t id, const struct record *r, struct error *err) {
    (void)id;
    return see_damaged(ctx, r, err);
}

static void a_broken_body_is_told(void **state) {
    (void)state;
    static const struct stmt BREAK = {"UPDATE record SET body=substr(body, 1, length(body) - 1) WHERE uid='b'"}, LOSE = {"DELETE FROM mould"},
                             OVER = {"UPDATE record SET retain_until=5"},
                             WRONG = {"UPDATE mould SET words=CAST(replace(words, 'object_list', 'object_LIST') AS BLOB)"};
    struct store *s = standing(RECORDS_MIGRATION_COUNT);
    AUTO_TEXT hold = text_with_ceiling(10000);
    struct record r;
    struct error err;
    int64_t last = 0;
    size_t total = 0;
    int64_t whole = put_body(s, "a", 1, VIEW(ALERT_OF("Karim")));
    put_body(s, "b", 1, VIEW(ALERT_OF("Luna")));
    MUST(store_run(s, &BREAK, NO_VALUES, NULL));
    assert_int_equal(record_find(s, VIEW("be"), VIEW("alerts"), VIEW("b"), &hold, &r, &err).code, CODE_STORE_DAMAGED);
    assert_string_equal(err.detail, "a body of be/alerts can't be read");
    assert_int_equal(record_each(s, VIEW(""), 0, 10, sum, &total, &err).code, CODE_STORE_DAMAGED);
    struct damaged bad = {0, ""};
    MUST(record_all(s, VIEW(""), 0, 10, see_damaged, &bad, NULL));  // whoever lists has both
    assert_int_equal(bad.seen, 2);
    assert_string_equal(bad.uid, "b");
    struct damaged followed = {0, ""};
    MUST(record_follow(s, 0, 10, (struct record_ids){0}, follow_damaged, &followed, &last, NULL));  // so has the index
    assert_int_equal(followed.seen, 2);
    assert_string_equal(followed.uid, "b");
    expect_body(s, whole, VIEW(ALERT_OF("Karim")));
    struct record_place place = {{0}, 0};
    size_t over = 0;
    MUST(store_run(s, &OVER, NO_VALUES, NULL));
    MUST(record_expired(s, (struct instant){10}, 10, &place, count_one, &over, NULL));
    assert_int_equal(over, 2);  // its term is over all the same
    MUST(store_run(s, &WRONG, NO_VALUES, NULL));
    assert_int_equal(record_get(s, whole, &hold, &r, &err).code, CODE_STORE_DAMAGED);
    MUST(store_run(s, &LOSE, NO_VALUES, NULL));
    assert_int_equal(record_get(s, whole, &hold, &r, &err).code, CODE_STORE_DAMAGED);
    store_rollback(s);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_is_passed_over), cmocka_unit_test(bodies_are_packed_at_rest_and_whole_to_whoever_reads),
        cmocka_unit_test(a_list_of_many_forms_is_read), cmocka_unit_test(a_store_of_before_is_read), cmocka_unit_test(a_body_packed_before_is_read),
        cmocka_unit_test(what_is_refused_as_old_changes_nothing), cmocka_unit_test(a_mould_goes_with_the_last_that_leaves_its_list),
        cmocka_unit_test(a_broken_body_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
