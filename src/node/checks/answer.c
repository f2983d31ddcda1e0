// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "node/checks/answer.h"

#include "registers/alerts/alerts.h"

enum { EVIDENCE_MAX = 400, NAMESAKES_MAX = 5, CEILING_MAX = 1000 };

// The forms that the screens rely on; a subject and an alert only in an answer that shows the record.
static bool words_are_good(const json_t *list) {
    size_t i;
    const json_t *w;
    if (!list) return true;
    if (!json_is_array(list) || json_array_size(list) > EVIDENCE_MAX) return false;
    json_array_foreach((json_t *)list, i, w)
        if (!json_is_number(json_object_get(w, "bits")) || !json_is_string(json_object_get(w, "how")) ||
            !json_is_string(json_object_get(w, "asked")) || !json_is_string(json_object_get(w, "found")))
            return false;
    return true;
}

static bool evidence_is_good(const json_t *list) {
    size_t i;
    const json_t *e;
    if (!json_is_array(list) || json_array_size(list) > EVIDENCE_MAX) return false;
    json_array_foreach((json_t *)list, i, e)
        if (!json_is_number(json_object_get(e, "bits")) || !json_is_string(json_object_get(e, "field")) ||
            !json_is_string(json_object_get(e, "grade")) || !json_is_string(json_object_get(e, "asked")) ||
            !json_is_string(json_object_get(e, "found")) || !words_are_good(json_object_get(e, "words")))
            return false;
    return true;
}

static bool subject_is_good(const json_t *subject) {
    AUTO_ARENA a = arena_with_ceiling(WORK_ARENA_BYTES);
    struct subject read;
    return !subject || json_is_null(subject) || !FAILED(subject_read(subject, &a, &read, NULL));
}

static bool alert_is_good(const json_t *alert) {
    static const char *const texts[] = {"category", "article", "reason", "action", "handling", "basis", "authority", "purpose",
                                        "legal_basis", "retain_until", "review_at"};
    if (!alert || json_is_null(alert)) return true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const json_t *v = json_object_get(alert, texts[i]);
        if (v && !json_is_string(v)) return false;
    }
    const json_t *flags = json_object_get(alert, "flags");
    for (size_t i = 0; i < json_array_size(flags); i++)
        if (!json_is_string(json_array_get(flags, i))) return false;
    return json_is_object(alert) && (!flags || json_is_array(flags));
}

static bool namesakes_are_good(const json_t *list) {
    size_t i;
    const json_t *one;
    if (!list || json_is_null(list)) return true;
    if (!json_is_array(list) || json_array_size(list) > NAMESAKES_MAX) return false;
    json_array_foreach((json_t *)list, i, one)
        if (!json_is_number(json_object_get(one, "score")) || !json_is_object(json_object_get(one, "subject")) ||
            !subject_is_good(json_object_get(one, "subject")) ||
            !json_is_string(json_object_get(one, "consented_at")) || !evidence_is_good(json_object_get(one, "evidence")))
            return false;
    return true;
}

static bool candidate_is_good(const json_t *one, const char *member) {
    struct view owner, reg, uid, name = json_view(one, "record");
    double score = json_number_value(json_object_get(one, "score"));
    return name.bytes <= 400 && record_name_read(name, &owner, &reg, &uid) && view_is(owner, member) &&
           json_is_number(json_object_get(one, "score")) && score >= 0 && score <= 1 && json_is_number(json_object_get(one, "bits")) &&
           json_int(one, "version") >= 1 && evidence_is_good(json_object_get(one, "evidence")) &&
           subject_is_good(json_object_get(one, "subject")) && alert_is_good(json_object_get(one, "alert")) &&
           namesakes_are_good(json_object_get(one, "not_this_person"));
}

static bool ceiling_is_good(const json_t *ceiling) {
    return !ceiling || (json_is_integer(ceiling) && json_integer_value(ceiling) >= 0 && json_integer_value(ceiling) <= CEILING_MAX);
}

bool answer_is_good(const json_t *answer, const char *member) {
    const json_t *list = json_object_get(answer, "candidates"), *records = json_object_get(answer, "records");
    struct instant as_of;
    AUTO_TEXT whole = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_json(&whole, answer);  // numbers can be written shorter than we write them
    if (!text_ok(&whole) || !instant_read(json_view(answer, "as_of"), &as_of) || (records && !json_is_integer(records)) ||
        !ceiling_is_good(json_object_get(answer, "score_ceiling_thousandths")))
        return false;
    if (!json_is_array(list) || json_array_size(list) > ASKED_CANDIDATES_MAX) return false;
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!candidate_is_good(json_array_get(list, i), member)) return false;
    return true;
}

const char *silence_name(enum code why) {
    switch (why) {
        case CODE_CLOCK: return "clock";
        case CODE_QUOTA: return "quota";
        case CODE_BUSY: return "busy";
        case CODE_NOT_ALLOWED: return "not_allowed";
        default: return "unreachable";
    }
}

bool silence_reached(enum code why) { return why == CODE_CLOCK || why == CODE_NOT_ALLOWED || why == CODE_QUOTA || why == CODE_BUSY; }
