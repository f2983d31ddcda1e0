// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The server and the clients against one another and against raw sockets, on loopback ports the kernel chooses.
#include "net/http_client.h"
#include "net/http_server.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

// ---- certificates ----

struct person {  // a node's key and certificate
    struct text certificate, key;
    struct spki spki;
};

static void pem_into(struct text *t, X509 *x, EVP_PKEY *k) {
    BIO *b = BIO_new(BIO_s_mem());
    if (x) PEM_write_bio_X509(b, x);
    else PEM_write_bio_PrivateKey(b, k, NULL, NULL, 0, NULL, NULL);
    char *at;
    long n = BIO_get_mem_data(b, &at);
    *t = text_with_ceiling(10000);
    text_add(t, at, (size_t)n);
    BIO_free(b);
}

static struct person person_new(void) {
    struct person p;
    EVP_PKEY *k = EVP_EC_gen("P-256");
    X509 *x = X509_new();
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), -7200);  // expired an hour ago: dates do not count, the pin does
    X509_gmtime_adj(X509_getm_notAfter(x), -3600);
    X509_set_pubkey(x, k);
    X509_sign(x, k, EVP_sha256());
    pem_into(&p.certificate, x, NULL);
    pem_into(&p.key, NULL, k);
    assert_true(spki_of(x, &p.spki));
    X509_free(x);
    EVP_PKEY_free(k);
    return p;
}

static void person_free(struct person *p) {
    text_free(&p->certificate);
    text_free(&p->key);
}

static struct tls_identity identity_of(const struct person *p) {
    return (struct tls_identity){text_seen(&p->certificate), text_seen(&p->key)};
}

// ---- a world: one loop, one server, one client ----

struct world {
    struct loop *loop;
    struct http_options options;
    struct http_server *server;
    struct http_client *client;
    struct person here, there, stranger;
    unsigned handled, done, failed;
    struct http_request *held;  // by the handler of /later
    enum code code;
    enum http_step step;
    int status;
    struct text body;
    struct spki seen_peer;
    bool had_peer;
    int64_t seen_uid;
    unsigned until;             // stop the loop when so many are done
    struct instant peer_now;
    char detail[200];
};

static bool only_here(void *ctx, const struct spki *peer) {
    struct world *w = ctx;
    return spki_same(peer, &w->here.spki);
}

static void echo(void *ctx, struct http_request *r) {
    struct world *w = ctx;
    w->handled++;
    w->seen_peer = r->peer;
    w->had_peer = r->has_peer;
    w->seen_uid = r->unix_uid;
    if (view_is(r->path, "/later")) {
        w->held = r;
        if (w->until == 0) loop_stop(w->loop);
        return;
    }
    AUTO_TEXT big = text_with_ceiling(64 << 20);
    uint64_t n = 0;
    AUTO_TEXT wanted = text_with_ceiling(20);
    if (http_query_get(r->query, "bytes", &wanted) && view_to_u64(text_seen(&wanted), &n))
        for (uint64_t i = 0; i < n; i++) text_char(&big, (char)('a' + i % 26));
    const struct http_field fields[] = {{"Content-Type", "text/plain"}};
    const struct http_field bad[] = {{"X", "a\r\nY: b"}};
    if (view_is(r->path, "/bad")) http_reply(r, 200, bad, 1, VIEW("x"));
    else http_reply(r, view_is(r->path, "/none") ? 404 : 200, fields, 1, n ? text_seen(&big) : r->body);
}

static void open_world(struct world *w, struct http_options o) {
    *w = (struct world){.options = o, .body = text_with_ceiling(64 << 20)};
    struct error err;
    assert_int_equal(loop_new(sys_real(), &w->loop, &err).code, CODE_OK);
    w->here = person_new(), w->there = person_new(), w->stranger = person_new();
    if (!w->options.unix_path) w->options.address = "127.0.0.1";
    w->options.identity = identity_of(&w->there);
    if (o.tls) w->options.gate = (struct tls_gate){only_here, w};
    assert_int_equal(http_server_new(w->loop, &w->options, echo, w, &w->server, &err).code, CODE_OK);
    struct tls_identity id = identity_of(&w->here);
    assert_int_equal(http_client_new(w->loop, &id, &w->client, &err).code, CODE_OK);
}

static void close_world(struct world *w) {
    http_client_free(w->client);
    http_server_free(w->server);
    if (w->held) http_reply(w->held, 200, NULL, 0, VIEW("to nobody"));  // frees it, and no more
    loop_free(w->loop);
    person_free(&w->here), person_free(&w->there), person_free(&w->stranger);
    text_free(&w->body);
}

static void is_done(void *ctx, const struct http_outcome *o) {
    struct world *w = ctx;
    w->code = o->code;
    w->step = o->step;
    w->status = o->status;
    w->peer_now = o->peer_now;
    memcpy(w->detail, o->detail, sizeof w->detail);
    text_clear(&w->body);
    text_view(&w->body, o->body);
    w->failed += o->code != CODE_OK;
    if (++w->done == w->until) loop_stop(w->loop);
}

static struct http_question question(const struct world *w, enum http_method m, const char *path, struct view body) {
    return (struct http_question){.host = "127.0.0.1", .port = http_server_port(w->server),
                                  .pin = w->options.tls ? &w->there.spki : NULL, .method = m, .path = path,
                                  .body = body};
}

static void ask(struct world *w, const struct http_question *q) {
    w->done = 0;
    w->until = 1;
    http_client_send(w->client, q, is_done, w);
    assert_int_equal(w->done, 0);
    loop_run(w->loop);
    assert_int_equal(w->done, 1);
}

static void ask_simply(struct world *w, enum http_method m, const char *path, struct view body) {
    struct http_question q = question(w, m, path, body);
    ask(w, &q);
}

static const struct http_options plain = {0}, mutual = {.tls = true};

// ---- good days ----

static void answers_come_back(const struct http_options *o) {
    struct world w;
    open_world(&w, *o);
    ask_simply(&w, HTTP_POST, "/echo", VIEW("{\"a\":1}"));
    assert_int_equal(w.code, CODE_OK);
    assert_int_equal(w.status, 200);
    assert_string_equal(text_string(&w.body), "{\"a\":1}");
    int64_t apart = w.peer_now.ms - sys_now(sys_real()).ms;
    assert_true(apart < 60000 && apart > -60000);
    ask_simply(&w, HTTP_GET, "/none", VIEW(""));
    assert_int_equal(w.status, 404);
    const enum http_method methods[] = {HTTP_PUT, HTTP_PATCH, HTTP_POST};
    for (size_t i = 0; i < 3; i++) {
        ask_simply(&w, methods[i], "/echo", VIEW("again"));
        assert_string_equal(text_string(&w.body), "again");
    }
    ask_simply(&w, HTTP_POST, "/echo", VIEW(""));
    assert_int_equal(w.status, 200);
    ask_simply(&w, HTTP_DELETE, "/echo", VIEW(""));
    assert_int_equal(w.status, 200);
    ask_simply(&w, HTTP_HEAD, "/echo?bytes=1000", VIEW(""));
    assert_int_equal(w.status, 200);
    assert_int_equal(w.body.bytes, 0);
    ask_simply(&w, HTTP_GET, "/bad", VIEW(""));
    assert_int_equal(w.status, 500);
    assert_int_equal(http_server_connections(w.server), 1);  // one connection carried them all
    assert_int_equal(w.had_peer, o->tls);
    if (o->tls) assert_true(spki_same(&w.seen_peer, &w.here.spki));
    close_world(&w);
}

static void plain_answers_come_back(void **state) {
    (void)state;
    answers_come_back(&plain);
}

static void mutual_tls_answers_come_back(void **state) {
    (void)state;
    answers_come_back(&mutual);
}

static void large_bodies_travel_whole(const struct http_options *o) {
    struct world w;
    open_world(&w, *o);
    const size_t sizes[] = {4095, 4096, 16383, 16385, 65536, 1000003, 8 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        AUTO_TEXT body = text_with_ceiling(16 << 20);
        for (size_t n = 0; n < sizes[i]; n++) text_char(&body, (char)('0' + n % 71));
        ask_simply(&w, HTTP_POST, "/echo", text_seen(&body));
        assert_int_equal(w.code, CODE_OK);
        assert_true(view_same(text_seen(&w.body), text_seen(&body)));
    }
    AUTO_TEXT body = text_with_ceiling(16 << 20);
    for (size_t n = 0; n < (8 << 20) + 1; n++) text_char(&body, 'x');
    ask_simply(&w, HTTP_POST, "/echo", text_seen(&body));
    assert_true(w.code != CODE_OK || w.status == 413);
    struct http_question q = question(&w, HTTP_GET, "/echo?bytes=100001", VIEW(""));
    q.answer_bytes_max = 100000;
    ask(&w, &q);
    assert_int_equal(w.code, CODE_TOO_BIG);
    close_world(&w);
}

static void plain_large_bodies_travel_whole(void **state) {
    (void)state;
    large_bodies_travel_whole(&plain);
}

static void tls_large_bodies_travel_whole(void **state) {
    (void)state;
    large_bodies_travel_whole(&mutual);
}

static void many_requests_are_all_answered(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    for (int i = 0; i < 1000; i++) {
        ask_simply(&w, HTTP_POST, "/echo", VIEW("one"));
        assert_int_equal(w.code, CODE_OK);
    }
    assert_int_equal(http_server_connections(w.server), 1);
    w.done = 0, w.until = 200;
    struct http_question q = question(&w, HTTP_POST, "/echo", VIEW("many"));
    for (int i = 0; i < 200; i++) http_client_send(w.client, &q, is_done, &w);
    loop_run(w.loop);
    assert_int_equal(w.done, 200);
    assert_int_equal(w.failed, 0);
    assert_int_equal(w.handled, 1200);
    close_world(&w);
}

// ---- bad certificates ----

static void a_strange_client_is_refused_in_the_handshake(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    struct tls_identity id = identity_of(&w.stranger);
    const struct tls_identity *ids[] = {&id, NULL};
    for (int i = 0; i < 2; i++) {
        http_client_free(w.client);
        struct error err;
        assert_int_equal(http_client_new(w.loop, ids[i], &w.client, &err).code, CODE_OK);
        ask_simply(&w, HTTP_POST, "/echo", VIEW("let me in"));
        assert_int_equal(w.code, CODE_NOT_TRUSTED);
        assert_int_equal(w.step, HTTP_STEP_ADMISSION);
    }
    assert_int_equal(w.handled, 0);
    close_world(&w);
}

static void a_wrong_server_key_is_refused(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    struct http_question q = question(&w, HTTP_POST, "/echo", VIEW("secret"));
    q.pin = &w.stranger.spki;
    ask(&w, &q);
    assert_int_equal(w.code, CODE_BAD_CERTIFICATE);
    assert_int_equal(w.step, HTTP_STEP_PIN);
    q.pin = &w.there.spki;
    ask(&w, &q);
    assert_int_equal(w.code, CODE_OK);
    q.pin = &w.stranger.spki;  // a kept connection does not let a wrong pin through
    ask(&w, &q);
    assert_int_equal(w.code, CODE_BAD_CERTIFICATE);
    assert_int_equal(w.handled, 1);
    close_world(&w);
}

static void each_failing_step_is_named(void **state) {
    (void)state;
    struct world w;
    open_world(&w, plain);
    struct http_question q = question(&w, HTTP_GET, "/", VIEW(""));
    q.pin = &w.there.spki;  // TLS to a plain port
    ask(&w, &q);
    assert_int_equal(w.code, CODE_UNREACHABLE);
    assert_int_equal(w.step, HTTP_STEP_TLS);
    q.host = "no-such-host.invalid";
    ask(&w, &q);
    assert_int_equal(w.code, CODE_UNREACHABLE);
    assert_int_equal(w.step, HTTP_STEP_RESOLVE);
    q.host = "127.0.0.1";
    w.server = http_server_free(w.server);
    ask(&w, &q);
    assert_int_equal(w.code, CODE_UNREACHABLE);
    assert_int_equal(w.step, HTTP_STEP_CONNECT);
    assert_non_null(strstr(w.detail, "reaching the port"));
    close_world(&w);
}

static void a_silent_server_times_out(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    struct http_question q = question(&w, HTTP_GET, "/later", VIEW(""));
    q.timeout_ms = 50;
    ask(&w, &q);
    assert_int_equal(w.code, CODE_UNREACHABLE);
    assert_int_equal(w.step, HTTP_STEP_HTTP);
    assert_non_null(w.held);
    http_reply(w.held, 200, NULL, 0, VIEW("too late"));  // the client is gone
    w.held = NULL;
    ask_simply(&w, HTTP_POST, "/echo", VIEW("still here"));
    assert_int_equal(w.code, CODE_OK);
    close_world(&w);
}

static void a_restarted_server_is_found_again(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    ask_simply(&w, HTTP_POST, "/echo", VIEW("before"));
    assert_int_equal(w.code, CODE_OK);
    w.options.port = http_server_port(w.server);
    w.server = http_server_free(w.server);
    struct error err;
    w.options.identity = identity_of(&w.there);
    assert_int_equal(http_server_new(w.loop, &w.options, echo, &w, &w.server, &err).code, CODE_OK);
    ask_simply(&w, HTTP_POST, "/echo", VIEW("after"));
    assert_int_equal(w.code, CODE_OK);
    assert_string_equal(text_string(&w.body), "after");
    close_world(&w);
}

static void a_late_answer_arrives(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    struct http_question q = question(&w, HTTP_GET, "/later", VIEW(""));
    http_client_send(w.client, &q, is_done, &w);
    loop_run(w.loop);  // the handler stops it
    w.until = 1;
    http_reply(w.held, 200, NULL, 0, VIEW("late"));
    w.held = NULL;
    loop_run(w.loop);
    assert_string_equal(text_string(&w.body), "late");
    close_world(&w);
}

static void a_question_that_is_under_way_ends_with_its_client(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    struct http_question q = question(&w, HTTP_POST, "/echo", VIEW("x"));
    http_client_send(w.client, &q, is_done, &w);
    close_world(&w);
    assert_int_equal(w.done, 0);
}

// ---- raw sockets: another thread plays the hostile client ----

struct raw {
    uint16_t port;
    struct view bytes;
    bool half_close;
    unsigned step;              // write so many bytes at a time, pausing between
    size_t sent;
    bool late_send_failed;      // bytes sent after the answer met a closed door
    struct text got;
    struct loop *loop;
};

static int connect_to(uint16_t port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, (struct sockaddr *)&a, sizeof a) != 0) abort();
    return fd;
}

static void loop_stop_posted(void *ctx) { loop_stop(ctx); }

static void *play_raw(void *ctx) {
    struct raw *r = ctx;
    int fd = connect_to(r->port);
    size_t step = r->step ? r->step : r->bytes.bytes;
    for (size_t at = 0; at < r->bytes.bytes; at += step) {
        size_t n = r->bytes.bytes - at < step ? r->bytes.bytes - at : step;
        if (send(fd, r->bytes.at + at, n, MSG_NOSIGNAL) < 0) break;
        r->sent += n;
        if (r->step) usleep(2000);
    }
    if (r->half_close) shutdown(fd, SHUT_WR);
    char chunk[4096];
    for (ssize_t n; (n = recv(fd, chunk, sizeof chunk, 0)) > 0;) text_add(&r->got, chunk, (size_t)n);
    for (int i = 0; i < 3 && !r->half_close; i++, usleep(2000))
        r->late_send_failed |= send(fd, "x", 1, MSG_NOSIGNAL) < 0;
    close(fd);
    loop_post(r->loop, loop_stop_posted, r->loop);
    return NULL;
}

static void exchange_raw(struct world *w, struct raw *r) {
    r->port = http_server_port(w->server);
    r->loop = w->loop;
    r->got = text_with_ceiling(1 << 20);
    w->until = 1000000;
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, play_raw, r), 0);
    loop_run(w->loop);
    pthread_join(thread, NULL);
}

static unsigned count_of(const struct text *t, const char *what) {
    unsigned n = 0;
    for (const char *s = text_string(t); (s = strstr(s, what)); s += strlen(what)) n++;
    return n;
}

#define H "Host: x\r\n"

static void smuggling_is_refused_and_the_connection_closed(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        int status;
    } rows[] = {
        {"GET / HTTP/1.1\n" H "\r\n", 400},
        {"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" H H "\r\n", 400},
        {"POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
        {"POST / HTTP/1.1\r\n" H "Content-Length: +5\r\n\r\nhello", 400},
        {"POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411},
        {"POST / HTTP/1.1\r\n" H "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 411},
        {"POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Encoding: gzip\r\n\r\nhello", 415},
        {"POST / HTTP/1.1\r\n" H "Content-Length: 99999999999\r\n\r\nhello", 413},
        {"GET /%00 HTTP/1.1\r\n" H "\r\n", 400},
        {"POST / HTTP/1.1\r\n" H "Content-Length: 5\r\nExpect: 100-continue\r\n\r\nhello", 417},
        {"BREW / HTTP/1.1\r\n" H "\r\n", 501},
        {"GET /a/../b HTTP/1.1\r\n" H "\r\n", 400},
        {"GET / HTTP/1.1\r\n" H "X: a\r\n b\r\n\r\n", 400},
    };
    struct world w;
    open_world(&w, plain);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        // A request that would be answered follows: it must not be, for after a refusal nothing is read.
        AUTO_TEXT bytes = text_with_ceiling(10000);
        text_format(&bytes, "%sGET /smuggled HTTP/1.1\r\n" H "\r\n", rows[i].bytes);
        struct raw r = {.bytes = text_seen(&bytes)};
        exchange_raw(&w, &r);
        char line[30];
        snprintf(line, sizeof line, "HTTP/1.1 %d ", rows[i].status);
        if (!view_starts(text_seen(&r.got), line)) fail_msg("row %zu: %s", i, text_string(&r.got));
        assert_int_equal(count_of(&r.got, "HTTP/1.1 "), 1);
        assert_int_equal(count_of(&r.got, " Status\r\n"), 0);  // each has its own words
        assert_int_equal(count_of(&r.got, "Connection: close"), 1);
        assert_false(r.late_send_failed);  // the server lingers, so that no reset overtakes the answer
        text_free(&r.got);
    }
    assert_int_equal(w.handled, 0);
    close_world(&w);
}

static void pipelined_requests_are_answered_in_order(void **state) {
    (void)state;
    struct world w;
    open_world(&w, plain);
    AUTO_TEXT bytes = text_with_ceiling(1 << 20);
    enum { COUNT = 300 };
    for (int i = 0; i < COUNT; i++) text_format(&bytes, "POST / HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\n<%03d>", i);
    text_put(&bytes, "GET / HTTP/1.1\r\n" H "Connection: close\r\n\r\nGET /after HTTP/1.1\r\n" H "\r\n");
    for (unsigned step = 0; step < 2000; step += 997) {
        struct raw r = {.bytes = text_seen(&bytes), .step = step};
        w.handled = 0;
        exchange_raw(&w, &r);
        assert_int_equal(count_of(&r.got, "HTTP/1.1 200"), COUNT + 1);
        const char *at = text_string(&r.got);
        for (int i = 0; i < COUNT; i++) {
            char mark[16];
            snprintf(mark, sizeof mark, "<%03d>", i);
            at = strstr(at, mark);
            assert_non_null(at);
        }
        assert_int_equal(w.handled, COUNT + 1);
        text_free(&r.got);
    }
    close_world(&w);
}

static void a_client_that_closes_its_side_is_answered(void **state) {
    (void)state;
    struct world w;
    open_world(&w, plain);
    struct raw r = {.bytes = VIEW("GET / HTTP/1.1\r\n" H "\r\n"), .half_close = true};
    exchange_raw(&w, &r);
    assert_int_equal(count_of(&r.got, "HTTP/1.1 200"), 1);
    text_free(&r.got);
    close_world(&w);
}

static void slow_clients_meet_a_deadline(void **state) {
    (void)state;
    struct http_options o = {.head_ms = 60, .idle_ms = 60, .rate_bytes_s = 1000000};
    struct world w;
    open_world(&w, o);
    const struct view cases[] = {
        VIEW(""),                                                        // says nothing
        VIEW("GET / HTTP/1.1\r\n"),                                      // half a head
        VIEW("POST / HTTP/1.1\r\n" H "Content-Length: 9\r\n\r\nhello"),  // half a body
        VIEW("GET / HTTP/1.1\r\n" H "\r\n"),                             // a request, and then nothing
    };
    for (size_t i = 0; i < 4; i++) {
        struct raw r = {.bytes = cases[i]};
        exchange_raw(&w, &r);  // comes back only because the server cuts
        assert_int_equal(count_of(&r.got, "HTTP/1.1 200"), i == 3);
        text_free(&r.got);
    }
    AUTO_TEXT drip = text_with_ceiling(10000);  // a byte every 2 ms would last for seconds
    text_put(&drip, "GET / HTTP/1.1\r\nX: ");
    for (int i = 0; i < 3000; i++) text_char(&drip, 'x');
    struct raw r = {.bytes = text_seen(&drip), .step = 1};
    exchange_raw(&w, &r);
    assert_int_equal(r.got.bytes, 0);
    assert_true(r.sent < drip.bytes);  // cut on the way: the deadline does not start again with each byte
    text_free(&r.got);
    assert_int_equal(w.handled, 1);
    assert_int_equal(http_server_connections(w.server), 0);
    close_world(&w);
}

static void connections_meet_their_ceilings(void **state) {
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        struct http_options o = {.connections_max = kind ? 100 : 5, .per_address_max = kind ? 5 : 0};
        struct world w;
        open_world(&w, o);
        int held[5];
        for (int i = 0; i < 5; i++) held[i] = connect_to(http_server_port(w.server));
        while (http_server_connections(w.server) < 5) loop_turn(w.loop);
        ask_simply(&w, HTTP_GET, "/", VIEW(""));
        assert_int_equal(w.code, CODE_UNREACHABLE);
        assert_int_equal(http_server_connections(w.server), 5);
        close(held[0]);
        while (http_server_connections(w.server) == 5) loop_turn(w.loop);
        ask_simply(&w, HTTP_GET, "/", VIEW(""));
        assert_int_equal(w.code, CODE_OK);
        for (int i = 1; i < 5; i++) close(held[i]);
        close_world(&w);
    }
}

static void bodies_meet_a_common_ceiling(void **state) {
    (void)state;
    struct http_options o = {.all_bodies_bytes_max = 9};
    struct world w;
    open_world(&w, o);
    struct http_question q = question(&w, HTTP_POST, "/later", VIEW("hello"));
    http_client_send(w.client, &q, is_done, &w);
    loop_run(w.loop);  // the handler holds it, and its five bytes
    for (int round = 0; round < 3; round++) {
        ask_simply(&w, HTTP_POST, "/echo", VIEW("world"));
        assert_int_equal(w.status, 503);
        assert_non_null(strstr(text_string(&w.body), "\"BUSY\""));
        ask_simply(&w, HTTP_POST, "/echo", VIEW("four"));
        assert_int_equal(w.status, 200);
    }
    w.done = 0;
    http_reply(w.held, 200, NULL, 0, VIEW(""));
    w.held = NULL;
    loop_run(w.loop);
    ask_simply(&w, HTTP_POST, "/echo", VIEW("world"));
    assert_int_equal(w.status, 200);
    close_world(&w);
}

static void browsers_get_their_headers(void **state) {
    (void)state;
    struct http_options o = {.for_browsers = true};
    struct world w;
    open_world(&w, o);
    struct raw r = {.bytes = VIEW("GET / HTTP/1.1\r\n" H "Connection: close\r\n\r\n")};
    exchange_raw(&w, &r);
    assert_int_equal(count_of(&r.got, "Content-Security-Policy: default-src 'none'"), 1);
    assert_int_equal(count_of(&r.got, "X-Content-Type-Options: nosniff"), 1);
    assert_int_equal(count_of(&r.got, "Content-Type:"), 1);
    text_free(&r.got);
    close_world(&w);
}

// ---- Unix sockets and the blocking call ----

struct call {
    const char *where;
    struct loop *loop;
    struct text answer;
    int status;
    struct result result;
    struct error err;
};

static void *play_call(void *ctx) {
    struct call *c = ctx;
    const struct http_field f = {"Content-Type", "application/json"};
    c->result = http_call(c->where, HTTP_POST, "/echo", &f, 1, VIEW("{}"), 5000, &c->status, &c->answer, NULL, &c->err);
    loop_post(c->loop, loop_stop_posted, c->loop);
    return NULL;
}

static void call_from_thread(struct world *w, struct call *c) {
    c->loop = w->loop;
    c->answer = text_with_ceiling(1000);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, play_call, c), 0);
    loop_run(w->loop);
    pthread_join(thread, NULL);
}

static void the_unix_socket_knows_who_calls(void **state) {
    (void)state;
    char folder[] = "/tmp/malines-net-XXXXXX", path[100];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/socket", folder);
    struct http_options o = {.unix_path = path};
    struct world w;
    open_world(&w, o);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    struct call c = {.where = path};
    call_from_thread(&w, &c);
    assert_int_equal(c.result.code, CODE_OK);
    assert_int_equal(c.status, 200);
    assert_string_equal(text_string(&c.answer), "{}");
    assert_int_equal(w.seen_uid, getuid());
    text_free(&c.answer);

    struct error err;  // a second node on the same socket
    struct http_server *second = NULL;
    assert_int_equal(http_server_new(w.loop, &w.options, echo, &w, &second, &err).code, CODE_ALREADY);
    w.server = http_server_free(w.server);
    assert_int_not_equal(stat(path, &st), 0);
    call_from_thread(&w, &c);
    assert_int_equal(c.result.code, CODE_UNREACHABLE);
    text_free(&c.answer);

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);  // a node that died leaves its file behind
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
    close(fd);
    assert_int_equal(http_server_new(w.loop, &w.options, echo, &w, &w.server, &err).code, CODE_OK);
    close_world(&w);
    assert_int_equal(rmdir(folder), 0);
}

static void the_blocking_call_works_over_tcp(void **state) {
    (void)state;
    struct world w;
    open_world(&w, plain);
    char where[40];
    snprintf(where, sizeof where, "127.0.0.1:%u", http_server_port(w.server));
    struct call c = {.where = where};
    call_from_thread(&w, &c);
    assert_int_equal(c.result.code, CODE_OK);
    assert_string_equal(text_string(&c.answer), "{}");
    text_free(&c.answer);
    close_world(&w);
}

// ---- stopping ----

static void a_graceful_stop_lets_answers_out(void **state) {
    (void)state;
    struct world w;
    open_world(&w, mutual);
    struct http_question q = question(&w, HTTP_GET, "/later", VIEW(""));
    http_client_send(w.client, &q, is_done, &w);
    loop_run(w.loop);
    http_server_stop_accepting(w.server);
    w.until = 1;
    http_reply(w.held, 200, NULL, 0, VIEW("last words"));
    w.held = NULL;
    loop_run(w.loop);
    assert_string_equal(text_string(&w.body), "last words");
    while (http_server_connections(w.server)) loop_turn(w.loop);
    close_world(&w);
}

static void the_loop_stops_on_a_signal(void **state) {
    (void)state;
    struct loop *l;
    struct error err;
    assert_int_equal(loop_new(sys_real(), &l, &err).code, CODE_OK);
    assert_int_equal(loop_on_stop_signal(l, NULL, NULL, &err).code, CODE_OK);
    raise(SIGTERM);
    loop_run(l);
    loop_free(l);
}

struct ticking {
    struct loop *loop;
    struct loop_timer *timer;
    struct tick due;
    unsigned rung;
};

static void ring(void *ctx) {
    struct ticking *t = ctx;
    assert_true(sys_tick(sys_real()).us >= t->due.us);
    if (++t->rung == 5) loop_stop(t->loop);
    t->due.us = sys_tick(sys_real()).us + 1500;
    loop_timer_at(t->timer, t->due);
}

static void timers_never_ring_early(void **state) {
    (void)state;
    struct ticking t = {0};
    struct error err;
    assert_int_equal(loop_new(sys_real(), &t.loop, &err).code, CODE_OK);
    t.timer = loop_timer_new(t.loop, ring, &t);
    loop_timer_at(t.timer, t.due);
    loop_run(t.loop);
    assert_int_equal(t.rung, 5);
    loop_timer_free(t.timer);
    loop_free(t.loop);
}

// ---- Cards ----

static void authority_into(struct text *certificate, struct text *list) {
    EVP_PKEY *k = EVP_EC_gen("P-256");
    X509 *x = X509_new();  // of version 1, signed by itself: an authority
    X509_CRL *crl = X509_CRL_new();
    BIO *b = BIO_new(BIO_s_mem());
    char *at;
    X509_gmtime_adj(X509_getm_notBefore(x), 0), X509_gmtime_adj(X509_getm_notAfter(x), 3600);
    X509_set_pubkey(x, k), X509_sign(x, k, EVP_sha256());
    pem_into(certificate, x, NULL);
    X509_CRL_set1_lastUpdate(crl, X509_get0_notBefore(x)), X509_CRL_set1_nextUpdate(crl, X509_get0_notAfter(x));
    X509_CRL_sign(crl, k, EVP_sha256());
    PEM_write_bio_X509_CRL(b, crl);
    long n = BIO_get_mem_data(b, &at);
    *list = text_with_ceiling(10000);
    text_add(list, at, (size_t)n);
    BIO_free(b), X509_CRL_free(crl), X509_free(x), EVP_PKEY_free(k);
}

// Files of more than one block of PEM, one of them broken: what stands in it is not passed over.
static void a_broken_list_behind_a_good_one_is_refused(void **state) {
    enum { WHOLE, CUT, GARBLED, MISNAMED, OF_ANOTHER_KIND, WAYS };
    (void)state;
    struct person p = person_new();
    struct text good[2];  // an authority, a list
    authority_into(&good[0], &good[1]);
    for (int file = 0; file < 2; file++)
        for (int way = WHOLE; way < WAYS; way++) {
            AUTO_TEXT two = text_with_ceiling(30000);
            SSL_CTX *c = NULL;
            text_put(&two, "a word before\n"), text_view(&two, text_seen(&good[file]));
            size_t second = two.bytes;
            text_view(&two, text_seen(&good[way == OF_ANOTHER_KIND ? 1 - file : file]));
            if (way == CUT) two.bytes -= 40;
            if (way == GARBLED) two.at[second + 100] = '#';
            if (way == MISNAMED) two.at[second + 8] = 'X';
            struct tls_cards cards = {text_seen(file ? &good[0] : &two), text_seen(file ? &two : &good[1])};
            assert_int_equal(tls_server_context(identity_of(&p), NULL, &c, NULL).code, CODE_OK);
            enum code code = tls_server_asks(c, &cards, NULL).code;
            if (code != (way == WHOLE ? CODE_OK : CODE_BAD_CERTIFICATE)) fail_msg("file %d, way %d: %s", file, way, code_name(code));
            SSL_CTX_free(c);
        }
    text_free(&good[0]), text_free(&good[1]);
    person_free(&p);
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(timers_never_ring_early),
        cmocka_unit_test(the_loop_stops_on_a_signal),
        cmocka_unit_test(plain_answers_come_back),
        cmocka_unit_test(mutual_tls_answers_come_back),
        cmocka_unit_test(plain_large_bodies_travel_whole),
        cmocka_unit_test(tls_large_bodies_travel_whole),
        cmocka_unit_test(many_requests_are_all_answered),
        cmocka_unit_test(a_strange_client_is_refused_in_the_handshake),
        cmocka_unit_test(a_wrong_server_key_is_refused),
        cmocka_unit_test(each_failing_step_is_named),
        cmocka_unit_test(a_silent_server_times_out),
        cmocka_unit_test(a_restarted_server_is_found_again),
        cmocka_unit_test(a_late_answer_arrives),
        cmocka_unit_test(a_question_that_is_under_way_ends_with_its_client),
        cmocka_unit_test(smuggling_is_refused_and_the_connection_closed),
        cmocka_unit_test(pipelined_requests_are_answered_in_order),
        cmocka_unit_test(a_client_that_closes_its_side_is_answered),
        cmocka_unit_test(slow_clients_meet_a_deadline),
        cmocka_unit_test(connections_meet_their_ceilings),
        cmocka_unit_test(bodies_meet_a_common_ceiling),
        cmocka_unit_test(browsers_get_their_headers),
        cmocka_unit_test(the_unix_socket_knows_who_calls),
        cmocka_unit_test(the_blocking_call_works_over_tcp),
        cmocka_unit_test(a_broken_list_behind_a_good_one_is_refused),
        cmocka_unit_test(a_graceful_stop_lets_answers_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
