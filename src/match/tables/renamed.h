// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// renamed.h — states that changed their name or came apart, by their two letters then and now. Source: ISO 3166-3:2020, codes for
// formerly used names of countries, and the members of ISO 3166-1 that succeeded them.
#ifndef MALINES_MATCH_TABLES_RENAMED_H
#define MALINES_MATCH_TABLES_RENAMED_H

#define RENAMED_STATES(X)                                                                                             \
    X("an", "cw") X("an", "sx") X("an", "bq")                                                                         \
    X("bu", "mm")                                                                                                     \
    X("cs", "cz") X("cs", "sk") X("cs", "rs") X("cs", "me") /* Czechoslovakia; Serbia and Montenegro */               \
    X("dd", "de")                                                                                                     \
    X("dy", "bj")                                                                                                     \
    X("hv", "bf")                                                                                                     \
    X("nh", "vu")                                                                                                     \
    X("rh", "zw")                                                                                                     \
    X("su", "am") X("su", "az") X("su", "by") X("su", "ee") X("su", "ge") X("su", "kg") X("su", "kz") X("su", "lt")   \
    X("su", "lv") X("su", "md") X("su", "ru") X("su", "tj") X("su", "tm") X("su", "ua") X("su", "uz")                 \
    X("tp", "tl")                                                                                                     \
    X("vd", "vn")                                                                                                     \
    X("yd", "ye")                                                                                                     \
    X("yu", "ba") X("yu", "hr") X("yu", "me") X("yu", "mk") X("yu", "rs") X("yu", "si")                               \
    X("zr", "cd")

#endif
