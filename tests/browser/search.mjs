// node search.mjs FOLDER [WORDS …]
// Searches a built site in Chromium under its policy: type-ahead, highlights, keys, the address, and how much is loaded before the first result.
// Without words, the longest name of the index is typed, letter by letter. Fails on a console error, a request outside the site,
// a search without a result, more than 200 KB before the first one, or names that are not listed where there is no script.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launch } from './chromium.mjs';
import { serve } from './serve.mjs';

const FIRST = 200_000;

const [folder, ...asked] = process.argv.slice(2);
const root = resolve(folder);
const read = async (name) => JSON.parse(await readFile(join(root, `search/${name}.json`), 'utf8'));
const { kinds } = await read('index');
// Of events and sentences the beginning of a word is not enough when it has two letters.
const names = (await read('d0')).filter((record) => !['event', 'sentence'].includes(kinds[record[0]]));
const longest = names.map((record) => record[1]).filter((name) => /^[\p{L} ]+$/u.test(name)).sort((a, b) => b.length - a.length)[0];
const site = await serve(root);
const browser = await launch();
const problems = [];

async function open(options, query = '') {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const loaded = { bytes: 0 };
  tab.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  tab.on('request', (request) => request.url().startsWith(site.address) || problems.push(`request outside the site: ${request.url()}`));
  tab.on('response', async (response) => {
    if (/search(\.js|\/[a-z]+\d*\.json)/.test(response.url())) loaded.bytes += Number(response.headers()['content-length'] ?? 0);
  });
  await tab.goto(`${site.address}/search/${query && `?q=${encodeURIComponent(query)}`}`, { waitUntil: 'load' });
  return { tab, loaded, close: () => context.close() };
}

const answered = (tab) => tab.waitForFunction(() => document.getElementById('found').textContent !== '');
const hits = (tab) => tab.locator('.hits:not([hidden]) a');

async function weigh(words) {
  const { tab, loaded, close } = await open({}, words);
  await tab.waitForFunction(() => document.querySelector('#results a') || document.getElementById('found').textContent);
  const first = loaded.bytes;
  await answered(tab);
  const n = await hits(tab).count();
  if (!n) problems.push(`“${words}” finds nothing`);
  if (first > FIRST) problems.push(`“${words}”: ${first} bytes before the first result`);
  await tab.waitForLoadState('networkidle');
  console.log(`${words}: ${n} shown, ${first} bytes before the first result, ${loaded.bytes} in all`);
  await close();
}

async function type(name) {
  const { tab, close } = await open({ viewport: { width: 390, height: 844 } });
  const field = tab.getByRole('searchbox');
  await field.pressSequentially(name.toUpperCase(), { delay: 30 });
  await tab.waitForFunction((name) => document.querySelector('#results a')?.textContent.includes(name), name).catch(() => problems.push(`typing “${name}” does not find it`));
  await answered(tab);
  if ((await tab.locator('#results mark').count()) === 0) problems.push('nothing is highlighted');
  if (await tab.locator('#names').isVisible()) problems.push('the list of names stays beside results');
  if (new URL(tab.url()).searchParams.get('q') !== name.toUpperCase()) problems.push('the address does not hold the words');
  await field.press('ArrowDown');
  if (!(await hits(tab).first().evaluate((link) => link === document.activeElement))) problems.push('the arrow does not reach the first result');
  await tab.keyboard.press('ArrowUp');
  if (!(await field.evaluate((input) => input === document.activeElement))) problems.push('the arrow does not lead back');
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`results scroll sideways by ${wide} px`);
  const href = await hits(tab).first().getAttribute('href');
  const answer = await tab.request.get(new URL(href, tab.url()).href);
  if (!answer.ok()) problems.push(`${href} answers ${answer.status()}`);
  await field.fill('qqqqqqqq');
  await tab.waitForFunction(() => document.getElementById('found').textContent.includes('qqqqqqqq'));
  await field.fill('');
  await tab.waitForFunction(() => !document.getElementById('names').hidden);
  await close();
}

async function withoutScript() {
  const { tab, close } = await open({ javaScriptEnabled: false });
  if (await tab.getByRole('searchbox').isVisible()) problems.push('a form that cannot work is shown');
  const n = await tab.locator('#names a').count();
  if (!n) problems.push('no name is listed without script');
  console.log(`without script: ${n} links`);
  await close();
}

await type(longest);
for (const words of asked.length ? asked : [longest, longest.slice(0, 2)]) await weigh(words);
await withoutScript();
await browser.close();
site.close();
problems.forEach((problem) => console.error(problem));
console.log(`${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
