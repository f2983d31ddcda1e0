// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// One press does one thing. Whoever is in a hurry presses twice or holds the key: what the first press began is neither undone nor
// done again by the second, wherever it lands by then. And what is pressed is what lay under the pointer when it went down: when an
// answer that arrives moves the page before it comes up, the browser gives the click to neither, and it would be lost.
const PRESSED = 'button, summary, label, a[href]';
const SLIP_PX = 8;  // a hand that went further let go on purpose

let down: { on: HTMLElement; x: number; y: number } | null = null;

function press(event: PointerEvent): void {
  const on = event.isPrimary && event.button === 0 ? (event.target as Element).closest<HTMLElement>(PRESSED) : null;
  down = on && { on, x: event.clientX, y: event.clientY };
}
function click(event: MouseEvent): void {
  if (!event.isTrusted || !event.detail) return;  // of the keyboard, or of a program
  const was = down, at = event.target as Element, stop = () => { event.preventDefault(); event.stopImmediatePropagation(); };
  down = null;  // a label's click is followed by its field's
  if (event.detail > 1 && at.closest('button, summary') && !at.closest('.pager')) return stop();  // several pages on is meant
  if (!was || was.on.contains(at) || !was.on.isConnected || Math.hypot(event.clientX - was.x, event.clientY - was.y) > SLIP_PX) return;
  stop();
  was.on.click();
}
function hold(event: KeyboardEvent): void {
  const writes = event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey;
  if (!event.repeat || event.key !== 'Enter' || writes) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function onePress(): void {
  addEventListener('pointerdown', press, true);
  addEventListener('click', click, true);
  addEventListener('keydown', hold, true);
}
