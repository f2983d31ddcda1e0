// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// messages — signed, audited messages between two nodes with real stores and real signatures, and the parts they cost.
//   messages LAWS FOLDER COUNT        two nodes in this process, on one core: "be" sends, "fr" takes
//   messages --fill LAWS STORE COUNT  put COUNT messages for "fr" into the outbox of a store that no node has open
// Each message is one alert of an invented person with its own number, its own entry in the receiver's log and its own
// record in the receiver's store; 64 travel in one envelope. Counted as done when the sender has made the signed receipt
// durable. Prints one line of JSON.
#include "bench.h"

#include "cast.h"
#include "drafts.h"

#include "audit/log.h"
#include "federation/channel.h"
#include "node/handlers.h"
#include "registers/alerts/alerts.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { BODY_BYTES_MAX = 64 * 1024, AUDIT_BATCH = 64, AUDIT_APPENDS = 64 * 400, LAW_DECISIONS = 400000, PATH_ROOM = 4096 };

// ---- Filling an outbox ----
static json_t *copy_of(const struct law *law, int64_t i) {
    char name[64], uid[UUID_ROOM];
    snprintf(name, sizeof name, "Voornaam%lld Voorbeeld%lld", (long long)(i % 97), (long long)i);
    AUTO_JSON *draft = alert_draft("refusal", person(name, "1990-05-04"), "invented for the bench");
    json_t *alert;
    struct instant until;
    MUST(alert_complete(law, draft, sys_now(sys_real()), &alert, err));
    ENSURE(instant_read(json_view(alert, "retain_until"), &until));
    uuid_new(sys_real(), uid);
    return json_pack("{s:s,s:[{s:s,s:i,s:s,s:s,s:I,s:I,s:o}],s:[]}", "register", "alerts", "puts", "uid", uid, "version", 1, "source",
                     "", "ref", "", "retain_until", (json_int_t)until.ms, "changed_at", (json_int_t)sys_now(sys_real()).ms, "body",
                     alert, "drops");
}

static void fill(struct store *s, const struct law *law, int64_t count) {
    MUST(store_begin(s, err));
    for (int64_t i = 0; i < count; i++) {
        AUTO_JSON *body = copy_of(law, i);
        AUTO_TEXT bytes = text_with_ceiling(BODY_BYTES_MAX);
        int64_t seq;
        text_json(&bytes, body);
        MUST(outbox_put(s, VIEW("fr"), VIEW("alerts"), VIEW("copy"), text_seen(&bytes), &seq, err));
    }
    MUST(store_commit(s, err));
}

static void fill_file(const struct law *law, const char *path, int64_t count) {
    struct store *s;
    MUST(store_open(sys_real(), path, &s, err));
    fill(s, law, count);
    store_close(s);
}

// ---- Two nodes in one process ----
struct pair {
    const struct cast *cast;
    struct node *nodes[2];  // be, fr
};

static struct node *open_node(const struct cast *c, int member, const char *folder) {
    char path[PATH_ROOM];
    struct node *n;
    struct node_settings s = cast_settings(c, member);
    snprintf(path, sizeof path, "%s/%s.db", folder, cast_id(member));
    s.store_path = path;
    MUST(node_open(sys_real(), &s, &n, err));
    MUST(node_flush(n, err));
    return n;
}

struct answer {
    int status;
    struct text body;
};
static void answered(void *ctx, int status, struct view body) {
    struct answer *a = ctx;
    a->status = status;
    text_view(&a->body, body);
}

// One letter over, its answer back.
static void carry(struct pair *p, int from, struct wire_out *letter) {
    int to = cast_index(view_of(letter->member));
    if (to > MEMBER_fr) {
        node_wire_failed(p->nodes[from], letter->token, CODE_UNREACHABLE);
        return;
    }
    struct answer a = {.body = text_with_ceiling(4 * 1024 * 1024)};
    node_receive(p->nodes[to], cast_id(from), view_of(letter->path), text_seen(&letter->body), answered, &a);
    MUST(node_flush(p->nodes[to], err));
    node_wire_answer(p->nodes[from], letter->token, a.status, text_seen(&a.body));
    text_free(&a.body);
}

static void turn_all(struct pair *p) {
    for (int m = 0; m < 2; m++) {
        struct wire_out letter;
        node_work(p->nodes[m]);
        MUST(node_flush(p->nodes[m], err));
        while (node_next_out(p->nodes[m], &letter)) {
            carry(p, m, &letter);
            text_free(&letter.body);
        }
    }
}

static int64_t waiting_for_fr;
static void peers_said(void *ctx, const struct error *failure, const json_t *answer) {
    (void)ctx;
    ENSURE(!failure);
    size_t i;
    json_t *m;
    json_array_foreach(json_object_get(answer, "members"), i, m)
        if (view_is(json_view(m, "id"), "fr")) waiting_for_fr = json_int(json_object_get(json_object_get(m, "channels"), "alerts"), "waiting");
}

static double messages_per_second(const struct cast *c, const char *folder, int64_t count) {
    struct pair p = {.cast = c, .nodes = {open_node(c, MEMBER_be, folder), open_node(c, MEMBER_fr, folder)}};
    char path[PATH_ROOM];
    p.nodes[0] = node_close(p.nodes[0]);
    snprintf(path, sizeof path, "%s/be.db", folder);
    fill_file(cast_law(c), path, count);
    p.nodes[0] = open_node(c, MEMBER_be, folder);
    double began = wall_s();
    do {
        turn_all(&p);
        node_call(p.nodes[0], peers_listed, NULL, NULL, peers_said, NULL);
        MUST(node_flush(p.nodes[0], err));
    } while (waiting_for_fr > 0);
    double took = wall_s() - began;
    node_close(p.nodes[0]);
    node_close(p.nodes[1]);
    return (double)count / took;
}

// ---- Parts ----
static double appends_per_second(const struct cast *c, const char *folder) {
    char path[PATH_ROOM];
    struct store *s;
    struct audit_log *log;
    AUTO_JSON *entry = json_pack("{s:s,s:s,s:s,s:s}", "op", "consultation", "register", "alerts", "purpose", "border_check", "decision", "shown");
    snprintf(path, sizeof path, "%s/audit.db", folder);
    MUST(store_open(sys_real(), path, &s, err));
    MUST(store_migrate(s, AUDIT_MIGRATIONS, AUDIT_MIGRATION_COUNT, err));
    MUST(audit_log_open(s, cast_log_key(c, MEMBER_be), "be", &log, err));
    double began = wall_s();
    for (int i = 0; i < AUDIT_APPENDS / AUDIT_BATCH; i++) {
        MUST(store_begin(s, err));
        for (int k = 0; k < AUDIT_BATCH; k++) {
            int64_t index;
            struct digest commit;
            MUST(audit_commit(log, s, VIEW("Karim Exemple, 1990-05-04"), (struct instant){0}, &commit, err));
            MUST(audit_append(log, s, sys_now(sys_real()), entry, &index, err));
        }
        MUST(store_commit(s, err));
    }
    double took = wall_s() - began;
    audit_log_close(log);
    store_close(s);
    return AUDIT_APPENDS / took;
}

static double decisions_per_second(const struct law *law) {
    static const char *const members[] = {"be", "fr", "es", "ma"}, *const purposes[] = {"border_check", "police_check", "investigation"};
    size_t allowed = 0;
    struct instant when = sys_now(sys_real());
    double began = wall_s();
    for (size_t i = 0; i < LAW_DECISIONS; i++) {
        struct law_facts f = {.from = view_of(members[i % 4]), .to = view_of(members[(i / 4) % 4]), .reg = VIEW("alerts"),
                              .purpose = view_of(purposes[(i / 16) % 3]), .category = VIEW("refusal"), .kind = VIEW("person"),
                              .eu_only = i % 2 ? YES : NO, .minor = NO};
        struct law_decision d;
        law_decide(law, &f, when, &d);
        allowed += d.allowed;
    }
    ENSURE(allowed > 0);
    return LAW_DECISIONS / (wall_s() - began);
}

int main(int argc, char **argv) {
    bool filling = argc == 5 && strcmp(argv[1], "--fill") == 0;
    if (!filling && argc != 4) return fprintf(stderr, "messages [--fill] LAWS FOLDER|STORE COUNT\n"), 64;
    int64_t count = atoll(argv[argc - 1]);
    struct law *law;
    struct cast *c;
    if (filling) {
        MUST(law_load(argv[2], &law, err));
        fill_file(law, argv[3], count);
        law_free(law);
        return 0;
    }
    MUST(cast_new(argv[1], &c, err));
    double messages = messages_per_second(c, argv[2], count), appends = appends_per_second(c, argv[2]), decisions = decisions_per_second(cast_law(c));
    printf("{\"messages_per_second\":%.0f,\"appends_per_second\":%.0f,\"decisions_per_second\":%.0f}\n", messages, appends, decisions);
    cast_free(c);
    return 0;
}
