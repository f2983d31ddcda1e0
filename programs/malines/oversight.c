// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// oversight.c — what the oversight bodies do on computers of their own, far from any node: make a key, draw which sealed
// questions are opened, and open them, both bodies together (docs/protocol-sealed.md, "Opening").
#include "link.h"

#include "audit/cosign.h"
#include "federation/envelope.h"
#include "sealed/question.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define KEY_HEAD "malines-oversight/1 "
enum { KEY_FILE_BYTES = 200, FILE_BYTES_MAX = 64 * 1024 * 1024 };

// ---- Keys ----

RESULT do_oversight_key(const struct sys *sys, const struct shell *s, struct error *err) {
    struct oversight_key key;
    AUTO_TEXT t = text_secret(KEY_FILE_BYTES), open = text_with_ceiling(100);
    struct stat there;
    const char *out = value_text(s, "out", "");
    if (stat(out, &there) == 0) return FAIL(err, ALREADY, "%s", out);
    oversight_key_make(sys, &key);
    text_put(&t, KEY_HEAD);
    text_hex(&t, key.secret, sizeof key.secret);
    text_char(&t, '\n');
    text_hex(&open, key.open, sizeof key.open);
    text_char(&open, '\n');
    struct result r = file_write(out, text_seen(&t), 0600, err);
    if (!FAILED(r)) print_text(&open);
    sodium_memzero(&key, sizeof key);
    return r;
}

static RESULT key_read(const char *path, struct oversight_key *out, struct error *err) {
    AUTO_TEXT t = {0};
    TRY(secret_file_read(path, KEY_FILE_BYTES, &t, err));
    struct view v = view_trim(text_seen(&t));
    size_t head = strlen(KEY_HEAD);
    bool good = view_starts(v, KEY_HEAD) && hex_read((struct view){v.at + head, v.bytes - head}, out->secret, sizeof out->secret);
    if (!good) return FAIL(err, BAD_FORMAT, "%s is no oversight key", path);
    crypto_scalarmult_base(out->open, out->secret);
    return DONE;
}

// ---- Drawing: by the root of a checkpoint, so that nobody picks ----

// How many of the others' witnesses cosigned it; *asked: how many there are.
static size_t cosigned_by(const struct note *n, const struct trust *trust, const char *owner, size_t *asked) {
    size_t good = 0;
    *asked = 0;
    for (size_t i = 0; i < trust_count(trust); i++) {
        const struct member *m = trust_at(trust, i);
        struct verify_key key;
        if (!m->witness || strcmp(m->id, owner) == 0 || FAILED(cosigner_read(view_of(m->witness->vkey), &key, NULL))) continue;
        ++*asked;
        good += !FAILED(cosignature_verify(n, &key, NULL, NULL));
    }
    return good;
}

// A root that the owner's log signed and, where the list names witnesses, a quorum of them cosigned: else the owner could wait
// for one that draws what it likes.
static RESULT root_of(struct view bytes, const struct trust *trust, const char *owner, uint64_t *size, struct text *root, struct error *err) {
    const struct member *m = trust_member(trust, view_of(owner));
    struct verify_key key;
    struct note n;
    struct checkpoint c;
    size_t asked;
    if (!m) return FAIL(err, NOT_TRUSTED, "%s is not in the trust list", owner);
    TRY(vkey_read(view_of(m->log_vkey), &key, err));
    TRY(note_read(bytes, &n, err));
    TRY(note_verify(&n, &key, err));
    TRY(checkpoint_read(n.text, &c, err));
    size_t good = cosigned_by(&n, trust, owner, &asked);
    if (asked && good < witness_quorum(asked))
        return FAIL(err, NOT_WITNESSED, "%zu of %zu witnesses cosigned it, %zu are needed", good, asked, witness_quorum(asked));
    if (!asked) fputs("no witness is in the trust list: the owner could have waited for this root\n", stderr);
    *size = c.size;
    text_base64(root, c.root.bytes, sizeof c.root.bytes);
    return DONE;
}

// ---- Opening ----

struct opening {
    struct oversight_key owners, askers;
    struct trust *trust;
    const char *owner;
    struct text root;      // in base64; empty: every question
    uint64_t size;
    int64_t share;         // of 10,000
    size_t opened, lies, left;
};

static void put_facts(json_t *to, const json_t *from) {
    static const char *const members[] = {"asker", "owner", "class", "epoch", "check", "case", "officer"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (json_object_get(from, members[i])) json_object_set(to, members[i], json_object_get(from, members[i]));
    json_t *asked = json_array();
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(from, "inputs"), i, one)
        if (json_is_string(one) && !strstr(json_string_value(one), "|fill|")) json_array_append(asked, one);
    json_object_set_new(to, "inputs", asked);
}

// What the escrow says of the question must be what was signed beside it.
static RESULT facts_agree(const json_t *escrow, const json_t *payload, const char *asker, const char *owner, struct error *err) {
    static const char *const members[] = {"check", "class", "epoch"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (!json_equal(json_object_get(escrow, members[i]), json_object_get(payload, members[i])))
            return FAIL(err, BAD_SIGNATURE, "the escrow names another %s", members[i]);
    if (!view_is(json_view(escrow, "asker"), asker) || !view_is(json_view(escrow, "owner"), owner))
        return FAIL(err, BAD_SIGNATURE, "the escrow names another asker or owner");
    if (!view_same(json_view(escrow, "officer"), json_view(payload, "officer"))) return FAIL(err, BAD_SIGNATURE, "the escrow names another officer");
    return DONE;
}

static RESULT case_agrees(const json_t *escrow, const json_t *payload, struct error *err) {
    unsigned char seed[OPRF_BYTES];
    AUTO_TEXT t = text_with_ceiling(1000), hex = text_with_ceiling(100);
    struct view file = json_view(escrow, "case"), commit = json_view(payload, "case_commit");
    if (!file.bytes && !commit.bytes) return DONE;
    if (!hex_read(json_view(escrow, "seed"), seed, sizeof seed)) return FAIL(err, BAD_SIGNATURE, "the escrow has no seed");
    text_add(&t, seed, sizeof seed);
    text_view(&t, file);
    struct digest d = sha256(text_seen(&t));
    text_digest(&hex, &d);
    return view_same(text_seen(&hex), commit) ? DONE : FAIL(err, BAD_SIGNATURE, "the escrow names another case");
}

static RESULT open_payload(const struct opening *o, const json_t *payload, const char *asker, json_t *said, struct error *err) {
    size_t wrong;
    AUTO_JSON *opened = NULL;
    AUTO_TEXT blinded = text_with_ceiling(QUESTION_POINTS_MAX * OPRF_BYTES), escrow = text_with_ceiling(escrow_bytes(QUESTION_POINTS_MAX));
    if (!base64_text(json_view(payload, "blinded"), &blinded) || !base64_text(json_view(payload, "escrow"), &escrow) || blinded.bytes % OPRF_BYTES)
        return FAIL(err, BAD_FORMAT, "not a sealed question");
    TRY(escrow_open(text_seen(&escrow), &o->owners, &o->askers, &opened, err));
    put_facts(said, opened);
    TRY(escrow_verify(opened, (const struct point *)(const void *)blinded.at, blinded.bytes / OPRF_BYTES, &wrong, err));
    TRY(facts_agree(opened, payload, asker, o->owner, err));
    return case_agrees(opened, payload, err);
}

static RESULT open_one(const struct opening *o, const json_t *question, json_t *said, struct error *err) {
    const struct member *asker = trust_member(o->trust, json_view(question, "asker"));
    struct instant at;
    struct envelope e;
    AUTO_TEXT message = text_with_ceiling(ENVELOPE_BYTES_MAX);
    if (!asker || !instant_read(json_view(question, "at"), &at)) return FAIL(err, BAD_FORMAT, "a question without asker or time");
    if (!base64_text(json_view(question, "message"), &message)) return FAIL(err, BAD_FORMAT, "message: not base64");
    TRY(envelope_open(asker, o->owner, "sealed", at, text_seen(&message), &e, err));
    AUTO_TEXT digest = text_with_ceiling(100);
    text_digest(&digest, &e.digest);
    json_put_view(said, "message_sha256", text_seen(&digest));  // stands in the owner's log, at log_index
    struct result r = open_payload(o, e.payload, asker->id, said, err);
    json_decref(e.whole);
    return r;
}

static void tell_one(struct opening *o, const json_t *question) {
    struct error why = {0};
    AUTO_JSON *said = json_pack("{s:O}", "log_index", json_object_get(question, "log_index"));
    AUTO_TEXT line = text_with_ceiling(1 << 20);
    struct result r = open_one(o, question, said, &why);
    json_object_set_new(said, "holds", json_boolean(!FAILED(r)));
    if (FAILED(r)) json_object_set_new(said, "why", json_string(why.detail));
    o->opened++;
    o->lies += FAILED(r);
    text_json(&line, said);
    text_char(&line, '\n');
    print_text(&line);
}

static RESULT open_all(struct opening *o, const json_t *questions, struct error *err) {
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)questions, i, one) {
        int64_t index = json_int(one, "log_index");
        bool chosen = !o->root.bytes || ((uint64_t)index < o->size && opening_drawn(text_seen(&o->root), index, o->share));
        if (chosen) tell_one(o, one);
        else o->left++;
    }
    fprintf(stderr, "%zu opened, %zu left closed, %zu do not hold\n", o->opened, o->left, o->lies);
    return o->lies ? FAIL(err, BAD_SIGNATURE, "%zu of the questions are not what was signed", o->lies) : DONE;
}

static RESULT files_read(struct opening *o, const struct sys *sys, const struct shell *s, json_t **questions, struct error *err) {
    AUTO_TEXT list = text_with_ceiling(FILE_BYTES_MAX), anchor = text_with_ceiling(FILE_BYTES_MAX), asked = text_with_ceiling(FILE_BYTES_MAX);
    TRY(key_read(value_text(s, "owners-key", ""), &o->owners, err));
    TRY(key_read(value_text(s, "askers-key", ""), &o->askers, err));
    TRY(file_read(value_text(s, "trust", ""), FILE_BYTES_MAX, &list, err));
    TRY(file_read(value_text(s, "anchor", ""), FILE_BYTES_MAX, &anchor, err));
    TRY(trust_read(text_seen(&list), text_seen(&anchor), sys_now(sys), &o->trust, err));
    TRY(file_read(value_text(s, "questions", ""), FILE_BYTES_MAX, &asked, err));
    TRY(json_strict(text_seen(&asked), questions, err));
    o->owner = json_string_value(json_object_get(*questions, "owner"));
    if (!o->owner || !json_is_array(json_object_get(*questions, "questions"))) return FAIL(err, BAD_FORMAT, "what `malines sealed questions --json` writes");
    const char *note = value_text(s, "checkpoint", NULL);
    if (!note) return DONE;
    AUTO_TEXT bytes = text_with_ceiling(NOTE_BYTES_MAX);
    TRY(file_read(note, NOTE_BYTES_MAX, &bytes, err));
    return root_of(text_seen(&bytes), o->trust, o->owner, &o->size, &o->root, err);
}

RESULT do_oversight_open(const struct sys *sys, const struct shell *s, struct error *err) {
    struct opening o = {.root = text_with_ceiling(100), .share = value_number(s, "share", 200)};
    AUTO_JSON *questions = NULL;
    struct result r = files_read(&o, sys, s, &questions, err);
    if (!FAILED(r)) r = open_all(&o, json_object_get(questions, "questions"), err);
    sodium_memzero(&o.owners, sizeof o.owners);
    sodium_memzero(&o.askers, sizeof o.askers);
    trust_free(o.trust);
    text_free(&o.root);
    return r;
}
