// Citations and their cards, with the pointer and with the keyboard.

// The most stops that a reader may need to the first citation or filter.
const STOPS = 400;

const cardOf = (id) => {
  const card = document.getElementById(id);
  return { open: card?.matches(':popover-open') ?? false, words: card?.querySelector('.words')?.textContent.trim() ?? '' };
};

// The first, the middle and the last citation each open a card that has words and closes again.
export async function opensCards(tab) {
  const problems = [];
  const chips = tab.locator('main button.cite:visible');
  const n = await chips.count();
  for (const at of n === 0 ? [] : new Set([0, Math.floor(n / 2), n - 1])) {
    const chip = chips.nth(at);
    const target = await chip.getAttribute('popovertarget');
    await chip.click();
    const { open, words } = await tab.evaluate(cardOf, target);
    if (!open) problems.push(`the citation for ${target} opens no card`);
    if (!words) problems.push(`the card ${target} has no words`);
    await tab.keyboard.press('Escape');
    if ((await tab.evaluate(cardOf, target)).open) problems.push(`the card ${target} does not close with Escape`);
  }
  return problems;
}

// Presses Tab until the focus is on what a selector names; whether it ever is.
export async function tabTo(tab, selector) {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate((selector) => document.activeElement.matches(selector), selector)) return true;
  }
  return false;
}

// From the top of the page: the skip link, the first citation, its card, a link inside, and back.
export async function keyboard(tab) {
  const problems = [];
  await tab.goto(tab.url().replace(/#.*/, ''), { waitUntil: 'load' });
  // Whoever comes to search wants to type: there the field has the focus at once, and the pages' order begins behind it.
  if (await tab.evaluate(() => document.activeElement.matches('[role=search] input'))) return problems;
  await tab.keyboard.press('Tab');
  const first = await tab.evaluate(() => ({ skips: document.activeElement.matches('.skip'), left: document.activeElement.getBoundingClientRect().left }));
  if (!first.skips || first.left < 0) problems.push('the first stop is not a visible link to the content');
  await tab.keyboard.press('Enter');
  if ((await tab.locator('main button.cite:visible').count()) === 0) return problems;
  if (!(await tabTo(tab, 'main button.cite'))) return [...problems, 'no citation is reached by Tab'];
  const target = await tab.evaluate(() => document.activeElement.getAttribute('popovertarget'));
  await tab.keyboard.press('Enter');
  if (!(await tab.evaluate(cardOf, target)).open) problems.push(`Enter does not open ${target}`);
  await tab.keyboard.press('Tab');
  const inside = await tab.evaluate((id) => document.getElementById(id).contains(document.activeElement), target);
  if (!inside) problems.push(`Tab does not lead into ${target}`);
  await tab.keyboard.press('Escape');
  if ((await tab.evaluate(cardOf, target)).open) problems.push(`Escape does not close ${target}`);
  const back = await tab.evaluate((id) => document.activeElement.getAttribute('popovertarget') === id, target);
  if (!back) problems.push(`the focus does not return from ${target}`);
  return problems;
}
