// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What an officer typed, turned into the subject form of src/codec/subject.h.
import type { Subject } from './types';

export interface Typed {
  kind: string; name: string; given: string; family: string; birth: string; sex: string; nationality: string;
  number: string; numberCountry: string;
  identifier: { type: string; value: string } | null;  // handed over by another page
}
export const KINDS = ['person', 'organisation', 'vessel', 'vehicle', 'document', 'object'] as const;
export const empty = (): Typed => ({
  kind: 'person', name: '', given: '', family: '', birth: '', sex: '', nationality: '', number: '', numberCountry: '', identifier: null,
});

// What a subject goes by: its name; a thing without one by its number.
export const called = (s: Subject | null | undefined): string => s?.names?.[0]?.text ?? s?.documents?.[0]?.number ?? s?.identifiers?.[0]?.value ?? '';

// "15/09/1989" and "15.9.1989" are written by hand everywhere in the four countries: day first. What is not known is 00 in
// civil registers and on papers of the Maghreb ("00/00/1980"): it is left out, as base/dates.h does.
export function isoDate(typed: string): string {
  const text = typed.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (d) => String(d.charCodeAt(0) & 15)).replace(/[\u061C\u200E\u200F]/g, '').trim();  // Arabic, Persian
  const two = (part: string) => part.padStart(2, '0');
  const day = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text), month = /^(\d{1,2})[./-](\d{4})$/.exec(text), year = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(text);
  const iso = day ? `${day[3]}-${two(day[2]!)}-${two(day[1]!)}` : month ? `${month[2]}-${two(month[1]!)}` : year ? `${year[1]}-${two(year[2]!)}-${two(year[3]!)}` : text;
  return iso.replace(/^(\d{4}(?:-\d\d)?)-00$/, '$1').replace(/^(\d{4})-00$/, '$1');
}
// A year of the Islamic or the Iranian calendar, which the comparison reads in both (src/match/calendar.c).
export const ofAnotherCalendar = (typed: string): boolean => /^1(2[6-9]|3\d|4[0-5])\d(?!\d)|^1460/.test(isoDate(typed));
export function dateReads(typed: string): boolean {
  const one = '[12]\\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?';
  return typed.trim() === '' || new RegExp(`^~?${one}(/${one})?$`).test(isoDate(typed));
}

// A plate, a hull number, an e-mail: what identifies a thing goes to `identifiers`, papers to `documents`.
const IDENTIFIER: Record<string, string> = { vessel: 'imo', vehicle: 'plate', organisation: 'registration', object: 'other' };

export function subjectOf(f: Typed): Subject | null {
  const s: Subject = { kind: f.kind };
  const text = f.name.trim() || [f.given.trim(), f.family.trim()].filter(Boolean).join(' ');
  const split = f.given.trim() && f.family.trim() ? { given: f.given.trim(), family: f.family.trim() } : {};
  if (text) s.names = [{ text, ...split }];
  const number = f.number.trim();
  const identifier = IDENTIFIER[f.kind];
  if (number && identifier) s.identifiers = [{ type: identifier, value: number }];
  else if (/^\+|@|:\/\//.test(number)) s.identifiers = [{ type: 'other', value: number }];  // a telephone, a mail or web address: no paper has these; which, the comparison sees
  else if (number) s.documents = [{ type: 'other', number, ...(f.numberCountry ? { country: f.numberCountry } : {}) }];
  if (f.identifier) s.identifiers = [...(s.identifiers ?? []), { ...f.identifier }];
  if (f.kind === 'person') {
    if (f.birth.trim()) s.births = [isoDate(f.birth)];
    if (f.sex) s.sex = f.sex;
  }
  if (f.nationality) s.nationalities = [f.nationality];
  return s.names || s.documents || s.identifiers ? s : null;
}
