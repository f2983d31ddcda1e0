// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/fault.h"
#include "api/route.h"

#include "api/throttle.h"
#include "crypto/hash.h"

#include <stdio.h>
#include <stdlib.h>

#define COOKIE "malines_session"
#define COOKIE_SECURE "__Host-" COOKIE

enum { REPLY_BYTES_MAX = 16 * 1024 * 1024, TOKEN_BYTES_MAX = 200, ADDRESS_BYTES = 64, JSON_WHOLE_MAX_BITS = 53 };

struct api {
    struct api_options options;
    struct throttle *throttle;
    struct seen *seen;
};

struct api *api_new(const struct api_options *o) {
    struct api *a = calloc(1, sizeof *a);
    ENSURE(a);
    *a = (struct api){*o, throttle_new(), seen_new(2 * API_SKEW_MS)};
    return a;
}

struct api *api_free(struct api *a) {
    if (!a) return NULL;
    throttle_free(a->throttle);
    seen_free(a->seen);
    free(a);
    return NULL;
}

// ---- Replies ----
void text_failure(struct text *t, const struct error *e) {
    AUTO_JSON *j = json_pack("{s:{s:s,s:s,s:s,s:s}}", "error", "code", code_name(e->code), "cause", code_cause(e->code),
                             "next", code_next(e->code), "detail", e->detail);
    struct fault f;
    if (j && fault_of(view_of(e->detail), &f)) {
        json_t *fault = json_pack("{s:s}", "name", f.name);
        json_put_view(fault, "of", f.of);
        json_put_view(fault, "more", f.more);
        json_object_set_new(json_object_get(j, "error"), "fault", fault);
    }
    if (j) text_json(t, j);
    else
        text_format(t, "{\"error\":{\"code\":\"%s\",\"cause\":\"%s\",\"next\":\"\"}}", code_name(e->code),
                    code_cause(e->code));
}

static const struct http_field JSON_FIELD = {"Content-Type", "application/json"},
                               FRESH_FIELD = {"Cache-Control", "no-store"};

enum { FAILURE_BYTES_MAX = 1024 + 2 * 6 * ERROR_DETAIL_BYTES };  // the detail whole and in parts, each byte as \u00XX at worst

static void reply_failure(const struct error *e, const struct http_field *extra, api_answered *answered, void *ctx) {
    AUTO_TEXT body = text_with_ceiling(FAILURE_BYTES_MAX);
    text_failure(&body, e);
    struct api_reply r = {code_http(e->code), {JSON_FIELD, FRESH_FIELD}, 2, text_seen(&body)};
    if (extra) r.fields[r.field_count++] = *extra;
    answered(ctx, &r);
}

// ---- The signed call ----
void text_call_signed(struct text *t, enum http_method method, struct view path, struct view query, struct view at,
                      struct view body) {
    struct digest d = sha256(body);
    text_put(t, http_method_name(method));
    text_char(t, '\n');
    text_view(t, path);
    if (query.bytes > 0) text_char(t, '?'), text_view(t, query);
    text_char(t, '\n');
    text_view(t, at);
    text_char(t, '\n');
    text_hex(t, &d, sizeof d);
}

void text_authorization(struct text *t, struct view officer, struct view at, struct view signature_base64) {
    text_format(t, "Malines-Key officer=\"%.*s\", at=\"%.*s\", signature=\"%.*s\"", VIEW_ARGS(officer), VIEW_ARGS(at),
                VIEW_ARGS(signature_base64));
}

// Takes `name="value"` off the front, with the mark that follows it ("" for the last).
static bool take_quoted(struct view *v, const char *name, const char *after, struct view *out) {
    if (!view_starts(*v, name)) return false;
    struct view rest = {v->at + strlen(name), v->bytes - strlen(name)};
    if (!view_starts(rest, "=\"")) return false;
    rest.at += 2, rest.bytes -= 2;
    if (!memchr(rest.at, '"', rest.bytes)) return false;
    *out = view_cut(rest, '"', &rest);
    if (out->bytes == 0 || !view_starts(rest, after)) return false;
    *v = (struct view){rest.at + strlen(after), rest.bytes - strlen(after)};
    return true;
}

bool authorization_read(struct view header, struct authorization *out) {
    static const char scheme[] = "Malines-Key ";
    struct authorization a;
    if (!view_starts(header, scheme)) return false;
    struct view v = {header.at + sizeof scheme - 1, header.bytes - (sizeof scheme - 1)};
    if (!take_quoted(&v, "officer", ", ", &a.officer) || !take_quoted(&v, "at", ", ", &a.at) ||
        !take_quoted(&v, "signature", "", &a.signature) || v.bytes != 0)
        return false;
    *out = a;
    return true;
}

// ---- Who calls ----
struct caller {
    bool known;              // `officer` holds
    bool by_cookie;
    struct officer officer;
    struct view token;       // of the session
};

static struct view cookie_value(struct view cookies, const char *name) {
    size_t n = strlen(name);
    while (cookies.bytes > 0) {
        struct view one = view_trim(view_cut(cookies, ';', &cookies));
        if (view_starts(one, name) && one.bytes > n && one.at[n] == '=')
            return (struct view){one.at + n + 1, one.bytes - n - 1};
    }
    return (struct view){"", 0};
}

// The reverse proxy's address when the call came through it: then cookies are Secure.
static struct view proxy_host(const struct api *a) {
    struct view o = view_of(a->options.origin), rest;
    if (!view_starts(o, "https://")) return (struct view){"", 0};
    rest = (struct view){o.at + 8, o.bytes - 8};
    return rest;
}
static bool is_secure(const struct api *a, const struct api_request *r) {
    struct view host = proxy_host(a);
    return r->tls || (host.bytes > 0 && view_same(host, r->host));
}

static bool is_loopback_host(struct view host) {
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    static const char below[] = ".localhost";  // be.localhost, fr.localhost: RFC 6761 §6.3 keeps them on this machine
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = strlen(names[i]);
        if (view_starts(host, names[i]) && (host.bytes == n || host.at[n] == ':')) return true;
    }
    struct view port, name = view_cut(host, ':', &port);
    size_t n = sizeof below - 1;
    return name.bytes > n && memcmp(name.at + name.bytes - n, below, n) == 0;
}

// A page of another site may make a browser call us by a name of its own (DNS rebinding): only our names count.
static bool host_is_ours(const struct api *a, const struct api_request *r) {
    struct view host = proxy_host(a);
    return r->unix_uid >= 0 || is_loopback_host(r->host) || (host.bytes > 0 && view_same(host, r->host));
}

static bool origin_is_ours(const struct api *a, const struct api_request *r) {
    if (r->origin.bytes == 0) return true;  // no browser
    const char *scheme = is_secure(a, r) ? "https://" : "http://";
    size_t n = strlen(scheme);
    return view_starts(r->origin, scheme) && view_same((struct view){r->origin.at + n, r->origin.bytes - n}, r->host);
}

static RESULT caller_by_key(struct api *a, const struct api_request *r, struct caller *c, struct error *err) {
    struct authorization auth;
    struct instant at, now = sys_now(a->options.sys);
    if (!authorization_read(r->authorization, &auth) || !instant_read(auth.at, &at))
        return FAIL(err, NOT_SIGNED_IN, "the Authorization header is not of the form that docs/cli.md gives");
    int64_t apart = at.ms > now.ms ? at.ms - now.ms : now.ms - at.ms;
    if (apart > API_SKEW_MS)
        return FAIL(err, CLOCK, "the call was signed %lld s away from now", (long long)(apart / SECOND_MS));
    AUTO_TEXT said = text_with_ceiling(64 * 1024);
    text_call_signed(&said, r->method, r->path, r->query, auth.at, r->body);
    if (!text_ok(&said)) return FAIL(err, TOO_BIG, "the call's address");
    TRY(a->options.doors.by_key(a->options.doors.ctx, auth.officer, text_seen(&said), auth.signature, &c->officer,
                                err));
    text_char(&said, '\n');  // two officers may make the same call in the same millisecond
    text_view(&said, auth.officer);
    struct digest mark = sha256(text_seen(&said));
    bool full;
    if (!seen_first(a->seen, mark.bytes, sys_tick(a->options.sys), &full))
        return full ? FAIL(err, BUSY, "too many signed calls")
                    : FAIL(err, REPLAYED, "this signed call was made already");
    c->known = true;
    return DONE;
}

static RESULT caller_by_cookie(struct api *a, const struct api_request *r, struct caller *c, struct error *err) {
    c->token = cookie_value(r->cookie, is_secure(a, r) ? COOKIE_SECURE : COOKIE);
    if (c->token.bytes == 0) return DONE;
    if (c->token.bytes > TOKEN_BYTES_MAX) return FAIL(err, NOT_SIGNED_IN, "the session");
    c->by_cookie = true;
    struct error why;
    c->known = !FAILED(a->options.doors.by_session(a->options.doors.ctx, c->token, &c->officer, &why));
    if (c->known && c->officer.shows[0]) c->known = view_is(r->shown, c->officer.shows);  // the cookie without the card is nothing
    return DONE;  // an old cookie does not keep anyone from what is open to all
}

static RESULT caller_find(struct api *a, const struct api_request *r, struct caller *c, struct error *err) {
    if (r->authorization.bytes > 0) return caller_by_key(a, r, c, err);
    TRY(caller_by_cookie(a, r, c, err));
    if (!c->known && r->unix_uid >= 0 && r->unix_uid == a->options.owner_uid) {
        c->officer = (struct officer){.id = "local", .name = "local", .auth = "local"};
        c->known = true;
        return DONE;
    }
    if (r->method != HTTP_GET && (!view_is(r->x_malines, "1") || !origin_is_ours(a, r)))
        return FAIL(err, NOT_ALLOWED, "calls that change something need the header X-Malines: 1 and the same origin");
    return DONE;
}

// ---- May they ----
static bool is_local(const struct caller *c) { return c->known && strcmp(c->officer.auth, "local") == 0; }

// What takes data out of the node: a session alone, left open, does not do.
static bool takes_out(enum handler h) { return h == HANDLER_data_exported || h == HANDLER_audit_disclosed || h == HANDLER_evidence_bundle; }

static RESULT proven_of_late(const struct api *a, const struct command *cmd, const struct caller *c, struct error *err) {
    if (!takes_out(cmd->handler) || !c->known || !c->officer.proven_at.ms) return DONE;
    return sys_now(a->options.sys).ms <= c->officer.proven_at.ms + 5 * MINUTE_MS ? DONE : FAIL(err, SIGN_IN_AGAIN, "%s", cmd->words);
}

static RESULT may_call(const struct command *cmd, const struct caller *c, struct error *err) {
    if (cmd->access == TO_ALL || (cmd->local && is_local(c))) return DONE;
    if (!c->known) return FAIL(err, NOT_SIGNED_IN, "%s", cmd->words);
    if (is_local(c)) return FAIL(err, NOT_SIGNED_IN, "%s is for officers: name your key", cmd->words);
    unsigned roles = c->officer.roles;
    if (cmd->access == TO_OFFICERS) return DONE;
    if (cmd->access == TO_NOBODY || !(roles & cmd->roles)) return FAIL(err, NOT_ALLOWED, "%s", cmd->words);
    // Who runs the machine sees no data, whatever other role was given to them by mistake.
    if ((roles & ROLE_BIT(operator)) && !(cmd->roles & ROLE_BIT(operator)))
        return FAIL(err, NOT_ALLOWED, "%s: an operator has no data and no questions", cmd->words);
    return DONE;
}

// ---- With what ----
static RESULT number_read(struct view v, const char *name, json_t **out, struct error *err) {
    uint64_t n;
    if (!view_to_u64(v, &n) || n >> JSON_WHOLE_MAX_BITS)
        return FAIL(err, BAD_ARGUMENT, "%s is not a whole number", name);
    *out = json_integer((json_int_t)n);
    return DONE;
}

static RESULT words_read(struct view v, json_t **out) {
    *out = json_array();
    while (v.bytes > 0) {
        struct view word = view_trim(view_cut(v, ',', &v));
        if (word.bytes > 0) json_array_append_new(*out, json_of(word));
    }
    return DONE;
}

// A parameter that came as text, in the address.
static RESULT text_param(const struct param *p, struct view v, json_t *params, struct error *err) {
    json_t *value = NULL;
    if (!utf8_valid(v)) return FAIL(err, BAD_TEXT, "%s", p->name);
    switch (p->type) {
    case TYPE_TEXT:
    case TYPE_SECRET: value = json_of(v); break;
    case TYPE_NUMBER: TRY(number_read(v, p->name, &value, err)); break;
    case TYPE_FLAG:
        if (!view_is(v, "true") && !view_is(v, "false")) return FAIL(err, BAD_ARGUMENT, "%s is true or false", p->name);
        value = json_boolean(view_is(v, "true"));
        break;
    case TYPE_WORDS: TRY(words_read(v, &value)); break;
    case TYPE_SUBJECT:
    case TYPE_JSON: TRY(json_strict(v, &value, err)); break;
    case TYPE_LINES: return FAIL(err, BAD_ARGUMENT, "%s is the body", p->name);
    }
    json_object_set_new(params, p->name, value);
    return DONE;
}

static bool is_words(const json_t *v) {
    size_t i;
    json_t *word;
    if (!json_is_array(v)) return false;
    json_array_foreach(v, i, word) if (!json_is_string(word)) return false;
    return true;
}

static bool type_fits(enum param_type type, const json_t *v) {
    switch (type) {
    case TYPE_TEXT:
    case TYPE_SECRET: return json_is_string(v);
    case TYPE_NUMBER:
        return json_is_integer(v) && json_integer_value(v) >= 0 && !(json_integer_value(v) >> JSON_WHOLE_MAX_BITS);
    case TYPE_FLAG: return json_is_boolean(v);
    case TYPE_WORDS: return is_words(v);
    case TYPE_SUBJECT: return json_is_object(v);
    case TYPE_JSON: return json_is_object(v) || json_is_array(v);
    case TYPE_LINES: return false;  // never a member of an object
    }
    return false;
}

// Names of what the client sent are not repeated: they may be about a person (P14).
static RESULT body_params(const struct command *cmd, struct view body, json_t *params, struct error *err) {
    if (body.bytes == 0) return DONE;
    AUTO_JSON *j = NULL;
    TRY(json_strict(body, &j, err));
    if (!json_is_object(j)) return FAIL(err, BAD_JSON, "the body must be an object");
    const char *key;
    json_t *value;
    json_object_foreach(j, key, value) {
        const struct param *p = command_param(cmd, view_of(key));
        if (!p || p->where != IN_BODY)
            return FAIL(err, BAD_ARGUMENT, "the body has a member that %s does not know", cmd->words);
        if (json_is_null(value)) continue;  // as if absent
        if (!type_fits(p->type, value)) return FAIL(err, BAD_ARGUMENT, "%s is of another type", p->name);
        json_object_set(params, key, value);
    }
    return DONE;
}

static RESULT query_param(const struct param *p, struct view query, json_t *params, struct error *err) {
    AUTO_TEXT value = text_with_ceiling(HTTP_HEAD_BYTES_MAX);
    if (!http_query_get(query, p->name, &value))
        return FAIL(err, BAD_ARGUMENT, "%s is there twice or not UTF-8", p->name);
    return text_param(p, text_seen(&value), params, err);
}

static RESULT query_params(const struct command *cmd, struct view query, json_t *params, struct error *err) {
    struct view rest = query;
    while (rest.bytes > 0) {
        struct view value, name = view_cut(view_cut(rest, '&', &rest), '=', &value);
        const struct param *p = command_param(cmd, name);
        if (!p || p->where != IN_QUERY)
            return FAIL(err, BAD_ARGUMENT, "the address has a parameter that %s does not know", cmd->words);
        TRY(query_param(p, query, params, err));
    }
    return DONE;
}

static RESULT params_read(const struct command *cmd, const struct api_request *r, const struct caller *c,
                          json_t *params, struct error *err) {
    TRY(query_params(cmd, r->query, params, err));
    const struct param *lines = command_lines(cmd);
    const char *type = lines ? CONTENT_LINES : "application/json";
    if (r->body.bytes > 0 && !view_starts(r->content_type, type)) return FAIL(err, BAD_FORMAT, "the body must be %s", type);
    if (lines) json_object_set_new(params, lines->name, json_stringn_nocheck(r->body.at, r->body.bytes));
    else TRY(body_params(cmd, r->body, params, err));
    for (size_t i = 0; i < cmd->param_count; i++) {
        const struct param *p = &cmd->params[i];
        if (p->where == IN_PATH) TRY(text_param(p, command_segment(cmd, r->path, p->name), params, err));
        if (p->where == IN_COOKIE && c->token.bytes > 0) json_put_view(params, p->name, c->token);
        if (p->where == IN_TLS && r->shown.bytes > 0) json_put_view(params, p->name, r->shown);
        if (p->need == REQUIRED && p->where != IN_SHELL && !json_object_get(params, p->name))
            return FAIL(err, BAD_ARGUMENT, "%s is missing", p->name);
    }
    return DONE;
}

// ---- The call and its answer ----
struct waiting {
    struct api *api;
    enum handler handler;
    bool secure;
    char officer[OFFICER_ID_ROOM], address[ADDRESS_BYTES];  // of a sign-in, for the waits; "": of many
    api_answered *answered;
    void *ctx;
    json_t *provider;  // ticket and code of a sign-in through the identity provider
    json_t *params;    // owned until the call is begun; of a bundle, until its page is laid out
    struct officer who;
    bool nobody;
};

static void sign_in_failed(struct waiting *w, enum code why) {
    if (why != CODE_NOT_SIGNED_IN && why != CODE_NOT_FOUND && why != CODE_NOT_ALLOWED) return;
    struct tick now = sys_tick(w->api->options.sys);
    throttle_wrong(w->api->throttle, view_of(w->officer), API_TRIES_OFFICER, now);
    if (w->address[0]) throttle_wrong(w->api->throttle, view_of(w->address), API_TRIES_ADDRESS, now);
}

static void text_cookie(struct text *t, struct view token, bool secure) {
    text_format(t, "%s=%.*s; Path=/; HttpOnly; SameSite=Strict%s%s", secure ? COOKIE_SECURE : COOKIE, VIEW_ARGS(token),
                secure ? "; Secure" : "", token.bytes ? "" : "; Max-Age=0");
}

// Calls that give a secret which could be guessed: wrong ones make wait. Not so with a passkey, whose signature can't be
// guessed: whoever tries passwords does not keep an officer's passkey out.
static bool guesses(enum handler h) { return h == HANDLER_session_open || h == HANDLER_passkey_begin || h == HANDLER_passkey_add; }
static bool signs_in(enum handler h) {
    return h == HANDLER_session_open || h == HANDLER_session_passkey || h == HANDLER_session_certificate || h == HANDLER_session_oidc;
}

// The token travels in the cookie alone, where scripts can't read it.
static void reply_done(struct waiting *w, const json_t *answer) {
    AUTO_TEXT body = text_with_ceiling(REPLY_BYTES_MAX), cookie = text_secret(1000);
    AUTO_JSON *shown = answer ? json_copy((json_t *)answer) : json_object();
    struct api_reply r = {200, {JSON_FIELD, FRESH_FIELD}, 2, {"", 0}};
    if (signs_in(w->handler)) {
        if (guesses(w->handler)) throttle_right(w->api->throttle, view_of(w->officer));
        text_cookie(&cookie, json_view(answer, "token"), w->secure);
        json_object_del(shown, "token");
    } else if (w->handler == HANDLER_session_close) {
        text_cookie(&cookie, VIEW(""), w->secure);
    }
    if (cookie.bytes > 0) r.fields[r.field_count++] = (struct http_field){"Set-Cookie", text_string(&cookie)};
    text_json(&body, shown);
    if (!text_ok(&body)) {
        reply_failure(&(struct error){CODE_TOO_BIG, "the answer"}, NULL, w->answered, w->ctx);
        return;
    }
    r.body = text_seen(&body);
    w->answered(w->ctx, &r);
}

static void call_is_done(void *ctx, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    if (failure && guesses(w->handler)) sign_in_failed(w, failure->code);
    if (failure) reply_failure(failure, NULL, w->answered, w->ctx);
    else reply_done(w, answer);
    json_decref(w->provider);
    free(w);
}

// ---- Through the identity provider: our own check of what came back, its token for the code, our check of the token ----

static void token_came(void *ctx, const struct error *failure, struct view id_token) {
    struct waiting *w = ctx;
    if (failure) {
        call_is_done(w, failure, NULL);
        return;
    }
    AUTO_JSON *params = json_object();
    json_object_set(params, "ticket", json_object_get(w->provider, "ticket"));
    json_put_view(params, "id_token", id_token);
    w->handler = HANDLER_session_oidc;
    w->api->options.doors.run(w->api->options.doors.ctx, HANDLER_session_oidc, NULL, params, call_is_done, w);
}

static void came_back(void *ctx, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    const struct api_provider *p = &w->api->options.provider;
    struct error none = {CODE_NOT_ALLOWED, "no identity provider stands in this node's settings"};
    if (failure || !p->exchange) call_is_done(w, failure ? failure : &none, NULL);
    else p->exchange(p->ctx, json_view(w->provider, "code"), json_view(answer, "verifier"), token_came, w);
}

// ---- On paper: the node says what stands on it, a helper lays it out ----

static void to_be_printed(void *ctx, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    const struct api_printer *p = &w->api->options.printer;
    struct error none = {CODE_NOT_FOUND, "this node prints nothing"};
    if (failure || !p->print) call_is_done(w, failure ? failure : &none, NULL);
    else p->print(p->ctx, answer, call_is_done, w);
}

// ---- A court bundle: what the node says of the items now is laid out first, then the node signs it with the rest ----

static void page_printed(void *ctx, const struct error *failure, const json_t *printed) {
    struct waiting *w = ctx;
    AUTO_JSON *params = w->params;
    w->params = NULL;
    // Nobody waits for a court paper because a helper could not lay it out: the bundle says so, and index.html is in it.
    // But a node that stops (UNREACHABLE) makes no copy that nobody would get.
    if (failure && (failure->code == CODE_BUSY || failure->code == CODE_UNREACHABLE)) {
        call_is_done(w, failure, NULL);
        return;
    }
    json_object_set_new(params, "page",
                        failure ? json_pack("{s:s}", "failed", code_name(failure->code)) : json_pack("{s:O}", "pdf", json_object_get(printed, "pdf")));
    w->api->options.doors.run(w->api->options.doors.ctx, HANDLER_evidence_bundle, &w->who, params, call_is_done, w);
}

static void page_said(void *ctx, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    const struct api_printer *p = &w->api->options.printer;
    struct error none = {CODE_NOT_FOUND, "this node prints nothing"};
    if (!failure) {
        if (p->print) p->print(p->ctx, answer, page_printed, w);
        else page_printed(w, &none, NULL);
        return;
    }
    json_decref(w->params);
    w->params = NULL;
    call_is_done(w, failure, NULL);
}

// ---- A file that the console hands over: a helper reads it ----

static void to_be_read(void *ctx, const struct error *failure, const json_t *answer) {
    struct waiting *w = ctx;
    const struct api_reader *p = &w->api->options.reader;
    struct error none = {CODE_NOT_FOUND, "this node reads no files: hand them in with `malines prints search` or `malines screen`"};
    if (failure || !p->read) call_is_done(w, failure ? failure : &none, NULL);
    else p->read(p->ctx, answer, call_is_done, w);
}

// Over the Unix socket and through a proxy all look alike: whoever guessed there would keep everybody out.
static bool address_is_one_clients(const struct api *a, const struct api_request *r) {
    return r->tls || (r->unix_uid < 0 && r->remote && !is_secure(a, r));
}

// Which officer a sign-in is for, and from which address, where that says anything: wrong tries of either make wait.
static RESULT sign_in_allowed(struct api *a, struct waiting *w, const struct api_request *r, const json_t *params,
                              struct http_field *retry, struct text *seconds, struct error *err) {
    struct view officer = json_view(params, "officer");
    if (officer.bytes >= OFFICER_ID_ROOM) return FAIL(err, BAD_ARGUMENT, "officer is too long");
    snprintf(w->officer, sizeof w->officer, "%.*s", VIEW_ARGS(officer));
    if (address_is_one_clients(a, r)) snprintf(w->address, sizeof w->address, "@@%s", r->remote);
    struct tick now = sys_tick(a->options.sys);
    uint32_t wait_s = throttle_wait_s(a->throttle, view_of(w->officer), now);
    uint32_t wait_address_s = w->address[0] ? throttle_wait_s(a->throttle, view_of(w->address), now) : 0;
    if (wait_address_s > wait_s) wait_s = wait_address_s;
    if (wait_s == 0) return DONE;
    text_format(seconds, "%u", wait_s);
    *retry = (struct http_field){"Retry-After", text_string(seconds)};
    return FAIL(err, QUOTA, "too many wrong tries: wait %u s", wait_s);
}

static RESULT call_prepared(struct api *a, const struct api_request *r, const struct command **cmd, struct caller *c,
                            json_t *params, struct error *err) {
    bool other_method;
    if (r->body.bytes > API_BODY_BYTES_MAX) return FAIL(err, TOO_BIG, "at most %d bytes", API_BODY_BYTES_MAX);
    if (!host_is_ours(a, r)) return FAIL(err, NOT_ALLOWED, "this is not a name of the console");
    *cmd = command_by_path(r->method, r->path, &other_method);
    if (!*cmd && other_method) return FAIL(err, BAD_ARGUMENT, "this address takes another method");
    if (!*cmd) return FAIL(err, NOT_FOUND, "no call has this address");
    TRY(caller_find(a, r, c, err));
    TRY(may_call(*cmd, c, err));
    TRY(proven_of_late(a, *cmd, c, err));
    return params_read(*cmd, r, c, params, err);
}

static void call_begin(struct waiting *w) {
    AUTO_JSON *params = w->params;
    const struct api_doors *doors = &w->api->options.doors;
    bool back = w->handler == HANDLER_oidc_returned;
    w->params = NULL;
    if (back) w->provider = json_incref(params);
    if (w->handler == HANDLER_evidence_bundle && !w->nobody) {
        w->params = json_incref(params);
        doors->run(doors->ctx, HANDLER_evidence_page, &w->who, params, page_said, w);
        return;
    }
    bool file = w->handler == HANDLER_prints_read || w->handler == HANDLER_check_table;
    call_done *then = back ? came_back : w->handler == HANDLER_order_papered ? to_be_printed : file ? to_be_read : call_is_done;
    doors->run(doors->ctx, w->handler, w->nobody ? NULL : &w->who, params, then, w);
}

static void card_looked_at(void *ctx, const struct error *failure) {
    struct waiting *w = ctx;
    if (!failure) {
        call_begin(w);
        return;
    }
    json_decref(w->params);
    w->params = NULL;
    call_is_done(w, failure, NULL);
}

// A sign-in with a card, and whatever is called in the session that it opened.
static bool rests_on_a_card(const struct api *a, const struct command *cmd, const struct caller *c) {
    return a->options.cards.look && (cmd->handler == HANDLER_session_certificate || (c->by_cookie && c->known && c->officer.shows[0]));
}

void api_call(struct api *a, const struct api_request *r, api_answered *answered, void *ctx) {
    struct error err = {0};
    struct caller c = {0};
    const struct command *cmd = NULL;
    AUTO_JSON *params = json_object();
    AUTO_TEXT seconds = text_with_ceiling(16);
    struct http_field retry = {0};
    struct waiting *w = calloc(1, sizeof *w);
    ENSURE(w && params);
    *w = (struct waiting){.api = a, .secure = is_secure(a, r), .answered = answered, .ctx = ctx};
    struct result done = call_prepared(a, r, &cmd, &c, params, &err);
    if (!FAILED(done) && guesses(cmd->handler))
        done = sign_in_allowed(a, w, r, params, &retry, &seconds, &err);
    if (FAILED(done)) {
        free(w);
        reply_failure(&err, retry.name ? &retry : NULL, answered, ctx);
        return;
    }
    w->handler = cmd->handler;
    w->who = c.officer;
    w->nobody = !c.known || (is_local(&c) && !cmd->local);
    w->params = json_incref(params);
    if (rests_on_a_card(a, cmd, &c)) a->options.cards.look(a->options.cards.ctx, r->shown, r->chain, card_looked_at, w);
    else call_begin(w);
}
