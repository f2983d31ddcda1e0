#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Every C file is read by clang, too, as the build has it, without a warning: the build itself tells of one compiler only.

Usage: tests/clang.py BUILD
"""
import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

DROPPED_WITH_NEXT = {'-o', '-MF', '-MQ'}
DROPPED = {'-MD', '-c'}
FIRST = 20


def asked_of_clang(clang, command):
    """The command of a build as clang understands it: it reads and writes nothing."""
    words = shlex.split(command)
    while not words[0].startswith('-'):  # the compiler, and a cache before it
        words.pop(0)
    kept = []
    while words:
        word = words.pop(0)
        if word in DROPPED_WITH_NEXT:
            words.pop(0)
        elif word not in DROPPED:
            kept.append(word)
    return [clang, '-fsyntax-only', '-Werror', '-Wno-unknown-warning-option', *kept]


def said_of(clang, row):
    """What clang says of a file; nothing when it has nothing to say."""
    read = subprocess.run(asked_of_clang(clang, row['command']), cwd=row['directory'], capture_output=True, text=True)
    return '' if read.returncode == 0 else f"{row['file']}\n{read.stderr.strip()}"


def main():
    clang = shutil.which('clang') or shutil.which('clang-14')
    if not clang:
        print('SKIPPED: no clang here')
        return 77
    rows = [row for row in json.loads((pathlib.Path(sys.argv[1]) / 'compile_commands.json').read_text()) if row['file'].endswith('.c')]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        said = [text for text in pool.map(lambda row: said_of(clang, row), rows) if text]
    print('\n'.join(said[:FIRST]))
    print(f'{len(rows) - len(said)} of {len(rows)} files read by clang without a word')
    return 1 if said or not rows else 0


if __name__ == '__main__':
    sys.exit(main())
