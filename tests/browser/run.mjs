// node run.mjs FOLDER… [--shots FOLDER]
// Opens every page kind of each built site in Chromium at four widths and two colour schemes: its heaviest page,
// and of the first site a second page of each kind in two of these shapes. Further sites are seen in those two, in all with --every-shape.
// Fails on an axe-core violation, invalid HTML, a console message of error grade, a request outside the site, a broken policy, a sideways scroll,
// a stub at an old address that leads nowhere, a page over its weight, a citation that opens no card, a card or a filter that the keyboard cannot use, a filter that hides the wrong entries, and a print without its notes.
import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { audit } from './audit.mjs';
import { launch } from './chromium.mjs';
import { filters } from './filters.mjs';
import { keyboard, opensCards } from './cards.mjs';
import { invalid } from './html.mjs';
import { printed } from './paper.mjs';
import { serve } from './serve.mjs';

const WIDTHS = [1280, 768, 390, 320];
const SCHEMES = ['light', 'dark'];
const PER_KIND = 2;
// The most bytes that a page may have.
const HEAVIEST = 500_000;
const SHAPES = WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ width, scheme })));
const FEW_SHAPES = [{ width: 1280, scheme: 'light' }, { width: 320, scheme: 'dark' }];

async function pages(root, folder = root) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await pages(root, path)));
    else if (entry.name.endsWith('.html')) found.push(relative(root, path).replaceAll('\\', '/'));
  }
  return found.sort();
}

// `actors/x/index.html` and `actors/y/index.html` are of one kind, `timeline/2024/05/` is of another than `timeline/`.
function kind(page) {
  const [room, ...inner] = page.split('/');
  if (inner.length < 2) return page;
  return inner[0] === 'all' ? `${room}/all/*` : `${room}/${'*/'.repeat(inner.length - 1)}`;
}

// The heaviest page of each kind, and of the first site the next one too, and in which shapes.
function sample(all, weights, isFirst, everyShape) {
  const kinds = new Map();
  for (const page of all) kinds.set(kind(page), [...(kinds.get(kind(page)) ?? []), page]);
  const heaviest = (list) => list.toSorted((a, b) => weights.get(b) - weights.get(a)).slice(0, isFirst ? PER_KIND : 1);
  return [...kinds.values()].flatMap((list) => heaviest(list).map((page, at) => ({ page, shapes: at === 0 && (isFirst || everyShape) ? SHAPES : FEW_SHAPES })));
}

// A tab that remembers what a reader would stumble over; `problems` is emptied by whoever reports them.
async function tabOf(browser, site, options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const problems = [];
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
  return { tab, problems, close: () => context.close() };
}

async function shaped(tab, width, scheme) {
  await tab.setViewportSize({ width, height: 900 });
  await tab.emulateMedia({ colorScheme: scheme });
}

// One page in every shape, in a tab under the site's own policy and in one where axe-core may run, which is a script.
async function look(own, axe, address, shapes, name, shots) {
  await own.tab.goto(address, { waitUntil: 'load' });
  await axe.tab.goto(address, { waitUntil: 'load' });
  const problems = new Map();
  for (const { width, scheme } of shapes) {
    await shaped(own.tab, width, scheme);
    await shaped(axe.tab, width, scheme);
    const found = await audit(axe.tab);
    const wide = await own.tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
    const hidden = await own.tab.evaluate(() => [...document.querySelectorAll('.days > li, .srcs > li')].filter((item) => !item.closest('details') && !item.checkVisibility()).length);
    if (hidden > 0) found.push(`${hidden} entries are hidden before any filter is chosen`);
    if (shots) await own.tab.screenshot({ path: join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
    if (width === 1280 ? scheme === 'light' : width === 320 && scheme === 'dark') found.push(...(await opensCards(own.tab)));
    problems.set(`at ${width} px, ${scheme}`, found);
  }
  await shaped(own.tab, 1280, 'light');
  problems.set('with the keyboard', await keyboard(own.tab));
  problems.set('filtered', await filters(own.tab));
  problems.set('loading', [...own.problems.splice(0), ...axe.problems.splice(0)]);
  return problems;
}

async function weigh(root, pages) {
  const sizes = await Promise.all(pages.map(async (page) => (await stat(join(root, page))).size));
  return new Map(pages.map((page, at) => [page, sizes[at]]));
}

// Stubs at old addresses lead on at once, so there is nothing to look at but where they lead.
async function isStub(root, page) {
  return (await readFile(join(root, page), 'utf8')).includes('http-equiv="refresh"');
}

async function leadsOn(browser, address) {
  const tab = await browser.newPage();
  let status = 0;
  tab.on('response', (response) => {
    if (response.request().isNavigationRequest()) status = response.status();
  });
  await tab.goto(address, { waitUntil: 'commit' });
  const moved = await tab.waitForURL((url) => url.href !== address, { timeout: 10000 }).then(() => true, () => false);
  await tab.close();
  return moved && status < 400 ? [] : ['the stub leads to no page'];
}

const everyShape = process.argv.includes('--every-shape');
const paths = process.argv.slice(2).filter((word) => word !== '--every-shape');
const flag = paths.indexOf('--shots');
const shots = flag < 0 ? null : resolve(paths.splice(flag, 2)[1]);
if (paths.length === 0) {
  console.error('usage: node run.mjs FOLDER… [--shots FOLDER] [--every-shape]');
  process.exit(2);
}
if (shots) await mkdir(shots, { recursive: true });
const browser = await launch();
let [n_pages, n_looks, n_valid, failed] = [0, 0, 0, 0];
const report = (where, problems) => {
  failed += problems.length > 0 ? 1 : 0;
  problems.forEach((problem) => console.error(`${where}: ${problem}`));
};
for (const [idx, path] of paths.entries()) {
  const root = resolve(path);
  const site = await serve(root);
  const all = await pages(root);
  const stubs = [];
  for (const page of all) if (await isStub(root, page)) stubs.push(page);
  for (const page of stubs.slice(0, PER_KIND)) report(page, await leadsOn(browser, `${site.address}/${page}`));
  const own = await tabOf(browser, site, { bypassCSP: false });
  const axe = await tabOf(browser, site, { bypassCSP: true });
  const weights = await weigh(root, all);
  for (const [page, weight] of weights) if (weight > HEAVIEST) report(page, [`${weight} bytes`]);
  for (const { page, shapes } of sample(all.filter((page) => !stubs.includes(page)), weights, idx === 0, everyShape)) {
    const name = `${idx}_${page.replaceAll('/', '_').replace(/\.html$/, '')}`;
    const problems = await look(own, axe, `${site.address}/${page.replace(/index\.html$/, '')}`, shapes, name, shots);
    n_pages += 1;
    n_looks += problems.size;
    problems.forEach((list, how) => report(`${page} ${how}`, list));
  }
  if (idx === 0) report('index.html printed', await printed(own.tab, `${site.address}/`));
  report('HTML', await invalid(root, all));
  n_valid += all.length;
  await own.close();
  await axe.close();
  site.close();
}
await browser.close();
console.log(`${n_pages} pages, ${WIDTHS.length} widths, ${SCHEMES.length} schemes; ${n_valid} pages validated; the front page printed`);
console.log(`browser: ${n_looks - failed} passed, ${failed} failed`);
process.exit(failed === 0 && n_looks > 0 ? 0 : 1);
