// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// book.h — the forms of orders (laws/forms) and the rules for writing one (laws/orders/rules.yaml), read once.
//
// A form says which values an order has, in which section, and who sees that section (docs/forms.md). What an order says
// is one flat object, field -> value. The provider's copy of an EPOC is sections A to L, the enforcing authority's A to M:
// Regulation (EU) 2023/1543 art. 9(1) and 8(3).
#ifndef MALINES_ORDERS_BOOK_H
#define MALINES_ORDERS_BOOK_H

#include "codec/json.h"

struct order_book;
// `laws` is the folder of the tables. NOT_FOUND without forms in it; BAD_YAML names file, line and what is wrong.
RESULT order_book_load(const char *laws, struct order_book **out, struct error *err);
struct order_book *order_book_free(struct order_book *b);  // gives NULL

const json_t *order_form(const struct order_book *b, struct view id);  // as docs/forms.md has it; NULL: none; borrowed
const json_t *order_forms(const struct order_book *b);                 // {id: form}; borrowed
json_t *order_wording(const struct order_book *b, struct view form, struct view language);  // as wording.h; NULL: none; new
// The form on which a part ("demand", "answer", "pause") of a request of this kind is printed, without being written on it; NULL: none.
const json_t *order_form_of(const struct order_book *b, struct view kind, struct view part);
const json_t *order_rule(const struct order_book *b, struct view form, struct view category);  // NULL: it has none; borrowed
int order_sentence_months(const struct order_book *b);
bool order_binds(const struct order_book *b, struct view country);  // a member state that the Regulation binds

enum order_view { ORDER_ADDRESSEE, ORDER_AUTHORITY, ORDER_FILE };  // each sees what those before it see
// Every field that must be there is, each is of its type, none is there that the form or the category of data does not ask.
// `seen_by`: only the sections which that reader sees count. BAD_FIELD with each fault.
RESULT order_check(const json_t *form, const json_t *values, enum order_view seen_by, struct error *err);
// The values that a reader sees; a new object.
json_t *order_seen(const json_t *form, const json_t *values, enum order_view by);

#endif
