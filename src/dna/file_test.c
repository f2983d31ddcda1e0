// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Files as laboratories send them, good and bad: each fault is named by line and field, and the rest is kept.
#include "codec/pieces.h"
#include "dna/file_room.h"
#include "dna/fixture.h"
#include "sys/sys.h"

#include <stdlib.h>

static RESULT keep(void *ctx, const struct dna_entry *e, struct error *err) {
    AUTO_TEXT line = text_with_ceiling(20000);
    struct dna_line quick;
    (void)err;
    text_dna_entry(&line, book, e);
    assert_true(dna_line_read(book, text_seen(&line), &quick));
    assert_true(dna_same(&quick.profile, &e->profile) && view_same(quick.ref, e->ref) && view_same(quick.category, e->category->id));
    for (size_t n = 0; n < line.bytes; n++) assert_false(dna_line_read(book, (struct view){line.at, n}, &quick));
    text_dna_entry(ctx, book, e);
    text_char(ctx, '\n');
    return DONE;
}

struct outcome { enum code code; char lines[20000]; char report[20000]; char detail[ERROR_DETAIL_BYTES]; };
static struct outcome *read_with(enum dna_format format, struct view bytes, const char *category, const char *kit) {
    static struct outcome o;
    struct pieces p = {bytes, 7};
    struct dna_file_order order = {book, dna_rule_find(book, VIEW("prum-2008")), format, {false}, kit ? dna_kit_find(book, view_of(kit)) : NULL,
                                   category ? dna_category_find(book, view_of(category)) : NULL, VIEW("")};
    AUTO_TEXT lines = text_with_ceiling(19999), said = text_with_ceiling(19999);
    struct error err = {0};
    json_t *report = NULL;
    memset(&o, 0, sizeof o);
    o.code = dna_file_parse(&order, pieces_of(&p), keep, &lines, &report, &err).code;
    if (report) text_json(&said, report);
    json_decref(report);
    snprintf(o.lines, sizeof o.lines, "%s", text_string(&lines));
    snprintf(o.report, sizeof o.report, "%s", text_string(&said));
    memcpy(o.detail, err.detail, sizeof o.detail);
    return &o;
}

static void says(const char *text, const char *what) {
    if (!strstr(text, what)) fail_msg("\"%s\"\nis not in\n%s", what, text);
}
static void silent(const char *text, const char *what) {
    if (strstr(text, what)) fail_msg("\"%s\" is in\n%s", what, text);
}

#define HEAD "specimenId,VWA_1,VWA_2,VWA_3,TH01_1,TH01_2,TH01_3,D21S11_1,D21S11_2,FGA_1,FGA_2,D8S1179_1,D8S1179_2,D3S1358_1,D3S1358_2,D18S51_1,D18S51_2\n"
#define GOOD(ref) ref ",14,16,NULL,6,9.3,NULL,28,30,20,22,12,13,15,17,12,14\n"

static void test_csv(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CSV, VIEW("\xEF\xBB\xBF" HEAD GOOD("AB#1") GOOD("AB#2")), "stain", NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->lines, "{\"category\":\"stain\",\"profile\":{\"D18S51\":[\"12\",\"14\"],\"D21S11\":[\"28\",\"30\"],");
    says(o->lines, "\"TH01\":[\"6\",\"9.3\"]");
    says(o->lines, "\"ref\":\"AB#2\"");
    says(o->report, "\"entries\":2");
    says(o->report, "\"unread_count\":0");
}

// Semicolons and decimal commas: what Belgian and French offices export.
static void test_decimal_comma(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CSV,
                                  VIEW("specimenId;VWA_1;VWA_2;TH01_1;TH01_2;D21S11_1;D21S11_2;FGA_1;FGA_2;D8S1179_1;D8S1179_2;D3S1358_1;D3S1358_2\r\n"
                                              "AB-1;14;16;6;9,3;28;31,2;20;22;12;13;15;17\r\n"), "stain", NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->lines, "\"D21S11\":[\"28\",\"31.2\"]");
    says(o->lines, "\"TH01\":[\"6\",\"9.3\"]");
}

static void test_bad_rows(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CSV, VIEW(HEAD
        GOOD("AB#1")                                                                   // 2
        "AB#2,14,16,NULL,6,9.3,NULL,28,30,20,22,12,13,,,,\n"                           // 3: five loci
        "AB#3,14,16,17,6,7,9.3,28,30,20,22,12,13,15,17,12,14\n"                        // 4: tri-allelic at two: taken
        "AB#4,14,16,NULL,6,9.4,NULL,28,30,20,22,12,13,15,17,12,14\n"                   // 5: impossible
        GOOD("AB#1")                                                                   // 6: a double
        GOOD("Jan Verzonnen")                                                          // 7: a name
        "AB#5,14,16,NULL,6,51,NULL,28,30,20,22,12,13,15,17,12,14\n"                    // 8: impossible
        GOOD("AB#9")), "stain", NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->report, "\"entries\":3");
    says(o->report, "\"what\":\"5 designated loci, at least 6 are needed (prum-2008)\",\"where\":\"line 3 / specimen AB#2\"");
    says(o->report, "\"what\":\"TH01: value 2 has a decimal that a repeat of this length cannot have\",\"where\":\"line 5 / specimen AB#4\"");
    says(o->report, "{\"code\":\"ALREADY\",\"what\":\"specimen: stands in the file twice\",\"where\":\"line 6 / specimen AB#1\"}");
    says(o->report, "\"what\":\"specimen: not a reference number (a name?)\",\"where\":\"line 7\"");
    says(o->report, "line 8 / specimen AB#5");
    silent(o->report, "Verzonnen");
    silent(o->report, "9.4");
    says(o->lines, "\"ref\":\"AB#9\"");
}

static void test_mixture_names_and_loci(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CSV, VIEW("specimenId,Surname,D4S2366,VWA_1,VWA_2,VWA_3,VWA_4,TH01,TH01_2,D21S11,D21S11_2,FGA,FGA_2,D8,D8_2,D3,D3_2\n"
        "A1,Verzonnen,9,14,16,17,18,6,7,28,30,20,22,12,13,15,17\n"
        "A2,Verzonnen,9,14,16,,,6,7,28,30,20,22,12,13,15,17\n"), "stain", NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->report, "{\"code\":\"BAD_FIELD\",\"what\":\"column 2: names or births: not taken over\",\"where\":\"line 1\"}");
    says(o->report, "column 3: no known locus: left out");
    says(o->report, "VWA: more than three alleles: a mixture is not stored\",\"where\":\"line 2 / specimen A1");
    silent(o->report, "Verzonnen");
    silent(o->lines, "Verzonnen");
    says(o->report, "\"entries\":1");
}

// Three alleles at three loci are a mixture, at two a person may have them; a cell of GeneMapper may hold them, too.
// However a name is called, and whatever an analysis program adds beside the alleles.
static void test_titles(void **state) {
    static const char *const names[] = {"Surname", "Prénom", "NOM", "Nom du suspect", "Fecha de nacimiento", "Date de naissance",
                                        "SUBJECTNAME", "Geburtsdatum", "voornaam",
                                        "الاسم العائلي", "DOB", "Offender", "Adresse"};
    static const char *const none[] = {"LAB_REMARK", "D99S999_1", "Quality", "nominal"};
    static const char *const silent[] = {"Height 1", "Height", "Size_2", "Peak Area 3", "Panel", "Dye", "Sample File", "UD1", "GQ", ""};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!column_of_names(view_of(names[i]))) fail_msg("%s is not met as a name", names[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (column_of_names(view_of(none[i]))) fail_msg("%s is no name", none[i]);
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        char file[400];
        snprintf(file, sizeof file, "Sample Name,%s,VWA,VWA_2,TH01,TH01_2,D21S11,D21S11_2,FGA,FGA_2,D8,D8_2,D3,D3_2\n"
                                    "AB-1,x,14,16,6,7,28,30,20,22,12,13,15,17\n", silent[i]);
        struct outcome *o = read_with(DNA_CSV, view_of(file), "stain", NULL);
        assert_int_equal(o->code, CODE_OK);
        says(o->report, "\"entries\":1");
        says(o->report, "\"unread_count\":0");
    }
}

static void test_three_alleles_at_three_loci(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CSV, VIEW(HEAD "AB#1,14,16,17,6,7,9.3,28,30,20,22,12,13,15,17,12,14\n"), "stain", NULL);
    says(o->report, "\"entries\":1");
    o = read_with(DNA_GENEMAPPER, VIEW("\xEF\xBB\xBFSample Name\tvWA\tTH01\tD21S11\tFGA\tD8S1179\tD3S1358\tD18S51\n"
        "AB#1\t14, 16, 17\t6, 7, 9.3\t28, 30, 31\t20, 22\t12, 13\t15, 17\t12, 14\n"
        "AB#2\t14, 16, 17\t6, 9.3\t28, 30\t20, 22\t12, 13\t15, 17\t12, 14\n"), "stain", NULL);
    says(o->report, "mixture");
    says(o->report, "line 2 / specimen AB#1");
    says(o->report, "\"entries\":1");
}

static void test_wrong_kit(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CSV, VIEW("specimenId,kit,category,VWA,VWA_2,TH01,TH01_2,D21S11,D21S11_2,FGA,FGA_2,D8,D8_2,D3,D3_2,SE33,SE33_2\n"
        "A1,Identifiler,stain,14,16,6,7,28,30,20,22,12,13,15,17,20,22\n"
        "A2,PowerPlex ESX 17,\"Forensic, Unknown\",14,16,6,7,28,30,20,22,12,13,15,17,20,22\n"
        "A3,NoSuchKit,stain,14,16,6,7,28,30,20,22,12,13,15,17,20,22\n"
        "A4,ESX17,nothing,14,16,6,7,28,30,20,22,12,13,15,17,20,22\n"), NULL, NULL);
    says(o->report, "SE33: the kit IDENTIFILER does not type it: wrong kit?\",\"where\":\"line 2 / specimen A1");
    says(o->report, "kit: is not known\",\"where\":\"line 4");
    says(o->report, "category: is none that is stored\",\"where\":\"line 5");
    says(o->lines, "\"kit\":\"ESX17\"");
    says(o->report, "\"entries\":1");
}

static void test_broken_tables(void **state) {
    (void)state;
    assert_int_equal(read_with(DNA_CSV, VIEW(""), "stain", NULL)->code, CODE_BAD_FORMAT);
    assert_int_equal(read_with(DNA_CSV, VIEW("hello\n"), "stain", NULL)->code, CODE_BAD_FORMAT);
    assert_int_equal(read_with(DNA_CSV, VIEW("specimenId,a,b\n1,2,3\n"), "stain", NULL)->code, CODE_BAD_FORMAT);
    assert_int_equal(read_with(DNA_CSV, VIEW(HEAD "\"AB#1,14\n"), "stain", NULL)->code, CODE_BAD_CSV);
    assert_int_equal(read_with(DNA_CSV, VIEW(HEAD "AB#1\xFF,14\n"), "stain", NULL)->code, CODE_BAD_TEXT);
    says(read_with(DNA_CSV, VIEW(HEAD "AB#1\xFF,14\n"), "stain", NULL)->detail, "line 2: not UTF-8");
    assert_int_equal(read_with(DNA_CSV, VIEW("\xFF\xFEs\0p\0"), "stain", NULL)->code, CODE_BAD_TEXT);
    says(read_with(DNA_CSV, VIEW("\xFF\xFEs\0p\0"), "stain", NULL)->detail, "line 1: begins with the mark of UTF-16");
}

static void test_rows_of_loci(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CSV, VIEW("SampleName,Marker,Allele1,Allele2\n"
        "AB#1,VWA,14,16\nAB#1,TH01,6,9.3\nAB#1,D21S11,28,30\nAB#1,FGA,20,22\nAB#1,D8S1179,12,13\nAB#1,D3S1358,15,17\n"
        "AB#2,VWA,14,16\nAB#2,TH01,6,77\nAB#2,NoLocus,6,7\n"), "stain", NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->report, "\"entries\":1");
    says(o->report, "TH01: value 2 is outside of what was ever seen at this locus\",\"where\":\"line 9 / specimen AB#2");
    says(o->report, "marker: a locus that is not known; left out\",\"where\":\"line 10");
}

static void test_genemapper(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_GENEMAPPER, VIEW("Sample File\tSample Name\tvWA\tHeight\tTH01\tD21S11\tFGA\tD8S1179\tD3S1358\tAMEL\t\n"
        "a.fsa\tAB#1\t14, 16, , \t100, 120\t6, 9.3, \t28, 30\t20, \t12, 13\t15, OL, \tX, Y, \t\n"
        "a.fsa\tAB#2\t14, 16, , \t100, 120\t6, 9.3, \t28, 30\t20, 22\t12, 13\t15, 17\tX, Y, \t\n"), "stain", NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->report, "5 designated loci");  // OL is no designation
    says(o->lines, "\"AMEL\":[\"X\",\"Y\"]");
    says(o->report, "\"entries\":1");
}

#define LOCUS(name, a, b)                                                                                              \
    "<LOCUS><LOCUSNAME>" name "</LOCUSNAME><ALLELE><ALLELEVALUE>" a "</ALLELEVALUE></ALLELE>"                                  \
    "<ALLELE><ALLELEVALUE>" b "</ALLELEVALUE></ALLELE></LOCUS>"
#define SPECIMEN(ref, category, more) "<SPECIMEN SOURCEID=\"N/A\">\n<SPECIMENID>" ref "</SPECIMENID>\n<SPECIMENCATEGORY>" category "</SPECIMENCATEGORY>\n" \
    LOCUS("vWA", "14", "16") LOCUS("TH01", "6", "9.3") LOCUS("D21S11", "28", "30") LOCUS("FGA", "20", "22") LOCUS("D8S1179", "12", "13") more "</SPECIMEN>\n"
#define CMF(inside)                                                                                                    \
    "<?xml version=\"1.0\"?>\n<CODISImportFile xmlns=\"urn:CODISImportFile-schema\"><SOURCELAB>LAB-7</SOURCELAB><KIT>PowerPlex ESX 17</KIT>\n" inside

static void test_codis_xml(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CODIS_XML, VIEW(CMF(
        SPECIMEN("AB#1", "Forensic, Unknown", LOCUS("D3S1358", "15", "17"))
        SPECIMEN("AB#2", "Forensic Mixture", LOCUS("D3S1358", "15", "17"))
        SPECIMEN("AB#3", "Convicted Offender", LOCUS("D3S1358", "15", "17") LOCUS("D4S2366", "9", "9"))
        SPECIMEN("AB#4", "Convicted Offender", LOCUS("D3S1358", "15", "17.4"))
        "</CODISImportFile>")), NULL, NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->lines, "{\"category\":\"stain\",\"kit\":\"ESX17\",\"lab\":\"LAB-7\",");
    says(o->report, "\"by_kind\":{\"convicted\":1,\"stain\":1}");
    says(o->report, "SPECIMENCATEGORY: a mixture is not stored");
    says(o->report, "LOCUS 7: LOCUSNAME: a locus that is not known; left out\",\"where\":\"line 11 / specimen AB#3");
    says(o->report, "D3S1358: value 2 has a decimal that a repeat of this length cannot have");
    says(o->report, "line 15 / specimen AB#4");  // where it began
}

// A BOM is passed over; a name that stands where the schema has no place for one is not taken over, and that is said.
static void test_xml_with_a_name(void **state) {
    (void)state;
    struct outcome *o = read_with(DNA_CODIS_XML,
                                  VIEW("\xEF\xBB\xBF" CMF(SPECIMEN("AB#1", "Forensic, Unknown", LOCUS("D3S1358", "15", "17") "<SURNAME>Verzonnen</SURNAME>")
        SPECIMEN("Jan Verzonnen", "Forensic, Unknown", LOCUS("D3S1358", "15", "17")) "</CODISImportFile>")), NULL, NULL);
    assert_int_equal(o->code, CODE_OK);
    says(o->report, "SPECIMEN: an element of names or births: not taken over\",\"where\":\"line 3 / specimen AB#1");
    says(o->report, "specimen: not a reference number (a name?)\",\"where\":\"line 7\"");
    says(o->report, "\"entries\":1");
    silent(o->report, "Verzonnen");
    silent(o->lines, "Verzonnen");
}

// Cut short, another root, a DOCTYPE: nothing of it counts.
static void test_broken_xml(void **state) {
    (void)state;
    assert_int_equal(read_with(DNA_CODIS_XML, VIEW(CMF(SPECIMEN("AB#1", "Legal", LOCUS("D3S1358", "15", "17")))), NULL, NULL)->code, CODE_BAD_XML);
    says(read_with(DNA_CODIS_XML, VIEW(CMF(SPECIMEN("AB#1", "Legal", LOCUS("D3S1358", "15", "17")))), NULL, NULL)->detail, "line ");
    assert_int_equal(read_with(DNA_CODIS_XML, VIEW("<?xml version=\"1.0\"?><other></other>"), NULL, NULL)->code, CODE_BAD_FORMAT);
    assert_int_equal(read_with(DNA_CODIS_XML, VIEW("<!DOCTYPE a [<!ENTITY x \"y\">]><CODISImportFile></CODISImportFile>"), NULL, NULL)->code, CODE_BAD_XML);
}

// SmartRank's own samples of what laboratories' programs write, as far as they are at hand; nothing in them is a person's.
static void test_samples_of_others(void **state) {
    static const struct { const char *name; enum dna_format format; const char *says; } files[] = {
        {"io__databases__codis__database_codis_generated_44.csv", DNA_CSV, "\"entries\":44"},
        {"io__databases__codis__database_codis_generated_10_2fields.csv", DNA_CSV, "\"entries\":10"},
        {"io__databases__codis__database_codis_generated_10_6fields.csv", DNA_CSV, "\"entries\":10"},
        {"domain__database_codis_2records_utf8withBOM.csv", DNA_CSV, "\"entries\":1"},
        {"domain__database_codis_3records_1error.csv", DNA_CSV, "specimen: stands in the file twice\",\"where\":\"line 4"},
        {"domain__database_codis_4records_1error_1empty.csv", DNA_CSV, "0 designated loci, at least 6 are needed (prum-2008)\",\"where\":\"line 5"},
        {"io__samples__codis__Codis-Mix-Profile-With-BOM-Header.xml", DNA_CODIS_XML, "a mixture is not stored\",\"where\":\"line 9"},
        {"io__samples__codis__errorhandling__broken-allele.xml", DNA_CODIS_XML, "D21S11: value 2 is outside"},
        {"io__samples__codis__errorhandling__no-profiles.xml", DNA_CODIS_XML, "\"entries\":0"},
        {"io__samples__genemapper__GeneMapperExampleWithHeightsAndOL.txt", DNA_GENEMAPPER, "line 2 / specimen"},
        {"io__samples__lrmix__suspect-utf8-bom.csv", DNA_CSV, "\"entries\":1"}};
    const char *told = getenv("MALINES_DNA");
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        AUTO_TEXT path = text_with_ceiling(1000), bytes = text_with_ceiling(4 << 20);
        text_format(&path, "%s/smartrank/%s", told ? told : "../shared/data/dna", files[i].name);
        if (FAILED(file_read(text_string(&path), 4 << 20, &bytes, NULL))) {
            text_free(&path), text_free(&bytes);
            skip();  // does not come back
        }
        struct outcome *o = read_with(files[i].format, text_seen(&bytes), "stain", NULL);
        assert_int_equal(o->code, CODE_OK);
        says(o->report, files[i].says);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv), cmocka_unit_test(test_decimal_comma), cmocka_unit_test(test_bad_rows), cmocka_unit_test(test_mixture_names_and_loci),
        cmocka_unit_test(test_titles), cmocka_unit_test(test_three_alleles_at_three_loci), cmocka_unit_test(test_wrong_kit),
        cmocka_unit_test(test_broken_tables), cmocka_unit_test(test_rows_of_loci), cmocka_unit_test(test_genemapper),
        cmocka_unit_test(test_codis_xml), cmocka_unit_test(test_xml_with_a_name), cmocka_unit_test(test_broken_xml), cmocka_unit_test(test_samples_of_others),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
