// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// proof.c — that one entry was in a log.
#include "verify.h"

static RESULT find_log(const json_t *bundle, const struct log_keys *keys, const struct log_key **out, struct error *err) {
    struct verify_key named;
    TRY(vkey_read(json_view(bundle, "log"), &named, err));
    for (size_t i = 0; i < keys->count; i++) {
        const struct verify_key *k = &keys->at[i].key;
        if (strcmp(k->name, named.name) != 0 || memcmp(k->public, named.public, sizeof named.public) != 0) continue;
        *out = &keys->at[i];
        return DONE;
    }
    return FAIL(err, NOT_TRUSTED, "the log of %s is not among those whose keys are known here", is_word(view_of(named.name)) ? named.name : "another name");
}

// The entry says of itself who wrote it and at which place; it must be true, and in the canonical form.
static RESULT read_entry(const struct proven *p, struct view bytes, json_t **out, struct error *err) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT again = text_with_ceiling(ENTRY_BYTES_MAX);
    TRY(json_strict(bytes, &j, err));
    text_json(&again, j);
    if (!view_same(text_seen(&again), bytes)) return FAIL(err, BAD_FORMAT, "entry %llu is not canonical JSON", (unsigned long long)p->index);
    if (json_int(j, "v") != 1 || (uint64_t)json_int(j, "index") != p->index || (p->log->member[0] && !view_is(json_view(j, "node"), p->log->member)))
        return FAIL(err, LOG_BROKEN, "entry %llu names another version, place or node", (unsigned long long)p->index);
    if (!is_word(json_view(j, "op")) || !is_word(json_view(j, "at"))) return FAIL(err, BAD_FORMAT, "entry %llu: op or at", (unsigned long long)p->index);
    *out = json_incref(j);
    return DONE;
}

RESULT bundle_open(const json_t *bundle, const struct log_keys *keys, struct proven *out, struct error *err) {
    struct proven p = {0};
    struct checkpoint c;
    if (!members_are(bundle, "entry log malines proof") || !view_is(json_view(bundle, "malines"), "proof/1"))
        return FAIL(err, BAD_FORMAT, "not a proof of an entry");
    TRY(find_log(bundle, keys, &p.log, err));
    TRY(tlog_proof_verify(json_view(bundle, "proof"), json_view(bundle, "entry"), &p.log->key, &p.index, &c, err));
    p.size = c.size;
    struct tlog_proof parts;
    TRY(tlog_proof_read(json_view(bundle, "proof"), &parts, err));
    witnesses_behind(keys, p.log, parts.checkpoint, &p.behind);
    TRY(read_entry(&p, json_view(bundle, "entry"), &p.entry, err));
    *out = p;
    return DONE;
}

static RESULT open_file(struct view file, const struct log_keys *keys, struct proven *out, struct error *err) {
    AUTO_JSON *bundle = NULL;
    TRY(json_strict(file, &bundle, err));
    return bundle_open(bundle, keys, out, err);
}

// What is shown beside an entry is what it committed to: SHA-256(salt ‖ record) stands in it.
RESULT opened_holds(const json_t *entry, const json_t *opened, struct error *err) {
    size_t i;
    json_t *o;
    if (!json_is_array(opened)) return FAIL(err, BAD_FORMAT, "what is opened is no list");
    json_array_foreach((json_t *)opened, i, o) {
        unsigned char salt[32];
        struct digest committed, d;
        struct hash h;
        struct view member = json_view(o, "member"), record = json_view(o, "record");
        const json_t *in_entry = json_object_getn(entry, member.at, member.bytes);
        if (!members_are(o, "commit member record salt") || !is_word(member) ||
            !hex_read(json_view(o, "salt"), salt, sizeof salt) || !json_is_string(in_entry) ||
            !hex_read(view_of(json_string_value(in_entry)), committed.bytes, 32))
            return FAIL(err, BAD_FORMAT, "the entry has no commitment of that name");
        hash_begin(&h);
        hash_add(&h, (struct view){(const char *)salt, sizeof salt});
        hash_add(&h, record);
        d = hash_end(&h);
        if (!digest_same(&d, &committed)) return FAIL(err, LOG_BROKEN, "\"%.*s\" is not what the entry committed to", VIEW_ARGS(member));
    }
    return DONE;
}

RESULT verify_proof(struct view file, const struct log_keys *keys, struct report *r, struct text *verdict, struct error *err) {
    struct proven p = {0};
    AUTO_JSON *whole = NULL;
    AUTO_TEXT bare = text_with_ceiling(PROOF_FILE_BYTES_MAX);
    struct result read = json_strict(file, &whole, err);
    bool opened = !FAILED(read) && view_is(json_view(whole, "malines"), "opened-proof/1") && members_are(whole, "malines opened proof");
    if (opened) text_json(&bare, json_object_get(whole, "proof")), file = text_seen(&bare);
    TRY(told(r, open_file(file, keys, &p, err), err, "The entry leads to a root that its log signed"));
    AUTO_JSON *entry = p.entry;
    if (opened) TRY(told(r, opened_holds(entry, json_object_get(whole, "opened"), err), err, "What is shown beside the entry is what it committed to"));
    struct view op = json_view(entry, "op"), at = json_view(entry, "at");
    text_format(verdict, "Proven: entry %llu was in the log of %s when that held %llu entries: %.*s, at %.*s.", (unsigned long long)p.index,
                p.log->name, (unsigned long long)p.size, VIEW_ARGS(op), VIEW_ARGS(at));
    return told_behind(r, keys, &p.behind, "the signed root", verdict, err);
}
