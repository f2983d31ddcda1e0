// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The coverage statement (promise P9): what was asked, as of when, and who was not reached.
// "Not reached" is never "no hit": a line that is not reached can't be worded as if nothing was found.
import type { Coverage } from './types';

export type Tone = 'good' | 'gap' | 'law';

export function toneOf(c: Coverage): Tone {
  if (c.state === 'not_allowed' || c.state === 'closed') return 'law';
  if (isPrivate(c) && (c.state === 'hit' || c.state === 'no_hit')) return 'good';
  return c.state === 'answered' && c.reached ? 'good' : 'gap';
}

// What may be said of a question that was put privately: docs/protocol-sealed.md.
const PRIVATE = ['hit', 'no_hit', 'stale', 'quota', 'too_little', 'keys_version'];
export const isPrivate = (c: Coverage): boolean => c.sharing === 'sealed';
// A register that is not that of alerts is named beside its member: one member may be asked in several.
export const inRegister = (c: Coverage): boolean => isPrivate(c) && !!c.register && c.register !== 'alerts';
export const privateHit = (all: Coverage[]): boolean => all.some((c) => isPrivate(c) && c.state === 'hit');

// The key of the sentence that says it; each is whole, so that every language orders it as it must.
export function sentenceKey(c: Coverage): string {
  const tone = toneOf(c);
  if (isPrivate(c) && PRIVATE.includes(c.state)) return 'coverage.sealed_' + c.state;
  if (tone === 'law') return 'coverage.' + c.state;
  if (c.state === 'quota' || c.state === 'in_part') return 'coverage.' + c.state;
  // A part lies here as a copy, a part the owner gives only when it is asked: two ways, one line.
  if (c.sharing === 'published' && c.asked_too && c.as_of) return tone === 'good' ? 'coverage.copy_asked' : 'coverage.copy_asked_not';
  if (c.sharing === 'published' && c.as_of) return tone === 'good' ? 'coverage.copy' : 'coverage.copy_not_reached';
  if (tone === 'good') return c.sharing === 'own' ? 'coverage.own' : 'coverage.answered';
  return 'coverage.' + (c.state === 'answered' ? 'unreachable' : c.state);
}

// Who was asked too searched its whole register; what the copy holds is part of that.
export const searched = (c: Coverage): number | null => (c.asked_too ? c.asked_records : null) ?? c.records ?? null;

// Not reached first, then what the law withheld, then those who answered: what is missing is read first.
export function ordered(all: Coverage[]): Coverage[] {
  const rank: Record<Tone, number> = { gap: 0, law: 1, good: 2 };
  return all.map((c, i) => ({ c, i })).sort((x, y) => rank[toneOf(x.c)] - rank[toneOf(y.c)] || x.i - y.i).map((x) => x.c);
}

export function tally(all: Coverage[]): { total: number; good: number; gap: number; law: number } {
  const count = (tone: Tone) => all.filter((c) => toneOf(c) === tone).length;
  return { total: all.length, good: count('good'), gap: count('gap'), law: count('law') };
}
