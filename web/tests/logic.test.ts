// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callOf, CALLS } from '../mock/rights.js';
import { readRoute } from '../src/lib/app.svelte';
import { base64Of, bytesOf, crc32, dosTime, sha256Of, Zip } from '../src/lib/asic';
import { alpha2, COUNTRIES } from '../src/lib/countries';
import { ordered, searched, sentenceKey, tally, toneOf } from '../src/lib/coverage';
import { away, gap, groups, langOf, moment, number, partialDate, percent, plain } from '../src/lib/format';
import { read as readHashes } from '../src/lib/hashes';
import { home, known, may, PAGES } from '../src/lib/may';
import { checkDigit, lengths, mrzDate, readMrz } from '../src/lib/mrz';
import { called, dateReads, empty, isoDate, ofAnotherCalendar, subjectOf } from '../src/lib/subject';
import { words } from '../src/lib/i18n.svelte';
import { warned } from '../src/lib/warned';
import { localOf, typedOf, whenOf } from '../src/lib/when';
import type { Coverage, CoverageState, Sharing } from '../src/lib/types';

globalThis.crypto ??= webcrypto as Crypto; // a browser has it; Node of Debian 12 does not

describe('days and times typed by hand', () => {
  it('are read day first, and written so again', () => {
    for (const typed of ['03/07/1989', '3.7.1989', '3-7-1989', ' 1989-07-03 ', '\u0663/\u0667/\u0661\u0669\u0668\u0669',
      '\u0663\u200F/\u0667\u200F/\u0661\u0669\u0668\u0669']) expect(whenOf(typed, false), typed).toBe('1989-07-03');
    for (const typed of ['03/07/1989 9:05', '3.7.1989, 9h05', '03/07/1989\u00A009:05', '1989-07-03T09:05']) expect(whenOf(typed, true), typed).toBe('1989-07-03T09:05');
    expect(whenOf('03/07/1989 09:05:07', true)).toBe('1989-07-03T09:05:07');
    expect([typedOf('1989-07-03'), typedOf('1989-07-03T09:05'), typedOf('')]).toEqual(['03/07/1989', '03/07/1989 09:05', '']);
    expect(whenOf(typedOf(localOf('2026-11-24T12:30:00Z')), true)).toBe(localOf('2026-11-24T12:30:00Z'));
    expect(new Date(localOf('2026-11-24T12:30:00Z')).toISOString()).toBe('2026-11-24T12:30:00.000Z');
  });
  it('are none where the calendar has none, and not what is only begun', () => {
    for (const typed of ['', '1989', '7/1989', '31/02/2026', '13/13/2026', '0/1/2026', '1/1/26', '12/09/1447', 'hier', '03/07/1989 9:05']) expect(whenOf(typed, false), typed).toBe('');
    for (const typed of ['03/07/1989', '03/07/1989 24:00', '03/07/1989 9']) expect(whenOf(typed, true), typed).toBe('');
  });
});

describe('what can’t be right in a question', () => {
  it('is numbered only where there are several', async () => {
    words.messages = JSON.parse(readFileSync(new URL('../../i18n/en.json', import.meta.url), 'utf8')) as Record<string, string>;
    const birth = { field: 'subject.births.0', what: 'IN_FUTURE' };
    expect(warned([birth], { kind: 'person', births: ['2999'] })[0]).toMatch(/^Date of birth: /);
    expect(warned([birth], { kind: 'person', births: ['2999', '1999'] })[0]).toMatch(/^Date of birth 1: /);
    words.messages = {};
  });
});

describe('roles', () => {
  const rows = readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8').split('\n').filter((l) => l.startsWith('| '))
    .map((l) => l.split('|').slice(1, -1).map((c) => c.trim()));
  const names = rows.find((r) => r[0] === 'object and action')!.slice(1);
  const held = (command: string) => names.filter((_, i) => rows.find((r) => r[0] === command && r.length === names.length + 1)![i + 1] === 'x');

  it('may make the calls that docs/roles.md gives them, and no others', () => {
    for (const [call, roles] of Object.entries(known)) expect([...roles].sort(), call).toEqual(held(call).sort());
  });
  it('show the way to a page to those alone who may ask all that it asks', () => {
    for (const [page, ways] of Object.entries(PAGES)) for (const n of names)
      expect(may(page, [n]), `${page}, ${n}`).toBe(ways.some((asks) => asks.every((command) => held(command).includes(n))));
  });
  it('begin each on a page of their own', () => {
    const first = Object.fromEntries(names.map((n) => [n, home([n])]));
    for (const [role, page] of Object.entries(first)) expect(may(page, [role]), role).toBe(true);
    expect(first).toMatchObject({ case_officer: 'check', approver: 'inbox', auditor: 'audit', oversight: 'oversight', registrar: 'people', operator: 'node', observer: 'figures', judge: 'law' });
  });

  // The node's own table is the oracle: what a part calls, whoever sees a page with that part may call, or the part asks whether they may.
  const SRC = new URL('../src/', import.meta.url), read = (f: string) => readFileSync(new URL(f, SRC), 'utf8');
  const parts = ['pages', 'parts', 'lib'].flatMap((d) => readdirSync(new URL(d, SRC)).map((f) => `${d}/${f}`)).filter((f) => !['lib/api.ts', 'lib/may.ts'].includes(f));
  // An address that ends in what only the page knows is each of the calls it may be.
  const reached = (method: string, path: string) => {
    const at = '/api' + path.replace(/\$\{[^}]*\}+/g, 'x').replace(/\/$/, '/x'), one = callOf(method, at);
    return one ? [one] : CALLS.filter((c) => c.method === method && c.path.startsWith(at.replace(/x$/, '')));
  };
  const calls = Object.fromEntries([...read('lib/api.ts').matchAll(/^  (\w+): [^\n]*(?:\n(?!  \w+:)[^\n]*)*/gm)].map((m) => [m[1]!,
    [...m[0].matchAll(/'(GET|POST|DELETE)', (?:ofYear\()?['`]([^'`?]*)/g)].flatMap(([, method, path]) => reached(method!, path!))]));
  const within = (f: string) => [...read(f).matchAll(/from '\.\.?\/((?:parts|lib|pages)\/[\w.]+|[\w.]+)'/g)]
    .flatMap(([, at]) => [at!, `${f.split('/')[0]}/${at}`].flatMap((p) => [p, p + '.ts'])).filter((p) => /svelte$|screening/.test(p) && parts.includes(p) && p !== f);
  // Those that stand only where whoever includes them has asked.
  const INSIDE: Record<string, string> = { 'parts/SealedHit.svelte': 'request create', 'parts/NoHit.svelte': 'check certificate', 'parts/SealedSubject.svelte': 'request decide',
    'parts/PrintsAsk.svelte': 'prints search put', 'parts/OrderFigures.svelte': 'order statistics', 'parts/RemovalFigures.svelte': 'removal statistics',
    'parts/Openings.svelte': 'evidence list', 'parts/Timeline.svelte': 'evidence timeline' };
  // Those that are for fewer here: they belong to a call that is.
  const NARROWER: Record<string, string> = { alertParts: 'request decide', printsRead: 'prints container' };
  function unasked(text: (f: string) => string) {
    const found = new Set<string>();
    for (const page of Object.keys(PAGES)) {
      const sees = (roles: readonly string[] | null) => !roles || names.every((n) => !may(page, [n]) || roles.includes(n));
      const look = (f: string, above: string) => {
        const guards = [...text(f).matchAll(/allowed\('([\w ]+)'\)/g)].map((m) => m[1]!).concat(above.includes(`allowed('${INSIDE[f]}')`) ? INSIDE[f]! : []);
        for (const m of text(f).matchAll(/\bapi\.(\w+)|\b(bundled)\(/g)) for (const { roles } of calls[m[1] ?? 'evidenceCompose']!)
          if (!sees(roles) && !guards.some((g) => g === NARROWER[m[1]!] || [...known[g]!].sort().join() === [...roles!].sort().join())) found.add(`${page}: ${f} calls ${m[1] ?? m[2]}`);
        within(f).forEach((p) => look(p, text(f)));
      };
      look(`pages/${{ new: 'NewRequest' }[page] ?? page[0]!.toUpperCase() + page.slice(1)}.svelte`, '');
    }
    return [...found];
  }
  it('are offered no form whose call the node would refuse them', () => {
    expect(Object.keys(calls).length).toBeGreaterThan(80);
    expect(Object.entries(calls).filter(([, of]) => !of.length).map(([name]) => name)).toEqual([]);
    expect(unasked(read)).toEqual([]);
    expect(unasked((f) => read(f).replace("allowed('evidence check')", 'true'))).toContain('evidence: parts/EvidenceLine.svelte calls evidenceCheck');
  });
  it('are read in one place', () => {
    expect(parts.concat('App.svelte').filter((f) => /roles\s*(\?\.|\.)\s*(some|includes)\(/.test(read(f)))).toEqual([]);
  });
});

describe('coverage', () => {
  const SHARINGS: Sharing[] = ['own', 'published', 'asked', 'sealed', 'closed'];
  const STATES: CoverageState[] = ['answered', 'unreachable', 'not_allowed', 'closed', 'busy', 'clock', 'quota'];
  const every: Coverage[] = SHARINGS.flatMap((sharing) => STATES.flatMap((state) => [true, false].flatMap((reached) =>
    [null, '2026-11-24T21:01:00Z'].flatMap((as_of) => [false, true].map((asked_too) => ({ member: 'es', sharing, state, reached, as_of, asked_too }))))));

  // The reader of the sentence alone, in English, must not be able to take a gap for an answer.
  it('never words a gap as an answer, in any combination', () => {
    const en = JSON.parse(readFileSync(new URL('../../i18n/en.json', import.meta.url), 'utf8')) as Record<string, string>;
    for (const c of every) {
      const text = en[sentenceKey(c)]!;
      const missing = !(c.state === 'answered' && c.reached);
      expect(/not reached|not a “no hit”|not asked/.test(text), JSON.stringify(c)).toBe(missing);
      if (missing) expect(toneOf(c)).not.toBe('good');
    }
  });
  it('has a word for each end of a private question, and one of them alone is “no hit”', () => {
    const en = JSON.parse(readFileSync(new URL('../../i18n/en.json', import.meta.url), 'utf8')) as Record<string, string>;
    const ends: CoverageState[] = ['hit', 'no_hit', 'stale', 'quota', 'too_little', 'keys_version', 'unreachable', 'not_allowed', 'busy', 'clock'];
    for (const state of ends) {
      const c: Coverage = { member: 'es', sharing: 'sealed', state, reached: true };
      const answered = state === 'hit' || state === 'no_hit';
      expect(/not reached|not a “no hit”|not asked/.test(en[sentenceKey(c)]!), state).toBe(!answered);
      expect(toneOf(c) === 'good', state).toBe(answered);
    }
  });
  it('says of a member with a copy here that it was asked as well, and counts what was searched there', () => {
    const both: Coverage = { member: 'be', sharing: 'published', state: 'answered', reached: true, as_of: '2026-11-24T21:01:00Z', records: 0, asked_too: true, asked_records: 5861 };
    expect([sentenceKey(both), searched(both)]).toEqual(['coverage.copy_asked', 5861]);
    const silent: Coverage = { ...both, state: 'unreachable', reached: false, asked_records: null };
    expect([sentenceKey(silent), searched(silent), toneOf(silent)]).toEqual(['coverage.copy_asked_not', 0, 'gap']);
    expect(sentenceKey({ ...both, asked_too: false })).toBe('coverage.copy');
  });
  it('counts each once and reads the gaps first', () => {
    const sum = tally(every);
    expect(sum.good + sum.gap + sum.law).toBe(every.length);
    const tones = ordered(every).map(toneOf);
    expect(tones.lastIndexOf('gap')).toBeLessThan(tones.indexOf('law'));
    expect(tones.lastIndexOf('law')).toBeLessThan(tones.indexOf('good'));
  });
});

describe('machine-readable zone', () => {
  // The specimens printed in ICAO 9303 parts 4 and 5 (state UTO, an invented person).
  const TD3 = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
  const TD1 = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<';
  const wanted = { family: 'ERIKSSON', given: 'ANNA MARIA', birth: '1974-08-12', sex: 'f', issuer: 'UTO', nationality: 'UTO', wrong: [] };
  it('reads the specimens of the standard', () => {
    expect(readMrz(TD3, 2026)).toMatchObject({ ...wanted, number: 'L898902C3', type: 'passport' });
    expect(readMrz(TD1, 2026)).toMatchObject({ ...wanted, number: 'D23145890', type: 'id' });
    expect(checkDigit('520727')).toBe('3');
  });
  it('names the check digit that any changed digit breaks', () => {
    for (let at = 0; at < 6; at++) {
      const line = TD3.split('\n')[1]!;
      const other = line[13 + at] === '9' ? '8' : '9';
      const bad = TD3.replace(line, line.slice(0, 13 + at) + other + line.slice(14 + at));
      expect(readMrz(bad, 2026)!.wrong).toContain('birth');
    }
  });
  it('refuses what is no zone', () => {
    for (const bad of ['', 'P<UTO', TD3 + '<', TD3.replace('ANNA', 'ÄNNA'), 'a\nb\nc']) expect(readMrz(bad, 2026)).toBeNull();
  });
  it('counts the lines for whom they are told to be wrong', () => {
    expect([lengths(''), lengths('P<UTO \n\nab'), lengths(TD3)]).toEqual(['0', '5 + 2', '44 + 44']);
  });
  it('turns the century and keeps the unknown unknown', () => {
    expect(mrzDate('270101', 2026)).toBe('1927-01-01');
    expect(mrzDate('260101', 2026)).toBe('2026-01-01');
    expect(mrzDate('89<<<<', 2026)).toBe('1989');
    expect(mrzDate('8909<<', 2026)).toBe('1989-09');
    expect(mrzDate('<<<<<<', 2026)).toBe('');
  });
});

describe('the question', () => {
  it('is nothing without a name or a number', () => {
    expect(subjectOf({ ...empty(), birth: '1989', sex: 'm' })).toBeNull();
  });
  it('keeps the name as typed and splits only what was split', () => {
    expect(subjectOf({ ...empty(), name: ' كريم  بنجلول ' })).toEqual({ kind: 'person', names: [{ text: 'كريم  بنجلول' }] });
    expect(subjectOf({ ...empty(), given: 'Ana', family: 'Sol', birth: '3/2/1991', number: 'X1' })).toEqual({
      kind: 'person', names: [{ text: 'Ana Sol', given: 'Ana', family: 'Sol' }], births: ['1991-02-03'], documents: [{ type: 'other', number: 'X1' }] });
  });
  it('puts a telephone and an address under identifiers, whatever field is at hand', () => {
    for (const value of ['+212 600 123456', 'karim@exemple.test', 'https://exemple.test/x'])
      expect(subjectOf({ ...empty(), number: value })).toEqual({ kind: 'person', identifiers: [{ type: 'other', value }] });
  });
  it('a thing without a name goes by its number', () => {
    expect(called({ kind: 'document', documents: [{ type: 'passport', number: '12AB34567' }] })).toBe('12AB34567');
    expect(called({ kind: 'vehicle', identifiers: [{ type: 'plate', value: '1-ABC-234' }] })).toBe('1-ABC-234');
    expect(called({ kind: 'vessel', names: [{ text: 'Exemple' }], identifiers: [{ type: 'imo', value: '9074729' }] })).toBe('Exemple');
    expect(called(null)).toBe('');
  });
  it('puts a plate under identifiers and no birth on a vehicle', () => {
    expect(subjectOf({ ...empty(), kind: 'vehicle', number: '1-ABC-234', birth: '1989', sex: 'm' })).toEqual({
      kind: 'vehicle', identifiers: [{ type: 'plate', value: '1-ABC-234' }] });
  });
  it('reads the dates of the house and of the hand', () => {
    for (const good of ['', '1989', '1989-09', '1989-09-15', '1985/1989', '~1989', '15/09/1989', '1.9.1989']) expect(dateReads(good), good).toBe(true);
    for (const bad of ['89', '1989-13', '1989-09-32', 'hier', '15/09/89']) expect(dateReads(bad), bad).toBe(false);
    expect(isoDate('1.9.1989')).toBe('1989-09-01');
    for (const [typed, meant] of [['00/00/1980', '1980'], ['00/09/1980', '1980-09'], ['1980-00-00', '1980'], ['9/1980', '1980-09'], ['00/1980', '1980'], ['1980/9/15', '1980-09-15'], ['00-00-1401', '1401']] as const) {
      expect(isoDate(typed), typed).toBe(meant);
      expect(dateReads(typed), typed).toBe(true);
    }
    for (const bad of ['15/00/1980', '00/00/0000', '00/13/1980']) expect(dateReads(bad), bad).toBe(false);
    expect(isoDate('\u0661\u0665/\u0660\u0669/\u0661\u0669\u0668\u0669')).toBe('1989-09-15');  // Arabic digits
    for (const other of ['1260', '1358', '15/04/1358', '1402-06-24', '1460']) expect(ofAnotherCalendar(other), other).toBe(true);
    for (const ours of ['', '1259', '1461', '1989', '~1400', '15/04/1980']) expect(ofAnotherCalendar(ours), ours).toBe(false);
  });
  it('knows the countries', () => {
    expect([alpha2('BEL'), alpha2('MAR'), alpha2('D'), alpha2('UTO')]).toEqual(['be', 'ma', 'de', '']);
    expect(new Set(COUNTRIES).size).toBe(COUNTRIES.length);
    expect(COUNTRIES.length).toBe(250);
  });
});

describe('how things are shown', () => {
  it('writes partial dates in words and leaves the rest as it came', () => {
    expect(partialDate('1989-09-15', 'fr')).toBe('15 septembre 1989');
    expect(partialDate('1989-09', 'en-GB')).toBe('September 1989');
    expect(partialDate('1951-06-19/1951-06-21', 'fr')).toBe('19–21 juin 1951');
    expect(partialDate('1985/1989', 'fr')).toBe('1985–1989');
    expect(partialDate('1951-06/1952', 'fr')).toBe('juin 1951 – 1952');
    for (const asis of ['1989', '1370/1371', '1989/hier', '1/2/3', '~1989', 'vers 1989', '1358-04-15', '1402-06']) expect(partialDate(asis, 'fr')).toBe(asis);
  });
  it('writes Latin digits in Moroccan Arabic and never groups', () => {
    expect(number(1004, 'ar-MA')).toBe('1004');
    // A score near certainty comes as 1: the node gives it in single precision.
    expect([0.9939, 0.995, 0.99999, 1].map((s) => percent(s, 'en-GB'))).toEqual(['99%', '> 99%', '> 99%', '> 99%']);
    expect(percent(1, 'ar-MA').replace(/\u200E/g, '')).toBe('\u2066> 99%\u2069');  // from the left, as Morocco writes it
    expect(moment('not a date', 'fr')).toBe('—');
    expect(moment('2027-03-07T12:00:00Z', 'ar-MA'), 'a month in words').toMatch(/^7 مارس 2027/);
  });
  it('never rounds the time left up', () => {
    expect(gap(new Date(0), new Date(119.9 * 60000), 'en-GB')).toBe('119 minutes');
    expect(gap(new Date(0), new Date(179 * 60000), 'en-GB')).toBe('2 hours');
  });
  it('says how far a day is, never rounded up', () => {
    const now = new Date('2026-11-30T10:00:00Z');
    expect(['2026-12-01T09:00:00Z', '2026-12-12T12:00:00Z', '2027-11-20T00:00:00Z', '2029-12-01T00:00:00Z', '2026-11-27T00:00:00Z'].map((d) => away(d, 'en-GB', now))).toEqual(['today', 'in 12 days', 'in 11 months', 'in 3 years', '3 days ago']);
    expect(away('2026-12-12T12:00:00Z', 'ar-MA', now)).toMatch(/12/);
  });
  it('shows direction marks instead of obeying them', () => {
    expect(plain('a\u202Eb')).toBe('a⟨U+202E⟩b');
    expect([langOf('كريم'), langOf('be → fr: كريم'), langOf('Karim')]).toEqual(['ar', undefined, undefined]);
    expect(groups('0123456789')).toEqual(['0123', '4567', '89']);
  });
  it('reads addresses', () => {
    expect(readRoute('#/inbox?box=in')).toEqual({ page: 'inbox', id: '', box: 'in', check: '', candidate: '' });
    expect(readRoute('#/inbox/a%20b')).toEqual({ page: 'request', id: 'a b', box: 'all', check: '', candidate: '' });
    expect(readRoute('#/new?check=c%201&candidate=2')).toEqual({ page: 'new', id: '', box: 'all', check: 'c 1', candidate: '2' });
    expect(readRoute('#/inbox?box=evil').box).toBe('all');
    expect(readRoute('').page).toBe('check');
  });
});

describe('a bundle put together in the browser', () => {
  it('has the checksum of the ZIP format', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new TextEncoder().encode('56789'), crc32(new TextEncoder().encode('1234')))).toBe(0xcbf43926);
  });
  it('is read by Python, whole, with the mimetype first and plain', async () => {
    const zip = new Zip(dosTime(new Date('2026-11-29T10:20:30Z'))), text = (s: string) => new TextEncoder().encode(s);
    zip.add('mimetype', [text('application/vnd.etsi.asic-e+zip')]);
    zip.add('items/0001-téléphone', [text('one '), text('two')]);
    zip.add('items/0002-empty', []);
    const path = join(mkdtempSync(join(tmpdir(), 'asic-')), 'x.asice');
    const bytes = new Uint8Array(await zip.end().arrayBuffer());
    writeFileSync(path, bytes);
    const said = execFileSync('python3', ['-c', 'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint([(i.filename,i.date_time[:5],z.read(i).decode()) for i in z.infolist()])', path], { encoding: 'utf8' });
    expect(said.trim()).toBe("[('mimetype', (2026, 11, 29, 10, 20), 'application/vnd.etsi.asic-e+zip'), ('items/0001-téléphone', (2026, 11, 29, 10, 20), 'one two'), ('items/0002-empty', (2026, 11, 29, 10, 20), '')]");
    expect(new TextDecoder().decode(bytes.slice(30, 69))).toBe('mimetypeapplication/vnd.etsi.asic-e+zip');
  }, 120000);
  it('counts bytes as the node does', async () => {
    const bytes = Uint8Array.from({ length: 20000 }, (_, i) => i % 251);
    expect(bytesOf(base64Of(bytes))).toEqual(bytes);
    expect(await sha256Of([bytes.slice(0, 7), bytes.slice(7)])).toBe(await sha256Of([bytes]));
  });
});

describe('hashes as people paste them', () => {
  it('knows a digest by its length, a PDQ by its name, and names what is neither', () => {
    const d32 = 'a'.repeat(32), d64 = 'B'.repeat(64);
    expect(readHashes(`${d32}\n pdq ${d64}\nSHA-256: ${d64}\n\n${d64}`).hashes).toEqual([
      { type: 'md5', value: d32 }, { type: 'pdq', value: d64.toLowerCase() }, { type: 'sha256', value: d64.toLowerCase() }, { type: 'sha256', value: d64.toLowerCase() }]);
    expect(readHashes(`md5 ${d64}\nxyz\n${'a'.repeat(33)}`).unread).toHaveLength(3);
  });
});
