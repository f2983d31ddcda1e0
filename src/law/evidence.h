// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// evidence.h — how long an item of evidence is kept here, and what happens when that is over? As data: laws/evidence.yaml.
//
// Nothing is allowed by default: what came in a way for which no row is in force is not taken in.
#ifndef MALINES_LAW_EVIDENCE_H
#define MALINES_LAW_EVIDENCE_H

#include "law/law.h"

enum law_ends { ENDS_destroy, ENDS_two_persons };
struct law_evidence {
    struct view id, member, came, title, article, instrument, source, mark, note;  // member: empty is all
    struct law_span kept, most;  // from intake; most: however often it is kept on. Of days or of months
    int ends;                    // enum law_ends
};
enum { EVIDENCE_YEARS_MOST = 100 };

// The row for what came so ("collected", "delivered"): the member's own before everybody's, then the least id; NULL: none in force.
const struct law_evidence *law_evidence(const struct law *law, struct view member, struct view came, struct instant now);
const struct law_evidence *law_evidence_named(const struct law *law, struct view id);  // NULL: not there any more

#endif
