// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// `use:begins={open}` on a <details>: how it stands when it comes. As an attribute it would be set anew with whatever else of its page
// changes, and close under the hand of whoever opened it.
export const begins = (part: HTMLDetailsElement, open: boolean): void => { part.open = open; };
