// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines — the command line of a node. The table of src/api/commands.c says what there is; a row with a handler is a
// call to the node, the others have a hand here.
#include "link.h"

#include "base/instant.h"
#include "codec/said.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { INPUT_BYTES_MAX = 4 * 1024 * 1024 };

// ---- What the program says of itself ----
static RESULT do_help(const struct sys *sys, const struct shell *s, struct error *err) {
    const json_t *words = json_object_get(s->values, "command");
    const char *arguments[8];
    size_t count = json_array_size(words), used;
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    (void)sys;
    if (count > 8) count = 8;
    for (size_t i = 0; i < count; i++) arguments[i] = json_string_value(json_array_get(words, i));
    const struct command *c = command_by_words(arguments, count, &used);
    AUTO_TEXT family = text_with_ceiling(200);
    for (size_t i = 0; i < count; i++) text_format(&family, "%s%s", i ? " " : "", arguments[i]);
    if (count > 0 && !c && !text_family_help(&t, text_string(&family))) return no_such_command(arguments, count, err);
    if (count > 0 && !c) return print_text(&t), DONE;
    if (c) text_command_help(&t, c);
    else text_help(&t);
    print_text(&t);
    return DONE;
}

static RESULT do_openapi(const struct sys *sys, const struct shell *s, struct error *err) {
    (void)sys, (void)s, (void)err;
    AUTO_JSON *api = commands_openapi();
    json_dumpf(api, stdout, JSON_INDENT(1) | JSON_SORT_KEYS);
    putchar('\n');
    return DONE;
}

#define PRINTER(name, writer)                                                                                        \
    static RESULT name(const struct sys *sys, const struct shell *s, struct error *err) {                            \
        (void)sys, (void)s, (void)err;                                                                               \
        AUTO_TEXT t = text_with_ceiling(1 << 20);                                                                    \
        writer(&t);                                                                                                  \
        print_text(&t);                                                                                              \
        return DONE;                                                                                                 \
    }
static void text_version(struct text *t) { text_put(t, "malines " MALINES_VERSION "\n"); }
PRINTER(do_man, text_man)
PRINTER(do_completion, text_completion)
PRINTER(do_reference, text_reference)
PRINTER(do_version, text_version)

// ---- A call to the node ----
static RESULT input_read(const char *from, struct text *out, struct error *err) {
    char part[65536];
    size_t n;
    if (strcmp(from, "-") != 0) return file_read(from, INPUT_BYTES_MAX, out, err);
    while ((n = fread(part, 1, sizeof part, stdin)) > 0) text_add(out, part, n);
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "standard input");
}

static RESULT json_value_read(const char *given, json_t **out, struct error *err) {
    if (given[0] == '{' || given[0] == '[') return json_strict(view_of(given), out, err);
    AUTO_TEXT bytes = text_with_ceiling(INPUT_BYTES_MAX);
    TRY(input_read(given, &bytes, err));
    return json_strict(text_seen(&bytes), out, err);
}

RESULT secret_read(const char *name, const char *given, json_t **out, struct error *err) {
    char line[1100];
    struct termios was, silent;
    if (strcmp(given, "-") != 0) {
        *out = json_string(given);
        return DONE;
    }
    bool screen = tcgetattr(STDIN_FILENO, &was) == 0;
    if (screen) {
        fprintf(stderr, "%s: ", name);
        silent = was;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    bool got = fgets(line, sizeof line, stdin) != NULL;
    if (screen) tcsetattr(STDIN_FILENO, TCSAFLUSH, &was), fputc('\n', stderr);
    if (!got) return FAIL(err, BAD_ARGUMENT, "no %s was given", name);
    line[strcspn(line, "\r\n")] = '\0';
    *out = json_string(line);
    explicit_bzero(line, sizeof line);
    return DONE;
}

static RESULT mrz_read_in(const struct shell *s, struct error *err) {
    const char *mrz = value_text(s, "mrz", NULL);
    if (!mrz || strcmp(mrz, "-") != 0) return DONE;
    AUTO_TEXT lines = text_with_ceiling(400);
    TRY(input_read("-", &lines, err));
    json_put_view(s->values, "mrz", view_trim(text_seen(&lines)));
    return DONE;
}

static RESULT value_completed(const struct shell *s, const struct param *p, struct error *err) {
    const char *given = value_text(s, p->name, NULL);
    json_t *v = NULL;
    if (p->type == TYPE_SUBJECT) {
        TRY(mrz_read_in(s, err));
        TRY(shell_subject(s->values, &v, err));
    } else if (p->type == TYPE_JSON && given) {
        TRY(json_value_read(given, &v, err));
    } else if (p->type == TYPE_LINES && given) {
        AUTO_TEXT lines = text_with_ceiling(ANSWER_BYTES_MAX);
        TRY(input_read(given, &lines, err));
        v = json_of(text_seen(&lines));
        if (!v) return FAIL(err, BAD_TEXT, "%s", given);
    } else if (p->type == TYPE_SECRET && given) {
        TRY(secret_read(p->name, given, &v, err));
    }
    if (v) json_object_set_new(s->values, p->name, v);
    return DONE;
}

RESULT values_completed(const struct shell *s, struct error *err) {
    for (size_t i = 0; i < s->command->param_count; i++) TRY(value_completed(s, &s->command->params[i], err));
    return DONE;
}

// The purpose of a question is never guessed silently: what stands in for it is on the screen.
static void usual_values(const struct shell *s) {
    enum handler h = s->command->handler;
    const char *usual = getenv("MALINES_PURPOSE");
    if ((h == HANDLER_check_run || h == HANDLER_check_preview) && !json_object_get(s->values, "purpose"))
        json_object_set_new(s->values, "purpose", json_string(usual ? usual : "police_check"));
    bool private_hit = json_object_get(s->values, "to") && json_object_get(s->values, "check") && !json_object_get(s->values, "candidate");
    if (h == HANDLER_request_create && !json_object_get(s->values, "kind"))
        json_object_set_new(s->values, "kind", json_string(private_hit ? "sealed_hit" : "supplementary_information"));
    if (h == HANDLER_request_list && !json_object_get(s->values, "box"))
        json_object_set_new(s->values, "box", json_string("all"));
}

static RESULT answer_out(struct link *l, const json_t *answer, struct error *err) {
    const char *out = value_text(l->shell, "out", NULL);
    if (!command_param(l->shell->command, VIEW("out"))) {
        link_print(l, l->shell->command->handler, answer);
        return DONE;
    }
    AUTO_TEXT t = text_with_ceiling(ANSWER_BYTES_MAX);
    text_json(&t, answer);
    text_char(&t, '\n');
    if (!out) {
        print_text(&t);
        return DONE;
    }
    TRY(file_write(out, text_seen(&t), 0600, err));
    if (l->shell->command->handler == HANDLER_check_certified && !l->shell->json) link_print(l, HANDLER_check_certified, answer);
    return DONE;
}

// A reason travels in a body: an address lands in the logs of whatever stands between.
static const struct command *call_of(const struct shell *s) {
    static const char *const open[] = {"alert", "open"}, *const read[] = {"alert", "read"};
    size_t used;
    if (!json_object_get(s->values, "reason") || command_mutates(s->command)) return s->command;
    if (s->command->handler == HANDLER_alert_show) return command_by_words(open, 2, &used);
    return s->command->handler == HANDLER_alert_list ? command_by_words(read, 2, &used) : s->command;
}

static RESULT call_and_print(struct link *l, struct error *err) {
    AUTO_JSON *answer = NULL;
    TRY(link_call(l, call_of(l->shell), l->shell->values, &answer, err));
    return answer_out(l, answer, err);
}

RESULT do_call(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(values_completed(s, err));
    usual_values(s);
    TRY(link_open(sys, s, &l, err));
    struct result r = call_and_print(&l, err);
    link_close(&l);
    return r;
}

// ---- Many questions: one JSON object a line, {"subject":{…},"purpose":…,"case":…}; one answer a line ----
static RESULT check_line(struct link *l, struct view line, struct error *err) {
    AUTO_JSON *values = NULL;
    AUTO_JSON *answer = NULL;
    TRY(json_strict(line, &values, err));
    if (!json_object_get(values, "purpose"))
        json_object_set_new(values, "purpose", json_string(value_text(l->shell, "purpose", "list_screening")));
    TRY(link_call(l, l->shell->command, values, &answer, err));
    link_print(l, HANDLER_check_run, answer);
    return DONE;
}

static RESULT check_lines(struct link *l, struct view rest, struct error *err) {
    for (size_t number = 1; rest.bytes > 0; number++) {
        struct view line = view_trim(view_cut(rest, '\n', &rest));
        struct error why;
        if (line.bytes == 0) continue;
        if (FAILED(check_line(l, line, &why))) return fail_with(err, why.code, "line %zu: %.300s", number, why.detail);
    }
    return DONE;
}

// The evidence then shows the Gregorian days that a year about 1400 may mean, not what was typed.
static void calendars_said(const struct shell *s) {
    struct dates born;
    int year, month, day;
    if (!said_birth(view_of(value_text(s, "born", "")), &born)) return;
    days_split(born.first, &year, &month, &day);
    if (year >= 1500) return;
    AUTO_TEXT t = text_with_ceiling(1000);
    struct language *w = words_new(language_of(s));
    text_say(&t, w, "explain.calendars", "Years from 1260 to 1460 are of other calendars.", NULL, 0);
    text_char(&t, '\n');
    print_text(&t);
    words_free(w);
}

RESULT do_check(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *file = value_text(s, "file", NULL);
    struct link l;
    if (!file) {
        TRY(do_call(sys, s, err));
        if (!s->json) calendars_said(s);
        return DONE;
    }
    AUTO_TEXT lines = text_with_ceiling(INPUT_BYTES_MAX);
    TRY(input_read(file, &lines, err));
    TRY(link_open(sys, s, &l, err));
    struct result r = check_lines(&l, text_seen(&lines), err);
    link_close(&l);
    return r;
}

// ---- Which hand for which command ----
static const struct {
    const char *words;
    local_command *run;
} hands[] = {
    {"help", do_help},
    {"openapi", do_openapi},
    {"man", do_man},
    {"completion", do_completion},
    {"reference", do_reference},
    {"version", do_version},
    {"init", do_init},
    {"trust key", do_trust_key},
    {"trust make", do_trust_make},
    {"witness init", do_witness_init},
    {"recovery prepare", do_recovery_prepare},
    {"evidence add", do_evidence_add},
    {"evidence bundle", do_evidence_bundle},
    {"evidence stamp", do_evidence_stamp},
    {"order seal", do_order_seal},
    {"order open", do_order_open},
    {"order print", do_order_print},
    {"order xml", do_order_xml},
    {"evidence read", do_evidence_read},
    {"evidence open", do_evidence_open},
    {"evidence look", do_evidence_look},
    {"evidence trace", do_evidence_trace},
    {"oversight key", do_oversight_key},
    {"oversight open", do_oversight_open},
    {"sealed watch", do_sealed_watch},
    {"officer key", do_officer_key},
    {"import", do_import},
    {"approve", do_approve},
    {"passkey enrol", do_passkey_enrol},
    {"validate", do_validate},
    {"peer check", do_peer_check},
    {"doctor", do_doctor},
    {"check", do_check},
    {"match explain", do_match_explain},
    {"match identity", do_match_identity},
    {"match evaluate", do_match_evaluate},
    {"identifier", do_identifier},
    {"screen", do_screen},
    {"lists audit", do_lists_audit},
    {"law test", do_law_test},
    {"law diff", do_law_diff},
    {"dna import", do_dna_import},
    {"dna validate", do_dna_validate},
    {"dna explain", do_dna_explain},
    {"dna redact", do_dna_redact},
    {"prints search", do_prints_search}, {"prints fetch", do_prints_fetch}, {"prints validate", do_prints_validate},
    {"prints redact", do_prints_redact}, {"prints serve", do_prints_serve},
    {"dna export", do_dna_export},
    {"dna frequencies", do_dna_frequencies},
    {"hash import", do_hash_import},
};

static local_command *hand_of(const struct command *c) {
    for (size_t i = 0; i < sizeof hands / sizeof hands[0]; i++)
        if (strcmp(hands[i].words, c->words) == 0) return hands[i].run;
    return c->handler == HANDLER_none ? NULL : do_call;
}

static int fail_said(const struct error *e, const char *lang, bool json) {
    AUTO_TEXT t = text_with_ceiling(8192);
    AUTO_JSON *j = json_pack("{s:s,s:s,s:s,s:s}", "code", code_name(e->code), "cause", code_cause(e->code), "next",
                             code_next(e->code), "detail", e->detail);
    struct rendering r = {words_new(lang ? lang : getenv("LC_ALL") ? getenv("LC_ALL") : getenv("LANG")), NULL, false};
    if (json) text_put(&t, "{\"error\":"), text_json(&t, j), text_put(&t, "}\n");
    else text_put(&t, "malines: "), text_failure_said(&t, &r, j);
    fputs(text_string(&t), stderr);
    words_free((struct language *)r.words);
    return code_exit(e->code);
}

int main(int argc, char **argv) {
    static const char *const just_help[] = {"help"}, *const just_version[] = {"version"};
    const char *const *arguments = (const char *const *)argv + 1;
    size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    struct error err = {0};
    struct shell s = {0};
    if (count == 0 || (count == 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))))
        arguments = just_help, count = 1;
    if (count == 1 && strcmp(arguments[0], "--version") == 0) arguments = just_version;
    struct result r = shell_read(arguments, count, &s, &err);
    if (FAILED(r)) return fail_said(&err, s.lang, s.json);
    local_command *hand = hand_of(s.command);
    if (s.help) {
        AUTO_TEXT t = text_with_ceiling(1 << 20);
        text_command_help(&t, s.command);
        print_text(&t);
    } else {
        r = hand ? hand(sys_real(), &s, &err) : FAIL(&err, INTERNAL, "%s has no hand", s.command->words);
    }
    errno = 0;
    bool written = fflush(stdout) == 0 && !ferror(stdout);  // what did not fit the buffer failed before, and is gone with its reason
    if (!written && !FAILED(r)) r = FAIL(&err, NO_SYSTEM, "standard output: %s", errno ? strerror(errno) : "not all of it could be written");
    int status = FAILED(r) ? fail_said(&err, s.lang, s.json) : 0;
    shell_free(&s);
    return status;
}
