// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reading.h — what a provider or a laboratory delivered (chats, mail, call and IP records), read into one stream of events
// and the selectors in them: hostile bytes in, one line of canonical JSON out. For the sandboxed helper only.
//
//   {"event":{"at":"2030-05-01T10:00:00","attachments":[{"bytes":9,"name":"a.jpg","sha256":"…"}],"chat":"…","cut":true,
//             "from":{"id":"…","name":"…"},"given":"01/05/2030, 10:00:00","kind":"message","n":1,"place":"_chat.txt byte 0",
//             "precision":"second","seconds":61,"text":"…","to":[{"id":"…"}],"zone":"unknown"}}
//   {"selector":{"count":3,"events":[1,4,9],"kind":"phone","reason":"FORM_FITS","roles":["from","text"],"text":"+3247…",
//                "validity":"valid"}}
//
// All members but n, kind and place may be absent. `at` is the time as the file gives it, in its own zone: `zone` is "Z", an
// offset, or "unknown" where the file does not say (a telephone's local time). `precision` is second, minute or day. Where a
// date can be read in two ways (01/05 or 05/01) there is no `at`, `given` has the words. `place` leads back to the
// byte of the file, or of the archive's entry, at which the event begins. An attachment has a digest where its bytes were
// delivered. Selectors are codec/identifier.h's kinds and "url", each with the first SELECTOR_EVENTS_MAX events.
//
// An event that can't be read is counted and named in the report, the rest is kept. When the file as such is broken
// (not the format, over a ceiling) read_delivery() fails and the lines given so far must be dropped.
// The report: {"events":5000,"format":"telegram","selectors":31,"selectors_left_out":0,"unread":[{"code","where"}],"unread_count":0,
//              "closed":["inner.zip"],"closed_count":1}   closed: archives in the archive, which are not opened
#ifndef MALINES_READING_READING_H
#define MALINES_READING_READING_H

#include "codec/json.h"

#define DELIVERY_FORMATS(X)                                                                                            \
    X(telegram)   /* Telegram Desktop's result.json or messages.html, one chat or the whole account, alone or in a ZIP */ \
    X(whatsapp)   /* WhatsApp's "export chat": the text alone, or the ZIP with media */                               \
    X(signal)     /* JSON lines of signal-export (data.json) or of signal-cli */                                      \
    X(mbox)       /* mboxo, mboxrd */                                                                                 \
    X(eml)        /* one message, RFC 5322 */                                                                         \
    X(cellebrite) /* report.xml of the UFED kind */                                                                   \
    X(csv)        /* call-data, IP records and reports saved as CSV, by a map */
enum delivery_format {
#define X(name) DELIVERY_##name,
    DELIVERY_FORMATS(X)
#undef X
    DELIVERY_FORMAT_COUNT
};
bool delivery_format_read(struct view name, enum delivery_format *out);

enum {
    DELIVERY_EVENTS_MAX = 5000000,
    EVENT_TEXT_BYTES_MAX = 64 * 1024,      // of one message; longer ones are cut at a character and say so
    EVENT_PARTIES_MAX = 256, EVENT_ATTACHMENTS_MAX = 256,
    SELECTORS_MAX = 100000, SELECTOR_EVENTS_MAX = 50,
    DELIVERY_UNREAD_SHOWN = 100,
};

typedef struct result delivery_sink(void *ctx, struct view line, struct error *err);
struct delivery_order {
    enum delivery_format format;
    struct view country;       // where national telephone numbers were said: two letters, or empty
    struct view date_order;    // dmy, mdy or ymd: how the device writes dates; empty: found out, or left open
    const json_t *map;         // csv: {"columns":{TITLE:"at"|"from"|…},"delimiter":";","kind":"call","zone":"+02:00"}; borrowed
};
// *report is a new reference. BAD_FORMAT, BAD_JSON, BAD_XML, BAD_CSV, TOO_BIG, TOO_DEEP, BAD_ARGUMENT, what the sink gave.
RESULT read_delivery(const struct delivery_order *order, struct view file, delivery_sink *sink, void *ctx, json_t **report, struct error *err);

#endif
