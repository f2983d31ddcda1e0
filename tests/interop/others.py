# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Other people's verifiers, fetched by their ordinary clients into a cache outside the tree (MALINES_CACHE, ~/.cache/malines): the
European Commission's DSS 6.2 from Maven Central, case_validate (case-utils 0.17.0) from PyPI. Where they can't be had, None and why.
"""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CACHE = pathlib.Path(os.environ.get('MALINES_CACHE') or pathlib.Path.home() / '.cache' / 'malines')
DSS = 'dss-6.2'
CASE = 'case-utils==0.17.0'
COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies'


def quietly(words, **more):
    """What it printed when it went well, else None; a program that is not there is none that went well."""
    try:
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300, **more)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def made(folder, make):
    """A folder of the cache, made once and whole: half of one is thrown away."""
    if (folder / 'whole').exists():
        return True
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
    except OSError:
        return False
    if not make():
        shutil.rmtree(folder, ignore_errors=True)
        return False
    (folder / 'whole').write_text('')
    return True


def dss(anchor, files):
    """{name: (indication, intact, files covered)} of containers and documents, under the certificate `anchor`; or None, why."""
    folder = CACHE / DSS
    if not (shutil.which('mvn') and shutil.which('javac')):
        return None, 'mvn or javac is not here'

    def make():
        for f in ('pom.xml', 'Judge.java'):
            shutil.copy(HERE / 'dss' / f, folder)
        return quietly(['mvn', '-q', '-B', COPY, f'-DoutputDirectory={folder}/jars'], cwd=folder) is not None
    if not made(folder, make):
        return None, 'DSS could not be had from Maven Central'
    if quietly(['javac', '-cp', f'{folder}/jars/*', '-d', folder, HERE / 'dss' / 'Judge.java']) is None:
        return None, 'javac'
    said = quietly(['java', '-cp', f'{folder}/jars/*:{folder}', 'Judge', anchor, *files])
    if said is None:
        return None, 'java'
    rows = (line.split('\t') for line in said.splitlines())
    return {r[0]: (r[1], r[3] == 'intact' if len(r) > 3 else False, int(r[4]) if len(r) > 4 and r[4].isdigit() else 0) for r in rows}, ''


def case_validate():
    """The program, or None and why."""
    if tool := shutil.which('case_validate') or os.environ.get('CASE_VALIDATE'):
        return tool, ''
    folder = CACHE / f'case-{sys.version_info[0]}.{sys.version_info[1]}'

    def make():
        return quietly([sys.executable, '-m', 'venv', folder]) is not None and quietly([folder / 'bin' / 'pip', 'install', '-q', CASE]) is not None
    return (folder / 'bin' / 'case_validate', '') if made(folder, make) else (None, f'{CASE} could not be had from PyPI')
