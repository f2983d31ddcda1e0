#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""What other programs find: the same names, the same questions, the year of birth as a filter. Called by retrieval.py; none of
them is needed by anything but this measurement.

Each is set up as one who knows it would for names, and gets what helps it: words folded by `folded` (marks, case and particles
gone), trigrams of the words with their ends marked, and of several rankings tried on a sample of these very questions the best.
A year lets the one before, the one after and records without a birth through: where it is right nothing that is looked for is
lost. A question in Arabic script finds nothing in any of them: its letters are in no name here.

tantivy and xapian run in the Python of a venv outside the tree, with this file as the program:
python3 -m venv VENV && VENV/bin/pip install tantivy xapian-bindings-binary; ./bench names --peers VENV"""
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time
import unicodedata

KUNYAS = {'abu', 'abou', 'umm'}
PARTICLES = KUNYAS | set('al el ul ibn bin ben bint de la van von der del du le mr haji sheikh mullah'.split())
FIRST_LISTED = 1 << 30  # of the keys: retrieve.c
WANTED = 10


def folded(name, particles=PARTICLES):
    letters = unicodedata.normalize('NFKD', name.lower())
    words = re.findall(r'[a-z0-9]+', ''.join(c for c in letters if not unicodedata.combining(c)).replace("'", ''))
    return [w for w in words if w not in particles] or words


def trigrams(words):
    return [g for word in words for g in (f'_{word}_'[i:i + 3] for i in range(len(word)))]


def years(year):
    return [0, year - 1, year, year + 1]


def names_of(path):
    with open(path, encoding='utf-8', errors='replace') as lines:
        for line in lines:
            key, name, year = line.rstrip('\n').split('\t')
            yield int(key), folded(name), int(year)


def rank(keys, number):
    return keys.index(FIRST_LISTED + number) + 1 if FIRST_LISTED + number in keys else 0


def ask_all(asked, ask):
    """For each way of asking the rank of who was looked for (0: not there) and the processor time of each question."""
    out = {}
    for way, questions in asked.items():
        ranks, took = [], []
        for _, number, name, birth in questions:
            began = time.thread_time()
            keys = ask(folded(name), int(birth[:4]) if birth else None)
            took.append(time.thread_time() - began)
            ranks.append(rank(keys, number))
        out[way] = {'ranks': ranks, 'took': took}
    return out


# ---- SQLite FTS5, in this process ----

def fts5(names, folder, asked):
    """Its trigram tokenizer, any trigram of the question, its own BM25."""
    db = sqlite3.connect(':memory:')
    try:
        db.execute("CREATE VIRTUAL TABLE n USING fts5(name, year UNINDEXED, tokenize='trigram')")
    except sqlite3.OperationalError as why:
        raise OSError(f'this SQLite has no FTS5 trigram tokenizer: {why}') from why
    began = time.process_time()
    db.executemany('INSERT INTO n(rowid, name, year) VALUES(?, ?, ?)', ((key, ' '.join(words), year) for key, words, year in names_of(names)))
    db.execute("INSERT INTO n(n) VALUES('optimize')")
    built = time.process_time() - began

    def ask(words, year):
        text = ' '.join(words)
        query = ' OR '.join(f'"{g}"' for g in {text[i:i + 3] for i in range(len(text) - 2)})
        when = f'AND year IN ({", ".join(map(str, years(year)))})' if year else ''
        return [r for (r,) in db.execute(f'SELECT rowid FROM n WHERE n MATCH ? {when} ORDER BY rank LIMIT {WANTED}', (query,))] if query else []
    pages, size = (db.execute(f'PRAGMA {what}').fetchone()[0] for what in ('page_count', 'page_size'))
    return {'built': built, 'bytes': pages * size, 'ways': ask_all(asked, ask)}


# ---- PostgreSQL, a cluster of our own in a folder, gone afterwards ----

class Postgres:
    def __init__(self, folder):
        found = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin/initdb'))
        self.bin, self.folder = (found[-1].parent if found else None), folder / 'pg'

    def run(self, *words, **more):
        as_user = ['runuser', '-u', 'postgres', '--'] if os.geteuid() == 0 else []
        return subprocess.run([*as_user, *map(str, words)], check=True, capture_output=True, text=True, **more).stdout

    def start(self):
        if not self.bin:
            raise OSError('PostgreSQL is not installed (apt install postgresql postgresql-contrib)')
        self.folder.mkdir()
        if os.geteuid() == 0:
            subprocess.run(['chown', '-R', 'postgres', self.folder], check=True)
            for parent in self.folder.parents:
                if str(parent).startswith('/tmp/'):
                    parent.chmod(0o755)
        self.run(self.bin / 'initdb', '-D', self.folder / 'data', '-A', 'trust', '-E', 'UTF8', '--no-locale')
        self.run(self.bin / 'pg_ctl', '-D', self.folder / 'data', '-w', '-l', self.folder / 'log', '-o',
                 f"-k {self.folder} -h '' -c fsync=off -c shared_buffers=512MB -c maintenance_work_mem=512MB -c work_mem=64MB", 'start')

    def sql(self, *statements):
        return self.run(self.bin / 'psql', '-h', self.folder, '-qAtX', '-v', 'ON_ERROR_STOP=1', 'postgres', input='\n'.join(statements))

    def stop(self):
        if self.bin and (self.folder / 'data' / 'postmaster.pid').exists():
            self.run(self.bin / 'pg_ctl', '-D', self.folder / 'data', '-m', 'immediate', 'stop')


def pg_question(name, birth):
    words = ' '.join(folded(name))
    when = f'AND year IN ({", ".join(map(str, years(int(birth[:4]))))})' if birth else ''
    return (f"SELECT coalesce(string_agg(id::text, ' '), '-') FROM (SELECT id FROM n WHERE name % '{words}' {when} "
            f"ORDER BY similarity(name, '{words}') DESC LIMIT {WANTED}) s;")


def pg_trgm(names, folder, asked):
    """A GIN index of trigrams beside one of years; its default threshold of 0.3; times by its own clock."""
    pg, rows = Postgres(folder), folder / 'rows'
    try:
        pg.start()
        with open(rows, 'w', encoding='utf-8') as f:
            f.writelines(f'{key}\t{" ".join(words)}\t{year}\n' for key, words, year in names_of(names))
        rows.chmod(0o644)
        began = time.monotonic()
        pg.sql('CREATE EXTENSION pg_trgm; CREATE TABLE n(id bigint, name text, year int);', f"\\copy n from '{rows}'",
               'CREATE INDEX ON n USING gin(name gin_trgm_ops); CREATE INDEX ON n(year);', 'VACUUM ANALYZE n;')
        built, ways = time.monotonic() - began, {}
        for way, questions in asked.items():
            said = pg.sql('SET pg_trgm.similarity_threshold=0.3;', '\\timing on', *(pg_question(name, birth) for _, _, name, birth in questions))
            lines = [line for line in said.splitlines() if line]
            ranks = [rank([int(k) for k in line.split() if k != '-'], number) for (_, number, _, _), line in zip(questions, lines[::2])]
            ways[way] = {'ranks': ranks, 'took': [float(re.search(r'([\d.]+) ms', line).group(1)) / 1000 for line in lines[1::2]]}
        return {'built': built, 'bytes': int(pg.sql("SELECT pg_total_relation_size('n');")), 'ways': ways}
    except subprocess.CalledProcessError as why:
        raise OSError(why.stderr.strip()[:200]) from why
    finally:
        pg.stop()


# ---- tantivy and xapian, each in a process of its own ----

def tantivy(names, folder, asked):
    """Trigrams ranked by BM25, and for each word the same or one or two edits off (it has an automaton for these) at a constant
    score, since a rare misspelling must not count for more than the word. Of 150 of the UN
    list among a million, without a date: trigrams alone found 0.81, fuzzy words alone 0.81, both 0.85."""
    import tantivy as t
    builder = t.SchemaBuilder()
    builder.add_integer_field('key', stored=True)
    builder.add_integer_field('year', indexed=True)
    for field in ('words', 'trigrams'):
        builder.add_text_field(field, tokenizer_name='whitespace', index_option='freq')
    schema = builder.build()
    index = t.Index(schema, path=str(folder))
    began = time.process_time()
    writer = index.writer(256 << 20, 1)
    for key, words, year in names_of(names):
        writer.add_document(t.Document(key=key, year=year, words=' '.join(words), trigrams=' '.join(trigrams(words))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    built, searcher, query, should = time.process_time() - began, index.searcher(), t.Query, t.Occur.Should

    def fuzzy(word):
        near = [query.term_query(schema, 'words', word), query.const_score_query(query.fuzzy_term_query(schema, 'words', word, 1), 10)]
        if len(word) > 4:
            near.append(query.const_score_query(query.fuzzy_term_query(schema, 'words', word, 2), 5))
        return query.disjunction_max_query(near)

    def ask(words, year):
        parts = [(should, query.term_query(schema, 'trigrams', g)) for g in set(trigrams(words))] + [(should, fuzzy(w)) for w in words]
        wanted = query.boolean_query(parts)
        if year:
            born = query.boolean_query([(should, query.term_query(schema, 'year', y)) for y in years(year)])
            wanted = query.boolean_query([(t.Occur.Must, wanted), (t.Occur.Must, query.const_score_query(born, 0))])
        return [searcher.doc(at)['key'][0] for _, at in searcher.search(wanted, WANTED).hits]
    return {'built': built, 'bytes': bytes_of(folder), 'ways': ask_all(asked, ask)}


def xapian(names, folder, asked):
    """Trigrams as terms, each once a name, ranked by how rare they are (TfIdf `btn`: BM25's count of a term and length of a name
    find less here and take longer); the year a boolean filter. Release 1.4 has no search by edits."""
    import xapian as x
    os.environ['XAPIAN_FLUSH_THRESHOLD'] = '2000000'  # one flush
    began = time.process_time()
    writable = x.WritableDatabase(str(folder / 'db'), x.DB_CREATE | x.DB_NO_SYNC)
    for key, words, year in names_of(names):
        document = x.Document()
        document.set_data(str(key))
        for g in set(trigrams(words)):
            document.add_term(g, 1)
        document.add_boolean_term(f'Y{year}')
        writable.add_document(document)
    writable.close()
    built, database = time.process_time() - began, x.Database(str(folder / 'db'))
    enquire = x.Enquire(database)
    enquire.set_weighting_scheme(x.TfIdfWeight('btn'))

    def ask(words, year):
        wanted = x.Query(x.Query.OP_OR, sorted(set(trigrams(words))))
        if year:
            wanted = x.Query(x.Query.OP_FILTER, wanted, x.Query(x.Query.OP_OR, [f'Y{y}' for y in years(year)]))
        enquire.set_query(wanted)
        return [int(match.document.get_data()) for match in enquire.get_mset(0, WANTED)]
    return {'built': built, 'bytes': bytes_of(folder), 'ways': ask_all(asked, ask)}


def bytes_of(folder):
    return sum(f.stat().st_size for f in folder.rglob('*') if f.is_file())


def elsewhere(tool, venv):
    """A peer that runs in the venv's Python; OSError says why not."""
    def run(names, folder, asked):
        python = pathlib.Path(venv or '', 'bin', 'python3')
        if not venv or not python.exists():
            raise OSError('no venv with it (python3 -m venv VENV; VENV/bin/pip install tantivy xapian-bindings-binary; ./bench names --peers VENV)')
        said = subprocess.run([python, __file__, tool, names, folder], input=json.dumps(asked), capture_output=True, text=True)
        if said.returncode:
            raise OSError((said.stderr.strip().splitlines() or ['it ended without a word'])[-1][:200])
        return json.loads(said.stdout)
    return run


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    print(json.dumps({'tantivy': tantivy, 'xapian': xapian}[sys.argv[1]](sys.argv[2], pathlib.Path(sys.argv[3]), json.load(sys.stdin))))
