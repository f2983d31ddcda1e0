// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The browser of these tests, axe's script, and the way out when one of them is not here: exit 77, counted as skipped.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const skipAll = (why) => {
  console.log('SKIPPED: ' + why + '\n0 passed, 0 failed, 1 skipped');
  process.exit(77);
};
const need = createRequire(join(ROOT, 'web/package.json'));
if (!existsSync(CHROMIUM)) skipAll('no ' + CHROMIUM);
export let chromium, axe;
try {
  ({ chromium } = need('playwright-core'));
  axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
} catch {
  skipAll('web/node_modules is absent (npm ci --ignore-scripts in web/)');
}
