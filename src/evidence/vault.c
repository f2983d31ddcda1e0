// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/vault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART_BYTES = 1024 * 1024, ID_BYTES_MAX = 63, FLUSH_EVERY_BYTES = 64 * 1024 * 1024 };

struct vault {
    const struct sys *sys;
    int folder, incoming;
};

struct intake {
    struct vault *vault;
    int file;
    char id[ID_BYTES_MAX + 1];
    struct digesting *digesting;
    uint64_t bytes, flushed, read_again;  // read_again: of bytes that lay there before
};

struct checking {
    int file;
    struct digests expected;
    struct digesting *digesting;
    char *part;
};

// ---- The folder ----

static RESULT disk_said(struct error *err, const char *what) {
    int e = errno;
    if (e == ENOSPC || e == EDQUOT) return FAIL(err, DISK_FULL, "the vault: %s", what);
    if (e == EIO) return FAIL(err, DISK_FAILED, "the vault: %s", what);
    return FAIL(err, NO_SYSTEM, "the vault: %s: %s", what, strerrordesc_np(e));
}

static RESULT folder_at(int parent, const char *name, int *out, struct error *err) {
    if (mkdirat(parent, name, 0700) != 0 && errno != EEXIST) return disk_said(err, "a folder could not be made");
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (parent == AT_FDCWD ? 0 : O_NOFOLLOW));
    if (fd < 0) return disk_said(err, "a folder could not be opened");
    *out = fd;
    return DONE;
}

static bool is_resumable(const char *id) { return strncmp(id, "fetch-", 6) == 0; }

void intakes_forget(struct vault *v, const char *beginning) {
    DIR *d = fdopendir(dup(v->incoming));
    struct dirent *e;
    if (d) rewinddir(d);  // the descriptor is shared with the one before
    while (d && (e = readdir(d)))
        if (is_resumable(e->d_name) && strncmp(e->d_name, beginning, strlen(beginning)) == 0) unlinkat(v->incoming, e->d_name, 0);
    if (d) closedir(d);
}

static bool may_be_resumed(const struct vault *v, const char *name, struct instant since) {
    struct stat s;
    return is_resumable(name) && fstatat(v->incoming, name, &s, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(s.st_mode) &&
           (int64_t)s.st_mtim.tv_sec * 1000 + s.st_mtim.tv_nsec / 1000000 > since.ms;
}

static void emptied(const struct vault *v, struct instant since) {
    DIR *d = fdopendir(dup(v->incoming));
    struct dirent *e;
    while (d && (e = readdir(d)))
        if (e->d_name[0] != '.' && !may_be_resumed(v, e->d_name, since)) unlinkat(v->incoming, e->d_name, 0);
    if (d) closedir(d);
}

RESULT vault_open(const struct sys *sys, const char *folder, struct instant since, struct vault **out, struct error *err) {
    struct vault v = {sys, -1, -1};
    TRY(folder_at(AT_FDCWD, folder, &v.folder, err));
    struct result r = folder_at(v.folder, "incoming", &v.incoming, err);
    if (FAILED(r)) {
        close(v.folder);
        return r;
    }
    emptied(&v, since);
    *out = malloc(sizeof **out);
    ENSURE(*out);
    **out = v;
    return DONE;
}

struct vault *vault_close(struct vault *v) {
    if (!v) return NULL;
    close(v->folder);
    close(v->incoming);
    free(v);
    return NULL;
}

// "ab" and "abcdef…": the shelf and the name of an item.
struct place {
    char shelf[3], name[65];
};
static struct place place_of(const struct digest *sha256) {
    struct place p = {0};
    for (size_t i = 0; i < sizeof sha256->bytes; i++) snprintf(p.name + 2 * i, 3, "%02x", sha256->bytes[i]);
    memcpy(p.shelf, p.name, 2);
    return p;
}

// ---- In ----

static bool id_is_plain(const char *id) {
    size_t n = strlen(id);
    for (size_t i = 0; i < n; i++)
        if (!((id[i] >= 'a' && id[i] <= 'z') || (id[i] >= 'A' && id[i] <= 'Z') || (id[i] >= '0' && id[i] <= '9') || id[i] == '-')) return false;
    return n && n <= ID_BYTES_MAX;
}

RESULT intake_begin(struct vault *v, const char *id, struct intake **out, struct error *err) {
    if (!id_is_plain(id)) return FAIL(err, BAD_ARGUMENT, "an intake's id is of letters, digits and -");
    int file = openat(v->incoming, id, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0 && errno == EEXIST) return FAIL(err, ALREADY, "an intake of this id is under way");
    if (file < 0) return disk_said(err, "the item could not be begun");
    struct intake *i = calloc(1, sizeof *i);
    ENSURE(i);
    *i = (struct intake){.vault = v, .file = file, .digesting = digesting_new()};
    memcpy(i->id, id, strlen(id));
    *out = i;
    return DONE;
}

// A program that ended while an item was flushed left its arrival read-only; one that ended a moment later left it as a second name of the
// item, which nothing is added to: that fetch begins anew.
static void made_resumable(int folder, const char *id) {
    struct stat s;
    int file = openat(folder, id, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool ours = file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0 && fstat(file, &s) == 0 && S_ISREG(s.st_mode);
    if (ours && s.st_nlink > 1) unlinkat(folder, id, 0);
    else if (ours && !(s.st_mode & 0200)) fchmod(file, 0600);
    if (file >= 0) close(file);
}

RESULT intake_resume(struct vault *v, const char *id, struct intake **out, struct error *err) {
    struct stat s;
    if (!id_is_plain(id) || !is_resumable(id)) return FAIL(err, BAD_ARGUMENT, "an intake that is resumed has an id of letters, digits and - after \"fetch-\"");
    made_resumable(v->incoming, id);
    int file = openat(v->incoming, id, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (file < 0) return disk_said(err, "the item could not be begun");
    if (flock(file, LOCK_EX | LOCK_NB) != 0) return close(file), FAIL(err, ALREADY, "an intake of this id is under way");
    if (fstat(file, &s) != 0 || !S_ISREG(s.st_mode) || lseek(file, 0, SEEK_END) < 0)
        return close(file), FAIL(err, NO_SYSTEM, "the vault: what arrived before is no file");
    struct intake *i = calloc(1, sizeof *i);
    ENSURE(i);
    *i = (struct intake){.vault = v, .file = file, .digesting = digesting_new(), .bytes = (uint64_t)s.st_size};
    memcpy(i->id, id, strlen(id));
    *out = i;
    return DONE;
}

RESULT intake_catch_up(struct intake *i, size_t bytes, bool *done, struct error *err) {
    char *part = malloc(PART_BYTES);
    ENSURE(part);
    struct result r = DONE;
    for (size_t taken = 0; taken < bytes && i->read_again < i->bytes && !FAILED(r);) {
        ssize_t n = pread(i->file, part, PART_BYTES, (off_t)i->read_again);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) r = disk_said(err, "what arrived before could not be read");
        else digesting_add(i->digesting, (struct view){part, (size_t)n}), i->read_again += (uint64_t)n, taken += (size_t)n;
    }
    free(part);
    *done = i->read_again >= i->bytes;
    return r;
}

void intake_leave(struct intake *i) {
    if (!i) return;
    int64_t ms = sys_now(i->vault->sys).ms;
    struct timespec now = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000}, times[] = {now, now};
    (void)futimens(i->file, times);
    fdatasync(i->file);
    close(i->file);
    digesting_free(i->digesting);
    free(i);
}

uint64_t intake_bytes(const struct intake *i) { return i->bytes; }

// What is written is sent to the disk while more arrives, and leaves the cache of the machine to what is searched in.
static void flushed_some(struct intake *i) {
    if (i->bytes - i->flushed < FLUSH_EVERY_BYTES) return;
    sync_file_range(i->file, (off64_t)i->flushed, (off64_t)(i->bytes - i->flushed), SYNC_FILE_RANGE_WRITE);
    posix_fadvise(i->file, 0, (off_t)i->flushed, POSIX_FADV_DONTNEED);
    i->flushed = i->bytes;
}

RESULT intake_add(struct intake *i, struct view bytes, struct error *err) {
    digesting_add(i->digesting, bytes);
    for (size_t at = 0; at < bytes.bytes;) {
        ssize_t n = write(i->file, bytes.at + at, bytes.bytes - at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return disk_said(err, "the item could not be written");
        at += (size_t)n;
    }
    i->bytes += bytes.bytes, i->read_again = i->bytes;
    flushed_some(i);
    return DONE;
}

void intake_drop(struct intake *i) {
    if (!i) return;
    close(i->file);
    unlinkat(i->vault->incoming, i->id, 0);
    digesting_free(i->digesting);
    free(i);
}

// The file gets its name without ever taking that of another: link(2) fails where one is there.
static RESULT named(struct intake *i, const struct digest *sha256, bool *was_there, struct error *err) {
    struct place p = place_of(sha256);
    int shelf;
    if (fchmod(i->file, 0400) != 0 || fsync(i->file) != 0) return disk_said(err, "the item could not be flushed");
    TRY(folder_at(i->vault->folder, p.shelf, &shelf, err));
    bool ok = linkat(i->vault->incoming, i->id, shelf, p.name, 0) == 0;
    *was_there = !ok && errno == EEXIST;
    ok = (ok || *was_there) && fsync(shelf) == 0 && fsync(i->vault->folder) == 0;
    struct result r = ok ? DONE : disk_said(err, "the item could not be named");
    close(shelf);
    return r;
}

// What lies here under that name already must be these bytes: a file that was spoilt is not confirmed by a second intake.
static RESULT there_as_well(struct intake *i, const struct digests *d, struct error *err) {
    struct checking *c = NULL;
    bool done = false;
    TRY(checking_begin(i->vault, d, &c, err));
    struct result r = DONE;
    while (!done && !FAILED(r)) r = checking_some(c, PART_BYTES, &done, err);
    checking_free(c);
    return r;
}

RESULT intake_end(struct intake *i, const struct digests *expected, struct digests *out, bool *was_there, struct error *err) {
    struct digests d;
    bool there = false;
    digesting_end(i->digesting, &d);
    struct result r = DONE;
    if (expected && !digests_same(expected, &d)) r = FAIL(err, CONFLICT, "what arrived is not what was announced: length or digests differ");
    if (!FAILED(r)) r = named(i, &d.sha256, &there, err);
    if (!FAILED(r) && there) r = there_as_well(i, &d, err);
    intake_drop(i);
    if (FAILED(r)) return r;
    *out = d;
    if (was_there) *was_there = there;
    return DONE;
}

// ---- Out for ever ----

struct destroying {
    struct vault *vault;
    struct place place;
    int file;
    uint64_t at, bytes;
};

RESULT destroying_begin(struct vault *v, const struct digest *sha256, struct destroying **out, struct error *err) {
    struct place p = place_of(sha256);
    struct stat s;
    AUTO_TEXT name = text_with_ceiling(200);
    text_format(&name, "%s/%s", p.shelf, p.name);
    if (fchmodat(v->folder, text_string(&name), 0600, 0) != 0 && errno == ENOENT) return FAIL(err, NOT_FOUND, "the item's bytes are gone");
    int file = openat(v->folder, text_string(&name), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0 && errno == ENOENT) return FAIL(err, NOT_FOUND, "the item's bytes are gone");
    if (file < 0 || fstat(file, &s) != 0) return disk_said(err, "an item's bytes can't be reached");
    struct destroying *d = calloc(1, sizeof *d);
    ENSURE(d);
    *d = (struct destroying){v, p, file, 0, (uint64_t)s.st_size};
    *out = d;
    return DONE;
}

static RESULT unnamed(struct destroying *d, struct error *err) {
    int shelf = openat(d->vault->folder, d->place.shelf, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fsync(d->file) == 0 && shelf >= 0 && unlinkat(shelf, d->place.name, 0) == 0 && fsync(shelf) == 0;
    if (shelf >= 0) close(shelf);
    return ok ? DONE : disk_said(err, "an item's bytes could not be taken away");
}

RESULT destroying_some(struct destroying *d, size_t bytes, bool *done, struct error *err) {
    static const char nothing[64 * 1024];
    for (size_t n = 0; n < bytes && d->at < d->bytes;) {
        size_t want = d->bytes - d->at < sizeof nothing ? (size_t)(d->bytes - d->at) : sizeof nothing;
        ssize_t wrote = pwrite(d->file, nothing, want, (off_t)d->at);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return disk_said(err, "an item's bytes could not be written over");
        d->at += (uint64_t)wrote, n += (size_t)wrote;
    }
    *done = d->at >= d->bytes;
    return *done ? unnamed(d, err) : DONE;
}

struct destroying *destroying_free(struct destroying *d) {
    if (d) close(d->file);
    free(d);
    return NULL;
}

// ---- Out, and again ----

RESULT vault_item(struct vault *v, const struct digest *sha256, int *out, struct error *err) {
    struct place p = place_of(sha256);
    char path[80];
    snprintf(path, sizeof path, "%s/%s", p.shelf, p.name);
    int fd = openat(v->folder, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ELOOP)) return FAIL(err, NOT_FOUND, "the vault does not hold %.16s…", p.name);
    if (fd < 0) return disk_said(err, "an item could not be opened");
    *out = fd;
    return DONE;
}

RESULT checking_begin(struct vault *v, const struct digests *item, struct checking **out, struct error *err) {
    int fd = -1;
    TRY(vault_item(v, &item->sha256, &fd, err));
    struct checking *c = calloc(1, sizeof *c);
    ENSURE(c);
    *c = (struct checking){fd, *item, digesting_new(), malloc(PART_BYTES)};
    ENSURE(c->part);
    *out = c;
    return DONE;
}

struct checking *checking_free(struct checking *c) {
    if (!c) return NULL;
    close(c->file);
    digesting_free(c->digesting);
    free(c->part);
    free(c);
    return NULL;
}

static RESULT compared(struct checking *c, struct error *err) {
    struct digests d;
    struct stat s;
    digesting_end(c->digesting, &d);
    if (!digests_same(&d, &c->expected)) return FAIL(err, STORE_DAMAGED, "an item of evidence is not what came in: its digests differ");
    if (fstat(c->file, &s) != 0 || !S_ISREG(s.st_mode) || (s.st_mode & 0222))
        return FAIL(err, STORE_DAMAGED, "an item of evidence is whole, but its file can be written to");
    return DONE;
}

RESULT checking_some(struct checking *c, size_t bytes, bool *done, struct error *err) {
    for (size_t taken = 0; taken < bytes;) {
        ssize_t n = read(c->file, c->part, bytes - taken < PART_BYTES ? bytes - taken : PART_BYTES);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return disk_said(err, "an item could not be read");
        if (n == 0) {
            *done = true;
            return compared(c, err);
        }
        digesting_add(c->digesting, (struct view){c->part, (size_t)n});
        taken += (size_t)n;
    }
    *done = false;
    return DONE;
}
