// node run.mjs FOLDER
// Asks Lighthouse about a built site, served as static hosts do: packed, with long-lived assets.
// The pages are the front page, the timeline, the differences, and of actors, issues, places and sources the first.
// Prints a line for each page; fails when a category is below 100, and then says which audits cost the points.
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { serve } from '../browser/serve.mjs';

const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

// The first page below a folder that has a page of its own.
async function first(root, folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && entry.name !== 'all').map((entry) => entry.name);
  if (names.length === 0) throw new Error(`no page below ${folder}`);
  return `${folder}/${names.sort()[0]}/`;
}

function lost(result, category) {
  const audits = result.categories[category].auditRefs.filter((ref) => ref.weight > 0).map((ref) => result.audits[ref.id]);
  return audits.filter((audit) => audit.score !== null && audit.score < 1).map((audit) => `${audit.id} ${audit.displayValue ?? ''}`.trim());
}

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node run.mjs FOLDER');
  process.exit(2);
}
const root = resolve(folder);
const site = await serve(root, { asHost: true });
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromeFlags: FLAGS });
const pages = ['', 'timeline/', 'differ/'];
for (const room of ['actors', 'issues', 'places', 'sources']) pages.push(await first(root, room));
let below = 0;
for (const page of pages) {
  const { lhr } = await lighthouse(`${site.address}/${page}`, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error', output: 'json' });
  const scores = CATEGORIES.map((category) => `${category} ${Math.round(lhr.categories[category].score * 100)}`);
  console.log(`/${page}: ${scores.join(', ')}`);
  for (const category of CATEGORIES.filter((name) => lhr.categories[name].score < 1)) {
    below += 1;
    console.log(`  ${category}: ${lost(lhr, category).join('; ')}`);
  }
}
await chrome.kill();
site.close();
process.exit(below === 0 ? 0 : 1);
