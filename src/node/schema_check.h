// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// schema_check.h — does a message fit schema/exchange.json? The words of JSON Schema that stand there and no others; for tests.
#ifndef MALINES_NODE_SCHEMA_CHECK_H
#define MALINES_NODE_SCHEMA_CHECK_H

#include "codec/json.h"
#include "federation/channel.h"

#include <stdio.h>

struct schema_check {
    json_t *whole;
    char why[200];
};

static inline bool schema_says(struct schema_check *c, const char *where, const char *what) {
    snprintf(c->why, sizeof c->why, "%s: %s", where, what);
    return false;
}

static inline bool schema_type(const char *type, const json_t *v) {
    return (strcmp(type, "object") == 0 && json_is_object(v)) || (strcmp(type, "array") == 0 && json_is_array(v)) ||
           (strcmp(type, "string") == 0 && json_is_string(v)) ||
           (strcmp(type, "integer") == 0 && json_is_integer(v)) || (strcmp(type, "boolean") == 0 && json_is_boolean(v));
}

static inline bool schema_fits(struct schema_check *c, const json_t *s, const json_t *v, const char *where) {
    const json_t *ref = json_object_get(s, "$ref"), *type = json_object_get(s, "type"), *choices = json_object_get(s, "enum"),
                 *more = json_object_get(s, "additionalProperties");
    const json_t *properties = json_object_get(s, "properties"), *most = json_object_get(s, "maxItems"), *least = json_object_get(s, "minItems"), *one;
    size_t i;
    const char *key;
    if (ref) return schema_fits(c, json_object_get(json_object_get(c->whole, "$defs"), json_string_value(ref) + strlen("#/$defs/")), v, where);
    if (type && !schema_type(json_string_value(type), v)) return schema_says(c, where, "of another type");
    bool among = !choices;
    json_array_foreach((json_t *)choices, i, one) among |= json_equal(one, v);
    if (!among) return schema_says(c, where, "none of the words it can be");
    json_array_foreach(json_object_get(s, "required"), i, one)
        if (!json_object_get(v, json_string_value(one))) return schema_says(c, json_string_value(one), "is missing");
    json_object_foreach((json_t *)(json_is_object(v) ? v : NULL), key, one) {
        const json_t *of = json_object_get(properties, key);
        if (!of && json_is_false(more)) return schema_says(c, key, "is no field of it");
        if ((of || json_is_object(more)) && !schema_fits(c, of ? of : more, one, key)) return false;
    }
    if ((most && json_array_size(v) > (size_t)json_integer_value(most)) || (least && json_array_size(v) < (size_t)json_integer_value(least)))
        return schema_says(c, where, "too many or too few");
    json_array_foreach((json_t *)v, i, one)
        if (!schema_fits(c, json_object_get(s, "items"), one, where)) return false;
    return true;
}

// Every message that waits in `member`'s outbox of that channel fits; gives how many there were, -1 with `why` otherwise.
struct schema_box {
    struct schema_check *check;
    const json_t *channel;
    int count;
};
static inline struct result schema_post(void *ctx, const struct post *p, struct error *err) {
    struct schema_box *b = ctx;
    char type[40];
    AUTO_JSON *body = NULL;
    TRY(json_strict(p->body, &body, err));
    snprintf(type, sizeof type, "%.*s", VIEW_ARGS(p->type));
    const json_t *s = json_object_get(b->channel, type);
    if (!s || !schema_fits(b->check, s, body, type)) return fail_with(err, CODE_BAD_FIELD, "%s", s ? b->check->why : "no message of this type");
    b->count++;
    return DONE;
}

#endif
