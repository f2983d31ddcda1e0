// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/book.h"
#include "prints/book.h"
#include "orders/book.h"
#include "cast.h"

#include "audit/cosign.h"

#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const ids[] = {
#define X(id) #id,
    CAST_MEMBERS(X)
#undef X
};
static const char *const origins[] = {"https://malines.be.example", "https://malines.fr.example", "https://malines.es.example", "https://malines.ma.example",
                                      "https://malines.prov.example", "https://malines.host.example"};
static const char *const countries[] = {"Belgium", "France", "Spain", "Morocco", "the provider's office", "the host's office"};

const char *cast_id(int member) { return ids[member]; }
const char *cast_country(int member) { return countries[member]; }

int cast_index(struct view v) {
    for (int m = 0; m < CAST_MEMBER_COUNT; m++)
        if (view_is(v, ids[m]) || view_is(v, countries[m])) return m;
    return CAST_MEMBER_COUNT;
}

struct part {
    struct identity *tls, *signs;
    struct sign_key log_key, list_key, witness_key;
    struct officer officers[CAST_OFFICER_COUNT];
    struct sign_key keys[CAST_OFFICER_COUNT];
    struct oversight_key oversight;
};

struct cast {
    int count;             // who plays: the first of them
    struct law *law;
    struct order_book *orders;
    struct dna_book *dna;
    struct prints_book *prints;
    struct trust *trust;
    struct text trust_list, anchor;
    struct part parts[CAST_MEMBER_COUNT];
    struct sim_backup *disk;
    struct world *world;
    struct machine *dice;  // keys come from its chance: always the same, so that a seed is the same day in each process
};

const char CAST_STORE_PATH[] = "/node.db";

// Chance inside OpenSSL (the nonces of signatures) decides the lengths of messages: it must obey the seed too. This
// is the one thing of the process that a simulation changes.
static struct chance openssl_chance;

static int fill(unsigned char *out, int bytes) {
    chance_bytes(&openssl_chance, out, (size_t)bytes);
    return 1;
}

static int ready(void) { return 1; }

void cast_dice(uint64_t seed) {
    static const RAND_METHOD method = {NULL, fill, NULL, NULL, fill, ready};
    openssl_chance = chance_of(seed, "openssl");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    RAND_set_rand_method(&method);  // a provider of our own would do the same with a hundred lines
#pragma GCC diagnostic pop
}

// Far around the days of any simulation.
static const struct instant FROM = {1767225600000};   // 2026-01-01
static const struct instant UNTIL = {2082758400000};  // 2036-01-01
enum { LIST_BYTES_MAX = 64 * 1024, THRESHOLD = 3, USUAL = 4 };

static RESULT make_identities(const struct sys *dice, struct part *p, int member, struct error *err) {
    char name[64];
    snprintf(name, sizeof name, "%s.malines.example", ids[member]);
    struct identity_wish tls = {.use = CERTIFICATE_TLS, .name = name, .host = name, .from = FROM, .until = UNTIL};
    struct identity_wish signing = {.use = CERTIFICATE_SIGNING, .name = name, .from = FROM, .until = UNTIL};
    TRY(identity_new(dice, &tls, &p->tls, err));
    return identity_new(dice, &signing, &p->signs, err);
}

static RESULT make_officer(const struct sys *dice, struct part *p, int member, enum cast_officer who, const char *role, unsigned roles,
                           struct error *err) {
    struct officer *o = &p->officers[who];
    *o = (struct officer){.roles = roles, .auth = "key"};
    snprintf(o->id, sizeof o->id, "%s@%s", role, ids[member]);
    snprintf(o->name, sizeof o->name, "%s of %s", role, countries[member]);
    return sign_key_make(dice, view_of(o->id), &p->keys[who], err);
}

static RESULT make_part(const struct sys *dice, struct part *p, int member, struct error *err) {
    char name[64];
    TRY(make_identities(dice, p, member, err));
    snprintf(name, sizeof name, "%s.malines.example/log", ids[member]);
    TRY(sign_key_make(dice, view_of(name), &p->log_key, err));
    snprintf(name, sizeof name, "%s.malines.example/list", ids[member]);
    TRY(sign_key_make(dice, view_of(name), &p->list_key, err));
    snprintf(name, sizeof name, "%s.malines.example/witness", ids[member]);
    TRY(sign_key_make(dice, view_of(name), &p->witness_key, err));
    oversight_key_make(dice, &p->oversight);
#define X(who, roles) TRY(make_officer(dice, p, member, OFFICER_##who, #who, roles, err));
    CAST_OFFICERS(X)
#undef X
    return DONE;
}

static json_t *vkey_json(const struct sign_key *k) {
    struct verify_key public = sign_key_public(k);
    AUTO_TEXT t = text_with_ceiling(400);
    text_vkey(&t, &public);
    return json_of(text_seen(&t));
}

static json_t *descriptor(const struct part *p, int member) {
    AUTO_TEXT cosigner = text_with_ceiling(400), log = text_with_ceiling(400);
    struct verify_key witness = sign_key_public(&p->witness_key), key = sign_key_public(&p->log_key);
    struct digest tls = certificate_spki_digest(identity_certificate(p->tls));
    text_cosigner(&cosigner, &witness);
    text_vkey(&log, &key);
    struct member_witness w = {text_string(&cosigner), "127.0.0.1", 7100 + member, tls};
    struct member m = {.id = ids[member], .address = "127.0.0.1", .port = 7000 + member, .tls_spki = tls, .signs = identity_certificate(p->signs),
                       .log_vkey = text_string(&log), .has_oversight = true, .witness = &w};
    memcpy(m.oversight, p->oversight.open, sizeof m.oversight);
    return trust_line(&m);
}

static void sign_list(struct cast *c, struct view bytes) {
    AUTO_JSON *whole = json_pack("{s:[],s:s}", "signatures", "list", "");
    AUTO_TEXT encoded = text_with_ceiling(LIST_BYTES_MAX);
    text_base64(&encoded, bytes.at, bytes.bytes);
    json_put_view(whole, "list", text_seen(&encoded));
    for (int m = 0; m < THRESHOLD; m++) {
        AUTO_TEXT signature = text_with_ceiling(200);
        text_signature(&signature, &c->parts[m].list_key, "malines/trust/1", bytes);
        json_array_append_new(json_object_get(whole, "signatures"),
                              json_pack("{s:o,s:s}", "key", vkey_json(&c->parts[m].list_key), "signature",
                                        text_string(&signature)));
    }
    text_json(&c->trust_list, whole);
}

static RESULT make_trust(struct cast *c, struct error *err) {
    AUTO_JSON *keys = json_array();
    AUTO_JSON *list = json_pack("{s:i,s:i,s:s,s:s,s:s,s:i,s:[]}", "v", 1, "version", 1, "prev_sha256", "", "issued_at",
                                "2026-01-01T00:00:00Z",
                                "valid_to", "2035-12-31T00:00:00Z", "threshold", THRESHOLD, "nodes");
    AUTO_TEXT bytes = text_with_ceiling(LIST_BYTES_MAX);
    for (int m = 0; m < c->count; m++) {
        json_array_append_new(keys, vkey_json(&c->parts[m].list_key));
        json_array_append_new(json_object_get(list, "nodes"), descriptor(&c->parts[m], m));
    }
    json_object_set(list, "list_keys", keys);
    text_json(&bytes, list);
    c->trust_list = text_with_ceiling(2 * LIST_BYTES_MAX);
    sign_list(c, text_seen(&bytes));
    AUTO_JSON *anchor = json_pack("{s:i,s:O}", "threshold", THRESHOLD, "keys", keys);
    c->anchor = text_with_ceiling(LIST_BYTES_MAX);
    text_json(&c->anchor, anchor);
    return trust_read(text_seen(&c->trust_list), text_seen(&c->anchor), FROM, &c->trust, err);
}

static RESULT make_disk(struct cast *c, struct error *err) {
    struct machine *m = machine_new(c->world, "image");
    struct result r = node_store_make(machine_sys(m), CAST_STORE_PATH, err);
    c->disk = sim_disk_backup(machine_disk(m));
    machine_free(m);
    return r;
}

// A day of the simulator is short: of palms and faces so few searches that one spends them. Fingers are as the law has them.
static void scarce(struct prints_capacity *c) {
    enum { A_DAY = 3 };
    if (c->data != PRINTS_fingers) c->identified = c->unidentified = A_DAY;
}

static RESULT make(struct cast *c, const char *laws, struct error *err) {
    TRY(law_load(laws, &c->law, err));
    TRY(dna_book_load(laws, &c->dna, err));
    TRY(prints_book_load(laws, &c->prints, err));
    for (size_t i = 0; i < c->prints->capacity_count; i++) scarce(&c->prints->capacities[i]);
    TRY(order_book_load(laws, &c->orders, err));
    for (int m = 0; m < c->count; m++) TRY(make_part(machine_sys(c->dice), &c->parts[m], m, err));
    for (int m = 0; m < c->count; m++) c->parts[m].officers[OFFICER_approver].roles |= ROLE_BIT(judge);
    TRY(make_disk(c, err));
    return make_trust(c, err);
}

static RESULT cast_of(int count, const char *laws, struct cast **out, struct error *err) {
    struct cast *c = calloc(1, sizeof *c);
    ENSURE(c);
    c->count = count;
    cast_dice(0);
    c->world = world_new(0, FROM);
    c->dice = machine_new(c->world, "dice");
    struct result r = make(c, laws, err);
    if (FAILED(r)) cast_free(c);
    else *out = c;
    return r;
}

RESULT cast_new(const char *laws, struct cast **out, struct error *err) { return cast_of(USUAL, laws, out, err); }
RESULT cast_with_guests(const char *laws, struct cast **out, struct error *err) { return cast_of(CAST_MEMBER_COUNT, laws, out, err); }
int cast_count(const struct cast *c) { return c->count; }

struct cast *cast_free(struct cast *c) {
    if (!c) return NULL;
    for (int m = 0; m < c->count; m++) {
        identity_free(c->parts[m].tls);
        identity_free(c->parts[m].signs);
    }
    trust_free(c->trust);
    dna_book_free(c->dna);
    prints_book_free(c->prints);
    order_book_free(c->orders);
    law_free(c->law);
    text_free(&c->trust_list);
    text_free(&c->anchor);
    sim_backup_free(c->disk);
    machine_free(c->dice);
    world_free(c->world);
    free(c);
    return NULL;
}

const struct sim_backup *cast_disk(const struct cast *c) { return c->disk; }

struct node_settings cast_settings(const struct cast *c, int member) {
    return (struct node_settings){.authority = ids[member],
                                  .trust_list = text_seen(&c->trust_list), .trust_anchor = text_seen(&c->anchor),
                                  .law = c->law, .dna = c->dna, .prints = c->prints, .orders = c->orders,
                                  .signer = c->parts[member].signs, .log_key = &c->parts[member].log_key,
                                  .check_budget_ms = 1000, .hello_ms = 1000, .cosign_ms = 5000,
                                  .demo = true, .lists = "invented", .origins = {origins[member]}};
}

const struct dna_book *cast_dna(const struct cast *c) { return c->dna; }
const struct prints_book *cast_prints(const struct cast *c) { return c->prints; }

const struct officer *cast_officer(const struct cast *c, int member, enum cast_officer who) {
    return &c->parts[member].officers[who];
}
const struct sign_key *cast_officer_key(const struct cast *c, int member, enum cast_officer who) {
    return &c->parts[member].keys[who];
}
struct soft cast_authenticator(const struct cast *c, int member) {
    struct soft s = soft_new(&c->parts[member].keys[OFFICER_author], origins[member], origins[member] + sizeof "https://" - 1);
    s.count = UINT32_MAX;  // 0 with the first signature, and each is the first: such authenticators do not count
    return s;
}
const struct identity *cast_signer(const struct cast *c, int member) { return c->parts[member].signs; }
const struct sign_key *cast_witness_key(const struct cast *c, int member) { return &c->parts[member].witness_key; }
const struct sign_key *cast_log_key(const struct cast *c, int member) { return &c->parts[member].log_key; }
const struct trust *cast_trust(const struct cast *c) { return c->trust; }
const struct law *cast_law(const struct cast *c) { return c->law; }
const struct order_book *cast_orders(const struct cast *c) { return c->orders; }
