// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// about.c — what the node says of itself: who it is, whom it hears, what waits.
#include "node/checks/budget.h"
#include "node/passed.h"
#include "node/people/passkeys.h"

static json_t *instant_or_null(struct instant t) {
    if (!t.ms) return json_null();
    AUTO_TEXT at = text_with_ceiling(40);
    text_instant(&at, t);
    return json_of(text_seen(&at));
}

static const char *state_of(const struct node *n, const struct peer *p) {
    return p->state == PEER_never ? "never" : peer_reached(n, p) ? "up" : "down";
}

static json_t *names_of(struct node *n, const char *member) {
    json_t *names = member_names(n, view_of(member));
    return names ? names : json_object();
}

static json_t *member_line(struct node *n, const struct peer *p) {
    return json_pack("{s:s,s:o,s:s,s:o}", "id", p->member->id, "names", names_of(n, p->member->id), "state", state_of(n, p), "last_heard",
                     instant_or_null(p->last_heard));
}

struct result node_about(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const struct officer *o = call->officer;
    json_t *care = NULL;
    if (o) TRY(passed_json(n, &care, err));  // nobody who has not signed in learns what is damaged here
    json_t *members = json_array(), *roles = json_array(), *officer = json_null();
    for (size_t i = 0; i < n->peer_count; i++) json_array_append_new(members, member_line(n, &n->peers[i]));
    for (enum role r = 0; o && r < ROLE_COUNT; r++)
        if (o->roles & 1u << r) json_array_append_new(roles, json_string(role_name(r)));
    if (o) officer = json_pack("{s:s,s:s,s:O}", "id", o->id, "name", o->name, "roles", roles);
    json_decref(roles);
    call_answer(call, json_pack("{s:s,s:o,s:s,s:b,s:s,s:o,s:o,s:o,s:o,s:b}", "authority", n->settings.authority, "names",
                                names_of(n, n->settings.authority), "version", MALINES_VERSION, "demo", n->settings.demo, "lists",
                                n->settings.lists ? n->settings.lists : "none", "now", instant_or_null(now(n)), "officer", officer,
                                "members", members, "passkeys", passkeys_about(n), "provider", n->settings.oidc != NULL));
    if (care) json_object_set_new(call->answer, "care", care);
    return DONE;
}

static RESULT add_lane(struct node *n, const struct peer *p, enum lane_name lane, json_t *lanes, struct error *err) {
    int64_t waiting, last_in, last_out;
    struct view member = view_of(p->member->id), channel = view_of(lane_channel(lane));
    TRY(outbox_waiting(n->store, member, channel, &waiting, err));
    TRY(outbox_last(n->store, member, channel, &last_out, err));
    TRY(inbox_last(n->store, member, channel, &last_in, err));
    json_object_set_new(lanes, lane_channel(lane),
                        json_pack("{s:I,s:I,s:I,s:b,s:i}", "waiting", (json_int_t)waiting, "sent", (json_int_t)last_out, "received",
                                  (json_int_t)last_in, "stuck", p->lanes[lane].stuck, "failures", p->lanes[lane].failures));
    return DONE;
}

struct result peers_listed(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o}", "members", list));
    for (size_t i = 0; i < n->peer_count; i++) {
        struct peer *p = &n->peers[i];
        json_t *j = member_line(n, p), *lanes = json_object();
        json_object_set_new(j, "channels", lanes);
        json_object_set_new(j, "copy_as_of", instant_or_null(p->copy_as_of));
        json_object_set_new(j, "copies", json_integer((json_int_t)shelf_count(n, shelf_of(n, p))));
        json_object_set_new(j, "clock_ahead_ms", json_integer(p->clock_ahead_ms));
        json_t *alarms;
        int64_t refused;
        TRY(sharing_refused_count(n->store, view_of(p->member->id), &refused, err));
        json_object_set_new(j, "refused_copies", json_integer((json_int_t)refused));
        TRY(alarms_json(n, p, &alarms, err));
        json_object_set_new(j, "alarms", alarms);
        if (p->claim[0]) json_object_set_new(j, "claim", json_string(p->claim));
        if (p->state != PEER_up && p->why_down) json_object_set_new(j, "why", json_string(code_name(p->why_down)));
        json_array_append_new(list, j);
        for (enum lane_name l = 0; l < LANE_COUNT; l++) TRY(add_lane(n, p, l, lanes, err));
    }
    return DONE;
}

struct result store_backed_up(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT path = text_with_ceiling(4096);
    text_view(&path, json_view(call->params, "path"));
    if (!path.bytes || path.at[0] != '/') return FAIL(err, BAD_ARGUMENT, "path: an absolute path");
    struct entry e = {.op = "export", .officer = call->officer, .decision = VIEW("backup")};
    TRY(write_entry(n, &e, NULL, err));
    call->backup = strdup(text_string(&path));
    ENSURE(call->backup);
    call_answer(call, json_pack("{s:s}", "path", text_string(&path)));
    return DONE;
}
