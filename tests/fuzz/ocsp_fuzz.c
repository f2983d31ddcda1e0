// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// links: crypto_dep
//
// Whatever the bytes: what counts as an answer is one that the issuer signed about this card (its key is thrown away), as it was
// signed. The two that there are were made by openssl's own program.
#include "crypto/ocsp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { GOOD_BYTES = 669, REVOKED_BYTES = 686 };
static const struct instant when = {INT64_C(1795950507000)};
static const char chain[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBXzCCAQSgAwIBAgIBBzAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZpc3N1ZXIw\n"
    "IBcNMjYxMTI5MTEwODI3WhgPMjEyNjExMDUxMTA4MjdaMA8xDTALBgNVBAMMBGNh\n"
    "cmQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATp2/pd0Nftt5BhbfaYjhxQstyo\n"
    "3Ewae0Ld+WZ8DUlQB7WH7OCunLf4bMOB0iFTtZMMknaQzO4pL4xnMImM2Pmoo00w\n"
    "SzAJBgNVHRMEAjAAMB0GA1UdDgQWBBTBlzjNYGL80kxMIyNiG+hdWSDYPTAfBgNV\n"
    "HSMEGDAWgBShUURMYo1BNECBh9nRq9drbNU0OTAKBggqhkjOPQQDAgNJADBGAiEA\n"
    "+8k4WYsVIQZkfqLpJxAIxHR/tOjAuTICcHfMw4GSc2kCIQDa6ZBdNfjaA6KZmclq\n"
    "Rhcl4PdXhtQfd33qMOwGsPDvpA==\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBijCCAS+gAwIBAgIUG9y3eaO26OHZ0dQmlA4lapXr2sEwCgYIKoZIzj0EAwIw\n"
    "ETEPMA0GA1UEAwwGaXNzdWVyMCAXDTI2MTEyOTExMDgyN1oYDzIxMjYxMTA1MTEw\n"
    "ODI3WjARMQ8wDQYDVQQDDAZpc3N1ZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC\n"
    "AASovfuywxf7x8hf0uRIUuSqlcUtYP2mMgdPc1gJVj/seqF3oHm1JAgnj/AB2YSg\n"
    "9sgwvZKuY00wkcWETNjOv79Ao2MwYTAdBgNVHQ4EFgQUoVFETGKNQTRAgYfZ0avX\n"
    "a2zVNDkwHwYDVR0jBBgwFoAUoVFETGKNQTRAgYfZ0avXa2zVNDkwDwYDVR0TAQH/\n"
    "BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwCgYIKoZIzj0EAwIDSQAwRgIhAMx8ebqf\n"
    "y9gYuWo3grgEYjHnpT1FNbXdmC8P0cCyCOs6AiEAvHJqZtCZ8DnR2WqCOZf65+Bx\n"
    "ppsaDmUqPGTusP3q76Y=\n"
    "-----END CERTIFICATE-----\n";
static struct ocsp_question *question;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ocsp_answer a;
    AUTO_TEXT der = text_with_ceiling(4096);
    if (!question) ENSURE(ocsp_ask(sys_real(), view_of(chain), 0, &question, &der, NULL).code == CODE_OK);
    if (FAILED(ocsp_answered(question, (struct view){(const char *)data, size}, when, &a, NULL))) return 0;
    ENSURE(size == (a.says == REVOCATION_good ? GOOD_BYTES : REVOKED_BYTES) && a.says != REVOCATION_unknown && a.until.ms > when.ms);
    return 0;
}
