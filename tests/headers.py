#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Every tracked source file says whose it is and under which licence (REUSE), and no door is a god header.

Usage: tests/headers.py [CHECKOUT]
"""
import pathlib
import subprocess
import sys

TAGGED = {'.c', '.h', '.py', '.sh', '.ts', '.svelte', '.css', '.yaml', '.js', '.mjs', '.go'}
DOOR_LINES_MAX = 260


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
        text = path.read_text(encoding='utf-8', errors='replace')
        faults = [] if 'SPDX-License-Identifier: ' in text[:600] else ['no SPDX-License-Identifier']
        if path.suffix == '.h' and name.startswith('src/') and text.count('\n') > DOOR_LINES_MAX and 'tables' not in name:
            faults.append(f'a door of more than {DOOR_LINES_MAX} lines')
        good += not faults
        bad += bool(faults)
        for fault in faults:
            print(f'{name}: {fault}')
    print(f'{good + bad} files read, {bad} of them wrong')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
