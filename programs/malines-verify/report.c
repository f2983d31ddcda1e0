// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "verify.h"

#include <stdarg.h>
#include <stdio.h>

RESULT told(struct report *r, struct result was, const struct error *err, const char *format, ...) {
    char sentence[SENTENCE_BYTES_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    bool ok = !FAILED(was);
    if (r->checks) {
        json_t *j = json_pack("{s:s,s:b}", "check", sentence, "ok", ok);
        if (!ok) json_object_set_new(j, "detail", json_string(err->detail));
        json_array_append_new(r->checks, j);
    } else if (ok) {
        printf("  OK     %s.\n", sentence);
    } else {
        struct error shown = *err;
        make_plain(shown.detail);
        printf("  FAILED %s.\n         But: %s.\n", sentence, shown.detail);
    }
    return was;
}

void make_plain(char *line) {
    for (; *line; line++)
        if ((unsigned char)*line < ' ' || *line == 0x7F) *line = '?';
}

bool is_word(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if (v.at[i] <= ' ' || v.at[i] > '~') return false;
    return v.bytes >= 1 && v.bytes <= 200;
}

const struct log_key *log_key_of(const struct log_keys *keys, struct view member) {
    for (size_t i = 0; i < keys->count; i++)
        if (keys->at[i].member[0] && view_is(member, keys->at[i].member)) return &keys->at[i];
    return NULL;
}

bool members_are(const json_t *object, const char *names) {
    struct view left = view_of(names), rest;
    size_t count = 0;
    for (; left.bytes; left = rest, count++) {
        struct view name = view_cut(left, ' ', &rest);
        if (!json_object_getn(object, name.at, name.bytes)) return false;
    }
    return json_object_size(object) == count;
}
