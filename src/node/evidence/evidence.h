// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// evidence.h — what evidence.c, check.c and bundle.c share. Not a door: nobody outside src/node includes it.
#ifndef MALINES_NODE_EVIDENCE_H
#define MALINES_NODE_EVIDENCE_H

#include "evidence/stamp.h"
#include "evidence/vault.h"
#include "node/node_room.h"
#include "registers/evidence/items.h"

enum {
    PART_BYTES_MAX = 1024 * 1024,       // of an item, that travels in one call
    INTAKES_MAX = 8, INTAKE_IDLE_MINUTES = 30,
    CHECK_SLICE_BYTES = 4 * 1024 * 1024,  // that are read before others are served: some ten milliseconds
    COPIES_MAX = 16, COPY_ITEMS_MAX = 200,
    FORMAT_BYTES_MAX = 20,              // the name of one: whatsapp, openpgp
};

struct arriving;                        // evidence.c
struct copy {                           // a bundle that somebody is fetching
    char id[UUID_ROOM];
    char officer[OFFICER_ID_ROOM];
    struct instant until;
    char items[COPY_ITEMS_MAX][UUID_ROOM];
    size_t count;
};
struct evidence_desk {
    struct vault *vault;                // NULL: this node keeps no evidence
    struct stamp_trust *stamps;         // NULL: no time-stamp authority is known
    struct arriving *arriving;
    struct checking *checking;          // the item being read again
    char checked[UUID_ROOM];
    struct destroying *destroying;      // the item whose bytes are being written over
    char destroyed[UUID_ROOM];
    bool all_have_days;                 // items of before there were terms were looked for, since the start
    struct item_looker looker;          // .look NULL: this node has nobody to look into items
    bool looking;                       // into looked_at
    char looked_at[UUID_ROOM];
    char *folder;                       // of the vault: the settings' word for it need not last as long as we do
    struct tick next_look;              // for an item whose time to be read has come
    struct copy *copies[COPIES_MAX];
    size_t next_copy;
    struct hash_desk *hashes;           // hashes.c; NULL: none was searched yet
};
void hash_desk_free(struct hash_desk *d);

RESULT evidence_open(struct node *n, struct error *err);
struct evidence_desk *evidence_free(struct evidence_desk *d);  // gives NULL
void evidence_work(struct node *n);
struct tick evidence_wake(const struct node *n);

RESULT evidence_desk_of(struct node *n, struct evidence_desk **out, struct error *err);  // NOT_FOUND: no vault
// Adds an event to an item's line and its digest to the log. `o` NULL: the node itself. Steals `event`.
RESULT custody_write(struct node *n, const struct officer *o, struct view item, json_t *event, json_t **added, struct error *err);
// When the words of an event (its "happened_at", if any) say that it happened: BAD_FIELD, no instant or one to come.
RESULT happened_by_now(const struct node *n, const json_t *said, struct error *err);
// The item that the caller sent under `intake` is whole and in the vault; *begun (a new reference) is what was announced.
RESULT intake_whole(struct node_call *call, struct digests *what, json_t **begun, struct error *err);
// Enters it under a new id with its first event, which is taken over and gets the digests; *shown is the item.
RESULT item_entered(struct node_call *call, const json_t *begun, const struct digests *d, json_t *event, json_t **shown, struct error *err);
// destroy.c: what may not be kept any longer goes, unless a hold keeps it; it may be on its way already.
RESULT item_condemned(struct node *n, struct view item, const char *ground, const char *basis, struct error *err);
RESULT item_queued(struct node *n, struct view item, const char *ground, const char *basis, struct error *err);  // the same, but two persons say so
RESULT destroying_slice(struct node *n, struct evidence_desk *desk, bool *busy, struct error *err);
// terms.c: an item's day, by the law, for what came in so; NO_BASIS: no row. As that of what it came out of; or not before `until`.
RESULT term_begun(struct node *n, struct view item, struct view act, struct error *err);
RESULT term_inherited(struct node *n, struct view item, struct view source, struct error *err);
RESULT term_at_least(struct node *n, struct view item, struct instant until, struct error *err);
RESULT item_usable(struct node *n, struct view item, struct error *err);  // EXPIRED: its term is over and no hold keeps it; NO_BASIS: an authority objects
// restricted.c: an authority objects to its use: its line says so and that of what came out of it; shown and given to nobody, two persons destroy it.
RESULT item_restricted(struct node *n, struct view item, const char *note, const char *basis, struct error *err);
RESULT item_unrestricted(struct node *n, struct view item, struct error *err);  // NO_BASIS: an authority objects
// What just came out of `source` may be used no more than that, and goes when that goes.
RESULT fate_inherited(struct node *n, struct view item, struct view source, struct error *err);
// quarantine.c: taken in, but in no bundle and no delivery until somebody else has let it go.
RESULT item_put_aside(struct node_call *call, struct view item, struct view reason, const json_t *words, struct error *err);
RESULT item_may_leave(struct node *n, struct view item, struct error *err);  // EXPIRED, as above; WRONG_STEP: in quarantine
// looking.c: WRONG_STEP: a PDF that was not looked into yet.
RESULT item_looked_into(struct node *n, struct view item, struct error *err);
RESULT looking_slice(struct node *n, struct error *err);
// who, authority, at and what the caller's parameters say; a new object.
json_t *custody_said(struct node *n, const struct officer *o, const json_t *params, const char *act);

#endif
