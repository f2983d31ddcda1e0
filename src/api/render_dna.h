// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// render_dna.h — a DNA match as a table of alleles side by side, and what it is worth, in the reader's words.
#ifndef MALINES_API_RENDER_DNA_H
#define MALINES_API_RENDER_DNA_H

#include "api/render.h"

void text_dna_match(struct text *t, const struct rendering *r, const json_t *match);        // of dna_match_shown
void text_dna_kin(struct text *t, const struct rendering *r, const json_t *answer);         // of dna_kin_shown
void text_dna_harmonise(struct text *t, const struct rendering *r, const json_t *answer);   // of dna_harmonised
void text_dna_search(struct text *t, const struct rendering *r, const json_t *answer);      // of dna_searched
void text_dna_matches(struct text *t, const struct rendering *r, const json_t *answer);     // of dna_matches_listed
void text_dna_status(struct text *t, const struct rendering *r, const json_t *answer);      // of dna_status

#endif
