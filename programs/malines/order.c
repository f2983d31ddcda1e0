// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// order.c — what is delivered under an order is sealed and opened here, where the key is; the node sees neither. And an order as the
// message of other people's systems.
#include "link.h"

#include "crypto/enveloped.h"
#include "evidence/pdf.h"
#include "orders/etsi.h"

RESULT do_order_seal(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT certificate = text_with_ceiling(RECIPIENT_BYTES_MAX);
    TRY(file_read(value_text(s, "certificate", ""), RECIPIENT_BYTES_MAX, &certificate, err));
    TRY(enveloped_recipient(text_seen(&certificate), sys_now(sys), err));
    return enveloped_seal_file(text_seen(&certificate), value_text(s, "file", ""), value_text(s, "out", ""), err);
}

RESULT do_order_open(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT certificate = {0}, key = {0};
    (void)sys;
    TRY(file_read(value_text(s, "certificate", ""), RECIPIENT_BYTES_MAX, &certificate, err));
    TRY(secret_file_read(value_text(s, "secret", ""), RECIPIENT_BYTES_MAX, &key, err));
    return enveloped_open_file(text_seen(&key), text_seen(&certificate), value_text(s, "file", ""), value_text(s, "out", ""), err);
}

// An order, and the forms of the law that it is written on; new references.
static RESULT order_fetched(struct link *l, json_t **request, json_t **forms, struct error *err) {
    AUTO_JSON *which = json_pack("{s:s}", "request", value_text(l->shell, "request", "")), *none = json_object(), *answer = NULL;
    TRY(link_call(l, command_of(HANDLER_request_show), which, request, err));
    TRY(link_call(l, command_of(HANDLER_order_forms_listed), none, &answer, err));
    *forms = json_incref(json_object_get(answer, "forms"));
    return DONE;
}

static RESULT xml_of(const json_t *request, struct view me, struct view pdf, struct text *out, struct error *err) {
    const json_t *order = json_object_get(request, "order");
    bool ours = view_is(json_view(request, "box"), "out");
    struct view peer = json_view(request, "peer");
    struct etsi_order o = {.request = json_view(request, "id"), .form = json_view(order, "form"), .values = json_object_get(order, "values"),
                           .sender = ours ? me : peer, .receiver = ours ? peer : me, .pdf = pdf};
    if (!order) return FAIL(err, BAD_ARGUMENT, "this request is no order on a form of the law");
    if (!instant_read(json_view(request, "created_at"), &o.at)) return FAIL(err, INTERNAL, "the order says no time");
    return text_etsi_order(out, &o, err);
}

RESULT do_order_xml(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_JSON *request = NULL, *forms = NULL, *about = NULL, *none = json_object();
    AUTO_TEXT xml = text_with_ceiling(ETSI_XML_BYTES_MAX), pdf = text_with_ceiling(PDF_BYTES_MAX);
    const char *paper = value_text(s, "pdf", NULL);
    struct link l;
    if (paper) TRY(file_read(paper, PDF_BYTES_MAX, &pdf, err));
    TRY(link_open(sys, s, &l, err));
    struct result r = order_fetched(&l, &request, &forms, err);
    if (!FAILED(r)) r = link_call(&l, command_of(HANDLER_node_about), none, &about, err);
    link_close(&l);
    TRY(r);
    TRY(xml_of(request, json_view(about, "authority"), text_seen(&pdf), &xml, err));
    return file_write(value_text(s, "out", ""), text_seen(&xml), 0600, err);
}
