// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The table against independent tools: zlib inflates every file, OpenSSL recomputes every ETag.
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <openssl/sha.h>
#include <zlib.h>

#include "web/assets.h"

static unsigned char *inflated(const struct asset *a) {
    unsigned char *raw = malloc(a->raw_bytes + 1);
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)a->gz, .avail_in = (uInt)a->gz_bytes, .next_out = raw,
                  .avail_out = (uInt)a->raw_bytes + 1};
    assert_int_equal(inflateInit2(&z, 16 + MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.total_out, a->raw_bytes);
    assert_int_equal(z.avail_in, 0);
    inflateEnd(&z);
    return raw;
}

static void each_file_is_whole_and_found(void **state) {
    (void)state;
    for (size_t i = 0; i < asset_count(); i++) {
        const struct asset *a = asset_at(i);
        assert_ptr_equal(asset_find(view_of(a->path)), a);
        if (i > 0) assert_true(strcmp(asset_at(i - 1)->path, a->path) < 0);
        unsigned char *raw = inflated(a), digest[SHA256_DIGEST_LENGTH];
        SHA256(raw, a->raw_bytes, digest);
        char etag[40] = "\"";
        for (int k = 0; k < 16; k++) snprintf(etag + 1 + 2 * k, 3, "%02x", digest[k]);
        strcat(etag, "\"");
        assert_string_equal(a->etag, etag);
        free(raw);
    }
}

static void the_root_is_the_index(void **state) {
    (void)state;
    const struct asset *index = asset_find(VIEW("/"));
    assert_non_null(index);
    assert_ptr_equal(index, asset_find(VIEW("/index.html")));
    assert_string_equal(index->type, "text/html; charset=utf-8");
    unsigned char *raw = inflated(index);
    assert_memory_equal(raw, "<!doctype html>", 15);
    free(raw);
}

static void what_is_not_there_is_not_found(void **state) {
    (void)state;
    const struct view wrong[] = {VIEW(""), VIEW("index.html"), VIEW("/index.html/"), VIEW("/../index.html"), VIEW("//"),
                                 VIEW("/index.html\0"), VIEW("/index.htm"), VIEW("/zzz"), VIEW("/api/node")};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) assert_null(asset_find(wrong[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_is_whole_and_found),
        cmocka_unit_test(the_root_is_the_index),
        cmocka_unit_test(what_is_not_there_is_not_found),
    };
    return cmocka_run_group_tests_name("web", tests, NULL, NULL);
}
