#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Requests of other kinds than on a hit, over the command line and real nodes: in the Union, and with Morocco.

Usage: tests/daemon/requests_test.py BUILD
"""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
from nodes import Failed, Nodes, alert, play, until  # noqa: E402

LAWS = str(pathlib.Path(__file__).resolve().parents[2] / 'laws')
FIELDS = {'facts': 'a van seen in May', 'offence': 'preparation of an attack', 'grounds_to_ask': 'its plate is yours',
          'connection': 'the holder', 'contact_point_copy': 'sent'}


class House(Nodes):
    def ask(self, member, officer, to, urgent=False, fields=None):
        more = ['--urgent'] if urgent else []
        made = self.malines('request', 'create', '--kind', 'information', '--to', to, '--purpose', 'investigation', '--text', 'Who holds it?',
                            '--fields', json.dumps(fields or FIELDS), *more, node=member, key=officer)
        return made['id']

    def approve(self, member, officer, request):
        return self.malines('approve', request, '--yes', node=member, key=officer)

    def shown(self, member, officer, request):
        return self.malines('request', 'show', request, node=member, key=officer)

    def arrived(self, member, officer, request, step):
        def there():
            try:
                return self.shown(member, officer, request)['step'] == step
            except Failed:
                return False
        until(there, f'{request} is {step} in {member}')

    def text(self, member, officer, lang, *words):
        command = [self.program('malines'), *words, '--lang', lang, '--node', str(self.state / member), '--key',
                   str(self.state / member / 'officers' / officer)]
        return subprocess.run(command, capture_output=True, text=True, env=self.env, check=True).stdout


def main():
    house = House(sys.argv[1], members=('be', 'fr', 'ma'))

    def an_urgent_request_goes_out_and_is_refused_on_a_ground():
        asked = house.ask('fr', 'claire', 'be', True, {**FIELDS, 'urgency': 'life', 'urgency_reasons': 'tonight'})
        house.approve('fr', 'julien', asked)
        house.arrived('be', 'griet', asked, 'received')
        until(lambda: house.shown('fr', 'claire', asked)['due_at'] == house.shown('be', 'griet', asked)['due_at'], 'both see the same due instant')
        assert house.shown('fr', 'claire', asked)['clock']['id'] == 'urgent_direct'
        page = house.text('be', 'griet', 'fr', 'request', 'show', asked)
        assert 'Menace pour la vie' in page and 'Demande d’informations' in page, page
        try:
            house.malines('request', 'decide', asked, 'refuse', '--text', 'no', '--ground', 'no_record', node='be', key='griet')
            raise AssertionError('a ground of another kind was taken')
        except Failed as why:
            assert 'BAD_FIELD' in str(why), why
        house.malines('request', 'decide', asked, 'refuse', '--text', 'not here', '--ground', 'not_available', node='be', key='griet')
        house.approve('be', 'bram', asked)
        house.arrived('fr', 'claire', asked, 'refused')
        assert 'nicht verfügbar' in house.text('fr', 'claire', 'de', 'request', 'show', asked)

    def a_demand_without_its_fields_is_refused():
        try:
            house.ask('fr', 'claire', 'be', True)
            raise AssertionError('an urgent request without its urgency was written')
        except Failed as why:
            assert 'urgency: missing' in str(why), why

    def nothing_goes_to_morocco_unless_two_officers_say_that_it_may():
        asked = house.ask('ma', 'salma', 'be')
        house.approve('ma', 'youssef', asked)
        house.arrived('be', 'griet', asked, 'received')
        release = ['request', 'decide', asked, 'release', '--text', 'A hire firm.']
        try:
            house.malines(*release, node='be', key='griet')
            raise AssertionError('it was released without that word')
        except Failed as why:
            assert 'NO_BASIS' in str(why), why
        decided = house.malines(*release, '--may-leave', node='be', key='griet')
        assert decided['answer']['may_leave'] is True and 'no_death_penalty' in decided['answer']['conditions'], decided
        house.approve('be', 'bram', asked)
        house.arrived('ma', 'salma', asked, 'released')
        counts = house.malines('request', 'statistics', node='be', key='griet')['kinds']['information']['received']
        assert counts['requests'] == 2 and counts['refused'] == {'not_available': 1} and counts['with'] == {'fr': 1, 'ma': 1}, counts

    def a_receipt_does_not_tell_whether_a_record_is_there():
        secret = house.malines('alert', 'create', '--alert', json.dumps(alert('R-1')), node='be', key='griet')['record']
        absent = secret[:-4] + ('0000' if not secret.endswith('0000') else '1111')
        asked = {}
        for record in (secret, absent):
            made = house.malines('request', 'create', '--kind', 'identity_check', '--record', record, '--purpose', 'investigation', '--text', 'The same?',
                                 '--fields', '{"differences": "none"}', node='ma', key='salma')
            asked[record] = made['id']
            house.approve('ma', 'youssef', made['id'])
            house.arrived('be', 'griet', made['id'], 'received')
            house.arrived('ma', 'salma', made['id'], 'received')
            until(lambda: not house.shown('ma', 'salma', made['id'])['clock']['provisional'], 'the clock is told')
        one, other = (house.shown('ma', 'salma', asked[r]) for r in (secret, absent))
        assert [h['step'] for h in one['history']] == [h['step'] for h in other['history']], (one, other)
        assert one['clock']['id'] == other['clock']['id'] and one['basis'] == other['basis'], (one, other)
        try:
            house.malines('request', 'decide', asked[secret], 'release', '--text', 'yes', '--may-leave', node='be', key='griet')
            raise AssertionError('a record of the Union was spoken of to Morocco')
        except Failed as why:
            assert 'NO_BASIS' in str(why), why

    def a_new_law_is_compared_with_what_was_decided():
        said = {}

        def compared():  # what is exported ends with the last checkpoint, which may lie before the decisions
            folder = tempfile.mkdtemp(dir=house.state)
            house.malines('audit', 'export', folder + '/log', node='be')
            said.update(house.malines('law', 'diff', LAWS, LAWS, '--log', folder + '/log'))
            return said['decisions'] > 0

        until(compared, 'decisions stand in the exported log')
        assert said['changes'] == [], said

    try:
        house.stand_up()
        status = play([an_urgent_request_goes_out_and_is_refused_on_a_ground, a_demand_without_its_fields_is_refused,
                       nothing_goes_to_morocco_unless_two_officers_say_that_it_may,
                       a_receipt_does_not_tell_whether_a_record_is_there, a_new_law_is_compared_with_what_was_decided])
    finally:
        house.put_away()
    sys.exit(status)


if __name__ == '__main__':
    main()
