#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Both oversight bodies at their own computers: what an owner handed out is opened by two keys and by no other two, drawn by a
checkpoint that the owner's log signed, and what was altered on the way is found.

Usage: tests/interop/oversight_test.py SEALED_NODE_TEST MALINES SOURCE
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HOUSE, MALINES, SOURCE = sys.argv[1:4]


def opened(folder, *more, owners='es.key', askers='fr.key', questions='questions.json'):
    command = [MALINES, 'oversight', 'open', folder / questions, '--owners-key', folder / owners, '--askers-key', folder / askers,
               '--trust', folder / 'trust.json', '--anchor', folder / 'anchor.json', *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=dict(os.environ, MALINES_DATA=SOURCE))
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def two_keys_open_and_no_other_two(folder):
    rc, lines, said = opened(folder)
    assert rc == 0 and len(lines) == 1 and lines[0]['holds'], (rc, said)
    assert lines[0]['case'] == 'file 12' and any('|names_date|' in i for i in lines[0]['inputs']), lines
    assert not any('|fill|' in i for i in lines[0]['inputs'])
    for owners, askers in (('fr.key', 'es.key'), ('es.key', 'es.key'), ('be.key', 'fr.key'), ('es.key', 'be.key')):
        rc, lines, _ = opened(folder, owners=owners, askers=askers)
        assert rc != 0 and not lines[0]['holds'] and 'inputs' not in lines[0], (owners, askers, lines)


def the_root_draws(folder):
    rc, lines, said = opened(folder, '--checkpoint', folder / 'checkpoint', '--share', '10000')
    assert rc == 0 and len(lines) == 1, (rc, said)
    rc, lines, said = opened(folder, '--checkpoint', folder / 'checkpoint', '--share', '0')
    assert rc == 0 and not lines and '1 left closed' in said, said


def a_root_without_a_quorum_draws_nothing(folder):
    note = (folder / 'checkpoint').read_text()
    signed, lines = note.split('\n\n')
    assert len(lines.splitlines()) == 3, note  # the log's, and two witnesses'
    (folder / 'alone').write_text(signed + '\n\n' + '\n'.join(lines.splitlines()[:2]) + '\n')
    rc, lines, said = opened(folder, '--checkpoint', folder / 'alone', '--share', '10000')
    assert rc != 0 and not lines and 'NOT_WITNESSED' in said, said


def a_root_that_the_log_did_not_sign_draws_nothing(folder):
    note = (folder / 'checkpoint').read_text().split('\n')
    note[2] = 'A' * 43 + '='
    (folder / 'forged').write_text('\n'.join(note))
    rc, lines, said = opened(folder, '--checkpoint', folder / 'forged', '--share', '10000')
    assert rc != 0 and not lines and 'BAD_SIGNATURE' in said, said
    (folder / 'forged').write_text('no note at all\n')
    assert opened(folder, '--checkpoint', folder / 'forged')[0] != 0


def what_was_altered_is_found(folder):
    handed = json.loads((folder / 'questions.json').read_text())
    message = handed['questions'][0]['message']
    for at in (len(message) // 3, len(message) // 2, len(message) - 200):
        changed = message[:at] + ('B' if message[at] == 'A' else 'A') + message[at + 1:]
        handed['questions'][0]['message'] = changed
        (folder / 'altered.json').write_text(json.dumps(handed))
        rc, lines, _ = opened(folder, questions='altered.json')
        assert rc != 0 and not lines[0]['holds'], at
    handed['questions'][0].update(message=message, asker='be')  # somebody else's
    (folder / 'altered.json').write_text(json.dumps(handed))
    rc, lines, _ = opened(folder, questions='altered.json')
    assert rc != 0 and not lines[0]['holds']


def main():
    failed, tests = 0, [two_keys_open_and_no_other_two, the_root_draws, a_root_without_a_quorum_draws_nothing,
                        a_root_that_the_log_did_not_sign_draws_nothing, what_was_altered_is_found]
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([HOUSE], env=dict(os.environ, MALINES_TEST_KEEP=name), check=True, capture_output=True, timeout=200)
        for test in tests:
            try:
                test(pathlib.Path(name))
            except Exception as e:  # each says its own failure
                failed += 1
                print(f'FAILED {test.__name__}: {type(e).__name__} {e}', flush=True)
    print(f'{len(tests) - failed} passed, {failed} failed, 0 skipped')
    return failed > 0


sys.exit(main())
