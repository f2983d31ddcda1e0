// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// evidence_bench.c — hash lists against the memory's own speed, and intake against each digest alone. Processor time throughout.
//   evidence_bench pdq HASHES QUERIES    both of 32 bytes each; prints JSON and writes what was found to HASHES.found
//   evidence_bench intake MEGABYTES FOLDER
//   evidence_bench sparse MEGABYTES FOLDER
#include "bench.h"

#include "evidence/pdq.h"
#include "evidence/vault.h"

#include <immintrin.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// In huge pages, as the list itself has them: the memory's speed is measured where it is best.
static struct pdq *loaded(const char *path, size_t *count) {
    enum { HUGE_PAGE = 1 << 21 };
    struct stat s;
    FILE *f = fopen(path, "rb");
    ENSURE(f && fstat(fileno(f), &s) == 0);
    *count = (size_t)s.st_size / sizeof(struct pdq);
    size_t room = ((size_t)s.st_size / HUGE_PAGE + 1) * HUGE_PAGE;
    struct pdq *at = aligned_alloc(HUGE_PAGE, room);
    ENSURE(at && madvise(at, room, MADV_HUGEPAGE) == 0 && fread(at, sizeof *at, *count, f) == *count);
    fclose(f);
    return at;
}

__attribute__((target("avx2"))) static uint64_t read_all(const struct pdq *at, size_t count) {
    __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
    for (size_t i = 0; i + 4 <= count; i += 4) {
        a = _mm256_xor_si256(a, _mm256_loadu_si256((const __m256i *)&at[i]));
        b = _mm256_xor_si256(b, _mm256_loadu_si256((const __m256i *)&at[i + 1]));
        c = _mm256_xor_si256(c, _mm256_loadu_si256((const __m256i *)&at[i + 2]));
        d = _mm256_xor_si256(d, _mm256_loadu_si256((const __m256i *)&at[i + 3]));
    }
    a = _mm256_xor_si256(_mm256_xor_si256(a, b), _mm256_xor_si256(c, d));
    return (uint64_t)_mm256_extract_epi64(a, 0) ^ (uint64_t)_mm256_extract_epi64(a, 3);
}

static int down(const void *a, const void *b) { return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b; }
static double middle(double *at, size_t n) {
    qsort(at, n, sizeof *at, down);
    return at[n / 2];
}

static void noted(void *ctx, uint32_t number, int distance) {
    (void)distance;
    fwrite(&number, sizeof number, 1, ctx);
}

static void do_pdq(const char *hashes_path, const char *queries_path) {
    enum { TIMES = 21 };
    size_t n, m;
    struct pdq *hashes = loaded(hashes_path, &n), *queries = loaded(queries_path, &m);
    struct pdq_list *l = pdq_list_new();
    double bandwidth[TIMES], flat[TIMES], t;
    uint64_t sum = 0, found = 0, found_flat = 0;
    char path[4096];
    for (size_t i = 0; i < n; i++) pdq_list_add(l, &hashes[i], (uint32_t)i);
    t = cpu_s();
    pdq_list_index(l);
    double built = cpu_s() - t;
    for (int k = 0; k < TIMES; k++) {  // one after the other, so that a neighbour on the machine hits both
        t = cpu_s(), sum ^= read_all(hashes, n), bandwidth[k] = cpu_s() - t;
        t = cpu_s(), found_flat += pdq_search_flat(l, &queries[k % m], PDQ_DISTANCE, NULL, NULL), flat[k] = cpu_s() - t;
    }
    t = cpu_s();
    for (size_t i = 0; i < m; i++) found += pdq_search(l, &queries[i], PDQ_DISTANCE, NULL, NULL);
    double index = (cpu_s() - t) / (double)m;
    uint64_t all_flat = 0;
    for (size_t i = 0; i < m; i++) all_flat += pdq_search_flat(l, &queries[i], PDQ_DISTANCE, NULL, NULL);
    snprintf(path, sizeof path, "%s.found", hashes_path);
    FILE *f = fopen(path, "wb");
    ENSURE(f);
    for (size_t i = 0; i < m; i++) {
        uint32_t mark = UINT32_MAX;
        pdq_search(l, &queries[i], PDQ_DISTANCE, noted, f);
        fwrite(&mark, sizeof mark, 1, f);
    }
    fclose(f);
    double b = middle(bandwidth, TIMES), s = middle(flat, TIMES);
    printf("{\"hashes\":%zu,\"read_gb_s\":%.2f,\"flat_gb_s\":%.2f,\"flat_of_read\":%.3f,\"flat_ms\":%.4f,\"index_ms\":%.4f,\"index_built_s\":%.2f,"
           "\"found\":%llu,\"found_flat\":%llu,\"check\":%llu}\n", n, (double)n * 32e-9 / b, (double)n * 32e-9 / s, b / s, s * 1e3, index * 1e3, built,
           (unsigned long long)found, (unsigned long long)all_flat, (unsigned long long)((sum ^ found_flat) & 1));
    pdq_list_free(l);
    free(hashes), free(queries);
}

static double one_digest(const EVP_MD *md, const char *part, size_t bytes, size_t times) {
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    unsigned char out[EVP_MAX_MD_SIZE];
    ENSURE(c && EVP_DigestInit_ex(c, md, NULL) == 1);
    double t = cpu_s();
    for (size_t i = 0; i < times; i++) EVP_DigestUpdate(c, part, bytes);
    EVP_DigestFinal_ex(c, out, NULL);
    t = cpu_s() - t;
    EVP_MD_CTX_free(c);
    return t;
}

// Of this program alone: what getrusage() says begins with its parent's.
static double peak_megabytes(void) {
    char line[200];
    long kilobytes = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1) break;
    if (f) fclose(f);
    return (double)kilobytes / 1024;
}

static void do_intake(size_t megabytes, const char *folder) {
    enum { PART = 1024 * 1024 };
    char *part = malloc(PART);
    struct vault *v = NULL;
    struct intake *i = NULL;
    struct digests d;
    ENSURE(part && !FAILED(vault_open(sys_real(), folder, (struct instant){0}, &v, NULL)) && !FAILED(intake_begin(v, "bench", &i, NULL)));
    for (size_t k = 0; k < PART; k++) part[k] = (char)(k * 7919 >> 3);
    double a = one_digest(EVP_sha256(), part, PART, megabytes), b = one_digest(EVP_sha3_256(), part, PART, megabytes);
    struct digesting *both = digesting_new();
    double t = cpu_s();
    for (size_t k = 0; k < megabytes; k++) digesting_add(both, (struct view){part, PART});
    digesting_end(both, &d);
    double together = cpu_s() - t;
    digesting_free(both);
    t = cpu_s();
    for (size_t k = 0; k < megabytes; k++) ENSURE(!FAILED(intake_add(i, (struct view){part, PART}, NULL)));
    ENSURE(!FAILED(intake_end(i, NULL, &d, NULL, NULL)));
    double whole = cpu_s() - t;
    printf("{\"megabytes\":%zu,\"sha256_s\":%.3f,\"sha3_256_s\":%.3f,\"both_s\":%.3f,\"of_the_digests_alone\":%.3f,"
           "\"with_writing_s\":%.3f,\"peak_mb\":%.1f}\n",
           megabytes, a, b, together, (a + b) / together, whole, peak_megabytes());
    vault_close(v);
    free(part);
}

// A sparse file of so many megabytes is read and hashed as an intake hashes it; between, a sixteenth as much by each digest alone, so
// that whatever else the machine does slows both.
static void do_sparse(size_t megabytes, const char *folder) {
    enum { PART = 1024 * 1024, EVERY = 256, ALONE = 16 };
    char *part = malloc(PART), *nothing = calloc(1, PART), path[4096];
    struct digests d;
    double hashed = 0, reading = 0, alone = 0;
    ENSURE(part && nothing && snprintf(path, sizeof path, "%s/sparse", folder) < (int)sizeof path);
    FILE *f = fopen(path, "w+b");
    ENSURE(f && ftruncate(fileno(f), (off_t)megabytes * PART) == 0);
    struct digesting *both = digesting_new();
    for (size_t k = 0; k < megabytes; k++) {
        double t = cpu_s();
        ssize_t n = read(fileno(f), part, PART);
        reading += cpu_s() - t, t = cpu_s();
        ENSURE(n == PART);
        digesting_add(both, (struct view){part, PART});
        hashed += cpu_s() - t;
        if (k % EVERY == 0) alone += (one_digest(EVP_sha256(), nothing, PART, ALONE) + one_digest(EVP_sha3_256(), nothing, PART, ALONE)) * EVERY / ALONE;
    }
    digesting_end(both, &d);
    digesting_free(both);
    ENSURE(d.bytes == (uint64_t)megabytes * PART);
    printf("{\"megabytes\":%zu,\"read_s\":%.2f,\"hashed_s\":%.2f,\"digests_alone_s\":%.2f,\"of_the_digests_alone\":%.3f,"
           "\"peak_mb\":%.1f}\n",
           megabytes, reading, hashed, alone, alone / hashed, peak_megabytes());
    fclose(f);
    unlink(path);
    free(part), free(nothing);
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "pdq") == 0) do_pdq(argv[2], argv[3]);
    else if (argc == 4 && strcmp(argv[1], "intake") == 0) do_intake((size_t)atoll(argv[2]), argv[3]);
    else if (argc == 4 && strcmp(argv[1], "sparse") == 0) do_sparse((size_t)atoll(argv[2]), argv[3]);
    else return 64;
    return 0;
}
