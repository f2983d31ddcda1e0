#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Logs of ours, read by the Go project's transparency log packages; a log of theirs, read by malines-verify.

Usage: tests/interop/tlog_test.py INVENT MALINES_VERIFY
Skipped where Go or its module (fetched once, pinned by go.sum) can't be had.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def skip(why):
    print('SKIPPED: ' + why)
    sys.exit(77)


def main():
    invent, verify = sys.argv[1:]
    go = shutil.which('go') or shutil.which('/usr/local/go/bin/go') or skip('no Go compiler here')
    env = dict(os.environ, GOTOOLCHAIN='local', GOFLAGS='-mod=readonly -buildvcs=false')
    with tempfile.TemporaryDirectory(prefix='malines-tlog-') as folder:
        program = folder + '/tlog'
        built = subprocess.run([go, 'mod', 'download'], cwd=HERE / 'tlog', env=env, capture_output=True, text=True)
        if built.returncode:
            skip('the module of golang.org/x/mod could not be fetched: ' + built.stderr.strip().splitlines()[-1][:200])
        subprocess.run([go, 'build', '-o', program, '.'], cwd=HERE / 'tlog', env=env, check=True)
        logs = folder + '/logs'
        os.mkdir(logs)
        subprocess.run([invent, logs, 'logs'], check=True)
        done = subprocess.run([program, logs], capture_output=True, text=True)
        print(done.stdout, done.stderr[-2000:])
        good = done.stdout.count(' hold\n')
        key = pathlib.Path(logs, 'go.vkey').read_text()
        theirs = subprocess.run([verify, 'proof', logs + '/go.proof', '--key', key]).returncode == 0
        # The oracle itself must be able to say no.
        tile = pathlib.Path(logs, 'log-600/tile/0/001')
        tile.write_bytes(bytes([tile.read_bytes()[0] ^ 1]) + tile.read_bytes()[1:])
        refused = subprocess.run([program, logs], capture_output=True).returncode != 0
    bad = (done.returncode != 0) + (not theirs) + (not refused)
    print(f'{good + theirs + refused} passed, {bad} failed, 0 skipped')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
