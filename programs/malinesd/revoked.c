// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "revoked.h"

#include "address.h"
#include "crypto/hash.h"
#include "crypto/ocsp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOOD_MS = 10 * MINUTE_MS, AWAY_MS = MINUTE_MS, TIMEOUT_MS = 4000, KNOWN_MAX = 256, FLYING_MAX = 32, QUESTION_BYTES_MAX = 4096 };

struct good {                        // a certificate and its issuer's that were good
    struct digest chain;
    struct tick until;
};
struct looking {
    struct looking *next, **link;
    struct revoked_desk *desk;
    struct ocsp_question *question;
    struct digest chain;
    struct text pem;                 // of the chain
    size_t nth, last;                // which of its certificates is asked about now
    struct instant until;            // the earliest that was said; 0: nobody said
    api_looked *done;
    void *done_ctx;
};
struct revoked_desk {
    struct http_client *client;
    const struct sys *sys;
    struct address at, authorities;   // who is asked about a card, and about authorities between it and its root
    bool leaf_only;                   // lists say whether those are revoked
    bool must;                        // who can't be asked about is refused
    revoked_told *told;
    struct tick away_until;           // the responder did not answer: not asked again before, where that is allowed
    struct good known[KNOWN_MAX];
    size_t next_known, flying;
    struct looking *first;
};

RESULT revoked_new(struct loop *l, const struct sys *sys, const struct config_cards *c, revoked_told *told, struct revoked_desk **out, struct error *err) {
    *out = NULL;
    if (!c->address || !c->ocsp) return DONE;
    struct revoked_desk *d = calloc(1, sizeof *d);
    ENSURE(d);
    d->sys = sys, d->told = told;
    d->must = !c->ocsp_policy || strcmp(c->ocsp_policy, "require") == 0;
    // Plain HTTP: the answer is signed, and a pin would only tie us to the responder's own certificate.
    const char *authorities = c->ocsp_authorities ? c->ocsp_authorities : c->ocsp;
    bool read = address_read(c->ocsp, &d->at) && !d->at.tls && address_read(authorities, &d->authorities) && !d->authorities.tls;
    d->leaf_only = !c->ocsp_authorities && c->revoked;
    struct result r = read ? http_client_new(l, NULL, &d->client, err) : FAIL(err, BAD_YAML, "cards.ocsp: http://HOST[:PORT]/PATH");
    if (FAILED(r)) revoked_free(d);
    else *out = d;
    return r;
}

// ---- What is known ----

static bool known_good(const struct revoked_desk *d, const struct digest *chain) {
    struct tick now = sys_tick(d->sys);
    for (size_t i = 0; i < KNOWN_MAX; i++)
        if (d->known[i].until.us > now.us && memcmp(&d->known[i].chain, chain, sizeof *chain) == 0) return true;
    return false;
}

static void remember(struct revoked_desk *d, const struct digest *chain, struct instant until) {
    int64_t ms = GOOD_MS, left = until.ms - sys_now(d->sys).ms;
    if (until.ms && left < ms) ms = left > 0 ? left : 0;
    d->known[d->next_known++ % KNOWN_MAX] = (struct good){*chain, {sys_tick(d->sys).us + (uint64_t)ms * 1000}};
}

// ---- One question ----

static void over(struct looking *l, const struct error *failure) {
    *l->link = l->next;
    if (l->next) l->next->link = l->link;
    l->desk->flying--;
    if (failure) l->desk->told(failure->detail);
    l->done(l->done_ctx, failure);
    ocsp_question_free(l->question);
    text_free(&l->pem);
    free(l);
}

struct revoked_desk *revoked_free(struct revoked_desk *d) {
    struct error gone = {CODE_NOT_ASKED, "the node is stopping"};
    if (!d) return NULL;
    if (d->client) http_client_free(d->client);
    while (d->first) over(d->first, &gone);
    free(d);
    return NULL;
}

// Nobody could be asked: refused, or, where the settings let it, taken for good until the responder is tried again.
static void not_asked(struct looking *l, const char *why) {
    struct revoked_desk *d = l->desk;
    struct error err = {CODE_NOT_ASKED, ""};
    snprintf(err.detail, sizeof err.detail, "%.300s", why);
    if (d->must) {
        over(l, &err);
        return;
    }
    d->told(err.detail);
    d->away_until = (struct tick){sys_tick(d->sys).us + UINT64_C(1000) * AWAY_MS};
    over(l, NULL);
}

static void ask(struct looking *l);

static void judge(struct looking *l, struct view body) {
    struct ocsp_answer a;
    struct error why = {0};
    struct result r = ocsp_answered(l->question, body, sys_now(l->desk->sys), &a, &why);
    static const char *const says[] = {[REVOCATION_revoked] = "the issuer says: revoked", [REVOCATION_unknown] = "the issuer does not know the certificate"};
    struct error refused = {CODE_REVOKED, ""};
    if (r.code == CODE_BUSY) {
        not_asked(l, why.detail);
        return;
    }
    if (FAILED(r)) {  // somebody answers, but not as the issuer would: never taken for good
        why.code = CODE_NOT_ASKED;
        over(l, &why);
        return;
    }
    if (a.says != REVOCATION_good) {
        snprintf(refused.detail, sizeof refused.detail, "%s%s", says[a.says], l->nth ? " (of an authority between the card and its root)" : "");
        over(l, &refused);
        return;
    }
    if (a.until.ms && (!l->until.ms || instant_before(a.until, l->until))) l->until = a.until;
    if (l->nth < l->last) {
        l->nth++;
        ask(l);
        return;
    }
    remember(l->desk, &l->chain, l->until);
    over(l, NULL);
}

static void answered(void *ctx, const struct http_outcome *o) {
    char why[200];
    if (o->code == CODE_OK && o->status == 200) {
        judge(ctx, o->body);
        return;
    }
    snprintf(why, sizeof why, "the responder: %.100s %d", o->code == CODE_OK ? "status" : o->detail, o->code == CODE_OK ? o->status : 0);
    not_asked(ctx, why);
}

static struct looking *begin(struct revoked_desk *d, const struct digest *chain, api_looked *done, void *ctx) {
    struct looking *l = calloc(1, sizeof *l);
    ENSURE(l);
    *l = (struct looking){.next = d->first, .link = &d->first, .desk = d, .chain = *chain, .done = done, .done_ctx = ctx};
    if (l->next) l->next->link = &l->next;
    d->first = l;
    d->flying++;
    return l;
}

// About the certificate whose turn it is: the card's own first, then each authority's between it and the root.
static void ask(struct looking *l) {
    static const struct http_field type = {"Content-Type", "application/ocsp-request"};
    struct revoked_desk *d = l->desk;
    struct error err = {0};
    AUTO_TEXT der = text_with_ceiling(QUESTION_BYTES_MAX);
    l->question = ocsp_question_free(l->question);
    struct result r = d->flying > FLYING_MAX ? FAIL(&err, NOT_ASKED, "too many cards are being asked about")
                                             : ocsp_ask(d->sys, text_seen(&l->pem), l->nth, &l->question, &der, &err);
    if (FAILED(r)) {
        over(l, &err);
        return;
    }
    const struct address *at = l->nth ? &d->authorities : &d->at;
    const struct http_question question = {.host = at->host, .port = at->port, .method = HTTP_POST, .path = at->path,
                                           .fields = &type, .field_count = 1, .body = text_seen(&der),
                                           .timeout_ms = TIMEOUT_MS, .answer_bytes_max = OCSP_ANSWER_BYTES_MAX};
    http_client_send(d->client, &question, answered, l);
}

static void look(void *ctx, struct view shown, struct view chain, api_looked *done, void *done_ctx) {
    struct revoked_desk *d = ctx;
    struct digest digest = sha256(chain);
    bool away = !d->must && d->away_until.us > sys_tick(d->sys).us;
    if (!shown.bytes || known_good(d, &digest) || away) {  // no card is no matter of ours
        done(done_ctx, NULL);
        return;
    }
    struct looking *l = begin(d, &digest, done, done_ctx);
    size_t askable = ocsp_askable(chain);
    l->pem = text_with_ceiling(chain.bytes + 1);
    text_view(&l->pem, chain);
    l->last = d->leaf_only || !askable ? 0 : askable - 1;
    ask(l);
}

struct api_cards revoked_door(struct revoked_desk *d) { return (struct api_cards){d, d ? look : NULL}; }
