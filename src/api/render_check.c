// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// render_check.c — what a check found and who answered; a preview of what would be asked.
#include "api/render_room.h"

#include <stdio.h>

// ---- Who answered ----
bool coverage_is_private(const json_t *line) { return view_is(json_view(line, "sharing"), "sealed"); }

static void met_text(struct text *t, const struct rendering *r, const json_t *met) {
    size_t i;
    json_t *one;
    json_array_foreach(met, i, one) {
        struct view kind = json_view(one, "kind");
        if (i) text_put(t, ", ");
        text_listed(t, r, "met", json_view(one, "key"));
        if (kind.bytes) text_put(t, " "), text_safe(t, kind);
    }
}

// "Spain", or "Spain, police-record index" where a member is asked in a register that is not that of alerts.
static void asked_where(struct text *t, const struct rendering *r, const json_t *line) {
    struct view reg = json_view(line, "register");
    text_member(t, r, json_view(line, "member"));
    if (coverage_is_private(line) && reg.bytes && !view_is(reg, "alerts")) text_put(t, ", "), text_listed(t, r, "register", reg);
}

// What was asked privately: hit, no hit, and why there is neither.
static bool private_line(struct text *t, const struct rendering *r, const json_t *line) {
    static const char *const own[] = {"hit", "no_hit", "stale", "quota", "too_little", "keys_version"};
    AUTO_TEXT name = text_with_ceiling(500), as_of = text_with_ceiling(60), met = text_with_ceiling(2000), epoch = text_with_ceiling(30);
    struct view state = json_view(line, "state");
    char key[60] = "";
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (view_is(state, own[i])) snprintf(key, sizeof key, "coverage.sealed_%s", own[i]);
    if (!coverage_is_private(line) || !*key) return false;
    asked_where(&name, r, line);
    text_when(&as_of, json_view(line, "as_of"));
    met_text(&met, r, json_object_get(line, "met"));
    text_format(&epoch, "%lld", (long long)json_int(line, "epoch"));
    text_put(t, "  ");
    SAY(t, r->words, key, view_is(state, "no_hit") ? "{member}: asked privately, no hit." : "{member}: asked privately: {state}; this is not a \"no hit\".",
        WORD("member", text_seen(&name)), WORD("state", state), WORD("as_of", text_seen(&as_of)), WORD("met", text_seen(&met)),
        WORD("epoch", text_seen(&epoch)), WORD("reference", json_view(line, "reference")));
    text_char(t, '\n');
    return true;
}

static void coverage_line(struct text *t, const struct rendering *r, const json_t *line) {
    if (private_line(t, r, line)) return;
    AUTO_TEXT name = text_with_ceiling(500), as_of = text_with_ceiling(60), heard = text_with_ceiling(60),
              ms = text_with_ceiling(30);
    struct view state = json_view(line, "state"), sharing = json_view(line, "sharing");
    // A part lies here as a copy, a part the owner gives only when it is asked: two ways, one line.
    bool copy = view_is(sharing, "published"), both = copy && json_flag(line, "asked_too");
    bool answered = view_is(state, "answered"), here = json_is_string(json_object_get(line, "as_of"));
    asked_where(&name, r, line);
    text_when(&as_of, json_view(line, "as_of")), text_when(&heard, json_view(line, "last_heard"));
    text_format(&ms, "%lld", (long long)json_int(line, "took_ms"));
    char key[100] = "coverage.unreachable";
    if (view_is(sharing, "own") && answered) snprintf(key, sizeof key, "coverage.own");
    else if (view_is(state, "quota") || view_is(state, "in_part")) snprintf(key, sizeof key, "coverage.%.*s", VIEW_ARGS(state));
    else if (both && here && !view_is(state, "not_allowed"))
        snprintf(key, sizeof key, answered ? "coverage.copy_asked" : "coverage.copy_asked_not");
    else if (copy && here && !both)
        snprintf(key, sizeof key, json_flag(line, "reached") ? "coverage.copy" : "coverage.copy_not_reached");
    else if (answered && !json_flag(line, "reached")) answered = false;  // and no copy is here: it stays "unreachable"
    else if (state.bytes > 0 && state.bytes < 40) snprintf(key, sizeof key, "coverage.%.*s", VIEW_ARGS(state));
    // The sentence that stands when a language lacks it must never sound like "no hit" (P9).
    text_put(t, "  ");
    SAY(t, r->words, key,
        answered ? "{member}: answered." : "{member}: {state}; this is not a \"no hit\".",
        WORD("member", text_seen(&name)), WORD("state", state), WORD("as_of", text_seen(&as_of)),
        WORD("last_heard", text_seen(&heard)), WORD("ms", text_seen(&ms)));
    // Who was asked too searched its whole register; what the copy holds is part of that.
    const char *records = both && json_object_get(line, "asked_records") ? "asked_records" : "records";
    if (json_object_get(line, records)) {
        text_char(t, ' ');
        SAY(t, r->words, "coverage.records", "{records} searched", NUMBER("records", json_int(line, records)));
    }
    text_char(t, '\n');
}

// The states after which one may speak of "no candidate": the law's silence is coverage too, a node's silence is not. Reached is not
// answered: who says that it is busy, or that we asked too much, has searched nothing; whose copy is not here yet neither.
static bool is_gap(const json_t *line) {
    struct view s = json_view(line, "state");
    if (view_is(s, "not_allowed") || view_is(s, "closed")) return false;
    if (coverage_is_private(line)) return !view_is(s, "hit") && !view_is(s, "no_hit");
    return !view_is(s, "answered") || !json_flag(line, "reached");
}

size_t coverage_gaps(const json_t *coverage) {
    size_t i, n = 0;
    json_t *line;
    json_array_foreach(coverage, i, line) n += is_gap(line);
    return n;
}

static bool any_private(const json_t *coverage, const char *state) {
    size_t i;
    json_t *line;
    json_array_foreach(coverage, i, line)
        if (coverage_is_private(line) && (!state || view_is(json_view(line, "state"), state))) return true;
    return false;
}

bool coverage_private_hit(const json_t *coverage) { return any_private(coverage, "hit"); }

// The next step after a private hit, ready to be typed.
static void private_steps(struct text *t, const struct rendering *r, const json_t *check) {
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(check, "coverage"), i, line) {
        if (!coverage_is_private(line) || !view_is(json_view(line, "state"), "hit")) continue;
        text_char(t, '\n');
        text_said(t, r, "sealed.next", "The next step names the person to that authority:");
        text_put(t, "\n  malines request create ");
        text_safe(t, json_view(check, "id"));
        text_put(t, " --to "), text_safe(t, json_view(line, "member"));
        text_put(t, " --class "), text_safe(t, json_view(line, "class"));
        text_put(t, " --text …\n");
    }
}

static void coverage_text(struct text *t, const struct rendering *r, const json_t *coverage) {
    size_t i;
    json_t *line;
    text_bold(t, r, true);
    text_said(t, r, "coverage.title", "Who answered");
    text_bold(t, r, false);
    text_char(t, '\n');
    json_array_foreach(coverage, i, line) coverage_line(t, r, line);
    if (!any_private(coverage, NULL)) return;
    text_char(t, '\n');
    text_said(t, r, "coverage.sealed_promise",
         "A private question tells the owner that you asked and under which law, not about whom; it is counted, and oversight can open it.");
    text_char(t, '\n');
}

// ---- A candidate ----

// A thing without a name goes by its number.
static void number_text(struct text *t, const json_t *subject) {
    const json_t *paper = json_array_get(json_object_get(subject, "documents"), 0), *identifier = json_array_get(json_object_get(subject, "identifiers"), 0);
    text_safe(t, paper ? json_view(paper, "number") : json_view(identifier, "value"));
}

static void names_text(struct text *t, const json_t *subject) {
    size_t i;
    json_t *n;
    if (!json_array_size(json_object_get(subject, "names"))) number_text(t, subject);
    json_array_foreach(json_object_get(subject, "names"), i, n) {
        if (i == 4) break;
        if (i > 0) text_put(t, "; ");
        text_safe(t, json_view(n, "text"));
    }
    json_array_foreach(json_object_get(subject, "births"), i, n) {
        text_put(t, i == 0 ? ", " : " / ");
        text_value(t, n);
    }
}

void text_decimal(struct text *t, const struct rendering *r, const char *form, double number) {
    char digits[32];
    snprintf(digits, sizeof digits, form, number);
    for (const char *c = digits; *c; c++) *c == '.' ? text_said(t, r, "mark.decimal", ".") : text_char(t, *c);
}

static void bits_said(struct text *t, const struct rendering *r, const json_t *bits) {
    if (!json_is_number(bits)) return;
    text_put(t, " ("), text_decimal(t, r, "%+.1f", json_number_value(bits)), text_char(t, ')');
}

// No score is certainty: what rounds to it is said to lie above the last whole per cent.
static void score_said(struct text *t, double score) {
    if (score >= 0.995) text_put(t, "> 99 %");
    else text_format(t, "%.0f %%", 100 * score);
}

// The script of a name's first letter; NULL for one that has no word of its own here.
static const char *script_of(struct view name) {
    static const struct { uint32_t from, to; const char *script; } rows[] = {
        {'A', 0x24F, "latin"}, {0x1E00, 0x1EFF, "latin"}, {0x600, 0x77F, "arabic"}, {0xFB50, 0xFEFC, "arabic"}, {0x400, 0x52F, "cyrillic"},
        {0x370, 0x3FF, "greek"}, {0x1F00, 0x1FFF, "greek"}, {0x590, 0x5FF, "hebrew"}, {0x2D30, 0x2D7F, "tifinagh"}};
    for (size_t at = 0; at < name.bytes;) {
        uint32_t cp = utf8_next(name, &at);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (cp >= rows[i].from && cp <= rows[i].to) return rows[i].script;
    }
    return NULL;
}

// The same name: in which script the record has it, or, in one and the same script, written otherwise.
static void meeting_said(struct text *t, const struct rendering *r, const json_t *w) {
    struct view how = json_view(w, "how");
    const char *asked = script_of(json_view(w, "asked")), *found = script_of(json_view(w, "found"));
    char id[40];
    if (!view_is(how, "same_script") || !asked || !found) return text_listed(t, r, "meeting", how);
    if (asked == found || strcmp(asked, found) == 0) return text_listed(t, r, "meeting", VIEW("otherwise"));
    snprintf(id, sizeof id, "script_%s", found);
    text_listed(t, r, "meeting", view_of(id));
}

// Of a date "in part" and "near" have a reason of their own; of a name, what is exchanged are father and son.
static void grade_said(struct text *t, const struct rendering *r, struct view field, struct view grade) {
    bool birth = view_is(field, "birth");
    if (view_is(field, "name") && view_is(grade, "swapped")) return text_listed(t, r, "grade", VIEW("name_swapped"));
    if (birth && view_is(grade, "partial")) text_listed(t, r, "grade", VIEW("birth_partial"));
    else if (birth && view_is(grade, "near")) text_listed(t, r, "grade", VIEW("birth_near"));
    else text_listed(t, r, "grade", grade);
}

// "Abdeslam ~ عبد السلام: the same name in another script (+6.1)"; a word that met none stands alone.
static void word_line(struct text *t, const struct rendering *r, const json_t *w) {
    struct view asked = json_view(w, "asked"), found = json_view(w, "found");
    text_put(t, "        ");
    text_safe(t, asked);
    if (asked.bytes > 0 && found.bytes > 0) text_put(t, " ~ ");
    text_safe(t, found);
    text_colon(t, r->words);
    meeting_said(t, r, w);
    if (json_number_value(json_object_get(w, "bits")) != 0) bits_said(t, r, json_object_get(w, "bits"));
    text_char(t, '\n');
}

static void evidence_line(struct text *t, const struct rendering *r, const json_t *e) {
    struct view grade = json_view(e, "grade"), asked = json_view(e, "asked"), found = json_view(e, "found");
    text_put(t, "     ");
    text_listed(t, r, "field", json_view(e, "field"));
    text_colon(t, r->words);
    grade_said(t, r, json_view(e, "field"), grade);
    if (asked.bytes + found.bytes > 0) {
        text_colon(t, r->words);
        text_safe(t, asked);
        text_put(t, " ~ ");
        text_safe(t, found);
    }
    bits_said(t, r, json_object_get(e, "bits"));
    text_char(t, '\n');
    size_t i;
    json_t *w;
    if (view_is(grade, "different")) return;  // that no word met one says nothing more
    json_array_foreach(json_object_get(e, "words"), i, w) word_line(t, r, w);
}

void text_evidence(struct text *t, const struct rendering *r, const json_t *evidence) {
    size_t i;
    json_t *e;
    json_array_foreach(evidence, i, e) evidence_line(t, r, e);
}

static void alert_lines(struct text *t, const struct rendering *r, const json_t *alert) {
    static const struct {
        const char *member, *key, *fallback;
        bool has_colon;
        const char *family;  // of words that a law table has; else, and where it has none, text of its own
    } rows[] = {{"reason", "alert.reason", "Reason", false, NULL},
                {"action", "alert.action", "Action to be taken:", true, "action"},
                {"handling", "alert.handling", "Handling", false, "condition"}};
    char key[LISTED_KEY_BYTES];
    size_t i;
    json_t *flag;
    struct view category = json_view(alert, "category"), ref = json_view(json_object_get(alert, "list"), "ref");
    if (category.bytes > 0) text_put(t, "     "), text_listed(t, r, "category", category);
    if (ref.bytes > 0)
        text_put(t, ", "), text_safe(t, json_view(json_object_get(alert, "list"), "source")), text_put(t, " "),
            text_safe(t, ref);
    if (category.bytes + ref.bytes > 0) text_char(t, '\n');
    json_array_foreach(json_object_get(alert, "flags"), i, flag) {
        text_put(t, i == 0 ? "     ! " : ", ");
        text_listed(t, r, "flag",
               (struct view){json_string_value(flag) ? json_string_value(flag) : "", json_string_length(flag)});
    }
    if (i > 0) text_char(t, '\n');
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct view v = json_view(alert, rows[i].member);
        if (v.bytes == 0) continue;
        text_put(t, "     ");
        text_said(t, r, rows[i].key, rows[i].fallback);
        if (rows[i].has_colon) text_char(t, ' ');
        else text_colon(t, r->words);
        if (rows[i].family && is_listed(r, rows[i].family, v, key)) text_listed(t, r, rows[i].family, v);
        else text_safe(t, v);
        text_char(t, '\n');
    }
}

// Whose identity was misused and is not meant: before everything else (Reg. (EU) 2018/1862 art. 62).
static void namesake_lines(struct text *t, const struct rendering *r, const json_t *c) {
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(c, "not_this_person"), i, one) {
        text_put(t, "     !! ");
        text_bold(t, r, true);
        text_said(t, r, json_flag(one, "nearer") ? "namesake.nearer" : "namesake.met",
             json_flag(one, "nearer") ? "Probably NOT this person: the question fits better somebody whose identity was misused"
                                      : "Somebody whose identity was misused also fits the question");
        text_bold(t, r, false);
        text_colon(t, r->words), names_text(t, json_object_get(one, "subject"));
        text_put(t, ", "), score_said(t, json_number_value(json_object_get(one, "score"))), text_char(t, '\n');
    }
}

// What was said when the same was asked before: by whom, when, why.
static void judged_lines(struct text *t, const struct rendering *r, const json_t *c) {
    size_t i;
    json_t *s;
    json_array_foreach(json_object_get(c, "judged_before"), i, s) {
        struct view reason = json_view(s, "reason");
        text_put(t, "     ");
        text_said(t, r, "judged.before", "Judged before");
        text_colon(t, r->words), text_listed(t, r, "judgement", json_view(s, "judgement"));
        text_put(t, ", "), text_safe(t, json_view(s, "by")), text_put(t, ", "), text_when(t, json_view(s, "at"));
        if (reason.bytes) text_put(t, ", "), text_safe(t, reason);
        if (!json_flag(s, "same_version")) text_put(t, " ("), text_said(t, r, "judged.changed", "the record has changed since"), text_char(t, ')');
        text_char(t, '\n');
    }
    if (!json_flag(c, "lowered")) return;
    text_put(t, "     ");
    text_said(t, r, "judged.lowered", "Below the threshold for this question, because it was judged not the same");
    text_char(t, '\n');
}

static void candidate_text(struct text *t, const struct rendering *r, const json_t *c) {
    AUTO_TEXT owner = text_with_ceiling(500);
    struct view grain = json_view(c, "answer"), judgement = json_view(c, "judgement");
    json_t *e;
    size_t i;
    text_member(&owner, r, json_view(c, "owner"));
    text_format(t, "%3lld. ", (long long)json_int(c, "n"));
    text_bold(t, r, true);
    if (json_is_object(json_object_get(c, "subject"))) names_text(t, json_object_get(c, "subject"));
    else if (view_is(grain, "count")) text_said(t, r, "candidate.count", "A number of records, without content");
    else text_said(t, r, "candidate.boolean", "Something is recorded, without content");
    text_bold(t, r, false);
    text_format(t, "\n     %s", text_string(&owner));
    if (json_view(c, "record").bytes > 0) text_put(t, ", "), text_safe(t, json_view(c, "record"));
    const json_t *score = json_object_get(c, "score"), *count = json_object_get(c, "count");
    if (json_is_number(score)) text_put(t, ", "), score_said(t, json_number_value(score));
    if (count) text_colon(t, r->words), text_value(t, count);
    if (judgement.bytes > 0) text_put(t, " — "), text_listed(t, r, "judgement", judgement);
    text_char(t, '\n');
    namesake_lines(t, r, c);
    judged_lines(t, r, c);
    alert_lines(t, r, json_object_get(c, "alert"));
    json_array_foreach(json_object_get(c, "evidence"), i, e) evidence_line(t, r, e);
}

// ---- The whole ----

void check_text(struct text *t, const struct rendering *r, const json_t *j) {
    const json_t *candidates = json_object_get(j, "candidates"), *coverage = json_object_get(j, "coverage");
    size_t n = json_array_size(candidates), gap = coverage_gaps(coverage), i;
    json_t *c;
    text_bold(t, r, true);
    if (n == 0 && coverage_private_hit(coverage)) text_said(t, r, "answer.sealed_hit", "A record may exist where it was asked privately: see below.");
    else if (n == 0 && gap > 0)
        SAY(t, r->words, "answer.none_gap",
            "No candidate among those who answered; {gap} not reached or without an answer: this is not a \"no hit\".",
            NUMBER("gap", (int64_t)gap));
    else if (n == 0) text_said(t, r, "answer.none", "No candidate in what was searched.");
    else
        SAY(t, r->words, "answer.title", "{n, plural, one {# candidate} other {# candidates}}",
            NUMBER("n", (int64_t)n));
    text_bold(t, r, false);
    text_char(t, '\n');
    text_warnings(t, r, json_object_get(j, "warnings"), "number.asked", "It was asked about as it was entered.");
    text_char(t, '\n');
    json_array_foreach(candidates, i, c) candidate_text(t, r, c), text_char(t, '\n');
    coverage_text(t, r, coverage);
    private_steps(t, r, j);
    if (n > 0)
        text_char(t, '\n'),
            text_said(t, r, "answer.hint", "A candidate is not a hit: it becomes one only when you confirm it."),
            text_char(t, '\n');
    text_put(t, "\nmalines check show ");
    text_safe(t, json_view(j, "id"));
    text_format(t, "  (%lld ms)\n", (long long)json_int(j, "took_ms"));
}

void preview_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i, k;
    json_t *v, *spelling;
    text_said(t, r, "plan.variants", "Spellings that count as the same");
    text_char(t, '\n');
    json_array_foreach(json_object_get(j, "variants"), i, v) {
        text_put(t, "  ");
        text_safe(t, json_view(v, "token"));
        json_array_foreach(json_object_get(v, "spellings"), k, spelling)
            k == 0 ? text_colon(t, r->words) : text_put(t, ", "), text_value(t, spelling);
        text_char(t, '\n');
    }
    text_char(t, '\n');
    text_said(t, r, "plan.title", "What will be asked");
    text_char(t, '\n');
    json_array_foreach(json_object_get(j, "members"), i, v) {
        const json_t *basis = json_object_get(v, "basis");
        text_put(t, "  ");
        text_member(t, r, json_view(v, "member"));
        text_colon(t, r->words);
        if (json_flag(v, "allowed")) text_listed(t, r, "plan", json_view(v, "sharing"));
        else text_said(t, r, "plan.not_asked", "will not be asked");
        if (json_view(basis, "instrument").bytes > 0) {
            text_put(t, " (");
            text_basis(t, basis);
            text_char(t, ')');
        }
        if (!json_flag(v, "allowed") && json_view(v, "reason").bytes > 0) text_colon(t, r->words), text_listed(t, r, "law_reason", json_view(v, "reason"));
        text_char(t, '\n');
    }
}
