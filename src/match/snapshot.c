// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// snapshot.c — the index as a file: a head, the vocabulary, the segments as they lie in memory, each at a page.
//
// Little-endian, as all machines are on which this runs; another byte order is another version. The engine's tables are
// part of what a word sounds like: a file made with other tables is not read (engine_print).
#include "match/index_room.h"
#include "match/engine_print.h"
#include "match/tables/costs.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096 };
static const uint64_t MAGIC = 0x36584449494c414d;  // "MALIIDX6"

struct file_head {
    uint64_t magic, engine, as_of, bytes, sum, exact_at;  // bytes of the whole file; sum of all else
    uint32_t words, segments;
    uint64_t segment_at[SEGMENTS_MAX];
    struct segment_counts counts[SEGMENTS_MAX];
};
_Static_assert(sizeof(struct file_head) <= PAGE, "the head is one page");

// ---- sums ---------------------------------------------------------------------------------------

// Against a disk that forgets, not against people: four lanes of multiply and rotate.
struct sum {
    uint64_t lane[4];
};
static void sum_add(struct sum *s, const void *at, size_t bytes) {  // a multiple of 32 but at the end
    const uint8_t *b = at;
    for (; bytes >= 32; b += 32, bytes -= 32) {
        uint64_t v[4];
        memcpy(v, b, 32);
        for (int i = 0; i < 4; i++) {
            s->lane[i] = (s->lane[i] ^ v[i]) * 0x9e3779b97f4a7c15u;
            s->lane[i] ^= s->lane[i] >> 29;
        }
    }
    for (; bytes; b++, bytes--) s->lane[0] = (s->lane[0] ^ *b) * 0x9e3779b97f4a7c15u;
}
static uint64_t sum_end(const struct sum *s) {
    uint64_t h = 0;
    for (int i = 0; i < 4; i++) h = (h ^ s->lane[i]) * 0xd1342543de82ef95u + (h >> 31);
    return h;
}

// What makes words of names in this program, what it makes of some (ICU has a part in it), and its costs: two with the same print read one
// another's files.
static uint64_t engine_print(void) {
    static const char *const probes[] = {"Abdessalam ben Khadija", "Jiménez Peñalver", "Тимощенко Юрий",
                                         "عبد السلام الغزالي", "Γεώργιος", "Oueld Djamel XHMZZ 12"};
    struct sum s = {{sizeof(struct word) ^ ENGINE_SOURCES, WORD_KEYS_MAX, RAW_NUMBERS_MAX, SEGMENTS_MAX}};
    AUTO_ARENA a = arena_with_ceiling(1 << 20);
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        struct read_word *w;
        uint32_t keys[WORD_KEYS_MAX];
        size_t n;
        ENSURE(words_read(view_of(probes[i]), &a, &w, &n));
        for (size_t k = 0; k < n; k++) {
            word_sound(&w[k]);
            sum_add(&s, &w[k].word, sizeof w[k].word);
            sum_add(&s, keys, word_keys(&w[k].word, false, keys) * sizeof *keys);
        }
    }
    sum_add(&s, SOUND_COSTS, sizeof SOUND_COSTS);
    return sum_end(&s);
}

// ---- writing ------------------------------------------------------------------------------------

struct writing {
    int fd;
    uint64_t at;
    struct sum sum;
    bool failed;
};

static void write_out(struct writing *w, const void *from, size_t bytes) {
    const char *at = from;
    for (size_t left = bytes; left && !w->failed;) {
        ssize_t n = write(w->fd, at, left < (64u << 20) ? left : (64u << 20));
        w->failed = n <= 0 && errno != EINTR;
        if (n > 0) at += n, left -= (size_t)n;
    }
    w->at += bytes;
}

// A section ends on a page, so that the next is mapped where it lies.
static void write_section(struct writing *w, const void *from, size_t bytes) {
    static const char zeros[PAGE];
    size_t whole = bytes & ~(size_t)31, rest = (PAGE - bytes % PAGE) % PAGE;
    char tail[32] = {0};
    sum_add(&w->sum, from, whole);
    memcpy(tail, (const char *)from + whole, bytes - whole);
    if (bytes > whole) sum_add(&w->sum, tail, 32);
    write_out(w, from, bytes);
    write_out(w, zeros, rest);
    for (size_t left = rest - (bytes > whole ? 32 - (bytes - whole) : 0); left; left -= 32) sum_add(&w->sum, zeros, 32);
}

static void write_vocabulary(struct writing *w, const struct vocabulary *v, uint32_t count) {
    struct word *words = calloc(count + 1, sizeof *words);
    uint32_t *with = calloc(count + 1, sizeof *with);
    ENSURE(words && with);
    for (uint32_t id = 0; id < count; id++) {
        with[id] = vocabulary_with(v, id);
        if (with[id]) words[id] = *vocabulary_word(v, id);
    }
    write_section(w, words, count * sizeof *words);
    write_section(w, with, count * sizeof *with);
    free(words), free(with);
}

// How many rows each shard has and how many entries each shelf (an entry may have several rows); then the shards, each at a page.
struct exact_counts {
    uint64_t rows[EXACT_SHARDS], on_shelf[MATCH_SHELVES];
};

static void write_exact(struct writing *w, const struct match_index *ix) {
    struct exact_counts n;
    for (size_t k = 0; k < EXACT_SHARDS; k++) n.rows[k] = exact_rows_of(&ix->exact, k, NULL);
    for (size_t i = 0; i < MATCH_SHELVES; i++) n.on_shelf[i] = ix->exact_on[i];
    write_section(w, &n, sizeof n);
    for (size_t k = 0; k < EXACT_SHARDS; k++) {
        if (!n.rows[k]) continue;
        uint64_t (*rows)[2] = malloc(n.rows[k] * sizeof *rows);
        ENSURE(rows);
        exact_rows_of(&ix->exact, k, rows);
        write_section(w, rows, n.rows[k] * sizeof *rows);
        free(rows);
    }
}

static RESULT write_all(struct match_index *ix, struct writing *w, uint64_t as_of, struct error *err) {
    const struct version *v = atomic_load(&ix->version);
    char page[PAGE] = {0};
    struct file_head h = {.magic = MAGIC, .engine = engine_print(), .as_of = as_of, .words = ix->vocabulary.count, .segments = (uint32_t)v->count};
    write_out(w, page, PAGE);
    write_vocabulary(w, &ix->vocabulary, h.words);
    for (size_t i = 0; i < v->count; i++) {
        h.segment_at[i] = w->at;
        h.counts[i] = v->segment[i]->n;
        write_section(w, v->segment[i]->block, v->segment[i]->bytes);
    }
    h.exact_at = w->at;
    write_exact(w, ix);
    h.bytes = w->at;
    memcpy(page, &h, sizeof h);
    sum_add(&w->sum, page, PAGE);
    h.sum = sum_end(&w->sum);
    memcpy(page, &h, sizeof h);
    bool bad = w->failed || pwrite(w->fd, page, PAGE, 0) != PAGE || fsync(w->fd) != 0;
    return bad ? FAIL(err, DISK_FAILED, "the snapshot can't be written: %s", strerror(errno)) : DONE;
}

RESULT match_index_save(struct match_index *ix, const char *path, uint64_t as_of, struct error *err) {
    AUTO_TEXT beside = text_with_ceiling(4096);
    text_put(&beside, path);
    text_put(&beside, ".new");
    if (!text_ok(&beside)) return FAIL(err, BAD_ARGUMENT, "the path is too long");
    struct writing w = {.fd = open(text_string(&beside), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600)};
    if (w.fd < 0) return FAIL(err, DISK_FAILED, "the snapshot can't be made: %s", strerror(errno));
    pthread_mutex_lock(&ix->writer);
    if (atomic_load(&ix->version)->fresh->count) merge_fresh(ix);
    epoch_settle(&ix->epoch);
    struct result r = write_all(ix, &w, as_of, err);
    pthread_mutex_unlock(&ix->writer);
    close(w.fd);
    if (!FAILED(r) && rename(text_string(&beside), path) != 0) r = FAIL(err, DISK_FAILED, "the snapshot can't be put in its place: %s", strerror(errno));
    if (FAILED(r)) unlink(text_string(&beside));
    return r;
}

// ---- reading ------------------------------------------------------------------------------------

struct mapping {
    char *at;
    size_t bytes;
};

static RESULT map_file(const char *path, struct mapping *m, struct error *err) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? FAIL(err, NOT_FOUND, "there is no snapshot")
                               : FAIL(err, DISK_FAILED, "the snapshot can't be opened: %s", strerror(errno));
    bool bad = fstat(fd, &st) != 0 || st.st_size < PAGE;
    m->bytes = bad ? 0 : (size_t)st.st_size;
    m->at = bad ? MAP_FAILED : mmap(NULL, m->bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    close(fd);
    return m->at == MAP_FAILED ? FAIL(err, BAD_FORMAT, "the snapshot is no file of an index") : DONE;
}

static bool lies_within(const struct file_head *h, uint64_t at, uint64_t bytes) { return at % PAGE == 0 && at <= h->bytes && bytes <= h->bytes - at; }

static uint64_t whole_pages(uint64_t bytes) { return (bytes + PAGE - 1) / PAGE * PAGE; }

static RESULT check_head(const struct mapping *m, const struct file_head *h, struct error *err) {
    struct sum s = {{0}};
    if (h->magic != MAGIC || h->engine != engine_print()) return FAIL(err, BAD_FORMAT, "the snapshot is of another version of the engine");
    bool bad = h->bytes != m->bytes || !lies_within(h, h->exact_at, sizeof(struct exact_counts)) || h->bytes % PAGE
               || h->segments > SEGMENTS_MAX || h->words > (uint32_t)SLABS_MAX * SLAB_WORDS
               || !lies_within(h, PAGE, whole_pages((uint64_t)h->words * sizeof(struct word)) + (uint64_t)h->words * sizeof(uint32_t));
    for (uint32_t i = 0; !bad && i < h->segments; i++) {
        const struct segment_counts *n = &h->counts[i];
        bad = n->bytes > h->bytes || (n->key_bytes != 4 && n->key_bytes != 8) || (n->at_bytes != 2 && n->at_bytes != 4) || n->shelf > MATCH_SHELVES
              || !lies_within(h, h->segment_at[i], segment_block_bytes(n));
    }
    char page[PAGE];
    memcpy(page, m->at, PAGE);
    memset(page + offsetof(struct file_head, sum), 0, sizeof h->sum);
    if (!bad) sum_add(&s, m->at + PAGE, m->bytes - PAGE), sum_add(&s, page, PAGE);
    madvise(m->at, m->bytes, MADV_DONTNEED);  // summed up; each segment is mapped by itself, and would count twice
    return bad || sum_end(&s) != h->sum ? FAIL(err, BAD_FORMAT, "the snapshot is damaged") : DONE;
}

// What is counted, and what the vocabulary is told, of those that live.
static void count_entries(struct match_index *ix, const struct segment *s) {
    uint32_t ids[FORM_WORDS_MAX];
    for (uint32_t slot = 0; slot < s->n.slots; slot++) {
        if (segment_is_dead(s, slot)) continue;
        struct raw r = segment_raw(s, slot);
        uint32_t words = raw_words(r.at, r.bytes, ids);
        for (uint32_t i = 0; i < words; i++) vocabulary_is_held(&ix->vocabulary, ids[i], birth_code(r.born));
        ix->live++;
        ix->live_on[segment_shelf(s, slot)]++;
    }
}

// Each segment gets a mapping of its own, so that it can go by itself when it is merged away.
static RESULT take_segment(struct match_index *ix, struct version *v, const char *path, const struct file_head *h, uint32_t i, struct error *err) {
    size_t bytes = segment_block_bytes(&h->counts[i]);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *at = fd < 0 ? MAP_FAILED : mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, (off_t)h->segment_at[i]);
    if (fd >= 0) close(fd);
    if (at == MAP_FAILED) return FAIL(err, NO_SYSTEM, "the snapshot can't be mapped: %s", strerror(errno));
    struct segment *s = segment_around(&h->counts[i], at);
    s->mapped = bytes;
    v->segment[v->count++] = s;
    if (!segment_is_sound(s, &ix->vocabulary)) return FAIL(err, BAD_FORMAT, "the snapshot is damaged");
    segment_file_days(s);
    if (has_column(ix, s)) column_make(s, &ix->vocabulary);
    ix->entry_bytes += segment_bytes(s);
    count_entries(ix, s);
    for (uint32_t slot = 0; slot < s->n.slots; slot++) s->live += !segment_is_dead(s, slot);
    return DONE;
}

static RESULT take_exact(struct match_index *ix, const struct mapping *m, const struct file_head *h, struct error *err) {
    const struct exact_counts *n = (const struct exact_counts *)(m->at + h->exact_at);
    static const uint64_t row = 2 * sizeof(uint64_t);
    _Atomic size_t rows_on[MATCH_SHELVES] = {0};
    uint64_t at = h->exact_at + whole_pages(sizeof *n);
    for (size_t k = 0; k < EXACT_SHARDS; k++) {
        if (n->rows[k] > h->bytes / row || !lies_within(h, at, n->rows[k] * row)) return FAIL(err, BAD_FORMAT, "the snapshot is damaged");
        if (!exact_restore(&ix->exact, k, (const uint64_t (*)[2])(m->at + at), n->rows[k], rows_on)) return FAIL(err, BAD_FORMAT, "the snapshot is damaged");
        at += whole_pages(n->rows[k] * row);
    }
    for (size_t i = 0; i < MATCH_SHELVES; i++) {
        if (n->on_shelf[i] > rows_on[i]) return FAIL(err, BAD_FORMAT, "the snapshot is damaged");
        ix->exact_on[i] = n->on_shelf[i];
    }
    exact_restored(&ix->exact);
    return DONE;
}

static RESULT words_are_sound(const struct word *words, uint32_t count, struct error *err) {
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; k < WORD_SOUNDS; k++)
            if (words[i].sound_bytes[k] > SOUND_MAX) return FAIL(err, BAD_FORMAT, "the snapshot is damaged");
    return DONE;
}

static RESULT take_all(struct match_index *ix, const char *path, const struct mapping *m, struct error *err) {
    const struct file_head *h = (const struct file_head *)m->at;
    struct version *v = atomic_load(&ix->version);
    TRY(check_head(m, h, err));
    const struct word *words = (const struct word *)(m->at + PAGE);
    TRY(words_are_sound(words, h->words, err));
    vocabulary_restore(&ix->vocabulary, words, (const uint32_t *)(m->at + PAGE + whole_pages((uint64_t)h->words * sizeof *words)), h->words);
    for (uint32_t i = 0; i < h->segments; i++) TRY(take_segment(ix, v, path, h, i, err));
    vocabulary_file(&ix->vocabulary);
    return take_exact(ix, m, h, err);
}

RESULT match_index_load(const char *path, struct match_index **out, uint64_t *as_of, struct error *err) {
    struct mapping m;
    TRY(map_file(path, &m, err));
    struct match_index *ix = match_index_new();
    struct result r = take_all(ix, path, &m, err);
    *as_of = ((const struct file_head *)m.at)->as_of;
    munmap(m.at, m.bytes);
    if (FAILED(r)) {
        match_index_free(ix);
        return r;
    }
    *out = ix;
    return DONE;
}
