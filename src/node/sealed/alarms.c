// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// alarms.c — what looks like fishing although the quota holds (laws/sealed.yaml has the figures). An owner never
// learns of a hit, so it looks at how much, how regularly and at which hours a partner asks, and whether anything ever grows
// out of it; an asker does learn, and looks at how often its own officers' questions hit. An alarm stops nothing: it is an
// entry of the log that both data protection officers read.
#include "node/checks/budget.h"
#include "node/sealed/sealed.h"

enum { WINDOW_DAYS = 28, HISTORY_DAYS_MIN = 7, QUESTIONS_MIN = 50, NIGHT_FROM = 22, NIGHT_TO = 6, DAYS_KEPT = 90 };

static int64_t today(const struct node *n) { return now(n).ms / DAY_MS; }

static bool at_night(const struct node *n) {
    int64_t hour = now(n).ms / HOUR_MS % 24;
    return hour >= NIGHT_FROM || hour < NIGHT_TO;
}

int64_t sealed_quota_of(const struct node *n, const struct law_sealed *class) {
    return n->settings.sealed_keys_a_day ? n->settings.sealed_keys_a_day : class->keys_a_day;
}

// ---- A partner's days ----

struct days {
    int64_t questions, keys, night;            // of today
    int64_t before[WINDOW_DAYS];               // questions of the days before, yesterday first
    int64_t known;                             // since when it asks, in days, at most the window
    int64_t in_window, requests;
    int busy;                                  // days running until today, so much of the quota each
};

static void take_day(struct days *d, const struct cursor *c, int64_t day, int64_t busy_keys, int64_t *runs_until) {
    int64_t ago = day - cursor_int(c, 0), questions = cursor_int(c, 1), keys = cursor_int(c, 2);
    if (ago < 0 || ago > WINDOW_DAYS) return;
    if (!ago) d->questions = questions, d->keys = keys, d->night = cursor_int(c, 3);
    else d->before[ago - 1] = questions, d->known = ago > d->known ? ago : d->known;
    d->in_window += questions;
    d->requests += cursor_int(c, 4);
    if (ago == *runs_until && keys >= busy_keys) d->busy++, (*runs_until)++;
}

static RESULT read_days(struct node *n, struct peer *p, const struct law_sealed *class, struct days *out, struct error *err) {
    static const struct stmt DAYS = {
        "SELECT day, questions, keys, night, requests FROM sealed_day WHERE member=$1 AND class=$2 AND day >= $3 ORDER BY day DESC"};
    struct cursor c;
    int64_t runs_until = 0, busy_keys = sealed_quota_of(n, class) * class->busy_percent / 100;
    *out = (struct days){0};
    TRY(store_query(n->store, &DAYS, VALUES(V_TEXT(id_of(p)), V_TEXT(class->id), V_INT(today(n) - WINDOW_DAYS)), &c, err));
    while (cursor_next(&c)) take_day(out, &c, today(n), busy_keys, &runs_until);
    return cursor_end(&c, err);
}

static int64_t median(const int64_t *list, int64_t count) {
    int64_t sorted[WINDOW_DAYS];
    for (int64_t i = 0; i < count; i++) {
        int64_t at = i;
        for (; at && sorted[at - 1] > list[i]; at--) sorted[at] = sorted[at - 1];
        sorted[at] = list[i];
    }
    return sorted[count / 2];
}

static RESULT look_at_days(struct node *n, struct peer *p, const struct law_sealed *c, struct error *err) {
    struct days d;
    TRY(read_days(n, p, c, &d, err));
    if (c->busy_days && d.busy >= c->busy_days) TRY(alarm_raise(n, p, c->id, "sealed_busy_days", c->busy_days, err));
    bool many = d.questions >= QUESTIONS_MIN;
    if (c->peak_times && many && d.known >= HISTORY_DAYS_MIN && d.questions > c->peak_times * median(d.before, d.known))
        TRY(alarm_raise(n, p, c->id, "sealed_peak", c->peak_times, err));
    if (c->night_percent && many && d.night * 100 >= d.questions * c->night_percent) TRY(alarm_raise(n, p, c->id, "sealed_night", c->night_percent, err));
    if (c->asked_in_vain && d.in_window >= c->asked_in_vain && !d.requests) TRY(alarm_raise(n, p, c->id, "sealed_asked_in_vain", c->asked_in_vain, err));
    return DONE;
}

static RESULT add_to_day(struct node *n, struct view member, struct view class, int64_t questions, int64_t keys, int64_t refused, int64_t requests,
                         struct error *err) {
    static const struct stmt ADD = {
        "INSERT INTO sealed_day(member, class, day, questions, keys, night, refused, requests) VALUES($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT(member, class, day) DO UPDATE SET questions=questions+$4, keys=keys+$5, night=night+$6, refused=refused+$7, requests=requests+$8"};
    return store_run(n->store, &ADD,
                     VALUES(V_TEXT(member), V_TEXT(class), V_INT(today(n)), V_INT(questions), V_INT(keys), V_INT(at_night(n) ? questions : 0),
                            V_INT(refused), V_INT(requests)), err);
}

RESULT sealed_day_asked(struct node *n, struct peer *p, const struct law_sealed *class, int64_t keys, bool answered, struct error *err) {
    TRY(add_to_day(n, id_of(p), class->id, answered, answered ? keys : 0, !answered, 0, err));
    if (!answered) return alarm_raise(n, p, class->id, "sealed_quota_used_up", (int)keys, err);  // as somebody who tries all names would
    return look_at_days(n, p, class, err);
}

RESULT sealed_day_request(struct node *n, struct peer *p, struct view class, struct error *err) {
    return add_to_day(n, id_of(p), class, 0, 0, 0, 1, err);
}

// ---- Our own officers ----

static RESULT raise_own(struct node *n, struct view officer, const struct law_sealed *class, int64_t asked, struct error *err) {
    AUTO_JSON *more = json_pack("{s:I}", "threshold", (json_int_t)asked);
    json_put_view(more, "asked_by", officer);
    struct entry e = {.op = "alarm", .direction = "out", .register_name = class->reg, .purpose = class->purpose,
                      .decision = VIEW("sealed_own_fishing"), .more = more};
    return write_entry(n, &e, NULL, err);
}

RESULT sealed_mine_asked(struct node *n, struct view officer, struct view class_id, bool hit, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO sealed_mine(officer, class, day, asked, hits) VALUES($1, $2, $3, 1, $4)"
                                    " ON CONFLICT(officer, class, day) DO UPDATE SET asked=asked+1, hits=hits+$4"};
    static const struct stmt FISHING = {"SELECT asked = $4 AND hits * $5 < asked FROM sealed_mine WHERE officer=$1 AND class=$2 AND day=$3"};
    const struct law_sealed *class = law_sealed(n->settings.law, class_id);
    const struct law_budget *b = class ? law_budget(n->settings.law, class->purpose) : NULL;
    int64_t fishing = 0;
    if (!b) return DONE;
    TRY(store_run(n->store, &ADD, VALUES(V_TEXT(officer), V_TEXT(class_id), V_INT(today(n)), V_INT(hit)), err));
    if (!b->many_names) return DONE;
    TRY(store_number(n->store, &FISHING,
                     VALUES(V_TEXT(officer), V_TEXT(class_id), V_INT(today(n)), V_INT(b->many_names), V_INT(b->one_hit_in)), 0, &fishing, err));
    return fishing ? raise_own(n, officer, class, b->many_names, err) : DONE;
}

RESULT sealed_days_sweep(struct node *n, struct error *err) {
    static const struct stmt DAYS = {"DELETE FROM sealed_day WHERE day < $1"};
    static const struct stmt MINE = {"DELETE FROM sealed_mine WHERE day < $1"};
    TRY(store_run(n->store, &DAYS, VALUES(V_INT(today(n) - DAYS_KEPT)), err));
    return store_run(n->store, &MINE, VALUES(V_INT(today(n) - 1)), err);
}

// What each partner asked in the last four weeks, for the screens of both data protection officers.
RESULT sealed_days_status(struct node *n, json_t *answer, struct error *err) {
    static const struct stmt DAYS = {"SELECT member, class, sum(questions), sum(keys), sum(refused), sum(requests) FROM sealed_day WHERE day > $1"
                                     " GROUP BY member, class ORDER BY member, class"};
    struct cursor c;
    json_t *list = json_array();
    json_object_set_new(answer, "asked", list);
    TRY(store_query(n->store, &DAYS, VALUES(V_INT(today(n) - WINDOW_DAYS)), &c, err));
    while (cursor_next(&c)) {
        json_t *j = json_pack("{s:I,s:I,s:I,s:I}", "questions", (json_int_t)cursor_int(&c, 2), "keys", (json_int_t)cursor_int(&c, 3), "refused",
                              (json_int_t)cursor_int(&c, 4), "requests", (json_int_t)cursor_int(&c, 5));
        json_put_view(j, "member", cursor_view(&c, 0));
        json_put_view(j, "class", cursor_view(&c, 1));
        json_array_append_new(list, j);
    }
    return cursor_end(&c, err);
}
