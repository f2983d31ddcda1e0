// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: verify_dep
//
// Proofs of a request under the keys of two logs that were thrown away: a file that is taken is of one of these two
// members, and is told about in a sentence.
#include "verify.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const known[][2] = {
    {"fr", "fr.example/audit+1f5aa8db+AVgUh79cX3OQ07BkCktv+qfnlU85HOgW8q+ARvxwiaiD"},
    {"be", "be.example/audit+5bf8583c+AW24/+51uFt0X3yIylLDU1BpcbwFFxyoVY5O/B0rdJPc"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct view file = {(const char *)data, size};
    struct log_keys keys = {.count = 2};
    struct error err;
    for (size_t i = 0; i < 2; i++) {
        ENSURE(vkey_read(view_of(known[i][1]), &keys.at[i].key, NULL).code == CODE_OK);
        snprintf(keys.at[i].member, sizeof keys.at[i].member, "%s", known[i][0]);
        snprintf(keys.at[i].name, sizeof keys.at[i].name, "%s", known[i][0]);
    }
    AUTO_JSON *checks = json_array();
    AUTO_TEXT verdict = text_with_ceiling(VERDICT_BYTES_MAX);
    struct report r = {checks};
    struct result was = verify_request(&file, 1, &keys, &r, &verdict, &err);
    ENSURE(FAILED(was) ? verdict.bytes == 0 : view_starts(text_seen(&verdict), "Proven: fr asked be for supplementary information"));
    return 0;
}
