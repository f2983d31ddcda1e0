// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// prints.h — searches with fingerprints, palms and faces: what was asked, by whom and why, what came back, how many a day.
//
// No print of a member's own is kept here: they are in its AFIS. A container that another sent stays until it is answered
// (Reg. (EU) 2024/982 art. 50(3)); what came back with a candidate stays until that search's term is over. Why a search was
// made stays on the side that made it (art. 33) and never travels.
#ifndef MALINES_REGISTERS_PRINTS_H
#define MALINES_REGISTERS_PRINTS_H

#include "prints/data.h"
#include "store/store.h"

extern const struct migration PRINTS_MIGRATIONS[];
extern const size_t PRINTS_MIGRATION_COUNT;

#define PRINTS_STATES(X)                                                                                              \
    X(sent)          /* ours: asked, no answer yet */                                                                \
    X(arriving)      /* theirs: its container is not whole yet */                                                    \
    X(waiting)       /* theirs: for our AFIS */                                                                      \
    X(taken)         /* theirs: our AFIS has it */                                                                   \
    X(searched)      /* answered with candidates, or none */                                                         \
    X(not_searched)  /* nobody looked: no AFIS, or too late; this is no "no hit" */                                  \
    X(refused)       /* not allowed, spent, or not readable: `code` says which */
enum prints_state {
#define X(name) PRINTS_##name,
    PRINTS_STATES(X)
#undef X
    PRINTS_STATE_COUNT
};
const char *prints_state_name(enum prints_state s);
bool prints_state_read(struct view v, enum prints_state *out);

// ---- Searches ----
// Texts are borrowed on the way in and stand for the reader's call only on the way out.
struct prints_search {
    struct view id, member;          // a UUID of who asks; the other side
    bool incoming, identified;
    struct view kind, ref;           // "MPS"; the asker's reference number
    enum prints_data data;
    enum prints_state state;
    struct view code;                // why it is refused or not searched; empty
    struct view digest, answer_digest;  // SHA-256 in hex of the container asked with and of what came back; empty: none came
    int64_t parts, answer_parts;
    int64_t searched;                // how many the AFIS compared with
    struct instant at, answered_at;  // 0: not yet
    struct view case_ref, offence, subject, aim, asked_by;  // ours only: art. 33
    bool damaged;                    // by prints_each() only: `data` and `state` can't be read, and say nothing
};
RESULT prints_put(struct store *s, const struct prints_search *p, struct error *err);  // ALREADY
typedef struct result prints_reader(void *ctx, const struct prints_search *p, struct error *err);
RESULT prints_get(struct store *s, struct view id, bool incoming, prints_reader *reader, void *ctx, struct error *err);  // NOT_FOUND
RESULT prints_each(struct store *s, struct instant before, int64_t limit, prints_reader *reader, void *ctx, struct error *err);  // newest first
// The oldest that waits for an AFIS, of these kinds of data (bits of enum prints_data). NOT_FOUND: none.
RESULT prints_next(struct store *s, unsigned of, prints_reader *reader, void *ctx, struct error *err);
RESULT prints_open_each(struct store *s, prints_reader *reader, void *ctx, struct error *err);  // others', not answered yet
RESULT prints_step(struct store *s, struct view id, bool incoming, enum prints_state to, struct view code, struct error *err);
struct prints_outcome {
    enum prints_state state;
    struct view code, digest;        // of the container that comes with it; empty: none
    int64_t parts, searched;
    struct instant at;
};
RESULT prints_answered(struct store *s, struct view id, bool incoming, const struct prints_outcome *o, struct error *err);
RESULT prints_taken_back(struct store *s, struct error *err);  // what an AFIS took and will not answer, after a start: it waits again

// ---- Containers, in the pieces in which they travel ----
RESULT prints_part_put(struct store *s, struct view id, bool incoming, bool answer, int64_t n, struct view bytes, struct error *err);  // ALREADY
RESULT prints_part_count(struct store *s, struct view id, bool incoming, bool answer, int64_t *out, struct error *err);
RESULT prints_whole(struct store *s, struct view id, bool incoming, bool answer, struct text *out, struct error *err);
RESULT prints_parts_forget(struct store *s, struct view id, bool incoming, bool answer, struct error *err);

// ---- Candidates ----
struct prints_candidate {
    int64_t id;
    struct view search, member;
    bool incoming, identified;
    int64_t rank, score;             // 1 is first; as the AFIS says it, its own scale
    struct view ref, state, judged_by, reason;  // state: "new", "confirmed", "dismissed"
};
RESULT prints_candidate_put(struct store *s, const struct prints_candidate *c, struct error *err);
typedef struct result prints_candidate_reader(void *ctx, const struct prints_candidate *c, struct error *err);
RESULT prints_candidate_each(struct store *s, struct view search, bool incoming, prints_candidate_reader *reader, void *ctx, struct error *err);
RESULT prints_candidate_get(struct store *s, int64_t id, prints_candidate_reader *reader, void *ctx, struct error *err);  // NOT_FOUND
RESULT prints_candidate_judge(struct store *s, int64_t id, struct view state, struct view by, struct view reason, struct error *err);

// ---- What is used of a capacity, a day (days since 1970, UTC) ----
struct prints_meter {
    struct view member;
    bool incoming, identified;
    enum prints_data data;
    int64_t day;
};
RESULT prints_used(struct store *s, const struct prints_meter *m, int64_t *out, struct error *err);
RESULT prints_use(struct store *s, const struct prints_meter *m, int64_t add, struct error *err);
// What the holder said of its own count in its last answer.
RESULT prints_told_set(struct store *s, const struct prints_meter *m, int64_t used, int64_t per_day, struct error *err);
RESULT prints_told(struct store *s, const struct prints_meter *m, int64_t *used, int64_t *per_day, struct error *err);  // NOT_FOUND

// Searches older than that with all that belongs to them, and the counts of days gone by.
RESULT prints_forget(struct store *s, struct instant before, int64_t day, struct error *err);

#endif
