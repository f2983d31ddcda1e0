// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: webauthn_dep
//
// First line a credential, second line evidence or what came of making a passkey. A credential that is read is written back as
// it was; what holds was of the first bytes of an authenticator and of a page of the RP id's; what is made is a credential.
#include "crypto/approval.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(const struct passkey *p, struct view was) {
    AUTO_TEXT t = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
    struct passkey q;
    text_passkey(&t, p);
    ENSURE(!was.at || view_same(text_seen(&t), was));
    ENSURE(!FAILED(passkey_read(text_seen(&t), &q, NULL)) && q.id_bytes == p->id_bytes && memcmp(q.id, p->id, q.id_bytes) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const unsigned char asked[CHALLENGE_BYTES] = "thirty-two bytes, asked by us.";
    struct view second, first = view_cut((struct view){(const char *)data, size}, '\n', &second);
    struct passkey p;
    uint32_t counter;
    if (!FAILED(passkey_read(first, &p, NULL))) {
        again(&p, first);
        if (!FAILED(webauthn_holds(&p, second, asked, VIEW(""), &counter, NULL))) ENSURE(second.bytes > 100);
    }
    if (!FAILED(webauthn_made(second, asked, VIEW("https://example.org"), &p, &counter, NULL))) {
        ENSURE(strcmp(p.rp_id, "example.org") == 0);
        again(&p, (struct view){NULL, 0});
    }
    return 0;
}
