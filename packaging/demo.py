#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Four nodes on loopback, lists in them, and one story told with what they really answer. Called by ./run."""
import argparse
import fcntl
import json
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta

MEMBERS = {
    'be': ('Belgium', 18441, 8081, {'anke': 'case_officer', 'bram': 'approver', 'griet': 'register_owner', 'pieter': 'auditor'}),
    'fr': ('France', 18442, 8082, {'claire': 'case_officer', 'julien': 'approver', 'nadia': 'register_owner', 'remi': 'auditor'}),
    'es': ('Spain', 18443, 8083, {'lucia': 'case_officer', 'javier': 'approver', 'pilar': 'register_owner', 'ines': 'auditor'}),
    'ma': ('Morocco', 18444, 8084, {'salma': 'case_officer', 'youssef': 'approver', 'karima': 'register_owner', 'omar': 'auditor'}),
}
# Which list goes to which node (docs/importing.md): file, format, source, category, more options.
OFFICIAL = {
    'fr': ('lists_ftm/fr_registre_gels_20260531.ftm.jsonl.gz', 'ftm-jsonl', 'fr_gels', 'national_list', []),
    'be': ('lists_ftm/eu_fsf_20260501.ftm.jsonl.gz', 'ftm-jsonl', 'eu_fsf', 'eu_list', []),
    'es': ('lists_ftm/gb_fcdo_20260822.ftm.jsonl.gz', 'ftm-jsonl', 'gb_fcdo', 'national_list', []),
    'ma': ('un_consolidated_20260227.xml', 'un-xml', 'un_sc', 'un_list', ['--original-script-only']),
}
INVENTED = {'fr': 'national_list', 'be': 'eu_list', 'es': 'national_list', 'ma': 'un_list'}
INVENTED_COUNT = 2000
STATE_FORM = 4  # one more when an older .demo can't be used any longer


class Failed(Exception):
    """The story can't go on; the text says why."""


class Demo:
    def __init__(self, options, members=MEMBERS):
        self.options = options
        self.members = members
        self.build = pathlib.Path(options.build).resolve()
        self.root = pathlib.Path(__file__).resolve().parent.parent
        self.state = pathlib.Path(options.state).resolve()
        self.daemons = {}
        self.witnesses = {}
        self.env = dict(os.environ, MALINES_DATA=str(self.root), NO_COLOR='1')

    # ---- Programs ----
    def program(self, name):
        return str(self.build / 'programs' / name / name)

    def malines(self, *words, node=None, key=None, stdin=None):
        """One command of the CLI; gives its JSON answer."""
        command = [self.program('malines'), *words, '--json']
        if node:
            command += ['--node', str(self.state / node)]
        if key:
            command += ['--key', str(self.state / node / 'officers' / key)]
        done = subprocess.run(command, capture_output=True, text=True, input=stdin, env=self.env)
        if done.returncode:
            raise Failed(f"malines {' '.join(words[:2])} ended with {done.returncode}:\n{done.stderr}{done.stdout}".rstrip())
        try:
            return json.loads(done.stdout) if done.stdout.strip() else {}
        except ValueError:
            return {'key': done.stdout.strip()}

    def start(self, member):
        if member not in self.witnesses and (self.state / f'witness-{member}').is_dir():
            self.start_witness(member)
        log = open(self.state / member / 'daemon.log', 'a', encoding='utf-8')
        self.daemons[member] = subprocess.Popen([self.program('malinesd'), str(self.state / member)], stdout=log, stderr=log,
                                                stdin=subprocess.DEVNULL, env=self.env)
        for _ in range(600):
            if self.daemons[member].poll() is not None:
                tail = (self.state / member / 'daemon.log').read_text(encoding='utf-8').splitlines()[-5:]
                raise Failed(f'the node {member} did not start:\n  ' + '\n  '.join(tail))
            try:
                self.malines('node', node=member)
                return
            except Failed:
                time.sleep(0.05)
        raise Failed(f'the node {member} does not answer')

    def start_witness(self, member):
        """Apart from the member's node, in a folder of its own: it cosigns the logs of the other three."""
        folder = self.state / f'witness-{member}'
        log = open(folder / 'witness.log', 'a', encoding='utf-8')
        self.witnesses[member] = subprocess.Popen([self.program('malines-witness'), str(folder)], stdout=log, stderr=log,
                                                  stdin=subprocess.DEVNULL, env=self.env)

    def stop(self, member):
        daemon = self.daemons.pop(member, None)
        if daemon and daemon.poll() is None:
            daemon.terminate()
            try:
                daemon.wait(10)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def stop_all(self):
        for member in list(self.daemons):
            self.stop(member)
        for witness in self.witnesses.values():
            if witness.poll() is None:
                witness.terminate()
                witness.wait(10)
        self.witnesses = {}

    # ---- Standing up ----
    def only_one(self):
        """Two runs can't share one state: the second says so and stops."""
        self.lock = open(str(self.state) + '.lock', 'w', encoding='utf-8')
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failed('another ./run is up with this state: stop it first (Ctrl-C there)') from None

    def lists_folder(self):
        asked = self.options.lists or os.environ.get('MALINES_LISTS')
        folder = pathlib.Path(asked) if asked else self.root.parent / 'shared' / 'data' / 'watchlists'
        if all((folder / row[0]).is_file() for row in OFFICIAL.values()):
            return folder
        if asked:
            missing = [row[0] for row in OFFICIAL.values() if not (folder / row[0]).is_file()]
            raise Failed(f'{folder} lacks {", ".join(missing)}')
        return None

    def prepare(self):
        """Keys, certificates, trust list and accounts; kept from run to run."""
        self.folder = self.lists_folder()
        kind = 'official' if self.folder else 'invented'
        marker = self.state / 'ready.json'
        if self.options.fresh or (self.state.exists() and not marker.exists()):
            shutil.rmtree(self.state, ignore_errors=True)
        if marker.exists() and {k: json.loads(marker.read_text()).get(k) for k in ('lists', 'form')} != {'lists': kind, 'form': STATE_FORM}:
            print('The lists, or the form of the state, are others than last time: beginning afresh.')
            shutil.rmtree(self.state)
        self.new = not marker.exists()
        if not self.new:
            self.passwords = json.loads(marker.read_text())['passwords']
            return
        self.state.mkdir(parents=True, mode=0o700)
        for member, (_, node_port, console_port, _) in self.members.items():
            oversight = self.malines('oversight', 'key', str(self.state / f'oversight-{member}.key'))['key']
            self.malines('init', '--oversight', oversight, '--authority', member, '--dir', str(self.state / member), '--node-port', str(node_port),
                         '--console-port', str(console_port), '--lists', kind, '--demo')
            self.malines('witness', 'init', '--authority', member, '--dir', str(self.state / f'witness-{member}'), '--port', str(node_port + 100))
            with open(self.state / member / 'node.yaml', 'a', encoding='utf-8') as settings:
                settings.write('cosign_ms: 2000\n')
        keys = []
        for member in self.members:
            keys += ['--list-key', str(self.state / f'list-{member}.key')]
            self.malines('trust', 'key', str(self.state / f'list-{member}.key'), '--name', f'list-{member}')
        self.malines('trust', 'make', '--out', str(self.state / 'trust.json'), *keys, '--threshold', str(min(3, len(self.members))),
                     *[str(self.state / member / 'descriptor.json') for member in self.members],
                     *[str(self.state / f'witness-{member}' / 'witness.json') for member in self.members])
        for member in self.members:
            for name in ('trust.json', 'anchor.json'):
                shutil.copy(self.state / name, self.state / member / name)
                shutil.copy(self.state / name, self.state / f'witness-{member}' / name)
        self.passwords = {}
        self.kind = kind

    def people(self):
        for member, (_, _, _, officers) in self.members.items():
            folder = self.state / member / 'officers'
            folder.mkdir(mode=0o700, exist_ok=True)
            for name, role in officers.items():
                officer = f'{name}@{member}'
                self.passwords[officer] = secrets.token_urlsafe(9)
                made = self.malines('officer', 'key', str(folder / name), '--officer', officer)
                self.malines('officer', 'add', officer, '--name', name.capitalize(), '--roles', role, '--password', '-', '--key',
                             made['key'], node=member, stdin=self.passwords[officer] + '\n')
        (self.state / 'ready.json').write_text(json.dumps({'lists': self.kind, 'form': STATE_FORM, 'passwords': self.passwords}))
        os.chmod(self.state / 'ready.json', 0o600)

    def owner(self, member):
        return next(name for name, role in self.members[member][3].items() if role == 'register_owner')

    def load(self):
        """Each node reads its list; the same list a second time changes nothing."""
        for member in self.members:
            began = time.monotonic()
            if self.folder:
                file, fmt, source, category, more = OFFICIAL[member]
                counts = self.malines('import', '--format', fmt, '--source', source, '--category', category, *more,
                                      str(self.folder / file), node=member, key=self.owner(member))
            else:
                counts = self.malines('import', '--format', 'ftm-jsonl', '--source', 'invented', '--category', INVENTED[member],
                                      '--invent', f'2026:{INVENTED_COUNT}:{member}', node=member, key=self.owner(member))
            print(f"  {self.members[member][0]:8} {counts['added']:5} added, {counts['changed']} changed, {counts['removed']} removed, "
                  f"{counts['unchanged']} unchanged, {counts['refused']} refused ({time.monotonic() - began:.1f} s)")

    def wait_for_copies(self):
        """Until every published copy is whole everywhere."""
        for _ in range(1200):
            waiting = 0
            for member in self.members:
                for peer in self.malines('peer', 'list', node=member, key=self.owner(member))['members']:
                    waiting += peer['state'] != 'up' or peer['channels']['alerts']['waiting'] > 0
            if not waiting:
                return
            time.sleep(0.1)
        raise Failed('the copies did not become whole within two minutes')

    # ---- The story ----
    def say(self, text=''):
        print(text, flush=True)

    def people_born_alike(self):
        """Names at France whose day of birth is also one at Morocco: the ones worth asking in the story."""
        def entries(member):
            if self.folder:
                file, fmt, _, _, more = OFFICIAL[member]
                command = ['--format', fmt, *more, str(self.folder / file)]
            else:
                command = ['--invent', '2026', str(INVENTED_COUNT), '--flavour', member]
            lines = subprocess.run([self.program('malines-import'), *command], capture_output=True, env=self.env).stdout.splitlines()
            for line in lines:
                entry = json.loads(line)
                subject = entry.get('subject') or {}
                if subject.get('kind') == 'person':
                    yield subject
        def latin(name):
            return all(ord(c) < 0x250 for c in name['text'])
        days = set()
        for subject in entries('ma'):
            if subject.get('names') and not any(latin(n) for n in subject['names']):
                days.update(b for b in subject.get('births', []) if len(b) == 10)
        for subject in entries('fr'):
            born = [b for b in subject.get('births', []) if b in days]
            if born and latin(subject['names'][0]):
                yield subject['names'][0]['text'], born[0]

    def check(self, *words):
        return self.malines('check', *words, '--purpose', 'border_check', node='fr', key='claire')

    def coverage(self, check):
        for line in check['coverage']:
            country = self.members[line['member']][0]
            if line['sharing'] == 'own':
                words = 'own register'
            elif line['sharing'] == 'asked':
                words = 'asked and answered' if line['state'] == 'answered' else 'NOT REACHED: this is not a "no hit"' if not line['reached'] else line['state']
            elif line['sharing'] == 'published':
                words = f"copy as of {line['as_of']}, last heard {line['last_heard']}" + ('' if line['reached'] else ', NOT REACHED now')
            else:
                words = f"closed ({line.get('reason', '')})"
            records = f", {line['records']} records" if 'records' in line else ''
            self.say(f'    {country:8} {words}{records}')

    def candidates(self, check, most=6):
        for c in check['candidates'][:most]:
            name = c['subject']['names'][0]['text'] if c.get('subject') else '(not shown)'
            why = ', '.join(f"{e['field']} {e['grade']}" for e in c['evidence'] if e['bits'] > 0)
            self.say(f"    {c['n']:2}. {c['score']:.2f}  {self.members[c['owner']][0]:8} {name}   [{why}]")

    def tell_a(self):
        self.say('\n(a) At a French border, an officer checks a name and a date of birth.')
        for tries, (name, born) in enumerate(self.people_born_alike()):
            if tries > 400:
                break
            check = self.check(name, '--born', born)
            owners = {c['owner'] for c in check['candidates'] if c['score'] >= 0.5}
            if len(owners) >= 3 and 'ma' in owners:
                break
        else:
            check = None
        if not check or 'ma' not in owners:
            raise Failed('no name of the French list was found with several members')
        self.asked_name = name
        self.say(f'    Asked: {name}, born {born}. Answered in {check["took_ms"]} ms:')
        self.candidates(check)
        self.coverage(check)
        if len(check['coverage']) != 4:
            raise Failed('the coverage does not name all four')

    def tell_b(self):
        self.say('\n(b) In Brussels, an alert is written. How long until a French check finds it?')
        token = secrets.token_hex(2)
        born = (date(1955, 1, 1) + timedelta(days=secrets.randbelow(16_000))).isoformat()  # another invented person each time it is told
        alert = {'category': 'refusal', 'subject': {'kind': 'person', 'names': [{'text': 'Karim Voorbeeld', 'given': 'Karim', 'family': 'Voorbeeld'}],
                                                    'births': [born], 'sex': 'm', 'nationalities': ['be']},
                 'reason': 'invented for this demonstration', 'action': 'refuse entry', 'authority': 'be', 'decision_ref': 'DEMO-' + token}
        began = time.monotonic()
        made = self.malines('alert', 'create', json.dumps(alert), node='be', key='anke')
        entered = time.monotonic()
        while time.monotonic() - entered < 10:
            check = self.check('Karim Voorbeeld', '--born', born)
            hit = next((c for c in check['candidates'] if c['record'] == made['record']), None)
            if hit:
                break
        else:
            raise Failed('the alert written in Brussels was not found in France within ten seconds')
        took = time.monotonic() - entered
        self.say(f'    Entered as {made["record"]} ({1000 * (entered - began):.0f} ms for the command).')
        self.say(f'    Found in France {1000 * took:.0f} ms later, the two commands\' own start included:')
        self.candidates(check, 2)
        self.entered_birth = born
        return check, hit

    def tell_c(self):
        self.say('\n(c) The Spanish node is switched off. The same kind of check:')
        self.stop('es')
        check = self.check('Karim Voorbeeld', '--born', '1990-05-04')
        self.coverage(check)
        line = next(l for l in check['coverage'] if l['member'] == 'es')
        if line['reached'] or line['state'] != 'unreachable':
            raise Failed('a member that was off is not reported as not reached')
        self.start('es')

    def approve(self, member, officer, request):
        return self.malines('approve', request, '--yes', node=member, key=officer)

    def wait_for_witnesses(self, member):
        """Until a quorum of the other members' witnesses stands behind all that is in the log now."""
        size = self.malines('audit', 'status', node=member)['size']
        for _ in range(300):
            status = self.malines('audit', 'status', node=member)
            if status['cosigned']['size'] >= size:
                return
            time.sleep(0.1)
        raise Failed(f'no quorum of witnesses has cosigned the log of {member}: {json.dumps(status["cosigned"])}')

    def wait_step(self, member, key, request, wanted):
        for _ in range(200):
            try:
                shown = self.malines('request', 'show', request, node=member, key=key)
                if shown['step'] == wanted:
                    return shown
            except Failed:
                pass
            time.sleep(0.05)
        raise Failed(f'the request did not become "{wanted}" at {member}')

    def tell_d(self, check, hit):
        self.say('\n(d) The officer confirms the hit and asks Belgium for more; nobody decides alone.')
        self.malines('check', 'judge', check['id'], str(hit['n']), 'hit', '--reason', 'document and photograph agree', node='fr', key='claire')
        request = self.malines('request', 'create', check['id'], str(hit['n']), '--text',
                               'Stopped at the border at 14:20. Which decision is behind this alert?', node='fr', key='claire')['id']
        self.say(f'    Claire drafts request {request}.')
        try:
            self.approve('fr', 'claire', request)
            raise Failed('an officer approved her own request')
        except Failed as refused:
            if 'approved her own' in str(refused):
                raise
            self.say('    Claire can\'t approve it herself: refused.')
        self.approve('fr', 'julien', request)
        self.say('    Julien approves with his key; it is sent.')
        self.wait_step('be', 'griet', request, 'received')
        self.malines('request', 'decide', request, 'release', '--text', 'Entry ban of 3 March; file follows by the usual way.', node='be', key='griet')
        self.say('    Belgium has received it. Griet decides to release.')
        self.approve('be', 'bram', request)
        self.say('    Bram approves the release with his key.')
        self.wait_step('fr', 'claire', request, 'released')
        self.say('    France holds the answer.')
        proofs = []
        self.wait_step('be', 'griet', request, 'delivered')
        for member in ('fr', 'be'):
            self.wait_for_witnesses(member)
        for member, key in (('fr', 'claire'), ('be', 'griet')):
            path = self.state / f'proof-{member}.json'
            self.malines('request', 'proof', request, '--out', str(path), node=member, key=key)
            proofs.append(str(path))
        done = subprocess.run([self.program('malines-verify'), 'request', *proofs, '--trust', str(self.state / 'trust.json'),
                               '--anchor', str(self.state / 'anchor.json'), '--cosigned'], capture_output=True, text=True)
        for line in (done.stdout + done.stderr).splitlines():
            self.say('    | ' + line)
        if done.returncode:
            raise Failed('the proof does not hold')

    def tell_e(self):
        self.say('\n(e) Somebody whom no list names. France certifies what was asked and found, and what that does not say.')
        check = self.check('Zyprian Quorvathel', '--born', '1961-02-17')
        if check['candidates']:
            raise Failed('an invented name was found')
        self.malines('check', 'certificate', check['id'], '--out', str(self.state / 'certificate.json'), node='fr', key='claire')
        self.wait_for_witnesses('fr')
        self.malines('check', 'certificate', check['id'], '--out', str(self.state / 'certificate.json'), node='fr', key='claire')
        done = subprocess.run([self.program('malines-verify'), 'certificate', str(self.state / 'certificate.json'), '--trust',
                               str(self.state / 'trust.json'), '--anchor', str(self.state / 'anchor.json'), '--cosigned'], capture_output=True, text=True)
        for line in (done.stdout + done.stderr).splitlines():
            self.say('    | ' + line)
        if done.returncode or 'no releasable record found in' not in done.stdout:
            raise Failed('the certificate does not hold')

    def tell_f(self):
        self.say('\n(f) Belgium\'s auditor answers somebody who asks where their data went.')
        found = self.malines('subject', 'find', '--name', 'Karim Voorbeeld', '--born', self.entered_birth, '--reason', 'request of the person', '--use',
                             'lawfulness', node='be', key='pieter')
        self.say(f"    {len(found['records'])} records, {len(found['requests'])} requests, {len(found['checks'])} kept checks, {len(found['log'])} entries of the log;")
        for line in found['members']:
            holds = line.get('holds', {})
            self.say(f"    {self.members[line['member']][0]:8} " + (f"holds {sum(r['copy'] for r in holds['records'])} copies, "
                     f"{len(holds['requests'])} requests" if line['reached'] else 'NOT REACHED'))
        if not found['complete'] or not found['records']:
            raise Failed('the person was not found everywhere')
        self.malines('audit', 'reconcile', 'fr', node='be', key='pieter')
        for _ in range(200):
            reports = self.malines('audit', 'reconciliations', node='be', key='pieter')
            if not reports['running']:
                break
            time.sleep(0.1)
        report = reports['reports'][0]
        self.say(f"    Both sides' logs compared with France: {report['result']}, {report['matched']} messages in both.")
        if report['result'] != 'same':
            raise Failed(f'the logs differ: {report}')

    def story(self):
        self.tell_a()
        check, hit = self.tell_b()
        self.tell_c()
        self.tell_d(check, hit)
        self.tell_e()
        self.tell_f()

    def sign_ins(self):
        self.say('\nThe nodes are up. Consoles, on this computer only:')
        for member, (country, _, console_port, officers) in self.members.items():
            self.say(f'  {country:8} http://{member}.localhost:{console_port}/')
            for name, role in officers.items():
                self.say(f'      {name}@{member:3} {role:15} {self.passwords[f"{name}@{member}"]}')
        self.say('Ctrl-C stops them.')

    def run(self):
        began = time.monotonic()
        self.only_one()
        self.prepare()
        for member in self.members:
            self.start(member)
        if self.new:
            self.people()
        source = 'official lists: ' + str(self.folder) if self.folder else 'INVENTED people: no official list is here (see --lists)'
        self.say(f'Four nodes are up, with mutual TLS on loopback. Loading {source}')
        self.load()
        self.wait_for_copies()
        self.say(f'All published copies are whole, {time.monotonic() - began:.1f} s after the start.')
        self.story()
        if self.options.story:
            self.say('\nThe story is told; every step was as it should be.')
            return
        self.sign_ins()
        signal.pause()


def main():
    options = argparse.ArgumentParser(prog='./run')
    options.add_argument('--build', default='build', help=argparse.SUPPRESS)
    options.add_argument('--state', default='.demo', help='where the nodes keep their state')
    options.add_argument('--lists', help='folder of official lists')
    options.add_argument('--story', action='store_true', help='play the story and exit with a status')
    options.add_argument('--fresh', action='store_true', help='forget earlier state')
    demo = Demo(options.parse_args())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also when started in the background
    try:
        demo.run()
        return 0
    except Failed as why:
        print(f'\nThis did not work: {why}', file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print('\nStopping.')
        return 0
    finally:
        demo.stop_all()


if __name__ == '__main__':
    sys.exit(main())
