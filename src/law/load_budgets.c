// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load_budgets.c — how much one member may ask (laws/budgets.yaml). A folder without that table has the strict row below
// for every purpose; one with it has a row for each.
#include "law/load_room.h"

#define BUDGET_TABLE "budgets.yaml"
static const struct law_budget STRICT = {.id = {"strict", 6}, .per_hour = 300, .per_day = 1500, .many_names = 200, .one_hit_in = 100,
                                         .one_name = 10, .one_date = 20};

#define THING law_budget
static const struct field BUDGET[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"title", T_VIEW, MUST, AT(title), NULL}, {"per_hour", T_INT, MUST, AT(per_hour), NULL},
    {"per_day", T_INT, MUST, AT(per_day), NULL}, {"officer_per_hour", T_INT, MAY, AT(officer_per_hour), NULL},
    {"officer_per_day", T_INT, MAY, AT(officer_per_day), NULL}, {"many_names", T_INT, MAY, AT(many_names), NULL},
    {"one_hit_in", T_INT, MAY, AT(one_hit_in), NULL}, {"one_name", T_INT, MAY, AT(one_name), NULL},
    {"one_date", T_INT, MAY, AT(one_date), NULL}, {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL},
    {"note", T_VIEW, MAY, AT(note), NULL}, END};
#undef THING

bool is_budget_table(const char *name) { return strcmp(name, BUDGET_TABLE) == 0; }

static const struct law_budget *row_of(const struct law *law, struct view purpose) {
    for (size_t i = 0; i < law->budget_count; i++)
        if (view_same(law->budgets[i].id, purpose)) return &law->budgets[i];
    return NULL;
}

const struct law_budget *law_budget(const struct law *law, struct view purpose) {
    const struct law_budget *b = row_of(law, purpose);
    return b ? b : &STRICT;
}

static RESULT check_budget(struct loading *l, const struct yaml *y, const struct law_budget *b) {
    size_t count;
    const struct law_purpose *purposes = law_purposes(l->law, &count);
    bool known = false;
    for (size_t i = 0; i < count; i++) known |= view_same(purposes[i].id, b->id);
    if (!known) return yaml_fail(l->err, l->file, yaml_at(y, "id"), "is no purpose");
    if (b->per_hour < 1 || b->per_day < b->per_hour) return yaml_fail(l->err, l->file, y, "per_hour must be at least 1 and per_day no less than it");
    if (!b->officer_per_hour != !b->officer_per_day || b->officer_per_hour > b->per_hour || b->officer_per_day > b->per_day ||
        b->officer_per_day < b->officer_per_hour)
        return yaml_fail(l->err, l->file, y, "officer_per_hour and officer_per_day go together, and are no more than the member's");
    if (!b->many_names != !b->one_hit_in) return yaml_fail(l->err, l->file, y, "many_names and one_hit_in go together");
    return DONE;
}

RESULT read_budgets(struct loading *l, const struct parsed *file) {
    const struct yaml *list;
    size_t count, n = 0;
    l->file = file->name;
    TRY(read_list(l, file->top, "budgets", &list, &count));
    TRY(only_keys(l, file->top, "budgets", NULL, NULL));
    TRY(read_things(l, list, BUDGET, sizeof(struct law_budget), LAW_WORDS_MAX, &l->law->budgets, &l->law->budget_count));
    for (const struct yaml *y = list->first; y; y = y->next) TRY(check_budget(l, y, &l->law->budgets[n++]));
    const struct law_purpose *purposes = law_purposes(l->law, &count);
    for (size_t i = 0; i < count; i++)
        if (!row_of(l->law, purposes[i].id)) return yaml_fail(l->err, l->file, list, "the purpose \"%.*s\" has no budget", VIEW_ARGS(purposes[i].id));
    return DONE;
}
