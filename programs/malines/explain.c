// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// explain.c — malines match explain: two names, and in words why they are the same or not; malines match identity: what the rule of
// the Union's multiple-identity detector says of two identities. Nothing is asked of a node, and nothing is written anywhere.
#include "link.h"

#include "base/instant.h"
#include "codec/said.h"
#include "match/identity.h"
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
    if (!said_birth(view_of(date), &out->born)) return FAIL(err, BAD_DATE, "--%s", born);
    out->subject.births = &out->born;
    out->subject.birth_count = 1;
    return DONE;
}

// What stands in the evidence is then not what was given, but the days it may mean.
static bool is_of_calendar(const struct side *side) {
    int year, month, day;
    if (!side->subject.birth_count) return false;
    days_split(side->born.first, &year, &month, &day);
    return year < 1500;
}

static void verdict_said(struct text *t, const struct rendering *r, const char *kind, float score) {
    static const float LIKELY = 0.85f, FLOOR = 0.5f;
    AUTO_TEXT number = text_with_ceiling(40);
    text_put(&number, score >= 0.995f ? "> " : "");  // nothing is certain
    text_decimal(&number, r, "%.2f", score >= 0.995f ? 0.99 : (double)score);
    const char *key = score >= LIKELY ? "explain.likely" : score >= FLOOR ? "explain.possible" : "explain.unlikely";
    SAY(t, r->words, key, "Score {score}.", WORD("score", text_seen(&number)), WORD("kind", view_of(kind)));
}

static void sum_said(struct text *t, const struct rendering *r, float bits) {
    AUTO_TEXT sum = text_with_ceiling(80);
    char even[24];
    text_decimal(&sum, r, "%.1f", (double)bits);
    snprintf(even, sizeof even, "%.0f", (double)match_even_bits());
    SAY(t, r->words, "explain.sum", "Sum of the evidence: {bits} bits; even at {even} bits.", WORD("bits", text_seen(&sum)), WORD("even", view_of(even)));
}

static void explained(const struct shell *s, const struct candidate *c, bool calendars) {
    AUTO_TEXT t = text_with_ceiling(1024 * 1024);
    AUTO_JSON *told = candidate_told(c);
    if (s->json) {
        text_told(&t, told);
        text_char(&t, '\n');
        print_text(&t);
        return;
    }
    struct rendering r = {words_new(language_of(s)), NULL, isatty(STDOUT_FILENO) && !getenv("NO_COLOR")};
    text_safe(&t, view_of(value_text(s, "first", "")));
    text_put(&t, " ~ ");
    text_safe(&t, view_of(value_text(s, "second", "")));
    text_put(&t, "\n");
    verdict_said(&t, &r, value_text(s, "kind", "person"), c->score);
    text_put(&t, "\n\n");
    text_evidence(&t, &r, json_object_get(told, "evidence"));
    if (calendars) {
        text_put(&t, "     ");
        text_say(&t, r.words, "explain.calendars", "Years from 1260 to 1460 are of other calendars.", NULL, 0);
        text_char(&t, '\n');
    }
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
    explained(s, &c, is_of_calendar(&x) || is_of_calendar(&y));
    return DONE;
}

// ---- match identity ----

static RESULT identity_side(const struct shell *s, const char *name, struct arena *a, struct subject *out, struct error *err) {
    TRY(subject_read(json_object_get(s->values, name), a, out, err));
    return out->kind == SUBJECT_person ? DONE : FAIL(err, BAD_FIELD, "%s: the rule is about persons", name);
}

static void identity_line(struct text *t, const struct language *w, const char *category, enum identity_verdict v, const char *point) {
    char key[40];
    snprintf(key, sizeof key, "identity.of_%s", category);
    text_put(t, "  ");
    text_say(t, w, key, category, NULL, 0);
    text_colon(t, w);
    snprintf(key, sizeof key, "identity.%s", identity_verdict_name(v));
    text_say(t, w, key, identity_verdict_name(v), NULL, 0);
    if (point) {
        text_put(t, " (");
        SAY(t, w, "identity.point", "Annex {point}", WORD("point", view_of(point)));
        text_put(t, ")");
    }
    text_char(t, '\n');
}

static void identity_said(const struct shell *s, const struct identity *d) {
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    struct language *w = words_new(language_of(s));
    text_say(&t, w, "identity.rule", "By Delegated Regulations (EU) 2023/332 and 2023/333:", NULL, 0);
    text_char(&t, '\n');
    for (size_t c = 0; c < IDENTITY_CATEGORY_COUNT; c++) identity_line(&t, w, identity_category_name(c), d->of[c], d->point[c]);
    if (d->whole == IDENTITY_different)
        text_say(&t, w, "identity.yellow", "Not the same and not similar as a whole: a person has to look (yellow link).", NULL, 0);
    else if (d->whole == IDENTITY_similar) text_say(&t, w, "identity.white_similar", "Similar as a whole (white link).", NULL, 0);
    else text_say(&t, w, "identity.white_same", "The same as a whole (white link).", NULL, 0);
    text_char(&t, '\n');
    print_text(&t);
    words_free(w);
}

static json_t *identity_told(const struct identity *d) {
    json_t *of = json_object(), *whole = json_pack("{s:s}", "whole", identity_verdict_name(d->whole));
    for (size_t c = 0; c < IDENTITY_CATEGORY_COUNT; c++)
        json_object_set_new(of, identity_category_name(c), json_pack("{s:s,s:s?}", "verdict", identity_verdict_name(d->of[c]), "point", d->point[c]));
    json_object_set_new(whole, "of", of);
    return whole;
}

RESULT do_match_identity(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(ARENA_BYTES);
    struct subject x, y;
    struct identity d;
    (void)sys;
    TRY(values_completed(s, err));
    TRY(identity_side(s, "first", &a, &x, err));
    TRY(identity_side(s, "second", &a, &y, err));
    TRY(identity_compare(&x, &y, &a, &d, err));
    if (!s->json) return identity_said(s, &d), DONE;
    AUTO_JSON *told = identity_told(&d);
    AUTO_TEXT t = text_with_ceiling(64 * 1024);
    text_told(&t, told);
    text_char(&t, '\n');
    print_text(&t);
    return DONE;
}
