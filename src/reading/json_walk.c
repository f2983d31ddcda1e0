// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// json_walk.c — steps over JSON in place, so that an export of any length is read a message at a time.
#include "reading/reading_room.h"

enum { WALK_DEPTH_MAX = 64 };

char walk_next(struct walk *w) {
    while (w->at < w->all.bytes && strchr(" \t\r\n", w->all.at[w->at]) && w->all.at[w->at]) w->at++;
    return w->failed || w->at >= w->all.bytes ? 0 : w->all.at[w->at];
}

bool walk_take(struct walk *w, char c) {
    if (walk_next(w) != c) return false;
    w->at++;
    return true;
}

static void string_passed(struct walk *w) {  // behind its first quote
    while (w->at < w->all.bytes) {
        char c = w->all.at[w->at++];
        if (c == '\\') w->at++;
        else if (c == '"') return;
    }
    w->at = w->all.bytes;
    w->failed = true;
}

static void nest_passed(struct walk *w) {
    int depth = 0;
    while (w->at < w->all.bytes) {
        char c = w->all.at[w->at++];
        if (c == '"') string_passed(w);
        else if (c == '{' || c == '[') depth++;
        else if ((c == '}' || c == ']') && --depth == 0) return;
        if (depth > WALK_DEPTH_MAX) break;
    }
    w->failed = true;
}

struct view walk_value(struct walk *w) {
    char c = walk_next(w);
    size_t from = w->at;
    if (c == '{' || c == '[') nest_passed(w);
    else if (c == '"') w->at++, string_passed(w);
    else {
        while (w->at < w->all.bytes && !strchr(",]} \t\r\n", w->all.at[w->at])) w->at++;
        if (w->at == from) w->failed = true;
    }
    return w->failed ? (struct view){"", 0} : (struct view){w->all.at + from, w->at - from};
}

bool walk_more(struct walk *w, char end) {
    if (walk_take(w, end)) return false;
    if (!walk_next(w)) w->failed = true;
    return !w->failed;
}

struct view walk_key(struct walk *w) {
    if (walk_next(w) != '"') w->failed = true;
    struct view v = walk_value(w);
    if (!walk_take(w, ':')) w->failed = true;
    return w->failed || v.bytes < 2 ? (struct view){"", 0} : (struct view){v.at + 1, v.bytes - 2};
}
