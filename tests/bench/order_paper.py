# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""An order from its draft to a signed PDF, on real nodes: what a prosecutor waits for. The start of both commands is included."""
import json
import pathlib
import resource
import subprocess
import sys
import time

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / 'bad_days'))
from nodes import Nodes, demo  # noqa: E402

TIMES = 9


def values(form, certificate):
    """What the form must have, and whose data it is: invented."""
    said = {'ident_user': 'karim.exemple', 'data_category': 'subscriber', 'certificate': certificate, 'authority_type': 'prosecutor', 'user_informed': 'informed_now'}
    for section in form['sections']:
        for f in section['fields']:
            if f['need'] == 'must' and f['id'] not in said and 'subscriber' in (f.get('for') or ['subscriber']):
                said[f['id']] = {'choice': (f.get('choices') or [''])[0], 'ticks': (f.get('choices') or [''])[:1], 'day': '2026-11-01', 'number': 48, 'country': 'be'}.get(f['type'], 'invented')
    return said


def certificate(folder, name, usage):
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', f'{name}.key', '-out', f'{name}.pem', '-days', '30',
                    '-subj', f'/CN=Invented {name}', '-addext', f'keyUsage=critical,{usage}', '-sha256'], cwd=folder, capture_output=True, check=True)
    return (folder / f'{name}.pem').read_text()


def measured(build):
    """(milliseconds by the clock, of processor) of the middle run: request create, then order print with a signature."""
    demo.MEMBERS['prov'] = ('Provider', 0, 0, {'desk': 'register_owner', 'lead': 'approver'})
    nodes = Nodes(build, members=('be', 'prov'))
    taken = []
    try:
        nodes.stand_up()
        order = json.dumps({'values': values(nodes.malines('order', 'forms', node='be', key='anke')['forms']['epoc'], certificate(nodes.state, 'order', 'keyAgreement'))})
        certificate(nodes.state, 'magistrate', 'digitalSignature')
        for i in range(TIMES):
            began, used = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            made = nodes.malines('request', 'create', '--kind', 'epoc', '--to', 'prov', '--purpose', 'investigation', '--text', 'an order', '--order', order, node='be', key='anke')
            out = nodes.state / f'{i}.pdf'
            nodes.malines('order', 'print', made['id'], '--out', str(out), '--secret', str(nodes.state / 'magistrate.key'), '--certificate', str(nodes.state / 'magistrate.pem'), node='be', key='anke')
            now = resource.getrusage(resource.RUSAGE_CHILDREN)
            assert b'adbe.pkcs7.detached' in out.read_bytes()
            taken.append((1e3 * (time.monotonic() - began), 1e3 * (now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)))
    finally:
        nodes.put_away()
    return sorted(taken)[TIMES // 2]
