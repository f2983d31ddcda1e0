// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// result.h — how every function of Malines says that something went wrong.
//
// A function that can fail returns `struct result`, which the compiler does not let you ignore.
// It holds one code of the list below and nothing else, so it fits in a register. What a person
// needs beyond the code (which file, which line, which field) goes out through the explicit
// `struct error *` that the caller passes, or nowhere when the caller passes NULL: there is no
// hidden "last error". Outputs are written on success only.
//
// Three strengths of "cannot happen":
//   static_assert   the compiler refuses it
//   ENSURE(x)       dies in production too: our own bug, and the store is safe because it commits whole
//   FAIL(...)       refuses this one piece of work: somebody else's bytes, or a bad day
#ifndef MALINES_BASE_RESULT_H
#define MALINES_BASE_RESULT_H

#include <stdbool.h>
#include <stddef.h>

// One row a code: NAME, HTTP status, exit code (sysexits.h), what happened, what to do next.
// The name is what the API shows and what the message files translate ("error.NAME").
#define CODE_LIST(X)                                                                                                 \
    X(OK, 200, 0, "done", "")                                                                                        \
    X(BAD_ARGUMENT, 400, 64, "an argument is missing or not of the expected form", "see the command's --help")       \
    X(BAD_TEXT, 400, 65, "the text is not valid UTF-8", "save the file as UTF-8 and try again")                      \
    X(BAD_JSON, 400, 65, "the JSON is broken or not in the strict form", "mend the file at the place named")         \
    X(BAD_XML, 400, 65, "the XML is broken or uses what is refused here (DTD, entities)",                            \
      "get the file again from its publisher")                                                                       \
    X(BAD_CSV, 400, 65, "the CSV is broken", "mend the file at the line named")                                      \
    X(BAD_YAML, 400, 78, "the YAML is broken or has a key that is not known", "mend the file at the line named")     \
    X(BAD_DATE, 400, 65, "the date can't be read", "write it as 1989, 1989-09 or 1989-09-15")                        \
    X(BAD_FIELD, 422, 65, "a field of the record is missing or wrong", "correct the field named")                    \
    X(BAD_FORMAT, 400, 65, "the bytes are not of the format announced", "check which format the file has")           \
    X(BAD_REQUEST_HEAD, 400, 65, "the HTTP request head is not well formed", "use a client that follows RFC 9112")   \
    X(TOO_BIG, 413, 65, "the input is larger than the ceiling", "split it, or ask the operator for the ceiling")     \
    X(TOO_DEEP, 400, 65, "the input is nested too deeply", "get the file again from its publisher")                  \
    X(NOT_FOUND, 404, 66, "nothing of that name is here", "check the name")                                          \
    X(ALREADY, 409, 65, "it exists already", "nothing to do, or choose another name")                                \
    X(CONFLICT, 409, 65, "it has changed meanwhile", "read it again and repeat")                                     \
    X(NO_BASIS, 403, 77, "no legal basis in force allows this", "run `malines law explain` to see which rule decided") \
    X(BOUND, 403, 77, "the conditions under which the owner gave it do not allow this use",                          \
      "ask the owner: `malines request create --kind release_consent`, or consent for a record")                     \
    X(HELD, 409, 65, "a legal hold keeps it", "have the hold lifted with `malines hold lift`, or wait for its end")   \
    X(NOT_SIGNED_IN, 401, 77, "nobody is signed in", "sign in, or name your officer key with --key")                 \
    X(SIGN_IN_AGAIN, 403, 77, "what is taken out of the node is asked for within five minutes of signing in",          \
      "sign out and in again, and ask once more")                                                                    \
    X(NOT_ALLOWED, 403, 77, "your roles do not allow this", "ask an officer who holds the role")                     \
    X(KEY_EXPOSED, 500, 78, "others than its user may read a private key, or a secret",                                \
      "take the right from them with `chmod 600`; if somebody may have read it, make a new one")                      \
    X(SAME_PERSON, 403, 77, "who asks never approves", "a second officer must approve")                              \
    X(NEEDS_APPROVAL, 409, 77, "an approval is missing", "have a second officer approve with `malines approve`")     \
    X(WRONG_STEP, 409, 65, "this step is not possible from where the request stands", "look at the request's history") \
    X(BAD_SIGNATURE, 422, 65, "a signature does not hold", "do not use the data; tell the sender by another channel") \
    X(BAD_CERTIFICATE, 403, 77, "the certificate is not the one of the trust list", "run `malines peer check`")      \
    X(REVOKED, 403, 77, "the certificate was revoked, or its issuer does not know it",                                \
      "use another card or a passkey, and tell a registrar")                                                         \
    X(NOT_ASKED, 503, 75, "its issuer could not be asked whether the certificate was revoked",                       \
      "try again, or sign in with a passkey; the operator sees why in the node's log")                               \
    X(NOT_TRUSTED, 403, 77, "the trust list does not hold this", "run `malines peer check`")                         \
    X(REPLAYED, 422, 65, "the message was seen before with other content", "report it: this is a security incident") \
    X(GAP, 409, 75, "an earlier message is missing", "it will be sent again by itself")                              \
    X(CLOCK, 425, 75, "the clocks of the two nodes differ too much", "check the time service of both nodes")         \
    X(UNREACHABLE, 504, 69, "the other node did not answer in time", "it is tried again; this is not a 'no hit'")    \
    X(NO_AFIS, 503, 69, "no AFIS is connected for these data", "nothing was searched; ask the member to connect one")   \
    X(BUSY, 503, 75, "too much work at once", "try again shortly")                                                   \
    X(QUOTA, 429, 75, "the quota is used up", "wait, or ask the owner")                                              \
    X(DISK_FULL, 503, 75, "the disk is full", "free some space; reading goes on, nothing was half written")          \
    X(DISK_FAILED, 503, 74, "the disk refused to write or to flush", "check the disk; the node stops to be safe")    \
    X(STORE_LOCKED, 503, 75, "another process has this store open", "stop the other node, or name another folder")   \
    X(STORE_DAMAGED, 503, 74, "the store fails its checks", "restore a backup; keep the damaged file for analysis")  \
    X(STORE_TOO_NEW, 503, 78, "the store was written by a newer version", "run the newer version")                   \
    X(STORE_ROLLED_BACK, 503, 74, "the store is older than what others have seen of it",                             \
      "put back the newest store; if there is none, tell the other members: see \"A restored backup\" in docs/operations.md") \
    X(NOT_WITNESSED, 503, 75, "no quorum of witnesses has cosigned the audit log for a day",                        \
      "run `malines audit status` and have the members' witnesses started again")                                    \
    X(LOG_BROKEN, 422, 65, "the audit log does not verify", "keep both logs and tell both data-protection officers") \
    X(NO_SANDBOX, 503, 71, "the sandbox can't be set up", "use a kernel with seccomp and Landlock (5.13 or newer)")  \
    X(HELPER_FAILED, 500, 70, "the importer process ended badly", "see its message; the file may be hostile")        \
    X(EXPIRED, 410, 65, "the date has passed", "nothing: it is over")                                                \
    X(NO_SYSTEM, 500, 71, "the system refused a resource", "see the message; check limits and permissions")          \
    X(INTERNAL, 500, 70, "a fault of the program", "report it with the message")

enum code {
#define X(name, http, exit, cause, next) CODE_##name,
    CODE_LIST(X)
#undef X
    CODE_COUNT
};

// A result the compiler does not let you ignore: functions are declared `RESULT name(...)`.
struct result {
    enum code code;
};
#define RESULT __attribute__((warn_unused_result)) struct result
#define DONE ((struct result){CODE_OK})

// What a person needs beyond the code. Filled on failure only; `detail` is UTF-8, one line,
// and never holds a name, a date of birth or a document number (promise P14).
enum { ERROR_DETAIL_BYTES = 400 };
struct error {
    enum code code;
    char detail[ERROR_DETAIL_BYTES];
};

// Fill `err` (may be NULL) and give back the code as a result.
struct result fail_with(struct error *err, enum code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define FAIL(err, name, ...) fail_with((err), CODE_##name, __VA_ARGS__)
#define FAILED(r) ((r).code != CODE_OK)

// Pass a failure on to the caller.
#define TRY(expr)                                                                                                    \
    do {                                                                                                             \
        struct result try_result_ = (expr);                                                                          \
        if (FAILED(try_result_)) return try_result_;                                                                 \
    } while (0)

const char *code_name(enum code code);   // "NOT_FOUND"
const char *code_cause(enum code code);  // one sentence, English
const char *code_next(enum code code);   // the next step, English
int code_http(enum code code);           // HTTP status
int code_exit(enum code code);           // exit status of a program, sysexits.h
bool code_from_name(const char *name, size_t bytes, enum code *out);

// Dies in production as well: for our own bugs, never for input.
#define ENSURE(x)                                                                                                    \
    do {                                                                                                             \
        if (__builtin_expect(!(x), 0)) ensure_failed(#x, __FILE__, __LINE__);                                        \
    } while (0)
_Noreturn void ensure_failed(const char *what, const char *file, int line);

#endif
