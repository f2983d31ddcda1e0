# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A small identity provider for tests: keys and signatures are openssl's, so nothing of ours checks itself. It gives a code for
an authorization request, and for the code, once, a token; it can be told to lie in every way that a token can be false."""
import base64
import hashlib
import hmac
import http.server
import json
import secrets
import subprocess
import threading
import time
import urllib.parse


def openssl(*words, stdin=None):
    return subprocess.run(['openssl', *map(str, words)], input=stdin, capture_output=True, check=True).stdout


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def integers(der):
    """r and s of an ECDSA signature in DER, side by side."""
    at, out = 2, b''
    for _ in range(2):
        size = der[at + 1]
        out += der[at + 2:at + 2 + size].lstrip(b'\0').rjust(32, b'\0')
        at += 2 + size
    return out


class Provider:
    ALGS = {'RS256': ('rsa', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']), 'ES256': ('ec', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']),
            'EdDSA': ('ed', ['-algorithm', 'ED25519'])}

    def __init__(self, folder):
        self.folder, self.alg, self.away = folder, 'RS256', False
        self.codes, self.exchanged, self.verified = {}, 0, 0
        folder.mkdir()
        for name, words in self.ALGS.values():
            openssl('genpkey', *words, '-out', folder / f'{name}.key')
        openssl('genpkey', *self.ALGS['RS256'][1], '-out', folder / 'stranger.key')
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', folder / 'tls.key', '-out', folder / 'tls.crt', '-subj',
                '/CN=localhost', '-days', '5')
        (folder / 'secret').write_text('a secret: with / and +\n')
        (folder / 'secret').chmod(0o600)
        (folder / 'keys.json').write_text(json.dumps({'keys': [self.jwk(alg) for alg in self.ALGS] + [
            {'kty': 'EC', 'crv': 'P-521', 'kid': 'other', 'x': 'AA', 'y': 'AA'}, {'kty': 'RSA', 'kid': 'enc', 'use': 'enc', 'n': 'AQAB', 'e': 'AQAB'}]}))
        import ssl
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), self.handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / 'tls.crt', folder / 'tls.key')
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.issuer = f'https://localhost:{self.port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def settings(self):
        f = self.folder
        return (f'oidc: {{issuer: "{self.issuer}", client: malines, authorize: "{self.issuer}/auth", token: "https://127.0.0.1:{self.port}/token", keys: {f}/keys.json,'
                f' certificate: {f}/tls.crt, secret: {f}/secret}}\n')

    def answers_for(self, house, port, keys):
        """From here on the settings name another provider."""
        (self.folder / 'other.json').write_text(json.dumps(keys))
        path = house.state / 'be' / 'node.yaml'
        lines = [line for line in path.read_text().splitlines() if not line.startswith('oidc:')]
        base = f'http://127.0.0.1:{port}'
        lines.append(f'oidc: {{issuer: "{base}", client: malines, authorize: "{base}/auth", token: "{base}/token", keys: {self.folder}/other.json, secret: {self.folder}/secret}}')
        path.write_text('\n'.join(lines).replace('console:', 'console:\n  origin: "https://malines.example"', 1) + '\n')

    def jwk(self, alg):
        name = self.ALGS[alg][0]
        der = openssl('pkey', '-in', self.folder / f'{name}.key', '-pubout', '-outform', 'DER')
        if alg == 'RS256':
            modulus = openssl('rsa', '-in', self.folder / 'rsa.key', '-noout', '-modulus').decode().strip().split('=')[1]
            return {'kty': 'RSA', 'kid': 'rsa', 'use': 'sig', 'alg': 'RS256', 'n': b64(bytes.fromhex(modulus)), 'e': 'AQAB'}
        if alg == 'ES256':
            return {'kty': 'EC', 'crv': 'P-256', 'kid': 'ec', 'x': b64(der[-64:-32]), 'y': b64(der[-32:])}
        return {'kty': 'OKP', 'crv': 'Ed25519', 'kid': 'ed', 'alg': 'EdDSA', 'x': b64(der[-32:])}

    def now(self):
        return int(time.time())

    def signature(self, alg, said, key=None, der=False):
        path = self.folder / f'{key or self.ALGS[alg][0]}.key'
        if alg == 'EdDSA':
            (self.folder / 'said').write_bytes(said)
            return openssl('pkeyutl', '-sign', '-rawin', '-inkey', path, '-in', self.folder / 'said')
        made = openssl('dgst', '-sha256', '-sign', path, stdin=said)
        return integers(made) if alg == 'ES256' and not der else made

    def token(self, claims, how=None):
        alg = 'ES256' if how == 'es256_in_der' else self.alg
        head = {'alg': alg, 'kid': self.ALGS[alg][0], 'typ': 'JWT'}
        changes = {'none': {'alg': 'none'}, 'unsigned': {}, 'hs256_of_the_public_key': {'alg': 'HS256'}, 'alg_of_another_key': {'kid': 'ec'}, 'unknown_kid': {'kid': 'zz'},
                   'key_in_the_token': {'jwk': self.jwk('RS256'), 'kid': 'new'}, 'crit': {'crit': ['exp']}}
        head.update(changes.get(how, {}))
        if how == 'no_kid':
            del head['kid']
        body = {k: v for k, v in claims.items() if v is not None}
        if how == 'huge':
            body['x'] = 'x' * 40000
        said = (b64(json.dumps(head).encode()) + '.' + b64(json.dumps(body).encode())).encode()
        if how == 'empty':
            return ''
        if how in ('none', 'unsigned'):
            return said.decode() + '.'
        if how == 'hs256_of_the_public_key':
            public = openssl('pkey', '-in', self.folder / 'rsa.key', '-pubout')
            return said.decode() + '.' + b64(hmac.new(public, said, hashlib.sha256).digest())
        signature = b64(self.signature(alg, said, 'stranger' if how in ('other_key', 'key_in_the_token') else None, der=how == 'es256_in_der'))
        if how == 'cut':
            signature = signature[:-8]
        if how == 'altered':
            body['sub'] = 'sub-1234'
            body['roles'] = ['registrar']
            said = (b64(json.dumps(head).encode()) + '.' + b64(json.dumps(body).encode())).encode()
        return said.decode() + '.' + signature

    def authorize(self, asked, token=None, change=None):
        code = secrets.token_urlsafe(24)
        claims = {'iss': self.issuer, 'sub': 'sub-1234', 'aud': 'malines', 'iat': self.now(), 'exp': self.now() + 300, 'nonce': asked['nonce'], 'roles': ['registrar', 'auditor'],
                  'groups': ['admin'], **(change or {})}
        self.codes[code] = (asked, claims, token)
        return code

    def redeem(self, form, authorization):
        """The token, or None: as RFC 6749 §4.1.3 and RFC 7636 §4.6 ask."""
        self.exchanged += 1
        asked, claims, how = self.codes.pop(form.get('code'), (None, None, None))
        expected = 'Basic ' + base64.b64encode(b'malines:' + urllib.parse.quote('a secret: with / and +', safe='').encode()).decode()
        if not asked or authorization != expected or form.get('redirect_uri') != asked['redirect_uri'] or form.get('grant_type') != 'authorization_code':
            self.exchanged -= 1
            return None
        if b64(hashlib.sha256(form.get('code_verifier', '').encode()).digest()) != asked['code_challenge']:
            return None
        self.verified += 1
        return self.token(claims, how)

    def handler(outer):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length'] or 0)).decode()
                if outer.away:
                    self.close_connection = True
                    self.connection.close()
                    return
                token = outer.redeem(dict(urllib.parse.parse_qsl(body)), self.headers['Authorization'])
                answer = json.dumps({'access_token': 'x', 'token_type': 'Bearer', 'id_token': token} if token is not None else {'error': 'invalid_grant'}).encode()
                self.send_response(200 if token is not None else 400)
                self.send_header('Content-Type', 'application/json')
                self.send_header('Content-Length', str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass
        return Handler

    def stop(self):
        self.server.shutdown()
