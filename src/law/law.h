// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// law.h — may this authority learn that from that one, and under which article?
//
// The law is data: tables in laws/ (docs/law.md), read once, never changed after. A row says who owns (from), who
// asks (to), of which register, for which purposes, about what, and what follows: how it is shared, how much of an
// answer, whose approvals, which clock, which conditions, under which article in force from when to when.
// Deciding is a pure function of the tables, the facts and the instant:
//   - nothing is granted by default: without a matching row that allows, the answer is no;
//   - a matching row that denies wins over every row that allows, so adding one never grants anything;
//   - of several rows that allow, each is a basis of its own: the one that lets most be answered decides,
//     then the one that shares most openly, then the least `order` (as data), then the first in order of id;
//   - what is not known of a record counts against it: rows that allow want to know, rows that deny do not.
// A rule on protected traits (religion, ethnic origin, opinions, health...) can't be written: the tables are refused
// (Directive (EU) 2016/680 arts. 10 and 11(3)).
#ifndef MALINES_LAW_LAW_H
#define MALINES_LAW_LAW_H

#include "base/instant.h"
#include "codec/json.h"

struct law;
struct law_clock;  // clock.h

#define LAW_SHARINGS(X) X(published) X(asked) X(sealed) X(closed)     // most open first
#define LAW_ANSWERS(X) X(nothing) X(boolean) X(count) X(record)       // least first
#define LAW_EFFECTS(X) X(deny) X(allow)
// What a row asks of a record or pair beyond words. Absent: it does not ask.
#define LAW_GATES(X)                                                                                                  \
    X(eu_only)        /* the record may not leave the Union */                                                       \
    X(not_eu_only)    /* it may */                                                                                    \
    X(eu_pair)        /* owner and asker are both member states of the Union */                                       \
    X(third_country)  /* the asker is not */                                                                          \
    X(minors)         /* the subject is under 18 */                                                                   \
    X(adults)         /* the subject is 18 or over */                                                                 \
    X(special_data)   /* the record holds special categories: Directive (EU) 2016/680 art. 10 */                      \
    X(no_special_data) /* it does not */
// Whom the record is about, Directive (EU) 2016/680 art. 6; "other" stands for whoever is none of these.
#define LAW_PERSONS(X) X(suspect) X(convicted) X(victim) X(witness) X(associate) X(other)

enum law_sharing {
#define X(name) SHARING_##name,
    LAW_SHARINGS(X)
#undef X
    SHARING_COUNT
};
enum law_answer {
#define X(name) ANSWER_##name,
    LAW_ANSWERS(X)
#undef X
    ANSWER_COUNT
};
enum law_effect {
#define X(name) EFFECT_##name,
    LAW_EFFECTS(X)
#undef X
    EFFECT_COUNT
};
enum law_gate {
#define X(name) GATE_##name,
    LAW_GATES(X)
#undef X
    GATE_COUNT
};
const char *law_sharing_name(enum law_sharing s);
const char *law_answer_name(enum law_answer a);
enum law_person {
#define X(name) PERSON_##name,
    LAW_PERSONS(X)
#undef X
    PERSON_COUNT
};
const char *law_gate_name(enum law_gate g);
const char *law_person_name(enum law_person p);
bool law_person_read(struct view v, enum law_person *out);

struct words {
    const struct view *at;
    size_t count;
};
bool words_have(struct words w, struct view word);

// ---- The tables ----
// A folder of *.yaml files: members, instruments, purposes, requests, conditions, alerts (categories) and
// any number of files of rows. BAD_YAML says file, line, column and what is wrong.
RESULT law_load(const char *folder, struct law **out, struct error *err);
struct law_file {
    const char *name;  // "alerts-eu.yaml"
    struct view bytes;
};
RESULT law_read(const struct law_file *files, size_t count, struct law **out, struct error *err);
struct law *law_free(struct law *law);  // gives NULL
// All that the tables say and nothing of how they are laid out: equal texts are equal laws. Its SHA-256 is what a
// decision is filed under.
void law_canonical(const struct law *law, struct text *out);

struct law_member {
    struct view id, country;          // "be"
    const json_t *names;              // {"en": "Belgium", ...} in six languages
    bool eu;
    struct words languages;
    const json_t *authorities;        // {"prosecutor": "...", ...}
    struct view mark, source;
};
struct law_instrument {
    struct view id, title, source, mark, notes;
    struct instant from, to;          // in force; `to` is excluded, 0: open
};
struct law_purpose {
    struct view id, title, source, mark;
    int floor_percent;                // candidates that score below are not shown; 0: 50
    bool lowers_judged;               // "not the same", said of this question before, takes a record below the floor
};
// A category of alerts, with what follows from it.
struct law_category {
    struct view id, article, action, purpose, mark, source;  // purpose: of an alert that states none
    struct view reg;                  // the register as rows name it: "alerts", unless the table says another
    const struct law_instrument *instrument;
    int review_years, retain_years;   // the longest terms
    int review_years_minor;           // for a subject under 18; 0: as above
    bool eu_only;                     // never leaves the Union
    bool protective;                  // kept in the protected compartment (promise P12)
    bool suspect;                     // its subject is suspected or convicted: never a child under 12
    bool misused;                     // may hold who is not meant: a person whose identity was misused
    bool listed;                      // an entry of a published list: comes with list.source and list.ref
    struct words kinds;               // of subjects
    struct words required;            // fields of the minimum set
};
const struct law_member *law_member(const struct law *law, struct view id);          // NULL: unknown
const struct law_member *law_members(const struct law *law, size_t *count);
const struct law_purpose *law_purposes(const struct law *law, size_t *count);
const struct law_category *law_category(const struct law *law, struct view id);      // NULL: unknown
const struct law_category *law_categories(const struct law *law, size_t *count);
const struct law_instrument *law_instrument(const struct law *law, struct view id);  // NULL: unknown
// Two alerts of one owner on one subject: may they stand together? (laws/alerts.yaml, "compatible"). Classes are
// categories, with "_immediate" or "_whereabouts" where the table tells them apart. Unknown classes: false.
bool law_compatible(const struct law *law, struct view class_a, struct view class_b);
int law_priority(const struct law *law, struct view category_class);  // 1 is first; 0: not in the table

// How long the node itself keeps what it must, and within which time its house must act (laws/retention.yaml).
#define LAW_TERMS(X)                                                                                                  \
    X(evidence)     /* what lies behind the log's commitments */                                                     \
    X(request)      /* a request that has ended */                                                                   \
    X(dna_match)    /* a match of DNA profiles, and a search for relatives */                                        \
    X(prints)       /* a search with fingerprints or faces, its candidates, and why it was made */                   \
    X(check)        /* the result of a check with candidates */                                                      \
    X(check_unused) /* of a check that led to nothing */                                                             \
    X(judgement)    /* what was said of a record when a question was asked, for when it is asked again */            \
    X(review)       /* when the need for a request is looked at again */                                             \
    X(breach)       /* to tell the supervisor of a breach */                                                         \
    X(unwitnessed)  /* a log without a quorum of witnesses, before nothing is released any more */                  \
    X(delivery_least) /* the window of a delivery is open at least so long */                                        \
    X(delivery_most)  /* and at most */                                                                              \
    X(coordination) /* what the others said of an address counts so long */                                          \
    X(evidence_copy) /* a copy of evidence that was made for somebody may be fetched so long */                      \
    X(evidence_recheck) /* every item of evidence is read again so often */                                          \
    X(emergency_grace) /* after the hour of an emergency, for a word of the owner that is on its way */              \
    X(hold)         /* a legal hold lasts at most so long, and is placed again */                                    \
    X(review_most)  /* the next review is at most so far away */
enum law_term {
#define X(name) TERM_##name,
    LAW_TERMS(X)
#undef X
    TERM_COUNT
};
// When a term that begins at `start` is over: the same date and hour so many years and months later (instant.h), then days and hours.
struct instant law_term_after(const struct law *law, enum law_term t, struct instant start);
struct instant law_term_before(const struct law *law, enum law_term t, struct instant now);  // what began before this is over now
int64_t law_term_ms(const struct law *law, enum law_term t, struct instant start);           // how long that is

// As it is written, one after another.
struct law_span { int months, days, hours; };
struct law_span law_term(const struct law *law, enum law_term t);
struct instant law_span_after(struct law_span s, struct instant start);

// How much one member may ask of another's register for a purpose, and what looks like fishing (laws/budgets.yaml).
struct law_budget {
    struct view id, title, source, mark, note;   // id: the purpose
    int per_hour, per_day;
    int officer_per_hour, officer_per_day;           // of one officer of that member; 0: as much as the member
    int many_names, one_hit_in, one_name, one_date;  // in a day; 0: not looked at
};
const struct law_budget *law_budget(const struct law *law, struct view purpose);  // of an unknown purpose: a strict one

// ---- A decision ----
enum known { UNKNOWN, NO, YES };
struct law_facts {
    struct view from, to;             // owner, asker
    struct view reg;                  // "alerts"
    struct view request;              // kind of request; empty: a check
    struct view purpose;
    struct view category, kind;       // of the record; empty: not known
    struct view person;               // subject category, LAW_PERSONS; empty: not known
    enum known eu_only, minor;        // of the record; the category may make it eu_only whatever is said here
    enum known special;               // it holds special categories of data
    int offence_months;               // highest penalty of the offence in question; 0: not known
    bool general;                     // "could anything be answered?": what is not known of the record is left open
};
struct law_row {
    struct view id;
    enum law_effect effect;
    enum law_sharing sharing;
    enum law_answer answer;
    int approvals_request, approvals_release;  // persons other than the author
    int approvals_special;                     // to release special categories of data; at least approvals_release
    int order;                                 // among rows of the same answer and sharing, the least goes first
    const struct law_clock *clock;             // instead of the usual one of the kind of request; NULL: none
    int emergency_hours;                       // one signature may release; the others must follow within; 0: never
    struct view emergency_source, emergency_mark;
    int offence_months;                        // the least penalty; 0: none asked
    unsigned gates;                            // bits of enum law_gate
    struct words from, to, requests, purposes, categories, kinds, persons;  // empty: whichever (requests: checks only)
    struct view reg, article, mark, source, note;
    const struct law_instrument *instrument;
    struct instant begins, ends;               // of the row; `ends` excluded, 0: open; begins LAW_NO_DAY: nobody knows yet
    json_t *conditions;                        // [..], owned by the law
};
#define LAW_NO_DAY ((struct instant){INT64_MAX})  // the row decides nothing before its day stands in the table
static inline bool law_day_unknown(struct instant begins) { return begins.ms == INT64_MAX; }
#define LAW_REASONS(X)                                                                                                \
    X(ALLOWED, "a row allows it")                                                                                    \
    X(DENIED, "a row denies it")                                                                                     \
    X(UNKNOWN_WORD, "a member, purpose, category, person or kind of request is not in the tables")                         \
    X(NO_PAIR, "no row is about this owner and asker")                                                               \
    X(DAY_UNKNOWN, "a row would allow it, but the day from which its text applies is not known")                      \
    X(NOT_IN_FORCE, "a row would allow it but is not in force at this instant")                                      \
    X(NO_ROW, "no row allows it, and nothing is allowed by default")
enum law_reason {
#define X(name, words) LAW_##name,
    LAW_REASONS(X)
#undef X
    LAW_REASON_COUNT
};
const char *law_reason_name(enum law_reason r);   // "NO_ROW"
struct law_decision {
    bool allowed;
    enum law_reason reason;
    const struct law_row *row;        // the row that allows or denies; NULL when none did
    enum law_sharing sharing;         // closed unless allowed
    enum law_answer answer;           // nothing unless allowed
};
void law_decide(const struct law *law, const struct law_facts *facts, struct instant now, struct law_decision *out);
// Every row on the pair in the order considered: {"allowed","reason","reason_code","row",..,"considered":[{"row","effect","matched",
// "why"}]}. New reference.
json_t *law_explain(const struct law *law, const struct law_facts *facts, struct instant now);

#endif
