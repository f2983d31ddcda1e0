// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "evidence/xml.h"

#include <libxml/parser.h>
#include <limits.h>
#include <strings.h>

static bool names_a_document_type(struct view v) {
    for (size_t i = 0; i + 9 <= v.bytes; i++)
        if (v.at[i] == '<' && strncasecmp(v.at + i, "<!DOCTYPE", 9) == 0) return true;
    return false;
}

static void unsaid(void *ctx, const char *format, ...) { (void)ctx, (void)format; }

RESULT xml_strict(struct view bytes, xmlDoc **out, struct error *err) {
    // UTF-8 alone, so that the search below sees what the parser sees.
    if (!utf8_valid(bytes) || memchr(bytes.at, 0, bytes.bytes)) return FAIL(err, BAD_XML, "a document of the container is not UTF-8");
    if (names_a_document_type(bytes)) return FAIL(err, BAD_XML, "a document of the container has a document type");
    xmlParserCtxt *c = xmlNewParserCtxt();
    ENSURE(c && bytes.bytes < INT_MAX);
    c->sax->error = c->sax->warning = c->sax->fatalError = unsaid;
    xmlDoc *doc = xmlCtxtReadMemory(c, bytes.at, (int)bytes.bytes, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    bool ok = doc && c->wellFormed && !doc->intSubset && !doc->extSubset && xmlDocGetRootElement(doc);
    xmlFreeParserCtxt(c);
    if (ok) *out = doc;
    else xmlFreeDoc(doc);
    return ok ? DONE : FAIL(err, BAD_XML, "a document of the container is broken");
}

static xmlNode *element_from(xmlNode *n) {
    while (n && n->type != XML_ELEMENT_NODE) n = n->next;
    return n;
}
xmlNode *xml_first(const xmlNode *n) { return n ? element_from(n->children) : NULL; }
xmlNode *xml_next(const xmlNode *n) { return element_from(n->next); }

bool xml_is(const xmlNode *n, const char *space, const char *name) {
    return n && n->type == XML_ELEMENT_NODE && n->ns && n->ns->href && strcmp((const char *)n->ns->href, space) == 0 &&
           strcmp((const char *)n->name, name) == 0;
}

static struct view one_text(const xmlNode *n) {
    if (!n || n->next || n->type != XML_TEXT_NODE) return (struct view){"", 0};
    return view_of((const char *)n->content);
}

struct view xml_attribute(const xmlNode *n, const char *name) {
    for (const xmlAttr *a = n ? n->properties : NULL; a; a = a->next)
        if (!a->ns && strcmp((const char *)a->name, name) == 0) return one_text(a->children);
    return (struct view){"", 0};
}

struct view xml_content(const xmlNode *n) { return n ? one_text(n->children) : (struct view){"", 0}; }
