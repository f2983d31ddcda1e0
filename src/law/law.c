// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// law.c — deciding. The rows of a pair stand in the order of deciding (load.c), so the first that matches decides.
#include "codec/subject.h"
#include "law/law_room.h"

// What the facts come to in the numbers of the tables.
struct question {
    const struct law_facts *facts;
    struct instant now;
    bool eu_pair, third_country;
    uint64_t purpose, request;          // one bit; request 0: a check
    uint64_t category;                  // one bit; 0: not known
    uint32_t kind, person;
    enum known eu_only;
    const struct row *const *rows, *const *end;
};

bool words_have(struct words w, struct view word) {
    for (size_t i = 0; i < w.count; i++)
        if (view_same(w.at[i], word)) return true;
    return false;
}

#define FINDER(name, type, list, number)                                                                              \
    const struct type *name(const struct law *law, struct view id) {                                                  \
        for (size_t i = 0; i < law->number; i++)                                                                      \
            if (view_same(law->list[i].id, id)) return &law->list[i];                                                 \
        return NULL;                                                                                                  \
    }
FINDER(law_member, law_member, members, member_count)
FINDER(law_instrument, law_instrument, instruments, instrument_count)
FINDER(law_category, law_category, categories, category_count)

#define LISTER(name, type, list, number)                                                                              \
    const struct type *name(const struct law *law, size_t *count) {                                                   \
        *count = law->number;                                                                                         \
        return law->list;                                                                                             \
    }
LISTER(law_members, law_member, members, member_count)
LISTER(law_purposes, law_purpose, purposes, purpose_count)
LISTER(law_categories, law_category, categories, category_count)

bool law_compatible(const struct law *law, struct view class_a, struct view class_b) {
    for (const struct yaml *row = law->compatible->first; row; row = row->next) {
        if (!view_same(row->key, class_a)) continue;
        for (const struct yaml *c = row->first; c; c = c->next)
            if (view_same(c->text, class_b)) return true;
    }
    return false;
}

int law_priority(const struct law *law, struct view category_class) {
    for (size_t i = 0; i < law->priority.count; i++)
        if (view_same(law->priority.at[i], category_class)) return (int)i + 1;
    return 0;
}

struct law_span law_term(const struct law *law, enum law_term t) {
    static const char *const names[] = {
#define X(name) #name,
        LAW_TERMS(X)
#undef X
    };
    const struct law_term_row *r = law->terms, *end = r + law->term_count;
    while (r < end && !view_is(r->id, names[t])) r++;
    ENSURE(r < end);  // a table without one of them is not read
    return (struct law_span){12 * r->years + r->months, r->days, r->hours};
}

static int64_t days_and_hours(struct law_span s) { return s.days * INT64_C(1) * DAY_MS + s.hours * INT64_C(1) * HOUR_MS; }

struct instant law_span_after(struct law_span s, struct instant start) {
    return instant_after(instant_months_after(start, s.months), days_and_hours(s));
}

struct instant law_term_after(const struct law *law, enum law_term t, struct instant start) { return law_span_after(law_term(law, t), start); }

struct instant law_term_before(const struct law *law, enum law_term t, struct instant now) {
    struct law_span s = law_term(law, t);
    return instant_months_before(instant_after(now, -days_and_hours(s)), s.months);
}

int64_t law_term_ms(const struct law *law, enum law_term t, struct instant start) { return law_term_after(law, t, start).ms - start.ms; }

const char *law_reason_name(enum law_reason r) {
    static const char *const names[] = {
#define X(name, words) #name,
        LAW_REASONS(X)
#undef X
    };
    return r < LAW_REASON_COUNT ? names[r] : "?";
}

static const char *law_reason_words(enum law_reason r) {
    static const char *const words[] = {
#define X(name, words) words,
        LAW_REASONS(X)
#undef X
    };
    return words[r];
}

static bool bit_of_request(const struct law *law, struct view id, uint64_t *out) {
    for (size_t i = 0; i < law->request_count; i++)
        if (view_same(law->requests[i].id, id)) {
            *out = UINT64_C(1) << i;
            return true;
        }
    return false;
}

static bool bit_of_purpose(const struct law *law, struct view id, uint64_t *out) {
    for (size_t i = 0; i < law->purpose_count; i++)
        if (view_same(law->purposes[i].id, id)) {
            *out = UINT64_C(1) << i;
            return true;
        }
    return false;
}

// False when a word is in no table: an unknown word never matches anything, so it never grants.
static bool question_of(const struct law *law, const struct law_facts *f, struct instant now, struct question *q) {
    const struct law_member *from = law_member(law, f->from), *to = law_member(law, f->to);
    const struct law_category *c = f->category.bytes ? law_category(law, f->category) : NULL;
    enum subject_kind kind;
    enum law_person person;
    *q = (struct question){.facts = f, .now = now, .eu_only = f->eu_only};
    if (!from || !to || !bit_of_purpose(law, f->purpose, &q->purpose) || (f->category.bytes && !c)) return false;
    if (f->request.bytes && !bit_of_request(law, f->request, &q->request)) return false;
    if (f->kind.bytes && !subject_kind_read(f->kind, &kind)) return false;
    if (f->person.bytes && !law_person_read(f->person, &person)) return false;
    if (f->kind.bytes) q->kind = 1u << kind;
    if (f->person.bytes) q->person = 1u << person;
    if (c) q->category = UINT64_C(1) << (c - law->categories);
    if (c && c->eu_only) q->eu_only = YES;
    q->eu_pair = from->eu && to->eu;
    q->third_country = !to->eu;
    size_t pair = (size_t)(from - law->members) * law->member_count + (size_t)(to - law->members);
    q->rows = law->pairs + law->starts[pair];
    q->end = law->pairs + law->starts[pair + 1];
    return true;
}

static enum known known_not(enum known k) { return k == UNKNOWN ? UNKNOWN : k == YES ? NO : YES; }

// Does what a row asks hold? What is not known counts against the asker, unless the question is a general one.
static bool holds(const struct question *q, const struct row *r, enum known k) {
    if (k != UNKNOWN) return k == YES;
    return r->open.effect == (q->facts->general ? EFFECT_allow : EFFECT_deny);
}

static const char *shut_gate(const struct question *q, const struct row *r) {
    const enum known is[GATE_COUNT] = {
        [GATE_eu_only] = q->eu_only, [GATE_not_eu_only] = known_not(q->eu_only), [GATE_eu_pair] = q->eu_pair ? YES : NO,
        [GATE_third_country] = q->third_country ? YES : NO, [GATE_minors] = q->facts->minor,
        [GATE_adults] = known_not(q->facts->minor), [GATE_special_data] = q->facts->special,
        [GATE_no_special_data] = known_not(q->facts->special)};
    for (unsigned gates = r->open.gates; gates; gates &= gates - 1) {
        enum law_gate g = (enum law_gate)__builtin_ctz(gates);
        if (!holds(q, r, is[g])) return law_gate_name(g);
    }
    return NULL;
}

static bool runs(struct instant from, struct instant to, struct instant now) {
    return !instant_before(now, from) && (!to.ms || instant_before(now, to));
}

bool instrument_runs(const struct law_instrument *i, struct instant now) { return i && runs(i->from, i->to, now); }

static bool in_force(const struct row *r, struct instant now) {
    return runs(r->open.begins, r->open.ends, now) && instrument_runs(r->open.instrument, now);
}

static const char DAY_UNKNOWN[] = "day_unknown", NOT_IN_FORCE[] = "in_force";

// Why the row does not match, in a word; NULL when it does. The date comes last.
static const char *mismatch(const struct question *q, const struct row *r) {
    static const enum known of_bool[] = {NO, YES};
    if (r->open.reg.bytes && !view_same(r->open.reg, q->facts->reg)) return "register";
    if (r->open.requests.count ? !(r->requests & q->request) : q->request && r->open.effect == EFFECT_allow) return "request";
    if (!(r->purposes & q->purpose)) return "purpose";
    if (r->open.categories.count && !holds(q, r, q->category ? of_bool[(r->categories & q->category) != 0] : UNKNOWN)) return "category";
    if (r->open.kinds.count && !holds(q, r, q->kind ? of_bool[(r->kinds & q->kind) != 0] : UNKNOWN)) return "subject_kind";
    if (r->open.persons.count && !holds(q, r, q->person ? of_bool[(r->persons & q->person) != 0] : UNKNOWN)) return "subject_category";
    int months = q->facts->offence_months;
    if (r->open.offence_months && !holds(q, r, months ? of_bool[months >= r->open.offence_months] : UNKNOWN)) return "offence_months";
    const char *gate = shut_gate(q, r);
    if (gate) return gate;
    if (law_day_unknown(r->open.begins)) return DAY_UNKNOWN;
    return in_force(r, q->now) ? NULL : NOT_IN_FORCE;
}

void law_decide(const struct law *law, const struct law_facts *facts, struct instant now, struct law_decision *out) {
    struct question q;
    *out = (struct law_decision){.reason = LAW_UNKNOWN_WORD, .sharing = SHARING_closed, .answer = ANSWER_nothing};
    if (!question_of(law, facts, now, &q)) return;
    out->reason = q.rows == q.end ? LAW_NO_PAIR : LAW_NO_ROW;
    for (const struct row *const *r = q.rows; r < q.end; r++) {
        const char *why = mismatch(&q, *r);
        if ((*r)->open.effect == EFFECT_allow && why == NOT_IN_FORCE) out->reason = LAW_NOT_IN_FORCE;
        if ((*r)->open.effect == EFFECT_allow && why == DAY_UNKNOWN) out->reason = LAW_DAY_UNKNOWN;
        if (why) continue;
        out->row = &(*r)->open;
        out->allowed = out->row->effect == EFFECT_allow;
        out->reason = out->allowed ? LAW_ALLOWED : LAW_DENIED;
        if (out->allowed) {
            out->sharing = out->row->sharing;
            out->answer = out->row->answer;
        }
        return;
    }
}

static json_t *row_json(const struct law_row *r) {
    json_t *j = json_object();
    json_put_view(j, "row", r->id);
    json_put_view(j, "instrument", r->instrument->id);
    json_put_view(j, "title", r->instrument->title);
    json_put_view(j, "article", r->article);
    json_put_view(j, "mark", r->mark);
    json_put_view(j, "source", r->source);
    json_object_set_new(j, "effect", json_string(r->effect == EFFECT_allow ? "allow" : "deny"));
    if (r->note.bytes) json_put_view(j, "note", r->note);
    return j;
}

static json_t *decision_json(const struct law_decision *d) {
    json_t *j = d->row ? row_json(d->row) : json_object();
    json_object_set_new(j, "allowed", json_boolean(d->allowed));
    json_object_set_new(j, "reason", json_string(law_reason_words(d->reason)));
    json_object_set_new(j, "reason_code", json_string(law_reason_name(d->reason)));
    json_object_set_new(j, "sharing", json_string(law_sharing_name(d->sharing)));
    json_object_set_new(j, "answer", json_string(law_answer_name(d->answer)));
    if (!d->allowed) return j;
    json_object_set_new(j, "approvals", json_pack("{s:i,s:i,s:i}", "request", d->row->approvals_request, "release", d->row->approvals_release,
                                                   "special", d->row->approvals_special));
    if (d->row->clock) json_put_view(j, "clock", d->row->clock->id);
    if (d->row->emergency_hours) json_object_set_new(j, "emergency_hours", json_integer(d->row->emergency_hours));
    json_object_set(j, "conditions", d->row->conditions);
    return j;
}

json_t *law_explain(const struct law *law, const struct law_facts *facts, struct instant now) {
    struct law_decision d;
    struct question q;
    law_decide(law, facts, now, &d);
    json_t *j = decision_json(&d), *list = json_array();
    json_object_set_new(j, "considered", list);
    if (!question_of(law, facts, now, &q)) return j;
    for (const struct row *const *r = q.rows; r < q.end; r++) {
        const char *why = mismatch(&q, *r);
        json_t *one = row_json(&(*r)->open);
        json_object_set_new(one, "matched", json_boolean(!why));
        json_object_set_new(one, "decided", json_boolean(&(*r)->open == d.row));
        json_object_set_new(one, "why", json_string(why ? why : &(*r)->open == d.row ? "decides" : "an earlier row decides"));
        json_array_append_new(list, one);
    }
    return j;
}
