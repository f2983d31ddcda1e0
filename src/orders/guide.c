// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "orders/guide.h"

#include "base/instant.h"

static bool said(const json_t *values, const char *key) { return json_view(values, key).bytes > 0; }

// What no order may be for, whatever its data: a third country's request, data that are protected.
static RESULT excluded(const json_t *values, struct error *err) {
    if (json_flag(values, "third_state"))
        return FAIL(err, NO_BASIS, "art. 2(4): not for proceedings of a third country; use the Budapest Convention or a letter of request");
    if (json_flag(values, "privileged") && !said(values, "privilege_answer"))
        return FAIL(err, NO_BASIS, "arts. 5(9), 5(10): protected data; say in privilege_answer how it was settled with the other State");
    return DONE;
}

// Art. 5(8), and 6(1) with it: what is kept for a public authority is ordered in that authority's own State only.
static RESULT public_data(const json_t *values, struct error *err) {
    struct view whose = json_view(values, "public_authority");
    if (!whose.bytes || view_same(whose, json_view(values, "issuing_state"))) return DONE;
    return FAIL(err, NO_BASIS, "art. 5(8): data kept for a public authority of another State");
}

// Arts. 5(5)(c) and 6(4)(c): the user, or another unique identifier by which the data can be determined; and a span that is one.
static RESULT determined(const json_t *values, struct error *err) {
    static const char *const by[] = {"ident_ip", "ident_phone", "ident_email", "ident_imei", "ident_mac", "ident_user", "ident_other"};
    struct instant from, to;
    bool some = false;
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) some = some || said(values, by[i]);
    if (!some) return FAIL(err, NO_BASIS, "art. 5(5)(c), 6(4)(c): section E names no user and no other identifier of the data");
    if (instant_read(json_view(values, "range_from"), &from) && instant_read(json_view(values, "range_to"), &to) && instant_before(to, from))
        return FAIL(err, BAD_FIELD, "range_to: before range_from");
    return DONE;
}

// Art. 7(2): another establishment is addressed in an emergency only.
static RESULT addressee(const json_t *values, bool urgent, struct error *err) {
    if (urgent || !view_is(json_view(values, "addressee_type"), "other_in_emergency")) return DONE;
    return FAIL(err, NO_BASIS, "art. 7(2): another establishment than the designated one is addressed in an emergency only");
}

static RESULT sentence(const struct order_book *b, const json_t *values, const json_t *rule, struct error *err) {
    if (!view_is(json_view(values, "proceedings_kind"), "sentence_execution")) return DONE;
    if (json_int(values, "sentence_months") >= order_sentence_months(b)) return DONE;
    return FAIL(err, NO_BASIS, "art. %s: to execute a sentence of at least %d months", json_string_value(json_object_get(rule, "threshold_article")),
                order_sentence_months(b));
}

// Art. 5(4): the highest penalty is three years or more, or an offence of the list, or the sentence for one.
static RESULT threshold(const json_t *values, const json_t *rule, struct error *err) {
    const json_t *gates = json_object_get(values, "offence_gate");
    bool executes = view_is(json_view(values, "proceedings_kind"), "sentence_execution");
    int64_t months = json_int(rule, "threshold_months");
    size_t i;
    const json_t *g;
    if (!months) return DONE;
    if (json_holds(gates, VIEW("three_years")) && json_int(values, "penalty_months") < months)
        return FAIL(err, NO_BASIS, "art. 5(4)(a): the highest penalty is below %d months", (int)months);
    if (json_holds(gates, VIEW("sentence_for_those")) && !executes) return FAIL(err, BAD_FIELD, "offence_gate: no sentence is being executed");
    json_array_foreach((json_t *)gates, i, g)
        if (json_is_string(g) && (strcmp(json_string_value(g), "sentence_for_those") != 0 || json_array_size(gates) > 1 || executes)) return DONE;
    return FAIL(err, NO_BASIS, "art. 5(4): none of its offences");
}

static RESULT issuer(const json_t *values, const json_t *rule, bool urgent, struct order_ruling *out, struct error *err) {
    bool prosecutor = json_holds(json_object_get(rule, "validate"), VIEW("prosecutor"));
    out->by_judge = !prosecutor;
    out->by_magistrate = prosecutor;
    if (json_flag(values, "unvalidated")) {
        if (!json_flag(rule, "emergency")) return FAIL(err, NO_BASIS, "art. 4(5): traffic and content data are never ordered before the validation");
        if (!urgent) return FAIL(err, NO_BASIS, "art. 4(5): only in an emergency");
        if (said(values, "validator_type")) return FAIL(err, BAD_FIELD, "unvalidated: but a validating authority is named");
        if (json_holds(json_object_get(rule, "issue"), json_view(values, "authority_type")))
            return FAIL(err, BAD_FIELD, "unvalidated: this authority issues it alone (art. 4(5) is for those of 4(1)(b) and 4(3)(b))");
        out->validate_later = true;
        return DONE;
    }
    if (json_holds(json_object_get(rule, "issue"), json_view(values, "authority_type"))) return DONE;
    if (json_holds(json_object_get(rule, "validate"), json_view(values, "validator_type"))) return DONE;
    return FAIL(err, NO_BASIS, "art. %s: this authority does not issue it alone; validator_type: %s", json_string_value(json_object_get(rule, "article")),
                prosecutor ? "a judge, court, investigating judge or prosecutor" : "a judge, court or investigating judge");
}

// Art. 8(2): no notification when the offence was committed in the issuing State and the person resides there.
static RESULT notification(const struct order_book *b, const json_t *values, const json_t *rule, bool urgent, struct order_ruling *out, struct error *err) {
    struct view there = json_view(values, "enforcing_state");
    if (!json_flag(rule, "notify")) return DONE;
    if (!order_binds(b, there)) return FAIL(err, NO_BASIS, "art. 3(16): enforcing_state: no member state that the Regulation binds");
    if (view_same(there, json_view(values, "issuing_state")))
        return FAIL(err, NO_BASIS, "art. 1(1): enforcing_state: another State than that which issues; at home the national law applies");
    if (json_flag(values, "committed_here") && !said(values, "residence_grounds"))
        return FAIL(err, NO_BASIS, "art. 8(2): residence_grounds: reasonable grounds for both are needed");
    out->notify = !json_flag(values, "committed_here");
    out->suspends = out->notify && !urgent;
    return DONE;
}

static RESULT deadline(const json_t *values, bool urgent, const struct order_ruling *r, struct error *err) {
    struct view d = json_view(values, "deadline");
    const char *right = urgent ? "eight_hours" : r->notify ? "ten_days_notified" : "ten_days";
    if (!d.bytes) return DONE;  // a preservation order has none
    if (!view_is(d, right)) return FAIL(err, BAD_FIELD, "deadline: must be %s (art. 10)", right);
    if (urgent != said(values, "emergency_kind")) return FAIL(err, BAD_FIELD, "emergency_kind: of an emergency, and only then (art. 3(18))");
    return DONE;
}

static RESULT reasons(const json_t *values, struct error *err) {
    if (view_is(json_view(values, "addressed_as"), "processor") && !said(values, "processor_reason"))
        return FAIL(err, NO_BASIS, "art. 5(6): a processor is addressed exceptionally; processor_reason");
    if (view_is(json_view(values, "user_informed"), "informed_later") && !json_array_size(json_object_get(values, "delay_ground")))
        return FAIL(err, NO_BASIS, "art. 13(2): delay_ground: why the user is told later");
    return DONE;
}

// What only the Regulation asks of its two orders.
static RESULT of_the_regulation(const json_t *form, const json_t *values, bool urgent, struct error *err) {
    if (!view_starts(json_view(form, "id"), "epoc")) return DONE;
    TRY(public_data(values, err));
    TRY(determined(values, err));
    return addressee(values, urgent, err);
}

RESULT order_judge(const struct order_book *b, const json_t *form, const json_t *values, bool urgent, struct order_ruling *out, struct error *err) {
    *out = (struct order_ruling){0};
    const json_t *rule = order_rule(b, json_view(form, "id"), json_view(values, "data_category"));
    if (!rule) return DONE;
    out->ruled = true;
    TRY(excluded(values, err));
    TRY(of_the_regulation(form, values, urgent, err));
    TRY(sentence(b, values, rule, err));
    TRY(threshold(values, rule, err));
    TRY(issuer(values, rule, urgent, out, err));
    TRY(notification(b, values, rule, urgent, out, err));
    TRY(deadline(values, urgent, out, err));
    return reasons(values, err);
}

json_t *order_ruling_json(const struct order_ruling *r) {
    return json_pack("{s:b,s:b,s:b,s:b,s:b,s:b}", "ruled", r->ruled, "notify", r->notify, "suspends", r->suspends, "validate_later", r->validate_later,
                     "by_judge", r->by_judge, "by_magistrate", r->by_magistrate);
}
