// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// records.h — the records of every register: a node's own, and the copies that owners published to it.
//
// A register (alerts now; dna, travel... later) says what a record's JSON body may hold; this door only keeps
// bodies, versions and dates, tells the change feed, and remembers to whom each own record went (promise P7:
// what was sent can be recalled, with the list of who has not confirmed).
// At rest the body of a list's entry is packed with what is alike in its list (mould.h, one mould an owner, register and source), or
// stands as it is when that is no shorter, as do all of no list; whoever reads gets the bytes that were put, or STORE_DAMAGED.
// A record is named OWNER/REGISTER/UID everywhere, for example "be/alerts/0193a5...".
#ifndef MALINES_REGISTERS_RECORDS_H
#define MALINES_REGISTERS_RECORDS_H

#include "store/store.h"

extern const struct migration RECORDS_MIGRATIONS[];
extern const size_t RECORDS_MIGRATION_COUNT;
#define RECORD_FEED "record"  // the table's name in the change feed; its key is record.id

struct record {
    int64_t id;                    // of this store only
    struct view owner, reg, uid;
    struct view source, ref;       // of a published list; empty otherwise
    int64_t version;               // 1, 2, 3... by the owner
    struct view body;              // canonical JSON
    struct view digest;            // 32 bytes: what the content was computed from
    struct instant retain_until, changed_at;
    bool damaged;                  // by record_all() and record_follow() only: the body can't be read, and is empty
};

// Put or replace by (owner, register, uid). Runs inside the caller's transaction. `id` (may be NULL) gets the
// local id. A copy whose version is not newer is left alone: *changed false.
RESULT record_put(struct store *s, const struct record *r, int64_t *id, bool *changed, struct error *err);
// Drop: the body is erased (secure_delete), the feed is told. NOT_FOUND when absent.
RESULT record_drop(struct store *s, struct view owner, struct view reg, struct view uid, struct error *err);

// Read one into `hold`, which keeps the bytes that the views of `out` point to. NOT_FOUND.
RESULT record_get(struct store *s, int64_t id, struct text *hold, struct record *out, struct error *err);
RESULT record_find(struct store *s, struct view owner, struct view reg, struct view uid, struct text *hold, struct record *out,
                   struct error *err);

// Walk over all records of an owner (empty: all owners) with id > after, in order of id.
typedef struct result record_reader(void *ctx, const struct record *r, struct error *err);
RESULT record_each(struct store *s, struct view owner, int64_t after, int64_t limit, record_reader *reader, void *ctx,
                   struct error *err);
// The same, for whoever lists: a record whose body can't be read comes too, `damaged`, and the others behind it.
RESULT record_all(struct store *s, struct view owner, int64_t after, int64_t limit, record_reader *reader, void *ctx, struct error *err);
// Some one record of an owner, if it has any; found at once.
RESULT record_any(struct store *s, struct view owner, record_reader *reader, void *ctx, struct error *err);
// What changed behind the feed's position `after`, in order: the record as it is now, or NULL when it is gone. Records of the ids
// `known` that are in their first version are passed over.
typedef struct result record_follower(void *ctx, int64_t id, const struct record *r, struct error *err);
struct record_ids { int64_t first, last; };  // 0: none
RESULT record_follow(struct store *s, int64_t after, int64_t limit, struct record_ids known, record_follower *follower, void *ctx,
                     int64_t *last, struct error *err);
// The (ref, uid, digest, version) of every record of one list, for the import's comparison; body is empty.
RESULT record_of_list(struct store *s, struct view owner, struct view source, record_reader *reader, void *ctx, struct error *err);
// Whose term has passed at `now`, longest ago first, without its body, which needs not be readable to go: at most `limit`
// behind `after`, which is then the place of the last one, or the beginning again when there are no more.
struct record_place { struct instant until; int64_t id; };  // all 0: the beginning
RESULT record_expired(struct store *s, struct instant now, int64_t limit, struct record_place *after, record_reader *reader, void *ctx, struct error *err);

// "be/alerts/UID" and back; false when it is not of that form.
void record_name(struct text *t, const struct record *r);
bool record_name_read(struct view name, struct view *owner, struct view *reg, struct view *uid);

// ---- Where an own record went ----
// A row a member. Dropping the record leaves the row with version 0 until, and after, the member was told.
struct sharing {
    struct view member;
    int64_t version;           // sent last; 0: withdrawn
    struct instant sent_at, confirmed_at;  // confirmed: the member's receipt says that it took it; 0 while it does not
    struct view refused;       // its receipt says that it did not, with this code; empty otherwise
};
RESULT sharing_sent(struct store *s, struct view reg, struct view uid, struct view member, int64_t version, int64_t seq,
                    struct instant at, struct error *err);
RESULT sharing_confirmed(struct store *s, struct view member, int64_t up_to_seq, struct instant at, struct error *err);
// After the confirmation of the same receipt: it took message `seq`, but not this record (empty uid: nothing of it).
RESULT sharing_refused(struct store *s, struct view member, int64_t seq, struct view uid, struct view code, struct error *err);
RESULT sharing_refused_count(struct store *s, struct view member, int64_t *out, struct error *err);
// The record is gone or no longer for that member: withdraw it there (empty member: everywhere it went).
RESULT sharing_withdraw(struct store *s, struct view reg, struct view uid, struct view member, struct error *err);
// Uids of "reg" withdrawn from the member and not yet told to it, oldest first.
typedef struct result uid_reader(void *ctx, struct view uid, struct error *err);
RESULT sharing_untold(struct store *s, struct view reg, struct view member, int64_t limit, uid_reader *reader, void *ctx,
                      struct error *err);
RESULT sharing_version(struct store *s, struct view reg, struct view uid, struct view member, int64_t *out, struct error *err);  // 0: none
RESULT sharing_holds(struct store *s, struct view reg, struct view uid, struct view member, bool *out, struct error *err);
typedef struct result sharing_reader(void *ctx, const struct sharing *row, struct error *err);
RESULT sharing_each(struct store *s, struct view reg, struct view uid, sharing_reader *reader, void *ctx, struct error *err);

// ---- Numbers of offices ----
// Is it a reference number as offices give them: a digit in it, no blank, at most OFFICE_NUMBER_MAX printable ASCII bytes, no quote and no
// backslash? So a name is none: registers of profiles and prints, and what goes to others, hold numbers only (2024/982 arts. 7, 12, 21).
enum { OFFICE_NUMBER_MAX = 40 };
bool office_number(struct view v);

#endif
