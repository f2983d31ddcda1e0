// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "prints/facts.h"

#include "prints/image.h"

enum { TYPE_4_HEAD = 18, PPI_LEAST = 490, PPI_MOST = 1010, TYPE_4_PPI = 500, FIELD_IMAGE = 999 };

static bool palm(unsigned position) { return (position >= 20 && position <= 38) || (position >= 81 && position <= 86); }

static struct result bad(const struct itl_record *r, unsigned field, const char *why, struct error *err) {
    return FAIL(err, BAD_FIELD, "Type-%u number %u, field %u.%03u: %s", r->type, r->idc, r->type, field, why);
}

static RESULT number(const struct itl_record *r, unsigned field, unsigned least, unsigned most, unsigned *out, struct error *err) {
    struct view v, rest;
    uint64_t n;
    if (!itl_field(r, field, &v)) return bad(r, field, "is missing", err);
    v = view_cut(v, 0x1E, &rest);  // of several, the first
    v = view_cut(v, 0x1F, &rest);
    if (!view_to_u64(view_trim(v), &n) || n < least || n > most) return bad(r, field, "is no number it can be", err);
    return *out = (unsigned)n, DONE;
}

// What the record says against what the image says.
static RESULT image_agrees(const struct itl_record *r, unsigned field, struct view bytes, int coding, struct prints_image *i, struct error *err) {
    struct image_head head;
    if (!image_look(bytes, &head)) return bad(r, field, "the image is broken or cut short", err);
    if (coding >= 0 && head.coding != (enum image_coding)coding) return bad(r, field, "the image is coded in another way than the record says", err);
    if (head.width && (head.width != i->width || head.height != i->height)) return bad(r, field, "the image is of another size than the record says", err);
    i->bytes = bytes.bytes;
    return DONE;
}

static RESULT ppi_fits(const struct itl_record *r, unsigned field, const struct prints_image *i, struct error *err) {
    return i->ppi >= PPI_LEAST && i->ppi <= PPI_MOST ? DONE : bad(r, field, "500 or 1000 pixels an inch are asked for", err);
}

// LEN 4, IDC 1, IMP 1, FGP 6, ISR 1, HLL 2, VLL 2, GCA 1.
static RESULT type_4(const struct itl_record *r, struct prints_image *i, struct error *err) {
    static const int codings[] = {IMAGE_raw, IMAGE_wsq, IMAGE_jpeg, IMAGE_jpeg, IMAGE_jp2, IMAGE_jp2, IMAGE_png};
    struct reader in = reader_of(r->bytes);
    if (r->bytes.bytes <= TYPE_4_HEAD) return bad(r, 9, "no image", err);
    (void)read_bytes(&in, 6);
    i->position = read_u8(&in);
    (void)read_bytes(&in, 6);  // the other five positions it may be, and the scanning resolution
    i->width = read_u16(&in), i->height = read_u16(&in), i->ppi = TYPE_4_PPI;
    unsigned coding = read_u8(&in);
    if (!i->width || !i->height) return bad(r, 6, "a size of nothing", err);
    if (coding >= sizeof codings / sizeof *codings) return bad(r, 8, "a coding that is not known", err);
    if (coding == 0 && in.left.bytes != (size_t)i->width * i->height) return bad(r, 9, "the image is of another size than the record says", err);
    return image_agrees(r, 9, in.left, codings[coding], i, err);
}

static RESULT coding_read(const struct itl_record *r, int *out, struct error *err) {
    static const struct { const char *word; int coding; } words[] = {
        {"NONE", IMAGE_raw}, {"0", IMAGE_raw}, {"WSQ", IMAGE_wsq}, {"WSQ20", IMAGE_wsq}, {"1", IMAGE_wsq}, {"JPEGB", IMAGE_jpeg}, {"JPEGL", IMAGE_jpeg},
        {"2", IMAGE_jpeg}, {"3", IMAGE_jpeg}, {"JP2", IMAGE_jp2}, {"JP2L", IMAGE_jp2}, {"4", IMAGE_jp2}, {"5", IMAGE_jp2},
        {"PNG", IMAGE_png}, {"6", IMAGE_png}};
    struct view v;
    if (!itl_field(r, 11, &v)) return bad(r, 11, "is missing", err);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (view_is(v, words[i].word)) return *out = words[i].coding, DONE;
    return bad(r, 11, "a coding that is not known", err);
}

static RESULT resolution(const struct itl_record *r, struct prints_image *i, struct error *err) {
    unsigned scale;
    TRY(number(r, 8, 0, 2, &scale, err));
    TRY(number(r, 9, 0, 99999, &i->ppi, err));
    if (scale == 2) i->ppi = (i->ppi * 254 + 50) / 100;  // pixels a centimetre
    if (r->type == 10) return scale ? DONE : (i->ppi = 0, DONE);  // a face may have none
    return scale ? ppi_fits(r, 9, i, err) : bad(r, 8, "no resolution", err);
}

// Type-10, 13, 14, 15: fields of the same numbers.
static RESULT tagged(const struct itl_record *r, struct prints_image *i, struct error *err) {
    struct view image;
    int coding;
    TRY(number(r, 6, 1, 99999, &i->width, err));
    TRY(number(r, 7, 1, 99999, &i->height, err));
    TRY(resolution(r, i, err));
    TRY(coding_read(r, &coding, err));
    if (r->type != 10) TRY(number(r, 13, 0, 99, &i->position, err));
    if (!itl_field(r, FIELD_IMAGE, &image) || !image.bytes) return bad(r, FIELD_IMAGE, "no image", err);
    return image_agrees(r, FIELD_IMAGE, image, coding, i, err);
}

static RESULT record_read(const struct itl_record *r, struct prints_facts *out, struct error *err) {
    struct prints_image i = {.type = r->type, .idc = r->idc};
    out->minutiae |= r->type == 9;
    out->mark |= r->type == 13;
    if (r->type == 4) TRY(type_4(r, &i, err));
    else if ((r->type >= 13 && r->type <= 15) || itl_is_face(r)) TRY(tagged(r, &i, err));
    else return DONE;
    if (out->count == PRINTS_IMAGES_MAX) return FAIL(err, TOO_BIG, "more than %d images", PRINTS_IMAGES_MAX);
    return out->images[out->count++] = i, DONE;
}

// One search is of one kind: the capacities of the law are counted for each.
static RESULT data_decided(struct prints_facts *f, struct error *err) {
    size_t of[PRINTS_DATA_COUNT] = {0};
    for (size_t i = 0; i < f->count; i++)
        of[f->images[i].type == 10 ? PRINTS_faces : f->images[i].type == 15 || palm(f->images[i].position) ? PRINTS_palms : PRINTS_fingers]++;
    if (of[PRINTS_faces] && (of[PRINTS_palms] || of[PRINTS_fingers] || f->minutiae))
        return FAIL(err, BAD_FIELD, "a face and prints in one container: ask twice");
    if (!f->count && !f->minutiae) return FAIL(err, NOT_FOUND, "no image of a finger, a palm or a face is in it");
    f->data = of[PRINTS_faces] ? PRINTS_faces : of[PRINTS_palms] && !of[PRINTS_fingers] ? PRINTS_palms : PRINTS_fingers;
    return DONE;
}

RESULT prints_facts_read(const struct itl_file *f, struct prints_facts *out, struct error *err) {
    memset(out, 0, sizeof *out);
    for (size_t i = 0; f->transaction[i]; i++) {
        if (f->transaction[i] < '0' || f->transaction[i] > 'Z') return FAIL(err, BAD_FIELD, "1.04: capital letters and digits");
        out->transaction[i] = f->transaction[i];
    }
    for (size_t i = 1; i < f->count; i++) TRY(record_read(&f->records[i], out, err));
    TRY(data_decided(out, err));
    bool of_mark = view_is(view_of(out->transaction), "MPS") || view_is(view_of(out->transaction), "MMS");
    bool of_print = view_is(view_of(out->transaction), "CPS") || view_is(view_of(out->transaction), "PMS");
    if (of_mark && !out->mark) return FAIL(err, BAD_FIELD, "1.04: a search with a mark, and no mark (Type-13) is in it");
    if (of_print && out->mark) return FAIL(err, BAD_FIELD, "1.04: a search with prints, and a mark (Type-13) is in it");
    return DONE;
}

json_t *prints_facts_json(const struct prints_facts *f) {
    json_t *images = json_array(),
           *out = json_pack("{s:s,s:b,s:b,s:s}", "data", prints_data_name(f->data), "mark", f->mark, "minutiae", f->minutiae, "transaction", f->transaction);
    for (size_t i = 0; i < f->count; i++) {
        const struct prints_image *p = &f->images[i];
        json_array_append_new(images, json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:I}", "type", (int)p->type, "idc", (int)p->idc, "position",
                                                (int)p->position, "width", (int)p->width,
                                                "height", (int)p->height, "ppi", (int)p->ppi, "bytes", (json_int_t)p->bytes));
    }
    json_object_set_new(out, "images", images);
    return out;
}
