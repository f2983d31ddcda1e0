// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: audit_pure_dep
//
// A tlog-proof that is taken writes back as it was read (but for a line of extra data), and proves nothing under a key
// that signed no log.
#include "audit/tlog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct view bytes = {(const char *)data, size};
    struct tlog_proof p;
    struct verify_key key;
    uint64_t index;
    if (FAILED(tlog_proof_read(bytes, &p, NULL))) return 0;
    AUTO_TEXT again = text_with_ceiling(2 * TLOG_PROOF_BYTES_MAX);
    text_tlog_proof(&again, p.index, &p.path, p.checkpoint);
    bool extra = view_starts((struct view){bytes.at + 23, size - 23}, "extra ");
    ENSURE(p.path.count <= PROOF_HASHES_MAX && (extra ? again.bytes < size : view_same(text_seen(&again), bytes)));
    ENSURE(vkey_read(VIEW("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"), &key, NULL).code == CODE_OK);
    ENSURE(FAILED(tlog_proof_verify(bytes, VIEW("{}"), &key, &index, NULL, NULL)));
    return 0;
}
