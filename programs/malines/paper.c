// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// paper.c — an order on paper: its form in words, printed by malines-print in its sandbox, signed here where the key is.
#include "link.h"
#include "reader.h"

#include "crypto/hash.h"
#include "evidence/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DOCUMENT_BYTES = 2 * 1024 * 1024 };

// ---- The document (docs/printing.md) ----
struct paper {
    const struct language *words;
    const json_t *form, *values;
    struct view view;  // whose sections: addressee, authority; empty: all
};

static void said(struct text *t, const struct paper *p, const char *family, const char *id) {
    AUTO_TEXT key = text_with_ceiling(200);
    text_format(&key, "%s.%s", family, id);
    text_say(t, p->words, text_string(&key), id, NULL, 0);
}

static json_t *word_of(const struct paper *p, const char *family, const char *id) {
    AUTO_TEXT t = text_with_ceiling(4096);
    said(&t, p, family, id);
    return json_string(text_string(&t));
}

static bool is_asked(const struct paper *p, const json_t *field) {
    const json_t *only = json_object_get(field, "for");
    return !json_is_array(only) || json_holds(only, json_view(p->values, "data_category"));
}

static void choices_added(const struct paper *p, const json_t *field, const json_t *value, json_t *rows) {
    size_t i;
    json_t *choice;
    json_array_append_new(rows, json_pack("{s:o}", "text", word_of(p, "form_field", json_string_value(json_object_get(field, "id")))));
    json_array_foreach(json_object_get(field, "choices"), i, choice) {
        const char *word = json_string_value(choice);
        bool ticked = json_is_array(value) ? json_holds(value, view_of(word)) : json_is_string(value) && strcmp(json_string_value(value), word) == 0;
        json_array_append_new(rows, json_pack("{s:o,s:b}", "label", word_of(p, "form_choice", word), "ticked", ticked));
    }
}

static json_t *value_shown(const json_t *value, bool country) {
    AUTO_TEXT t = text_with_ceiling(64);
    if (country && json_string_length(value) == 2) {  // ISO 3166-1, as on the papers
        for (const char *c = json_string_value(value); *c; c++) text_char(&t, (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c));
        return json_string(text_string(&t));
    }
    if (json_is_string(value)) return json_incref((json_t *)value);
    if (json_is_integer(value)) text_format(&t, "%lld", (long long)json_integer_value(value));
    return json_string(text_string(&t));
}

static void field_added(const struct paper *p, const json_t *field, json_t *rows) {
    const char *id = json_string_value(json_object_get(field, "id"));
    const json_t *value = json_object_get(p->values, id);
    struct view type = json_view(field, "type");
    if (!id || !is_asked(p, field)) return;
    if (view_is(type, "choice") || view_is(type, "ticks")) choices_added(p, field, value, rows);
    else if (view_is(type, "yes")) json_array_append_new(rows, json_pack("{s:o,s:b}", "label", word_of(p, "form_field", id), "ticked", json_is_true(value)));
    else json_array_append_new(rows, json_pack("{s:o,s:o}", "label", word_of(p, "form_field", id), "value", value_shown(value, view_is(type, "country"))));
}

static void section_added(const struct paper *p, const json_t *section, json_t *sections) {
    size_t i;
    json_t *field, *rows = json_array();
    AUTO_TEXT title = text_with_ceiling(1000);
    struct view letter = json_view(section, "letter");
    if (!view_is(letter, "-")) text_format(&title, "%.*s. ", VIEW_ARGS(letter));
    said(&title, p, "form_section", json_string_value(json_object_get(section, "key")));
    json_array_foreach(json_object_get(section, "fields"), i, field) field_added(p, field, rows);
    json_array_append_new(sections, json_pack("{s:s,s:o}", "title", text_string(&title), "rows", rows));
}

static bool is_seen(const struct paper *p, const json_t *section) {
    return !p->view.bytes || json_holds(json_object_get(section, "views"), p->view);
}

static json_t *sections_of(const struct paper *p) {
    size_t i;
    json_t *section, *sections = json_array();
    json_array_foreach(json_object_get(p->form, "sections"), i, section)
        if (is_seen(p, section)) section_added(p, section, sections);
    return sections;
}

// Of what stands on the paper: {form, request, values}, canonical. Who holds the values can compute it.
static void digest_of(const struct paper *p, const char *request, struct text *out) {
    AUTO_TEXT all = text_with_ceiling(DOCUMENT_BYTES);
    AUTO_JSON *what = json_pack("{s:O,s:s,s:O}", "form", json_object_get(p->form, "id"), "request", request, "values", p->values);
    ENSURE(what);
    text_json(&all, what);
    struct digest d = sha256(text_seen(&all));
    text_digest(out, &d);
}

static json_t *document_of(const struct paper *p, const json_t *request) {
    const char *id = json_string_value(json_object_get(request, "id"));
    AUTO_TEXT digest = text_with_ceiling(100), at = text_with_ceiling(100);
    digest_of(p, id ? id : "", &digest);
    text_view(&at, json_view(request, "created_at"));
    json_t *d = json_pack("{s:s,s:o,s:s,s:s,s:s,s:s,s:o,s:{s:o,s:[]}}", "language", words_lang(p->words), "title",
                          word_of(p, "form", json_string_value(json_object_get(p->form, "id"))), "reference", id ? id : "", "at", text_string(&at), "digest",
                          text_string(&digest), "footer", "Malines", "sections", sections_of(p), "signature", "title", word_of(p, "paper", "signature"), "lines");
    ENSURE(d);
    json_object_set(d, "source", json_object_get(p->form, "source"));
    return d;
}

// ---- Printing ----
static RESULT bytes_taken(int fd, struct text *out) {
    char room[16384];
    ssize_t n;
    while ((n = read(fd, room, sizeof room)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0) text_add(out, room, (size_t)n);
    return DONE;
}

static RESULT document_file(const json_t *document, int *fd, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(DOCUMENT_BYTES);
    text_json(&bytes, document);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the document");
    *fd = memfd_create("document", MFD_CLOEXEC);
    if (*fd < 0 || write(*fd, bytes.at, bytes.bytes) != (ssize_t)bytes.bytes || lseek(*fd, 0, SEEK_SET) != 0)
        return FAIL(err, NO_SYSTEM, "the document: %s", strerror(errno));
    return DONE;
}

static RESULT printed(const json_t *document, struct text *pdf, struct error *err) {
    int in, out[2], said_fd[2], status = 0;
    AUTO_TEXT heard = text_with_ceiling(65536);
    const struct program_path program = program_beside("malines-print");
    TRY(document_file(document, &in, err));
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(said_fd, O_CLOEXEC) != 0) return FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0) {
        if (dup2(in, STDIN_FILENO) < 0 || dup2(out[1], STDOUT_FILENO) < 0 || dup2(said_fd[1], STDERR_FILENO) < 0) _exit(71);
        execlp(program.at, program.at, (char *)NULL);
        dprintf(STDERR_FILENO, "{\"error\":{\"code\":\"NO_SYSTEM\",\"detail\":\"malines-print is not to be found\"}}\n");
        _exit(71);
    }
    close(in), close(out[1]), close(said_fd[1]);
    struct result r = pid < 0 ? FAIL(err, NO_SYSTEM, "fork: %s", strerror(errno)) : bytes_taken(out[0], pdf);
    if (pid > 0 && !FAILED(r)) r = bytes_taken(said_fd[0], &heard);
    close(out[0]), close(said_fd[0]);
    if (pid > 0) waitpid(pid, &status, 0);
    if (FAILED(r)) return r;
    return status ? helper_failed("malines-print", &heard, status, err) : DONE;
}

static RESULT signed_here(const struct sys *sys, const struct shell *s, struct text *pdf, struct error *err) {
    const char *secret = value_text(s, "secret", NULL), *certificate = value_text(s, "certificate", NULL);
    struct identity *who;
    if (!secret && !certificate) return DONE;
    if (!secret || !certificate) return FAIL(err, BAD_ARGUMENT, "--secret and --certificate go together");
    AUTO_TEXT plain = text_with_ceiling(PDF_BYTES_MAX);
    text_view(&plain, text_seen(pdf));
    text_clear(pdf);
    TRY(identity_read(secret, certificate, &who, err));
    struct result r = pdf_sign(text_seen(&plain), who, sys_now(sys), pdf, err);
    identity_free(who);
    return r;
}

// ---- The command ----
static RESULT paper_of(const struct shell *s, const json_t *request, const json_t *forms, struct paper *p, struct error *err) {
    const json_t *order = json_object_get(request, "order");
    const char *form = json_string_value(json_object_get(order, "form"));
    bool whole = value_flag(s, "whole");
    p->form = form ? json_object_get(forms, form) : NULL;  // has id, source, sections: order_forms(), src/orders/book.h
    p->values = json_object_get(order, whole ? "file" : "values");
    p->view = whole ? VIEW("") : view_of(value_text(s, "view", "addressee"));
    if (!whole && !view_is(p->view, "addressee") && !view_is(p->view, "authority")) return FAIL(err, BAD_ARGUMENT, "--view: addressee or authority");
    if (!p->form) return FAIL(err, BAD_ARGUMENT, "this request is no order on a form of the law");
    return json_is_object(p->values) ? DONE : FAIL(err, BAD_ARGUMENT, whole ? "--whole: only who issues the order has all of it" : "the order has no values");
}

RESULT do_order_print(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_JSON *request = NULL, *forms = NULL, *document = NULL;
    AUTO_TEXT pdf = text_with_ceiling(PDF_BYTES_MAX);
    struct paper p = {.words = NULL};
    struct link l;
    TRY(link_open(sys, s, &l, err));
    struct result r = order_fetched(&l, &request, &forms, err);
    p.words = l.rendering.words;
    if (!FAILED(r)) r = paper_of(s, request, forms, &p, err);
    if (!FAILED(r)) document = document_of(&p, request);
    link_close(&l);
    TRY(r);
    TRY(printed(document, &pdf, err));
    TRY(signed_here(sys, s, &pdf, err));
    return file_write(value_text(s, "out", ""), text_seen(&pdf), 0600, err);
}
