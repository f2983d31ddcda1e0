// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// etsi.h — an order as a message of ETSI TS 103 120 (LI_HI1, V1.12.1), after the e-evidence profile of TS 104 144.
//
// One message creates: the authorisation (sections A to C, I, J), one disclosure task for each identifier that section E names, and
// the order itself as a document. Words of dictionaries are those of ETSI that stand in public schemas, examples and tools; where no
// public source has one, the dictionary's owner is "Malines". It is no channel: who sends it is for others.
#ifndef MALINES_ORDERS_ETSI_H
#define MALINES_ORDERS_ETSI_H

#include "base/instant.h"
#include "codec/json.h"

#define ETSI_HI1_VERSION "V1.12.1"
enum { ETSI_XML_BYTES_MAX = 24 * 1024 * 1024 };

struct etsi_order {
    struct view request;             // the order's id, a UUID
    struct view form;                // epoc or epoc_pr
    const json_t *values;            // what the addressee sees
    struct view sender, receiver;    // of the system of nodes: member ids
    struct instant at;
    struct view pdf;                 // the order on paper; empty: its values as canonical JSON
};
// Appended to `out`. BAD_ARGUMENT: another form; BAD_FIELD: it names no identifier. TOO_BIG.
RESULT text_etsi_order(struct text *out, const struct etsi_order *o, struct error *err);

#endif
