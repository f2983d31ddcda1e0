// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// standing.h — a node stood up from its settings: keys, law, trust list, store.
#ifndef MALINESD_STANDING_H
#define MALINESD_STANDING_H

#include "dna/book.h"
#include "prints/book.h"
#include "api/config.h"
#include "crypto/cert.h"
#include "crypto/key.h"
#include "federation/trust.h"
#include "net/tls.h"
#include "node/node.h"
#include "orders/book.h"

struct standing {  // all owned; standing_end
    struct node *node;
    struct trust *trust;
    struct law *law;
    struct order_book *orders;  // NULL: no forms of the law
    struct prints_book *prints;  // NULL: no searches with fingerprints or faces
    struct dna_book *dna;  // NULL: no register of DNA profiles
    struct identity *signs;
    struct sign_key log_key;
    struct text trust_list, anchor, tls_key, tls_certificate;
    struct text stamps;      // certificates of time-stamp authorities, PEM; may be empty
    struct oidc_provider oidc;
    struct text oidc_keys, redirect;
    struct text origins[2];  // where browsers reach the console
    struct node_threshold *thresholds;
};

// Whatever the outcome, standing_end() is to be called. The details name the file that is wrong.
RESULT standing_up(const struct sys *sys, const struct config *c, struct standing *out, struct error *err);
void standing_end(struct standing *s);
// Can passkeys be used at the console's address? BAD_ARGUMENT says why not.
RESULT standing_passkeys(const struct config *c, struct error *err);
static inline struct tls_identity standing_tls(const struct standing *s) {
    return (struct tls_identity){text_seen(&s->tls_certificate), text_seen(&s->tls_key)};
}

#endif
