// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// node_house.h — three nodes in one process for tests: stores in memory, one clock, messages handed over at once, and chance
// from one seed (MALINES_HOUSE_SEED draws another day).
// A member may be silent (nobody reaches it) or stolen: its node stands still and the test speaks with its keys.
#ifndef MALINES_NODE_NODE_HOUSE_H
#define MALINES_NODE_NODE_HOUSE_H

#include "crypto/soft.h"
#include "dna/book.h"
#include "node/handlers.h"
#include "prints/book.h"
#include "sys/sim.h"

struct oversight_key;
struct trust;

enum { BE, FR, ES, HOUSE_USUAL, PROV = HOUSE_USUAL, HOUSE_MEMBERS };  // PROV: a provider, in houses that have one
enum { AUTHOR, APPROVER, AUDITOR, REGISTRAR, SECURITY, DEPUTY, HOUSE_OFFICERS, DPO = AUDITOR };
extern const char *const house_origins[HOUSE_MEMBERS];  // of the consoles; Spain has none

// What a stolen member answers to a question; a new reference, or NULL for no answer.
typedef json_t *stolen_answer(void *ctx, const json_t *question);

// What a stolen member answers to a sealed message, before it is signed; false: nothing.
typedef bool stolen_words(void *ctx, const json_t *message, struct text *out);

struct house_member;
struct house {
    struct instant now;
    uint64_t us;
    struct chance chance;
    struct sys sys;
    struct law *law;
    struct dna_book *dna;
    struct prints_book *prints;
    struct order_book *orders;
    int count;                    // members that stand
    struct text trust_list, anchor;
    int list_version;
    struct house_member *members;
    bool silent[HOUSE_MEMBERS], stolen[HOUSE_MEMBERS], no_witness[HOUSE_MEMBERS];
    stolen_answer *answer, *receive;  // to an ask; to a post (a receipt without its greeting)
    const char *vault[HOUSE_MEMBERS];  // set and then house_forget(): the member keeps evidence there
    const struct node_threshold *thresholds;  // set and then house_restart(): of every member that begins again
    size_t threshold_count;
    const char *index_file[HOUSE_MEMBERS];  // set and then house_restart(): the index has a file of its own
    struct view stamp_authorities;
    stolen_words *sealed;           // to a sealed message
    void *ctx;
};

struct house *house_new(const char *laws);     // dies when it can't stand
// Under a copy of the tables, edited by sed. HOUSE_DAYS_KNOWN: each row whose day is not known yet is in force.
struct house *house_under(const char *laws, const char *edit);
#define HOUSE_DAYS_KNOWN "s/from: unknown/from: 2024-04-25/"
struct house *house_with_provider(const char *laws);
struct house *house_free(struct house *h);     // gives NULL
struct node *house_node(struct house *h, int member);
struct sim_backup;
void house_restore(struct house *h, int member, const struct sim_backup *backup);  // an old backup; the node starts on it
// The trust list opens a new generation of the member, and all start with that list; its stores must be on disks.
void house_next_generation(struct house *h, int member, const char *reason);
struct memory_shelf;
struct memory_shelf *house_shelf(struct house *h, int member);  // of the member's witness
struct stmt;
void house_change(struct house *h, int member, const struct stmt *sql);  // rows, behind the node's back; dies where it can't
// The same, of a statement that is written here: one is known by where it stands.
#define HOUSE_CHANGE(h, member, words)         \
    do {                                       \
        static const struct stmt it_ = {words}; \
        house_change(h, member, &it_);         \
    } while (0)
void house_forget(struct house *h, int member);  // the member's node begins again over an empty store
const struct oversight_key *house_oversight(struct house *h, int member);
const struct trust *house_trust(struct house *h, int member);
const struct sign_key *house_key(struct house *h, int member, int officer);
// From now on this member's store lies on a simulated disk, empty at first; house_crash stands it up again after a crash that
// sim_disk_crash_at (sys/sim_disk.h) has played, or at once.
struct sim_disk;
struct sim_disk *house_on_disk(struct house *h, int member, uint64_t seed);
void house_restart(struct house *h, int member);  // stopped as it should be, and started again
void house_crash(struct house *h, int member, bool power_cut);
// Let `ms` pass and hand over whatever is sent. The result of the worst flush.
struct result house_run(struct house *h, int ms);
// Call without committing; with house_run afterwards several calls share a turn. *answer (may be NULL) is a new reference.
struct house_call {
    bool done;
    struct error failure;
    json_t *answer;
};
void house_begin(struct house *h, int member, int officer, node_handler *handler, const json_t *params, struct house_call *out);
// The same, and wait until it is told; gives its code.
enum code house_do(struct house *h, int member, int officer, node_handler *handler, json_t *params, json_t **answer);
// What every test does with it: the answer, a new reference; house_done() drops it. Another code than expected, or a refusal that
// does not say `says` (NULL: whatever), is told and dies.
json_t *house_did(struct house *h, int member, int officer, node_handler *handler, json_t *params, enum code expected, const char *says);
void house_done(struct house *h, int member, int officer, node_handler *handler, json_t *params, enum code expected, const char *says);
static inline const char *word_of(const json_t *answer, const char *key) {  // "" where it says none
    const char *s = json_string_value(json_object_get(answer, key));
    return s ? s : "";
}
char *house_record(struct house *h);  // Belgium refuses entry to one Karim Exemple, and the others hear of it; its name is the caller's to free
json_t *house_hit(struct house *h, const char *purpose);  // France asks for him and finds him there; the check, new
json_t *house_request(struct house *h, int member, const char *id);  // request_show, by its author; new
bool house_says(struct house *h, int member, const char *id, const char *words);  // do these words stand in that request?
enum code house_signs(struct house *h, int member, const char *id);  // its approver signs what waits, and the others hear of it
char *house_written(struct house *h, int member, json_t *params);    // a request, written and signed; its id is the caller's to free
json_t *house_reconciled(struct house *h, int member, const char *with);  // the report of a comparison of both logs; new
json_t *house_why(json_t *more);  // `more`, with where, why and by which basis an item of evidence is touched
// How many messages wait for `to` in the member's outbox of that channel; dies when one is not what schema/exchange.json lets go.
int house_outbox_fits(struct house *h, int member, const char *to, const char *channel);
// What a stolen member says of where it stands with another, the same on each lane; base64, as it lies in messages.
struct house_counts {
    int64_t sent, held, settled;
};
void house_greeting(struct house *h, int from, int to, struct house_counts c, struct text *base64);
// Greet as a stolen member, showing the other what is said to be its own (empty: nothing). Gives the status.
int house_hello(struct house *h, int from, int to, struct view greeting, struct view shown, struct text *reply);
int house_hello_saying(struct house *h, int from, int to, struct view said);  // `said` is sealed as it is
// What `officer` hands in to approve what waits: params of request_approve, a new reference.
json_t *house_approval(struct house *h, int member, int officer, const json_t *request);
json_t *house_invitation(struct house *h, int member, const char *officer);  // both halves of a code, of two persons; new
// An authenticator of that officer, enrolled; and what is handed in to approve with it.
struct soft house_authenticator(struct house *h, int member, int officer);
json_t *house_touch(struct house *h, struct soft *s, const json_t *request);
// Read what a member answered to a stolen one: its payload, a new reference; NULL when it is no such envelope.
json_t *house_open(struct house *h, int from, int to, const char *type, struct view bytes);
// Send as a stolen member. `type` NULL: the bytes as they are, else an envelope of that type. Gives the status.
int house_send(struct house *h, int from, int to, const char *path, const char *type, struct view bytes, struct text *reply);
// One question in an envelope of its own. Its code; *answer (may be NULL) is a new reference, *bytes the length of the reply.
enum code house_ask(struct house *h, int from, int to, struct view question, json_t **answer, size_t *bytes);

#endif
