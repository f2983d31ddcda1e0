// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// replay.c — run a fuzz target over the files of its corpus, without libFuzzer, so that every run of the tests
// repeats every input that ever mattered. Each file is also cut short at many places and has single bytes changed.
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { FILE_BYTES_MAX = 1 << 20, VARIATIONS = 200 };

static long replay(const char *path) {
    static uint8_t bytes[FILE_BYTES_MAX], changed[FILE_BYTES_MAX];
    FILE *f = fopen(path, "rb");
    if (!f) return 0;
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    LLVMFuzzerTestOneInput(bytes, n);
    for (size_t i = 0; n && i < VARIATIONS; i++) {
        size_t at = i * n / VARIATIONS;
        LLVMFuzzerTestOneInput(bytes, at);
        memcpy(changed, bytes, n);
        changed[at] ^= (uint8_t)(1u << (i % 8));
        LLVMFuzzerTestOneInput(changed, n);
    }
    return 1;
}

int main(int argc, char **argv) {
    long files = 0;
    for (int i = 1; i < argc; i++) {
        DIR *d = opendir(argv[i]);
        for (struct dirent *e; d && (e = readdir(d));) {
            char path[4096];
            if (e->d_name[0] == '.') continue;
            snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
            files += replay(path);
        }
        if (d) closedir(d);
    }
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    printf("%ld passed, %d failed, 0 skipped\n", files, files == 0);
    return files == 0;
}
