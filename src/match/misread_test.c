// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Second readings of a name: what a machine, a hurried hand or another keyboard made of it. Names here are invented.
#include "match/match.h"
#include "match/misread.h"
#include "match/otherwise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static struct subject *named(struct name *n, struct subject *s, const char *text) {
    *n = (struct name){.text = view_of(text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    *s = (struct subject){.kind = SUBJECT_person, .names = n, .name_count = 1};
    return s;
}

static float pair(const char *x, const char *y) {
    struct name nx, ny;
    struct subject sx, sy;
    struct candidate there, back;
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    assert_int_equal(match_pair(named(&nx, &sx, x), named(&ny, &sy, y), &a, &there, NULL).code, CODE_OK);
    assert_int_equal(match_pair(&sy, &sx, &a, &back, NULL).code, CODE_OK);
    if (there.bits != back.bits) fail_msg("%s ~ %s: %f, %f", x, y, (double)there.bits, (double)back.bits);
    return there.score;
}

// Found by an index as well, where nothing else is said.
static bool is_found(const char *asked, const char *held) {
    struct name n;
    struct subject s;
    const struct candidate *out;
    size_t count;
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct match_index *ix = match_index_new();
    assert_int_equal(match_index_put(ix, 1, 0, named(&n, &s, held), NULL).code, CODE_OK);
    assert_int_equal(match_search(ix, named(&n, &s, asked), (struct match_options){0.5f, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL).code, CODE_OK);
    match_index_free(ix);
    return count == 1;
}

struct row { const char *written, *meant, *other; };
static void expect(const struct row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float meant = pair(rows[i].written, rows[i].meant), other = pair(rows[i].written, rows[i].other);
        if (meant <= 0.5f) fail_msg("%s ~ %s: %.3f", rows[i].written, rows[i].meant, (double)meant);
        if (other > 0.5f) fail_msg("%s ~ %s: %.3f", rows[i].written, rows[i].other, (double)other);
        bool both_ways = is_found(rows[i].written, rows[i].meant) && is_found(rows[i].meant, rows[i].written);
        if (!both_ways) fail_msg("%s ~ %s: not in an index", rows[i].written, rows[i].meant);
    }
}

static void two_letters_for_one(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"Moliamed Benzelvo", "Mohamed Benzelvo", "Malik Benzelvo"}, {"Alirned Zelvouri", "Ahmed Zelvouri", "Ali Zelvouri"},
        {"Abclelkarim Zelvouri", "Abdelkarim Zelvouri", "Abdelhakim Zelvouri"}, {"IVIustapha Zelvouri", "Mustapha Zelvouri", "Ivan Zelvouri"},
        {"Abderrahirn Zelvouri", "Abderrahim Zelvouri", "Abderrahman Zelvouri"},
    };
    expect(rows, sizeof rows / sizeof *rows);
}

static void x_for_sh(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"Uxen Zelvouri", "Ushen Zelvouri", "Ukhtari Zelvouri"}, {"Şêxo Zelvo", "Sheikho Zelvo", "Sergio Zelvo"},
        {"Axmədov Zelvo", "Akhmadov Zelvo", "Aliyev Zelvo"},
    };
    expect(rows, sizeof rows / sizeof *rows);
    assert_true(pair("Xabier Zelvo", "Javier Zelvo") > 0.5f && pair("Alexander Zelvo", "Aleksandr Zelvo") > 0.5f);
    assert_true(pair("Roxina Zelvo", "Roksina Zelvo") > 0.5f);
}

static void other_dots(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"عبد اللطبف الزلفوري", "عبد اللطيف الزلفوري", "عبد الغني الزلفوري"}, {"عبداللطبف الزلفوري", "Abdellatif Zelfouri", "Abdelghani Zelfouri"},
        {"عبد الكربم الزلفوري", "عبد الكريم الزلفوري", "عبد الحكيم الزلفوري"}, {"كلثوم المنصوزي", "كلثوم المنصوري", "كلثوم المنيري"},
        {"الناصز زلفوري", "الناصر زلفوري", "النصيري زلفوري"}, {"سمبر الزلفوري", "سمير الزلفوري", "سامر الزلفوري"},
    };
    expect(rows, sizeof rows / sizeof *rows);
}

static void read(const char *word, uint8_t script, char out[100]) {
    uint32_t letters[SOUND_LETTERS_MAX], meant[SOUND_LETTERS_MAX];
    size_t n = 0, bytes = 0;
    struct view v = view_of(word);
    for (size_t at = 0; at < v.bytes;) letters[n++] = utf8_next(v, &at);
    n = misread_letters(letters, n, script, meant);
    for (size_t i = 0; i < n; i++) bytes += meant[i] < 0x80 ? (size_t)(out[bytes] = (char)meant[i], 1) : utf8_put(meant[i], out + bytes);
    out[bytes] = 0;
}

// A name that is one, or is far from any, or near to several, is read as it stands.
static void a_name_is_what_it_is(void **state) {
    (void)state;
    static const struct { const char *word, *meant; uint8_t script; } rows[] = {
        {"moliamed", "mohamed", SCRIPT_LATIN}, {"mohamed", "", SCRIPT_LATIN}, {"abdellali", "", SCRIPT_LATIN}, {"claire", "", SCRIPT_LATIN},
        {"clavid", "", SCRIPT_LATIN}, {"zelvocli", "", SCRIPT_LATIN}, {"ivan", "", SCRIPT_LATIN}, {"clclclclclcl", "", SCRIPT_LATIN}, {"", "", SCRIPT_LATIN},
        {"khaliclahmed", "", SCRIPT_LATIN}, {"uxen", "ushen", SCRIPT_LATIN}, {"şexo", "şekho", SCRIPT_LATIN}, {"texeir", "", SCRIPT_LATIN},
        {"xabier", "", SCRIPT_LATIN}, {"alexsej", "", SCRIPT_LATIN},
        {"maximov", "", SCRIPT_LATIN}, {"zelvox", "", SCRIPT_LATIN}, {"roxina", "", SCRIPT_LATIN}, {"exx", "", SCRIPT_LATIN},
        {"سمبر", "سمير", SCRIPT_ARABIC}, {"المنصوزي", "المنصوري", SCRIPT_ARABIC}, {"عبدللطبف", "عبدللطيف", SCRIPT_ARABIC},
        {"سمير", "", SCRIPT_ARABIC}, {"جليل", "", SCRIPT_ARABIC}, {"نصير", "", SCRIPT_ARABIC}, {"بصير", "", SCRIPT_ARABIC}, {"ظاهر", "", SCRIPT_ARABIC},
        {"زلفور", "", SCRIPT_ARABIC}, {"زيد", "", SCRIPT_ARABIC}, {"ريد", "", SCRIPT_ARABIC}, {"الشركة", "", SCRIPT_ARABIC},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[100];
        read(rows[i].word, rows[i].script, got);
        assert_string_equal(got, rows[i].meant);
    }
}

static void another_keyboard(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"Zqlid Benqissq", "Walid Benaissa", "Khalid Benaissa"}, {"Zqlid Benqissa", "Walid Benaissa", "Walid Benzelvo"},  // all the way; looked up
        {";ohqmed Wqhrqoui", "Mohamed Zahraoui", "Ahmed Zahraoui"}, {"?OHQ,ED ZQLID", "Mohamed Walid", "Mahmoud Khalid"},
        {"lpl] hgug,d", "محمد العلوي", "أحمد العلوي"}, {"Lpl] hgug,d", "Mohamed Alaoui", "Ahmed Alaoui"}, {"lpl$ hgug;d", "محمد العلوي", "محمد الغالي"},
    };
    expect(rows, sizeof rows / sizeof *rows);
}

static void a_whole_name_in_one_word(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"mohamedbenali", "Mohamed Ben Ali", "Mohamed Benzelvo"}, {"elidrissikarim", "Karim El Idrissi", "Karima Idrissi"},
        {"KarimElIdrissi", "Karim El Idrissi", "Hakim El Idrissi"}, {"lucasfernandez", "Fernández, Lucas", "Lucas Hernández"},
    };
    expect(rows, sizeof rows / sizeof *rows);
}

// What a name may be meant as besides; NULL: nothing else.
static void a_name_is_meant_otherwise_only_where_that_makes_names(void **state) {
    (void)state;
    static const struct { const char *name; enum otherwise way; const char *meant; } rows[] = {
        {"Zqlid", TYPED_LATIN, "walid"}, {"Tariq Zelvo", TYPED_LATIN, NULL}, {"Tariq Qadir", TYPED_LATIN, NULL}, {"Zelvo Wazir", TYPED_LATIN, NULL},
        {"Saqr", TYPED_LATIN, NULL}, {"Zelvoq", TYPED_LATIN, NULL}, {"", TYPED_LATIN, NULL}, {"q", TYPED_LATIN, NULL}, {"Moha;ed", TYPED_LATIN, "mohamed"},
        {"Karim,Zelvo", TYPED_LATIN, NULL}, {"Karim; Zelvo", TYPED_LATIN, NULL}, {"Quentin Zelvo", TYPED_LATIN, NULL},
        {"lpl]", TYPED_ARABIC, "محمد"}, {"Karl Schwarz", TYPED_ARABIC, NULL}, {"Krzsztof", TYPED_ARABIC, NULL}, {"ugd", TYPED_ARABIC, NULL},
        {"lpl] @", TYPED_ARABIC, NULL}, {"lpl] zzz zzz", TYPED_ARABIC, NULL}, {"", TYPED_ARABIC, NULL},
        {"mohamedbenali", WRITTEN_IN_ONE, "mohamed benali"},
        {"benalimohamed", WRITTEN_IN_ONE, "benali mohamed"}, {"karimelidrissi", WRITTEN_IN_ONE, "karim el idrissi"}, {"mohamedben", WRITTEN_IN_ONE, NULL},
        {"benmohamed", WRITTEN_IN_ONE, NULL},
        {"abdelkarimali", WRITTEN_IN_ONE, NULL}, {"mohamedzelvo", WRITTEN_IN_ONE, NULL}, {"mohamed-ali", WRITTEN_IN_ONE, NULL},
        {"alialiali", WRITTEN_IN_ONE, "ali ali ali"},
        {"mohamedmohamedmohamedmohamedmohamedmohamedmohamedmohamed", WRITTEN_IN_ONE, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meant m;
        bool meant = name_otherwise(view_of(rows[i].name), rows[i].way, &m);
        if (meant != (rows[i].meant != NULL) || (meant && !view_is((struct view){m.text, m.bytes}, rows[i].meant))) fail_msg("%s", rows[i].name);
    }
}

// The words of a name meant otherwise are told as they stand in the name.
static void words_meant_are_told_as_written(void **state) {
    (void)state;
    static const struct { const char *written, *meant; const char *words[2]; } rows[] = {
        {"Zqlid Benqissq", "Walid Benaissa", {"Zqlid", "Benqissq"}}, {"lpl] hgug,d", "محمد العلوي", {"lpl]", "hgug,d"}},
        {"karimalaoui", "Karim Alaoui", {"karim", "alaoui"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct name nx, ny;
        struct subject sx, sy;
        struct candidate c;
        AUTO_ARENA a = arena_with_ceiling(1 << 22);
        assert_int_equal(match_pair(named(&nx, &sx, rows[i].written), named(&ny, &sy, rows[i].meant), &a, &c, NULL).code, CODE_OK);
        assert_int_equal(c.evidence[0].grade, GRADE_similar);
        assert_int_equal(c.evidence[0].word_count, 2);
        assert_true(view_is(c.evidence[0].asked, rows[i].written));
        for (size_t k = 0; k < 2; k++) {
            assert_true(view_is(c.evidence[0].words[k].asked, rows[i].words[k]));
            assert_int_equal(c.evidence[0].words[k].how, MEETING_similar);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_letters_for_one), cmocka_unit_test(other_dots), cmocka_unit_test(x_for_sh), cmocka_unit_test(a_name_is_what_it_is),
        cmocka_unit_test(another_keyboard), cmocka_unit_test(a_whole_name_in_one_word),
        cmocka_unit_test(a_name_is_meant_otherwise_only_where_that_makes_names), cmocka_unit_test(words_meant_are_told_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
