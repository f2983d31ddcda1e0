// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// places.c — where else a person may stand in clear: every table of the store that holds words which people wrote, one row a place.
// A table that is not here and not looked through elsewhere (subjects.c) would be forgotten when somebody asks what is held on him.
#include "node/oversight/reports.h"

static const struct {
    const char *place;            // as it is told
    struct stmt some;             // key and words behind the key $1, at most $2, in order of the key
} PLACES[] = {
    {"order_file", {"SELECT request, file FROM order_file WHERE request > $1 ORDER BY request LIMIT $2"}},
    {"coordination", {"SELECT request, body FROM coordination WHERE request > $1 ORDER BY request LIMIT $2"}},
    {"notice", {"SELECT k, body FROM (SELECT member || ' ' || request || ' ' || what AS k, body FROM notice) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"evidence_item", {"SELECT id, name || ' ' || case_ref FROM evidence_item WHERE id > $1 ORDER BY id LIMIT $2"}},
    {"custody_event", {"SELECT k, event FROM (SELECT item || ' ' || printf('%06d', number) AS k, event FROM custody_event) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"evidence_opening", {"SELECT k, words FROM (SELECT printf('%012d', id) AS k, words FROM evidence_opening) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"evidence_destruction", {"SELECT item, words FROM evidence_destruction WHERE item > $1 ORDER BY item LIMIT $2"}},
    {"content_hash", {"SELECT k, label FROM (SELECT printf('%012d', id) AS k, label FROM content_hash WHERE label <> '') WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"prints_search",
     {"SELECT k, w FROM (SELECT id || ' ' || incoming AS k, ref || ' ' || case_ref || ' ' || offence || ' ' || subject || ' ' || aim AS w FROM prints_search)"
      " WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"prints_candidate", {"SELECT k, w FROM (SELECT printf('%012d', id) AS k, ref || ' ' || reason AS w FROM prints_candidate) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"dna_match", {"SELECT k, w FROM (SELECT printf('%012d', id) AS k, own_ref || ' ' || their_ref || ' ' || reason AS w FROM dna_match) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"dna_relatives", {"SELECT k, w FROM (SELECT printf('%012d', id) AS k, ref || ' ' || reason || ' ' || leads AS w FROM dna_kin) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"breach", {"SELECT id, words || ' ' || why_late FROM breach WHERE id > $1 ORDER BY id LIMIT $2"}},
    {"judgement", {"SELECT k, reason FROM (SELECT check_id || ' ' || candidate AS k, reason FROM judgement) WHERE k > $1 ORDER BY k LIMIT $2"}},
};

size_t places_count(void) { return sizeof PLACES / sizeof *PLACES; }

RESULT place_looked(struct node *n, size_t place, struct text *after, int64_t limit, place_holds *holds, void *ctx, bool *more, struct error *err) {
    struct cursor c;
    int64_t count = 0;
    AUTO_TEXT last = text_with_ceiling(400);
    TRY(store_query(n->store, &PLACES[place].some, VALUES(V_TEXT(text_seen(after)), V_INT(limit)), &c, err));
    for (; cursor_next(&c); count++) {
        text_clear(&last);
        text_view(&last, cursor_view(&c, 0));
        holds(ctx, PLACES[place].place, cursor_view(&c, 0), cursor_view(&c, 1));
    }
    TRY(cursor_end(&c, err));
    text_clear(after);
    text_view(after, text_seen(&last));
    *more = count == limit && text_ok(&last);
    return DONE;
}
