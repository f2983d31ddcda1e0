// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Profiles between nodes: what is new goes out by itself, an answer is anonymous, both sides know of it, nothing is
// believed that is no hit, and core data are only asked for after a qualified officer confirmed.
#include "node/dna/dna.h"
#include "node/node_house.h"
#include "sys/sim_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define ALLELES(vwa) "\"VWA\":[\"14\",\"" vwa "\"],\"TH01\":[\"6\",\"9.3\"],\"D21S11\":[\"28\",\"30\"],\"FGA\":[\"20\",\"22\"],\"D8S1179\":[\"12\",\"13\"]," \
    "\"D3S1358\":[\"15\",\"17\"],\"D18S51\":[\"12\",\"14\"],\"D1S1656\":[\"12\",\"15\"],\"D2S441\":[\"10\",\"14\"],\"D10S1248\":[\"13\",\"14\"]"
#define LINE(ref, category, vwa) "{\"category\":\"" category "\",\"kit\":\"ESX17\",\"lab\":\"LAB\",\"profile\":{" ALLELES(vwa) "},\"ref\":\"" ref "\"}\n"

static enum code import_lines(struct house *h, int member, const char *lines, json_t **done) {
    AUTO_JSON *begun = NULL;
    assert_int_equal(house_do(h, member, AUTHOR, dna_import_begin, json_object(), &begun), CODE_OK);
    const char *id = json_string_value(json_object_get(begun, "import"));
    enum code c = house_do(h, member, AUTHOR, dna_import_items, json_pack("{s:s,s:s}", "import", id, "items", lines), NULL);
    if (c != CODE_OK) {
        assert_int_equal(house_do(h, member, AUTHOR, dna_import_abandon, json_pack("{s:s}", "import", id), NULL), CODE_OK);
        return c;
    }
    return house_do(h, member, AUTHOR, dna_import_commit, json_pack("{s:s}", "import", id), done);
}

static json_t *answered(struct house *h, int member, node_handler *handler, json_t *params) {
    return house_did(h, member, AUTHOR, handler, params, CODE_OK, NULL);
}

static size_t matches_of(struct house *h, int member, bool home) {
    AUTO_JSON *j = answered(h, member, dna_matches_listed, json_object());
    size_t i, n = 0;
    json_t *m;
    json_array_foreach(json_object_get(j, "matches"), i, m) n += view_is(json_view(m, "direction"), "home") == home;
    return n;
}

static size_t match_count(struct house *h, int member) { return matches_of(h, member, false); }

static void pass(struct house *h, int seconds) {
    for (int i = 0; i < seconds; i++) assert_false(FAILED(house_run(h, 1000)));
}

static void what_is_new_is_compared_abroad_and_both_know(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *done = NULL;
    pass(h, 3);
    assert_int_equal(import_lines(h, FR, LINE("FR-1", "convicted", "16") LINE("FR-2", "convicted", "18"), &done), CODE_OK);
    assert_int_equal(json_int(done, "added"), 2);
    pass(h, 130);
    AUTO_JSON *late = NULL;
    assert_int_equal(import_lines(h, BE, LINE("BE-7", "stain", "16"), &late), CODE_OK);
    pass(h, 130);
    assert_int_equal(match_count(h, BE), 2);  // the same person, and one allele off
    assert_int_equal(match_count(h, FR), 2);
    assert_int_equal(match_count(h, ES), 0);
    AUTO_JSON *list = answered(h, BE, dna_matches_listed, json_object());
    const json_t *near = json_array_get(json_object_get(list, "matches"), 0), *full = json_array_get(json_object_get(list, "matches"), 1);
    if (json_int(near, "quality") == 1) { const json_t *t = near; near = full, full = t; }
    assert_int_equal(json_int(full, "quality"), 1);
    assert_int_equal(json_int(near, "quality"), 4);
    assert_true(view_is(json_view(full, "own_ref"), "BE-7") && view_is(json_view(full, "their_ref"), "FR-1") && json_flag(full, "theirs_identified"));
    AUTO_JSON *shown = answered(h, BE, dna_match_shown, json_pack("{s:I}", "match", (json_int_t)json_int(near, "match")));
    const json_t *row = json_array_get(json_object_get(shown, "table"), 0);
    assert_true(view_is(json_view(row, "locus"), "VWA") && view_is(json_view(row, "outcome"), "mismatch"));
    AUTO_JSON *there = answered(h, FR, dna_matches_listed, json_object());
    assert_true(view_is(json_view(json_array_get(json_object_get(there, "matches"), 0), "direction"), "in"));
    AUTO_JSON *status = answered(h, BE, dna_status, json_object());
    const json_t *replies = json_object_get(status, "replies");
    assert_true(json_int(replies, "answered") >= 2 && json_int(replies, "answered") == json_int(replies, "within_term"));
    assert_int_equal(json_int(replies, "waiting"), 0);
    AUTO_JSON *logs = house_reconciled(h, BE, "fr");  // and their logs say the same of each message
    assert_true(view_is(json_view(logs, "result"), "same") && json_int(logs, "matched") >= 2);
    house_free(h);
}

// The batch of that direction with that member that status lists.
static json_t *batch_with(const json_t *status, const char *direction, const char *member) {
    size_t i;
    json_t *b;
    json_array_foreach(json_object_get(status, "batches"), i, b)
        if (view_is(json_view(b, "direction"), direction) && view_is(json_view(b, "member"), member)) return b;
    return NULL;
}

// Twins, errors and chance may bring more hits than an answer holds: the best are told, and to both that they are not all.
static void more_hits_than_an_answer_holds_are_said(void **state) {
    struct house *h = house_new(*state);
    pass(h, 3);
    for (int i = 0; i < 25; i++) {
        char line[1000];
        snprintf(line, sizeof line, "{\"category\":\"suspect\",\"kit\":\"ESX17\",\"lab\":\"LAB\",\"profile\":{" ALLELES("16") "},\"ref\":\"FR-%d\"}\n", i);
        assert_int_equal(import_lines(h, FR, line, NULL), CODE_OK);
    }
    json_decref(answered(h, BE, dna_searched,
                         json_pack("{s:s,s:o,s:[s]}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "fr")));
    json_decref(answered(h, BE, dna_searched,
                         json_pack("{s:s,s:o,s:[s]}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "es")));
    pass(h, 5);
    assert_int_equal(match_count(h, BE), 20);
    AUTO_JSON *ours = answered(h, BE, dna_status, json_object());
    AUTO_JSON *theirs = answered(h, FR, dna_status, json_object());
    const json_t *asked = batch_with(ours, "out", "fr"), *told = batch_with(theirs, "in", "be"), *nothing = batch_with(ours, "out", "es");
    assert_true(json_int(asked, "hits") == 20 && json_int(asked, "cut") == 1 && json_int(asked, "none") == 0 && json_int(asked, "searched") == 25);
    assert_true(json_int(told, "hits") == 20 && json_int(told, "cut") == 1 && json_int(told, "none") == 0);
    assert_true(json_int(nothing, "hits") == 0 && json_int(nothing, "cut") == 0 && json_int(nothing, "none") == 1);
    house_free(h);
}

// What the pair did not agree on is not searched: it takes no place from what is, and is in no count.
static void only_agreed_categories_are_searched(void **state) {
    struct house *h = house_under(*state, "/from: be, to: fr,/s/categories: .*],/categories: [stain],/");
    pass(h, 3);
    for (int i = 0; i < 25; i++) {
        char line[1000];
        snprintf(line, sizeof line, "{\"category\":\"suspect\",\"kit\":\"ESX17\",\"lab\":\"LAB\",\"profile\":{" ALLELES("16") "},\"ref\":\"FR-%d\"}\n", i);
        assert_int_equal(import_lines(h, FR, line, NULL), CODE_OK);
    }
    assert_int_equal(import_lines(h, FR, LINE("FR-99", "stain", "16"), NULL), CODE_OK);
    json_decref(answered(h, BE, dna_searched,
                         json_pack("{s:s,s:o,s:[s]}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "fr")));
    pass(h, 5);
    AUTO_JSON *ours = answered(h, BE, dna_status, json_object());
    const json_t *asked = batch_with(ours, "out", "fr");
    assert_true(json_int(asked, "hits") == 1 && json_int(asked, "cut") == 0 && json_int(asked, "searched") == 1);
    AUTO_JSON *what_if = answered(h, FR, dna_harmonised, json_pack("{s:s,s:s}", "from", "be", "to", "fr"));
    assert_true(json_number_value(json_object_get(what_if, "our_profiles")) == 1.0);
    house_free(h);
}

static void nothing_is_half_imported(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *done = NULL;
    pass(h, 2);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16")
                                  "{\"ref\":\"BE-2\",\"category\":\"stain\",\"profile\":{\"TH01\":[\"6\",\"99.9\"]}}\n", &done), CODE_BAD_FIELD);
    assert_int_equal(import_lines(h, BE, LINE("Jan", "stain", "16"), &done), CODE_BAD_FIELD);  // a name is no reference number
    AUTO_JSON *status = answered(h, BE, dna_status, json_object());
    assert_int_equal(json_int(status, "profiles"), 0);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16"), NULL), CODE_OK);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16") LINE("BE-3", "stain", "17"), &done), CODE_OK);
    assert_int_equal(json_int(done, "added"), 1);
    assert_int_equal(json_int(done, "refused"), 1);
    house_free(h);
}

// Portions are durable and seen by nobody: no search, no count, no deletion. Then all of them at once, or none.
static void an_import_is_seen_whole_or_never(void **state) {
    struct house *h = house_new(*state);
    AUTO_JSON *query = json_pack("{s:s,s:o}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL));
    pass(h, 2);
    assert_int_equal(import_lines(h, BE, LINE("BE-0", "stain", "16"), NULL), CODE_OK);
    for (int given_up = 0; given_up < 2; given_up++) {
        AUTO_JSON *begun = answered(h, BE, dna_import_begin, json_object());
        const char *id = json_string_value(json_object_get(begun, "import"));
        assert_int_equal(house_do(h, BE, AUTHOR, dna_import_begin, json_object(), NULL), CODE_BUSY);
        assert_int_equal(house_do(h, BE, AUTHOR, dna_import_items, json_pack("{s:s,s:s}", "import", id, "items", LINE("BE-1", "stain", "16")), NULL), CODE_OK);
        pass(h, 2);
        assert_int_equal(house_do(h, BE, AUTHOR, dna_import_items, json_pack("{s:s,s:s}", "import", id, "items", LINE("BE-2", "stain", "16")), NULL), CODE_OK);
        pass(h, 70);
        AUTO_JSON *found = answered(h, BE, dna_searched, json_incref(query));
        assert_int_equal(json_array_size(json_object_get(found, "own")), 1);
        assert_int_equal(json_int(found, "searched"), 1);
        assert_int_equal(house_do(h, BE, AUTHOR, dna_deleted, json_pack("{s:s,s:s}", "ref", "BE-1", "reason", "seen"), NULL), CODE_NOT_FOUND);
        assert_int_equal(matches_of(h, BE, true), 0);
        AUTO_JSON *done = NULL;
        node_handler *end = given_up ? dna_import_commit : dna_import_abandon;
        assert_int_equal(house_do(h, BE, AUTHOR, end, json_pack("{s:s}", "import", id), &done), CODE_OK);
        pass(h, 2);
        AUTO_JSON *after = answered(h, BE, dna_searched, json_incref(query));
        assert_int_equal(json_array_size(json_object_get(after, "own")), given_up ? 3 : 1);
        assert_int_equal(json_int(after, "searched"), given_up ? 3 : 1);
        assert_int_equal(house_do(h, BE, AUTHOR, dna_import_items,
                                  json_pack("{s:s,s:s}", "import", id, "items", LINE("BE-3", "stain", "16")), NULL), CODE_NOT_FOUND);
    }
    assert_int_equal(matches_of(h, BE, true), 3);
    house_free(h);
}

static int64_t profile_count(struct house *h, int member) {
    AUTO_JSON *status = answered(h, member, dna_status, json_object());
    return json_int(status, "profiles");
}

// One step of an import on a disk that dies: CODE_OK, or whatever became of it.
static enum code step(struct house *h, node_handler *handler, json_t *params, json_t **answer) {
    struct house_call call;
    AUTO_JSON *given = params;
    house_begin(h, BE, AUTHOR, handler, given, &call);
    for (int i = 0; i < 100 && !call.done; i++) {
        struct result ignored = house_run(h, 0);
        (void)ignored;
    }
    if (answer) *answer = call.answer;
    else json_decref(call.answer);
    return call.done ? call.failure.code : CODE_BUSY;
}

static void import_on_a_dying_disk(struct house *h, int round) {
    char lines[2][4096];
    AUTO_JSON *begun = NULL;
    if (step(h, dna_import_begin, json_object(), &begun) != CODE_OK) return;
    const char *id = json_string_value(json_object_get(begun, "import"));
    for (int i = 0; i < 2; i++) {
        snprintf(lines[i], sizeof lines[i], LINE("BE-%d-%d", "stain", "16"), round, i);
        if (step(h, dna_import_items, json_pack("{s:s,s:s}", "import", id, "items", lines[i]), NULL) != CODE_OK) return;
    }
    enum code ignored = step(h, dna_import_commit, json_pack("{s:s}", "import", id), NULL);
    (void)ignored;
}

// The disk dies at each place that it can within an import: what stands up again has all of it or nothing, and takes another.
static void a_crash_leaves_all_of_an_import_or_nothing(void **state) {
    struct house *h = house_new(*state);
    struct sim_disk *disk = house_on_disk(h, BE, 4711);
    int all = 0, nothing = 0;
    int64_t before = 0;
    pass(h, 2);
    for (int at = 1; at <= 61; at += 3) {
        sim_disk_crash_at(disk, (uint64_t)at);
        import_on_a_dying_disk(h, at);
        sim_disk_crash_at(disk, 0);
        house_crash(h, BE, at % 2);
        pass(h, 2);
        int64_t after = profile_count(h, BE);
        if (after != before && after != before + 2) fail_msg("crash at %d: %lld profiles after %lld", at, (long long)after, (long long)before);
        all += after != before, nothing += after == before;
        before = after;
    }
    assert_true(all && nothing);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16"), NULL), CODE_OK);
    assert_int_equal(profile_count(h, BE), before + 1);
    house_free(h);
}

// New against all and all against new, at home: each pair once, of the categories of the national row, gone with its record.
static void what_is_new_is_compared_at_home(void **state) {
    struct house *h = house_new(*state);
    house_on_disk(h, BE, 4711);
    pass(h, 2);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16") LINE("BE-2", "suspect", "16") LINE("BE-3", "relative", "16"), NULL), CODE_OK);
    pass(h, 2);
    assert_int_equal(matches_of(h, BE, true), 1);  // relatives of missing people are compared with nobody
    assert_int_equal(import_lines(h, BE, LINE("BE-4", "convicted", "18"), NULL), CODE_OK);
    pass(h, 2);
    assert_int_equal(matches_of(h, BE, true), 3);
    AUTO_JSON *list = answered(h, BE, dna_matches_listed, json_object());
    const json_t *last = json_array_get(json_object_get(list, "matches"), 0);
    assert_true(view_is(json_view(last, "own_ref"), "BE-4") && view_is(json_view(last, "member"), "be") && json_int(last, "quality") == 4);
    json_int_t match = json_int(last, "match");
    AUTO_JSON *shown = answered(h, BE, dna_match_shown, json_pack("{s:I}", "match", match));
    assert_int_equal(json_array_size(json_object_get(shown, "table")), 10);
    AUTO_JSON *judged = answered(h, BE, dna_judged, json_pack("{s:I,s:s,s:s}", "match", match, "judgement", "dismissed", "reason", "one allele off"));
    assert_true(view_is(json_view(judged, "state"), "dismissed"));
    struct view older = json_view(last, "their_ref");
    assert_int_equal(house_do(h, BE, AUTHOR, dna_deleted, json_pack("{s:s#,s:s}", "ref", older.at, (int)older.bytes, "reason", "acquitted"), NULL), CODE_OK);
    AUTO_JSON *after = answered(h, BE, dna_match_shown, json_pack("{s:I}", "match", match));
    assert_null(json_object_get(after, "table"));
    house_crash(h, BE, true);
    pass(h, 2);
    assert_int_equal(matches_of(h, BE, true), 3);  // and is not found again
    house_free(h);
}

static void deleted(struct house *h, int member, const char *ref) {
    assert_int_equal(house_do(h, member, AUTHOR, dna_deleted, json_pack("{s:s,s:s}", "ref", ref, "reason", "typed wrong"), NULL), CODE_OK);
}

// The newest match of that direction, both profiles in it, between these two of that quality.
static void newest_match_is(struct house *h, int member, const char *direction, const char *own, const char *theirs, int quality) {
    AUTO_JSON *list = answered(h, member, dna_matches_listed, json_object());
    const json_t *m = json_array_get(json_object_get(list, "matches"), 0);
    assert_true(view_is(json_view(m, "direction"), direction) && view_is(json_view(m, "own_ref"), own) && view_is(json_view(m, "their_ref"), theirs));
    assert_int_equal(json_int(m, "quality"), quality);
    AUTO_JSON *shown = answered(h, member, dna_match_shown, json_pack("{s:I}", "match", (json_int_t)json_int(m, "match")));
    assert_int_equal(json_array_size(json_object_get(shown, "table")), 10);
}

// A record is corrected by erasing it and importing its reference number again: another profile, another match, here and abroad.
static void what_was_corrected_is_matched_again(void **state) {
    struct house *h = house_new(*state);
    pass(h, 2);
    assert_int_equal(import_lines(h, FR, LINE("FR-1", "convicted", "16"), NULL), CODE_OK);
    pass(h, 130);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "convicted", "16") LINE("BE-2", "stain", "16"), NULL), CODE_OK);
    pass(h, 130);
    assert_int_equal(matches_of(h, BE, true), 1);
    assert_true(match_count(h, BE) == 2 && match_count(h, FR) == 2);
    deleted(h, BE, "BE-2");
    assert_int_equal(import_lines(h, BE, LINE("BE-2", "stain", "18"), NULL), CODE_OK);
    pass(h, 2);
    assert_int_equal(matches_of(h, BE, true), 2);
    newest_match_is(h, BE, "home", "BE-2", "BE-1", 4);
    h->now.ms += DAY_MS;  // what is new goes out once a day
    pass(h, 130);
    assert_true(match_count(h, BE) == 3 && match_count(h, FR) == 3);
    newest_match_is(h, BE, "out", "BE-2", "FR-1", 4);
    newest_match_is(h, FR, "in", "FR-1", "BE-2", 4);
    house_free(h);
}

static struct dna_pairing *pairing(struct house *h, const char *from, const char *to) {
    for (size_t i = 0; i < h->dna->pair_count; i++)
        if (view_is(h->dna->pairs[i].from, from) && view_is(h->dna->pairs[i].to, to)) return &h->dna->pairs[i];
    fail_msg("no row from %s to %s", from, to);
    return NULL;
}

// A wider rule of the own register finds what the old one did not, and tells nothing twice.
static void another_rule_compares_again(void **state) {
    struct house *h = house_under(*state, "/from: be, to: be,/s/rule: prum-2008/rule: prum-strict/");
    house_on_disk(h, BE, 4712);
    pass(h, 2);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16") LINE("BE-2", "suspect", "16") LINE("BE-3", "stain", "18"), NULL), CODE_OK);
    pass(h, 2);
    assert_int_equal(matches_of(h, BE, true), 1);  // ten loci; one that differs leaves nine
    pairing(h, "be", "be")->rule = VIEW("prum-2008");
    house_restart(h, BE);
    pass(h, 3);
    assert_int_equal(matches_of(h, BE, true), 3);
    house_restart(h, BE);
    pass(h, 3);
    assert_int_equal(matches_of(h, BE, true), 3);
    house_free(h);
}

// What was pushed by a narrower rule is pushed again by a wider one; what both know is not told twice, and nothing is asked
// again that could bring nothing new.
static void a_wider_rule_asks_abroad_again(void **state) {
    struct house *h = house_under(*state, "/from: be, to: fr,/s/rule: prum-2008/rule: prum-strict/;/from: fr, to: be,/s/push: true/push: false/");
    static const struct { const char *rule; size_t matches; json_int_t asked, near; } steps[] = {
        {"prum-strict", 1, 1, 0}, {"prum-2008", 2, 2, 1}, {"prum-strict", 2, 2, 1}, {"prum-2008", 2, 3, 1}};
    house_on_disk(h, BE, 4713), house_on_disk(h, FR, 4714);
    pass(h, 2);
    assert_int_equal(import_lines(h, FR, LINE("FR-1", "convicted", "16") LINE("FR-2", "convicted", "18"), NULL), CODE_OK);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16"), NULL), CODE_OK);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        pairing(h, "be", "fr")->rule = view_of(steps[i].rule);
        house_restart(h, BE), house_restart(h, FR);
        pass(h, 130);
        assert_int_equal(match_count(h, BE), steps[i].matches);  // one that differs at one of ten loci is none by the strict rule
        assert_int_equal(match_count(h, FR), steps[i].matches);
        AUTO_JSON *ours = answered(h, BE, dna_status, json_object()), *theirs = answered(h, FR, dna_status, json_object());
        size_t k;
        json_int_t asked = 0;
        json_t *b;
        json_array_foreach(json_object_get(ours, "batches"), k, b) asked += view_is(json_view(b, "member"), "fr");
        assert_int_equal(asked, steps[i].asked);
        assert_true(json_int(batch_with(ours, "out", "fr"), "hits") == 1 && json_int(batch_with(ours, "out", "fr"), "near") == steps[i].near);
        assert_true(json_int(batch_with(theirs, "in", "be"), "hits") == 1 && json_int(batch_with(theirs, "in", "be"), "near") == steps[i].near);
        AUTO_JSON *harmonised = answered(h, FR, dna_harmonised, json_pack("{s:s,s:s}", "from", "fr", "to", "be"));
        assert_true(json_number_value(json_object_get(harmonised, "their_profiles")) == 1);  // one profile, however often it was asked about
    }
    house_free(h);
}

// The profiles in the questions to France, of which there are so many.
static int64_t asked_of_france(struct house *h, int batches) {
    AUTO_JSON *status = answered(h, BE, dna_status, json_object());
    size_t i;
    json_t *b;
    int64_t profiles = 0;
    json_array_foreach(json_object_get(status, "batches"), i, b)
        if (view_is(json_view(b, "direction"), "out") && view_is(json_view(b, "member"), "fr")) batches--, profiles += json_int(b, "profiles");
    assert_int_equal(batches, 0);
    return profiles;
}

static double known_of_belgium(struct house *h) {
    AUTO_JSON *harmonised = answered(h, FR, dna_harmonised, json_pack("{s:s,s:s}", "from", "fr", "to", "be"));
    return json_number_value(json_object_get(harmonised, "their_profiles"));
}

// A wider row reaches what was never told: another category, fewer loci, what came since. That is not "again", and is counted.
static void what_was_never_told_is_not_told_again(void **state) {
    static const char *const both[] = {"stain", "suspect", NULL};
    static const char seven[] = "{\"category\":\"stain\",\"kit\":\"ESX17\",\"lab\":\"LAB\",\"profile\":{\"VWA\":[\"14\",\"19\"],"
                                "\"TH01\":[\"6\",\"7\"],\"D21S11\":[\"28\",\"31\"],"
        "\"FGA\":[\"20\",\"23\"],\"D8S1179\":[\"12\",\"14\"],\"D3S1358\":[\"15\",\"16\"],\"D18S51\":[\"12\",\"15\"]},\"ref\":\"BE-4\"}\n";
    struct house *h = house_under(*state, "/from: be, to: fr,/s/categories: .*],/categories: [stain],/;/from: be, to: fr,/s/rule: "
                                          "prum-2008/rule: prum-strict/;"
                                          "/from: fr, to: be,/s/push: true/push: false/");
    house_on_disk(h, BE, 4717), house_on_disk(h, FR, 4718);
    pass(h, 2);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16") LINE("BE-2", "suspect", "17") LINE("BE-3", "stain", "18"), NULL), CODE_OK);
    assert_int_equal(import_lines(h, BE, seven, NULL), CODE_OK);
    pass(h, 130);
    assert_int_equal(asked_of_france(h, 1), 2);
    assert_true(known_of_belgium(h) == 2);
    assert_int_equal(import_lines(h, BE, LINE("BE-5", "stain", "19"), NULL), CODE_OK);
    pairing(h, "be", "fr")->categories = both, pairing(h, "be", "fr")->rule = VIEW("prum-2008");
    house_restart(h, BE), house_restart(h, FR);
    pass(h, 130);
    assert_int_equal(asked_of_france(h, 3), 2 + 2 + 3);
    assert_true(known_of_belgium(h) == 5);
    house_free(h);
}

// Where only yes or no goes there is no number to know a match by: as many of a quality as were kept are known.
static void a_yes_is_not_kept_twice(void **state) {
    struct house *h = house_under(*state, "/id: eu-dna/,/answer:/s/answer: record/answer: boolean/;/from: be, to: fr,/s/rule: prum-2008/rule: prum-strict/;"
                                          "/from: fr, to: be,/s/push: true/push: false/");
    house_on_disk(h, BE, 4715), house_on_disk(h, FR, 4716);
    pass(h, 2);
    assert_int_equal(import_lines(h, FR, LINE("FR-1", "convicted", "16") LINE("FR-2", "suspect", "16") LINE("FR-3", "convicted", "18"), NULL), CODE_OK);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16"), NULL), CODE_OK);
    json_decref(answered(h, BE, dna_searched,
                         json_pack("{s:s,s:o,s:[s]}", "ref", "BE-1", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "fr")));
    pass(h, 130);
    assert_int_equal(match_count(h, BE), 4);  // two that an officer asked for, the same two of what is new
    assert_int_equal(import_lines(h, FR, LINE("FR-4", "suspect", "16"), NULL), CODE_OK);
    pairing(h, "be", "fr")->rule = VIEW("prum-2008");
    house_restart(h, BE), house_restart(h, FR);
    pass(h, 130);
    assert_int_equal(match_count(h, BE), 6);  // the one that came there since, and the near one
    deleted(h, BE, "BE-1");
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "18"), NULL), CODE_OK);
    h->now.ms += DAY_MS;
    pass(h, 130);
    assert_int_equal(match_count(h, BE), 10);  // another profile: one alike, three near
    house_free(h);
}

static void a_search_asks_whom_the_law_lets_and_what_was_deleted_is_not_found(void **state) {
    struct house *h = house_new(*state);
    pass(h, 2);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16"), NULL), CODE_OK);
    assert_int_equal(import_lines(h, ES, LINE("ES-1", "suspect", "16"), NULL), CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_searched,
                              json_pack("{s:s,s:o,s:[s]}", "ref", "Jan Verzonnen", "profile", json_loads("{" ALLELES("16") "}", 0, NULL),
                                                                     "members", "es"), NULL), CODE_BAD_ARGUMENT);  // no name goes abroad as a number
    AUTO_JSON *query = json_pack("{s:s,s:o,s:[s]}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "es");
    AUTO_JSON *first = answered(h, BE, dna_searched, json_incref(query));
    assert_int_equal(json_array_size(json_object_get(first, "own")), 1);
    assert_true(view_is(json_view(json_array_get(json_object_get(first, "asked"), 0), "state"), "asked"));
    pass(h, 5);
    assert_int_equal(match_count(h, BE), 1);
    assert_int_equal(match_count(h, ES), 1);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_deleted, json_pack("{s:s,s:s}", "ref", "BE-1", "reason", "acquitted"), NULL), CODE_OK);
    AUTO_JSON *again = answered(h, BE, dna_searched, json_pack("{s:s,s:O}", "ref", "BE-9", "profile", json_object_get(query, "profile")));
    assert_int_equal(json_array_size(json_object_get(again, "own")), 0);
    house_free(h);
}

static void core_data_need_a_confirmed_match(void **state) {
    struct house *h = house_new(*state);
    pass(h, 2);
    assert_int_equal(import_lines(h, FR, LINE("FR-1", "convicted", "16"), NULL), CODE_OK);
    AUTO_JSON *asked_for = answered(h, BE, dna_searched,
                                    json_pack("{s:s,s:o,s:[s]}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "fr"));
    (void)asked_for;
    pass(h, 5);
    AUTO_JSON *list = answered(h, BE, dna_matches_listed, json_object());
    int64_t match = json_int(json_array_get(json_object_get(list, "matches"), 0), "match");
    char name[40];
    snprintf(name, sizeof name, "dna/%lld", (long long)match);
    AUTO_JSON *demand = json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s,s:s,s:s,s:s}}", "kind", "core_data", "to", "fr", "purpose", "investigation",
                                  "text", "a stain of the case",
                                  "fields", "match_ref", name, "match_of", "dna", "confirmed_on", "2026-11-28", "facts", "a burglary", "offence", "0101");
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, json_incref(demand), NULL), CODE_WRONG_STEP);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_judged, json_pack("{s:I,s:s}", "match", (json_int_t)match, "judgement", "confirmed"), NULL), CODE_OK);
    AUTO_JSON *request = NULL;
    assert_int_equal(house_do(h, BE, AUTHOR, request_create, json_incref(demand), &request), CODE_OK);
    house_free(h);
}

// A stolen member answers what was not asked, and what is no hit: nothing of it is kept.
static void an_answer_is_not_believed(void **state) {
    struct house *h = house_new(*state);
    h->stolen[ES] = true;
    pass(h, 1);
    AUTO_JSON *q = answered(h, BE, dna_searched,
                            json_pack("{s:s,s:o,s:[s]}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "es"));
    const char *batch = json_string_value(json_object_get(json_array_get(json_object_get(q, "asked"), 0), "batch"));
    static const char *const hits[] = {
        "{\"identified\":true,\"profile\":{" ALLELES("17") "},\"quality\":1,\"ref\":\"ES-1\"}",   // not of that quality
        "{\"identified\":true,\"profile\":{\"TH01\":[\"6\",\"7\"]},\"quality\":4,\"ref\":\"ES-1\"}",
        "{\"identified\":true,\"profile\":{" ALLELES("16") "},\"quality\":1,\"ref\":\"Jan Verzonnen\"}",  // a name in place of a number
        "{\"quality\":9}", "{}", "7"};
    for (size_t i = 0; i < sizeof hits / sizeof *hits; i++) {
        AUTO_TEXT body = text_with_ceiling(1 << 16), reply = text_with_ceiling(1 << 20);
        text_format(&body, "{\"channel\":\"dna\",\"messages\":[{\"body\":{\"answers\":[{\"hits\":[%s],\"n\":1}],\"at\":1,\"batch\":\"%s\","
                    "\"last\":true,\"searched\":5},\"seq\":%zu,\"type\":\"answer\"}]}", hits[i], batch, i + 1);
        int status = house_send(h, ES, BE, "/m1/post", "post", text_seen(&body), &reply);
        if (status != 200) fail_msg("%zu: %d %s", i, status, text_string(&reply));
    }
    assert_int_equal(match_count(h, BE), 0);
    house_free(h);
}

// A mixed trace: who was in it comes first, by far; without frequencies nothing is claimed.
static void a_mixture_gives_leads(void **state) {
    static const char case_text[] = "{\"replicates\":[{\"VWA\":[\"14\",\"16\",\"17\"],\"TH01\":[\"6\",\"7\",\"9.3\"],\"D18S51\":[\"12\","
                                    "\"14\",\"15\"]}],\"drop_in\":0.05,"
        "\"theta\":0.01,\"rare\":0.001,\"prosecution\":{\"candidate\":0.05,\"unknowns\":1,\"dropout\":0.05},\"defence\":{\"unknowns\":2,\"dropout\":0.05}}";
    static const char frequencies[] = "{\"loci\":{\"VWA\":{\"14\":250000000000,\"16\":250000000000,\"17\":250000000000,\"18\":250000000000},"
        "\"TH01\":{\"6\":300000000000,\"7\":300000000000,\"9.3\":400000000000},\"D18S51\":{\"12\":300000000000,\"14\":300000000000,"
        "\"15\":400000000000}},\"population\":\"Invented\"}";
    struct house *h = house_new(*state);
    pass(h, 1);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "suspect", "16") LINE("BE-2", "suspect", "19"), NULL), CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_led, json_pack("{s:o}", "case", json_loads(case_text, 0, NULL)), NULL), CODE_NOT_FOUND);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_frequencies_put, json_pack("{s:o}", "frequencies", json_loads(frequencies, 0, NULL)), NULL), CODE_OK);
    AUTO_JSON *said = answered(h, BE, dna_led, json_pack("{s:o,s:i}", "case", json_loads(case_text, 0, NULL), "threshold", 0));
    const json_t *leads = json_object_get(said, "leads");
    assert_int_equal(json_array_size(leads), 1);
    assert_true(view_is(json_view(json_array_get(leads, 0), "ref"), "BE-1"));
    assert_true(json_number_value(json_object_get(json_array_get(leads, 0), "log10_lr")) > 0);
    house_free(h);
}

static void kinship_flag(struct house *h, int member, bool on) {
    struct node *n = house_node(h, member);
    const struct dna_book *b = n->dna->book;
    for (size_t i = 0; i < b->pair_count; i++)
        if (view_same(b->pairs[i].from, dna_me(n)) && view_same(b->pairs[i].to, dna_me(n))) b->pairs[i].kinship = on;
}

static json_t *kin_params(const char *relation, const char *reason) {
    return json_pack("{s:s,s:s,s:s}", "ref", "BE-1", "relation", relation, "reason", reason);
}

// Without the flag of national law nothing of it can be done; with it two others must say yes; what comes out is a lead.
static void relatives_need_their_own_law_and_two_persons(void **state) {
    static const char child[] = "{\"category\":\"suspect\",\"kit\":\"ESX17\",\"lab\":\"LAB\",\"profile\":{\"VWA\":[\"14\",\"19\"],"
                                "\"TH01\":[\"6\",\"7\"],\"D21S11\":[\"28\",\"31\"],"
        "\"FGA\":[\"20\",\"23\"],\"D8S1179\":[\"12\",\"14\"],\"D3S1358\":[\"15\",\"16\"],\"D18S51\":[\"12\",\"15\"]},\"ref\":\"BE-2\"}\n";
    static const char stranger[] = "{\"category\":\"suspect\",\"kit\":\"ESX17\",\"lab\":\"LAB\",\"profile\":{\"VWA\":[\"18\",\"19\"],"
                                   "\"TH01\":[\"7\",\"7\"],\"D21S11\":[\"31\",\"31\"],"
        "\"FGA\":[\"23\",\"23\"],\"D8S1179\":[\"14\",\"14\"],\"D3S1358\":[\"16\",\"16\"],\"D18S51\":[\"15\",\"16\"]},\"ref\":\"BE-3\"}\n";
    static const char frequencies[] = "{\"loci\":{\"VWA\":{\"14\":50000000000,\"16\":50000000000,\"19\":900000000000},"
                                      "\"TH01\":{\"6\":50000000000,\"7\":900000000000,\"9.3\":50000000000},"
        "\"D21S11\":{\"28\":50000000000,\"30\":50000000000,\"31\":900000000000},\"FGA\":{\"20\":50000000000,\"22\":50000000000,\"23\":900000000000},"
        "\"D8S1179\":{\"12\":50000000000,\"13\":50000000000,\"14\":900000000000},\"D3S1358\":{\"15\":50000000000,\"16\":900000000000,\"17\":50000000000},"
        "\"D18S51\":{\"12\":50000000000,\"14\":50000000000,\"15\":900000000000}},\"population\":\"Invented\"}";
    struct house *h = house_new(*state);
    pass(h, 1);
    assert_int_equal(import_lines(h, BE, LINE("BE-1", "stain", "16"), NULL), CODE_OK);
    pass(h, 1);
    assert_int_equal(import_lines(h, BE, child, NULL), CODE_OK);
    pass(h, 1);
    assert_int_equal(import_lines(h, BE, stranger, NULL), CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_frequencies_put, json_pack("{s:o}", "frequencies", json_loads(frequencies, 0, NULL)), NULL), CODE_OK);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_kin_asked, kin_params("parent_child", "case 12"), NULL), CODE_NO_BASIS);
    kinship_flag(h, BE, true);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_kin_asked, kin_params("cousins", "case 12"), NULL), CODE_BAD_ARGUMENT);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_kin_asked, kin_params("parent_child", " "), NULL), CODE_BAD_ARGUMENT);
    AUTO_JSON *waits = answered(h, BE, dna_kin_asked, kin_params("parent_child", "case 12"));
    json_int_t search = json_int(waits, "search");
    pass(h, 70);
    AUTO_JSON *early = answered(h, BE, dna_kin_shown, json_pack("{s:I}", "search", search));
    assert_null(json_object_get(early, "leads"));  // nothing is searched before two others said yes
    assert_int_equal(house_do(h, BE, AUTHOR, dna_kin_approved, json_pack("{s:I}", "search", search), NULL), CODE_SAME_PERSON);
    assert_int_equal(house_do(h, BE, APPROVER, dna_kin_approved, json_pack("{s:I}", "search", search), NULL), CODE_OK);
    assert_int_equal(house_do(h, BE, APPROVER, dna_kin_approved, json_pack("{s:I}", "search", search), NULL), CODE_SAME_PERSON);
    kinship_flag(h, BE, false);
    assert_int_equal(house_do(h, BE, DEPUTY, dna_kin_approved, json_pack("{s:I}", "search", search), NULL), CODE_NO_BASIS);
    kinship_flag(h, BE, true);
    assert_int_equal(house_do(h, BE, DEPUTY, dna_kin_approved, json_pack("{s:I}", "search", search), NULL), CODE_OK);
    pass(h, 2);
    AUTO_JSON *found = answered(h, BE, dna_kin_shown, json_pack("{s:I}", "search", search));
    const json_t *leads = json_object_get(found, "leads");
    assert_int_equal(json_int(found, "searched"), 2);
    assert_int_equal(json_array_size(leads), 1);
    assert_true(view_is(json_view(json_array_get(leads, 0), "ref"), "BE-2") && json_flag(found, "investigative_only"));
    assert_int_equal(house_do(h, BE, DEPUTY, dna_kin_approved, json_pack("{s:I}", "search", search), NULL), CODE_WRONG_STEP);
    kinship_flag(h, BE, false);
    assert_int_equal(house_do(h, BE, AUTHOR, dna_kin_shown, json_pack("{s:I}", "search", search), NULL), CODE_NO_BASIS);
    house_free(h);
}

static int setup(void **state) {
    *state = LAWS_FOLDER;
    return 0;
}

// What goes is what schema/exchange.json lets go, question and answer.
static void what_goes_fits_the_schema(void **state) {
    struct house *h = house_new(*state);
    pass(h, 3);
    assert_int_equal(import_lines(h, FR, LINE("FR-1", "convicted", "16") LINE("FR-2", "convicted", "18"), NULL), CODE_OK);
    h->silent[FR] = h->silent[ES] = true;
    pass(h, 70);
    AUTO_JSON *q = answered(h, BE, dna_searched,
                            json_pack("{s:s,s:o,s:[s]}", "ref", "BE-9", "profile", json_loads("{" ALLELES("16") "}", 0, NULL), "members", "fr"));
    assert_int_equal(house_outbox_fits(h, BE, "fr", "dna"), 1);
    h->silent[FR] = false, h->silent[BE] = true;  // the question arrives, the answer waits
    assert_true(house_outbox_fits(h, FR, "es", "dna") >= 1);  // what is new
    house_free(h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_new_is_compared_abroad_and_both_know, setup), cmocka_unit_test_setup(nothing_is_half_imported, setup),
        cmocka_unit_test_setup(more_hits_than_an_answer_holds_are_said, setup), cmocka_unit_test_setup(only_agreed_categories_are_searched, setup),
        cmocka_unit_test_setup(an_import_is_seen_whole_or_never, setup), cmocka_unit_test_setup(a_crash_leaves_all_of_an_import_or_nothing, setup),
        cmocka_unit_test_setup(what_is_new_is_compared_at_home, setup), cmocka_unit_test_setup(what_was_corrected_is_matched_again, setup),
        cmocka_unit_test_setup(another_rule_compares_again, setup),
        cmocka_unit_test_setup(a_wider_rule_asks_abroad_again, setup), cmocka_unit_test_setup(a_yes_is_not_kept_twice, setup),
        cmocka_unit_test_setup(what_was_never_told_is_not_told_again, setup),
        cmocka_unit_test_setup(a_search_asks_whom_the_law_lets_and_what_was_deleted_is_not_found, setup),
        cmocka_unit_test_setup(core_data_need_a_confirmed_match, setup), cmocka_unit_test_setup(an_answer_is_not_believed, setup),
        cmocka_unit_test_setup(what_goes_fits_the_schema, setup), cmocka_unit_test_setup(a_mixture_gives_leads, setup),
        cmocka_unit_test_setup(relatives_need_their_own_law_and_two_persons, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
