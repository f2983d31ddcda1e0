#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""malines match explain, match evaluate and lists audit, on invented people. What evaluate counts is counted again here, from
the scores that explain gives for each pair and with exact sorting.

Usage: tests/interop/tools_test.py MALINES SOURCE
"""
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

MALINES, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
ENV = {k: v for k, v in os.environ.items() if not k.startswith('MALINES_')} | {'MALINES_DATA': str(ROOT), 'LANG': 'C'}
passed = failed = 0

SAME = [('Karim Abdesselami', 'كريم عبد السلامي'), ('Salim Abdeslam', 'Abdessalam Salim'), ('Jamal Benali', 'Yamal Ben Ali'),
        ('Noureddine Choukri', 'Nur al-Din Shukri'), ('Nadia Modele', 'Nadia Modèle'), ('Younes El Idrissi', 'Younès Lidrissi'),
        ('Karim Exemple', 'Exemple K.'), ('Rachid Kassimi', 'Mona Lahlou')]
DIFFERENT = [('Karim Abdesselami', 'Mona Lahlou'), ('Salim Abdeslam', 'Salim Benjelloun'), ('Jamal Benali', 'Karima Benali'),
             ('Nadia Modele', 'Nadir Modele'), ('Rachid Kassimi', 'Rachid Kassouri'), ('Hassan Ouali', 'Peter Smit')]


def run(*words, stdin=None):
    return subprocess.run([MALINES, *map(str, words)], capture_output=True, text=True, env=ENV, input=stdin, timeout=300)


def told(*words, **more):
    done = run(*words, '--json', **more)
    assert done.returncode == 0, (words, done.stderr)
    return json.loads(done.stdout)


def explain_says_why():
    e = told('match', 'explain', 'Salim Abdeslam', 'عبد السلام سليم', '--born-a', '1989-05-09', '--born-b', '1989-09-05')
    fields = {x['field']: x for x in e['evidence']}
    assert fields['name']['grade'] == 'same_script' and fields['birth']['grade'] == 'swapped', e
    assert {(w['asked'], w['found'], w['how']) for w in fields['name']['words']} == {
        ('Salim', 'سليم', 'same_script'), ('Abdeslam', 'عبد السلام', 'same_script')}
    assert abs(sum(x['bits'] for x in e['evidence']) - e['bits']) < 0.05
    back = told('match', 'explain', 'عبد السلام سليم', 'Salim Abdeslam', '--born-b', '1989-05-09', '--born-a', '1989-09-05')
    assert back['bits'] == e['bits'] and back['score'] == e['score'], 'the same the other way round'


def explain_speaks_six_languages():
    said = {}
    for lang in ('en', 'fr', 'nl', 'de', 'es', 'ar'):
        done = run('match', 'explain', 'Salim Abdeslam', 'عبد السلام سليم', '--lang', lang)
        colon = '\u00a0: ' if lang == 'fr' else ': '
        assert done.returncode == 0 and 'Abdeslam ~ عبد السلام' + colon in done.stdout and '{' not in done.stdout, done.stdout
        assert lang != 'fr' or all(l[i - 1] == '\u00a0' for l in done.stdout.splitlines() for i in range(len(l)) if l.startswith(': ', i)), done.stdout
        said[lang] = next(l for l in done.stdout.splitlines() if 'Abdeslam ~ عبد السلام' + colon in l)
    assert len(set(said.values())) == 6, said
    assert 'écriture arabe' in said['fr'] and 'Arabic script' in said['en'] and 'même nom' in said['fr'] and 'same name' in said['en'] and 'derselbe Name' in said['de']


def identity(given, family, born, sex='m', nationality='be'):
    return json.dumps({'kind': 'person', 'names': [{'text': f'{given} {family}', 'given': given, 'family': family}], 'births': [born], 'sex': sex,
                       'nationalities': [nationality]})


def identity_says_which_point_of_the_annex():
    one = identity('Karim', 'Voorbeeld', '1989-03-05')
    d = told('match', 'identity', one, identity('Kraim', 'Voorbeeld', '1989-05-03'))
    assert d['whole'] == 'similar' and d['of']['names'] == {'verdict': 'similar', 'point': 'II 3.1(e)'}, d
    assert d['of']['birth'] == {'verdict': 'similar', 'point': 'II 3.2(a)'} and d['of']['sex']['point'] == 'I 3.3', d
    assert told('match', 'identity', one, identity('Karim', 'Voorbeeld', '1989-03-05', sex='f'))['whole'] == 'different'
    said = {run('match', 'identity', one, one, '--lang', lang).stdout for lang in ('en', 'fr', 'nl', 'de', 'es', 'ar')}
    assert all('\u00a0: ' in l for l in run('match', 'identity', one, one, '--lang', 'fr').stdout.splitlines() if l.startswith('  '))
    assert len(said) == 6 and all('I 3.1' in s and '{' not in s for s in said), said
    refused = run('match', 'identity', one, '{"kind":"vessel","names":[{"text":"Voorbeeld"}]}')
    assert refused.returncode and 'BAD_FIELD' in refused.stderr, refused


def explain_refuses_with_a_code():
    for words, code in ((('a', '...'), 'BAD_FIELD'), (('a', 'b', '--born-a', 'soon'), 'BAD_DATE'), (('a', 'b', '--kind', 'cat'), 'BAD_ARGUMENT'),
                        (('a', 'x' * 5000), 'TOO_BIG')):
        done = run('match', 'explain', *words, '--json')
        assert done.returncode != 0 and json.loads(done.stderr)['error']['code'] == code, (words, done.stderr)


def evaluate_counts_right():
    rows = [('1', 'variant', *p) for p in SAME] + [('0', 'near', *p) for p in DIFFERENT]
    scored = [(told('match', 'explain', a, b), int(label)) for label, _kind, a, b in rows]
    text = 'label\tscripts\tkind\tname1\tname2\n' + ''.join(f'{l}\tx\t{k}\t{a}\t{b}\n' for l, k, a, b in rows)
    e = told('match', 'evaluate', '-', stdin=text)
    same, different = ([s for s, l in scored if l == want] for want in (1, 0))
    pairs = list(itertools.product(same, different))
    auc = sum((a['bits'] > b['bits']) + 0.5 * (a['bits'] == b['bits']) for a, b in pairs) / len(pairs)
    assert abs(e['all']['auc'] - auc) < 0.011, (e['all']['auc'], auc)  # a bin is a twentieth of a bit
    best = 0
    for threshold in {s['score'] for s, _ in scored}:
        found = sum(s['score'] >= threshold for s in same)
        wrong = sum(s['score'] >= threshold for s in different)
        best = max(best, 2 * found / (found + wrong + len(same)))
    assert abs(e['all']['best_f1'] - best) < 0.0002, (e['all']['best_f1'], best)
    for t in e['all']['thresholds']:
        found = sum(s['score'] >= t['threshold'] for s in same)
        wrong = sum(s['score'] >= t['threshold'] for s in different)
        assert abs(t['recall'] - found / len(same)) < 0.0002 and abs(t['false'] - wrong / len(different)) < 0.0002, t
        assert abs(t['precision'] - found / (found + wrong)) < 0.0002 if found + wrong else t['precision'] is None, t  # of nothing: no share
    worst = e['worst']['missed'][0]
    assert (worst['name1'], worst['name2'], worst['line']) == ('Rachid Kassimi', 'Mona Lahlou', 9), worst
    groups = {g['name']: g for g in e['groups']}
    assert groups['Arab-Latn variant']['same'] == 1 and groups['Latn-Latn near']['different'] == len(DIFFERENT)
    groups = {g['name'] for g in told('match', 'evaluate', '-', stdin=f'1\tAna\tAnna\t\t\t{"k" * 29}é\n')['groups']}
    assert groups == {'Latn-Latn', 'Latn-Latn ' + 'k' * 29}, groups  # cut between characters


def evaluate_knows_of_whom_a_line_is():
    pair = 'Zelvotek Joint Stock Company\tAO Zelvotek'
    person, firm = (told('match', 'explain', *pair.split('\t'), '--kind', kind)['score'] for kind in ('person', 'organisation'))
    assert person < 0.5 < firm, (person, firm)
    for header, cell in (('kind', 'organisation'), ('subject', 'organisation'), ('schema', 'Company'), ('schema', 'PublicBody'), ('kind', 'variant')):
        e = told('match', 'evaluate', '-', stdin=f'label\tname1\tname2\t{header}\n1\t{pair}\t{cell}\n')
        at_half = next(t['recall'] for t in e['all']['thresholds'] if t['threshold'] == 0.5)
        assert at_half == (cell != 'variant'), (header, cell, at_half)


def evaluate_names_bad_lines():
    text = '1\tKarim Exemple\tKarim Exemple\nx\ta\tb\n0\t\tb\n1\ta\n\n1\ta\tb\tsoon\n' + '1\t' + 'y' * 70000 + '\tz\n' + '0\tMona\tPeter\t1980\t1990\n'
    e = told('match', 'evaluate', '-', stdin=text)
    assert e['pairs'] == 2 and [b['line'] for b in e['bad_lines']] == [2, 3, 4, 6, 7], e['bad_lines']
    assert run('match', 'evaluate', '-', stdin='nothing\n').returncode == 65
    assert run('match', 'evaluate', '/nonexistent').returncode == 66
    assert 'Line 2 left out' in run('match', 'evaluate', '-', stdin=text).stdout
    e = told('match', 'evaluate', '-', stdin='1\tKarim\x00x\tKarim\n0\tMona\tPeter\n1\tAna\tAna\n')  # a zero byte takes no other line with it
    assert e['pairs'] == 3 and e['bad_line_count'] == 0, e
    e = told('match', 'evaluate', '-', stdin='1\tAna\tAna\n')['all']['thresholds'][0]
    assert e['false'] is None and e['recall'] == 1, e


def evaluate_says_what_is_wrong_with_the_file(folder):
    (folder / 'u16.tsv').write_text('1\tAna\tAna\n', encoding='utf-16')
    for path, code, says in ((folder / 'u16.tsv', 'BAD_TEXT', 'UTF-16'), (folder, 'NO_SYSTEM', 'directory'), (folder / 'none', 'NOT_FOUND', 'none')):
        done = run('match', 'evaluate', path, '--json')
        error = json.loads(done.stderr)['error']
        assert done.returncode and error['code'] == code and says in error['detail'], error
    done = run('match', 'evaluate', '-', '--json', stdin='label\tname1\tborn1\n1\tAna\t1980\n')
    assert json.loads(done.stderr)['error']['detail'].endswith('has no column name2'), done.stderr


# Whoever is in a hurry: told in the form and the language that was asked for, with what was meant.
def a_slip_is_told_as_was_asked():
    done = run('match', 'explan', 'a', 'b', '--json')
    assert done.returncode == 64 and '(match explain?)' in json.loads(done.stderr)['error']['detail'], done.stderr
    assert 'demande first' in run('--lang', 'fr', 'match', 'explain').stderr
    assert 'match evaluate' in run('match', '--help').stdout and run('match', '--help').returncode == 0
    assert run('match', 'explain', 'a', 'b', '--lang', 'xx').returncode == 64
    said = {lang: run('--lang', lang, 'frobnicate').stderr for lang in LANGS}
    assert len(set(said.values())) == 6, said


LANGS = ('en', 'fr', 'nl', 'de', 'es', 'ar')


def evaluate_is_read_in_six_languages_on_a_terminal():
    text = ''.join(f'1\t{a}\t{b}\t31/12/1980\t1980-12-31\tvariant\n' for a, b in SAME) + ''.join(f'0\t{a}\t{b}\t\t\tnear\n' for a, b in DIFFERENT)
    e = told('match', 'evaluate', '-', stdin='\ufeff' + text)
    groups = {g['name']: g for g in e['groups']}
    assert e['bad_line_count'] == 0 and groups['Latn-Latn variant']['beside'] == 'Latn-Latn' and groups['Latn-Latn variant']['different'] == 0, groups
    assert 0.5 < groups['Latn-Latn variant']['auc'] <= 1, 'a kind that is only ever the same is measured beside those of its scripts that are not'
    said = {lang: run('match', 'evaluate', '-', '--lang', lang, stdin='\ufeff' + text + '2\ta\tb\n').stdout for lang in LANGS}
    assert len({t.splitlines()[0] for t in said.values()}) == 6 and all('{' not in t for t in said.values()), said
    assert max(len(l) for t in said.values() for l in t.splitlines()) <= 120, 'no line is wider than a terminal'
    assert all('*' in t for t in said.values())


def dates_are_read_as_people_write_them():
    for born in ('31/12/1980', '31.12.1980', '31-12-1980', '٣١/١٢/١٩٨٠', '31 décembre 1980'):
        e = told('match', 'explain', 'Karim Exemple', 'Karim Exemple', '--born-a', born, '--born-b', '1980-12-31')
        assert [f['grade'] for f in e['evidence'] if f['field'] == 'birth'] == ['same'], (born, e)
    assert json.loads(run('match', 'explain', 'a b', 'a c', '--born-a', '12/31/1980', '--json').stderr)['error']['code'] == 'BAD_DATE'


def identifier_reads_and_mends():
    r = told('identifier', '0470/12.34.56', '--country', 'be')
    assert (r['type'], r['text'], r['validity']) == ('phone', '+32470123456', 'valid'), r
    r = told('identifier', 'BE68 5390 0754 7043', '--type', 'iban')
    assert r['reason'] == 'BAD_CHECK' and 'BE68539007547034' in [m['text'] for m in r['meant']], r
    said = {lang: run('identifier', 'BE68 5390 0754 7043', '--lang', lang).stdout.splitlines()[0] for lang in ('en', 'fr', 'nl', 'de', 'es', 'ar')}
    assert len(set(said.values())) == 6 and all('BAD_' not in s and '{' not in s for s in said.values()), said
    done = run('identifier', 'x', '--type', 'cat', '--json')
    error = json.loads(done.stderr)['error']
    assert done.returncode == 64 and error['code'] == 'BAD_ARGUMENT' and ' iban,' in error['detail'], error
    assert told('identifier', '0470/12.34.56', '--country', 'Belgique')['text'] == '+32470123456'
    for words in (('0470123456', '--country', 'zz'), ('',), ('-',)):
        assert run('identifier', *words).returncode == 64, words


def audit_finds_both_sorts(folder):
    (folder / 'map.json').write_text(json.dumps({'columns': {c: c for c in ('ref', 'name', 'birth', 'national', 'imo', 'link', 'kind')}}))
    head = 'ref,name,birth,national,imo,link,kind\n'
    (folder / 'a.csv').write_text(head + '\n'.join([
        'A1,Karim Exemple,1980-01-02,,,,person', 'A2,Salim Abdeslam,1975-03-04,85073003328,,,person', 'A3,Mona Lahlou,1990-05-06,,,,person',
        'A4,NORTH STAR,,,9074729,,vessel', 'A5,Nadia Modele,1970-07-08,54362315K,,,person', 'A6,Jamal Benali,1966-06-06,,,,person']) + '\n')
    (folder / 'b.csv').write_text(head + '\n'.join([
        'B1,Peter Smit,1961-01-02,,,A1,person',                # linked, another name and date
        'B2,Hassan Ouali,1990-03-04,85.07.30-033.28,,,person',  # A2's number
        'B3,Mona Lahlou,1990-05-06,,,A3,person',               # linked, and the same
        'B4,SOUTH MOON,,,9074728,,vessel',                     # a number that does not hold
        'B5,Nadia Modèle,1970-07-08,X2482300W,,,person',       # the same but for the number
        'B6,Yamal Ben Ali,1966-06-06,,,,person',               # the same, not linked
        'B7,Mona Lahlou,1955,,,,person']) + '\n')
    e = told('lists', 'audit', '--format', 'csv', '--map', folder / 'map.json', folder / 'a.csv', folder / 'b.csv')
    pairs = lambda sort: sorted((f['first']['ref'], f['second']['ref']) for f in e[sort]['findings'])
    assert pairs('said_same_but_not_alike') == [('A1', 'B1'), ('A2', 'B2')], e['said_same_but_not_alike']
    assert pairs('alike_but_other_numbers') == [('A5', 'B5')], e['alike_but_other_numbers']
    assert pairs('alike_but_not_linked') == [('A6', 'B6')], e['alike_but_not_linked']
    assert [f['entry']['ref'] for f in e['bad_numbers']['findings']] == ['B4'], e['bad_numbers']
    assert e['said_same_but_not_alike']['findings'][1]['number']['value'] == '85073003328'
    text = run('lists', 'audit', '--format', 'csv', '--map', folder / 'map.json', folder / 'a.csv', folder / 'b.csv').stdout
    assert 'a.csv A1, Karim Exemple' in text and 'BAD_CHECK' not in text and 'check digits do not hold' in text and 'One entry refers to the other.' in text, text
    said = {lang: run('lists', 'audit', '--format', 'csv', '--map', folder / 'map.json', folder / 'a.csv', folder / 'b.csv', '--most', 1, '--lang', lang).stdout for lang in LANGS}
    heads = [[l for l in t.splitlines() if l and not l.startswith(' ')] for t in said.values()]
    assert all('{' not in t for t in said.values()) and all(len({h[i] for h in heads}) == 6 for i in range(len(heads[0]))), heads
    assert 'autres : --most' in said['fr'].replace('\u00a0', ' '), said['fr']
    (folder / 'c.csv').write_text('Réf;Nom;Né(e) le;NISS\nC1;Salim Abdeslam;04/03/1975;85073003328\nC2;Peter Smit;02/01/1961;85.07.30-033.28\n', encoding='utf-8')
    e = told('lists', 'audit', '--format', 'csv', folder / 'c.csv')
    assert [(f['first']['ref'], f['second']['ref']) for f in e['said_same_but_not_alike']['findings']] == [('C1', 'C2')], e
    done = run('lists', 'audit', '--format', 'un-xml', folder / 'a.csv', '--json')
    assert done.returncode == 65 and json.loads(done.stderr)['error']['code'].startswith('BAD_'), done.stderr


def main():
    global passed, failed
    with tempfile.TemporaryDirectory(prefix='malines-tools-') as folder:
        tests = [explain_says_why, identity_says_which_point_of_the_annex, explain_speaks_six_languages, explain_refuses_with_a_code, evaluate_counts_right, evaluate_knows_of_whom_a_line_is, evaluate_names_bad_lines, evaluate_is_read_in_six_languages_on_a_terminal,
                 lambda: evaluate_says_what_is_wrong_with_the_file(pathlib.Path(folder)), a_slip_is_told_as_was_asked,
                 dates_are_read_as_people_write_them, identifier_reads_and_mends,
                 lambda: audit_finds_both_sorts(pathlib.Path(folder))]
        for test in tests:
            try:
                test()
                passed += 1
            except Exception as e:  # each says its own failure
                failed += 1
                print(f'FAILED {getattr(test, "__name__", "")}: {type(e).__name__} {e}', flush=True)
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return failed > 0


sys.exit(main())
