// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// peer.c — `malines peer check BE`: the way to another node, one step after the other, in plain words. It uses the
// node's own keys, so it runs where the node does.
#include "link.h"

#include "api/config.h"
#include "federation/trust.h"
#include "net/http_client.h"

#include <ctype.h>
#include <stdio.h>

enum { FILE_BYTES_MAX = 8 * 1024 * 1024, CLOCK_APART_MS = 5 * SECOND_MS, TRY_MS = 10 * 1000, ID_ROOM = 32 };

static void good(const char *step, const char *said) { printf("  ok    %s%s%s\n", step, *said ? ": " : "", said); }
static void bad(const char *step, const char *said, const char *next) {
    printf("  FAILS %s: %s\n        %s\n", step, said, next);
}

struct trying {
    struct loop *loop;
    struct http_outcome outcome;
    bool done;
};

static void tried(void *ctx, const struct http_outcome *o) {
    struct trying *t = ctx;
    t->outcome = *o;
    t->done = true;
    loop_stop(t->loop);
}

static const char *what_to_do(enum http_step step) {
    switch (step) {
    case HTTP_STEP_RESOLVE: return "check the name in the trust list and this computer's DNS";
    case HTTP_STEP_CONNECT: return "their node is down, or a firewall is between: call their operator";
    case HTTP_STEP_TLS: return "something between the nodes answers that is not a Malines node, or speaks older TLS";
    case HTTP_STEP_PIN:
        return "the node there has another key than the trust list says: do NOT go on; call them by another channel";
    case HTTP_STEP_ADMISSION: return "their trust list does not have our key: they need the newest list";
    case HTTP_STEP_HTTP: return "the node answers, but not as a node does: compare versions";
    case HTTP_STEP_COUNT: break;
    }
    return "";
}

static RESULT asked(const struct sys *sys, struct tls_identity id, const struct member *m, struct trying *t,
                    struct error *err) {
    struct http_client *client;
    struct spki pin;
    memcpy(pin.at, m->tls_spki.bytes, sizeof pin.at);
    TRY(loop_new(sys, &t->loop, err));
    struct result r = http_client_new(t->loop, &id, &client, err);
    if (!FAILED(r)) {
        http_client_send(client,
                         &(struct http_question){.host = m->address,
                                                 .port = (uint16_t)m->port,
                                                 .pin = &pin,
                                                 .method = HTTP_POST,
                                                 .path = "/m1/hello",
                                                 .body = VIEW(""),
                                                 .timeout_ms = TRY_MS},
                         tried, t);
        while (!t->done) loop_turn(t->loop);
        http_client_free(client);
    }
    loop_free(t->loop);
    return r;
}

static RESULT steps_said(const struct sys *sys, const struct http_outcome *o, struct error *err) {
    enum http_step reached = o->code == CODE_OK ? HTTP_STEP_COUNT : o->step;
    for (int s = 0; s < HTTP_STEP_COUNT && s < (int)reached; s++) good(http_step_words((enum http_step)s), "");
    if (o->code != CODE_OK) {
        bad(http_step_words(o->step), o->detail, what_to_do(o->step));
        return fail_with(err, o->code, "%s", http_step_words(o->step));
    }
    int64_t apart = o->peer_now.ms ? o->peer_now.ms - sys_now(sys).ms : 0;
    char said[80];
    snprintf(said, sizeof said, "%.1f s apart, answered in %.1f ms", (double)apart / SECOND_MS,
             (double)o->took_us / 1000);
    if (apart > CLOCK_APART_MS || apart < -CLOCK_APART_MS) {
        bad("comparing clocks", said, "check the time service (chrony, timesyncd) of both nodes");
        return FAIL(err, CLOCK, "%s", said);
    }
    good("comparing clocks", said);
    return DONE;
}

// What our own node knows of its talks with that one: signatures held, messages waiting.
static RESULT channel_said(const struct sys *sys, const struct shell *s, const char *id, struct error *err) {
    struct link l;
    AUTO_JSON *none = json_object();
    AUTO_JSON *answer = NULL;
    struct error why = {0};
    size_t i;
    json_t *m;
    TRY(link_open(sys, s, &l, err));
    struct result r = link_call(&l, command_of(HANDLER_peers_listed), none, &answer, &why);
    link_close(&l);
    if (FAILED(r)) {
        bad("asking our own node", why.detail, "start it: without it no message is sent");
        return fail_with(err, r.code, "our own node");
    }
    json_array_foreach(json_object_get(answer, "members"), i, m) {
        if (!view_is(json_view(m, "id"), id)) continue;
        const char *lane;
        json_t *of;
        bool up = view_is(json_view(m, "state"), "up");
        struct view claim = json_view(m, "claim");
        if (claim.bytes) {
            char said[200];
            snprintf(said, sizeof said, "%.*s, and shows no signature of ours for it", VIEW_ARGS(claim));
            bad("agreeing on what was exchanged", said,
                "no message goes to it while it says so: call their operator; their store may be damaged. See docs/operations.md");
            return FAIL(err, CONFLICT, "agreeing on what was exchanged");
        }
        if (up) good("signed messages go both ways", "");
        else
            bad("exchanging signed messages", "our node has not heard theirs lately",
                "see `malines peer list`; the signing certificate of one side may have changed");
        json_object_foreach(json_object_get(m, "channels"), lane, of) {
            printf("        %s: %lld wait, %lld sent, %lld received%s\n", lane, (long long)json_int(of, "waiting"),
                   (long long)json_int(of, "sent"), (long long)json_int(of, "received"),
                   json_flag(of, "stuck") ? ", STUCK: the other node refuses one" : "");
        }
        return up ? DONE : FAIL(err, UNREACHABLE, "exchanging signed messages");
    }
    return FAIL(err, NOT_FOUND, "our node does not know %s", id);
}

static RESULT way_checked(const struct sys *sys, const struct shell *s, const struct config *c, const struct trust *t,
                          const char *id, struct error *err) {
    AUTO_TEXT key = text_with_ceiling(FILE_BYTES_MAX), certificate = text_with_ceiling(FILE_BYTES_MAX),
              path = text_with_ceiling(4096), where = text_with_ceiling(400);
    const struct member *m = trust_member(t, view_of(id));
    struct trying trying = {0};
    if (!m) {
        bad("finding it in the trust list", "not there",
            "get the newest list; compare its version with the other members'");
        return FAIL(err, NOT_FOUND, "%s is not on the trust list", id);
    }
    text_format(&where, "%s port %d", m->address, m->port);
    good("finding it in the trust list", text_string(&where));
    text_in_data_dir(&path, c, FILE_TLS_KEY);
    TRY(secret_file_read(text_string(&path), FILE_BYTES_MAX, &key, err));
    text_clear(&path);
    text_in_data_dir(&path, c, FILE_TLS_CERT);
    TRY(file_read(text_string(&path), FILE_BYTES_MAX, &certificate, err));
    TRY(asked(sys, (struct tls_identity){text_seen(&certificate), text_seen(&key)}, m, &trying, err));
    TRY(steps_said(sys, &trying.outcome, err));
    return channel_said(sys, s, id, err);
}

RESULT do_peer_check(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *node, *member = value_text(s, "member", "");
    char id[ID_ROOM];
    AUTO_CONFIG c = {0};
    AUTO_TEXT list = text_with_ceiling(FILE_BYTES_MAX), anchor = text_with_ceiling(FILE_BYTES_MAX);
    struct trust *t;
    TRY(link_node_file(s, &node, err));
    TRY(config_read(node, &c, err));
    snprintf(id, sizeof id, "%s", member);
    for (char *p = id; *p; p++) *p = (char)tolower((unsigned char)*p);
    printf("From %s to %s\n", c.authority, id);
    TRY(file_read(c.trust_list, FILE_BYTES_MAX, &list, err));
    TRY(file_read(c.trust_anchor, FILE_BYTES_MAX, &anchor, err));
    TRY(trust_read(text_seen(&list), text_seen(&anchor), sys_now(sys), &t, err));
    good("reading the signed trust list", "");
    struct result r = way_checked(sys, s, &c, t, id, err);
    trust_free(t);
    return r;
}
