#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Run every test of a build folder and count what they count.

Usage: tests/run.py BUILD_DIR [--threads BUILD_DIR] [--only SUITE]... [--jobs N]
--threads: a second folder, built with ThreadSanitizer, of which the tests of the suite "threads" run.
cmocka programs are counted case by case (TAP); any other program counts as one, or by a closing line
"N passed, N failed, N skipped" of its own; exit status 77 or a line "SKIPPED: why" counts as skipped.
The last line is the sum; the exit status is 1 when anything failed.
"""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import time

SANITIZERS = {
    'ASAN_OPTIONS': 'detect_leaks=1:halt_on_error=1:abort_on_error=0:strict_string_checks=1',
    'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
    'TSAN_OPTIONS': 'halt_on_error=1',
    'CMOCKA_MESSAGE_OUTPUT': 'TAP',
}
NO_ROOM = 'FATAL: ThreadSanitizer: unexpected memory mapping'  # this kernel scatters memory more than the sanitizer can follow
CLOSING = re.compile(r'^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$', re.M)


def tests_of(build):
    listed = subprocess.run(['meson', 'introspect', '--tests', build], capture_output=True, text=True, check=True)
    return [dict(t, build=build) for t in json.loads(listed.stdout)]


def of_threads(build):
    """Those that are worth the wait: their names tell them from the same tests of the other folder."""
    tests = tests_of(build) if build else []
    return [dict(t, name='threads_' + t['name'], suite=['threads']) for t in tests if any(s.endswith(':threads') for s in t['suite'])]


def count(output, status):
    """(passed, failed, skipped) of one program."""
    skipped_lines = len(re.findall(r'^SKIPPED: ', output, re.M))
    closing = CLOSING.findall(output)
    if closing:
        passed, failed, skipped = (int(n or 0) for n in closing[-1])
        return passed, failed + (status not in (0, 1, 77) and not failed), skipped
    skips = len(re.findall(r'^(?:not )?ok \d+.*# SKIP', output, re.M))  # cmocka says "not ok" of what it skips
    good = len(re.findall(r'^ok \d+(?!.*# SKIP)', output, re.M))
    bad = len(re.findall(r'^not ok \d+(?!.*# SKIP)', output, re.M))
    if good + bad + skips:
        if status not in (0, 77) and not bad:
            bad = 1
        return good, bad, skips
    if status == 77 or NO_ROOM in output:
        return 0, 0, max(1, skipped_lines)
    return (1, 0, skipped_lines) if status == 0 else (0, 1, skipped_lines)


LAST_LINES = 120  # shown of a test that fails


def run(test):
    env = dict(os.environ, **SANITIZERS)
    env.update(test.get('env') or {})
    began = time.monotonic()
    timeout = (test.get('timeout') or 30) * 10
    try:
        done = subprocess.run(test['cmd'], cwd=test.get('workdir') or test['build'], env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
        output, status = done.stdout.decode('utf-8', 'replace'), done.returncode
    except subprocess.TimeoutExpired as late:
        output = (late.stdout or b'').decode('utf-8', 'replace') + f'\nstopped after {timeout} s\n'
        status = 124
    return test, output, status, time.monotonic() - began


def main():
    options = argparse.ArgumentParser()
    options.add_argument('build')
    options.add_argument('--threads')
    options.add_argument('--only', action='append', default=[])
    options.add_argument('--jobs', type=int, default=os.cpu_count() or 2)
    options = options.parse_args()
    tests = tests_of(options.build) + of_threads(options.threads)
    if options.only:
        tests = [t for t in tests if any(s.split(':')[-1] in options.only for s in t['suite']) or t['name'] in options.only]
    alone = [t for t in tests if not t.get('is_parallel', True)]
    together = [t for t in tests if t.get('is_parallel', True)]
    sums = [0, 0, 0]

    def tell(result):
        test, output, status, seconds = result
        counts = count(output, status)
        for i, n in enumerate(counts):
            sums[i] += n
        word = 'FAILED' if counts[1] else 'skipped' if not counts[0] else 'ok'
        print(f"{word:8}{test['name']:28} {counts[0]:6} passed {counts[1]:3} failed {counts[2]:3} skipped {seconds:7.1f} s", flush=True)
        if counts[1]:
            lines = output.splitlines()
            told = [i for i, line in enumerate(lines[:-LAST_LINES]) if re.match(r'\s*FAILED', line)]  # of a long output the rest is left out
            print('\n'.join('    ' + line for i in told for line in lines[i:i + 4]), flush=True)
            print('\n'.join('    ' + line for line in lines[-LAST_LINES:]), flush=True)
        for line in re.findall(r'^SKIPPED: .*', output, re.M):
            print('    ' + line, flush=True)

    with concurrent.futures.ThreadPoolExecutor(max(1, options.jobs)) as pool:
        for done in concurrent.futures.as_completed([pool.submit(run, t) for t in together]):
            tell(done.result())
    for test in alone:
        tell(run(test))
    print(f'{sums[0]} passed, {sums[1]} failed, {sums[2]} skipped')
    return 1 if sums[1] or not sums[0] else 0


if __name__ == '__main__':
    sys.exit(main())
