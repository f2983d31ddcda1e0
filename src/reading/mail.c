// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// mail.c — messages of RFC 5322 with MIME parts (RFC 2045, 2046), alone (eml) or in a row (mbox: mboxo and mboxrd).
//
// The text of an event is the subject, the plain text (else what HTML shows) and what the headers tell of the way
// (Received, X-Originating-IP), so that its addresses become selectors. Every other part is an attachment under the
// digest of its decoded bytes; a message in a message is one as well and is not opened.
#include "reading/reading_room.h"

enum { PARTS_MAX = 1000, PART_DEPTH_MAX = 8, HEADERS_MAX = 2000, DECODED_BYTES_MAX = 256 * 1024 * 1024,
      MAIL_TEXT_MAX = DECODED_BYTES_MAX + 1024 * 1024, BOUNDARY_MAX = 200 };

struct header {
    struct view name, value;  // value: with its folds
};
struct mail {
    struct reading *r;
    struct text text, html, names[EVENT_ATTACHMENTS_MAX];
    size_t parts;
    bool unknown_charset;
};

static bool same_word(struct view a, const char *b) {
    size_t n = strlen(b);
    if (a.bytes != n) return false;
    for (size_t i = 0; i < n; i++)
        if ((a.at[i] | 0x20) != (b[i] | 0x20)) return false;
    return true;
}

// ---- Headers ----

// The next header; false at the empty line, which is taken, or at the end.
static bool header_next(struct view m, size_t *at, struct header *h) {
    while (*at < m.bytes) {
        size_t from = *at, end = from;
        do {
            const char *lf = memchr(m.at + end, '\n', m.bytes - end);
            end = lf ? (size_t)(lf - m.at) + 1 : m.bytes;
        } while (end < m.bytes && (m.at[end] == ' ' || m.at[end] == '\t') && !(m.at[from] == '\n' || m.at[from] == '\r'));
        *at = end;
        struct view line = {m.at + from, end - from};
        if (!view_trim(line).bytes) return false;
        const char *colon = memchr(line.at, ':', line.bytes);
        if (!colon) continue;
        h->name = view_trim((struct view){line.at, (size_t)(colon - line.at)});
        h->value = view_trim((struct view){colon + 1, line.bytes - (size_t)(colon + 1 - line.at)});
        return true;
    }
    return false;
}

static struct view header_of(struct view m, const char *name) {
    struct header h;
    size_t at = 0;
    for (size_t i = 0; i < HEADERS_MAX && header_next(m, &at, &h); i++)
        if (same_word(h.name, name)) return h.value;
    return (struct view){"", 0};
}

static struct view body_of(struct view m) {
    struct header h;
    size_t at = 0;
    while (header_next(m, &at, &h)) continue;
    return (struct view){m.at + at, m.bytes - at};
}

// A parameter: name=value or name="value"; name*=charset'language'value is given as it is.
static struct view parameter(struct view value, const char *name) {
    struct view rest = value, ignored = view_cut(value, ';', &rest);
    (void)ignored;
    while (rest.bytes) {
        size_t end = 0;
        for (bool quoted = false; end < rest.bytes && (quoted || rest.at[end] != ';'); end++) quoted ^= rest.at[end] == '"';
        struct view one = {rest.at, end}, v = {"", 0};
        rest = end < rest.bytes ? (struct view){rest.at + end + 1, rest.bytes - end - 1} : (struct view){"", 0};
        const char *is = memchr(one.at, '=', one.bytes);
        if (!is) continue;
        struct view key = view_trim((struct view){one.at, (size_t)(is - one.at)});
        v = view_trim((struct view){is + 1, one.bytes - (size_t)(is + 1 - one.at)});
        if (v.bytes >= 2 && v.at[0] == '"' && v.at[v.bytes - 1] == '"') v = (struct view){v.at + 1, v.bytes - 2};
        if (same_word(key, name)) return v;
    }
    return (struct view){"", 0};
}

// ---- Dates: "Wed, 1 May 2030 10:00:00 +0200 (CEST)", RFC 5322 §3.3 and the obsolete forms ----

static int month_of(struct view v) {
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; i < 12 && v.bytes >= 3; i++)
        if (same_word((struct view){v.at, 3}, (char[]){months[3 * i], months[3 * i + 1], months[3 * i + 2], 0})) return i + 1;
    return 0;
}

static struct view token(struct view *v) {
    while (v->bytes && strchr(" \t\r\n,", v->at[0])) v->at++, v->bytes--;
    size_t n = 0;
    while (n < v->bytes && !strchr(" \t\r\n,", v->at[n])) n++;
    struct view t = {v->at, n};
    v->at += n, v->bytes -= n;
    return t;
}

static void zone_said(struct event *e, struct view z, struct text *room) {
    static const struct { const char *name, *offset; } old[] = {{"UT", "Z"}, {"GMT", "Z"}, {"Z", "Z"}, {"EST", "-05:00"}, {"EDT", "-04:00"}, {"CST", "-06:00"},
        {"CDT", "-05:00"}, {"MST", "-07:00"}, {"MDT", "-06:00"}, {"PST", "-08:00"}, {"PDT", "-07:00"}};
    for (size_t i = 0; i < sizeof old / sizeof *old; i++)
        if (view_is(z, old[i].name)) e->zone = view_of(old[i].offset);
    if (z.bytes != 5 || !strchr("+-", z.at[0])) return;
    uint64_t ignored;
    if (!view_to_u64((struct view){z.at + 1, 4}, &ignored) || view_is(z, "-0000")) return;  // -0000: local time not known
    text_add(room, z.at, 3), text_char(room, ':'), text_add(room, z.at + 3, 2);
    e->zone = text_seen(room);
}

static void date_said(struct event *e, struct view v, struct text *at, struct text *zone) {
    uint64_t day, year, n[3] = {0, 0, UINT64_MAX};
    struct view first = token(&v);
    if (!view_to_u64(first, &day)) first = token(&v);
    int month = month_of(token(&v));
    if (!view_to_u64(first, &day) || day > 31 || !month || !view_to_u64(token(&v), &year) || year > 9999) return;
    if (year < 50) year += 2000;
    else if (year < 1000) year += 1900;
    struct view clock = token(&v), rest = clock;
    for (int i = 0; i < 3 && rest.bytes; i++)
        if (!view_to_u64(view_cut(rest, ':', &rest), &n[i])) return;
    if (n[0] > 23 || n[1] > 59 || (n[2] > 60 && n[2] != UINT64_MAX) || !date_exists((int)year, month, (int)day)) return;
    text_moment(at, (int)year, month, (int)day, (int)n[0], (int)n[1], n[2] == UINT64_MAX ? -1 : (int)n[2]);
    e->at = text_seen(at), e->precision = n[2] == UINT64_MAX ? "minute" : "second";
    zone_said(e, token(&v), zone);
}

// ---- Addresses: "Name <a@b>", a@b (Name), groups; RFC 5322 §3.4, leniently ----

static struct party party_of(struct view one, struct text *room) {
    const char *open = NULL;
    for (size_t i = one.bytes; i > 0 && !open; i--)
        if (one.at[i - 1] == '<') open = one.at + i - 1;
    const char *close = open ? memchr(open, '>', one.bytes - (size_t)(open - one.at)) : NULL;
    struct view id = close ? (struct view){open + 1, (size_t)(close - open - 1)} : one,
                name = close ? (struct view){one.at, (size_t)(open - one.at)} : (struct view){"", 0};
    const char *bracket = close ? NULL : memchr(one.at, '(', one.bytes);
    if (bracket) id = (struct view){one.at, (size_t)(bracket - one.at)}, name = (struct view){bracket + 1, one.bytes - (size_t)(bracket + 1 - one.at)};
    name = view_trim(name), id = view_trim(id);
    if (name.bytes && bracket && name.at[name.bytes - 1] == ')') name.bytes--;
    if (name.bytes >= 2 && name.at[0] == '"' && name.at[name.bytes - 1] == '"') name = (struct view){name.at + 1, name.bytes - 2};
    size_t from = room->bytes;
    text_words(room, name);
    return (struct party){id, {NULL, room->bytes - from}};  // the name is found in the room when that no longer moves
}

static size_t parties_of(struct view v, struct party *out, size_t most, struct text *room) {
    size_t count = 0, from = 0;
    bool quoted = false;
    int depth = 0;
    for (size_t i = 0; i <= v.bytes && count < most; i++) {
        char c = i < v.bytes ? v.at[i] : ',';
        if (i == v.bytes) quoted = false, depth = 0;
        if (c == '"' && (i == 0 || v.at[i - 1] != '\\')) quoted = !quoted;
        if (!quoted && c == '(') depth++;
        if (!quoted && c == ')') depth--;
        if (!quoted && depth <= 0 && c == ':' && !memchr(v.at + from, '@', i - from)) from = i + 1;  // a group's name
        if (quoted || depth > 0 || (c != ',' && c != ';')) continue;
        struct view one = view_trim((struct view){v.at + from, i - from});
        if (one.bytes) out[count++] = party_of(one, room);
        from = i + 1;
    }
    return count;
}

static size_t names_placed(struct party *p, size_t count, const struct text *room, size_t at) {
    for (size_t i = 0; i < count; i++) p[i].name.at = text_string(room) + at, at += p[i].name.bytes;
    return at;
}

// ---- Parts ----

static bool transfer_decoded(struct view part, struct view body, struct text *out) {
    struct view how = view_trim(header_of(part, "Content-Transfer-Encoding"));
    if (same_word(how, "base64")) return base64_loose(body, out);
    if (same_word(how, "quoted-printable")) return quoted_printable(body, false, out);
    text_view(out, body);
    return text_ok(out);
}

static RESULT attached(struct mail *m, struct view part, struct view body, struct view name, struct error *err) {
    struct event *e = &m->r->event;
    AUTO_TEXT bytes = text_with_ceiling(DECODED_BYTES_MAX);
    if (e->attachment_count == EVENT_ATTACHMENTS_MAX) return FAIL(err, TOO_BIG, "more than %d attachments", EVENT_ATTACHMENTS_MAX);
    if (!transfer_decoded(part, body, &bytes)) return FAIL(err, TOO_BIG, "an attachment above %d bytes", DECODED_BYTES_MAX);
    struct text *room = &m->names[e->attachment_count];
    *room = text_with_ceiling(4096);
    text_words(room, name);
    e->attachments[e->attachment_count++] = (struct attachment){text_seen(room), true, sha256(text_seen(&bytes)), bytes.bytes};
    return DONE;
}

static RESULT part_read(struct mail *m, struct view part, int depth, struct error *err);

// Bodies between the lines --boundary; what stands before the first and behind the last is nobody's.
static RESULT multipart(struct mail *m, struct view body, struct view boundary, int depth, struct error *err) {
    size_t begin = SIZE_MAX;
    for (size_t at = 0; at < body.bytes;) {
        const char *lf = memchr(body.at + at, '\n', body.bytes - at);
        size_t from = at, to = lf ? (size_t)(lf - body.at) + 1 : body.bytes;
        struct view line = {body.at + from, to - from};
        at = to;
        if (line.bytes < boundary.bytes + 2 || memcmp(line.at, "--", 2) != 0 || memcmp(line.at + 2, boundary.at, boundary.bytes) != 0) continue;
        struct view after = view_trim((struct view){line.at + 2 + boundary.bytes, line.bytes - 2 - boundary.bytes});
        if (after.bytes && !view_is(after, "--")) continue;
        size_t end = from > 0 && body.at[from - 1] == '\n' ? from - 1 : from;  // the line end before it is the boundary's
        if (end > 0 && end < from && body.at[end - 1] == '\r') end--;
        if (begin != SIZE_MAX) TRY(part_read(m, (struct view){body.at + begin, end > begin ? end - begin : 0}, depth + 1, err));
        begin = after.bytes ? SIZE_MAX : to;
        if (after.bytes) return DONE;
    }
    if (begin != SIZE_MAX) TRY(part_read(m, (struct view){body.at + begin, body.bytes - begin}, depth + 1, err));
    return DONE;
}

static RESULT words_read(struct mail *m, struct view part, struct view body, struct view type, bool html, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(DECODED_BYTES_MAX);
    AUTO_TEXT decoded = text_with_ceiling(DECODED_BYTES_MAX);
    if (!transfer_decoded(part, body, &bytes)) return FAIL(err, TOO_BIG, "a text above %d bytes", DECODED_BYTES_MAX);
    m->unknown_charset |= !text_decoded(&decoded, parameter(type, "charset"), text_seen(&bytes));
    struct text *into = html ? &m->html : &m->text;
    if (into->bytes) text_char(into, '\n');
    if (html) text_of_html(into, text_seen(&decoded));
    else text_view(into, text_seen(&decoded));
    return text_ok(&decoded) && text_ok(into) ? DONE : FAIL(err, TOO_BIG, "a text above %d bytes", DECODED_BYTES_MAX);
}

static RESULT part_read(struct mail *m, struct view part, int depth, struct error *err) {
    struct view type = header_of(part, "Content-Type"), rest, kind = view_trim(view_cut(type, ';', &rest)), body = body_of(part);
    struct view how = header_of(part, "Content-Disposition"), name = parameter(how, "filename"), boundary = parameter(type, "boundary");
    if (!name.bytes) name = parameter(type, "name");
    if (!name.bytes) name = parameter(how, "filename*");
    if (++m->parts > PARTS_MAX || depth > PART_DEPTH_MAX) return FAIL(err, TOO_DEEP, "a message of more than %d parts, or parts in parts", PARTS_MAX);
    bool multi = kind.bytes > 10 && same_word((struct view){kind.at, 10}, "multipart/");
    if (multi && boundary.bytes && boundary.bytes <= BOUNDARY_MAX) return multipart(m, body, boundary, depth, err);
    bool apart = same_word(view_trim(view_cut(how, ';', &rest)), "attachment") || name.bytes;
    if (!apart && (!kind.bytes || same_word(kind, "text/plain") || same_word(kind, "text"))) return words_read(m, part, body, type, false, err);
    if (!apart && same_word(kind, "text/html")) return words_read(m, part, body, type, true, err);
    return attached(m, part, body, name.bytes ? name : kind, err);
}

// ---- A message ----

static void whole_text(struct mail *m, struct view mail, struct text *out) {
    struct header h;
    size_t at = 0;
    text_words(out, header_of(mail, "Subject"));
    const struct text *words = m->text.bytes ? &m->text : &m->html;
    if (words->bytes) text_put(out, "\n\n"), text_view(out, view_trim(text_seen(words)));
    for (size_t i = 0; i < HEADERS_MAX && header_next(mail, &at, &h); i++)
        if (same_word(h.name, "Received") || same_word(h.name, "X-Originating-IP")) {
            text_put(out, "\n["), text_view(out, h.name), text_put(out, ": "), text_words(out, h.value), text_put(out, "]");
        }
}

static RESULT said(struct mail *m, struct view mail, struct error *err) {
    struct event *e = &m->r->event;
    static const char *const to[] = {"To", "Cc", "Bcc"};
    AUTO_TEXT names = text_with_ceiling(1024 * 1024);
    AUTO_TEXT at = text_with_ceiling(60);
    AUTO_TEXT zone = text_with_ceiling(20);
    AUTO_TEXT text = text_with_ceiling(MAIL_TEXT_MAX);
    bool from = parties_of(header_of(mail, "From"), &e->from, 1, &names) > 0;
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        e->to_count += parties_of(header_of(mail, to[i]), e->to + e->to_count, EVENT_PARTIES_MAX - e->to_count, &names);
    names_placed(e->to, e->to_count, &names, from ? names_placed(&e->from, 1, &names, 0) : 0);
    e->given = header_of(mail, "Date");
    date_said(e, e->given, &at, &zone);
    whole_text(m, mail, &text);
    if (!text_ok(&text)) return event_unread(m->r, e->byte, CODE_TOO_BIG), DONE;
    e->text = text_seen(&text);
    return event_said(m->r, err);
}

static RESULT mail_read(struct reading *r, size_t byte, struct view mail, struct error *err) {
    struct mail m = {.r = r, .text = text_with_ceiling(DECODED_BYTES_MAX), .html = text_with_ceiling(DECODED_BYTES_MAX)};
    struct error why = {0};
    (void)event_new(r, "mail", byte);
    struct result done = part_read(&m, mail, 0, &why);
    if (!FAILED(done)) done = said(&m, mail, err);
    else event_unread(r, byte, done.code), done = DONE;
    for (size_t i = 0; i < r->event.attachment_count; i++) text_free(&m.names[i]);
    text_free(&m.text), text_free(&m.html);
    if (m.unknown_charset) event_unread(r, byte, CODE_BAD_TEXT);
    return done;
}

static bool like_mail(struct view mail) { return header_of(mail, "From").bytes || header_of(mail, "Date").bytes || header_of(mail, "Received").bytes; }

RESULT eml_read(struct reading *r, struct view file, struct error *err) {
    if (!like_mail(file)) return FAIL(err, BAD_FORMAT, "no header From, Date or Received: this is no message of RFC 5322");
    return mail_read(r, 0, file, err);
}

// In mboxrd and mboxo a line of the body that begins with (>*)From has got one more >.
static void unquoted(struct view mail, struct text *out) {
    for (size_t at = 0; at < mail.bytes;) {
        const char *lf = memchr(mail.at + at, '\n', mail.bytes - at);
        size_t to = lf ? (size_t)(lf - mail.at) + 1 : mail.bytes, marks = at;
        while (marks < to && mail.at[marks] == '>') marks++;
        bool quoted = marks > at && to - marks >= 5 && memcmp(mail.at + marks, "From ", 5) == 0;
        text_add(out, mail.at + at + quoted, to - at - quoted);
        at = to;
    }
}

static RESULT one_of_many(struct reading *r, struct view file, size_t from, size_t to, struct error *err) {
    const char *lf = memchr(file.at + from, '\n', to - from);
    size_t begin = lf ? (size_t)(lf - file.at) + 1 : to;
    AUTO_TEXT plain = text_with_ceiling(DECODED_BYTES_MAX);
    unquoted((struct view){file.at + begin, to - begin}, &plain);
    if (text_ok(&plain) && like_mail(text_seen(&plain))) return mail_read(r, begin, text_seen(&plain), err);
    event_unread(r, from, text_ok(&plain) ? CODE_BAD_FORMAT : CODE_TOO_BIG);
    return DONE;
}

RESULT mbox_read(struct reading *r, struct view file, struct error *err) {
    size_t begin = SIZE_MAX;
    bool blank = true;  // the line before is empty, or there is none
    for (size_t at = 0; at < file.bytes;) {
        const char *lf = memchr(file.at + at, '\n', file.bytes - at);
        size_t from = at, to = lf ? (size_t)(lf - file.at) + 1 : file.bytes;
        bool starts = blank && to - from > 5 && memcmp(file.at + from, "From ", 5) == 0;
        at = to;
        blank = !view_trim((struct view){file.at + from, to - from}).bytes;
        if (!starts) continue;
        if (begin == SIZE_MAX && from > 0 && view_trim((struct view){file.at, from}).bytes) break;
        if (begin != SIZE_MAX) TRY(one_of_many(r, file, begin, from, err));
        begin = from;
    }
    if (begin == SIZE_MAX) return FAIL(err, BAD_FORMAT, "the file does not begin with a line \"From \" as an mbox does");
    return one_of_many(r, file, begin, file.bytes, err);
}
