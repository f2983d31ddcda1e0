// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What a page asks of the node, and what came of it: the failure that is shown, and whether it is still being done. A node may be
// slow and its answers may cross: of what is read the newest question counts, and what is done is done once. A session that has
// ended brings the sign-in back and is no failure of the page. One for what is read and another for what is done: the reading
// that goes on by itself must not withdraw what was said of an act.
import { onDestroy, tick } from 'svelte';
import { ApiError } from './api';
import { sessionEnded } from './app.svelte';

const AGAIN_MS = 5000;
const away = (e: unknown) => e instanceof ApiError && e.code === 'OFFLINE';

export class Trying {
  failure = $state<unknown>(null);
  absent = $state(false);  // the node has no such register at all
  busy = $state(false);
  #newest = 0;

  // `ofPage`: what is asked is not wanted any more when the page is left.
  constructor(ofPage = true) {
    if (ofPage) onDestroy(() => this.forget());
  }

  // Takes what is answered, unless something newer was asked in the meantime; while the node can't be reached, asks again, as the
  // words of that failure promise. `first`: nothing of it was read yet, so that NOT_FOUND is said of the register and not of a row.
  reads = async <T>(ask: () => Promise<T>, take: (answer: T) => unknown, first = false): Promise<void> => {
    const mine = ++this.#newest;
    this.busy = true;
    try {
      const answer = await ask();
      if (mine !== this.#newest) return;
      this.failure = null;
      await take(answer);
    } catch (e) {
      if (mine !== this.#newest) return;
      if (first && e instanceof ApiError && e.code === 'NOT_FOUND') this.absent = true;
      else if (!sessionEnded(e)) this.failure = e;
      if (away(e)) setTimeout(() => { if (mine === this.#newest) void this.reads(ask, take, first); }, AGAIN_MS);
    } finally {
      if (mine === this.#newest) this.busy = false;
    }
  };
  // What was asked is not wanted any more.
  forget = (): void => {
    this.#newest++;
    Object.assign(this, { failure: null, busy: false });
  };

  // Does it once, however often it is pressed while it is being done; true when it is done. A button that is disabled meanwhile
  // loses the focus, and has it back if nothing else has it.
  does = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    Object.assign(this, { failure: null, busy: true });
    const pressed = document.activeElement;
    try {
      await work();
      return true;
    } catch (e) {
      if (!sessionEnded(e)) this.failure = e;
      return false;
    } finally {
      this.busy = false;
      await tick();
      if (document.activeElement === document.body && pressed instanceof HTMLButtonElement) pressed.focus();
    }
  };
}

// Reads now and again every `ms`, for as long as the page stands: what onMount() wants. A node that takes longer than that is
// not asked again before it has answered.
export function readEvery(ms: number, read: () => Promise<void>): () => void {
  let waiting = false;
  const once = async () => {
    if (waiting) return;
    waiting = true;
    await read();
    waiting = false;
  };
  void once();
  const again = setInterval(() => void once(), ms);
  return () => clearInterval(again);
}
