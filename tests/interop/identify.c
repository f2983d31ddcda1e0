// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identify.c — lines "KIND TAB COUNTRY TAB TEXT" in, "VALIDITY TAB REASON TAB CANONICAL TAB COUNTRY" out.
#include "codec/identifier.h"

#include <stdio.h>

int main(void) {
    char line[1024];
    while (fgets(line, sizeof line, stdin)) {
        struct view rest = {line, strcspn(line, "\n")}, kind = view_cut(rest, '\t', &rest), country = view_cut(rest, '\t', &rest);
        struct identifier_reading r = identifier_read(kind, rest, country);
        printf("%s\t%s\t%s\t%s\n", identifier_validity_name(r.validity), identifier_reason_name(r.reason), r.text, r.country);
    }
    return 0;
}
