// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// number_plans.h — which national telephone numbers Belgium, France, Morocco and Spain assign: data, not code. Masks as in
// identifier_room.h. Facts of the national plans as collected in PhoneNumberMetadata.xml of libphonenumber 9.0 (Apache-2.0,
// commit f7e3e88c), some ranges widened. Numbers move between operators: nothing here says whose a number is.
#ifndef MALINES_CODEC_TABLES_NUMBER_PLANS_H
#define MALINES_CODEC_TABLES_NUMBER_PLANS_H

static const struct number_plan {
    char territory[3];
    const char *any;     // what a national number must be like at all
    const char *mobile, *fixed, *special;
} NUMBER_PLANS[] = {
    {"be", "4#{8}|[1-9]#{7}", "4[5-9]#{7}",
     "80[2-8]#{5}|1[0-69]#{6}|[23][2-8]#{6}|4[23]#{6}|5#{7}|6[013-57-9]#{6}|71#{6}|8[1-79]#{6}|9[2-4]#{6}",
     "800[1-9]#{4}|7[08]#{6}|90#{6}"},
    {"es", "[5-9]#{8}|400#{6}", "6#{8}|7[1-48]#{7}",
     "400#{6}|8[1356]#{7}|8[28][0-8]#{6}|8[47][1-9]#{6}|9[135]#{7}|9[268][0-8]#{6}|94[1-9]#{6}|97[1-9]#{6}|969#{6}",
     "[89]00#{6}|80[367]#{6}|90[12]#{6}|70#{7}|51#{7}|590#{6}"},
    {"fr", "[1-9]#{8}", "6[0-24-8]#{7}|63[0-8]#{6}|69[589]#{6}|7[3-9]#{7}",
     "[13]#{8}|2[0-57-9]#{7}|26[013-9]#{6}|4[1-9]#{7}|5[0-8]#{7}|59[1-35-9]#{6}", "[89]#{8}"},
    {"ma", "[5-8]#{8}", "6[0-79]#{7}|68[0-247-9]#{6}|7[016-8]#{7}|72[0-8]#{6}|75[0-5]#{6}",
     "518#{6}|54[0679]#{6}|55[03]#{6}|52[0-25-79]#{6}|523[1-578]#{5}|524[02-46-8]#{5}|528[02356789]#{5}|53[0-47]#{6}|"
     "535[02-9]#{5}|536[02-8]#{5}|538[014-9]#{5}|539[3-9]#{5}",
     "80#{7}|89#{7}|592#{6}"},
};

#endif
