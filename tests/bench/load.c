// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// load — many officers asking at once:  load PORT COOKIE CONNECTIONS SECONDS PAUSE_MS BODIES
// Each connection posts the next line of BODIES to /api/checks, reads the answer, waits PAUSE_MS, and goes on. Prints one
// line of JSON: how many answers, how many were not 200, answers a second, and percentiles of the time from the first
// byte sent to the last byte read, in ms. Loopback only; the answers' own length header is believed.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 256, ANSWER_ROOM = 1 << 20, BODIES_MAX = 100000, TIMES_MAX = 4000000 };

struct officer {
    int fd;
    bool waiting;      // for an answer
    double sent, next; // seconds
    size_t got;
    char *answer;
};

static struct {
    char *body[BODIES_MAX];
    size_t body_count, next_body, done, failed;
    const char *cookie;
    int port;
    float *times;
    double pause;
} load;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(const char *what) {
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void read_bodies(const char *path) {
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    if (!f) die(path);
    while (load.body_count < BODIES_MAX && (n = getline(&line, &room, f)) > 1) {
        line[n - 1] = '\0';
        load.body[load.body_count++] = strdup(line);
    }
    free(line);
    fclose(f);
    if (!load.body_count) die("no bodies");
}

static void connect_to(struct officer *o) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)load.port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int on = 1;
    o->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (o->fd < 0 || connect(o->fd, (struct sockaddr *)&to, sizeof to) != 0) die("connect");
    if (setsockopt(o->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) die("setsockopt");
    o->answer = malloc(ANSWER_ROOM + 1);
    if (!o->answer) die("memory");
}

static void ask(struct officer *o) {
    const char *body = load.body[load.next_body++ % load.body_count];
    char *call = NULL;
    int n = asprintf(&call, "POST /api/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Malines: 1\r\nCookie: %s\r\n"
                            "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", load.cookie, strlen(body), body);
    o->sent = now();
    if (n < 0 || write(o->fd, call, (size_t)n) != n) die("write");
    free(call);
    o->waiting = true;
    o->got = 0;
}

// Is the answer whole? Its head has a Content-Length.
static bool whole(struct officer *o) {
    o->answer[o->got] = '\0';
    const char *end = strstr(o->answer, "\r\n\r\n"), *length = strcasestr(o->answer, "\r\ncontent-length:");
    if (!end || !length || length > end) return false;
    return o->got >= (size_t)(end + 4 - o->answer) + strtoull(length + 17, NULL, 10);
}

static void hear(struct officer *o) {
    ssize_t n = read(o->fd, o->answer + o->got, ANSWER_ROOM - o->got);
    if (n <= 0) die("the node closed a connection");
    o->got += (size_t)n;
    if (!whole(o)) return;
    double t = now();
    if (load.done < TIMES_MAX) load.times[load.done] = (float)((t - o->sent) * 1000);
    load.done++;
    if (strncmp(o->answer, "HTTP/1.1 200", 12) != 0 && load.failed++ == 0) fprintf(stderr, "load: %.400s\n", o->answer);
    o->waiting = false;
    o->next = t + load.pause;
}

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static double percentile(double p) {
    size_t n = load.done < TIMES_MAX ? load.done : TIMES_MAX;
    return n ? (double)load.times[(size_t)(p * (double)(n - 1))] : 0;
}

static void run(struct officer *officers, int count, double end) {
    struct epoll_event seen[CONNECTIONS_MAX];
    int poll = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < count; i++) {
        connect_to(&officers[i]);
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &officers[i]};
        if (epoll_ctl(poll, EPOLL_CTL_ADD, officers[i].fd, &e) != 0) die("epoll");
    }
    while (now() < end) {
        double t = now();
        for (int i = 0; i < count; i++)
            if (!officers[i].waiting && t >= officers[i].next) ask(&officers[i]);
        int n = epoll_wait(poll, seen, CONNECTIONS_MAX, load.pause > 0 ? 1 : 100);
        for (int i = 0; i < n; i++) hear(seen[i].data.ptr);
    }
    close(poll);
}

int main(int argc, char **argv) {
    static struct officer officers[CONNECTIONS_MAX];
    if (argc != 7) return fprintf(stderr, "load PORT COOKIE CONNECTIONS SECONDS PAUSE_MS BODIES\n"), 64;
    int count = atoi(argv[3]);
    if (count < 1 || count > CONNECTIONS_MAX) return 64;
    load.port = atoi(argv[1]);
    load.cookie = argv[2];
    load.pause = atof(argv[5]) / 1000;
    load.times = calloc(TIMES_MAX, sizeof *load.times);
    if (!load.times) die("memory");
    read_bodies(argv[6]);
    double began = now();
    run(officers, count, began + atof(argv[4]));
    double took = now() - began;
    qsort(load.times, load.done < TIMES_MAX ? load.done : TIMES_MAX, sizeof *load.times, by_size);
    printf("{\"answers\":%zu,\"failed\":%zu,\"per_second\":%.1f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f}\n", load.done, load.failed,
           (double)load.done / took, percentile(0.5), percentile(0.99), percentile(1));
    return load.failed > 0;
}
