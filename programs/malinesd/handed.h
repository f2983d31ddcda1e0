// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// handed.h — what the console hands over, a container of fingerprints or faces or a portion of a table of people, is read by malines-import
// in its sandbox (a container also checked and redacted), waited for beside the loop and not longer than agreed: what a hostile file took
// over is killed (sys/helper.h), holds neither its place nor our stop. This process never parses one.
#ifndef MALINESD_HANDED_H
#define MALINESD_HANDED_H

#include "api/route.h"
#include "net/loop.h"

struct handed;
#define HANDED_DEADLINE_MS (60 * 1000)  // for one file; usual are milliseconds
struct handed *handed_new(struct loop *l, uint32_t deadline_ms);
struct handed *handed_free(struct handed *c);  // gives NULL; ends what is being read, and tells whoever asked that we stop
struct api_reader handed_door(struct handed *c);

#endif
