// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What can't be right in a question, in words, as `malines check` says it.
import { t, tOr } from './i18n.svelte';
import type { Warning } from './types';

const FIELDS: Record<string, string> = { documents: 'field.paper', births: 'field.birth' };

export const warned = (warnings: Warning[] = []): string[] => warnings.map((w) => {
  const [, field = '', place = ''] = w.field.split('.');
  return t('number.warned', { field: t(FIELDS[field] ?? 'field.identifier'), n: Number(place) + 1, what: tOr('number.' + w.what, w.what) });
});
