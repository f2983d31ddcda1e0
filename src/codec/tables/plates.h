// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// plates.h — forms of number plates, present and former: data, not code. Masks as in identifier_room.h, on letters and
// digits alone; [U] marks what was not read in a text of law.
// Sources: France: arrêté of 9 February 2009, annex VII (present), arrêté of 5 November 1984, annex I (former). Belgium:
// de.wikipedia, "Kfz-Kennzeichen (Belgien)" and its page on 1953 to 2010 [U]. Spain: Reglamento General de Vehículos, annex
// XVIII as told by motorpasion.com and matriculasdelmundo.com [U]. Morocco: arrêté 2711-10 of 29 September 2010, art. 28, as
// told by the national road safety agency in 2025 and en.wikipedia, "Vehicle registration plates of Morocco" [U].
// What fits none is "unknown", not wrong: there are personal plates (Belgium) and small series that are not here.
#ifndef MALINES_CODEC_TABLES_PLATES_H
#define MALINES_CODEC_TABLES_PLATES_H

#include <stdint.h>

static const struct plate_form {
    char country[3];
    const char *form, *what;
} PLATE_FORMS[] = {
    {"be", "[1-9]@{3}#{3}", "usual, since 2010"},
    {"be", "[GMOQSTUWZ]@{3}#{3}", "tractor, motorcycle, oldtimer, trailer, taxi, dealer; since 2010"},
    {"be", "#{3}@{3}", "usual, 2008 to 2010"},
    {"be", "@{3}#{3}", "usual, 1973 to 2008"},
    {"be", "@#{4}|#@#{3}|##@##|#{3}@#|#{4}@", "1953 to 1962"},
    {"be", "@@#{3}|#@@##|##@@#|#{3}@@|@#{3}@", "1962 to 1973"},
    {"be", "[APE]#{1,3}", "ministers, members of parliaments, governments"},
    {"be", "CD@{0,2}#{3,4}|#CD@#{3}", "diplomats"},
    {"fr", "[A-HJ-NP-TV-Z]{2}#{3}[A-HJ-NP-TV-Z]{2}", "usual, since 2009"},
    {"fr", "[A-HJ-NP-TV-Z]{1,2}#{2,3}[A-HJ-NP-TV-Z]", "mopeds, since 2009"},
    {"fr", "W#{3}[A-Z]{2}|WW#{3}[A-Z]{2}", "dealer, provisional"},
    {"fr", "#{1,4}@{1,3}##|#{1,4}@{1,3}97#|#{1,4}@{1,3}2[AB]", "by department, until 2009"},
    {"fr", "#{1,3}CMD#{1,4}|#{1,3}CD#{1,4}@{0,1}|#{1,3}C#{1,4}|#{1,3}K#{1,4}", "diplomats, consuls"},
    {"es", "#{4}[B-DF-HJ-NPR-TV-Z]{3}", "usual, since 2000"},
    {"es", "[CEHPRSTV]#{4}[B-DF-HJ-NPR-TV-Z]{3}", "moped, special, historic, trailer, trial, tourist; since 2000"},
    {"es", "@{1,2}#{4}@{1,2}", "by province, 1971 to 2000"},
    {"es", "@{1,2}#{1,6}", "by province, until 1971"},
    {"es", "CD#{4,6}|CC#{4,6}|OI#{4,6}|TA#{4,6}", "diplomats, consuls, international organisations"},
    {"es", "PGC#{4,5}[A-Z]|CNP#{4}[A-Z]{2}|CME#{4}|ET#{4,6}|EA#{4,6}|FN#{4,6}", "police and forces"},
    {"ma", "#{1,5}[ABDEHTYW]#{1,2}", "usual, since 2000"},
    {"ma", "#{1,4}#{2}#", "by region, until 2000"},
    {"ma", "WW#{1,6}|W18#{1,6}|#{1,6}WW", "provisional"},
    {"ma", "#{1,6}[FJMSG]#{0,2}|[FJMSG]#{1,6}", "state, municipality, forces, protection"},
    {"ma", "CD#{1,6}|CMD#{1,6}|CC#{1,6}|PAT#{1,6}|OI#{1,6}|#{1,6}CD|#{1,6}CMD|#{1,6}CC", "diplomats, consuls"},
};

// The Arabic letter of a Moroccan plate and the Latin one that stands for it abroad (arrêté 2711-10, art. 28). After the
// first seven, which are issued, come letters of the state's own series [U].
static const struct plate_letter {
    uint16_t arabic;
    char latin;
} PLATE_LETTERS[] = {
    {0x627, 'A'}, {0x623, 'A'}, {0x622, 'A'}, {0x625, 'A'}, {0x628, 'B'}, {0x62f, 'D'}, {0x647, 'H'}, {0x648, 'E'},
    {0x637, 'T'}, {0x64a, 'Y'}, {0x649, 'Y'}, {0x645, 'M'}, {0x62c, 'J'}, {0x634, 'S'}, {0x642, 'F'}, {0x641, 'F'},
};

#endif
