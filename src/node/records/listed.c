// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// listed.c — one entry of a published list, as the importer's line gives it, becomes an alert: the list is the authority
// and the reason; the law says what follows from it. Lines are hostile: they come from the reader of files that anyone
// may have written.
#include "node/records/listed.h"

#include "registers/alerts/alerts.h"

enum { ENTRY_ARENA_BYTES = 4 << 20 };

struct parts {
    struct view ref, reason, listed_on, program, subject;  // subject: its canonical bytes
    struct subject read;
};

static RESULT subject_part(struct canon *c, struct parts *p, struct error *err) {
    const char *from = c->at;
    TRY(subject_read_canon(c, &p->read, err));
    p->subject = (struct view){from, (size_t)(c->at - from)};
    return DONE;
}

static RESULT parts_read(struct canon *c, struct parts *p, struct error *err) {
    const struct {
        const char *key;
        struct view *out;
    } texts[] = {{"ref", &p->ref}, {"reason", &p->reason}, {"listed_on", &p->listed_on}, {"program", &p->program}};
    struct view key;
    for (struct canon_list o = canon_object(c); canon_key(c, &o, &key);) {
        size_t i = 0;
        while (i < 4 && !view_is(key, texts[i].key)) i++;
        if (i < 4) *texts[i].out = canon_text(c);
        else if (view_is(key, "subject")) TRY(subject_part(c, p, err));
        else if (view_is(key, "links")) canon_skip(c);  // to other lists: for `malines lists audit`, not for a register
        else return FAIL(err, BAD_FIELD, "an entry has a member that is not known");
    }
    return canon_end(c, err);
}

static json_t *draft_of(const struct parts *p, struct view source, struct view category) {
    json_t *draft = json_object(), *list = json_object();
    json_put_view(draft, "category", category);
    json_put_view(list, "source", source);
    json_put_view(list, "ref", p->ref);
    if (p->reason.bytes) json_put_view(draft, "reason", p->reason);
    if (p->listed_on.bytes) json_put_view(list, "listed_on", p->listed_on);
    if (p->program.bytes) json_put_view(list, "program", p->program);
    json_object_set_new(draft, "list", list);
    return draft;
}

static RESULT alert_of(const struct law *law, const struct parts *p, const struct list_of *list, struct listed *out, struct arena *keep,
                       struct error *err) {
    AUTO_JSON *draft = draft_of(p, list->source, list->category);
    struct text *body = list->scratch;
    text_clear(body);
    if (!p->subject.bytes) return FAIL(err, BAD_FIELD, "an entry without subject");
    TRY(alert_write(law, draft, &p->read, p->subject, list->now, body, &out->retain_until, err));
    out->body = (struct view){arena_copy(keep, text_seen(body)), body->bytes};
    return out->body.at ? DONE : FAIL(err, TOO_BIG, "the list is above the ceiling");
}

// By which an entry that is there is told from one that changed: the line, and what its list is said to be of.
static struct digest digest_of(struct view category, struct view line) {
    struct hash h;
    hash_begin(&h);
    hash_add(&h, category);
    hash_add(&h, VIEW("\n"));
    hash_add(&h, line);
    return hash_end(&h);
}

RESULT listed_read(const struct law *law, struct view line, const struct list_of *list, struct arena *keep, struct listed *out,
                   struct error *err) {
    AUTO_ARENA a = arena_with_ceiling(ENTRY_ARENA_BYTES);
    struct canon c = canon_of(line, &a);
    struct parts p = {0};
    struct listed l = {.digest = digest_of(list->category, line)};
    struct error why = {0};
    struct result r = parts_read(&c, &p, &why);
    if (FAILED(r) && ((r.code != CODE_BAD_FIELD && r.code != CODE_TOO_BIG) || !p.ref.at)) return fail_with(err, r.code, "%s", why.detail);
    if (!p.ref.at || !view_trim(p.ref).bytes || p.ref.bytes > LIST_REF_BYTES_MAX) return FAIL(err, BAD_FIELD, "an entry without reference");
    l.ref = (struct view){arena_copy(keep, p.ref), p.ref.bytes};
    if (!l.ref.at) return FAIL(err, TOO_BIG, "the list is above the ceiling");
    if (!FAILED(r)) r = alert_of(law, &p, list, &l, keep, &why);
    l.refused = r.code;
    if (FAILED(r)) {
        l.body = (struct view){arena_copy(keep, view_of(why.detail)), strlen(why.detail)};
        if (!l.body.at) return FAIL(err, TOO_BIG, "the list is above the ceiling");
    }
    *out = l;
    return DONE;
}
