// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// witness.c — the folder of a witness: its keys, and its line for the trust list.
#include "link.h"

#include "audit/cosign.h"
#include "crypto/cert.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { FILE_BYTES_MAX = 64 * 1024, CERTIFICATE_DAYS = 3 * 365, PATH_ROOM = 4096, NAME_ROOM = 128 };

static RESULT tls_made(const struct sys *sys, const char *dir, const char *authority, const char *host, struct digest *spki, struct error *err) {
    char name[NAME_ROOM], key[PATH_ROOM], certificate[PATH_ROOM];
    struct identity *id;
    struct instant now = sys_now(sys);
    snprintf(name, sizeof name, "%s witness", authority);
    snprintf(key, sizeof key, "%s/tls.key", dir);
    snprintf(certificate, sizeof certificate, "%s/tls.crt", dir);
    struct identity_wish wish = {.use = CERTIFICATE_TLS, .name = name,
                                 .host = !isdigit((unsigned char)host[0]) && !strchr(host, ':') ? host : NULL,
                                 .from = instant_after(now, -DAY_MS), .until = instant_after(now, (int64_t)CERTIFICATE_DAYS * DAY_MS)};
    TRY(identity_new(sys, &wish, &id, err));
    *spki = certificate_spki_digest(identity_certificate(id));
    struct result r = identity_write(id, key, certificate, err);
    identity_free(id);
    return r;
}

static RESULT key_made(const struct sys *sys, const char *dir, const char *authority, struct text *cosigner, struct error *err) {
    char name[NAME_ROOM], path[PATH_ROOM];
    struct sign_key key;
    snprintf(name, sizeof name, "malines.%s/witness", authority);
    snprintf(path, sizeof path, "%s/witness.key", dir);
    TRY(sign_key_make(sys, view_of(name), &key, err));
    struct verify_key public = sign_key_public(&key);
    struct result r = sign_key_save(&key, path, err);
    sign_key_wipe(&key);
    text_cosigner(cosigner, &public);
    return r;
}

// witness.json: what malines-witness reads, and what `malines trust make` takes as the witness's line.
RESULT do_witness_init(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *dir = value_text(s, "dir", ""), *authority = value_text(s, "authority", ""), *listen = value_text(s, "address", "127.0.0.1"),
               *host = value_text(s, "host", listen);
    char path[PATH_ROOM];
    struct stat st;
    struct digest spki;
    AUTO_TEXT cosigner = text_with_ceiling(400), hex = text_with_ceiling(100), t = text_with_ceiling(FILE_BYTES_MAX);
    snprintf(path, sizeof path, "%s/witness.json", dir);
    if (mkdir(dir, 0700) != 0 && errno != EEXIST) return FAIL(err, NO_SYSTEM, "%s: %s", dir, strerror(errno));
    if (stat(path, &st) == 0) return FAIL(err, ALREADY, "%s is there; it is not overwritten", path);
    if (chmod(dir, 0700) != 0) return FAIL(err, NO_SYSTEM, "%s: %s", dir, strerror(errno));
    TRY(tls_made(sys, dir, authority, host, &spki, err));
    TRY(key_made(sys, dir, authority, &cosigner, err));
    text_digest(&hex, &spki);
    AUTO_JSON *line = json_pack("{s:s,s:s,s:s,s:s,s:I,s:s}", "witness_of", authority, "listen", listen, "vkey", text_string(&cosigner), "address", host,
                                "port", (json_int_t)value_number(s, "port", 0), "tls_spki_sha256", text_string(&hex));
    text_json(&t, line);
    text_char(&t, '\n');
    print_text(&t);
    return file_write(path, text_seen(&t), 0644, err);
}
