// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "audit/note.h"

enum { SIGNATURE_LINE_BYTES_MAX = 8192 };  // room for post-quantum signatures of others, which we pass over

void note_write(struct text *out, struct view text, const struct sign_key *key) {
    unsigned char signature[SIGNATURE_BYTES];
    struct verify_key open = sign_key_public(key);
    AUTO_TEXT bytes = text_with_ceiling(4 + SIGNATURE_BYTES);
    sign_raw(key, text, signature);
    text_be(&bytes, key_id(&open, KEY_SIGNS_NOTES), 4);
    text_add(&bytes, signature, sizeof signature);
    text_view(out, text);
    text_format(out, "\n" NOTE_DASH "%s ", key->name);
    text_base64(out, bytes.at, bytes.bytes);
    text_char(out, '\n');
}

static bool clean(struct view v) {
    for (size_t i = 0; i < v.bytes; i++)
        if ((unsigned char)v.at[i] < 0x20 && v.at[i] != '\n') return false;
    return utf8_valid(v);
}

static bool is_space(uint32_t c) {
    return c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool good_name(struct view v) {
    for (size_t at = 0; at < v.bytes;) {
        uint32_t c = utf8_next(v, &at);
        if (is_space(c) || c == '+') return false;
    }
    return v.bytes > 0;
}

static bool read_signature(struct view line, struct note_signature *out) {
    if (!view_starts(line, NOTE_DASH)) return false;
    struct view rest = {line.at + strlen(NOTE_DASH), line.bytes - strlen(NOTE_DASH)};
    unsigned char bytes[SIGNATURE_LINE_BYTES_MAX];
    size_t n = 0;
    out->name = view_cut(rest, ' ', &out->base64);
    return good_name(out->name) && base64_read(out->base64, bytes, sizeof bytes, &n) && n >= 5;
}

// Where the last blank line begins: the text keeps its LF, the signatures follow.
static bool split(struct view v, size_t *text_bytes) {
    for (size_t i = v.bytes; i-- > 1;)
        if (v.at[i] == '\n' && v.at[i - 1] == '\n') {
            *text_bytes = i;
            return true;
        }
    return false;
}

RESULT note_read(struct view bytes, struct note *out, struct error *err) {
    size_t text_bytes;
    struct note n = {0};
    if (bytes.bytes > NOTE_BYTES_MAX) return FAIL(err, TOO_BIG, "a note of more than %d bytes", NOTE_BYTES_MAX);
    if (!clean(bytes) || !split(bytes, &text_bytes)) return FAIL(err, BAD_FORMAT, "not a signed note");
    n.text = (struct view){bytes.at, text_bytes};
    struct reader r = reader_of((struct view){bytes.at + text_bytes + 1, bytes.bytes - text_bytes - 1});
    while (!r.failed && r.left.bytes) {
        if (n.count == NOTE_SIGNATURES_MAX) return FAIL(err, TOO_BIG, "more than %d signatures", NOTE_SIGNATURES_MAX);
        struct view line = read_line(&r);
        if (r.failed || !read_signature(line, &n.signatures[n.count++])) return FAIL(err, BAD_FORMAT, "a signature line");
    }
    if (!n.count) return FAIL(err, BAD_FORMAT, "a note without signature");
    *out = n;
    return DONE;
}

RESULT note_verify(const struct note *n, const struct verify_key *key, struct error *err) {
    uint32_t id = key_id(key, KEY_SIGNS_NOTES);
    bool found = false;
    for (size_t i = 0; i < n->count; i++) {
        unsigned char bytes[SIGNATURE_LINE_BYTES_MAX];
        size_t size = 0;
        if (!view_is(n->signatures[i].name, key->name)) continue;
        if (!base64_read(n->signatures[i].base64, bytes, sizeof bytes, &size) || size < 5) continue;
        struct reader r = reader_of((struct view){(const char *)bytes, size});
        if (read_u32(&r) != id) continue;  // another key of that name
        if (size != 4 + SIGNATURE_BYTES || !verify_raw(key, n->text, bytes + 4))
            return FAIL(err, BAD_SIGNATURE, "the note's signature by %s", key->name);
        found = true;
    }
    return found ? DONE : FAIL(err, BAD_SIGNATURE, "the note is not signed by %s", key->name);
}

bool plain_number(struct view v, uint64_t *out) { return v.bytes && (v.at[0] != '0' || v.bytes == 1) && view_to_u64(v, out); }

void text_checkpoint(struct text *t, struct view origin, uint64_t size, const struct digest *root) {
    text_view(t, origin);
    text_format(t, "\n%llu\n", (unsigned long long)size);
    text_base64(t, root->bytes, sizeof root->bytes);
    text_char(t, '\n');
}

RESULT checkpoint_read(struct view text, struct checkpoint *out, struct error *err) {
    struct reader r = reader_of(text);
    struct checkpoint c = {.origin = read_line(&r)};
    struct view size = read_line(&r), root = read_line(&r);
    if (!reader_done(&r) || !c.origin.bytes || !plain_number(size, &c.size) || !base64_exactly(root, c.root.bytes, sizeof c.root.bytes))
        return FAIL(err, BAD_FORMAT, "not a checkpoint");
    *out = c;
    return DONE;
}

RESULT checkpoint_open(struct view bytes, const struct verify_key *key, struct checkpoint *out, struct error *err) {
    struct note n;
    struct checkpoint c;
    TRY(note_read(bytes, &n, err));
    TRY(note_verify(&n, key, err));
    TRY(checkpoint_read(n.text, &c, err));
    if (!view_is(c.origin, key->name)) return FAIL(err, BAD_SIGNATURE, "a checkpoint of another log than %s", key->name);
    *out = c;
    return DONE;
}
