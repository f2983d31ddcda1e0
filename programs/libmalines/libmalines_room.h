// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// libmalines_room.h — what the two files of the library share.
#ifndef MALINES_LIBMALINES_ROOM_H
#define MALINES_LIBMALINES_ROOM_H

#include "malines.h"

#include "codec/json.h"
#include "codec/subject.h"

enum { LIBRARY_WORK_BYTES = 64 * 1024 * 1024 };

struct read_subject {
    json_t *json;  // owned; NULL when the subject is a bare name
    struct name name;
    struct subject subject;
};
RESULT subject_from(const char *text, struct arena *a, struct read_subject *out, struct error *err);
void library_give(char **answer, json_t *j);                       // steals `j`
int library_failed(char **answer, const struct error *e);          // gives the status

#endif
