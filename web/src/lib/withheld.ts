// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The parts of a record that a release can leave out, in the reader's words (a test knows all that a record has). Whoever decides
// by other means may name a part freely: null, and it is shown as it came.
import { t } from './i18n.svelte';

export const WHO = 'who it is';  // what a pseudonym hides; it is not cut out of the record
export const PARTS: Record<string, () => string> = { action: () => t('alert.action'), article: () => t('alert.article'), authority: () => t('alert.authority'), basis: () => t('part.assessment'), conditions: () => t('alert.conditions'),
  decision_ref: () => t('alert.decision_ref'), eu_only: () => t('part.eu_only'), evaluation: () => t('part.evaluation'), flags: () => t('alert.flags'), handling: () => t('alert.handling'), immediate: () => t('part.immediate'),
  legal_basis: () => t('request.basis'), list: () => t('alert.list'), not_this_person: () => t('part.not_this_person'), offence: () => t('part.offence'), protected: () => t('part.protected'), purpose: () => t('signed.purpose'),
  reason: () => t('alert.reason'), restricted: () => t('part.restricted'), retain_until: () => t('alerts.ends'), review_at: () => t('alerts.review'), subject_category: () => t('part.subject_category'),
  whereabouts: () => t('part.whereabouts'), [WHO]: () => t('part.who') };

export const partWords = (part: string): string | null => (PARTS[part]?.().replace(/\s*:$/, '') ?? null);
