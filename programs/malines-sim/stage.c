// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "stage.h"

#include "store/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const struct instant MORNING = {1793520000000};  // 2026-11-01T08:00:00Z
static const struct instant EPOCH_END = {1793836800000};  // 2026-11-05T00:00:00Z, whole weeks since 1970
enum { RESTART_LEAST_US = 50000, RESTART_MOST_US = 4000000, CLOSED_PORT_US = 700 };

// A call of an officer, or a letter of a peer, that its node has not answered.
struct pending {
    struct pending *next;
    struct stage *stage;
    int member;
    reply_fn *reply;     // a call
    void *ctx;
    struct event letter;  // a letter: whom to answer
};

void stage_say(const struct stage *s, const char *format, ...) {
    if (!s->verbose) return;
    va_list args;
    va_start(args, format);
    printf("%10.3f s  ", (double)world_us(s->world) / 1e6);
    vprintf(format, args);
    putchar('\n');
    va_end(args);
}

void stage_begin(struct stage *s, const struct cast *cast, uint64_t seed, int64_t rolls_ms) {
    cast_dice(seed);
    *s = (struct stage){.cast = cast, .players = cast_count(cast),
                        .world = world_new(seed, rolls_ms > 0 ? instant_after(EPOCH_END, -rolls_ms) : MORNING),
                        .chance = chance_of(seed, "stage")};
    network_begin(&s->net, chance_of(seed, "network"));
    for (int i = 0; i < s->players; i++) {
        s->actors[i] = (struct actor){.machine = machine_new(s->world, cast_id(i)), .wake_us = UINT64_MAX};
        sim_disk_restore(machine_disk(s->actors[i].machine), cast_disk(cast));
    }
}

static struct pending *pending_new(struct stage *s, int member) {
    struct pending *p = calloc(1, sizeof *p);
    ENSURE(p);
    p->stage = s;
    p->member = member;
    p->next = s->actors[member].pending;
    s->actors[member].pending = p;
    return p;
}

static void pending_done(struct pending *p) {
    struct pending **at = &p->stage->actors[p->member].pending;
    while (*at != p) at = &(*at)->next;
    *at = p->next;
    free(p);
}

static void lose_pending(struct actor *a) {
    while (a->pending) {
        struct pending *p = a->pending;
        a->pending = p->next;
        if (p->reply) p->reply(p->ctx, REPLY_lost, NULL, NULL);
        free(p);
    }
}

static void close_node(struct actor *a) {
    a->node = node_close(a->node);
    a->wake_us = UINT64_MAX;
    a->unflushed = false;
    a->life++;
    lose_pending(a);
}

void stage_end(struct stage *s) {
    for (int i = 0; i < s->players; i++) {
        close_node(&s->actors[i]);
        machine_free(s->actors[i].machine);
    }
    for (int i = 0; i < s->players; i++) memory_shelf_end(&s->shelves[i]);
    network_end(&s->net);
    world_free(s->world);
}

// ---- Falling and standing up ----

bool stage_is_up(const struct stage *s, int member) { return s->actors[member].node != NULL; }

static void crash(struct stage *s, int member, enum crash how) {
    struct actor *a = &s->actors[member];
    sim_disk_halt(machine_disk(a->machine));  // closing writes nothing any more
    close_node(a);
    sim_disk_restart(machine_disk(a->machine), how);
    if (how == CRASH_POWER) machine_reboot(a->machine);
    s->crashes++;
    stage_say(s, "%s: %s", cast_id(member), how == CRASH_POWER ? "power cut" : "killed");
    if (s->onlooker.stopped) s->onlooker.stopped(s->onlooker.ctx, member);
}

static void crash_somehow(struct stage *s, int member) {
    crash(s, member, chance_hit(&s->chance, 500) ? CRASH_POWER : CRASH_KILLED);
}

static void start_later(struct stage *s, int member) {
    network_plan(&s->net, (struct event){.at_us = world_us(s->world) + chance_between(&s->chance, RESTART_LEAST_US,
                                                                                RESTART_MOST_US),
                                         .kind = EVENT_start, .from = member, .to = member});
}

static void plan_wake(struct stage *s, int member) {
    struct actor *a = &s->actors[member];
    uint64_t tick = sys_tick(machine_sys(a->machine)).us, wake = node_wake(a->node).us;
    if (wake == UINT64_MAX) return;
    uint64_t at = world_us(s->world) + (wake > tick ? wake - tick : 0);
    if (at >= a->wake_us) return;
    a->wake_us = at;
    network_plan(&s->net, (struct event){.at_us = at, .kind = EVENT_wake, .from = member, .to = member,
                                         .life = a->life});
}

static void post_letters(struct stage *s, int member) {
    struct actor *a = &s->actors[member];
    struct wire_out out;
    uint64_t now_us = world_us(s->world);
    while (node_next_out(a->node, &out)) {
        struct event e = {.kind = EVENT_request, .from = member, .to = cast_index(view_of(out.member)),
                          .token = out.token,
                          .life = a->life, .path = out.path, .body = out.body};
        struct event timeout = {.at_us = now_us + (uint64_t)out.timeout_ms * 1000, .kind = EVENT_timeout,
                                .from = member, .to = e.to,
                                .token = out.token, .life = a->life};
        network_plan(&s->net, timeout);
        network_send(&s->net, e, now_us);
    }
}

// What a daemon does after each batch of events.
static void serve(struct stage *s, int member) {
    struct actor *a = &s->actors[member];
    struct error err = {0};
    node_work(a->node);
    struct result r = node_flush(a->node, &err);
    a->unflushed = false;
    if (r.code == CODE_STORE_ROLLED_BACK) {  // a person must look: it does not start by itself
        a->why_down = r.code;
        stage_say(s, "%s stops: %s %s", cast_id(member), code_name(r.code), err.detail);
        crash(s, member, CRASH_KILLED);
        return;
    }
    if (r.code == CODE_DISK_FAILED || r.code == CODE_STORE_DAMAGED || sim_disk_is_down(machine_disk(a->machine))) {
        crash_somehow(s, member);
        if (!a->held_down) start_later(s, member);
        return;
    }
    post_letters(s, member);
    plan_wake(s, member);
}

// Sometimes more comes in before the flush: then a mark must undo one piece of work without the others.
static void served_soon(struct stage *s, int member) {
    struct actor *a = &s->actors[member];
    if (s->gathers && chance_hit(&s->chance, 300)) {
        a->unflushed = true;
        network_plan(&s->net, (struct event){.at_us = world_us(s->world) + chance_below(&s->chance, 3000),
                                             .kind = EVENT_wake,
                                             .from = member, .to = member, .life = a->life});
        return;
    }
    serve(s, member);
}

void stage_start(struct stage *s, int member) {
    struct actor *a = &s->actors[member];
    if (a->node) return;
    a->held_down = false;
    struct node_settings settings = cast_settings(s->cast, member);
    settings.store_path = CAST_STORE_PATH;
    struct error err = {0};
    struct result r = node_open(machine_sys(a->machine), &settings, &a->node, &err);
    a->why_down = r.code;
    if (FAILED(r)) {
        a->node = NULL;
        stage_say(s, "%s does not start: %s %s", cast_id(member), code_name(r.code), err.detail);
        if (sim_disk_is_down(machine_disk(a->machine)) || r.code == CODE_DISK_FAILED) crash_somehow(s, member);
        if (r.code != CODE_STORE_ROLLED_BACK && r.code != CODE_STORE_DAMAGED) start_later(s, member);
        return;
    }
    stage_say(s, "%s is up", cast_id(member));
    if (s->onlooker.started) s->onlooker.started(s->onlooker.ctx, member);
    serve(s, member);
}

void stage_stop(struct stage *s, int member, enum crash how) {
    s->actors[member].held_down = true;
    if (s->actors[member].node) crash(s, member, how);
}

void stage_fall(struct stage *s, int member, enum crash how) {
    if (!s->actors[member].node) return;
    crash(s, member, how);
    start_later(s, member);
}

// ---- Calls ----

static void call_answered(void *ctx, const struct error *failure, const json_t *answer) {
    struct pending *p = ctx;
    p->reply(p->ctx, failure ? REPLY_failed : REPLY_done, failure, answer);
    pending_done(p);
}

void stage_call(struct stage *s, int member, node_handler *handler, const struct officer *officer, const json_t *params,
                reply_fn *reply, void *ctx) {
    struct actor *a = &s->actors[member];
    if (!a->node) {
        reply(ctx, REPLY_lost, NULL, NULL);
        return;
    }
    struct pending *p = pending_new(s, member);
    p->reply = reply;
    p->ctx = ctx;
    s->calls++;
    node_call(a->node, handler, officer, params, call_answered, p);
    served_soon(s, member);
}

struct asked {
    bool back;
    enum outcome outcome;
    struct error failure;
    json_t *answer;
};

static void note_reply(void *ctx, enum outcome outcome, const struct error *failure, const json_t *answer) {
    struct asked *a = ctx;
    a->back = true;
    a->outcome = outcome;
    if (failure) a->failure = *failure;
    a->answer = answer ? json_deep_copy(answer) : NULL;
}

enum outcome stage_ask(struct stage *s, int member, node_handler *handler, const struct officer *officer,
                       const json_t *params,
                       json_t **answer, struct error *failure) {
    struct asked a = {0};
    stage_call(s, member, handler, officer, params, note_reply, &a);
    while (!a.back) ENSURE(stage_step(s));
    if (failure) *failure = a.failure;
    if (answer) *answer = a.answer;
    else json_decref(a.answer);
    return a.outcome;
}

static json_t *enrolment_of(const struct stage *s, int member, enum cast_officer who) {
    const struct officer *o = cast_officer(s->cast, member, who);
    struct verify_key key = sign_key_public(cast_officer_key(s->cast, member, who));
    AUTO_TEXT vkey = text_with_ceiling(400);
    text_vkey(&vkey, &key);
    json_t *roles = json_array();
    for (enum role r = 0; r < ROLE_COUNT; r++)
        if (o->roles & 1u << r) json_array_append_new(roles, json_string(role_name(r)));
    return json_pack("{s:s,s:s,s:s,s:o}", "officer", o->id, "name", o->name, "key", text_string(&vkey), "roles", roles);
}

static const struct officer owner = {.id = "local", .name = "owner of the store", .roles = ROLE_BIT(registrar), .auth = "local"};

// The author gets an authenticator, with which a release can begin when nobody else is there.
static RESULT enrol_authenticator(struct stage *s, int member, struct error *err) {
    struct soft soft = cast_authenticator(s->cast, member);
    const struct officer *author = cast_officer(s->cast, member, OFFICER_author);
    AUTO_JSON *whom = json_pack("{s:s}", "officer", author->id);
    AUTO_TEXT made = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
    json_t *invited = NULL, *begun = NULL;
    struct error why = {0};
    if (stage_ask(s, member, officer_invite, &owner, whom, &invited, &why) != REPLY_done) return fail_with(err, why.code, "inviting: %s", why.detail);
    AUTO_JSON *params = json_pack("{s:s,s:O,s:s}", "officer", author->id, "code", json_object_get(invited, "code"), "origin", soft.origin);
    json_decref(invited);
    if (stage_ask(s, member, passkey_begin, NULL, params, &begun, &why) != REPLY_done) return fail_with(err, why.code, "a passkey: %s", why.detail);
    soft_make(&soft, json_view(begun, "challenge"), &made);
    json_object_del(params, "origin");
    json_object_set(params, "ticket", json_object_get(begun, "ticket"));
    json_put_view(params, "made", text_seen(&made));
    json_decref(begun);
    return stage_ask(s, member, passkey_add, NULL, params, NULL, &why) == REPLY_done ? DONE : fail_with(err, why.code, "a passkey: %s", why.detail);
}

RESULT stage_enrol(struct stage *s, struct error *err) {
    for (int member = 0; member < s->players; member++)
        for (enum cast_officer who = 0; who < CAST_OFFICER_COUNT; who++) {
            AUTO_JSON *params = enrolment_of(s, member, who);
            struct error why = {0};
            if (stage_ask(s, member, officer_add, &owner, params, NULL, &why) != REPLY_done)
                return fail_with(err, why.code, "enrolling an officer: %s", why.detail);
        }
    for (int member = 0; member < s->players; member++) TRY(enrol_authenticator(s, member, err));
    return DONE;
}

// ---- Letters ----

static void letter_answered(void *ctx, int status, struct view body) {
    struct pending *p = ctx;
    struct stage *s = p->stage;
    struct event e = p->letter;
    pending_done(p);
    e.kind = EVENT_reply;
    e.status = status;
    e.body = text_with_ceiling(body.bytes);
    text_view(&e.body, body);
    network_send(&s->net, e, world_us(s->world));
}

static void tell_cosigned(struct stage *s, const struct event *e) {
    struct witness_asked asked;
    if (!s->onlooker.cosigned || strcmp(e->path, WITNESS_ADD_PATH) != 0) return;
    if (!FAILED(witness_asked_read(text_seen(&e->body), &asked, NULL)))
        s->onlooker.cosigned(s->onlooker.ctx, e->from, e->to, asked.checkpoint);
}

// A witness is no part of its member's node: it answers also while that is down.
static void deliver_to_witness(struct stage *s, const struct event *e) {
    struct verify_key logs[PLAYERS_MAX];
    for (int i = 0; i < s->players; i++) logs[i] = sign_key_public(cast_log_key(s->cast, i));
    struct witness w = {cast_witness_key(s->cast, e->to), logs, (size_t)s->players, memory_shelf_of(&s->shelves[e->to])};
    struct event reply = *e;
    if (s->no_witness[e->to]) return;
    struct instant now = sys_now(machine_sys(s->actors[e->to].machine));
    reply.kind = EVENT_reply;
    reply.body = text_with_ceiling(WITNESS_ASKED_BYTES_MAX);
    reply.status = witness_answer(&w, now, view_of(e->path), text_seen(&e->body), &reply.body);
    if (reply.status == 200) tell_cosigned(s, e);
    network_send(&s->net, reply, world_us(s->world));
}

static void deliver(struct stage *s, const struct event *e) {
    if (strncmp(e->path, "/m1/", 4) != 0) return deliver_to_witness(s, e);
    struct actor *a = &s->actors[e->to];
    bool slipped_in = e->life == UINT64_MAX;  // it needs a line, and somebody at its other end, like any other
    if (slipped_in && (s->net.lines[e->from][e->to].cut || !s->actors[e->from].node)) return;
    if (!a->node) {
        struct event refused = {.at_us = world_us(s->world) + CLOSED_PORT_US, .kind = EVENT_refused, .from = e->from,
                                .to = e->to,
                                .token = e->token, .life = e->life};
        network_plan(&s->net, refused);
        return;
    }
    s->letters++;
    if (s->onlooker.letter) s->onlooker.letter(s->onlooker.ctx, e->from, e->to, e->path, text_seen(&e->body));
    struct pending *p = pending_new(s, e->to);
    p->letter = *e;
    p->letter.body = (struct text){0};
    node_receive(a->node, cast_id(e->from), view_of(e->path), text_seen(&e->body), letter_answered, p);
    served_soon(s, e->to);
}

void stage_slip_in(struct stage *s, int from, int to, const char *path, struct view body, uint64_t in_us) {
    struct event e = {.at_us = world_us(s->world) + in_us, .kind = EVENT_request, .from = from, .to = to, .path = path,
                      .life = UINT64_MAX, .body = text_with_ceiling(body.bytes)};
    text_view(&e.body, body);
    network_plan(&s->net, e);
}

static void hear(struct stage *s, const struct event *e) {
    struct actor *a = &s->actors[e->from];
    if (!a->node || a->life != e->life) return;
    if (e->kind == EVENT_reply) {
        if (s->onlooker.answer)
            s->onlooker.answer(s->onlooker.ctx, e->from, e->to, e->path, e->status, text_seen(&e->body));
        node_wire_answer(a->node, e->token, e->status, text_seen(&e->body));
    } else {
        node_wire_failed(a->node, e->token, CODE_UNREACHABLE);
    }
    served_soon(s, e->from);
}

static void wake(struct stage *s, const struct event *e) {
    struct actor *a = &s->actors[e->from];
    if (!a->node || a->life != e->life) return;
    if (e->at_us == a->wake_us) a->wake_us = UINT64_MAX;
    serve(s, e->from);
}

bool stage_step(struct stage *s) {
    struct event e;
    if (!network_next(&s->net, &e)) return false;
    world_advance_to(s->world, e.at_us);
    switch (e.kind) {
    case EVENT_request: deliver(s, &e); break;
    case EVENT_reply:
    case EVENT_refused:
    case EVENT_timeout: hear(s, &e); break;
    case EVENT_wake: wake(s, &e); break;
    case EVENT_start:
        if (!s->actors[e.from].held_down) stage_start(s, e.from);
        break;
    case EVENT_plot:
        if (s->plot) s->plot(s->plot_ctx, &e);
        break;
    }
    text_free(&e.body);
    return true;
}

static void stage_run_until(struct stage *s, uint64_t us) {
    while (network_next_us(&s->net) <= us) stage_step(s);
    world_advance_to(s->world, us);
}

void stage_run_for(struct stage *s, uint64_t ms) { stage_run_until(s, world_us(s->world) + ms * 1000); }

void stage_plan(struct stage *s, uint64_t in_us, uint64_t token) {
    network_plan(&s->net, (struct event){.at_us = world_us(s->world) + in_us, .kind = EVENT_plot, .token = token});
}

RESULT stage_store(struct stage *s, int member, struct store **out, struct error *err) {
    return store_open(machine_sys(s->actors[member].machine), CAST_STORE_PATH, out, err);
}
