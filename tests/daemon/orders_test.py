#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""One order on real nodes: a prosecutor's draft, a magistrate's signature, paper for the addressee, the provider's desk, a question, an
answer in part, a delivery with a wrong hash (refused) and the right one, its messages read and traced, a court bundle proven offline.

Usage: tests/daemon/orders_test.py BUILD
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unicodedata

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / 'bad_days'))
sys.path.insert(0, str(TESTS / 'interop'))
import others  # noqa: E402
from nodes import Failed, Nodes, demo, play, until  # noqa: E402

demo.MEMBERS['prov'] = ('Provider', 0, 0, {'desk': 'register_owner', 'lead': 'approver', 'clerk': 'case_officer'})
demo.MEMBERS['be'] = (*demo.MEMBERS['be'][:3], {**demo.MEMBERS['be'][3], 'bram': 'approver,prosecutor', 'jonas': 'register_owner', 'judith': 'judge,approver'})
WHY = ['--where', 'Wolstraat 66, Brussels', '--why', 'case 12/2026', '--basis', 'Regulation (EU) 2023/1543 art. 5']
VALUES = {
    'issuing_state': 'be', 'issuing_authority': 'Federal prosecutor', 'issuing_file': 'FD.35.98.1/26', 'addressee_type': 'legal_representative',
    'addressee_name': 'Exemplar Messaging Ltd', 'deadline': 'ten_days', 'ident_service': 'Exemplar Chat', 'ident_user': 'karim.exemple',
    'ident_phone': '+32470000000', 'data_category': 'subscriber', 'data_subscriber': ['sub_identity', 'sub_payment'],
    'proceedings_kind': 'criminal_offence', 'offence_nature': 'participation in a terrorist group', 'offence_provision': 'Criminal Code art. 140',
    'addressed_as': 'controller', 'user_informed': 'informed_now', 'authority_type': 'prosecutor', 'authority_name': 'Federal prosecutor',
    'representative': 'A. Voorbeeld', 'post': 'magistrate', 'address': 'Wolstraat 66, Brussels', 'phone': '+32 2 000 00 00',
    'email': 'desk@parket.example', 'languages': 'nl, fr, en', 'signed_on': '2026-11-24', 'transfer_to': 'to_issuing',
    'necessity': 'SECRET no other way', 'case_summary': 'SECRET a group prepares an attack'}
CHAT = {'name': 'Example', 'type': 'personal_chat', 'id': 7, 'messages': [
    {'id': 1, 'type': 'message', 'date': '2026-11-20T21:04:00', 'from': 'Karim Exemple', 'from_id': 'user7', 'text': 'My number is +32470123456, see https://shop.example/a?b=1'}]}
ANNEX3 = {'impossible_reasons': ['why_not_stored'], 'explanation': 'Payments are kept six months.', 'preserved': 'preserved_no'}


class House(Nodes):
    def be(self, *words, key='anke'):
        return self.malines(*words, node='be', key=key)

    def prov(self, *words, key='desk'):
        return self.malines(*words, node='prov', key=key)

    def refusal(self, *words, **who):
        try:
            self.malines(*words, **who)
        except Failed as why:
            return str(why)
        raise AssertionError(f'{words} was done')

    def is_in(self, member, key, request, step):
        def there():
            try:
                return self.malines('request', 'show', request, node=member, key=key)['step'] == step
            except Failed:
                return False
        until(there, f'{request} is {step} in {member}')

    def file(self, name, content):
        path = self.state / name
        path.write_bytes(content)
        return str(path)

    def run(self, program, *words):
        return subprocess.run([self.program(program), *map(str, words)], capture_output=True, text=True, env=self.env, stdin=subprocess.DEVNULL)


def made_certificate(house):
    folder = house.state
    for name, usage in (('order', 'keyAgreement'), ('magistrate', 'digitalSignature')):
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', f'{name}.key', '-out', f'{name}.pem',
                        '-days', '30', '-subj', f'/CN=Invented {name}', '-addext', f'keyUsage=critical,{usage}', '-sha256'], cwd=folder, capture_output=True, check=True)


def form_of_annex3(house):
    """The fields that the form must have, beside what the answer says."""
    form = house.prov('order', 'forms')['forms']['epoc_annex3']
    values = dict(ANNEX3)
    for section in form['sections']:
        for f in section['fields']:
            if f['need'] == 'must' and f['id'] not in values:
                values[f['id']] = {'choice': (f.get('choices') or [''])[0], 'ticks': (f.get('choices') or [''])[:1], 'day': '2026-11-25', 'yes': True, 'number': 1,
                                   'country': 'be', 'instant': '2026-11-25T10:00:00Z'}.get(f['type'], 'x')
    return values


def main():
    house = House(sys.argv[1], members=('be', 'fr', 'prov'))
    kept = {}

    def the_directory_wants_two_keepers():
        form = house.be('order', 'forms')['forms']['provider']
        values = {}
        for section in form['sections']:
            for f in section['fields']:
                if f['need'] == 'must':
                    values[f['id']] = {'country': 'be', 'choice': (f.get('choices') or [''])[0], 'day': '2026-08-18'}.get(f['type'], 'x')
        house.be('provider', 'enter', 'prov', '--values', json.dumps(values), key='griet')
        waits = house.be('provider', 'list', key='griet')['providers'][0]['waits']
        assert 'SAME_PERSON' in house.refusal('provider', 'confirm', 'prov', '--digest', waits['digest'], node='be', key='griet')
        house.be('provider', 'confirm', 'prov', '--digest', waits['digest'], key='jonas')
        assert house.be('provider', 'list', key='griet')['providers'][0]['values']['legal_form'] == 'x'

    def a_draft_is_guided_written_and_signed_by_a_magistrate():
        values = {**VALUES, 'certificate': (house.state / 'order.pem').read_text()}
        ruling = house.be('order', 'judge', 'epoc', '--values', json.dumps(values))
        assert ruling['by_magistrate'] and not ruling['notify'] and 'necessity' not in ruling['addressee'], ruling
        made = house.be('request', 'create', '--kind', 'epoc', '--to', 'prov', '--purpose', 'investigation', '--text', 'an order', '--order', json.dumps({'values': values}))
        kept['order'] = made['id']
        house.malines('approve', made['id'], '--yes', node='be', key='bram')
        house.is_in('prov', 'desk', made['id'], 'received')
        house.is_in('be', 'anke', made['id'], 'received')
        assert 'SECRET' not in json.dumps(house.prov('request', 'show', made['id']))

    def it_is_printed_from_the_console_and_verified_on_a_bare_pc():
        for language, view in (('fr', 'addressee'), ('ar', 'authority'), ('nl', 'whole')):
            said = house.console('be', 'anke').call('GET', f"/api/requests/{kept['order']}/paper?view={view}&language={language}")
            pdf = base64.b64decode(said['pdf'])
            assert pdf.startswith(b'%PDF-1.4') and len(said['digest']) == 64
            if shutil.which('pdftotext'):
                path = house.file('paper.pdf', pdf)
                text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout
                text = unicodedata.normalize('NFKC', text)  # a digest may hold "ff", which is printed as one sign
                assert said['digest'] in text.replace('\n', '') and ('SECRET' in text) == (view != 'addressee'), (view, text[:300])
        try:
            house.console('prov', 'desk').call('GET', f"/api/requests/{kept['order']}/paper?view=whole")
            raise AssertionError('the provider printed what it has not')
        except Exception as why:
            assert 'BAD_ARGUMENT' in str(why), why
        order = str(house.state / 'order.pdf')
        house.be('order', 'print', kept['order'], '--out', order, '--secret', str(house.state / 'magistrate.key'), '--certificate', str(house.state / 'magistrate.pem'))
        done = house.run('malines-verify', 'pdf', order, '--signer', house.state / 'magistrate.pem')
        assert done.returncode == 0 and 'Invented magistrate' in done.stdout, done.stdout + done.stderr
        with open(order, 'ab') as f:
            f.write(b'\n9 0 obj\n<< >>\nendobj\n')
        assert house.run('malines-verify', 'pdf', order).returncode != 0
        house.be('order', 'xml', kept['order'], '--out', str(house.state / 'order.xml'))
        assert 'SECRET' not in (house.state / 'order.xml').read_text() and 'InternationalE164' in (house.state / 'order.xml').read_text()

    def the_desk_asks_and_its_clock_stands_still():
        house.prov('request', 'pause', kept['order'], 'clarification', '--text', 'Which of two accounts?')
        until(lambda: house.be('request', 'show', kept['order'])['order'].get('question'), 'the question arrives')
        assert house.prov('request', 'show', kept['order'])['clock']['still']
        house.be('order', 'clarify', kept['order'], '--text', 'The one opened in May.')
        until(lambda: not house.prov('request', 'show', kept['order'])['clock'].get('still'), 'the clock goes on')

    def it_answers_in_part_on_annex_three():
        chat = house.file('chat.json', json.dumps(CHAT).encode())
        house.malines('order', 'seal', chat, '--certificate', str(house.state / 'order.pem'), '--out', chat + '.cms')
        kept['item'] = house.prov('evidence', 'add', chat + '.cms', *WHY)['item']
        part = json.dumps([{'part': 'sub_payment', 'ground': 'why_not_stored'}])
        decide = ['request', 'decide', kept['order'], 'release', '--text', 'As ordered, but for the payments.', '--withheld', part,
                  '--delivery', json.dumps({'files': [{'item': kept['item']}], 'days': 20})]
        assert 'BAD_FIELD' in house.refusal(*decide, node='prov', key='desk'), 'a partial answer without Annex III was taken'
        house.prov(*decide, '--answer', json.dumps({'values': form_of_annex3(house)}))
        house.malines('approve', kept['order'], '--yes', node='prov', key='lead')
        house.is_in('be', 'anke', kept['order'], 'released')

    def fetched():
        house.be('order', 'fetch', kept['order'], kept['item'], *WHY)
        return until(lambda: house.be('request', 'show', kept['order'])['order'].get('fetched', {}).get(kept['item']), 'it is fetched')

    def a_wrong_hash_is_refused_and_the_right_one_taken_in():
        manifest = house.be('request', 'show', kept['order'])['answer']['delivery']['files'][0]
        path = house.state / 'prov' / 'evidence' / manifest['sha256'][:2] / manifest['sha256']
        right = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
        path.chmod(0o400)
        assert fetched().get('refused') == 'CONFLICT'
        assert house.be('evidence', 'list')['items'] == [], 'something was taken in'
        path.chmod(0o600)
        path.write_bytes(right)
        path.chmod(0o400)
        house.be('order', 'fetch', kept['order'], kept['item'], *WHY)
        taken = until(lambda: house.be('request', 'show', kept['order'])['order']['fetched'][kept['item']].get('item'), 'the right one is taken in')
        line = house.be('evidence', 'show', taken)
        assert line['sha256'] == manifest['sha256'] and line['line'][0]['event']['act'] == 'delivered' and line['line'][0]['event']['from'] == 'prov', line
        kept['sealed'] = taken
        house.file('taken.cms', (house.state / 'be' / 'evidence' / manifest['sha256'][:2] / manifest['sha256']).read_bytes())

    def its_messages_are_read_and_what_stands_in_them_is_traced():
        opened = str(house.state / 'opened.json')
        house.malines('order', 'open', str(house.state / 'taken.cms'), '--certificate', str(house.state / 'order.pem'), '--secret', str(house.state / 'order.key'), '--out', opened)
        assert json.loads(pathlib.Path(opened).read_text()) == CHAT
        kept['chat'] = house.be('evidence', 'add', opened, *WHY)['item']
        house.be('evidence', 'read', kept['chat'], opened, '--format', 'telegram', '--country', 'be', *WHY)
        found = {(s['kind'], s['text']) for s in house.be('evidence', 'selectors', kept['chat'])['selectors']}
        assert ('phone', '+32470123456') in found and any(k == 'url' for k, _ in found), found
        traced = house.be('evidence', 'trace', kept['chat'], '--purpose', 'police_check', '--kind', 'phone')
        assert any(t['text'] == '+32470123456' and t['candidates'] == 0 and t['check'] for t in traced['selectors']), traced

    def a_bundle_for_a_court_is_proven_offline():
        out = house.state / 'court.asice'
        house.be('evidence', 'bundle', '--out', str(out), *WHY, kept['sealed'], kept['chat'])
        trust = ['--trust', house.state / 'be' / 'trust.json', '--anchor', house.state / 'be' / 'anchor.json']
        done = house.run('malines-verify', 'bundle', out, *trust)
        assert done.returncode == 0 and '2 items of evidence' in done.stdout and 'signed by Belgium' in done.stdout, done.stdout + done.stderr
        anchor = next(p for p in (house.state / 'be').iterdir() if p.suffix in ('.crt', '.pem') and p.name.startswith('sign'))
        said, why = others.dss(anchor, [out])
        if said is None:
            print(f'    (DSS did not judge it: {why})')
        else:
            assert said['court.asice'][0] == 'TOTAL_PASSED' and said['court.asice'][1], said
        counts = house.prov('order', 'statistics')['orders']['received']['epoc']
        assert counts['fulfilled_in_part'] == 1 and counts['data'] == {'subscriber': 1}, counts

    def an_emergency_goes_first_and_is_validated_with_a_key():
        values = {**VALUES, 'certificate': (house.state / 'order.pem').read_text(), 'unvalidated': True, 'deadline': 'eight_hours', 'emergency_kind': 'threat_to_person',
                  'authority_type': 'other_authority'}
        made = house.be('request', 'create', '--kind', 'epoc', '--to', 'prov', '--purpose', 'investigation', '--text', 'an order', '--urgent', '--order', json.dumps({'values': values}))
        house.malines('approve', made['id'], '--yes', node='be', key='bram')
        house.is_in('be', 'anke', made['id'], 'received')
        due = house.be('request', 'show', made['id'])['order']['validation']
        assert due['approves']['action'] == 'order.validate', due
        assert 'NOT_ALLOWED' in house.refusal('validate', made['id'], '--yes', node='be', key='anke')
        house.malines('validate', made['id'], '--yes', node='be', key='judith')
        assert 'validation' not in house.be('request', 'show', made['id'])['order']

    try:
        house.stand_up()
        made_certificate(house)
        status = play([the_directory_wants_two_keepers, a_draft_is_guided_written_and_signed_by_a_magistrate,
                       it_is_printed_from_the_console_and_verified_on_a_bare_pc, the_desk_asks_and_its_clock_stands_still, it_answers_in_part_on_annex_three,
                       a_wrong_hash_is_refused_and_the_right_one_taken_in, its_messages_are_read_and_what_stands_in_them_is_traced,
                       a_bundle_for_a_court_is_proven_offline, an_emergency_goes_first_and_is_validated_with_a_key])
    finally:
        house.put_away()
    sys.exit(status)


main()
