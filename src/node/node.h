// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// node.h — one authority's node: what comes in, what goes out, and nothing about sockets.
//
// The node is a state machine around one store. Whatever drives it (the daemon with real sockets, the
// simulator with a seeded network) hands in calls of people, messages of peers, answers of peers and the
// passing of time, and takes out replies and messages to send. Several pieces of work share one
// transaction: nothing is replied or sent before node_flush() has made it durable, and a piece that fails
// is undone alone (a mark in the store). What lives in memory (match indexes, peers' states) follows the
// change feed after the commit, never before.
#ifndef MALINES_NODE_NODE_H
#define MALINES_NODE_NODE_H

#include "codec/json.h"
#include "crypto/cert.h"
#include "crypto/key.h"
#include "law/law.h"
#include "sys/sys.h"

struct dna_book;
struct order_book;
struct prints_book;
struct node;

// The house's own identity provider (OpenID Connect), by which an officer may sign in; it gives no roles and approves nothing.
struct oidc_provider {
    const char *issuer, *client;   // its `iss`, our `client_id`
    const char *authorize;         // its page, https://
    const char *redirect;          // ours, to which it sends the browser back
    struct view keys;              // its JWK set, put into the settings by hand
};

// What a record of ours must score to be shown to this member's questions of this purpose.
struct node_threshold {
    const char *member, *purpose;
    int percent;
    unsigned line;                 // of the settings, for complaints; 0: none
};

// What a node needs to stand up. Everything is borrowed for the node's life.
struct node_settings {
    const char *authority;         // "fr": the member's id in the trust list and in the law tables
    const char *store_path;        // NULL: in memory
    const char *index_file;        // the index's own file beside it, for a quick start; NULL: built from the store each time
    struct view trust_list;        // the signed trust list, docs/trust-list.md
    struct view trust_anchor;      // {"threshold": n, "keys": [vkey...]}, given by hand at set-up
    const struct law *law;
    const struct identity *signer;     // signs messages
    const struct sign_key *log_key;    // signs checkpoints
    const struct node_threshold *thresholds;  // above those of the law; NULL: none
    size_t threshold_count;
    int check_budget_ms;           // how long a check waits for other members; 1000 by default
    int hello_ms;                  // how often members are greeted; 1000 by default
    const char *new_generation;    // why, when this start opens the new generation that the trust list names; NULL: none
    int cosign_ms;                 // how often witnesses are shown the log's newest checkpoint; a minute by default
    int sealed_keys_a_day;         // quota of a partner and of each of its officers, in keys; 0: 20,000 and 4,000
    const struct dna_book *dna;    // loci, kits and rules (laws/dna); NULL: no register of DNA profiles
    const struct prints_book *prints; // searches and capacities (laws/prints); NULL: none with fingerprints or faces
    const struct order_book *orders;  // forms and rules of orders (laws/forms, laws/orders); NULL: none are written here
    bool demo;                     // shown on every screen; a demo node binds loopback only
    const char *lists;             // "official", "invented" or "none": shown on every screen
    const char *vault;             // folder of the items of evidence; NULL: this node keeps none
    struct view stamp_authorities; // certificates of time-stamp authorities, PEM; empty: none
    const struct oidc_provider *oidc;  // NULL: none
    const char *origins[2];        // where browsers reach the console: passkeys are made and used there alone; NULL: none
};

// Members and purposes that there are, never below the law. BAD_ARGUMENT names the line.
RESULT node_thresholds_fit(const struct law *law, const struct node_threshold *list, size_t count, struct error *err);
// Fails as the store, the trust list (BAD_SIGNATURE, EXPIRED, NOT_TRUSTED) and the log (LOG_BROKEN,
// STORE_ROLLED_BACK) fail. Builds the match indexes from the store.
RESULT node_open(const struct sys *sys, const struct node_settings *settings, struct node **out, struct error *err);
// What node_open makes of an empty disk: a store with all its tables and nothing in them.
RESULT node_store_make(const struct sys *sys, const char *path, struct error *err);
struct node *node_close(struct node *n);  // gives NULL; what was not flushed is forgotten
const char *node_index_told(const struct node *n);  // how the index came to stand: "from its file", or why not; may be empty

// ---- Calls of people ----
enum { OFFICER_ID_ROOM = 64 };
struct officer {
    char id[OFFICER_ID_ROOM];      // "claire@fr"
    char name[128];
    unsigned roles;                // bits of enum role
    const char *auth;              // how this call was proven: "session", "passkey", "certificate", "oidc", "key", "local"
    struct instant proven_at;      // of a session: when it was opened; 0: this very call was proven
    char shows[65];                // hex: the key that each connection of this session must show; "": any
};
#define ROLE_LIST(X)                                                                                                  \
    X(case_officer)   /* checks, judges candidates, writes requests and alerts */                                    \
    X(approver)       /* signs what others wrote: requests and releases */                                           \
    X(register_owner) /* keeps the register: imports, deletions, decisions on requests of others */                  \
    X(registrar)      /* accounts */                                                                                  \
    X(operator)       /* runs the node; no data, no questions */                                                      \
    X(auditor)        /* reads the log and its proofs; the data-protection officer */                                \
    X(analyst)        /* asks and compares; writes no request, decides nothing */                                    \
    X(security_officer) /* watches accounts and sign-ins: vouches for them, ends them */                             \
    X(oversight)      /* the body that watches over the house: log, statistics, alarms, sealed questions; no data */ \
    X(observer)       /* counts and the law, and nothing else */                                                     \
    X(judge)          /* a judge, court or investigating judge: approves and validates any order for evidence */     \
    X(prosecutor)     /* approves and validates orders for subscriber data and preservation */
enum role {
#define X(name) ROLE_##name,
    ROLE_LIST(X)
#undef X
    ROLE_COUNT
};
#define ROLE_BIT(name) (1u << ROLE_##name)
const char *role_name(enum role r);
bool role_read(struct view v, enum role *out);

struct node_call;
// A handler reads what it was called with and gives its answer with call_answer(). It runs inside the transaction; failing undoes
// what it wrote.
typedef struct result node_handler(struct node_call *call, struct error *err);
// Told once, after the commit (or its failure). `answer` is borrowed, NULL on failure.
typedef void call_done(void *ctx, const struct error *failure, const json_t *answer);

// Run `handler` for `officer` (NULL: nobody signed in). `params` is borrowed during the call only.
void node_call(struct node *n, node_handler *handler, const struct officer *officer, const json_t *params, call_done *done,
               void *ctx);

// Who is calling? NOT_SIGNED_IN when the token or signature does not hold.
RESULT node_officer_by_session(struct node *n, struct view token, struct officer *out, struct error *err);
// `signed_bytes` were signed with the officer's enrolled key under the purpose "malines/call/1".
RESULT node_officer_by_key(struct node *n, struct view officer, struct view signed_bytes, struct view signature_base64,
                           struct officer *out, struct error *err);

// ---- What comes in as evidence is looked into ----
// The daemon's door to its sandboxed helper: the file at `path` is looked into beside the loop, and `done` told once, on the loop's thread:
// what malines-open reported, or how it failed (UNREACHABLE: we stop). False: busy.
typedef void item_looked(void *ctx, const struct error *failure, const json_t *report);
struct item_looker {
    void *ctx;
    bool (*look)(void *ctx, const char *path, item_looked *done, void *done_ctx);
};
void node_looker(struct node *n, struct item_looker looker);

// ---- Messages of peers ----
// `member` is who the transport proved it to be (the pinned certificate). `path` is "/m1/...".
typedef void wire_done(void *ctx, int status, struct view body);
void node_receive(struct node *n, const char *member, struct view path, struct view body, wire_done *done, void *ctx);

// ---- Messages to peers: the driver takes them out after node_flush and brings back what came of them ----
struct wire_out {
    uint64_t token;
    const char *member;   // lives as long as the node
    const char *path;
    struct text body;     // owned by the taker: text_free
    int timeout_ms;
    bool witness;         // for the member's witness, not its node; `path` then is not "/m1/..."
};
bool node_next_out(struct node *n, struct wire_out *out);
void node_wire_answer(struct node *n, uint64_t token, int status, struct view body);
void node_wire_failed(struct node *n, uint64_t token, enum code why);  // UNREACHABLE, BAD_CERTIFICATE...

// ---- Time and durability ----
struct tick node_wake(const struct node *n);  // call node_work() at that tick at the latest
void node_work(struct node *n);               // timers: budgets, retries, greetings, retention, checkpoints
// Commit, then tell every waiting caller and peer. DISK_FAILED: the driver must stop at once.
RESULT node_flush(struct node *n, struct error *err);

#endif
