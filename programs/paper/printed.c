// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "paper.h"

#include "sys/helper.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_ROOM = 4096, PRINT_DEADLINE_MS = 120 * 1000 };  // by the clock; its processor time ends after 30 s

struct program_path program_beside(const char *name) {
    struct program_path p;
    char self[PATH_ROOM];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n > 0) {
        self[n] = '\0';
        int folder = (int)(strrchr(self, '/') - self);
        snprintf(p.at, sizeof p.at, "%.*s/%s", folder, self, name);
        if (access(p.at, X_OK) == 0) return p;
        snprintf(p.at, sizeof p.at, "%.*s/../%s/%s", folder, self, name, name);  // in a build folder
        if (access(p.at, X_OK) == 0) return p;
    }
    snprintf(p.at, sizeof p.at, "%s", name);
    return p;
}

RESULT helper_failed(const char *program, const struct text *heard, int status, struct error *err) {
    struct view rest = text_seen(heard);
    while (rest.bytes > 0) {
        struct view line = view_cut(rest, '\n', &rest);
        AUTO_JSON *j = NULL;
        if (FAILED(json_strict(line, &j, NULL))) continue;
        const json_t *e = json_object_get(j, "error");
        struct view name = json_view(e, "code");
        enum code code;
        if (code_from_name(name.at, name.bytes, &code))
            return fail_with(err, code, "%.*s", VIEW_ARGS(json_view(e, "detail")));
    }
    return FAIL(err, HELPER_FAILED, "%s ended with %d", program,
                WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
}

RESULT paper_printed(const json_t *document, int give_up, struct text *pdf, struct error *err) {
    AUTO_TEXT heard = text_with_ceiling(65536), bytes = text_with_ceiling(PAPER_DOCUMENT_BYTES);
    const struct program_path program = program_beside("malines-print");
    const char *const command[] = {program.at, NULL};
    int status = 0;
    text_json(&bytes, document);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the document");
    const struct helper helper = {.command = command, .input = text_seen(&bytes), .deadline_ms = PRINT_DEADLINE_MS, .give_up = give_up};
    TRY(helper_run(sys_real(), &helper, pdf, &heard, &status, err));
    return status ? helper_failed("malines-print", &heard, status, err) : DONE;
}
