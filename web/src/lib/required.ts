// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What a field lacks is said by the browser, in the browser's own language: here in the officer's. Whatever is typed, clicked or
// pressed in the form withdraws it, so that it never outlives what it says.
import { t } from './i18n.svelte';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function say(event: Event): void {
  const field = event.target as Field;
  if (field.validity.patternMismatch && field.dataset.when) return field.setCustomValidity(t('when.unread', { example: field.dataset.when }));
  if (!field.validity.valueMissing) return;
  const choice = field.type === 'radio' || field.type === 'select-one';
  field.setCustomValidity(choice ? t('app.choose') : t('app.required'));
}
function withdraw(event: Event): void {
  const form = (event.target as Element).closest?.('form');
  for (const field of form?.elements ?? []) (field as Field).setCustomValidity?.('');
}

export function sayInOurWords(): void {
  document.addEventListener('invalid', say, true);
  for (const what of ['input', 'change', 'keydown', 'click', 'submit']) document.addEventListener(what, withdraw, true);
}
