// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// audit.c — malines lists audit: published lists laid beside one another. Four sorts of findings, each to be looked at by a
// person: entries that a link or a shared number says are the same while their names or dates say otherwise; entries whose
// names and dates say the same while lasting numbers (national number, registration, hull) differ; entries alike in name and
// whole date of birth in two lists that link to one another, without a link; and numbers whose check digits do not hold.
// Nothing is asked of a node. The lists are read by malines-import in its sandbox.
#include "link.h"
#include "reader.h"

#include "codec/identifier.h"
#include "match/tell.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    LISTS_MAX = 16,
    ENTRIES_MAX = 1000000,
    SHARED_MOST = 6,   // a number on more entries than that tells nobody apart
    KEY_BYTES_MIN = 6,
    ALIKE_MOST = 8,    // candidates looked at for each entry
    WORK_BYTES = 32 * 1024 * 1024
};
static const float ALIKE = 0.95f, UNLIKE = 0.2f;

struct entry {
    char *line;        // as the reader wrote it
    uint8_t list;
    bool linked;       // by a link that leads to an entry here
};
struct number {        // a key that an entry is found under
    uint64_t hash;
    uint32_t entry, place;  // of the subject's papers, then identifiers
};
struct pair {
    uint32_t a, b;
    int32_t place;     // of a's number that both have; -1: a link
};
enum sort { NOT_ALIKE, OTHER_NUMBERS, NOT_LINKED, BAD_NUMBERS, SORT_COUNT };
static const char *const sort_names[] = {"said_same_but_not_alike", "alike_but_other_numbers", "alike_but_not_linked", "bad_numbers"};
static const struct { const char *key, *fallback, *next_key, *next; } sort_words[] = {
    {"list_audit.not_alike", "A link or a shared number says the same; names or dates say otherwise",
     "list_audit.not_alike_next", "Look up the number in the publisher's own text."},
    {"list_audit.other_numbers", "Names and dates say the same; lasting numbers say otherwise",
     "list_audit.other_numbers_next", "Compare both with the publisher's text."},
    {"list_audit.not_linked", "Alike in name and whole date of birth, in two lists that link to one another, but not linked",
     "list_audit.not_linked_next", "Tell the publisher."},
    {"list_audit.bad_numbers", "Numbers whose check digits do not hold",
     "list_audit.bad_numbers_next", "Ask the publisher."}};

enum { BATCH = 512, HANDS_MAX = 8 };
struct batch {         // of pairs or entries, judged by several hands; what they find is kept in order
    struct audit *audit;
    void (*judge)(struct audit *, size_t, json_t *found);
    size_t from, count;
    atomic_size_t next;
    json_t *found[BATCH];  // lists of [sort, finding]
};

struct audit {
    const struct shell *shell;
    const char *list_names[LISTS_MAX];
    size_t list_count;
    struct entry *entries;
    size_t entry_count, entry_room;
    struct number *numbers;
    size_t number_count, number_room;
    struct pair *pairs;
    size_t pair_count, pair_room;
    bool lists_link[LISTS_MAX][LISTS_MAX];
    struct match_index *index;
    uint64_t found[SORT_COUNT], muted, most;
    json_t *findings[SORT_COUNT];
    bool screen;
    struct rendering rendering;
};

static uint64_t text_hash(struct view v) {  // FNV-1a: what it brings together a person looks at
    uint64_t h = 0xcbf29ce484222325;
    for (size_t i = 0; i < v.bytes; i++) h = (h ^ (unsigned char)v.at[i]) * 0x100000001b3;
    return h;
}

// ---- Growing rows ----
static void *grown(void *rows, size_t count, size_t *room, size_t bytes) {
    if (count < *room) return rows;
    *room = *room ? *room * 2 : 1024;
    rows = realloc(rows, *room * bytes);
    ENSURE(rows);
    return rows;
}

// ---- An entry, read again when it is needed ----
struct opened {
    json_t *json;
    struct subject subject;
    struct view ref;
};
static bool opened(const struct audit *a, size_t i, struct arena *arena, struct opened *out) {
    *out = (struct opened){0};
    if (FAILED(json_strict(view_of(a->entries[i].line), &out->json, NULL))) return false;
    out->ref = json_view(out->json, "ref");
    if (!FAILED(subject_read(json_object_get(out->json, "subject"), arena, &out->subject, NULL))) return true;
    json_decref(out->json);
    return false;
}

static struct identifier number_at(const struct subject *s, size_t place) {
    if (place >= s->paper_count) return s->identifiers[place - s->paper_count];
    const struct paper *p = &s->papers[place];
    return (struct identifier){p->type, p->number, p->country};
}
static size_t number_count(const struct subject *s) { return s->paper_count + s->identifier_count; }

// ---- Findings ----
static json_t *side_json(const struct audit *a, size_t i, const struct opened *o) {
    json_t *j = json_pack("{s:s}", "list", a->list_names[a->entries[i].list]);
    json_put_view(j, "ref", o->ref);
    if (o->subject.name_count) json_put_view(j, "name", o->subject.names[0].text);
    return j;
}

static void finding_add(struct audit *a, enum sort sort, json_t *finding) {
    if (a->found[sort]++ < a->most) json_array_append_new(a->findings[sort], finding);
    else json_decref(finding);
}

static void note(json_t *found, enum sort sort, json_t *finding) { json_array_append_new(found, json_pack("[i,o]", (int)sort, finding)); }

static json_t *number_json(struct identifier n) {
    json_t *j = json_object();
    json_put_view(j, "type", n.type);
    json_put_view(j, "value", n.value);
    return j;
}

// ---- Reading the lists ----
static void numbers_taken(struct audit *a, size_t i, const struct opened *o) {
    struct identifier_key keys[IDENTIFIER_KEYS_MAX];
    for (size_t place = 0; place < number_count(&o->subject); place++) {
        struct identifier n = number_at(&o->subject, place);
        struct identifier_reading r = identifier_read(n.type, n.value, n.country);
        if (r.validity == IDENTIFIER_INVALID && (r.reason == IDENTIFIER_BAD_CHECK || r.reason == IDENTIFIER_BAD_INNER_CHECK))
            finding_add(a, BAD_NUMBERS, json_pack("{s:o,s:o,s:s}", "entry", side_json(a, i, o), "number", number_json(n), "what",
                                                  identifier_reason_name(r.reason)));
        size_t count = identifier_keys(n.type, n.value, n.country, keys);
        for (size_t k = 0; k < count; k++) {
            struct view key = view_of(keys[k].text);
            if (keys[k].loose || key.bytes < KEY_BYTES_MIN) continue;
            a->numbers = grown(a->numbers, a->number_count, &a->number_room, sizeof *a->numbers);
            a->numbers[a->number_count++] = (struct number){text_hash(key), (uint32_t)i, (uint32_t)place};
        }
    }
}

static struct result entry_taken(void *ctx, struct view line, struct error *err) {
    struct audit *a = ctx;
    AUTO_ARENA arena = arena_with_ceiling(WORK_BYTES);
    struct opened o;
    if (view_starts(line, "{\"columns\":")) return DONE;
    if (a->entry_count == ENTRIES_MAX) return FAIL(err, TOO_BIG, "more than %d entries", ENTRIES_MAX);
    a->entries = grown(a->entries, a->entry_count, &a->entry_room, sizeof *a->entries);
    size_t i = a->entry_count++;
    a->entries[i] = (struct entry){.line = strndup(line.at, line.bytes), .list = (uint8_t)(a->list_count - 1)};
    if (!opened(a, i, &arena, &o)) return FAIL(err, BAD_JSON, "a line of the importer");
    numbers_taken(a, i, &o);
    struct result r = match_index_put(a->index, i, 0, &o.subject, err);
    json_decref(o.json);
    return r.code == CODE_BAD_FIELD ? DONE : r;  // nothing to compare it by
}

static void progress_word(const struct audit *a, const char *key, const char *fallback, size_t n) {
    AUTO_TEXT t = text_with_ceiling(200);
    SAY(&t, a->rendering.words, key, fallback, NUMBER("n", (int64_t)n));
    fputs(text_string(&t), stderr);
}

static void progress_told(void *ctx, uint64_t bytes, uint64_t of) {
    const struct audit *a = ctx;
    bar_shown(bytes, of);
    progress_word(a, "list_audit.entries", "{n} entries", a->entry_count);
}

// "un-xml=FILE", or a file of --format; OFAC's list of several files has commas between them.
static RESULT list_taken(struct audit *a, const char *word, struct error *err) {
    struct view file, format = view_cut(view_of(word), '=', &file);
    AUTO_TEXT name = text_with_ceiling(64);
    AUTO_JSON *files = json_array(), *report = NULL;
    struct list_reader *reader = NULL;
    bool own = file.bytes > 0;
    if (a->list_count == LISTS_MAX) return FAIL(err, TOO_BIG, "at most %d lists", LISTS_MAX);
    if (own) text_view(&name, format);
    else file = view_of(word), text_put(&name, value_text(a->shell, "format", ""));
    const char *slash = strrchr(word, '/');
    a->list_names[a->list_count++] = slash ? slash + 1 : own ? file.at : word;
    while (file.bytes) json_array_append_new(files, json_of(view_cut(file, view_is(text_seen(&name), "ofac-csv") ? ',' : '\n', &file)));
    struct list_wish wish = {text_string(&name), value_text(a->shell, "map", NULL), .files = files};
    if (strcmp(wish.format, "csv") != 0) wish.map = NULL;
    else wish.by_titles = !wish.map;
    TRY(reader_open(&wish, &reader, err));
    struct result r = reader_run(reader, entry_taken, a->screen ? progress_told : NULL, a, &report, err);
    reader_free(reader);
    if (a->screen) fputc('\n', stderr);
    return r;
}

// ---- Who is said to be the same ----
static void pair_add(struct audit *a, size_t x, size_t y, int32_t place) {
    if (x == y) return;
    a->pairs = grown(a->pairs, a->pair_count, &a->pair_room, sizeof *a->pairs);
    a->pairs[a->pair_count++] = (struct pair){(uint32_t)(x < y ? x : y), (uint32_t)(x < y ? y : x), x < y ? place : -1};
    if (x > y && place >= 0) a->pairs[a->pair_count - 1].place = place | INT32_MIN;  // the place is the later one's
}

static int by_hash(const void *x, const void *y) {
    const struct number *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->entry < b->entry ? -1 : a->entry > b->entry;
}
static int by_entries(const void *x, const void *y) {
    const struct pair *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    if (a->b != b->b) return a->b < b->b ? -1 : 1;
    return (a->place >= 0) - (b->place >= 0);  // a link first
}

static void shared_numbers(struct audit *a) {
    if (a->number_count) qsort(a->numbers, a->number_count, sizeof *a->numbers, by_hash);
    for (size_t from = 0, to; from < a->number_count; from = to) {
        for (to = from + 1; to < a->number_count && a->numbers[to].hash == a->numbers[from].hash;) to++;
        if (to - from > SHARED_MOST) a->muted++;
        for (size_t i = from; to - from <= SHARED_MOST && i < to; i++)
            for (size_t k = i + 1; k < to; k++) pair_add(a, a->numbers[i].entry, a->numbers[k].entry, (int32_t)a->numbers[i].place);
    }
}

struct ref_of {
    uint64_t hash;
    uint32_t entry;
};
static int by_ref(const void *x, const void *y) {
    const struct ref_of *a = x, *b = y;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static void links_of(struct audit *a, size_t i, const struct ref_of *refs) {
    AUTO_JSON *entry = NULL;
    size_t k;
    json_t *link;
    if (FAILED(json_strict(view_of(a->entries[i].line), &entry, NULL))) return;
    json_array_foreach(json_object_get(entry, "links"), k, link) {
        struct ref_of wanted = {text_hash((struct view){json_string_value(link), json_string_length(link)}), 0};
        const struct ref_of *f = bsearch(&wanted, refs, a->entry_count, sizeof *refs, by_ref);
        if (!f || f->entry == i) continue;
        struct entry *x = &a->entries[i], *y = &a->entries[f->entry];
        x->linked = y->linked = true;
        a->lists_link[x->list][y->list] = a->lists_link[y->list][x->list] = true;
        pair_add(a, i, f->entry, -1);
    }
}

static void links_followed(struct audit *a) {
    struct ref_of *refs = calloc(a->entry_count + 1, sizeof *refs);
    ENSURE(refs);
    for (size_t i = 0; i < a->entry_count; i++) {
        AUTO_JSON *entry = NULL;
        if (FAILED(json_strict(view_of(a->entries[i].line), &entry, NULL))) continue;
        refs[i] = (struct ref_of){text_hash(json_view(entry, "ref")), (uint32_t)i};
    }
    qsort(refs, a->entry_count, sizeof *refs, by_ref);
    for (size_t i = 0; i < a->entry_count; i++) links_of(a, i, refs);
    free(refs);
    if (a->pair_count) qsort(a->pairs, a->pair_count, sizeof *a->pairs, by_entries);
}

// ---- What names and dates say: without the numbers ----
static const json_t *evidence_of(const json_t *told, const char *field) {
    size_t i;
    json_t *e;
    json_array_foreach(json_object_get(told, "evidence"), i, e)
        if (view_is(json_view(e, "field"), field)) return e;
    return NULL;
}

static json_t *compared(const struct opened *x, const struct opened *y, struct arena *arena, float *score) {
    struct subject p = x->subject, q = y->subject;
    struct candidate c;
    p.paper_count = p.identifier_count = q.paper_count = q.identifier_count = 0;
    if (FAILED(match_pair(&p, &q, arena, &c, NULL))) return NULL;
    *score = c.score;
    return candidate_told(&c);
}

static bool speaks_against(const json_t *told, const char *field) { return view_is(json_view(evidence_of(told, field), "grade"), "different"); }

static void pair_judged(struct audit *a, size_t i, json_t *found) {
    const struct pair *p = &a->pairs[i];
    if (i > 0 && p->a == p[-1].a && p->b == p[-1].b) return;
    AUTO_ARENA arena = arena_with_ceiling(WORK_BYTES);
    struct opened x, y;
    float score = 0;
    if (!opened(a, p->a, &arena, &x)) return;
    if (opened(a, p->b, &arena, &y)) {
        AUTO_JSON *told = compared(&x, &y, &arena, &score);
        if (told && (score < UNLIKE || speaks_against(told, "birth"))) {
            json_t *f = json_pack("{s:o,s:o,s:s,s:O}", "first", side_json(a, p->a, &x), "second", side_json(a, p->b, &y), "said_by",
                                  p->place == -1 ? "link" : "number", "evidence", json_object_get(told, "evidence"));
            bool later = p->place != -1 && p->place < 0;
            if (p->place != -1)
                json_object_set_new(f, "number", number_json(number_at(later ? &y.subject : &x.subject, (size_t)(p->place & INT32_MAX))));
            note(found, NOT_ALIKE, f);
        }
        json_decref(y.json);
    }
    json_decref(x.json);
}

static bool said_same(const struct audit *a, size_t x, size_t y) {
    struct pair p = {(uint32_t)(x < y ? x : y), (uint32_t)(x < y ? y : x), 0};
    size_t low = 0, high = a->pair_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct pair *q = &a->pairs[middle];
        if (q->a < p.a || (q->a == p.a && q->b < p.b)) low = middle + 1;
        else high = middle;
    }
    return low < a->pair_count && a->pairs[low].a == p.a && a->pairs[low].b == p.b;
}

// A number that stays with its bearer: of such a kind both have one, and none is the same or near.
static bool lasting(enum identifier_kind k) {
    return k == IDENTIFIER_national || k == IDENTIFIER_imo || k == IDENTIFIER_lei || k == IDENTIFIER_vin || k == IDENTIFIER_registration;
}

static bool lasting_numbers_differ(const struct subject *x, const struct subject *y, struct identifier *one, struct identifier *other) {
    bool differ = false;
    for (size_t i = 0; i < number_count(x); i++)
        for (size_t k = 0; k < number_count(y); k++) {
            struct identifier p = number_at(x, i), q = number_at(y, k);
            struct identifier_reading a = identifier_read(p.type, p.value, p.country), b = identifier_read(q.type, q.value, q.country);
            if (!lasting(a.kind) || a.kind != b.kind || !a.text[0] || !b.text[0]) continue;
            if (a.country[0] && b.country[0] && strcmp(a.country, b.country) != 0) continue;
            if (strlen(a.text) != strlen(b.text)) continue;  // not numbers of one sort
            if (identifier_near(view_of(a.text), view_of(b.text)) != IDENTIFIER_DISTANCE_far) return false;
            differ = true, *one = p, *other = q;
        }
    return differ;
}

static bool names_agree(const json_t *told) {
    struct view grade = json_view(evidence_of(told, "name"), "grade");
    return view_is(grade, "same") || view_is(grade, "same_script") || view_is(grade, "similar");
}

// "1989-09-15" on both sides: a whole date agrees.
static bool whole_date_agrees(const json_t *told) {
    const json_t *e = evidence_of(told, "birth");
    return view_is(json_view(e, "grade"), "same") && json_view(e, "asked").bytes == 10;
}

// Told before the names are compared, which takes longest: most who are alike are linked, and no number of theirs differs.
static bool same_whole_date(const struct subject *x, const struct subject *y) {
    for (size_t i = 0; i < x->birth_count; i++)
        for (size_t k = 0; k < y->birth_count; k++)
            if (x->births[i].precision == DATE_DAY && y->births[k].precision == DATE_DAY && x->births[i].first == y->births[k].first) return true;
    return false;
}

static void alike_judged(struct audit *a, size_t i, const struct opened *x, size_t k, struct arena *arena, json_t *found) {
    struct opened y;
    float score = 0;
    struct identifier one, other;
    if (!opened(a, k, arena, &y)) return;
    bool person = x->subject.kind == SUBJECT_person, dated = !person || same_whole_date(&x->subject, &y.subject);
    bool numbers = dated && lasting_numbers_differ(&x->subject, &y.subject, &one, &other);
    bool unlinked = dated && person && a->entries[i].list != a->entries[k].list && a->lists_link[a->entries[i].list][a->entries[k].list] && !said_same(a, i, k);
    AUTO_JSON *told = numbers || unlinked ? compared(x, &y, arena, &score) : NULL;
    bool alike = told && score >= ALIKE && names_agree(told) && (!person || whole_date_agrees(told));
    if (alike && numbers)
        note(found, OTHER_NUMBERS, json_pack("{s:o,s:o,s:o,s:o,s:O}", "first", side_json(a, i, x), "second", side_json(a, k, &y), "number", number_json(one),
                                             "other_number", number_json(other), "evidence", json_object_get(told, "evidence")));
    else if (alike && unlinked)
        note(found, NOT_LINKED, json_pack("{s:o,s:o,s:O}", "first", side_json(a, i, x), "second", side_json(a, k, &y),
                                          "evidence", json_object_get(told, "evidence")));
    json_decref(y.json);
}

static bool has_lasting_number(const struct subject *s) {
    for (size_t i = 0; i < number_count(s); i++) {
        struct identifier n = number_at(s, i);
        if (lasting(identifier_read(n.type, n.value, n.country).kind)) return true;
    }
    return false;
}

// Whose likes could be a finding: a search of thirty names takes long.
static bool is_worth_a_search(const struct audit *a, size_t i, const struct subject *s) {
    bool links = false, day = false;
    for (size_t k = 0; k < a->list_count; k++) links |= k != a->entries[i].list && a->lists_link[a->entries[i].list][k];
    for (size_t k = 0; k < s->birth_count; k++) day |= s->births[k].precision == DATE_DAY;
    return (s->kind != SUBJECT_person || day) && ((s->kind == SUBJECT_person && links) || has_lasting_number(s));
}

static void alikes_of(struct audit *a, size_t i, json_t *found) {
    AUTO_ARENA arena = arena_with_ceiling(2 * WORK_BYTES);
    const struct candidate *list;
    size_t count;
    struct opened x;
    struct match_options options = {0.8f, ALIKE_MOST, MATCH_ALL_SHELVES};
    if (!opened(a, i, &arena, &x)) return;
    if (is_worth_a_search(a, i, &x.subject) && !FAILED(match_search(a->index, &x.subject, options, &arena, &list, &count, NULL)))
        for (size_t k = 0; k < count; k++)
            if (list[k].key > i) alike_judged(a, i, &x, (size_t)list[k].key, &arena, found);
    json_decref(x.json);
}

// ---- Several hands ----
static void *hand(void *ctx) {
    struct batch *b = ctx;
    for (size_t i; (i = atomic_fetch_add(&b->next, 1)) < b->count;) b->judge(b->audit, b->from + i, b->found[i]);
    return NULL;
}

static void batch_judged(struct batch *b) {
    pthread_t hands[HANDS_MAX];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t started = 0;
    for (size_t i = 0; i < b->count; i++) b->found[i] = json_array();
    atomic_store(&b->next, 0);
    while (started < HANDS_MAX && (long)started + 1 < processors && pthread_create(&hands[started], NULL, hand, b) == 0) started++;
    hand(b);
    for (size_t i = 0; i < started; i++) pthread_join(hands[i], NULL);
    for (size_t i = 0; i < b->count; i++) {
        size_t k;
        json_t *one;
        json_array_foreach(b->found[i], k, one)
            finding_add(b->audit, (enum sort)json_integer_value(json_array_get(one, 0)), json_incref(json_array_get(one, 1)));
        json_decref(b->found[i]);
    }
}

static void all_judged(struct audit *a, void (*judge)(struct audit *, size_t, json_t *), size_t count, size_t before, size_t whole) {
    struct batch *b = calloc(1, sizeof *b);
    ENSURE(b);
    b->audit = a, b->judge = judge;
    for (b->from = 0; b->from < count; b->from += BATCH) {
        b->count = count - b->from < BATCH ? count - b->from : BATCH;
        batch_judged(b);
        if (a->screen) bar_shown(before + b->from + b->count, whole), progress_word(a, "list_audit.comparing", "compared", 0);
    }
    free(b);
}

static void judged(struct audit *a) {
    size_t whole = a->pair_count + a->entry_count;
    all_judged(a, pair_judged, a->pair_count, 0, whole);
    all_judged(a, alikes_of, a->entry_count, a->pair_count, whole);
    if (a->screen) fputc('\n', stderr);
}

// ---- Told ----
static void side_told(struct text *t, const json_t *side) {
    text_safe(t, json_view(side, "list")), text_char(t, ' ');
    text_safe(t, json_view(side, "ref")), text_put(t, ", ");
    text_safe(t, json_view(side, "name"));
}

static void number_told(struct text *t, const struct rendering *r, const json_t *n) {
    AUTO_TEXT key = text_with_ceiling(80);
    struct view type = json_view(n, "type");
    text_put(&key, "column."), text_safe(&key, type);
    if (words_has(r->words, text_string(&key))) text_say(t, r->words, text_string(&key), "", NULL, 0);
    else text_safe(t, type);
    text_char(t, ' '), text_safe(t, json_view(n, "value"));
}

static void finding_told(struct text *t, const struct rendering *r, const json_t *f) {
    const json_t *entry = json_object_get(f, "entry"), *number = json_object_get(f, "number"), *other = json_object_get(f, "other_number");
    text_put(t, "  ");
    side_told(t, entry ? entry : json_object_get(f, "first"));
    if (!entry) text_put(t, "\n  "), side_told(t, json_object_get(f, "second"));
    text_char(t, '\n');
    if (view_is(json_view(f, "said_by"), "link"))
        text_put(t, "     "), text_say(t, r->words, "list_audit.linked", "One entry refers to the other.", NULL, 0), text_char(t, '\n');
    if (number) text_put(t, "     "), number_told(t, r, number);
    if (other) text_put(t, " / "), number_told(t, r, other);
    if (entry) text_colon(t, r->words), text_number_reason(t, r, json_view(f, "what"));
    if (number) text_char(t, '\n');
    text_evidence(t, r, json_object_get(f, "evidence"));
    text_char(t, '\n');
}

static void sort_told(const struct audit *a, struct text *t, int k) {
    const struct rendering *r = &a->rendering;
    size_t i;
    json_t *f;
    AUTO_TEXT title = text_with_ceiling(1000);
    text_say(&title, r->words, sort_words[k].key, sort_words[k].fallback, NULL, 0);
    text_char(t, '\n');
    SAY(t, r->words, "list_audit.title", "{title}: {n}", WORD("title", text_seen(&title)), NUMBER("n", (int64_t)a->found[k]));
    text_char(t, '\n');
    if (a->found[k]) text_say(t, r->words, sort_words[k].next_key, sort_words[k].next, NULL, 0), text_put(t, "\n\n");
    json_array_foreach(a->findings[k], i, f) finding_told(t, r, f);
    if (a->found[k] > a->most) {
        text_put(t, "  ");
        SAY(t, r->words, "list_audit.more", "… {n} more: --most shows them", NUMBER("n", (int64_t)(a->found[k] - a->most)));
        text_char(t, '\n');
    }
}

static void report_told(const struct audit *a, struct text *t) {
    const struct language *w = a->rendering.words;
    SAY(t, w, "list_audit.counts", "{entries} entries of {lists} lists; {pairs} pairs that a link or a shared number calls the same",
        NUMBER("entries", (int64_t)a->entry_count), NUMBER("lists", (int64_t)a->list_count), NUMBER("pairs", (int64_t)a->pair_count));
    text_char(t, '\n');
    if (a->muted) {
        SAY(t, w, "list_audit.muted", "Numbers on more than {most} entries, left out: {n}", NUMBER("most", SHARED_MOST),
            NUMBER("n", (int64_t)a->muted));
        text_char(t, '\n');
    }
    for (int k = 0; k < SORT_COUNT; k++) sort_told(a, t, k);
}

static void report_json(const struct audit *a, struct text *t) {
    AUTO_JSON *j = json_pack("{s:I,s:I,s:I,s:I}", "entries", (json_int_t)a->entry_count, "lists", (json_int_t)a->list_count, "said_same",
                             (json_int_t)a->pair_count, "muted_numbers", (json_int_t)a->muted);
    for (int k = 0; k < SORT_COUNT; k++)
        json_object_set_new(j, sort_names[k], json_pack("{s:I,s:O}", "count", (json_int_t)a->found[k], "findings", a->findings[k]));
    text_told(t, j), text_char(t, '\n');
}

static RESULT audited(struct audit *a, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(256 * 1024 * 1024);
    size_t i;
    json_t *file;
    json_array_foreach(json_object_get(a->shell->values, "files"), i, file) TRY(list_taken(a, json_string_value(file), err));
    shared_numbers(a);
    links_followed(a);
    judged(a);
    if (a->shell->json) report_json(a, &t);
    else report_told(a, &t);
    print_text(&t);
    return DONE;
}

RESULT do_lists_audit(const struct sys *sys, const struct shell *s, struct error *err) {
    struct audit *a = calloc(1, sizeof *a);
    (void)sys;
    ENSURE(a);
    a->shell = s;
    a->rendering = (struct rendering){words_new(language_of(s)), NULL, false};
    a->index = match_index_new();
    a->most = (uint64_t)value_number(s, "most", 50);
    a->screen = isatty(STDERR_FILENO) && !s->json;
    for (int k = 0; k < SORT_COUNT; k++) a->findings[k] = json_array();
    struct result r = audited(a, err);
    for (size_t i = 0; i < a->entry_count; i++) free(a->entries[i].line);
    for (int k = 0; k < SORT_COUNT; k++) json_decref(a->findings[k]);
    match_index_free(a->index);
    words_free((struct language *)a->rendering.words);
    free(a->entries), free(a->numbers), free(a->pairs);
    free(a);
    return r;
}
