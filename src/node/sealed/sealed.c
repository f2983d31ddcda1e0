// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed.c — when sealed work is done, a portion a turn, and what people may have done by hand.
#include "node/sealed/sealed.h"

#include "audit/cosign.h"
#include "node/passed.h"

enum { LOOK_EVERY_MS = 10000, PORTION_PAUSE_US = 1000 };

static RESULT filters_care(struct node *n, struct error *err) {
    struct sealed_times *t = sealed_times(n);
    bool look = t->look, more = false;
    t->look = t->building = false;
    if (look) TRY(sealed_begin_due(n, false, err));
    TRY(sealed_build_some(n, &more, err));
    t->building = more;
    return DONE;
}

// Building must not keep others waiting: a portion, then whatever has come meanwhile.
void sealed_work(struct node *n) {
    bool look = ticks(n).us >= sealed_times(n)->next_look.us;
    sealed_batches(n);
    sealed_pull(n);
    if (!look && !(sealed_times(n)->building && ticks(n).us >= sealed_times(n)->next_portion.us)) return;
    if (look) sealed_times(n)->next_look = (struct tick){ticks(n).us + (uint64_t)LOOK_EVERY_MS * 1000};
    sealed_times(n)->next_portion = (struct tick){ticks(n).us + PORTION_PAUSE_US};
    sealed_times(n)->look = look;
    if (look) apart(n, "sealed_secrets", sealed_sweep);
    apart(n, "sealed_filters", filters_care);  // what fails is looked at again in ten seconds
}

struct tick sealed_wake(const struct node *n) {
    struct tick wake = sealed_pull_wake(n);
    if (sealed_times(n)->next_look.us < wake.us) wake = sealed_times(n)->next_look;
    if (sealed_times(n)->building && sealed_times(n)->next_portion.us < wake.us) wake = sealed_times(n)->next_portion;
    return wake;
}

struct result sealed_status(struct node_call *call, struct error *err) {
    json_t *j = json_object();
    call_answer(call, j);
    TRY(sealed_owner_status(call->node, j, err));
    json_object_set_new(j, "held", sealed_asker_status(call->node));
    json_object_set_new(j, "epoch", json_integer(sealed_epoch(now(call->node))));
    json_object_set_new(j, "keys", json_string(SEALED_KEYS_VERSION));
    TRY(sealed_days_status(call->node, j, err));
    return sealed_proofs(call->node, j, err);
}

struct result sealed_rebuild(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct entry e = {.op = "sealed_filter", .officer = call->officer, .register_name = REGISTER_ALERTS, .decision = VIEW("rebuild")};
    TRY(sealed_begin_due(n, true, err));
    TRY(write_entry(n, &e, NULL, err));
    sealed_times(n)->building = true;
    sealed_times(n)->next_portion = (struct tick){0};
    json_t *j = json_object();
    call_answer(call, j);
    return sealed_owner_status(n, j, err);
}

// What the draw goes by: the newest checkpoint that a quorum of the others' witnesses cosigned, where there is one.
static RESULT put_checkpoint(struct node *n, json_t *to, struct error *err) {
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    size_t witnesses = 0;
    for (size_t i = 0; i < n->peer_count; i++) witnesses += n->peers[i].member->witness != NULL;
    struct result r = audit_cosigned(n->store, witness_quorum(witnesses), &note, NULL, NULL, err);
    if (r.code == CODE_NOT_FOUND) text_clear(&note), r = audit_last_checkpoint(n->store, &note, err);
    if (r.code == CODE_NOT_FOUND) return DONE;  // none yet
    TRY(r);
    json_put_view(to, "checkpoint", text_seen(&note));
    return DONE;
}

// Questions put to us privately, as they were signed: for both oversight bodies, which open them together.
struct result sealed_questions(struct node_call *call, struct error *err) {
    static const struct stmt ASKED = {"SELECT log_index, member, at, message FROM sealed_asked WHERE log_index >= $1 ORDER BY log_index LIMIT $2"};
    struct node *n = call->node;
    int64_t limit = json_int(call->params, "limit");
    struct cursor c;
    json_t *list = json_array();
    call_answer(call, json_pack("{s:o,s:s}", "questions", list, "owner", n->settings.authority));
    TRY(put_checkpoint(n, call->answer, err));
    TRY(store_query(n->store, &ASKED, VALUES(V_INT(json_int(call->params, "from")), V_INT(limit > 0 && limit <= 100 ? limit : 20)), &c, err));
    while (cursor_next(&c)) {
        AUTO_TEXT message = text_with_ceiling(ENVELOPE_BYTES_MAX * 2), at = text_with_ceiling(40);
        struct view bytes = cursor_view(&c, 3);
        text_base64(&message, bytes.at, bytes.bytes);
        text_instant(&at, cursor_instant(&c, 2));
        json_t *j = json_pack("{s:I,s:s,s:s}", "log_index", (json_int_t)cursor_int(&c, 0), "at", text_string(&at), "message", text_string(&message));
        json_put_view(j, "asker", cursor_view(&c, 1));
        json_array_append_new(list, j);
    }
    TRY(cursor_end(&c, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .register_name = REGISTER_ALERTS, .decision = VIEW("sealed_questions_handed_out")};
    return write_entry(n, &e, NULL, err);
}
