#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""The story that ./run tells, on four real nodes of a build folder with invented people (and, where they are, with the
official lists); then the console of the French one in a real browser.

Usage: tests/e2e/story.py BUILD_DIR        (MALINES_SHOTS: a folder for pictures of the pages; MALINES_PICTURES: for those of docs/images)
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / room) for room in ('bad_days', 'daemon')]
from afis import FakeAfis, container, wsq  # noqa: E402
from nodes import ROOT, Failed, Nodes, demo, play, until  # noqa: E402


class Four(Nodes):
    def __init__(self, build, folder):
        super().__init__(build, tuple(demo.MEMBERS))
        self.lists = folder

    def lists_folder(self):
        return self.lists

    def told(self):
        self.prepare()
        for member in self.members:
            self.start(member)
        self.people()
        self.load()
        self.wait_for_copies()
        self.story()


KEPT = {'name': 'Paco Muestra', 'none': 'Nadie Ejemplo', 'birth': '1980-02-03', 'purpose': 'investigation', 'member': 'es', 'class': 'persons_followed', 'key': 'names_date'}


def keep_to_itself(four):
    """Spain enters somebody in its register of persons followed, which others ask only privately; France holds the filter."""
    given, family = KEPT['name'].split(' ')
    record = {'category': 'followed', 'reason': 'invented', 'authority': 'an office', 'decision_ref': '7', 'action': 'contact owner',
              'subject': {'kind': 'person', 'names': [{'text': KEPT['name'], 'given': given, 'family': family}], 'births': [KEPT['birth']]}}
    four.malines('alert', 'create', json.dumps(record), node='es', key=four.owner('es'))
    made = {f['filter'] for f in four.malines('sealed', 'status', node='fr')['held']}
    four.malines('sealed', 'rebuild', node='es', key=four.owner('es'))
    until(lambda: any(f['member'] == 'es' and f['class'] == 'persons_followed' and f['valid'] and f['filter'] not in made
                      for f in four.malines('sealed', 'status', node='fr')['held']), 'France holds the new filter')


def a_private_hit_is_never_unknown(four, work):
    """Of who is kept to itself a screening shows no record, and still it is no "unknown"."""
    work.mkdir(exist_ok=True)
    people, out = work / 'people.csv', work / 'screened.csv'
    people.write_text(f'ref,name,birth\nP-1,{KEPT["name"]},{KEPT["birth"]}\nP-2,{KEPT["none"]},{KEPT["birth"]}\n', encoding='utf-8')
    counts = four.malines('screen', str(people), '--purpose', KEPT['purpose'], '--out', str(out), node='fr', key='claire')
    lines = {line.split(',')[0]: line.split(',') for line in out.read_text(encoding='utf-8').splitlines()}
    assert lines['P-1'][1:4] == ['known', '0', ''] and f'{KEPT["member"]}/{KEPT["class"]}=hit' in lines['P-1'][4].split(), lines
    assert lines['P-2'][1] == 'unknown' and (counts['known'], counts['private'], counts['unknown']) == (1, 1, 1), (counts, lines)


def a_spent_budget_stops_a_screening(four, work):
    """Spain takes five questions an hour: who has more people in a file is not refused one by one to its end."""
    node, laws = four.state / 'es', work / 'laws'
    shutil.copytree(ROOT / 'laws', laws)
    table, said = laws / 'budgets.yaml', (node / 'node.yaml').read_text(encoding='utf-8')
    table.write_text(table.read_text(encoding='utf-8').replace('per_hour: 60000\n', 'per_hour: 5\n', 1), encoding='utf-8')
    people, out = work / 'many.csv', work / 'spent.csv'
    people.write_text('ref,name\n' + ''.join(f'P-{i},Nadie {"abcdefghij"[i % 10]}{i}\n' for i in range(200)), encoding='utf-8')

    def again(settings):
        four.stop('es')
        (node / 'node.yaml').write_text(settings, encoding='utf-8')
        four.start('es')
        until(lambda: all(m['state'] == 'up' for m in four.malines('peer', 'list', node='fr', key='claire')['members']), 'the nodes hear one another')
    again(said + f'laws_dir: {laws}\n')
    try:
        four.malines('screen', str(people), '--purpose', 'border_check', '--out', str(out), node='fr', key='claire')
        raise AssertionError('it went on')
    except Failed as why:
        assert 'QUOTA' in str(why) and '--resume' in str(why), why
    again(said)
    assert len(out.read_text(encoding='utf-8').splitlines()) < 100
    counts = four.malines('screen', str(people), '--purpose', 'border_check', '--out', str(out), '--resume', node='fr', key='claire')
    assert counts['answered_before'] <= 5 and counts['answered_before'] + counts['asked'] == 200 and counts['unclear'] == 0, counts


ALLELES = {'VWA': ['14', '16'], 'TH01': ['6', '9.3'], 'D21S11': ['28', '30'], 'FGA': ['20', '22'], 'D8S1179': ['12', '13'], 'D3S1358': ['15', '17'], 'D18S51': ['12', '14']}


def laboratories_and_afis(four, work):
    """Belgium has an AFIS and a profile that France has a stain of; Spain has no AFIS. What the browser is told of it; then whom to stop."""
    spool, table = work / 'spool', work / 'be.csv'
    spool.mkdir(parents=True)
    afis = FakeAfis(spool)
    afis.says = {'candidates': [{'ref': 'BE-4711', 'score': 812, 'identified': True}, {'ref': 'BE-88', 'score': 97, 'identified': False}], 'searched': 250000}
    afis.start()
    serving = subprocess.Popen([four.program('malines'), 'prints', 'serve', str(spool), '--data', 'fingers,palms', '--node', str(four.state / 'be'), '--key',
                                str(four.state / 'be' / 'officers' / four.owner('be'))], env=four.env)
    table.write_text('specimenId,category,' + ','.join(f'{locus}_{i}' for locus in ALLELES for i in (1, 2)) + '\nBE-41,convicted,' +
                     ','.join(a for pair in ALLELES.values() for a in pair) + '\n', encoding='utf-8')
    four.malines('dna', 'import', str(table), '--format', 'csv', node='be', key=four.owner('be'))
    four.malines('dna', 'search', json.dumps({**ALLELES, 'FGA': ['20', '23']}), '--ref', 'FR-2099-7', '--members', 'be,es', node='fr', key=four.owner('fr'))
    until(lambda: four.malines('dna', 'matches', node='fr', key=four.owner('fr'))['matches'], 'the answer of Belgium')
    (work / 'mark.an2').write_bytes(container('MPS'))
    (work / 'bad.an2').write_bytes(container('MPS', image=wsq()[:-9]))
    told = {'container': str(work / 'mark.an2'), 'bad': str(work / 'bad.an2'), 'members': ['be', 'es'], 'dna': 'FR-2099-7', 'expert': ['nadia@fr', four.passwords['nadia@fr']]}
    return told, (afis, serving)


def official():
    folder = pathlib.Path(os.environ.get('MALINES_LISTS') or ROOT.parent / 'shared/data/watchlists')
    return folder if all((folder / row[0]).is_file() for row in demo.OFFICIAL.values()) else None


def main():
    build = sys.argv[1]
    invented = Four(build, None)

    def the_story_on_invented_people():
        invented.told()

    def the_same_list_twice_changes_nothing():
        before = {m: invented.malines('alert', 'list', '--limit', '1', node=m, key=invented.owner(m)) for m in invented.members}
        for member in invented.members:
            counts = invented.malines('import', '--format', 'ftm-jsonl', '--source', 'invented', '--category', demo.INVENTED[member],
                                      '--invent', f'2026:{demo.INVENTED_COUNT}:{member}', node=member, key=invented.owner(member))
            assert counts['unchanged'] == demo.INVENTED_COUNT and not (counts['added'] or counts['changed'] or counts['removed']), counts
        assert before == {m: invented.malines('alert', 'list', '--limit', '1', node=m, key=invented.owner(m)) for m in invented.members}

    def the_console_on_the_real_node():
        port = invented.members['fr'][2]
        env = dict(os.environ, MALINES_URL=f'http://fr.localhost:{port}/', MALINES_OFFICER='claire@fr',
                   MALINES_PASSWORD=invented.passwords['claire@fr'], MALINES_NAME=invented.asked_name, MALINES_PRIVATE=json.dumps(KEPT),
                   MALINES_SECOND=json.dumps(['julien@fr', invented.passwords['julien@fr']]))
        if env.get('MALINES_PICTURES'):
            subprocess.run(['node', str(ROOT / 'tests/e2e/pictures.mjs')], env=env, check=True)
        keep_to_itself(invented)
        a_private_hit_is_never_unknown(invented, pathlib.Path(invented.folder_kept) / 'screened')
        a_spent_budget_stops_a_screening(invented, pathlib.Path(invented.folder_kept) / 'screened')
        shots = ['--shots', os.environ['MALINES_SHOTS']] if os.environ.get('MALINES_SHOTS') else []
        told, (afis, serving) = laboratories_and_afis(invented, pathlib.Path(invented.folder_kept) / 'work')
        try:
            done = subprocess.run(['node', str(ROOT / 'tests/e2e/run.mjs'), *shots], env=dict(env, MALINES_PRINTS=json.dumps(told)), capture_output=True, text=True)
        finally:
            afis.over = True
            serving.terminate()
            serving.wait()
        if done.returncode == 77:
            raise unittest.SkipTest(done.stdout.strip().splitlines()[-1])
        print(done.stdout)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]

    def the_story_on_official_lists():
        folder = official()
        if not folder:
            raise unittest.SkipTest('the official lists are not here')
        real = Four(build, folder)
        try:
            real.told()
        finally:
            real.put_away()

    try:
        return play([the_story_on_invented_people, the_same_list_twice_changes_nothing, the_console_on_the_real_node,
                     the_story_on_official_lists])
    except Failed as why:
        print(why)
        return 1
    finally:
        invented.put_away()


if __name__ == '__main__':
    sys.exit(main())
