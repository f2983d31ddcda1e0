// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: list_dep

// The first byte chooses the format and how the bytes arrive. Whatever comes out must be a line that the rest of
// Malines reads, in canonical form; and how the bytes are cut into pieces changes nothing.
#include "codec/list.h"
#include "codec/subject.h"

static const enum list_format formats[] = {LIST_FTM_JSONL, LIST_FR_GELS_JSON};

struct bytes {
    struct view left;
    size_t step;
};

static ssize_t give(void *state, char *into, size_t room) {
    struct bytes *b = state;
    size_t n = b->step < room ? b->step : room;
    if (n > b->left.bytes) n = b->left.bytes;
    memcpy(into, b->left.at, n);
    b->left = (struct view){b->left.at + n, b->left.bytes - n};
    return (ssize_t)n;
}

static RESULT check(void *state, struct view line, struct error *err) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT again = text_with_ceiling(16 << 20);
    AUTO_ARENA arena = arena_with_ceiling(16 << 20);
    struct subject s;
    ENSURE(!FAILED(json_strict(line, &j, err)));
    text_json(&again, j);
    ENSURE(view_same(text_seen(&again), line));
    ENSURE(!FAILED(subject_read(json_object_get(j, "subject"), &arena, &s, err)));
    ENSURE(s.name_count > 0 && json_view(j, "ref").bytes > 0);
    text_view(state, line);
    text_char(state, '\n');
    return DONE;
}

static enum code run(const struct list_order *order, struct view v, size_t step, struct text *lines) {
    struct bytes b = {v, step};
    struct list_source source = {give, &b};
    struct error err;
    json_t *report = NULL;
    enum code code = list_parse(order, &source, 1, check, lines, &report, &err).code;
    json_decref(report);
    return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    if (bytes < 1) return 0;
    struct list_order order = {.format = formats[data[0] % (sizeof formats / sizeof *formats)], .original_script_only = data[0] & 64};
    struct view v = {(const char *)data + 1, bytes - 1};
    AUTO_TEXT whole = text_with_ceiling(64 << 20), pieces = text_with_ceiling(64 << 20);
    enum code a = run(&order, v, SIZE_MAX, &whole);
    enum code b = run(&order, v, 1 + data[0] % 13, &pieces);
    ENSURE((a == CODE_OK) == (b == CODE_OK));
    if (a == CODE_OK) ENSURE(view_same(text_seen(&whole), text_seen(&pieces)));
    return 0;
}
