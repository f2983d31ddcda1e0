// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "sys/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUT, HEARD, END, GIVE_UP, WATCHED, NOT_STARTED = 71 };

struct running {
    const struct sys *sys;
    const struct helper *helper;
    struct tick deadline;
    pid_t pid;
    int fds[WATCHED];        // what is read and watched here; -1: over
    struct text *text[END];
};

static void fd_close(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

static RESULT in_memory(struct view bytes, int *fd, struct error *err) {
    *fd = memfd_create("input", MFD_CLOEXEC);
    if (*fd < 0) return FAIL(err, NO_SYSTEM, "the input: %s", strerrordesc_np(errno));
    while (bytes.bytes) {
        ssize_t n = write(*fd, bytes.at, bytes.bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return FAIL(err, NO_SYSTEM, "the input: %s", strerrordesc_np(errno));
        bytes = (struct view){bytes.at + n, bytes.bytes - (size_t)n};
    }
    return lseek(*fd, 0, SEEK_SET) == 0 ? DONE : FAIL(err, NO_SYSTEM, "the input: %s", strerrordesc_np(errno));
}

// In the child: a process group of its own, so that nothing it starts outlives it.
static _Noreturn void become(const struct helper *h, int in, int out, int heard) {
    static const char missing[] = "{\"error\":{\"code\":\"NO_SYSTEM\",\"detail\":\"the program is not to be found\"}}\n";
    setpgid(0, 0);
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(heard, STDERR_FILENO) < 0) _exit(NOT_STARTED);
    execvp(h->command[0], (char *const *)(uintptr_t)h->command);
    if (write(STDERR_FILENO, missing, sizeof missing - 1) < 0) _exit(NOT_STARTED);
    _exit(NOT_STARTED);
}

static RESULT started(struct running *r, int in, struct error *err) {
    int out[2] = {-1, -1}, heard[2] = {-1, -1};
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(heard, O_CLOEXEC) != 0)
        return fd_close(&out[0]), fd_close(&out[1]), FAIL(err, NO_SYSTEM, "pipe: %s", strerrordesc_np(errno));
    r->pid = fork();
    if (r->pid == 0) become(r->helper, in, out[1], heard[1]);
    close(out[1]), close(heard[1]);
    r->fds[OUT] = out[0], r->fds[HEARD] = heard[0];
    if (r->pid < 0) return FAIL(err, NO_SYSTEM, "fork: %s", strerrordesc_np(errno));
    setpgid(r->pid, r->pid);  // whichever of the two comes first
    r->fds[END] = pidfd_open(r->pid, 0);
    return r->fds[END] >= 0 ? DONE : FAIL(err, NO_SYSTEM, "pidfd: %s", strerrordesc_np(errno));
}

static RESULT voice_read(struct running *r, int which, struct error *err) {
    char room[16384];
    ssize_t n = read(r->fds[which], room, sizeof room);
    if (n < 0) return errno == EINTR ? DONE : FAIL(err, NO_SYSTEM, "read: %s", strerrordesc_np(errno));
    if (n == 0) return fd_close(&r->fds[which]), DONE;
    text_add(r->text[which], room, (size_t)n);
    return text_ok(r->text[which]) ? DONE : FAIL(err, TOO_BIG, "the helper wrote more than was agreed, and was ended");
}

static RESULT one_wait(struct running *r, struct error *err) {
    struct pollfd at[WATCHED];
    uint64_t now = sys_tick(r->sys).us;
    if (now >= r->deadline.us)
        return FAIL(err, HELPER_FAILED, "no end after %u s: the helper was ended, and nothing of it was taken", (r->helper->deadline_ms + 999) / 1000);
    for (int i = 0; i < WATCHED; i++) at[i] = (struct pollfd){.fd = r->fds[i], .events = POLLIN};
    // Its end is looked for when both voices are over: what it said is then whole.
    if (r->fds[OUT] >= 0 || r->fds[HEARD] >= 0) at[END].fd = -1;
    if (poll(at, WATCHED, (int)((r->deadline.us - now) / 1000 + 1)) < 0)
        return errno == EINTR ? DONE : FAIL(err, NO_SYSTEM, "poll: %s", strerrordesc_np(errno));
    if (at[GIVE_UP].revents) return FAIL(err, UNREACHABLE, "given up: the program is stopping");
    for (int i = OUT; i < END; i++)
        if (at[i].revents) TRY(voice_read(r, i, err));
    if (at[END].revents) fd_close(&r->fds[END]);
    return DONE;
}

RESULT helper_run(const struct sys *s, const struct helper *h, struct text *out, struct text *heard, int *status, struct error *err) {
    struct running r = {.sys = s, .helper = h, .deadline = {sys_tick(s).us + h->deadline_ms * UINT64_C(1000)},
                        .fds = {-1, -1, -1, h->give_up}, .text = {out, heard}};
    int in = -1;
    struct result done = in_memory(h->input, &in, err);
    if (!FAILED(done)) done = started(&r, in, err);
    fd_close(&in);
    while (!FAILED(done) && r.fds[END] >= 0) done = one_wait(&r, err);
    for (int i = OUT; i <= END; i++) fd_close(&r.fds[i]);
    if (r.pid <= 0) return done;
    kill(-r.pid, SIGKILL);  // our own child, not yet waited for, and what it started, by their number
    while (waitpid(r.pid, status, 0) < 0 && errno == EINTR) continue;
    return done;
}
