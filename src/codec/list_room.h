// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list_room.h — what the readers of lists share among themselves; nobody outside src/codec/list* and
// the readers of src/dna/file*.c, which read other files the same way, includes it.
//
// One reader a format turns bytes into calls of entry_*(); one place (list_entry.c) knows the ceilings, drops
// doubles, counts what could not be read and writes the line.
#ifndef MALINES_CODEC_LIST_ROOM_H
#define MALINES_CODEC_LIST_ROOM_H

#include "codec/list.h"
#include "codec/said.h"
#include "codec/subject.h"

// --- bytes (list_stream.c): a source, inflated when it is gzip, without a UTF-8 BOM, under the ceilings.
// The first failure sticks; it looks like the end of the bytes until stream_result() is asked.
struct list_stream;
struct list_stream *stream_new(struct list_source source);
void stream_ceiling(struct list_stream *s, uint64_t bytes);  // for readers that keep nothing of what they have read
struct list_stream *stream_free(struct list_stream *s);  // gives NULL
int stream_peek(struct list_stream *s);                   // 0..255, -1 at the end
int stream_next(struct list_stream *s);
struct view stream_ahead(struct list_stream *s);          // what is buffered; empty at the end
void stream_skip(struct list_stream *s, size_t bytes);    // of what is buffered
// Before anything is taken: from here on UTF-8 leaves it, whatever the source has. What is no character of the encoding leaves as a byte that is no
// UTF-8, so that the row it stands in is refused, not the file.
void stream_decode(struct list_stream *s, enum list_encoding said);
RESULT stream_result(const struct list_stream *s, struct error *err);

// --- one entry, and the whole run (list_entry.c)
enum { LIST_PLACE_BYTES = 96 };
struct list_run {
    const struct list_order *order;
    list_sink *sink;
    void *sink_state;
    struct error *err;
    struct result sunk;             // failed: the sink took no line of something left out; the next entry, or the end, fails the run
    struct arena arena;             // of the entry at hand
    struct text line, entry_unread;  // what of the entry at hand could not be read; kept when the order asks for it
    uint64_t line_number;           // 0: the format has no lines
    uint64_t xml_line;              // where the XML element at hand began
    struct {
        struct view ref, program, reason;
        enum subject_kind kind;
        char sex, listed_on[11];
        struct name names[SUBJECT_LIST_MAX];
        struct dates births[SUBJECT_LIST_MAX];
        struct paper papers[SUBJECT_LIST_MAX];
        struct identifier identifiers[SUBJECT_LIST_MAX];
        struct view birth_places[SUBJECT_LIST_MAX], nationalities[SUBJECT_LIST_MAX], addresses[SUBJECT_LIST_MAX],
            links[SUBJECT_LIST_MAX];
        size_t name_count, birth_count, paper_count, identifier_count, birth_place_count, nationality_count,
            address_count, link_count;
    } entry;
    uint64_t entries, by_kind[SUBJECT_KIND_COUNT], names, passed_over, unread_count;
    json_t *unread;
    char list_date[11];
    uint64_t *seen;                 // hashes of the references, open addressing
    size_t seen_room, seen_count;
};

void run_begin(struct list_run *run, const struct list_order *order, list_sink *sink, void *state, struct error *err);
json_t *run_report(struct list_run *run, const char *format);  // new reference
void run_free(struct list_run *run);
// Count and name what could not be read; `what` is a constant or holds no value of the file.
void run_unread(struct list_run *run, enum code code, const char *what);
void run_list_date(struct list_run *run, struct view v);  // any of the date forms; left out when it is none

// All views must live until entry_end(); entry_copy() and entry_join() make them live.
void entry_begin(struct list_run *run, enum subject_kind kind);
void entry_ref(struct list_run *run, const char *prefix, struct view ref);
void entry_name(struct list_run *run, enum name_role role, struct view text, struct view given, struct view family);
void entry_birth(struct list_run *run, struct view text);          // any form of list_date_read()
void entry_birth_dates(struct list_run *run, struct dates d);
void entry_birth_place(struct list_run *run, struct view text);
void entry_sex(struct list_run *run, struct view text);
void entry_nationality(struct list_run *run, struct view name_or_code);
void entry_paper(struct list_run *run, const char *type, struct view country, struct view number);
void entry_identifier(struct list_run *run, const char *type, struct view value);
void entry_issuer(struct list_run *run, struct view name_or_code);  // the country of all numbers so far that say none
void entry_address(struct list_run *run, struct view text);
void entry_link(struct list_run *run, struct view ref);
void entry_listed_on(struct list_run *run, struct view date);
void entry_program(struct list_run *run, struct view text);
void entry_reason(struct list_run *run, struct view text);         // several are joined by "; "
struct view entry_copy(struct list_run *run, struct view v);       // empty at the ceiling
struct view entry_join(struct list_run *run, const char *between, const struct view *parts, size_t count);
RESULT entry_end(struct list_run *run);                            // sends the line, or counts why not
void entry_drop(struct list_run *run, enum code code, const char *what);

// --- words (list_dates.c, list_countries.c, list_words.c)
// Dates as lists write them: the forms of base/dates.h, "12 Mar 1970", "Mar. 1970", "circa 1970", "c. 1970",
// "1970 to 1975", "12 Mar 1970 to 3 Apr 1971", "between 1970 and 1975", "11.8.1960", "11/08/1960" (day first),
// an ISO date with a time or zone behind it. Months in six languages. Only years 1850 to 2100, so
// that a Hijri year is not taken for a Gregorian one.
bool list_date_read(struct view v, struct dates *out);
bool list_date_is_calendar(struct dates d);       // of such a year
// What a title of a column says, in six languages: a field of the map of docs/importing.md, "family-or-name" (Nom, Naam),
// "given-or-name" (Nombre), "family-used" (Nom d'usage), NULL.
const char *list_title(struct view title);
size_t list_country_count(void);                  // for the test of the table
const char *list_country_row(size_t row);
bool text_has_other_script(struct view v);        // a letter that is not Latin
bool text_has_latin(struct view v);
bool view_has_word(struct view v, const char *ascii);  // anywhere, ASCII case ignored
bool view_is_word(struct view v, const char *ascii);   // whole, ASCII case ignored

// --- XML (list_xml.c): each element named in `entries` (NULL-terminated) becomes a small tree
struct xml_attribute {
    struct view name, value;
    const struct xml_attribute *next;
};
struct xml_node {
    const char *name;               // local name
    struct view text;               // of this element itself, pieces joined
    const struct xml_attribute *attributes;
    const struct xml_node *first, *next;
};
typedef struct result xml_entry(struct list_run *run, const struct xml_node *node);
// `root` is the name that the outermost element must have. The root is given first, without children.
RESULT xml_entries(struct list_run *run, struct list_stream *s, const char *root, const char *const *entries,
    xml_entry *take);
const struct xml_node *xml_child(const struct xml_node *n, const char *name);  // NULL-safe, NULL when absent
const struct xml_node *xml_again(const struct xml_node *n);                    // the next of the same name
struct view xml_text(const struct xml_node *n, const char *child);             // trimmed; empty when absent
struct view xml_attribute(const struct xml_node *n, const char *name);

// --- JSON (list_json.c): one value of a stream as bytes
RESULT json_cut(struct list_stream *s, struct text *out, bool *too_big, struct error *err);
int json_blank(struct list_stream *s);            // the next byte that is not white space, not taken

// --- CSV (list_csv.c): RFC 4180, LF or CRLF, one trailing 0x1A allowed
enum { CSV_FIELDS_MAX = 256 };
struct csv {
    struct list_stream *stream;
    char mark;                                    // between cells
    struct text text;                             // the row's bytes
    struct view fields[CSV_FIELDS_MAX];
    size_t count;
    enum csv_fault { CSV_WHOLE, CSV_TOO_BIG, CSV_TOO_WIDE } fault;  // not CSV_WHOLE: the row was passed over, without fields
    bool spans, loose;                            // a cell goes over a line's end; text stands behind a closing quote
    uint64_t line;                                // where the row began, from 1
    uint64_t next_line;
};
struct csv csv_of(struct list_stream *s);
void csv_free(struct csv *c);
// Before the first row: comma, semicolon or tab, whichever the heading has most of outside quotes; a line "sep=;" of a spreadsheet says it, and is taken.
void csv_mark_found(struct csv *c);
// *end at the end of the file. A row above 1 MiB or of more than CSV_FIELDS_MAX cells is read to its end, not kept, and told by
// `fault`. BAD_CSV for a quote that is never closed, TOO_BIG.
RESULT csv_row(struct csv *c, bool *end, struct error *err);
// For rows without which nothing goes on. TOO_BIG; BAD_CSV where a quote may stand open that swallowed the next rows.
RESULT csv_whole(const struct csv *c, struct error *err);

// --- OFAC's words (list_ofac.c)
struct view ofac_value(struct view v);            // trimmed; empty for "-0-"
// A number of a named type; false when the type is not one that identifies.
bool ofac_identity(struct list_run *run, struct view type, struct view country, struct view number);
bool ofac_identity_phrase(struct list_run *run, struct view phrase);  // "Passport X123 (Iran) expires ..."

// --- formats
RESULT list_un_xml(struct list_run *run, struct list_stream *s);
RESULT list_ofac_xml(struct list_run *run, struct list_stream *s);
RESULT list_ofac_enhanced_xml(struct list_run *run, struct list_stream *s);
RESULT list_ofac_csv(struct list_run *run, struct list_stream **s, size_t count);
RESULT list_fr_gels_json(struct list_run *run, struct list_stream *s);
RESULT list_ftm_jsonl(struct list_run *run, struct list_stream *s);
RESULT list_mapped_csv(struct list_run *run, struct list_stream *s);

#endif
