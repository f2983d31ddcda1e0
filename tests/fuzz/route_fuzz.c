// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: api_dep
//
// A call as lines: METHOD, path, query, host, origin, cookie, authorization, x-malines, content-type, then the body.
// Whatever comes, there is one answer, it is JSON, and nobody who is not proven reaches a handler that is not open to all.
#include "api/route.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

struct world {
    int answers;
    bool proven;
};

static struct result by_session(void *ctx, struct view token, struct officer *out, struct error *err) {
    struct world *w = ctx;
    if (!view_is(token, "t")) return FAIL(err, NOT_SIGNED_IN, "no");
    *out = (struct officer){
        .id = "a@fr", .name = "a", .roles = ROLE_BIT(case_officer) | ROLE_BIT(register_owner), .auth = "session"};
    w->proven = true;
    return DONE;
}

static struct result by_key(void *ctx, struct view officer, struct view said, struct view signature,
                            struct officer *out, struct error *err) {
    ENSURE(officer.bytes > 0 && said.bytes > 64 && signature.bytes > 0);
    return by_session(ctx, signature, out, err);
}

static void run(void *ctx, enum handler h, const struct officer *officer, const json_t *params, call_done *done,
                void *done_ctx) {
    struct world *w = ctx;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = &COMMANDS[i];
        if (c->handler != h) continue;
        ENSURE(c->access == TO_ALL || (officer && w->proven));
        for (size_t k = 0; k < c->param_count; k++) {
            const struct param *p = &c->params[k];
            ENSURE(p->need != REQUIRED || p->where == IN_SHELL || json_object_get(params, p->name));
        }
    }
    struct error e = {CODE_NOT_FOUND, "x"};
    json_t *answer = json_copy((json_t *)params);
    done(done_ctx, json_object_size(params) % 2 ? &e : NULL, answer);
    json_decref(answer);
}

static void answered(void *ctx, const struct api_reply *r) {
    json_t *j = NULL;
    ((struct world *)ctx)->answers++;
    ENSURE(r->status >= 200 && r->status < 600);
    ENSURE(!FAILED(json_strict(r->body, &j, NULL)));
    for (size_t i = 0; i < r->field_count; i++) ENSURE(!strpbrk(r->fields[i].value, "\r\n"));
    json_decref(j);
}

static enum http_method method_of(struct view v) {
#define X(name, body) if (view_is(v, #name)) return HTTP_##name;
    HTTP_METHODS(X)
#undef X
    return HTTP_GET;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    struct view rest = {(const char *)data, bytes};
    struct world w = {0};
    struct api *a = api_new(&(struct api_options){sys_real(), {&w, by_session, by_key, run}, "https://c.example", 0});
    struct api_request r = {.unix_uid = -1, .remote = "127.0.0.1"};
    r.method = method_of(view_cut(rest, '\n', &rest));
    struct view *const parts[] = {&r.path,   &r.query,         &r.host,      &r.origin,
                                  &r.cookie, &r.authorization, &r.x_malines, &r.content_type};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) *parts[i] = view_cut(rest, '\n', &rest);
    r.body = rest;
    if (!utf8_valid(r.path)) r.path = VIEW("/");  // the head reader's promise
    api_call(a, &r, answered, &w);
    ENSURE(w.answers == 1);
    api_free(a);
    return 0;
}
