// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// flight.h — a passenger as a reservation has the name: FAMILY/GIVEN and the form of address, all in capitals and without room between
// (IATA and WCO and ICAO PNRGOV, name element; ICAO Doc 9944): OZTURK/ILAYDAMISS. Used by word.c, of persons' names.
#ifndef MALINES_MATCH_FLIGHT_H
#define MALINES_MATCH_FLIGHT_H

#include "match/shape.h"

// Takes the form of address off the last word. Names of any other shape stay as they are, and so does a word that is a name whole (ALEXANDR).
void flight_words(struct view name, struct letters *w, size_t n);

#endif
