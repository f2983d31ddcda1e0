// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// looking.c — what comes in and calls itself a PDF is looked into, whoever brought it and whether or not anybody asks: by malines-open in
// its sandbox, which the daemon starts beside its loop. What acts when it is shown, and what can't be read, is put aside; until it
// was looked into nothing of the kind leaves. This process reads five bytes of it, and no more.
#include "node/evidence/evidence.h"
#include "registers/evidence/quarantine.h"

#include <unistd.h>

enum { HEAD_BYTES = 1024, PASSED_A_TURN = 50 };  // viewers look for %PDF- in the first kilobyte

void node_looker(struct node *n, struct item_looker looker) {
    n->evidence->looker = looker;
    n->evidence->next_look = ticks(n);
}

static RESULT calls_itself_pdf(struct node *n, const struct digests *what, bool *out, struct error *err) {
    char head[HEAD_BYTES];
    int file;
    TRY(vault_item(n->evidence->vault, &what->sha256, &file, err));
    ssize_t got = read(file, head, sizeof head);
    close(file);
    *out = got > 0 && memmem(head, (size_t)got, "%PDF-", 5) != NULL;
    return DONE;
}

// NOT_FOUND of its bytes: they were destroyed, and there is nothing to look into.
static RESULT is_pdf(struct node *n, struct view item, struct digests *what, bool *pdf, struct error *err) {
    TRY(item_digests(n->store, item, what, err));
    struct result r = calls_itself_pdf(n, what, pdf, err);
    return r.code == CODE_NOT_FOUND ? (*pdf = false, DONE) : r;
}

RESULT item_looked_into(struct node *n, struct view item, struct error *err) {
    struct digests what;
    bool unlooked, pdf = false;
    if (!n->evidence->looker.look) return DONE;
    TRY(unlooked_has(n->store, item, &unlooked, err));
    if (unlooked) TRY(is_pdf(n, item, &what, &pdf, err));
    return pdf ? FAIL(err, WRONG_STEP, "it is a PDF that is being looked into: again in a moment") : DONE;
}

// ---- What it came to ----

// Why it is put aside; empty: it is not.
static void reason_of(const struct error *failure, const json_t *report, struct text *out) {
    struct view active = json_view(report, "active"), outcome = json_view(report, "outcome"), detail = json_view(report, "detail");
    if (failure) text_format(out, "it could not be looked into: %s", code_name(failure->code));
    else if (active.bytes) text_view(out, active.bytes > QUARANTINE_REASON_MAX ? (struct view){active.at, QUARANTINE_REASON_MAX} : active);
    else if (!view_is(outcome, "unsupported") && !view_is(outcome, "wrong_key"))
        text_format(out, "it is no PDF that can be read: %.*s", (int)(detail.bytes > 150 ? 150 : detail.bytes), detail.at);
}

static RESULT outcome_kept(struct node *n, struct view item, const struct error *failure, const json_t *report, struct error *err) {
    AUTO_TEXT reason = text_with_ceiling(2 * QUARANTINE_REASON_MAX), there = text_with_ceiling(2 * QUARANTINE_REASON_MAX),
              by = text_with_ceiling(2 * OFFICER_ID_ROOM);
    AUTO_JSON *why = json_pack("{s:s,s:s,s:s,s:s}", "where", "the node's vault", "why", "every PDF is looked into", "basis",
                               "ISO/IEC 27037: preservation", "tool", "malines-open");
    bool locked = view_is(json_view(report, "outcome"), "wrong_key");
    reason_of(failure, report, &reason);
    TRY(unlooked_done(n->store, item, err));
    if (!FAILED(quarantine_get(n->store, item, &there, &by, NULL))) return DONE;  // somebody was faster
    json_t *event = custody_said(n, NULL, why, reason.bytes ? "quarantined" : "examined");
    json_object_set_new(event, "note",
                        json_string(reason.bytes ? text_string(&reason) : locked ? "looked into: it is locked" : "looked into: nothing that acts was seen"));
    if (reason.bytes) TRY(quarantine_put(n->store, item, text_seen(&reason), view_of(n->settings.authority), now(n), err));
    return custody_write(n, NULL, item, event, NULL, err);
}

static void looked(void *ctx, const struct error *failure, const json_t *report) {
    struct node *n = ctx;
    struct evidence_desk *d = n->evidence;
    struct error ignored;
    d->looking = false;
    if (failure && failure->code == CODE_UNREACHABLE) return;  // we stop; the next start looks again
    if (FAILED(turn(n, &ignored)) || FAILED(store_mark(n->store, &ignored))) return;
    struct result r = outcome_kept(n, view_of(d->looked_at), failure, report, &ignored);
    if (FAILED(r)) store_undo(n->store);
    else r = store_keep(n->store, &ignored);
    d->next_look = FAILED(r) ? (struct tick){ticks(n).us + (uint64_t)MINUTE_MS * 1000} : ticks(n);
}

// ---- The next ----

static RESULT given_out(struct node *n, struct view item, const struct digests *what) {
    struct evidence_desk *d = n->evidence;
    AUTO_TEXT path = text_with_ceiling(8192), hex = text_with_ceiling(100);
    text_digest(&hex, &what->sha256);
    text_format(&path, "%s/%.2s/%s", n->evidence->folder, text_string(&hex), text_string(&hex));
    snprintf(d->looked_at, sizeof d->looked_at, "%.*s", VIEW_ARGS(item));
    d->looking = true;
    if (!d->looker.look(d->looker.ctx, text_string(&path), looked, n)) d->looking = false;  // busy: in a second
    return DONE;
}

RESULT looking_slice(struct node *n, struct error *err) {
    if (!n->evidence->looker.look || n->evidence->looking) return DONE;
    for (int i = 0; i < PASSED_A_TURN; i++) {
        AUTO_TEXT id = text_with_ceiling(UUID_ROOM);
        struct digests what;
        bool pdf;
        struct result r = unlooked_next(n->store, &id, NULL);
        if (r.code == CODE_NOT_FOUND) return DONE;
        TRY(r);
        TRY(is_pdf(n, text_seen(&id), &what, &pdf, err));
        if (pdf) return given_out(n, text_seen(&id), &what);
        TRY(unlooked_done(n->store, text_seen(&id), err));
    }
    return DONE;
}
