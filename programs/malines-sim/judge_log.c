// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// judge_log.c — the log, read with the judge's own eyes: entries in order, one leaf a message, and every
// checkpoint ever seen recomputed by the plain definition of RFC 6962 §2.1, without the log's stored hashes.
#include "judge.h"
