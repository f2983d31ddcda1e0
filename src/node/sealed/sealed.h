// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed.h — sealed checks of this node, as owner (build.c makes the filters, owner.c answers, alarms.c
// looks for fishing) and as asker (asker.c, pull.c). Not a door: nobody outside src/node includes it. docs/protocol-sealed.md
// has the messages.
#ifndef MALINES_NODE_SEALED_H
#define MALINES_NODE_SEALED_H

#include "node/node_room.h"
#include "sealed/epoch.h"
#include "sealed/question.h"

enum { CHUNK_BYTES = 160 * 1024, FILTER_BYTES_MAX = 64 * 1024 * 1024, OFFERS_MAX = 64, CLASS_ROOM = 64 };

// Does the law let `asker` put sealed questions to `owner` in this class (laws/sealed.yaml), and is there somebody to open them?
bool sealed_between(struct node *n, struct view owner, struct view asker, struct view class, struct permit *out);
struct sealed_choice sealed_choice_of(const struct law_sealed *class);  // which keys its filter holds, and its questions ask by

// sealed.c: what is due, a portion a turn.
void sealed_work(struct node *n);
struct tick sealed_wake(const struct node *n);
// checks.c: `said` is merged into the line of a member that was asked privately: state, reached and what belongs to them.
void check_privately_answered(struct node *n, struct view check, size_t peer, struct view class, json_t *said);

// ---- The owner ----
RESULT sealed_arrived(struct node *n, struct peer *p, struct view body, struct text *reply, struct error *err);  // the door "/m1/sealed"
RESULT sealed_begin_due(struct node *n, bool all, struct error *err);  // filters that are to be made anew
RESULT sealed_build_some(struct node *n, bool *more, struct error *err);  // a portion, in the current transaction
RESULT sealed_sweep(struct node *n, struct error *err);                // secrets, filters and questions that are over
// Does an own record belong into a filter of this asker and class?
bool sealed_holds(struct node *n, struct view asker, const struct law_sealed *class, const json_t *alert, struct permit *permit);
// Each puts its lists into `answer`; what can't be asked of the store is an error and no empty list.
RESULT sealed_owner_status(struct node *n, json_t *answer, struct error *err);
RESULT sealed_proofs(struct node *n, json_t *answer, struct error *err);  // filters recomputed under four eyes

// ---- Fishing ----
int64_t sealed_quota_of(const struct node *n, const struct law_sealed *class);
RESULT sealed_day_asked(struct node *n, struct peer *p, const struct law_sealed *class, int64_t keys, bool answered, struct error *err);
RESULT sealed_day_request(struct node *n, struct peer *p, struct view class, struct error *err);  // one that grew out of a hit
RESULT sealed_mine_asked(struct node *n, struct view officer, struct view class, bool hit, struct error *err);
RESULT sealed_days_sweep(struct node *n, struct error *err);
RESULT sealed_days_status(struct node *n, json_t *answer, struct error *err);

// ---- The asker ----
struct sealed_desk;  // of node.sealed: questions and pulls on their way, filters held
// When what is due is looked at again, and the next portion of a filter that is under way.
struct sealed_times {
    bool building, look;
    struct tick next_look, next_portion;
};
struct sealed_times *sealed_times(const struct node *n);
struct sealed_desk *sealed_desk_new(void);
void sealed_desk_free(struct sealed_desk *d);
// Put the question to one peer. *said gets what its line says now: on "waiting" the answer comes by check_privately_answered.
// In a bulk class it waits some milliseconds for others of the same officer and case, to travel with them.
RESULT sealed_ask(struct node *n, const char *check, size_t peer, const struct subject *s, const json_t *question, const struct law_sealed *class,
                  const struct permit *permit, json_t **said, struct error *err);
void sealed_asking_forget(struct node *n, const char *check);  // the check failed before it was logged, so it is not asked
void sealed_batches(struct node *n);                // send those that are full, or waited long enough
void sealed_landed(struct node *n, const struct flight *f, int status, struct view body);
void sealed_lost(struct node *n, const struct flight *f, enum code why);
void sealed_pull(struct node *n);                   // ask who is up for its filters, when it is time
struct tick sealed_pull_wake(const struct node *n);
void sealed_settled(struct node *n, bool durable);  // after the commit, or the rollback
json_t *sealed_asker_status(struct node *n);

#endif
