// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// story_room.h — what the sentences of a story share: what was done last ("the alert", "the request", "this"), and how an
// officer's attempt is made. story.c holds most sentences, story_requests.c those of the forms of a request.
#ifndef MALINES_SIM_STORY_ROOM_H
#define MALINES_SIM_STORY_ROOM_H

#include "story.h"

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
    struct sim_backup *backup[MEMBERS];
    json_int_t quorum_was[MEMBERS];  // entries that witnesses stood behind when it was last looked at
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
extern const struct sentence request_sentences[];  // ends with a NULL pattern

// Ask, and take note whether it was refused: the next sentence may say that it had to be. `answer`: a new reference, or NULL.
RESULT attempt(struct tale *t, int member, node_handler *handler, enum cast_officer who, const json_t *params, json_t **answer);
struct result pass_over(struct result r);  // of an attempt whose refusal the next sentence tells
// A request as its case officer in that country sees it.
RESULT show_request(struct tale *t, int member, const char *request, json_t **out, struct error *err);
RESULT approve(struct tale *t, int member, enum cast_officer who, enum cast_officer signs, struct error *err);  // the request, as `who`
bool in_text(const json_t *j, struct view words);

#endif
