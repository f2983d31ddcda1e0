#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""disk.py BUILD BAD_DISK.so — a full disk, a failed flush, a restored old backup, two daemons on one store: each says what
is the matter, nothing acknowledged is lost, nothing is half written."""
import http.client
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

from nodes import Nodes, Refused, alert, play, until

BUILD, SHIM = sys.argv[1:3]
nodes = Nodes(BUILD)
bad = pathlib.Path(nodes.folder_kept) / 'bad'
asan = ':'.join(filter(None, [os.environ.get('ASAN_OPTIONS'), 'verify_asan_link_order=0']))
nodes.environment['be'] = {'LD_PRELOAD': str(pathlib.Path(SHIM).resolve()), 'BAD_DISK': str(bad), 'ASAN_OPTIONS': asan}
kept = []


def enter(ref):
    kept.append(nodes.console('be', 'anke').call('POST', '/api/alerts', {'alert': alert(ref)})['record'])


def refused(ref):
    try:
        nodes.console('be', 'anke').call('POST', '/api/alerts', {'alert': alert(ref)})
    except Refused as no:
        return no
    raise AssertionError('it was taken')


def references(member='be', owner='be'):
    who = {'be': 'anke', 'fr': 'claire'}[member]
    listed = nodes.console(member, who).call('GET', f'/api/alerts?owner={owner}&limit=500')['alerts']
    return {a['record'] for a in listed}, {a['alert']['decision_ref'] for a in listed}


def standing_up():
    nodes.stand_up()
    for i in range(5):
        enter(f'before-{i}')


def two_daemons_on_one_store():
    second = nodes.spawn('be')
    assert second.wait(60) == 75, second.returncode
    assert 'STORE_LOCKED' in nodes.last_words('be')
    enter('beside')  # the first is not troubled


def goes_on_when_full():
    """What reads without leaving a trace goes on; what must leave one is refused, and so is what writes."""
    anke = nodes.console('be', 'anke')
    for i in range(3):
        no = refused(f'full-{i}')
        assert (no.status, no.code) == (503, 'DISK_FULL'), no
    assert anke.call('GET', '/api/node')['authority'] == 'be'
    assert anke.call('GET', '/api/law/explain?from=be&to=fr&register=alerts&purpose=border_check')
    assert nodes.daemons['be'].poll() is None


def is_well_again():
    enter('after')
    records, refs = references()
    assert set(kept) <= records
    assert not [r for r in refs if r.startswith('full-')], 'half written'
    assert nodes.malines('audit', 'verify', node='be')['ok']


def a_full_disk():
    enter('signed in')  # a session costs a write
    open(f'{bad}.full', 'w').close()
    try:
        goes_on_when_full()
    finally:
        os.unlink(f'{bad}.full')
    is_well_again()
    kept_there = set(kept)
    until(lambda: kept_there <= references('fr')[0], 'the copies reach fr')


def a_small_disk_really_full():
    home, aside = nodes.state / 'be', nodes.state / 'aside'
    nodes.stop('be')
    home.rename(aside)
    home.mkdir(mode=0o700)
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=24m,mode=700', 'malines', str(home)], capture_output=True).returncode:
        home.rmdir()
        aside.rename(home)
        nodes.start_again('be')
        raise unittest.SkipTest('a file system can be mounted by root only')
    try:
        shutil.copytree(aside, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns('*.sock'))
        nodes.start_again('be')
        with open(home / 'filler', 'wb', buffering=0) as filler:
            try:
                while True:
                    filler.write(b'x' * 4096)
            except OSError:
                pass
        for i in range(2000):  # what the store has reserved is used up first
            try:
                enter(f'small-{i}')
            except Refused:
                break
        goes_on_when_full()
        (home / 'filler').unlink()
        is_well_again()
        nodes.stop('be')
        shutil.copytree(home, aside, dirs_exist_ok=True, ignore=shutil.ignore_patterns('*.sock'))
    finally:
        if 'be' in nodes.daemons:
            nodes.kill('be')
        subprocess.run(['umount', str(home)], check=True)
        home.rmdir()
        aside.rename(home)
    nodes.start_again('be')
    is_well_again()


def a_failed_flush():
    open(f'{bad}.fsync', 'w').close()
    answered = False
    try:
        enter('in doubt')
        answered = True
    except (OSError, http.client.HTTPException):
        pass  # the node is gone: nobody knows whether it was done
    except Refused as no:
        assert no.code == 'DISK_FAILED', no
    assert not answered, 'what could not be flushed was acknowledged'
    assert nodes.wait_end('be') == 74
    assert 'DISK_FAILED' in nodes.last_words('be')
    nodes.start_again('be')
    is_well_again()
    kept_there = set(kept)
    until(lambda: kept_there <= references('fr')[0], 'the copies reach fr')


def an_old_backup():
    old, new = nodes.state / 'old.db', nodes.state / 'new.db'
    store = nodes.state / 'be' / 'store.db'
    nodes.malines('backup', str(old), node='be')
    enter('after the backup')
    last = kept[-1]
    until(lambda: last in references('fr')[0], 'the copy reaches fr')
    nodes.stop('be')
    shutil.copy(store, new)
    shutil.copy(old, store)
    nodes.daemons['be'] = nodes.spawn('be')
    assert nodes.wait_end('be') == 74, nodes.last_words('be')
    assert 'code=STORE_ROLLED_BACK' in nodes.last_words('be') and 'fr holds our signature' in nodes.last_words('be'), nodes.last_words('be')
    assert last in references('fr')[0]
    shutil.copy(new, store)
    nodes.start_again('be')
    is_well_again()


def the_end():
    for member in list(nodes.daemons):
        nodes.stop(member)
        log = (nodes.state / member / 'daemon.log').read_text(encoding='utf-8')
        assert 'anitizer' not in log and 'runtime error' not in log, log[-3000:]
        assert nodes.store(member).execute('PRAGMA integrity_check').fetchone()[0] == 'ok'


try:
    status = play([standing_up, two_daemons_on_one_store, a_full_disk, a_small_disk_really_full, a_failed_flush, an_old_backup,
                   the_end])
finally:
    nodes.put_away()
sys.exit(status)
