// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// reading_room.h — what the readers of this room share. Not a door.
#ifndef MALINES_READING_ROOM_H
#define MALINES_READING_ROOM_H

#include "codec/identifier.h"
#include "crypto/hash.h"
#include "evidence/zip.h"
#include "reading/reading.h"

// ---- One event, as a reader fills it; views live until event_said() ----
struct party {
    struct view id, name;
};
struct attachment {
    struct view name;
    bool here;              // its bytes were delivered
    struct digest sha256;
    uint64_t bytes;
};
struct event {
    const char *kind;       // message, call, service, contact, mail, record
    struct view at, given, chat, text, zone;
    const char *precision;  // NULL: no `at`
    struct party from, to[EVENT_PARTIES_MAX];
    size_t to_count, attachment_count;
    struct attachment attachments[EVENT_ATTACHMENTS_MAX];
    int64_t seconds;        // of a call; -1: not said
    size_t byte;            // where it begins
};

struct selectors;
struct reading {
    const struct delivery_order *order;
    delivery_sink *sink;
    void *ctx;
    const struct zip *zip;  // NULL: the file is no archive
    struct view entry;      // of the archive; empty: the file itself
    struct selectors *selectors;
    struct event event;     // the one being filled: event_new() empties it
    struct text line;
    struct text last_from;  // of the message before, where a page leaves the sender of the next one out (telegram_html.c)
    uint64_t events, unread_count, closed_count;
    json_t *unread, *closed;  // closed: names of archives in the archive
};
struct event *event_new(struct reading *r, const char *kind, size_t byte);
RESULT event_said(struct reading *r, struct error *err);      // TOO_BIG at DELIVERY_EVENTS_MAX
void event_unread(struct reading *r, size_t byte, enum code code);
void event_to(struct event *e, struct view id, struct view name);    // beyond the ceiling: dropped
// An attachment of that name, with its digest where the archive holds it (by the last part of its path).
RESULT event_attached(struct reading *r, struct view name, struct error *err);

void closed_counted(struct reading *r);                       // inside.c: of its archive

// ---- Selectors (selectors.c) ----
enum selector_role { ROLE_TEXT = 1, ROLE_FROM = 2, ROLE_TO = 4 };
struct selectors *selectors_new(struct view country);
struct selectors *selectors_free(struct selectors *s);  // gives NULL
void selectors_in(struct selectors *s, struct view text, enum selector_role role, uint64_t event);
// The whole text is one: a sender's number. Unlike in running text it is kept even when nothing is known of its form.
void selector_whole(struct selectors *s, struct view type, struct view text, enum selector_role role, uint64_t event);
RESULT selectors_said(struct selectors *s, delivery_sink *sink, void *ctx, struct error *err);
size_t selectors_count(const struct selectors *s);
uint64_t selectors_left_out(const struct selectors *s);

// ---- Times ----
void text_moment(struct text *t, int year, int month, int day, int hour, int minute, int second);  // second -1: not said

// ---- Readers: each takes the whole file ----
typedef struct result delivery_reader(struct reading *r, struct view file, struct error *err);
delivery_reader telegram_page_read;               // telegram_html.c
unsigned telegram_page_number(struct view name);  // of an archive's entry; 0: it is no page
delivery_reader telegram_read, whatsapp_read, signal_read, mbox_read, eml_read, cellebrite_read, rows_read;

// ---- JSON in place (json_walk.c): where a value ends; whether it is good JSON is json_strict()'s to say ----
struct walk {
    struct view all;
    size_t at;
    bool failed;
};
char walk_next(struct walk *w);                  // first byte of what comes, white space skipped; 0 at the end
bool walk_take(struct walk *w, char c);          // that byte, if it comes
bool walk_more(struct walk *w, char end);        // another member comes; not, when `end` is taken. Where the bytes end before it: failed
struct view walk_value(struct walk *w);          // one whole value
struct view walk_key(struct walk *w);            // a key without its quotes, and the colon; escapes are left as they are

// ---- Text that is not UTF-8 (words.c) ----
void text_mended(struct text *t, struct view v);                             // what is not UTF-8 becomes U+FFFD
bool text_decoded(struct text *t, struct view charset, struct view bytes);   // false: unknown charset, mended instead
void text_words(struct text *t, struct view header);                         // RFC 2047
bool quoted_printable(struct view v, bool header, struct text *out);
bool base64_loose(struct view v, struct text *out);                          // white space skipped, RFC 2045 §6.8
void text_of_html(struct text *t, struct view html);

#endif
