# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Containers of invented fingerprints, and a small fake AFIS behind the spool folder of `malines prints serve`: for tests of the
command line, of daemons and of the console."""
import json
import threading
import time

FS, GS, RS, US = '\x1c', '\x1d', '\x1e', '\x1f'
COMMENT = b'\xff\xa8\x00\x0fVerzonnen Jan'
SOF = b'\xff\xa2\x00\x11\x00\xff\x00\x06\x00\x08' + bytes(9)


def wsq(comment=COMMENT):
    return b'\xff\xa0' + SOF + comment + b'\xff\xa3\x00\x03\x00abc\xff\x00de\xff\xa1'


def record(kind, fields):
    """A tagged record; its length counts itself."""
    body = GS.encode().join(f'{kind}.{n:03}:'.encode() + (v if isinstance(v, bytes) else v.encode()) for n, v in fields) + FS.encode()
    size = 0
    while True:
        whole = f'{kind}.001:{size}{GS}'.encode() + body
        if len(whole) == size:
            return whole
        size = len(whole)


def container(transaction, kind=13, image=None, name='Verzonnen, Jan'):
    first = [(2, '0500'), (3, f'1{US}2{RS}2{US}00{RS}{kind}{US}01'), (4, transaction), (5, '20260101'), (7, 'FR'), (8, 'BE'), (9, 'BE-1')]
    picture = [(2, '01'), (3, '5'), (4, 'BE'), (5, '20260101'), (6, '8'), (7, '6'), (8, '1'), (9, '500'), (10, '500'), (11, 'WSQ20'), (12, '8'), (13, '2'),
               (20, 'typed by Verzonnen'), (999, wsq() if image is None else image)]
    return record(1, first) + record(2, [(2, '00'), (18, name)]) + record(kind, picture)


class FakeAfis(threading.Thread):
    """Looks into in/, remembers what it saw, answers with out/."""
    def __init__(self, spool):
        super().__init__(daemon=True)
        self.spool, self.seen, self.over = spool, [], False
        self.says = {'candidates': [{'ref': 'FR-4711', 'score': 812, 'identified': True}], 'searched': 1000}

    def run(self):
        while not self.over:
            for note in sorted(self.spool.glob('in/*.json')):
                if note.name in [n for n, _, _ in self.seen]:
                    continue
                self.seen.append((note.name, json.loads(note.read_text(encoding='utf-8')), note.with_suffix('.an2').read_bytes()))
                (self.spool / 'out' / note.with_suffix('.an2').name).write_bytes(container('SRE', 14))
                part = self.spool / 'out' / (note.name + '.part')
                part.write_text(json.dumps(self.says), encoding='utf-8')
                part.rename(self.spool / 'out' / note.name)
            time.sleep(0.1)
