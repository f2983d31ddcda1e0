// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna.h — the register of DNA profiles: a member's own profiles, without names; what was asked and answered; matches.
//
// A profile is known by the reference number of the office that holds it. Whose it is stays in another system, behind the
// second step (2024/982 art. 47): nothing here could tell. Profiles of other members are never kept, but for the one in a
// match, until it is judged and its term is over (art. 50(3)).
#ifndef MALINES_REGISTERS_DNA_H
#define MALINES_REGISTERS_DNA_H

#include "dna/profile.h"
#include "store/store.h"

extern const struct migration DNA_MIGRATIONS[];
extern const size_t DNA_MIGRATION_COUNT;

struct dna_record {
    int64_t id;                       // of this store, growing; what the index knows it by
    struct view ref, category, kit, lab;
    struct dna_profile profile;
    int64_t quality;                  // designated loci
    struct instant added_at, retain_until;
};
// All run inside the caller's transaction. ALREADY: the reference is taken.
RESULT dna_record_put(struct store *s, const struct dna_record *r, int64_t *id, struct error *err);
RESULT dna_record_drop(struct store *s, int64_t id, struct error *err);
typedef struct result dna_record_reader(void *ctx, const struct dna_record *r, struct error *err);
RESULT dna_record_each(struct store *s, int64_t after, int64_t limit, dna_record_reader *reader, void *ctx, struct error *err);
RESULT dna_record_get(struct store *s, int64_t id, dna_record_reader *reader, void *ctx, struct error *err);          // NOT_FOUND
RESULT dna_record_find(struct store *s, struct view ref, dna_record_reader *reader, void *ctx, struct error *err);    // NOT_FOUND
RESULT dna_record_expired(struct store *s, struct instant now, int64_t limit, dna_record_reader *reader, void *ctx, struct error *err);

// ---- An import under way ----
// Its profiles are put portion by portion, each durable, and seen by nobody: no reader above gives them. One small
// transaction ends the stage and shows them all; a crash leaves them hidden, to be cleared. At most one at a time.
struct dna_stage {
    bool open;
    int64_t after, items, operation;  // ids above `after` are hidden; profiles handed in so far; audit_bulk_part()'s number, 0: none
};
RESULT dna_stage_get(struct store *s, struct dna_stage *out, struct error *err);
RESULT dna_stage_begin(struct store *s, struct error *err);  // CONFLICT: one is open
RESULT dna_stage_set(struct store *s, int64_t items, int64_t operation, struct error *err);
RESULT dna_stage_end(struct store *s, struct error *err);    // from here on they are seen
RESULT dna_stage_clear(struct store *s, int64_t limit, bool *more, struct error *err);  // deletes at most so many; ends the stage with the last
// hidden ones too; id, category, profile
RESULT dna_staged_each(struct store *s, int64_t after, int64_t limit, dna_record_reader *reader, void *ctx, struct error *err);
// Up to which id the register was compared with itself, by which rule (in its maker's words; empty: not told), and what came of it
// since the last entry of the log.
struct dna_compared {
    int64_t position, profiles, full, near;
    char rule[100];
};
RESULT dna_compared_get(struct store *s, struct dna_compared *out, struct error *err);
RESULT dna_compared_set(struct store *s, const struct dna_compared *d, struct error *err);

// ---- Questions: a batch of profiles put to a member, or by one ----
struct dna_batch {
    struct view id, member, kind;     // "push": what is new · "search": one that an officer put
    bool incoming;
    int64_t count, hits, near;        // profiles asked about; matches of quality 1 and 2, of 3 and 4
    int64_t searched;                 // profiles they were compared with
    int64_t matched, cut;             // profiles with a hit at all; with more of them than an answer may hold
    struct instant asked_at, answered_at;  // 0: not yet
};
RESULT dna_batch_put(struct store *s, const struct dna_batch *b, struct error *err);
// What a part of its answer brought is added; with the last part it is over, and *b says what all brought.
RESULT dna_batch_matched(struct store *s, const struct dna_batch *more, struct error *err);  // id, member, hits, near, matched, cut
RESULT dna_batch_answered(struct store *s, struct dna_batch *b, struct error *err);          // id, member, searched, answered_at in; hits, near out; NOT_FOUND
RESULT dna_batch_open(struct store *s, struct view id, struct view member, bool *push, struct error *err);  // asked of it, not yet answered; NOT_FOUND
RESULT dna_batch_searched(struct store *s, struct view id, struct view member, int64_t *out, struct error *err);  // 0: not known
// The profiles of a batch that we sent, by their number in it, so that an answer is about what was asked. Gone when answered.
RESULT dna_asked_put(struct store *s, struct view batch, int64_t n, struct view ref, const struct dna_profile *p, struct error *err);
RESULT dna_asked_get(struct store *s, struct view batch, int64_t n, struct text *ref, struct dna_profile *p, struct error *err);  // NOT_FOUND
RESULT dna_asked_forget(struct store *s, struct view batch, struct error *err);
typedef struct result dna_batch_reader(void *ctx, const struct dna_batch *b, struct error *err);
RESULT dna_batch_each(struct store *s, int64_t limit, dna_batch_reader *reader, void *ctx, struct error *err);  // newest first

// How far each member was told of what is new.
struct dna_pushed {
    int64_t position, again;          // ids up to here were told, 0: none; up to `again` they are told once more
    struct instant at;                // when all was told; 0: not all
    char rule[100], told[100];        // by which it is told, and by which what lies below `again` was told before, in their maker's words; empty: not known
};
RESULT dna_pushed_get(struct store *s, struct view member, struct dna_pushed *out, struct error *err);
RESULT dna_pushed_set(struct store *s, struct view member, const struct dna_pushed *d, struct error *err);
// Of a member's profiles asked about, how many with which loci: counts for "what would a change bring", no profiles.
RESULT dna_seen_add(struct store *s, struct view member, uint32_t mask, struct error *err);
typedef struct result dna_seen_reader(void *ctx, uint32_t mask, int64_t profiles, struct error *err);
RESULT dna_seen_each(struct store *s, struct view member, dna_seen_reader *reader, void *ctx, struct error *err);

// ---- Matches ----
struct dna_match {
    int64_t id;
    struct view member, batch, own_ref, their_ref, rule, state, judged_by, reason;  // state: new, confirmed, dismissed
    bool incoming, theirs_identified, own_identified, profiles;  // profiles: theirs is here, too
    bool damaged;                // a profile is here and can't be read
    struct dna_profile own, theirs;
    int64_t quality;
    struct instant at;
};
RESULT dna_match_put(struct store *s, const struct dna_match *m, int64_t *id, struct error *err);
// Was it kept before, between the same two profiles? A record that was corrected has its reference number again, and another profile.
// A hit without a number is told apart from others of its quality by how many there are: were `nth` of them kept?
RESULT dna_match_known(struct store *s, const struct dna_match *m, int64_t nth, bool *known, struct error *err);
typedef struct result dna_match_reader(void *ctx, const struct dna_match *m, struct error *err);
// newest first; 0: from the newest
RESULT dna_match_each(struct store *s, int64_t before, int64_t limit, dna_match_reader *reader, void *ctx, struct error *err);
RESULT dna_match_get(struct store *s, int64_t id, dna_match_reader *reader, void *ctx, struct error *err);  // NOT_FOUND
RESULT dna_match_judge(struct store *s, int64_t id, struct view state, struct view by, struct view reason, struct error *err);
RESULT dna_match_forget(struct store *s, struct instant before, struct error *err);
RESULT dna_match_of_record(struct store *s, struct view me, struct view own_ref, struct error *err);  // it is gone: its matches lose the profiles

// ---- Searches for relatives: asked, approved by two others, done ----
enum { DNA_KIN_APPROVALS = 2 };
struct dna_kin_row {
    int64_t id, searched;
    char ref[64], relation[24], state[16], asked_by[64], first_by[64], second_by[64];  // state: waiting, approved, done
    struct dna_profile profile;
    struct instant asked_at;
    bool damaged;  // by dna_kin_each() only: the profile can't be read
};
RESULT dna_kin_put(struct store *s, const struct dna_kin_row *k, struct view relation, struct view reason, struct view by, int64_t *id, struct error *err);
RESULT dna_kin_get(struct store *s, int64_t id, struct dna_kin_row *out, struct error *err);   // NOT_FOUND
RESULT dna_kin_next(struct store *s, struct dna_kin_row *out, struct error *err);              // approved and not done; NOT_FOUND
RESULT dna_kin_vouch(struct store *s, int64_t id, struct view by, bool second, struct error *err);
RESULT dna_kin_done(struct store *s, int64_t id, struct view leads, int64_t searched, struct error *err);
RESULT dna_kin_result(struct store *s, int64_t id, struct text *leads, struct error *err);
typedef struct result dna_kin_reader(void *ctx, const struct dna_kin_row *k, struct error *err);
RESULT dna_kin_each(struct store *s, int64_t limit, dna_kin_reader *reader, void *ctx, struct error *err);  // newest first
RESULT dna_kin_forget(struct store *s, struct instant before, struct view ref, struct error *err);  // older ones, and those about `ref`

// ---- Frequencies: of a population, as JSON that dna/freq.h reads ----
RESULT dna_population_put(struct store *s, struct view name, struct view json, struct error *err);
RESULT dna_population_get(struct store *s, struct text *json, struct error *err);  // the last put in; NOT_FOUND

#endif
