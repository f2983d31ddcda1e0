// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// containers.h — a container of fingerprints or faces that the console hands over is read, checked and redacted by malines-import in
// its sandbox, waited for beside the loop and not longer than agreed: what a hostile container took over is killed (sys/helper.h),
// holds neither its place nor our stop. This process never parses one.
#ifndef MALINESD_CONTAINERS_H
#define MALINESD_CONTAINERS_H

#include "api/route.h"
#include "net/loop.h"

struct containers;
#define CONTAINERS_DEADLINE_MS (60 * 1000)  // for one container; usual are milliseconds
struct containers *containers_new(struct loop *l, uint32_t deadline_ms);
struct containers *containers_free(struct containers *c);  // gives NULL; ends what is being read, and tells whoever asked that we stop
struct api_reader containers_door(struct containers *c);

#endif
