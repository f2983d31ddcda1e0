// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// restricted.c — an enforcing authority objects to the use of what is here already: Regulation (EU) 2023/1543 art. 10(4).
//
// The node alone sets the mark, on the item and on all that came or will come out of it, and nobody takes it away: whatever was asked
// about its destruction before, it is shown and given to nobody, and what is left to decide is for two persons who destroy it.
#include "node/evidence/evidence.h"
#include "registers/evidence/destructions.h"
#include "registers/evidence/restrictions.h"

RESULT item_unrestricted(struct node *n, struct view item, struct error *err) {
    bool has;
    TRY(restriction_has(n->store, item, &has, err));
    return has ? FAIL(err, NO_BASIS, "the enforcing authority objects to its use (art. 10(4)): two persons destroy it, `malines evidence destroy ask`") : DONE;
}

// What an officer asked for before stands, and is his to have approved; what only waited for its term waits for this now.
static RESULT waits_for_two(struct node *n, struct view item, const json_t *words, struct error *err) {
    struct result r = destruction_put(n->store, item, VIEW("objected"), VIEW(""), words, false, now(n), err);
    return r.code == CODE_ALREADY ? destruction_objected(n->store, item, err) : r;
}

static RESULT one_restricted(struct node *n, struct view item, const json_t *words, struct error *err) {
    AUTO_JSON *there = NULL;
    TRY(item_json(n->store, item, &there, err));
    if (view_is(json_view(there, "state"), "destroyed")) return DONE;
    TRY(custody_write(n, NULL, item, custody_said(n, NULL, words, "restricted"), NULL, err));
    return waits_for_two(n, item, words, err);
}

RESULT item_restricted(struct node *n, struct view item, const char *note, const char *basis, struct error *err) {
    AUTO_JSON *words = json_pack("{s:s,s:s,s:s,s:s}", "where", "the node's vault", "why", "an authority objects to its use", "basis", basis, "note", note);
    AUTO_JSON *fresh = NULL;
    size_t i;
    json_t *one;
    TRY(restriction_put(n->store, item, view_of(basis), now(n), &fresh, err));
    json_array_foreach(fresh, i, one) TRY(one_restricted(n, view_of(json_string_value(one)), words, err));
    return DONE;
}

RESULT fate_inherited(struct node *n, struct view item, struct view source, struct error *err) {
    AUTO_JSON *words = json_pack("{s:s,s:s,s:s}", "where", "the node's vault", "why", "an authority objects to the use of what it came out of", "basis",
                                 "Regulation (EU) 2023/1543 art. 10(4)");
    bool put;
    TRY(destruction_inherited(n->store, item, source, err));
    n->evidence->next_look = ticks(n);
    TRY(restriction_inherited(n->store, item, source, &put, err));
    return put ? one_restricted(n, item, words, err) : DONE;
}
