// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "law/bind.h"

#include "law/law_room.h"

#define X(name) #name,
static const char *const USES[] = {LAW_USES(X)};
#undef X

const char *law_use_name(enum law_use u) { return u < USE_COUNT ? USES[u] : "?"; }

bool law_use_read(struct view v, enum law_use *out) {
    for (enum law_use u = 0; u < USE_COUNT; u++) {
        if (!view_is(v, USES[u])) continue;
        *out = u;
        return true;
    }
    return false;
}

const struct law_condition *law_condition(const struct law *law, struct view id) {
    for (size_t i = 0; i < law->condition_count; i++)
        if (view_same(law->conditions[i].id, id)) return &law->conditions[i];
    return NULL;
}

const struct law_condition *law_refusing(const struct law *law, const json_t *conditions, enum law_use use, struct view purpose) {
    static const struct law_condition UNKNOWN_CONDITION = {.id = {"unknown", 7}, .title = {"a condition that this node's tables do not have", 47}};
    size_t i;
    const json_t *word;
    json_array_foreach((json_t *)conditions, i, word) {
        struct view id = {json_string_value(word), json_string_length(word)};
        const struct law_condition *c = json_is_string(word) ? law_condition(law, id) : NULL;
        if (!c) return &UNKNOWN_CONDITION;
        if (words_have(c->refuses, view_of(law_use_name(use)))) return c;
        if (c->purposes.count && !words_have(c->purposes, purpose)) return c;
    }
    return NULL;
}
