// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A connection goes HANDSHAKE → HEAD → BODY → BUSY → WRITING and back to HEAD, or to LINGER and its end. Each phase
// but BUSY has a deadline on the one timer of the connection; BUSY is the handler's time. Bytes are read only in the
// phases that want them, at most one chunk ahead, so that a client can't make a buffer grow. Sockets and OpenSSL are
// driven directly: see docs/decisions/0002-http.md for why neither evhttp nor bufferevents stand between.
#include "net/http_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK_BYTES = 4096, CHUNKS_A_TURN = 64, REPLY_HEAD_BYTES_MAX = 32 * 1024, CHAIN_BYTES_MAX = 64 * 1024, CHAIN_MOST = 8 };
enum { LINGER_MS = 1000, ACCEPT_PAUSE_MS = 100 };
enum phase { HANDSHAKE, HEAD, BODY, BUSY, WRITING, LINGER };

struct connection {
    struct http_server *server;
    struct connection *next, **link;  // in the server's list
    int fd;
    SSL *ssl;                         // NULL without TLS
    struct event *on_read, *on_write;
    struct loop_timer *timer;
    enum phase phase;
    bool pumping;                     // pump() is on the stack and will see what changed
    bool dead;                        // free it as soon as nobody on the stack uses it
    char early[CHUNK_BYTES];          // read with a head, belongs to what follows it
    size_t early_at, early_bytes;
    struct text out;                  // the answer
    size_t out_at;                    // written so far
    bool started;                     // the first byte of this head has come
    bool last;                        // close after the answer
    struct exchange *exchange;        // the request being read or answered
    bool has_peer;
    struct spki peer;
    struct text chain;                // of a card: http_request.peer_chain
    int64_t unix_uid;
    char remote[INET6_ADDRSTRLEN];
};

struct exchange {                     // outlives its connection until http_reply()
    struct http_request request;      // first: http_reply() gets this address
    struct connection *connection;    // NULL once the client or the server is gone
    struct http_head head;
    char *body;
    size_t body_bytes;                // read so far
    char remote[INET6_ADDRSTRLEN];
};

struct http_server {
    struct loop *loop;
    struct http_options options;
    char *unix_path;
    http_handler handler;
    void *ctx;
    SSL_CTX *tls;
    bool cards;                       // certificates of cards are asked for
    struct evconnlistener *listener;
    struct loop_timer *accept_again;
    struct connection *first;
    unsigned connections;
    uint64_t all_bodies_bytes;        // of the exchanges that have a connection
    uint16_t port;
    bool stopping;
};

// ---- exchanges and connections ----

static struct exchange *exchange_free(struct exchange *x) {
    if (!x) return NULL;
    if (x->connection && x->body) x->connection->server->all_bodies_bytes -= x->head.body_bytes;
    http_head_free(&x->head);
    free(x->body);
    free(x);
    return NULL;
}

static void connection_free(struct connection *c) {
    if (c->exchange && c->phase == BUSY) c->exchange->connection = NULL;  // the handler still holds it
    else exchange_free(c->exchange);
    *c->link = c->next;
    if (c->next) c->next->link = c->link;
    c->server->connections--;
    loop_timer_free(c->timer);
    if (c->on_read) event_free(c->on_read);
    if (c->on_write) event_free(c->on_write);
    SSL_free(c->ssl);
    close(c->fd);
    text_free(&c->out);
    text_free(&c->chain);
    free(c);
}

// ---- bytes: how many, or one of these ----
enum { CLOSED = 0, LATER = -1, BROKEN = -2 };

static ssize_t tls_outcome(struct connection *c, int n) {
    if (n > 0) return n;
    int why = SSL_get_error(c->ssl, n);
    ERR_clear_error();
    if (why == SSL_ERROR_WANT_WRITE) event_add(c->on_write, NULL);
    if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) return LATER;
    return why == SSL_ERROR_ZERO_RETURN ? CLOSED : BROKEN;
}

static ssize_t outcome(ssize_t n) {
    return n >= 0 ? n : errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? LATER : BROKEN;
}

static ssize_t take(struct connection *c, void *to, size_t room) {
    if (room > INT32_MAX) room = INT32_MAX;
    return c->ssl ? tls_outcome(c, SSL_read(c->ssl, to, (int)room)) : outcome(recv(c->fd, to, room, 0));
}

static ssize_t give(struct connection *c, const char *from, size_t n) {
    if (n > INT32_MAX) n = INT32_MAX;
    return c->ssl ? tls_outcome(c, SSL_write(c->ssl, from, (int)n)) : outcome(send(c->fd, from, n, MSG_NOSIGNAL));
}

static void timed_out(void *ctx) { connection_free(ctx); }

static bool next_exchange(struct connection *c) {
    struct exchange *x = calloc(1, sizeof *x);
    if (!x) return false;
    x->connection = c;
    memcpy(x->remote, c->remote, sizeof x->remote);
    http_head_start(&x->head, c->server->options.methods, c->server->options.body_bytes_max);
    c->exchange = x;
    c->phase = HEAD;
    c->started = false;
    return true;
}

// Time for `bytes` at the least rate, after the grace.
static void allow_for(struct connection *c, uint64_t bytes) {
    const struct http_options *o = &c->server->options;
    loop_timer_in(c->timer, o->head_ms + bytes * 1000 / o->rate_bytes_s);
}

// ---- answers ----

static const char *reason_phrase(int status) {
    static const struct {
        int status;
        const char *phrase;
    } rows[] = {{200, "OK"}, {201, "Created"}, {202, "Accepted"}, {204, "No Content"}, {303, "See Other"},
                {304, "Not Modified"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"},
                {404, "Not Found"}, {405, "Method Not Allowed"}, {409, "Conflict"}, {410, "Gone"}, {411, "Length Required"},
                {413, "Content Too Large"}, {414, "URI Too Long"}, {415, "Unsupported Media Type"}, {417, "Expectation Failed"},
                {422, "Unprocessable Content"}, {425, "Too Early"}, {429, "Too Many Requests"},
                {431, "Request Header Fields Too Large"}, {500, "Internal Server Error"}, {501, "Not Implemented"},
                {503, "Service Unavailable"}, {504, "Gateway Timeout"}, {505, "HTTP Version Not Supported"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].status == status) return rows[i].phrase;
    return "Status";
}

// The console needs nothing but its own files; a page that tries more is broken or attacked.
static const struct http_field browser_fields[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
     "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
     "require-trusted-types-for 'script'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    {"Cache-Control", "no-store"},
};

static bool field_clean(struct http_field f) {
    for (const char *s = f.name; *s; s++)
        if (*s <= ' ' || *s == ':' || *s == 0x7f) return false;
    for (const char *s = f.value; *s; s++)
        if ((unsigned char)*s < ' ' || *s == 0x7f) return false;
    return *f.name != 0;
}

static bool names_field(const struct http_field *fields, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(fields[i].name, name) == 0) return true;
    return false;
}

static void put_date(struct text *t, struct instant now) {  // IMF-fixdate, RFC 9110 §5.6.7
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = now.ms / 1000;
    struct tm tm;
    if (!gmtime_r(&seconds, &tm)) return;
    text_format(t, "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
                tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void put_head(struct connection *c, struct text *t, int status, const struct http_field *fields, size_t n,
                     size_t body_bytes) {
    text_format(t, "HTTP/1.1 %d %s\r\n", status, reason_phrase(status));
    put_date(t, sys_now(loop_sys(c->server->loop)));
    for (size_t i = 0; i < n; i++) text_format(t, "%s: %s\r\n", fields[i].name, fields[i].value);
    for (size_t i = 0; c->server->options.for_browsers && i < sizeof browser_fields / sizeof *browser_fields; i++)
        if (!names_field(fields, n, browser_fields[i].name))
            text_format(t, "%s: %s\r\n", browser_fields[i].name, browser_fields[i].value);
    if (status != 204 && status != 304) text_format(t, "Content-Length: %zu\r\n", body_bytes);
    text_format(t, "%s\r\n", c->last ? "Connection: close\r\n" : "");
}

static void answer(struct connection *c, int status, const struct http_field *fields, size_t n, struct view body) {
    bool clean = true;
    for (size_t i = 0; i < n; i++) clean &= field_clean(fields[i]);
    if (!clean) status = 500, n = 0, body = VIEW("");
    c->last |= c->server->stopping;
    c->out = text_with_ceiling(REPLY_HEAD_BYTES_MAX + body.bytes);
    c->out_at = 0;
    put_head(c, &c->out, status, fields, n, body.bytes);
    bool silent = status == 204 || status == 304 || c->exchange->head.method == HTTP_HEAD;
    if (!silent) text_view(&c->out, body);
    c->phase = WRITING;
    if (!text_ok(&c->out)) c->dead = true;  // half an answer must not look like a whole one
    allow_for(c, c->out.bytes);
}

static void refuse(struct connection *c, int status, const char *why) {
    AUTO_TEXT body = text_with_ceiling(1024);
    enum code code = status == 503 ? CODE_BUSY : status == 413 ? CODE_TOO_BIG : CODE_BAD_REQUEST_HEAD;
    text_format(&body, "{\"code\":\"%s\",\"reason\":\"%s\"}\n", code_name(code), why);
    const struct http_field json = {"Content-Type", "application/json"};
    c->last = true;
    answer(c, status, &json, 1, text_seen(&body));
}

void http_reply(struct http_request *r, int status, const struct http_field *fields, size_t field_count,
                struct view body) {
    struct exchange *x = (struct exchange *)r;
    struct connection *c = x->connection;
    if (!c) {
        exchange_free(x);
        return;
    }
    ENSURE(c->phase == BUSY && c->exchange == x);
    answer(c, status, fields, field_count, body);
    c->exchange = exchange_free(x);
    if (!c->pumping) event_active(c->on_write, EV_WRITE, 0);
}

// ---- reading ----

static void hand_over(struct connection *c) {
    struct exchange *x = c->exchange;
    struct http_request *r = &x->request;
    r->method = x->head.method;
    r->path = http_head_path(&x->head);
    r->query = http_head_query(&x->head);
    r->head = &x->head;
    r->body = (struct view){x->body ? x->body : "", x->body_bytes};
    r->has_peer = c->has_peer;
    r->peer = c->peer;
    r->peer_chain = text_seen(&c->chain);
    r->unix_uid = c->unix_uid;
    r->remote = x->remote;
    c->last |= x->head.close;
    c->phase = BUSY;
    loop_timer_stop(c->timer);
    c->server->handler(c->server->ctx, r);
}

static void head_ready(struct connection *c) {
    struct exchange *x = c->exchange;
    c->phase = BODY;
    if (!x->head.body_bytes) return;
    struct http_server *s = c->server;
    if (s->all_bodies_bytes + x->head.body_bytes <= s->options.all_bodies_bytes_max)
        x->body = malloc(x->head.body_bytes);
    if (!x->body) {
        refuse(c, 503, "too many large requests at once");
        return;
    }
    s->all_bodies_bytes += x->head.body_bytes;
    allow_for(c, x->head.body_bytes);
}

// What was read ahead comes first.
static ssize_t take_chunk(struct connection *c, char *to, size_t room) {
    size_t early = c->early_bytes - c->early_at;
    if (!early) return take(c, to, room);
    if (early > room) early = room;
    memcpy(to, c->early + c->early_at, early);
    c->early_at += early;
    return (ssize_t)early;
}

static ssize_t read_head(struct connection *c) {
    struct exchange *x = c->exchange;
    char chunk[CHUNK_BYTES];
    ssize_t n = take_chunk(c, chunk, sizeof chunk);
    if (n <= 0) return n;
    if (!c->started) {
        c->started = true;
        loop_timer_in(c->timer, c->server->options.head_ms);
    }
    size_t taken = http_head_feed(&x->head, (struct view){chunk, (size_t)n});
    c->early_at = 0;  // a chunk has room for all that was early, so none of it is left
    c->early_bytes = (size_t)n - taken;
    memcpy(c->early, chunk + taken, c->early_bytes);
    if (x->head.verdict == HTTP_REFUSED) refuse(c, x->head.status, x->head.why);
    if (x->head.verdict == HTTP_READY) head_ready(c);
    return n;
}

static ssize_t read_body(struct connection *c) {
    struct exchange *x = c->exchange;
    if (x->body_bytes == x->head.body_bytes) {
        hand_over(c);
        return 1;
    }
    ssize_t n = take_chunk(c, x->body + x->body_bytes, x->head.body_bytes - x->body_bytes);
    if (n > 0) x->body_bytes += (size_t)n;
    return n;
}

static void linger(struct connection *c) {
    // Closing at once with input unread would make the kernel send a reset that can overtake the answer.
    if (c->ssl && SSL_is_init_finished(c->ssl)) SSL_shutdown(c->ssl);
    ERR_clear_error();
    shutdown(c->fd, SHUT_WR);
    c->phase = LINGER;
    loop_timer_in(c->timer, LINGER_MS);
}

// Of a card, what somebody needs who asks its issuer about it.
static void keep_chain(struct connection *c) {
    STACK_OF(X509) *chain = c->server->cards ? SSL_get0_verified_chain(c->ssl) : NULL;
    c->chain = text_with_ceiling(CHAIN_BYTES_MAX);
    int count = sk_X509_num(chain);
    for (int i = 0; count <= CHAIN_MOST && i < count; i++) {  // of a longer one nothing: nobody can be asked about it, and so it is refused
        BIO *b = BIO_new(BIO_s_mem());
        char *at;
        if (b && PEM_write_bio_X509(b, sk_X509_value(chain, i)) == 1) {
            long n = BIO_get_mem_data(b, &at);
            text_add(&c->chain, at, (size_t)n);
        }
        BIO_free(b);
    }
    ERR_clear_error();
}

static ssize_t shake_hands(struct connection *c) {
    ssize_t n = tls_outcome(c, SSL_accept(c->ssl));
    if (n == BROKEN) {
        linger(c);  // OpenSSL has written the alert that tells the client why
        return 1;
    }
    if (n <= 0) return n;
    X509 *x = SSL_get1_peer_certificate(c->ssl);
    c->has_peer = x && spki_of(x, &c->peer);
    X509_free(x);
    if (c->has_peer) keep_chain(c);
    c->phase = HEAD;
    return n;
}

static ssize_t write_answer(struct connection *c) {
    ssize_t n = give(c, c->out.at + c->out_at, c->out.bytes - c->out_at);
    if (n == LATER) event_add(c->on_write, NULL);
    if (n <= 0) return n;
    c->out_at += (size_t)n;
    if (c->out_at < c->out.bytes) return n;
    text_free(&c->out);
    c->exchange = exchange_free(c->exchange);  // of a refused head; http_reply() has freed the others
    if (c->last) linger(c);
    else if (next_exchange(c)) loop_timer_in(c->timer, c->server->options.idle_ms);
    else return BROKEN;
    return n;
}

static ssize_t drain(struct connection *c) {
    char waste[CHUNK_BYTES];
    ssize_t n = recv(c->fd, waste, sizeof waste, 0);
    return outcome(n);
}

static ssize_t step(struct connection *c) {
    switch (c->phase) {
    case HANDSHAKE: return shake_hands(c);
    case HEAD: return read_head(c);
    case BODY: return read_body(c);
    case BUSY: return LATER;
    case WRITING: return write_answer(c);
    case LINGER: return drain(c);
    }
    return BROKEN;
}

// Step until the socket has no more, the handler has the word, or others should have a turn.
static void pump(struct connection *c) {
    c->pumping = true;
    ssize_t n = 1;
    for (int turn = 0; n > 0 && !c->dead && turn < CHUNKS_A_TURN; turn++) n = step(c);
    c->pumping = false;
    if (c->dead || n == CLOSED || n == BROKEN) {
        connection_free(c);
        return;
    }
    bool wants_input = c->phase != BUSY && c->phase != WRITING;
    if (wants_input) event_add(c->on_read, NULL);
    else event_del(c->on_read);
    if (n > 0) event_active(wants_input ? c->on_read : c->on_write, EV_READ, 0);
}

static void ready(evutil_socket_t fd, short what, void *ctx) {
    (void)fd, (void)what;
    pump(ctx);
}

// ---- accepting ----

static bool room_for(const struct http_server *s, const char *remote) {
    if (s->connections >= s->options.connections_max) return false;
    if (!s->options.per_address_max || s->unix_path) return true;
    unsigned same = 0;
    for (const struct connection *c = s->first; c; c = c->next) same += strcmp(c->remote, remote) == 0;
    return same < s->options.per_address_max;
}

static void name_remote(const struct sockaddr *a, char out[INET6_ADDRSTRLEN]) {
    const void *address = a->sa_family == AF_INET    ? (const void *)&((const struct sockaddr_in *)a)->sin_addr
                          : a->sa_family == AF_INET6 ? (const void *)&((const struct sockaddr_in6 *)a)->sin6_addr
                                                     : NULL;
    if (!address || !inet_ntop(a->sa_family, address, out, INET6_ADDRSTRLEN)) strcpy(out, "unix");
}

static bool open_connection(struct http_server *s, struct connection *c) {
    struct event_base *base = loop_base(s->loop);
    c->on_read = event_new(base, c->fd, EV_READ | EV_PERSIST, ready, c);
    c->on_write = event_new(base, c->fd, EV_WRITE, ready, c);
    if (!c->on_read || !c->on_write || !next_exchange(c)) return false;
    if (!s->tls) return true;
    c->phase = HANDSHAKE;
    c->ssl = SSL_new(s->tls);
    if (!c->ssl || SSL_set_fd(c->ssl, c->fd) != 1) return false;
    SSL_set_accept_state(c->ssl);
    return true;
}

static void adopt(struct http_server *s, struct connection *c) {
    c->server = s;
    c->unix_uid = -1;
    struct ucred who;
    socklen_t n = sizeof who;
    int on = 1;
    if (!s->unix_path) setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    else if (getsockopt(c->fd, SOL_SOCKET, SO_PEERCRED, &who, &n) == 0) c->unix_uid = who.uid;
    c->timer = loop_timer_new(s->loop, timed_out, c);
    c->next = s->first;
    c->link = &s->first;
    if (c->next) c->next->link = &c->next;
    s->first = c;
    s->connections++;
}

static void accepted(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *from, int bytes, void *ctx) {
    struct http_server *s = ctx;
    (void)listener, (void)bytes;
    char remote[INET6_ADDRSTRLEN] = "";
    name_remote(from, remote);
    struct connection *c = room_for(s, remote) ? calloc(1, sizeof *c) : NULL;
    if (!c) {
        close(fd);
        return;
    }
    c->fd = fd;
    memcpy(c->remote, remote, sizeof remote);
    adopt(s, c);
    if (!open_connection(s, c)) {
        connection_free(c);
        return;
    }
    loop_timer_in(c->timer, s->options.head_ms);
    pump(c);
}

static void accept_failed(struct evconnlistener *listener, void *ctx) {  // out of descriptors: not in a busy loop
    struct http_server *s = ctx;
    evconnlistener_disable(listener);
    loop_timer_in(s->accept_again, ACCEPT_PAUSE_MS);
}

static void accept_again(void *ctx) {
    struct http_server *s = ctx;
    if (s->listener && !s->stopping) evconnlistener_enable(s->listener);
}

// ---- opening ----

// A socket file left by a node that died is removed; one that answers belongs to a node that lives.
static RESULT clear_path(const char *path, const struct sockaddr_un *a, struct error *err) {
    struct stat st;
    if (lstat(path, &st) != 0) return DONE;
    if (!S_ISSOCK(st.st_mode)) return FAIL(err, ALREADY, "%s exists and is not a socket", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool lives = fd >= 0 && connect(fd, (const struct sockaddr *)a, sizeof *a) == 0;
    if (fd >= 0) close(fd);
    if (lives) return FAIL(err, ALREADY, "another node listens on %s", path);
    unlink(path);
    return DONE;
}

static RESULT open_unix(const struct http_options *o, int *out, struct error *err) {
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    if (strlen(o->unix_path) >= sizeof a.sun_path)
        return FAIL(err, BAD_ARGUMENT, "the socket path is longer than %zu bytes", sizeof a.sun_path - 1);
    strcpy(a.sun_path, o->unix_path);
    TRY(clear_path(o->unix_path, &a, err));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) != 0 ||
        chmod(o->unix_path, o->unix_mode ? o->unix_mode : 0600) != 0) {  // before listen(): nobody gets in earlier
        int e = errno;
        if (fd >= 0) close(fd);
        return FAIL(err, NO_SYSTEM, "can't listen on %s: %s", o->unix_path, strerror(e));
    }
    *out = fd;
    return DONE;
}

static RESULT open_tcp(const struct http_options *o, int *out, struct error *err) {
    struct sockaddr_storage a = {0};
    struct sockaddr_in *v4 = (void *)&a;
    struct sockaddr_in6 *v6 = (void *)&a;
    if (o->address && inet_pton(AF_INET, o->address, &v4->sin_addr) == 1)
        v4->sin_family = AF_INET, v4->sin_port = htons(o->port);
    else if (o->address && inet_pton(AF_INET6, o->address, &v6->sin6_addr) == 1)
        v6->sin6_family = AF_INET6, v6->sin6_port = htons(o->port);
    else return FAIL(err, BAD_ARGUMENT, "the address to listen on is not an IP address");
    socklen_t n = a.ss_family == AF_INET ? sizeof *v4 : sizeof *v6;
    int on = 1, fd = socket(a.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, n) != 0) {
        int e = errno;
        if (fd >= 0) close(fd);
        return FAIL(err, NO_SYSTEM, "can't listen on %s port %u: %s", o->address, o->port, strerror(e));
    }
    *out = fd;
    return DONE;
}

static uint16_t port_of(int fd) {
    struct sockaddr_storage a;
    socklen_t n = sizeof a;
    if (getsockname(fd, (struct sockaddr *)&a, &n) != 0) return 0;
    if (a.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&a)->sin_port);
    return a.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&a)->sin6_port) : 0;
}

static void fill_in(struct http_options *o) {
    if (!o->methods) o->methods = (1u << HTTP_METHOD_COUNT) - 1;
    if (!o->body_bytes_max) o->body_bytes_max = 8 * 1024 * 1024;
    if (!o->all_bodies_bytes_max) o->all_bodies_bytes_max = 64 * 1024 * 1024;
    if (!o->connections_max) o->connections_max = 512;
    if (!o->head_ms) o->head_ms = 10 * SECOND_MS;
    if (!o->idle_ms) o->idle_ms = MINUTE_MS;
    if (!o->rate_bytes_s) o->rate_bytes_s = 4096;
    o->identity = (struct tls_identity){0};  // not ours after http_server_new()
}

static RESULT open_server(struct http_server *s, const struct http_options *o, struct error *err) {
    s->options = *o;
    fill_in(&s->options);
    if (o->tls)
        TRY(tls_server_context(o->identity, o->gate.allowed ? &s->options.gate : NULL, &s->tls, err));
    if (o->cards.authorities.bytes) TRY(tls_server_asks(s->tls, &o->cards, err));
    s->cards = o->cards.authorities.bytes > 0;
    s->options.cards = (struct tls_cards){{0}, {0}};
    int fd = -1;
    TRY(o->unix_path ? open_unix(o, &fd, err) : open_tcp(o, &fd, err));
    if (o->unix_path) ENSURE(s->unix_path = strdup(o->unix_path));
    s->options.unix_path = s->options.address = NULL;
    s->port = port_of(fd);
    s->listener = evconnlistener_new(loop_base(s->loop), accepted, s, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC,
                                     512, fd);
    if (!s->listener) {
        close(fd);
        return FAIL(err, NO_SYSTEM, "can't listen");
    }
    evconnlistener_set_error_cb(s->listener, accept_failed);
    return DONE;
}

RESULT http_server_new(struct loop *l, const struct http_options *o, http_handler handler, void *ctx,
                       struct http_server **out, struct error *err) {
    struct http_server *s = calloc(1, sizeof *s);
    if (!s) return FAIL(err, NO_SYSTEM, "no memory for a listener");
    s->loop = l;
    s->handler = handler;
    s->ctx = ctx;
    s->accept_again = loop_timer_new(l, accept_again, s);
    struct result r = open_server(s, o, err);
    if (FAILED(r)) http_server_free(s);
    else *out = s;
    return r;
}

void http_server_stop_accepting(struct http_server *s) {
    s->stopping = true;
    if (s->listener) evconnlistener_free(s->listener);
    s->listener = NULL;
    if (s->unix_path) unlink(s->unix_path);
    for (struct connection *c = s->first, *next; c; c = next) {
        next = c->next;
        if (c->phase == HANDSHAKE || (c->phase == HEAD && !c->started)) connection_free(c);
    }
}

struct http_server *http_server_free(struct http_server *s) {
    if (!s) return NULL;
    if (s->listener) http_server_stop_accepting(s);
    while (s->first) connection_free(s->first);
    loop_timer_free(s->accept_again);
    SSL_CTX_free(s->tls);
    free(s->unix_path);
    free(s);
    return NULL;
}

uint16_t http_server_port(const struct http_server *s) { return s->port; }
unsigned http_server_connections(const struct http_server *s) { return s->connections; }
