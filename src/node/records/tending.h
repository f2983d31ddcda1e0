// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// tending.h — the index is put in order on another core, a second after something new came: parts become one, words are
// filed closely. Checks and imports go on meanwhile. Not a door: nobody outside src/node includes it.
#ifndef MALINES_NODE_TENDING_H
#define MALINES_NODE_TENDING_H

#include "node/node.h"

struct tending;

void tending_work(struct node *n);                     // once a second; begins nothing while it goes on
struct tending *tending_end(struct tending *t);        // waits until it has ended; gives NULL

#endif
