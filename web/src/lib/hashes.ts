// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Hashes as people paste them: one a line, alone or after its type. A digest's type follows from its length; 64 digits may be
// SHA-256 or PDQ, so a PDQ says so.
export interface Typed { type: string; value: string }
const DIGITS: Record<string, number> = { md5: 32, sha1: 40, sha256: 64, pdq: 64 };
const BY_LENGTH: Record<number, string> = { 32: 'md5', 40: 'sha1', 64: 'sha256' };

export function read(text: string): { hashes: Typed[]; unread: string[] } {
  const hashes: Typed[] = [], unread: string[] = [];
  for (const line of text.split('\n').map((l) => l.trim()).filter(Boolean)) {
    const [, word = '', value = ''] = /^(?:([A-Za-z0-9-]+)[\s,:]+)?([0-9A-Fa-f]+)$/.exec(line) ?? [];
    const type = word ? word.toLowerCase().replace('-', '') : (BY_LENGTH[value.length] ?? '');
    if (DIGITS[type] !== value.length || !value) unread.push(line);
    else hashes.push({ type, value: value.toLowerCase() });
  }
  return { hashes, unread };
}
