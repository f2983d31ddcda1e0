// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// render_room.h — what the renderings share: small pieces of text in the reader's words.
#ifndef MALINES_API_RENDER_ROOM_H
#define MALINES_API_RENDER_ROOM_H

#include "api/render.h"

void text_said(struct text *t, const struct rendering *r, const char *key, const char *fallback);
void text_semicolon(struct text *t, const struct rendering *r);
void text_bold(struct text *t, const struct rendering *r, bool on);
void text_value(struct text *t, const json_t *v);  // a string without its quotes, a number, JSON; nothing for null
void text_any(struct text *t, const json_t *j, int indent);  // whatever it is, a member a line
void text_member(struct text *t, const struct rendering *r, struct view id);  // its name; its id where there is none
void text_when(struct text *t, struct view at);
void text_basis(struct text *t, const json_t *basis);  // {instrument, article}

// A word of a closed list, "PREFIX.ID" in the message files; where they have none, the id without its underscores.
enum { LISTED_KEY_BYTES = 100 };
bool is_listed(const struct rendering *r, const char *prefix, struct view id, char key[LISTED_KEY_BYTES]);
void text_listed(struct text *t, const struct rendering *r, const char *prefix, struct view id);

// render_check.c: of check_run and check_show; of check_preview
void check_text(struct text *t, const struct rendering *r, const json_t *check);
void preview_text(struct text *t, const struct rendering *r, const json_t *preview);
// render_request.c: of request_show and what changes a request; of request_list
void request_text(struct text *t, const struct rendering *r, const json_t *request);
void requests_text(struct text *t, const struct rendering *r, const json_t *answer);

#endif
