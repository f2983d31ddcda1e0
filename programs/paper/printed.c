// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "paper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

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

static RESULT bytes_taken(int fd, struct text *out) {
    char room[16384];
    ssize_t n;
    while ((n = read(fd, room, sizeof room)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0) text_add(out, room, (size_t)n);
    return DONE;
}

static RESULT document_file(const json_t *document, int *fd, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(PAPER_DOCUMENT_BYTES);
    text_json(&bytes, document);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "the document");
    *fd = memfd_create("document", MFD_CLOEXEC);
    if (*fd < 0 || write(*fd, bytes.at, bytes.bytes) != (ssize_t)bytes.bytes || lseek(*fd, 0, SEEK_SET) != 0)
        return FAIL(err, NO_SYSTEM, "the document: %s", strerror(errno));
    return DONE;
}

RESULT paper_printed(const json_t *document, struct text *pdf, struct error *err) {
    int in, out[2], said_fd[2], status = 0;
    AUTO_TEXT heard = text_with_ceiling(65536);
    const struct program_path program = program_beside("malines-print");
    TRY(document_file(document, &in, err));
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(said_fd, O_CLOEXEC) != 0) return FAIL(err, NO_SYSTEM, "pipe: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0) {
        if (dup2(in, STDIN_FILENO) < 0 || dup2(out[1], STDOUT_FILENO) < 0 || dup2(said_fd[1], STDERR_FILENO) < 0) _exit(71);
        execlp(program.at, program.at, (char *)NULL);
        dprintf(STDERR_FILENO, "{\"error\":{\"code\":\"NO_SYSTEM\",\"detail\":\"malines-print is not to be found\"}}\n");
        _exit(71);
    }
    close(in), close(out[1]), close(said_fd[1]);
    struct result r = pid < 0 ? FAIL(err, NO_SYSTEM, "fork: %s", strerror(errno)) : bytes_taken(out[0], pdf);
    if (pid > 0 && !FAILED(r)) r = bytes_taken(said_fd[0], &heard);
    close(out[0]), close(said_fd[0]);
    if (pid > 0) waitpid(pid, &status, 0);
    if (FAILED(r)) return r;
    return status ? helper_failed("malines-print", &heard, status, err) : DONE;
}
