// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// data.h — the kinds of data of which the law counts searches apart (Reg. (EU) 2024/982 arts. 14 and 23).
#ifndef MALINES_PRINTS_DATA_H
#define MALINES_PRINTS_DATA_H

#include "base/view.h"

enum prints_data { PRINTS_fingers, PRINTS_palms, PRINTS_faces, PRINTS_DATA_COUNT };
enum { PRINTS_BYTES_MAX = 2 * 1024 * 1024 };  // of a container that travels
const char *prints_data_name(enum prints_data d);
bool prints_data_read(struct view v, enum prints_data *out);

#endif
