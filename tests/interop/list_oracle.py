#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""An independent reading of published lists, compared with what malines-import says.

Usage: list_oracle.py MALINES_IMPORT [--synthetic]

Reads the same files with Python's own XML, JSON and CSV readers and none of Malines' code, and compares, entry by
entry: references, names, dates of birth; then, for two editions of a list, what was added, changed and removed.
Without --synthetic it reads the real lists (folder MALINES_LISTS, or ../shared/data/watchlists beside the checkout)
and exits 77 where there are none. Prints counts only, never a name.
"""
import csv, gzip, io, json, os, random, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDER = os.environ.get("MALINES_LISTS") or os.path.join(ROOT, "..", "shared", "data", "watchlists")
WHITE = " \t\n\v\f\r"
failures = 0


def check(what, good, more=""):
    global failures
    print(("ok      " if good else "FAILED  ") + what + (" " + more if more else ""))
    failures += not good


def run(program, fmt, *files, options=()):
    done = subprocess.run([program, "--format", fmt, *options, *files], capture_output=True)
    if done.returncode:
        print("malines-import", fmt, "gave", done.returncode, done.stderr.decode()[:300])
        return {}, {}
    *lines, last = done.stdout.decode().splitlines()
    entries = {}
    for line in lines:
        entry = json.loads(line)
        assert entry["ref"] not in entries, "a reference twice"
        entries[entry["ref"]] = entry
    return entries, json.loads(last)["report"]


def opened(path):
    return gzip.open(path) if path.endswith(".gz") else open(path, "rb")


def plausible(date):  # years a living memory can hold: a Hijri year is not one
    return all(1850 <= int(y) <= 2100 for y in re.findall(r"\d{4}", date))


def brief(entries):
    return {ref: (frozenset(n["text"] for n in e["subject"]["names"]), frozenset(e["subject"].get("births", []))) for ref, e in entries.items()}


# --- French register: names, aliases and dates, from the original and, independently, from its FollowTheMoney form

def fr_original(path):
    out = {}
    for e in json.load(opened(path))["entries"]:
        names = {" ".join(x for x in [" ".join(e["Prenoms"]), e["Nom"]] if x).strip(WHITE)} | {a.strip(WHITE) for a in e["Alias"]}
        births = set()
        for d in e["DatesNaissance"]:
            form = d["annee"]
            if d.get("mois"):
                form += "-%02d" % int(d["mois"])
                if d.get("jour"):
                    form += "-%02d" % int(d["jour"])
            births.add(form)
        out["FR-%d" % e["IdRegistre"]] = (frozenset(names - {""}), frozenset(b for b in births if plausible(b)))
    return out


def ftm(path, prefix="", new=""):
    out = {}
    for line in opened(path):
        j = json.loads(line)
        p = j["properties"]
        names = {n.strip(WHITE) for key in ("name", "alias", "weakAlias", "previousName") for n in p.get(key, [])}
        ref = j["id"]
        if prefix and ref.startswith(prefix):
            ref = new + ref[len(prefix):]
        out[ref] = (frozenset(names - {""}), frozenset(b for b in p.get("birthDate", []) if plausible(b)))
    return out


# --- UN: reference, names, dates

def un_original(path):
    out, ambiguous = {}, set()
    root = ET.parse(path).getroot()
    for e in list(root.iter("INDIVIDUAL")) + list(root.iter("ENTITY")):
        text = lambda tag, node=e: (node.findtext(tag) or "").strip(WHITE)
        parts = [text(t) for t in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")]
        names = {" ".join(p for p in parts if p)}
        names |= {(s.text or "").strip(WHITE) for s in e.findall("NAME_ORIGINAL_SCRIPT")}
        births = set()
        for alias in e.findall("INDIVIDUAL_ALIAS") + e.findall("ENTITY_ALIAS"):
            names |= {a.strip(WHITE) for a in text("ALIAS_NAME", alias).split(";")}
            if text("DATE_OF_BIRTH", alias):
                births.add(text("DATE_OF_BIRTH", alias))
        for b in e.findall("INDIVIDUAL_DATE_OF_BIRTH"):
            about = "~" if text("TYPE_OF_DATE", b).lower() == "approximately" else ""
            if text("FROM_YEAR", b):
                births.add(text("FROM_YEAR", b) + "/" + text("TO_YEAR", b))
            elif text("DATE", b):
                births.add(about + (text("DATE", b)[:4] if about else text("DATE", b)[:10]))
            elif text("YEAR", b):
                births.add(about + text("YEAR", b))
            if text("NOTE", b):
                ambiguous.add(text("REFERENCE_NUMBER"))  # words beside the date: not compared here
        births = {re.sub(r"^~?(\d{4})[-/](\d{4})$", r"\1/\2", b) for b in births}  # a year "1955-1958" is a range
        out[text("REFERENCE_NUMBER")] = (frozenset(names - {""}), frozenset(births))
    return out, ambiguous


# --- OFAC

def ofac_csv(sdn, alt):
    value = lambda v: "" if v.strip(WHITE) == "-0-" else v.strip(WHITE)
    rows = lambda path: csv.reader(io.StringIO(opened(path).read().decode(), newline=""))
    out = {}
    for r in rows(sdn):
        if len(r) == 12 and r[0].isdigit() and "OFAC-" + r[0] not in out:
            weak = {m for m in re.findall(r"(?:^|; )a\.k\.a\. '([^;]*?)'(?=;|\.?$)", r[11])}
            out["OFAC-" + r[0]] = {value(r[1])} | weak
    for r in rows(alt):
        if len(r) == 5 and "OFAC-" + r[0] in out:
            out["OFAC-" + r[0]].add(value(r[3]))
    return {ref: frozenset(n - {""}) for ref, n in out.items()}


def ofac_xml(path):
    root = ET.parse(path).getroot()
    ns = root.tag.split("}")[0] + "}"
    out = {}
    for e in root.iter(ns + "sdnEntry"):
        whole = lambda n: " ".join(x for x in [(n.findtext(ns + "firstName") or "").strip(WHITE), (n.findtext(ns + "lastName") or "").strip(WHITE)] if x)
        out["OFAC-" + e.findtext(ns + "uid")] = frozenset({whole(e)} | {whole(a) for a in e.iter(ns + "aka")})
    return out


def ofac_enhanced(path):
    root = ET.parse(path).getroot()
    ns = root.tag.split("}")[0] + "}"
    out = {}
    for e in root.find(ns + "entities"):
        names = set()
        for t in e.find(ns + "names").iter(ns + "translation"):
            parts = [(t.findtext(ns + "formatted" + k) or "").strip(WHITE) for k in ("FirstName", "LastName")]
            names.add(" ".join(x for x in parts if x) or (t.findtext(ns + "formattedFullName") or "").strip(WHITE))
        out["OFAC-" + e.get("id")] = frozenset(names)
    return out


# --- comparing

def stripped(entries):  # the maker of lists_ftm also took no-break spaces off the ends
    return {ref: (frozenset(n.strip() for n in names), births) for ref, (names, births) in entries.items()}


def compare(what, ours, theirs, skip_births=(), strip=False):
    ours, theirs = (stripped(brief(ours)), stripped(theirs)) if strip else (brief(ours), theirs)
    check(what + ": same references", set(ours) == set(theirs), "%d" % len(theirs))
    both = set(ours) & set(theirs)
    wrong = sum(ours[r][0] != theirs[r][0] for r in both)
    check(what + ": same names", not wrong, "%d names, %d entries differ" % (sum(len(theirs[r][0]) for r in both), wrong))
    wrong = sum(ours[r][1] != theirs[r][1] for r in both if r not in skip_births)
    check(what + ": same dates of birth", not wrong, "%d dates, %d entries differ" % (sum(len(theirs[r][1]) for r in both), wrong))


def compare_names(what, ours, theirs):
    ours = brief(ours)
    check(what + ": same references", set(ours) == set(theirs), "%d" % len(theirs))
    wrong = sum(ours[r][0] != theirs[r] for r in set(ours) & set(theirs))
    check(what + ": same names", not wrong, "%d names, %d entries differ" % (sum(map(len, theirs.values())), wrong))


def difference(old, new):
    return (set(new) - set(old), {r for r in set(old) & set(new) if old[r] != new[r]}, set(old) - set(new))


def compare_editions(what, ours_old, ours_new, theirs_old, theirs_new, skip=()):
    theirs = difference(stripped(theirs_old), stripped(theirs_new))
    ours = difference(stripped(brief(ours_old)), stripped(brief(ours_new)))
    same = all(a - set(skip) == b - set(skip) for a, b in zip(ours, theirs))
    check(what + ": same adds, changes, removals", same, "%d, %d, %d" % tuple(len(x) for x in theirs))


def real(program):
    at = lambda name: os.path.join(FOLDER, name)
    if not os.path.exists(at("un_consolidated_20260227.xml")):
        print("SKIPPED: no lists in MALINES_LISTS nor ../shared/data/watchlists")
        sys.exit(77)
    old_path, new_path = at("fr_history/fr_registre_gels_index_2026-05-13.json.gz"), at("fr_registre_gels_index_20260531.json")
    fr_old, _ = run(program, "fr-gels-json", old_path)
    fr_new, report = run(program, "fr-gels-json", new_path)
    # Four births of other calendars, and what stands where a registration's number is expected and is none: dates, tax offices, words.
    check("French register: as many as announced", report["entries"] == 6212 and report["unread_count"] == 178)
    compare("French register against its original", fr_new, fr_original(new_path))
    theirs_new = ftm(at("lists_ftm/fr_registre_gels_20260531.ftm.jsonl.gz"), "fr-gels-", "FR-")
    theirs_old = ftm(at("lists_ftm/fr_registre_gels_20260513.ftm.jsonl.gz"), "fr-gels-", "FR-")
    compare("French register against lists_ftm", fr_new, theirs_new, strip=True)
    compare_editions("French register, two editions", fr_old, fr_new, theirs_old, theirs_new)
    for name, count in (("eu_fsf_20260501", 5860), ("gb_fcdo_20260822", 6347), ("un_sc_20260822", 1011)):
        path = at("lists_ftm/%s.ftm.jsonl.gz" % name)
        ours, report = run(program, "ftm-jsonl", path)
        check(name + ": count", report["entries"] == count)
        compare(name, ours, ftm(path))
    theirs_old, skip_old = un_original(at("un_consolidated_20150330.xml"))
    theirs_new, skip_new = un_original(at("un_consolidated_20260227.xml"))
    un_old, _ = run(program, "un-xml", at("un_consolidated_20150330.xml"))
    un_new, report = run(program, "un-xml", at("un_consolidated_20260227.xml"))
    check("UN 2026: count", report["entries"] == 1003)
    compare("UN 2026", un_new, theirs_new, skip_new)
    compare("UN 2015", un_old, theirs_old, skip_old)
    compare_editions("UN, two editions", un_old, un_new, theirs_old, theirs_new, skip_old | skip_new)
    script, _ = run(program, "un-xml", at("un_consolidated_20260227.xml"), options=["--original-script-only"])
    kept = [e for e in script.values() if all(n["role"] == "script" for n in e["subject"]["names"])]
    check("UN 2026, original script only", set(script) == set(un_new) and len(kept) > 300, "%d entries" % len(kept))
    sdn, alt, add = at("ofac_sdn_2022.csv"), at("ofac_alt_2022.csv"), at("ofac_add_2022.csv")
    ours, _ = run(program, "ofac-csv", add, sdn, alt)
    compare_names("OFAC CSV 2022", ours, ofac_csv(sdn, alt))
    ours, _ = run(program, "ofac-xml", at("ofac_consolidated_nonSDN_20240506.xml"))
    compare_names("OFAC XML", ours, ofac_xml(at("ofac_consolidated_nonSDN_20240506.xml")))
    ours, _ = run(program, "ofac-enhanced-xml", at("ofac_enhanced_IRGC_2024.xml"))
    compare_names("OFAC enhanced XML", ours, ofac_enhanced(at("ofac_enhanced_IRGC_2024.xml")))


# --- the synthetic twin: two editions of an invented register and an invented UN list

LETTERS = ["a", "é", "Ł", "\u202b", "م", "ح", "Ж", "ﷲ", "  ", "'", "\"", "\\", "<", "&", ";", "王", "-"]


def word(rng):
    return "N" + "".join(rng.choice(LETTERS) for _ in range(rng.randrange(1, 9))) + "n"


def invented_register(rng, numbers):
    entries = []
    for n in numbers:
        births = [{"annee": str(rng.randrange(1930, 2005))}, {"jour": "%02d" % rng.randrange(1, 29), "mois": str(rng.randrange(1, 13)), "annee": str(rng.randrange(1930, 2005))},
                  {"mois": "%02d" % rng.randrange(1, 13), "annee": str(rng.randrange(1330, 1420))}]
        entries.append({"IdRegistre": n, "Nature": "Personne physique", "Nom": word(rng), "Prenoms": [word(rng)][: rng.randrange(2)],
                        "Alias": [word(rng) for _ in range(rng.randrange(4))], "DatesNaissance": births[: rng.randrange(4)]})
    return json.dumps({"as_of": "2031-01-01T00:00:00", "count": len(entries), "entries": entries}, ensure_ascii=rng.random() < 0.5)


def invented_un(rng, numbers):
    root = ET.Element("CONSOLIDATED_LIST", dateGenerated="2031-01-01")
    for n in numbers:
        e = ET.SubElement(root, "INDIVIDUAL")
        put = lambda tag, text, node=e: setattr(ET.SubElement(node, tag), "text", text)
        put("DATAID", str(rng.randrange(10**6)))
        put("REFERENCE_NUMBER", "TTi.%03d" % n)
        for tag in ("FIRST_NAME", "SECOND_NAME", "NAME_ORIGINAL_SCRIPT"):
            put(tag, word(rng).replace(";", ""))
        for _ in range(rng.randrange(4)):
            alias = ET.SubElement(e, "INDIVIDUAL_ALIAS")
            put("QUALITY", rng.choice(["Good", "Low"]), alias)
            put("ALIAS_NAME", word(rng), alias)
        born = ET.SubElement(e, "INDIVIDUAL_DATE_OF_BIRTH")
        put("TYPE_OF_DATE", rng.choice(["EXACT", "APPROXIMATELY"]), born)
        put("YEAR", str(rng.randrange(1930, 2005)), born)
    return ET.tostring(root, encoding=rng.choice(["utf-8", "utf-16", "us-ascii"]), xml_declaration=True)


def synthetic(program):
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(6):
            rng = random.Random(seed)
            files = [os.path.join(folder, name) for name in ("old.json", "new.json", "old.xml", "new.xml")]
            for path, numbers in zip(files[:2], (range(1, 200), range(30, 230))):
                open(path, "w", encoding="utf-8").write(invented_register(random.Random(seed + len(numbers) % 2), numbers))
            for path, numbers in zip(files[2:], (range(1, 120), range(20, 140))):
                open(path, "wb").write(invented_un(rng, numbers))
            old, _ = run(program, "fr-gels-json", files[0])
            new, _ = run(program, "fr-gels-json", files[1])
            compare("invented register %d" % seed, new, fr_original(files[1]))
            compare_editions("invented register %d, two editions" % seed, old, new, fr_original(files[0]), fr_original(files[1]))
            old, _ = run(program, "un-xml", files[2])
            new, _ = run(program, "un-xml", files[3])
            (theirs_old, _), (theirs_new, _) = un_original(files[2]), un_original(files[3])
            compare("invented UN list %d" % seed, new, theirs_new)
            compare_editions("invented UN list %d, two editions" % seed, old, new, theirs_old, theirs_new)


if __name__ == "__main__":
    synthetic(sys.argv[1]) if "--synthetic" in sys.argv else real(sys.argv[1])
    sys.exit(1 if failures else 0)
