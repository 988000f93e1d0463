import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
/** Bytes of script, gzipped, that the page and its first picture may take. */
const MOST = 200 * 1024;

describe.skipIf(!hasBrowser)("the first load", () => {
  const test = bench();

  it("takes little script, workers included, and leaves saved graphs and exports for later", async () => {
    const page = await test.open("?lang=ar");
    expect(await page.evaluate(() => window.liqa!.labels().length)).toBeGreaterThan(3);
    const loaded = await page.evaluate(() => [
      ...performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname),
    ]);
    const scripts = [...new Set(loaded.filter((path) => path.endsWith(".js")))];
    expect(scripts.length).toBeGreaterThan(0);
    // The layout's worker starts with the picture; it is listed by its own frame only.
    const html = readFileSync(`${DIST}/index.html`, "utf8");
    expect(html).toContain(scripts[0]!.slice(1));
    const worker = /layout\.worker-[\w-]+\.js/.exec(readFileSync(`${DIST}${scripts[0]}`, "utf8"))?.[0];
    const files = new Set([...scripts, `/assets/${worker}`]);
    const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(DIST + file)).length, 0);
    console.log(`first load: ${Math.round(bytes / 1024)} KB of script, gzipped`);
    expect(bytes).toBeLessThan(MOST);
  });
});
