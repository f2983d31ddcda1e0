// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Who may make which call of the node, by the name that docs/roles.md has for it: nobody is shown the way to a page that only refuses, nor
// a form whose call is somebody else's. The node decides all the same; tests hold this against docs/roles.md, the pages against it.
const CALLS = {
  'check': ['analyst', 'case_officer'],
  'check preview': ['analyst', 'case_officer'],
  'check table': ['analyst', 'case_officer'],
  'check certificate': ['case_officer'],
  'alert list': ['analyst', 'case_officer', 'register_owner'],
  'alert open': ['analyst', 'case_officer', 'approver', 'register_owner'],
  'request list': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'request show': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'request create': ['case_officer'],
  'request approve': ['approver', 'register_owner'],
  'request decide': ['register_owner'],
  'request note': ['case_officer', 'register_owner'],
  'request pause': ['register_owner'],
  'order clarify': ['case_officer'],
  'order fetch': ['case_officer', 'register_owner'],
  'order validate': ['judge', 'prosecutor'],
  'order statistics': ['approver', 'register_owner', 'operator', 'auditor', 'oversight', 'observer'],
  'removal list': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'removal statistics': ['approver', 'register_owner', 'operator', 'auditor', 'oversight', 'observer'],
  'provider list': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'provider enter': ['register_owner'],
  'provider confirm': ['register_owner'],
  'data list': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'data use': ['case_officer', 'register_owner'],
  'hash list': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'hash search': ['analyst', 'case_officer', 'register_owner'],
  'hash add': ['register_owner'],
  'evidence list': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'evidence show': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'evidence begin': ['case_officer', 'register_owner'],
  'evidence compose': ['case_officer', 'register_owner'],
  'evidence event': ['case_officer', 'register_owner'],
  'evidence check': ['case_officer', 'register_owner', 'auditor'],
  'evidence timeline': ['analyst', 'case_officer', 'register_owner'],
  'evidence keep': ['case_officer', 'register_owner'],
  'evidence release': ['approver'],
  'evidence destroy ask': ['case_officer', 'register_owner'],
  'evidence destroy approve': ['approver'],
  'evidence opening ask': ['case_officer', 'register_owner'],
  'evidence opening approve': ['approver'],
  'dna status': ['case_officer', 'approver', 'register_owner', 'operator', 'auditor'],
  'dna matches': ['case_officer', 'approver', 'register_owner'],
  'dna judge': ['register_owner'],
  'dna relatives': ['case_officer', 'register_owner'],
  'dna relatives approve': ['approver'],
  'dna relatives show': ['case_officer', 'register_owner'],
  'dna relatives list': ['case_officer', 'approver', 'register_owner', 'auditor'],
  'prints list': ['case_officer', 'approver', 'register_owner'],
  'prints capacity': ['case_officer', 'approver', 'register_owner', 'operator', 'auditor'],
  'prints search put': ['case_officer', 'register_owner'],
  'prints container': ['register_owner'],
  'prints judge': ['register_owner'],
  'officer list': ['registrar', 'security_officer', 'auditor'],
  'officer add': ['registrar'],
  'officer invite': ['registrar'],
  'officer vouch': ['registrar', 'security_officer'],
  'officer end': ['registrar', 'security_officer'],
  'audit status': ['operator', 'auditor', 'oversight'],
  'audit reconciliations': ['operator', 'auditor'],
  'audit list': ['auditor'],
  'notice list': ['auditor', 'oversight'],
  'recall list': ['register_owner', 'auditor', 'oversight'],
  'sealed questions': ['auditor', 'oversight'],
  'report exchanges': ['operator', 'auditor', 'oversight', 'observer'],
  'report transfers': ['auditor'],
} as const satisfies Record<string, readonly string[]>;
export type Call = keyof typeof CALLS;
export const known: Record<string, readonly string[]> = CALLS;

export const can = (call: Call, roles: readonly string[] = []): boolean => CALLS[call].some((r) => roles.includes(r));

// Whoever is no approver may sign an emergency of his own only (src/node/requests/requests.c), so this is not the call's own list.
export const approves = (roles: readonly string[] = []): boolean => roles.includes('approver');

// What each page asks the node first; where there are several ways to use one, each of them.
export const PAGES: Record<string, readonly (readonly Call[])[]> = {
  check: [['check', 'check preview']],
  screen: [['check', 'check table']],
  alerts: [['alert list', 'alert open']],
  inbox: [['request list']],
  request: [['request show']],
  new: [['request create']],
  audit: [['audit list', 'audit status', 'audit reconciliations']],
  data: [['data list']],
  evidence: [['evidence list', 'evidence show'], ['evidence timeline']],
  providers: [['provider list', 'request list']],
  removals: [['removal list']],
  hashes: [['hash list'], ['hash search']],
  people: [['officer list']],
  oversight: [['notice list', 'recall list', 'audit status', 'sealed questions']],
  node: [['audit status', 'audit reconciliations']],
  figures: [['report exchanges', 'order statistics', 'removal statistics']],
  dna: [['dna status', 'dna relatives list']],
  prints: [['prints list', 'prints capacity']],
};

// A page that is not among them is everybody's: the law.
export const may = (page: string, roles: readonly string[] = []): boolean =>
  !PAGES[page] || PAGES[page].some((asks) => asks.every((call) => can(call, roles)));

// Where somebody begins: with what this person is here for.
const FIRST = ['check', 'audit', 'inbox', 'oversight', 'people', 'node', 'figures'] as const;
export const home = (roles: readonly string[]): (typeof FIRST)[number] | 'law' => FIRST.find((page) => may(page, roles)) ?? 'law';
