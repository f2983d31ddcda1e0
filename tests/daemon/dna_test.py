#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""DNA profiles over the command line and four real nodes: laboratories' files in, with everything that can be wrong with them; three kits that
meet; a stain asked abroad, a table out.

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


KITS = {'ESX17': ['D16S539', 'D2S1338', 'D19S433', 'D12S391', 'D22S1045', 'SE33'], 'IDENTIFILER': ['D16S539', 'D2S1338', 'D19S433', 'D7S820', 'CSF1PO', 'D13S317', 'TPOX', 'D5S818']}
KITS['GLOBALFILER'] = sorted(set(KITS['ESX17'] + KITS['IDENTIFILER']))
SPANS = {**LOCI, 'D16S539': (9, 13), 'D2S1338': (17, 25), 'D19S433': (12, 16), 'SE33': (15, 30), 'D7S820': (8, 12), 'CSF1PO': (9, 13), 'D13S317': (8, 14), 'TPOX': (8, 11), 'D5S818': (9, 13)}
NOT_IDENTIFILER = ('D1S1656', 'D2S441', 'D10S1248', 'D12S391', 'D22S1045')


def typed(seed, kit):
    """The same person in a laboratory with this kit: each locus has its own dice, so that kits agree where they meet."""
    loci = [x for x in LOCI if x not in NOT_IDENTIFILER or kit != 'IDENTIFILER'] + KITS[kit]
    return {x: sorted(str(random.Random(f'{seed} {x} {i}').randint(*SPANS[x])) for i in (0, 1)) for x in loci}


def codis(ref, category, profile, inside=''):
    return (f'<SPECIMEN>\n<SPECIMENID>{ref}</SPECIMENID>\n<SPECIMENCATEGORY>{category}</SPECIMENCATEGORY>\n{inside}' + ''.join(
        f'<LOCUS><LOCUSNAME>{x}</LOCUSNAME>' + ''.join(f'<ALLELE><ALLELEVALUE>{a}</ALLELEVALUE></ALLELE>' for a in alleles) + '</LOCUS>\n'
        for x, alleles in profile.items()) + '</SPECIMEN>\n')


def cmf(*specimens):
    return '<?xml version="1.0"?>\n<CODISImportFile xmlns="urn:CODISImportFile-schema"><SOURCELAB>LAB1</SOURCELAB>\n' + ''.join(specimens) + '</CODISImportFile>\n'


def main():
    house = House(sys.argv[1], members=('be', 'fr', 'es', 'ma'))
    folder = pathlib.Path(house.folder_kept)
    owner = {'be': 'griet', 'fr': 'nadia', 'es': 'pilar', 'ma': 'karima'}

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

    def each_bad_input_is_named_and_the_rest_is_kept():
        good = {x: person(70)[x] for x in LOCI}
        five = {x: good[x] for x in list(LOCI)[:5]}
        gm = 'Sample Name\tMarker\tAllele 1\tAllele 2\tAllele 3\tHeight 1\n' + ''.join(f'FR-{n}\t{x}\t{a}\t{b}\t{"21" if n == 71 and x == "VWA" else ""}\t900\n'
                                                                                  for n in (71, 72) for x, (a, b) in person(n).items())
        heads = 'specimenId,category,' + ','.join(f'{x}_{i}' for x in LOCI for i in (1, 2))

        def row(ref, profile):
            return f'{ref},stain,' + ','.join(a for x in LOCI for a in profile.get(x, ['', '']))
        cases = [
            ('codis-xml', cmf(codis('FR-60', 'Forensic, Unknown', good), codis('FR-61', 'Forensic, Unknown', five)), 1, 'line 19 / specimen FR-61', '5 designated loci'),
            ('codis-xml', cmf(codis('FR-62', 'Forensic, Unknown', {**good, 'TH01': ['5', '6', '7', '8']}), codis('FR-63', 'Forensic, Unknown', good)), 1, 'line 3', 'a mixture'),
            ('codis-xml', cmf(codis('FR-64', 'Forensic Mixture', good), codis('FR-65', 'Forensic, Unknown', good)), 1, 'line 3', 'a mixture'),
            ('codis-xml', cmf(codis('FR-66', 'Forensic, Unknown', good, '<SUBJECTNAME>Verzonnen</SUBJECTNAME>\n')), 1, 'line 3 / specimen FR-66', 'names or births'),
            ('codis-xml', cmf(codis('FR-67', 'Forensic, Unknown', {**good, 'D99S1': ['1', '2']})), 1, 'line 3 / specimen FR-67', 'LOCUS 13: LOCUSNAME'),
            ('codis-xml', '\ufeff' + cmf(codis('FR-68', 'Forensic, Unknown', good), codis('FR-68', 'Forensic, Unknown', good)), 1, 'line 19', 'stands in the file twice'),
            ('csv', '\ufeff' + heads + ',Nom du suspect\r\n' + row('FR-80', good) + ',Verzonnen\r\n', 1, 'line 1', 'column 27: names or births'),
            ('csv', heads + ',D99S1_1\n' + row('FR-81', good) + ',12\n', 1, 'line 1', 'column 27: no known locus'),
            ('csv', heads.replace(',', ';') + '\n' + row('FR-82', {**good, 'TH01': ['6', '9.3']}).replace('.', ',').replace('FR-82,stain,', 'FR-82;stain;').replace(',', ';').replace('9;3', '9,3') + '\n', 1, None, None),
            # 99 is a laboratory's wildcard, 99.2 a length that nobody has
            ('csv', heads + '\n' + row('FR-83', {**good, 'FGA': ['99', '54.3']}) + '\n' + row('FR-84', {**good, 'FGA': ['20', '99.2']}) + '\n', 1, 'line 3 / specimen FR-84', 'FGA: value 2'),
            ('csv', heads + '\n' + row('FR-85', good) + '\n' + row('Jan Verzonnen', good) + '\n', 1, 'line 3', 'not a reference number'),
            ('genemapper', gm, 2, None, None),
        ]
        for n, (form, text, entries, where, what) in enumerate(cases):
            path = folder / f'bad{n}'
            path.write_text(text, encoding='utf-8')
            seen = house.malines('dna', 'validate', str(path), '--format', form, '--category', 'stain', node='fr')
            named = [u for u in seen['unread'] if where and u['where'].startswith(where) and what in u['what']]
            assert seen['entries'] == entries and bool(named) == bool(where), (n, seen)
            assert 'Verzonnen' not in json.dumps(seen), seen  # named by its place, never by its value
        wrong = table(folder / 'kit.csv', [('FR-90', 'stain', person(90))])
        seen = house.malines('dna', 'validate', wrong, '--format', 'csv', '--kit', 'Identifiler', node='fr')
        assert seen['entries'] == 0 and 'wrong kit' in seen['unread'][0]['what'], seen
        for text, form, code in ((cmf(codis('FR-91', 'Forensic, Unknown', good))[:-60], 'codis-xml', 'BAD_XML'), (heads + '\n"FR-92,stain\n', 'csv', 'BAD_CSV'), ('', 'csv', 'BAD_FORMAT')):
            path = folder / 'broken'
            path.write_text(text, encoding='utf-8')
            try:
                house.malines('dna', 'import', str(path), '--format', form, node='fr', key=owner['fr'])
                raise AssertionError('it was taken')
            except Failed as e:
                assert code in str(e), e
        assert house.malines('dna', 'status', node='fr', key=owner['fr'])['profiles'] == 2

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

    def three_laboratories_with_three_kits_meet_on_four_nodes():
        """ESX17 in Spain, GlobalFiler in France, Identifiler in Morocco; Belgium asks each with what its own laboratory typed by ESX17."""
        for member, kit, ref in (('es', 'ESX17', 'ES-40'), ('fr', 'GLOBALFILER', 'FR-40'), ('ma', 'IDENTIFILER', 'MA-40')):
            path = folder / f'{kit}.xml'
            path.write_text(cmf(codis(ref, 'Forensic, Unknown', typed(40, kit))), encoding='utf-8')
            done = house.malines('dna', 'import', str(path), '--format', 'codis-xml', '--kit', kit, node=member, key=owner[member])
            assert done['added'] == 1 and done['read']['unread_count'] == 0, done
        asked = house.malines('dna', 'search', json.dumps(typed(40, 'ESX17')), '--ref', 'BE-40', '--members', 'fr,es,ma', node='be', key=owner['be'])
        assert [(a['member'], a['state'], a['rule']) for a in asked['asked']] == [('fr', 'asked', 'prum-2008'), ('es', 'asked', 'prum-2008'), ('ma', 'asked', 'interpol')], asked

        def all_three():
            found = [m for m in house.malines('dna', 'matches', node='be', key=owner['be'])['matches'] if m['own_ref'] == 'BE-40']
            return found if len(found) == 3 else None
        found = {m['member']: house.malines('dna', 'match', str(m['match']), node='be', key=owner['be']) for m in until(all_three, 'three answers')}
        assert {m: f['quality'] for m, f in found.items()} == {'fr': 1, 'es': 1, 'ma': 1}, list(found)
        # ESX17 has 16 loci, all of them in GlobalFiler; Morocco says yes or no, without number or profile (laws/dna-eu.yaml).
        assert found['fr']['counts']['full'] == found['es']['counts']['full'] == 16, found['fr']['counts']
        assert 'table' not in found['ma'] and found['ma']['their_ref'] == '', found['ma']
        status = {m: house.malines('dna', 'status', node=m, key=owner[m]) for m in owner}
        for member in ('fr', 'es', 'ma'):
            ours = [b for b in status['be']['batches'] if b['member'] == member and b['direction'] == 'out'][0]
            theirs = [b for b in status[member]['batches'] if b['member'] == 'be' and b['direction'] == 'in'][0]
            assert [ours[k] for k in ('batch', 'hits', 'near', 'none')] == [theirs[k] for k in ('batch', 'hits', 'near', 'none')] == [ours['batch'], 1, 0, 0], (ours, theirs)
            replies = status[member]['replies']
            assert replies['answered'] == replies['within_term'] > 0 and replies['due_ms'] == 15 * 60 * 1000, replies

    def what_no_law_lets_go_is_not_sent():
        asked = house.malines('dna', 'search', json.dumps(typed(41, 'GLOBALFILER')), '--ref', 'FR-41', '--members', 'ma', node='fr', key=owner['fr'])
        assert asked['asked'][0]['state'] == 'no_basis', asked
        what_if = house.malines('dna', 'harmonise', 'fr', 'ma', '--kit', 'IDENTIFILER', '--profiles', '100000', node='fr', key=owner['fr'])
        assert not what_if['lawful'] and len(what_if['common']) == 15 and what_if['our_profiles'] == 1, what_if['common']  # stains only: what the pair agreed
        try:
            house.malines('dna', 'relatives', 'BE-40', '--relation', 'parent_child', '--reason', 'case 12', node='be', key=owner['be'])
            raise AssertionError('relatives are searched')
        except Failed as e:
            assert 'NO_BASIS' in str(e), e

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

    tests = [a_file_is_entered_and_what_is_wrong_is_named, each_bad_input_is_named_and_the_rest_is_kept, a_broken_file_leaves_nothing,
             a_stain_is_found_abroad_and_shown_as_a_table, what_a_change_would_bring_is_said_with_its_marks,
             three_laboratories_with_three_kits_meet_on_four_nodes, what_no_law_lets_go_is_not_sent] + ([how_fast] if '--rate' in sys.argv else [])
    try:
        house.stand_up()
        code = play(tests)
    finally:
        house.put_away()
    sys.exit(code)


if __name__ == '__main__':
    main()
