#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""DNA: figures beside their goals. Called by ./bench dna.

Usage: dna.py BUILD [--pairs] [--profiles N] [--chance [SIDE]] [--oracle [PAIRS]] [--smartrank CHECKOUT] [--peers R_LIBRARY] [--data DIR]
--peers: CRAN's DNAprofiles and DNAtools, installed in that library outside the tree, compare a table of invented people.
Real frequencies and genotypes are read from --data, MALINES_DNA or ../shared/data/dna; without them nothing is measured.
"""
import csv
import itertools
import os
import pathlib
import random
import re
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


def nist_pairs(run, strider, nist):
    ours, (people, full) = json.loads(run(strider, 'Europe', 'pairs', nist)), nist_counted(nist)
    same = ours['people'] == people and ours['full'] == full and ours['hits'] == 0
    print(f'| {people} people of NIST, all pairs at 12 loci, none a hit     | {"as counted apart" if same else "DIFFERENT"}: most agree in {max(i for i, n in enumerate(full) if n)} | no false hit')
    return not same


def peers(library, nist, run, kits, profiles):
    """Pairs a second of processor time of our search, of the loops of two CRAN packages, on profiles of twelve loci."""
    rows = list(csv.DictReader(open(nist, encoding='utf-8-sig')))
    dice = random.Random(4711)
    with tempfile.NamedTemporaryFile('w', suffix='.csv') as table:
        table.write(','.join(f'{l}.{i}' for l in ESS12 for i in (1, 2)) + '\n')
        for _ in range(20000):  # people of real alleles, each locus from somebody else
            table.write(','.join(','.join(sorted((r[f'{l}_1'], r[f'{l}_2']), key=float)) for l in ESS12 for r in [dice.choice(rows)]) + '\n')
        table.flush()
        said = subprocess.run(['Rscript', pathlib.Path(__file__).parent / 'dna_peers.R', library, table.name], check=True, stdout=subprocess.PIPE, text=True).stdout
    figures = run(kits, 'GlobalFiler', 'speed', profiles)
    print(figures, end='')
    ours = profiles / float(re.search(r'one query[^|]*\|\s*([\d.]+) ms', figures).group(1)) * 1e3
    goals = {'DNAprofiles': 20, 'DNAtools': 400}
    bad = 0
    for line in said.splitlines():
        p = json.loads(line)
        rate = p['pairs'] / p['cpu_s']
        bad += ours < goals[p['peer']] * rate
        print(f'| {"beside CRAN " + p["peer"]:52} | {ours / rate:,.0f} × ({rate / 1e6:.1f} M pairs/s)'.ljust(84) + f' | ≥ {goals[p["peer"]]} ×')
    return bad


def main():
    build = pathlib.Path(sys.argv[1])
    data = pathlib.Path(option('--data', '') or os.environ.get('MALINES_DNA') or ROOT.parent / 'shared/data/dna')
    bench, laws = build / 'tests/bench/dna_bench', ROOT / 'laws'
    strider, kits = data / 'freq/STRidER_frequencies_2024-09-24.csv', data / 'euroformix/examples__GF_freq.csv'
    bad = 0
    if '--pairs' in sys.argv and not (strider.exists() and (data / 'freq/nist1036_genotypes_derived.csv').exists()):
        print('SKIPPED: the genotypes of NIST are not here')
        sys.exit(77)
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
    nist = data / 'freq/nist1036_genotypes_derived.csv'
    if '--peers' in sys.argv:
        sys.exit(peers(option('--peers', ''), nist, run, kits, int(option('--profiles', '') or 10_000_000)) > 0)
    if '--oracle' in sys.argv:
        sys.exit(subprocess.run([build / 'src/dna/dna_scan_test', option('--oracle', '100000000')]).returncode)
    if '--pairs' in sys.argv:
        sys.exit(nist_pairs(run, strider, nist))
    print(run(kits, 'GlobalFiler', 'speed', option('--profiles', '') or 10_000_000), end='', flush=True)
    with tempfile.TemporaryDirectory(dir='.') as folder:
        print(run(kits, 'GlobalFiler', 'enter', 300_000, folder), end='', flush=True)
    if nist.exists():
        bad += nist_pairs(run, strider, nist)
    checkout = option('--smartrank', '')
    if checkout:
        bad += subprocess.run([sys.executable, ROOT / 'tests/interop/dna_oracle.py', build / 'tests/interop/dna_lr', laws, '--smartrank', checkout]).returncode != 0
    sys.exit(bad > 0)


if __name__ == '__main__':
    main()
