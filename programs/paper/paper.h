// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// paper.h — for the command line and the daemon: an order's form in words (docs/printing.md), and malines-print, which lays it out in
// its sandbox. Neither program lays anything out itself.
#ifndef MALINES_PAPER_H
#define MALINES_PAPER_H

#include "api/words.h"

enum { PAPER_DOCUMENT_BYTES = 2 * 1024 * 1024 };

struct order_paper {
    const struct language *words;
    const json_t *form, *values;   // as src/orders/book.h has them; id, source, sections
    const json_t *wording;         // as src/orders/wording.h has it; NULL: i18n's words
    struct view view;              // whose sections: addressee, authority; empty: all
};
json_t *paper_document(const struct order_paper *p, struct view request, struct view created_at);  // new
// evidence.c: the page of a court bundle; `index` has who, at, where, why, basis and items, `lines` the events of each. New.
json_t *bundle_document(const struct language *words, const json_t *index, const json_t *lines);
// The PDF appended to `pdf`. May be called beside the main thread. NO_SYSTEM, TOO_BIG, HELPER_FAILED, what the helper said.
// `give_up`: a descriptor, readable: nobody waits any more (UNREACHABLE); -1: none. It never takes longer than two minutes.
RESULT paper_printed(const json_t *document, int give_up, struct text *pdf, struct error *err);

// The program of this name beside this one (installed, or in a build folder); else its name, to be looked for in PATH.
struct program_path {
    char at[4096];
};
struct program_path program_beside(const char *name);
// What a sandboxed program said on its way out: its own code and detail, else HELPER_FAILED.
RESULT helper_failed(const char *program, const struct text *heard, int status, struct error *err);

#endif
