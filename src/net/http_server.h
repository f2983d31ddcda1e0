// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// http_server.h — the HTTP listeners of a node: other nodes (mutual TLS), the console (TCP) and the CLI (Unix socket).
//
// One request at a time per connection; what is pipelined waits. Heads are read by http_head.h and by nothing else.
// A refused head gets one answer with a JSON body {"code", "reason"} and the connection is closed. Slow clients meet
// a deadline, many connections meet a ceiling, large bodies are refused before they are read.
#ifndef MALINES_NET_HTTP_SERVER_H
#define MALINES_NET_HTTP_SERVER_H

#include "net/http_head.h"
#include "net/loop.h"
#include "net/tls.h"

struct http_server;

struct http_request {         // owned by the server; yours to read until http_reply()
    enum http_method method;
    struct view path, query;  // see http_head.h
    const struct http_head *head;  // http_head_field(r->head, "content-type")
    struct view body;         // whole, at most the ceiling
    bool has_peer;
    struct spki peer;         // key of the client's certificate, when the listener asks for one
    struct view peer_chain;   // PEM of a card's certificate and then of each issuer's up to the root, as it was verified; empty: none. During the handler only
    int64_t unix_uid;         // of the process at the other end of a Unix socket; -1 otherwise
    const char *remote;       // "192.0.2.1" or "unix"; for the log
    void *user;               // free for the handler
};

// Called once for each request. It answers with http_reply(), at once or later, on the loop's thread.
typedef void (*http_handler)(void *ctx, struct http_request *r);

struct http_options {                // 0 takes the value in brackets
    const char *unix_path;           // a Unix socket, or
    const char *address;             // an IP address, with
    uint16_t port;                   // 0: the kernel chooses, see http_server_port()
    unsigned unix_mode;              // permissions of the Unix socket [0600]
    bool tls;
    struct tls_identity identity;    // used during http_server_new() only
    struct tls_gate gate;            // .allowed NULL: no client certificate is asked for
    struct tls_cards cards;          // .authorities empty: none is asked for, else one may be shown; used during http_server_new() only
    unsigned methods;                // [all of http_head.h]
    uint64_t body_bytes_max;         // [8 MiB]
    uint64_t all_bodies_bytes_max;   // being read or answered at one time [64 MiB]; above it: 503 BUSY
    unsigned connections_max;        // [512]
    unsigned per_address_max;        // TCP only [no ceiling of its own]
    uint64_t head_ms;                // from the first byte, or from accept(), to the end of the head [10,000]
    uint64_t idle_ms;                // a kept-alive connection without a request [60,000]
    uint64_t rate_bytes_s;           // least rate of a body or an answer, after a grace of head_ms [4,096]
    bool for_browsers;               // adds the security headers to every answer
};

RESULT http_server_new(struct loop *l, const struct http_options *o, http_handler handler, void *ctx,
                       struct http_server **out, struct error *err);
// Gives NULL. Connections are cut; requests not yet answered stay readable until their http_reply(), which then
// only frees them.
struct http_server *http_server_free(struct http_server *s);
void http_server_stop_accepting(struct http_server *s);  // graceful stop: answers in flight go out, then each closes
uint16_t http_server_port(const struct http_server *s);
unsigned http_server_connections(const struct http_server *s);

// Answers and frees the request, whether or not the client is still there. Content-Length, Connection and Date are
// written here; `for_browsers` headers give way to a header of the same name. A header with
// control bytes is a fault of ours and makes the answer a 500. HEAD, 204 and 304 send no body.
void http_reply(struct http_request *r, int status, const struct http_field *fields, size_t field_count,
                struct view body);

#endif
