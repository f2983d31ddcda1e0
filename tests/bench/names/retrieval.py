#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A held-out alias of a listed person among people who do not exist: the lists are read, questions made, ours and the
others asked the same. Persons are split by a hash of their reference, never by alias; only one half is asked about, at most
five aliases of one person. Called by ./bench names.

`related` are aliases that have to do with the name by a test that no matcher here uses (letters in common); the others
(noms de guerre, other identities) are shown apart and are in no goal; of names in Arabic script by the same test on consonants."""
import csv
import gzip
import hashlib
import json
import pathlib
import random
import re
import sqlite3
import subprocess
import time
import unicodedata
import xml.etree.ElementTree as ET

PARTICLES = set('al el ul ibn bin ben bint abu abou umm de la van von der del du le mr haji sheikh mullah'.split())
ALIASES_MAX = 5
GOALS = {'related': {'no date': 0.92, 'year': 0.97}, 'Arabic': {'no date': 0.90, 'year': 0.95}, 'Arabic of the EU list': {'no date': 0.85, 'year': 0.90}}


def folded(name):
    letters = unicodedata.normalize('NFKD', name.lower())
    words = re.findall(r'[a-z0-9]+', ''.join(c for c in letters if not unicodedata.combining(c)).replace("'", ''))
    return [w for w in words if w not in PARTICLES] or words


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def similar(a, b):
    return 1 - distance(a, b) / max(len(a), len(b), 1)


# Consonants alone, of either script, as a dictionary pairs them: which is all that the two scripts write in common.
ARABIC_CONSONANTS = dict(pair.split(':') for pair in 'ب:b پ:b ت:t ث:t ط:t ج:j چ:s خ:x د:d ذ:d ض:d ر:r ز:z ژ:z ظ:z س:s ش:s ص:s غ:g گ:g ف:f ڤ:f ق:k ك:k ک:k ل:l م:m ن:n'.split())
LATIN_CONSONANTS = [('tch', 's'), ('kh', 'x'), ('gh', 'g'), ('sh', 's'), ('ch', 's'), ('th', 't'), ('dh', 'd'), ('dj', 'j'), ('ph', 'f'), ('zh', 'z'),
                    ('p', 'b'), ('v', 'f'), ('q', 'k'), ('c', 'k')]


def consonants(name):
    if script(name) == 'Arabic':
        words = re.findall(r'[\u0621-\u06d3]+', unicodedata.normalize('NFKC', name))
        words = [re.sub(r'^ال(?=..)', '', w) for w in words if w not in ('بن', 'ابن', 'أبو', 'ابو', 'أبي', 'ال')]
        return [k for k in (''.join(ARABIC_CONSONANTS.get(c, '') for c in w) for w in words) if k]
    words = []
    for word in folded(name):
        for letters, sound in LATIN_CONSONANTS:
            word = word.replace(letters, sound)
        words.append(re.sub(r'(.)\1+', r'\1', re.sub(r'[^bdfgjklmnrstxz]', '', word)))
    return [w for w in words if w]


def related(x, y):
    a, b = (consonants(x), consonants(y)) if 'Arabic' in (script(x), script(y)) else (folded(x), folded(y))
    if not a or not b:
        return False
    if similar(''.join(a), ''.join(b)) >= 0.6:
        return True
    short, long = sorted((a, b), key=len)
    return all(max(similar(w, v) for v in long) >= 0.5 for w in short)


def script(name):
    for c in name:
        if '\u0600' <= c <= '\u06ff' or '\ufb50' <= c <= '\ufeff':
            return 'Arabic'
        if '\u0400' <= c <= '\u04ff':
            return 'Cyrillic'
    return 'Latin' if any('a' <= c.lower() <= 'z' for c in unicodedata.normalize('NFKD', name)) else 'other'


# ---- Lists: reference, primary name, other names, births ----

def ftm_people(path):
    with gzip.open(path, 'rt', encoding='utf-8') as lines:
        for line in lines:
            entity = json.loads(line)
            p = entity['properties']
            if entity['schema'] == 'Person' and p.get('name'):
                yield entity['id'], p['name'][0], p['name'][1:] + p.get('alias', []) + p.get('weakAlias', []), p.get('birthDate', [])


def un_people(path):
    def text(node, tag):
        return (node.findtext(tag) or '').strip()
    for one in ET.parse(path).getroot().iter('INDIVIDUAL'):
        name = ' '.join(filter(None, (text(one, t) for t in ('FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'))))
        others = [a for node in one.iter('INDIVIDUAL_ALIAS') for a in re.split(r';', text(node, 'ALIAS_NAME')) if a.strip()]
        others += [a for a in text(one, 'NAME_ORIGINAL_SCRIPT').split(';') if a.strip()]
        births = [text(node, 'DATE')[:10] or text(node, 'YEAR') for node in one.iter('INDIVIDUAL_DATE_OF_BIRTH')]
        if name:
            yield text(one, 'REFERENCE_NUMBER'), name, others, [b for b in births if b]


def ofac_people(folder):
    months = {m: i for i, m in enumerate('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(), 1)}
    others = {}
    for row in csv.reader(open(folder / 'ofac_alt_2022.csv', encoding='latin-1')):
        if len(row) > 3:
            others.setdefault(row[0], []).append(row[3])
    for row in csv.reader(open(folder / 'ofac_sdn_2022.csv', encoding='latin-1')):
        if len(row) < 12 or row[2] != 'individual':
            continue
        births = [f'{y}-{months[m]:02}-{int(d):02}' for d, m, y in re.findall(r'DOB (\d{1,2}) (\w{3}) (\d{4})', row[11]) if m in months]
        births += re.findall(r'DOB (?:circa )?(\d{4})', row[11])
        yield row[0], row[1], others.get(row[0], []), births


def lists(folder):
    for name, read in (('UN', lambda: un_people(folder / 'un_consolidated_20260227.xml')), ('OFAC', lambda: ofac_people(folder)),
                       ('EU', lambda: ftm_people(folder / 'lists_ftm' / 'eu_fsf_20260501.ftm.jsonl.gz'))):
        try:
            yield name, list(read())
        except (OSError, ET.ParseError) as why:
            print(f'  SKIPPED: the {name} list: {why}', flush=True)


def is_asked(reference):
    return hashlib.md5(reference.encode()).digest()[0] >= 128


def perturbed(births, chance):
    """Dates err as those of real lists do: another alleged date, a year off, day and month exchanged, the year alone."""
    birth = chance.choice(births)
    if len(birth) < 10:
        return str(int(birth[:4]) + (chance.choice((-1, 1)) if chance.random() < 0.1 else 0))
    kind = chance.random()
    if kind < 0.10:
        return f'{int(birth[:4]) + chance.choice((-1, 1))}{birth[4:]}'
    if kind < 0.16 and int(birth[8:]) <= 12:
        return f'{birth[:5]}{birth[8:]}-{birth[5:7]}'
    if kind < 0.22:
        return birth[:4] + '-01-01'
    return birth[:4] if kind < 0.30 else birth


def questions(name, people, chance):
    for number, (reference, primary, others, births) in enumerate(people):
        births = [b for b in births if re.match(r'\d{4}', b)]
        if not is_asked(reference):
            continue
        asked = [a for a in dict.fromkeys(o.strip() for o in others) if a and a != primary]
        for alias in chance.sample(asked, min(ALIASES_MAX, len(asked))):
            kind = script(alias)
            if kind == 'other':
                continue
            akin = kind == 'Cyrillic' or related(alias, primary)
            group = kind + (' unrelated' if not akin else '') if kind != 'Latin' else 'related' if akin else 'unrelated'
            yield f'{name} {group}, no date', number, alias, ''
            if births:
                yield f'{name} {group}, year', number, alias, births[0][:4]
                yield f'{name} {group}, date as lists err', number, alias, perturbed(births, chance)


def clean(text):
    return re.sub(r'[\t\r\n]+', ' ', text).strip()


def goal_of(group):
    name, rest = group.split(' ', 1)
    kind, when = rest.split(', ')
    return GOALS.get('Arabic of the EU list' if kind == 'Arabic' and name == 'EU' else kind, {}).get(when)


# ---- The others: the same names, the same questions without dates ----

def sample(asked, count, chance):
    wanted = [q for q in asked if q[0].endswith('related, no date') and 'unrelated' not in q[0]]
    return chance.sample(wanted, min(count, len(wanted)))


def rates(ranks, took):
    took.sort()
    n = len(ranks)
    return f'{sum(r == 1 for r in ranks) / n:.3f} / {sum(1 <= r <= 10 for r in ranks) / n:.3f}, median {1000 * took[n // 2]:.1f} ms', took[n // 2]


def ask_all(asked, ask):
    ranks, took = [], []
    for _, number, name, _ in asked:
        began = time.monotonic()
        keys = ask(name)
        took.append(time.monotonic() - began)
        key = (1 << 30) + number
        ranks.append(keys.index(key) + 1 if key in keys else 0)
    return rates(ranks, took)


def fts5(names, asked):
    db = sqlite3.connect(':memory:')
    try:
        db.execute("CREATE VIRTUAL TABLE n USING fts5(name, tokenize='trigram')")
    except sqlite3.OperationalError:
        return 'SKIPPED: this SQLite has no FTS5 trigram tokenizer', None
    with open(names, encoding='utf-8', errors='replace') as f:
        db.executemany('INSERT INTO n(rowid, name) VALUES(?, ?)', (line.rstrip('\n').split('\t') for line in f))

    def ask(name):
        text = ' '.join(folded(name))
        grams = {text[i:i + 3].replace('"', '') for i in range(len(text) - 2)}
        query = ' OR '.join(f'"{g}"' for g in grams if len(g) == 3)
        return [r for (r,) in db.execute('SELECT rowid FROM n WHERE n MATCH ? ORDER BY rank LIMIT 10', (query,))] if query else []
    return ask_all(asked, ask)


class Postgres:
    """A cluster of our own in a folder, gone afterwards."""

    def __init__(self, folder):
        found = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin/initdb'))
        self.bin, self.folder, self.process = (found[-1].parent if found else None), folder / 'pg', None

    def run(self, *words, **more):
        import os
        as_user = ['runuser', '-u', 'postgres', '--'] if os.geteuid() == 0 else []
        return subprocess.run([*as_user, *map(str, words)], check=True, capture_output=True, text=True, **more).stdout

    def start(self):
        if not self.bin:
            raise OSError('PostgreSQL is not installed (apt install postgresql postgresql-contrib)')
        self.folder.mkdir()
        import os
        if os.geteuid() == 0:
            subprocess.run(['chown', '-R', 'postgres', self.folder], check=True)
            for parent in self.folder.parents:
                if str(parent).startswith('/tmp/'):
                    parent.chmod(0o755)
        self.run(self.bin / 'initdb', '-D', self.folder / 'data', '-A', 'trust', '-E', 'UTF8', '--no-locale')
        self.run(self.bin / 'pg_ctl', '-D', self.folder / 'data', '-w', '-l', self.folder / 'log', '-o',
                 f"-k {self.folder} -h '' -c fsync=off -c shared_buffers=512MB", 'start')

    def sql(self, *statements):
        return self.run(self.bin / 'psql', '-h', self.folder, '-qAtX', 'postgres', input='\n'.join(statements))

    def stop(self):
        if self.bin and (self.folder / 'data' / 'postmaster.pid').exists():
            self.run(self.bin / 'pg_ctl', '-D', self.folder / 'data', '-m', 'immediate', 'stop')


def pg_trgm(folder, names, asked):
    pg = Postgres(folder)
    try:
        pg.start()
        names.chmod(0o644)
        copied = "\\copy n from '%s' with (format text)" % names
        pg.sql('CREATE EXTENSION pg_trgm; CREATE TABLE n(id bigint, name text);', copied,
               'CREATE INDEX ON n USING gin(name gin_trgm_ops); ANALYZE n;')
        statements = ['\\timing on', 'SET pg_trgm.similarity_threshold=0.3;']
        for _, _, name, _ in asked:
            text = name.replace("'", "''")
            statements.append(f"SELECT coalesce(string_agg(id::text, ' '), '-') FROM (SELECT id FROM n WHERE name % '{text}' "
                              f"ORDER BY similarity(name, '{text}') DESC LIMIT 10) s;")
        lines = [line for line in pg.sql(*statements).splitlines() if line][1:]  # without the answer to SET
        ranks, took = [], []
        for (_, number, _, _), answer, timing in zip(asked, lines[::2], lines[1::2]):
            keys = answer.split()
            key = str((1 << 30) + number)
            ranks.append(keys.index(key) + 1 if key in keys else 0)
            took.append(float(re.search(r'([\d.]+) ms', timing).group(1)) / 1000)
        return rates(ranks, took)
    except (OSError, subprocess.CalledProcessError) as why:
        return f'SKIPPED: {getattr(why, "stderr", "") or why}'.strip()[:200], None
    finally:
        pg.stop()


# ---- All of it ----

def run(build, data, people, folder, row, others=100):
    program = build / 'tests' / 'bench' / 'retrieve'
    for name, listed in lists(data / 'watchlists'):
        chance = random.Random(2026)
        records, wanted, names = folder / f'{name}.records', folder / f'{name}.questions', folder / f'{name}.names'
        with open(records, 'w', encoding='utf-8') as f:
            for number, (_, primary, _, births) in enumerate(listed):
                f.write(f"{number}\t{clean(primary)}\t{births[0] if births else ''}\n")
        asked = [(g, n, clean(a), b) for g, n, a, b in questions(name, listed, chance)]
        with open(wanted, 'w', encoding='utf-8') as f:
            f.writelines('\t'.join(map(str, q)) + '\n' for q in asked)
        said = subprocess.run([program, data / 'names', str(people), records, wanted, names], capture_output=True, text=True)
        if said.returncode:
            row(f'{name} among {people:,}', 'SKIPPED: ' + said.stderr.strip()[:200])
            continue
        median = None
        for line in said.stdout.splitlines():
            group, n, first, ten, hundred, p50, p99 = line.split('|')
            goal = goal_of(group)
            row(f'{group}: recall at 1 / 10 / 100 of {n} among {people:,}', f'{first} / {ten} / {hundred}, median {p50} µs, p99 {p99} µs',
                f'at 10 ≥ {goal}' if goal else '', float(ten) >= goal if goal else None)
            if group.endswith(' related, no date'):
                median = float(p50) / 1e6
                row(f'{name}: time of a search by name alone', f'median {p50} µs', '≤ 1 ms', median <= 1e-3)
        few = sample(asked, others, random.Random(1))
        for title, ask in ((f'beside: PostgreSQL pg_trgm GIN ({len(few)} of the related)', lambda: pg_trgm(folder / name, names, few)),
                           (f'beside: SQLite FTS5 trigram ({min(40, len(few))} of the related)', lambda: fts5(names, few[:40]))):
            (folder / name).mkdir(exist_ok=True)
            text, theirs = ask()
            times = f'; ours is {theirs / median:,.0f} times as fast' if theirs and median else ''
            row(f'{name}: {title}: recall at 1 / 10', text + times, '≥ 40 times' if 'pg_trgm' in title and theirs else '',
                theirs / median >= 40 if 'pg_trgm' in title and theirs and median else None)
