// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sealed.h — classes of sealed checks, as data: laws/sealed.yaml (docs/protocol-sealed.md).
//
// A class is one register asked for one purpose: it has its own key, filter, quota and size of question. Whether a member
// may ask in it at all is the rows' business (sharing: sealed). Without a row of this table a purpose is a class of the
// register of alerts, by the purpose's own name and the figures of SEALED_USUAL.
#ifndef MALINES_LAW_SEALED_H
#define MALINES_LAW_SEALED_H

#include "law/law.h"

struct law_sealed {
    struct view id, title, source, mark, note;  // id: the class, as it stands in messages and inputs
    struct view reg, purpose;
    int subjects;                      // of one question, always as many: 1, or up to SEALED_SUBJECTS_MAX of a bulk class
    int keys_a_day, keys_a_day_officer;  // quotas, of the partner and of each of its officers
    struct words key_types;            // of the filter and the question; empty: all
    struct words at_least_of;          // given, family, birth: parts of a subject of which a question has `at_least`
    int at_least;
    // Fishing: 0 is not looked at.
    int busy_percent, busy_days;       // so much of the quota on so many days running
    int peak_times;                    // a day of so many times the median of the 28 days before
    int night_percent;                 // so much of a day's questions between 22 and 6 o'clock UTC
    int asked_in_vain;                 // so many questions in 28 days and not one request that grew out of them
};
enum { SEALED_SUBJECTS_MAX = 8, SEALED_CLASSES_MAX = 48 };

const struct law_sealed *law_sealed_classes(const struct law *law, size_t *count);
const struct law_sealed *law_sealed(const struct law *law, struct view id);  // NULL: no class of this name

#endif
