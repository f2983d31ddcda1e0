// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// bundle.h — a court bundle: an ASiC-E with items of evidence, their custody lines, receipts and an index.
//
//   index.pdf                       the same for a court, laid out by the node's helper (docs/printing.md); its digest is in index.json
//   index.json, index.html          what is in it, for programs and for people
//   items/0001-NAME                 an item, as it came in
//   custody/0001.json               its line: {"malines":"custody-line/1","item","events":[{"event","log_index","token"?}]}
//   proofs/INDEX.json               that an event was in the audit log (audit/tlog.h), for each event
//   case.jsonld                     the same as CASE/UCO
//   META-INF/ASiCManifest001.xml, signature001.p7s
#ifndef MALINES_EVIDENCE_BUNDLE_H
#define MALINES_EVIDENCE_BUNDLE_H

#include "evidence/custody.h"

enum { BUNDLE_ITEMS_MAX = 200, BUNDLE_FILE_BYTES_MAX = 16 * 1024 * 1024 };

// items/0001-NAME: of the name what is plain anywhere, cut to fit.
void text_bundle_name(struct text *t, size_t number, struct view name);
// index.json as a page to be read and printed: no scripts, nothing fetched, every word escaped.
void text_bundle_page(struct text *t, const json_t *index, const json_t *lines);
// Lines as CASE 1.3/UCO 1.3 JSON-LD (case_uco.c): an investigation, its actions, provenance records, files with hashes.
json_t *case_uco(const json_t *index, const json_t *lines);

#endif
