// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Passkeys in a real browser with its virtual authenticator (WebDriver's, through the debugger), on a real node: enrol, sign
// out, sign in, approve; and what must be refused. Called by passkeys.py with what it needs as JSON in MALINES_CASE:
// {home, plain, denis: {officer, password, address}, julien: {...}, first, second} (addresses are invitations; requests by id).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, chromium, CHROMIUM, ROOT, skipAll } from './browser.mjs';

const given = JSON.parse(process.env.MALINES_CASE);
const front = await (await fetch(given.plain.replace('localhost', '127.0.0.1'))).text();
if (!front.includes('id="app"')) skipAll('this build is without the console');
const words = (lang) => JSON.parse(readFileSync(join(ROOT, `i18n/${lang}.json`), 'utf8'));
const must = (what, why) => {
  if (!what) throw new Error(why);
};

async function desk(browser, lang) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript((l) => localStorage.setItem('malines.lang', l), lang);
  context.setDefaultTimeout(60000);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  return { page, w: words(lang), context };
}

async function accessible({ page }, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  must(!found.violations.length, where + ': ' + found.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.target.join(' ')).join(', ')).join('; '));
}

async function enrol(d, who, address) {
  await d.page.goto(address);
  await d.page.getByRole('heading', { level: 1, name: d.w['enrol.title'] }).waitFor();
  must((await d.page.getByLabel(d.w['enrol.code']).inputValue()).length === 35, 'the code came with the address');
  must(!(await d.page.evaluate(() => location.href)).includes('code='), 'the code has left the address bar');
  await accessible(d, 'enrol');
  await d.page.getByRole('button', { name: d.w['enrol.submit'] }).click();
  await d.page.getByText(d.w['enrol.done']).waitFor();
}

async function signIn(d, who) {
  await d.page.goto(d.home + '/#/check');
  await d.page.locator('#officer').fill(who.officer);
  await accessible(d, 'sign-in');
  await d.page.getByRole('button', { name: d.w['signin.passkey'] }).click();
  await d.page.locator('header nav a').first().waitFor();  // on whichever page this person begins
}
async function signOut(d) {
  await d.page.getByRole('button', { name: d.w['app.sign_out'] }).click();
  await d.page.locator('#officer').waitFor();
}
async function withPassword(d, who) {
  await d.page.goto(d.home + '/#/check');
  await d.page.locator('#officer').fill(who.officer);
  await d.page.locator('#password').fill(who.password);
  await d.page.keyboard.press('Enter');
  await d.page.locator('header nav a').first().waitFor();  // on whichever page this person begins
}

// A call of the page itself, as an attacker in its session could make it: the error's code, or "OK".
const calls = (d, method, path, body) => d.page.evaluate(async ([m, p, b]) => {
  const r = await fetch('/api' + p, { method: m, headers: { 'X-Malines': '1', ...(b ? { 'Content-Type': 'application/json' } : {}) }, ...(b ? { body: JSON.stringify(b) } : {}) });
  const j = await r.json();
  return { code: r.ok ? 'OK' : j.error.code, json: j };
}, [method, path, body]);

// Sign the digest of a request with a passkey of this page's authenticator, past the console.
const signs = (d, digest, id) => d.page.evaluate(async ([hex, credential]) => {
  const raw = (t) => Uint8Array.from(atob(t.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('malines/approval/webauthn/1\n' + hex));
  const got = await navigator.credentials.get({ publicKey: { challenge, rpId: location.hostname, userVerification: 'required', allowCredentials: [{ type: 'public-key', id: raw(credential) }] } });
  return [got.response.authenticatorData, got.response.clientDataJSON, got.response.signature].map(text).join('.');
}, [digest, id]);

const caught = (d, path) => {
  const held = {};
  d.page.on('request', (r) => { if (r.method() === 'POST' && r.url().endsWith(path)) held.body = r.postDataJSON(); });
  return held;
};

const tests = [];
const test = (name, body) => tests.push({ name, body });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
const { denis, julien, first, second } = given;
const a = { ...(await desk(browser, 'fr')), home: given.home };
const b = { ...(await desk(browser, 'ar')), home: given.plain };
let denisKey, approval;

test('the author enrols, signs out and signs in by passkey', async () => {
  await enrol(a, denis, denis.address);
  await signIn(a, denis);
  await signOut(a);
  await signIn(a, denis);
  denisKey = (await calls(a, 'GET', '/passkeys/mine')).json.passkeys[0];
  must(denisKey.rp_id === new URL(given.home).hostname, 'the RP id is the console\'s host');
});

test('the author\'s own passkey does not approve', async () => {
  await a.page.goto(a.home + '/#/inbox/' + first);
  await a.page.getByRole('button', { name: a.w['approve.passkey'] }).click();
  await a.page.getByRole('alert').getByText('SAME_PERSON', { exact: true }).waitFor();
  const r = (await calls(a, 'GET', '/requests/' + first)).json;
  must(r.step === 'drafted' && r.approvals.length === 0, 'the request stays where it was');
});

test('a second officer enrols at the other name of the console and signs in; the same sign-in does not work again', async () => {
  const held = caught(b, '/api/session/passkey');
  await enrol(b, julien, julien.address.replace(given.home, given.plain));
  await signIn(b, julien);
  must((await calls(b, 'POST', '/session/passkey', held.body)).code === 'REPLAYED', 'a replayed sign-in is refused');
});

test('another officer\'s passkey does not approve', async () => {
  await signOut(a);
  await withPassword(a, julien);  // in the session of the second officer, before the author's authenticator
  const r = (await calls(a, 'GET', '/requests/' + first)).json;
  const mine = (await calls(a, 'GET', '/passkeys/mine')).json.passkeys[0];
  const body = { digest: r.digest, scheme: 'webauthn', credential: denisKey.credential, signature: await signs(a, r.digest, denisKey.id) };
  must((await calls(a, 'POST', `/requests/${first}/approval`, body)).code === 'NOT_ALLOWED', 'not enrolled for this officer');
  body.credential = mine.credential;
  must(['NOT_ALLOWED', 'BAD_SIGNATURE'].includes((await calls(a, 'POST', `/requests/${first}/approval`, body)).code), 'and not under the officer\'s own name');
  await a.page.goto(a.home + '/#/inbox/' + first);
  await a.page.getByRole('button', { name: a.w['approve.passkey'] }).click();
  await a.page.getByText(a.w['approve.no_passkey']).waitFor();  // it was enrolled at the other address
});

test('the second officer approves exactly what is shown', async () => {
  const held = caught(b, `/requests/${first}/approval`);
  await b.page.goto(b.home + '/#/inbox/' + first);
  const approve = b.page.getByRole('button', { name: b.w['approve.passkey'] });
  await approve.waitFor();
  must((await b.page.locator('details.signed').innerText()).includes(given.text), 'what is asked stands in what is signed');
  await accessible(b, 'approve');
  await approve.click();
  await b.page.getByRole('listitem').filter({ hasText: b.w['step.sent'] }).first().waitFor();
  await approve.waitFor({ state: 'detached' });
  approval = held.body;
  const r = (await calls(b, 'GET', '/requests/' + first)).json;
  must(r.step !== 'drafted' && r.approvals[0].scheme === 'webauthn', 'it went out with the passkey\'s approval');
});

test('a replayed approval is refused, for the same request and for another', async () => {
  must((await calls(b, 'POST', `/requests/${first}/approval`, approval)).code !== 'OK', 'the same again');
  const r = (await calls(b, 'GET', '/requests/' + second)).json;
  must((await calls(b, 'POST', `/requests/${second}/approval`, { ...approval, digest: r.digest })).code === 'BAD_SIGNATURE', 'for another request');
  must((await calls(b, 'GET', '/requests/' + second)).json.step === 'drafted', 'that stays where it was');
});

test('a page whose words are not what is signed signs nothing', async () => {
  await b.page.route('**/api/requests/' + second, async (route) => {
    const answer = await route.fetch();
    const j = await answer.json();
    j.approves.demand.text = 'something harmless';
    await route.fulfill({ response: answer, json: j });
  });
  await b.page.goto(b.home + '/#/inbox/' + second);
  await b.page.getByRole('button', { name: b.w['approve.passkey'] }).click();
  await b.page.getByText(b.w['approve.other_digest']).waitFor();
});

const count = { passed: 0, failed: 0 };
for (const { name, body } of tests) {
  try {
    await body();
    count.passed++;
    console.log('ok       ' + name);
  } catch (e) {
    count.failed++;
    console.log('FAILED   ' + name + '\n         ' + String(e.message).split('\n').slice(0, 8).join('\n         '));
  }
}
await browser.close();
console.log(`${count.passed} passed, ${count.failed} failed, 0 skipped`);
process.exit(count.failed ? 1 : 0);
