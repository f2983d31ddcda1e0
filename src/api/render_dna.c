// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/render_dna.h"

#include <math.h>
#include <stdio.h>

static void say(struct text *t, const struct rendering *r, const char *prefix, struct view id) {
    char key[100];
    snprintf(key, sizeof key, "%s%s%.*s", prefix, id.bytes ? "." : "", (int)(id.bytes < 40 ? id.bytes : 40), id.at);
    if (words_has(r->words, key)) SAY(t, r->words, key, "", WORD("", VIEW("")));
    else text_safe(t, id.bytes ? id : view_of(prefix));
}

// 0.00031, 12, 64 300: as people say numbers that may be very small.
static void amount(struct text *t, double v) {
    if (v >= 10) text_format(t, "%.0f", v);
    else if (v >= 0.01 || v == 0) text_format(t, "%.2g", v);
    else text_format(t, "%.1e", v);
}

static void alleles(struct text *t, const json_t *list) {
    AUTO_TEXT one = text_with_ceiling(200);
    size_t i;
    json_t *v;
    json_array_foreach(list, i, v) {
        if (i) text_put(&one, ", ");
        text_safe(&one, view_of(json_string_value(v) ? json_string_value(v) : "?"));
    }
    text_format(t, "  %-14s", text_string(&one));
}

static void row(struct text *t, const struct rendering *r, const json_t *j) {
    struct view outcome = json_view(j, "outcome");
    bool equal = view_is(outcome, "full") || view_is(outcome, "same") || view_is(outcome, "absent");
    text_format(t, "%s %-10.*s", equal ? " " : "!", VIEW_ARGS(json_view(j, "locus")));
    alleles(t, json_object_get(j, "own"));
    alleles(t, json_object_get(j, "theirs"));
    text_put(t, "  ");
    say(t, r, "dna.outcome", outcome);
    text_char(t, '\n');
}

static void table(struct text *t, const struct rendering *r, const json_t *match) {
    AUTO_TEXT locus = text_with_ceiling(60), own = text_with_ceiling(60), theirs = text_with_ceiling(60);
    size_t i;
    json_t *one;
    say(&locus, r, "dna.locus", VIEW("")), say(&own, r, "dna.own", VIEW("")), say(&theirs, r, "dna.theirs", VIEW(""));
    text_format(t, "  %-10s  %-14s  %-14s  ", text_string(&locus), text_string(&own), text_string(&theirs));
    say(t, r, "dna.result", VIEW(""));
    text_char(t, '\n');
    json_array_foreach(json_object_get(match, "table"), i, one) row(t, r, one);
}

static void number_said(struct text *out, const json_t *chance, const char *key) { amount(out, json_number_value(json_object_get(chance, key))); }

static void chance_said(struct text *t, const struct rendering *r, const json_t *chance) {
    AUTO_TEXT one = text_with_ceiling(60), all = text_with_ceiling(60), searched = text_with_ceiling(60), power = text_with_ceiling(60), loci = text_with_ceiling(20);
    if (!json_is_number(json_object_get(chance, "expected_one"))) {
        say(t, r, "dna.chance_unknown", VIEW(""));
        text_char(t, '\n');
        return;
    }
    number_said(&one, chance, "expected_one"), number_said(&all, chance, "expected_all"), number_said(&searched, chance, "searched");
    SAY(t, r->words, "dna.chance", "By chance: {expected} among {searched}.", WORD("expected", text_seen(&one)), WORD("searched", text_seen(&searched)));
    text_char(t, '\n');
    if (json_object_get(chance, "expected_all")) {
        SAY(t, r->words, "dna.chance_all", "All against all: {expected}.", WORD("expected", text_seen(&all)));
        text_char(t, '\n');
    }
    text_format(&power, "%.1f", json_number_value(json_object_get(chance, "log10_lr")));
    text_format(&loci, "%lld", (long long)json_int(chance, "lr_loci"));
    SAY(t, r->words, "dna.rarity", "Once in 10^{power} over {loci} loci ({population}).", WORD("loci", text_seen(&loci)), WORD("power", text_seen(&power)),
        WORD("population", json_view(chance, "population")));
    text_char(t, '\n');
}

static void head(struct text *t, const struct rendering *r, const json_t *match) {
    char quality[12];
    snprintf(quality, sizeof quality, "%lld", (long long)json_int(match, "quality"));
    if (json_object_get(match, "own_ref")) {
        text_safe(t, json_view(match, "own_ref"));
        text_put(t, " = ");
        text_safe(t, json_view(match, "member"));
        text_put(t, " ");
        text_safe(t, json_view(match, "their_ref"));
        text_put(t, " (");
        say(t, r, "dna.direction", json_view(match, "direction"));
        text_put(t, ", ");
        say(t, r, "dna.state", json_view(match, "state"));
        text_put(t, ")\n");
    }
    if (json_int(match, "quality")) say(t, r, "dna.quality", view_of(quality));
    else say(t, r, "dna.no_hit", VIEW(""));
    text_char(t, '\n');
}

static void counts_said(struct text *t, const struct rendering *r, const json_t *counts) {
    AUTO_TEXT compared = text_with_ceiling(20), full = text_with_ceiling(20);
    text_format(&compared, "%lld", (long long)json_int(counts, "compared")), text_format(&full, "%lld", (long long)json_int(counts, "full"));
    SAY(t, r->words, "dna.counts", "{compared} loci compared, {full} equal", WORD("compared", text_seen(&compared)), WORD("full", text_seen(&full)));
    text_char(t, '\n');
}

void text_dna_match(struct text *t, const struct rendering *r, const json_t *match) {
    const json_t *rule = json_object_get(match, "rule_row");
    head(t, r, match);
    if (!json_object_get(match, "table")) {
        say(t, r, "dna.no_profiles", VIEW(""));
        text_char(t, '\n');
        return;
    }
    table(t, r, match);
    counts_said(t, r, json_object_get(match, "counts"));
    chance_said(t, r, json_object_get(match, "chance"));
    if (json_flag(match, "sex_differs")) say(t, r, "dna.sex", VIEW("")), text_char(t, '\n');
    if (json_flag(match, "weak")) say(t, r, "dna.weak", VIEW("")), text_char(t, '\n');
    if (!view_is(json_view(rule, "mark"), "S")) {
        SAY(t, r->words, "dna.mark", "Not verified ({mark}): {source}", WORD("mark", json_view(rule, "mark")), WORD("source", json_view(rule, "source")));
        text_char(t, '\n');
    }
    say(t, r, "dna.warning", VIEW(""));
    text_char(t, '\n');
}

// ---- Harmonise ----
static void words_put(struct text *t, const char *title, const json_t *list) {
    size_t i;
    json_t *v;
    text_format(t, "%s (%zu):", title, json_array_size(list));
    json_array_foreach(list, i, v) text_char(t, ' '), text_safe(t, view_of(json_string_value(v)));
    text_char(t, '\n');
}

static void scenario(struct text *t, const char *title, const json_t *s) {
    const json_t *rule = json_object_get(s, "rule"), *chance = json_object_get(s, "chance_hits");
    text_format(t, "%s: %.*s [%.*s], at least %lld loci\n  comparable profiles of ours ", title, VIEW_ARGS(json_view(rule, "id")), VIEW_ARGS(json_view(rule, "mark")),
                (long long)json_int(rule, "min_full"));
    amount(t, json_number_value(json_object_get(s, "comparable_profiles")));
    text_put(t, ", pairs ");
    amount(t, json_number_value(json_object_get(s, "comparable_pairs")));
    text_put(t, ", hits expected by chance alone ");
    if (json_is_number(chance)) amount(t, json_number_value(chance));
    else text_put(t, "not known (no frequencies)");
    text_char(t, '\n');
}

// Leads, under the sentence that says what they are not.
void text_dna_kin(struct text *t, const struct rendering *r, const json_t *answer) {
    const json_t *leads = json_object_get(answer, "leads");
    AUTO_TEXT searched = text_with_ceiling(24);
    size_t i;
    json_t *one;
    text_format(t, "%lld  ", (long long)json_int(answer, "search"));
    text_safe(t, json_view(answer, "ref")), text_put(t, "  ");
    say(t, r, "dna.relation", json_view(answer, "relation")), text_put(t, ", ");
    say(t, r, "dna.kin_state", json_view(answer, "state")), text_char(t, '\n');
    if (!leads) return;
    json_array_foreach(leads, i, one) {
        text_format(t, "  10^%.1f  ", json_number_value(json_object_get(one, "log10_lr")));
        text_safe(t, json_view(one, "ref")), text_put(t, "  ");
        text_safe(t, json_view(one, "category")), text_char(t, '\n');
    }
    text_format(&searched, "%lld", (long long)json_int(answer, "searched"));
    SAY(t, r->words, "dna.kin_searched", "{searched} profiles of our own register were compared.", WORD("searched", text_seen(&searched)));
    text_char(t, '\n');
    say(t, r, "dna.kin_notice", VIEW(""));
    text_char(t, '\n');
}

void text_dna_harmonise(struct text *t, const struct rendering *r, const json_t *answer) {
    const json_t *pair = json_object_get(answer, "pair");
    size_t i;
    json_t *one;
    (void)r;
    text_format(t, "%.*s asks %.*s: rule %.*s [%.*s]\n  ", VIEW_ARGS(json_view(pair, "from")), VIEW_ARGS(json_view(pair, "to")), VIEW_ARGS(json_view(pair, "rule")),
                VIEW_ARGS(json_view(pair, "mark")));
    text_safe(t, json_view(pair, "source"));
    text_put(t, "\n");
    words_put(t, "our loci", json_object_get(answer, "ours"));
    words_put(t, "their loci", json_object_get(answer, "theirs"));
    words_put(t, "in common", json_object_get(answer, "common"));
    text_put(t, "our profiles ");
    amount(t, json_number_value(json_object_get(answer, "our_profiles")));
    text_put(t, ", theirs ");
    amount(t, json_number_value(json_object_get(answer, "their_profiles")));
    text_format(t, " (known from: %.*s)\n", VIEW_ARGS(json_view(answer, "theirs_from")));
    scenario(t, "now", json_object_get(answer, "now"));
    scenario(t, "then", json_object_get(answer, "then"));
    text_format(t, "stored matches %lld, of which the other rule keeps %lld\n", (long long)json_int(answer, "hits_stored"), (long long)json_int(answer, "hits_kept"));
    json_array_foreach(json_object_get(answer, "unverified"), i, one)
        text_format(t, "! not verified [%.*s]: %.*s %.*s\n", VIEW_ARGS(json_view(one, "mark")), VIEW_ARGS(json_view(one, "what")), VIEW_ARGS(json_view(one, "id")));
}
