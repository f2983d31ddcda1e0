// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "names/population.h"

#include "base/instant.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

// ---- lists --------------------------------------------------------------------------------------

enum { LIST_MAX = 70000 };
struct list {
    char *text[LIST_MAX];
    double until[LIST_MAX];   // sum of the weights up to and with this one
    size_t count;
};
enum list_name { ES_MEN, ES_WOMEN, ES_FAMILIES, ES_RARE, FR_MEN, FR_WOMEN, MA_MEN, MA_WOMEN, MA_FAMILIES, LIST_COUNT };
struct population {
    struct list list[LIST_COUNT];
    uint64_t seed;
};

static void add(struct list *l, const char *text, double weight) {
    if (l->count == LIST_MAX || !*text || weight <= 0) return;
    l->text[l->count] = strdup(text);
    l->until[l->count] = (l->count ? l->until[l->count - 1] : 0) + weight;
    l->count++;
}

static FILE *open_in(const char *folder, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "r");
}

// NAME,COUNT,…
static void read_counted(struct list *l, const char *folder, const char *name) {
    FILE *f = open_in(folder, name);
    char line[500];
    while (f && fgets(line, sizeof line, f)) {
        char *comma = strchr(line, ',');
        if (!comma) continue;
        *comma = 0;
        add(l, line, atof(comma + 1));
    }
    if (f) fclose(f);
}

// name;sex;language;frequency. The frequency is of the word in French books: half of all would be called "les" by it. It counts
// for what the file calls a French name; the others are there, one in ten people has one of them.
static void read_french(struct population *p, const char *folder) {
    FILE *f = open_in(folder, "fr_Prenoms_datagouv.csv");
    char line[500];
    while (f && fgets(line, sizeof line, f)) {
        char *rest = line, *field[4];
        for (int i = 0; i < 4; i++) field[i] = strsep(&rest, ";\n");
        if (!field[3]) continue;
        double weight = strstr(field[2], "french") ? atof(field[3]) * 100 + 0.2 : 4;
        bool ascii = true;
        for (const char *c = field[0]; *c; c++) ascii &= (uint8_t)*c < 128;  // the file is in Latin-1
        if (!ascii || !field[1][0]) continue;
        if (strchr(field[1], 'm')) add(&p->list[FR_MEN], field[0], weight);
        if (strchr(field[1], 'f')) add(&p->list[FR_WOMEN], field[0], weight);
    }
    if (f) fclose(f);
}

// "Name": { in a JSON file of names, most used first.
static void read_keys(struct list *l, const char *folder, const char *name) {
    FILE *f = open_in(folder, name);
    char line[500];
    while (f && fgets(line, sizeof line, f)) {
        char *from = strchr(line, '"'), *to = from ? strchr(from + 1, '"') : NULL;
        if (!to || strncmp(to, "\": {", 4) || !strncmp(from, "\"names\"", 7)) continue;
        *to = 0;
        add(l, from + 1, 1 / pow((double)l->count + 3, 0.8));
    }
    if (f) fclose(f);
}

// An Arabic spelling and a Latin one; there are no counts, the order is taken for that of use.
static void read_families(struct list *l, const char *folder, const char *name) {
    FILE *f = open_in(folder, name);
    char line[500], word[100];
    while (f && fgets(line, sizeof line, f)) {
        bool latin = sscanf(line, "%*s %99s", word) == 1 && strlen(word) > 3;
        for (const char *c = word; *c; c++) latin &= (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        if (latin) add(l, word, 1 / pow((double)l->count + 20, 0.85));
    }
    if (f) fclose(f);
}

struct population *population_open(const char *folder, uint64_t seed) {
    struct population *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->seed = seed;
    read_counted(&p->list[ES_MEN], folder, "es_hombres.csv");
    read_counted(&p->list[ES_WOMEN], folder, "es_mujeres.csv");
    read_counted(&p->list[ES_FAMILIES], folder, "es_apellidos.csv");
    read_counted(&p->list[ES_RARE], folder, "es_apellidos-20.csv");
    read_french(p, folder);
    read_keys(&p->list[MA_MEN], folder, "ma_male_first_names.json");
    read_keys(&p->list[MA_WOMEN], folder, "ma_female_first_names.json");
    read_families(&p->list[MA_FAMILIES], folder, "google_ar2en-train.txt");
    for (size_t i = 0; i < LIST_COUNT; i++)
        if (p->list[i].count < 20) return population_close(p), NULL;
    return p;
}

void population_close(struct population *p) {
    for (size_t i = 0; p && i < LIST_COUNT; i++)
        for (size_t k = 0; k < p->list[i].count; k++) free(p->list[i].text[k]);
    free(p);
}

// ---- chance -------------------------------------------------------------------------------------

static uint64_t next(uint64_t *s) {  // splitmix64 (Steele, Lea, Flood, 2014)
    uint64_t z = *s += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}
static uint32_t below(uint64_t *s, uint32_t n) { return (uint32_t)(next(s) % n); }

static const char *one_of(const struct list *l, uint64_t *s) {
    double at = (double)(next(s) >> 11) * 0x1p-53 * l->until[l->count - 1];
    size_t low = 0, high = l->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (l->until[middle] <= at) low = middle + 1;
        else high = middle;
    }
    return l->text[low];
}

// ---- spellings ----------------------------------------------------------------------------------

static const char *const HABITS[][2] = {
    {"ou", "u"}, {"u", "ou"}, {"ch", "sh"}, {"sh", "ch"}, {"kh", "j"}, {"ss", "s"}, {"s", "ss"}, {"dj", "j"}, {"j", "dj"}, {"i", "y"},
    {"y", "i"}, {"e", "a"}, {"q", "k"},
    {"k", "q"}, {"ei", "i"}, {"ai", "ay"}, {"z", "s"}, {"oua", "wa"}, {"wa", "oua"}, {"ee", "i"}, {"ll", "l"}, {"nn", "n"}, {"b", "v"},
    {"c", "k"}, {"ph", "f"}, {"gh", "g"},
    {"th", "t"}, {"h", ""}, {"x", "j"}, {"ez", "es"}, {"dd", "d"}, {"mm", "m"}, {"tt", "t"}, {"eu", "o"}, {"o", "u"}};

static size_t replace_one(const char *from, const char *what, const char *with, uint64_t *s, char *out, size_t room) {
    size_t places = 0, n = strlen(what);
    for (const char *c = from; (c = strcasestr(c, what)); c++) places++;
    if (!places) return 0;
    size_t chosen = below(s, (uint32_t)places);
    const char *at = from;
    for (size_t i = 0; (at = strcasestr(at, what)) && i < chosen; i++) at++;
    snprintf(out, room, "%.*s%s%s", (int)(at - from), from, with, at + n);
    return places;
}

static void slip(const char *from, uint64_t *s, char *out, size_t room) {
    for (const char *c = from; *c; c++) if ((uint8_t)*c >= 128) return (void)snprintf(out, room, "%s", from);  // never half a letter
    size_t n = strlen(from), at = 1 + below(s, (uint32_t)(n > 2 ? n - 2 : 1));
    if (below(s, 2)) snprintf(out, room, "%.*s%s", (int)at, from, from + (at < n ? at + 1 : n));            // left out
    else snprintf(out, room, "%.*s%c%s", (int)at, from, "aeinrst"[below(s, 7)], from + (at < n ? at + 1 : n));  // another
}

void population_respell(const char *name, uint64_t salt, char *out, size_t room) {
    uint64_t s = salt;
    char now[PERSON_TEXT_MAX];
    snprintf(now, sizeof now, "%s", name);
    snprintf(out, room, "%s", name);
    for (size_t done = 0, tries = 0; done < 1 + salt % 2 && tries < 40; tries++) {
        size_t h = below(&s, sizeof HABITS / sizeof *HABITS);
        if (tries < 30 && !replace_one(now, HABITS[h][0], HABITS[h][1], &s, out, room)) continue;
        if (tries >= 30 || below(&s, 12) == 0) slip(now, &s, out, room);
        snprintf(now, sizeof now, "%s", out);
        done++;
    }
}

// ---- people -------------------------------------------------------------------------------------

static void moroccan(const struct population *p, uint64_t *s, bool man, char *out) {
    static const char *const before[] = {"", "", "", "", "", "", "El ", "El ", "Ben ", "Ait "};
    const char *given = one_of(&p->list[man ? MA_MEN : MA_WOMEN], s), *prefix = before[below(s, 10)], *family = one_of(&p->list[MA_FAMILIES], s);
    if (below(s, 8) == 0) snprintf(out, PERSON_TEXT_MAX, "%s %s %s%s", given, one_of(&p->list[MA_MEN], s), prefix, family);
    else snprintf(out, PERSON_TEXT_MAX, "%s %s%s", given, prefix, family);
}

static void spanish(const struct population *p, uint64_t *s, bool man, char *out) {
    const char *given = one_of(&p->list[man ? ES_MEN : ES_WOMEN], s), *first = one_of(&p->list[ES_FAMILIES], s);
    snprintf(out, PERSON_TEXT_MAX, "%s %s %s", given, first, one_of(&p->list[ES_FAMILIES], s));
}

static void french(const struct population *p, uint64_t *s, bool man, char *out) {
    const struct list *given = &p->list[man ? FR_MEN : FR_WOMEN], *family = &p->list[below(s, 3) ? ES_RARE : ES_FAMILIES];
    const char *first = one_of(given, s);
    if (below(s, 4) == 0) snprintf(out, PERSON_TEXT_MAX, "%s %s %s", first, one_of(given, s), one_of(family, s));
    else snprintf(out, PERSON_TEXT_MAX, "%s %s", first, one_of(family, s));
}

static void born(struct made_person *m, uint64_t *s) {
    uint32_t kind = below(s, 100);
    int32_t day = (int32_t)(below(s, 365 * 60) / 2 + below(s, 365 * 60) / 2) - 365 * 22 - below(s, 2) * 365 * 3;
    m->subject.birth_count = kind >= 4;
    if (kind < 14) {  // only the year is known
        int year, month, of_month;
        days_split(day, &year, &month, &of_month);
        m->birth = (struct dates){days_of(year, 1, 1), days_of(year, 12, 31), DATE_YEAR};
    } else m->birth = (struct dates){day, day, DATE_DAY};
    m->subject.births = &m->birth;
}

void population_person(const struct population *p, uint64_t number, struct made_person *m) {
    uint64_t s = p->seed * 0x9e3779b97f4a7c15u + number * 0xd1342543de82ef95u;
    static const char *const nations[] = {"es", "ma", "fr", "be"};
    uint32_t kind = below(&s, 100);
    bool man = below(&s, 10) < 7;
    m->subject = (struct subject){.kind = SUBJECT_person, .sex = man ? 'm' : 'f', .names = m->names, .name_count = 1};
    if (kind < 35) moroccan(p, &s, man, m->text[0]);
    else if (kind < 70) spanish(p, &s, man, m->text[0]);
    else french(p, &s, man, m->text[0]);
    if (below(&s, 100) < 40) m->subject.name_count += 1 + below(&s, PERSON_NAMES_MAX - 1);
    for (size_t i = 0; i < m->subject.name_count; i++) {
        if (i) population_respell(m->text[0], next(&s), m->text[i], PERSON_TEXT_MAX);
        m->names[i] = (struct name){.text = view_of(m->text[i]), .given = view_of(""), .family = view_of(""), .role = i ? NAME_alias : NAME_primary};
    }
    born(m, &s);
    m->nationality = view_of(nations[kind < 35 ? 1 : kind < 70 ? 0 : 2 + below(&s, 2)]);
    m->subject.nationalities = &m->nationality;
    m->subject.nationality_count = 1;
}
