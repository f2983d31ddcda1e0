// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// match_bench — quality of the match engine on labelled pairs and its speed on real lists.
//   match_bench PAIRS.tsv LISTS_FTM_DIR NEGATIVES.csv      (default: ../shared/data/names/derived_gold/name_pairs_dev.tsv and
//                                             ../shared/data/watchlists/lists_ftm; what is absent is left out)
// Pairs: label, scripts, kind, name1, name2. A row is "false" when its label is 0 and its score is above the
// threshold; thresholds for recall are those of the scripts' own label-0 rows. Of every pair file the half
// whose hash is odd is printed apart (held out: weights and tables are looked at on the even half only).
#include "match/index_room.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);  // of this thread: the machine is shared
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

// ---- pairs --------------------------------------------------------------------------------------

enum { PAIRS_MAX = 100000, LINE_MAX_BYTES = 8192 };
struct row {
    char scripts[12], kind[12];
    float score;
    bool label, held_out;
    char *text;
};

static struct subject named(struct name *n, const char *text) {
    *n = (struct name){.text = view_of(text), .given = view_of(""), .family = view_of(""), .role = NAME_primary};
    return (struct subject){.kind = SUBJECT_person, .names = n, .name_count = 1};
}

static float score(const char *x, const char *y) {
    struct name nx, ny;
    struct subject sx = named(&nx, x), sy = named(&ny, y);
    AUTO_ARENA a = arena_with_ceiling(1 << 22);
    struct candidate c;
    struct result r = match_pair(&sx, &sy, &a, &c, NULL);
    return FAILED(r) ? 0 : c.score;
}

static unsigned text_hash(const char *t) {
    unsigned h = 2166136261u;
    while (*t) h = (h ^ (uint8_t)*t++) * 16777619u;
    return h ^ h >> 15;
}

static bool parse(char *line, struct row *r, char *out[2]) {
    char *field[7], *rest = line;
    for (int i = 0; i < 7; i++) {
        field[i] = strsep(&rest, "\t\n");
        if (!field[i]) return false;
        if (i == 4) out[0] = field[3], out[1] = field[4];
    }
    r->label = field[0][0] == '1';
    snprintf(r->scripts, sizeof r->scripts, "%s", field[1]);
    snprintf(r->kind, sizeof r->kind, "%s", field[2]);
    r->held_out = text_hash(field[5]) & 1;  // by the first entity, never by row
    return true;
}

static size_t read_pairs(const char *path, struct row *rows) {
    FILE *f = fopen(path, "r");
    if (!f) return 0;
    char line[LINE_MAX_BYTES], *name[2] = {NULL, NULL};
    size_t n = 0;
    double spent = 0;
    while (n < PAIRS_MAX && fgets(line, sizeof line, f)) {
        char copy[LINE_MAX_BYTES];
        memcpy(copy, line, sizeof copy);
        if (strncmp(line, "label", 5) == 0 || !parse(line, &rows[n], name)) continue;
        double t = now_us();
        rows[n].score = score(name[0], name[1]);
        spent += now_us() - t;
        rows[n++].text = strdup(copy);
    }
    fclose(f);
    if (n) printf("pairs: %zu, %.2f us a pair (folding both names included)\n", n, spent / (double)n);
    return n;
}

static int descending(const void *x, const void *y) {
    float a = *(const float *)x, b = *(const float *)y;
    return (a < b) - (a > b);
}

// The score that `share` of the label-0 rows of `scripts` exceed.
static float threshold(const struct row *r, size_t n, const char *scripts, float share, bool held_out) {
    static float s[PAIRS_MAX];
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (!r[i].label && r[i].held_out == held_out && !strcmp(r[i].scripts, scripts)) s[k++] = r[i].score;
    if (!k) return 0.5f;
    qsort(s, k, sizeof *s, descending);
    return s[(size_t)(share * (float)k)];
}

static void recall(const struct row *r, size_t n, const char *scripts, const char *kind, float share, bool held_out) {
    float t = threshold(r, n, scripts, share, held_out);
    size_t all = 0, hit = 0, half = 0;
    for (size_t i = 0; i < n; i++) {
        if (!r[i].label || r[i].held_out != held_out || strcmp(r[i].scripts, scripts) || strcmp(r[i].kind, kind)) continue;
        all++;
        hit += r[i].score > t;
        half += r[i].score > 0.5f;
    }
    if (all) printf("  %-9s %-8s n=%4zu  recall %.3f at %.0f %% false (score %.2f), %.3f at 0.5\n", scripts, kind, all,
                    (double)hit / (double)all, share * 100, t, (double)half / (double)all);
}

static void false_share(const struct row *r, size_t n, const char *scripts, bool held_out) {
    size_t all = 0, above = 0;
    for (size_t i = 0; i < n; i++) {
        if (r[i].label || r[i].held_out != held_out || strcmp(r[i].scripts, scripts)) continue;
        all++;
        above += r[i].score > 0.5f;
    }
    if (all) printf("  %-9s false above 0.5: %.3f of %zu\n", scripts, (double)above / (double)all, all);
}

static void best_f1(const struct row *r, size_t n, const char *kind, bool held_out) {
    double best = 0, at = 0;
    for (int step = 1; step < 100; step++) {
        double t = step / 100.0, tp = 0, fp = 0, fn = 0;
        for (size_t i = 0; i < n; i++) {
            if (r[i].held_out != held_out || !strcmp(r[i].kind, "distant")) continue;
            if (r[i].label && kind && strcmp(r[i].kind, kind)) continue;
            bool across = kind && strcmp(kind, "variant") != 0;  // primary and translit: Arabic against Latin script only
            if (across && strcmp(r[i].scripts, "Arab-Latn")) continue;
            bool yes = r[i].score > t;
            tp += r[i].label && yes, fn += r[i].label && !yes, fp += !r[i].label && yes;
        }
        double f1 = tp ? 2 * tp / (2 * tp + fp + fn) : 0;
        if (f1 > best) best = f1, at = t;
    }
    printf("  best F1 %-9s %.3f at score %.2f\n", kind ? kind : "all", best, at);
}

static void worst(const struct row *r, size_t n, const char *scripts, bool label, size_t most) {
    for (size_t i = 0; i < n && most; i++) {
        if (r[i].held_out || r[i].label != label || strcmp(r[i].scripts, scripts) || !strcmp(r[i].kind, "distant")) continue;
        if ((r[i].score > 0.5f) == label) continue;
        printf("    %.2f %s", r[i].score, r[i].text);
        most--;
    }
}

static void pairs(const char *path) {
    static struct row rows[PAIRS_MAX];
    size_t n = read_pairs(path, rows);
    if (!n) {
        printf("pairs: no file %s\n", path);
        return;
    }
    for (int held_out = 0; held_out < 2; held_out++) {
        printf("%s half\n", held_out ? "held-out" : "looked-at");
        static const char *const kinds[] = {"primary", "translit", "variant", "distant"};
        static const char *const scripts[] = {"Arab-Latn", "Latn-Latn", "Cyrl-Latn", "Arab-Arab"};
        for (size_t s = 0; s < 4; s++) {
            false_share(rows, n, scripts[s], held_out);
            for (size_t k = 0; k < 4; k++) {
                recall(rows, n, scripts[s], kinds[k], 0.01f, held_out);
                recall(rows, n, scripts[s], kinds[k], 0.02f, held_out);
            }
        }
        best_f1(rows, n, NULL, held_out);
        for (size_t k = 0; k < 3; k++) best_f1(rows, n, kinds[k], held_out);
    }
    if (!getenv("MATCH_BENCH_WORST")) return;
    size_t most = (size_t)atoi(getenv("MATCH_BENCH_WORST"));
    static const char *const of[] = {"Arab-Latn", "Latn-Latn", "Cyrl-Latn"};
    for (size_t s = 0; s < 3; s++) {
        printf("%s missed:\n", of[s]);
        worst(rows, n, of[s], true, most);
        printf("%s false:\n", of[s]);
        worst(rows, n, of[s], false, most);
    }
}

// ---- lists --------------------------------------------------------------------------------------

enum { ENTITIES_MAX = 200000 };
struct population {
    struct arena arena;
    struct subject *s;
    size_t count;
};

static void add_values(const json_t *values, enum name_role role, struct name *names, size_t *n, struct arena *a) {
    size_t i;
    json_t *v;
    json_array_foreach(values, i, v) {
        if (!json_is_string(v) || *n == SUBJECT_LIST_MAX || !json_string_length(v)) continue;
        struct view text = {arena_copy(a, view_of(json_string_value(v))), json_string_length(v)};
        names[(*n)++] = (struct name){.text = text, .given = view_of(""), .family = view_of(""), .role = role};
    }
}

static void add_births(const json_t *values, struct subject *s, struct arena *a) {
    struct dates *d = ARENA_ARRAY(a, json_array_size(values) + 1, struct dates);
    size_t i;
    json_t *v;
    json_array_foreach(values, i, v)
        if (json_is_string(v) && dates_read(view_of(json_string_value(v)), &d[s->birth_count])) s->birth_count++;
    s->births = d;
}

static void add_entity(struct population *p, const json_t *j) {
    static const struct { const char *schema; enum subject_kind kind; } rows[] = {{"Person", SUBJECT_person}, {"Vessel", SUBJECT_vessel}};
    const json_t *props = json_object_get(j, "properties");
    const char *schema = json_string_value(json_object_get(j, "schema"));
    struct subject s = {.kind = SUBJECT_organisation};
    for (size_t i = 0; i < 2; i++) if (schema && !strcmp(schema, rows[i].schema)) s.kind = rows[i].kind;
    struct name *names = ARENA_ARRAY(&p->arena, SUBJECT_LIST_MAX, struct name);
    add_values(json_object_get(props, "name"), NAME_primary, names, &s.name_count, &p->arena);
    add_values(json_object_get(props, "alias"), NAME_alias, names, &s.name_count, &p->arena);
    add_values(json_object_get(props, "weakAlias"), NAME_weak, names, &s.name_count, &p->arena);
    add_births(json_object_get(props, "birthDate"), &s, &p->arena);
    s.names = names;
    if (s.name_count && p->count < ENTITIES_MAX) p->s[p->count++] = s;
}

static void read_list(struct population *p, const char *path) {
    gzFile f = gzopen(path, "r");
    static char line[1 << 20];
    while (f && gzgets(f, line, sizeof line)) {
        json_t *j = json_loads(line, 0, NULL);
        if (j) add_entity(p, j);
        json_decref(j);
    }
    if (f) gzclose(f);
}

static void search_all(struct match_index *ix, const struct population *p, bool with_date) {
    static double us[20000];
    size_t n = 0, first = 0, found = 0, candidates = 0;
    for (size_t i = 0; i < p->count && n < 4000; i += p->count / 4000 + 1) {
        struct subject q = {.kind = p->s[i].kind, .name_count = 1};
        const struct subject *from = &p->s[i];
        q.names = &from->names[from->name_count > 1 ? 1 + i % (from->name_count - 1) : 0];
        if (with_date) q.births = from->births, q.birth_count = from->birth_count > 0;
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        const struct candidate *out;
        size_t count;
        double t = now_us();
        struct result r = match_search(ix, &q, (struct match_options){0.5f, 50, MATCH_ALL_SHELVES}, &a, &out, &count, NULL);
        us[n] = now_us() - t;
        if (FAILED(r)) continue;
        n++;
        candidates += count;
        for (size_t k = 0; k < count; k++) found += out[k].key == i;
        first += count && out[0].score >= 0.5f && out[0].key == i;
    }
    for (size_t i = 0; i < n; i++) us[i] = -us[i];
    double sorted[20000];
    memcpy(sorted, us, n * sizeof *us);
    for (size_t gap = n / 2; gap; gap /= 2)
        for (size_t i = gap; i < n; i++)
            for (size_t k = i; k >= gap && sorted[k - gap] > sorted[k]; k -= gap) {
                double spare = sorted[k];
                sorted[k] = sorted[k - gap], sorted[k - gap] = spare;
            }
    if (!n) return;
    printf("search %-9s %zu: median %.0f us, p90 %.0f, p99 %.0f, max %.0f; itself first %.3f (copies of lists compete), in list %.3f, %.1f candidates\n",
           with_date ? "with date" : "name only", n, -sorted[n / 2], -sorted[n / 10], -sorted[n / 100], -sorted[0], (double)first / (double)n,
           (double)found / (double)n, (double)candidates / (double)n);
}

// One name of a record is taken out of the index and asked for: is the record still found? Aliases that have nothing in
// common with the other names (noms de guerre) can't be, so only the trend means something.
static void held_out(struct match_index *ix, const struct population *p, bool with_date) {
    size_t asked = 0, above = 0, first = 0, listed = 0;
    for (size_t i = 0; i < p->count && asked < 3000; i += p->count / 6000 + 1) {
        const struct subject *from = &p->s[i];
        if (from->name_count < 2 || (with_date && !from->birth_count)) continue;
        struct name rest[SUBJECT_LIST_MAX];
        struct subject less = *from, q = {.kind = from->kind, .name_count = 1};
        size_t out_at = i % from->name_count;
        memcpy(rest, from->names, from->name_count * sizeof *rest);
        q.names = &from->names[out_at];
        rest[out_at] = rest[from->name_count - 1];
        less.names = rest, less.name_count--;
        if (with_date) q.births = from->births, q.birth_count = 1;
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        const struct candidate *out;
        size_t count;
        struct result r = match_index_put(ix, i, 0, &less, NULL);
        if (FAILED(r) || FAILED(match_search(ix, &q, (struct match_options){0.02f, 50, MATCH_ALL_SHELVES}, &a, &out, &count, NULL))) continue;
        asked++;
        for (size_t k = 0; k < count; k++) {
            if (out[k].key != i) continue;
            listed++;
            above += out[k].score > 0.5f;
            first += k < 10;
        }
        r = match_index_put(ix, i, 0, from, NULL);
    }
    if (asked) printf("held-out alias, %s: %zu asked, %.3f above 0.5, %.3f among the first ten, %.3f at all\n", with_date ? "with date" : "name only", asked,
                      (double)above / (double)asked, (double)first / (double)asked, (double)listed / (double)asked);
}

// What the index leaves out of what an exhaustive comparison finds above one half.
static void against_scan(const struct match_index *ix, const struct population *p) {
    size_t above = 0, missed = 0, questions = 0;
    for (size_t i = 7; i < p->count; i += p->count / 60 + 1, questions++) {
        const struct subject *from = &p->s[i];
        struct subject q = {.kind = from->kind, .name_count = 1, .names = &from->names[questions % from->name_count]};
        if (questions % 2) q.births = from->births, q.birth_count = from->birth_count;
        AUTO_ARENA a = arena_with_ceiling((size_t)1 << 30);
        const struct candidate *fast, *slow;
        size_t fast_count, slow_count;
        struct match_options o = {0.5f, 1000, MATCH_ALL_SHELVES};
        if (FAILED(match_search(ix, &q, o, &a, &fast, &fast_count, NULL)) || FAILED(match_search_all(ix, &q, o, &a, &slow, &slow_count, NULL))) continue;
        above += slow_count;
        missed += slow_count - fast_count;
    }
    if (questions) printf("index against scan: %zu of %zu above 0.5 missed by %zu questions\n", missed, above, questions);
}

// ---- people who are on no list ------------------------------------------------------------------

struct alarm {
    float score;
    char *text;
};

static int loudest_first(const void *x, const void *y) { return descending(&((const struct alarm *)x)->score, &((const struct alarm *)y)->score); }

// What a human reads to judge an alarm: both names, the dates, each word pair.
static char *told(const char *name, const struct candidate *c) {
    AUTO_TEXT t = text_with_ceiling(4000);
    text_put(&t, name);
    for (size_t i = 0; i < c->evidence_count; i++) {
        const struct evidence *e = &c->evidence[i];
        text_put(&t, " | "), text_put(&t, evidence_field_name(e->field)), text_put(&t, " "), text_put(&t, evidence_grade_name(e->grade));
        text_put(&t, ": "), text_view(&t, e->found);
        for (size_t k = 0; k < e->word_count; k++) {
            text_put(&t, " ["), text_view(&t, e->words[k].asked), text_put(&t, "~"), text_view(&t, e->words[k].found);
            char bits[32];
            snprintf(bits, sizeof bits, " %.1f]", (double)e->words[k].bits);
            text_put(&t, bits);
        }
    }
    return strndup(text_seen(&t).at, t.bytes);
}

// People who are on no list: whatever comes above one half is a false alarm (or a namesake).
static void negatives(const struct match_index *ix, const char *path, bool dated) {
    enum { ASKED_MAX = 50000, SHOWN_MAX = 200 };
    static struct alarm loud[ASKED_MAX];
    FILE *f = fopen(path, "r");
    char line[LINE_MAX_BYTES];
    size_t asked = 0, alarmed = 0, above_90 = 0, above_99 = 0;
    double t = now_us();
    while (f && asked < ASKED_MAX && fgets(line, sizeof line, f)) {
        char *rest = line, *column[6];  // full_name, first, middle, last, gender, date_of_birth
        for (size_t i = 0; i < 6; i++) column[i] = strsep(&rest, ",\n");
        if (!column[0] || !*column[0] || !strcmp(column[0], "full_name")) continue;
        struct name n;
        struct subject q = named(&n, column[0]);
        struct dates birth;
        if (dated && column[5] && dates_read(view_of(column[5]), &birth)) q.births = &birth, q.birth_count = 1;
        AUTO_ARENA a = arena_with_ceiling(64 << 20);
        const struct candidate *out;
        size_t count;
        if (FAILED(match_search(ix, &q, (struct match_options){0.5f, 10, MATCH_ALL_SHELVES}, &a, &out, &count, NULL))) continue;
        asked++;
        above_90 += count && out[0].score > 0.9f;
        above_99 += count && out[0].score > 0.99f;
        if (count) loud[alarmed++] = (struct alarm){out[0].score, told(column[0], &out[0])};
    }
    if (f) fclose(f);
    if (!asked) return;
    double share = 1.0 / (double)asked;
    printf("people on no list, %s: %zu asked, %.5f with an alarm above 0.5, %.5f above 0.9, %.5f above 0.99; %.0f us each\n",
           dated ? "with date" : "name only", asked,
           (double)alarmed * share, (double)above_90 * share, (double)above_99 * share, (now_us() - t) * share);
    qsort(loud, alarmed, sizeof *loud, loudest_first);
    size_t show = getenv("MATCH_BENCH_WORST") ? SHOWN_MAX : 0;
    for (size_t i = 0; i < alarmed; i++) {
        if (i < show) printf("    %.3f %s\n", (double)loud[i].score, loud[i].text);
        free(loud[i].text);
    }
}

static void lists(const char *folder, const char *no_list) {
    struct population p = {.arena = arena_with_ceiling((size_t)2 << 30), .s = calloc(ENTITIES_MAX, sizeof(struct subject))};
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (strstr(e->d_name, ".gz") && !strstr(e->d_name, "20260513")) read_list(&p, path);
    }
    if (d) closedir(d);
    if (p.count) {
        struct match_index *ix = match_index_new();
        size_t names = 0;
        double t = now_us();
        for (size_t i = 0; i < p.count; i++) {
            names += p.s[i].name_count;
            struct result r = match_index_put(ix, i, 0, &p.s[i], NULL);
            (void)r;
        }
        double spent = now_us() - t;
        printf("lists: %zu entities, %zu names; put %.0f entities/s; %.1f MB, %.0f bytes a name\n", p.count, names,
               (double)p.count / spent * 1e6, (double)match_index_bytes(ix) / 1e6, (double)match_index_bytes(ix) / (double)names);
        search_all(ix, &p, false);
        search_all(ix, &p, true);
        held_out(ix, &p, false);
        held_out(ix, &p, true);
        against_scan(ix, &p);
        negatives(ix, no_list, false);
        negatives(ix, no_list, true);
        match_index_free(ix);
    } else printf("lists: none in %s\n", folder);
    arena_free(&p.arena);
    free(p.s);
}

int main(int argc, char **argv) {
    pairs(argc > 1 ? argv[1] : "../shared/data/names/derived_gold/name_pairs_dev.tsv");
    lists(argc > 2 ? argv[2] : "../shared/data/watchlists/lists_ftm", argc > 3 ? argv[3] : "../shared/data/names/yente_negatives_global.csv");
    return 0;
}
