#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""malines-import as its callers see it: inputs, exit statuses, the one error line, progress. Usage: import_test.py PROGRAM"""
import json, os, subprocess, sys, tempfile

PROGRAM = sys.argv[1]
LINE = b'{"id":"x-%d","schema":"Person","properties":{"name":["Ana Inventada %d"]}}\n'
failures = 0


def check(what, good):
    global failures
    print(("ok      " if good else "FAILED  ") + what)
    failures += not good


def run(*args, stdin=b"", **more):
    return subprocess.run([PROGRAM, *args], input=stdin, capture_output=True, **more)


def error_of(done):
    lines = done.stderr.decode().splitlines()
    return json.loads(lines[-1])["error"]["code"] if lines else None


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "list.jsonl")
    with open(path, "wb") as f:
        for i in range(40000):
            f.write(LINE % (i, i))
    size = os.path.getsize(path)
    whole = run("--format", "ftm-jsonl", path)
    check("a file is read", whole.returncode == 0 and len(whole.stdout.splitlines()) == 40001 and not whole.stderr)
    check("the last line is the report", json.loads(whole.stdout.splitlines()[-1])["report"]["entries"] == 40000)
    check("standard input gives the same", run("--format", "ftm-jsonl", stdin=open(path, "rb").read()).stdout == whole.stdout)
    fd = os.open(path, os.O_RDONLY)
    check("an open descriptor gives the same", run("--format", "ftm-jsonl", "fd:%d" % fd, pass_fds=[fd]).stdout == whole.stdout)
    done = run("--format", "ftm-jsonl", "--progress", path)
    check("progress ends at the size", done.stdout == whole.stdout and done.stderr.splitlines()[-1] == b"progress %d %d" % (size, size))
    check("progress goes up", len(done.stderr.splitlines()) >= 3)
    with open(path, "wb") as f:
        f.write(b"<CONSOLIDATED_LIST><ENTITY><REFERENCE_NUMBER>T1</REFERENCE_NUMBER><FIRST_NAME>A</FIRST_NAME></ENTITY><ENT")
    done = run("--format", "un-xml", path)
    check("a list cut short has no report", done.returncode == 65 and error_of(done) == "BAD_XML" and b"report" not in done.stdout)
    with open(path, "wb") as f:
        f.write(b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST><ENTITY><FIRST_NAME>&x;</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>')
    done = run("--format", "un-xml", path)
    check("an outside entity is refused", done.returncode == 65 and b"root" not in done.stdout + done.stderr and len(done.stderr.splitlines()) == 1)
    with open(path, "wb") as f:
        f.write(b'<?xml version="1.0" encoding="UTF-16LE"?><CONSOLIDATED_LIST>\xff' + b"SECRET" * 9)
    check("no bytes of the file in the error", b"SECRET" not in run("--format", "un-xml", path).stderr)
check("no such file: 66", run("--format", "un-xml", "/nowhere").returncode == 66)
check("no format: 64", run().returncode == 64 and run("--format", "pdf").returncode == 64 and run("--unknown").returncode == 64)
check("two files for one format: 64", run("--format", "un-xml", "/dev/null", "/dev/null").returncode == 64)
check("csv without a map: 64", run("--format", "csv", stdin=b"a,b\n1,2\n").returncode == 64)
check("help", run("--help").returncode == 0 and b"--format" in run("--help").stdout)
check("a full disk is noticed", subprocess.run([PROGRAM, "--invent", "1", "1000", "--flavour", "fr"], stdout=open("/dev/full", "wb"), stderr=subprocess.PIPE).returncode == 71)
check("invented people", run("--invent", "1", "10", "--flavour", "ma").returncode == 0 and run("--invent", "1", "10", "--flavour", "xx").returncode == 64)
sys.exit(1 if failures else 0)
