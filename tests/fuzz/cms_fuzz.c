// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: crypto_dep
//
// Whatever the bytes: what is taken as signed is what was signed, once, with this key (which is thrown away).
#include "crypto/cms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char pem[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBdjCCAR2gAwIBAgIQZspZCuBhPzCaorVxS9VHGjAKBggqhkjOPQQDAjAdMRsw\n"
    "GQYDVQQDDBJiZS5tYWxpbmVzLmV4YW1wbGUwHhcNMjYxMTIzMjMzMzEzWhcNMjYx\n"
    "MTI1MjMzMzEzWjAdMRswGQYDVQQDDBJiZS5tYWxpbmVzLmV4YW1wbGUwWTATBgcq\n"
    "hkjOPQIBBggqhkjOPQMBBwNCAASeC3ZGW/t4dVHD+5joZsxBc5hYHd1WIK7HVZbJ\n"
    "BEZ71DqQwisLP+fY7DY19uwOHdAOpue18EuHWEMLQrZK4uKFoz8wPTAMBgNVHRMB\n"
    "Af8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNVHQ4EFgQUwOKYDdvav1JwoEIq8ug4\n"
    "/APXmtAwCgYIKoZIzj0EAwIDRwAwRAIgP9aGHhGSfdWO3PNLaRvdmtZQ+ErOKLeB\n"
    "pW2Y2tO4wtoCIHgYnde9Kgs0UgYHOs6eMZJOOq3BcuXjk8YLcleARKWy\n"
    "-----END CERTIFICATE-----\n";
static struct certificate *pinned;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct view content, der = {(const char *)data, size};
    struct instant when;
    if (!pinned) ENSURE(certificate_read(view_of(pem), &pinned, NULL).code == CODE_OK);
    if (FAILED(cms_read(pinned, der, &content, &when, NULL))) return 0;
    ENSURE(content.at >= der.at && content.at + content.bytes <= der.at + der.bytes);
    ENSURE(view_is(content, "{\"malines\":\"envelope/1\",\"payload\":{}}") && when.ms > 0);
    return 0;
}
