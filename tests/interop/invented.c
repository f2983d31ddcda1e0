// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "invented.h"

#include "crypto/cert.h"

#define REQUEST "01936f2e-1c2d-7abc-8def-0123456789ab"
#define MUST(x) ENSURE((x).code == CODE_OK)

const struct instant invented_at = {1795557686000};  // 2026-11-24T22:01:26Z

static const char *const ids[MEMBERS] = {"fr", "be"};
static const char *const authors[MEMBERS] = {"fr-1a2b3c4d", "be-5e6f7a8b"};

struct making {
    enum invented_lie lie;
    struct store *store[MEMBERS];
    struct audit_log *log[MEMBERS];
    json_t *entries[MEMBERS], *receipts[MEMBERS];  // of the proof; entries without bundles first
    json_t *demand, *decision, *approvals;
    int64_t clock_ms;
};

struct store *invented_store(void) {
    struct store *s;
    MUST(store_open(sys_real(), NULL, &s, NULL));
    MUST(store_migrate(s, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, NULL));
    MUST(store_begin(s, NULL));
    return s;
}

static void digest_of(const json_t *j, struct text *out) {
    AUTO_TEXT bytes = text_with_ceiling(1 << 20);
    text_json(&bytes, j);
    struct digest d = sha256(text_seen(&bytes));
    text_digest(out, &d);
}

// Append and remember for the proof. Steals `members`.
static int64_t append(struct making *m, int who, const char *what, json_t *members) {
    int64_t index;
    m->clock_ms += 1000;
    MUST(audit_append(m->log[who], m->store[who], instant_after(invented_at, m->clock_ms), members, &index, NULL));
    if (what) json_array_append_new(m->entries[who], json_pack("{s:I,s:s}", "index", (json_int_t)index, "what", what));
    json_decref(members);
    return index;
}

static json_t *by(const char *op, const char *pseudonym, const char *decision) {
    return json_pack("{s:s,s:{s:s,s:s},s:s,s:s}", "op", op, "actor", "pseudonym", pseudonym, "auth", "key", "request", REQUEST, "decision", decision);
}

static void message(struct making *m, int from, int seq, const char *type, json_t *body) {
    json_t *whole = json_pack("{s:i,s:s,s:o}", "seq", seq, "type", type, "body", body);
    AUTO_TEXT digest = text_with_ceiling(100);
    digest_of(whole, &digest);
    append(m, from, "sent", json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:i}", "op", "message", "direction", "out", "peer", ids[!from], "request", REQUEST,
                                      "message_sha256", text_string(&digest), "decision", "sent", "channel", "requests", "seq", seq));
    if (m->lie == OTHER_MESSAGE_LOGGED) digest.at[0] = digest.at[0] == '0' ? '1' : '0';
    int64_t taken = append(m, !from, "received",
                           json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:i}", "op", "message", "direction", "in", "peer", ids[from], "message_sha256",
                                     text_string(&digest), "decision", "taken", "channel", "requests", "seq", seq));
    json_array_append_new(m->receipts[from], json_pack("{s:I,s:s,s:s}", "index", (json_int_t)(taken + (m->lie == OTHER_PLACE_IN_RECEIPT)), "what",
                                                       "receipt", "log", audit_log_origin(m->log[!from])));
    json_decref(whole);
}

static void approve_by(struct making *m, int who, const char *name, const char *pseudonym, const struct sign_key *key, const json_t *action) {
    struct verify_key open = sign_key_public(key);
    AUTO_TEXT digest = text_with_ceiling(100);
    AUTO_TEXT signature = text_with_ceiling(100);
    AUTO_TEXT vkey = text_with_ceiling(400);
    AUTO_TEXT at = text_with_ceiling(40);
    digest_of(action, &digest);
    text_signature(&signature, key, "malines/approval/1", text_seen(&digest));
    text_vkey(&vkey, &open);
    text_instant(&at, instant_after(invented_at, m->clock_ms + 1000));
    json_array_append_new(m->approvals, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "action", name, "digest", text_string(&digest), "by", pseudonym, "scheme",
                                                  "ed25519", "credential", text_string(&vkey), "signature", text_string(&signature), "at", text_string(&at)));
    json_t *entry = by("approve", pseudonym, "approved");
    json_object_set_new(entry, "action", json_string(name));
    json_object_set_new(entry, "action_digest", json_string(text_string(&digest)));
    json_object_set_new(entry, "credential", json_string(text_string(&vkey)));
    json_object_set_new(entry, "scheme", json_string("ed25519"));
    json_object_set_new(entry, "signature", json_string(text_string(&signature)));
    if (m->lie == APPROVAL_NOT_LOGGED) json_decref(entry);
    else append(m, who, "approved", entry);
}

static void approve(struct making *m, int who, const char *name, json_t *action) {
    struct sign_key a, b;
    MUST(sign_key_make(sys_real(), VIEW("approver.example"), &a, NULL));
    MUST(sign_key_make(sys_real(), VIEW("approver2.example"), &b, NULL));
    const char *second = who == FRANCE ? "fr-00000002" : "be-00000002", *third = who == FRANCE ? "fr-00000003" : "be-00000003";
    if (m->lie == SELF_APPROVED) second = authors[who];
    if (m->lie != NOBODY_APPROVED) approve_by(m, who, name, second, &a, action);
    if (m->lie == TWO_APPROVE) approve_by(m, who, name, third, &b, action);
    if (m->lie == ONE_KEY_FOR_TWO) approve_by(m, who, name, third, &a, action);
    if (m->lie == APPROVED_TWICE) approve_by(m, who, name, second, &b, action);
    json_decref(action);
}

static void ask(struct making *m) {
    const char *record = m->lie == SENTENCE_IN_RECORD ? "be/alerts/1. Both logs hold it.\n\033[2J"
                                                      : "be/alerts/01936f2e-0000-7000-8000-000000000001";
    m->demand = json_pack("{s:i,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "v", 1, "request", REQUEST, "from", "fr", "to", "be",
                          "kind", "supplementary_information", "author", authors[FRANCE], "record", record,
                          "purpose", "police_check", "text", "Which decision is behind this alert? \xC3\xA9");
    append(m, FRANCE, "drafted", by("request_drafted", m->lie == OTHER_AUTHOR_LOGGED ? "fr-ffffffff" : authors[FRANCE], "drafted"));
    if (m->lie != APPROVED_AFTER_SENDING) approve(m, FRANCE, "request.send", json_pack("{s:s,s:O}", "action", "request.send", "demand", m->demand));
    AUTO_JSON *approvals = json_copy(m->approvals);
    message(m, FRANCE, 3, "request", json_pack("{s:O,s:O}", "demand", m->demand, "approvals", approvals));
    if (m->lie == APPROVED_AFTER_SENDING) approve(m, FRANCE, "request.send", json_pack("{s:s,s:O}", "action", "request.send", "demand", m->demand));
}

static void answer(struct making *m) {
    bool refused = m->lie == REFUSED;
    const char *word = refused ? "refuse" : "release", *logged = m->lie == OTHER_DECISION_LOGGED ? "refuse" : word;
    m->decision = json_pack("{s:i,s:s,s:s,s:s,s:s,s:s}", "v", 1, "request", REQUEST, "decision", word, "author", authors[BELGIUM], "text",
                            "Decision of 3 March.", "ground", refused ? "no_basis" : "");
    append(m, BELGIUM, "decided", by("request_decided", authors[BELGIUM], word));
    AUTO_TEXT digest = text_with_ceiling(100);
    digest_of(m->demand, &digest);
    approve(m, BELGIUM, "request.decide",
            json_pack("{s:s,s:s,s:O}", "action", "request.decide", "demand_digest", text_string(&digest), "decision", m->decision));
    append(m, BELGIUM, strcmp(logged, "refuse") == 0 ? "refused" : "released",
           json_pack("{s:s,s:s,s:s,s:s,s:s}", "op", logged, "direction", "out", "peer", "fr", "request", REQUEST, "decision", logged));
    message(m, BELGIUM, 1, "decision", json_pack("{s:s,s:O,s:O}", "request", REQUEST, "decision", m->decision, "approvals", m->approvals));
}

static void write_proof(struct making *m, int who, struct text *out) {
    size_t i;
    json_t *item;
    MUST(audit_checkpoint(m->log[who], m->store[who], invented_at, NULL));
    json_array_foreach(m->entries[who], i, item) {
        json_t *bundle;
        MUST(audit_proof(m->log[who], m->store[who], json_int(item, "index"), &bundle, NULL));
        json_object_set_new(item, "proof", bundle);
    }
    AUTO_JSON *j = json_pack("{s:s,s:s,s:s,s:s,s:O,s:O,s:O,s:o,s:o}", "malines", "request-proof/1", "node", ids[who], "side", who == FRANCE ? "asker" : "owner",
                             "request", REQUEST, "demand", m->demand, "decision", m->decision, "approvals", m->approvals, "entries", m->entries[who],
                             "receipts", m->receipts[who]);
    *out = text_with_ceiling(4 << 20);
    text_json(out, j);
}

// ---- The trust list ----

static json_t *member_json(struct invented *i, int who) {
    struct identity *id;
    struct identity_wish wish = {CERTIFICATE_SIGNING, "member.example", NULL, {invented_at.ms - DAY_MS}, {invented_at.ms + DAY_MS}};
    struct verify_key open = sign_key_public(&i->log_key[who]);
    AUTO_TEXT pem = text_with_ceiling(10000);
    AUTO_TEXT spki = text_with_ceiling(100);
    AUTO_TEXT vkey = text_with_ceiling(400);
    MUST(identity_new(sys_real(), &wish, &id, NULL));
    struct digest d = certificate_spki_digest(identity_certificate(id));
    text_certificate(&pem, identity_certificate(id));
    text_digest(&spki, &d);
    text_vkey(&vkey, &open);
    identity_free(id);
    return json_pack("{s:s,s:s,s:i,s:s,s:s,s:s}", "id", ids[who], "address", "127.0.0.1", "port", 18441 + who, "tls_spki_sha256", text_string(&spki),
                     "sign_cert", text_string(&pem), "log_vkey", text_string(&vkey));
}

static void write_trust(struct invented *i) {
    AUTO_JSON *list = json_pack("{s:i,s:i,s:s,s:[o,o]}", "v", 1, "version", 1, "valid_to", "2026-12-24T00:00:00Z", "nodes", member_json(i, FRANCE),
                                member_json(i, BELGIUM));
    AUTO_TEXT bytes = text_with_ceiling(1 << 20);
    AUTO_TEXT encoded = text_with_ceiling(1 << 20);
    AUTO_JSON *signatures = json_array();
    AUTO_JSON *keys = json_array();
    text_json(&bytes, list);
    text_base64(&encoded, bytes.at, bytes.bytes);
    for (int k = 0; k < 3; k++) {
        struct sign_key key;
        AUTO_TEXT vkey = text_with_ceiling(400);
        AUTO_TEXT signature = text_with_ceiling(100);
        MUST(sign_key_make(sys_real(), VIEW("list.example"), &key, NULL));
        struct verify_key open = sign_key_public(&key);
        text_vkey(&vkey, &open);
        text_signature(&signature, &key, "malines/trust/1", text_seen(&bytes));
        json_array_append_new(keys, json_string(text_string(&vkey)));
        if (k < 2) json_array_append_new(signatures, json_pack("{s:s,s:s}", "key", text_string(&vkey), "signature", text_string(&signature)));
    }
    AUTO_JSON *whole = json_pack("{s:s,s:O}", "list", text_string(&encoded), "signatures", signatures);
    AUTO_JSON *anchor = json_pack("{s:i,s:O}", "threshold", 2, "keys", keys);
    i->trust = text_with_ceiling(1 << 20);
    i->anchor = text_with_ceiling(1 << 20);
    text_json(&i->trust, whole);
    text_json(&i->anchor, anchor);
}

static void begin(struct invented *i, struct making *m) {
    static const char *const names[MEMBERS] = {"fr.example/audit", "be.example/audit"};
    for (int who = 0; who < MEMBERS; who++) {
        m->store[who] = invented_store();
        m->entries[who] = json_array();
        m->receipts[who] = json_array();
        MUST(sign_key_make(sys_real(), view_of(names[who]), &i->log_key[who], NULL));
        MUST(audit_log_open(m->store[who], &i->log_key[who], m->lie == OTHER_NODE_IN_LOG ? "xx" : ids[who], &m->log[who], NULL));
        for (int k = 0; k < 3 + 8 * who; k++) append(m, who, NULL, by("consultation", authors[who], "shown"));
    }
    m->approvals = json_array();
}

void invent(struct invented *i, enum invented_lie lie, const char *export_to) {
    struct making m = {.lie = lie};
    *i = (struct invented){0};
    begin(i, &m);
    ask(&m);
    if (lie == UNANSWERED) m.decision = json_null();
    else answer(&m);
    for (int who = 0; who < MEMBERS; who++) {
        append(&m, who, NULL, by("consultation", authors[who], "shown"));
        write_proof(&m, who, &i->proof[who]);
        if (export_to && who == BELGIUM) MUST(audit_export(m.log[who], m.store[who], export_to, NULL));
        audit_log_close(m.log[who]);
        store_close(m.store[who]);
    }
    json_decref(m.demand), json_decref(m.decision), json_decref(m.approvals);
    write_trust(i);
}

void invented_free(struct invented *i) {
    for (int who = 0; who < MEMBERS; who++) text_free(&i->proof[who]);
    text_free(&i->trust);
    text_free(&i->anchor);
}
