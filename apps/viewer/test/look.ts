import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.ts";
import { serve } from "./serve.ts";

// node test/look.ts NAME QUERY [WIDTHxHEIGHT] [dark] : one picture of one address, to look at while designing;
// of the running service at LIQA_URL, else of the fixture.
const [name = "look", query = "?lang=ar", size = "1280x800", scheme] = process.argv.slice(2);
const [width = 1280, height = 800] = size.split("x").map(Number);
const served = await serve();
const browser = await chromium.launch({ executablePath: findChromium()!, args: FLAGS });
const page = await browser.newPage({
  viewport: { width, height },
  colorScheme: scheme === "dark" ? "dark" : "light",
  reducedMotion: "reduce",
});
page.on("console", (message) => {
  if (!message.text().includes("GPU stall")) console.log(message.type(), message.text());
});
page.on("pageerror", (error) => console.log("ERROR", error.stack));
await page.goto((process.env.LIQA_URL ?? served.url) + query);
await page
  .waitForSelector("html[data-ready=true]", { timeout: 30_000 })
  .catch((error) => console.log(String(error)));
await page.screenshot({ path: `test-results/${name}.png` });
await browser.close();
await served.close();
