// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna.h — the register of DNA profiles in a node. Not a door: nobody outside src/node includes it.
//
//   dna.c         the desk: index that follows the store, terms, what the law and the pair's rule say
//   import.c  profiles of our own: entered portion by portion, seen all at once, one audit entry an import; deleted
//   home.c    what is new against the own register
//   wire.c    what is new goes to entitled members every day; questions of others are answered at once
//   kin.c     relatives, behind a flag of their own, after two persons said yes
//   leads.c   a mixed trace against the own register
//   show.c    matches as allele tables with their chance; harmonise; status
//
// Two steps by construction: nothing in the register names a person, an answer holds a reference number and a profile,
// and what lies behind the number is asked for by a request of the kind core_data (48 h), which needs a confirmed match.
#ifndef MALINES_NODE_DNA_H
#define MALINES_NODE_DNA_H

#include "dna/freq.h"
#include "dna/read.h"
#include "dna/scan.h"
#include "node/node_room.h"
#include "registers/dna/dna.h"

#define REGISTER_DNA VIEW("dna")
#define PURPOSE_DNA VIEW("investigation")  // Reg. (EU) 2024/982 art. 6: DNA is compared to investigate criminal offences only

enum { DNA_QUESTIONS_MAX = 250, DNA_HITS_MAX = 20, DNA_ANSWER_BYTES = 150 * 1024 };

struct dna_import;
struct dna_desk {
    const struct dna_book *book;    // borrowed from the settings; NULL: this node keeps no such register
    struct dna_index *index;        // own profiles that are compared
    int64_t indexed;                // all ids up to here are in it
    int64_t *dropped;               // to be looked at after the commit
    size_t dropped_count, dropped_room;
    struct tick next_look;
    struct dna_import *import;      // the one under way; NULL
    bool clearing;                  // one that was given up is being deleted
    int64_t hidden_from;            // ids of the import under way, in the index and found by nobody; 0: none
    struct tick next_home;          // when the register is next compared with itself
    struct dna_kin *kin;            // a search for relatives that is being run; NULL
    bool kin_due;                   // one may wait
    struct dna_freq *freq;          // NULL: none was put in
    struct dna_chance_locus chance[DNA_SLOTS];
    bool freq_read;
};

// ---- dna.c, called by node.c ----
struct dna_desk *dna_desk_new(const struct dna_book *book);
void dna_desk_free(struct dna_desk *d);
RESULT dna_stand_up(struct node *n, struct error *err);
RESULT dna_follow(struct node *n, struct error *err);  // after a commit
void dna_work(struct node *n);
struct tick dna_wake(const struct node *n);

// ---- dna.c, for the others ----
RESULT dna_here(struct node *n, struct dna_desk **out, struct error *err);  // NOT_FOUND: the register is not kept here
// May `asker` have its profiles compared with those of `owner`, and by which rule? Both the law and the pair must say so.
struct dna_permit {
    struct permit law;
    const struct dna_pairing *pair;
    const struct dna_rule *rule;
};
bool dna_permitted(struct node *n, struct view owner, struct view asker, struct dna_permit *out);
uint32_t dna_kinds(const struct node *n, const struct dna_pairing *p);  // the categories of the pair, as the index has them
RESULT dna_erase(struct node *n, int64_t id, const char *decision, const struct officer *by, struct view reason, struct error *err);
void dna_dropped(struct dna_desk *d, int64_t id);
const struct dna_freq *dna_frequencies(struct node *n);  // NULL: none
struct view dna_me(const struct node *n);

// ---- import.c ----
void dna_import_forget(struct dna_desk *d);
RESULT dna_clear_some(struct node *n, struct error *err);  // of an import that was given up: one portion
RESULT dna_clear_all(struct node *n, struct error *err);   // at the start, outside a transaction

// ---- home.c ----
RESULT dna_home(struct node *n, bool *more, struct error *err);  // a portion of what is new; *more: there is more of it

// ---- kin.c ----
RESULT dna_kin_some(struct node *n, bool *more, struct error *err);
void dna_kin_free(struct dna_desk *d);

// ---- wire.c ----
RESULT dna_arrived(struct node *n, struct peer *p, struct view type, const json_t *body, struct error *err);
RESULT dna_push(struct node *n, struct error *err);  // what is new, to whom it is due

// ---- show.c: a match is confirmed here; others' core data may then be asked for ----
RESULT dna_match_backs(struct node *n, const json_t *demand, struct error *err);

#endif
