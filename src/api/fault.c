// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "api/fault.h"

#include <string.h>

// # stands for the field, * for what is expected of it.
static const struct { const char *name, *detail; } rows[] = {
    {"missing", "# is missing"},
    {"missing", "#: missing"},
    {"missing", "#: empty"},
    {"needs", "# needs *"},
    {"type", "# is of another type"},
    {"type", "#: a text is expected"},
    {"type", "#: an object is expected"},
    {"type", "#: a list is expected"},
    {"date", "#: not a date"},
    {"day", "#: a day as *"},
    {"day_within", "#: a day to come, within * days"},
    {"day_most", "#: a day to come, at most *"},
    {"number", "# is not a whole number"},
    {"number", "# takes a whole number"},
    {"flag", "# is true or false"},
    {"twice", "# is there twice"},
    {"value", "# takes a value"},
    {"option", "# has no option *"},
    {"too_long", "#: at most * bytes"},
    {"too_long", "#: in a question at most * bytes"},
    {"length", "#: 1 to * bytes"},
    {"one_of", "#: one of *"},
    {"country", "#: no country that is known here"},
    {"country", "#: no country that is known here (ISO 3166-1)"},
    {"quote", "line *: a quote is never closed"},
    {"command", "no such command; `malines help` lists them"},
    {"command_near", "no such command (*?); `malines help` lists them"},
    {"after", "after #: *; `malines help # …` explains one"},
    {"date_in_name", "a date stands in the name: it goes behind --born"},
    {"utf16", "# is UTF-16"},
    {"column", "# has no column *"},
};

// A field is named in few words; a longer beginning is another detail that ends alike.
enum { OF_BYTES_MAX = 60 };

static bool fits(const char *pattern, struct view rest, struct fault *f) {
    for (; *pattern; pattern++) {
        if (*pattern != '#' && *pattern != '*') {
            if (!rest.bytes || *rest.at != *pattern) return false;
            rest.at++, rest.bytes--;
            continue;
        }
        size_t n = strcspn(pattern + 1, "#*");
        const char *end = n ? memmem(rest.at, rest.bytes, pattern + 1, n) : rest.at + rest.bytes;
        if (!end || end == rest.at) return false;
        *(*pattern == '#' ? &f->of : &f->more) = (struct view){rest.at, (size_t)(end - rest.at)};
        rest.bytes -= (size_t)(end - rest.at), rest.at = end;
    }
    return !rest.bytes && f->of.bytes <= OF_BYTES_MAX;
}

bool fault_of(struct view detail, struct fault *out) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fault f = {rows[i].name, {"", 0}, {"", 0}};
        if (fits(rows[i].detail, detail, &f)) return *out = f, true;
    }
    return false;
}
