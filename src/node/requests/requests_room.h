// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// requests_room.h — what the files on requests share.
//
//   requests.c  demand, approval, decision, release
//   arrived.c  messages of the other side, with their signatures; receipts
//   about.c  which record or subject a demand is about, and what the law says of it
//   terms.c  clocks: begin, stand still, go on; told to the asker, so that both sides see the same
//   emergency.c  a release that can't wait for the second person, and what becomes of it
//   recall.c an answer comes back, with proof that it was erased
//   cases.c  the copy to the single point of contact; requests about the same
//   data.c   what others let us have, and what may be done with it
//   onward.c it goes on to a third, with its owner's consent
//   keep.c   terms, holds, reviews, proof of deletion
//   sealed.c requests out of a hit of a sealed check
//   erase.c  what answers brought goes again, when its owner takes it back
//   before.c what is to be done before it leaves, and what lasts after its answer
//   show.c   lists, one request whole, statistics, proofs
#ifndef MALINES_NODE_REQUESTS_ROOM_H
#define MALINES_NODE_REQUESTS_ROOM_H

#include "node/handlers.h"
#include "node/node_room.h"
#include "requests/demand.h"
#include "requests/hold.h"
#include "requests/recall.h"
#include "requests/terms.h"

#define ACTION_SEND "request.send"
#define ACTION_DECIDE "request.decide"
enum {
    REQUEST_TEXT_BYTES_MAX = 20000,
    CLOCK_SKEW_MS = 10 * MINUTE_MS,  // so far a time that another says may lie beyond its own clock
};

// ---- removal_copy.c ----
// A removal order that was drafted: the copy for the authority of the main establishment is drafted beside it. Art. 4(1).
RESULT removal_copied(struct node_call *call, const struct request *r, const json_t *demand, struct error *err);
// What became of a removal order after its answer: annulled, to be put back, put back. Art. 4(6) and (7). reinstated.c
RESULT removal_aftermath(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, json_t *shown, struct error *err);

// ---- about.c ----
// What an officer wants to ask or tell: params as request_create has them. The demand has no author's words yet but
// "to", "record", "register", "purpose"; *alert is the record as far as it is known here, NULL when it is not. New references.
RESULT demand_about(struct node_call *call, const struct law_kind *kind, json_t *demand, json_t **alert, struct error *err);
// A demand of another member that is not about what its kind is about, or not for us: BAD_FIELD. *alert as above.
RESULT demand_for_us(struct node *n, const struct peer *p, const json_t *demand, const struct law_kind **kind, json_t **alert, struct error *err);
RESULT record_alert(struct node *n, struct view name, json_t **out, struct error *err);  // NOT_FOUND
RESULT alert_if_held(struct node *n, const json_t *demand, json_t **out, struct error *err);  // NULL when it is not here
// May it be sent at all? NO_BASIS.
RESULT permit_demand(struct node *n, const json_t *demand, const json_t *alert, struct permit *out, struct error *err);
// May it be released? Where there is no record, `may_leave` is the officers' word that nothing in it must stay in the Union.
RESULT permit_release(struct node *n, const json_t *demand, const json_t *alert, bool may_leave, struct permit *out, struct error *err);
RESULT kind_of(struct node *n, struct view id, const struct law_kind **out, struct error *err);

// ---- sealed.c: what grew out of a hit of a sealed check ----
RESULT demand_of_hit(struct node_call *call, json_t *demand, struct error *err);  // params: {check, to, class?}
RESULT hit_for_us(struct node *n, const json_t *demand, struct error *err);       // BAD_FIELD
RESULT hit_counted(struct node *n, struct peer *p, const json_t *demand, struct error *err);
struct view demand_register(struct node *n, const struct law_kind *k, const json_t *demand);  // as the rows name it
// The record that an officer says it is: an own one, in the class. NOT_FOUND, BAD_ARGUMENT, NO_BASIS.
RESULT hit_record(struct node *n, struct view peer, const json_t *demand, struct view name, json_t **alert, struct error *err);
// What the decision is about, else the demand; NULL when it is not here.
RESULT alert_decided(struct node *n, const struct request *r, const json_t *demand, json_t **alert, struct error *err);

// ---- before.c: laws/requests.yaml, deconflict, after, within and then ----
RESULT before_drafted(struct node_call *call, const struct law_kind *k, json_t *demand, struct error *err);  // params: {coordination?, weighed?}
RESULT before_sent(struct node *n, const struct request *r, const json_t *demand, struct error *err);  // WRONG_STEP, EXPIRED: not yet, or not any more
struct first_told { struct instant told_at, from, first_at; };  // 0: never
// When `to` was first told of what the kind wants told, from when the first may be sent there, and when that was.
RESULT first_told(struct node *n, const struct law_kind *k, struct view to, struct first_told *out, struct error *err);
RESULT before_shown(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, json_t *j, struct error *err);

// ---- terms.c ----
// Of a demand that this node writes or takes: r->clock, ->calendar, ->due_at and, on the owner's side, ->started_at.
RESULT term_begin(struct node *n, const json_t *demand, const struct law_row *row, struct request *r, struct error *err);
RESULT term_tell(struct node *n, struct view request, struct error *err);  // the asker, how the clock stands
RESULT term_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err);
json_t *term_json(struct node *n, const struct request *r, const json_t *demand);

// ---- emergency.c ----
struct emergency {
    struct instant decided_at, confirm_by;
    int64_t confirmations;        // of persons other than the author
};
bool emergency_read(const json_t *decision, struct emergency *out);  // false: it is none
RESULT emergency_stored(const json_t *decision, struct emergency *out, struct error *err);  // of what was written as one; STORE_DAMAGED
// Of a decision that is being written: what the officer says of it, if the row names an emergency path. NO_BASIS.
RESULT emergency_put(struct node_call *call, const struct permit *permit, json_t *decision, struct error *err);
RESULT emergency_author(const struct request *r, const json_t *decision, struct view scheme, struct error *err);  // may the author sign first?
RESULT emergency_allowed(struct node *n, const struct peer *owner, const json_t *demand, const json_t *decision, struct error *err);  // by our law
RESULT emergency_begins(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, struct error *err);
RESULT emergency_confirmed(struct node *n, const struct request *r, struct view by, struct error *err);
RESULT notice_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err);

// ---- recall.c ----
RESULT answer_recall(struct node *n, const struct request *r, const char *why, struct error *err);    // the owner's side
RESULT answer_recall_each(struct node *n, const json_t *ids, const char *why, struct error *err);     // of requests
RESULT answer_returned(struct node *n, const struct request *r, const char *why, struct error *err);  // the other's
RESULT recalled_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err);
RESULT erased_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err);

// ---- cases.c ----
RESULT case_keys_put(struct node *n, struct view request, const json_t *demand, struct error *err);
RESULT case_related(struct node *n, struct view request, json_t *out, struct error *err);  // adds to `out`
RESULT contact_copy(struct node *n, const struct request *r, const json_t *demand, const char *event, struct error *err);

// ---- arrived.c ----
RESULT decision_holds(const json_t *demand, const json_t *decision, const json_t *approvals, struct error *err);

// ---- data.c ----
struct datum {                    // something of another member's, behind a request or as a copy of a record
    struct text hold;             // what the views point into
    struct view request, record, owner;
    json_t *terms, *content;
    struct instant until, confirm_by;
    bool held, restricted;        // restricted: for a court and nothing else (taken back while it was held, or its owner says so)
    bool contested;               // its owner says so: not used at all
};
bool was_given(const struct request *r);
void hold_name(struct view request, struct text *out);
RESULT datum_of_request(struct node *n, struct view id, struct datum *d, struct error *err);
void datum_done(struct datum *d);
// BOUND names the condition; *consent (may be NULL) gets the owner's, when that was needed. An empty purpose is the one it is bound to.
RESULT datum_permits(struct node *n, const struct datum *d, enum law_use use, struct view purpose, struct view recipient, json_t **consent, struct error *err);

// ---- onward.c ----
bool is_onward(struct view kind);
RESULT onward_put(struct node_call *call, json_t *demand, struct error *err);
RESULT onward_still(struct node *n, const json_t *demand, struct error *err);
RESULT onward_check(struct node *n, const struct peer *p, const json_t *demand, struct error *err);
RESULT onward_recall(struct node *n, struct view source, const char *why, struct error *err);

// ---- erase.c ----
// `by` takes back its record: every answer of that owner on it loses what it said.
RESULT answers_erase(struct node *n, const struct request *by, const json_t *demand, struct error *err);

// ---- restrict.c ----
RESULT record_word_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err);
// What its owner said since of the record that an answer to us held; what is restricted is not shown.
RESULT answer_marks_shown(struct node *n, const struct request *r, json_t *shown, struct error *err);

// ---- show.c ----
RESULT answer_whole(struct node_call *call, struct view id, struct error *err);
json_t *request_summary(struct node *n, const struct request *r);  // a line of a list, {.., "unread": true} when its demand can't be read; new

// ---- requests.c ----
RESULT pending_action(const struct request *r, const char **name, json_t **action, struct error *err);
RESULT approvals_json(struct node *n, struct view request, json_t **out, struct error *err);
json_t *send_action(const json_t *demand);  // what is approved; new
json_t *decide_action(const json_t *demand, const json_t *decision);
void action_digest(const json_t *j, struct text *out);
struct approval_proof proof_in(const json_t *j);  // {scheme, credential, signature}
// A demand of ours or of `peer` becomes a request, with its clock; *out sees into *hold.
RESULT add_request(struct node *n, enum request_side side, json_t *demand, struct view peer, const struct permit *permit,
                   struct request *out, struct text *hold, struct error *err);
// `counted`: its receipt moves the request on.
RESULT request_post(struct node *n, const struct request *r, const char *type, json_t *body, bool counted, struct error *err);
RESULT log_step(struct node *n, const struct request *r, struct entry *e, const char *what, struct error *err);

#endif
