// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/laws_with.h"

#include "sys/sys.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum code laws_with(const char *name, const char *table, struct law **out, struct error *err) {
    enum { FILES = 60 };
    struct law_file files[FILES];
    struct text texts[FILES];
    size_t n = 0;
    DIR *d = opendir(LAWS_FOLDER);
    assert_non_null(d);
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        char path[600];
        size_t bytes = strlen(e->d_name);
        if (bytes < 6 || strcmp(e->d_name + bytes - 5, ".yaml") != 0 || strcmp(e->d_name, name) == 0) continue;
        assert_true(n + 1 < FILES);
        snprintf(path, sizeof path, "%s/%s", LAWS_FOLDER, e->d_name);
        texts[n] = text_with_ceiling(1 << 20);
        assert_int_equal(file_read(path, 1 << 20, &texts[n], NULL).code, CODE_OK);
        files[n] = (struct law_file){strdup(e->d_name), text_seen(&texts[n])};
        n++;
    }
    closedir(d);
    size_t own = n;
    if (table) files[n++] = (struct law_file){name, view_of(table)};
    struct result r = law_read(files, n, out, err);
    for (size_t i = 0; i < own; i++) text_free(&texts[i]), free((char *)files[i].name);
    return r.code;
}
