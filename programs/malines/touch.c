// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "touch.h"

#include "crypto/hash.h"
#include "crypto/webauthn.h"

#include <fido.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { DEVICES_MAX = 16, PIN_BYTES_MAX = 64, CLIENT_BYTES_MAX = 1000, USER_BYTES_MAX = 64, IDS_MAX = 64 };

struct touch {
    fido_dev_t *dev;
    bool by_pin;
    char pin[PIN_BYTES_MAX];          // asked for once
};

// ---- Which one ----

static RESULT only_one(char path[256], struct error *err) {
    size_t found = 0;
    AUTO_TEXT all = text_with_ceiling(300);
    fido_dev_info_t *list = fido_dev_info_new(DEVICES_MAX);
    ENSURE(list);
    int r = fido_dev_info_manifest(list, DEVICES_MAX, &found);
    for (size_t i = 0; r == FIDO_OK && i < found; i++) text_format(&all, "%s%s", i ? ", " : "", fido_dev_info_path(fido_dev_info_ptr(list, i)));
    if (r == FIDO_OK && found == 1) snprintf(path, 256, "%s", fido_dev_info_path(fido_dev_info_ptr(list, 0)));
    fido_dev_info_free(&list, DEVICES_MAX);
    if (r != FIDO_OK || !found) return FAIL(err, NOT_FOUND, "no authenticator is plugged in, or its device may not be opened");
    return found == 1 ? DONE : FAIL(err, BAD_ARGUMENT, "several authenticators: name one with --device: %s", text_string(&all));
}

static RESULT fit(struct touch *t, struct error *err) {
    bool own = fido_dev_has_uv(t->dev), pin = fido_dev_has_pin(t->dev);
    if (!fido_dev_is_fido2(t->dev)) return FAIL(err, BAD_ARGUMENT, "the authenticator does not speak CTAP2");
    if (!own && !pin) return FAIL(err, BAD_ARGUMENT, "the authenticator can't verify who is there: give it a PIN first (fido2-token -S)");
    t->by_pin = !own;
    return DONE;
}

RESULT touch_open(const char *device, struct touch **out, struct error *err) {
    char path[256];
    fido_init(0);
    if (device) snprintf(path, sizeof path, "%s", device);
    else TRY(only_one(path, err));
    struct touch *t = calloc(1, sizeof *t);
    ENSURE(t);
    t->dev = fido_dev_new();
    ENSURE(t->dev);
    int r = fido_dev_open(t->dev, path);
    struct result done = r == FIDO_OK ? fit(t, err) : FAIL(err, NOT_FOUND, "%s: no authenticator answers there (%s)", path, fido_strerr(r));
    if (FAILED(done)) touch_close(t);
    else *out = t;
    return done;
}

struct touch *touch_close(struct touch *t) {
    if (!t) return NULL;
    fido_dev_close(t->dev);
    fido_dev_free(&t->dev);
    explicit_bzero(t->pin, sizeof t->pin);
    free(t);
    return NULL;
}

// ---- Who is there ----

static RESULT pin_asked(struct touch *t, struct error *err) {
    struct termios was, silent;
    if (!t->by_pin || *t->pin) return DONE;
    bool screen = tcgetattr(STDIN_FILENO, &was) == 0;
    fputs("PIN of the authenticator: ", stderr);
    if (screen) {
        silent = was;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    bool got = fgets(t->pin, sizeof t->pin, stdin) != NULL;
    if (screen) tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
    fputc('\n', stderr);
    t->pin[strcspn(t->pin, "\r\n")] = '\0';
    return got && *t->pin ? DONE : FAIL(err, BAD_ARGUMENT, "no PIN was given");
}

static RESULT told(struct touch *t, int r, struct error *err) {
    int tries = 0;
    switch (r) {
    case FIDO_OK: return DONE;
    case FIDO_ERR_NO_CREDENTIALS: return FAIL(err, NOT_FOUND, "no passkey of yours for this node is on the authenticator");
    case FIDO_ERR_CREDENTIAL_EXCLUDED: return FAIL(err, ALREADY, "a passkey of yours is on this authenticator already");
    case FIDO_ERR_PIN_INVALID:
        explicit_bzero(t->pin, sizeof t->pin);
        fido_dev_get_retry_count(t->dev, &tries);
        return FAIL(err, NOT_ALLOWED, "the PIN is wrong; %d tries are left", tries);
    case FIDO_ERR_PIN_BLOCKED:
    case FIDO_ERR_PIN_AUTH_BLOCKED:
    case FIDO_ERR_UV_BLOCKED: return FAIL(err, NOT_ALLOWED, "the authenticator is locked: plug it in again, or reset it");
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_OPERATION_DENIED:
    case FIDO_ERR_KEEPALIVE_CANCEL: return FAIL(err, NEEDS_APPROVAL, "nobody touched the authenticator");
    default: return FAIL(err, NO_SYSTEM, "the authenticator: %s", fido_strerr(r));
    }
}

// ---- In the browser's place (WebAuthn §5.8.1) ----

static void client_data(const char *type, const struct touch_page *p, struct text *out) {
    text_format(out, "{\"type\":\"%s\",\"challenge\":\"%.*s\",\"origin\":\"%s\",\"crossOrigin\":false}", type, VIEW_ARGS(p->challenge), p->origin);
}

static bool id_at(const json_t *ids, size_t i, unsigned char id[PASSKEY_ID_BYTES_MAX], size_t *bytes) {
    const char *s = json_string_value(json_array_get(ids, i));
    return s && base64url_read(view_of(s), id, PASSKEY_ID_BYTES_MAX, bytes);
}

// ---- A signature ----

// libfido2 gives the data as they lie in CBOR, a byte string: without its head they are what a browser hands in.
static struct view without_head(const unsigned char *at, size_t bytes) {
    struct reader r = reader_of((struct view){(const char *)at, bytes});
    uint8_t head = read_u8(&r);
    size_t n = head < 0x58 ? head & 0x1f : head == 0x58 ? read_u8(&r) : read_u16(&r);
    struct view v = read_bytes(&r, n);
    return head >> 5 == 2 && reader_done(&r) ? v : VIEW("");
}

static int assertion_set(const struct touch *t, const struct touch_page *p, struct view client, const json_t *ids, fido_assert_t *a) {
    struct digest d = sha256(client);
    unsigned char id[PASSKEY_ID_BYTES_MAX];
    size_t bytes;
    int r = fido_assert_set_clientdata_hash(a, d.bytes, sizeof d.bytes);
    if (r == FIDO_OK) r = fido_assert_set_rp(a, p->rp_id);
    if (r == FIDO_OK && !t->by_pin) r = fido_assert_set_uv(a, FIDO_OPT_TRUE);
    for (size_t i = 0; r == FIDO_OK && i < json_array_size(ids) && i < IDS_MAX; i++)
        if (id_at(ids, i, id, &bytes)) r = fido_assert_allow_cred(a, id, bytes);
    return r;
}

// An authenticator that was shown one id need not repeat it (CTAP2 §6.2).
static bool take_assertion(fido_assert_t *a, struct view client, const json_t *ids, struct text *signed_by, struct text *evidence) {
    struct view auth = without_head(fido_assert_authdata_ptr(a, 0), fido_assert_authdata_len(a, 0));
    if (fido_assert_count(a) < 1 || !auth.bytes) return false;
    if (fido_assert_id_len(a, 0)) text_base64url(signed_by, fido_assert_id_ptr(a, 0), fido_assert_id_len(a, 0));
    else if (json_array_size(ids) == 1) text_put(signed_by, json_string_value(json_array_get(ids, 0)));
    text_base64url(evidence, auth.at, auth.bytes);
    text_char(evidence, '.');
    text_base64url(evidence, client.at, client.bytes);
    text_char(evidence, '.');
    text_base64url(evidence, fido_assert_sig_ptr(a, 0), fido_assert_sig_len(a, 0));
    return signed_by->bytes && text_ok(evidence);
}

RESULT touch_sign(struct touch *t, const struct touch_page *p, const json_t *ids, struct text *signed_by, struct text *evidence, struct error *err) {
    AUTO_TEXT client = text_with_ceiling(CLIENT_BYTES_MAX);
    client_data("webauthn.get", p, &client);
    TRY(pin_asked(t, err));
    fido_assert_t *a = fido_assert_new();
    ENSURE(a);
    int r = assertion_set(t, p, text_seen(&client), ids, a);
    fputs("Touch the authenticator.\n", stderr);
    if (r == FIDO_OK) r = fido_dev_get_assert(t->dev, a, t->by_pin ? t->pin : NULL);
    struct result done = told(t, r, err);
    if (!FAILED(done) && !take_assertion(a, text_seen(&client), ids, signed_by, evidence)) done = FAIL(err, BAD_FORMAT, "the authenticator's answer");
    fido_assert_free(&a);
    return done;
}

// ---- A new one ----

static int credential_set(const struct touch *t, const struct touch_page *p, struct view client, struct view user, const char *name,
                          const json_t *exclude, int type, fido_cred_t *c) {
    struct digest d = sha256(client);
    unsigned char id[PASSKEY_ID_BYTES_MAX], handle[USER_BYTES_MAX];
    size_t bytes, handle_bytes = 0;
    if (!base64url_read(user, handle, sizeof handle, &handle_bytes)) return FIDO_ERR_INVALID_ARGUMENT;
    int r = fido_cred_set_type(c, type);
    if (r == FIDO_OK) r = fido_cred_set_clientdata_hash(c, d.bytes, sizeof d.bytes);
    if (r == FIDO_OK) r = fido_cred_set_rp(c, p->rp_id, "Malines");
    if (r == FIDO_OK) r = fido_cred_set_user(c, handle, handle_bytes, name, name, NULL);
    if (r == FIDO_OK) r = fido_cred_set_rk(c, FIDO_OPT_TRUE);
    if (r == FIDO_OK && !t->by_pin) r = fido_cred_set_uv(c, FIDO_OPT_TRUE);
    for (size_t i = 0; r == FIDO_OK && i < json_array_size(exclude) && i < IDS_MAX; i++)
        if (id_at(exclude, i, id, &bytes)) r = fido_cred_exclude(c, id, bytes);
    return r;
}

RESULT touch_make(struct touch *t, const struct touch_page *p, struct view user, const char *name, const json_t *exclude,
                  struct text *made, struct error *err) {
    AUTO_TEXT client = text_with_ceiling(CLIENT_BYTES_MAX);
    client_data("webauthn.create", p, &client);
    TRY(pin_asked(t, err));
    fido_cred_t *c = fido_cred_new();
    ENSURE(c);
    int r = credential_set(t, p, text_seen(&client), user, name, exclude, COSE_ES256, c);
    fputs("Touch the authenticator.\n", stderr);
    if (r == FIDO_OK) r = fido_dev_make_cred(t->dev, c, t->by_pin ? t->pin : NULL);
    struct view auth = r == FIDO_OK ? without_head(fido_cred_authdata_ptr(c), fido_cred_authdata_len(c)) : VIEW("");
    text_base64url(made, auth.at, auth.bytes);
    text_char(made, '.');
    text_base64url(made, client.at, client.bytes);
    struct result done = told(t, r, err);
    if (!FAILED(done) && !auth.bytes) done = FAIL(err, BAD_FORMAT, "the authenticator's answer");
    fido_cred_free(&c);
    return done;
}
