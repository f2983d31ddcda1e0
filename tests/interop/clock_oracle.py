#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Calendars and terms of the law against other people's: the time zones of this computer (zoneinfo) and the days off of
the `holidays` package (PyPI), and terms counted here day by day.

Usage: tests/interop/clock_oracle.py CLOCK_SAYS LAWS
What is absent is counted as skipped (pip install holidays).
"""
import calendar
import datetime as dt
import random
import subprocess
import sys

counts = [0, 0]
ZONES = {'be': 'Europe/Brussels', 'fr': 'Europe/Paris', 'es': 'Europe/Madrid', 'ma': 'Africa/Casablanca'}
YEARS = range(2024, 2031)
UTC = dt.timezone.utc


def case(name, wrong):
    counts[1 if wrong else 0] += 1
    print(('FAILS ' if wrong else 'ok    ') + name + (f': {len(wrong)}, the first {wrong[:3]}' if wrong else ''))


def ask(lines):
    done = subprocess.run(sys.argv[1:3], input='\n'.join(lines) + '\n', capture_output=True, text=True, check=True)
    said = done.stdout.splitlines()
    assert len(said) == len(lines), (len(said), len(lines))
    return said


def written(t):
    return t.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%SZ')


def days_of(years):
    day = dt.date(years[0], 1, 1)
    while day.year <= years[-1]:
        yield day
        day += dt.timedelta(days=1)


def offsets(zoneinfo):
    for member, name in ZONES.items():
        zone = zoneinfo.ZoneInfo(name)
        years = 3 if member == 'ma' else 6  # later Ramadans are expected, and the packages differ
        times = [dt.datetime(2024, 1, 1, tzinfo=UTC) + dt.timedelta(hours=h) for h in range(24 * 365 * years)]
        said = ask([f'offset {member} {written(t)}' for t in times])
        case(f'offset from UTC in {name}, each hour of {years} years',
             [(written(t), s) for t, s in zip(times, said) if int(s) * 60 != zone.utcoffset(t.astimezone(zone)).total_seconds()])


def days_off(holidays):
    days = list(days_of(YEARS))
    for member in ('be', 'fr', 'es'):
        theirs = holidays.country_holidays(member.upper(), years=YEARS)
        said = ask([f'day {member} {d}' for d in days])
        case(f'working days of {member}, seven years',
             [str(d) for d, s in zip(days, said) if (s == 'works') != (d.weekday() < 5 and d not in theirs)])
    # The moon's days are announced in Morocco; the package estimates them. They may differ by a day.
    theirs = holidays.country_holidays('MA', years=range(YEARS[0], YEARS[-1] + 2))
    moons = {d for d, name in theirs.items() if 'estimated' in name}
    near = {d + dt.timedelta(days=n) for d in moons for n in (-1, 0, 1)}
    said = dict(zip(days, ask([f'day ma {d}' for d in days])))
    case('fixed days off of ma, seven years',
         [str(d) for d in days if d not in near and d != dt.date(2025, 10, 31) and said[d].startswith('works') != (d.weekday() < 5 and d not in theirs)])
    off = {d for d in days if not said[d].startswith('works') and d.weekday() < 5}
    case('each day off of ma is one of theirs, or within a day of the moon', [str(d) for d in off if d not in theirs and d not in near])
    case('each of their days of the moon has a day off here within a day',
         [str(d) for d in moons if d.year in YEARS and not any(not said.get(d + dt.timedelta(days=n), 'off').startswith('works') for n in (-1, 0, 1))])


def counted(zone, start, count, unit, extends, works):
    """The same, counted day by day with another calendar."""
    if unit == 'hours':
        return start + dt.timedelta(hours=count)
    day = start.astimezone(zone).date()
    if unit == 'months':
        year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
        day, count = day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1])), 0
    while count:
        day += dt.timedelta(days=1)
        count -= unit == 'calendar_days' or works(day)
    while extends and not works(day):
        day += dt.timedelta(days=1)
    return dt.datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=zone)


def terms(zoneinfo, holidays):
    chance = random.Random(2026)
    for member in ('be', 'fr', 'es'):
        zone, theirs = zoneinfo.ZoneInfo(ZONES[member]), holidays.country_holidays(member.upper(), years=range(2024, 2033))
        tries = [(dt.datetime(2024, 1, 1, tzinfo=UTC) + dt.timedelta(seconds=chance.randrange(6 * 365 * 86400)), chance.randrange(1, 31),
                  chance.choice(['hours', 'calendar_days', 'working_days', 'months']), chance.randrange(2)) for _ in range(20000)]
        said = ask([f'term {member} {n} {unit} {ext if unit != "hours" else 0} {written(t)}' for t, n, unit, ext in tries])
        wrong = []
        for (t, n, unit, ext), s in zip(tries, said):
            due = counted(zone, t.replace(microsecond=0), n, unit, ext and unit != 'hours', lambda d: d.weekday() < 5 and d not in theirs)
            if s[:19] + 'Z' != written(due):
                wrong.append((member, n, unit, ext, written(t), s, written(due)))
        case(f'terms in {member}, 20000 drawn', wrong)


def main():
    try:
        import zoneinfo
        zoneinfo.ZoneInfo('Africa/Casablanca')
        offsets(zoneinfo)
    except (ImportError, KeyError):
        print('SKIPPED: no time zones on this computer')
        zoneinfo = None
    try:
        import holidays
        days_off(holidays)
        if zoneinfo:
            terms(zoneinfo, holidays)
    except ImportError:
        print('SKIPPED: no `holidays` package (pip install holidays)')
    print(f'{counts[0]} passed, {counts[1]} failed')
    sys.exit(1 if counts[1] else 0 if counts[0] else 77)


main()
