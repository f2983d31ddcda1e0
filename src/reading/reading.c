// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reading.c — which reader, over the file itself or over what lies in its archive.
//
// A ZIP is met by evidence/zip.h: strict, bounded, nothing unpacked to a disk. An archive in an archive stays closed, it is an
// attachment like others, and is counted (inside.c).
#include "reading/reading_room.h"

#include <stdlib.h>

static const struct {
    const char *name;
    delivery_reader *read;
    const char *entries;  // what its file is called in an archive: an ending; NULL: not read from archives
} readers[] = {
    [DELIVERY_telegram] = {"telegram", telegram_read, "result.json"}, [DELIVERY_whatsapp] = {"whatsapp", whatsapp_read, ".txt"},
    [DELIVERY_signal] = {"signal", signal_read, "data.json"},         [DELIVERY_mbox] = {"mbox", mbox_read, ".mbox"},
    [DELIVERY_eml] = {"eml", eml_read, ".eml"},                       [DELIVERY_cellebrite] = {"cellebrite", cellebrite_read, "report.xml"},
    [DELIVERY_csv] = {"csv", rows_read, ".csv"},
};

bool delivery_format_read(struct view name, enum delivery_format *out) {
    for (size_t i = 0; i < DELIVERY_FORMAT_COUNT; i++)
        if (view_is(name, readers[i].name)) return *out = (enum delivery_format)i, true;
    return false;
}

enum { ENTRY_BYTES_MAX = 512 * 1024 * 1024, ARCHIVE_ROOM = 64 * 1024 * 1024 };

static bool ends_so(struct view name, const char *with) {
    size_t n = strlen(with);
    if (name.bytes < n) return false;
    for (size_t i = 0; i < n; i++)
        if ((name.at[name.bytes - n + i] | 0x20) != (with[i] | 0x20)) return false;
    return true;
}

// ---- Pages of Telegram: an archive without result.json, its messages in parts that follow each other ----

struct page {
    struct view folder;
    unsigned number;
    size_t entry;
};
static int in_order(const void *a, const void *b) {
    const struct page *x = a, *y = b;
    int folder = view_compare(x->folder, y->folder);
    return folder ? folder : x->number < y->number ? -1 : x->number > y->number;
}

static struct view folder_of(struct view name) {
    for (size_t i = name.bytes; i > 0; i--)
        if (name.at[i - 1] == '/') return (struct view){name.at, i};
    return (struct view){"", 0};
}

static RESULT page_read(struct reading *r, const struct page *p, bool first, struct error *err) {
    const struct zip_entry *e = &r->zip->entries[p->entry];
    AUTO_TEXT content = text_with_ceiling(ENTRY_BYTES_MAX);
    if (first) text_clear(&r->last_from);
    TRY(zip_text(e, &content, err));
    r->entry = e->name;
    return telegram_page_read(r, text_seen(&content), err);
}

static RESULT pages_read(struct reading *r, bool *some, struct error *err) {
    size_t count = 0;
    struct page *pages = calloc(r->zip->count + 1, sizeof *pages);
    struct result done = DONE;
    ENSURE(pages);
    for (size_t i = 0; i < r->zip->count; i++) {
        struct view name = r->zip->entries[i].name;
        unsigned number = telegram_page_number(name);
        if (number) pages[count++] = (struct page){folder_of(name), number, i};
    }
    qsort(pages, count, sizeof *pages, in_order);
    for (size_t i = 0; i < count && !FAILED(done); i++) done = page_read(r, &pages[i], i == 0 || !view_same(pages[i].folder, pages[i - 1].folder), err);
    free(pages);
    *some = count > 0;
    return done;
}

static RESULT entries_read(struct reading *r, struct error *err) {
    bool some = false;
    const char *with = readers[r->order->format].entries;
    for (size_t i = 0; i < r->zip->count; i++) {
        const struct zip_entry *e = &r->zip->entries[i];
        AUTO_TEXT content = text_with_ceiling(ENTRY_BYTES_MAX);
        if (!ends_so(e->name, with)) continue;
        TRY(zip_text(e, &content, err));
        r->entry = e->name;
        struct result read = readers[r->order->format].read(r, text_seen(&content), err);
        // An attachment of a chat may end in .txt as well.
        if (read.code == CODE_BAD_FORMAT && r->order->format == DELIVERY_whatsapp) continue;
        TRY(read);
        some = true;
    }
    if (!some && r->order->format == DELIVERY_telegram) TRY(pages_read(r, &some, err));
    return some ? DONE : FAIL(err, BAD_FORMAT, "the archive holds no file whose name ends in %s and that can be read", with);
}

static RESULT archive_read(struct reading *r, struct view file, struct error *err) {
    static const uint64_t unpacked_max = (uint64_t)1 << 36;
    AUTO_ARENA a = arena_with_ceiling(ARCHIVE_ROOM);
    struct zip zip;
    TRY(zip_open(file, unpacked_max, &a, &zip, err));
    r->zip = &zip;
    closed_counted(r);
    struct result done = entries_read(r, err);
    r->zip = NULL;
    return done;
}

static json_t *report_of(struct reading *r) {
    return json_pack("{s:s,s:I,s:I,s:I,s:I,s:O,s:I,s:O}", "format", readers[r->order->format].name, "events", (json_int_t)r->events, "selectors",
                     (json_int_t)selectors_count(r->selectors), "selectors_left_out", (json_int_t)selectors_left_out(r->selectors), "unread_count",
                     (json_int_t)r->unread_count, "unread", r->unread, "closed_count", (json_int_t)r->closed_count, "closed", r->closed);
}

RESULT read_delivery(const struct delivery_order *order, struct view file, delivery_sink *sink, void *ctx, json_t **report, struct error *err) {
    struct reading *r = calloc(1, sizeof *r);
    ENSURE(r);
    *r = (struct reading){.order = order, .sink = sink, .ctx = ctx, .entry = {"", 0}, .line = text_with_ceiling(1024 * 1024),
                          .last_from = text_with_ceiling(16 * 1024), .unread = json_array(), .closed = json_array()};
    r->selectors = selectors_new(order->country);
    bool packed = file.bytes >= 4 && memcmp(file.at, "PK\3\4", 4) == 0;
    struct result done = packed ? archive_read(r, file, err) : readers[order->format].read(r, file, err);
    if (!FAILED(done)) done = selectors_said(r->selectors, sink, ctx, err);
    if (!FAILED(done)) *report = report_of(r);
    selectors_free(r->selectors);
    json_decref(r->unread), json_decref(r->closed);
    text_free(&r->line), text_free(&r->last_from);
    free(r);
    return done;
}
