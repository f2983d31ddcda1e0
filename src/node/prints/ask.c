// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// ask.c — an officer puts a container to other members. What it is asked for (case, offence, whose, to what end) stays here,
// beside the log entry (Reg. (EU) 2024/982 art. 33); the container's facts are what malines-import said of it in its sandbox.
#include "node/prints/prints.h"

#include <stdio.h>
#include <stdlib.h>

struct asking_prints {
    struct node *n;
    const struct officer *by;
    const struct prints_kind *kind;
    enum prints_data data;
    bool identified;
    struct view ref, container, case_ref, offence, subject, aim;
    struct prints_case law;
    char digest[72];
};

static bool one_of(struct view v, const char *const *words) {
    for (; *words; words++)
        if (view_is(v, *words)) return true;
    return false;
}

static RESULT why_read(const json_t *params, struct asking_prints *a, struct error *err) {
    static const char *const subjects[] = {"suspect", "convicted", "victim", "missing", "remains", NULL}, *const aims[] = {"identify", "more", NULL},
                      *const purposes[] = {"investigation", "police_check", "prosecution", NULL};
    a->case_ref = json_view(params, "case");
    a->offence = json_view(params, "offence");
    a->subject = json_view(params, "subject");
    a->aim = json_view(params, "aim");
    a->law.purpose = json_view(params, "purpose");
    if (!a->law.purpose.bytes) a->law.purpose = VIEW("investigation");
    if (!one_of(a->law.purpose, purposes)) return FAIL(err, BAD_ARGUMENT, "purpose: investigation, police_check or prosecution");
    if (!a->case_ref.bytes || a->case_ref.bytes > 200 || !a->offence.bytes || a->offence.bytes > 500)
        return FAIL(err, BAD_ARGUMENT, "case, offence: the case it is for and the offence (Reg. (EU) 2024/982 art. 33)");
    if (!one_of(a->subject, subjects)) return FAIL(err, BAD_ARGUMENT, "subject: suspect, convicted, victim, missing or remains");
    if (!one_of(a->aim, aims)) return FAIL(err, BAD_ARGUMENT, "aim: identify (who is it?) or more (what else is known of this person?)");
    a->law.person = one_of(a->subject, (const char *const[]){"suspect", "convicted", "victim", NULL}) ? a->subject : VIEW("other");
    int64_t months = json_int(params, "offence_months");
    a->law.offence_months = months > 0 && months < 12000 ? (int)months : 0;
    return DONE;
}

// The helper's word is bound to the bytes by their digest.
static RESULT facts_read(const struct prints_book *b, const json_t *facts, struct asking_prints *a, struct error *err) {
    struct view transaction = json_view(facts, "transaction");
    if (!view_is(json_view(facts, "digest"), a->digest) || !json_flag(facts, "redacted"))
        return FAIL(err, BAD_ARGUMENT, "facts: what malines-import --prints says of exactly this container, redacted");
    if (!prints_data_read(json_view(facts, "data"), &a->data)) return FAIL(err, BAD_ARGUMENT, "facts: data: fingers, palms or faces");
    a->kind = prints_kind_find(b, a->data == PRINTS_faces ? VIEW("FACE") : transaction);
    return a->kind ? DONE : FAIL(err, BAD_FIELD, "1.04 says \"%.*s\": a search is CPS, PMS, MPS or MMS", VIEW_ARGS(transaction));
}

static RESULT container_read(const json_t *params, struct text *out, struct error *err) {
    if (base64_text(json_view(params, "container"), out) && out->bytes) return DONE;
    if (!text_ok(out)) return FAIL(err, TOO_BIG, "container: above 2 MiB; leave out what the search does not need");
    return FAIL(err, BAD_ARGUMENT, "container: base64 of what `malines prints search` reads");
}

// ---- One member ----
static RESULT capacity_left(const struct asking_prints *a, struct view member, struct error *err) {
    struct node *n = a->n;
    struct prints_meter m = {member, false, a->identified, a->data, prints_day(n)};
    int64_t used, told_used = 0, told_most = 0;
    unsigned per_day = prints_per_day(prints_capacity_find(n->prints->book, prints_me(n), member, a->data), a->identified);
    TRY(prints_used(n->store, &m, &used, err));
    struct result r = prints_told(n->store, &m, &told_used, &told_most, err);
    if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;
    bool spent = !FAILED(r) && told_used >= told_most;
    if (used < (int64_t)per_day && !spent) return DONE;
    return FAIL(err, QUOTA, "%s of %s people: %lld of %u searches of this day are used for %.*s; the next day begins at 00:00 UTC", prints_data_name(a->data),
                a->identified ? "known" : "unknown", (long long)(spent ? told_used : used), per_day, VIEW_ARGS(member));
}

static RESULT asked_logged(const struct asking_prints *a, struct view member, const char *id, const struct permit *law, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s,s:s,s:s,s:I,s:s}", "search", id, "data", prints_data_name(a->data), "container", a->digest, "bytes",
                                (json_int_t)a->container.bytes, "aim", view_is(a->aim, "more") ? "more" : "identify");
    json_put_view(more, "kind", a->kind->id);
    json_put_view(more, "subject_category", a->subject);
    TRY(commit_words(a->n, "case_commit", a->case_ref, more, err));
    struct entry e = {.op = "disclosure", .officer = a->by, .peer = member, .direction = "out", .about = a->ref, .register_name = prints_register(a->data),
                      .purpose = a->law.purpose, .instrument = law->instrument, .article = law->article, .law_row = law->row,
                      .decision = VIEW("asked"), .more = more};
    return write_entry(a->n, &e, NULL, err);
}

static RESULT question_sent(const struct asking_prints *a, struct view member, const char *id, struct view who, struct error *err) {
    struct node *n = a->n;
    int64_t parts = (int64_t)((a->container.bytes + PRINTS_PART_BYTES - 1) / PRINTS_PART_BYTES);
    struct prints_search p = {.id = view_of(id), .member = member, .identified = a->identified, .kind = a->kind->id, .ref = a->ref,
                              .data = a->data, .state = PRINTS_sent,
                              .digest = view_of(a->digest), .parts = parts, .at = now(n), .case_ref = a->case_ref, .offence = a->offence,
                              .subject = a->subject, .aim = a->aim,
                              .asked_by = who};
    struct prints_meter m = {member, false, a->identified, a->data, prints_day(n)};
    AUTO_JSON *body = json_pack("{s:I,s:s,s:s,s:b,s:I,s:s}", "at", (json_int_t)now(n).ms, "data", prints_data_name(a->data), "digest",
                                a->digest, "identified", a->identified, "parts", (json_int_t)parts, "search", id);
    json_put_view(body, "kind", a->kind->id);
    json_put_view(body, "ref", a->ref);
    TRY(prints_put(n->store, &p, err));
    TRY(prints_use(n->store, &m, 1, err));
    TRY(prints_post(n, member, "question", body, err));
    return prints_parts_send(n, member, view_of(id), false, a->container, err);
}

// A question shows them a print of ours: the law must let that go, too (promises P1, P11), not only their answer come.
static RESULT ask_one(const struct asking_prints *a, struct view member, json_t *line, struct error *err) {
    struct node *n = a->n;
    struct permit law, ours;
    char id[UUID_ROOM];
    AUTO_TEXT who = text_with_ceiling(100);
    if (!peer_of(n, member)) return FAIL(err, BAD_ARGUMENT, "members: \"%.*s\" is no other member", VIEW_ARGS(member));
    if (!prints_permitted(n, member, prints_me(n), a->data, &a->law, &law) || !prints_permitted(n, prints_me(n), member, a->data, &a->law, &ours))
        return FAIL(err, NO_BASIS, "no basis to search %s of %.*s for this purpose, offence and person", prints_data_name(a->data), VIEW_ARGS(member));
    TRY(capacity_left(a, member, err));
    TRY(officer_pseudonym(n, a->by, &who, err));
    uuid_new(n->sys, id);
    TRY(question_sent(a, member, id, text_seen(&who), err));
    json_object_set_new(line, "search", json_string(id));
    json_object_set_new(line, "basis", permit_basis(&law));
    json_object_set_new(line, "state", json_string("sent"));
    return asked_logged(a, member, id, &law, err);
}

// Of several members each stands for itself; where one alone was named, its refusal is the call's.
static RESULT ask_all(const struct asking_prints *a, const json_t *members, json_t *out, struct error *err) {
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)members, i, one) {
        struct error why = {0};
        json_t *line = json_object();
        json_array_append_new(out, line);
        json_object_set(line, "member", one);
        TRY(store_mark(a->n->store, err));
        struct result r = ask_one(a, view_of(json_string_value(one)), line, &why);
        if (!FAILED(r)) { TRY(store_keep(a->n->store, err)); continue; }
        store_undo(a->n->store);
        if (json_array_size(members) == 1 || fault_of_ours(a->n, r.code)) return fail_with(err, r.code, "%s", why.detail);
        json_object_set_new(line, "state", json_string("refused"));
        json_object_set_new(line, "code", json_string(code_name(r.code)));
        json_object_set_new(line, "detail", json_string(why.detail));
    }
    return DONE;
}

// For the console, which has no sandbox of its own: who may ask may have a container read. The bytes go on to the helper as they are.
struct result prints_read(struct node_call *call, struct error *err) {
    struct prints_desk *d;
    TRY(prints_here(call->node, &d, err));
    if (!json_view(call->params, "container").bytes) return FAIL(err, BAD_ARGUMENT, "container: base64 of an ANSI/NIST-ITL container");
    call_answer(call, json_pack("{s:O}", "container", json_object_get(call->params, "container")));
    return DONE;
}

struct result prints_searched(struct node_call *call, struct error *err) {
    struct prints_desk *d;
    AUTO_TEXT container = text_with_ceiling(PRINTS_BYTES_MAX);
    const json_t *members = json_object_get(call->params, "members");
    struct asking_prints a = {.n = call->node, .by = call->officer, .ref = json_view(call->params, "ref"),
                              .identified = json_flag(call->params, "identified")};
    TRY(prints_here(call->node, &d, err));
    if (!office_number(a.ref)) return FAIL(err, BAD_ARGUMENT, "ref: the office's reference number, with a digit and without blanks");
    if (!json_array_size(members) || json_array_size(members) > 8) return FAIL(err, BAD_ARGUMENT, "members: which ones are asked");
    TRY(why_read(call->params, &a, err));
    TRY(container_read(call->params, &container, err));
    a.container = text_seen(&container);
    prints_digest(a.container, a.digest);
    TRY(facts_read(d->book, json_object_get(call->params, "facts"), &a, err));
    json_t *out = json_array();
    call_answer(call, json_pack("{s:o}", "searches", out));
    return ask_all(&a, members, out, err);
}
