#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Malines beside nomenklatura's logic_v2 on the same labelled pairs of names, in one run.

Usage: tests/bench/names/name_bench.py NAME_SCORE [CASES.csv [VENV]]
NAME_SCORE is the program of that name in the build folder (ninja src/match/name_score). CASES.csv has the columns
case_group, schema, name1, name2, is_match (contrib/name_bench/cases.csv of nomenklatura, MIT). VENV holds the peer, outside
the tree: python3 -m venv VENV && VENV/bin/pip install nomenklatura. Without it the peer's column is left out.
Prints F1 at each program's own threshold, the best F1 over all thresholds, the area under the curve, CPU time a pair.
"""
import bisect
import csv
import json
import os
import pathlib
import subprocess
import sys

DATA = pathlib.Path(__file__).resolve().parents[3].parent / 'shared/data/names/nk_name_bench_cases.csv'
OUR_THRESHOLD, PEER_THRESHOLD = 0.5, 0.7  # each program's own default

PEER = '''
import csv, json, sys, time
from followthemoney import EntityProxy
from nomenklatura.matching.logic_v2.model import LogicV2
import importlib.metadata
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
config = LogicV2.default_config()
def entity(turn, number, row, side):  # it caches by id: no id may come twice
    name = {"name": [row["name" + side]]}
    return EntityProxy.from_dict({"id": f"{turn}-{number}-{side}", "schema": row["schema"], "properties": name})
def pairs(turn):
    return [(entity(turn, i, r, "1"), entity(turn, i, r, "2")) for i, r in enumerate(rows)]
scores = [LogicV2.compare(a, b, config).score for a, b in pairs("first")]
again = pairs("again")
started = time.process_time()
for a, b in again:
    LogicV2.compare(a, b, config)
spent = time.process_time() - started
print(json.dumps({"scores": scores, "us": spent / len(again) * 1e6, "version": importlib.metadata.version("nomenklatura")}))
'''


def f1(scored, threshold):
    true = sum(1 for s, label in scored if label and s > threshold)
    false = sum(1 for s, label in scored if not label and s > threshold)
    missed = sum(1 for s, label in scored if label and s <= threshold)
    return 2 * true / (2 * true + false + missed) if true else 0


def best_f1(scored):
    return max(f1(scored, t) for t in {s - 1e-9 for s, _ in scored})


def area(scored):
    negative = sorted(s for s, label in scored if not label)
    positive = [s for s, label in scored if label]
    wins = sum(bisect.bisect_left(negative, s) + bisect.bisect_right(negative, s) for s in positive) / 2
    return wins / (len(positive) * len(negative))


def ours(program, rows):
    text = ''.join('\t'.join(r[k].replace('\t', ' ').replace('\n', ' ') for k in ('schema', 'name1', 'name2')) + '\n' for r in rows)
    run = subprocess.run([program], input=text.encode(), capture_output=True, check=True)
    lines = run.stdout.decode().splitlines()
    if len(lines) != len(rows):
        sys.exit(f'{program}: {len(lines)} scores for {len(rows)} pairs')
    return [float(line.split('\t')[0]) for line in lines], float(run.stderr.split()[0])


def peer(venv, cases):
    python = os.path.join(venv, 'bin/python')
    if not os.path.exists(python):
        return None
    run = subprocess.run([python, '-c', PEER, str(cases)], capture_output=True)
    if run.returncode:
        print('logic_v2 did not run:', run.stderr.decode().splitlines()[-1])
        return None
    return json.loads(run.stdout)


def row(name, scores, labels, chosen, threshold):
    scored = [(s, label) for s, label, c in zip(scores, labels, chosen) if c]
    return f'  {name:<28} F1 at {threshold} {f1(scored, threshold):.3f}   best F1 {best_f1(scored):.3f}   area {area(scored):.3f}'


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    cases = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else DATA
    venv = sys.argv[3] if len(sys.argv) > 3 else '/tmp/nomenklatura'
    if not cases.exists():
        print(f'SKIPPED: no {cases}')
        return 77
    rows = list(csv.DictReader(open(cases, encoding='utf-8')))
    labels = [r['is_match'] == 'true' for r in rows]
    scores, us = ours(sys.argv[1], rows)
    other = peer(venv, cases)
    if not other:
        print(f'logic_v2: not in {venv}; python3 -m venv {venv} && {venv}/bin/pip install nomenklatura')
    groups = {'all': lambda r: True, 'persons': lambda r: r['schema'] == 'Person', 'organisations, vessels': lambda r: r['schema'] != 'Person'}
    for name, chooses in groups.items():
        chosen = [chooses(r) for r in rows]
        print(f'{name}: {sum(chosen)} pairs, {sum(c and label for c, label in zip(chosen, labels))} of them the same')
        print(row('Malines', scores, labels, chosen, OUR_THRESHOLD))
        if other:
            print(row(f'logic_v2 {other["version"]}', other['scores'], labels, chosen, PEER_THRESHOLD))
    if other:
        print(f'CPU a pair, folding and reasons included, both warm: Malines {us:.1f} us, logic_v2 {other["us"]:.1f} us: {other["us"] / us:.1f} times')
    else:
        print(f'CPU a pair, folding and reasons included: {us:.1f} us')
    return 0


if __name__ == '__main__':
    sys.exit(main())
