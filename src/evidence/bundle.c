// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/bundle.h"

enum { NAME_BYTES = 80 };

void text_bundle_name(struct text *t, size_t number, struct view name) {
    size_t written = 0;
    text_format(t, "items/%04zu-", number);
    for (size_t i = 0; i < name.bytes && written < NAME_BYTES; i++, written++) {
        char c = name.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c == '.' && i > 0);
        text_char(t, plain ? c : '_');
    }
}

// ---- The page ----

static void text_html(struct text *t, struct view v) {
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        if (c == '&') text_put(t, "&amp;");
        else if (c == '<') text_put(t, "&lt;");
        else if (c == '>') text_put(t, "&gt;");
        else if (c == '"') text_put(t, "&quot;");
        else text_char(t, c);
    }
}

static void row(struct text *t, const char *title, const json_t *of, const char *key) {
    struct view v = json_view(of, key);
    if (!v.bytes) return;
    text_format(t, "<tr><th>%s</th><td>", title);
    text_html(t, v);
    text_put(t, "</td></tr>\n");
}

static void cell(struct text *t, struct view v) {
    text_put(t, "<td>");
    text_html(t, v);
    text_put(t, "</td>");
}

static void event_row(struct text *t, const json_t *line) {
    static const char *const more[] = {"happened_at", "seal", "device", "tool", "write_blocker", "from", "to", "note", "case"};
    const json_t *e = json_object_get(line, "event");
    text_format(t, "<tr><td>%lld</td>", (long long)json_int(e, "number"));
    cell(t, json_view(e, "at"));
    cell(t, json_view(e, "act"));
    cell(t, json_view(e, "who"));
    cell(t, json_view(e, "where"));
    cell(t, json_view(e, "why"));
    cell(t, json_view(e, "basis"));
    text_put(t, "<td>");
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        struct view v = json_view(e, more[i]);
        if (!v.bytes) continue;
        text_format(t, "%s: ", more[i]);
        text_html(t, v);
        text_put(t, "<br>");
    }
    text_format(t, "</td><td>%lld</td>", (long long)json_int(line, "log_index"));
    cell(t, json_view(line, "stamped_at"));
    text_put(t, "</tr>\n");
}

static void item_section(struct text *t, const json_t *item, const json_t *line) {
    size_t i;
    const json_t *e;
    text_put(t, "<h2>");
    text_html(t, json_view(item, "name"));
    text_put(t, "</h2>\n<table class=facts>\n");
    row(t, "file", item, "file");
    row(t, "item", item, "item");
    row(t, "media type", item, "type");
    row(t, "SHA-256", item, "sha256");
    row(t, "SHA3-256", item, "sha3_256");
    text_format(t, "<tr><th>bytes</th><td>%lld</td></tr>\n</table>\n", (long long)json_int(item, "bytes"));
    text_put(t, "<table>\n<tr><th>no.</th><th>entered</th><th>act</th><th>who</th><th>where</th><th>why</th><th>legal basis</th><th>details</th>"
                "<th>log entry</th><th>time-stamp</th></tr>\n");
    json_array_foreach(line, i, e) event_row(t, e);
    text_put(t, "</table>\n");
}

void text_bundle_page(struct text *t, const json_t *index, const json_t *lines) {
    const json_t *items = json_object_get(index, "items"), *item;
    size_t i;
    text_put(t, "<!DOCTYPE html>\n<html lang=en><meta charset=utf-8><title>Evidence bundle</title>\n"
                "<style>body{font:11pt/1.4 serif;margin:2em}table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #888;padding:2px 6px;"
                "text-align:left;vertical-align:top;overflow-wrap:anywhere}</style>\n<h1>Evidence bundle</h1>\n<table class=facts>\n");
    row(t, "authority", index, "authority");
    row(t, "made at", index, "made_at");
    row(t, "made by", index, "who");
    row(t, "why", index, "why");
    row(t, "legal basis", index, "basis");
    text_put(t, "</table>\n<p>Whether this bundle is whole is proven by <code>malines-verify bundle FILE</code>, not by this page.</p>\n");
    json_array_foreach(items, i, item) item_section(t, item, json_array_get(lines, i));
    text_put(t, "</html>\n");
}
