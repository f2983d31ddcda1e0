// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// config.h — node.yaml, the settings of one node (docs/operations.md explains each).
//
//   authority: fr                     the member's id in the trust list and in the law tables
//   data_dir: .                       keys and the store; relative names count from the file's own folder
//   node: {address: 127.0.0.1, port: 7001}       where other nodes reach it (mutual TLS)
//   console: {address: 127.0.0.1, port: 7101, origin: https://malines.example}   loopback only
//   cards: {address: 0.0.0.0, port: 7443, certificate: console.crt, key: console.key, authorities: cards.pem, revoked: cards.crl,
//           ocsp: http://ocsp.example/cards, ocsp_authorities: http://ocsp.example/authorities, ocsp_policy: require}
//                                     the console over TLS, where officers may sign in with a card's certificate (optional)
//   oidc: {issuer: https://id.example, client: malines, authorize: https://id.example/auth, token: https://id.example/token,
//          keys: id-keys.json, certificate: id.crt, secret: id.secret}
//                                     the house's identity provider (optional); docs/people.md
//   socket: malines.sock              for the CLI
//   trust_list: trust.json            the signed list of members (docs/trust-list.md), and
//   trust_anchor: anchor.json         the keys that may sign it, compared by hand at set-up
//   laws_dir: /usr/share/malines/laws
//   lists: none                       official, invented or none: shown on every screen
//   demo: false                       shown on every screen; then only loopback is listened on
//   thresholds: [{member: ma, purpose: border_check, percent: 70}]
//                                     what a record of ours must score to be shown to that member's questions of that purpose;
//                                     never less than laws/purposes.yaml says (optional)
//   check_budget_ms: 1000             how long a check waits for other members
//   hello_ms: 1000                    how often they are greeted
//   cosign_ms: 60000                  how often their witnesses are shown the log's newest checkpoint
#ifndef MALINES_API_CONFIG_H
#define MALINES_API_CONFIG_H

#include "base/text.h"

struct listen {
    char *address;
    unsigned port;
};
struct console_listen {
    char *address;
    unsigned port;
    char *origin;  // NULL: none
};
struct config_cards {  // address NULL: there is none
    char *address;
    unsigned port;
    char *certificate, *key, *authorities, *revoked;  // paths; revoked may be NULL
    char *ocsp, *ocsp_policy;                         // the authorities' responder, NULL: nobody is asked; "require" (usual) or "if_reachable"
    char *ocsp_authorities;                           // who is asked about authorities between a card and its root; NULL: `ocsp`, or the lists in `revoked`
};
struct config_oidc {   // issuer NULL: there is none
    char *issuer, *client, *authorize, *token, *keys;  // keys: path of its JWK set
    char *certificate, *secret;                        // paths; may be NULL
};
struct config_threshold {
    char *member, *purpose;
    unsigned percent;
    unsigned line;         // of the file, for complaints of who knows the members and the law
};
struct config {    // all of it is owned by `inside`; paths are whole
    const char *authority, *data_dir, *socket, *trust_list, *trust_anchor, *laws_dir, *lists;
    struct listen node;
    struct console_listen console;
    struct config_cards cards;
    struct config_oidc oidc;
    const struct config_threshold *thresholds;
    unsigned threshold_count;
    bool demo;
    unsigned check_budget_ms, hello_ms, cosign_ms;
    const char *new_generation;  // of the command line alone: why this start opens the generation that the trust list names
    void *inside;
};

// Ceilings of the file's numbers.
enum {
    CONFIG_BYTES_MAX = 64 * 1024,
    THRESHOLDS_MAX = 200,
    CHECK_BUDGET_MS_MIN = 50,
    CHECK_BUDGET_MS_MAX = 60000,
    HELLO_MS_MIN = 100,
    HELLO_MS_MAX = 60000,
    COSIGN_MS_MIN = 1000,
    COSIGN_MS_MAX = 600000
};

// `path` is a file or a folder with a node.yaml. BAD_YAML says file, line and key.
RESULT config_read(const char *path, struct config *out, struct error *err);
// The same from text; `path` is for messages and for relative names.
RESULT config_parse(struct view yaml, const char *path, struct config *out, struct error *err);
void config_free(struct config *c);
#define AUTO_CONFIG __attribute__((cleanup(config_free))) struct config

// data_dir/name
void text_in_data_dir(struct text *t, const struct config *c, const char *name);
bool address_is_loopback(const char *address);

// Where laws/, i18n/ and the importer are: MALINES_DATA, else beside or above the program that runs, else
// /usr/share/malines. Appends the path of `name` in it.
void text_data_path(struct text *t, const char *name);

// The files of a node's folder, and who makes them: `malines init`.
#define FILE_CONFIG "node.yaml"
#define FILE_STORE "store.db"
#define FILE_INDEX "index"
#define FILE_TLS_KEY "tls.key"
#define FILE_TLS_CERT "tls.crt"
#define FILE_SIGN_KEY "sign.key"
#define FILE_SIGN_CERT "sign.crt"
#define FILE_LOG_KEY "log.key"
#define FILE_DESCRIPTOR "descriptor.json"

#endif
