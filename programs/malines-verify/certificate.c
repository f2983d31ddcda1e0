// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// certificate.c — that a check found nothing which could be released: the certificate is the one whose digest the log holds,
// and what is shown as its question is what it committed to. The sentence never says that no record exists.
#include "verify.h"

enum { CERTIFICATE_BYTES_MAX = 64 * 1024, CEILING_MAX = 1000 };

static RESULT bound_to_entry(const json_t *certificate, const json_t *entry, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(CERTIFICATE_BYTES_MAX), hex = text_with_ceiling(100);
    text_json(&bytes, certificate);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the certificate");
    struct digest d = sha256(text_seen(&bytes));
    text_digest(&hex, &d);
    if (!view_is(json_view(entry, "op"), "certificate") || !view_same(json_view(entry, "certificate_sha256"), text_seen(&hex)))
        return FAIL(err, LOG_BROKEN, "the entry is about another certificate");
    if (!view_same(json_view(entry, "node"), json_view(certificate, "node")) || !view_same(json_view(entry, "check"), json_view(certificate, "check")) ||
        !view_same(json_view(entry, "subject_commit"), json_view(certificate, "question_commit")))
        return FAIL(err, LOG_BROKEN, "the certificate names another node, check or question than its entry");
    return DONE;
}

static bool is_ceiling(const json_t *v) { return json_is_integer(v) && json_integer_value(v) >= 0 && json_integer_value(v) <= CEILING_MAX; }

// The whole speaks of nothing that one of its registers does not: its ceiling is the highest of those that are covered.
static RESULT ceiling_is_good(const json_t *certificate, struct error *err) {
    const json_t *whole = json_object_get(certificate, "score_ceiling_thousandths");
    size_t i;
    json_t *r;
    if (!is_ceiling(whole)) return FAIL(err, BAD_FORMAT, "the certificate lacks its score ceiling");
    json_array_foreach(json_object_get(certificate, "registers"), i, r) {
        const json_t *one = json_object_get(r, "score_ceiling_thousandths");
        if (one && !is_ceiling(one)) return FAIL(err, BAD_FORMAT, "the score ceiling of a register");
        if (one && json_flag(r, "covered") && json_integer_value(one) > json_integer_value(whole))
            return FAIL(err, LOG_BROKEN, "a register has a higher score ceiling than the certificate");
    }
    return DONE;
}

static RESULT words_are_good(const json_t *certificate, struct error *err) {
    static const char *const words[] = {"node", "check", "asked_at", "issued_at", "purpose", "question_commit", "law_digest"};
    size_t i;
    json_t *r;
    if (!view_is(json_view(certificate, "malines"), "no-hit/1") || !json_array_size(json_object_get(certificate, "registers")))
        return FAIL(err, BAD_FORMAT, "not a certificate of this kind");
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (!is_word(json_view(certificate, words[i]))) return FAIL(err, BAD_FORMAT, "the certificate lacks \"%s\"", words[i]);
    json_array_foreach(json_object_get(certificate, "registers"), i, r)
        if (!is_word(json_view(r, "member")) || !is_word(json_view(r, "sharing")) || !is_word(json_view(r, "state")) || !is_word(json_view(r, "register")))
            return FAIL(err, BAD_FORMAT, "a register of the certificate");
    return ceiling_is_good(certificate, err);
}

static const char *named(const struct log_keys *keys, struct view member, struct text *t) {
    const struct log_key *k = log_key_of(keys, member);
    text_clear(t);
    if (k) text_put(t, k->name);
    else text_view(t, member);
    return text_string(t);
}

static void say_registers(struct text *t, const struct log_keys *keys, const json_t *list, bool covered) {
    size_t i, count = 0;
    json_t *r;
    AUTO_TEXT name = text_with_ceiling(200);
    json_array_foreach((json_t *)list, i, r) {
        if (json_flag(r, "covered") != covered) continue;
        struct view as_of = json_view(r, "as_of");
        const json_t *ceiling = json_object_get(r, "score_ceiling_thousandths");
        text_format(t, "%s%s's %.*s", count++ ? "; " : "", named(keys, json_view(r, "member"), &name), VIEW_ARGS(json_view(r, "register")));
        if (!covered) {
            text_format(t, " (%.*s)", VIEW_ARGS(json_view(r, "state")));
            continue;
        }
        text_format(t, " (%.*s", VIEW_ARGS(json_view(r, "sharing")));
        if (is_word(as_of)) text_format(t, ", as of %.*s", VIEW_ARGS(as_of));
        if (json_is_integer(ceiling)) text_format(t, ", from %lld in 1000 on", (long long)json_integer_value(ceiling));
        text_char(t, ')');
    }
    if (!count) text_put(t, covered ? "no register at all" : "none");
}

static void say_verdict(struct text *t, const struct log_keys *keys, const struct proven *p, const json_t *c) {
    text_format(t, "Proven: %s certified at %.*s, of a question of %.*s for %.*s: no releasable record found in ", p->log->name,
                VIEW_ARGS(json_view(c, "issued_at")), VIEW_ARGS(json_view(c, "asked_at")), VIEW_ARGS(json_view(c, "purpose")));
    say_registers(t, keys, json_object_get(c, "registers"), true);
    text_format(t, ". Not covered: ");
    say_registers(t, keys, json_object_get(c, "registers"), false);
    text_format(t, ". Score ceiling: likenesses below %lld in 1000 are not shown. This does not say that no record exists.",
                (long long)json_int(c, "score_ceiling_thousandths"));
}

RESULT verify_certificate(struct view file, const struct log_keys *keys, struct report *r, struct text *verdict, struct error *err) {
    AUTO_JSON *whole = NULL;
    struct proven p = {0};
    struct result read = json_strict(file, &whole, err);
    if (!FAILED(read) && (!members_are(whole, "certificate malines opened proof") || !view_is(json_view(whole, "malines"), "certificate/1")))
        read = FAIL(err, BAD_FORMAT, "not a certificate");
    if (!FAILED(read)) read = words_are_good(json_object_get(whole, "certificate"), err);
    TRY(told(r, read, err, "The file is a certificate"));
    const json_t *certificate = json_object_get(whole, "certificate");
    TRY(told(r, bundle_open(json_object_get(whole, "proof"), keys, &p, err), err, "Its entry leads to a root that its log signed"));
    AUTO_JSON *entry = p.entry;
    TRY(told(r, bound_to_entry(certificate, entry, err), err, "The entry holds the digest of exactly this certificate"));
    if (json_array_size(json_object_get(whole, "opened")))
        TRY(told(r, opened_holds(entry, json_object_get(whole, "opened"), err), err, "The question shown is the one that was committed to"));
    say_verdict(verdict, keys, &p, certificate);
    return told_behind(r, keys, &p.behind, "the signed root", verdict, err);
}
