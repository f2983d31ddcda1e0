// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "weather.h"

#include "federation/envelope.h"

void weather_begin(struct weather *w, struct stage *stage, struct judge *judge, struct chance chance) {
    *w = (struct weather){.stage = stage, .judge = judge, .chance = chance};
}

void weather_end(struct weather *w) {
    for (size_t i = 0; i < OLD_LETTERS; i++) text_free(&w->old[i].body);
}

void weather_letter(struct weather *w, int from, int to, const char *path, struct view body) {
    if (strcmp(path, "/m1/hello") == 0) return;  // TLS keeps greetings fresh
    struct old_letter *o = &w->old[w->old_count++ % OLD_LETTERS];
    text_free(&o->body);
    *o = (struct old_letter){from, to, path, text_with_ceiling(body.bytes)};
    text_view(&o->body, body);
}

static int somebody(struct weather *w) { return (int)chance_below(&w->chance, MEMBERS); }

static int somebody_else(struct weather *w, int than) {
    int m = (int)chance_below(&w->chance, MEMBERS - 1);
    return m + (m >= than);
}

// ---- Lines ----

static void cut_one_way(struct weather *w) {
    int from = somebody(w), to = somebody_else(w, from);
    w->stage->net.lines[from][to].cut = true;
    stage_say(w->stage, "nothing goes from %s to %s", cast_id(from), cast_id(to));
}

static void cut_both_ways(struct weather *w) {
    int a = somebody(w), b = somebody_else(w, a);
    w->stage->net.lines[a][b].cut = w->stage->net.lines[b][a].cut = true;
    stage_say(w->stage, "%s and %s are apart", cast_id(a), cast_id(b));
}

static void split(struct weather *w) {
    unsigned side = (unsigned)chance_between(&w->chance, 1, (1u << MEMBERS) - 2);
    for (int a = 0; a < MEMBERS; a++)
        for (int b = 0; b < MEMBERS; b++) w->stage->net.lines[a][b].cut = (side >> a & 1) != (side >> b & 1);
    stage_say(w->stage, "the members are split in two (%x)", side);
}

static void mend_one(struct weather *w) {
    int from = somebody(w), to = somebody_else(w, from);
    w->stage->net.lines[from][to].cut = false;
}

static void mend_all(struct weather *w) {
    for (int a = 0; a < MEMBERS; a++)
        for (int b = 0; b < MEMBERS; b++) w->stage->net.lines[a][b].cut = false;
    stage_say(w->stage, "all lines are mended");
}

static void spoil_line(struct weather *w) {
    int from = somebody(w), to = somebody_else(w, from);
    struct line *l = &w->stage->net.lines[from][to];
    l->lost = (unsigned)chance_below(&w->chance, 400);
    l->doubled = (unsigned)chance_below(&w->chance, 300);
    l->damaged = (unsigned)chance_below(&w->chance, 200);
    l->delay_most_us = l->delay_least_us + chance_below(&w->chance, 1200000);
    stage_say(w->stage, "the line from %s to %s is bad", cast_id(from), cast_id(to));
}

static void spoil_all(struct weather *w) {
    for (int a = 0; a < MEMBERS; a++)
        for (int b = 0; b < MEMBERS; b++) {
            struct line *l = &w->stage->net.lines[a][b];
            l->lost = 100, l->doubled = 100, l->damaged = 50, l->delay_most_us = 300000;
        }
    stage_say(w->stage, "all lines are bad");
}

// ---- Machines ----

static struct sim_disk *disk_of(struct weather *w, int member) {
    return machine_disk(w->stage->actors[member].machine);
}

static void crash_at_a_write(struct weather *w) {
    int m = somebody(w);
    sim_disk_crash_at(disk_of(w, m), chance_between(&w->chance, 1, chance_hit(&w->chance, 500) ? 12 : 150));
}

static void fall(struct weather *w) {
    stage_fall(w->stage, somebody(w), chance_hit(&w->chance, 500) ? CRASH_POWER : CRASH_KILLED);
}

static void fill_disk(struct weather *w) {
    int m = somebody(w);
    sim_disk_fill(disk_of(w, m), true);
    stage_say(w->stage, "the disk of %s is full", cast_id(m));
}

static void empty_disks(struct weather *w) {
    for (int m = 0; m < MEMBERS; m++) sim_disk_fill(disk_of(w, m), false);
}

static void fail_sync(struct weather *w) {
    sim_disk_fail_syncs(disk_of(w, somebody(w)), chance_between(&w->chance, 1, 2));
}

static void jump_clock(struct weather *w) {
    int m = somebody(w);
    w->judge->clock_moved[m] = true;
    bool far = chance_hit(&w->chance, 200);
    int64_t ms = (int64_t)chance_below(&w->chance, far ? 4 * HOUR_MS : 20 * MINUTE_MS) - (far ? 2 * HOUR_MS
                                                                                : 10 * MINUTE_MS);
    machine_jump(w->stage->actors[m].machine, ms);
    stage_say(w->stage, "the clock of %s jumps by %lld s", cast_id(m), (long long)(ms / 1000));
}

static void drift_clock(struct weather *w) {
    int m = somebody(w);
    w->judge->clock_moved[m] = true;
    machine_drift(w->stage->actors[m].machine, (int32_t)chance_below(&w->chance, 20000) - 10000);
}

static void right_clocks(struct weather *w) {
    for (int m = 0; m < MEMBERS; m++) machine_set_right(w->stage->actors[m].machine);
}

// ---- A member that misbehaves ----

static const struct old_letter *old_letter(struct weather *w) {
    size_t have = w->old_count < OLD_LETTERS ? w->old_count : OLD_LETTERS;
    return have ? &w->old[chance_below(&w->chance, have)] : NULL;
}

static void show_again(struct weather *w) {
    const struct old_letter *o = old_letter(w);
    if (!o) return;
    w->replays++;
    stage_slip_in(w->stage, o->from, o->to, o->path, text_seen(&o->body), chance_below(&w->chance, 3000000));
}

static void show_altered(struct weather *w) {
    const struct old_letter *o = old_letter(w);
    if (!o || !o->body.bytes) return;
    AUTO_TEXT body = text_with_ceiling(o->body.bytes);
    text_view(&body, text_seen(&o->body));
    body.at[chance_below(&w->chance, body.bytes)] ^= (char)(1 << chance_below(&w->chance, 8));
    w->replays++;
    stage_slip_in(w->stage, o->from, o->to, o->path, text_seen(&body), chance_below(&w->chance, 1000000));
}

// An old letter as if another member had sent it.
static void show_as_another(struct weather *w) {
    const struct old_letter *o = old_letter(w);
    if (!o) return;
    int from = somebody_else(w, o->to);
    if (from == o->from) return;
    w->replays++;
    stage_slip_in(w->stage, from, o->to, o->path, text_seen(&o->body), chance_below(&w->chance, 1000000));
}

static bool already_held(struct weather *w, const struct old_letter *o, const json_t *payload) {
    int lane = view_is(json_view(payload, "channel"), "alerts") ? 0 : 1;
    int64_t seq = json_int(json_array_get(json_object_get(payload, "messages"), 0), "seq");
    return seq > 0 && seq <= w->judge->receipts[o->from][o->to][lane];
}

// A message that the receiver holds, sent again under the same number with other words, well signed.
static void rewrite_the_past(struct weather *w) {
    const struct old_letter *o = old_letter(w);
    if (!o || strcmp(o->path, "/m1/post") != 0) return;
    const struct member *from = trust_member(cast_trust(w->stage->cast), view_of(cast_id(o->from)));
    struct instant at = world_now(w->stage->world);
    struct envelope e;
    if (FAILED(envelope_open(from, cast_id(o->to), "post", at, text_seen(&o->body), &e, NULL))) return;
    AUTO_JSON *whole __attribute__((unused)) = e.whole;  // only to be freed
    AUTO_TEXT sealed = text_with_ceiling(ENVELOPE_BYTES_MAX);
    if (!already_held(w, o, e.payload)) return;
    json_t *message = json_array_get(json_object_get(e.payload, "messages"), 0);
    json_object_set_new(json_object_get(message, "body"), "forged", json_true());
    if (FAILED(envelope_seal(cast_signer(w->stage->cast, o->from), "post", cast_id(o->from), cast_id(o->to), at,
                             e.payload, &sealed, NULL))) return;
    w->replays++;
    stage_slip_in(w->stage, o->from, o->to, "/m1/post", text_seen(&sealed), chance_below(&w->chance, 100000));
}

// ---- What happens next ----
static const struct {
    void (*change)(struct weather *w);
    unsigned weight;
} changes[] = {
    {cut_one_way, 6},  {cut_both_ways, 6}, {split, 3},      {mend_one, 8},     {mend_all, 8},    {spoil_line, 6},
        {spoil_all, 2},
    {crash_at_a_write, 12}, {fall, 6},     {fill_disk, 4},  {empty_disks, 8},  {fail_sync, 4},   {jump_clock, 4},
        {drift_clock, 2},
    {right_clocks, 5}, {show_again, 10},   {show_altered, 6}, {show_as_another, 4}, {rewrite_the_past, 8},
};

void weather_change(struct weather *w) {
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) sum += changes[i].weight;
    uint64_t draw = chance_below(&w->chance, sum);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        if (draw < changes[i].weight) {
            changes[i].change(w);
            return;
        }
        draw -= changes[i].weight;
    }
}

void weather_calm(struct weather *w) {
    network_calm(&w->stage->net);
    right_clocks(w);
    empty_disks(w);
    for (int m = 0; m < MEMBERS; m++) {
        sim_disk_crash_at(disk_of(w, m), 0);
        sim_disk_fail_syncs(disk_of(w, m), 0);
        stage_start(w->stage, m);
    }
    stage_say(w->stage, "calm");
}
