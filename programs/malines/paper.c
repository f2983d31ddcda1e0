// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// paper.c — an order on paper: the node has it laid out by malines-print in its sandbox, and it is signed here where the key is.
#include "link.h"

#include "evidence/pdf.h"

#include <stdlib.h>

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
RESULT do_order_print(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *view = value_flag(s, "whole") ? "whole" : value_text(s, "view", "addressee");
    AUTO_TEXT pdf = text_with_ceiling(PDF_BYTES_MAX);
    AUTO_JSON *answer = NULL;
    struct link l;
    TRY(link_open(sys, s, &l, err));
    AUTO_JSON *what = json_pack("{s:s,s:s,s:s}", "request", value_text(s, "request", ""), "view", view, "language", words_lang(l.rendering.words));
    struct result r = link_call(&l, command_of(HANDLER_order_papered), what, &answer, err);
    link_close(&l);
    TRY(r);
    if (!base64_text(json_view(answer, "pdf"), &pdf)) return FAIL(err, HELPER_FAILED, "the node's answer is no PDF");
    TRY(signed_here(sys, s, &pdf, err));
    return file_write(value_text(s, "out", ""), text_seen(&pdf), 0600, err);
}
