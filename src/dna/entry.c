// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "dna/file.h"

void text_dna_entry(struct text *t, const struct dna_book *b, const struct dna_entry *e) {
    text_put(t, "{\"category\":");
    text_json_text(t, e->category->id);
    if (e->kit) text_put(t, ",\"kit\":"), text_json_text(t, e->kit->id);
    if (e->lab.bytes) text_put(t, ",\"lab\":"), text_json_text(t, e->lab);
    text_put(t, ",\"profile\":");
    text_profile(t, b, &e->profile);
    text_put(t, ",\"ref\":");
    text_json_text(t, e->ref);
    text_char(t, '}');
}
