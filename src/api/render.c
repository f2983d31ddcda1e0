// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/fault.h"
#include "api/render_dna.h"
#include "api/render_report.h"
#include "api/render_room.h"

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

void text_value(struct text *t, const json_t *v) {
    AUTO_TEXT raw = text_with_ceiling(1024 * 1024);
    if (json_is_string(v)) text_safe(t, (struct view){json_string_value(v), json_string_length(v)});
    else if (json_is_real(v)) text_format(t, json_real_value(v) < 0.01 ? "%.2g" : "%.2f", json_real_value(v));
    else if (!json_is_null(v)) text_json(&raw, v), text_safe(t, text_seen(&raw));
}

void text_bold(struct text *t, const struct rendering *r, bool on) {
    if (r->colour) text_put(t, on ? "\x1b[1m" : "\x1b[0m");
}

bool is_listed(const struct rendering *r, const char *prefix, struct view id, char key[LISTED_KEY_BYTES]) {
    snprintf(key, LISTED_KEY_BYTES, "%s.%.*s", prefix, (int)(id.bytes < 60 ? id.bytes : 60), id.at);
    return words_has(r->words, key);
}

void text_listed(struct text *t, const struct rendering *r, const char *prefix, struct view id) {
    char key[LISTED_KEY_BYTES];
    AUTO_TEXT plain = text_with_ceiling(200);
    text_safe(&plain, id);
    for (char *c = plain.at; c && *c; c++)
        if (*c == '_') *c = ' ';
    if (is_listed(r, prefix, id, key)) SAY(t, r->words, key, "", WORD("", VIEW("")));
    else text_view(t, text_seen(&plain));
}

void text_member(struct text *t, const struct rendering *r, struct view id) {
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
void text_when(struct text *t, struct view at) {
    if (at.bytes < 19) {
        text_put(t, "?");
        return;
    }
    text_format(t, "%.10s %.8s UTC", at.at, at.at + 11);
}

void text_said(struct text *t, const struct rendering *r, const char *key, const char *fallback) {
    SAY(t, r->words, key, fallback, WORD("", VIEW("")));
}

// Between the parts of an enumeration: Arabic turns the mark around, French has a space before it.
void text_semicolon(struct text *t, const struct rendering *r) {
    SAY(t, r->words, "mark.semicolon", "{one}; {next}", WORD("one", VIEW("")), WORD("next", VIEW("")));
}

void text_basis(struct text *t, const json_t *basis) {
    text_safe(t, json_view(basis, "instrument"));
    if (json_view(basis, "article").bytes > 0) text_put(t, ", art. "), text_safe(t, json_view(basis, "article"));
}

// ---- Anything ----
static void any_member(struct text *t, const char *key, const json_t *v, int indent) {
    text_format(t, "%*s", indent, "");
    if (key) text_safe(t, view_of(key)), text_put(t, ":");
    bool deep = (json_is_object(v) || json_is_array(v)) && json_object_size(v) + json_array_size(v) > 0;
    if (deep) {
        text_put(t, key ? "\n" : "-\n");
        text_any(t, v, indent + 2);
        return;
    }
    text_put(t, key ? " " : "- ");
    text_value(t, v);
    text_char(t, '\n');
}

void text_any(struct text *t, const json_t *j, int indent) {
    const char *key;
    json_t *v;
    size_t i;
    if (json_is_object(j)) json_object_foreach((json_t *)j, key, v) any_member(t, key, v, indent);
    else if (json_is_array(j)) json_array_foreach(j, i, v) any_member(t, NULL, v, indent);
    else any_member(t, NULL, j, indent);
}

// ---- The node ----
// What its care could not read or do: a line a part, and what to do; nothing when all is well.
static void care_text(struct text *t, const struct rendering *r, const json_t *care) {
    size_t i;
    const json_t *one;
    bool rows = false;
    if (!json_array_size(care)) return;
    text_said(t, r, "care.title", "What this node's care could not read or do:"), text_char(t, '\n');
    json_array_foreach((json_t *)care, i, one) {
        AUTO_TEXT since = text_with_ceiling(60), last = text_with_ceiling(60);
        struct view kind = json_view(one, "kind");
        text_when(&since, json_view(one, "since")), text_when(&last, json_view(one, "last"));
        text_put(t, "  ! "), text_listed(t, r, "care_part", json_view(one, "part")), text_colon(t, r->words);
        SAY(t, r->words, kind.bytes ? "care.rows" : "care.failed",
            kind.bytes ? "{kind} ({code}): {count}, since {since}, last met {last}" : "not done ({code}); since {since}, last tried {last}",
            WORD("kind", kind), WORD("code", json_view(one, "code")), NUMBER("count", json_int(one, "count")), WORD("since", text_seen(&since)),
            WORD("last", text_seen(&last)));
        text_char(t, '\n');
        rows = rows || kind.bytes;
    }
    if (!rows) return;
    text_said(t, r, "care.where", "Which they are: malines request list, malines alert list, and the log (passed_over), for who may see them.");
    text_char(t, ' ');
    text_said(t, r, "rotten.next", "malines audit verify tells whether the log still holds; restore a backup.");
    text_char(t, '\n');
}

static void node_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i;
    json_t *m;
    char key[40];
    text_member(t, r, json_view(j, "authority"));
    text_put(t, ", Malines "), text_safe(t, json_view(j, "version")), text_char(t, '\n');
    if (json_flag(j, "demo")) text_said(t, r, "demo.node", "Demonstration node"), text_put(t, ". ");
    if (json_view(j, "lists").bytes > 0) text_listed(t, r, "lists", json_view(j, "lists")), text_char(t, '\n');
    json_array_foreach(json_object_get(j, "members"), i, m) {
        AUTO_TEXT heard = text_with_ceiling(60);
        text_when(&heard, json_view(m, "last_heard"));
        snprintf(key, sizeof key, "member.%.*s",
                 (int)(json_view(m, "state").bytes < 20 ? json_view(m, "state").bytes : 20), json_view(m, "state").at);
        text_put(t, "  "), text_member(t, r, json_view(m, "id")), text_colon(t, r->words);
        SAY(t, r->words, key, key + 7, WORD("time", text_seen(&heard)));
        text_char(t, '\n');
    }
    care_text(t, r, json_object_get(j, "care"));
}

// ---- Law ----
// The rows of the tables as they stand (their names, notes and sources are English); what is said of them in the reader's words.
static void law_head(struct text *t, const struct rendering *r, const char *key, const char *fallback) {
    text_put(t, "  ");
    text_said(t, r, key, fallback);
    text_colon(t, r->words);
}

static void law_line(struct text *t, const struct rendering *r, const char *key, const char *fallback, struct view said) {
    if (!said.bytes) return;
    law_head(t, r, key, fallback);
    text_safe(t, said);
    text_char(t, '\n');
}

static void law_listed(struct text *t, const struct rendering *r, const char *key, const char *fallback, const char *prefix, struct view id) {
    if (!id.bytes) return;
    law_head(t, r, key, fallback);
    text_listed(t, r, prefix, id);
    text_char(t, '\n');
}

static void law_conditions(struct text *t, const struct rendering *r, const json_t *list) {
    size_t i;
    json_t *one;
    if (!json_array_size(list)) return;
    law_head(t, r, "signed.conditions", "Conditions");
    json_array_foreach((json_t *)list, i, one) {
        if (i) text_semicolon(t, r);
        text_listed(t, r, "condition", view_of(json_string_value(one)));
    }
    text_char(t, '\n');
}

static void law_persons(struct text *t, const struct rendering *r, const json_t *j) {
    const json_t *a = json_object_get(j, "approvals");
    if (json_int(a, "request") || json_int(a, "release")) {
        text_put(t, "  ");
        SAY(t, r->words, "law.approvals", "Second persons: to ask {request}, to release {release}", NUMBER("request", json_int(a, "request")),
            NUMBER("release", json_int(a, "release")));
        text_char(t, '\n');
    }
    if (!json_int(j, "emergency_hours")) return;
    text_put(t, "  ");
    SAY(t, r->words, "law.emergency", "In an emergency one signature begins; the others follow within {hours} hours",
        NUMBER("hours", json_int(j, "emergency_hours")));
    text_char(t, '\n');
}

// "SIS, art. 43"; where the tables have none that was read, that it is to be confirmed.
static void law_basis(struct text *t, const struct rendering *r, const json_t *j) {
    AUTO_TEXT title = text_with_ceiling(1000), article = text_with_ceiling(1000);
    struct view of = json_view(j, "article");
    char key[LISTED_KEY_BYTES];
    if (!json_view(j, "title").bytes) return;
    if (is_listed(r, "instrument", json_view(j, "instrument"), key)) text_listed(&title, r, "instrument", json_view(j, "instrument"));
    else text_safe(&title, json_view(j, "title"));
    text_safe(&article, of);
    text_put(t, "  ");
    if (view_is(of, "?")) SAY(t, r->words, "basis.article_unknown", "{instrument}, article to be confirmed", WORD("instrument", text_seen(&title)));
    else SAY(t, r->words, "basis.article", "{instrument}, art. {article}", WORD("instrument", text_seen(&title)), WORD("article", text_seen(&article)));
    text_char(t, '\n');
}

static void law_mark(struct text *t, const struct rendering *r, struct view mark) {
    if (!mark.bytes) return;
    law_head(t, r, "law.mark", "Mark");
    text_safe(t, mark);
    text_put(t, " ("), text_listed(t, r, "law.mark", mark), text_put(t, ")\n");
}

static void law_row(struct text *t, const struct rendering *r, const json_t *row) {
    bool denies = view_is(json_view(row, "effect"), "deny");
    text_put(t, json_flag(row, "decided") ? "  > " : "    ");
    text_safe(t, json_view(row, "row"));
    text_put(t, " ("), text_said(t, r, denies ? "law.denies" : "law.allows", denies ? "excludes" : "allows"), text_char(t, ')');
    text_colon(t, r->words);
    if (json_flag(row, "decided")) text_said(t, r, "law.decides", "This rule decides");
    else if (json_flag(row, "matched")) text_said(t, r, "law.fits", "fits, but a rule before it decides");
    else text_listed(t, r, "law_why", json_view(row, "why"));
    text_char(t, '\n');
}

static void law_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i;
    json_t *row;
    char key[LISTED_KEY_BYTES];
    bool allowed = json_flag(j, "allowed");
    text_bold(t, r, true);
    text_said(t, r, allowed ? "law.yes" : "law.no", allowed ? "Allowed" : "Not allowed");
    text_bold(t, r, false);
    if (!allowed) {
        text_colon(t, r->words);
        if (is_listed(r, "law_reason", json_view(j, "reason_code"), key)) text_said(t, r, key, "");
        else text_safe(t, json_view(j, "reason"));
    }
    text_char(t, '\n');
    law_basis(t, r, j);
    law_line(t, r, "law.row", "Rule", json_view(j, "row"));
    law_line(t, r, "law.note", "Note", json_view(j, "note"));
    law_listed(t, r, "law.sharing", "Way", "sharing", json_view(j, "sharing"));
    law_listed(t, r, "law.answer", "What is answered", "law_answer", json_view(j, "answer"));
    law_conditions(t, r, json_object_get(j, "conditions"));
    law_persons(t, r, j);
    law_line(t, r, "law.source", "Source", json_view(j, "source"));
    law_mark(t, r, json_view(j, "mark"));
    text_char(t, '\n');
    text_said(t, r, "law.considered", "Rules looked at");
    text_char(t, '\n');
    json_array_foreach(json_object_get(j, "considered"), i, row) law_row(t, r, row);
}

// ---- Alerts ----
void text_number_reason(struct text *t, const struct rendering *r, struct view reason) { text_listed(t, r, "number", reason); }

// "subject.identifiers.0", "BAD_CHECK": "Identifier 1: its check digits do not hold"
void text_warned(struct text *t, const struct rendering *r, const json_t *w) {
    static const char *const fields[][3] = {{"documents", "field.paper", "Document"}, {"births", "field.birth", "Date of birth"},
                                            {"", "field.identifier", "Identifier"}};
    struct view rest = json_view(w, "field"), place;
    uint64_t n = 0;
    size_t i = 0;
    view_cut(rest, '.', &rest);
    struct view field = view_cut(rest, '.', &place);
    while (i < 2 && !view_is(field, fields[i][0])) i++;
    text_said(t, r, fields[i][1], fields[i][2]);
    if (view_to_u64(place, &n)) text_format(t, " %llu", (unsigned long long)n + 1);
    text_colon(t, r->words);
    text_listed(t, r, "number", json_view(w, "what"));
}

// "! Identifier 1: its check digits do not hold … It is kept as it was entered."
void text_warnings(struct text *t, const struct rendering *r, const json_t *list, const char *key, const char *fallback) {
    size_t i;
    json_t *w;
    json_array_foreach(list, i, w) text_put(t, "! "), text_warned(t, r, w), text_char(t, ' '), text_said(t, r, key, fallback), text_char(t, '\n');
}

static void entered_text(struct text *t, const struct rendering *r, const json_t *answer) {
    AUTO_JSON *plain = json_copy((json_t *)answer);
    json_object_del(plain, "warnings");
    text_any(t, plain, 0);
    text_warnings(t, r, json_object_get(answer, "warnings"), "number.kept", "It is kept as it was entered.");
}

// Rows that the node could not read: what stands above is without them. Code, cause, which, next step.
static void text_rotten(struct text *t, const struct rendering *r, const json_t *answer) {
    AUTO_TEXT entries = text_with_ceiling(1000), rows = text_with_ceiling(10000);
    size_t i;
    json_t *one;
    if (json_int(answer, "reread_left"))
        SAY(t, r->words, "rotten.reread", "Older entries that are being read once more: {count}. Ask again in a while; until then some may be missing above.",
            NUMBER("count", json_int(answer, "reread_left"))), text_char(t, '\n');
    if (!json_int(answer, "unread")) return;
    json_array_foreach(json_object_get(answer, "unread_entries"), i, one) text_format(&entries, "%s%lld", i ? ", " : "", (long long)json_integer_value(one));
    json_array_foreach(json_object_get(answer, "unread_rows"), i, one) text_put(&rows, i ? ", " : ""), text_safe(&rows, view_of(json_string_value(one)));
    text_put(t, code_name(CODE_STORE_DAMAGED)), text_colon(t, r->words);
    SAY(t, r->words, "rotten.rows", "Stored rows that could not be read: {count}. What stands in them is missing here.",
        NUMBER("count", json_int(answer, "unread")));
    text_char(t, ' ');
    if (rows.bytes) SAY(t, r->words, "rotten.ids", "They are: {rows}.", WORD("rows", text_seen(&rows))), text_char(t, ' ');
    if (entries.bytes) SAY(t, r->words, "rotten.entries", "Entries of the log: {entries}.", WORD("entries", text_seen(&entries))), text_char(t, ' ');
    text_said(t, r, "rotten.next", "malines audit verify tells whether the log still holds; restore a backup.");
    text_char(t, '\n');
}

// What is said of unreadable rows stands at the end, in words.
static void plain_text(struct text *t, const json_t *answer) {
    static const char *const said[] = {"unread", "unread_entries", "unread_rows", "reread_left"};
    AUTO_JSON *plain = json_copy((json_t *)answer);
    for (size_t i = 0; i < sizeof said / sizeof *said && json_object_get(answer, "unread_rows"); i++) json_object_del(plain, said[i]);
    text_any(t, plain, 0);
}

static void answer_text(struct text *t, const struct rendering *r, enum handler h, const json_t *answer) {
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
    default: plain_text(t, answer);
    }
}

void text_answer(struct text *t, const struct rendering *r, enum handler h, const json_t *answer) {
    answer_text(t, r, h, answer);
    text_rotten(t, r, answer);
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
    if (words_has(r->words, key)) text_said(t, r, key, "");
    else text_safe(t, json_view(error, "cause"));
    if (detail.bytes > 0) text_put(t, " ("), text_detail(t, r, detail), text_char(t, ')');
    text_char(t, '\n');
    snprintf(key, sizeof key, "error.%.*s.next", n, code.at);
    if (words_has(r->words, key)) text_said(t, r, key, ""), text_char(t, '\n');
    else if (json_view(error, "next").bytes > 0) text_safe(t, json_view(error, "next")), text_char(t, '\n');
}
