// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// mould.h — pure: a record's body told by what makes it differ from others of its list.
//
// The documents of a list are alike but for a number and a reference. What is alike is kept once, as the words of a mould; a
// body is then its own bytes and where the rest stands in the mould, or further up in itself. Words are only ever added
// behind, so what was packed before stays readable.
//
// A packed body, numbers in seven bits a byte, least first, the eighth bit says that more come: the bytes of the body; the
// bytes of the mould when it was packed, plus MOULD_CHECKED if the check of the body follows, in four bytes, least first (it
// did not always); then until the body is whole: how many own bytes, they, how many bytes to copy, and if any from where, as
// the difference to where the last copy ended (0, -1, 1, -2, 2... as 0, 1, 2, 3, 4). Places behind the end of the mould are
// those of the body.
// The check is of the body itself, so that it tells of a wrong byte here and in the mould alike; one of 2^32 is not told. It is
// no seal: who can write into the store can write another. In a mould whose words begin with MOULD_SINCE every body has a check, so that
// no wrong byte makes one of before out of it.
#ifndef MALINES_REGISTERS_MOULD_H
#define MALINES_REGISTERS_MOULD_H

#include "base/result.h"
#include "base/text.h"

enum { MOULD_BYTES_MAX = 2048, MOULD_BODY_BYTES_MAX = 1024 * 1024 };
enum { MOULD_CHECKED = 3 << 12, MOULD_SINCE = '=' };

// Appends. `body`: at most MOULD_BODY_BYTES_MAX bytes of any kind.
void mould_pack(struct view words, struct view body, struct text *out);
// Appends, the ceiling of `out` being known (TOO_BIG). STORE_DAMAGED: it is no packed body, or one of another mould.
RESULT mould_unpack(struct view words, struct view packed, struct text *out, struct error *err);

// Appends the words of a body that a mould may hold: a mould outlives its records, so of canonical JSON only the form is
// taken, and the values of members that are words of the law's tables or say of what kind a thing is. Nothing of whom or what
// the record is about, and nothing that somebody may have written freely, an action to be taken among it (promise P7). What
// another member wrote where a word of a table belongs is kept if it looks like one; it goes with the last record of its list.
void mould_words(struct view body, struct text *out);

#endif
