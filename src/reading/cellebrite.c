// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// cellebrite.c — report.xml of the UFED kind (namespace http://pa.cellebrite.com/report/2.0), as far as its form is public
// (open readers of it: aleph's ingest-file, UFEDLib): <model type="SMS"> with <field name="Body"><value>…, whose parties are
// <model type="Party"> below a <modelField name="From"> or a <multiModelField name="Parties"> with a field Role.
//
// Read: SMS, MMS, InstantMessage (alone or in a Chat), Call, Email, Contact. What else is in a report is passed over. The
// document is walked, never held as a tree; a document type is refused.
#include "reading/reading_room.h"

#include <libxml/xmlreader.h>

enum { XML_DEPTH_MAX = 64, VALUE_BYTES_MAX = 256 * 1024, WORDS_BYTES_MAX = 900 * 1024 };

static const struct {
    const char *type, *kind;
} models[] = {{"SMS", "message"}, {"MMS", "message"}, {"InstantMessage", "message"}, {"Call", "call"}, {"Email", "mail"}, {"Contact", "contact"}};

struct named {                 // where a text lies in `words`
    size_t at, bytes;
};
struct report {
    struct reading *r;
    xmlTextReader *x;
    char model[XML_DEPTH_MAX][32], link[XML_DEPTH_MAX][32];  // of each open model: its type, and the member that holds it
    int depth;                 // of models
    int event_depth;           // of the model that is the event; 0: none is open
    char holder[32], field[32];
    bool in_value;
    struct text value, words, text, chat;
    struct named party_id, party_name, party_role, moment, files[EVENT_ATTACHMENTS_MAX];
    struct named from_id, from_name, to_id[EVENT_PARTIES_MAX], to_name[EVENT_PARTIES_MAX];
    size_t to_count, file_count;
};

static void word_copied(char out[32], const xmlChar *v) { snprintf(out, 32, "%.31s", v ? (const char *)v : ""); }

static struct named kept(struct report *p) {
    struct view v = view_trim(text_seen(&p->value));
    size_t at = p->words.bytes;
    text_view(&p->words, v);
    return (struct named){at, text_ok(&p->words) ? v.bytes : 0};
}
static struct view seen(const struct report *p, struct named n) { return (struct view){text_string(&p->words) + n.at, n.bytes}; }

// ---- Models ----

static void event_begun(struct report *p, const char *kind) {
    long at = xmlTextReaderByteConsumed(p->x);
    (void)event_new(p->r, kind, at > 0 ? (size_t)at : 0);
    p->event_depth = p->depth;
    text_clear(&p->words), text_clear(&p->text);
    p->from_id = p->from_name = p->moment = (struct named){0};
    p->to_count = p->file_count = 0;
}

static RESULT model_opened(struct report *p, struct error *err) {
    xmlChar *type = xmlTextReaderGetAttribute(p->x, (const xmlChar *)"type");
    if (p->depth + 1 >= XML_DEPTH_MAX) {
        xmlFree(type);
        return FAIL(err, TOO_DEEP, "more than %d models in each other", XML_DEPTH_MAX);
    }
    p->depth++;
    word_copied(p->model[p->depth], type), memcpy(p->link[p->depth], p->holder, 32);
    xmlFree(type);
    if (strcmp(p->model[p->depth], "Party") == 0) p->party_id = p->party_name = p->party_role = (struct named){0};
    if (strcmp(p->model[p->depth], "Chat") == 0) text_clear(&p->chat);
    for (size_t i = 0; !p->event_depth && i < sizeof models / sizeof *models; i++)
        if (strcmp(p->model[p->depth], models[i].type) == 0) event_begun(p, models[i].kind);
    return DONE;
}

static void party_closed(struct report *p) {
    const char *link = p->link[p->depth];
    struct view role = seen(p, p->party_role);
    if (strcmp(link, "From") == 0 || view_is(role, "From")) p->from_id = p->party_id, p->from_name = p->party_name;
    else if (p->to_count < EVENT_PARTIES_MAX) p->to_id[p->to_count] = p->party_id, p->to_name[p->to_count++] = p->party_name;
}

// "2030-05-01T10:00:00.000+02:00": the form of XML Schema; others are given as they stand.
static void moment_said(struct event *e, struct view v) {
    struct instant ignored;
    AUTO_TEXT z = text_with_ceiling(60);
    e->given = v;
    if (v.bytes < 19) return;
    text_add(&z, v.at, 19), text_char(&z, 'Z');
    if (!instant_read(text_seen(&z), &ignored)) return;
    e->at = (struct view){v.at, 19}, e->precision = "second";
    if (v.at[v.bytes - 1] == 'Z') e->zone = VIEW("Z");
    else if (v.bytes >= 25 && strchr("+-", v.at[v.bytes - 6])) e->zone = (struct view){v.at + v.bytes - 6, 6};
}

static RESULT event_closed(struct report *p, struct error *err) {
    struct event *e = &p->r->event;
    p->event_depth = 0;
    if (!text_ok(&p->words) || !text_ok(&p->text)) return event_unread(p->r, e->byte, CODE_TOO_BIG), DONE;
    e->from = (struct party){seen(p, p->from_id), seen(p, p->from_name)};
    for (size_t i = 0; i < p->to_count; i++) event_to(e, seen(p, p->to_id[i]), seen(p, p->to_name[i]));
    for (size_t i = 0; i < p->file_count; i++) TRY(event_attached(p->r, seen(p, p->files[i]), err));
    moment_said(e, seen(p, p->moment));
    e->chat = text_seen(&p->chat), e->text = text_seen(&p->text);
    return event_said(p->r, err);
}

static RESULT model_closed(struct report *p, struct error *err) {
    if (p->depth == 0) return DONE;
    bool event = p->depth == p->event_depth;
    if (p->event_depth && !event && strcmp(p->model[p->depth], "Party") == 0) party_closed(p);
    if (strcmp(p->model[p->depth], "Chat") == 0) text_clear(&p->chat);
    p->depth--;
    return event ? event_closed(p, err) : DONE;
}

// ---- Fields ----

static int64_t seconds_of(struct view v) {  // "00:01:01", "61"
    uint64_t n = 0, part;
    struct view rest = v;
    while (rest.bytes) {
        struct view one = view_cut(rest, ':', &rest), fraction;
        if (!view_to_u64(view_cut(one, '.', &fraction), &part) || part > 1000000) return -1;
        n = n * 60 + part;
    }
    return v.bytes ? (int64_t)n : -1;
}

static void line_put(struct text *t, struct view v) {
    if (v.bytes && t->bytes) text_char(t, '\n');
    text_view(t, v);
}

static void event_field(struct report *p) {
    static const char *const times[] = {"TimeStamp", "Timestamp", "Date"}, *const words[] = {"Subject", "Body", "Text", "Status", "Name", "Notes"};
    struct view v = view_trim(text_seen(&p->value));
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (strcmp(p->field, times[i]) == 0 && v.bytes) p->moment = kept(p);
    if (strcmp(p->field, "Duration") == 0) p->r->event.seconds = seconds_of(v);
    bool contact = strcmp(p->r->event.kind, "contact") == 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(p->field, words[i]) == 0 && (contact || i < 3)) line_put(&p->text, v);
}

static void field_closed(struct report *p) {
    const char *model = p->model[p->depth];
    if (!p->event_depth) {
        if (strcmp(model, "Chat") == 0 && (strcmp(p->field, "Name") == 0 || (strcmp(p->field, "Id") == 0 && !p->chat.bytes)) && p->value.bytes)
            text_clear(&p->chat), text_view(&p->chat, view_trim(text_seen(&p->value)));
        return;
    }
    if (p->depth == p->event_depth) event_field(p);
    else if (strcmp(model, "Party") == 0) {
        if (strcmp(p->field, "Identifier") == 0) p->party_id = kept(p);
        if (strcmp(p->field, "Name") == 0) p->party_name = kept(p);
        if (strcmp(p->field, "Role") == 0) p->party_role = kept(p);
    } else if (strcmp(model, "Attachment") == 0 && strcmp(p->field, "Filename") == 0 && p->file_count < EVENT_ATTACHMENTS_MAX)
        p->files[p->file_count++] = kept(p);
    else if (strcmp(p->field, "Value") == 0) line_put(&p->text, view_trim(text_seen(&p->value)));  // PhoneNumber, EmailAddress of a contact
}

// ---- The walk ----

static RESULT opened(struct report *p, const char *name, struct error *err) {
    bool empty = xmlTextReaderIsEmptyElement(p->x) == 1;
    if (strcmp(name, "model") == 0) {
        TRY(model_opened(p, err));
        return empty ? model_closed(p, err) : DONE;
    }
    bool field = strcmp(name, "field") == 0;
    if (field || strcmp(name, "modelField") == 0 || strcmp(name, "multiModelField") == 0) {
        xmlChar *v = xmlTextReaderGetAttribute(p->x, (const xmlChar *)"name");
        word_copied(field ? p->field : p->holder, v);
        xmlFree(v);
        if (field) text_clear(&p->value);
    }
    p->in_value = strcmp(name, "value") == 0 && !empty;
    return DONE;
}

static RESULT closed(struct report *p, const char *name, struct error *err) {
    p->in_value = false;
    if (strcmp(name, "model") == 0) return model_closed(p, err);
    if (strcmp(name, "field") == 0) field_closed(p);
    return DONE;
}

static RESULT node_met(struct report *p, bool *models_seen, struct error *err) {
    int type = xmlTextReaderNodeType(p->x);
    const char *name = (const char *)xmlTextReaderConstLocalName(p->x);
    if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE) return FAIL(err, BAD_XML, "a document type is refused");
    if (xmlTextReaderDepth(p->x) > 4 * XML_DEPTH_MAX) return FAIL(err, TOO_DEEP, "elements in each other");
    if (type == XML_READER_TYPE_ELEMENT) *models_seen |= strcmp(name, "model") == 0 || strcmp(name, "decodedData") == 0;
    if (type == XML_READER_TYPE_ELEMENT) return opened(p, name, err);
    if (type == XML_READER_TYPE_END_ELEMENT) return closed(p, name, err);
    if (p->in_value && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE))
        text_put(&p->value, (const char *)xmlTextReaderConstValue(p->x));
    return DONE;
}

static void no_words(void *ctx, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr at) {
    (void)ctx, (void)message, (void)severity, (void)at;
}

RESULT cellebrite_read(struct reading *r, struct view file, struct error *err) {
    struct report p = {.r = r, .value = text_with_ceiling(VALUE_BYTES_MAX), .words = text_with_ceiling(WORDS_BYTES_MAX),
                       .text = text_with_ceiling(WORDS_BYTES_MAX), .chat = text_with_ceiling(2000)};
    bool models_seen = false;
    int more = -1;
    struct result done = DONE;
    if (file.bytes > INT32_MAX) return FAIL(err, TOO_BIG, "a report above 2 GiB");
    p.x = xmlReaderForMemory(file.at, (int)file.bytes, NULL, NULL, XML_PARSE_NONET);
    if (p.x) xmlTextReaderSetErrorHandler(p.x, no_words, NULL);
    while (p.x && !FAILED(done) && (more = xmlTextReaderRead(p.x)) == 1) done = node_met(&p, &models_seen, err);
    int line = p.x ? xmlTextReaderGetParserLineNumber(p.x) : 0;
    xmlFreeTextReader(p.x);
    text_free(&p.value), text_free(&p.words), text_free(&p.text), text_free(&p.chat);
    TRY(done);
    if (more != 0) return FAIL(err, BAD_XML, "line %d", line);
    return models_seen ? DONE : FAIL(err, BAD_FORMAT, "no model in it: this is no report of the UFED kind");
}
