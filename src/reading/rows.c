// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// rows.c — call-data and IP records, and reports that were saved as CSV: what a column is, a map says.
//
//   {"columns":{"A number":"from","B number":"to","Start":"at","Dur.":"seconds","IMEI":"selector/imei","Cell":"text"},
//    "delimiter":";","kind":"call","zone":"+02:00"}
//
// Roles of a column: at, from, to, text, chat, seconds, attachment, and selector/KIND (codec/identifier.h), which is noted and
// stands in the text. `at` is read as 2030-05-01T10:00:00 (also with a blank, without seconds, with AM or PM, with Z or an offset) or, with
// "date_order" in the order, 01/05/2030 10:00:00; else it is kept as `given` only.
#include "reading/reading_room.h"

// a byte that is no UTF-8 becomes three
enum { COLUMNS_MAX = 200, CELL_BYTES_MAX = 64 * 1024, ROW_BYTES_MAX = 1024 * 1024, ROW_TEXT_MAX = 4 * ROW_BYTES_MAX };

struct rows {
    struct reading *r;
    struct view roles[COLUMNS_MAX], titles[COLUMNS_MAX];
    struct text title_room, cells;
    size_t columns, ends[COLUMNS_MAX], count;  // of the row: where each cell ends in `cells`
    char delimiter;
    struct view kind, zone;
};

// ---- RFC 4180, with any delimiter. False at the end; *bad: a quote is never closed, too many columns, too long ----

static bool row_next(struct rows *w, struct view f, size_t *at, bool *bad) {
    bool quoted = false, row = *at < f.bytes;
    text_clear(&w->cells);
    w->count = 0;
    while (*at < f.bytes) {
        char c = f.at[(*at)++];
        if (quoted && c == '"' && *at < f.bytes && f.at[*at] == '"') text_char(&w->cells, '"'), ++*at;
        else if (c == '"' && (quoted || w->cells.bytes == (w->count ? w->ends[w->count - 1] : 0))) quoted = !quoted;
        else if (!quoted && (c == w->delimiter || c == '\n')) {
            if (w->count == COLUMNS_MAX) return *bad = true, false;
            if (c == '\n' && w->cells.bytes && w->cells.at[w->cells.bytes - 1] == '\r') text_cut(&w->cells, w->cells.bytes - 1);
            w->ends[w->count++] = w->cells.bytes;
            if (c == '\n') break;
        } else text_char(&w->cells, c);
        if (*at == f.bytes && !quoted && w->count < COLUMNS_MAX) w->ends[w->count++] = w->cells.bytes;
    }
    *bad = quoted || !text_ok(&w->cells);
    return row && !*bad;
}

static struct view cell(const struct rows *w, size_t i) {
    size_t from = i ? w->ends[i - 1] : 0;
    return i < w->count ? view_trim((struct view){text_string(&w->cells) + from, w->ends[i] - from}) : (struct view){"", 0};
}

// ---- The map ----

// A word that is none of these would be lost without anybody noticing.
static RESULT roles_known(const json_t *columns, struct error *err) {
    static const char *const known[] = {"at", "from", "to", "text", "chat", "seconds", "attachment"};
    const char *title;
    const json_t *role;
    json_object_foreach((json_t *)(uintptr_t)columns, title, role) {
        struct view v = view_of(json_string_value(role) ? json_string_value(role) : "");
        bool fits = view_starts(v, "selector/");
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) fits = fits || view_is(v, known[i]);
        if (!fits)
            return FAIL(err, BAD_ARGUMENT, "the map: a role \"%.*s\": at, from, to, text, chat, seconds, attachment or selector/KIND",
                        (int)(v.bytes > 100 ? 100 : v.bytes), v.at);
    }
    return DONE;
}

static RESULT titles_read(struct rows *w, const json_t *columns, struct error *err) {
    bool some = false;
    text_view(&w->title_room, text_seen(&w->cells));
    w->columns = w->count;
    for (size_t i = 0; i < w->count; i++) {
        size_t from = i ? w->ends[i - 1] : 0;
        AUTO_TEXT title = text_with_ceiling(CELL_BYTES_MAX);
        w->titles[i] = view_trim((struct view){text_string(&w->title_room) + from, w->ends[i] - from});
        text_view(&title, w->titles[i]);
        w->roles[i] = json_view(columns, text_string(&title));
        some |= w->roles[i].bytes > 0;
    }
    return some ? DONE : FAIL(err, BAD_ARGUMENT, "the map names no column of this file's heading");
}

// ---- A row ----

static bool two(struct view v, size_t at, int *out) {
    if (at + 2 > v.bytes || v.at[at] < '0' || v.at[at] > '9' || v.at[at + 1] < '0' || v.at[at + 1] > '9') return false;
    return *out = (v.at[at] - '0') * 10 + (v.at[at + 1] - '0'), true;
}

// What may stand behind a clock: parts of a second, which half of the day, the zone. With anything else the time is left open: a word
// that was passed over could move it by hours.
static bool tail_read(struct view v, int *hour, struct view *zone) {
    if (v.bytes > 1 && strchr(".,", v.at[0]) && v.at[1] >= '0' && v.at[1] <= '9')
        for (v.at++, v.bytes--; v.bytes && v.at[0] >= '0' && v.at[0] <= '9'; v.bytes--) v.at++;
    v = view_trim(v);
    int half = v.bytes >= 2 && (v.at[1] | 0x20) == 'm' ? v.at[0] | 0x20 : 0, ignored;
    if (half == 'a' || half == 'p') {
        if (*hour < 1 || *hour > 12) return false;
        *hour = *hour % 12 + (half == 'p' ? 12 : 0);
        v = view_trim((struct view){v.at + 2, v.bytes - 2});
    }
    if (!v.bytes) return true;
    if (!view_is(v, "Z") && !(v.bytes == 6 && (v.at[0] == '+' || v.at[0] == '-') && v.at[3] == ':' && two(v, 1, &ignored) && two(v, 4, &ignored)))
        return false;
    return *zone = v, true;
}

static void moment_said(const struct rows *w, struct event *e, struct view v, struct text *at) {
    int y1, y2, a, b, hour, minute, second;
    struct view order = w->r->order->date_order;
    e->given = v;
    bool iso = v.bytes >= 10 && v.at[4] == '-' && two(v, 0, &y1) && two(v, 2, &y2) && two(v, 5, &a) && two(v, 8, &b);
    bool other = !iso && v.bytes >= 10 && (view_is(order, "dmy") || view_is(order, "mdy")) && two(v, 0, &b) && two(v, 3, &a) &&
                 two(v, 6, &y1) && two(v, 8, &y2);
    if (other && view_is(order, "mdy")) hour = a, a = b, b = hour;
    if ((!iso && !other) || !date_exists(y1 * 100 + y2, a, b)) return;
    bool clock = v.bytes >= 16 && two(v, 11, &hour) && two(v, 14, &minute) && hour < 24 && minute < 60;
    bool seconds = clock && v.bytes >= 19 && v.at[16] == ':' && two(v, 17, &second) && second < 61;
    struct view zone = w->zone;
    size_t read = seconds ? 19 : 16;
    if (clock && !tail_read((struct view){v.at + read, v.bytes - read}, &hour, &zone)) return;
    text_moment(at, y1 * 100 + y2, a, b, clock ? hour : -1, clock ? minute : 0, seconds ? second : -1);
    e->at = text_seen(at), e->precision = seconds ? "second" : clock ? "minute" : "day", e->zone = zone;
}

static void labelled(struct text *t, struct view title, struct view v) {
    if (t->bytes) text_char(t, '\n');
    text_mended(t, title), text_put(t, ": "), text_mended(t, v);
}

static RESULT cell_said(struct rows *w, struct event *e, size_t i, struct text *text, struct text *at, struct error *err) {
    struct view v = cell(w, i), role = w->roles[i];
    uint64_t n;
    if (!v.bytes || !role.bytes) return DONE;
    if (view_is(role, "at")) moment_said(w, e, v, at);
    else if (view_is(role, "from")) e->from.id = v;
    else if (view_is(role, "to")) event_to(e, v, VIEW(""));
    else if (view_is(role, "chat")) e->chat = v;
    else if (view_is(role, "seconds") && view_to_u64(v, &n) && n < (UINT64_C(1) << 40)) e->seconds = (int64_t)n;
    else if (view_is(role, "attachment")) return event_attached(w->r, v, err);
    else labelled(text, w->titles[i], v);
    if (view_starts(role, "selector/")) selector_whole(w->r->selectors, (struct view){role.at + 9, role.bytes - 9}, v, ROLE_TEXT, w->r->events + 1);
    return DONE;
}

static RESULT row_said(struct rows *w, size_t byte, struct error *err) {
    AUTO_TEXT text = text_with_ceiling(ROW_TEXT_MAX);
    AUTO_TEXT at = text_with_ceiling(60);
    struct event *e = event_new(w->r, view_is(w->kind, "call") ? "call" : view_is(w->kind, "message") ? "message" : "record", byte);
    for (size_t i = 0; i < w->columns && i < w->count; i++) TRY(cell_said(w, e, i, &text, &at, err));
    e->text = text_seen(&text);
    return event_said(w->r, err);
}

static RESULT all_said(struct rows *w, struct view f, struct error *err) {
    size_t at = f.bytes >= 3 && memcmp(f.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, byte = at;
    bool bad = false;
    if (!row_next(w, f, &at, &bad)) return FAIL(err, BAD_CSV, "no heading");
    TRY(titles_read(w, json_object_get(w->r->order->map, "columns"), err));
    for (byte = at; row_next(w, f, &at, &bad); byte = at) {
        bool empty = w->count == 1 && !cell(w, 0).bytes;
        if (!empty && w->count != w->columns) event_unread(w->r, byte, CODE_BAD_CSV);
        else if (!empty) TRY(row_said(w, byte, err));
    }
    return bad ? FAIL(err, BAD_CSV, "byte %zu: a quote is never closed, or a row is too long", byte) : DONE;
}

RESULT rows_read(struct reading *r, struct view file, struct error *err) {
    const json_t *map = r->order->map;
    struct view delimiter = json_view(map, "delimiter");
    if (!json_is_object(json_object_get(map, "columns"))) return FAIL(err, BAD_ARGUMENT, "csv needs a map: {\"columns\":{TITLE:ROLE}}");
    TRY(roles_known(json_object_get(map, "columns"), err));
    struct rows w = {.r = r, .title_room = text_with_ceiling(CELL_BYTES_MAX), .cells = text_with_ceiling(ROW_BYTES_MAX),
                     .delimiter = delimiter.bytes == 1 ? delimiter.at[0] : ',', .kind = json_view(map, "kind"), .zone = json_view(map, "zone")};
    struct result done = all_said(&w, file, err);
    text_free(&w.title_room), text_free(&w.cells);
    return done;
}
