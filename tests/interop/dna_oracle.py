#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""An independent reading of the LRmix model, and SmartRank's own validation cases where they are at hand.

Usage: dna_oracle.py DNA_LR LAWS [--smartrank CHECKOUT]
The oracle sums over every allele of the population (no "other" allele, no tables, no symmetry), so it shares nothing
with src/dna/mixture.c but the article. SmartRank prints five digits, so five digits are compared with it.
"""
import csv
import itertools
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

TOLERANCE = 1e-6


def run(lr, laws, freq, case, candidates):
    lines = [json.dumps(case)] + [json.dumps({'id': i, 'profile': p}) for i, p in candidates]
    with tempfile.NamedTemporaryFile('w', suffix='.csv') as f:
        loci = sorted(freq)
        alleles = sorted({a for t in freq.values() for a in t}, key=float)
        f.write(','.join(['Allele'] + loci) + '\n')
        for a in alleles:
            f.write(','.join([a] + [repr(freq[l][a]) if a in freq[l] else '' for l in loci]) + '\n')
        f.flush()
        out = subprocess.run([lr, laws, f.name], input='\n'.join(lines) + '\n', capture_output=True, text=True)
    if out.returncode:
        sys.exit(out.stderr)
    direct, index = {}, {}
    for line in out.stdout.splitlines():
        words = line.split()
        (index if words[0] == 'index' else direct)[int(words[-3])] = float(words[-2])
    return direct, index


def genotype_probability(freq, theta, counts, genotype):
    total, p = sum(counts.values()), 1.0 if genotype[0] == genotype[1] else 2.0
    counts = dict(counts)
    for a in genotype:
        p *= (counts.get(a, 0) * theta + (1 - theta) * freq[a]) / (1 + (total - 1) * theta)
        counts[a] = counts.get(a, 0) + 1
        total += 1
    return p, counts


def trace_probability(seen, people, drop_in, freq):
    p, by_allele = 1.0, {}
    for (a, b), d in people:
        for allele, stays_away in ([(a, d * d)] if a == b else [(a, d), (b, d)]):
            if allele in seen:
                by_allele.setdefault(allele, []).append(stays_away)
            else:
                p *= stays_away
    for away in by_allele.values():
        p *= 1 - math.prod(away)
    strange = [a for a in seen if a not in by_allele]
    for a in strange:
        p *= drop_in * freq[a]
    return p if strange else p * (1 - drop_in)


def hypothesis(traces, known, unknowns, dropout, drop_in, theta, freq):
    counts = {}
    for (a, b), _ in known:
        counts[a] = counts.get(a, 0) + 1
        counts[b] = counts.get(b, 0) + 1
    genotypes = list(itertools.combinations_with_replacement(sorted(freq, key=float), 2))

    def total(left, people, met):
        if left == 0:
            return math.prod(trace_probability(t, people, drop_in, freq) for t in traces)
        s = 0.0
        for g in genotypes:
            p, after = genotype_probability(freq, theta, met, g)
            s += p * total(left - 1, people + [(g, dropout)], after)
        return s
    return total(unknowns, list(known), counts)


def expected(case, freq, profile):
    log = 0.0
    for locus, f in freq.items():
        traces = [r[locus] for r in case['replicates']]
        fixed = [(tuple(k['profile'][locus]), k['prosecution']) for k in case['known']]
        hp = hypothesis(traces, [(tuple(profile[locus]), case['prosecution']['candidate'])] + fixed, case['prosecution']['unknowns'],
                        case['prosecution']['dropout'], case['drop_in'], case['theta'], f)
        hd = hypothesis(traces, [(tuple(k['profile'][locus]), k['defence']) for k in case['known']], case['defence']['unknowns'],
                        case['defence']['dropout'], case['drop_in'], case['theta'], f)
        log += math.log10(hp / hd) if hp > 0 else -math.inf
    return log


def invented(rng, with_known, replicates, unknowns, theta):
    freq = {}
    for locus, lengths in (('TH01', ['6', '7', '8', '9', '9.3']), ('D18S51', ['12', '13', '14', '15', '16', '17']), ('VWA', ['14', '15', '16', '17'])):
        weights = [rng.random() + 0.1 for _ in lengths]
        freq[locus] = {a: w / sum(weights) for a, w in zip(lengths, weights)}

    def person():
        return {l: sorted(rng.choices(list(f), k=2), key=float) for l, f in freq.items()}
    crowd = [person() for _ in range(2)]
    traces = [{l: sorted({a for c in crowd for a in c[l] if rng.random() > 0.15}, key=float) for l in freq} for _ in range(replicates)]
    known = [{'profile': crowd[1], 'prosecution': 0.05, 'defence': 0.1}] if with_known else []
    case = {'replicates': traces, 'known': known, 'drop_in': 0.05, 'theta': theta, 'rare': 0.001,
            'prosecution': {'candidate': 0.1, 'unknowns': unknowns - 1, 'dropout': 0.2}, 'defence': {'unknowns': unknowns, 'dropout': 0.2}}
    return freq, case, [(1, crowd[0])] + [(i, person()) for i in range(2, 8)]


def compare_invented(lr, laws):
    rng, worst, n = random.Random(4711), 0.0, 0
    for with_known, replicates, unknowns, theta in itertools.product((False, True), (1, 2), (1, 2), (0.0, 0.01, 0.03)):
        freq, case, people = invented(rng, with_known, replicates, unknowns, theta)
        direct, index = run(lr, laws, freq, case, people)
        for i, profile in people:
            want = expected(case, freq, profile)
            for got in (direct[i], index.get(i, -math.inf)):
                apart = 0.0 if got == want else abs(got - want)
                if not apart <= TOLERANCE:
                    sys.exit(f'known {with_known} replicates {replicates} unknowns {unknowns} theta {theta}: {got}, the oracle says {want}')
                worst = max(worst, apart)
                n += 1
    print(f'{n} ratios as the oracle, at most {worst:.1e} apart in log10')


# ---- SmartRank ----
CASES = [  # of ValidationTest.java: database, sample, known, rare, drop-in, theta, drop-outs Hp and Hd, expected
    ('database_codis_generated_100.csv', 'FOEC0000BE#08-GBCX0000LU#09.csv', 0.0003, 0.03, 'FOEC0000BE#08-GBCX0000LU#09-expectedresults.txt'),
    ('SMARTRANK-27-database.csv', 'SMARTRANK-27-sample.csv', 0.0001, 0.03, 'SMARTRANK-27-expectedresults.txt'),
    ('SMARTRANK-42-database.csv', 'SMARTRANK-42-sample.csv', 0.0001, 0.03, 'SMARTRANK-42-expectedresults.txt'),
    ('SMARTRANK-49-database.csv', 'SMARTRANK-49-sample.csv', 0.0001, 0.03, 'SMARTRANK-49-expectedresults.txt'),
    ('SMARTRANK-234-database.csv', 'SMARTRANK-234-sample.csv', 0.0001, 0.0, 'SMARTRANK-234-expectedresults.txt'),
]


def shown(git, name):
    folder = 'src/test/resources/nl/minvenj/nfi/smartrank/validation/'
    return subprocess.run(['git', '-C', git, 'show', f'HEAD:{folder}{name}'], capture_output=True, check=True).stdout.decode('utf-8-sig')


def smartrank_profiles(text):
    rows = list(csv.reader(text.splitlines()))
    out = []
    for row in rows[1:]:
        profile = {}
        for name, value in zip(rows[0][1:], row[1:]):
            if value and value != 'NULL':
                profile.setdefault(re.sub(r'_\d$', '', name), []).append(value)
        out.append((row[0], {l: v for l, v in profile.items() if len(v) == 2}))
    return out


def compare_smartrank(lr, laws, git):
    freq = {}
    for marker in tree.fromstring(shown(git, 'str_base_validation_file.xml')).iter('marker'):
        for origin in marker.iter('origin'):
            if origin.get('name') == 'Entire Database':
                freq[marker.find('name').text.upper()] = {f.get('allele'): float(f.text) for f in origin.iter('frequency')}
    for database, sample, rare, dropout, results in CASES:
        trace = {re.sub('[ _]', '', row[1]).upper(): [a for a in row[2:] if a] for row in list(csv.reader(shown(git, sample).splitlines()))[1:] if len(row) > 1}
        want = {line.split()[0]: float(line.split()[1]) for line in shown(git, results).splitlines() if line and not line.startswith('#')}
        case = {'replicates': [trace], 'known': [], 'drop_in': 0.05, 'theta': 0.01, 'rare': rare,
                'prosecution': {'candidate': dropout, 'unknowns': 1, 'dropout': dropout, 'only_seen': True}, 'defence': {'unknowns': 2, 'dropout': dropout}}
        people = smartrank_profiles(shown(git, database))
        direct, _ = run(lr, laws, {l: f for l, f in freq.items() if l in trace}, case, [(i + 1, p) for i, (_, p) in enumerate(people)])
        got = {people[i - 1][0]: 10 ** v for i, v in direct.items() if v > 3}
        if {k: f'{v:.4E}' for k, v in got.items()} != {k: f'{v:.4E}' for k, v in want.items()}:
            sys.exit(f'{results}: {got}, SmartRank says {want}')
        print(f'{results}: {len(people)} candidates, {len(got)} above 1000, as SmartRank to its five digits')


def main():
    lr, laws = sys.argv[1:3]
    compare_invented(lr, laws)
    if '--smartrank' in sys.argv:
        compare_smartrank(lr, laws, sys.argv[sys.argv.index('--smartrank') + 1])


if __name__ == '__main__':
    main()
