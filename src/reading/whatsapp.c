// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// whatsapp.c — the text that WhatsApp's "Export chat" writes. Its form is nowhere specified; it follows the language and
// the region of the telephone:
//
//   [01/05/2030, 10:00:00] Name: text        iOS; also [1.5.30, 10:00:00], [5/1/30, 10:00:00 AM]
//   01/05/2030, 10:00 - Name: text           Android; also "01-05-2030 10:00 - ", "01/05/2030 à 10:00 - ", "٠١/٠٥/٢٠٣٠، ١٠:٠٠ ص - "
//
// with marks of direction (U+200E, U+200F) strewn in, digits of any script, a.m. and p.m. in some languages. A line that
// does not begin so goes on with the message before it. Whether the day or the month comes first is found out over the whole file: by
// a number above 12, else by which reading lets time run forward; where both do, times are left open (`given` has the words).
#include "reading/reading_room.h"

enum { HEAD_BYTES_MAX = 120, HEAD_ROOM = 200 };
enum order { ORDER_OPEN, ORDER_DMY, ORDER_MDY, ORDER_YMD };

struct head {                 // of a line that begins a message
    int first, second, third; // the three numbers of the date
    int hour, minute, second_of;  // second_of -1: not said
    size_t given, rest;       // bytes of the line: the words of the time, where the sender begins
    size_t given_from;
};

// ---- A plain copy of a line's beginning: ASCII digits and signs, without marks; where each byte came from ----

struct plain {
    char at[HEAD_ROOM];
    uint16_t from[HEAD_ROOM];
    size_t bytes;
};

static char made_plain(uint32_t cp) {
    if (cp >= 0x660 && cp <= 0x669) return (char)('0' + (cp - 0x660));
    if (cp >= 0x6F0 && cp <= 0x6F9) return (char)('0' + (cp - 0x6F0));
    if (cp == 0x200E || cp == 0x200F || cp == 0x061C || cp == 0xFEFF || (cp >= 0x202A && cp <= 0x202E)) return 0;
    if (cp == 0x60C) return ',';
    if (cp == 0xA0 || cp == 0x202F || cp == 0x2009) return ' ';
    if (cp == 0x635) return 'a';  // sad: sabahan, in the morning
    if (cp == 0x645) return 'p';  // mim: masa'an, in the evening
    if (cp == 0x2013 || cp == 0x2212) return '-';
    return cp < 0x80 ? (char)cp : 1;
}

static void plain_of(struct view line, struct plain *p) {
    size_t most = line.bytes < HEAD_BYTES_MAX ? line.bytes : HEAD_BYTES_MAX;
    p->bytes = 0;
    for (size_t at = 0; at < most && p->bytes + 1 < HEAD_ROOM;) {
        size_t from = at;
        unsigned char c = (unsigned char)line.at[at];
        char out;
        if (c < 0x80) out = (char)c, at++;
        else {
            size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
            if (at + n > line.bytes || !utf8_valid((struct view){line.at + at, n})) break;
            out = made_plain(utf8_next(line, &at));
        }
        if (!out) continue;
        p->from[p->bytes] = (uint16_t)from;
        p->at[p->bytes++] = out;
    }
    p->at[p->bytes] = 0;
    p->from[p->bytes] = (uint16_t)most;
}

// ---- The head ----

static bool number_read(const struct plain *p, size_t *at, size_t most, int *out) {
    size_t from = *at;
    for (*out = 0; *at - from < most && p->at[*at] >= '0' && p->at[*at] <= '9'; ++*at) *out = *out * 10 + (p->at[*at] - '0');
    return *at > from;
}
static bool sign_read(const struct plain *p, size_t *at, const char *signs) {
    if (!p->at[*at] || !strchr(signs, p->at[*at])) return false;
    ++*at;
    return true;
}
static void blanks_passed(const struct plain *p, size_t *at) {
    while (p->at[*at] == ' ') ++*at;
}

static bool date_of(const struct plain *p, size_t *at, struct head *h) {
    bool read = number_read(p, at, 4, &h->first) && sign_read(p, at, "/.-") && (blanks_passed(p, at), true) && number_read(p, at, 2, &h->second) &&
                sign_read(p, at, "/.-") && (blanks_passed(p, at), true) && number_read(p, at, 4, &h->third);
    if (!read) return false;
    sign_read(p, at, ".");      // Korean and Hungarian: 2030. 5. 1.
    sign_read(p, at, ",");
    blanks_passed(p, at);
    for (size_t words = *at; *at - words < 12 && p->at[*at] && strchr("aALKkmlu \001", p->at[*at]) && p->at[*at] != 'p'; ++*at) continue;  // "à", "um", "klo"
    return true;
}

// "AM", "p. m.", "ص", "م": which half of the day, 0 when none is said.
static int half_of_day(const struct plain *p, size_t *at) {
    size_t i = *at;
    blanks_passed(p, &i);
    char c = p->at[i] | 0x20;
    if (c != 'a' && c != 'p') return 0;
    i++;
    for (size_t from = i; i - from < 4 && p->at[i] && strchr(". mM", p->at[i]); i++) continue;
    while (i > *at && p->at[i - 1] == ' ') i--;
    *at = i;
    return c;
}

static bool time_of(const struct plain *p, size_t *at, struct head *h) {
    h->second_of = -1;
    if (!number_read(p, at, 2, &h->hour) || !sign_read(p, at, ":.") || !number_read(p, at, 2, &h->minute)) return false;
    size_t mark = *at;
    if (sign_read(p, at, ":.") && !number_read(p, at, 2, &h->second_of)) *at = mark, h->second_of = -1;
    int half = half_of_day(p, at);
    if (half && (h->hour < 1 || h->hour > 12)) return false;
    if (half) h->hour = h->hour % 12 + (half == 'p' ? 12 : 0);
    return h->hour < 24 && h->minute < 60 && h->second_of < 60;
}

static bool head_of(struct view line, struct head *h) {
    struct plain p;
    size_t at = 0;
    plain_of(line, &p);
    bool ios = sign_read(&p, &at, "[");
    size_t from = at;
    if (!date_of(&p, &at, h) || !time_of(&p, &at, h)) return false;
    size_t to = at;
    if (ios ? !sign_read(&p, &at, "]") : (blanks_passed(&p, &at), !sign_read(&p, &at, "-"))) return false;
    if (!sign_read(&p, &at, " ")) return false;
    h->given_from = p.from[from], h->given = (size_t)(p.from[to] - p.from[from]), h->rest = p.from[at];
    return true;
}

// ---- Day or month first ----

struct days {
    bool dmy_fits, mdy_fits, ymd_fits, dmy_runs, mdy_runs;
    int64_t dmy_last, mdy_last;
    size_t seen;
};

static int year_of(int y) { return y < 100 ? 2000 + y : y; }

static int64_t minute_of(int y, int m, int d, const struct head *h) { return ((int64_t)days_of(y, m, d) * 24 + h->hour) * 60 + h->minute; }

static void day_weighed(struct days *d, const struct head *h) {
    int y = year_of(h->third);
    d->seen++;
    d->ymd_fits &= h->first >= 1000 && date_exists(h->first, h->second, h->third);
    bool dmy = h->first < 1000 && date_exists(y, h->second, h->first), mdy = h->first < 1000 && date_exists(y, h->first, h->second);
    d->dmy_fits &= dmy, d->mdy_fits &= mdy;
    enum { BACK_MINUTES = 24 * 60 };  // messages that were sent late stand a little out of order
    if (dmy) {
        int64_t now = minute_of(y, h->second, h->first, h);
        d->dmy_runs &= now + BACK_MINUTES >= d->dmy_last, d->dmy_last = now > d->dmy_last ? now : d->dmy_last;
    }
    if (mdy) {
        int64_t now = minute_of(y, h->first, h->second, h);
        d->mdy_runs &= now + BACK_MINUTES >= d->mdy_last, d->mdy_last = now > d->mdy_last ? now : d->mdy_last;
    }
}

static enum order order_found(const struct days *d, struct view told) {
    if (view_is(told, "dmy")) return ORDER_DMY;
    if (view_is(told, "mdy")) return ORDER_MDY;
    if (view_is(told, "ymd") || d->ymd_fits) return ORDER_YMD;
    if (d->dmy_fits != d->mdy_fits) return d->dmy_fits ? ORDER_DMY : ORDER_MDY;
    if (!d->dmy_fits) return ORDER_OPEN;
    return d->dmy_runs == d->mdy_runs ? ORDER_OPEN : d->dmy_runs ? ORDER_DMY : ORDER_MDY;
}

// ---- Messages ----

static struct view line_cut(struct view v, size_t *at) {
    const char *lf = memchr(v.at + *at, '\n', v.bytes - *at);
    size_t to = lf ? (size_t)(lf - v.at) : v.bytes, from = *at;
    *at = lf ? to + 1 : to;
    if (to > from && v.at[to - 1] == '\r') to--;
    return (struct view){v.at + from, to - from};
}

static void time_said(struct event *e, const struct head *h, enum order order, struct text *at) {
    int y = year_of(order == ORDER_YMD ? h->first : h->third);
    int m = order == ORDER_MDY ? h->first : h->second, d = order == ORDER_YMD ? h->third : order == ORDER_MDY ? h->second : h->first;
    if (order == ORDER_OPEN || !date_exists(y, m, d)) return;
    text_moment(at, y, m, d, h->hour, h->minute, h->second_of);
    e->at = text_seen(at);
    e->precision = h->second_of >= 0 ? "second" : "minute";
}

static struct view unmarked(struct view v) {  // without marks of direction at its ends
    static const char *const marks[] = {"\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAC", "\xEF\xBB\xBF"};
    for (bool more = true; more;) {
        more = false;
        v = view_trim(v);
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            if (v.bytes >= 3 && memcmp(v.at, marks[i], 3) == 0) v = (struct view){v.at + 3, v.bytes - 3}, more = true;
            if (v.bytes >= 3 && memcmp(v.at + v.bytes - 3, marks[i], 3) == 0) v.bytes -= 3, more = true;
        }
    }
    return v;
}

static bool file_name(struct view v) {
    size_t dot = v.bytes;
    while (dot > 0 && v.at[dot - 1] != '.') dot--;
    if (dot < 2 || v.bytes - dot < 2 || v.bytes - dot > 5 || v.bytes > 255) return false;
    for (size_t i = dot; i < v.bytes; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", v.at[i])) return false;
    return !memchr(v.at, '/', v.bytes) && !memchr(v.at, '\\', v.bytes) && !memchr(v.at, ':', v.bytes);
}

// "<attached: 0001-PHOTO.jpg>" (iOS, in every language), "IMG-20300501-WA0001.jpg (file attached)" (Android); of the first line.
static RESULT attachment_of(struct reading *r, struct view text, struct error *err) {
    size_t at = 0;
    struct view line = unmarked(line_cut(text, &at)), name = {"", 0};
    for (size_t i = 0; i + 1 < line.bytes && line.at[line.bytes - 1] == '>'; i++)
        if (line.at[i] == ':' && line.at[i + 1] == ' ' && memchr(line.at, '<', i)) {
            name = unmarked((struct view){line.at + i + 1, line.bytes - i - 2});
            break;
        }
    const char *open = line.bytes && line.at[line.bytes - 1] == ')' ? memmem(line.at, line.bytes, " (", 2) : NULL;
    if (!name.bytes && open) name = unmarked((struct view){line.at, (size_t)(open - line.at)});
    return name.bytes && file_name(name) ? event_attached(r, name, err) : DONE;
}

static RESULT message(struct reading *r, size_t byte, struct view whole, const struct head *h, enum order order, struct error *err) {
    AUTO_TEXT at = text_with_ceiling(60);
    struct view rest = {whole.at + h->rest, whole.bytes - h->rest};
    const char *lf = memchr(rest.at, '\n', rest.bytes), *colon = memmem(rest.at, lf ? (size_t)(lf - rest.at) : rest.bytes, ": ", 2);
    if (!colon && rest.bytes && !lf && rest.at[rest.bytes - 1] == ':') colon = rest.at + rest.bytes - 1;
    struct event *e = event_new(r, colon ? "message" : "service", byte);
    e->given = (struct view){whole.at + h->given_from, h->given};
    time_said(e, h, order, &at);
    struct view sender = colon ? unmarked((struct view){rest.at, (size_t)(colon - rest.at)}) : (struct view){"", 0};
    struct identifier_reading number = identifier_read(VIEW("phone"), sender, r->order->country);
    bool by_number = sender.bytes && (sender.at[0] == '+' || number.validity == IDENTIFIER_VALID);
    e->from = by_number ? (struct party){sender, {"", 0}} : (struct party){{"", 0}, sender};
    size_t behind = colon ? (size_t)(colon - rest.at) + 1 : 0;
    e->text = view_trim((struct view){rest.at + behind, rest.bytes - behind});
    TRY(attachment_of(r, e->text, err));
    return event_said(r, err);
}

static RESULT chat(struct reading *r, struct view file, enum order order, struct error *err) {
    struct head h = {0}, next;
    size_t begin = 0, at = 0;
    bool open = false;
    while (at < file.bytes) {
        size_t from = at;
        struct view line = line_cut(file, &at);
        if (!head_of(line, &next)) continue;
        if (open) TRY(message(r, begin, (struct view){file.at + begin, from - begin}, &h, order, err));
        else if (view_trim((struct view){file.at, from}).bytes > 3) event_unread(r, 0, CODE_BAD_FORMAT);
        open = true, begin = from, h = next;
    }
    return open ? message(r, begin, (struct view){file.at + begin, file.bytes - begin}, &h, order, err) : DONE;
}

RESULT whatsapp_read(struct reading *r, struct view file, struct error *err) {
    struct days days = {true, true, true, true, true, INT64_MIN / 2, INT64_MIN / 2, 0};
    struct head h;
    for (size_t at = 0; at < file.bytes;)
        if (head_of(line_cut(file, &at), &h)) day_weighed(&days, &h);
    if (!days.seen) return FAIL(err, BAD_FORMAT, "no line begins as WhatsApp's export of a chat does");
    return chat(r, file, order_found(&days, r->order->date_order), err);
}
