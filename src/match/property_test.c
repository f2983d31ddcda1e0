// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// What must hold for any two names, in any script: on names made of syllables and particles by chance. The seed is printed.
#include "match/form.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { NAME_BYTES = 600, PAIRS = 4000, SEED = 20 };

// ---- names by chance ----------------------------------------------------------------------------

static uint32_t roll(uint64_t *seed, size_t below) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*seed >> 33) % below);
}

#define PARTS_MAX 24
struct tongue {
    const char *syllables[PARTS_MAX], *particles[PARTS_MAX];
};
static const struct tongue TONGUES[] = {
    {{"mo", "ha", "med", "ab", "des", "lam", "you", "ssef", "ben", "ji", "cha", "kh", "ali", "our", "di", "zah", "ra", "iche", "oua", "gh"},
     {"ben", "bint", "ould", "Aït", "El", "al-", "abd", "Abou", "oum", "Haj", "Med", "l'", "Sidi", "Abd el", "ibn"}},
    {{"gon", "zá", "lez", "mar", "tí", "nez", "ña", "jo", "sé", "xa", "vier", "llo", "que", "rrei", "ro"},
     {"de", "la", "y", "del", "Mª", "Fco", "de los", "D."}},
    {{"van", "broe", "ck", "schu", "ij", "huy", "ghe", "müll", "er", "straß", "sch", "tsch", "öl"}, {"van", "de", "der", "von", "ter", "'t", "Dr."}},
    {{"محمد", "عبد", "كر", "يم", "سل", "ام", "ها", "شم", "ﻣﻮ", "ﺳﻰ", "رضا", "گل", "پور", "چي", "ظه", "ء", "ـ", "ى", "ة", "الله", "دين"},
     {"بن", "ال", "عبد", "أبو", "ابن", "بنت", "الحاج", "ذو", "ولد", "ام", "آل"}},
    {{"вла", "ди", "мир", "сер", "гей", "щу", "ко", "йо", "їв", "ўс", "ђо", "ш", "ь", "евич", "овна"}, {"бен", "абдул", "оглы", "ООО"}},
    {{"γιω", "ργος", "πα", "δό", "κης", "ψα", "ξε"}, {"του", "της"}},
    {{"שלו", "מה", "בן", "ימין", "כה", "ן"}, {"בן", "בת"}},
    {{"ⴰⵎ", "ⵖⴰ", "ⵔⵢ", "ⵓⵙ"}, {"ⴰⵢⵜ"}},
    {{"김", "정", "은", "박", "李", "明", "王", "習", "近", "平", "バ", "ラク", "オ"}, {"・", "님"}},
    {{"नरे", "न्द्र", "मो", "दी", "বাং", "ลง", "กรณ์", "ბარ", "აკ", "Հա", "կոբ", "ዐቢ"}, {"श्री"}},
    {{"zqlid", "Mohq;ed", "lpl]", "hgug,d", "Moliamed", "Abclelkarim", "mohamed", "benali", "karim", "سمبر", "اللطبف", "عبد", "şêxo", "uxen"},
     {"el", "?", ";", "عبد", "hg"}},  // misread, typed for another keyboard, in one word
    {{"12", "7", "II", "44", "1st", "O0", "Sech1n", "x9"}, {"Ltd", "S.A.", "GmbH", "M/V", "Co.", "&", "Joint Stock Company", "A.B.C.", "OOO"}},
};
enum { TONGUE_COUNT = sizeof TONGUES / sizeof *TONGUES };

static size_t count_parts(const char *const *parts) {
    size_t n = 0;
    while (n < PARTS_MAX && parts[n]) n++;
    return n;
}

static void append(char *name, const char *part) {
    size_t n = strlen(name), k = strlen(part);
    if (n + k + 1 < NAME_BYTES) memcpy(name + n, part, k + 1);
}

static void make_word(uint64_t *seed, const struct tongue *t, char *name) {
    size_t n = count_parts(t->syllables);
    for (size_t k = 1 + roll(seed, 3); k--;) append(name, t->syllables[roll(seed, n)]);
    if (roll(seed, 30) == 0) append(name, "\xE2\x80\x8B");  // zero width
}

static void make_name(uint64_t *seed, char *name) {
    static const char *const between[] = {" ", " ", " ", " ", "-", ", ", "  ", "\xE2\x80\x8F ", ". ", "; "};
    name[0] = 0;
    for (size_t k = 1 + roll(seed, 5); k--;) {
        const struct tongue *t = &TONGUES[roll(seed, roll(seed, 3) ? 4 : TONGUE_COUNT)];
        if (roll(seed, 3) == 0) append(name, t->particles[roll(seed, count_parts(t->particles))]), append(name, " ");
        make_word(seed, t, name);
        if (k) append(name, between[roll(seed, sizeof between / sizeof *between)]);
    }
}

// The other name: made anew, or the first with a little damage.
static void make_other(uint64_t *seed, const char *first, char *name) {
    if (roll(seed, 3) == 0) {
        make_name(seed, name);
        return;
    }
    snprintf(name, NAME_BYTES, "%s", first);
    size_t n = strlen(name);
    for (size_t k = roll(seed, 3); k-- && n > 1;) {
        size_t at = roll(seed, n);
        if (roll(seed, 2) && (uint8_t)name[at] < 0x80) name[at] = (char)("aeibdrk "[roll(seed, 8)]);
        else if (roll(seed, 4) == 0) memmove(name + at, name + at + 1, n - at), n--;  // may cut a character: not valid then
    }
    if (roll(seed, 4) == 0) append(name, " "), make_word(seed, &TONGUES[roll(seed, TONGUE_COUNT)], name);
}

// ---- what must hold -----------------------------------------------------------------------------

static struct subject named(struct name *n, const char *text, enum subject_kind kind) {
    *n = (struct name){.text = view_of(text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    return (struct subject){.kind = kind, .names = n, .name_count = 1};
}

static bool inside(struct view part, struct view whole) {
    return part.bytes == 0 || (part.at >= whole.at && part.at + part.bytes <= whole.at + whole.bytes);
}

static void told_words_lie_in_the_names(const struct candidate *c) {
    for (size_t i = 0; i < c->evidence_count; i++)
        for (size_t k = 0; k < c->evidence[i].word_count; k++) {
            const struct word_pair *w = &c->evidence[i].words[k];
            assert_true(inside(w->asked, c->evidence[i].asked) && inside(w->found, c->evidence[i].found));
            assert_true(utf8_valid(w->asked) && utf8_valid(w->found));
            assert_true(w->asked.bytes || w->found.bytes);
            assert_true((w->how == MEETING_unmatched) == (!w->asked.bytes || !w->found.bytes));
        }
}

static void both_ways_are_one(const char *x, const char *y, enum subject_kind kind) {
    struct name nx, ny;
    struct subject sx = named(&nx, x, kind), sy = named(&ny, y, kind);
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct candidate there, back;
    struct result r = match_pair(&sx, &sy, &a, &there, NULL), s = match_pair(&sy, &sx, &a, &back, NULL);
    assert_int_equal(r.code, s.code);
    if (r.code != CODE_OK) return;
    if (there.bits != back.bits) fail_msg("%s ~ %s: %f, %f", x, y, (double)there.bits, (double)back.bits);
    assert_true(isfinite(there.bits) && there.score >= 0 && there.score <= 1);
    assert_int_equal(there.evidence_count, back.evidence_count);
    for (size_t i = 0; i < there.evidence_count; i++) assert_int_equal(there.evidence[i].grade, back.evidence[i].grade);
    told_words_lie_in_the_names(&there);
    told_words_lie_in_the_names(&back);
}

static void symmetric_for_any_two_names(void **state) {
    (void)state;
    uint64_t seed = SEED;
    char x[NAME_BYTES], y[NAME_BYTES];
    print_message("seed %d, %d pairs\n", SEED, PAIRS);
    for (size_t i = 0; i < PAIRS; i++) {
        make_name(&seed, x);
        make_other(&seed, x, y);
        both_ways_are_one(x, y, i % 3 ? SUBJECT_person : SUBJECT_organisation);
    }
}

static float bits_of(const char *x, const char *y) {
    struct name nx, ny;
    struct subject sx = named(&nx, x, SUBJECT_person), sy = named(&ny, y, SUBJECT_person);
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct candidate c;
    return match_pair(&sx, &sy, &a, &c, NULL).code == CODE_OK ? c.bits : -100;
}

// Nobody is more like a name than the name itself.
static void nothing_beats_the_name_itself(void **state) {
    (void)state;
    uint64_t seed = SEED + 1;
    char x[NAME_BYTES], y[NAME_BYTES];
    for (size_t i = 0; i < PAIRS / 4; i++) {
        make_name(&seed, x);
        make_other(&seed, x, y);
        float self = fmaxf(bits_of(x, x), bits_of(y, y)), other = bits_of(x, y);
        if (other > self + 0.01f) fail_msg("%s ~ %s: %.2f, itself %.2f", x, y, (double)other, (double)self);
    }
}

// ---- what may be changed, and what not ----------------------------------------------------------

static void a_root_consonant_matters_and_a_writing_habit_does_not(void **state) {
    (void)state;
    static const struct { const char *name, *habit, *root; } rows[] = {
        {"Karim Benkirane", "KARIM BENKIRAN", "Kasim Benkirane"},                // final e, case
        {"Mohamed Lahlou", "Mohammed Lahlu", "Mohamed Lahsou"},
        {"Youssef El Idrissi", "Idrissi Yussef", "Youssef El Idrimmi"},          // order, article, French ou
        {"Fatima Zahra Tazi", "Fatima-Zohra Tazi", "Fatima Zahra Tali"},
        {"Abdelkader Ouali", "Abd al-Qadir Wali", "Abdelnader Ouali"},
        {"Rachid Chraibi", "Rashid Shraibi", "Rachid Chraimi"},
        {"Khadija Jabri", "Jadiya Yabri", "Khadija Jabli"},                      // Spanish j and y
        {"Noureddine Guerrouj", "Nur al-Din Gerruj", "Noureddine Guettouj"},
        {"خالد الإدريسي", "خالد ادريسي", "خالد الإدريمي"},                          // hamza seat, article
        {"يحيى القاسمي", "يحيي قاسمي", "يحيى القادمي"},
        {"محـمد الحدّاد", "محمد الحداد", "محمد الحصاد"},                             // tatweel, shadda
        {"رضا کریمی", "رضا كريمي", "رضا کریبی"},                                  // Persian letters
        {"Сергей Петрушин", "Sergej Petruschin", "Сергей Петрудин"},
        {"José Ibáñez Roldán", "JOSE IBANEZ ROLDAN", "José Ibáñez Rofrán"},
        {"Jan van den Broecke", "VANDENBROECKE JAN", "Jan van den Broemme"},
        {"Karim Ahmadi", "Kareem Ahmedi", "Karim Ahmad"},                        // the ending of a family name
        {"M. Benjelloun", "Mounir Benjelloun", "Rachid Benjelloun"},             // initial
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        float self = bits_of(rows[i].name, rows[i].name), habit = bits_of(rows[i].name, rows[i].habit), root = bits_of(rows[i].name, rows[i].root);
        if (habit <= EVEN_BITS) fail_msg("%s ~ %s: only %.2f bits", rows[i].name, rows[i].habit, (double)habit);
        if (root >= habit || root >= self) fail_msg("%s: %s %.2f, %s %.2f", rows[i].name, rows[i].habit, (double)habit, rows[i].root, (double)root);
    }
}

// Relatives, namesakes, and companies of one house are not one.
static void what_differs_in_a_name_is_held_against_it(void **state) {
    (void)state;
    static const struct { const char *x, *y; enum subject_kind kind; } rows[] = {
        {"Adil ben Mounir ben Slimane Rhoumari", "Nizar ben Mounir ben Slimane Rhoumari", SUBJECT_person},
        {"Oleg Petrovich Skalidov", "Oleg Petrovich Bagretsov", SUBJECT_person},
        {"Mario Echevarrieta", "María Goikoetxana", SUBJECT_person}, {"Ahmed Tazi", "Mohamed Tazi", SUBJECT_person},
        {"Northsea Global Solutions (Spain) SL", "Northsea Global Solutions (Finland) AB", SUBJECT_organisation},
        {"Management Company", "Westbridge Management Company", SUBJECT_organisation}, {"C.B.A. Company", "A.B.C. Company", SUBJECT_organisation},
        {"金正云", "金正恩", SUBJECT_person},
        {"Denis Echevarrieta", "Denise Echevarrieta", SUBJECT_person}, {"كريم اليعقوبي", "كريمة اليعقوبي", SUBJECT_person},
        {"Karima Attari", "كريم العطاري", SUBJECT_person},
        {"Ali ben Mounir", "Mounir ben Ali", SUBJECT_person}, {"GSCR", "Groupe Sportif de Casa", SUBJECT_organisation},
        {"Sonelvaz", "Société Nationale des Chemins", SUBJECT_organisation},
        {"aaaaaaaaaaaaaaab", "aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa", SUBJECT_organisation},
        {"Skalida 1", "Skalida 2", SUBJECT_vessel}, {"Skalida I", "Skalida II", SUBJECT_vessel},
        {"Golden Skalida", "Golden Skalida 2", SUBJECT_vessel}, {"Golden Skalida 2", "Golden Skalida 3", SUBJECT_vessel},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct name nx, ny;
        struct subject x = named(&nx, rows[i].x, rows[i].kind), y = named(&ny, rows[i].y, rows[i].kind);
        AUTO_ARENA a = arena_with_ceiling(1 << 22);
        struct candidate c;
        assert_int_equal(match_pair(&x, &y, &a, &c, NULL).code, CODE_OK);
        if (c.score >= 0.5f) fail_msg("%s ~ %s: %.3f", rows[i].x, rows[i].y, (double)c.score);
    }
}

static void one_thing_written_in_several_ways(void **state) {
    (void)state;
    static const struct { const char *x, *y; enum subject_kind kind; } rows[] = {
        {"OAO Norvezan", "Open Joint Stock Company Norvezan", SUBJECT_organisation}, {"Kelmar Aktiengesellschaft", "Kelmar AG", SUBJECT_organisation},
        {"Stranda LLC", "Stranda Limited Liability Company", SUBJECT_organisation}, {"LXC Aviation", "L.X.C. Aviation", SUBJECT_organisation},
        {"Skalida 1", "SKALIDA-I", SUBJECT_vessel}, {"Skalida 1", "Skalida One", SUBJECT_vessel}, {"Skalida 03", "Skalida 3", SUBJECT_vessel},
        {"Brigade Forty-Four", "Brigade 44", SUBJECT_organisation}, {"1st Kelmar Bank", "First Kelmar Bank", SUBJECT_organisation},
        {"Pepe Goikoetxana", "José Goikoetxana", SUBJECT_person}, {"Mykola Skalidenko", "Николай Скалиденко", SUBJECT_person},
        {"Sk4lid0v Oleg", "Skalidov Oleg", SUBJECT_person}, {"ბარამ ობაძე", "Baram Obadze", SUBJECT_person}, {"बरम ओबदे", "Baram Obade", SUBJECT_person},
        {"דוד לוינסקי", "David Levinsky", SUBJECT_person}, {"Karim Zulqadr", "كريم ذو القدر", SUBJECT_person},
        {"Groupe Salafiste du Nord", "G.S.N.", SUBJECT_organisation}, {"Frente Popular de Liberación de Taramonte", "FPLT", SUBJECT_organisation},
        {"Sonelvaz", "Société Nationale de l'Électricité et du Vazon", SUBJECT_organisation},
        {"SORETRAC", "Société Rifaine pour la Recherche, le Transport et le Commerce", SUBJECT_organisation},
        {"Siraj Wardani", "Sirajuddin Wardani", SUBJECT_person}, {"Majid, Hafiz Abdul Karim", "Abdulkarim Majid", SUBJECT_person},
        {"Rauf, Abdul", "Abdul Rauf", SUBJECT_person},
        {"Mª Carmen Goikoetxana", "María Carmen Goikoetxana", SUBJECT_person}, {"Geert D'hoore", "Geert Dhoore", SUBJECT_person},
        {"Xuseen Cali Warsame", "Hussein Ali Warsame", SUBJECT_person},
        {"ضياء الحق مسعودي", "Diaelhak Messaoudi", SUBJECT_person}, {"حسن ظاهرعويس", "Hassan Dahir Aweis", SUBJECT_person},
        {"Gonzalo Fdez. Bagretona", "Gonzalo Fernández Bagretona", SUBJECT_person},
        {"0livier Skalidog1", "Olivier Skalidogl", SUBJECT_person},
        {"Karim Attari; Kareem Benkirane", "Karim Benkirane", SUBJECT_person}, {"Xasan Rhoumari", "Hassan Rhoumari", SUBJECT_person},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct name nx, ny;
        struct subject x = named(&nx, rows[i].x, rows[i].kind), y = named(&ny, rows[i].y, rows[i].kind);
        AUTO_ARENA a = arena_with_ceiling(1 << 22);
        struct candidate c;
        assert_int_equal(match_pair(&x, &y, &a, &c, NULL).code, CODE_OK);
        if (c.score <= 0.5f) fail_msg("%s ~ %s: %.3f", rows[i].x, rows[i].y, (double)c.score);
    }
}

// An acronym is told as one, from either side, and two that nobody wrote do not meet.
static void an_acronym_is_told(void **state) {
    (void)state;
    struct name nx, ny;
    struct subject x = named(&nx, "GSN", SUBJECT_organisation), y = named(&ny, "Groupe Salafiste du Nord SARL", SUBJECT_organisation);
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct candidate c, other;
    assert_int_equal(match_pair(&x, &y, &a, &c, NULL).code, CODE_OK);
    assert_int_equal(c.evidence[0].word_count, 1);
    assert_int_equal(c.evidence[0].words[0].how, MEETING_acronym);
    assert_true(view_is(c.evidence[0].found, "Groupe Salafiste du Nord SARL"));
    ny.text = view_of("Gestion Sanitaire Nationale"), nx.text = view_of("Groupe Salafiste du Nord");
    assert_int_equal(match_pair(&x, &y, &a, &other, NULL).code, CODE_OK);
    assert_true(other.score < 0.1f);
    x.kind = y.kind = SUBJECT_person, nx.text = view_of("GSN"), ny.text = view_of("Groupe Salafiste du Nord SARL");
    assert_int_equal(match_pair(&x, &y, &a, &other, NULL).code, CODE_OK);
    assert_true(other.score < 0.1f);
}

// Who is told from his father by one name more is told by it.
static void a_son_is_not_his_father(void **state) {
    (void)state;
    assert_true(bits_of("Nizar ben Mounir ben Slimane Rhoumari", "Mounir ben Slimane Rhoumari") + 3
                < bits_of("Mounir ben Slimane Rhoumari", "Mounir Slimane Rhoumari"));
    assert_true(bits_of("Mohamed Mounir Slimane Rhoumari", "Mounir Slimane Rhoumari")
                > bits_of("Nizar Mounir Slimane Rhoumari", "Mounir Slimane Rhoumari") + 3);
}

// ---- dates --------------------------------------------------------------------------------------

static float dated(const char *x, const char *y) {
    struct name nx, ny;
    struct subject sx = named(&nx, "Karim Benkirane", SUBJECT_person), sy = named(&ny, "Karim Benkirane", SUBJECT_person);
    struct dates bx, by;
    assert_true(dates_read(view_of(x), &bx) && dates_read(view_of(y), &by));
    sx.births = &bx, sx.birth_count = 1, sy.births = &by, sy.birth_count = 1;
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct candidate c, back;
    assert_int_equal(match_pair(&sx, &sy, &a, &c, NULL).code, CODE_OK);
    assert_int_equal(match_pair(&sy, &sx, &a, &back, NULL).code, CODE_OK);
    assert_true(c.bits == back.bits);
    return c.bits;
}

// Days that converters of the three calendars agree upon (1 Muharram 1400: 20 or 21 November 1979; Nowruz 1368: 21 March 1989).
static void years_around_1400_are_of_another_calendar(void **state) {
    (void)state;
    static const struct { const char *written, *gregorian, *other; } rows[] = {
        {"1400-01-01", "1979-11-21", "1985-11-21"}, {"1409-02-14", "1988-09-26", "1995-03-02"}, {"1409", "1988-12-01", "1971-05-05"},
        {"1368-01-01", "1989-03-21", "1962-03-21"}, {"1368-07-01", "1989-09-23", "1999-09-23"}, {"1368", "1989-11-02", "1970-01-05"}};
    float none = dated("1989-00-00", "1989-00-00");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        float meant = dated(rows[i].written, rows[i].gregorian), other = dated(rows[i].written, rows[i].other);
        if (meant <= other + 5) fail_msg("%s: %s %.2f, %s %.2f", rows[i].written, rows[i].gregorian, (double)meant, rows[i].other, (double)other);
        assert_true(meant < none + 4);  // it is not known which calendar was meant
    }
    assert_true(dated("1409-02-14", "1988-09-26") > dated("1409", "1988-09-26"));
    assert_true(dated("1980-00-00", "1980-07-14") > dated("1980-00-00", "1983-07-14"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symmetric_for_any_two_names), cmocka_unit_test(nothing_beats_the_name_itself),
        cmocka_unit_test(a_root_consonant_matters_and_a_writing_habit_does_not), cmocka_unit_test(what_differs_in_a_name_is_held_against_it),
        cmocka_unit_test(one_thing_written_in_several_ways), cmocka_unit_test(an_acronym_is_told), cmocka_unit_test(a_son_is_not_his_father),
        cmocka_unit_test(years_around_1400_are_of_another_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
