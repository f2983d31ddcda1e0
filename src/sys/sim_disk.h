// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sim_disk.h — a disk in memory that fails the way disks fail, given to SQLite as its file system.
//
// Each file has two images: what the running process sees, and what would survive a power cut. A sync makes
// the second equal to the first. At a power cut each 512-byte sector written since is kept, lost or torn,
// each on its own, as the seed says; a file whose creation or deletion was not synced may be there or not.
// Nothing is promised that a cheap disk would not promise: no atomic write, no safe append, no safe
// overwrite of the rest of a sector.
//
// A crash in the middle of a call is played by making every further call fail until sim_disk_restart():
// the driver sees DISK_FAILED, closes the store (which can write nothing any more) and opens it again.
#ifndef MALINES_SYS_SIM_DISK_H
#define MALINES_SYS_SIM_DISK_H

#include "sys/sim.h"

struct sim_disk *sim_disk_new(struct chance chance);
struct sim_disk *sim_disk_free(struct sim_disk *d);    // gives NULL; all files must be closed
const char *sim_disk_vfs(const struct sim_disk *d);    // registered name, for sqlite3_open_v2

// Crash at the `changes`-th change from now (1: the next): a write, truncation, sync or deletion. The change
// itself happens in part. 0 takes the plan back.
void sim_disk_crash_at(struct sim_disk *d, uint64_t changes);
void sim_disk_halt(struct sim_disk *d);                // crash now, between two changes
bool sim_disk_is_down(const struct sim_disk *d);

// What was the crash? A killed process leaves all it wrote to the system; a power cut leaves what was synced
// and some of the rest. To be called after every file is closed.
enum crash { CRASH_KILLED, CRASH_POWER };
void sim_disk_restart(struct sim_disk *d, enum crash crash);

// What sys->settle does: flush, then read again from the disk. False when the disk is down or the flush fails.
bool sim_disk_settle(struct sim_disk *d, const char *path);

void sim_disk_fill(struct sim_disk *d, bool full);     // no file can grow: SQLITE_FULL
// The next `count` syncs fail with SQLITE_IOERR_FSYNC. What they should have saved is then saved or
// forgotten, and a later sync that succeeds does not bring it back, as Linux does it.
void sim_disk_fail_syncs(struct sim_disk *d, uint64_t count);
void sim_disk_flip_bit(struct sim_disk *d);            // one bit of one file, in both images

// A copy of all files as the process sees them; and the old state back from it (a restored backup), for
// which all files must be closed. A backup can be restored to another disk: a machine made from an image.
struct sim_backup;
struct sim_backup *sim_disk_backup(const struct sim_disk *d);
void sim_disk_restore(struct sim_disk *d, const struct sim_backup *b);
struct sim_backup *sim_backup_free(struct sim_backup *b);  // gives NULL

#endif
