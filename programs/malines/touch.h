// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// touch.h — an authenticator at this computer (CTAP2 over USB, by libfido2), with this program in the browser's place: it names
// the console's own address as the page, so that the node, the other member and malines-verify check what comes out as they check
// what a browser hands in. The person verifies at the authenticator: with its PIN, which is asked for here, or its own sensor.
#ifndef MALINES_TOUCH_H
#define MALINES_TOUCH_H

#include "codec/json.h"

struct touch;
// `device` as in /dev/hidraw3; NULL: the only one there is. NOT_FOUND: none; BAD_ARGUMENT: several, and it names them.
RESULT touch_open(const char *device, struct touch **out, struct error *err);
struct touch *touch_close(struct touch *t);  // gives NULL; forgets the PIN

struct touch_page {                   // where the passkey is at home, and what it is asked to sign
    const char *origin, *rp_id;
    struct view challenge;            // base64url
};
// A signature by one of the passkeys `ids` (a list in base64url; NULL: whichever of this node is on the authenticator). `signed_by` gets
// the id in base64url, `evidence` what webauthn.h reads. NOT_FOUND: none of them is on it.
RESULT touch_sign(struct touch *t, const struct touch_page *page, const json_t *ids, struct text *signed_by, struct text *evidence, struct error *err);
// A new passkey that can be found without its id; none of `exclude` may be on the authenticator: ALREADY. `made` as webauthn_made() reads.
RESULT touch_make(struct touch *t, const struct touch_page *page, struct view user /* base64url */, const char *name, const json_t *exclude, struct text *made,
                  struct error *err);

#endif
