// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/checks/asking.h"
#include "node/checks/checks.h"

#include <stdlib.h>

struct asking {
    struct asking *next;
    size_t peer;
    bool alone;                   // the owner had no room for its answer beside the others'
    char check[UUID_ROOM];
    struct text question;         // canonical
};

static void free_one(struct asking *a) {
    text_free(&a->question);
    free(a);
}

void asking_free(struct asking *list) {
    while (list) {
        struct asking *next = list->next;
        free_one(list);
        list = next;
    }
}

static struct asking **end_of(struct asking **list) {
    while (*list) list = &(*list)->next;
    return list;
}

void ask_later(struct node *n, size_t peer, const char *check, const json_t *question) {
    struct asking *a = malloc(sizeof *a);
    ENSURE(a);
    *a = (struct asking){.peer = peer, .question = text_with_ceiling(ENVELOPE_BYTES_MAX)};
    memcpy(a->check, check, sizeof a->check);
    text_json(&a->question, question);
    *end_of(&n->asking) = a;
}

void asking_forget(struct node *n, const char *check) {
    for (struct asking **at = &n->asking; *at;) {
        struct asking *a = *at;
        if (strcmp(a->check, check) != 0) {
            at = &a->next;
            continue;
        }
        *at = a->next;
        free_one(a);
    }
}

static void nobody_answers(struct node *n, struct asking *list, enum code why) {
    for (struct asking *a = list; a; a = a->next) check_unanswered(n, view_of(a->check), a->peer, why);
    asking_free(list);
}

void asking_withdraw(struct node *n) {
    struct asking *all = n->asking;
    n->asking = NULL;
    nobody_answers(n, all, CODE_UNREACHABLE);  // nobody was asked
}

// ---- Away ----

// Those for the member of the first one, as many as one envelope takes.
static struct asking *take_some(struct node *n) {
    struct asking *first = n->asking, **end = &first->next;
    size_t count = 1, bytes = first->question.bytes;
    n->asking = first->next;
    first->next = NULL;
    if (first->alone) return first;
    for (struct asking **at = &n->asking; *at && count < QUESTIONS_MAX;) {
        struct asking *a = *at;
        if (a->peer != first->peer || a->alone || bytes + a->question.bytes > QUESTIONS_BYTES_MAX) {
            at = &a->next;
            continue;
        }
        *at = a->next;
        a->next = NULL;
        *end = a;
        end = &a->next;
        count++;
        bytes += a->question.bytes;
    }
    return first;
}

static RESULT seal(struct node *n, const struct asking *list, struct text *sealed, struct error *err) {
    AUTO_TEXT payload = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_put(&payload, "{\"questions\":");
    for (const struct asking *a = list; a; a = a->next) {
        text_char(&payload, a == list ? '[' : ',');
        text_view(&payload, text_seen(&a->question));
        if (!text_ok(&a->question)) return FAIL(err, TOO_BIG, "a question above the ceiling");
    }
    text_put(&payload, "]}");
    if (!text_ok(&payload)) return FAIL(err, TOO_BIG, "questions above the ceiling");
    return envelope_seal_text(n->settings.signer, "ask", n->settings.authority, n->peers[list->peer].member->id, now(n), text_seen(&payload),
                              sealed, err);
}

void asking_work(struct node *n) {
    while (n->asking) {
        struct asking *some = take_some(n);
        struct error err;
        AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
        struct result r = seal(n, some, &sealed, &err);
        if (FAILED(r)) {
            nobody_answers(n, some, r.code);
            continue;
        }
        struct flight *f = send_later(n, some->peer, "/m1/ask", &sealed, n->settings.check_budget_ms);
        f->kind = FLIGHT_ask;
        f->asking = some;
    }
}

// ---- Back ----

static struct asking *take_asked(struct flight *f, struct view check) {
    for (struct asking **at = &f->asking; *at; at = &(*at)->next) {
        if (!view_is(check, (*at)->check)) continue;
        struct asking *a = *at;
        *at = a->next;
        a->next = NULL;
        return a;
    }
    return NULL;
}

// What an owner may say of why it does not answer, one question by its name or all of them by the status; whatever else it says
// is "busy".
static const enum code told[] = {CODE_NOT_ALLOWED, CODE_CLOCK, CODE_QUOTA};
enum { TOLD_COUNT = sizeof told / sizeof *told };

static enum code why_refused(struct view said) {
    for (size_t i = 0; i < TOLD_COUNT; i++)
        if (view_is(said, code_name(told[i]))) return told[i];
    return CODE_BUSY;
}

static void one_answered(struct node *n, struct flight *f, bool among_others, const json_t *answer) {
    struct asking *a = take_asked(f, json_view(answer, "check"));
    struct view refused = json_view(answer, "refused");
    if (!a) return;  // not asked, or answered twice
    if (among_others && view_is(refused, code_name(CODE_BUSY))) {
        a->alone = true;
        *end_of(&n->asking) = a;
        return;
    }
    if (refused.bytes) check_unanswered(n, view_of(a->check), f->peer, why_refused(refused));
    else check_answered(n, view_of(a->check), f->peer, answer);
    free_one(a);
}

static enum code why_no_answer(int status) {
    for (size_t i = 0; i < TOLD_COUNT; i++)
        if (status == code_http(told[i])) return told[i];
    return CODE_BUSY;
}

void asking_lost(struct node *n, struct flight *f, enum code why) {
    struct asking *all = f->asking;
    f->asking = NULL;
    nobody_answers(n, all, why);
}

void asking_answered(struct node *n, struct flight *f, int status, struct view body) {
    struct peer *p = &n->peers[f->peer];
    struct error err;
    struct envelope e;
    if (status != 200) return asking_lost(n, f, why_no_answer(status));
    if (FAILED(envelope_unpad(body, &body, &err)) || FAILED(envelope_open(p->member, n->settings.authority, "answer", now(n), body, &e, &err)))
        return asking_lost(n, f, CODE_BAD_SIGNATURE);
    const json_t *answers = json_object_get(e.payload, "answers");
    bool among_others = f->asking && f->asking->next;
    for (size_t i = 0; i < json_array_size(answers) && i < QUESTIONS_MAX; i++) one_answered(n, f, among_others, json_array_get(answers, i));
    asking_lost(n, f, CODE_BAD_FORMAT);  // what was left out is no answer, and never "no hit"
    json_decref(e.whole);
}
