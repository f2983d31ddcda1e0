// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// node_room.h — what the files of this room share. Not a door: nobody outside src/node includes it.
//
//   node.c, lawful.c, logbook.c   turns and flush; the one place where this room asks the law; audit entries and their proofs
//   checks/     one question, many answers, one coverage statement (checks.c); the owner's side of it: law first, then the
//               search (asked.c); questions that travel together; what was judged before; how much a member may ask
//   records/    a register's own records, published lists, what goes to whom the law entitles, the index beside the store
//   requests/   demand, approval, decision, release, and what becomes of an answer (requests_room.h)
//   orders/     orders for evidence and of removal, their providers, sealed deliveries
//   evidence/   items and their custody: intake, reading, opening, bundles, destruction; lists of hashes
//   dna/, prints/   profiles, and fingerprints and faces through a national AFIS: two steps each
//   sealed/     private questions, as owner and as asker
//   people/     officers, sessions, passkeys and other sign-ins
//   peers/      envelopes in and out, greetings, witnesses, both sides' logs compared, a new generation
//   oversight/  the auditor's seat, reports, certificates, what a data subject is told
#ifndef MALINES_NODE_NODE_ROOM_H
#define MALINES_NODE_NODE_ROOM_H

#include "audit/log.h"
#include "base/arena.h"
#include "federation/channel.h"
#include "federation/envelope.h"
#include "federation/trust.h"
#include "match/match.h"
#include "node/handlers.h"
#include "node/keeping.h"
#include "node/lawful.h"
#include "node/logbook.h"
#include "registers/records.h"
#include "requests/request.h"
#include "store/store.h"

#define REGISTER_ALERTS VIEW("alerts")
#define KIND_SUPPLEMENTARY "supplementary_information"

enum {
    ANSWER_BYTES_MAX = 4 * 1024 * 1024,
    WORK_ARENA_BYTES = 64 * 1024 * 1024,
    CANDIDATES_MAX = 50,          // of one check, all members together
    ASKED_CANDIDATES_MAX = 20,    // that one owner answers
    SEARCHED_MAX = 500,           // that the law then looks at
    QUESTION_NAMES_MAX = 5, QUESTION_NAME_BYTES_MAX = 200, QUESTION_NUMBERS_MAX = 10,
    SESSION_IDLE_MS = 15 * MINUTE_MS,
    SESSION_WHOLE_MS = 10 * HOUR_MS,
    HELD_BYTES_MAX = 2 * 1024 * 1024,
    RECORD_BODY_BYTES_MAX = 96 * 1024,  // of an own record: one copy message and one released decision must hold it whole
};

// ---- Channels ----
enum lane_name { LANE_alerts, LANE_requests, LANE_dna, LANE_prints, LANE_COUNT };
struct lane {                     // the sending side of one channel, derived from the outbox
    bool flying, stuck;           // stuck: the peer refuses; an alarm, tried again slowly
    int failures;
    struct tick next_try;
    int64_t first, last;          // numbers in flight
    bool idle;                    // nothing waits as far as we know; cleared when something is put in
};
enum peer_state { PEER_never, PEER_up, PEER_down };
struct peer {
    const struct member *member;
    enum peer_state state;
    enum code why_down;
    struct instant last_heard;    // our clock, when it last answered or asked
    struct tick answered_at;      // our clock when the last greeting was sent that it answered, for "reached"
    struct instant copy_as_of, copy_then;  // its clock, when our copy was last known whole, and once this turn is durable
    int64_t clock_ahead_ms;       // its clock minus ours, as of the last greeting
    struct lane lanes[LANE_COUNT];
    bool greeting;
    bool compared;                // it has seen what we say of ourselves since we started: only then are messages sent
    bool behind;                  // its last greeting says less than one it signed before: it is shown that one
    char claim[160];              // what it says of us and can't prove; nothing is sent while it does. Empty: nothing
    struct tick next_greeting, greeted_at, claim_noted;
    struct greetings *greetings;  // greet.c: the greetings last said and last heard
    int in_turn;                  // its messages that wait for the commit
    const struct law_budget *over; bool over_officer;  // used up by the message that is being refused, or by one officer
    struct tick refusals_until;   // of this minute so many are in the log, and so many wait to be one entry
    int refusals_written;
    int64_t refusals_waiting;
    bool copy_behind, copy_unread;  // own feed not yet wholly put into its outbox; of our copy of its register not all can be read (passed.c)
};
static inline struct view id_of(const struct peer *p) { return view_of(p->member->id); }

// ---- Waiting work ----
struct told {                     // a caller to be told after the commit
    struct told *next;
    call_done *done;
    void *ctx;
    json_t *answer;
    struct error failure;         // code OK: none
    bool only_read;               // it wrote nothing: its answer stands, whatever becomes of the commit
    char *backup;                 // owned; a whole copy of the store goes there first, between two transactions
};
struct answered {                 // a peer to be answered after the commit
    struct answered *next;
    wire_done *done;
    void *ctx;
    int status;
    struct text body;
    bool only_read;
};
struct outgoing {
    struct outgoing *next;
    struct wire_out out;
};

enum flight_kind { FLIGHT_greeting, FLIGHT_lane, FLIGHT_ask, FLIGHT_sealed, FLIGHT_witness, FLIGHT_reconcile, FLIGHT_subject, FLIGHT_lost, FLIGHT_delivery };
struct flight {                   // a message on its way, by token
    struct flight *next;
    uint64_t token;
    enum flight_kind kind;
    size_t peer;
    enum lane_name lane;
    struct asking *asking;        // owned: the questions that it carries
};

struct asking;                    // asking.c
struct check;                     // checks.c
struct import;                    // imports.c

// round.c: one walk over a table; `after`: the row that was read last; the next one not before `next`.
struct round { int64_t after; bool under_way; struct tick started, next; };
// Where what goes round stands; what is undone in the store goes back here too (passed.h). `lap`: what was not met by then is forgotten; 0: none began.
struct rounds { struct round requests, records; struct tick lap; };

struct node {
    const struct sys *sys;
    struct node_settings settings;
    struct store *store;
    struct trust *trust;
    struct audit_log *log;
    struct digest law_digest;     // of the tables that decide here; stands in every entry
    const struct member *me;
    struct peer *peers;
    size_t peer_count;
    struct match_index *index;    // own records and what peers published to us, on a shelf each
    struct tending *tending;
    int64_t changes_before;       // store_all_changes() when the turn began
    int64_t feed_seen, index_saved;  // the index, and its file (index_file.h), hold everything up to here
    struct tick next_index_file;
    bool index_whole;
    char *index_path, index_told[120];
    struct ahead *ahead;          // of the turn under way: records of an import (ahead.h); mostly NULL
    struct error stopped;         // DISK_FAILED, STORE_DAMAGED, STORE_ROLLED_BACK: nothing more is done; OK: all is well

    struct told *told, **told_end;
    struct answered *answered, **answered_end;
    struct outgoing *held, **held_end;    // released by the flush
    struct outgoing *ready, **ready_end;  // to be taken by the driver
    struct flight *flights;
    uint64_t next_token;

    struct asking *asking;        // questions that wait for the commit
    struct check *checks;
    struct import *imports;
    struct sealed_desk *sealed; struct evidence_desk *evidence; struct fetch *fetches;  // sealed/asker.c, evidence.h, orders.h
    struct witness_desk *witnesses;  // witnesses.c
    struct dna_desk *dna; struct prints_desk *prints;  // dna.c, prints.c
    struct reconcile_desk *reconcile;  // reconcile.c
    struct subject_search *searches;   // subjects.c
    struct tick recovering[MATCH_SHELVES];  // generation.c: when a member is asked what it holds of us; in the order of peers
    struct tick next_care, next_sweep;  // terms and checkpoints; sessions, checks, requests, evidence
    struct record_place expired;  // node.c: what the last turn came to
    unsigned char ticket_secret[32];  // of this run; made when the first ticket is given
    bool ticket_secret_made;
    bool unpublished, unpublishable;  // the feed may hold what publish.c has not looked at; it tried, and failed
    bool passed_any, own_unread;  // passed.c: something may be noted there; of our own register not all can be read
    struct rounds rounds, rounds_durable;  // now, and as of the last commit
};

struct node_call {
    struct node *node;
    const struct officer *officer;
    const json_t *params;
    json_t *answer;
    call_done *done;
    void *ctx;
    bool later;                   // the handler kept `done` and `ctx`: somebody else answers
    char *backup;                 // owned; see struct told
    bool stays;                   // what was written stays although the call fails: the count of wrong tries
};

// node.c
RESULT turn(struct node *n, struct error *err);  // make sure a transaction is open
bool turn_is_clean(const struct node *n);        // nothing has been written that waits for the commit
struct told *tell(struct node *n, call_done *done, void *ctx, const struct error *failure, json_t *answer);  // steals answer
struct answered *answer_peer(struct node *n, wire_done *done, void *ctx, int status, struct view body);
void answer_peer_failure(struct node *n, wire_done *done, void *ctx, const struct error *failure);
// Queue a message for after the commit; `body` is taken over. Gives the flight, to be filled in.
struct flight *send_later(struct node *n, size_t peer, const char *path, struct text *body, int timeout_ms);
// Put a record's body on a shelf of the index; one that has nothing to be searched by is taken off it.
RESULT index_body(struct node *n, int64_t id, unsigned shelf, struct view body, struct error *err);
struct peer *peer_of(struct node *n, struct view member);  // NULL
struct instant peer_now(const struct node *n, const struct peer *p);  // what its clock says, as of its last greeting
enum { OWN_SHELF };  // of the index; peers' follow, in their order
unsigned shelf_of(const struct node *n, const struct peer *p);
size_t shelf_count(const struct node *n, unsigned shelf);
struct instant now(const struct node *n);
struct tick ticks(const struct node *n);

// people.c
extern const struct migration PEOPLE_MIGRATIONS[];
extern const size_t PEOPLE_MIGRATION_COUNT;
RESULT officer_pseudonym(struct node *n, const struct officer *o, struct text *out, struct error *err);
RESULT officer_credential(struct node *n, struct view pseudonym, struct text *vkey, struct error *err);
RESULT officer_named(struct node *n, struct view id, struct officer *out, struct error *err);  // NOT_FOUND
RESULT people_care(struct node *n, struct error *err);
RESULT alone_is_enough(struct node_call *call, bool *out, struct error *err);  // for an account or an invitation
// passkeys.c: the second half of a waiting invitation, into `answer`. WRONG_STEP when nothing waits, unless something else did.
RESULT invitation_vouched(struct node_call *call, struct view officer, struct view who, bool did_more, json_t *answer, struct error *err);
void take_officer(struct officer *o, struct view id, struct view name, unsigned roles);
// Sign in as `o`, who has proven who they are; `passkey` names the passkey, or is empty.
RESULT session_begin(struct node_call *call, struct officer *o, struct view passkey, struct error *err);

// asked.c
// The answers to the questions of one envelope, each decided, charged and logged on its own; *count: how many.
RESULT asked(struct node *n, struct peer *p, const json_t *questions, struct text *answers, size_t *count, struct error *err);
// A question is about one subject; as many names as a record may hold would keep the node busy for seconds. TOO_BIG.
RESULT question_read(const json_t *j, struct arena *a, struct subject *out, struct error *err);
// Search these shelves and keep in `found` what the law lets `asker` see, best first; at most `limit` of each owner.
RESULT search_index(struct node *n, uint64_t shelves, struct view asker, struct view purpose, const struct subject *question, size_t limit,
                    json_t *found, struct error *err);
// What of an alert may be shown and how it is written for a screen or a peer.
json_t *candidate_json(const struct candidate *c, const struct record *r, const json_t *alert, struct view answer);

// alerts.c
extern const struct migration ALERT_MIGRATIONS[];
extern const size_t ALERT_MIGRATION_COUNT;
// An own record goes: here, from every copy, and what lies in clear behind the log's commitments to it.
RESULT withdraw_record(struct node *n, const struct record *r, struct error *err);

// imports.c, publish.c, requests.c, wire.c
void imports_free(struct node *n);
RESULT publish_some(struct node *n, struct error *err);  // in the current transaction
// *left_out: why a record of the message could not be taken; CODE_OK: all were.
RESULT copies_arrived(struct node *n, struct peer *p, int64_t seq, const json_t *body, enum code *left_out, struct error *err);
RESULT copies_left_out(struct node *n, struct peer *p, int64_t seq, json_t **out, struct error *err);  // by uid and code
RESULT copies_confirmed(struct node *n, struct peer *p, int64_t up_to, const json_t *refused, struct error *err);
// Then a message must come again, not be refused for ever. A row whose words alone are rotten is none: it would hold all others up.
bool fault_of_ours(const struct node *n, enum code c);
extern const struct migration PUBLISH_MIGRATIONS[];
extern const size_t PUBLISH_MIGRATION_COUNT;
RESULT request_message_arrived(struct node *n, struct peer *p, struct view type, const json_t *body, int64_t log_index,
                               struct error *err);
RESULT requests_confirmed(struct node *n, struct peer *p, int64_t up_to_seq, const json_t *receipt, struct error *err);
// Is it there, as far as we can know? Not when it failed to answer, nor when it has not been heard for some greetings:
// our own greetings may not have gone out.
bool peer_reached(const struct node *n, const struct peer *p);
const char *lane_channel(enum lane_name lane);
void lane_wake(struct node *n, struct view member, enum lane_name lane);
// Of a message as its receiver reads it; `body`: canonical JSON. Both logs hold it, and by it they are compared (reconcile.h).
struct digest message_digest(int64_t seq, struct view type, struct view body);
void lanes_work(struct node *n);
void peer_heard(struct node *n, struct peer *p);
void peer_silent(struct peer *p, enum code why);
struct tick wire_wake(const struct node *n);

#endif
