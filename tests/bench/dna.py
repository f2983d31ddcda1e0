#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""DNA: figures beside their goals. Called by ./bench dna.

Usage: dna.py BUILD [--profiles N] [--chance [SIDE]] [--oracle [PAIRS]] [--smartrank CHECKOUT] [--data DIR]
Real frequencies and genotypes are read from --data, MALINES_DNA or ../shared/data/dna; without them nothing is measured.
"""
import csv
import itertools
import os
import pathlib
import subprocess
import sys
import tempfile
import json

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ESS12 = ['D3S1358', 'vWA', 'D8S1179', 'D21S11', 'D18S51', 'TH01', 'FGA', 'D1S1656', 'D2S441', 'D10S1248', 'D12S391', 'D22S1045']


def option(name, usual):
    if name not in sys.argv:
        return None
    at = sys.argv.index(name) + 1
    return sys.argv[at] if at < len(sys.argv) and not sys.argv[at].startswith('--') else usual


def nist_counted(path):
    """The same pairs counted by another program: how many of twelve loci agree."""
    rows = list(csv.DictReader(open(path, encoding='utf-8-sig')))
    people = [tuple(tuple(sorted((r[f'{l}_1'], r[f'{l}_2']))) for l in ESS12) for r in rows]
    full = [0] * 13
    for a, b in itertools.combinations(people, 2):
        full[sum(x == y for x, y in zip(a, b))] += 1
    return len(people), full


def main():
    build = pathlib.Path(sys.argv[1])
    data = pathlib.Path(option('--data', '') or os.environ.get('MALINES_DNA') or ROOT.parent / 'shared/data/dna')
    bench, laws = build / 'tests/bench/dna_bench', ROOT / 'laws'
    strider, kits = data / 'freq/STRidER_frequencies_2024-09-24.csv', data / 'euroformix/examples__GF_freq.csv'
    bad = 0
    if not strider.exists():
        sys.exit(f'{data}: no frequencies there; name a folder with --data')

    def run(freq, population, *rest):
        return subprocess.run([bench, laws, freq, population, *map(str, rest)], check=True, stdout=subprocess.PIPE, text=True).stdout
    if '--chance' in sys.argv:
        for country in ('BELGIUM', 'FRANCE', 'SPAIN'):
            said = run(strider, country, 'chance', option('--chance', '100000'))
            print(said, end='', flush=True)
            bad += said.count('OUTSIDE')
        sys.exit(bad > 0)
    if '--oracle' in sys.argv:
        sys.exit(subprocess.run([build / 'src/dna/dna_scan_test', option('--oracle', '100000000')]).returncode)
    print(run(kits, 'GlobalFiler', 'speed', option('--profiles', '') or 10_000_000), end='', flush=True)
    with tempfile.TemporaryDirectory(dir='.') as folder:
        print(run(kits, 'GlobalFiler', 'enter', 300_000, folder), end='', flush=True)
    nist = data / 'freq/nist1036_genotypes_derived.csv'
    if nist.exists():
        ours, (people, full) = json.loads(run(strider, 'Europe', 'pairs', nist)), nist_counted(nist)
        same = ours['people'] == people and ours['full'] == full and ours['hits'] == 0
        print(f'| {people} people of NIST, all pairs at 12 loci, none a hit     | {"as counted apart" if same else "DIFFERENT"}: most agree in {max(i for i, n in enumerate(full) if n)} | no false hit')
        bad += not same
    checkout = option('--smartrank', '')
    if checkout:
        bad += subprocess.run([sys.executable, ROOT / 'tests/interop/dna_oracle.py', build / 'tests/interop/dna_lr', laws, '--smartrank', checkout]).returncode != 0
    sys.exit(bad > 0)


if __name__ == '__main__':
    main()
