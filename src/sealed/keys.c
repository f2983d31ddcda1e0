// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sealed/keys.h"

#include "base/instant.h"
#include "codec/mrz.h"
#include "match/word.h"

enum {
    WORDS_MAX = 6,          // of a name: those with the most consonants
    READINGS_MAX = 2,       // of a word
    CONSONANTS_MAX = 12, CONSONANTS_ALONE = 3,
    NUMBER_BYTES_MIN = 4, NUMBERS_MAX = 10,
    NAMES_MAX = 12, BIRTHS_MAX = 3,
    DATE_ROOM = 12, TAIL_ROOM = 12,
    YEARS_MAX = 3,          // a longer span says no year
    URL_DIGEST_BYTES = 64,
};

static const char *const type_names[] = {
#define X(name) #name,
    SEALED_KEY_TYPES(X)
#undef X
};
const char *sealed_key_type_name(enum sealed_key_type t) { return t < SEALED_KEY_TYPE_COUNT ? type_names[t] : "?"; }

bool sealed_key_type_read(struct view v, enum sealed_key_type *out) {
    for (int t = 0; t < SEALED_KEY_TYPE_COUNT; t++)
        if (view_is(v, type_names[t])) return *out = (enum sealed_key_type)t, true;
    return false;
}

// A date and a word are two; two words alone may be both of the family, unless the name says otherwise.
// Of how many of the three parts of a person (given names, family names, birth) a key of this type is made at least, where
// the name says which word is which (`split`) or does not. Whoever knows fewer parts can't form it.
static int sealed_key_parts(enum sealed_key_type t, bool split) {
    switch (t) {
    case SEALED_KEY_names_date: case SEALED_KEY_name_date: case SEALED_KEY_names_year: return 2;
    case SEALED_KEY_name_alone: return split ? 2 : 1;
    default: return 0;
    }
}

// ---- Words: the row of consonants ----

// The class of a sound (match/word.h has the alphabet); 0: not written. A second class where romanisations use one
// letter for two sounds: French "ch", "j", w, and g before a soft vowel. A j at the end is one for y (Sergej).
static char class_of(char sound, bool second, bool last) {
    if (sound == 'J' && last) return 0;
    switch (sound) {
    case 'b': case 'p': return 'B';
    case 'f': case 'v': return 'F';
    case 't': case 'd': case 'Q': case 'V': return 'T';
    case 's': case 'z': case 'S': case 'Z': case 'T': case 'c': return 'S';
    case 'k': case 'q': case 'G': case 'X': return 'K';
    case 'w': return second ? 'F' : 0;
    case 'g': case 'K': return second ? 'S' : 'K';
    case 'D': case 'C': case 'J': case 'x': return second ? 'K' : 'S';
    case 'l': return 'L';
    case 'r': return 'R';
    case 'R': return second ? 'K' : 'R';
    case 'm': return 'M';
    case 'n': return 'N';
    default: return 0;
    }
}

struct row {
    char at[CONSONANTS_MAX + 1];
    size_t count;
};
struct key_word {
    struct row reading[READINGS_MAX];
    size_t readings;
};

static struct row row_of(const char *sound, size_t n, bool second) {
    struct row r = {.count = 0};
    for (size_t i = 0; i < n && r.count < CONSONANTS_MAX; i++) {
        char c = class_of(sound[i], second, i + 1 == n);
        if (c && !(r.count && r.at[r.count - 1] == c)) r.at[r.count++] = c;
    }
    return r;
}

static bool same_row(const struct row *x, const struct row *y) { return x->count == y->count && memcmp(x->at, y->at, x->count) == 0; }

// A word of vowels only, of digits or of a script that is not sounded stands for itself.
static struct row spelt(const struct read_word *w) {
    struct row r = {.at = "=", .count = 1};
    for (size_t i = 0; i < w->folded.bytes && r.count < CONSONANTS_MAX; i++) r.at[r.count++] = w->folded.at[i];
    return r;
}

static struct key_word word_of(struct read_word *w) {
    struct key_word k = {.readings = 1};
    word_sound_once(w);
    // the shorter: without a glued article, ben or abd
    size_t n = w->word.sound_bytes[1] && w->word.second == SECOND_UNGLUED && w->word.sound_bytes[1] < w->word.sound_bytes[0];
    k.reading[0] = row_of(w->word.sound[n], w->word.sound_bytes[n], false);
    k.reading[1] = row_of(w->word.sound[n], w->word.sound_bytes[n], true);
    if (!k.reading[0].count) k.reading[0] = k.reading[1];
    if (!k.reading[0].count) k.reading[0] = k.reading[1] = spelt(w);
    if (!same_row(&k.reading[0], &k.reading[1])) k.readings = 2;
    return k;
}

struct key_name {
    struct key_word words[WORDS_MAX];
    size_t count;
};

static void keep_longest(struct key_name *n, const struct key_word *w) {
    if (n->count < WORDS_MAX) {
        n->words[n->count++] = *w;
        return;
    }
    size_t shortest = 0;
    for (size_t i = 1; i < n->count; i++)
        if (n->words[i].reading[0].count < n->words[shortest].reading[0].count) shortest = i;
    if (w->reading[0].count > n->words[shortest].reading[0].count) n->words[shortest] = *w;
}

static bool tells_somebody(const struct word *w) {
    return w->role != ROLE_GENERIC && w->role != ROLE_KUNYA && w->role != ROLE_TITLE && w->role != ROLE_INITIAL && w->role != ROLE_LINK;
}

static bool read_name(struct view text, struct arena *a, struct key_name *out) {
    struct read_word *read;
    size_t count;
    out->count = 0;
    if (!words_read(text, a, &read, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!tells_somebody(&read[i].word)) continue;
        struct key_word w = word_of(&read[i]);
        keep_longest(out, &w);
    }
    return true;
}

// ---- Gathering ----

struct maker {
    struct arena *a;
    struct sealed_key *out;
    enum sealed_side side;
    size_t count, left_out;
    struct sealed_choice choice;
    bool split;  // the name at hand says which words are given and which are the family's
    bool full;   // the arena is
};

static void add(struct maker *m, enum sealed_key_type type, enum identifier_kind kind, struct view value) {
    if (m->choice.types && !(m->choice.types >> type & 1)) return;
    if (sealed_key_parts(type, m->split) < m->choice.parts) return;
    for (size_t i = 0; i < m->count; i++)
        if (m->out[i].type == type && view_same(m->out[i].value, value)) return;
    if (m->count == SEALED_KEYS_MAX) {
        m->left_out++;
        return;
    }
    const char *kept = arena_copy(m->a, value);
    if (!kept) m->full = true;
    else m->out[m->count++] = (struct sealed_key){type, kind, {kept, value.bytes}};
}

static void add_number(struct maker *m, struct view type, struct view text, struct view country) {
    struct identifier_key keys[IDENTIFIER_KEYS_MAX];
    struct identifier_reading r = identifier_read(type, text, country);
    size_t n = identifier_keys(type, text, country, keys);
    for (size_t i = 0; i < n; i++) {
        struct view value = view_of(keys[i].text);
        bool digest = r.kind == IDENTIFIER_url && value.bytes == URL_DIGEST_BYTES;  // else its host's name
        enum sealed_key_type exact = digest ? SEALED_KEY_url : SEALED_KEY_number, loose = digest ? SEALED_KEY_url_loose : SEALED_KEY_number_loose;
        if (value.bytes >= NUMBER_BYTES_MIN) add(m, keys[i].loose ? loose : exact, r.kind, value);
    }
}

static void add_numbers(struct maker *m, const struct subject *s) {
    size_t papers = s->paper_count < NUMBERS_MAX ? s->paper_count : NUMBERS_MAX;
    size_t others = s->identifier_count < NUMBERS_MAX ? s->identifier_count : NUMBERS_MAX;
    for (size_t i = 0; i < papers; i++)
        if (!view_is(s->papers[i].type, "mrz")) add_number(m, s->papers[i].type, s->papers[i].number, s->papers[i].country);
    for (size_t i = 0; i < others; i++) add_number(m, s->identifiers[i].type, s->identifiers[i].value, s->identifiers[i].country);
}

// Words in the order of their bytes, then what follows them, with blanks between.
static void add_row(struct maker *m, enum sealed_key_type type, const struct row **rows, size_t count, const char *tail) {
    char value[WORDS_MAX * (CONSONANTS_MAX + 1) + TAIL_ROOM];
    const struct row *sorted[WORDS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        struct view w = {rows[i]->at, rows[i]->count};
        for (; at && view_compare((struct view){sorted[at - 1]->at, sorted[at - 1]->count}, w) > 0; at--) sorted[at] = sorted[at - 1];
        sorted[at] = rows[i];
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(value + n, sorted[i]->at, sorted[i]->count), n += sorted[i]->count;
        value[n++] = ' ';
    }
    memcpy(value + n, tail, strlen(tail)), n += strlen(tail);
    add(m, type, IDENTIFIER_other, (struct view){value, n});
}

static void add_words(struct maker *m, const struct key_name *name, const char *tail) {
    for (size_t i = 0; i < name->count; i++)
        for (size_t k = 0; k < name->words[i].readings; k++) {
            const struct row *r = &name->words[i].reading[k];
            if (r->count >= CONSONANTS_ALONE) add_row(m, SEALED_KEY_name_date, &r, 1, tail);
        }
}

static const struct row *reading(const struct key_word *w, size_t k) { return &w->reading[k < w->readings ? k : 0]; }

// Two words in the same reading: whoever writes "ch" for one sound in one word rarely means another in the next.
static void add_pairs(struct maker *m, enum sealed_key_type type, const struct key_name *name, const char *tail) {
    for (size_t i = 0; i < name->count; i++)
        for (size_t j = i + 1; j < name->count; j++) {
            const struct key_word *x = &name->words[i], *y = &name->words[j];
            size_t readings = x->readings > y->readings ? x->readings : y->readings;
            for (size_t k = 0; k < readings; k++) {
                const struct row *both[] = {reading(x, k), reading(y, k)};
                add_row(m, type, both, 2, tail);
            }
        }
}

static void add_alone(struct maker *m, const struct key_name *name, const char *tail) {
    const struct row *all[WORDS_MAX];
    for (size_t i = 0; i < name->count; i++) all[i] = &name->words[i].reading[0];
    if (name->count >= 2) add_row(m, SEALED_KEY_name_alone, all, name->count, tail);
}

// ---- Dates ----

// "1989-09-15" with the smaller of day and month first, so that it meets its mirror; "" when the day is not known.
static void full_date(struct dates d, char out[DATE_ROOM]) {
    int year, month, day;
    *out = '\0';
    if (d.precision != DATE_DAY) return;
    days_split(d.first, &year, &month, &day);
    int low = day < month ? day : month, high = day < month ? month : day;
    struct text t = text_with_ceiling(DATE_ROOM);
    text_format(&t, "%04d-%02d-%02d", year, low, high);
    if (text_ok(&t)) memcpy(out, text_string(&t), t.bytes + 1);
    text_free(&t);
}

static void year_of(int32_t day_number, const char *mark, char out[DATE_ROOM]) {
    int year, month, day;
    days_split(day_number, &year, &month, &day);
    for (int i = 3; i >= 0; i--, year /= 10) out[i] = (char)('0' + year % 10);
    out[4] = *mark;
    out[5] = '\0';
}

// What says less shall meet what says more, but two that say more shall not meet by the less: who knows the day writes
// its own side's mark, who does not writes the other side's and one for both of them not knowing.
struct marks {
    const char *knows, *lacks[2];
};
static struct marks marks_of(enum sealed_side side) {
    return side == SEALED_OWNER ? (struct marks){"o", {"a", "n"}} : (struct marks){"a", {"o", "n"}};
}

static void add_year(struct maker *m, const struct key_name *name, int32_t day, bool known) {
    struct marks marks = marks_of(m->side);
    char year[DATE_ROOM];
    for (int i = 0; i < (known ? 1 : 2); i++) {
        year_of(day, known ? marks.knows : marks.lacks[i], year);
        add_pairs(m, SEALED_KEY_names_year, name, year);
    }
}

static void add_birth(struct maker *m, const struct key_name *name, struct dates d) {
    char date[DATE_ROOM];
    bool known = d.precision == DATE_DAY;
    full_date(d, date);
    if (known) add_pairs(m, SEALED_KEY_names_date, name, date);
    if (known) add_words(m, name, date);
    for (int32_t day = d.first; !known && day <= d.last && day - d.first <= YEARS_MAX * 366; day += 365) add_year(m, name, day, known);
    if (known) add_year(m, name, d.first, known);
}

static void add_undated(struct maker *m, const struct key_name *name, bool known) {
    struct marks marks = marks_of(m->side);
    for (int i = 0; i < (known ? 1 : 2); i++) add_alone(m, name, known ? marks.knows : marks.lacks[i]);
}

RESULT sealed_keys(const struct subject *s, enum sealed_side side, struct arena *a, struct sealed_key out[SEALED_KEYS_MAX], size_t *count,
                   size_t *left_out, struct error *err) {
    return sealed_keys_of(s, side, (struct sealed_choice){0, 0}, a, out, count, left_out, err);
}

RESULT sealed_keys_of(const struct subject *s, enum sealed_side side, struct sealed_choice choice, struct arena *a, struct sealed_key out[SEALED_KEYS_MAX],
                      size_t *count, size_t *left_out, struct error *err) {
    struct maker m = {.a = a, .out = out, .side = side, .choice = choice};
    struct subject whole;
    struct key_name name;
    size_t births = 0;
    TRY(mrz_into_subject(s, a, &whole, NULL, err));
    add_numbers(&m, &whole);
    for (size_t k = 0; k < whole.birth_count; k++) births += whole.births[k].precision != DATE_NONE;
    for (size_t i = 0; i < whole.name_count && i < NAMES_MAX; i++) {
        m.split = whole.names[i].given.bytes > 0 && whole.names[i].family.bytes > 0;
        if (!read_name(whole.names[i].text, a, &name)) return FAIL(err, TOO_BIG, "the subject has too much in it");
        for (size_t k = 0; k < whole.birth_count && k < BIRTHS_MAX; k++)
            if (whole.births[k].precision != DATE_NONE) add_birth(&m, &name, whole.births[k]);
        add_undated(&m, &name, births > 0);
    }
    if (m.full) return FAIL(err, TOO_BIG, "the subject has too much in it");
    *count = m.count;
    if (left_out) *left_out = m.left_out;
    return DONE;
}

void sealed_input(struct text *out, struct view purpose_class, enum sealed_key_type type, struct view value) {
    text_put(out, SEALED_KEYS_VERSION "|");
    text_view(out, purpose_class);
    text_char(out, '|');
    text_put(out, sealed_key_type_name(type));
    text_char(out, '|');
    text_view(out, value);
}
