# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Real nodes for tests of bad days and for benches: daemons of a build folder on free ports, in a folder of their own.
Nothing here asserts a time: waits have a ceiling only so that a hang becomes a failure."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / 'packaging'))
import demo  # noqa: E402
from demo import Failed  # noqa: E402,F401

PATIENCE_S = 120


class Options:
    lists, story, fresh = None, True, False

    def __init__(self, build, state):
        self.build, self.state = build, state


class Refused(Exception):
    """The node said no: status, code and detail."""

    def __init__(self, status, body):
        error = body.get('error', {}) if isinstance(body, dict) else {}
        super().__init__(f"{status} {error.get('code')}: {error.get('detail')}")
        self.status, self.code = status, error.get('code')


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for s in held:
        s.bind(('127.0.0.1', 0))
    ports = [s.getsockname()[1] for s in held]
    for s in held:
        s.close()
    return ports


def until(true, what):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        got = true()
        if got:
            return got
        time.sleep(0.05)
    raise AssertionError(f'in vain: {what}')


def unpacked(words, packed):
    """A record's body as src/registers/mould.h packs it at rest."""
    at, end, out = 0, 0, bytearray()

    def number():
        nonlocal at
        n = shift = 0
        while True:
            c = packed[at]
            at, n, shift = at + 1, n | (c & 127) << shift, shift + 7
            if c < 128:
                return n
    total, known = number(), number()
    if known >= 3 << 12:  # a check of four bytes, not looked at here
        at, known = at + 4, known - (3 << 12)
    out += words[:known]
    while len(out) < known + total:
        own = number()
        out += packed[at:at + own]
        at += own
        count = number()
        if count:
            difference = number()
            start = end + (-(difference >> 1) - 1 if difference & 1 else difference >> 1)
            for i in range(start, start + count):
                out.append(out[i])
            end = start + count
    return bytes(out[known:])


def record_bodies(db, owner):
    """(uid, body) of every record of an owner in a store."""
    for uid, body, words in db.execute('SELECT uid, body, words FROM record LEFT JOIN mould ON mould.id = record.mould WHERE record.owner=?', (owner,)):
        yield uid, body if words is None else unpacked(words, body)


class Console:
    """One officer at the console's port, over a connection that is kept."""

    def __init__(self, port, officer, password):
        self.port, self.officer, self.password = port, officer, password
        self.link = self.cookie = None

    def call(self, method, path, body=None):
        """The answer; Refused; OSError or HTTPException when the node is away (nobody knows then whether it was done)."""
        if not self.cookie and path != '/api/session':
            self.sign_in()
        if not self.link:
            self.link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=PATIENCE_S)
        fields = {'X-Malines': '1'}
        if self.cookie:
            fields['Cookie'] = self.cookie
        if body is not None:
            fields['Content-Type'] = 'application/json'
        try:
            self.link.request(method, path, None if body is None else json.dumps(body), fields)
            answer = self.link.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.link.close()
            self.link = None
            raise
        if answer.status != 200:
            raise Refused(answer.status, json.loads(text) if text.startswith(b'{') else {})
        if answer.headers['Set-Cookie']:
            self.cookie = answer.headers['Set-Cookie'].split(';')[0]
        return json.loads(text)

    def sign_in(self):
        self.call('POST', '/api/session', {'officer': self.officer, 'password': self.password})


class Nodes(demo.Demo):
    def __init__(self, build, members=('be', 'fr'), before=None, environment=None):
        self.folder_kept = tempfile.mkdtemp(prefix='malines-')
        ports = free_ports(2 * len(members))
        chosen = {}
        for i, m in enumerate(members):
            country, _, _, officers = demo.MEMBERS[m]
            chosen[m] = (country, ports[2 * i], ports[2 * i + 1], officers)
        super().__init__(Options(build, os.path.join(self.folder_kept, 'nodes')), chosen)
        self.before = before or {}      # member: words put before the daemon's command line
        self.environment = environment or {}  # member: variables of its daemon
        self.consoles = {}

    def lists_folder(self):
        return None  # invented people only

    def stand_up(self):
        self.prepare()
        for member in self.members:
            self.start(member)
        self.people()
        until(self.all_hear, 'the nodes hear one another')

    def all_hear(self):
        return all(p['state'] == 'up' for m in self.members for p in self.malines('node', node=m)['members'])

    def spawn(self, member):
        log = open(self.state / member / 'daemon.log', 'a', encoding='utf-8')
        command = [*self.before.get(member, ()), self.program('malinesd'), str(self.state / member)]
        return subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                env={**self.env, **self.environment.get(member, {})})

    def start(self, member):
        if member not in self.witnesses and (self.state / f'witness-{member}').is_dir():
            self.start_witness(member)
        daemon = self.daemons[member] = self.spawn(member)

        def answers():
            assert daemon.poll() is None, f'{member} ended with {daemon.returncode}: {self.last_words(member)}'
            try:
                with socket.create_connection(('127.0.0.1', self.members[member][2]), 5):
                    return True
            except OSError:
                return False
        until(answers, f'{member} answers')

    def start_again(self, member):
        """After a stop: nobody holds a connection to the old process any more."""
        for officer, console in self.consoles.items():
            if officer.endswith('@' + member):
                console.link = None
        self.start(member)

    def last_words(self, member):
        return ' | '.join((self.state / member / 'daemon.log').read_text(encoding='utf-8', errors='replace').splitlines()[-4:])

    def kill(self, member):
        daemon = self.daemons.pop(member)
        daemon.send_signal(signal.SIGKILL)
        daemon.wait()

    def wait_end(self, member):
        """The exit status of a daemon that ends by itself."""
        daemon = self.daemons.pop(member)
        return daemon.wait(PATIENCE_S)

    def console(self, member, name):
        officer = f'{name}@{member}'
        if officer not in self.consoles:
            self.consoles[officer] = Console(self.members[member][2], officer, self.passwords[officer])
        return self.consoles[officer]

    def store(self, member):
        """The store of a stopped node, to be read."""
        assert member not in self.daemons
        return sqlite3.connect(self.state / member / 'store.db')

    def tls(self, own):
        """How `own` shows itself to another node."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.load_cert_chain(str(self.state / own / 'tls.crt'), str(self.state / own / 'tls.key'))
        return context

    def put_away(self):
        for member in list(self.daemons):
            self.kill(member)
        self.stop_all()  # the witnesses
        shutil.rmtree(self.folder_kept, ignore_errors=True)


def alert(ref, name='Karim Exemple'):
    given, family = name.split(' ', 1)
    return {'category': 'refusal', 'subject': {'kind': 'person', 'births': ['1990-05-04'], 'sex': 'm',
                                               'names': [{'text': name, 'given': given, 'family': family}]},
            'reason': f'invented {ref}', 'action': 'refuse entry', 'authority': 'Office of Examples', 'decision_ref': ref}


def play(tests):
    """Run functions in order; the closing line counts them. A test skips by raising unittest.SkipTest."""
    import traceback
    import unittest
    passed = failed = skipped = 0
    for test in tests:
        try:
            test()
            passed += 1
            print(f'ok {test.__name__}', flush=True)
        except unittest.SkipTest as why:
            skipped += 1
            print(f'SKIPPED: {test.__name__}: {why}', flush=True)
        except Exception as e:
            failed += 1
            print(f'FAILED {test.__name__}: {type(e).__name__} {e}', flush=True)
            traceback.print_exc()
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed else 0
