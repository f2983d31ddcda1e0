// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// telegram_html.c — messages.html, messages2.html… of Telegram Desktop's "Export chat history" (HTML, the form it offers first).
//
// A page is <div class="history"> with one <div class="message default|service …" id="messageN"> after the other. Its parts are told by
// their classes: from_name, date (the whole time stands in its title), text, media with a title and a status, forwarded. One that is
// "joined" has the sender of the one before it, also across pages. What is written in a message is escaped by the exporter, so a tag is the
// exporter's; nothing is interpreted, no script is run, no link followed. Each byte is looked at a fixed number of times.
#include "reading/reading_room.h"

enum { WORDS_MOST = 512 * 1024, NAME_MOST = 4096 };

struct tag {                  // <name class="…" …>
    size_t from, after;       // where it begins, and the byte after it
    struct view whole;        // without < and >
    bool closes;
};
struct page {
    struct reading *r;
    struct view html;
    struct text chat;
};

// ---- Tags ----

static bool tag_next(struct view h, size_t at, struct tag *out) {
    const char *open = at < h.bytes ? memchr(h.at + at, '<', h.bytes - at) : NULL;
    if (!open) return false;
    size_t from = (size_t)(open - h.at);
    const char *end = memchr(open, '>', h.bytes - from);
    if (!end) return false;
    *out = (struct tag){from, (size_t)(end - h.at) + 1, {open + 1, (size_t)(end - open) - 1}, from + 1 < h.bytes && h.at[from + 1] == '/'};
    if (out->closes) out->whole.at++, out->whole.bytes--;
    return true;
}

static bool tag_named(const struct tag *t, const char *name) {
    size_t n = strlen(name);
    return t->whole.bytes >= n && memcmp(t->whole.at, name, n) == 0 && (t->whole.bytes == n || strchr(" \n\t/", t->whole.at[n]));
}

// The value of an attribute as it is written, references and all; empty: none.
static struct view attribute(const struct tag *t, const char *with_quote) {
    size_t n = strlen(with_quote);
    const char *at = memmem(t->whole.at, t->whole.bytes, with_quote, n);
    if (!at || at == t->whole.at || !strchr(" \n\t", at[-1])) return (struct view){"", 0};
    const char *end = memchr(at + n, '"', t->whole.bytes - (size_t)(at + n - t->whole.at));
    return end ? (struct view){at + n, (size_t)(end - at) - n} : (struct view){"", 0};
}

static bool has_class(struct view classes, const char *name) {
    while (classes.bytes) {
        struct view one = view_cut(classes, ' ', &classes);
        if (view_is(one, name)) return true;
    }
    return false;
}
static bool begins_class(struct view classes, const char *begin) {
    while (classes.bytes) {
        struct view one = view_cut(classes, ' ', &classes);
        if (view_starts(one, begin)) return true;
    }
    return false;
}

// Where the element ends whose content begins at `at`: at its closing tag, or at the end of `h`.
static size_t div_end(struct view h, size_t at) {
    struct tag t;
    for (size_t depth = 1; tag_next(h, at, &t); at = t.after) {
        if (!tag_named(&t, "div")) continue;
        if (t.closes && --depth == 0) return t.from;
        if (!t.closes) depth++;
    }
    return h.bytes;
}

static void words_put(struct text *out, struct view html) {
    AUTO_TEXT t = text_with_ceiling(2 * WORDS_MOST);
    text_of_html(&t, html.bytes > WORDS_MOST ? (struct view){html.at, WORDS_MOST} : html);
    struct view words = view_trim(text_seen(&t));
    if (out->bytes && words.bytes) text_char(out, '\n');
    text_view(out, words);
}

// ---- One message ----

struct message {
    struct text text, from, given, at, zone, files;
    bool forwarded, call, service;
    size_t forwarded_ends;
};

static int number_at(struct view v, size_t at, size_t digits) {
    int n = 0;
    if (at + digits > v.bytes) return -1;
    for (size_t i = at; i < at + digits; i++) {
        if (v.at[i] < '0' || v.at[i] > '9') return -1;
        n = n * 10 + (v.at[i] - '0');
    }
    return n;
}

// "01.05.2030 10:00:00 UTC+01:00"; older versions say no zone. The day stands first in every language.
static void time_read(struct message *m, struct view v) {
    int day = number_at(v, 0, 2), month = number_at(v, 3, 2), year = number_at(v, 6, 4), hour = number_at(v, 11, 2),
        minute = number_at(v, 14, 2), second = number_at(v, 17, 2);
    text_clear(&m->given), text_view(&m->given, v);
    if (v.bytes < 19 || v.at[2] != '.' || v.at[5] != '.' || v.at[10] != ' ' || v.at[13] != ':' || v.at[16] != ':') return;
    if (day < 0 || month < 0 || year < 1 || !date_exists(year, month, day) || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return;
    text_clear(&m->at), text_moment(&m->at, year, month, day, hour, minute, second);
    struct view rest = view_trim((struct view){v.at + 19, v.bytes - 19});
    if (view_is(rest, "UTC") || view_is(rest, "UTC+00:00")) text_put(&m->zone, "Z");
    else if (rest.bytes == 9 && view_starts(rest, "UTC") && (rest.at[3] == '+' || rest.at[3] == '-') && number_at(rest, 4, 2) >= 0 &&
             rest.at[6] == ':' && number_at(rest, 7, 2) >= 0)
        text_add(&m->zone, rest.at + 3, 6);
}

static size_t from_put(struct message *m, struct view h, size_t at) {
    const char *end = memchr(h.at + at, '<', h.bytes - at);
    struct view name = {h.at + at, end ? (size_t)(end - h.at) - at : h.bytes - at};
    if (name.bytes > NAME_MOST) name.bytes = NAME_MOST;
    if (m->forwarded) {
        AUTO_TEXT t = text_with_ceiling(2 * NAME_MOST);
        text_of_html(&t, name);
        text_put(&m->text, m->text.bytes ? "\n[forwarded: " : "[forwarded: "), text_view(&m->text, view_trim(text_seen(&t))), text_char(&m->text, ']');
    } else {
        text_clear(&m->from);
        words_put(&m->from, name);
    }
    return div_end(h, at);
}

// A file lies beside the page under a name of its own; anything else a medium links to is words.
static void linked(struct message *m, const struct tag *t, struct view classes) {
    struct view href = attribute(t, "href=\"");
    bool medium = begins_class(classes, "media_") || begins_class(classes, "photo_wrap") || begins_class(classes, "video_file_wrap") ||
                  begins_class(classes, "animated_wrap") || begins_class(classes, "sticker_wrap");
    if (!medium || !href.bytes || href.bytes > NAME_MOST || href.at[0] == '#') return;
    bool away = memmem(href.at, href.bytes, ":", 1) && (view_starts(href, "http") || view_starts(href, "tg:"));
    if (away) text_put(&m->text, m->text.bytes ? "\n" : ""), words_put(&m->text, href);
    else {
        AUTO_TEXT name = text_with_ceiling(2 * NAME_MOST);
        text_of_html(&name, href);
        text_view(&m->files, text_seen(&name)), text_char(&m->files, '\n');
    }
}

// What a tag begins; gives where to go on.
static size_t part_read(struct message *m, struct view h, const struct tag *t) {
    struct view c = attribute(t, "class=\"");
    if (m->forwarded && t->from >= m->forwarded_ends) m->forwarded = false;
    if (t->closes || !c.bytes) return t->after;
    if (tag_named(t, "a")) return linked(m, t, c), t->after;
    if (!tag_named(t, "div")) return t->after;
    if (has_class(c, "media_call")) m->call = true;
    if (has_class(c, "forwarded") && has_class(c, "body") && !m->forwarded) return m->forwarded = true, m->forwarded_ends = div_end(h, t->after), t->after;
    if (has_class(c, "from_name")) return from_put(m, h, t->after);
    if (has_class(c, "date") && attribute(t, "title=\"").bytes) return time_read(m, attribute(t, "title=\"")), div_end(h, t->after);
    bool words = has_class(c, "text") || has_class(c, "title") || has_class(c, "status") || has_class(c, "description") ||
                 has_class(c, "question") || has_class(c, "answer") || (m->service && has_class(c, "body"));
    bool passed = has_class(c, "reply_to") || has_class(c, "userpic") || has_class(c, "initials");
    if (!words && !passed) return t->after;
    size_t end = div_end(h, t->after);
    if (words) words_put(&m->text, (struct view){h.at + t->after, end - t->after});
    return end;
}

static RESULT files_put(struct reading *r, struct view names, struct error *err) {
    while (names.bytes) TRY(event_attached(r, view_cut(names, '\n', &names), err));
    return DONE;
}

static RESULT message_said(struct page *p, struct message *m, bool joined, size_t byte, struct error *err) {
    struct reading *r = p->r;
    struct event *e = event_new(r, m->call ? "call" : m->service ? "service" : "message", byte);
    if (joined && !m->from.bytes) text_view(&m->from, text_seen(&r->last_from));
    if (!m->service) text_clear(&r->last_from), text_view(&r->last_from, text_seen(&m->from));
    e->chat = text_seen(&p->chat);
    e->from.name = text_seen(&m->from);
    e->text = text_seen(&m->text);
    e->given = text_seen(&m->given);
    if (m->at.bytes) e->at = text_seen(&m->at), e->precision = "second", e->zone = text_seen(&m->zone);
    TRY(files_put(r, text_seen(&m->files), err));
    return event_said(r, err);
}

static RESULT message_read(struct page *p, const struct tag *head, size_t end, struct error *err) {
    struct view classes = attribute(head, "class=\""), id = attribute(head, "id=\""), h = {p->html.at, end};
    struct message m = {.text = text_with_ceiling(1024 * 1024), .from = text_with_ceiling(2 * NAME_MOST),
                        .given = text_with_ceiling(NAME_MOST), .at = text_with_ceiling(60),
                        .zone = text_with_ceiling(20), .files = text_with_ceiling(1024 * 1024), .service = has_class(classes, "service")};
    struct tag t;
    struct result done = DONE;
    bool day = m.service && view_starts(id, "message-");  // a line that says which day it is
    for (size_t at = head->after; !day && tag_next(h, at, &t);) at = part_read(&m, h, &t);
    if (!day) done = message_said(p, &m, has_class(classes, "joined"), head->from, err);
    text_free(&m.text), text_free(&m.from), text_free(&m.given), text_free(&m.at), text_free(&m.zone), text_free(&m.files);
    return done;
}

// ---- The page ----

static bool is_message(const struct tag *t) {
    return !t->closes && tag_named(t, "div") && has_class(attribute(t, "class=\""), "message") && attribute(t, "id=\"").bytes;
}

static RESULT messages_read(struct page *p, struct error *err) {
    struct tag t, next;
    size_t at = 0;
    bool there = false, titled = false;
    while ((there = tag_next(p->html, at, &t)) && !is_message(&t)) {
        struct view c = attribute(&t, "class=\"");
        if (has_class(c, "text") && has_class(c, "bold") && !titled) {
            titled = true;
            words_put(&p->chat, (struct view){p->html.at + t.after, div_end(p->html, t.after) - t.after});
        }
        at = t.after;
    }
    while (there) {
        bool more = false;
        for (at = t.after; (more = tag_next(p->html, at, &next)) && !is_message(&next);) at = next.after;
        TRY(message_read(p, &t, more ? next.from : p->html.bytes, err));
        t = next;
        there = more;
    }
    return DONE;
}

RESULT telegram_page_read(struct reading *r, struct view file, struct error *err) {
    struct page p = {r, file, text_with_ceiling(WORDS_MOST)};
    if (!memmem(file.at, file.bytes, "class=\"history\"", 15)) return FAIL(err, BAD_FORMAT, "no page of Telegram Desktop's export: it has no history");
    struct result done = messages_read(&p, err);
    text_free(&p.chat);
    return done;
}

// messages.html is 1, messages2.html 2; 0: no such page.
unsigned telegram_page_number(struct view name) {
    static const char begin[] = "messages", end[] = ".html";
    struct view v = name;
    for (size_t i = 0; i < name.bytes; i++)
        if (name.at[i] == '/') v = (struct view){name.at + i + 1, name.bytes - i - 1};
    if (!view_starts(v, begin) || v.bytes < sizeof begin - 1 + sizeof end - 1 || memcmp(v.at + v.bytes - (sizeof end - 1), end, sizeof end - 1) != 0) return 0;
    struct view digits = {v.at + sizeof begin - 1, v.bytes - (sizeof begin - 1) - (sizeof end - 1)};
    uint64_t n = 1;
    if (digits.bytes && (digits.bytes > 7 || !view_to_u64(digits, &n))) return 0;
    return (unsigned)n;
}
