// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// invent FOLDER story — the proofs of an invented request with its trust list, a small log, and a signed message with its
// certificate. invent FOLDER logs — logs of several sizes, as exported, with proofs of entries and of growth. For other
// programs to check.
#include "invented.h"

#include "crypto/cms.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define MUST(x) ENSURE((x).code == CODE_OK)
enum { ENTRIES_MAX = 70000, FILE_BYTES_MAX = 64 << 20, PROOFS_MAX = 600 };

static const char *folder;

static void path_below(struct text *t, const char *name) { text_format(t, "%s/%s", folder, name); }

static void write_file(const char *name, struct view bytes) {
    AUTO_TEXT path = text_with_ceiling(4000);
    path_below(&path, name);
    MUST(file_write(text_string(&path), bytes, 0644, NULL));
}

// ---- Logs ----

struct leaves {
    struct digest at[ENTRIES_MAX];
    uint64_t count;
};

static struct result subtree(void *ctx, unsigned level, uint64_t index, struct digest *out, struct error *err) {
    const struct leaves *l = ctx;
    struct digest left, right;
    if (level == 0) {
        *out = l->at[index];
        return DONE;
    }
    TRY(subtree(ctx, level - 1, 2 * index, &left, err));
    TRY(subtree(ctx, level - 1, 2 * index + 1, &right, err));
    *out = merkle_node(&left, &right);
    return DONE;
}

static void read_leaves(struct store *s, struct leaves *l) {
    static const struct stmt ALL = {"SELECT entry FROM audit_entry ORDER BY id"};
    struct cursor c;
    MUST(store_query(s, &ALL, NO_VALUES, &c, NULL));
    for (l->count = 0; cursor_next(&c); l->count++) l->at[l->count] = merkle_leaf(cursor_view(&c, 0));
    MUST(cursor_end(&c, NULL));
}

// Lines of JSON: {"before":4,"hashes":[base64...],"size":7}.
static void add_growth(struct text *t, struct leaves *l, uint64_t before, uint64_t size) {
    struct hash_source from = {subtree, l};
    struct proof p;
    AUTO_JSON *j = json_pack("{s:I,s:I,s:[]}", "before", (json_int_t)before, "size", (json_int_t)size, "hashes");
    MUST(merkle_consistency(&from, before, size, &p, NULL));
    for (size_t i = 0; i < p.count; i++) {
        AUTO_TEXT hash = text_with_ceiling(100);
        text_base64(&hash, p.at[i].bytes, 32);
        json_array_append_new(json_object_get(j, "hashes"), json_string(text_string(&hash)));
    }
    text_json(t, j);
    text_char(t, '\n');
}

static void write_growth(struct leaves *l, const char *name) {
    AUTO_TEXT lines = text_with_ceiling(FILE_BYTES_MAX);
    uint64_t n = l->count, step = n <= 70 ? 1 : n <= PROOFS_MAX ? n / 50 : n / 6;  // of the largest few: each is thousands of hashes
    for (uint64_t size = 1; size <= n; size += step)
        for (uint64_t before = 1; before <= size; before += step) add_growth(&lines, l, before, size);
    add_growth(&lines, l, n, n);
    write_file(name, text_seen(&lines));
}

static void write_proofs(struct audit_log *log, struct store *s, uint64_t count, const char *name) {
    AUTO_TEXT lines = text_with_ceiling(FILE_BYTES_MAX);
    uint64_t step = count <= PROOFS_MAX ? 1 : count / 100;
    for (uint64_t i = 0; i < count; i += step) {
        json_t *bundle;
        MUST(audit_proof(log, s, (int64_t)i, &bundle, NULL));
        text_json(&lines, bundle);
        text_char(&lines, '\n');
        json_decref(bundle);
    }
    ENSURE(text_ok(&lines));
    write_file(name, text_seen(&lines));
}

static void invent_log(uint64_t size, struct leaves *l) {
    struct sign_key key;
    struct audit_log *log;
    char name[100];
    AUTO_TEXT vkey = text_with_ceiling(400);
    AUTO_TEXT path = text_with_ceiling(4000);
    struct store *s = invented_store();
    MUST(sign_key_make(sys_real(), VIEW("be.malines.example/audit"), &key, NULL));
    struct verify_key open = sign_key_public(&key);
    MUST(audit_log_open(s, &key, "be", &log, NULL));
    AUTO_JSON *members = json_pack("{s:s,s:s}", "op", "consultation", "purpose", "police_check");
    for (uint64_t i = 0; i < size; i++) MUST(audit_append(log, s, instant_after(invented_at, (int64_t)i), members, NULL, NULL));
    MUST(audit_checkpoint(log, s, invented_at, NULL));
    snprintf(name, sizeof name, "log-%llu", (unsigned long long)size);
    path_below(&path, name);
    ENSURE(mkdir(text_string(&path), 0755) == 0);
    MUST(audit_export(log, s, text_string(&path), NULL));
    text_vkey(&vkey, &open);
    snprintf(name, sizeof name, "log-%llu.vkey", (unsigned long long)size);
    write_file(name, text_seen(&vkey));
    snprintf(name, sizeof name, "log-%llu.proofs", (unsigned long long)size);
    write_proofs(log, s, size, name);
    read_leaves(s, l);
    snprintf(name, sizeof name, "log-%llu.growth", (unsigned long long)size);
    write_growth(l, name);
    audit_log_close(log);
    store_close(s);
}

// ---- The rest ----

static void invent_message(void) {
    struct identity *signer;
    struct instant now = sys_now(sys_real());
    struct identity_wish wish = {CERTIFICATE_SIGNING, "be.malines.example", NULL, {now.ms - DAY_MS}, {now.ms + DAY_MS}};
    AUTO_TEXT der = text_with_ceiling(10000);
    AUTO_TEXT pem = text_with_ceiling(10000);
    MUST(identity_new(sys_real(), &wish, &signer, NULL));
    MUST(cms_sign_at(signer, now, VIEW("{\"malines\":\"envelope/1\",\"payload\":{}}"), &der, NULL));
    text_certificate(&pem, identity_certificate(signer));
    write_file("message.cms", text_seen(&der));
    write_file("message.pem", text_seen(&pem));
    identity_free(signer);
}

static void invent_story(void) {
    struct invented i;
    AUTO_TEXT path = text_with_ceiling(4000);
    path_below(&path, "log-be");
    ENSURE(mkdir(text_string(&path), 0755) == 0);
    invent(&i, HONEST, text_string(&path));
    write_file("proof-fr.json", text_seen(&i.proof[FRANCE]));
    write_file("proof-be.json", text_seen(&i.proof[BELGIUM]));
    write_file("trust.json", text_seen(&i.trust));
    write_file("anchor.json", text_seen(&i.anchor));
    invented_free(&i);
}

int main(int argc, char **argv) {
    static const uint64_t sizes[] = {1, 2, 7, 64, 255, 256, 257, 600, 65800};
    bool logs = argc == 3 && strcmp(argv[2], "logs") == 0, story = argc == 3 && strcmp(argv[2], "story") == 0;
    if (!logs && !story) return 64;
    folder = argv[1];
    struct leaves *l = calloc(1, sizeof *l);
    ENSURE(l);
    for (size_t i = 0; logs && i < sizeof sizes / sizeof *sizes; i++) invent_log(sizes[i], l);
    if (story) {
        invent_log(300, l);
        invent_message();
        invent_story();
    }
    free(l);
    return 0;
}
