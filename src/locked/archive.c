// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// archive.c — a ZIP with a password (WinZip AES, ZipCrypto), by libarchive: a plain ZIP of the same names comes out, nothing
// is unpacked.
//
// It is gone through twice: for the checksums, which stand before the contents, and for the contents. Names are those that our own
// strict writer takes; an archive with others (climbing, doubled) is refused whole. Archives in it stay as they are.
#include "locked_room.h"

#include "evidence/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

enum { RATIO_MAX = 1100, SMALL = 64 * 1024 };  // deflate makes at most 1,032 of one

struct inside {
    char *name;               // owned
    uint64_t bytes;
    uint32_t crc;
};
struct zipped {
    struct locked_work *w;
    struct archive *in;
    struct zip_writer *out;   // of the second time
    struct inside *entries;
    size_t count, at;
    uint64_t announced;
    bool aes, ciphered;
    enum locked_outcome o;    // why the sink stopped
};

static enum locked_outcome library_says(struct zipped *z) {
    const char *why = archive_error_string(z->in);
    unsigned long n = (unsigned long)z->at + 1;
    if (why && (strstr(why, "passphrase") || strstr(why, "Passphrase"))) return ends(z->w, LOCKED_IS_wrong_key, "ZIP: entry %lu is not for this password", n);
    if (why && strstr(why, "nsupported")) return ends(z->w, LOCKED_IS_unsupported, "ZIP: entry %lu has a cipher or a packing that is not read here", n);
    // ZipCrypto tells a wrong password in 255 of 256 cases; the checksum tells the others, which look like damage.
    return ends(z->w, LOCKED_IS_broken, "ZIP: entry %lu was altered, or is not for this password", n);
}

// ---- Once through it ----

typedef enum locked_outcome entry_taken(struct zipped *z, struct archive_entry *e);

static enum locked_outcome each_entry(struct zipped *z, entry_taken *take) {
    struct archive_entry *e;
    enum locked_outcome o = LOCKED_IS_opened;
    z->in = archive_read_new();
    ENSURE(z->in);
    AUTO_TEXT password = text_with_ceiling(LOCKED_KEY_BYTES_MAX);
    text_view(&password, z->w->key->password);
    bool ok = archive_read_support_format_zip_seekable(z->in) == ARCHIVE_OK && archive_read_add_passphrase(z->in, text_string(&password)) == ARCHIVE_OK &&
              archive_read_open_memory(z->in, z->w->file.at, z->w->file.bytes) == ARCHIVE_OK;
    int r = ok ? ARCHIVE_OK : ARCHIVE_FATAL;
    for (z->at = 0; o == LOCKED_IS_opened && r == ARCHIVE_OK; z->at++)
        if ((r = archive_read_next_header(z->in, &e)) == ARCHIVE_OK) o = take(z, e);
    if (o == LOCKED_IS_opened && r != ARCHIVE_EOF) z->at--, o = library_says(z);
    archive_read_free(z->in);
    explicit_bzero(password.at, password.bytes);
    return o;
}

static enum locked_outcome content_of(struct zipped *z, uint64_t bytes, uint32_t *crc) {
    char part[SMALL];
    la_ssize_t n;
    uint64_t seen = 0;
    struct error why;
    while ((n = archive_read_data(z->in, part, sizeof part)) > 0) {
        seen += (uint64_t)n;
        if (seen > bytes) return ends(z->w, LOCKED_IS_too_big, "ZIP: entry %zu is longer than it says", z->at + 1);
        *crc = (uint32_t)crc32_z(*crc, (const unsigned char *)part, (size_t)n);
        if (z->out && FAILED(zip_add(z->out, (struct view){part, (size_t)n}, &why)))
            return z->o != LOCKED_IS_opened ? z->o : ends(z->w, LOCKED_IS_broken, "ZIP: entry %zu changed between two readings", z->at + 1);
    }
    explicit_bzero(part, sizeof part);
    if (n < 0) return library_says(z);
    return seen == bytes ? LOCKED_IS_opened : ends(z->w, LOCKED_IS_broken, "ZIP: entry %zu is shorter than it says", z->at + 1);
}

// ---- First: what is in it, is it fit to be read at all, and its checksums ----

static enum locked_outcome entry_weighed(struct zipped *z, struct archive_entry *e) {
    const char *name = archive_entry_pathname(e);
    uint64_t bytes = archive_entry_size_is_set(e) ? (uint64_t)archive_entry_size(e) : 0;
    if (z->at >= ZIP_ENTRIES_MAX) return ends(z->w, LOCKED_IS_too_big, "ZIP: more than %d entries", ZIP_ENTRIES_MAX);
    if (!name || archive_entry_filetype(e) == AE_IFLNK) return ends(z->w, LOCKED_IS_broken, "ZIP: entry %zu has no plain name", z->at + 1);
    if (archive_entry_filetype(e) == AE_IFDIR) return LOCKED_IS_opened;
    z->announced += bytes;
    if (bytes > z->w->bytes_max || z->announced > z->w->bytes_max)
        return ends(z->w, LOCKED_IS_too_big, "ZIP: more than %llu bytes come out of it", (unsigned long long)z->w->bytes_max);
    if (bytes > SMALL && bytes / RATIO_MAX > z->w->file.bytes)
        return ends(z->w, LOCKED_IS_too_big, "ZIP: entry %zu says more than its packing can hold: a bomb", z->at + 1);
    bool ciphered = archive_entry_is_data_encrypted(e);
    z->ciphered |= ciphered;
    z->aes &= !ciphered || strstr(archive_format_name(z->in), "aes") != NULL;
    struct inside *more = realloc(z->entries, (z->count + 1) * sizeof *more);
    ENSURE(more);
    z->entries = more;
    more[z->count] = (struct inside){.name = strdup(name), .bytes = bytes};
    ENSURE(more[z->count].name);
    return content_of(z, bytes, &more[z->count++].crc);
}

static int by_name(const void *a, const void *b) { return strcasecmp(*(char *const *)a, *(char *const *)b); }

// Two entries of one name would be read differently by different programs.
static bool names_doubled(const struct zipped *z) {
    const char **names = calloc(z->count + 1, sizeof *names);
    bool doubled = false;
    ENSURE(names);
    for (size_t i = 0; i < z->count; i++) names[i] = z->entries[i].name;
    qsort(names, z->count, sizeof *names, by_name);
    for (size_t i = 1; i < z->count; i++) doubled |= strcasecmp(names[i - 1], names[i]) == 0;
    free(names);
    return doubled;
}

// ---- Then: the contents ----

static enum locked_outcome entry_moved(struct zipped *z, struct archive_entry *e) {
    struct error why;
    uint32_t crc = 0;
    if (archive_entry_filetype(e) == AE_IFDIR) return LOCKED_IS_opened;
    const struct inside *i = &z->entries[z->count++];
    if (FAILED(zip_begin_summed(z->out, view_of(i->name), i->bytes, i->crc, &why)))
        return z->o != LOCKED_IS_opened ? z->o : ends(z->w, LOCKED_IS_broken, "ZIP: entry %zu has a name that no archive should have", z->at + 1);
    return content_of(z, i->bytes, &crc);
}

static struct result part_taken(void *ctx, struct view part, struct error *err) {
    struct zipped *z = ctx;
    z->o = part_out(z->w, part.at, part.bytes);
    return z->o == LOCKED_IS_opened ? DONE : FAIL(err, TOO_BIG, "the archive");
}

static enum locked_outcome moved(struct zipped *z) {
    struct error why;
    z->count = 0;
    z->out = zip_writer_to(part_taken, z);
    enum locked_outcome o = each_entry(z, entry_moved);
    if (o == LOCKED_IS_opened && FAILED(zip_end(z->out, &why))) o = z->o;
    z->out = zip_writer_free(z->out);
    z->w->report->proven = o == LOCKED_IS_opened && z->aes;
    return o;
}

enum locked_outcome zip_opened(struct locked_work *w) {
    struct zipped z = {.w = w, .aes = true};
    if (w->key->key.bytes || !w->key->password.bytes || memchr(w->key->password.at, 0, w->key->password.bytes))
        return ends(w, LOCKED_IS_wrong_key, "ZIP: a password is needed");
    enum locked_outcome o = each_entry(&z, entry_weighed);
    size_t entries = z.count;
    if (o == LOCKED_IS_opened && !z.ciphered) o = ends(w, LOCKED_IS_unsupported, "ZIP: it is not locked");
    if (o == LOCKED_IS_opened && names_doubled(&z)) o = ends(w, LOCKED_IS_broken, "ZIP: a name that is there twice");
    if (o == LOCKED_IS_opened) o = moved(&z);
    for (size_t i = 0; i < entries; i++) free(z.entries[i].name);
    free(z.entries);
    return o;
}
