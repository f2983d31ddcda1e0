#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Deliveries with invented content, read by malines-import in its sandbox and, independently, by Python's own modules.

Usage: tests/interop/delivery_oracle.py MALINES-IMPORT
"""
import email
import email.header
import email.message
import email.policy
import email.utils
import hashlib
import io
import json
import mailbox
import pathlib
import random
import subprocess
import sys
import tempfile
import zipfile

READER = sys.argv[1]
passed = failed = 0


def check(what, good, *more):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print('WRONG:', what, *more)


def read(folder, content, *options, name='delivery'):
    path = pathlib.Path(folder) / name
    path.write_bytes(content)
    done = subprocess.run([READER, *options, str(path)], capture_output=True)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    whole = bool(lines) and 'report' in lines[-1]
    canonical = [json.dumps(j, ensure_ascii=False, sort_keys=True, separators=(',', ':')) for j in lines]
    check('every line is canonical', canonical == done.stdout.decode().splitlines(), options)
    error = json.loads(done.stderr.decode().splitlines()[-1])['error'] if done.returncode > 0 else {}
    return {'rc': done.returncode, 'whole': whole, 'error': error, 'report': lines[-1]['report'] if whole else None,
            'events': [j['event'] for j in lines if 'event' in j], 'selectors': [j['selector'] for j in lines if 'selector' in j]}


def kinds(got):
    return {(s['kind'], s['text']) for s in got['selectors']}


def zipped(entries, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED, **options) as z:
        for name, content in entries:
            z.writestr(name, content)
    return out.getvalue()


def telegram(folder):
    messages = [
        {'id': 1, 'type': 'message', 'date': '2030-05-01T12:00:00', 'date_unixtime': '1903860000', 'from': 'Invented One', 'from_id': 'user11',
         'text': ['Call ', {'type': 'phone', 'text': '+32 470 12 34 56'}, ' or see ', {'type': 'text_link', 'text': 'this', 'href': 'https://shop.example/a?b=1'}]},
        {'id': 2, 'type': 'message', 'date': '2030-05-01T12:01:00', 'from': 'مخترع', 'from_id': 'user12', 'text': 'IBAN BE68 5390 0754 7034 للدفع', 'photo': 'photos/p1.jpg'},
        {'id': 3, 'type': 'service', 'date': '2030-05-01T12:02:00', 'actor': 'Invented One', 'actor_id': 'user11', 'action': 'phone_call', 'duration_seconds': 61, 'text': ''},
    ]
    chat = {'name': 'Plan "B"', 'type': 'personal_chat', 'id': 4, 'messages': messages}
    got = read(folder, json.dumps(chat).encode(), '--delivery', 'telegram')
    check('telegram: all events', len(got['events']) == 3 and got['report']['events'] == 3, got['error'])
    first, second, third = got['events']
    check('telegram: UTC wins', (first['at'], first['zone'], first['given']) == ('2030-05-01T10:00:00', 'Z', '2030-05-01T12:00:00'), first)
    check('telegram: no zone is said to be unknown', second['zone'] == 'unknown' and second['at'] == '2030-05-01T12:01:00')
    check('telegram: text in pieces', first['text'] == 'Call +32 470 12 34 56 or see this <https://shop.example/a?b=1>', first['text'])
    check('telegram: chat, sender', first['chat'] == 'Plan "B"' and second['from'] == {'id': 'user12', 'name': 'مخترع'})
    check('telegram: a call', third['kind'] == 'call' and third['seconds'] == 61)
    check('telegram: a file that was not delivered has no digest', second['attachments'] == [{'name': 'photos/p1.jpg'}])
    check('telegram: selectors', {('phone', '+32470123456'), ('iban', 'BE68539007547034'), ('url', 'https://shop.example/a?b=1'), ('domain', 'shop.example')} <= kinds(got), kinds(got))
    account = {'about': 'x', 'contacts': {'about': 'y', 'list': [{'user_id': 9, 'first_name': 'Mila', 'last_name': 'Invented', 'phone_number': '0032 470 65 43 21'}]},
               'chats': {'about': 'z', 'list': [chat, dict(chat, name='Other', messages=messages[:1])]}}
    got = read(folder, zipped([('export/result.json', json.dumps(account, indent=1)), ('export/photos/p1.jpg', b'picture')]), '--delivery', 'telegram')
    check('telegram: an account in a ZIP', [e['kind'] for e in got['events']] == ['contact', 'message', 'message', 'call', 'message'], got['error'])
    check('telegram: digest of what was delivered', got['events'][2]['attachments'] == [
        {'bytes': 7, 'name': 'photos/p1.jpg', 'sha256': hashlib.sha256(b'picture').hexdigest()}], got['events'][2])
    check('telegram: a contact is a selector', ('phone', '+32470654321') in kinds(got), kinds(got))
    cut = read(folder, json.dumps(chat).encode()[:-20], '--delivery', 'telegram')
    check('telegram: cut short is no report', cut['rc'] != 0 and not cut['whole'] and cut['error']['code'] == 'BAD_JSON', cut)
    short = json.dumps({'chats': {'list': [{'name': 'B', 'messages': [{'id': 1, 'type': 'message', 'text': 'once'}]}]}}).encode()
    for end in (i + 1 for i, c in enumerate(short[:-1]) if chr(c) in '{[,:]}'):  # also between two values
        cut = read(folder, short[:end], '--delivery', 'telegram')
        check(f'telegram: cut after {end} bytes is no report', cut['rc'] != 0 and not cut['whole'], cut)


def page(title, *messages):
    """A page as Telegram Desktop writes it, with what it puts around a message."""
    return f"""<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
  <script src="js/script.js" type="text/javascript"></script>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
{title}
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
     <div class="message service" id="message-1">
      <div class="body details">
1 May 2030
      </div>
     </div>
{''.join(messages)}
    </div>
   </div>
  </div>
 </body>
</html>
""".encode()


def bubble(number, body, sender='', when='01.05.2030 10:00:00 UTC+02:00', joined=False):
    name = f'<div class="from_name">\n{sender} \n       </div>' if sender else ''
    return f"""     <div class="message default clearfix{' joined' if joined else ''}" id="message{number}">
      <div class="pull_left userpic_wrap">
       <div class="userpic userpic1" style="width: 42px; height: 42px">
        <div class="initials" style="line-height: 42px">
Q
        </div>
       </div>
      </div>
      <div class="body">
       <div class="pull_right date details" title="{when}">
10:00
       </div>
       {name}
       {body}
      </div>
     </div>
"""


def telegram_pages(folder):
    first = bubble(1, '<div class="text">\nCall <a href="tel:+32470123456">+32 470 12 34 56</a> &amp; see <a href="https://shop.example/a?b=1">this</a><br>A &lt;div class=&quot;message&quot;&gt; is no tag\n</div>', 'Invented &quot;One&quot;')
    second = bubble(2, '<div class="reply_to details">\nIn reply to <a href="#go_to_message1" onclick="return GoToMessage(1)">this message</a>\n</div>'
                       '<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/p1.jpg"><img class="photo" src="photos/p1_thumb.jpg"/></a></div>', joined=True, when='01.05.2030 10:01:00')
    third = bubble(3, '<div class="media_wrap clearfix"><div class="media clearfix pull_left media_call success"><div class="fill pull_left"></div><div class="body"><div class="title bold">\nمخترع\n</div>'
                      '<div class="status details">\nOutgoing (61 seconds)\n</div></div></div></div>', 'Invented Two')
    fourth = bubble(4, '<div class="forwarded body"><div class="from_name">\nMila Invented<span class="date details" title="30.04.2030 09:00:00"> 30.04.2030 09:00:00</span>\n</div><div class="text">\nIBAN BE68 5390 0754 7034\n</div></div>', 'Invented Two',
                    when='31.02.2030 10:00:00')
    joined_service = '<div class="message service" id="message5"><div class="body details">\nInvented Two pinned <a href="#go_to_message4">this message</a>\n</div></div>'
    got = read(folder, page('Plan &amp; B', first, second, third, fourth, joined_service), '--delivery', 'telegram')
    check('pages: all events', [e['kind'] for e in got['events']] == ['message', 'message', 'call', 'message', 'service'], got['error'], got['events'])
    a, b, c, d, e = got['events']
    check('pages: text, references, links', a['text'] == 'Call  <tel:+32470123456> +32 470 12 34 56 & see  <https://shop.example/a?b=1> this\nA <div class="message"> is no tag', a['text'])
    check('pages: chat, sender', a['chat'] == 'Plan & B' and a['from'] == {'name': 'Invented "One"'}, a)
    check('pages: time with its zone', (a['at'], a['zone'], a['given']) == ('2030-05-01T10:00:00', '+02:00', '01.05.2030 10:00:00 UTC+02:00'), a)
    check('pages: no zone is said to be unknown', b['zone'] == 'unknown' and b['at'] == '2030-05-01T10:01:00', b)
    check('pages: joined has the sender before it', b['from'] == a['from'] and 'text' not in b and b['attachments'] == [{'name': 'photos/p1.jpg'}], b)
    check('pages: a call with its words', c['text'] == 'مخترع\nOutgoing (61 seconds)', c)
    check('pages: forwarded, and a day that is none', d['text'] == '[forwarded: Mila Invented]\nIBAN BE68 5390 0754 7034' and 'at' not in d and d['given'].startswith('31.02.'), d)
    check('pages: a service message', 'pinned' in e['text'] and 'from' not in e, e)
    check('pages: selectors', {('phone', '+32470123456'), ('iban', 'BE68539007547034'), ('domain', 'shop.example')} <= kinds(got), kinds(got))
    # Parts in the order of their numbers, however the archive holds them; the sender of the last of one goes on in the next.
    parts = [(f'chat/messages{n or ""}.html', page('B', bubble(10 + n, f'<div class="text">part {n}</div>', 'First' if not n else '', joined=bool(n)))) for n in (10, 2, 0, 3)]
    got = read(folder, zipped(parts + [('chat/photos/p1.jpg', b'picture'), ('chat/css/style.css', 'x')]), '--delivery', 'telegram')
    check('pages: parts in their order', [e['text'] for e in got['events']] == ['part 0', 'part 2', 'part 3', 'part 10'], got['error'], got['events'])
    check('pages: joined across parts', all(e['from'] == {'name': 'First'} for e in got['events']))
    check('pages: the place names the part', got['events'][1]['place'].startswith('chat/messages2.html byte '), got['events'][1])
    both = read(folder, zipped(parts + [('chat/result.json', json.dumps({'name': 'B', 'messages': [{'id': 1, 'type': 'message', 'text': 'once'}]}))]), '--delivery', 'telegram')
    check('pages: beside result.json they are not read again', [e['text'] for e in both['events']] == ['once'], both)
    other = read(folder, b'<html><body>no export</body></html>', '--delivery', 'telegram')
    check('pages: another page is refused', other['error'].get('code') == 'BAD_FORMAT' and not other['events'], other)
    cut = read(folder, page('B', first, second)[:-900], '--delivery', 'telegram')
    check('pages: cut short, what is there is read', cut['whole'] and len(cut['events']) >= 1, cut['error'])


WHATSAPP = {
    'ios': ('[13/05/2030, 10:00:00] Ana Invented: first line\nsecond: line\n[13/05/2030, 10:01:05] +32 470 12 34 56: \u200e<attached: 00000002-PHOTO-2030.jpg>\n',
            '2030-05-13T10:00:00', 'second'),
    'ios-us': ('[5/13/30, 10:00:00\u202fPM] Ana Invented: first line\nsecond: line\n[5/13/30, 10:01:05\u202fPM] \u200e+32 470 12 34 56: \u200e<pièce jointe : 00000002-PHOTO-2030.jpg>\n',
               '2030-05-13T22:00:00', 'second'),
    'android': ('13/05/2030, 10:00 - Ana Invented: first line\nsecond: line\n13/05/2030, 10:01 - +32 470 12 34 56: 00000002-PHOTO-2030.jpg (file attached)\n',
                '2030-05-13T10:00', 'minute'),
    'android-fr': ('13/05/2030 à 10:00 - Ana Invented: first line\nsecond: line\n13/05/2030 à 10:01 - +32 470 12 34 56: 00000002-PHOTO-2030.jpg (fichier joint)\n',
                   '2030-05-13T10:00', 'minute'),
    'android-nl': ('13-05-2030 10:00 - Ana Invented: first line\nsecond: line\n13-05-2030 10:01 - +32 470 12 34 56: 00000002-PHOTO-2030.jpg (bestand bijgevoegd)\n',
                   '2030-05-13T10:00', 'minute'),
    'android-de': ('13.05.30, 10:00 - Ana Invented: first line\nsecond: line\n13.05.30, 10:01 - +32 470 12 34 56: 00000002-PHOTO-2030.jpg (Datei angehängt)\n',
                   '2030-05-13T10:00', 'minute'),
    'android-ar': ('\u200f١٣\u200f/٥\u200f/٢٠٣٠، ١٠:٠٠ م - Ana Invented: first line\nsecond: line\n\u200f١٣\u200f/٥\u200f/٢٠٣٠، ١٠:٠١ م - +32 470 12 34 56: 00000002-PHOTO-2030.jpg (الملف مرفق)\n',
                   '2030-05-13T22:00', 'minute'),
    'iso': ('2030-05-13, 10:00 - Ana Invented: first line\nsecond: line\n2030-05-13, 10:01 - +32 470 12 34 56: 00000002-PHOTO-2030.jpg (file attached)\n',
            '2030-05-13T10:00', 'minute'),
}


def whatsapp(folder):
    for name, (text, at, precision) in WHATSAPP.items():
        for end in ('\n', '\r\n'):
            packed = zipped([('_chat.txt', text.replace('\n', end)), ('00000002-PHOTO-2030.jpg', b'photo')])
            got = read(folder, packed, '--delivery', 'whatsapp')
            if len(got['events']) != 2:
                check(f'whatsapp {name}: two messages', False, got['error'], got['events'])
                continue
            first, second = got['events']
            check(f'whatsapp {name}: time', (first.get('at'), first.get('precision'), first.get('zone')) == (at, precision, 'unknown'), first)
            check(f'whatsapp {name}: lines', first['text'] == 'first line' + end + 'second: line' and first['from'] == {'name': 'Ana Invented'}, first)
            check(f'whatsapp {name}: number as sender', second['from'] == {'id': '+32 470 12 34 56'} and ('phone', '+32470123456') in kinds(got), second)
            check(f'whatsapp {name}: media', second.get('attachments') == [
                {'bytes': 5, 'name': '00000002-PHOTO-2030.jpg', 'sha256': hashlib.sha256(b'photo').hexdigest()}], second)
    open_ = read(folder, b'01/02/2030, 10:00 - A: x\n01/02/2030, 10:05 - A: y\n', '--delivery', 'whatsapp')['events']
    check('whatsapp: a day that can be read in two ways is left open', all('at' not in e and e['given'] for e in open_) and len(open_) == 2, open_)
    told = read(folder, b'01/02/2030, 10:00 - A: x\n', '--delivery', 'whatsapp', '--date-order', 'mdy')['events']
    check('whatsapp: the order told counts', told[0]['at'] == '2030-01-02T10:00')
    runs = read(folder, b'01/02/2030, 10:00 - A: x\n01/03/2030, 10:00 - A: x\n02/03/2030, 10:00 - A: y\n03/02/2030, 10:00 - A: z\n', '--delivery', 'whatsapp')['events']
    check('whatsapp: time runs forward', runs[3].get('at') == '2030-03-02T10:00', runs)
    other = read(folder, b'a file\nof another kind\n', '--delivery', 'whatsapp')
    check('whatsapp: another file is refused', other['error'].get('code') == 'BAD_FORMAT' and not other['events'])


def mails():
    rng = random.Random(7)
    names = ['Zoé Invented', 'مخترع ثان', 'Plain Name', 'Name, With Comma']
    for i in range(60):
        m = email.message.EmailMessage(policy=email.policy.SMTP if i % 2 else email.policy.default)
        m['From'] = email.utils.formataddr((names[i % 4], f'sender{i}@mail.example'))
        m['To'] = ', '.join(email.utils.formataddr((names[k % 4], f'to{k}@mail.example')) for k in range(i % 5 + 1))
        m['Subject'] = ['Plain', 'Réunion à Köln', 'موعد ' * 20, 'a=?b'][i % 4]
        m['Date'] = f'Wed, 1 May 2030 10:{i:02}:00 {["+0200", "-0330", "GMT", "-0000"][i % 4]}'
        m['Received'] = f'from x.example ([198.51.100.{i}]) by y.example; Wed, 1 May 2030 10:00:00 +0200'
        body = ['Hello\nFrom the start of a line\nend', 'Ça coûte 10 €, appelez le +33 6 12 34 56 78', 'نص عربي طويل ' * 40, 'x' * 3000][i % 4]
        m.set_content(body, charset=['utf-8', 'iso-8859-15', 'utf-8', 'us-ascii'][i % 4], cte=['quoted-printable', 'base64', 'base64', 'quoted-printable'][i % 4])
        if i % 3 == 0:
            m.add_alternative(f'<html><style>p {{x}}</style><body><p>{body}</p><a href="https://link.example/{i}">here</a></body></html>', subtype='html')
        if i % 5 == 0:
            m.add_attachment(rng.randbytes(1000 + i), maintype='application', subtype='octet-stream', filename=f'file {i}.bin')
        yield m


def same_mail(what, event, m):
    plain = m.get_body(('plain',)).get_content()
    check(f'{what}: text', plain.replace('\r\n', '\n').strip() in event.get('text', '').replace('\r\n', '\n'), event.get('text', '')[:200], plain[:200])
    check(f'{what}: subject', str(m['Subject']).strip() == event['text'].split('\n')[0].strip(), event['text'][:80])
    sender = m['From'].addresses[0]
    check(f'{what}: sender', event['from'] == {k: v for k, v in (('id', sender.addr_spec), ('name', sender.display_name)) if v}, event['from'])
    check(f'{what}: receivers', [p.get('id') for p in event.get('to', [])] == [a.addr_spec for a in m['To'].addresses], event.get('to'))
    check(f'{what}: their names', [p.get('name') for p in event.get('to', [])] == [a.display_name for a in m['To'].addresses], event.get('to'))
    when = m['Date'].datetime
    zone = 'unknown' if str(m['Date']).endswith('-0000') else when.strftime('%z')[:3] + ':' + when.strftime('%z')[3:]
    check(f'{what}: time', event['at'] == when.strftime('%Y-%m-%dT%H:%M:%S') and event['zone'] == zone, event['at'], event['zone'], zone)
    files = [(p.get_filename(), hashlib.sha256(p.get_content()).hexdigest()) for p in m.iter_attachments()]
    check(f'{what}: attachments', [(a['name'], a['sha256']) for a in event.get('attachments', [])] == files, event.get('attachments'), files)


def mail(folder):
    path = pathlib.Path(folder) / 'box'
    box = mailbox.mbox(path, create=True)
    sent = list(mails())
    for m in sent:
        box.add(mailbox.mboxMessage(m))
    box.flush()
    got = read(folder, path.read_bytes(), '--delivery', 'mbox')
    check('mbox: every message', len(got['events']) == len(sent) == len(list(mailbox.mbox(path))), len(got['events']), got['error'])
    for i, (event, m) in enumerate(zip(got['events'], sent)):
        same_mail(f'mbox {i}', event, m)
    check('mbox: the way is a selector', {('ip', f'198.51.100.{i}') for i in range(60)} <= kinds(got))
    check('mbox: a number in another charset', ('phone', '+33612345678') in kinds(got))
    check('mbox: links of HTML', ('url', 'https://link.example/3') in kinds(read(folder, as_html(), '--delivery', 'eml')))
    for i, m in enumerate(sent[:8]):
        event = read(folder, m.as_bytes(), '--delivery', 'eml')['events'][0]
        same_mail(f'eml {i}', event, email.message_from_bytes(m.as_bytes(), policy=email.policy.default))


    # A text above what an event shows says so, and its last line is looked at like the first.
    for kind in ('plain', 'html'):
        long = (f'From: a@mail.example\nContent-Type: text/{kind}\n\n' + 'a word of many\n' * 60000 + 'the last: last@mail.example\n').encode()
        got = read(folder, long, '--delivery', 'eml')
        check(f'eml: a long text, {kind}', got['events'][0].get('cut') and 'a word of many' in got['events'][0]['text'] and ('email', 'last@mail.example') in kinds(got), kinds(got), got['events'][0].get('text', '')[:80])


def as_html():
    m = email.message.EmailMessage()
    m['From'] = 'a@mail.example'
    m.set_content('<p>see <a href="https://link.example/3">here</a> &amp; write</p>', subtype='html')
    return m.as_bytes()


def report(folder):
    xml = '''<?xml version="1.0" encoding="utf-8"?><project xmlns="http://pa.cellebrite.com/report/2.0"><decodedData>
    <modelType type="SMS"><model type="SMS" id="1"><field name="TimeStamp" type="TimeStamp"><value type="TimeStamp">2030-05-01T10:00:00.000+02:00</value></field>
      <field name="Body"><value>pay to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT &amp; go</value></field>
      <multiModelField name="Parties"><model type="Party"><field name="Role"><value>From</value></field><field name="Identifier"><value>+32470123456</value></field></model>
      <model type="Party"><field name="Role"><value>To</value></field><field name="Identifier"><value>+33612345678</value></field><field name="Name"><value>Ana</value></field></model></multiModelField></model></modelType>
    <modelType type="Chat"><model type="Chat"><field name="Name"><value>Group</value></field><multiModelField name="Messages"><model type="InstantMessage">
      <modelField name="From"><model type="Party"><field name="Identifier"><value>invented_user</value></field></model></modelField>
      <field name="Body"><value>hello</value></field><field name="TimeStamp"><value>2030-05-01T08:00:00Z</value></field>
      <modelField name="Attachment"><model type="Attachment"><field name="Filename"><value>a.jpg</value></field></model></modelField></model></multiModelField></model></modelType>
    <modelType type="Call"><model type="Call"><field name="Duration"><value>00:01:01</value></field></model></modelType></decodedData></project>'''
    got = read(folder, zipped([('report.xml', xml), ('files/a.jpg', b'x')]), '--delivery', 'cellebrite')
    if len(got['events']) != 3:
        return check('cellebrite: three events', False, got)
    sms, chat, call = got['events']
    check('cellebrite: sms', sms['from'] == {'id': '+32470123456'} and sms['to'] == [{'id': '+33612345678', 'name': 'Ana'}] and sms['zone'] == '+02:00' and sms['at'] == '2030-05-01T10:00:00', sms)
    check('cellebrite: chat', chat['chat'] == 'Group' and chat['from'] == {'id': 'invented_user'} and chat['zone'] == 'Z' and chat['attachments'][0]['bytes'] == 1, chat)
    check('cellebrite: call', call['kind'] == 'call' and call['seconds'] == 61, call)
    check('cellebrite: a purse', ('crypto', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT') in kinds(got), kinds(got))
    bomb = '<!DOCTYPE project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><project><decodedData><model type="SMS"><field name="Body"><value>&b;</value></field></model></decodedData></project>'
    check('cellebrite: a document type is refused', read(folder, bomb.encode(), '--delivery', 'cellebrite')['error'].get('code') == 'BAD_XML')
    check('cellebrite: broken', read(folder, xml[:-30].encode(), '--delivery', 'cellebrite')['error'].get('code') == 'BAD_XML')


def rows(folder):
    table = 'A number;B number;Start;Duration;IMEI;Cell\r\n0470/12.34.56;"+33 6 12 34 56 78";2030-05-01 10:00:00;61;490154203237518;"Rue; Haute ""1"""\r\nbroken;row\r\n'
    plan = {'columns': {'A number': 'from', 'B number': 'to', 'Start': 'at', 'Duration': 'seconds', 'IMEI': 'selector/imei', 'Cell': 'text'},
            'delimiter': ';', 'kind': 'call', 'zone': '+02:00'}
    where = pathlib.Path(folder) / 'map.json'
    where.write_text(json.dumps(plan))
    got = read(folder, table.encode(), '--delivery', 'csv', '--map', str(where), '--country', 'be')
    e = got['events'][0]
    check('csv: a call', (e['kind'], e['at'], e['zone'], e['seconds'], e['to']) == ('call', '2030-05-01T10:00:00', '+02:00', 61, [{'id': '+33 6 12 34 56 78'}]), e)
    check('csv: text', e['text'] == 'IMEI: 490154203237518\nCell: Rue; Haute "1"', e['text'])
    check('csv: selectors', {('phone', '+32470123456'), ('phone', '+33612345678'), ('imei', '490154203237518')} <= kinds(got), kinds(got))
    inline = read(folder, table.encode(), '--delivery', 'csv', '--map', json.dumps(plan), '--country', 'be')
    check('csv: the map as it is', inline['events'] == got['events'], inline['error'])
    plan['columns']['Cell'] = 'txet'
    wrong = read(folder, table.encode(), '--delivery', 'csv', '--map', json.dumps(plan))
    check('csv: a role that there is not', wrong['error'].get('code') == 'BAD_ARGUMENT' and 'txet' in wrong['error'].get('detail', ''), wrong['error'])
    times(folder)
    check('csv: a broken row is named', got['report']['unread_count'] == 1 and got['report']['unread'][0]['code'] == 'BAD_CSV', got['report'])


# What stands behind a clock says which half of the day and where; with a word that is not read the time is open, not another.
def times(folder):
    said = {'05/01/2030 10:00:00 PM': ('2030-05-01T22:00:00', '+02:00'), '05/01/2030 12:30 AM': ('2030-05-01T00:30', '+02:00'), '05/01/2030 12:30 pm': ('2030-05-01T12:30', '+02:00'),
            '05/01/2030 22:00:00': ('2030-05-01T22:00:00', '+02:00'), '2030-05-01T10:00:00.123Z': ('2030-05-01T10:00:00', 'Z'), '2030-05-01 10:00:00 -03:30': ('2030-05-01T10:00:00', '-03:30'),
            '2030-05-01': ('2030-05-01', '+02:00'), '05/01/2030 22:00:00 PM': (None, None), '2030-05-01 10:00:00 EST': (None, None), '2030-05-01 10:00:0x': (None, None)}
    table = 'When,What\n' + ''.join(f'{t},x\n' for t in said)
    plan = {'columns': {'When': 'at', 'What': 'text'}, 'zone': '+02:00'}
    got = read(folder, table.encode(), '--delivery', 'csv', '--map', json.dumps(plan), '--date-order', 'mdy')
    for t, e in zip(said, got['events'], strict=True):
        check(f'csv: {t}', (e.get('at'), e.get('zone')) == said[t] and e['given'] == t, e)


def signal(folder):
    lines = [{'date': '2030-05-01 10:00:00', 'sender': 'Ana', 'body': 'at 203.0.113.9 or 2001:db8::1', 'attachments': [{'name': 'x.png', 'path': 'media/x.png'}], 'quote': '', 'sticker': '', 'reactions': []},
             {'envelope': {'source': '+32470123456', 'sourceNumber': '+32470123456', 'sourceName': 'Ben', 'timestamp': 1903860000123,
                           'dataMessage': {'timestamp': 1903860000123, 'message': 'write to someone@mail.example.', 'attachments': [{'id': 'abc.jpg', 'filename': None, 'contentType': 'image/jpeg'}]}}, 'account': '+33612345678'}]
    got = read(folder, '\n'.join(json.dumps(j) for j in lines).encode() + b'\nnot json\n', '--delivery', 'signal')
    a, b = got['events']
    check('signal: export', a['at'] == '2030-05-01T10:00:00' and a['from'] == {'name': 'Ana'} and a['attachments'] == [{'name': 'media/x.png'}], a)
    check('signal: cli', b['at'] == '2030-05-01T10:00:00' and b['zone'] == 'Z' and b['to'] == [{'id': '+33612345678'}] and b['attachments'] == [{'name': 'abc.jpg'}], b)
    check('signal: selectors', {('email', 'someone@mail.example'), ('ip', '203.0.113.9'), ('ip', '2001:db8::1')} <= kinds(got), kinds(got))
    check('signal: one line unread', got['report']['unread_count'] == 1)


def hostile(folder):
    good = ('result.json', json.dumps({'name': 'x', 'messages': []}))
    for what, content in (
            ('path traversal', zipped([good, ('../../etc/cron.d/x', 'x')])),
            ('an absolute path', zipped([good, ('/etc/x', 'x')])),
            ('one name twice', zipped([good, ('a', '1'), ('A', '2')])),
            ('cut short', zipped([good])[:-10]),
            ('a bomb', zipped([('result.json', b'{"messages":[' + b' ' * 600_000_000)], compresslevel=9)),
            ('a bomb of pages', zipped([('messages.html', b'<div class="history">' + b' ' * 600_000_000)], compresslevel=9)),
            ('no chat in it', zipped([('other.zip', zipped([good]))])),
            ('an archive that only calls itself one', zipped([('messages.html', zipped([good]))]))):
        got = read(folder, content, '--delivery', 'telegram')
        check(f'hostile: {what} is refused', got['rc'] > 0 and not got['whole'] and got['error'].get('code') in ('BAD_FORMAT', 'TOO_BIG', 'BAD_ARGUMENT'), got['rc'], got['error'])
    inside = zipped([good, ('files/more.zip', zipped([('result.json', json.dumps({'messages': [{'id': 9, 'type': 'message', 'text': 'inside'}]}))])), ('files/42.zip', zipped([('x', b'0' * 50_000_000)]))])
    got = read(folder, inside, '--delivery', 'telegram')
    check('hostile: an archive in an archive stays closed', got['whole'] and got['events'] == [], got['error'], got['events'])
    check('hostile: and it is said which they are', (got['report']['closed_count'], got['report']['closed']) == (2, ['files/more.zip', 'files/42.zip']), got['report'])
    disguised = read(folder, zipped([good, ('photo.jpg', zipped([('a', 'b')])), ('b.pdf', b'Rar!\x1a\x07\x00xxxx'), ('c.txt', b'plain')]), '--delivery', 'telegram')
    check('hostile: whatever they are called', disguised['report']['closed'] == ['photo.jpg', 'b.pdf'], disguised['report'])
    named = read(folder, zipped([('result.json', json.dumps({'name': 'x', 'messages': [{'id': 1, 'type': 'message', 'text': 'see', 'file': 'files/more.zip'}]})), ('files/more.zip', zipped([('a', 'b')]))]), '--delivery', 'telegram')
    check('hostile: and is an attachment with its digest', len(named['events'][0]['attachments'][0]['sha256']) == 64, named)
    # Pages that would cost a square of their length: nested forwards, titles that never end, tags without an end.
    for what, content in (('forwards in forwards', bubble(1, '<div class="forwarded body">' * 200_000)), ('titles', '<div class="text bold">' * 200_000),
                          ('signs', '<' * 5_000_000), ('messages', '<div class="message" id="message1">' * 200_000), ('senders', bubble(1, '<div class="from_name">' * 200_000))):
        got = read(folder, page('x', content), '--delivery', 'telegram')
        check(f'hostile: {what} are read or refused, and soon', got['rc'] >= 0 and (got['whole'] or got['error'].get('code') in ('BAD_FORMAT', 'TOO_BIG')), got['rc'], got['error'])
    deep = b'[' * 100000
    check('hostile: nested deeply', read(folder, b'{"messages":[' + deep, '--delivery', 'telegram')['rc'] > 0)


with tempfile.TemporaryDirectory() as work:
    for part in (telegram, telegram_pages, whatsapp, mail, report, rows, signal, hostile):
        part(work)
print(f'{passed} passed, {failed} failed')
sys.exit(1 if failed else 0)
