#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""One national node as the Schengen Information System is asked: 98 of a hundred questions are a document's number, two are a
name with a date; hardly any finds anything (2024: 15 billion questions, 398,000 hits abroad). Called by ./bench sis.

--people N      persons in the register (default 200k), invented by malines-import
--documents N   lost and stolen passports (default 1M), read in as a list
--seconds N     of load (default 10)

Every question is a whole check: session, law, search, two entries of the log with a commitment, the answer kept and on the disk.
How the engine alone fares with 2 M people and 91 M numbers: ./bench names --size 2M:91M."""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
for folder in ('bad_days', 'bench', 'bench/names'):
    sys.path.insert(0, str(ROOT / 'tests' / folder))
sys.dont_write_bytecode = True
from bench import processor_s  # noqa: E402
from names import number  # noqa: E402
from nodes import Nodes, alert  # noqa: E402

CONNECTIONS, ALERTS, HITS, LIST = 128, 100, 0.01, 500000
WORD = ('B', 'D', 'F', 'K', 'L', 'M', 'N', 'R', 'S', 'T', 'V')


def passport(i):
    """As French ones are numbered: two digits, two letters, five digits. One to one."""
    i = i * 2654435761 % 6760000000
    return f'{i % 100:02}{chr(65 + i // 100 % 26)}{chr(65 + i // 2600 % 26)}{i // 67600:05}'


class Sis(Nodes):
    def __init__(self, options):
        super().__init__(options.build, members=('be',))
        self.asked, self.random = options, random.Random(2024)

    def row(self, what, measured, goal='', met=None):
        print(f"| {what:60} | {measured:44} | {goal:12} | {'' if met is None else 'yes' if met else 'NO':3} |", flush=True)

    def ask(self, bodies, seconds):
        """`bodies` over many connections, again and again."""
        file, desk = pathlib.Path(self.folder_kept) / 'bodies', self.console('be', 'anke')
        file.write_text(''.join(json.dumps(b) + '\n' for b in bodies), encoding='utf-8')
        if not desk.cookie:
            desk.sign_in()
        said = subprocess.run([str(pathlib.Path(self.asked.build) / 'tests' / 'bench' / 'load'), str(desk.port), desk.cookie, str(CONNECTIONS),
                               str(seconds), '0', str(file)], capture_output=True, text=True)
        if said.returncode:
            sys.exit(f'load: {said.stderr.strip()[:400]}')
        return json.loads(said.stdout)

    def fill(self):
        people, documents = number(self.asked.people), number(self.asked.documents)
        began = time.monotonic()
        for at in range(0, people, LIST):  # a list has a ceiling
            self.malines('import', '--source', f'invented_{at}', '--format', 'ftm-jsonl', '--category', 'national_list', '--invent',
                         f'{2024 + at}:{min(LIST, people - at)}:be', node='be', key=self.owner('be'))
        self.row(f'{people:,} persons imported', f'{people / (time.monotonic() - began):,.0f}/s')
        folder, began = pathlib.Path(self.folder_kept), time.monotonic()
        (folder / 'map').write_text(json.dumps({'kind': 'document', 'columns': {'nr': 'ref', 'passport': 'passport', 'by': 'issuer'}}), encoding='ascii')
        for at in range(0, documents, LIST):
            with open(folder / 'list.csv', 'w', encoding='ascii') as f:
                f.write('nr,passport,by\n' + ''.join(f'{i},{passport(i)},fr\n' for i in range(at, min(at + LIST, documents))))
            self.malines('import', '--source', f'stolen_{at}', '--format', 'csv', '--map', str(folder / 'map'), '--category', 'object_list',
                         str(folder / 'list.csv'), node='be', key=self.owner('be'))
        self.row(f'{documents:,} documents imported', f'{documents / (time.monotonic() - began):,.0f}/s')

    def questions(self, count=50000):
        """One in fifty a person of the register or, as often, somebody with that name born at another time; one document in a hundred is there."""
        listed = self.console('be', self.owner('be')).call('GET', '/api/alerts?limit=500')['alerts']
        people = [a['alert']['subject'] for a in listed if a['alert']['subject']['kind'] == 'person']
        documents = number(self.asked.documents)
        for i in range(count):
            if i % 50 == 0:
                one = self.random.choice(people)
                day = f'19{self.random.randrange(50, 99)}-{self.random.randrange(1, 13):02}-{self.random.randrange(1, 28):02}'
                subject = {'kind': 'person', 'names': one['names'][:1], 'births': [day] if i % 100 else one['births'][:1]}
            else:
                at = self.random.randrange(documents) if self.random.random() < HITS else documents + self.random.randrange(50000000)
                subject = {'kind': 'document', 'documents': [{'type': 'passport', 'country': 'fr', 'number': passport(at)}]}
            yield {'subject': subject, 'purpose': 'border_check'}

    def load(self):
        bodies = list(self.questions())
        spent = processor_s(self.daemons.values())
        said = self.ask(bodies, self.asked.seconds)
        each = 1e6 * (processor_s(self.daemons.values()) - spent) / said['answers']
        self.row(f'checks, mixed ({CONNECTIONS} connections, load on the same cores)', f"{said['per_second']:,.0f}/s, p50 {said['p50_ms']:.0f} ms, p99 {said['p99_ms']:.0f} ms",
                 '≥ 5,000/s', said['per_second'] >= 5000)
        self.row('  processor time of the node, a check', f'{each:.0f} µs')
        return bodies

    def alerts_under(self, bodies):
        """From sending an alert to the check that finds it, while the load goes on."""
        loader = threading.Thread(target=self.ask, args=(bodies, 15))
        self.console('be', 'anke').link = None  # a connection that nobody used was closed
        loader.start()
        time.sleep(1)
        desk, took = self.console('be', 'anke'), []
        for i in range(ALERTS):
            name = 'Karim ' + ''.join(self.random.choice(WORD) + self.random.choice('aeiou') for _ in range(5)).title()
            question = {'subject': {'kind': 'person', 'names': [{'text': name}], 'births': ['1990-05-04']}, 'purpose': 'border_check'}
            began = time.monotonic()
            record = desk.call('POST', '/api/alerts', {'alert': alert(f'sis-{i}', name)})['record']
            while not any(c['record'] == record for c in desk.call('POST', '/api/checks', question)['candidates']):
                pass
            took.append(time.monotonic() - began)
            if not loader.is_alive():
                break
        loader.join()
        took.sort()
        longest = took[-1]
        self.row(f'an alert put under that load, until found ({len(took)})', f'p50 {1000 * took[len(took) // 2]:.0f} ms, longest {1000 * longest:.0f} ms', '< 1 s', longest < 1)

    def again(self, body):
        self.daemons['be'].terminate()
        self.wait_end('be')
        began = time.monotonic()
        self.start_again('be')
        desk = self.console('be', 'anke')
        desk.cookie = None
        desk.call('POST', '/api/checks', body)
        took = time.monotonic() - began
        self.row('started again, until the first check is answered', f'{took:.1f} s', '< 60 s', took < 60)

    def run(self):
        self.stand_up()
        self.fill()
        bodies = self.load()
        self.alerts_under(bodies)
        status = pathlib.Path(f"/proc/{self.daemons['be'].pid}/status").read_text()
        resident = int(status.split('VmRSS:')[1].split()[0]) / 1024
        self.row('memory of the node', f'{resident:,.0f} MB', '≤ 12,288 MB', resident <= 12288)
        self.again(bodies[1])


def main():
    options = argparse.ArgumentParser(prog='./bench sis', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('build')
    options.add_argument('--people', default='200k')
    options.add_argument('--documents', default='1M')
    options.add_argument('--seconds', type=int, default=10)
    sis = Sis(options.parse_args())
    print(f'Machine: {os.cpu_count()} cores, load before: {os.getloadavg()[0]:.1f}.')
    try:
        sis.run()
    finally:
        sis.put_away()


if __name__ == '__main__':
    main()
