// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reports.c — the record of processing activities (Directive (EU) 2016/680 art. 24(1)) and the impact assessment (art. 27(2)),
// written from what this node really does: its law tables, its members, its terms and budgets, its store. What the tables do
// not decide stands as "to be written by the controller"; what is missing here is said to be missing.
#include "law/sealed.h"
#include "node/oversight/reports.h"
#include "node/peers/witnesses.h"

#include <stdarg.h>

enum { MARKDOWN_BYTES_MAX = 512 * 1024 };

RESULT report_noted(struct node *n, const struct officer *o, const char *which, struct error *err) {
    struct entry e = {.op = "consultation", .officer = o, .register_name = VIEW("audit"), .decision = view_of(which)};
    return write_entry(n, &e, NULL, err);
}

// ---- What the law tables say of this pair of authorities ----

static json_t *flow(struct node *n, struct view owner, struct view asker, struct view purpose) {
    struct ways w;
    ways_to(n, owner, asker, purpose, &w);
    const struct permit *ways[] = {&w.published, &w.asked};
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!ways[i]->allowed) continue;
        json_t *j = json_pack("{s:o}", "basis", permit_basis(ways[i]));
        json_put_view(j, "purpose", purpose);
        json_put_view(j, "way", ways[i]->sharing);
        json_put_view(j, "answer", ways[i]->answer);
        json_array_append_new(list, j);
    }
    return list;
}

static json_t *flows(struct node *n, struct view owner, struct view asker) {
    size_t count;
    const struct law_purpose *p = law_purposes(n->settings.law, &count);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        AUTO_JSON *some = flow(n, owner, asker, p[i].id);
        json_array_extend(list, some);
    }
    return list;
}

static json_t *recipient(struct node *n, const struct peer *p) {
    struct view me = view_of(n->settings.authority), id = view_of(p->member->id);
    const struct law_member *m = law_member(n->settings.law, id), *own = law_member(n->settings.law, me);
    bool third = !(m && m->eu && own && own->eu);
    json_t *j = json_pack("{s:s,s:b,s:o,s:o}", "member", p->member->id, "third_country", third, "they_learn", flows(n, me, id), "we_learn", flows(n, id, me));
    if (m) json_object_set(j, "names", (json_t *)m->names);
    if (m && m->authorities) json_object_set(j, "authorities", (json_t *)m->authorities);
    return j;
}

static json_t *recipients(struct node *n) {
    json_t *list = json_array();
    for (size_t i = 0; i < n->peer_count; i++) json_array_append_new(list, recipient(n, &n->peers[i]));
    return list;
}

static json_t *purposes(struct node *n) {
    size_t count;
    const struct law_purpose *p = law_purposes(n->settings.law, &count);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *j = json_object();
        json_put_view(j, "id", p[i].id);
        json_put_view(j, "title", p[i].title);
        json_put_view(j, "source", p[i].source);
        json_put_view(j, "mark", p[i].mark);
        json_array_append_new(list, j);
    }
    return list;
}

static json_t *categories(struct node *n) {
    size_t count;
    const struct law_category *c = law_categories(n->settings.law, &count);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *j = json_pack("{s:i,s:i,s:b,s:b,s:b}", "review_years", c[i].review_years, "retain_years", c[i].retain_years, "eu_only", c[i].eu_only,
                              "protective", c[i].protective, "suspect", c[i].suspect);
        json_put_view(j, "id", c[i].id);
        json_put_view(j, "article", c[i].article);
        json_put_view(j, "source", c[i].source);
        json_put_view(j, "mark", c[i].mark);
        json_array_append_new(list, j);
    }
    return list;
}

// What is asked for privately, class by class: which register, for which purpose, how much.
static json_t *sealed_classes(struct node *n) {
    size_t count;
    const struct law_sealed *c = law_sealed_classes(n->settings.law, &count);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *j = json_pack("{s:i,s:i,s:i}", "subjects", c[i].subjects, "keys_a_day", c[i].keys_a_day, "keys_a_day_officer", c[i].keys_a_day_officer);
        json_put_view(j, "id", c[i].id);
        json_put_view(j, "title", c[i].title);
        json_put_view(j, "register", c[i].reg);
        json_put_view(j, "purpose", c[i].purpose);
        json_put_view(j, "source", c[i].source);
        json_put_view(j, "mark", c[i].mark);
        json_array_append_new(list, j);
    }
    return list;
}

static json_t *request_kinds(struct node *n) {
    size_t count;
    const struct law_kind *k = law_kinds(n->settings.law, &count);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *j = json_object();
        json_put_view(j, "id", k[i].id);
        json_put_view(j, "title", k[i].title);
        json_put_view(j, "source", k[i].source);
        json_put_view(j, "mark", k[i].mark);
        json_array_append_new(list, j);
    }
    return list;
}

static json_t *persons(void) {
    json_t *list = json_array();
    for (enum law_person p = 0; p < PERSON_COUNT; p++) json_array_append_new(list, json_string(law_person_name(p)));
    return list;
}

// Those that are counted in this unit: a term of years is one of months.
enum unit { UNIT_months, UNIT_days, UNIT_hours };
static json_t *terms(struct node *n, enum unit unit) {
    static const char *const names[] = {
#define X(name) #name,
        LAW_TERMS(X)
#undef X
    };
    json_t *j = json_object();
    for (enum law_term t = 0; t < TERM_COUNT; t++) {
        struct law_span s = law_term(n->settings.law, t);
        int count = unit == UNIT_months ? s.months : unit == UNIT_days ? s.days : s.hours;
        if (count) json_object_set_new(j, names[t], json_integer(count));
    }
    return j;
}

static json_t *budgets(struct node *n) {
    size_t count;
    const struct law_purpose *p = law_purposes(n->settings.law, &count);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct law_budget *b = law_budget(n->settings.law, p[i].id);
        json_t *j = json_pack("{s:i,s:i}", "per_hour", b->per_hour, "per_day", b->per_day);
        json_put_view(j, "purpose", p[i].id);
        json_array_append_new(list, j);
    }
    return list;
}

// ---- What this node really has ----

static RESULT count_of(struct node *n, const struct stmt *s, json_t *into, const char *name, struct error *err) {
    int64_t count;
    TRY(store_number(n->store, s, NO_VALUES, 0, &count, err));
    json_object_set_new(into, name, json_integer((json_int_t)count));
    return DONE;
}

static RESULT volumes(struct node *n, json_t *into, struct error *err) {
    static const struct stmt OFFICERS = {"SELECT count(*) FROM officer"};
    static const struct stmt PASSKEYS = {"SELECT count(*) FROM passkey"};
    static const struct stmt REQUESTS = {"SELECT count(*) FROM request"};
    uint64_t size;
    TRY(audit_size(n->store, &size, err));
    json_object_set_new(into, "own_records", json_integer((json_int_t)shelf_count(n, OWN_SHELF)));
    for (size_t i = 0; i < n->peer_count; i++) {
        AUTO_TEXT name = text_with_ceiling(100);
        text_format(&name, "copies_of_%s", n->peers[i].member->id);
        json_object_set_new(into, text_string(&name), json_integer((json_int_t)shelf_count(n, shelf_of(n, &n->peers[i]))));
    }
    json_object_set_new(into, "log_entries", json_integer((json_int_t)size));
    TRY(count_of(n, &OFFICERS, into, "officers", err));
    TRY(count_of(n, &PASSKEYS, into, "passkeys", err));
    return count_of(n, &REQUESTS, into, "requests", err);
}

// What is missing for the measures to hold: found, not declared.
static RESULT gaps(struct node *n, const json_t *volume, json_t *list, struct error *err) {
    AUTO_JSON *witnesses = NULL;
    json_t *w = NULL;
    TRY(witnesses_json(n, &w, err));
    witnesses = w;
    if (json_int(witnesses, "quorum") == 0) json_array_append_new(list, json_string("No member's witness cosigns the audit log of this node."));
    else if (json_int(witnesses, "size") == 0) json_array_append_new(list, json_string("No checkpoint of the audit log has a quorum of witnesses yet."));
    if (n->settings.demo) json_array_append_new(list, json_string("This is a demonstration node."));
    if (json_int(volume, "passkeys") < json_int(volume, "officers"))
        json_array_append_new(list, json_string("There are officers without a passkey: they sign in with a password or sign with a key file."));
    if (!n->me->has_oversight) json_array_append_new(list, json_string("No oversight body's key is on the trust list: no sealed checks."));
    if (trust_valid_to(n->trust).ms - now(n).ms < 14 * DAY_MS) json_array_append_new(list, json_string("The trust list ends within two weeks."));
    size_t count, unsure = 0;
    const struct law_category *c = law_categories(n->settings.law, &count);
    for (size_t i = 0; i < count; i++) unsure += view_is(c[i].mark, "M");
    AUTO_TEXT t = text_with_ceiling(200);
    text_format(&t, "%zu categories of alerts rest on texts that no jurist has compared yet (mark M).", unsure);
    if (unsure) json_array_append_new(list, json_of(text_seen(&t)));
    return DONE;
}

// ---- Writing it out ----

static void line(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void line(struct text *t, const char *format, ...) {
    char bytes[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(bytes, sizeof bytes, format, args);
    va_end(args);
    text_put(t, bytes);
    text_char(t, '\n');
}

static const char *str(const json_t *j, const char *key) {
    const char *s = json_string_value(json_object_get(j, key));
    return s ? s : "";
}

static void write_flows(struct text *t, const char *whose, const json_t *list) {
    size_t i;
    json_t *f;
    if (!json_array_size(list)) line(t, "  - %s: nothing without a request", whose);
    json_array_foreach((json_t *)list, i, f)
        line(t, "  - %s, for %s: %s, %s (%s, %s; row %s)", whose, str(f, "purpose"), str(f, "way"), str(f, "answer"),
             str(json_object_get(f, "basis"), "instrument"), str(json_object_get(f, "basis"), "article"), str(json_object_get(f, "basis"), "row"));
}

static void write_recipients(struct text *t, const json_t *list) {
    size_t i;
    json_t *r;
    json_array_foreach((json_t *)list, i, r) {
        line(t, "- **%s**%s", str(json_object_get(r, "names"), "en"), json_flag(r, "third_country") ? " — a transfer to a third country (arts. 35-38)" : "");
        write_flows(t, "they learn", json_object_get(r, "they_learn"));
        write_flows(t, "we learn", json_object_get(r, "we_learn"));
    }
}

static void write_table(struct text *t, const json_t *list, const char *a, const char *b, const char *c) {
    size_t i;
    json_t *row;
    json_array_foreach((json_t *)list, i, row) line(t, "- %s: %s (%s) [%s]", str(row, a), str(row, b), str(row, c), str(row, "mark"));
}

static void write_numbers(struct text *t, const json_t *object, const char *unit) {
    const char *key;
    json_t *v;
    json_object_foreach((json_t *)object, key, v) line(t, "- %s: %lld%s", key, (long long)json_integer_value(v), unit);
}

static void write_security(struct text *t) {
    line(t, "- mutual TLS 1.3 with pinned keys; every message signed (CMS); members by a trust list signed by a threshold of offline keys");
    line(t, "- audit log in the same transaction as what it records, in C2SP form, cosigned by the other members' witnesses");
    line(t, "- two persons for each demand and release, by key or passkey; approvals verifiable without the node (malines-verify)");
    line(t, "- lists are read in a sandboxed process; inputs bounded; store flushed before anything is promised");
}

static void head(struct text *t, struct node *n, const char *title) {
    AUTO_TEXT at = text_with_ceiling(40), law = text_with_ceiling(100);
    const struct law_member *m = law_member(n->settings.law, view_of(n->settings.authority));
    text_instant(&at, now(n));
    text_digest(&law, &n->law_digest);
    line(t, "# %s", title);
    line(t, "Node of %s. Written from its configuration at %s; law tables %s; trust list %lld.", m ? str(m->names, "en") : n->settings.authority,
         text_string(&at), text_string(&law), (long long)trust_version(n->trust));
}

// What is here, and what could be and is not, which says as much.
static void write_holdings(struct text *t, const json_t *list) {
    size_t i;
    json_t *h;
    json_array_foreach((json_t *)list, i, h)
        if (json_int(h, "count")) line(t, "- %s: %lld — %s (%s)", str(h, "id"), (long long)json_int(h, "count"), str(h, "what"), str(h, "source"));
    text_put(t, "- none now: ");
    size_t none = 0;
    json_array_foreach((json_t *)list, i, h)
        if (!json_int(h, "count")) text_format(t, "%s%s", none++ ? ", " : "", str(h, "id"));
    line(t, "%s", none ? "" : "nothing that this program can keep");
}

static void write_processing(struct text *t, struct node *n, const json_t *j) {
    const struct law_member *m = law_member(n->settings.law, view_of(n->settings.authority));
    head(t, n, "Record of processing activities (Directive (EU) 2016/680 art. 24(1))");
    line(t, "\n## (a) Controller, joint controllers, data-protection officer");
    line(t, "- controller: the authority that runs this node; its contact and its officer's are to be written by the controller");
    struct view national = m ? m->source : VIEW("");
    line(t, "- supervisory authority: %s; national law: %.*s", m ? str(m->authorities, "protection") : "", VIEW_ARGS(national));
    line(t, "\n## (b) Purposes");
    write_table(t, json_object_get(j, "purposes"), "id", "title", "source");
    line(t, "\n## (c) Recipients, also in third countries");
    write_recipients(t, json_object_get(j, "recipients"));
    line(t, "\n## (d) Whom and what the data are about");
    line(t, "Held here when this was written:");
    write_holdings(t, json_object_get(j, "holdings"));
    line(t, "Data subjects (art. 6): suspect, convicted, victim, witness, associate, other. Categories of alerts:");
    write_table(t, json_object_get(j, "categories"), "id", "article", "source");
    line(t, "Asked and answered privately, without showing whom (classes of laws/sealed.yaml; the register and the purpose of each):");
    write_table(t, json_object_get(j, "sealed_classes"), "id", "register", "purpose");
    line(t, "What is asked of others and told to them (kinds of request; who may ask whom is a row of the law):");
    write_table(t, json_object_get(j, "kinds"), "id", "title", "source");
    line(t, "\n## (e) Profiling");
    line(t, "- none: a match is a candidate with its reasons until an officer judges it; a rule on protected traits can't be written");
    line(t, "\n## (f) Transfers: those above marked as such; each is listed by `malines report transfers`");
    line(t, "\n## (g) Legal basis: the article beside each purpose and recipient above");
    line(t, "\n## (h) Terms of erasure");
    write_numbers(t, json_object_get(j, "terms_months"), " months");
    write_numbers(t, json_object_get(j, "terms_days"), " days");
    write_numbers(t, json_object_get(j, "terms_hours"), " hours");
    line(t, "\n## (i) Security");
    write_security(t);
}

static RESULT described(struct node_call *call, json_t **out, struct error *err) {
    struct node *n = call->node;
    json_t *held = NULL;
    *out = json_pack("{s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "node", n->settings.authority, "sealed_classes", sealed_classes(n),
                     "purposes", purposes(n),
                     "recipients", recipients(n), "data_subjects", persons(), "categories", categories(n), "kinds", request_kinds(n),
                     "terms_months", terms(n, UNIT_months),
                     "terms_days", terms(n, UNIT_days), "terms_hours", terms(n, UNIT_hours), "budgets", budgets(n));
    call_answer(call, *out);
    TRY(holdings_json(n, &held, err));
    json_object_set_new(*out, "holdings", held);
    return DONE;
}

struct result report_processing(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT t = text_with_ceiling(MARKDOWN_BYTES_MAX);
    json_t *j;
    TRY(described(call, &j, err));
    write_processing(&t, n, j);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the record of processing");
    json_put_view(j, "markdown", text_seen(&t));
    return report_noted(n, call->officer, "record_of_processing", err);
}

// Risk, and what meets it here. What a controller must weigh is left to it.
static const struct {
    const char *risk, *measure;
} risks[] = {
    {"somebody is taken for another (names transliterated, dates inexact)",
     "every candidate shows its evidence field by field; nothing follows from a match alone; judgements are logged with their reasons"},
    {"a question is put without need, or names are tried one after another",
     "purpose and case asked; budgets per member and purpose in the transaction of the answer; alarms on patterns of fishing; "
     "every question a commitment that can be opened"},
    {"data reach somebody who may not have them",
     "nothing is granted by default; a row of the law with its article decides each answer; denying rows win; two persons for what goes out by request"},
    {"the absence or presence of a record tells something", "'no', 'not releasable' and 'protected' have one form, size and amount of work"},
    {"data outlive their term, or survive a deletion elsewhere",
     "every record has a review and an end; withdrawals go to every holder and are confirmed one by one"},
    {"the log is changed or a backup hides what happened",
     "checkpoints cosigned by other members' witnesses; greetings and witnesses stop a store that was set back; both sides' logs compared each month"},
    {"an insider acts alone", "who asks never approves; keys outside the daemon; system administrators have no role that sees data"},
    {"data go to a third country without protection",
     "Union-only categories can't be shared with it by any row; each transfer is recorded with its instrument"},
    {"children and victims", "protective alerts apart; a child under twelve is never a suspect; reading them asks a reason"},
};

static void write_impact(struct text *t, struct node *n, const json_t *j) {
    size_t i;
    json_t *gap;
    head(t, n, "Data-protection impact assessment (Directive (EU) 2016/680 art. 27(2))");
    line(t, "\n## Processing envisaged\nPurposes, recipients and terms: see the record of processing, of the same configuration. Volumes now:");
    write_holdings(t, json_object_get(j, "holdings"));
    write_numbers(t, json_object_get(j, "volumes"), "");
    line(t, "\nQuestions that one member may put to another (an hour, a day):");
    json_array_foreach(json_object_get(j, "budgets"), i, gap)
        line(t, "- %s: %lld, %lld", str(gap, "purpose"), (long long)json_int(gap, "per_hour"), (long long)json_int(gap, "per_day"));
    line(t, "\n## Risks to the rights and freedoms of those concerned, and what meets them");
    for (i = 0; i < sizeof risks / sizeof *risks; i++) line(t, "- **%s** — %s", risks[i].risk, risks[i].measure);
    line(t, "\n## Security\n");
    write_security(t);
    line(t, "\n## What is missing here, found by the node itself");
    json_array_foreach(json_object_get(j, "missing"), i, gap) line(t, "- %s", json_string_value(gap));
    if (!json_array_size(json_object_get(j, "missing"))) line(t, "- nothing that it can see");
    line(t, "\n## To be written by the controller\n"
            "Necessity and proportionality of each purpose for this authority; consultation of the supervisory\n"
            "authority (art. 28) where the risk stays high; the view of the data-protection officer.");
}

struct result report_impact(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    AUTO_TEXT t = text_with_ceiling(MARKDOWN_BYTES_MAX);
    json_t *j, *volume = json_object(), *missing = json_array();
    struct result d = described(call, &j, err);
    if (FAILED(d)) json_decref(volume), json_decref(missing);
    TRY(d);
    json_object_set_new(j, "volumes", volume);
    json_object_set_new(j, "missing", missing);
    TRY(volumes(n, volume, err));
    TRY(gaps(n, volume, missing, err));
    write_impact(&t, n, j);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "the impact assessment");
    json_put_view(j, "markdown", text_seen(&t));
    return report_noted(n, call->officer, "impact_assessment", err);
}
