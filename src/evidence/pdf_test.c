// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A field, a signature in it, and what no longer holds: one byte changed, something appended, signed twice.
//   pdf_test [PRINTED.pdf SIGNED.pdf [CERTIFICATE.pem]]    signs a real document, for other people's readers (programs/malines-print/print_test.py)
#include "evidence/pdf.h"
#include "sys/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct instant WHEN = {INT64_C(1795600000000)};
static const char *printed_path, *signed_path, *certificate_path;

static struct identity *signer(void) {
    struct identity *who;
    struct error err = {0};
    struct identity_wish wish = {.use = CERTIFICATE_SIGNING, .name = "Griet Voorbeeld", .from = {WHEN.ms - DAY_MS}, .until = {WHEN.ms + DAY_MS}};
    if (FAILED(identity_new(sys_real(), &wish, &who, &err))) fail_msg("%s", err.detail);
    return who;
}

// Two pages, with the table where it says.
static void small(struct text *t) {
    static const char *const objects[] = {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ 3 0 R 4 0 R ] /Count 2 >>",
                                          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
                                          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"};
    size_t at[4];
    text_put(t, "%PDF-1.4\n");
    for (size_t i = 0; i < 4; i++) at[i] = t->bytes, text_format(t, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    size_t table = t->bytes;
    text_put(t, "xref\n0 5\n0000000000 65535 f \n");
    for (size_t i = 0; i < 4; i++) text_format(t, "%010zu 00000 n \n", at[i]);
    text_format(t, "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", table);
}

static void signed_small(struct text *out, struct identity *who) {
    AUTO_TEXT plain = text_with_ceiling(4096), field = text_with_ceiling(8192);
    small(&plain);
    assert_int_equal(pdf_add_field(text_seen(&plain), (struct pdf_box){1, 50, 60, 200, 70}, "fr", &field, NULL).code, CODE_OK);
    assert_int_equal(pdf_sign(text_seen(&field), who, WHEN, out, NULL).code, CODE_OK);
    assert_memory_equal(out->at, field.at, field.bytes);  // what was there stays
}

static void what_is_signed_is_read_back(void **state) {
    (void)state;
    AUTO_TEXT pdf = text_with_ceiling(1 << 20), twice = text_with_ceiling(1 << 20), plain = text_with_ceiling(4096), field = text_with_ceiling(8192);
    struct identity *who = signer();
    struct cades_signer read;
    signed_small(&pdf, who);
    assert_int_equal(pdf_verify(text_seen(&pdf), &read, NULL).code, CODE_OK);
    struct digest own = certificate_digest(identity_certificate(who));
    assert_true(digest_same(&read.certificate, &own) && strstr(read.name, "Griet Voorbeeld"));
    assert_int_equal(pdf_sign(text_seen(&pdf), who, WHEN, &twice, NULL).code, CODE_CONFLICT);
    small(&plain);
    assert_int_equal(pdf_sign(text_seen(&plain), who, WHEN, &twice, NULL).code, CODE_NOT_FOUND);
    assert_int_equal(pdf_add_field(text_seen(&plain), (struct pdf_box){2, 0, 0, 1, 1}, "fr", &field, NULL).code, CODE_BAD_FORMAT);  // no third page
    identity_free(who);
}

// Every byte but those of the signature itself: changed, it never verifies.
static void no_byte_may_change(void **state) {
    (void)state;
    AUTO_TEXT pdf = text_with_ceiling(1 << 20);
    struct identity *who = signer();
    struct cades_signer read;
    signed_small(&pdf, who);
    const char *hex = memmem(pdf.at, pdf.bytes, "/Contents <", 11);
    assert_non_null(hex);
    size_t first = (size_t)(hex - pdf.at) + 11, end = first + 2 * PDF_SIGNATURE_ROOM;
    for (size_t i = 0; i < pdf.bytes; i++) {
        if (i >= first && i < end) continue;
        pdf.at[i] ^= 1;
        if (!FAILED(pdf_verify(text_seen(&pdf), &read, NULL))) fail_msg("byte %zu of %zu", i, pdf.bytes);
        pdf.at[i] ^= 1;
    }
    assert_int_equal(pdf_verify(text_seen(&pdf), &read, NULL).code, CODE_OK);
    identity_free(who);
}

static void nothing_may_be_appended_or_cut(void **state) {
    (void)state;
    AUTO_TEXT pdf = text_with_ceiling(1 << 20);
    struct identity *who = signer();
    struct cades_signer read;
    signed_small(&pdf, who);
    for (size_t n = 0; n < pdf.bytes; n += 7) assert_true(FAILED(pdf_verify((struct view){pdf.at, n}, &read, NULL)));
    text_put(&pdf, "%\n");
    assert_int_equal(pdf_verify(text_seen(&pdf), &read, NULL).code, CODE_BAD_SIGNATURE);
    text_put(&pdf, "\n6 0 obj\n<< >>\nendobj\n");  // another object in the signature's place
    assert_true(FAILED(pdf_verify(text_seen(&pdf), &read, NULL)));
    identity_free(who);
}

static int sign_file(void) {
    AUTO_TEXT in = text_with_ceiling(PDF_BYTES_MAX), out = text_with_ceiling(PDF_BYTES_MAX);
    struct error err = {0};
    struct identity *who = signer();
    struct result r = file_read(printed_path, PDF_BYTES_MAX, &in, &err);
    if (!FAILED(r)) r = pdf_sign(text_seen(&in), who, WHEN, &out, &err);
    if (!FAILED(r)) r = file_write(signed_path, text_seen(&out), 0600, &err);
    AUTO_TEXT pem = text_with_ceiling(8192);
    text_certificate(&pem, identity_certificate(who));
    if (!FAILED(r) && certificate_path) r = file_write(certificate_path, text_seen(&pem), 0600, &err);
    identity_free(who);
    return FAILED(r) ? fprintf(stderr, "%s\n", err.detail), 1 : 0;
}

int main(int argc, char **argv) {
    if (argc == 4) certificate_path = argv[3];
    if (argc >= 3) return printed_path = argv[1], signed_path = argv[2], sign_file();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_signed_is_read_back),
        cmocka_unit_test(no_byte_may_change),
        cmocka_unit_test(nothing_may_be_appended_or_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
