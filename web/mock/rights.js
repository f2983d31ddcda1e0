// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Who may call what, from the node's own table (schema/openapi.json is written by `malines openapi`): the stand-in refuses whom the node would.
import { readFileSync } from 'node:fs';

const { paths } = JSON.parse(readFileSync(new URL('../../schema/openapi.json', import.meta.url), 'utf8'));
export const CALLS = Object.entries(paths).flatMap(([path, of]) => Object.entries(of).map(([method, { operationId, description }]) => ({
  method: method.toUpperCase(), path, does: operationId, words: path.split('/'),
  roles: /^For officers who are ([\w, ]+)[.;]/.exec(description ?? '')?.[1].split(', ') ?? null,  // null: whoever is signed in, or everybody
})));

// The one with the fewest {names} wins: /api/alerts/open is no alert; the last {name} may be several segments long.
export function callOf(method, path) {
  const at = path.split('/'), free = (w) => w.startsWith('{');
  return CALLS.filter((c) => c.method === method && (c.words.length === at.length || (free(c.words.at(-1)) && c.words.length < at.length)) &&
    c.words.every((w, i) => free(w) || w === at[i])).sort((a, b) => a.words.filter(free).length - b.words.filter(free).length || b.words.length - a.words.length)[0];
}
export const refused = (method, path, roles) => {
  const of = callOf(method, path)?.roles;
  return !!of && !of.some((r) => roles.includes(r));
};
