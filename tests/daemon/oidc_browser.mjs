// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// What a browser does at oidc-provider's own pages: goes where it is sent, signs in as account-1, consents. Prints where it is
// sent at the end, without going there.
// Usage: node oidc_browser.mjs URL
const jar = new Map();
let url = new URL(process.argv[2]);
const home = url.origin;

async function go(target, form) {
  const answer = await fetch(target, { redirect: 'manual', method: form ? 'POST' : 'GET', body: form ? new URLSearchParams(form) : undefined,
    headers: { Cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } });
  for (const line of answer.headers.getSetCookie()) {
    const [name, ...value] = line.split(';')[0].split('=');
    if (value.join('=')) jar.set(name, value.join('='));
    else jar.delete(name);
  }
  return answer;
}

for (let step = 0, form; step < 20; step++) {
  const answer = await go(url, form);
  form = undefined;
  const to = answer.headers.get('location');
  if (to) {
    url = new URL(to, url);
    if (url.origin !== home) {
      console.log(url.href);
      process.exit(0);
    }
    continue;
  }
  const page = await answer.text();
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
  const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
  if (!prompt || !action) throw new Error(`${answer.status} ${page.slice(0, 2000)}`);
  form = prompt === 'login' ? { prompt, login: 'account-1', password: 'x' } : { prompt };
  url = new URL(action, url);
}
throw new Error('no end');
