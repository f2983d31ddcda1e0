// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// signal.c — Signal has no export of its own whose form is published; two open tools have, in JSON lines:
// signal-export (carderne/signal-export, data.json: {"date","sender","body","attachments":[{"name","path"}],…}) and signal-cli
// (man signal-cli-jsonrpc: {"envelope":{"source","sourceNumber","sourceName","timestamp","dataMessage":{"message",…}},"account"}).
// Backup files of the telephone are encrypted and not read here.
#include "reading/reading_room.h"

#include <time.h>

static void of_milliseconds(struct event *e, int64_t ms, struct text *at) {
    struct tm tm;
    time_t seconds = (time_t)(ms / 1000);
    if (ms <= 0 || seconds >= (INT64_C(1) << 40) || !gmtime_r(&seconds, &tm) || tm.tm_year >= 8000) return;
    text_moment(at, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    e->at = text_seen(at), e->precision = "second", e->zone = VIEW("Z");
}

// "2030-05-01 10:00:00", also with a T, a fraction, an offset.
static void of_words(struct event *e, struct view v, struct text *at) {
    struct instant ignored;
    AUTO_TEXT z = text_with_ceiling(60);
    e->given = v;
    if (v.bytes < 19) return;
    text_add(&z, v.at, 10), text_char(&z, 'T'), text_add(&z, v.at + 11, 8), text_char(&z, 'Z');
    if (!instant_read(text_seen(&z), &ignored)) return;
    text_add(at, z.at, 19);
    e->at = text_seen(at), e->precision = "second";
    if (v.at[v.bytes - 1] == 'Z') e->zone = VIEW("Z");
    else if (v.bytes > 24 && strchr("+-", v.at[v.bytes - 6])) e->zone = (struct view){v.at + v.bytes - 6, 6};
}

static RESULT attachments(struct reading *r, const json_t *list, struct error *err) {
    size_t i;
    const json_t *a;
    json_array_foreach(list, i, a) {
        struct view path = json_view(a, "path"), name = json_view(a, "filename");
        if (!path.bytes) path = name.bytes ? name : json_view(a, "name");
        if (!path.bytes) path = json_view(a, "id");
        TRY(event_attached(r, path, err));
    }
    return DONE;
}

static RESULT exported(struct reading *r, size_t byte, const json_t *j, struct error *err) {
    AUTO_TEXT at = text_with_ceiling(60);
    struct event *e = event_new(r, "message", byte);
    of_words(e, json_view(j, "date"), &at);
    e->from.name = json_view(j, "sender"), e->text = json_view(j, "body");
    TRY(attachments(r, json_object_get(j, "attachments"), err));
    return event_said(r, err);
}

static RESULT received(struct reading *r, size_t byte, const json_t *j, struct error *err) {
    AUTO_TEXT at = text_with_ceiling(60);
    const json_t *v = json_object_get(j, "envelope"), *data = json_object_get(v, "dataMessage");
    const json_t *sent = json_object_get(json_object_get(v, "syncMessage"), "sentMessage");
    const json_t *m = data ? data : sent;
    struct event *e = event_new(r, m ? "message" : "service", byte);
    struct view number = json_view(v, "sourceNumber");
    e->from = (struct party){number.bytes ? number : json_view(v, "source"), json_view(v, "sourceName")};
    if (data) event_to(e, json_view(j, "account"), VIEW(""));
    if (sent) event_to(e, json_view(sent, "destinationNumber").bytes ? json_view(sent, "destinationNumber") : json_view(sent, "destination"), VIEW(""));
    e->text = json_view(m, "message");
    e->chat = json_view(json_object_get(m, "groupInfo"), "groupId");
    of_milliseconds(e, json_int(v, "timestamp"), &at);
    TRY(attachments(r, json_object_get(m, "attachments"), err));
    return event_said(r, err);
}

RESULT signal_read(struct reading *r, struct view file, struct error *err) {
    bool some = false;
    for (size_t at = 0; at < file.bytes;) {
        const char *lf = memchr(file.at + at, '\n', file.bytes - at);
        size_t byte = at, to = lf ? (size_t)(lf - file.at) : file.bytes;
        struct view line = view_trim((struct view){file.at + at, to - at});
        AUTO_JSON *j = NULL;
        at = lf ? to + 1 : to;
        if (!line.bytes) continue;
        struct result read = json_strict(line, &j, NULL);
        bool a = !FAILED(read) && json_is_object(json_object_get(j, "envelope")), b = !FAILED(read) && json_is_string(json_object_get(j, "body"));
        some |= a || b;
        if (!a && !b) event_unread(r, byte, FAILED(read) ? read.code : CODE_BAD_FORMAT);
        else TRY(a ? received(r, byte, j, err) : exported(r, byte, j, err));
    }
    return some ? DONE : FAIL(err, BAD_FORMAT, "no line is a message of signal-export or of signal-cli");
}
