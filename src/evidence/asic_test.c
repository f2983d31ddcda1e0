// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Containers of our own, whole and altered; archives written by hand that two readers would read in two ways; and the
// containers of others, where they are at hand (../shared/data), each with the verdict it must get.
#include "evidence/asic.h"
#include "sys/sys.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct identity *signer;
static const struct instant WHEN = {1795867200000};  // 2026-11-28

static int set_up(void **state) {
    (void)state;
    struct identity_wish w = {CERTIFICATE_SIGNING, "be.malines.example", NULL, {1790000000000}, {1890000000000}};
    return FAILED(identity_new(sys_real(), &w, &signer, NULL));
}
static int tear_down(void **state) {
    (void)state;
    signer = identity_free(signer);
    return 0;
}

// ---- Making containers ----

static void written(void (*write)(struct zip_writer *w), struct text *out) {
    char path[] = "/tmp/asic-XXXXXX";
    int fd = mkstemp(path);
    struct zip_writer *w = zip_writer_new(fd, WHEN);
    write(w);
    assert_int_equal(zip_end(w, NULL).code, CODE_OK);
    zip_writer_free(w);
    close(fd);
    assert_int_equal(file_read(path, 1 << 24, out, NULL).code, CODE_OK);
    unlink(path);
}
static void put(struct zip_writer *w, const char *name, struct view content) {
    struct error err = {0};
    if (FAILED(zip_put(w, view_of(name), content, &err))) fail_msg("%s: %s", name, err.detail);
}

static struct asic_file file_of(const char *name, struct view content) { return (struct asic_file){view_of(name), VIEW("text/plain"), sha256(content)}; }

static void signed_pair(struct zip_writer *w) {
    AUTO_TEXT manifest = text_with_ceiling(100000);
    AUTO_TEXT p7s = text_with_ceiling(100000);
    struct asic_file files[] = {file_of("a.txt", VIEW("first")), file_of("d/b \xC3\xA9&.txt", VIEW("second"))};
    put(w, "mimetype", VIEW(ASIC_E_TYPE));
    put(w, "a.txt", VIEW("first"));
    put(w, "d/b \xC3\xA9&.txt", VIEW("second"));
    text_asic_manifest(&manifest, VIEW("META-INF/signature001.p7s"), false, files, 2);
    assert_int_equal(cades_sign(signer, WHEN, text_seen(&manifest), &p7s, NULL).code, CODE_OK);
    put(w, "META-INF/ASiCManifest001.xml", text_seen(&manifest));
    put(w, "META-INF/signature001.p7s", text_seen(&p7s));
}

// The verdict on the form, then on the proofs.
static enum code verdict(struct view file, struct asic *out, struct error *err) {
    struct arena a = arena_with_ceiling(64 << 20);
    struct asic c;
    struct result r = asic_read(file, NULL, &a, &c, err);
    if (!FAILED(r)) r = asic_holds(&c, err);
    if (!FAILED(r) && out) *out = c;
    arena_free(&a);
    return r.code;
}

static void a_container_of_ours_holds(void **state) {
    (void)state;
    AUTO_TEXT file = text_with_ceiling(1 << 24);
    struct error err = {0};
    struct asic c;
    written(signed_pair, &file);
    assert_int_equal(verdict(text_seen(&file), &c, &err), CODE_OK);
    assert_true(c.extended && c.strict && c.count == 1);
    struct digest d = certificate_digest(identity_certificate(signer));
    assert_true(digest_same(&c.proofs[0].signer.certificate, &d));
    assert_string_equal(c.proofs[0].signer.name, "be.malines.example");
    assert_true(c.proofs[0].signer.names_certificate && !c.proofs[0].signer.weak);
    assert_int_equal(c.proofs[0].signer.when.ms, WHEN.ms);
    // APPNOTE and EN 319 162-1 annex A.1: the type can be read at byte 38 without unpacking
    assert_memory_equal(file.at + 30, "mimetype" ASIC_E_TYPE, 8 + sizeof ASIC_E_TYPE - 1);
}

static void every_altered_byte_is_found(void **state) {
    (void)state;
    AUTO_TEXT file = text_with_ceiling(1 << 24);
    written(signed_pair, &file);
    assert_int_equal(verdict(text_seen(&file), NULL, NULL), CODE_OK);
    size_t held = 0;
    for (size_t i = 0; i < file.bytes; i++) {
        file.at[i] ^= 1;
        held += verdict(text_seen(&file), NULL, NULL) == CODE_OK;
        file.at[i] ^= 1;
    }
    // What a ZIP says of itself and nobody reads: versions, times, kind of file, and the version in each local header.
    assert_in_range(held, 1, 5 * (2 + 4) + 5 * (4 + 4 + 2 + 4));
    for (size_t n = 0; n < file.bytes; n++) assert_int_not_equal(verdict((struct view){file.at, n}, NULL, NULL), CODE_OK);
    text_char(&file, 'x');
    assert_int_equal(verdict(text_seen(&file), NULL, NULL), CODE_BAD_FORMAT);
}

static void unsigned_file_added(struct zip_writer *w) {
    signed_pair(w);
    put(w, "c.txt", VIEW("slipped in"));
}
static void another_content(struct zip_writer *w) {
    AUTO_TEXT manifest = text_with_ceiling(100000);
    AUTO_TEXT p7s = text_with_ceiling(100000);
    struct asic_file files[] = {file_of("a.txt", VIEW("first"))};
    put(w, "mimetype", VIEW(ASIC_E_TYPE));
    put(w, "a.txt", VIEW("forged"));
    text_asic_manifest(&manifest, VIEW("META-INF/signature001.p7s"), false, files, 1);
    assert_int_equal(cades_sign(signer, WHEN, text_seen(&manifest), &p7s, NULL).code, CODE_OK);
    put(w, "META-INF/ASiCManifest001.xml", text_seen(&manifest));
    put(w, "META-INF/signature001.p7s", text_seen(&p7s));
}
static void another_manifest(struct zip_writer *w) {
    AUTO_TEXT manifest = text_with_ceiling(100000);
    AUTO_TEXT p7s = text_with_ceiling(100000);
    struct asic_file files[] = {file_of("a.txt", VIEW("forged"))};
    put(w, "mimetype", VIEW(ASIC_E_TYPE));
    put(w, "a.txt", VIEW("forged"));
    text_asic_manifest(&manifest, VIEW("META-INF/signature001.p7s"), false, files, 1);
    assert_int_equal(cades_sign(signer, WHEN, VIEW("another manifest"), &p7s, NULL).code, CODE_OK);
    put(w, "META-INF/ASiCManifest001.xml", text_seen(&manifest));
    put(w, "META-INF/signature001.p7s", text_seen(&p7s));
}
static void no_proof(struct zip_writer *w) {
    put(w, "mimetype", VIEW(ASIC_E_TYPE));
    put(w, "a.txt", VIEW("first"));
}
static void signature_left_over(struct zip_writer *w) {
    signed_pair(w);
    put(w, "META-INF/signature002.p7s", VIEW("nobody names it"));
}
static void doctype(struct zip_writer *w) {
    no_proof(w);
    put(w, "META-INF/ASiCManifest001.xml", VIEW("<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a x=\"&c;\"/>"));
}
static void strange_meta(struct zip_writer *w) {
    signed_pair(w);
    put(w, "META-INF/run.sh", VIEW("rm"));
}
static void beginning_of_a_name(struct zip_writer *w) {
    signed_pair(w);
    put(w, "META-INF/m", VIEW("signed by nobody"));
}
static void two_mimetypes(struct zip_writer *w) {
    signed_pair(w);
    put(w, "mimetype", VIEW(ASIC_S_TYPE));
}
static void two_cases(struct zip_writer *w) {
    signed_pair(w);
    put(w, "A.TXT", VIEW("first"));
}

static void what_is_wrong_is_said(void **state) {
    (void)state;
    static const struct {
        void (*write)(struct zip_writer *w);
        enum code code;
        const char *because;
    } cases[] = {
        {unsigned_file_added, CODE_BAD_SIGNATURE, "covered by no signature"},
        {another_content, CODE_BAD_SIGNATURE, "not the one that was signed"},
        {another_manifest, CODE_BAD_SIGNATURE, "does not hold"},
        {no_proof, CODE_NOT_FOUND, "neither signature"},
        {signature_left_over, CODE_BAD_FORMAT, "belongs to no manifest"},
        {doctype, CODE_BAD_XML, "document type"},
        {strange_meta, CODE_BAD_FORMAT, "META-INF holds"},
        {beginning_of_a_name, CODE_BAD_FORMAT, "META-INF holds"},
        {two_mimetypes, CODE_BAD_FORMAT, "one name: mimetype"},
        {two_cases, CODE_BAD_FORMAT, "one name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO_TEXT file = text_with_ceiling(1 << 24);
        struct error err = {0};
        written(cases[i].write, &file);
        enum code c = verdict(text_seen(&file), NULL, &err);
        if (c != cases[i].code || !strstr(err.detail, cases[i].because)) fail_msg("case %zu: %s, %s", i, code_name(c), err.detail);
    }
}

// ---- Archives by hand ----

static void le(struct text *t, uint64_t n, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) text_char(t, (char)(n >> (8 * i)));
}
struct hand {                       // one stored or deflated entry, and what is said of it
    const char *name, *local_name;
    struct view packed;
    uint32_t crc, bytes;
    unsigned method, flags;
};
static void hand_common(struct text *t, const struct hand *h, const char *name) {
    le(t, h->flags, 2), le(t, h->method, 2), le(t, 0, 4), le(t, h->crc, 4), le(t, h->packed.bytes, 4), le(t, h->bytes, 4);
    le(t, strlen(name), 2), le(t, 0, 2);
}
static void by_hand(struct text *t, const struct hand *h, size_t count, const char *before) {
    AUTO_TEXT directory = text_with_ceiling(1 << 20);
    text_put(t, before);
    for (size_t i = 0; i < count; i++) {
        const char *local = h[i].local_name ? h[i].local_name : h[i].name;
        size_t at = t->bytes;
        text_put(t, "PK\3\4"), le(t, 20, 2);
        hand_common(t, &h[i], local);
        text_put(t, local), text_view(t, h[i].packed);
        text_put(&directory, "PK\1\2"), le(&directory, 20, 2), le(&directory, 20, 2);
        hand_common(&directory, &h[i], h[i].name);
        le(&directory, 0, 6), le(&directory, 0, 4), le(&directory, at, 4), text_put(&directory, h[i].name);
    }
    size_t at = t->bytes;
    text_view(t, text_seen(&directory));
    text_put(t, "PK\5\6"), le(t, 0, 4), le(t, count, 2), le(t, count, 2), le(t, directory.bytes, 4), le(t, at, 4), le(t, 0, 2);
}
static enum code opened(struct view file, struct error *err) {
    struct arena a = arena_with_ceiling(64 << 20);
    struct zip z;
    struct result r = zip_open(file, (uint64_t)1 << 40, &a, &z, err);
    for (size_t i = 0; !FAILED(r) && i < z.count; i++) {
        AUTO_TEXT t = text_with_ceiling(1 << 20);
        r = zip_text(&z.entries[i], &t, err);
    }
    arena_free(&a);
    return r.code;
}

static void an_archive_is_read_in_one_way_only(void **state) {
    (void)state;
    const struct hand good = {"a", NULL, VIEW("x"), 0x8CDC1683, 1, 0, 0};
    struct hand c[] = {good, good, good, good, good, good, good, good, good, good, good, good, good, good};
    static const enum code expected[] = {CODE_OK,         CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_BAD_FORMAT,
                                         CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_BAD_FORMAT, CODE_TOO_BIG,    CODE_TOO_BIG};
    c[1].name = "../a";
    c[2].name = "/etc/passwd";
    c[3].name = "a/./b";
    c[4].name = "a\\..\\b";
    c[5].name = "C:a";
    c[6].local_name = "b";              // the directory says another name than the header
    c[7].crc = 1;
    c[8].flags = 1;                     // encrypted
    c[9].method = 14;
    c[10].bytes = 2;                    // stored, and yet of two sizes
    c[11].method = 8;                   // not what it says
    c[12].method = 8, c[12].bytes = 2000000;   // more than deflate can do
    c[13].method = 8, c[13].bytes = 0xFFFFFFFE;
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        AUTO_TEXT t = text_with_ceiling(1 << 20);
        by_hand(&t, &c[i], 1, "");
        enum code found = opened(text_seen(&t), NULL);
        if (found != expected[i]) fail_msg("archive %zu: %s", i, code_name(found));
    }
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    by_hand(&t, &good, 1, "#!/bin/sh\n");  // another kind of file in front
    assert_int_equal(opened(text_seen(&t), NULL), CODE_BAD_FORMAT);
}

// ---- Containers of others ----

static const struct {
    const char *file;
    enum code code;
    const char *because;
} others[] = {
    {"asic/ph-asic/asic-cades-test-valid.asice", CODE_OK, ""},
    {"asic/ph-asic/asic-xades-external-digidoc4j.asice", CODE_OK, ""},
    {"asic/ph-asic/asic-xades-external-dss.asice", CODE_OK, ""},
    {"asic/ph-asic/asic-xades-external-sdp.asice", CODE_OK, ""},
    {"asic/ph-asic/asic-cades-test-invalid-manifest.asice", CODE_BAD_FORMAT, ""},
    {"asic/ph-asic/asic-cades-test-invalid-metadata-file.asice", CODE_BAD_FORMAT, "META-INF holds"},
    {"asic/ph-asic/asic-cades-test-invalid-signature.asice", CODE_BAD_SIGNATURE, ""},
    {"asic/ph-asic/asic-cades-test-invalid-sigreference.asice", CODE_BAD_FORMAT, "not in the container"},
    {"asic/ph-asic/asic-general-test-invalid-mime.asice", CODE_BAD_FORMAT, "holds 0"},
    {"asic/libdigidocpp/test.asice", CODE_OK, ""},
    {"asic/libdigidocpp/tsl.asice", CODE_OK, ""},
    {"asic/libdigidocpp/test.asics", CODE_OK, ""},
    {"asic/libdigidocpp/test-meta.asics", CODE_OK, ""},
    {"asic/libdigidocpp/test-tera.asics", CODE_OK, ""},
    {"asic/libdigidocpp/test-tera-empty.asics", CODE_OK, ""},
    {"asic/libdigidocpp/test-invalid.asics", CODE_BAD_FORMAT, "belongs to no manifest"},
    {"asic/libdigidocpp/test-invalidts.asics", CODE_BAD_SIGNATURE, ""},
    {"asic/libdigidocpp/asics-subfolder.asics", CODE_BAD_FORMAT, "folder"},
    {"asic/libdigidocpp/asice-relative.asice", CODE_BAD_FORMAT, "leads out"},
    {"asic/libdigidocpp/asice-path.asice", CODE_NOT_FOUND, "neither"},
    {"asic/libdigidocpp/dot.asice", CODE_BAD_FORMAT, "plain"},
    {"asic/libdigidocpp/pt-empty.asice", CODE_NOT_FOUND, "neither"},
    {"asic/libdigidocpp/forged_lt.asice", CODE_BAD_SIGNATURE, ""},
    {"ecodex/connector/domibusConnectorSecurityToolkit__resources__container__ValidContainer.asics", CODE_OK, ""},
    {"ecodex/connector/domibusConnectorSecurityToolkit__resources__container__AlteredContainer.asics", CODE_BAD_FORMAT, "mimetype"},
    {"ecodex/connector/domibusConnectorSecurityToolkit__resources__examples__ExampleAsics.asics", CODE_OK, ""},
    {"ecodex/connector/domibusConnectorController__resources__testmessages__msg2__container-signed-xades-baseline-b.asics", CODE_OK, ""},
    {"ecodex/connector/domibusConnectorController__resources__testmessages__msg3__container-signed-xades-baseline-b.asics", CODE_OK, ""},
    {"ecodex/connector/domibusConnectorTestData__resources__examples__asic-s.asics", CODE_OK, ""},
    {"ecodex/connector/domibusConnectorSecurityToolkit__resources__examples__asics1__asic-s.asics", CODE_OK, ""},
};

static void the_containers_of_others_get_their_verdicts(void **state) {
    (void)state;
    const char *folder = getenv("MALINES_DATA_ASIC");
    size_t wrong = 0, seen = 0;
    if (!folder) folder = SHARED_DATA;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        AUTO_TEXT file = text_with_ceiling(1 << 24);
        struct error err = {0};
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, others[i].file);
        if (FAILED(file_read(path, 1 << 24, &file, NULL))) continue;
        seen++;
        enum code c = verdict(text_seen(&file), NULL, &err);
        if (c == others[i].code && strstr(err.detail, others[i].because)) continue;
        wrong++;
        print_message("%s: %s: %s\n", others[i].file, code_name(c), err.detail);
    }
    if (!seen) skip();
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_container_of_ours_holds),
        cmocka_unit_test(every_altered_byte_is_found),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(an_archive_is_read_in_one_way_only),
        cmocka_unit_test(the_containers_of_others_get_their_verdicts),
    };
    return cmocka_run_group_tests_name("evidence_asic", tests, set_up, tear_down);
}
