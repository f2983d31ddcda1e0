// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <cmocka.h>

#define GOOD                                                                                                         \
    "authority: fr\n"                                                                                                \
    "data_dir: .\n"                                                                                                  \
    "node: {address: 127.0.0.1, port: 7001}\n"                                                                       \
    "console:\n"                                                                                                     \
    "  address: 127.0.0.1\n"                                                                                         \
    "  port: 7101\n"                                                                                                 \
    "trust_list: trust.json\n"                                                                                       \
    "trust_anchor: /etc/anchor.json\n"

static void a_good_file_is_read(void **state) {
    (void)state;
    struct config c;
    struct error err;
    assert_int_equal(
        config_parse(VIEW(GOOD "laws_dir: laws\ndemo: true\nhello_ms: 500\n"), "/srv/fr/node.yaml", &c, &err).code,
        CODE_OK);
    assert_string_equal(c.authority, "fr");
    assert_string_equal(c.data_dir, "/srv/fr");
    assert_string_equal(c.socket, "/srv/fr/malines.sock");
    assert_string_equal(c.trust_list, "/srv/fr/trust.json");
    assert_string_equal(c.trust_anchor, "/etc/anchor.json");
    assert_string_equal(c.laws_dir, "/srv/fr/laws");
    assert_string_equal(c.lists, "none");
    assert_true(c.demo && c.node.port == 7001 && c.console.port == 7101 && c.hello_ms == 500 &&
                c.check_budget_ms == 1000);
    assert_null(c.console.origin);
    config_free(&c);
}

static void bad_files_name_line_and_key(void **state) {
    (void)state;
    static const struct {
        struct view yaml;
        enum code code;
        const char *says[2];
    } bad[] = {
        {VIEW(""), CODE_BAD_YAML, {"empty", ""}},
        {VIEW("a: [\n"), CODE_BAD_YAML, {"line: ", ""}},
        {VIEW("authority: fr\n"), CODE_BAD_YAML, {"Missing", "data_dir"}},
        {VIEW(GOOD "colour: red\n"), CODE_BAD_YAML, {"colour", "line: 9"}},
        {VIEW(GOOD "hello_ms: soon\n"), CODE_BAD_YAML, {"hello_ms", "line: 9"}},
        {VIEW(GOOD "demo: perhaps\n"), CODE_BAD_YAML, {"demo", "line: 9"}},
        {VIEW(GOOD "hello_ms: 5\n"), CODE_BAD_YAML, {"hello_ms", "line 9"}},
        {VIEW(GOOD "lists: secret\n"), CODE_BAD_YAML, {"lists", "line 9"}},
        {VIEW(GOOD "authority: be\n"), CODE_BAD_YAML, {"authority", "line: 9"}},
        {VIEW(GOOD "thresholds:\n- {member: ma, purpose: border_check, percent: 70}\n- {member: be, purpose: border_check, percent: 101}\n"),
         CODE_BAD_YAML, {"line 11, thresholds.percent", "1 to 100"}},
        {VIEW(GOOD "thresholds:\n- {member: ma, purpose: border_check, percent: 70}\n- {member: be, purpose: border_check, percent: 70}\n"
                   "- {member: ma, purpose: border_check, percent: 80}\n"), CODE_BAD_YAML, {"line 12, thresholds.purpose", "twice"}},
        {VIEW(GOOD "thresholds: [{member: fr, purpose: border_check, percent: 70}]\n"), CODE_BAD_YAML, {"line 9, thresholds.member", "another member"}},
        {VIEW(GOOD "thresholds:\n- {member: ma, percent: 70}\n"), CODE_BAD_YAML, {"line 10, thresholds.purpose", "missing"}},
        {VIEW(GOOD "thresholds:\n- {member: ma, purpose: border_check, percent: many}\n"), CODE_BAD_YAML, {"percent", "line: 10"}},
        {VIEW(GOOD "thresholds: []\n"), CODE_BAD_YAML, {"Insufficient entries", "line: 9"}},
        {VIEW(GOOD "\xff\n"), CODE_BAD_TEXT, {"node.yaml", ""}},
        {VIEW(GOOD "cards: {address: 127.0.0.1, port: 1, certificate: c, key: k, authorities: a, ocsp: \"https://a.example/\"}\n"),
         CODE_BAD_YAML, {"cards.ocsp", "http://"}},
        {VIEW(GOOD "cards: {address: 127.0.0.1, port: 1, certificate: c, key: k, authorities: a, ocsp: \"http://a.example\"}\n"),
         CODE_BAD_YAML, {"cards.ocsp", "PATH"}},
        {VIEW(GOOD "cards: {address: 127.0.0.1, port: 1, certificate: c, key: k, authorities: a, ocsp: \"http://a.example/\", "
                   "ocsp_authorities: \"https://a.example/\"}\n"), CODE_BAD_YAML, {"cards.ocsp_authorities", "http://"}},
        {VIEW(GOOD "cards: {address: 127.0.0.1, port: 1, certificate: c, key: k, authorities: a, ocsp_authorities: "
                   "\"http://a.example/\"}\n"), CODE_BAD_YAML, {"cards.ocsp_authorities", "missing"}},
        {VIEW(GOOD "cards: {address: 127.0.0.1, port: 1, certificate: c, key: k, authorities: a, ocsp_policy: require}\n"), CODE_BAD_YAML,
         {"cards.ocsp_policy", "missing"}},
        {VIEW(GOOD "cards: {address: 127.0.0.1, port: 1, certificate: c, key: k, authorities: a, ocsp: \"http://a.example/\", "
                   "ocsp_policy: never}\n"), CODE_BAD_YAML, {"cards.ocsp_policy", "if_reachable"}},
        {VIEW("authority: F R\ndata_dir: .\nnode: {address: 127.0.0.1, port: 1}\nconsole: {address: 127.0.0.1, port: "
              "1}\n"
              "trust_list: t\ntrust_anchor: a\n"),
         CODE_BAD_YAML,
         {"authority", "line 1"}},
        {VIEW("authority: fr\ndata_dir: .\nnode: {address: example, port: 1}\nconsole: {address: 127.0.0.1, port: 1}\n"
              "trust_list: t\ntrust_anchor: a\n"),
         CODE_BAD_YAML,
         {"node.address", "line 3"}},
        {VIEW("authority: fr\ndata_dir: .\nnode: {address: 127.0.0.1, port: 70000}\nconsole: {address: 127.0.0.1, "
              "port: 1}\n"
              "trust_list: t\ntrust_anchor: a\n"),
         CODE_BAD_YAML,
         {"node.port", "line 3"}},
        {VIEW("authority: fr\ndata_dir: .\nnode: {address: 192.0.2.1, port: 1}\nconsole: {address: 0.0.0.0, port: 1}\n"
              "trust_list: t\ntrust_anchor: a\n"),
         CODE_BAD_YAML,
         {"console.address", "line 4"}},
        {VIEW(
             "authority: fr\ndata_dir: .\nnode: {address: 192.0.2.1, port: 1}\nconsole: {address: 127.0.0.1, port: 1}\n"
             "trust_list: t\ntrust_anchor: a\ndemo: true\n"),
         CODE_BAD_YAML,
         {"node.address", "demo"}},
        {VIEW("authority: fr\ndata_dir: .\nnode: {address: 127.0.0.1, port: 1}\nconsole: {address: 127.0.0.1, port: 1, "
              "origin: 'http://x'}\n"
              "trust_list: t\ntrust_anchor: a\n"),
         CODE_BAD_YAML,
         {"console.origin", "line 4"}},
        {VIEW("authority: &a fr\ndata_dir: *a\n"), CODE_BAD_YAML, {"line: 2", ""}},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct config c;
        struct error err = {0};
        enum code code = config_parse(bad[i].yaml, "node.yaml", &c, &err).code;
        if (code != bad[i].code || !strstr(err.detail, bad[i].says[0]) || !strstr(err.detail, bad[i].says[1]))
            fail_msg("%zu: %s %s", i, code_name(code), err.detail);
    }
}

static void only_loopback_is_loopback(void **state) {
    (void)state;
    assert_true(address_is_loopback("127.0.0.1") && address_is_loopback("127.9.9.9") && address_is_loopback("::1"));
    assert_false(address_is_loopback("0.0.0.0") || address_is_loopback("::") || address_is_loopback("192.0.2.1") ||
                 address_is_loopback("localhost") || address_is_loopback("::ffff:127.0.0.1"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_good_file_is_read),
                                       cmocka_unit_test(bad_files_name_line_and_key),
                                       cmocka_unit_test(only_loopback_is_loopback)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
