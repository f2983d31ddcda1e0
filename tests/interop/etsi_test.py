#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""An order as a message of ETSI TS 103 120, as others read it: Python's own XML reader, and xmllint with ETSI's published schemas.

Usage: tests/interop/etsi_test.py ORDERS_TEST

The schemas (ts_103120v011201p0, ETSI forge "li/schemas-definitions"; not ours to pass on) lie where MALINES_ETSI says or in
../shared/data/etsi; without them, or without xmllint, that part counts as skipped.
"""
import base64
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORE = '{http://uri.etsi.org/03120/common/2019/10/Core}'
TASK = '{http://uri.etsi.org/03120/common/2020/09/Task}'
DOC = '{http://uri.etsi.org/03120/common/2020/09/Document}'
AUTH = '{http://uri.etsi.org/03120/common/2020/09/Authorisation}'
TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type'
counts = [0, 0, 0]


def case(name, good, why=''):
    counts[0 if good else 1] += 1
    print(('ok    ' if good else 'FAILS ') + name + ('' if good else f': {why}'))


def message(category):
    return subprocess.run([sys.argv[1], '--xml', category], capture_output=True, check=True).stdout


def what_it_says(category, xml):
    root = ET.fromstring(xml)
    objects = list(root.iter(CORE + 'HI1Object'))
    kinds = [o.get(TYPE) for o in objects]
    case(f'{category}: one authorisation, a task for each identifier, the order itself',
         kinds[0] == 'auth:AuthorisationObject' and kinds[-1] == 'doc:DocumentObject' and set(kinds[1:-1]) == {'task:LDTaskObject'} and len(kinds) == 9, kinds)
    ids = [o.findtext(CORE + 'ObjectIdentifier') for o in objects]
    case(f'{category}: every object has an id of its own, and belongs to the authorisation',
         len(set(ids)) == len(ids) and all(o.findtext(f'.//{CORE}AssociatedObject') == ids[0] for o in objects[1:]))
    values = {(v.findtext(f'{TASK}FormatType/{TASK}FormatName'), v.findtext(TASK + 'Value')) for v in root.iter(TASK + 'RequestValue')}
    expected = {('InternationalE164', '32470000000'), ('ident_phone', '0470 00 00 00'), ('IPv4Address', '192.0.2.7'), ('IPv6Address', '2001:db8::1'),
                ('EmailAddress', 'karim@exemplar.example'), ('IMEICheckDigit', '490154203237518'), ('ident_user', 'karim.exemple')}
    case(f'{category}: the identifiers, in ETSI\'s formats where they have one', values == expected, values)
    body = base64.b64decode(root.findtext(f'.//{DOC}Contents'))
    said = json.loads(body)
    case(f'{category}: the order in it is what the addressee sees, under its digest',
         hashlib.sha256(body).hexdigest() == root.findtext(f'.//{DOC}Checksum') and 'SECRET' not in body.decode() and said['ident_service'] == 'Exemplar Chat')


def schema():
    for folder in (os.environ.get('MALINES_ETSI'), ROOT / '../shared/data/etsi'):
        if folder and (found := sorted(pathlib.Path(folder).rglob('ts_103120_Core.xsd'))):
            return found[0].parent
    return None


def by_the_schema(category, xml, folder, scratch):
    """ts_103120_Validation.xsd imports all that an object may be."""
    path = scratch / f'{category}.xml'
    for name, bytes_of, good in ((category, xml, True), (category + ', a member too many', xml.replace(b'<Payload>', b'<Payload><Extra/>'), False),
                                 (category + ', a country that is none', xml.replace(b'<CountryCode>BE<', b'<CountryCode>Belgium<'), False)):
        path.write_bytes(bytes_of)
        done = subprocess.run(['xmllint', '--nonet', '--noout', '--schema', str(folder / 'ts_103120_Validation.xsd'), str(path)], capture_output=True, text=True)
        case(f'ETSI\'s schema {"accepts" if good else "refuses"} {name}', (done.returncode == 0) == good, done.stderr[:1500])


def main():
    folder = schema()
    for category in ('subscriber', 'identification', 'traffic', 'content'):
        xml = message(category)
        what_it_says(category, xml)
        if folder and shutil.which('xmllint'):
            with tempfile.TemporaryDirectory() as scratch:
                by_the_schema(category, xml, folder, pathlib.Path(scratch))
    if not (folder and shutil.which('xmllint')):
        counts[2] += 1
        print('skip  ETSI\'s schemas (MALINES_ETSI) or xmllint are not here')
    print(f'{counts[0]} passed, {counts[1]} failed, {counts[2]} skipped')
    return 1 if counts[1] else 0


if __name__ == '__main__':
    sys.exit(main())
