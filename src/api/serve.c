// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/serve.h"

#include "web/assets.h"

#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

static struct view field(const struct http_request *r, const char *name) { return http_head_field(r->head, name); }

// ---- The API ----
static void api_replied(void *request, const struct api_reply *reply) {
    http_reply(request, reply->status, reply->fields, reply->field_count, reply->body);
}

static void serve_api(struct api *a, struct http_request *r, bool tls) {
    AUTO_TEXT shown = text_with_ceiling(2 * sizeof r->peer.at);
    if (tls && r->has_peer) text_hex(&shown, r->peer.at, sizeof r->peer.at);
    struct api_request call = {.method = r->method,
                               .path = r->path,
                               .query = r->query,
                               .body = r->body,
                               .content_type = field(r, "content-type"),
                               .cookie = field(r, "cookie"),
                               .authorization = field(r, "authorization"),
                               .host = field(r, "host"),
                               .origin = field(r, "origin"),
                               .x_malines = field(r, "x-malines"),
                               .unix_uid = r->unix_uid,
                               .remote = r->remote,
                               .tls = tls,
                               .shown = text_seen(&shown),
                               .chain = tls ? r->peer_chain : VIEW("")};
    api_call(a, &call, api_replied, r);
}

// ---- The console ----
enum { ASSET_FIELDS = 6 };

static void reply_plain(struct http_request *r, int status, const char *said) {
    struct http_field type = {"Content-Type", "text/plain; charset=utf-8"};
    http_reply(r, status, &type, 1, view_of(said));
}

static bool inflate_asset(const struct asset *f, char *out) {
    z_stream z = {.next_in = (unsigned char *)f->gz,
                  .avail_in = (unsigned)f->gz_bytes,
                  .next_out = (unsigned char *)out,
                  .avail_out = (unsigned)f->raw_bytes};
    if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK) return false;
    bool whole = inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == f->raw_bytes;
    inflateEnd(&z);
    return whole;
}

static void reply_inflated(struct http_request *r, const struct asset *f, const struct http_field *fields,
                           size_t count) {
    char *raw = malloc(f->raw_bytes + 1);
    if (raw && inflate_asset(f, raw)) http_reply(r, 200, fields, count, (struct view){raw, f->raw_bytes});
    else reply_plain(r, 500, "the console's files are damaged\n");
    free(raw);
}

static bool takes_gzip(const struct http_request *r) {
    struct view v = field(r, "accept-encoding");
    return memmem(v.at, v.bytes, "gzip", 4) != NULL && memmem(v.at, v.bytes, "gzip;q=0", 8) == NULL;
}

static void serve_asset(struct http_request *r, const struct asset *f) {
    bool named_by_content = view_starts(r->path, "/assets/");
    struct http_field fields[ASSET_FIELDS] = {
        {"Content-Type", f->type}, {"ETag", f->etag}, {"Vary", "Accept-Encoding"},
        {"Cache-Control", named_by_content ? "public, max-age=31536000, immutable" : "no-cache"}};
    if (view_is(field(r, "if-none-match"), f->etag)) {
        http_reply(r, 304, fields, 4, VIEW(""));
        return;
    }
    if (!takes_gzip(r)) {
        reply_inflated(r, f, fields, 4);
        return;
    }
    fields[4] = (struct http_field){"Content-Encoding", "gzip"};
    http_reply(r, 200, fields, 5, (struct view){(const char *)f->gz, f->gz_bytes});
}

static void serve_console(struct http_request *r) {
    if (r->method != HTTP_GET && r->method != HTTP_HEAD) {
        reply_plain(r, 405, "the console is only read\n");
        return;
    }
    const struct asset *f = asset_find(r->path);
    bool file_like = view_starts(r->path, "/assets/");
    if (!f && !file_like) f = asset_find(VIEW("/index.html"));
    if (f) serve_asset(r, f);
    else
        reply_plain(r, 404,
                    file_like ? "no such file\n"
                              : "This node was built without its console. Use the command `malines`.\n");
}

void serve_people(void *api, struct http_request *r) {
    if (view_starts(r->path, "/api/") || view_is(r->path, "/api")) serve_api(api, r, false);
    else serve_console(r);
}

void serve_people_tls(void *api, struct http_request *r) {
    if (view_starts(r->path, "/api/") || view_is(r->path, "/api")) serve_api(api, r, true);
    else serve_console(r);
}

// ---- Other nodes ----
static struct digest digest_of_spki(const struct spki *key) {
    struct digest d;
    static_assert(sizeof d == sizeof key->at, "both are SHA-256");
    memcpy(&d, key->at, sizeof d);
    return d;
}

bool peer_is_member(void *trust, const struct spki *key) {
    struct digest d = digest_of_spki(key);
    return trust_by_spki(trust, &d) != NULL;
}

static void peer_replied(void *request, int status, struct view body) {
    struct http_field type = {"Content-Type", "application/octet-stream"};
    http_reply(request, status, &type, 1, body);
}

void serve_peers(void *ctx, struct http_request *r) {
    const struct peers_served *p = ctx;
    struct digest d = digest_of_spki(&r->peer);
    const struct member *m = r->has_peer ? trust_by_spki(p->trust, &d) : NULL;
    if (!m) reply_plain(r, 403, "not a member\n");
    else if (r->method != HTTP_POST) reply_plain(r, 405, "POST only\n");
    else node_receive(p->node, m->id, r->path, r->body, peer_replied, r);
}
