import { toGraphology } from "@liqa/graph";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FLAGS, findChromium } from "../../../apps/viewer/test/chromium.ts";
import { show } from "../src/index.ts";
import { articles, extract, facts, index } from "./sample.ts";

const executablePath = findChromium();

describe("in a browser", () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    if (executablePath !== null) browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  afterAll(() => browser?.close());
  beforeEach(async (context) => {
    if (executablePath === null) context.skip("no Chromium on this machine; .ci/run installs it");
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!/^(?:about|data|blob):/u.test(request.url())) complaints.push(request.url());
    });
    return async () => {
      await page.close();
      expect(complaints.splice(0)).toEqual([]);
    };
  });

  test("choosing an actor opens the proof of its meetings and leaves out the others", async () => {
    await page.setContent(show(toGraphology(facts)).html);
    const items = page.locator("[data-about]");
    expect(await items.count()).toBe(3);
    expect(await items.first().isVisible()).toBe(false);
    const cavusoglu = page.locator(".liqa-node", { hasText: "مولود تشاووش أوغلو" }).first();
    await cavusoglu.press("Enter");
    expect(await page.locator("[data-about]:visible").allTextContents()).toEqual([
      expect.stringContaining("مولود تشاووش أوغلو"),
    ]);
    await cavusoglu.press("Enter");
    expect(await page.locator("[data-about]:visible").count()).toBe(3);
  });

  test("pointing at an actor dims those it has nothing to do with", async () => {
    await page.setContent(show(toGraphology(facts)).html);
    await page.locator(".liqa-node", { hasText: "سيرغي لافروف" }).first().dispatchEvent("pointerenter");
    const dim = (name: string): Promise<string> =>
      page
        .locator(".liqa-node", { hasText: name })
        .first()
        .evaluate((node) => getComputedStyle(node).opacity);
    expect(await dim("سيرغي لافروف")).toBe("1");
    expect(Number(await dim("مولود تشاووش أوغلو"))).toBeLessThan(0.5);
  });

  test("buttons bring the picture closer and back", async () => {
    await page.setContent(show(toGraphology(facts)).html);
    const box = (): Promise<string | null> => page.locator("svg").getAttribute("viewBox");
    const whole = await box();
    await page.locator("[data-zoom='0.8']").click();
    expect(await box()).not.toBe(whole);
    await page.locator("[data-zoom='0']").click();
    expect(await box()).toBe(whole);
  });

  test("pointing at a meeting lights its passages in the article", async () => {
    await page.setContent(show(extract(articles[0]!)).html);
    await page.locator("[data-meeting]").first().dispatchEvent("pointerenter");
    expect(await page.locator("mark.liqa-on").count()).toBeGreaterThan(0);
    await page.locator("[data-meeting]").first().dispatchEvent("pointerleave");
    expect(await page.locator("mark.liqa-on").count()).toBe(0);
  });

  test("two displays on a page live side by side, and none answers twice", async () => {
    const { html } = show(index.subgraph("per:james-jeffrey"), index);
    await page.setContent(html + html);
    const second = page.locator(".liqa").nth(1);
    await second.locator(".liqa-node").first().press("Enter");
    expect(await second.locator(".liqa-on").count()).toBe(1);
    expect(await page.locator(".liqa").first().locator(".liqa-on").count()).toBe(0);
  });

  test("Arabic names are drawn joined: as wide as the browser draws the word, not its letters", async () => {
    await page.setContent(show(toGraphology(facts)).html);
    const [drawn, apart] = await page
      .locator("svg text", { hasText: "سامح شكري" })
      .first()
      .evaluate((text: SVGTextElement) => {
        const joined = text.getComputedTextLength();
        // A zero-width non-joiner between the letters keeps them apart.
        text.textContent = [...text.textContent!].join("\u200c");
        return [joined, text.getComputedTextLength()];
      });
    expect(drawn).toBeLessThan(apart!);
  });
});
