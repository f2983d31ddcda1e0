// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// example_test docs/audit-format.md — the worked example of that document is what the code writes, byte for byte.
// Without an argument it prints the example's blocks.
#include "audit/log.h"
#include "invented.h"

#include <stdio.h>

#define MUST(x) ENSURE((x).code == CODE_OK)

enum { BLOCK_BYTES_MAX = 20000, DOCUMENT_BYTES_MAX = 1 << 20 };

// RFC 8032 §7.1, test 2: seed and public key.
static struct sign_key example_key(void) {
    struct sign_key k = {.name = "be.malines.example/audit"};
    ENSURE(hex_read(VIEW("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
                         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), k.secret, 64));
    memcpy(k.public, k.secret + 32, 32);
    return k;
}

static void block(struct text *t, const char *kind, struct view content) {
    text_format(t, "```%s\n%.*s", kind, VIEW_ARGS(content));
    if (!content.bytes || content.at[content.bytes - 1] != '\n') text_char(t, '\n');
    text_put(t, "```\n");
}

static void hash_line(struct text *t, const char *label, const struct digest *d) {
    text_format(t, "%-17s", label);
    text_digest(t, d);
    text_char(t, '\n');
}

static void add_entries(struct audit_log *log, struct store *s) {
    AUTO_JSON *shown = json_pack("{s:s,s:{s:s,s:s},s:s,s:s}", "op", "consultation", "actor", "pseudonym", "be-1a2b3c4d", "auth", "key", "purpose",
                                 "police_check", "decision", "shown");
    AUTO_JSON *bulk = json_pack("{s:s,s:s}", "op", "collection", "register", "alerts");
    struct audit_bulk *items = audit_bulk_new(store_sys(s));
    for (int i = 0; i < 2; i++) {
        struct digest commit;
        memset(commit.bytes, i, sizeof commit.bytes);
        audit_bulk_add(items, &commit);
    }
    MUST(audit_append(log, s, invented_at, shown, NULL, NULL));
    MUST(audit_append_bulk(log, s, instant_after(invented_at, SECOND_MS), bulk, items, (struct instant){0}, NULL, NULL));
    audit_bulk_free(items);
}

static size_t write_blocks(struct text out[4]) {
    struct sign_key key = example_key();
    struct verify_key open = sign_key_public(&key);
    struct store *s = invented_store();
    struct audit_log *log;
    json_t *bundle[2];
    AUTO_TEXT entries = text_with_ceiling(BLOCK_BYTES_MAX);
    AUTO_TEXT hashes = text_with_ceiling(BLOCK_BYTES_MAX);
    AUTO_TEXT note = text_with_ceiling(BLOCK_BYTES_MAX);
    struct digest leaf[2];
    MUST(audit_log_open(s, &key, "be", &log, NULL));
    add_entries(log, s);
    MUST(audit_checkpoint(log, s, invented_at, NULL));
    for (int i = 0; i < 2; i++) {
        MUST(audit_proof(log, s, i, &bundle[i], NULL));
        struct view entry = json_view(bundle[i], "entry");
        leaf[i] = merkle_leaf(entry);
        text_format(&entries, "%.*s\n", VIEW_ARGS(entry));
    }
    struct digest root = merkle_node(&leaf[0], &leaf[1]);
    hash_line(&hashes, "leaf of entry 0", &leaf[0]);
    hash_line(&hashes, "leaf of entry 1", &leaf[1]);
    hash_line(&hashes, "root", &root);
    MUST(audit_last_checkpoint(s, &note, NULL));
    block(&out[0], "json", text_seen(&entries));
    block(&out[1], "text", text_seen(&hashes));
    block(&out[2], "text", text_seen(&note));
    block(&out[3], "text", json_view(bundle[1], "proof"));
    AUTO_TEXT vkey = text_with_ceiling(400);
    text_vkey(&vkey, &open);
    text_format(&out[3], "under the key `%s`", text_string(&vkey));
    for (int i = 0; i < 2; i++) json_decref(bundle[i]);
    audit_log_close(log);
    store_close(s);
    return 4;
}

int main(int argc, char **argv) {
    struct text blocks[4];
    int missing = 0;
    AUTO_TEXT document = text_with_ceiling(DOCUMENT_BYTES_MAX);
    for (int i = 0; i < 4; i++) blocks[i] = text_with_ceiling(BLOCK_BYTES_MAX);
    size_t count = write_blocks(blocks);
    if (argc > 1) MUST(file_read(argv[1], DOCUMENT_BYTES_MAX, &document, NULL));
    for (size_t i = 0; i < count; i++) {
        bool there = strstr(text_string(&document), text_string(&blocks[i])) != NULL;
        if (!there) printf("%s\n", text_string(&blocks[i]));
        missing += !there;
        text_free(&blocks[i]);
    }
    printf("%d passed, %d failed, 0 skipped\n", (int)count - missing, missing);
    return missing != 0;
}
