#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""How well and how fast names are found, at the size of a continent's register. Called by ./bench names.

--size PEOPLE[:IDENTIFIERS],…  of the register, one after the other (default 2M:0; 2M:91M is the SIS of 2024, 90M the stress beyond it)
--among PEOPLE                 among whom listed persons are looked for (default 1M; 0: not)
--lists UN,OFAC,EU             whose persons are looked for (default: all)
--snapshots DIR                keep the index of people of each size there (6 GB for 90M), and begin from it if it is there; --among looks
                               among these as well
--scanned QUESTIONS            that an exhaustive scan is asked as well, at each size (default 200: half a minute at 2M, half an hour at 90M; 0: none)
--others QUESTIONS             of each list and way that are asked of the other programs too, at most (default 400; 0: not)
--peers VENV                   a venv with tantivy and xapian, outside the tree (peers.py says how; else these two are left out)
--data DIR                     lists of names and watchlists (default ../shared/data)"""
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

GOALS = {'exhaustive scan: missed by the index': ('0', lambda v: v == 0), 'exhaustive scan: wrong beside all compared in full': ('0', lambda v: v == 0), 'snapshot read': ('< 60 s', lambda v: v < 60),
         'an alert put under load, until found: longest': ('< 1,000 ms', lambda v: v < 1000)}
RATE, BEFORE = 'search, year: per second on all threads', 'search, year, words asked before: per second on all threads'
KEYED = 'composite key, floor 0.007: '
GOALS_AT = {2e6: {KEYED + 'recall': ('≥ 0.98', lambda v: v >= 0.98), KEYED + 'others told a question': ('≤ 2', lambda v: v <= 2),
                  KEYED + 'median, not there': ('≤ 5 us', lambda v: v <= 5),
                  RATE: ('≥ 8,000/s', lambda v: v >= 8000), BEFORE: ('≥ 8,000/s', lambda v: v >= 8000), 'resident': ('≤ 12,288 MiB', lambda v: v * 1e6 <= 12288 << 20)},
            90e6: {RATE: ('≥ 500/s', lambda v: v >= 500), 'search, year: median': ('≤ 3,000 us', lambda v: v <= 3000),
                   'search, no date: median': ('≤ 15,000 us', lambda v: v <= 15000), 'resident': ('≤ 8,192 MiB', lambda v: v * 1e6 <= 8192 << 20)}}


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


def snapshot_of(folder, people):
    return pathlib.Path(folder) / f'people-{people}.index' if folder else None


def scale(build, data, size, options, table):
    """Gives what was measured: name to value."""
    people, _, identifiers = size.partition(':')
    held = dict(os.environ, SCALE_SCANNED=str(options.scanned))
    if options.snapshots:
        held['SCALE_SNAPSHOT'] = str(snapshot_of(options.snapshots, number(people)))
    program = subprocess.Popen([build / 'tests' / 'bench' / 'names_scale', data / 'names', str(number(people)), str(number(identifiers or '0')),
                                str(os.cpu_count())], stdout=subprocess.PIPE, text=True, env=held)
    goals, found = {**GOALS, **GOALS_AT.get(number(people), {})}, {}
    for line in program.stdout:
        what, value, unit = line.rstrip('\n').split('|')
        found[what] = float(value)
        goal, met = goals.get(what, ('', None))
        table.row(f'{size} · {what}', f'{shown(found[what])} {unit}'.strip(), goal, met and met(found[what]))
    if program.wait():
        table.row(f'{size}', f'SKIPPED or failed with {program.returncode}')
    return found


def shown(value):
    return f'{value:,.3f}' if value < 10 else f'{value:,.0f}'


GROWTH = (('bytes a person', 'bytes a person'), ('no date: µs', 'search, no date: median'), ('p90', 'search, no date: p90'), ('/s', 'search, no date: per second on all threads'),
          ('year: µs', 'search, year: median'), ('p90', 'search, year: p90'), ('/s', RATE),
          ('asked before: µs', 'search, year, words asked before: median'), ('/s', BEFORE),
          ('full date: µs', 'search, full date: median'), ('/s', 'search, full date: per second on all threads'),
          ('recall at 10: no date', 'search, no date: recall at 10'), ('year', 'search, year: recall at 10'), ('date', 'search, full date: recall at 10'),
          ('put until found, longest: ms', 'an alert put under load, until found: longest'),
          ('scan: candidates', 'exhaustive scan: candidates'), ('missed', 'exhaustive scan: missed by the index'),
          ('memory: GB/s, all threads', 'memory: read by all threads'), ('a read anywhere: ns', 'memory: a read anywhere'))


def growth(sizes):
    """One row a size: how the cost grows."""
    print('\n| people | ' + ' | '.join(title for title, _ in GROWTH) + ' |')
    print('|---' * (len(GROWTH) + 1) + '|')
    for size, found in sizes.items():
        print(f'| {size} | ' + ' | '.join(shown(found[what]) if what in found else '' for _, what in GROWTH) + ' |')


def main():
    options = argparse.ArgumentParser(prog='./bench names', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('build')
    options.add_argument('--size', action='append')
    options.add_argument('--among', default='1M')
    options.add_argument('--lists')
    options.add_argument('--snapshots')
    options.add_argument('--scanned', type=int, default=200)
    options.add_argument('--others', type=int, default=400)
    options.add_argument('--peers')
    options.add_argument('--data', default=str(ROOT.parent / 'shared' / 'data'))
    options = options.parse_args()
    build, data, load = pathlib.Path(options.build), pathlib.Path(options.data), os.getloadavg()[0]
    table, sizes, among = Table(), {}, number(options.among)
    if not (data / 'names').is_dir():
        print(f'SKIPPED: no lists of names in {data} (see --data)')
        return
    for size in ','.join(options.size or ['2M']).split(','):
        if number(size.partition(':')[0]):
            sizes[size] = scale(build, data, size, options, table)
    if among:
        snapshot = snapshot_of(options.snapshots, among)
        with tempfile.TemporaryDirectory(prefix='malines-names-') as folder:
            retrieval.run(build, data, among, pathlib.Path(folder), table.row, options.peers, options.others, options.lists and options.lists.split(','),
                          snapshot if snapshot and snapshot.exists() else None)
    table.show(load)
    growth(sizes)


if __name__ == '__main__':
    main()
