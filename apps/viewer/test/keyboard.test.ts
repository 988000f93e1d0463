import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";

/** The five tasks of docs/viewer.md without a pointer. */
describe.skipIf(!hasBrowser)("five tasks by keyboard alone", () => {
  const test = bench();

  /** Goes on by Tab until the element that bears the key has the focus. */
  async function tabTo(page: Page, key: string | RegExp): Promise<void> {
    for (let i = 0; i < 250; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement?.getAttribute("data-focus") ?? "");
      if (typeof key === "string" ? at === key : key.test(at)) return;
    }
    throw new Error(`Tab never reached ${key}`);
  }

  /** Types into the field that has the focus and takes the first name offered. */
  async function choose(page: Page, field: string, name: string): Promise<void> {
    await page.keyboard.type(name);
    await page.locator(`[id="${field}-list"] .option`).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await test.ready(page);
  }

  it("1: who met somebody, and the meetings of two", async () => {
    const page = await test.open("?lang=ar");
    await page.keyboard.press("/");
    await choose(page, "search", "لافروف");
    expect(await page.locator(".panel h2").textContent()).toBe("سيرغي لافروف");
    await tabTo(page, "pair per:john-kerry");
    await page.keyboard.press("Enter");
    await test.ready(page);
    expect(await page.locator(".pair-meeting blockquote").count()).toBeGreaterThan(1);
  });

  it("2: a question in words, its proof and the whole article", async () => {
    const page = await test.open("?lang=en");
    await page.keyboard.press("/");
    await page.keyboard.type("سيرغي لافروف؟");
    await page.keyboard.press("Enter");
    await page.locator(".answer-text").waitFor();
    await test.ready(page);
    await tabTo(page, /^read /);
    await page.keyboard.press("Enter");
    await page.locator("dialog mark").first().waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog").isVisible()).toBe(false);
  });

  it("3: a path between two people, each hop with its proof", async () => {
    const page = await test.open("?lang=ar");
    await tabTo(page, "path-open");
    await page.keyboard.press("Enter");
    await test.ready(page);
    await tabTo(page, "path-from");
    await choose(page, "path-from", "المعلم");
    await tabTo(page, "path-to");
    await choose(page, "path-to", "كيري");
    expect(await page.locator(".hop blockquote").count()).toBeGreaterThan(1);
  });

  it("4: the meetings in one city, narrowed by the timeline's handle", async () => {
    const page = await test.open("?lang=en");
    await page.keyboard.press("/");
    await choose(page, "search", "Geneva");
    const summary = () => page.locator(".timeline-summary").textContent();
    const all = await summary();
    await tabTo(page, "timeline since");
    await page.keyboard.press("End");
    await test.ready(page);
    expect(new URL(page.url()).searchParams.get("since")).toMatch(/^\d{4}-/);
    expect(await summary()).not.toBe(all);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-focus"))).toBe(
      "timeline since",
    );
  });

  it("5: a drawing for an article", async () => {
    const page = await test.open("?lang=ar&of=per:sergey-lavrov");
    await tabTo(page, "share");
    await page.keyboard.press("Enter");
    await page.locator("[data-share=svg]").waitFor();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement?.getAttribute("data-share"));
      if (at === "svg") break;
    }
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(file.suggestedFilename()).toMatch(/\.svg$/);
  });
});
