// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// render_request.c — a request between authorities with its clock, its answer and what waits; the list of them.
#include "api/render_room.h"

static void clock_text(struct text *t, const struct rendering *r, const json_t *q) {
    const json_t *clock = json_object_get(q, "clock");
    struct view due = json_view(q, "due_at");
    if (due.bytes == 0) return;
    AUTO_TEXT at = text_with_ceiling(60);
    text_when(&at, due);
    text_put(t, json_flag(clock, "late") ? "! " : "");
    SAY(t, r->words, "clock.due", "due {time}", WORD("time", text_seen(&at)));
    if (json_object_get(clock, "elapsed_percent"))
        text_format(t, " (%lld %%)", (long long)json_int(clock, "elapsed_percent"));
    if (json_flag(clock, "still")) {
        AUTO_TEXT reason = text_with_ceiling(400);
        text_listed(&reason, r, "pause", json_view(clock, "reason"));
        text_semicolon(t, r), SAY(t, r->words, "clock.still", "stands still: {reason}", WORD("reason", text_seen(&reason)));
    }
    if (json_flag(clock, "provisional")) text_semicolon(t, r), text_said(t, r, "clock.provisional", "begins on receipt");
    if (json_flag(clock, "expected")) text_semicolon(t, r), text_said(t, r, "clock.expected", "may move by a day");
}

static void request_line(struct text *t, const struct rendering *r, const json_t *q) {
    struct view needs = json_view(q, "needs");
    text_safe(t, json_view(q, "id"));
    text_put(t, "  ");
    text_said(t, r, view_is(json_view(q, "box"), "in") ? "box.in" : "box.out",
         view_is(json_view(q, "box"), "in") ? "From" : "To");
    text_char(t, ' ');
    text_member(t, r, json_view(q, "peer"));
    text_put(t, "  ");
    text_listed(t, r, "request_kind", json_view(q, "kind"));
    text_put(t, "  ");
    text_listed(t, r, "step", json_view(q, "step"));
    if (json_flag(q, "urgent")) text_put(t, "  "), text_said(t, r, "request.urgent", "Urgent");
    text_put(t, "  ");
    clock_text(t, r, q);
    if (needs.bytes > 0) text_put(t, "\n    > "), text_listed(t, r, "needs", needs);
    if (json_view(q, "subject_line").bytes > 0) text_put(t, "\n    "), text_safe(t, json_view(q, "subject_line"));
    text_char(t, '\n');
}

void requests_text(struct text *t, const struct rendering *r, const json_t *j) {
    size_t i;
    json_t *q;
    const json_t *list = json_object_get(j, "requests");
    if (json_array_size(list) == 0) text_said(t, r, "inbox.empty", "No request here."), text_char(t, '\n');
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
        text_put(t, "    "), text_listed(t, r, "request_field", view_of(key)), text_colon(t, r->words);
        if (coded) text_listed(t, r, "request_choice", view_of(json_string_value(v)));
        else text_safe(t, view_of(json_string_value(v)));
        text_char(t, '\n');
    }
}

static void answer_text(struct text *t, const struct rendering *r, const json_t *answer) {
    size_t i;
    json_t *one;
    AUTO_JSON *rest = json_copy((json_t *)answer);
    if (json_view(answer, "ground").bytes > 0) {
        text_put(t, "  "), text_said(t, r, "decide.ground", "Ground of refusal");
        text_colon(t, r->words), text_listed(t, r, "ground", json_view(answer, "ground"));
        text_char(t, '\n');
    }
    json_array_foreach(json_object_get(answer, "withheld"), i, one) {
        text_put(t, "  "), text_said(t, r, "request.withheld", "Withheld"), text_colon(t, r->words), text_safe(t, json_view(one, "part"));
        text_put(t, " ("), text_listed(t, r, "ground", json_view(one, "ground")), text_put(t, ")\n");
    }
    json_object_del(rest, "ground"), json_object_del(rest, "withheld");
    text_any(t, rest, 2);
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
        text_put(t, "    "), text_said(t, r, "tco.not_asked", "the others were not asked: it can be approved only in an emergency"), text_char(t, '\n');
    if (json_is_object(coordination)) {
        text_put(t, "    "), text_said(t, r, "tco.outcome", "Coordination");
        text_colon(t, r->words), text_listed(t, r, "tco.outcome", json_view(coordination, "outcome"));
        if (json_view(coordination, "words").bytes) text_colon(t, r->words), text_safe(t, json_view(coordination, "words"));
        text_char(t, '\n');
    }
    if (!json_is_object(then)) return;
    struct view until = json_view(then, "extended_to").bytes ? json_view(then, "extended_to") : json_view(then, "until");
    AUTO_TEXT day = text_with_ceiling(60);
    text_safe(&day, until);
    text_put(t, "    "), SAY(t, r->words, "tco.kept_until", "To be kept until {time}", WORD("time", text_seen(&day))), text_char(t, '\n');
}

void request_text(struct text *t, const struct rendering *r, const json_t *q) {
    const json_t *basis = json_object_get(q, "basis"), *answer = json_object_get(q, "answer");
    size_t i;
    json_t *h;
    request_line(t, r, q);
    if (json_view(q, "record").bytes > 0)
        text_put(t, "    "), text_said(t, r, "alert.record", "Record"), text_colon(t, r->words),
            text_safe(t, json_view(q, "record")), text_char(t, '\n');
    if (json_view(basis, "instrument").bytes > 0) {
        text_put(t, "    "), text_said(t, r, "request.basis", "Legal basis"), text_colon(t, r->words);
        text_basis(t, basis), text_char(t, '\n');
    }
    fields_text(t, r, q);
    around_text(t, r, q);
    if (json_view(q, "text").bytes > 0) text_put(t, "\n"), text_safe(t, json_view(q, "text")), text_put(t, "\n");
    if (json_is_object(answer))
        text_char(t, '\n'), text_said(t, r, "request.answer", "Answer"), text_char(t, '\n'), answer_text(t, r, answer);
    if (json_array_size(json_object_get(q, "history")) > 0)
        text_char(t, '\n'), text_said(t, r, "request.history", "History"), text_char(t, '\n');
    json_array_foreach(json_object_get(q, "history"), i, h) {
        text_put(t, "  "), text_when(t, json_view(h, "at")), text_put(t, "  "), text_listed(t, r, "step", json_view(h, "step"));
        text_put(t, "  "), text_safe(t, json_view(h, "by"));
        if (json_view(h, "note").bytes > 0) text_put(t, "  "), text_safe(t, json_view(h, "note"));
        text_char(t, '\n');
    }
    if (json_view(q, "digest").bytes > 0) {
        text_char(t, '\n'), text_said(t, r, "approve.digest", "Digest (SHA-256)"), text_char(t, '\n');
        digest_text(t, json_view(q, "digest")), text_char(t, '\n');
        text_format(t, "malines approve %.*s --key FILE\n", VIEW_ARGS(json_view(q, "id")));
    }
}
