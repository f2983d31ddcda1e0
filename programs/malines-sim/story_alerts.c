// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_alerts.c — the sentences of alerts, checks and what a check says; also of what was asked privately.
#include "story_room.h"

#include "drafts.h"

#include <stdio.h>
#include <stdlib.h>

// ---- Alerts ----

static RESULT enter_alert(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *draft = NULL;
    json_t *answer = NULL;
    TRY(draft_from_words(s->text[1], &draft, err));
    AUTO_JSON *params = json_pack("{s:O}", "alert", draft);
    struct result r = attempt(t, s->member[0], alert_create, OFFICER_author, params, &answer);
    if (!FAILED(r)) {
        snprintf(t->alert, sizeof t->alert, "%s", json_string_value(json_object_get(answer, "record")));
        t->alert_owner = s->member[0];
        t->alert_us = world_us(t->stage.world);
    }
    json_decref(answer);
    return pass_over(r);
}

static RESULT delete_alert(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->alert[0]) return BROKEN(err, "no alert was entered before");
    AUTO_JSON *params = json_pack("{s:s,s:s}", "record", t->alert, "reason", "the purpose is achieved");
    return pass_over(attempt(t, s->member[0], alert_delete, OFFICER_author, params, NULL));
}

// ---- Checks ----

static RESULT check_for(struct tale *t, const struct slots *s, const char *purpose, struct error *err) {
    AUTO_JSON *subject = NULL;
    json_t *answer = NULL;
    TRY(subject_from_words(s->text[1], &subject, err));
    AUTO_JSON *params = json_pack("{s:O,s:s}", "subject", subject, "purpose", purpose);
    struct result r = attempt(t, s->member[0], check_run, OFFICER_author, params, &answer);
    if (!FAILED(r)) {
        json_decref(t->check);
        t->check = answer;
        t->checker = s->member[0];
    }
    return pass_over(r);
}

static RESULT make_check(struct tale *t, const struct slots *s, struct error *err) { return check_for(t, s, "police_check", err); }
static RESULT make_border_check(struct tale *t, const struct slots *s, struct error *err) { return check_for(t, s, "border_check", err); }

static size_t candidates_of(const struct tale *t, int member) {  // CAST_MEMBER_COUNT: of all
    size_t i, count = 0;
    const json_t *one;
    json_array_foreach(json_object_get(t->check, "candidates"), i, one)
        if (member == CAST_MEMBER_COUNT || cast_index(json_view(one, "owner")) == member) count++;
    return count;
}

static const json_t *coverage_of(const struct tale *t, int member) {
    size_t i;
    const json_t *line;
    json_array_foreach(json_object_get(t->check, "coverage"), i, line)
        if (cast_index(json_view(line, "member")) == member) return line;
    return NULL;
}

static RESULT candidate_shown(struct tale *t, const struct slots *s, struct error *err) {
    return candidates_of(t, s->member[0]) ? DONE : BROKEN(err, "no candidate from there is shown");
}

static RESULT no_candidate_from(struct tale *t, const struct slots *s, struct error *err) {
    size_t n = candidates_of(t, s->member[0]);
    return n == 0 ? DONE : BROKEN(err, "%zu are shown", n);
}

static RESULT no_candidate(struct tale *t, const struct slots *s, struct error *err) {
    (void)s;
    size_t n = candidates_of(t, CAST_MEMBER_COUNT);
    return n == 0 ? DONE : BROKEN(err, "%zu are shown", n);
}

// The words of the screens for a line of coverage.
static const char *words_for(const json_t *line) {
    struct view state = json_view(line, "state");
    bool reached = json_flag(line, "reached");
    if (view_is(state, "closed")) return "closed";
    if (view_is(state, "not_allowed")) return "not allowed";
    if (view_is(state, "clock")) return "clock is wrong";
    return view_is(state, "answered") && reached ? "answered" : "not reached";
}

static RESULT covered(struct tale *t, const struct slots *s, struct error *err) {
    const json_t *line = coverage_of(t, s->member[0]);
    if (!line) return BROKEN(err, "the check says nothing of that member");
    const char *words = words_for(line);
    return view_is(s->text[1], words) ? DONE : BROKEN(err, "the check says \"%s\"", words);
}

static RESULT made_anew(struct tale *t, const struct slots *s, struct error *err) {
    AUTO_JSON *none = json_object();
    (void)err;
    return pass_over(attempt(t, s->member[0], sealed_rebuild, OFFICER_author, none, NULL));
}

// What was asked privately has a line of its own, beside what the member publishes or answers openly.
static const json_t *private_line(const struct tale *t, int member) {
    size_t i;
    const json_t *line;
    json_array_foreach(json_object_get(t->check, "coverage"), i, line)
        if (cast_index(json_view(line, "member")) == member && view_is(json_view(line, "sharing"), "sealed")) return line;
    return NULL;
}

static RESULT privately(struct tale *t, const struct slots *s, struct error *err) {
    static const struct {
        const char *state, *words;
    } rows[] = {{"hit", "a record may exist"}, {"no_hit", "no hit"}, {"stale", "filter too old"}, {"quota", "quota used up"},
                {"too_little", "too little to ask"}, {"unreachable", "not reached"}, {"not_allowed", "not allowed"}};
    const json_t *line = private_line(t, s->member[0]);
    if (!line) return BROKEN(err, "it was not asked privately");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (view_is(json_view(line, "state"), rows[i].state) && view_is(s->text[1], rows[i].words)) return DONE;
    return BROKEN(err, "the check says \"%s\"", json_string_value(json_object_get(line, "state")));
}

// A private hit names what met and the check itself, never a record.
static RESULT names_no_record(struct tale *t, const struct slots *s, struct error *err) {
    const json_t *line = private_line(t, s->member[0]);
    AUTO_TEXT text = text_with_ceiling(64 * 1024);
    text_json(&text, line);
    if (!line || !json_array_size(json_object_get(line, "met"))) return BROKEN(err, "it does not say what met");
    return strstr(text_string(&text), "/alerts/") ? BROKEN(err, "it names a record") : DONE;
}

static bool holds_bytes(struct view body, struct view words) {
    return words.bytes && memmem(body.at, body.bytes, words.at, words.bytes) != NULL;
}

static RESULT no_letter_says(struct tale *t, const struct slots *s, struct error *err) {
    size_t seen = 0;
    for (size_t i = 0; i < t->letter_count; i++) {
        const struct kept_letter *l = &t->letters[i];
        if (l->from != s->member[0] || l->to != s->member[1]) continue;
        seen++;
        if (holds_bytes(text_seen(&l->body), s->text[2])) return BROKEN(err, "a letter on %s does", l->path);
    }
    return seen ? DONE : BROKEN(err, "no letter went there");
}

static RESULT copy_is_dated(struct tale *t, const struct slots *s, struct error *err) {
    const json_t *line = coverage_of(t, s->member[0]);
    struct instant as_of;
    return line && instant_read(json_view(line, "as_of"), &as_of) ? DONE : BROKEN(err, "the check names no time");
}

static RESULT within(struct tale *t, const struct slots *s, struct error *err) {
    uint64_t took_ms = (world_us(t->stage.world) - t->alert_us) / 1000;
    return took_ms <= s->number[0] * 1000 ? DONE : BROKEN(err, "it took %d ms", (int)took_ms);
}

const struct sentence alert_sentences[] = {
    {"In {member}, an officer enters an alert: {text}", enter_alert},
    {"{member} deletes the alert", delete_alert},
    {"In {member}, an officer checks: {text}", make_check},
    {"At a border of {member}, an officer checks: {text}", make_border_check},
    {"Then the candidate from {member} is shown", candidate_shown},
    {"Then no candidate from {member} is shown", no_candidate_from},
    {"Then no candidate is shown", no_candidate},
    {"Then {member} is \"{text}\"", covered},
    {"Then the check says of when the copy from {member} is", copy_is_dated},
    {"Then at most {number} second has passed since the alert was entered", within},
    {"Then at most {number} seconds have passed since the alert was entered", within},
    {"In {member}, the sealed filters are made anew", made_anew},
    {"Then, asked privately, {member} says \"{text}\"", privately},
    {"Then {member} names what met, and no record", names_no_record},
    {"Then no letter from {member} to {member} says: {text}", no_letter_says},
    {NULL, NULL},
};
