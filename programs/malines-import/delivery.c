// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "delivery.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>

static const uint64_t file_bytes_max = UINT64_C(16) << 30;

static bool one_of(const char *v, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(v, words[i]) == 0) return true;
    return false;
}

RESULT delivery_prepare(const struct delivery_wish *wish, int fd, struct delivery_work *out, struct error *err) {
    static const char *const orders[] = {"dmy", "mdy", "ymd"};
    struct stat st;
    *out = (struct delivery_work){.order = {.country = view_of(wish->country), .date_order = view_of(wish->date_order)}, .file = {"", 0}};
    if (!delivery_format_read(view_of(wish->format), &out->order.format)) return FAIL(err, BAD_ARGUMENT, "--delivery: not known");
    if (wish->country && strlen(wish->country) != 2) return FAIL(err, BAD_ARGUMENT, "--country: two letters");
    if (wish->date_order && !one_of(wish->date_order, orders, 3)) return FAIL(err, BAD_ARGUMENT, "--date-order: dmy, mdy or ymd");
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) return FAIL(err, BAD_ARGUMENT, "a file is expected, not a pipe");
    if ((uint64_t)st.st_size > file_bytes_max) return FAIL(err, TOO_BIG, "more than 16 GiB");
    if (!st.st_size) return DONE;
    void *at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) return FAIL(err, NO_SYSTEM, "the file can't be mapped: %s", strerror(errno));
    out->file = (struct view){at, (size_t)st.st_size};
    return DONE;
}

RESULT delivery_read(struct delivery_work *w, struct view map, delivery_sink *sink, void *ctx, json_t **report, struct error *err) {
    AUTO_JSON *j = NULL;
    if (map.bytes) TRY(json_strict(map, &j, err));
    w->order.map = j;
    return read_delivery(&w->order, w->file, sink, ctx, report, err);
}
