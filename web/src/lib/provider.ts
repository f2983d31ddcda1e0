// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Signing in through the house's identity provider: this browser keeps the ticket while it is away, so that what another
// browser was sent back with is of no use here, nor the other way round.
import { api } from './api';

const KEPT = 'malines.provider';
export const RETURN = '/return';

// `stays`: what was typed here is in this page's memory alone, so another tab goes, and this one sees that its officer is signed in
// again. False when the browser gave no other tab. It is opened at once: later the browser would take it for one that nobody asked for.
export async function leave(stays = false): Promise<boolean> {
  const other = stays ? window.open('', '_blank') : window;
  if (!other) return false;
  try {
    const begun = await api.providerBegin();
    other.sessionStorage.setItem(KEPT, begun.ticket);
    other.location.assign(begun.url);
  } catch (e) {
    if (stays) other.close();
    throw e;
  }
  return true;
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
