#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""kills.py BUILD [KILLS] [SEED] — kill -9 of either of two nodes, again and again, while both write alerts and requests run
between them. In the end: everything acknowledged is there, every effect is there once on each side, every message stands
once in the receiver's log, both logs and both stores are whole (promise P8)."""
import collections
import http.client
import json
import random
import subprocess
import sys
import threading
import time

from nodes import Failed, Nodes, Refused, alert, play, record_bodies, until

BUILD = sys.argv[1]
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 50
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else int(time.time())
AWAY = (OSError, http.client.HTTPException, Refused)
OTHER = {'be': 'fr', 'fr': 'be'}


class Run:
    def __init__(self):
        self.nodes = Nodes(BUILD)
        self.over = threading.Event()
        self.kept = {'be': {}, 'fr': {}}     # reference: record, of alerts that were acknowledged
        self.asked, self.done = [], set()    # requests that were acknowledged; that came to their end
        self.failures = []

    # ---- Who works ----
    def writer(self, member):
        desk = self.nodes.console(member, {'be': 'anke', 'fr': 'claire'}[member])
        n = 0
        while not self.over.is_set():
            n += 1
            ref = f'{member}-{n}'
            try:
                self.kept[member][ref] = desk.call('POST', '/api/alerts', {'alert': alert(ref)})['record']
                time.sleep(0.03)
            except AWAY:
                time.sleep(0.02)

    def clerk(self):
        while not self.over.is_set() or self.done < set(self.asked):
            if self.over.is_set() and self.nodes.daemons.keys() != self.nodes.members.keys():
                return
            try:
                if not self.over.is_set() and len(self.asked) < len(self.done) + 3:
                    self.ask()
            except Refused as no:
                if no.status < 500:
                    self.failures.append(str(no))
                    return
            except AWAY:
                time.sleep(0.02)
            try:
                for request in [r for r in self.asked if r not in self.done]:
                    self.move_on(request)
            except AWAY:
                time.sleep(0.02)

    def ask(self):
        fr = self.nodes.console('fr', 'lucie')
        self.asked.append(fr.call('POST', '/api/requests', {'check': self.check, 'candidate': self.hit,
                                                               'kind': 'supplementary_information', 'text': 'What stands behind it?'})['id'])

    def sign(self, member, officer, request):
        self.nodes.malines('approve', request, '--yes', node=member, key=officer)

    def move_on(self, request):
        """One step of a request that stands where it stands; what was not answered is looked at again later."""
        try:
            here = self.nodes.console('fr', 'lucie').call('GET', f'/api/requests/{request}')['step']
            if here == 'drafted':
                self.sign('fr', 'julien', request)
            elif here in ('released', 'refused'):
                self.done.add(request)
            else:
                self.decide(request)
        except (Refused, Failed):  # it stands elsewhere by now, or the node is away
            time.sleep(0.02)

    def decide(self, request):
        griet = self.nodes.console('be', 'griet')
        there = griet.call('GET', f'/api/requests/{request}')['step']
        if there == 'received':
            griet.call('POST', f'/api/requests/{request}/decision', {'decision': 'release', 'text': 'An entry ban.'})
        if there in ('received', 'decided'):
            self.sign('be', 'bram', request)

    # ---- The run ----
    def prepare(self):
        self.nodes.members['fr'][3]['lucie'] = 'case_officer'
        self.nodes.stand_up()
        anke, lucie = self.nodes.console('be', 'anke'), self.nodes.console('fr', 'lucie')
        record = anke.call('POST', '/api/alerts', {'alert': alert('first', 'Lien Voorbeeld')})['record']
        question = {'subject': {'kind': 'person', 'names': [{'text': 'Lien Voorbeeld'}], 'births': ['1990-05-04']}, 'purpose': 'border_check'}

        def found():
            answer = lucie.call('POST', '/api/checks', question)
            return next(((answer['id'], c['n']) for c in answer['candidates'] if c['record'] == record), None)
        self.check, self.hit = until(found, 'the alert is found next door')
        lucie.call('POST', f'/api/checks/{self.check}/candidates/{self.hit}/judgement', {'judgement': 'hit', 'reason': 'the document agrees'})
        for member, who in (('fr', 'claire'), ('be', 'griet')):
            self.nodes.console(member, who).sign_in()

    def storm(self):
        chance = random.Random(SEED)
        print(f'seed {SEED}, {KILLS} kills', flush=True)
        workers = [threading.Thread(target=self.writer, args=(m,)) for m in ('be', 'fr')] + [threading.Thread(target=self.clerk)]
        for w in workers:
            w.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(0, 0.3))
            victim = chance.choice(('be', 'fr'))
            self.nodes.kill(victim)
            if chance.random() < 0.3:
                time.sleep(chance.uniform(0, 0.2))
            self.nodes.start(victim)
        self.over.set()
        for w in workers:
            w.join(300)
            assert not w.is_alive(), 'work does not end'
        assert not self.failures, self.failures

    def calm(self):
        def nothing_waits():
            peers = [p for m, who in (('be', 'griet'), ('fr', 'nadia')) for p in self.nodes.malines('peer', 'list', node=m, key=who)['members']]
            return all(p['state'] == 'up' and all(c['waiting'] == 0 for c in p['channels'].values()) for p in peers)
        until(nothing_waits, 'all messages are received')
        for m in self.nodes.members:
            assert self.nodes.malines('audit', 'verify', node=m)['ok']
            self.nodes.stop(m)

    # ---- What must hold ----
    def alerts_are_there_once(self):
        for owner in self.nodes.members:
            for place in self.nodes.members:
                rows = list(record_bodies(self.nodes.store(place), owner))
                refs = collections.Counter(json.loads(body)['decision_ref'] for _, body in rows)
                assert max(refs.values()) == 1, f'at {place}, alerts of {owner} more than once: {refs.most_common(3)}'
                lost = {r: n for r, n in self.kept[owner].items() if r not in refs}
                assert not lost, f'at {place}, acknowledged alerts of {owner} are lost: {sorted(lost)[:5]}'
                print(f'  {len(rows)} alerts of {owner} at {place}, {len(self.kept[owner])} of them acknowledged')

    def requests_are_there_once(self):
        step = {m: dict(self.nodes.store(m).execute('SELECT id, step FROM request')) for m in self.nodes.members}
        assert self.asked and set(self.asked) <= set(step['fr']), 'acknowledged requests are lost'
        assert len(self.asked) == len(set(self.asked))
        for r in self.asked:
            assert (step['fr'][r], step['be'].get(r)) == ('released', 'delivered'), (r, step['fr'][r], step['be'].get(r))
        assert set(step['be']) <= set(step['fr'])
        print(f'  {len(self.asked)} requests released and delivered')

    def messages_are_taken_once(self):
        for m in self.nodes.members:
            db = self.nodes.store(m)
            sent = {name: (out, settled) for name, out, settled in db.execute('SELECT name, last_out, settled_out FROM channel')}
            assert all(out == settled for out, settled in sent.values()), sent
            there = self.nodes.store(OTHER[m])
            entries = [json.loads(e) for (e,) in there.execute('SELECT entry FROM audit_entry')]
            taken = [e for e in entries if e['op'] in ('message', 'refusal') and e['direction'] == 'in']
            seen = collections.Counter((e.get('channel'), e.get('seq')) for e in taken)
            assert max(seen.values()) == 1, seen.most_common(3)
            for name, (out, _) in sent.items():
                assert sum(1 for channel, _ in seen if channel == name) == out, (m, name, out)
            refused = [e for e in taken if e['decision'] != 'taken']
            assert not refused, refused[:2]
            print(f"  {sum(out for out, _ in sent.values())} messages of {m}, each in the other's log once")

    def stores_are_whole(self):
        for m in self.nodes.members:
            db = self.nodes.store(m)
            assert db.execute('PRAGMA integrity_check').fetchone()[0] == 'ok'
            assert not db.execute('PRAGMA foreign_key_check').fetchall()
            db.close()
            assert subprocess.run([self.nodes.program('malinesd'), '--check', str(self.nodes.state / m)], env=self.nodes.env,
                                  stdout=subprocess.DEVNULL).returncode == 0

    def nobody_complained(self):
        for m in self.nodes.members:
            log = (self.nodes.state / m / 'daemon.log').read_text(encoding='utf-8')
            assert 'anitizer' not in log and 'runtime error' not in log, log[-3000:]
            assert 'Exemple' not in log and 'Voorbeeld' not in log


run = Run()
try:
    status = play([run.prepare, run.storm, run.calm, run.alerts_are_there_once, run.requests_are_there_once,
                   run.messages_are_taken_once, run.stores_are_whole, run.nobody_complained])
finally:
    run.over.set()
    run.nodes.put_away()
sys.exit(status)
