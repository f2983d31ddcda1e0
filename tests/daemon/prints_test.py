#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A mark searched abroad over the command line and real nodes, with a small fake AFIS behind the spool folder.

Usage: tests/daemon/prints_test.py BUILD
"""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
from afis import FakeAfis, container, wsq  # noqa: E402
from nodes import Failed, Nodes, Refused, play, until  # noqa: E402


def main():
    house = Nodes(sys.argv[1], members=('be', 'fr'))
    folder = pathlib.Path(house.folder_kept)
    spool = folder / 'spool'
    spool.mkdir()
    owner = {'be': 'griet', 'fr': 'nadia'}
    afis, serving = FakeAfis(spool), []
    why = ['--case', '12/2026', '--offence', 'murder', '--subject', 'suspect', '--aim', 'identify']

    def file(name, data):
        (folder / name).write_bytes(data)
        return str(folder / name)

    def ask(path, *more):
        return house.malines('prints', 'search', path, '--ref', 'BE-4711', '--members', 'fr', *why, *more, node='be', key=owner['be'])['searches'][0]

    def answered(search):
        def look():
            s = house.malines('prints', 'show', search['search'], node='be', key=owner['be'])
            return s if s['state'] != 'sent' else None
        return until(look, 'the answer of fr')

    def what_is_wrong_with_a_container_is_named():
        good = house.malines('prints', 'validate', file('mark.an2', container('MPS')), node='be')
        assert good['facts']['data'] == 'fingers' and good['facts']['mark'] and good['facts']['images'][0]['ppi'] == 500, good
        for name, data, said in (('cut.an2', container('MPS')[:-40], 'record 3'), ('print.an2', container('CPS'), '1.04'), ('image.an2', container('MPS', image=wsq()[:-9]), '13.999'),
                                 ('none.an2', b'not a container', 'Type-1'), ('other.an2', container('MPS', image=b'\xff\xd8\xff\xd9'), '13.999')):
            try:
                house.malines('prints', 'validate', file(name, data), node='be')
                raise AssertionError(name + ' was taken')
            except Failed as e:
                assert said in str(e), (name, e)

    def without_an_afis_that_is_said():
        s = answered(ask(str(folder / 'mark.an2')))
        assert (s['state'], s['code'], s['coverage']) == ('not_searched', 'NO_AFIS', 'not_searched'), s

    def a_mark_is_searched_by_the_afis_of_another_member():
        spool_out = [house.program('malines'), 'prints', 'serve', str(spool), '--data', 'fingers,palms', '--node', str(house.state / 'fr'),
                     '--key', str(house.state / 'fr' / 'officers' / owner['fr'])]
        serving.append(subprocess.Popen(spool_out, env=house.env, stderr=subprocess.PIPE))
        until(lambda: house.malines('prints', 'capacity', node='fr', key=owner['fr'])['afis']['fingers'] == 'connected', 'the AFIS of fr')
        afis.start()
        s = answered(ask(str(folder / 'mark.an2')))
        assert s['state'] == 'searched' and s['searched'] == 1000 and s['candidates'][0]['ref'] == 'FR-4711', s
        note, seen = afis.seen[0][1], afis.seen[0][2]
        assert note['kind'] == 'MPS' and note['candidates'] == 10 and 'case' not in note and b'Verzonnen' not in seen, note
        until(lambda: house.malines('prints', 'show', s['search'], node='be', key=owner['be'])['compare'], 'the data to compare with')
        out = folder / 'compare.an2'
        house.malines('prints', 'fetch', s['search'], '--out', str(out), node='be', key=owner['be'])
        assert b'Verzonnen' not in out.read_bytes() and b'14.999:' in out.read_bytes()
        until(lambda: not list(spool.glob('*/*')), 'an empty spool')

    def both_sides_count():
        def used(node, direction):
            rows = house.malines('prints', 'capacity', node=node, key=owner[node])['capacities']
            return [r for r in rows if (r['direction'], r['data'], r['identified']) == (direction, 'fingers', False)][0]
        ours, theirs = used('be', 'out'), used('fr', 'in')
        assert ours['used'] == theirs['used'] == ours['theirs']['used'] == 1 and ours['left'] == ours['per_day'] - 1, (ours, theirs)

    def the_console_has_a_container_read_and_puts_it():
        desk, raw = house.console('be', owner['be']), container('MPS')
        read = desk.call('POST', '/api/prints/containers', {'container': base64.b64encode(raw).decode()})
        left = base64.b64decode(read['container'])
        assert b'Verzonnen' in raw and b'Verzonnen' not in left and len(left) == read['bytes'], read
        assert read['facts']['digest'] == hashlib.sha256(left).hexdigest() and read['facts']['images'][0]['ppi'] == 500 and read['report']['entries'] == 3, read
        for data, said in ((container('MPS', image=wsq()[:-9]), '13.999'), (b'not a container', 'Type-1')):
            try:
                desk.call('POST', '/api/prints/containers', {'container': base64.b64encode(data).decode()})
                raise AssertionError('it was taken')
            except Refused as e:
                assert said in str(e), e
        for bad in ('', 'no base64!'):
            try:
                desk.call('POST', '/api/prints/containers', {'container': bad})
                raise AssertionError('it was taken')
            except Refused as e:
                assert e.code == 'BAD_ARGUMENT', e
        put = desk.call('POST', '/api/prints/searches', {'container': read['container'], 'facts': read['facts'], 'ref': 'BE-5001', 'members': ['fr'], 'case': '13/2026', 'offence': 'murder',
                                                         'subject': 'suspect', 'aim': 'identify'})
        s = answered(put['searches'][0])
        assert s['state'] == 'searched' and s['ref'] == 'BE-5001', s
        try:
            house.console('be', 'pieter').call('POST', '/api/prints/containers', {'container': base64.b64encode(raw).decode()})
            raise AssertionError('who may not ask had a container read')
        except Refused as e:
            assert e.code == 'NOT_ALLOWED', e

    def the_console_has_a_table_read_and_nobody_is_asked():
        def refused(body, officer='claire'):
            try:
                house.console('be', officer).call('POST', '/api/checks/table', body)
            except Refused as e:
                return e.code
            raise AssertionError('it was taken')
        desk, entries = house.console('be', 'claire'), lambda: house.malines('audit', 'status', node='be')['size']
        table = 'Vol 123\r\nN°;Nom;Prénom;Né(e) le;Remarque\r\nA-1;EXEMPLE;Karim;٠٤/٠٥/١٩٩٠;"a\nb"\r\nA-2;MODELE;Ana;jeudi;\r\nA-3;COURT\r\nA-1;ENCORE;Jo;1980;\r\n'
        desk.call('GET', '/api/purposes')
        before = entries()
        read = desk.call('POST', '/api/checks/table', {'table': table})
        assert read['heading'] == {'line': 2, 'mark': ';'} and read['columns'][3:] == [['Né(e) le', 'birth'], ['Remarque', None]], read
        assert [(r['ref'], 'subject' in r, r.get('unread', '').split(' ')[0]) for r in read['rows']] == [('A-1', True, ''), ('A-2', True, 'BAD_DATE'), ('A-3', False, 'BAD_CSV'), ('A-1', False, 'ALREADY')], read
        assert read['rows'][0]['subject']['births'] == ['1990-05-04'], read
        assert refused({'table': ''}) == 'BAD_ARGUMENT' and refused({'table': 'A;B\n1;2\n'}) == 'BAD_FORMAT' and refused({'table': 'Nom\n"never closed'}) == 'BAD_CSV'
        assert len(desk.call('POST', '/api/checks/table', {'table': 'Nom\n' + 'Ana Exemple\n' * 1000})['rows']) == 1000
        assert refused({'table': 'Nom\n' + 'Ana Exemple\n' * 1001}) == 'TOO_BIG' == refused({'table': 'Nom\n' + 'x' * (256 * 1024)})
        assert refused({'table': table}, owner['be']) == 'NOT_ALLOWED' and entries() == before, 'who may not ask has nothing read; reading asks nobody'

    def who_asked_does_not_confirm():
        s = house.malines('prints', 'list', node='be', key=owner['be'])['searches'][0]
        c = house.malines('prints', 'show', s['search'], node='be', key=owner['be'])['candidates'][0]
        try:
            house.malines('prints', 'judge', str(c['candidate']), 'confirmed', '--reason', 'fourteen points', node='be', key=owner['be'])
            raise AssertionError('it was confirmed')
        except Failed as e:
            assert 'SAME_PERSON' in str(e), e

    def an_afis_that_talks_nonsense_has_searched_nothing():
        afis.says = {'hits': 7}
        s = answered(ask(str(folder / 'mark.an2')))
        assert (s['state'], s['code'], s['coverage']) == ('refused', 'BAD_FORMAT', 'not_searched'), s

    tests = [what_is_wrong_with_a_container_is_named, without_an_afis_that_is_said, a_mark_is_searched_by_the_afis_of_another_member, both_sides_count, the_console_has_a_container_read_and_puts_it, who_asked_does_not_confirm,
             an_afis_that_talks_nonsense_has_searched_nothing]
    try:
        house.stand_up()
        code = play(tests)
    finally:
        afis.over = True
        for s in serving:
            s.terminate()
            s.wait()
        house.put_away()
    sys.exit(code)


if __name__ == '__main__':
    main()
