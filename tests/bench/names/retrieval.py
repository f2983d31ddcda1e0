#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A held-out alias of a listed person among people who do not exist: the lists are read, questions made, ours and the
others asked the same. Persons are split by a hash of their reference, never by alias; only one half is asked about, at most
five aliases of one person. Called by ./bench names.

`related` are aliases that have to do with the name by a test that no matcher here uses (letters in common): the names as one word
are 60 % alike, or each word of the shorter has a partner of its own that is half alike. Articles, "son of" and titles are left
out; Abu is not, or a nom de guerre would be related to whoever has any word like the one behind it. The others (noms de guerre, other
identities) are shown apart and are in no goal; of names in Arabic script by the same test on consonants. A record has all births
that its list alleges; the year asked is the first's."""
import csv
import gzip
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from typing import NamedTuple

import peers
from peers import folded

PARTICLES = peers.PARTICLES - peers.KUNYAS

ALIASES_MAX = 5
GOALS = {'related': {'no date': 0.92, 'year': 0.97}, 'Arabic': {'no date': 0.90, 'year': 0.95}, 'Arabic of the EU list': {'no date': 0.85, 'year': 0.90}}
AT_SIZE = {'related': {'year': 0.85}}


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
    a, b = (consonants(x), consonants(y)) if 'Arabic' in (script(x), script(y)) else (folded(x, PARTICLES), folded(y, PARTICLES))
    if not a or not b:
        return False
    if similar(''.join(a), ''.join(b)) >= 0.6:
        return True
    short, long = sorted((a, b), key=len)
    return have_partners(short, [[similar(w, v) >= 0.5 for v in long] for w in short])


def have_partners(words, alike):
    """Whether each word can have a partner of its own (Kuhn's augmenting paths)."""
    partner = {}

    def finds(i, tried):
        for j, fits in enumerate(alike[i]):
            if fits and j not in tried:
                tried.add(j)
                if j not in partner or finds(partner[j], tried):
                    partner[j] = i
                    return True
        return False
    return all(finds(i, set()) for i in range(len(words)))


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
        births = [text(node, 'DATE')[:10] or text(node, 'YEAR') or '/'.join(filter(None, (text(node, 'FROM_YEAR'), text(node, 'TO_YEAR')))) for node in one.iter('INDIVIDUAL_DATE_OF_BIRTH')]
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


def lists(folder, only=None):
    for name, read in (('UN', lambda: un_people(folder / 'un_consolidated_20260227.xml')), ('OFAC', lambda: ofac_people(folder)),
                       ('EU', lambda: ftm_people(folder / 'lists_ftm' / 'eu_fsf_20260501.ftm.jsonl.gz'))):
        if only and name not in only:
            continue
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


def goal_of(group, people):
    name, rest = group.split(' ', 1)
    kind, when = rest.split(', ')
    if people > 1e6:
        return AT_SIZE.get(kind, {}).get(when) if people >= 90e6 else None
    return GOALS.get('Arabic of the EU list' if kind == 'Arabic' and name == 'EU' else kind, {}).get(when)


# ---- The others ----

class Other(NamedTuple):
    title: str
    ask: object  # peers.py: (names, folder, asked) to an answer, OSError when it cannot
    most: int  # questions of each way
    everywhere: bool = True  # or only of the first list


def others(venv):
    """The slow ones get fewer questions; FTS5 (half a second for each) and Xapian (two minutes to build) one list."""
    return (Other('PostgreSQL pg_trgm GIN', peers.pg_trgm, 100), Other('SQLite FTS5 trigram', peers.fts5, 20, False),
            Other('tantivy', peers.elsewhere('tantivy', venv), 1000), Other('Xapian', peers.elsewhere('xapian', venv), 1000, False))


WAYS = ('no date', 'year', 'date as lists err')


def sample(name, asked, count):
    """Some of the related for each way of asking: for us (as a group of their own) and for the others."""
    return {way: random.Random(1).sample(found, min(count, len(found)))
            for way in WAYS for found in [[q for q in asked if q[0] == f'{name} related, {way}']]}


def rates(answers):
    ranks, took = answers['ranks'], sorted(answers['took'])
    n = len(ranks)
    return (f'{sum(r == 1 for r in ranks) / n:.3f} / {sum(1 <= r <= peers.WANTED for r in ranks) / n:.3f}, '
            f'median {1000 * took[n // 2]:.1f} ms, p90 {1000 * took[n * 9 // 10]:.1f} ms'), took[n // 2]


def beside(name, names, folder, few, other, medians, row):
    """One row for what its index took and for each way of asking."""
    folder.mkdir(parents=True)
    try:
        found = other.ask(names, folder, {way: asked[:other.most] for way, asked in few.items()})
    except OSError as why:
        return row(f'{name}: beside: {other.title}', f'SKIPPED: {why}')
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    row(f'{name}: beside: {other.title}: index', f'{found["built"]:.0f} s to build, {found["bytes"] / 1e6:.0f} MB')
    for way, answers in found['ways'].items():
        text, theirs = rates(answers)
        times, in_goal = theirs / medians[way], other.ask is peers.pg_trgm and way == 'no date'
        row(f'{name}: beside: {other.title}: recall at 1 / 10 of {len(answers["ranks"])} related, {way}', f'{text}; ours is {times:,.1f} times as fast',
            '≥ 40 times' if in_goal else '', times >= 40 if in_goal else None)


# ---- All of it ----

def write_lines(path, lines):
    with open(path, 'w', encoding='utf-8') as f:
        f.writelines('\t'.join(map(str, line)) + '\n' for line in lines)


def run(build, data, people, folder, row, venv=None, count=400, only=None, snapshot=None):
    """`snapshot`: an index of as many people that names_scale kept; their names are not written out, so no other is asked."""
    program = build / 'tests' / 'bench' / 'retrieve'
    held = dict(os.environ, SCALE_SNAPSHOT=str(snapshot)) if snapshot else {k: v for k, v in os.environ.items() if k != 'SCALE_SNAPSHOT'}
    count = 0 if snapshot else count
    for turn, (name, listed) in enumerate(lists(data / 'watchlists', only)):
        chance = random.Random(2026)
        records, wanted, names = folder / f'{name}.records', folder / f'{name}.questions', folder / f'{name}.names'
        write_lines(records, ((number, clean(primary), ';'.join(births)) for number, (_, primary, _, births) in enumerate(listed)))
        asked = [(g, n, clean(a), b) for g, n, a, b in questions(name, listed, chance)]
        few = sample(name, asked, count)
        again = {q: f'{name} related and asked of all, {way}' for way in WAYS for q in few[way]}
        write_lines(wanted, ((*q, again.get(q, '')) for q in asked))
        said = subprocess.run([program, data / 'names', str(people), records, wanted, names], capture_output=True, text=True, env=held)
        if said.returncode:
            row(f'{name} among {people:,}', 'SKIPPED: ' + said.stderr.strip()[:200])
            continue
        index, *groups = said.stdout.splitlines()
        built, size = index.split('|')
        row(f'{name}: our index of {people:,} and {len(listed):,} names', f'{float(built):.0f} s to build, {int(size) / 1e6:.0f} MB')
        medians = {}
        for line in groups:
            group, n, first, ten, hundred, p50, p90, p99 = line.split('|')
            goal = goal_of(group, people)
            row(f'{group}: recall at 1 / 10 / 100 of {n} among {people:,}', f'{first} / {ten} / {hundred}, median {p50} µs, p90 {p90} µs, p99 {p99} µs',
                f'at 10 ≥ {goal}' if goal else '', float(ten) >= goal if goal else None)
            if ' asked of all, ' in group:
                medians[group.rsplit(', ', 1)[1]] = float(p50) / 1e6
            if group.endswith(' related, no date') and people <= 1e6:
                row(f'{name}: time of a search by name alone', f'median {p50} µs', '≤ 1 ms', float(p50) <= 1000)
        for other in others(venv) if count else ():
            if other.everywhere or turn == 0:
                beside(name, names, folder / name / other.title.split()[0], few, other, medians, row)
