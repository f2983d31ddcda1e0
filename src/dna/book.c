// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// book.c — laws/dna/*.yaml into tables. Unknown keys are refused, so that a misspelt limit is not silently no limit.
#include "dna/book.h"

#include "law/yaml.h"
#include "sys/sys.h"

#include <stdio.h>
#include <stdlib.h>

enum { BOOK_BYTES_MAX = 4 * 1024 * 1024, FILE_BYTES_MAX = 512 * 1024, ROWS_MAX = 512, SPELLINGS_MAX = 1024 };

enum names { OF_LOCI, OF_KITS, OF_CATEGORIES };
struct dna_spelling {       // folded: letters upper, no blank, "_" or "-"
    struct view folded;
    enum names kit;
    int index;
};

struct loading {
    struct dna_book *book;
    const char *file;
    struct error *err;
};

// ---- Words ----
static struct view fold(struct arena *a, struct view v) {
    char *at = arena_take(a, v.bytes + 1);
    size_t n = 0;
    for (size_t i = 0; at && i < v.bytes; i++) {
        char c = v.at[i];
        if (c == ' ' || c == '_' || c == '-' || c == '\t') continue;
        at[n++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    }
    return (struct view){at ? at : "", n};
}

static RESULT too_big(struct loading *l) { return FAIL(l->err, TOO_BIG, "%s: above the ceiling", l->file); }

static struct view word(const struct yaml *y, const char *key) {
    const struct yaml *c = yaml_at(y, key);
    return c && c->kind == YAML_WORD ? c->text : VIEW("");
}

static RESULT need(struct loading *l, const struct yaml *y, const char *key, struct view *out) {
    struct view v = word(y, key);
    if (!v.bytes) return yaml_fail(l->err, l->file, y, "\"%s\" is missing", key);
    *out = v;
    return DONE;
}

static RESULT number(struct loading *l, const struct yaml *y, const char *key, unsigned max, unsigned *out) {
    uint64_t n;
    if (!view_to_u64(word(y, key), &n) || n > max) return yaml_fail(l->err, l->file, y, "\"%s\" must be a number from 0 to %u", key, max);
    *out = (unsigned)n;
    return DONE;
}

static RESULT choice(struct loading *l, const struct yaml *y, const char *key, const char *const *of, unsigned *out) {
    for (unsigned i = 0; of[i]; i++)
        if (view_is(word(y, key), of[i])) return *out = i, DONE;
    return yaml_fail(l->err, l->file, y, "\"%s\" is none of the words it can be", key);
}

static RESULT yes_no(struct loading *l, const struct yaml *y, const char *key, bool *out) {
    static const char *const words[] = {"false", "true", NULL};
    unsigned n;
    TRY(choice(l, y, key, words, &n));
    *out = n;
    return DONE;
}

static RESULT source_mark(struct loading *l, const struct yaml *y, struct view *source, char *mark) {
    struct view m;
    TRY(need(l, y, "source", source));
    TRY(need(l, y, "mark", &m));
    if (!view_is(m, "S") && !view_is(m, "P") && !view_is(m, "M")) return yaml_fail(l->err, l->file, y, "\"mark\" must be S, P or M");
    *mark = m.at[0];
    return DONE;
}

static RESULT list_of(struct loading *l, const struct yaml *top, const char *key, const struct yaml **out, size_t *count) {
    const struct yaml *list = top->kind == YAML_MAP ? yaml_at(top, key) : NULL;
    if (!list || list->kind != YAML_LIST) return yaml_fail(l->err, l->file, top, "\"%s\" must be a list", key);
    *count = 0;
    for (const struct yaml *c = list->first; c; c = c->next) ++*count;
    if (!*count || *count > ROWS_MAX) return yaml_fail(l->err, l->file, list, "must have 1 to %d rows", ROWS_MAX);
    *out = list;
    return DONE;
}

// ---- Spellings ----
static RESULT spell(struct loading *l, const struct yaml *at, struct view name, enum names kit, int index) {
    struct dna_book *b = l->book;
    struct view folded = fold(&b->arena, name);
    for (size_t i = 0; i < b->spelling_count; i++) {
        const struct dna_spelling *s = &b->spellings[i];
        if (s->kit != kit || !view_same(s->folded, folded)) continue;
        if (s->index == index) return DONE;  // two spellings that differ in blanks only
        return yaml_fail(l->err, l->file, at, "\"%.*s\" is already the name of another row", VIEW_ARGS(name));
    }
    if (b->spelling_count == SPELLINGS_MAX) return too_big(l);
    b->spellings[b->spelling_count++] = (struct dna_spelling){folded, kit, index};
    return DONE;
}

static RESULT spell_row(struct loading *l, const struct yaml *y, enum names kit, int index) {
    TRY(spell(l, y, word(y, "id"), kit, index));
    const struct yaml *aliases = yaml_at(y, kit == OF_CATEGORIES ? "codis" : "aliases");
    for (const struct yaml *c = aliases ? aliases->first : NULL; c; c = c->next) TRY(spell(l, c, c->text, kit, index));
    return DONE;
}

static int found(const struct dna_book *b, struct view name, enum names kit) {
    char room[64];
    size_t n = 0;
    for (size_t i = 0; i < name.bytes; i++) {
        char c = name.at[i];
        if (c == ' ' || c == '_' || c == '-' || c == '\t') continue;
        if (n == sizeof room) return -1;
        room[n++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    }
    for (size_t i = 0; i < b->spelling_count; i++)
        if (b->spellings[i].kit == kit && view_same(b->spellings[i].folded, (struct view){room, n})) return b->spellings[i].index;
    return -1;
}

int dna_locus_find(const struct dna_book *b, struct view name) { return found(b, name, OF_LOCI); }

const struct dna_kit *dna_kit_find(const struct dna_book *b, struct view name) {
    int i = found(b, name, OF_KITS);
    return i < 0 ? NULL : &b->kits[i];
}

const struct dna_category *dna_category_find(const struct dna_book *b, struct view name) {
    int i = found(b, name, OF_CATEGORIES);
    return i < 0 ? NULL : &b->categories[i];
}

bool dna_pair_has(const struct dna_pairing *p, struct view category) {
    for (const char *const *c = p->categories; *c; c++)
        if (view_is(category, *c)) return true;
    return false;
}

const struct dna_rule *dna_rule_find(const struct dna_book *b, struct view id) {
    for (size_t i = 0; i < b->rule_count; i++)
        if (view_same(b->rules[i].id, id)) return &b->rules[i];
    return NULL;
}

const struct dna_pairing *dna_pair_find(const struct dna_book *b, struct view from, struct view to) {
    for (size_t i = 0; i < b->pair_count; i++)
        if (view_same(b->pairs[i].from, from) && view_same(b->pairs[i].to, to)) return &b->pairs[i];
    return NULL;
}

// ---- loci.yaml ----
static RESULT read_locus(struct loading *l, const struct yaml *y, struct dna_locus *out) {
    static const char *const keys[] = {"id", "repeat", "kind", "lowest", "highest", "aliases", "source", "mark", NULL};
    static const char *const kinds[] = {"autosomal", "sex", "male", NULL};
    unsigned repeat, kind;
    TRY(yaml_known(l->file, y, keys, l->err));
    TRY(need(l, y, "id", &out->id));
    TRY(number(l, y, "repeat", 5, &repeat));
    TRY(choice(l, y, "kind", kinds, &kind));
    TRY(source_mark(l, y, &out->source, &out->mark));
    out->repeat = (int)repeat;
    out->kind = (enum dna_kind)kind;
    if (!repeat) return DONE;
    if (repeat < 3) return yaml_fail(l->err, l->file, y, "\"repeat\" must be 0, 3, 4 or 5");
    TRY(number(l, y, "lowest", 60, &out->lowest));
    TRY(number(l, y, "highest", 60, &out->highest));
    if (!dna_length_code((int)repeat, out->lowest, 0) || !dna_length_code((int)repeat, out->highest, repeat - 1) || out->lowest >= out->highest)
        return yaml_fail(l->err, l->file, y, "the range cannot be held");
    return DONE;
}

static RESULT read_loci(struct loading *l, const struct yaml *top) {
    static const char *const seven[] = {"VWA", "TH01", "D21S11", "FGA", "D8S1179", "D3S1358", "D18S51"};
    struct dna_book *b = l->book;
    const struct yaml *list;
    size_t count, n = 0;
    TRY(list_of(l, top, "loci", &list, &count));
    if (count > DNA_SLOTS) return yaml_fail(l->err, l->file, list, "more than %d loci", DNA_SLOTS);
    for (const struct yaml *c = list->first; c; c = c->next, n++) {
        TRY(read_locus(l, c, &b->loci[n]));
        TRY(spell_row(l, c, OF_LOCI, (int)n));
        b->counted |= (uint32_t)(b->loci[n].kind == DNA_AUTOSOMAL) << n;
        b->words |= (uint32_t)(b->loci[n].repeat == 0) << n;
    }
    b->locus_count = count;
    for (uint8_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at && view_compare(b->loci[i].id, b->loci[b->sorted[at - 1]].id) < 0; at--) b->sorted[at] = b->sorted[at - 1];
        b->sorted[at] = i;
    }
    for (size_t i = 0; i < sizeof seven / sizeof *seven; i++) {
        int slot = dna_locus_find(b, view_of(seven[i]));
        if (slot < 0) return yaml_fail(l->err, l->file, list, "%s of the European standard set is missing", seven[i]);
        b->standard |= 1U << slot;
    }
    return DONE;
}

// ---- kits.yaml ----
static RESULT read_kits(struct loading *l, const struct yaml *top) {
    static const char *const keys[] = {"id", "title", "loci", "aliases", "source", "mark", NULL};
    struct dna_book *b = l->book;
    const struct yaml *list;
    size_t count, n = 0;
    TRY(list_of(l, top, "kits", &list, &count));
    if (!(b->kits = ARENA_ARRAY(&b->arena, count, struct dna_kit))) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next, n++) {
        struct dna_kit *k = &b->kits[n];
        TRY(yaml_known(l->file, c, keys, l->err));
        TRY(need(l, c, "id", &k->id));
        TRY(need(l, c, "title", &k->title));
        TRY(source_mark(l, c, &k->source, &k->mark));
        const struct yaml *loci = yaml_at(c, "loci");
        for (const struct yaml *w = loci ? loci->first : NULL; w; w = w->next) {
            int slot = dna_locus_find(b, w->text);
            if (slot < 0) return yaml_fail(l->err, l->file, w, "\"%.*s\" is no locus", VIEW_ARGS(w->text));
            k->loci |= 1U << slot;
        }
        if (!k->loci) return yaml_fail(l->err, l->file, c, "\"loci\" is missing");
        TRY(spell_row(l, c, OF_KITS, (int)n));
    }
    b->kit_count = count;
    return DONE;
}

// ---- rules.yaml ----
static RESULT read_rule(struct loading *l, const struct yaml *y, struct dna_rule *r) {
    static const char *const keys[] = {"id", "title", "scope", "min_full", "deviations_max", "stringency", "flatten", "count_wild",
                                       "micro_variants", "store_min", "reference_min", "review", "expected_max", "reply_minutes", "source", "mark", NULL};
    static const char *const scopes[] = {"exchange", "national", NULL}, *const how[] = {"high", "moderate", "low", NULL},
                      *const micro[] = {"off", "deviation", NULL};
    unsigned scope, stringency, near;
    TRY(yaml_known(l->file, y, keys, l->err));
    TRY(need(l, y, "id", &r->id));
    TRY(need(l, y, "title", &r->title));
    TRY(choice(l, y, "scope", scopes, &scope));
    TRY(number(l, y, "min_full", DNA_SLOTS, &r->min_full));
    TRY(number(l, y, "deviations_max", 4, &r->deviations_max));
    TRY(choice(l, y, "stringency", how, &stringency));
    TRY(yes_no(l, y, "flatten", &r->flatten));
    TRY(yes_no(l, y, "count_wild", &r->count_wild));
    TRY(choice(l, y, "micro_variants", micro, &near));
    TRY(number(l, y, "store_min", DNA_SLOTS, &r->store_min));
    TRY(number(l, y, "reference_min", 7, &r->reference_min));
    TRY(number(l, y, "expected_max", 1000000, &r->expected_max));
    TRY(number(l, y, "reply_minutes", 7 * 24 * 60, &r->reply_minutes));
    const struct yaml *review = yaml_at(y, "review");
    size_t n = 0;
    for (const struct yaml *c = review ? review->first : NULL; c; c = c->next, n++) {
        uint64_t v;
        if (n == 4 || !view_to_u64(c->text, &v) || v > DNA_SLOTS) return yaml_fail(l->err, l->file, c, "must be four numbers of loci");
        r->review[n] = (unsigned)v;
    }
    if (n != 4) return yaml_fail(l->err, l->file, y, "\"review\" must be four numbers of loci");
    if (stringency && (scope == DNA_EXCHANGE || r->deviations_max))
        return yaml_fail(l->err, l->file, y, "a stringency other than high is national and has deviations_max 0");
    r->scope = (enum dna_scope)scope, r->stringency = (enum dna_stringency)stringency, r->micro_variants = near;
    return source_mark(l, y, &r->source, &r->mark);
}

// "+0", ".1", "+1": whole repeats more, odd bases.
static bool near_read(struct view v, unsigned repeat, unsigned *more, unsigned *odd) {
    if (v.bytes != 2 || v.at[1] < '0' || v.at[1] > '9') return false;
    unsigned digit = (unsigned)(v.at[1] - '0');
    if (v.at[0] == '+') return *more = digit, *odd = 0, digit <= 1;
    if (v.at[0] == '.') return *more = 0, *odd = digit, digit > 0 && digit < repeat;
    return false;
}

static int rank_of_mark(char mark) { return mark == 'M' ? 3 : mark == 'P' ? 2 : mark == 'S'; }

static RESULT read_near(struct loading *l, const struct yaml *y) {
    unsigned repeat, more, odd, to_more, to_odd;
    struct view source;
    char mark;
    TRY(number(l, y, "repeat", 5, &repeat));
    TRY(source_mark(l, y, &source, &mark));
    const struct yaml *list = yaml_at(y, "near");
    if (repeat >= 3 && rank_of_mark(mark) > rank_of_mark(l->book->near_mark[repeat - 3]))
        l->book->near_mark[repeat - 3] = mark, l->book->near_source[repeat - 3] = source;
    if (repeat < 3 || !list || !near_read(word(y, "value"), repeat, &more, &odd) || more)
        return yaml_fail(l->err, l->file, y, "repeat, value or near is missing");
    for (const struct yaml *c = list->first; c; c = c->next) {
        if (!near_read(c->text, repeat, &to_more, &to_odd)) return yaml_fail(l->err, l->file, c, "must be +0, +1 or .1 to .4");
        for (unsigned whole = 0; whole < 64; whole++) {
            uint8_t a = dna_length_code((int)repeat, whole, odd), b = dna_length_code((int)repeat, whole + to_more, to_odd);
            if (!a || !b || a == b) continue;
            l->book->near[repeat - 3][a][b >> 6] |= 1ULL << (b & 63);
            l->book->near[repeat - 3][b][a >> 6] |= 1ULL << (a & 63);
        }
    }
    return DONE;
}

static RESULT read_rules(struct loading *l, const struct yaml *top) {
    struct dna_book *b = l->book;
    const struct yaml *list;
    size_t count, n = 0;
    TRY(list_of(l, top, "rules", &list, &count));
    if (!(b->rules = ARENA_ARRAY(&b->arena, count, struct dna_rule))) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next, n++) {
        TRY(read_rule(l, c, &b->rules[n]));
        b->rule_count = n;
        if (dna_rule_find(b, b->rules[n].id)) return yaml_fail(l->err, l->file, c, "the id is taken");
    }
    b->rule_count = count;
    TRY(list_of(l, top, "micro_variants", &list, &count));
    for (const struct yaml *c = list->first; c; c = c->next) TRY(read_near(l, c));
    return DONE;
}

// ---- categories.yaml ----
static RESULT read_categories(struct loading *l, const struct yaml *top) {
    static const char *const keys[] = {"id", "identified", "person", "searchable", "retain_years", "codis", "source", "mark", NULL};
    struct dna_book *b = l->book;
    const struct yaml *list;
    size_t count, n = 0;
    TRY(list_of(l, top, "categories", &list, &count));
    if (!(b->categories = ARENA_ARRAY(&b->arena, count, struct dna_category))) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next, n++) {
        struct dna_category *k = &b->categories[n];
        TRY(yaml_known(l->file, c, keys, l->err));
        TRY(need(l, c, "id", &k->id));
        TRY(yes_no(l, c, "identified", &k->identified));
        TRY(yes_no(l, c, "person", &k->person));
        TRY(yes_no(l, c, "searchable", &k->searchable));
        TRY(number(l, c, "retain_years", 100, &k->retain_years));
        TRY(source_mark(l, c, &k->source, &k->mark));
        TRY(spell_row(l, c, OF_CATEGORIES, (int)n));
    }
    b->category_count = count;
    return DONE;
}

// ---- pairs.yaml ----
static RESULT read_pair(struct loading *l, const struct yaml *y, struct dna_pairing *p) {
    static const char *const keys[] = {"from", "to", "rule", "push", "kinship", "categories", "source", "mark", NULL};
    TRY(yaml_known(l->file, y, keys, l->err));
    TRY(need(l, y, "from", &p->from));
    TRY(need(l, y, "to", &p->to));
    TRY(need(l, y, "rule", &p->rule));
    TRY(yes_no(l, y, "push", &p->push));
    TRY(yes_no(l, y, "kinship", &p->kinship));
    TRY(source_mark(l, y, &p->source, &p->mark));
    const struct dna_rule *rule = dna_rule_find(l->book, p->rule);
    if (!rule || rule->scope != DNA_EXCHANGE) return yaml_fail(l->err, l->file, y, "\"rule\" is no rule for exchange of rules.yaml");
    const struct yaml *list;
    size_t count, n = 0;
    TRY(list_of(l, y, "categories", &list, &count));
    const char **all = ARENA_ARRAY(&l->book->arena, count + 1, const char *);
    if (!all) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next) {
        const struct dna_category *k = dna_category_find(l->book, c->text);
        if (!k || !view_same(k->id, c->text) || !k->searchable) return yaml_fail(l->err, l->file, c, "is no category that is compared");
        if (!(all[n++] = arena_copy(&l->book->arena, c->text))) return too_big(l);
    }
    p->categories = all;
    return DONE;
}

static RESULT read_pairs(struct loading *l, const struct yaml *top) {
    struct dna_book *b = l->book;
    const struct yaml *list;
    size_t count, n = 0;
    TRY(list_of(l, top, "pairs", &list, &count));
    if (!(b->pairs = ARENA_ARRAY(&b->arena, count, struct dna_pairing))) return too_big(l);
    for (const struct yaml *c = list->first; c; c = c->next, n++) {
        TRY(read_pair(l, c, &b->pairs[n]));
        b->pair_count = n;
        if (dna_pair_find(b, b->pairs[n].from, b->pairs[n].to)) return yaml_fail(l->err, l->file, c, "the pair stands here twice");
    }
    b->pair_count = count;
    return DONE;
}

// ---- The whole ----
static RESULT read_file(struct loading *l, const char *name, struct view bytes, struct result (*read)(struct loading *, const struct yaml *)) {
    struct yaml *top;
    char *own = arena_copy(&l->book->arena, bytes);  // the words are kept
    l->file = name;
    if (!own) return too_big(l);
    TRY(yaml_tree(name, (struct view){own, bytes.bytes}, &l->book->arena, &top, l->err));
    return read(l, top);
}

static RESULT read_all(struct loading *l, const struct dna_files *f) {
    TRY(read_file(l, "dna/loci.yaml", f->loci, read_loci));
    TRY(read_file(l, "dna/kits.yaml", f->kits, read_kits));
    TRY(read_file(l, "dna/rules.yaml", f->rules, read_rules));
    TRY(read_file(l, "dna/categories.yaml", f->categories, read_categories));
    return read_file(l, "dna/pairs.yaml", f->pairs, read_pairs);
}

RESULT dna_book_new(const struct dna_files *files, struct dna_book **out, struct error *err) {
    struct dna_book *b = calloc(1, sizeof *b);
    if (!b) return FAIL(err, NO_SYSTEM, "memory");
    b->arena = arena_with_ceiling(BOOK_BYTES_MAX);
    b->spellings = ARENA_ARRAY(&b->arena, SPELLINGS_MAX, struct dna_spelling);
    struct loading l = {b, "dna", err};
    struct result r = b->spellings ? read_all(&l, files) : too_big(&l);
    if (FAILED(r)) dna_book_free(b);
    else *out = b;
    return r;
}

RESULT dna_book_load(const char *laws_folder, struct dna_book **out, struct error *err) {
    static const char *const names[] = {"loci", "kits", "rules", "categories", "pairs"};
    enum { FILES = sizeof names / sizeof *names };
    struct text bytes[FILES];
    struct result r = DONE;
    for (size_t i = 0; i < FILES; i++) bytes[i] = text_with_ceiling(FILE_BYTES_MAX);
    for (size_t i = 0; i < FILES && !FAILED(r); i++) {
        AUTO_TEXT path = text_with_ceiling(4096);
        text_format(&path, "%s/dna/%s.yaml", laws_folder, names[i]);
        r = file_read(text_string(&path), FILE_BYTES_MAX, &bytes[i], err);
    }
    struct dna_files files = {text_seen(&bytes[0]), text_seen(&bytes[1]), text_seen(&bytes[2]), text_seen(&bytes[3]), text_seen(&bytes[4])};
    if (!FAILED(r)) r = dna_book_new(&files, out, err);
    for (size_t i = 0; i < FILES; i++) text_free(&bytes[i]);
    return r;
}

struct dna_book *dna_book_free(struct dna_book *b) {
    if (b) arena_free(&b->arena);
    free(b);
    return NULL;
}

void text_allele(struct text *t, const struct dna_book *b, int slot, uint8_t allele) {
    static const char *const special[] = {"", "*", "F", "R", "R", "<", ">", "null"};
    const struct dna_locus *l = &b->loci[slot];
    unsigned whole, odd;
    if (!dna_is_length(allele)) {
        text_put(t, special[allele]);
    } else if (!l->repeat) {
        bool second = allele == DNA_Y, amel = view_is(l->id, "AMEL");
        text_put(t, amel ? second ? "Y" : "X" : second ? "2" : "1");
    } else {
        dna_length_split(l->repeat, allele, &whole, &odd);
        text_format(t, odd ? "%u.%u" : "%u", whole, odd);
    }
}
