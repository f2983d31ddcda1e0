// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// asker_room.h — what the asker's files share: asker.c puts questions and looks answers up, pull.c has the filters for that.
#ifndef MALINES_NODE_ASKER_ROOM_H
#define MALINES_NODE_ASKER_ROOM_H

#include "node/sealed/sealed.h"

enum { CLASSES_MAX = SEALED_CLASSES_MAX };

// A filter held; questions on their way keep it, though a newer one takes its place.
struct held {
    int holders;
    struct text bytes;
    struct filter filter;
    struct point open;
    struct digest sha256;
    char class[CLASS_ROOM];
    int64_t epoch, as_of;
};

struct pull {                     // of one peer
    bool flying;
    uint64_t token;
    struct tick next;
    json_t *offers;               // still to be looked at, the last first
    struct held *coming;          // being pulled; its bytes grow
    int64_t whole_bytes;
};

struct sealed_desk {
    struct asking *asking;
    struct pull pulls[MATCH_SHELVES];
    struct held *held[MATCH_SHELVES][CLASSES_MAX];
    bool loaded, taken;   // taken: a filter, in the turn under way
    struct sealed_times times;
};

// ---- pull.c ----
struct held **held_place(struct node *n, size_t peer, struct view class);  // where it lies or may lie; NULL: no place is left
RESULT held_load(struct node *n, struct error *err);                       // those of the store, once
bool held_valid(const struct node *n, const struct held *h);               // of today
const struct law_sealed *held_class(const struct node *n, const struct held *h);
void held_drop(struct held *h);                                            // one that held it does so no more; NULL does nothing
void pull_free(struct pull *p);
void pull_landed(struct node *n, const struct flight *f, const json_t *payload);  // NULL: nothing that can be believed
void pull_lost(struct node *n, const struct flight *f);

// ---- asker.c ----
RESULT sealed_send(struct node *n, size_t peer, const json_t *payload, int timeout_ms, uint64_t *token, struct error *err);
void sealed_answer_refused(struct node *n, size_t peer, enum code why);    // an entry of the log

#endif
