#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence on a real daemon: taken in, kept, time-stamped by an authority made with `openssl ts`, bundled for a court, proven
on a bare PC, and refused when anything is altered. OpenSSL, Python's zipfile and, where they can be had, the Commission's DSS and
case_validate are the oracles that are not ours.

Usage: tests/daemon/evidence_test.py BUILD
"""
import hashlib
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
import zipfile

BUILD = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tests' / 'interop'))
import others  # noqa: E402  other people's verifiers
ENV = {k: v for k, v in os.environ.items() if not k.startswith('MALINES_')} | {'MALINES_DATA': str(ROOT), 'LANG': 'C'}
MALINES, DAEMON, VERIFY = (str(BUILD / 'programs' / p / p) for p in ('malines', 'malinesd', 'malines-verify'))
HOME = pathlib.Path(tempfile.mkdtemp(prefix='malines-evidence-'))
CONTENT = bytes(i * 7919 >> 5 & 255 for i in range(3_300_000))
CONFIG = """[req]
distinguished_name=dn
[dn]
[tsa]
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
basicConstraints=critical,CA:FALSE
[tsa_default]
serial=serial
default_policy=1.2.3.4.1
signer_digest=sha256
digests=sha256
ess_cert_id_alg=sha256
"""
counts = [0, 0, 0]


def case(name, good, why=''):
    counts[0 if good else 1] += 1
    print(('ok    ' if good else 'FAILS ') + name + ('' if good else f': {why}'), flush=True)


def run(*words, program=MALINES, **more):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, env=ENV, stdin=subprocess.DEVNULL, timeout=120, **more)


def ask(*words, key='claire@be'):
    done = run(*words, '--json', '--node', HOME / 'be', '--key', HOME / key)
    assert done.returncode == 0, f'{words}: {done.stderr}'
    return json.loads(done.stdout) if done.stdout.startswith('{') else done.stdout


def refusal(*words, key='claire@be'):
    done = run(*words, '--json', '--node', HOME / 'be', '--key', HOME / key)
    assert done.returncode != 0, f'{words} was done: {done.stdout}'
    return json.loads(done.stderr.splitlines()[-1])['error']['code']


def verify(bundle, *more):
    return run('bundle', bundle, *more, program=VERIFY)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def stand_up():
    for args in (['init', '--authority', 'be', '--dir', HOME / 'be', '--node-port', free_port(), '--console-port', free_port(), '--demo'],
                 ['trust', 'key', HOME / 'list.key'],
                 ['trust', 'make', '--out', HOME / 'trust.json', '--list-key', HOME / 'list.key', '--threshold', 1, HOME / 'be' / 'descriptor.json']):
        done = run(*args)
        assert done.returncode == 0, done.stderr
    for f in ('trust.json', 'anchor.json'):
        shutil.copy(HOME / f, HOME / 'be' / f)
    (HOME / 'ts.cnf').write_text(CONFIG)
    (HOME / 'serial').write_text('01')
    subprocess.run('openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.pem -days 30 -subj /CN=Example-TSA '
                   '-config ts.cnf -extensions tsa', shell=True, check=True, cwd=HOME, capture_output=True)
    shutil.copy(HOME / 'tsa.pem', HOME / 'be' / 'stamps.pem')


def start():
    log = open(HOME / 'be.log', 'a', encoding='utf-8')
    daemon = subprocess.Popen([DAEMON, str(HOME / 'be')], stderr=log, stdout=log, stdin=subprocess.DEVNULL, env=ENV)
    for _ in range(1200):
        if run('node', '--node', HOME / 'be').returncode == 0:
            return daemon
        assert daemon.poll() is None, (HOME / 'be.log').read_text()
        time.sleep(0.05)
    raise AssertionError('the daemon does not answer')


class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        (HOME / 'q').write_bytes(self.rfile.read(int(self.headers['Content-Length'])))
        subprocess.run('openssl ts -reply -config ts.cnf -section tsa_default -queryfile q -signer tsa.pem -inkey tsa.key -out r', shell=True, check=True,
                       cwd=HOME, capture_output=True)
        reply = (HOME / 'r').read_bytes()
        self.send_response(200)
        self.send_header('Content-Type', 'application/timestamp-reply')
        self.send_header('Content-Length', str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *args):
        pass


WORDS = ['--where', 'Rue Haute 1, Brussels', '--why', 'search <of> "the" house', '--basis', 'CIC art. 39bis']


def intake():
    (HOME / 'téléphone 1.img').write_bytes(CONTENT)
    (HOME / 'empty').write_bytes(b'')
    phone = ask('evidence', 'add', HOME / 'téléphone 1.img', *WORDS, '--seal', 'BE-1', '--device', 'invented phone, serial 0', '--write_blocker', 'none: image file',
                '--tool', 'dd 9.1')
    case('the digests are those of Python', phone['sha256'] == hashlib.sha256(CONTENT).hexdigest() and phone['sha3_256'] == hashlib.sha3_256(CONTENT).hexdigest()
         and phone['bytes'] == len(CONTENT))
    kept = HOME / 'be' / 'evidence' / phone['sha256'][:2] / phone['sha256']
    case('the item lies read-only in the vault', kept.read_bytes() == CONTENT and kept.stat().st_mode & 0o777 == 0o400)
    empty = ask('evidence', 'add', HOME / 'empty', *WORDS, '--act', 'delivered')
    case('an empty item is an item', empty['bytes'] == 0)
    bare = run('evidence', 'add', HOME / 'empty', *WORDS[:4], '--json', '--node', HOME / 'be', '--key', HOME / 'claire@be')
    case('no item without a legal basis', bare.returncode != 0 and '--basis' in json.loads(bare.stderr)['error']['detail'])
    case('an approver takes nothing in', refusal('evidence', 'add', HOME / 'empty', *WORDS, key='paul@be') == 'NOT_ALLOWED')
    ask('evidence', 'event', phone['item'], 'handed_over', *WORDS, '--to', 'laboratory')
    for _ in range(600):
        if ask('evidence', 'show', phone['item'])['state'] == 'sound':
            break
        time.sleep(0.05)
    line = ask('evidence', 'show', phone['item'])
    case('the node read it again by itself', line['state'] == 'sound' and 'checked' in [e['event']['act'] for e in line['line']])
    return phone, empty


def stamped(item):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Authority)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    done = run('evidence', 'stamp', '--tsa', f'http://127.0.0.1:{server.server_port}/', '--node', HOME / 'be', '--key', HOME / 'claire@be')
    server.shutdown()
    case('the newest event of each line is time-stamped', done.returncode == 0 and '2 custody lines' in done.stdout, done.stdout + done.stderr)
    case('the line says so', ask('evidence', 'show', item)['line'][-1].get('token'))


def bundled(items):
    out = HOME / 'court.asice'
    ask('evidence', 'bundle', '--out', out, *WORDS, *items)
    case('a bundle is never overwritten by half of one', not (HOME / 'court.asice.part').exists() and out.stat().st_mode & 0o077 == 0)
    with zipfile.ZipFile(out) as z:
        names = z.namelist()
        case('Python reads the archive', z.testzip() is None and names[0] == 'mimetype' and out.read_bytes()[38:69] == b'application/vnd.etsi.asic-e+zip')
        z.extractall(HOME / 'out')
        item = [n for n in names if n.startswith('items/0001')][0]
        case('the item is in it', z.read(item) == CONTENT)
        listed = ''.join(f"{hashlib.sha256(z.read(n)).hexdigest()}  {n}\n" for n in names if n.startswith('items/'))
        paper = z.read('index.pdf')
        case('a paper for the court is in it, by its digest', paper.startswith(b'%PDF-') and json.loads(z.read('index.json'))['paper'] == {'file': 'index.pdf', 'sha256': hashlib.sha256(paper).hexdigest()})
        (HOME / 'index.pdf').write_bytes(paper)
        if shutil.which('pdftotext'):
            text = unicodedata.normalize('NFKC', subprocess.run(['pdftotext', '-layout', HOME / 'index.pdf', '-'], capture_output=True, text=True).stdout)
            case('which says of the items what sha256sum says', hashlib.sha256(listed.encode()).hexdigest() in text and 'CIC art. 39bis' in text, text[:300])
    o = HOME / 'out' / 'META-INF'
    done = subprocess.run(['openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', o / 'signature001.p7s', '-content', o / 'ASiCManifest001.xml',
                           '-CAfile', HOME / 'be' / 'sign.crt' if (HOME / 'be' / 'sign.crt').exists() else next((HOME / 'be').glob('sign*.pem')),
                           '-purpose', 'any', '-out', os.devnull], capture_output=True, text=True)
    case("OpenSSL's command line accepts the signature as CAdES", done.returncode == 0, done.stderr)
    return out


def proven(out):
    trust = ['--trust', HOME / 'trust.json', '--anchor', HOME / 'anchor.json']
    done = verify(out, *trust, '--stamps', HOME / 'tsa.pem')
    case('the bundle is proven offline', done.returncode == 0 and 'Proven: 2 items of evidence' in done.stdout and '2 of them time-stamped' in done.stdout
         and 'signed by Belgium' in done.stdout, done.stdout + done.stderr)
    done = verify(out)
    case('without a trust list it says that nobody vouches', done.returncode == 0 and 'nobody vouches' in done.stdout, done.stdout + done.stderr)
    told = json.loads(verify(out, *trust, '--json').stdout)
    case('the same as JSON', told['ok'] and len(told['checks']) >= 5)
    whole = out.read_bytes()
    proof = next(n for n in zipfile.ZipFile(out).namelist() if n.startswith('proofs/'))

    def refused(name, change, because):
        (HOME / 'bad.asice').write_bytes(change(whole))
        bad = verify(HOME / 'bad.asice', *trust)
        case(name, bad.returncode in (65, 77) and because in bad.stdout + bad.stderr, bad.stdout + bad.stderr)

    def rebuilt(change):
        def work(_):
            with zipfile.ZipFile(out) as z, zipfile.ZipFile(HOME / 'new.zip', 'w') as n:
                for i in z.infolist():
                    name, content = change(i.filename, z.read(i))
                    if name:
                        n.writestr(zipfile.ZipInfo(name, i.date_time), content)
            return (HOME / 'new.zip').read_bytes()
        return work
    refused('an altered item', rebuilt(lambda n, c: (n, c[:-1] + b'x' if n.startswith('items/0001') else c)), 'not the one that was signed')
    refused('an altered custody line', rebuilt(lambda n, c: (n, c.replace(b'handed_over', b'returned', 1))), 'not the one that was signed')
    refused('a proof left out', rebuilt(lambda n, c: (None if n == proof else n, c)), 'not in the container')
    refused('a file slipped in', lambda b: _with(b, 'items/extra', b'x'), 'covered by no signature')
    refused('a path that leads out', lambda b: _with(b, '../x', b'x'), 'leads out')
    refused('two mimetypes', lambda b: _with(b, 'mimetype', b'application/vnd.etsi.asic-s+zip'), 'mimetype')
    refused('bytes behind it', lambda b: b + b'x', 'not a ZIP archive')
    refused('half of it', lambda b: b[:len(b) // 2], 'not a ZIP archive')
    other = HOME / 'other'
    run('init', '--authority', 'fr', '--dir', other, '--node-port', free_port(), '--console-port', free_port(), '--demo')
    run('trust', 'make', '--out', HOME / 'o.json', '--list-key', HOME / 'list.key', '--threshold', 1, other / 'descriptor.json')
    bad = verify(out, '--trust', HOME / 'o.json', '--anchor', HOME / 'anchor.json')
    case('a bundle of a stranger', bad.returncode == 77 and 'no signature was made with the certificate of a member' in bad.stdout + bad.stderr, bad.stdout + bad.stderr)
    bad = verify(out, *trust, '--stamps', next((HOME / 'be').glob('sign*.crt'), None) or next((HOME / 'be').glob('sign*.pem')))
    case('stamps of an authority nobody named', bad.returncode == 77, bad.stdout + bad.stderr)


def _with(whole, name, content):
    import io
    b = io.BytesIO(whole)
    with zipfile.ZipFile(b, 'a') as z:
        import warnings
        warnings.simplefilter('ignore')
        z.writestr(zipfile.ZipInfo(name, (2026, 11, 28, 0, 0, 0)), content)
    return b.getvalue()


def commission(out):
    """What the European Commission's DSS says of the bundle, and of altered ones."""
    whole = out.read_bytes()
    with zipfile.ZipFile(out) as z:
        item = next(n for n in z.namelist() if n.startswith('items/0001'))
        at = z.getinfo(item).header_offset + 200
    (HOME / 'flipped.asice').write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
    anchor = next(p for p in (HOME / 'be').iterdir() if p.suffix in ('.crt', '.pem') and p.name.startswith('sign'))
    said, why = others.dss(anchor, [out, HOME / 'flipped.asice'])
    if said is None:
        counts[2] += 1
        print(f'skip  DSS: {why}')
        return
    indication, intact, covered = said['court.asice']
    case('DSS accepts the bundle, each file of it covered', indication == 'TOTAL_PASSED' and intact and covered > 5, said)
    case('DSS refuses it with one bit of an item changed', said['flipped.asice'][0] != 'TOTAL_PASSED' and not said['flipped.asice'][1], said)


def case_uco():
    tool, why = others.case_validate()
    if not tool:
        counts[2] += 1
        print(f'skip  case_validate: {why}')
        return
    done = subprocess.run([tool, str(HOME / 'out' / 'case.jsonld')], capture_output=True, text=True)
    case('case_validate accepts the export', done.returncode == 0, (done.stdout + done.stderr)[-3000:])


def altered_at_rest(item):
    kept = HOME / 'be' / 'evidence' / item['sha256'][:2] / item['sha256']
    kept.chmod(0o600)
    with open(kept, 'r+b') as f:
        f.seek(100)
        f.write(b'X')
    ask('evidence', 'check', item['item'])
    for _ in range(600):
        if ask('evidence', 'show', item['item'])['state'] == 'damaged':
            break
        time.sleep(0.05)
    case('what was altered at rest is found', ask('evidence', 'show', item['item'])['state'] == 'damaged')
    case('and is not handed out', refusal('evidence', 'bundle', '--out', HOME / 'x.asice', *WORDS, item['item']) == 'STORE_DAMAGED')


def opened():
    """A vector of C2SP/CCTV as the locked item: asked for, approved, tried with a wrong identity, then with the right one."""
    head, _, body = (pathlib.Path(__file__).parent.parent / 'interop' / 'age' / 'x25519').read_bytes().partition(b'\n\n')
    fields = dict(x.split(': ', 1) for x in head.decode().splitlines())
    locked, key, wrong = HOME / 'locked.age', HOME / 'identity', HOME / 'wrong'
    locked.write_bytes(body)
    key.write_text(fields['identity'])
    wrong.write_text('AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX')
    item = ask('evidence', 'add', locked, *WORDS)['item']
    case('an opening has a ground of the law', refusal('evidence', 'opening', 'ask', item, '--ground', 'found', '--purpose', 'border_check', *WORDS) == 'NO_BASIS')
    number = ask('evidence', 'opening', 'ask', item, '--ground', 'found', '--purpose', 'investigation', *WORDS)['opening']
    case('nothing is tried before another approved', refusal('evidence', 'open', number, locked, '--unlock', key) == 'NEEDS_APPROVAL')
    ask('evidence', 'opening', 'approve', number, key='paul@be')
    case('a wrong key is said to be one', ask('evidence', 'open', number, locked, '--unlock', wrong)['outcome'] == 'wrong_key')
    done = ask('evidence', 'open', number, locked, '--unlock', key)
    case('the right one opens it', done['outcome'] == 'opened' and done['derived']['sha256'] == fields['payload'], done)
    line = ask('evidence', 'show', item)['line']
    case('each try stands in the line', [x['event']['act'] for x in line if x['event']['act'] != 'checked'] == ['collected'] + ['decrypted'] * 4, line)
    secret = fields['identity']
    case('and the key nowhere', secret not in json.dumps(line) and secret not in (HOME / 'be.log').read_text() and secret not in json.dumps(ask('evidence', 'opening', 'list')))
    other = HOME / 'other.age'
    other.write_bytes(body + b'x')
    again = ask('evidence', 'opening', 'ask', item, '--ground', 'own', '--purpose', 'investigation', *WORDS)['opening']
    case('another file than the item is not tried', refusal('evidence', 'open', again, other, '--unlock', key) == 'CONFLICT')
    return done['derived']


def looked_into():
    """A PDF with a script in it, as it was delivered: the node has it looked into in the sandbox though nobody asks, puts it aside, and
    somebody lets it go. And its day."""
    body = b'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(1)>>>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n'
    places = [body.index(b'%d 0 obj' % i) for i in (1, 2)]
    path = HOME / 'delivered.pdf'
    path.write_bytes(body + b'xref\n0 3\n0000000000 65535 f \n' + b''.join(b'%010d 00000 n \n' % p for p in places) +
                     b'trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % len(body))
    made = ask('evidence', 'add', path, *WORDS)
    item = made['item']
    case('an item has its day and its article', made['term']['article'] == 'led-2016-680 5' and made['term']['ends'] == 'two_persons', made.get('term'))
    case('looking into another file is refused', refusal('evidence', 'look', item, HOME / 'identity', *WORDS) == 'BAD_FORMAT')
    for _ in range(100):  # beside the daemon's loop
        if ask('evidence', 'show', item).get('quarantine'):
            break
        time.sleep(0.1)
    shown = ask('evidence', 'show', item)
    case('what acts in a PDF is put aside though nobody looked', shown['quarantine'] == {'reason': '/JavaScript /JS /OpenAction', 'lifted': False}, shown)
    event = [x['event'] for x in shown['line'] if x['event']['act'] == 'quarantined'][0]
    case('by the node itself, with the tool', event['tool'] == 'malines-open' and event['note'] == '/JavaScript /JS /OpenAction', event)
    case('looking again says so', refusal('evidence', 'look', item, path, *WORDS) == 'ALREADY')
    case('it goes into no bundle', refusal('evidence', 'bundle', item, '--out', HOME / 'no.asice', *WORDS) == 'WRONG_STEP')
    ask('evidence', 'release', item, *WORDS, key='paul@be')
    ask('evidence', 'bundle', item, '--out', HOME / 'yes.asice', *WORDS)
    case('until somebody else has let it go', (HOME / 'yes.asice').stat().st_size > 1000)
    case('nothing is over yet', ask('evidence', 'list', '--ends-within', '0')['items'] == [] and len(ask('evidence', 'list', '--ends-within', '1200')['items']) > 1)


def main():
    stand_up()
    daemon = start()
    try:
        for who, role in (('claire', 'case_officer'), ('paul', 'approver')):
            key = run('officer', 'key', HOME / f'{who}@be', '--officer', f'{who}@be').stdout.strip()
            done = run('officer', 'add', f'{who}@be', '--name', who, '--roles', role, '--key', key, '--node', HOME / 'be')
            assert done.returncode == 0, done.stderr
        phone, empty = intake()
        stamped(phone['item'])
        out = bundled([phone['item'], empty['item']])
        proven(out)
        commission(out)
        case_uco()
        opened()
        looked_into()
        altered_at_rest(phone)
        daemon.send_signal(signal.SIGTERM)
        case('the daemon ends well', daemon.wait(60) == 0)
    finally:
        if daemon.poll() is None:
            daemon.kill()
        if not counts[1]:
            shutil.rmtree(HOME, ignore_errors=True)
        else:
            print(f'left in {HOME}')
    print(f'{counts[0]} passed, {counts[1]} failed, {counts[2]} skipped')
    return 1 if counts[1] else 0


if __name__ == '__main__':
    sys.exit(main())
