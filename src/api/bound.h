// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// bound.h — the handlers themselves, for whoever carries a node.
#ifndef MALINES_API_BOUND_H
#define MALINES_API_BOUND_H

#include "api/route.h"
#include "node/handlers.h"

struct api_doors api_doors_of_node(struct node *n);

#endif
