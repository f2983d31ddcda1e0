// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What an officer has typed and not sent outlives the end of the session (idle too long, revoked, a node begun anew): whoever signs in
// again as the same person finds it where it was. It is held in the memory of this page alone, never in the browser's storage; it goes
// when somebody else signs in, when its officer signs out, and with the tab. Whoever leaves a form for another page leaves what was in
// it, as before: half a request must not turn up in the next case.
import { onDestroy } from 'svelte';

// How many forms wait for whoever sat here last; and whether one was given back on this page.
export const typed = $state({ held: 0, back: false });
const forms = new Map<string, unknown>();
const others: (() => void)[] = [];
let who = '';
let here = false;

// What else a page holds of its officer goes at the same time.
export function goesToo(drop: () => void): void {
  others.push(drop);
}
export function forget(): void {
  forms.clear();
  Object.assign(typed, { held: 0, back: false });
  others.forEach((drop) => drop());
}
// Who is signed in, as the node says it; null: nobody. To be told before the pages know, which are made or go for it.
export function sits(officer: string | null): void {
  here = officer !== null;
  if (!officer || officer === who) return;
  forget();
  who = officer;
}

// Whether anything stands in these fields.
export const says = (...fields: unknown[]): boolean =>
  fields.some((f) => (typeof f === 'string' ? f.trim() !== '' : f && typeof f === 'object' ? says(...Object.values(f)) : f === true));

// For a form, in the script of its component: `get` gives what stands in its fields, null when that is nothing; `put` has it back.
// True when it was given back.
export function keeps<T>(place: string, get: () => T | null, put: (was: T) => void): boolean {
  const back = forms.has(place);
  if (back) {
    put(forms.get(place) as T);
    forms.delete(place);
    typed.back = true;
  }
  typed.held = forms.size;
  onDestroy(() => {
    const now = here ? null : get();
    if (now !== null) forms.set(place, $state.snapshot(now));
    typed.held = forms.size;
  });
  return back;
}
