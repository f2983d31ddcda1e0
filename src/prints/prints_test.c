// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What a container says of its images, against what they say of themselves; what goes out of images; the tables of the law.
#include "prints/fixture.h"

#include "prints/book.h"
#include "prints/image.h"
#include "sys/sys.h"

#include <dirent.h>
#include <stdlib.h>

static struct itl_file file;
static struct prints_facts facts;

static enum code read_one(const char *transaction, unsigned type, const char *position, struct view image, const char *size, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    first_put(&t, transaction, type);
    image_record(&t, type, position, image, size);
    if (FAILED(itl_read(text_seen(&t), &file, err))) fail_msg("%s", err->detail);
    return prints_facts_read(&file, &facts, err).code;
}

static void facts_of_each_type(void **state) {
    (void)state;
    struct error err = {0};
    char size[200];
    size_of(size, sizeof size, 14, "8", "1", "500", "WSQ20");
    assert_int_equal(read_one("CPS", 14, "2", wsq_image(), size, &err), CODE_OK);
    assert_true(facts.data == PRINTS_fingers && !facts.mark && facts.count == 1 && facts.images[0].position == 2 &&
                facts.images[0].width == 8 && facts.images[0].height == 6);
    size_of(size, sizeof size, 13, "8", "2", "197", "WSQ20");  // pixels a centimetre
    assert_int_equal(read_one("MPS", 13, "0", wsq_image(), size, &err), CODE_OK);
    assert_true(facts.mark && facts.images[0].ppi == 500);
    size_of(size, sizeof size, 15, "8", "1", "1000", "WSQ20");
    assert_int_equal(read_one("CPS", 15, "21", wsq_image(), size, &err), CODE_OK);
    assert_true(facts.data == PRINTS_palms);
    size_of(size, sizeof size, 13, "8", "1", "500", "WSQ20");
    assert_int_equal(read_one("MMS", 13, "25", wsq_image(), size, &err), CODE_OK);
    assert_true(facts.data == PRINTS_palms);
}

static void each_untruth_is_named(void **state) {
    (void)state;
    static const struct {
        const char *transaction;
        unsigned type;
        const char *position, *width, *scale, *ppi, *coding, *names;
    } bad[] = {
        {"CPS", 14, "2", "9", "1", "500", "WSQ20", "14.999: the image is of another size"},
        {"CPS", 14, "2", "8", "1", "500", "JPEGB", "14.999: the image is coded in another way"},
        {"CPS", 14, "2", "8", "1", "72", "WSQ20", "14.009: 500 or 1000"}, {"CPS", 14, "2", "8", "0", "500", "WSQ20", "14.008: no resolution"},
        {"CPS", 14, "2", "8", "1", "500", "GIF", "14.011: a coding"}, {"CPS", 14, "x", "8", "1", "500", "WSQ20", "14.013: is no number"},
        {"CPS", 14, "2", "0", "1", "500", "WSQ20", "14.006: is no number"}, {"MPS", 14, "2", "8", "1", "500", "WSQ20", "1.04: a search with a mark"},
        {"CPS", 13, "2", "8", "1", "500", "WSQ20", "1.04: a search with prints"}, {"cps", 14, "2", "8", "1", "500", "WSQ20", "1.04: capital letters"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct error err = {0};
        char size[200];
        size_of(size, sizeof size, bad[i].type, bad[i].width, bad[i].scale, bad[i].ppi, bad[i].coding);
        assert_int_equal(read_one(bad[i].transaction, bad[i].type, bad[i].position, wsq_image(), size, &err), CODE_BAD_FIELD);
        if (!strstr(err.detail, bad[i].names)) fail_msg("%zu: \"%s\" does not name \"%s\"", i, err.detail, bad[i].names);
    }
}

// Type-4: 18 bytes and the image. Each head that says something else than the image is refused.
static void type_four(void **state) {
    (void)state;
    for (int wrong = -1; wrong < 4; wrong++) {
        AUTO_TEXT t = text_with_ceiling(1 << 20);
        struct error err = {0};
        struct view image = wsq_image();
        first_put(&t, "CPS", 4);
        text_be(&t, 18 + image.bytes, 4), text_be(&t, 1, 1), text_be(&t, 1, 1), text_be(&t, 7, 1);
        text_be(&t, UINT64_MAX, 5), text_be(&t, 0, 1);
        text_be(&t, wrong == 0 ? 9 : 8, 2), text_be(&t, wrong == 1 ? 0 : 6, 2), text_be(&t, wrong == 2 ? 0 : wrong == 3 ? 99 : 1, 1);
        text_view(&t, image);
        if (FAILED(itl_read(text_seen(&t), &file, &err))) fail_msg("%s", err.detail);
        enum code c = prints_facts_read(&file, &facts, &err).code;
        assert_int_equal(c, wrong < 0 ? CODE_OK : CODE_BAD_FIELD);
        if (wrong < 0) assert_true(facts.images[0].position == 7 && facts.images[0].ppi == 500);
    }
}

static void nothing_written_beside_an_image_stays(void **state) {
    (void)state;
    char size[200];
    AUTO_TEXT t = text_with_ceiling(1 << 20), out = text_with_ceiling(1 << 20);
    struct error err = {0};
    size_of(size, sizeof size, 14, "8", "1", "500", "WSQ20");
    first_put(&t, "CPS", 14);
    image_record(&t, 14, "2", wsq_image(), size);
    assert_non_null(memmem(t.at, t.bytes, "Verzonnen Jan", 13));  // in the image, in Type-2, in a comment field
    if (FAILED(itl_redacted(text_seen(&t), false, &out, &err))) fail_msg("%s", err.detail);
    assert_null(memmem(out.at, out.bytes, "Verzonnen", 9));
    assert_false(FAILED(itl_read(text_seen(&out), &file, NULL)));
    assert_false(FAILED(prints_facts_read(&file, &facts, NULL)));
    assert_true(facts.count == 1 && facts.images[0].bytes == wsq_image().bytes - (sizeof WSQ_COMMENT - 1));
}

#define JPEG_IMAGE(comment)                                                                                            \
    "\xFF\xD8" "\xFF\xE0\x00\x04JF" comment "\xFF\xC0\x00\x0B\x08\x00\x06\x00\x08\x01\x01\x11\x00"                   \
    "\xFF\xDA\x00\x04\x00\x00" "ab\xFF\x00" "\xFF\xD3" "c" "\xFF\xD9"
#define PNG_IMAGE(comment) "\x89PNG\r\n\x1A\n" "\0\0\0\x0DIHDR\0\0\0\x08\0\0\0\x06\x08\0\0\0\0CRC!" comment "\0\0\0\x02IDATabCRC!" "\0\0\0\0IENDCRC!"
#define JP2_CODE(comment)                                                                                              \
    "\xFF\x4F" "\xFF\x51\x00\x29\0\0" "\0\0\0\x0A\0\0\0\x07\0\0\0\x02\0\0\0\x01"                                        \
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\7\1\1" comment "\xFF\x90\x00\x0Atilestile"
#define JP2_HEAD "\0\0\0\x0CjP  \r\n\x87\n" "\0\0\0\x0C" "ftypjp2 "

static void jp2_put(struct text *t, struct view code, bool words) {
    text_add(t, JP2_HEAD, sizeof JP2_HEAD - 1);
    if (words) text_be(t, 8 + 13, 4), text_put(t, "xml Verzonnen Jan");
    text_be(t, 8 + code.bytes, 4), text_put(t, "jp2c"), text_view(t, code);
}

static void plain_is(struct view with, struct view without, enum image_coding coding) {
    AUTO_TEXT out = text_with_ceiling(1 << 16);
    struct image_head head;
    assert_true(image_look(with, &head));
    assert_true(head.coding == coding && head.width == 8 && head.height == 6);
    assert_true(image_plain(with, &out));
    assert_true(view_same(text_seen(&out), without));
    for (size_t n = 3; n < with.bytes; n++) {  // cut short anywhere: broken, or not of this coding any more
        AUTO_TEXT cut = text_with_ceiling(1 << 16);
        bool whole_tiles = coding == IMAGE_jp2 && n + 10 >= with.bytes;  // what lies behind the first tile's mark is not read
        if (image_plain((struct view){with.at, n}, &cut) && !whole_tiles) assert_true(n < 12 && head.coding != IMAGE_raw);
    }
}

#define LITERAL(s) ((struct view){s, sizeof(s) - 1})
static void four_codings(void **state) {
    (void)state;
    AUTO_TEXT with = text_with_ceiling(4096), without = text_with_ceiling(4096);
    plain_is(LITERAL(WSQ_HEAD WSQ_COMMENT WSQ_SCAN), LITERAL(WSQ_HEAD WSQ_SCAN), IMAGE_wsq);
    plain_is(LITERAL(JPEG_IMAGE("\xFF\xFE\x00\x0FVerzonnen Jan" "\xFF\xE1\x00\x0F" "Exif\0\0Verzonn")), LITERAL(JPEG_IMAGE("")), IMAGE_jpeg);
    plain_is(LITERAL(PNG_IMAGE("\0\0\0\x0DtEXtVerzonnen JanCRC!")), LITERAL(PNG_IMAGE("")), IMAGE_png);
    plain_is(LITERAL(JP2_CODE("\xFF\x64\x00\x10\x00VVerzonnen Ja")), LITERAL(JP2_CODE("")), IMAGE_jp2);
    jp2_put(&with, LITERAL(JP2_CODE("\xFF\x64\x00\x10\x00VVerzonnen Ja")), true), jp2_put(&without, LITERAL(JP2_CODE("")), false);
    plain_is(text_seen(&with), text_seen(&without), IMAGE_jp2);
    assert_true(image_plain(LITERAL(PNG_IMAGE("") "behind the end"), &with));
    assert_null(memmem(with.at, with.bytes, "behind", 6));
}

// The laws as they are: every pair of the Union in both directions for all three data, no row with anybody else.
static void the_laws(void **state) {
    struct prints_book *b;
    struct error err = {0};
    static const char *const union_[] = {"be", "fr", "es"};
    (void)state;
    if (FAILED(prints_book_load(LAWS_FOLDER, &b, &err))) fail_msg("%s", err.detail);
    for (int i = 0; i < 9; i++)
        for (enum prints_data d = 0; d < PRINTS_DATA_COUNT; d++) {
            const struct prints_capacity *c = prints_capacity_find(b, view_of(union_[i / 3]), view_of(union_[i % 3]), d);
            assert_true((c != NULL) == (i / 3 != i % 3));
        }
    assert_int_equal(b->capacity_count, 18);
    assert_int_equal(prints_per_day(NULL, true), 0);
    assert_true(prints_kind_find(b, VIEW("MPS")) && prints_kind_find(b, VIEW("FACE")) && !prints_kind_find(b, VIEW("SRE")));
    prints_book_free(b);
}

static void a_table_with_a_fault_is_no_table(void **state) {
    static const char kinds[] = "afis: {quiet_minutes: 5, source: s, mark: M}\nsearches:\n"
                                "  - {id: CPS, title: T, candidates: 1, reply_hours: 24, source: s, mark: M}\n";
    static const char *const bad[] = {
        "capacities:\n  - {from: be, to: fr, data: iris, identified: 1, unidentified: 1, source: s, mark: M}\n",
        "capacities:\n  - {from: be, to: fr, data: faces, identified: 1, unidentified: many, source: s, mark: M}\n",
        "capacities:\n  - {from: be, to: fr, data: faces, identified: 1, unidentified: 1, source: s, mark: X}\n",
        "capacities:\n  - {from: be, to: fr, data: faces, identified: 1, unidentified: 1, mark: M}\n",
        "capacities:\n  - {from: be, to: fr, data: faces, identified: 1, unidentified: 1, per_week: 2, source: s, mark: M}\n",
        ("capacities:\n  - {from: be, to: fr, data: faces, identified: 1, unidentified: 1, source: s, mark: M}\n"
         "  - {from: be, to: fr, data: faces, identified: 9, unidentified: 1, source: s, mark: M}\n")};
    struct prints_book *b;
    (void)state;
    static const char good[] = "capacities:\n  - {from: be, to: fr, data: faces, identified: 1, unidentified: 1, source: s, mark: M}\n";
    static const char *const afis[] = {"", "afis: {quiet_minutes: 0, source: s, mark: M}\n", "afis: {quiet_minutes: never, source: s, mark: M}\n",
        "afis: {quiet_minutes: 5, mark: M}\n", "afis: {quiet_hours: 5, source: s, mark: M}\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_int_equal(prints_book_new(view_of(kinds), view_of(bad[i]), &b, NULL).code, CODE_BAD_YAML);
    for (size_t i = 0; i < sizeof afis / sizeof *afis; i++) {
        AUTO_TEXT t = text_with_ceiling(1000);
        text_format(&t, "%s%s", afis[i], strchr(kinds, '\n') + 1);
        assert_int_equal(prints_book_new(text_seen(&t), view_of(good), &b, NULL).code, CODE_BAD_YAML);
    }
    assert_int_equal(prints_book_new(view_of(kinds), view_of(good), &b, NULL).code, CODE_OK);
    assert_int_equal(b->afis_quiet_minutes, 5);
    prints_book_free(b);
}

// NIST's and another's samples: each with prints has facts, or a field that is named.
static void real_containers(void **state) {
    (void)state;
    const char *told = getenv("MALINES_FINGERPRINTS");
    static const char *const folders[] = {"nbis-an2kconvert", "nist-an2", "libbiomeval"};
    size_t good = 0, named = 0;
    for (size_t f = 0; f < 3; f++) {
        char folder[300], path[600];
        snprintf(folder, sizeof folder, "%s/%s", told ? told : "../shared/data/fingerprints", folders[f]);
        DIR *d = opendir(folder);
        if (!d) skip();
        for (struct dirent *e = readdir(d); e; e = readdir(d)) {
            struct error err = {0};
            AUTO_TEXT bytes = text_with_ceiling(ITL_BYTES_MAX), out = text_with_ceiling(ITL_BYTES_MAX);
            if (!strstr(e->d_name, ".an2")) continue;
            snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
            assert_false(FAILED(file_read(path, ITL_BYTES_MAX, &bytes, NULL)));
            if (FAILED(itl_read(text_seen(&bytes), &file, &err))) fail_msg("%s: %s", e->d_name, err.detail);
            struct result r = prints_facts_read(&file, &facts, &err);
            bool face = !FAILED(r) && facts.data == PRINTS_faces;
            if (FAILED(r) && !strstr(err.detail, "Type-") && r.code != CODE_NOT_FOUND && !strstr(err.detail, "1.04") &&
                !strstr(err.detail, "a face and prints")) fail_msg("%s: %s", e->d_name, err.detail);
            size_t images = facts.count;
            *(FAILED(r) ? &named : &good) += 1;
            if (getenv("MALINES_SHOW")) print_message("%s: %s %zu\n", e->d_name, FAILED(r) ? err.detail : facts.transaction, images);
            if (FAILED(itl_redacted(text_seen(&bytes), face, &out, &err))) { assert_non_null(strstr(err.detail, "image")); continue; }
            if (FAILED(itl_read(text_seen(&out), &file, &err))) fail_msg("%s: %s", e->d_name, err.detail);
            if (!FAILED(r)) assert_true(!FAILED(prints_facts_read(&file, &facts, &err)) && facts.count == images);
        }
        closedir(d);
    }
    assert_true(good >= 10);
    print_message("%zu containers with facts, %zu with a reason why not\n", good, named);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(facts_of_each_type), cmocka_unit_test(each_untruth_is_named), cmocka_unit_test(type_four),
        cmocka_unit_test(nothing_written_beside_an_image_stays), cmocka_unit_test(four_codings), cmocka_unit_test(the_laws),
        cmocka_unit_test(a_table_with_a_fault_is_no_table),
        cmocka_unit_test(real_containers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
