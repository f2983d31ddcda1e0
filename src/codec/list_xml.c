// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_xml.c — libxml2's push parser, used one way only.
//
// Refused whole: any DOCTYPE (so no entity but the five of XML can exist, and nothing external), more than
// LIST_DEPTH_MAX levels. Never set: NOENT, DTDLOAD, HUGE, XINCLUDE. Stopping the parser from a handler leaves no
// error behind in libxml2 (it even gives a document), so every refusal is kept in our own `failure` flag.
// Only elements named as entries are built, as a small tree in the entry's arena, so memory does not grow with
// the file; an entry over its ceiling is walked over and counted.
#include "codec/list_room.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

struct building {              // an element that is still open
    struct xml_node *node, *last_child;
    char *text;                // grows by doubling inside the arena
    size_t bytes, room;
};

struct walk {
    struct list_run *run;
    xmlParserCtxt *parser;
    const char *root;
    const char *const *entries;
    xml_entry *take;
    size_t depth, entry_depth; // entry_depth: 0 outside an entry, else the depth its element stands at
    bool saw_root, too_big;
    enum code failure;
    const char *why;           // NULL: what libxml2 says
    struct result taken;       // the first failure of take()
    struct building open[LIST_DEPTH_MAX + 1];
};

static void refuse(struct walk *w, enum code code, const char *why) {
    if (w->failure == CODE_OK && !FAILED(w->taken)) w->failure = code, w->why = why;
    xmlStopParser(w->parser);
}

static bool over(const struct walk *w) { return w->failure != CODE_OK || FAILED(w->taken); }

static void *room_for(struct walk *w, size_t bytes) {
    void *at = w->too_big ? NULL : arena_take(&w->run->arena, bytes);
    if (!at || w->run->arena.used > 2 * LIST_ENTRY_BYTES_MAX) w->too_big = true;
    return at;
}

static struct view copy(struct walk *w, const xmlChar *from, size_t bytes) {
    char *at = bytes > LIST_TEXT_BYTES_MAX ? NULL : room_for(w, bytes + 1);
    if (!at) {
        w->too_big = true;
        return VIEW("");
    }
    memcpy(at, from, bytes);
    return (struct view){at, bytes};
}

static void copy_attributes(struct walk *w, struct xml_node *node, int count, const xmlChar **five) {
    for (int i = 0; i < count; i++, five += 5) {  // local name, prefix, URI, value, end of the value
        struct xml_attribute *a = room_for(w, sizeof *a);
        if (!a) return;
        a->name = view_of((const char *)five[0]);  // of the parser's dictionary
        a->value = copy(w, five[3], (size_t)(five[4] - five[3]));
        a->next = node->attributes;
        node->attributes = a;
    }
}

static void open_node(struct walk *w, const xmlChar *name, int count, const xmlChar **attributes) {
    struct building *b = &w->open[w->depth];
    *b = (struct building){.node = room_for(w, sizeof *b->node)};
    if (!b->node) return;
    b->node->name = (const char *)name;
    b->node->text = VIEW("");
    copy_attributes(w, b->node, count, attributes);
    if (w->depth == w->entry_depth) return;
    struct building *parent = &w->open[w->depth - 1];
    if (parent->last_child) parent->last_child->next = b->node;
    else if (parent->node) parent->node->first = b->node;
    parent->last_child = b->node;
}

static void pass_on(struct walk *w, const struct xml_node *node) {
    if (w->too_big) {
        entry_begin(w->run, SUBJECT_person);
        entry_drop(w->run, CODE_TOO_BIG, "an entry is larger than 1 MiB or holds a text larger than 64 KiB");
    } else {
        w->taken = w->take(w->run, node);
        if (FAILED(w->taken)) xmlStopParser(w->parser);
    }
    arena_free(&w->run->arena);
    w->too_big = false;
    w->entry_depth = 0;
}

static bool is_entry(const struct walk *w, const char *name) {
    for (const char *const *e = w->entries; *e; e++)
        if (strcmp(*e, name) == 0) return true;
    return false;
}

// Few, and none with states or gaps: libxml2 reads others through ICU or iconv, whose failures it half reports.
static bool encoding_known(const struct walk *w) {
    static const char *const known[] = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "ISO-8859-15",
        "US-ASCII", "ASCII", "windows-1252"};
    const xmlChar *said = w->parser->encoding;
    if (!said && w->parser->input) said = w->parser->input->encoding;
    for (size_t i = 0; said && i < sizeof known / sizeof *known; i++)
        if (view_is_word(view_of((const char *)said), known[i])) return true;
    return !said;
}

static void on_root(struct walk *w, const xmlChar *name, int attribute_count, const xmlChar **attributes) {
    if (!encoding_known(w)) {
        refuse(w, CODE_BAD_XML, "an encoding that is not read here");
        return;
    }
    if (strcmp((const char *)name, w->root) != 0) {
        refuse(w, CODE_BAD_FORMAT, "the outermost element is not the one of this format");
        return;
    }
    w->saw_root = true;
    w->entry_depth = 1;
    open_node(w, name, attribute_count, attributes);
    if (w->open[1].node) pass_on(w, w->open[1].node);
    w->entry_depth = 0;
}

static void on_start(void *state, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **ns, int attribute_count, int defaulted, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespaces, (void)ns, (void)defaulted;
    struct walk *w = state;
    if (over(w)) return;
    if (++w->depth > LIST_DEPTH_MAX) {
        refuse(w, CODE_TOO_DEEP, "more than 32 levels");
        return;
    }
    if (w->depth == 1) {
        on_root(w, name, attribute_count, attributes);
        return;
    }
    if (!w->entry_depth && is_entry(w, (const char *)name)) {
        w->entry_depth = w->depth;
        w->run->xml_line = w->parser->input ? (uint64_t)w->parser->input->line : 0;
    }
    if (w->entry_depth) open_node(w, name, attribute_count, attributes);
}

static void on_text(void *state, const xmlChar *text, int count) {
    struct walk *w = state;
    if (over(w) || !w->entry_depth || count <= 0) return;
    struct building *b = &w->open[w->depth];
    size_t bytes = (size_t)count;
    if (b->bytes + bytes > LIST_TEXT_BYTES_MAX) w->too_big = true;
    if (w->too_big || !b->node) return;
    if (b->bytes + bytes > b->room) {
        size_t wanted = b->bytes ? 2 * (b->bytes + bytes) : bytes;
        char *bigger = room_for(w, wanted);
        if (!bigger) return;
        if (b->bytes) memcpy(bigger, b->text, b->bytes);
        b->text = bigger;
        b->room = wanted;
    }
    memcpy(b->text + b->bytes, text, bytes);
    b->bytes += bytes;
    b->node->text = (struct view){b->text, b->bytes};
}

static void on_end(void *state, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)name, (void)prefix, (void)uri;
    struct walk *w = state;
    if (over(w)) return;
    if (w->entry_depth && w->depth == w->entry_depth) pass_on(w, w->open[w->depth].node);
    w->depth--;
}

static void on_doctype(void *state, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    (void)name, (void)external, (void)system;
    refuse(state, CODE_BAD_XML, "a DOCTYPE is refused");
}

static xmlSAXHandler handlers(void) {
    return (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                           .internalSubset = on_doctype,
                           .externalSubset = on_doctype,
                           .startElementNs = on_start,
                           .endElementNs = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .cdataBlock = on_text};
}

static RESULT outcome(struct walk *w) {
    struct list_run *run = w->run;
    if (FAILED(w->taken)) return w->taken;
    if (w->failure != CODE_OK && w->why) return fail_with(run->err, w->failure, "%s", w->why);
    if (w->failure != CODE_OK || !w->parser->wellFormed) {
        const xmlError *e = xmlCtxtGetLastError(w->parser);  // its message may quote the file: not shown
        return FAIL(run->err, BAD_XML, "line %d: not well-formed or cut short (libxml2 error %d)", e ? e->line : 0, e
            ? e->code : 0);
    }
    return w->saw_root ? DONE : FAIL(run->err, BAD_FORMAT, "no element at all");
}

static void feed(struct walk *w, struct list_stream *s) {
    struct view ahead;
    while (!over(w) && (ahead = stream_ahead(s)).bytes) {
        size_t bytes = ahead.bytes;
        // A trailing 0x1A (files that went through old systems) is not XML: leave it off when it is the last byte.
        if (ahead.at[bytes - 1] == 0x1A) bytes--;
        int failed = bytes ? xmlParseChunk(w->parser, ahead.at, (int)bytes, 0) : 0;
        stream_skip(s, bytes);
        // Not every failure clears wellFormed (a conversion does not): the code that comes back counts.
        if (failed) refuse(w, CODE_BAD_XML, NULL);
        if (bytes < ahead.bytes) {
            stream_skip(s, 1);
            if (stream_peek(s) >= 0) refuse(w, CODE_BAD_XML, "a control character");
        }
    }
}

RESULT xml_entries(struct list_run *run, struct list_stream *s, const char *root, const char *const *entries,
    xml_entry *take) {
    struct walk w = {.run = run, .root = root, .entries = entries, .take = take};
    xmlSAXHandler sax = handlers();
    struct view ahead = stream_ahead(s);
    TRY(stream_result(s, run->err));
    if (ahead.bytes < 4) return FAIL(run->err, BAD_FORMAT, "not XML");
    w.parser = xmlCreatePushParserCtxt(&sax, &w, ahead.at, 4, NULL);  // four bytes tell the encoding
    if (!w.parser) return FAIL(run->err, NO_SYSTEM, "libxml2 can't start");
    xmlCtxtUseOptions(w.parser, XML_PARSE_NONET);
    stream_skip(s, 4);
    feed(&w, s);
    struct result r = stream_result(s, run->err);
    if (!FAILED(r)) {
        if (!over(&w) && xmlParseChunk(w.parser, NULL, 0, 1) != 0) refuse(&w, CODE_BAD_XML, NULL);
        r = outcome(&w);
    }
    if (w.parser->myDoc) xmlFreeDoc(w.parser->myDoc);
    xmlFreeParserCtxt(w.parser);
    return r;
}

const struct xml_node *xml_child(const struct xml_node *n, const char *name) {
    for (const struct xml_node *c = n ? n->first : NULL; c; c = c->next)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

const struct xml_node *xml_again(const struct xml_node *n) {
    for (const struct xml_node *c = n->next; c; c = c->next)
        if (strcmp(c->name, n->name) == 0) return c;
    return NULL;
}

struct view xml_text(const struct xml_node *n, const char *child) {
    const struct xml_node *c = xml_child(n, child);
    return c ? view_trim(c->text) : VIEW("");
}

struct view xml_attribute(const struct xml_node *n, const char *name) {
    for (const struct xml_attribute *a = n->attributes; a; a = a->next)
        if (view_is(a->name, name)) return a->value;
    return VIEW("");
}
