#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A number for the sources and tables that make words of names and keys of numbers: snapshots of an index made by others are not read (snapshot.c).
engine_print.py FILE... > engine_print.h"""
import hashlib
import pathlib
import sys

read = hashlib.sha256()
for path in sorted(sys.argv[1:], key=lambda p: pathlib.Path(p).name):
    read.update(pathlib.Path(path).read_bytes())
print('// Made by engine_print.py.')
print(f'#define ENGINE_SOURCES 0x{read.hexdigest()[:16]}u')
