// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "federation/trust.h"

#include "audit/cosign.h"
#include "base/arena.h"
#include "codec/json.h"
#include "crypto/key.h"

#include <stdlib.h>

#define TRUST_PURPOSE "malines/trust/1"
enum { LIST_BYTES_MAX = 4 * 1024 * 1024, MEMBERS_MAX = 200, KEYS_MAX = 32 };

struct trust {
    struct arena arena;
    int64_t version;
    struct instant valid_to;
    struct member *members;
    size_t count;
};

struct trust *trust_free(struct trust *t) {
    if (!t) return NULL;
    for (size_t i = 0; i < t->count; i++) certificate_free((struct certificate *)t->members[i].signs);
    arena_free(&t->arena);
    free(t);
    return NULL;
}

int64_t trust_version(const struct trust *t) { return t->version; }
struct instant trust_valid_to(const struct trust *t) { return t->valid_to; }
size_t trust_count(const struct trust *t) { return t->count; }
const struct member *trust_at(const struct trust *t, size_t i) { return &t->members[i]; }

const struct member *trust_member(const struct trust *t, struct view id) {
    for (size_t i = 0; i < t->count; i++)
        if (view_is(id, t->members[i].id)) return &t->members[i];
    return NULL;
}

const struct member *trust_by_spki(const struct trust *t, const struct digest *spki) {
    for (size_t i = 0; i < t->count; i++)
        if (memcmp(t->members[i].tls_spki.bytes, spki->bytes, sizeof spki->bytes) == 0) return &t->members[i];
    return NULL;
}

// ---- Signatures: each anchor key counts once ----

static bool signed_by(const json_t *signatures, struct view key_text, const struct verify_key *key, struct view list) {
    size_t i;
    const json_t *s;
    json_array_foreach((json_t *)signatures, i, s)
        if (view_same(json_view(s, "key"), key_text) && verify_base64(key, TRUST_PURPOSE, list, json_view(s, "signature"))) return true;
    return false;
}

static RESULT check_signatures(const json_t *anchor, const json_t *signatures, struct view list, struct error *err) {
    const json_t *keys = json_object_get(anchor, "keys");
    int64_t threshold = json_int(anchor, "threshold"), valid = 0;
    size_t count = json_array_size(keys);
    if (threshold < 1 || count < (size_t)threshold || count > KEYS_MAX) return FAIL(err, BAD_FIELD, "the anchor's threshold or keys");
    for (size_t i = 0; i < count; i++) {
        const json_t *k = json_array_get(keys, i);
        struct verify_key key;
        if (!json_is_string(k)) return FAIL(err, BAD_FIELD, "the anchor's keys");
        for (size_t j = 0; j < i; j++)
            if (json_equal(k, json_array_get(keys, j))) return FAIL(err, BAD_FIELD, "the anchor names a key twice");
        TRY(vkey_read(view_of(json_string_value(k)), &key, err));
        valid += signed_by(signatures, view_of(json_string_value(k)), &key, list);
    }
    return valid >= threshold ? DONE : FAIL(err, NOT_TRUSTED, "%d of the list's signatures hold, %d are needed", (int)valid, (int)threshold);
}

// ---- The list ----

static RESULT read_witness(struct trust *t, const json_t *j, struct member *m, struct error *err) {
    struct view vkey = json_view(j, "vkey"), address = json_view(j, "address");
    struct verify_key checked;
    int64_t port = json_int(j, "port");
    if (!j) return DONE;
    struct member_witness *w = ARENA_ARRAY(&t->arena, 1, struct member_witness);
    if (!address.bytes || port < 1 || port > 65535 || !hex_read(json_view(j, "tls_spki_sha256"), w->tls_spki.bytes, 32))
        return FAIL(err, BAD_FIELD, "%s: a witness's address, port or tls_spki_sha256", m->id);
    TRY(cosigner_read(vkey, &checked, err));
    w->vkey = arena_copy(&t->arena, vkey);
    w->address = arena_copy(&t->arena, address);
    w->port = (int)port;
    m->witness = w;
    return DONE;
}

static RESULT read_member(struct trust *t, const json_t *j, struct member *m, struct error *err) {
    struct view id = json_view(j, "id"), address = json_view(j, "address"), vkey = json_view(j, "log_vkey");
    struct verify_key checked;
    struct certificate *certificate;
    int64_t port = json_int(j, "port");
    if (!id.bytes || id.bytes > 16 || !address.bytes || port < 1 || port > 65535) return FAIL(err, BAD_FIELD, "a member's id, address or port");
    if (!hex_read(json_view(j, "tls_spki_sha256"), m->tls_spki.bytes, 32)) return FAIL(err, BAD_FIELD, "%.*s: tls_spki_sha256", VIEW_ARGS(id));
    TRY(vkey_read(vkey, &checked, err));
    m->has_oversight = json_object_get(j, "oversight_key") != NULL;
    if (m->has_oversight && !hex_read(json_view(j, "oversight_key"), m->oversight, sizeof m->oversight))
        return FAIL(err, BAD_FIELD, "%.*s: oversight_key", VIEW_ARGS(id));
    m->id = arena_copy(&t->arena, id);
    m->address = arena_copy(&t->arena, address);
    m->log_vkey = arena_copy(&t->arena, vkey);
    m->port = (int)port;
    m->generation = json_object_get(j, "generation") ? json_int(j, "generation") : 1;
    if (m->generation < 1) return FAIL(err, BAD_FIELD, "%s: generation", m->id);
    TRY(read_witness(t, json_object_get(j, "witness"), m, err));
    TRY(certificate_read(json_view(j, "sign_cert"), &certificate, err));
    m->signs = certificate;
    return DONE;
}

static void put_hex(json_t *j, const char *key, const unsigned char bytes[32]) {
    AUTO_TEXT t = text_with_ceiling(64);
    text_hex(&t, bytes, 32);
    json_put_view(j, key, text_seen(&t));
}

json_t *trust_line(const struct member *m) {
    AUTO_TEXT certificate = text_with_ceiling(8192);
    text_certificate(&certificate, m->signs);
    json_t *j = json_pack("{s:s,s:s,s:I,s:s,s:s}", "id", m->id, "address", m->address, "port", (json_int_t)m->port, "log_vkey", m->log_vkey, "sign_cert",
                          text_string(&certificate));
    put_hex(j, "tls_spki_sha256", m->tls_spki.bytes);
    if (m->has_oversight) put_hex(j, "oversight_key", m->oversight);
    if (m->generation > 1) json_object_set_new(j, "generation", json_integer((json_int_t)m->generation));
    if (m->witness) {
        json_t *w = json_pack("{s:s,s:s,s:I}", "vkey", m->witness->vkey, "address", m->witness->address, "port", (json_int_t)m->witness->port);
        put_hex(w, "tls_spki_sha256", m->witness->tls_spki.bytes);
        json_object_set_new(j, "witness", w);
    }
    return j;
}

static RESULT read_members(struct trust *t, const json_t *list, struct error *err) {
    size_t count = json_array_size(list);
    if (!count || count > MEMBERS_MAX) return FAIL(err, BAD_FIELD, "nodes: 1 to %d", MEMBERS_MAX);
    t->members = ARENA_ARRAY(&t->arena, count, struct member);
    for (size_t i = 0; i < count; i++) {
        struct member m = {0};
        TRY(read_member(t, json_array_get(list, i), &m, err));
        bool twice = trust_member(t, view_of(m.id)) || trust_by_spki(t, &m.tls_spki);
        t->members[t->count++] = m;
        if (twice) return FAIL(err, BAD_FIELD, "a member or a key twice in the list");
    }
    return DONE;
}

static RESULT read_list(struct trust *t, struct view list, struct instant now, struct error *err) {
    AUTO_JSON *j = NULL;
    TRY(json_strict(list, &j, err));
    t->version = json_int(j, "version");
    if (json_int(j, "v") != 1 || t->version < 1 || !instant_read(json_view(j, "valid_to"), &t->valid_to))
        return FAIL(err, BAD_FIELD, "v, version or valid_to");
    if (!instant_before(now, t->valid_to)) return FAIL(err, EXPIRED, "the trust list is over its date");
    return read_members(t, json_object_get(j, "nodes"), err);
}

static RESULT open_signed(struct view signed_list, struct view anchor_bytes, struct text *list, struct error *err) {
    AUTO_JSON *whole = NULL;
    AUTO_JSON *anchor = NULL;
    TRY(json_strict(signed_list, &whole, err));
    TRY(json_strict(anchor_bytes, &anchor, err));
    if (!base64_text(json_view(whole, "list"), list)) return FAIL(err, BAD_FIELD, "list: not base64, or above the ceiling");
    return check_signatures(anchor, json_object_get(whole, "signatures"), text_seen(list), err);
}

RESULT trust_read(struct view signed_list, struct view anchor, struct instant now, struct trust **out, struct error *err) {
    AUTO_TEXT list = text_with_ceiling(LIST_BYTES_MAX);
    TRY(open_signed(signed_list, anchor, &list, err));
    struct trust *t = calloc(1, sizeof *t);
    ENSURE(t);
    t->arena = arena_with_ceiling(LIST_BYTES_MAX);
    struct result r = read_list(t, text_seen(&list), now, err);
    if (FAILED(r)) trust_free(t);
    else *out = t;
    return r;
}

RESULT trust_keep(struct store *s, const struct trust *t, struct error *err) {
    static const struct stmt SEEN = {"SELECT version FROM trust_seen"};
    static const struct stmt KEEP = {"INSERT INTO trust_seen(one, version) VALUES(1, $1) ON CONFLICT(one) DO UPDATE SET version=$1"};
    int64_t seen;
    TRY(store_number(s, &SEEN, NO_VALUES, 0, &seen, err));
    if (seen > t->version) return FAIL(err, NOT_TRUSTED, "trust list %lld, but %lld was used before", (long long)t->version, (long long)seen);
    TRY(store_begin(s, err));
    struct result r = store_run(s, &KEEP, VALUES(V_INT(t->version)), err);
    if (!FAILED(r)) return store_commit(s, err);
    store_rollback(s);
    return r;
}
