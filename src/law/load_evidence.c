// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load_evidence.c — how long items of evidence are kept (laws/evidence.yaml).
#include "law/evidence.h"
#include "law/load_room.h"

#define EVIDENCE_TABLE "evidence.yaml"
enum { EVIDENCE_ROWS_MAX = 200 };

static const char *const ENDS[] = {"destroy", "two_persons"};
#define THING law_evidence
static const struct field ROW[] = {
    {"id", T_VIEW, MUST, AT(id), NULL}, {"member", T_VIEW, MAY, AT(member), NULL}, {"came", T_VIEW, MUST, AT(came), NULL},
    {"title", T_VIEW, MUST, AT(title), NULL}, {"days", T_INT, MAY, AT(kept.days), NULL}, {"months", T_INT, MAY, AT(kept.months), NULL},
    {"days_most", T_INT, MAY, AT(most.days), NULL}, {"months_most", T_INT, MAY, AT(most.months), NULL},
    {"ends", T_CHOICE, MUST, AT(ends), NULL, ENDS, 2}, {"instrument", T_VIEW, MUST, AT(instrument), NULL}, {"article", T_VIEW, MUST, AT(article), NULL},
    {"source", T_VIEW, MUST, AT(source), NULL}, {"mark", T_MARK, MUST, AT(mark), NULL}, {"note", T_VIEW, MAY, AT(note), NULL}, END};
#undef THING

bool is_evidence_table(const char *name) { return strcmp(name, EVIDENCE_TABLE) == 0; }

const struct law_evidence *law_evidence_named(const struct law *law, struct view id) {
    int i = find(law->evidence, sizeof *law->evidence, law->evidence_count, id);
    return i < 0 ? NULL : &law->evidence[i];
}

static bool goes_before(const struct law_evidence *a, const struct law_evidence *b) {
    if (!b || !a->member.bytes != !b->member.bytes) return !b || a->member.bytes;
    return view_compare(a->id, b->id) < 0;
}

const struct law_evidence *law_evidence(const struct law *law, struct view member, struct view came, struct instant now) {
    const struct law_evidence *best = NULL;
    for (size_t i = 0; i < law->evidence_count; i++) {
        const struct law_evidence *e = &law->evidence[i];
        if ((e->member.bytes && !view_same(e->member, member)) || !view_same(e->came, came)) continue;
        if (instrument_runs(law_instrument(law, e->instrument), now) && goes_before(e, best)) best = e;
    }
    return best;
}

// Of a term that begins with 2026: good enough to compare.
static int64_t end_of(struct law_span s) { return law_span_after(s, (struct instant){days_of(2026, 1, 1) * (int64_t)DAY_MS}).ms; }

static bool bounded(struct law_span s) {
    return !s.days != !s.months && s.days <= EVIDENCE_YEARS_MOST * 366 && s.months <= EVIDENCE_YEARS_MOST * 12;
}

static RESULT check_row(struct loading *l, const struct yaml *y, const struct law_evidence *e) {
    if (e->member.bytes && !law_member(l->law, e->member)) return yaml_fail(l->err, l->file, yaml_at(y, "member"), "is no member");
    if (!view_is(e->came, "collected") && !view_is(e->came, "delivered")) return yaml_fail(l->err, l->file, yaml_at(y, "came"), "collected or delivered");
    if (!law_instrument(l->law, e->instrument)) return yaml_fail(l->err, l->file, yaml_at(y, "instrument"), "is not in instruments.yaml");
    if (!bounded(e->kept)) return yaml_fail(l->err, l->file, y, "days or months, at most %d years: nothing is kept without end", EVIDENCE_YEARS_MOST);
    if (!bounded(e->most) || end_of(e->most) < end_of(e->kept))
        return yaml_fail(l->err, l->file, y, "days_most or months_most, no less than days or months, at most %d years", EVIDENCE_YEARS_MOST);
    return DONE;
}

RESULT read_evidence_terms(struct loading *l, const struct parsed *file) {
    const struct yaml *list;
    size_t count = 0, n = 0;
    if (!file) return DONE;
    l->file = file->name;
    TRY(read_list(l, file->top, "terms", &list, &count));
    TRY(only_keys(l, file->top, "terms", NULL, NULL));
    TRY(read_things(l, list, ROW, sizeof *l->law->evidence, EVIDENCE_ROWS_MAX, &l->law->evidence, &l->law->evidence_count));
    for (const struct yaml *y = list->first; y; y = y->next, n++) TRY(check_row(l, y, &l->law->evidence[n]));
    return DONE;
}
