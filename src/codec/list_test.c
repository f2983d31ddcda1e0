// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// All people and references here are invented.
#include "codec/list_room.h"
#include "codec/pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

enum { OUT_BYTES = 64 * 1024 * 1024 };

struct outcome {
    enum code code;
    struct error err;
    struct text lines;       // each with LF
    json_t *report;
};

// Every line that leaves must be canonical and hold a subject that the rest of Malines reads, or say what kept it from that, or what the columns are.
static RESULT check_line(void *state, struct view line, struct error *err) {
    AUTO_JSON *j = NULL;
    AUTO_TEXT again = text_with_ceiling(OUT_BYTES);
    AUTO_ARENA arena = arena_with_ceiling(OUT_BYTES);
    struct subject s;
    struct result r = json_strict(line, &j, err);
    assert_int_equal(r.code, CODE_OK);
    text_json(&again, j);
    assert_true(view_same(text_seen(&again), line));
    bool left_out = json_object_get(j, "columns") || (json_view(j, "unread").bytes && !json_object_get(j, "subject"));
    if (!left_out) assert_int_equal(subject_read(json_object_get(j, "subject"), &arena, &s, err).code, CODE_OK);
    assert_true(left_out || (s.name_count + s.paper_count + s.identifier_count > 0 && (s.name_count || !subject_goes_by_name(s.kind)) &&
                             json_view(j, "ref").bytes > 0));
    text_view(state, line);
    text_char(state, '\n');
    return DONE;
}

static struct outcome parse_order(const struct list_order *order, const struct view *inputs, size_t count, size_t step) {
    struct pieces all[3];
    struct list_source sources[3];
    for (size_t i = 0; i < count; i++) {
        all[i] = (struct pieces){inputs[i], step};
        sources[i] = pieces_of(&all[i]);
    }
    struct outcome o = {.lines = text_with_ceiling(OUT_BYTES)};
    o.code = list_parse(order, sources, count, check_line, &o.lines, &o.report, &o.err).code;
    return o;
}

static struct outcome parse(enum list_format format, struct view input) {
    struct list_order order = {.format = format};
    return parse_order(&order, &input, 1, SIZE_MAX);
}

static void drop(struct outcome *o) {
    text_free(&o->lines);
    json_decref(o->report);
}

static void expect_order(const struct list_order *order, const struct view *inputs, size_t count, const char *lines, int64_t unread) {
    static const size_t steps[] = {SIZE_MAX, 1, 7};  // how the bytes arrive must not matter
    for (size_t i = 0; i < 3; i++) {
        struct outcome o = parse_order(order, inputs, count, steps[i]);
        if (o.code) fail_msg("%s: %s", code_name(o.code), o.err.detail);
        assert_string_equal(text_string(&o.lines), lines);
        assert_int_equal(json_int(o.report, "unread_count"), unread);
        drop(&o);
    }
}

static void expect(enum list_format format, const char *input, const char *lines, int64_t unread) {
    struct list_order order = {.format = format};
    struct view v = view_of(input);
    expect_order(&order, &v, 1, lines, unread);
}

// --- the formats

static const char un[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST dateGenerated=\"2031-02-03T00:00:09Z\"><INDIVIDUALS>\n"
    "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ANSELME</FIRST_NAME><SECOND_NAME> IMAGINAIRE  DOUBLE </SECOND_NAME>"
    "<UN_LIST_TYPE>Test</UN_LIST_TYPE><REFERENCE_NUMBER>TTi.001 </REFERENCE_NUMBER><LISTED_ON>2030-12-31</LISTED_ON>"
    "<GENDER>Male</GENDER><COMMENTS1>Says &quot;no&quot; &amp; leaves</COMMENTS1>"
    "<NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE><VALUE>Atlantis</VALUE></NATIONALITY>"
    "<NAME_ORIGINAL_SCRIPT>\xD8\xA3\xD9\x86\xD8\xB3</NAME_ORIGINAL_SCRIPT>"
    "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>A. Imaginaire; Ansel</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Tango</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1973-08-20</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1966</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1958</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>24/06/1402 (Hijri Calendar)</NOTE></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Ville</CITY><COUNTRY>Rwanda</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>"
    "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>OB 1 </NUMBER><ISSUING_COUNTRY>Rwanda</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>"
    "</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>Nobody's League</FIRST_NAME><REFERENCE_NUMBER>TTe.001</REFERENCE_NUMBER>"
    "<ENTITY_ADDRESS><CITY>Ville</CITY></ENTITY_ADDRESS></ENTITY><ENTITY><FIRST_NAME>No reference</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>\n";
static const char un_lines[] =
    "{\"listed_on\":\"2030-12-31\",\"program\":\"Test\",\"reason\":\"Says \\\"no\\\" & leaves\",\"ref\":\"TTi.001\",\"subject\":{"
    "\"birth_places\":[\"Ville, Rwanda\"],\"births\":[\"1973-08-20\",\"~1966\",\"1955/1958\",\"1958-09\"],"
    "\"documents\":[{\"country\":\"rw\",\"number\":\"OB 1\",\"type\":\"passport\"}],\"kind\":\"person\",\"names\":["
    "{\"role\":\"primary\",\"text\":\"ANSELME IMAGINAIRE  DOUBLE\"},{\"role\":\"script\",\"text\":\"\xD8\xA3\xD9\x86\xD8\xB3\"},"
    "{\"role\":\"alias\",\"text\":\"A. Imaginaire\"},{\"role\":\"alias\",\"text\":\"Ansel\"},{\"role\":\"weak\",\"text\":\"Tango\"}],"
    "\"nationalities\":[\"cd\"],\"sex\":\"m\"}}\n"
    "{\"ref\":\"TTe.001\",\"subject\":{\"addresses\":[\"Ville\"],\"kind\":\"organisation\",\"names\":[{\"role\":\"primary\","
    "\"text\":\"Nobody's League\"}]}}\n";

static void un_is_read(void **state) {
    (void)state;
    expect(LIST_UN_XML, un, un_lines, 3);  // Atlantis, the Hijri date, the entity without reference
    struct outcome o = parse(LIST_UN_XML, view_of(un));
    AUTO_TEXT t = text_with_ceiling(10000);
    text_json(&t, o.report);
    assert_string_equal(text_string(&t),
        "{\"by_kind\":{\"organisation\":1,\"person\":1},\"entries\":2,\"format\":\"un-xml\",\"list_date\":\"2031-02-03\",\"names\":6,\"passed_over\":0,"
        "\"unread\":[{\"code\":\"BAD_FIELD\",\"what\":\"nationality\",\"where\":\"entry TTi.001\"},{\"code\":\"BAD_DATE\","
        "\"what\":\"birth date of another calendar, beside one of ours\",\"where\":\"entry TTi.001\"},"
        "{\"code\":\"BAD_FIELD\",\"what\":\"the entry has no usable reference\",\"where\":\"after entry 2\"}],\"unread_count\":3}");
    drop(&o);
}

static void only_the_original_script_is_kept(void **state) {
    (void)state;
    struct list_order order = {.format = LIST_UN_XML, .original_script_only = true};
    struct view v = view_of(un);
    struct outcome o = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(o.code, CODE_OK);
    assert_non_null(strstr(text_string(&o.lines), "\"names\":[{\"role\":\"script\",\"text\":\"\xD8\xA3\xD9\x86\xD8\xB3\"}]"));
    assert_non_null(strstr(text_string(&o.lines), "Nobody's League"));  // it has no other script: kept as it is
    drop(&o);
}

static void utf16_is_read(void **state) {
    (void)state;
    AUTO_TEXT wide = text_with_ceiling(1 << 20);
    text_add(&wide, "\xFF\xFE", 2);
    struct view v = view_of(un);
    size_t at = strstr(un, "<CONSOLIDATED") - un;  // without the declaration, which says UTF-8
    while (at < v.bytes) {
        uint32_t cp = utf8_next(v, &at);
        char pair[2] = {(char)cp, (char)(cp >> 8)};
        text_add(&wide, pair, 2);
    }
    struct list_order order = {.format = LIST_UN_XML};
    struct view w = text_seen(&wide);
    expect_order(&order, &w, 1, un_lines, 3);
}

static const char fr[] =
    "{\"schema_version\":\"1.0\",\"as_of\":\"2031-05-31T07:26:40+02:00\",\"count\":4,\"entries\":[{\"IdRegistre\":4240,\"Nature\":\"Personne physique\","
    "\"Nom\":\"FICTIF\",\"Prenoms\":[\"Jean\",\"Luc\"],\"DatesNaissance\":[{\"jour\":\"2\",\"mois\":\"10\",\"annee\":\"1976\"},"
    "{\"annee\":\"1977\"},{\"mois\":\"03\",\"annee\":\"1978\"},{\"annee\":\"1343\"}],"
    "\"Alias\":[\"\\u202BJ.  Fictif\"],\"Nationalites\":[\"C\xC3\x94TE D'IVOIRE\"],\"LieuxNaissance\":[\"Ici\"],\"Identifications\":[],"
    "\"Adresses\":[{\"adresse\":\"L\xC3\xA0\",\"pays\":\"\"}],"
    "\"Passeports\":[\"I0005159, d\xC3\xA9livr\xC3\xA9 en Iran\"],\"ReferencesUe\":[\"EU.1.2\"],\"NumeroOMI\":[],\"_search\":\"X\"},"
    "{\"IdRegistre\":1,\"IdRegistre\":2,\"Nature\":\"Personne physique\",\"Nom\":\"DOUBLE\"},"
    "{\"IdRegistre\":7,\"Nature\":\"Navire\",\"Nom\":\"LE BATEAU\",\"NumeroOMI\":[\"8405270\"]},{\"IdRegistre\":8,\"Nature\":\"Autre\",\"Nom\":\"X\"}]}\n";
static const char fr_lines[] =
    "{\"links\":[\"EU.1.2\"],\"ref\":\"FR-4240\",\"subject\":{\"addresses\":[\"L\xC3\xA0\"],\"birth_places\":[\"Ici\"],"
    "\"births\":[\"1976-10-02\",\"1977\",\"1978-03\"],"
    "\"documents\":[{\"country\":\"ir\",\"number\":\"I0005159\",\"type\":\"passport\"}],\"kind\":\"person\","
    "\"names\":[{\"family\":\"FICTIF\",\"given\":\"Jean Luc\",\"role\":\"primary\","
    "\"text\":\"Jean Luc FICTIF\"},{\"role\":\"alias\",\"text\":\"\xE2\x80\xABJ.  Fictif\"}],\"nationalities\":[\"ci\"]}}\n"
    "{\"ref\":\"FR-7\",\"subject\":{\"identifiers\":[{\"type\":\"imo\",\"value\":\"8405270\"}],\"kind\":\"vessel\","
    "\"names\":[{\"role\":\"primary\",\"text\":\"LE BATEAU\"}]}}\n";

static void the_french_register_is_read(void **state) {
    (void)state;
    expect(LIST_FR_GELS_JSON, fr, fr_lines, 3);  // year 1343, the double key, the unknown nature
}

static void the_french_register_is_read_as_the_api_gives_it(void **state) {
    (void)state;
    expect(LIST_FR_GELS_JSON,
        "{\"Publications\":{\"DatePublication\":\"2031-05-31T07:26:40\",\"PublicationDetail\":[{\"IdRegistre\":9,"
        "\"Nature\":\"Personne physique\",\"Nom\":\"FICTIF\",\"RegistreDetail\":["
        "{\"TypeChamp\":\"PRENOM\",\"Valeur\":[{\"Prenom\":\"Jeanne\"}]},{\"TypeChamp\":\"SEXE\",\"Valeur\":[{\"Sexe\":\"F\xC3\xA9minin\"}]},"
        "{\"TypeChamp\":\"DATE_DE_NAISSANCE\",\"Valeur\":[{\"Jour\":\"02\",\"Mois\":\"10\",\"Annee\":\"1976\"},"
        "{\"Jour\":\"\",\"Mois\":\"\",\"Annee\":\"1977\"}]},"
        "{\"TypeChamp\":\"ALIAS\",\"Valeur\":[{\"Alias\":\"J\"}]},{\"TypeChamp\":\"REFERENCE_ONU\",\"Valeur\":[{\"ReferenceOnu\":\"TTi.001\"}]},"
        "{\"TypeChamp\":\"MOTIFS\",\"Valeur\":[{\"Motifs\":\"Parce que\"}]}]}]}}",
        "{\"links\":[\"TTi.001\"],\"reason\":\"Parce que\",\"ref\":\"FR-9\",\"subject\":{\"births\":[\"1976-10-02\",\"1977\"],"
        "\"kind\":\"person\",\"names\":[{\"family\":\"FICTIF\",\"given\":\"Jeanne\","
        "\"role\":\"primary\",\"text\":\"Jeanne FICTIF\"},{\"role\":\"alias\",\"text\":\"J\"}],\"sex\":\"f\"}}\n", 0);
}

static const char ftm[] =
    "\xEF\xBB\xBF{\"id\":\"x-1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ana Inventada\",\"\xD0\x90\xD0\xBD\xD0\xB0\"],"
    "\"firstName\":[\"Ana\"],\"lastName\":[\"Inventada\"],"
    "\"weakAlias\":[\"La A\"],\"birthDate\":[\"1980-01\"],\"gender\":[\"female\"],\"nationality\":[\"es\",\"MAROC\"],"
    "\"passportNumber\":[\"P1\"],\"idNumber\":[\"N1\"],\"program\":[\"P\"],"
    "\"sanctions\":[{\"properties\":{\"reason\":[\"R\"],\"listingDate\":[\"2030-01-02\"]}}]},\"referents\":[\"y-2\"]}\n"
    "\n{\"id\":\"a-1\",\"schema\":\"Address\",\"properties\":{\"full\":[\"Street\"]}}\r\n"
    "{\"id\":\"x-1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Again\"]}}\n"
    "{\"id\":\"x-2\",\"schema\":\"Person\",\"properties\":{\"name\":[\"\xC0\x80\"]}}\n{\"id\":\"x-3\n"
    "{\"id\":\"v-1\",\"schema\":\"Vessel\",\"properties\":{\"name\":[\"Nave\"],\"imoNumber\":[\"IMO8405270\"],\"flag\":[\"pa\"]}}";
static const char ftm_lines[] =
    "{\"links\":[\"y-2\"],\"listed_on\":\"2030-01-02\",\"program\":\"P\",\"reason\":\"R\",\"ref\":\"x-1\",\"subject\":{\"births\":[\"1980-01\"],"
    "\"documents\":[{\"number\":\"P1\",\"type\":\"passport\"},{\"number\":\"N1\",\"type\":\"id\"}],\"kind\":\"person\","
    "\"names\":[{\"family\":\"Inventada\",\"given\":\"Ana\",\"role\":\"primary\",\"text\":\"Ana Inventada\"},"
    "{\"role\":\"alias\",\"text\":\"\xD0\x90\xD0\xBD\xD0\xB0\"},{\"role\":\"weak\",\"text\":\"La A\"}],\"nationalities\":[\"es\",\"ma\"],\"sex\":\"f\"}}\n"
    "{\"ref\":\"v-1\",\"subject\":{\"identifiers\":[{\"type\":\"imo\",\"value\":\"8405270\"}],\"kind\":\"vessel\","
    "\"names\":[{\"role\":\"primary\",\"text\":\"Nave\"}],\"nationalities\":[\"pa\"]}}\n";

static void followthemoney_is_read(void **state) {
    (void)state;
    expect(LIST_FTM_JSONL, ftm, ftm_lines, 3);  // the second x-1, the bad UTF-8, the cut line
}

static struct text gzip(struct view v) {
    struct text out = text_with_ceiling(1 << 24);
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&z, v.bytes) + 64;
    char *packed = malloc(room);
    z.next_in = (unsigned char *)(uintptr_t)v.at;
    z.avail_in = (unsigned)v.bytes;
    z.next_out = (unsigned char *)packed;
    z.avail_out = (unsigned)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    text_add(&out, packed, room - z.avail_out);
    deflateEnd(&z);
    free(packed);
    return out;
}

static void gzip_is_inflated_and_bombs_are_refused(void **state) {
    (void)state;
    struct list_order order = {.format = LIST_FTM_JSONL};
    AUTO_TEXT packed = gzip(view_of(ftm));
    struct view v = text_seen(&packed);
    expect_order(&order, &v, 1, ftm_lines, 3);
    struct outcome o = parse(LIST_FTM_JSONL, (struct view){v.at, v.bytes - 9});
    assert_int_equal(o.code, CODE_BAD_FORMAT);
    drop(&o);
    char *zeros = calloc(1, 16 << 20);
    AUTO_TEXT bomb = gzip((struct view){zeros, 16 << 20});
    free(zeros);
    o = parse(LIST_FTM_JSONL, text_seen(&bomb));
    assert_int_equal(o.code, CODE_TOO_BIG);
    drop(&o);
}

static void ofac_csv_is_joined(void **state) {
    (void)state;
    struct list_order order = {.format = LIST_OFAC_CSV};
    const struct view files[3] = {
        VIEW("10,5,-0- ,\"Ghostville\",\"Iran\",-0- \r\n\x1A"),
        VIEW("10,\"NOBODY, Ivan \"\"X\"\"\",individual,TEST,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
             "\"DOB 12 Mar 1970; alt. DOB circa 1971; POB Nowhere, Iran; nationality Iran; "
             "Gender Male; Passport X123 (Iran) expires 3 Mar 2020; alt. Cedula No. 77-8 (Colombia); a.k.a. 'SHADE'.\"\r\n"
             "11,GHOST SHIP,vessel,TEST,-0- ,CALL1,Tanker,-0- ,-0- ,Panama,-0- ,Vessel Registration Identification IMO 8405270.\r\n12,short\r\n\x1A"),
        VIEW("11,2,\"fka\",\"OLD GHOST\",-0- \r\n10,1,\"aka\",\"NEMO, Ivan\",-0- \r\n")};
    static const char lines[] =
        "{\"program\":\"TEST\",\"reason\":\"DOB 12 Mar 1970; alt. DOB circa 1971; POB Nowhere, Iran; nationality Iran; Gender Male; "
        "Passport X123 (Iran) expires 3 Mar 2020; alt. Cedula No. 77-8 (Colombia); a.k.a. 'SHADE'.\","
        "\"ref\":\"OFAC-10\",\"subject\":{\"addresses\":[\"Ghostville, Iran\"],\"birth_places\":[\"Nowhere, Iran\"],\"births\":[\"1970-03-12\",\"~1971\"],"
        "\"documents\":[{\"country\":\"ir\",\"number\":\"X123\",\"type\":\"passport\"},{\"country\":\"co\",\"number\":\"77-8\","
        "\"type\":\"id\"}],\"kind\":\"person\","
        "\"names\":[{\"family\":\"NOBODY\",\"given\":\"Ivan \\\"X\\\"\",\"role\":\"primary\",\"text\":\"NOBODY, Ivan \\\"X\\\"\"},"
        "{\"family\":\"NEMO\",\"given\":\"Ivan\",\"role\":\"alias\",\"text\":\"NEMO, Ivan\"},"
        "{\"role\":\"weak\",\"text\":\"SHADE\"}],\"nationalities\":[\"ir\"],\"sex\":\"m\"}}\n"
        "{\"program\":\"TEST\",\"reason\":\"Vessel Registration Identification IMO 8405270.\",\"ref\":\"OFAC-11\","
        "\"subject\":{\"identifiers\":[{\"type\":\"other\",\"value\":\"CALL1\"},{\"type\":\"imo\",\"value\":\"8405270\"}],"
        "\"kind\":\"vessel\",\"names\":[{\"role\":\"primary\",\"text\":\"GHOST SHIP\"},{\"role\":\"alias\",\"text\":\"OLD GHOST\"}],"
        "\"nationalities\":[\"pa\"]}}\n";
    // One byte at a time, the shape of a file can't be seen ahead: whole reads only.
    struct outcome o = parse_order(&order, files, 3, SIZE_MAX);
    if (o.code) fail_msg("%s", o.err.detail);
    assert_string_equal(text_string(&o.lines), lines);
    assert_int_equal(json_int(o.report, "unread_count"), 1);
    drop(&o);
}

static void ofac_xml_is_read(void **state) {
    (void)state;
    expect(LIST_OFAC_XML,
        "<sdnList xmlns=\"https://example.invalid/XML\"><publshInformation><Publish_Date>05/06/2031</Publish_Date></publshInformation>"
        "<sdnEntry><uid>10</uid><firstName>Ivan</firstName><lastName>NOBODY</lastName><sdnType>Individual</sdnType><programList>"
        "<program>TEST</program><program>TWO</program></programList><akaList><aka><type>a.k.a.</type><category>weak</category>"
        "<lastName>SHADE</lastName></aka></akaList><idList><id><idType>Gender</idType><idNumber>Female</idNumber></id><id>"
        "<idType>Passport</idType><idNumber>X1</idNumber><idCountry>Iran</idCountry></id></idList><dateOfBirthList><dateOfBirthItem>"
        "<dateOfBirth>1970 to 1975</dateOfBirth></dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>",
        "{\"program\":\"TEST; TWO\",\"ref\":\"OFAC-10\",\"subject\":{\"births\":[\"1970/1975\"],\"documents\":[{\"country\":\"ir\","
        "\"number\":\"X1\",\"type\":\"passport\"}],\"kind\":\"person\","
        "\"names\":[{\"family\":\"NOBODY\",\"given\":\"Ivan\",\"role\":\"primary\",\"text\":\"Ivan NOBODY\"},{\"role\":\"weak\","
        "\"text\":\"SHADE\"}],\"sex\":\"f\"}}\n", 0);
    expect(LIST_OFAC_ENHANCED_XML,
        "<sanctionsData><publicationInfo><dataAsOf>2031-08-28T00:00:00</dataAsOf></publicationInfo><entities><entity id=\"10\"><generalInfo>"
        "<entityType refId=\"600\">Individual</entityType></generalInfo><sanctionsLists>"
        "<sanctionsList datePublished=\"2030-03-26\">SDN List</sanctionsList></sanctionsLists><names><name id=\"2\">"
        "<isPrimary>false</isPrimary><isLowQuality>true</isLowQuality><translations><translation><script>Latin</script>"
        "<formattedLastName>SHADE</formattedLastName></translation></translations></name><name id=\"1\"><isPrimary>true</isPrimary>"
        "<translations><translation><script>Latin</script><formattedFirstName>Ivan</formattedFirstName>"
        "<formattedLastName>NOBODY</formattedLastName></translation><translation><script>Cyrillic</script>"
        "<formattedFullName>\xD0\x98\xD0\xB2</formattedFullName></translation></translations></name></names><features><feature>"
        "<type>Birthdate</type><value>circa 1972</value></feature><feature><type>Gender</type><value>Male</value></feature></features>"
        "<identityDocuments><identityDocument><type>National ID No.</type><documentNumber>59784</documentNumber>"
        "<issuingCountry>Iran</issuingCountry></identityDocument></identityDocuments></entity></entities></sanctionsData>",
        "{\"listed_on\":\"2030-03-26\",\"ref\":\"OFAC-10\",\"subject\":{\"births\":[\"~1972\"],\"documents\":[{\"country\":\"ir\","
        "\"number\":\"59784\",\"type\":\"id\"}],\"kind\":\"person\",\"names\":["
        "{\"family\":\"NOBODY\",\"given\":\"Ivan\",\"role\":\"primary\",\"text\":\"Ivan NOBODY\"},{\"role\":\"script\","
        "\"text\":\"\xD0\x98\xD0\xB2\"},{\"role\":\"weak\",\"text\":\"SHADE\"}],\"sex\":\"m\"}}\n", 0);
}

static void what_could_not_be_read_is_told_in_its_line(void **state) {
    (void)state;
    AUTO_JSON *map = json_pack("{s:{s:s,s:s,s:s}}", "columns", "n", "name", "b", "birth", "r", "ref");
    struct list_order order = {.format = LIST_CSV, .tell_unread = true, .map = map};
    struct view v = view_of("r,n,b\n1,Karim Exemple,1980-01-02\n2,,1980\n3,Karim Exemple,Karim\n4,Kar\xff,\n5,Nadia\n");
    expect_order(&order, &v, 1,
        "{\"ref\":\"1\",\"subject\":{\"births\":[\"1980-01-02\"],\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim Exemple\"}]}}\n"
        "{\"ref\":\"2\",\"unread\":\"BAD_FIELD the entry has no usable name; a vessel, vehicle, document or object may have a number instead\"}\n"
        "{\"ref\":\"3\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim Exemple\"}]},\"unread\":\"BAD_DATE birth date\"}\n"
        "{\"ref\":\"4\",\"unread\":\"BAD_TEXT the row is not UTF-8: the encoding has to be said\"}\n"
        "{\"ref\":\"5\",\"unread\":\"BAD_CSV the row has another number of columns than the heading\"}\n", 4);
}

// A row above the ceiling, or with more cells than any table has, costs itself and not the file; nobody behind it is lost with it. With line feeds
// in it a quote may stand open: that is told, for whoever stands in such a cell is not asked about.
static void a_row_above_the_ceiling_is_told_and_the_rest_read(void **state) {
    (void)state;
    AUTO_JSON *map = json_pack("{s:{s:s,s:s}}", "columns", "n", "name", "r", "ref");
    struct list_order order = {.format = LIST_CSV, .tell_unread = true, .map = map};
    AUTO_TEXT file = text_with_ceiling(8 << 20);
    text_put(&file, "r,n\n1,Karim Exemple\n2,");
    for (int i = 0; i < 3 << 20; i++) text_char(&file, 'x');
    text_put(&file, "\n3,Nadia Modele\n4,\"");
    for (int i = 0; i < 80000; i++) text_put(&file, "4,Somebody Else\n");
    text_put(&file, "\"\n5,Nadia Exemple\n6");
    for (int i = 0; i < CSV_FIELDS_MAX + 9; i++) text_put(&file, ",x");
    text_put(&file, "\n7,Karim Modele\n");
    struct view v = text_seen(&file);
    expect_order(&order, &v, 1,
        "{\"ref\":\"1\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim Exemple\"}]}}\n"
        "{\"ref\":\"line 3\",\"unread\":\"TOO_BIG the entry is larger than 1 MiB\"}\n"
        "{\"ref\":\"3\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Nadia Modele\"}]}}\n"
        "{\"ref\":\"line 5\",\"unread\":\"BAD_CSV the row goes over several lines: a quote may not be closed; TOO_BIG the entry is larger than 1 MiB\"}\n"
        "{\"ref\":\"5\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Nadia Exemple\"}]}}\n"
        "{\"ref\":\"line 80007\",\"unread\":\"BAD_CSV the row has another number of columns than the heading\"}\n"
        "{\"ref\":\"7\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim Modele\"}]}}\n", 4);
    order.tell_unread = false;  // a list that would lose whoever stands behind an open quote is not taken
    struct outcome list = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(list.code, CODE_TOO_BIG);
    drop(&list);
    memcpy(file.at, "r,nn", 4);  // a heading that is none any more: of such a file nothing is taken
    struct outcome o = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(o.code, CODE_BAD_FORMAT);
    drop(&o);
}

// A quote that is never closed ends at the next one, of some row further on. Whoever stands between is not asked about: it is told, though the
// row has its number of cells. What goes over lines within its quotes is nobody's fault.
static void an_open_quote_that_swallowed_people_is_told(void **state) {
    (void)state;
    AUTO_JSON *map = json_pack("{s:{s:s,s:s}}", "columns", "n", "name", "r", "ref");
    struct list_order order = {.format = LIST_CSV, .tell_unread = true, .map = map};
    struct view v = VIEW("r,n,town\n1,Karim Exemple,\"Gent\n2,Ben Exemple,Sint\n3,Ana Exemple,\"Sint-Niklaas\"\n"
                         "4,Nadia Exemple,\"Rue X\nGent\"\n5,Karim Modele,\"Gent\" (B)\n6,Nadia Modele,\"Rue Y\nGent\" (B)");
    expect_order(&order, &v, 1,
        "{\"ref\":\"1\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim Exemple\"}]},"
        "\"unread\":\"BAD_CSV the row goes over several lines: a quote may not be closed\"}\n"
        "{\"ref\":\"4\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Nadia Exemple\"}]}}\n"
        "{\"ref\":\"5\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim Modele\"}]}}\n"
        "{\"ref\":\"6\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Nadia Modele\"}]},"
        "\"unread\":\"BAD_CSV the row goes over several lines: a quote may not be closed\"}\n", 2);
    order.tell_unread = false;  // of a list nothing is taken
    struct outcome list = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(list.code, CODE_BAD_CSV);
    drop(&list);
}

static RESULT keep_line(void *state, struct view line, struct error *err) {
    (void)err;
    return text_clear(state), text_view(state, line), DONE;
}

static void told_of(const char *const *whats, size_t count, struct text *line) {
    struct list_order order = {.format = LIST_CSV, .tell_unread = true};
    struct list_run *run = malloc(sizeof *run);
    struct error err;
    assert_non_null(run);
    run_begin(run, &order, keep_line, line, &err);
    entry_begin(run, SUBJECT_person);
    for (size_t i = 0; i + 1 < count; i++) run_unread(run, CODE_BAD_FIELD, whats[i]);
    entry_drop(run, CODE_BAD_FIELD, whats[count - 1]);
    run_free(run);
    free(run);
}

// What was left out has a reason in its line, however long that is and however much was said before.
static void nothing_is_left_out_without_a_reason(void **state) {
    (void)state;
    AUTO_TEXT line = text_with_ceiling(8000);
    char lengthy[400], *many[100];
    memset(lengthy, 'x', sizeof lengthy), lengthy[sizeof lengthy - 1] = 0, memcpy(lengthy + 199, "\xC3\xA9", 2);  // an é over the cut
    told_of((const char *[]){lengthy}, 1, &line);
    lengthy[199] = 0;
    AUTO_TEXT want = text_with_ceiling(8000);
    text_format(&want, "{\"unread\":\"BAD_FIELD %s\xE2\x80\xA6\"}", lengthy);
    assert_string_equal(text_string(&line), text_string(&want));
    told_of((const char *[]){"birth date", "birth", "birth date", "date; birth", "date; birth", "birth"}, 6, &line);
    assert_string_equal(text_string(&line), "{\"unread\":\"BAD_FIELD birth date; BAD_FIELD birth; BAD_FIELD date; birth\"}");
    for (size_t i = 0; i < 100; i++) many[i] = malloc(64), snprintf(many[i], 64, "a column of the name %zu that is not known", i);
    told_of((const char *const *)many, 100, &line);
    for (size_t i = 0; i < 100; i++) free(many[i]);
    struct view said = text_seen(&line);
    assert_true(said.bytes > 1900 && said.bytes <= 2000 + strlen("{\"unread\":\"\"}"));
    assert_string_equal(text_string(&line) + said.bytes - 7, "; \xE2\x80\xA6\"}");
}

static void any_csv_is_read_by_its_map(void **state) {
    (void)state;
    AUTO_JSON *map = NULL, *wrong = NULL;
    struct error err;
    assert_int_equal(json_strict(VIEW("{\"columns\":{\"Nr\":\"ref\",\"First\":\"given\",\"Last\":\"family\",\"Others\":\"alias;\","
                                      "\"Born\":\"birth|\"},\"ref_prefix\":\"NAT-\"}"), &map, &err).code, CODE_OK);
    struct list_order order = {.format = LIST_CSV, .map = map};
    struct view v = VIEW("\xEF\xBB\xBFNr,Unused,First,Last,Others,Born\r\n7,x,Ana,\"de, Nadie\",\"A; B \",11.8.1960|1961\n8,x,Bo,Two\n9,x,\"C\nD\",E,,\xFF\n");
    expect_order(&order, &v, 1,
        "{\"ref\":\"NAT-7\",\"subject\":{\"births\":[\"1960-08-11\",\"1961\"],\"kind\":\"person\",\"names\":[{\"family\":\"de, Nadie\","
        "\"given\":\"Ana\",\"role\":\"primary\",\"text\":\"Ana de, Nadie\"},"
        "{\"role\":\"alias\",\"text\":\"A\"},{\"role\":\"alias\",\"text\":\"B\"}]}}\n", 2);
    v = VIEW("Nr,First,Last,Others\n1,a,b,c\n");  // a column of the map is gone
    struct outcome o = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(o.code, CODE_BAD_FORMAT);
    drop(&o);
    assert_int_equal(json_strict(VIEW("{\"columns\":{\"Nr\":\"reference\"}}"), &wrong, &err).code, CODE_OK);
    order.map = wrong;
    o = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(o.code, CODE_BAD_FIELD);
    drop(&o);
}

// ---- Tables without a map ----
#define HEADING(line, mark) ",\"heading\":{\"line\":" line ",\"mark\":\"" mark "\"}}\n"
#define COLUMNS(line, mark)                                                                                            \
    "{\"columns\":[[\"Nom\",\"family\"],[\"Pr\xC3\xA9nom\",\"given\"],[\"N\xC3\xA9(e) le\",\"birth\"],[\"Remarque\",null]]" HEADING(line, mark)
#define SUBJECT_OF(birth, family, given)                                                                               \
    "\"subject\":{\"births\":[\"" birth "\"],\"kind\":\"person\",\"names\":["                                              \
    "{\"family\":\"" family "\",\"given\":\"" given "\",\"role\":\"primary\",\"text\":\"" given " " family "\"}]}}\n"
#define NAMED(family, given)                                                                                           \
    "\"subject\":{\"kind\":\"person\",\"names\":[{\"family\":\"" family "\",\"given\":\"" given "\",\"role\":\"primary\"," \
    "\"text\":\"" given " " family "\"}]}}\n"

static void a_table_speaks_for_itself(void **state) {
    (void)state;
    struct list_order order = {.format = LIST_CSV, .by_titles = true};
    // Empty lines before, a separator that is said, quoted line ends, cells too many that are empty, rows of nothing but marks; a row too short is told.
    struct view v = VIEW("\r\nsep=;\r\nNom;Pr\xC3\xA9nom;N\xC3\xA9(e) le;Remarque\r\nEXEMPLE;Karim;31/12/1980;\"a;b\nc\"\r\n;;;\r\n"
                         "FICTIF;Ana;1402-06-24;;;\r\nCOURT;Bo\r\n");
    expect_order(&order, &v, 1, COLUMNS("3", ";") "{\"ref\":\"line 4\"," SUBJECT_OF("1980-12-31", "EXEMPLE", "Karim") "{\"ref\":\"line 7\","
                 SUBJECT_OF("1402-06-24", "FICTIF", "Ana"), 1);
    v = VIEW("Nom\tPr\xC3\xA9nom\tN\xC3\xA9(e) le\tRemarque\nEXEMPLE\tKarim\t31-12-1980\t\n");
    expect_order(&order, &v, 1, COLUMNS("1", "\\t") "{\"ref\":\"line 2\"," SUBJECT_OF("1980-12-31", "EXEMPLE", "Karim"), 0);
    // what offices write above a table
    v = VIEW("Vol;123;Date;3 mai 2030;Places;200\n\"le 3 mai, 2030\";;\n\nNom;Pr\xC3\xA9nom;N\xC3\xA9(e) le;Remarque\nEXEMPLE;Karim;31/12/1980;\n");
    expect_order(&order, &v, 1, COLUMNS("4", ";") "{\"ref\":\"line 5\"," SUBJECT_OF("1980-12-31", "EXEMPLE", "Karim"), 0);
    v = VIEW("Naam / Nom;Geslacht\nKarim Exemple;V\n");
    expect_order(&order, &v, 1, "{\"columns\":[[\"Naam / Nom\",\"name\"],[\"Geslacht\",\"sex_nl\"]]" HEADING("1", ";")
                                "{\"ref\":\"line 2\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\","
                                "\"text\":\"Karim Exemple\"}],\"sex\":\"f\"}}\n", 0);
    v = VIEW("Nombre;Primer apellido;Segundo apellido;Sexo\nAna;Una;Dos;M\nEva;Una;;Mujer\n");  // a Spanish M is masculino or mujer
    expect_order(&order, &v, 1, "{\"columns\":[[\"Nombre\",\"given\"],[\"Primer apellido\",\"family\"],[\"Segundo apellido\","
                                "\"family\"],[\"Sexo\",\"sex_es\"]]" HEADING("1", ";")
                                "{\"ref\":\"line 2\",\"subject\":{\"kind\":\"person\",\"names\":[{\"family\":\"Una Dos\","
                                "\"given\":\"Ana\",\"role\":\"primary\",\"text\":\"Ana Una Dos\"}]}}\n"
                                "{\"ref\":\"line 3\",\"subject\":{\"kind\":\"person\",\"names\":[{\"family\":\"Una\",\"given\":\"Eva\","
                                "\"role\":\"primary\",\"text\":\"Eva Una\"}],\"sex\":\"f\"}}\n", 1);
    // A title on two lines; a name in use beside the family's, which most have none of; two surnames that are one word.
    v = VIEW("Liste\nNom de naissance;\"Nom\nd'usage\";Pr\xC3\xA9nom\nEXEMPLE;;Karim\nUNE;DEUX;Ana\nUNE;UNE;Ana\n");
    expect_order(&order, &v, 1, "{\"columns\":[[\"Nom de naissance\",\"family\"],[\"Nom\\nd'usage\",\"family\"],[\"Pr\xC3\xA9nom\","
                                "\"given\"]]" HEADING("2", ";")
                                "{\"ref\":\"line 4\"," NAMED("EXEMPLE", "Karim") "{\"ref\":\"line 5\"," NAMED("UNE DEUX", "Ana")
                                "{\"ref\":\"line 6\"," NAMED("UNE", "Ana"), 0);
    v = VIEW("Nom;Nom d'usage;Pr\xC3\xA9nom\nUNE;DEUX;Ana\n");
    expect_order(&order, &v, 1, "{\"columns\":[[\"Nom\",\"family\"],[\"Nom d'usage\",\"family\"],[\"Pr\xC3\xA9nom\",\"given\"]]"
                 HEADING("1", ";") "{\"ref\":\"line 2\"," NAMED("UNE DEUX", "Ana"), 0);
    v = VIEW("Nombre;Apellido 1;Apellido 2\nAna;UNA;UNA\n");
    expect_order(&order, &v, 1, "{\"columns\":[[\"Nombre\",\"given\"],[\"Apellido 1\",\"family\"],[\"Apellido 2\",\"family\"]]"
                 HEADING("1", ";") "{\"ref\":\"line 2\"," NAMED("UNA UNA", "Ana"), 0);
    // A row that says more words which are titles, too, than the heading has that are known is none.
    v = VIEW("Name;Role;Type;Visa\nKarim Exemple;Passenger;Passport;No\n");
    expect_order(&order, &v, 1, "{\"columns\":[[\"Name\",\"name\"],[\"Role\",null],[\"Type\",null],[\"Visa\",null]]" HEADING("1", ";")
                                "{\"ref\":\"line 2\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"Karim Exemple\"}]}}\n", 0);
    static const char *const bad[] = {"A;B\n1;2\n", "", "Date de naissance\n1980\n", "A;B;C\nKarim;Passenger;Passport\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        v = view_of(bad[i]);
        struct outcome o = parse_order(&order, &v, 1, SIZE_MAX);
        assert_int_equal(o.code, CODE_BAD_FORMAT);
        drop(&o);
    }
}

static void what_is_no_table_is_named(void **state) {
    (void)state;
    struct list_order order = {.format = LIST_CSV, .by_titles = true};
    static const struct view files[] = {{"PK\x03\x04\x14\0\x06\0\xFF", 9}, {"\xD0\xCF\x11\xE0\xA1\xB1", 6}, {"%PDF-1.7\n", 9}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct outcome o = parse_order(&order, &files[i], 1, SIZE_MAX);
        assert_int_equal(o.code, CODE_BAD_FORMAT);
        assert_non_null(strstr(o.err.detail, "as CSV"));
        drop(&o);
    }
}

// A column that is read is told, however its title is written; or there is no table.
static void no_column_is_read_unsaid(void **state) {
    (void)state;
    struct list_order order = {.format = LIST_CSV, .by_titles = true};
    AUTO_TEXT table = text_with_ceiling(2000);
    text_put(&table, "Nom");
    for (int i = 0; i < 100; i++) text_put(&table, "\xE2\x80\x94");
    text_put(&table, "\nKarim Exemple\n");
    struct view v = text_seen(&table), nul = {"Nom;Pr\xC3\xA9nom\0\nEXEMPLE;Karim\n", 27};
    struct outcome o = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(o.code, CODE_OK);
    assert_non_null(strstr(text_string(&o.lines), "{\"columns\":[[\"Nom\xE2\x80\x94"));
    assert_non_null(strstr(text_string(&o.lines), "\xE2\x80\x94\",\"name\"]]"));
    drop(&o);
    o = parse_order(&order, &nul, 1, SIZE_MAX);
    assert_int_equal(o.code, CODE_BAD_TEXT);
    drop(&o);
}

static void titles_are_known(void **state) {
    (void)state;
    static const struct { const char *title, *field; } rows[] = {
        {"ref", "ref"}, {" N\xC2\xB0 d\xE2\x80\x99ordre ", "ref"}, {"birth_place", "birth_place"}, {"FECHA DE NACIMIENTO", "birth"},
        {"Geburtsdatum", "birth"}, {"Staatsangeh\xC3\xB6rigkeit", "nationality"},
        {"\xD8\xAA\xD8\xA7\xD8\xB1\xD9\x8A\xD8\xAE \xD8\xA7\xD9\x84\xD8\xA5\xD8\xB2\xD8\xAF\xD9\x8A\xD8\xA7\xD8\xAF", "birth"},
        {"\xD8\xA7\xD9\x84\xD8\xAC\xD9\x86\xD8\xB3\xD9\x8A\xD9\x91\xD8\xA9", "nationality"},
        {"DNI/NIE", "national"}, {"Nom", "family-or-name"}, {"Nombre", "given-or-name"}, {"Observations", NULL}, {"", NULL}, {"///", NULL}, {"Nomm", NULL},
        {"Surname/Nom", "family"}, {"Nom / ", "family-or-name"}, {"Date / Lieu de naissance", NULL},
        {"Date de naissance (JJ/MM/AAAA)", "birth"}, {"Date of Birth / Geburtsdatum (TT.MM.JJJJ) ", "birth"}, {"DOB (MM/DD/YYYY)", NULL},
        {"N\xC3\xA9(e) le", "birth"}, {"Nom (m\xC3\xA8re)", NULL}, {"(d)", NULL}, {"()", NULL}, {"Naam / Leeftijd", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *field = list_title(view_of(rows[i].title));
        if (!field != !rows[i].field || (field && strcmp(field, rows[i].field) != 0)) fail_msg("\"%s\" is %s", rows[i].title, field ? field : "nothing");
    }
}

static struct view utf16(const char *ascii, bool big, const char *mark, char *out) {
    size_t n = strlen(mark);
    memcpy(out, mark, n);
    for (; *ascii; ascii++) out[n + big] = *ascii, out[n + !big] = 0, n += 2;
    return (struct view){out, n};
}

static void tables_are_read_in_their_encoding(void **state) {
    (void)state;
    static const char table[] = "Name;Born\nKarim Exemple;31/12/1980\n";
    static const char lines[] = "{\"columns\":[[\"Name\",\"name\"],[\"Born\",\"birth\"]]" HEADING("1", ";")
                                "{\"ref\":\"line 2\",\"subject\":{\"births\":[\"1980-12-31\"],\"kind\":\"person\","
                                "\"names\":[{\"role\":\"primary\",\"text\":\"Karim Exemple\"}]}}\n";
    static const char named[] = "{\"columns\":[[\"Name\",\"name\"]]" HEADING("1", ",")
                                "{\"ref\":\"line 2\",\"subject\":{\"kind\":\"person\",\"names\":[{\"role\":\"primary\",\"text\":\"%s\"}]}}\n";
    char room[200], wanted[400];
    struct list_order order = {.format = LIST_CSV, .by_titles = true};
    for (int big = 0; big < 2; big++)
        for (int marked = 0; marked < 2; marked++) {
            struct view v = utf16(table, big, marked ? (big ? "\xFE\xFF" : "\xFF\xFE") : "", room);
            expect_order(&order, &v, 1, lines, 0);
        }
    static const struct { enum list_encoding encoding; struct view bytes; const char *name; } rows[] = {
        {LIST_WINDOWS_1252, {"Name\nH\xE9l\xE8ne \x8Cuvre", 17}, "H\xC3\xA9l\xC3\xA8ne \xC5\x92uvre"},
        {LIST_WINDOWS_1256, {"Name\n\xE3\xCD\xE3\xCF", 9}, "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF"},
        {LIST_UTF_16LE, {"N\0a\0m\0e\0\n\0\x3D\xD8\x00\xDE\x45\x06", 16}, "\xF0\x9F\x98\x80\xD9\x85"},  // a pair, and a letter behind it
        {LIST_WINDOWS_1252, {"\xEF\xBB\xBFName\n\xC3\xA9", 10}, "\xC3\xA9"}};              // its own mark says more than we
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        order.encoding = rows[i].encoding;
        snprintf(wanted, sizeof wanted, named, rows[i].name);
        expect_order(&order, &rows[i].bytes, 1, wanted, 0);
    }
    // What is no character: that row is left out, not the file.
    static const struct { enum list_encoding encoding; struct view bytes; } broken[] = {
        {LIST_UNSAID, {"Name\nH\xE9l\xE8ne\n", 12}}, {LIST_WINDOWS_1252, {"Name\n\x81\n", 7}},
        {LIST_UTF_16LE, {"N\0a\0m\0e\0\n\0\x3D\xD8", 12}}, {LIST_UTF_16LE, {"N\0a\0m\0e\0\n\0\x00\xDCx", 13}}};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        order.encoding = broken[i].encoding;
        expect_order(&order, &broken[i].bytes, 1, "{\"columns\":[[\"Name\",\"name\"]]" HEADING("1", ","), 1);
    }
    order.encoding = LIST_UNSAID;
    struct view v = VIEW("Pr\xE9nom;Nom\na;b\n");
    struct outcome o = parse_order(&order, &v, 1, SIZE_MAX);
    assert_int_equal(o.code, CODE_BAD_TEXT);
    drop(&o);
}

// "Russie", "Date d'enregistrement: 2002" where a number is expected would make one of all who have it.
static void what_is_no_number_is_left_off(void **state) {
    (void)state;
    static const char in[] = "{\"id\":\"o\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Fictive SA\"],"
                             "\"registrationNumber\":[\"Russie\",\"Date d'enregistrement: 2002\",\"KPP: 772501001\",\"772501001\","
        "\"Num\xC3\xA9ro d'enregistrement: 1107746081717\",\"Type d'entit\xC3\xA9: soci\xC3\xA9t\xC3\xA9\","
        "\"T\xC3\xA9l.: +32 470 12 34 56\",\"FICTBEBB\"]}}\n";
    expect(LIST_FTM_JSONL, in, "{\"ref\":\"o\",\"subject\":{\"identifiers\":[{\"type\":\"registration\",\"value\":\"1107746081717\"},"
                               "{\"type\":\"phone\",\"value\":\"+32 470 12 34 56\"},{\"type\":\"registration\",\"value\":\"FICTBEBB\"}],"
                               "\"kind\":\"organisation\",\"names\":[{\"role\":\"primary\",\"text\":\"Fictive SA\"}]}}\n", 5);
}

static void things_need_a_number_and_no_name(void **state) {
    (void)state;
    AUTO_JSON *map = NULL;
    struct error err;
    assert_int_equal(json_strict(VIEW("{\"columns\":{\"Nr\":\"ref\",\"What\":\"kind\",\"Passport\":\"passport\",\"Plate\":\"plate\","
                                      "\"Issued by\":\"issuer\"},\"ref_prefix\":\"L-\"}"), &map, &err).code, CODE_OK);
    struct list_order order = {.format = LIST_CSV, .map = map};
    struct view v = VIEW("Nr,What,Passport,Plate,Issued by\n1,document,12AB34567,,France\n2,vehicle,,1-ABC-234,be\n3,person,98ZZ76543,,\n4,document,,,\n");
    expect_order(&order, &v, 1, "{\"ref\":\"L-1\",\"subject\":{\"documents\":[{\"country\":\"fr\",\"number\":\"12AB34567\","
                                "\"type\":\"passport\"}],\"kind\":\"document\"}}\n"
                                "{\"ref\":\"L-2\",\"subject\":{\"identifiers\":[{\"country\":\"be\",\"type\":\"plate\","
                                "\"value\":\"1-ABC-234\"}],\"kind\":\"vehicle\"}}\n", 2);
}

// --- words

static void dates_as_publishers_write_them(void **state) {
    (void)state;
    static const struct { const char *text, *form; } rows[] = {
        {"1989-09-15", "1989-09-15"}, {"1989-00-00", "1989"}, {"12 Mar 1970", "1970-03-12"}, {"Mar 1970", "1970-03"}, {"Nov. 1973 ", "1973-11"},
        {"circa 1970", "~1970"}, {"circa 12 Mar 1970", "~1970"}, {"c. 1970", "~1970"}, {"Approximately 1958", "~1958"}, {"1970 to 1975", "1970/1975"},
        {"12 Mar 1970 to 3 Apr 1971", "1970-03-12/1971-04-03"}, {"Between Aug. and Sep. 1977", "1977-08-01/1977-09-30"}, {"circa 1979-1982", "1979/1982"},
        {"11.8.1960", "1960-08-11"}, {"29/06/1962", "1962-06-29"}, {"00/00/1975", "1975"}, {"1960-01-01-05:00", "1960-01-01"},
        {"1962-06-29T00:00:00", "1962-06-29"},
        {"3 février 1960", "1960-02-03"}, {"1 de mayo de 1980", "1980-05-01"}, {"1970.", "1970"}, {"March 12, 1970", "1970-03-12"},
        {"31-12-1980", "1980-12-31"}, {"31/12/1980 00:00:00", "1980-12-31"}, {"1980-12-31 0:00", "1980-12-31"}, {"1980/12/31", "1980-12-31"},
        {"1er mars 1960", "1960-03-01"},
        {"3. M\xC3\xA4rz 1960", "1960-03-03"}, {"12 maart 1970", "1970-03-12"}, {"٣١/١٢/١٩٨٠", "1980-12-31"},
        {"\xE2\x80\x8F۳۱/۱۲/۱۹۸۰\xE2\x80\x8F", "1980-12-31"}, {"12 غشت 1970", "1970-08-12"},
        {"12/31/1980", NULL}, {"31/12/80", NULL}, {"29586", NULL}, {"Karim Exemple", NULL}, {"1980/1/1", NULL}, {"1er", NULL}, {" 00:00:00", NULL},
        {"24/06/1402 (Hijri Calendar)", NULL}, {"1402-06-24", NULL}, {"1396", NULL}, {"29 Feb. 1969", NULL}, {"30-35 years old", NULL},
        {"15/08/19yy", NULL}, {"27.11.199", NULL},
        {"Invalid date", NULL}, {"", NULL}, {"1975 to 1970", NULL}, {"31 Jun 1970", NULL}, {"13/13/1970", NULL}, {"12 Mar 70", NULL}, {"2999", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct dates d;
        AUTO_TEXT t = text_with_ceiling(64);
        bool read = list_date_read(view_of(rows[i].text), &d);
        if (read) text_dates(&t, d);
        if (read != (rows[i].form != NULL)) fail_msg("\"%s\" gave \"%s\"", rows[i].text, text_string(&t));
        if (read) assert_string_equal(text_string(&t), rows[i].form);
    }
}

static void births_may_be_of_other_calendars(void **state) {
    (void)state;
    static const struct { const char *text, *form; } rows[] = {
        {"1402-06-24", "1402-06-24"}, {"24/06/1402 (Hijri Calendar)", "1402-06-24"}, {"1358", "1358"}, {"١٣٥٨/٠٤/١٥", "1358-04-15"},
        {"15/04/1358", "1358-04-15"}, {"1980-12-31", "1980-12-31"},
        {"1259", NULL}, {"1461", NULL}, {"1700", NULL}, {"~1400", NULL}, {"12 Mar 1970 (Hijri Calendar)", NULL}, {"Hijri", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct dates d;
        AUTO_TEXT t = text_with_ceiling(64);
        bool read = said_birth(view_of(rows[i].text), &d);
        if (read) text_dates(&t, d);
        if (read != (rows[i].form != NULL)) fail_msg("\"%s\" gave \"%s\"", rows[i].text, text_string(&t));
        if (read) assert_string_equal(text_string(&t), rows[i].form);
    }
}

static void countries_are_known(void **state) {
    (void)state;
    for (size_t i = 1; i < list_country_count(); i++) assert_true(strcmp(list_country_row(i - 1), list_country_row(i)) < 0);
    static const struct { const char *name, *code; } rows[] = {
        {"C\xC3\x94TE D\xE2\x80\x99IVOIRE", "ci"}, {"Iran (Islamic Republic of)", "ir"}, {"MA", "ma"}, {"  France ", "fr"}, {"BIRMANIE/MYANMAR", "mm"},
        {"Democratic People's Republic of Korea", "kp"}, {"T\xC3\xBCrkiye", "tr"}, {"United Kingdom of Great Britain and Northern Ireland", "gb"},
        {"marocaine", "ma"}, {"Espa\xC3\xB1ola", "es"}, {"Belgische", "be"}, {"\xD9\x85\xD8\xBA\xD8\xB1\xD8\xA8\xD9\x8A\xD8\xA9 ", "ma"}, {"gp", "gp"},
        {"Atlantis", NULL}, {"zz", NULL}, {"", NULL}, {"\xE2\x80\x8B", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *code = said_country(view_of(rows[i].name));
        assert_true(code ? rows[i].code && strcmp(code, rows[i].code) == 0 : !rows[i].code);
    }
}

// --- bad bytes

static void broken_lists_are_refused_whole(void **state) {
    (void)state;
    static const struct { enum list_format format; struct view v; enum code code; } rows[] = {
        {LIST_UN_XML, VIEW(""), CODE_BAD_FORMAT}, {LIST_UN_XML, VIEW("{}"), CODE_BAD_FORMAT}, {LIST_UN_XML, VIEW("hello there"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<sdnList/>"), CODE_BAD_FORMAT}, {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST><INDIVIDUAL>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<!DOCTYPE CONSOLIDATED_LIST><CONSOLIDATED_LIST/>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                           "<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>&b;</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                           "<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>&x;</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<!DOCTYPE l SYSTEM \"http://127.0.0.1/x.dtd\"><CONSOLIDATED_LIST/>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>&x;</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>\xC0\x80</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST/>\x1A<x/>"), CODE_BAD_XML}, {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST/>\x1A"), CODE_OK},
        {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST a=\"1\" a=\"2\"/>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<?xml version=\"1.0\" encoding=\"UTF-7\"?><CONSOLIDATED_LIST/>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<?xml version=\"1.0\" encoding=\"US-ASCII\"?><CONSOLIDATED_LIST>\xC3\xA9</CONSOLIDATED_LIST>"), CODE_BAD_XML},
        {LIST_UN_XML, VIEW("<?xml version=\"1.0\" encoding=\"windows-1252\"?><CONSOLIDATED_LIST>\xE9</CONSOLIDATED_LIST>"), CODE_OK},
        {LIST_FR_GELS_JSON, VIEW("[]"), CODE_BAD_FORMAT}, {LIST_FR_GELS_JSON, VIEW("{\"Publications\":{\"Publications\":{}}}"), CODE_BAD_FORMAT},
        {LIST_FR_GELS_JSON, VIEW("{\"Publications\":[]}"), CODE_BAD_FORMAT},
        {LIST_FR_GELS_JSON, VIEW("{\"Publications\":{\"PublicationDetail\":[]},\"entries\":[]}"), CODE_BAD_JSON},
        {LIST_FR_GELS_JSON, VIEW("{}"), CODE_BAD_FORMAT}, {LIST_FR_GELS_JSON, VIEW("{\"entries\":[]"), CODE_BAD_JSON},
        {LIST_FR_GELS_JSON, VIEW("{\"entries\":[{\"IdRegistre\":1"), CODE_BAD_JSON},
        {LIST_FR_GELS_JSON, VIEW("{\"entries\":[],\"entries\":[]}"), CODE_BAD_JSON},
        {LIST_FR_GELS_JSON, VIEW("{\"count\":2,\"entries\":[{}]}"), CODE_BAD_FORMAT}, {LIST_FR_GELS_JSON, VIEW("{\"entries\":[]} x"), CODE_BAD_JSON},
        {LIST_FR_GELS_JSON, VIEW("{\"entries\":[1 2]}"), CODE_BAD_JSON}, {LIST_FR_GELS_JSON, VIEW("{\"entries\":[]}\x1A"), CODE_OK},
        {LIST_FR_GELS_JSON, VIEW("{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1"), CODE_TOO_DEEP},
        {LIST_FTM_JSONL, VIEW("<html>\n<body>\n"), CODE_BAD_FORMAT}, {LIST_FTM_JSONL, VIEW(""), CODE_OK},
        {LIST_FTM_JSONL, VIEW("\x1F\x8B\x08 nonsense of a gzip"), CODE_BAD_FORMAT},
        {LIST_OFAC_CSV, VIEW("1,2,3\n"), CODE_BAD_FORMAT}, {LIST_OFAC_CSV, VIEW("1,\"never closed,x,x,x,x,x,x,x,x,x,x\n"), CODE_BAD_FORMAT},
        {LIST_OFAC_CSV, VIEW("1,a,b,c,d,e,f,g,h,i,j,k\n2,\"never"), CODE_BAD_CSV}, {LIST_OFAC_CSV, VIEW("1,2,aka,x,-0- \n"), CODE_BAD_ARGUMENT},
        {LIST_OFAC_CSV, VIEW("1,a,b,c,d,e,f,g,h,i,j,k\n\x1A""2,a,b,c,d,e,f,g,h,i,j,k\n"), CODE_BAD_CSV}, {LIST_CSV, VIEW("a,b\n"), CODE_BAD_ARGUMENT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t step = 1; step < 100000; step *= 50) {
            struct list_order order = {.format = rows[i].format};
            if (rows[i].format == LIST_OFAC_CSV && step == 1) continue;
            struct outcome o = parse_order(&order, &rows[i].v, 1, step);
            if (o.code != rows[i].code) fail_msg("row %zu, step %zu: %s (%s)", i, step, code_name(o.code), o.code ? o.err.detail : "");
            if (o.code) assert_null(o.report);
            drop(&o);
        }
}

static void deep_xml_is_refused(void **state) {
    (void)state;
    AUTO_TEXT t = text_with_ceiling(1 << 22);
    text_put(&t, "<CONSOLIDATED_LIST>");
    for (int i = 0; i < 300000; i++) text_put(&t, "<a>");
    struct outcome o = parse(LIST_UN_XML, text_seen(&t));
    assert_int_equal(o.code, CODE_TOO_DEEP);
    drop(&o);
}

struct endless {               // a head, then one letter again and again
    struct view head;
    uint64_t left;
};

static ssize_t give_endless(void *state, char *into, size_t room) {
    struct endless *e = state;
    size_t n = e->head.bytes ? e->head.bytes : room < e->left ? room : (size_t)e->left;
    if (e->head.bytes) memcpy(into, e->head.at, n), e->head.bytes = 0;
    else memset(into, 'a', n), e->left -= n;
    return (ssize_t)n;
}

static void a_string_of_a_gigabyte_ends_early(void **state) {
    (void)state;
    static const struct { enum list_format format; struct view head; } rows[] = {
        {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>")}, {LIST_UN_XML, VIEW("<CONSOLIDATED_LIST a=\"")},
        {LIST_FR_GELS_JSON, VIEW("{\"entries\":[{\"Nom\":\"")}, {LIST_FTM_JSONL, VIEW("{\"id\":\"")}, {LIST_OFAC_CSV, VIEW("1,a,b,c,d,e,f,g,h,i,j,\"")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct endless e = {rows[i].head, UINT64_C(1) << 30};
        struct list_source source = {give_endless, &e};
        struct list_order order = {.format = rows[i].format};
        AUTO_TEXT lines = text_with_ceiling(OUT_BYTES);
        json_t *report = NULL;
        struct error err;
        enum code code = list_parse(&order, &source, 1, check_line, &lines, &report, &err).code;
        if (code != CODE_TOO_BIG && code != CODE_BAD_XML && code != CODE_BAD_FORMAT) fail_msg("row %zu: %s", i, code_name(code));
        assert_true(e.left >= (UINT64_C(1) << 30) - LIST_INPUT_BYTES_MAX - (1 << 17));
        assert_int_equal(lines.bytes, 0);
    }
}

static void large_entries_are_left_out_whole(void **state) {
    (void)state;
    AUTO_TEXT t = text_with_ceiling(1 << 24);
    text_put(&t, "<CONSOLIDATED_LIST><ENTITY><REFERENCE_NUMBER>T1</REFERENCE_NUMBER><FIRST_NAME>A</FIRST_NAME><COMMENTS1>");
    for (int i = 0; i < LIST_TEXT_BYTES_MAX; i++) text_char(&t, 'x');
    text_put(&t, "y</COMMENTS1></ENTITY><ENTITY><REFERENCE_NUMBER>T2</REFERENCE_NUMBER><FIRST_NAME>B</FIRST_NAME>");
    for (int i = 0; i < 250; i++) text_format(&t, "<ENTITY_ALIAS><ALIAS_NAME>N%d</ALIAS_NAME></ENTITY_ALIAS>", i);
    text_put(&t, "<COMMENTS1>");
    for (int i = 0; i < 1500; i++) text_put(&t, i ? "\xC3\xA9" : "e");
    text_put(&t, "</COMMENTS1></ENTITY></CONSOLIDATED_LIST>");
    struct outcome o = parse(LIST_UN_XML, text_seen(&t));
    assert_int_equal(o.code, CODE_OK);
    AUTO_JSON *j = NULL;
    assert_int_equal(json_strict(view_trim(text_seen(&o.lines)), &j, NULL).code, CODE_OK);
    assert_string_equal(json_view(j, "ref").at, "T2");
    assert_int_equal(json_view(j, "reason").bytes, 1999);  // not 2,000: that would be half an é
    assert_int_equal(json_array_size(json_object_get(json_object_get(j, "subject"), "names")), SUBJECT_LIST_MAX);
    assert_int_equal(json_int(o.report, "unread_count"), 1 + 251 - SUBJECT_LIST_MAX);
    drop(&o);
}

static RESULT refuse_second(void *state, struct view line, struct error *err) {
    (void)line;
    return ++*(int *)state == 2 ? FAIL(err, DISK_FULL, "no room") : DONE;
}

static void a_sink_that_fails_ends_the_parse(void **state) {
    (void)state;
    static const struct { enum list_format format; const char *text; } rows[] = {{LIST_UN_XML, un}, {LIST_FR_GELS_JSON, fr}, {LIST_FTM_JSONL, ftm}};
    for (size_t i = 0; i < 3; i++) {
        int count = 0;
        struct pieces p = {view_of(rows[i].text), 11};
        struct list_source source = pieces_of(&p);
        struct list_order order = {.format = rows[i].format};
        json_t *report = NULL;
        struct error err;
        assert_int_equal(list_parse(&order, &source, 1, refuse_second, &count, &report, &err).code, CODE_DISK_FULL);
        assert_null(report);
    }
}

// Also when what it does not take is the line of something left out behind the last entry.
static void a_sink_that_fails_at_the_end_is_heard(void **state) {
    (void)state;
    int count = 0;
    AUTO_JSON *map = json_pack("{s:{s:s,s:s}}", "columns", "n", "name", "r", "ref");
    struct pieces p = {VIEW("r,n\n1,Karim Exemple\n2,\n"), 11};
    struct list_source source = pieces_of(&p);
    struct list_order order = {.format = LIST_CSV, .tell_unread = true, .map = map};
    json_t *report = NULL;
    struct error err;
    assert_int_equal(list_parse(&order, &source, 1, refuse_second, &count, &report, &err).code, CODE_DISK_FULL);
    assert_null(report);
}

// --- invented people

static json_t *invented(const char *flavour, uint64_t seed, struct text *lines) {
    json_t *report = NULL, *all = json_array();
    struct error err;
    assert_int_equal(list_invent(seed, 200, view_of(flavour), check_line, lines, &report, &err).code, CODE_OK);
    assert_int_equal(json_int(report, "entries"), 200);
    json_decref(report);
    for (struct view rest = text_seen(lines); rest.bytes;) {
        json_t *j = NULL;
        assert_int_equal(json_strict(view_cut(rest, '\n', &rest), &j, NULL).code, CODE_OK);
        json_array_append_new(all, j);
    }
    return all;
}

static void invented_people_are_shared_and_marked(void **state) {
    (void)state;
    AUTO_TEXT one = text_with_ceiling(OUT_BYTES), two = text_with_ceiling(OUT_BYTES), again = text_with_ceiling(OUT_BYTES),
              other = text_with_ceiling(OUT_BYTES);
    AUTO_JSON *fr_people = invented("fr", 7, &one), *ma_people = invented("ma", 7, &two);
    json_decref(invented("fr", 7, &again));
    json_decref(invented("fr", 8, &other));
    assert_string_equal(text_string(&one), text_string(&again));
    assert_string_not_equal(text_string(&one), text_string(&other));
    size_t script_only = 0;
    for (size_t i = 0; i < 200; i++) {
        const json_t *f = json_array_get(fr_people, i), *m = json_array_get(ma_people, i);
        const json_t *fs = json_object_get(f, "subject"), *ms = json_object_get(m, "subject");
        assert_true(view_starts(json_view(f, "ref"), "INVENTED-FR-"));
        assert_string_equal(json_view(m, "reason").at, "invented person, for demonstration");
        bool same = json_equal(json_object_get(fs, "births"), json_object_get(ms, "births"));
        if (i < 20) assert_true(same);
        struct view name = json_view(json_array_get(json_object_get(ms, "names"), 0), "text");
        assert_true(text_has_other_script(name) && !text_has_latin(name));
        script_only += json_array_size(json_object_get(ms, "names")) == 1;
    }
    assert_true(script_only > 60 && script_only < 160);
    struct error err;
    json_t *report = NULL;
    assert_int_equal(list_invent(1, 1, VIEW("xx"), check_line, &one, &report, &err).code, CODE_BAD_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(un_is_read), cmocka_unit_test(only_the_original_script_is_kept), cmocka_unit_test(utf16_is_read),
        cmocka_unit_test(the_french_register_is_read), cmocka_unit_test(the_french_register_is_read_as_the_api_gives_it),
        cmocka_unit_test(followthemoney_is_read),
        cmocka_unit_test(gzip_is_inflated_and_bombs_are_refused), cmocka_unit_test(ofac_csv_is_joined), cmocka_unit_test(ofac_xml_is_read),
        cmocka_unit_test(nothing_is_left_out_without_a_reason), cmocka_unit_test(any_csv_is_read_by_its_map),
        cmocka_unit_test(a_row_above_the_ceiling_is_told_and_the_rest_read), cmocka_unit_test(an_open_quote_that_swallowed_people_is_told),
        cmocka_unit_test(what_could_not_be_read_is_told_in_its_line), cmocka_unit_test(things_need_a_number_and_no_name),
        cmocka_unit_test(a_table_speaks_for_itself), cmocka_unit_test(what_is_no_table_is_named), cmocka_unit_test(no_column_is_read_unsaid),
        cmocka_unit_test(titles_are_known),
        cmocka_unit_test(tables_are_read_in_their_encoding), cmocka_unit_test(what_is_no_number_is_left_off),
        cmocka_unit_test(dates_as_publishers_write_them), cmocka_unit_test(births_may_be_of_other_calendars), cmocka_unit_test(countries_are_known),
        cmocka_unit_test(broken_lists_are_refused_whole), cmocka_unit_test(deep_xml_is_refused), cmocka_unit_test(a_string_of_a_gigabyte_ends_early),
        cmocka_unit_test(large_entries_are_left_out_whole), cmocka_unit_test(a_sink_that_fails_ends_the_parse),
        cmocka_unit_test(a_sink_that_fails_at_the_end_is_heard), cmocka_unit_test(invented_people_are_shared_and_marked),
    };
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
