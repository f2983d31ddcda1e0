// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// bad_disk.c — a disk that fails on demand, put before a daemon with LD_PRELOAD. It stands between the store's file and
// the kernel only, and does what the file names beside BAD_DISK ask for:
//   $BAD_DISK.full    writes find no space (ENOSPC) as long as it exists
//   $BAD_DISK.fsync   the next flush fails (EIO), once
#undef _FILE_OFFSET_BITS  // else pwrite is another name of pwrite64, and both are met
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t pwrite64(int fd, const void *from, size_t bytes, off64_t at);
ssize_t pwrite(int fd, const void *from, size_t bytes, off_t at);
ssize_t write(int fd, const void *from, size_t bytes);
int fsync(int fd);
int fdatasync(int fd);

static bool asked_for(const char *what, char path[4096]) {
    const char *base = getenv("BAD_DISK");
    if (!base) return false;
    snprintf(path, 4096, "%s.%s", base, what);
    return access(path, F_OK) == 0;
}

static bool is_store(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return false;
    path[n] = '\0';
    return strstr(path, "/store.db") != NULL;
}

static bool full(int fd) {
    char path[4096];
    if (!asked_for("full", path) || !is_store(fd)) return false;
    errno = ENOSPC;
    return true;
}

static bool flush_fails(int fd) {
    char path[4096];
    if (!asked_for("fsync", path) || !is_store(fd) || unlink(path) != 0) return false;
    errno = EIO;
    return true;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *from, size_t bytes, off64_t at) { return full(fd) ? -1 : REAL(pwrite64)(fd, from, bytes, at); }
ssize_t pwrite(int fd, const void *from, size_t bytes, off_t at) { return full(fd) ? -1 : REAL(pwrite)(fd, from, bytes, at); }
ssize_t write(int fd, const void *from, size_t bytes) { return full(fd) ? -1 : REAL(write)(fd, from, bytes); }
int fsync(int fd) { return flush_fails(fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return flush_fails(fd) ? -1 : REAL(fdatasync)(fd); }
