// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// recovery.c — the first step to a new generation (docs/decisions/0005): a new log key, and the node's next line for the trust
// list. What opens the generation is the list that the others then sign, not this.
#include "link.h"

#include "api/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 64 * 1024, PATH_ROOM = 4096, NAME_ROOM = 128 };

// Never onto one that lies there: after a try that ended halfway it is the only copy of the key that signed the log.
static RESULT put_aside(const char *path, const char *old, struct error *err) {
    if (renameat2(AT_FDCWD, path, AT_FDCWD, old, RENAME_NOREPLACE) == 0) return DONE;
    int why = errno;
    if (why == EEXIST || access(old, F_OK) == 0)
        return FAIL(err, ALREADY, "%s is there: an earlier try ended halfway; rename it to " FILE_LOG_KEY " and begin again", old);
    return FAIL(err, NO_SYSTEM, "%s: %s", path, strerror(why));
}

static RESULT key_next(const struct sys *sys, const char *dir, const char *authority, int64_t generation, struct text *vkey, struct error *err) {
    char name[NAME_ROOM], path[PATH_ROOM], old[PATH_ROOM];
    struct sign_key key;
    snprintf(name, sizeof name, "malines.%s/audit/%lld", authority, (long long)generation);
    snprintf(path, sizeof path, "%s/" FILE_LOG_KEY, dir);
    snprintf(old, sizeof old, "%s/" FILE_LOG_KEY ".%lld", dir, (long long)generation - 1);
    TRY(sign_key_make(sys, view_of(name), &key, err));
    struct verify_key public = sign_key_public(&key);
    struct result r = put_aside(path, old, err);
    if (!FAILED(r)) r = sign_key_save(&key, path, err);
    sign_key_wipe(&key);
    text_vkey(vkey, &public);
    return r;
}

RESULT do_recovery_prepare(const struct sys *sys, const struct shell *s, struct error *err) {
    const char *dir = value_text(s, "dir", "");
    char path[PATH_ROOM];
    AUTO_TEXT bytes = text_with_ceiling(FILE_BYTES_MAX), vkey = text_with_ceiling(400), out = text_with_ceiling(FILE_BYTES_MAX);
    AUTO_JSON *line = NULL;
    snprintf(path, sizeof path, "%s/" FILE_DESCRIPTOR, dir);
    TRY(file_read(path, FILE_BYTES_MAX, &bytes, err));
    TRY(json_strict(view_trim(text_seen(&bytes)), &line, err));
    const char *authority = json_string_value(json_object_get(line, "id"));
    if (!authority) return FAIL(err, BAD_FIELD, "%s is no descriptor", path);
    int64_t generation = (json_object_get(line, "generation") ? json_int(line, "generation") : 1) + 1;
    TRY(key_next(sys, dir, authority, generation, &vkey, err));
    json_object_set_new(line, "log_vkey", json_string(text_string(&vkey)));
    json_object_set_new(line, "generation", json_integer((json_int_t)generation));
    text_json(&out, line);
    text_char(&out, '\n');
    print_text(&out);
    return file_write(path, text_seen(&out), 0644, err);
}
