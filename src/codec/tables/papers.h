// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// papers.h — forms of the numbers of passports and identity cards: data, not code. Masks as in identifier_room.h.
// Sources: PRADO, the Council's register of travel documents, as remembered [U: not read while writing]; Belgian identity
// card: python-stdnum after the Belgian register's instruction IT195; Moroccan card: forms used by public programs [U].
// A number that fits none is "unknown", not wrong.
#ifndef MALINES_CODEC_TABLES_PAPERS_H
#define MALINES_CODEC_TABLES_PAPERS_H

static const struct paper_form {
    char country[3];
    const char *passport, *id;
} PAPER_FORMS[] = {
    {"be", "@@#{6}", "#{12}|@#{9}"},
    {"es", "@{2,3}#{6}|@@#{6}@", "#{8}@|[KLMXYZ]#{7}@|@{3}#{6}"},
    {"fr", "##@@#{5}", "#{12}|[0-9A-Z]{9}"},
    {"ma", "@{1,2}#{6,7}", "@{1,2}#{1,7}"},
};

#endif
