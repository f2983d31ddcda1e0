// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// kin.c — searches for relatives, as they are kept.
#include "registers/dna/dna.h"

#include "base/text.h"

#define KIN_COLUMNS "id, ref, profile, relation, asked_by, asked_at, state, first_by, second_by, searched"

static void word(char *out, size_t room, struct view v) {
    size_t n = v.bytes < room - 1 ? v.bytes : room - 1;
    memcpy(out, v.at, n);
    out[n] = 0;
}

static bool row_read(struct cursor *c, struct dna_kin_row *k) {
    struct view p = cursor_view(c, 2);
    *k = (struct dna_kin_row){.id = cursor_int(c, 0), .asked_at = cursor_instant(c, 5), .searched = cursor_int(c, 9),
                              .damaged = p.bytes != sizeof k->profile};
    if (!k->damaged) memcpy(&k->profile, p.at, sizeof k->profile);
    word(k->ref, sizeof k->ref, cursor_view(c, 1));
    word(k->relation, sizeof k->relation, cursor_view(c, 3));
    word(k->asked_by, sizeof k->asked_by, cursor_view(c, 4));
    word(k->state, sizeof k->state, cursor_view(c, 6));
    word(k->first_by, sizeof k->first_by, cursor_view(c, 7));
    word(k->second_by, sizeof k->second_by, cursor_view(c, 8));
    return !k->damaged;
}

static RESULT one(struct store *s, const struct stmt *stmt, const struct value *values, size_t count, struct dna_kin_row *out, struct error *err) {
    struct cursor c;
    TRY(store_query(s, stmt, values, count, &c, err));
    bool found = cursor_next(&c) && row_read(&c, out);
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "no such search for relatives");
}

RESULT dna_kin_put(struct store *s, const struct dna_kin_row *k, struct view relation, struct view reason, struct view by, int64_t *id, struct error *err) {
    static const struct stmt PUT = {"INSERT INTO dna_kin(ref, profile, relation, reason, asked_by, asked_at, state, first_by, second_by, leads, searched)"
                                    " VALUES($1, $2, $3, $4, $5, $6, 'waiting', '', '', '[]', 0)"};
    TRY(store_run(s, &PUT, VALUES(V_STR(k->ref), V_BLOB(&k->profile, sizeof k->profile), V_TEXT(relation), V_TEXT(reason), V_TEXT(by),
                                  V_INT(k->asked_at.ms)), err));
    return *id = store_last_id(s), DONE;
}

RESULT dna_kin_get(struct store *s, int64_t id, struct dna_kin_row *out, struct error *err) {
    static const struct stmt GET = {"SELECT " KIN_COLUMNS " FROM dna_kin WHERE id=$1"};
    return one(s, &GET, VALUES(V_INT(id)), out, err);
}

RESULT dna_kin_next(struct store *s, struct dna_kin_row *out, struct error *err) {
    static const struct stmt NEXT = {"SELECT " KIN_COLUMNS " FROM dna_kin WHERE state='approved' ORDER BY id LIMIT 1"};
    return one(s, &NEXT, NO_VALUES, out, err);
}

RESULT dna_kin_vouch(struct store *s, int64_t id, struct view by, bool second, struct error *err) {
    static const struct stmt FIRST = {"UPDATE dna_kin SET first_by=$2 WHERE id=$1 AND state='waiting'"};
    static const struct stmt SECOND = {"UPDATE dna_kin SET second_by=$2, state='approved' WHERE id=$1 AND state='waiting' AND first_by <> ''"};
    TRY(store_run(s, second ? &SECOND : &FIRST, VALUES(V_INT(id), V_TEXT(by)), err));
    return store_changes(s) ? DONE : FAIL(err, NOT_FOUND, "no such search for relatives");
}

RESULT dna_kin_done(struct store *s, int64_t id, struct view leads, int64_t searched, struct error *err) {
    static const struct stmt END = {"UPDATE dna_kin SET state='done', leads=$2, searched=$3 WHERE id=$1"};
    return store_run(s, &END, VALUES(V_INT(id), V_TEXT(leads), V_INT(searched)), err);
}

RESULT dna_kin_result(struct store *s, int64_t id, struct text *leads, struct error *err) {
    static const struct stmt GET = {"SELECT leads FROM dna_kin WHERE id=$1"};
    return store_bytes(s, &GET, VALUES(V_INT(id)), leads, err);
}

RESULT dna_kin_each(struct store *s, int64_t limit, dna_kin_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT " KIN_COLUMNS " FROM dna_kin ORDER BY id DESC LIMIT $1"};
    struct cursor c;
    struct result r = DONE;
    struct dna_kin_row k;
    TRY(store_query(s, &EACH, VALUES(V_INT(limit)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) r = (row_read(&c, &k), reader(ctx, &k, err));
    return cursor_ended(&c, r, err);
}

RESULT dna_kin_forget(struct store *s, struct instant before, struct view ref, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM dna_kin WHERE asked_at < $1 OR ref = $2"};
    return store_run(s, &FORGET, VALUES(V_INT(before.ms), V_TEXT(ref)), err);
}
