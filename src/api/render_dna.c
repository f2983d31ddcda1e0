// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/render_dna.h"

#include <stdio.h>

static void say(struct text *t, const struct rendering *r, const char *prefix, struct view id) {
    char key[100];
    snprintf(key, sizeof key, "%s%s%.*s", prefix, id.bytes ? "." : "", (int)(id.bytes < 40 ? id.bytes : 40), id.at);
    if (words_has(r->words, key)) SAY(t, r->words, key, "", WORD("", VIEW("")));
    else text_safe(t, id.bytes ? id : view_of(prefix));
}

// "< 0.000001", 0.00031, 12, 64 300: as people say numbers that may be very small or large; no power of ten to be read.
static void amount(struct text *t, double v) {
    char digits[40];
    if (v > 0 && v < 1e-6) {
        text_put(t, "< 0.000001");
        return;
    }
    if (v < 10) {
        int decimals = v <= 0 || v == (double)(int)v ? 0 : 1;
        for (double x = v; x > 0 && x < 1; x *= 10) decimals++;
        text_format(t, "%.*f", decimals, v);
        return;
    }
    size_t n = (size_t)snprintf(digits, sizeof digits, "%.0f", v);
    for (size_t i = 0; i < n && i < sizeof digits; i++) {
        if (i && (n - i) % 3 == 0) text_put(t, "\u202f");  // narrow, and no line breaks there
        text_char(t, digits[i]);
    }
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
    AUTO_TEXT one = text_with_ceiling(60), all = text_with_ceiling(60), searched = text_with_ceiling(60), power = text_with_ceiling(60),
              loci = text_with_ceiling(20), theta = text_with_ceiling(20);
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
    text_format(&theta, "%.3g", json_number_value(json_object_get(chance, "theta")));
    SAY(t, r->words, "dna.rarity", "Once in 10^{power} over {loci} loci ({population}, theta {theta}).", WORD("loci", text_seen(&loci)),
        WORD("power", text_seen(&power)), WORD("population", json_view(chance, "population")), WORD("theta", text_seen(&theta)));
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

// Rows of the laws that nobody has read in full: each with its mark, so that who signs or judges knows. `rule_said`: the rule was named already.
static void unverified_said(struct text *t, const struct rendering *r, const json_t *list, bool rule_said) {
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) {
        AUTO_TEXT what = text_with_ceiling(300);
        char key[60];
        if (rule_said && view_is(json_view(one, "what"), "rule")) continue;
        snprintf(key, sizeof key, "dna.row.%.*s", (int)(json_view(one, "what").bytes < 40 ? json_view(one, "what").bytes : 40), json_view(one, "what").at);
        SAY(&what, r->words, key, "{id}", WORD("id", json_view(one, "id")));
        SAY(t, r->words, "dna.unverified", "Not verified: {what} (mark {mark})", WORD("what", text_seen(&what)), WORD("mark", json_view(one, "mark")));
        text_char(t, '\n');
    }
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
    unverified_said(t, r, json_object_get(match, "unverified"), true);
    say(t, r, "dna.warning", VIEW(""));
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

// ---- Harmonise: what a change would mean, in the language of who would sign it ----
static struct view number_view(struct text *room, const json_t *n) {
    size_t before = room->bytes;
    amount(room, json_number_value(n));
    return (struct view){room->at + before, room->bytes - before};
}

static void loci_said(struct text *t, const struct rendering *r, const char *key, const json_t *list) {
    size_t i;
    json_t *v;
    SAY(t, r->words, key, "", NUMBER("count", (int64_t)json_array_size(list)));
    json_array_foreach(list, i, v) text_char(t, ' '), text_safe(t, view_of(json_string_value(v)));
    text_char(t, '\n');
}

static void scenario_said(struct text *t, const struct rendering *r, const char *key, const json_t *s) {
    const json_t *rule = json_object_get(s, "rule"), *chance = json_object_get(s, "chance_hits");
    AUTO_TEXT profiles = text_with_ceiling(60), pairs = text_with_ceiling(60), hits = text_with_ceiling(60), loci = text_with_ceiling(20);
    text_format(&loci, "%lld", (long long)json_int(rule, "min_full"));
    SAY(t, r->words, key, "", WORD("rule", json_view(rule, "id")), WORD("mark", json_view(rule, "mark")), WORD("loci", text_seen(&loci)));
    text_put(t, "\n  ");
    SAY(t, r->words, "dna.what_if.comparable", "", WORD("profiles", number_view(&profiles, json_object_get(s, "comparable_profiles"))),
        WORD("pairs", number_view(&pairs, json_object_get(s, "comparable_pairs"))));
    text_put(t, "\n  ");
    if (json_is_number(chance)) SAY(t, r->words, "dna.what_if.chance", "", WORD("hits", number_view(&hits, chance)));
    else say(t, r, "dna.chance_unknown", VIEW(""));
    text_char(t, '\n');
}

static void hits_said(struct text *t, const struct rendering *r, const json_t *answer) {
    AUTO_TEXT stored = text_with_ceiling(24), kept = text_with_ceiling(24);
    SAY(t, r->words, "dna.what_if.kept", "", WORD("stored", number_view(&stored, json_object_get(answer, "hits_stored"))),
        WORD("kept", number_view(&kept, json_object_get(answer, "hits_kept"))));
    text_char(t, '\n');
    say(t, r, json_is_null(json_object_get(answer, "hits_new")) ? "dna.what_if.new_unknown" : "dna.what_if.new_none", VIEW(""));
    text_char(t, '\n');
}

void text_dna_harmonise(struct text *t, const struct rendering *r, const json_t *answer) {
    const json_t *pair = json_object_get(answer, "pair");
    AUTO_TEXT ours = text_with_ceiling(60), theirs = text_with_ceiling(60);
    SAY(t, r->words, "dna.what_if.pair", "", WORD("from", json_view(pair, "from")), WORD("to", json_view(pair, "to")), WORD("rule", json_view(pair, "rule")),
        WORD("mark", json_view(pair, "mark")));
    text_put(t, "\n  ");
    text_safe(t, json_view(pair, "source"));
    text_char(t, '\n');
    if (!json_flag(answer, "lawful")) say(t, r, "dna.what_if.unlawful", VIEW("")), text_char(t, '\n');
    loci_said(t, r, "dna.what_if.our_loci", json_object_get(answer, "ours"));
    loci_said(t, r, "dna.what_if.their_loci", json_object_get(answer, "theirs"));
    loci_said(t, r, "dna.what_if.common", json_object_get(answer, "common"));
    SAY(t, r->words, "dna.what_if.profiles", "", WORD("ours", number_view(&ours, json_object_get(answer, "our_profiles"))),
        WORD("theirs", number_view(&theirs, json_object_get(answer, "their_profiles"))));
    text_char(t, ' ');
    say(t, r, "dna.what_if.from", json_view(answer, "theirs_from"));
    text_char(t, '\n');
    scenario_said(t, r, "dna.what_if.now", json_object_get(answer, "now"));
    scenario_said(t, r, "dna.what_if.then", json_object_get(answer, "then"));
    hits_said(t, r, answer);
    unverified_said(t, r, json_object_get(answer, "unverified"), false);
}

// ---- A search, the matches, the exchange: a line each ----
static void quality_said(struct text *t, const struct rendering *r, const json_t *of) {
    char quality[12];
    snprintf(quality, sizeof quality, "%lld", (long long)json_int(of, "quality"));
    say(t, r, "dna.quality", view_of(quality));
}

void text_dna_search(struct text *t, const struct rendering *r, const json_t *answer) {
    const json_t *own = json_object_get(answer, "own"), *basis;
    AUTO_TEXT searched = text_with_ceiling(60), hits = text_with_ceiling(24);
    size_t i;
    json_t *one;
    text_format(&hits, "%zu", json_array_size(own));
    SAY(t, r->words, "dna.search.own", "", WORD("searched", number_view(&searched, json_object_get(answer, "searched"))), WORD("hits", text_seen(&hits)));
    text_char(t, '\n');
    json_array_foreach(own, i, one) {
        text_put(t, "  "), text_safe(t, json_view(one, "ref")), text_put(t, "  ");
        quality_said(t, r, one), text_put(t, "  "), text_safe(t, json_view(one, "category")), text_char(t, '\n');
    }
    json_array_foreach(json_object_get(answer, "asked"), i, one) {
        AUTO_TEXT law = text_with_ceiling(200);
        basis = json_object_get(one, "basis");
        text_format(&law, "%.*s %.*s", VIEW_ARGS(json_view(basis, "instrument")), VIEW_ARGS(json_view(basis, "article")));
        if (view_is(json_view(one, "state"), "asked"))
            SAY(t, r->words, "dna.search.asked", "", WORD("member", json_view(one, "member")), WORD("rule", json_view(one, "rule")),
                WORD("basis", text_seen(&law)));
        else SAY(t, r->words, "dna.search.no_basis", "", WORD("member", json_view(one, "member")));
        text_char(t, '\n');
    }
}

void text_dna_matches(struct text *t, const struct rendering *r, const json_t *answer) {
    size_t i;
    json_t *one;
    if (!json_array_size(json_object_get(answer, "matches"))) say(t, r, "dna.none", VIEW("")), text_char(t, '\n');
    json_array_foreach(json_object_get(answer, "matches"), i, one) {
        text_format(t, "%4lld  %.16s  ", (long long)json_int(one, "match"), json_view(one, "at").bytes >= 16 ? json_view(one, "at").at : "?");
        text_safe(t, json_view(one, "own_ref")), text_put(t, " = "), text_safe(t, json_view(one, "member")), text_put(t, " ");
        text_safe(t, json_view(one, "their_ref").bytes ? json_view(one, "their_ref") : VIEW("?"));
        text_put(t, "  "), quality_said(t, r, one), text_put(t, " (");
        say(t, r, "dna.direction", json_view(one, "direction")), text_put(t, ", "), say(t, r, "dna.state", json_view(one, "state")), text_put(t, ")\n");
    }
}

static void batch_said(struct text *t, const struct rendering *r, const json_t *b) {
    AUTO_TEXT room = text_with_ceiling(400), cut = text_with_ceiling(24);
    struct view profiles = number_view(&room, json_object_get(b, "profiles"));
    if (json_is_null(json_object_get(b, "none"))) {
        say(t, r, "dna.exchange.waits", VIEW(""));
        return;
    }
    AUTO_TEXT full = text_with_ceiling(60), near = text_with_ceiling(60), none = text_with_ceiling(60);
    SAY(t, r->words, "dna.exchange.line", "", WORD("profiles", profiles), WORD("full", number_view(&full, json_object_get(b, "hits"))),
        WORD("near", number_view(&near, json_object_get(b, "near"))), WORD("none", number_view(&none, json_object_get(b, "none"))));
    if (!json_int(b, "cut")) return;
    text_format(&cut, "%lld", (long long)json_int(b, "cut"));
    text_put(t, "; "), SAY(t, r->words, "dna.exchange.cut", "", WORD("count", text_seen(&cut)));
}

// Who was answered and how fast, then each question, then what each pair agreed.
void text_dna_status(struct text *t, const struct rendering *r, const json_t *answer) {
    const json_t *replies = json_object_get(answer, "replies");
    AUTO_TEXT profiles = text_with_ceiling(60), answered = text_with_ceiling(60), in_time = text_with_ceiling(60),
              slowest = text_with_ceiling(60), waiting = text_with_ceiling(60),
              minutes = text_with_ceiling(24);
    size_t i;
    json_t *one;
    SAY(t, r->words, "dna.status.profiles", "", WORD("profiles", number_view(&profiles, json_object_get(answer, "profiles"))));
    text_char(t, '\n');
    amount(&slowest, (double)json_int(replies, "slowest_ms") / 1000), text_format(&minutes, "%lld", (long long)json_int(replies, "due_ms") / 60000);
    SAY(t, r->words, "dna.exchange.in_time", "", WORD("answered", number_view(&answered, json_object_get(replies, "answered"))),
        WORD("in_time", number_view(&in_time, json_object_get(replies, "within_term"))), WORD("minutes", text_seen(&minutes)),
        WORD("slowest", text_seen(&slowest)), WORD("waiting", number_view(&waiting, json_object_get(replies, "waiting"))));
    text_char(t, '\n');
    json_array_foreach(json_object_get(answer, "batches"), i, one) {
        text_format(t, "  %.16s  ", json_view(one, "at").bytes >= 16 ? json_view(one, "at").at : "?");
        say(t, r, "dna.with", json_view(one, "direction")), text_put(t, " "), text_safe(t, json_view(one, "member")), text_put(t, ", ");
        say(t, r, "dna.exchange.kind", json_view(one, "kind")), text_colon(t, r->words), batch_said(t, r, one), text_char(t, '\n');
    }
    json_array_foreach(json_object_get(answer, "pairs"), i, one) {
        SAY(t, r->words, "dna.what_if.pair", "", WORD("from", json_view(one, "from")), WORD("to", json_view(one, "to")), WORD("rule", json_view(one, "rule")),
            WORD("mark", json_view(one, "mark")));
        if (json_flag(one, "push")) text_put(t, ". "), say(t, r, "dna.status.push", VIEW(""));
        text_char(t, '\n');
    }
}
