// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// law.c — a law tried before it is used: against the cases of its authors, and against the law it would replace.
#include "link.h"

#include "api/config.h"
#include "audit/tlog.h"
#include "base/dates.h"
#include "law/trial.h"

#include <stdio.h>

enum { PATH_ROOM = 4096, FACTS_BYTES_MAX = 256 << 20, BUNDLE_BYTES_MAX = TILE_WIDTH * (ENTRY_BYTES_MAX + 2), SHOWN_MAX = 200 };

static void text_folder(struct text *t, const struct shell *s, const char *name) {
    const char *given = value_text(s, name, NULL);
    if (given) text_put(t, given);
    else text_data_path(t, "laws");
}

static void put_value(struct text *t, const json_t *v) {
    if (json_is_string(v)) text_view(t, view_of(json_string_value(v)));
    else if (json_is_boolean(v)) text_put(t, json_is_true(v) ? "yes" : "no");
    else if (json_is_integer(v)) text_format(t, "%lld", (long long)json_integer_value(v));
    else text_json(t, v);
}

static void put_facts(struct text *t, const json_t *facts) {
    const char *key;
    json_t *v;
    json_object_foreach((json_t *)facts, key, v) {
        text_format(t, "%s%s ", t->bytes ? ", " : "", key);
        put_value(t, v);
    }
}

// ---- law test ----
static void print_failures(const json_t *report) {
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(report, "failed"), i, one) {
        AUTO_TEXT facts = text_with_ceiling(4000), wanted = text_with_ceiling(4000), got = text_with_ceiling(4000);
        if (i == SHOWN_MAX) break;
        put_facts(&facts, json_object_get(one, "facts"));
        text_json(&wanted, json_object_get(one, "wanted"));
        text_json(&got, json_object_get(one, "got"));
        printf("%s: %s\n    asked   %s\n    wanted  %s\n    got     %s\n", json_string_value(json_object_get(one, "at")),
               json_string_value(json_object_get(one, "case")), text_string(&facts), text_string(&wanted), text_string(&got));
    }
}

static void print_list(const json_t *list, const char *what) {
    size_t i;
    json_t *one;
    if (!json_array_size(list)) return;
    printf("%s:\n", what);
    json_array_foreach((json_t *)list, i, one) printf("    %s\n", json_string_value(one));
}

static void print_trial(const json_t *report) {
    print_failures(report);
    print_list(json_object_get(report, "unasked"), "rows that no case expects");
    print_list(json_object_get(report, "silent"), "no case is about");
    printf("%lld cases, %lld decisions, %zu failed, %zu rows without a case\n", (long long)json_int(report, "cases"),
           (long long)json_int(report, "decisions"), json_array_size(json_object_get(report, "failed")),
           json_array_size(json_object_get(report, "unasked")));
}

RESULT do_law_test(const struct sys *sys, const struct shell *s, struct error *err) {
    AUTO_TEXT folder = text_with_ceiling(PATH_ROOM), cases = text_with_ceiling(PATH_ROOM);
    AUTO_JSON *report = NULL;
    struct law *law;
    (void)sys;
    text_folder(&folder, s, "laws");
    const char *given = value_text(s, "cases", NULL);
    if (given) text_put(&cases, given);
    else text_format(&cases, "%s/tests", text_string(&folder));
    TRY(law_load(text_string(&folder), &law, err));
    struct result r = trial_folder(law, text_string(&cases), &report, err);
    law_free(law);
    TRY(r);
    if (s->json) json_dumpf(report, stdout, JSON_COMPACT | JSON_SORT_KEYS), putchar('\n');
    else print_trial(report);
    size_t failed = json_array_size(json_object_get(report, "failed"));
    return failed ? FAIL(err, CONFLICT, "%zu decisions are not as the cases expect", failed) : DONE;
}

// ---- law diff ----
struct diff {
    struct law *before, *after;
    struct instant at;
    json_t *report;
};

static RESULT take_lines(struct diff *d, struct view rest, struct error *err) {
    for (size_t number = 1; rest.bytes; number++) {
        struct view line = view_trim(view_cut(rest, '\n', &rest));
        AUTO_JSON *facts = NULL;
        struct error why;
        if (!line.bytes) continue;
        if (FAILED(json_strict(line, &facts, &why))) return fail_with(err, why.code, "line %zu: %.300s", number, why.detail);
        if (!json_is_object(facts)) return FAIL(err, BAD_JSON, "line %zu: an object is expected", number);
        trial_recorded(d->before, d->after, facts, d->at, d->report);
    }
    return DONE;
}

static RESULT take_bundle(struct diff *d, const char *folder, uint64_t index, unsigned width, struct error *err) {
    AUTO_TEXT name = text_with_ceiling(200), path = text_with_ceiling(PATH_ROOM), bundle = text_with_ceiling(BUNDLE_BYTES_MAX);
    text_tile_path(&name, TILE_LEVEL_ENTRIES, index, width);
    text_format(&path, "%s/%s", folder, text_string(&name));
    TRY(file_read(text_string(&path), BUNDLE_BYTES_MAX, &bundle, err));
    struct reader r = reader_of(text_seen(&bundle));
    for (unsigned i = 0; i < width; i++) {
        size_t bytes = read_u16(&r);
        struct view entry = read_bytes(&r, bytes);
        AUTO_JSON *j = NULL;
        if (r.failed) return FAIL(err, LOG_BROKEN, "%s ends in the middle of an entry", text_string(&name));
        TRY(json_strict(entry, &j, err));
        trial_recorded(d->before, d->after, j, d->at, d->report);
    }
    return DONE;
}

// The files as `malines audit export` writes them. Whether they are as they were signed says `malines-verify log`.
static RESULT take_log(struct diff *d, const char *folder, struct error *err) {
    AUTO_TEXT path = text_with_ceiling(PATH_ROOM), bytes = text_with_ceiling(NOTE_BYTES_MAX);
    struct note note;
    struct checkpoint c;
    unsigned width;
    text_format(&path, "%s/checkpoint", folder);
    TRY(file_read(text_string(&path), NOTE_BYTES_MAX, &bytes, err));
    TRY(note_read(text_seen(&bytes), &note, err));
    TRY(checkpoint_read(note.text, &c, err));
    for (uint64_t i = 0; (width = tile_width(0, i, c.size)) > 0; i++) TRY(take_bundle(d, folder, i, width, err));
    return DONE;
}

static void put_outcome(struct text *t, const json_t *o) {
    if (json_view(o, "row").bytes) text_view(t, json_view(o, "row")), text_put(t, " ");
    if (json_flag(o, "allowed"))
        text_format(t, "(%.*s art. %.*s: %.*s, %.*s)", VIEW_ARGS(json_view(o, "instrument")), VIEW_ARGS(json_view(o, "article")),
                    VIEW_ARGS(json_view(o, "answer")), VIEW_ARGS(json_view(o, "sharing")));
    else text_format(t, "(no: %.*s)", VIEW_ARGS(json_view(o, "reason")));
}

static void print_changes(const json_t *report) {
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(report, "changes"), i, one) {
        AUTO_TEXT line = text_with_ceiling(8000), facts = text_with_ceiling(4000);
        if (i == SHOWN_MAX) printf("... and %zu more; --json has them all\n", json_array_size(json_object_get(report, "changes")) - i);
        if (i == SHOWN_MAX) break;
        put_facts(&facts, json_object_get(one, "example"));
        text_format(&line, "%.*s to %.*s, %.*s, %.*s%s%.*s: %lld decisions\n    from  ", VIEW_ARGS(json_view(one, "from")),
                    VIEW_ARGS(json_view(one, "to")), VIEW_ARGS(json_view(one, "register")), VIEW_ARGS(json_view(one, "purpose")),
                    json_view(one, "request").bytes ? ", request " : "", VIEW_ARGS(json_view(one, "request")), (long long)json_int(one, "count"));
        put_outcome(&line, json_object_get(one, "before"));
        text_put(&line, "\n    to    ");
        put_outcome(&line, json_object_get(one, "after"));
        printf("%s\n    as in %s\n", text_string(&line), text_string(&facts));
    }
    printf("%zu changes; %lld decisions compared", json_array_size(json_object_get(report, "changes")), (long long)json_int(report, "decisions"));
    if (json_int(report, "left_out")) printf(", %lld entries decide nothing", (long long)json_int(report, "left_out"));
    putchar('\n');
}

static RESULT compare(struct diff *d, const struct shell *s, struct error *err) {
    const char *log = value_text(s, "log", NULL), *facts = value_text(s, "facts", NULL);
    if (!log && !facts) {
        d->report = trial_differences(d->before, d->after, d->at);
        return DONE;
    }
    d->report = trial_report();
    if (log) TRY(take_log(d, log, err));
    if (!facts) return DONE;
    AUTO_TEXT lines = text_with_ceiling(FACTS_BYTES_MAX);
    TRY(file_read(facts, FACTS_BYTES_MAX, &lines, err));
    return take_lines(d, text_seen(&lines), err);
}

static RESULT day_given(const struct sys *sys, const struct shell *s, struct instant *out, struct error *err) {
    const char *day = value_text(s, "at", NULL);
    struct dates d;
    *out = sys_now(sys);
    if (!day) return DONE;
    if (!dates_read(view_of(day), &d) || d.precision != DATE_DAY) return FAIL(err, BAD_DATE, "at: a day as 2026-11-28");
    out->ms = (int64_t)d.first * DAY_MS;
    return DONE;
}

RESULT do_law_diff(const struct sys *sys, const struct shell *s, struct error *err) {
    struct diff d = {0};
    TRY(day_given(sys, s, &d.at, err));
    TRY(law_load(value_text(s, "old", ""), &d.before, err));
    struct result r = law_load(value_text(s, "new", ""), &d.after, err);
    if (!FAILED(r)) r = compare(&d, s, err);
    if (!FAILED(r) && s->json) json_dumpf(d.report, stdout, JSON_COMPACT | JSON_SORT_KEYS), putchar('\n');
    else if (!FAILED(r)) print_changes(d.report);
    json_decref(d.report);
    law_free(d.before);
    law_free(d.after);
    return r;
}
