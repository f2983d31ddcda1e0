// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A table on its way to the node: decoded, cut between rows, read in portions as it would be read whole. The reader is the mock's and, where the
// build has it, malines-import itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { tableRead } from '../mock/table.js';
import { ApiError } from '../src/lib/api';
import { useLanguage } from '../src/lib/i18n.svelte';
import { Screening } from '../src/lib/screening.svelte';
import { csvCell, decoded, readTable, rowsOf, unreadKeys, type Table } from '../src/lib/table';
import { warned } from '../src/lib/warned';
import type { Portion } from '../src/lib/types';

const utf8 = (s: string) => new TextEncoder().encode(s);
const bytes = (...of: (string | number[])[]) => Uint8Array.from(of.flatMap((o) => (typeof o === 'string' ? [...utf8(o)] : o)));
const cut = (text: string, mark: string) => { const r = rowsOf(text, mark); return r.from.map((from, i) => [r.line[i], text.slice(from, r.to[i])]); };

const mock = async (text: string): Promise<Portion> =>
  tableRead(text, (body: Portion) => body, (_: number, code: string) => { throw new ApiError(code, '', ''); });
const IMPORT = process.env.MALINES_IMPORT ?? '';
async function importer(text: string): Promise<Portion> {
  const done = spawnSync(IMPORT, ['--format', 'csv', '--by-titles', '--tell-unread', '--encoding', 'utf-8', '-'], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status) throw new ApiError(JSON.parse(done.stderr.trim().split('\n').at(-1)!).error.code, '', '');
  const lines = done.stdout.trim().split('\n').map((l) => JSON.parse(l));
  return { columns: lines[0].columns, heading: lines[0].heading, rows: lines.slice(1, -1) };
}
const READERS: [string, (text: string) => Promise<Portion>, boolean][] = [['the mock', mock, true], ['malines-import', importer, existsSync(IMPORT)]];
const read = (text: string, ask = mock, rows = 500) => readTable(text, ask, () => true, { rows, chars: 48 * 1024 }) as Promise<Table>;
const said = (t: Table) => t.people.map((p) => [p.ref, p.subject?.names?.[0]?.text ?? '', p.subject?.births?.[0] ?? '', p.unread.split(' ')[0]]);

describe('the encoding of a table', () => {
  it('is what its first bytes say, else what was said, else UTF-8', () => {
    expect(decoded(bytes([0xef, 0xbb, 0xbf], 'Nom\né'))).toBe('Nom\né');
    expect(decoded(bytes([0xef, 0xbb, 0xbf], 'é'), 'windows-1252')).toBe('é');
    expect(decoded(bytes([0xff, 0xfe, 0x4e, 0, 0x45, 6]))).toBe('N\u0645');
    expect(decoded(bytes([0xfe, 0xff, 0, 0x4e, 6, 0x45]))).toBe('N\u0645');
    expect([decoded(bytes([0x4e, 0, 0x6f, 0])), decoded(bytes([0, 0x4e, 0, 0x6f]))]).toEqual(['No', 'No']);
    expect(decoded(bytes([0x48, 0xe9, 0x6c]), 'windows-1252')).toBe('Hél');
    expect(decoded(bytes([0xe3, 0xcd, 0xe3, 0xcf]), 'windows-1256')).toBe('محمد');
    expect(decoded(new Uint8Array())).toBe('');
  });
  it('is none for a spreadsheet or an archive', () => {
    for (const start of [[0x50, 0x4b, 3, 4], [0x1f, 0x8b], [0xd0, 0xcf, 0x11, 0xe0], [0x25, 0x50, 0x44, 0x46]]) expect(() => decoded(bytes(start, 'x'))).toThrow(ApiError);
  });
});

describe('the rows of a table', () => {
  it('end where a line does, and not within quotes', () => {
    expect(cut('a;b\r\n"c\r\nd";"e ""f"""\r\n\r\n;;\ng', ';')).toEqual([[1, 'a;b'], [2, '"c\r\nd";"e ""f"""'], [5, ';;'], [6, 'g']]);
    expect(cut('a,5" pipe\nb,"x"y\nc', ',')).toEqual([[1, 'a,5" pipe'], [2, 'b,"x"y'], [3, 'c']]);  // a quote inside bare text is kept as it is
    expect(cut('a\rb\r', ',')).toEqual([[1, 'a'], [1, 'b']]);
    expect(cut('a,"never closed\nb', ',')).toEqual([[1, 'a,"never closed\nb']]);
    expect(cut('\n\n', ',')).toEqual([]);
  });
});

for (const [name, ask, here] of READERS)
  describe.skipIf(!here)('a table read in portions, by ' + name, () => {
    const TABLE = 'Passagers du vol 000;;;\r\n\r\nNom;Prénom;Date de naissance;Remarque\r\nEXEMPLE;Karim;31/12/1980;"a;b\r\nc"\r\n;;;\r\nFICTIF;Ana;1402;\r\nCOURT;Bo\r\n"DEUX ""D""";Jo;hier;\r\n';
    it('says of each row what it says when it is read whole, whatever the portions', async () => {
      const whole = said(await read(TABLE, ask));
      expect(whole.map((r) => r[0])).toEqual(['line 4', 'line 7', 'line 8', 'line 9']);
      expect(whole.map((r) => r[3])).toEqual(['', '', 'BAD_CSV', 'BAD_DATE']);
      expect(whole[3]![1]).toBe('Jo DEUX "D"');
      for (const rows of [1, 2, 3]) expect(said(await read(TABLE, ask, rows)), String(rows)).toEqual(whole);
    });
    it('keeps the references of the file, and tells the second of two', async () => {
      const t = await read('Ref,Name,Born\nA-1,Karim Exemple,1980\nA-2,Ana Fictif,1981\nA-1,Jo Double,1982\n', ask, 1);
      expect(t.numbered).toBe(false);
      expect(said(t).map((r) => [r[0], r[3]])).toEqual([['A-1', ''], ['A-2', ''], ['A-1', 'ALREADY']]);
    });
    it('leaves a row with a broken letter out, and says so, before anything is sent', async () => {
      const sent: string[] = [];
      const t = await read('Name\nHélène\nH\uFFFDl\uFFFDne\nJ\0\n', (text) => { sent.push(text); return ask(text); });
      expect(said(t).map((r) => [r[0], r[3]])).toEqual([['line 2', ''], ['line 3', 'BAD_TEXT'], ['line 4', 'BAD_TEXT']]);
      expect(sent.slice(1).join('')).not.toMatch(/\uFFFD|\0/);
    });
    it('is none without a title that is known, nor empty', async () => {
      for (const none of ['', '\n', 'A;B\n1;2\n']) await expect(read(none, ask), JSON.stringify(none)).rejects.toThrow('BAD_FORMAT');
      await expect(read('Nom\uFFFD;Nom\nx;y\n', ask)).rejects.toThrow('BAD_TEXT');
    });
  });

describe.skipIf(!existsSync(IMPORT))('malines-import through this page', () => {
  it('reads digits of Arabic, a page of letters of Windows, a tab and a said separator', async () => {
    const arabic = await read('الاسم الكامل\tتاريخ الازدياد\nكريم المختلق\t١٥/٠٩/١٩٨٩\n', importer);
    expect(said(arabic)).toEqual([['line 2', 'كريم المختلق', '1989-09-15', '']]);
    const windows = await read(decoded(bytes([0xc7, 0xe1, 0xc7, 0xd3, 0xe3, 0x0a, 0xe3, 0xcd, 0xe3, 0xcf, 0x0a]), 'windows-1256'), importer);
    expect(said(windows)).toEqual([['line 2', 'محمد', '', '']]);
    for (const rows of [1, 5]) expect(said(await read('sep=|\nName|Born\nKarim; Exemple, fils|1980\nAna Fictif|1981\n', importer, rows))).toEqual([['line 3', 'Karim; Exemple, fils', '1980', ''], ['line 4', 'Ana Fictif', '1981', '']]);
  });
  it('reads the same whole and in portions, whatever is in the cells', async () => {
    let seed = 4711;
    const any = <T>(of: T[]): T => of[(seed = (seed * 1103515245 + 12345) % 2147483648) % of.length]!;
    const cell = () => any(['Ana', 'Exemple', '"a;b"', '"x\ny"', '"q""r"', '5" z', '', ' ', 'Passport', 'No', '1980', '31/12/1980', 'كريم', ',', '\u{1F600}', "d'A"]);
    for (let i = 0; i < 12; i++) {
      const text = any(['', 'Vol;123\n', '\r\n']) + 'Nom;Prénom;Né(e) le;Remarque' + any(['\n', '\r\n']) +
        Array.from({ length: 40 }, () => Array.from({ length: any([4, 4, 4, 4, 3, 5]) }, cell).join(';') + any(['\n', '\r\n', '\n\n'])).join('');
      const whole = (await importer(text)).rows.map((r) => [r.ref ?? '', JSON.stringify(r.subject ?? null), r.unread ?? '']);
      for (const rows of [1, 7]) expect((await read(text, importer, rows)).people.map((p) => [p.ref, JSON.stringify(p.subject), p.unread])).toEqual(whole);
    }
  }, 120000);
});

describe('a large table', () => {
  it('of a hundred thousand rows is cut and handed over in portions that the node takes', async () => {
    const text = 'Name;Born\n' + Array.from({ length: 100000 }, (_, i) => `Nadia Modele ${i};1980-01-02`).join('\n') + '\n';
    let most = 0, rows = 0, heard = 0;
    const t = await readTable(decoded(utf8(text)), async (portion) => {
      const r = await mock(portion);
      most = Math.max(most, utf8(portion).length);
      rows = Math.max(rows, r.rows.length);
      return r;
    }, (done, of) => { heard++; return done <= of; });
    expect(t!.people).toHaveLength(100000);
    expect(t!.people[99999]!.ref).toBe('line 100001');
    expect(most).toBeLessThan(256 * 1024);
    expect([rows <= 500, heard > 200]).toEqual([true, true]);
    await expect(read(text + 'One More;1980\n')).rejects.toThrow('TOO_BIG');
  }, 60000);
  it('costs a row that is too large that row only, and says when a quote may stand open', async () => {
    const t = await read(`Name;Born\nAna Exemple;1980\n${'x'.repeat(50000)};1980\nNadia Modele;1980\n"${'Ben Exemple;1980\n'.repeat(4000)}";1980\nBen Modele;1980\n`);
    expect(t.people.filter((p) => p.subject).map((p) => p.ref)).toEqual(['line 2', 'line 4', 'line 4006']);
    expect(t.people.filter((p) => !p.subject).map((p) => [p.ref, p.unread])).toEqual([
      ['line 3', 'TOO_BIG the row is larger than 48 KiB'],
      ['line 5', 'BAD_CSV the row goes over several lines: a quote may not be closed; TOO_BIG the row is larger than 48 KiB']]);
  });
  it('is given up when it is told to', async () => {
    expect(await readTable('Name\na\nb\nc\n', mock, (done) => done < 1, { rows: 1, chars: 1000 })).toBeNull();
  });
});

describe('what is saved', () => {
  it('never holds a cell that a spreadsheet would work out', () => {
    expect(['=1+1', '+32', '-1', '@x', '\tx', '\r=x', '\uFF1Dx', 'A-1', 'a"b', 'a;b', "l'eau", "'s"].map(csvCell)).toEqual(
      ['"\'=1+1"', '"\'+32"', '"\'-1"', '"\'@x"', '"\'\tx"', '"\'\r=x"', '"\'\uFF1Dx"', 'A-1', '"a""b"', '"a;b"', '"l\'eau"', '"\'\'s"']);
  });
  it('has the columns of malines screen, a line a person answered for, in the order of the file, and no name', () => {
    const s = new Screening();
    const line = (ref: string, more: object) => ({ ref, line: 0, subject: { kind: 'person', names: [{ text: 'Karim Exemple' }] }, unread: '', n: 0, said: '', count: 0, score: 0, coverage: '', records: '', check: '', error: '', warnings: [], ...more }) as unknown as Screening['lines'][number];
    s.lines = [line('=HYPERLINK("x")', { said: 'known', count: 2, score: 0.971, coverage: 'fr=answered es=unreachable', records: 'be/alerts/1 be/alerts/2', check: 'c1' }), line('P-2', {}),
      line('P-3', { said: 'unknown', coverage: 'fr=answered', check: 'c3', unread: 'BAD_DATE birth date' }), line('P-4', { said: 'failed', error: 'BAD_FIELD' })];
    expect(s.csv((u) => u.toLowerCase(), (c) => c + '!', () => '')).toBe('\uFEFFref,result,candidates,best_score,coverage,records,check,error\n' +
      '"\'=HYPERLINK(""x"")",known,2,0.97,fr=answered es=unreachable,be/alerts/1 be/alerts/2,c1,\nP-3,unknown,0,,fr=answered,,c3,bad_date birth date\nP-4,failed,,,,,,BAD_FIELD BAD_FIELD!\n');
    expect(s.sorted('all').map((l) => l.ref)).toEqual(['=HYPERLINK("x")', 'P-4', 'P-2', 'P-3']);
  });
  it('says what was asked and cannot be right, in each language, as malines screen does', async () => {
    vi.stubGlobal('document', { documentElement: {} });
    for (const [lang, says] of [['en', 'Date of birth 2: It lies in the future.'], ['fr', 'Date de naissance 2 : Elle est dans l’avenir.'], ['ar', 'تاريخ الميلاد 2: هو في المستقبل.']] as const) {
      await useLanguage(lang);
      expect(warned([{ field: 'subject.births.1', what: 'IN_FUTURE' }])).toEqual([says]);
      expect(warned([{ field: 'subject.identifiers.0', what: 'BAD_CHECK' }])[0]).not.toMatch(/BAD_CHECK|[{}]/);
    }
    await useLanguage('en');
    expect(warned(undefined)).toEqual([]);
    const s = new Screening();
    s.lines = [{ ref: 'P-1', said: 'unknown', check: 'c1', count: 0, score: 0, coverage: 'fr=answered', records: '', error: '', unread: 'BAD_FIELD sex', warnings: [{ field: 'subject.births.0', what: 'IN_FUTURE' }] } as unknown as Screening['lines'][number]];
    expect(s.csv((u) => u, (c) => c, (w) => warned(w).join(' '))).toContain('P-1,unknown,0,,fr=answered,,c1,BAD_FIELD sex Date of birth 1: It lies in the future.\n');
    vi.unstubAllGlobals();
  });
  it('names what could not be read by the keys of the messages', () => {
    expect(unreadKeys('BAD_DATE birth date; BAD_FIELD sex')).toEqual([{ code: 'BAD_DATE', what: 'birth date', key: 'unread.birth_date' }, { code: 'BAD_FIELD', what: 'sex', key: 'unread.sex' }]);
    expect(unreadKeys('')).toEqual([]);
  });
});
