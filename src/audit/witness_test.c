// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/log.h"
#include "audit/witness_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct instant when = {1795510800000};
#define GOOD(expr) assert_int_equal((expr).code, CODE_OK)

// A log of some entries, and a witness of it.
struct scene {
    struct store *store;
    struct audit_log *log;
    struct sign_key log_key, witness_key;
    struct verify_key open;
    struct memory_shelf shelf;
    struct witness witness;
};

static void grow(struct scene *s, int entries) {
    AUTO_JSON *members = json_pack("{s:s}", "op", "consultation");
    GOOD(store_begin(s->store, NULL));
    for (int i = 0; i < entries; i++) GOOD(audit_append(s->log, s->store, when, members, NULL, NULL));
    GOOD(audit_checkpoint(s->log, s->store, when, NULL));
    GOOD(store_commit(s->store, NULL));
}

static void begin(struct scene *s) {
    *s = (struct scene){0};
    GOOD(sign_key_make(sys_real(), VIEW("be.example/log"), &s->log_key, NULL));
    GOOD(sign_key_make(sys_real(), VIEW("fr.example/witness"), &s->witness_key, NULL));
    GOOD(store_open(sys_real(), NULL, &s->store, NULL));
    GOOD(store_migrate(s->store, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, NULL));
    GOOD(audit_log_open(s->store, &s->log_key, "be", &s->log, NULL));
    s->open = sign_key_public(&s->log_key);
    s->witness = (struct witness){&s->witness_key, &s->open, 1, memory_shelf_of(&s->shelf)};
}

static void end(struct scene *s) {
    audit_log_close(s->log), store_close(s->store), memory_shelf_end(&s->shelf);
}

// Show the newest checkpoint as one that follows `old`, with the proof from `proof_from`. Gives the status.
static int show(struct scene *s, uint64_t old, uint64_t proof_from, struct text *reply) {
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX), asked = text_with_ceiling(WITNESS_ASKED_BYTES_MAX);
    struct checkpoint c;
    struct proof path;
    GOOD(audit_last_checkpoint(s->store, &note, NULL));
    GOOD(checkpoint_open(text_seen(&note), &s->open, &c, NULL));
    GOOD(audit_consistency(s->store, proof_from, c.size, &path, NULL));
    text_witness_asked(&asked, old, &path, text_seen(&note));
    text_clear(reply);
    return witness_answer(&s->witness, when, VIEW(WITNESS_ADD_PATH), text_seen(&asked), reply);
}

static void a_witness_cosigns_what_continues(void **state) {
    (void)state;
    struct scene s;
    AUTO_TEXT reply = text_with_ceiling(NOTE_BYTES_MAX), note = text_with_ceiling(NOTE_BYTES_MAX);
    struct note n;
    struct instant at;
    struct verify_key cosigner;
    begin(&s);
    grow(&s, 5);
    assert_int_equal(show(&s, 0, 0, &reply), 200);
    GOOD(audit_last_checkpoint(s.store, &note, NULL));
    text_view(&note, text_seen(&reply));
    GOOD(note_read(text_seen(&note), &n, NULL));
    AUTO_TEXT key = text_with_ceiling(400);
    struct verify_key public = sign_key_public(&s.witness_key);
    text_cosigner(&key, &public);
    GOOD(cosigner_read(text_seen(&key), &cosigner, NULL));  // what the trust list holds
    GOOD(cosignature_verify(&n, &cosigner, &at, NULL));
    assert_int_equal(at.ms, when.ms);
    GOOD(note_verify(&n, &s.open, NULL));
    // The same bytes are no log signature of the witness, and a log key is no witness key.
    assert_int_equal(note_verify(&n, &public, NULL).code, CODE_BAD_SIGNATURE);
    text_clear(&key);
    text_vkey(&key, &public);
    assert_int_equal(cosigner_read(text_seen(&key), &cosigner, NULL).code, CODE_BAD_FORMAT);
    text_clear(&key);
    snprintf(public.name, sizeof public.name, "two\nlines");  // a name stands on a line of every note
    text_cosigner(&key, &public);
    assert_int_equal(cosigner_read(text_seen(&key), &cosigner, NULL).code, CODE_BAD_FORMAT);
    for (int size = 5; size < 40; size += 3) {
        grow(&s, 3);
        assert_int_equal(show(&s, (uint64_t)size, (uint64_t)size, &reply), 200);
    }
    end(&s);
}

static void a_witness_refuses_each_thing_for_its_reason(void **state) {
    (void)state;
    struct scene s;
    AUTO_TEXT reply = text_with_ceiling(NOTE_BYTES_MAX);
    begin(&s);
    grow(&s, 5);
    assert_int_equal(show(&s, 6, 0, &reply), 400);            // older than what it is shown
    assert_int_equal(show(&s, 3, 3, &reply), 409);            // it saw nothing yet
    assert_string_equal(text_string(&reply), "0\n");
    assert_int_equal(show(&s, 0, 0, &reply), 200);
    assert_int_equal(show(&s, 0, 0, &reply), 409);
    assert_string_equal(text_string(&reply), "5\n");
    grow(&s, 4);
    assert_int_equal(show(&s, 5, 4, &reply), 422);            // the proof of another pair
    assert_int_equal(show(&s, 5, 5, &reply), 200);
    assert_int_equal(show(&s, 9, 9, &reply), 200);            // the same again: a new time, no other tree
    struct verify_key other = s.open;
    other.public[0] ^= 1;
    s.witness.logs = &other;
    assert_int_equal(show(&s, 9, 9, &reply), 403);
    memcpy(other.name, "other", 6);
    assert_int_equal(show(&s, 9, 9, &reply), 404);
    assert_int_equal(witness_answer(&s.witness, when, VIEW(WITNESS_ADD_PATH), VIEW("old 1\n"), &reply), 400);
    assert_int_equal(witness_answer(&s.witness, when, VIEW("/elsewhere"), VIEW(""), &reply), 404);
    end(&s);
}

// Two trees of one size under one key: whoever comes second is shown to be a fork by the note that is kept.
static void a_fork_is_never_cosigned(void **state) {
    (void)state;
    struct scene s, fork;
    AUTO_TEXT reply = text_with_ceiling(NOTE_BYTES_MAX);
    AUTO_JSON *other = json_pack("{s:s}", "op", "erasure");
    begin(&s), begin(&fork);
    grow(&s, 9);
    assert_int_equal(show(&s, 0, 0, &reply), 200);
    fork.log_key = s.log_key, fork.open = s.open, fork.witness_key = s.witness_key;
    audit_log_close(fork.log);
    GOOD(audit_log_open(fork.store, &fork.log_key, "be", &fork.log, NULL));
    GOOD(store_begin(fork.store, NULL));
    GOOD(audit_append(fork.log, fork.store, when, other, NULL, NULL));
    GOOD(store_commit(fork.store, NULL));
    fork.witness = s.witness;
    grow(&fork, 8);
    assert_int_equal(show(&fork, 9, 9, &reply), 409);          // of the same size
    grow(&fork, 8);
    assert_int_equal(show(&fork, 9, 9, &reply), 422);          // and later
    text_clear(&reply);
    assert_int_equal(witness_answer(&s.witness, when, VIEW(WITNESS_LAST_PATH), VIEW("be.example/log\n"), &reply), 200);
    struct checkpoint c;
    GOOD(checkpoint_open(text_seen(&reply), &s.open, &c, NULL));
    assert_int_equal(c.size, 9);
    end(&s);
    fork.shelf = (struct memory_shelf){0};
    end(&fork);
}

static void nothing_is_cosigned_that_could_not_be_kept(void **state) {
    (void)state;
    struct scene s;
    AUTO_TEXT reply = text_with_ceiling(NOTE_BYTES_MAX);
    begin(&s);
    grow(&s, 5);
    s.shelf.full = true;
    assert_int_equal(show(&s, 0, 0, &reply), 500);
    assert_null(strstr(text_string(&reply), "witness "));
    assert_int_equal(witness_answer(&s.witness, when, VIEW(WITNESS_LAST_PATH), VIEW("be.example/log"), &reply), 404);
    s.shelf.full = false;
    assert_int_equal(show(&s, 0, 0, &reply), 200);
    end(&s);
}

// The log shows what a quorum stands behind, and what is newer only when there is nothing else to show.
static void the_log_shows_what_a_quorum_cosigned(void **state) {
    (void)state;
    struct scene s;
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    uint64_t size, index;
    struct checkpoint c;
    begin(&s);
    grow(&s, 5);
    audit_log_quorum(s.log, 2);
    GOOD(store_begin(s.store, NULL));
    GOOD(audit_cosignature_keep(s.store, 5, "one", VIEW("\xE2\x80\x94 one AAAAAAAA\n"), when, NULL));
    assert_int_equal(audit_cosigned(s.store, 2, &note, &size, NULL, NULL).code, CODE_NOT_FOUND);
    GOOD(audit_cosignature_keep(s.store, 5, "one", VIEW("\xE2\x80\x94 one AAAAAAAA\n"), when, NULL));  // twice is once
    assert_int_equal(audit_cosigned(s.store, 2, &note, &size, NULL, NULL).code, CODE_NOT_FOUND);
    GOOD(audit_cosignature_keep(s.store, 5, "two", VIEW("\xE2\x80\x94 two AAAAAAAA\n"), when, NULL));
    GOOD(store_commit(s.store, NULL));
    grow(&s, 5);
    text_clear(&note);
    GOOD(audit_cosigned(s.store, 2, &note, &size, NULL, NULL));
    assert_int_equal(size, 5);
    assert_non_null(strstr(text_string(&note), "\n\xE2\x80\x94 two AAAAAAAA\n"));
    for (int64_t i = 0; i < 10; i++) {
        AUTO_JSON *bundle = NULL;
        GOOD(audit_proof(s.log, s.store, i, &bundle, NULL));
        GOOD(tlog_proof_verify(json_view(bundle, "proof"), json_view(bundle, "entry"), &s.open, &index, &c, NULL));
        assert_int_equal(c.size, i < 5 ? 5 : 10);
    }
    end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_witness_cosigns_what_continues), cmocka_unit_test(a_witness_refuses_each_thing_for_its_reason),
        cmocka_unit_test(a_fork_is_never_cosigned), cmocka_unit_test(nothing_is_cosigned_that_could_not_be_kept),
        cmocka_unit_test(the_log_shows_what_a_quorum_cosigned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
