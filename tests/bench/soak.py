#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""The long runs: kill -9 of real daemons, simulated days, and every fuzz target with libFuzzer. Called by ./bench soak.
Ends with 1 when a promise was broken; what failed says how to play it again."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PORTION = 100  # kills of one pair of nodes; then another pair, another seed
COVERED = '-fsanitize=fuzzer-no-link,address,undefined'


def run(what, command, **more):
    """Its output as it comes; True when it went well."""
    print(f'\n== {what}', flush=True)
    began = time.monotonic()
    good = subprocess.run([str(c) for c in command], **more).returncode == 0
    print(f"== {what}: {'held' if good else 'BROKEN'} ({time.monotonic() - began:.0f} s)", flush=True)
    return good


def kills(build, wanted, seed):
    good = True
    for begun in range(0, wanted, PORTION):
        count = min(PORTION, wanted - begun)
        good &= run(f'{count} kills, seed {seed + begun}', [sys.executable, ROOT / 'tests/bad_days/kills.py', build, count, seed + begun])
    return good


def days(build, wanted):
    sim = build / 'programs' / 'malines-sim' / 'malines-sim'
    return wanted == 0 or run(f'{wanted} simulated days', ['sh', ROOT / 'tests/bench/soak.sh', sim, ROOT / 'laws', 1, wanted])


def fuzz_build(build):
    folder = build.parent / (build.name + '-fuzz')
    if not (folder / 'build.ninja').exists():
        subprocess.run(['meson', 'setup', str(folder), str(ROOT), '-Dfuzz=true', '-Dconsole=none', '-Db_lundef=false', f'-Dc_args={COVERED}',
                        f'-Dc_link_args={COVERED.replace("fuzzer-no-link,", "")}'], env={**os.environ, 'CC': 'clang'}, check=True,
                       stdout=subprocess.DEVNULL)
    targets = subprocess.run(['ninja', '-C', str(folder), '-t', 'targets', 'all'], capture_output=True, text=True, check=True).stdout
    names = sorted(l.split(':')[0] for l in targets.splitlines() if l.startswith('tests/fuzz/') and l.split(':')[0].endswith('_fuzz'))
    subprocess.run(['ninja', '-C', str(folder), '--quiet', *names], check=True)
    return [folder / n for n in names]


def fuzz(build, seconds):
    if seconds == 0:
        return True
    if not shutil.which('clang'):
        print('SKIPPED: clang is not here: no fuzzing')
        return True
    good = True
    for target in fuzz_build(build):
        name = target.name.removesuffix('_fuzz')
        found = target.parent / f'{name}-found'  # new inputs; the committed corpus is only read
        found.mkdir(exist_ok=True)
        good &= run(f'fuzz {name}, {seconds} s', [target, f'-max_total_time={seconds}', '-timeout=10', '-rss_limit_mb=2048', '-print_final_stats=0',
                                                 '-verbosity=0', f'-artifact_prefix={found}/', found, ROOT / 'tests/fuzz/corpus' / name])
    return good


def main():
    options = argparse.ArgumentParser(prog='./bench soak')
    options.add_argument('build', type=pathlib.Path)
    options.add_argument('--kills', type=int, default=1000)
    options.add_argument('--seeds', type=int, default=10000)
    options.add_argument('--fuzz', type=int, default=60, metavar='SECONDS')
    options = options.parse_args()
    build = options.build.resolve()
    results = [kills(build, options.kills, int(time.time())), days(build, options.seeds), fuzz(build, options.fuzz)]
    print('\n' + ('nothing was broken' if all(results) else 'SOMETHING WAS BROKEN: see above'))
    return 0 if all(results) else 1


sys.exit(main())
