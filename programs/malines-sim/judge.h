// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// judge.h — what was promised, and whether it was kept. The judge sees what people were answered and what passed
// over the lines, opens a stopped node's store with its own eyes, and never asks a node whether it behaved.
//
// Always:
//   I1  what a receipt says is stored stands in the receiver's store, once
//   I2  one audit leaf for each message and one message for each leaf
//   I4  no witness cosigns a tree that is smaller than one it cosigned; after the calm a quorum stands behind each log
//   I3  every checkpoint ever seen is a prefix of the log; one root for one size
//   I5  no release without two valid approvals of two persons, neither of them the author of what they approve; in an
//       emergency the second follows: until then the author's authenticator signed, and after its hour nothing of it is left
//   I6  who could not be reached is never reported as having answered; who answered, or whose copy is said to be
//       of a time, has been searched with all that its officers had entered by then, and nothing that they had deleted
//   I8  a deadline, once shown, stays
//   I10 messages of a channel take effect in order
//   P8  what an officer was told is done stays done; what was refused left nothing
//   P11 nothing that is for the Union only is ever sent to Morocco, or held there
// Once calm:
//   outboxes are empty, each copy is what the law entitles to, record by record, what was deleted or has passed its
//   term is nowhere, and
//   every request has reached an end.
#ifndef MALINES_SIM_JUDGE_H
#define MALINES_SIM_JUDGE_H

#include "stage.h"
#include "store/store.h"

#define UNION_ONLY "Onlyfortheunion"  // a word of every alert of this kind, looked for in all that reaches Morocco
enum { ALERTS_MAX = 300, CHECKPOINTS_MAX = 400, DEADLINES_MAX = 200, RECORD_NAME_ROOM = 160, LANES = 4 };

enum told { TOLD_no, TOLD_maybe, TOLD_yes };
struct alert_note {
    int owner;
    bool union_only;
    char name[80], born[12], mark[24];  // the mark is a word that stands in this alert only
    char record[RECORD_NAME_ROOM];      // empty while the node has not named it
    enum told created, deleted;
    uint64_t created_us, deleted_us;    // when the officer was told
    uint64_t term_us;                   // its last moment, when it was given a short one; 0: long after this day
    struct instant created_at, deleted_at;  // the same on the owner's clock, right or wrong
};

struct checkpoint_note {
    int member;
    int64_t size;
    char root[64];
};

struct deadline_note {
    int member;
    char request[UUID_ROOM], due[40];
};

struct dna_day;     // dna_day.h
struct prints_day;  // prints_day.h
struct judge {
    struct stage *stage;
    struct dna_day *dna;         // what laboratories were told; NULL: nothing of it is judged
    struct prints_day *prints;   // what was asked with prints, and answered; NULL: nothing of it is judged
    bool broken, calm;
    char verdict[600];
    struct alert_note alerts[ALERTS_MAX];
    size_t alert_count;
    struct checkpoint_note checkpoints[CHECKPOINTS_MAX];
    size_t checkpoint_count;
    uint64_t cosigned[MEMBERS][MEMBERS];            // [witness][log]: entries of the last tree that it cosigned
    uint64_t before_calm[MEMBERS];                  // entries of each log when the calm began, as far as an officer was told
    struct deadline_note deadlines[DEADLINES_MAX];
    size_t deadline_count;
    int64_t receipts[MEMBERS][MEMBERS][LANES];      // [sender][receiver]: the receiver's receipt says so
    int64_t answered[MEMBERS][MEMBERS];  // [asker][owner]: questions whose answer an officer was shown
    bool clock_moved[MEMBERS];                      // its wall clock was not always right: "as of" can't be compared
    uint64_t deaf_us[MEMBERS][MEMBERS];             // [a][b]: since when nothing of b reaches a; UINT64_MAX: it does
    uint64_t looked_into, released, refused, hits, emergencies;  // what the run has seen: a run that sees nothing proves nothing
};

void judge_begin(struct judge *j, struct stage *stage);
// The first one counts.
void judge_break(struct judge *j, const char *format, ...) __attribute__((format(printf, 2, 3)));

// What passes over the lines, as an onlooker of the stage hears it.
void judge_letter(struct judge *j, int from, int to, const char *path, struct view body);
void judge_answer(struct judge *j, int from, int to, const char *path, int status, struct view body);

void judge_lines(struct judge *j);                          // call after any line or node went up or down
// `asked` is the alert whose person was asked about; NULL: nobody in particular.
void judge_check(struct judge *j, int member, uint64_t asked_us, const struct alert_note *asked, const json_t *check);
void judge_checkpoint(struct judge *j, int member, const json_t *status);
void judge_cosigned(struct judge *j, int member, int witness, struct view note);  // the witness cosigned that note of the member's
void judge_request(struct judge *j, int member, const json_t *request);
void judge_store(struct judge *j, int member);              // the node is stopped
// judge_log.c: the log of a store
RESULT judge_log(struct judge *j, struct store *store, int member, struct error *err);
// What an imported list left: a version for each reference, 0 for none; `or` (may be NULL) is as good.
void judge_list(struct judge *j, int member, const char *source, const int *versions, const int *or, int refs);
void judge_calm_begins(struct judge *j);
// Has all happened that time alone brings: each short term over for as long as members have to notice, the log of `member`
// cosigned? Says only when to look; judge_calm() looks with its own eyes.
bool judge_at_rest(const struct judge *j, int member, const json_t *status);
void judge_calm(struct judge *j);                           // all nodes are stopped, after the calm

#endif
