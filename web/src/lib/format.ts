// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Dates, numbers and foreign names as people read them.

// Words of another direction inside a sentence, kept together (Unicode's FSI and PDI).
export const isolated = (s: string): string => '\u2068' + s + '\u2069';
// Numbers and signs that are read from the left in any sentence (LRI).
export const fromLeft = (s: string): string => '\u2066' + s + '\u2069';

export function clockTime(rfc3339: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(new Date(rfc3339));
}

// Time alone when it is of the same day as `now`, else with the date.
export function moment(rfc3339: string | null | undefined, locale: string, now = new Date()): string {
  if (!rfc3339) return '—';
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return '—';
  const today = at.toDateString() === now.toDateString();
  // Of numbers alone an Arabic date has two readings, from either side: its month is a word.
  const day = locale.startsWith('ar') ? { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const : { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(locale, today ? { timeStyle: 'short' } : day).format(at);
}

// "1989", "1989-09", "1989-09-15", "1985/1989", "~1989" as the forms of base/dates.h; what is not of these is shown as it is.
export function partialDate(text: string, locale: string): string {
  const [first, last, more] = text.split('/').map((side) => /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(side));
  // Of the Islamic or the Iranian calendar: its fourth month is no April.
  if (!first || more !== undefined || last === null || Number(first[1]) < 1500) return text;
  const at = (side: RegExpExecArray) => new Date(Date.UTC(Number(side[1]), Number(side[2] ?? 1) - 1, Number(side[3] ?? 1)));
  const form = (side: RegExpExecArray): Intl.DateTimeFormatOptions =>
    ({ timeZone: 'UTC', year: 'numeric', ...(side[2] ? { month: 'long' } : {}), ...(side[3] ? { day: 'numeric' } : {}) });
  if (last && first[0].length !== last[0].length) return `${partialDate(first[0], locale)} – ${partialDate(last[0], locale)}`;
  if (last) return new Intl.DateTimeFormat(locale, form(first)).formatRange(at(first), at(last));
  return first[2] ? new Intl.DateTimeFormat(locale, form(first)).format(at(first)) : text;
}

// Ungrouped: "1.004" is a thousand to one reader and one to the next.
export function number(n: number, locale: string, digits = 0): string {
  return new Intl.NumberFormat(locale, { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);
}

// So many bytes, whole: which of two files it is can hang on the last one.
export function bytes(n: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long', useGrouping: false }).format(n);
}

// No score is certainty: what rounds to it is said to lie above the last whole per cent. Right to left the sign would be turned
// round and put behind the number: it is kept as Morocco writes it, from the left.
export function percent(share: number, locale: string): string {
  const whole = new Intl.NumberFormat(locale, { style: 'percent' });
  const said = share >= 0.995 ? `> ${whole.format(0.99)}` : whole.format(share);
  return locale.startsWith('ar') ? fromLeft(said) : said;
}

const SCRIPTS: [string, RegExp][] = [['arabic', /\p{Script=Arabic}/u], ['cyrillic', /\p{Script=Cyrillic}/u], ['greek', /\p{Script=Greek}/u],
  ['hebrew', /\p{Script=Hebrew}/u], ['latin', /\p{Script=Latin}/u], ['tifinagh', /\p{Script=Tifinagh}/u]];
const scriptOf = (name: string) => SCRIPTS.find(([, letters]) => letters.test(name))?.[0];

// How two words met, as a key of messages: the same name in which script the record has it, or, in one script, written otherwise.
export function meetingKey(how: string, asked: string, found: string): string {
  const a = scriptOf(asked), f = scriptOf(found);
  if (how !== 'same_script' || !a || !f) return 'meeting.' + how;
  return a === f ? 'meeting.otherwise' : 'meeting.script_' + f;
}

// Of a date "in part" and "near" have a reason of their own; of a name, what is exchanged are father and son.
export function gradeKey(field: string, grade: string): string {
  if (field === 'name' && grade === 'swapped') return 'grade.name_swapped';
  return field === 'birth' && (grade === 'partial' || grade === 'near') ? 'grade.birth_' + grade : 'grade.' + grade;
}

// How long from `from` to `to`, in whole minutes below two hours, in hours below three days, then in days.
export function gap(from: Date, to: Date, locale: string): string {
  const minutes = Math.abs(to.getTime() - from.getTime()) / 60000;
  const [n, unit] = minutes < 120 ? [minutes, 'minute'] : minutes < 72 * 60 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(Math.floor(n as number));
}

// How far a day is from `now`: in days below two months, in months below two years, then in years; never rounded up.
export function away(rfc3339: string, locale: string, now = new Date()): string {
  const days = (new Date(rfc3339).getTime() - now.getTime()) / 86400000, size = Math.abs(days);
  const [n, unit] = size < 61 ? [days, 'day'] as const : size < 731 ? [days / 30.4, 'month'] as const : [days / 365, 'year'] as const;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(n), unit);
}

export function country(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

export function named(names: Record<string, string> | undefined, lang: string, code: string): string {
  return names?.[lang] ?? country(code, lang);
}

// Marks that turn the direction of what follows can hide what a name says: show them instead of obeying.
export function plain(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g, (c) =>
    '⟨U+' + c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0') + '⟩');
}

export function langOf(text: string): string | undefined {
  return /^\P{L}*\p{Script=Arabic}/u.test(text) ? 'ar' : undefined;
}

// "eu-881-2002 art. 2": an article says nothing without its instrument.
export function basisOf(text: string | undefined): { instrument: string; article: string } | null {
  const [, instrument = '', article = ''] = /^([a-z0-9-]+) art\. (.+)$/.exec(text ?? '') ?? [];
  return instrument ? { instrument, article } : null;
}

// A digest in groups of four, as it is read aloud or compared with a second screen.
export function groups(hex: string): string[] {
  return hex.match(/.{1,4}/g) ?? [];
}
