// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// demand.h — a demand against the table of its kind: what it must hold, by when it is due, what refuses it, what stays of it.
#ifndef MALINES_REQUESTS_DEMAND_H
#define MALINES_REQUESTS_DEMAND_H

#include "law/kinds.h"

// demand["fields"]: every field of the kind that must be there is, each is of its type and not too long, no other is.
// BAD_FIELD with each fault and what is expected instead.
RESULT demand_check(const struct law *law, const struct law_kind *k, const json_t *demand, struct error *err);
// What stays of a demand when what it said is erased: who wrote it, to whom, when, of which kind and on which basis. A new
// reference. demand_head_fits(): it is no longer, as canonical JSON, than whatever keeps it has room for. TOO_BIG.
enum { DEMAND_HEAD_BYTES_MAX = 3000 };
json_t *demand_head(const json_t *demand);
RESULT demand_head_fits(const json_t *demand, struct error *err);
// A refusal is for a ground of this kind. BAD_FIELD names them.
RESULT demand_ground(const struct law *law, const struct law_kind *k, struct view ground, struct error *err);
// What a partial release leaves out: [{"part","ground"}], each for a ground of this kind. BAD_FIELD.
RESULT demand_withheld(const struct law *law, const struct law_kind *k, const json_t *withheld, struct error *err);

// What an answer says in words of a table: fields that its kind names, each of its type. BAD_FIELD.
RESULT demand_answers(const struct law *law, const struct law_kind *k, const json_t *fields, struct error *err);

// The clock that it runs by: the urgent one when it is urgent and there is one, else that of the row of the law, else the
// usual one of the kind. NULL: none.
const struct law_clock *demand_clock(const struct law *law, const struct law_kind *k, const struct law_row *row, bool urgent);
// May the owner name this clock? The one above, or one that the kind names for it.
bool demand_may_run_by(const struct law_kind *k, const struct law_clock *usual, struct view clock);

#endif
