// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The key function: its vectors, that scripts meet, and its ceilings.
#include "sealed/keys.h"
#include "sys/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

struct told {
    struct arena arena;
    json_t *json;
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count, left_out;
};

static void keys_of(const json_t *subject, enum sealed_side side, struct told *t) {
    struct subject s;
    struct error err = {0};
    *t = (struct told){.arena = arena_with_ceiling(1 << 24)};
    if (FAILED(subject_read(subject, &t->arena, &s, &err))) fail_msg("%s", err.detail);
    assert_int_equal(sealed_keys(&s, side, &t->arena, t->keys, &t->count, &t->left_out, &err).code, CODE_OK);
    assert_true(t->count <= SEALED_KEYS_MAX);
}

static json_t *written(const struct told *t) {
    json_t *list = json_array();
    for (size_t i = 0; i < t->count; i++) {
        AUTO_TEXT input = text_with_ceiling(SEALED_INPUT_BYTES_MAX);
        sealed_input(&input, VIEW("CLASS"), t->keys[i].type, t->keys[i].value);
        assert_true(text_ok(&input));
        json_array_append_new(list, json_of(text_seen(&input)));
    }
    return list;
}

// A line: {"keys": [...], "side": "owner|asker", "subject": {...}}. Whoever writes another implementation needs no more.
static void vectors(void **state) {
    (void)state;
    AUTO_TEXT file = text_with_ceiling(1 << 20);
    size_t lines = 0, wrong = 0;
    assert_int_equal(file_read(VECTORS_PATH, 1 << 20, &file, NULL).code, CODE_OK);
    for (struct view rest = text_seen(&file); rest.bytes; lines++) {
        AUTO_JSON *line = NULL;
        assert_int_equal(json_strict(view_cut(rest, '\n', &rest), &line, NULL).code, CODE_OK);
        struct told t;
        keys_of(json_object_get(line, "subject"), view_is(json_view(line, "side"), "owner") ? SEALED_OWNER : SEALED_ASKER, &t);
        AUTO_JSON *list = written(&t);
        arena_free(&t.arena);
        if (json_equal(list, json_object_get(line, "keys"))) continue;
        json_object_set(line, "keys", list);
        AUTO_TEXT out = text_with_ceiling(1 << 16);
        text_json(&out, line);
        printf("%s\n", text_string(&out));
        wrong++;
    }
    assert_true(lines >= 12);
    if (wrong) fail_msg("%zu vectors differ: as above", wrong);
}

static json_t *person(const char *name, const char *born) {
    json_t *j = json_pack("{s:s,s:[{s:s}]}", "kind", "person", "names", "text", name);
    if (born) json_object_set_new(j, "births", json_pack("[s]", born));
    return j;
}

static unsigned met(const json_t *asked, const json_t *owned) {
    struct told x, y;
    unsigned types = 0;
    keys_of(asked, SEALED_ASKER, &x);
    keys_of(owned, SEALED_OWNER, &y);
    for (size_t i = 0; i < x.count; i++)
        for (size_t k = 0; k < y.count; k++)
            if (x.keys[i].type == y.keys[k].type && view_same(x.keys[i].value, y.keys[k].value)) types |= 1u << x.keys[i].type;
    arena_free(&x.arena);
    arena_free(&y.arena);
    return types;
}

#define BIT(type) (1u << SEALED_KEY_##type)
static void scripts_and_dates_meet(void **state) {
    static const struct {
        const char *asked, *asked_born, *owned, *owned_born;
        unsigned at_least, not;
    } rows[] = {
        {"Youssef Tamrani", "1988-03-04", "يوسف التمراني", "1988-03-04", BIT(names_date) | BIT(name_date), BIT(names_year) | BIT(name_alone)},
        {"Yusuf al-Tamrani", "1988-04-03", "Youssef TAMRANI", "1988-03-04", BIT(names_date), BIT(names_year)},
        {"Sergej Wolkonin", "1970-01-30", "Сергей Волконин", "1970-01-30", BIT(names_date), BIT(name_alone)},
        {"Abd al-Karim Zennouri", "1990-05-06", "Abdelkarim Zenouri", "1990", BIT(names_year), BIT(name_date) | BIT(names_date)},
        {"Abdelkarim Zenouri", "1990", "Abd al-Karim Zennouri", "1990-05-06", BIT(names_year), BIT(names_date)},
        {"Abdelkarim Zenouri", "1990", "Abd al-Karim Zennouri", "1990", BIT(names_year), BIT(names_date)},
        {"Abdelkarim Zenouri", NULL, "Abd al-Karim Zennouri", "1990-05-06", BIT(name_alone), BIT(names_year)},
        {"Abdelkarim Zenouri", "1990", "Zennouri Abd al-Karim", NULL, BIT(name_alone), BIT(names_year)},
        {"Abdelkarim Zenouri", NULL, "Zennouri Abd al-Karim", NULL, BIT(name_alone), BIT(names_year)},
        {"Abdelkarim Zenouri", "1990-05-06", "Abdelkarim Zenouri", "1991-05-06", 0, ~0u},
        {"Marta Ejemplo", "1984-11-20", "Lien Voorbeeld", "1984-11-20", 0, ~0u},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *asked = person(rows[i].asked, rows[i].asked_born);
        AUTO_JSON *owned = person(rows[i].owned, rows[i].owned_born);
        unsigned m = met(asked, owned);
        if ((m & rows[i].at_least) != rows[i].at_least || m & rows[i].not) fail_msg("%s, %s: %x", rows[i].asked, rows[i].owned, m);
    }
}

static void numbers_meet(void **state) {
    (void)state;
    AUTO_JSON *asked = json_pack("{s:s,s:[{s:s,s:s,s:s}]}", "kind", "person", "identifiers", "type", "phone", "country", "be", "value", "0470/12.34.56");
    AUTO_JSON *owned = json_pack("{s:s,s:[{s:s,s:s}]}", "kind", "person", "identifiers", "type", "phone", "value", "+32 470 12 34 56");
    assert_true(met(asked, owned) & BIT(number));
}

static json_t *page(const char *url) { return json_pack("{s:s,s:[{s:s,s:s}]}", "kind", "object", "identifiers", "type", "url", "value", url); }

// One page however it was copied, and how surely; other pages of one host never.
static void urls_meet(void **state) {
    static const struct {
        const char *asked, *owned;
        unsigned types;
    } rows[] = {
        {"https://www.example.org/video?v=1", "HTTPS://WWW.example.org:443/a/../video?v=1#t=9", BIT(url) | BIT(url_loose)},
        {"http://example.org/video/", "hxxps://www.example[.]org/video", BIT(url_loose)},
        {"example.org/video", "https://www.example.org/video", BIT(url_loose)},
        {"https://example.org/video?v=1", "https://example.org/video?v=2", 0},
        {"https://example.org/video", "https://example.org/", 0},
        {"https://example.org/Video", "https://example.org/video", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO_JSON *asked = page(rows[i].asked);
        AUTO_JSON *owned = page(rows[i].owned);
        unsigned m = met(asked, owned);
        if (m != rows[i].types) fail_msg("%s, %s: %x", rows[i].asked, rows[i].owned, m);
    }
}

// A class that wants two of given names, family names and birth: no key is made of less, on either side.
static void parts_are_kept(void **state) {
    static const struct {
        const char *subject;
        bool any;
    } rows[] = {
        {"{'kind':'person','names':[{'text':'Youssef Tamrani'}]}", false},  // which is which is not said: perhaps both of the family
        {"{'kind':'person','names':[{'text':'Youssef Tamrani','given':'Youssef','family':'Tamrani'}]}", true},
        {"{'kind':'person','names':[{'text':'Tamrani','family':'Tamrani'}],'births':['1988-03-04']}", true},
        {"{'kind':'person','names':[{'text':'Tamrani','family':'Tamrani'}]}", false},
        {"{'kind':'person','births':['1988-03-04']}", false},
        {"{'kind':'person','identifiers':[{'type':'phone','value':'+32470123456'}],'births':['1988-03-04']}", false},
        {"{'kind':'person','names':[{'text':'Youssef Tamrani','given':'Youssef','family':'Tamrani'},{'text':'Abou Zakaria Ziani'}]}", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int side = 0; side < 2; side++) {
            AUTO_ARENA a = arena_with_ceiling(1 << 24);
            AUTO_JSON *j = NULL;
            AUTO_TEXT strict = text_with_ceiling(1000);
            for (const char *c = rows[i].subject; *c; c++) text_char(&strict, *c == '\'' ? '"' : *c);
            struct sealed_key keys[SEALED_KEYS_MAX];
            struct subject s;
            size_t count;
            assert_int_equal(json_strict(text_seen(&strict), &j, NULL).code, CODE_OK);
            assert_int_equal(subject_read(j, &a, &s, NULL).code, CODE_OK);
            assert_int_equal(sealed_keys_of(&s, (enum sealed_side)side, (struct sealed_choice){0, 2}, &a, keys, &count, NULL, NULL).code, CODE_OK);
            if (rows[i].any != (count > 0)) fail_msg("%s: %zu keys", rows[i].subject, count);
            for (size_t k = 0; k < count; k++) {
                // of "Ziani", not said which is which
                assert_false(sealed_key_is_number(keys[k].type) || memmem(keys[k].value.at, keys[k].value.bytes, "SN", 2));
                assert_true(memchr(keys[k].value.at, ' ', keys[k].value.bytes));
            }
        }
}

// Too many names: the first ones count, what is left out is counted, and nothing is written twice.
static void ceilings(void **state) {
    struct told t;
    (void)state;
    AUTO_JSON *s = person("Alpha Bertram Cosmas Dorian Ephraim Ferdinand Gottlieb Heribert", "1970-01-30");
    keys_of(s, SEALED_OWNER, &t);
    assert_int_equal(t.count, SEALED_KEYS_MAX);
    assert_true(t.left_out > 0);
    for (size_t i = 0; i < t.count; i++)
        for (size_t k = 0; k < i; k++) assert_false(t.keys[i].type == t.keys[k].type && view_same(t.keys[i].value, t.keys[k].value));
    arena_free(&t.arena);
    AUTO_JSON *nobody = json_pack("{s:s}", "kind", "person");
    keys_of(nobody, SEALED_ASKER, &t);
    assert_int_equal(t.count, 0);
    arena_free(&t.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(vectors), cmocka_unit_test(scripts_and_dates_meet), cmocka_unit_test(numbers_meet),
                                       cmocka_unit_test(urls_meet), cmocka_unit_test(parts_are_kept),
                                       cmocka_unit_test(ceilings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
