// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// hashes.c — malines hash import: a list of hashes from a file into the register, in portions. What was entered stays entered,
// and the same file again changes nothing: an import that broke off is simply begun again.
#include "link.h"

#include <stdio.h>
#include <stdlib.h>

enum { PORTION = 2000, LINE_ROOM = 512 };

struct list_file {
    FILE *file;
    const char *path, *label;
    long line;
};

// "TYPE,VALUE[,LABEL[,QUALITY]]"; "#" begins a note. NULL: no more, or *err says why.
static json_t *next_hash(struct list_file *f, struct error *err) {
    char line[LINE_ROOM];
    while (fgets(line, sizeof line, f->file)) {
        struct view rest = view_trim(view_of(line));
        uint64_t quality;
        f->line++;
        if (!strchr(line, '\n') && !feof(f->file)) return fail_with(err, CODE_TOO_BIG, "%s, line %ld: over %d bytes", f->path, f->line, LINE_ROOM), NULL;
        if (!rest.bytes || rest.at[0] == '#') continue;
        json_t *j = json_object();
        struct view type = view_trim(view_cut(rest, ',', &rest)), value = view_trim(view_cut(rest, ',', &rest)), label = view_trim(view_cut(rest, ',', &rest));
        json_put_view(j, "type", type);
        json_put_view(j, "value", value);
        if (label.bytes || f->label) json_put_view(j, "label", label.bytes ? label : view_of(f->label));
        rest = view_trim(rest);
        if (!rest.bytes) return j;
        if (!view_to_u64(rest, &quality) || quality > 100)
            return json_decref(j), fail_with(err, CODE_BAD_CSV, "%s, line %ld: a quality from 0 to 100", f->path, f->line), NULL;
        json_object_set_new(j, "quality", json_integer((json_int_t)quality));
        return j;
    }
    return NULL;
}

static RESULT send_portion(struct link *l, json_t *hashes, int64_t counts[3], struct error *err) {
    AUTO_JSON *values = json_pack("{s:s,s:O}", "source", value_text(l->shell, "source", ""), "hashes", hashes);
    AUTO_JSON *answer = NULL;
    int64_t years = value_number(l->shell, "retain-years", 0);
    if (years) json_object_set_new(values, "retain_years", json_integer((json_int_t)years));
    TRY(link_call(l, command_of(HANDLER_hashes_added), values, &answer, err));
    counts[0] += json_int(answer, "added"), counts[1] += json_int(answer, "unchanged"), counts[2] += json_int(answer, "too_plain");
    return DONE;
}

static RESULT send_file(struct link *l, struct list_file *f, int64_t counts[3], struct error *err) {
    for (bool more = true; more;) {
        AUTO_JSON *hashes = json_array();
        struct error why = {0};
        long from = f->line + 1;
        while (more && json_array_size(hashes) < PORTION) {
            json_t *j = next_hash(f, &why);
            if (j) json_array_append_new(hashes, j);
            more = j != NULL;
        }
        if (why.code != CODE_OK) return fail_with(err, why.code, "%s", why.detail);
        if (!json_array_size(hashes)) return DONE;
        if (FAILED(send_portion(l, hashes, counts, &why))) return fail_with(err, why.code, "%s, from line %ld: %s", f->path, from, why.detail);
    }
    return DONE;
}

RESULT do_hash_import(const struct sys *sys, const struct shell *s, struct error *err) {
    struct list_file f = {.path = value_text(s, "file", ""), .label = value_text(s, "label", NULL)};
    struct link l;
    int64_t counts[3] = {0};
    f.file = fopen(f.path, "r");
    if (!f.file) return FAIL(err, NOT_FOUND, "%s can't be read", f.path);
    struct result r = link_open(sys, s, &l, err);
    if (FAILED(r)) {
        fclose(f.file);
        return r;
    }
    r = send_file(&l, &f, counts, err);
    fclose(f.file);
    link_close(&l);
    TRY(r);
    AUTO_JSON *answer = json_pack("{s:I,s:I,s:I}", "added", (json_int_t)counts[0], "unchanged", (json_int_t)counts[1], "too_plain", (json_int_t)counts[2]);
    if (s->json) json_dumpf(answer, stdout, JSON_COMPACT | JSON_SORT_KEYS), putchar('\n');
    else
        printf("%lld added, %lld unchanged, %lld pictures with too little in them left out\n", (long long)counts[0],
               (long long)counts[1], (long long)counts[2]);
    return DONE;
}
