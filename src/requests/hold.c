// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "requests/hold.h"

RESULT hold_place(struct store *s, const struct hold *h, struct error *err) {
    static const struct stmt PLACE = {
        "INSERT INTO hold(name, by, why, at, until, pending) VALUES($1, $2, '', $3, $4, '')"
        " ON CONFLICT(name) DO UPDATE SET by=$2, at=$3, until=max(until, $4)"};
    return store_run(s, &PLACE, VALUES(V_TEXT(h->name), V_TEXT(h->by), V_INT(h->at.ms), V_INT(h->until.ms)), err);
}

RESULT hold_lift(struct store *s, struct view name, struct error *err) {
    static const struct stmt LIFT = {"DELETE FROM hold WHERE name=$1"};
    TRY(store_run(s, &LIFT, VALUES(V_TEXT(name)), err));
    return store_changes(s) ? DONE : FAIL(err, NOT_FOUND, "there is no hold on that");
}

RESULT hold_pend(struct store *s, struct view name, struct view why, struct error *err) {
    static const struct stmt PEND = {"UPDATE hold SET pending=$2 WHERE name=$1"};
    return store_run(s, &PEND, VALUES(V_TEXT(name), V_TEXT(why)), err);
}

RESULT hold_each(struct store *s, struct instant over_at, hold_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT name, by, pending, at, until FROM hold WHERE $1 = 0 OR until <= $1 ORDER BY until, name"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_INT(over_at.ms)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct hold one = {cursor_view(&c, 0), cursor_view(&c, 1), cursor_view(&c, 2), {cursor_int(&c, 3)}, {cursor_int(&c, 4)}};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT hold_find(struct store *s, struct view name, bool *there, struct instant *until, bool *pending, struct error *err) {
    static const struct stmt FIND = {"SELECT until, pending FROM hold WHERE name=$1"};
    struct cursor c;
    TRY(store_query(s, &FIND, VALUES(V_TEXT(name)), &c, err));
    *there = cursor_next(&c);
    if (*there && until) until->ms = cursor_int(&c, 0);
    if (pending) *pending = *there && cursor_view(&c, 1).bytes > 0;
    return cursor_end(&c, err);
}

RESULT answer_mark(struct store *s, struct view request, struct view ground, struct instant at, struct error *err) {
    static const struct stmt MARK = {
        "INSERT INTO answer_mark(request, ground, since, changed_at) VALUES($1, $2, $3, 0) ON CONFLICT(request) DO UPDATE SET ground=$2, since=$3"};
    return store_run(s, &MARK, VALUES(V_TEXT(request), V_TEXT(ground), V_INT(at.ms)), err);
}

RESULT answer_mark_changed(struct store *s, struct view request, struct instant at, struct error *err) {
    static const struct stmt MARK = {
        "INSERT INTO answer_mark(request, ground, since, changed_at) VALUES($1, '', 0, $2) ON CONFLICT(request) DO UPDATE SET changed_at=$2"};
    return store_run(s, &MARK, VALUES(V_TEXT(request), V_INT(at.ms)), err);
}

RESULT answer_marks(struct store *s, struct view request, struct text *ground, struct instant *since, struct instant *changed, struct error *err) {
    static const struct stmt FIND = {"SELECT ground, since, changed_at FROM answer_mark WHERE request=$1"};
    struct cursor c;
    *since = *changed = (struct instant){0};
    TRY(store_query(s, &FIND, VALUES(V_TEXT(request)), &c, err));
    if (cursor_next(&c)) {
        text_view(ground, cursor_view(&c, 0));
        since->ms = cursor_int(&c, 1), changed->ms = cursor_int(&c, 2);
    }
    return cursor_end(&c, err);
}

RESULT review_set(struct store *s, struct view record, struct instant at, struct error *err) {
    static const struct stmt SET = {"INSERT INTO record_review(name, at) VALUES($1, $2) ON CONFLICT(name) DO UPDATE SET at=$2"};
    return store_run(s, &SET, VALUES(V_TEXT(record), V_INT(at.ms)), err);
}

RESULT review_drop(struct store *s, struct view record, struct error *err) {
    static const struct stmt DROP = {"DELETE FROM record_review WHERE name=$1"};
    return store_run(s, &DROP, VALUES(V_TEXT(record)), err);
}

RESULT review_each(struct store *s, struct instant until, int64_t limit, review_reader *reader, void *ctx, struct error *err) {
    static const struct stmt EACH = {"SELECT name, at FROM record_review WHERE at <= $1 ORDER BY at, name LIMIT $2"};
    struct cursor c;
    struct result r = DONE;
    TRY(store_query(s, &EACH, VALUES(V_INT(until.ms), V_INT(limit)), &c, err));
    while (!FAILED(r) && cursor_next(&c)) {
        struct review one = {cursor_view(&c, 0), {cursor_int(&c, 1)}};
        r = reader(ctx, &one, err);
    }
    TRY(cursor_end(&c, FAILED(r) ? NULL : err));
    return r;
}

RESULT deletion_note(struct store *s, const struct deletion *d, struct error *err) {
    static const struct stmt NOTE = {"INSERT INTO deletion(name, at, why, idx) VALUES($1, $2, $3, $4) ON CONFLICT(name) DO UPDATE SET at=$2, why=$3, idx=$4"};
    return store_run(s, &NOTE, VALUES(V_TEXT(d->name), V_INT(d->at.ms), V_TEXT(d->why), V_INT(d->index)), err);
}

RESULT deletion_find(struct store *s, struct view name, struct text *why, struct deletion *out, struct error *err) {
    static const struct stmt FIND = {"SELECT at, why, idx FROM deletion WHERE name=$1"};
    struct cursor c;
    TRY(store_query(s, &FIND, VALUES(V_TEXT(name)), &c, err));
    bool found = cursor_next(&c);
    if (found) {
        text_view(why, cursor_view(&c, 1));
        *out = (struct deletion){name, text_seen(why), {cursor_int(&c, 0)}, cursor_int(&c, 2)};
    }
    TRY(cursor_end(&c, err));
    return found ? DONE : FAIL(err, NOT_FOUND, "nothing of that name was deleted here");
}

RESULT deletion_forget(struct store *s, struct instant before, struct error *err) {
    static const struct stmt FORGET = {"DELETE FROM deletion WHERE at < $1"};
    return store_run(s, &FORGET, VALUES(V_INT(before.ms)), err);
}
