// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "net/http_client.h"

#include <curl/curl.h>
#include <event2/event.h>
#include <stdlib.h>

enum { PARALLEL_PER_NODE = 8, CONNECTIONS_KEPT = 64, REUSE_WITHIN_S = 50, URL_BYTES_MAX = 8 * 1024 };

struct http_client {
    struct loop *loop;
    CURLM *multi;
    struct loop_timer *timer;
    char *certificate, *key;  // PEM; NULL: none
    struct http_sending *first;
};

struct http_sending {
    struct http_client *client;  // NULL in http_call()
    struct http_sending *next, **link;
    CURL *curl;
    struct curl_slist *fields;
    struct text *answer, own_answer;
    struct tick began;
    http_done done;
    void *ctx;
    struct instant peer_now;
    char said[CURL_ERROR_SIZE];  // by libcurl
};

const char *http_step_words(enum http_step s) {
    static const char *const words[] = {
#define X(name, words) words,
        HTTP_STEPS(X)
#undef X
    };
    return s < HTTP_STEP_COUNT ? words[s] : "";
}

// ---- one easy handle ----

static size_t take_body(char *bytes, size_t one, size_t n, void *ctx) {
    struct http_sending *s = ctx;
    text_add(s->answer, bytes, one * n);
    return text_ok(s->answer) ? one * n : 0;
}

static size_t take_field(char *line, size_t one, size_t n, void *ctx) {
    struct http_sending *s = ctx;
    struct view value, name = view_cut((struct view){line, one * n}, ':', &value);
    char date[40] = "";
    value = view_trim(value);
    if (name.bytes == 4 && curl_strnequal(name.at, "date", 4) && value.bytes < sizeof date) {
        memcpy(date, value.at, value.bytes);
        time_t t = curl_getdate(date, NULL);
        if (t > 0) s->peer_now = (struct instant){(int64_t)t * SECOND_MS};
    }
    return one * n;
}

static void set_method(CURL *h, enum http_method m, struct view body) {
    if (m == HTTP_HEAD) curl_easy_setopt(h, CURLOPT_NOBODY, 1L);
    if (m & (HTTP_POST | HTTP_PUT | HTTP_PATCH)) {
        curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.bytes);
        curl_easy_setopt(h, CURLOPT_COPYPOSTFIELDS, body.bytes ? body.at : "");
    }
    if (m != HTTP_HEAD && m != HTTP_GET && m != HTTP_POST)
        curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, http_method_name(m));
}

static void set_fields(struct http_sending *s, const struct http_field *fields, size_t n) {
    s->fields = curl_slist_append(NULL, "Expect:");  // libcurl would ask leave for large bodies
    if (s->fields) curl_slist_append(s->fields, "Content-Type:");
    for (size_t i = 0; i < n; i++) {
        AUTO_TEXT line = text_secret(HTTP_LINE_BYTES_MAX);  // it may be a session's cookie or the provider's secret
        text_format(&line, "%s: %s", fields[i].name, fields[i].value);
        ENSURE(text_ok(&line) && !strpbrk(line.at, "\r\n"));
        curl_slist_append(s->fields, line.at);
    }
    curl_easy_setopt(s->curl, CURLOPT_HTTPHEADER, s->fields);
}

static void set_common(struct http_sending *s, const char *url, enum http_method m, struct view body,
                       uint64_t timeout_ms) {
    CURL *h = s->curl;
    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(h, CURLOPT_PROXY, "");
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(h, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, (long)(timeout_ms ? timeout_ms : 10 * SECOND_MS));
    curl_easy_setopt(h, CURLOPT_MAXAGE_CONN, (long)REUSE_WITHIN_S);
    curl_easy_setopt(h, CURLOPT_ERRORBUFFER, s->said);
    curl_easy_setopt(h, CURLOPT_PRIVATE, s);
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, s);
    curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, take_field);
    curl_easy_setopt(h, CURLOPT_HEADERDATA, s);
    set_method(h, m, body);
}

static void set_blob(CURL *h, CURLoption option, char *pem) {
    struct curl_blob blob = {pem, strlen(pem), CURL_BLOB_NOCOPY};
    curl_easy_setopt(h, option, &blob);
}

static void set_tls(struct http_sending *s, const struct spki *pin) {
    CURL *h = s->curl;
    AUTO_TEXT pinned = text_with_ceiling(100);
    text_put(&pinned, "sha256//");
    text_base64(&pinned, pin->at, sizeof pin->at);
    // A pin that could not be set must not become a call without a pin.
    ENSURE(text_ok(&pinned) && curl_easy_setopt(h, CURLOPT_PINNEDPUBLICKEY, pinned.at) == CURLE_OK);
    curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_3);
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L);  // names and issuers do not count, the pinned key does
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(h, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    if (!s->client->certificate) return;
    set_blob(h, CURLOPT_SSLCERT_BLOB, s->client->certificate);
    set_blob(h, CURLOPT_SSLKEY_BLOB, s->client->key);
}

// ---- what came of it ----

static double seconds_until(CURL *h, CURLINFO what) {
    double s = 0;
    curl_easy_getinfo(h, what, &s);
    return s;
}

static enum http_step step_reached(CURL *h, bool tls) {
    if (seconds_until(h, CURLINFO_NAMELOOKUP_TIME) <= 0) return HTTP_STEP_RESOLVE;
    if (seconds_until(h, CURLINFO_CONNECT_TIME) <= 0) return HTTP_STEP_CONNECT;
    if (tls && seconds_until(h, CURLINFO_APPCONNECT_TIME) <= 0) return HTTP_STEP_TLS;
    return HTTP_STEP_HTTP;
}

static void judge(struct http_sending *s, CURLcode result, bool tls, struct http_outcome *o) {
    o->code = CODE_UNREACHABLE;
    o->step = step_reached(s->curl, tls);
    if (result == CURLE_COULDNT_RESOLVE_HOST) o->step = HTTP_STEP_RESOLVE;
    else if (result == CURLE_COULDNT_CONNECT) o->step = HTTP_STEP_CONNECT;
    else if (result == CURLE_SSL_CONNECT_ERROR) o->step = HTTP_STEP_TLS;
    else if (result == CURLE_SSL_PINNEDPUBKEYNOTMATCH) o->step = HTTP_STEP_PIN, o->code = CODE_BAD_CERTIFICATE;
    else if (result == CURLE_WRITE_ERROR && !text_ok(s->answer)) o->code = CODE_TOO_BIG;
    else if (result == CURLE_WEIRD_SERVER_REPLY || result == CURLE_UNSUPPORTED_PROTOCOL) o->code = CODE_BAD_FORMAT;
    else if (result == CURLE_SSL_CERTPROBLEM) o->step = HTTP_STEP_TLS, o->code = CODE_BAD_CERTIFICATE;
    // In TLS 1.3 the client is done before the server has judged its certificate: the refusal comes as an alert
    // where the answer was expected.
    if (tls && o->code == CODE_UNREACHABLE && strstr(s->said, "alert"))
        o->step = HTTP_STEP_ADMISSION, o->code = CODE_NOT_TRUSTED;
    const char *said = *s->said ? s->said : curl_easy_strerror(result);
    snprintf(o->detail, sizeof o->detail, "%s failed: %.*s", http_step_words(o->step), 120, said);
}

static void outcome_of(struct http_sending *s, CURLcode result, bool tls, struct http_outcome *o) {
    *o = (struct http_outcome){.step = HTTP_STEP_HTTP, .content_type = "", .peer_now = s->peer_now};
    if (result != CURLE_OK) {
        judge(s, result, tls, o);
        return;
    }
    long status = 0;
    char *type = NULL;
    curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(s->curl, CURLINFO_CONTENT_TYPE, &type);
    o->status = (int)status;
    o->body = text_seen(s->answer);
    if (type) o->content_type = type;
}

// ---- libcurl on the loop ----

static void sending_free(struct http_sending *s) {
    *s->link = s->next;
    if (s->next) s->next->link = s->link;
    curl_multi_remove_handle(s->client->multi, s->curl);
    curl_easy_cleanup(s->curl);
    curl_slist_free_all(s->fields);
    text_free(&s->own_answer);
    free(s);
}

static void finish_done(struct http_client *c) {
    CURLMsg *m;
    int left;
    while ((m = curl_multi_info_read(c->multi, &left))) {
        if (m->msg != CURLMSG_DONE) continue;
        CURLcode result = m->data.result;  // `m` does not outlive the removal of its handle
        struct http_sending *s = NULL;
        char *scheme = NULL;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&s);
        curl_easy_getinfo(m->easy_handle, CURLINFO_EFFECTIVE_URL, &scheme);
        struct http_outcome o;
        outcome_of(s, result, scheme && strncmp(scheme, "https:", 6) == 0, &o);
        o.took_us = sys_tick(loop_sys(c->loop)).us - s->began.us;
        s->done(s->ctx, &o);
        sending_free(s);
    }
}

static void act(struct http_client *c, curl_socket_t fd, int what) {
    int running;
    curl_multi_socket_action(c->multi, fd, what, &running);
    finish_done(c);
}

static void socket_ready(evutil_socket_t fd, short what, void *ctx) {
    act(ctx, fd, (what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

static void time_over(void *ctx) { act(ctx, CURL_SOCKET_TIMEOUT, 0); }

static int watch_socket(CURL *h, curl_socket_t fd, int what, void *ctx, void *socket_ctx) {
    struct http_client *c = ctx;
    struct event *e = socket_ctx;
    (void)h;
    if (e) event_free(e);
    e = NULL;
    if (what != CURL_POLL_REMOVE) {
        short wanted = (short)((what & CURL_POLL_IN ? EV_READ : 0) | (what & CURL_POLL_OUT ? EV_WRITE : 0));
        e = event_new(loop_base(c->loop), fd, (short)(wanted | EV_PERSIST), socket_ready, c);
        if (!e || event_add(e, NULL) != 0) return -1;
    }
    curl_multi_assign(c->multi, fd, e);
    return 0;
}

static int watch_time(CURLM *m, long ms, void *ctx) {
    struct http_client *c = ctx;
    (void)m;
    if (ms < 0) loop_timer_stop(c->timer);
    else loop_timer_in(c->timer, (uint64_t)ms);
    return 0;
}

static char *copy_of(struct view v) {
    char *s = strndup(v.at, v.bytes);
    ENSURE(s != NULL);
    return s;
}

RESULT http_client_new(struct loop *l, const struct tls_identity *id, struct http_client **out, struct error *err) {
    struct http_client *c = calloc(1, sizeof *c);
    if (!c) return FAIL(err, NO_SYSTEM, "no memory for the HTTP client");
    c->multi = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? curl_multi_init() : NULL;
    if (!c->multi) {
        free(c);
        return FAIL(err, NO_SYSTEM, "libcurl can't be set up");
    }
    c->loop = l;
    c->timer = loop_timer_new(l, time_over, c);
    if (id) c->certificate = copy_of(id->certificate), c->key = copy_of(id->key);
    curl_multi_setopt(c->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    curl_multi_setopt(c->multi, CURLMOPT_SOCKETDATA, c);
    curl_multi_setopt(c->multi, CURLMOPT_TIMERFUNCTION, watch_time);
    curl_multi_setopt(c->multi, CURLMOPT_TIMERDATA, c);
    curl_multi_setopt(c->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    curl_multi_setopt(c->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)PARALLEL_PER_NODE);
    curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS_KEPT);
    *out = c;
    return DONE;
}

struct http_client *http_client_free(struct http_client *c) {
    if (!c) return NULL;
    while (c->first) sending_free(c->first);
    curl_multi_cleanup(c->multi);
    curl_global_cleanup();
    loop_timer_free(c->timer);
    free(c->certificate);
    if (c->key) explicit_bzero(c->key, strlen(c->key));
    free(c->key);
    free(c);
    return NULL;
}

static void put_url(struct text *t, const struct http_question *q) {
    bool v6 = strchr(q->host, ':');
    text_format(t, "%s://%s%s%s:%u%s", q->pin ? "https" : "http", v6 ? "[" : "", q->host, v6 ? "]" : "", q->port,
                q->path);
}

void http_client_send(struct http_client *c, const struct http_question *q, http_done done, void *ctx) {
    struct http_sending *s = calloc(1, sizeof *s);
    ENSURE(s != NULL);
    *s = (struct http_sending){.client = c, .next = c->first, .link = &c->first, .done = done, .ctx = ctx,
                               .curl = curl_easy_init(), .began = sys_tick(loop_sys(c->loop))};
    ENSURE(s->curl != NULL);
    if (s->next) s->next->link = &s->next;
    c->first = s;
    s->own_answer = text_with_ceiling(q->answer_bytes_max ? q->answer_bytes_max : 8 * 1024 * 1024);
    s->answer = &s->own_answer;
    AUTO_TEXT url = text_with_ceiling(URL_BYTES_MAX);
    put_url(&url, q);
    set_common(s, text_ok(&url) ? url.at : "too-long:", q->method, q->body, q->timeout_ms);
    if (q->pin) set_tls(s, q->pin);
    set_fields(s, q->fields, q->field_count);
    ENSURE(curl_multi_add_handle(c->multi, s->curl) == CURLM_OK);
}

// ---- the blocking call ----

static void take_cookie(CURL *h, struct text *cookie) {
    struct curl_header *set;
    if (curl_easy_header(h, "Set-Cookie", 0, CURLH_HEADER, -1, &set) != CURLHE_OK) return;
    struct view rest;
    text_view(cookie, view_cut(view_of(set->value), ';', &rest));
}

RESULT http_call(const char *where, enum http_method method, const char *path, const struct http_field *fields,
                 size_t field_count, struct view body, uint64_t timeout_ms, int *status, struct text *answer,
                 struct text *cookie, struct error *err) {
    struct http_sending s = {.curl = curl_easy_init(), .answer = answer};
    if (!s.curl) return FAIL(err, NO_SYSTEM, "libcurl can't be set up");
    AUTO_TEXT url = text_with_ceiling(URL_BYTES_MAX);
    text_format(&url, "http://%s%s", *where == '/' ? "localhost" : where, path);
    set_common(&s, text_ok(&url) ? url.at : "too-long:", method, body, timeout_ms);
    if (*where == '/') curl_easy_setopt(s.curl, CURLOPT_UNIX_SOCKET_PATH, where);
    set_fields(&s, fields, field_count);
    struct http_outcome o;
    outcome_of(&s, curl_easy_perform(s.curl), false, &o);
    if (cookie) take_cookie(s.curl, cookie);
    curl_easy_cleanup(s.curl);
    curl_slist_free_all(s.fields);
    if (o.code != CODE_OK) return fail_with(err, o.code, "%s: %s", where, o.detail);
    *status = o.status;
    return DONE;
}
