// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// canon.h — our canonical JSON (json.h: keys ascending, no blanks, whole numbers) read in place.
//
// What the importer hands over and what a register holds is JSON in exactly one spelling. To read it takes no tree,
// and two things come with it: no key can stand twice, and a part can be taken over byte for byte. Whatever
// json_strict() would refuse or text_json() would spell otherwise is refused, as are numbers that are not whole
// (tests/fuzz/canon_fuzz.c holds them against each other; here a text or number may also stand alone). As with
// struct reader the first failure sticks:
//
//     for (struct canon_list o = canon_object(&c); canon_key(&c, &o, &key);)
//         if (view_is(key, "ref")) ref = canon_text(&c);
//         else canon_skip(&c);
//     TRY(canon_end(&c, err));
#ifndef MALINES_CODEC_CANON_H
#define MALINES_CODEC_CANON_H

#include "base/arena.h"
#include "codec/json.h"

struct canon {
    const char *begin, *at, *end;
    struct arena *arena;   // where texts with escapes go
    int depth;
    enum code failed;      // CODE_OK; BAD_JSON, BAD_TEXT, TOO_DEEP, TOO_BIG (the arena's ceiling)
};
static inline struct canon canon_of(struct view bytes, struct arena *a) {
    return (struct canon){bytes.at, bytes.at, bytes.at + bytes.bytes, a, 0, CODE_OK};
}

struct canon_list {        // an object or array being walked
    struct view key;       // the last one
    bool open, some;
};
struct canon_list canon_object(struct canon *c);
bool canon_key(struct canon *c, struct canon_list *o, struct view *key);  // false behind the last, or after a failure
struct canon_list canon_array(struct canon *c);
bool canon_item(struct canon *c, struct canon_list *l);

// The first byte of the value that comes: '{' '[' '"' '-' or a digit, 't' 'f' 'n'; 0 after a failure or at the end.
static inline char canon_next(const struct canon *c) { return c->failed || c->at == c->end ? 0 : *c->at; }
struct view canon_text(struct canon *c);   // points into the bytes, or into the arena where there were escapes
int64_t canon_number(struct canon *c);
struct view canon_skip(struct canon *c);   // one value of any kind: its bytes

// All was well and nothing is left over. BAD_JSON names the byte.
RESULT canon_end(const struct canon *c, struct error *err);

#endif
