#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Identifiers against other people's programs: python-stdnum (check digits), phonenumbers (number plans), Python's own
ipaddress. Numbers are made at random, half of them near a valid one, so that both verdicts occur.

Usage: tests/interop/identifier_oracle.py IDENTIFY
Skipped where python-stdnum (Debian: python3-stdnum) can't be imported; parts whose module is too old are named.
"""
import datetime
import importlib
import ipaddress
import random
import string
import subprocess
import sys

ROUNDS = 4000
UPPER = string.digits + string.ascii_uppercase
failures = 0


def skip(why):
    print('SKIPPED: ' + why)
    sys.exit(77)


def check(what, good, more=''):
    global failures
    print(('ok      ' if good else 'FAILED  ') + what + (' ' + more if more else ''))
    failures += not good


def identify(program, rows):
    lines = ''.join('\t'.join(row) + '\n' for row in rows)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    return [line.split('\t') for line in done.stdout.splitlines()]


def shaped(rng, shape):
    """A digit for 9, a letter for A, either for X, the rest as it is."""
    of = {'9': string.digits, 'A': string.ascii_uppercase, 'X': UPPER}
    return ''.join(rng.choice(of[c]) if c in of else c for c in shape)


def spoilt(rng, text):
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(string.digits) + text[at + 1:]


def with_check(rng, shapes, valid):
    """A number of one of the shapes that `valid` takes, found by trying its last digits."""
    for _ in range(20):
        text = shaped(rng, rng.choice(shapes))
        for tail in range(100):
            tried = text[:-2] + f'{tail:02d}'
            if valid(tried):
                return tried
    return text


def module(name):
    try:
        return importlib.import_module('stdnum.' + name)
    except ImportError:
        print('note: this python-stdnum has no', name)
        return None


# What we take that they don't, or the other way about: with the reason.
def imei_ours(text, verdict):  # 0 in the last place is "not sent" (3GPP TS 23.003), a version of software has no check
    return True if len(text) in (14, 16) or (len(text) == 15 and text.endswith('0')) else verdict


def iban_ours(text, verdict):  # they leave the key of the French account number unchecked
    return None if verdict and text.startswith('FR') else verdict


def nir_ours(text, verdict):  # they take any month
    return None if verdict and not 1 <= int(text[3:5]) <= 12 else verdict


def belgian_ours(text, verdict):  # they ask the clock: nobody is born after today; we don't
    future = int(text[:2]) + 2000 > datetime.date.today().year and 97 - int('2' + text[:-2]) % 97 == int(text[-2:])
    return None if not verdict and future else verdict


def company_ours(text, verdict):  # 97 less a remainder is never 00
    return None if verdict and text.endswith('00') else verdict


def imo_ours(text, verdict):  # they know hulls only, we companies too
    company = len(text) == 7 and (11 - sum(int(d) * w for d, w in zip(text, (8, 6, 4, 2, 9, 7))) % 11) % 10 == int(text[-1])
    return None if not verdict and company else verdict


PARTS = [  # our kind, country, their modules (one of which must take it), shapes, correction (None: not compared)
    ('iban', '', ['iban'], ['BE99999999999999', 'FR999999999999999999999999X', 'ES9999999999999999999999', 'DE99999999999999999999',
                            'NL99AAAA9999999999', 'GB99AAAA99999999999999'], iban_ours),
    ('national', 'be', ['be.nn', 'be.bis'], ['99019999999', '99129999999', '99319999999', '99429999999', '00000199999'], belgian_ours),
    ('id', 'be', ['be.eid'], ['999999999999'], None),
    ('national', 'fr', ['fr.nir'], ['199019999999999', '299129999999999', '299072A99999999', '199992B99999999'], nir_ours),
    ('registration', 'be', ['be.vat'], ['0999999999', '1999999999'], company_ours),
    ('registration', 'fr', ['fr.siren', 'fr.siret'], ['999999999', '99999999999999', '35600000099999'], None),
    ('registration', 'ma', ['ma.ice'], ['999999999999999'], None),
    ('imei', '', ['imei'], ['999999999999999'], imei_ours),
    ('imo', '', ['imo'], ['9999999'], imo_ours),
    ('lei', '', ['lei'], ['XXXXXXXXXXXXXXXXXX99'], None),
]


def compare(program, kind, country, names, shapes, correction):
    rng = random.Random(f'{kind}{country}')
    modules = list(filter(None, map(module, names)))
    if not modules:
        return
    theirs = lambda text: any(m.is_valid(text) for m in modules)
    texts = []
    for _ in range(ROUNDS // 4):
        good = with_check(rng, shapes, theirs)
        texts += [good, spoilt(rng, good), shaped(rng, rng.choice(shapes)), good[:-1]]
    got = identify(program, [(kind, country, t) for t in texts])
    wrong, valid = [], 0
    for text, (validity, reason, *_rest) in zip(texts, got):
        expected = theirs(text)
        valid += expected
        expected = correction(text, expected) if correction else expected
        if expected is not None and (validity == 'valid') != expected:
            wrong.append((text, reason, expected))
    check(f'{kind} {country} against {"+".join(names)}', not wrong and valid > 20, f'{len(texts)} numbers, {valid} valid {wrong[:3]}')


def spanish(program):
    nif, cif = module('es.nif'), module('es.cif')
    rng = random.Random('es')
    letters = 'TRWAGMYFPDXBNJZSQVHLCKE'
    texts = [shaped(rng, '99999999') + rng.choice(letters) for _ in range(ROUNDS)]
    texts += [rng.choice('XYZKLM') + shaped(rng, '9999999') + rng.choice(letters) for _ in range(ROUNDS)]
    got = identify(program, [('national', 'es', t) for t in texts])
    wrong = [t for t, g in zip(texts, got) if (g[0] == 'valid') != nif.is_valid(t)]
    check('national es against es.nif', not wrong, f'{len(texts)} numbers {wrong[:3]}')
    texts = [rng.choice('ABCDEFGHJNPQRSUVW') + shaped(rng, '9999999') + rng.choice('JABCDEFGHI0123456789') for _ in range(ROUNDS)]
    got = identify(program, [('registration', 'es', t) for t in texts])
    wrong = [t for t, g in zip(texts, got) if (g[0] == 'valid') != cif.is_valid(t)]
    check('registration es against es.cif', not wrong, f'{len(texts)} numbers {wrong[:3]}')


def coins(program):
    bitcoin = module('bitcoin')
    rng = random.Random('btc')
    texts = []
    for good in ('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'):
        texts += [good] + [spoilt(rng, good) for _ in range(300)]
    got = identify(program, [('crypto', '', t) for t in texts])
    wrong = [t for t, g in zip(texts, got) if (g[0] == 'valid') != bitcoin.is_valid(t)]
    check('crypto against bitcoin', not wrong, f'{len(texts)} addresses {wrong[:3]}')


def addresses(program):
    rng = random.Random('ip')
    texts = [str(ipaddress.IPv4Address(rng.getrandbits(32))) for _ in range(ROUNDS)]
    texts += [str(ipaddress.IPv6Address(rng.getrandbits(128) & rng.getrandbits(128) & rng.getrandbits(128))) for _ in range(ROUNDS)]
    texts += ['1.2.3', '1.2.3.4.5', '01.2.3.4', '::g', '1::2::3', '1.2.3.256', '']
    got = identify(program, [('ip', '', t) for t in texts])
    wrong = []
    for text, (validity, _reason, canonical, *_r) in zip(texts, got):
        try:
            expected = ipaddress.ip_address(text)
        except ValueError:
            expected = None
        same = expected is not None and validity == 'valid' and ipaddress.ip_address(canonical) == (getattr(expected, 'ipv4_mapped', None) or expected)
        if same != (expected is not None):
            wrong.append((text, canonical))
    check('ip against ipaddress', not wrong, f'{len(texts)} addresses {wrong[:3]}')


def phones(program):
    try:
        import phonenumbers as pn
    except ImportError:
        print('note: no phonenumbers here (Debian: python3-phonenumbers)')
        return
    rng = random.Random('tel')
    rows = []
    for country, shapes in {'be': ['04999999', '047 99 99 99 9', '0999999999', '9 99 99 99 99', '+32 499 99 99 99', '00324999999999'],
                            'fr': ['06 99 99 99 99', '0999999999', '+33(0)799999999', '003399999999'],
                            'es': ['699999999', '999 999 999', '+34 999 99 99 99', '0034699999999'],
                            'ma': ['0699999999', '05 99 99 99 99', '+212699999999', '00212 5 99 99 99 99'],
                            'de': ['030 999999', '+49 1519999999'], 'it': ['06 9999999', '+39 399 999999']}.items():
        rows += [('phone', country, shaped(rng, rng.choice(shapes))) for _ in range(ROUNDS // 4)]
    got = identify(program, rows)
    form, verdict = [], []
    for (_kind, country, text), (validity, reason, canonical, *_r) in zip(rows, got):
        try:
            number = pn.parse(text, country.upper())
        except pn.NumberParseException:
            continue
        if not pn.is_possible_number(number):
            continue
        if pn.is_valid_number(number) and canonical != pn.format_number(number, pn.PhoneNumberFormat.E164):
            form.append((text, country, canonical))
        if pn.is_valid_number(number) and validity != 'valid' and country in ('be', 'fr', 'es', 'ma'):
            verdict.append((text, reason))
    check('phone: the form of E.164 against phonenumbers', not form, f'{len(rows)} numbers {form[:3]}')
    version = tuple(int(n) for n in pn.__version__.split('.')[:2])
    if version < (9, 0):  # the French plan changed in 2023: older ones (Debian 12 has 8.12.57) still call 0700 915222 valid
        print(f'note: phonenumbers {pn.__version__} knows an older number plan: verdicts not compared (9.0 does)')
        return
    check('phone: what they call valid is never invalid or unknown here', not verdict, str(verdict[:3]))


def main():
    try:
        import stdnum  # noqa: F401
    except ImportError:
        skip('python-stdnum is not here (Debian: python3-stdnum)')
    program = sys.argv[1]
    for part in PARTS:
        compare(program, *part)
    spanish(program)
    coins(program)
    addresses(program)
    phones(program)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
