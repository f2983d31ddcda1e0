// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "federation/envelope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct instant FROM = {1767225600000}, UNTIL = {2082758400000}, NOW = {1795510800000};

struct two {
    struct identity *be, *fr;
    struct member member;  // be, as fr knows it
};

static int stand(void **state) {
    static struct two t;
    struct identity_wish wish = {.use = CERTIFICATE_SIGNING, .name = "be", .from = FROM, .until = UNTIL};
    assert_int_equal(identity_new(sys_real(), &wish, &t.be, NULL).code, CODE_OK);
    wish.name = "fr";
    assert_int_equal(identity_new(sys_real(), &wish, &t.fr, NULL).code, CODE_OK);
    t.member = (struct member){.id = "be", .signs = identity_certificate(t.be)};
    *state = &t;
    return 0;
}

static int fall(void **state) {
    struct two *t = *state;
    identity_free(t->be);
    identity_free(t->fr);
    return 0;
}

static void sealed(const struct two *t, size_t payload_bytes, struct text *out) {
    AUTO_JSON *payload = json_object();
    AUTO_TEXT long_text = text_with_ceiling(1 << 20);
    while (long_text.bytes < payload_bytes) text_char(&long_text, 'x');
    json_put_view(payload, "a", text_seen(&long_text));
    assert_int_equal(envelope_seal(t->be, "answer", "be", "fr", NOW, payload, out, NULL).code, CODE_OK);
}

static void sizes_are_few_and_come_off_again(void **state) {
    static const struct {
        size_t payload, padded;
    } rows[] = {{0, 8192}, {100, 8192}, {6000, 8192}, {9000, 16384}, {40000, 65536}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_TEXT t = text_with_ceiling(1 << 20);
        struct view out;
        struct envelope e;
        sealed(*state, rows[i].payload, &t);
        size_t bytes = t.bytes;
        assert_int_equal(envelope_unpad(text_seen(&t), &out, NULL).code, CODE_OK);  // one that was not padded
        assert_int_equal(out.bytes, bytes);
        envelope_pad(&t, 1);
        assert_int_equal(t.bytes, rows[i].padded);
        assert_int_equal(envelope_unpad(text_seen(&t), &out, NULL).code, CODE_OK);
        assert_int_equal(out.bytes, bytes);
        assert_int_equal(envelope_open(&((struct two *)*state)->member, "fr", "answer", NOW, out, &e, NULL).code, CODE_OK);
        json_decref(e.whole);
    }
}

static void nothing_hides_behind_an_envelope(void **state) {
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    struct view out;
    sealed(*state, 10, &t);
    size_t bytes = t.bytes;
    envelope_pad(&t, 1);
    for (size_t at = bytes; at < t.bytes; at += 1013) {
        t.at[at] = 1;
        assert_int_equal(envelope_unpad(text_seen(&t), &out, NULL).code, CODE_BAD_FORMAT);
        t.at[at] = 0;
    }
    for (size_t cut = 0; cut < bytes; cut += cut < 10 ? 1 : 97)
        assert_int_equal(envelope_unpad((struct view){t.at, cut}, &out, NULL).code, CODE_BAD_FORMAT);
    assert_int_equal(envelope_unpad(VIEW("\x30\x84\xff\xff\xff\xff"), &out, NULL).code, CODE_BAD_FORMAT);
    assert_int_equal(envelope_unpad(VIEW("\x30\x89\x00\x00\x00\x00\x00\x00\x00\x00\x00"), &out, NULL).code, CODE_BAD_FORMAT);
}

// Whose it is and for whom counts always; when it was written only for what takes effect.
static void the_clock_counts_only_where_it_must(void **state) {
    const struct two *t = *state;
    AUTO_TEXT text = text_with_ceiling(1 << 20);
    struct envelope e;
    struct instant late = {NOW.ms + ENVELOPE_SKEW_MS + 1};
    struct member other = {.id = "be", .signs = identity_certificate(t->fr)}, renamed = {.id = "es", .signs = t->member.signs};
    sealed(t, 10, &text);
    assert_int_equal(envelope_open(&t->member, "fr", "answer", late, text_seen(&text), &e, NULL).code, CODE_CLOCK);
    assert_int_equal(envelope_open_undated(&t->member, "fr", "answer", text_seen(&text), &e, NULL).code, CODE_OK);
    json_decref(e.whole);
    assert_int_equal(envelope_open_undated(&other, "fr", "answer", text_seen(&text), &e, NULL).code, CODE_BAD_SIGNATURE);
    assert_int_equal(envelope_open_undated(&renamed, "fr", "answer", text_seen(&text), &e, NULL).code, CODE_BAD_FIELD);
    assert_int_equal(envelope_open_undated(&t->member, "es", "answer", text_seen(&text), &e, NULL).code, CODE_BAD_FIELD);
    assert_int_equal(envelope_open_undated(&t->member, "fr", "greeting", text_seen(&text), &e, NULL).code, CODE_BAD_FIELD);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_few_and_come_off_again),
        cmocka_unit_test(nothing_hides_behind_an_envelope),
        cmocka_unit_test(the_clock_counts_only_where_it_must),
    };
    return cmocka_run_group_tests(tests, stand, fall);
}
