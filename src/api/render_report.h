// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// render_report.h — what is certified and counted, as text for people.
#ifndef MALINES_API_RENDER_REPORT_H
#define MALINES_API_RENDER_REPORT_H

#include "api/render.h"

// A certificate that nothing was found: which registers it speaks of, from which score on, and what it does not say.
void text_no_hit(struct text *t, const struct rendering *r, const json_t *file);
// The figures of Directive (EU) 2023/977 art. 18(2), point by point.
void text_exchanges(struct text *t, const struct rendering *r, const json_t *report);

#endif
