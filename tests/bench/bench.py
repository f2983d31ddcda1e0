#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Four real nodes on this computer, their lists, and one table of what was measured beside the goals. Called by ./bench.
Times are of calls over connections that are kept, never of process starts, unless the row says so."""
import argparse
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tests' / 'bad_days'))
sys.dont_write_bytecode = True
from nodes import Nodes, alert, demo, record_bodies, until  # noqa: E402

# More lists that are read in as sources of their own when they are there: who, files, format, source, category.
MORE = [('be', ['ofac_sdn_2022.csv', 'ofac_alt_2022.csv', 'ofac_add_2022.csv'], 'ofac-csv', 'us_ofac_sdn', 'national_list'),
        ('be', ['ofac_consolidated_nonSDN_20240506.xml'], 'ofac-xml', 'us_ofac_other', 'national_list'),
        ('fr', ['ofac_enhanced_IRGC_2024.xml'], 'ofac-enhanced-xml', 'us_ofac_irgc', 'national_list')]
ENTRIES, LOAD_S, CONNECTIONS, INVENTED = 200, 10, 32, 5000


def processor_s(daemons):
    """Of all these processes so far. Unlike the clock it does not count what else the machine does."""
    spent = 0
    for daemon in daemons:
        fields = pathlib.Path(f'/proc/{daemon.pid}/stat').read_text().rsplit(')', 1)[1].split()
        spent += int(fields[11]) + int(fields[12])
    return spent / os.sysconf('SC_CLK_TCK')


class Bench(Nodes):
    def __init__(self, options):
        super().__init__(options.build, members=('be', 'fr', 'es', 'ma'))
        self.options.lists = options.lists
        self.rows = []
        self.random = random.Random(2026)

    def lists_folder(self):
        return demo.Demo.lists_folder(self)

    def row(self, what, measured, goal='', met=None):
        self.rows.append((what, measured, goal, '' if met is None else 'yes' if met else 'NO'))
        print(f'  {what}: {measured}', flush=True)

    # ---- Lists ----
    def lists(self):
        """(member, source, words of the command line) of every list there is."""
        for member in self.members:
            if not self.folder:
                yield member, 'invented_' + member, ['--format', 'ftm-jsonl', '--category', demo.INVENTED[member], '--invent',
                                                     f'2026:{INVENTED}:{member}']
                continue
            file, form, source, category, more = demo.OFFICIAL[member]
            yield member, source, ['--format', form, '--category', category, *more, str(self.folder / file)]
        for member, files, form, source, category in MORE if self.folder else []:
            paths = [self.folder / f for f in files]
            if all(p.is_file() for p in paths):
                yield member, source, ['--format', form, '--category', category, *map(str, paths)]

    def take_in(self, member, source, words):
        """How many entities and seconds, from starting the command to its answer: durable and searchable."""
        began = time.monotonic()
        counts = self.malines('import', '--source', source, *words, node=member, key=self.owner(member))
        return sum(counts[k] for k in ('added', 'changed', 'unchanged', 'refused')), time.monotonic() - began

    def load(self):
        taken = [self.take_in(*one) for one in self.lists()]
        self.read = sum(n for n, _ in taken)
        took = sum(t for _, t in taken)
        self.row('import of all lists, one after the other, while four nodes publish to one another',
                 f'{self.read} entities in {took:.1f} s: {self.read / took:,.0f}/s')

    def imports_alone(self, build):
        """The same lists into one node that has nobody to tell."""
        alone = Nodes(build, members=('be',))
        try:
            alone.stand_up()
            read = took = 0
            spent, children = processor_s(alone.daemons.values()), os.times()
            for _, source, words in self.lists():
                n, t = Bench.take_in(alone, 'be', source, words)
                read, took = read + n, took + t
                self.row(f'import {source} into a node alone', f'{n} entities in {t:.2f} s: {n / t:,.0f}/s', '20,000/s', n / t >= 20000)
            self.row('import of all of them', f'{read} entities: {read / took:,.0f}/s', '20,000/s', read / took >= 20000)
            spent = processor_s(alone.daemons.values()) - spent
            helpers = os.times().children_user + os.times().children_system - children.children_user - children.children_system
            self.row('processor time of an entity: node, then reader and command', f'{1e6 * spent / read:.0f} µs, {1e6 * helpers / read:.0f} µs')
            again = sum(Bench.take_in(alone, 'be', source, words)[1] for _, source, words in self.lists())
            self.row('import of all of them again: nothing changes', f'{again:.1f} s')
        finally:
            alone.put_away()

    def questions(self):
        """Persons of the nodes' own registers, as they are written there; every third with a letter changed; every fourth unknown."""
        people = []
        for member in self.members:
            desk = self.console(member, self.owner(member))
            listed = desk.call('GET', '/api/alerts?limit=500')['alerts']
            people += [a['alert']['subject'] for a in listed if a['alert']['subject']['kind'] == 'person']
        asked = []
        for i, subject in enumerate(self.random.sample(people, len(people))):
            name = subject['names'][0]['text']
            if i % 3 == 0 and len(name) > 6:
                at = self.random.randrange(1, len(name) - 1)
                name = name[:at] + self.random.choice('aeiorst') + name[at + 1:]
            if i % 4 == 0:
                name = ''.join(self.random.choice('abdeiklmnorstu') for _ in range(7)).title() + ' ' + name.split()[-1][::-1].title()
            question = {'kind': 'person', 'names': [{'text': name}]}
            if subject.get('births') and i % 2:
                question['births'] = subject['births'][:1]
            asked.append({'subject': question, 'purpose': 'border_check'})
        return asked

    # ---- Measures ----
    def standing_up(self):
        self.prepare()
        for member in self.members:
            self.start(member)
        self.people()
        self.load()
        began = time.monotonic()
        self.wait_for_copies()
        self.row('published copies whole everywhere, after the imports', f'{time.monotonic() - began:.1f} s')

    def first_hit(self):
        desk = self.console('fr', 'claire')
        asked = self.questions()
        self.asked = asked
        return next(c for q in asked if (c := desk.call('POST', '/api/checks', q))['candidates'])

    def entry_to_hit(self):
        anke, claire = self.console('be', 'anke'), self.console('fr', 'claire')
        times = []
        for i in range(ENTRIES):
            word = ''.join(self.random.choice('bdfgklmnprstvz') + self.random.choice('aeiou') for _ in range(4)).title()
            question = {'subject': {'kind': 'person', 'names': [{'text': f'Karim {word}'}], 'births': ['1990-05-04']}, 'purpose': 'border_check'}
            began = time.monotonic()
            record = anke.call('POST', '/api/alerts', {'alert': alert(f'bench-{i}', f'Karim {word}')})['record']
            while not any(c['record'] == record for c in claire.call('POST', '/api/checks', question)['candidates']):
                pass
            times.append(1000 * (time.monotonic() - began))
        times.sort()
        p50, p99 = times[len(times) // 2], times[int(0.99 * (len(times) - 1))]
        self.row(f'entry at be to hit at fr ({ENTRIES} alerts, from sending the entry to the answer with the hit)',
                 f'p50 {p50:.0f} ms, p99 {p99:.0f} ms', 'p99 ≤ 250 ms', p99 <= 250)

    def load_of(self, connections, seconds, pause_ms):
        bodies = pathlib.Path(self.folder_kept) / 'bodies'
        bodies.write_text(''.join(json.dumps(q) + '\n' for q in self.asked), encoding='utf-8')
        desk = self.console('fr', 'claire')
        if not desk.cookie:
            desk.sign_in()
        done = subprocess.run([str(self.build / 'tests' / 'bench' / 'load'), str(desk.port), desk.cookie, str(connections), str(seconds),
                               str(pause_ms), str(bodies)], capture_output=True, text=True)
        if done.returncode:
            print('  ' + done.stderr.strip(), flush=True)
        return json.loads(done.stdout)

    def checks(self):
        calm = self.load_of(1, LOAD_S, 20)
        self.row(f"check over four nodes at low load ({calm['answers']} checks, one officer)",
                 f"p50 {calm['p50_ms']:.1f} ms, p99 {calm['p99_ms']:.1f} ms", 'p99 ≤ 50 ms', calm['p99_ms'] <= 50)
        spent = processor_s(self.daemons.values())
        busy = self.load_of(CONNECTIONS, LOAD_S, 0)
        spent = 1000 * (processor_s(self.daemons.values()) - spent) / busy['answers']
        self.row(f"checks at saturation ({CONNECTIONS} officers at one node, {os.cpu_count()} cores for all four nodes and the load)",
                 f"{busy['per_second']:.0f}/s, p50 {busy['p50_ms']:.0f} ms, p99 {busy['p99_ms']:.0f} ms, {busy['failed']} failed",
                 '500/s', busy['per_second'] >= 500)
        self.row('processor time of a check, all four nodes together', f'{spent:.1f} ms', '4 ms (500/s on two cores)', spent <= 4)
        self.check_ms = calm['p50_ms']

    def memory(self):
        for member, daemon in self.daemons.items():
            status = pathlib.Path(f'/proc/{daemon.pid}/status').read_text()
            said = {k: int(v.split()[0]) / 1024 for k, v in (l.split(':', 1) for l in status.splitlines()) if k in ('VmRSS', 'RssAnon')}
            node = self.malines('peer', 'list', node=member, key=self.owner(member))['members']
            copies = sum(p['copies'] for p in node)
            self.row(f'memory of {member} at rest, with its lists and {copies} copies', f"{said['VmRSS']:.0f} MB ({said['RssAnon']:.0f} MB its own)",
                     '< 64 MB', said['VmRSS'] < 64)

    def law(self):
        said = json.loads(subprocess.run([str(self.build / 'tests' / 'bench' / 'law_bench'), str(ROOT / 'laws')], check=True,
                                         capture_output=True).stdout)
        self.row('decisions of the law: every pair, purpose, category and kind of request, one core, processor time',
                 f"{said['per_second']:,}/s", '200,000/s', said['per_second'] >= 200000)

    def messages_here(self):
        folder = pathlib.Path(self.folder_kept) / 'messages'
        folder.mkdir()
        program = str(self.build / 'tests' / 'bench' / 'messages')
        said = json.loads(subprocess.run([program, str(ROOT / 'laws'), str(folder), '12800'], capture_output=True, text=True, check=True).stdout)
        self.row('signed, audited messages, two nodes on one core, real stores, 64 an envelope', f"{said['messages_per_second']:,}/s",
                 '1,000/s', said['messages_per_second'] >= 1000)
        self.row('entries appended to the log, with a salted commitment each, 64 a flush', f"{said['appends_per_second']:,}/s")
        self.row('decisions of the law', f"{said['decisions_per_second']:,}/s")
        return program

    def messages_between_daemons(self, program, count=12800):
        for member in list(self.daemons):
            self.stop(member)
        subprocess.run([program, '--fill', str(ROOT / 'laws'), str(self.state / 'be' / 'store.db'), str(count)], check=True)
        self.consoles.clear()
        self.start('fr')
        self.start('be')
        began = time.monotonic()
        desk = self.console('be', 'anke')
        first = None
        while True:
            lane = next(p for p in desk.call('GET', '/api/peers')['members'] if p['id'] == 'fr')['channels']['alerts']
            if first is None:
                first, began = lane['waiting'], time.monotonic()
            if lane['waiting'] == 0:
                break
            time.sleep(0.02)
        took = time.monotonic() - began
        self.row('the same between two daemons over mutual TLS', f'{first / took:,.0f}/s', '1,000/s', first / took >= 1000)

    # ---- Beside others ----
    def full_text(self):
        """SQLite's own full text search over the same names: what one would have without an engine for names."""
        names = []
        for member in ('fr', 'be', 'ma'):
            db = sqlite3.connect(f"file:{self.state / member / 'store.db'}?mode=ro&immutable=1", uri=True)
            for _, body in record_bodies(db, member):
                names += [n['text'] for n in json.loads(body)['subject'].get('names', [])]
            db.close()
        fts = sqlite3.connect(':memory:')
        try:
            fts.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='unicode61 remove_diacritics 2')")
        except sqlite3.OperationalError:
            return
        fts.executemany('INSERT INTO names VALUES(?)', ((n,) for n in names))
        found = 0
        began = time.monotonic()
        for q in self.asked:
            words = [w.replace('"', '') for w in q['subject']['names'][0]['text'].split()]
            query = ' OR '.join(f'"{w}"' for w in words if w)
            found += bool(query and fts.execute('SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT 20', (query,)).fetchall())
        each = 1000 * (time.monotonic() - began) / len(self.asked)
        self.row(f'beside: SQLite FTS5 over {len(names)} names, words as written, no law, no log, no network', f'{each:.2f} ms a question; '
                 f'a whole check of ours takes {self.check_ms / each:.1f} times that')

    def pairs(self):
        """rapidfuzz, when it is installed: the usual library for comparing names."""
        try:
            from rapidfuzz import fuzz
        except ImportError:
            self.row('beside: rapidfuzz', 'not installed (pip install rapidfuzz)')
            return
        texts = [q['subject']['names'][0]['text'] for q in self.asked][:600]
        began = time.monotonic()
        for a in texts:
            for b in texts:
                fuzz.token_sort_ratio(a, b)
        rate = len(texts) ** 2 / (time.monotonic() - began)
        scan = 1000 * self.read / rate
        self.row('beside: rapidfuzz token_sort_ratio, one pair after the other', f'{rate:,.0f} pairs/s: {scan:.0f} ms to scan the {self.read} '
                 f'entities once, {scan / self.check_ms:.1f} times a whole check of ours')

    def table(self):
        kind = f'official lists of {self.folder}' if self.folder else 'INVENTED people: no official list is here (see --lists)'
        print(f'\nLists: {kind}. Machine: {os.cpu_count()} cores, load before: {self.load_before:.1f}.')
        if self.load_before > 1:
            print('The machine was busy with other work: times are longer than they are on a machine at rest.')
        print()
        widths = [max(len(r[i]) for r in self.rows + [('what', 'measured', 'goal', 'met')]) for i in range(4)]
        for r in [('what', 'measured', 'goal', 'met'), tuple('-' * w for w in widths), *self.rows]:
            print('| ' + ' | '.join(c.ljust(w) for c, w in zip(r, widths)) + ' |')

    def run(self, built_new, built_s):
        self.load_before = os.getloadavg()[0]
        began = time.monotonic()
        self.standing_up()
        self.first_hit()
        took = time.monotonic() - began
        build = f', {took + built_s:.0f} s with the build from nothing' if built_new else ' (the build folder was there: not measured)'
        self.row('from starting four nodes without any state to the first hit', f'{took:.1f} s{build}', '< 2 min', took + built_s * built_new < 120)
        time.sleep(3)
        self.memory()
        self.entry_to_hit()
        self.checks()
        self.law()
        program = self.messages_here()
        self.messages_between_daemons(program)
        for member in list(self.daemons):
            self.stop(member)
        self.imports_alone(self.options.build)
        self.full_text()
        self.pairs()
        self.table()


def main():
    options = argparse.ArgumentParser(prog='./bench')
    options.add_argument('build')
    options.add_argument('--built', default='no:0', help=argparse.SUPPRESS)
    options.add_argument('--lists', help='folder of official lists')
    options = options.parse_args()
    new, seconds = options.built.split(':')
    bench = Bench(options)
    try:
        bench.run(new == 'yes', int(seconds))
    finally:
        bench.put_away()


if __name__ == '__main__':
    main()
