#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Draw the include arrows between the rooms of src/ and programs/, and fail on one that goes up.

Usage: tests/arrows.py [CHECKOUT]
A room may include what stands below it in FLOORS (rooms of one floor do not see each other).
"""
import collections
import pathlib
import re
import sys

FLOORS = [
    ['programs'],
    ['api'],
    ['node'],
    ['federation', 'requests', 'orders'],
    ['registers'],
    ['audit', 'locked', 'reading'],
    ['sealed', 'evidence', 'prints'],
    ['match', 'dna'],
    ['law'],
    ['store'],
    ['crypto'],
    ['codec'],
    ['net'],
    ['sys'],
    ['base'],
]
BESIDE = {'web'}  # the console's files as a table: links base only, may be included by api and programs
HEIGHT = {room: len(FLOORS) - i for i, floor in enumerate(FLOORS) for room in floor}


def room_of(path, root):
    parts = path.relative_to(root).parts
    return parts[1] if parts[0] == 'src' else parts[0]


def arrows(root):
    found = collections.defaultdict(list)
    for folder in ('src', 'programs'):
        for path in sorted((root / folder).rglob('*.[ch]')):
            here = room_of(path, root)
            for target in re.findall(r'^#include "([^"/]+)/', path.read_text(encoding='utf-8'), re.M):
                if target != here and not (here == 'programs' and (root / 'programs' / target).is_dir()):
                    found[here, target].append(str(path.relative_to(root)))
    return found


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    bad = 0
    found = arrows(root)
    for (here, target), files in sorted(found.items(), key=lambda a: (-HEIGHT.get(a[0][0], 0), -HEIGHT.get(a[0][1], 0))):
        if target in BESIDE and here in ('api', 'programs'):
            up = False
        else:
            up = here not in HEIGHT or target not in HEIGHT or HEIGHT[here] <= HEIGHT[target]
        bad += up
        print(f"{here:>11} -> {target:<11} {len(files):3} files" + ('   GOES UP: ' + ', '.join(files) if up else ''))
    unknown = [p.name for p in (root / 'src').iterdir() if p.is_dir() and p.name not in HEIGHT]
    if unknown:
        print('rooms without a floor:', ', '.join(unknown))
        bad += len(unknown)
    if not found:
        print('no arrows found: is this the checkout?')
        bad += 1
    print(f'{len(found)} arrows, {bad} of them wrong')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
