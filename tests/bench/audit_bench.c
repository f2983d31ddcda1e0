// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// audit_bench — the log book at work:  audit_bench FOLDER [ENTRIES]   (default 1,000,000)
// Entries are of a consultation, as the node writes them, with two commitments each where the row says so.
#include "bench.h"

#include "audit/log.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 1000, SHARED = 64, FSYNCS = 300, DURABLE_S = 3 };

struct bench {
    struct store *store;
    struct audit_log *log;
    struct sign_key key;
    json_t *entry;
};

static void open_log(struct bench *b, const char *folder) {
    char path[4096];
    snprintf(path, sizeof path, "%s/audit.db", folder);
    MUST(store_open(sys_real(), path, &b->store, err));
    MUST(store_migrate(b->store, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, err));
    MUST(sign_key_make(sys_real(), VIEW("bench.example/log"), &b->key, err));
    MUST(audit_log_open(b->store, &b->key, "be", &b->log, err));
    b->entry = json_pack("{s:s,s:{s:s,s:s},s:s,s:s,s:s,s:s,s:s,s:s}", "op", "consultation", "actor", "pseudonym", "be-1a2b3c4d", "auth", "key",
                         "purpose", "border_check", "register", "alerts", "decision", "asked", "instrument", "sis-border-2018-1861",
                         "article", "24", "law_row", "be-eu-refusal");
}

static void append(struct bench *b, bool commit) {
    struct digest d;
    if (commit) {
        AUTO_TEXT hex = text_with_ceiling(100);
        MUST(audit_commit(b->log, b->store, VIEW("{\"kind\":\"person\",\"names\":[{\"text\":\"Karim Exemple\"}]}"), (struct instant){1}, &d, err));
        text_digest(&hex, &d);
        json_put_view(b->entry, "subject_commit", text_seen(&hex));
    }
    MUST(audit_append(b->log, b->store, sys_now(sys_real()), b->entry, NULL, err));
}

static double append_many(struct bench *b, int64_t count, bool commit, double *us) {
    double began = wall_s(), spent = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    for (int64_t done = 0; done < count; done += BATCH) {
        MUST(store_begin(b->store, err));
        for (int i = 0; i < BATCH; i++) append(b, commit);
        MUST(store_commit(b->store, err));
    }
    *us = 1e6 * (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - spent) / (double)count;
    return (double)count / (wall_s() - began);
}

// Pieces of work that share a flush, each with its mark, as a busy node does them.
static double durable(struct bench *b) {
    double began = wall_s();
    int64_t done = 0;
    for (; wall_s() - began < DURABLE_S; done += SHARED) {
        MUST(store_begin(b->store, err));
        for (int i = 0; i < SHARED; i++) {
            MUST(store_mark(b->store, err));
            append(b, true);
            MUST(store_keep(b->store, err));
        }
        MUST(store_commit(b->store, err));
    }
    return (double)done / (wall_s() - began);
}

static double fsyncs(const char *folder) {
    char path[4096], page[4096] = {1};
    snprintf(path, sizeof path, "%s/fsync", folder);
    int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
    ENSURE(fd >= 0);
    double began = wall_s();
    for (int i = 0; i < FSYNCS; i++) ENSURE(pwrite(fd, page, sizeof page, (off_t)i * (off_t)sizeof page) == sizeof page && fdatasync(fd) == 0);
    double rate = FSYNCS / (wall_s() - began);
    close(fd);
    unlink(path);
    return rate;
}

int main(int argc, char **argv) {
    struct bench b = {0};
    int64_t count = argc > 2 ? atoll(argv[2]) : 1000000;
    if (argc < 2) return fprintf(stderr, "audit_bench FOLDER [ENTRIES]\n"), 64;
    open_log(&b, argv[1]);
    double us, rate = append_many(&b, count, false, &us);
    printf("| entries appended, %d a transaction: %.0f/s, %.1f µs of processor each (goal 50,000/s)\n", BATCH, rate, us);
    rate = append_many(&b, count / 10, true, &us);
    printf("| the same with a salted commitment each: %.0f/s, %.1f µs\n", rate, us);
    double flushes = fsyncs(argv[1]), shared = durable(&b);
    printf("| durable audited pieces of work, %d a flush: %.0f/s; one fdatasync of a page: %.0f/s; ratio %.1f (goal 5)\n", SHARED,
           shared, flushes, shared / flushes);
    uint64_t size;
    struct digest root;
    MUST(store_begin(b.store, err));
    MUST(audit_checkpoint(b.log, b.store, sys_now(sys_real()), err));
    MUST(store_commit(b.store, err));
    double began = wall_s(), spent = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    MUST(audit_verify_all(b.log, b.store, &size, &root, err));
    spent = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - spent;
    printf("| %llu entries verified in the store: %.2f s, %.2f s of processor; a million: %.2f s (goal 5)\n", (unsigned long long)size,
           wall_s() - began, spent, spent * 1e6 / (double)size);
    MUST(audit_export(b.log, b.store, argv[1], err));
    audit_log_close(b.log), store_close(b.store), json_decref(b.entry);
    return 0;
}
