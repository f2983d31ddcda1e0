# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Is every kind of request told in a story, and refused on every ground that its law names? And is every story played?"""
import pathlib
import re
import sys

# Kinds that stories of before the forms tell in sentences of their own.
OWN_SENTENCES = {"release_consent": "to let it be passed on to", "onward_information": "passes it on to"}


def rows(text):
    """Of the house's own tables only what is wanted here: id, title and form of each row."""
    found = []
    for row in re.split(r"^  - \{?(?=id: )", text, flags=re.M)[1:]:
        one = {"id": re.match(r"id: (\w+)", row)[1]}
        for name in ("title", "form"):
            m = re.search(r'\b%s: (?:"([^"]*)"|([^,\n]*))' % name, row)
            if m:
                one[name] = m[1] if m[1] is not None else m[2]
        found.append(one)
    return found


def told(kind, stories):
    form = 'the form "SIRENE form %s"' % kind["form"] if "form" in kind else None
    words = ['the form "%s"' % kind["title"], form, OWN_SENTENCES.get(kind["id"])]
    return any(w and w in stories for w in words)


def main():
    laws, folder, list_of_tests = map(pathlib.Path, sys.argv[1:4])
    files = sorted(folder.glob("*.story"))
    stories = "\n".join(f.read_text() for f in files)
    kinds = rows((laws / "requests.yaml").read_text())
    grounds = rows((laws / "grounds.yaml").read_text())
    missing = ["no story tells the kind %s (%s)" % (k["id"], k["title"]) for k in kinds if not told(k, stories)]
    refusals = "\n".join(line for line in stories.splitlines() if "on the ground" in line)
    missing += ["no story refuses on the ground %s" % g["id"] for g in grounds
                if '"%s"' % g["title"] not in refusals and '"%s"' % g["id"] not in refusals]
    played = list_of_tests.read_text()
    missing += ["%s is not played" % f.name for f in files if "'%s'" % f.stem not in played]
    print("\n".join(missing) if missing else "%d kinds, %d grounds, %d stories" % (len(kinds), len(grounds), len(files)))
    return 1 if missing or len(kinds) < 15 else 0


sys.exit(main())
