// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// link.h — the way from the command to a node, and the hands of each command that works here.
#ifndef MALINES_LINK_H
#define MALINES_LINK_H

#include "api/render.h"
#include "api/shell.h"
#include "crypto/key.h"

enum { SOCKET_BYTES_MAX = 4096, ANSWER_BYTES_MAX = 16 * 1024 * 1024, CALL_MS = 120 * 1000 };

struct link {
    const struct sys *sys;
    const struct shell *shell;
    char where[SOCKET_BYTES_MAX];  // the node's Unix socket
    bool has_key;
    struct sign_key key;
    struct text cookie;            // of a session that an authenticator opened; empty: none
    struct rendering rendering;
    json_t *members;               // for the names of members; NULL when not asked yet
};

// --node (a socket, a folder, a node.yaml), MALINES_NODE, /run/malines/malines.sock; --key, MALINES_KEY.
RESULT link_open(const struct sys *sys, const struct shell *shell, struct link *out, struct error *err);
void link_close(struct link *l);
RESULT link_node_file(const struct shell *shell, const char **out,
                      struct error *err); // what --node or MALINES_NODE says

// One call. A node's refusal comes back as its code and detail. *answer is a new reference.
RESULT link_call(struct link *l, const struct command *c, const json_t *values, json_t **answer, struct error *err);
void link_names(struct link *l);  // fetch the members' names, for rendering; silent when it fails

// The public half of an officer's key as the log and other members see it: it names nobody (P14).
struct verify_key officer_public(const struct sign_key *k);

// Prints an answer as the shell wants it.
void link_print(struct link *l, enum handler h, const json_t *answer);
void print_text(const struct text *t);
const struct command *command_of(enum handler h);

// ---- Commands that work here (main.c has the table) ----
typedef RESULT local_command(const struct sys *sys, const struct shell *s, struct error *err);
local_command do_init, do_trust_key, do_trust_make, do_officer_key, do_import, do_approve, do_validate, do_peer_check, do_doctor,
    do_check, do_law_test, do_law_diff, do_match_explain, do_match_identity, do_match_evaluate, do_identifier, do_screen, do_lists_audit, do_call,
    do_witness_init, do_recovery_prepare, do_evidence_add, do_evidence_bundle, do_evidence_stamp, do_oversight_key, do_oversight_open,
    do_sealed_watch, do_dna_import, do_dna_validate, do_dna_explain, do_dna_frequencies, do_dna_redact, do_dna_export, do_prints_search,
    do_prints_fetch, do_prints_validate, do_prints_redact, do_prints_serve, do_hash_import, do_order_seal, do_order_open, do_order_print,
    do_passkey_enrol, do_evidence_read, do_evidence_trace, do_evidence_open, do_evidence_look, do_order_xml;

// A secret, from the terminal without showing it, or a line of standard input; `given` other than "-" is the secret itself.
RESULT secret_read(const char *name, const char *given, json_t **out, struct error *err);

// import.c: every line of the reader to the node, in portions, as items of the import `id`. *report is a new reference.
struct list_reader;
RESULT lines_imported(struct link *l, struct list_reader *reader, json_t *id, enum handler items, json_t **report, struct error *err);

// What was given as a file, "-" or options becomes the value itself.
RESULT values_completed(const struct shell *s, struct error *err);

// --lang, else LC_ALL, else LANG; NULL.
const char *language_of(const struct shell *s);

// values' members as C strings; `fallback` when absent.
const char *value_text(const struct shell *s, const char *name, const char *fallback);
int64_t value_number(const struct shell *s, const char *name, int64_t fallback);
bool value_flag(const struct shell *s, const char *name);

#endif
