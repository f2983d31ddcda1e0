// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
#include "codec/list_room.h"
RESULT list_ofac_xml(struct list_run *run, struct list_stream *s) { (void)s; return FAIL(run->err, BAD_ARGUMENT, "not built yet"); }
RESULT list_ofac_enhanced_xml(struct list_run *run, struct list_stream *s) { (void)s; return FAIL(run->err, BAD_ARGUMENT, "not built yet"); }
