// The front page on paper: its cards are notes at the end, its navigation is gone.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const letters = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

async function wordsOf(pdf) {
  const running = promisify(execFile)('pdftotext', ['-q', '-', '-'], { maxBuffer: 64 * 1024 * 1024 });
  running.child.stdin.end(pdf);
  return (await running).stdout;
}

export async function printed(tab, address) {
  await tab.goto(address, { waitUntil: 'load' });
  const page = await tab.evaluate(() => ({
    heading: document.querySelector('.notes h2')?.textContent ?? '',
    notes: [...document.querySelectorAll('.note .words')].map((words) => words.textContent.trim().split(/\s+/).slice(0, 6).join(' ')),
    nav: [...document.querySelectorAll('.nav a')].map((link) => link.textContent.trim()).join(' '),
  }));
  const text = letters(await wordsOf(await tab.pdf({ format: 'A4' })));
  const problems = [];
  const heading = text.lastIndexOf(letters(page.heading));
  if (page.notes.length === 0 || heading < 0) problems.push('there are no notes at the end');
  const end = text.slice(Math.max(heading, 0));
  const missing = page.notes.filter((words) => !end.includes(letters(words)));
  if (missing.length > 0) problems.push(`${missing.length} of ${page.notes.length} notes are not printed, for example: ${missing[0]}`);
  if (text.includes(letters(page.nav))) problems.push('the navigation is printed');
  return problems;
}
