// node preview.mjs PROGRAM
// Watches `demarche serve` in Chromium while a desk works: an article is edited, a style sheet, a template and site.toml are broken and mended,
// the preview is started anew, and started without live pages. Fails when a page lags behind, loses its place, reloads for a style sheet,
// hides what is wrong or goes on showing it, and on a console error or a request outside the preview.
import { spawn } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { launch } from './chromium.mjs';

const PATIENCE = 30_000;
const OWN = fileURLToPath(new URL('../../', import.meta.url));

const program = resolve(process.argv[2] ?? '');
const folder = await mkdtemp(join(tmpdir(), 'demarche-preview-'));
const desk = join(folder, 'desk');
let [n_passed, n_failed] = [0, 0];
const problems = [];

async function check(what, proves) {
  const before = problems.length;
  let failure = null;
  try {
    await proves();
  } catch (error) {
    failure = error.message.split('\n')[0];
  }
  for (const problem of problems.slice(before)) failure = failure ? `${failure}; ${problem}` : problem;
  if (failure) console.error(`${what}: ${failure}`);
  n_passed += failure ? 0 : 1;
  n_failed += failure ? 1 : 0;
}

// A preview, and its address once it answers.
async function preview(...options) {
  const process = spawn(program, ['serve', '--root', desk, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: process.stderr });
  const said = [];
  const address = await new Promise((done, fail) => {
    // Once it answers, its end fails nobody any more.
    process.on('exit', () => fail(new Error(`the preview ended: ${said.join(' ')}`)));
    lines.on('line', (line) => {
      said.push(line);
      const found = line.match(/Showing the site at (http\S+?);/);
      if (found) done(found[1]);
    });
  });
  const end = async () => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const ended = new Promise((done) => process.on('exit', done));
    process.kill('SIGINT');
    await ended;
  };
  return { address, end, said };
}

const overlay = (tab) => tab.locator('body > [role=alert]');
const mark = (tab) => tab.evaluate(() => (window.stays = true));
const isMarked = (tab) => tab.evaluate(() => window.stays === true);
// Whether a page names these fingerprints, in their order.
const sameText = (page, titles) => [...page.matchAll(/<code title="([0-9a-f]+)"/g)].map((found) => found[1]).join(' ') === titles;
const expect = (is, otherwise) => {
  if (!is) throw new Error(otherwise);
};

async function looking(browser, address) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 700 } });
  tab.on('console', (message) => message.type() === 'error' && !isConnectionLost(message) && problems.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  tab.on('request', (request) => request.url().startsWith(new URL(address).origin) || request.url().startsWith('data:') || problems.push(`request outside the preview: ${request.url()}`));
  await tab.goto(address, { waitUntil: 'load' });
  return tab;
}

// A preview that ends takes its connections with it.
const isConnectionLost = (message) => /ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE)/.test(message.text());

await promisify(execFile)(program, ['init', desk, '--sample']);
const articles = (await readdir(join(desk, 'seeds'))).filter((name) => name.endsWith('.md') || name.endsWith('.txt')).sort();
const article = join(desk, 'seeds', articles[0]);
const browser = await launch();
let running = await preview('--port', '0');
const port = new URL(running.address).port;
const tab = await looking(browser, `${running.address}sources/`);
const edited = async (words) => appendFile(article, `\n\n${words}\n`);
const fingerprints = () => tab.locator('code[title]').evaluateAll((all) => all.map((code) => code.title).join(' '));

await check('an edited article', async () => {
  await tab.evaluate(() => window.scrollTo(0, 350));
  const at = await tab.evaluate(() => window.scrollY);
  expect(at > 100, 'the page is too short to lose its place');
  const before = await fingerprints();
  await mark(tab);
  await edited('The ferry was late, the harbour master said.');
  await tab.waitForFunction((before) => [...document.querySelectorAll('code[title]')].map((code) => code.title).join(' ') !== before, before, { timeout: PATIENCE });
  expect(!(await isMarked(tab)), 'the page was not loaded anew');
  await tab.waitForFunction((at) => Math.abs(window.scrollY - at) < 3, at, { timeout: 3000 });
});

await check('an edited style sheet', async () => {
  await tab.goto(running.address);
  const sheets = await tab.locator('link[rel=stylesheet]').count();
  await mark(tab);
  await mkdir(join(desk, 'static'), { recursive: true });
  const style = await readFile(join(OWN, 'static/site.css'), 'utf8');
  for (const width of ['7px', '9px']) {
    await writeFile(join(desk, 'static/site.css'), `${style}\nmain{outline:${width} solid red}\n`);
    await tab.waitForFunction((width) => getComputedStyle(document.querySelector('main')).outlineWidth === width, width, { timeout: PATIENCE });
    await tab.waitForFunction((n) => document.querySelectorAll('link[rel=stylesheet]').length === n, sheets, { timeout: 3000 });
  }
  expect(await isMarked(tab), 'the page was loaded anew');
});

const template = join(desk, 'templates/method.html');
const whole = await readFile(join(OWN, 'templates/method.html'), 'utf8');
const gone = (tab) => overlay(tab).waitFor({ state: 'detached', timeout: PATIENCE });

await check('a broken template', async () => {
  await mark(tab);
  await mkdir(join(desk, 'templates'), { recursive: true });
  await writeFile(template, whole.replace('{% block main', '{% blok main'));
  await overlay(tab).waitFor({ timeout: PATIENCE });
  const words = await overlay(tab).innerText();
  expect(/could not be built/.test(words) && /method\.html/.test(words) && /R0\d/.test(words), `the overlay says: ${words.slice(0, 300)}`);
  expect((await tab.locator('h1').innerText()).length > 0 && (await isMarked(tab)), 'the site as it was before is not shown');
  const other = await looking(browser, `${running.address}timeline/`);
  await overlay(other).waitFor({ timeout: PATIENCE });
  await other.close();
});

await check('a template mended as it was', async () => {
  await writeFile(template, whole);
  await gone(tab);
  expect(await isMarked(tab), 'nothing changed, and the page was loaded anew');
});

await check('a template broken, and mended otherwise', async () => {
  await tab.goto(`${running.address}method/`);
  await writeFile(template, whole.replace('{% block main', '{% blok main'));
  await overlay(tab).waitFor({ timeout: PATIENCE });
  await writeFile(template, whole.replace(/<h1>/, '<h1>Mended: '));
  await tab.waitForFunction(() => document.querySelector('h1')?.textContent.startsWith('Mended: '), null, { timeout: PATIENCE });
  await gone(tab);
});

await check('a broken site.toml', async () => {
  const config = await readFile(join(desk, 'site.toml'), 'utf8');
  await writeFile(join(desk, 'site.toml'), `${config}\ntitel = "x"\n[[`);
  try {
    await overlay(tab).waitFor({ timeout: PATIENCE });
    expect(/site\.toml/.test(await overlay(tab).innerText()), 'the overlay does not name site.toml');
  } finally {
    await writeFile(join(desk, 'site.toml'), config);
  }
  await gone(tab);
});

await check('a preview that is started anew', async () => {
  await tab.goto(`${running.address}sources/`);
  const before = await fingerprints();
  await running.end();
  await edited('The next ferry was on time.');
  running = await preview('--port', port);
  await tab.waitForFunction((before) => [...document.querySelectorAll('code[title]')].map((code) => code.title).join(' ') !== before, before, { timeout: PATIENCE });
});

await check('a tab that nobody sees', async () => {
  const connections = [];
  tab.on('request', (request) => request.url().endsWith('/news') && connections.push(request));
  await tab.goto(`${running.address}sources/`);
  await waitFor(() => connections.length === 1, 'the page does not listen');
  const isShown = (shown) =>
    tab.evaluate((shown) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: !shown });
      document.dispatchEvent(new Event('visibilitychange'));
    }, shown);
  await isShown(false);
  await waitFor(() => connections[0].failure() !== null, 'the connection is not given back');
  const before = await fingerprints();
  await edited('A ferry crossed at night.');
  await waitFor(async () => !sameText(await (await tab.request.get(`${running.address}sources/`)).text(), before), 'the change is not served');
  expect((await fingerprints()) === before, 'the page was loaded anew unseen');
  await isShown(true);
  await tab.waitForFunction((before) => [...document.querySelectorAll('code[title]')].map((code) => code.title).join(' ') !== before, before, { timeout: PATIENCE });
});

await running.end();
await tab.close();

await check('without live pages', async () => {
  running = await preview('--port', '0', '--no-reload');
  const still = await looking(browser, `${running.address}sources/`);
  const before = await still.content();
  expect(!/<script src/.test(before), 'a script was added');
  await mark(still);
  await writeFile(template, whole.replace('{% block main', '{% blok main'));
  await waitFor(() => running.said.some((line) => /R0\d/.test(line)), 'the terminal does not say what is wrong');
  expect((await overlay(still).count()) === 0, 'an overlay is shown');
  await writeFile(template, whole);
  await edited('The third ferry did not sail.');
  await waitFor(async () => (await (await still.request.get(`${running.address}sources/`)).text()) !== before, 'the change is not served');
  expect(await isMarked(still), 'the page was loaded anew');
  await running.end();
});

async function waitFor(holds, otherwise) {
  for (const end = Date.now() + PATIENCE; !(await holds()); ) {
    expect(Date.now() < end, otherwise);
    await new Promise((done) => setTimeout(done, 50));
  }
}

await browser.close();
await rm(folder, { recursive: true, force: true });
console.log(`preview: ${n_passed} passed, ${n_failed} failed`);
process.exit(n_failed === 0 ? 0 : 1);
