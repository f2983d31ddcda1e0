// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "orders/whole.h"

#include <string.h>

json_t *whole_order(const char *category, const char *certificate) {
    static const char *const words[][2] = {
        {"issuing_state", "be"}, {"issuing_authority", "Federal prosecutor"}, {"issuing_file", "FD.35.98.1/26"}, {"addressee_type", "legal_representative"},
        {"addressee_name", "Exemplar Messaging Ltd"}, {"deadline", "ten_days"}, {"ident_service", "Exemplar Chat"}, {"ident_user", "karim.exemple"},
        {"proceedings_kind", "criminal_offence"}, {"offence_nature", "participation in a terrorist group"}, {"offence_provision", "Criminal Code art. 140"},
        {"addressed_as", "controller"}, {"user_informed", "informed_now"}, {"authority_type", "prosecutor"}, {"authority_name", "Federal prosecutor"},
        {"representative", "A. Voorbeeld"}, {"post", "magistrate"}, {"address", "Wolstraat 66, Brussels"}, {"phone", "+32 2 000 00 00"},
        {"email", "desk@parket.example"}, {"languages", "nl, fr, en"}, {"signed_on", "2026-11-24"}, {"transfer_to", "to_issuing"},
        {"necessity", "SECRET no other way"}, {"case_summary", "SECRET a group prepares an attack"}};
    static const char *const ticks[][3] = {{"subscriber", "data_subscriber", "sub_identity"}, {"identification", "data_identification", "id_ip_records"},
                                           {"traffic", "data_traffic", "tr_times"}, {"content", "data_content", "co_messages"}};
    json_t *v = json_object();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) json_object_set_new(v, words[i][0], json_string(words[i][1]));
    json_object_set_new(v, "data_category", json_string(category));
    json_object_set_new(v, "certificate", json_string(certificate));
    for (size_t i = 0; i < 4; i++)
        if (strcmp(ticks[i][0], category) == 0) json_object_set_new(v, ticks[i][1], json_pack("[s]", ticks[i][2]));
    if (strcmp(category, "traffic") != 0 && strcmp(category, "content") != 0) return v;
    json_object_update_new(v, json_pack("{s:s,s:[s],s:i,s:s,s:s}", "deadline", "ten_days_notified", "offence_gate", "terrorism_2017_541", "penalty_months", 60,
                                        "enforcing_state", "es", "authority_type", "investigating_judge"));
    return v;
}
