// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Days and times as they are written by hand in the four countries, day first, whatever the browser's own language: its native date
// field puts the month first for an English one, and 03/07 is then another day than the page says.
import { isoDate } from './subject';

// No year of another calendar, which would be read as one of ours.
const YEAR = '(?:19|2\\d)\\d\\d';
const DAY = `(?:0?[1-9]|[12]\\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-]${YEAR}|${YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])`;
const TIME = '(?:,? +|T)(?:[01]?\\d|2[0-3])[:.hH][0-5]\\d(?:[:.][0-5]\\d)?';
export const example = (time: boolean): string => (time ? '31/12/2026 14:30' : '31/12/2026');

// "2026-12-31", or with the time "2026-12-31T14:30" of this place; "" for what is no day, or not yet.
export function whenOf(typed: string, time: boolean): string {
  const text = typed.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (d) => String(d.charCodeAt(0) & 15)).replace(/[\u061C\u200E\u200F]/g, '').replace(/\s/g, ' ').trim();
  if (!new RegExp(`^(?:${DAY})${time ? TIME : ''}$`).test(text)) return '';
  const [, day = '', clock = ''] = /^(\S+?)(?:,? +|T|$)(.*)$/.exec(text) ?? [], iso = isoDate(day), at = new Date(iso + 'T00:00:00Z');
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso) return '';
  const parts = clock.split(/[:.hH]/).map((p) => p.padStart(2, '0'));
  return time ? `${iso}T${parts.join(':')}` : iso;
}
// Such a day or time as it is written by hand again.
export function typedOf(value: string): string {
  const [, y, m, d, clock = ''] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?/.exec(value) ?? [];
  return y ? `${d}/${m}/${y}${clock ? ' ' + clock : ''}` : '';
}
// An instant as the time of this place, as whenOf() gives it.
export function localOf(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? '' : new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, at.getSeconds() ? 19 : 16);
}
