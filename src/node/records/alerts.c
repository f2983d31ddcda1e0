// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// alerts.c — a register's own records: entered, shown, listed, deleted. Only the owner changes its records
// (Reg. (EU) 2018/1862 art. 59(3)); every change is an entry, and goes to the members that hold a copy.
#include "node/checks/judged.h"
#include "node/checks/namesake.h"

#include "registers/alerts/alerts.h"
#include "requests/hold.h"
#include "node/unread.h"

enum { LIST_MAX = 500, REASON_BYTES_MAX = 2000 };

// Which commitments of the log have a record's words behind them, so that those go when the record goes.
const struct migration ALERT_MIGRATIONS[] = {
    {"alerts", 1,
     "CREATE TABLE record_evidence(uid TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(uid, digest)) STRICT, WITHOUT ROWID"},
};
const size_t ALERT_MIGRATION_COUNT = 1;

static RESULT note_evidence(struct node *n, struct view uid, const struct digest *commit, struct error *err) {
    static const struct stmt NOTE = {"INSERT INTO record_evidence(uid, digest) VALUES($1, $2)"};
    return store_run(n->store, &NOTE, VALUES(V_TEXT(uid), V_BLOB(commit->bytes, 32)), err);
}

static RESULT forget_evidence(struct node *n, struct view uid, struct error *err) {
    static const struct stmt FIND = {"SELECT digest FROM record_evidence WHERE uid=$1"};
    static const struct stmt DROP = {"DELETE FROM record_evidence WHERE uid=$1"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(n->store, &FIND, VALUES(V_TEXT(uid)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) r = audit_forget(n->store, cursor_view(&c, 0), err);
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    TRY(r);
    return store_run(n->store, &DROP, VALUES(V_TEXT(uid)), err);
}

static RESULT need(const json_t *params, const char *key, struct view *out, struct error *err) {
    *out = json_view(params, key);
    return out->bytes ? DONE : FAIL(err, BAD_ARGUMENT, "\"%s\" is missing", key);
}

// When the need for it is looked at again. Entries of lists are looked at with each import.
static RESULT keep_review(struct node *n, const struct record *r, const json_t *alert, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(400);
    struct instant at;
    if (!instant_read(json_view(alert, "review_at"), &at)) return DONE;
    record_name(&name, r);
    return review_set(n->store, text_seen(&name), at, err);
}

struct keeping {
    struct view uid;
    int64_t version;
    const char *op;
    json_t *more;  // for the entry; NULL: nothing
};

static RESULT keep_alert(struct node *n, const struct officer *officer, const json_t *alert, const struct keeping *k, struct error *err) {
    AUTO_TEXT body = text_with_ceiling(RECORD_BODY_BYTES_MAX);
    text_json(&body, alert);
    if (!text_ok(&body)) return FAIL(err, TOO_BIG, "an alert of more than %d bytes", RECORD_BODY_BYTES_MAX);
    struct digest digest = sha256(text_seen(&body));
    struct record r = {.owner = view_of(n->settings.authority), .reg = REGISTER_ALERTS, .uid = k->uid, .version = k->version,
                       .body = text_seen(&body), .digest = {(const char *)digest.bytes, sizeof digest.bytes}, .changed_at = now(n)};
    struct digest commit;
    bool changed;
    if (!instant_read(json_view(alert, "retain_until"), &r.retain_until)) return FAIL(err, BAD_FIELD, "retain_until: not a date");
    TRY(record_put(n->store, &r, NULL, &changed, err));
    struct entry e = {.op = k->op, .officer = officer, .more = k->more, .about = text_seen(&body), .register_name = REGISTER_ALERTS,
                      .purpose = json_view(alert, "purpose"), .decision = VIEW("kept"), .erase_after = r.retain_until, .commit = &commit};
    TRY(write_entry(n, &e, NULL, err));
    TRY(note_evidence(n, k->uid, &commit, err));
    TRY(keep_review(n, &r, alert, err));
    n->unpublished = true;
    return DONE;
}

// Numbers were said in the member's own country where the draft says no other.
static json_t *said_here(const struct node *n, const json_t *draft) {
    json_t *alert = json_copy((json_t *)draft);
    if (json_object_get(alert, "subject"))
        json_object_set_new(alert, "subject", subject_said_in(json_object_get(alert, "subject"), view_of(n->settings.authority)));
    return alert;
}

// What an officer wrote, as the register will hold it.
static RESULT completed_here(struct node *n, const json_t *draft, json_t **out, struct error *err) {
    if (!json_is_object(draft)) return FAIL(err, BAD_ARGUMENT, "\"alert\" is missing");
    AUTO_JSON *said = said_here(n, draft);
    AUTO_JSON *alert = NULL;
    TRY(alert_complete(n->settings.law, said, now(n), &alert, err));
    if (json_object_get(alert, "list")) return FAIL(err, BAD_FIELD, "list: entries of published lists come by import only");
    *out = json_incref(alert);
    return DONE;
}

static json_t *kept_answer(const struct node *n, struct view record, int64_t version, const json_t *alert) {
    json_t *answer = json_pack("{s:I,s:O,s:O}", "version", (json_int_t)version, "review_at", json_object_get(alert, "review_at"),
                               "retain_until", json_object_get(alert, "retain_until"));
    AUTO_JSON *warnings = alert_warnings(alert, now(n));  // mistyped, it seems: kept, and said
    json_put_view(answer, "record", record);
    if (json_array_size(warnings) > 0) json_object_set(answer, "warnings", warnings);
    return answer;
}

struct result alert_create(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    const json_t *draft = json_object_get(call->params, "alert");
    AUTO_JSON *alert = NULL;
    char uid[UUID_ROOM];
    if (json_object_get(draft, "restricted")) return FAIL(err, BAD_FIELD, "restricted: by `malines alert restrict` only");
    TRY(completed_here(n, draft, &alert, err));
    uuid_new(n->sys, uid);
    TRY(keep_alert(n, call->officer, alert, &(struct keeping){view_of(uid), 1, "collection", NULL}, err));
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s/alerts/%s", n->settings.authority, uid);
    call_answer(call, kept_answer(call->node, text_seen(&name), 1, alert));
    return DONE;
}

static RESULT find_named(struct node *n, struct view name, struct text *hold, struct record *out, struct error *err) {
    struct view owner, reg, uid;
    if (!record_name_read(name, &owner, &reg, &uid)) return FAIL(err, BAD_ARGUMENT, "a record is named OWNER/REGISTER/UID");
    return record_find(n->store, owner, reg, uid, hold, out, err);
}

// The next version of an own record. `version` is the one that the officer read: whoever changed it meanwhile is not
// overwritten. What is behind the commitments to earlier versions goes with the record, not with them.
RESULT own_record(struct node *n, struct view name, int64_t version, struct text *hold, struct record *out, struct error *err) {
    TRY(find_named(n, name, hold, out, err));
    if (!view_is(out->owner, n->settings.authority)) return FAIL(err, NOT_ALLOWED, "only the owner changes its records");
    if (out->source.bytes) return FAIL(err, NOT_ALLOWED, "entries of published lists change by import only");
    return version == out->version ? DONE : FAIL(err, CONFLICT, "the record is at version %lld", (long long)out->version);
}

RESULT alert_next(struct node_call *call, const json_t *draft, const struct record *r, struct view reason, json_t *more, struct error *err) {
    struct node *n = call->node;
    AUTO_JSON *alert = NULL;
    AUTO_TEXT name = text_with_ceiling(400);
    TRY(completed_here(n, draft, &alert, err));
    TRY(commit_words(n, "reason_commit", reason, more, err));
    TRY(keep_alert(n, call->officer, alert, &(struct keeping){r->uid, r->version + 1, "alteration", more}, err));
    record_name(&name, r);
    call_answer(call, kept_answer(call->node, text_seen(&name), r->version + 1, alert));
    return DONE;
}

// A record serves one purpose for its life: another is authorised by entering another record, with its own reason and entry of the
// log (Directive (EU) 2016/680 art. 4(2)).
static RESULT same_purpose(struct node *n, const json_t *before, const json_t *draft, struct error *err) {
    const struct law_category *c = law_category(n->settings.law, json_view(draft, "category"));
    struct view was = json_view(before, "purpose"), wanted = json_view(draft, "purpose");
    if (!wanted.bytes && c) wanted = c->purpose;
    return !wanted.bytes || view_same(was, wanted) ? DONE
                                                   : FAIL(err, BAD_FIELD, "purpose: for another purpose a record of its own is entered "
                                                                          "(Directive (EU) 2016/680 art. 4(2))");
}

// A change leaves alone whether its processing is restricted: that is `alert restrict` and `alert free`.
static RESULT draft_changed(struct node *n, const json_t *params, const struct record *r, json_t **out, struct error *err) {
    const json_t *draft = json_object_get(params, "alert");
    AUTO_JSON *before = NULL;
    TRY(json_stored(r->body, &before, err));
    json_t *mark = json_object_get(before, "restricted"), *said = json_object_get(draft, "restricted");
    if (!json_is_object(draft)) return FAIL(err, BAD_ARGUMENT, "\"alert\" is missing");
    if (said && !(mark && json_equal(said, mark))) return FAIL(err, BAD_FIELD, "restricted: by `malines alert restrict` only");
    TRY(same_purpose(n, before, draft, err));
    *out = json_copy((json_t *)draft);
    if (mark) json_object_set(*out, "restricted", mark);
    return DONE;
}

struct result alert_change(struct node_call *call, struct error *err) {
    struct view name, reason;
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *draft = NULL;
    AUTO_JSON *more = json_object();
    TRY(need(call->params, "record", &name, err));
    TRY(need(call->params, "reason", &reason, err));
    TRY(own_record(call->node, name, json_int(call->params, "version"), &hold, &r, err));
    TRY(draft_changed(call->node, call->params, &r, &draft, err));
    TRY(alert_next(call, draft, &r, reason, more, err));
    return answers_changed(call->node, name, err);
}

static struct result add_sharing(void *ctx, const struct sharing *row, struct error *err) {
    json_t *list = ctx;
    AUTO_TEXT at = text_with_ceiling(40);
    (void)err;
    text_instant(&at, row->sent_at);
    json_t *j = json_pack("{s:s,s:b,s:b}", "at", text_string(&at), "confirmed", row->confirmed_at.ms != 0, "withdrawn", row->version == 0);
    if (row->refused.bytes) json_put_view(j, "refused", row->refused);
    json_put_view(j, "member", row->member);
    json_array_append_new(list, j);
    return DONE;
}

static RESULT shown(struct node *n, const struct record *r, bool with_sharing, json_t **out, struct error *err) {
    json_t *alert = NULL;
    AUTO_TEXT name = text_with_ceiling(400);
    TRY(json_stored(r->body, &alert, err));
    record_name(&name, r);
    json_t *j = json_pack("{s:I,s:o}", "version", (json_int_t)r->version, "alert", alert);
    json_put_view(j, "record", text_seen(&name));
    json_put_view(j, "owner", r->owner);
    if (with_sharing) {
        json_t *list = json_array();
        json_object_set_new(j, "sent_to", list);
        struct result s = sharing_each(n->store, r->reg, r->uid, add_sharing, list, err);
        if (FAILED(s)) {
            json_decref(j);
            return s;
        }
    }
    *out = j;
    return DONE;
}

// Reading is an entry like writing (LED art. 25: consultation); what is sensitive is not read without a reason.
static RESULT note_reading(struct node *n, const struct officer *officer, struct view what, struct view reason, struct error *err) {
    AUTO_JSON *more = json_object();
    if (reason.bytes > REASON_BYTES_MAX) return FAIL(err, BAD_ARGUMENT, "reason: at most %d bytes", REASON_BYTES_MAX);
    TRY(commit_words(n, "reason_commit", reason, more, err));
    struct entry e = {.op = "consultation", .officer = officer, .about = what, .register_name = REGISTER_ALERTS, .decision = VIEW("shown"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT reason_given(struct node *n, const struct record *r, struct view reason, struct error *err) {
    AUTO_JSON *alert = NULL;
    TRY(json_stored(r->body, &alert, err));
    if (!alert_sensitive(n, alert) || view_trim(reason).bytes) return DONE;
    return FAIL(err, BAD_ARGUMENT, "reason: this record is read for a reason only, which is logged");
}

struct result alert_show(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view name;
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    json_t *answer = NULL;
    TRY(need(call->params, "record", &name, err));
    TRY(find_named(n, name, &hold, &r, err));
    TRY(reason_given(n, &r, json_view(call->params, "reason"), err));
    TRY(note_reading(n, call->officer, name, json_view(call->params, "reason"), err));
    TRY(shown(n, &r, view_is(r.owner, n->settings.authority), &answer, err));
    call_answer(call, answer);
    return DONE;
}
struct result alert_opened(struct node_call *call, struct error *err) { return alert_show(call, err); }

struct listing {
    struct node *n;
    json_t *list;
    int64_t last;
    bool reasoned;  // why was said: sensitive records are shown too
};

// Its words are damaged: that it is here, and which it is, is said.
static json_t *rotten(const struct record *r) {
    AUTO_TEXT name = text_with_ceiling(400);
    record_name(&name, r);
    json_t *j = json_pack("{s:I,s:n,s:b}", "version", (json_int_t)r->version, "alert", "unread", 1);
    json_put_view(j, "record", text_seen(&name));
    json_put_view(j, "owner", r->owner);
    return j;
}

static struct result add_listed(void *ctx, const struct record *r, struct error *err) {
    struct listing *l = ctx;
    json_t *j = NULL;
    struct result s = shown(l->n, r, false, &j, err);
    if (FAILED(s) && s.code != CODE_STORE_DAMAGED) return s;
    if (FAILED(s)) j = rotten(r);
    if (!FAILED(s) && !l->reasoned && alert_sensitive(l->n, json_object_get(j, "alert"))) {
        json_object_set_new(j, "alert", json_null());
        json_object_set_new(j, "hidden", json_true());
    }
    json_array_append_new(l->list, j);
    l->last = r->id;
    return DONE;
}

struct result alert_list(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view owner = json_view(call->params, "owner");
    int64_t limit = json_int(call->params, "limit");
    if (limit < 1 || limit > LIST_MAX) limit = 50;
    if (!owner.bytes) owner = view_of(n->settings.authority);
    AUTO_JSON *list = json_array();
    struct listing l = {n, list, 0, view_trim(json_view(call->params, "reason")).bytes > 0};
    TRY(note_reading(n, call->officer, VIEW("a page of the register"), json_view(call->params, "reason"), err));
    TRY(record_all(n->store, owner, json_int(call->params, "after"), limit, add_listed, &l, err));
    json_t *answer = json_pack("{s:O}", "alerts", list);
    if ((int64_t)json_array_size(list) == limit) json_object_set_new(answer, "next", json_integer(l.last));
    unread_begin(answer);
    unread_listed(answer, list, NULL, "record");
    call_answer(call, answer);
    return DONE;
}
struct result alert_read(struct node_call *call, struct error *err) { return alert_list(call, err); }

RESULT withdraw_record(struct node *n, const struct record *r, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(400);
    record_name(&name, r);
    TRY(answers_recall(n, text_seen(&name), "record_deleted", err));
    TRY(review_drop(n->store, text_seen(&name), err));
    TRY(judged_forget(n, text_seen(&name), err));
    TRY(record_drop(n->store, r->owner, r->reg, r->uid, err));
    TRY(sharing_withdraw(n->store, r->reg, r->uid, VIEW(""), err));
    TRY(forget_evidence(n, r->uid, err));
    n->unpublished = true;
    return DONE;
}

RESULT record_deleted(struct node *n, struct view name, const char *why, int64_t index, struct error *err) {
    struct deletion d = {name, view_of(why), now(n), index};
    return deletion_note(n->store, &d, err);
}

static struct result add_member(void *ctx, const struct sharing *row, struct error *err) {
    (void)err;
    if (row->version) json_array_append_new(ctx, json_of(row->member));
    return DONE;
}

struct result alert_delete(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view name, reason;
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HELD_BYTES_MAX);
    AUTO_JSON *told = json_array();
    TRY(need(call->params, "record", &name, err));
    TRY(need(call->params, "reason", &reason, err));
    TRY(find_named(n, name, &hold, &r, err));
    if (!view_is(r.owner, n->settings.authority)) return FAIL(err, NOT_ALLOWED, "only the owner deletes its records");
    TRY(record_held(n, name, err));
    TRY(sharing_each(n->store, r.reg, r.uid, add_member, told, err));
    AUTO_JSON *more = json_object();
    TRY(commit_words(n, "reason_commit", reason, more, err));
    struct entry e = {.op = "erasure", .officer = call->officer, .about = name, .register_name = REGISTER_ALERTS,
                      .decision = VIEW("deleted"), .more = more};
    int64_t index;
    TRY(write_entry(n, &e, &index, err));
    TRY(record_deleted(n, name, "deleted", index, err));
    TRY(withdraw_record(n, &r, err));
    json_t *answer = json_pack("{s:O}", "told", told);
    json_put_view(answer, "record", name);
    call_answer(call, answer);
    return DONE;
}
