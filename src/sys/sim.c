// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/sim.h"

#include "sys/sim_disk.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t splitmix(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct chance chance_of(uint64_t seed, const char *stream) {
    uint64_t state = seed;
    for (const char *c = stream; *c; c++) state = splitmix(&state) ^ (unsigned char)*c;
    struct chance made;
    for (int i = 0; i < 4; i++) made.state[i] = splitmix(&state);
    return made;
}

static uint64_t turn(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

uint64_t chance_next(struct chance *c) {
    uint64_t *s = c->state, out = turn(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = turn(s[3], 45);
    return out;
}

uint64_t chance_below(struct chance *c, uint64_t bound) {
    return bound ? (uint64_t)(((unsigned __int128)chance_next(c) * bound) >> 64) : 0;
}

uint64_t chance_between(struct chance *c, uint64_t least, uint64_t most) {
    return least + chance_below(c, most - least + 1);
}

bool chance_hit(struct chance *c, unsigned per_mille) { return chance_below(c, 1000) < per_mille; }

void chance_bytes(struct chance *c, void *out, size_t bytes) {
    unsigned char *at = out;
    for (size_t i = 0; i < bytes; i += 8) {
        uint64_t word = chance_next(c);
        memcpy(at + i, &word, bytes - i < 8 ? bytes - i : 8);
    }
}

struct world {
    uint64_t seed, us;
    struct instant start;
};

struct world *world_new(uint64_t seed, struct instant start) {
    struct world *w = calloc(1, sizeof *w);
    ENSURE(w);
    *w = (struct world){seed, 0, start};
    return w;
}

struct world *world_free(struct world *w) {
    free(w);
    return NULL;
}

uint64_t world_us(const struct world *w) { return w->us; }
struct instant world_now(const struct world *w) { return instant_after(w->start, (int64_t)(w->us / 1000)); }

void world_advance_to(struct world *w, uint64_t us) {
    if (us > w->us) w->us = us;
}

// Wall clock of a machine = the right time + `error_us` + what it drifted since `since_us`.
struct machine {
    struct world *world;
    struct sys sys;
    struct sim_disk *disk;
    struct chance chance;
    int64_t error_us;
    int32_t drift_per_million;
    uint64_t since_us, boot_us;
};

static int64_t error_us(const struct machine *m) {
    return m->error_us + (int64_t)(m->world->us - m->since_us) * m->drift_per_million / 1000000;
}

static struct instant sim_now(const struct sys *s) {
    const struct machine *m = s->world;
    return instant_after(m->world->start, ((int64_t)m->world->us + error_us(m)) / 1000);
}

enum { BOOT_TAKES_US = 1000000 };  // so that 0 is never a time somebody lived

static struct tick sim_tick(const struct sys *s) {
    const struct machine *m = s->world;
    return (struct tick){m->world->us - m->boot_us + BOOT_TAKES_US};
}

static void sim_random(const struct sys *s, void *out, size_t bytes) {
    struct machine *m = s->world;
    chance_bytes(&m->chance, out, bytes);
}

static struct result sim_settle(const struct sys *s, const char *path, struct error *err) {
    const struct machine *m = s->world;
    return sim_disk_settle(m->disk, path) ? DONE : FAIL(err, DISK_FAILED, "%s: the simulated disk", path);
}

struct machine *machine_new(struct world *w, const char *name) {
    struct machine *m = calloc(1, sizeof *m);
    ENSURE(m);
    char stream[80];
    snprintf(stream, sizeof stream, "machine %s", name);
    m->world = w;
    m->chance = chance_of(w->seed, stream);
    snprintf(stream, sizeof stream, "disk %s", name);
    m->disk = sim_disk_new(chance_of(w->seed, stream));
    m->sys = (struct sys){sim_now, sim_tick, sim_random, sim_disk_vfs(m->disk), m, sim_settle};
    m->since_us = m->boot_us = w->us;
    return m;
}

struct machine *machine_free(struct machine *m) {
    if (!m) return NULL;
    sim_disk_free(m->disk);
    free(m);
    return NULL;
}

const struct sys *machine_sys(const struct machine *m) { return &m->sys; }
struct sim_disk *machine_disk(const struct machine *m) { return m->disk; }
int64_t machine_error_ms(const struct machine *m) { return error_us(m) / 1000; }

static void settle(struct machine *m) {
    m->error_us = error_us(m);
    m->since_us = m->world->us;
}

void machine_jump(struct machine *m, int64_t ms) { m->error_us += ms * 1000; }

void machine_drift(struct machine *m, int32_t per_million) {
    settle(m);
    m->drift_per_million = per_million;
}

void machine_set_right(struct machine *m) {
    m->error_us = 0;
    m->drift_per_million = 0;
    m->since_us = m->world->us;
}

void machine_reboot(struct machine *m) { m->boot_us = m->world->us; }
