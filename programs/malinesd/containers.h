// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// containers.h — a container of fingerprints or faces that the console hands over is read, checked and redacted by malines-import in
// its sandbox, waited for beside the loop. This process never parses one.
#ifndef MALINESD_CONTAINERS_H
#define MALINESD_CONTAINERS_H

#include "api/route.h"
#include "net/loop.h"

struct containers;
struct containers *containers_new(struct loop *l);
struct containers *containers_free(struct containers *c);  // gives NULL; waits for what is being read, and tells whoever asked that we stop
struct api_reader containers_door(struct containers *c);

#endif
