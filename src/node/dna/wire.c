// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// wire.c — questions and answers about profiles, on a lane of their own.
//
// A question is what Reg. (EU) 2024/982 arts. 7 and 9(1) let it be and nothing else: when, which number, the profiles
// with their reference numbers, whether they are identified. It is compared at once, in the turn that takes it in, and
// forgotten; the answer says hit or no hit for each, with number and profile of what was found. Who asked compares again
// and does not believe: an answer that is no hit under the agreed rule is refused. Both sides keep the match, the count
// of near and no hits, and how long the reply took.
//
//   question  {"again":true,"at","batch","kind":"push"|"search","profiles":[{"identified","n","profile","ref"}]}
//   answer    {"answers":[{"hits":[{"identified","profile","quality","ref"}],"more":true,"n"}],"at","batch","last":true,"searched"}
// "more" stands where there were more than DNA_HITS_MAX hits: the best are told, and that they are not all.
// "again" stands where all of the profiles were asked about before, by a narrower rule.
// Where the law lets only yes or no go, a hit is {"quality"} alone.
#include "node/dna/dna.h"

#include <stdio.h>
#include <stdlib.h>

// One message of the lane, and its leaf in the log.
static RESULT post(struct node *n, struct view member, const char *type, struct view body, struct error *err) {
    int64_t seq;
    TRY(outbox_put(n->store, member, view_of(lane_channel(LANE_dna)), view_of(type), body, &seq, err));
    lane_wake(n, member, LANE_dna);
    struct digest d = message_digest(seq, view_of(type), body);
    AUTO_JSON *more = json_pack("{s:s,s:I}", "channel", lane_channel(LANE_dna), "seq", (json_int_t)seq);
    struct entry e = {.op = "message", .peer = member, .direction = "out", .register_name = REGISTER_DNA, .message_digest = d.bytes,
                      .decision = view_of(type), .more = more};
    return write_entry(n, &e, NULL, err);
}

// ---- Asking ----
struct question {
    struct node *n;
    const struct dna_permit *permit;
    struct text profiles;             // JSON, without the brackets
    struct audit_bulk *items;
    char batch[UUID_ROOM];
    int64_t count;
    bool full, again;
};

static void profile_out(struct text *t, const struct dna_book *b, const struct dna_rule *rule, const struct dna_profile *p) {
    struct dna_profile flat = *p;
    if (rule->flatten) dna_flatten(&flat, b->words);
    text_profile(t, b, &flat);
}

static RESULT question_add(struct question *q, struct view ref, bool identified, const struct dna_profile *p, struct error *err) {
    struct text *t = &q->profiles;
    if (q->count++) text_char(t, ',');
    text_format(t, "{\"identified\":%s,\"n\":%lld,\"profile\":", identified ? "true" : "false", (long long)q->count);
    profile_out(t, q->n->dna->book, q->permit->rule, p);
    text_put(t, ",\"ref\":");
    text_json_text(t, ref);
    text_char(t, '}');
    struct digest content = sha256((struct view){(const char *)p, sizeof *p});
    bulk_add(q->items, ref, &content);
    q->full = q->count == DNA_QUESTIONS_MAX || t->bytes > DNA_ANSWER_BYTES;
    return dna_asked_put(q->n->store, view_of(q->batch), q->count, ref, p, err);
}

static RESULT question_logged(struct question *q, struct view member, const char *kind, const struct officer *by, struct error *err) {
    AUTO_JSON *more = json_pack("{s:s,s:s,s:s#}", "batch", q->batch, "kind", kind, "rule", q->permit->rule->id.at, (int)q->permit->rule->id.bytes);
    if (q->again) json_object_set_new(more, "again", json_true());
    struct entry e = {.op = "disclosure", .officer = by, .peer = member, .direction = "out", .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .instrument = q->permit->law.instrument, .article = q->permit->law.article, .law_row = q->permit->law.row,
                      .decision = VIEW("asked"), .more = more};
    return write_bulk(q->n, &e, q->items, NULL, err);
}

static RESULT question_sent(struct question *q, struct view member, const char *kind, const struct officer *by, struct error *err) {
    struct node *n = q->n;
    AUTO_TEXT t = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    text_format(&t, "{%s\"at\":%lld,\"batch\":\"%s\",\"kind\":\"%s\",\"profiles\":[", q->again ? "\"again\":true," : "", (long long)now(n).ms, q->batch, kind);
    text_view(&t, text_seen(&q->profiles));
    text_put(&t, "]}");
    if (!text_ok(&t) || !text_ok(&q->profiles)) return FAIL(err, TOO_BIG, "a question above the ceiling");
    TRY(post(n, member, "question", text_seen(&t), err));
    struct dna_batch b = {.id = view_of(q->batch), .member = member, .kind = view_of(kind), .count = q->count, .asked_at = now(n)};
    TRY(dna_batch_put(n->store, &b, err));
    return question_logged(q, member, kind, by, err);
}

// A question shows them a profile of ours: the law must let that go, too (promises P1, P11), not only their answer come.
static bool may_ask(struct node *n, const struct peer *p, struct dna_permit *out) {
    struct dna_permit ours;
    return dna_permitted(n, id_of(p), dna_me(n), out) && dna_permitted(n, dna_me(n), id_of(p), &ours);
}

static struct question question_new(struct node *n, const struct dna_permit *permit) {
    struct question q = {.n = n, .permit = permit, .profiles = text_with_ceiling(CHANNEL_BODY_BYTES_MAX), .items = audit_bulk_new(n->sys)};
    uuid_new(n->sys, q.batch);
    return q;
}

static void question_free(struct question *q) {
    text_free(&q->profiles);
    audit_bulk_free(q->items);
}

// ---- What decides which of our profiles are asked about and what is a hit ----
struct reach { unsigned min_full, deviations, store_min, kinds, flags; };

static struct reach reach_of(const struct node *n, const struct dna_permit *p) {
    const struct dna_rule *r = p->rule;
    return (struct reach){r->min_full, r->deviations_max, r->store_min, dna_kinds(n, p->pair),
                          (unsigned)r->stringency << 3 | (unsigned)r->flatten << 2 | (unsigned)r->count_wild << 1 | (unsigned)r->micro_variants};
}

// As dna_pushed keeps it, in `rule` and `told`: the five fields in their order, the first three in decimals, kinds and flags in
// hexadecimals, a blank between. What does not read so is not known.
static void reach_written(const struct reach *r, char out[static 100]) {
    snprintf(out, 100, "%u %u %u %x %x", r->min_full, r->deviations, r->store_min, r->kinds, r->flags);
}
static bool reach_read(const char *text, struct reach *out) {
    return sscanf(text, "%u %u %u %x %x", &out->min_full, &out->deviations, &out->store_min, &out->kinds, &out->flags) == 5;
}

// May it find what the other did not? What can bring nothing new is not disclosed again.
static bool wider(const struct reach *now, const struct reach *before) {
    return now->min_full < before->min_full || now->deviations > before->deviations || now->store_min < before->store_min || now->kinds & ~before->kinds ||
           now->flags != before->flags;
}

static bool reached(const struct reach *reach, const struct dna_book *b, const struct dna_category *c, const struct dna_profile *p) {
    return reach->kinds >> (c - b->categories) & 1 && dna_designated_count(b, p, UINT32_MAX) >= reach->store_min;
}

// ---- What is new, once a day (2024/982 art. 6(2); 2008/615 art. 4) ----
// What was told by a narrower rule and what never was are two questions: they count the second, and not the first.
struct pushing {
    struct question again, first;
    struct reach today, told;
    int64_t border, last;             // up to `border` what `told` reached was told; the id that was looked at last
};

static struct result push_one(void *ctx, const struct dna_record *r, struct error *err) {
    struct pushing *p = ctx;
    const struct dna_book *b = p->first.n->dna->book;
    const struct dna_category *c = dna_category_find(b, r->category);
    if (p->again.full || p->first.full) return DONE;
    p->last = r->id;
    if (!c || !reached(&p->today, b, c, &r->profile)) return DONE;
    bool told = r->id <= p->border && reached(&p->told, b, c, &r->profile);
    return question_add(told ? &p->again : &p->first, r->ref, c->identified, &r->profile, err);
}

static RESULT push_batch(struct node *n, struct view member, const struct dna_permit *permit, struct dna_pushed *d, bool *more,
                         int64_t *sent, struct error *err) {
    struct pushing p = {.again = question_new(n, permit), .first = question_new(n, permit), .today = reach_of(n, permit), .border = d->again,
                        .last = d->position};
    p.again.again = true;
    if (!reach_read(d->told, &p.told)) p.told = p.today;
    struct result r = dna_record_each(n->store, d->position, 4 * DNA_QUESTIONS_MAX, push_one, &p, err);
    if (!FAILED(r) && p.again.count) r = question_sent(&p.again, member, "push", NULL, err);
    if (!FAILED(r) && p.first.count) r = question_sent(&p.first, member, "push", NULL, err);
    *more = p.last > d->position;
    *sent += p.again.count + p.first.count;
    d->position = p.last;
    question_free(&p.again), question_free(&p.first);
    return r;
}

// When the rule or the categories of the pair have become wider, all is asked again, at the pace of what is new; what is known is not
// kept twice. A register that was told before this was kept count of goes on. Only the last reach is remembered: a row that was narrowed
// and widened again makes them count once more what the narrow one left out.
static RESULT begun_again(struct node *n, struct view member, const struct dna_permit *permit, struct dna_pushed *d, struct error *err) {
    struct reach today = reach_of(n, permit), then;
    struct dna_pushed before = *d;
    reach_written(&today, d->rule);
    if (strcmp(before.rule, d->rule) == 0) return DONE;
    if (reach_read(before.rule, &then) && wider(&today, &then)) {
        bool whole = before.position >= before.again;  // else what was told before that is all that was told of what is left
        d->again = whole ? before.position : before.again, d->position = 0, d->at = (struct instant){0};
        memcpy(d->told, whole ? before.rule : before.told, sizeof d->told);
    }
    return dna_pushed_set(n->store, member, d, err);
}

static RESULT push_to(struct node *n, struct peer *p, struct error *err) {
    enum { BATCHES_A_TURN = 8, WAITING_MAX = 16 };
    struct dna_permit permit;
    struct dna_pushed d;
    int64_t waiting, sent = 0;
    bool more = true;
    if (!may_ask(n, p, &permit) || !permit.pair->push) return DONE;
    TRY(dna_pushed_get(n->store, id_of(p), &d, err));
    TRY(begun_again(n, id_of(p), &permit, &d, err));
    if (d.at.ms && now(n).ms - d.at.ms < DAY_MS && now(n).ms >= d.at.ms) return DONE;
    TRY(outbox_waiting(n->store, id_of(p), view_of(lane_channel(LANE_dna)), &waiting, err));
    if (waiting > WAITING_MAX) return DONE;
    for (int i = 0; more && i < BATCHES_A_TURN; i++) TRY(push_batch(n, id_of(p), &permit, &d, &more, &sent, err));
    if (!sent && !more) return DONE;  // nothing new: the next goes out as soon as it is there
    d.at = more ? (struct instant){0} : now(n);  // not all yet: goes on at the next look
    return dna_pushed_set(n->store, id_of(p), &d, err);
}

RESULT dna_push(struct node *n, struct error *err) {
    for (size_t i = 0; i < n->peer_count; i++) TRY(push_to(n, &n->peers[i], err));
    return DONE;
}

// ---- One profile, by an officer: here, and of those members that are named or that may be asked ----
static RESULT ask_member(struct node_call *call, struct peer *p, const struct dna_profile *profile, struct view ref, bool identified, json_t *asked,
                         struct error *err) {
    struct node *n = call->node;
    struct dna_permit permit;
    const char *state = "asked";
    json_t *line = json_object();
    json_put_view(line, "member", id_of(p));
    if (!may_ask(n, p, &permit)) {
        state = "no_basis";
    } else {
        struct question q = question_new(n, &permit);
        struct result r = question_add(&q, ref, identified, profile, err);
        if (!FAILED(r)) r = question_sent(&q, id_of(p), "search", call->officer, err);
        json_object_set_new(line, "batch", json_string(q.batch));
        json_object_set_new(line, "basis", permit_basis(&permit.law));
        json_put_view(line, "rule", permit.rule->id);
        question_free(&q);
        if (FAILED(r)) return json_decref(line), r;
    }
    json_object_set_new(line, "state", json_string(state));
    json_array_append_new(asked, line);
    return DONE;
}

struct own_hits {
    struct node *n;
    const struct dna_verdict *verdict;
    json_t *list;
};

static struct result own_hit_said(void *ctx, const struct dna_record *r, struct error *err) {
    struct own_hits *h = ctx;
    (void)err;
    json_t *j = json_pack("{s:I,s:I}", "quality", (json_int_t)h->verdict->quality, "loci", (json_int_t)h->verdict->full);
    json_put_view(j, "ref", r->ref);
    json_put_view(j, "category", r->category);
    json_array_append_new(h->list, j);
    return DONE;
}

static RESULT search_own(struct node *n, const struct dna_rule *rule, const struct dna_profile *p, json_t *list, struct error *err) {
    struct dna_search how = {rule, DNA_BEST, 200};
    struct dna_hits hits;
    struct result r = DONE;
    TRY(dna_index_search(n->dna->index, &how, p, &hits, err));
    for (size_t i = 0; i < hits.count && !FAILED(r); i++) {
        struct own_hits h = {n, &hits.at[i].verdict, list};
        r = dna_record_get(n->store, (int64_t)hits.at[i].id, own_hit_said, &h, err);
        if (r.code == CODE_NOT_FOUND) r = DONE;  // deleted in this turn
    }
    dna_hits_free(&hits);
    return r;
}

static RESULT ask_members(struct node_call *call, const struct dna_profile *p, struct view ref, json_t *asked, struct error *err) {
    struct node *n = call->node;
    const json_t *members = json_object_get(call->params, "members");
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)members, i, one) {
        struct peer *peer = peer_of(n, view_of(json_string_value(one)));
        if (!peer) return FAIL(err, BAD_ARGUMENT, "members: \"%.20s\" is none", json_string_value(one) ? json_string_value(one) : "?");
        TRY(ask_member(call, peer, p, ref, json_flag(call->params, "identified"), asked, err));
    }
    return DONE;
}

struct result dna_searched(struct node_call *call, struct error *err) {
    struct node *n = call->node;
    struct dna_desk *d;
    struct dna_profile p;
    struct view rule_id = json_view(call->params, "rule"), ref = json_view(call->params, "ref");
    TRY(dna_here(n, &d, err));
    const struct dna_rule *rule = rule_id.bytes ? dna_rule_find(d->book, rule_id) : &d->book->rules[0];
    if (!rule) return FAIL(err, BAD_ARGUMENT, "rule: not known");
    if (!office_number(ref))
        return FAIL(err, BAD_ARGUMENT, "ref: the reference number of the profile, with a digit and without blanks, at most 40 characters");
    TRY(dna_profile_of(d->book, json_object_get(call->params, "profile"), (struct dna_how){false}, &p, err));
    TRY(dna_profile_check(d->book, rule, NULL, false, &p, err));
    json_t *own = json_array(), *asked = json_array();
    call_answer(call, json_pack("{s:o,s:o,s:I}", "own", own, "asked", asked, "searched", (json_int_t)dna_index_count(d->index)));
    TRY(search_own(n, rule, &p, own, err));
    TRY(ask_members(call, &p, ref, asked, err));
    struct entry e = {.op = "consultation", .officer = call->officer, .about = ref, .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .decision = json_array_size(own) ? VIEW("hit") : VIEW("no_hit")};
    return write_entry(n, &e, NULL, err);
}

// ---- Answering ----
struct asked_profile {
    int64_t n;
    bool identified;
    char ref[44];
    struct dna_profile profile;
};
struct answering {
    struct node *n;
    struct peer *p;
    const struct dna_permit *permit;
    struct view batch;
    struct text answers;              // of the message at hand
    struct audit_bulk *items;
    int64_t hits, near, matched, cut;
    bool push;
    bool hit_before;                  // in the list of the profile at hand
    const struct asked_profile *asked;
    const struct dna_hit *hit;
};

static RESULT asked_read(const struct dna_book *b, const json_t *j, struct asked_profile *out, struct error *err) {
    struct view ref = json_view(j, "ref");
    *out = (struct asked_profile){.n = json_int(j, "n"), .identified = json_flag(j, "identified")};
    if (out->n < 1 || !office_number(ref)) return FAIL(err, BAD_FIELD, "a profile without its number, or with a name in its place");
    memcpy(out->ref, ref.at, ref.bytes);
    return dna_profile_of(b, json_object_get(j, "profile"), (struct dna_how){false}, &out->profile, err);
}

// A match of the same two profiles is not kept twice: what is new comes once, or again by a wider rule. A search is what an officer wants now.
static RESULT match_kept(struct node *n, const struct dna_match *m, bool push, int64_t nth, struct error *err) {
    bool known = false;
    if (push) TRY(dna_match_known(n->store, m, nth, &known, err));
    return known ? DONE : dna_match_put(n->store, m, NULL, err);
}

// What the answer may hold of one of our profiles that matched; what is kept of it on our side.
static struct result hit_answered(void *ctx, const struct dna_record *r, struct error *err) {
    struct answering *a = ctx;
    const struct dna_book *b = a->n->dna->book;
    const struct dna_category *c = dna_category_find(b, r->category);
    bool whole = view_is(a->permit->law.answer, "record");
    if (!c || !dna_pair_has(a->permit->pair, c->id)) return DONE;
    if (a->hit_before) text_char(&a->answers, ',');
    else text_put(&a->answers, a->answers.bytes ? ",{\"hits\":[" : "{\"hits\":[");
    a->hit_before = true;
    if (whole) {
        text_format(&a->answers, "{\"identified\":%s,\"profile\":", c->identified ? "true" : "false");
        profile_out(&a->answers, b, a->permit->rule, &r->profile);
        text_format(&a->answers, ",\"quality\":%d,\"ref\":", a->hit->verdict.quality);
        text_json_text(&a->answers, r->ref);
        text_char(&a->answers, '}');
    } else {
        text_format(&a->answers, "{\"quality\":%d}", a->hit->verdict.quality);
    }
    ++*(a->hit->verdict.quality > 2 ? &a->near : &a->hits);
    struct dna_match m = {.member = id_of(a->p), .batch = a->batch, .own_ref = r->ref, .their_ref = view_of(a->asked->ref), .rule = a->permit->rule->id,
                          .incoming = true, .theirs_identified = a->asked->identified, .own_identified = c->identified, .profiles = true, .own = r->profile,
                          .theirs = a->asked->profile, .quality = a->hit->verdict.quality, .at = now(a->n)};
    return match_kept(a->n, &m, a->push, 1, err);
}

// What they are compared with: the categories that the pair agreed on, no others.
static int64_t searched_among(const struct answering *a) { return (int64_t)dna_index_count_of(a->n->dna->index, dna_kinds(a->n, a->permit->pair)); }

static RESULT answer_sent(struct answering *a, bool last, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(CHANNEL_BODY_BYTES_MAX);
    text_put(&t, "{\"answers\":[");
    text_view(&t, text_seen(&a->answers));
    text_format(&t, "],\"at\":%lld,\"batch\":\"%.*s\",\"last\":%s,\"searched\":%lld}", (long long)now(a->n).ms, VIEW_ARGS(a->batch), last ? "true" : "false",
                (long long)searched_among(a));
    text_clear(&a->answers);
    if (!text_ok(&t)) return FAIL(err, TOO_BIG, "an answer above the ceiling");
    return post(a->n, id_of(a->p), "answer", text_seen(&t), err);
}

static RESULT answer_one(struct answering *a, const struct asked_profile *asked, const struct dna_hits *hits, struct error *err) {
    struct digest content = sha256((struct view){(const char *)&asked->profile, sizeof asked->profile});
    a->asked = asked;
    a->hit_before = false;
    bulk_add(a->items, view_of(asked->ref), &content);
    for (size_t i = 0; i < hits->count; i++) {
        a->hit = &hits->at[i];
        struct result r = dna_record_get(a->n->store, (int64_t)hits->at[i].id, hit_answered, a, err);
        if (FAILED(r) && r.code != CODE_NOT_FOUND) return r;  // deleted in this turn
    }
    if (a->hit_before) text_format(&a->answers, "]%s,\"n\":%lld}", hits->cut ? ",\"more\":true" : "", (long long)asked->n);
    a->matched += a->hit_before, a->cut += a->hit_before && hits->cut;
    return a->answers.bytes > DNA_ANSWER_BYTES ? answer_sent(a, false, err) : DONE;
}

static RESULT answer_all(struct answering *a, const struct asked_profile *asked, size_t count, struct error *err) {
    struct dna_profile *queries = calloc(count, sizeof *queries);
    struct dna_hits *hits = calloc(count, sizeof *hits);
    struct dna_search how = {a->permit->rule, DNA_BEST, DNA_HITS_MAX, dna_kinds(a->n, a->permit->pair)};
    ENSURE(queries && hits);
    for (size_t i = 0; i < count; i++) queries[i] = asked[i].profile;
    struct result r = dna_index_batch(a->n->dna->index, &how, queries, count, hits, err);
    for (size_t i = 0; i < count && !FAILED(r); i++) r = answer_one(a, &asked[i], &hits[i], err);
    for (size_t i = 0; i < count; i++) dna_hits_free(&hits[i]);
    free(queries), free(hits);
    return FAILED(r) ? r : answer_sent(a, true, err);
}

static RESULT answering_logged(struct answering *a, struct view kind, int64_t count, struct error *err) {
    AUTO_JSON *more = json_pack("{s:I,s:I,s:I,s:I,s:I}", "profiles", (json_int_t)count, "hits", (json_int_t)a->hits, "near", (json_int_t)a->near, "none",
                                (json_int_t)(count - a->matched), "cut", (json_int_t)a->cut);
    json_put_view(more, "batch", a->batch);
    json_put_view(more, "kind", kind);
    json_put_view(more, "rule", a->permit->rule->id);
    struct entry e = {.op = "consultation", .peer = id_of(a->p), .direction = "in", .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .instrument = a->permit->law.instrument, .article = a->permit->law.article, .law_row = a->permit->law.row,
                      .decision = a->hits ? VIEW("hit") : a->near ? VIEW("near") : VIEW("no_hit"), .more = more};
    return write_bulk(a->n, &e, a->items, NULL, err);
}

static RESULT profiles_read(struct node *n, const json_t *body, struct asked_profile **out, size_t *count, struct error *err) {
    const json_t *list = json_object_get(body, "profiles");
    *count = json_array_size(list);
    if (!*count || *count > DNA_QUESTIONS_MAX) return FAIL(err, BAD_FIELD, "a question without profiles, or with more than %d", DNA_QUESTIONS_MAX);
    ENSURE(*out = calloc(*count, sizeof **out));
    for (size_t i = 0; i < *count; i++) {
        struct result r = asked_read(n->dna->book, json_array_get(list, i), &(*out)[i], err);
        if (FAILED(r)) return free(*out), r;
    }
    return DONE;
}

static RESULT question_answered(struct answering *a, const json_t *body, const struct asked_profile *asked, size_t count, struct error *err) {
    struct view kind = json_view(body, "kind");
    bool push = view_is(kind, "push");
    a->push = push;
    for (size_t i = 0; push && !json_flag(body, "again") && i < count; i++)
        TRY(dna_seen_add(a->n->store, id_of(a->p), dna_mask(&asked[i].profile) & a->n->dna->book->counted, err));
    TRY(answer_all(a, asked, count, err));
    struct dna_batch b = {.id = a->batch, .member = id_of(a->p), .kind = push ? VIEW("push") : VIEW("search"), .incoming = true, .count = (int64_t)count,
                          .hits = a->hits, .near = a->near, .matched = a->matched, .cut = a->cut, .searched = searched_among(a),
                          .asked_at = {json_int(body, "at")},
                          .answered_at = now(a->n)};
    TRY(dna_batch_put(a->n->store, &b, err));
    return answering_logged(a, b.kind, (int64_t)count, err);
}

static RESULT question_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    struct dna_permit permit;
    struct asked_profile *asked;
    size_t count;
    struct view batch = json_view(body, "batch");
    if (!uuid_valid(batch)) return FAIL(err, BAD_FIELD, "a question without its number");
    if (!dna_permitted(n, dna_me(n), id_of(p), &permit)) return FAIL(err, NO_BASIS, "no basis to compare this member's profiles with ours");
    if (view_is(json_view(body, "kind"), "push") && !permit.pair->push) return FAIL(err, NO_BASIS, "what is new is not compared for this member");
    TRY(profiles_read(n, body, &asked, &count, err));
    struct answering a = {.n = n, .p = p, .permit = &permit, .batch = batch, .answers = text_with_ceiling(CHANNEL_BODY_BYTES_MAX),
                          .items = audit_bulk_new(n->sys)};
    struct result r = question_answered(&a, body, asked, count, err);
    text_free(&a.answers);
    audit_bulk_free(a.items);
    free(asked);
    return r;
}

// ---- Hearing the answer ----
struct hearing {
    struct node *n;
    struct peer *p;
    struct dna_permit permit;
    struct dna_batch batch;           // what this part of the answer brings
    bool push;
    int64_t nameless[5];              // hits without a number of the profile at hand, by quality
};

static RESULT hit_heard(struct hearing *h, int64_t number, const json_t *hit, struct error *err) {
    struct node *n = h->n;
    const struct dna_rule *rule = h->permit.rule;
    struct dna_verdict v;
    AUTO_TEXT ref = text_with_ceiling(100);
    struct view their_ref = json_view(hit, "ref");
    struct dna_match m = {.member = id_of(h->p), .batch = h->batch.id, .their_ref = their_ref, .rule = rule->id,
                          .quality = json_int(hit, "quality"), .at = now(n),
                          .theirs_identified = json_flag(hit, "identified"), .profiles = json_object_get(hit, "profile") != NULL};
    TRY(dna_asked_get(n->store, h->batch.id, number, &ref, &m.own, err));
    m.own_ref = text_seen(&ref);
    if (m.quality < 1 || m.quality > 4 || (their_ref.bytes && !office_number(their_ref)))
        return FAIL(err, BAD_FIELD, "a hit of no quality, or with a name in place of a number");
    if (m.profiles) {
        TRY(dna_profile_of(n->dna->book, json_object_get(hit, "profile"), (struct dna_how){false}, &m.theirs, err));
        dna_compare(n->dna->book, rule, &m.own, &m.theirs, &v);
        if (!v.hit || v.quality != m.quality || !their_ref.bytes) return FAIL(err, BAD_FIELD, "a hit that is none under the agreed rule");
    } else if (!h->push) {
        m.own = (struct dna_profile){0};  // an officer's, not of the register: with nothing to compare it with it is not kept
    }
    ++*(m.quality > 2 ? &h->batch.near : &h->batch.hits);
    return match_kept(n, &m, h->push, their_ref.bytes ? 1 : ++h->nameless[m.quality], err);
}

static RESULT answers_heard(struct hearing *h, const json_t *body, struct error *err) {
    const json_t *list = json_object_get(body, "answers");
    size_t i, k;
    json_t *one, *hit;
    h->batch.matched = (int64_t)json_array_size(list);
    json_array_foreach((json_t *)list, i, one) {
        h->batch.cut += json_flag(one, "more");
        memset(h->nameless, 0, sizeof h->nameless);
        json_array_foreach(json_object_get(one, "hits"), k, hit) TRY(hit_heard(h, json_int(one, "n"), hit, err));
    }
    return dna_batch_matched(h->n->store, &h->batch, err);
}

static RESULT batch_over(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    struct dna_batch b = {.id = json_view(body, "batch"), .member = id_of(p), .searched = json_int(body, "searched"), .answered_at = now(n)};
    TRY(dna_batch_answered(n->store, &b, err));
    TRY(dna_asked_forget(n->store, b.id, err));
    AUTO_JSON *more = json_pack("{s:I,s:I}", "hits", (json_int_t)b.hits, "near", (json_int_t)b.near);
    json_put_view(more, "batch", b.id);
    struct entry e = {.op = "collection", .peer = id_of(p), .direction = "in", .register_name = REGISTER_DNA, .purpose = PURPOSE_DNA,
                      .decision = b.hits ? VIEW("hit") : b.near ? VIEW("near") : VIEW("no_hit"), .more = more};
    return write_entry(n, &e, NULL, err);
}

static RESULT answer_arrived(struct node *n, struct peer *p, const json_t *body, struct error *err) {
    struct hearing h = {.n = n, .p = p, .batch = {.id = json_view(body, "batch"), .member = id_of(p)}};
    if (!uuid_valid(h.batch.id)) return FAIL(err, BAD_FIELD, "an answer without the question's number");
    if (!dna_permitted(n, id_of(p), dna_me(n), &h.permit)) return FAIL(err, NO_BASIS, "no basis any more for what was asked");
    TRY(dna_batch_open(n->store, h.batch.id, h.batch.member, &h.push, err));
    TRY(answers_heard(&h, body, err));
    return json_flag(body, "last") ? batch_over(n, p, body, err) : DONE;
}

RESULT dna_arrived(struct node *n, struct peer *p, struct view type, const json_t *body, struct error *err) {
    if (!n->dna->book) return FAIL(err, NO_BASIS, "this node keeps no register of DNA profiles");
    if (view_is(type, "question")) return question_arrived(n, p, body, err);
    if (view_is(type, "answer")) return answer_arrived(n, p, body, err);
    return FAIL(err, BAD_FIELD, "no message of this type on this channel");
}
