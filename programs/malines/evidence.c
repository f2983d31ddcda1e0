// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// evidence.c — items on their way into a node and out of it again.
//
// In: the file is hashed here while it is sent, and the node must have received the same. Out: the node's papers and the
// items become one ASiC-E; each item must be what the manifest says before the file gets its name.
#include "link.h"

#include "evidence/asic.h"
#include "evidence/digests.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART_BYTES = 1024 * 1024, TSA_MS = 30000 };

// ---- In ----

struct sending {
    struct link *link;
    const json_t *intake;
    struct digesting *digesting;
    uint64_t sent;
};

static RESULT part_sent(struct sending *s, struct view part, struct error *err) {
    AUTO_TEXT data = text_with_ceiling(2 * PART_BYTES);
    AUTO_JSON *answer = NULL;
    digesting_add(s->digesting, part);
    text_base64(&data, part.at, part.bytes);
    AUTO_JSON *values = json_pack("{s:O,s:I,s:s}", "intake", s->intake, "from", (json_int_t)s->sent, "data", text_string(&data));
    TRY(link_call(s->link, command_of(HANDLER_evidence_part), values, &answer, err));
    s->sent += part.bytes;
    return DONE;
}

static RESULT file_sent(struct sending *s, int file, struct error *err) {
    char *part = malloc(PART_BYTES);
    ENSURE(part);
    struct result r = DONE;
    for (ssize_t n = 1; n > 0 && !FAILED(r);) {
        n = read(file, part, PART_BYTES);
        if (n < 0 && errno == EINTR) n = 1;
        else if (n < 0) r = FAIL(err, NO_SYSTEM, "the file: %s", strerrordesc_np(errno));
        else if (n > 0) r = part_sent(s, (struct view){part, (size_t)n}, err);
    }
    free(part);
    return r;
}

static json_t *custody_words(const struct shell *s) {
    static const char *const words[] = {"where", "why", "basis", "case", "happened_at", "seal", "device", "tool", "write_blocker", "from", "to", "note", "act"};
    json_t *j = json_object();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *v = value_text(s, words[i], NULL);
        if (v) json_object_set_new(j, words[i], json_string(v));
    }
    return j;
}

static RESULT item_entered(struct sending *s, json_t **answer, struct error *err) {
    struct digests here;
    struct digest there;
    AUTO_JSON *values = custody_words(s->link->shell);
    json_object_set(values, "intake", (json_t *)s->intake);
    digesting_end(s->digesting, &here);
    TRY(link_call(s->link, command_of(HANDLER_evidence_add), values, answer, err));
    if (!hex_read(json_view(*answer, "sha256"), there.bytes, 32) || !digest_same(&there, &here.sha256))
        return FAIL(err, CONFLICT, "the node holds something else than this file: its SHA-256 differs");
    return DONE;
}

static RESULT added(struct link *l, int file, struct error *err) {
    const struct shell *s = l->shell;
    const char *path = value_text(s, "file", ""), *slash = strrchr(path, '/'), *type = value_text(s, "type", NULL);
    struct stat st;
    if (fstat(file, &st) != 0 || !S_ISREG(st.st_mode)) return FAIL(err, BAD_ARGUMENT, "%s is not a file", path);
    AUTO_JSON *values = json_pack("{s:s,s:I}", "name", value_text(s, "name", slash ? slash + 1 : path), "bytes", (json_int_t)st.st_size);
    AUTO_JSON *begun = NULL;
    AUTO_JSON *answer = NULL;
    if (!values) return FAIL(err, BAD_TEXT, "the file's name");
    if (type) json_object_set_new(values, "type", json_string(type));
    TRY(link_call(l, command_of(HANDLER_evidence_begin), values, &begun, err));
    struct sending sending = {l, json_object_get(begun, "intake"), digesting_new(), 0};
    struct result r = file_sent(&sending, file, err);
    if (!FAILED(r)) r = item_entered(&sending, &answer, err);
    digesting_free(sending.digesting);
    if (!FAILED(r)) link_print(l, HANDLER_evidence_add, answer);
    return r;
}

RESULT do_evidence_add(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    int file = open(value_text(s, "file", ""), O_RDONLY | O_CLOEXEC);
    if (file < 0) return FAIL(err, NOT_FOUND, "%s: %s", value_text(s, "file", ""), strerrordesc_np(errno));
    struct result r = link_open(sys, s, &l, err);
    if (!FAILED(r)) {
        r = added(&l, file, err);
        link_close(&l);
    }
    close(file);
    return r;
}

// ---- Out ----

static RESULT papers_put(struct zip_writer *w, const json_t *bundle, struct error *err) {
    size_t i;
    const json_t *f;
    json_array_foreach(json_object_get(bundle, "files"), i, f) {
        struct view base64 = json_view(f, "base64");
        if (!base64.bytes) {
            TRY(zip_put(w, json_view(f, "name"), json_view(f, "text"), err));
            continue;
        }
        AUTO_TEXT bytes = text_with_ceiling(base64.bytes);
        if (!base64_text(base64, &bytes)) return FAIL(err, INTERNAL, "a file of the bundle is no base64");
        TRY(zip_put(w, json_view(f, "name"), text_seen(&bytes), err));
    }
    return DONE;
}

static RESULT item_put(struct link *l, struct zip_writer *w, const json_t *bundle, const json_t *item, struct error *err) {
    int64_t bytes = json_int(item, "bytes"), from = 0;
    struct digesting *d = digesting_new();
    struct digests found;
    struct digest said;
    char *part = malloc(PART_BYTES + 3);
    ENSURE(part);
    struct result r = zip_begin(w, json_view(item, "file"), (uint64_t)bytes, err);
    while (!FAILED(r) && from < bytes) {
        size_t n = 0;
        AUTO_JSON *answer = NULL;
        AUTO_JSON *values = json_pack("{s:O,s:O,s:I}", "bundle", json_object_get(bundle, "bundle"),
                                      "item", json_object_get(item, "item"), "from", (json_int_t)from);
        r = link_call(l, command_of(HANDLER_evidence_read), values, &answer, err);
        if (!FAILED(r) && (!base64_read(json_view(answer, "data"), part, PART_BYTES + 3, &n) || !n)) r = FAIL(err, INTERNAL, "the node gave no bytes");
        if (!FAILED(r)) r = zip_add(w, (struct view){part, n}, err);
        if (!FAILED(r)) digesting_add(d, (struct view){part, n});
        from += (int64_t)n;
    }
    free(part);
    digesting_end(d, &found);
    digesting_free(d);
    TRY(r);
    if (!hex_read(json_view(item, "sha256"), said.bytes, 32) || !digest_same(&said, &found.sha256))
        return FAIL(err, CONFLICT, "an item is not what the bundle says: its SHA-256 differs");
    return DONE;
}

static RESULT signature_put(struct zip_writer *w, const json_t *bundle, struct error *err) {
    AUTO_TEXT p7s = text_with_ceiling(CADES_BYTES_MAX);
    if (!base64_text(json_view(bundle, "signature"), &p7s)) return FAIL(err, INTERNAL, "the node gave no signature");
    TRY(zip_put(w, VIEW("META-INF/ASiCManifest001.xml"), json_view(bundle, "manifest"), err));
    return zip_put(w, VIEW("META-INF/signature001.p7s"), text_seen(&p7s), err);
}

static RESULT bundle_written(struct link *l, const json_t *bundle, int file, struct error *err) {
    struct instant when = {0};
    size_t i;
    const json_t *item;
    (void)instant_read(json_view(bundle, "made_at"), &when);
    struct zip_writer *w = zip_writer_new(file, when);
    struct result r = zip_put(w, VIEW("mimetype"), VIEW(ASIC_E_TYPE), err);
    if (!FAILED(r)) r = papers_put(w, bundle, err);
    json_array_foreach(json_object_get(bundle, "items"), i, item)
        if (!FAILED(r)) r = item_put(l, w, bundle, item, err);
    if (!FAILED(r)) r = signature_put(w, bundle, err);
    if (!FAILED(r)) r = zip_end(w, err);
    zip_writer_free(w);
    return r;
}

static RESULT bundle_fetched(struct link *l, struct error *err) {
    const struct shell *s = l->shell;
    const char *out = value_text(s, "out", "");
    char part[4200];
    AUTO_JSON *values = custody_words(s);
    AUTO_JSON *bundle = NULL;
    json_object_set(values, "items", json_object_get(s->values, "items"));
    json_object_set_new(values, "language", json_string(words_lang(l->rendering.words)));
    if (snprintf(part, sizeof part, "%s.part", out) >= (int)sizeof part) return FAIL(err, BAD_ARGUMENT, "--out");
    int file = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return FAIL(err, NO_SYSTEM, "%s: %s", part, strerrordesc_np(errno));
    struct result r = link_call(l, command_of(HANDLER_evidence_bundle), values, &bundle, err);
    if (!FAILED(r)) r = bundle_written(l, bundle, file, err);
    close(file);
    if (!FAILED(r) && rename(part, out) != 0) r = FAIL(err, NO_SYSTEM, "%s: %s", out, strerrordesc_np(errno));
    if (FAILED(r)) unlink(part);
    else if (!s->json) printf("%s: %zu items, signed\n", out, json_array_size(json_object_get(bundle, "items")));
    return r;
}

RESULT do_evidence_bundle(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = bundle_fetched(&l, err);
    link_close(&l);
    return r;
}

// ---- Time-stamps (RFC 3161 §3.4: HTTP) ----

static size_t reply_taken(char *at, size_t one, size_t n, void *ctx) {
    struct text *t = ctx;
    text_add(t, at, one * n);
    return text_ok(t) ? one * n : 0;
}

static RESULT asked(const char *tsa, struct view query, struct text *reply, struct error *err) {
    CURL *c = curl_easy_init();
    struct curl_slist *head = curl_slist_append(NULL, "Content-Type: application/timestamp-query");
    long status = 0;
    char *type = NULL;
    ENSURE(c && head);
    curl_easy_setopt(c, CURLOPT_URL, tsa);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, head);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, query.at);
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)query.bytes);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, reply_taken);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, reply);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)TSA_MS);
    CURLcode done = curl_easy_perform(c);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &type);
    bool ok = done == CURLE_OK && status == 200 && type && strncmp(type, "application/timestamp-reply", 27) == 0;
    curl_slist_free_all(head);
    curl_easy_cleanup(c);
    return ok ? DONE : FAIL(err, UNREACHABLE, "the time-stamp authority: %s, status %ld", curl_easy_strerror(done), status);
}

static RESULT one_stamped(struct link *l, const json_t *q, struct error *err) {
    unsigned char query[2000];
    size_t n = 0;
    AUTO_TEXT reply = text_with_ceiling(STAMP_BYTES_MAX);
    AUTO_TEXT encoded = text_with_ceiling(2 * STAMP_BYTES_MAX);
    AUTO_JSON *answer = NULL;
    if (!base64_read(json_view(q, "query"), query, sizeof query, &n)) return FAIL(err, INTERNAL, "the node gave no query");
    TRY(asked(value_text(l->shell, "tsa", ""), (struct view){(char *)query, n}, &reply, err));
    text_base64(&encoded, reply.at, reply.bytes);
    AUTO_JSON *values = json_pack("{s:O,s:O,s:s}", "item", json_object_get(q, "item"), "number", json_object_get(q, "number"), "reply", text_string(&encoded));
    return link_call(l, command_of(HANDLER_evidence_stamped), values, &answer, err);
}

static RESULT all_stamped(struct link *l, struct error *err) {
    size_t i, count = 0;
    const json_t *q;
    for (bool more = true; more;) {
        AUTO_JSON *values = json_object();
        AUTO_JSON *queries = NULL;
        TRY(link_call(l, command_of(HANDLER_evidence_unstamped), values, &queries, err));
        json_array_foreach(json_object_get(queries, "queries"), i, q) TRY(one_stamped(l, q, err));
        count += json_array_size(json_object_get(queries, "queries"));
        more = json_array_size(json_object_get(queries, "queries")) > 0;
    }
    printf("%zu custody lines time-stamped\n", count);
    return DONE;
}

RESULT do_evidence_stamp(const struct sys *sys, const struct shell *s, struct error *err) {
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = all_stamped(&l, err);
    link_close(&l);
    return r;
}
