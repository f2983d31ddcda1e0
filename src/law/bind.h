// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// bind.h — what the conditions that travel with a datum refuse to whoever holds it (laws/conditions.yaml, promise P6).
#ifndef MALINES_LAW_BIND_H
#define MALINES_LAW_BIND_H

#include "law/law.h"

#define LAW_USES(X)                                                                                                   \
    X(other_purpose)  /* than the one it was asked for */                                                            \
    X(pass_on)        /* to another member */                                                                        \
    X(export)         /* out of the node: files of the house, a person outside */                                    \
    X(court)          /* in judicial proceedings */
enum law_use {
#define X(name) USE_##name,
    LAW_USES(X)
#undef X
    USE_COUNT
};
const char *law_use_name(enum law_use u);
bool law_use_read(struct view v, enum law_use *out);

struct law_condition {
    struct view id, title, source, mark;
    struct words refuses;   // uses, unless the owner consents
    struct words purposes;  // and no other purpose; empty: any
};
const struct law_condition *law_condition(const struct law *law, struct view id);  // NULL: unknown
// The first of these conditions that refuses the use; NULL when none does. `conditions` is a list of ids, of which one that
// is not in the tables refuses everything; `purpose` is the one of this use.
const struct law_condition *law_refusing(const struct law *law, const json_t *conditions, enum law_use use, struct view purpose);

#endif
