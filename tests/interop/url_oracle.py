#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""The canonical form of URLs against the WHATWG parser of Node.js. Addresses are made at random of pieces that the two
standards argue about. What a browser would open and what was written must be one address to us, and a host that the browser
refuses is none to us either.

Usage: tests/interop/url_oracle.py IDENTIFY
Skipped where there is no Node.js.
"""
import json
import random
import shutil
import subprocess
import sys

ROUNDS = 20000
SCHEMES = ['http:', 'https:', 'HTTP:', 'ftp:', 'ws:', 'wss:']
HOSTS = ['example.org', 'WWW.Example.ORG', 'Bücher.example', 'xn--bcher-kva.example', '9.9.9.9', '0x9.9.011.9', '151587081', '1.2.3', '256.1.1.1',
         '1.2.3.4.5', '[::1]', '[2001:DB8::0:1]', '[1::2::3]', 'ex%41mple.org', 'faß.example', 'a.b.c.d.example', 'x--y.example', '0.0.0.0x100',
         'مثال.example', '例え.テスト', 'a\u00adb.example', 'exa mple.org', 'a%2fb.org', '1.example', '٣.example']
SEGMENTS = ['a', 'B', '.', '..', '%2e', '.%2E', '%7euser', 'a%2fb', 'ä', '%c3%a4', 'a b', "a'b", 'a"b', 'a|b', 'a^b', '', ';x=1', '@', ':', '%41', '%zz', '100%', '~', '{x}', '`', '+', '[x]']
QUERIES = ['', '?', '?a=1', '?q=ä b', '?a=%7E&b=%2F', '?x#y', '?"<>', '?a?b/c', '?%zz', '?a\\b']
PORTS = ['', '', '', ':', ':80', ':443', ':0443', ':8080', ':65536', ':00021', ':x']
NODE = r'''
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l));
for (const raw of lines) {
  let out = null;
  try { const u = new URL(raw); u.hash = ''; out = {href: u.href, host: u.hostname}; } catch { }
  console.log(JSON.stringify(out));
}
'''


def made(rng):
    slashes = rng.choice(['//', '//', '//', '//', '/', '', '\\\\', '///'])
    user = rng.choice(['', '', '', 'me@', 'me:pa%73s@'])
    path = ''.join(rng.choice(['/', '/', '/', '\\']) + rng.choice(SEGMENTS) for _ in range(rng.randrange(5)))
    return rng.choice(SCHEMES) + slashes + user + rng.choice(HOSTS) + rng.choice(PORTS) + path + rng.choice(QUERIES) + rng.choice(['', '#', '#f/../g'])


def ours(program, urls):
    done = subprocess.run([program], input=''.join(f'url\t\t{u}\n' for u in urls), capture_output=True, text=True, check=True)
    return [line.split('\t') for line in done.stdout.splitlines()]


def stricter(url, node):
    """What we refuse and a browser opens: names that no name service has (STD 3), and, with some versions of Node.js, labels
    that begin with a digit of a script written from the right (RFC 5893)."""
    return node['host'].startswith('xn--cib.') or not all(c.isalnum() or c in '-._' for c in node['host'].strip('[]').replace(':', ''))


def main():
    node = shutil.which('node')
    if not node:
        print('SKIPPED: no Node.js')
        sys.exit(77)
    rng = random.Random(20261129)
    urls = [made(rng) for _ in range(ROUNDS)]
    said = subprocess.run([node, '-e', NODE], input=''.join(json.dumps(u) + '\n' for u in urls), capture_output=True, text=True, check=True).stdout.splitlines()
    theirs = [json.loads(s) for s in said]
    mine = ours(sys.argv[1], urls)
    again = ours(sys.argv[1], [t['href'] if t else 'https://example.org/' for t in theirs])
    wrong = refused = both = 0
    for url, t, m, a in zip(urls, theirs, mine, again):
        valid = m[0] == 'valid'
        if t is None or not valid:
            bad = (valid and t is None) or (t is not None and not stricter(url, t))
            refused += 1
        else:
            bad = m[2] != a[2]
            both += 1
        if bad and wrong < 20:
            print('FAILED ', repr(url), 'node:', t, 'ours:', m, 'of node’s:', a)
        wrong += bad
    print(f'{ROUNDS} addresses: {both} read by both and the same, {refused} refused, {wrong} differ')
    sys.exit(1 if wrong or both < ROUNDS // 4 or refused < ROUNDS // 50 else 0)


main()
