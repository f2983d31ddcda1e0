// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/trial.h"

#include "base/dates.h"
#include "codec/subject.h"
#include "law/law_room.h"
#include "sys/sys.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

// ---- Facts with several words in a place: every combination is a question ----
#define DIMENSIONS(X) X(from) X(to) X(register) X(request) X(purpose) X(category) X(kind) X(subject_category)
enum dimension {
#define X(name) D_##name,
    DIMENSIONS(X)
#undef X
    DIMENSION_COUNT
};
static const char *const KEYS[] = {
#define X(name) #name,
    DIMENSIONS(X)
#undef X
};
enum { WORDS_MAX = 130 };
struct spread {
    struct view words[DIMENSION_COUNT][WORDS_MAX];
    size_t count[DIMENSION_COUNT];   // 0: the empty word, not known
    struct law_facts fixed;          // what has one value: eu_only, minor, special, offence_months, general
};
typedef void question_reader(void *ctx, const struct law_facts *facts);

static struct view *place_of(struct law_facts *f, enum dimension d) {
    struct view *const at[] = {&f->from, &f->to, &f->reg, &f->request, &f->purpose, &f->category, &f->kind, &f->person};
    return at[d];
}

static void spread_add(struct spread *s, enum dimension d, struct view word) {
    for (size_t i = 0; i < s->count[d]; i++)
        if (view_same(s->words[d][i], word)) return;
    if (s->count[d] < WORDS_MAX) s->words[d][s->count[d]++] = word;
}

// An owner does not ask itself: that combination is left out when one of the two is a list.
static void spread_each(const struct spread *s, question_reader *reader, void *ctx) {
    size_t at[DIMENSION_COUNT] = {0};
    bool lists = s->count[D_from] > 1 || s->count[D_to] > 1;
    for (;;) {
        struct law_facts f = s->fixed;
        for (enum dimension d = 0; d < DIMENSION_COUNT; d++)
            if (s->count[d]) *place_of(&f, d) = s->words[d][at[d]];
        if (!lists || !view_same(f.from, f.to)) reader(ctx, &f);
        int d = DIMENSION_COUNT - 1;
        while (d >= 0 && ++at[d] >= s->count[d]) at[d--] = 0;
        if (d < 0) return;
    }
}

static const char *const KNOWN_WORDS[] = {NULL, "false", "true"};

static void put_known(json_t *j, const char *key, enum known k) {
    if (k != UNKNOWN) json_object_set_new(j, key, json_boolean(k == YES));
}

static json_t *facts_json(const struct law_facts *f) {
    struct law_facts copy = *f;
    json_t *j = json_object();
    for (enum dimension d = 0; d < DIMENSION_COUNT; d++)
        if (place_of(&copy, d)->bytes) json_put_view(j, KEYS[d], *place_of(&copy, d));
    put_known(j, "eu_only", f->eu_only);
    put_known(j, "minor", f->minor);
    put_known(j, "special", f->special);
    if (f->offence_months) json_object_set_new(j, "offence_months", json_integer(f->offence_months));
    if (f->general) json_object_set_new(j, "general", json_true());
    return j;
}

static json_t *outcome_json(const struct law_decision *d) {
    json_t *j = json_pack("{s:b,s:s,s:s,s:s}", "allowed", d->allowed, "reason", law_reason_name(d->reason), "sharing",
                          law_sharing_name(d->sharing), "answer", law_answer_name(d->answer));
    if (!d->row) return j;
    json_put_view(j, "row", d->row->id);
    json_put_view(j, "instrument", d->row->instrument->id);
    json_put_view(j, "article", d->row->article);
    if (!d->allowed) return j;
    json_put_view(j, "clock", d->row->clock ? d->row->clock->id : VIEW("none"));
    json_object_set_new(j, "approvals", json_pack("{s:i,s:i,s:i}", "request", d->row->approvals_request, "release", d->row->approvals_release,
                                                   "special", d->row->approvals_special));
    json_object_set_new(j, "emergency_hours", json_integer(d->row->emergency_hours));
    json_object_set(j, "conditions", d->row->conditions);
    return j;
}

// ---- Cases ----
struct trying {
    const struct law *law;
    const char *file;
    const struct yaml *one;      // the case
    const struct yaml *expect;
    struct instant at;
    json_t *report;
    struct error *err;
};

static RESULT read_place(struct trying *t, const struct yaml *y, struct spread *s, enum dimension d) {
    if (y->kind == YAML_WORD && y->text.bytes) {
        spread_add(s, d, y->text);
        return DONE;
    }
    if (y->kind != YAML_LIST || !y->first) return yaml_fail(t->err, t->file, y, "must be a word or a list of words");
    for (const struct yaml *c = y->first; c; c = c->next) {
        if (c->kind != YAML_WORD) return yaml_fail(t->err, t->file, c, "must be a word");
        spread_add(s, d, c->text);
    }
    return DONE;
}

static RESULT read_known(struct trying *t, const struct yaml *y, enum known *out) {
    for (enum known k = NO; k <= YES; k++)
        if (y->kind == YAML_WORD && view_is(y->text, KNOWN_WORDS[k])) {
            *out = k;
            return DONE;
        }
    return yaml_fail(t->err, t->file, y, "must be true or false; leave it out when it is not known");
}

static RESULT read_day(struct trying *t, const struct yaml *y, struct instant *out) {
    struct dates d;
    if (y->kind != YAML_WORD || !dates_read(y->text, &d) || d.precision != DATE_DAY) return yaml_fail(t->err, t->file, y, "must be a day as 2026-11-28");
    out->ms = (int64_t)d.first * DAY_MS;
    return DONE;
}

static RESULT read_number(struct trying *t, const struct yaml *y, int *out) {
    uint64_t n;
    if (y->kind != YAML_WORD || !view_to_u64(y->text, &n) || n > 1200) return yaml_fail(t->err, t->file, y, "must be a number of months");
    *out = (int)n;
    return DONE;
}

static RESULT read_member(struct trying *t, const struct yaml *y, struct spread *s) {
    enum known general = NO;
    for (enum dimension d = 0; d < DIMENSION_COUNT; d++)
        if (view_is(y->key, KEYS[d])) return read_place(t, y, s, d);
    if (view_is(y->key, "eu_only")) return read_known(t, y, &s->fixed.eu_only);
    if (view_is(y->key, "minor")) return read_known(t, y, &s->fixed.minor);
    if (view_is(y->key, "special")) return read_known(t, y, &s->fixed.special);
    if (view_is(y->key, "offence_months")) return read_number(t, y, &s->fixed.offence_months);
    if (view_is(y->key, "at")) return read_day(t, y, &t->at);
    if (view_is(y->key, "general")) {
        TRY(read_known(t, y, &general));
        s->fixed.general = general == YES;
        return DONE;
    }
    if (view_is(y->key, "expect")) {
        if (y->kind != YAML_MAP || !y->first) return yaml_fail(t->err, t->file, y, "must be a map of what is expected");
        t->expect = y;
        return DONE;
    }
    return view_is(y->key, "id") || view_is(y->key, "note") ? DONE : yaml_fail(t->err, t->file, y, "is not a known key");
}

// "{from}-eu-national" for the member that owns, "{to}" for the one that asks.
static void fill_in(struct view pattern, const struct law_facts *f, struct text *out) {
    while (pattern.bytes) {
        bool from = view_starts(pattern, "{from}"), to = view_starts(pattern, "{to}");
        size_t used = from ? 6 : to ? 4 : 1;
        if (from || to) text_view(out, from ? f->from : f->to);
        else text_char(out, *pattern.at);
        pattern.at += used, pattern.bytes -= used;
    }
}

static bool value_is(const json_t *got, struct view wanted) {
    AUTO_TEXT number = text_with_ceiling(40);
    if (json_is_boolean(got)) return view_is(wanted, json_is_true(got) ? "true" : "false");
    if (json_is_integer(got)) {
        text_format(&number, "%lld", (long long)json_integer_value(got));
        return view_same(wanted, text_seen(&number));
    }
    return json_is_string(got) ? view_is(wanted, json_string_value(got)) : view_is(wanted, "none");
}

static bool as_wanted(const struct yaml *wanted, const json_t *got, const struct law_facts *f) {
    for (const struct yaml *y = wanted->first; y; y = y->next) {
        AUTO_TEXT key = text_with_ceiling(200);
        AUTO_TEXT value = text_with_ceiling(2000);
        text_view(&key, y->key);
        const json_t *member = json_object_get(got, text_string(&key));
        if (y->kind == YAML_MAP) {
            if (!as_wanted(y, member, f)) return false;
            continue;
        }
        fill_in(y->text, f, &value);
        if (y->kind != YAML_WORD || !value_is(member, text_seen(&value))) return false;
    }
    return true;
}

static void add_one(json_t *object, const char *key, int64_t more) {
    json_object_set_new(object, key, json_integer(json_integer_value(json_object_get(object, key)) + more));
}

static json_t *place_for(json_t *report, const char *key, json_t *fresh) {
    json_t *have = json_object_get(report, key);
    if (!have) json_object_set(report, key, have = fresh);
    json_decref(fresh);
    return have;
}

static void count_word(json_t *object, struct view word) {
    AUTO_TEXT key = text_with_ceiling(400);
    text_view(&key, word);
    add_one(object, text_string(&key), 1);
}

static void note_pair(json_t *report, const struct law_facts *f) {
    AUTO_TEXT pair = text_with_ceiling(400);
    text_format(&pair, "%.*s %.*s %.*s %.*s", VIEW_ARGS(f->from), VIEW_ARGS(f->to), VIEW_ARGS(f->reg), VIEW_ARGS(f->purpose));
    count_word(place_for(report, "asked", json_object()), text_seen(&pair));
}

static void try_one(void *ctx, const struct law_facts *f) {
    struct trying *t = ctx;
    struct law_decision d;
    law_decide(t->law, f, t->at, &d);
    AUTO_JSON *got = outcome_json(&d);
    add_one(t->report, "decisions", 1);
    note_pair(t->report, f);
    const struct yaml *row = yaml_at(t->expect, "row");
    AUTO_TEXT wanted = text_with_ceiling(2000);
    if (row && row->kind == YAML_WORD) fill_in(row->text, f, &wanted);
    if (wanted.bytes) count_word(place_for(t->report, "rows", json_object()), text_seen(&wanted));
    if (as_wanted(t->expect, got, f)) return;
    const struct yaml *id = yaml_at(t->one, "id");
    AUTO_TEXT at = text_with_ceiling(500);
    text_format(&at, "%s:%d", t->file, t->one->line);
    json_t *failed = json_pack("{s:O,s:o,s:o}", "got", got, "facts", facts_json(f), "wanted", yaml_json(t->expect));
    json_put_view(failed, "case", id ? id->text : VIEW("?"));
    json_put_view(failed, "at", text_seen(&at));
    json_array_append_new(place_for(t->report, "failed", json_array()), failed);
}

static RESULT try_case(struct trying *t, struct spread *s) {
    if (t->one->kind != YAML_MAP) return yaml_fail(t->err, t->file, t->one, "must be a map");
    memset(s, 0, sizeof *s);
    t->expect = NULL;
    for (const struct yaml *y = t->one->first; y; y = y->next) TRY(read_member(t, y, s));
    if (!yaml_at(t->one, "id") || !t->expect) return yaml_fail(t->err, t->file, t->one, "\"id\" or \"expect\" is missing");
    if (!s->count[D_from] || !s->count[D_to] || !s->count[D_purpose] || !s->count[D_register])
        return yaml_fail(t->err, t->file, t->one, "from, to, register and purpose must be there");
    add_one(t->report, "cases", 1);
    spread_each(s, try_one, t);
    return DONE;
}

static RESULT try_tree(struct trying *t, const struct yaml *top) {
    const struct yaml *list = top->kind == YAML_MAP ? yaml_at(top, "cases") : NULL, *day = top->kind == YAML_MAP ? yaml_at(top, "at") : NULL;
    struct instant at;
    if (!list || list->kind != YAML_LIST || !day) return yaml_fail(t->err, t->file, top, "must be a map with \"at\" and \"cases\"");
    TRY(read_day(t, day, &at));
    struct spread *s = malloc(sizeof *s);
    if (!s) return FAIL(t->err, NO_SYSTEM, "no memory");
    struct result r = DONE;
    for (const struct yaml *c = list->first; c && !FAILED(r); c = c->next) {
        t->one = c;
        t->at = at;
        r = try_case(t, s);
    }
    free(s);
    return r;
}

RESULT trial_cases(const struct law *law, const char *name, struct view bytes, json_t *report, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(LAW_BYTES_MAX);
    struct yaml *top;
    struct trying t = {.law = law, .file = name, .report = report, .err = err};
    TRY(yaml_tree(name, bytes, &a, &top, err));
    return try_tree(&t, top);
}

json_t *trial_report(void) {
    return json_pack("{s:i,s:i,s:[],s:[],s:i,s:{},s:{}}", "cases", 0, "decisions", 0, "failed", "changes", "left_out", 0, "rows", "asked");
}

// ---- What no case speaks of ----
static void registers_of(const struct law *law, struct spread *s) {
    for (size_t i = 0; i < law->row_count; i++)
        if (law->rows[i].open.reg.bytes) spread_add(s, D_register, law->rows[i].open.reg);
}

static void members_and_purposes_of(const struct law *law, struct spread *s) {
    for (size_t i = 0; i < law->member_count; i++) {
        spread_add(s, D_from, law->members[i].id);
        spread_add(s, D_to, law->members[i].id);
    }
    for (size_t i = 0; i < law->purpose_count; i++) spread_add(s, D_purpose, law->purposes[i].id);
}

struct silence {
    json_t *asked, *silent;
};

static void add_silent(void *ctx, const struct law_facts *f) {
    struct silence *s = ctx;
    AUTO_TEXT pair = text_with_ceiling(400);
    text_format(&pair, "%.*s %.*s %.*s %.*s", VIEW_ARGS(f->from), VIEW_ARGS(f->to), VIEW_ARGS(f->reg), VIEW_ARGS(f->purpose));
    if (!json_object_get(s->asked, text_string(&pair))) json_array_append_new(s->silent, json_of(text_seen(&pair)));
}

static RESULT say_what_is_left(const struct law *law, json_t *report, struct error *err) {
    json_t *unasked = json_array(), *silent = json_array(), *rows = json_object_get(report, "rows");
    json_object_set_new(report, "unasked", unasked);
    json_object_set_new(report, "silent", silent);
    for (size_t i = 0; i < law->row_count; i++) {
        AUTO_TEXT id = text_with_ceiling(400);
        text_view(&id, law->rows[i].open.id);
        if (law_day_unknown(law->rows[i].open.begins)) continue;  // it decides nothing yet, so no case can expect it
        if (!json_object_get(rows, text_string(&id))) json_array_append_new(unasked, json_of(text_seen(&id)));
    }
    struct spread *s = calloc(1, sizeof *s);
    if (!s) return FAIL(err, NO_SYSTEM, "no memory");
    struct silence to = {json_object_get(report, "asked"), silent};
    registers_of(law, s);
    members_and_purposes_of(law, s);
    spread_each(s, add_silent, &to);
    free(s);
    json_object_del(report, "asked");
    return DONE;
}

static int is_yaml(const struct dirent *d) {
    size_t n = strlen(d->d_name);
    return d->d_name[0] != '.' && n > 5 && strcmp(d->d_name + n - 5, ".yaml") == 0;
}

static RESULT try_file(const struct law *law, const char *folder, const char *name, json_t *report, struct error *err) {
    AUTO_TEXT path = text_with_ceiling(4096);
    AUTO_TEXT bytes = text_with_ceiling(LAW_BYTES_MAX);
    text_format(&path, "%s/%s", folder, name);
    TRY(file_read(text_string(&path), LAW_BYTES_MAX, &bytes, err));
    return trial_cases(law, name, text_seen(&bytes), report, err);
}

RESULT trial_folder(const struct law *law, const char *folder, json_t **out, struct error *err) {
    struct dirent **names;
    int count = scandir(folder, &names, is_yaml, alphasort);
    if (count < 0) return FAIL(err, NOT_FOUND, "%s: %s", folder, strerror(errno));
    AUTO_JSON *report = trial_report();
    struct result r = count ? DONE : FAIL(err, NOT_FOUND, "%s: no file of cases (*.yaml)", folder);
    for (int i = 0; i < count; i++) {
        if (!FAILED(r)) r = try_file(law, folder, names[i]->d_name, report, err);
        free(names[i]);
    }
    free(names);
    TRY(r);
    TRY(say_what_is_left(law, report, err));
    *out = json_incref(report);
    return DONE;
}

// ---- Two laws side by side ----
struct comparing {
    const struct law *before, *after;
    struct instant at;
    struct view row;      // only what the old law decides by this row; empty: whatever
    json_t *report;
};

static bool same_clock(const struct law_clock *a, const struct law_clock *b) {
    if (!a || !b) return a == b;
    return view_same(a->id, b->id) && a->count == b->count && a->unit == b->unit && a->extends == b->extends;
}

static bool same_row(const struct law_row *a, const struct law_row *b) {
    if (!a || !b) return a == b;
    return view_same(a->id, b->id) && view_same(a->article, b->article) && view_same(a->instrument->id, b->instrument->id) &&
           a->approvals_request == b->approvals_request && a->approvals_release == b->approvals_release &&
           a->approvals_special == b->approvals_special && a->emergency_hours == b->emergency_hours && same_clock(a->clock, b->clock) &&
           json_equal(a->conditions, b->conditions);
}

static json_t *change_of(struct comparing *c, const struct law_facts *f, const struct law_decision *x, const struct law_decision *y) {
    AUTO_JSON *before = outcome_json(x);
    AUTO_JSON *after = outcome_json(y);
    json_t *list = json_object_get(c->report, "changes"), *one;
    size_t i;
    json_array_foreach(list, i, one) {
        bool same = view_same(json_view(one, "from"), f->from) && view_same(json_view(one, "to"), f->to) &&
                    view_same(json_view(one, "register"), f->reg) && view_same(json_view(one, "request"), f->request) &&
                    view_same(json_view(one, "purpose"), f->purpose);
        if (same && json_equal(json_object_get(one, "before"), before) && json_equal(json_object_get(one, "after"), after)) return one;
    }
    one = json_pack("{s:O,s:O,s:i,s:o}", "before", before, "after", after, "count", 0, "example", facts_json(f));
    json_put_view(one, "from", f->from);
    json_put_view(one, "to", f->to);
    json_put_view(one, "register", f->reg);
    json_put_view(one, "request", f->request);
    json_put_view(one, "purpose", f->purpose);
    json_array_append_new(list, one);
    return one;
}

static void compare_one(void *ctx, const struct law_facts *f) {
    struct comparing *c = ctx;
    struct law_decision x, y;
    law_decide(c->before, f, c->at, &x);
    if (c->row.bytes && !(x.row && view_same(x.row->id, c->row))) return;
    law_decide(c->after, f, c->at, &y);
    add_one(c->report, "decisions", 1);
    if (x.allowed == y.allowed && x.sharing == y.sharing && x.answer == y.answer && same_row(x.row, y.row)) return;
    add_one(change_of(c, f, &x, &y), "count", 1);
}

// Words that no row of either law speaks of can't tell two decisions apart: they are left out.
static void words_of(const struct law *law, struct spread *s, const struct spread *given) {
    if (!given->count[D_purpose]) for (size_t i = 0; i < law->purpose_count; i++) spread_add(s, D_purpose, law->purposes[i].id);
    for (size_t i = 0; i < law->category_count; i++) spread_add(s, D_category, law->categories[i].id);
    for (size_t i = 0; i < law->row_count; i++) {
        if (law->rows[i].open.kinds.count)
            for (enum subject_kind k = 0; k < SUBJECT_KIND_COUNT; k++) spread_add(s, D_kind, view_of(subject_kind_name(k)));
        if (law->rows[i].open.persons.count)
            for (enum law_person p = 0; p < PERSON_COUNT; p++) spread_add(s, D_subject_category, view_of(law_person_name(p)));
    }
}

static void add_penalties(const struct law *law, int *list, size_t *count, size_t most) {
    for (size_t i = 0; i < law->row_count; i++) {
        int months = law->rows[i].open.offence_months;
        bool have = !months;
        for (size_t k = 0; k < *count; k++) have |= list[k] == months;
        if (have || *count + 2 > most) continue;
        list[(*count)++] = months;
        if (months > 1) list[(*count)++] = months - 1;
    }
}

static bool asks_for(const struct comparing *c, unsigned gates) {
    for (int i = 0; i < 2; i++) {
        const struct law *law = i ? c->after : c->before;
        for (size_t r = 0; r < law->row_count; r++)
            if (law->rows[r].open.gates & gates) return true;
    }
    return false;
}

// ---- Words that no rule tells apart: one of them stands for all ----

static uint64_t mask_of(const struct row *r, enum dimension d) {
    return d == D_request ? r->requests : d == D_purpose ? r->purposes : d == D_category ? r->categories : d == D_kind ? r->kinds : r->persons;
}

static int place_in_law(const struct law *law, enum dimension d, struct view word) {
    enum subject_kind k;
    enum law_person p;
    if (d == D_kind) return subject_kind_read(word, &k) ? (int)k : -1;
    if (d == D_subject_category) return law_person_read(word, &p) ? (int)p : -1;
    size_t count = d == D_request ? law->request_count : d == D_purpose ? law->purpose_count : law->category_count;
    for (size_t i = 0; i < count; i++) {
        struct view id = d == D_request ? law->requests[i].id : d == D_purpose ? law->purposes[i].id : law->categories[i].id;
        if (view_same(id, word)) return (int)i;
    }
    return -1;
}

// What the rows that speak of this register (or of all) make of the word: two words with the same answer are decided alike.
static void told_of(const struct law *law, enum dimension d, struct view word, struct view reg, struct text *out) {
    int place = place_in_law(law, d, word);
    text_char(out, !word.bytes ? 'n' : place < 0 ? 'u' : d == D_category && law->categories[place].eu_only ? 'e' : 'k');
    for (size_t i = 0; place >= 0 && i < law->row_count; i++) {
        const struct row *r = &law->rows[i];
        if (!r->open.reg.bytes || view_same(r->open.reg, reg)) text_char(out, mask_of(r, d) >> place & 1 ? '1' : '0');
    }
    text_char(out, '/');
}

static void keep_one_of_each(const struct comparing *c, struct spread *s, enum dimension d, struct view reg) {
    AUTO_TEXT seen = text_with_ceiling(1 << 20);
    size_t kept = 0;
    for (size_t i = 0; i < s->count[d]; i++) {
        AUTO_TEXT told = text_with_ceiling(1 << 14);
        text_char(&told, '|');
        told_of(c->before, d, s->words[d][i], reg, &told);
        told_of(c->after, d, s->words[d][i], reg, &told);
        text_char(&told, '|');
        ENSURE(text_ok(&told));
        if (strstr(text_string(&seen), text_string(&told))) continue;
        text_put(&seen, text_string(&told));
        s->words[d][kept++] = s->words[d][i];
    }
    s->count[d] = kept;
}

// Register by register: what one asks for says nothing of another.
static void spread_by_register(struct comparing *c, const struct spread *s) {
    struct spread *one = malloc(sizeof *one);
    ENSURE(one);
    for (size_t i = 0; i < (s->count[D_register] ? s->count[D_register] : 1); i++) {
        *one = *s;
        if (s->count[D_register]) one->words[D_register][0] = s->words[D_register][i], one->count[D_register] = 1;
        for (enum dimension d = D_request; d < DIMENSION_COUNT; d++) keep_one_of_each(c, one, d, one->words[D_register][0]);
        spread_each(one, compare_one, c);
    }
    free(one);
}

// The words of a question are spread out; here also what is known of the record, and the offence around each threshold.
static void compare_known(struct comparing *c, struct spread *s) {
    int penalties[32] = {0};
    size_t count = 1;
    unsigned told = 1;  // what no row asks for is tried one way only
    if (asks_for(c, 1u << GATE_minors | 1u << GATE_adults)) told |= 2;
    if (asks_for(c, 1u << GATE_special_data | 1u << GATE_no_special_data)) told |= 4;
    add_penalties(c->before, penalties, &count, 32);
    add_penalties(c->after, penalties, &count, 32);
    for (size_t p = 0; p < count; p++)
        for (unsigned bits = 0; bits < 8; bits++) {
            if (bits & ~told) continue;
            s->fixed.offence_months = penalties[p];
            s->fixed.eu_only = bits & 1 ? YES : NO;
            s->fixed.minor = bits & 2 ? YES : NO;
            s->fixed.special = bits & 4 ? YES : NO;
            spread_by_register(c, s);
        }
}

static void compare_general(struct comparing *c, struct spread *s) {
    static const enum dimension of_record[] = {D_category, D_kind, D_subject_category};
    size_t kept[DIMENSION_COUNT];
    memcpy(kept, s->count, sizeof kept);
    for (int i = 0; i < 3; i++) s->count[of_record[i]] = 0;
    s->fixed = (struct law_facts){.general = true};
    spread_each(s, compare_one, c);
    memcpy(s->count, kept, sizeof kept);
    s->fixed = (struct law_facts){0};
}

json_t *trial_differences(const struct law *before, const struct law *after, struct instant at) {
    struct comparing c = {before, after, at, VIEW(""), trial_report()};
    struct spread *s = calloc(1, sizeof *s), none = {.count = {0}};
    ENSURE(s);
    for (int i = 0; i < 2; i++) {
        const struct law *law = i ? after : before;
        members_and_purposes_of(law, s);
        registers_of(law, s);
        words_of(law, s, &none);
        spread_add(s, D_request, VIEW(""));
        for (size_t k = 0; k < law->request_count; k++) spread_add(s, D_request, law->requests[k].id);
    }
    compare_general(&c, s);
    compare_known(&c, s);
    free(s);
    return c.report;
}

// ---- What was decided ----
static enum known known_of(const json_t *facts, const char *key) {
    const json_t *v = json_object_get(facts, key);
    return json_is_true(v) ? YES : json_is_false(v) ? NO : UNKNOWN;
}

static void facts_into(const json_t *facts, struct spread *s) {
    for (enum dimension d = 0; d < DIMENSION_COUNT; d++)
        if (json_view(facts, KEYS[d]).bytes) spread_add(s, d, json_view(facts, KEYS[d]));
    s->fixed = (struct law_facts){.eu_only = known_of(facts, "eu_only"), .minor = known_of(facts, "minor"), .special = known_of(facts, "special"),
                                  .offence_months = (int)json_int(facts, "offence_months"), .general = json_flag(facts, "general")};
}

// An entry names both members, but says who owns only by what it is.
static bool pair_of_entry(const json_t *entry, struct spread *s) {
    struct view node = json_view(entry, "node"), peer = json_view(entry, "peer"), op = json_view(entry, "op");
    bool owner = view_is(op, "disclosure") || view_is(op, "release") || view_is(op, "refuse");
    if (!node.bytes || !peer.bytes) return false;
    spread_add(s, D_from, owner ? node : peer);
    spread_add(s, D_to, owner ? peer : node);
    spread_add(s, D_register, json_view(entry, "register").bytes ? json_view(entry, "register") : VIEW("alerts"));
    if (json_view(entry, "purpose").bytes) spread_add(s, D_purpose, json_view(entry, "purpose"));
    return true;
}

static void compare_open(struct comparing *c, struct spread *s) {
    struct spread given = *s;
    int64_t seen = json_int(c->report, "decisions");
    if (given.count[D_purpose]) compare_general(c, s);
    if (json_int(c->report, "decisions") > seen) return;  // a question whether to ask at all
    words_of(c->before, s, &given);
    words_of(c->after, s, &given);
    compare_known(c, s);
}

static bool compare_entry(struct comparing *c, const json_t *entry, struct spread *s) {
    const json_t *facts = json_object_get(entry, "facts"), *bases = json_object_get(entry, "bases"), *base;
    const char *row;
    c->row = json_view(entry, "law_row");
    if (json_is_object(facts)) {
        facts_into(facts, s);
        spread_each(s, compare_one, c);
        return true;
    }
    if (!pair_of_entry(entry, s)) return false;
    if (c->row.bytes) compare_open(c, s);
    json_object_foreach((json_t *)bases, row, base) {
        struct spread *again = malloc(sizeof *again);
        ENSURE(again);
        *again = *s;
        c->row = view_of(row);
        compare_open(c, again);
        free(again);
    }
    return c->row.bytes > 0;
}

void trial_recorded(const struct law *before, const struct law *after, const json_t *recorded, struct instant at, json_t *report) {
    struct comparing c = {before, after, at, VIEW(""), report};
    struct spread *s = calloc(1, sizeof *s);
    bool used = true;
    ENSURE(s);
    struct instant then;
    if (instant_read(json_view(recorded, "at"), &then)) c.at = then;
    if (json_object_get(recorded, "op")) {
        used = compare_entry(&c, recorded, s);
    } else {
        facts_into(recorded, s);
        c.row = json_view(recorded, "law_row");
        used = s->count[D_from] && s->count[D_to];
        if (used) spread_each(s, compare_one, &c);
    }
    if (!used) add_one(report, "left_out", 1);
    free(s);
}
