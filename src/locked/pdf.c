// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// pdf.c — a PDF with a password, by qpdf: written again without its lock. What it would do when it is shown (scripts, files
// inside) stays in it and is not run: it is told by `active`, and the node puts the item aside.
#include "locked_room.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>

enum { FILE_MAX = 512 * 1024 * 1024 };

static enum locked_outcome failed(struct locked_work *w, qpdf_data q) {
    qpdf_error e = qpdf_has_error(q) ? qpdf_get_error(q) : NULL;
    enum qpdf_error_code_e code = e ? qpdf_get_error_code(q, e) : qpdf_e_internal;
    if (code == qpdf_e_password) return ends(w, LOCKED_IS_wrong_key, "PDF: not with this password");
    if (code == qpdf_e_unsupported) return ends(w, LOCKED_IS_unsupported, "PDF: a kind of lock that is not read here (a certificate, or a rights server)");
    return ends(w, LOCKED_IS_broken, "PDF: damaged");
}

// A name of PDF ends where a white space or a delimiter stands (ISO 32000-1 §7.2.2, §7.3.5); qpdf has undone what was written as #xx.
static bool name_is_there(struct view plain, const char *name) {
    size_t n = strlen(name);
    for (struct view rest = plain; rest.bytes > n;) {
        const char *at = memmem(rest.at, rest.bytes, name, n);
        if (!at) return false;
        rest = (struct view){at + n, rest.bytes - (size_t)(at + n - rest.at)};
        if (!rest.bytes || memchr(" \t\r\n\f\0/<>[]()%{}", rest.at[0], 17)) return true;
    }
    return false;
}

// What runs or is fetched by itself when the document is shown (ISO 32000-1 §12.6), or is a file inside it.
static void active_said(struct locked_work *w, struct view plain) {
    static const char *const names[] = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/SubmitForm", "/ImportData", "/GoToE",
                                        "/EmbeddedFile", "/RichMedia", "/XFA"};
    struct locked_report *r = w->report;
    size_t at = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (name_is_there(plain, names[i])) at += (size_t)snprintf(r->active + at, sizeof r->active - at, "%s%s", at ? " " : "", names[i]);
    if (at) snprintf(r->detail, sizeof r->detail, "PDF: active content is in it: %.150s", r->active);
}

// The document as qpdf writes it again: without a lock, every object where it can be seen; *plain lives as long as q.
static bool written(qpdf_data q, struct view *plain) {
    if (qpdf_init_write_memory(q) & QPDF_ERRORS) return false;
    qpdf_set_preserve_encryption(q, QPDF_FALSE);
    qpdf_set_static_ID(q, QPDF_FALSE);
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_object_stream_mode(q, qpdf_o_disable);  // so that every object can be seen
    qpdf_set_stream_data_mode(q, qpdf_s_preserve);   // nothing is unpacked
    if (qpdf_write(q) & QPDF_ERRORS) return false;
    *plain = (struct view){(const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q)};
    return true;
}

static enum locked_outcome unlocked(struct locked_work *w, qpdf_data q) {
    struct view plain;
    if (!written(q, &plain)) return failed(w, q);
    active_said(w, plain);
    return part_out(w, plain.at, plain.bytes);
}

// Nothing to open, and nothing comes out; what is in it is told all the same (`malines evidence look`).
static enum locked_outcome not_locked(struct locked_work *w, qpdf_data q) {
    struct view plain;
    if (!written(q, &plain)) return failed(w, q);
    active_said(w, plain);
    return ends(w, LOCKED_IS_unsupported, "PDF: it is not locked%s%.120s", w->report->active[0] ? "; active content is in it: " : "", w->report->active);
}

enum locked_outcome pdf_opened(struct locked_work *w) {
    char password[1024];
    if (w->file.bytes > FILE_MAX) return ends(w, LOCKED_IS_not_possible_here, "PDF: more than %d MiB are read into memory", FILE_MAX / 1024 / 1024);
    if (w->key->key.bytes || w->key->password.bytes >= sizeof password || memchr(w->key->password.at, 0, w->key->password.bytes))
        return ends(w, LOCKED_IS_wrong_key, "PDF: a password is needed");
    snprintf(password, sizeof password, "%.*s", VIEW_ARGS(w->key->password));
    qpdf_data q = qpdf_init();
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    qpdf_set_attempt_recovery(q, QPDF_FALSE);
    enum locked_outcome o;
    if (qpdf_read_memory(q, "item", w->file.at, w->file.bytes, password) & QPDF_ERRORS) o = failed(w, q);
    else o = qpdf_is_encrypted(q) ? unlocked(w, q) : not_locked(w, q);
    explicit_bzero(password, sizeof password);
    qpdf_cleanup(&q);
    return o;
}
