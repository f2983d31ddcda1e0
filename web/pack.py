#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Builds the console where it can and packs it for the binary: pack.py MODE WEB OUT.

MODE auto: build when web/node_modules is there, else take a ready web/dist, else one plain page that says it is missing.
     build: build, or fail.   none: the plain page.
Writes OUT/assets.bin (gzip members one after another), OUT/assets.S and OUT/assets_table.h; the same files in give the
same bytes out, and a file that would not change is not touched, so that nothing is linked again for nothing."""
import gzip
import hashlib
import pathlib
import shutil
import subprocess
import sys

TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
         '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json', '.txt': 'text/plain; charset=utf-8'}
PLAIN = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Malines</title></head>
<body><h1>The console is not built into this node</h1>
<p>The node works; so does its command line: <code>malines help</code>.
To have the console, run <code>npm ci --ignore-scripts</code> in <code>web/</code> and build again.</p></body></html>
"""


def newest(paths):
    return max((p.stat().st_mtime for p in paths if p.is_file()), default=0)


def built(web, out):
    """Vite writes into the build folder, never into the checkout; done again only when a source is newer."""
    dist = out / 'dist'
    sources = [*web.glob('*.json'), *web.glob('*.ts'), *web.glob('*.js'), web / 'index.html', *(web / 'public').rglob('*'),
               *(web / 'src').rglob('*'), *(web.parent / 'i18n').glob('*.json'), web / 'node_modules/.package-lock.json']
    if newest([dist / 'index.html']) <= newest(sources):
        vite = [shutil.which('node') or 'node', 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', str(dist), '--emptyOutDir']
        subprocess.run(vite, cwd=web, check=True)
    return dist


def folder(mode, web, out):
    ready = (web / 'node_modules/vite').is_dir() and shutil.which('node')
    if mode == 'build' and not ready:
        sys.exit('console=build needs node and web/node_modules: run npm ci --ignore-scripts in web/')
    if mode != 'none' and ready:
        return built(web, out)
    return web / 'dist' if mode == 'auto' and (web / 'dist/index.html').is_file() else None


def files(dist):
    if dist is None:
        return {'/index.html': PLAIN}
    return {'/' + p.relative_to(dist).as_posix(): p.read_bytes() for p in dist.rglob('*') if p.is_file()}


def write(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


def main():
    mode, web, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
    blob, rows = b'', []
    for path, raw in sorted(files(folder(mode, web, out)).items(), key=lambda item: item[0].encode()):
        gz = gzip.compress(raw, 9, mtime=0)
        kind = TYPES.get(pathlib.PurePosixPath(path).suffix, 'application/octet-stream')
        rows.append(f'ASSET("{path}", "{kind}", {len(blob)}, {len(gz)}, {len(raw)}, "{hashlib.sha256(raw).hexdigest()[:32]}")\n')
        blob += gz
    write(out / 'assets.bin', blob)
    # The digest makes this file change when the blob does: the assembler's dependencies do not know .incbin.
    write(out / 'assets.S', f'''/* {hashlib.sha256(blob).hexdigest()} */
    .section .rodata
    .globl console_assets
    .hidden console_assets
    .balign 16
console_assets:
    .incbin "{out / 'assets.bin'}"
    .byte 0
    .section .note.GNU-stack,"",%progbits
'''.encode())
    write(out / 'assets_table.h', ''.join(rows).encode())


main()
