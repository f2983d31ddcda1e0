// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What the whole console shares: the node it stands before, who is signed in, and where we are.
import { tick } from 'svelte';
import { api, ApiError, LEFT, seat } from './api';
import { can, type Call } from './may';
import { sits } from './typed.svelte';
import type { NodeInfo } from './types';

export interface Route { page: 'check' | 'inbox' | 'request' | 'new' | 'enrol' | 'law' | 'people' | 'data' | 'oversight' | 'dna' | 'audit' | 'evidence' | 'hashes' | 'providers' | 'removals' | 'prints' | 'screen' | 'alerts' | 'figures' | 'node'; id: string; box: string; check: string; candidate: string; kind?: string; ref?: string; to?: string }

export const app = $state<{ node: NodeInfo | null; failure: unknown; route: Route; said: string; ended: boolean; handed: { type: string; value: string } | null }>({
  node: null, failure: null, route: { page: 'check', id: '', box: 'all', check: '', candidate: '' }, said: '', ended: false, handed: null,
});

type Plain = 'law' | 'people' | 'data' | 'oversight' | 'evidence' | 'hashes' | 'providers' | 'removals' | 'prints' | 'screen' | 'alerts' | 'figures' | 'node';
const PLAIN = (page: string): page is Plain => ['law', 'people', 'data', 'oversight', 'evidence', 'hashes', 'providers', 'removals', 'prints', 'screen', 'alerts', 'figures', 'node'].includes(page);

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', id = ''] = path.split('/');
  const asked = new URLSearchParams(query);
  const box = asked.get('box') ?? 'all';
  const [check, candidate] = [asked.get('check') ?? '', asked.get('candidate') ?? ''];
  // A request of a kind that another page names: of the removal order `ref`, to the member `to`.
  if (page === 'new' && asked.get('kind')) return { page, id: '', box: 'all', check, candidate, kind: asked.get('kind') ?? '', ref: asked.get('ref') ?? '', to: asked.get('to') ?? '' };
  if (page === 'enrol') return { page, id: '', box, check: '', candidate: '' };
  if (page === 'inbox' && id) return { page: 'request', id: decodeURIComponent(id), box, check: '', candidate: '' };
  if (page === 'evidence' && id) return { page, id: decodeURIComponent(id), box, check: '', candidate: '' };
  return { page: page === 'inbox' || page === 'new' || PLAIN(page) || page === 'dna' || page === 'audit' ? page : 'check', id: '', box: ['todo', 'in', 'out'].includes(box) ? box : 'all', check, candidate };
}

// Spoken by screen readers, whatever has the focus.
export function say(text: string): void {
  app.said = '';
  setTimeout(() => (app.said = text), 50);
}

// Told before the pages know, which are made or go for it.
function knows(officer: string | null): void {
  seat(officer);
  sits(officer);
}

// Answers may cross: one that was asked for before the newest that is here says who was signed in then, and is dropped.
let asked = 0;
let newest = 0;
export async function refreshNode(): Promise<void> {
  const mine = ++asked;
  const [node, failure] = await api.node().then((n) => [n, null] as const, (e: unknown) => [app.node, e] as const);
  if (mine < newest || (failure instanceof ApiError && failure.code === LEFT)) return;
  newest = mine;
  if (app.node?.officer && node && !node.officer) app.ended = true;
  knows(node?.officer?.id ?? null);
  Object.assign(app, { node, failure });
}

// The focus goes where the answer is, unless whoever asked has gone on in the meantime: it is where it was then, or nowhere.
export function focusAfter(): (selector: string) => Promise<void> {
  const was = document.activeElement;
  return async (selector) => {
    await tick();
    const at = document.activeElement;
    if (!at || at === was || at === document.body) document.querySelector<HTMLElement>(selector)?.focus();
  };
}

// A session that has ended brings the sign-in back, with the word why; anything else is the page's to show.
export function sessionEnded(e: unknown): boolean {
  if (e instanceof ApiError && e.code === LEFT) return true;
  if (!(e instanceof ApiError) || e.code !== 'NOT_SIGNED_IN' || !app.node) return false;
  if (!app.node.officer) return true;  // who signed out knows
  newest = ++asked;  // who was signed in when the node was last asked says nothing any more
  knows(app.node.officer = null);
  app.ended = true;
  return true;
}
// Who signed out knows, and leaves nothing.
export function signedOut(): void {
  newest = ++asked;
  knows(null);
  if (app.node) app.node.officer = null;
}

// Whether whoever is signed in may make this call of the node.
export const allowed = (call: Call): boolean => can(call, app.node?.officer?.roles);

export function memberNames(id: string): Record<string, string> | undefined {
  return app.node?.authority === id ? app.node.names : app.node?.members.find((m) => m.id === id)?.names;
}
