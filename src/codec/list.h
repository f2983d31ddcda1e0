// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// list.h — readers of the lists that states and organisations publish: hostile bytes in, one line an entry out.
//
// list_parse() streams. Each entry that can be read leaves as ONE line of canonical JSON (keys sorted, no LF):
//   {"links":["EU.12.34"],"listed_on":"2012-12-31","program":"...","reason":"...","ref":"CDi.001","subject":{...}}
// `ref` is the reference its publisher prints, never a row number that changes from one edition to the next
// (UN: REFERENCE_NUMBER; OFAC: "OFAC-" and the uid; French Treasury: "FR-" and IdRegistre; FollowTheMoney: the
// entity's id). `subject` is the form of codec/subject.h; names are kept as received, dates become intervals.
// Every member but "ref" and "subject" may be absent.
//
// What can't be read is counted and named in the report and the rest is kept, but never half an entry: an entry
// without a reference or a name, too large, or with a reference seen before is left out whole; a date, country or
// number that can't be read is left off its entry. When the file as such is broken (cut short, not the format
// announced, over a ceiling) list_parse() fails: the caller must then drop all the lines it was given, because a
// list cut short would look like removals.
//
// The report: {"format":"un-xml","entries":1003,"by_kind":{"person":730,...},"names":5000,"passed_over":0,
//   "list_date":"2026-02-27","unread_count":2,"unread":[{"where":"entry CDi.004","code":"BAD_DATE","what":"birth"}]}
// `unread` holds the first LIST_UNREAD_SHOWN; it never holds the value itself (promise P14). `passed_over` counts
// things that are no subjects (FollowTheMoney payments, addresses ...).
#ifndef MALINES_CODEC_LIST_H
#define MALINES_CODEC_LIST_H

#include "codec/json.h"

#define LIST_FORMATS(X)                      \
    X(UN_XML, "un-xml")                      \
    X(OFAC_CSV, "ofac-csv")                  \
    X(OFAC_XML, "ofac-xml")                  \
    X(OFAC_ENHANCED_XML, "ofac-enhanced-xml") \
    X(FR_GELS_JSON, "fr-gels-json")          \
    X(FTM_JSONL, "ftm-jsonl")                \
    X(CSV, "csv")

enum list_format {
#define X(name, text) LIST_##name,
    LIST_FORMATS(X)
#undef X
    LIST_FORMAT_COUNT
};

bool list_format_read(struct view name, enum list_format *out);

enum {
    LIST_INPUT_BYTES_MAX = 512 * 1024 * 1024,  // of one source, after inflation
    LIST_ENTRY_BYTES_MAX = 1024 * 1024,
    LIST_TEXT_BYTES_MAX = 64 * 1024,           // one text of an XML or CSV file
    LIST_REASON_BYTES_MAX = 2000,              // longer ones are cut at a character
    LIST_DEPTH_MAX = 32,
    LIST_GZ_RATIO_MAX = 200,                   // inflated to packed, after the first MiB
    LIST_UNREAD_SHOWN = 100,
    LIST_SOURCES_MAX = 8
};

// Of CSV. What is not said is told by a byte order mark, else by the zero bytes of UTF-16, else it is UTF-8; never guessed among pages of 8 bits,
// because an Arabic name read as a French one is asked about all the same, and answered "not there".
#define LIST_ENCODINGS(X)            \
    X(UNSAID, "")                    \
    X(UTF_8, "utf-8")                \
    X(UTF_16LE, "utf-16le")          \
    X(UTF_16BE, "utf-16be")          \
    X(WINDOWS_1252, "windows-1252")  \
    X(WINDOWS_1256, "windows-1256")

enum list_encoding {
#define X(name, text) LIST_##name,
    LIST_ENCODINGS(X)
#undef X
    LIST_ENCODING_COUNT
};

bool list_encoding_read(struct view name, enum list_encoding *out);  // false for the empty text, too

// Where bytes come from: read() gives how many it wrote, 0 at the end, -1 on failure. gzip is inflated.
struct list_source {
    ssize_t (*read)(void *state, char *into, size_t room);
    void *state;
};

// Takes one line, without LF. A failure ends the parse and is passed on.
typedef struct result list_sink(void *state, struct view line, struct error *err);

struct list_order {
    enum list_format format;
    bool original_script_only;  // of an entry that has names in a script other than Latin, keep those only
    bool tell_unread;           // each line says what of it could not be read ("unread": text), and what is left out has a line of its ref and that alone
    const json_t *map;          // for LIST_CSV: see docs/importing.md; borrowed
    bool by_titles;             // LIST_CSV without a map: columns by their titles in six languages; the first line to leave is {"columns":[[title, field
                                // or null],…]}; a row of a table without references is "line N" of its file
    enum list_encoding encoding;  // LIST_CSV
};

// `sources`: one, but for LIST_OFAC_CSV the SDN file and, in any order, ALT and ADD. *report is a new reference,
// written on success only. BAD_FORMAT, BAD_TEXT, BAD_XML, BAD_JSON, BAD_CSV, TOO_BIG, TOO_DEEP, BAD_ARGUMENT,
// NO_SYSTEM (a source failed), or what the sink gave back.
RESULT list_parse(const struct list_order *order, const struct list_source *sources, size_t source_count,
                  list_sink *sink, void *sink_state, json_t **report, struct error *err);

// Invented people for demonstrations, same lines, same report. `flavour` is fr, es, be or ma. The first tenth
// of `count` are identities shared by all flavours of one seed: same birth date, own spelling or script.
RESULT list_invent(uint64_t seed, size_t count, struct view flavour, list_sink *sink, void *sink_state,
                   json_t **report, struct error *err);

#endif
