// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load_room.h — what the readers of the tables share: what a file may say is itself a table of fields.
#ifndef MALINES_LAW_LOAD_ROOM_H
#define MALINES_LAW_LOAD_ROOM_H

#include "law/law_room.h"

enum type { T_VIEW, T_WORDS, T_INT, T_OFFSET, T_FLAG, T_DAY, T_DAY_OR_UNKNOWN, T_MARK, T_JSON, T_EFFECT, T_SHARING, T_ANSWER, T_UNIT, T_CHOICE, T_MAP };
enum need { MAY, MUST };
struct field {
    const char *key;
    enum type type;
    enum need need;
    size_t at;
    const struct field *inner;  // of T_MAP: written into the same struct
    const char *const *choices; // of T_CHOICE
    unsigned choice_count;
};
struct loading {
    struct law *law;
    const char *file;
    struct error *err;
};
struct parsed {
    const char *name;
    struct yaml *top;
};
#define AT(member) offsetof(struct THING, member)
#define END {NULL, 0, 0, 0, NULL}

// ---- load_field.c ----
struct result too_big(struct loading *l);
RESULT read_words(struct loading *l, const struct yaml *y, struct words *out);
RESULT read_fields(struct loading *l, const struct yaml *y, const struct field *fields, void *thing);
RESULT read_list(struct loading *l, const struct yaml *top, const char *key, const struct yaml **list, size_t *count);
RESULT only_keys(struct loading *l, const struct yaml *top, const char *a, const char *b, const char *c);
// A list of maps, each a thing whose first member is its id; ids differ. *things lives in the law's arena.
RESULT read_things(struct loading *l, const struct yaml *list, const struct field *fields, size_t thing_bytes, size_t most, void *things,
                   size_t *count);
int find(const void *things, size_t thing_bytes, size_t count, struct view id);  // -1: none

// load_clocks.c: clocks.yaml, retention.yaml and holidays-*.yaml
RESULT read_clocks(struct loading *l, const struct parsed *files, size_t count);
bool is_calendar(const char *name), is_clock_table(const char *name);
// load_budgets.c: budgets.yaml
RESULT read_budgets(struct loading *l, const struct parsed *file);
bool is_budget_table(const char *name);
// load_sealed.c: sealed.yaml
RESULT read_sealed(struct loading *l, const struct parsed *file);
bool is_sealed_table(const char *name);
// load_opening.c: opening.yaml; `file` may be NULL
RESULT read_openings(struct loading *l, const struct parsed *file);
bool is_opening_table(const char *name);
// load_evidence.c: evidence.yaml; `file` may be NULL
RESULT read_evidence_terms(struct loading *l, const struct parsed *file);
bool is_evidence_table(const char *name);

// kinds.c: requests.yaml, fields.yaml, grounds.yaml; after the clocks
RESULT read_kinds(struct loading *l, const struct parsed *files, size_t count);
bool is_kind_table(const char *name);

#endif
