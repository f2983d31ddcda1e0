// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// drafts.h — what officers of the simulation write and sign. Everybody in it is invented.
#ifndef MALINES_SIM_DRAFTS_H
#define MALINES_SIM_DRAFTS_H

#include "cast.h"

// "Karim Exemple, born 1990-05-04, refusal of entry, reason "..."": a name, then in any order a date of birth, the
// kind of alert in words, a passport ("passport EH123456 of Belgium"), and the reason at the end.
RESULT draft_from_words(struct view words, json_t **alert, struct error *err);
// The same without kind and reason: a question.
RESULT subject_from_words(struct view words, json_t **subject, struct error *err);

json_t *alert_draft(const char *category, json_t *subject, const char *reason);  // steals subject
json_t *person(const char *name, const char *born);

// What request_approve takes: the digest of the shown request signed by that officer's key.
json_t *approval_for(const struct cast *cast, int member, enum cast_officer signs, const json_t *shown);
json_t *touch_for(const struct cast *cast, int member, const json_t *shown);  // by the author's authenticator

#endif
