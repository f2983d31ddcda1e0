#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""DNA profiles over the command line and real nodes: a laboratory's file in, a stain asked abroad, a table out.

Usage: tests/daemon/dna_test.py BUILD [--rate N]     with --rate, also says how fast N profiles are entered, durably and logged
"""
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
from nodes import Failed, Nodes, play, until  # noqa: E402

LOCI = {'VWA': (14, 20), 'TH01': (6, 10), 'D21S11': (27, 33), 'FGA': (19, 26), 'D8S1179': (10, 16), 'D3S1358': (14, 19), 'D18S51': (12, 19),
        'D1S1656': (11, 18), 'D2S441': (10, 15), 'D10S1248': (12, 17), 'D12S391': (16, 24), 'D22S1045': (11, 17)}


def person(seed):
    dice = random.Random(seed)
    return {locus: sorted(str(dice.randint(*span)) for _ in range(2)) for locus, span in LOCI.items()}


def table(path, rows):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('specimenId,category,' + ','.join(f'{locus}_{i}' for locus in LOCI for i in (1, 2)) + '\n')
        for ref, category, profile in rows:
            f.write(f'{ref},{category},' + ','.join(a for locus in LOCI for a in profile[locus]) + '\n')
    return str(path)


class House(Nodes):
    def text(self, member, officer, lang, *words):
        command = [self.program('malines'), *words, '--lang', lang, '--node', str(self.state / member), '--key', str(self.state / member / 'officers' / officer)]
        return subprocess.run(command, capture_output=True, text=True, env=self.env, check=True).stdout


def main():
    house = House(sys.argv[1], members=('be', 'fr'))
    folder = pathlib.Path(house.folder_kept)
    owner = {'be': 'griet', 'fr': 'nadia'}

    def a_file_is_entered_and_what_is_wrong_is_named():
        rows = [('FR-1', 'convicted', person(1)), ('FR-2', 'convicted', person(2)), ('Jan', 'convicted', person(3)), ('FR-1', 'convicted', person(4)),
                ('FR-9', 'convicted', {**person(5), 'TH01': ['6', '9.7']})]
        path = table(folder / 'fr.csv', rows)
        seen = house.malines('dna', 'validate', path, '--format', 'csv', node='fr')
        assert seen['entries'] == 2 and seen['unread_count'] == 3, seen
        done = house.malines('dna', 'import', path, '--format', 'csv', '--kit', 'ESX17', node='fr', key=owner['fr'])
        assert done['added'] == 2 and done['refused'] == 0 and done['read']['unread_count'] == 3, done
        assert any('TH01' in u['what'] and u['where'].startswith('line 6') for u in done['read']['unread']), done
        again = house.malines('dna', 'import', path, '--format', 'csv', node='fr', key=owner['fr'])
        assert again['added'] == 0 and again['refused'] == 2, again

    def a_broken_file_leaves_nothing():
        path = folder / 'broken.xml'
        path.write_text('<?xml version="1.0"?><CODISImportFile xmlns="urn:CODISImportFile-schema"><SPECIMEN><SPECIMENID>FR-5</SPECIMENID>', encoding='utf-8')
        try:
            house.malines('dna', 'import', str(path), '--format', 'codis-xml', node='fr', key=owner['fr'])
            raise AssertionError('it was taken')
        except Failed as e:
            assert 'BAD_XML' in str(e), e
        assert house.malines('dna', 'status', node='fr', key=owner['fr'])['profiles'] == 2

    def a_stain_is_found_abroad_and_shown_as_a_table():
        profile = {**person(1), 'D18S51': [person(1)['D18S51'][0], '24']}  # one allele off
        asked = house.malines('dna', 'search', json.dumps(profile), '--ref', 'BE-7', '--members', 'fr', node='be', key=owner['be'])
        assert asked['own'] == [] and asked['asked'][0]['state'] == 'asked', asked
        matches = until(lambda: house.malines('dna', 'matches', node='be', key=owner['be'])['matches'], 'the answer of fr')
        assert len(matches) == 1 and matches[0]['quality'] == 4 and matches[0]['their_ref'] == 'FR-1', matches
        page = house.text('be', owner['be'], 'fr', 'dna', 'match', str(matches[0]['match']))
        assert 'D18S51' in page and 'un allèle diffère' in page, page
        there = house.malines('dna', 'matches', node='fr', key=owner['fr'])['matches']
        assert there[0]['own_ref'] == 'FR-1' and there[0]['direction'] == 'in', there

    def what_a_change_would_bring_is_said_with_its_marks():
        said = house.malines('dna', 'harmonise', 'be', 'fr', '--rule', 'prum-strict', '--kit', 'IDENTIFILER', node='be', key=owner['be'])
        assert said['then']['rule']['id'] == 'prum-strict' and any(u['mark'] == 'M' for u in said['unverified']), said
        assert said['hits_stored'] == 1 and said['hits_kept'] == 1, said

    def how_fast():
        count = int(sys.argv[sys.argv.index('--rate') + 1])
        path = table(folder / 'many.csv', ((f'BE-{n + 100}', 'stain', person(n)) for n in range(count)))
        def cpu():
            return sum(int(n) for n in pathlib.Path(f'/proc/{house.daemons["be"].pid}/stat').read_text().split()[13:15]) / os.sysconf('SC_CLK_TCK')
        def ours():  # the command and the reader it starts
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            return used.ru_utime + used.ru_stime
        began, burnt, beside = time.monotonic(), cpu(), ours()
        done = house.malines('dna', 'import', path, '--format', 'csv', node='be', key=owner['be'])
        took, burnt, beside = time.monotonic() - began, cpu() - burnt, ours() - beside
        assert done['added'] == count, done
        print(f'{count} profiles through reader, command and daemon, durable and logged: {count / took:.0f}/s; {1e6 * burnt / count:.1f} us of the daemon '
              f'and {1e6 * beside / count:.1f} us of reader and command each')

    tests = [a_file_is_entered_and_what_is_wrong_is_named, a_broken_file_leaves_nothing, a_stain_is_found_abroad_and_shown_as_a_table,
             what_a_change_would_bring_is_said_with_its_marks] + ([how_fast] if '--rate' in sys.argv else [])
    try:
        house.stand_up()
        code = play(tests)
    finally:
        house.put_away()
    sys.exit(code)


if __name__ == '__main__':
    main()
