// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// file.h — laboratories' files: hostile bytes in, profiles out. Linked by the sandboxed malines-import, never by the daemon.
//
//   codis-xml    the CODIS import file (CMF): CODISImportFile/SPECIMEN/LOCUS/ALLELE
//   csv          a row a profile: a column of specimen ids, then LOCUS_1, LOCUS_2...; or a row a locus: sample, marker,
//                allele 1, allele 2... Comma, semicolon (then with decimal comma) or tab
//   genemapper   GeneMapper's table: "Sample Name" and a column a locus, its alleles parted by commas; heights passed over
//
// A profile leaves whole or not at all. What is not taken is named by line, specimen and field in the report, never by its
// value (P14), and the rest is kept: too few loci, a mixture, an impossible allele, a locus nobody knows, a kit that does
// not type the locus, a specimen met before, a column of names. When the file as such is broken (cut short, not this
// format), dna_file_parse() fails and the caller drops all it was given.
#ifndef MALINES_DNA_FILE_H
#define MALINES_DNA_FILE_H

#include "codec/list.h"
#include "dna/read.h"

enum dna_format { DNA_CODIS_XML, DNA_CSV, DNA_GENEMAPPER, DNA_FORMAT_COUNT };
bool dna_format_read(struct view name, enum dna_format *out);

enum { DNA_REF_BYTES_MAX = 40 };
#define DNA_INPUT_BYTES_MAX (UINT64_C(64) << 30)  // files are read as a stream: of each profile eight bytes stay, to know a specimen that comes twice

struct dna_file_order {
    const struct dna_book *book;
    const struct dna_rule *rule;         // what it takes to be stored
    enum dna_format format;
    struct dna_how how;
    const struct dna_kit *kit;           // of all rows, where the file does not say; NULL
    const struct dna_category *category; // likewise
    struct view lab;                     // likewise, empty: as the file says
};
struct dna_entry {
    struct view ref, lab;
    const struct dna_category *category;
    const struct dna_kit *kit;           // NULL: not said
    struct dna_profile profile;
    uint64_t line;
};
typedef struct result dna_sink(void *ctx, const struct dna_entry *e, struct error *err);
// *report: {"format","entries","by_kind":{category: n},"passed_over","unread_count","unread":[{"where","code","what"}]}; a new
// reference, on success only. BAD_FORMAT, BAD_XML, BAD_CSV, BAD_TEXT, TOO_BIG, or what the sink gave back.
RESULT dna_file_parse(const struct dna_file_order *order, struct list_source source, dna_sink *sink, void *ctx, json_t **report, struct error *err);
// {"category","kit","lab","profile","ref"}: the line of malines-import and the record's content, canonical.
void text_dna_entry(struct text *t, const struct dna_book *b, const struct dna_entry *e);

#endif
