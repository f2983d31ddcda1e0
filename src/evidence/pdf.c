// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OBJECTS_MAX = 100000, PAGES_DEEP_MAX = 8 };
static const char FIELD_NAME[] = "/T (signature)";

// ---- Finding ----

static const char *find(struct view in, const char *what) { return in.bytes ? memmem(in.at, in.bytes, what, strlen(what)) : NULL; }

static const char *find_last(struct view in, const char *what) {
    const char *last = NULL, *at;
    for (struct view rest = in; (at = find(rest, what)); rest = (struct view){at + 1, (size_t)(in.at + in.bytes - at - 1)}) last = at;
    return last;
}

static struct view from(struct view all, const char *at) { return (struct view){at, (size_t)(all.at + all.bytes - at)}; }

// "  12 0 R": the first number after `key` in a dictionary. False: there is none.
static bool number_after(struct view dictionary, const char *key, uint64_t *out) {
    const char *at = find(dictionary, key);
    if (!at) return false;
    struct view v = from(dictionary, at + strlen(key));
    while (v.bytes && (*v.at == ' ' || *v.at == '\n' || *v.at == '\r' || *v.at == '[')) v.at++, v.bytes--;
    size_t n = 0;
    while (n < v.bytes && v.at[n] >= '0' && v.at[n] <= '9') n++;
    return view_to_u64((struct view){v.at, n}, out);
}

struct pdf {
    struct view bytes;
    uint64_t table, size, root, info;  // where the last table of objects is; one more than the highest number; catalog, about the document (0: none)
};

static RESULT pdf_open(struct view bytes, struct pdf *p, struct error *err) {
    *p = (struct pdf){.bytes = bytes};
    if (bytes.bytes > PDF_BYTES_MAX) return FAIL(err, TOO_BIG, "a PDF of more than 16 MiB");
    const char *start = find_last(bytes, "startxref"), *trailer = find_last(bytes, "trailer");
    if (bytes.bytes < 8 || memcmp(bytes.at, "%PDF-1.", 7) != 0 || !start || !trailer) return FAIL(err, BAD_FORMAT, "not a PDF with a table of objects");
    if (!number_after(from(bytes, start), "startxref", &p->table) || p->table >= bytes.bytes || !number_after(from(bytes, trailer), "/Size", &p->size) ||
        !number_after(from(bytes, trailer), "/Root", &p->root) || p->size > OBJECTS_MAX)
        return FAIL(err, BAD_FORMAT, "the end of the PDF can't be read");
    if (!number_after(from(bytes, trailer), "/Info", &p->info)) p->info = 0;
    return DONE;
}

// The dictionary of an object, from "<<" to its last ">>": the latest, since updates stand behind.
static RESULT dictionary_of(const struct pdf *p, uint64_t number, struct view *out, struct error *err) {
    char head[40];
    snprintf(head, sizeof head, "\n%llu 0 obj", (unsigned long long)number);
    const char *at = find_last(p->bytes, head), *end = at ? find(from(p->bytes, at), "endobj") : NULL;
    if (!end) return FAIL(err, BAD_FORMAT, "object %llu of the PDF is not there", (unsigned long long)number);
    struct view all = {at + strlen(head), (size_t)(end - at) - strlen(head)};
    const char *open = find(all, "<<"), *close = find_last(all, ">>");
    if (!open || !close || close < open) return FAIL(err, BAD_FORMAT, "object %llu of the PDF is no dictionary", (unsigned long long)number);
    return *out = (struct view){open, (size_t)(close - open) + 2}, DONE;
}

// The number of page `n` (0 is the first), going down the tree; *n counts down to what is left.
static RESULT page_of(const struct pdf *p, uint64_t node, size_t *n, int deep, uint64_t *out, struct error *err) {
    struct view d;
    TRY(dictionary_of(p, node, &d, err));
    const char *kids = find(d, "/Kids"), *end = kids ? find(from(d, kids), "]") : NULL;
    if (!kids) return *out = *n ? 0 : node, *n -= *n > 0, DONE;
    if (!end || deep == PAGES_DEEP_MAX) return FAIL(err, BAD_FORMAT, "the tree of pages");
    uint64_t kid;
    for (struct view rest = {kids + 5, (size_t)(end - kids) - 5}; number_after(rest, "", &kid);) {
        TRY(page_of(p, kid, n, deep + 1, out, err));
        const char *next = find(rest, "R");
        if (*out || !next) return DONE;
        rest = (struct view){next + 1, (size_t)(end - next) - 1};
    }
    return DONE;
}

// ---- Appending ----

struct update {
    const struct pdf *pdf;
    struct text *out;
    struct { uint64_t number; size_t at; } object[8];
    size_t count;
};

static void object_begin(struct update *u, uint64_t number) {
    ENSURE(u->count < sizeof u->object / sizeof *u->object);
    u->object[u->count].number = number, u->object[u->count++].at = u->out->bytes + 1;
    text_format(u->out, "\n%llu 0 obj\n", (unsigned long long)number);
}
static void object_end(struct update *u) { text_put(u->out, "\nendobj\n"); }

// An old dictionary again, with more in it.
static void object_more(struct update *u, uint64_t number, struct view dictionary, const char *more) {
    object_begin(u, number);
    text_view(u->out, (struct view){dictionary.at, dictionary.bytes - 2});
    text_format(u->out, " %s >>", more);
    object_end(u);
}

static void update_begin(struct update *u, const struct pdf *p, struct text *out) {
    *u = (struct update){.pdf = p, .out = out};
    text_view(out, p->bytes);
}

static void update_end(struct update *u, uint64_t size) {
    size_t table = u->out->bytes;
    text_put(u->out, "xref\n");
    for (size_t i = 0; i < u->count; i++)
        text_format(u->out, "%llu 1\n%010zu 00000 n \n", (unsigned long long)u->object[i].number, u->object[i].at);
    text_format(u->out, "trailer\n<< /Size %llu /Root %llu 0 R ", (unsigned long long)size, (unsigned long long)u->pdf->root);
    if (u->pdf->info) text_format(u->out, "/Info %llu 0 R ", (unsigned long long)u->pdf->info);
    text_format(u->out, "/Prev %llu >>\nstartxref\n%zu\n%%%%EOF\n", (unsigned long long)u->pdf->table, table);
}

// ---- The field ----

RESULT pdf_add_field(struct view bytes, struct pdf_box box, const char *language, struct text *out, struct error *err) {
    struct pdf p;
    struct view catalog, page;
    uint64_t pages, on = 0;
    size_t n = box.page;
    TRY(pdf_open(bytes, &p, err));
    TRY(dictionary_of(&p, p.root, &catalog, err));
    if (!number_after(catalog, "/Pages", &pages)) return FAIL(err, BAD_FORMAT, "the PDF has no pages");
    TRY(page_of(&p, pages, &n, 0, &on, err));
    if (!on) return FAIL(err, BAD_FORMAT, "the PDF has no page %zu", box.page + 1);
    TRY(dictionary_of(&p, on, &page, err));
    if (find(catalog, "/AcroForm") || find(page, "/Annots")) return FAIL(err, BAD_FORMAT, "the PDF has fields or links already");
    AUTO_TEXT more = text_with_ceiling(400);
    text_format(&more, "/Lang (%s) /AcroForm << /Fields [ %llu 0 R ] /SigFlags 1 >>", language, (unsigned long long)p.size);
    struct update u;
    update_begin(&u, &p, out);
    object_more(&u, p.root, catalog, text_string(&more));
    text_clear(&more);
    text_format(&more, "/Annots [ %llu 0 R ]", (unsigned long long)p.size);
    object_more(&u, on, page, text_string(&more));
    object_begin(&u, p.size);
    text_format(out, "<< /Type /Annot /Subtype /Widget /FT /Sig %s /F 4 /P %llu 0 R /Rect [ %.2f %.2f %.2f %.2f ] >>", FIELD_NAME, (unsigned long long)on,
                box.x, box.y, box.x + box.wide, box.y + box.high);
    object_end(&u);
    update_end(&u, p.size + 1);
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the PDF");
}

static RESULT field_of(const struct pdf *p, uint64_t *number, struct view *dictionary, struct error *err) {
    struct view catalog;
    TRY(dictionary_of(p, p->root, &catalog, err));
    if (!number_after(catalog, "/Fields", number)) return FAIL(err, NOT_FOUND, "the PDF has no field for a signature");
    return dictionary_of(p, *number, dictionary, err);
}

// ---- The signature ----

// Two gaps are left, of fixed width, and filled when all else stands.
enum { RANGE_WIDE = 36 };

static void put_dictionary(struct text *out, struct instant when, size_t *range_at, size_t *contents_at) {
    AUTO_TEXT time = text_with_ceiling(64);
    text_instant(&time, when);
    const char *t = text_string(&time);  // 2026-08-18T10:00:00.000Z -> D:20260818100000Z
    text_put(out, "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:");
    text_format(out, "%.4s%.2s%.2s%.2s%.2s%.2sZ) /ByteRange [", t, t + 5, t + 8, t + 11, t + 14, t + 17);
    *range_at = out->bytes;
    text_format(out, "%*s] /Contents ", RANGE_WIDE, "");
    *contents_at = out->bytes;
    text_char(out, '<');
    for (size_t i = 0; i < PDF_SIGNATURE_ROOM; i++) text_put(out, "00");
    text_put(out, "> >>");
}

static RESULT fill(struct text *out, size_t range_at, size_t contents_at, const struct identity *signer, struct instant when, struct error *err) {
    static const size_t hole = 2 * PDF_SIGNATURE_ROOM + 2;
    char range[RANGE_WIDE + 1];
    if (!text_ok(out)) return FAIL(err, TOO_BIG, "the PDF");
    snprintf(range, sizeof range, "0 %zu %zu %zu", contents_at, contents_at + hole, out->bytes - contents_at - hole);
    memcpy(out->at + range_at, range, strlen(range));
    AUTO_TEXT covered = text_with_ceiling(PDF_BYTES_MAX + 65536), der = text_with_ceiling(PDF_SIGNATURE_ROOM), hex = text_with_ceiling(hole);
    text_add(&covered, out->at, contents_at);
    text_add(&covered, out->at + contents_at + hole, out->bytes - contents_at - hole);
    TRY(cades_sign(signer, when, text_seen(&covered), &der, err));
    text_hex(&hex, der.at, der.bytes);
    memcpy(out->at + contents_at + 1, hex.at, hex.bytes);
    return DONE;
}

RESULT pdf_sign(struct view bytes, const struct identity *signer, struct instant when, struct text *out, struct error *err) {
    struct pdf p;
    struct view field;
    uint64_t number;
    size_t range_at, contents_at;
    TRY(pdf_open(bytes, &p, err));
    TRY(field_of(&p, &number, &field, err));
    if (find(field, "/V ")) return FAIL(err, CONFLICT, "the PDF is signed already");
    AUTO_TEXT value = text_with_ceiling(60);
    text_format(&value, "/V %llu 0 R", (unsigned long long)p.size);
    struct update u;
    update_begin(&u, &p, out);
    object_more(&u, number, field, text_string(&value));
    object_begin(&u, p.size);
    put_dictionary(out, when, &range_at, &contents_at);
    object_end(&u);
    update_end(&u, p.size + 1);
    return fill(out, range_at, contents_at, signer, when, err);
}

// ---- Reading back ----

struct range { uint64_t first, second, second_bytes; };

static RESULT range_of(const struct pdf *p, struct view signature, struct range *r, struct error *err) {
    const char *at = find(signature, "/ByteRange [");
    char numbers[RANGE_WIDE + 1] = {0};
    unsigned long long zero, a, b, c;
    int used = 0;
    if (!at || (size_t)(signature.at + signature.bytes - at) < 12 + RANGE_WIDE) return FAIL(err, BAD_FORMAT, "the signature does not say what it covers");
    memcpy(numbers, at + 12, RANGE_WIDE);
    if (sscanf(numbers, "%llu %llu %llu %llu%n", &zero, &a, &b, &c, &used) != 4) return FAIL(err, BAD_FORMAT, "what the signature covers");
    *r = (struct range){a, b, c};
    size_t all = p->bytes.bytes;
    if (zero || a >= all || b >= all || b <= a || c != all - b)
        return FAIL(err, BAD_SIGNATURE, "the signature does not cover the whole document: something was appended");
    if (p->bytes.at[a] != '<' || p->bytes.at[b - 1] != '>' || p->bytes.at + a < signature.at || p->bytes.at + b > signature.at + signature.bytes)
        return FAIL(err, BAD_SIGNATURE, "the signature leaves out more than itself");
    return DONE;
}

// What the padded hexadecimal holds: a DER says its own length.
static RESULT signature_bytes(struct view hex, struct text *out, struct error *err) {
    unsigned char *room = malloc(hex.bytes / 2 + 1);
    ENSURE(room);
    bool ok = hex.bytes % 2 == 0 && hex.bytes / 2 >= 4 && hex.bytes / 2 <= CADES_BYTES_MAX && hex_read(hex, room, hex.bytes / 2);
    size_t n = 0;
    if (ok && room[0] == 0x30 && room[1] == 0x82) n = 4 + ((size_t)room[2] << 8 | room[3]);
    ok = ok && n && n <= hex.bytes / 2;
    if (ok) text_add(out, room, n);
    free(room);
    return ok ? DONE : FAIL(err, BAD_FORMAT, "the bytes of the signature");
}

RESULT pdf_verify(struct view bytes, struct cades_signer *out, struct error *err) {
    struct pdf p;
    struct view field, signature;
    struct range r;
    uint64_t number, value;
    TRY(pdf_open(bytes, &p, err));
    TRY(field_of(&p, &number, &field, err));
    if (!number_after(field, "/V ", &value)) return FAIL(err, NOT_FOUND, "the PDF is not signed");
    TRY(dictionary_of(&p, value, &signature, err));
    TRY(range_of(&p, signature, &r, err));
    AUTO_TEXT covered = text_with_ceiling(PDF_BYTES_MAX), der = text_with_ceiling(CADES_BYTES_MAX);
    text_add(&covered, bytes.at, r.first);
    text_add(&covered, bytes.at + r.second, r.second_bytes);
    TRY(signature_bytes((struct view){bytes.at + r.first + 1, r.second - r.first - 2}, &der, err));
    return cades_verify(text_seen(&der), text_seen(&covered), out, err);
}
