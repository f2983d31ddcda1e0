// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The store on a disk that crashes at any write: what store_commit() called done is there whole, what it
// did not is there whole or not at all, and what was once seen after a crash stays (promise P8).
#include "store/store.h"
#include "sys/sim_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { KEYS = 64 };
struct rows {               // what the table should hold: a version for each key, 0 for none
    uint32_t version[KEYS];
};

static const struct migration tables[] = {
    {"test", 1, "CREATE TABLE t(key INTEGER PRIMARY KEY, version INTEGER NOT NULL, word TEXT NOT NULL UNIQUE,"
                " raw BLOB) STRICT"},
    {"test", 2, "CREATE TABLE child(id INTEGER PRIMARY KEY,"
                " parent INTEGER NOT NULL REFERENCES t(key) ON DELETE CASCADE) STRICT"},
};
static const struct stmt PUT = {"INSERT INTO t(key, version, word, raw) VALUES($1, $2, $3, zeroblob($4))"};
static const struct stmt BEAR = {"INSERT INTO child(parent) VALUES($1)"};
static const struct stmt DROP = {"DELETE FROM t WHERE key=$1"};
static const struct stmt ALL = {"SELECT key, version, word, length(raw) FROM t ORDER BY key"};
static const struct stmt FED = {"SELECT count(*) FROM feed"};

struct trial {
    uint64_t seed;
    struct chance chance;
    struct machine *machine;
    struct sim_disk *disk;
    struct store *store;
    struct rows sure, maybe;  // committed; what the transaction under way would make of it
    bool in_doubt;            // its commit did not return DONE because of the disk
    uint32_t next_version;
    int64_t told;             // lower bound of the feed
};

static int64_t raw_bytes(uint32_t version) { return (int64_t)(version * 2654435761u % 9000); }

static RESULT change_one(struct trial *t, struct rows *rows) {
    uint64_t key = chance_below(&t->chance, KEYS);
    if (rows->version[key]) {
        TRY(store_run(t->store, &DROP, VALUES(V_INT((int64_t)key)), NULL));
        TRY(feed_tell(t->store, "t", (int64_t)key, FEED_DROP, NULL));
        rows->version[key] = 0;
        if (chance_hit(&t->chance, 300)) return DONE;
    }
    uint32_t version = ++t->next_version;
    char word[40];
    snprintf(word, sizeof word, "word %u", version);
    TRY(store_run(t->store, &PUT, VALUES(V_INT((int64_t)key), V_INT(version), V_STR(word), V_INT(raw_bytes(version))),
                  NULL));
    TRY(store_run(t->store, &BEAR, VALUES(V_INT((int64_t)key)), NULL));
    TRY(feed_tell(t->store, "t", (int64_t)key, FEED_PUT, NULL));
    rows->version[key] = version;
    return DONE;
}

static RESULT change_some(struct trial *t, struct rows *rows) {
    for (uint64_t n = chance_between(&t->chance, 1, 6); n; n--) {
        bool marked = chance_hit(&t->chance, 300);
        struct rows before = *rows;
        if (marked) TRY(store_mark(t->store, NULL));
        struct result r = change_one(t, rows);
        if (!FAILED(r) && marked && chance_hit(&t->chance, 700)) TRY(store_keep(t->store, NULL));
        else if (marked) {
            store_undo(t->store);
            *rows = before;
        }
        TRY(r);
    }
    return DONE;
}

static RESULT transact(struct trial *t) {
    t->maybe = t->sure;
    TRY(store_begin(t->store, NULL));
    struct result r = change_some(t, &t->maybe);
    if (FAILED(r)) {
        store_rollback(t->store);
        return r;
    }
    r = store_commit(t->store, NULL);
    t->in_doubt = r.code == CODE_DISK_FAILED;
    if (!FAILED(r)) t->sure = t->maybe;
    return r;
}

static RESULT read_rows(struct trial *t, struct rows *out) {
    struct cursor c;
    struct rows got = {0};
    TRY(store_query(t->store, &ALL, NO_VALUES, &c, NULL));
    while (cursor_next(&c)) {
        uint32_t version = (uint32_t)cursor_int(&c, 1);
        char word[40];
        snprintf(word, sizeof word, "word %u", version);
        assert_in_range(cursor_int(&c, 0), 0, KEYS - 1);
        assert_true(view_is(cursor_view(&c, 2), word));
        assert_int_equal(cursor_int(&c, 3), raw_bytes(version));
        got.version[cursor_int(&c, 0)] = version;
    }
    TRY(cursor_end(&c, NULL));
    *out = got;
    return DONE;
}

static RESULT open_up(struct trial *t, struct error *err) {
    TRY(store_open(machine_sys(t->machine), "/store.db", &t->store, err));
    struct result r = store_migrate(t->store, tables, 2, err);
    if (FAILED(r)) t->store = store_close(t->store);
    return r;
}

static bool same(const struct rows *a, const struct rows *b) { return memcmp(a, b, sizeof *a) == 0; }

static RESULT hold_to_account(struct trial *t) {
    struct rows got;
    struct error err = {0};
    TRY(read_rows(t, &got));
    bool whole = same(&got, &t->sure), done = t->in_doubt && same(&got, &t->maybe);
    if (!whole && !done)
        fail_msg("seed %llu: rows neither before nor after the last transaction", (unsigned long long)t->seed);
    t->sure = got;  // seen once, so it stays
    t->in_doubt = false;
    TRY(store_check(t->store, &err));
    int64_t told = 0;
    TRY(store_number(t->store, &FED, NO_VALUES, 0, &told, NULL));
    assert_true(told >= t->told);
    t->told = told;
    return DONE;
}

// Open the store; crash on the way as often as the seed says; at the end it must open and be right.
static void come_back(struct trial *t) {
    struct error err = {0};
    for (int again = 0;; again++) {
        t->store = store_close(t->store);
        sim_disk_restart(t->disk, chance_hit(&t->chance, 600) ? CRASH_POWER : CRASH_KILLED);
        if (again < 3 && chance_hit(&t->chance, 300)) sim_disk_crash_at(t->disk, chance_between(&t->chance, 1, 12));
        struct result r = open_up(t, &err);
        if (!FAILED(r)) r = hold_to_account(t);
        if (!FAILED(r)) break;
        if (!sim_disk_is_down(t->disk))
            fail_msg("seed %llu: the store does not come back: %s %s", (unsigned long long)t->seed, code_name(r.code),
                     err.detail);
    }
}

static void bad_day(struct trial *t) {
    switch (chance_below(&t->chance, 6)) {
    case 0: sim_disk_fill(t->disk, true); break;
    case 1: sim_disk_fail_syncs(t->disk, chance_between(&t->chance, 1, 3)); break;
    default: sim_disk_crash_at(t->disk, chance_between(&t->chance, 1, chance_hit(&t->chance, 500) ? 15 : 120)); break;
    }
}

// Gives the number of crashes.
static int live(uint64_t seed, int transactions) {
    struct world *w = world_new(seed, (struct instant){1700000000000});
    struct trial t = {.seed = seed, .chance = chance_of(seed, "trial"), .machine = machine_new(w, "disk")};
    t.disk = machine_disk(t.machine);
    int crashes = 0;
    if (chance_hit(&t.chance, 200)) sim_disk_crash_at(t.disk, chance_between(&t.chance, 1, 40));  // while it is made
    if (FAILED(open_up(&t, NULL))) come_back(&t);
    for (int i = 0; i < transactions; i++) {
        if (chance_hit(&t.chance, 150)) bad_day(&t);
        struct result r = transact(&t);
        if (FAILED(r)) assert_true(r.code == CODE_DISK_FULL || r.code == CODE_DISK_FAILED);
        if (r.code == CODE_DISK_FULL) {
            assert_int_equal(hold_to_account(&t).code, CODE_OK);
            sim_disk_fill(t.disk, false);
        }
        bool stop = r.code == CODE_DISK_FAILED || sim_disk_is_down(t.disk) || chance_hit(&t.chance, 40);
        if (!stop) continue;
        crashes++;
        if (chance_hit(&t.chance, 700)) sim_disk_halt(t.disk);  // else a store closed in order, then the crash
        sim_disk_fill(t.disk, false);
        come_back(&t);
    }
    store_close(t.store);
    machine_free(t.machine);
    world_free(w);
    return crashes;
}

static void the_store_keeps_its_word_through_crashes(void **state) {
    (void)state;
    const char *more = getenv("MALINES_SIM_SEEDS");
    int seeds = more ? atoi(more) : 120, crashes = 0;
    for (int seed = 1; seed <= seeds; seed++) crashes += live((uint64_t)seed, 200);
    printf("%d crashes, each followed by an account of every row\n", crashes);
    assert_true(crashes > seeds);
}

static void the_same_seed_is_the_same_day(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) assert_int_equal(live(seed, 100), live(seed, 100));
}

static void a_second_opener_is_refused_and_a_backup_opens(void **state) {
    (void)state;
    struct world *w = world_new(1, (struct instant){1700000000000});
    struct trial t = {.chance = chance_of(1, "trial"), .machine = machine_new(w, "disk")};
    t.disk = machine_disk(t.machine);
    struct store *second = NULL;
    struct error err = {0};
    assert_int_equal(open_up(&t, &err).code, CODE_OK);
    assert_int_equal(transact(&t).code, CODE_OK);
    assert_int_equal(store_open(machine_sys(t.machine), "/store.db", &second, &err).code, CODE_STORE_LOCKED);
    assert_int_equal(store_backup(t.store, "/copy.db", &err).code, CODE_OK);
    store_close(t.store);
    assert_int_equal(store_open(machine_sys(t.machine), "/copy.db", &t.store, &err).code, CODE_OK);
    struct rows got;
    assert_int_equal(read_rows(&t, &got).code, CODE_OK);
    assert_true(same(&got, &t.sure));
    store_close(t.store);
    machine_free(t.machine);
    world_free(w);
}

static void a_full_disk_is_read_and_written_again_when_there_is_room(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct world *w = world_new(seed, (struct instant){1700000000000});
        struct trial t = {.seed = seed, .chance = chance_of(seed, "trial"), .machine = machine_new(w, "disk")};
        t.disk = machine_disk(t.machine);
        assert_int_equal(open_up(&t, NULL).code, CODE_OK);
        for (int i = 0; i < 20; i++) assert_int_equal(transact(&t).code, CODE_OK);
        sim_disk_fill(t.disk, true);
        sim_disk_halt(t.disk);
        t.store = store_close(t.store);
        sim_disk_restart(t.disk, seed % 2 ? CRASH_POWER : CRASH_KILLED);
        assert_int_equal(store_open(machine_sys(t.machine), "/store.db", &t.store, NULL).code, CODE_OK);
        assert_int_equal(hold_to_account(&t).code, CODE_OK);
        sim_disk_fill(t.disk, false);
        assert_int_equal(transact(&t).code, CODE_OK);
        assert_int_equal(hold_to_account(&t).code, CODE_OK);
        store_close(t.store);
        machine_free(t.machine);
        world_free(w);
    }
}

static void damage_is_told_never_served_as_another_version(void **state) {
    (void)state;
    int told = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct world *w = world_new(seed, (struct instant){1700000000000});
        struct trial t = {.seed = seed, .chance = chance_of(seed, "trial"), .machine = machine_new(w, "disk")};
        t.disk = machine_disk(t.machine);
        assert_int_equal(open_up(&t, NULL).code, CODE_OK);
        for (int i = 0; i < 30; i++) assert_int_equal(transact(&t).code, CODE_OK);
        t.store = store_close(t.store);
        sim_disk_restart(t.disk, CRASH_KILLED);
        for (int i = 0; i < 40; i++) sim_disk_flip_bit(t.disk);
        struct result r = open_up(&t, NULL);
        if (!FAILED(r)) r = store_check(t.store, NULL);  // no crash of ours, whatever the bytes
        told += FAILED(r);
        store_close(t.store);
        machine_free(t.machine);
        world_free(w);
    }
    assert_true(told > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_store_keeps_its_word_through_crashes),
        cmocka_unit_test(the_same_seed_is_the_same_day),
        cmocka_unit_test(a_second_opener_is_refused_and_a_backup_opens),
        cmocka_unit_test(a_full_disk_is_read_and_written_again_when_there_is_room),
        cmocka_unit_test(damage_is_told_never_served_as_another_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
