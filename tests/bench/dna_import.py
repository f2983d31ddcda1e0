#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""A national register through the daemon: a table of N invented profiles, imported by `malines dna import` as a laboratory would.

Usage: dna_import.py BUILD PROFILES [--shuffled] [--folder DIR]
--shuffled: reference numbers in no order, the dearest case for the store's index of them. The clock runs from starting the command to
its answer: durable, searchable, one entry of the log with the root of all. `dna status` is asked ten times a second meanwhile.
"""
import os
import pathlib
import random
import resource
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bad_days'))
from nodes import Nodes  # noqa: E402

LOCI = {'VWA': (14, 20), 'TH01': (6, 10), 'D21S11': (27, 33), 'FGA': (19, 26), 'D8S1179': (10, 16), 'D3S1358': (14, 19), 'D18S51': (12, 19),
        'D1S1656': (11, 18), 'D2S441': (10, 15), 'D10S1248': (12, 17), 'D12S391': (16, 24), 'D22S1045': (11, 17)}
SCATTER = 2654435761  # odd, hence one to one modulo a power of two


def table(path, count, shuffled):
    """Halves of people, each with each: as many people as wished for, quickly. No two rows are the same person."""
    dice, names, side = random.Random(5), list(LOCI), int(count ** 0.5) + 1

    def half(loci):
        return ','.join(','.join(sorted(str(dice.randint(*LOCI[locus])) for _ in range(2))) for locus in loci)
    first, second = [half(names[:6]) for _ in range(side)], [half(names[6:]) for _ in range(side)]
    with open(path, 'w', encoding='ascii') as f:
        f.write('specimenId,category,' + ','.join(f'{locus}_{i}' for locus in LOCI for i in (1, 2)) + '\n')
        for i in range(side):
            numbers = range(i * side, min((i + 1) * side, count))
            f.write(''.join(f'BE-{(n * SCATTER & 0xFFFFFFFF) if shuffled else n + 100},stain,{first[i]},{second[n - i * side]}\n' for n in numbers))
    return os.path.getsize(path)


def cpu_s(pid):
    with open(f'/proc/{pid}/stat', encoding='ascii') as f:
        return sum(int(n) for n in f.read().split()[13:15]) / os.sysconf('SC_CLK_TCK')


def written(pid):
    with open(f'/proc/{pid}/io', encoding='ascii') as f:
        return int(dict(line.split(': ') for line in f.read().splitlines())['write_bytes'])


def row(what, figure, goal=''):
    print(f'| {what:52} | {figure:26} | {goal}', flush=True)


def measure(house, path, count, size):
    pid, owner, told = house.daemons['be'].pid, 'griet', {}
    used, burnt, wrote, began = resource.getrusage(resource.RUSAGE_CHILDREN), cpu_s(pid), written(pid), time.monotonic()

    def enter():
        try:
            told.update(house.malines('dna', 'import', str(path), '--format', 'csv', node='be', key=owner))
        finally:
            told['took'], told['used'] = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    thread, slowest, seen = threading.Thread(target=enter), 0, set()
    thread.start()
    while thread.is_alive():
        asked = time.monotonic()
        seen.add(house.malines('dna', 'status', node='be', key=owner)['profiles'])
        slowest = max(slowest, time.monotonic() - asked)
        thread.join(2)
    thread.join()
    if told.get('added') != count:
        sys.exit(f'not all were added: {told}')
    after, took = told['used'], told['took']
    beside = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    row(f'{count:,} profiles of a file of {size // 1000000} MB, by the clock', f'{count / took:,.0f}/s ({took:.0f} s)', '≥ 50,000/s')
    row('  processor time of the daemon, of reader and command', f'{1e6 * (cpu_s(pid) - burnt) / count:.1f} us, {1e6 * beside / count:.1f} us', '< 20 us in all')
    row('  written to the disk by the daemon, a profile', f'{(written(pid) - wrote) / count:.0f} bytes')
    row('  `dna status` meanwhile, the slowest', f'{slowest:.2f} s; saw {sorted(seen)}')
    with open(f'/proc/{pid}/status', encoding='ascii') as f:
        row('  memory of the daemon at most', f.read().split('VmHWM:')[1].split('\n')[0].strip())


def main():
    count, shuffled = int(sys.argv[2]), '--shuffled' in sys.argv
    house = Nodes(sys.argv[1], members=('be', 'fr'))
    folder = pathlib.Path(sys.argv[sys.argv.index('--folder') + 1] if '--folder' in sys.argv else house.folder_kept)
    path = folder / 'many.csv'
    try:
        size = table(path, count, shuffled)
        house.stand_up()
        measure(house, path, count, size)
    finally:
        path.unlink(missing_ok=True)
        house.put_away()


if __name__ == '__main__':
    main()
