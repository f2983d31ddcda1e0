#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Passkeys from the invitation to the proof: two real nodes, the console in a real browser with a virtual authenticator, then the
two proofs read with both daemons gone.

Usage: tests/e2e/passkeys.py BUILD_DIR
"""
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
from nodes import ROOT, Nodes, alert, play, until  # noqa: E402

TEXT = 'Seen at the border at 14:20, "with\tothers" \u2028 \x01 — كريم'


def main():
    nodes = Nodes(sys.argv[1])
    held = {}

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
            raise unittest.SkipTest(done.stdout.strip().splitlines()[-1])
        print(done.stdout)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
        held['approved'] = True

    def verify(*files):
        return subprocess.run([nodes.program('malines-verify'), 'request', *files, '--trust', str(nodes.state / 'trust.json'),
                               '--anchor', str(nodes.state / 'anchor.json')], capture_output=True, text=True)

    def the_proof_holds_with_the_daemons_gone_and_a_changed_one_does_not():
        if 'approved' not in held:
            raise unittest.SkipTest('no browser approved')
        nodes.wait_step('be', 'griet', held['first'], 'received')
        nodes.malines('request', 'decide', held['first'], 'release', '--text', 'By the usual way.', node='be', key='griet')
        nodes.approve('be', 'bram', held['first'])
        nodes.wait_step('fr', 'denis', held['first'], 'released')
        nodes.wait_step('be', 'griet', held['first'], 'delivered')
        files = []
        for member, key in (('fr', 'denis'), ('be', 'griet')):
            files.append(str(nodes.state / f'proof-{member}.json'))
            until(lambda: nodes.malines('request', 'proof', held['first'], '--out', files[-1], node=member, key=key) is not None, 'a proof')
        passkeys = nodes.malines('passkey', 'list', node='fr')['passkeys']
        assert [p['officer'] for p in passkeys] == ['denis@fr', 'julien@fr'], passkeys
        nodes.malines('passkey', 'remove', passkeys[1]['passkey'], node='fr')
        for member in list(nodes.daemons):
            nodes.stop(member)
        good = verify(*files)
        assert good.returncode == 0 and 'approved by a second person' in good.stdout, good.stdout + good.stderr
        proof = json.loads(pathlib.Path(files[1]).read_text(encoding='utf-8'))  # as the other side kept it
        mine = next(a for a in proof['approvals'] if a['scheme'] == 'webauthn')
        for name in ('signature', 'credential'):
            was = mine[name]
            for at in range(12, len(was), max(1, len(was) // 40)):
                mine[name] = was[:at] + ('A' if was[at] != 'A' else 'B') + was[at + 1:]
                pathlib.Path(files[1] + '.bad').write_text(json.dumps(proof), encoding='utf-8')
                assert verify(files[1] + '.bad').returncode != 0, (name, at)
            mine[name] = was

    try:
        return play([two_nodes_and_two_drafts, the_ceremonies_in_a_browser, the_proof_holds_with_the_daemons_gone_and_a_changed_one_does_not])
    finally:
        nodes.put_away()


if __name__ == '__main__':
    sys.exit(main())
