// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The machine-readable zone of a travel document (ICAO 9303 parts 4 to 6): pasted lines in, fields out.
// A wrong check digit never stops the reading: it is reported, for the officer to compare with the paper.

export interface Mrz {
  family: string; given: string; number: string; birth: string; sex: '' | 'm' | 'f' | 'x';
  issuer: string; nationality: string; type: 'passport' | 'id'; wrong: ('number' | 'birth' | 'expiry' | 'all')[];
}

const WEIGHTS = [7, 3, 1];
const value = (c: string) => (c === '<' ? 0 : c <= '9' ? Number(c) : c.charCodeAt(0) - 55);
export function checkDigit(text: string): string {
  return String([...text].reduce((sum, c, i) => sum + value(c) * WEIGHTS[i % 3]!, 0) % 10);
}

function holds(field: string, digit: string): boolean {
  return checkDigit(field) === digit || (digit === '<' && /^<*$/.test(field));
}

// YYMMDD with unknown parts as "<<". Who is born later than this year is born in the last century.
export function mrzDate(yymmdd: string, thisYear: number): string {
  const [yy, mm, dd] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)];
  if (!/^\d\d$/.test(yy)) return '';
  const year = Number(yy) > thisYear % 100 ? 1900 + Number(yy) : 2000 + Number(yy);
  if (!/^(0[1-9]|1[0-2])$/.test(mm)) return String(year);
  return /^(0[1-9]|[12]\d|3[01])$/.test(dd) ? `${year}-${mm}-${dd}` : `${year}-${mm}`;
}

const clean = (s: string) => s.replace(/<+/g, ' ').trim();

const linesOf = (text: string) => text.toUpperCase().split(/\r?\n/).map((l) => l.replace(/\s/g, '')).filter((l) => l);
// How long each line is, for whom one that can't be read is shown: "43 + 44".
export const lengths = (text: string): string => linesOf(text).map((l) => l.length).join(' + ') || '0';

export function readMrz(text: string, thisYear: number): Mrz | null {
  const lines = linesOf(text);
  const size = lines.map((l) => l.length).join(',');
  if (!lines.every((l) => /^[A-Z0-9<]+$/.test(l))) return null;
  const [a = '', b = '', c = ''] = lines;
  const td1 = size === '30,30,30';
  if (!td1 && size !== '44,44' && size !== '36,36') return null;
  const names = td1 ? c : a.slice(5);
  const [number, numberDigit] = td1 ? [a.slice(5, 14), a[14]!] : [b.slice(0, 9), b[9]!];
  const [birth, birthDigit] = td1 ? [b.slice(0, 6), b[6]!] : [b.slice(13, 19), b[19]!];
  const sex = td1 ? b[7]! : b[20]!;
  const [expiry, expiryDigit] = td1 ? [b.slice(8, 14), b[14]!] : [b.slice(21, 27), b[27]!];
  const whole = td1 ? a.slice(5) + b.slice(0, 7) + b.slice(8, 15) + b.slice(18, 29)
    : b.slice(0, 10) + b.slice(13, 20) + b.slice(21, b.length - 1);
  const wrong: Mrz['wrong'] = [];
  if (!holds(number, numberDigit) && numberDigit !== '<') wrong.push('number');
  if (!holds(birth, birthDigit)) wrong.push('birth');
  if (!holds(expiry, expiryDigit)) wrong.push('expiry');
  if (!holds(whole, (td1 ? b[29] : b[b.length - 1])!)) wrong.push('all');
  const [family = '', given = ''] = names.split('<<');
  return {
    family: clean(family), given: clean(given), number: clean(number), birth: mrzDate(birth, thisYear),
    sex: sex === 'M' ? 'm' : sex === 'F' ? 'f' : sex === 'X' ? 'x' : '', issuer: clean(a.slice(2, 5)),
    nationality: clean(td1 ? b.slice(15, 18) : b.slice(10, 13)), type: a[0] === 'P' ? 'passport' : 'id', wrong,
  };
}
