// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// identifier_fix.c — what a mistyped or misread number may have been meant to be. Only numbers that are known to be wrong are
// looked at: the check digits fail, or the form is none that is issued. So well-formed numbers cost nothing, and a neighbour's
// number, one digit away and just as good, is not brought in.
#include "codec/identifier_room.h"

// Letters and digits that are read for one another.
static const char *looks_like(char c) {
    static const char *const groups[] = {"0ODQ", "1IL", "2Z", "5S", "8B"};
    for (size_t i = 0; c && i < sizeof groups / sizeof *groups; i++)
        if (strchr(groups[i], c)) return groups[i];
    return "";
}

struct fixing {
    const struct identifier_reading *wrong;
    struct identifier_reading *out;
    size_t count, room;
};

static bool full(const struct fixing *f) { return f->count == f->room; }

static void tried(struct fixing *f, const char *text) {
    const struct identifier_reading *w = f->wrong;
    if (full(f) || !strcmp(text, w->text)) return;
    struct identifier_reading r = identifier_read_as(w->kind, view_of(text), view_of(w->country));
    if (r.validity != IDENTIFIER_VALID || strcmp(r.country, w->country) != 0) return;
    for (size_t i = 0; i < f->count; i++)
        if (!strcmp(f->out[i].text, r.text)) return;
    f->out[f->count++] = r;
}

// One character misread, or two.
static void look_alikes_tried(struct fixing *f, char *text, size_t from, int depth) {
    for (size_t i = from; text[i]; i++) {
        char was = text[i];
        for (const char *c = looks_like(was); *c && !full(f); c++) {
            if (*c == was) continue;
            text[i] = *c;
            tried(f, text);
            if (depth < 2) look_alikes_tried(f, text, i + 1, depth + 1);
        }
        text[i] = was;
    }
}

static void swaps_tried(struct fixing *f, char *text) {
    for (size_t i = 0; text[i] && text[i + 1]; i++) {
        char a = text[i], b = text[i + 1];
        text[i] = b, text[i + 1] = a;
        tried(f, text);
        text[i] = a, text[i + 1] = b;
    }
}

static void digits_tried(struct fixing *f, char *text) {
    for (size_t i = 0; text[i]; i++) {
        char was = text[i];
        if (was < '0' || was > '9') continue;
        for (text[i] = '0'; text[i] <= '9'; text[i]++) tried(f, text);
        text[i] = was;
    }
}

size_t identifier_fixes(const struct identifier_reading *wrong, struct identifier_reading *out, size_t room) {
    enum { FIXED_BYTES_MAX = 34, FIXED_BYTES_MIN = 6 };
    struct fixing f = {wrong, out, 0, room};
    char text[IDENTIFIER_BYTES_MAX + 1];
    size_t n = strlen(wrong->text);
    bool check = wrong->reason == IDENTIFIER_BAD_CHECK || wrong->reason == IDENTIFIER_BAD_INNER_CHECK;
    bool form = wrong->reason == IDENTIFIER_FORM_UNKNOWN || wrong->reason == IDENTIFIER_BAD_FORM || wrong->reason == IDENTIFIER_BAD_CHARACTER;
    bool free_text = wrong->kind == IDENTIFIER_email || wrong->kind == IDENTIFIER_domain || wrong->kind == IDENTIFIER_username ||
                     wrong->kind == IDENTIFIER_ip || wrong->kind == IDENTIFIER_phone || wrong->kind == IDENTIFIER_crypto || wrong->kind == IDENTIFIER_mrz;
    if (n < FIXED_BYTES_MIN || n > FIXED_BYTES_MAX || free_text || !(check || form)) return 0;
    memcpy(text, wrong->text, n + 1);
    look_alikes_tried(&f, text, 0, 1);
    if (check) swaps_tried(&f, text), digits_tried(&f, text);
    return f.count;
}
