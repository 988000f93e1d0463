import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "../test/chromium.ts";
import { startLiqa } from "../test/liqa.ts";

// Navigation to the first settled picture of the sample graph, each time in a browser context of its own.
// Usage: node bench/firstPicture.ts
const executablePath = findChromium();
if (!executablePath) throw new Error("no Chromium found");
const liqa = await startLiqa();
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  for (let round = 0; round < 5; round++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Performance.enable");
    await page.goto(`${liqa.url}?lang=ar`);
    await page.waitForFunction(() => performance.getEntriesByName("picture").length > 0);
    const wall = await page.evaluate(() => performance.getEntriesByName("picture")[0]!.startTime);
    const { metrics } = await devtools.send("Performance.getMetrics");
    const cpu = metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
    console.log(`${Math.round(wall)} ms to the picture, ${Math.round(cpu)} ms of CPU in the page`);
    await context.close();
  }
} finally {
  await browser.close();
  liqa.process.kill();
}
