// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_fuzz.h — what the fuzz targets of the list readers share. The first byte chooses the format and how the bytes
// arrive. Whatever comes out must be a line that the rest of Malines reads, in canonical form; and how the bytes are cut
// into pieces changes nothing.
#ifndef MALINES_LIST_FUZZ_H
#define MALINES_LIST_FUZZ_H

#include "codec/pieces.h"
#include "codec/subject.h"

static RESULT check(void *state, struct view line, struct error *err) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT again = text_with_ceiling(16 << 20);
    AUTO_ARENA arena = arena_with_ceiling(16 << 20);
    struct subject s;
    ENSURE(!FAILED(json_strict(line, &j, err)));
    text_json(&again, j);
    ENSURE(view_same(text_seen(&again), line));
    if (json_object_get(j, "columns")) return DONE;
    ENSURE(!FAILED(subject_read(json_object_get(j, "subject"), &arena, &s, err)));
    ENSURE(s.name_count + s.paper_count + s.identifier_count > 0 && (s.name_count || !subject_goes_by_name(s.kind)) && json_view(j, "ref").bytes > 0);
    text_view(state, line);
    text_char(state, '\n');
    return DONE;
}

static enum code run(const struct list_order *order, struct view v, size_t step, struct text *lines) {
    struct pieces p = {v, step};
    struct list_source source = pieces_of(&p);
    struct error err;
    json_t *report = NULL;
    enum code code = list_parse(order, &source, 1, check, lines, &report, &err).code;
    json_decref(report);
    return code;
}

// `cut_matters`: this format's shape is told from what has arrived first, so only whole bytes can be compared with themselves.
static int parse_whole_and_in_pieces(struct list_order order, const uint8_t *data, size_t bytes, bool cut_matters) {
    struct view v = {(const char *)data + 1, bytes - 1};
    AUTO_TEXT whole = text_with_ceiling(64 << 20), pieces = text_with_ceiling(64 << 20);
    order.original_script_only = data[0] & 64;
    enum code a = run(&order, v, SIZE_MAX, &whole);
    enum code b = run(&order, v, 1 + data[0] % 13, &pieces);
    if (cut_matters) return 0;
    ENSURE((a == CODE_OK) == (b == CODE_OK));
    if (a == CODE_OK) ENSURE(view_same(text_seen(&whole), text_seen(&pieces)));
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

#endif
