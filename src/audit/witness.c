// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/witness.h"

#include <string.h>

static const struct verify_key *log_named(const struct witness *w, struct view origin) {
    for (size_t i = 0; i < w->log_count; i++)
        if (view_is(origin, w->logs[i].name)) return &w->logs[i];
    return NULL;
}

// What was cosigned last of this log; size 0: nothing. What lies on the shelf must still be what was put there.
static RESULT last_of(const struct witness *w, const struct verify_key *log, struct text *note, struct checkpoint *out, struct error *err) {
    *out = (struct checkpoint){.root = merkle_empty()};
    struct result r = w->shelf.last(w->shelf.ctx, log->name, note, err);
    if (r.code == CODE_NOT_FOUND) return DONE;
    TRY(r);
    struct note n;
    struct verify_key me = sign_key_public(w->key);
    TRY(note_read(text_seen(note), &n, err));
    TRY(cosignature_verify(&n, &me, NULL, err));
    return checkpoint_open(text_seen(note), log, out, err);
}

static int refused(struct text *reply, int status, const char *why) {
    text_clear(reply);
    text_format(reply, "%s\n", why);
    return status;
}

// The proof that the last one is the beginning of this one.
static bool continues(const struct witness_asked *a, const struct checkpoint *last, const struct checkpoint *c) {
    if (last->size == 0) return a->path.count == 0;
    return consistency_holds(last->size, &last->root, c->size, &c->root, &a->path);
}

static int cosign(const struct witness *w, const struct verify_key *log, struct instant now, struct view signed_note, struct text *reply) {
    struct note n;
    AUTO_TEXT kept = text_with_ceiling(NOTE_BYTES_MAX);
    if (FAILED(note_read(signed_note, &n, NULL))) return refused(reply, 400, "not a signed note");
    cosignature_write(reply, n.text, now, w->key);
    // Of the signature lines only the log's own are kept: what others put beside it is not ours to vouch for.
    text_view(&kept, n.text);
    text_char(&kept, '\n');
    for (size_t i = 0; i < n.count; i++)
        if (view_is(n.signatures[i].name, log->name))
            text_format(&kept, NOTE_DASH "%.*s %.*s\n", VIEW_ARGS(n.signatures[i].name), VIEW_ARGS(n.signatures[i].base64));
    text_view(&kept, text_seen(reply));
    if (!text_ok(&kept) || !text_ok(reply) || FAILED(w->shelf.keep(w->shelf.ctx, log->name, text_seen(&kept), NULL)))
        return refused(reply, 500, "the checkpoint can't be kept");
    return 200;
}

static int add_checkpoint(const struct witness *w, struct instant now, struct view body, struct text *reply) {
    struct witness_asked a;
    struct note n;
    struct checkpoint claimed, c, last;
    AUTO_TEXT kept = text_with_ceiling(NOTE_BYTES_MAX);
    if (FAILED(witness_asked_read(body, &a, NULL)) || FAILED(note_read(a.checkpoint, &n, NULL)) ||
        FAILED(checkpoint_read(n.text, &claimed, NULL)))
        return refused(reply, 400, "not a checkpoint with its old size and proof");
    const struct verify_key *log = log_named(w, claimed.origin);
    if (!log) return refused(reply, 404, "no log of this name is witnessed here");
    if (FAILED(checkpoint_open(a.checkpoint, log, &c, NULL))) return refused(reply, 403, "not signed by that log");
    if (a.old > c.size) return refused(reply, 400, "the old size is above the checkpoint's");
    if (FAILED(last_of(w, log, &kept, &last, NULL))) return refused(reply, 500, "what was kept of this log can't be read");
    if (a.old != last.size || (last.size == c.size && last.size && !digest_same(&last.root, &c.root))) {
        text_format(reply, "%llu\n", (unsigned long long)last.size);
        return 409;
    }
    if (!continues(&a, &last, &c)) return refused(reply, 422, "the proof does not lead from the old tree to this one");
    return cosign(w, log, now, a.checkpoint, reply);
}

static int last_checkpoint(const struct witness *w, struct view body, struct text *reply) {
    const struct verify_key *log = log_named(w, view_trim(body));
    struct checkpoint c;
    if (!log) return refused(reply, 404, "no log of this name is witnessed here");
    if (FAILED(last_of(w, log, reply, &c, NULL))) return refused(reply, 500, "what was kept of this log can't be read");
    return c.size ? 200 : refused(reply, 404, "nothing of this log was cosigned yet");
}

int witness_answer(const struct witness *w, struct instant now, struct view path, struct view body, struct text *reply) {
    if (view_is(path, WITNESS_ADD_PATH)) return add_checkpoint(w, now, body, reply);
    if (view_is(path, WITNESS_LAST_PATH)) return last_checkpoint(w, body, reply);
    return refused(reply, 404, "no such door");
}
