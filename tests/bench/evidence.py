#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""./bench evidence: hash lists against the memory's speed, FAISS (PyPI faiss-cpu) and Meta's own index in one run, and intake against each digest alone.

Usage: tests/bench/evidence.py BUILD [--hashes N] [--megabytes N] [--sparse N] [--meta PROGRAM]   Times are processor times.
--meta: a program of the user's around Meta's index, called with a file of hashes and one of questions (64 hexadecimal digits a line) and the distance;
it prints a line a question with the numbers of the hashes found, then a line of JSON:
milliseconds of processor time a question of the index (multi_ms) and of the flat search (flat_ms), and how many that found (found_flat).
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import order_paper
import readers

QUERIES = 1000
DISTANCE = 31  # PDQ_DISTANCE


def made(folder, count):
    """`count` random hashes, and queries half of which lie 0 to 40 bits from one of them."""
    r = random.Random(4711)
    hashes = r.randbytes(32 * count)
    queries = bytearray()
    for i in range(QUERIES):
        h = int.from_bytes(r.randbytes(32) if i % 2 else hashes[32 * (at := r.randrange(count)):32 * at + 32], 'little')
        for bit in r.sample(range(256), i % 41):
            h ^= 1 << bit
        queries += h.to_bytes(32, 'little')
    (folder / 'hashes').write_bytes(hashes)
    (folder / 'queries').write_bytes(queries)
    return hashes, bytes(queries)


def faiss_row(hashes, queries, found):
    """Milliseconds a question of IndexBinaryMultiHash(256, 16, 16), one flip, one thread; and whether it found the same."""
    try:
        import faiss
        import numpy
    except ImportError:
        return None
    faiss.omp_set_num_threads(1)
    x = numpy.frombuffer(hashes, dtype='uint8').reshape(-1, 32)
    q = numpy.frombuffer(queries, dtype='uint8').reshape(-1, 32)
    index = faiss.IndexBinaryMultiHash(256, 16, 16)
    index.nflip = 1  # 31 // 16
    index.add(x)
    t = time.process_time()
    lims, _, ids = index.range_search(q, DISTANCE + 1)  # FAISS leaves the radius itself out
    multi = (time.process_time() - t) / len(q) * 1e3
    flat = faiss.IndexBinaryFlat(256)
    flat.add(x)
    t = time.process_time()
    flat.range_search(q[:20], DISTANCE + 1)
    return {'version': faiss.__version__, 'multihash_ms': multi, 'flat_ms': (time.process_time() - t) / 20 * 1e3,
            'same': [sorted(ids[lims[i]:lims[i + 1]]) for i in range(len(q))] == found}


def meta_row(program, folder, hashes, queries, found):
    """What the user's program says of the same hashes and questions, and whether it found the same."""
    for name, raw in (('hashes.hex', hashes), ('queries.hex', queries)):
        (folder / name).write_text(raw.hex('\n', 32) + '\n')
    *lists, said = subprocess.run([program, folder / 'hashes.hex', folder / 'queries.hex', str(DISTANCE)], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return {**json.loads(said), 'same': [sorted(map(int, one.split())) for one in lists] == found}


def found_in(path, count):
    raw = path.read_bytes()
    lists, now = [], []
    for i in range(0, len(raw), 4):
        n = int.from_bytes(raw[i:i + 4], 'little')
        if n == 0xFFFFFFFF:
            lists.append(sorted(now))
            now = []
        else:
            now.append(n)
    assert len(lists) == count
    return lists


def main():
    p = argparse.ArgumentParser()
    p.add_argument('build')
    p.add_argument('--hashes', type=int, default=1_000_000)
    p.add_argument('--megabytes', type=int, default=1024)
    p.add_argument('--sparse', type=int, default=10240, help='megabytes of the sparse file')
    p.add_argument('--meta', help="the user's program around Meta's index")
    o = p.parse_args()
    program = str(pathlib.Path(o.build) / 'tests/bench/evidence_bench')
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        hashes, queries = made(folder, o.hashes)
        ours = json.loads(subprocess.run([program, 'pdq', folder / 'hashes', folder / 'queries'], check=True, capture_output=True).stdout)
        found = found_in(folder / 'hashes.found', QUERIES)
        theirs = faiss_row(hashes, queries, found)
        meta = meta_row(o.meta, folder, hashes, queries, found) if o.meta else None
        intake = json.loads(subprocess.run([program, 'intake', str(o.megabytes), folder / 'vault'], check=True, capture_output=True).stdout)
        sparse = json.loads(subprocess.run([program, 'sparse', str(o.sparse), folder], check=True, capture_output=True).stdout)
        reading = list(readers.measured(str(pathlib.Path(o.build) / 'programs/malines-import/malines-import'), folder))
        paper = order_paper.measured(o.build)
        os.chmod(next((folder / 'vault').glob('??/*')), 0o600)
    rows = [
        ('PDQ flat, of the memory speed of the same run', f"{ours['flat_of_read']:.0%} ({ours['flat_gb_s']:.1f} of {ours['read_gb_s']:.1f} GB/s)", '>= 85 %'),
        (f"PDQ multi-index at {o.hashes:,}", f"{ours['index_ms']:.3f} ms a question (flat {ours['flat_ms']:.3f} ms)", ''),
        ('... found, of what flat finds', f"{ours['found']} of {ours['found_flat']}", 'all'),
    ]
    if theirs:
        rows += [(f"... against FAISS {theirs['version']} MultiHash", f"{theirs['multihash_ms'] / ours['index_ms']:.1f} times ({theirs['multihash_ms']:.3f} ms; "
                  f"the same answers: {theirs['same']})", '>= 5'),
                 ('PDQ flat against FAISS BinaryFlat', f"{theirs['flat_ms'] / ours['flat_ms']:.1f} times", '')]
    else:
        rows.append(('... against FAISS MultiHash', 'skipped: faiss-cpu (PyPI) and numpy are not installed', '>= 5'))
    if meta:
        rows += [("PDQ multi-index against Meta's MIH256", f"{meta['multi_ms'] / ours['index_ms']:.1f} times ({meta['multi_ms']:.3f} ms; the same answers: {meta['same']})", '>= 5'),
                 ("PDQ flat against Meta's, eight questions at a time", f"{meta['flat_ms'] / ours['flat_ms']:.1f} times ({meta['flat_ms']:.3f} ms a question; found {meta['found_flat']})", '')]
    else:
        rows.append(("PDQ multi-index against Meta's MIH256", 'skipped: name the program built as docs/benchmarks.md says with --meta', '>= 5'))
    rows += [('Both digests, of each one alone', f"{intake['of_the_digests_alone']:.0%}", '>= 80 %'),
             (f"Intake of {o.megabytes} MB, memory at most", f"{intake['peak_mb']:.0f} MB", '< 64 MB'),
             (f"Sparse file of {o.sparse} MB, read and hashed", f"{sparse['of_the_digests_alone']:.0%} of the digests alone, {sparse['hashed_s']:.0f} s, reading {sparse['read_s']:.0f} s beside", '>= 80 %'),
             ('... memory at most', f"{sparse['peak_mb']:.0f} MB", '< 64 MB')]
    rows += [(f'{form}: {events:,} events, {selectors:,} selectors', f'{ms:.0f} ms for {size / 1e6:.1f} MB, the program\'s start included', '< 100 ms') for form, ms, events, selectors, size in reading]
    rows.append(('An order, from the draft to a signed PDF', f'{paper[0]:.0f} ms by the clock, {paper[1]:.0f} ms of processor, two commands with their start', '< 300 ms'))
    for what, figure, goal in rows:
        print(f'{what:50} {figure:60} {goal}')


if __name__ == '__main__':
    sys.exit(main())
