// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_room.h — what the sentences of a story share: what was done last ("the alert", "the request", "this"), and how an
// officer's attempt is made. story.c plays; what is told lies in story_alerts.c, story_nodes.c, story_steps.c (a request on its way),
// story_requests.c (its form), story_orders.c (forms of the law), story_dna.c, story_prints.c.
#ifndef MALINES_SIM_STORY_ROOM_H
#define MALINES_SIM_STORY_ROOM_H

#include "story.h"

#include "law/kinds.h"
#include "sentence.h"
#include "stage.h"

enum { LETTERS_KEPT = 400 };
struct kept_letter {
    int from, to;
    const char *path;
    struct text body;
};

// What the sentences speak of: "the alert", "the check", "the request", "this".
struct tale {
    struct stage stage;
    char alert[200];             // record name of the alert entered last
    int alert_owner;
    uint64_t alert_us;           // when it was entered
    json_t *check;               // answer of the check made last
    int checker;
    char request[UUID_ROOM];
    char given[UUID_ROOM];       // the request by which something was answered first, while another is under way
    struct error refusal;        // of the attempt made last; code OK: it was not refused
    bool attempted;
    struct sim_backup *backup[PLAYERS_MAX];
    json_int_t quorum_was[PLAYERS_MAX];  // entries that witnesses stood behind when it was last looked at
    struct kept_letter letters[LETTERS_KEPT];
    size_t letter_count;
    json_t *form, *answer;       // what an officer is filling in
    int writer;                  // who fills in the form
};

// A "Then" that does not hold, or a story that speaks of what was not told.
#define BROKEN(err, ...) FAIL((err), CONFLICT, __VA_ARGS__)

typedef struct result sentence_player(struct tale *t, const struct slots *s, struct error *err);
struct sentence {
    const char *pattern;
    sentence_player *play;
};
// Each ends with a NULL pattern.
extern const struct sentence alert_sentences[], node_sentences[], step_sentences[], dna_sentences[], prints_sentences[], request_sentences[], order_sentences[];

// Ask, and take note whether it was refused: the next sentence may say that it had to be. `answer`: a new reference, or NULL.
RESULT attempt(struct tale *t, int member, node_handler *handler, enum cast_officer who, const json_t *params, json_t **answer);
struct result pass_over(struct result r);  // of an attempt whose refusal the next sentence tells
// A request as its case officer in that country sees it.
RESULT show_request(struct tale *t, int member, const char *request, json_t **out, struct error *err);
RESULT approve(struct tale *t, int member, enum cast_officer who, enum cast_officer signs, struct error *err);  // the request, as `who`
RESULT time_passes(struct tale *t, uint64_t ms);  // everywhere
RESULT log_is_whole(struct tale *t, int member, struct error *err);
// A draft on a form of the law says so, in the type of that field; false: its form has no such field.
bool order_form_says(struct tale *t, json_t *draft, const char *name, struct view words);
// A refusal of `k` says its ground also on the form that the law has for it, where it has one.
void order_refusal_form(struct tale *t, const struct law_kind *k, json_t *decision);
bool in_text(const json_t *j, struct view words);

#endif
