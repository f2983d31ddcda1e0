// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// holdings.c — what lies in this node's store, kind by kind, counted: for the record of processing activities and the impact
// assessment (Directive (EU) 2016/680 arts. 24(1)(d) and 27(2)), which are to say what is done here and not what could be.
#include "node/oversight/reports.h"

static const struct {
    const char *id, *what, *source;
    struct stmt count;
} kinds[] = {
    {"dna_profiles", "DNA profiles by number: alleles, no name", "Reg. (EU) 2024/982 arts. 5 to 7; national law on the DNA database",
     {"SELECT count(*) FROM dna_profile"}},
    {"dna_matches", "matches of DNA profiles with the expert's judgement", "Reg. (EU) 2024/982 arts. 6 and 50", {"SELECT count(*) FROM dna_match"}},
    {"evidence_items", "items of evidence, unchanged, each with its line of custody",
     "national criminal procedure; Reg. (EU) 2023/1543 where an order brought it",
     {"SELECT count(*) FROM evidence_item"}},
    {"evidence_events", "what was read out of items: messages, calls, records", "as the item", {"SELECT count(*) FROM evidence_event"}},
    {"evidence_selectors", "numbers and addresses found in items", "as the item", {"SELECT count(*) FROM evidence_selector"}},
    {"content_hashes", "hashes of terrorist content: no content, no person", "Reg. (EU) 2021/784", {"SELECT count(*) FROM content_hash"}},
    {"requests", "requests between authorities, to providers and to hosts, with what was answered",
     "Directive (EU) 2023/977 art. 16; the article of each kind in laws/requests.yaml",
     {"SELECT count(*) FROM request"}},
    {"checks", "results of checks that are still kept", "Directive (EU) 2016/680 arts. 4(1)(e) and 5", {"SELECT count(*) FROM checks"}},
    {"judged", "what officers said of records when a question was asked", "Directive (EU) 2016/680 arts. 4(1)(e) and 5", {"SELECT count(*) FROM judged"}},
    {"commitments", "what lies behind the commitments of the audit log", "Directive (EU) 2016/680 art. 25", {"SELECT count(*) FROM audit_evidence"}},
    {"log_entries", "entries of the audit log: who, when, why, to whom; about whom as a commitment only", "Directive (EU) 2016/680 art. 25",
     {"SELECT count(*) FROM audit_entry"}},
    {"officers", "officers: sign-in name, pseudonym, roles", "Directive (EU) 2016/680 art. 29(2)", {"SELECT count(*) FROM officer"}},
    {"passkeys", "public parts of officers' authenticators", "Directive (EU) 2016/680 art. 29(2)", {"SELECT count(*) FROM passkey"}},
    {"signins", "officers' cards and accounts of the identity provider", "Directive (EU) 2016/680 art. 29(2)", {"SELECT count(*) FROM signin"}},
};

static void add(json_t *list, const char *id, const char *what, const char *source, int64_t count) {
    json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:I}", "id", id, "what", what, "source", source, "count", (json_int_t)count));
}

RESULT holdings_json(struct node *n, json_t **out, struct error *err) {
    json_t *list = json_array();
    int64_t copies = 0, count;
    for (size_t i = 0; i < n->peer_count; i++) copies += (int64_t)shelf_count(n, shelf_of(n, &n->peers[i]));
    add(list, "alerts", "alerts of this authority, persons and objects", "the article of each category, below", (int64_t)shelf_count(n, OWN_SHELF));
    add(list, "copies", "copies of what other members publish to this one", "the row of the law for each pair, below", copies);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct result r = store_number(n->store, &kinds[i].count, NO_VALUES, 0, &count, err);
        if (FAILED(r)) json_decref(list);
        TRY(r);
        add(list, kinds[i].id, kinds[i].what, kinds[i].source, count);
    }
    *out = list;
    return DONE;
}
