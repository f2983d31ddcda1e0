// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// prints.h — searches with fingerprints, palms and faces in a node. Not a door: nobody outside src/node includes it.
//
//   prints.c       the desk: what the law and the capacity of a pair say, terms
//   ask.c   an officer puts a container to other members
//   wire.c  questions, answers and the pieces of containers, on a lane of their own
//   afis.c  the door of the national AFIS: it takes what waits and says what it found
//   show.c  searches and candidates for people; a qualified officer's judgement; capacities
//
// Malines compares no image. It carries the container, counts the capacity (Reg. (EU) 2024/982 arts. 14 and 23), hands the
// question to the AFIS that is connected here, and carries its candidates back. Where none is connected the answer is "not
// searched", which is no "no hit" (promise P9). A container's bytes are never parsed in this process: who hands one in has had
// it read, checked and redacted by malines-import in its sandbox, and so has who takes one out.
#ifndef MALINES_NODE_PRINTS_H
#define MALINES_NODE_PRINTS_H

#include "node/node_room.h"
#include "prints/book.h"
#include "registers/prints/prints.h"

enum { PRINTS_PART_BYTES = 128 * 1024, PRINTS_PARTS_MAX = PRINTS_BYTES_MAX / PRINTS_PART_BYTES, PRINTS_REF_MAX = 40 };

struct prints_desk {
    const struct prints_book *book;   // borrowed from the settings; NULL: this node makes and answers no such searches
    struct tick afis_seen[PRINTS_DATA_COUNT];
    bool afis_ever[PRINTS_DATA_COUNT];
    struct tick next_look;
};

// ---- prints.c ----
struct prints_desk *prints_desk_new(const struct prints_book *book);
void prints_desk_free(struct prints_desk *d);
RESULT prints_stand_up(struct node *n, struct error *err);
void prints_work(struct node *n);
struct tick prints_wake(const struct node *n);
RESULT prints_here(struct node *n, struct prints_desk **out, struct error *err);  // NOT_FOUND
struct view prints_register(enum prints_data d);  // "prints", "faces": as the law's rows name it
struct view prints_me(const struct node *n);
bool prints_afis_connected(const struct node *n, enum prints_data d);
int64_t prints_day(const struct node *n);

// Why a search is made, as far as the law asks (art. 19: whose face, for which offence); all empty: may anything be asked at all?
struct prints_case {
    struct view purpose, person;
    int offence_months;
};
bool prints_permitted(struct node *n, struct view owner, struct view asker, enum prints_data d, const struct prints_case *c, struct permit *out);

// A copy of a search that outlives the reader's call.
struct prints_held {
    char id[UUID_ROOM], member[24], kind[16], ref[PRINTS_REF_MAX + 4], digest[72], answer_digest[72], asked_by[100];
    bool incoming, identified;
    enum prints_data data;
    enum prints_state state;
    int64_t parts, answer_parts;
    struct instant at;
};
RESULT prints_held(struct node *n, struct view id, bool incoming, struct prints_held *out, struct error *err);  // NOT_FOUND
prints_reader prints_hold;  // ctx: struct prints_held

// ---- wire.c ----
RESULT prints_arrived(struct node *n, struct peer *p, struct view type, const json_t *body, struct error *err);
RESULT prints_post(struct node *n, struct view member, const char *type, const json_t *body, struct error *err);
RESULT prints_parts_send(struct node *n, struct view member, struct view search, bool answer, struct view container, struct error *err);
void prints_digest(struct view container, char hex[72]);
// Our answer to another's search goes out: candidates (JSON list) and, when `container` is not empty, what they are to be compared with.
struct prints_reply {
    enum prints_state state;       // searched, not_searched, refused
    enum code code;                // CODE_OK: none
    const json_t *candidates;      // NULL: none
    int64_t searched;
    struct view container;
    const struct officer *by;      // the account of the AFIS; NULL: the node itself
};
RESULT prints_reply(struct node *n, const struct prints_held *p, const struct prints_reply *r, struct error *err);

// ---- show.c: a candidate is confirmed here; others' core data may then be asked for ----
RESULT prints_match_backs(struct node *n, const json_t *demand, struct error *err);

#endif
