// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/shape.h"

#include "match/tables/kin.h"
#include "match/tables/words.h"

#include <threads.h>

enum { ROLE_ARTICLE = ROLE_LINK + 1, ROLE_ABD, ROLE_DIN };

// ---- tables -------------------------------------------------------------------------------------

// Every word of every name asks the tables, so their rows are reached by hash: laid out once, before the first name is read.
struct listed { const char *word; uint8_t role; };
struct pair_of_words { const char *from, *to; };
struct kin_row { const char *word; uint16_t group; };

static const struct listed LISTED[] = {
#define X(word, r) {word, ROLE_##r},
    LISTED_WORDS(X)
#undef X
};
static const struct pair_of_words SHORT[] = {SHORT_FORMS}, ONE_FORM[] = {ONE_FORMS}, PHRASES[] = {LEGAL_PHRASES};
static const struct kin_row KIN[] = {KIN_GROUPS};
#define ROWS(table) (sizeof(table) / sizeof *(table))

enum { SLOTS = 4096 };
struct slots {
    uint16_t row[SLOTS];  // 1 + row, 0 free
};
static struct slots of_listed, of_short, of_one_form, of_kin;
static once_flag laid_out = ONCE_FLAG_INIT;

#define PUT_ROWS(slots, table, member)                                                             \
    for (size_t i = 0; i < ROWS(table); i++) {                                                     \
        size_t at = bytes_hash(view_of((table)[i].member)) % SLOTS;                                \
        while ((slots).row[at]) at = (at + 1) % SLOTS;                                             \
        (slots).row[at] = (uint16_t)(i + 1);                                                       \
    }

static void lay_out(void) {
    _Static_assert(ROWS(LISTED) < SLOTS / 2 && ROWS(SHORT) < SLOTS / 2 && ROWS(ONE_FORM) < SLOTS / 2 && ROWS(KIN) < SLOTS / 2, "slots");
    PUT_ROWS(of_listed, LISTED, word)
    PUT_ROWS(of_short, SHORT, from)
    PUT_ROWS(of_one_form, ONE_FORM, from)
    PUT_ROWS(of_kin, KIN, word)
}

#define FIND_ROW(slots, table, member, t, found)                                                   \
    for (size_t at_ = bytes_hash(t) % SLOTS; (slots).row[at_]; at_ = (at_ + 1) % SLOTS) {          \
        if (!view_is(t, (table)[(slots).row[at_] - 1].member)) continue;                           \
        (found) = &(table)[(slots).row[at_] - 1];                                                  \
        break;                                                                                     \
    }

uint16_t kin_of(struct view t) {
    const struct kin_row *r = NULL;
    call_once(&laid_out, lay_out);
    FIND_ROW(of_kin, KIN, word, t, r)
    return r ? r->group : 0;
}

static bool listed_role(struct view t, uint8_t *role) {
    const struct listed *r = NULL;
    FIND_ROW(of_listed, LISTED, word, t, r)
    if (r) *role = r->role;
    return r != NULL;
}

static const char *written_out(const struct slots *s, const struct pair_of_words *table, struct view t) {
    const struct pair_of_words *r = NULL;
    FIND_ROW(*s, table, from, t, r)
    return r ? r->to : NULL;
}

// ---- words --------------------------------------------------------------------------------------

struct view letters_spell(const struct letters *w, char room[WORD_BYTES_MAX]) {
    size_t n = 0;
    for (size_t i = 0; i < w->count; i++) n += utf8_put(w->at[i], room + n);
    return (struct view){room, n};
}

static void become(struct letters *w, const char *word) {
    struct view v = view_of(word);
    w->count = 0;
    w->script = SCRIPT_LATIN;
    for (size_t at = 0; at < v.bytes && w->count < SOUND_LETTERS_MAX;) w->at[w->count++] = utf8_next(v, &at);
    if (w->count && w->at[0] >= '0' && w->at[0] <= '9') w->script = SCRIPT_DIGITS;
}

static void append(struct letters *w, const struct letters *more) {
    for (size_t i = 0; i < more->count && w->count < SOUND_LETTERS_MAX; i++) w->at[w->count++] = more->at[i];
    w->end = more->end;
}

static bool is_patronymic(const struct letters *w, struct view t) {
    static const char endings[][16] = {PATRONYMICS};
    if (w->count < 6 || (w->script != SCRIPT_LATIN && w->script != SCRIPT_CYRILLIC)) return false;
    for (size_t i = 0; i < ROWS(endings); i++) {
        size_t n = strlen(endings[i]);
        if (t.at[t.bytes - 1] == endings[i][n - 1] && t.bytes > n + 2 && memcmp(t.at + t.bytes - n, endings[i], n) == 0) return true;
    }
    return false;
}

static uint8_t role_of(const struct letters *w) {
    char room[WORD_BYTES_MAX];
    struct view t = letters_spell(w, room);
    uint8_t role = ROLE_PLAIN;
    bool listed = listed_role(t, &role);
    if (listed && (role == ROLE_ARTICLE || role == ROLE_LINK)) return role;
    if (w->count == 1 && w->script <= SCRIPT_HEBREW) return ROLE_INITIAL;
    if (listed) return role;
    return is_patronymic(w, t) ? ROLE_PATRONYMIC : ROLE_PLAIN;
}

// ---- abbreviations, legal forms, numbers --------------------------------------------------------

// Letters with nothing but dots between them are one word where they are a known form (S.A.) or three and more (A.B.C.);
// two are the initials of a given name (J.P.).
static size_t join_dotted(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n;) {
        size_t k = 1;
        struct letters whole = w[i];
        while (whole.count == k && i + k < n && w[i + k].dotted && w[i + k].count == 1) append(&whole, &w[i + k++]);
        uint8_t role = ROLE_PLAIN;
        char room[WORD_BYTES_MAX];
        bool known = k >= 2 && listed_role(letters_spell(&whole, room), &role) && role == ROLE_GENERIC;
        bool joins = known || k >= 3;
        w[kept++] = joins ? whole : w[i];
        i += joins ? k : 1;
    }
    return kept;
}

static size_t phrase_length(const struct letters *w, size_t n, const char *phrase) {
    size_t k = 0;
    char room[WORD_BYTES_MAX];
    while (*phrase) {
        size_t bytes = strcspn(phrase, " ");
        if (k == n || !view_same(letters_spell(&w[k], room), (struct view){phrase, bytes})) return 0;
        phrase += bytes + (phrase[bytes] == ' ');
        k++;
    }
    return k;
}

// Open Joint Stock Company, OJSC and OAO are one legal form.
static size_t join_phrases(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n;) {
        size_t k = 0, row = 0;
        for (; row < ROWS(PHRASES) && !k; row++)
            if (w[i].at[0] == utf8_next(view_of(PHRASES[row].from), &(size_t){0})) k = phrase_length(w + i, n - i, PHRASES[row].from);
        struct letters whole = w[i];
        if (k) {
            become(&whole, PHRASES[row - 1].to);
            whole.end = w[i + k - 1].end;
        }
        w[kept++] = whole;
        i += k ? k : 1;
    }
    return kept;
}

static bool is_tens(const struct letters *w) { return w->script == SCRIPT_DIGITS && w->count == 2 && w->at[1] == '0'; }

// Forty-four is 44.
static size_t join_numbers(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool unit = w[i].script == SCRIPT_DIGITS && w[i].count == 1 && w[i].at[0] != '0';
        if (unit && kept && is_tens(&w[kept - 1])) {
            w[kept - 1].at[1] = w[i].at[0];
            w[kept - 1].end = w[i].end;
        } else w[kept++] = w[i];
    }
    return kept;
}

static void write_out(struct letters *w, size_t n) {
    char room[WORD_BYTES_MAX];
    struct view t = letters_spell(w, room);
    const char *full = w->script == SCRIPT_LATIN && w->count <= 5 && n > 1 ? written_out(&of_short, SHORT, t) : NULL;
    if (!full && n > 1) full = written_out(&of_one_form, ONE_FORM, t);
    if (full) become(w, full);
}

// ---- compounds ----------------------------------------------------------------------------------

static bool starts_with_article(const struct letters *w) {
    return w->script == SCRIPT_ARABIC && w->count >= 4 && w->at[0] == U'ا' && w->at[1] == U'ل';
}
static void without_article(struct letters *w) {
    if (!starts_with_article(w)) return;
    bool allah = w->count == 4 && w->at[2] == U'ل' && w->at[3] == U'ه';
    if (allah) return;
    memmove(w->at, w->at + 2, (w->count - 2) * sizeof *w->at);
    w->count -= 2;
}

static size_t merge(struct letters *w, size_t kept, size_t i, size_t next) {
    w[kept] = w[i];
    without_article(&w[kept]);
    without_article(&w[next]);
    append(&w[kept], &w[next]);
    w[kept].role = ROLE_PLAIN;
    return next;
}

// Abd + (article) + X, and X + (article) + din, become one word.
static size_t join_compounds(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++, kept++) {
        size_t next = i + 1;
        while (next < n && w[next].role == ROLE_ARTICLE) next++;
        bool same_script = next < n && w[next].script == w[i].script;
        bool din = i + 1 < n && next < n && w[next].role == ROLE_DIN;
        if (w[i].role == ROLE_ABD && same_script && w[next].role != ROLE_LINK) {
            w[i].count = 3;
            i = merge(w, kept, i, next);
        } else if (din && same_script && (w[i].role == ROLE_PLAIN || w[i].role == ROLE_COMMON)) {
            i = merge(w, kept, i, next);
        } else {
            w[kept] = w[i];
            if (w[kept].role >= ROLE_ABD) w[kept].role = ROLE_PLAIN;
        }
    }
    return kept;
}

// A name of nothing but particles is a name all the same (Mr Ben, Le Van).
static void spare_particles(struct letters *w, size_t n) {
    for (size_t i = 0; i < n; i++) if (w[i].role < ROLE_KUNYA) return;
    for (size_t i = 0; i < n; i++) if (w[i].role != ROLE_INITIAL) w[i].role = ROLE_COMMON;
}

// An article says nothing, unless it is all there is.
static size_t drop_articles(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (w[i].role == ROLE_ARTICLE && (kept || i + 1 < n)) continue;
        w[kept] = w[i];
        if (w[kept].role == ROLE_ARTICLE) w[kept].role = ROLE_COMMON;
        kept++;
    }
    return kept;
}

size_t shape_words(struct letters *w, size_t n) {
    call_once(&laid_out, lay_out);
    if (n > 1) {
        n = join_dotted(w, n);
        n = join_phrases(w, n);
        for (size_t i = 0; i < n; i++) write_out(&w[i], n);
        n = join_numbers(w, n);
    }
    for (size_t i = 0; i < n; i++) w[i].role = role_of(&w[i]);
    n = drop_articles(w, join_compounds(w, n));
    if (n > NAME_WORDS_MAX) n = NAME_WORDS_MAX;
    spare_particles(w, n);
    return n;
}
