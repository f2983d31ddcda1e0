// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// pdq.h — perceptual hashes of images (PDQ, 256 bits) found again within a distance.
//
// A list is searched exactly: what the flat search finds the multi-index finds as well, none more and none less. It rests on
// the pigeonhole (Norouzi, Punjani, Fleet: Fast exact search in Hamming space with multi-index hashing, 2014): of two
// hashes that differ in d bits, one of their sixteen words differs in at most d/16. Where that saves nothing (large
// distances, lists of look-alikes) the flat search answers.
#ifndef MALINES_EVIDENCE_PDQ_H
#define MALINES_EVIDENCE_PDQ_H

#include "base/view.h"

enum {
    PDQ_DISTANCE = 31,    // a match is at most so far away (facebook/ThreatExchange, pdq/README)
    PDQ_QUALITY_MIN = 50, // a hash of a picture with less in it is not entered nor asked for
};
struct pdq {
    uint64_t words[4];
};
bool pdq_read(struct view hex, struct pdq *out);  // 64 hexadecimal digits, either case
int pdq_distance(const struct pdq *a, const struct pdq *b);

// Numbers are the caller's, and need not be different. Fewer than 2^32 hashes.
struct pdq_list;
struct pdq_list *pdq_list_new(void);
struct pdq_list *pdq_list_free(struct pdq_list *l);  // gives NULL
void pdq_list_add(struct pdq_list *l, const struct pdq *h, uint32_t number);
void pdq_list_index(struct pdq_list *l);             // what is added later is searched flat, until this is called again

typedef void pdq_found(void *ctx, uint32_t number, int distance);
size_t pdq_search(const struct pdq_list *l, const struct pdq *h, int distance, pdq_found *found, void *ctx);  // how many
size_t pdq_search_flat(const struct pdq_list *l, const struct pdq *h, int distance, pdq_found *found, void *ctx);

#endif
