// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/identity.h"

#include "base/instant.h"
#include "match/calendar.h"
#include "match/match.h"
#include "match/tables/renamed.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

const char *identity_category_name(enum identity_category c) {
#define X(name) #name,
    static const char *const names[] = {IDENTITY_CATEGORIES(X)};
#undef X
    return names[c];
}

const char *identity_verdict_name(enum identity_verdict v) {
#define X(name) #name,
    static const char *const names[] = {IDENTITY_VERDICTS(X)};
#undef X
    return names[v];
}

// ---- Fields: letters without case and accents, one space between words ----

enum { FIELD_MAX = 300, TRUNCATED_LEAST = 3, SPREAD_MAX = 6000 };  // SPREAD: FIELD_MAX letters taken apart, 18 marks each at most (UAX 15)
struct field {
    UChar at[FIELD_MAX];
    int n;                 // what is longer ends there
};

static bool is_mark(UChar c) { return u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_FORMAT_CHAR; }

static void field_read(struct view v, struct field *out) {
    UErrorCode e = U_ZERO_ERROR;
    UChar wide[SPREAD_MAX], plain[SPREAD_MAX];
    int32_t n = 0, bytes = (int32_t)(v.bytes < SUBJECT_TEXT_BYTES_MAX ? v.bytes : SUBJECT_TEXT_BYTES_MAX);
    out->n = 0;
    u_strFromUTF8(wide, SPREAD_MAX, &n, v.at, bytes, &e);
    if (U_FAILURE(e)) return;
    n = unorm2_normalize(unorm2_getNFKDInstance(&e), wide, n < FIELD_MAX ? n : FIELD_MAX, plain, SPREAD_MAX, &e);
    n = u_strFoldCase(wide, SPREAD_MAX, plain, n, U_FOLD_CASE_DEFAULT, &e);
    for (int32_t i = 0; i < n && out->n < FIELD_MAX && !U_FAILURE(e); i++) {
        if (is_mark(wide[i])) continue;
        bool space = u_isUWhiteSpace(wide[i]);
        if (space && (!out->n || out->at[out->n - 1] == ' ')) continue;
        out->at[out->n++] = space ? ' ' : wide[i];
    }
    while (out->n && out->at[out->n - 1] == ' ') out->n--;
}

static bool same_field(const struct field *x, const struct field *y) { return x->n && x->n == y->n && u_memcmp(x->at, y->at, x->n) == 0; }

static void field_join(const struct field *x, const struct field *y, struct field *out) {
    *out = *x;
    if (out->n && y->n && out->n < FIELD_MAX) out->at[out->n++] = ' ';
    for (int i = 0; i < y->n && out->n < FIELD_MAX; i++) out->at[out->n++] = y->at[i];
}

// ---- What may lie between two fields ----

// Annex II, 3.1(e): two letters exchanged, neighbours or not.
static bool letters_exchanged(const struct field *x, const struct field *y) {
    int where[2], n = 0;
    if (x->n != y->n) return false;
    for (int i = 0; i < x->n; i++)
        if (x->at[i] != y->at[i]) {
            if (n == 2) return false;
            where[n++] = i;
        }
    return n == 2 && x->at[where[0]] == y->at[where[1]] && x->at[where[1]] == y->at[where[0]];
}

// 3.1(f), 3.2(c), 3.4(b): one character more, less or another.
static bool one_edit(const struct field *x, const struct field *y) {
    const struct field *s = x->n < y->n ? x : y, *l = s == x ? y : x;
    int i = 0;
    if (l->n - s->n > 1 || !s->n) return false;
    while (i < s->n && s->at[i] == l->at[i]) i++;
    int rest = l->n == s->n ? s->n - i - 1 : s->n - i;
    return !same_field(x, y) && u_memcmp(s->at + s->n - rest, l->at + l->n - rest, rest) == 0;
}

// 3.1(g): hyphens, commas, apostrophes.
static bool is_stroke(UChar c) { return c == ' ' || c == ',' || c == '\'' || c == 0x2019 || c == 0x02BC || u_hasBinaryProperty(c, UCHAR_DASH); }
static bool strokes_differ(const struct field *x, const struct field *y) {
    int i = 0, j = 0;
    if (!x->n || !y->n) return false;
    for (;;) {
        while (i < x->n && is_stroke(x->at[i])) i++;
        while (j < y->n && is_stroke(y->at[j])) j++;
        if (i == x->n || j == y->n) return i == x->n && j == y->n;
        if (x->at[i++] != y->at[j++]) return false;
    }
}

// 3.1(h)
static bool truncated(const struct field *x, const struct field *y) {
    const struct field *s = x->n < y->n ? x : y, *l = s == x ? y : x;
    return s->n >= TRUNCATED_LEAST && s->n < l->n && u_memcmp(s->at, l->at, s->n) == 0;
}

struct words {
    struct field at[24];
    int n;
};

static void words_of(const struct field *f, struct words *out) {
    out->n = 0;
    for (int i = 0, from = 0; i <= f->n && out->n < 24; i++) {
        if (i < f->n && f->at[i] != ' ') continue;
        struct field *w = &out->at[out->n];
        for (w->n = 0; from < i; from++) w->at[w->n++] = f->at[from];
        out->n += w->n > 0;
        from = i + 1;
    }
}

// How many places differ, provided that the words are the same ones.
static int words_moved(const struct field *x, const struct field *y, struct words scratch[2]) {
    struct words *a = &scratch[0], *b = &scratch[1];
    bool taken[24] = {false};
    int moved = 0;
    words_of(x, a), words_of(y, b);
    if (a->n != b->n) return -1;
    for (int i = 0; i < a->n; i++) {
        int k = 0;
        while (k < b->n && (taken[k] || !same_field(&a->at[i], &b->at[k]))) k++;
        if (k == b->n) return -1;
        taken[k] = true;
        moved += !same_field(&a->at[i], &b->at[i]);
    }
    return moved;
}

// 3.1(a), 3.4(a): what the engine's tables know as the same word in another script or romanisation, all of them and nothing left over.
static bool transliterated(struct view x, struct view y, struct arena *a) {
    struct name n = {.text = x}, m = {.text = y};
    struct subject p = {.kind = SUBJECT_person, .names = &n, .name_count = 1}, q = {.kind = SUBJECT_person, .names = &m, .name_count = 1};
    struct candidate c;
    bool other = false;
    if (!x.bytes || !y.bytes || FAILED(match_pair(&p, &q, a, &c, NULL)) || !c.evidence_count || c.evidence[0].field != EVIDENCE_name) return false;
    for (size_t i = 0; i < c.evidence[0].word_count; i++) {
        enum word_meeting how = c.evidence[0].words[i].how;
        if (how != MEETING_same && how != MEETING_same_script && how != MEETING_joined) return false;
        other |= how == MEETING_same_script;
    }
    return other;
}

// ---- Names ----

struct named {
    struct view text;
    struct field whole, family, given;  // the last two empty where the name came in one piece
};

struct pair {
    const struct named *x, *y;
    struct words *scratch;
    struct arena *a;
};

static bool is_split(const struct named *n) { return n->family.n && n->given.n; }
static bool both_split(const struct pair *p) { return is_split(p->x) && is_split(p->y); }

static bool rule_strokes(const struct pair *p) { return strokes_differ(&p->x->whole, &p->y->whole); }
static bool rule_inversion(const struct pair *p) {
    return both_split(p) && same_field(&p->x->family, &p->y->given) && same_field(&p->x->given, &p->y->family);
}
static bool rule_regrouped(const struct pair *p) { return !both_split(p) && words_moved(&p->x->whole, &p->y->whole, p->scratch) >= 0; }
static bool rule_words(const struct pair *p) { return words_moved(&p->x->whole, &p->y->whole, p->scratch) == 2; }
static bool rule_letters(const struct pair *p) { return letters_exchanged(&p->x->whole, &p->y->whole); }
static bool rule_edit(const struct pair *p) { return one_edit(&p->x->whole, &p->y->whole); }
static bool rule_truncated(const struct pair *p) {
    if (!both_split(p)) return truncated(&p->x->whole, &p->y->whole);
    bool family = same_field(&p->x->family, &p->y->family), given = same_field(&p->x->given, &p->y->given);
    return (family || truncated(&p->x->family, &p->y->family)) && (given || truncated(&p->x->given, &p->y->given)) && !(family && given);
}
static bool rule_transliteration(const struct pair *p) { return transliterated(p->x->text, p->y->text, p->a); }

static const struct {
    const char *point;
    bool (*holds)(const struct pair *p);
} NAME_RULES[] = {
    {"II 3.1(g)", rule_strokes}, {"II 3.1(b)", rule_inversion}, {"II 3.1(c)", rule_regrouped}, {"II 3.1(d)", rule_words},
    {"II 3.1(e)", rule_letters}, {"II 3.1(f)", rule_edit}, {"II 3.1(h)", rule_truncated}, {"II 3.1(a)", rule_transliteration},
};

static struct named *names_read(const struct subject *s, struct arena *a) {
    struct named *out = ARENA_ARRAY(a, s->name_count + 1, struct named);
    for (size_t i = 0; out && i < s->name_count; i++) {
        out[i].text = s->names[i].text;
        field_read(s->names[i].family, &out[i].family);
        field_read(s->names[i].given, &out[i].given);
        if (is_split(&out[i])) field_join(&out[i].family, &out[i].given, &out[i].whole);
        else field_read(s->names[i].text, &out[i].whole);
    }
    return out;
}

// Annex I, 3.1: one surname and one first name, not necessarily of one name.
static bool names_same(const struct named *x, size_t nx, const struct named *y, size_t ny) {
    bool family = false, given = false;
    for (size_t i = 0; i < nx; i++)
        for (size_t j = 0; j < ny; j++) {
            bool whole = is_split(&x[i]) == is_split(&y[j]) && same_field(&x[i].whole, &y[j].whole);
            family |= whole || same_field(&x[i].family, &y[j].family);
            given |= whole || same_field(&x[i].given, &y[j].given);
        }
    return family && given;
}

static RESULT names_compare(const struct subject *x, const struct subject *y, struct arena *a, struct identity *out, struct error *err) {
    struct named *p = names_read(x, a), *q = names_read(y, a);
    struct words *scratch = ARENA_ARRAY(a, 2, struct words);
    if (!p || !q || !scratch) return FAIL(err, TOO_BIG, "no room to compare the names");
    if (!x->name_count || !y->name_count) return DONE;
    out->of[IDENTITY_OF_names] = IDENTITY_different;
    if (names_same(p, x->name_count, q, y->name_count)) {
        out->of[IDENTITY_OF_names] = IDENTITY_same, out->point[IDENTITY_OF_names] = "I 3.1";
        return DONE;
    }
    for (size_t r = 0; r < sizeof NAME_RULES / sizeof *NAME_RULES; r++)
        for (size_t i = 0; i < x->name_count; i++)
            for (size_t j = 0; j < y->name_count; j++) {
                if (!NAME_RULES[r].holds(&(struct pair){&p[i], &q[j], scratch, a})) continue;
                out->of[IDENTITY_OF_names] = IDENTITY_similar, out->point[IDENTITY_OF_names] = NAME_RULES[r].point;
                return DONE;
            }
    return DONE;
}

// ---- Dates of birth ----

static void date_field(struct dates d, struct field *out) {
    AUTO_TEXT t = text_with_ceiling(64);
    text_dates(&t, d);
    field_read(text_seen(&t), out);
}

// 3.2(a)
static bool day_and_month_exchanged(struct dates x, struct dates y) {
    int a, b, c, d, e, f;
    if (x.precision != DATE_DAY || y.precision != DATE_DAY) return false;
    days_split(x.first, &a, &b, &c), days_split(y.first, &d, &e, &f);
    return a == d && b == f && c == e && x.first != y.first;
}

// 3.2(b): one of them was written in another calendar, which calendar.h reads to within a day.
static bool is_converted(struct dates x, struct dates y) {
    struct dates read[CALENDARS_MAX];
    if (x.precision != DATE_DAY || y.precision != DATE_DAY) return false;
    for (size_t i = 0, n = calendar_readings(x, read); i < n; i++) if (dates_touch(read[i], y)) return true;
    for (size_t i = 0, n = calendar_readings(y, read); i < n; i++) if (dates_touch(read[i], x)) return true;
    return false;
}

static enum identity_verdict one_birth(struct dates x, struct dates y, const char **point) {
    struct field a, b;
    date_field(x, &a), date_field(y, &b);
    if (same_field(&a, &b)) return *point = "I 3.2", IDENTITY_same;
    if (day_and_month_exchanged(x, y)) return *point = "II 3.2(a)", IDENTITY_similar;
    if (is_converted(x, y)) return *point = "II 3.2(b)", IDENTITY_similar;
    if (one_edit(&a, &b)) return *point = "II 3.2(c)", IDENTITY_similar;
    return IDENTITY_different;
}

// The best of all pairs.
static void keep_best(struct identity *out, enum identity_category c, enum identity_verdict v, const char *point) {
    if (v > out->of[c]) out->of[c] = v, out->point[c] = v == IDENTITY_different ? NULL : point;
}

static void births_compare(const struct subject *x, const struct subject *y, struct identity *out) {
    for (size_t i = 0; i < x->birth_count; i++)
        for (size_t j = 0; j < y->birth_count; j++) {
            const char *point = NULL;
            enum identity_verdict v = one_birth(x->births[i], y->births[j], &point);
            keep_best(out, IDENTITY_OF_birth, v, point);
        }
}

// ---- Nationalities and places of birth ----

static bool is_renamed(struct view x, struct view y) {
    static const struct { const char *then, *now; } rows[] = {
#define X(a, b) {a, b},
        RENAMED_STATES(X)
#undef X
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if ((view_is(x, rows[i].then) && view_is(y, rows[i].now)) || (view_is(y, rows[i].then) && view_is(x, rows[i].now))) return true;
    return false;
}

static void places_compare(struct view x, struct view y, struct arena *a, struct identity *out) {
    struct field f, g;
    field_read(x, &f), field_read(y, &g);
    if (one_edit(&f, &g)) keep_best(out, IDENTITY_OF_nationality, IDENTITY_similar, "II 3.4(b)");
    else if (transliterated(x, y, a)) keep_best(out, IDENTITY_OF_nationality, IDENTITY_similar, "II 3.4(a)");
}

static void nationalities_compare(const struct subject *x, const struct subject *y, struct arena *a, struct identity *out) {
    for (size_t i = 0; i < x->nationality_count; i++)
        for (size_t j = 0; j < y->nationality_count; j++) {
            struct view p = x->nationalities[i], q = y->nationalities[j];
            if (view_same(p, q)) keep_best(out, IDENTITY_OF_nationality, IDENTITY_same, "I 3.4");
            else if (is_renamed(p, q)) keep_best(out, IDENTITY_OF_nationality, IDENTITY_similar, "II 3.4(c)");
            else keep_best(out, IDENTITY_OF_nationality, IDENTITY_different, NULL);
        }
    if (out->of[IDENTITY_OF_nationality] == IDENTITY_same) return;
    for (size_t i = 0; i < x->birth_place_count; i++)
        for (size_t j = 0; j < y->birth_place_count; j++) places_compare(x->birth_places[i], y->birth_places[j], a, out);
}

// ---- All together ----

RESULT identity_compare(const struct subject *x, const struct subject *y, struct arena *a, struct identity *out, struct error *err) {
    *out = (struct identity){.whole = IDENTITY_same};
    TRY(names_compare(x, y, a, out, err));
    births_compare(x, y, out);
    if (x->sex && y->sex) keep_best(out, IDENTITY_OF_sex, x->sex == y->sex ? IDENTITY_same : IDENTITY_different, "I 3.3");
    nationalities_compare(x, y, a, out);
    for (size_t c = 0; c < IDENTITY_CATEGORY_COUNT; c++) {
        enum identity_verdict v = out->of[c] == IDENTITY_unsaid ? IDENTITY_different : out->of[c];
        if (v < out->whole) out->whole = v;
    }
    return DONE;
}
