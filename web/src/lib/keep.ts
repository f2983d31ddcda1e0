// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Hand a file to whoever sits before the screen. Nothing of it stays in the page.
export function keepFile(name: string, what: unknown): void {
  const blob = what instanceof Blob ? what : new Blob([typeof what === 'string' ? what : JSON.stringify(what) + '\n'], { type: 'application/octet-stream' });
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
