# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""An export of 5,000 invented messages in each form that malines-import reads, and what reading one costs: the whole program, its start,
its sandbox and the selectors included, in processor time."""
import csv
import io
import json
import resource
import subprocess

MESSAGES, TIMES = 5000, 9


def words(i):
    more = ('', ' call +32 470 12 34 %02d' % (i % 100), ' write to person%d@example.org' % (i % 300), ' see https://example.org/p/%d' % i)[i % 4]
    return f'message {i} of an invented chat, with some words before the number.{more}'


def stamp(i):
    return f'2026-03-{1 + i // 300:02d}T{i // 60 % 24:02d}:{i % 60:02d}:{i * 7 % 60:02d}'


def telegram():
    return json.dumps({'name': 'invented', 'type': 'personal_chat', 'id': 1, 'messages': [
        {'id': i, 'type': 'message', 'date': stamp(i), 'date_unixtime': str(1772323200 + 61 * i), 'from': f'Person {i % 2}', 'from_id': f'user{i % 2}', 'text': words(i),
         'text_entities': [{'type': 'plain', 'text': words(i)}]} for i in range(MESSAGES)]}).encode()


def telegram_pages():
    return ('<div class="text bold">invented</div><div class="history">' + ''.join(
        f'<div class="message default clearfix" id="message{i}"><div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">P</div></div></div><div class="body">'
        f'<div class="pull_right date details" title="01.03.2026 {i // 60 % 24:02d}:{i % 60:02d}:00 UTC+01:00">{i % 60:02d}</div><div class="from_name">Person {i % 2}</div>'
        f'<div class="text">{words(i)}</div></div></div>' for i in range(MESSAGES)) + '</div>').encode()


def whatsapp():
    return '\n'.join(f'{1 + i // 300:02d}/03/2026, {i // 60 % 24:02d}:{i % 60:02d} - Person {i % 2}: {words(i)}' for i in range(MESSAGES)).encode()


def signal():
    return '\n'.join(json.dumps({'date': stamp(i), 'sender': f'Person {i % 2}', 'body': words(i), 'quote': '', 'sticker': '', 'reactions': [], 'attachments': []}) for i in range(MESSAGES)).encode()


def mbox():
    return '\n'.join(f'From a@example.org Sun Mar  1 10:00:00 2026\nFrom: Person <a{i % 9}@example.org>\nTo: b@example.org\nDate: Sun, 01 Mar 2026 10:00:{i % 60:02d} +0100\n'
                     f'Message-ID: <{i}@example.org>\nSubject: invented {i}\nContent-Type: text/plain; charset=utf-8\n\n{words(i)}\n' for i in range(MESSAGES)).encode()


def cellebrite():
    def field(name, value):
        return f'<field name="{name}" type="String"><value type="String">{value}</value></field>'
    rows = ''.join(f'<model type="InstantMessage" id="{i}">{field("Body", words(i))}<field name="TimeStamp" type="TimeStamp"><value type="TimeStamp">{stamp(i)}+00:00</value></field>'
                   f'<modelField name="From" type="Party"><model type="Party" id="p{i}">{field("Identifier", "+3247012345%d" % (i % 10))}</model></modelField></model>' for i in range(MESSAGES))
    return f'<?xml version="1.0" encoding="utf-8"?><project xmlns="http://pa.cellebrite.com/report/2.0"><decodedData><modelType type="InstantMessage">{rows}</modelType></decodedData></project>'.encode()


def records():
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(['caller', 'called', 'when'])
    for i in range(MESSAGES):
        table.writerow(['+3247012345%d' % (i % 10), '+3248112345%d' % (i % 7), stamp(i)])
    return out.getvalue().encode()


FORMS = {'telegram': telegram, 'telegram-pages': telegram_pages, 'whatsapp': whatsapp, 'signal': signal, 'mbox': mbox, 'cellebrite': cellebrite, 'csv': records}


def spent():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


def milliseconds(program, path, form, folder):
    """The middle of some runs, and how many events came of the last."""
    line = [program, '--delivery', form.split('-')[0], '--country', 'be']
    if form == 'csv':
        (folder / 'map').write_text(json.dumps({'columns': {'caller': 'from', 'called': 'to', 'when': 'at'}, 'delimiter': ',', 'kind': 'call', 'zone': '+01:00'}))
        line += ['--map', str(folder / 'map')]
    if form == 'whatsapp':
        line += ['--date-order', 'dmy']
    taken = []
    for _ in range(TIMES):
        before = spent()
        done = subprocess.run([*line, str(path)], capture_output=True)
        assert done.returncode == 0, done.stderr
        taken.append((spent() - before) * 1e3)
    return sorted(taken)[TIMES // 2], json.loads(done.stdout.splitlines()[-1])['report']


def measured(program, folder):
    for form, make in FORMS.items():
        path = folder / form
        path.write_bytes(make())
        ms, report = milliseconds(program, path, form, folder)
        yield form, ms, report['events'], report['selectors'], path.stat().st_size
