// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Invariants:
//   1 `live` holds what the process sees and is zero from `live_bytes` to `room`;
//   2 where the mark of a sector is CLEAN, both images agree on it;
//   3 nothing changes in either image while the disk is down;
//   4 every sector whose mark is not CLEAN lies in [soiled, soiled_end).
#include "sys/sim_disk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { SECTOR = 512, FILES_MAX = 16, NAME_ROOM = 256 };
enum mark { CLEAN, DIRTY, FORGOTTEN };  // forgotten: its sync failed, and the system believes it is saved

struct file {
    char name[NAME_ROOM];
    unsigned char *live, *saved, *marks;  // `room` bytes, `room` bytes, one mark a sector
    size_t live_bytes, saved_bytes, room;
    size_t soiled, soiled_end;            // sectors
    bool live_here, saved_here;           // does the name exist?
    struct handle *reserved, *exclusive;
    int shared, open;
};

struct sim_disk {
    sqlite3_vfs vfs;
    char vfs_name[40];
    struct chance chance;
    struct file *files[FILES_MAX];
    size_t file_count;
    uint64_t crash_in, failing_syncs;
    bool down, full;
};

struct handle {
    sqlite3_file base;
    struct sim_disk *disk;
    struct file *file;
    int level;
    bool passing;  // deleted on close
};

// ---- Files ----
static struct file *file_named(const struct sim_disk *d, const char *name) {
    for (size_t i = 0; i < d->file_count; i++)
        if (strcmp(d->files[i]->name, name) == 0) return d->files[i];
    return NULL;
}

static struct file *file_made(struct sim_disk *d, const char *name) {
    struct file *f = file_named(d, name);
    if (f) return f;
    ENSURE(d->file_count < FILES_MAX && strlen(name) < NAME_ROOM);
    f = calloc(1, sizeof *f);
    ENSURE(f);
    strcpy(f->name, name);
    d->files[d->file_count++] = f;
    return f;
}

static void free_file(struct file *f) {
    free(f->live);
    free(f->saved);
    free(f->marks);
    free(f);
}

static void forget_file(struct sim_disk *d, struct file *f) {
    size_t i = 0;
    while (d->files[i] != f) i++;
    d->files[i] = d->files[--d->file_count];
    free_file(f);
}

static void grow_room(struct file *f, size_t bytes) {
    if (bytes <= f->room) return;
    size_t room = f->room ? f->room : 16 * SECTOR;
    while (room < bytes) room *= 2;
    f->live = realloc(f->live, room);
    f->saved = realloc(f->saved, room);
    f->marks = realloc(f->marks, room / SECTOR);
    ENSURE(f->live && f->saved && f->marks);
    memset(f->live + f->room, 0, room - f->room);
    memset(f->saved + f->room, 0, room - f->room);
    memset(f->marks + f->room / SECTOR, CLEAN, (room - f->room) / SECTOR);
    f->room = room;
}

static void soil(struct file *f, size_t from, size_t to) {
    if (from >= to) return;
    bool none = f->soiled == f->soiled_end;
    size_t end = (to + SECTOR - 1) / SECTOR;
    if (none || from / SECTOR < f->soiled) f->soiled = from / SECTOR;
    if (none || end > f->soiled_end) f->soiled_end = end;
    for (size_t i = from / SECTOR; i * SECTOR < to; i++) f->marks[i] = DIRTY;
}

static void put(struct file *f, const void *bytes, size_t n, size_t at) {
    if (n == 0) return;
    grow_room(f, at + n);
    if (at > f->live_bytes) soil(f, f->live_bytes, at);
    memcpy(f->live + at, bytes, n);
    soil(f, at, at + n);
    if (at + n > f->live_bytes) f->live_bytes = at + n;
}

static void shorten(struct file *f, size_t bytes) {
    if (bytes >= f->live_bytes) return;
    memset(f->live + bytes, 0, f->live_bytes - bytes);
    soil(f, bytes, f->live_bytes);
    f->live_bytes = bytes;
}

static void save_sector(struct file *f, size_t i) {
    memcpy(f->saved + i * SECTOR, f->live + i * SECTOR, SECTOR);
    f->marks[i] = CLEAN;
}

static void save(struct file *f) {
    bool forgotten = false;
    for (size_t i = f->soiled; i < f->soiled_end; i++)
        if (f->marks[i] == DIRTY) save_sector(f, i);
        else forgotten = forgotten || f->marks[i] == FORGOTTEN;
    if (!forgotten) f->soiled = f->soiled_end = 0;
    f->saved_bytes = f->live_bytes;
}

// All names of the folder as they are now.
static void save_folder(struct sim_disk *d) {
    for (size_t i = 0; i < d->file_count; i++) {
        struct file *f = d->files[i];
        f->saved_here = f->live_here;
        if (!f->live_here) save(f);
    }
}

// ---- Bad days ----
enum fate { GOES_WELL, CUT_SHORT, REFUSED };

static enum fate fate_of_change(struct sim_disk *d) {
    if (d->down) return REFUSED;
    if (d->crash_in == 0 || --d->crash_in > 0) return GOES_WELL;
    d->down = true;
    return CUT_SHORT;
}

static void lose_or_tear(struct sim_disk *d, struct file *f, size_t i) {
    unsigned char *live = f->live + i * SECTOR, *saved = f->saved + i * SECTOR;
    uint64_t draw = chance_below(&d->chance, 8);
    if (draw < 3) return;                                                            // kept
    if (draw < 6) memcpy(live, saved, SECTOR);                                       // lost
    else if (draw == 6) {                                                            // torn
        size_t at = chance_below(&d->chance, SECTOR);
        memcpy(live + at, saved + at, SECTOR - at);
    } else chance_bytes(&d->chance, live, SECTOR);                                   // ruined while being written
}

static size_t size_after_power_cut(struct sim_disk *d, const struct file *f) {
    size_t low = f->live_bytes < f->saved_bytes ? f->live_bytes : f->saved_bytes;
    size_t high = f->live_bytes < f->saved_bytes ? f->saved_bytes : f->live_bytes;
    switch (chance_below(&d->chance, 3)) {
    case 0: return low;
    case 1: return high;
    default: return low + chance_below(&d->chance, high - low + 1);
    }
}

// A deletion that did not become durable: the file is back as it was saved.
static void resurrect(struct file *f) {
    if (f->room) memcpy(f->live, f->saved, f->room);
    if (f->room) memset(f->marks, CLEAN, f->room / SECTOR);
    f->soiled = f->soiled_end = 0;
    f->live_bytes = f->saved_bytes;
    f->live_here = true;
}

static void cut_power(struct sim_disk *d, struct file *f) {
    if (!f->live_here && f->saved_here && chance_hit(&d->chance, 500)) resurrect(f);
    else if (f->live_here && !f->saved_here) f->live_here = chance_hit(&d->chance, 500);
    size_t bytes = f->live_here ? size_after_power_cut(d, f) : 0;
    for (size_t i = f->soiled; i < f->soiled_end; i++) {
        if (f->marks[i] != CLEAN) lose_or_tear(d, f, i);
        f->marks[i] = CLEAN;
    }
    f->soiled = f->soiled_end = 0;
    if (f->room) memset(f->live + bytes, 0, f->room - bytes);
    if (f->room) memcpy(f->saved, f->live, f->room);
    f->live_bytes = f->saved_bytes = bytes;
    f->saved_here = f->live_here;
}

void sim_disk_restart(struct sim_disk *d, enum crash crash) {
    for (size_t i = 0; i < d->file_count; i++) {
        ENSURE(d->files[i]->open == 0);
        if (crash == CRASH_POWER) cut_power(d, d->files[i]);
    }
    d->down = false;
    d->crash_in = d->failing_syncs = 0;
}

void sim_disk_halt(struct sim_disk *d) { d->down = true; }
void sim_disk_crash_at(struct sim_disk *d, uint64_t changes) { d->crash_in = changes; }
bool sim_disk_is_down(const struct sim_disk *d) { return d->down; }
void sim_disk_fill(struct sim_disk *d, bool full) { d->full = full; }
void sim_disk_fail_syncs(struct sim_disk *d, uint64_t count) { d->failing_syncs = count; }

void sim_disk_flip_bit(struct sim_disk *d) {
    size_t all = 0;
    for (size_t i = 0; i < d->file_count; i++) all += d->files[i]->live_bytes;
    size_t at = chance_below(&d->chance, all);
    for (size_t i = 0; i < d->file_count; at -= d->files[i++]->live_bytes) {
        if (at >= d->files[i]->live_bytes) continue;
        unsigned char bit = (unsigned char)(1u << chance_below(&d->chance, 8));
        d->files[i]->live[at] ^= bit;
        d->files[i]->saved[at] ^= bit;
        return;
    }
}

// ---- What SQLite calls on a file ----
static int on_close(sqlite3_file *base) {
    struct handle *h = (struct handle *)base;
    struct file *f = h->file;
    if (f->exclusive == h) f->exclusive = NULL;
    if (f->reserved == h) f->reserved = NULL;
    if (h->level >= SQLITE_LOCK_SHARED) f->shared--;
    f->open--;
    if (h->passing) forget_file(h->disk, f);
    return SQLITE_OK;
}

static int on_read(sqlite3_file *base, void *out, int n, sqlite3_int64 at) {
    struct handle *h = (struct handle *)base;
    if (h->disk->down) return SQLITE_IOERR_READ;
    size_t have = (size_t)at < h->file->live_bytes ? h->file->live_bytes - (size_t)at : 0;
    size_t take = have < (size_t)n ? have : (size_t)n;
    if (take) memcpy(out, h->file->live + at, take);
    memset((char *)out + take, 0, (size_t)n - take);
    return take == (size_t)n ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int on_write(sqlite3_file *base, const void *bytes, int n, sqlite3_int64 at) {
    struct handle *h = (struct handle *)base;
    size_t take = (size_t)n, have = h->file->live_bytes;
    switch (fate_of_change(h->disk)) {
    case REFUSED: return SQLITE_IOERR_WRITE;
    case CUT_SHORT:
        if (!h->disk->full) put(h->file, bytes, chance_below(&h->disk->chance, take + 1), (size_t)at);
        return SQLITE_IOERR_WRITE;
    case GOES_WELL: break;
    }
    bool grows = (size_t)at + take > have;
    if (grows && h->disk->full) take = (size_t)at < have ? have - (size_t)at : 0;  // a short write, as write(2) gives
    put(h->file, bytes, take, (size_t)at);
    return take == (size_t)n ? SQLITE_OK : SQLITE_FULL;
}

static int on_truncate(sqlite3_file *base, sqlite3_int64 bytes) {
    struct handle *h = (struct handle *)base;
    enum fate fate = fate_of_change(h->disk);
    if (fate == GOES_WELL || (fate == CUT_SHORT && chance_hit(&h->disk->chance, 500))) shorten(h->file, (size_t)bytes);
    return fate == GOES_WELL ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

static void save_in_part(struct sim_disk *d, struct file *f, bool forget) {
    for (size_t i = f->soiled; i < f->soiled_end; i++) {
        if (f->marks[i] != DIRTY) continue;
        if (chance_hit(&d->chance, 500)) save_sector(f, i);
        else if (forget) f->marks[i] = FORGOTTEN;
    }
}

static int sync_file(struct sim_disk *d, struct file *f) {
    enum fate fate = fate_of_change(d);
    if (fate == REFUSED) return SQLITE_IOERR_FSYNC;
    bool fails = d->failing_syncs > 0;
    if (fails) d->failing_syncs--;
    if (fails || fate == CUT_SHORT) {
        save_in_part(d, f, fails);
        return SQLITE_IOERR_FSYNC;
    }
    save(f);
    if (f->live_here != f->saved_here) save_folder(d);  // SQLite on Unix flushes the folder of a new journal or log
    return SQLITE_OK;
}

static int on_sync(sqlite3_file *base, int flags) {
    (void)flags;
    struct handle *h = (struct handle *)base;
    return sync_file(h->disk, h->file);
}

static bool settle_one(struct sim_disk *d, const char *name) {
    struct file *f = file_named(d, name);
    if (!f || !f->live_here) return true;
    if (sync_file(d, f) != SQLITE_OK) return false;
    for (size_t i = f->soiled; i < f->soiled_end; i++) {
        if (f->marks[i] == CLEAN) continue;
        memcpy(f->live + i * SECTOR, f->saved + i * SECTOR, SECTOR);
        f->marks[i] = CLEAN;
    }
    f->soiled = f->soiled_end = 0;
    return true;
}

bool sim_disk_settle(struct sim_disk *d, const char *path) {
    static const char *const endings[] = {"", "-wal", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char name[NAME_ROOM];
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        if (!settle_one(d, name)) return false;
    }
    save_folder(d);
    return true;
}

static int on_size(sqlite3_file *base, sqlite3_int64 *out) {
    struct handle *h = (struct handle *)base;
    if (h->disk->down) return SQLITE_IOERR_FSTAT;
    *out = (sqlite3_int64)h->file->live_bytes;
    return SQLITE_OK;
}

static bool may_lock(const struct handle *h, int level) {
    const struct file *f = h->file;
    if (f->exclusive && f->exclusive != h) return false;
    if (level >= SQLITE_LOCK_RESERVED && f->reserved && f->reserved != h) return false;
    int others = f->shared - (h->level >= SQLITE_LOCK_SHARED);
    return level < SQLITE_LOCK_EXCLUSIVE || others == 0;
}

static int on_lock(sqlite3_file *base, int level) {
    struct handle *h = (struct handle *)base;
    if (h->disk->down) return SQLITE_IOERR_LOCK;
    if (level <= h->level) return SQLITE_OK;
    if (!may_lock(h, level)) return SQLITE_BUSY;
    if (h->level < SQLITE_LOCK_SHARED) h->file->shared++;
    if (level >= SQLITE_LOCK_RESERVED) h->file->reserved = h;
    if (level >= SQLITE_LOCK_EXCLUSIVE) h->file->exclusive = h;
    h->level = level;
    return SQLITE_OK;
}

static int on_unlock(sqlite3_file *base, int level) {
    struct handle *h = (struct handle *)base;
    struct file *f = h->file;
    if (level >= h->level) return SQLITE_OK;
    if (f->exclusive == h) f->exclusive = NULL;
    if (f->reserved == h) f->reserved = NULL;
    if (level < SQLITE_LOCK_SHARED && h->level >= SQLITE_LOCK_SHARED) f->shared--;
    h->level = level;
    return SQLITE_OK;
}

static int on_check_reserved(sqlite3_file *base, int *out) {
    *out = ((struct handle *)base)->file->reserved != NULL;
    return SQLITE_OK;
}

static int on_control(sqlite3_file *base, int op, void *arg) {
    (void)base, (void)op, (void)arg;
    return SQLITE_NOTFOUND;
}

static int on_sector_size(sqlite3_file *base) {
    (void)base;
    return SECTOR;
}

static int on_promises(sqlite3_file *base) {
    (void)base;
    return 0;  // none: not atomic, not sequential, no safe append, no safe overwrite
}

// Version 1: no shared memory and no memory mapping. WAL then works under exclusive locking only, which is
// what the store asks for.
static const sqlite3_io_methods file_methods = {1, on_close, on_read, on_write, on_truncate, on_sync, on_size, on_lock,
                                                on_unlock,
                                                on_check_reserved, on_control, on_sector_size, on_promises,
                                                NULL, NULL, NULL, NULL, NULL, NULL};

// ---- What SQLite calls on the file system ----
static int on_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out_flags) {
    struct sim_disk *d = vfs->pAppData;
    struct handle *h = (struct handle *)base;
    *h = (struct handle){0};
    if (d->down) return SQLITE_IOERR;
    char passing[NAME_ROOM];
    snprintf(passing, sizeof passing, "/passing-%llu", (unsigned long long)chance_below(&d->chance, UINT64_MAX));
    struct file *f = file_named(d, name ? name : passing);
    if (!(f && f->live_here) && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    f = file_made(d, name ? name : passing);
    f->live_here = true;
    f->open++;
    *h = (struct handle){{&file_methods}, d, f, SQLITE_LOCK_NONE, flags & SQLITE_OPEN_DELETEONCLOSE};
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
}

static int on_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) {
    struct sim_disk *d = vfs->pAppData;
    struct file *f = file_named(d, name);
    if (!d->down && !(f && f->live_here)) return SQLITE_IOERR_DELETE_NOENT;
    enum fate fate = fate_of_change(d);
    if (fate == REFUSED || (fate == CUT_SHORT && chance_hit(&d->chance, 500))) return SQLITE_IOERR_DELETE;
    shorten(f, 0);
    f->live_here = false;
    if (fate == GOES_WELL && sync_folder) save_folder(d);
    return fate == GOES_WELL ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

static int on_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
    struct sim_disk *d = vfs->pAppData;
    if (d->down) return SQLITE_IOERR_ACCESS;
    struct file *f = file_named(d, name);
    *out = f && f->live_here && (flags != SQLITE_ACCESS_EXISTS || f->live_bytes > 0);  // as SQLite's own on Unix
    return SQLITE_OK;
}

static int on_full_name(sqlite3_vfs *vfs, const char *name, int room, char *out) {
    (void)vfs;
    return snprintf(out, (size_t)room, "%s", name) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int on_randomness(sqlite3_vfs *vfs, int n, char *out) {
    chance_bytes(&((struct sim_disk *)vfs->pAppData)->chance, out, (size_t)n);
    return n;
}

static int on_sleep(sqlite3_vfs *vfs, int us) {
    (void)vfs;
    return us;  // no time passes inside a call
}

static int on_current_time(sqlite3_vfs *vfs, double *out) {
    (void)vfs;
    *out = 2460000.5;  // nobody asks SQLite for the time: statements get it as a value
    return SQLITE_OK;
}

struct sim_disk *sim_disk_new(struct chance chance) {
    struct sim_disk *d = calloc(1, sizeof *d);
    ENSURE(d);
    d->chance = chance;
    snprintf(d->vfs_name, sizeof d->vfs_name, "sim-%p", (void *)d);
    d->vfs = (sqlite3_vfs){.iVersion = 1, .szOsFile = sizeof(struct handle), .mxPathname = NAME_ROOM - 20,
                           .zName = d->vfs_name,
                           .pAppData = d, .xOpen = on_open, .xDelete = on_delete, .xAccess = on_access,
                           .xFullPathname = on_full_name, .xRandomness = on_randomness, .xSleep = on_sleep,
                           .xCurrentTime = on_current_time};
    ENSURE(sqlite3_vfs_register(&d->vfs, 0) == SQLITE_OK);
    return d;
}

struct sim_disk *sim_disk_free(struct sim_disk *d) {
    if (!d) return NULL;
    sqlite3_vfs_unregister(&d->vfs);
    for (size_t i = 0; i < d->file_count; i++) {
        ENSURE(d->files[i]->open == 0);
        free_file(d->files[i]);
    }
    free(d);
    return NULL;
}

const char *sim_disk_vfs(const struct sim_disk *d) { return d->vfs_name; }

// ---- Backups ----
struct sim_backup {
    struct file *files[FILES_MAX];
    size_t file_count;
};

static struct file *copy_of(const struct file *f) {
    struct file *copy = calloc(1, sizeof *copy);
    ENSURE(copy);
    strcpy(copy->name, f->name);
    if (f->live_bytes) put(copy, f->live, f->live_bytes, 0);
    copy->live_here = copy->saved_here = f->live_here;
    save(copy);
    return copy;
}

struct sim_backup *sim_disk_backup(const struct sim_disk *d) {
    struct sim_backup *b = calloc(1, sizeof *b);
    ENSURE(b);
    for (size_t i = 0; i < d->file_count; i++) b->files[b->file_count++] = copy_of(d->files[i]);
    return b;
}

void sim_disk_restore(struct sim_disk *d, const struct sim_backup *b) {
    for (size_t i = 0; i < d->file_count; i++) {
        ENSURE(d->files[i]->open == 0);
        free_file(d->files[i]);
    }
    d->file_count = 0;
    for (size_t i = 0; i < b->file_count; i++) d->files[d->file_count++] = copy_of(b->files[i]);
}

struct sim_backup *sim_backup_free(struct sim_backup *b) {
    if (!b) return NULL;
    for (size_t i = 0; i < b->file_count; i++) free_file(b->files[i]);
    free(b);
    return NULL;
}
