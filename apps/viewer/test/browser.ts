import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { FLAGS, findChromium } from "./chromium.ts";
import { type Served, serve } from "./serve.ts";

const executable = findChromium();

/** Whether there is a browser to test in. Without one that is said aloud, and under CI it is a failure. */
export const hasBrowser = executable !== null;
if (!hasBrowser) {
  const looked =
    process.env.CHROMIUM ?? "CHROMIUM, chromium, chromium-browser, google-chrome, Playwright's own";
  console.log(`SKIPPED browser tests: no Chromium found (looked for ${looked})`);
  if (process.env.CI) throw new Error("no Chromium found, and CI must not skip");
}

const PICTURES = fileURLToPath(new URL("../test-results/", import.meta.url));

export interface Bench {
  served: Served;
  /** Opens the page at a query string and waits until everything asked has been drawn. */
  open(query: string, options?: BrowserContextOptions): Promise<Page>;
  ready(page: Page): Promise<void>;
  /** Keeps a picture for the eye, in a folder that git ignores. */
  picture(page: Page, name: string): Promise<void>;
}

/** One browser and one server for a test file; every page is closed after its test, and must not have complained. */
export function bench(): Bench {
  let browser: Browser;
  const complaints: string[] = [];
  const result: Bench = {
    served: { url: "", down: false, close: async () => {} },
    async open(query, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: "reduce",
        ...options,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(String(error.stack)));
      page.on("console", (message) => {
        // Failed requests are logged by the browser itself, and some scenes make them fail.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          complaints.push(message.text());
      });
      page.on("request", (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(result.served.url))
          complaints.push(`external request: ${request.url()}`);
      });
      await page.goto(result.served.url + query);
      await result.ready(page);
      return page;
    },
    async ready(page) {
      await page.waitForSelector("html[data-ready=true]");
    },
    async picture(page, name) {
      await page.screenshot({ path: `${PICTURES}${name}.png` });
    },
  };
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await chromium.launch({ executablePath: executable!, args: FLAGS });
    result.served = await serve();
  });
  afterEach(async () => {
    result.served.down = false;
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await result.served.close();
  });
  return result;
}
