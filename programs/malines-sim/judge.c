// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "judge.h"

#include "dna_day.h"
#include "prints_day.h"

#include "audit/log.h"
#include "crypto/approval.h"
#include "federation/channel.h"
#include "federation/envelope.h"
#include "law/law.h"
#include "registers/records.h"
#include "requests/request.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { HOLD_BYTES = 4 * 1024 * 1024, COPY_NOTICE_US = 6000000, TERM_NOTICE_US = 3000000, REST_US = 1000000 };
static const char *const lanes[LANES] = {"alerts", "requests", "dna", "prints"};

void judge_break(struct judge *j, const char *format, ...) {
    if (j->broken) return;
    j->broken = true;
    va_list args;
    va_start(args, format);
    vsnprintf(j->verdict, sizeof j->verdict, format, args);
    va_end(args);
}

void judge_begin(struct judge *j, struct stage *stage) {
    *j = (struct judge){.stage = stage};
    judge_lines(j);
}

// ---- What passes over the lines ----

static bool holds(struct view body, const char *word) {
    return memmem(body.at, body.bytes, word, strlen(word)) != NULL;
}

void judge_letter(struct judge *j, int from, int to, const char *path, struct view body) {
    if (j->dna) dna_day_letter(j->dna, from, to, body);
    if (j->prints) prints_day_letter(j->prints, from, to, body);
    if (to == MEMBER_ma && holds(body, UNION_ONLY))
        judge_break(j, "P11: %s sent Morocco on %s what is for the Union only", cast_id(from), path);
}

static void note_receipt(struct judge *j, int sender, int receiver, const json_t *receipt) {
    for (int lane = 0; lane < LANES; lane++) {
        int64_t up_to = json_int(receipt, "up_to");
        if (view_is(json_view(receipt, "channel"), lanes[lane]) && up_to > j->receipts[sender][receiver][lane])
            j->receipts[sender][receiver][lane] = up_to;
    }
}

void judge_answer(struct judge *j, int from, int to, const char *path, int status, struct view body) {
    if (from == MEMBER_ma && holds(body, UNION_ONLY))
        judge_break(j, "P11: %s answered Morocco on %s with what is for the Union only", cast_id(to), path);
    if (strcmp(path, "/m1/post") != 0 || status != 200) return;
    struct envelope e;
    struct instant at = sys_now(machine_sys(j->stage->actors[from].machine));
    const struct member *signer = trust_member(cast_trust(j->stage->cast), view_of(cast_id(to)));
    if (FAILED(envelope_open(signer, cast_id(from), "receipt", at, body, &e, NULL)))
        return;  // damaged: no receipt is held
    note_receipt(j, from, to, e.payload);
    json_decref(e.whole);
}

void judge_lines(struct judge *j) {
    uint64_t now_us = world_us(j->stage->world);
    for (int a = 0; a < MEMBERS; a++)
        for (int b = 0; b < MEMBERS; b++) {
            bool hears = stage_is_up(j->stage, b) && !j->stage->net.lines[b][a].cut;
            if (hears || !now_us) j->deaf_us[a][b] = UINT64_MAX;
            else if (j->deaf_us[a][b] == UINT64_MAX) j->deaf_us[a][b] = now_us;
        }
}

// ---- What people are shown ----

static void judge_line(struct judge *j, int member, uint64_t asked_us, const json_t *line) {
    int owner = cast_index(json_view(line, "member"));
    if (owner >= MEMBERS || owner == member || !view_is(json_view(line, "state"), "answered")) return;
    uint64_t deaf = j->deaf_us[member][owner], mute = j->deaf_us[owner][member];
    j->answered[member][owner] += view_is(json_view(line, "sharing"), "asked");
    if (view_is(json_view(line, "sharing"), "asked") && (deaf <= asked_us || mute <= asked_us))
        judge_break(j, "I6: %s says that %s answered, which it could not", cast_id(member), cast_id(owner));
    if (view_is(json_view(line, "sharing"), "published") && json_flag(line, "reached") && deaf != UINT64_MAX &&
        deaf + COPY_NOTICE_US < world_us(j->stage->world))
        judge_break(j, "I6: %s says that %s was reached, long after it fell silent", cast_id(member), cast_id(owner));
}

static const struct alert_note *note_of(const struct judge *j, struct view record) {
    for (size_t i = 0; i < j->alert_count; i++)
        if (record.bytes && view_is(record, j->alerts[i].record)) return &j->alerts[i];
    return NULL;
}

static bool has_candidate(const json_t *check, const char *record) {
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(check, "candidates"), i, one)
        if (view_is(json_view(one, "record"), record)) return true;
    return false;
}

static const json_t *line_of(const json_t *check, int owner) {
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(check, "coverage"), i, one)
        if (view_is(json_view(one, "member"), cast_id(owner))) return one;
    return NULL;
}

// Was the person's alert to be found, by what the check says of its owner? Was it to be gone?
static void judge_truth(struct judge *j, int member, uint64_t asked_us, const struct alert_note *a,
                        const json_t *check) {
    const json_t *line = line_of(check, a->owner);
    struct view sharing = json_view(line, "sharing");
    struct instant as_of = {0};
    bool sees = member == a->owner, answered = view_is(json_view(line, "state"), "answered"), must_show, must_not;
    if (a->created != TOLD_yes || a->term_us || (!sees && (member == MEMBER_ma || a->owner == MEMBER_ma))) return;
    if (view_is(sharing, "published")) {
        if (j->clock_moved[a->owner] || !instant_read(json_view(line, "as_of"), &as_of)) return;
        must_show = a->deleted == TOLD_no && instant_before(a->created_at, as_of);
        must_not = a->deleted == TOLD_yes && instant_before(a->deleted_at, as_of);
    } else {
        must_show = answered && a->deleted == TOLD_no && a->created_us < asked_us;
        must_not = a->deleted == TOLD_yes && a->deleted_us < asked_us;
    }
    bool shown = has_candidate(check, a->record);
    if (must_show && !shown)
        judge_break(j, "I6: %s is not shown %s, which %s had entered by then", cast_id(member), a->mark,
                    cast_id(a->owner));
    if (must_not && shown)
        judge_break(j, "P7: %s is shown %s, which %s had deleted by then", cast_id(member), a->mark, cast_id(a->owner));
}

// What was asked privately: "no hit" only where the filter is older than the alert (or it was deleted, or the clock lied).
static void judge_private(struct judge *j, int member, const struct alert_note *a, const json_t *check) {
    size_t i;
    const json_t *line;
    if (a->created != TOLD_yes || a->deleted != TOLD_no || a->term_us || a->union_only || j->clock_moved[a->owner]) return;
    json_array_foreach(json_object_get(check, "coverage"), i, line) {
        struct instant as_of;
        if (!view_is(json_view(line, "member"), cast_id(a->owner)) || !view_is(json_view(line, "sharing"), "sealed")) continue;
        if (!view_is(json_view(line, "register"), "alerts")) continue;  // asked in another register too, where it is not
        if (!view_is(json_view(line, "state"), "no_hit") || !instant_read(json_view(line, "as_of"), &as_of)) continue;
        if (instant_before(a->created_at, as_of))
            judge_break(j, "P9: %s is told \"no hit\" by a filter that is newer than %s of %s", cast_id(member), a->mark, cast_id(a->owner));
    }
}

void judge_check(struct judge *j, int member, uint64_t asked_us, const struct alert_note *asked, const json_t *check) {
    size_t i;
    const json_t *one;
    if (asked) judge_truth(j, member, asked_us, asked, check);
    if (asked) judge_private(j, member, asked, check);
    json_array_foreach(json_object_get(check, "coverage"), i, one) judge_line(j, member, asked_us, one);
    size_t lines = 0, silent = 0;
    for (int m = 0; m < MEMBERS; m++) silent += !line_of(check, m);
    json_array_foreach(json_object_get(check, "coverage"), i, one) lines += !view_is(json_view(one, "sharing"), "sealed");
    if (silent || lines > MEMBERS)  // what is asked privately has a line beside
        judge_break(j, "P9: a check does not speak of every member");
    json_array_foreach(json_object_get(check, "candidates"), i, one) {
        const struct alert_note *note = note_of(j, json_view(one, "record"));
        if (note && note->owner == member && note->deleted == TOLD_yes && note->deleted_us < asked_us)
            judge_break(j, "P7: %s is shown %s, which it deleted", cast_id(member), note->mark);
        if (note && note->union_only && member == MEMBER_ma) judge_break(j, "P11: Morocco is shown %s", note->mark);
    }
}

void judge_request(struct judge *j, int member, const json_t *request) {
    struct view id = json_view(request, "id"), due = json_view(request, "due_at");
    for (size_t i = 0; i < j->deadline_count; i++) {
        struct deadline_note *d = &j->deadlines[i];
        if (d->member != member || !view_is(id, d->request)) continue;
        if (!view_is(due, d->due)) judge_break(j, "I8: a deadline moved at %s", cast_id(member));
        return;
    }
    if (j->deadline_count == DEADLINES_MAX) return;
    struct deadline_note *d = &j->deadlines[j->deadline_count++];
    d->member = member;
    snprintf(d->request, sizeof d->request, "%.*s", VIEW_ARGS(id));
    snprintf(d->due, sizeof d->due, "%.*s", VIEW_ARGS(due));
}

void judge_checkpoint(struct judge *j, int member, const json_t *status) {
    // The note's text: origin, size, root, each on its line (C2SP tlog-checkpoint).
    struct view note = json_view(status, "checkpoint"), rest, origin = view_cut(note, '\n', &rest),
        size_text = view_cut(rest, '\n', &rest),
                root = view_cut(rest, '\n', &rest);
    uint64_t size;
    (void)origin;
    if (!view_to_u64(size_text, &size) || j->checkpoint_count == CHECKPOINTS_MAX) return;
    for (size_t i = 0; i < j->checkpoint_count; i++) {
        const struct checkpoint_note *c = &j->checkpoints[i];
        if (c->member == member && c->size == (int64_t)size && !view_is(root, c->root))
            judge_break(j, "I3: two roots for size %d of the log of %s", (int)size, cast_id(member));
    }
    struct checkpoint_note *c = &j->checkpoints[j->checkpoint_count++];
    *c = (struct checkpoint_note){.member = member, .size = (int64_t)size};
    snprintf(c->root, sizeof c->root, "%.*s", VIEW_ARGS(root));
}

void judge_cosigned(struct judge *j, int member, int witness, struct view note) {
    struct view rest, size_text;
    uint64_t size;
    AUTO_JSON *status = json_object();
    json_put_view(status, "checkpoint", note);
    judge_checkpoint(j, member, status);
    view_cut(note, '\n', &rest);
    size_text = view_cut(rest, '\n', &rest);
    if (!view_to_u64(size_text, &size) || size < j->cosigned[witness][member])
        judge_break(j, "I4: the witness of %s cosigned %d entries of %s after %d", cast_id(witness), (int)size, cast_id(member),
                    (int)j->cosigned[witness][member]);
    j->cosigned[witness][member] = size;
}

bool judge_at_rest(const struct judge *j, int member, const json_t *status) {
    bool cosigned = (uint64_t)json_int(json_object_get(status, "cosigned"), "size") >= j->before_calm[member];
    for (size_t i = 0; i < j->alert_count; i++)
        if (j->alerts[i].term_us + TERM_NOTICE_US + REST_US > world_us(j->stage->world) && j->alerts[i].term_us) return false;
    return cosigned;
}

void judge_calm_begins(struct judge *j) {
    for (size_t i = 0; i < j->checkpoint_count; i++) {
        const struct checkpoint_note *c = &j->checkpoints[i];
        if ((uint64_t)c->size > j->before_calm[c->member]) j->before_calm[c->member] = (uint64_t)c->size;
    }
}

// After the calm: what a quorum of the three witnesses cosigned is not far from the end of the log.
static void judge_quorum(struct judge *j, struct store *store, int member) {
    AUTO_TEXT note = text_with_ceiling(NOTE_BYTES_MAX);
    uint64_t size = 0;
    if (FAILED(audit_cosigned(store, 2, &note, &size, NULL, NULL)) || size < j->before_calm[member])
        judge_break(j, "I4: of the log of %s, %d entries have a quorum; it held %d before the calm", cast_id(member), (int)size,
                    (int)j->before_calm[member]);
}

// ---- What a store holds ----

struct look {
    struct judge *j;
    struct store *store;
    int member;
};

static void look_at_inboxes(struct look *l) {
    for (int peer = 0; peer < MEMBERS; peer++)
        for (int lane = 0; lane < LANES && peer != l->member; lane++) {
            int64_t held = -1, promised = l->j->receipts[peer][l->member][lane];
            struct result r = inbox_last(l->store, view_of(cast_id(peer)), view_of(lanes[lane]), &held, NULL);
            if (!FAILED(r) && held < promised)
                judge_break(l->j, "I1: %s gave %s a receipt for message %d of %s and holds %d", cast_id(l->member),
                            cast_id(peer), (int)promised,
                            lanes[lane], (int)held);
        }
}

// What was answered was counted, whatever crashed meanwhile: a crash gives no question back.
static void look_at_questions(struct look *l) {
    static const struct stmt ASKED = {"SELECT sum(asked) FROM asked_hour WHERE peer=$1"};
    for (int peer = 0; peer < MEMBERS; peer++) {
        int64_t counted = 0, answered = l->j->answered[peer][l->member];
        struct result r = store_number(l->store, &ASKED, VALUES(V_STR(cast_id(peer))), 0, &counted, NULL);
        if (!FAILED(r) && counted < answered)
            judge_break(l->j, "I7: %s answered %d questions of %s and counted %d", cast_id(l->member), (int)answered, cast_id(peer),
                        (int)counted);
    }
}

// Own records and copies alike end with their term (promise P7).
static void look_at_term(struct look *l, const struct record *r) {
    for (size_t i = 0; i < l->j->alert_count; i++) {
        const struct alert_note *note = &l->j->alerts[i];
        if (note->term_us && note->term_us + TERM_NOTICE_US < world_us(l->j->stage->world) &&
            holds(r->body, note->mark))
            judge_break(l->j, "P7: the term of %s is over and %s still holds it", note->mark, cast_id(l->member));
    }
}

static struct result look_at_record(void *ctx, const struct record *r, struct error *err) {
    struct look *l = ctx;
    (void)err;
    if (l->j->calm) look_at_term(l, r);
    bool foreign = !view_is(r->owner, cast_id(l->member));
    if (l->member == MEMBER_ma && (holds(r->body, UNION_ONLY) || (foreign && holds(r->body, "\"eu_only\":true"))))
        judge_break(l->j, "P11: Morocco holds a record that is for the Union only");
    for (size_t i = 0; !foreign && i < l->j->alert_count; i++) {
        struct alert_note *note = &l->j->alerts[i];
        if (note->owner != l->member || !holds(r->body, note->mark)) continue;
        if (note->created == TOLD_no) judge_break(l->j, "P8: %s was refused and is there", note->mark);
        if (note->deleted == TOLD_yes) judge_break(l->j, "P7: %s was deleted and is still at its owner", note->mark);
    }
    return DONE;
}

static bool owner_holds(struct look *l, const struct alert_note *note) {
    struct view owner, reg, uid;
    struct record r;
    AUTO_TEXT hold = text_with_ceiling(HOLD_BYTES);
    return record_name_read(view_of(note->record), &owner, &reg, &uid) &&
        !FAILED(record_find(l->store, owner, reg, uid, &hold, &r, NULL));
}

static void look_for_alerts(struct look *l) {
    for (size_t i = 0; i < l->j->alert_count; i++) {
        const struct alert_note *note = &l->j->alerts[i];
        if (note->owner == l->member && note->created == TOLD_yes && note->deleted == TOLD_no && !note->term_us &&
            !owner_holds(l, note))
            judge_break(l->j, "P8: %s was entered at %s, its officer was told so, and it is gone", note->mark,
                        cast_id(l->member));
    }
}

// ---- Approvals, checked with nothing but the keys ----

struct persons {
    struct look *look;
    const struct request *request;
    const char *action;
    struct view author;
    size_t valid;
    bool alone;                  // the author's own authenticator signed
    char seen[8][80];
};

// The author's authenticator, over a decision to release: an emergency began.
static void count_touch(struct persons *p, const struct approval *a, int signer) {
    struct soft s = cast_authenticator(p->look->j->stage->cast, signer);
    struct approval_proof proof = {a->scheme, a->credential, a->signature};
    AUTO_TEXT credential = text_with_ceiling(PASSKEY_TEXT_BYTES_MAX);
    soft_credential(&s, &credential);
    if (!view_same(a->credential, text_seen(&credential)) || FAILED(approval_holds(&proof, a->digest, view_of(s.origin), NULL, NULL)))
        judge_break(p->look->j, "I5: %s keeps a touch that does not hold", cast_id(p->look->member));
    if (strcmp(p->action, "request.decide") != 0) judge_break(p->look->j, "I5: a demand was sent on its author's own touch at %s", cast_id(p->look->member));
    p->alone = true;
}

static bool enrolled(const struct cast *cast, int member, struct view credential, int *who) {
    for (int o = 0; o < CAST_OFFICER_COUNT; o++) {
        struct verify_key key = sign_key_public(cast_officer_key(cast, member, (enum cast_officer)o));
        AUTO_TEXT vkey = text_with_ceiling(400);
        text_vkey(&vkey, &key);
        if (view_same(credential, text_seen(&vkey))) return (*who = o, true);
    }
    return false;
}

static struct result count_person(void *ctx, const struct approval *a, struct error *err) {
    struct persons *p = ctx;
    struct verify_key key;
    enum request_side side = strcmp(p->action, "request.send") == 0 ? SIDE_asker : SIDE_owner;
    int who, signer = p->request->side == side ? p->look->member : cast_index(p->request->peer);
    (void)err;
    if (!view_is(a->action, p->action)) return DONE;
    if (view_is(a->scheme, SCHEME_WEBAUTHN)) {
        count_touch(p, a, signer);
        return DONE;
    }
    if (!enrolled(p->look->j->stage->cast, signer, a->credential, &who) ||
        FAILED(vkey_read(a->credential, &key, NULL)) ||
        !verify_base64(&key, "malines/approval/1", a->digest, a->signature)) {
        judge_break(p->look->j, "I5: %s keeps an approval whose signature does not hold", cast_id(p->look->member));
        return DONE;
    }
    if (who == OFFICER_author)
        judge_break(p->look->j, "I5: an author's own approval is kept at %s", cast_id(p->look->member));
    for (size_t i = 0; i < p->valid; i++)
        if (view_is(a->by, p->seen[i])) return DONE;
    if (p->valid < 8) snprintf(p->seen[p->valid++], sizeof p->seen[0], "%.*s", VIEW_ARGS(a->by));
    return DONE;
}

static void need_approval(struct look *l, const struct request *r, const char *action) {
    struct persons p = {.look = l, .request = r, .action = action};
    if (FAILED(approval_each(l->store, r->id, count_person, &p, NULL))) return;
    bool follows = p.alone && (r->confirm_by.ms || r->step == STEP_recalled);  // it may still come, or nothing is left
    if (p.valid == 0 && !follows)
        judge_break(l->j, "I5: a request stands at \"%s\" at %s without an approval of %s", request_step_name(r->step),
                    cast_id(l->member), action);
}

static bool is_emergency(const struct request *r) { return memmem(r->decision.at, r->decision.bytes, "\"emergency\"", 11) != NULL; }

static struct result look_at_request(void *ctx, const struct request *r, struct error *err) {
    struct look *l = ctx;
    (void)err;
    bool decided = r->step == STEP_released || r->step == STEP_delivered || r->step == STEP_refused || r->step == STEP_recalled;
    if (r->side == SIDE_asker && r->step == STEP_recalled && memmem(r->decision.at, r->decision.bytes, "\"text\"", 6))
        judge_break(l->j, "P7: what was recalled is still read at %s", cast_id(l->member));
    if (l->j->calm && r->confirm_by.ms) judge_break(l->j, "I5: at %s an emergency was never confirmed nor recalled", cast_id(l->member));
    l->j->emergencies += l->j->calm && r->side == SIDE_owner && is_emergency(r);
    if (r->side == SIDE_owner || (r->step != STEP_drafted && r->step != STEP_none)) need_approval(l, r, "request.send");
    // An asker's request may also be refused by the receipt itself: then nobody decided anything.
    if (decided && (r->side == SIDE_owner || r->step == STEP_released || r->step == STEP_recalled)) need_approval(l, r, "request.decide");
    l->j->released += l->j->calm && r->step == STEP_released;
    l->j->refused += l->j->calm && r->step == STEP_refused;
    return DONE;
}

static RESULT look_into(struct look *l, struct error *err) {
    look_at_inboxes(l);
    look_at_questions(l);
    look_for_alerts(l);
    TRY(record_each(l->store, VIEW(""), 0, INT64_MAX, look_at_record, l, err));
    TRY(request_each(l->store, -1, 100000, look_at_request, l, err));
    return judge_log(l->j, l->store, l->member, err);
}

// Opened once for all that is looked at; the caller closes it.
static struct store *judge_opened(struct judge *j, int member) {
    struct look l = {.j = j, .member = member};
    struct error err = {0};
    j->looked_into++;
    struct result r = stage_store(j->stage, member, &l.store, &err);
    if (!FAILED(r)) r = store_check(l.store, &err);
    if (!FAILED(r)) r = look_into(&l, &err);
    if (FAILED(r) && !sim_disk_is_down(machine_disk(j->stage->actors[member].machine)))
        judge_break(j, "the store of %s can't be read: %s %s", cast_id(member), code_name(r.code), err.detail);
    return l.store;
}

void judge_store(struct judge *j, int member) { store_close(judge_opened(j, member)); }

// ---- Imported lists ----

struct listed {
    json_t *names;
    struct view owner;
};

static struct result note_listed(void *ctx, const struct record *r, struct error *err) {
    struct listed *l = ctx;
    AUTO_JSON *alert = NULL;
    TRY(json_strict(r->body, &alert, err));
    AUTO_TEXT ref = text_with_ceiling(300);
    text_view(&ref, r->ref);
    const json_t *name = json_array_get(json_object_get(json_object_get(alert, "subject"), "names"), 0);
    if (r->source.bytes) json_object_set(l->names, text_string(&ref), json_object_get(name, "text"));
    return DONE;
}

static bool same_list(const json_t *names, const int *versions, int refs) {
    size_t want = 0;
    for (int r = 0; r < refs; r++) {
        char ref[20], name[60];
        snprintf(ref, sizeof ref, "REF-%d", r);
        snprintf(name, sizeof name, "Listed Person%d", versions[r]);
        if (!versions[r]) continue;
        want++;
        if (!view_is(json_view(names, ref), name)) return false;
    }
    return json_object_size(names) == want;
}

void judge_list(struct judge *j, int member, const char *source, const int *versions, const int *or, int refs) {
    struct store *store = NULL;
    struct error err = {0};
    AUTO_JSON *names = json_object();
    struct listed l = {.names = names};
    (void)source;
    struct result r = stage_store(j->stage, member, &store, &err);
    if (!FAILED(r)) r = record_each(store, view_of(cast_id(member)), 0, INT64_MAX, note_listed, &l, &err);
    store_close(store);
    if (FAILED(r)) judge_break(j, "the store of %s can't be read: %s", cast_id(member), err.detail);
    else if (!same_list(names, versions, refs) && !(or && same_list(names, or, refs)))
        judge_break(j, "P8: the imported list of %s is not what its import left", cast_id(member));
}

// ---- After the calm ----

struct copies {              // "owner/uid" -> digest, as one member holds or should hold them
    json_t *held;
    struct judge *j;
    int owner, member;
};

static bool entitled(struct judge *j, int owner, int member, const json_t *alert) {
    size_t count;
    const struct law_purpose *list = law_purposes(cast_law(j->stage->cast), &count);
    if (member == MEMBER_ma && json_flag(alert, "eu_only")) return false;
    for (size_t i = 0; i < count; i++) {
        struct law_facts f = {.from = view_of(cast_id(owner)), .to = view_of(cast_id(member)), .reg = VIEW("alerts"),
                              .purpose = list[i].id,
                              .category = json_view(alert, "category"),
                                  .kind = json_view(json_object_get(alert, "subject"), "kind"),
                              .eu_only = json_flag(alert, "eu_only") ? YES : NO, .minor = NO};
        struct law_decision d;
        law_decide(cast_law(j->stage->cast), &f, world_now(j->stage->world), &d);
        if (d.allowed && d.sharing == SHARING_published) return true;
    }
    return false;
}

static void keep(json_t *held, const struct record *r) {
    AUTO_TEXT key = text_with_ceiling(400);
    AUTO_TEXT what = text_with_ceiling(400);
    record_name(&key, r);
    text_format(&what, "%d ", (int)r->version);
    struct digest d = sha256(r->body);
    text_digest(&what, &d);
    json_object_set_new(held, text_string(&key), json_of(text_seen(&what)));
}

static struct result keep_if_entitled(void *ctx, const struct record *r, struct error *err) {
    struct copies *c = ctx;
    AUTO_JSON *alert = NULL;
    TRY(json_strict(r->body, &alert, err));
    if (entitled(c->j, c->owner, c->member, alert)) keep(c->held, r);
    return DONE;
}

static struct result keep_copy(void *ctx, const struct record *r, struct error *err) {
    (void)err;
    keep(((struct copies *)ctx)->held, r);
    return DONE;
}

static const char *difference(const json_t *want, const json_t *have) {
    const char *key;
    const json_t *value;
    json_object_foreach((json_t *)want, key, value)
        if (!json_equal(value, json_object_get(have, key))) return key;
    json_object_foreach((json_t *)have, key, value)
        if (!json_object_get(want, key)) return key;
    return NULL;
}

static void compare_copies(struct judge *j, struct store *stores[MEMBERS], int owner, int member) {
    AUTO_JSON *want = json_object();
    AUTO_JSON *have = json_object();
    struct copies w = {want, j, owner, member}, h = {have, j, owner, member};
    struct error err = {0};
    struct result r = record_each(stores[owner], view_of(cast_id(owner)), 0, INT64_MAX, keep_if_entitled, &w, &err);
    if (!FAILED(r)) r = record_each(stores[member], view_of(cast_id(owner)), 0, INT64_MAX, keep_copy, &h, &err);
    const char *key = FAILED(r) ? "unreadable" : difference(want, have);
    if (!key) return;
    const char *wanted = json_string_value(json_object_get(want, key)),
        *held = json_string_value(json_object_get(have, key));
    judge_break(j, "after the calm %s and its copy at %s differ in %s: should be %.12s, is %.12s", cast_id(owner),
                cast_id(member), key,
                wanted ? wanted : "nothing", held ? held : "nothing");
}

static void outboxes_empty(struct judge *j, struct store *store, int member) {
    for (int peer = 0; peer < MEMBERS; peer++)
        for (int lane = 0; lane < LANES && peer != member; lane++) {
            int64_t waiting = 0;
            if (!FAILED(outbox_waiting(store, view_of(cast_id(peer)), view_of(lanes[lane]), &waiting, NULL)) && waiting)
                judge_break(j, "after the calm %d messages of %s to %s still wait", (int)waiting, cast_id(member),
                            cast_id(peer));
        }
}

void judge_calm(struct judge *j) {
    struct store *stores[MEMBERS] = {NULL};
    j->calm = true;
    for (int m = 0; m < MEMBERS && !j->broken; m++) stores[m] = judge_opened(j, m);
    for (int m = 0; m < MEMBERS && !j->broken; m++) {
        outboxes_empty(j, stores[m], m);
        judge_quorum(j, stores[m], m);
    }
    for (int a = 0; a < MEMBERS; a++)
        for (int b = 0; b < MEMBERS && !j->broken; b++)
            if (a != b) compare_copies(j, stores, a, b);
    if (j->dna && !j->broken) dna_day_judge(j->dna, stores);
    if (j->prints && !j->broken) prints_day_judge(j->prints, stores);
    for (int m = 0; m < MEMBERS; m++) store_close(stores[m]);
}
