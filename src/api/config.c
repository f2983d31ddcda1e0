// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/config.h"

#include "sys/sys.h"

#include <arpa/inet.h>
#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- The form of the file ----
struct file {
    char *authority, *data_dir, *socket, *trust_list, *trust_anchor, *laws_dir, *lists;
    struct listen node;
    struct console_listen console;
    struct config_cards *cards;
    struct config_oidc *oidc;
    struct config_threshold *thresholds;
    unsigned thresholds_count;
    unsigned demo;  // of yes_or_no
    unsigned check_budget_ms, hello_ms, cosign_ms;
    char *whole[12];  // made here: paths counted from the file's folder
};

enum { PATH_BYTES_MAX = 4096 };
#define TEXT(key, type, member, need, least, most)                                                                     \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | (need), type, member, least, most)
#define MAY CYAML_FLAG_OPTIONAL
#define MUST CYAML_FLAG_DEFAULT

// libcyaml's own booleans take any word for true.
static const cyaml_strval_t yes_or_no[] = {{"false", 0}, {"true", 1}};

static const cyaml_schema_field_t listen_fields[] = {
    TEXT("address", struct listen, address, MUST, 1, 64),
    CYAML_FIELD_UINT("port", MUST, struct listen, port),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t console_fields[] = {
    TEXT("address", struct console_listen, address, MUST, 1, 64),
    CYAML_FIELD_UINT("port", MUST, struct console_listen, port),
    TEXT("origin", struct console_listen, origin, MAY, 8, 200),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t cards_fields[] = {
    TEXT("address", struct config_cards, address, MUST, 1, 64),
    CYAML_FIELD_UINT("port", MUST, struct config_cards, port),
    TEXT("certificate", struct config_cards, certificate, MUST, 1, PATH_BYTES_MAX),
    TEXT("key", struct config_cards, key, MUST, 1, PATH_BYTES_MAX),
    TEXT("authorities", struct config_cards, authorities, MUST, 1, PATH_BYTES_MAX),
    TEXT("revoked", struct config_cards, revoked, MAY, 1, PATH_BYTES_MAX),
    TEXT("ocsp", struct config_cards, ocsp, MAY, 8, 200),
    TEXT("ocsp_authorities", struct config_cards, ocsp_authorities, MAY, 8, 200),
    TEXT("ocsp_policy", struct config_cards, ocsp_policy, MAY, 1, 20),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t oidc_fields[] = {
    TEXT("issuer", struct config_oidc, issuer, MUST, 8, 300),
    TEXT("client", struct config_oidc, client, MUST, 1, 200),
    TEXT("authorize", struct config_oidc, authorize, MUST, 8, 1000),
    TEXT("token", struct config_oidc, token, MUST, 8, 200),
    TEXT("keys", struct config_oidc, keys, MUST, 1, PATH_BYTES_MAX),
    TEXT("certificate", struct config_oidc, certificate, MAY, 1, PATH_BYTES_MAX),
    TEXT("secret", struct config_oidc, secret, MAY, 1, PATH_BYTES_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t threshold_fields[] = {
    TEXT("member", struct config_threshold, member, MAY, 1, 32),
    TEXT("purpose", struct config_threshold, purpose, MAY, 1, 40),
    CYAML_FIELD_UINT("percent", MAY, struct config_threshold, percent),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t threshold_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct config_threshold, threshold_fields)};
static const cyaml_schema_field_t file_fields[] = {
    TEXT("authority", struct file, authority, MUST, 1, 32),
    TEXT("data_dir", struct file, data_dir, MUST, 1, PATH_BYTES_MAX),
    CYAML_FIELD_MAPPING("node", MUST, struct file, node, listen_fields),
    CYAML_FIELD_MAPPING("console", MUST, struct file, console, console_fields),
    CYAML_FIELD_MAPPING_PTR("cards", MAY | CYAML_FLAG_POINTER, struct file, cards, cards_fields),
    CYAML_FIELD_MAPPING_PTR("oidc", MAY | CYAML_FLAG_POINTER, struct file, oidc, oidc_fields),
    CYAML_FIELD_SEQUENCE("thresholds", MAY | CYAML_FLAG_POINTER, struct file, thresholds, &threshold_schema, 1, THRESHOLDS_MAX),
    TEXT("socket", struct file, socket, MAY, 1, 100),
    TEXT("trust_list", struct file, trust_list, MUST, 1, PATH_BYTES_MAX),
    TEXT("trust_anchor", struct file, trust_anchor, MUST, 1, PATH_BYTES_MAX),
    TEXT("laws_dir", struct file, laws_dir, MAY, 1, PATH_BYTES_MAX),
    TEXT("lists", struct file, lists, MAY, 1, 16),
    CYAML_FIELD_ENUM("demo", MAY | CYAML_FLAG_STRICT, struct file, demo, yes_or_no, 2),
    CYAML_FIELD_UINT("check_budget_ms", MAY, struct file, check_budget_ms),
    CYAML_FIELD_UINT("hello_ms", MAY, struct file, hello_ms),
    CYAML_FIELD_UINT("cosign_ms", MAY, struct file, cosign_ms),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, file_fields)};

// ---- What libcyaml says ----
// It tells its complaint first ("Load: Missing required mapping field: port") and then, from the inside out, where
// ("in mapping field: node (line: 3, column: 7)"). We keep the complaint and the innermost place.
struct complaint {
    struct text what, where;
};

static void keep(struct text *t, const char *said) {
    while (*said == ' ') said++;
    if (strncmp(said, "Load: ", 6) == 0) said += 6;
    for (; *said && *said != '\n'; said++) text_char(t, *said);
}

static void hear(cyaml_log_t level, void *ctx, const char *format, va_list args) {
    struct complaint *c = ctx;
    char said[300];
    (void)level;
    vsnprintf(said, sizeof said, format, args);
    bool place = strstr(said, "(line: ") != NULL;
    if (place && c->where.bytes == 0) keep(&c->where, said);
    else if (!place && c->what.bytes == 0 && !strstr(said, "Backtrace")) keep(&c->what, said);
}

static const cyaml_config_t *cyaml_heard(cyaml_config_t *room, struct complaint *c) {
    *room = (cyaml_config_t){.log_fn = hear, .log_ctx = c, .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem,
                             .flags = CYAML_CFG_NO_ALIAS};
    return room;
}

// ---- What the schema can't say ----
bool address_is_loopback(const char *address) {
    struct in_addr v4;
    struct in6_addr v6;
    if (inet_pton(AF_INET, address, &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
    return inet_pton(AF_INET6, address, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

static bool is_address(const char *address) {
    unsigned char room[16];
    return inet_pton(AF_INET, address, room) == 1 || inet_pton(AF_INET6, address, room) == 1;
}

// The line on which `key:` stands, for complaints about values; 0 when it is not there. `in` is its mapping, or NULL.
static unsigned line_of(struct view yaml, const char *in, const char *key) {
    struct view mark = view_of(in ? in : key);
    bool inside = in == NULL;
    for (unsigned line = 1; yaml.bytes > 0; line++) {
        struct view text = view_trim(view_cut(yaml, '\n', &yaml));
        if (!inside && view_starts(text, in) && text.bytes > mark.bytes && text.at[mark.bytes] == ':') inside = true;
        if (!inside) continue;
        char *at = memmem(text.at, text.bytes, key, strlen(key));
        if (at && memchr(at, ':', (size_t)(text.at + text.bytes - at))) return line;
    }
    return 0;
}

static unsigned second_line_of(struct view yaml, const char *key) {
    unsigned first = line_of(yaml, NULL, key);
    for (unsigned line = 0; line < first; line++) view_cut(yaml, '\n', &yaml);
    unsigned more = line_of(yaml, NULL, key);
    return more ? first + more : first;
}

struct reading {
    struct view yaml;
    const char *path;
};
#define WRONG(r, in, key, ...) wrong(r, in, key, err, __VA_ARGS__)
static struct result wrong(const struct reading *r, const char *in, const char *key, struct error *err,
                           const char *why) {
    return FAIL(err, BAD_YAML, "%s, line %u, %s%s%s: %s", r->path, line_of(r->yaml, in, key), in ? in : "",
                in ? "." : "", key, why);
}

static RESULT listen_checked(const struct reading *r, const char *in, const char *address, unsigned port, bool loopback,
                             const char *why, struct error *err) {
    if (!is_address(address)) return WRONG(r, in, "address", "not an IP address");
    if (loopback && !address_is_loopback(address)) return WRONG(r, in, "address", why);
    if (port > 65535) return WRONG(r, in, "port", "0 to 65535");
    return DONE;
}

static bool is_origin(const char *o) {
    size_t n = strlen(o);
    return strncmp(o, "https://", 8) == 0 && n > 8 && strcspn(o + 8, "/ ?#@") == n - 8;
}

// The browser goes there with a secret of ours: TLS, or this computer alone.
static bool is_page(const char *url) {
    static const char *const here[] = {"http://127.0.0.1:", "http://localhost:", "http://[::1]:"};
    if (strpbrk(url, " \t\r\n\"<>#")) return false;
    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        if (strncmp(url, here[i], strlen(here[i])) == 0) return true;
    return strncmp(url, "https://", 8) == 0 && url[8];
}

static RESULT oidc_checked(const struct reading *r, const struct config_oidc *o, struct error *err) {
    if (!is_page(o->issuer)) return WRONG(r, "oidc", "issuer", "https://, or http on this computer");
    if (!is_page(o->authorize)) return WRONG(r, "oidc", "authorize", "https://, or http on this computer");
    if (!is_page(o->token)) return WRONG(r, "oidc", "token", "https://, or http on this computer");
    if (strncmp(o->token, "https://", 8) == 0 && !o->certificate)
        return WRONG(r, "oidc", "token", "certificate is missing: the provider's TLS certificate, whose key is pinned");
    return DONE;
}

static bool is_responder(const char *url) { return strncmp(url, "http://", 7) == 0 && strchr(url + 7, '/'); }

// Plain HTTP, for its answers are signed; the policy has no meaning without it.
static RESULT responder_checked(const struct reading *r, const struct config_cards *c, struct error *err) {
    if (c->ocsp && !is_responder(c->ocsp)) return WRONG(r, "cards", "ocsp", "http://HOST[:PORT]/PATH");
    if (c->ocsp_authorities && !is_responder(c->ocsp_authorities)) return WRONG(r, "cards", "ocsp_authorities", "http://HOST[:PORT]/PATH");
    if (c->ocsp_authorities && !c->ocsp) return WRONG(r, "cards", "ocsp_authorities", "ocsp is missing: who is asked about the cards themselves");
    if (!c->ocsp_policy) return DONE;
    if (!c->ocsp) return WRONG(r, "cards", "ocsp_policy", "ocsp is missing: the address of the authorities' responder");
    bool known = strcmp(c->ocsp_policy, "require") == 0 || strcmp(c->ocsp_policy, "if_reachable") == 0;
    return known ? DONE : WRONG(r, "cards", "ocsp_policy", "require or if_reachable");
}

// The line of each, where each has one ("- " after "thresholds:"), or of them all.
static void lines_of_thresholds(struct view yaml, struct file *f) {
    bool inside = false;
    unsigned n = 0;
    for (unsigned i = 0; i < f->thresholds_count; i++) f->thresholds[i].line = line_of(yaml, NULL, "thresholds");
    for (unsigned line = 1; yaml.bytes > 0 && n < f->thresholds_count; line++) {
        struct view text = view_trim(view_cut(yaml, '\n', &yaml));
        if (view_starts(text, "thresholds:")) inside = true;
        else if (inside && view_starts(text, "-")) f->thresholds[n++].line = line;
    }
}

static struct result threshold_wrong(const struct reading *r, const struct config_threshold *t, const char *key, const char *why, struct error *err) {
    return FAIL(err, BAD_YAML, "%s, line %u, thresholds.%s: %s", r->path, t->line, key, why);
}

static RESULT thresholds_checked(const struct reading *r, const struct file *f, struct error *err) {
    for (unsigned i = 0; i < f->thresholds_count; i++) {
        const struct config_threshold *t = &f->thresholds[i];
        if (!t->member || !t->purpose) return threshold_wrong(r, t, t->member ? "purpose" : "member", "missing", err);
        if (t->percent < 1 || t->percent > 100) return threshold_wrong(r, t, "percent", "1 to 100", err);
        if (strcmp(t->member, f->authority) == 0)
            return threshold_wrong(r, t, "member", "another member: what is our own is searched by the law's threshold", err);
        for (unsigned k = 0; k < i; k++)
            if (strcmp(f->thresholds[k].member, t->member) == 0 && strcmp(f->thresholds[k].purpose, t->purpose) == 0)
                return threshold_wrong(r, t, "purpose", "this member and purpose stand here twice", err);
    }
    return DONE;
}

static RESULT file_checked(const struct reading *r, const struct file *f, struct error *err) {
    for (const char *c = f->authority; *c; c++)
        if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') && *c != '-')
            return WRONG(r, NULL, "authority", "small letters, digits and hyphens only");
    TRY(listen_checked(r, "node", f->node.address, f->node.port, f->demo, "a demo node listens on loopback only", err));
    TRY(listen_checked(r, "console", f->console.address, f->console.port, true,
                       "the console speaks plain HTTP: loopback only, with a TLS proxy before it", err));
    if (f->console.origin && !is_origin(f->console.origin))
        return WRONG(r, "console", "origin", "https://HOST[:PORT] and no more");
    if (f->cards) TRY(listen_checked(r, "cards", f->cards->address, f->cards->port, f->demo, "a demo node listens on loopback only", err));
    if (f->cards) TRY(responder_checked(r, f->cards, err));
    if (f->oidc) TRY(oidc_checked(r, f->oidc, err));
    TRY(thresholds_checked(r, f, err));
    if (f->lists && strcmp(f->lists, "official") && strcmp(f->lists, "invented") && strcmp(f->lists, "none"))
        return WRONG(r, NULL, "lists", "official, invented or none");
    if (f->check_budget_ms && (f->check_budget_ms < CHECK_BUDGET_MS_MIN || f->check_budget_ms > CHECK_BUDGET_MS_MAX))
        return WRONG(r, NULL, "check_budget_ms", "50 to 60000");
    if (f->hello_ms && (f->hello_ms < HELLO_MS_MIN || f->hello_ms > HELLO_MS_MAX))
        return WRONG(r, NULL, "hello_ms", "100 to 60000");
    if (f->cosign_ms && (f->cosign_ms < COSIGN_MS_MIN || f->cosign_ms > COSIGN_MS_MAX))
        return WRONG(r, NULL, "cosign_ms", "1000 to 600000");
    return DONE;
}

// ---- Reading ----
static const char *from_folder(struct file *f, size_t slot, const char *folder, const char *name) {
    if (name[0] == '/') return name;
    bool here = strcmp(name, ".") == 0;
    ENSURE(asprintf(&f->whole[slot], here ? "%s" : "%s/%s", folder, name) >= 0);
    return f->whole[slot];
}

static void folder_of(const char *path, char out[PATH_BYTES_MAX]) {
    const char *slash = strrchr(path, '/');
    if (!slash) snprintf(out, PATH_BYTES_MAX, ".");
    else snprintf(out, PATH_BYTES_MAX, "%.*s", slash == path ? 1 : (int)(slash - path), path);
}

static const char *laws_of(struct file *f, size_t slot, const char *folder) {
    if (f->laws_dir) return from_folder(f, slot, folder, f->laws_dir);
    AUTO_TEXT t = text_with_ceiling(PATH_BYTES_MAX);
    text_data_path(&t, "laws");
    ENSURE(f->whole[slot] = strdup(text_string(&t)));
    return f->whole[slot];
}

// The paths of what may stand there, counted from the file's folder.
static void more_paths(struct file *f, const char *folder, struct config *out) {
    char **paths[] = {&out->cards.certificate, &out->cards.key, &out->cards.authorities, &out->cards.revoked, &out->oidc.keys,
                      &out->oidc.certificate, &out->oidc.secret};
    if (f->cards) out->cards = *f->cards;
    if (f->oidc) out->oidc = *f->oidc;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (*paths[i]) *paths[i] = (char *)(uintptr_t)from_folder(f, 5 + i, folder, *paths[i]);
}

static void config_fill(struct file *f, const char *path, struct config *out) {
    char folder[PATH_BYTES_MAX];
    folder_of(path, folder);
    *out = (struct config){.authority = f->authority, .node = f->node, .console = f->console, .demo = f->demo,
                           .lists = f->lists ? f->lists : "none", .inside = f,
                           .check_budget_ms = f->check_budget_ms ? f->check_budget_ms : 1000,
                           .hello_ms = f->hello_ms ? f->hello_ms : 1000,
                           .cosign_ms = f->cosign_ms ? f->cosign_ms : 60000};
    out->data_dir = from_folder(f, 0, folder, f->data_dir);
    out->socket = from_folder(f, 1, folder, f->socket ? f->socket : "malines.sock");
    out->trust_list = from_folder(f, 2, folder, f->trust_list);
    out->trust_anchor = from_folder(f, 3, folder, f->trust_anchor);
    out->laws_dir = laws_of(f, 4, folder);
    out->thresholds = f->thresholds, out->threshold_count = f->thresholds_count;
    more_paths(f, folder, out);
}

static void file_free(struct file *f) {
    cyaml_config_t room;
    struct complaint c = {text_with_ceiling(1), text_with_ceiling(1)};
    if (!f) return;
    for (size_t i = 0; i < sizeof f->whole / sizeof f->whole[0]; i++) free(f->whole[i]);
    cyaml_free(cyaml_heard(&room, &c), &file_schema, f, 0);
    text_free(&c.what), text_free(&c.where);
}

// For some complaints libcyaml names the last place it read, which misleads.
static void place_mended(struct text *what, struct text *where, struct view yaml) {
    static const char unexpected[] = "Unexpected key: ", twice[] = "Mapping field already seen: ";
    const char *said = text_string(what);
    unsigned line = 0;
    if (strncmp(said, unexpected, sizeof unexpected - 1) == 0) line = line_of(yaml, NULL, said + sizeof unexpected - 1);
    if (strncmp(said, twice, sizeof twice - 1) == 0) line = second_line_of(yaml, said + sizeof twice - 1);
    if (line == 0 && strncmp(said, "Missing", 7) != 0) return;
    text_clear(where);
    if (line > 0) text_format(where, "line: %u", line);
}

RESULT config_parse(struct view yaml, const char *path, struct config *out, struct error *err) {
    if (yaml.bytes > CONFIG_BYTES_MAX) return FAIL(err, TOO_BIG, "%s", path);
    if (!utf8_valid(yaml)) return FAIL(err, BAD_TEXT, "%s", path);
    AUTO_TEXT what = text_with_ceiling(200), where = text_with_ceiling(150);
    struct complaint c = {what, where};
    cyaml_config_t room;
    struct file *f = NULL;
    cyaml_err_t loaded = cyaml_load_data((const uint8_t *)yaml.at, yaml.bytes, cyaml_heard(&room, &c), &file_schema,
                                         (cyaml_data_t **)&f, NULL);
    what = c.what, where = c.where;
    place_mended(&what, &where, yaml);
    if (loaded != CYAML_OK)
        return FAIL(err, BAD_YAML, "%s: %s%s%s", path, what.bytes ? text_string(&what) : cyaml_strerror(loaded),
                    where.bytes ? ", " : "", where.bytes ? text_string(&where) : "");
    if (!f) return FAIL(err, BAD_YAML, "%s: empty", path);
    lines_of_thresholds(yaml, f);
    struct result checked = file_checked(&(struct reading){yaml, path}, f, err);
    if (FAILED(checked)) {
        file_free(f);
        return checked;
    }
    config_fill(f, path, out);
    return DONE;
}

RESULT config_read(const char *path, struct config *out, struct error *err) {
    char name[PATH_BYTES_MAX];
    struct stat st;
    bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    snprintf(name, sizeof name, folder ? "%s/" FILE_CONFIG : "%s", path);
    AUTO_TEXT yaml = text_with_ceiling(CONFIG_BYTES_MAX);
    TRY(file_read(name, CONFIG_BYTES_MAX, &yaml, err));
    return config_parse(text_seen(&yaml), name, out, err);
}

void config_free(struct config *c) {
    file_free(c->inside);
    *c = (struct config){0};
}

void text_in_data_dir(struct text *t, const struct config *c, const char *name) {
    text_format(t, "%s/%s", c->data_dir, name);
}

// ---- Data that ships with the programs ----
static bool try_data(struct text *t, const char *folder, const char *name) {
    char path[PATH_BYTES_MAX];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path || access(path, R_OK) != 0) return false;
    text_put(t, path);
    return true;
}

// A build folder lies somewhere in the checkout; an installed program in PREFIX/bin.
static bool try_above(struct text *t, char *program, const char *name) {
    char shared[PATH_BYTES_MAX];
    for (int up = 0; up < 5; up++) {
        char *slash = strrchr(program, '/');
        if (!slash || slash == program) return false;
        *slash = '\0';
        if (try_data(t, program, name)) return true;
        if (snprintf(shared, sizeof shared, "%s/share/malines", program) < (int)sizeof shared &&
            try_data(t, shared, name))
            return true;
    }
    return false;
}

void text_data_path(struct text *t, const char *name) {
    char program[PATH_BYTES_MAX];
    const char *told = getenv("MALINES_DATA");
    if (told && try_data(t, told, name)) return;
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n > 0) {
        program[n] = '\0';
        if (try_above(t, program, name)) return;
    }
    text_format(t, "/usr/share/malines/%s", name);
}
