// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// route.h — from an HTTP call to a handler and back, without sockets: who calls, may they, with what.
//
// A caller is proven in one of three ways: the cookie of a session (browsers; what changes anything then also needs the
// header `X-Malines: 1` and the same origin), the signature of an officer's key over the call, or the Unix socket when
// the other process runs as the store's owner ("local", for the few rows of the table that say so).
#ifndef MALINES_API_ROUTE_H
#define MALINES_API_ROUTE_H

#include "api/commands.h"

enum {
    API_BODY_BYTES_MAX = 4 * 1024 * 1024,
    API_SKEW_MS = 5 * MINUTE_MS,   // between the clock of who signs and ours
    API_TRIES_OFFICER = 3,         // wrong passwords before waits begin
    API_TRIES_ADDRESS = 20,
};

struct api_request {
    enum http_method method;
    struct view path;              // decoded once
    struct view query;             // as sent
    struct view body, content_type, cookie, authorization, host, origin, x_malines;
    int64_t unix_uid;              // -1: not over the Unix socket
    const char *remote;
    bool tls;                      // over our own TLS
    struct view shown;             // hex of the key of the certificate that the connection showed; empty: none
    struct view chain;             // that certificate and its issuers' up to the root, PEM; empty: none
};

struct api_reply {                 // views live during the call that is given it
    int status;
    struct http_field fields[4];
    size_t field_count;
    struct view body;              // JSON
};
typedef void api_answered(void *ctx, const struct api_reply *reply);

// The node behind it; functions as in node/node.h.
struct api_doors {
    void *ctx;
    struct result (*by_session)(void *ctx, struct view token, struct officer *out, struct error *err);
    struct result (*by_key)(void *ctx, struct view officer, struct view signed_bytes, struct view signature_base64,
                            struct officer *out, struct error *err);
    void (*run)(void *ctx, enum handler handler, const struct officer *officer, const json_t *params, call_done *done,
                void *done_ctx);
};

// The identity provider's token for its code; asked for outside of the node's turns. `id_token` is borrowed, empty on failure.
typedef void api_exchanged(void *ctx, const struct error *failure, struct view id_token);
struct api_provider {
    void *ctx;
    void (*exchange)(void *ctx, struct view code, struct view verifier, api_exchanged *done, void *done_ctx);  // NULL: no provider
};

// Was a card's certificate revoked? Asked before a card signs in, and again and again while its session is used. A failure refuses
// the call. `done` may be called before `look` returns.
typedef void api_looked(void *ctx, const struct error *failure);
struct api_cards {
    void *ctx;
    void (*look)(void *ctx, struct view shown, struct view chain, api_looked *done, void *done_ctx);  // NULL: nobody is asked
};

// Words to be laid out on pages, outside of the node's turns. `printed`: {"pdf" (base64), "digest"}, borrowed; NULL on failure.
typedef void api_printed(void *ctx, const struct error *failure, const json_t *printed);
struct api_printer {
    void *ctx;
    void (*print)(void *ctx, const json_t *what, api_printed *done, void *done_ctx);  // what order_papered answered; NULL: nothing is printed
};

// A file that the console hands over, read in a sandbox, outside of the node's turns. `read`, borrowed: of a container of fingerprints or faces, checked
// and redacted, {"container" (base64), "facts", "report", "bytes"}; of a portion of a table of people {"columns", "heading", "rows"}. NULL on failure,
// which names record and field.
typedef void api_read(void *ctx, const struct error *failure, const json_t *read);
struct api_reader {
    void *ctx;
    void (*read)(void *ctx, const json_t *what, api_read *done, void *done_ctx);  // what prints_read or check_table answered; NULL: nothing is read
};

struct api_options {
    const struct sys *sys;
    struct api_doors doors;
    const char *origin;            // "https://malines.example": where a reverse proxy shows the console; NULL: none
    int64_t owner_uid;             // of the store; -1: nobody is local
    struct api_provider provider;
    struct api_cards cards;
    struct api_printer printer;
    struct api_reader reader;
};

struct api;
struct api *api_new(const struct api_options *o);  // the options are copied, what they point to must stay
struct api *api_free(struct api *a);               // gives NULL; no call may be waiting

// Answers once through `answered`, at once or after the node's next flush.
void api_call(struct api *a, const struct api_request *r, api_answered *answered, void *ctx);

// The failure as clients get it: {"error":{"code","cause","next","detail"}}.
void text_failure(struct text *t, const struct error *e);

// ---- The signed call, for both ends ----
// What is signed, under the purpose malines/call/1: METHOD LF PATH[?QUERY] LF AT LF hex(SHA-256(body)), with the path
// decoded and the query as sent.
void text_call_signed(struct text *t, enum http_method method, struct view path, struct view query, struct view at,
                      struct view body);
void text_authorization(struct text *t, struct view officer, struct view at, struct view signature_base64);
struct authorization {
    struct view officer, at, signature;
};
bool authorization_read(struct view header, struct authorization *out);

#endif
