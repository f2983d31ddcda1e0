#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""How well and how fast names are found, at the size of a continent's register. Called by ./bench names.

--size PEOPLE[:IDENTIFIERS]   of the register (default 2M:0; 2M:91M is the SIS of 2024 and takes a while)
--among PEOPLE                among whom listed persons are looked for (default 1M; 0: not)
--others QUESTIONS            of each list and way that are asked of the other programs too, at most (default 400; 0: not)
--peers VENV                  a venv with tantivy and xapian, outside the tree (peers.py says how; else these two are left out)
--data DIR                    lists of names and watchlists (default ../shared/data)"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
import retrieval  # noqa: E402

GOALS = {'search, year: per second on all threads': ('≥ 8,000/s', lambda v: v >= 8000), 'search, no date: median': ('≤ 1,000 us at 1 M', None),
         'exhaustive scan: missed by the index': ('0', lambda v: v == 0), 'resident': ('≤ 12,288 MB', lambda v: v <= 12288),
         'snapshot read': ('< 60 s', lambda v: v < 60), 'an alert put under load, until found: longest': ('< 1,000 ms', lambda v: v < 1000)}


def number(text):
    return int(float(text[:-1]) * {'k': 1e3, 'M': 1e6}[text[-1]]) if text[-1:] in ('k', 'M') else int(text)


class Table:
    def __init__(self):
        self.rows = []

    def row(self, what, measured, goal='', met=None):
        self.rows.append((what, measured, goal, '' if met is None else 'yes' if met else 'NO'))
        print(f'  {what}: {measured}', flush=True)

    def show(self, load):
        print(f'\nMachine: {os.cpu_count()} cores, load before: {load:.1f}. Times of searches are processor time.')
        if load > 1:
            print('The machine was busy with other work: times are longer than they are on a machine at rest.')
        print()
        widths = [max(len(r[i]) for r in self.rows + [('what', 'measured', 'goal', 'met')]) for i in range(4)]
        for r in [('what', 'measured', 'goal', 'met'), tuple('-' * w for w in widths), *self.rows]:
            print('| ' + ' | '.join(c.ljust(w) for c, w in zip(r, widths)) + ' |')


def scale(build, data, size, table):
    people, _, identifiers = size.partition(':')
    program = subprocess.Popen([build / 'tests' / 'bench' / 'names_scale', data / 'names', str(number(people)), str(number(identifiers or '0')),
                                str(os.cpu_count())], stdout=subprocess.PIPE, text=True)
    for line in program.stdout:
        what, value, unit = line.rstrip('\n').split('|')
        goal, met = GOALS.get(what, ('', None))
        shown = f'{float(value):,.3f}' if float(value) < 10 else f'{float(value):,.0f}'
        table.row(f'{size} · {what}', f'{shown} {unit}'.strip(), goal, met(float(value)) if met else None)
    if program.wait():
        table.row(f'{size}', f'SKIPPED or failed with {program.returncode}')


def main():
    options = argparse.ArgumentParser(prog='./bench names', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('build')
    options.add_argument('--size', action='append')
    options.add_argument('--among', default='1M')
    options.add_argument('--others', type=int, default=400)
    options.add_argument('--peers')
    options.add_argument('--data', default=str(ROOT.parent / 'shared' / 'data'))
    options = options.parse_args()
    build, data, load = pathlib.Path(options.build), pathlib.Path(options.data), os.getloadavg()[0]
    table = Table()
    if not (data / 'names').is_dir():
        print(f'SKIPPED: no lists of names in {data} (see --data)')
        return
    with tempfile.TemporaryDirectory(prefix='malines-names-') as folder:
        if number(options.among):
            retrieval.run(build, data, number(options.among), pathlib.Path(folder), table.row, options.peers, options.others)
    for size in options.size or ['2M']:
        scale(build, data, size, table)
    table.show(load)


if __name__ == '__main__':
    main()
