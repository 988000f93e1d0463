import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { FLAGS, findChromium } from "../test/chromium.ts";

// Full refresh of 10,000 nodes and 30,000 edges, ours beside bare sigma on the same data in the same page.
// Usage: node bench/refresh.ts
const executablePath = findChromium();
if (!executablePath) throw new Error("no Chromium found");
const outDir = await mkdtemp(join(tmpdir(), "liqa-bench-"));
const root = fileURLToPath(new URL(".", import.meta.url));
await build({
  root,
  base: "./",
  logLevel: "warn",
  worker: { format: "es" },
  build: { outDir, assetsInlineLimit: 0 },
});
const server = await preview({
  root,
  logLevel: "warn",
  build: { outDir },
  preview: { port: 0, host: "127.0.0.1" },
});
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1300 } });
  page.on("pageerror", (error) => console.error(error.stack));
  await page.goto(server.resolvedUrls!.local[0]!);
  await page.waitForFunction(() => document.title.startsWith("done"), undefined, { timeout: 300_000 });
  const result = JSON.parse((await page.title()).slice(5)) as Record<string, number>;
  for (const [name, value] of Object.entries(result))
    console.log(name.padEnd(14), Math.round(value * 10) / 10);
  console.log("ratio".padEnd(14), (result.ourRefresh! / result.bareRefresh!).toFixed(2));
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
}
