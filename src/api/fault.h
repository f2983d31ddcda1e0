// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// fault.h — pure: the details of a failure that people meet most often, so that they can be said in their language.
//
// A detail is written once, in English, where the fault is found. Those of the table in fault.c are known again by it; their words in
// six languages are "fault.NAME" of i18n/*.json. Any other is shown as it is, and programs read the English of all.
#ifndef MALINES_API_FAULT_H
#define MALINES_API_FAULT_H

#include "base/view.h"

struct fault {
    const char *name;     // "missing"
    struct view of, more; // into the detail: which field, and what is expected of it; empty: none
};
bool fault_of(struct view detail, struct fault *out);  // false: none of them

#endif
