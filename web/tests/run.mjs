// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Runs the console's unit tests and its type check, or says that they were skipped (exit 77).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(web + 'node_modules/vitest')) {
  console.log('SKIPPED: web/node_modules is absent (npm ci --ignore-scripts in web/)');
  process.exit(77);
}
const run = (...args) => spawnSync(process.execPath, args, { cwd: web, stdio: 'inherit' }).status ?? 1;
process.exit(run('node_modules/vitest/vitest.mjs', 'run') || run('node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings'));
