# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A FIDO2 authenticator of our own, after the Client to Authenticator Protocol 2.0 (sections 5, 6 and 8) and with another library than
the one that is tested: USB HID frames over a pseudo terminal, which libfido2 opens as it opens a device. With a PIN or with a
sensor of its own; it counts, keeps passkeys that can be found without their id, and notes what it was asked.
"""
import hashlib
import hmac
import os
import pty
import threading
import tty

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BROADCAST = b'\xff\xff\xff\xff'
PACKET = 64
OK, NO_CREDENTIALS, PIN_INVALID, PIN_AUTH_INVALID, PIN_REQUIRED, EXCLUDED, NOT_ALLOWED, UNSUPPORTED = 0, 0x2e, 0x31, 0x33, 0x36, 0x19, 0x27, 0x2b


def cbor(v):
    """The canonical form of CTAP2 (section 6): numbers, bytes, texts, lists, maps, true and false."""
    def head(major, n):
        for size, info in ((1, 24), (2, 25), (4, 26), (8, 27)):
            if n < 24:
                return bytes([major << 5 | n])
            if n < 1 << 8 * size:
                return bytes([major << 5 | info]) + n.to_bytes(size, 'big')
    if isinstance(v, bool):
        return b'\xf5' if v else b'\xf4'
    if isinstance(v, int):
        return head(0, v) if v >= 0 else head(1, -1 - v)
    if isinstance(v, bytes):
        return head(2, len(v)) + v
    if isinstance(v, str):
        return head(3, len(v.encode())) + v.encode()
    if isinstance(v, list):
        return head(4, len(v)) + b''.join(map(cbor, v))
    return head(5, len(v)) + b''.join(k + cbor(x) for k, x in sorted(((cbor(k), x) for k, x in v.items()), key=lambda p: (len(p[0]), p[0])))


def read_cbor(b, at=0):
    major, info = b[at] >> 5, b[at] & 31
    at += 1
    n = info
    if info >= 24:
        size = 1 << (info - 24) if info < 28 else 0
        if major == 7 and info < 24:
            size = 0
        n, at = int.from_bytes(b[at:at + size], 'big'), at + size
    if major == 0:
        return n, at
    if major == 1:
        return -1 - n, at
    if major in (2, 3):
        piece = b[at:at + n]
        return (piece if major == 2 else piece.decode()), at + n
    if major == 4:
        out = []
        for _ in range(n):
            v, at = read_cbor(b, at)
            out.append(v)
        return out, at
    if major == 5:
        out = {}
        for _ in range(n):
            k, at = read_cbor(b, at)
            out[k], at = read_cbor(b, at)
        return out, at
    return {20: False, 21: True, 22: None}[info], at


def cose(public):
    n = public.public_numbers()
    return {1: 2, 3: -7, -1: 1, -2: n.x.to_bytes(32, 'big'), -3: n.y.to_bytes(32, 'big')}


class Refusal(Exception):
    def __init__(self, code):
        super().__init__(hex(code))
        self.code = code


class Authenticator:
    def __init__(self, pin=None):
        self.pin, self.tries, self.count = pin, 8, 0
        self.held, self.asked = [], []       # passkeys; the commands that came
        self.touched, self.lies = True, None  # nobody there: it is refused; lies: what it answers instead
        self.agreement = ec.generate_private_key(ec.SECP256R1())
        self.token = os.urandom(32)
        self.hand, device = pty.openpty()
        tty.setraw(self.hand), tty.setraw(device)
        self.kept_open, self.path = device, os.ttyname(device)
        threading.Thread(target=self.serve, daemon=True).start()

    # ---- Frames ----

    def take(self, n):
        out = b''
        while len(out) < n:
            piece = os.read(self.hand, n - len(out))
            if not piece:
                raise EOFError
            out += piece
        return out

    def packet(self):
        return self.take(PACKET + 1)[1:]  # the report's number stands before it

    def serve(self):
        try:
            while True:
                first = self.packet()
                channel, command, n = first[:4], first[4], int.from_bytes(first[5:7], 'big')
                data = first[7:7 + n]
                while len(data) < n:
                    data += self.packet()[5:][:n - len(data)]
                self.reply(channel, command, self.answer(channel, command & 0x7f, data))
        except (EOFError, OSError):
            return

    def reply(self, channel, command, data):
        if data is None:
            return
        head = channel + bytes([command]) + len(data).to_bytes(2, 'big')
        packets, rest, number = [head + data[:57]], data[57:], 0
        while rest:
            packets.append(channel + bytes([number]) + rest[:59])
            rest, number = rest[59:], number + 1
        for p in packets:
            os.write(self.hand, p.ljust(PACKET, b'\x00'))

    def answer(self, channel, command, data):
        if command == 0x06:  # INIT: nonce, a channel, versions, "speaks CBOR and not U2F"
            return data[:8] + b'\x00\x00\x00\x07' + bytes([2, 1, 0, 0, 0x04 | 0x08])
        if command != 0x10:
            return None
        if self.lies is not None and data[0] in (1, 2):
            return self.lies
        try:
            return bytes([OK]) + self.ctap(data[0], read_cbor(data, 1)[0] if len(data) > 1 else {})
        except Refusal as why:
            return bytes([why.code])

    # ---- Commands ----

    def ctap(self, command, p):
        self.asked.append((command, p))
        options = {'rk': True, 'up': True, **({'clientPin': True} if self.pin else {'uv': True})}
        if command == 0x04:
            return cbor({1: ['FIDO_2_0'], 3: b'malines software', 4: options, 5: 1200, 6: [1]})
        if command == 0x06:
            return cbor(self.client_pin(p))
        if command == 0x01:
            return cbor(self.make(p))
        if command == 0x02:
            return cbor(self.sign(p))
        raise Refusal(UNSUPPORTED)

    def shared(self, key):
        point = ec.EllipticCurvePublicNumbers(int.from_bytes(key[-2], 'big'), int.from_bytes(key[-3], 'big'), ec.SECP256R1()).public_key()
        return hashlib.sha256(self.agreement.exchange(ec.ECDH(), point)).digest()

    @staticmethod
    def aes(key, data, encrypt):
        c = Cipher(algorithms.AES(key), modes.CBC(bytes(16)))
        c = c.encryptor() if encrypt else c.decryptor()
        return c.update(data) + c.finalize()

    def client_pin(self, p):
        if p[2] == 1:
            return {3: self.tries}
        if p[2] == 2:
            return {1: {**cose(self.agreement.public_key()), 3: -25}}
        if p[2] != 5:
            raise Refusal(UNSUPPORTED)
        secret = self.shared(p[3])
        if self.aes(secret, p[6], False) != hashlib.sha256(self.pin.encode()).digest()[:16]:
            self.tries -= 1
            raise Refusal(PIN_INVALID)
        self.tries = 8
        return {2: self.aes(secret, self.token, True)}

    def person(self, what, options, mac):
        """Who is there, verified: by the PIN, of which the platform shows a MAC, or by the sensor when it is asked for."""
        if not self.touched:
            raise Refusal(NOT_ALLOWED)
        if not self.pin:
            return 0x05 if options.get('uv') else 0x01
        if mac is None:
            raise Refusal(PIN_REQUIRED)
        if not hmac.compare_digest(hmac.new(self.token, what, hashlib.sha256).digest()[:16], mac):
            raise Refusal(PIN_AUTH_INVALID)
        return 0x05

    def data(self, rp, flags, more=b''):
        self.count += 1
        return hashlib.sha256(rp.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, 'big') + more

    def make(self, p):
        if any(c['id'] in {h['id'] for h in self.held} for c in p.get(5, [])):
            raise Refusal(EXCLUDED)
        flags = self.person(p[1], p.get(7, {}), p.get(8))
        assert -7 in [a['alg'] for a in p[4]] and p[7]['rk'], p
        key, ident = ec.generate_private_key(ec.SECP256R1()), os.urandom(32)
        self.held.append({'id': ident, 'rp': p[2]['id'], 'user': p[3]['id'], 'key': key})
        return {1: 'none', 2: self.data(p[2]['id'], flags | 0x40, b'malines software' + len(ident).to_bytes(2, 'big') + ident + cbor(cose(key.public_key()))), 3: {}}

    def sign(self, p):
        allowed = [c['id'] for c in p.get(3, [])]
        mine = [h for h in self.held if h['rp'] == p[1] and (not allowed or h['id'] in allowed)]
        if not mine:
            raise Refusal(NO_CREDENTIALS)
        flags = self.person(p[2], p.get(5, {}), p.get(6))
        auth = self.data(p[1], flags)
        out = {1: {'id': mine[-1]['id'], 'type': 'public-key'}, 2: auth, 3: mine[-1]['key'].sign(auth + p[2], ec.ECDSA(hashes.SHA256()))}
        return {**out, 4: {'id': mine[-1]['user']}} if not allowed else out

    def stop(self):
        os.close(self.hand)
        os.close(self.kept_open)
