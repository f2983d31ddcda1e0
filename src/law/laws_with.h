// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// laws_with.h — for tests: the shipped tables with one of them in other words.
#ifndef MALINES_LAW_LAWS_WITH_H
#define MALINES_LAW_LAWS_WITH_H

#include "law/law.h"

// `table` stands in the place of laws/`name`; NULL: without it. As law_read().
enum code laws_with(const char *name, const char *table, struct law **out, struct error *err);

#endif
