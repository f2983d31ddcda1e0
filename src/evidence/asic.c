// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// Clause numbers are those of ETSI EN 319 162-1 V1.1.1.
#include "evidence/asic.h"
#include "evidence/xades.h"
#include "evidence/xml.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <strings.h>

enum { MANIFEST_BYTES_MAX = 8 * 1024 * 1024 };
#define MIMETYPE VIEW("mimetype")
#define META VIEW("META-INF/")

// ---- Digests ----

// Old URIs are met: one vendor of the Nordic registers writes xmldsig#sha256.
static const EVP_MD *method_of(struct view uri) {
    if (view_is(uri, "http://www.w3.org/2001/04/xmlenc#sha256") || view_is(uri, "http://www.w3.org/2000/09/xmldsig#sha256")) return EVP_sha256();
    if (view_is(uri, "http://www.w3.org/2001/04/xmldsig-more#sha384")) return EVP_sha384();
    if (view_is(uri, "http://www.w3.org/2001/04/xmlenc#sha512")) return EVP_sha512();
    return NULL;
}

static struct result into_digest(void *ctx, struct view part, struct error *err) {
    (void)err;
    ENSURE(EVP_DigestUpdate(ctx, part.at, part.bytes) == 1);
    return DONE;
}

static RESULT content_digest(const struct zip_entry *e, const EVP_MD *md, unsigned char out[EVP_MAX_MD_SIZE], struct error *err) {
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    ENSURE(c && EVP_DigestInit_ex(c, md, NULL) == 1);
    struct result r = zip_content(e, into_digest, c, err);
    if (!FAILED(r)) ENSURE(EVP_DigestFinal_ex(c, out, NULL) == 1);
    EVP_MD_CTX_free(c);
    return r;
}

// %41 is A (RFC 3986 §2.1); the name must then be one of the archive's own.
static const struct zip_entry *entry_of(const struct zip *z, struct view uri) {
    char name[ZIP_NAME_BYTES_MAX];
    size_t n = 0;
    if (view_starts(uri, "./")) uri = (struct view){uri.at + 2, uri.bytes - 2};
    for (size_t i = 0; i < uri.bytes; i++) {
        unsigned char c = (unsigned char)uri.at[i];
        if (n == sizeof name) return NULL;
        if (c == '%') {
            char digits[2] = {0};
            for (int d = 0; d < 2 && i + 1 + (size_t)d < uri.bytes; d++)
                digits[d] = uri.at[i + 1 + (size_t)d] | ((uri.at[i + 1 + (size_t)d] >= 'A') ? 0x20 : 0);
            if (!hex_read((struct view){digits, 2}, &c, 1)) return NULL;
            i += 2;
        }
        name[n++] = (char)c;
    }
    return zip_find(z, (struct view){name, n});
}

RESULT asic_covers(struct asic_reading *r, struct view uri, struct view method, struct view digest_base64, struct error *err) {
    const struct zip *z = &r->container->zip;
    const struct zip_entry *e = entry_of(z, uri);
    const EVP_MD *md = method_of(method);
    unsigned char expected[EVP_MAX_MD_SIZE + 2], found[EVP_MAX_MD_SIZE];
    size_t n = 0;
    if (!e) return FAIL(err, BAD_FORMAT, "a proof is about a file that is not in the container");
    if (!md) return FAIL(err, BAD_FORMAT, "a file is proven by a digest that is not accepted (SHA-256, SHA-384, SHA-512 are)");
    if (!base64_read(view_trim(digest_base64), expected, sizeof expected, &n) || n != (size_t)EVP_MD_get_size(md))
        return FAIL(err, BAD_FORMAT, "a digest in a manifest is not of its length");
    if (r->proof->covers[e - z->entries]) return FAIL(err, BAD_FORMAT, "a proof names one file twice");
    TRY(content_digest(e, md, found, err));
    if (memcmp(expected, found, n) != 0) return FAIL(err, BAD_SIGNATURE, "a file is not the one that was signed or stamped: its digest differs");
    r->proof->covers[e - z->entries] = true;
    return DONE;
}

// ---- Names in META-INF (§4.2.2, §4.3.3, §4.4.2) ----

static bool folded_has(struct view name, const char *word) {
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= name.bytes; i++)
        if (strncasecmp(name.at + i, word, n) == 0) return true;
    return false;
}
static bool folded_ends(struct view name, const char *with) {
    size_t n = strlen(with);
    return name.bytes >= n && strncasecmp(name.at + name.bytes - n, with, n) == 0;
}

static bool folded_is(struct view name, const char *word) { return name.bytes == strlen(word) && folded_ends(name, word); }

enum meta { META_OTHER, META_FOLDER, META_MANIFEST, META_CADES, META_STAMP, META_XADES, META_LIST, META_RECORD };
static enum meta meta_of(struct view name) {
    struct view local = {name.at + META.bytes, name.bytes - META.bytes};
    if (!local.bytes) return META_FOLDER;
    if (memchr(local.at, '/', local.bytes)) return META_OTHER;
    if (folded_ends(local, ".xml") && (folded_has(local, "asicmanifest") || folded_has(local, "asicarchivemanifest"))) return META_MANIFEST;
    if (folded_ends(local, ".xml") && folded_has(local, "signatures")) return META_XADES;
    if (folded_ends(local, ".p7s") && folded_has(local, "signature")) return META_CADES;
    if (folded_ends(local, ".tst") && folded_has(local, "timestamp")) return META_STAMP;
    if (folded_has(local, "evidencerecord")) return META_RECORD;
    return folded_is(local, "manifest.xml") || folded_is(local, "container.xml") || folded_is(local, "metadata.xml") ? META_LIST : META_OTHER;
}

static bool is_meta(struct view name) { return name.bytes >= META.bytes && strncasecmp(name.at, META.at, META.bytes) == 0; }

// ---- The container's form ----

static RESULT type_read(struct asic *c, struct error *err) {
    AUTO_TEXT type = text_with_ceiling(200);
    const struct zip_entry *e = zip_find(&c->zip, MIMETYPE);
    if (!e) return c->extended = true, DONE;  // §4.4.2: should be there; without it, a container of many files
    if (e->bytes > 100) return FAIL(err, BAD_FORMAT, "the container's mimetype is none");
    TRY(zip_text(e, &type, err));
    struct view v = view_trim(text_seen(&type));
    if (!view_is(v, ASIC_S_TYPE) && !view_is(v, ASIC_E_TYPE)) return FAIL(err, BAD_FORMAT, "the container's mimetype is not one of ASiC");
    c->extended = view_is(v, ASIC_E_TYPE);
    c->strict = e == &c->zip.entries[0] && !e->deflated && !e->extra && !e->later && e->bytes == v.bytes;
    return DONE;
}

static RESULT entries_sorted(struct asic *c, struct arena *a, struct error *err) {
    size_t count = 0;
    c->data = ARENA_ARRAY(a, c->zip.count + 1, bool);
    if (!c->data) return FAIL(err, TOO_BIG, "the container's directory");
    for (size_t i = 0; i < c->zip.count; i++) {
        struct view name = c->zip.entries[i].name;
        if (is_meta(name) && meta_of(name) == META_OTHER)
            return FAIL(err, BAD_FORMAT, "META-INF holds a file that is neither signature, time-stamp nor manifest");
        c->data[i] = !is_meta(name) && !view_same(name, MIMETYPE) && name.at[name.bytes - 1] != '/';
        count += c->data[i];
    }
    if (!c->extended && count != 1) return FAIL(err, BAD_FORMAT, "an ASiC-S container holds one file; this one holds %zu", count);
    if (!c->extended)
        for (size_t i = 0; i < c->zip.count; i++)
            if (c->data[i] && memchr(c->zip.entries[i].name.at, '/', c->zip.entries[i].name.bytes))
                return FAIL(err, BAD_FORMAT, "the file of an ASiC-S container lies in a folder");
    return DONE;
}

// ---- One proof ----

static RESULT proof_new(struct asic *c, struct arena *a, enum asic_way way, struct view name, struct asic_proof **out, struct error *err) {
    if (c->count == ASIC_PROOFS_MAX) return FAIL(err, TOO_BIG, "more than %d signatures and time-stamps", ASIC_PROOFS_MAX);
    bool *covers = ARENA_ARRAY(a, c->zip.count + 1, bool);
    if (!covers) return FAIL(err, TOO_BIG, "the container's directory");
    *out = &c->proofs[c->count++];
    **out = (struct asic_proof){.way = way, .name = name, .covers = covers};
    return DONE;
}

static void proof_ended(struct asic_proof *p, struct result r, const struct error *err) {
    p->code = r.code;
    if (FAILED(r)) snprintf(p->detail, sizeof p->detail, "%.*s", ASIC_DETAIL_ROOM - 1, err->detail);
}

static RESULT token_checked(const struct zip_entry *e, const struct stamp_trust *stamps, struct view content, struct asic_proof *p, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(CADES_BYTES_MAX);
    TRY(zip_text(e, &bytes, err));
    if (p->way == ASIC_STAMP) return stamp_verify(stamps, text_seen(&bytes), content, &p->signer.when, err);
    return cades_verify(text_seen(&bytes), content, &p->signer, err);
}

// ---- ASiC-E: a manifest names its proof and the files (§4.4.3) ----

static RESULT reference_checked(struct asic_reading *r, xmlNode *node, struct error *err) {
    struct view uri = xml_attribute(node, "URI"), method = {0}, value = {0};
    for (xmlNode *n = xml_first(node); n; n = xml_next(n)) {
        if (xml_is(n, XML_DSIG, "DigestMethod")) method = xml_attribute(n, "Algorithm");
        if (xml_is(n, XML_DSIG, "DigestValue")) value = xml_content(n);
    }
    return asic_covers(r, uri, method, value, err);
}

static bool of_manifest(xmlNode *n, const char *name) {
    return xml_is(n, ASIC_NAMESPACE, name) || xml_is(n, "http://uri.etsi.org/2918/v1.2.1#", name);  // TS 102 918's own slip
}

static RESULT references_checked(struct asic_reading *r, xmlNode *root, struct error *err) {
    size_t count = 0;
    for (xmlNode *n = xml_first(root); n; n = xml_next(n))
        if (of_manifest(n, "DataObjectReference")) {
            TRY(reference_checked(r, n, err));
            count++;
        }
    return count ? DONE : FAIL(err, BAD_FORMAT, "a manifest names no file");
}

static RESULT manifest_proof(struct asic *c, const struct stamp_trust *stamps, struct view manifest, xmlNode *root, struct asic_proof *p,
                             struct error *err) {
    xmlNode *reference = xml_first(root);
    if (!of_manifest(root, "ASiCManifest") || !reference || !of_manifest(reference, "SigReference"))
        return FAIL(err, BAD_FORMAT, "a manifest is not an ASiCManifest with its SigReference");
    const struct zip_entry *e = entry_of(&c->zip, xml_attribute(reference, "URI"));
    enum meta kind = e && is_meta(e->name) ? meta_of(e->name) : META_OTHER;
    if (kind != META_CADES && kind != META_STAMP) return FAIL(err, BAD_FORMAT, "a manifest's signature or time-stamp is not in the container");
    p->way = kind == META_STAMP ? ASIC_STAMP : ASIC_CADES;
    p->name = e->name;
    TRY(token_checked(e, stamps, manifest, p, err));
    struct asic_reading r = {c, p};
    return references_checked(&r, root, err);
}

static RESULT manifest_read(struct asic *c, const struct stamp_trust *stamps, const struct zip_entry *e, struct asic_proof *p, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(MANIFEST_BYTES_MAX);
    xmlDoc *doc = NULL;
    TRY(zip_text(e, &bytes, err));
    TRY(xml_strict(text_seen(&bytes), &doc, err));
    struct result r = manifest_proof(c, stamps, text_seen(&bytes), xmlDocGetRootElement(doc), p, err);
    xmlFreeDoc(doc);
    return r;
}

// ---- ASiC-S: the proof is of the one file itself (§4.3) ----

static RESULT simple_proof(struct asic *c, const struct stamp_trust *stamps, const struct zip_entry *e, struct asic_proof *p, struct error *err) {
    size_t i = 0;
    while (!c->data[i]) i++;
    AUTO_TEXT content = text_with_ceiling(MANIFEST_BYTES_MAX * 32);
    TRY(zip_text(&c->zip.entries[i], &content, err));
    TRY(token_checked(e, stamps, text_seen(&content), p, err));
    p->covers[i] = true;
    return DONE;
}

static RESULT signatures_read(struct asic *c, const struct zip_entry *e, struct asic_proof *p, struct error *err) {
    AUTO_TEXT bytes = text_with_ceiling(MANIFEST_BYTES_MAX);
    struct asic_reading r = {c, p};
    TRY(zip_text(e, &bytes, err));
    return xades_verify(&r, text_seen(&bytes), err);
}

static RESULT entry_read(struct asic *c, const struct stamp_trust *stamps, struct arena *a, const struct zip_entry *e, struct error *err) {
    struct asic_proof *p = NULL;
    struct error why = {0};
    enum meta kind = is_meta(e->name) ? meta_of(e->name) : META_LIST;
    if (kind == META_XADES) {
        TRY(proof_new(c, a, ASIC_XADES, e->name, &p, err));
        proof_ended(p, signatures_read(c, e, p, &why), &why);
    } else if (kind == META_MANIFEST) {
        TRY(proof_new(c, a, ASIC_CADES, e->name, &p, err));
        proof_ended(p, manifest_read(c, stamps, e, p, &why), &why);
    } else if (!c->extended && (kind == META_CADES || kind == META_STAMP)) {
        TRY(proof_new(c, a, kind == META_CADES ? ASIC_CADES : ASIC_STAMP, e->name, &p, err));
        proof_ended(p, simple_proof(c, stamps, e, p, &why), &why);
    }
    return DONE;
}

// A signature that no manifest names would lie there unread.
static RESULT all_were_read(const struct asic *c, struct error *err) {
    for (size_t i = 0; i < c->zip.count; i++) {
        const struct zip_entry *e = &c->zip.entries[i];
        enum meta kind = is_meta(e->name) ? meta_of(e->name) : META_LIST;
        bool read = kind != META_CADES && kind != META_STAMP;
        for (size_t p = 0; p < c->count && !read; p++) read = view_same(c->proofs[p].name, e->name) || c->proofs[p].code != CODE_OK;
        if (!read) return FAIL(err, BAD_FORMAT, "a signature or time-stamp in META-INF belongs to no manifest");
    }
    return DONE;
}

RESULT asic_read(struct view file, const struct stamp_trust *stamps, struct arena *a, struct asic *out, struct error *err) {
    struct asic *c = ARENA_NEW(a, struct asic);
    if (!c) return FAIL(err, TOO_BIG, "the container");
    TRY(zip_open(file, ASIC_BYTES_MAX, a, &c->zip, err));
    TRY(type_read(c, err));
    TRY(entries_sorted(c, a, err));
    for (size_t i = 0; i < c->zip.count; i++) TRY(entry_read(c, stamps, a, &c->zip.entries[i], err));
    TRY(all_were_read(c, err));
    *out = *c;
    return DONE;
}

RESULT asic_holds(const struct asic *c, struct error *err) {
    if (!c->count) return FAIL(err, NOT_FOUND, "the container has neither signature nor time-stamp that is read here");
    for (size_t p = 0; p < c->count; p++)
        if (c->proofs[p].code != CODE_OK) return fail_with(err, c->proofs[p].code, "%s", c->proofs[p].detail);
    for (size_t i = 0; i < c->zip.count; i++) {
        bool covered = !c->data[i];
        for (size_t p = 0; p < c->count && !covered; p++) covered = c->proofs[p].covers[i];
        if (!covered) return FAIL(err, BAD_SIGNATURE, "a file of the container is covered by no signature and no time-stamp");
    }
    return DONE;
}

// ---- Writing ----

static void text_escaped(struct text *t, struct view v) {
    for (size_t i = 0; i < v.bytes; i++) {
        char c = v.at[i];
        if (c == '&') text_put(t, "&amp;");
        else if (c == '<') text_put(t, "&lt;");
        else if (c == '"') text_put(t, "&quot;");
        else text_char(t, c);
    }
}

// As a relative reference: what RFC 3986 does not let stand in a path is written as %41.
static void text_uri(struct text *t, struct view name) {
    for (size_t i = 0; i < name.bytes; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~/", c));
        if (plain) text_char(t, (char)c);
        else text_format(t, "%%%02X", c);
    }
}

void text_asic_manifest(struct text *t, struct view proof, bool stamp, const struct asic_file *files, size_t count) {
    text_put(t, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
                "<asic:ASiCManifest xmlns:asic=\"" ASIC_NAMESPACE "\" xmlns:ds=\"" XML_DSIG "\">\n <asic:SigReference URI=\"");
    text_uri(t, proof);
    text_format(t, "\" MimeType=\"%s\"/>\n", stamp ? "application/vnd.etsi.timestamp-token" : "application/x-pkcs7-signature");
    for (size_t i = 0; i < count; i++) {
        text_put(t, " <asic:DataObjectReference URI=\"");
        text_uri(t, files[i].name);
        text_put(t, "\" MimeType=\"");
        text_escaped(t, files[i].type);
        text_put(t, "\">\n  <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n  <ds:DigestValue>");
        text_base64(t, files[i].sha256.bytes, sizeof files[i].sha256.bytes);
        text_put(t, "</ds:DigestValue>\n </asic:DataObjectReference>\n");
    }
    text_put(t, "</asic:ASiCManifest>\n");
}
