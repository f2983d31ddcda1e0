// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// paper.c — an order on paper: printed by malines-print in its sandbox, signed here where the key is.
#include "link.h"
#include "paper.h"

#include "evidence/pdf.h"
#include "orders/book.h"

static RESULT signed_here(const struct sys *sys, const struct shell *s, struct text *pdf, struct error *err) {
    const char *secret = value_text(s, "secret", NULL), *certificate = value_text(s, "certificate", NULL);
    struct identity *who;
    if (!secret && !certificate) return DONE;
    if (!secret || !certificate) return FAIL(err, BAD_ARGUMENT, "--secret and --certificate go together");
    AUTO_TEXT plain = text_with_ceiling(PDF_BYTES_MAX);
    text_view(&plain, text_seen(pdf));
    text_clear(pdf);
    TRY(identity_read(secret, certificate, &who, err));
    struct result r = pdf_sign(text_seen(&plain), who, sys_now(sys), pdf, err);
    identity_free(who);
    return r;
}

// ---- The command ----
static RESULT paper_of(const struct shell *s, const json_t *request, const json_t *forms, struct order_paper *p, json_t **seen, struct error *err) {
    const json_t *order = json_object_get(request, "order");
    const char *form = json_string_value(json_object_get(order, "form"));
    bool whole = value_flag(s, "whole");
    p->form = form ? json_object_get(forms, form) : NULL;  // has id, source, sections: order_forms(), src/orders/book.h
    p->values = json_object_get(order, whole ? "file" : "values");
    p->view = whole ? VIEW("") : view_of(value_text(s, "view", "addressee"));
    if (!whole && !view_is(p->view, "addressee") && !view_is(p->view, "authority")) return FAIL(err, BAD_ARGUMENT, "--view: addressee or authority");
    if (!p->form) return FAIL(err, BAD_ARGUMENT, "this request is no order on a form of the law");
    const json_t *all = json_object_get(order, "file");  // who issues an order prints the authority's paper too
    *seen = !whole && view_is(p->view, "authority") && p->form && json_is_object(all) ? order_seen(p->form, all, ORDER_AUTHORITY) : NULL;
    if (*seen) p->values = *seen;
    return json_is_object(p->values) ? DONE : FAIL(err, BAD_ARGUMENT, whole ? "--whole: only who issues the order has all of it" : "the order has no values");
}

RESULT do_order_print(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_JSON *request = NULL, *forms = NULL, *document = NULL, *seen = NULL;
    AUTO_TEXT pdf = text_with_ceiling(PDF_BYTES_MAX);
    struct order_paper p = {.words = NULL};
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = order_fetched(&l, &request, &forms, err);
    p.words = l.rendering.words;
    if (!FAILED(r)) r = paper_of(s, request, forms, &p, &seen, err);
    if (!FAILED(r)) document = paper_document(&p, json_view(request, "id"), json_view(request, "created_at"));
    link_close(&l);
    TRY(r);
    TRY(paper_printed(document, -1, &pdf, err));
    TRY(signed_here(sys, s, &pdf, err));
    return file_write(value_text(s, "out", ""), text_seen(&pdf), 0600, err);
}
