// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// explain.c — malines match explain: two names, and in words why they are the same or not. Nothing is asked of a node, and
// nothing is written anywhere.
#include "link.h"

#include "match/tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ARENA_BYTES = 16 * 1024 * 1024 };

struct side {
    struct name name;
    struct dates born;
    struct subject subject;
};

static RESULT side_read(const struct shell *s, const char *name, const char *born, struct side *out, struct error *err) {
    const char *date = value_text(s, born, NULL), *kind = value_text(s, "kind", "person");
    *out = (struct side){.name = {.text = view_of(value_text(s, name, "")), .given = VIEW(""), .family = VIEW("")}};
    out->subject = (struct subject){.names = &out->name, .name_count = 1};
    if (!subject_kind_read(view_of(kind), &out->subject.kind)) return FAIL(err, BAD_ARGUMENT, "--kind: person, organisation, vessel…");
    if (out->name.text.bytes > SUBJECT_TEXT_BYTES_MAX) return FAIL(err, TOO_BIG, "a name of more than %d bytes", SUBJECT_TEXT_BYTES_MAX);
    if (!date) return DONE;
    if (!dates_read(view_of(date), &out->born)) return FAIL(err, BAD_DATE, "--%s", born);
    out->subject.births = &out->born;
    out->subject.birth_count = 1;
    return DONE;
}

static void verdict_said(struct text *t, const struct rendering *r, float score) {
    static const float LIKELY = 0.85f, FLOOR = 0.5f;
    char number[16];
    snprintf(number, sizeof number, "%.2f", (double)score);
    struct word value = WORD("score", view_of(number));
    if (score >= LIKELY) text_say(t, r->words, "explain.likely", "Probably the same: score {score}.", &value, 1);
    else if (score >= FLOOR) text_say(t, r->words, "explain.possible", "Possibly the same: score {score}.", &value, 1);
    else text_say(t, r->words, "explain.unlikely", "Probably not the same: score {score}.", &value, 1);
}

static void sum_said(struct text *t, const struct rendering *r, float bits) {
    char sum[24], even[24];
    snprintf(sum, sizeof sum, "%.1f", (double)bits);
    snprintf(even, sizeof even, "%.0f", (double)match_even_bits());
    SAY(t, r->words, "explain.sum", "Sum of the evidence: {bits} bits; even at {even} bits.", WORD("bits", view_of(sum)), WORD("even", view_of(even)));
}

static void explained(const struct shell *s, const struct candidate *c) {
    AUTO_TEXT t = text_with_ceiling(1024 * 1024);
    AUTO_JSON *told = candidate_told(c);
    const char *lang = s->lang ? s->lang : getenv("LC_ALL") ? getenv("LC_ALL") : getenv("LANG");
    if (s->json) {
        text_told(&t, told);
        text_char(&t, '\n');
        print_text(&t);
        return;
    }
    struct rendering r = {words_new(lang), NULL, isatty(STDOUT_FILENO) && !getenv("NO_COLOR")};
    text_safe(&t, view_of(value_text(s, "first", "")));
    text_put(&t, " ~ ");
    text_safe(&t, view_of(value_text(s, "second", "")));
    text_put(&t, "\n");
    verdict_said(&t, &r, c->score);
    text_put(&t, "\n\n");
    text_evidence(&t, &r, json_object_get(told, "evidence"));
    text_char(&t, '\n');
    sum_said(&t, &r, c->bits);
    text_char(&t, '\n');
    print_text(&t);
    words_free((struct language *)r.words);
}

RESULT do_match_explain(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(ARENA_BYTES);
    struct side x, y;
    struct candidate c;
    (void)sys;
    TRY(side_read(s, "first", "born-a", &x, err));
    TRY(side_read(s, "second", "born-b", &y, err));
    TRY(match_pair(&x.subject, &y.subject, &a, &c, err));
    explained(s, &c);
    return DONE;
}
