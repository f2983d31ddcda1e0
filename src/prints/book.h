// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// book.h — what the data of laws/prints/ say: which searches there are, and how many a day one member may put to another.
//
// Loaded once, whole, then only read. An error names file, line and column.
#ifndef MALINES_PRINTS_BOOK_H
#define MALINES_PRINTS_BOOK_H

#include "base/arena.h"
#include "prints/data.h"

struct prints_kind {           // a search: CPS, PMS, MPS, MMS, FACE
    struct view id, title, source;
    unsigned candidates, reply_hours;
    char mark;
};
struct prints_capacity {       // of one directed pair, for one kind of data, a day
    struct view from, to, source;
    enum prints_data data;
    unsigned identified, unidentified;
    char mark;
};
struct prints_book {
    struct arena arena;
    struct prints_kind *kinds;
    struct prints_capacity *capacities;
    size_t kind_count, capacity_count;
    unsigned afis_quiet_minutes;   // an AFIS that has not asked for work so long is not connected
};

// *out owns all; prints_book_free() gives NULL. BAD_YAML, TOO_BIG.
RESULT prints_book_new(struct view searches, struct view capacities, struct prints_book **out, struct error *err);
RESULT prints_book_load(const char *laws_folder, struct prints_book **out, struct error *err);  // reads FOLDER/prints/*.yaml; NOT_FOUND
struct prints_book *prints_book_free(struct prints_book *b);

const struct prints_kind *prints_kind_find(const struct prints_book *b, struct view id);  // NULL
const struct prints_capacity *prints_capacity_find(const struct prints_book *b, struct view from, struct view to, enum prints_data d);  // NULL: none
static inline unsigned prints_per_day(const struct prints_capacity *c, bool identified) { return !c ? 0 : identified ? c->identified : c->unidentified; }

#endif
