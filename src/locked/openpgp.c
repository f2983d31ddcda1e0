// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// openpgp.c — OpenPGP messages (RFC 4880) by librnp: to a secret key that is handed over, or with a password.
#include "locked_room.h"

#include <rnp/rnp.h>
#include <rnp/rnp_err.h>

struct secret {
    const struct locked_key *key;
    struct locked_work *w;
    enum locked_outcome o;
    bool asked, card;
};

// One password, given once for each thing that it may open.
static bool password_given(rnp_ffi_t ffi, void *ctx, rnp_key_handle_t key, const char *context, char *out, size_t room) {
    struct secret *s = ctx;
    (void)ffi, (void)context, (void)key;
    if (!s->key->password.bytes || s->key->password.bytes >= room || (!key && s->key->key.bytes)) return false;
    memcpy(out, s->key->password.at, s->key->password.bytes);
    out[s->key->password.bytes] = 0;
    return s->asked = true;
}

static bool bytes_out(void *ctx, const void *at, size_t bytes) {
    struct secret *s = ctx;
    s->o = part_out(s->w, at, bytes);
    return s->o == LOCKED_IS_opened;
}

static bool key_loaded(rnp_ffi_t ffi, struct view key) {
    rnp_input_t in = NULL;
    size_t secrets = 0;
    bool ok = rnp_input_from_memory(&in, (const uint8_t *)key.at, key.bytes, false) == RNP_SUCCESS &&
              rnp_load_keys(ffi, "GPG", in, RNP_LOAD_SAVE_SECRET_KEYS) == RNP_SUCCESS &&
              rnp_get_secret_key_count(ffi, &secrets) == RNP_SUCCESS && secrets > 0;
    rnp_input_destroy(in);
    return ok;
}

// A key of which the secret part stays in a card says so in its S2K (gnu-dummy, gnu-divert).
static bool on_card(rnp_ffi_t ffi) {
    rnp_identifier_iterator_t it = NULL;
    const char *grip = NULL;
    bool card = false;
    if (rnp_identifier_iterator_create(ffi, &it, "grip") != RNP_SUCCESS) return false;
    while (!card && rnp_identifier_iterator_next(it, &grip) == RNP_SUCCESS && grip) {
        rnp_key_handle_t key = NULL;
        char *type = NULL;
        if (rnp_locate_key(ffi, "grip", grip, &key) == RNP_SUCCESS && key && rnp_key_get_protection_type(key, &type) == RNP_SUCCESS)
            card = strcmp(type, "GPG-Smartcard") == 0 || strcmp(type, "GPG-None") == 0;
        rnp_buffer_destroy(type);
        rnp_key_handle_destroy(key);
    }
    rnp_identifier_iterator_destroy(it);
    return card;
}

static enum locked_outcome ended(struct locked_work *w, const struct secret *s, rnp_result_t r) {
    if (s->o != LOCKED_IS_opened) return s->o;
    switch (r) {
        case RNP_SUCCESS: return LOCKED_IS_opened;
        case RNP_ERROR_NO_SUITABLE_KEY:
        case RNP_ERROR_KEY_NOT_FOUND:
        case RNP_ERROR_BAD_PASSWORD:
            return s->card ? ends(w, LOCKED_IS_not_possible_here, "OpenPGP: the secret key stays in a card")
                           : ends(w, LOCKED_IS_wrong_key, "OpenPGP: not for this key or password");
        // A password that opens no session key and a session that was altered can't be told apart before anything came out.
        case RNP_ERROR_DECRYPT_FAILED:
            return w->report->bytes ? ends(w, LOCKED_IS_broken, "OpenPGP: altered or cut off")
                                    : ends(w, LOCKED_IS_wrong_key, "OpenPGP: not for this key or password");
        case RNP_ERROR_NOT_SUPPORTED:
        case RNP_ERROR_NOT_IMPLEMENTED: return ends(w, LOCKED_IS_unsupported, "OpenPGP: %s", rnp_result_to_string(r));
        default: return ends(w, LOCKED_IS_broken, "OpenPGP: %s", rnp_result_to_string(r));
    }
}

static enum locked_outcome message_opened(struct locked_work *w, rnp_ffi_t ffi, struct secret *s) {
    rnp_input_t in = NULL;
    rnp_output_t out = NULL;
    rnp_op_verify_t op = NULL;
    bool valid = false;
    if (w->key->key.bytes && !key_loaded(ffi, w->key->key)) return ends(w, LOCKED_IS_wrong_key, "OpenPGP: no secret key was handed over");
    s->card = on_card(ffi);
    rnp_result_t r = rnp_input_from_memory(&in, (const uint8_t *)w->file.at, w->file.bytes, false);
    if (r == RNP_SUCCESS) r = rnp_output_to_callback(&out, bytes_out, NULL, s);
    if (r == RNP_SUCCESS) r = rnp_op_verify_create(&op, ffi, in, out);
    if (r == RNP_SUCCESS) r = rnp_op_verify_set_flags(op, RNP_VERIFY_IGNORE_SIGS_ON_DECRYPT);
    if (r == RNP_SUCCESS) r = rnp_op_verify_execute(op);
    if (op) (void)rnp_op_verify_get_protection_info(op, NULL, NULL, &valid);
    enum locked_outcome o = ended(w, s, r);
    w->report->proven = o == LOCKED_IS_opened && valid;
    rnp_op_verify_destroy(op);
    rnp_output_destroy(out);
    rnp_input_destroy(in);
    return o;
}

enum locked_outcome openpgp_opened(struct locked_work *w) {
    rnp_ffi_t ffi = NULL;
    struct secret s = {.key = w->key, .w = w};
    if (rnp_ffi_create(&ffi, "GPG", "GPG") != RNP_SUCCESS) return ends(w, LOCKED_IS_not_possible_here, "OpenPGP: the library does not start");
    (void)rnp_ffi_set_pass_provider(ffi, password_given, &s);
    enum locked_outcome o = message_opened(w, ffi, &s);
    rnp_ffi_destroy(ffi);
    return o;
}
