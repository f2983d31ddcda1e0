// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// evidence.c — the items of a court bundle and their custody lines, on paper. The digest on each page, and in its QR code, is the SHA-256 of
// what `sha256sum` says of the items in the bundle, in their order: whoever has them can compute it.
#include "paper.h"

#include "crypto/hash.h"

enum { VALUE_BYTES = 64 * 1024 };

static void say(struct text *t, const struct language *w, const char *family, struct view id) {
    AUTO_TEXT key = text_with_ceiling(200), plain = text_with_ceiling(200);
    text_view(&plain, id);
    text_format(&key, "%s%.*s", family, VIEW_ARGS(id));
    if (text_ok(&key) && text_ok(&plain)) text_say(t, w, text_string(&key), text_string(&plain), NULL, 0);
}
static json_t *said(const struct language *w, const char *family, const char *id) {
    AUTO_TEXT t = text_with_ceiling(4096);
    say(&t, w, family, view_of(id));
    return json_string(text_string(&t));
}

static void row(json_t *rows, json_t *label, struct view value) {
    if (value.bytes) {
        json_t *r = json_pack("{s:o}", "label", label);
        json_put_view(r, "value", value);
        json_array_append_new(rows, r);
    } else json_decref(label);
}

static void event_added(const struct language *w, const json_t *line, json_t *rows) {
    static const char *const words[] = {"where", "why", "basis", "case", "happened_at", "from", "to", "seal", "device", "tool", "write_blocker", "note"};
    const json_t *e = json_object_get(line, "event");
    AUTO_TEXT label = text_with_ceiling(1000), value = text_with_ceiling(VALUE_BYTES);
    text_format(&label, "%lld. ", (long long)json_int(e, "number"));
    say(&label, w, "act.", json_view(e, "act"));
    text_format(&value, "%.*s, %.*s", VIEW_ARGS(json_view(e, "at")), VIEW_ARGS(json_view(e, "who")));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct view v = json_view(e, words[i]);
        if (!v.bytes) continue;
        text_char(&value, '\n');
        say(&value, w, "custody.", view_of(words[i]));
        text_format(&value, ": %.*s", VIEW_ARGS(v));
    }
    text_char(&value, '\n');
    say(&value, w, "exhibit.", VIEW("logged"));
    text_format(&value, " #%lld", (long long)json_int(line, "log_index"));
    if (json_view(line, "stamped_at").bytes)
        text_put(&value, ", "), say(&value, w, "exhibit.", VIEW("stamped")), text_format(&value, " %.*s", VIEW_ARGS(json_view(line, "stamped_at")));
    row(rows, json_string(text_string(&label)), text_seen(&value));
}

static json_t *item_section(const struct language *w, const json_t *item, const json_t *line) {
    size_t i;
    const json_t *e;
    AUTO_TEXT bytes = text_with_ceiling(60);
    json_t *rows = json_array(), *section = json_pack("{s:o}", "rows", rows);
    json_put_view(section, "title", json_view(item, "name"));
    row(rows, said(w, "exhibit.", "file"), json_view(item, "file"));
    row(rows, json_string("SHA-256"), json_view(item, "sha256"));
    row(rows, json_string("SHA3-256"), json_view(item, "sha3_256"));
    text_format(&bytes, "%lld", (long long)json_int(item, "bytes"));
    row(rows, said(w, "exhibit.", "bytes"), text_seen(&bytes));
    json_array_append_new(rows, json_pack("{s:o}", "text", said(w, "exhibit.", "line")));
    json_array_foreach((json_t *)line, i, e) event_added(w, e, rows);
    return section;
}

static void digest_of(const json_t *items, struct text *out) {
    AUTO_TEXT list = text_with_ceiling(PAPER_DOCUMENT_BYTES);
    size_t i;
    const json_t *item;
    json_array_foreach((json_t *)items, i, item) text_format(&list, "%.*s  %.*s\n", VIEW_ARGS(json_view(item, "sha256")), VIEW_ARGS(json_view(item, "file")));
    struct digest d = sha256(text_seen(&list));
    text_digest(out, &d);
}

json_t *bundle_document(const struct language *w, const json_t *index, const json_t *lines) {
    static const char *const of_all[] = {"where", "why", "basis", "case"};
    const json_t *items = json_object_get(index, "items"), *item;
    AUTO_TEXT digest = text_with_ceiling(100);
    size_t i;
    digest_of(items, &digest);
    json_t *rows = json_array(), *sections = json_array();
    json_t *d = json_pack("{s:s,s:o,s:o,s:s,s:s,s:o}", "language", words_lang(w), "title", said(w, "exhibit.", "bundle"),
                          "statement", said(w, "", "exhibit.paper"), "digest", text_string(&digest),
                          "footer", "Malines", "sections", sections);
    ENSURE(d);
    json_put_view(d, "reference", json_view(index, "who"));
    json_put_view(d, "at", json_view(index, "at"));
    json_array_append_new(sections, json_pack("{s:o,s:o}", "title", said(w, "exhibit.", "title"), "rows", rows));
    for (size_t k = 0; k < sizeof of_all / sizeof *of_all; k++) row(rows, said(w, "custody.", of_all[k]), json_view(index, of_all[k]));
    json_array_foreach((json_t *)items, i, item) json_array_append_new(sections, item_section(w, item, json_array_get(lines, i)));
    return d;
}
