#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""`malines law test` and `malines law diff` as a jurist calls them: on the shipped tables, on a changed copy, on an exported log.

Usage: tests/interop/law_test.py MALINES INVENT LAWS
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

counts = [0, 0]
PROGRAM = os.path.abspath(sys.argv[1])  # the test works in a folder of its own


def case(name, good, more=''):
    counts[0 if good else 1] += 1
    print(('ok    ' if good else 'FAILS ') + name + (f': {more}' if not good else ''))


def run(*args):
    return subprocess.run([PROGRAM, 'law', *map(str, args)], capture_output=True, text=True)


def changed(laws, name, was, now):
    text = (laws / name).read_text(encoding='utf-8')
    assert was in text
    (laws / name).write_text(text.replace(was, now, 1), encoding='utf-8')


def main():
    laws, invent = pathlib.Path(sys.argv[3]).resolve(), os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        tried = run('test', laws)
        case('the shipped cases hold', tried.returncode == 0 and ' 0 failed' in tried.stdout, tried.stdout[-300:] + tried.stderr)
        new = pathlib.Path(folder) / 'new'
        shutil.copytree(laws, new)
        same = run('diff', laws, new)
        case('a copy differs in nothing', same.returncode == 0 and same.stdout.startswith('0 changes'), same.stdout[-300:])
        changed(new, 'alerts-morocco.yaml', 'answer: boolean', 'answer: record')
        tried = run('test', new)
        case('a changed row fails its cases', tried.returncode == 65 and 'be-ma-national' in tried.stdout and 'CONFLICT' in tried.stderr, tried.stderr)
        differs = json.loads(run('diff', laws, new, '--json').stdout)
        pairs = {(c['from'], c['to']) for c in differs['changes']}
        case('and the difference names the pair', pairs == {('be', 'ma')}, str(pairs))
        rows = [{'from': 'be', 'to': 'ma', 'register': 'alerts', 'purpose': 'investigation', 'category': 'national', 'eu_only': False},
                {'from': 'fr', 'to': 'ma', 'register': 'alerts', 'purpose': 'investigation', 'category': 'national', 'eu_only': False}]
        pathlib.Path('facts').write_text('\n'.join(map(json.dumps, rows)))
        told = run('diff', laws, new, '--facts', 'facts')
        case('of two decisions one changes', told.stdout.splitlines()[-1].startswith('1 changes; 2 decisions'), told.stdout[-300:])
        pathlib.Path('facts').write_text('{"from":"be"\n')
        case('broken facts are named by line', 'line 1' in run('diff', laws, new, '--facts', 'facts').stderr)
        os.mkdir('made')
        subprocess.run([invent, folder + '/made', 'logs'], check=True, capture_output=True)
        logs = [p.parent for p in pathlib.Path(folder).rglob('checkpoint')]
        told = [run('diff', laws, new, '--log', log) for log in logs]
        case('an exported log is read whole', logs and all(t.returncode == 0 and 'decide nothing' in t.stdout for t in told), str(told[:1]))
        changed(new, 'alerts-morocco.yaml', 'effect: allow', 'effect: perhaps')
        broken = run('diff', laws, new)
        case('a law that can not be read is refused by line', broken.returncode == 78 and 'alerts-morocco.yaml:' in broken.stderr, broken.stderr)
        case('a folder without cases is named', run('test', laws, '--cases', folder + '/none').returncode == 66)
    print(f'{counts[0]} passed, {counts[1]} failed')
    sys.exit(1 if counts[1] else 0)


main()
