// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// shell.h — the command line read by the table, and made into a call. Pure: no files, no sockets.
#ifndef MALINES_API_SHELL_H
#define MALINES_API_SHELL_H

#include "api/commands.h"

struct shell {
    const struct command *command;
    const char *node, *key, *lang;  // NULL: not given
    bool json, help;
    json_t *values;  // owned; by parameter name. Texts, numbers, flags and lists as typed; TYPE_JSON and TYPE_SECRET as
                     // the text that was given; what a subject is made of by the names of SUBJECT_OPTIONS
};

// `arguments` are those after the program's name; options that every command has may stand before its words. BAD_ARGUMENT says
// which; with --help nothing is required. When it fails *out says how the refusal is to be told, `lang` and `json`, and no more.
RESULT shell_read(const char *const *arguments, size_t count, struct shell *out, struct error *err);
// BAD_ARGUMENT, with what may follow the first word where commands begin with it.
struct result no_such_command(const char *const *arguments, size_t count, struct error *err);
void shell_free(struct shell *s);

// The subject of codec/subject.h from the options. BAD_ARGUMENT when nothing identifies anybody.
RESULT shell_subject(const json_t *values, json_t **out, struct error *err);

// The call for `values`, whose members have by now the types that the API wants. Path and query are escaped.
void shell_address(const struct command *c, const json_t *values, struct text *path, struct text *query);
void shell_body(const struct command *c, const json_t *values, struct text *out);

#endif
