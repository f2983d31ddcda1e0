// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The canonical form of a URL: the examples of RFC 3986 §5.4 (dot segments) and §6.2 (equivalent forms), and cases of our own.
#include "codec/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

struct row {
    const char *given, *canonical, *reason;
};

static void rows_hold(const struct row *rows, size_t count) {
    struct url u, again;
    for (size_t i = 0; i < count; i++) {
        url_read(view_of(rows[i].given), &u);
        if (strcmp(u.text, rows[i].canonical) || strcmp(identifier_reason_name(u.reason), rows[i].reason))
            fail_msg("\"%s\": got \"%s\" %s, not \"%s\" %s", rows[i].given, u.text, identifier_reason_name(u.reason), rows[i].canonical, rows[i].reason);
        if (!*u.text) continue;
        url_read(view_of(u.text), &again);
        if (strcmp(again.text, u.text) || strcmp(again.loose, u.loose)) fail_msg("\"%s\" reads as \"%s\"", u.text, again.text);
    }
}
#define ROWS(...)                                                                                                       \
    do {                                                                                                                \
        static const struct row rows_[] = {__VA_ARGS__};                                                                \
        rows_hold(rows_, sizeof rows_ / sizeof *rows_);                                                                 \
    } while (0)

// RFC 3986 §5.4.1 and §5.4.2: each reference merged with the base "http://a/b/c/d;p?q", its dots still in it.
static void dot_segments(void **state) {
    (void)state;
    ROWS({"http://a/b/c/g", "http://a/b/c/g", "NOT_PUBLIC"}, {"http://a/b/c/./g", "http://a/b/c/g", "NOT_PUBLIC"},
         {"http://a/b/c/g/", "http://a/b/c/g/", "NOT_PUBLIC"}, {"http://a/b/c/.", "http://a/b/c/", "NOT_PUBLIC"},
         {"http://a/b/c/./", "http://a/b/c/", "NOT_PUBLIC"}, {"http://a/b/c/..", "http://a/b/", "NOT_PUBLIC"},
         {"http://a/b/c/../", "http://a/b/", "NOT_PUBLIC"}, {"http://a/b/c/../g", "http://a/b/g", "NOT_PUBLIC"},
         {"http://a/b/c/../..", "http://a/", "NOT_PUBLIC"}, {"http://a/b/c/../../", "http://a/", "NOT_PUBLIC"},
         {"http://a/b/c/../../g", "http://a/g", "NOT_PUBLIC"}, {"http://a/b/c/../../../g", "http://a/g", "NOT_PUBLIC"},
         {"http://a/b/c/../../../../g", "http://a/g", "NOT_PUBLIC"}, {"http://a/./g", "http://a/g", "NOT_PUBLIC"},
         {"http://a/../g", "http://a/g", "NOT_PUBLIC"}, {"http://a/b/c/g.", "http://a/b/c/g.", "NOT_PUBLIC"},
         {"http://a/b/c/.g", "http://a/b/c/.g", "NOT_PUBLIC"}, {"http://a/b/c/g..", "http://a/b/c/g..", "NOT_PUBLIC"},
         {"http://a/b/c/..g", "http://a/b/c/..g", "NOT_PUBLIC"}, {"http://a/b/c/./../g", "http://a/b/g", "NOT_PUBLIC"},
         {"http://a/b/c/./g/.", "http://a/b/c/g/", "NOT_PUBLIC"}, {"http://a/b/c/g/./h", "http://a/b/c/g/h", "NOT_PUBLIC"},
         {"http://a/b/c/g/../h", "http://a/b/c/h", "NOT_PUBLIC"}, {"http://a/b/c/g;x=1/./y", "http://a/b/c/g;x=1/y", "NOT_PUBLIC"},
         {"http://a/b/c/g;x=1/../y", "http://a/b/c/y", "NOT_PUBLIC"}, {"http://a/b/c/g?y/./x", "http://a/b/c/g?y/./x", "NOT_PUBLIC"},
         {"http://a/b/c/g?y/../x", "http://a/b/c/g?y/../x", "NOT_PUBLIC"}, {"http://a/b/c/g#s/../x", "http://a/b/c/g", "NOT_PUBLIC"},
         {"http://example.org//a//", "http://example.org//a//", "FORM_FITS"});
}

// §6.2.2: example://a/b/c/%7Bfoo%7D is eXAMPLE://a/./b/../b/%63/%7bfoo%7d; §6.2.3: four ways to write one root; §6.2.2.1, §6.2.2.2.
static void equivalent_forms(void **state) {
    (void)state;
    ROWS({"eXAMPLE://a/./b/../b/%63/%7bfoo%7d", "example://a/b/c/%7Bfoo%7D", "NOT_PUBLIC"},
         {"http://example.com", "http://example.com/", "FORM_FITS"}, {"http://example.com/", "http://example.com/", "FORM_FITS"},
         {"http://example.com:/", "http://example.com/", "FORM_FITS"}, {"http://example.com:80/", "http://example.com/", "FORM_FITS"},
         {"HTTP://www.EXAMPLE.com/", "http://www.example.com/", "FORM_FITS"},
         {"http://example.com/%7Esmith", "http://example.com/~smith", "FORM_FITS"},
         {"http://example.com/%3a%2F", "http://example.com/%3A%2F", "FORM_FITS"},       // reserved: stays escaped
         {"http://example.com:0443/", "http://example.com:443/", "FORM_FITS"}, {"https://example.com:0443/", "https://example.com/", "FORM_FITS"},
         {"https://example.com/%2e%2E/b/%2e", "https://example.com/b/", "FORM_FITS"},   // escaped dots are dots
         {"https://example.com/a?b=%7e&utm_source=x&b=", "https://example.com/a?b=~&utm_source=x&b=", "FORM_FITS"},
         {"https://example.com/a?", "https://example.com/a?", "FORM_FITS"}, {"https://example.com?a", "https://example.com/?a", "FORM_FITS"});
}

static void as_it_is_written(void **state) {
    (void)state;
    ROWS({"  https://example.org/x\n", "https://example.org/x", "FORM_FITS"}, {"https://example.org/lo\nng", "https://example.org/long", "FORM_FITS"},
         {"hxxps://channel[.]example[.]org/a", "https://channel.example.org/a", "FORM_FITS"}, {"hxxp://example(.)org", "http://example.org/", "FORM_FITS"},
         {"example.org/a", "https://example.org/a", "NO_SCHEME"}, {"https:\\\\example.org\\a?b\\c", "https://example.org/a?b%5Cc", "FORM_FITS"},
         {"https:/example.org/a", "https://example.org/a", "FORM_FITS"}, {"https:example.org", "https://example.org/", "FORM_FITS"},
         {"https://Bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b", "FORM_FITS"},
         {"https://xn--bcher-kva.example/%c3%a4", "https://xn--bcher-kva.example/%C3%A4", "FORM_FITS"},
         {"https://مثال.إختبار/صفحة", "https://xn--mgbh0fb.xn--kgbechtv/%D8%B5%D9%81%D8%AD%D8%A9", "FORM_FITS"},
         {"https://example.org./a", "https://example.org/a", "FORM_FITS"}, {"https://ex%41mple.org/", "https://example.org/", "FORM_FITS"},
         {"https://me:secret@example.org/a@b", "https://me:secret@example.org/a@b", "FORM_FITS"},
         {"https://example.org/100%", "https://example.org/100%25", "FORM_FITS"}, {"https://example.org/a\"<>", "https://example.org/a%22%3C%3E", "FORM_FITS"},
         {"magnet:?xt=urn:btih:c12fe1c06bba254a", "magnet:?xt=urn:btih:c12fe1c06bba254a", "FORM_FITS"},
         {"tg://resolve?domain=a", "tg://resolve/?domain=a", "NOT_PUBLIC"});
}

static void addresses(void **state) {
    (void)state;
    ROWS({"http://9.9.9.9/", "http://9.9.9.9/", "FORM_FITS"}, {"http://0x09.011.2313/", "http://9.9.9.9/", "FORM_FITS"},
         {"http://151587081", "http://9.9.9.9/", "FORM_FITS"}, {"http://192.0.2.1/", "http://192.0.2.1/", "NOT_PUBLIC"},
         {"http://1.2.3.4.5/", "", "BAD_FORM"}, {"http://256.1.1.1/", "", "BAD_FORM"}, {"http://1.2.3.999999/", "", "BAD_FORM"},
         {"http://a.b.0x1g/", "http://a.b.0x1g/", "FORM_FITS"}, {"http://example.1/", "", "BAD_FORM"},
         {"http://[2A00:1450:4007::0001]:80/", "http://[2a00:1450:4007::1]/", "FORM_FITS"}, {"http://[::1]/", "http://[::1]/", "NOT_PUBLIC"},
         {"http://[::1/", "", "BAD_FORM"}, {"http://localhost/", "http://localhost/", "NOT_PUBLIC"});
}

static void refused(void **state) {
    (void)state;
    ROWS({"", "", "EMPTY"}, {"https://", "", "BAD_FORM"}, {"https:///", "", "BAD_FORM"}, {"nothing", "", "BAD_FORM"}, {"https://a b.org/", "", "BAD_FORM"},
         {"https://example.org:65536/", "", "BAD_FORM"}, {"https://example.org:1x/", "", "BAD_FORM"}, {"https://exa%2fmple.org/", "", "BAD_FORM"},
         {"javascript:alert(1)", "", "BAD_PREFIX"}, {"data:text/html,x", "", "BAD_PREFIX"}, {"file:///etc/passwd", "", "BAD_PREFIX"},
         {"mailto:a@example.org", "", "BAD_PREFIX"}, {"https://example.org/\x01", "", "BAD_CHARACTER"}, {"https://example.org/\xff", "", "BAD_CHARACTER"},
         {"https://\xe2\x80\xae.org/", "", "BAD_FORM"}, {"https://-a-.org/", "", "BAD_FORM"});
    char longest[URL_BYTES_MAX + 2] = "https://example.org/";
    struct url u;
    memset(longest + strlen(longest), 'a', URL_BYTES_MAX - strlen(longest));
    url_read((struct view){longest, URL_BYTES_MAX}, &u);
    assert_int_equal(u.reason, IDENTIFIER_FORM_FITS);
    assert_int_equal(strlen(u.text), URL_BYTES_MAX);
    longest[URL_BYTES_MAX] = 'a';
    url_read((struct view){longest, URL_BYTES_MAX + 1}, &u);
    assert_int_equal(u.reason, IDENTIFIER_TOO_LONG);
    longest[URL_BYTES_MAX - 1] = ' ', longest[URL_BYTES_MAX - 2] = 'b', longest[URL_BYTES_MAX - 3] = ' ';  // an escape makes it longer than the ceiling
    url_read((struct view){longest, URL_BYTES_MAX - 1}, &u);
    assert_int_equal(u.reason, IDENTIFIER_TOO_LONG);
    assert_string_equal(u.text, "");
}

static bool one_page(const char *a, const char *b) {
    struct url x, y;
    url_read(view_of(a), &x);
    url_read(view_of(b), &y);
    return *x.loose && !strcmp(x.loose, y.loose);
}

// What says less: the same page however it was copied, and no other page.
static void loosely(void **state) {
    (void)state;
    assert_true(one_page("http://www.example.org/a/", "https://example.org/a"));
    assert_true(one_page("example.org/a?", "https://user@example.org/a#b"));
    assert_true(one_page("https://www.example.org", "http://example.org/"));
    assert_false(one_page("https://example.org/a", "https://example.org/A"));
    assert_false(one_page("https://example.org/a?v=1", "https://example.org/a?v=2"));
    assert_false(one_page("https://example.org/a", "https://example.org:8443/a"));
    assert_false(one_page("https://example.org/a", "ftp://example.org/a"));
    assert_false(one_page("https://www.org/a", "https://org/a"));  // "www" is the name there
    assert_false(one_page("https://m.example.org/a", "https://example.org/a"));
}

// As an identifier: keys are digests, of an independent SHA-256 (printf '…' | sha256sum).
static void keys(void **state) {
    struct identifier_key k[IDENTIFIER_KEYS_MAX];
    (void)state;
    size_t n = identifier_keys(VIEW("url"), VIEW("HTTPS://www.Example.org:443/a/#b"), VIEW(""), k);
    assert_int_equal(n, 2);
    assert_string_equal(k[0].text, "0422EDE5DFCEE6A5798F041C94BCA0C4788CA202DFCBE796FCA56172234E7A87");
    assert_string_equal(k[1].text, "94584207F807E901FA3F47EAAF3D3FF3E62E2EDAAF9EDCF3D7ACCF0391740F58");
    assert_true(!k[0].loose && k[1].loose);
    n = identifier_keys(VIEW("url"), VIEW("sha256:" "0422ede5dfcee6a5798f041c94bca0c4788ca202dfcbe796fca56172234e7a87"), VIEW(""), k);
    assert_true(n == 1 && !k[0].loose && !strcmp(k[0].text, "0422EDE5DFCEE6A5798F041C94BCA0C4788CA202DFCBE796FCA56172234E7A87"));
    n = identifier_keys(VIEW("url"), VIEW("https://www.example.org"), VIEW(""), k);
    assert_true(n == 3 && !strcmp(k[2].text, "WWWEXAMPLEORG") && k[2].loose);
    n = identifier_keys(VIEW("url"), VIEW("example.org/a"), VIEW(""), k);
    assert_true(n == 2 && k[0].loose);  // how it begins was guessed
    assert_int_equal(identifier_keys(VIEW("url"), VIEW("javascript:1"), VIEW(""), k), 0);
}

static void as_an_identifier(void **state) {
    char longer[400] = "https://example.org/?";
    struct identifier_reading r, again;
    (void)state;
    r = identifier_read(VIEW("other"), VIEW("https://example.org/a"), VIEW(""));
    assert_int_equal(r.kind, IDENTIFIER_url);
    memset(longer + strlen(longer), 'x', 300);
    r = identifier_read(VIEW(""), view_of(longer), VIEW("be"));
    assert_int_equal(r.kind, IDENTIFIER_url);
    assert_int_equal(r.validity, IDENTIFIER_VALID);
    assert_memory_equal(r.text, "sha256:", 7);
    again = identifier_read(VIEW("url"), view_of(r.text), VIEW(""));
    assert_string_equal(again.text, r.text);
    assert_int_equal(again.validity, IDENTIFIER_VALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(dot_segments), cmocka_unit_test(equivalent_forms), cmocka_unit_test(as_it_is_written),
                                       cmocka_unit_test(addresses),    cmocka_unit_test(refused),          cmocka_unit_test(loosely),
                                       cmocka_unit_test(keys),         cmocka_unit_test(as_an_identifier)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
