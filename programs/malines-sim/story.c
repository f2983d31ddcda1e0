// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "story_room.h"

#include <stdio.h>
#include <stdlib.h>

static void keep_letter(void *ctx, int from, int to, const char *path, struct view body) {
    struct tale *t = ctx;
    if (strcmp(path, "/m1/hello") == 0 || t->letter_count == LETTERS_KEPT) return;
    struct kept_letter *l = &t->letters[t->letter_count++];
    *l = (struct kept_letter){from, to, path, text_with_ceiling(body.bytes)};
    text_view(&l->body, body);
}

RESULT attempt(struct tale *t, int member, node_handler *handler, enum cast_officer who, const json_t *params,
                      json_t **answer) {
    struct error failure = {0};
    enum outcome outcome = stage_ask(&t->stage, member, handler, cast_officer(t->stage.cast, member, who), params,
                                     answer, &failure);
    t->attempted = true;
    t->refusal = failure;
    if (outcome == REPLY_lost) return FAIL(&t->refusal, UNREACHABLE, "the node is off");
    return outcome == REPLY_done ? DONE : (struct result){failure.code};
}

// A sentence that is meant to succeed; when it does not, the next one must say so (see `play`).
struct result pass_over(struct result r) {
    (void)r;
    return DONE;
}

static RESULT was_refused(struct tale *t, const struct slots *s, struct error *err) {
    if (!t->attempted) return BROKEN(err, "nothing was tried");
    if (!t->refusal.code) return BROKEN(err, "it was not refused");
    const char *cause = code_cause(t->refusal.code);
    if (!view_is(s->text[0], cause)) return BROKEN(err, "it was refused because %s (%s)", cause, t->refusal.detail);
    t->refusal.code = CODE_OK;
    return DONE;
}

// ---- The vocabulary, in the order in which it is tried ----

static const struct sentence refusals[] = {
    {"Then this is refused, because {text}", was_refused},
    {NULL, NULL},
};
static const struct sentence *const vocabulary[] = {alert_sentences, node_sentences, step_sentences, refusals,
                                                    dna_sentences, prints_sentences, request_sentences, order_sentences};

static const char GUESTS[] = "A service provider and a hosting service take part";

void story_vocabulary(void) {
    puts(GUESTS);
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
        for (const struct sentence *p = vocabulary[i]; p->pattern; p++) puts(p->pattern);
}

bool story_wants_guests(struct view text) {
    while (text.bytes)
        if (view_is(view_trim(view_cut(text, '\n', &text)), GUESTS)) return true;
    return false;
}

static RESULT play_one(struct tale *t, const struct sentence *sentence, const struct slots *s, struct error *err) {
    for (size_t i = 0; i < s->count; i++)
        if (s->member[i] >= t->stage.players) return BROKEN(err, "%s takes no part (\"%s\")", cast_country(s->member[i]), GUESTS);
    return sentence->play(t, s, err);
}

static RESULT play(struct tale *t, struct view sentence, struct error *err) {
    struct slots s;
    // What was refused must be told by the next sentence: a story never glosses over it.
    if (t->refusal.code && !view_starts(sentence, "Then this is refused"))
        return BROKEN(err, "what was tried before this was refused: %s %s", code_name(t->refusal.code),
                      t->refusal.detail);
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
        for (const struct sentence *p = vocabulary[i]; p->pattern; p++)
            if (sentence_fits(sentence, p->pattern, &s)) return play_one(t, p, &s, err);
    if (view_is(sentence, GUESTS)) return t->stage.players > MEMBERS ? DONE : FAIL(err, BAD_ARGUMENT, "the cast has no guests");
    return FAIL(err, BAD_ARGUMENT, "no sentence of the vocabulary (malines-sim --vocabulary)");
}

static RESULT play_all(struct tale *t, struct view text, const char *name, bool told, struct error *err) {
    for (int line = 1; text.bytes; line++) {
        struct view sentence = view_trim(view_cut(text, '\n', &text));
        if (told) printf("%.*s\n", VIEW_ARGS(sentence));
        if (sentence.bytes == 0 || sentence.at[0] == '#') continue;
        struct error why = {0};
        struct result r = play(t, sentence, &why);
        if (FAILED(r))
            return fail_with(err, r.code, "%s:%d: %.*s: %s", name, line,
                             (int)(sentence.bytes < 120 ? sentence.bytes : 120), sentence.at, why.detail);
    }
    return t->refusal.code ? FAIL(err, CONFLICT, "%s: the last attempt was refused: %s", name, t->refusal.detail)
        : DONE;
}

static void end_tale(struct tale *t) {
    json_decref(t->check), json_decref(t->form), json_decref(t->answer);
    stage_end(&t->stage);
    for (size_t i = 0; i < t->letter_count; i++) text_free(&t->letters[i].body);
    for (int m = 0; m < PLAYERS_MAX; m++) sim_backup_free(t->backup[m]);
    free(t);
}

RESULT story_play(const struct cast *cast, struct view text, const char *name, bool told, struct error *err) {
    struct tale *t = calloc(1, sizeof *t);
    ENSURE(t);
    stage_begin(&t->stage, cast, 1, 0);
    t->stage.onlooker = (struct onlooker){.ctx = t, .letter = keep_letter};
    for (int m = 0; m < t->stage.players; m++) stage_start(&t->stage, m);
    struct result r = stage_enrol(&t->stage, err);
    stage_run_for(&t->stage, 3000);  // until all have greeted each other
    if (!FAILED(r)) r = play_all(t, text, name, told, err);
    end_tale(t);
    return r;
}
