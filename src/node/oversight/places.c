// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// places.c — where else a person may stand in clear: every table of the store that holds words which people wrote, one row a place.
// A table that is not here and not looked through elsewhere (subjects.c) would be forgotten when somebody asks what is held on him:
// every table of the store is a row of PLACES or of OTHERS below, and a test finds the one that is not.
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
    {"prints_candidate", {"SELECT k, w FROM (SELECT printf('%012d', id) AS k, ref || ' ' || reason AS w FROM prints_candidate) "
                          "WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"dna_match", {"SELECT k, w FROM (SELECT printf('%012d', id) AS k, own_ref || ' ' || their_ref || ' ' || reason AS w FROM dna_match) "
                   "WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"dna_relatives", {"SELECT k, w FROM (SELECT printf('%012d', id) AS k, ref || ' ' || reason || ' ' || leads AS w FROM dna_kin) "
                       "WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"breach", {"SELECT id, words || ' ' || why_late FROM breach WHERE id > $1 ORDER BY id LIMIT $2"}},
    {"judgement", {"SELECT k, reason FROM (SELECT check_id || ' ' || candidate AS k, reason FROM judgement) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"judged", {"SELECT k, reason FROM (SELECT check_id || ' ' || record AS k, reason FROM judged) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"request_line", {"SELECT k, note FROM (SELECT request || ' ' || printf('%06d', n) AS k, note FROM request_line WHERE note <> '') "
                      "WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"request_pause", {"SELECT k, note FROM (SELECT request || ' ' || printf('%06d', n) AS k, note FROM request_pause) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"recall", {"SELECT request, why FROM recall WHERE request > $1 ORDER BY request LIMIT $2"}},
    {"hold", {"SELECT name, why || ' ' || pending FROM hold WHERE name > $1 ORDER BY name LIMIT $2"}},
    {"deletion", {"SELECT name, why FROM deletion WHERE name > $1 ORDER BY name LIMIT $2"}},
    {"outbox", {"SELECT k, body FROM (SELECT peer || ' ' || channel || ' ' || printf('%012d', seq) AS k, body FROM outbox) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"provider", {"SELECT id, body FROM provider WHERE id > $1 ORDER BY id LIMIT $2"}},
    {"provider_waits", {"SELECT id, body FROM provider_waits WHERE id > $1 ORDER BY id LIMIT $2"}},
    {"officer", {"SELECT id, name FROM officer WHERE id > $1 ORDER BY id LIMIT $2"}},
    {"recovery", {"SELECT k, reason FROM (SELECT printf('%012d', number) AS k, reason FROM recovery) WHERE k > $1 ORDER BY k LIMIT $2"}},
    {"evidence_quarantine", {"SELECT item, reason FROM evidence_quarantine WHERE item > $1 ORDER BY item LIMIT $2"}},
};

// ---- Tables that are no place: why not ----
#define BY_SEARCH "looked through by subjects.c"
#define OFFICERS "of the people who work here, by their number: `malines officer list`"
#define COUNTS "figures, places and times"
#define SECRET "digests, keys and commitments; nothing in clear"
#define NUMBERS "numbers of records, requests, items or messages, which are found where they stand"
static const struct {
    const char *table, *why;
} OTHERS[] = {
    {"record", BY_SEARCH}, {"checks", BY_SEARCH}, {"request", BY_SEARCH}, {"audit_evidence", BY_SEARCH}, {"audit_entry", BY_SEARCH}, {"sharing", BY_SEARCH},
    {"evidence_event", BY_SEARCH}, {"evidence_selector", BY_SEARCH}, {"evidence_reading", BY_SEARCH},
    {"session", OFFICERS}, {"passkey", OFFICERS}, {"signin", OFFICERS}, {"invitation", OFFICERS}, {"enrolled", OFFICERS}, {"approval", OFFICERS},
    {"evidence_opening_approval", OFFICERS}, {"sealed_mine", OFFICERS}, {"sealed_proof", OFFICERS}, {"contact_copy", OFFICERS}, {"ticket", SECRET},
    {"asked_hour", COUNTS}, {"asked_day", COUNTS}, {"alarm", COUNTS}, {"exchange_count", COUNTS}, {"log_count", COUNTS}, {"log_transfer", COUNTS},
    {"log_counted", COUNTS}, {"log_unread", COUNTS},
    {"log_reread", COUNTS}, {"passed_over", NUMBERS}, {"logged_to", COUNTS}, {"sign_in_failed", COUNTS}, {"publication", COUNTS}, {"channel", COUNTS},
    {"trust_seen", COUNTS}, {"sealed_quota", COUNTS}, {"sealed_day", COUNTS}, {"prints_meter", COUNTS}, {"prints_told", COUNTS}, {"dna_pushed", COUNTS},
    {"dna_seen", COUNTS}, {"dna_stage", COUNTS}, {"dna_compared", COUNTS}, {"dna_batch", COUNTS}, {"content_hash_stamp", COUNTS}, {"generation", COUNTS},
    {"generation_before", COUNTS}, {"index_file", COUNTS}, {"migration", COUNTS}, {"feed", COUNTS}, {"sqlite_sequence", COUNTS}, {"evidence_term", COUNTS},
    {"record_review", NUMBERS}, {"left_out", NUMBERS}, {"record_evidence", NUMBERS}, {"request_post", NUMBERS}, {"trace", NUMBERS}, {"answer_mark", NUMBERS},
    {"evidence_opening_try", NUMBERS}, {"lost", NUMBERS}, {"reconciliation", NUMBERS}, {"reconciled", NUMBERS}, {"logged_message", NUMBERS},
    {"evidence_unlooked", NUMBERS},
    {"evidence_restricted", NUMBERS},
    {"certificate", "what was found by nobody; whom it was asked about is a commitment"},
    {"asked_about", SECRET}, {"asked_salt", SECRET}, {"case_key", SECRET}, {"greeting", SECRET}, {"inbox", SECRET}, {"closed_entry", SECRET},
    {"closed_checkpoint", SECRET}, {"closed_cosignature", SECRET}, {"closed_items", SECRET}, {"audit_checkpoint", SECRET}, {"audit_items", SECRET},
    {"audit_item_parts", SECRET}, {"audit_cosignature", SECRET}, {"sealed_secret", SECRET}, {"sealed_build", SECRET}, {"sealed_part", SECRET},
    {"sealed_filter", SECRET}, {"sealed_held", SECRET}, {"sealed_asked", SECRET}, {"custody_stamp", SECRET},
    {"dna_profile", "under a number; whose it is stays in another system (docs/dna.md)"}, {"dna_asked", "under a number, until it is answered"},
    {"mould", "what is alike in the records of a list; nothing of whom they are about"},
    {"dna_population", "how frequent alleles are in a population"}, {"prints_part", "redacted images under a number (docs/prints.md)"},
};

// "... FROM dna_match) WHERE": the last table of a place's question.
static struct view table_of(const char *sql) {
    struct view v = view_of(sql), rest;
    for (const char *at; (at = memmem(v.at, v.bytes, "FROM ", 5));) v = (struct view){at + 5, v.bytes - (size_t)(at + 5 - v.at)};
    while (v.bytes && v.at[0] == '(') v = (struct view){v.at + 1, v.bytes - 1};
    struct view name = view_cut(v, ' ', &rest);
    return name.bytes && name.at[name.bytes - 1] == ')' ? (struct view){name.at, name.bytes - 1} : name;
}

const char *place_of_table(struct view table) {
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        if (view_same(table, table_of(PLACES[i].some.sql))) return PLACES[i].place;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (view_is(table, OTHERS[i].table)) return OTHERS[i].why;
    return NULL;
}

size_t place_tables_count(void) { return sizeof PLACES / sizeof *PLACES + sizeof OTHERS / sizeof *OTHERS; }

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
