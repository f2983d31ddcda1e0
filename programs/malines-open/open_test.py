#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Files locked by other people's programs, opened by malines-open: the right key, a wrong one, a byte altered, a bomb.

Usage: open_test.py MALINES_OPEN. Where a program is absent, its cases are skipped and counted.
"""
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM = sys.argv[1]
PLAIN = b''.join(b'line %d of what was locked\n' % i for i in range(6000))
PASSWORD = 'open sesame \u00e9'
os.environ['PATH'] += ':/usr/sbin:/sbin'
os.environ['LC_ALL'] = 'C.UTF-8'


def framed(key=b'', password=b''):
    return struct.pack('>I', len(key)) + key + struct.pack('>I', len(password)) + password


def tried(path, key=b'', password=b'', *more):
    p = subprocess.run([PROGRAM, *more, str(path)], input=framed(key, password), capture_output=True, timeout=300)
    lines = [json.loads(x) for x in p.stderr.decode().splitlines() if x.startswith('{')]
    if not lines:
        raise AssertionError(f'no report, ended with {p.returncode}: {p.stderr[-500:]}')
    if 'opening' not in lines[-1]:
        return lines[-1]['error'], p.stdout
    return lines[-1]['opening'], p.stdout


def run(*args, **more):
    subprocess.run(args, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def needs(program):
    return unittest.skipUnless(shutil.which(program), f'{program} is not here')


class Opened(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.plain = self.folder / 'plain.txt'
        self.plain.write_bytes(PLAIN)

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)  # gpg's agent takes its sockets away meanwhile

    def comes(self, outcome, path, key=b'', password=b'', *more, proven=None, plain=PLAIN):
        report, out = tried(path, key, password, *more)
        self.assertEqual(report.get('outcome'), outcome, report)
        if outcome == 'opened':
            if plain is not None:
                self.assertEqual(out, plain)
            self.assertEqual(report['bytes'], len(out))
        if proven is not None:
            self.assertEqual(report['proven'], proven, report)
        for secret in (key, password):
            if len(secret) > 8:
                self.assertNotIn(secret.decode('latin-1'), json.dumps(report))
        return report, out

    def altered(self, path, at):
        b = bytearray(path.read_bytes())
        b[at] ^= 1
        other = path.with_name('altered')
        other.write_bytes(b)
        return other

    # ---- CMS ----

    def certificate(self, name, kind=('rsa:2048',)):
        key, cert = self.folder / f'{name}.key', self.folder / f'{name}.crt'
        run('openssl', 'req', '-x509', '-newkey', *kind, '-nodes', '-keyout', key, '-out', cert, '-subj', f'/CN={name}', '-days', '2')
        return cert, key.read_bytes() + cert.read_bytes()

    @needs('openssl')
    def test_cms(self):
        cert, key = self.certificate('one')
        _, other = self.certificate('two')
        for form in ('DER', 'PEM', 'SMIME'):
            f = self.folder / form
            run('openssl', 'cms', '-encrypt', '-binary', '-aes256', '-in', self.plain, '-outform', form, '-out', f, cert)
            self.comes('opened', f, key, proven=False)
        self.comes('wrong_key', f, other)
        self.comes('wrong_key', f, key.split(b'-----BEGIN CERT')[0])
        self.comes('wrong_key', f, b'', b'a password')
        self.comes('too_big', f, key, b'', '--most', '1000')

    @needs('openssl')
    def test_cms_authenticated_and_altered(self):
        cert, key = self.certificate('curve', ('ec', '-pkeyopt', 'ec_paramgen_curve:P-256'))
        f = self.folder / 'gcm'
        run('openssl', 'cms', '-encrypt', '-binary', '-aes-256-gcm', '-in', self.plain, '-outform', 'DER', '-out', f, cert)
        self.comes('opened', f, key, proven=True)
        self.comes('broken', self.altered(f, f.stat().st_size // 2), key, proven=False)

    @needs('openssl')
    def test_cms_with_a_password(self):
        f = self.folder / 'p'
        run('openssl', 'cms', '-encrypt', '-binary', '-aes256', '-pwri_password', 'sesame', '-in', self.plain, '-outform', 'DER', '-out', f)
        self.comes('opened', f, b'', b'sesame')
        self.comes('wrong_key', f, b'', b'other')
        signed = self.folder / 'signed'
        cert, key = self.certificate('signer')
        run('openssl', 'cms', '-sign', '-binary', '-nodetach', '-in', self.plain, '-signer', cert, '-inkey', self.folder / 'signer.key', '-outform', 'DER', '-out', signed)
        self.comes('unsupported', signed, key)

    # ---- OpenPGP ----

    def gpg(self, *args, **more):
        run('gpg', '--homedir', self.folder / 'gpg', '--batch', '--yes', '--pinentry-mode', 'loopback', '--trust-model', 'always', *args, **more)

    @needs('gpg')
    def test_openpgp(self):
        (self.folder / 'gpg').mkdir(mode=0o700)
        try:
            for name, password in (('anna', ''), ('bert', 'of the key')):
                self.gpg('--passphrase', password, '--quick-gen-key', f'{name}@example.org', 'future-default', 'default', 'never')
                self.gpg('--passphrase', password, '--armor', '--output', self.folder / name, '--export-secret-keys', f'{name}@example.org')
            anna, bert = ((self.folder / n).read_bytes() for n in ('anna', 'bert'))
            f, a = self.folder / 'm.gpg', self.folder / 'm.asc'
            self.gpg('--output', f, '-r', 'anna@example.org', '--encrypt', self.plain)
            self.gpg('--output', a, '--armor', '-r', 'bert@example.org', '--encrypt', self.plain)
            self.comes('opened', f, anna, proven=True)
            self.comes('wrong_key', f, bert, b'of the key')
            self.comes('opened', a, bert, b'of the key', proven=True)
            self.comes('wrong_key', a, bert, b'another')
            self.comes('wrong_key', a, bert)
            self.comes('wrong_key', f, b'no key at all')
            self.comes('broken', self.altered(f, f.stat().st_size - 30), anna)
            self.comes('too_big', f, anna, b'', '--most', '1000')
            s = self.folder / 's.gpg'
            self.gpg('--output', s, '--passphrase', PASSWORD, '--symmetric', self.plain)
            self.comes('opened', s, b'', PASSWORD.encode(), proven=True)
            self.comes('wrong_key', s, b'', b'another')
        finally:
            subprocess.run(['gpgconf', '--homedir', self.folder / 'gpg', '--kill', 'all'], check=False)

    # ---- age ----

    @needs('age')
    def test_age(self):
        identities = [subprocess.run(['age-keygen'], capture_output=True, check=True).stdout for _ in range(2)]
        public = [next(x.split()[-1] for x in i.decode().splitlines() if 'public' in x) for i in identities]
        for more in ((), ('--armor',)):
            f = self.folder / 'a.age'
            run('age', *more, '-r', public[0], '-o', f, self.plain)
            self.comes('opened', f, identities[0], proven=True)
            self.comes('wrong_key', f, identities[1])
            self.comes('wrong_key', f, b'', b'a password')
        f = self.folder / 'b.age'
        run('age', '-r', public[0], '-o', f, self.plain)
        for at in (f.read_bytes().index(b'\n--- ') + 10, f.stat().st_size - 100):
            self.comes('broken', self.altered(f, at), identities[0])

    # ---- ZIP ----

    @needs('7z')
    def test_zip_aes(self):
        f = self.folder / 'a.zip'
        (self.folder / 'sub').mkdir()
        (self.folder / 'sub' / 'caf\u00e9.txt').write_text('b' * 1000)
        run('7z', 'a', '-tzip', '-mem=AES256', '-psesame', f, 'plain.txt', 'sub', cwd=self.folder)
        _, out = self.comes('opened', f, b'', b'sesame', proven=True, plain=None)
        (self.folder / 'out.zip').write_bytes(out)
        with zipfile.ZipFile(self.folder / 'out.zip') as z:
            self.assertEqual(sorted(z.namelist()), ['plain.txt', 'sub/caf\u00e9.txt'])
            self.assertIsNone(z.testzip())
            self.assertEqual(z.read('plain.txt'), PLAIN)
        self.comes('wrong_key', f, b'', b'another')
        self.comes('too_big', f, b'', b'sesame', '--most', '1000')

    @needs('zip')
    def test_zip_crypto(self):
        f = self.folder / 'c.zip'
        run('zip', '-P', 'sesame', f, 'plain.txt', cwd=self.folder)
        self.comes('opened', f, b'', b'sesame', proven=False, plain=None)
        outcomes = {tried(f, b'', b'another%d' % i)[0]['outcome'] for i in range(4)}
        self.assertLessEqual(outcomes, {'wrong_key', 'broken'})
        self.assertIn('wrong_key', outcomes)
        p = self.folder / 'plain.zip'
        run('zip', p, 'plain.txt', cwd=self.folder)
        self.comes('unsupported', p, b'', b'sesame')

    @needs('zip')
    def test_zip_that_climbs_or_doubles_or_bursts(self):
        f = self.folder / 'climbs.zip'
        (self.folder / 'aaaa.txt').write_bytes(PLAIN)
        (self.folder / 'bbbb.txt').write_bytes(PLAIN)
        run('zip', '-P', 'sesame', f, 'aaaa.txt', 'bbbb.txt', cwd=self.folder)
        whole = f.read_bytes()
        (self.folder / 'x.zip').write_bytes(whole.replace(b'aaaa.txt', b'../a.txt'))
        self.assertEqual(self.comes('broken', self.folder / 'x.zip', b'', b'sesame')[0]['detail'], 'ZIP: entry 1 has a name that no archive should have')
        (self.folder / 'y.zip').write_bytes(whole.replace(b'aaaa.txt', b'BBBB.txt'))
        self.assertIn('twice', self.comes('broken', self.folder / 'y.zip', b'', b'sesame')[0]['detail'])
        (self.folder / 'zeros').write_bytes(b'\0' * 50_000_000)
        b = self.folder / 'bomb.zip'
        run('zip', '-P', 'sesame', b, 'zeros', cwd=self.folder)
        self.comes('too_big', b, b'', b'sesame', '--most', '10000000')

    # ---- PDF ----

    def document(self, more=b''):
        body = b'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R' + more + b'>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' \
               b'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n'
        places = [body.index(b'%d 0 obj' % i) for i in (1, 2, 3)]
        table = b'xref\n0 4\n0000000000 65535 f \n' + b''.join(b'%010d 00000 n \n' % p for p in places)
        path = self.folder / 'd.pdf'
        path.write_bytes(body + table + b'trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % len(body))
        return path

    @needs('qpdf')
    def test_pdf(self):
        for bits in ('256', '128'):
            f = self.folder / 'l.pdf'
            run('qpdf', *(() if bits == '256' else ('--allow-weak-crypto',)), '--encrypt', 'user', 'owner', bits, '--', self.document(), f)
            for password in (b'user', b'owner'):
                _, out = self.comes('opened', f, b'', password, plain=None)
                self.assertTrue(out.startswith(b'%PDF-') and b'/Encrypt' not in out and b'MediaBox' in out)
            self.comes('wrong_key', f, b'', b'another')
        self.comes('unsupported', self.document(), b'', b'user')

    @needs('qpdf')
    def test_pdf_that_acts(self):
        f = self.folder / 'l.pdf'
        run('qpdf', '--encrypt', 'user', 'owner', '256', '--', self.document(b'/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'), f)
        report, _ = self.comes('opened', f, b'', b'user', plain=None)
        self.assertIn('/JavaScript', report['detail'])
        self.assertIn('/OpenAction', report['detail'])
        self.assertEqual(report['active'], '/JavaScript /JS /OpenAction')
        for more, seen in ((b'/OpenAction<</S/Launch/F(calc.exe)>>', '/Launch /OpenAction'), (b'/AA<</WC<</S/J#61vaScript/JS(1)>>>>', '/JavaScript /JS /AA'),
                           (b'/AcroForm<</XFA[(a)(b)]>>', '/XFA'), (b'/Names<</EmbeddedFiles<</Names[(x)<</EF<</F<</Type/EmbeddedFile>>>>>>]>>>>', '/EmbeddedFile')):
            run('qpdf', '--object-streams=generate', '--encrypt', 'user', 'owner', '256', '--', self.document(more), f)
            report, _ = self.comes('opened', f, b'', b'user', plain=None)
            self.assertEqual(report.get('active'), seen)
        # What is not locked is not opened, and what acts in it is told all the same.
        report, out = tried(self.document(b'/OpenAction<</S/JavaScript/JS(1)>>'), b'', b'', '--format', 'pdf')
        self.assertEqual((report['outcome'], report['active'], out), ('unsupported', '/JavaScript /JS /OpenAction', b''))
        self.assertNotIn('active', tried(self.document(), b'', b'', '--format', 'pdf')[0])
        run('qpdf', '--encrypt', 'user', 'owner', '256', '--', self.document(b'/AAB/JavaScripts'), f)
        self.assertNotIn('active', self.comes('opened', f, b'', b'user', plain=None)[0])

    # ---- LUKS ----

    def luks(self, *more, key='sesame'):
        f = self.folder / 'luks.img'
        with open(f, 'wb') as image:
            image.truncate(18 << 20)
        run('cryptsetup', 'luksFormat', '--batch-mode', '--disable-locks', *more, str(f), '-', input=key.encode())
        return f

    @needs('cryptsetup')
    def test_luks_volume(self):
        for more in (('--type', 'luks1', '--iter-time', '10'), ('--type', 'luks1', '--iter-time', '10', '--cipher', 'aes-cbc-essiv:sha256', '--key-size', '256', '--hash', 'sha1'),
                     ('--type', 'luks2', '--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'),
                     ('--type', 'luks2', '--pbkdf', 'argon2id', '--pbkdf-memory', '4096', '--pbkdf-parallel', '4', '--pbkdf-force-iterations', '4', '--sector-size', '4096'),
                     ('--type', 'luks2', '--pbkdf', 'argon2i', '--pbkdf-memory', '4096', '--pbkdf-force-iterations', '4', '--key-size', '256')):
            f = self.luks(*more)
            report, out = self.comes('opened', f, b'', b'sesame', plain=None)
            # The volume key that cryptsetup itself gives out is the oracle: it opens what comes out of no sector but the right one.
            self.assertEqual(len(out) + self.offset(f), f.stat().st_size)
            self.assertEqual(out[:4096], self.by_hand(f)[:4096], more)
            self.comes('wrong_key', f, b'', b'another')
            self.comes('opened', f, b'sesame', b'', plain=None)

    def dump(self, f):
        return subprocess.run(['cryptsetup', 'luksDump', '--disable-locks', str(f)], capture_output=True, check=True).stdout.decode()

    def offset(self, f):
        for line in self.dump(f).splitlines():
            if 'Payload offset' in line:
                return int(line.split()[-1]) * 512
            if line.strip().startswith('offset:') and '[bytes]' in line:
                return int(line.split()[1])
        raise AssertionError('no offset')

    def by_hand(self, f):
        """The first 4096 bytes of the volume, with the volume key that cryptsetup gives out and openssl's or cryptography's cipher."""
        key = self.folder / 'volume.key'
        key.unlink(missing_ok=True)
        run('cryptsetup', 'luksDump', '--disable-locks', '--batch-mode', '--dump-volume-key', '--volume-key-file', key, '--key-file', '-', str(f), input=b'sesame')
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
        secret, text = key.read_bytes(), self.dump(f)
        step = 4096 if 'sector: 4096' in text else 512
        out = b''
        with open(f, 'rb') as image:
            image.seek(self.offset(f))
            for i in range(4096 // step):
                number = struct.pack('<QQ', i * step // 512, 0)
                if 'essiv' in text:
                    iv = Cipher(algorithms.AES(hashlib.sha256(secret).digest()), modes.ECB()).encryptor().update(number)
                    c = Cipher(algorithms.AES(secret), modes.CBC(iv))
                else:
                    c = Cipher(algorithms.AES(secret), modes.XTS(number))
                out += c.decryptor().update(image.read(step))
        return out

    @needs('cryptsetup')
    def test_luks_that_is_not_possible_here_or_broken(self):
        f = self.luks('--type', 'luks2', '--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000')
        self.comes('broken', self.altered(f, 5000), b'', b'sesame')
        with open(f, 'r+b') as image:
            image.truncate(16 << 20)
        self.comes('not_possible_here', f, b'', b'sesame')
        self.comes('too_big', self.luks('--type', 'luks1', '--iter-time', '10'), b'', b'sesame', '--most', '100000')

    def second_key(self, f, key=b'other'):
        secret = self.folder / 'second'
        secret.write_bytes(key)
        run('cryptsetup', 'luksAddKey', '--batch-mode', '--disable-locks', '--pbkdf-force-iterations', '1000', *(('--pbkdf', 'pbkdf2') if b'LUKS\xba\xbe\0\2' == f.read_bytes()[:8] else ()),
            '--key-file', '-', str(f), str(secret), input=b'sesame')

    def luks2_said(self, f, change):
        """Its JSON changed, and the header's checksum made to fit."""
        b = bytearray(f.read_bytes())
        size = struct.unpack('>Q', b[8:16])[0]
        said = json.loads(b[4096:size].split(b'\0')[0])
        change(said)
        b[4096:size] = json.dumps(said).encode().ljust(size - 4096, b'\0')
        b[448:512] = bytes(64)
        b[448:480] = hashlib.sha256(b[:size]).digest()
        f.write_bytes(b)

    @needs('cryptsetup')
    def test_a_damaged_slot_keeps_the_other_from_nothing(self):
        def stripes(said):
            said['keyslots']['0']['af']['stripes'] = 4001

        def foreign(said):
            said['keyslots']['0']['type'] = 'reencrypt'

        def memory(said):
            said['keyslots']['0']['kdf'] = {**said['keyslots']['0']['kdf'], 'type': 'argon2id', 'time': 4, 'memory': 4000000, 'cpus': 1}
        for change, outcome in ((None, 'broken'), (stripes, 'broken'), (foreign, 'unsupported'), (memory, 'not_possible_here')):
            f = self.luks('--type', 'luks2' if change else 'luks1', '--pbkdf-force-iterations', '1000', *(('--pbkdf', 'pbkdf2') if change else ()))
            self.second_key(f)
            whole = self.comes('opened', f, b'', b'other', plain=None)
            self.assertEqual(whole[0]['detail'], '')
            if change:
                self.luks2_said(f, change)
            else:
                with open(f, 'r+b') as image:  # LUKS1: where the material of slot 0 lies
                    image.seek(208 + 40)
                    image.write(b'\xff\xff\xff\xff')
            report, out = self.comes('opened', f, b'', b'other', plain=None)
            self.assertEqual(out, whole[1])
            self.assertIn('slot 0 passed over', report['detail'])
            report, out = self.comes(outcome, f, b'', b'sesame')  # it may be for that slot: nobody says that the key is wrong
            self.assertIn('1 of 2 key slots are not for this key, slot 0 passed over', report['detail'])
            self.assertEqual(out, b'')

    # ---- Others ----

    def test_what_is_not_opened_here_is_named(self):
        for head, outcome, word in ((b'\xeb\x58\x90-FVE-FS-', 'not_possible_here', 'BitLocker'), (b"7z\xbc\xaf\x27\x1c", 'unsupported', '7-Zip'), (b'plain words', 'unsupported', 'formats')):
            f = self.folder / 'other'
            f.write_bytes(head + b'\0' * 600)
            report, out = self.comes(outcome, f, b'', b'sesame')
            self.assertIn(word, report['detail'])
            self.assertEqual(out, b'')

    def test_no_key_no_try(self):
        p = subprocess.run([PROGRAM, str(self.plain)], input=b'\0\0', capture_output=True)
        self.assertEqual(json.loads(p.stderr)['error']['code'], 'BAD_ARGUMENT')
        self.assertEqual(p.stdout, b'')


class Vectors(unittest.TestCase):
    """The vectors of C2SP/CCTV (age/testdata)."""
    def test_age(self):
        folder = pathlib.Path(__file__).parent.parent.parent / 'tests' / 'interop' / 'age'
        seen = 0
        for path in sorted(folder.iterdir()):
            head, _, body = path.read_bytes().partition(b'\n\n')
            said = [x.split(': ', 1) for x in head.decode().splitlines()]
            fields = dict(said)
            if 'expect' not in fields or fields.get('compressed'):
                continue
            identities = [v for k, v in said if k == 'identity']
            passwords = [v for k, v in said if k == 'passphrase']
            if len(identities) + len(passwords) != 1 or any(not i.startswith('AGE-SECRET-KEY-1') for i in identities) and 'identity' not in path.name:
                continue
            with tempfile.NamedTemporaryFile() as f:
                f.write(body or b'\n')
                f.flush()
                report, out = tried(f.name, ''.join(identities).encode(), ''.join(passwords).encode(), '--format', 'age')
            with self.subTest(path.name):
                expected = {'success': {'opened'}, 'no match': {'wrong_key'}, 'HMAC failure': {'broken', 'not_possible_here'}, 'header failure': {'broken', 'unsupported', 'not_possible_here'},
                            'payload failure': {'broken'}, 'armor failure': {'broken'}}[fields['expect']]
                self.assertIn(report['outcome'], expected, (fields['expect'], report))
                if fields['expect'] == 'success':
                                self.assertEqual(hashlib.sha256(out).hexdigest(), fields['payload'])
            seen += 1
        self.assertGreater(seen, 60)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=1)
