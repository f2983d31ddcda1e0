// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "crypto/password.h"

#include <sodium.h>

enum { PASSES = 3, MEMORY_KIB = 65536, SALT_BYTES = crypto_pwhash_argon2id_SALTBYTES, HASH_BYTES = 32 };

// Base64 without padding, as the string form of Argon2 has it.
static void bare_base64(struct text *t, const void *bytes, size_t n) {
    text_base64(t, bytes, n);
    while (text_ok(t) && t->bytes && t->at[t->bytes - 1] == '=') t->at[--t->bytes] = 0;
}

RESULT password_keep(const struct sys *sys, struct view password, struct text *out, struct error *err) {
    if (password.bytes < PASSWORD_BYTES_MIN || password.bytes > PASSWORD_BYTES_MAX)
        return FAIL(err, BAD_FIELD, "password: %d to %d bytes", PASSWORD_BYTES_MIN, PASSWORD_BYTES_MAX);
    unsigned char salt[SALT_BYTES], hash[HASH_BYTES];
    sys_random(sys, salt, sizeof salt);
    if (crypto_pwhash(hash, sizeof hash, password.at, password.bytes, salt, PASSES, (size_t)MEMORY_KIB * 1024,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return FAIL(err, NO_SYSTEM, "no memory for Argon2id");
    text_format(out, "$argon2id$v=19$m=%d,t=%d,p=1$", MEMORY_KIB, PASSES);
    bare_base64(out, salt, sizeof salt);
    text_char(out, '$');
    bare_base64(out, hash, sizeof hash);
    return DONE;
}

bool password_fits(struct view password, struct view kept) {
    static const char nobody[] =
        "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    char line[crypto_pwhash_STRBYTES] = {0};
    bool known = kept.bytes > 0 && kept.bytes < sizeof line;
    if (known) memcpy(line, kept.at, kept.bytes);
    else memcpy(line, nobody, sizeof nobody);
    bool size_ok = password.bytes >= PASSWORD_BYTES_MIN && password.bytes <= PASSWORD_BYTES_MAX;
    struct view tried = size_ok ? password : VIEW("too short or long");
    bool fits = crypto_pwhash_str_verify(line, tried.at, tried.bytes) == 0;
    return fits && known && size_ok;
}
