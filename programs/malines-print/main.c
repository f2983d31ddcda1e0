// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines-print — a form on paper: a document as JSON from standard input, a PDF to standard output.
//
// What people of other services wrote is laid out here, by libraries that are large: fonts are opened first, then this process
// locks itself in (sys/sandbox.h), and only then looks at the first byte. It never holds a key: `malines order print` signs.
#include "document.h"
#include "fonts.h"
#include "page.h"

#include "evidence/pdf.h"
#include "sys/sandbox.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// As in malines-import: the leak check of AddressSanitizer starts threads, which the sandbox forbids.
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) { return 1; }

static const char usage[] =
    "Usage: malines-print < DOCUMENT.json > FORM.pdf\n"
    "Prints a form whose words are already in the reader's language; see docs/printing.md.\n"
    "  --help, --version\n";

static RESULT input_read(struct text *out, struct error *err) {
    char room[16384];
    ssize_t n;
    while ((n = read(STDIN_FILENO, room, sizeof room)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0) text_add(out, room, (size_t)n);
    if (n < 0) return FAIL(err, NO_SYSTEM, "standard input: %s", strerror(errno));
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "a document of more than 2 MiB");
}

static GLogWriterOutput say_nothing(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer ctx) {
    (void)level, (void)fields, (void)count, (void)ctx;
    return G_LOG_WRITER_HANDLED;
}

static RESULT print(struct error *err) {
    static const struct sandbox_limits limits = {.memory_bytes = UINT64_C(1) << 30, .file_bytes = PDF_BYTES_MAX, .cpu_seconds = 30,
                                                 .threads = true, .readable = fonts_folders};
    AUTO_TEXT in = text_with_ceiling(DOCUMENT_BYTES_MAX), out = text_with_ceiling(PDF_BYTES_MAX);
    AUTO_JSON *document = NULL;
    PangoFontMap *fonts;
    g_log_set_writer_func(say_nothing, NULL, NULL);
    TRY(fonts_open(&fonts, err));
    TRY(sandbox_enter(&limits, err));
    TRY(input_read(&in, err));
    TRY(document_read(text_seen(&in), &document, err));
    TRY(document_printed(document, fonts, &out, err));
    if (fwrite(out.at, 1, out.bytes, stdout) != out.bytes || fflush(stdout) != 0) return FAIL(err, NO_SYSTEM, "standard output: %s", strerror(errno));
    return DONE;
}

int main(int argc, char **argv) {
    struct error err = {0};
    json_object_seed(0);  // from /dev/urandom, against chosen keys
    if (argc > 1 && strcmp(argv[1], "--version") == 0) return puts("malines-print " MALINES_VERSION) < 0;
    if (argc > 1) return fputs(usage, strcmp(argv[1], "--help") == 0 ? stdout : stderr), strcmp(argv[1], "--help") == 0 ? 0 : 64;
    struct result r = print(&err);
    if (!FAILED(r)) return 0;
    AUTO_JSON *j = json_pack("{s:{s:s,s:s,s:s}}", "error", "code", code_name(r.code), "detail", err.detail, "next", code_next(r.code));
    AUTO_TEXT line = text_with_ceiling(8192);
    if (j) text_json(&line, j);
    fprintf(stderr, "%s\n", text_string(&line));
    return code_exit(r.code);
}
