// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// approve.c — a second officer's signature, or a magistrate's after an emergency, made here: the key never goes to the node.
#include "link.h"

#include <stdio.h>
#include <unistd.h>

static RESULT agreed(const struct shell *s, struct error *err) {
    char line[16] = "";
    if (value_flag(s, "yes")) return DONE;
    if (!isatty(STDIN_FILENO)) return FAIL(err, BAD_ARGUMENT, "nobody is here to say yes; give --yes");
    fputs("\nApprove exactly this? Type yes: ", stderr);
    if (!fgets(line, sizeof line, stdin) || strcmp(line, "yes\n") != 0)
        return FAIL(err, NEEDS_APPROVAL, "not approved");
    return DONE;
}

static RESULT approval_sent(struct link *l, enum handler to, struct view digest, json_t **answer, struct error *err) {
    AUTO_TEXT vkey = text_with_ceiling(400), signature = text_with_ceiling(200);
    struct verify_key public = officer_public(&l->key);
    text_vkey(&vkey, &public);
    text_signature(&signature, &l->key, "malines/approval/1", digest);
    AUTO_JSON *values =
        json_pack("{s:O,s:s,s:s,s:s}", "request", json_object_get(l->shell->values, "request"), "scheme", "ed25519",
                  "credential", text_string(&vkey), "signature", text_string(&signature));
    json_put_view(values, "digest", digest);
    return link_call(l, command_of(to), values, answer, err);
}

static RESULT approve(struct link *l, enum handler to, struct error *err) {
    AUTO_JSON *request = NULL;
    AUTO_JSON *answer = NULL;
    TRY(link_call(l, command_of(HANDLER_request_show), l->shell->values, &request, err));
    const json_t *validation = json_object_get(json_object_get(request, "order"), "validation");
    struct view digest = json_view(to == HANDLER_order_validated ? validation : request, "digest");
    if (digest.bytes == 0) return FAIL(err, WRONG_STEP, to == HANDLER_order_validated ? "no validation of this order is awaited" : "nothing waits for an approval");
    if (!l->shell->json) link_print(l, HANDLER_request_show, request);
    TRY(agreed(l->shell, err));
    TRY(approval_sent(l, to, digest, &answer, err));
    if (!l->shell->json) puts("");
    link_print(l, to, answer);
    return DONE;
}

static RESULT with_key(const struct sys *sys, const struct shell *s, enum handler to, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = l.has_key ? approve(&l, to, err) : FAIL(err, NOT_SIGNED_IN, "name your key with --key");
    link_close(&l);
    return r;
}

RESULT do_approve(const struct sys *sys, const struct shell *s, struct error *err) { return with_key(sys, s, HANDLER_request_approve, err); }
RESULT do_validate(const struct sys *sys, const struct shell *s, struct error *err) { return with_key(sys, s, HANDLER_order_validated, err); }
