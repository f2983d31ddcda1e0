// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// commands.h — the one table of what a person can have Malines do.
//
// A row is a command of the CLI and, unless it works on this computer alone, a call of the HTTP API. Routing, the
// reading of the command line, help, OpenAPI, the man page and shell completion all follow from it: a new command is
// a new row (and, when it is new work, a handler in node/handlers.h).
#ifndef MALINES_API_COMMANDS_H
#define MALINES_API_COMMANDS_H

#include "net/http_head.h"
#include "node/node.h"

// Every handler of node/handlers.h. The table names them by number, so that the CLI does not carry a node in its belly.
#define HANDLER_LIST(X)                                                                                               \
    X(officer_add) X(officer_vouched) X(officer_ended) X(officer_list) X(session_open) X(session_close)               \
    X(officer_invite) X(passkey_begin) X(passkey_add) X(passkey_list) X(passkey_mine) X(passkey_remove)               \
    X(session_challenge) X(session_passkey)                                                                           \
    X(signin_added) X(signin_vouched) X(signin_removed) X(signin_list) X(session_certificate) X(oidc_begun)           \
    X(oidc_returned) X(session_oidc)                                                                                  \
    X(node_about) X(law_explained) X(purposes_listed)                                                                 \
    X(check_preview) X(check_table) X(check_run) X(check_show) X(candidate_judge)                                     \
    X(sealed_status) X(sealed_rebuild) X(sealed_recompute) X(sealed_questions)                                        \
    X(alert_create) X(alert_change) X(alert_misused) X(alert_restricted) X(alert_unrestricted) X(alert_show)          \
    X(alert_list) X(alert_delete) X(alert_opened) X(alert_read)                                                       \
    X(evidence_begin) X(evidence_part) X(evidence_add) X(evidence_abandon) X(evidence_event) X(evidence_show)         \
    X(hashes_added) X(hashes_searched) X(hashes_listed) X(hashes_dropped) X(evidence_list) X(evidence_recheck)        \
    X(evidence_kept_on) X(evidence_released) X(evidence_looked) X(removals_listed)                                    \
    X(evidence_bundle) X(evidence_page) X(evidence_read) X(destruction_asked) X(destruction_approved)                 \
    X(opening_asked) X(opening_approved) X(opening_listed) X(opening_tried) X(opening_ended)                          \
    X(evidence_unstamped) X(evidence_stamped) X(reading_begin) X(reading_part)                                        \
    X(reading_end) X(timeline_shown) X(selectors_shown)                                                               \
    X(import_begin) X(import_items) X(import_commit) X(import_abandon)                                                \
    X(request_create) X(request_list) X(request_show) X(request_approve) X(request_decide) X(request_proof)           \
    X(kinds_listed) X(request_noted) X(request_paused) X(request_resumed) X(request_reclocked) X(request_handed)      \
    X(request_statistics) X(request_resolved) X(contact_list) X(contact_noted) X(notice_list) X(recall_list)          \
    X(request_recalled) X(data_list) X(data_used) X(data_exported)                                                    \
    X(dna_status) X(dna_import_begin) X(dna_import_items) X(dna_import_commit) X(dna_import_abandon)                  \
    X(dna_deleted)                                                                                                    \
    X(dna_searched) X(dna_matches_listed) X(dna_match_shown) X(dna_judged) X(dna_harmonised) X(dna_led)               \
    X(dna_frequencies_put) X(order_forms_listed) X(order_judged) X(order_clarified) X(order_validated)                \
    X(delivery_fetched) X(order_statistics) X(order_papered) X(removal_statistics) X(provider_put)                    \
    X(provider_confirmed) X(provider_list) X(dna_kin_asked) X(dna_kin_approved)                                       \
    X(dna_kin_shown) X(dna_kin_list)                                                                                  \
    X(prints_read) X(prints_searched) X(prints_listed) X(prints_shown) X(prints_fetched) X(prints_judged)             \
    X(prints_capacities)                                                                                              \
    X(prints_afis_next) X(prints_afis_answered)                                                                       \
    X(hold_placed) X(hold_lifted) X(hold_list) X(review_list) X(review_done) X(deletion_proven)                       \
    X(audit_status) X(audit_checked) X(audit_exported) X(audit_proven) X(audit_listed) X(audit_opened)                \
    X(audit_disclosed)                                                                                                \
    X(check_certified) X(report_statistics) X(report_exchanges) X(report_transfers) X(report_processing)              \
    X(report_impact) X(subject_found) X(losses_listed) X(recovery_confirmed) X(breach_noted) X(breach_told)           \
    X(breach_listed)                                                                                                  \
    X(reconcile_now) X(reconciliations_listed) X(store_backed_up) X(peers_listed)

enum handler {
    HANDLER_none,  // a command of the CLI alone
#define X(name) HANDLER_##name,
    HANDLER_LIST(X)
#undef X
    HANDLER_COUNT
};
const char *handler_name(enum handler h);  // "check_run"

// Where a parameter travels, and what it is. On the command line each is `--name VALUE`; those `at` a place in the
// order of the table may be given without the name.
enum param_where { IN_PATH, IN_QUERY, IN_BODY, IN_COOKIE /* the session's token */, IN_TLS /* the key that the connection proved */,
                  IN_SHELL /* the CLI alone */ };
enum param_type {
    TYPE_TEXT,
    TYPE_SECRET,   // text that the CLI asks for without showing it
    TYPE_NUMBER,   // whole, 0..2^53
    TYPE_FLAG,
    TYPE_WORDS,    // list of texts; on the command line with commas
    TYPE_SUBJECT,  // codec/subject.h; on the command line see SUBJECT_OPTIONS
    TYPE_JSON,     // on the command line a file, "-" or the JSON itself
    TYPE_LINES     // the whole body: a line of JSON each (application/x-ndjson), which the handler reads; a file
};
enum param_need { OPTIONAL, REQUIRED };
enum param_place { BY_NAME, IN_ORDER, REST /* all that follow */ };

struct param {
    const char *name;
    enum param_where where;
    enum param_type type;
    enum param_need need;
    enum param_place place;
    const char *help;
};

// What a TYPE_SUBJECT is made of on the command line.
extern const struct param SUBJECT_OPTIONS[];
extern const size_t SUBJECT_OPTION_COUNT;

enum access {
    TO_ALL,      // nobody need be signed in
    TO_OFFICERS, // anyone who is
    TO_ROLES,    // whoever holds one of `roles`; an operator only where `roles` says so
    TO_NOBODY    // the store's owner on the Unix socket alone (`local`)
};

struct command {
    const char *words;        // "alert create"
    const char *summary;      // one line
    enum http_method method;  // 0: the CLI alone
    const char *path;         // "/api/alerts/{record...}": {x} is one segment, {x...} all the rest
    enum handler handler;
    enum access access;
    unsigned roles;           // bits of enum role
    bool local;               // the store's owner may, over the Unix socket, without being an officer
    const struct param *params;
    size_t param_count;
};

extern const struct command COMMANDS[];
extern const size_t COMMAND_COUNT;

// The command whose words begin the arguments, the longest such; `*used` of them. NULL when there is none.
const struct command *command_by_words(const char *const *arguments, size_t count, size_t *used);
// The command of a call. `*other_method`: the path exists, but not with this method.
const struct command *command_by_path(enum http_method method, struct view path, bool *other_method);
// The value of {name} in `path`; the empty view when the row has no such segment.
struct view command_segment(const struct command *c, struct view path, const char *name);
const struct param *command_param(const struct command *c, struct view name);  // NULL
static inline bool param_given(const struct param *p) { return p->where != IN_COOKIE && p->where != IN_TLS; }  // by the caller himself
const struct param *command_lines(const struct command *c);  // the one of TYPE_LINES; NULL
#define CONTENT_LINES "application/x-ndjson"
bool command_mutates(const struct command *c);  // everything but GET

// ---- What follows from the table ----
void text_help(struct text *t);                                  // all commands
void text_command_help(struct text *t, const struct command *c);
bool text_family_help(struct text *t, const char *words);  // of all commands that begin with these words; false: none does
void text_man(struct text *t);                                   // malines(1), groff
void text_completion(struct text *t);                            // bash
void text_reference(struct text *t);                             // docs/cli.md
json_t *commands_openapi(void);                                  // OpenAPI 3.1; new reference

#endif
