// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// bundle.c — a container with evidence: whole, signed, and what it says of itself true.
#include "verify.h"

#include "evidence/asic.h"
#include "evidence/custody.h"

#include <stdio.h>

enum { WORK_BYTES = 256 * 1024 * 1024, PAPER_BYTES_MAX = 32 * 1024 * 1024 };

struct court {
    const struct bundle_wish *wish;
    const struct asic *container;
    const struct log_key *signer;  // NULL: nobody vouches for who signed
    json_t *index;
    size_t items, events, stamped;
};

// ---- The container ----

static const char *way_name(enum asic_way w) { return w == ASIC_STAMP ? "time-stamp" : w == ASIC_XADES ? "XAdES signature" : "CAdES signature"; }

static RESULT proof_told(struct report *r, const struct bundle_wish *w, const struct asic_proof *p, struct error *err) {
    AUTO_TEXT when = text_with_ceiling(100);
    struct result holds = p->code == CODE_OK ? DONE : fail_with(err, p->code, "%s", p->detail);
    if (!FAILED(holds) && p->signer.weak && !w->weak)
        holds = FAIL(err, BAD_SIGNATURE, "it holds, but over SHA-1, which can be forged; say --weak to let it count");
    if (p->signer.when.ms) text_instant(&when, p->signer.when);
    AUTO_TEXT signer = text_with_ceiling(2 * SIGNER_NAME_ROOM);
    text_put(&signer, p->signer.name);
    if (signer.at) make_plain(signer.at);
    return told(r, holds, err, "The %s holds over the files it names%s%s%s%s", way_name(p->way), p->signer.name[0] ? ", made with the certificate of " : "",
                text_string(&signer), when.bytes ? ", as it says at " : "", text_string(&when));
}

static RESULT container_told(struct report *r, const struct bundle_wish *w, const struct asic *c, struct error *err) {
    for (size_t i = 0; i < c->count; i++) TRY(proof_told(r, w, &c->proofs[i], err));
    return told(r, asic_holds(c, err), err, "Every file of the container is covered");
}

// ---- Who signed ----

static const struct log_key *signer_of(const struct log_keys *keys, const struct asic *c) {
    for (size_t p = 0; p < c->count; p++)
        for (size_t i = 0; i < keys->count; i++)
            if (c->proofs[p].way != ASIC_STAMP && keys->at[i].has_signs && digest_same(&keys->at[i].signs, &c->proofs[p].signer.certificate))
                return &keys->at[i];
    return NULL;
}

static RESULT signer_told(struct report *r, struct court *b, struct error *err) {
    const struct log_keys *keys = b->wish->keys;
    bool known = keys->count && keys->at[0].has_signs;
    if (!known) return told(r, DONE, err, "Note that without a trust list nobody vouches for who signed");
    b->signer = signer_of(keys, b->container);
    struct result who = b->signer ? DONE : FAIL(err, NOT_TRUSTED, "no signature was made with the certificate of a member of the trust list");
    if (b->signer && b->index && !view_is(json_view(b->index, "authority"), b->signer->member))
        who = FAIL(err, NOT_TRUSTED, "the bundle names another authority than the one whose certificate signed it");
    return told(r, who, err, "It was signed by a member of the trust list%s%s", b->signer ? ": " : "", b->signer ? b->signer->name : "");
}

// ---- Papers ----

static RESULT paper(const struct court *b, const char *name, json_t **out, struct error *err) {
    AUTO_TEXT t = text_with_ceiling(PAPER_BYTES_MAX);
    const struct zip_entry *e = zip_find(&b->container->zip, view_of(name));
    if (!e) return FAIL(err, BAD_FORMAT, "%s is not in the bundle", name);
    TRY(zip_text(e, &t, err));
    return json_strict(text_seen(&t), out, err);
}

// ---- Items ----

static struct result into_digests(void *ctx, struct view part, struct error *err) {
    (void)err;
    digesting_add(ctx, part);
    return DONE;
}

static RESULT file_digests(const struct zip_entry *e, struct digests *out, struct error *err) {
    struct digesting *d = digesting_new();
    struct result r = zip_content(e, into_digests, d, err);
    digesting_end(d, out);
    digesting_free(d);
    return r;
}

static RESULT said_digests(const json_t *item, struct digests *out, struct error *err) {
    out->bytes = (uint64_t)json_int(item, "bytes");
    if (!hex_read(json_view(item, "sha256"), out->sha256.bytes, 32) || !hex_read(json_view(item, "sha3_256"), out->sha3_256.bytes, 32))
        return FAIL(err, BAD_FORMAT, "index.json: an item's digests");
    return DONE;
}

static RESULT event_proven(struct court *b, const json_t *line, const struct digest *digest, struct error *err) {
    AUTO_JSON *bundle = NULL;
    char name[80];
    struct proven p = {0};
    struct digest logged;
    snprintf(name, sizeof name, "proofs/%lld.json", (long long)json_int(line, "log_index"));
    TRY(paper(b, name, &bundle, err));
    TRY(bundle_open(bundle, b->wish->keys, &p, err));
    AUTO_JSON *entry = p.entry;
    if (!hex_read(json_view(entry, "custody"), logged.bytes, 32) || !digest_same(&logged, digest))
        return FAIL(err, LOG_BROKEN, "the log entry %s is of another event", name);
    if (b->signer && p.log != b->signer) return FAIL(err, LOG_BROKEN, "an event is in the log of another authority");
    return DONE;
}

static RESULT event_stamped(struct court *b, const json_t *line, const struct digest *digest, struct error *err) {
    unsigned char token[64 * 1024];
    size_t n = 0;
    struct instant when, said;
    struct view given = json_view(line, "token");
    if (!given.bytes) return DONE;
    if (!base64_read(given, token, sizeof token, &n)) return FAIL(err, BAD_FORMAT, "a time-stamp is not base64");
    TRY(stamp_verify_digest(b->wish->stamps, (struct view){(char *)token, n}, digest, &when, err));
    if (!instant_read(json_view(line, "stamped_at"), &said) || said.ms != when.ms)
        return FAIL(err, BAD_SIGNATURE, "a time-stamp says another time than the bundle");
    b->stamped++;
    return DONE;
}

static RESULT line_checked(struct court *b, struct view item, const json_t *lines, const struct digests *file, struct error *err) {
    static struct digest digests[CUSTODY_EVENTS_MAX];
    AUTO_JSON *events = json_array();
    struct digests what;
    size_t i;
    const json_t *line;
    if (json_array_size(lines) > CUSTODY_EVENTS_MAX) return FAIL(err, TOO_BIG, "a custody line");
    json_array_foreach(lines, i, line) json_array_append(events, json_object_get(line, "event"));
    TRY(custody_line_check(events, item, &what, digests, err));
    if (!digests_same(&what, file)) return FAIL(err, BAD_SIGNATURE, "an item is not what its custody line says came in");
    json_array_foreach(lines, i, line) {
        if (b->wish->keys->count) TRY(event_proven(b, line, &digests[i], err));
        TRY(event_stamped(b, line, &digests[i], err));
        b->events++;
    }
    return DONE;
}

static RESULT item_checked(struct court *b, size_t number, const json_t *item, struct error *err) {
    char name[80];
    AUTO_JSON *line = NULL;
    struct digests said, found;
    const struct zip_entry *e = zip_find(&b->container->zip, json_view(item, "file"));
    if (!e) return FAIL(err, BAD_FORMAT, "index.json names a file that is not in the bundle");
    TRY(said_digests(item, &said, err));
    TRY(file_digests(e, &found, err));
    if (!digests_same(&said, &found)) return FAIL(err, BAD_SIGNATURE, "item %zu is not what index.json says: a digest differs", number);
    snprintf(name, sizeof name, "custody/%04zu.json", number);
    TRY(paper(b, name, &line, err));
    if (!view_same(json_view(line, "item"), json_view(item, "item"))) return FAIL(err, BAD_FORMAT, "%s is of another item", name);
    TRY(line_checked(b, json_view(item, "item"), json_object_get(line, "events"), &found, err));
    b->items++;
    return DONE;
}

static RESULT items_checked(struct court *b, struct error *err) {
    size_t i;
    const json_t *item;
    json_array_foreach(json_object_get(b->index, "items"), i, item) TRY(item_checked(b, i + 1, item, err));
    return b->items ? DONE : FAIL(err, BAD_FORMAT, "index.json names no item");
}

static RESULT court_told(struct report *r, struct court *b, struct text *verdict, struct error *err) {
    const char *logged = b->wish->keys->count ? ", each in the authority's log" : "";
    TRY(told(r, items_checked(b, err), err, "Every item has both its digests, and a custody line without a gap from the day it came in%s", logged));
    if (b->stamped && !b->wish->stamps)
        TRY(told(r, DONE, err, "Note that no time-stamp authority was named: %zu stamps hold under the certificates they carry", b->stamped));
    text_format(verdict, "Proven: %zu items of evidence are what came in, with %zu custody events%s, %zu of them time-stamped, "
                         "in a bundle signed by %s.",
                b->items, b->events, logged, b->stamped, b->signer ? b->signer->name : "somebody whom nobody vouches for");
    return DONE;
}

// ---- The whole ----

static bool is_court(const struct asic *c) { return zip_find(&c->zip, VIEW("index.json")) && zip_find(&c->zip, VIEW("custody/0001.json")); }

static RESULT read_and_told(struct view file, const struct bundle_wish *wish, struct arena *a, struct report *r, struct text *verdict, struct error *err) {
    struct asic *c = ARENA_NEW(a, struct asic);
    struct court b = {.wish = wish, .container = c};
    ENSURE(c);
    TRY(told(r, asic_read(file, wish->stamps, a, c, err), err, "The container is one that can be read in one way only"));
    if (!c->strict) TRY(told(r, DONE, err, "Note that its mimetype does not stand first and plain, as EN 319 162-1 has it"));
    TRY(container_told(r, wish, c, err));
    AUTO_JSON *index = NULL;
    if (is_court(c)) TRY(paper(&b, "index.json", &index, err));
    b.index = index;
    TRY(signer_told(r, &b, err));
    if (index && view_is(json_view(index, "malines"), "bundle/1")) return court_told(r, &b, verdict, err);
    text_format(verdict, "Proven: the container of %zu entries is as it was signed or stamped by %s; it is not a court bundle of a node.", c->zip.count,
                b.signer ? b.signer->name : "somebody whom nobody vouches for");
    return DONE;
}

RESULT verify_bundle(struct view file, const struct bundle_wish *wish, struct report *r, struct text *verdict, struct error *err) {
    struct arena a = arena_with_ceiling(WORK_BYTES);
    struct result done = read_and_told(file, wish, &a, r, verdict, err);
    arena_free(&a);
    return done;
}
