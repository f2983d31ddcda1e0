// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cast.h — who plays: four members, and in some stories two guests, with their keys, their officers, the trust list and the law. Made once per
// process, because making keys takes longer than a simulated hour.
#ifndef MALINES_SIM_CAST_H
#define MALINES_SIM_CAST_H

#include "crypto/soft.h"
#include "federation/trust.h"
#include "node/node.h"
#include "sealed/question.h"
#include "sys/sim_disk.h"

extern const char CAST_STORE_PATH[];  // on each machine

// The four, and the guests: a service provider and a hosting service, to whom orders go.
#define CAST_MEMBERS(X) X(be) X(fr) X(es) X(ma) X(prov) X(host)
enum cast_member {
#define X(id) MEMBER_##id,
    CAST_MEMBERS(X)
#undef X
    CAST_MEMBER_COUNT
};

const char *cast_id(int member);               // "be"
const char *cast_country(int member);          // "Belgium", "the provider's office"
int cast_index(struct view id_or_country);     // CAST_MEMBER_COUNT when it is none

// Each member has the same few officers. Their keys lie outside the node, as in life.
#define CAST_OFFICERS(X)                                                                                              \
    X(author, ROLE_BIT(case_officer) | ROLE_BIT(register_owner))                                                      \
    X(approver, ROLE_BIT(approver))                                                                                   \
    X(deputy, ROLE_BIT(approver) | ROLE_BIT(case_officer) | ROLE_BIT(register_owner))                                 \
    X(auditor, ROLE_BIT(auditor))
enum cast_officer {
#define X(name, roles) OFFICER_##name,
    CAST_OFFICERS(X)
#undef X
    CAST_OFFICER_COUNT
};

// From here on the process has no true chance any more, also inside OpenSSL: never in a daemon.
void cast_dice(uint64_t seed);

struct cast;
// `laws` is the folder of the law tables.
RESULT cast_new(const char *laws, struct cast **out, struct error *err);          // the four
// The four and the guests; and who approves is a magistrate (Regulation (EU) 2023/1543 art. 4), the deputy is none.
RESULT cast_with_guests(const char *laws, struct cast **out, struct error *err);
int cast_count(const struct cast *c);
struct cast *cast_free(struct cast *c);        // gives NULL
// The disk of a member whose node never stood up: a store with its tables, made once for all days.
const struct sim_backup *cast_disk(const struct cast *c);
struct node_settings cast_settings(const struct cast *c, int member);
const struct dna_book *cast_dna(const struct cast *c);
const struct prints_book *cast_prints(const struct cast *c);  // of palms and faces a few searches a day
const struct officer *cast_officer(const struct cast *c, int member, enum cast_officer who);
const struct sign_key *cast_officer_key(const struct cast *c, int member, enum cast_officer who);
struct soft cast_authenticator(const struct cast *c, int member);  // of the author: made of software, and counts nothing
const struct identity *cast_signer(const struct cast *c, int member);
const struct sign_key *cast_witness_key(const struct cast *c, int member);
const struct sign_key *cast_log_key(const struct cast *c, int member);
const struct trust *cast_trust(const struct cast *c);
const struct law *cast_law(const struct cast *c);
const struct order_book *cast_orders(const struct cast *c);

#endif
