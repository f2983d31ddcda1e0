// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// match.h — subject in, graded candidates with reasons out.
//
// The engine is pure: it knows nothing of law, owners or stores. An index lives in memory and is fed by
// whoever follows the change feed; a search never fails for want of a match, only for a question that
// can't be asked. Scores are evidence in bits (Fellegi and Sunter, 1969) turned into 0..1; every candidate
// carries the evidence that made it, so that a person can check the sum (promise P10: a match is a
// candidate until a human confirms).
#ifndef MALINES_MATCH_MATCH_H
#define MALINES_MATCH_MATCH_H

#include "codec/subject.h"

// What a piece of evidence is about, and what was found. The screens turn both into a sentence
// ("evidence.FIELD.GRADE" in the message files), never the engine.
#define EVIDENCE_FIELDS(X) X(name) X(birth) X(sex) X(nationality) X(paper) X(identifier) X(birth_place)
#define EVIDENCE_GRADES(X)                                                                                            \
    X(same)         /* the same after folding case, accents and marks */                                              \
    X(same_script)  /* the same name in another script or romanisation */                                             \
    X(similar)      /* a spelling variant or a typing error away */                                                   \
    X(partial)      /* some tokens only, an initial, a year without its day */                                        \
    X(swapped)      /* day and month exchanged; of a name, father and son */                                          \
    X(near)         /* dates that nearly touch; a document number one digit off */                                    \
    X(shared)       /* a number that so many records have that it tells little */                                     \
    X(different)    /* speaks against */                                                                              \
    X(unknown)      /* one side does not say */

enum evidence_field {
#define X(name) EVIDENCE_##name,
    EVIDENCE_FIELDS(X)
#undef X
    EVIDENCE_FIELD_COUNT
};
enum evidence_grade {
#define X(name) GRADE_##name,
    EVIDENCE_GRADES(X)
#undef X
    GRADE_COUNT
};
const char *evidence_field_name(enum evidence_field f);
const char *evidence_grade_name(enum evidence_grade g);

// How a word of the name asked for met a word of the name found ("Abdeslam ~ عبد السلام: same name, other script").
#define WORD_MEETINGS(X)                                                                                                  \
    X(same)         /* the same spelling */                                                                               \
    X(same_script)  /* the same name in another script or romanisation */                                                \
    X(similar)      /* a spelling variant or a typing error away */                                                       \
    X(joined)       /* two or three words of one side are one of the other: Ben Ali, Benali */                           \
    X(initial)      /* a letter that the other begins with */                                                            \
    X(acronym)      /* the first letters of the words of an organisation's name */                                       \
    X(unmatched)    /* nothing stands opposite */

enum word_meeting {
#define X(name) MEETING_##name,
    WORD_MEETINGS(X)
#undef X
    WORD_MEETING_COUNT
};
const char *word_meeting_name(enum word_meeting m);

struct word_pair {
    struct view asked, found;   // as received, with what lies between joined words; empty: no word stood opposite
    enum word_meeting how;
    float bits;                 // what the pair brought; 0 when unmatched: that is weighed for all of them together
};

struct evidence {
    enum evidence_field field;
    enum evidence_grade grade;
    float bits;                    // for (positive) or against (negative)
    struct view asked, found;      // the two texts compared, as received
    const struct word_pair *words; // of a name: in the order asked, then what only the other has; NULL for other fields
    size_t word_count;
};

struct candidate {
    uint64_t key;               // as given to index_put
    uint8_t shelf;              // likewise; 0 from match_pair
    float bits;                 // sum of the evidence
    float score;                // 0..1, calibrated: see docs/matching.md
    const struct evidence *evidence;
    size_t evidence_count;
};

struct match_index;

// What the first name in a script without a table of ours needs takes a tenth of a second to make, once; a program that
// has time before the first question makes it now. May be left out, and called again.
void match_warm(void);

struct match_index *match_index_new(void);
struct match_index *match_index_free(struct match_index *ix);  // gives NULL
// An index has shelves, so that what belongs to several owners lies in one place and a name is as rare as it is
// among all of them. Which shelves a search may open is the caller's to say, each time.
enum { MATCH_SHELVES = 64 };
#define MATCH_ALL_SHELVES UINT64_MAX
static inline uint64_t match_shelf(unsigned shelf) { return (uint64_t)1 << (shelf % MATCH_SHELVES); }

// Put or replace; a key stands on one shelf. The index keeps what it needs; `s` may go away. BAD_FIELD when there
// is nothing to index (no name that folds to a token, no paper, no identifier). Visible to the next search.
RESULT match_index_put(struct match_index *ix, uint64_t key, unsigned shelf, const struct subject *s, struct error *err);
void match_index_drop(struct match_index *ix, uint64_t key);   // nothing when absent
size_t match_index_count(const struct match_index *ix, uint64_t shelves);
size_t match_index_bytes(const struct match_index *ix);        // exact: all that it holds; nobody may be searching

// Searches run on any number of threads, without locks, while others put and drop (by turns). In an index of more than some
// hundred thousand entries another thread should call this now and then: it does the work that would keep a put waiting
// for seconds. True: there may be more to do.
bool match_index_tend(struct match_index *ix);

// A snapshot, so that an index stands again in seconds after a restart: checksummed, mapped into memory, of this version of
// the engine only. `as_of` is the caller's: how far of its feed the index has followed. What is dropped later stays in
// the file until it is written anew: whoever drops must see to it (promise P7). DISK_FAILED; reading also NOT_FOUND, and
// BAD_FORMAT for a file of another version or a damaged one: build the index anew.
RESULT match_index_save(struct match_index *ix, const char *path, uint64_t as_of, struct error *err);
RESULT match_index_load(const char *path, struct match_index **out, uint64_t *as_of, struct error *err);

struct match_options {
    float floor;                // leave out what scores below; 0.5 is the default of the house
    size_t limit;               // at most so many of each shelf, best first; 1..1000
    uint64_t shelves;           // a bit each; none: nothing is found
};
// Best first, by bits; ties by key. No shelf takes another's place: each is searched as far as if it stood alone. Everything in `a`.
// BAD_FIELD when the question holds no name, paper or identifier; TOO_BIG at the arena's ceiling.
RESULT match_search(const struct match_index *ix, const struct subject *question, struct match_options options,
                    struct arena *a, const struct candidate **out, size_t *count, struct error *err);

// A first look, for crowds of questions with full dates of birth, most of them about people who are not there (the passengers of a day against a
// register of millions): some twelve microseconds in the place of a search. May anybody be meant who is born on the day asked, on that day with day
// and month exchanged, or a year before or after, and of whose names a word shares a coarse consonant key with one asked; or has anybody
// one of the question's numbers? Where one of them reaches the floor the index is searched and the answer is match_search's, to the last bit; else
// there is none. So no answer does not mean "not there": who stands in the index with another date, a year only, no birth, or under another
// name is found by match_search alone, of whom a look finds nobody. A question without a full date (1 January counts as a year) or about no
// person is searched at once. Arguments and errors as match_search.
RESULT match_look(const struct match_index *ix, const struct subject *question, struct match_options options,
                  struct arena *a, const struct candidate **out, size_t *count, struct error *err);

// Who is near by composite keys alone, for whoever compares by other means: a word under the same coarse consonants as one asked, and born on
// the day asked, with day and month exchanged, or a year before or after. Nearest first; the bits are those of the keys (each as rare as all who bear
// a word under it, less what words that nothing meets take away) and of the birth (of an entry with several, what the same day brings); there is no
// evidence. No name is compared and no number: a namesake by accident is told as well, and a floor of 0.007 is usual (docs/matching-measured.md). Some four
// microseconds among two million. Of several names asked those count that lie among the first 63 words. BAD_FIELD also where not one to four full dates of
// a named person are asked (1 January counts as a year).
RESULT match_near(const struct match_index *ix, const struct subject *question, struct match_options options,
                  struct arena *a, const struct candidate **out, size_t *count, struct error *err);

// The same score for two subjects, without an index; symmetric: score(a,b) == score(b,a).
RESULT match_pair(const struct subject *x, const struct subject *y, struct arena *a, struct candidate *out,
                  struct error *err);

// The bits with which a pair that somebody thought worth comparing is as likely the same as not.
float match_even_bits(void);

// What will be asked: the tokens of each name with the other spellings they stand for, for the screen that
// shows an officer the variants before the question goes out.
struct variant {
    struct view token;                    // as received
    const struct view *spellings;         // folded forms and romanisations that count as the same
    size_t spelling_count;
};
RESULT match_variants(const struct subject *question, struct arena *a, const struct variant **out, size_t *count,
                      struct error *err);

#endif
