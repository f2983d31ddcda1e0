// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What a form of the law asks, and what of an order is sent: the same rules as src/orders/book.h, for the page alone.
import type { OrderField, OrderForm, OrderSection, OrderValues } from './types';

const asked = (f: OrderField, v: OrderValues) => !f.for || (typeof v.data_category === 'string' && f.for.includes(v.data_category));

// Sections with the fields that this category of data asks; a field that stands twice is asked once.
export function askedOf(form: OrderForm, values: OrderValues): OrderSection[] {
  const seen = new Set<string>();
  return form.sections
    .map((s) => ({ ...s, fields: s.fields.filter((f) => asked(f, values) && !seen.has(f.id) && seen.add(f.id)) }))
    .filter((s) => s.fields.length);
}
// The values without what another category of data had asked, and without blanks around them.
export function sentOf(form: OrderForm, values: OrderValues): OrderValues {
  const ids = askedOf(form, values).flatMap((s) => s.fields.map((f) => f.id));
  const worded = Object.entries(values).map(([k, v]) => [k, typeof v === 'string' ? v.trim() : v] as const);
  return Object.fromEntries(worded.filter(([k, v]) => v !== '' && ids.includes(k)));
}
