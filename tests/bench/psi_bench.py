#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""OpenMined PSI (PyPI openmined.psi) on the very sets of sealed_bench, beside which it stands: an owner's set, an asker's
questions of which half are in it. One thread of processor time each. Its set-up message has the role of our filter, without a
proof that one key was used for everybody, without quota and without escrow.

Usage: psi_bench.py OWNED ASKED
"""
import sys
import time

try:
    import private_set_intersection.python as psi
except ImportError as e:
    print(f'| OpenMined PSI: not here ({e})')
    sys.exit(0)


def timed(function, *arguments):
    began = time.process_time()
    result = function(*arguments)
    return result, time.process_time() - began


def main():
    owned, asked = int(sys.argv[1]), int(sys.argv[2])
    owner = [f'ml9|border|type|value {i}' for i in range(owned)]
    asker = [f'ml9|border|type|value {i * 2 * owned // asked}' for i in range(asked)]
    for name, structure in (('Golomb-compressed set', psi.DataStructure.GCS), ('Bloom filter', psi.DataStructure.BLOOM_FILTER)):
        server, client = psi.server.CreateWithNewKey(True), psi.client.CreateWithNewKey(True)
        rate = 1 / 65536 * asked  # it wants the rate of the whole question; ours is one in 65,536 a key
        setup, built = timed(server.CreateSetupMessage, min(rate, 0.03), asked, owner, structure)
        request, hidden = timed(client.CreateRequest, asker)
        response, answered = timed(server.ProcessRequest, request)
        found, looked = timed(client.GetIntersection, setup, response)
        print(f'| OpenMined PSI {psi.__version__}, {name}: owner {built / owned * 1e6:.1f} µs a value for {len(setup.SerializeToString()) / owned:.2f} bytes, '
              f'{answered / asked * 1e6:.1f} µs a key asked; asker {(hidden + looked) / asked * 1e6:.1f} µs a key; {len(found)} of {asked} found')


main()
