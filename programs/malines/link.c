// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "link.h"

#include "api/config.h"
#include "api/route.h"
#include "net/http_client.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COOKIE_BYTES_MAX = 1000 };
#define SOCKET_USUAL "/run/malines/malines.sock"

const char *value_text(const struct shell *s, const char *name, const char *fallback) {
    const char *v = json_string_value(json_object_get(s->values, name));
    return v ? v : fallback;
}
int64_t value_number(const struct shell *s, const char *name, int64_t fallback) {
    const json_t *v = json_object_get(s->values, name);
    return json_is_integer(v) ? json_integer_value(v) : fallback;
}
bool value_flag(const struct shell *s, const char *name) { return json_flag(s->values, name); }

const struct command *command_of(enum handler h) {
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (COMMANDS[i].handler == h) return &COMMANDS[i];
    return NULL;
}

void print_text(const struct text *t) {
    fwrite(text_string(t), 1, t->bytes, stdout);
    if (t->failed) fputs("…\n", stdout);
}

RESULT link_node_file(const struct shell *shell, const char **out, struct error *err) {
    const char *node = shell->node ? shell->node : getenv("MALINES_NODE");
    if (!node) return FAIL(err, BAD_ARGUMENT, "name the node's folder with --node or MALINES_NODE");
    *out = node;
    return DONE;
}

static RESULT socket_find(const struct shell *shell, char where[SOCKET_BYTES_MAX], struct error *err) {
    const char *node = shell->node ? shell->node : getenv("MALINES_NODE");
    struct stat st;
    if (!node) node = SOCKET_USUAL;
    bool is_settings = stat(node, &st) == 0 && !S_ISSOCK(st.st_mode);
    char whole[SOCKET_BYTES_MAX];
    if (is_settings) {
        AUTO_CONFIG c = {0};
        TRY(config_read(node, &c, err));
        snprintf(whole, sizeof whole, "%s", c.socket);
    } else {
        snprintf(whole, sizeof whole, "%s", node);
    }
    if (whole[0] == '/') snprintf(where, SOCKET_BYTES_MAX, "%s", whole);
    else if (!realpath(whole, where)) return FAIL(err, UNREACHABLE, "no node is at %s", whole);
    return DONE;
}

const char *language_of(const struct shell *s) { return s->lang ? s->lang : getenv("LC_ALL") ? getenv("LC_ALL") : getenv("LANG"); }

RESULT link_open(const struct sys *sys, const struct shell *shell, struct link *out, struct error *err) {
    struct link l = {.sys = sys, .shell = shell, .cookie = text_secret(COOKIE_BYTES_MAX)};
    const char *key = shell->key ? shell->key : getenv("MALINES_KEY"), *no_colour = getenv("NO_COLOR");
    TRY(socket_find(shell, l.where, err));
    if (key && *key) {
        TRY(sign_key_load(key, &l.key, err));
        l.has_key = true;
    }
    l.rendering = (struct rendering){words_new(language_of(shell)), NULL, isatty(STDOUT_FILENO) && !(no_colour && *no_colour)};
    *out = l;
    return DONE;
}

void link_close(struct link *l) {
    sign_key_wipe(&l->key);
    json_decref(l->members);
    text_free(&l->cookie);
    words_free((struct language *)l->rendering.words);
    *l = (struct link){0};
}

// ---- The call ----
// What is signed is the path as the node reads it: decoded once.
static void text_decoded(struct text *t, struct view path) {
    for (size_t i = 0; i < path.bytes; i++) {
        unsigned char byte;
        if (path.at[i] == '%' && i + 2 < path.bytes) {
            char low[2] = {path.at[i + 1], path.at[i + 2]};
            for (int k = 0; k < 2; k++)
                if (low[k] >= 'A' && low[k] <= 'F') low[k] = (char)(low[k] + 32);
            if (hex_read((struct view){low, 2}, &byte, 1)) {
                text_char(t, (char)byte);
                i += 2;
                continue;
            }
        }
        text_char(t, path.at[i]);
    }
}

static void sign_call(struct link *l, enum http_method method, struct view path, struct view query, struct view body,
                      struct text *header) {
    AUTO_TEXT said = text_with_ceiling(64 * 1024), at = text_with_ceiling(40), signature = text_with_ceiling(200),
              decoded = text_with_ceiling(HTTP_HEAD_BYTES_MAX);
    text_instant(&at, sys_now(l->sys));
    text_decoded(&decoded, path);
    text_call_signed(&said, method, text_seen(&decoded), query, text_seen(&at), body);
    text_signature(&signature, &l->key, "malines/call/1", text_seen(&said));
    text_authorization(header, view_of(l->key.name), text_seen(&at), text_seen(&signature));
}

static RESULT refused(int status, const json_t *answer, struct error *err) {
    const json_t *e = json_object_get(answer, "error");
    struct view name = json_view(e ? e : answer, "code"), detail = json_view(e, "detail");
    enum code code;
    if (!code_from_name(name.at, name.bytes, &code) || code == CODE_OK) code = CODE_INTERNAL;
    return fail_with(err, code, "%s%.*s", e ? "" : "HTTP ",
                     VIEW_ARGS(e ? detail : (status == 404 ? VIEW("404") : name)));
}

static RESULT call_made(struct link *l, const struct command *c, struct view path, struct view query, struct view body,
                        json_t **answer, struct error *err) {
    AUTO_TEXT header = text_with_ceiling(2000), target = text_with_ceiling(HTTP_HEAD_BYTES_MAX),
              got = text_with_ceiling(ANSWER_BYTES_MAX), cookie = text_secret(COOKIE_BYTES_MAX);
    struct http_field fields[3];
    size_t count = 0;
    int status;
    text_view(&target, path);
    if (query.bytes > 0) text_char(&target, '?'), text_view(&target, query);
    if (!text_ok(&target)) return FAIL(err, TOO_BIG, "the address");
    if (body.bytes > 0) fields[count++] = (struct http_field){"Content-Type", command_lines(c) ? CONTENT_LINES : "application/json"};
    if (l->has_key) {
        sign_call(l, c->method, path, query, body, &header);
        fields[count++] = (struct http_field){"Authorization", text_string(&header)};
    } else {
        fields[count++] = (struct http_field){"X-Malines", "1"};
        if (l->cookie.bytes) fields[count++] = (struct http_field){"Cookie", text_string(&l->cookie)};
    }
    struct result r =
        http_call(l->where, c->method, text_string(&target), fields, count, body, CALL_MS, &status, &got, &cookie, err);
    if (r.code == CODE_UNREACHABLE)
        return FAIL(err, UNREACHABLE, "no node answers at %s; is malinesd running?", l->where);
    TRY(r);
    AUTO_JSON *j = NULL;
    TRY(json_strict(text_seen(&got), &j, err));
    if (status != 200) return refused(status, j, err);
    if (cookie.bytes) text_clear(&l->cookie), text_view(&l->cookie, text_seen(&cookie));
    *answer = json_incref(j);
    return DONE;
}

RESULT link_call(struct link *l, const struct command *c, const json_t *values, json_t **answer, struct error *err) {
    AUTO_TEXT path = text_with_ceiling(HTTP_HEAD_BYTES_MAX), query = text_with_ceiling(HTTP_HEAD_BYTES_MAX),
              bytes = text_with_ceiling(API_BODY_BYTES_MAX);
    shell_address(c, values, &path, &query);
    if (command_mutates(c) && c->method != HTTP_DELETE) shell_body(c, values, &bytes);
    if (!text_ok(&path) || !text_ok(&query) || !text_ok(&bytes)) return FAIL(err, TOO_BIG, "the call");
    return call_made(l, c, text_seen(&path), text_seen(&query), text_seen(&bytes), answer, err);
}

void link_names(struct link *l) {
    AUTO_JSON *about = NULL;
    AUTO_JSON *none = json_object();
    if (l->members || FAILED(link_call(l, command_of(HANDLER_node_about), none, &about, NULL))) return;
    l->members = json_deep_copy(json_object_get(about, "members"));
    json_array_append_new(l->members, json_pack("{s:O,s:O}", "id", json_object_get(about, "authority"), "names",
                                                json_object_get(about, "names")));
    l->rendering.members = l->members;
}

void link_print(struct link *l, enum handler h, const json_t *answer) {
    AUTO_TEXT t = text_with_ceiling(ANSWER_BYTES_MAX);
    if (l->shell->json) {
        text_json(&t, answer);
        text_char(&t, '\n');
    } else if (json_flag(l->shell->values, "csv")) {
        text_view(&t, json_view(answer, "csv"));
    } else if (json_view(answer, "markdown").bytes) {
        text_view(&t, json_view(answer, "markdown"));
    } else {
        link_names(l);
        text_answer(&t, &l->rendering, h, answer);
    }
    print_text(&t);
}

struct verify_key officer_public(const struct sign_key *k) {
    struct verify_key v = sign_key_public(k);
    snprintf(v.name, sizeof v.name, "officer");
    return v;
}
