// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: node_house_dep
//
// A member that lies. The first byte chooses the door and whether the rest is sealed with the member's key or sent as
// it is; the rest is the payload. Whatever comes, there is one answer, the turn commits, and the node goes on.
#include "federation/envelope.h"
#include "node/node_house.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static struct house *fresh(void) {
    struct house *h = house_new(LAWS_FOLDER);
    h->stolen[BE] = h->silent[ES] = true;
    return h;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes) {
    static const char *const doors[] = {"/m1/post", "/m1/ask", "/m1/hello"}, *const types[] = {"post", "ask"};
    static struct house *h;
    static int plays;
    if (!h) h = fresh();
    if (!bytes || bytes > 64 * 1024) return 0;
    unsigned door = data[0] % 3;
    struct view rest = {(const char *)data + 1, bytes - 1};
    bool sealed = data[0] & 64;
    struct view taken;
    if (!FAILED(envelope_unpad(rest, &taken, NULL))) ENSURE(taken.at == rest.at && taken.bytes <= rest.bytes);
    int status = sealed && door == 2 ? house_hello_saying(h, BE, FR, rest) : house_send(h, BE, FR, doors[door], sealed ? types[door] : NULL, rest, NULL);
    ENSURE(status >= 200 && status < 600);
    ENSURE(!FAILED(house_run(h, 0)));  // whatever a member says, it does not stop us
    if (++plays % 2000 == 0) h = house_free(h);  // so that nothing piles up
    return 0;
}
