// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// describe.c — what follows from the command table: help, man page, completion, OpenAPI.
#include "api/commands.h"
#include "codec/subject.h"

#include <ctype.h>

static const char *const role_names[] = {
#define X(name) #name,
    ROLE_LIST(X)
#undef X
};

static const char *const common_options[][2] = {
    {"--node DIR|SOCKET", "which node to talk to (MALINES_NODE; /run/malines/malines.sock)"},
    {"--key FILE", "your key, which signs the call (MALINES_KEY)"},
    {"--json", "print the answer as JSON"},
    {"--lang CODE", "en, fr, nl, de, es or ar (LANG)"},
    {"--help", "explain the command"},
};
enum { COMMON_COUNT = sizeof(common_options) / sizeof(common_options[0]) };

static void text_roles(struct text *t, unsigned roles) {
    const char *between = "";
    for (unsigned r = 0; r < ROLE_COUNT; r++) {
        if (!(roles & (1u << r))) continue;
        text_put(t, between);
        text_put(t, role_names[r]);
        between = ", ";
    }
}

static void text_access(struct text *t, const struct command *c) {
    switch (c->access) {
    case TO_ALL: text_put(t, "anyone"); return;
    case TO_OFFICERS: text_put(t, "any officer"); break;
    case TO_ROLES: text_put(t, "officers who are "), text_roles(t, c->roles); break;
    case TO_NOBODY: text_put(t, "the owner of the node's store, on its computer"); return;
    }
    if (c->local) text_put(t, "; also the owner of the node's store, on its computer");
}

// "--case TEXT", "NAME", "[--yes]"
static const char *type_word(enum param_type type) {
    switch (type) {
    case TYPE_TEXT: return "TEXT";
    case TYPE_SECRET: return "-";
    case TYPE_NUMBER: return "N";
    case TYPE_FLAG: return NULL;
    case TYPE_WORDS: return "A,B,…";
    case TYPE_SUBJECT: return "SUBJECT";
    case TYPE_JSON:
    case TYPE_LINES: return "FILE";
    }
    return NULL;
}

static void upper(struct text *t, const char *word) {
    for (; *word; word++) text_char(t, (char)toupper((unsigned char)*word));
}

static void option(struct text *t, const struct param *p) {
    text_put(t, "--");
    for (const char *c = p->name; *c; c++) text_char(t, *c == '_' ? '-' : *c);
    const char *value = type_word(p->type);
    if (value) text_put(t, " "), text_put(t, value);
}

static void usage_one(struct text *t, const struct param *p) {
    if (!param_given(p)) return;
    text_put(t, p->need == REQUIRED ? " " : " [");
    if (p->place == BY_NAME) option(t, p);
    else upper(t, p->name);
    if (p->place == REST) text_put(t, " …");
    if (p->need != REQUIRED) text_put(t, "]");
}

static void usage(struct text *t, const struct command *c) {
    text_format(t, "malines %s", c->words);
    for (size_t i = 0; i < c->param_count; i++) {
        if (c->params[i].type == TYPE_SUBJECT) text_put(t, " NAME [--born DATE] [--document NUMBER] […]");
        else usage_one(t, &c->params[i]);
    }
}

// Calls back for each parameter as the command line knows it.
static void each_option(const struct command *c, void (*fn)(void *ctx, const struct param *p), void *ctx) {
    for (size_t i = 0; i < c->param_count; i++) {
        if (!param_given(&c->params[i])) continue;
        if (c->params[i].type != TYPE_SUBJECT) {
            fn(ctx, &c->params[i]);
            continue;
        }
        for (size_t k = 0; k < SUBJECT_OPTION_COUNT; k++) fn(ctx, &SUBJECT_OPTIONS[k]);
    }
}

// ---- Help ----
static void columns(struct text *t, const char *left, const char *right, int width) {
    text_format(t, "  %-*s  %s\n", width, left, right);
}

void text_help(struct text *t) {
    text_put(t, "Malines: authorities of several states work together without giving up their data or their law.\n\n"
                "Usage: malines COMMAND …\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) columns(t, COMMANDS[i].words, COMMANDS[i].summary, 15);
    text_put(t, "\nWith every command:\n");
    for (size_t i = 0; i < COMMON_COUNT; i++) columns(t, common_options[i][0], common_options[i][1], 17);
    text_put(t, "\n`malines help COMMAND` explains one.\n");
}

bool text_family_help(struct text *t, const char *words) {
    size_t n = strlen(words), before = t->bytes;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (n && strncmp(COMMANDS[i].words, words, n) == 0 && COMMANDS[i].words[n] == ' ') columns(t, COMMANDS[i].words, COMMANDS[i].summary, 15);
    if (t->bytes == before) return false;
    text_put(t, "\n`malines help COMMAND` explains one.\n");
    return true;
}

static void help_option(void *ctx, const struct param *p) {
    AUTO_TEXT left = text_with_ceiling(200);
    option(&left, p);
    columns(ctx, text_string(&left), p->help, 24);
}

void text_command_help(struct text *t, const struct command *c) {
    text_format(t, "malines %s: %s\n\nUsage: ", c->words, c->summary);
    usage(t, c);
    text_put(t, "\n\n");
    each_option(c, help_option, t);
    if (c->param_count > 0) text_put(t, "\n");
    text_put(t, "For: ");
    text_access(t, c);
    text_put(t, ".\n");
    if (c->path) text_format(t, "API: %s %s\n", http_method_name(c->method), c->path);
}

// ---- man ----
static void man_text(struct text *t, const char *s) {  // groff sees these otherwise
    bool start = true;
    for (; *s; s++) {
        if (start && (*s == '.' || *s == '\'')) text_put(t, "\\&");
        if (*s == '\\') text_put(t, "\\e");
        else if (*s == '-') text_put(t, "\\-");
        else text_char(t, *s);
        start = *s == '\n';
    }
}

static void man_tagged(struct text *t, const char *tag, const char *said) {
    text_put(t, ".TP\n.B ");
    man_text(t, tag);
    text_put(t, "\n");
    man_text(t, said);
    text_put(t, "\n");
}

static void man_option(void *ctx, const struct param *p) {
    AUTO_TEXT tag = text_with_ceiling(200);
    option(&tag, p);
    man_tagged(ctx, text_string(&tag), p->help);
}

static void man_command(struct text *t, const struct command *c) {
    AUTO_TEXT line = text_with_ceiling(2000);
    usage(&line, c);
    text_put(t, ".SS ");
    man_text(t, text_string(&line));
    text_char(t, '\n');
    man_text(t, c->summary);
    text_put(t, ".\nFor: ");
    text_clear(&line);
    text_access(&line, c);
    man_text(t, text_string(&line));
    text_put(t, ".\n");
    each_option(c, man_option, t);
}

void text_man(struct text *t) {
    text_put(
        t,
        ".TH MALINES 1\n.SH NAME\nmalines \\- ask, answer and prove across borders\n"
        ".SH SYNOPSIS\n.B malines\n.I COMMAND\n.RI [ OPTION ...]\n"
        ".SH DESCRIPTION\nTalks to a node of Malines over its Unix socket; calls are signed with the officer's key.\n"
        ".SH COMMANDS\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) man_command(t, &COMMANDS[i]);
    text_put(t, ".SH OPTIONS\n");
    for (size_t i = 0; i < COMMON_COUNT; i++) man_tagged(t, common_options[i][0], common_options[i][1]);
    text_put(
        t,
        ".SH EXIT STATUS\nThose of sysexits.h: 0 done, 64 wrong usage, 65 wrong data, 66 not found, 69 unreachable,\n"
        "70 a fault of the program, 74 disk, 75 try again, 77 not allowed, 78 wrong settings.\n"
        ".SH SEE ALSO\n.BR malinesd (8),\n.BR malines\\-verify (1)\n");
}

// ---- Markdown ----
static void reference_option(void *ctx, const struct param *p) {
    text_put(ctx, "| `");
    option(ctx, p);
    text_format(ctx, "` | %s |\n", p->help);
}

static void reference_command(struct text *t, const struct command *c) {
    text_format(t, "\n## malines %s\n\n%c%s.\n\n```\n", c->words, toupper((unsigned char)c->summary[0]),
                c->summary + 1);
    usage(t, c);
    text_put(t, "\n```\n\n");
    if (c->param_count > 0) text_put(t, "| option | meaning |\n|---|---|\n");
    each_option(c, reference_option, t);
    if (c->param_count > 0) text_char(t, '\n');
    text_put(t, "For: ");
    text_access(t, c);
    text_put(t, ".\n");
    if (c->path) text_format(t, "API: `%s %s`\n", http_method_name(c->method), c->path);
}

void text_reference(struct text *t) {
    text_put(t, "<!-- SPDX-FileCopyrightText: The Malines authors -->\n<!-- SPDX-License-Identifier: EUPL-1.2 -->\n"
                "<!-- Printed by `malines reference` from src/api/commands.c; a test compares. Do not edit. -->\n"
                "# The command line\n\n"
                "`malines COMMAND …` talks to a node over its Unix socket; calls are signed with the officer's key. "
                "Answers are text for\n"
                "people, or JSON with `--json`. The exit status is that of sysexits.h: 0 done, 64 wrong usage, 65 "
                "wrong data, 66 not\n"
                "found, 69 unreachable, 70 a fault of the program, 74 disk, 75 try again, 77 not allowed, 78 wrong "
                "settings.\n\n"
                "| with every command | meaning |\n|---|---|\n");
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        text_put(t, "| `");
        for (const char *c = common_options[i][0]; *c; c++) text_put(t, *c == '|' ? "\\|" : (char[]){*c, 0});
        text_format(t, "` | %s |\n", common_options[i][1]);
    }
    text_put(t, "\nA call signed with a key carries `Authorization: Malines-Key officer=\"ID\", at=\"RFC 3339\", "
                "signature=\"BASE64\"`. Signed,\n"
                "under the purpose `malines/call/1`, are the method, the path (decoded) with its query, the time and "
                "the hexadecimal\n"
                "SHA-256 of the body, with a line feed between them. The time may be five minutes off; the same call "
                "is taken once.\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) reference_command(t, &COMMANDS[i]);
}

// ---- bash ----
static void bash_option(void *ctx, const struct param *p) {
    text_put(ctx, " --");
    for (const char *c = p->name; *c; c++) text_char(ctx, *c == '_' ? '-' : *c);
}

void text_completion(struct text *t) {
    text_put(t, "# bash completion for malines, printed by `malines completion`\n_malines() {\n"
                "    local word=\"${COMP_WORDS[COMP_CWORD]}\" line=\"${COMP_WORDS[*]:1:COMP_CWORD-1}\" options=\n"
                "    case \"$line \" in\n");
    for (size_t words = 3; words > 0; words--) {  // the longest words first
        for (size_t i = 0; i < COMMAND_COUNT; i++) {
            size_t n = 1;
            for (const char *c = COMMANDS[i].words; *c; c++) n += *c == ' ';
            if (n != words) continue;
            text_format(t, "    \"%s \"*) options=\"", COMMANDS[i].words);
            each_option(&COMMANDS[i], bash_option, t);
            text_put(t, "\" ;;\n");
        }
    }
    text_put(
        t, "    esac\n    options+=\" --node --key --json --lang --help\"\n"
           "    if [[ $word == -* ]]; then COMPREPLY=($(compgen -W \"$options\" -- \"$word\")); return; fi\n"
           "    local c next=\n    while IFS= read -r c; do\n"
           "        if [[ -z $line ]]; then next+=\" ${c%% *}\"\n"
           "        elif [[ $c == \"$line \"* ]]; then c=${c#\"$line \"}; next+=\" ${c%% *}\"; fi\n    done <<'END'\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) text_format(t, "%s\n", COMMANDS[i].words);
    text_put(t, "END\n    COMPREPLY=($(compgen -W \"$next\" -- \"$word\"))\n"
                "    [[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- \"$word\"))\n}\n"
                "complete -F _malines malines\n");
}

// ---- OpenAPI ----
static json_t *text_json_of(struct text *t) { return json_of(text_seen(t)); }

static json_t *type_schema(enum param_type type) {
    switch (type) {
    case TYPE_TEXT: return json_pack("{s:s}", "type", "string");
    case TYPE_SECRET: return json_pack("{s:s,s:s}", "type", "string", "format", "password");
    case TYPE_NUMBER:
        return json_pack("{s:s,s:i,s:I}", "type", "integer", "minimum", 0, "maximum", (json_int_t)1 << 53);
    case TYPE_FLAG: return json_pack("{s:s}", "type", "boolean");
    case TYPE_WORDS: return json_pack("{s:s,s:{s:s}}", "type", "array", "items", "type", "string");
    case TYPE_SUBJECT: return json_pack("{s:s}", "$ref", "#/components/schemas/Subject");
    case TYPE_JSON: return json_pack("{s:[s,s]}", "type", "object", "array");
    case TYPE_LINES: return json_pack("{s:s}", "type", "string");
    }
    return NULL;
}

static void openapi_body(const struct command *c, json_t *operation) {
    const struct param *lines = command_lines(c);
    if (lines) {
        json_object_set_new(operation, "requestBody",
                            json_pack("{s:b,s:s,s:{s:{s:o}}}", "required", 1, "description", lines->help, "content", CONTENT_LINES,
                                      "schema", type_schema(TYPE_LINES)));
        return;
    }
    json_t *properties = json_object(), *required = json_array();
    for (size_t i = 0; i < c->param_count; i++) {
        const struct param *p = &c->params[i];
        if (p->where != IN_BODY) continue;
        json_t *schema = type_schema(p->type);
        json_object_set_new(schema, "description", json_string(p->help));
        json_object_set_new(properties, p->name, schema);
        if (p->need == REQUIRED) json_array_append_new(required, json_string(p->name));
    }
    json_t *schema = json_pack("{s:s,s:b,s:o}", "type", "object", "additionalProperties", 0, "properties", properties);
    if (json_array_size(required) > 0) json_object_set(schema, "required", required);
    bool any = json_object_size(properties) > 0;
    json_decref(required);
    if (any)
        json_object_set_new(
            operation, "requestBody",
            json_pack("{s:b,s:{s:{s:o}}}", "required", 1, "content", "application/json", "schema", schema));
    else json_decref(schema);
}

static void openapi_parameters(const struct command *c, json_t *operation) {
    json_t *list = json_array();
    for (size_t i = 0; i < c->param_count; i++) {
        const struct param *p = &c->params[i];
        if (p->where != IN_PATH && p->where != IN_QUERY) continue;
        json_array_append_new(list, json_pack("{s:s,s:s,s:b,s:s,s:o}", "name", p->name, "in",
                                              p->where == IN_PATH ? "path" : "query", "required", p->need == REQUIRED,
                                              "description", p->help, "schema", type_schema(p->type)));
    }
    if (command_mutates(c)) json_array_append_new(list, json_pack("{s:s}", "$ref", "#/components/parameters/XMalines"));
    if (json_array_size(list) > 0) json_object_set_new(operation, "parameters", list);
    else json_decref(list);
}

static json_t *openapi_operation(const struct command *c) {
    AUTO_TEXT who = text_with_ceiling(1000);
    text_put(&who, "For ");
    text_access(&who, c);
    text_put(&who, ".");
    json_t *o =
        json_pack("{s:s,s:s,s:o,s:{s:{s:s,s:{s:{s:{}}}},s:{s:s}}}", "operationId", handler_name(c->handler), "summary",
                  c->summary, "description", text_json_of(&who), "responses", "200", "description", "done", "content",
                  "application/json", "schema", "default", "$ref", "#/components/responses/Failure");
    openapi_parameters(c, o);
    openapi_body(c, o);
    if (c->access == TO_ALL) json_object_set_new(o, "security", json_array());
    return o;
}

static void openapi_path(json_t *paths, const struct command *c) {
    AUTO_TEXT path = text_with_ceiling(400), method = text_with_ceiling(16);
    struct view rest = view_of(c->path);
    for (size_t i = 0; i < rest.bytes; i++)  // {record...} is {record} there
        if (rest.at[i] != '.') text_char(&path, rest.at[i]);
    for (const char *m = http_method_name(c->method); *m; m++) text_char(&method, (char)tolower((unsigned char)*m));
    json_t *item = json_object_get(paths, text_string(&path));
    if (!item) {
        item = json_object();
        json_object_set_new(paths, text_string(&path), item);
    }
    json_object_set_new(item, text_string(&method), openapi_operation(c));
}

static json_t *openapi_codes(void) {
    json_t *codes = json_array();
    for (int i = 1; i < CODE_COUNT; i++) json_array_append_new(codes, json_string(code_name((enum code)i)));
    return codes;
}

static json_t *list_of(json_t *item) {
    return json_pack("{s:s,s:i,s:o}", "type", "array", "maxItems", SUBJECT_LIST_MAX, "items", item);
}
static json_t *string_type(void) {
    return json_pack("{s:s,s:i}", "type", "string", "maxLength", SUBJECT_TEXT_BYTES_MAX);
}

static json_t *record_of(const char *const *members, size_t count) {
    json_t *properties = json_object();
    for (size_t i = 0; i < count; i++) json_object_set_new(properties, members[i], string_type());
    return json_pack("{s:s,s:b,s:o}", "type", "object", "additionalProperties", 0, "properties", properties);
}

static json_t *openapi_subject(void) {
    json_t *kinds = json_array();
#define X(name) json_array_append_new(kinds, json_string(#name));
    SUBJECT_KINDS(X)
#undef X
    static const char *const name[] = {"text", "given", "family", "role"},
                             *const paper[] = {"type", "country", "number"}, *const identifier[] = {"type", "value", "country"};
    json_t *properties = json_pack(
        "{s:o,s:o,s:o,s:o,s:{s:[s,s,s]},s:o,s:o,s:o,s:o}", "kind", json_pack("{s:o}", "enum", kinds), "names",
        list_of(record_of(name, 4)), "births", list_of(string_type()), "birth_places", list_of(string_type()), "sex",
        "enum", "m", "f", "x", "nationalities", list_of(string_type()), "documents", list_of(record_of(paper, 3)),
        "identifiers", list_of(record_of(identifier, 3)), "addresses", list_of(string_type()));
    return json_pack("{s:s,s:[s],s:b,s:o}", "type", "object", "required", "kind", "additionalProperties", 0,
                     "properties", properties);
}

static json_t *openapi_components(void) {
    json_t *failure = json_pack(
        "{s:s,s:[s],s:{s:{s:s,s:[s,s,s],s:{s:{s:o},s:{s:s},s:{s:s},s:{s:s},s:{s:s}}}}}", "type", "object", "required", "error",
        "properties", "error", "type", "object", "required", "code", "cause", "next", "properties", "code", "enum",
        openapi_codes(), "cause", "type", "string", "next", "type", "string", "detail", "type", "string", "fault", "type", "object");
    return json_pack(
        "{s:{s:o,s:o},s:{s:{s:s,s:{s:{s:{s:s}}}}},s:{s:{s:s,s:s,s:s,s:{s:s}}},s:{s:{s:s,s:s,s:s},s:{s:s,s:s,s:s,s:s}}}",
        "schemas", "Failure", failure, "Subject", openapi_subject(), "responses", "Failure", "description",
        "not done: code, cause and next step", "content", "application/json", "schema", "$ref",
        "#/components/schemas/Failure", "parameters", "XMalines", "name", "X-Malines", "in", "header", "description",
        "1, with calls that carry the session's cookie", "schema", "type", "string", "securitySchemes", "session",
        "type", "apiKey", "in", "cookie", "name", "malines_session", "key", "type", "apiKey", "in", "header", "name",
        "Authorization", "description",
        "Malines-Key officer=\"ID\", at=\"RFC 3339\", signature=\"base64\": Ed25519 under malines/call/1 over METHOD, "
        "path with query, at and the hexadecimal SHA-256 of the body, joined by line feeds");
}

json_t *commands_openapi(void) {
    json_t *paths = json_object();
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (COMMANDS[i].path) openapi_path(paths, &COMMANDS[i]);
    return json_pack("{s:s,s:{s:s,s:s,s:{s:s,s:s}},s:o,s:o,s:[{s:[]},{s:[]}]}", "openapi", "3.1.0", "info", "title",
                     "Malines: a node's API", "version", "1", "license", "name", "Apache-2.0", "identifier",
                     "Apache-2.0", "paths", paths, "components", openapi_components(), "security", "session", "key");
}
