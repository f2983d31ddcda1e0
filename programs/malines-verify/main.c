// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// malines-verify — checks what nodes say of themselves, with no node and no network: an exported audit log, proofs of
// single entries, the whole of one request from the proofs of both sides, court bundles, and signed orders on paper.
//
// The keys come from the trust list, whose signatures are checked against the anchor, or are given by hand; by
// another channel than the files. Exit codes are those of sysexits.h: 0 is "proven".
#include "verify.h"

#include "evidence/digests.h"
#include "evidence/stamp.h"
#include "federation/trust.h"
#include "sys/sandbox.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_BYTES_MAX = 8 * 1024 * 1024, FILES_MAX = 1000, CERTIFICATE_FILE_BYTES_MAX = 64 * 1024 };

static const char usage_text[] =
    "malines-verify request PROOF [PROOF] --trust LIST --anchor ANCHOR\n"
    "malines-verify proof FILE...         --trust LIST --anchor ANCHOR | --key VKEY...\n"
    "malines-verify certificate FILE...   --trust LIST --anchor ANCHOR | --key VKEY...\n"
    "malines-verify log FOLDER            --trust LIST --anchor ANCHOR | --key VKEY\n"
    "malines-verify bundle FILE           [--trust LIST --anchor ANCHOR] [--stamps PEM] [--weak]\n"
    "malines-verify pdf FILE              [--signer PEM]\n"
    "  --at TIME    the trust list must be in force at this time, e.g. 2026-11-24T12:00:00Z\n"
    "  --member ID  only the log of this member of the trust list\n"
    "  --cosigned   fail unless a quorum of the other members' witnesses cosigned it; their keys are the list's, or\n"
    "  --witness VKEY, again for each\n"
    "  --stamps PEM certificates of time-stamp authorities that are believed\n"
    "  --signer PEM the certificate that must have signed a document\n"
    "  --weak       signatures that use SHA-1 count too, as in old containers\n"
    "  --json       one JSON document instead of sentences\n";

struct wish {
    const char *command, *trust, *anchor, *member, *stamps, *signer;
    struct instant at;
    bool json, weak;
    const char *files[FILES_MAX];
    size_t count;
    struct log_keys keys;
};

// AddressSanitizer builds: the leak check at exit starts threads and traces them, which the sandbox forbids. The unit
// tests of the readers have it.
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) { return 1; }

// ---- Keys ----

static const char *name_of(const char *member) {
    static const char *const names[][2] = {{"be", "Belgium"}, {"fr", "France"}, {"es", "Spain"}, {"ma", "Morocco"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], member) == 0) return names[i][1];
    return member;
}

static RESULT add_witness(struct wish *w, const struct member *m, struct error *err) {
    struct log_key *k = &w->keys.witnesses[w->keys.witness_count];
    if (!m->witness || w->keys.witness_count == LOG_KEYS_MAX) return DONE;
    TRY(cosigner_read(view_of(m->witness->vkey), &k->key, err));
    snprintf(k->member, sizeof k->member, "%s", m->id);
    snprintf(k->name, sizeof k->name, "%s", name_of(m->id));
    w->keys.witness_count++;
    return DONE;
}

static RESULT add_member(struct wish *w, const struct member *m, struct error *err) {
    struct log_key k = {0};
    TRY(add_witness(w, m, err));
    if (w->member && strcmp(w->member, m->id) != 0) return DONE;
    if (w->keys.count == LOG_KEYS_MAX) return FAIL(err, TOO_BIG, "more than %d members", LOG_KEYS_MAX);
    TRY(vkey_read(view_of(m->log_vkey), &k.key, err));
    snprintf(k.member, sizeof k.member, "%s", m->id);
    snprintf(k.name, sizeof k.name, "%s", name_of(m->id));
    k.signs = certificate_digest(m->signs);
    k.has_signs = true;
    w->keys.at[w->keys.count++] = k;
    return DONE;
}

// Without --at, a list is taken whose date has passed since: its keys were those of its time.
static RESULT read_trust(struct wish *w, struct error *err) {
    AUTO_TEXT list = text_with_ceiling(LIST_BYTES_MAX);
    AUTO_TEXT anchor = text_with_ceiling(LIST_BYTES_MAX);
    struct trust *t;
    TRY(file_read(w->trust, LIST_BYTES_MAX, &list, err));
    TRY(file_read(w->anchor, LIST_BYTES_MAX, &anchor, err));
    TRY(trust_read(text_seen(&list), text_seen(&anchor), w->at.ms ? w->at : (struct instant){1}, &t, err));
    struct result r = DONE;
    for (size_t i = 0; !FAILED(r) && i < trust_count(t); i++) r = add_member(w, trust_at(t, i), err);
    if (!w->at.ms) w->keys.trusted_to = trust_valid_to(t);
    trust_free(t);
    if (!FAILED(r) && !w->keys.count) return FAIL(err, NOT_FOUND, "%s is not on the trust list", w->member);
    return r;
}

static RESULT check_trust(struct wish *w, struct report *r, struct error *err) {
    if (!w->trust) return DONE;
    TRY(told(r, read_trust(w, err), err, "The trust list is signed by as many list keys as the anchor asks for"));
    if (!w->keys.trusted_to.ms || instant_before(sys_now(sys_real()), w->keys.trusted_to)) return DONE;
    AUTO_TEXT t = text_with_ceiling(100);
    text_instant(&t, w->keys.trusted_to);
    return told(r, DONE, err, "Note that the list ended at %s: it vouches for what is older only", text_string(&t));
}

static RESULT add_witness_key(struct wish *w, const char *vkey, struct error *err) {
    struct log_key k = {0};
    if (w->keys.witness_count == LOG_KEYS_MAX) return FAIL(err, BAD_ARGUMENT, "--witness: at most %d", LOG_KEYS_MAX);
    TRY(cosigner_read(view_of(vkey), &k.key, err));
    snprintf(k.member, sizeof k.member, "%zu", w->keys.witness_count);  // that of no log given by hand
    snprintf(k.name, sizeof k.name, "%.39s", k.key.name);
    w->keys.witnesses[w->keys.witness_count++] = k;
    return DONE;
}

static RESULT add_key(struct wish *w, const char *vkey, struct error *err) {
    struct log_key k = {0};
    if (w->keys.count == LOG_KEYS_MAX) return FAIL(err, BAD_ARGUMENT, "--key: at most %d", LOG_KEYS_MAX);
    TRY(vkey_read(view_of(vkey), &k.key, err));
    snprintf(k.name, sizeof k.name, "%.39s", k.key.name);
    w->keys.at[w->keys.count++] = k;
    return DONE;
}

// ---- Arguments ----

static RESULT take_option(struct wish *w, const char *name, const char *value, struct error *err) {
    if (!value) return FAIL(err, BAD_ARGUMENT, "%s wants a value, or is not known", name);
    if (strcmp(name, "--trust") == 0) w->trust = value;
    else if (strcmp(name, "--anchor") == 0) w->anchor = value;
    else if (strcmp(name, "--stamps") == 0) w->stamps = value;
    else if (strcmp(name, "--signer") == 0) w->signer = value;
    else if (strcmp(name, "--member") == 0) w->member = value;
    else if (strcmp(name, "--key") == 0) return add_key(w, value, err);
    else if (strcmp(name, "--witness") == 0) return add_witness_key(w, value, err);
    else if (strcmp(name, "--at") != 0) return FAIL(err, BAD_ARGUMENT, "%s is not known", name);
    else if (!instant_read(view_of(value), &w->at)) return FAIL(err, BAD_ARGUMENT, "--at: write it as 2026-11-24T12:00:00Z");
    return DONE;
}

static RESULT read_arguments(int argc, char **argv, struct wish *w, struct error *err) {
    if (argc < 2) return FAIL(err, BAD_ARGUMENT, "what shall be verified?");
    w->command = argv[1];
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) w->json = true;
        else if (strcmp(argv[i], "--weak") == 0) w->weak = true;
        else if (strcmp(argv[i], "--cosigned") == 0) w->keys.must_be_cosigned = true;
        else if (strncmp(argv[i], "--", 2) == 0) {
            TRY(take_option(w, argv[i], i + 1 < argc ? argv[i + 1] : NULL, err));
            i++;
        } else if (w->count == FILES_MAX) return FAIL(err, BAD_ARGUMENT, "at most %d files", FILES_MAX);
        else w->files[w->count++] = argv[i];
    }
    bool request = strcmp(w->command, "request") == 0, log = strcmp(w->command, "log") == 0, bundle = strcmp(w->command, "bundle") == 0;
    bool pdf = strcmp(w->command, "pdf") == 0;
    if (!request && !log && !bundle && !pdf && strcmp(w->command, "proof") != 0 && strcmp(w->command, "certificate") != 0)
        return FAIL(err, BAD_ARGUMENT, "%s: request, proof, certificate, log, bundle or pdf", w->command);
    if (!w->count || (request && w->count > 2) || ((log || bundle || pdf) && w->count > 1)) return FAIL(err, BAD_ARGUMENT, "which file or folder?");
    if (!w->trust != !w->anchor) return FAIL(err, BAD_ARGUMENT, "--trust and --anchor go together");
    if (!w->signer != !pdf && w->signer) return FAIL(err, BAD_ARGUMENT, "--signer is of a document");
    if (bundle || pdf) return DONE;
    if (!w->trust == !w->keys.count || (request && !w->trust))
        return FAIL(err, BAD_ARGUMENT, "%s", request ? "--trust and --anchor" : "--trust and --anchor, or --key");
    return DONE;
}

// ---- Work ----

static RESULT do_request(const struct wish *w, struct report *r, struct text *verdict, struct error *err) {
    AUTO_TEXT first = text_with_ceiling(PROOF_FILE_BYTES_MAX);
    AUTO_TEXT second = text_with_ceiling(PROOF_FILE_BYTES_MAX);
    TRY(file_read(w->files[0], PROOF_FILE_BYTES_MAX, &first, err));
    if (w->count > 1) TRY(file_read(w->files[1], PROOF_FILE_BYTES_MAX, &second, err));
    return verify_request((const struct view[]){text_seen(&first), text_seen(&second)}, w->count, &w->keys, r, verdict, err);
}

static RESULT do_proofs(const struct wish *w, struct report *r, struct text *verdict, struct error *err) {
    for (size_t i = 0; i < w->count; i++) {
        AUTO_TEXT file = text_with_ceiling(PROOF_FILE_BYTES_MAX);
        TRY(file_read(w->files[i], PROOF_FILE_BYTES_MAX, &file, err));
        if (verdict->bytes) text_char(verdict, '\n');
        bool certificate = strcmp(w->command, "certificate") == 0;
        TRY(certificate ? verify_certificate(text_seen(&file), &w->keys, r, verdict, err) : verify_proof(text_seen(&file), &w->keys, r, verdict, err));
    }
    return DONE;
}

// The file is somebody else's: once it is mapped, nothing can be opened or written any more.
static RESULT file_mapped(const char *path, struct view *out, struct error *err) {
    struct stat s = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &s) != 0 || !S_ISREG(s.st_mode) || !s.st_size) {
        if (fd >= 0) close(fd);
        return FAIL(err, NOT_FOUND, "%s can't be read", path);
    }
    void *at = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (at == MAP_FAILED) return FAIL(err, NO_SYSTEM, "%s can't be mapped", path);
    (void)digests_of(VIEW("what OpenSSL loads lazily"));
    json_decref(json_object());  // and the seed that Jansson reads before its first object
    struct sandbox_limits limits = {.memory_bytes = (uint64_t)s.st_size + ((uint64_t)1 << 30), .file_bytes = 1 << 24, .cpu_seconds = 24 * 3600};
    struct result in = sandbox_enter(&limits, err);
    if (FAILED(in)) munmap(at, (size_t)s.st_size);
    else *out = (struct view){at, (size_t)s.st_size};
    return in;
}

static RESULT do_bundle(struct wish *w, struct report *r, struct text *verdict, struct error *err) {
    struct stamp_trust *stamps = NULL;
    AUTO_TEXT pem = text_with_ceiling(STAMP_BYTES_MAX);
    struct view file;
    if (w->stamps) {
        TRY(file_read(w->stamps, STAMP_BYTES_MAX, &pem, err));
        TRY(stamp_trust_read(text_seen(&pem), &stamps, err));
    }
    struct bundle_wish wish = {&w->keys, stamps, w->weak};
    struct result done = file_mapped(w->files[0], &file, err);
    if (!FAILED(done)) {
        done = verify_bundle(file, &wish, r, verdict, err);
        munmap((void *)file.at, file.bytes);
    }
    stamp_trust_free(stamps);
    return done;
}

static RESULT do_pdf(struct wish *w, struct report *r, struct text *verdict, struct error *err) {
    struct certificate *signer = NULL;
    AUTO_TEXT pem = text_with_ceiling(CERTIFICATE_FILE_BYTES_MAX);
    struct view file;
    if (w->signer) {
        TRY(file_read(w->signer, CERTIFICATE_FILE_BYTES_MAX, &pem, err));
        TRY(certificate_read(text_seen(&pem), &signer, err));
    }
    struct pdf_wish wish = {signer, sys_now(sys_real())};
    struct result done = file_mapped(w->files[0], &file, err);
    if (!FAILED(done)) {
        done = verify_pdf(file, &wish, r, verdict, err);
        munmap((void *)file.at, file.bytes);
    }
    certificate_free(signer);
    return done;
}

static RESULT work(struct wish *w, struct report *r, struct text *verdict, struct error *err) {
    TRY(check_trust(w, r, err));
    if (strcmp(w->command, "request") == 0) return do_request(w, r, verdict, err);
    if (strcmp(w->command, "bundle") == 0) return do_bundle(w, r, verdict, err);
    if (strcmp(w->command, "pdf") == 0) return do_pdf(w, r, verdict, err);
    if (strcmp(w->command, "proof") == 0 || strcmp(w->command, "certificate") == 0) return do_proofs(w, r, verdict, err);
    return verify_log(w->files[0], &w->keys, r, verdict, err);
}

static void say_json(struct result was, const struct report *r, const struct text *verdict, const struct error *err) {
    AUTO_JSON *j = json_pack("{s:s,s:b,s:O}", "malines", "verify/1", "ok", !FAILED(was), "checks", r->checks);
    AUTO_TEXT t = text_with_ceiling(SIZE_MAX / 2);
    if (FAILED(was))
        json_object_set_new(j, "error", json_pack("{s:s,s:s,s:s}", "code", code_name(was.code), "detail", err->detail, "next", code_next(was.code)));
    else json_object_set_new(j, "verdict", json_string(text_string(verdict)));
    text_json(&t, j);
    puts(text_string(&t));
}

static void say(struct result was, const struct text *verdict, const struct error *err) {
    if (!FAILED(was)) printf("%s\n", text_string(verdict));
    else fprintf(stderr, "NOT proven: %s: %s.\n  Next: %s.\n", code_cause(was.code), err->detail, code_next(was.code));
}

int main(int argc, char **argv) {
    static struct wish w;
    struct error err = {0};
    AUTO_TEXT verdict = text_with_ceiling(FILES_MAX * VERDICT_BYTES_MAX);
    struct result r = read_arguments(argc, argv, &w, &err);
    if (FAILED(r)) {
        fprintf(stderr, "%s\n%s", err.detail, usage_text);
        return code_exit(r.code);
    }
    AUTO_JSON *checks = w.json ? json_array() : NULL;
    struct report report = {checks};
    r = work(&w, &report, &verdict, &err);
    make_plain(err.detail);  // it may quote a file
    if (w.json) say_json(r, &report, &verdict, &err);
    else say(r, &verdict, &err);
    return FAILED(r) ? code_exit(r.code) : 0;
}
