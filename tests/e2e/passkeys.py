#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Passkeys from the invitation to the proof: two real nodes, the console in a real browser with a virtual authenticator, an
authenticator of our own after the standard, then the proofs read with both daemons gone.

Usage: tests/e2e/passkeys.py BUILD_DIR
"""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
from nodes import ROOT, Nodes, alert, play, until  # noqa: E402

TEXT = 'Seen at the border at 14:20, "with\tothers" \u2028 \x01 — كريم'


def base64url(b):
    return base64.urlsafe_b64encode(b).rstrip(b'=').decode()


class Authenticator:
    """One of our own, after the standard (WebAuthn, section 6) and with another library than the node's: Ed25519."""

    def __init__(self, origin):
        try:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        except ImportError:
            raise unittest.SkipTest('no python3-cryptography')
        self.key, self.origin, self.id, self.count = Ed25519PrivateKey.generate(), origin, os.urandom(64), 0
        self.rp = hashlib.sha256(origin.split('//')[1].split(':')[0].encode()).digest()

    def client(self, what, challenge):
        return json.dumps({'type': 'webauthn.' + what, 'challenge': challenge, 'origin': self.origin, 'crossOrigin': False}).encode()

    def head(self, flags):
        self.count += 1
        return self.rp + bytes([flags]) + self.count.to_bytes(4, 'big')

    def make(self, challenge):
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
        public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        cose = bytes.fromhex('a4010103272006215820') + public
        auth = self.head(0x45) + bytes(16) + len(self.id).to_bytes(2, 'big') + self.id + cose
        return base64url(auth) + '.' + base64url(self.client('create', challenge))

    def sign(self, challenge):
        auth, client = self.head(0x05), self.client('get', challenge)
        return '.'.join(map(base64url, (auth, client, self.key.sign(auth + hashlib.sha256(client).digest()))))


def main():
    nodes = Nodes(sys.argv[1])
    held, approved = {}, []

    def officer(name, roles):
        made = nodes.malines('officer', 'key', str(nodes.state / 'fr/officers' / name), '--officer', f'{name}@fr')
        nodes.passwords[f'{name}@fr'] = 'a long password'
        nodes.malines('officer', 'add', f'{name}@fr', '--name', name.capitalize(), '--roles', roles, '--password', '-', '--key', made['key'],
                      node='fr', stdin='a long password\n')

    def drafted():
        def hit():
            check = nodes.malines('check', 'Karim Exemple', '--born', '1990-05-04', '--purpose', 'border_check', node='fr', key='denis')
            found = next((c for c in check['candidates'] if c['owner'] == 'be'), None)
            return found and (check['id'], str(found['n']))
        check, n = until(hit, 'the alert is found')
        nodes.malines('check', 'judge', check, n, 'hit', node='fr', key='denis')
        return nodes.malines('request', 'create', check, n, '--text', TEXT, node='fr', key='denis')['id']

    def two_nodes_and_two_drafts():
        nodes.stand_up()
        officer('denis', 'case_officer,approver')
        nodes.malines('alert', 'create', json.dumps(alert('P-1')), node='be', key='anke')
        held['first'], held['second'] = drafted(), drafted()

    def the_ceremonies_in_a_browser():
        port = nodes.members['fr'][2]
        people = {}
        for name in ('denis', 'julien'):
            invited = nodes.malines('officer', 'invite', f'{name}@fr', node='fr')
            people[name] = {'officer': f'{name}@fr', 'password': nodes.passwords[f'{name}@fr'], 'address': invited['address']}
        case = {'home': f'http://fr.localhost:{port}', 'plain': f'http://localhost:{port}', 'text': 'Seen at the border at 14:20', **people, **held}
        done = subprocess.run(['node', str(ROOT / 'tests/e2e/passkeys.mjs')], env=dict(os.environ, MALINES_CASE=json.dumps(case)),
                              capture_output=True, text=True)
        if done.returncode == 77:
            raise unittest.SkipTest(done.stdout.strip().splitlines()[0])
        print(done.stdout)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
        approved.append(held['first'])

    def another_authenticator_after_the_standard():
        origin = f"http://fr.localhost:{nodes.members['fr'][2]}"
        a = Authenticator(origin)
        julien = nodes.console('fr', 'julien')
        invited = nodes.malines('officer', 'invite', 'julien@fr', node='fr')
        named = {'officer': 'julien@fr', 'code': invited['code'].upper().replace('-', ' ')}
        begun = julien.call('POST', '/api/passkeys/begin', {**named, 'origin': origin})
        added = julien.call('POST', '/api/passkeys', {**named, 'ticket': begun['ticket'], 'made': a.make(begun['challenge']), 'label': 'our own'})
        asked = julien.call('POST', '/api/session/challenge', {'officer': 'julien@fr', 'origin': origin})
        julien.call('POST', '/api/session/passkey', {'officer': 'julien@fr', 'ticket': asked['ticket'], 'id': base64url(a.id),
                                                     'evidence': a.sign(asked['challenge'])})
        shown = julien.call('GET', '/api/requests/' + held['second'])
        challenge = base64url(hashlib.sha256(b'malines/approval/webauthn/1\n' + shown['digest'].encode()).digest())
        julien.call('POST', f"/api/requests/{held['second']}/approval", {
            'digest': shown['digest'], 'scheme': 'webauthn', 'credential': added['credential'], 'signature': a.sign(challenge)})
        approved.append(held['second'])

    def verify(*files):
        return subprocess.run([nodes.program('malines-verify'), 'request', *files, '--trust', str(nodes.state / 'trust.json'),
                               '--anchor', str(nodes.state / 'anchor.json')], capture_output=True, text=True)

    def released(request):
        nodes.wait_step('be', 'griet', request, 'received')
        nodes.malines('request', 'decide', request, 'release', '--text', 'By the usual way.', node='be', key='griet')
        nodes.approve('be', 'bram', request)
        nodes.wait_step('fr', 'denis', request, 'released')
        nodes.wait_step('be', 'griet', request, 'delivered')
        files = []
        for member, key in (('fr', 'denis'), ('be', 'griet')):
            files.append(str(nodes.state / f'proof-{request}-{member}.json'))
            nodes.malines('request', 'proof', request, '--out', files[-1], node=member, key=key)
        return files

    def spoilt(file):
        """Every spelling of the approval but the one that was signed is found out, by who has only the other side's file."""
        proof = json.loads(pathlib.Path(file).read_text(encoding='utf-8'))
        mine = next(a for a in proof['approvals'] if a['scheme'] == 'webauthn')
        for name in ('signature', 'credential'):
            was = mine[name]
            for at in range(0, len(was), max(1, len(was) // 40)):
                mine[name] = was[:at] + ('A' if was[at] != 'A' else 'B') + was[at + 1:]
                pathlib.Path(file + '.bad').write_text(json.dumps(proof), encoding='utf-8')
                assert verify(file + '.bad').returncode != 0, (name, at)
            mine[name] = was

    def the_proofs_hold_with_the_daemons_gone_and_changed_ones_do_not():
        if not approved:
            raise unittest.SkipTest('nothing was approved: no browser, no python3-cryptography')
        files = [released(request) for request in approved]
        for p in nodes.malines('passkey', 'list', node='fr')['passkeys']:
            nodes.malines('passkey', 'remove', p['passkey'], node='fr')
        assert nodes.malines('passkey', 'list', node='fr')['passkeys'] == []
        for member in list(nodes.daemons):
            nodes.stop(member)
        for pair in files:
            good = verify(*pair)
            assert good.returncode == 0 and 'approved by a second person' in good.stdout, good.stdout + good.stderr
            spoilt(pair[1])

    try:
        return play([two_nodes_and_two_drafts, the_ceremonies_in_a_browser, another_authenticator_after_the_standard,
                     the_proofs_hold_with_the_daemons_gone_and_changed_ones_do_not])
    finally:
        nodes.put_away()


if __name__ == '__main__':
    sys.exit(main())
