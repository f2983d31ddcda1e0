// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sim.h"

#include "sys/sim_disk.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

// The first outputs of xoshiro256** from the state {1, 2, 3, 4}, worked out from the paper's definition.
static void chance_is_the_published_generator(void **state) {
    (void)state;
    struct chance c = {{1, 2, 3, 4}};
    const uint64_t want[] = {11520, 0, 1509978240, 1215971899390074240u};
    for (size_t i = 0; i < 4; i++) assert_int_equal(chance_next(&c), want[i]);
}

static void chance_is_even_and_its_streams_are_apart(void **state) {
    (void)state;
    struct chance a = chance_of(7, "network"), again = chance_of(7, "network"), b = chance_of(7, "disk fr");
    int seen[5] = {0};
    for (int i = 0; i < 5000; i++) {
        uint64_t x = chance_next(&a);
        assert_int_equal(x, chance_next(&again));
        assert_true(x != chance_next(&b));
    }
    for (int i = 0; i < 5000; i++) seen[chance_below(&a, 5)]++;
    for (int i = 0; i < 5; i++) assert_in_range(seen[i], 850, 1150);
    assert_int_equal(chance_below(&a, 0), 0);
}

static void clocks_err_apart_and_ticks_go_forward(void **state) {
    (void)state;
    struct world *w = world_new(1, (struct instant){1000000});
    struct machine *be = machine_new(w, "be"), *fr = machine_new(w, "fr");
    machine_jump(fr, -HOUR_MS);
    machine_drift(be, 1000);  // a second in a thousand
    struct tick before = sys_tick(machine_sys(fr));
    world_advance_to(w, 1000 * 1000000ull);
    assert_int_equal(world_now(w).ms, 2000000);
    assert_int_equal(sys_now(machine_sys(be)).ms, 2001000);
    assert_int_equal(sys_now(machine_sys(fr)).ms, 2000000 - HOUR_MS);
    assert_true(sys_tick(machine_sys(fr)).us == before.us + 1000 * 1000000ull);
    machine_set_right(be);
    assert_int_equal(machine_error_ms(be), 0);
    machine_reboot(fr);
    assert_true(sys_tick(machine_sys(fr)).us == before.us);
    char a[UUID_ROOM], b[UUID_ROOM];
    uuid_new(machine_sys(be), a);
    uuid_new(machine_sys(fr), b);
    assert_true(uuid_valid(view_of(a)) && strcmp(a, b) != 0);
    machine_free(be);
    machine_free(fr);
    world_free(w);
}

// The file methods, called as SQLite calls them.
struct opened {
    sqlite3_vfs *vfs;
    sqlite3_file *file;
};

static struct opened open_file(struct sim_disk *d, const char *name) {
    struct opened o = {sqlite3_vfs_find(sim_disk_vfs(d)), NULL};
    assert_non_null(o.vfs);
    o.file = calloc(1, (size_t)o.vfs->szOsFile);
    assert_int_equal(o.vfs->xOpen(o.vfs, name, o.file,
                                  SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB, NULL), SQLITE_OK);
    return o;
}

static void close_file(struct opened o) {
    o.file->pMethods->xClose(o.file);
    free(o.file);
}

static int put_byte(struct opened o, char byte, size_t bytes, size_t at) {
    char block[2048];
    memset(block, byte, sizeof block);
    return o.file->pMethods->xWrite(o.file, block, (int)bytes, (sqlite3_int64)at);
}

static char byte_at(struct opened o, size_t at) {
    char c = 0;
    (void)o.file->pMethods->xRead(o.file, &c, 1, (sqlite3_int64)at);
    return c;
}

static sqlite3_int64 size_of(struct opened o) {
    sqlite3_int64 n = -1;
    assert_int_equal(o.file->pMethods->xFileSize(o.file, &n), SQLITE_OK);
    return n;
}

static void what_was_synced_survives_and_the_rest_may_not(void **state) {
    (void)state;
    int kept = 0, lost = 0, other = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct sim_disk *d = sim_disk_new(chance_of(seed, "disk"));
        struct opened o = open_file(d, "/db");
        assert_int_equal(put_byte(o, 'a', 2048, 0), SQLITE_OK);
        assert_int_equal(o.file->pMethods->xSync(o.file, SQLITE_SYNC_NORMAL), SQLITE_OK);
        assert_int_equal(put_byte(o, 'b', 512, 512), SQLITE_OK);
        close_file(o);
        sim_disk_restart(d, CRASH_KILLED);
        o = open_file(d, "/db");
        assert_int_equal(byte_at(o, 600), 'b');  // a killed process leaves what it wrote
        close_file(o);
        sim_disk_restart(d, CRASH_POWER);
        o = open_file(d, "/db");
        assert_int_equal(size_of(o), 2048);
        assert_int_equal(byte_at(o, 511), 'a');   // the neighbours are whole
        assert_int_equal(byte_at(o, 1024), 'a');
        char first = byte_at(o, 512), last = byte_at(o, 1023);
        if (first == 'b' && last == 'b') kept++;
        else if (first == 'a' && last == 'a') lost++;
        else other++;
        close_file(o);
        sim_disk_free(d);
    }
    assert_true(kept > 20 && lost > 20 && other > 20);
}

static void a_crash_stops_everything_until_the_restart(void **state) {
    (void)state;
    struct sim_disk *d = sim_disk_new(chance_of(3, "disk"));
    struct opened o = open_file(d, "/db");
    sim_disk_crash_at(d, 2);
    assert_int_equal(put_byte(o, 'a', 512, 0), SQLITE_OK);
    assert_int_equal(o.file->pMethods->xSync(o.file, SQLITE_SYNC_NORMAL), SQLITE_IOERR_FSYNC);
    assert_true(sim_disk_is_down(d));
    assert_int_equal(put_byte(o, 'c', 512, 0), SQLITE_IOERR_WRITE);
    close_file(o);
    sim_disk_restart(d, CRASH_KILLED);
    o = open_file(d, "/db");
    assert_int_equal(byte_at(o, 0), 'a');
    close_file(o);
    sim_disk_free(d);
}

static void a_failed_sync_is_forgotten_by_the_next(void **state) {
    (void)state;
    int forgotten = 0;
    for (uint64_t seed = 0; seed < 100; seed++) {
        struct sim_disk *d = sim_disk_new(chance_of(seed, "disk"));
        struct opened o = open_file(d, "/db");
        put_byte(o, 'a', 512, 0);
        assert_int_equal(o.file->pMethods->xSync(o.file, SQLITE_SYNC_NORMAL), SQLITE_OK);
        put_byte(o, 'b', 512, 0);
        sim_disk_fail_syncs(d, 1);
        assert_int_equal(o.file->pMethods->xSync(o.file, SQLITE_SYNC_NORMAL), SQLITE_IOERR_FSYNC);
        assert_int_equal(o.file->pMethods->xSync(o.file, SQLITE_SYNC_NORMAL), SQLITE_OK);
        assert_int_equal(byte_at(o, 0), 'b');
        close_file(o);
        sim_disk_restart(d, CRASH_POWER);
        o = open_file(d, "/db");
        forgotten += byte_at(o, 0) != 'b';
        close_file(o);
        sim_disk_free(d);
    }
    assert_in_range(forgotten, 10, 90);
}

static void a_full_disk_overwrites_but_does_not_grow(void **state) {
    (void)state;
    struct sim_disk *d = sim_disk_new(chance_of(3, "disk"));
    struct opened o = open_file(d, "/db");
    put_byte(o, 'a', 1000, 0);
    struct sim_backup *before = sim_disk_backup(d);
    sim_disk_fill(d, true);
    assert_int_equal(put_byte(o, 'b', 1000, 500), SQLITE_FULL);
    assert_int_equal(size_of(o), 1000);
    assert_int_equal(put_byte(o, 'b', 500, 0), SQLITE_OK);
    sim_disk_fill(d, false);
    assert_int_equal(put_byte(o, 'b', 1000, 500), SQLITE_OK);
    close_file(o);
    sim_disk_restore(d, before);
    o = open_file(d, "/db");
    assert_int_equal(size_of(o), 1000);
    assert_int_equal(byte_at(o, 0), 'a');
    close_file(o);
    sim_backup_free(before);
    sim_disk_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_is_the_published_generator), cmocka_unit_test(chance_is_even_and_its_streams_are_apart),
        cmocka_unit_test(clocks_err_apart_and_ticks_go_forward),
            cmocka_unit_test(what_was_synced_survives_and_the_rest_may_not),
        cmocka_unit_test(a_crash_stops_everything_until_the_restart),
            cmocka_unit_test(a_failed_sync_is_forgotten_by_the_next),
        cmocka_unit_test(a_full_disk_overwrites_but_does_not_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
