#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""malines-verify as its callers see it, and our signed messages as OpenSSL's command line sees them.

Usage: tests/interop/programs_test.py INVENT MALINES_VERIFY
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

counts = [0, 0, 0]


def case(name, good):
    counts[0 if good else 1] += 1
    print(('ok    ' if good else 'FAILS ') + name)


def run(*args):
    return subprocess.run(args, capture_output=True, text=True)


def altered(path, change):
    other = path + '.altered'
    pathlib.Path(other).write_bytes(change(pathlib.Path(path).read_bytes()))
    return other


def flip(at):
    return lambda b: b[:at] + bytes([b[at] ^ 1]) + b[at + 1:]


def request_cases(verify):
    trust = ['--trust', 'trust.json', '--anchor', 'anchor.json']
    both = run(verify, 'request', 'proof-fr.json', 'proof-be.json', *trust)
    last = both.stdout.strip().splitlines()[-1]
    case('both sides prove a request', both.returncode == 0 and last.startswith('Proven: France asked Belgium for supplementary information on '
         'be/alerts/') and last.endswith('Both logs hold it.'))
    told = json.loads(run(verify, 'request', 'proof-fr.json', 'proof-be.json', *trust, '--json').stdout)
    case('the same as JSON', told['ok'] and told['verdict'] == last and all(c['ok'] for c in told['checks']))
    bad = altered('proof-be.json', lambda b: b.replace(b'Which decision', b'What decision'))
    lie = run(verify, 'request', 'proof-fr.json', bad, *trust)
    case('an altered demand is named', lie.returncode == 65 and "FAILED Belgium's file: every approval" in lie.stdout and 'approved another demand' in lie.stderr)
    told = run(verify, 'request', 'proof-fr.json', bad, *trust, '--json')
    said = json.loads(told.stdout)
    case('the same lie as JSON', told.returncode == 65 and not said['ok'] and said['error']['code'] == 'BAD_SIGNATURE' and not said['checks'][-1]['ok'])
    rude = run(verify, 'request', altered('proof-fr.json', lambda b: b'{"a":\x1b[2J' + b), *trust)
    case('no file moves the cursor', rude.returncode == 65 and '\x1b' not in rude.stdout + rude.stderr)
    one = altered('trust.json', lambda b: json.dumps({**json.loads(b), 'signatures': json.loads(b)['signatures'][:1]}).encode())
    case('a list with too few signatures is refused', run(verify, 'request', 'proof-fr.json', '--trust', one, '--anchor', 'anchor.json').returncode == 77)
    case('a list over its date is refused with --at', run(verify, 'request', 'proof-fr.json', *trust, '--at', '2027-01-01T00:00:00Z').returncode == 65)
    case('--at within its dates', run(verify, 'request', 'proof-fr.json', *trust, '--at', '2026-12-01T00:00:00Z').returncode == 0)
    case('no trust list, no proof', run(verify, 'request', 'proof-fr.json').returncode == 64)


def entry_cases(verify):
    trust = ['--trust', 'trust.json', '--anchor', 'anchor.json']
    bundle = json.loads(pathlib.Path('proof-be.json').read_text())['entries'][0]['proof']
    pathlib.Path('entry.json').write_text(json.dumps(bundle))
    case('one entry, key by the trust list', run(verify, 'proof', 'entry.json', *trust, '--member', 'be').returncode == 0)
    case('the log of another member', run(verify, 'proof', 'entry.json', *trust, '--member', 'fr').returncode == 77)
    case('a member that is not there', run(verify, 'proof', 'entry.json', *trust, '--member', 'xx').returncode == 66)
    case('one entry, key by hand, as JSON', json.loads(run(verify, 'proof', 'entry.json', '--key', bundle['log'], '--json').stdout)['ok'])
    bundle['entry'] = bundle['entry'].replace('taken', 'token')
    pathlib.Path('entry.json').write_text(json.dumps(bundle))
    case('an altered entry', run(verify, 'proof', 'entry.json', *trust).returncode == 65)


def log_cases(verify):
    key = ['--key', pathlib.Path('log-300.vkey').read_text()]
    case('a whole log', run(verify, 'log', 'log-300', *key).returncode == 0)
    case('a whole log, as JSON', json.loads(run(verify, 'log', 'log-300', *key, '--json').stdout)['ok'])
    trusted = run(verify, 'log', 'log-be', '--trust', 'trust.json', '--anchor', 'anchor.json', '--member', 'be')
    case('a whole log, key by the trust list', trusted.returncode == 0 and 'of the log of Belgium are as they were signed' in trusted.stdout)
    case('a log that the trust list does not name', run(verify, 'log', 'log-300', '--trust', 'trust.json', '--anchor', 'anchor.json').returncode == 77)
    bundle = pathlib.Path('log-300/tile/entries/001.p/44')
    bundle.write_bytes(flip(100)(bundle.read_bytes()))
    broken = run(verify, 'log', 'log-300', *key)
    case('one byte of an entry is named', broken.returncode == 65 and 'entry 256 is not the one that was logged' in broken.stderr)


def cms_cases():
    if not shutil.which('openssl'):
        print('SKIPPED: no openssl here')
        counts[2] += 1
        return
    def verified(message, certificate):
        return run('openssl', 'cms', '-verify', '-inform', 'DER', '-in', message, '-certfile', certificate, '-CAfile', certificate, '-partial_chain',
                   '-purpose', 'any', '-binary', '-cades')
    good = verified('message.cms', 'message.pem')
    case('openssl cms -verify reads our message', good.returncode == 0 and good.stdout == '{"malines":"envelope/1","payload":{}}')
    body = pathlib.Path('message.cms').read_bytes().index(b'envelope')
    case('openssl refuses an altered one', verified(altered('message.cms', flip(body)), 'message.pem').returncode != 0)
    run('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'other.key', '-out', 'other.pem', '-subj', '/CN=x')
    case('openssl refuses another certificate', verified('message.cms', 'other.pem').returncode != 0)


def main():
    invent, verify = (os.path.abspath(p) for p in sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix='malines-interop-') as folder:
        os.chdir(folder)
        subprocess.run([invent, '.', 'story'], check=True)
        request_cases(verify)
        entry_cases(verify)
        log_cases(verify)
        cms_cases()
        os.chdir('/')
    print(f'{counts[0]} passed, {counts[1]} failed, {counts[2]} skipped')
    return 1 if counts[1] else 0


if __name__ == '__main__':
    sys.exit(main())
