// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// points.h — the code points of a name as they were meant. Compatibility forms are taken apart, loose marks put on their letters, and what
// programs did on the way is undone: UTF-8 that was read as Windows-1252, once or twice (MÃ¼ller, Ø³Ø¹ÙŠØ¯), and HTML's names of letters
// (Fran&ccedil;ois). No living name has what these leave: a capital with a mark and a sign behind it.
#ifndef MALINES_MATCH_POINTS_H
#define MALINES_MATCH_POINTS_H

#include "base/view.h"

#include <stddef.h>
#include <stdint.h>

struct point {
    uint32_t cp;
    uint32_t at;  // byte offset in the name as received, of the first that it was written with
};

// Gives how many there are, at most `room`; further ones are left out. `name` is valid UTF-8.
size_t points_of(struct view name, struct point *out, size_t room);
// Whether the semicolon at `at` ends the name of a letter (&eacute;) and no name of somebody.
bool point_ends_letter(struct view text, size_t at);

#endif
