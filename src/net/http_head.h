// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// http_head.h — the strict reader of HTTP request heads (RFC 9112, much narrowed).
//
// Bytes go in as they arrive; the head is ready, needs more, or is refused with a status and a reason. There is
// one reading of every byte: what two parsers could read differently (request smuggling) is refused. Refused are
// bare LF and CR, folded lines, blanks before a colon, control and non-ASCII bytes, any target that is not a plain
// absolute path (no "..", "//", %00, %2F, broken escapes), HTTP/1.0, a missing or doubled Host, a doubled, signed
// or zero-padded Content-Length, every Transfer-Encoding, Content-Encoding, Expect and Upgrade, a body on GET, a
// body without length on POST, and any header given twice that is not a list by definition.
// Pure: no sockets, no clock.
#ifndef MALINES_NET_HTTP_HEAD_H
#define MALINES_NET_HTTP_HEAD_H

#include "base/text.h"

// NAME, has a body
#define HTTP_METHODS(X) X(GET, false) X(HEAD, false) X(POST, true) X(PUT, true) X(PATCH, true) X(DELETE, false)

enum http_method_number {
#define X(name, body) HTTP_NUMBER_##name,
    HTTP_METHODS(X)
#undef X
    HTTP_METHOD_COUNT
};
enum http_method {  // one bit each, so that a set of them is an `unsigned`
#define X(name, body) HTTP_##name = 1 << HTTP_NUMBER_##name,
    HTTP_METHODS(X)
#undef X
};
const char *http_method_name(enum http_method m);

enum {
    HTTP_HEAD_BYTES_MAX = 16 * 1024,  // request line, headers and the empty line
    HTTP_LINE_BYTES_MAX = 8 * 1024,   // one line with its CR LF
    HTTP_FIELDS_MAX = 64
};

enum http_verdict { HTTP_MORE, HTTP_READY, HTTP_REFUSED };

struct http_span {  // within the raw head, which moves while it grows
    uint16_t at, bytes;
};

struct http_head {
    unsigned methods;            // allowed
    uint64_t body_bytes_max;
    struct text raw, path_text;  // owned
    size_t line_at;              // where the current line begins in `raw`
    bool cr;                     // the last byte was CR
    enum http_verdict verdict;
    int status;                  // of the refusal: 400, 405, 411, 413, 414, 415, 417, 431, 501, 505
    const char *why;             // of the refusal: fixed English text, none of the client's bytes
    enum http_method method;
    struct http_span query;
    struct {
        struct http_span name, value;
    } fields[HTTP_FIELDS_MAX];
    unsigned field_count;
    bool has_length, close;      // `close`: the client asked for the connection to end
    uint64_t body_bytes;         // follow the head
};

void http_head_start(struct http_head *h, unsigned methods, uint64_t body_bytes_max);
void http_head_free(struct http_head *h);

// Takes bytes up to the end of the head and gives how many; `h->verdict` says where it stands. After HTTP_READY
// or HTTP_REFUSED nothing more is taken.
size_t http_head_feed(struct http_head *h, struct view bytes);

// Of a ready head. Views live as long as the head.
struct view http_head_path(const struct http_head *h);   // decoded once, valid UTF-8, begins with '/'
struct view http_head_query(const struct http_head *h);  // as sent, without '?'
struct view http_head_field(const struct http_head *h, const char *name);  // any case; trimmed; empty when absent

// The value of `name` in a query or form, decoded ('+' is a blank) and appended to `out`. False when it is not
// there, is there twice, or is not valid UTF-8.
bool http_query_get(struct view query, const char *name, struct text *out);

struct http_field {  // one header to be sent
    const char *name, *value;
};

#endif
