// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// looker.h — an item of evidence is looked into by malines-open in its sandbox, waited for beside the loop and not longer than agreed
// (sys/helper.h). This process never parses one.
#ifndef MALINESD_LOOKER_H
#define MALINESD_LOOKER_H

#include "net/loop.h"
#include "node/node.h"

struct looker;
struct looker *looker_new(struct loop *l);
struct looker *looker_free(struct looker *k);  // gives NULL; ends what is being looked into
struct item_looker looker_door(struct looker *k);

#endif
