// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// lawful.h — the one place where this room asks the law. Not a door: nobody outside src/node includes it.
#ifndef MALINES_NODE_LAWFUL_H
#define MALINES_NODE_LAWFUL_H

#include "law/sealed.h"
#include "node/node.h"

struct permit {
    bool allowed;
    struct view sharing;      // "own", "published", "asked", "sealed", "closed"
    struct view answer;       // "nothing", "boolean", "count", "record"
    struct view row, instrument, article, reason;  // reason: why not, when not allowed
    int approvals_request, approvals_release, approvals_refuse;
    const struct law_row *decided;  // NULL: none
    struct view owner, asker;       // of a request: whose data it is about, who learns them
    bool general, may_leave;        // how the law was asked
    json_t *conditions;       // borrowed from the law; may be NULL
};
// May `asker` learn from `owner` for `purpose`? `alert` is the record in question, NULL when the question is
// whether anything at all could be answered (who will be asked, under which article).
void permit_alert(struct node *n, struct view owner, struct view asker, struct view purpose, const json_t *alert, struct permit *out);
// The same of a record that may be kept: one whose processing is restricted (Directive (EU) 2016/680 art. 16(3)) is, and is not used.
void permit_kept(struct node *n, struct view owner, struct view asker, struct view purpose, const json_t *alert, struct permit *out);
// How `owner`'s register can be reached for this purpose at all: some categories may be published, others asked.
struct ways {
    struct permit published, asked;  // .allowed false: not that way
};
void ways_to(struct node *n, struct view owner, struct view asker, struct view purpose, struct ways *out);
// May `asker` put sealed questions to `owner` in this class, about anything in its register at all?
void permit_sealed(struct node *n, struct view owner, struct view asker, const struct law_sealed *class, struct permit *out);
struct view register_of(struct node *n, struct view category);
// May `member` hold a copy, for any purpose at all? Each search then asks again for its own purpose.
void permit_copy(struct node *n, struct view owner, struct view member, const json_t *alert, struct permit *out);
// A request of this kind: may `asker` learn of `owner`'s data by it? Without an alert: in general, or, when something is
// released, of what the officers say may leave the Union.
struct request_facts {
    struct view owner, asker, kind, purpose, reg;
    const json_t *alert;
    bool general, may_leave;
    struct view person;    // subject category, where it is known apart from a record
    int offence_months;
};
void permit_request(struct node *n, const struct request_facts *q, struct permit *out);
// What the law was told of the record, without what names anybody: {"category","kind",..} for the log.
void permit_facts(struct node *n, const json_t *alert, const struct permit *p, json_t *facts);
// A record whose reading wants a reason of its own: of a minor, of the protected compartment, or with special categories of data.
bool alert_sensitive(struct node *n, const json_t *alert);
json_t *permit_basis(const struct permit *p);  // {"row","instrument","article"}
// What a candidate must score to be shown to a question of `asker` for this purpose, 0 to 1: what laws/purposes.yaml says, or more
// where the settings say so of another member.
float purpose_floor(const struct node *n, struct view asker, struct view purpose);
int purpose_ceiling(const struct node *n, struct view asker, struct view purpose);  // the same in thousandths: nothing below it is shown
bool purpose_lowers_judged(const struct node *n, struct view purpose);  // judged.h

// How long the node keeps what is no record (laws/retention.yaml): until then, and what is older goes.
struct instant kept_until(const struct node *n, enum law_term term);
struct instant kept_since(const struct node *n, enum law_term term);
bool purpose_known(struct node *n, struct view purpose);
json_t *member_names(struct node *n, struct view member);  // new, {"fr": "Belgique"...}; NULL when unknown

#endif
