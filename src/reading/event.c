// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// event.c — an event becomes its line (keys ascending, so that equal events are equal bytes), its selectors are noted.
#include "reading/reading_room.h"

struct event *event_new(struct reading *r, const char *kind, size_t byte) {
    struct event *e = &r->event;
    e->kind = kind, e->byte = byte, e->seconds = -1;
    e->at = e->given = e->chat = e->text = e->zone = (struct view){"", 0};
    e->precision = NULL;
    e->from = (struct party){{"", 0}, {"", 0}};
    e->to_count = e->attachment_count = 0;
    return e;
}

void event_to(struct event *e, struct view id, struct view name) {
    if (e->to_count < EVENT_PARTIES_MAX && (id.bytes || name.bytes)) e->to[e->to_count++] = (struct party){id, name};
}

void event_unread(struct reading *r, size_t byte, enum code code) {
    if (r->unread_count++ >= DELIVERY_UNREAD_SHOWN) return;
    AUTO_TEXT where = text_with_ceiling(ZIP_NAME_BYTES_MAX + 40);
    text_format(&where, "%.*s%sbyte %zu", VIEW_ARGS(r->entry), r->entry.bytes ? " " : "", byte);
    json_array_append_new(r->unread, json_pack("{s:s,s:s}", "code", code_name(code), "where", text_string(&where)));
}

// ---- Attachments ----

static struct view last_part(struct view path) {
    for (size_t i = path.bytes; i > 0; i--)
        if (path.at[i - 1] == '/' || path.at[i - 1] == '\\') return (struct view){path.at + i, path.bytes - i};
    return path;
}

static struct result part_hashed(void *ctx, struct view part, struct error *err) {
    (void)err;
    hash_add(ctx, part);
    return DONE;
}

RESULT event_attached(struct reading *r, struct view name, struct error *err) {
    struct event *e = &r->event;
    if (e->attachment_count == EVENT_ATTACHMENTS_MAX) return FAIL(err, TOO_BIG, "more than %d attachments", EVENT_ATTACHMENTS_MAX);
    struct attachment *a = &e->attachments[e->attachment_count++];
    *a = (struct attachment){.name = name};
    for (size_t i = 0; r->zip && i < r->zip->count && !a->here; i++) {
        const struct zip_entry *z = &r->zip->entries[i];
        struct hash h;
        if (!view_same(last_part(z->name), last_part(name)) || !z->name.bytes) continue;
        hash_begin(&h);
        TRY(zip_content(z, part_hashed, &h, err));
        *a = (struct attachment){name, true, hash_end(&h), z->bytes};
    }
    return DONE;
}

// ---- The line ----

static void member(struct text *t, const char *key, struct view v) {
    if (!v.bytes) return;
    text_format(t, ",\"%s\":", key);
    if (utf8_valid(v) && !memchr(v.at, 0, v.bytes)) {  // JSON here holds no NUL
        text_json_text(t, v);
        return;
    }
    AUTO_TEXT mended = text_with_ceiling(4 * EVENT_TEXT_BYTES_MAX);
    text_mended(&mended, v);
    text_json_text(t, text_seen(&mended));
}

// Without the comma that stands before the first member.
static void party_put(struct text *t, const struct party *p) {
    AUTO_TEXT in = text_with_ceiling(16 * 1024);
    member(&in, "id", p->id);
    member(&in, "name", p->name);
    text_char(t, '{');
    if (in.bytes) text_add(t, in.at + 1, in.bytes - 1);
    text_char(t, '}');
}

static void attachments_put(struct text *t, const struct event *e) {
    if (!e->attachment_count) return;
    text_put(t, ",\"attachments\":[");
    for (size_t i = 0; i < e->attachment_count; i++) {
        const struct attachment *a = &e->attachments[i];
        AUTO_TEXT in = text_with_ceiling(16 * 1024);
        if (a->here) text_format(&in, ",\"bytes\":%llu", (unsigned long long)a->bytes);
        member(&in, "name", a->name.bytes ? a->name : VIEW("?"));
        if (a->here) text_put(&in, ",\"sha256\":\""), text_digest(&in, &a->sha256), text_char(&in, '"');
        text_put(t, i ? ",{" : "{");
        text_add(t, in.at + 1, in.bytes - 1);
        text_char(t, '}');
    }
    text_char(t, ']');
}

static void to_put(struct text *t, const struct event *e) {
    if (!e->to_count) return;
    text_put(t, ",\"to\":[");
    for (size_t i = 0; i < e->to_count; i++) {
        if (i) text_char(t, ',');
        party_put(t, &e->to[i]);
    }
    text_char(t, ']');
}

static void line_put(struct reading *r, const struct event *e, bool cut) {
    struct text *t = &r->line;
    text_clear(t);
    text_put(t, "{\"event\":{");
    size_t begin = t->bytes;
    if (e->precision) member(t, "at", e->at);
    attachments_put(t, e);
    member(t, "chat", e->chat);
    if (cut) text_put(t, ",\"cut\":true");
    if (e->from.id.bytes || e->from.name.bytes) text_put(t, ",\"from\":"), party_put(t, &e->from);
    member(t, "given", e->given);
    text_format(t, ",\"kind\":\"%s\",\"n\":%llu,\"place\":", e->kind, (unsigned long long)r->events);
    AUTO_TEXT place = text_with_ceiling(ZIP_NAME_BYTES_MAX + 40);
    text_format(&place, "%.*s%sbyte %zu", VIEW_ARGS(r->entry), r->entry.bytes ? " " : "", e->byte);
    text_json_text(t, text_seen(&place));
    if (e->precision) text_format(t, ",\"precision\":\"%s\"", e->precision);
    if (e->seconds >= 0) text_format(t, ",\"seconds\":%lld", (long long)e->seconds);
    member(t, "text", e->text);
    to_put(t, e);
    if (e->precision) member(t, "zone", e->zone.bytes ? e->zone : VIEW("unknown"));
    text_put(t, "}}");
    if (!text_ok(t)) return;
    memmove(t->at + begin, t->at + begin + 1, t->bytes - begin - 1);  // the first member has no comma before it
    text_cut(t, t->bytes - 1);
}

static struct view at_character(struct view v, size_t most) {
    if (v.bytes <= most) return v;
    while (most > 0 && ((unsigned char)v.at[most] & 0xC0) == 0x80) most--;
    return (struct view){v.at, most};
}

static void party_noted(struct reading *r, const struct party *p, enum selector_role role) {
    if (p->id.bytes) selector_whole(r->selectors, VIEW(""), p->id, role, r->events);
    if (p->name.bytes) selectors_in(r->selectors, p->name, role, r->events);
}

RESULT event_said(struct reading *r, struct error *err) {
    struct event *e = &r->event;
    bool cut = e->text.bytes > EVENT_TEXT_BYTES_MAX;
    if (r->events >= DELIVERY_EVENTS_MAX) return FAIL(err, TOO_BIG, "more than %d events", DELIVERY_EVENTS_MAX);
    r->events++;
    selectors_in(r->selectors, e->text, ROLE_TEXT, r->events);  // of the whole, also of what is cut off below
    party_noted(r, &e->from, ROLE_FROM);
    for (size_t i = 0; i < e->to_count; i++) party_noted(r, &e->to[i], ROLE_TO);
    e->text = at_character(e->text, EVENT_TEXT_BYTES_MAX);
    e->given = at_character(e->given, 200), e->chat = at_character(e->chat, 1000);
    line_put(r, e, cut);
    if (!text_ok(&r->line)) return FAIL(err, TOO_BIG, "an event larger than a megabyte");
    return r->sink(r->ctx, text_seen(&r->line), err);
}

void text_moment(struct text *t, int year, int month, int day, int hour, int minute, int second) {
    text_format(t, "%04d-%02d-%02d", year, month, day);
    if (hour >= 0) text_format(t, "T%02d:%02d", hour, minute);
    if (hour >= 0 && second >= 0) text_format(t, ":%02d", second);
}
