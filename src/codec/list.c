// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/list.h"

#include "codec/list_room.h"

#include <stdlib.h>

static const char *const format_names[] = {
#define X(name, text) text,
    LIST_FORMATS(X)
#undef X
};

static const char *list_format_name(enum list_format format) {
    return format < LIST_FORMAT_COUNT ? format_names[format] : "?";
}

bool list_format_read(struct view name, enum list_format *out) {
    for (size_t i = 0; i < LIST_FORMAT_COUNT; i++)
        if (view_is(name, format_names[i])) return *out = (enum list_format)i, true;
    return false;
}

bool list_encoding_read(struct view name, enum list_encoding *out) {
    static const char *const names[] = {
#define X(name, text) text,
        LIST_ENCODINGS(X)
#undef X
    };
    for (size_t i = LIST_UNSAID + 1; i < LIST_ENCODING_COUNT; i++)
        if (view_is_word(name, names[i])) return *out = (enum list_encoding)i, true;
    return false;
}

static RESULT parse_with(struct list_run *run, struct list_stream **s, size_t count) {
    switch (run->order->format) {
    case LIST_UN_XML: return list_un_xml(run, s[0]);
    case LIST_OFAC_CSV: return list_ofac_csv(run, s, count);
    case LIST_OFAC_XML: return list_ofac_xml(run, s[0]);
    case LIST_OFAC_ENHANCED_XML: return list_ofac_enhanced_xml(run, s[0]);
    case LIST_FR_GELS_JSON: return list_fr_gels_json(run, s[0]);
    case LIST_FTM_JSONL: return list_ftm_jsonl(run, s[0]);
    case LIST_CSV: return list_mapped_csv(run, s[0]);
    case LIST_FORMAT_COUNT: break;
    }
    return FAIL(run->err, BAD_ARGUMENT, "unknown format");
}

RESULT list_parse(const struct list_order *order, const struct list_source *sources, size_t source_count,
                  list_sink *sink, void *sink_state, json_t **report, struct error *err) {
    struct list_stream *streams[LIST_SOURCES_MAX];
    size_t most = order->format == LIST_OFAC_CSV ? LIST_SOURCES_MAX : 1;
    if (source_count == 0 || source_count > most)
        return FAIL(err, BAD_ARGUMENT, "this format takes %s", most == 1 ? "one file" : "one to eight files");
    struct list_run *run = malloc(sizeof *run);
    ENSURE(run);
    run_begin(run, order, sink, sink_state, err);
    for (size_t i = 0; i < source_count; i++) streams[i] = stream_new(sources[i]);
    struct result r = parse_with(run, streams, source_count);
    if (!FAILED(r)) r = run->sunk;  // of what was left out after the last entry
    if (!FAILED(r)) *report = run_report(run, list_format_name(order->format));
    for (size_t i = 0; i < source_count; i++) stream_free(streams[i]);
    run_free(run);
    free(run);
    return r;
}
