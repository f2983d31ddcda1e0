// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "prints_day.h"

#include "registers/prints/prints.h"

#include <stdio.h>
#include <stdlib.h>

// A container begins with one of these, its reference twice, and is never looked into by a node. Twelve bytes are sixteen characters of
// base64, so that the judge finds them in a letter; the reference stands there twice, because bad weather alters letters.
#define INK "MALINES-INK:"
#define INK_64 "TUFMSU5FUy1JTks6"
#define COMPARE "MALINES-CMP:"
#define COMPARE_64 "TUFMSU5FUy1DTVA6"
enum { MARK_BYTES = 12, REF_BYTES = 6, LARGE_BYTES = 140 * 1024, PEOPLE = 9, SMALL_BYTES = 300, TRIES = 8 };

void prints_day_begin(struct prints_day *d, struct stage *stage, struct judge *judge, struct chance chance) {
    *d = (struct prints_day){.stage = stage, .judge = judge, .chance = chance};
    for (int m = 0; m < MEMBERS; m++) d->afis_fresh[m] = true;
}

// A failure that the weather explains.
static bool explained(enum code c) { return c == CODE_DISK_FULL || c == CODE_DISK_FAILED || c == CODE_BUSY || c == CODE_STORE_DAMAGED || c == CODE_CONFLICT; }
static bool doubtful(enum outcome o, enum code c) { return o == REPLY_lost || (o == REPLY_failed && (c == CODE_DISK_FAILED || c == CODE_STORE_DAMAGED)); }
static enum told told_of(enum outcome o, enum code c) { return doubtful(o, c) ? TOLD_maybe : o == REPLY_done ? TOLD_yes : TOLD_no; }
static bool of_union(int member) { return member >= 0 && member < MEMBERS && member != MEMBER_ma; }

// `as_well`: what this call may be refused for in good weather, too.
static enum outcome ask(struct prints_day *d, int member, node_handler *handler, enum cast_officer who, const json_t *params,
                        json_t **answer, enum code as_well, enum code *why) {
    struct error failure = {0};
    enum outcome o = stage_ask(d->stage, member, handler, cast_officer(d->stage->cast, member, who), params, answer, &failure);
    *why = o == REPLY_failed ? failure.code : CODE_OK;
    if (o == REPLY_failed && !explained(failure.code) && failure.code != as_well)
        judge_break(d->judge, "a call about prints was refused at %s: %s %s", cast_id(member), code_name(failure.code), failure.detail);
    return o;
}

static void container_of(const struct prints_note *n, const char *mark, struct text *out) {
    text_format(out, "%s%s%s;", mark, n->ref, n->ref);
    size_t most = n->large ? LARGE_BYTES : SMALL_BYTES;
    while (out->bytes < most) text_put(out, "and so on, with ridges and valleys; ");
}

static struct prints_note *by_ref(struct prints_day *d, struct view ref) {
    for (size_t i = 0; i < d->note_count; i++)
        if (view_is(ref, d->notes[i].ref)) return &d->notes[i];
    return NULL;
}

// ---- Officers ask ----
static json_t *question_of(const struct prints_note *n) {
    AUTO_TEXT container = text_with_ceiling(2 * LARGE_BYTES), base64 = text_with_ceiling(4 * LARGE_BYTES), hex = text_with_ceiling(80);
    container_of(n, INK, &container);
    text_base64(&base64, container.at, container.bytes);
    struct digest digest = sha256(text_seen(&container));
    text_hex(&hex, digest.bytes, sizeof digest.bytes);
    return json_pack("{s:s,s:{s:s,s:s,s:s,s:b},s:s,s:[s],s:s,s:s,s:i,s:s,s:s,s:b}", "container", text_string(&base64),
                     "facts", "data", prints_data_name(n->data), "transaction", "MPS", "digest", text_string(&hex), "redacted", 1,
                     "ref", n->ref, "members", cast_id(n->asked), "case", "12/2026", "offence", "Burglary", "offence_months", 60,
                     "subject", "suspect", "aim", "identify", "identified", n->identified);
}

static const struct prints_capacity *capacity_of(const struct prints_day *d, int from, int to, enum prints_data data) {
    return prints_capacity_find(cast_prints(d->stage->cast), view_of(cast_id(from)), view_of(cast_id(to)), data);
}

// May the day's searches be spent? Only when as many were put as the table gives.
static void spent_judged(struct prints_day *d, const struct prints_note *n) {
    unsigned put = 0, per_day = prints_per_day(capacity_of(d, n->asker, n->asked, n->data), n->identified);
    for (const struct prints_note *o = d->notes; o < n; o++)
        put += o->asker == n->asker && o->asked == n->asked && o->data == n->data && o->identified == n->identified && o->put != TOLD_no;
    if (put < per_day)
        judge_break(d->judge, "%s was told that its searches of %s are spent after %u of %u", cast_id(n->asker), cast_id(n->asked), put, per_day);
    d->spent++;
}

// Prints within the Union; of faces nobody has set the day (laws/prints-eu.yaml).
static bool has_basis(const struct prints_note *n) { return of_union(n->asker) && of_union(n->asked) && n->data != PRINTS_faces; }

static void put_told(struct prints_day *d, struct prints_note *n, enum outcome o, enum code why, const json_t *answer) {
    const json_t *line = json_array_get(json_object_get(answer, "searches"), 0);
    n->put = told_of(o, why);
    if (o == REPLY_done) snprintf(n->search, sizeof n->search, "%.*s", VIEW_ARGS(json_view(line, "search")));
    if (o == REPLY_done && !has_basis(n))
        judge_break(d->judge, "P1, P11: %s may search %s of %s", cast_id(n->asker), prints_data_name(n->data), cast_id(n->asked));
    if (o == REPLY_failed && why == CODE_QUOTA) spent_judged(d, n);
}

static bool ask_one(struct prints_day *d, const struct prints_note *like) {
    if (d->note_count == PRINTS_NOTES_MAX) return false;
    struct prints_note *n = &d->notes[d->note_count++];
    enum code why, may = has_basis(like) ? CODE_QUOTA : CODE_NO_BASIS;
    json_t *answer = NULL;
    *n = *like;
    n->person = (unsigned)chance_below(&d->chance, PEOPLE);
    n->large = chance_hit(&d->chance, 60), n->unreadable = chance_hit(&d->chance, 100), n->compares = chance_hit(&d->chance, 500);
    snprintf(n->ref, sizeof n->ref, "%.2s%04u", cast_id(n->asker), (unsigned)(d->note_count % 10000));
    AUTO_JSON *params = question_of(n);
    stage_say(d->stage, "%s asks %s about %s %s", cast_id(n->asker), cast_id(n->asked), prints_data_name(n->data), n->ref);
    n->put = TOLD_maybe;
    enum outcome o = ask(d, n->asker, prints_searched, OFFICER_author, params, &answer, may, &why);
    put_told(d, n, o, why, answer);
    json_decref(answer);
    return o == REPLY_done;
}

static void officers_ask(struct prints_day *d, int member) {
    static const enum prints_data of[] = {PRINTS_palms, PRINTS_palms, PRINTS_palms, PRINTS_fingers, PRINTS_fingers, PRINTS_faces};
    struct prints_note n = {.asker = member, .asked = chance_hit(&d->chance, 500) ? MEMBER_fr : (int)chance_below(&d->chance, MEMBERS)};
    n.data = of[chance_below(&d->chance, sizeof of / sizeof *of)], n.identified = chance_hit(&d->chance, 200);
    if (n.asked == member) return;
    for (uint64_t i = chance_between(&d->chance, 1, PRINTS_BURST_MOST); i > 0 && ask_one(d, &n); i--) continue;
}

// ---- An AFIS: each holds some of the people ----
static unsigned known_there(const struct prints_note *n) { return (n->person + (unsigned)n->asked) % 3; }

static json_t *candidates_of(const struct prints_note *n) {
    json_t *list = json_array();
    char ref[24];
    for (unsigned i = 0; i < known_there(n); i++) {
        snprintf(ref, sizeof ref, "%s-P%u-%u", cast_id(n->asked), n->person, i + 1);
        json_array_append_new(list, json_pack("{s:s,s:i,s:b}", "ref", ref, "score", (int)(900 - 100 * i), "identified", i == 0));
    }
    return list;
}

static json_t *finding_of(const struct prints_note *n, const char *search) {
    AUTO_TEXT container = text_with_ceiling(2 * LARGE_BYTES), base64 = text_with_ceiling(4 * LARGE_BYTES);
    if (n->unreadable) return json_pack("{s:s,s:s}", "search", search, "failed", "BAD_FORMAT");
    json_t *j = json_pack("{s:s,s:o,s:i}", "search", search, "candidates", candidates_of(n), "searched", 1000);
    container_of(n, COMPARE, &container);
    text_base64(&base64, container.at, container.bytes);
    if (n->compares && known_there(n)) json_object_set_new(j, "container", json_string(text_string(&base64)));
    return j;
}

// What was handed over is what was asked, and was not answered before.
static struct prints_note *work_judged(struct prints_day *d, int member, const json_t *work) {
    AUTO_TEXT want = text_with_ceiling(2 * LARGE_BYTES), base64 = text_with_ceiling(4 * LARGE_BYTES);
    struct view data = json_view(work, "container");
    unsigned char head[MARK_BYTES + REF_BYTES];
    size_t written = 0;
    bool read = data.bytes >= 24 && base64_read((struct view){data.at, 24}, head, sizeof head, &written);
    struct prints_note *n = read ? by_ref(d, (struct view){(const char *)head + MARK_BYTES, REF_BYTES}) : NULL;
    if (!n) return judge_break(d->judge, "P8: the AFIS of %s was handed what nobody asked", cast_id(member)), NULL;
    container_of(n, INK, &want);
    text_base64(&base64, want.at, want.bytes);
    if (!view_same(data, text_seen(&base64))) judge_break(d->judge, "P8: the container of %s is another at %s", n->ref, cast_id(member));
    if (n->asked != member || !view_is(json_view(work, "from"), cast_id(n->asker)))
        judge_break(d->judge, "P1: %s reached %s, which was not asked", n->ref, cast_id(member));
    if (n->put == TOLD_no) judge_break(d->judge, "P8: %s was refused and reached an AFIS", n->ref);
    if (n->answered == TOLD_yes) judge_break(d->judge, "P8: %s was answered and handed to the AFIS again", n->ref);
    return n;
}

// False when nothing waits, or nobody is there to say so.
static bool afis_takes(struct prints_day *d, int member, json_t **work, bool *there) {
    enum code why;
    AUTO_JSON *params = json_pack("{s:[s,s,s],s:b}", "data", "fingers", "palms", "faces", "fresh", d->afis_fresh[member]);
    *there = ask(d, member, prints_afis_next, OFFICER_deputy, params, work, CODE_OK, &why) == REPLY_done;
    if (*there) d->afis_fresh[member] = false;
    return *there && json_object_get(*work, "search");
}

// WRONG_STEP: its node fell meanwhile and hands it out again, or the term was over.
static void afis_answers(struct prints_day *d, int member, const json_t *work) {
    struct prints_note *n = work_judged(d, member, work);
    enum code why;
    if (!n) return;
    AUTO_JSON *finding = finding_of(n, json_string_value(json_object_get(work, "search")));
    n->answered = TOLD_maybe;
    stage_say(d->stage, "the AFIS of %s answers %s", cast_id(member), n->ref);
    enum outcome o = ask(d, member, prints_afis_answered, OFFICER_deputy, finding, NULL, CODE_WRONG_STEP, &why);
    if (o == REPLY_failed && why == CODE_WRONG_STEP) return;
    n->answered = told_of(o, why);
    if (n->answered != TOLD_yes) d->afis_fresh[member] = true;  // what its node could not keep it wants to be handed again
}

static void afis_works(struct prints_day *d, int member) {
    json_t *work = NULL;
    bool there;
    for (int i = 0; i < PRINTS_BURST_MOST && afis_takes(d, member, &work, &there); i++) {
        if (chance_hit(&d->chance, 100)) d->afis_fresh[member] = true;  // it fell silent with the work in its hands
        else afis_answers(d, member, work);
        json_decref(work), work = NULL;
    }
    json_decref(work);
}

bool prints_day_finish(struct prints_day *d) {
    bool quiet = true;
    for (int m = 0; m < MEMBERS && !d->judge->broken; m++) {
        json_t *work = NULL;
        bool there = true;
        while (of_union(m) && !d->judge->broken && afis_takes(d, m, &work, &there)) {
            afis_answers(d, m, work);
            json_decref(work), work = NULL, quiet = false;
        }
        json_decref(work);
        quiet &= there;
    }
    return quiet;
}

// ---- Experts: who asked tries, too, and must not ----
static const struct prints_note *some_hit(struct prints_day *d) {
    for (int tries = 0; d->note_count && tries < TRIES; tries++) {
        const struct prints_note *n = &d->notes[chance_below(&d->chance, d->note_count)];
        if (n->put == TOLD_yes && n->answered == TOLD_yes && !n->unreadable && known_there(n)) return n;
    }
    return NULL;
}

static void expert_confirms(struct prints_day *d) {
    const struct prints_note *n = some_hit(d);
    json_t *shown = NULL;
    enum code why;
    if (!n) return;
    bool author = chance_hit(&d->chance, 500);
    AUTO_JSON *which = json_pack("{s:s}", "search", n->search);
    if (ask(d, n->asker, prints_shown, OFFICER_deputy, which, &shown, CODE_OK, &why) != REPLY_done) return;
    const json_t *first = json_array_get(json_object_get(shown, "candidates"), 0);
    AUTO_JSON *params = json_pack("{s:I,s:s,s:s}", "candidate", (json_int_t)json_int(first, "candidate"),
                                  "judgement", "confirmed", "reason", "fourteen points agree");
    if (first) {
        enum outcome o = ask(d, n->asker, prints_judged, author ? OFFICER_author : OFFICER_deputy, params, NULL, author ? CODE_SAME_PERSON : CODE_OK, &why);
        if (o == REPLY_done && author) judge_break(d->judge, "P10: who asked at %s confirmed the candidate of %s", cast_id(n->asker), n->ref);
        d->confirmed += o == REPLY_done;
    }
    json_decref(shown);
}

void prints_day_act(struct prints_day *d) {
    int member = (int)chance_below(&d->chance, MEMBERS);
    uint64_t draw = chance_below(&d->chance, 100);
    if (draw < 42) officers_ask(d, member);
    else if (draw < 75) afis_works(d, of_union(member) ? member : MEMBER_fr);
    else if (draw < 95) expert_confirms(d);
    else d->afis_fresh[member] = true;  // its connector is started again
}

// ---- What passes by ----
static bool holds(struct view body, const char *word) { return memmem(body.at, body.bytes, word, strlen(word)) != NULL; }

// The note whose container begins here; NULL: the letter was altered on its way.
static struct prints_note *container_here(struct prints_day *d, const char *at, size_t bytes) {
    char refs[2 * REF_BYTES];
    size_t written = 0;
    if (bytes < 32 || !base64_read((struct view){at + 16, 16}, refs, sizeof refs, &written) || memcmp(refs, refs + REF_BYTES, REF_BYTES) != 0) return NULL;
    return by_ref(d, (struct view){refs, REF_BYTES});
}

static void containers_judged(struct prints_day *d, int from, int to, struct view body, bool back) {
    const char *word = back ? COMPARE_64 : INK_64, *end = body.at + body.bytes;
    for (const char *at = body.at; (at = memmem(at, (size_t)(end - at), word, 16)); at += 16) {
        const struct prints_note *n = container_here(d, at, (size_t)(end - at));
        if (!n) continue;
        bool way = back ? from == n->asked && to == n->asker : from == n->asker && to == n->asked;
        if (!way) judge_break(d->judge, "P1: a container of %s went from %s to %s", n->ref, cast_id(from), cast_id(to));
        if ((back ? n->answered : n->put) == TOLD_no) judge_break(d->judge, "P1: a container of %s left %s before anybody decided it", n->ref, cast_id(from));
    }
}

void prints_day_letter(struct prints_day *d, int from, int to, struct view body) {
    char signer[40];
    snprintf(signer, sizeof signer, "\"from\":\"%s\"", cast_id(from));  // a letter of another's that is shown again is not an exchange
    if (!holds(body, "\"channel\":\"prints\"") || !holds(body, signer)) return;
    containers_judged(d, from, to, body, false);
    containers_judged(d, from, to, body, true);
}

// ---- After the calm ----
struct side {
    char id[UUID_ROOM], state[20], code[40];
    int64_t rows, candidates, question_parts, answer_parts, answer_parts_here;
};

static int64_t counted(struct prints_day *d, struct store *s, const struct stmt *stmt, const struct value *values, size_t count) {
    int64_t n = 0;
    struct error err = {0};
    if (FAILED(store_number(s, stmt, values, count, 0, &n, &err))) judge_break(d->judge, "searches with prints can't be read: %s", err.detail);
    return n;
}

static struct side side_of(struct prints_day *d, struct store *s, const struct prints_note *n, bool incoming) {
    static const struct stmt ROWS = {"SELECT count(*) FROM prints_search WHERE ref=$1 AND incoming=$2"},
        CANDIDATES = {"SELECT count(*) FROM prints_candidate WHERE search=$1 AND incoming=$2"},
        PARTS = {"SELECT count(*) FROM prints_part WHERE id=$1 AND incoming=$2 AND answer=$3"},
        SAID = {"SELECT answer_parts FROM prints_search WHERE id=$1 AND incoming=$2"},
        THAT = {"SELECT id, state, code FROM prints_search WHERE ref=$1 AND incoming=$2"};
    struct side out = {.rows = counted(d, s, &ROWS, VALUES(V_STR(n->ref), V_INT(incoming)))};
    struct cursor c;
    if (FAILED(store_query(s, &THAT, VALUES(V_STR(n->ref), V_INT(incoming)), &c, NULL))) return out;
    if (cursor_next(&c)) {
        snprintf(out.id, sizeof out.id, "%.*s", VIEW_ARGS(cursor_view(&c, 0)));
        snprintf(out.state, sizeof out.state, "%.*s", VIEW_ARGS(cursor_view(&c, 1)));
        snprintf(out.code, sizeof out.code, "%.*s", VIEW_ARGS(cursor_view(&c, 2)));
    }
    if (FAILED(cursor_end(&c, NULL))) judge_break(d->judge, "searches with prints can't be read");
    out.candidates = counted(d, s, &CANDIDATES, VALUES(V_STR(out.id), V_INT(incoming)));
    out.question_parts = counted(d, s, &PARTS, VALUES(V_STR(out.id), V_INT(incoming), V_INT(0)));
    out.answer_parts_here = counted(d, s, &PARTS, VALUES(V_STR(out.id), V_INT(incoming), V_INT(1)));
    out.answer_parts = counted(d, s, &SAID, VALUES(V_STR(out.id), V_INT(incoming)));
    return out;
}

// What is told of a search that an AFIS searched, or that nobody did.
static void answer_judged(struct prints_day *d, const struct prints_note *n, const struct side *ours, const struct side *theirs) {
    bool searched = strcmp(ours->state, "searched") == 0, refused = strcmp(ours->state, "refused") == 0;
    bool unread = refused && strcmp(ours->code, "BAD_FORMAT") == 0;
    if (!searched && !refused && strcmp(ours->state, "not_searched") != 0)
        judge_break(d->judge, "P8: after the calm %s is still %s at %s", n->ref, ours->state, cast_id(n->asker));
    if ((searched || unread) && n->answered == TOLD_no) judge_break(d->judge, "P9: %s is said to be %s and no AFIS answered", n->ref, ours->state);
    if (strcmp(ours->state, theirs->state) != 0 || strcmp(ours->code, theirs->code) != 0)
        judge_break(d->judge, "P8: %s is %s %s at %s and %s %s at %s", n->ref, ours->state, ours->code, cast_id(n->asker),
                    theirs->state, theirs->code, cast_id(n->asked));
    if (n->answered == TOLD_yes && !(n->unreadable ? unread : searched))
        judge_break(d->judge, "P9: the AFIS answered %s, and it is %s %s", n->ref, ours->state, ours->code);
    int64_t want = searched ? known_there(n) : 0;
    if (ours->candidates != want || theirs->candidates != want)
        judge_break(d->judge, "P9: %s has %d candidates at %s and %d at %s instead of %d", n->ref,
                    (int)ours->candidates, cast_id(n->asker), (int)theirs->candidates, cast_id(n->asked), (int)want);
    if (ours->answer_parts != ours->answer_parts_here)
        judge_break(d->judge, "P8: of what is to be compared with %s %d pieces of %d came", n->ref,
                    (int)ours->answer_parts_here, (int)ours->answer_parts);
    if (theirs->question_parts) judge_break(d->judge, "P7: the container of %s was answered and is still at %s", n->ref, cast_id(n->asked));
    d->searched += searched;
}

static void note_judged(struct prints_day *d, struct store *stores[MEMBERS], const struct prints_note *n) {
    struct side ours = side_of(d, stores[n->asker], n, false), theirs = side_of(d, stores[n->asked], n, true);
    if (ours.rows > 1 || theirs.rows > 1 || (n->put == TOLD_no && ours.rows) || (n->put == TOLD_yes && !ours.rows))
        judge_break(d->judge, "P8: %s stands %d times at %s and %d times at %s", n->ref,
                    (int)ours.rows, cast_id(n->asker), (int)theirs.rows, cast_id(n->asked));
    if (ours.rows != theirs.rows)
        judge_break(d->judge, "P8: %s stands %d times at %s and %d times at %s", n->ref,
                    (int)ours.rows, cast_id(n->asker), (int)theirs.rows, cast_id(n->asked));
    if (ours.rows == 1 && theirs.rows == 1) answer_judged(d, n, &ours, &theirs);
}

// A capacity, as the node counted it, and as the judge counts what was let through: nothing of a day above the table's figure.
static void capacity_judged(struct prints_day *d, struct store *s, int member, const struct prints_capacity *c, bool identified) {
    static const struct stmt NODE = {"SELECT coalesce(max(used), 0) FROM prints_meter WHERE member=$1 AND incoming=$2 AND data=$3 AND identified=$4"},
        LEAST = {"SELECT coalesce(min(used), 0) FROM prints_meter WHERE member=$1 AND incoming=$2 AND data=$3 AND identified=$4"},
        JUDGE = {"SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM prints_search WHERE member=$1 AND incoming=$2 AND data=$3 AND identified=$4"
                 " AND code NOT IN ('NO_AFIS', 'QUOTA', 'NO_BASIS', 'EXPIRED', 'BAD_FORMAT') GROUP BY at / 86400000)"};
    bool incoming = view_is(c->to, cast_id(member));
    int64_t most = prints_per_day(c, identified);
    const struct value which[] = {V_TEXT(incoming ? c->from : c->to), V_INT(incoming), V_INT(c->data), V_INT(identified)};
    int64_t node = counted(d, s, &NODE, which, 4), least = counted(d, s, &LEAST, which, 4), judge = counted(d, s, &JUDGE, which, 4);
    if (node > most || judge > most || least < 0)
        judge_break(d->judge, "of %d searches a day (%s) %.*s to %.*s, %s counts %d and the judge %d", (int)most,
                    prints_data_name(c->data), VIEW_ARGS(c->from), VIEW_ARGS(c->to), cast_id(member), (int)node, (int)judge);
}

static void store_judged(struct prints_day *d, struct store *s, int member) {
    static const struct stmt SAME = {"SELECT count(*) FROM prints_candidate c JOIN prints_search p ON p.id=c.search AND p.incoming=c.incoming"
                                     " WHERE c.state='confirmed' AND (c.judged_by=p.asked_by OR c.judged_by='' OR c.incoming=1)"},
        ANY = {"SELECT count(*) FROM prints_search WHERE member='ma'"}, ALL = {"SELECT count(*) FROM prints_search"};
    const struct prints_book *b = cast_prints(d->stage->cast);
    if (counted(d, s, &SAME, NO_VALUES)) judge_break(d->judge, "P10: a candidate at %s was confirmed by who asked, or by nobody", cast_id(member));
    if (counted(d, s, member == MEMBER_ma ? &ALL : &ANY, NO_VALUES)) judge_break(d->judge, "P11: %s holds a search with prints with Morocco", cast_id(member));
    for (size_t i = 0; i < b->capacity_count && !d->judge->broken; i++) {
        const struct prints_capacity *c = &b->capacities[i];
        if (!view_is(c->from, cast_id(member)) && !view_is(c->to, cast_id(member))) continue;
        capacity_judged(d, s, member, c, true);
        capacity_judged(d, s, member, c, false);
    }
}

void prints_day_judge(struct prints_day *d, struct store *stores[MEMBERS]) {
    for (size_t i = 0; i < d->note_count && !d->judge->broken; i++) note_judged(d, stores, &d->notes[i]);
    for (int m = 0; m < MEMBERS && !d->judge->broken; m++) store_judged(d, stores[m], m);
}
