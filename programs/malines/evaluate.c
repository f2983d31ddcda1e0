// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// evaluate.c — malines match evaluate: pairs of names of which it is known whether they are the same, and how well the engine
// tells them apart. Streams: what is kept are counts by weight of evidence, for the whole and for each script and kind, and
// the worst errors. Lines that can't be read are named by their number and left out.
//
// AUC is the chance that a pair that is the same gets more bits than one that is not, ties half (Hanley and McNeil, 1982),
// from counts in steps of a twentieth of a bit.
#include "link.h"

#include "codec/said.h"
#include "match/tell.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uscript.h>

enum {
    LINE_BYTES_MAX = 64 * 1024,
    COLUMNS_MAX = 16,
    GROUPS_MAX = 64,
    BINS = 1600,  // of a twentieth of a bit, from -30 to 50
    WORST_MAX = 200,
    BAD_LINES_SHOWN = 20,
    GROUP_NAME_BYTES = 48,
    ARENA_BYTES = 8 * 1024 * 1024
};
static const float BIN_BITS = 0.05f, BIN_FIRST = -30.0f;
static const float THRESHOLDS[] = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.85f, 0.9f, 0.95f, 0.98f};
#define THRESHOLD_COUNT (sizeof THRESHOLDS / sizeof *THRESHOLDS)

struct counts {
    char name[GROUP_NAME_BYTES];
    uint64_t all[2];                    // by label
    uint64_t above[THRESHOLD_COUNT][2]; // of the thresholds, by label
    uint32_t bins[BINS][2];
    float least_score[BINS];            // seen in a bin: what a threshold there is as a score
};
struct error_seen {
    float score;
    uint64_t line;
    char *text;  // the names, with a tab
};
struct worst {
    struct error_seen row[WORST_MAX];  // the worst first
    size_t count, most;
    bool highest;                      // false matches: the highest score is the worst
};
enum column { COLUMN_label, COLUMN_name1, COLUMN_name2, COLUMN_born1, COLUMN_born2, COLUMN_kind, COLUMN_subject, COLUMN_COUNT };

struct evaluation {
    struct counts *whole, *groups[GROUPS_MAX];
    size_t group_count;
    struct worst false_matches, missed;
    int at[COLUMN_COUNT];               // which field; -1: none
    const char *lacks;                  // a column that the heading should have
    bool utf16;
    uint64_t line, bad, compared, not_comparable;
    json_t *bad_lines;
};

// ---- Counting ----
static struct counts *counts_new(const char *name) {
    struct counts *c = calloc(1, sizeof *c);
    ENSURE(c);
    snprintf(c->name, sizeof c->name, "%s", name);
    return c;
}

static void count_pair(struct counts *c, int label, float bits, float score) {
    int bin = (int)((bits - BIN_FIRST) / BIN_BITS);
    bin = bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
    if (c->bins[bin][0] + c->bins[bin][1] == 0 || score < c->least_score[bin]) c->least_score[bin] = score;
    c->bins[bin][label]++;
    c->all[label]++;
    for (size_t i = 0; i < THRESHOLD_COUNT; i++) c->above[i][label] += score >= THRESHOLDS[i];
}

static struct counts *group_of(struct evaluation *e, const char *name) {
    for (size_t i = 0; i < e->group_count; i++)
        if (strcmp(e->groups[i]->name, name) == 0) return e->groups[i];
    if (e->group_count == GROUPS_MAX) return NULL;  // the whole counts it
    return e->groups[e->group_count++] = counts_new(name);
}

static bool worse(const struct worst *w, float a, float b) { return w->highest ? a > b : a < b; }

static void worst_add(struct worst *w, float score, uint64_t line, struct view x, struct view y) {
    size_t at = w->count;
    if (!w->most || (w->count == w->most && !worse(w, score, w->row[w->count - 1].score))) return;
    if (w->count == w->most) free(w->row[--w->count].text), at = w->count;
    while (at > 0 && worse(w, score, w->row[at - 1].score)) at--;
    memmove(w->row + at + 1, w->row + at, (w->count - at) * sizeof *w->row);
    AUTO_TEXT t = text_with_ceiling(2 * SUBJECT_TEXT_BYTES_MAX + 2);
    text_view(&t, x), text_char(&t, '\t'), text_view(&t, y);
    w->row[at] = (struct error_seen){score, line, strdup(text_string(&t))};
    w->count++;
}

// ---- Reading ----
static const char *script_of(struct view name) {
    UErrorCode status = U_ZERO_ERROR;
    for (size_t at = 0; at < name.bytes;) {
        UScriptCode s = uscript_getScript((UChar32)utf8_next(name, &at), &status);
        if (U_SUCCESS(status) && s != USCRIPT_COMMON && s != USCRIPT_INHERITED) return uscript_getShortName(s);
    }
    return "Zyyy";  // no letter
}

static int column_of(struct view v) {
    static const struct { const char *name; enum column column; } names[] = {
        {"label", COLUMN_label},   {"name1", COLUMN_name1}, {"name2", COLUMN_name2}, {"born1", COLUMN_born1},  {"born2", COLUMN_born2},
        {"dob1", COLUMN_born1},    {"dob2", COLUMN_born2},  {"date1", COLUMN_born1}, {"date2", COLUMN_born2},  {"kind", COLUMN_kind},
        {"schema", COLUMN_subject}, {"subject", COLUMN_subject}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_is(v, names[i].name)) return (int)names[i].column;
    return -1;
}

// A first line that names a label and two names says where what is; without one the order is that of the table above.
static bool header_read(struct evaluation *e, const struct view *field, size_t count) {
    int at[COLUMN_COUNT];
    memset(at, -1, sizeof at);
    for (size_t i = 0; i < count; i++)
        if (column_of(field[i]) >= 0) at[column_of(field[i])] = (int)i;
    if (at[COLUMN_label] >= 0 && (at[COLUMN_name1] < 0 || at[COLUMN_name2] < 0)) e->lacks = at[COLUMN_name1] < 0 ? "name1" : "name2";
    if (at[COLUMN_label] < 0 || e->lacks) return false;
    memcpy(e->at, at, sizeof at);
    return true;
}

static struct view field_at(const struct evaluation *e, const struct view *field, size_t count, enum column c) {
    return e->at[c] >= 0 && (size_t)e->at[c] < count ? view_trim(field[e->at[c]]) : VIEW("");
}

static void bad_line(struct evaluation *e, const char *why, const char *key) {
    if (e->bad++ < BAD_LINES_SHOWN) json_array_append_new(e->bad_lines, json_pack("{s:I,s:s,s:s}", "line", (json_int_t)e->line, "what", why, "key", key));
}

struct side {
    struct name name;
    struct dates born;
    struct subject subject;
};

static bool side_read(struct view name, struct view born, enum subject_kind kind, struct side *out) {
    *out = (struct side){.name = {.text = name, .given = VIEW(""), .family = VIEW("")}};
    out->subject = (struct subject){.kind = kind, .names = &out->name, .name_count = 1};
    if (!born.bytes) return true;
    out->subject.births = &out->born, out->subject.birth_count = 1;
    return said_birth(born, &out->born);
}

static void count_in_group(struct evaluation *e, const char *name, int label, const struct candidate *c) {
    struct counts *group = group_of(e, name);
    if (group) count_pair(group, label, c->bits, c->score);
}

// At most so many bytes of a text, whole characters.
static int beginning(struct view v, size_t most) {
    size_t n = v.bytes < most ? v.bytes : most;
    while (n < v.bytes && n > 0 && ((unsigned char)v.at[n] & 0xC0) == 0x80) n--;
    return (int)n;
}

static void pair_taken(struct evaluation *e, int label, const struct side *x, const struct side *y, struct view kind) {
    AUTO_ARENA a = arena_with_ceiling(ARENA_BYTES);
    struct candidate c = {.bits = BIN_FIRST};
    char name[GROUP_NAME_BYTES];
    const char *s = script_of(x->name.text), *t = script_of(y->name.text);
    if (FAILED(match_pair(&x->subject, &y->subject, &a, &c, NULL))) e->not_comparable++;  // a name without a letter: no evidence
    bool order = strcmp(s, t) <= 0;
    count_pair(e->whole, label, c.bits, c.score);
    snprintf(name, sizeof name, "%s-%s", order ? s : t, order ? t : s);
    count_in_group(e, name, label, &c);
    if (kind.bytes) {
        snprintf(name, sizeof name, "%s-%s %.*s", order ? s : t, order ? t : s, beginning(kind, 30), kind.at);
        count_in_group(e, name, label, &c);
    }
    worst_add(label ? &e->missed : &e->false_matches, c.score, e->line, x->name.text, y->name.text);
    e->compared++;
}

// Of whom a line is: as its column of subjects says (also in FollowTheMoney's words); without one, as its kind says where that is one.
static enum subject_kind subject_of(struct view subject, struct view kind) {
    static const struct { const char *word; enum subject_kind kind; } schemas[] = {
        {"Person", SUBJECT_person}, {"Vessel", SUBJECT_vessel}, {"Organization", SUBJECT_organisation}, {"Company", SUBJECT_organisation}};
    struct view word = subject.bytes ? subject : kind;
    enum subject_kind read = SUBJECT_person;
    if (subject_kind_read(word, &read)) return read;
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) if (view_is(word, schemas[i].word)) return schemas[i].kind;
    return subject.bytes ? SUBJECT_organisation : SUBJECT_person;  // LegalEntity, PublicBody
}

static void line_taken(struct evaluation *e, struct view line) {
    struct view field[COLUMNS_MAX], rest = line;
    struct side x, y;
    size_t count = 0;
    if (!utf8_valid(line)) return bad_line(e, "not valid UTF-8", "evaluate.bad_text");
    while (count < COLUMNS_MAX && (rest.bytes || !count)) field[count++] = view_cut(rest, '\t', &rest);
    if (e->line == 1 && header_read(e, field, count)) return;
    struct view label = field_at(e, field, count, COLUMN_label), a = field_at(e, field, count, COLUMN_name1),
                b = field_at(e, field, count, COLUMN_name2), said = field_at(e, field, count, COLUMN_kind);
    enum subject_kind kind = subject_of(field_at(e, field, count, COLUMN_subject), said);
    if (!view_is(label, "0") && !view_is(label, "1")) return bad_line(e, "the label is neither 0 nor 1", "evaluate.bad_label");
    if (!a.bytes || !b.bytes) return bad_line(e, "a name is missing", "evaluate.no_name");
    if (a.bytes > SUBJECT_TEXT_BYTES_MAX || b.bytes > SUBJECT_TEXT_BYTES_MAX) return bad_line(e, "a name is too long", "evaluate.long_name");
    if (!side_read(a, field_at(e, field, count, COLUMN_born1), kind, &x) || !side_read(b, field_at(e, field, count, COLUMN_born2), kind, &y))
        return bad_line(e, "a date of birth can't be read", "evaluate.bad_date");
    pair_taken(e, label.at[0] - '0', &x, &y, said);
}

static struct view without_mark(const struct evaluation *e, struct view v) {
    return e->line == 1 && view_starts(v, "\xEF\xBB\xBF") ? (struct view){v.at + 3, v.bytes - 3} : v;
}

static bool is_utf16(struct view v) { return v.bytes > 1 && (view_starts(v, "\xFF\xFE") || view_starts(v, "\xFE\xFF") || !v.at[0] || !v.at[1]); }

// By bytes and not by C strings: a zero byte belongs to its line and ends it nowhere.
static void lines_taken(struct evaluation *e, FILE *f) {
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    while (!e->utf16 && !e->lacks && (n = getline(&line, &room, f)) > 0) {
        struct view v = {line, (size_t)n};
        e->line++;
        while (v.bytes && (v.at[v.bytes - 1] == '\n' || v.at[v.bytes - 1] == '\r')) v.bytes--;
        if (e->line == 1 && is_utf16(v)) e->utf16 = true;
        else if (v.bytes > LINE_BYTES_MAX) bad_line(e, "more than 64 KiB", "evaluate.long_line");
        else if (view_trim(v).bytes) line_taken(e, without_mark(e, v));
    }
    free(line);
}

// ---- What follows from the counts ----
static double share(uint64_t part, uint64_t whole) { return whole ? (double)part / (double)whole : 0; }
static double rate(uint64_t part, uint64_t whole) { return whole ? share(part, whole) : NAN; }  // of nothing nothing can be said
static double f1_of(uint64_t found, uint64_t false_found, uint64_t same) { return share(2 * found, found + false_found + same); }

static double auc_of(const struct counts *c) {
    double sum = 0;
    uint64_t different_below = 0;
    for (size_t i = 0; i < BINS; i++) {
        sum += (double)c->bins[i][1] * ((double)different_below + 0.5 * c->bins[i][0]);
        different_below += c->bins[i][0];
    }
    return c->all[0] && c->all[1] ? sum / ((double)c->all[0] * (double)c->all[1]) : NAN;
}

struct peak {
    double f1, recall_at_1_percent;
    float threshold;
};
static struct peak peak_of(const struct counts *c) {
    struct peak p = {0};
    uint64_t found = 0, false_found = 0;
    for (size_t i = BINS; i-- > 0;) {
        if (c->bins[i][0] + c->bins[i][1] == 0) continue;
        found += c->bins[i][1], false_found += c->bins[i][0];
        double f1 = f1_of(found, false_found, c->all[1]);
        if (f1 > p.f1) p.f1 = f1, p.threshold = c->least_score[i];
        if (share(false_found, c->all[0]) <= 0.01) p.recall_at_1_percent = share(found, c->all[1]);
    }
    return p;
}

static json_t *number(double v) { return isnan(v) ? json_null() : json_real(round(v * 10000) / 10000); }

static json_t *counts_json(const struct counts *c) {
    struct peak p = peak_of(c);
    json_t *j = json_pack("{s:s,s:I,s:I,s:o,s:o,s:o,s:o}", "name", c->name, "same", (json_int_t)c->all[1], "different", (json_int_t)c->all[0],
                          "auc", number(auc_of(c)), "best_f1", number(p.f1), "at", number((double)p.threshold), "recall_at_1_percent_false",
                          number(p.recall_at_1_percent));
    json_t *list = json_array();
    for (size_t i = 0; i < THRESHOLD_COUNT; i++) {
        const uint64_t *above = c->above[i];
        json_array_append_new(list, json_pack("{s:o,s:o,s:o,s:o,s:o}", "threshold", number((double)THRESHOLDS[i]), "precision",
                                              number(rate(above[1], above[0] + above[1])), "recall", number(rate(above[1], c->all[1])), "f1",
                                              number(c->all[1] ? f1_of(above[1], above[0], c->all[1]) : NAN), "false", number(rate(above[0], c->all[0]))));
    }
    json_object_set_new(j, "thresholds", list);
    return j;
}

static json_t *worst_json(const struct worst *w) {
    json_t *list = json_array();
    for (size_t i = 0; i < w->count; i++) {
        struct view rest, first = view_cut(view_of(w->row[i].text), '\t', &rest);
        json_t *j = json_pack("{s:I,s:o}", "line", (json_int_t)w->row[i].line, "score", number((double)w->row[i].score));
        json_put_view(j, "name1", first);
        json_put_view(j, "name2", rest);
        json_array_append_new(list, j);
    }
    return list;
}

// A kind that has pairs of one label only stands beside those of the other label that its scripts have.
static const struct counts *scripts_of(const struct evaluation *e, const struct counts *c) {
    size_t n = strcspn(c->name, " ");
    for (size_t i = 0; c->name[n] && i < e->group_count; i++)
        if (strlen(e->groups[i]->name) == n && memcmp(e->groups[i]->name, c->name, n) == 0) return e->groups[i];
    return NULL;
}

static json_t *group_json(const struct evaluation *e, const struct counts *c) {
    const struct counts *scripts = scripts_of(e, c);
    int lacking = c->all[1] && !c->all[0] ? 0 : c->all[0] && !c->all[1] ? 1 : -1;
    if (!scripts || lacking < 0 || !scripts->all[lacking]) return counts_json(c);
    struct counts *both = malloc(sizeof *both);
    ENSURE(both);
    *both = *c;
    both->all[lacking] = scripts->all[lacking];
    for (size_t i = 0; i < THRESHOLD_COUNT; i++) both->above[i][lacking] = scripts->above[i][lacking];
    for (size_t i = 0; i < BINS; i++) {
        bool seen = c->bins[i][!lacking] > 0, there = scripts->bins[i][lacking] > 0;
        both->bins[i][lacking] = scripts->bins[i][lacking];
        if (there && (!seen || scripts->least_score[i] < both->least_score[i])) both->least_score[i] = scripts->least_score[i];
    }
    json_t *j = counts_json(both);
    json_object_set_new(j, lacking ? "same" : "different", json_integer(0));
    json_object_set_new(j, "beside", json_string(scripts->name));
    free(both);
    return j;
}

static int by_name(const void *a, const void *b) {
    return strcmp((*(struct counts *const *)a)->name, (*(struct counts *const *)b)->name);
}

static json_t *report_of(struct evaluation *e) {
    json_t *groups = json_array();
    qsort(e->groups, e->group_count, sizeof *e->groups, by_name);
    for (size_t i = 0; i < e->group_count; i++) json_array_append_new(groups, group_json(e, e->groups[i]));
    return json_pack("{s:I,s:I,s:I,s:O,s:o,s:o,s:{s:o,s:o}}", "pairs", (json_int_t)e->compared, "without_letters", (json_int_t)e->not_comparable,
                     "bad_line_count", (json_int_t)e->bad, "bad_lines", e->bad_lines, "all", counts_json(e->whole), "groups", groups, "worst",
                     "false_matches", worst_json(&e->false_matches), "missed", worst_json(&e->missed));
}

// ---- Told ----
static double real_of(const json_t *j, const char *key) {
    const json_t *v = json_object_get(j, key);
    return json_is_number(v) ? json_number_value(v) : NAN;
}

// A cell as wide as `wide` letters at least; from the right where it is a number.
static void cell(struct text *t, struct view v, int wide, bool right) {
    int letters = 0;
    for (size_t at = 0; at < v.bytes;) utf8_next(v, &at), letters++;
    for (int i = letters; right && i < wide; i++) text_char(t, ' ');
    text_view(t, v);
    for (int i = letters; !right && i < wide; i++) text_char(t, ' ');
}

static void cell_said(struct text *t, const struct rendering *r, const char *key, const char *fallback, int wide, bool right) {
    AUTO_TEXT word = text_with_ceiling(200);
    text_say(&word, r->words, key, fallback, NULL, 0);
    text_put(t, "  "), cell(t, text_seen(&word), wide, right);
}

static void cell_number(struct text *t, const struct rendering *r, double v, int wide) {
    AUTO_TEXT number = text_with_ceiling(40);
    if (isnan(v)) text_char(&number, '-');
    else text_decimal(&number, r, "%.4f", v);
    text_put(t, "  "), cell(t, text_seen(&number), wide, true);
}

static void cell_count(struct text *t, json_int_t n, int wide) {
    AUTO_TEXT number = text_with_ceiling(40);
    text_format(&number, "%lld", (long long)n);
    text_put(t, "  "), cell(t, text_seen(&number), wide, true);
}

enum { NARROW = 9, WIDE = 13, NAME = 25 };

static void thresholds_told(struct text *t, const struct rendering *r, const json_t *all) {
    static const char *const columns[] = {"threshold", "precision", "recall", "f1", "false"};
    size_t i;
    json_t *row;
    text_char(t, '\n');
    cell_said(t, r, "evaluate.score", "score", WIDE, true), cell_said(t, r, "evaluate.precision", "precision", WIDE, true);
    cell_said(t, r, "evaluate.recall", "recall", WIDE, true), text_put(t, "  "), cell(t, VIEW("F1"), NARROW, true);
    cell_said(t, r, "evaluate.false", "false", NARROW, true), text_char(t, '\n');
    json_array_foreach(json_object_get(all, "thresholds"), i, row) {
        for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) cell_number(t, r, real_of(row, columns[k]), k < 3 ? WIDE : NARROW);
        text_char(t, '\n');
    }
}

static void group_told(struct text *t, const struct rendering *r, const json_t *g, bool *borrowed) {
    AUTO_TEXT name = text_with_ceiling(100);
    AUTO_TEXT share = text_with_ceiling(40);
    json_int_t same = json_int(g, "same"), different = json_int(g, "different");
    bool beside = json_object_get(g, "beside") != NULL;
    text_safe(&name, json_view(g, "name")), text_put(&name, beside ? " *" : "");
    *borrowed |= beside;
    text_put(t, "  "), cell(t, text_seen(&name), NAME, false);
    cell_count(t, same, 6), cell_count(t, different, NARROW);
    if ((same && different) || beside) {
        cell_number(t, r, real_of(g, "auc"), 6), cell_number(t, r, real_of(g, "best_f1"), NARROW), cell_number(t, r, real_of(g, "at"), NARROW);
        cell_number(t, r, real_of(g, "recall_at_1_percent_false"), WIDE);
    } else {
        text_decimal(&share, r, "%.4f", real_of(json_array_get(json_object_get(g, "thresholds"), 4), same ? "recall" : "false"));
        text_put(t, "  "), SAY(t, r->words, "evaluate.only", "{share} of them above 0.5", WORD("share", text_seen(&share)));
    }
    text_char(t, '\n');
}

static void groups_told(struct text *t, const struct rendering *r, const json_t *groups) {
    size_t i;
    json_t *g;
    bool borrowed = false;
    text_char(t, '\n');
    cell_said(t, r, "evaluate.kind", "script and kind", NAME, false), cell_said(t, r, "evaluate.same", "same", 6, true);
    cell_said(t, r, "evaluate.different", "different", NARROW, true), text_put(t, "  "), cell(t, VIEW("AUC"), 6, true);
    cell_said(t, r, "evaluate.best", "best F1", NARROW, true), cell_said(t, r, "evaluate.at", "at", NARROW, true);
    cell_said(t, r, "evaluate.at_one", "recall at 1 %", WIDE, true), text_char(t, '\n');
    json_array_foreach(groups, i, g) group_told(t, r, g, &borrowed);
    if (borrowed) text_put(t, "  "), text_say(t, r->words, "evaluate.borrowed", "* Beside the pairs of the same scripts.", NULL, 0), text_char(t, '\n');
}

static void worst_told(struct text *t, const struct rendering *r, const char *key, const char *fallback, const json_t *list) {
    size_t i;
    json_t *w;
    if (json_array_size(list) == 0) return;
    text_char(t, '\n'), text_say(t, r->words, key, fallback, NULL, 0), text_char(t, '\n');
    json_array_foreach(list, i, w) {
        AUTO_TEXT score = text_with_ceiling(40);
        text_decimal(&score, r, "%.2f", real_of(w, "score"));
        text_put(t, "  ");
        SAY(t, r->words, "evaluate.worst", "line {line}, score {score}", NUMBER("line", json_int(w, "line")), WORD("score", text_seen(&score)));
        text_colon(t, r->words);
        text_safe(t, json_view(w, "name1"));
        text_put(t, " ~ ");
        text_safe(t, json_view(w, "name2"));
        text_char(t, '\n');
    }
}

static void bad_lines_told(struct text *t, const struct rendering *r, const json_t *report) {
    size_t i;
    json_t *b;
    json_array_foreach(json_object_get(report, "bad_lines"), i, b) {
        AUTO_TEXT why = text_with_ceiling(400);
        text_say(&why, r->words, json_string_value(json_object_get(b, "key")), json_string_value(json_object_get(b, "what")), NULL, 0);
        text_put(t, "  ");
        SAY(t, r->words, "evaluate.left_out", "Line {line} left out: {why}", NUMBER("line", json_int(b, "line")), WORD("why", text_seen(&why)));
        text_char(t, '\n');
    }
    if (json_int(report, "bad_line_count") <= BAD_LINES_SHOWN) return;
    text_put(t, "  ");
    SAY(t, r->words, "evaluate.left_out_all", "Lines left out in all: {n}", NUMBER("n", json_int(report, "bad_line_count")));
    text_char(t, '\n');
}

static void sum_told(struct text *t, const struct rendering *r, const json_t *all) {
    static const char *const members[] = {"auc", "best_f1", "at", "recall_at_1_percent_false"}, *const names[] = {"auc", "f1", "at", "recall"};
    AUTO_TEXT numbers = text_with_ceiling(200);
    struct word values[4];
    size_t ends[5] = {0};
    for (size_t i = 0; i < 4; i++) text_decimal(&numbers, r, "%.4f", real_of(all, members[i])), ends[i + 1] = numbers.bytes;
    for (size_t i = 0; i < 4; i++) values[i] = WORD(names[i], ((struct view){numbers.at + ends[i], ends[i + 1] - ends[i]}));
    text_say(t, r->words, "evaluate.sum", "AUC {auc}; best F1 {f1} at score {at}; recall {recall} at 1 % false", values, 4);
    text_char(t, '\n');
}

static void report_told(struct text *t, const struct rendering *r, const json_t *report) {
    const json_t *all = json_object_get(report, "all"), *worst = json_object_get(report, "worst");
    int64_t mute = json_int(report, "without_letters");
    SAY(t, r->words, "evaluate.pairs", "{pairs} pairs: {same} the same, {different} not", NUMBER("pairs", json_int(report, "pairs")),
        NUMBER("same", json_int(all, "same")), NUMBER("different", json_int(all, "different")));
    text_char(t, '\n');
    bad_lines_told(t, r, report);
    if (mute) SAY(t, r->words, "evaluate.no_letters", "Pairs with a name without a letter: {n}", NUMBER("n", mute)), text_char(t, '\n');
    if (json_int(all, "same") && json_int(all, "different")) sum_told(t, r, all);
    thresholds_told(t, r, all);
    groups_told(t, r, json_object_get(report, "groups"));
    worst_told(t, r, "evaluate.high", "Not the same, and yet high", json_object_get(worst, "false_matches"));
    worst_told(t, r, "evaluate.low", "The same, and yet low", json_object_get(worst, "missed"));
}

static void worst_free(struct worst *w) {
    for (size_t i = 0; i < w->count; i++) free(w->row[i].text);
}

static RESULT evaluated(const struct shell *s, struct evaluation *e, const char *path, FILE *f, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(16 * 1024 * 1024);
    errno = 0;
    lines_taken(e, f);
    if (ferror(f)) return FAIL(err, NO_SYSTEM, "%s: %s", path, strerror(errno));
    if (e->utf16) return FAIL(err, BAD_TEXT, "%s is UTF-16", path);
    if (e->lacks) return FAIL(err, BAD_FORMAT, "%s has no column %s", path, e->lacks);
    AUTO_JSON *report = report_of(e);
    if (!e->compared) return FAIL(err, BAD_FORMAT, "no line of %llu is a pair: label (0 or 1), name1, name2, with tabs between", (unsigned long long)e->line);
    if (s->json) text_told(&t, report), text_char(&t, '\n');
    else {
        struct rendering r = {words_new(language_of(s)), NULL, false};
        report_told(&t, &r, report);
        words_free((struct language *)r.words);
    }
    print_text(&t);
    return DONE;
}

RESULT do_match_evaluate(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *path = value_text(s, "pairs", "-");
    int64_t most = value_number(s, "worst", 10);
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "re");
    (void)sys;
    if (!f) return fail_with(err, errno == ENOENT || errno == ENOTDIR ? CODE_NOT_FOUND : CODE_NO_SYSTEM, "%s: %s", path, strerror(errno));
    struct evaluation *e = calloc(1, sizeof *e);
    ENSURE(e);
    for (int i = 0; i < COLUMN_COUNT; i++) e->at[i] = i == COLUMN_subject ? -1 : i;
    e->whole = counts_new("all");
    e->bad_lines = json_array();
    e->false_matches.highest = true;
    e->false_matches.most = e->missed.most = (size_t)(most > WORST_MAX ? WORST_MAX : most);
    struct result r = evaluated(s, e, standard ? "standard input" : path, f, err);
    if (!standard) fclose(f);
    for (size_t i = 0; i < e->group_count; i++) free(e->groups[i]);
    worst_free(&e->false_matches), worst_free(&e->missed);
    free(e->whole);
    json_decref(e->bad_lines);
    free(e);
    return r;
}
