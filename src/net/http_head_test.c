// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "net/http_head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { ALL = (1 << HTTP_METHOD_COUNT) - 1, BODY_MAX = 1000 };
#define H "Host: node.example\r\n"

// Feed the head in pieces of `step` bytes; gives 0 when ready, -1 when more is needed, else the refusal's status.
static int judged(struct http_head *h, struct view bytes, size_t step) {
    http_head_start(h, ALL & ~HTTP_PATCH, BODY_MAX);
    for (size_t at = 0; at < bytes.bytes && h->verdict == HTTP_MORE;) {
        size_t n = bytes.bytes - at < step ? bytes.bytes - at : step;
        at += http_head_feed(h, (struct view){bytes.at + at, n});
    }
    return h->verdict == HTTP_READY ? 0 : h->verdict == HTTP_MORE ? -1 : h->status;
}

static int status_of(struct view bytes) {
    struct http_head whole, single;
    int a = judged(&whole, bytes, SIZE_MAX), b = judged(&single, bytes, 1);
    assert_int_equal(a, b);
    assert_true(a <= 0 || (whole.why && *whole.why));
    http_head_free(&whole);
    http_head_free(&single);
    return a;
}

static void good_heads_are_read(void **state) {
    (void)state;
    struct http_head h;
    struct view bytes = VIEW("POST /v1/check/caf%C3%A9%20x?q=a%26b&w=1 HTTP/1.1\r\n" H
                             "content-TYPE: \t application/json \t\r\n"
                             "Content-Length: 12\r\nEmpty:\r\nAccept: a\r\nAccept: b\r\n\r\n{\"a\":1}");
    assert_int_equal(judged(&h, bytes, SIZE_MAX), 0);
    assert_int_equal(h.method, HTTP_POST);
    assert_true(view_is(http_head_path(&h), "/v1/check/caf\xc3\xa9 x"));
    assert_true(view_is(http_head_query(&h), "q=a%26b&w=1"));
    assert_true(view_is(http_head_field(&h, "Content-Type"), "application/json"));
    assert_int_equal(http_head_field(&h, "empty").bytes, 0);
    assert_int_equal(http_head_field(&h, "absent").bytes, 0);
    assert_int_equal(h.body_bytes, 12);
    assert_false(h.close);
    http_head_free(&h);
    assert_int_equal(judged(&h, VIEW("GET / HTTP/1.1\r\n" H "Connection: keep-alive, Close\r\n\r\nGET"), SIZE_MAX), 0);
    assert_true(h.close);
    assert_int_equal(http_head_query(&h).bytes, 0);
    http_head_free(&h);
}

static void the_head_ends_where_it_ends(void **state) {
    (void)state;
    struct view bytes = VIEW("GET / HTTP/1.1\r\n" H "\r\nGET /next HTTP/1.1\r\n");
    struct http_head h;
    http_head_start(&h, ALL, BODY_MAX);
    assert_int_equal(http_head_feed(&h, bytes), sizeof("GET / HTTP/1.1\r\n" H "\r\n") - 1);
    assert_int_equal(http_head_feed(&h, bytes), 0);
    http_head_free(&h);
}

struct vector {
    const char *name;
    struct view bytes;
    int status;
};
#define ROW(name, status, bytes) {name, {bytes, sizeof(bytes) - 1}, status}
#define GET_WITH(name, status, lines) ROW(name, status, "GET / HTTP/1.1\r\n" H lines "\r\n")
#define POST_WITH(name, status, lines) ROW(name, status, "POST / HTTP/1.1\r\n" H lines "\r\n")
#define TARGET(name, status, target) ROW(name, status, "GET " target " HTTP/1.1\r\n" H "\r\n")

static const struct vector vectors[] = {
    ROW("all is well", 0, "GET / HTTP/1.1\r\n" H "\r\n"),
    ROW("not finished", -1, "GET / HTTP/1.1\r\n" H "\r"),
    ROW("bare LF after the request line", 400, "GET / HTTP/1.1\n" H "\r\n"),
    ROW("bare LF after a header", 400, "GET / HTTP/1.1\r\nHost: a\n\r\n"),
    ROW("bare LF at the end", 400, "GET / HTTP/1.1\r\n" H "\n"),
    ROW("bare CR in a value", 400, "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n"),
    ROW("CR CR LF", 400, "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n"),
    ROW("empty first line", 400, "\r\nGET / HTTP/1.1\r\n" H "\r\n"),
    ROW("NUL", 400, "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"),
    ROW("non-ASCII", 400, "GET / HTTP/1.1\r\nHost: a\r\nX: \xc3\xa9\r\n\r\n"),
    ROW("DEL", 400, "GET / HTTP/1.1\r\nHost: a\r\nX: \x7f\r\n\r\n"),
    ROW("two blanks", 400, "GET  / HTTP/1.1\r\n" H "\r\n"),
    ROW("two blanks before the version", 400, "GET /  HTTP/1.1\r\n" H "\r\n"),
    ROW("tab", 400, "GET\t/ HTTP/1.1\r\n" H "\r\n"),
    ROW("blank at the end of the line", 400, "GET / HTTP/1.1 \r\n" H "\r\n"),
    ROW("blank first", 400, " GET / HTTP/1.1\r\n" H "\r\n"),
    ROW("HTTP/0.9", 400, "GET /\r\n"),
    ROW("HTTP/1.0", 505, "GET / HTTP/1.0\r\n" H "\r\n"),
    ROW("HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ROW("lower-case version", 400, "GET / http/1.1\r\n" H "\r\n"),
    ROW("unknown method", 501, "BREW / HTTP/1.1\r\n" H "\r\n"),
    ROW("lower-case method", 501, "get / HTTP/1.1\r\n" H "\r\n"),
    ROW("method not allowed here", 405, "PATCH / HTTP/1.1\r\n" H "Content-Length: 0\r\n\r\n"),
    ROW("CONNECT", 501, "CONNECT a:443 HTTP/1.1\r\n" H "\r\n"),
    ROW("TLS on a plain port", 400, "\x16\x03\x01\x02\x00\x01"),
    TARGET("absolute form", 400, "http://a/"),
    TARGET("asterisk form", 400, "*"),
    TARGET("dot-dot", 400, "/a/../b"),
    TARGET("dot-dot at the end", 400, "/a/.."),
    TARGET("escaped dot-dot", 400, "/a/%2e%2E/b"),
    TARGET("dot", 400, "/./a"),
    TARGET("three dots are a name", 0, "/a/.../b"),
    TARGET("two slashes", 400, "//a"),
    TARGET("slash at the end", 0, "/a/"),
    TARGET("escaped slash", 400, "/a%2fb"),
    TARGET("backslash", 400, "/a\\b"),
    TARGET("escaped backslash", 400, "/a%5Cb"),
    TARGET("%00", 400, "/a%00"),
    TARGET("%00 in the query", 400, "/a?b=%00"),
    TARGET("escaped control byte", 400, "/a%0d%0aX"),
    TARGET("short escape", 400, "/a%2"),
    TARGET("lone percent", 400, "/a%"),
    TARGET("broken escape", 400, "/a%zz"),
    TARGET("broken escape in the query", 400, "/a?b=%g0"),
    TARGET("escaped invalid UTF-8", 400, "/%c3%28"),
    TARGET("overlong slash", 400, "/%c0%af"),
    TARGET("fragment", 400, "/a#b"),
    TARGET("quote", 400, "/a\"b"),
    TARGET("double escape is decoded once", 0, "/%252e%252e/"),
    ROW("no Host", 400, "GET / HTTP/1.1\r\nX: y\r\n\r\n"),
    ROW("empty Host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
    ROW("Host with a path", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    ROW("Host with user", 400, "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
    ROW("IPv6 Host", 0, "GET / HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n"),
    GET_WITH("two Hosts", 400, "host: node.example\r\n"),
    GET_WITH("blank before the colon", 400, "X : y\r\n"),
    GET_WITH("tab before the colon", 400, "X\t: y\r\n"),
    GET_WITH("folded line", 400, "X: y\r\n z\r\n"),
    GET_WITH("folded with tab", 400, "X: y\r\n\tz: a\r\n"),
    GET_WITH("no name", 400, ": y\r\n"),
    GET_WITH("no colon", 400, "X\r\n"),
    GET_WITH("bracket in the name", 400, "X[1]: y\r\n"),
    GET_WITH("same header twice", 400, "X: y\r\nx: z\r\n"),
    GET_WITH("two cookies", 400, "Cookie: a=1\r\nCookie: b=2\r\n"),
    GET_WITH("list header twice", 0, "Accept: y\r\naccept: z\r\n"),
    GET_WITH("body on GET", 400, "Content-Length: 3\r\n"),
    GET_WITH("empty body on GET", 0, "Content-Length: 0\r\n"),
    GET_WITH("chunked", 411, "Transfer-Encoding: chunked\r\n"),
    GET_WITH("chunked, other case", 411, "tRANSFER-eNCODING: chunked\r\n"),
    GET_WITH("upgrade", 400, "Upgrade: h2c\r\n"),
    GET_WITH("connection upgrade", 400, "Connection: Upgrade\r\n"),
    GET_WITH("connection names a header", 400, "Connection: close, Host\r\n"),
    GET_WITH("trailer", 400, "Trailer: X\r\n"),
    GET_WITH("Upgrade-Insecure-Requests is another header", 0, "Upgrade-Insecure-Requests: 1\r\n"),
    POST_WITH("no length", 411, ""),
    POST_WITH("two lengths, same", 400, "Content-Length: 5\r\nContent-Length: 5\r\n"),
    POST_WITH("two lengths", 400, "Content-Length: 5\r\nContent-Length: 6\r\n"),
    POST_WITH("a list of lengths", 400, "Content-Length: 5, 5\r\n"),
    POST_WITH("plus", 400, "Content-Length: +5\r\n"),
    POST_WITH("minus", 400, "Content-Length: -5\r\n"),
    POST_WITH("hexadecimal", 400, "Content-Length: 0x5\r\n"),
    POST_WITH("leading zero", 400, "Content-Length: 05\r\n"),
    POST_WITH("blank within", 400, "Content-Length: 5 5\r\n"),
    POST_WITH("no digits", 400, "Content-Length:\r\n"),
    POST_WITH("beyond 64 bits", 413, "Content-Length: 18446744073709551621\r\n"),
    POST_WITH("one above the ceiling", 413, "Content-Length: 1001\r\n"),
    POST_WITH("the ceiling", 0, "Content-Length: 1000\r\n"),
    POST_WITH("length and chunked", 411, "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
    POST_WITH("chunked and length", 411, "Transfer-Encoding: gzip, chunked\r\nContent-Length: 5\r\n"),
    POST_WITH("gzip", 415, "Content-Length: 5\r\nContent-Encoding: gzip\r\n"),
    POST_WITH("expect", 417, "Content-Length: 5\r\nExpect: 100-continue\r\n"),
};

static void each_vector_gets_its_verdict(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        int got = status_of(vectors[i].bytes);
        if (got != vectors[i].status) fail_msg("%s: %d, not %d", vectors[i].name, got, vectors[i].status);
    }
}

static int with_filler(const char *before, size_t filler, const char *after, unsigned times) {
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    text_put(&t, "GET /");
    if (!times) for (size_t i = 0; i < filler; i++) text_char(&t, 'a');
    text_put(&t, " HTTP/1.1\r\n" H);
    for (unsigned n = 0; n < times; n++) {
        text_format(&t, "%s%u: ", before, n);
        for (size_t i = 0; i < filler; i++) text_char(&t, 'a');
        text_put(&t, after);
    }
    text_put(&t, "\r\n");
    return status_of(text_seen(&t));
}

static void ceilings_hold_to_the_byte(void **state) {
    (void)state;
    size_t request_line = HTTP_LINE_BYTES_MAX - (sizeof "GET / HTTP/1.1\r\n" - 1);
    assert_int_equal(with_filler("", request_line, "", 0), 0);
    assert_int_equal(with_filler("", request_line + 1, "", 0), 414);
    size_t line = HTTP_LINE_BYTES_MAX - (sizeof "X0: \r\n" - 1);
    assert_int_equal(with_filler("X", line, "\r\n", 1), 0);
    assert_int_equal(with_filler("X", line + 1, "\r\n", 1), 431);
    assert_int_equal(with_filler("X", 1, "\r\n", HTTP_FIELDS_MAX - 1), 0);
    assert_int_equal(with_filler("X", 1, "\r\n", HTTP_FIELDS_MAX), 431);
    size_t rest = HTTP_HEAD_BYTES_MAX - (sizeof "GET / HTTP/1.1\r\n" H "X0: \r\nX1: \r\nX2: \r\n\r\n" - 1);
    assert_int_equal(with_filler("X", rest / 3, "\r\n", 3), 0);
    assert_int_equal(with_filler("X", rest / 3 + 1, "\r\n", 3), 431);
}

static void queries_are_decoded(void **state) {
    (void)state;
    struct view q = VIEW("name=Zo%C3%AB+de%20Smet&n=1&n=2&empty=&bad=%C3%28&a%62c=d");
    AUTO_TEXT t = text_with_ceiling(100);
    assert_true(http_query_get(q, "name", &t));
    assert_string_equal(text_string(&t), "Zo\xc3\xab de Smet");
    text_clear(&t);
    assert_true(http_query_get(q, "abc", &t));
    assert_string_equal(text_string(&t), "d");
    text_clear(&t);
    assert_true(http_query_get(q, "empty", &t));
    assert_false(http_query_get(q, "n", &t));
    assert_false(http_query_get(q, "bad", &t));
    assert_false(http_query_get(q, "none", &t));
    assert_int_equal(t.bytes, 0);
}

static void every_byte_survives_escaping(void **state) {
    (void)state;
    for (uint32_t cp = 1; cp < 0x3000; cp++) {
        AUTO_TEXT plain = text_with_ceiling(8), coded = text_with_ceiling(100), back = text_with_ceiling(100);
        text_cp(&plain, cp);
        text_put(&coded, "k=");
        text_percent(&coded, text_seen(&plain));
        assert_true(http_query_get(text_seen(&coded), "k", &back));
        assert_true(view_same(text_seen(&plain), text_seen(&back)));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_heads_are_read),          cmocka_unit_test(the_head_ends_where_it_ends),
        cmocka_unit_test(each_vector_gets_its_verdict), cmocka_unit_test(ceilings_hold_to_the_byte),
        cmocka_unit_test(queries_are_decoded),          cmocka_unit_test(every_byte_survives_escaping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
