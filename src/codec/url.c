// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/url.h"

#include "base/text.h"
#include "codec/identifier_room.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <stdio.h>

// ---- Schemes ----

// Those whose port and path have a meaning of their own (WHATWG URL, "special schemes"; RFC 9110 §4.2, RFC 6455 §3, RFC 1738).
static const struct scheme {
    const char *name;
    int port;
} SPECIAL[] = {{"http", 80}, {"https", 443}, {"ws", 80}, {"wss", 443}, {"ftp", 21}};

// Names of nothing that another could reach, or of what is a kind of its own (email, phone).
static const char *const NO_PLACE[] = {"javascript", "data", "blob", "about", "file", "view-source", "mailto", "tel", "sms"};

static const struct scheme *special_of(const char *name) {
    for (size_t i = 0; i < sizeof SPECIAL / sizeof *SPECIAL; i++)
        if (!strcmp(SPECIAL[i].name, name)) return &SPECIAL[i];
    return NULL;
}

static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool digit(char c) { return c >= '0' && c <= '9'; }

enum { SCHEME_ROOM = 32 };

// RFC 3986 §3.1, in lower case; false: none. "example.org:443/x" has none: a dot before the colon is of a host.
static bool scheme_read(struct view v, char out[SCHEME_ROOM], struct view *rest) {
    size_t n = 0;
    while (n < v.bytes && n + 1 < SCHEME_ROOM && (letter(v.at[n]) || (n && (digit(v.at[n]) || v.at[n] == '+' || v.at[n] == '-')))) {
        out[n] = v.at[n] >= 'A' && v.at[n] <= 'Z' ? (char)(v.at[n] | 0x20) : v.at[n];
        n++;
    }
    out[n] = '\0';
    if (!n || n == v.bytes || v.at[n] != ':') return false;
    *rest = (struct view){v.at + n + 1, v.bytes - n - 1};
    if (!strcmp(out, "hxxp") || !strcmp(out, "hxxps")) memcpy(out + 1, "tt", 2);
    return true;
}

// ---- Escapes: RFC 3986 §2.1, §2.3, §6.2.2.1 and §6.2.2.2 ----

static int hex_of(char c) { return digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }
static bool unreserved(unsigned char c) { return letter((char)c) || digit((char)c) || (c && strchr("-._~", c)); }

static void escape(struct text *out, unsigned char c) { text_format(out, "%%%02X", c); }

// What needs no escape stands bare, what is not allowed there is escaped, and an escape of anything else stays, in capitals.
static void put_part(struct text *out, struct view v, const char *allowed) {
    for (size_t i = 0; i < v.bytes; i++) {
        unsigned char c = (unsigned char)v.at[i];
        bool escaped = c == '%' && i + 2 < v.bytes && hex_of(v.at[i + 1]) >= 0 && hex_of(v.at[i + 2]) >= 0;
        if (escaped) c = (unsigned char)(hex_of(v.at[i + 1]) << 4 | hex_of(v.at[i + 2])), i += 2;
        if (unreserved(c) || (!escaped && c && strchr(allowed, c))) text_char(out, (char)c);
        else escape(out, c);
    }
}
static const char IN_USER[] = "!$&'()*+,;=:", IN_PATH[] = "!$&'()*+,;=:@/", IN_QUERY[] = "!$&'()*+,;=:@/?";

// ---- The host ----

// "example[.]org", "example(.)org": written so that nobody follows it.
static size_t bare(struct view v, char *out, size_t room) {
    size_t n = 0;
    for (size_t i = 0; i < v.bytes && n < room; i++) {
        bool defanged = i + 2 < v.bytes && v.at[i + 1] == '.' && ((v.at[i] == '[' && v.at[i + 2] == ']') || (v.at[i] == '(' && v.at[i + 2] == ')'));
        if (defanged) i++;
        bool escaped = v.at[i] == '%' && i + 2 < v.bytes && hex_of(v.at[i + 1]) >= 0 && hex_of(v.at[i + 2]) >= 0;
        out[n++] = escaped ? (char)(hex_of(v.at[i + 1]) << 4 | hex_of(v.at[i + 2])) : v.at[i];
        i += escaped ? 2 : defanged ? 1 : 0;
    }
    return n;
}

// A number of an IPv4 address as browsers take it: decimal, 0x hexadecimal, 0 octal (WHATWG URL, "IPv4 number parser").
static bool v4_number(struct view v, uint64_t *out) {
    unsigned base = 10;
    if (v.bytes >= 2 && v.at[0] == '0' && (v.at[1] == 'x' || v.at[1] == 'X')) base = 16, v = (struct view){v.at + 2, v.bytes - 2};
    else if (v.bytes >= 2 && v.at[0] == '0') base = 8, v = (struct view){v.at + 1, v.bytes - 1};
    *out = 0;
    for (size_t i = 0; i < v.bytes; i++) {
        int d = hex_of(v.at[i]);
        if (d < 0 || (unsigned)d >= base || *out > UINT32_MAX) return false;
        *out = *out * base + (unsigned)d;
    }
    return *out <= UINT32_MAX;
}

// Does its last label read as a number? Then it is an address, or nothing.
static bool ends_in_number(struct view v) {
    uint64_t ignored;
    const char *dot = memrchr(v.at, '.', v.bytes);
    struct view last = dot ? (struct view){dot + 1, v.bytes - (size_t)(dot + 1 - v.at)} : v;
    return last.bytes && (all_digits(last) || v4_number(last, &ignored)) && digit(last.at[0]);
}

static bool v4_read(struct view v, unsigned char b[4]) {
    uint64_t n[4], whole = 0;
    size_t count = 0;
    for (struct view rest = v; count < 4; count++) {
        struct view part = view_cut(rest, '.', &rest);
        if (!part.bytes || !v4_number(part, &n[count])) return false;
        if (!rest.bytes) { count++; break; }
    }
    size_t dots = 0;
    for (size_t i = 0; i < v.bytes; i++) dots += v.at[i] == '.';
    if (dots + 1 != count) return false;
    for (size_t i = 0; i + 1 < count; i++) {
        if (n[i] > 255) return false;
        whole |= n[i] << (8 * (3 - i));
    }
    if (n[count - 1] >> (8 * (5 - count))) return false;  // the last fills what the others leave
    whole |= n[count - 1];
    for (size_t i = 0; i < 4; i++) b[i] = (unsigned char)(whole >> (8 * (3 - i)));
    return true;
}

static enum identifier_reason address_host(struct view v, bool six, char out[URL_HOST_ROOM]) {
    char text[64], canonical[INET6_ADDRSTRLEN];
    unsigned char b[16];
    if (six) {
        snprintf(text, sizeof text, "%.*s", VIEW_ARGS(v));
        if (v.bytes >= sizeof text || memchr(v.at, 0, v.bytes) || inet_pton(AF_INET6, text, b) != 1) return IDENTIFIER_BAD_FORM;
    } else if (!v4_read(v, b)) {
        return IDENTIFIER_BAD_FORM;
    }
    inet_ntop(six ? AF_INET6 : AF_INET, b, canonical, sizeof canonical);
    snprintf(out, URL_HOST_ROOM, six ? "[%s]" : "%s", canonical);
    return address_public(b, !six) ? IDENTIFIER_FORM_FITS : IDENTIFIER_NOT_PUBLIC;
}

// Names that nobody else resolves to the same place: RFC 6761, RFC 6762, RFC 9476.
static bool name_is_public(const char *name) {
    static const char *const LOCAL[] = {"localhost", "local", "test", "invalid", "alt", "internal"};
    const char *dot = strrchr(name, '.'), *last = dot ? dot + 1 : name;
    for (size_t i = 0; i < sizeof LOCAL / sizeof *LOCAL; i++)
        if (!strcmp(last, LOCAL[i])) return false;
    return dot != NULL;
}

static enum identifier_reason host_read(struct view v, char out[URL_HOST_ROOM]) {
    char plain[URL_BYTES_MAX + 1];
    if (v.bytes >= 2 && v.at[0] == '[' && v.at[v.bytes - 1] == ']' && memchr(v.at, ':', v.bytes))
        return address_host((struct view){v.at + 1, v.bytes - 2}, true, out);
    struct view host = {plain, bare(v, plain, URL_BYTES_MAX)};
    if (host.bytes > 1 && host.at[host.bytes - 1] == '.') host.bytes--;  // "example.org." is the same name
    if (!host.bytes || !utf8_valid(host)) return IDENTIFIER_BAD_FORM;
    if (ends_in_number(host)) return address_host(host, false, out);
    if (!host_name_read(host, out)) return IDENTIFIER_BAD_FORM;
    return name_is_public(out) ? IDENTIFIER_FORM_FITS : IDENTIFIER_NOT_PUBLIC;
}

// ---- The path: RFC 3986 §5.2.4 on segments without escapes of "." ----

// `out` ends in "/": without the segment before it, but never above the first "/", which stands at `begin`.
static void back_up(struct text *out, size_t begin) {
    size_t at = out->bytes - 1;
    while (at > begin && out->at[at - 1] != '/') at--;
    text_cut(out, at > begin ? at : begin + 1);
}

static void put_path(struct text *out, struct view v) {
    size_t begin = out->bytes;
    bool more = v.bytes > 0;
    struct view rest = v.bytes && v.at[0] == '/' ? (struct view){v.at + 1, v.bytes - 1} : v;
    text_char(out, '/');
    while (more) {
        const char *slash = memchr(rest.at, '/', rest.bytes);
        struct view s = {rest.at, slash ? (size_t)(slash - rest.at) : rest.bytes};
        rest = (struct view){rest.at + s.bytes + (slash != NULL), rest.bytes - s.bytes - (slash != NULL)};
        more = slash != NULL;
        if (view_is(s, ".")) continue;
        if (view_is(s, "..")) {
            if (text_ok(out)) back_up(out, begin);
            continue;
        }
        text_view(out, s);
        if (more) text_char(out, '/');
    }
}

// ---- The whole ----

struct parts {
    char scheme[SCHEME_ROOM];
    const struct scheme *special;
    bool said, authority;               // it has a scheme; it has a host
    struct view user, host, path, query;
    bool has_query;
    long port;                          // -1: none, or the scheme's own
};

// Blanks around, and line ends and tabs anywhere, are of the letter it was copied from. false: too long.
static bool copied(struct view raw, char *out, size_t *bytes) {
    raw = view_trim(raw);
    *bytes = 0;
    for (size_t i = 0; i < raw.bytes; i++) {
        char c = raw.at[i];
        if (c == '\t' || c == '\n' || c == '\r') continue;
        if (*bytes == URL_BYTES_MAX) return false;
        out[(*bytes)++] = c;
    }
    return true;
}

static void cut_query(struct view *v, struct parts *p) {
    struct view rest;
    *v = view_cut(*v, '#', &rest);
    const char *mark = memchr(v->at, '?', v->bytes);
    p->has_query = mark != NULL;
    if (mark) p->query = (struct view){mark + 1, v->bytes - (size_t)(mark + 1 - v->at)}, v->bytes = (size_t)(mark - v->at);
}

static bool port_read(struct view v, struct parts *p) {
    uint64_t n;
    p->port = -1;
    if (!v.bytes) return true;
    if (!view_to_u64(v, &n) || n > 65535) return false;
    if (!p->special || (int)n != p->special->port) p->port = (long)n;
    return true;
}

static bool authority_read(struct view v, struct parts *p) {
    const char *at = memrchr(v.at, '@', v.bytes);
    p->user = at ? (struct view){v.at, (size_t)(at - v.at)} : (struct view){v.at, 0};
    if (at) v = (struct view){at + 1, v.bytes - (size_t)(at + 1 - v.at)};
    const char *colon = memrchr(v.at, ':', v.bytes), *bracket = memrchr(v.at, ']', v.bytes);
    bool port = colon && (!bracket || colon > bracket);
    p->host = port ? (struct view){v.at, (size_t)(colon - v.at)} : v;
    return port_read(port ? (struct view){colon + 1, v.bytes - p->host.bytes - 1} : (struct view){v.at, 0}, p);
}

// Where the path begins; a special scheme takes any number of slashes before its host.
static bool split(struct view v, struct parts *p) {
    bool slashes = v.bytes >= 2 && v.at[0] == '/' && v.at[1] == '/';
    cut_query(&v, p);
    p->authority = slashes || p->special;
    p->path = v;
    if (!p->authority) return v.bytes > 0 || p->query.bytes > 0;
    size_t skip = slashes ? 2 : 0;
    while (p->special && skip < v.bytes && v.at[skip] == '/') skip++;
    v = (struct view){v.at + skip, v.bytes - skip};
    const char *path = memchr(v.at, '/', v.bytes);
    struct view host = {v.at, path ? (size_t)(path - v.at) : v.bytes};
    p->path = (struct view){v.at + host.bytes, v.bytes - host.bytes};
    return authority_read(host, p);
}

static void put_tail(struct text *t, const struct parts *p) {
    AUTO_TEXT path = text_with_ceiling(3 * URL_BYTES_MAX);
    put_part(&path, p->path, IN_PATH);
    if (!text_ok(&path)) t->failed = true;
    else if (p->authority) put_path(t, text_seen(&path));
    else text_view(t, text_seen(&path));
    if (!p->has_query) return;
    text_char(t, '?');
    put_part(t, p->query, IN_QUERY);
}

static void put_canonical(struct text *t, const struct parts *p, const struct url *u) {
    text_format(t, "%s:%s", p->scheme, p->authority ? "//" : "");
    if (p->authority && p->user.bytes) put_part(t, p->user, IN_USER), text_char(t, '@');
    if (p->authority) text_put(t, u->host);
    if (p->authority && p->port >= 0) text_format(t, ":%ld", p->port);
    put_tail(t, p);
}

static bool of_the_web(const struct parts *p) { return !strcmp(p->scheme, "http") || !strcmp(p->scheme, "https"); }
static const char *without_www(const char *host) { return strncmp(host, "www.", 4) || !strchr(host + 4, '.') ? host : host + 4; }

static void put_loose(struct text *t, const struct parts *p, const struct url *u) {
    if (!of_the_web(p)) text_format(t, "%s:", p->scheme);
    text_put(t, without_www(u->host));
    if (p->port >= 0) text_format(t, ":%ld", p->port);
    put_tail(t, p);
    if (p->query.bytes) return;
    while (text_ok(t) && t->bytes && (t->at[t->bytes - 1] == '?' || t->at[t->bytes - 1] == '/')) text_cut(t, t->bytes - 1);
}

static bool kept(const struct text *t, char out[URL_BYTES_MAX + 1]) {
    if (!text_ok(t)) return false;
    memcpy(out, text_string(t), t->bytes + 1);
    return true;
}

static enum identifier_reason written(const struct parts *p, struct url *u) {
    AUTO_TEXT text = text_with_ceiling(URL_BYTES_MAX), loose = text_with_ceiling(URL_BYTES_MAX);
    enum identifier_reason reason = IDENTIFIER_FORM_FITS;
    if (p->authority) reason = host_read(p->host, u->host);
    if (reason != IDENTIFIER_FORM_FITS && reason != IDENTIFIER_NOT_PUBLIC) return reason;
    put_canonical(&text, p, u);
    put_loose(&loose, p, u);
    u->only_host = of_the_web(p) && view_is(text_seen(&loose), without_www(u->host));
    if (!kept(&text, u->text) || !kept(&loose, u->loose)) return *u->text = *u->loose = '\0', IDENTIFIER_TOO_LONG;
    return p->said ? reason : IDENTIFIER_NO_SCHEME;
}

static bool names_no_place(const char *scheme) {
    for (size_t i = 0; i < sizeof NO_PLACE / sizeof *NO_PLACE; i++)
        if (!strcmp(scheme, NO_PLACE[i])) return true;
    return false;
}

// Without a scheme only what begins with a host's name of two labels is read, as browsers do with what is typed.
static bool begin(struct view v, struct parts *p, struct view *rest) {
    struct view tail;
    p->said = scheme_read(v, p->scheme, rest);
    if (!p->said) strcpy(p->scheme, "https"), *rest = v;
    p->special = special_of(p->scheme);
    struct view host = view_cut(v, '/', &tail);
    return p->said || memchr(host.at, '.', host.bytes);
}

// Before the query, as browsers do.
static void backslashes_turned(char *c, const char *end) {
    for (; c < end && *c != '?' && *c != '#'; c++)
        if (*c == '\\') *c = '/';
}

static bool has_control(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if ((unsigned char)v.at[i] < 0x20 || v.at[i] == 0x7f) return true;
    return false;
}

static enum identifier_reason read_all(struct view raw, struct url *u) {
    char bytes[URL_BYTES_MAX];
    struct parts p = {.port = -1};
    struct view v = {bytes, 0}, rest;
    if (!view_trim(raw).bytes) return IDENTIFIER_EMPTY;
    if (!copied(raw, bytes, &v.bytes)) return IDENTIFIER_TOO_LONG;
    if (!utf8_valid(v) || has_control(v)) return IDENTIFIER_BAD_CHARACTER;
    if (!begin(v, &p, &rest)) return IDENTIFIER_BAD_FORM;
    if (names_no_place(p.scheme)) return IDENTIFIER_BAD_PREFIX;
    if (p.special) backslashes_turned(bytes + (rest.at - bytes), bytes + v.bytes);
    return split(rest, &p) ? written(&p, u) : IDENTIFIER_BAD_FORM;
}

void url_read(struct view raw, struct url *out) {
    out->text[0] = out->loose[0] = out->host[0] = '\0';
    out->only_host = false;
    out->reason = read_all(raw, out);
}

void url_digest(const char *text, char out[URL_DIGEST_ROOM]) {
    unsigned char d[32];
    AUTO_TEXT hex = text_with_ceiling(URL_DIGEST_ROOM);
    *out = '\0';
    if (EVP_Digest(text, strlen(text), d, NULL, EVP_sha256(), NULL) != 1) return;
    text_hex(&hex, d, sizeof d);
    if (text_ok(&hex)) memcpy(out, text_string(&hex), hex.bytes + 1);
}
