// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_json.c — cuts one JSON value out of a stream, so that a list of any length is read an entry at a time.
// It only finds where the value ends (quotes and brackets); whether it is good JSON is json_strict()'s to say.
#include "codec/list_room.h"

static bool json_white(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

int json_blank(struct list_stream *s) {
    while (json_white(stream_peek(s))) stream_next(s);
    return stream_peek(s);
}

struct cut {
    bool quoted, escaped;
    int depth;
};

// Does the value end with byte c (taken too)?
static bool ends_with(struct cut *k, char c) {
    if (k->quoted) {
        if (k->escaped) k->escaped = false;
        else if (c == '\\') k->escaped = true;
        else if (c == '"') k->quoted = false;
        return !k->quoted && k->depth == 0;
    }
    if (c == '"') k->quoted = true;
    else if (c == '{' || c == '[') k->depth++;
    else if (c == '}' || c == ']') return --k->depth == 0;
    return false;
}

static void keep(struct text *out, struct view v, bool *too_big) {
    if (*too_big) return;
    text_view(out, v);
    *too_big = !text_ok(out);
}

static RESULT cut_bracketed(struct list_stream *s, struct text *out, bool *too_big, struct error *err) {
    struct cut k = {0};
    for (;;) {
        struct view ahead = stream_ahead(s);
        if (ahead.bytes == 0) break;
        for (size_t i = 0; i < ahead.bytes; i++) {
            if (k.quoted && !k.escaped && ahead.at[i] != '"' && ahead.at[i] != '\\') continue;  // most bytes
            bool end = ends_with(&k, ahead.at[i]);
            if (k.depth > LIST_DEPTH_MAX) return FAIL(err, TOO_DEEP, "more than %d levels", LIST_DEPTH_MAX);
            if (!end) continue;
            keep(out, (struct view){ahead.at, i + 1}, too_big);
            stream_skip(s, i + 1);
            return DONE;
        }
        keep(out, ahead, too_big);
        stream_skip(s, ahead.bytes);
    }
    TRY(stream_result(s, err));
    return FAIL(err, BAD_JSON, "the file is cut short");
}

RESULT json_cut(struct list_stream *s, struct text *out, bool *too_big, struct error *err) {
    int c = json_blank(s);
    text_clear(out);
    *too_big = false;
    if (c == '{' || c == '[' || c == '"') return cut_bracketed(s, out, too_big, err);
    for (; c >= 0 && !json_white(c) && !strchr(",]}", c); c = stream_peek(s)) {
        char byte = (char)stream_next(s);
        keep(out, (struct view){&byte, 1}, too_big);
    }
    TRY(stream_result(s, err));
    if (out->bytes == 0) return FAIL(err, BAD_JSON, "a value is missing");
    return DONE;
}
