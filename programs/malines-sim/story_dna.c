// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_dna.c — the sentences of DNA: people by number, typed by the kits that laboratories have.
#include "story_room.h"

#include "dna/read.h"

#include <stdio.h>
#include <stdlib.h>

// ---- DNA: people by number, typed by the kits that laboratories have ----

// The same person has the same alleles wherever they are typed; nobody's are real.
static RESULT typed_profile(struct tale *t, uint64_t person, struct view kit_name, struct text *out, struct error *err) {
    const struct dna_book *b = cast_dna(t->stage.cast);
    const struct dna_kit *kit = dna_kit_find(b, kit_name);
    struct dna_profile p = {0};
    if (!kit) return FAIL(err, BAD_ARGUMENT, "no such kit");
    for (size_t i = 0; i < b->locus_count; i++) {
        unsigned a = (unsigned)((person * 31 + i * 7) % 5), c = (unsigned)((person * 17 + i * 3) % 6), low = b->loci[i].lowest + 2;
        if (!(kit->loci >> i & 1) || !b->loci[i].repeat) continue;
        p.at[i] = (struct dna_pair){dna_length_code(b->loci[i].repeat, low + a, 0), dna_length_code(b->loci[i].repeat, low + 2 + c, 0)};
        dna_pair_order(&p.at[i]);
    }
    text_profile(out, b, &p);
    return DONE;
}

static RESULT enter_profile(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_TEXT profile = text_with_ceiling(8192);
    json_t *begun = NULL, *done = NULL;
    TRY(typed_profile(t, s->number[1], s->text[2], &profile, err));
    AUTO_JSON *none = json_object();
    TRY(attempt(t, s->member[0], dna_import_begin, OFFICER_author, none, &begun));
    const char *id = json_string_value(json_object_get(begun, "import"));
    AUTO_TEXT item = text_with_ceiling(16384);
    text_format(&item, "{\"category\":\"%.*s\",\"kit\":\"%.*s\",\"profile\":%s,\"ref\":\"%s-%llu\"}\n", VIEW_ARGS(s->text[3]), VIEW_ARGS(s->text[2]),
                text_string(&profile), cast_id(s->member[0]), (unsigned long long)s->number[1]);
    AUTO_JSON *items = json_pack("{s:s,s:s}", "import", id, "items", text_string(&item));
    AUTO_JSON *commit = json_pack("{s:s}", "import", id);
    struct result r = attempt(t, s->member[0], dna_import_items, OFFICER_author, items, NULL);
    if (!FAILED(r)) r = attempt(t, s->member[0], dna_import_commit, OFFICER_author, commit, &done);
    json_decref(begun), json_decref(done);
    return pass_over(r);
}

static RESULT compare_there(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_TEXT profile = text_with_ceiling(8192), ref = text_with_ceiling(64);
    AUTO_JSON *j = NULL;
    json_t *answer = NULL;
    TRY(typed_profile(t, s->number[1], s->text[2], &profile, err));
    TRY(json_strict(text_seen(&profile), &j, err));
    text_format(&ref, "%s-%llu", cast_id(s->member[0]), (unsigned long long)s->number[1]);
    AUTO_JSON *params = json_pack("{s:O,s:s,s:[s]}", "profile", j, "ref", text_string(&ref), "members", cast_id(s->member[3]));
    struct result r = attempt(t, s->member[0], dna_searched, OFFICER_author, params, &answer);
    const json_t *line = json_array_get(json_object_get(answer, "asked"), 0);
    bool asked = view_is(json_view(line, "state"), "asked");
    json_decref(answer);
    if (!FAILED(r) && !asked) t->refusal = (struct error){CODE_NO_BASIS, "the law lets no profile be compared there"};
    return pass_over(r);
}

static json_t *matches_of(struct tale *t, int member) {
    AUTO_JSON *none = json_object();
    struct error failure = {0};
    json_t *answer = NULL;
    if (stage_ask(&t->stage, member, dna_matches_listed, cast_officer(t->stage.cast, member, OFFICER_author), none, &answer, &failure) != REPLY_done)
        return NULL;
    return answer;
}

// "be-7" and "fr-7", seen from `member`.
static const json_t *match_of(const json_t *list, int own, int theirs, uint64_t person) {
    char a[64], b[64];
    size_t i;
    json_t *m;
    snprintf(a, sizeof a, "%s-%llu", cast_id(own), (unsigned long long)person);
    snprintf(b, sizeof b, "%s-%llu", cast_id(theirs), (unsigned long long)person);
    json_array_foreach(json_object_get(list, "matches"), i, m) {
        bool there = view_is(json_view(m, "member"), cast_id(theirs));
        bool ours = view_is(json_view(m, "own_ref"), a), number = view_is(json_view(m, "their_ref"), b);
        if (there && ours && (number || !json_view(m, "their_ref").bytes)) return m;
    }
    return NULL;
}

static RESULT both_know(struct tale *t, const struct slots *s, struct error *err) {
    for (int i = 0; i < 2; i++) {
        AUTO_JSON *list = matches_of(t, s->member[i]);
        const json_t *m = match_of(list, s->member[i], s->member[1 - i], s->number[3]);
        if (!m || json_int(m, "quality") != (int64_t)s->number[2])
            return BROKEN(err, "%s knows of %zu matches, none of them is it", cast_id(s->member[i]), json_array_size(json_object_get(list, "matches")));
    }
    return DONE;
}

static RESULT knows_of_none(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    size_t n = json_array_size(json_object_get(list, "matches"));
    return list && n == 0 ? DONE : BROKEN(err, "it knows of %zu", n);
}

static RESULT knows_only_that(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    const json_t *m = match_of(list, s->member[0], s->member[1], s->number[2]);
    if (!m) return BROKEN(err, "it knows of no match");
    return json_view(m, "their_ref").bytes ? BROKEN(err, "it has the number, too") : DONE;
}

static RESULT answered_in_time(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    for (int m = 0; m < MEMBERS; m++) {
        AUTO_JSON *none = json_object();
        struct error failure = {0};
        json_t *answer = NULL;
        enum outcome got = stage_ask(&t->stage, m, dna_status, cast_officer(t->stage.cast, m, OFFICER_author), none, &answer, &failure);
        const json_t *r = json_object_get(answer, "replies");
        bool good = got == REPLY_done && json_int(r, "waiting") == 0 && json_int(r, "answered") == json_int(r, "within_term");
        json_decref(answer);
        if (!good) return BROKEN(err, "not at %s", cast_id(m));
    }
    return DONE;
}

static RESULT expert_confirms(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    const json_t *m = match_of(list, s->member[0], s->member[1], s->number[2]);
    (void)err;
    AUTO_JSON *params = json_pack("{s:I,s:s,s:s}", "match", (json_int_t)json_int(m, "match"), "judgement", "confirmed", "reason", "typed again with more loci");
    return pass_over(attempt(t, s->member[0], dna_judged, OFFICER_author, params, NULL));
}

static RESULT ask_for_core_data(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *list = matches_of(t, s->member[0]);
    const json_t *m = match_of(list, s->member[0], s->member[1], s->number[2]);
    json_t *answer = NULL;
    (void)err;
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "core_data", "to", cast_id(s->member[1]),
                                  "purpose", "investigation", "text", "a stain of the case", "fields",
                                  "match_ref", m ? json_string_value(json_object_get(m, "name")) : "dna/0", "match_of", "dna",
                                  "confirmed_on", "2026-11-28", "facts", "a window broken at night", "offence", "0101");
    struct result r = attempt(t, s->member[0], request_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) snprintf(t->request, sizeof t->request, "%s", json_string_value(json_object_get(answer, "id")));
    json_decref(answer);
    return pass_over(r);
}

const struct sentence dna_sentences[] = {
    {"The laboratory in {member} enters person {number}, typed with {text}, as {text}", enter_profile},
    {"In {member}, an officer has person {number}, typed with {text}, compared in {member}", compare_there},
    {"Then {member} and {member} know of a match of quality {number}, of person {number}", both_know},
    {"Then {member} knows of no DNA match", knows_of_none},
    {"Then {member} knows that {member} has person {number}, and not under which number", knows_only_that},
    {"Then every DNA question was answered within fifteen minutes", answered_in_time},
    {"The expert in {member} confirms the match with {member}, of person {number}", expert_confirms},
    {"The officer in {member} asks {member} for the core data of person {number}", ask_for_core_data},
    {NULL, NULL},
};
