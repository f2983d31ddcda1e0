// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// telegram.c — result.json of Telegram Desktop's "Export chat history" and "Export Telegram data" (machine-readable JSON).
//
// One chat is {"name","type","id","messages":[…]}; an account has {"contacts":{"list":[…]},"chats":{"list":[chat…]},
// "left_chats":…}. Messages are cut out one by one; what else is in the file is passed over. `date` is the exporting
// computer's time without zone, `date_unixtime` (since 2022) is UTC and wins.
#include "reading/reading_room.h"

#include <time.h>

enum { NEST_MAX = 8 };

struct chat {
    struct view name;
    struct text room;
};

// ---- One message ----

// "text" is a string or a list of strings and {"type","text"}.
static void words_put(struct text *t, const json_t *text) {
    size_t i;
    const json_t *piece;
    if (json_is_string(text)) text_add(t, json_string_value(text), json_string_length(text));
    json_array_foreach(text, i, piece) {
        struct view v = json_is_object(piece) ? json_view(piece, "text") : (struct view){"", 0};
        if (json_is_string(piece)) v = (struct view){json_string_value(piece), json_string_length(piece)};
        text_view(t, v);
        struct view link = json_is_object(piece) ? json_view(piece, "href") : v;
        if (json_is_object(piece) && link.bytes && !view_same(link, v)) text_put(t, " <"), text_view(t, link), text_put(t, ">");
    }
}

static void number_put(struct text *t, const json_t *v) {
    if (json_is_string(v)) text_add(t, json_string_value(v), json_string_length(v));
    else if (json_is_integer(v)) text_format(t, "%lld", (long long)json_integer_value(v));
}

static void time_put(struct event *e, const json_t *m, struct text *at) {
    AUTO_TEXT unix_time = text_with_ceiling(40);
    uint64_t seconds;
    struct tm tm;
    number_put(&unix_time, json_object_get(m, "date_unixtime"));
    e->given = json_view(m, "date");
    if (view_to_u64(text_seen(&unix_time), &seconds) && seconds < (UINT64_C(1) << 40) && gmtime_r(&(time_t){(time_t)seconds}, &tm) && tm.tm_year < 8000) {
        text_moment(at, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
        e->at = text_seen(at), e->zone = VIEW("Z"), e->precision = "second";
        return;
    }
    struct instant ignored;
    AUTO_TEXT z = text_with_ceiling(60);
    text_view(&z, e->given), text_char(&z, 'Z');
    if (e->given.bytes == 19 && instant_read(text_seen(&z), &ignored)) e->at = e->given, e->precision = "second";
}

static RESULT files_put(struct reading *r, const json_t *m, struct error *err) {
    static const char *const members[] = {"file", "photo"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        struct view v = json_view(m, members[i]);
        if (v.bytes) TRY(event_attached(r, v, err));
    }
    return DONE;
}

// Shared contacts, places, polls, actions of a service message: words that may hold a selector.
static void more_put(struct text *t, const json_t *m) {
    const json_t *c = json_object_get(m, "contact_information");
    static const char *const words[] = {"first_name", "last_name", "phone_number"};
    for (size_t i = 0; json_is_object(c) && i < sizeof words / sizeof *words; i++)
        if (json_view(c, words[i]).bytes) text_put(t, t->bytes ? " " : ""), text_view(t, json_view(c, words[i]));
    struct view from = json_view(m, "forwarded_from"), action = json_view(m, "action");
    if (from.bytes) text_put(t, t->bytes ? " " : ""), text_put(t, "[forwarded: "), text_view(t, from), text_put(t, "]");
    if (action.bytes) text_put(t, t->bytes ? " " : ""), text_put(t, "["), text_view(t, action), text_put(t, "]");
}

static RESULT message(struct reading *r, const struct chat *chat, size_t byte, const json_t *m, struct error *err) {
    AUTO_TEXT text = text_with_ceiling(1024 * 1024);
    AUTO_TEXT at = text_with_ceiling(60);
    bool service = view_is(json_view(m, "type"), "service"), call = service && view_is(json_view(m, "action"), "phone_call");
    struct event *e = event_new(r, call ? "call" : service ? "service" : "message", byte);
    e->chat = chat->name;
    e->from = (struct party){json_view(m, service ? "actor_id" : "from_id"), json_view(m, service ? "actor" : "from")};
    if (call) e->seconds = json_int(m, "duration_seconds");
    words_put(&text, json_object_get(m, "text"));
    more_put(&text, m);
    e->text = text_seen(&text);
    time_put(e, m, &at);
    TRY(files_put(r, m, err));
    return event_said(r, err);
}

// A contact of the address book: who, under which number.
static RESULT contact(struct reading *r, size_t byte, const json_t *c, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(64 * 1024);
    struct event *e = event_new(r, "contact", byte);
    text_view(&name, json_view(c, "first_name")), text_char(&name, ' '), text_view(&name, json_view(c, "last_name"));
    e->from = (struct party){json_view(c, "phone_number"), view_trim(text_seen(&name))};
    return event_said(r, err);
}

// ---- The file ----

static RESULT listed(struct reading *r, struct walk *w, const struct chat *chat, bool contacts, struct error *err) {
    if (!walk_take(w, '[')) return FAIL(err, BAD_FORMAT, "byte %zu: a list is expected", w->at);
    while (walk_more(w, ']')) {
        AUTO_JSON *j = NULL;
        (void)walk_next(w);
        size_t byte = w->at;
        struct view v = walk_value(w);
        if (w->failed) break;
        struct result read = json_strict(v, &j, NULL);
        if (FAILED(read) || !json_is_object(j)) event_unread(r, byte, FAILED(read) ? read.code : CODE_BAD_FORMAT);
        else TRY(contacts ? contact(r, byte, j, err) : message(r, chat, byte, j, err));
        (void)walk_take(w, ',');
    }
    return DONE;
}

static RESULT described(struct walk *w, struct chat *chat) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT wrapped = text_with_ceiling(64 * 1024);
    text_char(&wrapped, '['), text_view(&wrapped, walk_value(w)), text_char(&wrapped, ']');
    if (FAILED(json_strict(text_seen(&wrapped), &j, NULL))) return DONE;
    text_clear(&chat->room);
    words_put(&chat->room, json_array_get(j, 0));
    chat->name = text_seen(&chat->room);
    return DONE;
}

static RESULT object(struct reading *r, struct walk *w, int depth, bool contacts, struct error *err) {
    struct chat chat = {.name = {"", 0}, .room = text_with_ceiling(4096)};
    struct result done = DONE;
    if (!walk_take(w, '{')) return FAIL(err, BAD_FORMAT, "byte %zu: an object is expected", w->at);
    while (!FAILED(done) && walk_more(w, '}')) {
        struct view key = walk_key(w);
        char c = walk_next(w);
        bool people = view_is(key, "contacts") || view_is(key, "frequent_contacts");
        if (view_is(key, "messages") && c == '[') done = listed(r, w, &chat, false, err);
        else if (view_is(key, "list") && c == '[' && contacts) done = listed(r, w, &chat, true, err);
        else if (view_is(key, "list") && c == '[' && depth < NEST_MAX) {
            w->at++;
            while (!FAILED(done) && !w->failed && walk_next(w) == '{') done = object(r, w, depth + 1, false, err), (void)walk_take(w, ',');
            if (!FAILED(done) && !walk_take(w, ']')) w->failed = true;
        } else if (c == '{' && depth < NEST_MAX && (people || view_is(key, "chats") || view_is(key, "left_chats")))
            done = object(r, w, depth + 1, people, err);
        else if (view_is(key, "name") && c == '"') done = described(w, &chat);
        else (void)walk_value(w);
        (void)walk_take(w, ',');
    }
    text_free(&chat.room);
    if (!FAILED(done) && w->failed) return FAIL(err, BAD_JSON, "broken or cut short at byte %zu", w->at < w->all.bytes ? w->at : w->all.bytes);
    return done;
}

RESULT telegram_read(struct reading *r, struct view file, struct error *err) {
    struct walk w = {.all = file};
    if (file.bytes >= 3 && memcmp(file.at, "\xEF\xBB\xBF", 3) == 0) w.at = 3;
    if (walk_next(&w) == '<') return telegram_page_read(r, file, err);
    TRY(object(r, &w, 0, false, err));
    return walk_next(&w) ? FAIL(err, BAD_JSON, "byte %zu: more than one value", w.at) : DONE;
}
