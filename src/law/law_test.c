// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/subject.h"
#include "law/law.h"
#include "law/laws_with.h"
#include "sys/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { TABLES = 9 };
static const struct instant DAY_IN_2026 = {INT64_C(1795478400000)};  // 2026-11-24

static struct law *shipped(void) {
    struct law *law = NULL;
    struct error err = {0};
    if (FAILED(law_load(LAWS_FOLDER, &law, &err))) fail_msg("%s", err.detail);
    return law;
}

static struct law_facts facts_of(const char *from, const char *to, const char *purpose, const char *category, enum known eu_only) {
    return (struct law_facts){.from = view_of(from), .to = view_of(to), .reg = VIEW("alerts"), .purpose = view_of(purpose),
                              .category = view_of(category), .kind = VIEW("person"), .eu_only = eu_only, .minor = NO};
}

// ---- The tables we ship ----
static void the_shipped_tables_decide_as_the_jurists_wrote(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *purpose, *category, *request;
        enum known eu_only;
        bool allowed;
        enum law_sharing sharing;
        enum law_answer answer;
        const char *instrument, *article;
    } rows[] = {
        {"be", "fr", "border_check", "refusal", "", YES, true, SHARING_published, ANSWER_record, "sis-border-2018-1861", "24"},
        {"be", "es", "police_check", "arrest", "", YES, true, SHARING_published, ANSWER_record, "dec-2005-671", "2(6)"},
        {"fr", "be", "investigation", "national", "", NO, true, SHARING_published, ANSWER_record, "dir-2023-977", "7"},
        {"es", "fr", "border_check", "arrest", "", YES, true, SHARING_asked, ANSWER_record, "dec-2005-671", "2(6)"},
        {"es", "be", "list_screening", "national_list", "", NO, true, SHARING_asked, ANSWER_record, "es-ley-12-2003", "1"},
        {"fr", "es", "police_check", "discreet", "", YES, true, SHARING_published, ANSWER_record, "dec-2008-615", "16"},
        {"fr", "ma", "border_check", "eu_list", "", NO, true, SHARING_asked, ANSWER_record, "eu-881-2002", "2"},
        {"fr", "ma", "border_check", "national_list", "", NO, true, SHARING_asked, ANSWER_record, "fr-cmf-562", NULL},
        {"ma", "fr", "border_check", "un_list", "", NO, true, SHARING_published, ANSWER_record, "unsc-1267-1989-2253", NULL},
        {"be", "ma", "border_check", "un_list", "", NO, true, SHARING_published, ANSWER_record, "unsc-1267-1989-2253", NULL},
        {"be", "ma", "investigation", "national", "", NO, true, SHARING_asked, ANSWER_boolean, "be-ma-2014", NULL},
        {"be", "ma", "investigation", "national", "", YES, false, SHARING_closed, ANSWER_nothing, "sis-police-2018-1862", "65"},
        {"be", "ma", "investigation", "national", "", UNKNOWN, false, SHARING_closed, ANSWER_nothing, "sis-police-2018-1862", "65"},
        {"be", "ma", "border_check", "national", "", NO, false, SHARING_closed, ANSWER_nothing, NULL, NULL},
        {"fr", "ma", "prosecution", "arrest", "", NO, false, SHARING_closed, ANSWER_nothing, "sis-police-2018-1862", "65"},
        {"fr", "be", "border_check", "refusal", "supplementary_information", YES, true, SHARING_asked, ANSWER_record, "sis-police-2018-1862", "8"},
        {"ma", "be", "investigation", "un_list", "supplementary_information", NO, true, SHARING_asked, ANSWER_record, "be-ma-2014", NULL},
        {"es", "ma", "investigation", "refusal", "supplementary_information", YES, false, SHARING_closed, ANSWER_nothing, "sis-border-2018-1861", "50"},
        {"be", "fr", "asylum", "arrest", "", YES, false, SHARING_closed, ANSWER_nothing, NULL, NULL},
    };
    struct law *law = shipped();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct law_facts f = facts_of(rows[i].from, rows[i].to, rows[i].purpose, rows[i].category, rows[i].eu_only);
        struct law_decision d;
        f.request = view_of(rows[i].request);
        law_decide(law, &f, DAY_IN_2026, &d);
        if (d.allowed != rows[i].allowed || d.sharing != rows[i].sharing || d.answer != rows[i].answer) fail_msg("row %zu", i);
        if (rows[i].instrument && !view_is(d.row->instrument->id, rows[i].instrument)) fail_msg("row %zu: instrument", i);
        if (rows[i].article && !view_is(d.row->article, rows[i].article)) fail_msg("row %zu: article", i);
    }
    law_free(law);
}

// Promise P11: every owner, purpose, category, kind of subject and question, in every year of the tables.
static void eu_only_data_never_reach_morocco(void **state) {
    (void)state;
    struct law *law = shipped();
    size_t members, purposes, categories;
    const struct law_member *m = law_members(law, &members);
    const struct law_purpose *p = law_purposes(law, &purposes);
    const struct law_category *c = law_categories(law, &categories);
    const char *requests[] = {"", "supplementary_information"};
    for (int year = 2000; year < 2040; year += 3)
    for (size_t n = 0; n < members * purposes * (categories + 1) * SUBJECT_KIND_COUNT * 2 * 2 * 2; n++) {
        size_t left = n;
#define DRAW(count) (left % (count)); left /= (count)
        size_t mi = DRAW(members);
        size_t pi = DRAW(purposes);
        size_t ci = DRAW(categories + 1);
        size_t ki = DRAW(SUBJECT_KIND_COUNT);
        size_t ri = DRAW(2);
        size_t eu = DRAW(2);
        struct law_facts f = {.from = m[mi].id, .to = VIEW("ma"), .reg = VIEW("alerts"), .purpose = p[pi].id, .request = view_of(requests[ri]),
                              .category = ci < categories ? c[ci].id : VIEW(""), .kind = view_of(subject_kind_name(ki)),
                              .eu_only = eu ? YES : NO, .general = left && eu};
        struct law_decision d;
        bool never = eu || (ci < categories && c[ci].eu_only);
        law_decide(law, &f, (struct instant){(int64_t)days_of(year, 6, 1) * DAY_MS}, &d);
        if (never) assert_false(d.allowed);
    }
    law_free(law);
}

static void nothing_is_allowed_before_the_instrument_is_in_force(void **state) {
    (void)state;
    struct law *law = shipped();
    struct law_facts f = facts_of("be", "ma", "investigation", "national", NO);
    struct law_decision d;
    struct instant first;
    assert_true(instant_read(VIEW("2022-05-30T00:00:00.000Z"), &first));
    law_decide(law, &f, first, &d);
    assert_true(d.allowed);
    law_decide(law, &f, instant_after(first, -1), &d);
    assert_false(d.allowed);
    assert_int_equal(d.reason, LAW_NOT_IN_FORCE);
    law_free(law);
}

// ---- Directive (EU) 2016/680 ----
static const char *const UNION[] = {"be", "fr", "es"};

// Art. 9(4): whichever member state asks, it is the same row, under the same conditions.
static void no_member_state_is_treated_otherwise_than_another(void **state) {
    (void)state;
    struct law *law = shipped();
    size_t purposes, categories, compared = 0;
    const struct law_purpose *p = law_purposes(law, &purposes);
    const struct law_category *c = law_categories(law, &categories);
    for (size_t from = 0; from < 3; from++)
        for (size_t k = 0; k < purposes * categories; k++) {
            const struct law_decision none = {0};
            struct law_decision first = none, d;
            for (size_t to = 0; to < 3; to++) {
                struct law_facts f = {.from = view_of(UNION[from]), .to = view_of(UNION[to]), .reg = c[k % categories].reg, .purpose = p[k / categories].id,
                                      .category = c[k % categories].id, .eu_only = NO, .minor = NO, .special = NO, .kind = VIEW("person"),
                                      .person = VIEW("suspect")};
                if (to == from) continue;
                law_decide(law, &f, (struct instant){(int64_t)days_of(2026, 11, 28) * DAY_MS}, &d);
                if (first.reason || first.row) assert_ptr_equal(first.row, d.row), compared++;
                first = d;
            }
        }
    assert_true(compared > 100);
    law_free(law);
}

// Arts. 36 and 38: there is no decision on adequacy to rely on, and a derogation is nobody's by a row.
static void no_row_rests_on_a_derogation(void **state) {
    (void)state;
    static const char *const members[] = {"be", "fr", "es", "ma"};
    struct law *law = shipped();
    size_t looked = 0;
    for (size_t pair = 0; pair < 16; pair++) {
        struct law_facts f = {.from = view_of(members[pair / 4]), .to = view_of(members[pair % 4]), .reg = VIEW("alerts"),
                              .purpose = VIEW("investigation"), .general = true};
        AUTO_JSON *told = law_explain(law, &f, (struct instant){(int64_t)days_of(2026, 11, 28) * DAY_MS});
        size_t i;
        json_t *row;
        json_array_foreach(json_object_get(told, "considered"), i, row) {
            const char *article = json_string_value(json_object_get(row, "article"));
            bool led = view_is(json_view(row, "instrument"), "led-2016-680");
            if (led && (strstr(article, "36") || strstr(article, "38")))
                fail_msg("%s rests on art. %s", json_string_value(json_object_get(row, "row")), article);
            looked++;
        }
    }
    assert_true(looked > 100);
    law_free(law);
}

// A text that applies from a day that the Commission has yet to set decides nothing, ever, until that day stands in the row.
static void a_row_without_its_day_decides_nothing(void **state) {
    (void)state;
    static const char ROW[] = "rows:\n  - id: x\n    effect: allow\n    from: [be]\n    to: [fr]\n    register: tested\n"
                              "    purposes: [investigation]\n    sharing: asked\n    answer: record\n"
                              "    approvals: {request: 1, release: 1}\n    basis: {instrument: led-2016-680, article: '1'}\n"
                              "    in_force: {from: %s}\n    source: s\n    mark: M\n";
    for (int known = 0; known < 2; known++) {
        struct law *law = NULL;
        struct law_decision d;
        struct law_facts f = {.from = VIEW("be"), .to = VIEW("fr"), .reg = VIEW("tested"), .purpose = VIEW("investigation"), .general = true};
        AUTO_TEXT table = text_with_ceiling(2000);
        text_format(&table, ROW, known ? "2020-01-01" : "unknown");
        assert_int_equal(laws_with("alerts-eu.yaml", text_string(&table), &law, NULL), CODE_OK);
        for (int year = 2019; year < 2200; year += 20) {
            law_decide(law, &f, (struct instant){(int64_t)days_of(year, 6, 1) * DAY_MS}, &d);
            assert_int_equal(d.allowed, known && year > 2019);
            if (!known) assert_int_equal(d.reason, LAW_DAY_UNKNOWN);
        }
        AUTO_JSON *told = law_explain(law, &f, (struct instant){(int64_t)days_of(2026, 6, 1) * DAY_MS});
        AUTO_TEXT words = text_with_ceiling(1 << 20);
        text_json(&words, told);
        assert_int_equal(strstr(text_string(&words), "day_unknown") != NULL, !known);
        law_free(law);
    }
}

static void a_general_question_says_whether_to_ask_at_all(void **state) {
    (void)state;
    struct law *law = shipped();
    struct law_facts f = {.from = VIEW("es"), .to = VIEW("fr"), .reg = VIEW("alerts"), .purpose = VIEW("border_check"), .general = true};
    struct law_decision d;
    law_decide(law, &f, DAY_IN_2026, &d);
    assert_true(d.allowed);
    assert_int_equal(d.sharing, SHARING_asked);
    f.general = false;  // the same about one record of which nothing is known: no
    law_decide(law, &f, DAY_IN_2026, &d);
    assert_false(d.allowed);
    law_free(law);
}

// Sanctions law is the basis of a general question only where nothing else is.
static void a_general_question_is_based_on_what_fits(void **state) {
    (void)state;
    static const struct { const char *from, *to, *purpose, *instrument; } cases[] = {
        {"be", "fr", "border_check", "dec-2005-671"}, {"es", "be", "border_check", "dec-2005-671"},
        {"be", "fr", "list_screening", "unsc-1267-1989-2253"}, {"be", "ma", "border_check", "unsc-1267-1989-2253"}};
    struct law *law = shipped();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct law_facts f = {.from = view_of(cases[i].from), .to = view_of(cases[i].to), .reg = VIEW("alerts"),
                              .purpose = view_of(cases[i].purpose), .general = true};
        struct law_decision d;
        law_decide(law, &f, DAY_IN_2026, &d);
        assert_true(d.allowed);
        if (!view_is(d.row->instrument->id, cases[i].instrument)) fail_msg("case %zu: %.*s", i, VIEW_ARGS(d.row->id));
    }
    law_free(law);
}

// The shipped list of words, one a language, each refused as a key and as a word.
static void traits_are_refused_in_six_languages(void **state) {
    (void)state;
    static const char *const words[] = {"religion", "croyance", "godsdienst", "Gewerkschaft", "raza", "عقيدة", "jüdisch", "santé"};
    AUTO_TEXT shipped_words = text_with_ceiling(100000);
    assert_int_equal(file_read(LAWS_FOLDER "/traits.yaml", 100000, &shipped_words, NULL).code, CODE_OK);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (int as_key = 0; as_key < 2; as_key++) {
            AUTO_TEXT rows = text_with_ceiling(1000);
            struct law *law = NULL;
            struct error err = {0};
            text_format(&rows, as_key ? "rows:\n  - of_%s: x\n" : "rows:\n  - gates: [of_%s]\n", words[i]);
            struct law_file files[] = {{"rows.yaml", text_seen(&rows)}, {"traits.yaml", text_seen(&shipped_words)}};
            assert_int_equal(law_read(files, 2, &law, &err).code, CODE_BAD_YAML);
            if (!strstr(err.detail, "2016/680")) fail_msg("%s: %s", words[i], err.detail);
        }
}

static void an_explanation_names_every_row_of_the_pair(void **state) {
    (void)state;
    struct law *law = shipped();
    struct law_facts f = facts_of("be", "ma", "investigation", "arrest", YES);
    AUTO_JSON *j = law_explain(law, &f, DAY_IN_2026);
    size_t decided = 0, i;
    json_t *row;
    assert_false(json_flag(j, "allowed"));
    assert_true(view_is(json_view(j, "article"), "65"));
    json_array_foreach(json_object_get(j, "considered"), i, row) decided += json_flag(row, "decided");
    assert_int_equal(decided, 1);
    assert_true(i > 3);
    law_free(law);
}

// ---- Tables drawn by chance, against a decision written the slow and obvious way ----
static const char *const IDS[] = {"a", "b", "c"}, *const PURPOSES[] = {"p", "q"}, *const CATEGORIES[] = {"open", "shut"},
                  *const KINDS[] = {"person", "object"},
                  *const GATE_WORDS[] = {"", "eu_only", "not_eu_only", "eu_pair", "third_country", "minors", "adults", "special_data", "no_special_data"},
                  *const PERSON_WORDS[] = {"suspect", "victim"};
static const char FIXED[] =
    "members:\n"
    "  - {id: a, country: aa, names: {en: A}, eu: true, languages: [en], authorities: {x: y}, source: s, mark: M}\n"
    "  - {id: b, country: bb, names: {en: B}, eu: true, languages: [en], authorities: {x: y}, source: s, mark: M}\n"
    "  - {id: c, country: cc, names: {en: C}, eu: false, languages: [en], authorities: {x: y}, source: s, mark: M}\n";
static const char INSTRUMENTS[] = "instruments:\n  - {id: i, title: I, in_force: {from: 2010-01-01, to: 2030-01-01}, source: s, mark: M}\n";
static const char PURPOSE_TABLE[] = "purposes:\n  - {id: p, title: P, source: s, mark: M}\n  - {id: q, title: Q, source: s, mark: M}\n";
static const char REQUESTS[] = "requests:\n  - {id: r, title: R, source: s, mark: M}\n";
static const char CONDITIONS[] = "conditions:\n  - {id: H0, title: H, source: s, mark: M}\n";
static const char CLOCKS[] = "clocks: []\n";
static const char RETENTION[] = EVERY_TERM;
static const char TRAITS[] = "traits:\n  - {id: en, words: [religion, political, ethnic, health, santé, دين], source: s, mark: M}\n";
static const char CATEGORY_TABLE[] =
    "categories:\n"
    "  - {id: open, instrument: i, article: '1', action: x, purpose: p, review: {years: 1}, "
    "retain_years: 1, eu_only: false, kinds: [person], required: [reason], source: s, mark: M}\n"
    "  - {id: shut, instrument: i, article: '1', action: x, purpose: p, review: {years: 1}, "
    "retain_years: 1, eu_only: true, kinds: [person], required: [reason], source: s, mark: M}\n"
    "compatible:\n  open: [open]\npriority: [open]\n";

struct drawn {
    bool allow, request;
    unsigned from, to, purposes, categories, kinds, persons, gate;   // sets as bits; 0: whichever
    int answer, sharing, months, begins, order;             // begins: a year
};

static uint64_t chance(uint64_t *seed, uint64_t below) {  // splitmix64
    uint64_t z = (*seed += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (z ^ (z >> 31)) % below;
}

static struct drawn draw(uint64_t *seed) {
    struct drawn d = {.allow = chance(seed, 3) > 0, .request = chance(seed, 4) == 0};
    d.from = (unsigned)chance(seed, 7) + d.allow, d.to = (unsigned)chance(seed, 7) + d.allow;
    d.purposes = (unsigned)chance(seed, 3) + d.allow;
    d.categories = (unsigned)chance(seed, 4), d.kinds = (unsigned)chance(seed, 4), d.gate = (unsigned)chance(seed, 9);
    d.persons = chance(seed, 2) ? 0 : (unsigned)chance(seed, 4);
    d.answer = (int)chance(seed, 4), d.sharing = (int)chance(seed, 4), d.months = chance(seed, 3) ? 0 : 12;
    d.begins = 2015 + (int)chance(seed, 2) * 5, d.order = (int)chance(seed, 3);
    return d;
}

static void write_set(struct text *t, const char *key, unsigned set, const char *const *words) {
    if (!set) return;
    text_format(t, "    %s: [", key);
    bool first = true;
    for (unsigned i = 0; set >> i; i++)
        if (set >> i & 1) {
            text_format(t, "%s%s", first ? "" : ", ", words[i]);
            first = false;
        }
    text_put(t, "]\n");
}

static void write_rows(struct text *t, const struct drawn *rows, size_t count, size_t first_id) {
    static const char *const answers[] = {"nothing", "boolean", "count", "record"}, *const sharings[] = {"published", "asked", "sealed", "closed"};
    text_put(t, count ? "rows:\n" : "rows: []\n");
    for (size_t i = 0; i < count; i++) {
        const struct drawn *d = &rows[i];
        text_format(t, "  - id: row%03zu\n    effect: %s\n", first_id + i, d->allow ? "allow" : "deny");
        write_set(t, "from", d->from, IDS);
        write_set(t, "to", d->to, IDS);
        write_set(t, "purposes", d->purposes, PURPOSES);
        write_set(t, "categories", d->categories, CATEGORIES);
        write_set(t, "subject_kinds", d->kinds, KINDS);
        write_set(t, "subject_categories", d->persons, PERSON_WORDS);
        if (d->request) text_put(t, "    requests: [r]\n");
        if (d->gate) text_format(t, "    gates: [%s]\n", GATE_WORDS[d->gate]);
        if (d->months) text_format(t, "    offence_months: %d\n", d->months);
        if (d->allow)
            text_format(t, "    register: alerts\n    order: %d\n    sharing: %s\n    answer: %s\n"
                           "    approvals: {request: 1, release: 1}\n    conditions: [H0]\n",
                        d->order, sharings[d->sharing], answers[d->answer]);
        text_format(t, "    basis: {instrument: i, article: '1'}\n    in_force: {from: %d-01-01}\n    source: s\n    mark: M\n", d->begins);
    }
}

static RESULT read_drawn(const char *rows, const char *more, struct law **law, struct error *err) {
    struct law_file files[TABLES + 2] = {{"members.yaml", view_of(FIXED)}, {"instruments.yaml", view_of(INSTRUMENTS)},
        {"purposes.yaml", view_of(PURPOSE_TABLE)}, {"requests.yaml", view_of(REQUESTS)}, {"conditions.yaml", view_of(CONDITIONS)},
        {"alerts.yaml", view_of(CATEGORY_TABLE)}, {"traits.yaml", view_of(TRAITS)}, {"clocks.yaml", view_of(CLOCKS)},
        {"retention.yaml", view_of(RETENTION)}, {"rows.yaml", view_of(rows)}, {"more.yaml", view_of(more)}};
    return law_read(files, TABLES + 1 + (more != NULL), law, err);
}

struct asked {
    unsigned from, to, purpose, category, kind, eu_only, minor, months, general, request, year;  // category, kind: 2 unknown
    unsigned person, special;                                                                    // person: 2 unknown
};

// Every condition spelled out: 1 holds, 0 does not, -1 not known.
static int slow_gate(const struct asked *q, unsigned gate) {
    int eu_only = q->category == 1 ? 1 : q->eu_only == UNKNOWN ? -1 : q->eu_only == YES;
    int minor = q->minor == UNKNOWN ? -1 : q->minor == YES;
    if (gate == 1) return eu_only;
    if (gate == 2) return eu_only < 0 ? -1 : !eu_only;
    if (gate == 3) return q->from != 2 && q->to != 2;
    if (gate == 4) return q->to == 2;
    if (gate == 5) return minor;
    if (gate == 6) return minor < 0 ? -1 : !minor;
    if (gate >= 7 && q->special == UNKNOWN) return -1;
    if (gate == 7) return q->special == YES;
    if (gate == 8) return q->special == NO;
    return 1;
}

static bool slow_match(const struct asked *q, const struct drawn *d) {
    int says[5];
    if (d->from && !(d->from >> q->from & 1)) return false;
    if (d->to && !(d->to >> q->to & 1)) return false;
    if (d->purposes && !(d->purposes >> q->purpose & 1)) return false;
    if (d->request && !q->request) return false;
    if (d->allow && q->request && !d->request) return false;
    if (q->year < (unsigned)d->begins || q->year < 2010 || q->year >= 2030) return false;
    says[0] = !d->categories ? 1 : q->category == 2 ? -1 : (int)(d->categories >> q->category & 1);
    says[1] = !d->kinds ? 1 : q->kind == 2 ? -1 : (int)(d->kinds >> q->kind & 1);
    says[2] = !d->months ? 1 : !q->months ? -1 : (int)q->months >= d->months;
    says[3] = slow_gate(q, d->gate);
    says[4] = !d->persons ? 1 : q->person == 2 ? -1 : (int)(d->persons >> q->person & 1);
    for (int i = 0; i < 5; i++) {
        if (says[i] == 0) return false;
        if (says[i] == -1 && d->allow && !q->general) return false;
        if (says[i] == -1 && !d->allow && q->general) return false;
    }
    return true;
}

// The number of the row that decides, -1 for none.
static int slow_decide(const struct asked *q, const struct drawn *rows, size_t count) {
    int best = -1;
    for (size_t i = 0; i < count; i++)
        if (!rows[i].allow && slow_match(q, &rows[i])) return (int)i;
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].allow || !slow_match(q, &rows[i])) continue;
        if (best < 0 || rows[i].answer > rows[best].answer ||
            (rows[i].answer == rows[best].answer && (rows[i].sharing < rows[best].sharing ||
             (rows[i].sharing == rows[best].sharing && rows[i].order < rows[best].order))))
            best = (int)i;
    }
    return best;
}

static struct asked draw_question(uint64_t *seed) {
    return (struct asked){(unsigned)chance(seed, 3), (unsigned)chance(seed, 3), (unsigned)chance(seed, 2), (unsigned)chance(seed, 3),
                          (unsigned)chance(seed, 3), (unsigned)chance(seed, 3), (unsigned)chance(seed, 3), (unsigned)chance(seed, 3) * 11,
                          (unsigned)chance(seed, 2), (unsigned)chance(seed, 2), 2012 + 4 * (unsigned)chance(seed, 6),
                          (unsigned)chance(seed, 3), (unsigned)chance(seed, 3)};
}

static void decide(const struct law *law, const struct asked *q, struct law_decision *d) {
    struct law_facts f = {.from = view_of(IDS[q->from]), .to = view_of(IDS[q->to]), .reg = VIEW("alerts"), .purpose = view_of(PURPOSES[q->purpose]),
        .request = view_of(q->request ? "r" : ""), .category = view_of(q->category < 2 ? CATEGORIES[q->category] : ""),
        .kind = view_of(q->kind < 2 ? KINDS[q->kind] : ""), .eu_only = (enum known)q->eu_only, .minor = (enum known)q->minor,
        .person = view_of(q->person < 2 ? PERSON_WORDS[q->person] : ""), .special = (enum known)q->special,
        .offence_months = (int)q->months, .general = q->general};
    law_decide(law, &f, (struct instant){(int64_t)days_of((int)q->year, 1, 1) * DAY_MS}, d);
}

static void agree(const struct law *law, const struct asked *q, const struct drawn *rows, size_t count) {
    struct law_decision d;
    char id[20] = "";
    int n = slow_decide(q, rows, count);
    decide(law, q, &d);
    if (n >= 0) snprintf(id, sizeof id, "row%03d", n);
    assert_int_equal(d.row != NULL, n >= 0);
    if (d.row) assert_true(view_is(d.row->id, id));
    assert_int_equal(d.allowed, n >= 0 && rows[n].allow);
    assert_int_equal(d.answer, d.allowed ? rows[n].answer : 0);
    assert_int_equal(d.sharing, d.allowed ? rows[n].sharing : (int)SHARING_closed);
}

static void random_laws_decide_as_the_slow_way(void **state) {
    (void)state;
    uint64_t seed = 20261124;
    enum { ROWS = 12 };
    for (int round = 0; round < 400; round++) {
        struct drawn rows[ROWS];
        size_t count = chance(&seed, ROWS + 1);
        AUTO_TEXT t = text_with_ceiling(100000);
        struct law *law;
        struct error err;
        for (size_t i = 0; i < count; i++) rows[i] = draw(&seed);
        write_rows(&t, rows, count, 0);
        if (FAILED(read_drawn(text_string(&t), NULL, &law, &err))) fail_msg("%s", err.detail);
        for (int i = 0; i < 250; i++) {
            struct asked q = draw_question(&seed);
            agree(law, &q, rows, count);
        }
        law_free(law);
    }
}

// One or two small rows, every question there is.
static void small_laws_decide_as_the_slow_way_for_every_question(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 8; round++) {
        struct drawn rows[2] = {draw(&seed), draw(&seed)};
        AUTO_TEXT t = text_with_ceiling(100000);
        struct law *law;
        struct error err;
        write_rows(&t, rows, 2, 0);
        if (FAILED(read_drawn(text_string(&t), NULL, &law, &err))) fail_msg("%s", err.detail);
        for (size_t n = 0; n < 3 * 3 * 2 * 3 * 3 * 3 * 3 * 2 * 2 * 2 * 2 * 3 * 3; n++) {
            size_t left = n;
            struct asked q = {0};
            q.from = (unsigned)DRAW(3);
            q.to = (unsigned)DRAW(3);
            q.purpose = (unsigned)DRAW(2);
            q.category = (unsigned)DRAW(3);
            q.kind = (unsigned)DRAW(3);
            q.eu_only = (unsigned)DRAW(3);
            q.minor = (unsigned)DRAW(3);
            q.general = (unsigned)DRAW(2);
            q.request = (unsigned)DRAW(2);
            q.months = (unsigned)DRAW(2) * 24;
            q.person = (unsigned)DRAW(3);
            q.special = (unsigned)DRAW(3);
            q.year = left ? 2016 : 2024;
            agree(law, &q, rows, 2);
        }
        law_free(law);
    }
}

// Adding a row that denies never grants, and never lets more be answered.
static void a_row_that_denies_never_grants(void **state) {
    (void)state;
    uint64_t seed = 99;
    for (int round = 0; round < 200; round++) {
        struct drawn rows[8], no = draw(&seed);
        AUTO_TEXT t = text_with_ceiling(100000);
        AUTO_TEXT more = text_with_ceiling(100000);
        struct law *without, *with;
        for (size_t i = 0; i < 8; i++) rows[i] = draw(&seed);
        no.allow = false;
        write_rows(&t, rows, 8, 0);
        write_rows(&more, &no, 1, 500);
        assert_int_equal(read_drawn(text_string(&t), NULL, &without, NULL).code, CODE_OK);
        assert_int_equal(read_drawn(text_string(&t), text_string(&more), &with, NULL).code, CODE_OK);
        for (int i = 0; i < 200; i++) {
            struct asked q = draw_question(&seed);
            struct law_decision a, b;
            decide(without, &q, &a);
            decide(with, &q, &b);
            assert_true(a.allowed || !b.allowed);
            assert_true(b.answer <= a.answer);
        }
        law_free(without);
        law_free(with);
    }
}

// ---- What can't be written ----
static void wrong_tables_are_refused_with_the_line(void **state) {
    (void)state;
#define TAIL "    basis: {instrument: i, article: '1'}\n    in_force: {from: 2015-01-01}\n    source: s\n    mark: M\n"
    static const struct { const char *rows, *says; } cases[] = {
        {"rows:\n  - id: x\n    effect: deny\n    colour_of_skin: [a]\n" TAIL, "rows.yaml:4:"},
        {"rows:\n  - id: x\n    effect: deny\n    religion: [a]\n" TAIL, "2016/680"},
        {"rows:\n  - id: x\n    effect: deny\n    purposes: [political_opinion]\n" TAIL, "2016/680"},
        {"rows:\n  - id: x\n    effect: deny\n    categories: [Ethnic-origin]\n" TAIL, "2016/680"},
        {"rows:\n  - id: x\n    effect: deny\n    gates: [health]\n" TAIL, "2016/680"},
        {"rows:\n  - id: x\n    effect: deny\n    sex: [m]\n" TAIL, "not a known key"},
        {"rows:\n  - id: x\n    effect: maybe\n" TAIL, "rows.yaml:3:13: rows[1].effect: must be one of deny allow"},
        {"rows:\n  - id: x\n    effect: allow\n" TAIL, "\"from\" is missing"},
        {"rows:\n  - id: x\n    effect: deny\n    to: [atlantis]\n" TAIL, "atlantis"},
        {"rows:\n  - id: x\n    effect: deny\n    to: []\n" TAIL, "is empty"},
        {"rows:\n  - id: x\n    effect: deny\n    sharing: asked\n" TAIL, "no meaning"},
        {"rows:\n  - id: x\n    effect: deny\n    order: 1\n" TAIL, "no meaning"},
        {"rows:\n  - id: x\n    effect: deny\n    effect: allow\n" TAIL, "twice"},
        {"rows:\n  - id: x\n    effect: deny\n" TAIL "  - id: x\n    effect: deny\n" TAIL, "taken"},
        {"rows:\n  - id: x\n    effect: deny\n    in_force: {from: 2015-02-30}\n    basis: {instrument: i, article: '1'}\n    source: s\n"
         "    mark: M\n", "must be a day"},
        {"rows:\n  - id: x\n    effect: deny\n    basis: {instrument: j, article: '1'}\n    in_force: {from: 2015-01-01}\n    source: s\n"
         "    mark: M\n", "instruments.yaml"},
        {"rows:\n  - id: x\n    effect: deny\n    basis: {instrument: i}\n    in_force: {from: 2015-01-01}\n    source: s\n    mark: M\n", "article"},
        {"rows:\n  - id: x\n    effect: deny\n    in_force: {from: unknown}\n    basis: {instrument: i, article: '1'}\n    source: s\n"
         "    mark: M\n", "a row that denies has a day"},
        {"rows:\n  - id: x\n    effect: deny\n    in_force: {from: unknown, to: 2030-01-01}\n    basis: {instrument: i, article: '1'}\n"
         "    source: s\n    mark: M\n", "its first day is not known"},
        {"rows: &a\n  - id: x\n", "anchors"}, {"rows: *a\n", "rows.yaml"}, {"rows: !!seq []\n", "tags"}, {"rows: [\n", "rows.yaml"},
        {"a: 1\n", "rows"}, {"", "empty"}, {"rows: []\nother: 1\n", "not a known key"}, {"[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]\n", "deep"},
        {"rows: []\n---\nrows: []\n", "second document"}, {"\xff", "UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct law *law = NULL;
        struct error err = {0};
        struct result r = read_drawn(cases[i].rows, NULL, &law, &err);
        assert_int_equal(r.code, CODE_BAD_YAML);
        assert_null(law);
        if (!strstr(err.detail, cases[i].says)) fail_msg("case %zu: %s", i, err.detail);
    }
}

static void the_canonical_text_forgets_the_layout_only(void **state) {
    (void)state;
    struct law *one, *two, *three;
    AUTO_TEXT a = text_with_ceiling(1 << 20);
    AUTO_TEXT b = text_with_ceiling(1 << 20);
    AUTO_TEXT c = text_with_ceiling(1 << 20);
    assert_int_equal(read_drawn("rows:\n  - id: x\n    effect: deny\n" TAIL, NULL, &one, NULL).code, CODE_OK);
    assert_int_equal(read_drawn("# a remark\nrows:\n  - effect: \"deny\"\n    id: x\n" TAIL, NULL, &two, NULL).code, CODE_OK);
    assert_int_equal(read_drawn("rows:\n  - id: y\n    effect: deny\n" TAIL, NULL, &three, NULL).code, CODE_OK);
    law_canonical(one, &a);
    law_canonical(two, &b);
    law_canonical(three, &c);
    assert_string_equal(text_string(&a), text_string(&b));
    assert_string_not_equal(text_string(&a), text_string(&c));
    law_free(one);
    law_free(two);
    law_free(three);
}

static void a_missing_table_is_named(void **state) {
    (void)state;
    struct law_file files[] = {{"rows.yaml", VIEW("rows: []\n")}};
    struct law *law = NULL;
    struct error err;
    assert_int_equal(law_read(files, 1, &law, &err).code, CODE_NOT_FOUND);
    assert_non_null(strstr(err.detail, "traits.yaml"));
    assert_int_equal(law_load("/nonexistent", &law, &err).code, CODE_NOT_FOUND);
}

// SIRENE manual 2.2.1, two cells of each kind typed from the matrix.
static void alerts_stand_together_as_the_manual_says(void **state) {
    (void)state;
    static const struct { const char *a, *b; bool together; } cells[] = {
        {"arrest", "refusal", true}, {"arrest", "missing", true}, {"arrest", "specific", false}, {"refusal", "judicial", false},
        {"specific", "discreet", false}, {"discreet_immediate", "discreet", true}, {"missing_whereabouts", "judicial", true},
        {"inquiry", "inquiry", true}, {"inquiry", "specific", false}, {"refusal", "missing", false}, {"nothing", "arrest", false}};
    struct law *law = shipped();
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        assert_int_equal(law_compatible(law, view_of(cells[i].a), view_of(cells[i].b)), cells[i].together);
        assert_int_equal(law_compatible(law, view_of(cells[i].b), view_of(cells[i].a)), cells[i].together);
    }
    assert_true(law_priority(law, VIEW("arrest")) < law_priority(law, VIEW("refusal")));
    assert_int_equal(law_priority(law, VIEW("nothing")), 0);
    law_free(law);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_tables_decide_as_the_jurists_wrote),
        cmocka_unit_test(eu_only_data_never_reach_morocco),
        cmocka_unit_test(nothing_is_allowed_before_the_instrument_is_in_force),
        cmocka_unit_test(a_row_without_its_day_decides_nothing),
        cmocka_unit_test(no_member_state_is_treated_otherwise_than_another),
        cmocka_unit_test(no_row_rests_on_a_derogation),
        cmocka_unit_test(a_general_question_says_whether_to_ask_at_all),
        cmocka_unit_test(a_general_question_is_based_on_what_fits),
        cmocka_unit_test(traits_are_refused_in_six_languages),
        cmocka_unit_test(an_explanation_names_every_row_of_the_pair),
        cmocka_unit_test(random_laws_decide_as_the_slow_way),
        cmocka_unit_test(small_laws_decide_as_the_slow_way_for_every_question),
        cmocka_unit_test(a_row_that_denies_never_grants),
        cmocka_unit_test(wrong_tables_are_refused_with_the_line),
        cmocka_unit_test(the_canonical_text_forgets_the_layout_only),
        cmocka_unit_test(a_missing_table_is_named),
        cmocka_unit_test(alerts_stand_together_as_the_manual_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
