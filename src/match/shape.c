// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "match/shape.h"

#include "match/firm.h"
#include "match/tables/frequent.h"
#include "match/tables/kin.h"
#include "match/tables/sexes.h"
#include "match/tables/words.h"

#include <threads.h>

enum { ROLE_ARTICLE = ROLE_LINK + 1, ROLE_ABD, ROLE_DIN, ROLE_DHU };

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
static const struct pair_of_words SHORT[] = {SHORT_FORMS}, ONE_FORM[] = {ONE_FORMS}, LAST[] = {LAST_FORMS}, PHRASES[] = {LEGAL_PHRASES};
static const struct kin_row KIN[] = {KIN_GROUPS};
static const char *const FREQUENT[] = {FREQUENT_WORDS}, *const MEN[] = {MENS_WORDS}, *const WOMEN[] = {WOMENS_WORDS};
#define ROWS(table) (sizeof(table) / sizeof *(table))

enum { SLOTS = 16384 };
struct slots {
    struct { uint16_t tag, row; } at[SLOTS];  // tag: of the hash; row: 1 + row, 0 free
};
static struct slots of_listed, of_frequent, of_short, of_one_form, of_kin, of_phrase, of_men, of_women;
enum { KIN_GROUPS_MAX = 1024 };
static struct { uint16_t first[KIN_GROUPS_MAX], next[ROWS(KIN)]; uint64_t hash[ROWS(KIN)]; } kin_rows;  // of each group; 1 + row, 0 ends
static const struct { const char *word; uint8_t second; } SECOND[] = {OF_TWO};
static uint64_t second_hash[ROWS(SECOND)];
static struct { const char *text; size_t bytes; } endings[64];
static once_flag laid_out = ONCE_FLAG_INIT;

static uint16_t tag_of(uint64_t hash) { return (uint16_t)(hash >> 48); }

static void put_row(struct slots *s, struct view word, size_t row) {
    uint64_t hash = bytes_hash(word);
    size_t at = hash % SLOTS;
    while (s->at[at].row) at = (at + 1) % SLOTS;
    s->at[at].tag = tag_of(hash), s->at[at].row = (uint16_t)(row + 1);
}

static struct view first_word(const char *phrase) { return (struct view){phrase, strcspn(phrase, " ")}; }

static void put_kin(size_t i) {
    uint16_t group = KIN[i].group;
    ENSURE(group < KIN_GROUPS_MAX);
    kin_rows.hash[i] = bytes_hash(view_of(KIN[i].word));
    kin_rows.next[i] = kin_rows.first[group], kin_rows.first[group] = (uint16_t)(i + 1);
}

static void lay_out(void) {
    static const char *const patronymics[] = {PATRONYMICS};
    _Static_assert(ROWS(LISTED) < SLOTS / 2 && ROWS(FREQUENT) < SLOTS / 2 && ROWS(KIN) < SLOTS / 2
                   && ROWS(MEN) + ROWS(WOMEN) < SLOTS / 2 && ROWS(patronymics) < ROWS(endings), "room");
    for (size_t i = 0; i < ROWS(LISTED); i++) put_row(&of_listed, view_of(LISTED[i].word), i);
    for (size_t i = 0; i < ROWS(FREQUENT); i++) put_row(&of_frequent, view_of(FREQUENT[i]), i);
    for (size_t i = 0; i < ROWS(SHORT); i++) put_row(&of_short, view_of(SHORT[i].from), i);
    for (size_t i = 0; i < ROWS(ONE_FORM); i++) put_row(&of_one_form, view_of(ONE_FORM[i].from), i);
    for (size_t i = 0; i < ROWS(KIN); i++) put_row(&of_kin, view_of(KIN[i].word), i), put_kin(i);
    for (size_t i = 0; i < ROWS(SECOND); i++) second_hash[i] = bytes_hash(view_of(SECOND[i].word));
    for (size_t i = 0; i < ROWS(PHRASES); i++) put_row(&of_phrase, first_word(PHRASES[i].from), i);
    for (size_t i = 0; i < ROWS(MEN); i++) put_row(&of_men, view_of(MEN[i]), i);
    for (size_t i = 0; i < ROWS(WOMEN); i++) put_row(&of_women, view_of(WOMEN[i]), i);
    for (size_t i = 0; i < ROWS(patronymics); i++) endings[i].text = patronymics[i], endings[i].bytes = strlen(patronymics[i]);
}

// The next row after slot `*at` that may be the word's; starts at the hash. 0: none.
static size_t next_row(const struct slots *s, uint64_t hash, size_t *at) {
    for (; s->at[*at % SLOTS].row; ++*at)
        if (s->at[*at % SLOTS].tag == tag_of(hash)) return s->at[(*at)++ % SLOTS].row;
    return 0;
}

uint16_t kin_of(struct view t, uint64_t hash) {
    size_t at = hash % SLOTS, row;
    call_once(&laid_out, lay_out);
    while ((row = next_row(&of_kin, hash, &at)))
        if (view_is(t, KIN[row - 1].word)) return KIN[row - 1].group;
    return 0;
}

uint8_t second_name_of(uint64_t hash) {
    call_once(&laid_out, lay_out);
    for (size_t i = 0; i < ROWS(SECOND); i++) if (second_hash[i] == hash) return SECOND[i].second;
    return 0;
}

size_t kin_hashes(uint16_t group, uint64_t *out, size_t room) {
    size_t n = 0;
    call_once(&laid_out, lay_out);
    for (size_t row = group && group < KIN_GROUPS_MAX ? kin_rows.first[group] : 0; row && n < room; row = kin_rows.next[row - 1])
        out[n++] = kin_rows.hash[row - 1];
    return n;
}

const char *kin_word(uint16_t group, size_t i) {
    for (size_t row = 0; group && row < ROWS(KIN); row++) if (KIN[row].group == group && i-- == 0) return KIN[row].word;
    return NULL;
}

static bool listed_role(struct view t, uint64_t hash, uint8_t *role) {
    size_t at = hash % SLOTS, row;
    while ((row = next_row(&of_listed, hash, &at)))
        if (view_is(t, LISTED[row - 1].word)) return *role = LISTED[row - 1].role, true;
    return false;
}

static bool is_among(const struct slots *s, const char *const *words, struct view t, uint64_t hash) {
    size_t at = hash % SLOTS, row;
    while ((row = next_row(s, hash, &at)))
        if (view_is(t, words[row - 1])) return true;
    return false;
}

static bool is_frequent(struct view t, uint64_t hash) { return is_among(&of_frequent, FREQUENT, t, hash); }

// The tables of given names have most of them without marks: one written with them (François, Jürgen) is looked for in both ways. False: it
// has none, or one that is more than a mark (ß).
struct unmarked { char text[SOUND_LETTERS_MAX]; struct view view; uint64_t hash; };
static bool without_marks(const struct letters *w, struct unmarked *out) {
    if (w->script != SCRIPT_LATIN || w->bytes == w->count) return false;
    for (size_t i = 0; i < w->count; i++) {
        uint32_t plain = w->at[i] < 0x80 ? w->at[i] : sound_unmarked(w->at[i]);
        if (!plain) return false;
        out->text[i] = (char)plain;
    }
    out->view = (struct view){out->text, w->count};
    out->hash = bytes_hash(out->view);
    return true;
}

// A Cyrillic word as the tables have it, with kh and zh or with h and j. False: a letter of it is in no table, or it is too long for them.
static bool in_latin(const struct letters *w, bool by_two, struct unmarked *out) {
    static const struct { char sound, by_two[5], by_one[5]; } rows[] = {
        {'X', "kh", "h"}, {'Z', "zh", "j"}, {'S', "sh", "sh"}, {'T', "ch", "ch"}, {'c', "ts", "ts"}, {'G', "gh", "g"}, {'D', "dj", "j"}};
    enum { AT_ONCE = 4 };
    size_t n = 0;
    for (size_t i = 0; i < w->count; i++) {
        const char *sound = sound_of_letter(w->at[i]);
        if (!sound || n + 2 * AT_ONCE > sizeof out->text) return false;
        for (; *sound; sound++) {
            char one[2] = {*sound, 0};
            const char *letters = one;
            for (size_t r = 0; r < ROWS(rows); r++) if (rows[r].sound == *sound) letters = by_two ? rows[r].by_two : rows[r].by_one;
            while (*letters) out->text[n++] = *letters++;
        }
    }
    out->view = (struct view){out->text, n};
    out->hash = bytes_hash(out->view);
    return true;
}

static bool is_given_name(const struct slots *s, const char *const *words, const struct letters *w) {
    struct unmarked u;
    if (w->script == SCRIPT_CYRILLIC)
        return (in_latin(w, true, &u) && is_among(s, words, u.view, u.hash)) || (in_latin(w, false, &u) && is_among(s, words, u.view, u.hash));
    return is_among(s, words, letters_text(w), w->hash) || (without_marks(w, &u) && is_among(s, words, u.view, u.hash));
}

// Ta marbuta makes the woman's form of an Arabic name; an alif, alif maqsura or ha may stand for it and says nothing, and an ayn is
// heard and written as an a (ربيع, Rabia).
uint8_t sex_of(const struct letters *w) {
    uint32_t last = w->count ? w->at[w->count - 1] : 0;
    if (w->script == SCRIPT_ARABIC && w->count >= 4)
        return last == U'ة' ? WORD_ENDS_IN_TA
               : last == U'ا' || last == U'ه' || last == U'ي' || last == U'ع' ? WORD_OF_ANY : WORD_ENDS_OTHERWISE;
    if (w->script != SCRIPT_LATIN && w->script != SCRIPT_CYRILLIC) return WORD_OF_ANY;
    if (is_given_name(&of_men, MEN, w)) return WORD_OF_MAN;
    return is_given_name(&of_women, WOMEN, w) ? WORD_OF_WOMAN : WORD_OF_ANY;
}

static const char *written_out(const struct slots *s, const struct pair_of_words *table, struct view t, uint64_t hash) {
    size_t at = hash % SLOTS, row;
    while ((row = next_row(s, hash, &at)))
        if (view_is(t, table[row - 1].from)) return table[row - 1].to;
    return NULL;
}

// ---- words --------------------------------------------------------------------------------------

void letters_spell(struct letters *w) {
    size_t n = 0;
    for (size_t i = 0; i < w->count; i++) {
        if (w->at[i] < 0x80) w->text[n++] = (char)w->at[i];
        else n += utf8_put(w->at[i], w->text + n);
    }
    w->bytes = (uint8_t)n;
    w->hash = bytes_hash(letters_text(w));
}

static void become(struct letters *w, const char *word) {
    struct view v = view_of(word);
    w->count = 0;
    w->script = SCRIPT_LATIN;
    for (size_t at = 0; at < v.bytes && w->count < SOUND_LETTERS_MAX;) w->at[w->count++] = utf8_next(v, &at);
    if (w->count && w->at[0] >= '0' && w->at[0] <= '9') w->script = SCRIPT_DIGITS;
    letters_spell(w);
}

static void append(struct letters *w, const struct letters *more) {
    for (size_t i = 0; i < more->count && w->count < SOUND_LETTERS_MAX; i++) w->at[w->count++] = more->at[i];
    w->end = more->end;
}

// What an Arabic word ends with tells a sex of any.
bool is_name_of_tables(const struct letters *w) {
    struct view t = letters_text(w);
    uint8_t role;
    return kin_of(t, w->hash) || is_frequent(t, w->hash) || (listed_role(t, w->hash, &role) && role <= ROLE_GIVEN) || (w->script != SCRIPT_ARABIC && sex_of(w));
}

bool is_in_tables(const struct letters *w) {
    struct view t = letters_text(w);
    uint8_t role;
    call_once(&laid_out, lay_out);
    return listed_role(t, w->hash, &role) || written_out(&of_one_form, ONE_FORM, t, w->hash) || is_name_of_tables(w);
}

static bool is_patronymic(const struct letters *w, struct view t) {
    if (w->count < 6 || (w->script != SCRIPT_LATIN && w->script != SCRIPT_CYRILLIC)) return false;
    for (size_t i = 0; i < ROWS(endings) && endings[i].text; i++) {
        size_t n = endings[i].bytes;
        if (t.at[t.bytes - 1] == endings[i].text[n - 1] && t.bytes > n + 2 && memcmp(t.at + t.bytes - n, endings[i].text, n) == 0) return true;
    }
    return false;
}

static uint8_t role_of(const struct letters *w) {
    struct view t = letters_text(w);
    uint8_t role = ROLE_PLAIN;
    if (is_of_firms(w)) return ROLE_GENERIC;
    if (is_telling_of_firms(w)) return ROLE_COMMON;
    bool listed = listed_role(t, w->hash, &role);
    if (listed && (role == ROLE_ARTICLE || role == ROLE_LINK)) return role;
    if (w->elided && w->count == 1 && w->at[0] == 't') return ROLE_LINK;  // Dutch het
    if (w->count == 1 && w->script <= SCRIPT_HEBREW) return ROLE_INITIAL;
    if (listed) return role;
    if (is_patronymic(w, t)) return ROLE_PATRONYMIC;
    return is_frequent(t, w->hash) ? ROLE_FREQUENT : ROLE_PLAIN;
}

// ---- abbreviations, legal forms, numbers --------------------------------------------------------

// Letters with nothing but dots between them are one word where they are a known form (S.A.) or three and more (A.B.C.);
// two are the initials of a given name (J.P.).
static size_t join_dotted(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n;) {
        size_t k = 1;
        if (w[i].count > 1 || i + 1 == n || !w[i + 1].dotted) {  // the usual case
            if (kept != i) w[kept] = w[i];
            kept++, i++;
            continue;
        }
        struct letters whole = w[i];
        while (whole.count == k && i + k < n && w[i + k].dotted && w[i + k].count == 1) append(&whole, &w[i + k++]);
        uint8_t role = ROLE_PLAIN;
        if (k >= 2) letters_spell(&whole);
        bool known = k >= 2 && listed_role(letters_text(&whole), whole.hash, &role) && role == ROLE_GENERIC;
        bool joins = known || k >= 3;
        if (joins) w[kept] = whole;
        else if (kept != i) w[kept] = w[i];
        kept++;
        i += joins ? k : 1;
    }
    return kept;
}

static size_t phrase_length(const struct letters *w, size_t n, const char *phrase) {
    size_t k = 0;
    while (*phrase) {
        size_t bytes = strcspn(phrase, " ");
        if (k == n || !view_same(letters_text(&w[k]), (struct view){phrase, bytes})) return 0;
        phrase += bytes + (phrase[bytes] == ' ');
        k++;
    }
    return k;
}

// The phrase that starts with the first word, and how many words it has; NULL for none.
static const char *phrase_of(const struct letters *w, size_t n, size_t *length) {
    size_t at = w->hash % SLOTS, row;
    while ((row = next_row(&of_phrase, w->hash, &at)))
        if ((*length = phrase_length(w, n, PHRASES[row - 1].from))) return PHRASES[row - 1].to;
    return NULL;
}

// Open Joint Stock Company, OJSC and OAO are one legal form.
static size_t join_phrases(struct letters *w, size_t n) {
    size_t kept = 0, k;
    for (size_t i = 0; i < n; i += k) {
        const char *to = phrase_of(w + i, n - i, &k);
        if (!to) k = 1;
        if (kept != i) w[kept] = w[i];
        if (to) become(&w[kept], to), w[kept].end = w[i + k - 1].end;
        kept++;
    }
    return kept;
}

// 03 is 3.
static void without_zeros(struct letters *w) {
    size_t zeros = 0;
    while (w->script == SCRIPT_DIGITS && zeros + 1 < w->count && w->at[zeros] == '0') zeros++;
    if (!zeros || w->at[zeros] < '0' || w->at[zeros] > '9') return;
    memmove(w->at, w->at + zeros, (w->count -= (uint8_t)zeros) * sizeof *w->at);
    letters_spell(w);
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
            letters_spell(&w[kept - 1]);
        } else {
            if (kept != i) w[kept] = w[i];
            kept++;
        }
    }
    return kept;
}

// Two letters are a legal form at the end of a name only: AG is a son of in Tuareg names, SA and SE are syllables.
static bool may_be_form(const struct letters *w, bool last) { return last || w->count > 2 || w->at[0] == 'i' || w->at[0] == 'u'; }

// JB, JC, JP: Jean-Baptiste, José Carlos, Jan Piet. No name is a J and another consonant.
static bool is_two_initials(const struct letters *w) {
    return w->script == SCRIPT_LATIN && w->count == 2 && w->at[0] == 'j' && w->at[1] < 0x80
           && !strchr("aeiouyr0123456789", (int)w->at[1]) && w->end == w->first + 2;
}

static size_t part_initials(struct letters *w, size_t n) {
    for (size_t i = 0; n > 1 && i < n && n < CUT_WORDS_MAX - 1; i++) {
        if (!is_two_initials(&w[i])) continue;
        memmove(&w[i + 1], &w[i], (n++ - i) * sizeof *w);
        w[i].count = 1, w[i].end--, letters_spell(&w[i]);
        w[i + 1].at[0] = w[i + 1].at[1], w[i + 1].count = 1, w[i + 1].first++, letters_spell(&w[i + 1]);
    }
    return n;
}

// Of whom a Mohamed goes before the name it is often written with it in one word (محمدحسين, Mohammadreza): two names, of which the second tells who
// it is. Not a family's name formed of Mohamed (Mohammadi, Mohammadzadeh, محمدپور): the rest is a given name of a table.
static size_t length_of_mohamed(const struct letters *w) {
    static const char *const forms[] = {"محمد", "mohammad", "mohammed", "mohamad", "mohamed", "muhammad", "muhammed", "muhamad"};
    struct view t = letters_text(w);
    if (w->at[0] != 'm' && w->at[0] != U'م') return 0;
    for (size_t i = 0; i < ROWS(forms); i++) {
        size_t bytes = strlen(forms[i]);
        if (t.bytes > bytes && memcmp(t.at, forms[i], bytes) == 0) return i ? bytes : 4;
    }
    return 0;
}

static bool is_listed_given(const struct letters *w) {
    struct view t = letters_text(w);
    return w->count >= 3 && (kin_of(t, w->hash) || is_among(&of_men, MEN, t, w->hash));
}

static size_t part_mohamed(struct letters *w, size_t n) {
    for (size_t i = 0; i < n && n < CUT_WORDS_MAX - 1; i++) {
        bool as_received = !w[i].uneven && w[i].end - w[i].first == w[i].bytes;  // so that the parts are whole characters
        size_t k = as_received && (w[i].script == SCRIPT_ARABIC || w[i].script == SCRIPT_LATIN) ? length_of_mohamed(&w[i]) : 0;
        if (!k) continue;
        struct letters name = w[i];
        memmove(name.at, name.at + k, (name.count -= (uint8_t)k) * sizeof *name.at);
        letters_spell(&name);
        if (!is_listed_given(&name)) continue;
        memmove(&w[i + 1], &w[i], (n++ - i) * sizeof *w);
        w[i].count = (uint8_t)k, letters_spell(&w[i]);
        w[i + 1] = name;
        w[i].end = w[i + 1].first = w[i].first + w[i].bytes;
        i++;
    }
    return n;
}

// Sté of a company's name looks like Ste, the saint: it stands first, and the legal form or more of a name follows.
static void write_out_company(struct letters *w, size_t n) {
    if (n >= 3 && w[0].script == SCRIPT_LATIN && view_is(letters_text(&w[0]), "ste")) become(&w[0], "societe");
}

// نورالدين in one word is نور الدين, of which the article goes.
static void without_article_of_din(struct letters *w) {
    static const uint32_t end[] = {U'ا', U'ل', U'د', U'ي', U'ن'};
    enum { DIN = sizeof end / sizeof *end };
    if (w->script != SCRIPT_ARABIC || w->count < DIN + 2 || memcmp(w->at + w->count - DIN, end, sizeof end) != 0) return;
    memmove(w->at + w->count - DIN, w->at + w->count - DIN + 2, 3 * sizeof *w->at);
    w->count -= 2;
    letters_spell(w);
}

// The l of the article is said as the d behind it, and written as it is spelled or as it is said: Nureldine is Noureddine. What stands
// before the article is no less than three letters; of a given name that only ends so (Geraldine) nothing goes, nor of Turkic -geldin (Amangeldin).
static void without_l_before_din(struct letters *w) {
    enum { STEM = 3, ARTICLE = 2 };
    uint8_t role;
    if (w->script != SCRIPT_LATIN || is_among(&of_women, WOMEN, letters_text(w), w->hash)) return;
    for (size_t n = 3; n <= 4 && w->count >= STEM + ARTICLE + n; n++) {
        size_t l = w->count - n - 1;
        struct view din = {w->text + w->bytes - n, n};
        bool article = w->at[l] == 'l' && w->at[l + 1] == 'd'
                       && w->at[l - 1] < 0x80 && strchr("aeou", (int)w->at[l - 1])
                       && !(w->at[l - 1] == 'e' && (w->at[l - 2] == 'g' || w->at[l - 2] == 'k'));
        if (!article || !listed_role(din, bytes_hash(din), &role) || role != ROLE_DIN) continue;
        memmove(w->at + l, w->at + l + 1, n * sizeof *w->at);
        w->count--;
        letters_spell(w);
        return;
    }
}

// "And the" is written with the word behind it: والتصدير.
static void without_and(struct letters *w) {
    if (w->script != SCRIPT_ARABIC || w->count < 6 || w->at[0] != U'و' || w->at[1] != U'ا' || w->at[2] != U'ل') return;
    memmove(w->at, w->at + 1, --w->count * sizeof *w->at);
    letters_spell(w);
}

// Anis us-Sultan, Nasir od-Din, Abd ol-Hossein: Urdu and Persian say the article's vowel as that of the case before it, and its l as the sun
// letter that follows. Two letters that may be another word (us) are the article where they stand so inside a name, before no syllable but din (Kim Un Nam).
// A1 and E1 there are what a machine read for Al and El.
static void name_article(struct letters *w, const struct letters *next) {
    bool misread = w->count == 2 && w->at[1] == '1' && (w->at[0] == 'a' || w->at[0] == 'e') && next->script == SCRIPT_LATIN && next->count > 2;
    if (misread) become(w, w->at[0] == 'a' ? "al" : "el");
    if (w->script != SCRIPT_LATIN || w->count != 2 || (w->at[0] != 'u' && w->at[0] != 'o') || next->script != SCRIPT_LATIN) return;
    bool sun = w->at[1] == next->at[0] && w->at[1] < 0x80 && strchr("tdrzsn", (int)w->at[1]) && (next->count > 3 || w->at[1] == 'd');
    if (sun || (w->at[0] == 'o' && w->at[1] == 'l')) become(w, "ul");
}

static bool is_also_a_name(struct view t) {
    static const char *const words[] = {ALSO_NAMES};
    for (size_t i = 0; i < ROWS(words); i++) if (view_is(t, words[i])) return true;
    return false;
}

bool is_word_of_organisations(const struct letters *w) {
    struct view t = letters_text(w);
    uint8_t role;
    return written_out(&of_one_form, ONE_FORM, t, w->hash) || (listed_role(t, w->hash, &role) && role == ROLE_GENERIC);
}

static size_t count_of_organisations(const struct letters *w, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += is_word_of_organisations(&w[i]);
    return count;
}

static void write_out(struct letters *w, size_t n, bool last, bool organisation) {
    struct view t = letters_text(w);
    const char *full = w->script == SCRIPT_LATIN && w->count <= 5 && n > 1 ? written_out(&of_short, SHORT, t, w->hash) : NULL;
    const char *form = !full && n > 1 && may_be_form(w, last) ? written_out(&of_one_form, ONE_FORM, t, w->hash) : NULL;
    if (form && (organisation || !is_also_a_name(t))) full = form;
    for (size_t i = 0; !full && n > 1 && last && i < ROWS(LAST); i++) if (view_is(t, LAST[i].from)) full = LAST[i].to;
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

// Dhu al-Qadr, Zulqadr: the article is part of the word.
static size_t merge_whole(struct letters *w, size_t kept, size_t i) {
    w[kept] = w[i];
    append(&w[kept], &w[i + 1]);
    w[kept].role = ROLE_PLAIN;
    letters_spell(&w[kept]);
    return i + 1;
}

// Faiz Allah is said Faizullah: what stands for the alif is a short vowel of any kind.
static void without_alif_of_allah(struct letters *w) {
    if (w->script != SCRIPT_ARABIC || w->count != 4 || w->at[0] != U'ا' || w->at[2] != U'ل' || w->at[3] != U'ه') return;
    memmove(w->at, w->at + 1, 3 * sizeof *w->at);
    w->count = 3;
}

// Nur Aldeen is said Nureddin.
static void without_l_of_din(struct letters *w) {
    if (w->script != SCRIPT_LATIN || w->role != ROLE_DIN || w->count < 5 || w->at[1] != 'l' || w->at[2] != 'd') return;
    memmove(w->at + 1, w->at + 2, (w->count - 2) * sizeof *w->at);
    w->count--;
}

static size_t merge(struct letters *w, size_t kept, size_t i, size_t next) {
    w[kept] = w[i];
    if (w[kept].count && w[kept].at[w[kept].count - 1] == U'ة') w[kept].at[w[kept].count - 1] = U'ت';  // Hibat Allah
    without_article(&w[kept]);
    without_article(&w[next]);
    without_alif_of_allah(&w[next]);
    without_l_of_din(&w[next]);
    bool twice = w[kept].script == SCRIPT_LATIN && w[kept].role != ROLE_ABD
                 && w[kept].count && w[kept].at[w[kept].count - 1] == 'd'
                 && w[next].count && w[next].at[0] == 'd';
    if (twice && w[kept].count < SOUND_LETTERS_MAX) w[kept].at[w[kept].count++] = 'e';  // Ahmed Dine is Ahmed Eddine, and two d in Arabic
    append(&w[kept], &w[next]);
    w[kept].role = ROLE_PLAIN;
    letters_spell(&w[kept]);
    return next;
}

static bool begins_with_l(const struct letters *w) {
    if (w->script == SCRIPT_LATIN) return w->at[0] == 'l';
    bool allah = w->count == 4 && w->at[2] == U'ل' && w->at[3] == U'ه';
    return w->script == SCRIPT_ARABIC && w->at[starts_with_article(w) && !allah ? 2 : 0] == U'ل';
}

// Abd before a name: of Abd al-Latif two l are kept, because the first is taken for that of the article wherever it is written
// in one word (Abdellatif; sound.c).
static void abd_alone(struct letters *abd, const struct letters *name) {
    abd->count = 3;
    if (begins_with_l(name)) abd->at[abd->count++] = name->script == SCRIPT_ARABIC ? U'ل' : 'l';
}

// Majid, Abdul: the family's name was put first. Abd is of God's names, not of a prophet's (Mohamed Abdul lacks a word).
static bool join_backwards(struct letters *w, size_t kept, size_t i) {
    size_t at = kept;
    while (at > 0 && w[at - 1].role == ROLE_TITLE) at--;
    if (!at || w[at - 1].role > ROLE_FREQUENT || w[at - 1].script != w[i].script) return false;
    for (size_t k = 0; k + 1 < at; k++) if (w[k].role != ROLE_TITLE) return false;  // of several it is not known which
    struct letters whole = w[i], *name = &w[at - 1];
    abd_alone(&whole, name);
    without_article(name);
    append(&whole, name);
    whole.first = name->first, whole.end = w[i].end, whole.role = ROLE_PLAIN;
    letters_spell(&whole);
    *name = whole;
    return true;
}

// Fazlur Rahman, Aminul Islam: the article is written with the word before it.
static bool without_article_behind(struct letters *w, const struct letters *next) {
    static const char *const after[] = {AFTER_ARTICLE};
    if (w->script != SCRIPT_LATIN || w->count < 5 || w->at[w->count - 2] != 'u'
        || (w->at[w->count - 1] != 'l' && w->at[w->count - 1] != next->at[0])) return false;
    for (size_t i = 0; i < ROWS(after); i++) {
        if (!view_is(letters_text(next), after[i]) || role_of(w) == ROLE_ABD) continue;
        w->count -= 2;
        letters_spell(w);
        return true;
    }
    return false;
}

// Abd + (article) + X, X + (article) + din, and Dhu + X become one word.
static size_t join_compounds(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++, kept++) {
        size_t next = i + 1;
        while (next < n && w[next].role == ROLE_ARTICLE) next++;
        bool same_script = next < n && w[next].script == w[i].script;
        bool din = i + 1 < n && next < n && w[next].role == ROLE_DIN;
        if (w[i].role == ROLE_ABD && same_script && w[next].role != ROLE_LINK) {
            abd_alone(&w[i], &w[next]);
            i = merge(w, kept, i, next);
        } else if (w[i].role == ROLE_ABD && next == n && join_backwards(w, kept, i)) {
            kept--;
        } else if (din && same_script && w[i].role <= ROLE_COMMON) {
            i = merge(w, kept, i, next);
        } else if (w[i].role == ROLE_DHU && i + 1 < n && w[i + 1].script == w[i].script) {
            i = merge_whole(w, kept, i);
        } else {
            if (kept != i) w[kept] = w[i];
            if (w[kept].role >= ROLE_ABD) w[kept].role = ROLE_PLAIN;
        }
    }
    return kept;
}

// East Slavic names: what stands before the father's name is a given name, of which some thirty serve most people. A last
// word that ends like a father's name beside a real one, or in a name of two words, is a family's (Maksimovich, Petrovic).
static void settle_patronymics(struct letters *w, size_t n) {
    size_t fathers = 0;
    for (size_t i = 0; i < n; i++) fathers += w[i].role == ROLE_PATRONYMIC;
    if (!fathers) return;
    if (w[n - 1].role == ROLE_PATRONYMIC && (fathers > 1 || n == 2)) w[n - 1].role = ROLE_PLAIN;
    for (size_t i = 1; i < n; i++)
        if (w[i].role == ROLE_PATRONYMIC && w[i - 1].role <= ROLE_FREQUENT) w[i - 1].role = ROLE_GIVEN;
}

// A letter that may be a particle (l'Idrissi, i Puig, y Vega) is none where nothing follows, nor where nothing stands before it and no
// apostrophe behind: L. Janssens, Vandeneynde I.
static void settle_letters(struct letters *w, size_t n) {
    for (size_t i = 0; i < n && n > 1; i += n - 1) {
        bool particle = w[i].role == ROLE_LINK || w[i].role == ROLE_ARTICLE, elided = i + 1 < n && w[i + 1].elided;
        if (w[i].count == 1 && w[i].script == SCRIPT_LATIN && particle && !w[i].elided && !elided) w[i].role = ROLE_INITIAL;
    }
}

// A title that ends a name behind "son of" or an article is the family's name (Ait El Haj, Ben Cheikh; Mohamad El Cheikh, محمد الحاج).
static void settle_last_title(struct letters *w, size_t n) {
    if (n < 2 || w[n - 1].role != ROLE_TITLE) return;
    bool son_of = n > 2 && w[n - 2].role == ROLE_LINK, article = w[n - 2].role == ROLE_ARTICLE && n > 2;
    if (son_of || article || starts_with_article(&w[n - 1])) w[n - 1].role = ROLE_COMMON;
}

static void spare_particles(struct letters *w, size_t n) {
    struct particles p = {true, true};
    for (size_t i = 0; i < n; i++) w[i].alone = w[i].role, p = particles_of(p, w[i].role);
    for (size_t i = 0; i < n; i++) if (is_spared(p, w[i].role)) w[i].role = ROLE_COMMON;
}

// An article says nothing, unless it is all there is.
static size_t drop_articles(struct letters *w, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (w[i].role == ROLE_ARTICLE && (kept || i + 1 < n)) continue;
        if (kept != i) w[kept] = w[i];
        if (w[kept].role == ROLE_ARTICLE) w[kept].role = ROLE_COMMON;
        kept++;
    }
    return kept;
}

void spell_words(struct letters *w, size_t n) {
    call_once(&laid_out, lay_out);
    for (size_t i = 0; i < n; i++) letters_spell(&w[i]), without_article_of_din(&w[i]), without_l_before_din(&w[i]);
    for (size_t i = 1; i + 1 < n; i++) name_article(&w[i], &w[i + 1]);
}

size_t shape_words(struct letters *w, size_t n, enum naming of) {
    if (of != NAMING_PERSON) n = firm_words(w, join_dotted(w, n), of);
    n = part_mohamed(w, n);
    if (n > 1) {
        n = join_dotted(w, n);
        n = part_initials(w, join_phrases(w, n));
        write_out_company(w, n);
        bool organisation = count_of_organisations(w, n) > 1;
        for (size_t i = 0; i < n; i++) without_and(&w[i]), without_zeros(&w[i]), write_out(&w[i], n, i + 1 == n, organisation);
        n = join_numbers(w, n);
    }
    for (size_t i = 0; i < n; i++) {
        bool compound = i + 1 < n && without_article_behind(&w[i], &w[i + 1]);
        w[i].role = role_of(&w[i]);
        if (of == NAMING_FIRM && w[i].role == ROLE_GENERIC && tell_activity(&w[i])) w[i].role = ROLE_COMMON;
        if (compound && w[i].role == ROLE_TITLE) w[i].role = ROLE_COMMON;  // of Hafizur Rahman it is half of the name
    }
    settle_letters(w, n);
    n = join_compounds(w, n);
    settle_last_title(w, n);
    n = drop_articles(w, n);
    if (n > NAME_WORDS_MAX) n = NAME_WORDS_MAX;
    settle_patronymics(w, n);
    spare_particles(w, n);
    return n;
}
