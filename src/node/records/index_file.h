// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// index_file.h — the index as a file beside the store, so that a large register stands again in seconds. Not a door: nobody
// outside src/node includes it.
//
// The store says which file is good: its SHA-256, how far of the change feed it goes, whose shelves it has in which order, and
// the program that wrote it. A file that is not the one, or goes further than the store (which then is an older one), is
// thrown away and the index built from the store. It is written when the node stops, and once an hour when there was
// something new: so long at most is what was erased still in it (promise P7).
#ifndef MALINES_NODE_INDEX_FILE_H
#define MALINES_NODE_INDEX_FILE_H

#include "node/node.h"
#include "store/store.h"

extern const struct migration INDEX_FILE_MIGRATIONS[];
extern const size_t INDEX_FILE_MIGRATION_COUNT;

// Stand the index up from the file, true, or say why not. feed_seen is then where the file ends: follow the feed from there.
bool index_file_taken(struct node *n);
void index_file_care(struct node *n);   // between two turns
void index_file_leave(struct node *n);  // the node stops

#endif
