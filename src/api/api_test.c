// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The table, routing, callers and waits. The node behind is a small fake that says what it was asked.
#include "api/route.h"
#include "api/shell.h"
#include "api/throttle.h"
#include "sys/sys.h"

// cmocka wants these first
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <cmocka.h>

#define DAWN INT64_C(1795560000000)

// ---- A world and a node of paper ----
struct fake {
    struct sys sys;
    struct instant now;
    struct tick tick;
    struct api *api;
    struct officer officer;     // whom sessions and keys belong to
    bool refuses;               // every sign-in is wrong
    bool later;                 // keep the answer until fake_flush
    call_done *done;
    void *done_ctx;
    enum handler ran;
    bool ran_nobody;
    char params[4096];
    int status;
    char body[4096], cookie[512], retry[16];
    int answers;
};

static struct instant fake_now(const struct sys *s) { return ((struct fake *)s->world)->now; }
static struct tick fake_tick(const struct sys *s) { return ((struct fake *)s->world)->tick; }

static struct result by_session(void *ctx, struct view token, struct officer *out, struct error *err) {
    struct fake *f = ctx;
    if (!view_is(token, "t0ken")) return FAIL(err, NOT_SIGNED_IN, "no");
    *out = f->officer;
    out->auth = "session";
    return DONE;
}

static struct result by_key(void *ctx, struct view officer, struct view said, struct view signature,
                            struct officer *out, struct error *err) {
    struct fake *f = ctx;  // a "signature" is the signed text's length, which an altered path or body changes
    char length[32];
    snprintf(length, sizeof length, "%zu", said.bytes);
    if (!view_is(officer, f->officer.id) || !view_is(signature, length)) return FAIL(err, NOT_SIGNED_IN, "no");
    *out = f->officer;
    out->auth = "key";
    return DONE;
}

static void run(void *ctx, enum handler handler, const struct officer *officer, const json_t *params, call_done *done,
                void *done_ctx) {
    struct fake *f = ctx;
    AUTO_TEXT t = text_with_ceiling(sizeof f->params - 1);
    text_json(&t, params);
    snprintf(f->params, sizeof f->params, "%s", text_string(&t));
    f->ran = handler;
    f->ran_nobody = officer == NULL;
    if (f->later) {
        f->done = done, f->done_ctx = done_ctx;
        return;
    }
    AUTO_JSON *answer = json_pack("{s:s,s:b}", "token", "t0ken", "ok", 1);
    struct error e = {CODE_NOT_SIGNED_IN, "no"};
    done(done_ctx, f->refuses ? &e : NULL, f->refuses ? NULL : answer);
}

static void answered(void *ctx, const struct api_reply *r) {
    struct fake *f = ctx;
    f->answers++;
    f->status = r->status;
    snprintf(f->body, sizeof f->body, "%.*s", VIEW_ARGS(r->body));
    f->cookie[0] = f->retry[0] = '\0';
    for (size_t i = 0; i < r->field_count; i++) {
        if (strcmp(r->fields[i].name, "Set-Cookie") == 0)
            snprintf(f->cookie, sizeof f->cookie, "%s", r->fields[i].value);
        if (strcmp(r->fields[i].name, "Retry-After") == 0)
            snprintf(f->retry, sizeof f->retry, "%s", r->fields[i].value);
    }
}

static int setup(void **state) {
    struct fake *f = calloc(1, sizeof *f);
    f->sys = (struct sys){.now = fake_now, .tick = fake_tick, .world = f};
    f->now.ms = DAWN;
    f->tick.us = 1;
    f->officer = (struct officer){.id = "claire@fr", .name = "Claire", .roles = ROLE_BIT(case_officer)};
    f->api = api_new(&(struct api_options){&f->sys, {f, by_session, by_key, run}, "https://console.example", 1000});
    *state = f;
    return 0;
}
static int teardown(void **state) {
    struct fake *f = *state;
    api_free(f->api);
    free(f);
    return 0;
}

static struct api_request call(enum http_method method, const char *path, const char *query, const char *body) {
    return (struct api_request){.method = method,
                                .path = view_of(path),
                                .query = view_of(query),
                                .body = view_of(body),
                                .content_type = body ? VIEW("application/json") : VIEW(""),
                                .host = VIEW("127.0.0.1:7101"),
                                .unix_uid = -1,
                                .remote = "127.0.0.1"};
}
static struct api_request browser(enum http_method method, const char *path, const char *query, const char *body) {
    struct api_request r = call(method, path, query, body);
    r.cookie = VIEW("other=1; malines_session=t0ken");
    r.x_malines = VIEW("1");
    r.origin = VIEW("http://127.0.0.1:7101");
    return r;
}
static int asked(struct fake *f, struct api_request r) {
    int before = f->answers;
    f->ran = HANDLER_none;
    f->params[0] = f->body[0] = '\0';
    api_call(f->api, &r, answered, f);
    assert_int_equal(f->answers, before + 1);
    return f->status;
}
static const char *code_of(struct fake *f) {
    static char code[40];
    const char *at = strstr(f->body, "\"code\":\"");
    snprintf(code, sizeof code, "%.*s", at ? (int)strcspn(at + 8, "\"") : 0, at ? at + 8 : "");
    return code;
}
#define SUBJECT_BODY "{\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"A B\"}]},\"purpose\":\"border_check\"}"

// ---- The table ----
static void every_handler_has_a_row(void **state) {
    (void)state;
    for (int h = 1; h < HANDLER_COUNT; h++) {
        int rows = 0;
        for (size_t i = 0; i < COMMAND_COUNT; i++) rows += COMMANDS[i].handler == (enum handler)h;
        // The second half of session return: its token never comes from a caller. The first half of a bundle: what is to be laid out.
        bool inner = h == HANDLER_session_oidc || h == HANDLER_evidence_page;
        if (rows != !inner) fail_msg("%s has %d rows", handler_name((enum handler)h), rows);
    }
}

// A paper of the checkout. A failed assertion jumps over what frees: said before anything is held.
static void source_read(const char *name, struct text *out) {
    const char *source = getenv("MALINES_SOURCE");
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", source ? source : ".", name);
    if (file_read(path, out->ceiling, out, NULL).code != CODE_OK)
        fail_msg("%s can't be read: run this in the checkout, or say where it is by MALINES_SOURCE", path);
}

// The header is the oracle: each `node_handler NAME;` in it is in our list.
static void the_list_is_the_header(void **state) {
    (void)state;
    AUTO_TEXT header = text_with_ceiling(100000);
    source_read("src/node/handlers.h", &header);
    struct view rest = text_seen(&header);
    int count = 0;
    while (rest.bytes > 0) {
        struct view line = view_cut(rest, '\n', &rest), after;
        if (!view_starts(line, "node_handler ")) continue;
        struct view name = view_cut((struct view){line.at + 13, line.bytes - 13}, ';', &after);
        int h = 1;
        while (h < HANDLER_COUNT && !view_is(name, handler_name((enum handler)h))) h++;
        if (h == HANDLER_COUNT) fail_msg("%.*s is not in HANDLER_LIST", VIEW_ARGS(name));
        count++;
    }
    assert_int_equal(count, HANDLER_COUNT - 1);
}

static void rows_are_whole(void **state) {
    (void)state;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = &COMMANDS[i];
        assert_true(strlen(c->words) > 0 && strlen(c->summary) > 10);
        assert_true((c->path == NULL) == (c->handler == HANDLER_none));
        assert_true((c->access == TO_ROLES) == (c->roles != 0));
        assert_true(c->access != TO_NOBODY || c->local);
        for (size_t k = 0; k < c->param_count; k++) {
            const struct param *p = &c->params[k];
            assert_true(strlen(p->help) >= 3);
            if (p->where == IN_BODY) assert_true(c->method == HTTP_POST);
            if (p->where == IN_PATH && c->path) assert_true(command_segment(c, view_of(c->path), p->name).bytes > 0);
            for (size_t m = 0; m < k; m++) assert_string_not_equal(p->name, c->params[m].name);
        }
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(c->words, COMMANDS[k].words);
            if (c->path && COMMANDS[k].path && c->method == COMMANDS[k].method)
                assert_string_not_equal(c->path, COMMANDS[k].path);
        }
    }
}

static void rows_are_found(void **state) {
    (void)state;
    bool other;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (COMMANDS[i].path)
            assert_ptr_equal(command_by_path(COMMANDS[i].method, view_of(COMMANDS[i].path), &other), &COMMANDS[i]);
    const struct command *c = command_by_path(HTTP_GET, VIEW("/api/alerts/be/alerts/0192"), &other);
    assert_int_equal(c->handler, HANDLER_alert_show);
    assert_true(view_is(command_segment(c, VIEW("/api/alerts/be/alerts/0192"), "record"), "be/alerts/0192"));
    assert_null(command_by_path(HTTP_GET, VIEW("/api/checks/"), &other));
    assert_false(other);
    assert_null(command_by_path(HTTP_GET, VIEW("/api/checks//x"), &other));
    assert_null(command_by_path(HTTP_GET, VIEW("/api"), &other));
    assert_null(command_by_path(HTTP_GET, VIEW(""), &other));
    assert_null(command_by_path(HTTP_DELETE, VIEW("/api/node"), &other));
    assert_true(other);
}

// What somebody says of why is in no address: these land in the logs of whatever stands between.
static void a_reason_travels_in_the_body(void **state) {
    static const char *const said[] = {"reason", "why", "text", "words", "note"};
    (void)state;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        for (size_t k = 0; k < COMMANDS[i].param_count; k++)
            for (size_t s = 0; s < sizeof said / sizeof *said; s++)
                if (COMMANDS[i].params[k].where == IN_QUERY) assert_string_not_equal(COMMANDS[i].params[k].name, said[s]);
    AUTO_JSON *values = json_pack("{s:s,s:s}", "record", "be/alerts/1", "reason", "file 7");
    AUTO_TEXT path = text_with_ceiling(1000), query = text_with_ceiling(1000);
    const char *show[] = {"alert", "show"}, *open[] = {"alert", "open"};
    size_t used;
    shell_address(command_by_words(show, 2, &used), values, &path, &query);
    assert_true(query.bytes == 0 && !strstr(text_string(&path), "file"));
    text_clear(&path);
    shell_address(command_by_words(open, 2, &used), values, &path, &query);
    assert_string_equal(text_string(&path), "/api/alerts/open");
    assert_int_equal(query.bytes, 0);
}

static void words_are_found(void **state) {
    (void)state;
    size_t used;
    const char *show[] = {"check", "show", "7"}, *name[] = {"check", "Shower"}, *none[] = {"alert"};
    assert_string_equal(command_by_words(show, 3, &used)->words, "check show");
    assert_int_equal(used, 2);
    assert_string_equal(command_by_words(name, 2, &used)->words, "check");
    assert_int_equal(used, 1);
    assert_null(command_by_words(none, 1, &used));
}

static void what_follows_is_complete(void **state) {
    (void)state;
    AUTO_TEXT help = text_with_ceiling(1 << 20), man = text_with_ceiling(1 << 20), bash = text_with_ceiling(1 << 20);
    text_help(&help), text_man(&man), text_completion(&bash);
    assert_true(text_ok(&help) && text_ok(&man) && text_ok(&bash));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        assert_non_null(strstr(text_string(&help), COMMANDS[i].words));
        assert_non_null(strstr(text_string(&bash), COMMANDS[i].words));
    }
    AUTO_JSON *api = commands_openapi();
    assert_non_null(api);
    assert_non_null(json_object_get(json_object_get(json_object_get(api, "paths"), "/api/alerts/{record}"), "get"));
    assert_int_equal(
        json_array_size(json_object_get(
            json_object_get(
                json_object_get(
                    json_object_get(
                        json_object_get(
                            json_object_get(json_object_get(json_object_get(api, "components"), "schemas"), "Failure"),
                            "properties"),
                        "error"),
                    "properties"),
                "code"),
            "enum")),
        CODE_COUNT - 1);
}

static void openapi_is_current(void **state) {
    (void)state;
    AUTO_TEXT kept = text_with_ceiling(1 << 20);
    source_read("schema/openapi.json", &kept);
    AUTO_JSON *api = commands_openapi(), *file = NULL;
    assert_int_equal(json_strict(text_seen(&kept), &file, NULL).code, CODE_OK);
    if (!json_equal(api, file)) fail_msg("schema/openapi.json is not current: malines openapi > schema/openapi.json");
}

static void the_reference_is_current(void **state) {
    (void)state;
    AUTO_TEXT kept = text_with_ceiling(1 << 20), made = text_with_ceiling(1 << 20);
    source_read("docs/cli.md", &kept);
    text_reference(&made);
    if (!view_same(text_seen(&kept), text_seen(&made)))
        fail_msg("docs/cli.md is not current: malines reference > docs/cli.md");
}

// ---- Callers ----
static void nobody_is_kept_out(void **state) {
    struct fake *f = *state;
    assert_int_equal(asked(f, call(HTTP_GET, "/api/node", NULL, NULL)), 200);
    assert_true(f->ran == HANDLER_node_about && f->ran_nobody);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = &COMMANDS[i];
        if (!c->path || c->access == TO_ALL) continue;
        struct api_request r = call(c->method, c->path, NULL, NULL);
        r.x_malines = VIEW("1");
        assert_int_equal(asked(f, r), 401);
        assert_int_equal(f->ran, HANDLER_none);
    }
    assert_int_equal(asked(f, call(HTTP_GET, "/api/nothing", NULL, NULL)), 404);
}

static void a_session_needs_our_page(void **state) {
    struct fake *f = *state;
    struct api_request r = browser(HTTP_POST, "/api/checks", NULL, SUBJECT_BODY);
    assert_int_equal(asked(f, r), 200);
    assert_int_equal(f->ran, HANDLER_check_run);
    r.x_malines = VIEW("");
    assert_int_equal(asked(f, r), 403);
    r = browser(HTTP_POST, "/api/checks", NULL, SUBJECT_BODY);
    r.origin = VIEW("http://127.0.0.1:7102");  // another node's console in the same browser
    assert_int_equal(asked(f, r), 403);
    r.origin = VIEW("null");
    assert_int_equal(asked(f, r), 403);
    r = browser(HTTP_GET, "/api/requests", NULL, NULL);
    r.host = VIEW("attacker.example:7101");  // DNS rebinding
    assert_int_equal(asked(f, r), 403);
    r.host = VIEW("127.0.0.1.attacker.example");
    assert_int_equal(asked(f, r), 403);
    r = browser(HTTP_POST, "/api/checks", NULL, SUBJECT_BODY);
    r.host = VIEW("console.example");
    r.origin = VIEW("https://console.example");
    assert_int_equal(asked(f, r), 401);  // behind TLS only the __Host- cookie counts
    r.cookie = VIEW("__Host-malines_session=t0ken");
    assert_int_equal(asked(f, r), 200);
}

// What takes data out wants a session of the last five minutes; reading does not, nor does who signs each call.
static void an_export_wants_a_fresh_sign_in(void **state) {
    struct fake *f = *state;
    static const char BODY[] = "{\"request\":\"0193a5c0-0000-7000-8000-000000000001\",\"reason\":\"a court\"}";
    f->officer.roles = ROLE_BIT(case_officer);
    f->officer.proven_at = (struct instant){f->now.ms - 5 * MINUTE_MS};
    assert_int_equal(asked(f, browser(HTTP_POST, "/api/data/export", NULL, BODY)), 200);
    f->officer.proven_at.ms--;
    assert_int_equal(asked(f, browser(HTTP_POST, "/api/data/export", NULL, BODY)), 403);
    assert_int_equal(asked(f, browser(HTTP_GET, "/api/data", NULL, NULL)), 200);
    assert_int_equal(asked(f, browser(HTTP_POST, "/api/data/use", NULL, BODY)), 200);
    f->officer.proven_at = (struct instant){0};  // the call itself was signed
    assert_int_equal(asked(f, browser(HTTP_POST, "/api/data/export", NULL, BODY)), 200);
}

static bool role_called(struct view v, enum role *out) {
#define X(name) if (view_is(v, #name)) return (*out = ROLE_##name, true);
    ROLE_LIST(X)
#undef X
    return false;
}

// docs/roles.md is the oracle: a jurist reads it, and each row of it is a row of the table, both ways.
static unsigned marks_of(struct view line, const enum role *columns, size_t count) {
    unsigned roles = 0;
    for (size_t i = 0; i < count; i++)
        if (view_is(view_trim(view_cut(line, '|', &line)), "x")) roles |= 1u << columns[i];
    return roles;
}

static void the_matrix_of_roles_is_what_the_paper_says(void **state) {
    (void)state;
    AUTO_TEXT paper = text_with_ceiling(100000);
    enum role columns[ROLE_COUNT];
    size_t count = 0, rows = 0, wanted = 0;
    source_read("docs/roles.md", &paper);
    struct view rest = text_seen(&paper);
    while (rest.bytes > 0) {
        struct view line = view_cut(rest, '\n', &rest), after;
        view_cut(line, '|', &line);
        struct view first = view_trim(view_cut(line, '|', &after));
        if (view_is(first, "object and action"))
            while (after.bytes > 0 && count < ROLE_COUNT)
                if (role_called(view_trim(view_cut(after, '|', &after)), &columns[count])) count++;
        const struct command *c = NULL;
        for (size_t i = 0; i < COMMAND_COUNT; i++)
            if (COMMANDS[i].path && COMMANDS[i].access == TO_ROLES && view_is(first, COMMANDS[i].words)) c = &COMMANDS[i];
        if (!c || !count) continue;
        rows++;
        if (marks_of(after, columns, count) != c->roles) fail_msg("%s: docs/roles.md and the table differ", c->words);
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++) wanted += COMMANDS[i].path && COMMANDS[i].access == TO_ROLES;
    assert_int_equal(count, ROLE_COUNT);
    assert_int_equal(rows, wanted);
}

static void roles_decide(void **state) {
    struct fake *f = *state;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = &COMMANDS[i];
        if (!c->path || c->access != TO_ROLES) continue;
        for (unsigned roles = 0; roles < 1u << ROLE_COUNT; roles++) {
            f->officer.roles = roles;
            struct api_request r = browser(c->method, c->path, NULL, NULL);
            bool operator_outside = (roles & ROLE_BIT(operator)) && !(c->roles & ROLE_BIT(operator));
            bool may = (roles & c->roles) && !operator_outside;
            assert_true((asked(f, r) == 403) == !may);
        }
    }
}

static void local_is_for_few(void **state) {
    struct fake *f = *state;
    struct api_request r = call(HTTP_POST, "/api/officers", NULL,
                                "{\"officer\":\"claire@fr\",\"name\":\"Claire\",\"roles\":[\"case_officer\"]}");
    r.unix_uid = 1000;
    assert_int_equal(asked(f, r), 200);
    assert_false(f->ran_nobody);
    r.unix_uid = 1001;
    assert_int_equal(asked(f, r), 403);
    r = call(HTTP_POST, "/api/checks", NULL, SUBJECT_BODY);
    r.unix_uid = 1000;
    assert_int_equal(asked(f, r), 401);
    r = browser(HTTP_POST, "/api/backup", NULL, "{\"path\":\"/x\"}");
    f->officer.roles = (1u << ROLE_COUNT) - 1;
    assert_int_equal(asked(f, r), 403);
}

static int signed_call(struct fake *f, const char *body, const char *sent_body, const char *at) {
    AUTO_TEXT said = text_with_ceiling(10000), header = text_with_ceiling(1000), length = text_with_ceiling(32);
    struct api_request r = call(HTTP_POST, "/api/checks", NULL, sent_body);
    text_call_signed(&said, HTTP_POST, r.path, r.query, view_of(at), view_of(body));
    text_format(&length, "%zu", said.bytes);
    text_authorization(&header, VIEW("claire@fr"), view_of(at), text_seen(&length));
    r.authorization = text_seen(&header);
    return asked(f, r);
}

static void keys_sign_calls(void **state) {
    struct fake *f = *state;
    AUTO_TEXT now = text_with_ceiling(30), old = text_with_ceiling(30), ahead = text_with_ceiling(30),
              said = text_with_ceiling(500);
    text_instant(&now, f->now);
    text_instant(&old, instant_after(f->now, -API_SKEW_MS - 1));
    text_instant(&ahead, instant_after(f->now, API_SKEW_MS + 1));
    text_call_signed(&said, HTTP_POST, VIEW("/api/x"), VIEW("a=1"), VIEW("T"),
                     VIEW("abc")); // SHA-256 of FIPS 180-4, B.1
    assert_string_equal(text_string(&said),
                        "POST\n/api/x?a=1\nT\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(signed_call(f, SUBJECT_BODY, SUBJECT_BODY, text_string(&now)), 200);
    assert_int_equal(signed_call(f, SUBJECT_BODY, SUBJECT_BODY, text_string(&now)), 422);
    assert_string_equal(code_of(f), "REPLAYED");
    assert_int_equal(signed_call(f, SUBJECT_BODY, SUBJECT_BODY, text_string(&old)), 425);
    assert_int_equal(signed_call(f, SUBJECT_BODY, SUBJECT_BODY, text_string(&ahead)), 425);
    struct api_request r = browser(HTTP_POST, "/api/checks", NULL, SUBJECT_BODY);
    r.authorization = VIEW("Malines-Key officer=\"claire@fr\"");  // a good cookie does not mend a bad header
    assert_int_equal(asked(f, r), 401);
}

static void headers_are_read_strictly(void **state) {
    (void)state;
    struct authorization a;
    assert_true(authorization_read(VIEW("Malines-Key officer=\"c\", at=\"T\", signature=\"S\""), &a));
    assert_true(view_is(a.officer, "c") && view_is(a.at, "T") && view_is(a.signature, "S"));
    const char *bad[] = {"",
                         "Bearer x",
                         "Malines-Key ",
                         "Malines-Key officer=\"c\", at=\"T\"",
                         "Malines-Key officer=\"c\", at=\"T\", signature=\"S\" ",
                         "Malines-Key officer=\"c\",at=\"T\", signature=\"S\"",
                         "Malines-Key officer=\"\", at=\"T\", signature=\"S\"",
                         "Malines-Key officer=\"c, at=T, signature=S",
                         "malines-key officer=\"c\", at=\"T\", signature=\"S\"",
                         "Malines-Key at=\"T\", officer=\"c\", signature=\"S\""};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) assert_false(authorization_read(view_of(bad[i]), &a));
}

// ---- Parameters ----
static void parameters_are_typed(void **state) {
    struct fake *f = *state;
    assert_int_equal(
        asked(f, browser(HTTP_POST, "/api/checks/c1/candidates/3/judgement", NULL, "{\"judgement\":\"hit\"}")), 200);
    assert_string_equal(f->params, "{\"candidate\":3,\"check\":\"c1\",\"judgement\":\"hit\"}");
    assert_int_equal(
        asked(f, browser(HTTP_GET, "/api/law/explain", "from=be&to=fr&eu_only=true&purpose=border%5Fcheck", NULL)),
        200);
    assert_string_equal(f->params, "{\"eu_only\":true,\"from\":\"be\",\"purpose\":\"border_check\",\"to\":\"fr\"}");
    static const struct {
        enum http_method method;
        const char *path, *query, *body, *code;
    } bad[] = {
        {HTTP_POST, "/api/checks/c1/candidates/x/judgement", NULL, "{\"judgement\":\"hit\"}", "BAD_ARGUMENT"},
        {HTTP_POST, "/api/checks/c1/candidates/99999999999999999999/judgement", NULL, "{\"judgement\":\"hit\"}",
         "BAD_ARGUMENT"},
        {HTTP_POST, "/api/checks/c1/candidates/3/judgement", NULL, "{}", "BAD_ARGUMENT"},
        {HTTP_POST, "/api/checks/c1/candidates/3/judgement", NULL, "{\"judgement\":1}", "BAD_ARGUMENT"},
        {HTTP_POST, "/api/checks/c1/candidates/3/judgement", NULL, "{\"judgement\":\"hit\",\"more\":1}",
         "BAD_ARGUMENT"},
        {HTTP_POST, "/api/checks/c1/candidates/3/judgement", NULL, "{\"judgement\":\"hit\",\"candidate\":4}",
         "BAD_ARGUMENT"},
        {HTTP_POST, "/api/checks", NULL, "{\"subject\":[]}", "BAD_ARGUMENT"},
        {HTTP_POST, "/api/checks", NULL, "[]", "BAD_JSON"},
        {HTTP_POST, "/api/checks", NULL, "{\"subject\":{},\"subject\":{}}", "BAD_JSON"},
        {HTTP_POST, "/api/checks", NULL, "{\"purpose\":\"\xff\"}", "BAD_TEXT"},
        {HTTP_POST, "/api/checks", NULL, "{\"subject\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}", "TOO_DEEP"},
        {HTTP_POST, "/api/checks", "purpose=x", SUBJECT_BODY, "BAD_ARGUMENT"},
        {HTTP_GET, "/api/law/explain", "from=be", NULL, "BAD_ARGUMENT"},
        {HTTP_GET, "/api/law/explain", "from=be&to=fr&from=ma", NULL, "BAD_ARGUMENT"},
        {HTTP_GET, "/api/law/explain", "from=be&to=fr&eu_only=yes", NULL, "BAD_ARGUMENT"},
        {HTTP_GET, "/api/law/explain", "from=be&to=%FF", NULL, "BAD_ARGUMENT"},
        {HTTP_GET, "/api/law/explain", "from=be&to=fr&token=x", NULL, "BAD_ARGUMENT"},
        {HTTP_GET, "/api/requests", "limit=-1", NULL, "BAD_ARGUMENT"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        asked(f, browser(bad[i].method, bad[i].path, bad[i].query, bad[i].body));
        if (strcmp(code_of(f), bad[i].code) != 0) fail_msg("%zu: %s", i, f->body);
        assert_int_equal(f->ran, HANDLER_none);
    }
    struct api_request form = browser(HTTP_POST, "/api/checks", NULL, SUBJECT_BODY);
    form.content_type = VIEW("text/plain");  // what a form of another site can send
    assert_int_equal(asked(f, form), 400);
}

// P14: what the client sent is not repeated in what may reach a log.
static void failures_do_not_repeat_names(void **state) {
    struct fake *f = *state;
    asked(f, browser(HTTP_POST, "/api/checks", NULL, "{\"Karim Exemple\":1}"));
    assert_null(strstr(f->body, "Karim"));
    asked(f, browser(HTTP_GET, "/api/requests", "Karim+Exemple=1", NULL));
    assert_null(strstr(f->body, "Karim"));
}

// ---- Sessions ----
#define SIGN_IN "{\"officer\":\"claire@fr\",\"password\":\"wrong or right\"}"
static void the_token_stays_in_the_cookie(void **state) {
    struct fake *f = *state;
    struct api_request r = call(HTTP_POST, "/api/session", NULL, SIGN_IN);
    r.x_malines = VIEW("1");
    assert_int_equal(asked(f, r), 200);
    assert_string_equal(f->cookie, "malines_session=t0ken; Path=/; HttpOnly; SameSite=Strict");
    assert_null(strstr(f->body, "t0ken"));
    r.host = VIEW("console.example");
    assert_int_equal(asked(f, r), 200);
    assert_string_equal(f->cookie, "__Host-malines_session=t0ken; Path=/; HttpOnly; SameSite=Strict; Secure");
    assert_int_equal(asked(f, browser(HTTP_DELETE, "/api/session", NULL, NULL)), 200);
    assert_string_equal(f->params, "{\"token\":\"t0ken\"}");
    assert_non_null(strstr(f->cookie, "malines_session=; "));
}

static void guessing_is_slowed(void **state) {
    struct fake *f = *state;
    struct api_request r = call(HTTP_POST, "/api/session", NULL, SIGN_IN);
    r.x_malines = VIEW("1");
    f->refuses = true;
    for (int i = 0; i < API_TRIES_OFFICER + 1; i++) assert_int_equal(asked(f, r), 401);
    assert_int_equal(asked(f, r), 429);
    assert_string_equal(f->retry, "1");
    f->refuses = false;  // even the right password waits
    assert_int_equal(asked(f, r), 429);
    f->tick.us += 1000000;
    assert_int_equal(asked(f, r), 200);
    f->refuses = true;   // and a right one forgets
    assert_int_equal(asked(f, r), 401);
    assert_int_equal(asked(f, r), 401);
}

// Wrong tries from one address make it wait, whoever they are for; but behind the proxy, and on the socket, all come from one.
static void an_address_waits_where_it_is_one_clients(void **state) {
    struct fake *f = *state;
    const struct { const char *host; int64_t uid; bool tls; int status; } doors[] = {
        {"console.example", -1, false, 200}, {"127.0.0.1:7101", 1001, false, 200}, {"127.0.0.1:7101", -1, false, 429}, {"localhost:7103", -1, true, 429}};
    for (size_t d = 0; d < sizeof doors / sizeof *doors; d++) {
        struct api_request r = call(HTTP_POST, "/api/session", NULL, NULL);
        r.x_malines = VIEW("1"), r.content_type = VIEW("application/json");
        r.host = view_of(doors[d].host), r.unix_uid = doors[d].uid, r.tls = doors[d].tls, r.remote = d < 3 ? "127.0.0.1" : "192.0.2.1";
        f->refuses = true;
        for (int i = 0; i < API_TRIES_ADDRESS + 1; i++) {
            char body[100];
            snprintf(body, sizeof body, "{\"officer\":\"o%zu-%d@fr\",\"password\":\"guess\"}", d, i);
            r.body = view_of(body);
            assert_int_equal(asked(f, r), 401);
        }
        f->refuses = false;
        r.body = VIEW(SIGN_IN);
        assert_int_equal(asked(f, r), doors[d].status);
    }
}

#define ENROL "{\"officer\":\"claire@fr\",\"code\":\"abcde\",\"origin\":\"http://localhost\"}"
#define BY_PASSKEY "{\"officer\":\"claire@fr\",\"ticket\":\"t\",\"id\":\"i\",\"evidence\":\"e\"}"
static void codes_are_slowed_and_passkeys_are_not(void **state) {
    struct fake *f = *state;
    f->refuses = true;
    struct api_request code = call(HTTP_POST, "/api/passkeys/begin", NULL, ENROL), passkey = call(HTTP_POST, "/api/session/passkey", NULL, BY_PASSKEY);
    code.x_malines = passkey.x_malines = VIEW("1");
    for (int i = 0; i < API_TRIES_OFFICER + 1; i++) assert_int_equal(asked(f, code), 401);
    assert_int_equal(asked(f, code), 429);
    for (int i = 0; i < API_TRIES_ADDRESS + 5; i++) assert_int_equal(asked(f, passkey), 401);
    f->refuses = false;
    assert_int_equal(asked(f, passkey), 200);
    assert_string_equal(f->cookie, "malines_session=t0ken; Path=/; HttpOnly; SameSite=Strict");
    assert_null(strstr(f->body, "t0ken"));
    passkey.x_malines = VIEW("");  // and no other page can have it asked
    assert_int_equal(asked(f, passkey), 403);
}

static void answers_may_come_later(void **state) {
    struct fake *f = *state;
    struct api_request r = browser(HTTP_POST, "/api/checks", NULL, SUBJECT_BODY);
    f->later = true;
    api_call(f->api, &r, answered, f);
    assert_int_equal(f->answers, 0);
    f->done(f->done_ctx, &(struct error){CODE_DISK_FULL, "x"}, NULL);
    assert_int_equal(f->answers, 1);
    assert_int_equal(f->status, 503);
}

// ---- Waits and memory, alone ----
static void waits_double(void **state) {
    (void)state;
    struct throttle *t = throttle_new();
    struct tick now = {1};
    uint32_t expected = 1;
    for (int i = 0; i < 20; i++) {
        throttle_wrong(t, VIEW("k"), 0, now);
        assert_int_equal(throttle_wait_s(t, VIEW("k"), now), expected);
        expected = expected * 2 > THROTTLE_WAIT_S_MAX ? THROTTLE_WAIT_S_MAX : expected * 2;
    }
    assert_int_equal(throttle_wait_s(t, VIEW("other"), now), 0);
    now.us += (uint64_t)(THROTTLE_FORGET_S + 1) * 1000000;
    throttle_wrong(t, VIEW("k"), 1, now);
    assert_int_equal(throttle_wait_s(t, VIEW("k"), now), 0);
    for (int i = 0; i < 5000; i++) {  // a flood of keys does not break the table
        char key[16];
        snprintf(key, sizeof key, "%d", i);
        throttle_wrong(t, view_of(key), 0, now);
    }
    throttle_free(t);
}

static void marks_are_remembered_a_window(void **state) {
    (void)state;
    bool full;
    struct seen *s = seen_new(1000);
    uint8_t mark[16] = {1};
    struct tick now = {5000000};
    assert_true(seen_first(s, mark, now, &full));
    assert_false(seen_first(s, mark, now, &full));
    now.us += 999999;
    assert_false(seen_first(s, mark, now, &full));
    now.us += 2000002;
    assert_true(seen_first(s, mark, now, &full));
    for (uint32_t i = 0; !full; i++) {
        memcpy(mark + 4, &i, 4);
        memcpy(mark, &i, 3);
        if (!seen_first(s, mark, now, &full)) assert_true(full || i == 0);
    }
    seen_free(s);
}

// A helper that fails with the code that its context is.
static void not_printed(void *ctx, const json_t *what, api_printed *done, void *done_ctx) {
    const enum code *code = ctx;
    struct error why = {*code, "no page"};
    (void)what;
    done(done_ctx, &why, NULL);
}

// A helper that fails keeps no court bundle; a node that is too busy, or stops, makes no copy that nobody gets.
static void a_bundle_waits_for_no_paper_but_is_made_for_somebody(void **state) {
    static const struct {
        enum code code;
        enum handler last;
    } rows[] = {{CODE_HELPER_FAILED, HANDLER_evidence_bundle}, {CODE_BUSY, HANDLER_evidence_page}, {CODE_UNREACHABLE, HANDLER_evidence_page}};
    struct fake *f = *state;
    enum code code;
    api_free(f->api);
    f->api = api_new(&(struct api_options){&f->sys, {f, by_session, by_key, run}, "https://console.example", 1000, .printer = {&code, not_printed}});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        code = rows[i].code;
        int status = asked(f, browser(HTTP_POST, "/api/evidence/bundles", NULL,
                                      "{\"items\":[\"018f0000-0000-7000-8000-000000000001\"],\"where\":\"a\",\"why\":\"b\","
                                      "\"basis\":\"c\",\"language\":\"en\"}"));
        assert_int_equal(f->ran, rows[i].last);
        assert_int_equal(status == 200, rows[i].last == HANDLER_evidence_bundle);
    }
}

int main(void) {
#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_handler_has_a_row),
        cmocka_unit_test(the_list_is_the_header),
        cmocka_unit_test(rows_are_whole),
        cmocka_unit_test(rows_are_found),
        cmocka_unit_test(words_are_found), cmocka_unit_test(a_reason_travels_in_the_body),
        cmocka_unit_test(what_follows_is_complete),
        cmocka_unit_test(openapi_is_current),
        cmocka_unit_test(the_reference_is_current),
        WITH(nobody_is_kept_out),
        WITH(a_session_needs_our_page),
        WITH(an_export_wants_a_fresh_sign_in),
        cmocka_unit_test(the_matrix_of_roles_is_what_the_paper_says),
        WITH(roles_decide),
        WITH(local_is_for_few),
        WITH(keys_sign_calls),
        cmocka_unit_test(headers_are_read_strictly),
        WITH(parameters_are_typed),
        WITH(failures_do_not_repeat_names),
        WITH(the_token_stays_in_the_cookie),
        WITH(guessing_is_slowed),
        WITH(an_address_waits_where_it_is_one_clients),
        WITH(codes_are_slowed_and_passkeys_are_not),
        WITH(answers_may_come_later),
        WITH(a_bundle_waits_for_no_paper_but_is_made_for_somebody),
        cmocka_unit_test(waits_double),
        cmocka_unit_test(marks_are_remembered_a_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
