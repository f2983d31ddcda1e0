// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// whole.h — for tests: the values of a production order that has all it must, by category of data. Names are invented.
#ifndef MALINES_ORDERS_WHOLE_H
#define MALINES_ORDERS_WHOLE_H

#include "codec/json.h"

// subscriber, identification, traffic, content; the last two name Spain as the enforcing State. A new object.
json_t *whole_order(const char *category, const char *certificate);

#endif
