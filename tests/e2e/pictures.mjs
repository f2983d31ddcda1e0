// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The pictures of docs/images, of a real node with invented people: MALINES_PICTURES=docs/images python3 tests/e2e/story.py BUILD
import { join } from 'node:path';
import { chromium, CHROMIUM } from './browser.mjs';

const { MALINES_URL, MALINES_OFFICER, MALINES_PASSWORD, MALINES_NAME, MALINES_PICTURES } = process.env;
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--headless=new', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });

async function desk(lang) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript((l) => { localStorage.setItem('malines.lang', l); localStorage.setItem('malines.theme', 'light'); }, lang);
  await page.goto(MALINES_URL);
  await page.locator('#officer').fill(MALINES_OFFICER);
  await page.locator('#password').fill(MALINES_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#name').waitFor();
  return page;
}
async function kept(page, name) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(MALINES_PICTURES, name + '.png'), fullPage: true });
}

for (const lang of ['fr', 'ar']) {
  const page = await desk(lang);
  const born = await page.evaluate((name) => fetch('/api/alerts?limit=50').then((r) => r.json()).then((r) => r.alerts.find((a) => a.alert?.subject.names.some((n) => n.text === name))?.alert.subject.births[0] ?? ''), MALINES_NAME);
  await page.locator('#name').fill(MALINES_NAME);
  await page.locator('#birth').fill(born);
  await page.keyboard.press('Enter');
  await page.locator('.candidate.open .evidence').waitFor();
  await page.locator('.plan .variants').waitFor();
  await kept(page, 'check-' + lang);
  if (lang === 'ar') continue;
  await page.goto(MALINES_URL + '#/inbox?box=out');
  await page.locator('table a').first().click();
  await page.locator('.history').first().waitFor();
  await kept(page, 'request-fr');

  // Some of the invented people as a ship's officer may have written them, some whom nobody looks for, one without a date, one line that is cut.
  const held = await page.evaluate(() => fetch('/api/alerts?owner=be&limit=40').then((r) => r.json()));
  const people = held.alerts.filter((a) => a.alert?.subject?.births?.[0]?.length === 10).slice(4, 40).filter((_, i) => i % 9 === 0).map(({ alert: { subject: s } }, i) => {
    const [y, m, d] = s.births[0].split('-');
    return [s.names[0].text.toUpperCase(), i === 1 ? y : `${d}/${m}/${y}`];
  });
  const others = [['MODELE Nadia', '12/07/1984'], ['EXEMPLE Hélène', 'inconnue'], ['بنجلول مختلق', '1991'], ['FICTIF Pierre-Yves', '02/01/1979']];
  const rows = [...people, ...others].map(([name, born], i) => `P-${101 + i};${name};${born};${i ? '' : 'cabine 12'}`);
  await page.goto(MALINES_URL + '#/screen');
  await page.locator('#purpose').selectOption('border_check');
  await page.locator('#table').setInputFiles({ name: 'passagers.csv', mimeType: 'text/csv', buffer: Buffer.from(['Ferry inventé, 30/11/2026', 'N°;Nom complet;Né(e) le;Remarque', ...rows, 'P-199;IMAGINAIRE'].join('\r\n')) });
  await page.locator('#understood').waitFor();
  await page.locator('.buttons .main').click();
  await page.waitForFunction(() => { const p = document.querySelector('.progress progress'); return p && p.value === p.max; });
  await page.locator('.tabs button').last().click();
  await kept(page, 'screening-fr');
}
await browser.close();
