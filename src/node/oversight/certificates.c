// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// certificates.c — that a check found nothing which could be released, in a form that can be put into a file: what was asked (as
// a commitment), under which purpose, of which registers in which state, with which floor, when. It is an entry of the log,
// so the log's key, its witnesses and the time stand behind it (docs/audit-format.md). It never says that no record exists:
// the registers may hold some that the law does not let go.
#include "node/oversight/auditor.h"
#include "node/logbook.h"
#include "node/peers/witnesses.h"

#include <stdlib.h>

const struct migration CERTIFICATE_MIGRATIONS[] = {
    {"certificates", 1,
     "CREATE TABLE certificate(check_id TEXT PRIMARY KEY, log_index INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID"},
};
const size_t CERTIFICATE_MIGRATION_COUNT = 1;

enum { CERTIFICATE_BYTES_MAX = 60 * 1024 };

static RESULT stored_check(struct node *n, struct view id, json_t **out, struct error *err) {
    static const struct stmt LOAD = {"SELECT body FROM checks WHERE id = $1"};
    AUTO_TEXT body = text_with_ceiling(ANSWER_BYTES_MAX);
    TRY(store_bytes(n->store, &LOAD, VALUES(V_TEXT(id)), &body, err));
    return json_stored(text_seen(&body), out, err);
}

// One line a member: how its register was asked, whether it answered, as of when, how much it held.
static json_t *covered_line(const json_t *line) {
    static const char *const members[] = {"member", "sharing", "state", "as_of", "records", "asked_records", "last_heard", "class",
                                          "score_ceiling_thousandths"};
    struct view state = json_view(line, "state"), reg = json_view(line, "register");
    json_t *j = json_pack("{s:b}", "covered", view_is(state, "answered") || view_is(state, "no_hit"));
    json_put_view(j, "register", reg.bytes ? reg : REGISTER_ALERTS);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_t *v = json_object_get(line, members[i]);
        if (v && !json_is_null(v)) json_object_set(j, members[i], v);
    }
    return j;
}

static json_t *covered_of(const json_t *check) {
    size_t i;
    json_t *line, *list = json_array();
    json_array_foreach(json_object_get(check, "coverage"), i, line) json_array_append_new(list, covered_line(line));
    return list;
}

// The highest of what was covered: of anything more alike than that, in any of these registers, the certificate speaks. A
// private question asks for equal keys: it has no score, and no ceiling.
static int64_t ceiling_of(const json_t *registers) {
    size_t i;
    json_t *line;
    int64_t highest = 0;
    json_array_foreach((json_t *)registers, i, line) {
        int64_t one = json_int(line, "score_ceiling_thousandths");
        if (json_flag(line, "covered") && one > highest) highest = one;
    }
    return highest;
}

static RESULT certificate_of(struct node *n, const json_t *check, const struct digest *question, json_t **out, struct error *err) {
    AUTO_TEXT commit = text_with_ceiling(100), law = text_with_ceiling(100), at = text_with_ceiling(40);
    text_digest(&commit, question);
    text_digest(&law, &n->law_digest);
    text_instant(&at, now(n));
    json_t *registers = covered_of(check);
    *out = json_pack("{s:s,s:s,s:O,s:O,s:O,s:s,s:s,s:I,s:i,s:o,s:s,s:I,s:s}", "malines", "no-hit/1", "node", n->settings.authority, "check",
                     json_object_get(check, "id"), "asked_at", json_object_get(check, "asked_at"), "purpose", json_object_get(check, "purpose"), "issued_at",
                     text_string(&at), "question_commit", text_string(&commit), "score_ceiling_thousandths",
                     (json_int_t)ceiling_of(registers), "looked_at_most",
                     SEARCHED_MAX, "registers", registers, "law_digest", text_string(&law), "trust_list",
                     (json_int_t)trust_version(n->trust), "software", MALINES_VERSION);
    return *out ? DONE : FAIL(err, BAD_FIELD, "the check lacks what a certificate says");
}

// The certificate becomes an entry; what was asked lies behind its commitment.
static RESULT issue(struct node_call *call, const json_t *check, struct error *err) {
    static const struct stmt KEEP = {"INSERT INTO certificate(check_id, log_index, at, body) VALUES($1, $2, $3, $4)"};
    struct node *n = call->node;
    struct digest question;
    int64_t index;
    AUTO_TEXT subject = text_with_ceiling(HELD_BYTES_MAX), body = text_with_ceiling(CERTIFICATE_BYTES_MAX), hex = text_with_ceiling(100);
    AUTO_JSON *certificate = NULL;
    text_json(&subject, json_object_get(check, "subject"));
    TRY(audit_commit(n->log, n->store, text_seen(&subject), kept_until(n, TERM_evidence), &question, err));
    TRY(certificate_of(n, check, &question, &certificate, err));
    text_json(&body, certificate);
    if (!text_ok(&body)) return FAIL(err, TOO_BIG, "a certificate of more than %d bytes", CERTIFICATE_BYTES_MAX);
    struct digest d = sha256(text_seen(&body));
    text_digest(&hex, &d);
    AUTO_JSON *more = json_pack("{s:O,s:s,s:O}", "check", json_object_get(check, "id"), "certificate_sha256", text_string(&hex), "subject_commit",
                                json_object_get(certificate, "question_commit"));
    struct entry e = {.op = "certificate", .officer = call->officer, .register_name = REGISTER_ALERTS, .purpose = json_view(check, "purpose"),
                      .decision = VIEW("no_releasable_record"), .more = more};
    TRY(write_entry(n, &e, &index, err));
    return store_run(n->store, &KEEP, VALUES(V_TEXT(json_view(check, "id")), V_INT(index), V_INT(now(n).ms), V_TEXT(text_seen(&body))), err);
}

// The certificate with the newest proof of its entry: once a quorum of witnesses has cosigned, it carries that.
static RESULT hand_out(struct node_call *call, struct view id, struct error *err) {
    static const struct stmt INDEX = {"SELECT log_index FROM certificate WHERE check_id = $1"};
    static const struct stmt BODY = {"SELECT body FROM certificate WHERE check_id = $1"};
    struct node *n = call->node;
    AUTO_TEXT body = text_with_ceiling(CERTIFICATE_BYTES_MAX);
    AUTO_JSON *entry = NULL;
    json_t *certificate = NULL, *bundle = NULL, *opened = json_array();
    int64_t index;
    TRY(store_bytes(n->store, &BODY, VALUES(V_TEXT(id)), &body, err));
    TRY(store_number(n->store, &INDEX, VALUES(V_TEXT(id)), -1, &index, err));
    TRY(json_stored(text_seen(&body), &certificate, err));
    call_answer(call, json_pack("{s:s,s:o,s:o}", "malines", "certificate/1", "certificate", certificate, "opened", opened));
    TRY(checkpoint_now(n, err));
    TRY(audit_proof(n->log, n->store, index, &bundle, err));
    json_object_set_new(call->answer, "proof", bundle);
    if (!json_flag(call->params, "with_question")) return DONE;
    TRY(entry_read(n, index, &entry, err));
    TRY(entry_opened(n, entry, &opened, err));
    json_object_set_new(call->answer, "opened", opened);
    return DONE;
}

static bool met_privately(const json_t *check) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(check, "coverage"), i, line)
        if (view_is(json_view(line, "state"), "hit")) return true;
    return false;
}

struct result check_certified(struct node_call *call, struct error *err) {
    static const struct stmt THERE = {"SELECT 1 FROM certificate WHERE check_id = $1"};
    struct node *n = call->node;
    struct view id = json_view(call->params, "check");
    AUTO_JSON *check = NULL;
    int64_t there;
    TRY(store_number(n->store, &THERE, VALUES(V_TEXT(id)), 0, &there, err));
    if (!there) {
        TRY(stored_check(n, id, &check, err));
        if (json_array_size(json_object_get(check, "candidates"))) return FAIL(err, WRONG_STEP, "the check has candidates: judge them instead");
        if (met_privately(check)) return FAIL(err, WRONG_STEP, "a private question was met: ask what is behind it by a request");
        TRY(issue(call, check, err));
    }
    return hand_out(call, id, err);
}
