// Pictures of a built site: node shot.js FOLDER OUT [path …]
import { chromium } from "playwright-core";
import { browserOptions, serve } from "./serve.js";

const [folder, out, ...paths] = process.argv.slice(2);
const { origin, close } = await serve(folder);
const browser = await chromium.launch(browserOptions);
for (const [width, height] of [[1280, 900], [390, 844]]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    for (const path of paths.length ? paths : ["index.html"]) {
      await page.goto(`${origin}/${path}`);
      const name = path.replace(/\/?index\.html$/, "").replaceAll("/", "-") || "index";
      await page.screenshot({ path: `${out}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
    await page.close();
  }
}
await browser.close();
close();
