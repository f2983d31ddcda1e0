// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "page.h"

#include "document.h"
#include "evidence/pdf.h"
#include "fonts.h"

#include <cairo-pdf.h>
#include <qrencode.h>
#include <string.h>

// A4 in points; the columns of a row.
static const double WIDE = 595.28, HIGH = 841.89, MARGIN = 51, TOP = 51, BOTTOM = 66, LABEL_PART = 0.34, GAP = 10;
static const double QR_SIDE = 78, BOX_WIDE = 230, BOX_HIGH = 70, BOX_LOW = 44, TICK = 8;
static const double BODY_SIZE = 9.5, TITLE_SIZE = 15, HEADING_SIZE = 10.5, SMALL_SIZE = 7;
static const double INK = 0.08, GREY = 0.38, BAND = 0.91;
enum { LABEL_LINES = 2 };  // beside a value; more is a sentence

struct printer {
    cairo_t *cr;
    PangoContext *context;
    const json_t *document;
    bool right_to_left, on_paper;  // on_paper: the second time; the first only counts the pages
    size_t page, pages;            // the current one, from 1; all, once they were counted
    double y, kept;                // kept: room at the foot of the page for what must stand with what is written
    struct pdf_box field;
    bool has_field;
};

static double inner(void) { return WIDE - 2 * MARGIN; }
static double room_left(const struct printer *p) { return HIGH - BOTTOM - p->y - p->kept; }
static void shade(struct printer *p, double grey) { cairo_set_source_rgb(p->cr, grey, grey, grey); }

// Where something starts that begins `at` points after the edge where reading begins.
static double edge(const struct printer *p, double at, double wide) { return p->right_to_left ? WIDE - MARGIN - at - wide : MARGIN + at; }

// ---- Text ----

// A name with a hyphen (EPOC-PR) is one word: no line ends in it.
static void whole_names(PangoLayout *l, struct view text) {
    static const char *const names[] = {"EPOC-PR"};
    PangoAttrList *all = pango_attr_list_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        for (size_t at = 0; at + n <= text.bytes; at++) {
            if (memcmp(text.at + at, names[i], n) != 0) continue;
            PangoAttribute *one = pango_attr_allow_breaks_new(false);
            one->start_index = (guint)at, one->end_index = (guint)(at + n);
            pango_attr_list_insert(all, one);
        }
    }
    pango_layout_set_attributes(l, all);
    pango_attr_list_unref(all);
}

static PangoLayout *layout_of(struct printer *p, struct view text, double size, bool bold, double wide) {
    PangoLayout *l = pango_layout_new(p->context);
    PangoFontDescription *font = pango_font_description_from_string(fonts_families());
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(l, font);
    pango_font_description_free(font);
    pango_layout_set_width(l, (int)(wide * PANGO_SCALE));
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(l, text.at, (int)text.bytes);
    whole_names(l, text);
    // Pango turns left and right round for a paragraph of the other direction; here it stays at the side of its label.
    bool other = (pango_layout_get_direction(l, 0) == PANGO_DIRECTION_RTL) != p->right_to_left;
    pango_layout_set_alignment(l, other != p->right_to_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    return l;
}

// Words of the form itself: they run as the document does, whatever letter stands first.
static PangoLayout *words_of(struct printer *p, struct view text, double size, bool bold, double wide) {
    PangoLayout *l = layout_of(p, text, size, bold, wide);
    pango_layout_set_auto_dir(l, false);
    pango_layout_set_alignment(l, p->right_to_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    return l;
}

static double height_of(PangoLayout *l) {
    int high;
    pango_layout_get_size(l, NULL, &high);
    return (double)high / PANGO_SCALE;
}

static void show(struct printer *p, PangoLayout *l, double x, double y) {
    cairo_move_to(p->cr, x, y);
    pango_cairo_show_layout(p->cr, l);
}

// ---- Pages ----

static void foot(struct printer *p) {
    AUTO_TEXT line = text_with_ceiling(2000);
    struct view footer = json_view(p->document, "footer"), reference = json_view(p->document, "reference"), digest = json_view(p->document, "digest");
    text_format(&line, "%.*s%s%.*s", VIEW_ARGS(footer), footer.bytes ? " \u00b7 " : "", VIEW_ARGS(reference));
    shade(p, GREY);
    PangoLayout *l = layout_of(p, text_seen(&line), SMALL_SIZE, false, inner() - 60);
    pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
    show(p, l, edge(p, 0, inner() - 60), HIGH - 46);
    g_object_unref(l);
    text_clear(&line);
    text_format(&line, "SHA-256 %.*s", VIEW_ARGS(digest));
    l = layout_of(p, text_seen(&line), SMALL_SIZE - 1, false, inner() - 60);
    show(p, l, edge(p, 0, inner() - 60), HIGH - 35);
    g_object_unref(l);
    text_clear(&line);
    text_format(&line, "\u200e%zu / %zu\u200e", p->page, p->pages);  // in this order in every language
    l = layout_of(p, text_seen(&line), SMALL_SIZE + 1, false, 60);
    pango_layout_set_auto_dir(l, false);
    pango_layout_set_alignment(l, p->right_to_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
    show(p, l, edge(p, inner() - 60, 60), HIGH - 46);
    g_object_unref(l);
    shade(p, INK);
}

static void next_page(struct printer *p) {
    foot(p);
    cairo_show_page(p->cr);
    p->page++, p->y = TOP;
}

static void ensure_room(struct printer *p, double high) {
    if (room_left(p) < high && p->y > TOP) next_page(p);
}

// Line by line, over as many pages as it takes.
static void flow(struct printer *p, PangoLayout *l, double x) {
    PangoLayoutIter *i = pango_layout_get_iter(l);
    do {
        PangoRectangle line;
        pango_layout_iter_get_line_extents(i, NULL, &line);
        double high = (double)line.height / PANGO_SCALE, ascent = (double)(pango_layout_iter_get_baseline(i) - line.y) / PANGO_SCALE;
        ensure_room(p, high);
        cairo_move_to(p->cr, x + (double)line.x / PANGO_SCALE, p->y + ascent);
        pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(i));
        p->y += high;
    } while (pango_layout_iter_next_line(i));
    pango_layout_iter_free(i);
}

static void paragraph(struct printer *p, struct view text, double size, bool bold, double grey) {
    PangoLayout *l = layout_of(p, text, size, bold, inner());
    shade(p, grey);
    flow(p, l, MARGIN);
    shade(p, INK);
    g_object_unref(l);
}

// ---- Rows ----

static bool has_letter(struct view text) {
    for (const char *at = text.at, *end = text.at + text.bytes; at < end; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at))) return true;
    return false;
}

static bool has_right_to_left(struct view text) {
    for (const char *at = text.at, *end = text.at + text.bytes; at < end; at = g_utf8_next_char(at)) {
        GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(at));
        if (script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW) return true;
    }
    return false;
}

// How many bytes from here are one number: +212 600 00 00 00, 2026-11-29 09:30. 0: none begins here.
static size_t number_at(const char *at, const char *end) {
    size_t n = 0;
    for (const char *c = at; c < end && strchr("0123456789+ ./:-", *c); c++)
        if (*c >= '0' && *c <= '9') n = (size_t)(c + 1 - at);
    return *at == ' ' || *at == '.' || *at == '-' || *at == '/' || *at == ':' ? 0 : n;
}

// Among Arabic or Hebrew words the groups of a number would change places: each number is a piece by itself, read from the left.
static void text_numbers_kept(struct text *t, struct view text) {
    bool mixed = has_right_to_left(text);
    for (const char *at = text.at, *end = text.at + text.bytes; at < end;) {
        size_t n = mixed ? number_at(at, end) : 0;
        if (n) text_put(t, "\u2066"), text_add(t, at, n), text_put(t, "\u2069"), at += n;
        else text_char(t, *at++);
    }
}

// A number has no direction of its own: +33 1 00 and 2026-11-29 are read from the left in every language.
static PangoLayout *value_layout(struct printer *p, struct view text, double wide) {
    AUTO_TEXT t = text_with_ceiling(7 * text.bytes + 8);
    if (!has_letter(text)) text_put(&t, "\u200e");
    text_numbers_kept(&t, text);
    return layout_of(p, text_seen(&t), BODY_SIZE, false, wide);
}

// A line of a text is a paragraph of its own: each has its own direction.
static void value_flow(struct printer *p, struct view text, double x, double wide) {
    for (struct view rest = text;;) {
        const char *end = memchr(rest.at, '\n', rest.bytes);
        struct view one = {rest.at, end ? (size_t)(end - rest.at) : rest.bytes};
        PangoLayout *l = value_layout(p, one.bytes ? one : VIEW("\u2014"), wide);
        flow(p, l, x);
        g_object_unref(l);
        if (!end) return;
        rest = (struct view){end + 1, rest.bytes - one.bytes - 1};
    }
}

static void rule(struct printer *p) {
    cairo_set_line_width(p->cr, 0.4);
    shade(p, 0.8);
    cairo_move_to(p->cr, MARGIN, p->y), cairo_line_to(p->cr, WIDE - MARGIN, p->y), cairo_stroke(p->cr);
    shade(p, INK);
}

static void values_flow(struct printer *p, const json_t *value, double x, double wide) {
    size_t i;
    json_t *one;
    if (json_is_string(value)) value_flow(p, (struct view){json_string_value(value), json_string_length(value)}, x, wide);
    json_array_foreach(value, i, one) value_flow(p, (struct view){json_string_value(one), json_string_length(one)}, x, wide);
    if (json_is_array(value) && !json_array_size(value)) value_flow(p, VIEW(""), x, wide);
}

// A sentence that asks for something stands over what is answered, which begins where values begin.
static void row_under_sentence(struct printer *p, struct view label, const json_t *value) {
    PangoLayout *l = words_of(p, label, BODY_SIZE, false, inner());
    ensure_room(p, height_of(l) + 2 * BODY_SIZE);
    shade(p, GREY);
    flow(p, l, MARGIN);
    shade(p, INK);
    g_object_unref(l);
    values_flow(p, value, edge(p, inner() * LABEL_PART, inner() * (1 - LABEL_PART)), inner() * (1 - LABEL_PART));
}

// The value begins beside the label and may go on over pages; the row ends under the longer of the two.
static void row_of_value(struct printer *p, struct view label, const json_t *value) {
    double label_wide = inner() * LABEL_PART - GAP, value_wide = inner() * (1 - LABEL_PART);
    PangoLayout *l = words_of(p, label, BODY_SIZE, false, label_wide);
    double high = height_of(l);
    bool sentence = pango_layout_get_line_count(l) > LABEL_LINES;
    if (!sentence) ensure_room(p, high < 3 * BODY_SIZE ? 3 * BODY_SIZE : high);
    double from = p->y;
    size_t page = p->page;
    shade(p, GREY);
    if (!sentence) show(p, l, edge(p, 0, label_wide), from);
    shade(p, INK);
    g_object_unref(l);
    if (sentence) {
        row_under_sentence(p, label, value);
        return;
    }
    values_flow(p, value, edge(p, inner() * LABEL_PART, value_wide), value_wide);
    if (p->page == page && p->y < from + high) p->y = from + high;
}

static void tick(struct printer *p, double x, double y, bool ticked) {
    cairo_set_line_width(p->cr, 0.8);
    cairo_rectangle(p->cr, x, y, TICK, TICK), cairo_stroke(p->cr);
    if (!ticked) return;
    cairo_set_line_width(p->cr, 1.4);
    cairo_move_to(p->cr, x + 1.5, y + 1.5), cairo_line_to(p->cr, x + TICK - 1.5, y + TICK - 1.5);
    cairo_move_to(p->cr, x + TICK - 1.5, y + 1.5), cairo_line_to(p->cr, x + 1.5, y + TICK - 1.5);
    cairo_stroke(p->cr);
}

static void row_of_choice(struct printer *p, struct view label, bool ticked) {
    double wide = inner() - TICK - 8;
    PangoLayout *l = words_of(p, label, BODY_SIZE, ticked, wide);
    double high = height_of(l);
    ensure_room(p, high);
    tick(p, edge(p, 0, TICK), p->y + 3, ticked);
    show(p, l, edge(p, TICK + 8, wide), p->y);
    g_object_unref(l);
    p->y += high;
}

// Never the last line of a page: what follows is what it announces.
static void heading_of_rows(struct printer *p, struct view text) {
    PangoLayout *l = words_of(p, text, BODY_SIZE, false, inner());
    ensure_room(p, height_of(l) + 3 * BODY_SIZE);
    flow(p, l, MARGIN);
    g_object_unref(l);
}

static void row(struct printer *p, const json_t *r) {
    const json_t *value = json_object_get(r, "value"), *ticked = json_object_get(r, "ticked");
    if (value) row_of_value(p, json_view(r, "label"), value);
    else if (ticked) row_of_choice(p, json_view(r, "label"), json_is_true(ticked));
    else heading_of_rows(p, json_view(r, "text"));
    p->y += 3;
    if (room_left(p) > 0) rule(p);
    p->y += 3;
}

// The least that a signature takes: its title, its lines and a low box.
static double signature_least(const struct printer *p) {
    const json_t *s = json_object_get(p->document, "signature");
    return s ? BOX_LOW + 26 + 14 * (double)json_array_size(json_object_get(s, "lines")) : 0;
}

// The last row of all stands on the signature's page: nobody signs an empty one.
static void section(struct printer *p, const json_t *s, bool last) {
    PangoLayout *l = words_of(p, json_view(s, "title"), HEADING_SIZE, true, inner() - 12);
    double high = height_of(l) + 8;
    size_t i;
    json_t *r;
    const json_t *rows = json_object_get(s, "rows");
    bool one = last && json_array_size(rows) == 1;  // that goes to the signature's page: then its title does
    ensure_room(p, high + 40 + (one ? signature_least(p) : 0));
    shade(p, BAND);
    cairo_rectangle(p->cr, MARGIN, p->y, inner(), high), cairo_fill(p->cr);
    shade(p, INK);
    show(p, l, edge(p, 6, inner() - 12), p->y + 4);
    g_object_unref(l);
    p->y += high + 6;
    json_array_foreach(rows, i, r) {
        p->kept = last && i + 1 == json_array_size(rows) ? signature_least(p) + 8 : 0;
        row(p, r);
    }
    p->kept = 0;
    p->y += 8;
}

// ---- The first page, the signature ----

static void draw_qr(struct printer *p, double x, double y) {
    AUTO_TEXT what = text_with_ceiling(200);
    text_format(&what, "sha256:%.*s", VIEW_ARGS(json_view(p->document, "digest")));
    QRcode *qr = QRcode_encodeString8bit(text_string(&what), 0, QR_ECLEVEL_M);
    if (!qr) return;
    double module = QR_SIDE / qr->width;
    for (int i = 0; i < qr->width * qr->width; i++)
        if (qr->data[i] & 1) cairo_rectangle(p->cr, x + i % qr->width * module, y + (double)(i / qr->width) * module, module, module);
    cairo_fill(p->cr);
    QRcode_free(qr);
}

// What the form itself says before anything is filled in, in a frame as in the Official Journal.
static void framed(struct printer *p, struct view text) {
    const double pad = 6;
    PangoLayout *l = words_of(p, text, BODY_SIZE, false, inner() - 2 * pad);
    double high = height_of(l) + 2 * pad;
    bool fits = room_left(p) >= high;
    if (fits) {
        cairo_set_line_width(p->cr, 0.6);
        cairo_rectangle(p->cr, MARGIN, p->y, inner(), high), cairo_stroke(p->cr);
        p->y += pad;
    }
    flow(p, l, MARGIN + pad);
    p->y += (fits ? pad : 0) + 10;
    g_object_unref(l);
}

static void small_print(struct printer *p, struct view text) {
    PangoLayout *l = words_of(p, text, SMALL_SIZE + 1, false, inner());
    shade(p, GREY);
    flow(p, l, MARGIN);
    shade(p, INK);
    p->y += 8;
    g_object_unref(l);
}

static void opening(struct printer *p) {
    double wide = inner() - QR_SIDE - 16, x = edge(p, 0, wide);
    struct view source = json_view(p->document, "source"), notice = json_view(p->document, "notice"), subtitle = json_view(p->document, "subtitle");
    struct view statement = json_view(p->document, "statement"), provenance = json_view(p->document, "provenance");
    AUTO_TEXT line = text_with_ceiling(4096);
    draw_qr(p, edge(p, inner() - QR_SIDE, QR_SIDE), p->y);
    PangoLayout *l = words_of(p, json_view(p->document, "title"), TITLE_SIZE, true, wide);
    flow(p, l, x);
    g_object_unref(l);
    p->y += 4;
    if (subtitle.bytes) value_flow(p, subtitle, x, wide), p->y += 4;
    text_format(&line, "%.*s%s%.*s\n%.*s", VIEW_ARGS(source), source.bytes ? "\n" : "", VIEW_ARGS(json_view(p->document, "reference")),
                VIEW_ARGS(json_view(p->document, "at")));
    shade(p, GREY);
    value_flow(p, text_seen(&line), x, wide);
    shade(p, INK);
    if (p->page == 1 && p->y < TOP + QR_SIDE) p->y = TOP + QR_SIDE;
    p->y += 12;
    if (provenance.bytes) small_print(p, provenance);
    if (notice.bytes) paragraph(p, notice, BODY_SIZE, true, INK), p->y += 10;
    if (statement.bytes) framed(p, statement);
}

static void signature(struct printer *p) {
    const json_t *s = json_object_get(p->document, "signature"), *lines = json_object_get(s, "lines");
    size_t i;
    json_t *one;
    if (!s) return;
    ensure_room(p, signature_least(p));
    p->y += 8;
    paragraph(p, json_view(s, "title"), HEADING_SIZE, true, INK);
    json_array_foreach(lines, i, one) paragraph(p, (struct view){json_string_value(one), json_string_length(one)}, BODY_SIZE, false, INK);
    if (json_is_string(lines)) paragraph(p, json_view(s, "lines"), BODY_SIZE, false, INK);
    p->y += 2;
    ensure_room(p, BOX_LOW);
    double x = edge(p, 0, BOX_WIDE), high = room_left(p) < BOX_HIGH ? room_left(p) : BOX_HIGH;  // a page for the box alone is a page to lose
    cairo_set_line_width(p->cr, 0.6);
    cairo_rectangle(p->cr, x, p->y, BOX_WIDE, high), cairo_stroke(p->cr);
    p->field = (struct pdf_box){p->page - 1, x, HIGH - p->y - high, BOX_WIDE, high}, p->has_field = true;
    p->y += high;
}

// ---- The whole ----

static cairo_status_t keep(void *into, const unsigned char *bytes, unsigned n) {
    if (into) text_add(into, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *surface_of(const json_t *document, struct text *into) {
    cairo_surface_t *s = cairo_pdf_surface_create_for_stream(keep, into, WIDE, HIGH);
    cairo_pdf_surface_restrict_to_version(s, CAIRO_PDF_VERSION_1_4);  // a table of objects, which pdf.h adds to
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, json_string_value(json_object_get(document, "title")));
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, json_string_value(json_object_get(document, "at")));
    return s;
}

static bool all_pages(struct printer *p, struct text *into) {
    cairo_surface_t *surface = surface_of(p->document, into);
    size_t i;
    json_t *s;
    p->cr = cairo_create(surface);
    p->page = 1, p->y = TOP, p->has_field = false;
    shade(p, INK);
    opening(p);
    const json_t *sections = json_object_get(p->document, "sections");
    json_array_foreach(sections, i, s) {
        section(p, s, i + 1 == json_array_size(sections));
        if (p->page > DOCUMENT_PAGES_MAX) break;
    }
    signature(p);
    foot(p);
    cairo_show_page(p->cr);
    bool ok = cairo_status(p->cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(p->cr);
    cairo_surface_finish(surface);
    ok &= cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return ok;
}

static bool is_right_to_left(struct view language) { return view_is(language, "ar"); }

RESULT document_printed(const json_t *document, PangoFontMap *fonts, struct text *out, struct error *err) {
    const char *language = json_string_value(json_object_get(document, "language"));
    struct printer p = {.document = document, .context = pango_font_map_create_context(fonts), .right_to_left = is_right_to_left(view_of(language))};
    AUTO_TEXT pdf = text_with_ceiling(PDF_BYTES_MAX);
    pango_context_set_base_dir(p.context, p.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(p.context, pango_language_from_string(language));
    bool ok = all_pages(&p, NULL);
    p.pages = p.page;
    if (ok && p.pages <= DOCUMENT_PAGES_MAX) ok = all_pages(&p, &pdf);
    g_object_unref(p.context);
    if (p.pages > DOCUMENT_PAGES_MAX) return FAIL(err, TOO_BIG, "more than %d pages", DOCUMENT_PAGES_MAX);
    if (!ok) return FAIL(err, INTERNAL, "the pages could not be drawn");
    if (!text_ok(&pdf)) return FAIL(err, TOO_BIG, "the PDF");
    if (p.has_field) return pdf_add_field(text_seen(&pdf), p.field, language, out, err);
    text_view(out, text_seen(&pdf));
    return DONE;
}
