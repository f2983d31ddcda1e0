// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: net_dep

// Whatever the strict reader lets pass, a slow and obvious second reader accepts too, and both agree on where each
// request of a connection begins and ends: else a body could be taken for a request (smuggling). The second reader
// works on the whole input with string searches, allows more, and shares no code with the first. And how the bytes
// are cut into pieces changes nothing.
#include "net/http_head.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BODY_MAX = 2000 };

struct second_reading {
    size_t head_bytes;
    size_t body_bytes;
};

// The lines between the first CR LF and the empty line; false when there is anything to quarrel about.
static bool read_slowly(const char *s, size_t n, struct second_reading *out) {
    const char *end = memmem(s, n, "\r\n\r\n", 4);
    if (!end) return false;
    size_t bytes = (size_t)(end - s) + 4;
    char *head = strndup(s, bytes);
    bool ok = strlen(head) == bytes;  // no NUL
    for (size_t i = 0; ok && i < bytes; i++)
        if (head[i] == '\n' ? i == 0 || head[i - 1] != '\r' : head[i] == '\r' && head[i + 1] != '\n') ok = false;
    char method[16] = "", target[9000] = "", rest[2] = "";
    if (ok && sscanf(head, "%15[A-Z] %8999[^ \r\n] HTTP/1.1%1[\r]", method, target, rest) != 3) ok = false;
    unsigned lengths = 0, hosts = 0;
    unsigned long long length = 0;
    char *line = ok ? strstr(head, "\r\n") + 2 : NULL;
    for (; ok && strncmp(line, "\r\n", 2) != 0; line = strstr(line, "\r\n") + 2) {
        size_t name = strcspn(line, ":\r\n \t");
        if (name == 0 || line[name] != ':') ok = false;
        if (strncasecmp(line, "host:", 5) == 0) hosts++;
        if (strncasecmp(line, "transfer-encoding:", 18) == 0) ok = false;
        if (strncasecmp(line, "content-length:", 15) == 0) {
            char *digits = line + 15, *after;
            digits += strspn(digits, " \t");
            length = isdigit((unsigned char)*digits) ? strtoull(digits, &after, 10) : (after = digits, ok = false, 0);
            after += strspn(after, " \t");
            if (*after != '\r') ok = false;
            lengths++;
        }
    }
    if (hosts != 1 || lengths > 1 || strstr(target, "%00") || target[0] != '/' || length > BODY_MAX) ok = false;
    free(head);
    *out = (struct second_reading){bytes, (size_t)length};
    return ok;
}

static enum http_verdict feed_in_steps(struct http_head *h, const char *s, size_t n, size_t step, size_t *taken) {
    *taken = 0;
    http_head_start(h, (1 << HTTP_METHOD_COUNT) - 1, BODY_MAX);
    while (*taken < n && h->verdict == HTTP_MORE) {
        size_t piece = n - *taken < step ? n - *taken : step;
        *taken += http_head_feed(h, (struct view){s + *taken, piece});
    }
    return h->verdict;
}

static void agree_on_pieces(const char *s, size_t n, const struct http_head *whole, size_t whole_taken, size_t step) {
    struct http_head pieces;
    size_t taken;
    enum http_verdict v = feed_in_steps(&pieces, s, n, step, &taken);
    if (v != whole->verdict || taken != whole_taken || pieces.status != whole->status ||
        pieces.body_bytes != whole->body_bytes || !view_same(http_head_path(&pieces), http_head_path(whole)))
        abort();
    http_head_free(&pieces);
}

static void check_views(const struct http_head *h) {
    struct view path = http_head_path(h);
    if (path.bytes == 0 || path.at[0] != '/' || memchr(path.at, 0, path.bytes) || !utf8_valid(path)) abort();
    for (size_t i = 0; i + 3 <= path.bytes; i++)
        if (memcmp(path.at + i, "/..", 3) == 0 && (i + 3 == path.bytes || path.at[i + 3] == '/')) abort();
    AUTO_TEXT value = text_with_ceiling(10000);
    if (http_query_get(http_head_query(h), "q", &value) && !utf8_valid(text_seen(&value))) abort();
    if (http_head_field(h, "HOST").bytes == 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *s = (const char *)data;
    for (bool more = true; more && size;) {  // one round, one request of the connection
        struct http_head h;
        size_t taken;
        more = feed_in_steps(&h, s, size, size, &taken) == HTTP_READY;
        agree_on_pieces(s, size, &h, taken, 1);
        agree_on_pieces(s, size, &h, taken, 7);
        if (more) {
            struct second_reading second;
            if (!read_slowly(s, size, &second)) abort();
            if (second.head_bytes != taken || second.body_bytes != h.body_bytes) abort();
            check_views(&h);
            size_t all = taken + h.body_bytes;
            more = all <= size;
            s += more ? all : 0;
            size -= more ? all : 0;
        }
        http_head_free(&h);
    }
    return 0;
}
