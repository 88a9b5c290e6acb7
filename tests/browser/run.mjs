// node run.mjs FOLDER [--shots FOLDER]
// Opens every page kind of a built site in Chromium at three widths and two colour schemes.
// Fails on an axe-core violation, a console message of error grade, a request outside the site, a broken policy, a sideways scroll,
// a citation that opens no card or one that Escape does not close, or a filter that does not work.
import { mkdir, readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const WIDTHS = [1280, 390, 320];
const SCHEMES = ['light', 'dark'];
const PER_KIND = 3;

async function pages(root, folder = root) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await pages(root, path)));
    else if (entry.name.endsWith('.html')) found.push(relative(root, path).replaceAll('\\', '/'));
  }
  return found.sort();
}

// The first few pages of each kind: `actors/x/index.html` and `actors/y/index.html` are of one kind.
function sample(all) {
  const kinds = new Map();
  for (const page of all) {
    const parts = page.split('/');
    const kind = parts.length > 2 ? `${parts[0]}/*` : page;
    kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
  }
  return [...kinds.values()].flatMap((list) => list.slice(0, PER_KIND));
}

async function look(browser, site, page, width, scheme, shots) {
  const problems = [];
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: false });
  const tab = await context.newPage();
  tab.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  tab.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  tab.on('request', (request) => {
    if (!request.url().startsWith(site.address) && !request.url().startsWith('data:')) problems.push(`request outside the site: ${request.url()}`);
  });
  tab.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`);
  });
  await tab.goto(`${site.address}/${page.replace(/index\.html$/, '')}`, { waitUntil: 'load' });
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`scrolls sideways by ${wide} px`);
  if (shots) await tab.screenshot({ path: join(shots, `${page.replaceAll('/', '_').replace(/\.html$/, '')}-${width}-${scheme}.png`), fullPage: true });
  problems.push(...(await opensCards(tab)), ...(await filters(tab)));
  await context.close();
  return problems;
}

// The first, the middle and the last citation each open a card that has words and closes again.
async function opensCards(tab) {
  const problems = [];
  const chips = tab.locator('main button.cite:visible');
  const n = await chips.count();
  for (const at of n === 0 ? [] : new Set([0, Math.floor(n / 2), n - 1])) {
    const chip = chips.nth(at);
    const target = await chip.getAttribute('popovertarget');
    const state = (id) => {
      const card = document.getElementById(id);
      return { open: card?.matches(':popover-open') ?? false, words: card?.querySelector('.words')?.textContent.trim() ?? '' };
    };
    await chip.click();
    const { open, words } = await tab.evaluate(state, target);
    if (!open) problems.push(`the citation for ${target} opens no card`);
    if (!words) problems.push(`the card ${target} has no words`);
    await tab.keyboard.press('Escape');
    if ((await tab.evaluate(state, target)).open) problems.push(`the card ${target} does not close with Escape`);
  }
  return problems;
}

// The first choice of a filter hides something or nothing, never everything.
async function filters(tab) {
  const box = tab.locator('#net-named');
  if (await box.count()) {
    const lines = () => tab.evaluate(() => [...document.querySelectorAll('.whole .named')].filter((line) => line.checkVisibility()).length);
    const hidden = await lines();
    await box.check({ force: true });
    if (hidden !== 0 || (await lines()) === 0) return ['the box of the network shows no dotted lines, or they were there before'];
  }
  const choices = tab.locator('.filt input[type=radio]:not([id$="-all"])');
  if ((await choices.count()) === 0) return [];
  const shown = () => tab.evaluate(() => [...document.querySelectorAll('.ev1, .diff article')].filter((item) => item.checkVisibility()).length);
  const before = await shown();
  await choices.first().check({ force: true });
  const after = await shown();
  return after === 0 || after > before ? [`a filter leaves ${after} of ${before} entries`] : [];
}

// axe-core is a script, so it cannot run under the site's own policy: it gets a context that ignores it.
async function audit(browser, site, page, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
  const tab = await context.newPage();
  await tab.goto(`${site.address}/${page.replace(/index\.html$/, '')}`, { waitUntil: 'load' });
  const result = await new AxeBuilder({ page: tab }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  await context.close();
  return result.violations.map((violation) => `axe ${violation.id}: ${violation.help} (${violation.nodes.length}: ${violation.nodes[0].target.join(' ')})`);
}

const [folder, option, shotsFolder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node run.mjs FOLDER [--shots FOLDER]');
  process.exit(2);
}
const root = resolve(folder);
const shots = option === '--shots' ? resolve(shotsFolder) : null;
if (shots) await mkdir(shots, { recursive: true });
const site = await serve(root);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const chosen = sample(await pages(root));
let passed = 0;
let failed = 0;
for (const page of chosen) {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      const problems = [...(await look(browser, site, page, width, scheme, shots)), ...(await audit(browser, site, page, width, scheme))];
      if (problems.length === 0) {
        passed += 1;
      } else {
        failed += 1;
        for (const problem of problems) console.error(`${page} at ${width} px, ${scheme}: ${problem}`);
      }
    }
  }
}
await browser.close();
site.close();
console.log(`${chosen.length} pages, ${WIDTHS.length} widths, ${SCHEMES.length} schemes`);
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
