// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "federation/envelope.h"

#include "crypto/cms.h"

// Members in the order of their names, no blanks: what text_json would write. Ids and types are plain words of ours.
RESULT envelope_seal_text(const struct identity *signer, const char *type, const char *from, const char *to, struct instant at,
                          struct view payload, struct text *out, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_put(&bytes, "{\"at\":\"");
    text_instant(&bytes, at);
    text_format(&bytes, "\",\"from\":\"%s\",\"malines\":\"envelope/1\",\"payload\":", from);
    text_view(&bytes, payload);
    text_format(&bytes, ",\"to\":\"%s\",\"type\":\"%s\"}", to, type);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "an envelope above %d bytes", ENVELOPE_BYTES_MAX);
    return cms_sign_at(signer, at, text_seen(&bytes), out, err);
}

RESULT envelope_seal(const struct identity *signer, const char *type, const char *from, const char *to, struct instant at,
                     const json_t *payload, struct text *out, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(ENVELOPE_BYTES_MAX);
    text_json(&bytes, payload);
    if (!text_ok(&bytes)) return FAIL(err, TOO_BIG, "an envelope above %d bytes", ENVELOPE_BYTES_MAX);
    return envelope_seal_text(signer, type, from, to, at, text_seen(&bytes), out, err);
}

static RESULT read_header(const json_t *j, const struct member *from, const char *me, const char *type, struct envelope *out,
                          struct error *err) {
    if (!view_is(json_view(j, "malines"), "envelope/1") || !view_is(json_view(j, "type"), type) ||
        !instant_read(json_view(j, "at"), &out->at) || !json_is_object(json_object_get(j, "payload")))
        return FAIL(err, BAD_FIELD, "not a \"%s\" envelope", type);
    if (!view_is(json_view(j, "from"), from->id) || !view_is(json_view(j, "to"), me))
        return FAIL(err, BAD_FIELD, "an envelope of or for somebody else");
    return DONE;
}

RESULT envelope_open_undated(const struct member *from, const char *me, const char *type, struct view bytes, struct envelope *out,
                             struct error *err) {
    struct view content;
    struct envelope e = {0};
    json_t *whole = NULL;
    if (bytes.bytes > ENVELOPE_BYTES_MAX) return FAIL(err, TOO_BIG, "an envelope above %d bytes", ENVELOPE_BYTES_MAX);
    TRY(cms_read(from->signs, bytes, &content, NULL, err));
    TRY(json_strict(content, &whole, err));
    struct result r = read_header(whole, from, me, type, &e, err);
    if (FAILED(r)) {
        json_decref(whole);
        return r;
    }
    e.whole = whole;
    e.payload = json_object_get(whole, "payload");
    e.type = json_view(whole, "type");
    e.digest = sha256(content);
    *out = e;
    return DONE;
}

RESULT envelope_open(const struct member *from, const char *me, const char *type, struct instant now, struct view bytes,
                     struct envelope *out, struct error *err) {
    struct envelope e;
    TRY(certificate_valid_at(from->signs, now, err));
    TRY(envelope_open_undated(from, me, type, bytes, &e, err));
    int64_t apart = e.at.ms - now.ms;
    if (apart > ENVELOPE_SKEW_MS || apart < -ENVELOPE_SKEW_MS) {
        json_decref(e.whole);
        return FAIL(err, CLOCK, "its clock and ours are %lld minutes apart", (long long)(apart / MINUTE_MS));
    }
    *out = e;
    return DONE;
}

void envelope_pad(struct text *envelope, size_t answers) {
    static const char zeros[1024];
    size_t size = ENVELOPE_SIZE_LEAST * answers;
    while (size < envelope->bytes) size *= 2;
    if (size > envelope->ceiling) size = envelope->ceiling;
    while (envelope->bytes < size) text_add(envelope, zeros, size - envelope->bytes < sizeof zeros ? size - envelope->bytes : sizeof zeros);
}

// Where the outermost element of DER ends (X.690 8.1.3, 10.1); the reader of the envelope judges the rest of its form.
RESULT envelope_unpad(struct view padded, struct view *out, struct error *err) {
    struct reader r = reader_of(padded);
    uint8_t tag = read_u8(&r), first = read_u8(&r);
    size_t bytes = first;
    if (first & 0x80) {
        bytes = 0;
        if ((first & 0x7f) > 4) return FAIL(err, BAD_FORMAT, "not DER");
        for (int i = first & 0x7f; i > 0; i--) bytes = bytes << 8 | read_u8(&r);
    }
    size_t head = padded.bytes - r.left.bytes;
    read_bytes(&r, bytes);
    if (r.failed || tag != 0x30) return FAIL(err, BAD_FORMAT, "not DER");
    for (size_t i = 0; i < r.left.bytes; i++)
        if (r.left.at[i]) return FAIL(err, BAD_FORMAT, "something follows the envelope");
    *out = (struct view){padded.at, head + bytes};
    return DONE;
}
