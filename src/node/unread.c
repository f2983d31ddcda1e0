// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/unread.h"

void unread_begin(json_t *answer) {
    json_object_set_new(answer, "unread", json_integer(0));
    json_object_set_new(answer, "unread_entries", json_array());
    json_object_set_new(answer, "unread_rows", json_array());
}

void unread_note(json_t *answer, int64_t index) { unread_between(answer, index, index + 1); }

void unread_between(json_t *answer, int64_t from, int64_t to) {
    json_t *named = json_object_get(answer, "unread_entries");
    json_object_set_new(answer, "unread", json_integer((json_int_t)(json_int(answer, "unread") + to - from)));
    for (; from < to && json_array_size(named) < UNREAD_NAMED; from++) json_array_append_new(named, json_integer((json_int_t)from));
}

void unread_row(json_t *answer, const char *kind, struct view id) {
    json_t *named = json_object_get(answer, "unread_rows");
    AUTO_TEXT name = text_with_ceiling(400);
    json_object_set_new(answer, "unread", json_integer((json_int_t)json_int(answer, "unread") + 1));
    if (kind) text_put(&name, kind), text_char(&name, '/');
    text_view(&name, id);
    json_t *text = text_ok(&name) ? json_string(text_string(&name)) : NULL;  // NULL: its name is damaged as well
    if (text && json_array_size(named) < UNREAD_NAMED) json_array_append(named, text);
    json_decref(text);
}

void unread_unnamed(json_t *answer, const struct officer *o) {
    static const unsigned listers = ROLE_BIT(case_officer) | ROLE_BIT(approver) | ROLE_BIT(register_owner) | ROLE_BIT(auditor);
    if (!o || !(o->roles & listers)) json_array_clear(json_object_get(answer, "unread_rows"));
}

void unread_numbered(json_t *answer, const char *kind, int64_t id) {
    AUTO_TEXT number = text_with_ceiling(24);
    text_format(&number, "%lld", (long long)id);
    unread_row(answer, kind, text_seen(&number));
}

void unread_listed(json_t *answer, const json_t *list, const char *kind, const char *id) {
    size_t i;
    const json_t *row;
    json_array_foreach((json_t *)list, i, row) {
        if (!json_flag(row, "unread")) continue;
        if (json_is_integer(json_object_get(row, id))) unread_numbered(answer, kind, json_int(row, id));
        else unread_row(answer, kind, json_view(row, id));
    }
}
