// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/shell.h"
#include "api/words.h"

#include "codec/identifier.h"
#include "codec/mrz.h"
#include "codec/said.h"
#include "codec/subject.h"

#include <stdio.h>

struct arguments {
    const char *const *at;
    size_t left;
};

// ---- The table, by option ----
static bool takes_subject(const struct command *c) {
    for (size_t i = 0; i < c->param_count; i++)
        if (c->params[i].type == TYPE_SUBJECT) return true;
    return false;
}

static bool same_name(struct view option, const char *name) {
    if (option.bytes != strlen(name)) return false;
    for (size_t i = 0; i < option.bytes; i++)
        if (option.at[i] != name[i] && !(option.at[i] == '-' && name[i] == '_')) return false;
    return true;
}

static const struct param *by_option(const struct command *c, struct view option) {
    for (size_t i = 0; i < c->param_count; i++)
        if (c->params[i].type != TYPE_SUBJECT && param_given(&c->params[i]) &&
            same_name(option, c->params[i].name))
            return &c->params[i];
    for (size_t i = 0; takes_subject(c) && i < SUBJECT_OPTION_COUNT; i++)
        if (same_name(option, SUBJECT_OPTIONS[i].name)) return &SUBJECT_OPTIONS[i];
    return NULL;
}

static const struct param *next_place(const struct command *c, const json_t *values) {
    for (size_t i = 0; i < c->param_count; i++) {
        const struct param *p = &c->params[i];
        if (p->place == REST || (p->place == IN_ORDER && !json_object_get(values, p->name))) return p;
    }
    return takes_subject(c) ? &SUBJECT_OPTIONS[0] : NULL;
}

// ---- Values ----
static json_t *list_under(json_t *values, const char *name) {
    json_t *list = json_object_get(values, name);
    if (list) return list;
    json_object_set_new(values, name, json_array());
    return json_object_get(values, name);
}

static void words_add(json_t *list, struct view v) {
    while (v.bytes > 0) {
        struct view word = view_trim(view_cut(v, ',', &v));
        if (word.bytes > 0) json_array_append_new(list, json_of(word));
    }
}

static RESULT value_add(json_t *values, const struct param *p, const char *text, struct error *err) {
    uint64_t n;
    struct view v = view_of(text);
    if (!utf8_valid(v)) return FAIL(err, BAD_TEXT, "--%s", p->name);
    if (p->place == REST || p->type == TYPE_WORDS) {
        if (p->type == TYPE_WORDS) words_add(list_under(values, p->name), v);
        else json_array_append_new(list_under(values, p->name), json_of(v));
        return DONE;
    }
    if (json_object_get(values, p->name)) return FAIL(err, BAD_ARGUMENT, "--%s is there twice", p->name);
    if (p->type != TYPE_NUMBER) {
        json_put_view(values, p->name, v);
        return DONE;
    }
    if (!view_to_u64(v, &n) || n >> 53) return FAIL(err, BAD_ARGUMENT, "--%s takes a whole number", p->name);
    json_object_set_new(values, p->name, json_integer((json_int_t)n));
    return DONE;
}

// ---- What was meant ----
enum { WORD_BYTES_MAX = 40 };

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

// Letters that are wrong, too many, missing or have changed places with their neighbour. Long words are far apart.
static unsigned apart(struct view a, struct view b) {
    unsigned d[3][WORD_BYTES_MAX + 1] = {0};
    if (a.bytes > WORD_BYTES_MAX || b.bytes > WORD_BYTES_MAX) return WORD_BYTES_MAX;
    for (size_t k = 0; k <= b.bytes; k++) d[0][k] = (unsigned)k;
    for (size_t i = 1; i <= a.bytes; i++) {
        unsigned *now = d[i % 3], *before = d[(i - 1) % 3], *two = d[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t k = 1; k <= b.bytes; k++) {
            now[k] = least(least(before[k], now[k - 1]) + 1, before[k - 1] + (a.at[i - 1] != b.at[k - 1]));
            if (i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] && a.at[i - 2] == b.at[k - 1]) now[k] = least(now[k], two[k - 2] + 1);
        }
    }
    return d[a.bytes % 3][b.bytes];
}

struct meant {
    struct view typed;
    char name[WORD_BYTES_MAX + 1];  // the nearest so far; empty: none is near
    unsigned distance;
};

static void meant_begin(struct meant *m, struct view typed) { *m = (struct meant){.typed = typed, .distance = typed.bytes > 4 ? 3 : 2}; }

static void meant_try(struct meant *m, const char *name) {
    char spelt[WORD_BYTES_MAX + 1];
    if (strlen(name) > WORD_BYTES_MAX) return;
    snprintf(spelt, sizeof spelt, "%s", name);
    for (char *c = spelt; *c; c++) *c = (char)(*c == '_' ? '-' : *c);
    unsigned d = apart(m->typed, view_of(spelt));
    if (d < m->distance) memcpy(m->name, spelt, sizeof spelt), m->distance = d;
}

// ---- Options ----
static RESULT value_after(struct arguments *a, struct view option, const char *glued, const char **out,
                          struct error *err) {
    if (glued) {
        *out = glued;
        return DONE;
    }
    if (a->left == 0) return FAIL(err, BAD_ARGUMENT, "--%.*s takes a value", VIEW_ARGS(option));
    *out = *a->at++;
    a->left--;
    return DONE;
}

static const char *const common_names[] = {"node", "key", "lang", "json", "help"};

static RESULT no_such_option(const struct command *c, struct view option, struct error *err) {
    struct meant m;
    meant_begin(&m, option);
    for (size_t i = 0; i < c->param_count; i++)
        if (c->params[i].type != TYPE_SUBJECT && param_given(&c->params[i])) meant_try(&m, c->params[i].name);
    for (size_t i = 0; takes_subject(c) && i < SUBJECT_OPTION_COUNT; i++) meant_try(&m, SUBJECT_OPTIONS[i].name);
    for (size_t i = 0; i < sizeof common_names / sizeof *common_names; i++) meant_try(&m, common_names[i]);
    if (*m.name) return FAIL(err, BAD_ARGUMENT, "%s has no option --%.*s (--%s?)", c->words, VIEW_ARGS(option), m.name);
    return FAIL(err, BAD_ARGUMENT, "%s has no option --%.*s", c->words, VIEW_ARGS(option));
}

static bool common_option(struct shell *s, struct view option, const char ***place) {
    const char **places[] = {&s->node, &s->key, &s->lang};
    *place = NULL;
    if (view_is(option, "json")) return s->json = true;
    if (view_is(option, "help")) return s->help = true;
    for (size_t i = 0; i < 3; i++)
        if (view_is(option, common_names[i])) *place = places[i];
    return *place != NULL;
}

static RESULT common_read(struct shell *s, struct arguments *a, struct view option, const char *equals, const char **place, struct error *err) {
    if (!place) return equals ? FAIL(err, BAD_ARGUMENT, "--%.*s takes no value", VIEW_ARGS(option)) : DONE;
    TRY(value_after(a, option, equals ? equals + 1 : NULL, place, err));
    return place != &s->lang || words_known(s->lang) ? DONE : FAIL(err, BAD_ARGUMENT, "--lang: one of en, fr, nl, de, es, ar");
}

// `malines --lang fr check …`: what every command takes may stand before it as well.
static RESULT common_first(struct shell *s, struct arguments *a, struct error *err) {
    while (a->left > 0 && strncmp(*a->at, "--", 2) == 0) {
        const char *word = *a->at, *equals = strchr(word, '='), **place;
        struct view option = {word + 2, equals ? (size_t)(equals - word - 2) : strlen(word + 2)};
        if (!common_option(s, option, &place)) return DONE;
        a->at++, a->left--;
        TRY(common_read(s, a, option, equals, place, err));
    }
    return DONE;
}

// How a refusal is to be said, wherever that stands behind what was refused.
static void manner_of(struct arguments a, struct shell *s) {
    for (size_t i = 0; i < a.left && strcmp(a.at[i], "--") != 0; i++) {
        if (strcmp(a.at[i], "--json") == 0) s->json = true;
        else if (strncmp(a.at[i], "--lang=", 7) == 0) s->lang = a.at[i] + 7;
        else if (strcmp(a.at[i], "--lang") == 0 && i + 1 < a.left) s->lang = a.at[i + 1];
    }
}

static RESULT option_read(struct shell *s, struct arguments *a, const char *word, struct error *err) {
    const char *equals = strchr(word, '='), *value = "", **place = NULL;
    struct view option = {word + 2, equals ? (size_t)(equals - word - 2) : strlen(word + 2)};
    const struct param *p = by_option(s->command, option);  // `officer add --key` is the command's own
    if (!p && common_option(s, option, &place)) return common_read(s, a, option, equals, place, err);
    if (!p) return no_such_option(s->command, option, err);
    if (p->type == TYPE_FLAG) {
        if (equals) return FAIL(err, BAD_ARGUMENT, "--%s takes no value", p->name);
        json_object_set_new(s->values, p->name, json_true());
        return DONE;
    }
    TRY(value_after(a, option, equals ? equals + 1 : NULL, &value, err));
    return value_add(s->values, p, value, err);
}

// Words of a name need no quotes: `malines check Karim Exemple` is one name.
static RESULT place_read(struct shell *s, struct text *name, const char *word, struct error *err) {
    const struct param *p = next_place(s->command, s->values);
    if (!p) return FAIL(err, BAD_ARGUMENT, "%s takes no more: `%s`", s->command->words, word);
    if (p != &SUBJECT_OPTIONS[0]) return value_add(s->values, p, word, err);
    if (name->bytes > 0) text_char(name, ' ');
    text_put(name, word);
    return DONE;
}

static RESULT all_there(const struct shell *s, struct error *err) {
    for (size_t i = 0; i < s->command->param_count; i++) {
        const struct param *p = &s->command->params[i];
        if (p->need == REQUIRED && p->type != TYPE_SUBJECT && param_given(p) &&
            !json_object_get(s->values, p->name))
            return FAIL(err, BAD_ARGUMENT, "%s needs %s%s", s->command->words, p->place == BY_NAME ? "--" : "",
                        p->name);
    }
    return DONE;
}

static RESULT arguments_read(struct shell *s, struct arguments a, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(SUBJECT_TEXT_BYTES_MAX);
    bool options = true;
    while (a.left > 0) {
        const char *word = *a.at++;
        a.left--;
        if (options && strcmp(word, "--") == 0) options = false;
        else if (options && strncmp(word, "--", 2) == 0) TRY(option_read(s, &a, word, err));
        else if (options && (strcmp(word, "-h") == 0)) s->help = true;
        else TRY(place_read(s, &name, word, err));
    }
    if (!text_ok(&name)) return FAIL(err, TOO_BIG, "the name");
    if (name.bytes > 0) {
        json_t *names = list_under(s->values, SUBJECT_OPTIONS[0].name), *first = json_of(text_seen(&name));
        if (!first) return FAIL(err, BAD_TEXT, "the name");
        json_array_insert_new(names, 0, first);
    }
    return s->help ? DONE : all_there(s, err);
}

// A command, of as many of the words that were typed as it has itself.
static void command_meant(const char *const *arguments, size_t count, struct meant *m) {
    AUTO_TEXT typed = text_with_ceiling(WORD_BYTES_MAX);
    meant_begin(m, VIEW(""));
    for (size_t n = 0; n < count && strncmp(arguments[n], "--", 2) != 0; n++) {
        if (n) text_char(&typed, ' ');
        text_put(&typed, arguments[n]);
        if (!text_ok(&typed) || !utf8_valid(text_seen(&typed))) break;
        m->typed = text_seen(&typed);
        if (!n) m->distance = typed.bytes > 4 ? 3 : 2;
        for (size_t i = 0; i < COMMAND_COUNT; i++) {
            size_t blanks = 0;
            for (const char *c = COMMANDS[i].words; *c; c++) blanks += *c == ' ';
            if (blanks == n) meant_try(m, COMMANDS[i].words);
        }
    }
}

// Of a first word that several commands begin with, the words that may follow it.
struct result no_such_command(const char *const *arguments, size_t count, struct error *err) {
    struct meant m;
    command_meant(arguments, count, &m);
    if (*m.name) return FAIL(err, BAD_ARGUMENT, "no such command (%s?); `malines help` lists them", m.name);
    enum { FOLLOW_BYTES_MAX = 200 };
    AUTO_TEXT follow = text_with_ceiling(ERROR_DETAIL_BYTES);
    size_t n = count ? strlen(arguments[0]) : 0;
    for (size_t i = 0; n && i < COMMAND_COUNT; i++) {
        const char *name = COMMANDS[i].words;
        if (strncmp(name, arguments[0], n) != 0 || name[n] != ' ') continue;
        bool room = follow.bytes + strlen(name) < FOLLOW_BYTES_MAX;
        text_format(&follow, "%s%s", follow.bytes ? ", " : "", room ? name + n + 1 : "…");
        if (!room) break;
    }
    if (follow.bytes && n < WORD_BYTES_MAX)
        return FAIL(err, BAD_ARGUMENT, "after %s: %s; `malines help %s …` explains one", arguments[0], text_string(&follow), arguments[0]);
    return FAIL(err, BAD_ARGUMENT, "no such command; `malines help` lists them");
}

// `malines match --help` explains what begins with these words, as `malines help match` does.
static bool help_asked(struct shell *s, struct arguments a) {
    static const char *const help[] = {"help"};
    size_t used, n = 0;
    while (n < a.left && a.at[n][0] != '-') n++;
    if (n == a.left || (strcmp(a.at[n], "--help") != 0 && strcmp(a.at[n], "-h") != 0)) return false;
    s->command = command_by_words(help, 1, &used);
    for (size_t i = 0; i < n; i++) json_array_append_new(list_under(s->values, "command"), json_of(view_of(a.at[i])));
    return true;
}

RESULT shell_read(const char *const *arguments, size_t count, struct shell *out, struct error *err) {
    size_t used;
    struct shell s = {.values = json_object()};
    struct arguments a = {arguments, count};
    struct result r = common_first(&s, &a, err);
    if (!FAILED(r)) {
        s.command = command_by_words(a.at, a.left, &used);
        if (s.command) r = arguments_read(&s, (struct arguments){a.at + used, a.left - used}, err);
        else if (!help_asked(&s, a)) r = no_such_command(a.at, a.left, err);
    }
    if (FAILED(r)) {
        shell_free(&s);
        *out = (struct shell){0};
        manner_of((struct arguments){arguments, count}, out);
    } else {
        *out = s;
    }
    return r;
}

void shell_free(struct shell *s) {
    json_decref(s->values);
    s->values = NULL;
}

// ---- Subjects ----
static void subject_names(const json_t *values, json_t *subject) {
    struct view given = json_view(values, "given"), family = json_view(values, "family");
    json_t *names = json_array(), *text;
    size_t i;
    json_array_foreach(json_object_get(values, "name"), i, text) {
        json_array_append_new(names, json_pack("{s:O,s:s}", "text", text, "role", i == 0 ? "primary" : "alias"));
    }
    if (given.bytes + family.bytes > 0) {
        json_t *first = json_array_size(names) > 0 ? json_incref(json_array_get(names, 0)) : NULL;
        if (!first) {
            AUTO_TEXT whole = text_with_ceiling(2 * SUBJECT_TEXT_BYTES_MAX);
            text_format(&whole, "%.*s%s%.*s", VIEW_ARGS(given), given.bytes && family.bytes ? " " : "",
                        VIEW_ARGS(family));
            first = json_pack("{s:s,s:s}", "text", text_string(&whole), "role", "primary");
            json_array_append(names, first);
        }
        if (given.bytes > 0) json_put_view(first, "given", given);
        if (family.bytes > 0) json_put_view(first, "family", family);
        json_decref(first);
    }
    if (json_array_size(names) > 0) json_object_set(subject, "names", names);
    json_decref(names);
}

static void subject_papers(const json_t *values, json_t *subject) {
    json_t *papers = json_array();
    struct view document = json_view(values, "document"), mrz = json_view(values, "mrz"), number;
    if (document.bytes > 0) {
        struct view country = view_cut(document, ':', &number);
        bool with_country = number.bytes > 0;
        json_t *paper = json_pack("{s:s}", "type", "other");
        if (with_country) json_put_view(paper, "country", country);
        json_put_view(paper, "number", with_country ? number : document);
        json_array_append_new(papers, paper);
    }
    if (mrz.bytes > 0) {
        json_t *paper = json_pack("{s:s}", "type", "mrz");
        json_put_view(paper, "number", mrz);
        json_array_append_new(papers, paper);
    }
    if (json_array_size(papers) > 0) json_object_set(subject, "documents", papers);
    json_decref(papers);
}

// "phone:0470/12.34.56", "phone/be:0470…" or the value alone; a word before the colon that is no type is part of the value,
// as in an address of IP version 6.
static void subject_identifiers(const json_t *values, json_t *subject) {
    json_t *list = json_array(), *given;
    size_t i;
    json_array_foreach(json_object_get(values, "identifier"), i, given) {
        struct view whole = {json_string_value(given), json_string_length(given)}, value, country;
        struct view type = view_cut(view_cut(whole, ':', &value), '/', &country);
        enum identifier_kind kind;
        bool typed = value.bytes > 0 && identifier_kind_read(type, &kind);
        json_t *one = json_object();
        json_put_view(one, "type", typed ? type : VIEW("other"));
        json_put_view(one, "value", typed ? value : whole);
        if (typed && country.bytes > 0) json_put_view(one, "country", country);
        json_array_append_new(list, one);
    }
    if (json_array_size(list) > 0) json_object_set(subject, "identifiers", list);
    json_decref(list);
}

static json_t *births_of(struct dates birth) {
    AUTO_TEXT t = text_with_ceiling(64);
    text_dates(&t, birth);
    return json_pack("[o]", json_of(text_seen(&t)));
}

// `malines check Karim Exemple 1990-05-04`: nobody is called so, and nobody is found by it. A year alone may be part of a name.
static RESULT names_without_dates(const json_t *values, struct error *err) {
    enum { SHORTEST_DAY = 8 };
    size_t i;
    json_t *name;
    struct dates ignored;
    json_array_foreach(json_object_get(values, "name"), i, name) {
        for (struct view rest = {json_string_value(name), json_string_length(name)}, word; rest.bytes;) {
            word = view_cut(rest, ' ', &rest);
            if (word.bytes >= SHORTEST_DAY && strpbrk(json_string_value(name), "-./") && said_birth(word, &ignored))
                return FAIL(err, BAD_ARGUMENT, "a date stands in the name: it goes behind --born");
        }
    }
    return DONE;
}

// What can't be read is not searched with: better said before than passed over.
static RESULT mrz_good(struct view mrz, struct error *err) {
    enum { MRZ_ARENA_BYTES = 64 * 1024 };
    AUTO_ARENA a = arena_with_ceiling(MRZ_ARENA_BYTES);
    struct mrz m;
    struct error why = {0};
    if (!mrz.bytes || !FAILED(mrz_read(mrz, &a, &m, &why))) return DONE;
    return FAIL(err, BAD_FORMAT, "--mrz: %s", why.detail);
}

RESULT shell_subject(const json_t *values, json_t **out, struct error *err) {
    struct view kind = json_view(values, "kind"), born = json_view(values, "born"),
                nationality = json_view(values, "nationality"), sex = json_view(values, "sex");
    struct dates birth;
    const char *country = said_country(nationality);
    if (born.bytes > 0 && !said_birth(born, &birth)) return FAIL(err, BAD_DATE, "--born");
    if (nationality.bytes > 0 && !country) return FAIL(err, BAD_ARGUMENT, "--nationality: no country that is known here");
    if (sex.bytes > 0 && !said_sex(sex)) return FAIL(err, BAD_ARGUMENT, "--sex: m, f or x");
    if (!kind.bytes || view_is(kind, "person")) TRY(names_without_dates(values, err));
    TRY(mrz_good(json_view(values, "mrz"), err));
    json_t *s = json_object();
    json_put_view(s, "kind", kind.bytes ? kind : VIEW("person"));
    subject_names(values, s);
    subject_papers(values, s);
    subject_identifiers(values, s);
    if (!json_object_get(s, "names") && !json_object_get(s, "documents") && !json_object_get(s, "identifiers")) {
        json_decref(s);
        return FAIL(err, BAD_ARGUMENT, "give a name, a --document, an --identifier or --mrz");
    }
    if (born.bytes > 0) json_object_set_new(s, "births", births_of(birth));
    if (nationality.bytes > 0) json_object_set_new(s, "nationalities", json_pack("[s]", country));
    if (sex.bytes > 0) json_put_view(s, "sex", (struct view){(const char[]){said_sex(sex)}, 1});
    *out = s;
    return DONE;
}

// ---- The call ----
static void text_value(struct text *t, const json_t *v, bool tail) {
    AUTO_TEXT raw = text_with_ceiling(HTTP_HEAD_BYTES_MAX);
    if (json_is_string(v)) text_view(&raw, (struct view){json_string_value(v), json_string_length(v)});
    else text_json(&raw, v);
    struct view rest = text_seen(&raw);
    while (tail && memchr(rest.at, '/', rest.bytes)) {  // {record...}: its slashes are the path's
        text_percent(t, view_cut(rest, '/', &rest));
        text_char(t, '/');
    }
    text_percent(t, rest);
}

void shell_address(const struct command *c, const json_t *values, struct text *path, struct text *query) {
    struct view rest = view_of(c->path);
    for (;;) {
        text_view(path, view_cut(rest, '{', &rest));
        if (rest.bytes == 0) break;
        struct view hole = view_cut(rest, '}', &rest);
        bool tail = hole.bytes > 3 && hole.at[hole.bytes - 1] == '.';
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)(hole.bytes - (tail ? 3 : 0)), hole.at);
        text_value(path, json_object_get(values, name), tail);
        if (rest.bytes == 0) break;
    }
    for (size_t i = 0; i < c->param_count; i++) {
        const json_t *v = json_object_get(values, c->params[i].name);
        if (c->params[i].where != IN_QUERY || !v) continue;
        if (query->bytes > 0) text_char(query, '&');
        text_put(query, c->params[i].name);
        text_char(query, '=');
        text_value(query, v, false);
    }
}

void shell_body(const struct command *c, const json_t *values, struct text *out) {
    const struct param *lines = command_lines(c);
    if (lines) return text_view(out, json_view(values, lines->name));
    AUTO_JSON *body = json_object();
    for (size_t i = 0; i < c->param_count; i++) {
        json_t *v = json_object_get(values, c->params[i].name);
        if (c->params[i].where == IN_BODY && v) json_object_set(body, c->params[i].name, v);
    }
    text_json(out, body);
}
