// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "invented.h"
#include "verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

struct outcome {
    enum code code;
    struct error err;
    json_t *checks;
    struct text verdict;
};

static struct log_keys keys_of(const struct invented *i) {
    struct log_keys keys = {.count = MEMBERS};
    static const char *const ids[MEMBERS] = {"fr", "be"}, *const names[MEMBERS] = {"France", "Belgium"};
    for (int who = 0; who < MEMBERS; who++) {
        keys.at[who].key = sign_key_public(&i->log_key[who]);
        snprintf(keys.at[who].member, sizeof keys.at[who].member, "%s", ids[who]);
        snprintf(keys.at[who].name, sizeof keys.at[who].name, "%s", names[who]);
    }
    return keys;
}

static struct outcome verified(const struct log_keys *keys, const struct view *files, size_t count) {
    struct outcome o = {.checks = json_array(), .verdict = text_with_ceiling(VERDICT_BYTES_MAX)};
    struct report r = {o.checks};
    o.code = verify_request(files, count, keys, &r, &o.verdict, &o.err).code;
    return o;
}

static void drop(struct outcome *o) {
    json_decref(o->checks);
    text_free(&o->verdict);
}

// The last sentence is the one that failed.
static const char *last_check(const struct outcome *o) {
    return json_string_value(json_object_get(json_array_get(o->checks, json_array_size(o->checks) - 1), "check"));
}

static void says(const struct invented *i, int first, int last, const char *verdict) {
    struct log_keys keys = keys_of(i);
    struct outcome o = verified(&keys, (const struct view[]){text_seen(&i->proof[first]), text_seen(&i->proof[last])}, first == last ? 1 : 2);
    if (o.code != CODE_OK) print_message("%s: %s\n", last_check(&o), o.err.detail);
    assert_int_equal(o.code, CODE_OK);
    assert_string_equal(text_string(&o.verdict), verdict);
    drop(&o);
}

#define ASKED "Proven: France asked Belgium for supplementary information on be/alerts/01936f2e-0000-7000-8000-000000000001, approved by a second person"

static void both_sides_prove_a_release(void **state) {
    (void)state;
    struct invented i;
    invent(&i, HONEST, NULL);
    says(&i, FRANCE, BELGIUM, ASKED "; Belgium released it, approved by a second person. Both logs hold it.");
    says(&i, BELGIUM, FRANCE, ASKED "; Belgium released it, approved by a second person. Both logs hold it.");
    says(&i, FRANCE, FRANCE, ASKED "; Belgium released it, approved by a second person. Shown by France's log alone; the other side's was not given.");
    says(&i, BELGIUM, BELGIUM, ASKED "; Belgium released it, approved by a second person. Shown by Belgium's log alone; the other side's was not given.");
    invented_free(&i);
}

static void a_refusal_and_a_silence_are_told_as_such(void **state) {
    (void)state;
    struct invented i;
    invent(&i, REFUSED, NULL);
    says(&i, FRANCE, BELGIUM, ASKED "; Belgium refused, approved by a second person. Both logs hold it.");
    invented_free(&i);
    invent(&i, UNANSWERED, NULL);
    says(&i, FRANCE, BELGIUM, ASKED "; no answer of Belgium is shown. Both logs hold it.");
    invented_free(&i);
    invent(&i, TWO_APPROVE, NULL);
    says(&i, BELGIUM, FRANCE, "Proven: France asked Belgium for supplementary information on be/alerts/01936f2e-0000-7000-8000-000000000001, approved by "
                              "2 other persons; Belgium released it, approved by 2 other persons. Both logs hold it.");
    invented_free(&i);
}

// Lies that are logged and signed properly: what each is caught by, and what is said.
static void a_well_signed_lie_is_caught(void **state) {
    (void)state;
    static const struct { enum invented_lie lie; enum code code; const char *check, *detail; } rows[] = {
        {SELF_APPROVED, CODE_SAME_PERSON, "France's file: every approval", "fr-1a2b3c4d wrote it and approved it"},
        {ONE_KEY_FOR_TWO, CODE_SAME_PERSON, "France's file: every approval", "with one key"},
        {APPROVED_TWICE, CODE_SAME_PERSON, "France's file: every approval", "approved the same thing twice"},
        {NOBODY_APPROVED, CODE_NEEDS_APPROVAL, "France's file: every approval", "nobody approved the demand"},
        {APPROVAL_NOT_LOGGED, CODE_LOG_BROKEN, "France's log holds the approvals", "1 approvals of this side, the log 0"},
        {APPROVED_AFTER_SENDING, CODE_LOG_BROKEN, "Each entry that France shows", "entry 5 is not in its order"},
        {OTHER_AUTHOR_LOGGED, CODE_LOG_BROKEN, "France's log holds the steps", "entry 3 is of another author"},
        {OTHER_MESSAGE_LOGGED, CODE_LOG_BROKEN, "France's log holds the digest", "entry 6 is of a message with another decision"},
        {OTHER_DECISION_LOGGED, CODE_LOG_BROKEN, "Belgium's log holds the steps", "entry 14 says another decision"},
        {OTHER_PLACE_IN_RECEIPT, CODE_LOG_BROKEN, "The demand that France sent", "Belgium's receipt names entry 12, but it is entry 11"},
        {OTHER_NODE_IN_LOG, CODE_LOG_BROKEN, "Each entry that France shows", "another version, place or node"},
        {SENTENCE_IN_RECORD, CODE_BAD_FORMAT, "File 1 is a proof of a request", "\"record\" is no plain word"},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct invented i;
        invent(&i, rows[k].lie, NULL);
        struct log_keys keys = keys_of(&i);
        struct outcome o = verified(&keys, (const struct view[]){text_seen(&i.proof[FRANCE]), text_seen(&i.proof[BELGIUM])}, 2);
        if (o.code != rows[k].code || !strstr(o.err.detail, rows[k].detail) || !strstr(last_check(&o), rows[k].check))
            print_message("lie %d: %s: %s: %s\n", rows[k].lie, code_name(o.code), last_check(&o), o.err.detail);
        assert_int_equal(o.code, rows[k].code);
        assert_non_null(strstr(last_check(&o), rows[k].check));
        assert_non_null(strstr(o.err.detail, rows[k].detail));
        drop(&o);
        invented_free(&i);
    }
}

// One character changed at a place that stands behind `mark`, in France's file.
static void a_changed_region_is_named(void **state) {
    (void)state;
    static const struct { const char *mark; int place; const char *check, *detail; } rows[] = {
        {"Which decision", 0, "France's file: every approval", "approved another demand"},
        {"Decision of 3", 0, "France's file: every approval", "approved another decision"},
        {"\"signature\":\"", 20, "France's file: every approval", "the signature of fr-00000002 under the demand does not hold"},
        {"\"digest\":\"", 15, "France's file: every approval", "approved another demand"},
        {"\"credential\":\"approver.example+", 5, "France's file: every approval", "verifier key"},
        {"\"at\":\"2026-11-2", 12, "France's log holds the digest", "or with other approvals"},
        {"\"by\":\"", 5, "France's log holds the approvals", "is not in the file"},
        {"fr.example/audit\\n", 0, "Each entry that France shows", "entry 3: the note's signature"},     // the checkpoint's size
        {"c2sp.org/tlog-proof@v1\\nindex ", 0, "Each entry that France shows", "entry 3: entry 2 is not what the log"},
        {"\"entry\":\"{\\\"", 1, "Each entry that France shows", "entry 3: entry 3 is not what the log"},
        {"\"receipts\":[{\"index\":", 1, "The demand that France sent", "Belgium's receipt names entry"},
    };
    struct invented i;
    invent(&i, HONEST, NULL);
    struct log_keys keys = keys_of(&i);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char *at = strstr(i.proof[FRANCE].at, rows[k].mark);
        if (!at) print_message("%s\n", rows[k].mark);
        assert_non_null(at);
        at += strlen(rows[k].mark) + (size_t)rows[k].place;
        *at ^= 1;
        struct outcome o = verified(&keys, (const struct view[]){text_seen(&i.proof[FRANCE]), text_seen(&i.proof[BELGIUM])}, 2);
        *at ^= 1;
        if (!strstr(o.err.detail, rows[k].detail) || !strstr(last_check(&o), rows[k].check))
            print_message("%s: %s: %s: %s\n", rows[k].mark, code_name(o.code), last_check(&o), o.err.detail);
        assert_int_not_equal(o.code, CODE_OK);
        assert_non_null(strstr(last_check(&o), rows[k].check));
        assert_non_null(strstr(o.err.detail, rows[k].detail));
        drop(&o);
    }
    invented_free(&i);
}

enum { STRIDE = 5 };  // every byte was tried once; this is for every day

static void no_byte_of_either_file_can_change(void **state) {
    (void)state;
    struct invented i;
    invent(&i, HONEST, NULL);
    struct log_keys keys = keys_of(&i);
    for (int who = 0; who < MEMBERS; who++)
        for (size_t at = (size_t)who; at < i.proof[who].bytes; at += STRIDE) {
            char before = i.proof[who].at[at];
            i.proof[who].at[at] = (char)(before ^ 1 << (at % 7));
            struct outcome o = verified(&keys, (const struct view[]){text_seen(&i.proof[FRANCE]), text_seen(&i.proof[BELGIUM])}, 2);
            if (o.code == CODE_OK) print_message("byte %zu of file %d: %.80s\n", at, who, i.proof[who].at + (at > 40 ? at - 40 : 0));
            assert_int_not_equal(o.code, CODE_OK);
            drop(&o);
            i.proof[who].at[at] = before;
        }
    invented_free(&i);
}

static void two_requests_are_not_one(void **state) {
    (void)state;
    struct invented i, j;
    invent(&i, HONEST, NULL);
    invent(&j, REFUSED, NULL);
    struct log_keys keys = keys_of(&i), both = keys_of(&j);
    struct outcome strangers = verified(&keys, (const struct view[]){text_seen(&i.proof[FRANCE]), text_seen(&j.proof[BELGIUM])}, 2);
    assert_int_equal(strangers.code, CODE_NOT_TRUSTED);
    both.at[FRANCE] = keys.at[FRANCE];
    struct outcome mixed = verified(&both, (const struct view[]){text_seen(&i.proof[FRANCE]), text_seen(&j.proof[BELGIUM])}, 2);
    assert_int_equal(mixed.code, CODE_CONFLICT);
    struct outcome twice = verified(&keys, (const struct view[]){text_seen(&i.proof[FRANCE]), text_seen(&i.proof[FRANCE])}, 2);
    assert_int_equal(twice.code, CODE_BAD_ARGUMENT);
    keys.trusted_to = invented_at;
    struct outcome late = verified(&keys, (const struct view[]){text_seen(&i.proof[FRANCE])}, 1);
    assert_int_equal(late.code, CODE_EXPIRED);
    drop(&strangers), drop(&mixed), drop(&twice), drop(&late);
    invented_free(&i), invented_free(&j);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_prove_a_release),  cmocka_unit_test(a_refusal_and_a_silence_are_told_as_such),
        cmocka_unit_test(a_well_signed_lie_is_caught), cmocka_unit_test(a_changed_region_is_named),
        cmocka_unit_test(two_requests_are_not_one),    cmocka_unit_test(no_byte_of_either_file_can_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
