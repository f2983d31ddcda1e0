#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A node of which only an old backup is left, with real daemons and witnesses: refused, then a new generation that the keepers of
the list and two officers begin, which the others take; and the log that was closed is exported, proven and verified.

Usage: tests/daemon/generation_test.py BUILD
"""
import json
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
from nodes import Failed, Nodes, alert, play, until  # noqa: E402


class House(Nodes):
    def refused(self, *words, **more):
        try:
            self.malines(*words, **more)
        except Failed as e:
            return str(e)
        raise AssertionError(f'{words} was done')

    def malinesd(self, *words):
        return subprocess.run([self.program('malinesd'), *words], capture_output=True, text=True, env=self.env, timeout=120)

    def verify(self, *words):
        return subprocess.run([self.program('malines-verify'), *map(str, words)], capture_output=True, text=True, env=self.env)

    def enter(self, name, ref):
        draft = self.state / f'{ref}.json'
        draft.write_text(json.dumps(alert(ref, name)))
        return self.malines('alert', 'create', str(draft), node='be', key='griet')['record']

    def held_by(self, member, record):
        return any(a['record'] == record for a in self.malines('alert', 'list', '--owner', 'be', node=member, key=self.owner(member))['alerts'])

    def put_back(self, folder, kept):
        for file in folder.glob('store.db*'):
            file.unlink()
        for file in kept.glob('store.db*'):
            shutil.copy(file, folder / file.name)


def main():
    house = House(sys.argv[1], members=('be', 'fr', 'es'))
    be = house.state / 'be'
    kept = pathlib.Path(house.folder_kept) / 'backup'
    newest = pathlib.Path(house.folder_kept) / 'newest'
    made = {}

    def they_stand_up():
        house.stand_up()
        until(lambda: house.malines('audit', 'status', node='be', key='pieter')['cosigned']['size'] > 0, 'the witnesses cosign')

    def a_backup_is_made_and_life_goes_on():
        made['before'] = house.enter('Karim Exemple', 'before')
        until(lambda: house.held_by('fr', made['before']), 'France has it')
        house.stop('be')
        for folder in (kept,):
            folder.mkdir()
            for file in be.glob('store.db*'):
                shutil.copy(file, folder / file.name)
        house.start_again('be')
        until(house.all_hear, 'the nodes hear one another')
        made['after'] = house.enter('Marta Ejemplo', 'after')
        until(lambda: house.held_by('fr', made['after']) and house.held_by('es', made['after']), 'both have it')
        made['key'] = house.malines('audit', 'status', node='be', key='pieter')['key']
        size = house.malines('audit', 'status', node='be', key='pieter')['size']
        until(lambda: house.malines('audit', 'status', node='be', key='pieter')['cosigned']['size'] >= size, 'the witnesses have cosigned it')

    def the_old_backup_is_refused():
        house.kill('be')
        newest.mkdir()
        for file in be.glob('store.db*'):
            shutil.copy(file, newest / file.name)
        house.put_back(be, kept)
        house.daemons['be'] = house.spawn('be')
        assert house.wait_end('be') != 0
        assert 'STORE_ROLLED_BACK' in house.last_words('be'), house.last_words('be')

    def the_node_alone_opens_no_generation():
        done = house.malinesd('--new-generation', 'the disk was lost', str(be))
        assert done.returncode != 0, done.stdout  # the trust list opens none
        (be / 'log.key.1').write_text('the key of an earlier try')
        assert 'ALREADY' in house.refused('recovery', 'prepare', '--dir', str(be))
        assert (be / 'log.key.1').read_text() == 'the key of an earlier try' and (be / 'log.key').exists()
        (be / 'log.key.1').unlink()
        (be / 'log.key').rename(be / 'log.key.1')  # a try that ended before the new key was there
        assert 'ALREADY' in house.refused('recovery', 'prepare', '--dir', str(be))
        (be / 'log.key.1').rename(be / 'log.key')
        house.malines('recovery', 'prepare', '--dir', str(be))
        assert json.loads((be / 'descriptor.json').read_text())['generation'] == 2
        done = house.malinesd('--new-generation', 'the disk was lost', str(be))
        assert done.returncode != 0 and 'BAD_CERTIFICATE' in done.stderr, done.stderr

    def the_keepers_of_the_list_open_it():
        def list_of(*keepers):
            keys = [w for m in keepers for w in ('--list-key', str(house.state / f'list-{m}.key'))]
            return ['trust', 'make', '--out', str(house.state / 'trust2.json'), *keys, '--threshold', '3', '--version', '2',
                    *[str(house.state / m / 'descriptor.json') for m in house.members], *[str(house.state / f'witness-{m}' / 'witness.json') for m in house.members]]
        house.malines(*list_of('be', 'fr', 'es'))
        for member in ('fr', 'es'):
            house.stop(member)
        for witness in list(house.witnesses):
            house.witnesses.pop(witness).kill()
        for member in house.members:
            for folder in (house.state / member, house.state / f'witness-{member}'):
                shutil.copy(house.state / 'trust2.json', folder / 'trust.json')
        for member in ('fr', 'es'):
            house.start_again(member)

    def a_witness_does_not_begin_with_a_key_that_others_read():
        for name in ('witness.key', 'tls.key'):
            key = house.state / 'witness-be' / name
            key.chmod(0o644)
            done = subprocess.run([house.program('malines-witness'), str(key.parent)], capture_output=True, text=True, env=house.env, timeout=60)
            assert done.returncode == 78 and 'KEY_EXPOSED' in done.stderr and str(key) in done.stderr, done
            key.chmod(0o600)

    def what_a_witness_cant_read_is_not_nothing():
        witness = house.state / 'witness-be'
        shown = [house.program('malines-witness'), '--show', str(witness)]
        note = sorted((witness / 'notes').iterdir())[0]
        kept = note.with_name('kept')
        note.rename(kept)
        done = subprocess.run(shown, capture_output=True, text=True, env=house.env, timeout=60)
        assert done.returncode == 0 and 'nothing cosigned yet' in done.stdout, done
        note.symlink_to(note)  # whoever took this for "nothing" would cosign any tree
        done = subprocess.run(shown, capture_output=True, text=True, env=house.env, timeout=60)
        assert done.returncode == 71 and 'nothing cosigned yet' not in done.stdout, done
        note.unlink()
        kept.rename(note)

    def the_store_wants_to_be_told_why():
        house.start_witness('be')
        done = house.malinesd(str(be))
        assert done.returncode != 0 and 'STORE_ROLLED_BACK' in done.stderr and '--new-generation' in done.stderr, done.stderr
        done = house.malinesd('--new-generation', 'the disk was lost', str(be))
        assert done.returncode == 0, done.stderr
        house.start_again('be')
        until(house.all_hear, 'the nodes hear one another again')

    def the_others_accept_it_and_say_what_was_lost():
        def told():
            losses = house.malines('recovery', 'losses', node='be', key='griet')
            return losses['generation'] == 2 and not losses['not_heard'] and losses
        until(told, 'both have told')
        losses = told()
        lost = json.dumps(losses)
        after, before = (made[k].split('/')[-1] for k in ('after', 'before'))
        assert after in lost and before not in lost, lost
        status = house.malines('audit', 'status', node='be', key='pieter')
        assert status['origin'].endswith('be/audit/2') and status['key'] != made['key'], status

    def nothing_is_published_before_two_persons_have_seen_it():
        made['third'] = house.enter('Samir Exemplaar', 'third')
        house.malines('recovery', 'confirm', node='be', key='griet')
        house.refused('recovery', 'confirm', node='be', key='anke')
        assert not house.held_by('fr', made['third'])
        house.malines('recovery', 'confirm', node='be', key='bram')
        until(lambda: house.held_by('fr', made['third']) and house.held_by('es', made['third']), 'it is published')
        assert house.held_by('fr', made['before'])

    def the_closed_log_is_exported_and_verified():
        folder = pathlib.Path(house.folder_kept) / 'closed'
        house.refused('audit', 'export', str(folder), '--generation', '1', node='be')  # under which key?
        house.refused('audit', 'export', str(folder), '--generation', '7', '--log-key', made['key'], node='be')
        now = house.malines('audit', 'status', node='be', key='pieter')['key']
        house.refused('audit', 'export', str(folder), '--generation', '1', '--log-key', now, node='be')
        shutil.rmtree(folder, ignore_errors=True)
        done = house.malines('audit', 'export', str(folder), '--generation', '1', '--log-key', made['key'], node='be')
        assert done['size'] > 0
        good = house.verify('log', folder, '--key', made['key'])
        assert good.returncode == 0, good.stdout + good.stderr
        assert house.verify('log', folder, '--key', now).returncode != 0
        tile = sorted((folder / 'tile' / 'entries').rglob('*'))[-1]
        bytes_ = bytearray(tile.read_bytes())
        bytes_[len(bytes_) // 2] ^= 1
        tile.write_bytes(bytes_)
        assert house.verify('log', folder, '--key', made['key']).returncode != 0, 'one byte changed'

    def an_entry_of_the_closed_log_is_proven():
        proof = house.malines('audit', 'proof', '0', '--generation', '1', '--log-key', made['key'], node='be', key='pieter')
        file = house.state / 'proof.json'
        file.write_text(json.dumps(proof))
        assert house.verify('proof', file, '--key', made['key']).returncode == 0
        running = house.malines('audit', 'proof', '0', node='be', key='pieter')
        assert running['log'] != proof['log'] and '"recovery"' in running['entry'] and '"recovery"' not in proof['entry']
        assert house.malines('audit', 'verify', node='be', key='pieter')['ok'], 'the running log is as it was'

    def the_newest_store_is_no_way_back():
        """The disk that was lost turns up: nobody goes back behind the list."""
        house.stop('be')
        house.put_back(be, newest)
        done = house.malinesd(str(be))
        assert done.returncode != 0 and 'STORE_ROLLED_BACK' in done.stderr, done.stderr

    try:
        return play([they_stand_up, a_backup_is_made_and_life_goes_on, the_old_backup_is_refused, the_node_alone_opens_no_generation, the_keepers_of_the_list_open_it,
                     a_witness_does_not_begin_with_a_key_that_others_read, what_a_witness_cant_read_is_not_nothing, the_store_wants_to_be_told_why, the_others_accept_it_and_say_what_was_lost, nothing_is_published_before_two_persons_have_seen_it,
                     the_closed_log_is_exported_and_verified, an_entry_of_the_closed_log_is_proven, the_newest_store_is_no_way_back])
    finally:
        house.put_away()


if __name__ == '__main__':
    sys.exit(main())
