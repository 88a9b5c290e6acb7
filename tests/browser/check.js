// Opens every kind of page of a built site at two widths and in two colour schemes.
// No accessibility violation, no console message, no request outside, nothing against the policy, no sideways scroll,
// and a citation opens its card.  node check.js FOLDER [all]
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { browserOptions, serve } from "./serve.js";

const [folder, which] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node check.js FOLDER [all]");
  process.exit(2);
}

const WIDTHS = [[1280, 900], [390, 844], [320, 640]];
const SCHEMES = ["light", "dark"];

/** Paths of the pages to open: all of them, or the first two of every folder. */
async function pages() {
  const files = await readdir(folder, { recursive: true });
  const html = files.filter((file) => file.endsWith(".html")).map((file) => file.replaceAll("\\", "/")).sort();
  if (which === "all") return html;
  const seen = new Map();
  return html.filter((path) => {
    const kind = path.split("/").length > 2 ? path.split("/")[0] : path;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return seen.get(kind) <= 2;
  });
}

const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

async function accessible(page, where) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  for (const violation of found.violations) {
    fault(where, `axe ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
}

async function withinTheScreen(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) fault(where, `scrolls sideways by ${over} px`);
}

async function citationsOpen(page, where) {
  const chips = page.locator("main .cite");
  const n = await chips.count();
  if (n === 0) return 0;
  for (const at of new Set([0, Math.floor(n / 2), n - 1])) {
    const chip = chips.nth(at);
    const card = page.locator(`#${await chip.getAttribute("popovertarget")}`);
    if (!(await chip.isVisible())) continue;
    await chip.click();
    if (!(await card.isVisible())) fault(where, `citation ${at + 1} does not open its card`);
    const words = (await card.locator(".words").innerText()).trim();
    if (!words) fault(where, `card of citation ${at + 1} is empty`);
    await page.keyboard.press("Escape");
    if (await card.isVisible()) fault(where, `card of citation ${at + 1} does not close with Escape`);
  }
  return n;
}

async function filtersHide(page, where) {
  const choices = page.locator(".filt input:not([id$=all])");
  if ((await choices.count()) === 0) return;
  const items = page.locator(".ev1, .diff article");
  const visible = async () => (await items.evaluateAll((all) => all.filter((item) => item.checkVisibility()).length));
  const before = await visible();
  await choices.first().check({ force: true });
  const after = await visible();
  if (after > before) fault(where, "a filter shows more than before");
  if (after === 0) fault(where, "the first filter hides everything");
}

const { origin, close } = await serve(folder);
const browser = await chromium.launch(browserOptions);
const paths = await pages();
let nOpened = 0;
let nCitations = 0;
for (const [width, height] of WIDTHS) {
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    let where = "";
    page.on("console", (message) => fault(where, `console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => fault(where, `page error: ${error.message}`));
    page.on("requestfailed", (request) => fault(where, `request failed: ${request.url()}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !url.startsWith("data:")) fault(where, `request outside: ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) fault(where, `${response.status()} for ${response.url()}`);
    });
    for (const path of paths) {
      where = `${relative(".", join(folder, path))} at ${width} ${colorScheme}`;
      await page.goto(`${origin}/${path}`);
      await page.evaluate(() => document.fonts.ready.then(() => true));
      await withinTheScreen(page, where);
      await accessible(page, where);
      nCitations += await citationsOpen(page, where);
      await filtersHide(page, where);
      nOpened += 1;
    }
    await context.close();
  }
}
await browser.close();
close();

for (const line of faults) console.log(line);
console.log(`${nOpened} pages opened, ${paths.length} addresses, ${nCitations} citations seen, ${faults.length} faults.`);
process.exit(faults.length === 0 && nOpened > 0 && nCitations > 0 ? 0 : 1);
