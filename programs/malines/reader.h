// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reader.h — published lists and other people's tables, read by malines-import in its sandbox: this process never parses
// them. It opens the files, starts the reader, and takes one line of JSON an entry.
#ifndef MALINES_READER_H
#define MALINES_READER_H

#include "api/words.h"
#include "paper.h"

struct list_wish {
    const char *format, *map;   // as malines-import takes them; map may be NULL or "fd:N"
    const char *invent;         // SEED:COUNT:FLAVOUR instead of files; NULL
    bool original_script_only, tell_unread, by_titles;  // see struct list_order
    const char *encoding;       // of CSV; NULL: told by its first bytes, else UTF-8
    const json_t *files;        // list of paths
    const char *dna, *laws, *kit, *category, *lab;  // a laboratory's file instead: --dna and what belongs to it; NULL
    bool single_unknown, redact;
    const char *delivery, *country, *date_order;    // what a provider delivered instead: --delivery and what belongs to it; NULL
};

struct list_reader;
// BAD_ARGUMENT, NOT_FOUND. The reader starts at once, and reads some way ahead while its caller is busy with something else.
RESULT reader_open(const struct list_wish *wish, struct list_reader **out, struct error *err);
struct list_reader *reader_free(struct list_reader *r);  // gives NULL; a reader that was not heard to its end is ended

// `take` gets every line without its LF; a failure of it ends the reader and is passed on. `told` (may be NULL) hears, now
// and then, of the bytes read and to read. *report is a new reference: without it nothing of the list may be used.
typedef struct result list_line(void *ctx, struct view line, struct error *err);
typedef void list_progress(void *ctx, uint64_t bytes, uint64_t of);
RESULT reader_run(struct list_reader *r, list_line *take, list_progress *told, void *ctx, json_t **report, struct error *err);
// A list_line for a file that comes in parts, {"part": base64} a line: they are put together in the struct text at `ctx`.
struct result reader_part(void *ctx, struct view line, struct error *err);

// "[######      ]  42 %  " on standard error, over itself.
void bar_shown(uint64_t done, uint64_t of);
// What could not be read, ten of them, each on a line, in the reader's language.
void unread_said(const json_t *report, const struct language *w);
// What a line of --tell-unread says of itself, "BAD_DATE birth date; …", with the words in the reader's language: "BAD_DATE date de naissance; …".
void text_unread(struct text *t, const struct language *w, struct view told);

#endif
