// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "net/http_head.h"

#include <strings.h>

static const struct {
    const char *name;
    bool body;
} methods[] = {
#define X(name, body) {#name, body},
    HTTP_METHODS(X)
#undef X
};

// Headers whose definition makes them lists (RFC 9110 §5.3): the only ones that may come twice.
static const char *const list_fields[] = {"accept", "accept-encoding", "accept-language", "cache-control",
                                          "connection", "forwarded", "via", "x-forwarded-for"};
// Headers that change how bytes are framed or coded: none of them is needed between our programs.
static const struct {
    const char *name, *why;
    int status;
} refused_fields[] = {
    {"transfer-encoding", "Transfer-Encoding is not accepted: send Content-Length", 411},
    {"content-encoding", "Content-Encoding is not accepted: send the plain bytes", 415},
    {"expect", "Expect is not accepted", 417},
    {"upgrade", "Upgrade is not accepted", 400},
    {"trailer", "Trailer is not accepted", 400},
    {"proxy-connection", "Proxy-Connection is not accepted", 400},
};

const char *http_method_name(enum http_method m) {
    for (unsigned i = 0; i < HTTP_METHOD_COUNT; i++)
        if (m == 1u << i) return methods[i].name;
    return "";
}

static bool method_has_body(enum http_method m) {
    for (unsigned i = 0; i < HTTP_METHOD_COUNT; i++)
        if (m == 1u << i) return methods[i].body;
    return false;
}

void http_head_start(struct http_head *h, unsigned allowed, uint64_t body_bytes_max) {
    *h = (struct http_head){.methods = allowed, .body_bytes_max = body_bytes_max,
                            .raw = text_with_ceiling(HTTP_HEAD_BYTES_MAX),
                            .path_text = text_with_ceiling(HTTP_LINE_BYTES_MAX)};
}

void http_head_free(struct http_head *h) {
    text_free(&h->raw);
    text_free(&h->path_text);
}

static void refuse(struct http_head *h, int status, const char *why) {
    if (h->verdict == HTTP_REFUSED) return;
    h->verdict = HTTP_REFUSED;
    h->status = status;
    h->why = why;
}

static struct view seen(const struct http_head *h, struct http_span s) {
    return (struct view){h->raw.at + s.at, s.bytes};
}

static struct http_span span_of(const struct http_head *h, struct view v) {
    return (struct http_span){(uint16_t)(v.at - h->raw.at), (uint16_t)v.bytes};
}

static bool is_alnum(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool all_of(struct view v, const char *others) {  // letters, digits and `others`
    for (size_t i = 0; i < v.bytes; i++)
        if (!is_alnum((unsigned char)v.at[i]) && (v.at[i] == 0 || !strchr(others, v.at[i]))) return false;
    return true;
}

static bool same_name(struct view v, const char *name) {
    return v.bytes == strlen(name) && strncasecmp(v.at, name, v.bytes) == 0;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Undo percent escapes once. False for a broken escape and for %00.
static bool unescape(struct view v, bool plus_is_blank, struct text *out) {
    for (size_t i = 0; i < v.bytes; i++) {
        int c = (unsigned char)v.at[i];
        if (c == '%') {
            int high = i + 2 < v.bytes ? hex_digit(v.at[i + 1]) : -1, low = high < 0 ? -1 : hex_digit(v.at[i + 2]);
            if (low < 0) return false;
            c = high << 4 | low;
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (c == 0) return false;
        text_char(out, (char)c);
    }
    return text_ok(out);
}

static bool path_plain(struct view path) {  // decoded: no control byte, no empty, "." or ".." segment
    for (size_t i = 0; i < path.bytes; i++)
        if ((unsigned char)path.at[i] < 0x20 || path.at[i] == 0x7f || path.at[i] == '\\') return false;
    struct view rest = {path.at + 1, path.bytes - 1};
    while (rest.bytes) {
        struct view segment = view_cut(rest, '/', &rest);
        if (segment.bytes == 0 || view_is(segment, ".") || view_is(segment, "..")) return false;
    }
    return utf8_valid(path);
}

static bool escapes_slash(struct view v) {  // %2F would make one segment into two, or hide two as one
    for (size_t i = 0; i + 2 < v.bytes; i++)
        if (v.at[i] == '%' && v.at[i + 1] == '2' && (v.at[i + 2] | 0x20) == 'f') return true;
    return false;
}

static void read_target(struct http_head *h, struct view target) {
    if (target.bytes == 0 || target.at[0] != '/') return refuse(h, 400, "the target is not an absolute path");
    struct view query, path = view_cut(target, '?', &query);
    if (!all_of(path, "-._~!$&'()*+,;=:@/%") || !all_of(query, "-._~!$&'()*+,;=:@/?%"))
        return refuse(h, 400, "the target has a byte that must be escaped");
    AUTO_TEXT scratch = text_with_ceiling(HTTP_LINE_BYTES_MAX);
    if (escapes_slash(path) || !unescape(path, false, &h->path_text) || !unescape(query, true, &scratch))
        return refuse(h, 400, "the target has an escape that is broken or not accepted");
    if (!path_plain(text_seen(&h->path_text))) return refuse(h, 400, "the path is not plain");
    if (query.bytes) h->query = span_of(h, query);
}

static void read_request_line(struct http_head *h, struct view line) {
    struct view rest, version, name = view_cut(line, ' ', &rest), target = view_cut(rest, ' ', &version);
    if (name.bytes == 0 || !all_of(name, "!#$%&'*+-.^_`|~")) return refuse(h, 400, "the request line is broken");
    if (!view_is(version, "HTTP/1.1")) {
        bool other = view_starts(version, "HTTP/") && version.bytes == 8;
        return refuse(h, other ? 505 : 400, other ? "only HTTP/1.1 is spoken" : "the request line is broken");
    }
    for (unsigned i = 0; i < HTTP_METHOD_COUNT; i++)
        if (view_is(name, methods[i].name)) h->method = 1u << i;
    if (!h->method) return refuse(h, 501, "the method is not known");
    if (!(h->methods & h->method)) return refuse(h, 405, "the method is not allowed");
    read_target(h, target);
}

static void read_length(struct http_head *h, struct view value) {
    h->has_length = true;
    if (value.bytes == 0 || (value.bytes > 1 && value.at[0] == '0'))
        return refuse(h, 400, "Content-Length is not a plain number");
    for (size_t i = 0; i < value.bytes; i++)
        if (value.at[i] < '0' || value.at[i] > '9') return refuse(h, 400, "Content-Length is not a plain number");
    if (!view_to_u64(value, &h->body_bytes) || h->body_bytes > h->body_bytes_max)
        refuse(h, 413, "the body is larger than the ceiling");
}

static void read_connection(struct http_head *h, struct view value) {
    for (struct view rest = value; rest.bytes;) {
        struct view token = view_trim(view_cut(rest, ',', &rest));
        if (same_name(token, "close")) h->close = true;
        else if (token.bytes && !same_name(token, "keep-alive"))
            return refuse(h, 400, "Connection names something that is not accepted");
    }
}

static void check_field(struct http_head *h, struct view name, struct view value) {
    for (size_t i = 0; i < sizeof refused_fields / sizeof *refused_fields; i++)
        if (same_name(name, refused_fields[i].name))
            return refuse(h, refused_fields[i].status, refused_fields[i].why);
    bool list = false;
    for (size_t i = 0; i < sizeof list_fields / sizeof *list_fields; i++) list |= same_name(name, list_fields[i]);
    for (unsigned i = 0; !list && i < h->field_count; i++) {
        struct view earlier = seen(h, h->fields[i].name);
        if (earlier.bytes == name.bytes && strncasecmp(earlier.at, name.at, name.bytes) == 0)
            return refuse(h, 400, "a header is given twice");
    }
    if (same_name(name, "content-length")) read_length(h, value);
    else if (same_name(name, "connection")) read_connection(h, value);
    else if (same_name(name, "host") && (value.bytes == 0 || value.bytes > 255 || !all_of(value, "-._:[]")))
        refuse(h, 400, "Host is not a host name");
}

static struct view trim_blanks(struct view v) {  // OWS of RFC 9110 §5.6.3
    while (v.bytes && (v.at[0] == ' ' || v.at[0] == '\t')) v = (struct view){v.at + 1, v.bytes - 1};
    while (v.bytes && (v.at[v.bytes - 1] == ' ' || v.at[v.bytes - 1] == '\t')) v.bytes--;
    return v;
}

static void read_field(struct http_head *h, struct view line) {
    const char *colon = memchr(line.at, ':', line.bytes);
    if (!colon) return refuse(h, 400, "a header line has no colon");
    struct view name = {line.at, (size_t)(colon - line.at)};
    struct view value = trim_blanks((struct view){colon + 1, line.bytes - name.bytes - 1});
    if (name.bytes == 0 || !all_of(name, "!#$%&'*+-.^_`|~"))  // folded lines and "Host :" end here too
        return refuse(h, 400, "a header name is empty or broken");
    if (h->field_count == HTTP_FIELDS_MAX) return refuse(h, 431, "too many headers");
    check_field(h, name, value);
    h->fields[h->field_count].name = span_of(h, name);
    h->fields[h->field_count++].value = span_of(h, value);
}

static void finish(struct http_head *h) {
    if (http_head_field(h, "host").bytes == 0) return refuse(h, 400, "Host is missing");
    if (method_has_body(h->method) && !h->has_length) return refuse(h, 411, "Content-Length is missing");
    if (!method_has_body(h->method) && h->body_bytes) return refuse(h, 400, "this method has no body");
    h->verdict = HTTP_READY;
}

static void read_head_line(struct http_head *h) {
    struct view line = {h->raw.at + h->line_at, h->raw.bytes - h->line_at - 2};
    if (!h->method) read_request_line(h, line);
    else if (line.bytes == 0) finish(h);
    else read_field(h, line);
    h->line_at = h->raw.bytes;
}

static void take_byte(struct http_head *h, char byte) {
    unsigned char c = (unsigned char)byte;
    if (c == '\n' && !h->cr) return refuse(h, 400, "a line ends with LF alone");
    if (c != '\n' && h->cr) return refuse(h, 400, "CR stands alone");
    if (c != '\n' && c != '\r' && ((c < 0x20 && c != '\t') || c >= 0x7f))
        return refuse(h, 400, "the head has a control or non-ASCII byte");
    h->cr = c == '\r';
    if (h->raw.bytes - h->line_at == HTTP_LINE_BYTES_MAX)
        return refuse(h, h->method ? 431 : 414, "a line of the head is too long");
    if (h->raw.bytes == HTTP_HEAD_BYTES_MAX) return refuse(h, 431, "the head is too long");
    text_char(&h->raw, byte);
    if (!text_ok(&h->raw)) return refuse(h, 431, "no room for the head");
    if (c == '\n') read_head_line(h);
}

size_t http_head_feed(struct http_head *h, struct view bytes) {
    size_t i = 0;
    while (i < bytes.bytes && h->verdict == HTTP_MORE) take_byte(h, bytes.at[i++]);
    return i;
}

struct view http_head_path(const struct http_head *h) { return text_seen(&h->path_text); }

struct view http_head_query(const struct http_head *h) {
    return h->query.bytes ? seen(h, h->query) : VIEW("");
}

struct view http_head_field(const struct http_head *h, const char *name) {
    for (unsigned i = 0; i < h->field_count; i++)
        if (same_name(seen(h, h->fields[i].name), name)) return seen(h, h->fields[i].value);
    return VIEW("");
}

bool http_query_get(struct view query, const char *name, struct text *out) {
    bool found = false;
    AUTO_TEXT value = text_with_ceiling(HTTP_LINE_BYTES_MAX);
    while (query.bytes) {
        struct view coded, key_coded = view_cut(view_cut(query, '&', &query), '=', &coded);
        AUTO_TEXT key = text_with_ceiling(HTTP_LINE_BYTES_MAX);
        if (!unescape(key_coded, true, &key) || !view_is(text_seen(&key), name)) continue;
        if (found || !unescape(coded, true, &value) || !utf8_valid(text_seen(&value))) return false;
        found = true;
    }
    if (found) text_view(out, text_seen(&value));
    return found && text_ok(out);
}
