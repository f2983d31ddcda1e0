// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// lawful.c — the one place where this room asks the law. What a record says of itself becomes facts; what the law
// says becomes a permit. What is own is searched under the officer's role; the law decides between authorities.
#include "law/kinds.h"
#include "node/node_room.h"
#include "registers/alerts/alerts.h"

static enum known minor_of(const json_t *alert, struct instant today) {
    const json_t *births = json_object_get(json_object_get(alert, "subject"), "births");
    enum known known = UNKNOWN;
    size_t i;
    const json_t *one;
    json_array_foreach((json_t *)births, i, one) {
        struct dates d;
        if (!json_is_string(one) || !dates_read(view_of(json_string_value(one)), &d)) continue;
        known = NO;
        if (alert_younger_than(d, ADULT_YEARS, today)) return YES;  // by any alleged date: the child's protection counts
    }
    return known;
}

// Flags that tell of a person's health are special categories of data: Directive (EU) 2016/680 arts. 3(14) and 10.
static enum known special_of(const json_t *alert) {
    size_t i;
    const json_t *flag;
    json_array_foreach(json_object_get(alert, "flags"), i, flag)
        if (json_is_string(flag) && (view_is(view_of(json_string_value(flag)), "suicide_risk") ||
                                     view_is(view_of(json_string_value(flag)), "health_threat")))
            return YES;
    return NO;
}

static bool is_restricted(const json_t *alert) { return json_object_get(alert, "restricted") != NULL; }

bool alert_sensitive(struct node *n, const json_t *alert) {
    const struct law_category *c = law_category(n->settings.law, json_view(alert, "category"));
    return is_restricted(alert) || special_of(alert) == YES || minor_of(alert, now(n)) == YES || (c && c->protective);
}

// As the rows name it: a category may stand for a register of its own (laws/alerts.yaml).
struct view register_of(struct node *n, struct view category) {
    const struct law_category *c = law_category(n->settings.law, category);
    return c ? c->reg : REGISTER_ALERTS;
}

static struct law_facts facts_of(struct node *n, struct view owner, struct view asker, struct view purpose, const json_t *alert) {
    struct law_facts f = {.from = owner, .to = asker, .reg = REGISTER_ALERTS, .purpose = purpose, .general = !alert};
    if (!alert) return f;
    f.category = json_view(alert, "category");
    f.reg = register_of(n, f.category);
    f.kind = json_view(json_object_get(alert, "subject"), "kind");
    f.eu_only = json_flag(alert, "eu_only") ? YES : NO;
    f.minor = minor_of(alert, now(n));
    f.person = json_view(alert, "subject_category");
    f.special = special_of(alert);
    return f;
}

static void permit_from(const struct law_decision *d, struct permit *out) {
    *out = (struct permit){.allowed = d->allowed, .sharing = view_of(law_sharing_name(d->sharing)),
                           .answer = view_of(law_answer_name(d->answer)), .reason = view_of(law_reason_name(d->reason))};
    if (!d->row) return;
    out->row = d->row->id;
    out->article = d->row->article;
    out->instrument = d->row->instrument ? d->row->instrument->id : VIEW("");
    out->approvals_request = d->row->approvals_request;
    out->approvals_release = d->row->approvals_release;
    out->decided = d->row;
    out->conditions = d->row->conditions;
}

void permit_kept(struct node *n, struct view owner, struct view asker, struct view purpose, const json_t *alert, struct permit *out) {
    if (view_same(owner, asker)) {
        *out = (struct permit){.allowed = true, .sharing = VIEW("own"), .answer = VIEW("record")};
        return;
    }
    struct law_facts f = facts_of(n, owner, asker, purpose, alert);
    struct law_decision d;
    law_decide(n->settings.law, &f, now(n), &d);
    permit_from(&d, out);
}

// Last, so that it takes as long to say as anything else (promise P5).
static void restrict_to_keeping(const json_t *alert, struct permit *out) {
    if (!is_restricted(alert)) return;
    out->allowed = false;
    out->sharing = VIEW("closed"), out->answer = VIEW("nothing"), out->reason = VIEW("RESTRICTED");
}

void permit_alert(struct node *n, struct view owner, struct view asker, struct view purpose, const json_t *alert, struct permit *out) {
    permit_kept(n, owner, asker, purpose, alert, out);
    restrict_to_keeping(alert, out);
}

void ways_to(struct node *n, struct view owner, struct view asker, struct view purpose, struct ways *out) {
    size_t count;
    const struct law_category *list = law_categories(n->settings.law, &count);
    *out = (struct ways){0};
    for (size_t i = 0; i < count; i++) {
        struct law_facts f = {.from = owner, .to = asker, .reg = list[i].reg, .purpose = purpose, .category = list[i].id, .general = true};
        struct law_decision d;
        law_decide(n->settings.law, &f, now(n), &d);
        if (!d.allowed) continue;
        if (d.sharing == SHARING_published && !out->published.allowed) permit_from(&d, &out->published);
        if (d.sharing == SHARING_asked && !out->asked.allowed) permit_from(&d, &out->asked);
    }
}

void permit_sealed(struct node *n, struct view owner, struct view asker, const struct law_sealed *class, struct permit *out) {
    size_t count;
    const struct law_category *list = law_categories(n->settings.law, &count);
    *out = (struct permit){.sharing = VIEW("closed"), .answer = VIEW("nothing")};
    for (size_t i = 0; i < count && !out->allowed; i++) {
        if (!view_same(list[i].reg, class->reg)) continue;
        struct law_facts f = {.from = owner, .to = asker, .reg = class->reg, .purpose = class->purpose, .category = list[i].id, .general = true};
        struct law_decision d;
        law_decide(n->settings.law, &f, now(n), &d);
        if (d.allowed && d.sharing == SHARING_sealed) permit_from(&d, out);
    }
}

void permit_copy(struct node *n, struct view owner, struct view member, const json_t *alert, struct permit *out) {
    size_t count;
    const struct law_purpose *list = law_purposes(n->settings.law, &count);
    *out = (struct permit){.sharing = VIEW("closed"), .answer = VIEW("nothing")};
    for (size_t i = 0; i < count; i++) {
        permit_kept(n, owner, member, list[i].id, alert, out);
        if (out->allowed && view_is(out->sharing, "published")) return;
    }
    out->allowed = false;
}

void permit_request(struct node *n, const struct request_facts *q, struct permit *out) {
    struct law_facts f = facts_of(n, q->owner, q->asker, q->purpose, q->alert);
    struct law_decision d;
    f.request = q->kind;
    f.reg = q->reg;
    f.general = q->general;
    if (q->person.bytes) f.person = q->person;
    f.offence_months = q->offence_months;
    if (!q->alert && !q->general && q->may_leave) f.eu_only = NO;
    law_decide(n->settings.law, &f, now(n), &d);
    permit_from(&d, out);
    const struct law_kind *kind = law_kind(n->settings.law, q->kind);
    if (!kind || !kind->rights) restrict_to_keeping(q->alert, out);
    out->owner = q->owner, out->asker = q->asker, out->general = q->general, out->may_leave = q->may_leave;
    out->approvals_refuse = out->approvals_release;
    if (d.row && f.special == YES) out->approvals_release = d.row->approvals_special;
    // No law may leave a demand or a release to one person alone.
    if (out->approvals_request < 1) out->approvals_request = 1;
    if (out->approvals_release < 1) out->approvals_release = 1;
    if (out->approvals_refuse < 1) out->approvals_refuse = 1;
}

static void put_fact(json_t *facts, const char *key, enum known k) {
    if (k != UNKNOWN) json_object_set_new(facts, key, json_boolean(k == YES));
}

void permit_facts(struct node *n, const json_t *alert, const struct permit *p, json_t *facts) {
    struct law_facts f = facts_of(n, p->owner, p->asker, VIEW(""), alert);
    if (!alert && !p->general && p->may_leave) f.eu_only = NO;
    if (f.category.bytes) json_put_view(facts, "category", f.category);
    if (f.kind.bytes) json_put_view(facts, "kind", f.kind);
    if (f.person.bytes) json_put_view(facts, "subject_category", f.person);
    put_fact(facts, "eu_only", f.eu_only);
    put_fact(facts, "minor", f.minor);
    put_fact(facts, "special", f.special);
}

json_t *permit_basis(const struct permit *p) {
    json_t *j = json_object();
    json_put_view(j, "row", p->row);
    json_put_view(j, "instrument", p->instrument);
    json_put_view(j, "article", p->article);
    return j;
}

static int law_percent(const struct law *law, struct view purpose) {
    static const int USUAL_PERCENT = 50;
    size_t count;
    const struct law_purpose *p = law_purposes(law, &count);
    for (size_t i = 0; i < count; i++)
        if (view_same(p[i].id, purpose) && p[i].floor_percent > 0) return p[i].floor_percent;
    return USUAL_PERCENT;
}

int purpose_ceiling(const struct node *n, struct view asker, struct view purpose) {
    int percent = law_percent(n->settings.law, purpose);
    for (size_t i = 0; i < n->settings.threshold_count; i++) {
        const struct node_threshold *t = &n->settings.thresholds[i];
        if (t->percent > percent && view_is(asker, t->member) && view_is(purpose, t->purpose)) percent = t->percent;
    }
    return percent * 10;
}

float purpose_floor(const struct node *n, struct view asker, struct view purpose) { return (float)purpose_ceiling(n, asker, purpose) / 1000; }

RESULT node_thresholds_fit(const struct law *law, const struct node_threshold *list, size_t list_count, struct error *err) {
    for (size_t i = 0; i < list_count; i++) {
        const struct node_threshold *t = &list[i];
        bool known = false;
        size_t count;
        const struct law_purpose *p = law_purposes(law, &count);
        for (size_t k = 0; k < count; k++) known = known || view_is(p[k].id, t->purpose);
        if (!law_member(law, view_of(t->member)))
            return FAIL(err, BAD_ARGUMENT, "thresholds, line %u: \"%s\" is no member of laws/members.yaml", t->line, t->member);
        if (!known) return FAIL(err, BAD_ARGUMENT, "thresholds, line %u: \"%s\" is no purpose of laws/purposes.yaml", t->line, t->purpose);
        if (t->percent < law_percent(law, view_of(t->purpose)))
            return FAIL(err, BAD_ARGUMENT, "thresholds, line %u: laws/purposes.yaml says at least %d percent for %s", t->line,
                        law_percent(law, view_of(t->purpose)), t->purpose);
    }
    return DONE;
}

bool purpose_lowers_judged(const struct node *n, struct view purpose) {
    size_t count;
    const struct law_purpose *p = law_purposes(n->settings.law, &count);
    for (size_t i = 0; i < count; i++)
        if (view_same(p[i].id, purpose)) return p[i].lowers_judged;
    return false;
}

struct instant kept_until(const struct node *n, enum law_term term) { return law_term_after(n->settings.law, term, now(n)); }
struct instant kept_since(const struct node *n, enum law_term term) { return law_term_before(n->settings.law, term, now(n)); }

bool purpose_known(struct node *n, struct view purpose) {
    size_t count;
    const struct law_purpose *list = law_purposes(n->settings.law, &count);
    for (size_t i = 0; i < count; i++)
        if (view_same(list[i].id, purpose)) return true;
    return false;
}

json_t *member_names(struct node *n, struct view member) {
    const struct law_member *m = law_member(n->settings.law, member);
    return m && m->names ? json_incref((json_t *)m->names) : NULL;
}

// ---- Handlers ----

struct result purposes_listed(struct node_call *call, struct error *err) {
    size_t count;
    const struct law_purpose *list = law_purposes(call->node->settings.law, &count);
    json_t *out = json_array();
    (void)err;
    for (size_t i = 0; i < count; i++) {
        json_t *j = json_object();
        json_put_view(j, "id", list[i].id);
        json_put_view(j, "title", list[i].title);
        json_array_append_new(out, j);
    }
    call_answer(call, out);
    return DONE;
}

struct result law_explained(struct node_call *call, struct error *err) {
    const json_t *p = call->params;
    struct law_facts f = {.from = json_view(p, "from"), .to = json_view(p, "to"), .reg = json_view(p, "register"),
                          .request = json_view(p, "request"), .purpose = json_view(p, "purpose"), .category = json_view(p, "category"),
                          .kind = json_view(p, "kind"), .person = json_view(p, "subject_category"),
                          .offence_months = (int)json_int(p, "offence_months"), .general = !json_view(p, "category").bytes};
    if (!f.from.bytes || !f.to.bytes || !f.purpose.bytes) return FAIL(err, BAD_ARGUMENT, "from, to and purpose are needed");
    if (!f.reg.bytes) f.reg = REGISTER_ALERTS;
    if (json_object_get(p, "eu_only")) f.eu_only = json_flag(p, "eu_only") ? YES : NO;
    if (json_object_get(p, "minor")) f.minor = json_flag(p, "minor") ? YES : NO;
    if (json_object_get(p, "special")) f.special = json_flag(p, "special") ? YES : NO;
    call_answer(call, law_explain(call->node->settings.law, &f, now(call->node)));
    return DONE;
}
