// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "requests/recall.h"

RESULT recall_add(struct store *s, const struct recall *r, struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO recall(request, peer, why, told_at, held_until, erased_at, log, idx) VALUES($1, $2, $3, $4, 0, $5, '', -1) ON CONFLICT DO NOTHING"};
    return store_run(s, &ADD, VALUES(V_TEXT(r->request), V_TEXT(r->peer), V_TEXT(r->why), V_INT(r->told_at.ms), V_INT(r->erased_at.ms)), err);
}

RESULT recall_answered(struct store *s, struct view request, struct instant erased_at, struct instant held_until, struct view log, int64_t index,
                       struct error *err) {
    static const struct stmt SET = {"UPDATE recall SET erased_at=$2, held_until=$3, log=$4, idx=$5 WHERE request=$1 AND erased_at=0"};
    return store_run(s, &SET, VALUES(V_TEXT(request), V_INT(erased_at.ms), V_INT(held_until.ms), V_TEXT(log), V_INT(index)), err);
}

RESULT recall_each(struct store *s, bool open_only, recall_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {
        "SELECT request, peer, why, told_at, held_until, erased_at, log, idx FROM recall WHERE $1 = 0 OR erased_at = 0 ORDER BY told_at, request"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_INT(open_only)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct recall one = {cursor_view(&c, 0), cursor_view(&c, 1), cursor_view(&c, 2), {cursor_int(&c, 3)}, {cursor_int(&c, 4)},
                             {cursor_int(&c, 5)}, cursor_view(&c, 6), cursor_int(&c, 7)};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT notice_add(struct store *s, const struct notice *n, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO notice(member, request, what, body, at) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"};
    return store_run(s, &ADD, VALUES(V_TEXT(n->member), V_TEXT(n->request), V_TEXT(n->what), V_TEXT(n->body), V_INT(n->at.ms)), err);
}

RESULT notice_each(struct store *s, int64_t limit, notice_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT member, request, what, body, at FROM notice ORDER BY at DESC, request, what LIMIT $1"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_INT(limit)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct notice one = {cursor_view(&c, 0), cursor_view(&c, 1), cursor_view(&c, 2), cursor_view(&c, 3), {cursor_int(&c, 4)}};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT notice_forget(struct store *s, struct instant before, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM notice WHERE at < $1"};
    return store_run(s, &FORGET, VALUES(V_INT(before.ms)), err);
}
