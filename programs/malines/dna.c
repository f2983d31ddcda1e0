// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna.c — laboratories' files on their way into the register, or only looked over; two profiles compared on this computer.
#include "link.h"
#include "reader.h"

#include "api/config.h"
#include "api/render_dna.h"
#include "dna/freq.h"
#include "prints/itl.h"
#include "dna/read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { FREQUENCY_BYTES_MAX = 16 * 1024 * 1024 };

// ---- Files ----
static RESULT reader_of_file(const struct shell *s, struct text *laws, json_t *files, struct list_reader **out, struct error *err) {
    text_data_path(laws, "laws");
    json_array_append_new(files, json_string(value_text(s, "file", "")));
    struct list_wish wish = {.files = files, .dna = value_text(s, "format", ""), .laws = text_string(laws), .kit = value_text(s, "kit", NULL),
                             .category = value_text(s, "category", NULL), .lab = value_text(s, "lab", NULL), .single_unknown = value_flag(s, "single-unknown")};
    return reader_open(&wish, out, err);
}

static struct result line_counted(void *ctx, struct view line, struct error *err) {
    (void)line, (void)err;
    ++*(uint64_t *)ctx;
    return DONE;
}

static void read_said(const struct shell *s, const json_t *report) {
    if (s->json) {
        json_dumpf(report, stdout, JSON_COMPACT | JSON_SORT_KEYS);
        putchar('\n');
        return;
    }
    printf("read: %lld profiles, %lld things that could not be read\n", (long long)json_int(report, "entries"), (long long)json_int(report, "unread_count"));
    struct language *w = words_new(language_of(s));
    unread_said(report, w);
    words_free(w);
}

RESULT do_dna_validate(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT laws = text_with_ceiling(4096);
    AUTO_JSON *files = json_array(), *report = NULL;
    struct list_reader *reader = NULL;
    uint64_t lines = 0;
    (void)sys;
    TRY(reader_of_file(s, &laws, files, &reader, err));
    struct result r = reader_run(reader, line_counted, NULL, &lines, &report, err);
    reader_free(reader);
    TRY(r);
    read_said(s, report);
    return DONE;
}

struct importing {
    struct link link;
    struct list_reader *reader;
    json_t *id, *report, *answer;
};

static RESULT import_steps(struct importing *i, struct error *err) {
    const struct shell *s = i->link.shell;
    AUTO_JSON *begin = json_object(), *begun = NULL, *commit = NULL;
    int64_t years = value_number(s, "retain-years", 0);
    if (years) json_object_set_new(begin, "retain_years", json_integer((json_int_t)years));
    TRY(link_call(&i->link, command_of(HANDLER_dna_import_begin), begin, &begun, err));
    i->id = json_incref(json_object_get(begun, "import"));
    TRY(lines_imported(&i->link, i->reader, i->id, HANDLER_dna_import_items, &i->report, err));
    commit = json_pack("{s:O}", "import", i->id);
    return link_call(&i->link, command_of(HANDLER_dna_import_commit), commit, &i->answer, err);
}

static void abandoned(struct importing *i) {
    AUTO_JSON *values = json_pack("{s:O}", "import", i->id);
    AUTO_JSON *answer = NULL;
    struct error ignored;  // the node forgets it by itself, too
    if (i->id && FAILED(link_call(&i->link, command_of(HANDLER_dna_import_abandon), values, &answer, &ignored))) return;
}

static void import_said(const struct importing *i) {
    const struct shell *s = i->link.shell;
    if (s->json) {
        json_object_set(i->answer, "read", i->report);
        json_dumpf(i->answer, stdout, JSON_COMPACT | JSON_SORT_KEYS);
        putchar('\n');
        return;
    }
    printf("%lld added, %lld refused\n", (long long)json_int(i->answer, "added"), (long long)json_int(i->answer, "refused"));
    read_said(s, i->report);
}

RESULT do_dna_import(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT laws = text_with_ceiling(4096);
    AUTO_JSON *files = json_array();
    struct importing i = {.reader = NULL};
    TRY(link_open(sys, s, &i.link, err));
    struct result r = reader_of_file(s, &laws, files, &i.reader, err);
    if (!FAILED(r)) r = import_steps(&i, err);
    if (FAILED(r)) abandoned(&i);
    else import_said(&i);
    reader_free(i.reader);
    json_decref(i.id), json_decref(i.report), json_decref(i.answer);
    link_close(&i.link);
    return r;
}

// ---- Frequencies ----
static RESULT book_here(struct dna_book **out, struct error *err) {
    AUTO_TEXT laws = text_with_ceiling(4096);
    text_data_path(&laws, "laws");
    return dna_book_load(text_string(&laws), out, err);
}

static RESULT frequencies_read(const struct dna_book *b, const char *file, const char *population, struct dna_freq *out, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(FREQUENCY_BYTES_MAX);
    TRY(file_read(file, FREQUENCY_BYTES_MAX, &bytes, err));
    TRY(dna_freq_read(b, text_seen(&bytes), population, out, err));
    if (!out->population[0]) {  // a table that does not say whose it is goes by the name of its file
        const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
        snprintf(out->population, sizeof out->population, "%.*s", (int)strcspn(name, "."), name);
    }
    return DONE;
}

static RESULT frequencies_json(const struct shell *s, json_t **out, struct error *err) {
    AUTO_TEXT text = text_with_ceiling(FREQUENCY_BYTES_MAX);
    struct dna_book *b;
    struct dna_freq *f = calloc(1, sizeof *f);
    ENSURE(f);
    struct result r = book_here(&b, err);
    if (!FAILED(r)) {
        r = frequencies_read(b, value_text(s, "file", ""), value_text(s, "population", NULL), f, err);
        if (!FAILED(r)) text_freq(&text, b, f);
        dna_book_free(b);
    }
    free(f);
    return FAILED(r) ? r : json_strict(text_seen(&text), out, err);
}

RESULT do_dna_frequencies(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_JSON *frequencies = NULL, *values = NULL, *answer = NULL;
    struct link l;
    TRY(frequencies_json(s, &frequencies, err));
    values = json_pack("{s:O}", "frequencies", frequencies);
    TRY(link_open(sys, s, &l, err));
    struct result r = link_call(&l, command_of(HANDLER_dna_frequencies_put), values, &answer, err);
    if (!FAILED(r)) link_print(&l, HANDLER_dna_frequencies_put, answer);
    link_close(&l);
    return r;
}

// ---- Two profiles ----
struct comparing {
    struct dna_book *book;
    const struct dna_rule *rule;
    struct dna_freq *freq;       // NULL: none
    struct dna_profile a, b;
    struct dna_verdict verdict;
    double theta;
    int64_t among;
};

static RESULT profile_given(const struct shell *s, const char *name, const struct dna_book *b, struct dna_profile *out, struct error *err) {
    const char *given = value_text(s, name, "");
    AUTO_TEXT bytes = text_with_ceiling(1 << 20);
    if (given[0] == '{') text_put(&bytes, given);
    else TRY(file_read(given, 1 << 20, &bytes, err));
    return dna_profile_read(b, view_trim(text_seen(&bytes)), (struct dna_how){false}, out, err);
}

static double put_chance(const struct comparing *c, json_t *out) {
    struct dna_chance_locus terms[DNA_SLOTS];
    double p[5];
    unsigned loci;
    if (!c->freq) return NAN;
    dna_chance_all(c->book, c->freq, c->rule, c->theta, terms);
    dna_chance(c->book, c->rule, terms, dna_mask(&c->a) & dna_mask(&c->b), p);
    double lr = dna_rarity(c->book, c->freq, &c->a, &c->verdict, c->theta, &loci);
    json_object_set_new(out, "expected_one", json_real(p[0] * (double)c->among));
    json_object_set_new(out, "searched", json_integer((json_int_t)c->among));
    json_object_set_new(out, "population", json_string(c->freq->population));
    json_object_set_new(out, "theta", json_real(c->theta));
    json_object_set_new(out, "log10_lr", json_real(lr));
    json_object_set_new(out, "lr_loci", json_integer((json_int_t)loci));
    return p[0] * (double)c->among;
}

static json_t *comparison_json(const struct comparing *c) {
    const struct dna_verdict *v = &c->verdict;
    char mark[2] = {c->rule->mark, 0};
    json_t *chance = json_object(), *rule = json_pack("{s:s}", "mark", mark);
    json_put_view(rule, "id", c->rule->id);
    json_put_view(rule, "source", c->rule->source);
    double expected = put_chance(c, chance);
    json_t *unverified = dna_unverified_json(c->book, c->rule, dna_mask(&c->a) & dna_mask(&c->b) & c->book->counted, v->micro > 0);
    return json_pack("{s:o,s:b,s:i,s:o,s:o,s:o,s:b,s:b,s:{s:i,s:i,s:i,s:i,s:i}}", "unverified", unverified, "hit", v->hit,
                     "quality", v->quality, "table", dna_table_json(c->book, &c->a, &c->b, &c->verdict), "chance", chance,
                     "rule_row", rule, "sex_differs", v->sex_differs, "weak", dna_weak(c->rule, v, expected),
                     "counts", "compared", v->compared, "full", v->full, "wildcard", v->wild,
                     "micro_variant", v->micro, "mismatch", v->mismatches);
}

static RESULT compared(const struct shell *s, struct comparing *c, struct error *err) {
    const char *file = value_text(s, "frequencies", NULL), *theta = value_text(s, "theta", "0.01");
    char *end;
    c->theta = strtod(theta, &end);
    c->among = value_number(s, "register", 1000000);
    if (*end || !(c->theta >= 0 && c->theta < 0.2)) return FAIL(err, BAD_ARGUMENT, "--theta: from 0 to 0.2");
    if (!(c->rule = dna_rule_find(c->book, view_of(value_text(s, "rule", "prum-2008"))))) return FAIL(err, BAD_ARGUMENT, "--rule: not known");
    if (file) {
        ENSURE(c->freq = calloc(1, sizeof *c->freq));
        TRY(frequencies_read(c->book, file, value_text(s, "population", NULL), c->freq, err));
    }
    TRY(profile_given(s, "first", c->book, &c->a, err));
    TRY(profile_given(s, "second", c->book, &c->b, err));
    dna_compare(c->book, c->rule, &c->a, &c->b, &c->verdict);
    return DONE;
}

RESULT do_dna_explain(const struct sys *sys, const struct shell *s, struct error *err) {
    struct comparing c = {.freq = NULL};
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    (void)sys;
    TRY(book_here(&c.book, err));
    struct result r = compared(s, &c, err);
    if (!FAILED(r)) {
        AUTO_JSON *j = comparison_json(&c);
        struct rendering how = {words_new(language_of(s)), NULL, false};
        if (s->json) text_json(&t, j), text_char(&t, '\n');
        else text_dna_match(&t, &how, j);
        words_free((struct language *)how.words);
        print_text(&t);
    }
    free(c.freq);
    dna_book_free(c.book);
    return r;
}

// ---- Containers ----
RESULT do_dna_redact(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT out = text_with_ceiling(ITL_BYTES_MAX), laws = text_with_ceiling(4096);
    AUTO_JSON *files = json_array(), *report = NULL;
    struct list_reader *reader;
    (void)sys;
    text_data_path(&laws, "laws");
    json_array_append_new(files, json_string(value_text(s, "file", "")));
    struct list_wish wish = {.files = files, .dna = "itl", .laws = text_string(&laws), .redact = true};
    TRY(reader_open(&wish, &reader, err));
    struct result r = reader_run(reader, reader_part, NULL, &out, &report, err);
    reader_free(reader);
    TRY(r);
    if (!text_ok(&out)) return FAIL(err, TOO_BIG, "the container is above the ceiling");
    return file_write(value_text(s, "out", ""), text_seen(&out), 0600, err);
}

static RESULT exported(const struct shell *s, const struct dna_book *b, const struct sys *sys, struct text *out, struct error *err) {
    const char *as = value_text(s, "as", ""), *kit = value_text(s, "kit", NULL);
    struct dna_entry e = {.ref = view_of(value_text(s, "ref", "")), .lab = view_of(value_text(s, "lab", ""))};
    AUTO_TEXT day = text_with_ceiling(40);
    int year, month, date;
    TRY(profile_given(s, "profile", b, &e.profile, err));
    if (kit && !(e.kit = dna_kit_find(b, view_of(kit)))) return FAIL(err, BAD_ARGUMENT, "--kit: not known");
    if (strcmp(as, "niem") == 0) return text_niem(out, b, &e), DONE;
    if (strcmp(as, "itl") != 0) return FAIL(err, BAD_ARGUMENT, "--as: niem or itl");
    days_split((int32_t)(sys_now(sys).ms / DAY_MS), &year, &month, &date);
    text_format(&day, "%04d%02d%02d", year, month, date);
    return itl_of_profile(b, &e, text_seen(&day), out, err);
}

RESULT do_dna_export(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT out = text_with_ceiling(1 << 20);
    struct dna_book *b;
    TRY(book_here(&b, err));
    struct result r = exported(s, b, sys, &out, err);
    dna_book_free(b);
    TRY(r);
    return file_write(value_text(s, "out", ""), text_seen(&out), 0600, err);
}
