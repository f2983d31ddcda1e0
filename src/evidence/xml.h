// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// xml.h — small XML documents of a container, as a tree. Not a door: nobody outside src/evidence includes it.
//
// UTF-8 without document type, entities of its own or outside references; limits on size and depth are libxml2's.
#ifndef MALINES_EVIDENCE_XML_H
#define MALINES_EVIDENCE_XML_H

#include "base/view.h"

#include <libxml/tree.h>

#define XML_DSIG "http://www.w3.org/2000/09/xmldsig#"

RESULT xml_strict(struct view bytes, xmlDoc **out, struct error *err);  // BAD_XML; the caller frees *out
xmlNode *xml_first(const xmlNode *n);  // the first child that is an element; NULL
xmlNode *xml_next(const xmlNode *n);   // the next brother that is
bool xml_is(const xmlNode *n, const char *space, const char *name);
// Views live as long as the document. Empty when absent, or when it is not one piece of text.
struct view xml_attribute(const xmlNode *n, const char *name);
struct view xml_content(const xmlNode *n);

#endif
