#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Forms on paper, read back by other people's programs: poppler (text, fields, pages) and zbar (the QR code).

Usage: print_test.py MALINES_PRINT PDF_TEST MALINES_VERIFY
"""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata

PROGRAM, SIGNER, VERIFY = sys.argv[1:4]
ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ['fr', 'nl', 'de', 'es', 'en', 'ar']
DIGEST = hashlib.sha256(b'an order').hexdigest()


def document(language, rows=3, **more):
    words = json.loads((ROOT / f'i18n/{language}.json').read_text())
    sections = [{'title': 'A. ' + words['form_section.authorities'],
                 'rows': [{'label': words['form_field.issuing_authority'], 'value': f'Voorbeeld {n}\nمحمد عبد السلام'} for n in range(rows)]},
                {'title': 'B. ' + words['form_section.addressee'],
                 'rows': [{'label': 'ja', 'ticked': True}, {'label': 'nee', 'ticked': False}, {'text': 'Line'}, {'label': 'list', 'value': ['one', 'two', '']}]}]
    return {'language': language, 'title': words['form.epoc'], 'source': 'Regulation (EU) 2023/1543', 'reference': 'be/requests/1', 'at': '2026-11-28T09:30:00.000Z',
            'digest': DIGEST, 'footer': 'Malines', 'sections': sections, 'signature': {'title': 'Signature', 'lines': ['Griet Voorbeeld']}, **more}


def printed(what):
    data = what if isinstance(what, bytes) else json.dumps(what).encode()
    return subprocess.run([PROGRAM], input=data, capture_output=True)


def refused(what, code, needle):
    done = printed(what)
    assert done.returncode != 0 and not done.stdout, 'it was printed'
    error = json.loads(done.stderr.decode().strip().splitlines()[-1])['error']
    assert error['code'] == code and needle in error['detail'] and error['next'], error


def tool(*arguments):
    return subprocess.run(arguments, capture_output=True, check=True).stdout.decode()


def every_language(folder):
    for language in LANGUAGES:
        what = document(language)
        done = printed(what)
        assert done.returncode == 0, done.stderr
        assert printed(what).stdout == done.stdout, 'the same document, other bytes'
        path = folder / f'{language}.pdf'
        path.write_bytes(done.stdout)
        if not shutil.which('pdftotext'):
            continue
        text = tool('pdftotext', '-layout', str(path), '-')
        about = tool('pdfinfo', str(path))
        assert 'Voorbeeld 2' in text and 'be/requests/1' in text and DIGEST in text.replace('\n', ''), text
        assert what['title'] in about and 'AcroForm' in about and 'A4' in about, about
        if language != 'ar':
            assert what['title'] in ' '.join(unicodedata.normalize('NFKC', text).split()), text  # "fi" is one letter there
        assert 'Arabic' in tool('pdffonts', str(path)), 'the Arabic name has no Arabic font'


def the_code_is_the_digest(folder):
    if not (shutil.which('zbarimg') and shutil.which('pdftoppm')):
        print('    SKIPPED: zbar-tools or poppler-utils are not here')
        return
    (folder / 'qr.pdf').write_bytes(printed(document('fr')).stdout)
    tool('pdftoppm', '-r', '200', '-f', '1', '-l', '1', '-png', str(folder / 'qr.pdf'), str(folder / 'qr'))
    seen = tool('zbarimg', '-q', '--raw', *map(str, folder.glob('qr-*.png')))
    assert seen.strip() == 'sha256:' + DIGEST, seen


def long_ones_take_pages(folder):
    what = document('fr', rows=400)
    what['sections'][0]['rows'][7]['value'] = 'palabra ' * 20000
    path = folder / 'long.pdf'
    path.write_bytes(printed(what).stdout)
    if shutil.which('pdfinfo'):
        pages = int(next(line.split()[1] for line in tool('pdfinfo', str(path)).splitlines() if line.startswith('Pages')))
        assert 20 < pages < 200, pages
        assert tool('pdftotext', str(path), '-').count('palabra') == 20000, 'words were lost between pages'
    what['sections'][0]['rows'] = [{'text': 'x'}] * 15000
    refused(what, 'TOO_BIG', 'pages')


def others_read_the_signature(folder):
    (folder / 'plain.pdf').write_bytes(printed(document('ar')).stdout)
    tool(SIGNER, str(folder / 'plain.pdf'), str(folder / 'signed.pdf'))
    if not shutil.which('pdfsig'):
        print('    SKIPPED: poppler-utils is not here')
        return
    said = tool('pdfsig', '-nocert', str(folder / 'signed.pdf'))
    for line in ('Griet Voorbeeld', 'Signature is Valid', 'Total document signed', 'adbe.pkcs7.detached'):
        assert line in said, said
    bytes_of = bytearray((folder / 'signed.pdf').read_bytes())
    bytes_of[200] ^= 1
    (folder / 'changed.pdf').write_bytes(bytes_of)
    done = subprocess.run(['pdfsig', '-nocert', str(folder / 'changed.pdf')], capture_output=True)
    assert b'Signature is Valid' not in done.stdout, done.stdout


def verified(path, *more):
    """malines-verify, as on a bare PC: no node, no settings, no network."""
    done = subprocess.run([VERIFY, 'pdf', str(path), '--json', *more], capture_output=True, text=True, env={'PATH': '/nowhere'})
    return done.returncode, json.loads(done.stdout or done.stderr)


def refused_paper(path, code, needle, *more):
    status, said = verified(path, *more)
    assert status != 0 and not said['ok'] and said['error']['code'] == code and needle in said['error']['detail'], (path, said)


def a_bare_pc_tells_a_sound_one_from_the_others(folder):
    made = {}
    for language in LANGUAGES:
        plain, path = folder / f'{language}.pdf', folder / f'{language}.signed.pdf'
        plain.write_bytes(printed(document(language)).stdout)
        tool(SIGNER, str(plain), str(path), str(folder / f'{language}.pem'))
        made[language] = path.read_bytes()
        status, said = verified(path, '--signer', str(folder / f'{language}.pem'))
        assert status == 0 and 'Griet Voorbeeld' in said['verdict'] and 'holder of the certificate named' in said['verdict'], said
        status, said = verified(path)
        assert status == 0 and 'somebody who writes the name' in said['verdict'], said
    refused_paper(folder / 'fr.pdf', 'NOT_FOUND', 'not signed')
    refused_paper(folder / 'fr.signed.pdf', 'NOT_TRUSTED', 'SHA-256', '--signer', str(folder / 'nl.pem'))
    whole, odd = made['fr'], folder / 'odd.pdf'
    for at in (12, len(whole) // 3, len(whole) // 2, len(whole) - 40):
        odd.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        status, said = verified(odd)
        assert status != 0 and not said['ok'], at
    odd.write_bytes(whole + b'\n9 0 obj\n<< /Type /Catalog >>\nendobj\n')  # an incremental update, as a form filled in would be
    refused_paper(odd, 'BAD_SIGNATURE', 'appended')
    odd.write_bytes(whole[:-1])
    assert verified(odd)[0] != 0
    # Somebody else's signature put into this document: it is of other bytes.
    cut = lambda b: (b.index(b'/Contents <') + 11, b.index(b'> >>', b.index(b'/Contents <')))
    (a, b), (c, d) = cut(whole), cut(made['nl'])
    odd.write_bytes(whole[:a] + made['nl'][c:d] + whole[b:])
    refused_paper(odd, 'BAD_SIGNATURE', '')
    for active in (b'/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>', b'/AA << >>', b'/Op#65nAction 3 0 R', b'/Names << /EmbeddedFiles 3 0 R /EmbeddedFile 1 >>'):
        plain = (folder / 'fr.pdf').read_bytes()
        at = plain.rindex(b'/Type /Catalog')  # signed like that: the signature holds, and it is refused all the same
        (folder / 'active.pdf').write_bytes(plain[:at] + active + b' ' + plain[at:])
        tool(SIGNER, str(folder / 'active.pdf'), str(odd), str(folder / 'x.pem'))
        refused_paper(odd, 'BAD_FORMAT', '', '--signer', str(folder / 'x.pem'))


def a_name_is_not_broken_at_its_hyphen(folder):
    """Titles of every length, so that in some of them the line ends within the name if it may."""
    for n in range(40):
        title = 'EUROPEAN PRESERVATION ORDER CERTIFICATE ' + 'x' * n + ' (EPOC-PR) FOR THE PRESERVATION OF ELECTRONIC EVIDENCE'
        (folder / 'name.pdf').write_bytes(printed({**document('en'), 'title': title}).stdout)
        text = tool('pdftotext', '-layout', str(folder / 'name.pdf'), '-')
        assert '(EPOC-PR)' in text and 'EPOC-\n' not in text, (n, text[:200])


def bad_documents_are_refused(_):
    refused(b'', 'BAD_JSON', '')
    refused(b'{' + b'"a":' * 10, 'BAD_JSON', '')
    refused(b'x' * (2 * 1024 * 1024 + 1), 'TOO_BIG', '2 MiB')
    refused(document('fr', digest='12'), 'BAD_FIELD', 'digest')
    refused({**document('fr'), 'language': '../etc'}, 'BAD_FIELD', 'language')
    refused({**document('fr'), 'sections': [{'title': 'A', 'rows': [{'label': 'x'}]}]}, 'BAD_FIELD', 'rows/0')
    refused({**document('fr'), 'signature': 1}, 'BAD_FIELD', 'signature')


def strange_text_does_no_harm(_):
    for text in ['<b>&amp;</b>', '\u202e' * 1000, 'ⵜⴰⵎⴰⵣⵉⵖⵜ 漢字 😀', 'a' * 50000, '\u0301' * 5000, 'é\n' * 3000]:
        what = document('ar')
        what['sections'][0]['rows'][0]['value'] = text
        done = printed(what)
        assert done.returncode == 0 and done.stdout.startswith(b'%PDF-1.4'), (text[:20], done.returncode, done.stderr[:300])


def main():
    failed = 0
    tests = [every_language, the_code_is_the_digest, long_ones_take_pages, others_read_the_signature, a_bare_pc_tells_a_sound_one_from_the_others, a_name_is_not_broken_at_its_hyphen, bad_documents_are_refused, strange_text_does_no_harm]
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print('ok', test.__name__)
            except Exception as why:  # each is told, then the next
                failed += 1
                print('FAILED', test.__name__, repr(why)[:2000])
    print(f'{len(tests) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
