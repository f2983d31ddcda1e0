// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/read.h"

#include "codec/json.h"

static bool is_word(struct view v, const char *ascii) {
    size_t n = strlen(ascii);
    if (v.bytes != n) return false;
    for (size_t i = 0; i < n; i++)
        if ((v.at[i] | 32) != (ascii[i] | 32)) return false;
    return true;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "9.3", "9,3", "09", "14.0": whole and one decimal.
static bool number_read(struct view v, unsigned *whole, unsigned *odd) {
    size_t i = 0;
    for (*whole = *odd = 0; i < v.bytes && is_digit(v.at[i]); i++) {
        if (i == 3) return false;
        *whole = *whole * 10 + (unsigned)(v.at[i] - '0');
    }
    if (i == 0) return false;
    if (i == v.bytes) return true;
    if (v.bytes != i + 2 || (v.at[i] != '.' && v.at[i] != ',') || !is_digit(v.at[i + 1])) return false;
    *odd = (unsigned)(v.at[i + 1] - '0');
    return true;
}

// Words that stand where a length should (2008/616 Annex ch. 1; F and R: ENFSI; OL, < and >: GeneMapper).
static bool special_read(struct view v, bool first, uint8_t *out) {
    static const struct { const char *word; uint8_t code; } words[] = {
        {"*", DNA_ANY}, {"o", DNA_ANY}, {"na", DNA_ANY}, {"nr", DNA_ANY}, {"un", DNA_ANY}, {"ol", DNA_ANY}, {"-", DNA_ANY}, {"?", DNA_ANY},
        {"f", DNA_F}, {"null", DNA_NULL}, {"silent", DNA_NULL}};
    unsigned whole, odd;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(v, words[i].word)) return *out = words[i].code, true;
    if (is_word(v, "r")) return *out = first ? DNA_BELOW : DNA_ABOVE, true;
    bool low = view_starts(v, "<"), high = view_starts(v, ">");
    if (!low && !high) return false;
    struct view edge = view_trim((struct view){v.at + 1, v.bytes - 1});
    if (edge.bytes && !number_read(edge, &whole, &odd)) return false;
    return *out = low ? DNA_OFF_LOW : DNA_OFF_HIGH, true;
}

static const char *letter_read(const struct dna_locus *l, struct view v, uint8_t *out) {
    bool amel = view_is(l->id, "AMEL");
    if (is_word(v, amel ? "x" : "1")) return *out = DNA_X, NULL;
    if (is_word(v, amel ? "y" : "2")) return *out = DNA_Y, NULL;
    return "is none of the values of this marker";
}

// NULL, or why not.
static const char *value_read(const struct dna_locus *l, struct view v, bool first, uint8_t *out) {
    unsigned whole, odd;
    if (!is_digit(v.at[0]) && special_read(v, first, out)) return NULL;
    if (!l->repeat) return letter_read(l, v, out);
    if (!number_read(v, &whole, &odd)) return "is neither a length nor one of the known words";
    if (!odd && (whole == 0 || whole == 1 || whole == 99)) return *out = DNA_ANY, NULL;
    if (odd >= (unsigned)l->repeat) return "has a decimal that a repeat of this length cannot have";
    if (whole < l->lowest || whole > l->highest) return "is outside of what was ever seen at this locus";
    *out = dna_length_code(l->repeat, whole, odd);
    return *out ? NULL : "cannot be held";
}

static bool blank(struct view v) { return !v.bytes || view_is(v, "NULL"); }  // NULL: of CODIS exports; a null allele is "null"

// Different lengths ascending, then the words; equal lengths once, and how many values there were.
struct values {
    uint8_t lengths[DNA_VALUES_MAX], words[DNA_VALUES_MAX];
    size_t length_count, word_count, given;
};

static void length_put(struct values *v, uint8_t code) {
    size_t i = v->length_count;
    for (size_t k = 0; k < v->length_count; k++)
        if (v->lengths[k] == code) return;
    for (; i && v->lengths[i - 1] > code; i--) v->lengths[i] = v->lengths[i - 1];
    v->lengths[i] = code;
    v->length_count++;
}

static RESULT values_read(const struct dna_locus *l, const struct view *in, size_t count, struct values *out, struct error *err) {
    *out = (struct values){.given = 0};
    for (size_t i = 0; i < count; i++) {
        struct view v = view_trim(in[i]);
        uint8_t code;
        if (blank(v)) continue;
        if (out->given == DNA_VALUES_MAX) return FAIL(err, BAD_FIELD, "%.*s: more than %d values", VIEW_ARGS(l->id), DNA_VALUES_MAX);
        const char *why = value_read(l, v, out->given == 0, &code);
        if (why) return FAIL(err, BAD_FIELD, "%.*s: value %zu %s", VIEW_ARGS(l->id), i + 1, why);
        out->given++;
        if (dna_is_length(code)) length_put(out, code);
        else out->words[out->word_count++] = code;
    }
    return DONE;
}

static bool only_dashes(const struct view *in, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!blank(view_trim(in[i])) && !view_is(view_trim(in[i]), "-")) return false;
    return true;
}

// One value alone: homozygous given once, or the other dropped out; a word alone tells nothing about the other.
static struct dna_pair pair_of(const struct dna_locus *l, const struct values *v, struct dna_how how) {
    struct dna_pair p;
    if (v->length_count >= 2) return (struct dna_pair){v->lengths[0], v->lengths[1]};
    if (v->length_count == 0) {
        uint8_t a = v->words[0], b = v->word_count > 1 ? v->words[1] : (uint8_t)DNA_ANY;
        p = (struct dna_pair){a == DNA_BELOW || a == DNA_ABOVE ? (uint8_t)DNA_ANY : a, b == DNA_BELOW || b == DNA_ABOVE ? (uint8_t)DNA_ANY : b};
    } else {
        uint8_t other = v->word_count ? v->words[0] : v->given > 1 || !how.single_unknown || !l->repeat ? v->lengths[0] : (uint8_t)DNA_F;
        p = (struct dna_pair){v->lengths[0], other};
    }
    dna_pair_order(&p);
    return p;
}

RESULT dna_locus_read(const struct dna_book *b, int slot, const struct view *in, size_t count, struct dna_how how, struct dna_profile *p,
                      struct error *err) {
    const struct dna_locus *l = &b->loci[slot];
    struct values v;
    size_t room = 0;
    if (dna_typed(p->at[slot])) return FAIL(err, BAD_FIELD, "%.*s: stands here twice", VIEW_ARGS(l->id));
    TRY(values_read(l, in, count, &v, err));
    if (!v.given || only_dashes(in, count)) return DONE;
    if (v.length_count > 3 || v.length_count + v.word_count > 3 || (v.length_count == 3 && !l->repeat))
        return FAIL(err, BAD_FIELD, "%.*s: more than three alleles: a mixture is not stored", VIEW_ARGS(l->id));
    while (room < DNA_MORE_MAX && p->more[room].allele) room++;
    bool third = v.length_count + v.word_count == 3;
    if (third && room == DNA_MORE_MAX) return FAIL(err, BAD_FIELD, "%.*s: three alleles in too many loci: a mixture is not stored", VIEW_ARGS(l->id));
    p->at[slot] = pair_of(l, &v, how);
    if (third) {  // in the order of the places, so that a profile has one form
        for (; room && p->more[room - 1].slot > slot; room--) p->more[room] = p->more[room - 1];
        p->more[room] = (struct dna_more){(uint8_t)slot, v.length_count == 3 ? v.lengths[2] : v.words[v.word_count - 1]};
    }
    return DONE;
}

// ---- Profiles ----
unsigned dna_designated_count(const struct dna_book *b, const struct dna_profile *p, uint32_t among) {
    unsigned n = 0;
    for (size_t i = 0; i < b->locus_count; i++) n += (among & b->counted) >> i & 1 && dna_designated(p->at[i]);
    return n;
}

RESULT dna_profile_check(const struct dna_book *b, const struct dna_rule *rule, const struct dna_kit *kit, bool person,
                         const struct dna_profile *p, struct error *err) {
    uint32_t mask = dna_mask(p);
    unsigned third = 0;
    for (size_t i = 0; i < DNA_MORE_MAX; i++) third += p->more[i].allele != 0;
    if (third > DNA_TRI_LOCI_MAX) return FAIL(err, BAD_FIELD, "three alleles in %u loci: a mixture is not stored", third);
    for (size_t i = 0; kit && i < b->locus_count; i++)
        if (mask >> i & 1 && !(kit->loci >> i & 1))
            return FAIL(err, BAD_FIELD, "%.*s: the kit %.*s does not type it: wrong kit?", VIEW_ARGS(b->loci[i].id), VIEW_ARGS(kit->id));
    unsigned all = dna_designated_count(b, p, UINT32_MAX), standard = dna_designated_count(b, p, b->standard);
    if (all < rule->store_min)
        return FAIL(err, BAD_FIELD, "%u designated loci, at least %u are needed (%.*s)", all, rule->store_min, VIEW_ARGS(rule->id));
    if (person && standard < rule->reference_min)
        return FAIL(err, BAD_FIELD, "a person's profile with %u of the seven loci of the old standard set, at least %u are needed (%.*s)", standard,
                    rule->reference_min, VIEW_ARGS(rule->id));
    return DONE;
}

// ---- JSON ----
// An R is told apart by its place: below stands first.
static void put_values(struct text *t, const struct dna_book *b, const struct dna_profile *p, int slot) {
    struct dna_pair pair = p->at[slot];
    uint8_t all[2 + DNA_MORE_MAX] = {pair.lo, pair.hi}, swap;
    size_t n = 2 + dna_third(p, (uint8_t)slot, all + 2);
    if (all[1] == DNA_BELOW) swap = all[0], all[0] = all[1], all[1] = swap;
    for (size_t i = 0; i < n; i++) {
        text_put(t, i ? ",\"" : "\"");
        text_allele(t, b, slot, all[i]);  // holds nothing that JSON would escape
        text_char(t, '"');
    }
}

void text_profile(struct text *t, const struct dna_book *b, const struct dna_profile *p) {
    bool any = false;
    text_char(t, '{');
    for (size_t i = 0; i < b->locus_count; i++) {
        int slot = b->sorted[i];
        if (!dna_typed(p->at[slot])) continue;
        if (any) text_char(t, ',');
        any = true;
        text_json_text(t, b->loci[slot].id);
        text_put(t, ":[");
        put_values(t, b, p, slot);
        text_char(t, ']');
    }
    text_char(t, '}');
}

RESULT dna_profile_of(const struct dna_book *b, json_t *in, struct dna_how how, struct dna_profile *out, struct error *err) {
    struct dna_profile p = {0};
    const char *key;
    json_t *list, *v;
    size_t i;
    if (!json_is_object(in)) return FAIL(err, BAD_FIELD, "the profile must be an object of loci");
    json_object_foreach(in, key, list) {
        struct view values[DNA_VALUES_MAX];
        int slot = dna_locus_find(b, view_of(key));
        if (slot < 0) return FAIL(err, BAD_FIELD, "a locus that is not known (laws/dna/loci.yaml)");
        if (!json_is_array(list) || json_array_size(list) > DNA_VALUES_MAX)
            return FAIL(err, BAD_FIELD, "%.*s: must be a list of values", VIEW_ARGS(b->loci[slot].id));
        json_array_foreach(list, i, v) {
            if (!json_is_string(v)) return FAIL(err, BAD_FIELD, "%.*s: values are texts", VIEW_ARGS(b->loci[slot].id));
            values[i] = (struct view){json_string_value(v), json_string_length(v)};
        }
        TRY(dna_locus_read(b, slot, values, json_array_size(list), how, &p, err));
    }
    *out = p;
    return DONE;
}

RESULT dna_profile_read(const struct dna_book *b, struct view bytes, struct dna_how how, struct dna_profile *out, struct error *err) {
    AUTO_JSON *j = NULL;
    TRY(json_strict(bytes, &j, err));
    return dna_profile_of(b, j, how, out, err);
}

// ---- two profiles side by side ----
static json_t *alleles_json(const struct dna_book *b, const struct dna_profile *p, int slot) {
    json_t *list = json_array();
    uint8_t all[2 + DNA_MORE_MAX] = {p->at[slot].lo, p->at[slot].hi};
    size_t n = 2 + dna_third(p, (uint8_t)slot, all + 2);
    for (size_t i = 0; i < n && dna_typed(p->at[slot]); i++) {
        AUTO_TEXT t = text_with_ceiling(16);
        text_allele(&t, b, slot, all[i]);
        json_array_append_new(list, json_string(text_string(&t)));
    }
    return list;
}

json_t *dna_table_json(const struct dna_book *b, const struct dna_profile *own, const struct dna_profile *theirs, const struct dna_verdict *v) {
    json_t *table = json_array();
    for (int i = 0; i < (int)b->locus_count; i++) {
        if (!dna_typed(own->at[i]) && !dna_typed(theirs->at[i])) continue;
        json_t *row = json_pack("{s:s,s:o,s:o}", "outcome", dna_outcome_name((enum dna_outcome)v->outcome[i]), "own", alleles_json(b, own, i), "theirs",
                                alleles_json(b, theirs, i));
        json_put_view(row, "locus", b->loci[i].id);
        json_array_append_new(table, row);
    }
    return table;
}

void dna_row_unverified(json_t *list, const char *what, struct view id, char mark, struct view source) {
    char as_text[2] = {mark, 0};
    size_t i;
    json_t *one;
    if (mark == 'S') return;
    json_array_foreach(list, i, one)
        if (view_is(json_view(one, "what"), what) && view_same(json_view(one, "id"), id)) return;
    json_t *j = json_pack("{s:s,s:s}", "what", what, "mark", as_text);
    json_put_view(j, "id", id);
    json_put_view(j, "source", source);
    json_array_append_new(list, j);
}

json_t *dna_unverified_json(const struct dna_book *b, const struct dna_rule *rule, uint32_t loci, bool micro) {
    static const char *const repeats[] = {"3", "4", "5"};
    json_t *list = json_array();
    dna_row_unverified(list, "rule", rule->id, rule->mark, rule->source);
    for (size_t i = 0; i < b->locus_count; i++) {
        const struct dna_locus *l = &b->loci[i];
        if (!(loci >> i & 1)) continue;
        dna_row_unverified(list, "locus", l->id, l->mark, l->source);
        if (micro && l->repeat)
            dna_row_unverified(list, "micro_variants", view_of(repeats[l->repeat - 3]), b->near_mark[l->repeat - 3], b->near_source[l->repeat - 3]);
    }
    return list;
}
