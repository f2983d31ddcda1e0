// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// file_room.h — what the readers of file.h share; nobody else includes it.
#ifndef MALINES_DNA_FILE_ROOM_H
#define MALINES_DNA_FILE_ROOM_H

#include "codec/list_room.h"
#include "dna/file.h"

struct dna_run {
    const struct dna_file_order *order;
    dna_sink *sink;
    void *ctx;
    struct error *err;
    struct list_run list;               // arena, and what list_xml.c needs
    uint64_t entries, *by_category, passed_over, unread_count;
    json_t *unread;
    uint64_t *seen;                     // hashes of references
    size_t seen_room, seen_count;
    const struct dna_kit *kit;          // as the file's head says
    char lab[DNA_REF_BYTES_MAX + 1];
};

// Name what is not taken: "line 12 / specimen AB#1", a code, and why. No value of the file but the specimen's number.
void run_refuse(struct dna_run *r, uint64_t line, struct view ref, enum code code, const char *why);
// Judges the entry and hands it on; refused ones are named and DONE comes back. Fills in what the order says.
RESULT run_take(struct dna_run *r, struct dna_entry *e);
bool column_of_names(struct view title);  // of a title that is none of ours: does somebody's name, birth, address stand there?

RESULT dna_read_xml(struct dna_run *r, struct list_stream *s);
RESULT dna_read_table(struct dna_run *r, struct list_stream *s);

#endif
