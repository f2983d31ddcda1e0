// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// request.c — what happened between two authorities, from the proofs that each of them wrote (docs/protocol.md,
// docs/audit-format.md).
//
// What ties a file together: the approvals sign the digest of the demand, and of the decision with the demand; the
// log holds the approvals, and the digest of each message, which is computed here again from demand, decision and
// approvals. What ties both files together: what one log says was sent, the other says was taken, at the place that
// the receipt names. So no byte of the files can be changed without a sentence that fails.
#include "crypto/approval.h"
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>

#define SEND "request.send"
#define DECIDE "request.decide"

enum { ENTRIES_MAX = 200, MESSAGE_BYTES_MAX = PROOF_FILE_BYTES_MAX };
enum side_name { ASKER, OWNER, SIDES };

// What each side's log may hold about a request, in the order in which it must have happened. Only approvals come
// more than once.
enum place { ASKER_DRAFTED, ASKER_APPROVED, ASKER_SENT, ASKER_ANSWERED };
enum { OWNER_RECEIVED, OWNER_DECIDED, OWNER_APPROVED, OWNER_LET_GO, OWNER_SENT, OWNER_CONFIRMED };
struct step {
    const char *op, *direction, *what;
};
static const struct step asker_steps[] = {
    {"request_drafted", "", "drafted"}, {"approve", "", "approved"}, {"message", "out", "sent"}, {"message", "in", "received"}, {NULL, NULL, NULL}};
static const struct step owner_steps[] = {
    {"message", "in", "received"}, {"request_decided", "", "decided"}, {"approve", "", "approved"}, {"release", "out", "released"},
    {"message", "out", "sent"}, {"approve", "", "confirmed"}, {NULL, NULL, NULL}};
static const struct step owner_refuses = {"refuse", "out", "refused"};

struct logged {
    int64_t index;
    int place;
    json_t *entry;
};
struct side {
    enum side_name which;
    json_t *file;               // NULL: not shown
    const struct log_key *log;
    struct logged at[ENTRIES_MAX];
    size_t count;
    unsigned seen;              // a bit for each place
    struct instant last;        // time of the newest entry
    struct behind behind;       // the least of its entries
    int unknown;                // persons who approved here, of whose key the file does not show the enrolment
};
struct story {
    const struct log_keys *keys;
    struct side side[SIDES];
};

static const json_t *demand_of(const struct side *s) { return json_object_get(s->file, "demand"); }
static const json_t *decision_of(const struct side *s) { return json_object_get(s->file, "decision"); }
static const json_t *approvals_of(const struct side *s) { return json_object_get(s->file, "approvals"); }
static bool decided(const struct side *s) { return json_is_object(decision_of(s)); }
static bool seen(const struct side *s, int place) { return s->seen >> place & 1; }
static bool asked(const struct side *s) { return s->which == OWNER || seen(s, ASKER_SENT); }
static bool answered(const struct side *s) { return seen(s, s->which == OWNER ? OWNER_SENT : ASKER_ANSWERED); }
static bool emergency(const struct side *s) { return json_is_object(json_object_get(decision_of(s), "emergency")); }
static bool releases(const struct side *s) { return view_is(json_view(decision_of(s), "decision"), "release"); }

// ---- Reading ----

static RESULT check_form(const struct side *s, struct error *err) {
    static const char *const texts[] = {"from", "to", "author", "kind", "request"};
    const json_t *d = demand_of(s);
    if (!members_are(s->file, "approvals decision demand entries malines node receipts request side") &&
        !members_are(s->file, "approvals decision demand enrolments entries malines node receipts request side"))
        return FAIL(err, BAD_FORMAT, "it has other members");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!is_word(json_view(d, texts[i]))) return FAIL(err, BAD_FORMAT, "the demand's \"%s\" is missing or no plain word", texts[i]);
    if (json_object_get(d, "record") && !is_word(json_view(d, "record"))) return FAIL(err, BAD_FORMAT, "the demand's \"record\" is no plain word");
    if (!decided(s) && !json_is_null(decision_of(s))) return FAIL(err, BAD_FORMAT, "decision: an object or null");
    struct view request = json_view(s->file, "request"), other = decided(s) ? json_view(decision_of(s), "request") : request;
    if (!view_same(request, json_view(d, "request")) || !view_same(request, other)) return FAIL(err, BAD_FORMAT, "it names different requests");
    if (view_same(json_view(d, "from"), json_view(d, "to"))) return FAIL(err, BAD_FORMAT, "asker and owner are the same");
    if (!view_same(json_view(s->file, "node"), json_view(d, s->which == ASKER ? "from" : "to")))
        return FAIL(err, BAD_FORMAT, "the node that wrote it is not the demand's %s", s->which == ASKER ? "asker" : "owner");
    return DONE;
}

static RESULT read_file(struct story *st, struct view bytes, struct side **out, struct error *err) {
    AUTO_JSON *j = NULL;
    TRY(json_strict(bytes, &j, err));
    struct view side = json_view(j, "side"), node = json_view(j, "node");
    if (!view_is(json_view(j, "malines"), "request-proof/1")) return FAIL(err, BAD_FORMAT, "it is not a proof of a request, version 1");
    if (!view_is(side, "asker") && !view_is(side, "owner")) return FAIL(err, BAD_FORMAT, "side: asker or owner");
    struct side *s = &st->side[view_is(side, "owner") ? OWNER : ASKER];
    if (s->file) return FAIL(err, BAD_ARGUMENT, "both files are of the same side");
    s->which = view_is(side, "owner") ? OWNER : ASKER;
    s->file = json_incref(j);
    s->log = log_key_of(st->keys, node);
    if (!s->log) return FAIL(err, NOT_TRUSTED, "the node that wrote it is not on the trust list");
    *out = s;
    return check_form(s, err);
}

// ---- The entries of one side ----

static bool is_step(const struct step *step, const json_t *entry, struct view what) {
    return view_is(json_view(entry, "op"), step->op) && view_is(json_view(entry, "direction"), step->direction) && view_is(what, step->what);
}

static int place_of(const struct side *s, const json_t *entry, struct view what) {
    const struct step *steps = s->which == ASKER ? asker_steps : owner_steps;
    if (s->which == OWNER && is_step(&owner_refuses, entry, what)) return OWNER_LET_GO;
    for (int i = 0; steps[i].op; i++)
        if (is_step(&steps[i], entry, what)) return i;
    return -1;
}

static RESULT keep_entry(struct side *s, int64_t index, int place, json_t *entry, struct error *err) {
    bool several = place == (s->which == ASKER ? (int)ASKER_APPROVED : (int)OWNER_APPROVED) || (s->which == OWNER && place == OWNER_CONFIRMED);
    struct instant at;
    if (place < 0 || (seen(s, place) && !several)) return FAIL(err, LOG_BROKEN, "entry %lld has no place in such a request", (long long)index);
    if (s->count && (s->at[s->count - 1].index >= index || s->at[s->count - 1].place > place))
        return FAIL(err, LOG_BROKEN, "entry %lld is not in its order", (long long)index);
    if (!instant_read(json_view(entry, "at"), &at)) return FAIL(err, BAD_FORMAT, "entry %lld has no time", (long long)index);
    if (instant_before(s->last, at)) s->last = at;
    s->at[s->count++] = (struct logged){index, place, json_incref(entry)};
    s->seen |= 1u << place;
    return DONE;
}

static RESULT take_entry(struct side *s, const struct log_keys *keys, const json_t *item, struct error *err) {
    struct proven p = {0};
    int64_t index = json_int(item, "index");
    struct error why;
    if (!members_are(item, "index proof what")) return FAIL(err, BAD_FORMAT, "an entry has other members");
    struct result opened = bundle_open(json_object_get(item, "proof"), keys, &p, &why);
    if (FAILED(opened)) return fail_with(err, opened.code, "entry %lld: %s", (long long)index, why.detail);
    AUTO_JSON *entry = p.entry;
    if (p.log != s->log || (int64_t)p.index != index) return FAIL(err, LOG_BROKEN, "entry %lld is of another log or place", (long long)index);
    struct view request = json_view(entry, "request");
    int place = place_of(s, entry, json_view(item, "what"));
    bool arrived = place == (s->which == ASKER ? (int)ASKER_ANSWERED : (int)OWNER_RECEIVED);  // bound by the message's digest
    if (!arrived && !view_same(request, json_view(s->file, "request"))) return FAIL(err, LOG_BROKEN, "entry %lld is about something else", (long long)index);
    if (!s->count || p.behind.count < s->behind.count) s->behind = p.behind;
    return keep_entry(s, index, place, entry, err);
}

static RESULT check_entries(struct side *s, const struct log_keys *keys, struct error *err) {
    const json_t *entries = json_object_get(s->file, "entries");
    if (!json_is_array(entries) || !json_array_size(entries) || json_array_size(entries) > ENTRIES_MAX)
        return FAIL(err, BAD_FORMAT, "entries: 1 to %d", ENTRIES_MAX);
    for (size_t i = 0; i < json_array_size(entries); i++) TRY(take_entry(s, keys, json_array_get(entries, i), err));
    return DONE;
}

// ---- Approvals ----

static void digest_hex(const json_t *j, struct text *out) {
    AUTO_TEXT bytes = text_with_ceiling(MESSAGE_BYTES_MAX);
    text_json(&bytes, j);
    struct digest d = sha256(text_seen(&bytes));
    text_digest(out, &d);
}

static json_t *action_json(const struct side *s, bool send) {
    if (send) return json_pack("{s:s,s:O}", "action", SEND, "demand", demand_of(s));
    AUTO_TEXT of_demand = text_with_ceiling(100);
    digest_hex(demand_of(s), &of_demand);
    return json_pack("{s:s,s:s,s:O}", "action", DECIDE, "demand_digest", text_string(&of_demand), "decision", decision_of(s));
}

static struct approval_proof proof_in(const json_t *a) {
    return (struct approval_proof){json_view(a, "scheme"), json_view(a, "credential"), json_view(a, "signature")};
}

static RESULT check_approval(const struct side *s, const json_t *a, struct error *err) {
    struct view name = json_view(a, "action"), by = json_view(a, "by");
    bool send = view_is(name, SEND);
    struct approval_proof proof = proof_in(a);
    struct instant at;
    if (!members_are(a, "action at by credential digest scheme signature") || (!send && !view_is(name, DECIDE)) || !is_word(by) ||
        !approval_scheme_known(proof.scheme) || !instant_read(json_view(a, "at"), &at))
        return FAIL(err, BAD_FORMAT, "an approval of another form");
    if (!send && !decided(s)) return FAIL(err, BAD_FORMAT, "an approval of a decision that is not there");
    AUTO_JSON *action = action_json(s, send);
    AUTO_TEXT digest = text_with_ceiling(100);
    digest_hex(action, &digest);
    if (!view_same(json_view(a, "digest"), text_seen(&digest)))
        return FAIL(err, BAD_SIGNATURE, "%.*s approved another %s than the one in this file", VIEW_ARGS(by), send ? "demand" : "decision");
    bool author = view_same(by, json_view(send ? demand_of(s) : decision_of(s), "author"));
    bool alone = !send && emergency(s) && view_is(proof.scheme, SCHEME_WEBAUTHN);  // the law lets the author begin, never end
    if (author && !alone) return FAIL(err, SAME_PERSON, "%.*s wrote it and approved it", VIEW_ARGS(by));
    struct error why = {0};
    struct result holds = approval_holds(&proof, text_seen(&digest), VIEW(""), NULL, &why);
    if (!FAILED(holds)) return DONE;
    return fail_with(err, holds.code, "the signature of %.*s under the %s does not hold: %.200s", VIEW_ARGS(by), send ? "demand" : "decision", why.detail);
}

static bool one_key(const json_t *a, const json_t *b) {
    AUTO_TEXT one = text_with_ceiling(KEY_WORD_BYTES_MAX), other = text_with_ceiling(KEY_WORD_BYTES_MAX);
    struct approval_proof p = proof_in(a), q = proof_in(b);
    return FAILED(approval_key(&p, &one, NULL)) || FAILED(approval_key(&q, &other, NULL)) || view_same(text_seen(&one), text_seen(&other));
}

// A key is one person's, and a person approves an action once.
static RESULT check_pair(const json_t *a, const json_t *b, struct error *err) {
    bool same_person = view_same(json_view(a, "by"), json_view(b, "by")), same_action = view_same(json_view(a, "action"), json_view(b, "action"));
    if (same_person && same_action) return FAIL(err, SAME_PERSON, "%.*s approved the same thing twice", VIEW_ARGS(json_view(a, "by")));
    if (!same_person && one_key(a, b))
        return FAIL(err, SAME_PERSON, "%.*s and %.*s approved with one key", VIEW_ARGS(json_view(a, "by")), VIEW_ARGS(json_view(b, "by")));
    return DONE;
}

static bool by_author(const struct side *s, const json_t *a) {
    bool send = view_is(json_view(a, "action"), SEND);
    return view_same(json_view(a, "by"), json_view(send ? demand_of(s) : decision_of(s), "author"));
}

// By persons other than the author, whose own never counts.
static int approvals_count(const struct side *s, const char *action) {
    size_t i;
    const json_t *a;
    int n = 0;
    json_array_foreach((json_t *)approvals_of(s), i, a) n += view_is(json_view(a, "action"), action) && !by_author(s, a);
    return n;
}

// The author's own touch, with which an emergency began; NULL: it was approved first.
static const json_t *first_touch(const struct side *s) {
    size_t i;
    const json_t *a;
    json_array_foreach((json_t *)approvals_of(s), i, a)
        if (view_is(json_view(a, "action"), DECIDE) && by_author(s, a)) return a;
    return NULL;
}

static RESULT check_approvals(const struct side *s, struct error *err) {
    const json_t *all = approvals_of(s);
    size_t n = json_array_size(all);
    if (!json_is_array(all) || n > ENTRIES_MAX) return FAIL(err, BAD_FORMAT, "approvals: at most %d", ENTRIES_MAX);
    for (size_t i = 0; i < n; i++) {
        TRY(check_approval(s, json_array_get(all, i), err));
        for (size_t k = 0; k < i; k++) TRY(check_pair(json_array_get(all, i), json_array_get(all, k), err));
    }
    if (asked(s) && !approvals_count(s, SEND)) return FAIL(err, NEEDS_APPROVAL, "nobody approved the demand");
    if (answered(s) && !approvals_count(s, DECIDE))
        return FAIL(err, NEEDS_APPROVAL, "%s", first_touch(s) ? "released in an emergency, and nobody has confirmed it yet" : "nobody approved the decision");
    return DONE;
}

static bool is_logged_as(const json_t *a, const json_t *entry) {
    static const char *const same[] = {"action", "credential", "scheme", "signature"};
    for (size_t i = 0; i < 4; i++)
        if (!view_same(json_view(a, same[i]), json_view(entry, same[i]))) return false;
    return view_same(json_view(a, "digest"), json_view(entry, "action_digest")) &&
           view_same(json_view(a, "by"), json_view(json_object_get(entry, "actor"), "pseudonym"));
}

static const json_t *approval_logged(const struct side *s, const json_t *entry) {
    size_t i;
    const json_t *a;
    json_array_foreach((json_t *)approvals_of(s), i, a)
        if (is_logged_as(a, entry)) return a;
    return NULL;
}

// The approvals given on this side are those in its log, one for one.
static RESULT check_approvals_logged(const struct side *s, struct error *err) {
    int logged = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (!view_is(json_view(s->at[i].entry, "op"), "approve")) continue;
        if (!approval_logged(s, s->at[i].entry)) return FAIL(err, LOG_BROKEN, "the approval in entry %lld is not in the file", (long long)s->at[i].index);
        logged++;
    }
    int have = approvals_count(s, s->which == ASKER ? SEND : DECIDE) + (s->which == OWNER && first_touch(s));
    return have == logged ? DONE : FAIL(err, LOG_BROKEN, "the file has %d approvals of this side, the log %d", have, logged);
}

// ---- Whose keys they are: the entries by which they were enrolled in the log of this side ----

static bool enrols(const json_t *entry, const json_t *a) {
    struct view decision = json_view(entry, "decision");
    return view_is(json_view(entry, "op"), "enrolment") && (view_is(decision, "enrolled") || view_is(decision, "passkey_enrolled")) &&
           view_same(json_view(entry, "pseudonym"), json_view(a, "by")) && view_same(json_view(entry, "credential"), json_view(a, "credential"));
}

static int64_t approved_at(const struct side *s, const json_t *a) {
    for (size_t i = 0; i < s->count; i++)
        if (view_is(json_view(s->at[i].entry, "op"), "approve") && is_logged_as(a, s->at[i].entry)) return s->at[i].index;
    return -1;
}

// Each entry shown enrols somebody who approved here, before that.
static RESULT check_enrolment(const struct side *s, const struct log_keys *keys, const json_t *item, unsigned *whose, struct error *err) {
    struct proven p = {0};
    size_t i;
    const json_t *a;
    if (!members_are(item, "index proof")) return FAIL(err, BAD_FORMAT, "an enrolment has other members");
    TRY(bundle_open(json_object_get(item, "proof"), keys, &p, err));
    AUTO_JSON *entry = p.entry;
    if (p.log != s->log || (int64_t)p.index != json_int(item, "index")) return FAIL(err, LOG_BROKEN, "an enrolment is of another log or place");
    unsigned before = *whose;
    json_array_foreach((json_t *)approvals_of(s), i, a)
        if (i < 32 && enrols(entry, a) && approved_at(s, a) > (int64_t)p.index) *whose |= 1u << i;
    return *whose != before ? DONE : FAIL(err, LOG_BROKEN, "entry %lld enrols nobody who approved here after it", (long long)p.index);
}

static RESULT check_enrolments(struct side *s, const struct log_keys *keys, struct error *err) {
    const json_t *all = json_object_get(s->file, "enrolments"), *a;
    unsigned whose = 0;
    size_t i;
    if (all && (!json_is_array(all) || json_array_size(all) > ENTRIES_MAX)) return FAIL(err, BAD_FORMAT, "enrolments: at most %d", ENTRIES_MAX);
    for (i = 0; i < json_array_size(all); i++) TRY(check_enrolment(s, keys, json_array_get(all, i), &whose, err));
    s->unknown = 0;
    json_array_foreach((json_t *)approvals_of(s), i, a) s->unknown += approved_at(s, a) >= 0 && (i >= 32 || !(whose >> i & 1));
    return DONE;
}

static RESULT tell_enrolments(struct side *s, const struct log_keys *keys, struct report *r, struct error *err) {
    struct result was = check_enrolments(s, keys, err);
    if (FAILED(was) || !s->unknown)
        return told(r, was, err, "The key of each person who approved at %s was enrolled before in %s's log", s->log->name, s->log->name);
    return told(r, DONE, err, "NOT SHOWN by %s's file: that the keys of %d who approved there were enrolled", s->log->name, s->unknown);
}

// ---- Steps and messages of one side ----

static const struct logged *logged_at(const struct side *s, int place) {
    for (size_t i = 0; i < s->count; i++)
        if (s->at[i].place == place) return &s->at[i];
    return NULL;
}

static RESULT written_by(const struct side *s, int place, struct view author, struct error *err) {
    const struct logged *l = logged_at(s, place);
    if (!l) return FAIL(err, LOG_BROKEN, "there is no entry of its writing");
    if (!view_same(json_view(json_object_get(l->entry, "actor"), "pseudonym"), author))
        return FAIL(err, LOG_BROKEN, "entry %lld is of another author", (long long)l->index);
    return DONE;
}

static RESULT check_steps(const struct side *s, struct error *err) {
    if (s->which == ASKER) {
        TRY(written_by(s, ASKER_DRAFTED, json_view(demand_of(s), "author"), err));
        if (seen(s, ASKER_ANSWERED) != decided(s)) return FAIL(err, LOG_BROKEN, "the decision or the entry of its coming is missing");
        return !seen(s, ASKER_ANSWERED) || seen(s, ASKER_SENT) ? DONE : FAIL(err, LOG_BROKEN, "an answer, but nothing was sent");
    }
    if (!seen(s, OWNER_RECEIVED)) return FAIL(err, LOG_BROKEN, "there is no entry of the demand's coming");
    if (!decided(s)) return s->count == 1 ? DONE : FAIL(err, LOG_BROKEN, "the decision is missing");
    TRY(written_by(s, OWNER_DECIDED, json_view(decision_of(s), "author"), err));
    const struct logged *l = logged_at(s, OWNER_LET_GO);
    if (seen(s, OWNER_SENT) != (l != NULL)) return FAIL(err, LOG_BROKEN, "sent without a release or refusal, or the other way round");
    if (l && view_is(json_view(l->entry, "op"), "release") != releases(s))
        return FAIL(err, LOG_BROKEN, "entry %lld says another decision", (long long)l->index);
    return DONE;
}

// Of the signatures under a decision, those that were there when it went: of an emergency the others came after.
static bool was_there(const struct side *s, const json_t *a) {
    const json_t *touch = first_touch(s);
    struct instant at, then;
    if (!touch || a == touch) return true;
    return instant_read(json_view(a, "at"), &at) && instant_read(json_view(touch, "at"), &then) && instant_before(at, then);
}

// The message as it went over the wire, made again.
static json_t *message_json(const struct side *s, bool request, int64_t seq) {
    json_t *approvals = json_array(), *body;
    size_t i;
    json_t *a;
    json_array_foreach((json_t *)approvals_of(s), i, a)
        if (view_is(json_view(a, "action"), SEND) || (!request && was_there(s, a))) json_array_append(approvals, a);
    if (request) body = json_pack("{s:O,s:o}", "demand", demand_of(s), "approvals", approvals);
    else body = json_pack("{s:O,s:O,s:o}", "request", json_object_get(s->file, "request"), "decision", decision_of(s), "approvals", approvals);
    return json_pack("{s:I,s:s,s:o}", "seq", (json_int_t)seq, "type", request ? "request" : "decision", "body", body);
}

static RESULT check_message(const struct side *s, int place, bool request, struct error *err) {
    const struct logged *l = logged_at(s, place);
    if (!l) return DONE;
    AUTO_JSON *message = message_json(s, request, json_int(l->entry, "seq"));
    AUTO_TEXT digest = text_with_ceiling(100);
    digest_hex(message, &digest);
    struct view other = json_view(demand_of(s), s->which == ASKER ? "to" : "from");
    bool in = view_is(json_view(l->entry, "direction"), "in");
    if (!view_same(json_view(l->entry, "message_sha256"), text_seen(&digest)))
        return FAIL(err, LOG_BROKEN, "entry %lld is of a message with another %s, or with other approvals", (long long)l->index,
                    request ? "demand" : "decision");
    if (!view_same(json_view(l->entry, "peer"), other) || !view_is(json_view(l->entry, "decision"), in ? "taken" : "sent") ||
        !view_is(json_view(l->entry, "channel"), "requests"))
        return FAIL(err, LOG_BROKEN, "entry %lld: its peer, its channel or what became of it", (long long)l->index);
    return DONE;
}

static RESULT check_messages(const struct side *s, struct error *err) {
    TRY(check_message(s, s->which == ASKER ? (int)ASKER_SENT : (int)OWNER_RECEIVED, true, err));
    return check_message(s, s->which == ASKER ? (int)ASKER_ANSWERED : (int)OWNER_SENT, false, err);
}

static RESULT check_receipts_form(const struct story *st, const struct side *s, struct error *err) {
    const struct log_key *other = log_key_of(st->keys, json_view(demand_of(s), s->which == ASKER ? "to" : "from"));
    const json_t *all = json_object_get(s->file, "receipts");
    if (!other) return FAIL(err, NOT_TRUSTED, "the other side is not on the trust list");
    if (!json_is_array(all) || json_array_size(all) > 1) return FAIL(err, BAD_FORMAT, "receipts: at most one");
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *r = json_array_get(all, i);
        if (!members_are(r, "index log what") || !json_is_integer(json_object_get(r, "index")) || !view_is(json_view(r, "what"), "receipt"))
            return FAIL(err, BAD_FORMAT, "a receipt of another form");
        if (!view_is(json_view(r, "log"), other->key.name)) return FAIL(err, LOG_BROKEN, "a receipt of another log than %s's", other->name);
    }
    return DONE;
}

static RESULT check_time(const struct log_keys *keys, const struct side *s, struct error *err) {
    if (!keys->trusted_to.ms || instant_before(s->last, keys->trusted_to)) return DONE;
    return FAIL(err, EXPIRED, "the list had ended before; use the list of that time");
}

static RESULT check_side(const struct story *st, struct side *s, struct report *r, struct error *err) {
    const char *who = s->log->name;
    TRY(told(r, check_entries(s, st->keys, err), err, "Each entry that %s shows stands in the log that %s signed", who, who));
    TRY(told(r, check_time(st->keys, s, err), err, "The trust list was in force when the last of them was written"));
    TRY(told(r, check_approvals(s, err), err, "%s's file: every approval is signed over exactly what stands here, by another person than its author", who));
    TRY(told(r, check_approvals_logged(s, err), err, "%s's log holds the approvals given there, signature for signature", who));
    TRY(tell_enrolments(s, st->keys, r, err));
    TRY(told(r, check_steps(s, err), err, "%s's log holds the steps in their order, each by the author named", who));
    TRY(told(r, check_messages(s, err), err, "%s's log holds the digest of exactly these messages", who));
    return told(r, check_receipts_form(st, s, err), err, "%s shows receipts of the other side's log only", who);
}

// ---- Both sides ----

static RESULT check_same(const struct side *a, const struct side *o, struct error *err) {
    if (!json_equal(demand_of(a), demand_of(o))) return FAIL(err, CONFLICT, "the demands differ");
    if (!seen(a, ASKER_SENT)) return FAIL(err, CONFLICT, "%s's file was written before it sent the demand: have it written again", a->log->name);
    if (answered(a) && !answered(o)) return FAIL(err, CONFLICT, "%s's file was written before it answered: have it written again", o->log->name);
    if (answered(a) && !json_equal(decision_of(a), decision_of(o))) return FAIL(err, CONFLICT, "the decisions differ");
    if (answered(a) && !json_equal(approvals_of(a), approvals_of(o))) return FAIL(err, CONFLICT, "the approvals differ");
    return DONE;
}

static RESULT check_crossing(const struct side *from, int sent, const struct side *to, int taken, struct error *err) {
    const struct logged *out = logged_at(from, sent), *in = logged_at(to, taken);
    if (!out || !in) return FAIL(err, LOG_BROKEN, "one of the two entries is missing");
    if (!view_same(json_view(out->entry, "message_sha256"), json_view(in->entry, "message_sha256")) ||
        json_int(out->entry, "seq") != json_int(in->entry, "seq"))
        return FAIL(err, LOG_BROKEN, "entry %lld of %s is of another message than entry %lld of %s", (long long)out->index, from->log->name,
                    (long long)in->index, to->log->name);
    const json_t *receipt = json_array_get(json_object_get(from->file, "receipts"), 0);
    if (receipt && json_int(receipt, "index") != in->index)
        return FAIL(err, LOG_BROKEN, "%s's receipt names entry %lld, but it is entry %lld", to->log->name,
                    (long long)json_int(receipt, "index"), (long long)in->index);
    return DONE;
}

static RESULT check_both(const struct story *st, struct report *r, struct error *err) {
    const struct side *a = &st->side[ASKER], *o = &st->side[OWNER];
    TRY(told(r, check_same(a, o, err), err, "%s and %s tell the same", a->log->name, o->log->name));
    TRY(told(r, check_crossing(a, ASKER_SENT, o, OWNER_RECEIVED, err), err, "The demand that %s sent is the one in %s's log, at the place of the receipt",
             a->log->name, o->log->name));
    if (!answered(a)) return DONE;
    return told(r, check_crossing(o, OWNER_SENT, a, ASKER_ANSWERED, err), err, "The answer that %s sent is the one in %s's log, at the place of the receipt",
                o->log->name, a->log->name);
}

// ---- The verdict, in plain words ----

static void say_approved(struct text *t, int persons) {
    if (persons == 1) text_put(t, ", approved by a second person");
    else text_format(t, ", approved by %d other persons", persons);
}

static void say_kind(struct text *t, struct view kind) {
    for (size_t i = 0; i < kind.bytes; i++) text_char(t, kind.at[i] == '_' ? ' ' : kind.at[i]);
}

static void say_answer(struct text *t, const struct side *s, const char *owner) {
    if (!answered(s)) {
        text_format(t, "; no answer of %s is shown", owner);
        return;
    }
    text_format(t, "; %s %s", owner, releases(s) ? "released it" : "refused");
    if (first_touch(s)) text_put(t, " in an emergency, on the author's authenticator, and it was confirmed");
    say_approved(t, approvals_count(s, DECIDE));
}

static void say_where(struct text *t, const struct story *st, const struct side *s) {
    const struct side *a = &st->side[ASKER], *o = &st->side[OWNER];
    if (!a->file || !o->file) text_format(t, ". Shown by %s's log alone; the other side's was not given.", s->log->name);
    else if (answered(a) == answered(o)) text_put(t, ". Both logs hold it.");
    else text_format(t, ". Both logs hold the demand; the answer is only in %s's log so far.", o->log->name);
}

static void say_verdict(struct text *t, const struct story *st) {
    const struct side *s = st->side[OWNER].file ? &st->side[OWNER] : &st->side[ASKER];
    const json_t *d = demand_of(s);
    const char *asker = log_key_of(st->keys, json_view(d, "from"))->name, *owner = log_key_of(st->keys, json_view(d, "to"))->name;
    struct view record = json_view(d, "record");
    bool told = view_is(json_view(d, "way"), "gives");
    if (told) text_format(t, "Proven: %s %s %s: ", asker, asked(s) ? "told" : "wrote, but has not sent, what it would tell", owner);
    else text_format(t, "Proven: %s %s %s for ", asker, asked(s) ? "asked" : "wrote a demand, not sent yet, to ask", owner);
    say_kind(t, json_view(d, "kind"));
    if (record.bytes) text_format(t, " on %.*s", VIEW_ARGS(record));
    if (asked(s)) {
        say_approved(t, approvals_count(s, SEND));
        if (!told) say_answer(t, s, owner);
    }
    say_where(t, st, s);
}

// Each side's log alone vouches for its entries until others have cosigned it.
static RESULT check_witnesses(const struct story *st, struct report *r, struct text *verdict, struct error *err) {
    char what[100];
    bool first = true;
    for (int i = 0; i < SIDES; i++) {
        const struct side *s = &st->side[i];
        AUTO_TEXT aside = text_with_ceiling(200);
        if (!s->file) continue;
        snprintf(what, sizeof what, "%s's file, each of its entries", s->log->name);
        TRY(told_behind(r, st->keys, &s->behind, what, &aside, err));
        bool other = st->side[OWNER].file && st->side[ASKER].file && is_quorum(&st->side[OWNER].behind) != is_quorum(&st->side[ASKER].behind);
        if (first && !other) text_view(verdict, text_seen(&aside));
        first = false;
    }
    return DONE;
}

static RESULT verify_story(struct story *st, const struct view *files, size_t count, struct report *r, struct text *verdict, struct error *err) {
    for (size_t i = 0; i < count; i++) {
        struct side *s = NULL;
        struct result read = read_file(st, files[i], &s, err);
        TRY(told(r, read, err, "File %zu is a proof of a request%s%s", i + 1, FAILED(read) ? "" : ", written by ", FAILED(read) ? "" : s->log->name));
        TRY(check_side(st, s, r, err));
    }
    if (st->side[ASKER].file && st->side[OWNER].file) TRY(check_both(st, r, err));
    say_verdict(verdict, st);
    return check_witnesses(st, r, verdict, err);
}

RESULT verify_request(const struct view *files, size_t count, const struct log_keys *keys, struct report *r, struct text *verdict,
                      struct error *err) {
    if (count < 1 || count > SIDES) return FAIL(err, BAD_ARGUMENT, "the proof of one side, or those of both");
    struct story *st = calloc(1, sizeof *st);
    ENSURE(st);
    st->keys = keys;
    struct result done = verify_story(st, files, count, r, verdict, err);
    for (int i = 0; i < SIDES; i++) {
        for (size_t k = 0; k < st->side[i].count; k++) json_decref(st->side[i].at[k].entry);
        json_decref(st->side[i].file);
    }
    free(st);
    return done;
}
