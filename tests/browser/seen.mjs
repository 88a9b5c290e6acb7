// node seen.mjs ADDRESS ARTICLE N
// Opens an article's page of a running preview in Chromium, adds a sentence to the article N times, and prints for each
// how many milliseconds passed until the page that reloaded itself showed the fingerprint of the changed file.
import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { launch } from './chromium.mjs';

const [address, article, n] = process.argv.slice(2);
const browser = await launch();
const tab = await browser.newPage();
await tab.goto(address, { waitUntil: 'load' });
for (let edit = 0; edit < Number(n); edit += 1) {
  await appendFile(article, `\n\nThe pilot counted ${edit} buoys.\n`);
  const saved = performance.now();
  const fingerprint = createHash('sha256').update(await readFile(article)).digest('hex');
  await tab.waitForFunction((fingerprint) => document.readyState === 'complete' && document.body.textContent.includes(fingerprint), fingerprint, { timeout: 600_000, polling: 5 });
  console.log((performance.now() - saved).toFixed(1));
  await tab.waitForTimeout(300);
}
await browser.close();
