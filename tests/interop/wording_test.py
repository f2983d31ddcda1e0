#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""The words that papers call official against the annexes themselves: each is a run of words of its annex, and no run of the annex is left
out without being listed here. The texts are not kept in the project: MALINES_OJ names a folder with FORM.txt (an annex as plain text, of
the form laws/wording/FORM.yaml) or CELEX.md (a whole act of the collection legalize-dev/legalize-eu); without it nothing is compared with an
annex, and the test counts as skipped (77). That the comparison itself sees what it should is tried on an invented annex, everywhere.

Usage: wording_test.py [FORM..]     says each difference
"""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# One line of ours for what stands in several sentences of the annex; its file says so (`adapted`).
SAID_ONCE = {('epoc_annex5', 'field.request_addressee')}
# {form: beginnings of runs of its annex that no text of ours says, each with its reason}: any other such run is a failure.
OMITTED = {}
LEAST_GAP = 6  # shorter runs that no text covers are connecting words ("and transmitted on")


def plain(text):
    """Words alone: no marks, no boxes, no blanks, one kind of quote."""
    text = re.sub(r'\[Image omitted[^\]]*\]\([^)]*\)|\[\^[^\]]*\]|\|| --- ', ' ', text)
    text = re.sub(r'[‘’]', "'", text)
    return re.findall(r"[\w'’]+(?:-\w+)*", text.replace('…', ' '))


def unquoted(value):
    return value[1:-1].replace('\\"', '"').replace('\\n', '\n').replace('\\\\', '\\')


def wording(form):
    """{key: English text}, and what the file says of itself. The files are of a plain shape: no library of YAML is needed."""
    about, texts, part, language = {}, {}, None, None
    for line in (ROOT / 'laws' / 'wording' / f'{form}.yaml').read_text(encoding='utf-8').splitlines():
        if re.match(r'\w+:', line):
            part, language = line.split(':')[0], None
        elif part == 'texts' and re.match(r'  \w+:', line):
            language = line.strip()[:2]
        elif part == 'wording' and (m := re.match(r'  (\w+): (.*)', line)):
            about[m[1]] = m[2].strip('"')
        elif part == 'texts' and language == 'en' and (m := re.match(r'    ([\w.]+): (".*")$', line)):
            texts[m[1]] = unquoted(m[2])
    return about, texts


def annex(folder, form, about):
    here = folder / f'{form}.txt'
    if here.is_file():
        return here.read_text(encoding='utf-8')
    act = folder / f"{about['celex']}.md"
    if not act.is_file():
        return None
    parts = re.split(r'\n## ANNEX ([IVX]+)\n', act.read_text(encoding='utf-8'))
    return dict(zip(parts[1::2], parts[2::2])).get(about['part'])


def covered(run, words, taken):
    """Where the run stands; all places are marked."""
    n, found = len(run), False
    if not n:
        return True
    for at in range(len(words) - n + 1):
        if words[at:at + n] == run:
            found = True
            taken[at:at + n] = [True] * n
    return found


def nearest(run, words):
    """The longest beginning of the run that is in the annex, and what follows there."""
    for n in range(len(run), 0, -1):
        for at in range(len(words) - n + 1):
            if words[at:at + n] == run[:n]:
                return ' '.join(run[:n][-4:]) + ' [' + ' '.join(run[n:n + 4]) + '] there: ' + ' '.join(words[at + n:at + n + 5])
    return 'nothing of it'


def compared(folder, form):
    about, texts = wording(form)
    text = annex(folder, form, about)
    if text is None:
        return None
    own = {w.strip() for w in about.get('own', '').strip('[]').split(',')}
    said = {key: words for key, words in texts.items() if key.split('.')[-1] not in own}
    # The words that it shares with another form count as said.
    shared = wording(about['like'])[1].values() if 'like' in about else []
    differ, gaps = both_ways(form, said, text, shared)
    return len(texts), differ, [g for g in gaps if not any(g.startswith(' '.join(plain(o))) for o in OMITTED.get(form, []))]


def pieces(said):
    """A footnote stands in brackets behind its sentence, and a line may join what stands apart: then each part by itself."""
    return [run for run in map(plain, re.split(r'[(),:/\n]', said)) if run]


def both_ways(form, texts, text, shared=()):
    """What of our texts is not in the annex, and which runs of the annex are in none of our texts."""
    words, differ = plain(text), []
    taken = [False] * len(words)
    for key, said in texts.items():
        if covered(plain(said), words, taken) or (form, key) in SAID_ONCE:
            continue
        differ += [f'{key}: {nearest(run, words)}' for run in pieces(said) if not covered(run, words, taken)]
    for said in shared:
        for run in [plain(said), *pieces(said)]:
            covered(run, words, taken)
    return differ, gaps_of(words, taken)


def gaps_of(words, taken):
    gaps, run = [], []
    for word, has in [*zip(words, taken), ('', True)]:
        if not has:
            run.append(word)
        elif run:
            if len(run) >= LEAST_GAP:
                gaps.append(' '.join(run))
            run = []
    return gaps


def tried_on_an_invented_annex():
    """The comparison can fail, both ways."""
    text = 'SECTION A: Lighthouse keeper (name and post) ‘on duty’ … The keeper lights the lamp at dusk and again at the hour of the tide.'
    said = {'a': 'Lighthouse keeper (name and post)', 'b': "'on duty'", 'c': 'The keeper lights the lamp at dusk'}
    joined = {'d': 'Lighthouse keeper: name and post', 'c': 'The keeper lights the lamp at dusk and again at the hour of the tide'}
    wrong = {'c': 'The keeper lights the lamp at dawn and again at the hour of the tide'}
    assert both_ways('x', {**said, 'e': 'and again at the hour of the tide'}, text) == ([], [])
    assert both_ways('x', joined, text)[0] == []  # a line may join what stands apart
    assert both_ways('x', said, text) == ([], ['and again at the hour of the tide'])  # what we leave out is seen
    assert both_ways('x', said, text, ['and again at the hour of the tide']) == ([], [])
    differ, gaps = both_ways('x', wrong, text)
    assert differ == ['c: lights the lamp at [dawn and again at] there: dusk and again at the'] and gaps, differ


def main():
    tried_on_an_invented_annex()
    folder = pathlib.Path(os.environ.get('MALINES_OJ', '/nowhere'))
    forms = sys.argv[1:] or sorted(p.stem for p in (ROOT / 'laws' / 'wording').glob('*.yaml') if 'official: [en]' in p.read_text(encoding='utf-8'))
    passed = failed = skipped = 0
    for form in forms:
        told = compared(folder, form)
        if told is None:
            skipped += 1
            print(f'SKIPPED: {form}: MALINES_OJ has no text of its annex')
            continue
        count, differ, gaps = told
        bad = bool(differ or gaps)
        failed, passed = failed + bad, passed + (not bad)
        print(f"{'FAILED' if bad else 'ok'} {form}: {count} texts")
        for d in differ:
            print('    differs:', d)
        for g in gaps:
            print('    in no text:', g[:200])
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed else 0 if passed else 77


if __name__ == '__main__':
    sys.exit(main())
