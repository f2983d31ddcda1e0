// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: audit_pure_dep
//
// A note that is taken has its text and signatures inside the bytes; a checkpoint writes back as it was read; and the
// key of c2sp.org/signed-note vouches for the standard's own example and for nothing else.
#include "audit/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct view bytes = {(const char *)data, size};
    struct verify_key key;
    struct note n;
    struct checkpoint c;
    ENSURE(vkey_read(VIEW("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"), &key, NULL).code == CODE_OK);
    if (FAILED(note_read(bytes, &n, NULL))) return 0;
    ENSURE(n.text.at == bytes.at && n.text.bytes < size && n.count > 0 && n.count <= NOTE_SIGNATURES_MAX);
    for (size_t i = 0; i < n.count; i++) ENSURE(n.signatures[i].name.at > bytes.at && n.signatures[i].base64.at < bytes.at + size);
    if (!FAILED(note_verify(&n, &key, NULL))) ENSURE(view_is(n.text, "This is an example message.\n"));
    if (FAILED(checkpoint_read(n.text, &c, NULL))) return 0;
    AUTO_TEXT again = text_with_ceiling(2 * NOTE_BYTES_MAX);
    text_checkpoint(&again, c.origin, c.size, &c.root);
    ENSURE(view_same(text_seen(&again), n.text));
    return 0;
}
