// Filters: reached and moved by the keyboard; every combination shows what it says, and hides the rest.
import { tabTo } from './cards.mjs';

// Which entries a page shows, and what they are filtered by.
const shown = () =>
  [...document.querySelectorAll('.ev1, .diff article')].map((item) => ({
    visible: item.checkVisibility(),
    s: (item.dataset.s ?? '').split(' '),
    k: [item.dataset.k],
    a: [item.dataset.a],
  }));

const openFolds = () => document.querySelectorAll('details').forEach((fold) => (fold.open = true));

async function combination(tab, chosen) {
  for (const id of chosen) await tab.locator(`#${id}`).check({ force: true });
  const wanted = chosen.map((id) => id.match(/^([a-z])-(.+)$/).slice(1)).filter(([, value]) => value !== 'all');
  const entries = await tab.evaluate(shown);
  const wrong = entries.filter((entry) => entry.visible !== wanted.every(([group, value]) => entry[group].includes(value)));
  return wrong.length > 0 ? [`with ${chosen.join(' and ')}, ${wrong.length} of ${entries.length} entries are shown or hidden wrongly`] : [];
}

async function byKeyboard(tab, group) {
  if (!(await tabTo(tab, `.filt input[name=${group}]`))) return [`the filter ${group} is not reached by Tab`];
  await tab.keyboard.press('ArrowRight');
  const moved = await tab.evaluate((group) => document.querySelector(`.filt input[name=${group}]:checked`).id, group);
  return moved.endsWith('-all') ? [`the arrow keys do not move the filter ${group}`] : [];
}

// Dotted lines of the network are shown on request only.
async function network(tab) {
  const box = tab.locator('#net-named');
  if ((await box.count()) === 0) return [];
  const lines = () => tab.evaluate(() => [...document.querySelectorAll('.whole .named')].filter((line) => line.checkVisibility()).length);
  const before = await lines();
  await box.check({ force: true });
  return before !== 0 || (await lines()) === 0 ? ['the box of the network shows no dotted lines, or they were there before'] : [];
}

export async function filters(tab) {
  const ids = await tab.locator('.filt input[type=radio]').evaluateAll((inputs) => inputs.map((input) => input.id));
  if (ids.length === 0) return network(tab);
  await tab.goto(tab.url().replace(/#.*/, ''), { waitUntil: 'load' });
  await tab.evaluate(openFolds);
  const problems = await network(tab);
  const groups = [...new Set(ids.map((id) => id[0]))];
  for (const group of groups) problems.push(...(await byKeyboard(tab, group)));
  const of = (group) => ids.filter((id) => id[0] === group);
  const [one, other] = groups;
  for (const first of of(one)) {
    for (const second of other ? of(other) : [null]) problems.push(...(await combination(tab, [first, second].filter(Boolean))));
  }
  return problems;
}
