// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What is signed, or released, in the reader's words: each member by the word we have for it, else by its name; nothing left out.
import { memberNames } from './app.svelte';
import { basisOf, country, moment, named, partialDate, plain } from './format';
import { article, t, tOr, words } from './i18n.svelte';
import { partWords } from './withheld';

// `of`: the member of the whole that it stands in, its own name where it stands there itself.
const LABELS: Record<string, () => string> = {
  kind: () => t('signed.kind'), record: () => t('alert.record'), text: () => t('answer_field.text'), decision: () => t('answer_field.decision'),
  ground: () => t('answer_field.ground'), basis: () => t('request.basis'), purpose: () => t('signed.purpose'), urgent: () => t('request.urgent'),
  from: () => t('signed.from'), to: () => t('signed.to'), author: () => t('approve.who'), request: () => t('request.id'), written_at: () => t('signed.written_at'), way: () => t('signed.way'), clock: () => t('inbox.clock'), v: () => t('alerts.version'), decided_at: () => t('signed.decided_at'),
  withheld: () => t('request.withheld'), fields: () => t('request.fields'), alert: () => t('signed.alert'), conditions: () => t('signed.conditions'), terms: () => t('data.terms'), emergency: () => t('signed.emergency'), pseudonymised: () => t('signed.pseudonymised'),
};
// Of the record: its own parts, then those of whom it is about.
const ABOUT: Record<string, () => string> = { category: () => t('alerts.category'), subject: () => t('alerts.about'), names: () => t('field.name'), births: () => t('field.birth'), birth_places: () => t('field.birth_place'), sex: () => t('field.sex'),
  nationalities: () => t('field.nationality'), documents: () => t('field.paper'), identifiers: () => t('field.identifier'), kind: () => t('check.kind'), text: () => t('column.name'), given: () => t('column.given'), family: () => t('column.family'),
  number: () => t('check.number'), type: () => t('signed.kind'), country: () => t('column.issuer'), listed_on: () => t('column.listed_on'), program: () => t('column.program'), ref: () => t('column.ref') };
export const label = (key: string, of: string) => (of === 'fields' ? tOr('request_field.' + key, key) : of === 'order' ? tOr('form_field.' + key, key) : of === 'alert' ? partWords(key) ?? ABOUT[key]?.() ?? key : LABELS[key]?.() ?? key);
// Words that the tables know, by the name of what they stand in.
const CODED: Record<string, string> = { kind: 'request_kind.', purpose: 'purpose.', decision: 'decide.', ground: 'ground.', conditions: 'condition.', category: 'category.', flags: 'flag.', handling: 'condition.',
  sex: 'sex.', way: 'signed.way.', basis: 'data.basis.', subject_category: 'person.', fields: 'request_choice.', order: 'form_choice.' };
// Null: no words of ours, to be shown as what came from elsewhere.
export function said(key: string, of: string, value: unknown): string | null {
  if (typeof value === 'boolean') return value ? t('signed.yes') : t('signed.no');
  const text = plain(String(value)), known = (at: string) => (words.messages[at + text] === undefined ? null : t(at + text));
  if (of === 'alert' && key === 'kind') return known('kind.');
  if (of === 'alert' && key === 'article') return article(text);
  if (of === 'alert' && key === 'legal_basis') {
    const basis = basisOf(text);
    return basis && t('basis.article', { instrument: tOr('instrument.' + basis.instrument, basis.instrument), article: article(basis.article) });
  }
  if (of === 'alert' && key === 'authority') return memberNames(text) ? named(memberNames(text), words.lang, text) : null;
  if (of === 'alert' && key === 'action') return known('action.');
  if ((key === 'nationalities' || key === 'country') && /^[a-z]{2}$/i.test(text)) return country(text, words.locale);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return moment(text, words.locale, new Date(0));
  if (of === 'alert' && (key === 'births' || key === 'listed_on')) return partialDate(text, words.locale);
  if (of === 'order' && key === 'form') return known('form.');
  const family = CODED[of === 'fields' || of === 'order' ? of : key];
  return family ? known(family) : null;
}

export const there = (v: unknown): boolean => v !== null && v !== undefined && v !== '' && !(typeof v === 'object' && !Object.keys(v as object).length);
