// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// guide.h — may this order be written, by whom, and what follows? Regulation (EU) 2023/1543 arts. 2, 4 to 6, 8, 10 and 13; of an
// investigation order who issues and validates it, Directive 2014/41/EU art. 2(c).
//
// The category of data decides: who issues and who must validate, for which offences, whether the enforcing authority is
// notified and whether that suspends, whether an emergency may go ahead of its validation. Each refusal names its article.
#ifndef MALINES_ORDERS_GUIDE_H
#define MALINES_ORDERS_GUIDE_H

#include "orders/book.h"

struct order_ruling {
    bool ruled;             // the form has rules; else all below is false
    bool notify, suspends;  // the enforcing authority is told (art. 8); until it has spoken or its term is over nothing is delivered
    bool validate_later;    // an emergency: validation within the clock epoc_validated, or it is withdrawn (art. 4(5))
    bool by_judge;          // only a judge, court or investigating judge may approve it
    bool by_magistrate;     // a prosecutor may as well
};
// `values` are the whole order's, checked already (book.h). BAD_FIELD for what contradicts itself, NO_BASIS else.
RESULT order_judge(const struct order_book *b, const json_t *form, const json_t *values, bool urgent, struct order_ruling *out, struct error *err);
json_t *order_ruling_json(const struct order_ruling *r);  // new

#endif
