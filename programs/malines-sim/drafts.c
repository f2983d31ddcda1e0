// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "drafts.h"

#include "base/dates.h"

static const struct {
    const char *words, *category;
} kinds[] = {
    {"refusal of entry", "refusal"}, {"arrest", "arrest"},           {"missing person", "missing"}, {"child at risk", "vulnerable"},
    {"judicial procedure", "judicial"}, {"discreet check", "discreet"}, {"specific check", "specific"}, {"return", "return"},
    {"national alert", "national"},
};

json_t *person(const char *name, const char *born) {
    struct view all = view_of(name), family, given = view_cut(all, ' ', &family);
    json_t *n = json_pack("{s:s,s:s}", "text", name, "role", "primary");
    if (family.bytes) {
        json_put_view(n, "given", given);
        json_put_view(n, "family", family);
    }
    json_t *j = json_pack("{s:s,s:[o]}", "kind", "person", "names", n);
    if (born) json_object_set_new(j, "births", json_pack("[s]", born));
    return j;
}

json_t *alert_draft(const char *category, json_t *subject, const char *reason) {
    bool sought = strcmp(category, "missing") == 0 || strcmp(category, "vulnerable") == 0;
    return json_pack("{s:s,s:o,s:s,s:s,s:s,s:s,s:s}", "category", category, "subject", subject, "reason", reason,
                     "action", "inform the issuing member",
                     "authority", "federal prosecutor", "decision_ref", "2026/0001", "subject_category", sought ? "victim" : "suspect");
}

static RESULT read_piece(struct view piece, json_t *subject, const char **category, struct error *err) {
    if (view_starts(piece, "born ")) {
        struct view born = {piece.at + 5, piece.bytes - 5};
        struct dates d;
        if (!dates_read(born, &d)) return FAIL(err, BAD_DATE, "the date of birth");
        json_t *list = json_array();
        json_array_append_new(list, json_of(born));
        json_object_set_new(subject, "births", list);
        return DONE;
    }
    if (view_starts(piece, "passport ")) {
        struct view number = {piece.at + 9, piece.bytes - 9};
        json_t *paper = json_pack("{s:s}", "type", "passport");
        json_put_view(paper, "number", number);
        json_object_set_new(subject, "documents", json_pack("[o]", paper));
        return DONE;
    }
    for (size_t i = 0; category && i < sizeof kinds / sizeof *kinds; i++) {
        if (!view_is(piece, kinds[i].words)) continue;
        *category = kinds[i].category;
        return DONE;
    }
    return FAIL(err, BAD_ARGUMENT, "\"%.60s\" is no date of birth, passport or kind of alert", piece.at);
}

static RESULT read_subject(struct view words, json_t **subject, const char **category, struct error *err) {
    struct view name = view_trim(view_cut(words, ',', &words));
    AUTO_TEXT text = text_with_ceiling(400);
    text_view(&text, name);
    if (!name.bytes || !text_ok(&text)) return FAIL(err, BAD_ARGUMENT, "a name");
    AUTO_JSON *j = person(text_string(&text), NULL);
    while (words.bytes) TRY(read_piece(view_trim(view_cut(words, ',', &words)), j, category, err));
    *subject = json_incref(j);
    return DONE;
}

RESULT subject_from_words(struct view words, json_t **subject, struct error *err) {
    return read_subject(words, subject, NULL, err);
}

// `..., reason "..."` at the end; gives what stands before it.
static struct view split_reason(struct view words, struct view *reason) {
    static const char mark[] = ", reason \"";
    size_t n = sizeof mark - 1;
    *reason = VIEW("not given");
    for (size_t i = 0; i + n < words.bytes; i++) {
        if (memcmp(words.at + i, mark, n) != 0 || words.at[words.bytes - 1] != '"') continue;
        *reason = (struct view){words.at + i + n, words.bytes - i - n - 1};
        return (struct view){words.at, i};
    }
    return words;
}

RESULT draft_from_words(struct view words, json_t **alert, struct error *err) {
    struct view reason, left = split_reason(words, &reason);
    const char *category = "refusal";
    json_t *subject = NULL;
    AUTO_TEXT because = text_with_ceiling(2000);
    TRY(read_subject(left, &subject, &category, err));
    text_view(&because, reason);
    *alert = alert_draft(category, subject, text_string(&because));
    return DONE;
}

json_t *approval_for(const struct cast *cast, int member, enum cast_officer signs, const json_t *shown) {
    const struct sign_key *key = cast_officer_key(cast, member, signs);
    struct verify_key public = sign_key_public(key);
    AUTO_TEXT vkey = text_with_ceiling(400);
    AUTO_TEXT signature = text_with_ceiling(200);
    struct view digest = json_view(shown, "digest");
    text_vkey(&vkey, &public);
    text_signature(&signature, key, "malines/approval/1", digest);
    json_t *j = json_pack("{s:s,s:s,s:s}", "scheme", "ed25519", "credential", text_string(&vkey), "signature",
                          text_string(&signature));
    json_put_view(j, "request", json_view(shown, "id"));
    json_put_view(j, "digest", digest);
    return j;
}

json_t *touch_for(const struct cast *cast, int member, const json_t *shown) {
    struct soft s = cast_authenticator(cast, member);
    AUTO_TEXT credential = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX), evidence = text_with_ceiling(EVIDENCE_BYTES_MAX);
    soft_credential(&s, &credential);
    soft_approve(&s, json_view(shown, "digest"), &evidence);
    json_t *j = json_pack("{s:s,s:s,s:s}", "scheme", "webauthn", "credential", text_string(&credential), "signature", text_string(&evidence));
    json_put_view(j, "request", json_view(shown, "id"));
    json_put_view(j, "digest", json_view(shown, "digest"));
    return j;
}
