#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Cards whose issuer is asked whether they were revoked (RFC 6960), against a real node. The responder is openssl's own program;
false ones are a few lines of Python that carry what openssl signed for somebody else, or nothing of the kind.

Usage: tests/daemon/ocsp_test.py BUILD
"""
import http.server
import pathlib
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from nodes import free_ports, play, until  # noqa: E402
from signin_test import Cards, House, openssl  # noqa: E402


class Responder:
    """openssl ocsp, which reads the authority's index of what it issued."""

    def __init__(self, cards, port, index='index.txt', authority='authority', card='anke'):
        self.cards, self.port, self.process, self.index, self.authority, self.card = cards, port, None, index, authority, card
        f = cards.folder
        if authority != 'authority':  # it signs its answers itself
            return
        for name, authority in (('ocsp', 'authority'), ('false_ocsp', 'stranger')):
            (f / 'ocsp.ext').write_text('basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=OCSPSigning\n')
            openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', f / f'{name}.key', '-out', f / f'{name}.csr', '-subj', f'/CN={name}')
            openssl('x509', '-req', '-in', f / f'{name}.csr', '-CA', f / f'{authority}.crt', '-CAkey', f / f'{authority}.key', '-CAcreateserial', '-out', f / f'{name}.crt',
                    '-extfile', f / 'ocsp.ext', '-days', '9')

    def start(self, signer=None):
        f = self.cards.folder
        self.stop()
        signer = signer or ('ocsp' if self.authority == 'authority' else self.authority)
        self.process = subprocess.Popen(['openssl', 'ocsp', '-port', str(self.port), '-index', str(f / self.index), '-CA', str(f / f'{self.authority}.crt'), '-rsigner', str(f / f'{signer}.crt'),
                                         '-rkey', str(f / f'{signer}.key'), '-nmin', '5', '-ignore_err'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self.answers, 'the responder')

    def answers(self):
        f = self.cards.folder
        done = subprocess.run(['openssl', 'ocsp', '-issuer', str(f / f'{self.authority}.crt'), '-cert', str(f / f'{self.card}.crt'), '-url', f'http://127.0.0.1:{self.port}/',
                               '-CAfile', str(f / f'{self.authority}.crt'), '-noverify'], capture_output=True, text=True)
        return 'This Update' in done.stdout

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
        self.process = None

    def signed_for(self, name, signer='ocsp'):
        """What openssl would answer about another card, or in another's name; without a nonce."""
        f = self.cards.folder
        openssl('ocsp', '-issuer', f / 'authority.crt', '-cert', f / f'{name}.crt', '-no_nonce', '-reqout', f / 'asked.der')
        openssl('ocsp', '-index', f / 'index.txt', '-CA', f / 'authority.crt', '-rsigner', f / f'{signer}.crt', '-rkey', f / f'{signer}.key', '-nmin', '5', '-reqin', f / 'asked.der',
                '-respout', f / 'said.der')
        return (f / 'said.der').read_bytes()


class Parrot:
    """Says the same to everybody."""

    def __init__(self, port):
        parrot = self
        self.says, self.status, self.asked = b'', 200, 0

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                parrot.asked += 1
                self.rfile.read(int(self.headers['Content-Length']))
                self.send_response(parrot.status)
                self.send_header('Content-Length', str(len(parrot.says)))
                self.end_headers()
                self.wfile.write(parrot.says)

            def log_message(self, *_):
                pass

        http.server.ThreadingHTTPServer.allow_reuse_address = True
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def main():
    house = House(sys.argv[1], members=('be', 'fr'))
    country, node_port, console_port, officers = house.members['be']
    house.members['be'] = (country, node_port, console_port, {**officers, 'rik': 'registrar', 'sofie': 'security_officer'})
    house.cards = Cards(pathlib.Path(house.folder_kept) / 'cards')
    house.cards_port, port, middle_port = free_ports(3)
    made = {}

    def issued(name):
        """By `openssl ca`, so that the responder knows it."""
        f = house.cards.folder
        (f / 'ext').write_text('basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=clientAuth\n')
        openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', f / f'{name}.key', '-out', f / f'{name}.csr', '-subj', f'/CN={name}')
        house.cards.ca('-in', f / f'{name}.csr', '-out', f / f'{name}.crt', '-days', '10', '-extfile', f / 'ext', '-notext')

    def enrolled(card, officer):
        pem = (house.cards.folder / f'{card}.crt').read_text()
        added = house.malines('signin', 'add', officer, '--certificate', pem, node='be', key='rik')
        house.malines('signin', 'vouch', added['credential'], node='be', key='sofie')

    def sign_in(card, officer='anke@be'):
        status, answer, cookie = house.call('/api/session/certificate', {'officer': officer}, card=card)
        return status, answer.get('error', {}).get('code'), cookie.split(';')[0]

    def policy(word):
        path = house.state / 'be' / 'node.yaml'
        text = path.read_text()
        for old in ('require', 'if_reachable'):
            text = text.replace(f'ocsp_policy: {old}', f'ocsp_policy: {word}')
        path.write_text(text)
        house.restart()

    def they_stand_up():
        house.prepare()
        for name in ('anke', 'bram', 'gone'):
            issued(name)
        house.cards.make('unheard')  # by the same authority's key, but not in its books
        made['responder'] = Responder(house.cards, port)
        made['responder'].start()
        f = house.cards.folder
        house.settings(f'cards: {{address: 127.0.0.1, port: {house.cards_port}, certificate: {f}/console.crt, key: {f}/console.key, authorities: {f}/authority.crt,'
                       f' ocsp: "http://127.0.0.1:{port}/", ocsp_policy: require}}\n')
        for member in house.members:
            house.start(member)
        house.people()
        for card, officer in (('anke', 'anke@be'), ('gone', 'anke@be'), ('unheard', 'anke@be'), ('bram', 'bram@be')):
            enrolled(card, officer)
        house.cards.ca('-revoke', f / 'gone.crt')
        made['responder'].start()  # it reads the index when it starts

    def a_card_of_which_its_issuer_says_good_signs_in():
        status, code, cookie = sign_in('anke')
        assert status == 200, code
        made['cookie'] = cookie
        assert house.call('/api/alerts', method='GET', card='anke', cookie=cookie)[0] == 200

    def a_revoked_card_signs_nobody_in():
        assert sign_in('gone')[:2] == (403, 'REVOKED'), sign_in('gone')

    def a_card_that_its_issuer_does_not_know_signs_nobody_in():
        assert sign_in('unheard')[:2] == (403, 'REVOKED'), sign_in('unheard')

    def what_is_good_is_not_asked_again_at_once():
        made['responder'].stop()
        assert house.call('/api/alerts', method='GET', card='anke', cookie=made['cookie'])[0] == 200
        assert sign_in('anke')[0] == 200

    def who_can_not_be_asked_about_is_refused():
        assert sign_in('bram', 'bram@be')[:2] == (503, 'NOT_ASKED'), sign_in('bram', 'bram@be')
        assert house.call('/api/node', method='GET', card='bram')[0] == 200, 'what is open to all is'
        assert house.call('/api/node', method='GET')[0] == 200

    def a_session_ends_with_its_card():
        house.cards.ca('-revoke', house.cards.folder / 'anke.crt')
        made['responder'].start()
        house.restart()  # nothing is remembered; sessions are
        status, answer, _ = house.call('/api/alerts', method='GET', card='anke', cookie=made['cookie'])
        assert status == 403 and answer['error']['code'] == 'REVOKED', answer
        assert sign_in('anke')[:2] == (403, 'REVOKED')
        assert sign_in('bram', 'bram@be')[0] == 200

    def if_reachable_means_that_and_no_more():
        policy('if_reachable')
        assert sign_in('gone')[:2] == (403, 'REVOKED'), 'it is reachable'
        made['responder'].stop()
        house.restart()
        assert sign_in('bram', 'bram@be')[0] == 200, 'it is not'
        made['parrot'] = Parrot(port)
        made['parrot'].status = 500
        house.restart()
        assert sign_in('bram', 'bram@be')[0] == 200, 'it can not say'

    def false_responders_vouch_for_nobody():
        """Whoever stands between us and the issuer can keep us from asking, and nothing else: with require that lets nobody in, and
        an answer that is not the issuer's lets nobody in at all."""
        parrot, signed = made['parrot'], made['responder'].signed_for
        parrot.status = 200
        lies = {'nothing': b'', 'a page': b'<html>welcome</html>', 'about another card': signed('bram'), 'by a stranger': signed('gone', signer='false_ocsp'),
                'cut': signed('bram')[:-9], 'altered': signed('bram')[:-1] + b'\x00', 'something behind it': signed('bram') + b'\x00', 'huge': b'\x30\x84\x01\x00\x00\x00' + bytes(1 << 20)}
        for word in ('if_reachable', 'require'):
            for what, says in lies.items():
                parrot.says = says
                policy(word)
                status, code, _ = sign_in('gone')
                unreachable = word == 'if_reachable' and what in ('huge',)  # an answer above the ceiling is not read
                assert status in ((200,) if unreachable else (403, 503)), (word, what, status, code)
        assert parrot.asked >= len(lies)

    def an_answer_without_a_nonce_counts_while_it_is_fresh():
        made['parrot'].says = made['responder'].signed_for('bram')
        policy('require')
        assert sign_in('bram', 'bram@be')[0] == 200
        made['parrot'].says = made['responder'].signed_for('gone')
        assert sign_in('gone')[:2] == (403, 'REVOKED')

    def an_authority_between_a_card_and_its_root_is_asked_about_too():
        """The card of an authority that the root made: its own issuer says that the card is good, and the root speaks of the issuer."""
        f = house.cards.folder
        (f / 'middle.ext').write_text('basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign,digitalSignature\n')
        openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', f / 'middle.key', '-out', f / 'middle.csr', '-subj', '/CN=middle')
        house.cards.ca('-in', f / 'middle.csr', '-out', f / 'middle.crt', '-days', '10', '-extfile', f / 'middle.ext', '-notext')
        (f / 'ext').write_text('basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=clientAuth\n')
        openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', f / 'mila.key', '-out', f / 'mila.csr', '-subj', '/CN=mila')
        openssl('x509', '-req', '-in', f / 'mila.csr', '-CA', f / 'middle.crt', '-CAkey', f / 'middle.key', '-set_serial', '0x4D2', '-out', f / 'mila.crt', '-extfile', f / 'ext', '-days', '9')
        enrolled('mila', 'anke@be')
        (f / 'mila.crt').write_text((f / 'mila.crt').read_text() + (f / 'middle.crt').read_text())  # what the card hands in
        (f / 'middle.txt').write_text('V\t360101000000Z\t\t04D2\tunknown\t/CN=mila\n')
        made['parrot'].stop()
        made.pop('parrot')
        made['middle'] = Responder(house.cards, middle_port, 'middle.txt', 'middle', 'mila')
        made['middle'].start()
        made['responder'].start()
        path = house.state / 'be' / 'node.yaml'
        path.write_text(path.read_text().replace(f'ocsp: "http://127.0.0.1:{port}/"', f'ocsp: "http://127.0.0.1:{middle_port}/", ocsp_authorities: "http://127.0.0.1:{port}/"'))
        policy('require')
        assert sign_in('mila')[0] == 200, sign_in('mila')
        made['responder'].stop()
        house.restart()
        assert sign_in('mila')[:2] == (503, 'NOT_ASKED'), 'nobody speaks of the authority between'
        house.cards.ca('-revoke', f / 'middle.crt')
        made['responder'].start()
        assert sign_in('mila')[:2] == (403, 'REVOKED'), 'its authority was revoked'
        path.write_text(path.read_text().replace(f', ocsp_authorities: "http://127.0.0.1:{port}/"', '').replace(str(middle_port), str(port)))

    def the_log_says_why_and_names_nobody():
        said = (house.state / 'be' / 'daemon.log').read_text()
        assert 'event=card_not_good' in said and 'revoked' in said
        assert 'anke' not in said.replace(str(house.state), ''), 'P14'

    def settings_without_sense_are_refused():
        path = house.state / 'be' / 'node.yaml'
        good = path.read_text()
        for old, new in ((f'http://127.0.0.1:{port}/', 'https://127.0.0.1/'), ('ocsp_policy: require', 'ocsp_policy: sometimes'), (f'ocsp: "http://127.0.0.1:{port}/", ', '')):
            assert old in good, old
            path.write_text(good.replace(old, new))
            done = subprocess.run([house.program('malinesd'), '--check', str(path)], capture_output=True, text=True)
            assert done.returncode != 0 and 'cards.ocsp' in done.stderr, (new, done.stderr)
        path.write_text(good)

    try:
        return play([they_stand_up, a_card_of_which_its_issuer_says_good_signs_in, a_revoked_card_signs_nobody_in, a_card_that_its_issuer_does_not_know_signs_nobody_in,
                     what_is_good_is_not_asked_again_at_once, who_can_not_be_asked_about_is_refused, a_session_ends_with_its_card, if_reachable_means_that_and_no_more,
                     false_responders_vouch_for_nobody, an_answer_without_a_nonce_counts_while_it_is_fresh, an_authority_between_a_card_and_its_root_is_asked_about_too, settings_without_sense_are_refused, the_log_says_why_and_names_nobody])
    finally:
        for name in ('responder', 'parrot', 'middle'):
            if name in made:
                made[name].stop()
        house.put_away()


if __name__ == '__main__':
    sys.exit(main())
