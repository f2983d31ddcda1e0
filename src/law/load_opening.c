// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load_opening.c — on which grounds locked items are opened (laws/opening.yaml).
#include "law/load_room.h"
#include "law/opening.h"

#define OPENING_TABLE "opening.yaml"
enum { OPENINGS_MAX = 200 };

#define THING law_opening
static const struct field OPENING[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"member", T_VIEW, MUST, AT(member), NULL}, {"ground", T_VIEW, MUST, AT(ground), NULL},
    {"title", T_VIEW, MUST, AT(title), NULL}, {"purposes", T_WORDS, MUST, AT(purposes), NULL}, {"approvals", T_INT, MUST, AT(approvals), NULL},
    {"tries", T_INT, MUST, AT(tries), NULL}, {"instrument", T_VIEW, MUST, AT(instrument), NULL}, {"article", T_VIEW, MUST, AT(article), NULL},
    {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, {"note", T_VIEW, MAY, AT(note), NULL}, END};
#undef THING

bool is_opening_table(const char *name) { return strcmp(name, OPENING_TABLE) == 0; }

bool opening_ground_known(struct view ground) {
#define X(name) if (view_is(ground, #name)) return true;
    OPENING_GROUNDS(X)
#undef X
    return false;
}

const struct law_opening *law_opening(const struct law *law, struct view member, struct view ground, struct view purpose, struct instant now) {
    const struct law_opening *best = NULL;
    for (size_t i = 0; i < law->opening_count; i++) {
        const struct law_opening *o = &law->openings[i];
        if (!view_same(o->member, member) || !view_same(o->ground, ground) || !words_have(o->purposes, purpose)) continue;
        if (instrument_runs(law_instrument(law, o->instrument), now) && (!best || view_compare(o->id, best->id) < 0)) best = o;
    }
    return best;
}

static RESULT check_opening(struct loading *l, const struct yaml *y, const struct law_opening *o) {
    size_t count;
    const struct law_purpose *purposes = law_purposes(l->law, &count);
    if (!law_member(l->law, o->member)) return yaml_fail(l->err, l->file, yaml_at(y, "member"), "is no member");
    if (!opening_ground_known(o->ground)) return yaml_fail(l->err, l->file, yaml_at(y, "ground"), "handed_over, found, ordered, provider or own");
    if (!law_instrument(l->law, o->instrument)) return yaml_fail(l->err, l->file, yaml_at(y, "instrument"), "is not in instruments.yaml");
    if (o->approvals < 0 || o->approvals > OPENING_APPROVALS_MAX) return yaml_fail(l->err, l->file, yaml_at(y, "approvals"), "0 to %d", OPENING_APPROVALS_MAX);
    if (o->tries < 1 || o->tries > OPENING_TRIES_MAX)
        return yaml_fail(l->err, l->file, yaml_at(y, "tries"), "1 to %d: nothing is guessed here", OPENING_TRIES_MAX);
    for (size_t i = 0; i < o->purposes.count; i++)
        if (find(purposes, sizeof *purposes, count, o->purposes.at[i]) < 0)
            return yaml_fail(l->err, l->file, yaml_at(y, "purposes"), "\"%.*s\" is not in purposes.yaml", VIEW_ARGS(o->purposes.at[i]));
    return DONE;
}

RESULT read_openings(struct loading *l, const struct parsed *file) {
    const struct yaml *list;
    size_t count = 0, n = 0;
    if (!file) return DONE;
    l->file = file->name;
    TRY(read_list(l, file->top, "openings", &list, &count));
    TRY(only_keys(l, file->top, "openings", NULL, NULL));
    TRY(read_things(l, list, OPENING, sizeof *l->law->openings, OPENINGS_MAX, &l->law->openings, &l->law->opening_count));
    for (const struct yaml *y = list->first; y; y = y->next, n++) TRY(check_opening(l, y, &l->law->openings[n]));
    return DONE;
}
