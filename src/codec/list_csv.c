// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_csv.c — rows of comma-separated values (RFC 4180; LF or CRLF; a 0x1A at the very end is DOS's end of file).
#include "codec/list_room.h"

struct csv csv_of(struct list_stream *s) {
    return (struct csv){.stream = s, .mark = ',', .text = text_with_ceiling(LIST_ENTRY_BYTES_MAX), .next_line = 1};
}

void csv_free(struct csv *c) { text_free(&c->text); }

static int next(struct csv *c) {
    int b = stream_next(c->stream);
    if (b == '\n') c->next_line++;
    return b;
}

// Between quotes; the closing one is taken. "" is a quote.
static RESULT quoted(struct csv *c, struct error *err) {
    for (;;) {
        int b = next(c);
        c->spans |= b == '\n';
        if (b < 0) {
            TRY(stream_result(c->stream, err));
            return FAIL(err, BAD_CSV, "line %llu: a quote is never closed", (unsigned long long)c->line);
        }
        if (b == '"' && stream_peek(c->stream) != '"') return DONE;
        if (b == '"') stream_next(c->stream);
        text_char(&c->text, (char)b);
    }
}

static bool ends_field(struct csv *c) {
    int b = stream_peek(c->stream);
    return b < 0 || b == c->mark || b == '\n' || b == '\r';
}

// Up to the mark or line end, which is not taken. A quote inside bare text is kept as it is.
static void bare(struct csv *c) {
    while (!ends_field(c)) text_char(&c->text, (char)stream_next(c->stream));
}

// Above the ceiling the text keeps nothing more; the row is still read to its end.
static RESULT field(struct csv *c, size_t *bytes, struct error *err) {
    size_t before = c->text.bytes;
    if (stream_peek(c->stream) == '"') {
        stream_next(c->stream);
        TRY(quoted(c, err));
        c->loose |= !ends_field(c);
    }
    bare(c);
    *bytes = c->text.bytes - before;
    return DONE;
}

void csv_mark_found(struct csv *c) {
    static const char marks[] = ",;\t";
    while (stream_peek(c->stream) == '\n' || stream_peek(c->stream) == '\r') next(c);
    struct view v = stream_ahead(c->stream), rest, first = view_cut(v, '\n', &rest);
    if (view_starts(first, "sep=") && first.bytes >= 5 && strchr(",;|\t", first.at[4])) {
        c->mark = first.at[4];
        stream_skip(c->stream, v.bytes - rest.bytes), c->next_line++;
        return;
    }
    size_t most = 0;
    for (const char *mark = marks; *mark; mark++) {
        bool between = true;
        size_t n = 0;
        for (size_t i = 0; i < v.bytes && !(between && v.at[i] == '\n'); i++) between ^= v.at[i] == '"', n += between && v.at[i] == *mark;
        if (n > most) most = n, c->mark = *mark;
    }
}

static RESULT fields(struct csv *c, struct error *err) {
    size_t lengths[CSV_FIELDS_MAX];
    for (c->count = 0;;) {
        size_t bytes;
        TRY(field(c, &bytes, err));
        if (c->count == CSV_FIELDS_MAX) c->fault = CSV_TOO_WIDE;
        else lengths[c->count++] = bytes;
        if (stream_peek(c->stream) != c->mark) break;
        stream_next(c->stream);
    }
    if (stream_peek(c->stream) == '\r') stream_next(c->stream);
    if (stream_peek(c->stream) == '\n') next(c);
    if (!text_ok(&c->text)) c->fault = CSV_TOO_BIG;
    if (c->fault != CSV_WHOLE) c->count = 0;
    size_t at = 0;
    for (size_t i = 0; i < c->count; at += lengths[i++])
        c->fields[i] = (struct view){text_string(&c->text) + at, lengths[i]};
    return DONE;
}

RESULT csv_row(struct csv *c, bool *end, struct error *err) {
    text_clear(&c->text);
    c->count = 0;
    c->fault = CSV_WHOLE;
    c->spans = c->loose = false;
    while (stream_peek(c->stream) == '\n' || stream_peek(c->stream) == '\r') next(c);
    c->line = c->next_line;
    *end = stream_peek(c->stream) < 0;
    if (!*end && stream_peek(c->stream) == 0x1A) {
        // Some mirrors pass the mark through a spreadsheet, which gives it empty columns.
        do stream_next(c->stream);
        while (stream_peek(c->stream) == c->mark || stream_peek(c->stream) == '\r' || stream_peek(c->stream) == '\n');
        *end = stream_peek(c->stream) < 0;
        if (!*end) return FAIL(err, BAD_CSV, "line %llu: 0x1A before the end", (unsigned long long)c->line);
    }
    if (*end) return stream_result(c->stream, err);
    TRY(fields(c, err));
    return stream_result(c->stream, err);
}

RESULT csv_whole(const struct csv *c, struct error *err) {
    if (c->fault == CSV_TOO_BIG) return FAIL(err, TOO_BIG, "line %llu: a row larger than 1 MiB", (unsigned long long)c->line);
    if (c->fault == CSV_TOO_WIDE) return FAIL(err, TOO_BIG, "line %llu: more than %d columns", (unsigned long long)c->line, CSV_FIELDS_MAX);
    if (c->spans && c->loose)
        return FAIL(err, BAD_CSV, "line %llu: the row goes over several lines and a quote in it may not be closed", (unsigned long long)c->line);
    return DONE;
}
