// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reports.h — what a node can say of itself to those who oversee it: statistics.c and exchanges.c count, reports.c describes, certificates.c
// certifies, breaches.c keeps the clock of a breach, subjects.c finds a person. Not a door: nobody outside src/node includes it.
#ifndef MALINES_NODE_REPORTS_H
#define MALINES_NODE_REPORTS_H

#include "node/node_room.h"

extern const struct migration CERTIFICATE_MIGRATIONS[], STATISTIC_MIGRATIONS[], EXCHANGE_MIGRATIONS[], BREACH_MIGRATIONS[];
extern const size_t CERTIFICATE_MIGRATION_COUNT, STATISTIC_MIGRATION_COUNT, EXCHANGE_MIGRATION_COUNT, BREACH_MIGRATION_COUNT;

RESULT holdings_json(struct node *n, json_t **out, struct error *err);  // holdings.c: [{"id","what","source","count"}], new
RESULT exchanges_forgotten(struct node *n, struct instant before, struct error *err);  // exchanges.c: what request_forget() will take, counted
RESULT statistics_care(struct node *n, struct error *err);  // follow the log, some entries
bool is_transfer(const struct node *n, const json_t *entry);
RESULT report_noted(struct node *n, const struct officer *o, const char *which, struct error *err);

// subjects.c
struct subject_search;
RESULT subject_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err);
void subject_landed(struct node *n, const struct flight *f, int status, struct view body);
void subject_lost(struct node *n, const struct flight *f);
void subjects_work(struct node *n);
struct tick subjects_wake(const struct node *n);
void subjects_free(struct node *n);

// ---- places.c: tables with words that people wrote, beside records, requests, checks and readings ----
typedef void place_holds(void *ctx, const char *place, struct view key, struct view words);
size_t places_count(void);
// Where a table of the store is looked through, or why it needs not be; NULL: nobody has said. And how many tables are named at all.
const char *place_of_table(struct view table);
size_t place_tables_count(void);
// The next `limit` rows of one place behind the key `after`, which moves on.
RESULT place_looked(struct node *n, size_t place, struct text *after, int64_t limit, place_holds *holds, void *ctx, bool *more, struct error *err);

#endif
