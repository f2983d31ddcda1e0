// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// pdf.c — a signed order on paper, as malines-print writes it: one signature over every byte, and nothing that acts.
#include "verify.h"

#include "evidence/pdf.h"

#include <stdio.h>

// What an order never has: scripts, actions, files within, forms of another kind, objects packed out of sight. ISO 32000-1.
static const char *const acting[] = {"/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/URI",
                                     "/EmbeddedFile", "/Filespec", "/RichMedia", "/XFA", "/ObjStm", "/Encrypt"};

static bool ends_name(char c) { return strchr(" \r\n\t\f/<>[](){}%", c) || !c; }

static bool holds_name(struct view pdf, const char *name) {
    size_t n = strlen(name);
    const char *end = pdf.at + pdf.bytes;
    for (const char *at = pdf.at; (at = memmem(at, (size_t)(end - at), name, n)); at += n)
        if (at + n == end || ends_name(at[n])) return true;
    return false;
}

static bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

// A letter of a name can be written as "#4A" (7.3.5), and would not be seen above.
static bool hides_name(struct view pdf) {
    unsigned char letter;
    for (size_t i = 0; i < pdf.bytes; i++) {
        size_t n = i + 1;
        if (pdf.at[i] != '/') continue;
        while (n < pdf.bytes && is_letter(pdf.at[n])) n++;
        if (n + 2 < pdf.bytes && pdf.at[n] == '#' && hex_read((struct view){pdf.at + n + 1, 2}, &letter, 1)) return true;
    }
    return false;
}

// Streams are packed and may hold any bytes, but no object begins in one: " 12 0 obj" there would be one out of sight.
static bool hides_object(struct view stream) {
    const char *end = stream.at + stream.bytes;
    for (const char *at = stream.at; (at = memmem(at, (size_t)(end - at), " obj", 4)); at += 4)
        if (at > stream.at && at[-1] >= '0' && at[-1] <= '9') return true;
    return false;
}

static RESULT is_quiet_here(struct view words, struct error *err) {
    for (size_t i = 0; i < sizeof acting / sizeof *acting; i++)
        if (holds_name(words, acting[i])) return FAIL(err, BAD_FORMAT, "it holds %s, which no order has", acting[i] + 1);
    return hides_name(words) ? FAIL(err, BAD_FORMAT, "it writes a name with escapes, so that it can't be searched") : DONE;
}

static RESULT is_quiet(struct view pdf, struct error *err) {
    for (struct view rest = pdf; rest.bytes;) {
        const char *stream = memmem(rest.at, rest.bytes, "stream", 6), *last = pdf.at + pdf.bytes;
        const char *end = stream ? memmem(stream, (size_t)(last - stream), "endstream", 9) : NULL;
        if (!end) return is_quiet_here(rest, err);
        TRY(is_quiet_here((struct view){rest.at, (size_t)(stream - rest.at)}, err));
        if (hides_object((struct view){stream, (size_t)(end - stream)})) return FAIL(err, BAD_FORMAT, "an object lies hidden in a stream of it");
        rest = (struct view){end + 9, (size_t)(last - end - 9)};
    }
    return DONE;
}

static RESULT signer_told(struct report *r, const struct cades_signer *s, const struct pdf_wish *wish, bool *named, struct error *err) {
    AUTO_TEXT hex = text_with_ceiling(100);
    text_digest(&hex, &s->certificate);
    *named = false;
    if (s->weak) return told(r, FAIL(err, BAD_SIGNATURE, "a digest in it is SHA-1, which can be forged"), err, "The signature uses digests that hold");
    if (!wish->signer)
        return told(r, DONE, err, "Note that nobody vouches for who signed: name the certificate with --signer; it has the SHA-256 %s",
                    text_string(&hex));
    struct digest want = certificate_digest(wish->signer);
    *named = digest_same(&want, &s->certificate);
    TRY(told(r, *named ? DONE : FAIL(err, NOT_TRUSTED, "it was made with a certificate of SHA-256 %s", text_string(&hex)), err,
             "It was made with the certificate that --signer names"));
    struct instant when = s->when.ms ? s->when : wish->now;
    return told(r, certificate_valid_at(wish->signer, when, err), err, "That certificate was valid when the signer says to have signed");
}

RESULT verify_pdf(struct view file, const struct pdf_wish *wish, struct report *r, struct text *verdict, struct error *err) {
    struct cades_signer s = {0};
    bool named;
    AUTO_TEXT at = text_with_ceiling(100);
    TRY(told(r, is_quiet(file, err), err, "The document holds nothing that acts, and nothing out of sight"));
    TRY(told(r, pdf_verify(file, &s, err), err, "Its signature covers every byte of it: nothing was changed, added or filled in since"));
    TRY(signer_told(r, &s, wish, &named, err));
    if (s.when.ms) text_instant(&at, s.when);
    text_format(verdict, "Proven: the document is as it was signed by %s%s%s%s. Whether the certificate was revoked is not looked at.",
                named ? "the holder of the certificate named " : "somebody who writes the name ", s.name, s.when.ms ? ", by that signer's clock at " : "",
                text_string(&at));
    return DONE;
}
