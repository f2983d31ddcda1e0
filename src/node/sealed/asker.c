// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// asker.c — questions put, answers verified and looked up. Whatever does not hold (a proof, a digest, a date) makes a line that
// says so; only a verified answer, looked up in a filter of today (pull.c), may say "no hit".
#include "node/checks/answer.h"
#include "node/sealed/asker_room.h"

#include <stdlib.h>

// A question to be put, or on its way: of one check, or in a bulk class of as many as came together.
struct asking {
    struct asking *next;
    bool sent;
    uint64_t token;
    size_t peer, checks, subjects;          // subjects: of every question of the class
    char id[UUID_ROOM];                     // as the owner sees it: the check's, or that of several together
    char check[QUESTION_SUBJECTS_MAX][UUID_ROOM];
    struct sealed_key keys[QUESTION_SUBJECTS_MAX][SEALED_KEYS_MAX];
    size_t key_count[QUESTION_SUBJECTS_MAX];
    struct arena arena;                     // of the keys
    char *file;                             // owned: the case
    char officer[OFFICER_ID_ROOM], pseudonym[64];
    struct permit permit;                   // borrows from the law
    struct tick send_at;
    struct sealed_question question;
    struct held *held;
};

enum { BATCH_WAIT_US = 20000 };  // a bulk question that is not full waits so long
struct sealed_times *sealed_times(const struct node *n) { return &n->sealed->times; }

struct sealed_desk *sealed_desk_new(void) {
    struct sealed_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    return d;
}

static void wipe_keys(const struct asking *a, size_t i) {
    for (size_t k = 0; k < a->key_count[i]; k++) explicit_bzero((void *)(uintptr_t)a->keys[i][k].value.at, a->keys[i][k].value.bytes);
}

static void free_asking(struct asking *a) {
    question_wipe(&a->question);
    held_drop(a->held);
    for (size_t i = 0; i < a->checks; i++) wipe_keys(a, i);
    arena_free(&a->arena);
    free(a->file);
    free(a);
}

void sealed_desk_free(struct sealed_desk *d) {
    if (!d) return;
    while (d->asking) {
        struct asking *a = d->asking;
        d->asking = a->next;
        free_asking(a);
    }
    for (size_t p = 0; p < MATCH_SHELVES; p++) {
        pull_free(&d->pulls[p]);
        for (size_t c = 0; c < CLASSES_MAX; c++) held_drop(d->held[p][c]);
    }
    free(d);
}

struct tick sealed_pull_wake(const struct node *n) {
    struct tick wake = {UINT64_MAX};
    for (const struct asking *a = n->sealed->asking; a; a = a->next)
        if (!a->sent && a->send_at.us < wake.us) wake = a->send_at;
    for (size_t i = 0; i < n->peer_count; i++)
        if (!n->sealed->pulls[i].flying && n->sealed->pulls[i].next.us < wake.us) wake = n->sealed->pulls[i].next;
    return wake;
}

// ---- Asking ----

RESULT sealed_send(struct node *n, size_t peer, const json_t *payload, int timeout_ms, uint64_t *token, struct error *err) {
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    TRY(envelope_seal(n->settings.signer, "sealed", n->settings.authority, n->peers[peer].member->id, now(n), payload, &sealed, err));
    struct flight *f = send_later(n, peer, "/m1/sealed", &sealed, timeout_ms);
    f->kind = FLIGHT_sealed;
    *token = f->token;
    return DONE;
}

static json_t *said_of(const char *state, bool reached) { return json_pack("{s:s,s:b}", "state", state, "reached", reached); }

static void put_case(const struct sealed_question *q, struct view file, json_t *j) {
    AUTO_TEXT t = text_with_ceiling(1000), hex = text_with_ceiling(100);
    if (!file.bytes) return;
    text_add(&t, q->seed, sizeof q->seed);  // nobody without the escrow can try numbers
    text_view(&t, file);
    struct digest d = sha256(text_seen(&t));
    text_digest(&hex, &d);
    json_put_view(j, "case_commit", text_seen(&hex));
}

static RESULT payload_of(struct node *n, const struct asking *a, const json_t *facts, json_t **out, struct error *err) {
    AUTO_TEXT escrow = text_with_ceiling(escrow_bytes(QUESTION_POINTS_MAX)), sealed = text_with_ceiling(2 * escrow_bytes(QUESTION_POINTS_MAX)),
              points = text_with_ceiling(2 * sizeof a->question.blinded), sha = text_with_ceiling(100);
    TRY(escrow_seal(n->sys, &a->question, facts, n->me->oversight, n->peers[a->peer].member->oversight, &escrow, err));
    text_base64(&sealed, escrow.at, escrow.bytes);
    text_base64(&points, a->question.blinded, a->question.points * OPRF_BYTES);
    text_digest(&sha, &a->held->sha256);
    json_t *j = json_pack("{s:s,s:s,s:s,s:I,s:s,s:s,s:i,s:s,s:s,s:o}", "do", "question", "check", a->id, "class", a->held->class, "epoch",
                          (json_int_t)a->held->epoch, "filter", text_string(&sha), "keys", SEALED_KEYS_VERSION, "n", (int)a->question.points, "blinded",
                          text_string(&points), "escrow", text_string(&sealed), "basis", permit_basis(&a->permit));
    json_put_view(j, "officer", json_view(facts, "officer"));
    put_case(&a->question, json_view(facts, "case"), j);
    *out = j;
    return DONE;
}

static json_t *facts_of(struct node *n, const struct asking *a) {
    json_t *j = json_pack("{s:i,s:s,s:s,s:s,s:s,s:I}", "v", 1, "check", a->id, "asker", n->settings.authority, "owner", n->peers[a->peer].member->id, "class",
                          a->held->class, "epoch", (json_int_t)a->held->epoch);
    json_put_view(j, "officer", view_of(a->pseudonym));
    json_put_view(j, "case", view_of(a->file));
    if (a->subjects == 1) return j;
    json_t *checks = json_array();
    for (size_t i = 0; i < a->checks; i++) json_array_append_new(checks, json_string(a->check[i]));
    json_object_set_new(j, "checks", checks);
    return j;
}

static RESULT send_question(struct node *n, struct asking *a, struct error *err) {
    struct subject_keys of[QUESTION_SUBJECTS_MAX];
    AUTO_JSON *payload = NULL;
    for (size_t i = 0; i < a->checks; i++) of[i] = (struct subject_keys){a->keys[i], a->key_count[i]};
    TRY(question_make(n->sys, of, a->checks, a->subjects, view_of(a->held->class), &a->question, err));
    AUTO_JSON *facts = facts_of(n, a);
    TRY(payload_of(n, a, facts, &payload, err));
    TRY(sealed_send(n, a->peer, payload, n->settings.check_budget_ms, &a->token, err));
    a->sent = true;
    return DONE;
}

// One that another of the same class, officer and case can still join; NULL: none.
static struct asking *joinable(struct node *n, size_t peer, const struct held *h, struct view officer, struct view file) {
    for (struct asking *a = n->sealed->asking; a; a = a->next)
        if (!a->sent && a->peer == peer && a->held == h && a->checks < a->subjects && view_is(officer, a->officer) && view_is(file, a->file)) return a;
    return NULL;
}

static RESULT new_asking(struct node *n, const char *check, size_t peer, struct held *h, const json_t *question, const struct permit *permit,
                         struct asking **out, struct error *err) {
    struct officer o = {0};
    AUTO_TEXT who = text_with_ceiling(64);
    struct view id = json_view(question, "officer"), file = json_view(question, "case");
    if (id.bytes && id.bytes < sizeof o.id) {
        memcpy(o.id, id.at, id.bytes);
        TRY(officer_pseudonym(n, &o, &who, err));
    }
    struct asking *a = calloc(1, sizeof *a);
    ENSURE(a);
    *a = (struct asking){.peer = peer, .held = h, .permit = *permit, .subjects = (size_t)held_class(n, h)->subjects,
                         .arena = arena_with_ceiling(WORK_ARENA_BYTES), .file = strndup(file.bytes ? file.at : "", file.bytes)};
    ENSURE(a->file && who.bytes < sizeof a->pseudonym);
    memcpy(a->officer, o.id, sizeof o.id);
    memcpy(a->pseudonym, text_string(&who), who.bytes);
    if (a->subjects > 1) uuid_new(n->sys, a->id);
    else memcpy(a->id, check, sizeof a->id);
    a->send_at = (struct tick){ticks(n).us + BATCH_WAIT_US};
    h->holders++;
    *out = a;
    return DONE;
}

static void take_off(struct node *n, const struct asking *a) {
    struct asking **at = &n->sealed->asking;
    while (*at && *at != a) at = &(*at)->next;
    if (*at) *at = a->next;
}

static RESULT join(struct node *n, struct asking *a, const char *check, const struct sealed_key *keys, size_t count, struct error *err) {
    size_t at = a->checks++;
    memcpy(a->check[at], check, UUID_ROOM);
    a->key_count[at] = 0;  // there may be some left of one that went
    for (size_t i = 0; i < count; i++) {
        const char *kept = arena_copy(&a->arena, keys[i].value);
        if (!kept) return FAIL(err, TOO_BIG, "keys of a question");
        a->keys[at][i] = (struct sealed_key){keys[i].type, keys[i].kind, {kept, keys[i].value.bytes}};
        a->key_count[at] = i + 1;
    }
    if (a->checks == a->subjects) a->send_at = ticks(n);  // it is full; it goes when the turn is durable
    return DONE;
}

// The others that wait with it are not kept waiting for it.
static void leave(struct asking *a, const char *check) {
    size_t i = 0, last = a->checks - 1;
    while (i < a->checks && strcmp(a->check[i], check) != 0) i++;
    if (i == a->checks) return;
    wipe_keys(a, i);
    memmove(a->check[i], a->check[last], sizeof a->check[i]);
    memmove(a->keys[i], a->keys[last], sizeof a->keys[i]);
    a->key_count[i] = a->key_count[last];
    a->checks--;
}

void sealed_asking_forget(struct node *n, const char *check) {
    struct asking *next;
    for (struct asking *a = n->sealed->asking; a; a = next) {
        next = a->next;
        if (a->sent) continue;
        leave(a, check);
        if (a->checks) continue;
        take_off(n, a);
        free_asking(a);
    }
}

static RESULT put_to(struct node *n, const char *check, size_t peer, struct held *h, const struct sealed_key *keys, size_t count, const json_t *question,
                     const struct permit *permit, struct error *err) {
    struct asking *a = joinable(n, peer, h, json_view(question, "officer"), json_view(question, "case"));
    bool first = !a;
    if (first) {
        TRY(new_asking(n, check, peer, h, question, permit, &a, err));
        a->next = n->sealed->asking;
        n->sealed->asking = a;
    }
    struct result r = join(n, a, check, keys, count, err);
    if (!FAILED(r)) return DONE;
    wipe_keys(a, --a->checks);
    if (!first) return r;
    take_off(n, a);
    free_asking(a);
    return r;
}

RESULT sealed_ask(struct node *n, const char *check, size_t peer, const struct subject *s, const json_t *question, const struct law_sealed *class,
                  const struct permit *permit, json_t **said, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct sealed_key keys[SEALED_KEYS_MAX];
    size_t count;
    TRY(held_load(n, err));
    struct held **place = held_place(n, peer, class->id), *h = place ? *place : NULL;
    TRY(sealed_keys_of(s, SEALED_ASKER, sealed_choice_of(class), &a, keys, &count, NULL, err));
    if (!count) {
        *said = said_of("too_little", false);
    } else if (!h || !held_valid(n, h)) {
        *said = said_of("stale", false);
        if (h) json_put_instant(*said, "as_of", (struct instant){h->as_of});
    } else {
        TRY(put_to(n, check, peer, h, keys, count, question, permit, err));
        *said = said_of("waiting", false);
    }
    return DONE;
}

// ---- Answers ----

static struct asking *taken_off(struct node *n, uint64_t token) {
    for (struct asking *a = n->sealed->asking; a; a = a->next) {
        if (!a->sent || a->token != token) continue;
        take_off(n, a);
        return a;
    }
    return NULL;
}

static bool met_as(const struct sealed_question *q, size_t subject, int type, int kind) {
    for (size_t i = 0; i < q->points; i++)
        if (q->met[i] && q->subject[i] == subject && q->type[i] == type && q->kind[i] == kind) return true;
    return false;
}

static json_t *met_json(const struct sealed_question *q, size_t subject) {
    json_t *list = json_array();
    for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++)  // the strongest first, each once
        for (int k = 0; k < IDENTIFIER_KIND_COUNT; k++) {
            if (!met_as(q, subject, t, k)) continue;
            json_t *j = json_pack("{s:s}", "key", sealed_key_type_name((enum sealed_key_type)t));
            if (sealed_key_is_number((enum sealed_key_type)t)) json_object_set_new(j, "kind", json_string(identifier_kind_name((enum identifier_kind)k)));
            json_array_append_new(list, j);
        }
    return list;
}

// What the line of each check says, in their order.
static json_t *found_json(struct node *n, const struct asking *a, size_t i, bool part) {
    json_t *met = met_json(&a->question, i);
    bool hit = json_array_size(met) > 0;
    if (!hit && !held_valid(n, a->held)) {  // its day ended while the answer came
        json_decref(met);
        return said_of("stale", true);
    }
    json_t *said = said_of(hit ? "hit" : part ? "in_part" : "no_hit", true);
    json_object_set_new(said, "met", met);
    json_object_set_new(said, "epoch", json_integer(a->held->epoch));
    json_object_set_new(said, "reference", json_string(a->check[i]));
    if (a->subjects > 1) json_object_set_new(said, "question", json_string(a->id));  // as the owner saw it
    json_put_instant(said, "as_of", (struct instant){a->held->as_of});
    return said;
}

static RESULT look_up(struct node *n, struct asking *a, const json_t *j, bool part, json_t *said, struct error *err) {
    struct point evaluated[QUESTION_POINTS_MAX];
    struct oprf_proof proof;
    size_t met;
    if (!base64_exactly(json_view(j, "evaluated"), evaluated, a->question.points * OPRF_BYTES) ||
        !base64_exactly(json_view(j, "proof"), &proof, sizeof proof))
        return FAIL(err, BAD_FIELD, "evaluated or proof");
    TRY(question_finish(&a->question, &a->held->open, evaluated, &proof, &a->held->filter, &met, err));
    for (size_t i = 0; i < a->checks; i++) json_array_append_new(said, found_json(n, a, i, part));
    return DONE;
}

static RESULT understand(struct node *n, struct asking *a, const json_t *j, json_t *said, struct error *err) {
    static const char *const others[] = {"not_allowed", "quota", "stale", "keys_version"};
    struct view state = json_view(j, "state");
    if (!view_is(json_view(j, "do"), "answer") || !view_is(json_view(j, "check"), a->id)) return FAIL(err, BAD_FIELD, "no answer to this question");
    bool part = view_is(state, "in_part");  // not all of its register can be read there: no "no hit"
    if (part || view_is(state, "answered")) return look_up(n, a, j, part, said, err);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!view_is(state, others[i])) continue;
        for (size_t k = 0; k < a->checks; k++) json_array_append_new(said, said_of(others[i], true));
        return DONE;
    }
    return FAIL(err, BAD_FIELD, "state");
}

void sealed_answer_refused(struct node *n, size_t peer, enum code why) {
    struct error ignored;
    struct entry e = {.op = "refusal", .peer = view_of(n->peers[peer].member->id), .direction = "in", .decision = view_of(code_name(why))};
    if (FAILED(turn(n, &ignored))) return;
    struct result r = write_entry(n, &e, NULL, &ignored);
    (void)r;  // a store that can't take an entry refuses the commit too
}

static json_t *failed_json(enum code why) {
    json_t *said = said_of(silence_name(why), silence_reached(why));
    json_object_set_new(said, "code", json_string(code_name(why)));
    return said;
}

// Our own data protection officer watches our own officers: a failure to count is no reason not to answer.
static void count_mine(struct node *n, const struct asking *a, const json_t *said) {
    struct error ignored;
    struct view state = json_view(said, "state");
    bool hit = view_is(state, "hit"), none = view_is(state, "no_hit") || view_is(state, "in_part");
    if ((!hit && !none) || FAILED(turn(n, &ignored)) || FAILED(store_mark(n->store, &ignored))) return;
    struct result r = sealed_mine_asked(n, view_of(a->pseudonym), view_of(a->held->class), hit, &ignored);
    if (FAILED(r)) store_undo(n->store);
    else r = store_keep(n->store, &ignored);
}

static void asking_ended(struct node *n, struct asking *a, json_t *each, enum code why) {
    for (size_t i = 0; i < a->checks; i++) {  // no answer, and never "no hit"
        json_t *said = why == CODE_OK ? json_incref(json_array_get(each, i)) : failed_json(why);
        count_mine(n, a, said);
        check_privately_answered(n, view_of(a->check[i]), a->peer, view_of(a->held->class), said);
        json_decref(said);
    }
    free_asking(a);
}

static void asking_landed(struct node *n, struct asking *a, const json_t *payload, enum code why) {
    struct error err = {0};
    AUTO_JSON *each = json_array();
    if (payload) why = understand(n, a, payload, each, &err).code;
    if (payload && why != CODE_OK) sealed_answer_refused(n, a->peer, why);
    asking_ended(n, a, each, why);
}

void sealed_batches(struct node *n) {
    struct asking *next;
    for (struct asking *a = n->sealed->asking; a; a = next) {
        struct error err;
        next = a->next;
        if (a->sent || ticks(n).us < a->send_at.us || !FAILED(send_question(n, a, &err))) continue;
        take_off(n, a);
        asking_ended(n, a, NULL, CODE_UNREACHABLE);
        next = n->sealed->asking;  // a check that ends may change the list
    }
}

void sealed_landed(struct node *n, const struct flight *f, int status, struct view body) {
    struct asking *a = taken_off(n, f->token);
    struct error err = {0};
    struct envelope e = {0};
    enum code why = status == 403 ? CODE_NOT_ALLOWED : status == 425 ? CODE_CLOCK : status == 429 ? CODE_QUOTA : status == 200 ? CODE_OK : CODE_BUSY;
    bool opened = status == 200 && !FAILED(envelope_open(n->peers[f->peer].member, n->settings.authority, "sealed_answer", now(n), body, &e, &err));
    if (status == 200 && !opened) why = CODE_BAD_SIGNATURE;
    if (a) asking_landed(n, a, opened ? e.payload : NULL, why);
    else pull_landed(n, f, opened ? e.payload : NULL);
    if (opened) json_decref(e.whole);
}

void sealed_lost(struct node *n, const struct flight *f, enum code why) {
    struct asking *a = taken_off(n, f->token);
    if (a) asking_landed(n, a, NULL, why);
    else pull_lost(n, f);
}
