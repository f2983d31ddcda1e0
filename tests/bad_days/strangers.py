#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""strangers.py BUILD — what comes over the wire and should not: messages replayed, altered, misaddressed, early or late,
another node's key, heads that two parsers would read differently."""
import base64
import contextlib
import datetime
import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import unittest

from nodes import Nodes, alert, play, until

nodes = Nodes(sys.argv[1])
posts = []  # what waits for be in the outbox of fr: (number, type, body)


def at(hours=0):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)).strftime('%Y-%m-%dT%H:%M:%S.000Z')


def message(seq, of=None):
    _, kind, body = posts[(of or seq) - 1]
    return {'seq': seq, 'type': kind, 'body': json.loads(body)}


def signed(whole, signer):
    home = nodes.state / signer
    text = whole if isinstance(whole, str) else json.dumps(whole, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    done = subprocess.run(['openssl', 'cms', '-sign', '-binary', '-nodetach', '-nocerts', '-nosmimecap', '-cades', '-md', 'sha256',
                           '-outform', 'DER', '-signer', str(home / 'sign.crt'), '-inkey', str(home / 'sign.key')],
                          input=text.encode(), capture_output=True, check=True)
    return done.stdout


def greeting(sent, signer='fr'):
    """What fr says of where it stands with be; base64, as each post holds it."""
    none = {'alerts': 0, 'requests': 0, 'dna': 0, 'prints': 0}
    said = {'sent': {**none, 'alerts': sent}, 'held': none, 'settled': none, 'trust': 1, 'whole': False}
    whole = {'malines': 'envelope/1', 'type': 'greeting', 'from': 'fr', 'to': 'be', 'at': at(), 'payload': said}
    return base64.b64encode(signed(whole, signer)).decode()


def envelope(messages, signer='fr', text=None, **other):
    """A letter of fr to be, as docs/protocol.md describes it, signed by another implementation."""
    last = max([m['seq'] for m in messages if isinstance(m, dict)] or [0])
    whole = {'malines': 'envelope/1', 'type': 'post', 'from': 'fr', 'to': 'be', 'at': at(),
             'payload': {'channel': 'alerts', 'greeting': greeting(last), 'messages': messages}, **other}
    return signed(text or whole, signer)


def post(body, path='/m1/post', own='fr'):
    """(status, code) that be answers to whoever holds the TLS key of `own`."""
    link = http.client.HTTPSConnection('127.0.0.1', nodes.members['be'][1], context=nodes.tls(own), timeout=60)
    link.request('POST', path, body, {'Content-Type': 'application/octet-stream'})
    answer = link.getresponse()
    text = answer.read()
    link.close()
    return answer.status, json.loads(text)['error']['code'] if answer.status != 200 else None


def copies():
    """References of the alerts of fr that be holds, each as often as it holds it."""
    listed = nodes.console('be', 'griet').call('GET', '/api/alerts?owner=fr&limit=500')['alerts']
    return sorted(a['alert']['decision_ref'] for a in listed)


# ---- Messages ----
def standing_up():
    if not shutil.which('openssl'):
        raise unittest.SkipTest('openssl is not here')
    nodes.stand_up()
    nodes.stop('be')
    for i in range(1, 4):
        nodes.console('fr', 'claire').call('POST', '/api/alerts', {'alert': alert(f'fr-{i}')})
    nodes.stop('fr')
    with contextlib.closing(nodes.store('fr')) as store:
        posts.extend(store.execute("SELECT seq, type, body FROM outbox WHERE peer='be' AND channel='alerts' ORDER BY seq"))
    assert [p[0] for p in posts] == [1, 2, 3]
    nodes.start('be')
    assert copies() == []


def altered_messages_have_no_effect():
    good = envelope([message(1)])
    for place in range(0, len(good), 11):
        bad = bytearray(good)
        bad[place] ^= 1 << place % 8
        status, code = post(bytes(bad))
        assert status in (400, 413, 422) and code in ('BAD_FORMAT', 'BAD_SIGNATURE', 'TOO_BIG'), (place, status, code)
    assert post(good[:-1])[0] == 400 and post(good + b'\0')[0] == 400 and post(b'')[0] == 400
    assert copies() == []


def wrong_letters_are_refused():
    twice = '{"malines":"envelope/1","type":"post","type":"post","from":"fr","to":"be","at":"%s","payload":{}}' % at()
    for what, body, expected in (
            ('signed by another', envelope([message(1)], signer='be'), (422, 'BAD_SIGNATURE')),
            ('for another', envelope([message(1)], to='es'), (422, 'BAD_FIELD')),
            ('in the name of another', envelope([message(1)], **{'from': 'es'}), (422, 'BAD_FIELD')),
            ('of another type', envelope([message(1)], type='ask'), (422, 'BAD_FIELD')),
            ('of two hours ago', envelope([message(1)], at=at(-2)), (425, 'CLOCK')),
            ('in two hours', envelope([message(1)], at=at(2)), (425, 'CLOCK')),
            ('with a member twice', envelope([], text=twice), (400, 'BAD_JSON')),
            ('too early', envelope([message(3)]), (409, 'GAP')),
            ('before the first', envelope([message(0, of=1)]), (409, 'GAP'))):
        assert post(body) == expected, (what, post(body))
    assert copies() == []


def the_same_letter_has_one_effect():
    letter = envelope([message(1)])
    for _ in range(3):
        assert post(letter) == (200, None)
    assert post(envelope([message(1)])) == (200, None)  # the same message in a new envelope
    assert copies() == ['fr-1']


def a_number_is_never_given_twice():
    assert post(envelope([message(1, of=2)])) == (422, 'REPLAYED')
    assert post(envelope([message(2), message(1, of=3)])) == (422, 'REPLAYED')  # nor is half of such a letter taken
    assert copies() == ['fr-1']


def what_was_taken_from_letters_is_not_taken_again():
    """Now the real node sends: the first message came before, byte for byte."""
    nodes.start_again('fr')
    until(lambda: copies() == ['fr-1', 'fr-2', 'fr-3'], 'the real messages arrive')
    assert nodes.malines('audit', 'verify', node='be')['ok']


# ---- Keys ----
def another_key_is_noticed():
    """Somebody else answers at the address of fr, with a good-looking certificate."""
    nodes.stop('fr')
    home = nodes.state / 'impostor'
    nodes.malines('init', '--authority', 'fr', '--dir', str(home), '--node-port', '1', '--console-port', '2')
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(str(home / 'tls.crt'), str(home / 'tls.key'))
    heard, over = [], threading.Event()
    door = socket.create_server(('127.0.0.1', nodes.members['fr'][1]))
    door.settimeout(0.2)

    def listen():
        while not over.is_set():
            try:
                link, _ = door.accept()
                link.settimeout(5)
                with context.wrap_socket(link, server_side=True) as tls:
                    heard.append(tls.recv(1))
            except OSError:
                pass
    ear = threading.Thread(target=listen)
    ear.start()
    try:
        done = subprocess.run([nodes.program('malines'), 'peer', 'check', 'FR', '--node', str(nodes.state / 'be')],
                              capture_output=True, text=True, env=nodes.env)
        assert done.returncode == 77 and 'FAILS comparing the node\'s key with the trust list' in done.stdout, done.stdout
        assert not any(heard), 'a stranger was told something'
    finally:
        over.set()
        ear.join()
        door.close()


def a_key_that_the_other_side_does_not_know():
    """The trust list of fr has another key for be: fr does not admit it, and be is told so in plain words."""
    home = nodes.state / 'other-be'
    nodes.malines('init', '--authority', 'be', '--dir', str(home), '--node-port', str(nodes.members['be'][1]), '--console-port', '2')
    keys = [w for m in nodes.members for w in ('--list-key', str(nodes.state / f'list-{m}.key'))]
    for kept in ('trust.json', 'anchor.json'):
        shutil.copy(nodes.state / 'fr' / kept, nodes.state / f'kept-{kept}')
    nodes.malines('trust', 'make', '--out', str(nodes.state / 'fr' / 'trust.json'), *keys, '--threshold', '2', '--version', '2',
                  str(home / 'descriptor.json'), str(nodes.state / 'fr' / 'descriptor.json'))
    nodes.start_again('fr')
    done = subprocess.run([nodes.program('malines'), 'peer', 'check', 'FR', '--node', str(nodes.state / 'be')],
                          capture_output=True, text=True, env=nodes.env)
    assert done.returncode == 77 and 'FAILS being admitted' in done.stdout, done.stdout
    nodes.stop('fr')


# ---- Heads ----
def console(raw):
    """Everything the console's port answers to these bytes, until it closes."""
    with socket.create_connection(('127.0.0.1', nodes.members['be'][2]), 60) as s:
        try:
            s.sendall(raw)
            s.shutdown(socket.SHUT_WR)
            got = b''
            while part := s.recv(65536):
                got += part
        except ConnectionError:
            pass
    return got.decode('utf-8', 'replace')


GET, HOST = 'GET /api/node HTTP/1.1\r\n', 'Host: 127.0.0.1\r\n'
POST = 'POST /api/session HTTP/1.1\r\n' + HOST
HIDDEN = GET + HOST + '\r\n'  # what a smuggler would slip past
VECTORS = {
    'two lengths': POST + f'Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n' + HIDDEN,
    'two equal lengths': POST + 'Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}',
    'a list of lengths': POST + 'Content-Length: 2, 2\r\n\r\n{}',
    'length and chunks': POST + 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + HIDDEN,
    'chunks': POST + 'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + HIDDEN,
    'obscured chunks': POST + 'Content-Length: 4\r\nTransfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n' + HIDDEN,
    'chunks of a kind': POST + 'Content-Length: 4\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n' + HIDDEN,
    'a blank before the colon': POST + 'Content-Length : 4\r\n\r\nabcd' + HIDDEN,
    'a blank before the name': POST + ' Content-Length: 4\r\n\r\nabcd' + HIDDEN,
    'a folded line': GET + HOST + 'X: a\r\n b\r\n\r\n',
    'bare LF': 'GET /api/node HTTP/1.1\nHost: 127.0.0.1\n\n' + HIDDEN,
    'bare CR': GET + 'Host: 127.0.0.1\rX: y\r\n\r\n',
    'NUL in a name': GET + HOST + 'X\0: y\r\n\r\n',
    'NUL in a value': GET + HOST + 'X: y\0z\r\n\r\n',
    'plus before the length': POST + 'Content-Length: +2\r\n\r\n{}',
    'zeros before the length': POST + 'Content-Length: 0002\r\n\r\n{}',
    'hexadecimal length': POST + 'Content-Length: 0x2\r\n\r\n{}',
    'negative length': POST + 'Content-Length: -1\r\n\r\n',
    'a length beyond 64 bits': POST + 'Content-Length: 18446744073709551618\r\n\r\n{}',
    'no length': POST + '\r\n' + HIDDEN,
    'a body on GET': GET + HOST + f'Content-Length: {len(HIDDEN)}\r\n\r\n' + HIDDEN,
    'two hosts': GET + HOST + 'Host: elsewhere\r\n\r\n',
    'no host': GET + '\r\n',
    'another host in the target': 'GET http://elsewhere/api/node HTTP/1.1\r\n' + HOST + '\r\n',
    'dots': 'GET /assets/../api/node HTTP/1.1\r\n' + HOST + '\r\n',
    'hidden dots': 'GET /assets/%2e%2e/api/node HTTP/1.1\r\n' + HOST + '\r\n',
    'a hidden slash': 'GET /api%2fnode HTTP/1.1\r\n' + HOST + '\r\n',
    'a hidden NUL': 'GET /api/node%00 HTTP/1.1\r\n' + HOST + '\r\n',
    'two slashes': 'GET //api/node HTTP/1.1\r\n' + HOST + '\r\n',
    'HTTP/1.0': 'GET /api/node HTTP/1.0\r\n' + HOST + '\r\n',
    'HTTP/0.9': 'GET /api/node\r\n',
    'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'TLS': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + 'x' * 100,
    'an upgrade': GET + HOST + 'Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
    'an expectation': POST + 'Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}',
    'another method': 'CONNECT 127.0.0.1:80 HTTP/1.1\r\n' + HOST + '\r\n',
    'TRACE': 'TRACE /api/node HTTP/1.1\r\n' + HOST + '\r\n',
    'a long line': 'GET /' + 'a' * 9000 + ' HTTP/1.1\r\n' + HOST + '\r\n',
    'a long header': GET + HOST + 'X: ' + 'a' * 9000 + '\r\n\r\n',
    'many headers': GET + HOST + ''.join(f'X{i}: y\r\n' for i in range(200)) + '\r\n',
    'a head without end': GET + HOST + 'X: ' + 'a' * 8000 + '\r\n' + 'Y: ' + 'b' * 8000 + '\r\n' + 'Z: ' + 'c' * 100000,
    'a body announced too big': POST + 'Content-Length: 9999999999\r\n\r\n',
}


def heads_that_two_parsers_read_differently():
    for name, raw in VECTORS.items():
        got = console(raw.encode('latin-1'))
        answers = len(re.findall(r'^HTTP/1\.1 \d', got, re.M))
        assert answers <= 1, f'{name}: {answers} answers'
        assert not answers or got.split(' ')[1][0] in '45', f'{name}: {got[:200]}'
        assert '"authority"' not in got, f'{name}: the hidden question was answered'


def good_heads_still_pass():
    assert console((HIDDEN + HIDDEN).encode()).count('"authority"') == 2
    assert nodes.daemons['be'].poll() is None


def the_end():
    for member in list(nodes.daemons):
        nodes.stop(member)
    for member in nodes.members:
        log = (nodes.state / member / 'daemon.log').read_text(encoding='utf-8')
        assert 'anitizer' not in log and 'runtime error' not in log, log[-3000:]


try:
    status = play([standing_up, altered_messages_have_no_effect, wrong_letters_are_refused, the_same_letter_has_one_effect,
                   a_number_is_never_given_twice, what_was_taken_from_letters_is_not_taken_again, another_key_is_noticed,
                   a_key_that_the_other_side_does_not_know, heads_that_two_parsers_read_differently, good_heads_still_pass, the_end])
finally:
    nodes.put_away()
sys.exit(status)
