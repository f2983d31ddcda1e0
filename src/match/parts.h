// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// parts.h — lists write several names into one text: "Abdul Karim; Abd al-Karim", and of organisations and ships "Ansar (a.k.a. Jund)",
// "Islamic Revolutionary Guard Corps (IRGC)". Each is a name of its own, as received.
#ifndef MALINES_MATCH_PARTS_H
#define MALINES_MATCH_PARTS_H

#include "match/word.h"

enum { NAME_PARTS_MAX = 16 };
struct name_part {
    struct view text;  // may be empty or hold no name: "; Karim"
    bool weak;         // the letters in brackets behind a name: they say less
};
// Gives how many, one or more; where there is no more room the last is the rest of the text.
size_t parts_of(struct view text, enum naming of, struct name_part out[NAME_PARTS_MAX]);

#endif
