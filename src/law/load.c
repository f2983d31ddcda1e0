// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load.c — the tables become rows. What a file may say is itself a table of fields; anything else is refused.
#include "base/dates.h"
#include "codec/subject.h"
#include "law/load_room.h"
#include "sys/sys.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define THING law_member
static const struct field MEMBER[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"country", T_VIEW, MUST, AT(country), NULL}, {"names", T_JSON, MUST, AT(names), NULL},
    {"eu", T_FLAG, MUST, AT(eu), NULL}, {"languages", T_WORDS, MUST, AT(languages), NULL},
    {"authorities", T_JSON, MUST, AT(authorities), NULL}, {"source", T_VIEW, MUST, AT(source), NULL},
    {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING
#define THING law_instrument
static const struct field INSTRUMENT_FORCE[] = {{"from", T_DAY, MUST, AT(from), NULL}, {"to", T_DAY, MAY, AT(to), NULL}, END};
static const struct field INSTRUMENT[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"in_force", T_MAP, MUST, 0, INSTRUMENT_FORCE},
    {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, {"notes", T_VIEW, MAY, AT(notes), NULL}, END};
#undef THING
#define THING law_purpose
static const struct field PURPOSE[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"source", T_VIEW, MUST, AT(source), NULL},
    {"floor_percent", T_INT, MAY, AT(floor_percent), NULL}, {"lowers_judged", T_FLAG, MAY, AT(lowers_judged), NULL},
    {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING
#define THING law_condition
static const struct field CONDITION[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"refuses", T_WORDS, MAY, AT(refuses), NULL},
    {"purposes", T_WORDS, MAY, AT(purposes), NULL}, {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING
#define THING law_traits
static const struct field TRAITS[] = {{"id", T_VIEW, MUST, AT(id), NULL}, {"words", T_WORDS, MUST, AT(words), NULL},
                                     {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, END};
#undef THING
struct category_draft {
    struct law_category open;
    struct view instrument;
};
#define THING category_draft
static const struct field CATEGORY_REVIEW[] = {{"years", T_INT, MUST, AT(open.review_years), NULL},
                                               {"years_minor", T_INT, MAY, AT(open.review_years_minor), NULL}, END};
static const struct field CATEGORY[] = {
    {"id", T_VIEW, MUST, AT(open.id), NULL}, {"instrument", T_VIEW, MUST, AT(instrument), NULL},
    {"article", T_VIEW, MUST, AT(open.article), NULL}, {"action", T_VIEW, MUST, AT(open.action), NULL},
    {"purpose", T_VIEW, MUST, AT(open.purpose), NULL}, {"register", T_VIEW, MAY, AT(open.reg), NULL},
    {"review", T_MAP, MUST, 0, CATEGORY_REVIEW}, {"retain_years", T_INT, MUST, AT(open.retain_years), NULL},
    {"eu_only", T_FLAG, MUST, AT(open.eu_only), NULL}, {"protective", T_FLAG, MAY, AT(open.protective), NULL},
    {"suspect", T_FLAG, MAY, AT(open.suspect), NULL}, {"listed", T_FLAG, MAY, AT(open.listed), NULL},
    {"misused_identity", T_FLAG, MAY, AT(open.misused), NULL},
    {"kinds", T_WORDS, MUST, AT(open.kinds), NULL}, {"required", T_WORDS, MUST, AT(open.required), NULL},
    {"source", T_VIEW, MUST, AT(open.source), NULL}, {"mark", T_MARK, MUST, AT(open.mark), NULL}, END};
#undef THING
#define THING row
static const struct field ROW_EMERGENCY[] = {{"hours", T_INT, MUST, AT(open.emergency_hours), NULL},
                                             {"source", T_VIEW, MUST, AT(open.emergency_source), NULL},
                                             {"mark", T_MARK, MUST, AT(open.emergency_mark), NULL}, END};
static const struct field ROW_FORCE[] = {{"from", T_DAY_OR_UNKNOWN, MUST, AT(open.begins), NULL}, {"to", T_DAY, MAY, AT(open.ends), NULL}, END};
static const struct field ROW_BASIS[] = {{"instrument", T_VIEW, MUST, AT(instrument), NULL},
                                         {"article", T_VIEW, MUST, AT(open.article), NULL}, END};
static const struct field ROW_APPROVALS[] = {{"request", T_INT, MUST, AT(open.approvals_request), NULL},
                                             {"release", T_INT, MUST, AT(open.approvals_release), NULL},
                                             {"special", T_INT, MAY, AT(open.approvals_special), NULL}, END};
static const struct field ROW[] = {
    {"id", T_VIEW, MUST, AT(open.id), NULL}, {"effect", T_EFFECT, MUST, AT(open.effect), NULL}, {"order", T_INT, MAY, AT(open.order), NULL},
    {"from", T_WORDS, MAY, AT(open.from), NULL}, {"to", T_WORDS, MAY, AT(open.to), NULL},
    {"register", T_VIEW, MAY, AT(open.reg), NULL}, {"requests", T_WORDS, MAY, AT(open.requests), NULL},
    {"purposes", T_WORDS, MAY, AT(open.purposes), NULL}, {"categories", T_WORDS, MAY, AT(open.categories), NULL},
    {"subject_kinds", T_WORDS, MAY, AT(open.kinds), NULL}, {"subject_categories", T_WORDS, MAY, AT(open.persons), NULL},
    {"sharing", T_SHARING, MAY, AT(open.sharing), NULL},
    {"answer", T_ANSWER, MAY, AT(open.answer), NULL}, {"approvals", T_MAP, MAY, 0, ROW_APPROVALS},
    {"emergency", T_MAP, MAY, 0, ROW_EMERGENCY},
    {"clock", T_VIEW, MAY, AT(clock), NULL}, {"offence_months", T_INT, MAY, AT(open.offence_months), NULL},
    {"gates", T_WORDS, MAY, AT(gate_words), NULL}, {"conditions", T_WORDS, MAY, AT(condition_words), NULL},
    {"basis", T_MAP, MUST, 0, ROW_BASIS}, {"in_force", T_MAP, MUST, 0, ROW_FORCE}, {"source", T_VIEW, MUST, AT(open.source), NULL},
    {"mark", T_MARK, MUST, AT(open.mark), NULL}, {"note", T_VIEW, MAY, AT(open.note), NULL}, END};
#undef THING

// ---- Protected traits: Directive (EU) 2016/680 art. 10 (special categories) and art. 11(3) (no profiling on them) ----
static bool same_small(struct view a, struct view b) { return a.bytes == b.bytes && strncasecmp(a.at, b.at, a.bytes) == 0; }

static bool is_trait(const struct loading *l, struct view word) {
    for (size_t i = 0; i < l->law->trait_count; i++)
        for (size_t k = 0; k < l->law->traits[i].words.count; k++)
            if (same_small(l->law->traits[i].words.at[k], word)) return true;
    return false;
}

// Letters are those of ASCII and every byte above it: words of all six languages hold together.
static bool names_trait(const struct loading *l, struct view v) {
    size_t from = 0;
    for (size_t i = 0; i <= v.bytes; i++) {
        bool letter = i < v.bytes && ((unsigned char)v.at[i] >= 0x80 || ((v.at[i] | 32) >= 'a' && (v.at[i] | 32) <= 'z'));
        if (letter) continue;
        if (is_trait(l, (struct view){v.at + from, i - from})) return true;
        from = i + 1;
    }
    return false;
}

// Keys, and the words that rows reason with; titles and notes may of course speak of anything.
static RESULT refuse_traits(struct loading *l, const struct yaml *y, bool reasons) {
    static const char *const texts[] = {"title", "source", "note", "notes", "names", "authorities", "article"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (view_is(y->key, texts[i])) reasons = false;
    if (names_trait(l, y->key) || (reasons && y->kind == YAML_WORD && names_trait(l, y->text)))
        return yaml_fail(l->err, l->file, y, "no rule on protected traits: Directive (EU) 2016/680 arts. 10 and 11(3)");
    for (const struct yaml *c = y->first; c; c = c->next) TRY(refuse_traits(l, c, reasons));
    return DONE;
}

// ---- One table ----
struct table {
    const char *file, *key;       // file NULL: any other, its rows
    const struct field *fields;
    size_t thing_bytes, at, count_at, most;
};
#define TABLE(file, key, fields, type, list, count, most) \
    {file, key, fields, sizeof(type), offsetof(struct law, list), offsetof(struct law, count), most}
static const struct table TABLES[] = {
    TABLE("members.yaml", "members", MEMBER, struct law_member, members, member_count, LAW_WORDS_MAX),
    TABLE("instruments.yaml", "instruments", INSTRUMENT, struct law_instrument, instruments, instrument_count, 1000),
    TABLE("purposes.yaml", "purposes", PURPOSE, struct law_purpose, purposes, purpose_count, LAW_WORDS_MAX),
    TABLE("conditions.yaml", "conditions", CONDITION, struct law_condition, conditions, condition_count, 1000),
};

static const struct table TRAIT_TABLE = TABLE("traits.yaml", "traits", TRAITS, struct law_traits, traits, trait_count, 100);

static RESULT read_table(struct loading *l, const struct yaml *top, const struct table *t) {
    const struct yaml *list;
    size_t count;
    TRY(read_list(l, top, t->key, &list, &count));
    TRY(only_keys(l, top, t->key, NULL, NULL));
    TRY(read_things(l, list, t->fields, t->thing_bytes, t->most, (char *)l->law + t->at, &count));
    memcpy((char *)l->law + t->count_at, &count, sizeof count);
    return DONE;
}

// ---- Words become bits ----
static RESULT mask_of(struct loading *l, const struct yaml *row, const char *key, struct words w, const void *things, size_t thing_bytes,
                      size_t count, uint64_t *out) {
    uint64_t mask = 0;
    for (size_t i = 0; i < w.count; i++) {
        int n = find(things, thing_bytes, count, w.at[i]);
        if (n < 0) return yaml_fail(l->err, l->file, yaml_at(row, key), "\"%.*s\" is not in its table", VIEW_ARGS(w.at[i]));
        mask |= UINT64_C(1) << n;
    }
    *out = w.count ? mask : UINT64_MAX;
    return DONE;
}
#define MASK(row_, key, words, list, count, out) \
    mask_of(l, (row_)->at, key, words, l->law->list, sizeof *l->law->list, l->law->count, out)

static RESULT kinds_of(struct loading *l, const struct yaml *y, struct words w, uint32_t *out) {
    uint32_t mask = 0;
    for (size_t i = 0; i < w.count; i++) {
        enum subject_kind k;
        if (!subject_kind_read(w.at[i], &k)) return yaml_fail(l->err, l->file, y, "\"%.*s\" is no kind of subject", VIEW_ARGS(w.at[i]));
        mask |= 1u << k;
    }
    *out = w.count ? mask : UINT32_MAX;
    return DONE;
}

static RESULT persons_of(struct loading *l, const struct yaml *y, struct words w, uint32_t *out) {
    uint32_t mask = 0;
    for (size_t i = 0; i < w.count; i++) {
        enum law_person p;
        if (!law_person_read(w.at[i], &p)) return yaml_fail(l->err, l->file, y, "\"%.*s\" is no category of subject", VIEW_ARGS(w.at[i]));
        mask |= 1u << p;
    }
    *out = w.count ? mask : UINT32_MAX;
    return DONE;
}

static RESULT gates_of(struct loading *l, struct row *r) {
    for (size_t i = 0; i < r->gate_words.count; i++) {
        unsigned gate = 0;
        while (gate < GATE_COUNT && !view_is(r->gate_words.at[i], law_gate_name(gate))) gate++;
        if (gate == GATE_COUNT)
            return yaml_fail(l->err, l->file, yaml_at(r->at, "gates"), "\"%.*s\" is no gate", VIEW_ARGS(r->gate_words.at[i]));
        r->open.gates |= 1u << gate;
    }
    return DONE;
}

static RESULT conditions_of(struct loading *l, struct row *r) {
    r->open.conditions = json_array();
    json_array_append_new(l->law->kept, r->open.conditions);
    for (size_t i = 0; i < r->condition_words.count; i++) {
        struct view w = r->condition_words.at[i];
        if (find(l->law->conditions, sizeof *l->law->conditions, l->law->condition_count, w) < 0)
            return yaml_fail(l->err, l->file, yaml_at(r->at, "conditions"), "\"%.*s\" is not in its table", VIEW_ARGS(w));
        json_array_append_new(r->open.conditions, json_of(w));
    }
    return DONE;
}

// A row that allows says of everything to whom, what for and how much: silence never grants.
static RESULT speaks_out(struct loading *l, const struct row *r) {
    static const char *const musts[] = {"from", "to", "register", "purposes", "sharing", "answer", "approvals"};
    static const char *const nots[] = {"order", "sharing", "answer", "approvals", "clock", "conditions", "emergency"};
    if (r->open.effect == EFFECT_allow)
        for (size_t i = 0; i < sizeof musts / sizeof *musts; i++)
            if (!yaml_at(r->at, musts[i])) return yaml_fail(l->err, l->file, r->at, "\"%s\" is missing; a row that allows must say it", musts[i]);
    if (r->open.effect == EFFECT_deny)
        for (size_t i = 0; i < sizeof nots / sizeof *nots; i++)
            if (yaml_at(r->at, nots[i])) return yaml_fail(l->err, l->file, yaml_at(r->at, nots[i]), "has no meaning in a row that denies");
    if (r->open.effect == EFFECT_allow && r->open.requests.count && !r->open.approvals_release)
        return yaml_fail(l->err, l->file, r->at, "a release needs at least one approval (four eyes)");
    const struct yaml *emergency = yaml_at(r->at, "emergency");
    if (emergency && (!r->open.requests.count || r->open.emergency_hours < 1 || r->open.emergency_hours > EMERGENCY_HOURS_MAX))
        return yaml_fail(l->err, l->file, emergency, "only of a row about requests, and of 1 to %d hours", EMERGENCY_HOURS_MAX);
    if (r->open.ends.ms && !instant_before(r->open.begins, r->open.ends))
        return yaml_fail(l->err, l->file, r->at, "ends before it begins, or its first day is not known");
    if (r->open.effect == EFFECT_deny && law_day_unknown(r->open.begins))
        return yaml_fail(l->err, l->file, yaml_at(r->at, "in_force"), "a row that denies has a day: while it is not known it would deny nothing");
    return DONE;
}

static RESULT settle_row(struct loading *l, struct row *r) {
    l->file = r->file;
    TRY(speaks_out(l, r));
    TRY(MASK(r, "from", r->open.from, members, member_count, &r->from));
    TRY(MASK(r, "to", r->open.to, members, member_count, &r->to));
    TRY(MASK(r, "purposes", r->open.purposes, purposes, purpose_count, &r->purposes));
    TRY(MASK(r, "categories", r->open.categories, categories, category_count, &r->categories));
    TRY(MASK(r, "requests", r->open.requests, requests, request_count, &r->requests));
    TRY(kinds_of(l, yaml_at(r->at, "subject_kinds"), r->open.kinds, &r->kinds));
    TRY(persons_of(l, yaml_at(r->at, "subject_categories"), r->open.persons, &r->persons));
    TRY(gates_of(l, r));
    TRY(conditions_of(l, r));
    if (r->open.approvals_special < r->open.approvals_release) r->open.approvals_special = r->open.approvals_release;
    if (r->clock.bytes && !(r->open.clock = law_clock(l->law, r->clock)))
        return yaml_fail(l->err, l->file, yaml_at(r->at, "clock"), "\"%.*s\" is not in clocks.yaml", VIEW_ARGS(r->clock));
    r->open.instrument = law_instrument(l->law, r->instrument);
    if (!r->open.instrument) return yaml_fail(l->err, l->file, yaml_at(r->at, "basis"), "\"%.*s\" is not in instruments.yaml", VIEW_ARGS(r->instrument));
    return DONE;
}

// ---- alerts.yaml ----
static RESULT read_compatible(struct loading *l, const struct yaml *top) {
    const struct yaml *matrix = yaml_at(top, "compatible"), *order = yaml_at(top, "priority");
    if (!matrix || matrix->kind != YAML_MAP) return yaml_fail(l->err, l->file, top, "\"compatible\" must be a map");
    if (!order) return yaml_fail(l->err, l->file, top, "\"priority\" is missing");
    TRY(read_words(l, order, &l->law->priority));
    for (const struct yaml *y = matrix->first; y; y = y->next) {
        struct words w;
        TRY(read_words(l, y, &w));
        for (size_t i = 0; i < w.count; i++) {
            AUTO_TEXT other = text_with_ceiling(200);
            text_view(&other, w.at[i]);
            const struct yaml *back = yaml_at(matrix, text_string(&other));
            bool found = false;
            for (const struct yaml *c = back ? back->first : NULL; c; c = c->next) found |= view_same(c->text, y->key);
            if (!found) return yaml_fail(l->err, l->file, y, "\"%.*s\" does not say the same back", VIEW_ARGS(w.at[i]));
        }
    }
    l->law->compatible = matrix;
    return DONE;
}

static RESULT read_categories(struct loading *l, const struct yaml *top) {
    const struct yaml *list;
    size_t count, n = 0;
    TRY(read_list(l, top, "categories", &list, &count));
    TRY(only_keys(l, top, "categories", "compatible", "priority"));
    if (count > LAW_WORDS_MAX) return yaml_fail(l->err, l->file, list, "more than %d", LAW_WORDS_MAX);
    struct law_category *all = ARENA_ARRAY(&l->law->arena, count, struct law_category);
    if (!all) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next, n++) {
        struct category_draft d;
        uint32_t kinds;
        memset(&d, 0, sizeof d);
        TRY(read_fields(l, c, CATEGORY, &d));
        TRY(kinds_of(l, c, d.open.kinds, &kinds));
        d.open.instrument = law_instrument(l->law, d.instrument);
        if (!d.open.instrument) return yaml_fail(l->err, l->file, c, "\"%.*s\" is not in instruments.yaml", VIEW_ARGS(d.instrument));
        if (find(l->law->purposes, sizeof *l->law->purposes, l->law->purpose_count, d.open.purpose) < 0)
            return yaml_fail(l->err, l->file, yaml_at(c, "purpose"), "is not in purposes.yaml");
        if (!d.open.review_years || d.open.retain_years < d.open.review_years) return yaml_fail(l->err, l->file, c, "the terms make no sense");
        if (find(all, sizeof *all, n, d.open.id) >= 0) return yaml_fail(l->err, l->file, c, "the id is taken");
        if (!d.open.reg.bytes) d.open.reg = VIEW("alerts");
        all[n] = d.open;
    }
    l->law->categories = all;
    l->law->category_count = count;
    return read_compatible(l, top);
}

// ---- All files ----
static RESULT read_rows(struct loading *l, const struct parsed *p) {
    const struct yaml *list;
    size_t count;
    l->file = p->name;
    TRY(read_list(l, p->top, "rows", &list, &count));
    TRY(only_keys(l, p->top, "rows", NULL, NULL));
    for (const struct yaml *c = list->first; c; c = c->next) {
        struct row *r = &l->law->rows[l->law->row_count];
        if (l->law->row_count == LAW_ROWS_MAX) return yaml_fail(l->err, l->file, c, "more than %d rows", LAW_ROWS_MAX);
        TRY(read_fields(l, c, ROW, r));
        r->file = p->name;
        r->at = c;
        if (find(l->law->rows, sizeof *r, l->law->row_count, r->open.id) >= 0)
            return yaml_fail(l->err, l->file, c, "the id \"%.*s\" is taken", VIEW_ARGS(r->open.id));
        l->law->row_count++;
    }
    return DONE;
}

static const struct parsed *parsed_named(const struct parsed *p, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(p[i].name, name) == 0) return &p[i];
    return NULL;
}

static bool is_table(const char *name) {
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        if (strcmp(TABLES[i].file, name) == 0) return true;
    return strcmp(name, "alerts.yaml") == 0 || strcmp(name, TRAIT_TABLE.file) == 0 || is_clock_table(name) || is_calendar(name) || is_kind_table(name) ||
           is_budget_table(name) || is_sealed_table(name) || is_opening_table(name) || is_evidence_table(name);
}

// A condition refuses uses that there are, and names purposes that there are.
static RESULT check_conditions(struct loading *l, const struct parsed *p) {
    const struct yaml *y = yaml_at(p->top, "conditions")->first;
    l->file = p->name;
    for (size_t i = 0; i < l->law->condition_count; i++, y = y->next) {
        const struct law_condition *c = &l->law->conditions[i];
        enum law_use use;
        for (size_t k = 0; k < c->refuses.count; k++)
            if (!law_use_read(c->refuses.at[k], &use))
                return yaml_fail(l->err, l->file, yaml_at(y, "refuses"), "\"%.*s\" is no use", VIEW_ARGS(c->refuses.at[k]));
        for (size_t k = 0; k < c->purposes.count; k++)
            if (find(l->law->purposes, sizeof *l->law->purposes, l->law->purpose_count, c->purposes.at[k]) < 0)
                return yaml_fail(l->err, l->file, yaml_at(y, "purposes"), "\"%.*s\" is not in purposes.yaml", VIEW_ARGS(c->purposes.at[k]));
    }
    return DONE;
}

static RESULT read_tables(struct loading *l, const struct parsed *files, size_t count) {
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        const struct parsed *p = parsed_named(files, count, TABLES[i].file);
        if (!p) return FAIL(l->err, NOT_FOUND, "%s is missing", TABLES[i].file);
        l->file = p->name;
        TRY(read_table(l, p->top, &TABLES[i]));
    }
    TRY(check_conditions(l, parsed_named(files, count, "conditions.yaml")));
    const struct parsed *p = parsed_named(files, count, "alerts.yaml");
    if (!p) return FAIL(l->err, NOT_FOUND, "alerts.yaml is missing");
    l->file = p->name;
    return read_categories(l, p->top);
}

// The order of deciding: rows that deny, then what lets most be answered, then most openly, then by `order`, then by id.
static int by_weight(const void *a, const void *b) {
    const struct law_row *x = &((const struct row *)a)->open, *y = &((const struct row *)b)->open;
    if (x->effect != y->effect) return (int)x->effect - (int)y->effect;
    if (x->answer != y->answer) return (int)y->answer - (int)x->answer;
    if (x->sharing != y->sharing) return (int)x->sharing - (int)y->sharing;
    if (x->order != y->order) return x->order - y->order;
    return view_compare(x->id, y->id);
}

static bool on_pair(const struct row *r, size_t from, size_t to) { return (r->from >> from & 1) && (r->to >> to & 1); }

static RESULT index_pairs(struct loading *l) {
    struct law *w = l->law;
    size_t pairs = w->member_count * w->member_count, total = 0, n = 0;
    for (size_t p = 0; p < pairs; p++)
        for (size_t i = 0; i < w->row_count; i++) total += on_pair(&w->rows[i], p / w->member_count, p % w->member_count);
    w->starts = ARENA_ARRAY(&w->arena, pairs + 1, uint32_t);
    w->pairs = ARENA_ARRAY(&w->arena, total + 1, const struct row *);
    if (!w->starts || !w->pairs) return too_big(l);
    for (size_t p = 0; p < pairs; p++) {
        w->starts[p] = (uint32_t)n;
        for (size_t i = 0; i < w->row_count; i++)
            if (on_pair(&w->rows[i], p / w->member_count, p % w->member_count)) w->pairs[n++] = &w->rows[i];
    }
    w->starts[pairs] = (uint32_t)n;
    return DONE;
}

static RESULT parse_files(struct loading *l, const struct law_file *files, size_t count, struct parsed *out) {
    for (size_t i = 0; i < count; i++) {
        out[i].name = l->file = arena_copy(&l->law->arena, view_of(files[i].name));
        if (!l->file) return FAIL(l->err, TOO_BIG, "above the ceiling");
        if (parsed_named(out, i, l->file)) return FAIL(l->err, BAD_YAML, "%s is given twice", l->file);
        TRY(yaml_tree(l->file, files[i].bytes, &l->law->arena, &out[i].top, l->err));
        json_object_set_new(l->law->canonical, l->file, yaml_json(out[i].top));
    }
    return DONE;
}

static RESULT refuse_all_traits(struct loading *l, const struct parsed *files, size_t count) {
    const struct parsed *words = parsed_named(files, count, TRAIT_TABLE.file);
    if (!words) return FAIL(l->err, NOT_FOUND, "%s is missing", TRAIT_TABLE.file);
    l->file = words->name;
    TRY(read_table(l, words->top, &TRAIT_TABLE));
    for (size_t i = 0; i < count; i++) {
        if (&files[i] == words) continue;
        l->file = files[i].name;
        TRY(refuse_traits(l, files[i].top, true));
    }
    return DONE;
}

static size_t rows_in(const struct parsed *files, size_t count) {
    size_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        const struct yaml *list = !is_table(files[i].name) && files[i].top->kind == YAML_MAP ? yaml_at(files[i].top, "rows") : NULL;
        for (const struct yaml *c = list ? list->first : NULL; c && rows < LAW_ROWS_MAX; c = c->next) rows++;
    }
    return rows;
}

static RESULT build(struct loading *l, const struct law_file *files, size_t count) {
    struct law *w = l->law;
    struct parsed *parsed = ARENA_ARRAY(&w->arena, count, struct parsed);
    if (!parsed) return too_big(l);
    TRY(parse_files(l, files, count, parsed));
    TRY(refuse_all_traits(l, parsed, count));
    TRY(read_tables(l, parsed, count));
    TRY(read_clocks(l, parsed, count));
    TRY(read_kinds(l, parsed, count));
    w->rows = ARENA_ARRAY(&w->arena, rows_in(parsed, count) + 1, struct row);
    if (!w->rows) return too_big(l);
    for (size_t i = 0; i < count; i++)
        if (is_budget_table(parsed[i].name)) TRY(read_budgets(l, &parsed[i]));
    TRY(read_sealed(l, parsed_named(parsed, count, "sealed.yaml")));
    TRY(read_openings(l, parsed_named(parsed, count, "opening.yaml")));
    TRY(read_evidence_terms(l, parsed_named(parsed, count, "evidence.yaml")));
    for (size_t i = 0; i < count; i++)
        if (!is_table(parsed[i].name)) TRY(read_rows(l, &parsed[i]));
    for (size_t i = 0; i < w->row_count; i++) TRY(settle_row(l, &w->rows[i]));
    qsort(w->rows, w->row_count, sizeof *w->rows, by_weight);
    return index_pairs(l);
}

RESULT law_read(const struct law_file *files, size_t count, struct law **out, struct error *err) {
    struct law *w = calloc(1, sizeof *w);
    if (!w) return FAIL(err, NO_SYSTEM, "no memory");
    *w = (struct law){.arena = arena_with_ceiling(LAW_BYTES_MAX), .canonical = json_object(), .kept = json_array()};
    struct loading l = {w, "laws", err};
    struct result r = build(&l, files, count);
    if (FAILED(r)) law_free(w);
    else *out = w;
    return r;
}

struct law *law_free(struct law *law) {
    if (!law) return NULL;
    arena_free(&law->arena);
    json_decref(law->canonical);
    json_decref(law->kept);
    free(law);
    return NULL;
}

void law_canonical(const struct law *law, struct text *out) { text_json(out, law->canonical); }

// ---- A folder ----
enum { FILES_MAX = 200, FILE_BYTES_MAX = 1 << 20 };

static int is_yaml(const struct dirent *d) {
    size_t n = strlen(d->d_name);
    return d->d_name[0] != '.' && n > 5 && strcmp(d->d_name + n - 5, ".yaml") == 0;
}

static RESULT read_folder(const char *folder, struct dirent **names, size_t count, struct law **out, struct error *err) {
    struct law_file files[FILES_MAX] = {0};
    struct text texts[FILES_MAX];
    size_t n = 0;
    struct result r = count > FILES_MAX ? FAIL(err, TOO_BIG, "more than %d files of law", FILES_MAX) : DONE;
    for (; !FAILED(r) && n < count; n++) {
        AUTO_TEXT path = text_with_ceiling(4096);
        text_format(&path, "%s/%s", folder, names[n]->d_name);
        texts[n] = text_with_ceiling(FILE_BYTES_MAX);
        r = file_read(text_string(&path), FILE_BYTES_MAX, &texts[n], err);
        files[n] = (struct law_file){names[n]->d_name, text_seen(&texts[n])};
    }
    if (!FAILED(r)) r = law_read(files, n, out, err);
    while (n) text_free(&texts[--n]);
    return r;
}

RESULT law_load(const char *folder, struct law **out, struct error *err) {
    struct dirent **names;
    int count = scandir(folder, &names, is_yaml, alphasort);
    if (count < 0) return FAIL(err, NOT_FOUND, "%s: %s", folder, strerror(errno));
    struct result r = read_folder(folder, names, (size_t)count, out, err);
    for (int i = 0; i < count; i++) free(names[i]);
    free(names);
    return r;
}
