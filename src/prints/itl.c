// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "prints/itl.h"

#include "prints/image.h"

#include <stdio.h>
#include <stdlib.h>

enum { FS = 0x1C, GS = 0x1D, RS = 0x1E, US = 0x1F, IMAGE_FIELD = 999, TYPE_4_HEAD = 18 };

// Records 3 to 8: no tags.
static bool itl_binary(unsigned type) { return type >= 3 && type <= 8; }

// "13.020:" at the front of `v`: the tag's two numbers and how long it is.
static bool tag_read(struct view v, unsigned *type, unsigned *field, size_t *bytes) {
    unsigned n[2] = {0, 0};
    size_t i = 0;
    for (int part = 0; part < 2; part++) {
        size_t from = i;
        for (; i < v.bytes && v.at[i] >= '0' && v.at[i] <= '9'; i++) {
            if (i - from >= 9) return false;
            n[part] = n[part] * 10 + (unsigned)(v.at[i] - '0');
        }
        if (i == from || i == v.bytes || v.at[i] != (part ? ':' : '.')) return false;
        i++;
    }
    return *type = n[0], *field = n[1], *bytes = i, n[0] >= 1 && n[0] <= 99;
}

// The next field of a tagged record: everything up to GS or FS, but an image up to the record's end.
static bool field_next(struct view *left, unsigned type, unsigned *field, struct view *value) {
    unsigned t;
    size_t tag;
    if (!left->bytes || !tag_read(*left, &t, field, &tag) || t != type) return false;
    size_t end = tag;
    if (*field == IMAGE_FIELD) end = left->bytes - 1;
    else while (end < left->bytes && left->at[end] != GS && left->at[end] != FS) end++;
    if (end >= left->bytes) return false;
    *value = (struct view){left->at + tag, end - tag};
    *left = (struct view){left->at + end + 1, left->bytes - end - 1};
    return true;
}

bool itl_field(const struct itl_record *r, unsigned number, struct view *out) {
    struct view left = r->bytes, value;
    unsigned field;
    if (itl_binary(r->type)) return false;
    while (field_next(&left, r->type, &field, &value))
        if (field == number) return *out = value, true;
    return false;
}

// ---- Reading ----
static RESULT bad(const struct itl_file *f, size_t at, const char *why, struct error *err) {
    return FAIL(err, BAD_FORMAT, "record %zu, byte %zu: %s", f->count + 1, at, why);
}

static RESULT length_of(const struct itl_file *f, struct view left, size_t at, unsigned type, size_t *out, struct error *err) {
    unsigned t, field;
    size_t tag;
    uint64_t n = 0;
    if (itl_binary(type)) {  // four bytes, the highest first
        if (left.bytes < 5) return bad(f, at, "cut short", err);
        for (size_t i = 0; i < 4; i++) n = n << 8 | (unsigned char)left.at[i];
    } else {
        if (!tag_read(left, &t, &field, &tag) || field != 1) return bad(f, at, "does not begin with its length (field 1)", err);
        if (t != type) return bad(f, at, "is of another type than the table of contents says", err);
        size_t end = tag;
        while (end < left.bytes && end - tag < 12 && left.at[end] != GS && left.at[end] != FS) end++;
        if (!view_to_u64((struct view){left.at + tag, end - tag}, &n)) return bad(f, at, "its length is no number", err);
    }
    if (n < 5 || n > left.bytes) return bad(f, at, "its length goes beyond the file", err);
    return *out = (size_t)n, DONE;
}

static RESULT tagged_check(const struct itl_file *f, const struct itl_record *r, struct error *err) {
    struct view left = r->bytes, value;
    unsigned field, last = 0;
    size_t fields = 0;
    if (r->bytes.at[r->bytes.bytes - 1] != FS) return bad(f, r->at, "does not end with a file separator", err);
    while (left.bytes) {
        if (!field_next(&left, r->type, &field, &value)) return bad(f, r->at, "a field without a tag of this record, or not ended", err);
        if (field <= last && last) return bad(f, r->at, "its fields are not in ascending order", err);
        if (++fields > ITL_FIELDS_MAX) return FAIL(err, TOO_BIG, "record %zu: more than %d fields", f->count + 1, ITL_FIELDS_MAX);
        last = field;
    }
    return DONE;
}

static RESULT record_take(struct itl_file *f, struct view bytes, size_t *at, unsigned type, struct error *err) {
    struct itl_record *r = &f->records[f->count];
    struct view left = {bytes.at + *at, bytes.bytes - *at}, idc;
    size_t n;
    uint64_t number = 0;
    TRY(length_of(f, left, *at, type, &n, err));
    *r = (struct itl_record){.type = type, .bytes = {left.at, n}, .at = *at};
    if (itl_binary(type)) r->idc = (unsigned char)left.at[4];
    else TRY(tagged_check(f, r, err));
    if (!itl_binary(type) && type != 1) {
        if (!itl_field(r, 2, &idc) || !view_to_u64(view_trim(idc), &number) || number > 999) return bad(f, *at, "has no number (field 2)", err);
        r->idc = (unsigned)number;
    }
    *at += n;
    f->count++;
    return DONE;
}

// 1.03: "1 US n RS type US idc RS ...".
static RESULT contents_read(struct itl_file *f, struct view contents, unsigned types[], unsigned idcs[], size_t *count, struct error *err) {
    struct view left = contents;
    uint64_t first, told, type, idc;
    struct view pair = view_cut(left, RS, &left), second, one = view_cut(pair, US, &second);
    if (!view_to_u64(one, &first) || first != 1 || !view_to_u64(second, &told))
        return bad(f, 0, "its table of contents (1.03) does not begin with the count", err);
    for (*count = 0; left.bytes; ++*count) {
        pair = view_cut(left, RS, &left);
        one = view_cut(pair, US, &second);
        if (*count == ITL_RECORDS_MAX - 1) return FAIL(err, TOO_BIG, "more than %d records", ITL_RECORDS_MAX);
        if (!view_to_u64(one, &type) || !view_to_u64(view_trim(second), &idc) || type < 2 || type > 99 || idc > 999)
            return bad(f, 0, "its table of contents (1.03) holds what is no record", err);
        types[*count] = (unsigned)type, idcs[*count] = (unsigned)idc;
    }
    return told == *count ? DONE : bad(f, 0, "its table of contents (1.03) counts wrongly", err);
}

static void transaction_read(struct itl_file *f) {
    static const char *const pruem[] = {"CPS", "PMS", "MPS", "MMS", "SRE", "ERR"};
    struct view v;
    if (!itl_field(&f->records[0], 4, &v) || v.bytes >= sizeof f->transaction) return;
    memcpy(f->transaction, v.at, v.bytes);
    for (size_t i = 0; i < 6; i++) f->pruem |= view_is(v, pruem[i]);
}

RESULT itl_read(struct view bytes, struct itl_file *out, struct error *err) {
    static const char begin[] = "1.0";
    unsigned types[ITL_RECORDS_MAX], idcs[ITL_RECORDS_MAX];
    struct view contents;
    size_t at = 0, count;
    memset(out, 0, sizeof *out);
    if (bytes.bytes > ITL_BYTES_MAX) return FAIL(err, TOO_BIG, "larger than 64 MiB");
    if (view_starts(bytes, "<") || view_starts(bytes, "\xEF\xBB\xBF<"))
        return FAIL(err, BAD_FORMAT, "the XML encoding (NIEM): only the traditional encoding is read; have it written so");
    if (!view_starts(bytes, begin)) return FAIL(err, BAD_FORMAT, "does not begin with a Type-1 record");
    TRY(record_take(out, bytes, &at, 1, err));
    if (!itl_field(&out->records[0], 3, &contents)) return FAIL(err, BAD_FORMAT, "record 1: no table of contents (1.03)");
    TRY(contents_read(out, contents, types, idcs, &count, err));
    for (size_t i = 0; i < count; i++) {
        TRY(record_take(out, bytes, &at, types[i], err));
        if (out->records[out->count - 1].idc != idcs[i]) return bad(out, at, "(the one before) has another number than the table of contents says", err);
    }
    if (at != bytes.bytes) return bad(out, at, "bytes behind the last record", err);
    transaction_read(out);
    return DONE;
}

// ---- Redaction ----
bool itl_is_face(const struct itl_record *r) {
    struct view kind;
    return r->type == 10 && itl_field(r, 3, &kind) && view_is(kind, "FACE");
}

static bool record_stays(const struct itl_record *r, bool face) {  // prints, palms, marks and minutiae; DNA
    unsigned t = r->type;
    return t <= 6 || t == 9 || (t >= 13 && t <= 15) || t == 18 || (face && itl_is_face(r));
}

// What describes the image and its making; not who did it, with what, where, nor what somebody typed beside it.
static bool field_stays(unsigned type, unsigned field) {
    if (field <= 2) return true;
    if (type == 2) return false;
    if (type == 1) return field == 3 || field == 4 || field == 5 || (field >= 7 && field <= 9) || field == 11 || field == 12;
    if (type == 9 || type == 18) return field < 200;
    if (type == 10) return field <= 13 || field == IMAGE_FIELD;
    return field <= 18 || (field >= 21 && field <= 25) || field == IMAGE_FIELD;
}

// A record whose first field is its own length: the length says how long it is with itself.
static void length_put(struct text *out, unsigned type, struct view rest) {
    AUTO_TEXT head = text_with_ceiling(40);
    size_t n = 0;
    for (size_t last = SIZE_MAX; n != last;) {
        last = n;
        text_clear(&head);
        text_format(&head, "%u.%s:%zu", type, type == 1 ? "01" : "001", n);
        n = head.bytes + rest.bytes;
    }
    text_view(out, text_seen(&head));
    text_view(out, rest);
}

// A Type-4 record is its head of 18 bytes and the image; the first four say how long it is.
static bool type_4_redacted(struct text *out, const struct itl_record *r) {
    AUTO_TEXT image = text_with_ceiling(ITL_BYTES_MAX);
    struct view v = r->bytes;
    if (v.bytes < TYPE_4_HEAD || !image_plain((struct view){v.at + TYPE_4_HEAD, v.bytes - TYPE_4_HEAD}, &image)) return false;
    text_be(out, TYPE_4_HEAD + image.bytes, 4);
    text_add(out, v.at + 4, TYPE_4_HEAD - 4);
    text_view(out, text_seen(&image));
    return text_ok(&image);
}

static bool record_redacted(struct text *out, const struct itl_record *r, struct view contents) {
    struct view left = r->bytes, value;
    unsigned field;
    bool good = true;
    AUTO_TEXT rest = text_with_ceiling(ITL_BYTES_MAX);
    if (r->type == 4) return type_4_redacted(out, r);
    if (itl_binary(r->type)) return text_view(out, r->bytes), true;
    while (good && field_next(&left, r->type, &field, &value)) {
        if (field == 1 || !field_stays(r->type, field)) continue;
        text_char(&rest, (char)GS);
        text_format(&rest, r->type == 1 ? "%u.%02u:" : "%u.%03u:", r->type, field);
        if (field == IMAGE_FIELD) good = image_plain(value, &rest);
        else text_view(&rest, r->type == 1 && field == 3 ? contents : value);
    }
    text_char(&rest, (char)FS);
    length_put(out, r->type, text_seen(&rest));
    out->failed |= rest.failed;
    return good;
}

static RESULT redacted(const struct itl_file *f, bool face, struct text *out, struct error *err) {
    AUTO_TEXT contents = text_with_ceiling(64 * 1024);
    size_t kept = 0;
    for (size_t i = 1; i < f->count; i++) kept += record_stays(&f->records[i], face);
    text_format(&contents, "1%c%zu", US, kept);
    for (size_t i = 1; i < f->count; i++)
        if (record_stays(&f->records[i], face)) text_format(&contents, "%c%u%c%02u", RS, f->records[i].type, US, f->records[i].idc);
    for (size_t i = 0; i < f->count; i++)
        if (record_stays(&f->records[i], face) && !record_redacted(out, &f->records[i], text_seen(&contents)))
            return FAIL(err, BAD_FORMAT, "record %zu (Type-%u): its image is broken", i + 1, f->records[i].type);
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the redacted file is above the ceiling");
}

RESULT itl_redacted(struct view bytes, bool face, struct text *out, struct error *err) {
    struct itl_file *f = malloc(sizeof *f);
    ENSURE(f);
    struct result r = itl_read(bytes, f, err);
    if (!FAILED(r)) r = redacted(f, face, out, err);
    free(f);
    return r;
}

// ---- Export ----
static void field_put(struct text *t, unsigned type, unsigned field, const char *value) { text_format(t, "%c%u.%03u:%s", GS, type, field, value); }

// 18.016, a subfield a locus: kind of STR, locus, is there an allele, was the locus analysed, is the call precise, the calls.
static void str_put(struct text *t, const struct dna_book *b, const struct dna_profile *p) {
    bool first = true;
    text_format(t, "%c18.016:", GS);
    for (int i = 0; i < (int)b->locus_count; i++) {
        uint8_t all[2 + DNA_MORE_MAX] = {p->at[i].lo, p->at[i].hi};
        size_t n = 2 + dna_third(p, (uint8_t)i, all + 2);
        if (!dna_typed(p->at[i])) continue;
        if (!first) text_char(t, (char)RS);
        first = false;
        text_format(t, "%d%c%.*s%c1%c1%c%d", b->loci[i].kind == DNA_MALE ? 2 : 0, US, VIEW_ARGS(b->loci[i].id), US, US, US, dna_designated(p->at[i]));
        for (size_t k = 0; k < n && k < 3; k++) text_char(t, (char)US), text_allele(t, b, i, all[k]);
    }
}

RESULT itl_of_profile(const struct dna_book *b, const struct dna_entry *e, struct view date, struct text *out, struct error *err) {
    AUTO_TEXT first = text_with_ceiling(4096), dna = text_with_ceiling(64 * 1024);
    text_format(&first, "%c1.02:0500%c1.03:1%c1%c18%c00%c1.04:DNA%c1.05:%.*s%c1.07:%.*s%c1.08:%.*s%c1.09:%.*s%c1.11:00.00%c1.12:00.00%c", GS,
                GS, US, RS, US, GS, GS, VIEW_ARGS(date), GS, VIEW_ARGS(e->lab), GS, VIEW_ARGS(e->lab), GS, VIEW_ARGS(e->ref), GS, GS, FS);
    field_put(&dna, 18, 2, "00");
    field_put(&dna, 18, 4, "1");
    field_put(&dna, 18, 11, "0");
    str_put(&dna, b, &e->profile);
    text_char(&dna, (char)FS);
    length_put(out, 1, text_seen(&first));
    length_put(out, 18, text_seen(&dna));
    return text_ok(out) && text_ok(&first) && text_ok(&dna) ? DONE : FAIL(err, TOO_BIG, "the container is above the ceiling");
}

static void xml_put(struct text *t, struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if (v.at[i] == '<') text_put(t, "&lt;");
        else if (v.at[i] == '>') text_put(t, "&gt;");
        else if (v.at[i] == '&') text_put(t, "&amp;");
        else if (v.at[i] == '"') text_put(t, "&quot;");
        else text_char(t, v.at[i]);
}

static void niem_locus(struct text *t, const struct dna_book *b, const struct dna_profile *p, int slot) {
    static const char *const kinds[] = {"Autosomal", "Autosomal", "Y-STR"};
    uint8_t all[2 + DNA_MORE_MAX] = {p->at[slot].lo, p->at[slot].hi};
    size_t n = 2 + dna_third(p, (uint8_t)slot, all + 2);
    text_put(t, "        <biom:DNALocus>\n          <biom:DNALocusName>");
    xml_put(t, b->loci[slot].id);
    text_format(t, "</biom:DNALocusName>\n          <biom:DNALocusCategoryCode>%s</biom:DNALocusCategoryCode>\n", kinds[b->loci[slot].kind]);
    for (size_t i = 0; i < n; i++) {
        AUTO_TEXT one = text_with_ceiling(16);
        if (i == 1 && all[1] == all[0]) continue;  // homozygous: given once, as in the samples
        text_allele(&one, b, slot, all[i]);
        text_put(t, "          <biom:DNAAllele><biom:DNAAlleleOperatorCode>Equal</biom:DNAAlleleOperatorCode><biom:DNAAlleleCall1Text>");
        xml_put(t, text_seen(&one));
        text_put(t, "</biom:DNAAlleleCall1Text></biom:DNAAllele>\n");
    }
    text_put(t, "        </biom:DNALocus>\n");
}

void text_niem(struct text *t, const struct dna_book *b, const struct dna_entry *e) {
    text_put(t, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<biom:DNARecord xmlns:biom=\"http://release.niem.gov/niem/domains/biometrics/5.1/\""
                " xmlns:nc=\"http://release.niem.gov/niem/niem-core/5.0/\">\n  <biom:DNADataIdentification>\n    <nc:IdentificationID>");
    xml_put(t, e->ref);
    text_put(t, "</nc:IdentificationID>\n    <nc:IdentificationCategoryDescriptionText>DNA Profile ID</nc:IdentificationCategoryDescriptionText>\n"
                "  </biom:DNADataIdentification>\n  <biom:DNAEncoding>\n"
                "    <biom:DNATypingTechnologyCode>STR</biom:DNATypingTechnologyCode>\n    <biom:DNASTRData>\n");
    if (e->kit) text_put(t, "        <biom:DNAKit><biom:DNAKitName>"), xml_put(t, e->kit->title), text_put(t, "</biom:DNAKitName></biom:DNAKit>\n");
    for (int i = 0; i < (int)b->locus_count; i++)
        if (dna_typed(e->profile.at[i])) niem_locus(t, b, &e->profile, i);
    text_put(t, "    </biom:DNASTRData>\n  </biom:DNAEncoding>\n</biom:DNARecord>\n");
}
