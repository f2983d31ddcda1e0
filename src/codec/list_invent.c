// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_invent.c — people who do not exist, for a demonstration without lists. Given names and surnames are common
// ones, typed here, and put together by chance; every entry says that it is invented. Same seed, same people.
#include "base/instant.h"
#include "codec/list_room.h"

#include <stdio.h>
#include <stdlib.h>

enum flavour { FR, ES, BE, MA, FLAVOUR_COUNT };
static const char *const flavour_names[FLAVOUR_COUNT] = {"fr", "es", "be", "ma"};

// One name in the spelling of each country's files; the last in Arabic script.
static const char *const shared_given[][FLAVOUR_COUNT] = {
    {"Mohamed", "Mohamed", "Mohammed", "محمد"},       {"Youssef", "Yusef", "Joussef", "يوسف"},
    {"Abdelkader", "Abdelkader", "Abdelkader", "عبد القادر"}, {"Khadija", "Jadiya", "Chadidja", "خديجة"},
    {"Hassan", "Hasan", "Hassan", "حسن"},             {"Rachid", "Rachid", "Rashid", "رشيد"},
    {"Fatima", "Fátima", "Fatma", "فاطمة"},           {"Noureddine", "Nuredín", "Nordin", "نور الدين"},
    {"Samira", "Samira", "Sameera", "سميرة"},         {"Mustapha", "Mustafa", "Moustafa", "مصطفى"},
    {"Karim", "Karim", "Kareem", "كريم"},             {"Ibrahim", "Ibrahim", "Brahim", "إبراهيم"},
    {"Naïma", "Naima", "Naima", "نعيمة"},             {"Othmane", "Utmán", "Osman", "عثمان"},
    {"Jamal", "Yamal", "Djamal", "جمال"},             {"Zineb", "Zineb", "Zainab", "زينب"},
};
static const char shared_sex[] = "mmmfmmfmfmmmfmmf";
static const char *const shared_family[][FLAVOUR_COUNT] = {
    {"BENALI", "BEN ALI", "Ben Ali", "بن علي"},            {"EL MANSOURI", "EL MANSURI", "El Mansouri", "المنصوري"},
    {"CHERKAOUI", "CHERKAUI", "Sherkaoui", "الشرقاوي"},    {"BOUAZZA", "BUAZZA", "Bouazza", "بوعزة"},
    {"TAHIRI", "TAHIRI", "Taheri", "الطاهري"},             {"OUAHABI", "UAHABI", "Wahabi", "الوهابي"},
    {"BENHADDOU", "BEN HADDU", "Ben Haddou", "بن حدو"},    {"EL KHATTABI", "EL JATABI", "El Chattabi", "الخطابي"},
    {"ZERHOUNI", "ZERHUNI", "Zerhouni", "الزرهوني"},       {"LAHLOU", "LAHLU", "Lahlou", "لحلو"},
    {"BOUCHIKHI", "BUCHIJI", "Bouchiki", "بوشيخي"},        {"ESSAIDI", "SAIDI", "Es-Saidi", "السعيدي"},
    {"MEZIANE", "MEZIAN", "Mezian", "مزيان"},              {"HAMDAOUI", "HAMDAUI", "Hamdaoui", "الحمداوي"},
};

static const char *const own_given[FLAVOUR_COUNT][16] = {
    {"Julien", "Camille", "Antoine", "Élodie", "Thierry", "Manon", "Gérard", "Chloé", "Laurent", "Inès", "François",
        "Aurélie", "Benoît", "Hélène", "Mathieu", "Océane"},
    {"Javier", "Lucía", "Álvaro", "Marta", "Íñigo", "Carmen", "José Luis", "Begoña", "Sergio", "Nuria", "Andrés",
        "Pilar", "Óscar", "Rocío", "Joaquín", "Inmaculada"},
    {"Jan", "Lotte", "Pieter", "Griet", "Koen", "An", "Wouter", "Leen", "Dirk", "Sofie", "Bart", "Katrien", "Joris",
        "Hilde", "Stijn", "Veerle"},
    {"أحمد", "مريم", "عبد الرحمن", "سعاد", "طارق", "ليلى", "هشام", "حنان", "عمر", "نادية", "إدريس", "أمينة", "ياسين",
        "لطيفة", "سعيد", "رجاء"},
};
static const char own_sex[] = "mfmfmfmfmfmfmfmf";
static const char *const own_family[FLAVOUR_COUNT][14] = {
    {"LEFÈVRE", "MOREAU", "DUBREUIL", "CHEVALLIER", "GAUTHIER", "LE GOFF", "PÉRON", "D'AUBIGNY", "MARCHAND",
        "ROUSSEL-VIDAL", "BLANCHET", "CARPENTIER", "DELMAS", "FAURE"},
    {"GARCÍA LUNA", "FERNÁNDEZ SOTO", "IBÁÑEZ RÍOS", "MUÑOZ VEGA", "DE LA TORRE GIL", "ORTEGA PARDO", "SÁNCHEZ ROCA",
        "ECHEVERRÍA LASA", "PEÑA CRUZ", "ROMERO DÍAZ", "NAVARRO SOLÉ", "CASTAÑO REY", "HERRERA MORA", "VIDAL PUIG"},
    {"De Smet", "Van den Broeck", "Peeters", "Claes", "Vandenberghe", "D'Hondt", "Van Hoof", "Verschueren", "Wouters",
        "De Backer", "Lemmens", "Vermeulen", "Goossens", "Segers"},
    {"العلوي", "بناني", "الفاسي", "أمزيان", "بوزيد", "الإدريسي", "برادة", "التازي", "الحسني", "أوحمو", "بلقاسم",
        "الزياني", "المرابط", "بن جلون"},
};
// The same two tables for ma as its own passports spell them.
static const char *const ma_given_latin[16] = {"Ahmed", "Meryem", "Abderrahmane", "Souad", "Tarik", "Leila", "Hicham",
    "Hanane", "Omar", "Nadia", "Driss", "Amina", "Yassine", "Latifa", "Said", "Rajae"};
static const char *const ma_family_latin[14] = {"ALAOUI", "BENNANI", "EL FASSI", "AMEZIANE", "BOUZID", "EL IDRISSI",
    "BERRADA", "TAZI", "EL HASSANI", "OUHAMMOU", "BELKACEM", "ZIANI", "EL MOURABIT", "BENJELLOUN"};
static const char *const towns[FLAVOUR_COUNT][4] = {
    {"Lille", "Saint-Étienne", "Toulouse", "Rouen"}, {"Zaragoza", "Cádiz", "Logroño", "Murcia"},
    {"Gent", "Mechelen", "Hasselt", "Oostende"}, {"فاس", "مكناس", "تطوان", "أكادير"}};

static uint64_t mix(uint64_t *state) {  // splitmix64 (Steele, Lea, Flood 2014)
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static struct view pick(uint64_t *chance, const char *const *table, size_t count) {
    return view_of(table[mix(chance) % count]);
}

static void take_name(struct list_run *run, enum name_role role, struct view given, struct view family,
    bool family_first) {
    struct view parts[2] = {family_first ? family : given, family_first ? given : family};
    entry_name(run, role, entry_join(run, " ", parts, 2), given, family);
}

// The birth date comes first out of the chance, so that it is the same in every flavour.
static struct dates birth_of(uint64_t *chance) {
    int32_t day = days_of(1950, 1, 1) + (int32_t)(mix(chance) % (55 * 365));
    return (struct dates){day, day, DATE_DAY};
}

static void shared_person(struct list_run *run, enum flavour f, uint64_t *chance) {
    entry_birth_dates(run, birth_of(chance));
    size_t given = mix(chance) % 16, family = mix(chance) % (sizeof shared_family / sizeof *shared_family);
    run->entry.sex = shared_sex[given];
    take_name(run, f == MA ? NAME_script : NAME_primary, view_of(shared_given[given][f]),
        view_of(shared_family[family][f]), f == FR);
    entry_nationality(run, VIEW("ma"));
    entry_birth_place(run, f == MA ? view_of(towns[MA][mix(chance) % 4]) : VIEW("Tetuan"));
}

static void own_person(struct list_run *run, enum flavour f, uint64_t *chance) {
    struct dates born = birth_of(chance);
    size_t given = mix(chance) % 16, family = mix(chance) % 14, form = mix(chance) % 8;
    int year, month, day;
    days_split(born.first, &year, &month, &day);
    if (form == 0) born = (struct dates){days_of(year, 1, 1), days_of(year, 12, 31), DATE_YEAR};
    entry_birth_dates(run, born);
    run->entry.sex = own_sex[given];
    bool script = f == MA;
    take_name(run, script ? NAME_script : NAME_primary, view_of(own_given[f][given]), view_of(own_family[f][family]),
        false);
    if (script && form >= 4)  // half of them in Arabic script only
        take_name(run, NAME_alias, view_of(ma_given_latin[given]), view_of(ma_family_latin[family]), false);
    entry_nationality(run, view_of(flavour_names[f]));
    entry_birth_place(run, pick(chance, towns[f], 4));
    if (form % 2 == 0) {
        char number[16];
        snprintf(number, sizeof number, "X%07u", (unsigned)(mix(chance) % 10000000));
        entry_paper(run, "passport", view_of(flavour_names[f]), entry_copy(run, view_of(number)));
    }
}

static RESULT invent_all(struct list_run *run, uint64_t seed, size_t count, enum flavour f) {
    size_t shared = count / 10;
    for (size_t k = 0; k < count; k++) {
        char ref[32];
        uint64_t chance = seed * 0x2545F4914F6CDD1Du + k;
        if (k >= shared) chance ^= (uint64_t)(f + 1) << 56;
        mix(&chance);
        snprintf(ref, sizeof ref, "INVENTED-%c%c-%06zu", flavour_names[f][0] - 32, flavour_names[f][1] - 32, k + 1);
        entry_begin(run, SUBJECT_person);
        entry_ref(run, "", view_of(ref));
        entry_reason(run, VIEW("invented person, for demonstration"));
        entry_program(run, VIEW("INVENTED"));
        if (k < shared) shared_person(run, f, &chance);
        else own_person(run, f, &chance);
        TRY(entry_end(run));
    }
    return DONE;
}

RESULT list_invent(uint64_t seed, size_t count, struct view flavour, list_sink *sink, void *sink_state,
                   json_t **report, struct error *err) {
    static const struct list_order order = {0};
    size_t f = 0;
    while (f < FLAVOUR_COUNT && !view_is(flavour, flavour_names[f])) f++;
    if (f == FLAVOUR_COUNT) return FAIL(err, BAD_ARGUMENT, "the flavour is fr, es, be or ma");
    if (count > 10000000) return FAIL(err, TOO_BIG, "at most ten million people");
    struct list_run *run = malloc(sizeof *run);
    ENSURE(run);
    run_begin(run, &order, sink, sink_state, err);
    struct result r = invent_all(run, seed, count, (enum flavour)f);
    if (!FAILED(r)) *report = run_report(run, "invented");
    run_free(run);
    free(run);
    return r;
}
