// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/custody.h"

#include "base/instant.h"

static const struct {
    const char *name;
    bool first;
} acts[] = {
#define X(name, first) {#name, first},
    ACT_LIST(X)
#undef X
};

static bool act_known(struct view act, bool *first) {
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (view_is(act, acts[i].name)) return *first = acts[i].first, true;
    return false;
}

enum kind { WORDS, WORDS_OR_NOT, TIME, TIME_OR_NOT, DIGEST, DIGEST_OR_NOT };
static const struct {
    const char *name;
    enum kind kind;
} members[] = {
    {"at", TIME},            {"authority", WORDS}, {"basis", WORDS},          {"who", WORDS},
    {"where", WORDS},        {"why", WORDS},       {"prev", DIGEST},          {"case", WORDS_OR_NOT},
    {"device", WORDS_OR_NOT}, {"tool", WORDS_OR_NOT}, {"write_blocker", WORDS_OR_NOT}, {"seal", WORDS_OR_NOT},
    {"from", WORDS_OR_NOT},  {"to", WORDS_OR_NOT}, {"note", WORDS_OR_NOT},    {"happened_at", TIME_OR_NOT},
    {"sha256", DIGEST_OR_NOT}, {"sha3_256", DIGEST_OR_NOT},
};
enum { MEMBER_COUNT = sizeof members / sizeof *members };

static bool member_is_good(const json_t *event, size_t i) {
    unsigned char digest[32];
    struct instant when;
    enum kind k = members[i].kind;
    const json_t *there = json_object_get(event, members[i].name);
    struct view v = json_view(event, members[i].name);
    if (!there) return k == WORDS_OR_NOT || k == TIME_OR_NOT || k == DIGEST_OR_NOT;
    if (!json_is_string(there)) return false;
    if (k == TIME || k == TIME_OR_NOT) return instant_read(v, &when);
    if (k == DIGEST || k == DIGEST_OR_NOT) return hex_read(v, digest, sizeof digest);
    return v.bytes && v.bytes <= CUSTODY_WORDS_MAX && view_trim(v).bytes;
}

static bool member_is_known(const char *name) {
    static const char *const fixed[] = {"malines", "item", "number", "act", "salt", "bytes"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(name, fixed[i]) == 0) return true;
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        if (strcmp(name, members[i].name) == 0) return true;
    return false;
}

static bool head_is_good(const json_t *event, struct view item, int64_t number) {
    unsigned char salt[CUSTODY_SALT_BYTES];
    bool first = false;
    return view_is(json_view(event, "malines"), "custody/1") && view_same(json_view(event, "item"), item) &&
           json_is_integer(json_object_get(event, "number")) &&
           json_int(event, "number") == number && hex_read(json_view(event, "salt"), salt, sizeof salt) &&
           act_known(json_view(event, "act"), &first) && first == (number == 1);
}

RESULT custody_event_check(const json_t *event, struct view item, int64_t number, struct error *err) {
    const char *name;
    json_t *value;
    if (!json_is_object(event) || !head_is_good(event, item, number)) return FAIL(err, BAD_FIELD, "a custody event: act, item, number or salt");
    json_object_foreach((json_t *)event, name, value)
        if (!member_is_known(name)) return FAIL(err, BAD_FIELD, "a custody event has a member that is not known");
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        if (!member_is_good(event, i)) return FAIL(err, BAD_FIELD, "%s", members[i].name);
    const json_t *bytes = json_object_get(event, "bytes");
    bool says_what = json_object_get(event, "sha256") && json_object_get(event, "sha3_256") && json_is_integer(bytes) && json_integer_value(bytes) >= 0;
    if (number == 1 && !says_what) return FAIL(err, BAD_FIELD, "sha256, sha3_256 and bytes: the first event says what came in");
    return DONE;
}

struct digest custody_digest(const json_t *event) {
    AUTO_TEXT t = text_with_ceiling(1024 * 1024);
    text_put(&t, "malines/custody/1\n");
    text_json(&t, event);
    ENSURE(text_ok(&t));
    return sha256(text_seen(&t));
}

RESULT custody_line_check(const json_t *events, struct view item, struct digests *what, struct digest *digests, struct error *err) {
    size_t count = json_array_size(events);
    struct digest before = {0}, said;
    struct digests d = {0};
    if (!count || count > CUSTODY_EVENTS_MAX) return FAIL(err, BAD_FORMAT, "a custody line of %zu events", count);
    for (size_t i = 0; i < count; i++) {
        const json_t *e = json_array_get(events, i);
        TRY(custody_event_check(e, item, (int64_t)i + 1, err));
        if (!hex_read(json_view(e, "prev"), said.bytes, sizeof said.bytes) || !digest_same(&said, &before))
            return FAIL(err, LOG_BROKEN, "event %zu of a custody line does not follow the one before it", i + 1);
        before = custody_digest(e);
        if (digests) digests[i] = before;
        if (i) continue;
        d.bytes = (uint64_t)json_int(e, "bytes");
        if (!hex_read(json_view(e, "sha256"), d.sha256.bytes, 32) || !hex_read(json_view(e, "sha3_256"), d.sha3_256.bytes, 32))
            return FAIL(err, BAD_FORMAT, "the first event's digests");
    }
    if (what) *what = d;
    return DONE;
}
