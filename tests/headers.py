#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Every tracked source file says whose it is and under which licence (REUSE), no door is a god header, no line of C is too long to read.

Usage: tests/headers.py [CHECKOUT]
"""
import pathlib
import subprocess
import sys

TAGGED = {'.c', '.h', '.py', '.sh', '.ts', '.svelte', '.css', '.yaml', '.js', '.mjs', '.go'}
DOOR_LINES_MAX = 260
COLUMNS_MAX = 160
MEASURED = ('src/', 'programs/', 'tests/')


def faults_of(name, text):
    """Yields (line or None, what is wrong) of the file `name`, a path from the root of the checkout."""
    path = pathlib.PurePath(name)
    rows_of_data = 'tables' in path.parts  # one row, one line
    if 'SPDX-License-Identifier: ' not in text[:600]:
        yield None, 'no SPDX-License-Identifier'
    if path.suffix == '.h' and name.startswith('src/') and text.count('\n') > DOOR_LINES_MAX and not rows_of_data:
        yield None, f'a door of more than {DOOR_LINES_MAX} lines'
    if path.suffix in {'.c', '.h'} and name.startswith(MEASURED) and not rows_of_data:
        for number, line in enumerate(text.split('\n'), 1):
            if len(line) > COLUMNS_MAX:
                yield number, f'{len(line)} columns, of {COLUMNS_MAX}'


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    listed = subprocess.run(['git', 'ls-files', '-z'], cwd=root, capture_output=True)
    if listed.returncode:
        print('SKIPPED: not a git checkout')
        return 77
    bad = good = 0
    for name in filter(None, listed.stdout.decode().split('\0')):
        path = root / name
        if path.suffix not in TAGGED or not path.is_file() or name.startswith('tests/fuzz/corpus/'):
            continue
        faults = list(faults_of(name, path.read_text(encoding='utf-8', errors='replace')))
        good += not faults
        bad += bool(faults)
        for line, fault in faults:
            print(f'{name}:{line}: {fault}' if line else f'{name}: {fault}')
    print(f'{good + bad} files read, {bad} of them wrong')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
