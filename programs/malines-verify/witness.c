// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// witness.c — who stands behind a checkpoint beside the log itself (c2sp.org/tlog-cosignature).
#include "verify.h"

#include <stdio.h>

static void add_name(struct behind *b, const char *name) {
    size_t used = strlen(b->names);
    snprintf(b->names + used, sizeof b->names - used, "%s%s", used ? ", " : "", name);
}

void witnesses_behind(const struct log_keys *keys, const struct log_key *log, struct view checkpoint, struct behind *out) {
    struct note n;
    *out = (struct behind){0};
    for (size_t i = 0; i < keys->witness_count; i++) out->asked += strcmp(keys->witnesses[i].member, log->member) != 0;
    if (FAILED(note_read(checkpoint, &n, NULL))) return;
    for (size_t i = 0; i < keys->witness_count; i++) {
        const struct log_key *w = &keys->witnesses[i];
        if (strcmp(w->member, log->member) == 0 || FAILED(cosignature_verify(&n, &w->key, NULL, NULL))) continue;
        out->count++;
        add_name(out, w->name);
    }
}

RESULT told_behind(struct report *r, const struct log_keys *keys, const struct behind *b, const char *what, struct text *verdict, struct error *err) {
    if (!b->asked && !keys->must_be_cosigned) return DONE;
    if (is_quorum(b)) {
        text_put(verdict, " A quorum of witnesses stands behind it.");
        return told(r, DONE, err, "%s: cosigned by the witnesses of %s (%zu of %zu)", what, b->names, b->count, b->asked);
    }
    struct result none = FAIL(err, NOT_WITNESSED, "%zu of %zu witnesses cosigned it, %zu are needed", b->count, b->asked,
                              witness_quorum(b->asked ? b->asked : 1));
    if (keys->must_be_cosigned) return told(r, none, err, "%s: cosigned by a quorum of the other members' witnesses", what);
    text_put(verdict, " No quorum of witnesses stands behind it yet.");
    return told(r, DONE, err, "Note on %s: %zu of %zu witnesses cosigned it, which is no quorum; its log alone vouches for it", what, b->count, b->asked);
}
