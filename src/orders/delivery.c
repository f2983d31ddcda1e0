// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "orders/delivery.h"

enum { NAME_BYTES_MAX = 200, REASON_BYTES_MAX = 1000 };

static bool hex_digest(const json_t *file, const char *key) {
    struct digest d;
    return json_view(file, key).bytes == 64 && hex_read(json_view(file, key), d.bytes, sizeof d.bytes);
}

static RESULT file_check(const json_t *f, struct error *err) {
    struct view name = json_view(f, "name"), why = json_view(f, "why_plain");
    if (!view_trim(name).bytes || name.bytes > NAME_BYTES_MAX || memchr(name.at, '/', name.bytes))
        return FAIL(err, BAD_FIELD, "files: name: of a file, at most %d bytes", NAME_BYTES_MAX);
    if (!json_view(f, "item").bytes || json_int(f, "bytes") < 1) return FAIL(err, BAD_FIELD, "files: item and bytes");
    if (!hex_digest(f, "sha256") || !hex_digest(f, "sha3_256")) return FAIL(err, BAD_FIELD, "files: sha256 and sha3_256, 64 hex digits each");
    if (!json_flag(f, "encrypted") && (!view_trim(why).bytes || why.bytes > REASON_BYTES_MAX))
        return FAIL(err, BAD_FIELD, "files: why_plain: a certificate was given, so say why it was not used");
    return DONE;
}

const char *delivery_means(const json_t *files) {
    size_t i;
    const json_t *f;
    int64_t all = 0;
    json_array_foreach((json_t *)files, i, f) all += json_int(f, "bytes");
    return all > DELIVERY_SYSTEM_BYTES_MAX ? "fetched" : "system";
}

static RESULT open_for(const json_t *m, struct delivery_window w, struct error *err) {
    struct instant from, until;
    if (!instant_read(json_view(m, "available_from"), &from) || !instant_read(json_view(m, "available_until"), &until))
        return FAIL(err, BAD_FIELD, "available_from, available_until: instants");
    int64_t ms = until.ms - from.ms;
    if (ms < w.least_ms || ms > w.most_ms)
        return FAIL(err, BAD_FIELD, "available_until: %lld to %lld days after it begins", (long long)(w.least_ms / DAY_MS), (long long)(w.most_ms / DAY_MS));
    return DONE;
}

RESULT delivery_check(const json_t *m, struct delivery_window w, struct error *err) {
    static const char *const words[] = {"sender", "recipient", "order", "sent_at", "means"};
    const json_t *files = json_object_get(m, "files"), *f;
    size_t i;
    if (!view_is(json_view(m, "malines"), "delivery/1")) return FAIL(err, BAD_FIELD, "no manifest of a delivery");
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (!json_view(m, words[i]).bytes) return FAIL(err, BAD_FIELD, "%s: missing", words[i]);
    if (!json_is_array(files) || !json_array_size(files) || json_array_size(files) > DELIVERY_FILES_MAX)
        return FAIL(err, BAD_FIELD, "files: 1 to %d", DELIVERY_FILES_MAX);
    json_array_foreach((json_t *)files, i, f) TRY(file_check(f, err));
    if (!view_is(json_view(m, "means"), delivery_means(files))) return FAIL(err, BAD_FIELD, "means: must be %s", delivery_means(files));
    return open_for(m, w, err);
}

const json_t *delivery_file(const json_t *m, struct view item) {
    size_t i;
    const json_t *f;
    json_array_foreach(json_object_get(m, "files"), i, f)
        if (view_same(json_view(f, "item"), item)) return f;
    return NULL;
}

RESULT delivery_open_at(const json_t *m, struct instant when, struct error *err) {
    struct instant from, until;
    if (!instant_read(json_view(m, "available_from"), &from) || !instant_read(json_view(m, "available_until"), &until))
        return FAIL(err, BAD_FIELD, "available_from, available_until");
    if (instant_before(when, from) || !instant_before(when, until))
        return FAIL(err, EXPIRED, "the window of the delivery is not open; the provider may extend it");
    return DONE;
}
