// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// flip_test.c — one byte changed anywhere in an exported log, and the verifier names the entry. Every byte of the entries and
// of their hashes is tried in turn; of the checkpoint too, which names none but is never believed.
#include "audit/log.h"
#include "verify.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

enum { ENTRIES = 270 };  // two bundles, one of them part of a tile
static const struct instant when = {1795510800000};
#define GOOD(expr) assert_int_equal((expr).code, CODE_OK)

struct exported {
    char folder[64];
    struct sign_key key;
    struct log_keys keys;
    size_t entry_bytes[ENTRIES];
};

static void write_log(struct exported *x, struct store *s, struct audit_log *log) {
    static const struct stmt BYTES = {"SELECT length(entry) FROM audit_entry WHERE id = $1"};
    GOOD(store_begin(s, NULL));
    for (int i = 0; i < ENTRIES; i++) {
        AUTO_JSON *members = json_pack("{s:s,s:i}", "op", "consultation", "n", i * i);
        GOOD(audit_append(log, s, when, members, NULL, NULL));
        int64_t bytes;
        GOOD(store_number(s, &BYTES, VALUES(V_INT(i)), 0, &bytes, NULL));
        x->entry_bytes[i] = (size_t)bytes;
    }
    GOOD(audit_checkpoint(log, s, when, NULL));
    GOOD(store_commit(s, NULL));
    GOOD(audit_export(log, s, x->folder, NULL));
}

static struct exported export_log(void) {
    struct exported x = {.folder = "/tmp/malines-flip-XXXXXX"};
    struct store *s;
    struct audit_log *log;
    assert_non_null(mkdtemp(x.folder));
    GOOD(sign_key_make(sys_real(), VIEW("be.example/log"), &x.key, NULL));
    GOOD(store_open(sys_real(), NULL, &s, NULL));
    GOOD(store_migrate(s, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, NULL));
    GOOD(audit_log_open(s, &x.key, "be", &log, NULL));
    write_log(&x, s, log);
    audit_log_close(log), store_close(s);
    x.keys.count = 1;
    x.keys.at[0].key = sign_key_public(&x.key);
    snprintf(x.keys.at[0].name, sizeof x.keys.at[0].name, "Belgium");
    return x;
}

static struct result verified(struct exported *x, struct error *err) {
    AUTO_JSON *checks = json_array();
    AUTO_TEXT verdict = text_with_ceiling(VERDICT_BYTES_MAX);
    struct report r = {checks};
    return verify_log(x->folder, &x->keys, &r, &verdict, err);
}

// With that byte changed, what does the verifier say? The file is mended again.
static struct result with_flip(struct exported *x, const char *file, off_t at, struct error *err) {
    char path[200], byte, other;
    snprintf(path, sizeof path, "%s/%s", x->folder, file);
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0);
    assert_int_equal(pread(fd, &byte, 1, at), 1);
    other = (char)(byte ^ (1 << (at % 8)));
    assert_int_equal(pwrite(fd, &other, 1, at), 1);
    struct result r = verified(x, err);
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    close(fd);
    return r;
}

static void names_entry(struct exported *x, const char *file, off_t at, int entry, int or_entry) {
    struct error err = {0};
    char said[40], or_said[40];
    snprintf(said, sizeof said, "entry %d ", entry);
    snprintf(or_said, sizeof or_said, "entry %d ", or_entry);
    assert_int_equal(with_flip(x, file, at, &err).code, CODE_LOG_BROKEN);
    if (!strstr(err.detail, said) && !strstr(err.detail, or_said)) fail_msg("%s, byte %ld: %s", file, (long)at, err.detail);
}

// Bytes of entry `i` are its two bytes of length and itself.
static void flip_bundle(struct exported *x, const char *file, int first, int last) {
    off_t at = 0;
    for (int i = first; i < last; i++)
        for (size_t k = 0; k < 2 + x->entry_bytes[i]; k++) names_entry(x, file, at++, i, i);
}

static void flip_hashes(struct exported *x, const char *file, int first, int last) {
    for (off_t at = 0; at < 32 * (last - first); at++) names_entry(x, file, at, first + (int)(at / 32), first + (int)(at / 32));
}

static void one_byte_changed_anywhere_is_named(void **state) {
    (void)state;
    struct exported x = export_log();
    struct error err = {0};
    GOOD(verified(&x, &err));
    flip_bundle(&x, "tile/entries/000", 0, 256);
    flip_bundle(&x, "tile/entries/001.p/14", 256, ENTRIES);
    flip_hashes(&x, "tile/0/000", 0, 256);
    flip_hashes(&x, "tile/0/001.p/14", 256, ENTRIES);
    for (off_t at = 0; at < 32; at++) assert_true(FAILED(with_flip(&x, "tile/1/000.p/1", at, &err)));
    for (off_t at = 0; at < 100; at++) assert_true(FAILED(with_flip(&x, "checkpoint", at, &err)));
    GOOD(verified(&x, &err));
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", x.folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_byte_changed_anywhere_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
