// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// facts.h — what a container says of its images, and whether one may ask or answer with it between two states.
//
// Checked: the fields of the records that hold an image (Type-4, 10, 13, 14, 15: size, resolution, coding, positions) against
// the image's own head; that the transaction (1.04) and the images go together. Not checked: what is to be seen.
// Field numbers: ANSI/NIST-ITL 1-2011, as read in mosip/bio-utils, lessandro/nbis and NIST's samples; that Pruem wants 500 ppi,
// and which transactions there are, is from memory of 2008/616 Annex ch. 2 [M].
#ifndef MALINES_PRINTS_FACTS_H
#define MALINES_PRINTS_FACTS_H

#include "prints/data.h"
#include "prints/itl.h"

enum { PRINTS_IMAGES_MAX = 200 };

struct prints_image {
    unsigned type, idc;
    unsigned position;         // 0: not said; 1-10 fingers, 11-15 plain, 20-38 and 81-86 palms
    unsigned width, height, ppi;
    size_t bytes;
};
struct prints_facts {
    char transaction[16];      // 1.04
    enum prints_data data;
    bool mark;                 // a latent (Type-13): nobody has said whose it is
    bool minutiae;             // Type-9 records are there
    size_t count;
    struct prints_image images[PRINTS_IMAGES_MAX];
};
// BAD_FIELD names record and field. NOT_FOUND: no image of a finger, palm or face is in it.
RESULT prints_facts_read(const struct itl_file *f, struct prints_facts *out, struct error *err);
// {"data","images":[{..}],"mark","minutiae","transaction"}; new reference.
json_t *prints_facts_json(const struct prints_facts *f);

#endif
