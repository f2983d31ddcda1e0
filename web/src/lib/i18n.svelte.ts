// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Words of the console: one flat ICU MessageFormat file a language, shared with the C programs.
// The language decides <html lang dir>; the locale of dates and numbers follows it.
import { IntlMessageFormat } from 'intl-messageformat';
import { fromLeft } from './format';

export const LANGUAGES = { fr: 'Français', nl: 'Nederlands', de: 'Deutsch', es: 'Español', ar: 'العربية', en: 'English' };
export type Lang = keyof typeof LANGUAGES;
type Messages = Record<string, string>;
type Args = Record<string, string | number>;

const files = import.meta.glob<Messages>('../../../i18n/*.json', { import: 'default' });
const KEPT = 'malines.lang';

export const words = $state<{ lang: Lang; locale: string; messages: Messages }>({ lang: 'en', locale: 'en-GB', messages: {} });
// Numbers ungrouped in every sentence: "1.003" is a thousand to one reader and one to the next (lib/format.ts).
const formatters = {
  getNumberFormat: (locale?: string | string[], how?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, { useGrouping: false, ...how }),
  getDateTimeFormat: (...how: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...how),
  getPluralRules: (...how: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...how),
};
const compiled = new Map<string, IntlMessageFormat>();

export function localeOf(lang: Lang): string {
  // Morocco writes Latin digits, which is also what the documents at hand show.
  return { ar: 'ar-MA', en: 'en-GB', fr: 'fr', nl: 'nl', de: 'de', es: 'es' }[lang];
}

function wanted(): Lang {
  const all = [localStorage.getItem(KEPT), ...navigator.languages].map((l) => (l ?? '').slice(0, 2));
  return (all.find((l) => l in LANGUAGES) as Lang | undefined) ?? 'en';
}

let chosen: Lang | undefined;
export async function useLanguage(lang: Lang = wanted(), keep = false): Promise<void> {
  const load = files[`../../../i18n/${lang}.json`];
  if (!load) return;
  chosen = lang;
  const messages = await load();
  if (lang !== chosen) return;  // another was chosen while these came
  compiled.clear();
  Object.assign(words, { lang, locale: localeOf(lang), messages });
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
  if (keep) localStorage.setItem(KEPT, lang);
}

export function t(key: string, args?: Args): string {
  const text = words.messages[key];
  if (text === undefined) return key;
  let format = compiled.get(key);
  if (!format) compiled.set(key, (format = new IntlMessageFormat(text, words.locale, undefined, { formatters })));
  return String(format.format(args));
}

// "4 to 6", "8 and 29", "2253 (2015) para. 2": the words between the numbers of an article, which the tables write in English.
// Right to left each number is kept in its own direction: "2(6)" would else be read "(6)2".
export function article(text: string): string {
  const number = (part: string) => (words.lang === 'ar' && part.trim() ? fromLeft(part) : part);
  return text.split(/ (to|and|para\.) /).map((part, i) => (i % 2 ? ` ${t('article.' + part.replace('.', ''))} ` : number(part))).join('');
}

// For values that a newer node may know and this file does not: the value itself, readable.
export function tOr(key: string, fallback: string, args?: Args): string {
  return words.messages[key] === undefined ? fallback.replaceAll('_', ' ') : t(key, args);
}
