// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// What a page asks of the node, and what came of it: the failure that is shown, and whether it is still being done. A session
// that has ended brings the sign-in back and is no failure of the page.
import { ApiError } from './api';
import { sessionEnded } from './app.svelte';

export class Trying {
  failure = $state<unknown>(null);
  absent = $state(false);  // the node has no such register at all
  busy = $state(false);

  // `first`: nothing of it was read yet, so that NOT_FOUND is said of the register and not of a row.
  tried = async (work: () => Promise<void>, first = false): Promise<void> => {
    this.busy = true;
    try {
      await work();
      this.failure = null;
    } catch (e) {
      if (first && e instanceof ApiError && e.code === 'NOT_FOUND') this.absent = true;
      else if (!sessionEnded(e)) this.failure = e;
    }
    this.busy = false;
  };
}

// Reads now and again every `ms`, for as long as the page stands: what onMount() wants.
export function readEvery(ms: number, read: () => Promise<void>): () => void {
  void read();
  const again = setInterval(() => void read(), ms);
  return () => clearInterval(again);
}
