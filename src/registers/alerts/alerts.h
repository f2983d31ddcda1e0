// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// alerts.h — what an alert may and must hold (the model of the SIS, Reg. (EU) 2018/1862 arts. 20 and 22).
//
// A draft is JSON as an officer or an importer writes it:
//   { "category": "refusal", "subject": {codec/subject.h}, "reason": "...", "action": "...", "authority": "...",
//     "decision_ref": "...", "offence": "...", "flags": ["armed"], "purpose": "border_check", "legal_basis": "...",
//     "eu_only": true, "handling": "H1", "evaluation": {"source": "B", "information": "2"}, "basis": "fact",
//     "subject_category": "suspect", "immediate": true, "whereabouts": true,
//     "review_at": "2027-11-24T00:00:00.000Z", "retain_until": "...", "list": {"source", "ref", "listed_on", "program"},
//     "not_this_person": [{"subject", "consented_at", "consent_ref", "father", "mother"}] }  // misused identity, art. 62
// Completing it adds what the category says (article, action, terms, eu_only, protected) and cautious values for what
// was not said: handling H0, evaluation X4 (can't be assessed), basis "assessment". Completing twice changes nothing.
// Categories, their minimum sets and terms are data: laws/alerts.yaml.
#ifndef MALINES_REGISTERS_ALERTS_ALERTS_H
#define MALINES_REGISTERS_ALERTS_ALERTS_H

#include "codec/subject.h"
#include "law/law.h"

// *out is a new reference. BAD_FIELD names every wrong field, not only the first, and no value of any.
RESULT alert_complete(const struct law *law, const json_t *draft, struct instant now, json_t **out, struct error *err);
// The same for the entry of a list, whose subject was read apart: `draft` is the rest, `bytes` the subject's canonical JSON.
// The whole alert is added to `out` in canonical form.
RESULT alert_write(const struct law *law, const json_t *draft, const struct subject *subject, struct view bytes, struct instant now,
                   struct text *out, struct instant *retain_until, struct error *err);
enum { CHILD_YEARS = 12, ADULT_YEARS = 18 };
// May who has this date of birth be younger than so many years? By its last day, so that a child's protection counts. A year around
// 1400 stands for those that match/calendar.h names and that are not in the future: all of them must say so.
bool alert_younger_than(struct dates birth, int years, struct instant now);
// Until when an alert of this category that was written by `now` may be kept at most; 1970 where the category is not known.
struct instant alert_last_end(const struct law *law, struct view category, struct instant now);
// Whom an alert in canonical form is about. Points into `body` and `a`. BAD_JSON, BAD_FIELD, TOO_BIG.
RESULT alert_subject(struct view body, struct arena *a, struct subject *out, struct error *err);

// BAD_FIELD when one is no country that is known here. Of what is written and asked here: another member may know more than we.
RESULT nationalities_known(const struct subject *s, struct error *err);

// What looks mistyped and is kept all the same: [{"field": "subject.identifiers.0", "what": "BAD_CHECK"}], the reasons of
// codec/identifier.h and BIRTH_DIFFERS, SEX_DIFFERS, IN_FUTURE. Of a question: {"subject"}. New reference.
json_t *alert_warnings(const json_t *alert, struct instant now);

// Two alerts of one owner on one subject (SIRENE manual 2.2.1): may they stand together, and if not, which one goes
// first? An arrest is entered without waiting; the other side is consulted.
enum alert_pair { ALERTS_TOGETHER, ALERTS_FIRST_WINS, ALERTS_SECOND_WINS, ALERTS_TO_CONSULT };
enum alert_pair alerts_compared(const struct law *law, const json_t *first, const json_t *second);

#endif
