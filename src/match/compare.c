// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// compare.c — two forms, field by field. The best pair of each field counts: many alleged names or dates of
// birth are alternatives, not conjunctions. See docs/matching.md for what the bits mean.
#include "match/form.h"

#include "base/instant.h"
#include "codec/identifier.h"
#include "match/acronym.h"

#include <math.h>

static const float BITS_PER_DOUBLING = 1.6f;

float even_bits(size_t records) { return fmaxf(EVEN_BITS, log2f((float)records + 1)); }

float company_bits(float even) {
    static const float most = 2;
    return fminf(most, even - EVEN_BITS);
}

float score_of_bits(float bits, float even) { return 1.0f / (1.0f + exp2f((even - bits) / BITS_PER_DOUBLING)); }

float bits_of_score(float score, float even) {
    if (score <= 0) return -1000;
    return even - BITS_PER_DOUBLING * log2f(1 / score - 1);
}

struct finding {
    enum evidence_grade grade;
    float bits;
    size_t asked, found;  // which of the field's values
};
static const struct finding NOTHING = {GRADE_unknown, 0, 0, 0};

// ---- names --------------------------------------------------------------------------------------

// Of a ship or a company a number that only one side has is another of the series, and so surely enough to lie below one half is one
// with another number on each side (docs/matching-measured.md).
static const float ANOTHER_OF_SERIES_BITS = 4, ANOTHER_NUMBER_BITS = 1;
static float series_bits(uint8_t numbers) { return numbers == NUMBER_OF_ONE ? ANOTHER_OF_SERIES_BITS : numbers == NUMBERS_DIFFER ? ANOTHER_NUMBER_BITS : 0; }

// One name out of several says little of a person, however rare it is on the lists: the lists are not the people who
// are asked about. The rarer one comes first all the same.
static float limited(const struct form *x, const struct form *y, const struct name_likeness *l) {
    bool one_of_many = l->lone && l->met == 1;
    if (x->kind != SUBJECT_person && y->kind != SUBJECT_person) return l->bits - series_bits(l->numbers);
    return one_of_many ? bits_above(l->bits, ONE_WORD_BITS) : l->bits;
}

static float role_loss(const struct form_name *n) { return n->role == NAME_weak || n->role == ROLE_OF_MEANT ? 1.0f : 0; }

// What was typed for another keyboard, or without spaces, is near to the name that it is meant for: whoever reads both sees that they differ.
static bool is_meant(const struct form_name *x, const struct form_name *y) { return x->role == ROLE_OF_MEANT || y->role == ROLE_OF_MEANT; }

// The words of the two names that count, where somebody wants to tell them.
struct meeting {
    struct met_words at[MET_WORDS_MAX];
    size_t count;
    bool known;
};

// GIA and Groupe Islamique Armé: nobody but chance and the other groups with these initials writes the same letters, in their
// order. Two acronyms that nobody wrote say nothing.
static const float ACRONYM_LETTER_BITS = 3.5f, ACRONYM_BITS_MAX = 14;
static bool is_acronym(const struct form_name *n) { return n->role == ROLE_OF_ACRONYM; }
static struct name_likeness acronym_likeness(const struct weighed_name *x, const struct weighed_name *y) {
    static const struct name_likeness none = {-1000, GRADE_different, 0, false, NUMBERS_AGREE};
    if (x->count != 1 || y->count != 1 || x->word[0]->hash != y->word[0]->hash) return none;
    float most = fminf(ACRONYM_LETTER_BITS * (float)x->word[0]->letters, ACRONYM_BITS_MAX), rarity = fminf(x->bits[0], y->bits[0]) + WHOLE_BITS;
    return (struct name_likeness){fminf(most, rarity), GRADE_partial, 1, true, NUMBERS_AGREE};
}

// Sonelgaz: one word, made of the beginnings of the other's words.
static float syllables(const struct form *x, size_t i, const struct form *y, size_t j) {
    const struct form_name *a = &x->names[i], *b = &y->names[j], *word = a->count == 1 ? a : b, *name = word == a ? b : a;
    if (x->kind != SUBJECT_organisation || y->kind != SUBJECT_organisation
        || word->count != 1 || name->count < 3 || is_acronym(word) || is_acronym(name)) return 0;
    return syllables_bits(word->text, name->text);
}

static struct finding names(const struct form *x, const struct form *y, struct likeness_memo *memo, struct meeting *told) {
    if (!x->name_count || !y->name_count) return NOTHING;
    bool only = told && x->name_count == 1 && y->name_count == 1;  // neither has an acronym then
    if (told) told->known = only;
    struct finding best = {GRADE_different, -1000, 0, 0};
    for (size_t i = 0; i < x->name_count; i++)
        for (size_t j = 0; j < y->name_count; j++) {
            if (is_acronym(&x->names[i]) && is_acronym(&y->names[j])) continue;
            bool acronym = is_acronym(&x->names[i]) || is_acronym(&y->names[j]);
            struct weighed_name a = form_weighed(x, i), b = form_weighed(y, j);
            struct name_likeness l = acronym ? acronym_likeness(&a, &b)
                                     : only  ? name_meetings(&a, &b, memo, told->at, &told->count)
                                             : name_likeness(&a, &b, best.bits, memo);
            float whole = acronym ? 0 : syllables(x, i, y, j);
            if (whole > 0 && whole > l.bits) l = (struct name_likeness){whole, GRADE_partial, 2, true, NUMBERS_AGREE};
            l.bits = limited(x, y, &l) - (role_loss(&x->names[i]) + role_loss(&y->names[j]));
            if (is_meant(&x->names[i], &y->names[j]) && (l.grade == GRADE_same || l.grade == GRADE_same_script)) l.grade = GRADE_similar;
            if (l.bits > best.bits) best = (struct finding){l.grade, l.bits, i, j};
        }
    if (x->kind != y->kind) best.bits -= 3;
    if (best.bits < -8) best.bits = -8;
    return best;
}

// ---- dates of birth -----------------------------------------------------------------------------

struct day {
    int year, month, day;
};
static struct day split(int32_t days) {
    struct day d;
    days_split(days, &d.year, &d.month, &d.day);
    return d;
}
static bool is_day(const struct dates *d) { return d->first == d->last; }
// The first of January stands for "the year only" in most registers.
static bool is_default_day(const struct dates *d) {
    struct day s = split(d->first);
    return is_day(d) && s.month == 1 && s.day == 1;
}

// Two full days without a part in common, so many years apart, are two people's more surely than two years are.
enum { FAR_YEARS = 5, ANOTHER_AGE_YEARS = 15, GUESSED_YEARS = 10 };  // a year that was guessed is seldom further off
static struct finding two_days(const struct dates *x, const struct dates *y) {
    struct day a = split(x->first), b = split(y->first);
    if (x->first == y->first) return (struct finding){GRADE_same, is_default_day(x) ? 4.5f : 9.5f, 0, 0};
    if (a.year == b.year && a.month == b.day && a.day == b.month) return (struct finding){GRADE_swapped, 6.5f, 0, 0};
    if (a.year == b.year && (is_default_day(x) || is_default_day(y))) return (struct finding){GRADE_partial, 3.5f, 0, 0};
    int same = (a.year == b.year) + (a.month == b.month) + (a.day == b.day);
    int apart = abs(x->first - y->first);
    if (apart <= 2) return (struct finding){GRADE_near, 6.0f, 0, 0};
    if (same == 2 && abs(a.year - b.year) <= 10) return (struct finding){GRADE_near, a.year == b.year ? 3.5f : 2.5f, 0, 0};
    if (a.year == b.year) return (struct finding){GRADE_partial, 1.0f, 0, 0};
    if (abs(a.year - b.year) <= 1) return (struct finding){GRADE_near, 0, 0, 0};
    if (abs(a.year - b.year) <= 2) return (struct finding){GRADE_different, -2.5f, 0, 0};
    bool guessed = is_default_day(x) || is_default_day(y);  // by whoever knew no day
    int years = same == 0 && !guessed ? abs(a.year - b.year) : 0;
    return (struct finding){GRADE_different, years > ANOTHER_AGE_YEARS ? -11 : years > FAR_YEARS ? -9 : -7, 0, 0};
}

static struct finding two_dates(const struct dates *x, const struct dates *y) {
    if (is_day(x) && is_day(y)) return two_days(x, y);
    int32_t longest = x->last - x->first > y->last - y->first ? x->last - x->first : y->last - y->first;
    if (dates_touch(*x, *y)) {  // the wider the interval, the less it says
        float years = fmaxf(1, (float)(longest + 1) / 366);
        float bits = longest < 32 ? 7.5f : fmaxf(0.5f, 4.5f - 1.3f * log2f(years));
        bool alike = x->first == y->first && x->last == y->last && longest < 367;
        return (struct finding){alike ? GRADE_same : GRADE_partial, bits, 0, 0};
    }
    int32_t gap = x->first > y->last ? x->first - y->last : y->first - x->last;
    if (gap <= 366) return (struct finding){GRADE_near, 1.5f, 0, 0};
    if (gap <= 2 * 366) return (struct finding){GRADE_different, -2.5f, 0, 0};
    return (struct finding){GRADE_different, gap > GUESSED_YEARS * 366 ? -8.5f : -7, 0, 0};
}

static struct finding births(const struct form *x, const struct form *y) {
    struct finding best = NOTHING;
    bool any = false;
    for (size_t i = 0; i < x->birth_count; i++)
        for (size_t j = 0; j < y->birth_count; j++) {
            if (x->births[i].precision == DATE_NONE || y->births[j].precision == DATE_NONE) continue;
            struct finding f = two_dates(&x->births[i], &y->births[j]);
            if (any && f.bits <= best.bits) continue;
            best = (struct finding){f.grade, f.bits, i, j};
            any = true;
        }
    size_t ways = x->birth_count * y->birth_count;  // out of many dates one agrees by chance
    if (ways > 1 && best.bits > 0) best.bits = fmaxf(0.5f, best.bits - 0.5f * log2f((float)ways));
    return best;
}

// ---- the rest -----------------------------------------------------------------------------------

static struct finding sexes(const struct form *x, const struct form *y) {
    if (!x->sex || !y->sex || x->sex == 'x' || y->sex == 'x') return NOTHING;
    return x->sex == y->sex ? (struct finding){GRADE_same, SEX_BITS, 0, 0} : (struct finding){GRADE_different, -3, 0, 0};
}

static struct finding nationalities(const struct form *x, const struct form *y) {
    if (!x->nationality_count || !y->nationality_count) return NOTHING;
    for (size_t i = 0; i < x->nationality_count; i++)
        for (size_t j = 0; j < y->nationality_count; j++)
            if (view_same(x->nationalities[i], y->nationalities[j])) return (struct finding){GRADE_same, NATIONALITY_BITS, i, j};
    return (struct finding){GRADE_different, -0.8f, 0, 0};
}

// A number says as much as it has places; that of a paper is meant to be of one person in the world, so that it speaks for itself
// against a register of any size. National digits alone are shared by several countries: just enough to be shown.
static const float DIGIT_BITS = 3.32f, LETTER_BITS = 4, SHORT_SHARE = 0.72f, NUMBER_BITS_MAX = 17, OVER_EVEN = 6, LOOSE_OVER_EVEN = 1, NEAR_NUMBER_BITS = 5;

static float number_bits(struct view v) {
    enum { SHORT = 6 };  // house numbers, years, running numbers: shared by chance
    float bits = 0;
    for (size_t i = 0; i < v.bytes; i++) bits += v.at[i] >= '0' && v.at[i] <= '9' ? DIGIT_BITS : LETTER_BITS;
    return v.bytes < SHORT ? bits * SHORT_SHARE : bits;
}

// One character in an address of the net makes another page, not a misread one.
static bool is_address(struct view v) { return memmem(v.at, v.bytes, "://", 3) != NULL; }

// One person may stand in several lists, and all of them have the number. What many more share tells one from the rest of
// the register only: log2 of register over holders (Fellegi and Sunter's u is the share of those who have it by chance).
static struct finding shared(struct finding f, const struct form_number *x, const struct form_number *y, float even) {
    static const float LISTED_MAX = 8;
    float holders = (float)(x->holders > y->holders ? x->holders : y->holders), most = even - log2f(fmaxf(holders, LISTED_MAX) / LISTED_MAX);
    return holders > LISTED_MAX && f.bits > most ? (struct finding){GRADE_shared, most, 0, 0} : f;
}

static struct finding two_numbers(const struct form_number *x, const struct form_number *y, float even) {
    enum { ROOM = 200 };
    char a[ROOM], b[ROOM];
    struct view cx = {a, identifier_fold(x->text, a, ROOM)}, cy = {b, identifier_fold(y->text, b, ROOM)};
    if (x->hash == y->hash) {
        float bits = fminf(number_bits(cx), number_bits(cy));
        bool near = identifier_near(cx, cy) != IDENTIFIER_DISTANCE_far;  // one of them can't be right, and this is what it may be
        if (x->loose || y->loose) return shared((struct finding){near ? GRADE_near : GRADE_partial, fminf(bits, even + LOOSE_OVER_EVEN), 0, 0}, x, y, even);
        return shared((struct finding){GRADE_same, fminf(bits, fmaxf(NUMBER_BITS_MAX, even + OVER_EVEN)), 0, 0}, x, y, even);
    }
    if (!x->loose && !y->loose && !is_address(x->text) && identifier_near(cx, cy) != IDENTIFIER_DISTANCE_far)
        return (struct finding){GRADE_near, NEAR_NUMBER_BITS, 0, 0};
    return NOTHING;
}

static struct finding numbers(const struct form *x, const struct form *y, bool paper) {
    struct finding best = NOTHING;
    float even = fmaxf(x->even, y->even);
    for (size_t i = 0; i < x->number_count; i++)
        for (size_t j = 0; j < y->number_count; j++) {
            if ((x->numbers[i].paper || y->numbers[j].paper) != paper) continue;
            struct finding f = two_numbers(&x->numbers[i], &y->numbers[j], even);
            if (f.bits > best.bits) best = (struct finding){f.grade, f.bits, i, j};
        }
    return best;
}

static bool place_reads(struct view text, struct arena *a, struct weighed_name *out) {
    struct read_word *read;
    if (!a || !words_read(text, a, &read, &out->count) || !out->count) return false;
    const struct word **w = ARENA_ARRAY(a, out->count, const struct word *);
    float *bits = ARENA_ARRAY(a, out->count, float);
    if (!w || !bits) return false;
    for (size_t i = 0; i < out->count; i++) word_sound(&read[i]), w[i] = &read[i].word, bits[i] = word_bits(w[i]->role, 0, 0);
    out->word = w, out->bits = bits, out->alike_bits = NULL, out->of_firm = false;
    return true;
}

static struct finding birth_places(const struct form *x, const struct form *y, struct arena *a) {
    struct finding best = NOTHING;
    for (size_t i = 0; i < x->birth_place_count && i < 4; i++)
        for (size_t j = 0; j < y->birth_place_count && j < 4; j++) {
            struct weighed_name p, q;
            if (!place_reads(x->birth_places[i], a, &p) || !place_reads(y->birth_places[j], a, &q)) continue;
            struct name_likeness l = name_likeness(&p, &q, -1000, NULL);
            if (l.bits <= 4 || best.bits > 0) continue;
            best = (struct finding){l.grade, PLACE_BITS, i, j};
        }
    return best;
}

// ---- all together -------------------------------------------------------------------------------

struct findings {
    struct finding of[EVIDENCE_FIELD_COUNT];
};

// What agrees besides the name counts only as far as the name speaks for it: half of a country is of one sex,
// and thousands are born on one day. A number speaks for itself.
static void temper(struct findings *f) {
    float name = f->of[EVIDENCE_name].bits, number = f->of[EVIDENCE_paper].bits + f->of[EVIDENCE_identifier].bits;
    float trust = fmaxf(name, number) / EVEN_BITS;
    trust = trust < 0 ? 0 : trust > 1 ? 1 : trust;
    static const enum evidence_field besides[] = {EVIDENCE_birth, EVIDENCE_sex, EVIDENCE_nationality, EVIDENCE_birth_place};
    for (size_t i = 0; i < sizeof besides / sizeof *besides; i++)
        if (f->of[besides[i]].bits > 0) f->of[besides[i]].bits *= trust;
    if (number > 8 && name < 0) f->of[EVIDENCE_name].bits = fmaxf(name, -5);
}

static float gather(const struct form *x, const struct form *y, struct likeness_memo *memo, struct arena *a, struct findings *f, struct meeting *told) {
    f->of[EVIDENCE_name] = names(x, y, memo, told);
    f->of[EVIDENCE_birth] = births(x, y);
    f->of[EVIDENCE_sex] = sexes(x, y);
    f->of[EVIDENCE_nationality] = nationalities(x, y);
    f->of[EVIDENCE_paper] = numbers(x, y, true);
    f->of[EVIDENCE_identifier] = numbers(x, y, false);
    f->of[EVIDENCE_birth_place] = birth_places(x, y, a);
    temper(f);
    if (f->of[EVIDENCE_birth].grade == GRADE_unknown && f->of[EVIDENCE_paper].bits + f->of[EVIDENCE_identifier].bits <= 0)
        f->of[EVIDENCE_name].bits -= company_bits(fmaxf(x->even, y->even));
    float sum = 0;
    for (size_t i = 0; i < EVIDENCE_FIELD_COUNT; i++) sum += f->of[i].bits;
    return sum;
}

float forms_bits(const struct form *asked, const struct form *found, struct likeness_memo *memo) {
    struct findings f;
    return gather(asked, found, memo, NULL, &f, NULL);
}

static struct view sex_text(const char *sex) { return (struct view){sex, 1}; }

static struct view date_text(const struct dates *d, struct arena *a) {
    AUTO_TEXT t = text_with_ceiling(64);
    text_dates(&t, *d);
    return view_of(arena_copy(a, text_seen(&t)));
}

static struct view value(const struct form *f, enum evidence_field field, size_t i, struct arena *a) {
    switch (field) {
    case EVIDENCE_name: return f->names[i].text;
    case EVIDENCE_birth: return date_text(&f->births[i], a);
    case EVIDENCE_sex: return sex_text(&f->sex);
    case EVIDENCE_nationality: return f->nationalities[i];
    case EVIDENCE_paper: case EVIDENCE_identifier: return f->numbers[i].text;
    case EVIDENCE_birth_place: return f->birth_places[i];
    case EVIDENCE_FIELD_COUNT: break;
    }
    return view_of(NULL);
}

// Evidence outlives the index entry it came from.
static struct view kept(struct view v, struct arena *a) { return (struct view){arena_copy(a, v), v.bytes}; }

// A form that was read still has the texts of its words; of one from the index they are read again from the name.
struct told_name {
    const struct read_word *read;
    const struct word *const *word;
    size_t count;
    struct view from, kept;  // the name that the words point into, and its copy in the evidence
};

static bool tell_name(const struct form *f, size_t i, struct view kept, struct arena *a, struct told_name *out) {
    *out = (struct told_name){.word = f->words + f->names[i].first, .count = f->names[i].count, .from = f->names[i].text, .kept = kept};
    if (f->texts) return true;
    struct read_word *read;
    out->from = kept;
    bool fits = words_read_as(naming_of(f->kind), kept, a, &read, &out->count);
    out->read = read;
    return fits;
}

// The name as received from the first to the last of some words, in its copy.
static struct view stretch(const struct told_name *n, size_t first, size_t count) {
    if (!count) return (struct view){"", 0};
    const struct read_word *a = n->read ? &n->read[first] : (const struct read_word *)n->word[first];
    const struct read_word *b = n->read ? &n->read[first + count - 1] : (const struct read_word *)n->word[first + count - 1];
    return (struct view){n->kept.at + (a->received.at - n->from.at), (size_t)(b->received.at + b->received.bytes - a->received.at)};
}

static bool tell_acronym(struct evidence *row, struct arena *a) {
    struct word_pair *pair = ARENA_NEW(a, struct word_pair);
    if (!pair) return false;
    *pair = (struct word_pair){row->asked, row->found, MEETING_acronym, row->bits};
    row->words = pair, row->word_count = 1;
    return true;
}

// Which word met which.
static bool tell_words(const struct form *asked, size_t i, const struct form *found, size_t j, struct likeness_memo *memo,
                       struct meeting *m, struct evidence *row, struct arena *a) {
    struct weighed_name x = form_weighed(asked, i), y = form_weighed(found, j);
    struct told_name nx, ny;
    if (is_acronym(&asked->names[i]) || is_acronym(&found->names[j]) || syllables(asked, i, found, j) > 0) return tell_acronym(row, a);
    if (!tell_name(asked, i, row->asked, a, &nx) || !tell_name(found, j, row->found, a, &ny)) return false;
    if (nx.count != x.count || ny.count != y.count) return true;  // not the words that were compared: nothing to tell
    if (!m->known) name_meetings(&x, &y, memo, m->at, &m->count);
    const struct met_words *met = m->at;
    size_t n = m->count;
    struct word_pair *pairs = ARENA_ARRAY(a, n, struct word_pair);
    if (!pairs) return false;
    for (size_t k = 0; k < n; k++) {
        bool near = is_meant(&asked->names[i], &found->names[j]) && (met[k].how == MEETING_same || met[k].how == MEETING_same_script);
        pairs[k] = (struct word_pair){stretch(&nx, met[k].x_first, met[k].x_count), stretch(&ny, met[k].y_first, met[k].y_count),
                                      near ? MEETING_similar : met[k].how, met[k].bits};
    }
    row->words = pairs;
    row->word_count = n;
    return true;
}

bool forms_compare(const struct form *asked, const struct form *found, struct likeness_memo *memo, struct arena *a,
                   struct candidate *out) {
    struct findings f;
    struct evidence *rows = ARENA_ARRAY(a, EVIDENCE_FIELD_COUNT, struct evidence);
    if (!rows) return false;
    struct meeting told;
    float bits = gather(asked, found, memo, a, &f, &told);
    size_t n = 0;
    for (int i = 0; i < EVIDENCE_FIELD_COUNT; i++) {
        const struct finding *g = &f.of[i];
        if (g->grade == GRADE_unknown) continue;
        struct view x = kept(value(asked, (enum evidence_field)i, g->asked, a), a);
        struct view y = kept(value(found, (enum evidence_field)i, g->found, a), a);
        if (!x.at || !y.at) return false;
        rows[n] = (struct evidence){(enum evidence_field)i, g->grade, g->bits, x, y, NULL, 0};
        if (i == EVIDENCE_name && !tell_words(asked, g->asked, found, g->found, memo, &told, &rows[n], a)) return false;
        n++;
    }
    out->bits = bits;
    out->score = score_of_bits(bits, fmaxf(asked->even, found->even));
    out->evidence = rows;
    out->evidence_count = n;
    return true;
}
