// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What can't be right in a question, in words, as `malines check` says it; which of several, where there are several.
import { t, tOr } from './i18n.svelte';
import type { Subject, Warning } from './types';

const FIELDS: Record<string, string> = { documents: 'field.paper', births: 'field.birth' };

export const warned = (warnings: Warning[] = [], of?: Subject | null): string[] => warnings.map((w) => {
  const [, field = '', place = ''] = w.field.split('.'), name = t(FIELDS[field] ?? 'field.identifier'), what = tOr('number.' + w.what, w.what);
  const all = of?.[field as keyof Subject];
  return Array.isArray(all) && all.length === 1 ? t('mark.colon', { what: name, said: what }) : t('number.warned', { field: name, n: Number(place) + 1, what });
});
