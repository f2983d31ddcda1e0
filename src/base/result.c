// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "base/result.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *name, *cause, *next;
    int http, exit;
};

static const struct row rows[CODE_COUNT] = {
#define X(name, http, exit, cause, next) {#name, cause, next, http, exit},
    CODE_LIST(X)
#undef X
};

struct result fail_with(struct error *err, enum code code, const char *format, ...) {
    if (err) {
        err->code = code;
        va_list args;
        va_start(args, format);
        vsnprintf(err->detail, sizeof err->detail, format, args);
        va_end(args);
    }
    return (struct result){code};
}

static const struct row *row_of(enum code code) {
    return code < CODE_COUNT ? &rows[code] : &rows[CODE_INTERNAL];
}

const char *code_name(enum code code) { return row_of(code)->name; }
const char *code_cause(enum code code) { return row_of(code)->cause; }
const char *code_next(enum code code) { return row_of(code)->next; }
int code_http(enum code code) { return row_of(code)->http; }
int code_exit(enum code code) { return row_of(code)->exit; }

bool code_from_name(const char *name, size_t bytes, enum code *out) {
    for (enum code code = 0; code < CODE_COUNT; code++) {
        if (strlen(rows[code].name) == bytes && memcmp(rows[code].name, name, bytes) == 0) {
            *out = code;
            return true;
        }
    }
    return false;
}

_Noreturn void ensure_failed(const char *what, const char *file, int line) {
    fprintf(stderr, "malines: a fault of the program: %s does not hold (%s:%d)\n", what, file, line);
    abort();
}
