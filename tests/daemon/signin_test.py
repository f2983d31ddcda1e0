#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a card's certificate and through the house's identity provider, against real nodes. Certificates and tokens
are made by openssl's own program, the provider is provider.py, and, where npm has it, oidc-provider (docs/people.md).

Usage: tests/daemon/signin_test.py BUILD
"""
import http.client
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import socket
import sys
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from nodes import Failed, Nodes, free_ports, play, until  # noqa: E402
from provider import Provider  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def openssl(*words, stdin=None):
    return subprocess.run(['openssl', *map(str, words)], input=stdin, capture_output=True, check=True).stdout


class Cards:
    """Two authorities and the cards of officers."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for name in ('authority', 'stranger'):
            openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes', '-keyout', folder / f'{name}.key', '-out', folder / f'{name}.crt',
                    '-subj', f'/CN={name}', '-days', '30', '-addext', 'keyUsage=critical,keyCertSign,cRLSign')
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', folder / 'console.key', '-out', folder / 'console.crt',
                '-subj', '/CN=localhost', '-days', '30')

    def make(self, name, authority='authority', days=10, usage='clientAuth'):
        f = self.folder
        (f / 'ext').write_text(f'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage={usage}\n')
        openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', f / f'{name}.key', '-out', f / f'{name}.csr', '-subj', f'/CN={name}')
        when = ['-days', str(days)]
        if days < 0:  # one that was good once: issued under the clock of then
            return self.expired(name, authority)
        openssl('x509', '-req', '-in', f / f'{name}.csr', '-CA', f / f'{authority}.crt', '-CAkey', f / f'{authority}.key', '-CAcreateserial', '-out', f / f'{name}.crt',
                '-extfile', f / 'ext', *when)
        return (f / f'{name}.crt').read_text()

    def ca(self, *words, authority='authority'):
        f = self.folder
        (f / 'index.txt').touch()
        (f / 'ca.cnf').write_text(f'[ca]\ndefault_ca=d\n[d]\ndatabase={f}/index.txt\nserial={f}/serial\nnew_certs_dir={f}\ndefault_md=sha256\npolicy=p\n'
                                  f'certificate={f}/{authority}.crt\nprivate_key={f}/{authority}.key\nrand_serial=yes\nunique_subject=no\n[p]\ncommonName=supplied\n')
        return openssl('ca', '-config', f / 'ca.cnf', '-batch', *words)

    def expired(self, name, authority):
        f = self.folder
        self.ca('-in', f / f'{name}.csr', '-out', f / f'{name}.crt', '-startdate', '20240101000000Z', '-enddate', '20240201000000Z', '-extfile', f / 'ext', '-notext',
                authority=authority)
        return (f / f'{name}.crt').read_text()

    def revoked(self, *names):
        for name in names:
            self.ca('-revoke', self.folder / f'{name}.crt')
        self.ca('-gencrl', '-crldays', '10', '-out', self.folder / 'cards.crl')


class House(Nodes):
    def call(self, path, body=None, card=None, cookie=None, method='POST', origin=None):
        """One call to the console's TLS; the status, the answer, the cookie. OSError when there is no handshake."""
        context = ssl.create_default_context(cafile=str(self.cards.folder / 'console.crt'))
        context.check_hostname = False
        if card:
            context.load_cert_chain(str(self.cards.folder / f'{card}.crt'), str(self.cards.folder / f'{card}.key'))
        link = http.client.HTTPSConnection('127.0.0.1', self.cards_port, context=context, timeout=20)
        fields = {'X-Malines': '1', 'Content-Type': 'application/json', 'Host': f'localhost:{self.cards_port}'}
        if cookie:
            fields['Cookie'] = cookie
        if origin:
            fields['Origin'] = origin
        try:
            link.request(method, path, None if body is None else json.dumps(body), fields)
            answer = link.getresponse()
            text = answer.read()
        finally:
            link.close()
        set_cookie = answer.headers['Set-Cookie'] or ''
        return answer.status, json.loads(text) if text else {}, set_cookie

    def no_handshake(self, card):
        try:
            status = self.call('/api/node', method='GET', card=card)
        except (OSError, http.client.HTTPException):
            return
        raise AssertionError(f'{card} was let in: {status}')

    def refused(self, *words, key):
        try:
            self.malines(*words, node='be', key=key)
        except Failed as e:
            return str(e)
        raise AssertionError(f'{words} was done')

    def entries(self, decision):
        found = self.malines('audit', 'list', '--op', 'enrolment', node='be', key='pieter')['entries']
        return [e for e in found if e.get('decision') == decision]

    def settings(self, text):
        with open(self.state / 'be' / 'node.yaml', 'a', encoding='utf-8') as f:
            f.write(text)

    def restart(self):
        """Until cards are taken, too: their port opens after the node has said that it is ready."""
        self.kill('be')
        self.start_again('be')
        for _ in range(600):
            with socket.socket() as s:
                if s.connect_ex(('127.0.0.1', self.cards_port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError('no card is taken')


def main():
    house = House(sys.argv[1], members=('be', 'fr'))
    country, node_port, console_port, officers = house.members['be']
    house.members['be'] = (country, node_port, console_port, {**officers, 'rik': 'registrar', 'sofie': 'security_officer'})
    house.cards = Cards(pathlib.Path(house.folder_kept) / 'cards')
    (house.cards_port,) = free_ports(1)
    provider = Provider(pathlib.Path(house.folder_kept) / 'provider')
    made = {}

    def they_stand_up():
        house.prepare()
        house.cards.make('anke')
        house.cards.make('bram')
        house.cards.make('lost')
        house.cards.make('forger', authority='stranger')
        house.cards.make('server', usage='serverAuth')
        house.cards.make('old', days=-1)
        house.cards.revoked('lost')
        f = house.cards.folder
        house.settings(f'cards: {{address: 127.0.0.1, port: {house.cards_port}, certificate: {f}/console.crt, key: {f}/console.key, authorities: {f}/authority.crt,'
                       f' revoked: {f}/cards.crl}}\n' + provider.settings())
        for member in house.members:
            house.start(member)
        house.people()

    def a_card_is_enrolled_by_two_persons():
        pem = (house.cards.folder / 'anke.crt').read_text()
        added = house.malines('signin', 'add', 'anke@be', '--certificate', pem, '--label', 'card of 2026', node='be', key='rik')
        made['anke'] = added['credential']
        assert added['waits_for_second_person'] and added['kind'] == 'certificate', added
        assert house.call('/api/session/certificate', {'officer': 'anke@be'}, card='anke')[0] == 401, 'one person was enough'
        assert 'SAME_PERSON' in house.refused('signin', 'vouch', made['anke'], key='rik')
        assert 'NOT_ALLOWED' in house.refused('signin', 'vouch', made['anke'], key='anke')
        assert 'NOT_ALLOWED' in house.refused('signin', 'add', 'bram@be', '--certificate', pem, key='sofie')
        house.malines('signin', 'vouch', made['anke'], node='be', key='sofie')
        assert 'ALREADY' in house.refused('signin', 'add', 'bram@be', '--certificate', pem, key='rik'), 'one card, two officers'
        assert 'BAD_CERTIFICATE' in house.refused('signin', 'add', 'bram@be', '--certificate', (house.cards.folder / 'authority.crt').read_text(), key='rik')
        assert 'EXPIRED' in house.refused('signin', 'add', 'bram@be', '--certificate', (house.cards.folder / 'old.crt').read_text(), key='rik')
        assert house.entries('certificate_added') and house.entries('certificate_vouched'), 'the log has it'

    def the_card_signs_its_officer_in():
        status, answer, cookie = house.call('/api/session/certificate', {'officer': 'anke@be'}, card='anke')
        assert status == 200 and answer['officer']['id'] == 'anke@be' and 'token' not in answer, answer
        assert cookie.startswith('__Host-') and 'Secure' in cookie and 'HttpOnly' in cookie and 'SameSite=Strict' in cookie, cookie
        made['cookie'] = cookie.split(';')[0]
        assert house.call('/api/alerts', method='GET', card='anke', cookie=made['cookie'])[0] == 200

    def the_cookie_without_the_card_is_nothing():
        assert house.call('/api/alerts', method='GET', cookie=made['cookie'])[0] == 401
        assert house.call('/api/alerts', method='GET', card='bram', cookie=made['cookie'])[0] == 401

    def another_officers_card_is_refused():
        assert house.call('/api/session/certificate', {'officer': 'anke@be'}, card='bram')[0] == 401
        assert house.call('/api/session/certificate', {'officer': 'bram@be'}, card='anke')[0] == 401
        assert house.call('/api/session/certificate', {'officer': 'anke@be'})[0] == 401, 'no card at all'
        assert house.call('/api/session/certificate', {'officer': 'anke@be', 'shown': 'aa' * 32})[0] == 400, 'the key is the connection\'s to say'

    def who_shows_no_card_is_served_all_the_same():
        assert house.call('/api/node', method='GET')[0] == 200

    def strangers_have_no_handshake():
        for card in ('forger', 'old', 'lost', 'server'):
            house.no_handshake(card)

    def curl_agrees():
        f = house.cards.folder
        def curl(card, path='/api/node'):
            return subprocess.run(['curl', '-sS', '-o', '/dev/null', '-w', '%{http_code}', '--cacert', str(f / 'console.crt'), '--cert', str(f / f'{card}.crt'), '--key',
                                   str(f / f'{card}.key'), f'https://localhost:{house.cards_port}{path}'], capture_output=True, text=True)
        if not shutil.which('curl'):
            raise unittest.SkipTest('no curl')
        assert curl('anke').stdout == '200', curl('anke')
        for card in ('forger', 'old', 'lost', 'server'):
            done = curl(card)
            assert done.returncode != 0 and done.stdout in ('', '000'), (card, done)

    def other_sites_change_nothing():
        status, _, _ = house.call('/api/session/certificate', {'officer': 'anke@be'}, card='anke', origin='https://elsewhere.example')
        assert status == 403, status

    def an_approval_still_wants_a_signature():
        """A session, however it was opened, approves nothing by itself."""
        status, answer, _ = house.call('/api/requests/00000000-0000-4000-8000-000000000000/approval', {'digest': 'x', 'scheme': 'session', 'credential': '', 'signature': ''},
                                       card='anke', cookie=made['cookie'])
        assert status in (403, 404), answer

    def what_is_removed_is_out_at_once():
        house.malines('signin', 'remove', made['anke'], node='be', key='sofie')
        assert house.call('/api/alerts', method='GET', card='anke', cookie=made['cookie'])[0] == 401
        assert house.call('/api/session/certificate', {'officer': 'anke@be'}, card='anke')[0] == 401
        assert house.entries('certificate_removed')
        assert not house.malines('signin', 'list', node='be', key='pieter')['credentials']

    def through_the_provider(token=None, change=None, state=None, code=None, issuer=None):
        """One sign-in as a browser makes it; the status, the answer, the ticket."""
        status, begun, _ = house.call('/api/session/provider', {})
        assert status == 200, begun
        url = urllib.parse.urlsplit(begun['url'])
        asked = dict(urllib.parse.parse_qsl(url.query))
        assert asked['code_challenge_method'] == 'S256' and asked['response_type'] == 'code' and asked['scope'] == 'openid', asked
        back = provider.authorize(asked, token=token, change=change)
        body = {'ticket': begun['ticket'], 'state': state or asked['state'], 'code': code or back}
        if issuer:
            body['issuer'] = issuer
        return (*house.call('/api/session/return', body), body)

    def an_account_of_the_provider_is_enrolled_by_two_persons():
        status, answer, _, _ = through_the_provider()
        assert status == 401, answer  # the provider knows who it is; we know nobody of that name
        added = house.malines('signin', 'add', 'anke@be', '--subject', 'sub-1234', node='be', key='rik')
        made['oidc'] = added['credential']
        assert through_the_provider()[0] == 401, 'one person was enough'
        house.malines('signin', 'vouch', made['oidc'], node='be', key='sofie')

    def the_provider_signs_its_officer_in():
        for alg in ('RS256', 'ES256', 'EdDSA'):
            provider.alg = alg
            status, answer, cookie, _ = through_the_provider()
            assert status == 200 and answer['officer']['id'] == 'anke@be', (alg, answer)
            assert answer['officer']['roles'] == ['case_officer'], 'roles are ours, whatever the token says'
            assert house.call('/api/alerts', method='GET', cookie=cookie.split(';')[0])[0] == 200, alg
        assert provider.verified == provider.exchanged >= 3, 'PKCE: the verifier is what the challenge was made of'
        provider.alg = 'RS256'

    def false_tokens_sign_nobody_in():
        now = provider.now()
        for what, change in {
                'another issuer': {'iss': 'https://other.example'}, 'another client': {'aud': 'other'}, 'two clients, no party': {'aud': ['malines', 'other']},
                'made for another party': {'azp': 'other'}, 'another nonce': {'nonce': 'x'}, 'no nonce': {'nonce': None}, 'over': {'exp': now - 3600},
                'no end': {'exp': None}, 'not yet': {'nbf': now + 3600}, 'of tomorrow': {'iat': now + 86400}, 'old': {'iat': now - 86400},
                'nobody': {'sub': None}, 'another person': {'sub': 'sub-9999'}, 'a subject that is no text': {'sub': 1234}, 'two lines': {'sub': 'x\nsub-1234'}}.items():
            status, answer, _, _ = through_the_provider(change=change)
            assert status == 401, (what, status, answer)

    def false_signatures_sign_nobody_in():
        for forged in ('none', 'unsigned', 'hs256_of_the_public_key', 'other_key', 'alg_of_another_key', 'no_kid', 'unknown_kid', 'key_in_the_token', 'crit', 'cut', 'altered',
                       'es256_in_der', 'empty', 'huge'):
            status, answer, _, _ = through_the_provider(token=forged)
            assert status in (400, 401, 413, 502, 503), (forged, status, answer)
            assert 'officer' not in answer, forged

    def state_and_code_are_used_once_and_by_who_began():
        assert through_the_provider(state='x' * 43)[0] == 401, 'another browser\'s state'
        assert through_the_provider(code='not-a-code')[0] == 401, 'the provider does not know the code'
        assert through_the_provider(issuer='https://other.example')[0] == 401, 'RFC 9207'
        status, _, _, body = through_the_provider(issuer=provider.issuer)
        assert status == 200
        status, answer, _ = house.call('/api/session/return', body)
        assert status != 200 and answer['error']['code'] == 'REPLAYED', answer
        assert house.call('/api/session/return', {**body, 'ticket': body['ticket'][:-4] + 'AAAA'})[0] in (400, 401)

    def a_provider_that_is_away_keeps_no_other_way_shut():
        provider.away = True
        status, answer, _, _ = through_the_provider()
        assert status in (401, 502, 503, 504) and 'officer' not in answer, (status, answer)
        provider.away = False
        assert house.malines('node', node='be')['authority'] == 'be'
        assert through_the_provider()[0] == 200

    def a_removed_account_of_the_provider_is_out():
        house.malines('signin', 'remove', made['oidc'], node='be', key='rik')
        assert through_the_provider()[0] == 401
        assert house.entries('oidc_removed')

    def the_log_names_nobody():
        said = (house.state / 'be' / 'daemon.log').read_text()
        assert 'sub-1234' not in said and 'anke' not in said.replace(str(house.state), ''), 'P14'
        assert house.malines('audit', 'verify', node='be', key='pieter')['ok']

    def a_provider_that_others_wrote_signs_in():
        modules = os.environ.get('MALINES_OIDC_PROVIDER')  # a folder with node_modules/oidc-provider
        if not modules or not shutil.which('node'):
            raise unittest.SkipTest('MALINES_OIDC_PROVIDER names no folder with node_modules/oidc-provider')
        (port,) = free_ports(1)
        redirect = 'https://malines.example/return'
        other = subprocess.Popen(['node', str(HERE / 'oidc_provider.mjs'), modules, str(port), redirect], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            keys = json.loads(other.stdout.readline())
            provider.answers_for(house, port, keys)
            house.restart()
            added = house.malines('signin', 'add', 'anke@be', '--subject', 'account-1', node='be', key='rik')
            house.malines('signin', 'vouch', added['credential'], node='be', key='sofie')
            begun = house.call('/api/session/provider', {})[1]
            back = subprocess.run(['node', str(HERE / 'oidc_browser.mjs'), begun['url']], stdout=subprocess.PIPE, text=True, check=True, timeout=60).stdout
            came = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back.strip()).query))
            status, answer, _ = house.call('/api/session/return', {'ticket': begun['ticket'], 'state': came['state'], 'code': came['code'], 'issuer': came['iss']})
            assert status == 200 and answer['officer']['id'] == 'anke@be', answer
        finally:
            other.kill()

    try:
        return play([they_stand_up, a_card_is_enrolled_by_two_persons, the_card_signs_its_officer_in, the_cookie_without_the_card_is_nothing, another_officers_card_is_refused,
                     who_shows_no_card_is_served_all_the_same, strangers_have_no_handshake, curl_agrees, other_sites_change_nothing, an_approval_still_wants_a_signature,
                     what_is_removed_is_out_at_once, an_account_of_the_provider_is_enrolled_by_two_persons, the_provider_signs_its_officer_in, false_tokens_sign_nobody_in,
                     false_signatures_sign_nobody_in, state_and_code_are_used_once_and_by_who_began, a_provider_that_is_away_keeps_no_other_way_shut,
                     a_removed_account_of_the_provider_is_out, the_log_names_nobody, a_provider_that_others_wrote_signs_in])
    finally:
        provider.stop()
        house.put_away()


if __name__ == '__main__':
    sys.exit(main())
