#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""libmalines as strangers use it: the examples of docs/examples run and say what docs/libmalines.md shows; only the
functions of malines.h are exported; the header is C and C++; bad input comes back as a status, from several threads too.

Usage: tests/interop/libmalines_test.py LIBMALINES.SO MATCH_EXAMPLE SOURCE SANITIZERS SEALED_EXAMPLE
"""
import ctypes
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

LIB, EXAMPLE, ROOT, SANITIZED, SEALED = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4] != 'none', sys.argv[5]
HEADER = ROOT / 'programs/libmalines/malines.h'
ENV = dict(os.environ, LIBMALINES=LIB)
if SANITIZED and 'LD_PRELOAD' not in os.environ:  # Python itself is not built with the sanitizer that the library needs
    runtime = subprocess.run(['gcc', '-print-file-name=libasan.so'], capture_output=True, text=True).stdout.strip()
    if not os.path.isabs(runtime):
        print('SKIPPED: no libasan.so for Python to load first')
        sys.exit(77)
    os.execve(sys.executable, [sys.executable, *sys.argv], dict(ENV, LD_PRELOAD=runtime, ASAN_OPTIONS='detect_leaks=0:halt_on_error=1'))


def page(language):
    """What docs/libmalines.md shows as the output of an example."""
    text = (ROOT / 'docs/libmalines.md').read_text(encoding='utf-8')
    return re.search(r'```text ' + language + r'\n(.*?)```', text, re.S)[1]


def bits_left_out(text):  # weights may be tuned; what is found may not
    return re.sub(r'-?\d+\.\d+', 'N', text)


def the_c_example_says_what_the_page_shows():
    done = subprocess.run([EXAMPLE], capture_output=True, text=True, timeout=60, env={k: v for k, v in ENV.items() if k != 'LD_PRELOAD'})
    assert done.returncode == 0, done.stderr
    assert bits_left_out(done.stdout) == bits_left_out(page('c')), done.stdout


def the_python_example_says_what_the_page_shows():
    done = subprocess.run([sys.executable, ROOT / 'docs/examples/match.py'], capture_output=True, text=True, timeout=60, env=ENV)
    assert done.returncode == 0, done.stderr
    assert bits_left_out(done.stdout) == bits_left_out(page('python')), done.stdout


def the_sealed_examples_say_what_the_page_shows():
    for command, language in (([SEALED], 'sealed'), ([sys.executable, ROOT / 'docs/examples/sealed.py'], 'sealed')):
        env = ENV if command[0] == sys.executable else {k: v for k, v in ENV.items() if k != 'LD_PRELOAD'}
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=env)
        assert done.returncode == 0, done.stderr
        assert done.stdout == page(language), done.stdout


def what_is_no_point_is_refused():
    """The same numbers by other people's code: the vectors of RFC 9497, A.1.2, mode VOPRF, through the library."""
    m = example()
    seed, secret, opened = bytes([0xa3] * 32), ctypes.create_string_buffer(32), ctypes.create_string_buffer(32)
    assert m.lib.malines_sealed_key(seed, b'test key', secret, opened) == 0
    assert secret.raw.hex() == 'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909'
    assert opened.raw.hex() == 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e'
    out, proof = ctypes.create_string_buffer(64), ctypes.create_string_buffer(64)
    for bad in (bytes(32), b'\xff' * 32, bytes([1] + [0] * 31)):
        assert m.lib.malines_sealed_evaluate(secret, opened, bad, ctypes.c_size_t(1), out, proof) == 1, bad
    assert m.lib.malines_sealed_evaluate(secret, opened, bytes(32), ctypes.c_size_t(0), out, proof) == 2
    assert m.lib.malines_filter_open(b'MLFUSE16' + bytes(100), ctypes.c_size_t(108)) in (None, 0)


def nothing_else_is_exported():
    names = subprocess.run(['nm', '-D', '--defined-only', LIB], capture_output=True, text=True, check=True).stdout
    exported = {m for m in re.findall(r' [TDBR] ([\w]+)', names)}
    declared = set(re.findall(r'^MALINES_API [^;(]*?\*?(malines_\w+)\(', HEADER.read_text(), re.M))
    assert exported == declared and len(declared) == 24, (exported ^ declared, len(declared))


def the_header_is_c_and_cpp():
    for compiler, language in (('gcc', 'c'), ('g++', 'c++')):
        if shutil.which(compiler):
            strict = ['-std=c99'] if language == 'c' else ['-std=c++11']
            subprocess.run([compiler, '-x', language, *strict, '-pedantic', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', HEADER], check=True)


def example():
    sys.path.insert(0, str(ROOT / 'docs/examples'))
    os.environ['LIBMALINES'] = LIB
    import match
    return match


def bad_input_is_a_status():
    m, none = example(), ctypes.POINTER(ctypes.c_void_p)()
    pair, identifier = m.lib.malines_pair, m.lib.malines_identifier
    cases = [(b'', b'x', 3), (b'...', b'x', 3), (b'\xff\xfe', b'x', 1), (None, b'x', 1), (b'{', b'x', 1), (b'{"kind":"cat"}', b'x', 1),
             (b'x' * 5000, b'x', 2), (b'{"kind":"person","names":[' + b'[' * 100000, b'x', 2), (b'{"kind":"person"}', b'x', 3),
             (b'x' * (2 << 20), b'x', 2)]
    for a, b, status in cases:
        assert pair(a, b, none) == status, (a and a[:30], pair(a, b, none))
        assert pair(b, a, none) == status, (a and a[:30], pair(b, a, none))
    assert identifier(None, b'0470123456', None, none) == 0 and identifier(b'phone', None, None, none) == 1
    assert m.call(m.lib.malines_identifier, 'iban', 'BE68539007547035', '')['validity'] == 'invalid'
    assert m.lib.malines_index_search(m.Index().at, b'x', 2.0, 10, none) == 1
    m.lib.malines_identifier_near.restype = ctypes.c_char_p
    assert m.lib.malines_identifier_near(b'EH123456', b'EH123465') == b'swapped'
    m.lib.malines_free(None), m.lib.malines_index_free(None)
    # No index is an argument that is wrong, and no crash; a key that JSON could not tell is none.
    assert m.lib.malines_index_put(None, ctypes.c_uint64(1), b'x', none) == 1 and m.lib.malines_index_tend(None) == 0
    assert m.lib.malines_index_search(None, b'x', ctypes.c_double(0.5), ctypes.c_size_t(3), none) == 1
    m.lib.malines_index_drop(None, ctypes.c_uint64(1))
    m.lib.malines_index_new.restype = ctypes.c_void_p
    index = ctypes.c_void_p(m.lib.malines_index_new())
    assert m.lib.malines_index_put(index, ctypes.c_uint64(2 ** 63), b'Karim Exemple', none) == 1
    assert m.lib.malines_index_put(index, ctypes.c_uint64(2 ** 63 - 1), b'Karim Exemple', none) == 0
    m.lib.malines_index_free(index)


def a_look_finds_what_a_search_finds_or_nobody():
    m = example()
    index = m.Index()
    index.put(1, {'kind': 'person', 'names': [{'text': 'Samira Kellouche'}], 'births': ['1979-05-14']})
    index.put(2, {'kind': 'person', 'names': [{'text': 'Bertrand Vauquelin'}], 'births': ['1979']})
    for name, birth, looked, searched in (('Samira Qellouche', '1979-05-14', [1], [1]), ('Samira Kellouche', '1979-05-18', [], [1]),
                                          ('Bertrand Vauquelin', '1979-05-14', [], [2]), ('Bertrand Vauquelin', '1979', [2], [2])):
        asked = {'kind': 'person', 'names': [{'text': name}], 'births': [birth]}
        assert [c['key'] for c in index.look(asked)] == looked, (name, birth, index.look(asked))
        assert [c['key'] for c in index.search(asked)] == searched, (name, birth)
        assert not looked or index.look(asked) == index.search(asked)


def who_is_near_by_keys_is_told_without_evidence():
    m = example()
    index = m.Index()
    index.put(1, {'kind': 'person', 'names': [{'text': 'Samira Kellouche'}], 'births': ['1979-05-14']})
    index.put(2, {'kind': 'person', 'names': [{'text': 'Samira Benyahia'}], 'births': ['1979-05-14']})
    index.put(3, {'kind': 'person', 'names': [{'text': 'Samira Kellouche'}], 'births': ['1979-05-18']})
    asked = {'kind': 'person', 'names': [{'text': 'Samira Qellouche'}], 'births': ['1979-05-14']}
    told = index.near(asked, 0)
    assert [c['key'] for c in told] == [1, 2] and told[0]['bits'] > told[1]['bits'] and not told[0]['evidence'], told
    assert [c['key'] for c in index.near(asked, 0, 1)] == [1]
    asked['births'] = ['1979']
    try:
        index.near(asked)
        raise AssertionError('a year is no day')
    except m.MalinesError as error:
        assert 'full dates' in str(error), error


def an_index_serves_several_threads():
    m = example()
    index, wrong = m.Index(), []
    for i in range(300):
        index.put(i, {'kind': 'person', 'names': [{'text': f'Nadia Modele {chr(97 + i % 26)}{chr(97 + i // 26)}lba'}], 'births': [f'{1950 + i % 50}']})

    def ask():
        for i in range(0, 300, 7):
            found = index.search({'kind': 'person', 'names': [{'text': f'Nadia Modele {chr(97 + i % 26)}{chr(97 + i // 26)}lba'}],
                                  'births': [f'{1950 + i % 50}']}, floor=0.0, limit=1000)
            if i not in [c['key'] for c in found]:
                wrong.append(i)

    def change():
        for i in range(1000, 1200):
            index.put(i, 'Mona Lahlou')
    threads = [threading.Thread(target=f) for f in (ask, ask, ask, change)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong, wrong
    m.lib.malines_index_count.restype, m.lib.malines_index_count.argtypes = ctypes.c_size_t, [ctypes.c_void_p]
    assert m.lib.malines_index_count(index.at) == 500


def main():
    failed = 0
    tests = [the_c_example_says_what_the_page_shows, the_python_example_says_what_the_page_shows,
             the_sealed_examples_say_what_the_page_shows, what_is_no_point_is_refused, nothing_else_is_exported,
             the_header_is_c_and_cpp, bad_input_is_a_status, a_look_finds_what_a_search_finds_or_nobody,
             who_is_near_by_keys_is_told_without_evidence,
             an_index_serves_several_threads]
    for test in tests:
        try:
            test()
        except Exception as e:  # each says its own failure
            failed += 1
            print(f'FAILED {test.__name__}: {type(e).__name__} {e}', flush=True)
    print(f'{len(tests) - failed} passed, {failed} failed, 0 skipped')
    return failed > 0


sys.exit(main())
