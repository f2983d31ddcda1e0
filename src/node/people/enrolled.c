// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// enrolled.c — does the log say that this key or passkey is this person's? Who can write into the store can write an officer's key
// there; the entry of its enrolment stands in the log, which others have cosigned. So an approval counts only with that entry, and
// a proof of a request shows it (promise P2).
#include "node/oversight/auditor.h"
#include "node/people/passkeys.h"

#include <stdio.h>

enum { LOOKED_AT_MOST = 20 };

RESULT enrolment_noted(struct node *n, struct view credential, int64_t index, struct error *err) {
    static const struct stmt NOTE = {"INSERT INTO enrolled(credential, idx) VALUES($1, $2) ON CONFLICT(credential) DO UPDATE SET idx=$2"};
    return credential.bytes ? store_run(n->store, &NOTE, VALUES(V_TEXT(credential), V_INT(index)), err) : DONE;
}

// What an entry must say: that this credential became this person's, or (credential empty) that the account was made, with these roles.
struct enrolment {
    struct view pseudonym, credential;
    const json_t *roles;          // NULL: whichever
};

static bool enrols(const json_t *entry, const struct enrolment *e) {
    struct view decision = json_view(entry, "decision");
    bool account = view_is(decision, "enrolled"), passkey = view_is(decision, "passkey_enrolled");
    if (!view_is(json_view(entry, "op"), "enrolment") || !(account || (passkey && e->credential.bytes)) ||
        !view_same(json_view(entry, "pseudonym"), e->pseudonym))
        return false;
    if (e->credential.bytes && !view_same(json_view(entry, "credential"), e->credential)) return false;
    return !e->roles || json_equal(e->roles, json_object_get(entry, "roles"));
}

static RESULT at_index(struct node *n, int64_t index, const struct enrolment *e, bool *does, struct error *err) {
    AUTO_JSON *entry = NULL;
    struct result r = entry_read(n, index, &entry, err);
    *does = !FAILED(r) && enrols(entry, e);
    return r.code == CODE_NOT_FOUND ? DONE : r;
}

// Of before the table was there, or in a log that was closed.
static RESULT looked_for(struct node *n, const struct stmt *find, const struct enrolment *e, int64_t *index, bool *found, struct error *err) {
    struct cursor c;
    TRY(store_query(n->store, find, VALUES(V_TEXT(e->pseudonym), V_INT(LOOKED_AT_MOST)), &c, err));
    while (!*found && cursor_next(&c)) {
        AUTO_JSON *entry = NULL;
        *found = !FAILED(json_strict(cursor_view(&c, 1), &entry, NULL)) && enrols(entry, e);
        if (*found) *index = cursor_int(&c, 0);
    }
    return cursor_end(&c, err);
}

// -1: in a closed log.
static RESULT found_in_log(struct node *n, struct view noted_as, const struct enrolment *e, int64_t *index, struct error *err) {
    static const struct stmt NOTED = {"SELECT idx FROM enrolled WHERE credential=$1"};
    static const struct stmt HERE = {"SELECT id, entry FROM audit_entry WHERE instr(entry, CAST('\"op\":\"enrolment\"' AS BLOB)) > 0 "
                                     "AND instr(entry, CAST($1 AS BLOB)) > 0 ORDER BY id LIMIT $2"};
    static const struct stmt CLOSED = {"SELECT -1, entry FROM closed_entry WHERE instr(entry, CAST('\"op\":\"enrolment\"' AS BLOB)) > 0 "
                                       "AND instr(entry, CAST($1 AS BLOB)) > 0 LIMIT $2"};
    bool found = false;
    TRY(store_number(n->store, &NOTED, VALUES(V_TEXT(noted_as)), -1, index, err));
    if (*index >= 0) TRY(at_index(n, *index, e, &found, err));
    if (found) return DONE;
    TRY(looked_for(n, &HERE, e, index, &found, err));
    if (found) return enrolment_noted(n, noted_as, *index, err);
    TRY(looked_for(n, &CLOSED, e, index, &found, err));
    return found ? DONE : FAIL(err, NOT_ALLOWED, "the log does not say that this key, or these roles, are yours: somebody wrote it into the store");
}

RESULT enrolment_found(struct node *n, struct view pseudonym, struct view credential, int64_t *index, struct error *err) {
    struct enrolment e = {pseudonym, credential, NULL};
    return found_in_log(n, credential, &e, index, err);
}

// The roles with which the account was made are those that it has.
RESULT account_found(struct node *n, struct view pseudonym, struct error *err) {
    static const struct stmt ROLES = {"SELECT roles FROM officer WHERE pseudonym=$1"};
    AUTO_JSON *roles = json_array();
    AUTO_TEXT noted_as = text_with_ceiling(100);
    int64_t bits, index;
    TRY(store_number(n->store, &ROLES, VALUES(V_TEXT(pseudonym)), 0, &bits, err));
    for (enum role r = 0; r < ROLE_COUNT; r++)
        if (bits >> r & 1) json_array_append_new(roles, json_string(role_name(r)));
    struct enrolment e = {pseudonym, VIEW(""), roles};
    text_format(&noted_as, "account %.*s", VIEW_ARGS(pseudonym));
    return found_in_log(n, text_seen(&noted_as), &e, &index, err);
}

// Of those who approved on this side: [{"index","proof"}], each entry once.
RESULT enrolments_proven(struct node *n, const json_t *approvals, const char *action, json_t *out, struct error *err) {
    AUTO_JSON *seen = json_object();
    size_t i;
    const json_t *a;
    json_array_foreach((json_t *)approvals, i, a) {
        int64_t index;
        json_t *bundle = NULL;
        char key[24];
        if (!view_is(json_view(a, "action"), action)) continue;
        struct result r = enrolment_found(n, json_view(a, "by"), json_view(a, "credential"), &index, err);
        if (r.code == CODE_NOT_ALLOWED) continue;  // the reader is told that it is not shown
        TRY(r);
        snprintf(key, sizeof key, "%lld", (long long)index);
        if (index < 0 || json_object_get(seen, key)) continue;
        json_object_set_new(seen, key, json_true());
        TRY(audit_proof(n->log, n->store, index, &bundle, err));
        json_array_append_new(out, json_pack("{s:I,s:o}", "index", (json_int_t)index, "proof", bundle));
    }
    return DONE;
}
