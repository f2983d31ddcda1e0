// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Signing in through the house's identity provider: this browser keeps the ticket while it is away, so that what another
// browser was sent back with is of no use here, nor the other way round.
import { api } from './api';

const KEPT = 'malines.provider';
export const RETURN = '/return';

export async function leave() {
  const begun = await api.providerBegin();
  sessionStorage.setItem(KEPT, begun.ticket);
  location.assign(begun.url);
}

// What the browser came back with; null when it did not. The address is cleaned at once: a code is used once and shown to nobody.
export function cameBack(): (() => Promise<unknown>) | null {
  if (location.pathname !== RETURN) return null;
  const said = new URLSearchParams(location.search);
  const ticket = sessionStorage.getItem(KEPT) ?? '';
  sessionStorage.removeItem(KEPT);
  history.replaceState(null, '', '/');
  return () => api.signInByProvider(ticket, said.get('state') ?? '', said.get('code') ?? '', said.get('iss') ?? '');
}
