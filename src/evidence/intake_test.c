// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Digests against published values, the vault against a hand that alters, and stamps against an authority made with
// `openssl ts`, which is nobody's code of ours.
#include "evidence/stamp.h"
#include "evidence/vault.h"
#include "sys/sys.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static const struct instant NOW = {1795510800000}, ALWAYS = {0};
static struct instant now_of_test(const struct sys *s) {
    (void)s;
    return NOW;
}
static const struct sys clock_of_test = {.now = now_of_test};

static int folder_made(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/intake-XXXXXX");
    return mkdtemp(folder) ? 0 : 1;
}
static int folder_gone(void **state) {
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}
static const char *in_folder(const char *name) {
    static char path[4][256];
    static int next;
    char *p = path[next++ % 4];
    snprintf(p, sizeof path[0], "%s/%s", folder, name);
    return p;
}
static void hex_is(const struct digest *d, const char *hex) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_digest(&t, d);
    assert_string_equal(text_string(&t), hex);
}

// FIPS 180-4 and FIPS 202 example values (NIST "abc" and the empty message).
static void digests_are_the_published_ones(void **state) {
    (void)state;
    struct digests d = digests_of(VIEW("abc"));
    hex_is(&d.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hex_is(&d.sha3_256, "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
    d = digests_of(VIEW(""));
    hex_is(&d.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hex_is(&d.sha3_256, "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a");
    assert_int_equal(d.bytes, 0);
}

static void parts_of_any_size_give_the_same(void **state) {
    (void)state;
    enum { N = 100 * 1000 };
    char *bytes = malloc(N);
    for (size_t i = 0; i < N; i++) bytes[i] = (char)(i * 7919 >> 5);
    struct digests whole = digests_of((struct view){bytes, N}), parts;
    struct digesting *d = digesting_new();
    for (size_t at = 0, n = 1; at < N; at += n, n = n * 3 % 40000 + 1) {
        if (n > N - at) n = N - at;
        digesting_add(d, (struct view){bytes + at, n});
    }
    digesting_end(d, &parts);
    digesting_free(d);
    free(bytes);
    assert_true(digests_same(&whole, &parts));
}

// ---- The vault ----

static struct digests taken(struct vault *v, struct view bytes) {
    struct intake *i = NULL;
    struct digests d;
    assert_int_equal(intake_begin(v, "one-1", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, (struct view){bytes.at, bytes.bytes / 2}, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, (struct view){bytes.at + bytes.bytes / 2, bytes.bytes - bytes.bytes / 2}, NULL).code, CODE_OK);
    assert_int_equal(intake_end(i, NULL, &d, NULL, NULL).code, CODE_OK);
    return d;
}

static enum code checked(struct vault *v, const struct digests *d) {
    struct checking *c = NULL;
    struct result r = checking_begin(v, d, &c, NULL);
    bool done = false;
    while (!FAILED(r) && !done) r = checking_some(c, 3, &done, NULL);
    checking_free(c);
    return r.code;
}

static void path_of(const struct digests *d, char *out, size_t room) {
    AUTO_TEXT t = text_with_ceiling(100);
    text_digest(&t, &d->sha256);
    snprintf(out, room, "%s/vault/%.2s/%s", folder, text_string(&t), text_string(&t));
}

static void an_item_is_kept_read_only_and_found_altered(void **state) {
    (void)state;
    struct vault *v = NULL;
    char path[300];
    struct stat s;
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    struct digests d = taken(v, VIEW("the seized telephone's image"));
    path_of(&d, path, sizeof path);
    assert_int_equal(stat(path, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0400);
    assert_int_equal(checked(v, &d), CODE_OK);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(checked(v, &d), CODE_STORE_DAMAGED);  // whole, but open to writing
    int fd = open(path, O_WRONLY);
    assert_int_equal(pwrite(fd, "X", 1, 5), 1);
    close(fd);
    assert_int_equal(chmod(path, 0400), 0);
    assert_int_equal(checked(v, &d), CODE_STORE_DAMAGED);
    unlink(path);
    assert_int_equal(checked(v, &d), CODE_NOT_FOUND);
    vault_close(v);
}

// By the clock of the node, and for as long as the law lets it be fetched.
static void what_was_fetched_too_long_ago_is_gone(void **state) {
    (void)state;
    struct vault *v = NULL;
    struct intake *i = NULL;
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    assert_int_equal(intake_resume(v, "fetch-old", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW("half"), NULL).code, CODE_OK);
    intake_leave(i);
    vault_close(v);
    for (int64_t later = -1; later <= 0; later++) {
        assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), instant_after(NOW, later), &v, NULL).code, CODE_OK);
        assert_int_equal(intake_resume(v, "fetch-old", &i, NULL).code, CODE_OK);
        assert_int_equal(intake_bytes(i), later ? 4 : 0);
        intake_leave(i);
        vault_close(v);
    }
}

// What was being fetched when the program ended is gone on with, read again first; anything else that was arriving is forgotten.
static void what_was_fetched_is_gone_on_with(void **state) {
    (void)state;
    struct vault *v = NULL;
    struct intake *i = NULL, *second = NULL;
    struct digests d, expected = digests_of(VIEW("the first half, and the second"));
    bool done = false;
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    assert_int_equal(intake_resume(v, "another", &i, NULL).code, CODE_BAD_ARGUMENT);
    assert_int_equal(intake_resume(v, "fetch-../x", &i, NULL).code, CODE_BAD_ARGUMENT);
    assert_int_equal(intake_resume(v, "fetch-1", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_bytes(i), 0);
    assert_int_equal(intake_add(i, VIEW("the first half"), NULL).code, CODE_OK);
    assert_int_equal(intake_resume(v, "fetch-1", &second, NULL).code, CODE_ALREADY);
    intake_leave(i);
    assert_int_equal(intake_begin(v, "upload", &second, NULL).code, CODE_OK);
    assert_int_equal(intake_add(second, VIEW("of no use"), NULL).code, CODE_OK);
    intake_leave(second);
    vault_close(v);
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    assert_int_equal(intake_begin(v, "upload", &second, NULL).code, CODE_OK);  // it was forgotten
    intake_drop(second);
    assert_int_equal(intake_resume(v, "fetch-1", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_bytes(i), 14);
    while (!done) assert_int_equal(intake_catch_up(i, 5, &done, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW(", and the second"), NULL).code, CODE_OK);
    assert_int_equal(intake_end(i, &expected, &d, NULL, NULL).code, CODE_OK);
    assert_int_equal(checked(v, &d), CODE_OK);
    assert_int_equal(intake_resume(v, "fetch-1", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_bytes(i), 0);  // it is an item now, and the next begins
    intake_drop(i);
    vault_close(v);
}

// The program ended after a fetched item got its name and before the name of its arrival was taken away; or while it was flushed.
static void what_is_an_item_already_is_not_written_to(void **state) {
    (void)state;
    struct vault *v = NULL;
    struct intake *i = NULL;
    struct digests d, other = digests_of(VIEW("of another fetch"));
    bool done = false;
    char path[300];
    struct stat s;
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    assert_int_equal(intake_resume(v, "fetch-2", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW("fetched"), NULL).code, CODE_OK);
    assert_int_equal(intake_end(i, NULL, &d, NULL, NULL).code, CODE_OK);
    path_of(&d, path, sizeof path);
    assert_int_equal(link(path, in_folder("vault/incoming/fetch-2")), 0);
    assert_int_equal(intake_resume(v, "fetch-2", &i, NULL).code, CODE_OK);
    while (!done) assert_int_equal(intake_catch_up(i, 5, &done, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW("of another fetch"), NULL).code, CODE_OK);
    assert_int_equal(checked(v, &d), CODE_OK);
    assert_int_equal(intake_end(i, &other, &other, NULL, NULL).code, CODE_OK);
    assert_int_equal(intake_resume(v, "fetch-3", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW("half"), NULL).code, CODE_OK);
    intake_leave(i);
    assert_int_equal(chmod(in_folder("vault/incoming/fetch-3"), 0400), 0);
    assert_int_equal(intake_resume(v, "fetch-3", &i, NULL).code, CODE_OK);
    assert_int_equal(stat(in_folder("vault/incoming/fetch-3"), &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);  // who is not root could not have opened it
    assert_int_equal(intake_bytes(i), 4);
    intake_drop(i);
    vault_close(v);
}

static void what_was_announced_must_arrive(void **state) {
    (void)state;
    struct vault *v = NULL;
    struct intake *i = NULL;
    struct digests announced = digests_of(VIEW("right")), d;
    char path[300];
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    assert_int_equal(intake_begin(v, "two", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW("wrong"), NULL).code, CODE_OK);
    assert_int_equal(intake_end(i, &announced, &d, NULL, NULL).code, CODE_CONFLICT);
    struct digests wrong = digests_of(VIEW("wrong"));
    path_of(&wrong, path, sizeof path);
    assert_int_not_equal(access(path, F_OK), 0);  // nothing half taken
    assert_int_not_equal(access(in_folder("vault/incoming/two"), F_OK), 0);
    vault_close(v);
}

static void the_same_bytes_are_one_item_unless_it_was_spoilt(void **state) {
    (void)state;
    struct vault *v = NULL;
    struct intake *i = NULL;
    struct digests again;
    bool there = false;
    char path[300];
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    struct digests d = taken(v, VIEW("twice"));
    assert_int_equal(intake_begin(v, "b", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW("twice"), NULL).code, CODE_OK);
    assert_int_equal(intake_end(i, &d, &again, &there, NULL).code, CODE_OK);
    assert_true(there && digests_same(&d, &again));
    path_of(&d, path, sizeof path);
    chmod(path, 0600);
    assert_int_equal(truncate(path, 3), 0);
    chmod(path, 0400);
    assert_int_equal(intake_begin(v, "c", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_add(i, VIEW("twice"), NULL).code, CODE_OK);
    assert_int_equal(intake_end(i, &d, &again, &there, NULL).code, CODE_STORE_DAMAGED);
    vault_close(v);
}

static void no_path_leaves_the_vault(void **state) {
    (void)state;
    struct vault *v = NULL;
    struct intake *i = NULL, *j = NULL;
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    assert_int_equal(intake_begin(v, "../out", &i, NULL).code, CODE_BAD_ARGUMENT);
    assert_int_equal(intake_begin(v, "", &i, NULL).code, CODE_BAD_ARGUMENT);
    assert_int_equal(symlink("/etc/hostname", in_folder("vault/incoming/link")), 0);
    assert_int_equal(intake_begin(v, "link", &i, NULL).code, CODE_ALREADY);
    assert_int_equal(intake_begin(v, "half", &i, NULL).code, CODE_OK);
    assert_int_equal(intake_begin(v, "half", &j, NULL).code, CODE_ALREADY);
    assert_int_equal(access(in_folder("vault/incoming/half"), F_OK), 0);
    intake_drop(i);
    int fd = open(in_folder("vault/incoming/left"), O_CREAT | O_WRONLY, 0600);  // as after a power cut
    close(fd);
    vault_close(v);
    assert_int_equal(vault_open(&clock_of_test, in_folder("vault"), ALWAYS, &v, NULL).code, CODE_OK);
    assert_int_not_equal(access(in_folder("vault/incoming/left"), F_OK), 0);
    vault_close(v);
}

// ---- Stamps ----

static const char authority[] =
    "cd '%s' && cat > ts.cnf <<'C'\n"
    "[req]\ndistinguished_name=dn\n[dn]\n[tsa]\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
    "basicConstraints=critical,CA:FALSE\n[tsa_default]\nserial=serial\ndefault_policy=1.2.3.4.1\nsigner_digest=sha256\n"
    "digests=sha256,sha384,sha512\nordering=no\ness_cert_id_alg=sha256\nC\n"
    "echo 01 > serial; for n in tsa other; do openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $n.key "
    "-out $n.pem -days 30 -subj /CN=$n -config ts.cnf -extensions tsa 2>/dev/null || exit 1; done";

static void sh(const char *format) {
    char command[2000];
    snprintf(command, sizeof command, format, folder);
    assert_int_equal(system(command), 0);
}
static void slurp(const char *name, struct text *out) { assert_int_equal(file_read(in_folder(name), 1 << 20, out, NULL).code, CODE_OK); }

static const unsigned char NONCE[STAMP_NONCE_BYTES] = {0, 1, 2, 3, 4, 5, 6, 7}, OTHER_NONCE[STAMP_NONCE_BYTES] = {9};

static void reply_made(struct text *reply, const struct digest *d, const char *with) {
    AUTO_TEXT q = text_with_ceiling(10000);
    char command[600];
    assert_int_equal(stamp_query(d, NONCE, &q, NULL).code, CODE_OK);
    assert_int_equal(file_write(in_folder("q"), text_seen(&q), 0600, NULL).code, CODE_OK);
    snprintf(command, sizeof command,
             "cd '%%s' && openssl ts -reply -config ts.cnf -section tsa_default -queryfile q -signer %s.pem -inkey %s.key -out r 2>/dev/null", with, with);
    sh(command);
    slurp("r", reply);
}

static void a_stamp_of_a_named_authority_holds(void **state) {
    (void)state;
    AUTO_TEXT pem = text_with_ceiling(1 << 20);
    AUTO_TEXT reply = text_with_ceiling(1 << 20);
    AUTO_TEXT token = text_with_ceiling(1 << 20);
    struct stamp_trust *t = NULL;
    struct digest d = sha256(VIEW("a custody event")), e = sha256(VIEW("another"));
    struct instant when = {0}, again = {0};
    sh(authority);
    slurp("tsa.pem", &pem);
    assert_int_equal(stamp_trust_read(text_seen(&pem), &t, NULL).code, CODE_OK);
    reply_made(&reply, &d, "tsa");
    assert_int_equal(stamp_reply(t, text_seen(&reply), &e, NONCE, &token, &when, NULL).code, CODE_BAD_SIGNATURE);
    assert_int_equal(stamp_reply(t, text_seen(&reply), &d, OTHER_NONCE, &token, &when, NULL).code, CODE_BAD_SIGNATURE);
    assert_int_equal(token.bytes, 0);
    assert_int_equal(stamp_reply(t, text_seen(&reply), &d, NONCE, &token, &when, NULL).code, CODE_OK);
    int64_t late = sys_now(sys_real()).ms - when.ms;
    assert_true(late > -5000 && late < 600000);
    assert_int_equal(stamp_verify(t, text_seen(&token), VIEW("a custody event"), &again, NULL).code, CODE_OK);
    assert_int_equal(again.ms, when.ms);
    assert_int_equal(stamp_verify(t, text_seen(&token), VIEW("a custody evenT"), &again, NULL).code, CODE_BAD_SIGNATURE);
    assert_int_equal(stamp_verify_digest(t, text_seen(&token), &d, &again, NULL).code, CODE_OK);
    assert_int_equal(stamp_verify_digest(t, text_seen(&token), &e, &again, NULL).code, CODE_BAD_SIGNATURE);
    stamp_trust_free(t);
}

static void a_stamp_of_a_stranger_or_altered_does_not(void **state) {
    (void)state;
    AUTO_TEXT pem = text_with_ceiling(1 << 20);
    AUTO_TEXT reply = text_with_ceiling(1 << 20);
    AUTO_TEXT token = text_with_ceiling(1 << 20);
    struct stamp_trust *t = NULL, *stranger = NULL;
    struct digest d = sha256(VIEW("x"));
    struct instant when;
    slurp("tsa.pem", &pem);
    assert_int_equal(stamp_trust_read(text_seen(&pem), &t, NULL).code, CODE_OK);
    text_clear(&pem);
    slurp("other.pem", &pem);
    assert_int_equal(stamp_trust_read(text_seen(&pem), &stranger, NULL).code, CODE_OK);
    reply_made(&reply, &d, "other");
    assert_int_equal(stamp_reply(t, text_seen(&reply), &d, NONCE, &token, &when, NULL).code, CODE_NOT_TRUSTED);
    assert_int_equal(stamp_reply(stranger, text_seen(&reply), &d, NONCE, &token, &when, NULL).code, CODE_OK);
    assert_int_equal(stamp_verify(NULL, text_seen(&token), VIEW("x"), &when, NULL).code, CODE_OK);  // holds, of whom ever
    struct instant altered = {0};
    size_t held = 0;
    for (size_t i = 0; i < token.bytes; i++) {  // the certificate it carries is not what it is held against
        token.at[i] ^= 0x40;
        bool holds = !FAILED(stamp_verify(stranger, text_seen(&token), VIEW("x"), &altered, NULL));
        assert_true(!holds || altered.ms == when.ms);
        held += holds;
        token.at[i] ^= 0x40;
    }
    assert_true(held < token.bytes / 2);
    for (size_t n = 0; n < token.bytes; n += 7)
        assert_int_not_equal(stamp_verify(stranger, (struct view){token.at, n}, VIEW("x"), &when, NULL).code, CODE_OK);
    assert_int_equal(stamp_trust_read(VIEW("no certificate"), &t, NULL).code, CODE_BAD_CERTIFICATE);
    stamp_trust_free(t);
    stamp_trust_free(stranger);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_the_published_ones),
        cmocka_unit_test(parts_of_any_size_give_the_same),
        cmocka_unit_test(an_item_is_kept_read_only_and_found_altered),
        cmocka_unit_test(what_was_fetched_too_long_ago_is_gone),
        cmocka_unit_test(what_was_fetched_is_gone_on_with),
        cmocka_unit_test(what_is_an_item_already_is_not_written_to), cmocka_unit_test(what_was_announced_must_arrive),
        cmocka_unit_test(the_same_bytes_are_one_item_unless_it_was_spoilt),
        cmocka_unit_test(no_path_leaves_the_vault),
        cmocka_unit_test(a_stamp_of_a_named_authority_holds),
        cmocka_unit_test(a_stamp_of_a_stranger_or_altered_does_not),
    };
    return cmocka_run_group_tests_name("evidence_intake", tests, folder_made, folder_gone);
}
