// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "printer.h"

#include "evidence/pdf.h"
#include "paper.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { JOBS_MAX = 2 };  // each is a process of up to 30 s of processor time

struct job {
    struct printer *printer;
    json_t *document;
    struct text pdf;
    struct error failure;  // of `failed`
    bool failed;
    struct beside *beside;
    api_printed *done;
    void *done_ctx;
};
struct printer {
    struct loop *loop;
    struct job *jobs[JOBS_MAX];
    int give_up;           // an eventfd: readable once we stop, so that nobody waits for what is being printed
    atomic_bool ending;
};

struct printer *printer_new(struct loop *l) {
    struct printer *p = calloc(1, sizeof *p);
    ENSURE(p);
    p->loop = l, p->give_up = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    ENSURE(p->give_up >= 0);
    return p;
}

static void job_free(struct job *j) {
    json_decref(j->document);
    text_free(&j->pdf);
    free(j);
}

// On the loop's thread: the helper has ended.
static void over(void *ctx) {
    struct job *j = ctx;
    sys_waited(j->beside);
    for (size_t i = 0; i < JOBS_MAX; i++)
        if (j->printer->jobs[i] == j) j->printer->jobs[i] = NULL;
    if (j->failed) {
        j->done(j->done_ctx, &j->failure, NULL);
    } else {
        AUTO_TEXT base64 = text_with_ceiling(2 * PDF_BYTES_MAX);
        text_base64(&base64, j->pdf.at, j->pdf.bytes);
        AUTO_JSON *printed = json_pack("{s:s,s:O}", "pdf", text_string(&base64), "digest", json_object_get(j->document, "digest"));
        j->done(j->done_ctx, NULL, printed);
    }
    job_free(j);
}

// Beside it: nothing of the node is touched here.
static void work(void *ctx) {
    struct job *j = ctx;
    j->failed = FAILED(paper_printed(j->document, j->printer->give_up, &j->pdf, &j->failure));
    if (!j->printer->ending) loop_post(j->printer->loop, over, j);
}

static json_t *document_of(const json_t *what) {
    AUTO_TEXT language = text_with_ceiling(8);
    text_view(&language, json_view(what, "language"));
    struct language *words = words_new(text_string(&language));
    const json_t *bundle = json_object_get(what, "bundle");
    if (bundle) {
        json_t *page = bundle_document(words, json_object_get(bundle, "index"), json_object_get(bundle, "lines"));
        words_free(words);
        return page;
    }
    struct order_paper p = {words, json_object_get(what, "form"), json_object_get(what, "values"), json_object_get(what, "wording"), json_view(what, "view")};
    json_t *document = paper_document(&p, json_view(what, "request"), json_view(what, "created_at"));
    words_free(words);
    return document;
}

static void print(void *ctx, const json_t *what, api_printed *done, void *done_ctx) {
    struct printer *p = ctx;
    size_t free_place = 0;
    while (free_place < JOBS_MAX && p->jobs[free_place]) free_place++;
    if (free_place == JOBS_MAX) {
        done(done_ctx, &(struct error){CODE_BUSY, "other orders are being printed"}, NULL);
        return;
    }
    struct job *j = calloc(1, sizeof *j);
    ENSURE(j);
    *j = (struct job){.printer = p, .document = document_of(what), .pdf = text_with_ceiling(PDF_BYTES_MAX), .done = done, .done_ctx = done_ctx};
    p->jobs[free_place] = j;
    j->beside = sys_beside(loop_sys(p->loop), work, j);
}

struct printer *printer_free(struct printer *p) {
    struct error gone = {CODE_UNREACHABLE, "the node is stopping"};
    if (!p) return NULL;
    p->ending = true;
    ENSURE(eventfd_write(p->give_up, 1) == 0);
    for (size_t i = 0; i < JOBS_MAX; i++) {
        struct job *j = p->jobs[i];
        if (!j) continue;
        sys_waited(j->beside);
        j->done(j->done_ctx, &gone, NULL);
        job_free(j);
    }
    close(p->give_up);
    free(p);
    return NULL;
}

struct api_printer printer_door(struct printer *p) { return (struct api_printer){p, print}; }
