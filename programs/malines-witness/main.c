// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines-witness — cosigns the logs of the other members (src/audit/witness.h), apart from its member's node: another
// process, another key, a folder of its own, better still another user, computer or authority. Wiring only.
//
//   malines-witness FOLDER          serve; `malines witness init` makes the folder
//   malines-witness --show FOLDER   what was cosigned last of each log
//
// The folder holds witness.json (its line for the trust list), witness.key, tls.key, tls.crt, the trust list with its
// anchor, and notes/, a file a log: that is all its memory. It never talks to the node of its own member.
#include "audit/witness.h"
#include "codec/json.h"
#include "crypto/cert.h"
#include "federation/trust.h"
#include "net/http_server.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 64 * 1024, LIST_BYTES_MAX = 8 * 1024 * 1024, LOGS_MAX = 200, PATH_ROOM = 4096 };

struct office {
    const char *folder;
    struct trust *trust;
    struct sign_key key;
    struct text tls_key, tls_certificate, line;
    json_t *settings;               // witness.json
    struct verify_key logs[LOGS_MAX];
    struct witness witness;
};

static struct view said(const struct office *o, const char *key) { return json_view(o->settings, key); }

static void path_in(const struct office *o, const char *name, char out[PATH_ROOM]) { snprintf(out, PATH_ROOM, "%s/%s", o->folder, name); }

static RESULT read_in(const struct office *o, const char *name, size_t ceiling, struct text *out, struct error *err) {
    char path[PATH_ROOM];
    path_in(o, name, path);
    *out = text_with_ceiling(ceiling);
    return file_read(path, ceiling, out, err);
}

// ---- The shelf: notes/HEX, HEX being the first half of the SHA-256 of the log's name ----

static void note_path(const struct office *o, const char *origin, char out[PATH_ROOM]) {
    struct digest d = sha256(view_of(origin));
    AUTO_TEXT hex = text_with_ceiling(100);
    text_hex(&hex, d.bytes, 16);
    snprintf(out, PATH_ROOM, "%s/notes/%s", o->folder, text_string(&hex));
}

static struct result keep(void *ctx, const char *origin, struct view note, struct error *err) {
    char path[PATH_ROOM];
    note_path(ctx, origin, path);
    return file_write(path, note, 0600, err);
}

static struct result last(void *ctx, const char *origin, struct text *note, struct error *err) {
    char path[PATH_ROOM];
    note_path(ctx, origin, path);
    return file_read(path, NOTE_BYTES_MAX, note, err);
}

// ---- Opening ----

static RESULT know_logs(struct office *o, struct error *err) {
    size_t count = 0;
    for (size_t i = 0; i < trust_count(o->trust) && count < LOGS_MAX; i++) {
        const struct member *m = trust_at(o->trust, i);
        if (view_is(said(o, "witness_of"), m->id)) continue;  // its own member's log is for the others to witness
        TRY(vkey_read(view_of(m->log_vkey), &o->logs[count++], err));
    }
    o->witness = (struct witness){&o->key, o->logs, count, {keep, last, o}};
    return DONE;
}

static RESULT one_at_a_time(const struct office *o, struct error *err) {
    char path[PATH_ROOM];
    path_in(o, "lock", path);
    int fd = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);  // held until the process ends
    return fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 ? DONE : FAIL(err, STORE_LOCKED, "%s", path);
}

static RESULT open_office(const char *folder, struct office *o, struct error *err) {
    AUTO_TEXT list = {0}, anchor = {0};
    char path[PATH_ROOM];
    *o = (struct office){.folder = folder};
    TRY(read_in(o, "witness.json", FILE_BYTES_MAX, &o->line, err));
    TRY(json_strict(view_trim(text_seen(&o->line)), &o->settings, err));
    path_in(o, "witness.key", path);
    TRY(sign_key_load(path, &o->key, err));
    path_in(o, "tls.key", path);
    TRY(secret_file_read(path, FILE_BYTES_MAX, &o->tls_key, err));
    TRY(read_in(o, "tls.crt", FILE_BYTES_MAX, &o->tls_certificate, err));
    TRY(read_in(o, "trust.json", LIST_BYTES_MAX, &list, err));
    TRY(read_in(o, "anchor.json", LIST_BYTES_MAX, &anchor, err));
    TRY(trust_read(text_seen(&list), text_seen(&anchor), sys_now(sys_real()), &o->trust, err));
    path_in(o, "notes", path);
    mkdir(path, 0700);
    TRY(one_at_a_time(o, err));
    return know_logs(o, err);
}

static void close_office(struct office *o) {
    trust_free(o->trust);
    sign_key_wipe(&o->key);
    text_free(&o->tls_key);
    text_free(&o->tls_certificate);
    text_free(&o->line);
    json_decref(o->settings);
}

// ---- Serving ----

static bool is_member(void *ctx, const struct spki *key) {
    struct digest d;
    memcpy(d.bytes, key->at, sizeof d.bytes);
    return trust_by_spki(((struct office *)ctx)->trust, &d) != NULL;
}

static void serve(void *ctx, struct http_request *r) {
    struct office *o = ctx;
    AUTO_TEXT reply = text_with_ceiling(NOTE_BYTES_MAX);
    int status = r->method == HTTP_POST ? witness_answer(&o->witness, sys_now(sys_real()), r->path, r->body, &reply) : 405;
    struct http_field type = {"Content-Type", status == 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8"};
    if (status == 500) fputs("<3>event=not_kept\n", stderr);
    http_reply(r, status, &type, 1, text_seen(&reply));
}

static RESULT listen_and_serve(struct office *o, struct error *err) {
    struct loop *loop;
    struct http_server *server;
    AUTO_TEXT address = text_with_ceiling(300);
    int64_t port = json_int(o->settings, "port");
    if (port < 0 || port > UINT16_MAX) return FAIL(err, BAD_FIELD, "witness.json: port: at most %d", UINT16_MAX);
    text_view(&address, said(o, "listen"));
    struct http_options options = {.address = text_string(&address), .port = (uint16_t)port, .tls = true,
                                   .identity = {text_seen(&o->tls_certificate), text_seen(&o->tls_key)}, .methods = HTTP_POST,
                                   .body_bytes_max = WITNESS_ASKED_BYTES_MAX, .gate = {is_member, o}};
    TRY(loop_new(sys_real(), &loop, err));
    struct result r = loop_on_stop_signal(loop, NULL, NULL, err);
    if (!FAILED(r)) r = http_server_new(loop, &options, serve, o, &server, err);
    if (!FAILED(r)) {
        fprintf(stderr, "<6>event=ready witness=%s logs=%zu address=%s:%u\n", o->key.name, o->witness.log_count, options.address, http_server_port(server));
        loop_run(loop);
        http_server_free(server);
    }
    loop_free(loop);
    return r;
}

static RESULT show(struct office *o, struct error *err) {
    for (size_t i = 0; i < o->witness.log_count; i++) {
        AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
        struct result r = last(o, o->logs[i].name, &note, err);
        if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
        if (FAILED(r)) printf("%s\nnothing cosigned yet\n\n", o->logs[i].name);
        else printf("%s\n", text_string(&note));
    }
    return DONE;
}

int main(int argc, char **argv) {
    bool shown = argc == 3 && strcmp(argv[1], "--show") == 0;
    struct error err = {0};
    struct office o;
    if (argc == 2 && strcmp(argv[1], "--version") == 0) return puts("malines-witness " MALINES_VERSION) < 0;
    if ((argc != 2 && !shown) || argv[argc - 1][0] == '-') {
        fputs("Usage: malines-witness [--show] FOLDER\n  `malines witness init` makes one.\n", stderr);
        return 64;
    }
    umask(0077);
    struct result r = open_office(argv[argc - 1], &o, &err);
    if (!FAILED(r)) r = shown ? show(&o, &err) : listen_and_serve(&o, &err);
    if (FAILED(r))
        fprintf(stderr, "<3>event=stopped code=%s cause=\"%s\" detail=\"%s\" next=\"%s\"\n", code_name(r.code), code_cause(r.code),
                err.detail, code_next(r.code));
    close_office(&o);
    return FAILED(r) ? code_exit(r.code) : 0;
}
