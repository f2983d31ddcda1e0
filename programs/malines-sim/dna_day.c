// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna_day.h"

#include "dna/read.h"
#include "registers/dna/dna.h"

#include <stdio.h>
#include <stdlib.h>

enum { NO_NUMBERS = 2 };  // 0 and 1 are written for what is not known (2008/616 Annex)

void dna_day_begin(struct dna_day *d, struct stage *stage, struct judge *judge, struct chance chance) {
    *d = (struct dna_day){.stage = stage, .judge = judge, .chance = chance};
}

// A failure that the weather explains, or an import that went with the node that began it.
static bool explained(enum code c) {
    return c == CODE_DISK_FULL || c == CODE_DISK_FAILED || c == CODE_BUSY || c == CODE_STORE_DAMAGED ||
           c == CODE_NOT_FOUND || c == CODE_WRONG_STEP || c == CODE_CONFLICT;
}

static bool doubtful(enum outcome o, enum code c) { return o == REPLY_lost || (o == REPLY_failed && (c == CODE_DISK_FAILED || c == CODE_STORE_DAMAGED)); }

static enum outcome ask(struct dna_day *d, int member, node_handler *handler, const json_t *params, json_t **answer, enum code *why, const char *what) {
    struct error failure = {0};
    enum outcome o = stage_ask(d->stage, member, handler, cast_officer(d->stage->cast, member, OFFICER_author), params, answer, &failure);
    *why = o == REPLY_failed ? failure.code : CODE_OK;
    if (o == REPLY_failed && !explained(failure.code))
        judge_break(d->judge, "%s was refused at %s: %s %s", what, cast_id(member), code_name(failure.code), failure.detail);
    return o;
}

// ---- People: any two differ at all loci, by one allele at least ----
static void typed(const struct dna_book *b, unsigned person, bool odd, struct text *out) {
    struct dna_profile p = {0};
    for (size_t i = 0, n = 0; i < b->locus_count; i++) {
        const struct dna_locus *l = &b->loci[i];
        if (!(b->counted >> i & 1) || l->highest - l->lowest < DNA_PEOPLE + NO_NUMBERS) continue;
        unsigned low = l->lowest + NO_NUMBERS + (person + (unsigned)i) % DNA_PEOPLE;
        bool dropped = odd && n == 0;  // one allele off
        p.at[i] = (struct dna_pair){dna_length_code(l->repeat, low, 0), dna_length_code(l->repeat, dropped ? low : low + 1, 0)};
        n++;
    }
    text_profile(out, b, &p);
}

// ---- Acts ----
static void item_put(struct dna_day *d, const struct dna_note *n, struct text *out) {
    text_format(out, "{\"category\":\"%s\",\"profile\":", n->person % 2 ? "convicted" : "stain");
    typed(cast_dna(d->stage->cast), n->person, n->odd, out);
    text_format(out, ",\"ref\":\"%s\"}\n", n->ref);
}

static void import_told(struct dna_day *d, size_t first, enum outcome o, enum code why) {
    for (size_t i = first; i < d->note_count; i++) {
        if (!doubtful(o, why)) d->notes[i].created = o == REPLY_done ? TOLD_yes : TOLD_no;
        d->notes[i].created_us = world_us(d->stage->world);
    }
}

static void enter(struct dna_day *d, int member) {
    json_t *begun = NULL;
    enum code why;
    size_t first = d->note_count, count = chance_between(&d->chance, 1, DNA_IMPORT_MOST);
    AUTO_JSON *none = json_object();
    AUTO_TEXT lines = text_with_ceiling(64 * 1024);
    if (first + count > DNA_NOTES_MAX || ask(d, member, dna_import_begin, none, &begun, &why, "an import of profiles") != REPLY_done) return;
    d->imports++;
    for (size_t i = 0; i < count; i++) {
        struct dna_note *n = &d->notes[d->note_count++];
        *n = (struct dna_note){.owner = member, .import = d->imports,
                               .person = (unsigned)chance_below(&d->chance, DNA_PEOPLE), .odd = chance_hit(&d->chance, 200)};
        snprintf(n->ref, sizeof n->ref, "%s-%d", cast_id(member), ++d->next_ref);
        item_put(d, n, &lines);
    }
    stage_say(d->stage, "%s enters %zu profiles", cast_id(member), count);
    AUTO_JSON *items = json_pack("{s:O,s:s}", "import", json_object_get(begun, "import"), "items", text_string(&lines));
    AUTO_JSON *end = json_pack("{s:O}", "import", json_object_get(begun, "import"));
    enum outcome o = ask(d, member, dna_import_items, items, NULL, &why, "a portion of profiles");
    if (o == REPLY_done) {
        for (size_t i = first; i < d->note_count; i++) d->notes[i].created = TOLD_maybe;
        o = ask(d, member, dna_import_commit, end, NULL, &why, "the end of an import of profiles");
        import_told(d, first, o, why);
    }
    if (o == REPLY_failed) (void)ask(d, member, dna_import_abandon, end, NULL, &why, "the giving up of an import");
    json_decref(begun);
}

static struct dna_note *some_note(struct dna_day *d) { return d->note_count ? &d->notes[chance_below(&d->chance, d->note_count)] : NULL; }

static void erase(struct dna_day *d) {
    struct dna_note *n = some_note(d);
    enum code why;
    if (!n || n->created != TOLD_yes || n->deleted != TOLD_no) return;
    n->deleted = TOLD_maybe;
    stage_say(d->stage, "%s deletes profile %s", cast_id(n->owner), n->ref);
    AUTO_JSON *params = json_pack("{s:s,s:s}", "ref", n->ref, "reason", "the sentence was quashed");
    enum outcome o = ask(d, n->owner, dna_deleted, params, NULL, &why, "the deletion of a profile");
    if (o == REPLY_failed && why == CODE_NOT_FOUND) judge_break(d->judge, "P8: profile %s, told to be entered, is not there to be deleted", n->ref);
    if (!doubtful(o, why)) n->deleted = o == REPLY_done ? TOLD_yes : TOLD_no;
    n->deleted_us = world_us(d->stage->world);
}

static bool of_union(int member) { return member != MEMBER_ma; }

static void search_told(struct dna_day *d, struct dna_search_note *s, const json_t *answer) {
    const json_t *line = json_array_get(json_object_get(answer, "asked"), 0);
    if (!view_is(json_view(line, "state"), "asked")) {
        if (of_union(s->asker) && of_union(s->asked)) judge_break(d->judge, "%s may not have a profile compared by %s", cast_id(s->asker), cast_id(s->asked));
        return;
    }
    snprintf(s->batch, sizeof s->batch, "%.*s", VIEW_ARGS(json_view(line, "batch")));
    d->search_count++;
}

static void search(struct dna_day *d, int member) {
    const struct dna_note *of = some_note(d);
    int asked = (int)chance_below(&d->chance, MEMBERS);
    json_t *answer = NULL;
    enum code why;
    if (!of || asked == member || d->search_count == DNA_SEARCHES_MAX) return;
    struct dna_search_note *s = &d->searches[d->search_count];
    *s = (struct dna_search_note){.asker = member, .asked = asked, .person = of->person, .odd = chance_hit(&d->chance, 100),
                                  .put_us = world_us(d->stage->world)};
    snprintf(s->ref, sizeof s->ref, "%s-S%d", cast_id(member), ++d->next_ref);
    AUTO_TEXT profile = text_with_ceiling(8192);
    AUTO_JSON *j = NULL;
    typed(cast_dna(d->stage->cast), s->person, s->odd, &profile);
    ENSURE(!FAILED(json_strict(text_seen(&profile), &j, NULL)));
    AUTO_JSON *params = json_pack("{s:O,s:s,s:[s]}", "profile", j, "ref", s->ref, "members", cast_id(asked));
    stage_say(d->stage, "%s has a profile compared by %s", cast_id(member), cast_id(asked));
    if (ask(d, member, dna_searched, params, &answer, &why, "a search with a profile") == REPLY_done) search_told(d, s, answer);
    json_decref(answer);
}

void dna_day_act(struct dna_day *d) {
    int member = (int)chance_below(&d->chance, MEMBERS);
    uint64_t draw = chance_below(&d->chance, 100);
    if (draw < 45) enter(d, member);
    else if (draw < 60) erase(d);
    else search(d, member);
}

// ---- What passes by ----
static bool holds(struct view body, const char *word) { return memmem(body.at, body.bytes, word, strlen(word)) != NULL; }

void dna_day_letter(struct dna_day *d, int from, int to, struct view body) {
    int other = to == MEMBER_ma ? from : to;
    char signer[40];
    snprintf(signer, sizeof signer, "\"from\":\"%s\"", cast_id(from));  // a letter of another's that is shown again is not an exchange
    if ((from != MEMBER_ma && to != MEMBER_ma) || !holds(body, signer) ||
        !holds(body, "\"channel\":\"dna\",\"greeting\"") || !holds(body, "\"messages\":[{"))
        return;
    if (other != MEMBER_be) judge_break(d->judge, "P11: %s and %s exchange profiles", cast_id(from), cast_id(to));
    if (holds(body, "\"hits\":[{\"identified\"")) judge_break(d->judge, "P11: %s told %s more of a profile than yes or no", cast_id(from), cast_id(to));
}

// ---- After the calm ----
static struct result seen(void *ctx, const struct dna_record *r, struct error *err) {
    (void)r, (void)err;
    return *(bool *)ctx = true, DONE;
}

static void judge_notes(struct dna_day *d, struct store *stores[MEMBERS]) {
    int there[DNA_NOTES_MAX + 1] = {0}, gone[DNA_NOTES_MAX + 1] = {0};  // of an import in doubt
    for (size_t i = 0; i < d->note_count && !d->judge->broken; i++) {
        const struct dna_note *n = &d->notes[i];
        bool is = false;
        struct result r = dna_record_find(stores[n->owner], view_of(n->ref), seen, &is, NULL);
        if (FAILED(r) && r.code != CODE_NOT_FOUND) judge_break(d->judge, "the profiles of %s can't be read", cast_id(n->owner));
        if (is && n->created == TOLD_no) judge_break(d->judge, "P8: profile %s, told not to be entered, is there", n->ref);
        if (is && n->deleted == TOLD_yes) judge_break(d->judge, "P7: profile %s was deleted and is there", n->ref);
        if (!is && n->created == TOLD_yes && n->deleted == TOLD_no) judge_break(d->judge, "P8: profile %s was entered and is not there", n->ref);
        if (n->created == TOLD_maybe) ++*(is ? &there[n->import] : &gone[n->import]);
    }
    for (int i = 1; i <= d->imports && i <= DNA_NOTES_MAX; i++)
        if (there[i] && gone[i]) judge_break(d->judge, "P8: half of an import of profiles is there");
}

struct person_of {
    unsigned person;
    bool odd, known;
};
static struct person_of who(const struct dna_day *d, struct view ref) {
    for (size_t i = 0; i < d->note_count; i++)
        if (view_is(ref, d->notes[i].ref)) return (struct person_of){d->notes[i].person, d->notes[i].odd, true};
    for (size_t i = 0; i < d->search_count; i++)
        if (view_is(ref, d->searches[i].ref)) return (struct person_of){d->searches[i].person, d->searches[i].odd, true};
    return (struct person_of){.known = false};
}

struct hit_looking {
    struct dna_day *d;
    struct store **stores;
    int member;
};

static int64_t count_of(struct dna_day *d, struct store *s, const struct value *values, size_t count) {
    static const struct stmt MATCHES = {"SELECT count(*) FROM dna_match WHERE batch=$1 AND incoming=$2 AND own_ref=$3 AND their_ref=$4 AND quality=$5"};
    int64_t n = 0;
    struct error err = {0};
    if (FAILED(store_number(s, &MATCHES, values, count, 0, &n, &err))) judge_break(d->judge, "matches can't be read: %s", err.detail);
    return n;
}

static struct result hit_judged(void *ctx, const struct dna_match *m, struct error *err) {
    struct hit_looking *l = ctx;
    struct dna_day *d = l->d;
    int peer = cast_index(m->member);
    struct person_of own = who(d, m->own_ref), theirs = who(d, m->their_ref);
    (void)err;
    if (peer < 0 || peer >= MEMBERS) return DONE;
    d->hits++;
    if (own.known && theirs.known) {
        if (own.person != theirs.person)
            judge_break(d->judge, "P10: a hit between two people at %s: %.*s, %.*s", cast_id(l->member),
                        VIEW_ARGS(m->own_ref), VIEW_ARGS(m->their_ref));
        if (m->quality != (own.odd == theirs.odd ? 1 : 4))
            judge_break(d->judge, "P10: a hit of quality %d at %s: %.*s, %.*s", (int)m->quality, cast_id(l->member),
                        VIEW_ARGS(m->own_ref), VIEW_ARGS(m->their_ref));
    }
    if (peer == l->member || !of_union(peer) || !of_union(l->member)) return DONE;
    int64_t here = count_of(d, l->stores[l->member], VALUES(V_TEXT(m->batch), V_INT(m->incoming), V_TEXT(m->own_ref), V_TEXT(m->their_ref), V_INT(m->quality)));
    int64_t there = count_of(d, l->stores[peer], VALUES(V_TEXT(m->batch), V_INT(!m->incoming), V_TEXT(m->their_ref), V_TEXT(m->own_ref), V_INT(m->quality)));
    if (here != 1 || there != 1)
        judge_break(d->judge, "a hit of %.*s stands %d times at %s and %d times at %s", VIEW_ARGS(m->batch),
                    (int)here, cast_id(l->member), (int)there, cast_id(peer));
    return DONE;
}

static void judge_search(struct dna_day *d, struct store *stores[MEMBERS], const struct dna_search_note *s) {
    static const struct stmt ANSWERED = {"SELECT answered_at FROM dna_batch WHERE id=$1 AND incoming=0"};
    static const struct stmt FOUND = {"SELECT count(*) FROM dna_match WHERE batch=$1 AND incoming=0 AND their_ref=$2"};
    int64_t at = 0, found = 0;
    struct error err = {0};
    if (FAILED(store_number(stores[s->asker], &ANSWERED, VALUES(V_STR(s->batch)), 0, &at, &err)) || !at)
        judge_break(d->judge, "P8: a search of %s, told to be put to %s, was never answered", cast_id(s->asker), cast_id(s->asked));
    if (!of_union(s->asker) || !of_union(s->asked)) return;
    for (size_t i = 0; i < d->note_count && !d->judge->broken; i++) {
        const struct dna_note *n = &d->notes[i];
        if (n->owner != s->asked || n->person != s->person) continue;
        if (FAILED(store_number(stores[s->asker], &FOUND, VALUES(V_STR(s->batch), V_STR(n->ref)), 0, &found, &err)))
            judge_break(d->judge, "matches can't be read: %s", err.detail);
        if (!found && n->created == TOLD_yes && n->created_us < s->put_us && n->deleted == TOLD_no)
            judge_break(d->judge, "P9: a search of %s did not find %s, which was there", cast_id(s->asker), n->ref);
        if (found && n->deleted == TOLD_yes && n->deleted_us < s->put_us)
            judge_break(d->judge, "P7: a search of %s found %s, which was deleted before", cast_id(s->asker), n->ref);
    }
}

void dna_day_judge(struct dna_day *d, struct store *stores[MEMBERS]) {
    struct error err = {0};
    judge_notes(d, stores);
    for (int m = 0; m < MEMBERS && !d->judge->broken; m++) {
        struct hit_looking l = {d, stores, m};
        static const int64_t ALL = 100000;
        if (FAILED(dna_match_each(stores[m], 0, ALL, hit_judged, &l, &err)))
            judge_break(d->judge, "the matches of %s can't be read: %s", cast_id(m), err.detail);
    }
    for (size_t i = 0; i < d->search_count && !d->judge->broken; i++) judge_search(d, stores, &d->searches[i]);
}
