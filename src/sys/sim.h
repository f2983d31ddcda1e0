// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sim.h — a world made from one number: time, chance and machines that obey a seed.
//
// Nothing here moves by itself. Whoever drives the world says how much time passes; each machine then sees
// its own wall clock (which may be wrong, drift or jump) and its own monotonic clock (which only goes
// forward, and starts again at a reboot). All chance comes from the seed, in streams that do not disturb
// each other: drawing once more in one place changes nothing elsewhere. Same seed, same world.
#ifndef MALINES_SYS_SIM_H
#define MALINES_SYS_SIM_H

#include "sys/sys.h"

// xoshiro256** (Blackman and Vigna, 2018), seeded by splitmix64. For simulation only: never for keys.
struct chance {
    uint64_t state[4];
};
struct chance chance_of(uint64_t seed, const char *stream);  // one stream a name
uint64_t chance_next(struct chance *c);
uint64_t chance_below(struct chance *c, uint64_t bound);     // 0..bound-1, evenly; 0 when bound is 0
uint64_t chance_between(struct chance *c, uint64_t least, uint64_t most);
bool chance_hit(struct chance *c, unsigned per_mille);       // true so many times in a thousand
void chance_bytes(struct chance *c, void *out, size_t bytes);

// ---- Time ----
struct world;
struct world *world_new(uint64_t seed, struct instant start);
struct world *world_free(struct world *w);         // gives NULL; machines must be gone
uint64_t world_us(const struct world *w);          // true microseconds since the start
struct instant world_now(const struct world *w);   // true wall clock
void world_advance_to(struct world *w, uint64_t us);  // never backwards

// ---- Machines ----
// One computer: a `struct sys` with its own clocks, chance and disk (sim_disk.h).
struct sim_disk;
struct machine;
struct machine *machine_new(struct world *w, const char *name);
struct machine *machine_free(struct machine *m);   // gives NULL; its store must be closed
const struct sys *machine_sys(const struct machine *m);
struct sim_disk *machine_disk(const struct machine *m);
void machine_jump(struct machine *m, int64_t ms);            // the wall clock leaps, back when negative
void machine_drift(struct machine *m, int32_t per_million);  // from now on it runs so much too fast
void machine_set_right(struct machine *m);                   // the time service is back: right, no drift
int64_t machine_error_ms(const struct machine *m);           // how wrong its wall clock is
void machine_reboot(struct machine *m);                      // the monotonic clock starts again

#endif
