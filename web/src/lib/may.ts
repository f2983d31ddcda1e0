// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What each page asks the node first, and the roles that may: nobody is shown the way to a page that only refuses. The node decides
// all the same; a test holds this against docs/roles.md.
const DESK = ['case_officer', 'approver', 'register_owner'];
const READERS = [...DESK, 'auditor'];

export const PAGES = {
  check: { asks: ['check', 'check preview'], roles: ['analyst', 'case_officer'] },
  screen: { asks: ['check', 'check table'], roles: ['analyst', 'case_officer'] },
  alerts: { asks: ['alert list', 'alert open'], roles: ['analyst', 'case_officer', 'register_owner'] },
  inbox: { asks: ['request list'], roles: READERS },
  request: { asks: ['request show'], roles: READERS },
  new: { asks: ['request create'], roles: ['case_officer'] },
  audit: { asks: ['audit list', 'audit status', 'audit reconciliations'], roles: ['auditor'] },
  data: { asks: ['data list'], roles: READERS },
  evidence: { asks: ['evidence list'], roles: READERS },
  providers: { asks: ['provider list', 'request list'], roles: READERS },
  removals: { asks: ['removal list'], roles: READERS },
  hashes: { asks: ['hash list'], roles: READERS },
  people: { asks: ['officer list'], roles: ['registrar', 'security_officer', 'auditor'] },
  oversight: { asks: ['notice list', 'recall list', 'audit status', 'sealed questions'], roles: ['auditor', 'oversight'] },
  figures: { asks: ['report exchanges', 'order statistics', 'removal statistics'], roles: ['operator', 'auditor', 'oversight', 'observer'] },
  dna: { asks: ['dna status', 'dna relatives list'], roles: READERS },
  dna_matches: { asks: ['dna matches', 'dna match'], roles: DESK },  // of that page, for whoever works on them
  prints: { asks: ['prints list', 'prints capacity'], roles: DESK },
} as const satisfies Record<string, { asks: readonly string[]; roles: readonly string[] }>;

// A page that is not among them is everybody's: the law.
export function may(page: string, roles: readonly string[] = []): boolean {
  const of = (PAGES as Record<string, { roles: readonly string[] } | undefined>)[page];
  return !of || of.roles.some((r) => roles.includes(r));
}

// Where somebody begins: with what this person is here for.
const FIRST = ['check', 'audit', 'inbox', 'oversight', 'people', 'figures'] as const;
export const home = (roles: readonly string[]): (typeof FIRST)[number] | 'law' => FIRST.find((page) => may(page, roles)) ?? 'law';
