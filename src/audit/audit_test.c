// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { SIZES = 300 };

// The slow obvious version: RFC 6962 §2.1 word for word, over leaves that are the bytes of their number.
static struct digest slow_root(uint64_t from, uint64_t n) {
    unsigned char leaf[2] = {(unsigned char)(from >> 8), (unsigned char)from};
    if (n == 0) return sha256(VIEW(""));
    if (n == 1) return merkle_leaf((struct view){(const char *)leaf, 2});
    uint64_t k = 1;
    while (k * 2 < n) k *= 2;
    struct digest left = slow_root(from, k), right = slow_root(from + k, n - k);
    return merkle_node(&left, &right);
}

// The slow version's subtrees, made once. A subtree that is not whole must never be asked for.
struct subtrees {
    struct digest at[9][SIZES];
};

static struct result slow_hash(void *ctx, unsigned level, uint64_t index, struct digest *out, struct error *err) {
    const struct subtrees *t = ctx;
    (void)err;
    assert_true((index + 1) << level <= SIZES);
    *out = t->at[level][index];
    return DONE;
}

static void make_subtrees(struct subtrees *t) {
    for (unsigned level = 0; level < 9; level++)
        for (uint64_t i = 0; (i + 1) << level <= SIZES; i++) t->at[level][i] = slow_root(i << level, (uint64_t)1 << level);
}

static void known_roots(void **state) {  // RFC 6962 with the reference leaves of certificate-transparency
    (void)state;
    static const struct { struct view leaf; const char *root; } rows[] = {
        {VIEW(""), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {VIEW("\x00"), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {VIEW("\x10"), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {VIEW("\x20\x21"), "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
        {VIEW("\x30\x31"), "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {VIEW("\x40\x41\x42\x43"), "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
        {VIEW("\x50\x51\x52\x53\x54\x55\x56\x57"), "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
        {VIEW("\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"),
         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
    };
    struct frontier f = {0};
    struct digest made[MERKLE_LEVELS];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct digest leaf = merkle_leaf(rows[i].leaf);
        frontier_add(&f, &leaf, made);
        struct digest root = frontier_root(&f);
        AUTO_TEXT t = text_with_ceiling(100);
        text_digest(&t, &root);
        assert_string_equal(text_string(&t), rows[i].root);
    }
}

static void all_trees_and_proofs_up_to_300(void **state) {
    (void)state;
    static struct digest roots[SIZES + 1], leaves[SIZES];
    static struct subtrees trees;
    struct hash_source from = {slow_hash, &trees};
    struct frontier f = {0};
    make_subtrees(&trees);
    struct digest made[MERKLE_LEVELS];
    for (uint64_t n = 0; n <= SIZES; n++) {
        roots[n] = slow_root(0, n);
        struct digest root = frontier_root(&f);
        assert_true(digest_same(&root, &roots[n]));
        if (n < SIZES) leaves[n] = slow_root(n, 1), frontier_add(&f, &leaves[n], made);
    }
    for (uint64_t n = 1; n <= SIZES; n++)
        for (uint64_t m = 0; m < n; m++) {
            struct proof p, q;
            assert_int_equal(merkle_inclusion(&from, m, n, &p, NULL).code, CODE_OK);
            assert_true(inclusion_holds(m, n, &leaves[m], &p, &roots[n]));
            assert_false(inclusion_holds(m, n, &leaves[(m + 1) % SIZES], &p, &roots[n]));
            assert_int_equal(merkle_consistency(&from, m + 1, n, &q, NULL).code, CODE_OK);
            assert_true(consistency_holds(m + 1, &roots[m + 1], n, &roots[n], &q));
            if (m + 1 < n) assert_false(consistency_holds(m + 1, &roots[m], n, &roots[n], &q));
            for (size_t i = 0; i < p.count; i++) {
                p.at[i].bytes[i % 32] ^= 1;
                assert_false(inclusion_holds(m, n, &leaves[m], &p, &roots[n]));
                p.at[i].bytes[i % 32] ^= 1;
            }
            p.count++;
            assert_false(inclusion_holds(m, n, &leaves[m], &p, &roots[n]));
        }
}

static void the_standards_note_verifies(void **state) {  // the example of c2sp.org/signed-note
    (void)state;
    char bytes[] = "This is an example message.\n\n\xE2\x80\x94 example.com/foo "
                   "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    struct verify_key key;
    struct note n;
    assert_int_equal(vkey_read(VIEW("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"), &key, NULL).code, CODE_OK);
    assert_int_equal(note_read(view_of(bytes), &n, NULL).code, CODE_OK);
    assert_int_equal(note_verify(&n, &key, NULL).code, CODE_OK);
    for (size_t i = 0; i < sizeof bytes - 1; i++) {
        bytes[i] ^= 4;
        bool taken = !FAILED(note_read((struct view){bytes, sizeof bytes - 1}, &n, NULL)) && !FAILED(note_verify(&n, &key, NULL));
        assert_false(taken);
        bytes[i] ^= 4;
    }
}

static void tiles_have_the_standards_names(void **state) {
    (void)state;
    AUTO_TEXT t = text_with_ceiling(200);
    text_tile_path(&t, 0, 1234067, 256);
    text_char(&t, ' ');
    text_tile_path(&t, TILE_LEVEL_ENTRIES, 273, 112);
    assert_string_equal(text_string(&t), "tile/0/x001/x234/067 tile/entries/273.p/112");
    assert_int_equal(tile_width(0, 272, 70000), 256);  // the example of c2sp.org/tlog-tiles
    assert_int_equal(tile_width(0, 273, 70000), 112);
    assert_int_equal(tile_width(0, 274, 70000), 0);
    assert_int_equal(tile_width(1, 1, 70000), 17);
    assert_int_equal(tile_width(2, 0, 70000), 1);
    assert_int_equal(tile_width(3, 0, 70000), 0);
}

struct logged {
    struct store *store;
    struct audit_log *log;
    struct sign_key key;
};
static const struct instant when = {1795557686000};

static struct logged invented_log(void) {
    struct logged l = {0};
    assert_int_equal(sign_key_make(sys_real(), VIEW("be.malines.example/audit/1"), &l.key, NULL).code, CODE_OK);
    assert_int_equal(store_open(sys_real(), NULL, &l.store, NULL).code, CODE_OK);
    assert_int_equal(store_migrate(l.store, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, NULL).code, CODE_OK);
    return l;
}

static void append(struct logged *l, int count) {
    AUTO_JSON *members = json_pack("{s:s,s:s}", "op", "consultation", "purpose", "terrorism");
    for (int i = 0; i < count; i++) assert_int_equal(audit_append(l->log, l->store, when, members, NULL, NULL).code, CODE_OK);
}

static void a_log_proves_its_entries(void **state) {
    (void)state;
    struct logged l = invented_log();
    uint64_t size;
    struct digest root;
    struct verify_key open = sign_key_public(&l.key);
    assert_int_equal(audit_log_open(l.store, &l.key, "be", &l.log, NULL).code, CODE_OK);
    assert_int_equal(store_begin(l.store, NULL).code, CODE_OK);
    append(&l, 100);
    store_rollback(l.store);
    assert_int_equal(store_begin(l.store, NULL).code, CODE_OK);
    append(&l, 300);
    assert_int_equal(audit_checkpoint(l.log, l.store, when, NULL).code, CODE_OK);
    append(&l, 77);
    assert_int_equal(audit_checkpoint(l.log, l.store, when, NULL).code, CODE_OK);
    assert_int_equal(audit_checkpoint(l.log, l.store, when, NULL).code, CODE_OK);
    assert_int_equal(store_commit(l.store, NULL).code, CODE_OK);
    assert_int_equal(audit_verify_all(l.log, l.store, &size, &root, NULL).code, CODE_OK);
    assert_int_equal(size, 377);
    for (int64_t i = 0; i < 377; i += 29) {
        AUTO_JSON *bundle = NULL;
        uint64_t index;
        assert_int_equal(audit_proof(l.log, l.store, i, &bundle, NULL).code, CODE_OK);
        struct view entry = json_view(bundle, "entry"), proof = json_view(bundle, "proof");
        assert_int_equal(tlog_proof_verify(proof, entry, &open, &index, NULL, NULL).code, CODE_OK);
        assert_int_equal(index, i);
        entry.bytes--;
        assert_int_equal(tlog_proof_verify(proof, entry, &open, &index, NULL, NULL).code, CODE_LOG_BROKEN);
    }
    audit_log_close(l.log), store_close(l.store);
}

static void a_changed_log_is_named(void **state) {
    (void)state;
    static const struct stmt CHANGE = {"UPDATE audit_entry SET entry = CAST('{}' AS BLOB) WHERE id = 41"}, CUT = {"DELETE FROM audit_entry WHERE id >= 50"};
    struct logged l = invented_log();
    struct error err;
    uint64_t size;
    struct digest root;
    assert_int_equal(audit_log_open(l.store, &l.key, "be", &l.log, NULL).code, CODE_OK);
    assert_int_equal(store_begin(l.store, NULL).code, CODE_OK);
    append(&l, 60);
    assert_int_equal(audit_checkpoint(l.log, l.store, when, NULL).code, CODE_OK);
    assert_int_equal(store_run(l.store, &CHANGE, NO_VALUES, NULL).code, CODE_OK);
    assert_int_equal(audit_verify_all(l.log, l.store, &size, &root, &err).code, CODE_LOG_BROKEN);
    assert_non_null(strstr(err.detail, "entry 41 "));
    assert_int_equal(store_run(l.store, &CUT, NO_VALUES, NULL).code, CODE_OK);
    assert_int_equal(audit_checkpoint(l.log, l.store, when, &err).code, CODE_STORE_ROLLED_BACK);
    assert_int_equal(store_commit(l.store, NULL).code, CODE_OK);
    audit_log_close(l.log), store_close(l.store);
}

// SHA-256(SHA-256(seed ‖ number) ‖ record), said again here.
static bool opens(const struct bulk_proof *p, struct view record) {
    struct hash h;
    hash_begin(&h);
    hash_add(&h, digest_view(&p->salt));
    hash_add(&h, record);
    struct digest d = hash_end(&h);
    return digest_same(&d, &p->commit);
}

static void items_of_a_bulk(bool in_parts) {
    struct logged l = invented_log();
    struct audit_bulk *b = audit_bulk_new(store_sys(l.store));
    struct bulk_proof p[7];
    struct digest root;
    int64_t index, erased;
    assert_int_equal(audit_log_open(l.store, &l.key, "be", &l.log, NULL).code, CODE_OK);
    assert_int_equal(store_begin(l.store, NULL).code, CODE_OK);
    for (int i = 0; i < 7; i++) {
        int64_t operation;
        audit_bulk_record(b, VIEW("an invented record"));
        if (in_parts && i % 3 == 2) assert_int_equal(audit_bulk_part(b, l.store, &operation, NULL).code, CODE_OK);
    }
    AUTO_JSON *members = json_pack("{s:s}", "op", "collection");
    assert_int_equal(audit_append_bulk(l.log, l.store, when, members, b, instant_after(when, 5), &index, NULL).code, CODE_OK);
    assert_int_equal(audit_checkpoint(l.log, l.store, when, NULL).code, CODE_OK);
    assert_int_equal(audit_erase(l.store, when, &erased, NULL).code, CODE_OK);
    assert_int_equal(erased, 0);
    AUTO_JSON *bundle = NULL;
    AUTO_JSON *entry = NULL;
    assert_int_equal(audit_proof(l.log, l.store, index, &bundle, NULL).code, CODE_OK);
    assert_int_equal(json_strict(json_view(bundle, "entry"), &entry, NULL).code, CODE_OK);
    assert_true(hex_read(json_view(entry, "items_root"), root.bytes, 32));
    for (uint64_t i = 0; i < 7; i++) {
        assert_int_equal(audit_bulk_proof(l.store, index, i, &p[i], NULL).code, CODE_OK);
        struct digest leaf = merkle_leaf(digest_view(&p[i].commit));
        assert_true(inclusion_holds(i, 7, &leaf, &p[i].path, &root));
        assert_true(p[i].open && opens(&p[i], VIEW("an invented record")) && !opens(&p[i], VIEW("another record")));
        if (i) assert_false(digest_same(&p[i].commit, &p[i - 1].commit));  // the same words, not the same commitment
    }
    assert_int_equal(audit_bulk_proof(l.store, index, 7, &p[0], NULL).code, CODE_NOT_FOUND);
    assert_int_equal(audit_erase(l.store, instant_after(when, 5), &erased, NULL).code, CODE_OK);
    assert_int_equal(erased, 1);
    assert_int_equal(audit_bulk_proof(l.store, index, 3, &p[0], NULL).code, CODE_OK);
    assert_true(!p[0].open && !opens(&p[0], VIEW("an invented record")));  // proven to be in the log, and nothing more
    assert_int_equal(store_commit(l.store, NULL).code, CODE_OK);
    audit_bulk_free(b), audit_log_close(l.log), store_close(l.store);
}

static void each_item_of_a_bulk_is_provable_and_erasable(void **state) {
    (void)state;
    items_of_a_bulk(false);
    items_of_a_bulk(true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_roots), cmocka_unit_test(all_trees_and_proofs_up_to_300), cmocka_unit_test(the_standards_note_verifies),
        cmocka_unit_test(tiles_have_the_standards_names), cmocka_unit_test(a_log_proves_its_entries),
        cmocka_unit_test(a_changed_log_is_named), cmocka_unit_test(each_item_of_a_bulk_is_provable_and_erasable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
