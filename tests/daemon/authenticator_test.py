#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Enrolling and approving at the command line with an authenticator, from the invitation to the proof: real nodes, the real program,
libfido2's real way to a device, and behind it authenticator.py, which is after the standard and another's library.

Usage: tests/daemon/authenticator_test.py BUILD
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from nodes import play  # noqa: E402
from requests_test import House  # noqa: E402

try:
    from authenticator import Authenticator
except ImportError:
    print('SKIPPED: no python3-cryptography\n0 passed, 0 failed, 1 skipped')
    sys.exit(77)


class Desk(House):
    def run(self, *words, node='fr', key=None, stdin=None):
        """The command as a person has it; what it ends with, says, and answers."""
        command = [self.program('malines'), *words, '--json', '--node', str(self.state / node)]
        if key:
            command += ['--key', str(self.state / node / 'officers' / key)]
        env = {k: v for k, v in self.env.items() if k != 'MALINES_KEY'}
        done = subprocess.run(command, capture_output=True, text=True, input=stdin, env=env, timeout=120)
        return done.returncode, done.stderr, json.loads(done.stdout) if done.stdout.strip() else {}

    def code(self, officer, node='fr'):
        """An invitation by two persons: both halves."""
        first = self.malines('officer', 'invite', officer, node=node)
        return first['code']


def main():
    house = Desk(sys.argv[1], members=('be', 'fr'))
    keys, made = {}, {}

    def good(done, what):
        assert done[0] == 0, (what, done)
        return done[2]

    def refused(done, code):
        assert done[0] != 0 and code in done[1], (code, done)

    def passkeys_are_enrolled_at_the_command_line():
        for name, officer, pin in (('sensor', 'julien@fr', None), ('pin', 'julien@fr', '731 946'), ('stranger', 'claire@fr', None)):
            keys[name] = Authenticator(pin)
            code = house.code(officer)
            stdin = f'{pin}\n' if pin else None
            added = good(house.run('passkey', 'enrol', officer, '--code', code, '--label', name, '--device', keys[name].path, stdin=stdin), name)
            assert added['credential'].startswith('webauthn+es256+'), added
            options = next(p[7] for c, p in keys[name].asked if c == 1)
            assert options['rk'] is True and options.get('uv') == (None if pin else True), options
        listed = house.malines('passkey', 'list', node='fr')['passkeys']
        assert sorted(p['label'] for p in listed) == ['pin', 'sensor', 'stranger'], listed

    def an_authenticator_is_enrolled_once_and_by_its_code():
        code = house.code('julien@fr')
        refused(house.run('passkey', 'enrol', 'julien@fr', '--code', code, '--device', keys['sensor'].path), 'ALREADY')
        refused(house.run('passkey', 'enrol', 'julien@fr', '--code', 'abcde-abcde-abcde-abcde-abcde-abcde', '--device', keys['sensor'].path), 'NOT_SIGNED_IN')
        refused(house.run('passkey', 'enrol', 'julien@fr', '--code', code, '--device', '/dev/null'), 'NOT_FOUND')

    def asked():
        request = house.ask('fr', 'claire', 'be')
        return request

    def waits(request):
        return house.shown('fr', 'claire', request)['step'] == 'drafted'

    def evidence(request):
        return house.shown('fr', 'claire', request)['approvals']

    def a_touch_approves_for_who_has_a_key():
        made['by_key'] = request = asked()
        good(house.run('approve', request, '--yes', '--authenticator', '--device', keys['sensor'].path, key='julien'), 'a touch')
        one = evidence(request)[0]
        assert one['scheme'] == 'webauthn' and not waits(request), one
        house.arrived('be', 'griet', request, 'received')  # the other node checks the signature before it takes the demand

    def a_touch_and_the_pin_approve_for_who_has_none():
        made['by_touch'] = request = asked()
        good(house.run('approve', request, '--yes', '--authenticator', '--officer', 'julien@fr', '--device', keys['pin'].path, stdin='731 946\n'), 'the PIN')
        assert evidence(request)[0]['scheme'] == 'webauthn' and not waits(request)
        signs = [p for c, p in keys['pin'].asked if c == 2]
        assert len(signs) == 2 and all(6 in p for p in signs), 'to sign in and to approve, each verified'
        house.arrived('be', 'griet', request, 'received')

    def a_wrong_pin_approves_nothing():
        request = asked()
        done = house.run('approve', request, '--yes', '--authenticator', '--officer', 'julien@fr', '--device', keys['pin'].path, stdin='000000\n')
        refused(done, 'NOT_ALLOWED')
        assert '7 tries' in done[1] and '000000' not in done[1] and waits(request), done
        refused(house.run('approve', request, '--yes', '--authenticator', '--device', keys['pin'].path, key='julien', stdin='\n'), 'BAD_ARGUMENT')
        assert waits(request)

    def another_persons_authenticator_approves_nothing():
        request = asked()
        refused(house.run('approve', request, '--yes', '--authenticator', '--device', keys['stranger'].path, key='julien'), 'NOT_FOUND')
        refused(house.run('approve', request, '--yes', '--authenticator', '--officer', 'julien@fr', '--device', keys['stranger'].path), 'NOT_SIGNED_IN')
        # Claire wrote it: her own authenticator signs her in, and that is all.
        refused(house.run('approve', request, '--yes', '--authenticator', '--officer', 'claire@fr', '--device', keys['stranger'].path), 'NOT_ALLOWED')
        assert waits(request)

    def nobody_there_approves_nothing():
        request = asked()
        keys['sensor'].touched = False
        refused(house.run('approve', request, '--yes', '--authenticator', '--device', keys['sensor'].path, key='julien'), 'NEEDS_APPROVAL')
        keys['sensor'].touched = True
        assert waits(request)

    def a_liar_approves_nothing():
        """Whatever comes out of the device is checked by the node; here it is a signature over something else, then noise."""
        request, key = asked(), keys['sensor']
        honest = key.sign

        def over_another_page(p):
            return honest({**p, 2: bytes(32)})
        key.sign = over_another_page
        refused(house.run('approve', request, '--yes', '--authenticator', '--device', key.path, key='julien'), 'BAD_SIGNATURE')
        key.sign = lambda p: {**honest(p), 2: honest(p)[2][:32] + b'\x01' + honest(p)[2][33:]}  # nobody was verified, it says
        done = house.run('approve', request, '--yes', '--authenticator', '--device', key.path, key='julien')
        assert done[0] != 0, done
        key.sign = honest
        for noise in (b'', b'\x00', b'\x00\xff', b'\x00\xbf\xff', b'\x00\xa1\x02\x5a\xff\xff\xff\xff', b'\x00\x9b' + b'\xff' * 8, b'\x00' + bytes(3000)):
            key.lies = noise
            done = house.run('approve', request, '--yes', '--authenticator', '--device', key.path, key='julien')
            assert done[0] not in (0, -6, -11), (noise, done)
        key.lies = None
        assert waits(request)
        good(house.run('approve', request, '--yes', '--authenticator', '--device', key.path, key='julien'), 'and then it does')

    def what_they_signed_is_proven_with_the_daemons_gone():
        def verify(*files):
            return subprocess.run([house.program('malines-verify'), 'request', *map(str, files), '--trust', str(house.state / 'trust.json'), '--anchor', str(house.state / 'anchor.json')],
                                  capture_output=True, text=True)
        files = {}
        for name in ('by_key', 'by_touch'):
            request = made[name]
            house.malines('request', 'decide', request, 'release', '--text', 'A hire firm.', node='be', key='griet')
            house.approve('be', 'bram', request)
            house.arrived('fr', 'claire', request, 'released')
            house.arrived('be', 'griet', request, 'delivered')
            files[name] = [house.state / f'{name}-{node}.json' for node in ('fr', 'be')]
            for file, node, officer in zip(files[name], ('fr', 'be'), ('claire', 'griet')):
                house.malines('request', 'proof', request, '--out', str(file), node=node, key=officer)
        for node in list(house.daemons):
            house.kill(node)
        for name in files:
            done = verify(*files[name])
            assert done.returncode == 0 and 'webauthn' in files[name][0].read_text(), (name, done.stdout, done.stderr)
            broken = json.loads(files[name][1].read_text())
            signed = next(a for a in broken['approvals'] if a['scheme'] == 'webauthn')
            signed['signature'] = signed['signature'][:-6] + ('AAAAAA' if signed['signature'][-6:] != 'AAAAAA' else 'BBBBBB')
            (house.state / 'broken.json').write_text(json.dumps(broken))
            assert verify(house.state / 'broken.json').returncode != 0, 'a changed signature is seen'

    try:
        house.stand_up()
        return play([passkeys_are_enrolled_at_the_command_line, an_authenticator_is_enrolled_once_and_by_its_code, a_touch_approves_for_who_has_a_key,
                     a_touch_and_the_pin_approve_for_who_has_none, a_wrong_pin_approves_nothing, another_persons_authenticator_approves_nothing,
                     nobody_there_approves_nothing, a_liar_approves_nothing, what_they_signed_is_proven_with_the_daemons_gone])
    finally:
        for k in keys.values():
            k.stop()
        house.put_away()


if __name__ == '__main__':
    sys.exit(main())
