// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// firm.h — what organisations and ships are called besides their names, brought to one form whatever language said it: legal forms,
// words of organisations and countries, numbers, the letters before a ship's name. Persons' names are not read so.
#ifndef MALINES_MATCH_FIRM_H
#define MALINES_MATCH_FIRM_H

#include "match/shape.h"

// Gives how many words are left: at least one of any. The words are spelled.
size_t firm_words(struct letters *w, size_t n, enum naming of);
// A word that only firm_words makes: of organisations; one of those that tell more, a country, a place, a trade.
bool is_of_firms(const struct letters *w);
bool is_telling_of_firms(const struct letters *w);
// Letters whose marks change the sound keep them in names; a short name and a typist abroad drop them.
uint32_t letter_plain(uint32_t cp);
// A general word of organisations that says what one does (transport, bank), not what it is (company, group), becomes one that tells more:
// another activity is another firm's. False where it is no such word.
bool tell_activity(struct letters *w);
// Of whom the law knows: all legal forms are one of llc, plc, lp, as words are folded.
bool is_legal_form(struct view t);
// The same as somebody reads it: without the ":" or ";" that tells it from a name.
static inline struct view firm_word_shown(struct view folded) {
    bool marked = folded.bytes > 1 && (folded.at[folded.bytes - 1] == ':' || folded.at[folded.bytes - 1] == ';');
    return (struct view){folded.at, folded.bytes - marked};
}

#endif
