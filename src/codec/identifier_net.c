// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_net.c — mail addresses (RFC 5321, 6531), host names (IDNA 2008 as of UTS #46, by ICU), IP addresses (RFC 5952)
// and user names (NFKC, case folded; look-alikes by the skeleton of UTS #39, by ICU).
#include "codec/identifier_room.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

enum { LOCAL_BYTES_MAX = 64, DOMAIN_BYTES_MAX = 253, LABEL_BYTES_MAX = 63 };

// ---- Host names ----
static bool plain(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if ((unsigned char)v.at[i] >= 0x80) return false;
    return true;
}
static bool has_alabel(struct view v) { return v.bytes >= 4 && memmem(v.at, v.bytes, "xn--", 4); }

static size_t lowered(struct view v, char *out) {
    for (size_t i = 0; i < v.bytes; i++) out[i] = v.at[i] >= 'A' && v.at[i] <= 'Z' ? (char)(v.at[i] | 0x20) : v.at[i];
    return v.bytes;
}

// As the name service asks it; 0 when it can't be.
static size_t a_labels(struct view v, char *out, size_t room) {
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    int32_t n = uidna_nameToASCII_UTF8(idna, v.at, (int32_t)v.bytes, out, (int32_t)room, &info, &status);
    uidna_close(idna);
    return U_SUCCESS(status) && !info.errors && n > 0 && (size_t)n <= room ? (size_t)n : 0;
}

// `least` labels or more, letters, digits and hyphens, the last no number.
static bool labels_good(struct view v, size_t least) {
    size_t count = 0;
    struct view label = {0}, rest = v;
    bool ends_in_dot = v.bytes && v.at[v.bytes - 1] == '.';
    while (rest.bytes) {
        label = view_cut(rest, '.', &rest);
        if (!label.bytes || label.bytes > LABEL_BYTES_MAX || label.at[0] == '-' || label.at[label.bytes - 1] == '-') return false;
        for (size_t i = 0; i < label.bytes; i++) {
            char c = label.at[i];
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) return false;
        }
        count++;
    }
    return count >= least && !ends_in_dot && v.bytes <= DOMAIN_BYTES_MAX && !all_digits(label);
}

static size_t name_read(struct view v, char *out) {
    size_t n;
    if (!v.bytes || v.bytes > IDENTIFIER_BYTES_MAX) return 0;
    char low[IDENTIFIER_BYTES_MAX + 1];
    bool ascii = plain(v);
    if (ascii) lowered(v, low), v.at = low;
    if (ascii && !has_alabel(v)) n = v.bytes <= DOMAIN_BYTES_MAX ? (memcpy(out, v.at, v.bytes), v.bytes) : 0;
    else n = a_labels(v, out, DOMAIN_BYTES_MAX);
    out[n] = '\0';
    return n;
}

// Gives the bytes of the canonical name in `out` (room DOMAIN_BYTES_MAX + 1), 0 when it is none.
static size_t domain_read(struct view v, char *out) {
    size_t n = name_read(v, out);
    return n && labels_good((struct view){out, n}, 2) ? n : 0;
}

bool host_name_read(struct view v, char *out) {
    size_t n = name_read(v, out);
    return n && labels_good((struct view){out, n}, 1);
}

// "https://user@www.Example.org:443/path" says its host.
static struct view host_of(struct view v) {
    struct view rest;
    char *scheme = memmem(v.at, v.bytes, "://", 3);
    if (scheme) v = (struct view){scheme + 3, v.bytes - (size_t)(scheme + 3 - v.at)};
    for (const char *end = "/?#"; *end; end++) v = view_cut(v, *end, &rest);
    const char *at = memrchr(v.at, '@', v.bytes);
    if (scheme && at) v = (struct view){at + 1, v.bytes - (size_t)(at + 1 - v.at)};
    const char *colon = memchr(v.at, ':', v.bytes);
    if (colon) v.bytes = (size_t)(colon - v.at);
    if (v.bytes && v.at[v.bytes - 1] == '.') v.bytes--;
    return v;
}

enum identifier_reason read_domain(const struct given *g, struct identifier_reading *out) {
    char domain[DOMAIN_BYTES_MAX + 1];
    struct view host = host_of(g->raw);
    text_set(out, "%.*s", VIEW_ARGS(g->raw));
    if (memchr(g->raw.at, ' ', g->raw.bytes)) return IDENTIFIER_BAD_CHARACTER;
    if (!domain_read(host, domain)) return IDENTIFIER_BAD_FORM;
    text_set(out, "%s", domain);
    if (view_starts(view_of(domain), "www.")) snprintf(out->loose, sizeof out->loose, "%s", domain + 4);
    return IDENTIFIER_FORM_FITS;
}

// ---- Mail ----
static bool local_good(struct view v) {
    static const char marks[] = "!#$%&'*+-/=?^_`{|}~.";
    if (!v.bytes || v.bytes > LOCAL_BYTES_MAX || v.at[0] == '.' || v.at[v.bytes - 1] == '.') return false;
    if (v.bytes > 1 && v.at[0] == '"' && v.at[v.bytes - 1] == '"') return true;  // quoted: anything
    for (size_t i = 0; i < v.bytes; i++) {
        unsigned char c = (unsigned char)v.at[i];
        bool word = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!word && (!c || !strchr(marks, c))) return false;
        if (c == '.' && v.at[i + 1] == '.') return false;
    }
    return true;
}

// Lower case, without "+tag": what many providers deliver to the same box.
static void loose_mail(struct view local, const char *domain, char *out) {
    struct view rest, base = view_cut(local, '+', &rest);
    if (!base.bytes) base = local;
    char low[LOCAL_BYTES_MAX + 1];
    size_t n = lowered(base, low);
    snprintf(out, IDENTIFIER_BYTES_MAX + 1, "%.*s@%s", (int)n, low, domain);
}

static struct view address_in(struct view v) {  // "Name <a@b.org>", "mailto:a@b.org?subject=…"
    struct view rest;
    const char *open = memrchr(v.at, '<', v.bytes);
    if (open && v.at[v.bytes - 1] == '>') v = (struct view){open + 1, (size_t)(v.at + v.bytes - 1 - (open + 1))};
    if (v.bytes > 7 && !strncasecmp(v.at, "mailto:", 7)) {
        v = (struct view){v.at + 7, v.bytes - 7};
        v = view_cut(v, '?', &rest);
    }
    return view_trim(v);
}

enum identifier_reason read_email(const struct given *g, struct identifier_reading *out) {
    char all[IDENTIFIER_BYTES_MAX + 1], domain[DOMAIN_BYTES_MAX + 1];
    struct view v = {all, fold_digits_kept(address_in(g->raw), all, IDENTIFIER_BYTES_MAX)};
    const char *at = memrchr(v.at, '@', v.bytes);
    text_set(out, "%.*s", VIEW_ARGS(v));
    if (!at) return IDENTIFIER_BAD_FORM;
    struct view local = {v.at, (size_t)(at - v.at)}, host = {at + 1, v.bytes - local.bytes - 1};
    if (!domain_read(host, domain)) return IDENTIFIER_BAD_FORM;
    if (!local_good(local)) return local.bytes > LOCAL_BYTES_MAX ? IDENTIFIER_TOO_LONG : IDENTIFIER_BAD_CHARACTER;
    if (local.bytes + 1 + strlen(domain) > IDENTIFIER_BYTES_MAX) return IDENTIFIER_TOO_LONG;
    text_set(out, "%.*s@%s", VIEW_ARGS(local), domain);
    loose_mail(local, domain, out->loose);
    return IDENTIFIER_FORM_FITS;
}

// ---- IP ----
struct block {
    uint32_t first;
    uint8_t bits;
};
// Reserved or shared by many: RFC 6890 and the IANA registries of special addresses.
static const struct block NOT_PUBLIC_4[] = {
    {0x00000000, 8},  {0x0a000000, 8},  {0x64400000, 10}, {0x7f000000, 8},  {0xa9fe0000, 16}, {0xac100000, 12}, {0xc0000000, 24},
    {0xc0000200, 24}, {0xc0a80000, 16}, {0xc6120000, 15}, {0xc6336400, 24}, {0xcb007100, 24}, {0xe0000000, 4},  {0xf0000000, 4},
};

static bool public_4(const unsigned char *b) {
    uint32_t a = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    for (size_t i = 0; i < sizeof NOT_PUBLIC_4 / sizeof *NOT_PUBLIC_4; i++)
        if (!((a ^ NOT_PUBLIC_4[i].first) >> (32 - NOT_PUBLIC_4[i].bits))) return false;
    return true;
}
static bool public_6(const unsigned char *b) {
    return (b[0] & 0xe0) == 0x20 && !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8);  // 2000::/3, not 2001:db8::
}

bool address_public(const unsigned char *b, bool four) { return four ? public_4(b) : public_6(b); }

static bool has_port(struct view v) {
    const char *colon = memchr(v.at, ':', v.bytes);
    if (!colon) return false;
    size_t before = (size_t)(colon - v.at);
    return memchr(v.at, '.', before) && !memchr(colon + 1, ':', v.bytes - before - 1);
}

enum identifier_reason read_ip(const struct given *g, struct identifier_reading *out) {
    char text[64], canonical[INET6_ADDRSTRLEN];
    unsigned char b[16];
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    struct view rest, v = g->raw;
    if (v.bytes && v.at[0] == '[') v = view_cut((struct view){v.at + 1, v.bytes - 1}, ']', &rest);
    else if (has_port(v)) v = view_cut(v, ':', &rest);
    text_set(out, "%.*s", VIEW_ARGS(g->raw));
    size_t n = fold_digits_kept(v, text, sizeof text - 1);
    text[n] = '\0';
    if (n == sizeof text - 1 || strlen(text) != n) return IDENTIFIER_BAD_FORM;
    bool four = inet_pton(AF_INET, text, b) == 1, six = !four && inet_pton(AF_INET6, text, b) == 1;
    if (!four && !six) return IDENTIFIER_BAD_FORM;
    if (six && !memcmp(b, mapped, 12)) memmove(b, b + 12, 4), four = true;
    text_set(out, "%s", inet_ntop(four ? AF_INET : AF_INET6, b, canonical, sizeof canonical));
    return address_public(b, four) ? IDENTIFIER_FORM_FITS : IDENTIFIER_NOT_PUBLIC;
}

// ---- User names ----
static size_t case_folded(struct view v, char *out, size_t room) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[IDENTIFIER_BYTES_MAX + 1], folded[4 * IDENTIFIER_BYTES_MAX];
    int32_t n, bytes = 0;
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);
    u_strFromUTF8(wide, IDENTIFIER_BYTES_MAX, &n, v.at, (int32_t)v.bytes, &status);
    n = U_SUCCESS(status) ? unorm2_normalize(nfkc, wide, n, folded, 4 * IDENTIFIER_BYTES_MAX, &status) : 0;
    u_strToUTF8(out, (int32_t)room, &bytes, folded, n, &status);
    return U_SUCCESS(status) && bytes > 0 && (size_t)bytes <= room ? (size_t)bytes : 0;
}

static void skeleton(const char *name, char *out, size_t room) {
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    int32_t n = uspoof_getSkeletonUTF8(checker, 0, name, -1, out, (int32_t)room - 1, &status);
    uspoof_close(checker);
    out[U_SUCCESS(status) && n >= 0 && (size_t)n < room ? n : 0] = '\0';
}

enum identifier_reason read_username(const struct given *g, struct identifier_reading *out) {
    struct view v = g->raw;
    char folded[IDENTIFIER_BYTES_MAX + 1];
    size_t n = case_folded(v, folded, IDENTIFIER_BYTES_MAX);  // invisible marks go, too: only then is "@" the first
    folded[n] = '\0';
    while (n > 1 && folded[0] == '@') memmove(folded, folded + 1, n--);
    if (!n || strlen(folded) != n) return IDENTIFIER_BAD_CHARACTER;
    text_set(out, "%s", folded);
    skeleton(folded, out->loose, sizeof out->loose);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)folded[i] <= ' ') return IDENTIFIER_BAD_CHARACTER;
    return IDENTIFIER_FORM_FITS;
}
