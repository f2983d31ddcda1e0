// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The command line, messages in six languages, and answers as text.
#include "api/render.h"
#include "api/shell.h"
#include "codec/subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <cmocka.h>

static struct result line_read(const char *line, struct shell *s, struct error *err) {
    static char room[2000];
    const char *words[40];
    size_t count = 0;
    snprintf(room, sizeof room, "%s", line);  // words are parted by `|`, so that they may hold blanks
    for (char *w = strtok(room, "|"); w && count < 40; w = strtok(NULL, "|")) words[count++] = w;
    return shell_read(words, count, s, err);
}
static const char *as_text(const json_t *j) {
    static char room[4000];
    AUTO_TEXT t = text_with_ceiling(sizeof room - 1);
    text_json(&t, j);
    snprintf(room, sizeof room, "%s", text_string(&t));
    return room;
}

static void good_lines_become_values(void **state) {
    (void)state;
    static const struct {
        const char *line, *words, *values;
    } good[] = {
        {"check|Karim|Exemple|--born|1990-05-04", "check", "{\"born\":\"1990-05-04\",\"name\":[\"Karim Exemple\"]}"},
        {"check|--name|Karim Exemple|--name=كريم", "check", "{\"name\":[\"Karim Exemple\",\"كريم\"]}"},
        {"check|--|--odd name", "check", "{\"name\":[\"--odd name\"]}"},
        {"check|show|c1", "check show", "{\"check\":\"c1\"}"},
        {"check|judge|c1|3|hit|--reason|seen", "check judge",
         "{\"candidate\":3,\"check\":\"c1\",\"judgement\":\"hit\",\"reason\":\"seen\"}"},
        {"officer|add|claire@fr|--name|Claire|--roles|case_officer,approver|--key|V", "officer add",
         "{\"key\":\"V\",\"name\":\"Claire\",\"officer\":\"claire@fr\",\"roles\":[\"case_officer\",\"approver\"]}"},
        {"law|explain|--from|be|--to|fr|--eu-only", "law explain", "{\"eu_only\":true,\"from\":\"be\",\"to\":\"fr\"}"},
        {"trust|make|--out|t|--list-key|a|--list-key|b|--threshold|2|x.json|y.json", "trust make",
         "{\"descriptors\":[\"x.json\",\"y.json\"],\"list-key\":[\"a\",\"b\"],\"out\":\"t\",\"threshold\":2}"},
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct shell s;
        struct error err = {0};
        if (FAILED(line_read(good[i].line, &s, &err))) fail_msg("%s: %s", good[i].line, err.detail);
        assert_string_equal(s.command->words, good[i].words);
        assert_string_equal(as_text(s.values), good[i].values);
        shell_free(&s);
    }
}

static void common_options_go_anywhere(void **state) {
    (void)state;
    struct shell s;
    assert_int_equal(line_read("node|--json|--node|/tmp/x|--key=k|--lang|ar", &s, NULL).code, CODE_OK);
    assert_true(s.json && !s.help);
    assert_string_equal(s.node, "/tmp/x");
    assert_string_equal(s.key, "k");
    assert_string_equal(s.lang, "ar");
    shell_free(&s);
    assert_int_equal(line_read("--lang|fr_BE.UTF-8|--json|law|explain|--from|be|--to|fr", &s, NULL).code, CODE_OK);  // and before the command
    assert_string_equal(s.command->words, "law explain");
    assert_true(s.json);
    shell_free(&s);
    assert_int_equal(line_read("match|--help", &s, NULL).code, CODE_OK);  // of words that begin some commands
    assert_string_equal(s.command->words, "help");
    assert_string_equal(as_text(s.values), "{\"command\":[\"match\"]}");
    shell_free(&s);
    assert_int_equal(line_read("check|show|--json|--lang=de", &s, NULL).code, CODE_BAD_ARGUMENT);  // a refusal is told as was asked
    assert_true(s.json);
    assert_string_equal(s.lang, "de");
    assert_int_equal(line_read("law|explain|--help", &s, NULL).code, CODE_OK);  // nothing is required then
    assert_true(s.help);
    shell_free(&s);
}

// Somebody in a hurry is told what may have been meant, and nothing where nothing is near.
static void what_was_meant_is_said(void **state) {
    (void)state;
    static const struct { const char *line, *meant; } rows[] = {
        {"match|explan|a|b", "(match explain?)"}, {"identifer|1", "(identifier?)"}, {"chekc|Karim", "(check?)"}, {"alert|lits", "(alert list?)"},
        {"match|explain|a|b|--borna|1989", "(--born-a?)"}, {"check|--fmaily|x", "(--family?)"}, {"check|x|--jsn", "(--json?)"},
        {"check|--colour|red", NULL}, {"frobnicate", NULL}, {"evidence", NULL}, {"match|a|b", NULL}, {"check|--x|1", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct shell s;
        struct error err = {0};
        assert_int_equal(line_read(rows[i].line, &s, &err).code, CODE_BAD_ARGUMENT);
        if (rows[i].meant ? !strstr(err.detail, rows[i].meant) : strchr(err.detail, '?') != NULL) fail_msg("%s: %s", rows[i].line, err.detail);
    }
}

static void bad_lines_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "frobnicate",
        "alert",
        "check|show",
        "check|show|a|b",
        "check|--colour|red",
        "check|--born",
        "check|--born|1990|--born|1991",
        "law|explain|--from|be",
        "check|judge|c1|three|hit",
        "check|judge|c1|-3|hit",
        "node|--json=yes",
        "law|explain|--from|be|--to|fr|--eu-only=1",
        "check|judge|c1|99999999999999999999|hit",
        "check|x|--lang|xx",
        "--lang|FR|check|x",
        "--lang",
        "--json=yes|node",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct shell s;
        struct error err = {0};
        if (line_read(bad[i], &s, &err).code != CODE_BAD_ARGUMENT) fail_msg("%s was taken", bad[i]);
        assert_true(strlen(err.detail) > 0);
    }
    struct shell s;
    struct error err = {0};
    assert_int_equal(line_read("match", &s, &err).code, CODE_BAD_ARGUMENT);  // what may follow is said
    assert_non_null(strstr(err.detail, "explain"));
}

// The specimen of ICAO Doc 9303-4, appendix B.
#define MRZ "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"

// What the shell makes is what the codec reads.
static void subjects_are_whole(void **state) {
    (void)state;
    struct shell s;
    json_t *j;
    AUTO_ARENA a = arena_with_ceiling(1 << 20);
    struct subject subject;
    struct error err = {0};
    assert_int_equal(line_read("check|Karim|Exemple|--family|Exemple|--born|~1990|--sex|m|--nationality|ma|--document|"
                               "be:EH123456|--mrz|" MRZ,
                               &s, NULL)
                         .code,
                     CODE_OK);
    assert_int_equal(shell_subject(s.values, &j, NULL).code, CODE_OK);
    if (FAILED(subject_read(j, &a, &subject, &err))) fail_msg("%s", err.detail);
    assert_true(view_is(subject.names[0].text, "Karim Exemple") && view_is(subject.names[0].family, "Exemple"));
    assert_true(subject.births[0].precision == DATE_ABOUT && subject.sex == 'm' &&
                view_is(subject.nationalities[0], "ma"));
    assert_int_equal(subject.paper_count, 2);
    assert_true(view_is(subject.papers[0].country, "be") && view_is(subject.papers[0].number, "EH123456"));
    json_decref(j);
    shell_free(&s);
    assert_int_equal(line_read("check|--identifier|phone/be:0470 12|--identifier|2a02::1", &s, NULL).code, CODE_OK);
    assert_int_equal(shell_subject(s.values, &j, NULL).code, CODE_OK);
    assert_int_equal(subject_read(j, &a, &subject, &err).code, CODE_OK);
    assert_true(view_is(subject.identifiers[0].type, "phone") && view_is(subject.identifiers[0].country, "be"));
    assert_true(view_is(subject.identifiers[0].value, "0470 12") && view_is(subject.identifiers[1].value, "2a02::1"));
    json_decref(j);
    shell_free(&s);
    // As a paper or a table has it.
    assert_int_equal(line_read("check|Karim|--born|04/05/1990|--sex|Homme|--nationality|marocaine", &s, NULL).code, CODE_OK);
    assert_int_equal(shell_subject(s.values, &j, NULL).code, CODE_OK);
    AUTO_TEXT t = text_with_ceiling(1000);
    text_json(&t, j);
    assert_string_equal(text_string(&t),
                        "{\"births\":[\"1990-05-04\"],\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim\"}],"
                        "\"nationalities\":[\"ma\"],\"sex\":\"m\"}");
    json_decref(j);
    shell_free(&s);
    static const struct { const char *line; enum code code; } bad[] = {
        {"check|Karim|--born|31/02/1990", CODE_BAD_DATE}, {"check|Karim|--nationality|zz", CODE_BAD_ARGUMENT}, {"check|Karim|--sex|z", CODE_BAD_ARGUMENT},
        {"check|Karim|1990-05-04", CODE_BAD_ARGUMENT}, {"check|Karim|04/05/1990|Exemple", CODE_BAD_ARGUMENT}, {"check|Karim|--mrz|P<X", CODE_BAD_FORMAT}};
    static const char *const good[] = {"check|Karim|1990", "check|Jean-Pierre|L.X.C.", "check|1990-05-04|--kind|organisation"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(line_read(good[i], &s, NULL).code, CODE_OK);
        assert_int_equal(shell_subject(s.values, &j, &err).code, CODE_OK);
        json_decref(j);
        shell_free(&s);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(line_read(bad[i].line, &s, NULL).code, CODE_OK);
        assert_int_equal(shell_subject(s.values, &j, &err).code, bad[i].code);
        shell_free(&s);
    }
    assert_int_equal(line_read("check|--born|1990", &s, NULL).code, CODE_OK);
    assert_int_equal(shell_subject(s.values, &j, &err).code, CODE_BAD_ARGUMENT);
    shell_free(&s);
}

static void addresses_are_escaped(void **state) {
    (void)state;
    AUTO_TEXT path = text_with_ceiling(1000), query = text_with_ceiling(1000);
    struct shell s;
    bool other;
    assert_int_equal(line_read("alert|show|be/alerts/a b%", &s, NULL).code, CODE_OK);
    shell_address(s.command, s.values, &path, &query);
    assert_string_equal(text_string(&path), "/api/alerts/be/alerts/a%20b%25");
    assert_ptr_equal(command_by_path(HTTP_GET, text_seen(&path), &other), s.command);
    shell_free(&s);
    text_clear(&path);
    assert_int_equal(line_read("alert|list|--owner|b&e=|--limit|5", &s, NULL).code, CODE_OK);
    shell_address(s.command, s.values, &path, &query);
    assert_string_equal(text_string(&query), "owner=b%26e%3D&limit=5");
    shell_free(&s);
}

// ---- Messages ----
static const char *said_of(const char *lang, const char *message, int64_t n) {
    static char room[500];
    AUTO_TEXT t = text_with_ceiling(sizeof room - 1);
    struct language *w = words_from(lang, json_pack("{s:s}", "k", message));
    SAY(&t, w, "k", "", NUMBER("n", n), WORD("who", VIEW("be")));
    snprintf(room, sizeof room, "%s", text_string(&t));
    words_free(w);
    return room;
}

static void messages_have_their_forms(void **state) {
    (void)state;
#define PLURAL "{n, plural, =0 {none} one {# thing} other {# things of {who}}}"
    assert_string_equal(said_of("en", PLURAL, 0), "none");
    assert_string_equal(said_of("en", PLURAL, 1), "1 thing");
    assert_string_equal(said_of("en", PLURAL, 2), "2 things of be");
    assert_string_equal(said_of("fr", "{n, plural, one {un} other {plus}}", 0), "un");  // CLDR: French counts 0 as one
#define ARABIC "{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}"
    static const int64_t numbers[] = {0, 1, 2, 3, 10, 11, 99, 100, 103};                 // CLDR's own samples
    static const char *const forms[] = {"z", "o", "t", "f", "f", "m", "m", "x", "f"};
    for (size_t i = 0; i < 9; i++) assert_string_equal(said_of("ar", ARABIC, numbers[i]), forms[i]);
    assert_string_equal(said_of("en", "{who, select, be {Belgium} other {?}}", 0), "Belgium");
    assert_string_equal(said_of("en", "it''s '{who}' {who} don't {nobody}", 0), "it's {who} be don't {nobody}");
    const char *broken[] = {
        "{", "{n, plural", "{n, plural, one {", "}", "{}", "'", "'{", "{n, plural, {n, plural, {n, plural, {", "#"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) said_of("en", broken[i], 1);
}

// ---- Answers ----
static const char *rendered_in(const char *lang, json_t *words, enum handler h, const char *json) {
    static char room[8000];
    AUTO_TEXT t = text_with_ceiling(sizeof room - 1);
    AUTO_JSON *j = NULL;
    assert_int_equal(json_strict(view_of(json), &j, NULL).code, CODE_OK);
    struct language *w = words_from(lang, words);
    text_answer(&t, &(struct rendering){w, NULL, false}, h, j);
    words_free(w);
    snprintf(room, sizeof room, "%s", text_string(&t));
    return room;
}

// With the words that stand when there are no files.
static const char *rendered(enum handler h, const char *json) { return rendered_in("en", json_object(), h, json); }

// P9: a member that did not answer is never passed over in silence, in whatever state, known or not.
static void silence_is_never_no_hit(void **state) {
    (void)state;
    static const char *const states[] = {"unreachable", "busy", "clock", "quota", "new_state"};
    static const char *const ways[] = {"\"asked\"", "\"asked\",\"reached\":true", "\"published\",\"asked_too\":true,\"reached\":true",
                                       "\"published\",\"reached\":true,\"as_of\":null"};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {  // to be reached is not to answer
            char json[300];
            snprintf(json, sizeof json, "{\"id\":\"c\",\"took_ms\":3,\"candidates\":[],\"coverage\":[{\"member\":\"es\",\"sharing\":%s,\"state\":\"%s\"}]}",
                     ways[k], states[i]);
            const char *text = rendered(HANDLER_check_run, json);
            assert_non_null(strstr(text, "this is not a \"no hit\""));
            assert_non_null(strstr(text, "; this is not a \"no hit\".\n"));  // and its own line says so too
            assert_null(strstr(text, "No candidate in what was searched"));
        }
    const char *all = rendered(HANDLER_check_run, "{\"id\":\"c\",\"candidates\":[],\"coverage\":[{\"member\":\"es\","
                                                  "\"sharing\":\"asked\",\"state\":\"answered\",\"reached\":true}]}");
    assert_non_null(strstr(all, "No candidate in what was searched"));
    assert_null(strstr(all, "not a \"no hit\""));
}

// A member part of whose register lies here as a copy is asked for the rest: the line says both, and counts what was searched there.
static void a_copy_and_a_question_are_both_said(void **state) {
    (void)state;
    json_t *words = json_pack("{s:s,s:s,s:s,s:s}", "coverage.copy", "COPY", "coverage.copy_asked", "BOTH {ms}", "coverage.copy_asked_not", "COPY ONLY",
                              "coverage.records", "{records} searched");
    static const struct { const char *line, *said, *not; } rows[] = {
        {"\"state\":\"answered\",\"reached\":true,\"asked_too\":true,\"took_ms\":14,\"records\":0,\"asked_records\":5861,"
         "\"as_of\":\"2026-11-24T09:00:00.000Z\"", "BOTH 14 5861 searched", "COPY"},
        {"\"state\":\"unreachable\",\"reached\":false,\"asked_too\":true,\"records\":7,\"as_of\":\"2026-11-24T09:00:00.000Z\"",
         "COPY ONLY 7 searched", "BOTH"},
        {"\"state\":\"unreachable\",\"reached\":true,\"asked_too\":true,\"as_of\":null", "not a \"no hit\"", "COPY"},  // its copy is not here yet
        {"\"state\":\"answered\",\"reached\":true,\"asked_too\":false,\"records\":7,\"as_of\":\"2026-11-24T09:00:00.000Z\"", "COPY 7 searched", "BOTH"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char json[500];
        snprintf(json, sizeof json, "{\"id\":\"c\",\"candidates\":[],\"coverage\":[{\"member\":\"be\",\"sharing\":\"published\",%s}]}", rows[i].line);
        const char *text = rendered_in("en", json_incref(words), HANDLER_check_run, json);
        assert_non_null(strstr(text, rows[i].said));
        assert_null(strstr(text, rows[i].not));
    }
    json_decref(words);
}

// What was asked privately: each state in words of its own, only one of them "no hit"; after a hit, the next step.
static void private_answers_are_told_apart(void **state) {
    static const char *const states[] = {"no_hit", "unreachable", "stale", "quota", "too_little", "keys_version", "hit"};
    char seen[sizeof states / sizeof *states][8000];
    (void)state;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        char json[600];
        snprintf(json, sizeof json,
                 "{\"id\":\"c1\",\"took_ms\":3,\"candidates\":[],\"coverage\":[{\"member\":\"es\",\"sharing\":\"sealed\",\"class\":\"police_records\","
                 "\"register\":\"police_records\",\"state\":\"%s\",\"reference\":\"r\",\"epoch\":7,\"met\":[{\"key\":\"names_date\"}],"
                 "\"as_of\":\"2026-11-24T09:00:00.000Z\"}]}", states[i]);
        snprintf(seen[i], sizeof seen[i], "%s", rendered(HANDLER_check_run, json));
        for (size_t k = 0; k < i; k++) assert_string_not_equal(seen[i], seen[k]);
        bool no_hit = strcmp(states[i], "no_hit") == 0, hit = strcmp(states[i], "hit") == 0;
        if (!no_hit && !hit) assert_non_null(strstr(seen[i], "not a \"no hit\""));
        assert_int_equal(strstr(seen[i], "malines request create c1 --to es --class police_records") != NULL, hit);
        assert_non_null(strstr(seen[i], "police records"));  // which register
    }
}

static void a_thing_without_a_name_goes_by_its_number(void **state) {
    (void)state;
    const char *text = rendered(HANDLER_check_run, "{\"id\":\"c\",\"candidates\":[{\"n\":1,\"record\":\"be/alerts/1\",\"owner\":\"be\","
                                                   "\"score\":0.93,\"answer\":\"record\",\"judgement\":null,"
                                                   "\"subject\":{\"kind\":\"document\",\"documents\":[{\"type\":\"passport\","
                                                   "\"number\":\"12AB34567\"}]},\"alert\":{\"category\":\"object\"},"
                                                   "\"evidence\":[]}],\"coverage\":[]}");
    assert_non_null(strstr(text, "  1. 12AB34567"));
}

// What is to be done is a word of the law's table, or what the owner wrote, whole.
static void an_action_is_told_as_it_was_written(void **state) {
    (void)state;
    AUTO_TEXT answer = text_with_ceiling(2000), action = text_with_ceiling(500);
    text_put(&action, "Call desk_2@police.example");
    while (action.bytes < 490) text_put(&action, " now");
    text_format(&answer, "{\"id\":\"c\",\"candidates\":[{\"n\":1,\"record\":\"be/alerts/1\",\"owner\":\"be\",\"score\":0.93,"
                         "\"answer\":\"record\",\"judgement\":null,"
                         "\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"Karim\"}]},\"alert\":{\"category\":\"refusal\","
                         "\"action\":\"%s\"},\"evidence\":[]}],\"coverage\":[]}", text_string(&action));
    assert_non_null(strstr(rendered(HANDLER_check_run, text_string(&answer)), text_string(&action)));
}

static void candidates_show_their_reasons(void **state) {
    (void)state;
    const char *text = rendered(
        HANDLER_check_run, "{\"id\":\"c\",\"candidates\":[{\"n\":1,\"record\":\"be/alerts/"
                           "1\",\"owner\":\"be\",\"score\":0.93,\"answer\":\"record\",\"judgement\":null,"
                           "\"subject\":{\"kind\":\"person\",\"names\":[{\"text\":\"كريم "
                           "إكزامبل\"}]},\"alert\":{\"category\":\"refusal\",\"flags\":[\"armed\"],\"reason\":\"r\"},"
                           "\"evidence\":[{\"field\":\"name\",\"grade\":\"same_script\",\"bits\":12.5,\"asked\":"
                           "\"Karim\",\"found\":\"كريم\"}]}],"
                           "\"coverage\":[{\"member\":\"be\",\"sharing\":\"published\",\"state\":\"answered\","
                           "\"reached\":false,\"as_of\":null,\"last_heard\":null}]}");
    assert_non_null(strstr(text, "كريم إكزامبل"));
    assert_non_null(strstr(text, "be/alerts/1, 93 %"));
    assert_non_null(strstr(text, "armed"));
    assert_non_null(strstr(text, "name: same script: Karim ~ كريم (+12.5)"));
}

// French has a blank before its colon, and no answer mixes two ways of writing it.
static void the_colon_is_of_the_language(void **state) {
    (void)state;
    static const struct { enum handler h; size_t colons; const char *json; } rows[] = {
        {HANDLER_check_run, 9, "{\"id\":\"c\",\"candidates\":[{\"n\":1,\"record\":\"r\",\"owner\":\"be\",\"count\":2,"
                               "\"answer\":\"count\",\"alert\":{\"reason\":\"r\",\"handling\":\"h\"},"
            "\"not_this_person\":[{\"nearer\":false,\"score\":0.5,\"subject\":{\"names\":[{\"text\":\"N\"}]}}],"
            "\"judged_before\":[{\"judgement\":\"hit\",\"by\":\"b\",\"at\":\"\",\"same_version\":true}],"
            "\"evidence\":[{\"field\":\"name\",\"grade\":\"same\",\"asked\":\"K\",\"found\":\"K\",\"words\":[{\"asked\":\"K\","
            "\"found\":\"K\",\"how\":\"same\"},{\"asked\":\"L\",\"found\":\"L\",\"how\":\"same\"}]}]}],\"coverage\":[]}"},
        {HANDLER_check_preview, 3, "{\"variants\":[{\"token\":\"t\",\"spellings\":[\"u\",\"v\"]}],\"members\":[{\"member\":\"be\","
                                   "\"allowed\":false,\"sharing\":\"closed\",\"reason\":\"NO_ROW\"}]}"},
        {HANDLER_request_show, 7, "{\"id\":\"q\",\"record\":\"r\",\"basis\":{\"instrument\":\"i\"},\"fields\":{\"f\":\"v\"},"
                                  "\"coordination\":{\"outcome\":\"none\",\"words\":\"w\"},"
            "\"answer\":{\"ground\":\"g\",\"withheld\":[{\"part\":\"p\",\"ground\":\"g\"}]}}"},
        {HANDLER_node_about, 1, "{\"authority\":\"be\",\"version\":\"1\",\"members\":[{\"id\":\"fr\",\"state\":\"up\",\"last_heard\":\"\"}]}"},
        {HANDLER_alert_create, 1, "{\"warnings\":[{\"field\":\"subject.identifiers.0\",\"what\":\"BAD_CHECK\"}]}"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = rendered_in("fr", json_pack("{s:s,s:s}", "mark.colon", "{what}\xC2\xA0: {said}", "answer.hint", "-"), rows[i].h, rows[i].json);
        size_t colons = 0;
        for (const char *at = text; (at = strstr(at, ": ")); at++, colons++)
            if (at < text + 2 || memcmp(at - 2, "\xC2\xA0", 2) != 0) fail_msg("row %zu: %s", i, text);
        if (colons != rows[i].colons) fail_msg("row %zu, %zu: %s", i, colons, text);
    }
}

// What an answer lacks because it could not be read is said below it, of whatever it is; nothing when all was read.
static void what_could_not_be_read_is_said(void **state) {
    (void)state;
    static const enum handler all[] = {HANDLER_report_statistics, HANDLER_report_transfers, HANDLER_report_exchanges, HANDLER_subject_found,
                                       HANDLER_audit_listed, HANDLER_alert_list, HANDLER_request_list, HANDLER_request_statistics, HANDLER_dna_matches_listed};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        assert_non_null(strstr(rendered(all[i], "{\"unread\":2,\"unread_entries\":[7,19]}"), "could not be read: 2"));
        assert_non_null(strstr(rendered(all[i], "{\"unread\":2,\"unread_entries\":[7,19]}"), "log: 7, 19."));
        assert_null(strstr(rendered(all[i], "{\"unread\":0,\"unread_entries\":[]}"), "could not be read"));
        assert_null(strstr(rendered(all[i], "{\"unread\":0,\"unread_entries\":[],\"unread_rows\":[]}"), "unread"));
        const char *named = rendered(all[i], "{\"unread\":1,\"unread_entries\":[],\"unread_rows\":[\"be/alerts/7\"]}");
        assert_non_null(strstr(named, "STORE_DAMAGED"));
        assert_non_null(strstr(named, "They are: be/alerts/7."));
    }
}

// What the node's care could not do stands with the node, and what is read once more below the sums; nothing when all is well.
static void what_care_passes_over_is_said(void **state) {
    (void)state;
    static const char node[] = "{\"authority\":\"be\",\"version\":\"1\",\"members\":[],\"care\":[%s]}";
    AUTO_TEXT some = text_with_ceiling(2000), none = text_with_ceiling(400);
    text_format(&some, node, "{\"part\":\"expiry\",\"kind\":\"be/alerts\",\"count\":3,\"code\":\"STORE_DAMAGED\",\"since\":\"2026-11-24T01:02:03Z\","
                             "\"last\":\"2026-11-24T03:00:00Z\"},{\"part\":\"checkpoint\",\"kind\":\"\",\"count\":1,\"code\":\"LOG_BROKEN\","
                             "\"since\":\"2026-11-24T01:02:03Z\",\"last\":\"2026-11-24T03:00:00Z\"}");
    text_format(&none, node, "");
    const char *said = rendered(HANDLER_node_about, text_string(&some));
    assert_non_null(strstr(said, "be/alerts (STORE_DAMAGED): 3, since 2026-11-24 01:02:03 UTC"));
    assert_non_null(strstr(said, "(LOG_BROKEN)"));
    assert_non_null(strstr(said, "audit verify"));
    assert_null(strstr(rendered(HANDLER_node_about, text_string(&none)), "audit verify"));
    said = rendered(HANDLER_report_statistics, "{\"unread\":0,\"unread_entries\":[],\"unread_rows\":[],\"reread_left\":4100}");
    assert_non_null(strstr(said, "once more: 4100"));
    assert_null(strstr(said, "reread_left"));
    said = rendered(HANDLER_check_run, "{\"id\":\"c\",\"candidates\":[],\"coverage\":[{\"member\":\"es\",\"sharing\":\"asked\",\"state\":\"in_part\","
                                       "\"reached\":true}]}");
    assert_non_null(strstr(said, "this is not a \"no hit\""));
}

// What was mistyped stands below the title, for "no candidate" means little then.
static void what_was_mistyped_is_said_with_the_answer(void **state) {
    (void)state;
    const char *said = rendered(HANDLER_check_run, "{\"id\":\"c\",\"candidates\":[],\"coverage\":[],\"warnings\":["
                                                   "{\"field\":\"subject.births.0\",\"what\":\"IN_FUTURE\"},"
                                                   "{\"field\":\"subject.documents.1\",\"what\":\"BAD_CHECK\"}]}");
    assert_non_null(strstr(said, "! Date of birth 1"));
    assert_non_null(strstr(said, "! Document 2"));
    assert_non_null(strstr(said, "It was asked about as it was entered."));
}

// Which rule decides and why each other does not, in the reader's words; of the tables themselves only what is a name, a note or a source.
static void the_law_is_explained_in_the_readers_language(void **state) {
    static const char answer[] =
        "{\"allowed\":%s,\"reason\":\"a row denies it\",\"reason_code\":\"DENIED\",\"row\":\"be-row\",\"instrument\":\"i\",\"title\":\"Act\","
        "\"article\":\"?\",\"sharing\":\"asked\",\"answer\":\"boolean\",\"conditions\":[\"H1\",\"H1\"],"
        "\"approvals\":{\"request\":1,\"release\":2},\"emergency_hours\":24,\"source\":\"S. 1\","
        "\"mark\":\"M\",\"note\":\"n\",\"considered\":[{\"row\":\"a\",\"effect\":\"allow\",\"matched\":false,\"why\":\"in_force\"},"
        "{\"row\":\"b\",\"effect\":\"deny\",\"matched\":true,\"decided\":true},{\"row\":\"c\",\"effect\":\"allow\",\"matched\":true}]}";
    static const char *const keys[] = {"law.row", "law.note", "law.sharing", "sharing.asked", "law.answer", "law_answer.boolean", "signed.conditions",
                                       "condition.H1", "law.approvals", "law.emergency", "law.source", "law.mark", "law.mark.M", "law.considered",
                                       "law.allows", "law.denies",
                                       "law.decides", "law.fits", "law_why.in_force", "mark.semicolon", "instrument.i", "basis.article_unknown"};
    enum { COUNT = sizeof keys / sizeof *keys };
    (void)state;
    for (int allowed = 0; allowed < 2; allowed++) {
        json_t *words = json_pack("{s:s,s:s,s:s}", "law.yes", "JA", "law.no", "NEE", "law_reason.DENIED", "UITGESLOTEN");
        char json[1500], mark[20];
        for (size_t i = 0; i < COUNT; i++) {
            snprintf(mark, sizeof mark, "<%zu>%s", i, strcmp(keys[i], "basis.article_unknown") == 0 ? "{instrument}" : "");
            json_object_set_new(words, keys[i], json_string(mark));
        }
        snprintf(json, sizeof json, answer, allowed ? "true" : "false");
        const char *text = rendered_in("nl", words, HANDLER_law_explained, json);
        for (size_t i = 0; i < COUNT; i++) {
            snprintf(mark, sizeof mark, "<%zu>", i);
            if (!strstr(text, mark)) fail_msg("%s is not said: %s", keys[i], text);
        }
        assert_true(view_starts(view_of(text), allowed ? "JA\n" : "NEE: UITGESLOTEN\n"));
        assert_null(strstr(text, "row denies"));
    }
    const char *old = rendered(HANDLER_law_explained, "{\"allowed\":false,\"reason\":\"a row denies it\",\"considered\":[]}");  // of the version before
    assert_non_null(strstr(old, "Not allowed: a row denies it\n"));
}

// A record can't move the cursor, ring the bell or turn the line around.
static void records_do_not_paint(void **state) {
    (void)state;
    const char *text =
        rendered(HANDLER_alert_show, "{\"alert\":{\"reason\":\"a\\u001b[2Jb\\u202ec\\u009bd\\u0007\"},\"n\":1}");
    assert_null(strchr(text, '\x1b'));
    assert_null(strchr(text, '\a'));
    assert_null(strstr(text, "\u202e"));
    assert_non_null(strstr(text, "a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFD"));
}

static void any_shape_is_rendered(void **state) {
    (void)state;
    static const char *const shapes[] = {
        "{}",
        "[]",
        "[1,2.5,null,true,\"x\",[[]],{\"a\":{}}]",
        "{\"candidates\":{},\"coverage\":7}",
        ("{\"candidates\":[1,null,{\"evidence\":[0],\"subject\":[],\"alert\":{\"flags\":[1,null,{}],\"list\":3}}],"
         "\"coverage\":[null,{\"member\":5}]}"),
        "{\"requests\":[{\"clock\":[],\"due_at\":\"x\"},7]}",
        "{\"members\":[3,{\"state\":null}],\"variants\":[[1]],\"history\":[1],\"digest\":\"abc\"}"};
    for (int h = 1; h < HANDLER_COUNT; h++)
        for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) rendered((enum handler)h, shapes[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_lines_become_values), cmocka_unit_test(common_options_go_anywhere),
        cmocka_unit_test(what_was_meant_is_said), cmocka_unit_test(bad_lines_are_refused),    cmocka_unit_test(subjects_are_whole),
        cmocka_unit_test(addresses_are_escaped),    cmocka_unit_test(messages_have_their_forms),
        cmocka_unit_test(silence_is_never_no_hit), cmocka_unit_test(a_copy_and_a_question_are_both_said),
        cmocka_unit_test(private_answers_are_told_apart), cmocka_unit_test(a_thing_without_a_name_goes_by_its_number),
        cmocka_unit_test(an_action_is_told_as_it_was_written), cmocka_unit_test(candidates_show_their_reasons),
        cmocka_unit_test(the_colon_is_of_the_language), cmocka_unit_test(what_was_mistyped_is_said_with_the_answer),
        cmocka_unit_test(what_care_passes_over_is_said), cmocka_unit_test(what_could_not_be_read_is_said),
        cmocka_unit_test(the_law_is_explained_in_the_readers_language),
        cmocka_unit_test(records_do_not_paint),     cmocka_unit_test(any_shape_is_rendered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
