// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna.h — laboratories' files in the same sandbox: one line of JSON a profile, then the report. Format "itl" is a container of
// fingerprints, faces or DNA (ANSI/NIST-ITL), of which only the report says what is in it; "prints" is the same, held against
// what a search between two members may be made with (prints/facts.h).
#ifndef MALINES_IMPORT_DNA_H
#define MALINES_IMPORT_DNA_H

#include "codec/list.h"

// All as on the command line; only `format` must be there. `laws` NULL: where they are installed, or MALINES_DATA.
struct dna_wish {
    const char *format, *laws, *rule, *kit, *category, *lab;
    bool single_unknown, redact;  // redact: of an ANSI/NIST-ITL container, {"part": base64} lines of what is left
};
struct dna_work;
// Before the sandbox: reads the loci, kits and rules. BAD_ARGUMENT, NOT_FOUND, BAD_YAML.
RESULT dna_prepare(const struct dna_wish *wish, struct dna_work **out, struct error *err);
// In the sandbox. *report is a new reference.
RESULT dna_read(struct dna_work *w, struct list_source source, list_sink *sink, void *ctx, json_t **report, struct error *err);
void dna_done(struct dna_work *w);

#endif
