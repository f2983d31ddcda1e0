// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// order.c — what is delivered under an order is sealed and opened here, where the key is; the node sees neither.
#include "link.h"

#include "crypto/enveloped.h"

RESULT do_order_seal(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT certificate = text_with_ceiling(RECIPIENT_BYTES_MAX);
    TRY(file_read(value_text(s, "certificate", ""), RECIPIENT_BYTES_MAX, &certificate, err));
    TRY(enveloped_recipient(text_seen(&certificate), sys_now(sys), err));
    return enveloped_seal_file(text_seen(&certificate), value_text(s, "file", ""), value_text(s, "out", ""), err);
}

RESULT do_order_open(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT certificate = text_with_ceiling(RECIPIENT_BYTES_MAX), key = text_with_ceiling(RECIPIENT_BYTES_MAX);
    (void)sys;
    TRY(file_read(value_text(s, "certificate", ""), RECIPIENT_BYTES_MAX, &certificate, err));
    TRY(file_read(value_text(s, "secret", ""), RECIPIENT_BYTES_MAX, &key, err));
    struct result r = enveloped_open_file(text_seen(&key), text_seen(&certificate), value_text(s, "file", ""), value_text(s, "out", ""), err);
    explicit_bzero(key.at, key.bytes);
    return r;
}
