// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/fault.h"
#include "api/render_dna.h"
#include "api/render_report.h"

#include <stdio.h>

// ---- Small pieces ----
static bool paints(uint32_t cp) {
    return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

void text_safe(struct text *t, struct view v) {
    for (size_t at = 0; at < v.bytes;) {
        uint32_t cp = utf8_next(v, &at);
        text_cp(t, paints(cp) ? 0xfffd : cp);
    }
}

static void value(struct text *t, const json_t *v) {
    AUTO_TEXT raw = text_with_ceiling(1024 * 1024);
    if (json_is_string(v)) text_safe(t, (struct view){json_string_value(v), json_string_length(v)});
    else if (json_is_real(v)) text_format(t, json_real_value(v) < 0.01 ? "%.2g" : "%.2f", json_real_value(v));
    else if (!json_is_null(v)) text_json(&raw, v), text_safe(t, text_seen(&raw));
}

static void bold(struct text *t, const struct rendering *r, bool on) {
    if (r->colour) text_put(t, on ? "\x1b[1m" : "\x1b[0m");
}

// A word of a closed list, "PREFIX.ID" in the message files.
enum { LISTED_KEY_BYTES = 100 };
static bool is_listed(const struct rendering *r, const char *prefix, struct view id, char key[LISTED_KEY_BYTES]) {
    snprintf(key, LISTED_KEY_BYTES, "%s.%.*s", prefix, (int)(id.bytes < 60 ? id.bytes : 60), id.at);
    return words_has(r->words, key);
}

static void listed(struct text *t, const struct rendering *r, const char *prefix, struct view id) {
    char key[LISTED_KEY_BYTES];
    AUTO_TEXT plain = text_with_ceiling(200);
    text_safe(&plain, id);
    for (char *c = plain.at; c && *c; c++)
        if (*c == '_') *c = ' ';
    if (is_listed(r, prefix, id, key)) SAY(t, r->words, key, "", WORD("", VIEW("")));
    else text_view(t, text_seen(&plain));
}

static void member(struct text *t, const struct rendering *r, struct view id) {
    size_t i;
    json_t *m;
    json_array_foreach(r->members, i, m) {
        struct view name = json_view(json_object_get(m, "names"), words_lang(r->words));
        if (view_same(json_view(m, "id"), id) && name.bytes > 0) {
            text_safe(t, name);
            return;
        }
    }
    text_safe(t, id);
}

// "2026-11-24T22:01:26.123Z" is said as "2026-11-24 22:01:26 UTC".
static void when(struct text *t, struct view at) {
    if (at.bytes < 19) {
        text_put(t, "?");
        return;
    }
    text_format(t, "%.10s %.8s UTC", at.at, at.at + 11);
}

static void said(struct text *t, const struct rendering *r, const char *key, const char *fallback) {
    SAY(t, r->words, key, fallback, WORD("", VIEW("")));
}

static void basis_text(struct text *t, const json_t *basis) {
    text_safe(t, json_view(basis, "instrument"));
    if (json_view(basis, "article").bytes > 0) text_put(t, ", art. "), text_safe(t, json_view(basis, "article"));
}

// ---- Anything ----
static void any(struct text *t, const json_t *j, int indent);

static void any_member(struct text *t, const char *key, const json_t *v, int indent) {
    text_format(t, "%*s", indent, "");
    if (key) text_safe(t, view_of(key)), text_put(t, ":");
    bool deep = (json_is_object(v) || json_is_array(v)) && json_object_size(v) + json_array_size(v) > 0;
    if (deep) {
        text_put(t, key ? "\n" : "-\n");
        any(t, v, indent + 2);
        return;
    }
    text_put(t, key ? " " : "- ");
    value(t, v);
    text_char(t, '\n');
}

static void any(struct text *t, const json_t *j, int indent) {
    const char *key;
    json_t *v;
    size_t i;
    if (json_is_object(j)) json_object_foreach((json_t *)j, key, v) any_member(t, key, v, indent);
    else if (json_is_array(j)) json_array_foreach(j, i, v) any_member(t, NULL, v, indent);
    else any_member(t, NULL, j, indent);
}

// ---- Checks ----
bool coverage_is_private(const json_t *line) { return view_is(json_view(line, "sharing"), "sealed"); }

static void met_text(struct text *t, const struct rendering *r, const json_t *met) {
    size_t i;
    json_t *one;
    json_array_foreach(met, i, one) {
        struct view kind = json_view(one, "kind");
        if (i) text_put(t, ", ");
        listed(t, r, "met", json_view(one, "key"));
        if (kind.bytes) text_put(t, " "), text_safe(t, kind);
    }
}

// "Spain", or "Spain, police-record index" where a member is asked in a register that is not that of alerts.
static void asked_where(struct text *t, const struct rendering *r, const json_t *line) {
    struct view reg = json_view(line, "register");
    member(t, r, json_view(line, "member"));
    if (coverage_is_private(line) && reg.bytes && !view_is(reg, "alerts")) text_put(t, ", "), listed(t, r, "register", reg);
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
    when(&as_of, json_view(line, "as_of"));
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
    bool copy = view_is(sharing, "published"), both = copy && json_flag(line, "asked_too"), answered = view_is(state, "answered");
    asked_where(&name, r, line);
    when(&as_of, json_view(line, "as_of")), when(&heard, json_view(line, "last_heard"));
    text_format(&ms, "%lld", (long long)json_int(line, "took_ms"));
    char key[100] = "coverage.unreachable";
    if (view_is(sharing, "own")) snprintf(key, sizeof key, "coverage.own");
    else if (view_is(state, "quota")) snprintf(key, sizeof key, "coverage.quota");
    else if (both && json_is_string(json_object_get(line, "as_of")) && !view_is(state, "not_allowed"))
        snprintf(key, sizeof key, answered ? "coverage.copy_asked" : "coverage.copy_asked_not");
    else if (copy && !both)
        snprintf(key, sizeof key, json_flag(line, "reached") ? "coverage.copy" : "coverage.copy_not_reached");
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

// The states after which one may speak of "no candidate": the law's silence is coverage too, a node's silence is not.
static bool is_gap(const json_t *line) {
    struct view s = json_view(line, "state");
    bool published = view_is(json_view(line, "sharing"), "published");
    if (coverage_is_private(line)) return !view_is(s, "hit") && !view_is(s, "no_hit") && !view_is(s, "not_allowed");
    return published ? !json_flag(line, "reached")
                     : !view_is(s, "answered") && !view_is(s, "closed") && !view_is(s, "not_allowed");
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
        said(t, r, "sealed.next", "The next step names the person to that authority:");
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
    bold(t, r, true);
    said(t, r, "coverage.title", "Who answered");
    bold(t, r, false);
    text_char(t, '\n');
    json_array_foreach(coverage, i, line) coverage_line(t, r, line);
    if (!any_private(coverage, NULL)) return;
    text_char(t, '\n');
    said(t, r, "coverage.sealed_promise", "A private question tells the owner that you asked and under which law, not about whom; it is counted, and oversight can open it.");
    text_char(t, '\n');
}

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
        value(t, n);
    }
}

void text_decimal(struct text *t, const struct rendering *r, const char *form, double number) {
    char digits[32];
    snprintf(digits, sizeof digits, form, number);
    for (const char *c = digits; *c; c++) *c == '.' ? said(t, r, "mark.decimal", ".") : text_char(t, *c);
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
    if (!view_is(how, "same_script") || !asked || !found) return listed(t, r, "meeting", how);
    if (asked == found || strcmp(asked, found) == 0) return listed(t, r, "meeting", VIEW("otherwise"));
    snprintf(id, sizeof id, "script_%s", found);
    listed(t, r, "meeting", view_of(id));
}

// Of a date "in part" and "near" have a reason of their own; of a name, what is exchanged are father and son.
static void grade_said(struct text *t, const struct rendering *r, struct view field, struct view grade) {
    bool birth = view_is(field, "birth");
    if (view_is(field, "name") && view_is(grade, "swapped")) return listed(t, r, "grade", VIEW("name_swapped"));
    if (birth && view_is(grade, "partial")) listed(t, r, "grade", VIEW("birth_partial"));
    else if (birth && view_is(grade, "near")) listed(t, r, "grade", VIEW("birth_near"));
    else listed(t, r, "grade", grade);
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
    listed(t, r, "field", json_view(e, "field"));
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
        const char *member, *key, *fallback, *family;  // family: of words that a law table has; else, and where it has none, text of its own
    } rows[] = {{"reason", "alert.reason", "Reason", NULL}, {"action", "alert.action", "Action to be taken:", "action"},
                {"handling", "alert.handling", "Handling", "condition"}};
    char key[LISTED_KEY_BYTES];
    size_t i;
    json_t *flag;
    struct view category = json_view(alert, "category"), ref = json_view(json_object_get(alert, "list"), "ref");
    if (category.bytes > 0) text_put(t, "     "), listed(t, r, "category", category);
    if (ref.bytes > 0)
        text_put(t, ", "), text_safe(t, json_view(json_object_get(alert, "list"), "source")), text_put(t, " "),
            text_safe(t, ref);
    if (category.bytes + ref.bytes > 0) text_char(t, '\n');
    json_array_foreach(json_object_get(alert, "flags"), i, flag) {
        text_put(t, i == 0 ? "     ! " : ", ");
        listed(t, r, "flag",
               (struct view){json_string_value(flag) ? json_string_value(flag) : "", json_string_length(flag)});
    }
    if (i > 0) text_char(t, '\n');
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct view v = json_view(alert, rows[i].member);
        if (v.bytes == 0) continue;
        text_put(t, "     ");
        said(t, r, rows[i].key, rows[i].fallback);
        if (rows[i].key[strlen(rows[i].key) - 1] == 'n' && rows[i].member[0] == 'a') text_char(t, ' ');
        else text_colon(t, r->words);
        if (rows[i].family && is_listed(r, rows[i].family, v, key)) listed(t, r, rows[i].family, v);
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
        bold(t, r, true);
        said(t, r, json_flag(one, "nearer") ? "namesake.nearer" : "namesake.met",
             json_flag(one, "nearer") ? "Probably NOT this person: the question fits better somebody whose identity was misused" : "Somebody whose identity was misused also fits the question");
        bold(t, r, false);
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
        said(t, r, "judged.before", "Judged before");
        text_colon(t, r->words), listed(t, r, "judgement", json_view(s, "judgement"));
        text_put(t, ", "), text_safe(t, json_view(s, "by")), text_put(t, ", "), when(t, json_view(s, "at"));
        if (reason.bytes) text_put(t, ", "), text_safe(t, reason);
        if (!json_flag(s, "same_version")) text_put(t, " ("), said(t, r, "judged.changed", "the record has changed since"), text_char(t, ')');
        text_char(t, '\n');
    }
    if (json_flag(c, "lowered")) text_put(t, "     "), said(t, r, "judged.lowered", "Below the threshold for this question, because it was judged not the same"), text_char(t, '\n');
}

static void candidate_text(struct text *t, const struct rendering *r, const json_t *c) {
    AUTO_TEXT owner = text_with_ceiling(500);
    struct view grain = json_view(c, "answer"), judgement = json_view(c, "judgement");
    json_t *e;
    size_t i;
    member(&owner, r, json_view(c, "owner"));
    text_format(t, "%3lld. ", (long long)json_int(c, "n"));
    bold(t, r, true);
    if (json_is_object(json_object_get(c, "subject"))) names_text(t, json_object_get(c, "subject"));
    else if (view_is(grain, "count")) said(t, r, "candidate.count", "A number of records, without content");
    else said(t, r, "candidate.boolean", "Something is recorded, without content");
    bold(t, r, false);
    text_format(t, "\n     %s", text_string(&owner));
    if (json_view(c, "record").bytes > 0) text_put(t, ", "), text_safe(t, json_view(c, "record"));
    const json_t *score = json_object_get(c, "score"), *count = json_object_get(c, "count");
    if (json_is_number(score)) text_put(t, ", "), score_said(t, json_number_value(score));
    if (count) text_colon(t, r->words), value(t, count);
    if (judgement.bytes > 0) text_put(t, " — "), listed(t, r, "judgement", judgement);
    text_char(t, '\n');
    namesake_lines(t, r, c);
    judged_lines(t, r, c);
    alert_lines(t, r, json_object_get(c, "alert"));
    json_array_foreach(json_object_get(c, "evidence"), i, e) evidence_line(t, r, e);
}

static void check_text(struct text *t, const struct rendering *r, const json_t *j) {
    const json_t *candidates = json_object_get(j, "candidates"), *coverage = json_object_get(j, "coverage");
    size_t n = json_array_size(candidates), gap = coverage_gaps(coverage), i;
    json_t *c;
    bold(t, r, true);
    if (n == 0 && coverage_private_hit(coverage)) said(t, r, "answer.sealed_hit", "A record may exist where it was asked privately: see below.");
    else if (n == 0 && gap > 0)
        SAY(t, r->words, "answer.none_gap",
            "No candidate among those reached; {gap} not reached: this is not a \"no hit\".",
            NUMBER("gap", (int64_t)gap));
    else if (n == 0) said(t, r, "answer.none", "No candidate in what was searched.");
    else
        SAY(t, r->words, "answer.title", "{n, plural, one {# candidate} other {# candidates}}",
            NUMBER("n", (int64_t)n));
    bold(t, r, false);
    text_put(t, "\n\n");
    json_array_foreach(candidates, i, c) candidate_text(t, r, c), text_char(t, '\n');
    coverage_text(t, r, coverage);
    private_steps(t, r, j);
    if (n > 0)
        text_char(t, '\n'),
            said(t, r, "answer.hint", "A candidate is not a hit: it becomes one only when you confirm it."),
            text_char(t, '\n');
    text_put(t, "\nmalines check show ");
    text_safe(t, json_view(j, "id"));
    text_format(t, "  (%lld ms)\n", (long long)json_int(j, "took_ms"));
}

static void preview_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i, k;
    json_t *v, *spelling;
    said(t, r, "plan.variants", "Spellings that count as the same");
    text_char(t, '\n');
    json_array_foreach(json_object_get(j, "variants"), i, v) {
        text_put(t, "  ");
        text_safe(t, json_view(v, "token"));
        json_array_foreach(json_object_get(v, "spellings"), k, spelling)
            k == 0 ? text_colon(t, r->words) : text_put(t, ", "), value(t, spelling);
        text_char(t, '\n');
    }
    text_char(t, '\n');
    said(t, r, "plan.title", "What will be asked");
    text_char(t, '\n');
    json_array_foreach(json_object_get(j, "members"), i, v) {
        const json_t *basis = json_object_get(v, "basis");
        text_put(t, "  ");
        member(t, r, json_view(v, "member"));
        text_colon(t, r->words);
        if (json_flag(v, "allowed")) listed(t, r, "plan", json_view(v, "sharing"));
        else said(t, r, "plan.not_asked", "will not be asked");
        if (json_view(basis, "instrument").bytes > 0) {
            text_put(t, " (");
            basis_text(t, basis);
            text_char(t, ')');
        }
        if (!json_flag(v, "allowed") && json_view(v, "reason").bytes > 0) text_colon(t, r->words), listed(t, r, "law_reason", json_view(v, "reason"));
        text_char(t, '\n');
    }
}

// ---- Requests ----
static void clock_text(struct text *t, const struct rendering *r, const json_t *q) {
    const json_t *clock = json_object_get(q, "clock");
    struct view due = json_view(q, "due_at");
    if (due.bytes == 0) return;
    AUTO_TEXT at = text_with_ceiling(60);
    when(&at, due);
    text_put(t, json_flag(clock, "late") ? "! " : "");
    SAY(t, r->words, "clock.due", "due {time}", WORD("time", text_seen(&at)));
    if (json_object_get(clock, "elapsed_percent"))
        text_format(t, " (%lld %%)", (long long)json_int(clock, "elapsed_percent"));
    if (json_flag(clock, "still")) {
        AUTO_TEXT reason = text_with_ceiling(400);
        listed(&reason, r, "pause", json_view(clock, "reason"));
        text_put(t, "; "), SAY(t, r->words, "clock.still", "stands still: {reason}", WORD("reason", text_seen(&reason)));
    }
    if (json_flag(clock, "provisional")) text_put(t, "; "), said(t, r, "clock.provisional", "begins on receipt");
    if (json_flag(clock, "expected")) text_put(t, "; "), said(t, r, "clock.expected", "may move by a day");
}

static void request_line(struct text *t, const struct rendering *r, const json_t *q) {
    struct view needs = json_view(q, "needs");
    text_safe(t, json_view(q, "id"));
    text_put(t, "  ");
    said(t, r, view_is(json_view(q, "box"), "in") ? "box.in" : "box.out",
         view_is(json_view(q, "box"), "in") ? "From" : "To");
    text_char(t, ' ');
    member(t, r, json_view(q, "peer"));
    text_put(t, "  ");
    listed(t, r, "request_kind", json_view(q, "kind"));
    text_put(t, "  ");
    listed(t, r, "step", json_view(q, "step"));
    if (json_flag(q, "urgent")) text_put(t, "  "), said(t, r, "request.urgent", "Urgent");
    text_put(t, "  ");
    clock_text(t, r, q);
    if (needs.bytes > 0) text_put(t, "\n    > "), listed(t, r, "needs", needs);
    if (json_view(q, "subject_line").bytes > 0) text_put(t, "\n    "), text_safe(t, json_view(q, "subject_line"));
    text_char(t, '\n');
}

static void requests_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i;
    json_t *q;
    const json_t *list = json_object_get(j, "requests");
    if (json_array_size(list) == 0) said(t, r, "inbox.empty", "No request here."), text_char(t, '\n');
    json_array_foreach(list, i, q) request_line(t, r, q);
}

// What the kind of request asked for; words of a table in the reader's language, the rest as it was written.
static void fields_text(struct text *t, const struct rendering *r, const json_t *q) {
    const char *key;
    json_t *v;
    size_t i;
    json_t *one;
    json_object_foreach((json_t *)json_object_get(q, "fields"), key, v) {
        bool coded = false;
        json_array_foreach(json_object_get(q, "coded"), i, one) coded |= view_is(view_of(json_string_value(one)), key);
        text_put(t, "    "), listed(t, r, "request_field", view_of(key)), text_colon(t, r->words);
        if (coded) listed(t, r, "request_choice", view_of(json_string_value(v)));
        else text_safe(t, view_of(json_string_value(v)));
        text_char(t, '\n');
    }
}

static void answer_text(struct text *t, const struct rendering *r, const json_t *answer) {
    size_t i;
    json_t *one;
    AUTO_JSON *rest = json_copy((json_t *)answer);
    if (json_view(answer, "ground").bytes > 0)
        text_put(t, "  "), said(t, r, "decide.ground", "Ground of refusal"), text_colon(t, r->words), listed(t, r, "ground", json_view(answer, "ground")), text_char(t, '\n');
    json_array_foreach(json_object_get(answer, "withheld"), i, one) {
        text_put(t, "  "), said(t, r, "request.withheld", "Withheld"), text_colon(t, r->words), text_safe(t, json_view(one, "part"));
        text_put(t, " ("), listed(t, r, "ground", json_view(one, "ground")), text_put(t, ")\n");
    }
    json_object_del(rest, "ground"), json_object_del(rest, "withheld");
    any(t, rest, 2);
}

static void digest_text(struct text *t, struct view hex) {  // in groups of four, to be compared aloud
    for (size_t i = 0; i < hex.bytes; i++) {
        if (i > 0 && i % 4 == 0) text_char(t, i % 32 == 0 ? '\n' : ' ');
        if (i % 32 == 0) text_put(t, "  ");
        text_char(t, hex.at[i]);
    }
}

// Of an order: what the others said of its address, and until when what was removed is kept.
static void around_text(struct text *t, const struct rendering *r, const json_t *q) {
    const json_t *coordination = json_object_get(q, "coordination"), *then = json_object_get(q, "then");
    if (json_is_null(coordination) && view_is(json_view(q, "step"), "drafted"))
        text_put(t, "    "), said(t, r, "tco.not_asked", "the others were not asked: it can be approved only in an emergency"), text_char(t, '\n');
    if (json_is_object(coordination)) {
        text_put(t, "    "), said(t, r, "tco.outcome", "Coordination"), text_colon(t, r->words), listed(t, r, "tco.outcome", json_view(coordination, "outcome"));
        if (json_view(coordination, "words").bytes) text_colon(t, r->words), text_safe(t, json_view(coordination, "words"));
        text_char(t, '\n');
    }
    if (!json_is_object(then)) return;
    struct view until = json_view(then, "extended_to").bytes ? json_view(then, "extended_to") : json_view(then, "until");
    AUTO_TEXT day = text_with_ceiling(60);
    text_safe(&day, until);
    text_put(t, "    "), SAY(t, r->words, "tco.kept_until", "To be kept until {time}", WORD("time", text_seen(&day))), text_char(t, '\n');
}

static void request_text(struct text *t, const struct rendering *r, const json_t *q) {
    const json_t *basis = json_object_get(q, "basis"), *answer = json_object_get(q, "answer");
    size_t i;
    json_t *h;
    request_line(t, r, q);
    if (json_view(q, "record").bytes > 0)
        text_put(t, "    "), said(t, r, "alert.record", "Record"), text_colon(t, r->words),
            text_safe(t, json_view(q, "record")), text_char(t, '\n');
    if (json_view(basis, "instrument").bytes > 0) {
        text_put(t, "    "), said(t, r, "request.basis", "Legal basis"), text_colon(t, r->words);
        basis_text(t, basis), text_char(t, '\n');
    }
    fields_text(t, r, q);
    around_text(t, r, q);
    if (json_view(q, "text").bytes > 0) text_put(t, "\n"), text_safe(t, json_view(q, "text")), text_put(t, "\n");
    if (json_is_object(answer))
        text_char(t, '\n'), said(t, r, "request.answer", "Answer"), text_char(t, '\n'), answer_text(t, r, answer);
    if (json_array_size(json_object_get(q, "history")) > 0)
        text_char(t, '\n'), said(t, r, "request.history", "History"), text_char(t, '\n');
    json_array_foreach(json_object_get(q, "history"), i, h) {
        text_put(t, "  "), when(t, json_view(h, "at")), text_put(t, "  "), listed(t, r, "step", json_view(h, "step"));
        text_put(t, "  "), text_safe(t, json_view(h, "by"));
        if (json_view(h, "note").bytes > 0) text_put(t, "  "), text_safe(t, json_view(h, "note"));
        text_char(t, '\n');
    }
    if (json_view(q, "digest").bytes > 0) {
        text_char(t, '\n'), said(t, r, "approve.digest", "Digest (SHA-256)"), text_char(t, '\n');
        digest_text(t, json_view(q, "digest")), text_char(t, '\n');
        text_format(t, "malines approve %.*s --key FILE\n", VIEW_ARGS(json_view(q, "id")));
    }
}

// ---- The node ----
static void node_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i;
    json_t *m;
    char key[40];
    member(t, r, json_view(j, "authority"));
    text_put(t, ", Malines "), text_safe(t, json_view(j, "version")), text_char(t, '\n');
    if (json_flag(j, "demo")) said(t, r, "demo.node", "Demonstration node"), text_put(t, ". ");
    if (json_view(j, "lists").bytes > 0) listed(t, r, "lists", json_view(j, "lists")), text_char(t, '\n');
    json_array_foreach(json_object_get(j, "members"), i, m) {
        AUTO_TEXT heard = text_with_ceiling(60);
        when(&heard, json_view(m, "last_heard"));
        snprintf(key, sizeof key, "member.%.*s",
                 (int)(json_view(m, "state").bytes < 20 ? json_view(m, "state").bytes : 20), json_view(m, "state").at);
        text_put(t, "  "), member(t, r, json_view(m, "id")), text_colon(t, r->words);
        SAY(t, r->words, key, key + 7, WORD("time", text_seen(&heard)));
        text_char(t, '\n');
    }
}

// ---- Law ----
static const char *law_why(struct view why) {
    static const char *const says[] = {
        "register", "is about another register", "request", "about a request where this is a check, or the reverse",
        "purpose", "not for this purpose", "category", "not for this category", "subject_kind",
        "not for this kind of subject", "offence_months", "the offence is not grave enough, or not known",
        "eu_only", "only for data that may not leave the Union",
        "not_eu_only", "not for data that may not leave the Union", "eu_pair", "only between members of the Union",
        "third_country", "only towards third countries", "minors", "only for minors", "adults", "only for adults",
        "subject_category", "not for persons of this category, or it is not known",
        "special_data", "only for special categories of data", "no_special_data", "not for special categories of data",
        "in_force", "not in force at this instant",
        "day_unknown", "the day from which its text applies is not known"};
    for (size_t i = 0; i < sizeof says / sizeof *says; i += 2)
        if (view_is(why, says[i])) return says[i + 1];
    return "does not fit";
}

static void law_row(struct text *t, const json_t *row) {
    text_put(t, json_flag(row, "decided") ? "  > " : "    ");
    text_safe(t, json_view(row, "row"));
    text_put(t, view_is(json_view(row, "effect"), "deny") ? " (denies)" : " (allows)");
    if (json_flag(row, "decided")) text_put(t, ": decides");
    else if (json_flag(row, "matched")) text_put(t, ": fits, but another decided");
    else text_put(t, ": "), text_put(t, law_why(json_view(row, "why")));
    text_char(t, '\n');
}

static void law_line(struct text *t, const char *what, const json_t *v) {
    if (!v || json_is_null(v) || (json_is_string(v) && json_string_length(v) == 0)) return;
    text_format(t, "  %s: ", what);
    value(t, v);
    text_char(t, '\n');
}

static void law_conditions(struct text *t, const json_t *list) {
    size_t i;
    json_t *one;
    if (json_array_size(list)) text_put(t, "  conditions: ");
    json_array_foreach((json_t *)list, i, one) text_put(t, i ? ", " : ""), text_safe(t, view_of(json_string_value(one)));
    if (json_array_size(list)) text_char(t, '\n');
}

static void law_approvals(struct text *t, const json_t *j) {
    long long request = json_int(j, "request"), release = json_int(j, "release");
    if (request || release) text_format(t, "  approvals: to ask %lld, to release %lld, besides the author\n", request, release);
}

// "L. 562-2", "43", "19 and 20"; "?" where the tables have none that was read.
static void law_article(struct text *t, struct view article) {
    if (view_is(article, "?")) text_put(t, ", article still to be named");
    else text_put(t, ", art. "), text_safe(t, article);
}

static void law_mark(struct text *t, struct view mark) {
    static const char *const says[] = {"S", "the text was read", "P", "the text was read in part", "M",
                                       "to be confirmed by a jurist"};
    for (size_t i = 0; i < 6; i += 2)
        if (view_is(mark, says[i])) text_format(t, "  mark: %s (%s)\n", says[i], says[i + 1]);
}

static void law_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i;
    json_t *row;
    bold(t, r, true);
    text_put(t, json_flag(j, "allowed") ? "Allowed" : "Not allowed");
    bold(t, r, false);
    text_put(t, ": ");
    text_safe(t, json_view(j, "reason"));
    text_put(t, ".\n");
    if (json_view(j, "title").bytes > 0) {
        text_put(t, "  ");
        text_safe(t, json_view(j, "title"));
        law_article(t, json_view(j, "article"));
        text_char(t, '\n');
    }
    law_line(t, "row", json_object_get(j, "row"));
    law_line(t, "note", json_object_get(j, "note"));
    law_line(t, "sharing", json_object_get(j, "sharing"));
    law_line(t, "answer", json_object_get(j, "answer"));
    law_conditions(t, json_object_get(j, "conditions"));
    law_approvals(t, json_object_get(j, "approvals"));
    law_line(t, "source", json_object_get(j, "source"));
    law_mark(t, json_view(j, "mark"));
    text_put(t, "\nRows considered, in order:\n");
    json_array_foreach(json_object_get(j, "considered"), i, row) law_row(t, row);
}

// ---- Alerts ----
void text_number_reason(struct text *t, const struct rendering *r, struct view reason) { listed(t, r, "number", reason); }

// "subject.identifiers.0", "BAD_CHECK": "! Identifier 1: its check digits do not hold … It is kept as it was entered."
static void warning_line(struct text *t, const struct rendering *r, const json_t *w) {
    struct view rest = json_view(w, "field"), place;
    uint64_t n = 0;
    view_cut(rest, '.', &rest);
    bool paper = view_is(view_cut(rest, '.', &place), "documents");
    text_put(t, "! ");
    said(t, r, paper ? "field.paper" : "field.identifier", paper ? "Document" : "Identifier");
    if (view_to_u64(place, &n)) text_format(t, " %llu", (unsigned long long)n + 1);
    text_colon(t, r->words);
    listed(t, r, "number", json_view(w, "what"));
    text_char(t, ' ');
    said(t, r, "number.kept", "It is kept as it was entered.");
    text_char(t, '\n');
}

static void entered_text(struct text *t, const struct rendering *r, const json_t *answer) {
    AUTO_JSON *plain = json_copy((json_t *)answer);
    size_t i;
    json_t *w;
    json_object_del(plain, "warnings");
    any(t, plain, 0);
    json_array_foreach(json_object_get(answer, "warnings"), i, w) warning_line(t, r, w);
}

void text_answer(struct text *t, const struct rendering *r, enum handler h, const json_t *answer) {
    switch (h) {
    case HANDLER_check_run:
    case HANDLER_check_show: check_text(t, r, answer); return;
    case HANDLER_check_preview: preview_text(t, r, answer); return;
    case HANDLER_alert_create: entered_text(t, r, answer); return;
    case HANDLER_request_list: requests_text(t, r, answer); return;
    case HANDLER_request_show:
    case HANDLER_request_create:
    case HANDLER_request_approve:
    case HANDLER_request_noted:
    case HANDLER_request_paused:
    case HANDLER_request_resumed:
    case HANDLER_request_reclocked:
    case HANDLER_request_handed:
    case HANDLER_request_decide: request_text(t, r, answer); return;
    case HANDLER_dna_match_shown:
    case HANDLER_dna_judged: text_dna_match(t, r, answer); return;
    case HANDLER_dna_kin_shown: text_dna_kin(t, r, answer); return;
    case HANDLER_dna_harmonised: text_dna_harmonise(t, r, answer); return;
    case HANDLER_dna_searched: text_dna_search(t, r, answer); return;
    case HANDLER_dna_matches_listed: text_dna_matches(t, r, answer); return;
    case HANDLER_dna_status: text_dna_status(t, r, answer); return;
    case HANDLER_check_certified: text_no_hit(t, r, answer); return;
    case HANDLER_report_exchanges: text_exchanges(t, r, answer); return;
    case HANDLER_law_explained: law_text(t, r, answer); return;
    case HANDLER_node_about: node_text(t, r, answer); return;
    default: any(t, answer, 0);
    }
}

// What of it: in words of the reader's language if it is one of those that are often met, or as it was written.
static void text_detail(struct text *t, const struct rendering *r, struct view detail) {
    struct fault f;
    char key[60] = "";
    if (fault_of(detail, &f)) snprintf(key, sizeof key, "fault.%s", f.name);
    if (!words_has(r->words, key)) {
        text_safe(t, detail);
        return;
    }
    AUTO_TEXT of = text_with_ceiling(ERROR_DETAIL_BYTES * 8), more = text_with_ceiling(ERROR_DETAIL_BYTES * 8);
    text_safe(&of, f.of), text_safe(&more, f.more);
    SAY(t, r->words, key, "", WORD("of", text_seen(&of)), WORD("more", text_seen(&more)));
}

void text_failure_said(struct text *t, const struct rendering *r, const json_t *error) {
    char key[100];
    struct view code = json_view(error, "code"), detail = json_view(error, "detail");
    int n = (int)(code.bytes < 40 ? code.bytes : 40);
    text_safe(t, code);
    text_colon(t, r->words);
    snprintf(key, sizeof key, "error.%.*s.cause", n, code.at);
    if (words_has(r->words, key)) said(t, r, key, "");
    else text_safe(t, json_view(error, "cause"));
    if (detail.bytes > 0) text_put(t, " ("), text_detail(t, r, detail), text_char(t, ')');
    text_char(t, '\n');
    snprintf(key, sizeof key, "error.%.*s.next", n, code.at);
    if (words_has(r->words, key)) said(t, r, key, ""), text_char(t, '\n');
    else if (json_view(error, "next").bytes > 0) text_safe(t, json_view(error, "next")), text_char(t, '\n');
}
