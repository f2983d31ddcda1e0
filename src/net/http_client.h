// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// http_client.h — asking other nodes over mutual TLS with pinned keys, and the blocking call of the CLI.
//
// libcurl on the node's loop. Connections are kept and reused; several questions to one node travel in parallel.
// When a question fails, the outcome names the step that failed, in plain words, for `malines peer check`.
#ifndef MALINES_NET_HTTP_CLIENT_H
#define MALINES_NET_HTTP_CLIENT_H

#include "net/http_head.h"
#include "net/loop.h"
#include "net/tls.h"

// NAME, the word for people
#define HTTP_STEPS(X)                                                                                                \
    X(RESOLVE, "finding the address of the host name")                                                               \
    X(CONNECT, "reaching the port")                                                                                  \
    X(TLS, "agreeing on TLS 1.3")                                                                                    \
    X(PIN, "comparing the node's key with the trust list")                                                           \
    X(ADMISSION, "being admitted: the other node checks our key")                                                    \
    X(HTTP, "getting the answer")

enum http_step {
#define X(name, words) HTTP_STEP_##name,
    HTTP_STEPS(X)
#undef X
    HTTP_STEP_COUNT
};
const char *http_step_words(enum http_step s);

struct http_client;

struct http_question {          // copied by http_client_send()
    const char *host;           // a name or an IP address
    uint16_t port;
    const struct spki *pin;     // the server's key; NULL: plain HTTP, for loopback and for answers that are signed themselves (OCSP)
    enum http_method method;
    const char *path;           // with query; escaped, see text_percent()
    const struct http_field *fields;
    size_t field_count;
    struct view body;           // Content-Length is written here; so is nothing else
    uint64_t timeout_ms;        // for all of it; 0: 10 s
    size_t answer_bytes_max;    // 0: 8 MiB; a longer answer fails with TOO_BIG
};

struct http_outcome {
    enum code code;             // OK: an answer came, of whatever status. UNREACHABLE, BAD_CERTIFICATE (not the pinned
                                // key), NOT_TRUSTED (the other node refused ours), TOO_BIG, BAD_FORMAT (not HTTP)
    enum http_step step;        // where it failed
    char detail[200];           // of the failure, for a person
    int status;                 // of the answer
    struct view body;
    const char *content_type;   // "" when none
    struct instant peer_now;    // the other node's clock (its Date header, whole seconds), 0 when it did not say
    uint64_t took_us;
};

// Called exactly once per question on the loop's thread, never inside http_client_send(); not after http_client_free().
// It may send again, but not free the client. What `o` holds ends with the call.
typedef void (*http_done)(void *ctx, const struct http_outcome *o);

// `id` may be NULL: no client certificate is shown. Copied.
RESULT http_client_new(struct loop *l, const struct tls_identity *id, struct http_client **out, struct error *err);
struct http_client *http_client_free(struct http_client *c);  // gives NULL; cancels all
void http_client_send(struct http_client *c, const struct http_question *q, http_done done, void *ctx);

// One blocking call, for the CLI. `where` is the path of a Unix socket (begins with '/') or "host:port" (plain HTTP).
// Fails with UNREACHABLE when nobody answers, TOO_BIG above `answer`'s ceiling. Any HTTP status is a success.
// `cookie` (may be NULL) gets NAME=VALUE of a cookie that the answer sets.
RESULT http_call(const char *where, enum http_method method, const char *path, const struct http_field *fields,
                 size_t field_count, struct view body, uint64_t timeout_ms, int *status, struct text *answer,
                 struct text *cookie, struct error *err);

#endif
