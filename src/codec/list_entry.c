// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_entry.c — one entry is gathered, judged, and leaves as a whole line or not at all.
#include "codec/list_room.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE_BYTES_MAX = 2 * LIST_ENTRY_BYTES_MAX, UNREAD_BYTES_MAX = 2000, UNREAD_ONE_BYTES_MAX = 200, REF_BYTES_MAX = 200, SEEN_ROOM_FIRST = 4096 };
#define ELLIPSIS "\xE2\x80\xA6"

void run_begin(struct list_run *run, const struct list_order *order, list_sink *sink, void *state, struct error *err) {
    *run = (struct list_run){.sunk = DONE, .order = order, .sink = sink, .sink_state = state, .err = err};
    run->arena = arena_with_ceiling(4 * LIST_ENTRY_BYTES_MAX);
    run->line = text_with_ceiling(LINE_BYTES_MAX), run->entry_unread = text_with_ceiling(UNREAD_BYTES_MAX);
    run->unread = json_array();
}

void run_free(struct list_run *run) {
    arena_free(&run->arena);
    text_free(&run->line), text_free(&run->entry_unread);
    json_decref(run->unread);
    free(run->seen);
}

json_t *run_report(struct list_run *run, const char *format) {
    json_t *report = json_object(), *kinds = json_object();
    for (size_t k = 0; k < SUBJECT_KIND_COUNT; k++)
        if (run->by_kind[k])
            json_object_set_new(kinds, subject_kind_name((enum subject_kind)k),
                json_integer((json_int_t)run->by_kind[k]));
    json_object_set_new(report, "format", json_string(format));
    json_object_set_new(report, "entries", json_integer((json_int_t)run->entries));
    json_object_set_new(report, "by_kind", kinds);
    json_object_set_new(report, "names", json_integer((json_int_t)run->names));
    json_object_set_new(report, "passed_over", json_integer((json_int_t)run->passed_over));
    json_object_set_new(report, "unread_count", json_integer((json_int_t)run->unread_count));
    json_object_set(report, "unread", run->unread);
    if (run->list_date[0]) json_object_set_new(report, "list_date", json_string(run->list_date));
    return report;
}

// "line 12 / entry CDi.004": a reference is printed only when it is plain, so that it can't forge a log line.
static void place(const struct list_run *run, char out[LIST_PLACE_BYTES]) {
    struct view ref = view_starts(run->entry.ref, "line ") ? VIEW("") : run->entry.ref;
    if (ref.bytes > 48) ref.bytes = 48;
    for (size_t i = 0; i < ref.bytes; i++)
        if (ref.at[i] <= ' ' || ref.at[i] > '~') ref.bytes = i;
    int n = 0;
    out[0] = 0;
    if (run->line_number) n = snprintf(out, LIST_PLACE_BYTES, "line %llu", (unsigned long long)run->line_number);
    if (ref.bytes) snprintf(out + n, LIST_PLACE_BYTES - (size_t)n, "%sentry %.*s", n ? " / " : "", VIEW_ARGS(ref));
    else if (!n) snprintf(out, LIST_PLACE_BYTES, "after entry %llu", (unsigned long long)run->entries);
}

// Whether `one` is among the things said, "A; B; C": as a whole, for a text may be the beginning of another.
static bool is_told(struct view all, struct view one) {
    for (const char *at = all.at, *end = all.at + all.bytes; (at = memmem(at, (size_t)(end - at), one.at, one.bytes)); at++) {
        bool begins = at == all.at || (at - all.at >= 2 && memcmp(at - 2, "; ", 2) == 0);
        size_t left = (size_t)(end - at) - one.bytes;
        if (begins && (left == 0 || (left >= 2 && memcmp(at + one.bytes, "; ", 2) == 0))) return true;
    }
    return false;
}

// A cut never leaves half a character. What was valid before the cut lacks at most three bytes.
static struct view cut_at(struct view v, size_t most) {
    if (v.bytes <= most) return v;
    v.bytes = most;
    for (int i = 0; i < 3 && v.bytes && !utf8_valid(v); i++) v.bytes--;
    return v;
}

// Several of one sort are said once; for what has no room stands an ellipsis, so that nobody takes the text for all there was.
static void told_of_entry(struct list_run *run, enum code code, const char *what) {
    AUTO_TEXT one = text_with_ceiling(UNREAD_ONE_BYTES_MAX + 100);
    struct view words = view_of(what), kept = cut_at(words, UNREAD_ONE_BYTES_MAX), all = text_seen(&run->entry_unread), told = VIEW(ELLIPSIS);
    text_format(&one, "%s %.*s%s", code_name(code), VIEW_ARGS(kept), kept.bytes < words.bytes ? ELLIPSIS : "");
    if (all.bytes + one.bytes + 2 + strlen("; " ELLIPSIS) <= UNREAD_BYTES_MAX) told = text_seen(&one);
    if (is_told(all, told)) return;
    text_put(&run->entry_unread, all.bytes ? "; " : ""), text_view(&run->entry_unread, told);
}

void run_unread(struct list_run *run, enum code code, const char *what) {
    run->unread_count++;
    if (run->order->tell_unread) told_of_entry(run, code, what);
    if (json_array_size(run->unread) >= LIST_UNREAD_SHOWN) return;
    char where[LIST_PLACE_BYTES];
    place(run, where);
    json_array_append_new(run->unread, json_pack("{s:s,s:s,s:s}", "where", where, "code", code_name(code), "what",
        what));
}

static bool one_day(struct view v, char out[11]) {
    struct dates d;
    AUTO_TEXT t = text_with_ceiling(32);
    if (!list_date_read(v, &d) || d.precision != DATE_DAY) return false;
    text_dates(&t, d);
    memcpy(out, text_string(&t), 11);
    return true;
}

void run_list_date(struct list_run *run, struct view v) { one_day(v, run->list_date); }

// --- gathering

void entry_begin(struct list_run *run, enum subject_kind kind) {
    text_clear(&run->entry_unread);
    run->entry.kind = kind;
    run->entry.ref = run->entry.program = run->entry.reason = VIEW("");
    run->entry.sex = run->entry.listed_on[0] = 0;
    run->entry.name_count = run->entry.birth_count = run->entry.paper_count = run->entry.identifier_count = 0;
    run->entry.birth_place_count = run->entry.nationality_count = run->entry.address_count = run->entry.link_count = 0;
}

struct view entry_copy(struct list_run *run, struct view v) {
    char *at = arena_copy(&run->arena, v);
    return at ? (struct view){at, v.bytes} : VIEW("");
}

struct view entry_join(struct list_run *run, const char *between, const struct view *parts, size_t count) {
    size_t bytes = 0, gap = strlen(between), at = 0;
    for (size_t i = 0; i < count; i++) bytes += parts[i].bytes + gap;
    char *whole = arena_take(&run->arena, bytes + 1);
    if (!whole) return VIEW("");
    for (size_t i = 0; i < count; i++) {
        if (parts[i].bytes == 0) continue;
        if (at) memcpy(whole + at, between, gap), at += gap;
        memcpy(whole + at, parts[i].at, parts[i].bytes);
        at += parts[i].bytes;
    }
    return (struct view){whole, at};
}

// Not empty, not too long, no NUL: else it is named and left off.
static bool fit(struct list_run *run, struct view *v, const char *what) {
    *v = view_trim(*v);
    if (v->bytes == 0) return false;
    if (v->bytes > SUBJECT_TEXT_BYTES_MAX) run_unread(run, CODE_TOO_BIG, what);
    else if (memchr(v->at, 0, v->bytes)) run_unread(run, CODE_BAD_TEXT, what);
    else return true;
    return false;
}

static bool room(struct list_run *run, size_t count, const char *what) {
    if (count < SUBJECT_LIST_MAX) return true;
    run_unread(run, CODE_TOO_BIG, what);
    return false;
}

static void add_text(struct list_run *run, struct view *list, size_t *count, struct view v, const char *what) {
    if (!fit(run, &v, what)) return;
    for (size_t i = 0; i < *count; i++)
        if (view_same(list[i], v)) return;
    if (room(run, *count, what)) list[(*count)++] = v;
}

void entry_ref(struct list_run *run, const char *prefix, struct view ref) {
    ref = view_trim(ref);
    if (ref.bytes == 0 || ref.bytes > REF_BYTES_MAX || memchr(ref.at, 0, ref.bytes)) return;
    struct view parts[2] = {view_of(prefix), ref};
    run->entry.ref = *prefix ? entry_join(run, "", parts, 2) : ref;
}

void entry_name(struct list_run *run, enum name_role role, struct view text, struct view given, struct view family) {
    if (!fit(run, &text, "name")) return;
    if (given.bytes > SUBJECT_TEXT_BYTES_MAX || family.bytes > SUBJECT_TEXT_BYTES_MAX) given = family = VIEW("");
    for (size_t i = 0; i < run->entry.name_count; i++)
        if (view_same(run->entry.names[i].text, text)) return;
    if (!room(run, run->entry.name_count, "name")) return;
    run->entry.names[run->entry.name_count++] = (struct name){text, view_trim(given), view_trim(family), role};
}

void entry_birth_dates(struct list_run *run, struct dates d) {
    for (size_t i = 0; i < run->entry.birth_count; i++)
        if (memcmp(&run->entry.births[i], &d, sizeof d) == 0) return;
    if (room(run, run->entry.birth_count, "birth date")) run->entry.births[run->entry.birth_count++] = d;
}

void entry_birth(struct list_run *run, struct view text) {
    struct dates d;
    if (view_trim(text).bytes == 0) return;
    if (said_birth(text, &d)) entry_birth_dates(run, d);
    else run_unread(run, CODE_BAD_DATE, "birth date");
}

// A year of another calendar beside a Gregorian one says the same once more, and more vaguely.
static void keep_gregorian_births(struct list_run *run) {
    struct dates *births = run->entry.births;
    size_t kept = 0, count = run->entry.birth_count;
    for (size_t i = 0; i < count; i++)
        if (!list_date_is_calendar(births[i])) births[kept++] = births[i];
    for (size_t i = kept; kept && i < count; i++) run_unread(run, CODE_BAD_DATE, "birth date of another calendar, beside one of ours");
    if (kept) run->entry.birth_count = kept;
}

void entry_birth_place(struct list_run *run, struct view v) {
    add_text(run, run->entry.birth_places, &run->entry.birth_place_count, v, "birth place");
}

void entry_address(struct list_run *run, struct view v) {
    add_text(run, run->entry.addresses, &run->entry.address_count, v, "address");
}

void entry_link(struct list_run *run, struct view v) {
    add_text(run, run->entry.links, &run->entry.link_count, v, "link");
}

void entry_sex(struct list_run *run, struct view v) {
    v = view_trim(v);
    char sex = said_sex(v);
    if (sex) run->entry.sex = sex;
    else if (v.bytes && !view_is_word(v, "unknown") && !view_is_word(v, "u")) run_unread(run, CODE_BAD_FIELD, "sex");
}

void entry_nationality(struct list_run *run, struct view v) {
    v = view_trim(v);
    if (v.bytes == 0 || view_is_word(v, "na") || view_is_word(v, "unknown") || view_is_word(v, "none identified"))
        return;
    const char *code = said_country(v);
    if (!code) run_unread(run, CODE_BAD_FIELD, "nationality");
    else add_text(run, run->entry.nationalities, &run->entry.nationality_count, view_of(code), "nationality");
}

static bool has_digit(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if (v.at[i] >= '0' && v.at[i] <= '9') return true;
    bool valid = utf8_valid(v);
    for (size_t at = 0; valid && at < v.bytes;) {
        uint32_t c = utf8_next(v, &at);
        if ((c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9)) return true;
    }
    return false;
}

// "Type d'entité: société", "Russie": what publishers put where a number is expected, and would make one of all who have it.
static bool is_number(struct list_run *run, struct view v) {
    bool letters = v.bytes == 8 || v.bytes == 11;  // a bank's BIC may have none
    for (size_t i = 0; i < v.bytes; i++) letters &= v.at[i] >= 'A' && v.at[i] <= 'Z';
    if (letters || has_digit(v)) return true;
    run_unread(run, CODE_BAD_FIELD, "a number without digits");
    return false;
}

void entry_paper(struct list_run *run, const char *type, struct view country, struct view number) {
    if (!fit(run, &number, "document number") || !is_number(run, number)) return;
    country = view_trim(country);
    const char *code = country.bytes ? said_country(country) : NULL;
    if (country.bytes && !code) run_unread(run, CODE_BAD_FIELD, "country of a document");
    struct paper p = {view_of(type), view_of(code), number};
    for (size_t i = 0; i < run->entry.paper_count; i++) {
        const struct paper *q = &run->entry.papers[i];
        if (view_same(q->number, number) && view_same(q->type, p.type) && view_same(q->country, p.country)) return;
    }
    if (room(run, run->entry.paper_count, "document")) run->entry.papers[run->entry.paper_count++] = p;
}

// The Russian KPP is the code of a tax office and a reason: nine digits that all who are registered there may have.
static bool is_kpp(struct view v) {
    uint64_t n;
    return v.bytes == 9 && view_to_u64(v, &n) && n % 100000 == 1001;
}

// "Numéro d'enregistrement: 123" is 123; a date or a tax office is no number of anybody's. Empty: nothing to keep. *phone: the label says so.
static struct view registration_of(struct view v, bool *phone) {
    const char *colon = memchr(v.at, ':', v.bytes);
    struct view label = {v.at, colon ? (size_t)(colon - v.at) : 0};
    *phone = view_has_word(label, "phone") || view_has_word(label, "tel") || view_has_word(label, "t\xC3\xA9l") || view_has_word(label, "fax");
    struct view value = colon ? view_trim((struct view){colon + 1, v.bytes - label.bytes - 1}) : v;
    bool other = view_has_word(label, "date") || view_has_word(label, "KPP") || is_kpp(value);
    return other ? VIEW("") : colon && !has_digit(value) ? VIEW("-") : value;
}

void entry_identifier(struct list_run *run, const char *type, struct view value) {
    bool registration = strcmp(type, "registration") == 0, numeric = registration || strcmp(type, "national") == 0 || strcmp(type, "imo") == 0, phone = false;
    if (!fit(run, &value, "identifier")) return;
    if (registration) value = registration_of(value, &phone), type = phone ? "phone" : type;
    if (!value.bytes) return run_unread(run, CODE_BAD_FIELD, "a number that tells nobody apart");
    if (numeric && !is_number(run, value)) return;
    for (size_t i = 0; i < run->entry.identifier_count; i++)
        if (view_same(run->entry.identifiers[i].value, value) && view_is(run->entry.identifiers[i].type, type)) return;
    if (!room(run, run->entry.identifier_count, "identifier")) return;
    run->entry.identifiers[run->entry.identifier_count++] = (struct identifier){view_of(type), value};
}

void entry_issuer(struct list_run *run, struct view v) {
    v = view_trim(v);
    const char *code = v.bytes ? said_country(v) : NULL;
    if (v.bytes && !code) run_unread(run, CODE_BAD_FIELD, "issuer");
    if (!code) return;
    for (size_t i = 0; i < run->entry.paper_count; i++)
        if (!run->entry.papers[i].country.bytes) run->entry.papers[i].country = view_of(code);
    for (size_t i = 0; i < run->entry.identifier_count; i++)
        if (!run->entry.identifiers[i].country.bytes) run->entry.identifiers[i].country = view_of(code);
}

void entry_listed_on(struct list_run *run, struct view date) {
    if (view_trim(date).bytes == 0 || run->entry.listed_on[0]) return;
    if (!one_day(date, run->entry.listed_on)) run_unread(run, CODE_BAD_DATE, "date of listing");
}

static void add_words(struct list_run *run, struct view *all, struct view v) {
    v = view_trim(v);
    if (v.bytes == 0 || all->bytes >= LIST_REASON_BYTES_MAX) return;
    if (memchr(v.at, 0, v.bytes)) {
        run_unread(run, CODE_BAD_TEXT, "text");
        return;
    }
    v = cut_at(v, LIST_REASON_BYTES_MAX);
    struct view parts[2] = {*all, v};
    *all = cut_at(all->bytes ? entry_join(run, "; ", parts, 2) : v, LIST_REASON_BYTES_MAX);
}

void entry_program(struct list_run *run, struct view text) { add_words(run, &run->entry.program, text); }
void entry_reason(struct list_run *run, struct view text) { add_words(run, &run->entry.reason, text); }

// --- writing: canonical JSON as text_json() gives it (keys sorted, jansson's escapes)

static void put_member(struct text *t, const char *key) {
    if (t->bytes && t->at[t->bytes - 1] != '{') text_char(t, ',');
    text_char(t, '"');
    text_put(t, key);
    text_put(t, "\":");
}

static void put_text(struct text *t, const char *key, struct view v) {
    if (v.bytes == 0) return;
    put_member(t, key);
    text_json_text(t, v);
}

static void put_texts(struct text *t, const char *key, const struct view *list, size_t count) {
    if (count == 0) return;
    put_member(t, key);
    for (size_t i = 0; i < count; i++) {
        text_char(t, i ? ',' : '[');
        text_json_text(t, list[i]);
    }
    text_char(t, ']');
}

static void put_births(struct text *t, const struct list_run *run) {
    if (run->entry.birth_count == 0) return;
    put_member(t, "births");
    for (size_t i = 0; i < run->entry.birth_count; i++) {
        text_put(t, i ? ",\"" : "[\"");
        text_dates(t, run->entry.births[i]);
        text_char(t, '"');
    }
    text_char(t, ']');
}

static void put_papers(struct text *t, const struct list_run *run) {
    if (run->entry.paper_count == 0) return;
    put_member(t, "documents");
    for (size_t i = 0; i < run->entry.paper_count; i++) {
        text_put(t, i ? ",{" : "[{");
        put_text(t, "country", run->entry.papers[i].country);
        put_text(t, "number", run->entry.papers[i].number);
        put_text(t, "type", run->entry.papers[i].type);
        text_char(t, '}');
    }
    text_char(t, ']');
}

static void put_identifiers(struct text *t, const struct list_run *run) {
    if (run->entry.identifier_count == 0) return;
    put_member(t, "identifiers");
    for (size_t i = 0; i < run->entry.identifier_count; i++) {
        text_put(t, i ? ",{" : "[{");
        put_text(t, "country", run->entry.identifiers[i].country);
        put_text(t, "type", run->entry.identifiers[i].type);
        put_text(t, "value", run->entry.identifiers[i].value);
        text_char(t, '}');
    }
    text_char(t, ']');
}

static void put_names(struct text *t, const struct list_run *run) {
    if (!run->entry.name_count) return;
    put_member(t, "names");
    for (size_t i = 0; i < run->entry.name_count; i++) {
        const struct name *n = &run->entry.names[i];
        text_put(t, i ? ",{" : "[{");
        put_text(t, "family", n->family);
        put_text(t, "given", n->given);
        put_text(t, "role", view_of(name_role_name(n->role)));
        put_text(t, "text", n->text);
        text_char(t, '}');
    }
    text_char(t, ']');
}

static void put_line(struct text *t, const struct list_run *run) {
    text_clear(t);
    text_char(t, '{');
    put_texts(t, "links", run->entry.links, run->entry.link_count);
    put_text(t, "listed_on", view_of(run->entry.listed_on));
    put_text(t, "program", run->entry.program);
    put_text(t, "reason", run->entry.reason);
    put_text(t, "ref", run->entry.ref);
    put_member(t, "subject");
    text_char(t, '{');
    put_texts(t, "addresses", run->entry.addresses, run->entry.address_count);
    put_texts(t, "birth_places", run->entry.birth_places, run->entry.birth_place_count);
    put_births(t, run);
    put_papers(t, run);
    put_identifiers(t, run);
    put_text(t, "kind", view_of(subject_kind_name(run->entry.kind)));
    put_names(t, run);
    put_texts(t, "nationalities", run->entry.nationalities, run->entry.nationality_count);
    put_text(t, "sex", (struct view){&run->entry.sex, run->entry.sex ? 1 : 0});
    text_char(t, '}');
    put_text(t, "unread", text_seen(&run->entry_unread));
    text_char(t, '}');
}

// A line for what is left out: whoever reads a table row by row must not take it for one that was asked about.
static struct result left_out(struct list_run *run) {
    text_clear(&run->line);
    text_char(&run->line, '{');
    put_text(&run->line, "ref", run->entry.ref);
    put_text(&run->line, "unread", text_seen(&run->entry_unread));
    text_char(&run->line, '}');
    return run->sink(run->sink_state, text_seen(&run->line), run->err);
}

// --- judging

// Names that stand in another script, and in nothing but it; those the publisher calls the original script always.
static void keep_original_script(struct list_run *run) {
    size_t kept = 0, count = run->entry.name_count;
    for (size_t i = 0; i < count; i++) {
        struct name n = run->entry.names[i];
        if (!text_has_other_script(n.text)) continue;
        if (n.role != NAME_script && text_has_latin(n.text)) continue;
        n.role = NAME_script;
        n.given = n.family = VIEW("");
        run->entry.names[kept++] = n;  // kept <= i: nothing unread is overwritten
    }
    if (kept) run->entry.name_count = kept;
}

static uint64_t hash_of(struct view v) {  // FNV-1a
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < v.bytes; i++) h = (h ^ (unsigned char)v.at[i]) * 1099511628211u;
    return h ? h : 1;
}

static uint64_t *slot_of(uint64_t *table, size_t size, uint64_t h) {
    size_t at = h & (size - 1);
    while (table[at] && table[at] != h) at = (at + 1) & (size - 1);
    return &table[at];
}

static void seen_grow(struct list_run *run) {
    if (run->seen_count * 2 < run->seen_room) return;
    size_t size = run->seen_room ? run->seen_room * 2 : SEEN_ROOM_FIRST;
    uint64_t *table = calloc(size, sizeof *table);
    ENSURE(table);
    for (size_t i = 0; i < run->seen_room; i++)
        if (run->seen[i]) *slot_of(table, size, run->seen[i]) = run->seen[i];
    free(run->seen);
    run->seen = table;
    run->seen_room = size;
}

static bool seen_before(struct list_run *run, struct view ref) {
    seen_grow(run);
    uint64_t h = hash_of(ref), *slot = slot_of(run->seen, run->seen_room, h);
    if (*slot) return true;
    *slot = h;
    run->seen_count++;
    return false;
}

void entry_drop(struct list_run *run, enum code code, const char *what) {
    run_unread(run, code, what);
    if (run->order->tell_unread && !FAILED(run->sunk)) run->sunk = left_out(run);
    run->entry.ref = VIEW("");
    arena_free(&run->arena);
}

static bool can_be_found(const struct list_run *run) {
    return run->entry.name_count || (!subject_goes_by_name(run->entry.kind) && run->entry.paper_count + run->entry.identifier_count);
}

RESULT entry_end(struct list_run *run) {
    struct result r = DONE;
    TRY(run->sunk);
    if (run->entry.ref.bytes == 0) {
        entry_drop(run, CODE_BAD_FIELD, "the entry has no usable reference");
        return DONE;
    }
    if (!can_be_found(run)) {
        entry_drop(run, CODE_BAD_FIELD, "the entry has no usable name; a vessel, vehicle, document or object may have a number instead");
        return DONE;
    }
    if (run->order->original_script_only) keep_original_script(run);
    keep_gregorian_births(run);
    put_line(&run->line, run);
    if (!text_ok(&run->line) || run->line.bytes > LIST_ENTRY_BYTES_MAX) {
        entry_drop(run, CODE_TOO_BIG, "the entry is larger than 1 MiB");
        return DONE;
    }
    if (seen_before(run, run->entry.ref)) {
        entry_drop(run, CODE_ALREADY, "the reference stands for an earlier entry too");
        return DONE;
    }
    run->entries++;
    run->names += run->entry.name_count;
    run->by_kind[run->entry.kind]++;
    r = run->sink(run->sink_state, text_seen(&run->line), run->err);
    run->entry.ref = VIEW("");
    arena_free(&run->arena);
    return r;
}
