// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// before.c — what the table of a kind wants done before a request leaves, and what lasts after its answer
// (laws/requests.yaml). An order against content online is the case: the others are asked privately whether they have an
// interest in the address (Reg. (EU) 2021/784 art. 14(1)), the provider was told of the procedures twelve hours before its
// first order (art. 3(2)), scrutiny is asked for within 48 hours (art. 4(4)), what was removed is kept for six months (art. 6).
//
// What the others answered never travels: who may have an interest is no business of a provider. The demand holds a
// commitment to it, so that whoever approves signs it too.
#include "node/checks/checks.h"
#include "codec/url.h"
#include "node/requests/requests_room.h"
#include "node/sealed/sealed.h"

enum { REASONS_BYTES_MAX = 4000, BODY_BYTES_MAX = 64 * 1024 };

// ---- The address ----

// SHA-256 of its canonical form; BAD_FIELD: not an exact address.
static RESULT address_key(struct view url, struct identifier_key *out, struct error *err) {
    struct identifier_key keys[IDENTIFIER_KEYS_MAX];
    if (!identifier_keys(VIEW("url"), url, VIEW(""), keys) || keys[0].loose)
        return FAIL(err, BAD_FIELD, "the address must be exact, with its scheme (https://…)");
    *out = keys[0];
    return DONE;
}

static bool is_address(struct view url, const struct identifier_key *wanted) {
    struct identifier_key key;
    return !FAILED(address_key(url, &key, NULL)) && !strcmp(key.text, wanted->text);
}

static struct view field_of(const json_t *demand, struct view field) {
    AUTO_TEXT key = text_with_ceiling(200);
    text_view(&key, field);
    return json_view(json_object_get(demand, "fields"), text_string(&key));
}

// ---- Were the others asked? ----

static bool check_asks_about(const json_t *check, const struct identifier_key *key) {
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(json_object_get(check, "subject"), "identifiers"), i, one)
        if (is_address(json_view(one, "value"), key)) return true;
    return false;
}

// Of every member that was to be asked privately: what it said. "interest" before "incomplete": both are to be answered for.
static const char *outcome_of(const json_t *check, json_t *lines) {
    static const char *const shown[] = {"member", "class", "state", "met", "epoch", "as_of", "reference"};
    size_t i, said = 0;
    json_t *line;
    bool interest = json_array_size(json_object_get(check, "candidates")) > 0, silent = false;
    json_array_foreach(json_object_get(check, "coverage"), i, line) {
        struct view state = json_view(line, "state");
        if (!view_is(json_view(line, "sharing"), "sealed")) continue;
        bool answered = view_is(state, "hit") || view_is(state, "no_hit");
        interest |= view_is(state, "hit"), silent |= !answered, said += answered;
        json_t *kept = json_object();
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) json_object_set(kept, shown[k], json_object_get(line, shown[k]));
        json_array_append_new(lines, kept);
    }
    return interest ? "interest" : silent || !said ? "incomplete" : "none";
}

struct orders {
    const struct law_kind *kind;
    const struct identifier_key *key;
    const char *found;  // "existing_order", or as it was
};
static struct result look_at_order(void *ctx, const struct request *r, struct error *err) {
    struct orders *o = ctx;
    AUTO_JSON *demand = NULL;
    (void)err;
    if (!view_same(r->kind, o->kind->id) || r->step == STEP_drafted) return DONE;
    if (FAILED(json_stored(r->demand, &demand, NULL))) {  // it may be about this address: nobody can tell
        if (strcmp(o->found, "none") == 0) o->found = "incomplete";
        return DONE;
    }
    if (is_address(field_of(demand, o->kind->deconflict), o->key)) o->found = "existing_order";
    return DONE;
}

static RESULT check_of_today(struct node *n, struct view id, const json_t *demand, const struct identifier_key *key, json_t **out, struct instant *at,
                             struct error *err) {
    TRY(check_load(n, id, out, err));
    if (!instant_read(json_view(*out, "asked_at"), at) || instant_before(*at, kept_since(n, TERM_coordination)))
        return FAIL(err, EXPIRED, "coordination: that check is too old (laws/retention.yaml)");
    if (!view_same(json_view(*out, "purpose"), json_view(demand, "purpose"))) return FAIL(err, BAD_ARGUMENT, "coordination: a check for the same purpose");
    return check_asks_about(*out, key) ? DONE : FAIL(err, BAD_ARGUMENT, "coordination: that check asked about another address");
}

// {"check","asked_at","outcome","members","words","salt"}: what is kept here, and committed to in the demand.
static RESULT coordinated(struct node_call *call, const struct law_kind *k, const json_t *demand, const struct identifier_key *key, json_t *body,
                          struct instant *at, struct error *err) {
    struct node *n = call->node;
    struct view id = json_view(call->params, "coordination"), words = json_view(call->params, "weighed");
    AUTO_JSON *check = NULL;
    AUTO_TEXT salt = text_with_ceiling(100);
    unsigned char chance[32];
    TRY(check_of_today(n, id, demand, key, &check, at, err));
    json_t *lines = json_array();
    json_object_set_new(body, "members", lines);
    struct orders o = {k, key, outcome_of(check, lines)};
    if (strcmp(o.found, "interest") != 0) TRY(request_each(n->store, SIDE_asker, INT64_MAX, look_at_order, &o, err));
    if (words.bytes > REASONS_BYTES_MAX) return FAIL(err, TOO_BIG, "weighed: at most %d bytes", REASONS_BYTES_MAX);
    if (strcmp(o.found, "none") != 0 && !view_trim(words).bytes)
        return FAIL(err, BAD_FIELD, "weighed: the coordination says \"%s\"; say how it was given consideration (art. 14(1))", o.found);
    n->sys->random(n->sys, chance, sizeof chance);
    text_hex(&salt, chance, sizeof chance);
    json_put_view(body, "check", id);
    json_object_set_new(body, "asked_at", json_instant(*at));
    json_object_set_new(body, "outcome", json_string(o.found));
    json_put_view(body, "words", words);
    json_put_view(body, "salt", text_seen(&salt));
    return DONE;
}

static RESULT keep(struct node *n, struct view request, const json_t *body, struct instant at, json_t *demand, bool preview, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO coordination(request, check_id, asked_at, outcome, body) VALUES($1, $2, $3, $4, $5)"};
    AUTO_TEXT bytes = text_with_ceiling(BODY_BYTES_MAX), digest = text_with_ceiling(100);
    text_json(&bytes, body);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the coordination is above the ceiling");
    struct digest d = sha256(text_seen(&bytes));
    text_digest(&digest, &d);
    json_put_view(demand, "coordination_commit", text_seen(&digest));
    if (preview) return DONE;
    return store_run(n->store, &KEEP, VALUES(V_TEXT(request), V_TEXT(json_view(body, "check")), V_INT(at.ms), V_TEXT(json_view(body, "outcome")),
                                             V_BLOB(bytes.at, bytes.bytes)), err);
}

// ---- By when, and after what ----

static RESULT clock_due(struct node *n, struct view clock, struct view member, struct instant from, struct instant *due, struct error *err) {
    const struct law_clock *k = law_clock(n->settings.law, clock);
    const struct law_calendar *c = law_calendar(n->settings.law, member);
    struct clock_state s;
    if (!k || !c) return FAIL(err, NOT_FOUND, "the clock is not in the tables of this node");
    TRY(clock_read(k, c, from, NULL, 0, now(n), &s, err));
    *due = s.due;
    return DONE;
}

// Art. 4(4): counted from when the order came here.
static RESULT still_within(struct node *n, const struct law_kind *k, const json_t *demand, struct error *err) {
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    struct request r;
    struct instant due;
    if (!k->within.bytes) return DONE;
    TRY(request_find(n->store, field_of(demand, VIEW("release_ref")), &hold, &r, err));
    TRY(clock_due(n, k->within, view_of(n->settings.authority), r.started_at.ms ? r.started_at : r.created_at, &due, err));
    return due.ms < now(n).ms ? FAIL(err, EXPIRED, "the term \"%.*s\" is over", VIEW_ARGS(k->within)) : DONE;
}

RESULT first_told(struct node *n, const struct law_kind *k, struct view to, struct first_told *out, struct error *err) {
    static const struct stmt FIRST = {"SELECT min(l.at) FROM request r JOIN request_line l ON l.request = r.id"
                                      " WHERE r.side = 0 AND r.kind = $1 AND r.peer = $2 AND l.step = 'received'"};
    *out = (struct first_told){0};
    TRY(store_number(n->store, &FIRST, VALUES(V_TEXT(k->id), V_TEXT(to)), 0, &out->first_at.ms, err));
    TRY(store_number(n->store, &FIRST, VALUES(V_TEXT(k->after), V_TEXT(to)), 0, &out->told_at.ms, err));
    return out->told_at.ms ? clock_due(n, k->after_clock, to, out->told_at, &out->from, err) : DONE;
}

// The first to this member: was one of the kind `after` received there, and so long ago? In an emergency it need not be.
static RESULT told_before(struct node *n, const struct law_kind *k, const json_t *demand, struct error *err) {
    struct first_told f;
    if (!k->after.bytes || json_flag(demand, "urgent")) return DONE;
    TRY(first_told(n, k, json_view(demand, "to"), &f, err));
    if (f.first_at.ms) return DONE;  // not the first
    if (!f.told_at.ms) return FAIL(err, WRONG_STEP, "the first to this member: send \"%.*s\" before it, or say why it is urgent", VIEW_ARGS(k->after));
    AUTO_TEXT until = text_with_ceiling(40);
    text_instant(&until, f.from);
    return now(n).ms < f.from.ms ? FAIL(err, WRONG_STEP, "the first to this member: not before %s, or say why it is urgent", text_string(&until)) : DONE;
}

// Of a kind that another goes before, about the same request: was one of those received by somebody?
struct earlier {
    struct view kind;
    bool received;
};
static struct result look_at_earlier(void *ctx, const struct request *r, struct error *err) {
    struct earlier *e = ctx;
    (void)err;
    if (r->side == SIDE_asker && view_same(r->kind, e->kind) && (r->step == STEP_received || r->step == STEP_noted)) e->received = true;
    return DONE;
}

static RESULT announced(struct node *n, const struct law_kind *k, const json_t *demand, struct error *err) {
    struct earlier e = {.kind = k->announced_by};
    if (!k->announced_by.bytes) return DONE;
    TRY(request_referring(n->store, field_of(demand, VIEW("release_ref")), look_at_earlier, &e, err));
    return e.received ? DONE : FAIL(err, WRONG_STEP, "send \"%.*s\" about the same order before it", VIEW_ARGS(k->announced_by));
}

// ---- The three moments ----

RESULT before_drafted(struct node_call *call, const struct law_kind *k, json_t *demand, struct error *err) {
    struct identifier_key key;
    struct instant at;
    AUTO_JSON *body = json_object();
    TRY(still_within(call->node, k, demand, err));
    if (!k->deconflict.bytes) return DONE;
    TRY(address_key(field_of(demand, k->deconflict), &key, err));
    if (!json_view(call->params, "coordination").bytes) return DONE;  // it can be written, not approved
    TRY(coordinated(call, k, demand, &key, body, &at, err));
    return keep(call->node, json_view(demand, "request"), body, at, demand, json_flag(call->params, "preview"), err);
}

RESULT before_sent(struct node *n, const struct request *r, const json_t *demand, struct error *err) {
    static const struct stmt ASKED = {"SELECT asked_at FROM coordination WHERE request=$1"};
    const struct law_kind *k;
    int64_t at;
    TRY(kind_of(n, r->kind, &k, err));
    TRY(told_before(n, k, demand, err));
    TRY(announced(n, k, demand, err));
    TRY(still_within(n, k, demand, err));
    if (!k->deconflict.bytes || json_flag(demand, "urgent")) return DONE;  // the emergency stands in the demand, with its reasons
    TRY(store_number(n->store, &ASKED, VALUES(V_TEXT(r->id)), 0, &at, err));
    if (!at)
        return FAIL(err, WRONG_STEP, "the others were not asked: check the address for this purpose, "
                                     "and write it again with that check as coordination, or say why it is urgent");
    return at < kept_since(n, TERM_coordination).ms ? FAIL(err, EXPIRED, "what the others said is too old (laws/retention.yaml): ask again") : DONE;
}

struct longest {
    struct text day;
};
static struct result look_at_extension(void *ctx, const struct request *r, struct error *err) {
    struct longest *l = ctx;
    AUTO_JSON *demand = NULL;
    if (r->step == STEP_drafted) return DONE;
    TRY(json_stored(r->demand, &demand, err));
    struct view day = field_of(demand, VIEW("preserve_until"));
    if (day.bytes && view_compare(day, text_seen(&l->day)) > 0) text_clear(&l->day), text_view(&l->day, day);
    return DONE;
}

// What lasts after the answer: {"clock","until","extended_to"?}.
static RESULT put_then(struct node *n, const struct request *r, const struct law_kind *k, const json_t *demand, const json_t *decision, json_t *j,
                       struct error *err) {
    struct instant from, until;
    struct longest l = {text_with_ceiling(40)};
    if (!view_is(json_view(decision, "decision"), "release") || !instant_read(field_of(decision, k->then_field), &from)) return DONE;
    TRY(clock_due(n, k->then_clock, json_view(demand, "to"), from, &until, err));
    json_t *then = json_pack("{s:o}", "until", json_instant(until));
    json_put_view(then, "clock", k->then_clock);
    struct result r2 = request_referring(n->store, r->id, look_at_extension, &l, err);
    if (l.day.bytes) json_put_view(then, "extended_to", text_seen(&l.day));
    text_free(&l.day);
    json_object_set_new(j, "then", then);
    return r2;
}

RESULT before_shown(struct node *n, const struct request *r, const json_t *demand, const json_t *decision, json_t *j, struct error *err) {
    static const struct stmt READ = {"SELECT body FROM coordination WHERE request=$1"};
    const struct law_kind *k = law_kind(n->settings.law, r->kind);
    AUTO_TEXT bytes = text_with_ceiling(BODY_BYTES_MAX);
    AUTO_JSON *body = NULL;
    if (!k) return DONE;
    if (k->then_clock.bytes && decision) TRY(put_then(n, r, k, demand, decision, j, err));
    TRY(removal_aftermath(n, r, demand, decision, j, err));
    if (!k->deconflict.bytes || r->side != SIDE_asker) return DONE;
    struct result read = store_bytes(n->store, &READ, VALUES(V_TEXT(r->id)), &bytes, err);
    if (read.code == CODE_NOT_FOUND) return json_object_set_new(j, "coordination", json_null()), DONE;
    TRY(read);
    TRY(json_stored(text_seen(&bytes), &body, err));
    json_object_del(body, "salt");
    json_object_set(j, "coordination", body);
    return DONE;
}
