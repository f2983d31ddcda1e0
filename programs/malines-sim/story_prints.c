// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_prints.c — the sentences of fingerprints, palms and faces: who asks, what the other member's AFIS says, who confirms it.
#include "story_room.h"

#include "prints/book.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *words;
    enum prints_data data;
} called[] = {{"fingerprints", PRINTS_fingers}, {"palms", PRINTS_palms}, {"face", PRINTS_faces}};

static RESULT data_of(struct view words, enum prints_data *out, struct error *err) {
    for (size_t i = 0; i < sizeof called / sizeof *called; i++)
        if (view_is(words, called[i].words)) return *out = called[i].data, DONE;
    return FAIL(err, BAD_ARGUMENT, "fingerprints, palms or face");
}

// As malines-import would hand it over; nothing in it is an image.
static json_t *question(const struct slots *s, enum prints_data data, const char *ref) {
    AUTO_TEXT container = text_with_ceiling(200), base64 = text_with_ceiling(400), hex = text_with_ceiling(80);
    text_format(&container, "an invented container of %s", ref);
    text_base64(&base64, container.at, container.bytes);
    struct digest digest = sha256(text_seen(&container));
    text_hex(&hex, digest.bytes, sizeof digest.bytes);
    return json_pack("{s:s,s:{s:s,s:s,s:s,s:b},s:s,s:[s],s:s,s:s,s:i,s:s,s:s}", "container", text_string(&base64),
                     "facts", "data", prints_data_name(data), "transaction", "MPS", "digest", text_string(&hex), "redacted", 1,
                     "ref", ref, "members", cast_id(s->member[1]), "case", ref, "offence", "Burglary", "offence_months", 60,
                     "subject", "suspect", "aim", "identify");
}

static void ref_of(char out[40], int member, uint64_t number) { snprintf(out, 40, "%s-%llu", cast_id(member), (unsigned long long)number); }

static RESULT officer_asks(struct tale *t, const struct slots *s, struct error *err) {
    enum prints_data data;
    char ref[40];
    TRY(data_of(s->text[2], &data, err));
    ref_of(ref, s->member[0], s->number[3]);
    AUTO_JSON *params = question(s, data, ref);
    return pass_over(attempt(t, s->member[0], prints_searched, OFFICER_author, params, NULL));
}

// ---- The AFIS of a member: it compares all three ----
static RESULT work_taken(struct tale *t, int member, bool busy, json_t **out) {
    AUTO_JSON *params = json_pack("{s:[s,s,s],s:b}", "data", "fingers", "palms", "faces", "busy", busy);
    return attempt(t, member, prints_afis_next, OFFICER_deputy, params, out);
}

static RESULT afis_connected(struct tale *t, const struct slots *s, struct error *err) {
    (void)err;
    return pass_over(work_taken(t, s->member[0], true, NULL));
}

static RESULT afis_answers(struct tale *t, int member, uint64_t candidates, bool failed, struct error *err) {
    json_t *work = NULL, *list = json_array();
    char ref[40];
    for (uint64_t i = 1; i <= candidates && i < 100; i++) {
        ref_of(ref, member, 7000 + i);
        json_array_append_new(list, json_pack("{s:s,s:i,s:b}", "ref", ref, "score", (int)(1000 - i), "identified", 1));
    }
    struct result r = work_taken(t, member, false, &work);
    const char *search = FAILED(r) ? "" : json_string_value(json_object_get(work, "search"));
    AUTO_JSON *params = json_pack("{s:s,s:o,s:i}", "search", search, "candidates", list, "searched", 100000);
    if (failed) json_object_set_new(params, "failed", json_string("BAD_FORMAT"));
    bool waits = json_object_get(work, "search") != NULL;
    json_decref(work);
    if (!FAILED(r) && !waits) return BROKEN(err, "nothing waits for the AFIS of %s", cast_id(member));
    return FAILED(r) ? pass_over(r) : pass_over(attempt(t, member, prints_afis_answered, OFFICER_deputy, params, NULL));
}

static RESULT afis_names(struct tale *t, const struct slots *s, struct error *err) { return afis_answers(t, s->member[0], s->number[1], false, err); }
static RESULT afis_finds_nobody(struct tale *t, const struct slots *s, struct error *err) { return afis_answers(t, s->member[0], 0, false, err); }
static RESULT afis_cannot_read(struct tale *t, const struct slots *s, struct error *err) { return afis_answers(t, s->member[0], 0, true, err); }

// ---- What is known of a search ----
static RESULT asked(struct tale *t, int member, node_handler *handler, const json_t *params, json_t **out, struct error *err) {
    struct error failure = {0};
    if (stage_ask(&t->stage, member, handler, cast_officer(t->stage.cast, member, OFFICER_deputy), params, out, &failure) == REPLY_done) return DONE;
    return BROKEN(err, "%s does not say: %s", cast_id(member), failure.detail);
}

// The newest with this reference; *out is a new reference.
static RESULT search_shown(struct tale *t, int member, const char *ref, json_t **out, struct error *err) {
    AUTO_JSON *none = json_object(), *which = json_object();
    json_t *list = NULL, *one;
    size_t i;
    TRY(asked(t, member, prints_listed, none, &list, err));
    json_array_foreach(json_object_get(list, "searches"), i, one)
        if (view_is(json_view(one, "ref"), ref) && !json_object_get(which, "search")) json_object_set(which, "search", json_object_get(one, "search"));
    json_decref(list);
    if (!json_object_get(which, "search")) return BROKEN(err, "%s knows of no search %s", cast_id(member), ref);
    return asked(t, member, prints_shown, which, out, err);
}

static RESULT nobody_searched(struct tale *t, const struct slots *s, struct error *err) {
    char ref[40];
    json_t *j = NULL;
    enum code code = CODE_OK;
    ref_of(ref, s->member[0], s->number[1]);
    TRY(search_shown(t, s->member[0], ref, &j, err));
    struct view word = json_view(j, "code");
    bool good = view_is(json_view(j, "coverage"), "not_searched") && code_from_name(word.at, word.bytes, &code) && view_is(s->text[2], code_cause(code));
    json_decref(j);
    return good ? DONE : BROKEN(err, "%s was told otherwise: %s", cast_id(s->member[0]), code_cause(code));
}

static RESULT both_know(struct tale *t, const struct slots *s, struct error *err) {
    char ref[40];
    ref_of(ref, s->member[0], s->number[3]);
    for (int i = 0; i < 2; i++) {
        json_t *j = NULL;
        TRY(search_shown(t, s->member[i], ref, &j, err));
        bool good = view_is(json_view(j, "coverage"), "searched") && json_array_size(json_object_get(j, "candidates")) == s->number[2];
        json_decref(j);
        if (!good) return BROKEN(err, "%s knows otherwise", cast_id(s->member[i]));
    }
    return DONE;
}

static RESULT why_stays(struct tale *t, const struct slots *s, struct error *err) {
    char ref[40];
    json_t *ours = NULL, *theirs = NULL;
    ref_of(ref, s->member[0], s->number[2]);
    TRY(search_shown(t, s->member[0], ref, &ours, err));
    struct result r = search_shown(t, s->member[1], ref, &theirs, err);
    bool good = !FAILED(r) && in_text(ours, VIEW("Burglary")) && !in_text(theirs, VIEW("Burglary"));
    json_decref(ours), json_decref(theirs);
    TRY(r);
    return good ? DONE : BROKEN(err, "%s knows what it is asked for", cast_id(s->member[1]));
}

static RESULT both_count(struct tale *t, const struct slots *s, struct error *err) {
    enum prints_data data;
    TRY(data_of(s->text[3], &data, err));
    for (int i = 0; i < 2; i++) {
        AUTO_JSON *none = json_object();
        json_t *all = NULL, *one;
        size_t k;
        int64_t used = -1;
        TRY(asked(t, s->member[i], prints_capacities, none, &all, err));
        json_array_foreach(json_object_get(all, "capacities"), k, one)
            if (view_is(json_view(one, "member"), cast_id(s->member[1 - i])) && view_is(json_view(one, "data"), prints_data_name(data)) &&
                view_is(json_view(one, "direction"), i ? "in" : "out") && !json_flag(one, "identified"))
                used = json_int(one, "used");
        json_decref(all);
        if (used != (int64_t)s->number[2]) return BROKEN(err, "%s counts %d", cast_id(s->member[i]), (int)used);
    }
    return DONE;
}

// ---- A human confirms; then core data may be asked for ----
static RESULT first_candidate(struct tale *t, int member, uint64_t number, json_t **out, struct error *err) {
    char ref[40];
    json_t *j = NULL;
    ref_of(ref, member, number);
    TRY(search_shown(t, member, ref, &j, err));
    *out = json_incref(json_array_get(json_object_get(j, "candidates"), 0));
    json_decref(j);
    return *out ? DONE : BROKEN(err, "there is no candidate");
}

static RESULT confirmed_by(struct tale *t, const struct slots *s, enum cast_officer who, struct error *err) {
    json_t *first = NULL;
    TRY(first_candidate(t, s->member[0], s->number[1], &first, err));
    AUTO_JSON *params = json_pack("{s:o,s:s,s:s}", "candidate", json_incref(json_object_get(first, "candidate")),
                                  "judgement", "confirmed", "reason", "fourteen points agree");
    json_decref(first);
    return pass_over(attempt(t, s->member[0], prints_judged, who, params, NULL));
}
static RESULT asker_confirms(struct tale *t, const struct slots *s, struct error *err) { return confirmed_by(t, s, OFFICER_author, err); }
static RESULT expert_confirms(struct tale *t, const struct slots *s, struct error *err) { return confirmed_by(t, s, OFFICER_deputy, err); }

static RESULT core_data_asked(struct tale *t, const struct slots *s, struct error *err) {
    json_t *first = NULL, *answer = NULL;
    TRY(first_candidate(t, s->member[0], s->number[2], &first, err));
    AUTO_JSON *params = json_pack("{s:s,s:s,s:s,s:s,s:{s:O,s:s,s:s,s:s,s:s}}", "kind", "core_data", "to", cast_id(s->member[1]),
                                  "purpose", "investigation", "text", "a mark of the case", "fields",
                                  "match_ref", json_object_get(first, "name"), "match_of", "fingerprints",
                                  "confirmed_on", "2026-11-28", "facts", "a window broken at night", "offence", "0101");
    json_decref(first);
    struct result r = attempt(t, s->member[0], request_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) snprintf(t->request, sizeof t->request, "%s", json_string_value(json_object_get(answer, "id")));
    json_decref(answer);
    return pass_over(r);
}

const struct sentence prints_sentences[] = {
    {"In {member}, an officer asks the AFIS of {member} about the {text} of case {number}", officer_asks},
    {"The AFIS of {member} is connected", afis_connected},
    {"The AFIS of {member} searches and names {number} candidates", afis_names},
    {"The AFIS of {member} searches and finds nobody", afis_finds_nobody},
    {"The AFIS of {member} can't read it", afis_cannot_read},
    {"Then {member} was told of case {number} that nobody searched, because {text}", nobody_searched},
    {"Then {member} and {member} know of {number} candidates of case {number}", both_know},
    {"Then {member} has not told {member} what case {number} is about", why_stays},
    {"Then {member} and {member} count {number} searches with {text} today", both_count},
    {"The officer in {member} who asked confirms the first candidate of case {number}", asker_confirms},
    {"An expert in {member} confirms the first candidate of case {number}", expert_confirms},
    {"The officer in {member} asks {member} for the core data of the first candidate of case {number}", core_data_asked},
    {NULL, NULL},
};
