// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// exchanges.c — the figures of a year that Directive (EU) 2023/977 art. 18(2) wants: requests submitted, received and replied
// to, refused by ground, and those beyond the term because a judge had to allow it; each by member, in the year in which it
// happened by this authority's calendar. They are counted from the requests; what is forgotten leaves its counts behind, so that
// the figures of last year are still whole on 1 March. A count names nobody. A request that can't be read is counted as such, in
// the year in which it came or was drafted: nobody can tell to which figures it belongs, and the others stand without it.
#include "node/oversight/reports.h"
#include "node/requests/requests_room.h"
#include "node/unread.h"

#include <stdlib.h>

const struct migration EXCHANGE_MIGRATIONS[] = {
    {"exchanges", 1,
     "CREATE TABLE exchange_count(year INTEGER NOT NULL, figure TEXT NOT NULL, member TEXT NOT NULL, detail TEXT NOT NULL, count INTEGER NOT NULL,"
     " PRIMARY KEY(year, figure, member, detail)) STRICT, WITHOUT ROWID"},
};
const size_t EXCHANGE_MIGRATION_COUNT = 1;

#define INSTRUMENT "dir-2023-977"
#define ARTICLE "Directive (EU) 2023/977 art. 18(2)"
enum { FEW = 5, CSV_BYTES_MAX = 1024 * 1024, FIRST_YEAR = 2000, LAST_YEAR = 2999 };

// ---- What one request counts for ----

// {"2026": {"received": {"fr": {"urgent": 3}}}}
struct counts {
    struct node *n;
    json_t *years;
    int told;        // the year whose unreadable requests are named in `rotten`; 0: none
    json_t *rotten;  // {"unread","unread_rows"}
};

static json_t *below(json_t *object, const char *key) {
    json_t *have = json_object_get(object, key);
    if (!have) json_object_set_new(object, key, have = json_object());
    return have;
}

static int year_of(const struct node *n, struct instant t) {
    const struct law_calendar *c = law_calendar(n->settings.law, view_of(n->settings.authority));
    int year, month, day;
    days_split(c ? calendar_day(c, t) : (int32_t)(t.ms / DAY_MS), &year, &month, &day);
    return year;
}

static void count_by(struct counts *c, int year, const char *figure, struct view member, struct view detail, int64_t more) {
    AUTO_TEXT y = text_with_ceiling(8), m = text_with_ceiling(100), d = text_with_ceiling(100);
    text_format(&y, "%04d", year);
    text_view(&m, member);
    text_view(&d, detail);
    if (!text_ok(&y) || !text_ok(&m) || !text_ok(&d)) return;
    json_t *of = below(below(below(c->years, text_string(&y)), figure), text_string(&m));
    json_object_set_new(of, text_string(&d), json_integer((json_int_t)(json_int(of, text_string(&d)) + more)));
}

struct history {
    struct instant sent, answered;
};

static struct result read_history(void *ctx, const struct request_line *l, struct error *err) {
    struct history *h = ctx;
    (void)err;
    if (view_is(l->step, "sent") && !h->sent.ms) h->sent = l->at;
    if ((view_is(l->step, "released") || view_is(l->step, "refused")) && !h->answered.ms) h->answered = l->at;
    return DONE;
}

static struct result find_judge(void *ctx, const struct request_pause *p, struct error *err) {
    (void)err;
    *(bool *)ctx = *(bool *)ctx || view_is(p->reason, "judicial_authorisation");
    return DONE;
}

// When the term of art. 5(1) was over without what stood still; 0: it has not been passed, or not because of a judge.
static RESULT derogated_at(struct node *n, const struct request *r, struct instant answered, struct instant *out, struct error *err) {
    const struct law_clock *k = law_clock(n->settings.law, r->clock);
    const struct law_calendar *c = law_calendar(n->settings.law, r->calendar);
    struct clock_state s;
    bool judge = false;
    *out = (struct instant){0};
    TRY(request_pause_each(n->store, r->id, find_judge, &judge, err));
    if (!judge || !k || !c || !r->started_at.ms) return DONE;
    TRY(clock_read(k, c, r->started_at, NULL, 0, now(n), &s, err));
    if (instant_before(s.due, answered.ms ? answered : now(n))) *out = s.due;
    return DONE;
}

static void count_sent(struct counts *c, const struct request *r, const json_t *demand, struct instant sent) {
    struct view copy = json_view(json_object_get(demand, "fields"), "contact_point_copy");
    if (sent.ms) count_by(c, year_of(c->n, sent), "submitted", r->peer, view_is(copy, "by_contact_point") ? VIEW("contact_point") : VIEW("authority"), 1);
}

static RESULT count_received(struct counts *c, const struct request *r, const json_t *decision, struct instant answered, struct error *err) {
    struct view how = r->urgent ? VIEW("urgent") : VIEW("not_urgent");
    struct instant beyond;
    count_by(c, year_of(c->n, r->created_at), "received", r->peer, how, 1);
    TRY(derogated_at(c->n, r, answered, &beyond, err));
    if (beyond.ms) count_by(c, year_of(c->n, beyond), "derogated", r->peer, VIEW(""), 1);
    if (!answered.ms) return DONE;
    bool refused = view_is(json_view(decision, "decision"), "refuse");
    if (refused) count_by(c, year_of(c->n, answered), "refused", r->peer, json_view(decision, "ground"), 1);
    else count_by(c, year_of(c->n, answered), "replied", r->peer, how, 1);
    return DONE;
}

static struct result count_request(void *ctx, const struct request *r, struct error *err) {
    struct counts *c = ctx;
    struct history h = {0};
    AUTO_JSON *demand = NULL;
    AUTO_JSON *decision = NULL;
    bool read = !FAILED(json_stored(r->demand, &demand, NULL));
    if (read && !view_is(json_view(json_object_get(demand, "basis"), "instrument"), INSTRUMENT)) return DONE;
    if (!read || (r->decision.bytes && FAILED(json_stored(r->decision, &decision, NULL)))) {
        count_by(c, year_of(c->n, r->created_at), "unread", r->peer, VIEW(""), 1);
        if (year_of(c->n, r->created_at) == c->told) unread_row(c->rotten, "request", r->id);
        return DONE;
    }
    TRY(request_history(c->n->store, r->id, read_history, &h, err));
    if (r->side == SIDE_owner) return count_received(c, r, decision, h.answered, err);
    count_sent(c, r, demand, h.sent);
    return DONE;
}

// ---- What is forgotten is counted before ----

static RESULT keep_counts(struct node *n, const json_t *years, struct error *err) {
    static const struct stmt ADD = {"INSERT INTO exchange_count(year, figure, member, detail, count) VALUES($1, $2, $3, $4, $5)"
                                    " ON CONFLICT(year, figure, member, detail) DO UPDATE SET count = count + $5"};
    const char *year, *figure, *member, *detail;
    json_t *figures, *members, *details, *count;
    json_object_foreach((json_t *)years, year, figures)
        json_object_foreach(figures, figure, members)
            json_object_foreach(members, member, details)
                json_object_foreach(details, detail, count)
                    TRY(store_run(n->store, &ADD, VALUES(V_INT(atoi(year)), V_STR(figure), V_STR(member), V_STR(detail),
                                                         V_INT(json_integer_value(count))), err));
    return DONE;
}

RESULT exchanges_forgotten(struct node *n, struct instant before, struct error *err) {
    struct counts c = {n, json_object(), 0, NULL};
    AUTO_JSON *years = c.years;
    TRY(request_ended(n->store, before, count_request, &c, err));
    return keep_counts(n, years, err);
}

// ---- The form ----

static RESULT add_kept(struct counts *c, int year, struct error *err) {
    static const struct stmt KEPT = {"SELECT figure, member, detail, count FROM exchange_count WHERE year = $1"};
    struct cursor at;
    TRY(store_query(c->n->store, &KEPT, VALUES(V_INT(year)), &at, err));
    while (cursor_next(&at)) {
        AUTO_TEXT figure = text_with_ceiling(40);
        text_view(&figure, cursor_view(&at, 0));
        count_by(c, year, text_string(&figure), cursor_view(&at, 1), cursor_view(&at, 2), cursor_int(&at, 3));
    }
    return cursor_end(&at, err);
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

// The members of an object in the order of their names, so that two reports of one year are the same.
static size_t names_of(const json_t *object, const char **names, size_t room) {
    const char *key;
    json_t *v;
    size_t count = 0;
    json_object_foreach((json_t *)object, key, v) if (count < room) names[count++] = key;
    qsort(names, count, sizeof *names, by_name);
    return count;
}

struct form {
    json_t *rows;
    struct text csv;
    int year;
    const char *authority;
    bool publicly;
};

// In public, few is said as few: a count of one may be somebody.
static void add_row(struct form *f, const char *point, const char *figure, const char *member, const char *detail, int64_t count) {
    bool few = f->publicly && count > 0 && count < FEW;
    json_t *j = json_pack("{s:s,s:s,s:o}", "point", point, "figure", figure, "count", few ? json_string("fewer than 5") : json_integer((json_int_t)count));
    if (*member) json_object_set_new(j, "member", json_string(member));
    if (*detail) json_object_set_new(j, "detail", json_string(detail));
    json_array_append_new(f->rows, j);
    text_format(&f->csv, "%d,%s,", f->year, f->authority);
    if (*point) text_format(&f->csv, "18(2)(%s)", point);
    text_format(&f->csv, ",%s,%s,%s,", figure, member, detail);
    if (few) text_put(&f->csv, "fewer than 5\r\n");
    else text_format(&f->csv, "%lld\r\n", (long long)count);
}

// By the requesting state, as points (b), (c) and (d) want it.
static void add_by_member(struct form *f, const json_t *figures, const char *point, const char *figure) {
    const char *members[64], *details[64];
    const json_t *of = json_object_get(figures, figure);
    size_t m = names_of(of, members, 64);
    for (size_t i = 0; i < m; i++) {
        const json_t *by = json_object_get(of, members[i]);
        size_t d = names_of(by, details, 64);
        for (size_t k = 0; k < d; k++) add_row(f, point, figure, members[i], details[k], json_int(by, details[k]));
    }
}

// Point (a) asks for a number, not for whom: of the contact point and of the designated authorities.
static void add_submitted(struct form *f, const json_t *figures) {
    static const char *const who[] = {"contact_point", "authority"};
    const char *member;
    json_t *by;
    for (size_t i = 0; i < 2; i++) {
        int64_t sum = 0;
        json_object_foreach(json_object_get(figures, "submitted"), member, by) sum += json_int(by, who[i]);
        add_row(f, "a", "submitted", "", who[i], sum);
    }
}

static int64_t unread_in(const json_t *figures) {
    const char *member;
    json_t *by;
    int64_t sum = 0;
    json_object_foreach(json_object_get(figures, "unread"), member, by) sum += json_int(by, "");
    return sum;
}

static RESULT year_given(struct node *n, const json_t *params, int *out, struct error *err) {
    int64_t year = json_int(params, "year");
    if (!json_object_get(params, "year")) year = year_of(n, now(n));
    if (year < FIRST_YEAR || year > LAST_YEAR) return FAIL(err, BAD_ARGUMENT, "year: as 2026");
    *out = (int)year;
    return DONE;
}

static RESULT year_counted(struct node *n, int year, json_t *years, json_t *rotten, struct error *err) {
    struct counts c = {n, years, year, rotten};
    TRY(request_each(n->store, -1, INT64_MAX, count_request, &c, err));
    return add_kept(&c, year, err);
}

static const json_t *figures_of(const json_t *years, int year) {
    AUTO_TEXT key = text_with_ceiling(8);
    text_format(&key, "%04d", year);
    return json_object_get(years, text_string(&key));
}

static void form_filled(struct form *f, const json_t *figures) {
    text_put(&f->csv, "year,authority,point,figure,member,detail,count\r\n");
    add_submitted(f, figures);
    add_by_member(f, figures, "b", "received");
    add_by_member(f, figures, "b", "replied");
    add_by_member(f, figures, "c", "refused");
    add_by_member(f, figures, "d", "derogated");
    if (unread_in(figures)) add_row(f, "", "unread", "", "", unread_in(figures));  // whoever has the file only must see it as well
}

struct result report_exchanges(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct view audience = json_view(call->params, "audience");
    const struct law_member *me = law_member(n->settings.law, view_of(n->settings.authority));
    struct form f = {.rows = json_array(), .csv = text_with_ceiling(CSV_BYTES_MAX), .authority = n->settings.authority,
                     .publicly = view_is(audience, "parliament")};
    AUTO_JSON *years = json_object(), *rotten = json_object();
    AUTO_TEXT due = text_with_ceiling(20);
    AUTO_JSON *rows = f.rows;
    if (audience.bytes && !f.publicly && !view_is(audience, "supervisor")) return FAIL(err, BAD_ARGUMENT, "audience: supervisor or parliament");
    TRY(year_given(n, call->params, &f.year, err));
    unread_begin(rotten);
    TRY(year_counted(n, f.year, years, rotten, err));
    const json_t *figures = figures_of(years, f.year);
    form_filled(&f, figures);
    text_format(&due, "%04d-03-01", f.year + 1);
    call_answer(call, json_pack("{s:s,s:s,s:i,s:s,s:s,s:b,s:b,s:O,s:s,s:I}", "article", ARTICLE, "authority", f.authority, "year", f.year, "audience",
                                f.publicly ? "parliament" : "supervisor", "due_by", text_string(&due), "year_over",
                                year_of(n, now(n)) > f.year, "binds", me && me->eu,
                                "rows", rows, "csv", text_string(&f.csv), "unread", (json_int_t)unread_in(figures)));
    if (!f.publicly) json_object_set(call->answer, "unread_rows", json_object_get(rotten, "unread_rows"));
    unread_unnamed(call->answer, call->officer);
    bool whole = text_ok(&f.csv);
    text_free(&f.csv);
    if (!whole) return FAIL(err, TOO_BIG, "the figures of a year");
    return report_noted(n, call->officer, "exchanges_of_the_year", err);
}
