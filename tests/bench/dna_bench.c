// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// dna_bench — DNA searches in units of this computer's memory, of a plain loop and of SQLite, all in one run of one thread.
//   dna_bench LAWS FREQUENCIES POPULATION speed PROFILES     the search, batches, mixtures, memory
//   dna_bench LAWS FREQUENCIES POPULATION enter PROFILES DIR reading a table, indexing, keeping it durably with its log entry
//   dna_bench LAWS FREQUENCIES POPULATION chance SIDE        observed and expected chance hits at 6, 7 and 8 loci
//   dna_bench LAWS FREQUENCIES POPULATION pairs FILE         all pairs of a table of genotypes at the twelve standard loci
#include "memory.h"

#include "audit/log.h"
#include "codec/pieces.h"
#include "crypto/key.h"
#include "dna/file.h"
#include "dna/mixture.h"
#include "dna/random_profiles.h"
#include "registers/dna/dna.h"
#include "sys/sys.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { QUERIES = 24, ROUNDS = 3 };

static struct dna_book *book;
static struct dna_freq freq;
static const struct dna_rule *prum;

static void row(const char *what, const char *figure, const char *goal) { printf("| %-52s | %-26s | %s\n", what, figure, goal); }
#define ROW(what, goal, ...)                              \
    do {                                                  \
        char figure_[100];                                \
        snprintf(figure_, sizeof figure_, __VA_ARGS__);   \
        row(what, figure_, goal);                         \
    } while (0)

// ---- Profiles: the kits that laboratories use, one in a hundred with a wildcard ----
static struct dna_profile invented(struct dice *d) {
    static const char *const kits[] = {"ESX17", "ESX17", "ESX17", "NGM", "NGM", "GLOBALFILER", "GLOBALFILER", "FUSION_6C", "SGM_PLUS", "IDENTIFILER"};
    const struct dna_kit *kit = dna_kit_find(book, view_of(kits[dice_below(d, 10)]));
    struct dna_profile p = dice_person(d, &freq, kit->loci);
    if (dice_below(d, 100) == 0) p.at[dna_locus_find(book, VIEW("TH01"))].hi = DNA_ANY;
    return p;
}

static struct dna_profile query_of(struct dice *d, const struct dna_profile *all, size_t count, size_t n) {
    struct dna_profile p = all[dice_u64(d) % count];
    if (n % 3 == 1)  // one allele off
        for (uint8_t i = 0; i < 8; i++)
            if (dna_designated(p.at[i])) {
                p.at[i].lo = dna_length_code(book->loci[i].repeat, book->loci[i].lowest, 0);
                dna_pair_order(&p.at[i]);
                break;
            }
    if (n % 3 == 2)  // partial: eight loci at most
        for (size_t i = 0, typed = 0; i < DNA_SLOTS; i++)
            if ((typed += dna_typed(p.at[i])) > 8) p.at[i] = (struct dna_pair){0};
    return p;
}

// A loop as one writes it first: over rows, locus by locus, away after the second that differs.
__attribute__((noinline)) static size_t plain_loop(const struct dna_profile *all, size_t count, const struct dna_profile *q) {
    size_t hits = 0;
    for (size_t n = 0; n < count; n++) {
        unsigned full = 0, off = 0;
        for (size_t i = 0; i < book->locus_count && off < 2; i++) {
            struct dna_pair a = q->at[i], b = all[n].at[i];
            if (!a.lo || !b.lo || !(book->counted >> i & 1)) continue;
            if (a.lo == b.lo && a.hi == b.hi) full++;
            else if (a.hi != DNA_ANY && b.hi != DNA_ANY) off++;
        }
        hits += full >= 6 && off < 2;
    }
    return hits;
}

static double loop_s(const struct dna_profile *all, size_t count, const struct dna_profile *queries) {
    double began = cpu_s();
    size_t hits = 0;
    for (size_t i = 0; i < 4; i++) hits += plain_loop(all, count, &queries[i]);
    ENSURE(hits < 4 * count);
    return (cpu_s() - began) / 4 / (double)count;
}

// ---- SQLite: a column an allele, the same question ----
static void sql(sqlite3 *db, const char *text) {
    char *why = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK) fprintf(stderr, "%s\n", why), exit(1);
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *text) {
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, text, -1, &s, NULL) != SQLITE_OK) fprintf(stderr, "%s\n", sqlite3_errmsg(db)), exit(1);
    return s;
}

static double sqlite_s(const struct dna_profile *all, size_t count, const struct dna_profile *q) {
    sqlite3 *db;
    AUTO_TEXT make = text_with_ceiling(1 << 16), put = text_with_ceiling(1 << 16), ask = text_with_ceiling(1 << 16);
    if (sqlite3_open(":memory:", &db) != SQLITE_OK) exit(1);
    text_put(&make, "CREATE TABLE p(id INTEGER PRIMARY KEY");
    text_put(&put, "INSERT INTO p VALUES(?");
    text_put(&ask, "SELECT count(*) FROM (SELECT 0");
    for (int i = 0; i < 29; i++) text_format(&make, ",a%d INT,b%d INT", i, i), text_put(&put, ",?,?");
    for (int i = 0; i < 29; i++)
        if (q->at[i].lo) text_format(&ask, "+(a%d<>0 AND (a%d<>%d OR b%d<>%d))", i, i, q->at[i].lo, i, q->at[i].hi);
    text_put(&ask, " AS off, 0");
    for (int i = 0; i < 29; i++)
        if (q->at[i].lo) text_format(&ask, "+(a%d=%d AND b%d=%d)", i, q->at[i].lo, i, q->at[i].hi);
    text_put(&ask, " AS eq FROM p) WHERE off<2 AND eq>=6"), text_put(&make, ")"), text_put(&put, ")");
    sql(db, text_string(&make)), sql(db, "BEGIN");
    sqlite3_stmt *s = prepared(db, text_string(&put));
    for (size_t n = 0; n < count; n++) {
        sqlite3_bind_int64(s, 1, (int64_t)n);
        for (int i = 0; i < 29; i++) sqlite3_bind_int(s, 2 + 2 * i, all[n].at[i].lo), sqlite3_bind_int(s, 3 + 2 * i, all[n].at[i].hi);
        sqlite3_step(s), sqlite3_reset(s);
    }
    sqlite3_finalize(s), sql(db, "COMMIT");
    s = prepared(db, text_string(&ask));
    double began = cpu_s();
    sqlite3_step(s);
    double took = cpu_s() - began;
    sqlite3_finalize(s), sqlite3_close(db);
    return took / (double)count;
}

// ---- The searches ----
static double single_s(const struct dna_index *x, const struct dna_profile *queries, double touched_s[QUERIES], double bytes_per_s,
                       double *share, size_t *hits) {
    struct dna_search how = {prum, DNA_BEST, 0};
    double sum = 0, worth = 0;
    *hits = 0;
    for (size_t i = 0; i < QUERIES; i++) {
        double best = 1e9;
        for (int round = 0; round < ROUNDS; round++) {
            struct dna_hits out;
            double began = cpu_s();
            MUST(dna_index_search(x, &how, &queries[i], &out, NULL));
            double took = cpu_s() - began;
            if (took < best) best = took;
            *hits += round ? 0 : out.count;
            dna_hits_free(&out);
        }
        touched_s[i] = (double)dna_index_touched(x, prum, &queries[i]) / bytes_per_s;
        worth += touched_s[i], sum += best;
    }
    *share = worth / sum;
    return sum / QUERIES;
}

static double batch_s(const struct dna_index *x, const struct dna_profile *queries) {
    struct dna_search how = {prum, DNA_BEST, 0};
    struct dna_hits out[QUERIES];
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double began = cpu_s();
        MUST(dna_index_batch(x, &how, queries, QUERIES, out, NULL));
        double took = (cpu_s() - began) / QUERIES;
        if (took < best) best = took;
        for (size_t i = 0; i < QUERIES; i++) dna_hits_free(&out[i]);
    }
    return best;
}

static struct dna_case two_people(const struct dna_profile *a, const struct dna_profile *b) {
    struct dna_case c = {.book = book, .freq = &freq, .replicate_count = 1, .drop_in = 0.05, .theta = 0.01, .rare = 0.001};
    c.prosecution = (struct dna_claim){.unknowns = 1, .unknown_dropout = 0.05, .candidate_dropout = 0.05};
    c.defence = (struct dna_claim){.unknowns = 2, .unknown_dropout = 0.05};
    for (int i = 0; i < 16; i++) {
        const uint8_t all[4] = {a->at[i].lo, a->at[i].hi, b->at[i].lo, b->at[i].hi};
        struct dna_trace *t = &c.replicates[0];
        for (int k = 0; k < 4; k++) {
            bool seen = !dna_is_length(all[k]);
            for (int n = 0; n < t->count[i]; n++) seen |= t->allele[i][n] == all[k];
            if (!seen) t->allele[i][t->count[i]++] = all[k];
        }
        t->typed |= 1U << i;
    }
    return c;
}

static void mixtures(struct dna_index *x, const struct dna_profile *all) {
    struct dna_lead *leads;
    size_t count;
    double best = 1e9;
    struct dice d = {5};
    const struct dna_kit *gf = dna_kit_find(book, VIEW("GLOBALFILER"));
    struct dna_profile a = dice_person(&d, &freq, gf->loci), b = dice_person(&d, &freq, gf->loci);
    struct dna_case c = two_people(&a, &b);
    (void)all;
    MUST(dna_index_add(x, UINT64_MAX, &a, NULL));
    for (int round = 0; round <= ROUNDS; round++) {  // the first builds the columns
        double began = cpu_s();
        MUST(dna_index_leads(x, &c, 6, 100, &leads, &count, NULL));
        double took = cpu_s() - began;
        if (round && took < best) best = took;
        ENSURE(count && leads[0].id == UINT64_MAX);
        free(leads);
    }
    ROW("mixture of two, log10 LR of every profile", "≥ 50,000,000/s", "%.1f M candidates/s", (double)dna_index_count(x) / best / 1e6);
}

static void speed(size_t count) {
    struct dice d = {4711};
    struct dna_profile *all = malloc(count * sizeof *all), queries[QUERIES];
    struct dna_index *x = dna_index_new(book);
    double touched[QUERIES], share, bytes_per_s = memory_read_rate(1);
    size_t hits;
    ENSURE(all && x);
    printf("memory is read at %.1f GB/s\n", bytes_per_s / 1e9);
    for (size_t i = 0; i < count; i++) all[i] = invented(&d);
    double began = cpu_s();
    for (size_t i = 0; i < count; i++) MUST(dna_index_add(x, i + 1, &all[i], NULL));
    double built = cpu_s() - began;
    for (size_t i = 0; i < QUERIES; i++) queries[i] = query_of(&d, all, count, i);
    double one = single_s(x, queries, touched, bytes_per_s, &share, &hits), many = batch_s(x, queries);
    double loop = loop_s(all, count, queries), lite = sqlite_s(all, count < 500000 ? count : 500000, &queries[0]);
    ROW("profiles in the index", "", "%zu, %zu hits", count, hits);
    ROW("adding, one by one", "", "%.0f profiles/s", (double)count / built);
    ROW("one query, ≤ 1 allele off", "", "%.2f ms", one * 1e3);
    ROW("  its bytes at the memory's bandwidth, of the time", "≥ 45 %", "%.0f %%", 100 * share);
    ROW("  beside a plain scalar loop", "≥ 30 ×", "%.0f ×", loop * (double)count / one);
    ROW("  beside SQLite (scaled from half a million rows)", "≥ 1,000 ×", "%.0f ×", lite * (double)count / one);
    ROW("24 queries in one pass, each", "≥ 2 × the single rate", "%.2f ms, %.2f ×", many * 1e3, one / many);
    mixtures(x, all);
    ROW("memory with all columns", "≤ 160 bytes/profile", "%.1f bytes", (double)dna_index_bytes(x) / (double)count);
    dna_index_free(x), free(all);
}

// ---- Entering ----
struct keeping {
    struct dna_index *index;      // NULL: keep durably
    struct store *store;
    struct audit_bulk *bulk;
    uint64_t count;
};

static RESULT keep(void *ctx, const struct dna_entry *e, struct error *err) {
    struct keeping *k = ctx;
    int64_t id;
    k->count++;
    if (k->index) return dna_index_add(k->index, k->count, &e->profile, err);
    struct dna_record r = {.ref = e->ref, .category = e->category->id, .kit = VIEW(""), .lab = VIEW(""), .profile = e->profile,
                           .quality = 10, .added_at = {1}, .retain_until = {2}};
    TRY(dna_record_put(k->store, &r, &id, err));
    struct { char ref[48]; struct dna_profile profile; } item = {.profile = e->profile};
    memcpy(item.ref, e->ref.at, e->ref.bytes);
    audit_bulk_record(k->bulk, (struct view){(const char *)&item, sizeof item});
    return DONE;
}

static void table_made(struct text *t, size_t count) {
    struct dice d = {7};
    const struct dna_kit *kit = dna_kit_find(book, VIEW("ESX17"));
    uint32_t mask = kit->loci & freq.loci;
    text_put(t, "specimenId");
    for (int i = 0; i < DNA_SLOTS; i++)
        if (mask >> i & 1) text_format(t, ",%.*s_1,%.*s_2", VIEW_ARGS(book->loci[i].id), VIEW_ARGS(book->loci[i].id));
    for (size_t n = 0; n < count; n++) {
        struct dna_profile p = dice_person(&d, &freq, mask);
        text_format(t, "\nBE-%zu", n);
        for (int i = 0; i < DNA_SLOTS; i++) {
            if (!(mask >> i & 1)) continue;
            text_char(t, ','), text_allele(t, book, i, p.at[i].lo);
            text_char(t, ','), text_allele(t, book, i, p.at[i].hi);
        }
    }
    text_char(t, '\n');
    ENSURE(text_ok(t));
}

static void parsed(struct view bytes, struct keeping *k) {
    struct pieces p = {bytes, SIZE_MAX};
    struct dna_file_order order = {book, prum, DNA_CSV, {false}, NULL, &book->categories[0], VIEW("")};
    json_t *report = NULL;
    struct error err = {0};
    if (FAILED(dna_file_parse(&order, pieces_of(&p), keep, k, &report, &err))) fprintf(stderr, "%s\n", err.detail), exit(1);
    json_decref(report);
}

static void enter(size_t count, const char *folder) {
    struct text t = text_with_ceiling(500u << 20);
    table_made(&t, count);
    struct keeping k = {.index = dna_index_new(book)};
    double began = cpu_s();
    parsed(text_seen(&t), &k);
    double took = cpu_s() - began;
    ENSURE(k.count == count);
    ROW("a table read, judged and indexed", "≥ 300,000/s", "%.0f profiles/s", (double)count / took);
    dna_index_free(k.index);

    AUTO_TEXT path = text_with_ceiling(4096);
    struct sign_key key;
    struct audit_log *log;
    struct keeping d = {.index = NULL};
    text_format(&path, "%s/dna-bench.db", folder);
    MUST(sign_key_make(sys_real(), VIEW("bench/audit"), &key, NULL));
    MUST(store_open(sys_real(), text_string(&path), &d.store, NULL));
    MUST(store_migrate(d.store, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, NULL));
    MUST(store_migrate(d.store, DNA_MIGRATIONS, DNA_MIGRATION_COUNT, NULL));
    MUST(audit_log_open(d.store, &key, "be", &log, NULL));
    d.bulk = audit_bulk_new(sys_real());
    began = wall_s();
    double cpu = cpu_s();
    MUST(store_begin(d.store, NULL));
    parsed(text_seen(&t), &d);
    AUTO_JSON *entry = json_pack("{s:s}", "op", "collection");
    MUST(audit_append_bulk(log, d.store, sys_now(sys_real()), entry, d.bulk, (struct instant){0}, NULL, NULL));
    MUST(store_commit(d.store, NULL));
    ROW("  kept durably, one entry with the root of all", "≥ 50,000/s", "%.0f profiles/s (cpu %.0f)",
        (double)count / (wall_s() - began), (double)count / (cpu_s() - cpu));
    audit_bulk_free(d.bulk), audit_log_close(log), store_close(d.store);
    text_free(&t);
}

// ---- Chance ----
static void chance_at(unsigned loci, size_t side) {
    static const char *const order[] = {"D3S1358", "VWA", "D8S1179", "D21S11", "D18S51", "TH01", "FGA", "D1S1656"};
    enum { PORTION = 64 };
    struct dna_chance_locus terms[DNA_SLOTS];
    struct dice d = {loci};
    struct dna_index *x = dna_index_new(book);
    struct dna_search how = {prum, DNA_BEST, 0};
    uint32_t mask = 0;
    double p[5];
    uint64_t seen[5] = {0};
    for (unsigned i = 0; i < loci; i++) mask |= 1U << dna_locus_find(book, view_of(order[i]));
    for (size_t i = 0; i < side; i++) {
        struct dna_profile person = dice_person(&d, &freq, mask);
        MUST(dna_index_add(x, i + 1, &person, NULL));
    }
    for (size_t done = 0; done < side; done += PORTION) {
        struct dna_profile queries[PORTION];
        struct dna_hits out[PORTION];
        size_t n = side - done < PORTION ? side - done : PORTION;
        for (size_t i = 0; i < n; i++) queries[i] = dice_person(&d, &freq, mask);
        MUST(dna_index_batch(x, &how, queries, n, out, NULL));
        for (size_t i = 0; i < n; i++) {
            for (size_t k = 0; k < out[i].count; k++) seen[out[i].at[k].verdict.quality]++;
            dna_hits_free(&out[i]);
        }
    }
    dna_chance_all(book, &freq, prum, 0, terms);
    dna_chance(book, prum, terms, mask, p);
    for (unsigned q = 1; q <= 4; q++) {
        double mean = p[q] * (double)side * (double)side, wide = 2.576 * sqrt(mean) + 1;
        if (q == 2) continue;
        printf("chance %s %u loci quality %u: observed %llu, expected %.1f, 99 %% of %.1f to %.1f: %s\n", freq.population, loci, q,
               (unsigned long long)seen[q], mean, mean - wide, mean + wide,
               fabs((double)seen[q] - mean) <= wide ? "inside" : "OUTSIDE");
    }
    dna_index_free(x);
}

// ---- Pairs of real genotypes ----
struct people { struct dna_profile at[4096]; size_t count; };

static RESULT person_kept(void *ctx, const struct dna_entry *e, struct error *err) {
    struct people *p = ctx;
    if (p->count == 4096) return FAIL(err, TOO_BIG, "more than 4096 people");
    p->at[p->count++] = e->profile;
    return DONE;
}

static void pairs(const char *path) {
    static const char *const twelve[] = {"D3S1358", "VWA", "D8S1179", "D21S11", "D18S51", "TH01",
                                         "FGA", "D1S1656", "D2S441", "D10S1248", "D12S391", "D22S1045"};
    static struct people people;
    AUTO_TEXT bytes = text_with_ceiling(16 << 20);
    json_t *report = NULL;
    uint32_t mask = 0;
    uint64_t full[13] = {0}, hits = 0;
    MUST(file_read(path, 16 << 20, &bytes, NULL));
    struct pieces p = {text_seen(&bytes), SIZE_MAX};
    struct dna_file_order order = {book, prum, DNA_CSV, {false}, NULL, &book->categories[0], VIEW("")};
    MUST(dna_file_parse(&order, pieces_of(&p), person_kept, &people, &report, NULL));
    json_decref(report);
    for (size_t i = 0; i < 12; i++) mask |= 1U << dna_locus_find(book, view_of(twelve[i]));
    for (size_t n = 0; n < people.count; n++)
        for (size_t i = 0; i < DNA_SLOTS; i++)
            if (!(mask >> i & 1)) people.at[n].at[i] = (struct dna_pair){0};
    for (size_t a = 0; a < people.count; a++)
        for (size_t b = a + 1; b < people.count; b++) {
            struct dna_verdict v;
            dna_compare(book, prum, &people.at[a], &people.at[b], &v);
            full[v.full]++, hits += v.hit;
        }
    printf("{\"people\":%zu,\"hits\":%llu,\"full\":[", people.count, (unsigned long long)hits);
    for (size_t i = 0; i < 13; i++) printf("%s%llu", i ? "," : "", (unsigned long long)full[i]);
    printf("]}\n");
}

int main(int argc, char **argv) {
    struct error err = {0};
    AUTO_TEXT bytes = text_with_ceiling(16 << 20);
    if (argc < 6) return fprintf(stderr, "dna_bench LAWS FREQUENCIES POPULATION speed|enter|chance|pairs …\n"), 1;
    if (FAILED(dna_book_load(argv[1], &book, &err)) || FAILED(file_read(argv[2], 16 << 20, &bytes, &err)) ||
        FAILED(dna_freq_read(book, text_seen(&bytes), argv[3], &freq, &err)))
        return fprintf(stderr, "%s\n", err.detail), 1;
    prum = dna_rule_find(book, VIEW("prum-2008"));
    if (strcmp(argv[4], "speed") == 0) speed(strtoull(argv[5], NULL, 10));
    if (strcmp(argv[4], "enter") == 0) enter(strtoull(argv[5], NULL, 10), argc > 6 ? argv[6] : "/tmp");
    if (strcmp(argv[4], "chance") == 0)
        for (unsigned loci = 6; loci <= 8; loci++) chance_at(loci, strtoull(argv[5], NULL, 10));
    if (strcmp(argv[4], "pairs") == 0) pairs(argv[5]);
    dna_book_free(book);
    return 0;
}
