#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of docs/safeguards.md name only what is there; SECURITY.md too. Prints the cells that are open.

A name is `file` or `file:word`; the word must stand in the file. A row without where it is built and shown is a fault
unless the cell says so.

Usage: tests/safeguards.py [CHECKOUT]
"""
import pathlib
import re
import sys

PATH = re.compile(r'`((?:src|tests|laws|docs|programs|i18n)/[\w./-]+|SECURITY\.md)(?::(\w+))?`')


def rows(text):
    for line in text.splitlines():
        cells = [c.strip() for c in line.strip('|').split('|')]
        if line.startswith('|') and not line.startswith('|---') and len(cells) == 5 and cells[2] != 'built in':
            yield cells


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    table = (root / 'docs/safeguards.md').read_text(encoding='utf-8')
    faults, named, still_open = [], 0, 0
    for where, text in (('docs/safeguards.md', table), ('SECURITY.md', (root / 'SECURITY.md').read_text(encoding='utf-8'))):
        for name, word in PATH.findall(text):
            named += 1
            path = root / name
            if not path.exists():
                faults.append(f'{where}: {name} is not there')
            elif word and not re.search(rf'\b{word}\b', path.read_text(encoding='utf-8')):
                faults.append(f'{where}: {name} has no {word}')
    directive = table.split('## Directive (EU) 2016/680')[1].split('\n## ')[0]
    led = {(cells[0], cells[1]) for cells in rows(directive) if cells[0] != 'art.'}
    wanted = ['4', '5', '6', '7', '8', '9(3)', '9(4)', '10', '11', '13', '18', '19', '25', '30', '32', '35', '36', '37', '38', '39']  # those with a machine check
    faults += [f'Directive (EU) 2016/680 art. {a} has no row' for a in wanted if not any(re.match(rf'{re.escape(a)}(?!\d)', n) for n, _ in led)]
    promised = {cells[0] for cells in rows(table)}
    faults += [f'promise P{n} has no row' for n in range(1, 15) if f'P{n}' not in promised]
    for number, what, built, shown, missing in rows(table):
        if '**open**' in built + shown or missing:
            still_open += 1
            print(f'open: {number} {what}: {missing or "built or shown nowhere"}')
        if not what:
            faults.append(f'{number}: a row without what it is about')
        if not built:
            faults.append(f'{number}: an empty cell must say **open**')
        if (number, what) in led and (not shown or '**open**' in built + shown):
            faults.append(f'Directive (EU) 2016/680 art. {number}: it must be built and shown somewhere')
    for fault in faults:
        print(fault)
    print(f'{named} places named, {len(faults)} of them wrong, {still_open} rows with something open')
    return 1 if faults or not named else 0


if __name__ == '__main__':
    sys.exit(main())
