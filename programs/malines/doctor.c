// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// doctor.c — a look over the whole node. Each line says what is, and when it is not well what to do; the exit status is
// that of the first thing that is broken. Warnings do not count.
#include "link.h"

#include "api/config.h"
#include "crypto/cert.h"
#include "federation/trust.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

enum { FILE_BYTES_MAX = 8 * 1024 * 1024, WARN_DAYS = 30, DISK_MIB_WARN = 1024, DISK_MIB_BROKEN = 64, PATH_ROOM = 4096 };

struct doctor {
    const struct sys *sys;
    const struct shell *shell;
    struct config *config;
    struct error first;  // the first broken thing
    json_t *lines;
};

enum finding { WELL, WARNING, BROKEN };

static void found(struct doctor *d, enum finding f, enum code code, const char *what, const char *detail) {
    static const char *const words[] = {"ok     ", "warning", "BROKEN "}, *const states[] = {"ok", "warning", "broken"};
    if (f == BROKEN && d->first.code == CODE_OK) {
        d->first.code = code;
        snprintf(d->first.detail, sizeof d->first.detail, "%s: %.300s", what, detail);
    }
    json_array_append_new(d->lines, json_pack("{s:s,s:s,s:s}", "state", states[f], "what", what, "detail", detail));
    if (d->shell->json) return;
    printf("%s %s%s%s\n", words[f], what, *detail ? ": " : "", detail);
    if (f == BROKEN) printf("        %s\n", code_next(code));
}
static void found_result(struct doctor *d, struct result r, const struct error *why, const char *what) {
    found(d, FAILED(r) ? BROKEN : WELL, r.code, what, FAILED(r) ? why->detail : "");
}

// NULL: the settings name none.
static bool secret_is_kept(struct doctor *d, const char *path, const char *what) {
    struct error why = {0};
    struct result r = path ? secret_file_kept(path, &why) : DONE;
    if (FAILED(r)) found_result(d, r, &why, what);
    return !FAILED(r);
}

static void look_at_files(struct doctor *d) {
    static const char *const secret[] = {FILE_TLS_KEY, FILE_SIGN_KEY, FILE_LOG_KEY};
    const char *what = "keys and folder are the owner's alone";
    char path[PATH_ROOM], said[PATH_ROOM + 80];
    struct stat st;
    bool well = true;
    snprintf(said, sizeof said, "%s can be read by others: chmod go= it", d->config->data_dir);
    if (stat(d->config->data_dir, &st) != 0 || st.st_mode & 077) found(d, BROKEN, CODE_NOT_ALLOWED, what, said), well = false;
    for (size_t i = 0; i < sizeof secret / sizeof secret[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", d->config->data_dir, secret[i]);
        well &= secret_is_kept(d, path, what);
    }
    well &= secret_is_kept(d, d->config->cards.key, what);
    well &= secret_is_kept(d, d->config->oidc.secret, what);
    if (well) found(d, WELL, CODE_OK, what, "");
}

static void look_at_disk(struct doctor *d) {
    struct statvfs v;
    char said[80];
    if (statvfs(d->config->data_dir, &v) != 0) {
        found(d, BROKEN, CODE_DISK_FAILED, "disk", strerror(errno));
        return;
    }
    unsigned long long mib = (unsigned long long)v.f_bavail * v.f_frsize >> 20;
    snprintf(said, sizeof said, "%llu MiB free", mib);
    found(d, mib < DISK_MIB_BROKEN ? BROKEN : mib < DISK_MIB_WARN ? WARNING : WELL, CODE_DISK_FULL, "disk", said);
}

static void look_at_clock(struct doctor *d) {
    struct timex t = {0};
    bool synchronised = adjtimex(&t) >= 0 && !(t.status & STA_UNSYNC);
    found(d, synchronised ? WELL : WARNING, CODE_CLOCK, "clock",
          synchronised ? "kept by a time service" : "no time service keeps it: the clocks of requests depend on it");
}

static void look_at_certificate(struct doctor *d, const char *name, const char *what) {
    AUTO_TEXT path = text_with_ceiling(PATH_ROOM), pem = text_with_ceiling(FILE_BYTES_MAX);
    struct certificate *c;
    struct error why = {0};
    text_in_data_dir(&path, d->config, name);
    struct result r = file_read(text_string(&path), FILE_BYTES_MAX, &pem, &why);
    if (!FAILED(r)) r = certificate_read(text_seen(&pem), &c, &why);
    if (FAILED(r)) {
        found_result(d, r, &why, what);
        return;
    }
    struct instant now = sys_now(d->sys);
    r = certificate_valid_at(c, now, &why);
    bool soon = FAILED(certificate_valid_at(c, instant_after(now, (int64_t)WARN_DAYS * DAY_MS), NULL));
    if (FAILED(r)) found_result(d, r, &why, what);
    else
        found(d, soon ? WARNING : WELL, CODE_OK, what,
              soon ? "expires within 30 days: make a new one and have it listed" : "");
    certificate_free(c);
}

static void look_at_trust(struct doctor *d) {
    AUTO_TEXT list = text_with_ceiling(FILE_BYTES_MAX), anchor = text_with_ceiling(FILE_BYTES_MAX),
              to = text_with_ceiling(40), said = text_with_ceiling(200);
    struct trust *t;
    struct error why = {0};
    struct result r = file_read(d->config->trust_list, FILE_BYTES_MAX, &list, &why);
    if (!FAILED(r)) r = file_read(d->config->trust_anchor, FILE_BYTES_MAX, &anchor, &why);
    if (!FAILED(r)) r = trust_read(text_seen(&list), text_seen(&anchor), sys_now(d->sys), &t, &why);
    if (FAILED(r)) {
        found_result(d, r, &why, "trust list");
        return;
    }
    text_instant(&to, trust_valid_to(t));
    bool soon = instant_before(trust_valid_to(t), instant_after(sys_now(d->sys), (int64_t)WARN_DAYS * DAY_MS));
    text_format(&said, "version %lld, %zu members, holds until %.10s", (long long)trust_version(t), trust_count(t),
                text_string(&to));
    found(d, soon ? WARNING : WELL, CODE_OK, "trust list", text_string(&said));
    trust_free(t);
}

// ---- What only the running node can say ----
static void look_at_log(struct doctor *d, struct link *l) {
    AUTO_JSON *none = json_object();
    AUTO_JSON *answer = NULL;
    struct error why = {0};
    char said[60] = "";
    struct result r = link_call(l, command_of(HANDLER_audit_checked), none, &answer, &why);
    if (!FAILED(r)) snprintf(said, sizeof said, "%lld entries, computed again", (long long)json_int(answer, "size"));
    bool broken = FAILED(r) || json_is_false(json_object_get(answer, "ok"));
    found(d, broken ? BROKEN : WELL, FAILED(r) ? r.code : CODE_LOG_BROKEN, "audit log", FAILED(r) ? why.detail : said);
}

static void look_at_peers(struct doctor *d, struct link *l) {
    AUTO_JSON *none = json_object();
    AUTO_JSON *answer = NULL;
    struct error why = {0};
    size_t i;
    json_t *m;
    if (FAILED(link_call(l, command_of(HANDLER_peers_listed), none, &answer, &why))) {
        found(d, WARNING, why.code, "members", why.detail);
        return;
    }
    json_array_foreach(json_object_get(answer, "members"), i, m) {
        char what[60], said[200];
        struct view claim = json_view(m, "claim");
        bool up = view_is(json_view(m, "state"), "up") && !claim.bytes;
        snprintf(what, sizeof what, "member %.*s", VIEW_ARGS(json_view(m, "id")));
        snprintf(said, sizeof said, "%.*s; `malines peer check %.*s` says where it breaks",
                 VIEW_ARGS(claim.bytes ? claim : json_view(m, "state")), VIEW_ARGS(json_view(m, "id")));
        found(d, up ? WELL : WARNING, CODE_UNREACHABLE, what, up ? "" : said);
        const json_t *alarm = json_array_get(json_object_get(m, "alarms"), 0);
        if (!alarm) continue;
        snprintf(what, sizeof what, "questions of %.*s", VIEW_ARGS(json_view(m, "id")));
        snprintf(said, sizeof said, "%.*s (%.*s) at %.*s; see `malines peer list` and docs/operations.md", VIEW_ARGS(json_view(alarm, "rule")),
                 VIEW_ARGS(json_view(alarm, "purpose")), VIEW_ARGS(json_view(alarm, "at")));
        found(d, WARNING, CODE_QUOTA, what, said);
    }
}

// What its care could not do, by `malines node`: nothing else tells it but the log.
static void look_at_care(struct doctor *d, const json_t *about) {
    const json_t *care = json_object_get(about, "care");
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)care, i, one) {
        char what[100], said[300];
        enum code code = CODE_STORE_DAMAGED;
        struct view word = json_view(one, "code"), kind = json_view(one, "kind"), since = json_view(one, "since"), last = json_view(one, "last");
        bool message = view_is(json_view(one, "part"), "messages");
        (void)code_from_name(word.at, word.bytes, &code);
        snprintf(what, sizeof what, "care of %.*s", VIEW_ARGS(json_view(one, "part")));
        if (kind.bytes)
            snprintf(said, sizeof said, "%lld of %.*s passed over since %.*s, last at %.*s (%.*s); see `malines node` and docs/operations.md",
                     (long long)json_int(one, "count"), VIEW_ARGS(kind), VIEW_ARGS(since), VIEW_ARGS(last), VIEW_ARGS(word));
        else
            snprintf(said, sizeof said, "not done since %.*s, last tried at %.*s (%.*s)", VIEW_ARGS(since), VIEW_ARGS(last), VIEW_ARGS(word));
        found(d, message ? WARNING : BROKEN, code, what, said);  // what a member sent is past; the rest goes on
    }
    if (!json_array_size(care)) found(d, WELL, CODE_OK, "care", "");
}

static void look_at_node(struct doctor *d) {
    struct link l;
    AUTO_JSON *none = json_object();
    AUTO_JSON *about = NULL;
    struct error why = {0};
    struct result r = link_open(d->sys, d->shell, &l, &why);
    if (FAILED(r)) {
        found_result(d, r, &why, "running node");
        return;
    }
    r = link_call(&l, command_of(HANDLER_node_about), none, &about, &why);
    found_result(d, r, &why, "running node");
    if (!FAILED(r)) look_at_care(d, about), look_at_log(d, &l), look_at_peers(d, &l);
    link_close(&l);
}

RESULT do_doctor(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *node;
    AUTO_CONFIG c = {0};
    AUTO_JSON *lines = json_array();
    struct doctor d = {.sys = sys, .shell = s, .config = &c, .lines = lines};
    TRY(link_node_file(s, &node, err));
    TRY(config_read(node, &c, err));
    found(&d, WELL, CODE_OK, "settings", "");
    look_at_files(&d);
    look_at_disk(&d);
    look_at_clock(&d);
    look_at_certificate(&d, FILE_TLS_CERT, "TLS certificate");
    look_at_certificate(&d, FILE_SIGN_CERT, "signing certificate");
    look_at_trust(&d);
    look_at_node(&d);
    if (s->json) json_dumpf(lines, stdout, JSON_COMPACT), putchar('\n');
    return d.first.code == CODE_OK ? DONE : fail_with(err, d.first.code, "%s", d.first.detail);
}
