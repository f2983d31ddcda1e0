// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malinesd — one authority's node as a process: settings in, sockets up, the node's core driven. Wiring only.
//
//   malinesd FILE          run the node whose node.yaml (or folder) this is
//   malinesd --new-generation WHY FILE   after an old backup was restored: begin the generation that the trust list opens
//   malinesd --check FILE  look at settings, keys, law, trust list and store, say what is wrong, do nothing
//
// One loop: take what the sockets have, let the node work, flush once (so that calls that came together share one
// fsync), send what the flush released. When the disk fails the process ends at once: what was promised is on the disk,
// the rest was never promised.
#include "handed.h"
#include "looker.h"
#include "printer.h"
#include "provider.h"
#include "revoked.h"
#include "standing.h"

#include "api/bound.h"
#include "api/serve.h"
#include "match/match.h"
#include "net/http_client.h"

#include <errno.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { GRACE_MS = 3000, FULL_PAUSE_MS = 250, REST_MS = 1000, BUSY_TURNS = 20, PEER_BODY_BYTES_MAX = 8 * 1024 * 1024 };

struct daemon {
    const struct sys *sys;
    struct config *config;
    struct standing *standing;
    struct loop *loop;
    struct loop_timer *wake, *watchdog, *rest;
    struct http_server *peers, *console, *cards, *shell;
    struct http_client *client;
    struct api *api;
    struct provider *provider;
    struct revoked_desk *revoked;
    struct printer *printer;
    struct looker *looker;
    struct handed *handed;
    struct peers_served served;
    uint64_t watchdog_ms;
    unsigned turns;          // of this second
    bool stopping, full, busy;
    struct sending *flying;  // sent and not yet answered
};

// ---- What it says ----
// One event a line with its priority, as sd-daemon(3); never anything about a person (P14).
static void say(int priority, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(int priority, const char *format, ...) {
    char line[800];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    for (char *c = line; *c; c++)
        if ((unsigned char)*c < ' ') *c = ' ';
    fprintf(stderr, "<%d>%s\n", priority, line);
}

static void card_refused(const char *why) { say(4, "event=card_not_good detail=\"%s\"", why); }

static int failed(const char *event, const struct error *e) {
    say(3, "event=%s code=%s cause=\"%s\" detail=\"%s\" next=\"%s\"", event, code_name(e->code), code_cause(e->code),
        e->detail, code_next(e->code));
    return code_exit(e->code);
}

// sd_notify(3) without its library.
static void notify(const char *state) {
    const char *where = getenv("NOTIFY_SOCKET");
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (!where || strlen(where) >= sizeof to.sun_path) return;
    memcpy(to.sun_path, where, strlen(where));
    if (to.sun_path[0] == '@') to.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return;
    socklen_t bytes = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(where));
    if (sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&to, bytes) < 0)
        say(4, "event=notify_failed");
    close(fd);
}

// ---- Sending ----
struct sending {
    struct sending *next, **link;
    struct daemon *d;
    uint64_t token;
};

static struct sending *sending_new(struct daemon *d, uint64_t token) {
    struct sending *s = malloc(sizeof *s);
    ENSURE(s);
    *s = (struct sending){d->flying, &d->flying, d, token};
    if (s->next) s->next->link = &s->next;
    d->flying = s;
    return s;
}

static void sending_free(struct sending *s) {
    *s->link = s->next;
    if (s->next) s->next->link = s->link;
    free(s);
}

static void sent(void *ctx, const struct http_outcome *o) {
    struct sending *s = ctx;
    if (o->code == CODE_OK) node_wire_answer(s->d->standing->node, s->token, o->status, o->body);
    else node_wire_failed(s->d->standing->node, s->token, o->code);
    sending_free(s);
}

static void send_one(struct daemon *d, struct wire_out *out) {
    const struct member *m = trust_member(d->standing->trust, view_of(out->member));
    if (!m) {
        node_wire_failed(d->standing->node, out->token, CODE_UNREACHABLE);
        return;
    }
    const struct member_witness *w = out->witness ? m->witness : NULL;
    struct spki pin;
    memcpy(pin.at, w ? &w->tls_spki : &m->tls_spki, sizeof pin.at);
    static const struct http_field type = {"Content-Type", "application/octet-stream"};
    http_client_send(d->client,
                     &(struct http_question){.host = w ? w->address : m->address,
                                             .port = (uint16_t)(w ? w->port : m->port),
                                             .pin = &pin,
                                             .method = HTTP_POST,
                                             .path = out->path,
                                             .fields = &type,
                                             .field_count = 1,
                                             .body = text_seen(&out->body),
                                             .timeout_ms = (uint64_t)out->timeout_ms},
                     sent, sending_new(d, out->token));
}

static void send_all(struct daemon *d) {
    struct wire_out out;
    while (node_next_out(d->standing->node, &out)) {
        send_one(d, &out);
        text_free(&out.body);
    }
}

// ---- The loop ----
static void nothing(void *ctx) { (void)ctx; }  // waking up is all
static void stop_asked(void *ctx) { ((struct daemon *)ctx)->stopping = true; }
static void dog_fed(void *ctx) {
    struct daemon *d = ctx;
    notify("WATCHDOG=1");
    loop_timer_in(d->watchdog, d->watchdog_ms);
}

// When a busy second is followed by a calm one, the memory that it took goes back to the machine.
static void rested(void *ctx) {
    struct daemon *d = ctx;
    bool busy = d->turns > BUSY_TURNS;
    if (d->busy && !busy) malloc_trim(0);
    d->busy = busy, d->turns = 0;
    loop_timer_in(d->rest, REST_MS);
}

// A full disk ends nothing: reading goes on, and what was to be written was refused to whoever asked. Anything else
// that keeps the node from making its promises durable ends it.
static RESULT flush(struct daemon *d, struct error *err) {
    struct result r = node_flush(d->standing->node, err);
    bool full = r.code == CODE_DISK_FULL || r.code == CODE_BUSY;
    if (full != d->full)
        say(full ? 4 : 5, "event=%s code=%s", full ? "nothing_can_be_written" : "writing_again", code_name(r.code));
    d->full = full;
    return full ? DONE : r;
}

// When to wake: as the node says, but not at once and for ever while the disk is full.
static struct tick wake_at(const struct daemon *d) {
    struct tick at = node_wake(d->standing->node), soonest = {sys_tick(d->sys).us + UINT64_C(1000) * FULL_PAUSE_MS};
    return d->full && at.us < soonest.us ? soonest : at;
}

static RESULT turn(struct daemon *d, struct error *err) {
    struct node *n = d->standing->node;
    loop_timer_at(d->wake, wake_at(d));
    loop_turn(d->loop);
    d->turns++;
    if (sys_tick(d->sys).us >= node_wake(n).us) node_work(n);
    TRY(flush(d, err));
    send_all(d);
    return DONE;
}

static unsigned connections(const struct daemon *d) {
    unsigned cards = d->cards ? http_server_connections(d->cards) : 0;
    return cards + http_server_connections(d->peers) + http_server_connections(d->console) + http_server_connections(d->shell);
}

// Answers in flight go out; then, or after the grace, the end.
static RESULT wind_down(struct daemon *d, struct error *err) {
    notify("STOPPING=1");
    say(6, "event=stopping");
    http_server_stop_accepting(d->peers);
    http_server_stop_accepting(d->console);
    if (d->cards) http_server_stop_accepting(d->cards);
    http_server_stop_accepting(d->shell);
    struct tick end = {sys_tick(d->sys).us + UINT64_C(1000) * GRACE_MS};
    struct loop_timer *last = loop_timer_new(d->loop, nothing, NULL);
    loop_timer_at(last, end);
    struct result r = DONE;
    while (!FAILED(r) && connections(d) > 0 && sys_tick(d->sys).us < end.us) r = turn(d, err);
    loop_timer_free(last);
    return r;
}

static RESULT run(struct daemon *d, struct error *err) {
    while (!d->stopping) TRY(turn(d, err));
    return wind_down(d, err);
}

// ---- Sockets ----
static RESULT listen_peers(struct daemon *d, struct error *err) {
    d->served = (struct peers_served){d->standing->node, d->standing->trust};
    struct http_options o = {.address = d->config->node.address, .port = (uint16_t)d->config->node.port, .tls = true,
                             .identity = standing_tls(d->standing), .methods = HTTP_POST,
                             .body_bytes_max = PEER_BODY_BYTES_MAX, .gate = {peer_is_member, d->standing->trust}};
    return http_server_new(d->loop, &o, serve_peers, &d->served, &d->peers, err);
}

static RESULT listen_people(struct daemon *d, struct error *err) {
    struct http_options console = {.address = d->config->console.address, .port = (uint16_t)d->config->console.port,
                                   .body_bytes_max = API_BODY_BYTES_MAX, .for_browsers = true};
    struct http_options shell = {
        .unix_path = d->config->socket, .unix_mode = 0660, .body_bytes_max = API_BODY_BYTES_MAX, .for_browsers = true};
    TRY(http_server_new(d->loop, &console, serve_people, d->api, &d->console, err));
    return http_server_new(d->loop, &shell, serve_people, d->api, &d->shell, err);
}

// The console over our own TLS, where a card may be shown.
static RESULT listen_cards(struct daemon *d, struct error *err) {
    enum { PEM_BYTES_MAX = 1024 * 1024 };
    const struct config_cards *c = &d->config->cards;
    const char *const paths[] = {c->certificate, c->key, c->authorities, c->revoked};
    struct text pem[4];
    struct result r = DONE;
    for (int i = 0; i < 4; i++) {
        pem[i] = text_with_ceiling(PEM_BYTES_MAX);
        if (!FAILED(r) && paths[i]) r = (paths[i] == c->key ? secret_file_read : file_read)(paths[i], PEM_BYTES_MAX, &pem[i], err);
    }
    struct http_options o = {.address = c->address, .port = (uint16_t)c->port, .tls = true, .identity = {text_seen(&pem[0]), text_seen(&pem[1])},
                             .cards = {text_seen(&pem[2]), text_seen(&pem[3])}, .body_bytes_max = API_BODY_BYTES_MAX, .for_browsers = true};
    if (!FAILED(r)) r = http_server_new(d->loop, &o, serve_people_tls, d->api, &d->cards, err);
    for (int i = 0; i < 4; i++) text_free(&pem[i]);
    return r;
}

static int64_t store_owner(const struct config *c) {
    struct stat st;
    return stat(c->data_dir, &st) == 0 ? (int64_t)st.st_uid : -1;
}

static RESULT sockets_up(struct daemon *d, struct error *err) {
    struct tls_identity id = standing_tls(d->standing);
    TRY(loop_new(d->sys, &d->loop, err));
    TRY(loop_on_stop_signal(d->loop, stop_asked, d, err));
    TRY(http_client_new(d->loop, &id, &d->client, err));
    TRY(provider_new(d->loop, &d->config->oidc, text_string(&d->standing->redirect), &d->provider, err));
    TRY(revoked_new(d->loop, d->sys, &d->config->cards, card_refused, &d->revoked, err));
    d->printer = printer_new(d->loop);
    d->handed = handed_new(d->loop, HANDED_DEADLINE_MS);
    d->looker = looker_new(d->loop);
    node_looker(d->standing->node, looker_door(d->looker));
    d->wake = loop_timer_new(d->loop, nothing, NULL);
    d->rest = loop_timer_new(d->loop, rested, d);
    loop_timer_in(d->rest, REST_MS);
    d->api = api_new(&(struct api_options){d->sys, api_doors_of_node(d->standing->node), d->config->console.origin,
                                           store_owner(d->config), provider_door(d->provider), revoked_door(d->revoked),
                                           printer_door(d->printer), handed_door(d->handed)});
    TRY(listen_people(d, err));
    if (d->config->cards.address) TRY(listen_cards(d, err));
    return listen_peers(d, err);
}

static void dog_up(struct daemon *d) {
    const char *us = getenv("WATCHDOG_USEC");
    uint64_t n;
    if (!us || !view_to_u64(view_of(us), &n) || n < 4000) return;
    d->watchdog_ms = n / 2000;
    d->watchdog = loop_timer_new(d->loop, dog_fed, d);
    loop_timer_in(d->watchdog, d->watchdog_ms);
}

static void down(struct daemon *d) {
    if (d->watchdog) loop_timer_free(d->watchdog);
    if (d->wake) loop_timer_free(d->wake);
    if (d->rest) loop_timer_free(d->rest);
    if (d->peers) http_server_free(d->peers);
    if (d->console) http_server_free(d->console);
    if (d->cards) http_server_free(d->cards);
    if (d->shell) http_server_free(d->shell);
    provider_free(d->provider);
    revoked_free(d->revoked);
    looker_free(d->looker);
    printer_free(d->printer);
    handed_free(d->handed);
    if (d->client) http_client_free(d->client);  // forgets what is in flight without a word
    while (d->flying) sending_free(d->flying);
}

static void warm(void *ctx) {
    (void)ctx;
    match_warm();
}

static int serve(const struct sys *sys, struct config *c, struct standing *s) {
    struct error err = {0};
    struct daemon d = {.sys = sys, .config = c, .standing = s};
    struct beside *warming = sys_beside(sys, warm, NULL);
    struct result r = sockets_up(&d, &err);
    int status = 0;
    if (!FAILED(r)) {
        dog_up(&d);
        notify("READY=1");
        if (*node_index_told(s->node)) say(6, "event=index how=\"%s\"", node_index_told(s->node));
        say(6, "event=ready authority=%s node=%s:%u console=http://%s:%u/", c->authority, c->node.address,
            http_server_port(d.peers), c->console.address, http_server_port(d.console));
        if (d.cards) say(6, "event=cards_taken at=https://%s:%u/", c->cards.address, http_server_port(d.cards));
        r = run(&d, &err);
    }
    if (FAILED(r)) status = failed("stopped", &err);
    if (r.code == CODE_DISK_FAILED || r.code == CODE_STORE_DAMAGED)
        _exit(status); // nobody may be told anything any more
    sys_waited(warming);
    down(&d);
    standing_end(s);  // tells those who still wait
    api_free(d.api);
    if (d.loop) loop_free(d.loop);
    if (status == 0) say(6, "event=stopped");
    return status;
}

static int usage(void) {
    fputs("Usage: malinesd [--check | --new-generation WHY] FILE\n  FILE is a node.yaml or the folder it is in; `malines init` makes one.\n",
          stderr);
    return 64;
}

int main(int argc, char **argv) {
    bool check = argc == 3 && strcmp(argv[1], "--check") == 0, anew = argc == 4 && strcmp(argv[1], "--new-generation") == 0;
    if (argc == 2 && strcmp(argv[1], "--version") == 0) return puts("malinesd " MALINES_VERSION) < 0;
    if ((argc != 2 && !check && !anew) || argv[argc - 1][0] == '-') return usage();
    umask(0077);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);  // for good: glibc raises it with what is freed, and large blocks leave holes behind
    struct error err = {0};
    struct config c = {0};
    struct standing s = {0};
    struct result r = config_read(argv[argc - 1], &c, &err);
    if (anew) c.new_generation = argv[2];
    if (!FAILED(r)) r = standing_up(sys_real(), &c, &s, &err);
    bool in_use = check && r.code == CODE_STORE_LOCKED;  // by the node that runs: all the rest was looked at before
    int status = FAILED(r) && !in_use ? failed(check ? "check_failed" : "not_started", &err) : 0;
    struct error why, wrong = {CODE_BAD_YAML, ""};
    if (status == 0 && FAILED(standing_passkeys(&c, &why))) {
        snprintf(wrong.detail, sizeof wrong.detail, "console.origin: %.300s", why.detail);
        if (check) status = failed("check_failed", &wrong);
        else say(4, "event=passkeys_unavailable detail=\"%s\"", wrong.detail);
    }
    if (status == 0 && check)
        printf("%s: settings, keys, law and trust list are good; %s\n", argv[argc - 1],
               in_use ? "the store is in use by a running node and was not looked at" : "so is the store");
    if (status == 0 && anew) puts("The new generation has begun. Start the node; then `malines recovery losses` says what was lost.");
    if (status == 0 && !check && !anew) status = serve(sys_real(), &c, &s);
    else standing_end(&s);
    config_free(&c);
    return status;
}
