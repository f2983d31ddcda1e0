// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// setup.c — before there is a federation: nodes' folders, list keys, the signed trust list, officers' keys.
#include "link.h"

#include "api/config.h"
#include "federation/trust.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
    LIST_DAYS_MAX = 36500,  // of a trust list: a hundred years
    FILE_BYTES_MAX = 64 * 1024,
    LIST_BYTES_MAX = 4 * 1024 * 1024,
    CERTIFICATE_DAYS = 3 * 365,
    NAME_ROOM = 128,
    PATH_ROOM = 4096
};

static RESULT refuse_to_replace(const char *path, struct error *err) {
    struct stat st;
    return stat(path, &st) == 0 ? FAIL(err, ALREADY, "%s is there; it is not overwritten", path) : DONE;
}

// ---- Keys ----
static RESULT key_made(const struct sys *sys, const char *path, struct view name, bool officer, struct error *err) {
    struct sign_key key;
    AUTO_TEXT vkey = text_with_ceiling(400);
    TRY(refuse_to_replace(path, err));
    TRY(sign_key_make(sys, name, &key, err));
    struct verify_key public = officer ? officer_public(&key) : sign_key_public(&key);
    struct result r = sign_key_save(&key, path, err);
    sign_key_wipe(&key);
    TRY(r);
    text_vkey(&vkey, &public);
    puts(text_string(&vkey));
    return DONE;
}

RESULT do_officer_key(const struct sys *sys, const struct shell *s, struct error *err) {
    return key_made(sys, value_text(s, "out", ""), view_of(value_text(s, "officer", "")), true, err);
}

RESULT do_trust_key(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *out = value_text(s, "out", ""), *slash = strrchr(out, '/');
    return key_made(sys, out, view_of(value_text(s, "name", slash ? slash + 1 : out)), false, err);
}

// ---- A node's folder ----
struct folder {
    const struct sys *sys;
    const struct shell *shell;
    const char *dir, *authority, *address, *host;
    int64_t node_port, console_port;
    char path[PATH_ROOM], path2[PATH_ROOM];
};

static const char *inside(struct folder *f, const char *name) {
    snprintf(f->path, sizeof f->path, "%s/%s", f->dir, name);
    return f->path;
}

static RESULT identity_made(struct folder *f, enum certificate_use use, const char *key, const char *certificate,
                            struct identity **out, struct error *err) {
    char name[NAME_ROOM];
    struct instant now = sys_now(f->sys);
    snprintf(name, sizeof name, "%s %s", f->authority, use == CERTIFICATE_TLS ? "node" : "signing");
    struct identity_wish wish = {
        .use = use,
        .name = name,
        .host = use == CERTIFICATE_TLS && !isdigit((unsigned char)f->host[0]) && !strchr(f->host, ':') ? f->host : NULL,
        .from = instant_after(now, -DAY_MS),
        .until = instant_after(now, (int64_t)CERTIFICATE_DAYS * DAY_MS)};
    struct identity *id;
    TRY(identity_new(f->sys, &wish, &id, err));
    snprintf(f->path2, sizeof f->path2, "%s/%s", f->dir, certificate);
    struct result r = identity_write(id, inside(f, key), f->path2, err);
    if (FAILED(r)) identity_free(id);
    else *out = id;
    return r;
}

static RESULT descriptor_write(struct folder *f, const struct identity *tls, const struct identity *signs,
                               const struct sign_key *log, struct error *err) {
    AUTO_TEXT vkey = text_with_ceiling(400), t = text_with_ceiling(FILE_BYTES_MAX);
    struct verify_key public = sign_key_public(log);
    const char *oversight = value_text(f->shell, "oversight", NULL);
    text_vkey(&vkey, &public);
    struct member m = {.id = f->authority, .address = f->host, .port = (int)f->node_port, .signs = identity_certificate(signs),
                       .tls_spki = certificate_spki_digest(identity_certificate(tls)), .log_vkey = text_string(&vkey), .has_oversight = oversight};
    if (oversight && !hex_read(view_of(oversight), m.oversight, sizeof m.oversight)) return FAIL(err, BAD_ARGUMENT, "oversight: 64 hexadecimal digits");
    AUTO_JSON *j = trust_line(&m);
    text_json(&t, j);
    text_char(&t, '\n');
    print_text(&t);
    return file_write(inside(f, FILE_DESCRIPTOR), text_seen(&t), 0644, err);
}

static RESULT settings_write(struct folder *f, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(FILE_BYTES_MAX);
    text_format(
        &t,
        "# Settings of a Malines node; docs/operations.md explains each. `malinesd --check %s` looks them over.\n"
        "authority: %s\n"
        "data_dir: .\n"
        "node:\n  address: \"%s\"\n  port: %lld\n"
        "console:\n  address: \"127.0.0.1\"\n  port: %lld\n"
        "socket: malines.sock\n"
        "trust_list: trust.json\n"
        "trust_anchor: anchor.json\n"
        "lists: %s\n"
        "demo: %s\n",
        FILE_CONFIG, f->authority, f->address, (long long)f->node_port, (long long)f->console_port,
        value_text(f->shell, "lists", "none"), value_flag(f->shell, "demo") ? "true" : "false");
    AUTO_CONFIG c = {0};  // what we write must be what we read
    TRY(config_parse(text_seen(&t), inside(f, FILE_CONFIG), &c, err));
    return file_write(inside(f, FILE_CONFIG), text_seen(&t), 0600, err);
}

static RESULT keys_made(struct folder *f, struct identity **tls, struct identity **signs, struct sign_key *log,
                        struct error *err) {
    char name[NAME_ROOM];
    TRY(identity_made(f, CERTIFICATE_TLS, FILE_TLS_KEY, FILE_TLS_CERT, tls, err));
    TRY(identity_made(f, CERTIFICATE_SIGNING, FILE_SIGN_KEY, FILE_SIGN_CERT, signs, err));
    snprintf(name, sizeof name, "malines.%s/audit", f->authority);
    TRY(sign_key_make(f->sys, view_of(name), log, err));
    TRY(sign_key_save(log, inside(f, FILE_LOG_KEY), err));
    return descriptor_write(f, *tls, *signs, log, err);
}

RESULT do_init(const struct sys *sys, const struct shell *s, struct error *err) {
    struct folder f = {.sys = sys,
                       .shell = s,
                       .dir = value_text(s, "dir", ""),
                       .authority = value_text(s, "authority", ""),
                       .address = value_text(s, "node-address", "127.0.0.1"),
                       .node_port = value_number(s, "node-port", 0),
                       .console_port = value_number(s, "console-port", 0)};
    f.host = value_text(s, "host", f.address);
    if (mkdir(f.dir, 0700) != 0 && errno != EEXIST) return FAIL(err, NO_SYSTEM, "%s: %s", f.dir, strerror(errno));
    TRY(refuse_to_replace(inside(&f, FILE_CONFIG), err));
    if (chmod(f.dir, 0700) != 0) return FAIL(err, NO_SYSTEM, "%s: %s", f.dir, strerror(errno));
    struct identity *tls = NULL, *signs = NULL;
    struct sign_key log = {0};
    struct result r = keys_made(&f, &tls, &signs, &log, err);
    if (!FAILED(r)) r = settings_write(&f, err);
    identity_free(tls);
    identity_free(signs);
    sign_key_wipe(&log);
    return r;
}

// ---- The trust list ----
// A witness's line goes into that of its member.
static RESULT witness_added(const json_t *line, json_t *nodes, struct error *err) {
    static const char *const kept[] = {"vkey", "address", "port", "tls_spki_sha256"};
    size_t i;
    json_t *node;
    json_array_foreach(nodes, i, node) {
        if (!view_same(json_view(node, "id"), json_view(line, "witness_of"))) continue;
        json_t *witness = json_object();
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) json_object_set(witness, kept[k], json_object_get(line, kept[k]));
        json_object_set_new(node, "witness", witness);
        return DONE;
    }
    return FAIL(err, BAD_FIELD, "a witness of %.*s, whose descriptor comes after it or not at all", VIEW_ARGS(json_view(line, "witness_of")));
}

static RESULT nodes_read(const json_t *files, json_t *nodes, struct error *err) {
    size_t i;
    json_t *file;
    json_array_foreach(files, i, file) {
        AUTO_TEXT bytes = text_with_ceiling(FILE_BYTES_MAX);
        json_t *node;
        TRY(file_read(json_string_value(file), FILE_BYTES_MAX, &bytes, err));
        TRY(json_strict(text_seen(&bytes), &node, err));
        if (json_object_get(node, "witness_of")) {
            struct result r = witness_added(node, nodes, err);
            json_decref(node);
            TRY(r);
            continue;
        }
        json_array_append_new(nodes, node);
        if (json_view(node, "id").bytes == 0)
            return FAIL(err, BAD_FIELD, "%s is no descriptor", json_string_value(file));
    }
    return DONE;
}

static RESULT previous_digest(const struct shell *s, struct text *out, struct error *err) {
    const char *path = value_text(s, "previous", NULL);
    if (!path) return DONE;
    AUTO_TEXT bytes = text_with_ceiling(LIST_BYTES_MAX);
    TRY(file_read(path, LIST_BYTES_MAX, &bytes, err));
    struct digest d = sha256(text_seen(&bytes));
    text_hex(out, d.bytes, sizeof d.bytes);
    return DONE;
}

static RESULT list_signed(const char *key_file, struct view list, json_t *signatures, json_t *vkeys,
                          struct error *err) {
    AUTO_TEXT vkey = text_with_ceiling(400), signature = text_with_ceiling(200);
    struct sign_key key;
    TRY(sign_key_load(key_file, &key, err));
    struct verify_key public = sign_key_public(&key);
    text_vkey(&vkey, &public);
    text_signature(&signature, &key, "malines/trust/1", list);
    sign_key_wipe(&key);
    json_array_append_new(vkeys, json_string(text_string(&vkey)));
    json_array_append_new(signatures,
                          json_pack("{s:s,s:s}", "key", text_string(&vkey), "signature", text_string(&signature)));
    return DONE;
}

static RESULT json_write(const char *path, const json_t *j, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(LIST_BYTES_MAX);
    text_json(&t, j);
    text_char(&t, '\n');
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "%s", path);
    return file_write(path, text_seen(&t), 0644, err);
}

static RESULT list_made(const struct sys *sys, const struct shell *s, struct text *out, struct error *err) {
    AUTO_JSON *nodes = json_array();
    AUTO_TEXT from = text_with_ceiling(40), to = text_with_ceiling(40), previous = text_with_ceiling(100);
    struct instant now = sys_now(sys);
    int64_t days = value_number(s, "days", 365);
    if (days < 1 || days > LIST_DAYS_MAX) return FAIL(err, BAD_ARGUMENT, "--days: 1 to %d", LIST_DAYS_MAX);
    TRY(nodes_read(json_object_get(s->values, "descriptors"), nodes, err));
    TRY(previous_digest(s, &previous, err));
    text_instant(&from, now);
    text_instant(&to, instant_after(now, days * DAY_MS));
    AUTO_JSON *list =
        json_pack("{s:i,s:I,s:s,s:s,s:s,s:I,s:O}", "v", 1, "version", (json_int_t)value_number(s, "version", 1),
                  "prev_sha256", text_string(&previous), "issued_at", text_string(&from), "valid_to", text_string(&to),
                  "threshold", (json_int_t)value_number(s, "threshold", 1), "nodes", nodes);
    text_json(out, list);
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "the list");
}

// Writes the signed list and, beside it, the anchor that each node's administrator compares by hand.
RESULT do_trust_make(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT list = text_with_ceiling(LIST_BYTES_MAX), encoded = text_with_ceiling(2 * LIST_BYTES_MAX);
    AUTO_JSON *signatures = json_array();
    AUTO_JSON *vkeys = json_array();
    const json_t *keys = json_object_get(s->values, "list-key");
    const char *out = value_text(s, "out", ""), *slash = strrchr(out, '/');
    int64_t threshold = value_number(s, "threshold", 1);
    char anchor_path[PATH_ROOM];
    size_t i;
    json_t *key;
    if (threshold < 1 || threshold > (int64_t)json_array_size(keys))
        return FAIL(err, BAD_ARGUMENT, "--threshold: 1 to the number of --list-key");
    TRY(list_made(sys, s, &list, err));
    json_array_foreach(keys, i, key) TRY(list_signed(json_string_value(key), text_seen(&list), signatures, vkeys, err));
    text_base64(&encoded, list.at, list.bytes);
    AUTO_JSON *whole = json_pack("{s:s,s:O}", "list", text_string(&encoded), "signatures", signatures);
    AUTO_JSON *anchor = json_pack("{s:I,s:O}", "threshold", (json_int_t)threshold, "keys", vkeys);
    snprintf(anchor_path, sizeof anchor_path, "%.*sanchor.json", slash ? (int)(slash - out + 1) : 0, out);
    TRY(json_write(out, whole, err));
    return json_write(anchor_path, anchor, err);
}
