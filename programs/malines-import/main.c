// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines-import — reads a published list in a sandbox and writes one JSON line an entry.
//
// The daemon starts it with the files already open; on the command line it opens them itself. Either way it opens
// first, then locks itself in (sys/sandbox.h), and only then looks at the first byte.
// stdout: the lines, and last {"report":{...}}. Without that last line nothing may be used.
// stderr: with --progress, `progress BYTES TOTAL`; on failure one line {"error":{"code","detail"}}.
#include "codec/list.h"
#include "delivery.h"
#include "dna.h"
#include "sys/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAP_BYTES_MAX = 64 * 1024, PROGRESS_BYTES = 1024 * 1024 };
static const struct sandbox_limits limits = {.memory_bytes = UINT64_C(1) << 30, .file_bytes = UINT64_C(4) << 30,
    .cpu_seconds = 300};
// A national register is ten million profiles: read as a stream, but the specimens met are remembered.
static const struct sandbox_limits dna_limits = {.memory_bytes = UINT64_C(2) << 30, .file_bytes = UINT64_C(4) << 30, .cpu_seconds = 3600};

// AddressSanitizer builds: the leak check at exit starts threads and traces them, which the sandbox forbids. The unit
// tests of the readers have it.
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) { return 1; }

static const char usage[] =
    "Usage: malines-import --format FORMAT [options] [FILE...]\n"
    "       malines-import --invent SEED COUNT --flavour fr|es|be|ma\n"
    "       malines-import --dna codis-xml|csv|genemapper|itl|prints [--redact] [--laws DIR] [--rule RULE] [--kit KIT] [--category WORD] [--lab NAME]\n"
    "                      [--single-unknown] [FILE]\n"
    "       malines-import --delivery telegram|whatsapp|signal|mbox|eml|cellebrite|csv [--map FILE] [--country CC] [--date-order dmy|mdy|ymd] FILE\n"
    "Reads a published list and writes one JSON line an entry; see docs/importing.md.\n"
    "FILE is a path, `fd:N` for a descriptor that is open already, or `-` for standard input (the default).\n"
    "  --format FORMAT         un-xml, ofac-csv, ofac-xml, ofac-enhanced-xml, fr-gels-json, ftm-jsonl, csv\n"
    "  --map FILE              csv: which column is what (JSON, or a file with it)\n"
    "  --by-titles             csv without a map: columns by their titles, in six languages; what was made of them leaves first\n"
    "  --encoding NAME         csv: utf-8, utf-16le, utf-16be, windows-1252 or windows-1256; told by the file's first bytes, else utf-8\n"
    "  --original-script-only  of entries that have names in another script than Latin, keep those names only\n"
    "  --tell-unread           say in each line what of it could not be read, and of entries left out too\n"
    "  --progress              write `progress BYTES TOTAL` lines to standard error\n"
    "  --help, --version\n";

struct options {
    enum list_format format;
    enum list_encoding encoding;
    bool has_format, by_titles, original_script_only, tell_unread, progress, invent;
    uint64_t seed, count;
    const char *map, *flavour;
    struct dna_wish dna;
    struct delivery_wish delivery;
    char **files;
    int file_count;
};

struct input {
    int fd;
    struct progress *progress;
};

struct progress {
    bool wanted;
    uint64_t read, total, told;
};

static void tell(struct progress *p) {
    if (p->wanted) fprintf(stderr, "progress %llu %llu\n", (unsigned long long)p->read, (unsigned long long)p->total);
    p->told = p->read;
}

static ssize_t input_read(void *state, char *into, size_t room) {
    struct input *in = state;
    ssize_t n;
    do n = read(in->fd, into, room);
    while (n < 0 && errno == EINTR);
    if (n > 0) in->progress->read += (uint64_t)n;
    if (in->progress->read - in->progress->told >= PROGRESS_BYTES) tell(in->progress);
    return n;
}

static RESULT print_line(void *state, struct view line, struct error *err) {
    (void)state;
    if (fwrite(line.at, 1, line.bytes, stdout) != line.bytes || putchar('\n') == EOF)
        return FAIL(err, NO_SYSTEM, "standard output: %s", strerror(errno));
    return DONE;
}

static RESULT input_open(const char *name, int *fd, struct error *err) {
    uint64_t number;
    if (strcmp(name, "-") == 0) return *fd = STDIN_FILENO, DONE;
    if (strncmp(name, "fd:", 3) == 0) {
        if (!view_to_u64(view_of(name + 3), &number) || number > 1000 || fcntl((int)number, F_GETFD) < 0)
            return FAIL(err, BAD_ARGUMENT, "%s is not an open descriptor", name);
        return *fd = (int)number, DONE;
    }
    *fd = open(name, O_RDONLY | O_CLOEXEC);
    return *fd < 0 ? FAIL(err, NOT_FOUND, "%s: %s", name, strerror(errno)) : DONE;
}

// The map is the operator's own file, read before the sandbox and parsed inside it.
static RESULT map_read(const char *path, struct text *out, struct error *err) {
    int fd;
    char room[4096];
    ssize_t n;
    if (!path) return DONE;
    if (*path == '{') return text_put(out, path), text_ok(out) ? DONE : FAIL(err, TOO_BIG, "--map: more than 64 KiB");
    TRY(input_open(path, &fd, err));
    while ((n = read(fd, room, sizeof room)) > 0) text_add(out, room, (size_t)n);
    close(fd);
    if (n < 0) return FAIL(err, NOT_FOUND, "%s: %s", path, strerror(errno));
    return text_ok(out) ? DONE : FAIL(err, TOO_BIG, "%s: more than 64 KiB", path);
}

static RESULT finish(struct result r, json_t *report, struct error *err) {
    TRY(r);
    AUTO_TEXT t = text_with_ceiling(1 << 20);
    text_put(&t, "{\"report\":");
    text_json(&t, report);
    text_put(&t, "}");
    TRY(print_line(NULL, text_seen(&t), err));
    return fflush(stdout) == 0 ? DONE : FAIL(err, NO_SYSTEM, "standard output: %s", strerror(errno));
}

static RESULT read_lists(const struct options *o, const struct list_source *sources, size_t count,
    const struct text *map_text, struct error *err) {
    AUTO_JSON *map = NULL, *report = NULL;
    if (map_text->bytes) TRY(json_strict(text_seen(map_text), &map, err));
    struct list_order order = {o->format, o->original_script_only, o->tell_unread, map, o->by_titles, o->encoding};
    struct result r = list_parse(&order, sources, count, print_line, NULL, &report, err);
    return finish(r, report, err);
}

static RESULT delivery_done(const struct options *o, const struct input *in, const struct text *map_text, struct error *err) {
    AUTO_JSON *report = NULL;
    struct delivery_work work;
    TRY(delivery_prepare(&o->delivery, in->fd, &work, err));
    struct sandbox_limits more = limits;
    more.memory_bytes += work.file.bytes;  // the file is mapped, which counts as address space
    TRY(sandbox_enter(&more, err));
    struct result done = delivery_read(&work, text_seen(map_text), print_line, NULL, &report, err);
    return finish(done, report, err);
}

static RESULT run(const struct options *o, struct error *err) {
    struct input inputs[LIST_SOURCES_MAX];
    struct list_source sources[LIST_SOURCES_MAX];
    struct progress progress = {.wanted = o->progress};
    AUTO_TEXT map = text_with_ceiling(MAP_BYTES_MAX);
    char *const stdin_only[] = {"-"};
    char *const *files = o->file_count ? o->files : stdin_only;
    int count = o->file_count ? o->file_count : 1;
    if (count > LIST_SOURCES_MAX) return FAIL(err, BAD_ARGUMENT, "too many files");
    for (int i = 0; i < count && !o->invent; i++) {
        struct stat st;
        inputs[i].progress = &progress;
        TRY(input_open(files[i], &inputs[i].fd, err));
        if (fstat(inputs[i].fd, &st) == 0 && S_ISREG(st.st_mode)) progress.total += (uint64_t)st.st_size;
        sources[i] = (struct list_source){input_read, &inputs[i]};
    }
    TRY(map_read(o->map, &map, err));
    struct dna_work *dna = NULL;
    if (o->dna.format) TRY(dna_prepare(&o->dna, &dna, err));
    if (o->delivery.format) return delivery_done(o, &inputs[0], &map, err);
    TRY(sandbox_enter(dna ? &dna_limits : &limits, err));
    if (dna) {
        AUTO_JSON *report = NULL;
        struct result done = dna_read(dna, sources[0], print_line, NULL, &report, err);
        tell(&progress);
        dna_done(dna);
        return finish(done, report, err);
    }
    if (o->invent) {
        AUTO_JSON *report = NULL;
        struct result r = list_invent(o->seed, o->count, view_of(o->flavour), print_line, NULL, &report, err);
        return finish(r, report, err);
    }
    struct result r = read_lists(o, sources, (size_t)count, &map, err);
    tell(&progress);
    return r;
}

static RESULT options_read(int argc, char **argv, struct options *o, struct error *err) {
    static const struct option known[] = {{"format", 1, NULL, 'f'}, {"map", 1, NULL, 'm'},
        {"original-script-only", 0, NULL, 'o'}, {"tell-unread", 0, NULL, 'u'}, {"by-titles", 0, NULL, 't'}, {"encoding", 1, NULL, 'e'},
        {"progress", 0, NULL, 'p'}, {"invent", 1, NULL, 'i'}, {"flavour", 1, NULL, 'l'}, {"help", 0, NULL, 'h'},
            {"version", 0, NULL, 'V'},
        {"dna", 1, NULL, 'D'}, {"laws", 1, NULL, 'L'}, {"rule", 1, NULL, 'R'}, {"kit", 1, NULL, 'K'}, {"category", 1, NULL, 'C'},
            {"lab", 1, NULL, 'B'}, {"single-unknown", 0, NULL, 'S'}, {"redact", 0, NULL, 'X'},
        {"delivery", 1, NULL, 'Y'}, {"country", 1, NULL, 'T'}, {"date-order", 1, NULL, 'O'}, {0}};
    int c;
    while ((c = getopt_long(argc, argv, "h", known, NULL)) >= 0) {
        if (c == 'f' && !(o->has_format = list_format_read(view_of(optarg), &o->format)))
            return FAIL(err, BAD_ARGUMENT, "--format: not known");
        if (c == 'm') o->map = optarg;
        if (c == 'e' && !list_encoding_read(view_of(optarg), &o->encoding))
            return FAIL(err, BAD_ARGUMENT, "--encoding: utf-8, utf-16le, utf-16be, windows-1252 or windows-1256");
        if (c == 't') o->by_titles = true;
        if (c == 'o') o->original_script_only = true;
        if (c == 'u') o->tell_unread = true;
        if (c == 'p') o->progress = true;
        if (c == 'l') o->flavour = optarg;
        if (c == 'i' && !(o->invent = view_to_u64(view_of(optarg), &o->seed)))
            return FAIL(err, BAD_ARGUMENT, "--invent SEED COUNT: numbers are expected");
        if (c == 'D') o->dna.format = optarg;
        if (c == 'L') o->dna.laws = optarg;
        if (c == 'R') o->dna.rule = optarg;
        if (c == 'K') o->dna.kit = optarg;
        if (c == 'C') o->dna.category = optarg;
        if (c == 'B') o->dna.lab = optarg;
        if (c == 'S') o->dna.single_unknown = true;
        if (c == 'X') o->dna.redact = true;
        if (c == 'Y') o->delivery.format = optarg;
        if (c == 'T') o->delivery.country = optarg;
        if (c == 'O') o->delivery.date_order = optarg;
        if (c == 'h') exit(fputs(usage, stdout) < 0);
        if (c == 'V') exit(puts("malines-import " MALINES_VERSION) < 0);
        if (c == '?') return FAIL(err, BAD_ARGUMENT, "unknown option");
    }
    o->files = argv + optind;
    o->file_count = argc - optind;
    if (o->invent && (o->file_count != 1 || !o->flavour || !view_to_u64(view_of(o->files[0]), &o->count)))
        return FAIL(err, BAD_ARGUMENT, "--invent SEED COUNT --flavour fr|es|be|ma");
    if (o->dna.format && o->file_count > 1) return FAIL(err, BAD_ARGUMENT, "--dna takes one file");
    if (o->delivery.format && o->file_count != 1) return FAIL(err, BAD_ARGUMENT, "--delivery takes one file");
    return o->invent || o->has_format || o->dna.format || o->delivery.format ? DONE : FAIL(err, BAD_ARGUMENT, "--format is missing");
}

// libxml2's own messages quote the file; ours do not (promise P14).
static void say_nothing(void *state, const char *format, ...) { (void)state, (void)format; }

int main(int argc, char **argv) {
    struct error err = {0};
    struct options o = {0};
    static char out_room[1 << 16];
    setvbuf(stdout, out_room, _IOFBF, sizeof out_room);
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlInitParser();      // these two open what they need now, not in the sandbox
    json_object_seed(0);  // from /dev/urandom, against chosen keys
    struct result r = options_read(argc, argv, &o, &err);
    if (!FAILED(r)) r = run(&o, &err);
    if (!FAILED(r)) return 0;
    AUTO_JSON *j = json_pack("{s:{s:s,s:s,s:s}}", "error", "code", code_name(r.code), "detail", err.detail, "next",
        code_next(r.code));
    AUTO_TEXT t = text_with_ceiling(4096);
    if (j) text_json(&t, j);
    fprintf(stderr, "%s\n", text_string(&t));
    return code_exit(r.code);
}
