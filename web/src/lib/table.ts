// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A table of people on its way to the node. What its columns are called, its dates, countries and numbers are read there, by malines-import in its
// sandbox, so that a file says the same here and to `malines screen`. This page does what the node can't: it knows the file's encoding, and cuts
// the text between rows into portions, each under the heading, none of which is large for the node.
import { ApiError } from './api';
import type { Person, Portion } from './types';

export const FILE_BYTES_MAX = 32 * 1024 * 1024, ROWS_MAX = 100000;
const HEAD_ROWS = 12, HEAD_CHARS = 32 * 1024;               // the heading is one of the first ten lines
const PORTION = { rows: 500, chars: 48 * 1024 };            // the node takes 1000 and 256 KiB
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256'] as const;
export type Encoding = '' | (typeof ENCODINGS)[number];

// What no decoder knows, and what is undefined in a page of 8 bits: that row is left out, never asked about with a letter missing.
const BROKEN = /[\0\x81\x8D\x8F\x90\x9D\uFFFD]/;
const NOT_TEXT = [[0x50, 0x4b, 3, 4], [0x1f, 0x8b], [0xd0, 0xcf, 0x11, 0xe0], [0x25, 0x50, 0x44, 0x46]];  // xlsx and ods, gzip, xls, PDF

// A mark at the beginning says more than we; else what was said; else UTF-16 where every other byte of the first is zero, UTF-8 where not. Pages of 8
// bits are never guessed. BAD_FORMAT: it is no text at all.
export function decoded(bytes: Uint8Array, said: Encoding = ''): string {
  const starts = (mark: number[]) => mark.every((b, i) => bytes[i] === b);
  if (NOT_TEXT.some(starts)) throw new ApiError('BAD_FORMAT', 'CSV', '');
  const marked = starts([0xef, 0xbb, 0xbf]) ? 'utf-8' : starts([0xff, 0xfe]) ? 'utf-16le' : starts([0xfe, 0xff]) ? 'utf-16be' : '';
  const guessed = bytes.length < 2 ? '' : bytes[0] && !bytes[1] ? 'utf-16le' : !bytes[0] && bytes[1] ? 'utf-16be' : '';
  return new TextDecoder(marked || said || guessed || 'utf-8').decode(bytes);
}

// Where the rows begin and end, and on which line: as src/codec/list_csv.c cuts them. A quote counts at the beginning of a cell only.
export interface Rows { from: number[]; to: number[]; line: number[] }
export function rowsOf(text: string, marks: string, most = Infinity): Rows {
  const LF = 10, CR = 13, QUOTE = 34, rows: Rows = { from: [], to: [], line: [] };
  const isMark = new Uint8Array(256);
  for (const mark of marks) isMark[mark.charCodeAt(0)] = 1;
  let line = 1;
  for (let at = 0; at < text.length && rows.from.length < most;) {
    const first = text.charCodeAt(at);
    if (first === LF || first === CR) { line += +(first === LF); at++; continue; }
    rows.from.push(at);
    rows.line.push(line);
    for (let fresh = true; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (fresh && c === QUOTE) {
        for (at++; at < text.length && (text.charCodeAt(at) !== QUOTE || text.charCodeAt(at + 1) === QUOTE); at++) {
          if (text.charCodeAt(at) === QUOTE) at++;
          else line += +(text.charCodeAt(at) === LF);
        }
        fresh = false;
      } else if (c === LF || c === CR) break;
      else fresh = c < 256 && isMark[c] === 1;
    }
    rows.to.push(Math.min(at, text.length));
  }
  return rows;
}

const heads = (p: Portion) => JSON.stringify([p.columns, p.heading.mark]);
const linesIn = (text: string) => text.split('\n').length - 1;
const leftOut = (ref: string, line: number, unread: string): Person => ({ ref, line, subject: null, unread });

export interface Table { columns: [string, string | null][]; numbered: boolean; people: Person[] }

// Reads all of it before anybody is asked about. `ask` hands a portion to the node; `told` hears of rows read and to read, and says whether to go on.
// Throws what `ask` throws: of a table of which a part can't be read nothing is asked.
export async function readTable(text: string, ask: (portion: string) => Promise<Portion>, told: (done: number, of: number) => boolean, most = PORTION): Promise<Table | null> {
  const above = rowsOf(text, ',;\t|', HEAD_ROWS);
  const end = above.to.filter((to, i) => i === 0 || to <= HEAD_CHARS).at(-1);
  if (!end) throw new ApiError('BAD_FORMAT', '', '');
  const first = await ask(text.slice(0, end).replaceAll('\0', '\uFFFD'));
  const rows = rowsOf(text, first.heading.mark), at = rows.line.indexOf(first.heading.line);
  if (at < 0) throw new ApiError('BAD_FORMAT', '', '');
  const said = rows.from.length && /^sep=.$/.test(text.slice(rows.from[0], rows.to[0])) ? `sep=${first.heading.mark}\n` : '';
  const heading = said + text.slice(rows.from[at], rows.to[at]) + '\n', before = 1 + linesIn(heading);
  if (BROKEN.test(heading)) throw new ApiError('BAD_TEXT', '', '');
  const numbered = !first.columns.some(([, field]) => field === 'ref');
  const table: Table = { columns: first.columns, numbered, people: [] }, seen = new Set<string>();
  if (rows.from.length - at - 1 > ROWS_MAX) throw new ApiError('TOO_BIG', String(ROWS_MAX), '');
  for (let next = at + 1; next < rows.from.length;) {
    if (!told(next - at - 1, rows.from.length - at - 1)) return null;
    let portion = heading, local = before;
    const lines = new Map<number, number>(), bad: Person[] = [];
    for (let taken = 0; next < rows.from.length && taken < most.rows && portion.length < heading.length + most.chars; next++) {
      const row = text.slice(rows.from[next], rows.to[next]), line = rows.line[next]!;
      if (row.length > PORTION.chars) {  // with line feeds in it a quote may stand open: whoever stands behind it is not asked about
        const open = linesIn(row) ? 'BAD_CSV the row goes over several lines: a quote may not be closed; ' : '';
        bad.push(leftOut(`line ${line}`, line, open + 'TOO_BIG the row is larger than 48 KiB'));
        continue;
      }
      if (BROKEN.test(row)) { bad.push(leftOut(`line ${line}`, line, 'BAD_TEXT the row is not UTF-8: the encoding has to be said')); continue; }
      lines.set(local, line);
      portion += row + '\n';
      local += 1 + linesIn(row);
      taken++;
    }
    const answer = lines.size ? await ask(portion) : null;
    if (answer && heads(answer) !== heads(first)) throw new ApiError('BAD_FORMAT', '', '');
    for (const r of answer?.rows ?? []) {
      const line = numbered ? lines.get(Number(/^line (\d+)$/.exec(r.ref ?? '')?.[1])) ?? 0 : 0, ref = numbered ? `line ${line}` : r.ref ?? '';
      const again = !numbered && !!r.subject && seen.has(ref);
      if (r.subject) seen.add(ref);
      table.people.push(again ? leftOut(ref, line, 'ALREADY the reference stands for an earlier entry too') : { ref, line, subject: r.subject ?? null, unread: r.unread ?? '' });
    }
    table.people.push(...bad);
  }
  told(rows.from.length - at - 1, rows.from.length - at - 1);
  return table;
}

// "BAD_DATE birth date; …": what of a line could not be read, as keys of messages.
export const unreadKeys = (unread: string): { code: string; what: string; key: string }[] =>
  unread.split('; ').filter(Boolean).map((one) => {
    const [, code = '', what = ''] = /^([A-Z0-9_]+) (.*)$/s.exec(one) ?? ['', '', one];
    return { code, what, key: 'unread.' + what.slice(0, 80).replace(/[^A-Za-z0-9]+/g, '_') };
  });

// A cell of a spreadsheet that begins like a formula would be worked out by whoever opens it: an apostrophe keeps it a text, and one
// that stood there gets another, so that `malines screen --resume` can tell.
export function csvCell(text: string): string {
  const kept = /^[=+\-@\t\r\n'\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? "'" + text : text;
  return /[",;\r\n']/.test(kept) ? `"${kept.replaceAll('"', '""')}"` : kept;
}
