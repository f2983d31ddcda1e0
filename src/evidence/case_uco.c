// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
//
// CASE and UCO (Apache-2.0 ontologies of the casework community) as JSON-LD. Names are those of the ontology: an item is an
// uco-observable:ObservableObject with a File and a ContentData facet; an event is an InvestigativeAction whose result is a
// ProvenanceRecord; identities of officers stay what the custody line calls them.
#include "evidence/bundle.h"

#include <openssl/evp.h>

#define ID "kb:"

static json_t *typed(const char *type, struct view v) {
    json_t *value = json_of(v);
    return json_pack("{s:s,s:o}", "@type", type, "@value", value ? value : json_string(""));
}

// UCO wants every name to end with a UUID: the one of RFC 9562 §5.5 (name-based, SHA-1; no secret and no proof of anything)
// of what the thing is, so that the same thing has the same name in every bundle.
static json_t *named(const char *kind, struct view id, int64_t number) {
    unsigned char d[EVP_MAX_MD_SIZE];
    AUTO_TEXT t = text_with_ceiling(600);
    text_format(&t, "malines:%s:%.*s:%lld", kind, VIEW_ARGS(id), (long long)number);
    ENSURE(EVP_Digest(t.at, t.bytes, d, NULL, EVP_sha1(), NULL) == 1);
    d[6] = (d[6] & 0x0F) | 0x50;
    d[8] = (d[8] & 0x3F) | 0x80;
    text_clear(&t);
    text_format(&t, ID "%s-", kind);
    for (size_t i = 0; i < 16; i++) text_format(&t, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", d[i]);
    return json_string(text_string(&t));
}

static json_t *reference(const char *kind, struct view id, int64_t number) { return json_pack("{s:o}", "@id", named(kind, id, number)); }

static json_t *hash_of(const char *method, struct view id, struct view hex) {
    return json_pack("{s:o,s:s,s:s,s:o}", "@id", named(method[3] == '3' ? "sha3" : "sha2", id, 0), "@type", "uco-types:Hash", "uco-types:hashMethod", method,
                     "uco-types:hashValue", typed("xsd:hexBinary", hex));
}

// SHA3-256 of the vocabulary is spelt "SHA3-256".
static json_t *file_node(const json_t *item) {
    struct view id = json_view(item, "item");
    json_t *name = json_of(json_view(item, "name"));
    json_t *file = json_pack("{s:o,s:s,s:o,s:I}", "@id", named("file-facet", id, 0), "@type", "uco-observable:FileFacet", "uco-observable:fileName", name,
                             "uco-observable:sizeInBytes", (json_int_t)json_int(item, "bytes"));
    json_t *content = json_pack("{s:o,s:s,s:[o,o],s:I}", "@id", named("content-facet", id, 0), "@type", "uco-observable:ContentDataFacet",
                                "uco-observable:hash",
                                hash_of("SHA256", id, json_view(item, "sha256")), hash_of("SHA3-256", id, json_view(item, "sha3_256")),
                                "uco-observable:sizeInBytes", (json_int_t)json_int(item, "bytes"));
    return json_pack("{s:o,s:s,s:[o,o]}", "@id", named("file", id, 0), "@type", "uco-observable:ObservableObject", "uco-core:hasFacet", file, content);
}

static void put_text(json_t *to, const char *key, const json_t *from, const char *name) {
    struct view v = json_view(from, name);
    if (v.bytes) json_object_set_new(to, key, json_of(v));
}

static json_t *record_node(const json_t *event) {
    struct view id = json_view(event, "item");
    int64_t number = json_int(event, "number");
    json_t *j = json_pack("{s:o,s:s,s:[o]}", "@id", named("provenance", id, number), "@type", "case-investigation:ProvenanceRecord", "uco-core:object",
                          reference("file", id, 0));
    put_text(j, "case-investigation:exhibitNumber", event, "item");
    put_text(j, "uco-core:description", event, "note");
    return j;
}

static json_t *action_node(const json_t *event) {
    struct view id = json_view(event, "item"), happened = json_view(event, "happened_at");
    int64_t number = json_int(event, "number");
    json_t *j = json_pack("{s:o,s:s}", "@id", named("action", id, number), "@type", "case-investigation:InvestigativeAction");
    put_text(j, "uco-core:name", event, "act");
    put_text(j, "uco-core:description", event, "why");
    json_object_set_new(j, "uco-action:startTime", typed("xsd:dateTime", happened.bytes ? happened : json_view(event, "at")));
    json_object_set_new(j, "uco-action:performer", reference("officer", id, number));
    json_object_set_new(j, "uco-action:location", json_pack("[o]", reference("place", id, number)));
    json_object_set_new(j, "uco-action:object", json_pack("[o]", reference("file", id, 0)));
    json_object_set_new(j, "uco-action:result", json_pack("[o]", reference("provenance", id, number)));
    return j;
}

static void event_nodes(json_t *graph, json_t *objects, const json_t *event) {
    struct view id = json_view(event, "item");
    int64_t number = json_int(event, "number");
    json_t *who = json_pack("{s:o,s:s}", "@id", named("officer", id, number), "@type", "uco-identity:Identity");
    json_t *where = json_pack("{s:o,s:s}", "@id", named("place", id, number), "@type", "uco-location:Location");
    put_text(who, "uco-core:name", event, "who");
    put_text(where, "uco-core:name", event, "where");
    json_array_append_new(graph, who);
    json_array_append_new(graph, where);
    json_array_append_new(graph, record_node(event));
    json_array_append_new(graph, action_node(event));
    json_array_append_new(objects, reference("provenance", id, number));
    json_array_append_new(objects, reference("action", id, number));
}

static json_t *context(void) {
    static const char *const prefixes[][2] = {
        {"kb", "http://example.org/kb/"}, {"xsd", "http://www.w3.org/2001/XMLSchema#"},
        {"case-investigation", "https://ontology.caseontology.org/case/investigation/"},
        {"uco-action", "https://ontology.unifiedcyberontology.org/uco/action/"}, {"uco-core", "https://ontology.unifiedcyberontology.org/uco/core/"},
        {"uco-identity", "https://ontology.unifiedcyberontology.org/uco/identity/"},
        {"uco-location", "https://ontology.unifiedcyberontology.org/uco/location/"},
        {"uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/"}, {"uco-types", "https://ontology.unifiedcyberontology.org/uco/types/"},
        {"uco-vocabulary", "https://ontology.unifiedcyberontology.org/uco/vocabulary/"},
    };
    json_t *c = json_object();
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) json_object_set_new(c, prefixes[i][0], json_string(prefixes[i][1]));
    return c;
}

json_t *case_uco(const json_t *index, const json_t *lines) {
    json_t *graph = json_array(), *objects = json_array();
    const json_t *item, *line, *e;
    size_t i, k;
    json_array_foreach(json_object_get(index, "items"), i, item) {
        line = json_array_get(lines, i);
        json_array_append_new(graph, file_node(item));
        json_array_append_new(objects, reference("file", json_view(item, "item"), 0));
        json_array_foreach(line, k, e) event_nodes(graph, objects, json_object_get(e, "event"));
    }
    json_t *first = json_array_get(json_object_get(index, "items"), 0);
    json_t *whole = json_pack("{s:o,s:s,s:s,s:o}", "@id", named("investigation", json_view(first, "item"), 0), "@type", "case-investigation:Investigation",
                              "uco-core:name", "evidence bundle", "uco-core:object", objects);
    put_text(whole, "uco-core:description", index, "why");
    json_array_append_new(graph, whole);
    return json_pack("{s:o,s:o}", "@context", context(), "@graph", graph);
}
