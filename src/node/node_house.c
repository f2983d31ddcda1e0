// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/node_house_room.h"

#include "node/schema_check.h"
#include "orders/book.h"
#include "sys/sim_disk.h"

#include <stdio.h>
#include <stdlib.h>

const char *const house_ids[HOUSE_MEMBERS] = {"be", "fr", "es", "prov"};
const char *const house_origins[HOUSE_MEMBERS] = {"https://malines.be.example", "https://malines.fr.example:8443", NULL, NULL};
static const struct {
    const char *id;
    unsigned roles;
} officers[HOUSE_OFFICERS] = {
    {"author", ROLE_BIT(case_officer) | ROLE_BIT(register_owner)},
    {"approver", ROLE_BIT(approver) | ROLE_BIT(judge)},
    {"auditor", ROLE_BIT(auditor)},
    {"registrar", ROLE_BIT(registrar)},
    {"security", ROLE_BIT(security_officer)},
    {"deputy", ROLE_BIT(case_officer) | ROLE_BIT(register_owner) | ROLE_BIT(approver)},
};
static const struct instant FROM = {1767225600000}, UNTIL = {2082758400000};  // 2026-01-01 to 2036-01-01
enum { LIST_BYTES_MAX = 64 * 1024, STEP_MS = 20 };

static struct instant house_now(const struct sys *s) { return ((const struct house *)s->world)->now; }
static struct tick house_tick(const struct sys *s) { return (struct tick){((const struct house *)s->world)->us}; }
static void house_random(const struct sys *s, void *out, size_t bytes) { chance_bytes(&((struct house *)s->world)->chance, out, bytes); }

// One day in one seed: a partner's filter answers "may hold" by chance once in 65,536 keys, and a test must not fail for that.
static uint64_t house_seed(void) {
    const char *said = getenv("MALINES_HOUSE_SEED");
    return said ? strtoull(said, NULL, 10) : 1;
}

static json_t *vkey_json(const struct sign_key *k) {
    struct verify_key public = sign_key_public(k);
    AUTO_TEXT t = text_with_ceiling(400);
    text_vkey(&t, &public);
    return json_of(text_seen(&t));
}

static void make_keys(const struct sys *sys, struct house_member *m, const char *id) {
    struct identity_wish tls = {.use = CERTIFICATE_TLS, .name = id, .host = id, .from = FROM, .until = UNTIL};
    struct identity_wish signing = {.use = CERTIFICATE_SIGNING, .name = id, .from = FROM, .until = UNTIL};
    GOOD(identity_new(sys, &tls, &m->tls, NULL));
    GOOD(identity_new(sys, &signing, &m->signs, NULL));
    GOOD(sign_key_make(sys, view_of(id), &m->log_key, NULL));
    GOOD(sign_key_make(sys, view_of(id), &m->list_key, NULL));
    GOOD(sign_key_make(sys, view_of(id), &m->witness_key, NULL));
    oversight_key_make(sys, &m->oversight);
    for (int o = 0; o < HOUSE_OFFICERS; o++) {
        m->officers[o] = (struct officer){.roles = officers[o].roles, .auth = "key"};
        memcpy(m->officers[o].id, officers[o].id, strlen(officers[o].id));
        memcpy(m->officers[o].name, officers[o].id, strlen(officers[o].id));
        GOOD(sign_key_make(sys, view_of(officers[o].id), &m->keys[o], NULL));
    }
}

static json_t *line_of(const struct house_member *m, int member) {
    AUTO_TEXT cosigner = text_with_ceiling(400), log = text_with_ceiling(400);
    struct verify_key witness = sign_key_public(&m->witness_key), key = sign_key_public(&m->log_key);
    struct digest tls = certificate_spki_digest(identity_certificate(m->tls));
    text_cosigner(&cosigner, &witness);
    text_vkey(&log, &key);
    struct member_witness w = {text_string(&cosigner), "127.0.0.1", 7100 + member, tls};
    struct member line = {.id = house_ids[member], .address = "127.0.0.1", .port = 7000 + member, .tls_spki = tls, .signs = identity_certificate(m->signs),
                          .log_vkey = text_string(&log), .has_oversight = true, .witness = &w, .generation = m->generation};
    memcpy(line.oversight, m->oversight.open, sizeof line.oversight);
    return trust_line(&line);
}

static void make_trust(struct house *h) {
    AUTO_JSON *list = json_pack("{s:i,s:i,s:s,s:[]}", "v", 1, "version", ++h->list_version, "valid_to", "2035-12-31T00:00:00Z", "nodes");
    for (int m = 0; m < h->count; m++) {
        json_array_append_new(json_object_get(list, "nodes"), line_of(&h->members[m], m));
    }
    AUTO_TEXT bytes = text_with_ceiling(LIST_BYTES_MAX);
    AUTO_TEXT encoded = text_with_ceiling(LIST_BYTES_MAX);
    AUTO_TEXT signature = text_with_ceiling(200);
    text_json(&bytes, list);
    text_base64(&encoded, bytes.at, bytes.bytes);
    text_signature(&signature, &h->members[BE].list_key, "malines/trust/1", text_seen(&bytes));
    AUTO_JSON *whole = json_pack("{s:s,s:[{s:o,s:s}]}", "list", text_string(&encoded), "signatures", "key",
                                 vkey_json(&h->members[BE].list_key), "signature", text_string(&signature));
    AUTO_JSON *anchor = json_pack("{s:i,s:[o]}", "threshold", 1, "keys", vkey_json(&h->members[BE].list_key));
    h->trust_list = text_with_ceiling(2 * LIST_BYTES_MAX);
    h->anchor = text_with_ceiling(LIST_BYTES_MAX);
    text_json(&h->trust_list, whole);
    text_json(&h->anchor, anchor);
}

static void open_node(struct house *h, int member) {
    struct house_member *m = &h->members[member];
    struct node_settings s = {.authority = house_ids[member], .trust_list = text_seen(&h->trust_list), .trust_anchor = text_seen(&h->anchor),
                              .law = h->law, .signer = m->signs, .log_key = &m->log_key, .dna = h->dna, .prints = h->prints,
                              .orders = h->orders, .origins = {house_origins[member]},
                              .sealed_keys_a_day = 300, .thresholds = h->thresholds, .threshold_count = h->threshold_count,
                              .vault = h->vault[member], .index_file = h->index_file[member],
                              .stamp_authorities = h->stamp_authorities,
                              .new_generation = m->new_generation};
    m->sys = h->sys;
    if (m->disk) m->sys.vfs = sim_disk_vfs(m->disk), s.store_path = "store";
    struct error why = {0};
    struct result r = node_open(&m->sys, &s, &m->node, &why);
    if (FAILED(r)) fprintf(stderr, "%s does not open: %s %s\n", house_ids[member], code_name(r.code), why.detail);
    ENSURE(!FAILED(r));
}

static void enrol(struct house *h, int member) {
    struct house_member *m = &h->members[member];
    static const struct officer local = {.id = "local", .auth = "local"};
    for (int i = 0; i < HOUSE_OFFICERS; i++) {
        // Who watches the accounts comes last: until then one person makes them.
        int o = i == 0 ? DEPUTY : i == 1 ? AUTHOR : i == 2 ? APPROVER : i == 3 ? AUDITOR : i == 4 ? REGISTRAR : SECURITY;
        AUTO_JSON *roles = json_array();
        for (enum role r = 0; r < ROLE_COUNT; r++)
            if (officers[o].roles & 1u << r) json_array_append_new(roles, json_string(role_name(r)));
        AUTO_JSON *p = json_pack("{s:s,s:s,s:O,s:o}", "officer", officers[o].id, "name", officers[o].id, "roles", roles, "key",
                                 vkey_json(&m->keys[o]));
        struct house_call call;
        struct officer mine = m->officers[AUTHOR];
        m->officers[AUTHOR] = local;
        house_begin(h, member, AUTHOR, officer_add, p, &call);
        m->officers[AUTHOR] = mine;
        GOOD(node_flush(m->node, NULL));
        ENSURE(call.done && call.failure.code == CODE_OK);
        json_decref(call.answer);
    }
}

static void stand(struct house *h, int member) {
    GOOD(trust_read(text_seen(&h->trust_list), text_seen(&h->anchor), h->now, &h->members[member].trust, NULL));
    open_node(h, member);
    enrol(h, member);
}

struct sim_disk *house_on_disk(struct house *h, int member, uint64_t seed) {
    struct house_member *m = &h->members[member];
    node_close(m->node);
    m->disk = sim_disk_new(chance_of(seed, "disk"));
    open_node(h, member);
    enrol(h, member);
    return m->disk;
}

void house_restart(struct house *h, int member) {
    struct house_member *m = &h->members[member];
    node_close(m->node);
    open_node(h, member);
}

void house_crash(struct house *h, int member, bool power_cut) {
    struct house_member *m = &h->members[member];
    if (!sim_disk_is_down(m->disk)) sim_disk_halt(m->disk);
    node_close(m->node);
    sim_disk_restart(m->disk, power_cut ? CRASH_POWER : CRASH_KILLED);
    open_node(h, member);
}

void house_next_generation(struct house *h, int member, const char *reason) {
    struct house_member *of = &h->members[member];
    char name[20];
    of->generation = of->generation ? of->generation + 1 : 2;
    snprintf(name, sizeof name, "%s/%d", house_ids[member], of->generation);
    GOOD(sign_key_make(&h->sys, view_of(name), &of->log_key, NULL));
    text_free(&h->trust_list), text_free(&h->anchor);
    make_trust(h);
    of->new_generation = reason;
    for (int m = 0; m < h->count; m++) {
        node_close(h->members[m].node);
        trust_free(h->members[m].trust);
        GOOD(trust_read(text_seen(&h->trust_list), text_seen(&h->anchor), h->now, &h->members[m].trust, NULL));
        open_node(h, m);
    }
    of->new_generation = NULL;
}

void house_restore(struct house *h, int member, const struct sim_backup *backup) {
    struct house_member *m = &h->members[member];
    node_close(m->node);
    sim_disk_restore(m->disk, backup);
    open_node(h, member);
}

void house_forget(struct house *h, int member) {
    struct house_member *m = &h->members[member];
    node_close(m->node);
    trust_free(m->trust);
    stand(h, member);
}

void house_change(struct house *h, int member, const struct stmt *sql) {
    struct store *s = h->members[member].node->store;
    GOOD(store_begin(s, NULL));
    GOOD(store_run(s, sql, NO_VALUES, NULL));
    GOOD(store_commit(s, NULL));
}

struct memory_shelf *house_shelf(struct house *h, int member) { return &h->members[member].shelf; }

static struct house *build(const char *laws, int count) {
    struct house *h = calloc(1, sizeof *h);
    ENSURE(h);
    h->count = count;
    h->now = (struct instant){1795510800000};  // 2026-11-24T09:00:00Z
    h->us = 1000000;
    h->chance = chance_of(house_seed(), "house");
    h->sys = (struct sys){.now = house_now, .tick = house_tick, .random = house_random, .world = h};
    h->members = calloc(HOUSE_MEMBERS, sizeof *h->members);
    ENSURE(h->members);
    GOOD(law_load(laws, &h->law, NULL));
    struct result dna = dna_book_load(laws, &h->dna, NULL);
    struct result prints = prints_book_load(laws, &h->prints, NULL);
    ENSURE(!FAILED(prints) || prints.code == CODE_NOT_FOUND);
    ENSURE(!FAILED(dna) || dna.code == CODE_NOT_FOUND);  // a folder without dna/ is a house without that register
    struct result forms = order_book_load(laws, &h->orders, NULL);
    ENSURE(!FAILED(forms) || forms.code == CODE_NOT_FOUND);
    for (int m = 0; m < h->count; m++) make_keys(&h->sys, &h->members[m], house_ids[m]);
    make_trust(h);
    for (int m = 0; m < h->count; m++) stand(h, m);
    return h;
}

struct house *house_under(const char *laws, const char *edit) {
    char folder[] = "/tmp/malines-laws-XXXXXX", command[1000];
    ENSURE(mkdtemp(folder));
    snprintf(command, sizeof command, "cp -r '%s'/. %s && find %s -name '*.yaml' -exec sed -i '%s' {} +", laws, folder, folder, edit);
    ENSURE(system(command) == 0);
    struct house *h = build(folder, HOUSE_USUAL);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ENSURE(system(command) == 0);
    return h;
}

struct house *house_new(const char *laws) { return build(laws, HOUSE_USUAL); }
struct house *house_with_provider(const char *laws) { return build(laws, HOUSE_MEMBERS); }

struct house *house_free(struct house *h) {
    for (int m = 0; m < h->count; m++) {
        node_close(h->members[m].node);
        if (h->members[m].disk) sim_disk_free(h->members[m].disk);
        trust_free(h->members[m].trust);
        identity_free(h->members[m].tls);
        identity_free(h->members[m].signs);
        memory_shelf_end(&h->members[m].shelf);
    }
    dna_book_free(h->dna), prints_book_free(h->prints), order_book_free(h->orders), law_free(h->law);
    text_free(&h->trust_list);
    text_free(&h->anchor);
    free(h->members);
    free(h);
    return NULL;
}

struct node *house_node(struct house *h, int member) { return h->members[member].node; }
const struct oversight_key *house_oversight(struct house *h, int member) { return &h->members[member].oversight; }
const struct trust *house_trust(struct house *h, int member) { return h->members[member].trust; }
const struct sign_key *house_key(struct house *h, int member, int officer) { return &h->members[member].keys[officer]; }

// ---- The wire ----
void house_replied(void *ctx, int status, struct view body) {
    struct reply *r = ctx;
    ENSURE(!r->done);  // once
    r->done = true;
    r->status = status;
    text_view(&r->body, body);
}

static int member_of(const char *id) {
    int m = 0;
    while (m < HOUSE_MEMBERS && strcmp(house_ids[m], id) != 0) m++;
    ENSURE(m < HOUSE_MEMBERS);
    return m;
}

// A member's witness is no part of its node: it answers also when that is silent or stolen.
static void witnessed(struct house *h, int to, const struct wire_out *out, struct reply *r) {
    struct verify_key logs[HOUSE_MEMBERS];
    for (int m = 0; m < h->count; m++) logs[m] = sign_key_public(&h->members[m].log_key);
    struct witness w = {&h->members[to].witness_key, logs, HOUSE_MEMBERS, memory_shelf_of(&h->members[to].shelf)};
    r->done = !h->no_witness[to];
    if (r->done) r->status = witness_answer(&w, h->now, view_of(out->path), text_seen(&out->body), &r->body);
}

static void deliver(struct house *h, int from, const struct wire_out *out) {
    int to = member_of(out->member);
    struct reply r = {.body = text_with_ceiling(8 << 20)};
    if (out->witness) {
        witnessed(h, to, out, &r);
    } else if (h->stolen[to]) {
        house_ask_stolen(h, from, to, out, &r);
    } else if (!h->silent[to] && !h->silent[from]) {
        struct error ignored;
        node_receive(h->members[to].node, house_ids[from], view_of(out->path), text_seen(&out->body), house_replied, &r);
        struct result flushed = node_flush(h->members[to].node, &ignored);
        (void)flushed;
    }
    if (r.done) node_wire_answer(h->members[from].node, out->token, r.status, text_seen(&r.body));
    else node_wire_failed(h->members[from].node, out->token, CODE_UNREACHABLE);
    text_free(&r.body);
}

static struct result drive(struct house *h, int member) {
    struct node *n = h->members[member].node;
    struct wire_out out;
    struct error err;
    struct result worst = DONE;
    if (h->us >= node_wake(n).us) node_work(n);
    for (int round = 0; round < 50; round++) {
        struct result r = node_flush(n, &err);
        if (FAILED(r)) worst = r;
        if (!node_next_out(n, &out)) break;
        do {
            deliver(h, member, &out);
            text_free(&out.body);
        } while (node_next_out(n, &out));
    }
    return worst;
}

struct result house_run(struct house *h, int ms) {
    struct result worst = DONE;
    for (int t = 0; t <= ms; t += STEP_MS) {
        for (int m = 0; m < h->count; m++) {
            if (h->stolen[m]) continue;
            struct result r = drive(h, m);
            if (FAILED(r)) worst = r;
        }
        h->us += STEP_MS * 1000;
        h->now.ms += STEP_MS;
    }
    return worst;
}

// ---- Calls ----
static void told(void *ctx, const struct error *failure, const json_t *answer) {
    struct house_call *c = ctx;
    ENSURE(!c->done);
    c->done = true;
    if (failure) c->failure = *failure;
    c->answer = json_incref((json_t *)answer);
}

void house_begin(struct house *h, int member, int officer, node_handler *handler, const json_t *params, struct house_call *out) {
    *out = (struct house_call){0};
    node_call(h->members[member].node, handler, &h->members[member].officers[officer], params, told, out);
}

static void wait_for(struct house *h, const struct house_call *c) {
    for (int i = 0; i < 200 && !c->done; i++) {
        struct result r = house_run(h, STEP_MS);
        (void)r;
    }
    ENSURE(c->done);
}

enum code house_do(struct house *h, int member, int officer, node_handler *handler, json_t *params, json_t **answer) {
    struct house_call c;
    house_begin(h, member, officer, handler, params, &c);
    json_decref(params);
    wait_for(h, &c);
    if (answer) *answer = json_incref(c.answer);
    json_decref(c.answer);
    return c.failure.code;
}

json_t *house_did(struct house *h, int member, int officer, node_handler *handler, json_t *params, enum code expected, const char *says) {
    struct house_call c;
    house_begin(h, member, officer, handler, params, &c);
    json_decref(params);
    wait_for(h, &c);
    bool right = c.failure.code == expected && (!says || strstr(c.failure.detail, says));
    if (!right) fprintf(stderr, "expected %s \"%s\", came %s: %s\n", code_name(expected), says ? says : "", code_name(c.failure.code), c.failure.detail);
    ENSURE(right);
    return c.answer;
}

void house_done(struct house *h, int member, int officer, node_handler *handler, json_t *params, enum code expected, const char *says) {
    json_decref(house_did(h, member, officer, handler, params, expected, says));
}

json_t *house_request(struct house *h, int member, const char *id) {
    return house_did(h, member, AUTHOR, request_show, json_pack("{s:s}", "request", id), CODE_OK, NULL);
}

static json_t *karim(void) {
    return json_pack("{s:s,s:[{s:s}],s:[s]}", "kind", "person", "names", "text", "Karim Exemple", "births", "1990-05-04");
}

char *house_record(struct house *h) {
    AUTO_JSON *made = house_did(h, BE, AUTHOR, alert_create,
                                json_pack("{s:{s:s,s:o,s:s,s:s,s:s,s:[s]}}", "alert", "category", "refusal", "subject", karim(), "reason", "a decision",
                                          "authority", "an office", "decision_ref", "7", "flags", "violent"), CODE_OK, NULL);
    char *record = strdup(word_of(made, "record"));
    ENSURE(record && !FAILED(house_run(h, 2500)));
    return record;
}

json_t *house_hit(struct house *h, const char *purpose) {
    json_t *check = house_did(h, FR, AUTHOR, check_run, json_pack("{s:o,s:s}", "subject", karim(), "purpose", purpose), CODE_OK, NULL);
    house_done(h, FR, AUTHOR, candidate_judge,
               json_pack("{s:O,s:i,s:s}", "check", json_object_get(check, "id"), "candidate", 1, "judgement", "hit"), CODE_OK, NULL);
    return check;
}

bool house_says(struct house *h, int member, const char *id, const char *words) {
    AUTO_JSON *j = house_request(h, member, id);
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    text_json(&t, j);
    ENSURE(text_ok(&t));
    return strstr(text_string(&t), words) != NULL;
}

enum code house_signs(struct house *h, int member, const char *id) {
    AUTO_JSON *request = house_request(h, member, id);
    enum code code = house_do(h, member, APPROVER, request_approve, house_approval(h, member, APPROVER, request), NULL);
    ENSURE(!FAILED(house_run(h, 1500)));
    return code;
}

char *house_written(struct house *h, int member, json_t *params) {
    AUTO_JSON *made = house_did(h, member, AUTHOR, request_create, params, CODE_OK, NULL);
    char *id = strdup(json_string_value(json_object_get(made, "id")));
    ENSURE(id && house_signs(h, member, id) == CODE_OK);
    return id;
}

json_t *house_reconciled(struct house *h, int member, const char *with) {
    house_done(h, member, AUTHOR, reconcile_now, json_pack("{s:s}", "member", with), CODE_OK, NULL);
    ENSURE(!FAILED(house_run(h, 3000)));
    AUTO_JSON *answer = house_did(h, member, AUTHOR, reconciliations_listed, json_object(), CODE_OK, NULL);
    ENSURE(!json_array_size(json_object_get(answer, "running")));
    json_t *report = json_incref(json_array_get(json_object_get(answer, "reports"), 0));
    ENSURE(report);
    return report;
}

json_t *house_why(json_t *more) {
    json_object_update_new(more, json_pack("{s:s,s:s,s:s}", "where", "Rue Haute 1, Brussels", "why", "search in case 12/2026 <&>", "basis", "CIC art. 39bis"));
    return more;
}

int house_outbox_fits(struct house *h, int member, const char *to, const char *channel) {
    struct schema_check c = {.whole = json_load_file(SCHEMA_FOLDER "/exchange.json", 0, NULL)};
    struct schema_box b = {&c, json_object_get(json_object_get(c.whole, "channels"), channel), 0};
    struct error why = {0};
    ENSURE(b.channel);
    struct result r = outbox_read(house_node(h, member)->store, view_of(to), view_of(channel), 100, 1 << 24, schema_post, &b, &why);
    if (FAILED(r)) fprintf(stderr, "%s: %s\n", channel, why.detail);
    ENSURE(!FAILED(r));
    json_decref(c.whole);
    return b.count;
}

// ---- What officers sign ----
json_t *house_approval(struct house *h, int member, int officer, const json_t *request) {
    struct verify_key public = sign_key_public(house_key(h, member, officer));
    AUTO_TEXT vkey = text_with_ceiling(400);
    AUTO_TEXT signature = text_with_ceiling(200);
    text_vkey(&vkey, &public);
    text_signature(&signature, house_key(h, member, officer), "malines/approval/1", json_view(request, "digest"));
    json_t *j = json_pack("{s:s,s:s,s:s}", "scheme", "ed25519", "credential", text_string(&vkey), "signature", text_string(&signature));
    json_put_view(j, "digest", json_view(request, "digest"));
    json_put_view(j, "request", json_view(request, "id"));
    return j;
}

json_t *house_invitation(struct house *h, int member, const char *officer) {
    json_t *first = NULL, *second = NULL;
    ENSURE(!house_do(h, member, REGISTRAR, officer_invite, json_pack("{s:s}", "officer", officer), &first));
    ENSURE(!house_do(h, member, SECURITY, officer_vouched, json_pack("{s:s}", "officer", officer), &second));
    json_t *code = json_sprintf("%s-%s", json_string_value(json_object_get(first, "code")), json_string_value(json_object_get(second, "code")));
    json_decref(first);
    json_decref(second);
    return code;
}

struct soft house_authenticator(struct house *h, int member, int officer) {
    static const char *const rp_ids[HOUSE_MEMBERS] = {"malines.be.example", "malines.fr.example", NULL};
    const char *who = officers[officer].id;
    struct soft s = soft_new(house_key(h, member, officer), house_origins[member], rp_ids[member]);
    json_t *begun = NULL;
    AUTO_TEXT made = text_with_ceiling(4000);
    json_t *code = house_invitation(h, member, who);
    ENSURE(!house_do(h, member, officer, passkey_begin, json_pack("{s:s,s:O,s:s}", "officer", who, "code", code, "origin", house_origins[member]), &begun));
    soft_make(&s, json_view(begun, "challenge"), &made);
    ENSURE(!house_do(h, member, officer, passkey_add, json_pack("{s:s,s:O,s:O,s:s}", "officer", who, "code", code, "ticket", json_object_get(begun, "ticket"),
                                                                "made", text_string(&made)), NULL));
    json_decref(code);
    json_decref(begun);
    return s;
}

json_t *house_touch(struct house *h, struct soft *s, const json_t *request) {
    AUTO_TEXT credential = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX), evidence = text_with_ceiling(EVIDENCE_BYTES_MAX);
    (void)h;
    soft_credential(s, &credential);
    soft_approve(s, json_view(request, "digest"), &evidence);
    json_t *j = json_pack("{s:s,s:s,s:s}", "scheme", "webauthn", "credential", text_string(&credential), "signature", text_string(&evidence));
    json_put_view(j, "digest", json_view(request, "digest"));
    json_put_view(j, "request", json_view(request, "id"));
    return j;
}
