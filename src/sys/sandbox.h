// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sandbox.h — after this call the process can only compute, and read and write what it has open already.
//
// For programs that parse other people's files (malines-import). In this order: no_new_privs; no core dump; limits
// (address space 1 GiB, processor time, open files, size of written files); Landlock (kernel 5.13) with every file
// right handled and no rule but for `readable`, so that no other path can be opened; a seccomp filter (allow-list): reading and writing open
// descriptors, memory, time, exit. Opening a path gives EACCES, so that a library that looks for a file goes on
// without; any other system call kills the process. There are no user namespaces: the filter has none of the calls.
// Open files and allocate what a library loads lazily before. Threads are for libraries that start them by themselves
// (malines-print): they stand under the same rules.
#ifndef MALINES_SYS_SANDBOX_H
#define MALINES_SYS_SANDBOX_H

#include "base/result.h"

#include <stdbool.h>
#include <stdint.h>

struct sandbox_limits {
    uint64_t memory_bytes, file_bytes;  // address space; largest file that may be written (pipes do not count)
    uint32_t cpu_seconds;
    bool threads;
    const char *const *readable;  // folders whose files may be opened for reading, a list that ends with NULL; NULL: none
};

// NO_SANDBOX when any part is not to be had: the caller must then refuse to work. The limit of address space is
// left out in builds with AddressSanitizer, which reserves terabytes.
RESULT sandbox_enter(const struct sandbox_limits *limits, struct error *err);

#endif
