// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEPT = 'malines.theme';

export function keptTheme(): Theme {
  const kept = localStorage.getItem(KEPT) as Theme | null;
  return kept && THEMES.includes(kept) ? kept : 'auto';
}

export function applyTheme(theme: Theme = keptTheme()): void {
  localStorage.setItem(KEPT, theme);
  document.documentElement.dataset.theme = theme;
}
